"""What must hold of the stack besides being valid: the traps of docs/decisions and docs/operations.md
that no tool knows of. Each rule has a test that breaks it (test_rules.py)."""

import json

import template

MOST_RESOURCES = 500
# Itself, its role, what calls it and the leave to do so.
MOST_A_FUNCTION = 4
# Three tell it things, and what it could not record it keeps. This list may only shrink.
# Those that are called by a schedule have one more, which says that nobody calls them again.
MORE_RESOURCES = {"RecordDelivery": 9, "KeepDates": 5, "SweepUnsent": 5}
LOGGING = {"LogFormat": "JSON", "LogGroup": {"Ref": "Logs"}, "ApplicationLogLevel": "TRACE", "SystemLogLevel": "WARN"}
# The metrics that AWS writes by itself and alarms here are on: namespace, metric, dimensions, and where AWS documents it.
AWS_METRICS = {
    ("AWS/ApiGateway", "5xx", ("ApiId",)),  # API Gateway, "Monitor CloudWatch metrics for HTTP APIs"
    ("AWS/ApiGateway", "Latency", ("ApiId",)),
    ("AWS/Lambda", "Throttles", ()),  # Lambda, "Types of metrics for Lambda functions": without dimensions, all functions together
    ("AWS/Lambda", "Errors", ("FunctionName",)),
    ("AWS/Lambda", "Invocations", ("FunctionName",)),
    ("AWS/SQS", "ApproximateNumberOfMessagesVisible", ("QueueName",)),  # SQS, "Available CloudWatch metrics for Amazon SQS"
    ("AWS/SQS", "ApproximateAgeOfOldestMessage", ("QueueName",)),
    ("AWS/EventBridge/Pipes", "ExecutionFailed", ("PipeName",)),  # EventBridge, "Logging and monitoring Amazon EventBridge Pipes"
    ("AWS/EventBridge/Pipes", "ExecutionPartiallyFailed", ("PipeName",)),
    ("AWS/EventBridge/Pipes", "ExecutionTimeout", ("PipeName",)),
    ("AWS/SES", "Reputation.BounceRate", ()),  # SES, "Creating reputation monitoring alarms using CloudWatch"
    ("AWS/SES", "Reputation.ComplaintRate", ()),
    ("AWS/SNS", "SMSMonthToDateSpentUSD", ()),  # SNS, "Monitoring Amazon SNS topics using CloudWatch"
}
# All that a function may send to X-Ray, where tracing is on.
TRACES = {"xray:PutTraceSegments", "xray:PutTelemetryRecords"}
PERSONAL = ("identity", "sourceIp", "userAgent", "path", "domainName", "authorizer", "request.header")
BOUNDARY = "MostOfAFunction"


def of_type(outcome, kind):
    """The resources of a type, by their ids."""
    return {id: each.get("Properties", {}) for id, each in outcome["Resources"].items() if each["Type"] == kind}


def broken(source, outcome):
    """What does not hold, a sentence each."""
    rules = [size, logs, roles, hashing, throttling, access_log, keeping, queues, alarms, mails, front]
    rules += [schedules, pipes, tracing, text_logs, producers]
    return [said for rule in rules for said in rule(source, outcome)]


def size(source, outcome):
    """A stack holds 500 resources; the functions may not eat them up."""
    if len(outcome["Resources"]) > MOST_RESOURCES:
        yield f"{len(outcome['Resources'])} resources are more than the {MOST_RESOURCES} of a stack"
    functions = [id for id, each in source["Resources"].items() if each["Type"] == "AWS::Serverless::Function"]
    for id in functions:
        # SAM names what it makes for a function after it; what has the name of a longer one is that one's.
        longer = [other for other in functions if other != id and other.startswith(id)]
        made = [
            other
            for other in outcome["Resources"]
            if other.startswith(id)
            and other not in source["Resources"]
            and not any(other.startswith(each) for each in longer)
        ]
        if 1 + len(made) > MORE_RESOURCES.get(id, MOST_A_FUNCTION):
            yield f"{id} takes {1 + len(made)} resources: {', '.join(made)}"


def logs(source, outcome):
    """A log that nothing declares is kept for ever."""
    for id, each in of_type(outcome, "AWS::Lambda::Function").items():
        if each.get("LoggingConfig") != LOGGING:
            yield f"{id} does not log where and what all do"
    for id, each in of_type(outcome, "AWS::Logs::LogGroup").items():
        if "RetentionInDays" not in each or "KmsKeyId" not in each:
            yield f"{id} is kept for ever, or not encrypted"


def roles(source, outcome):
    """No function can do more than the boundary, and no policy allows all of a service."""
    for id, each in of_type(outcome, "AWS::Lambda::Function").items():
        role = outcome["Resources"][each["Role"]["Fn::GetAtt"][0]]["Properties"]
        if role.get("PermissionsBoundary") != {"Ref": BOUNDARY}:
            yield f"{id} has no boundary"
    documents = {id: each["PolicyDocument"] for id, each in of_type(outcome, "AWS::IAM::ManagedPolicy").items()}
    for id, each in of_type(outcome, "AWS::IAM::Role").items():
        for policy in each.get("Policies", []):
            documents[f"{id}/{policy['PolicyName']}"] = policy["PolicyDocument"]
    allowed = set()
    for id, document in documents.items():
        for statement in document["Statement"]:
            actions = statement["Action"] if isinstance(statement["Action"], list) else [statement["Action"]]
            if statement["Effect"] == "Allow" and any("*" in action for action in actions):
                yield f"{id} allows {', '.join(actions)}"
            if id != BOUNDARY and statement["Effect"] == "Allow" and id in of_type(outcome, "AWS::IAM::ManagedPolicy"):
                allowed |= set(actions)
    most = {action for statement in documents.get(BOUNDARY, {"Statement": []})["Statement"] for action in statement["Action"]}
    if allowed - most:
        yield f"{BOUNDARY} forbids what policies allow: {', '.join(sorted(allowed - most))}"


def hashing(source, outcome):
    """A function with a whole processor hashes, so it can be limited, and its route is scarce."""
    scarce = set(source["Resources"]["Api"]["Properties"].get("RouteSettings", {}))
    for id, each in source["Resources"].items():
        if each["Type"] != "AWS::Serverless::Function" or each["Properties"].get("MemorySize", 0) < 1769:
            continue
        if "ReservedConcurrentExecutions" not in each["Properties"]:
            yield f"{id} hashes, and its concurrency cannot be limited"
        routes = [event["Properties"] for event in each["Properties"]["Events"].values() if event["Type"] == "HttpApi"]
        for route in routes:
            if f"{route['Method']} {route['Path']}" not in scarce:
                yield f"{id} hashes, and its route has no limit of its own"


def throttling(source, outcome):
    """A limit for a route that is not there stops the deployment, as late as it can."""
    routes = {
        f"{event['Properties'].get('Method')} {event['Properties'].get('Path')}"
        for each in source["Resources"].values()
        for event in each.get("Properties", {}).get("Events", {}).values()
        if isinstance(event, dict) and event.get("Type") == "HttpApi"
    }
    api = source["Resources"]["Api"]["Properties"]
    for route in api.get("RouteSettings", {}):
        if route not in routes:
            yield f"there is no route {route} to limit"
    if not api.get("DefaultRouteSettings", {}).get("ThrottlingRateLimit"):
        yield "the routes have no limit"


def access_log(source, outcome):
    """Nothing personal in it: no address, no program, no path (it holds a client's id)."""
    form = source["Resources"]["Api"]["Properties"].get("AccessLogSettings", {}).get("Format", "")
    if not form:
        yield "the API has no access log"
    for word in PERSONAL:
        if f"$context.{word}" in form:
            yield f"the access log holds $context.{word}"


def keeping(source, outcome):
    """What cannot be made again is kept when the stack goes, and not deleted by mistake."""
    for kind in ("AWS::DynamoDB::Table", "AWS::KMS::Key"):
        for id in of_type(outcome, kind):
            resource = outcome["Resources"][id]
            if (resource.get("DeletionPolicy"), resource.get("UpdateReplacePolicy")) != ("Retain", "Retain"):
                yield f"{id} goes with the stack"
    for id, each in of_type(outcome, "AWS::DynamoDB::Table").items():
        if not each["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"]:
            yield f"{id} cannot be restored"
        if not each.get("DeletionProtectionEnabled"):
            yield f"{id} can be deleted in one step"
        if each.get("SSESpecification", {}).get("KMSMasterKeyId") is None:
            yield f"{id} is not encrypted with a key of ours"
    for id, each in of_type(outcome, "AWS::KMS::Key").items():
        if not each.get("EnableKeyRotation"):
            yield f"{id} is never rotated"


def queues(source, outcome):
    """A function's queue hides what it took long enough, and has a dead-letter queue that is watched."""
    queues = of_type(outcome, "AWS::SQS::Queue")
    watched = json.dumps(of_type(outcome, "AWS::CloudWatch::Alarm"))
    for each in of_type(outcome, "AWS::Lambda::EventSourceMapping").values():
        id, function = each["EventSourceArn"]["Fn::GetAtt"][0], each["FunctionName"]["Ref"]
        timeout = outcome["Resources"][function]["Properties"]["Timeout"]
        if queues[id].get("VisibilityTimeout", 30) < 6 * timeout:
            yield f"{id} hides a batch for less than six times as long as {function} may take"
        if "RedrivePolicy" not in queues[id]:
            yield f"{id} has no dead-letter queue"
        if each.get("FunctionResponseTypes") != ["ReportBatchItemFailures"]:
            yield f"{function} cannot say which messages failed"
        if not each.get("ScalingConfig", {}).get("MaximumConcurrency"):
            yield f"{function} takes so many batches at once that its providers turn some away"
    feeding = {each["EventSourceArn"]["Fn::GetAtt"][0] for each in of_type(outcome, "AWS::Lambda::EventSourceMapping").values()}
    for id in set(queues) - feeding:
        if f'"{id}", "QueueName"' not in watched:
            yield f"nobody is told when something lies in {id}"


def alarms(source, outcome):
    """Each alarm tells somebody, says what it means, and stands on the dashboard and in the manual."""
    board = json.dumps(of_type(outcome, "AWS::CloudWatch::Dashboard"))
    manual = (template.INFRA.parent / "docs/operations.md").read_text(encoding="utf-8")
    for id, each in of_type(outcome, "AWS::CloudWatch::Alarm").items():
        if each.get("AlarmActions") != [{"Ref": "AlarmTopic"}]:
            yield f"{id} tells nobody"
        if not each.get("AlarmDescription") or "TreatMissingData" not in each:
            yield f"{id} does not say what it means, or what no data mean"
        if f"${{{id}.Arn}}" not in board:
            yield f"{id} is not on the dashboard"
        if f"| `{id}` |" not in manual:
            yield f"{id} is not in docs/operations.md"
        if any("Expression" in metric for metric in each.get("Metrics", [])):
            yield f"{id} calculates with series that may be missing, and may then never go off"


def mails(source, outcome):
    """SES would rewrite the links in mails to watch who opens and clicks them."""
    for id, each in of_type(outcome, "AWS::SES::ConfigurationSetEventDestination").items():
        for kind in each["EventDestination"]["MatchingEventTypes"]:
            if kind.upper() in ("OPEN", "CLICK"):
                yield f"{id} watches who reads"
    for id, each in of_type(outcome, "AWS::SES::ConfigurationSet").items():
        if "TrackingOptions" in each:
            yield f"{id} rewrites links"
        if each.get("DeliveryOptions", {}).get("TlsPolicy") != "REQUIRE":
            yield f"{id} sends links in clear"


def front(source, outcome):
    """The front needs the API: a function behind the API that knew the front would close the circle.
    Only senders and ops may know the public origin."""
    for id, each in source["Resources"].items():
        if each["Type"] != "AWS::Serverless::Function":
            continue
        events = each["Properties"].get("Events", {}).values()
        variables = each["Properties"].get("Environment", {}).get("Variables", {})
        if any(event["Type"] == "HttpApi" for event in events) and "PUBLIC_ORIGIN" in variables:
            yield f"{id} is behind the API and knows the public origin"


def schedules(source, outcome):
    """The next run of a schedule is the retry of the last; one that fails or falls silent is noticed."""
    alarms = of_type(outcome, "AWS::CloudWatch::Alarm").values()
    retried = {each["FunctionName"]["Ref"]: each for each in of_type(outcome, "AWS::Lambda::EventInvokeConfig").values()}
    for schedule in of_type(outcome, "AWS::Scheduler::Schedule").values():
        id = schedule["Target"]["Arn"]["Fn::GetAtt"][0]
        if retried.get(id, {}).get("MaximumRetryAttempts") != 0 or retried[id].get("MaximumEventAgeInSeconds") != 60:
            yield f"{id} is called again beside its next run"
        watched = {
            each["MetricName"]
            for each in alarms
            if each.get("Namespace") == "AWS/Lambda" and {"Name": "FunctionName", "Value": {"Ref": id}} in each.get("Dimensions", [])
        }
        for metric in {"Errors", "Invocations"} - watched:
            yield f"nobody is notified of the {metric} of {id}"


def pipes(source, outcome):
    """A record that cannot be carried ends in a queue, and an error of the pipe in a log without records."""
    for id, each in of_type(outcome, "AWS::Pipes::Pipe").items():
        reading = each["SourceParameters"]["DynamoDBStreamParameters"]
        if reading.get("MaximumRetryAttempts", -1) < 0 or reading.get("OnPartialBatchItemFailure") != "AUTOMATIC_BISECT":
            yield f"{id} tries one bad record for a day, and holds up all behind it"
        queue = reading.get("DeadLetterConfig", {}).get("Arn", {}).get("Fn::GetAtt", [None])[0]
        if queue not in of_type(outcome, "AWS::SQS::Queue"):
            yield f"{id} loses what it cannot carry"
        role = outcome["Resources"][each["RoleArn"]["Fn::GetAtt"][0]]["Properties"]
        statements = [one for policy in role.get("Policies", []) for one in policy["PolicyDocument"]["Statement"]]
        if queue and {"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": {"Fn::GetAtt": [queue, "Arn"]}} not in statements:
            yield f"{id} may not put anything into {queue}"
        log = each.get("LogConfiguration", {})
        to = log.get("CloudwatchLogsLogDestination", {}).get("LogGroupArn", {}).get("Fn::GetAtt", [None])[0]
        if to not in of_type(outcome, "AWS::Logs::LogGroup") or log.get("Level") != "ERROR" or "IncludeExecutionData" in log:
            yield f"{id} logs no errors, or logs people's records"
        watched = {
            each["MetricName"]
            for each in of_type(outcome, "AWS::CloudWatch::Alarm").values()
            if each.get("Dimensions") == [{"Name": "PipeName", "Value": {"Ref": id}}]
        }
        for metric in {"ExecutionFailed", "ExecutionPartiallyFailed", "ExecutionTimeout"} - watched:
            yield f"nobody is notified of the {metric} of {id}"


def tracing(source, outcome):
    """Roles may write to X-Ray only where tracing is on, and then no more than the boundary allows."""
    if template.defaults(source).get("Tracing") != "Disabled":
        yield "tracing is on unless somebody turns it off"
    for id, each in of_type(outcome, "AWS::IAM::Role").items():
        if "xray" in json.dumps(each.get("ManagedPolicyArns", [])).lower():
            yield f"{id} may write to X-Ray, and nothing is traced"
    # What holds of one function holds of all, unless one says otherwise.
    one = None
    for id, each in source["Resources"].items():
        if each["Type"] == "AWS::Serverless::Function":
            one = one or {id: dict(each, Properties={**each["Properties"], "Events": {}})}
            if "Tracing" in each["Properties"]:
                yield f"{id} has its own say in what is traced"
    parameters = source["Parameters"] | {"Tracing": {"Type": "String", "Default": "Active"}}
    active = template.transformed(dict(source, Parameters=parameters, Resources=one))
    for id, each in of_type(active, "AWS::Lambda::Function").items():
        role = active["Resources"][each["Role"]["Fn::GetAtt"][0]]["Properties"]
        if each.get("TracingConfig") != {"Mode": {"Ref": "Tracing"}}:
            yield f"{id} is not traced when tracing is on"
        if "xray" not in json.dumps(role.get("ManagedPolicyArns", [])).lower():
            yield f"{id} may not write what is traced"
    statements = of_type(outcome, "AWS::IAM::ManagedPolicy")[BOUNDARY]["PolicyDocument"]["Statement"]
    allowed = {action for one in statements for action in one["Action"] if action.startswith("xray:")}
    if allowed != TRACES:
        yield f"{BOUNDARY} allows {', '.join(sorted(allowed)) or 'nothing'} of X-Ray"


def text_logs(source, outcome):
    """What AWS's own sample of the role of SNS's delivery logs allows (Amazon SNS, "Delivery logs")."""
    account = template.read(template.INFRA / "account.yaml")["Resources"]
    [policy] = account["TextReportsRole"]["Properties"]["Policies"]
    allowed = {action for one in policy["PolicyDocument"]["Statement"] for action in one["Action"]}
    sample = {"CreateLogGroup", "CreateLogStream", "PutLogEvents", "PutMetricFilter", "PutRetentionPolicy"}
    if allowed != {f"logs:{action}" for action in sample}:
        yield "SNS may not do with its logs what AWS says that it must"


def producers(source, outcome):
    """Each alarm is on a metric that somebody writes: a filter of this stack's log, or AWS. That the code
    writes the filters' fields is tests/agreement's part."""
    filtered = {}
    for id, each in of_type(outcome, "AWS::Logs::MetricFilter").items():
        [made] = each["MetricTransformations"]
        filtered[made["MetricName"]] = (id, made)
        field = made["MetricValue"]
        if each["FilterPattern"] != f"{{ {field} = * }}" or made["MetricNamespace"] != {"Ref": "AWS::StackName"}:
            yield f"{id} does not count the field that it looks for, in this stack's namespace"
    used = json.dumps(of_type(outcome, "AWS::CloudWatch::Alarm")) + json.dumps(of_type(outcome, "AWS::CloudWatch::Dashboard"))
    for name, (id, _) in filtered.items():
        if name not in used:
            yield f"{id} makes a metric that nobody looks at"
    for id, each in of_type(outcome, "AWS::CloudWatch::Alarm").items():
        if "MetricName" not in each:
            continue
        if each["Namespace"] == {"Ref": "AWS::StackName"}:
            if each["MetricName"] not in filtered or each.get("Dimensions"):
                yield f"{id} is on {each['MetricName']}, which no filter of the log makes"
            continue
        metric = (each["Namespace"], each["MetricName"], tuple(one["Name"] for one in each.get("Dimensions", [])))
        if metric not in AWS_METRICS:
            yield f"{id} is on {metric}, which AWS is not known to write"
