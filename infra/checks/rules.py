"""Rules for the stack beyond validity: the traps of docs/decisions and docs/operations.md
that no tool knows. Each rule has a test that breaks it (test_rules.py)."""

import json

import indexes
import template

MOST_RESOURCES = 500
# The function, its role, its trigger, and the permission to call it.
MOST_A_FUNCTION = 4
# It has three triggers, and a queue for failures. This list may only shrink.
# Functions with a schedule have one more resource, which turns retries off.
MORE_RESOURCES = {"RecordDelivery": 9, "KeepDates": 5, "SweepUnsent": 5}
LOGGING = {"LogFormat": "JSON", "LogGroup": {"Ref": "Logs"}, "ApplicationLogLevel": "TRACE", "SystemLogLevel": "WARN"}
# AWS's own metrics that alarms here are on: namespace, metric, dimensions, and where AWS documents it.
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
# Everything that a function may send to X-Ray, if tracing is on.
TRACES = {"xray:PutTraceSegments", "xray:PutTelemetryRecords"}
PERSONAL = ("identity", "sourceIp", "userAgent", "path", "domainName", "authorizer", "request.header")
BOUNDARY = "MostOfAFunction"
# Named within their parent, so unique for each parent.
SCOPED = {"AWS::ApiGatewayV2::Stage"}
# Unique in an account, whatever the region.
GLOBAL = ("AWS::CloudFront::", "AWS::CloudWatch::Dashboard", "AWS::IAM::", "AWS::S3::")


def of_type(outcome, kind):
    """The resources of a type, by their ids."""
    return {id: each.get("Properties", {}) for id, each in outcome["Resources"].items() if each["Type"] == kind}


def chosen(node):
    """The items of a list, each branch of an If among them."""
    for item in node:
        branches = item.get("Fn::If", [None, item])[1:] if isinstance(item, dict) else [item]
        yield from (each for each in branches if each != {"Ref": "AWS::NoValue"})


def broken(source, outcome):
    """The violations, a sentence each."""
    rules = [size, logs, roles, hashing, throttling, access_log, keeping, queues, alarms, mails, front]
    rules += [closed, in_use, backups, one_index, names, schedules, pipes, tracing, text_logs, producers]
    return [said for rule in rules for said in rule(source, outcome)]


def size(source, outcome):
    """A stack holds 500 resources; the functions must leave some."""
    if len(outcome["Resources"]) > MOST_RESOURCES:
        yield f"{len(outcome['Resources'])} resources are more than the {MOST_RESOURCES} of a stack"
    functions = [id for id, each in source["Resources"].items() if each["Type"] == "AWS::Serverless::Function"]
    for id in functions:
        # SAM names a function's resources after it; a resource with a longer function's name is that one's.
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
    """A log that is not declared is kept for ever."""
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
        if role.get("PermissionsBoundary") != {"Fn::If": ["HasCeiling", {"Ref": "Ceiling"}, {"Ref": BOUNDARY}]}:
            yield f"{id} has no boundary"
    for id, each in of_type(outcome, "AWS::IAM::Role").items():
        boundary = each.get("PermissionsBoundary")
        if not isinstance(boundary, dict) or boundary.get("Fn::If", [])[:2] != ["HasCeiling", {"Ref": "Ceiling"}]:
            yield f"{id} is not under the ceiling, so a pipeline cannot make it"
    documents = {id: each["PolicyDocument"] for id, each in of_type(outcome, "AWS::IAM::ManagedPolicy").items()}
    for id, each in of_type(outcome, "AWS::IAM::Role").items():
        for policy in chosen(each.get("Policies", [])):
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
    """A function with a whole processor hashes, so its concurrency and its route are limited."""
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
    """A limit for a missing route fails the deployment, and very late."""
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
    """The access log has nothing personal: no address, no user agent, no path (it contains a client's id)."""
    form = source["Resources"]["Api"]["Properties"].get("AccessLogSettings", {}).get("Format", "")
    if not form:
        yield "the API has no access log"
    for word in PERSONAL:
        if f"$context.{word}" in form:
            yield f"the access log holds $context.{word}"


def keeping(source, outcome):
    """Irreplaceable resources are kept when the stack is deleted, and protected from deletion by mistake."""
    for kind in ("AWS::DynamoDB::Table", "AWS::KMS::Key", "AWS::S3::Bucket", "AWS::SES::EmailIdentity"):
        for id in of_type(outcome, kind):
            resource = outcome["Resources"][id]
            # Kept when the stack is deleted, but not when its creation fails: they are empty then.
            if (resource.get("DeletionPolicy"), resource.get("UpdateReplacePolicy")) != ("RetainExceptOnCreate", "Retain"):
                yield f"{id} goes with the stack, or stays behind when its creation fails"
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
    """A function's queue hides messages long enough, and has a watched dead-letter queue."""
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
            yield f"nobody is notified of messages in {id}"


def alarms(source, outcome):
    """Each alarm notifies somebody, has a description, and is on the dashboard and in the manual."""
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
    """The front needs the API: a function behind the API that depended on the front would create a circle.
    Only senders and ops may know the public origin."""
    for id, each in source["Resources"].items():
        if each["Type"] != "AWS::Serverless::Function":
            continue
        events = each["Properties"].get("Events", {}).values()
        variables = each["Properties"].get("Environment", {}).get("Variables", {})
        if any(event["Type"] == "HttpApi" for event in events) and "PUBLIC_ORIGIN" in variables:
            yield f"{id} is behind the API and knows the public origin"


def closed(source, outcome):
    """A closed stage writes nothing: automatic triggers are off, and the front answers."""
    off = {"Fn::If": ["IsClosed", False, True]}
    for id, each in of_type(outcome, "AWS::Lambda::EventSourceMapping").items():
        if each.get("Enabled") != off:
            yield f"{id} still takes from its queue in a closed stage"
    for id, each in of_type(outcome, "AWS::Scheduler::Schedule").items():
        if each.get("State") != {"Fn::If": ["IsClosed", "DISABLED", "ENABLED"]}:
            yield f"{id} still calls in a closed stage"
    for id, each in of_type(outcome, "AWS::Pipes::Pipe").items():
        if each.get("DesiredState") != {"Fn::If": ["IsClosed", "STOPPED", "RUNNING"]}:
            yield f"{id} still runs in a closed stage"
    for id, each in source["Resources"].items():
        if each["Type"] != "AWS::Serverless::Function":
            continue
        kinds = {event["Type"] for event in each["Properties"].get("Events", {}).values()}
        if kinds - {"HttpApi", "SQS", "ScheduleV2", "EventBridgeRule", "CloudWatchLogs"}:
            yield f"{id} is called by what nobody knows how to stop"
        # Reserved concurrency 0: Lambda sends the event to the failure queue, so none is lost.
        reserved = {"Fn::If": ["IsClosed", 0, {"Ref": "AWS::NoValue"}]}
        if kinds & {"EventBridgeRule", "CloudWatchLogs"}:
            if each["Properties"].get("ReservedConcurrentExecutions") != reserved:
                yield f"{id} is still called in a closed stage"
            if "OnFailure" not in each["Properties"].get("EventInvokeConfig", {}).get("DestinationConfig", {}):
                yield f"{id} loses what is reported to a closed stage"
    functions = of_type(outcome, "AWS::CloudFront::Function")
    config = outcome["Resources"]["Front"]["Properties"]["DistributionConfig"]
    for behavior in [config["DefaultCacheBehavior"], *config["CacheBehaviors"]]:
        for each in behavior["FunctionAssociations"]:
            id = each["FunctionARN"]["Fn::GetAtt"][0]
            if each["EventType"] == "viewer-request" and "if (CLOSED) return" not in json.dumps(functions[id]["FunctionCode"]):
                yield f"{id} lets requests in in a closed stage"


def in_use(source, outcome):
    """If the stack uses a restored table, nothing in it uses its own."""

    def restored(node):
        """The template as deployed with a restored table."""
        if isinstance(node, list):
            return [restored(each) for each in node]
        if not isinstance(node, dict):
            return node
        if node.get("Fn::If", [None])[0] == "UsesRestoredTable":
            return restored(node["Fn::If"][1])
        return {key: restored(value) for key, value in node.items()}

    for part in ("Resources", "Outputs"):
        for id, each in outcome.get(part, {}).items():
            if ("resource", "Table") in set(template.names_in(restored(each))):
                yield f"{id} uses the stack's own table where a restored one is in use"
    for id, each in of_type(outcome, "AWS::Pipes::Pipe").items():
        if "Name" in each and "RestoredTable" not in json.dumps(each["Name"]):
            yield f"{id} has one name for all tables, so CloudFormation cannot make one for another table beside it"


def backups(source, outcome):
    """Backups, if enabled: daily, locked, under a key of ours, of the table in use."""
    tables = set(of_type(outcome, "AWS::DynamoDB::Table"))
    chosen = json.dumps(list(of_type(outcome, "AWS::Backup::BackupSelection").values()))
    for id in tables:
        if f'["{id}", "Arn"]' not in chosen or "${RestoredTable}" not in chosen:
            yield f"{id} has no backup beside point-in-time recovery"
    for id, each in of_type(outcome, "AWS::Backup::BackupVault").items():
        resource = outcome["Resources"][id]
        if (resource.get("DeletionPolicy"), resource.get("UpdateReplacePolicy")) != ("RetainExceptOnCreate", "Retain"):
            yield f"{id} goes with the stack, or stays behind when its creation fails"
        if "EncryptionKeyArn" not in each:
            yield f"{id} is not encrypted with a key of ours"
        if "MinRetentionDays" not in each.get("LockConfiguration", {}):
            yield f"{id} is not locked"
    for id, each in of_type(outcome, "AWS::Backup::BackupPlan").items():
        for rule in each["BackupPlan"]["BackupPlanRule"]:
            if "ScheduleExpression" not in rule or "DeleteAfterDays" not in rule.get("Lifecycle", {}):
                yield f"{id} makes no scheduled copies, or keeps them for ever"
    for id, resource in outcome["Resources"].items():
        if resource["Type"].startswith("AWS::Backup::") and resource.get("Condition") != "BacksUp":
            yield f"{id} is there where no backup is asked for"


def one_index(source, outcome):
    """CloudFormation creates or deletes one index of a table in one deployment."""
    for id, each in of_type(outcome, "AWS::DynamoDB::Table").items():
        changes = list(indexes.changes(indexes.released(), indexes.of(each)))
        if len(changes) > 1:
            yield f"{id} changes more than one index in one deployment: {', '.join(changes)}"


def names(source, outcome):
    """A second stage, or the same one in a second region, cannot be created if one of our names is taken already."""
    given = [
        (id, each["Type"], name)
        for id, each in outcome["Resources"].items()
        if each["Type"] not in SCOPED
        for name in own_names(each["Type"].rsplit("::", 1)[-1], each.get("Properties", {}))
    ]
    given += [(id, "Export", each["Export"]["Name"]) for id, each in outcome.get("Outputs", {}).items() if "Export" in each]
    for id, kind, name in given:
        if "AWS::StackName" not in json.dumps(name):
            yield f"{id} has one name in all stages"
        elif kind.startswith(GLOBAL) and "AWS::Region" not in json.dumps(name):
            yield f"{id} has one name in all regions"


def own_names(kind, properties):
    """The names that a resource of this kind gives itself: Name, QueueName of a Queue, and the Name in the settings
    that CloudFront wraps its resources in."""
    for field, value in properties.items():
        if field in ("Name", f"{kind}Name"):
            yield value
        elif field == f"{kind}Config" and "Name" in value:
            yield value["Name"]


def schedules(source, outcome):
    """The next run of a schedule retries the last; failing or missing runs are noticed."""
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
    """A record that cannot be delivered ends in a queue, and an error of the pipe in a log without records."""
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
    """Roles may write to X-Ray only if tracing is on, and then no more than the boundary allows."""
    if template.defaults(source).get("Tracing") != "Disabled":
        yield "tracing is on unless somebody turns it off"
    for id, each in of_type(outcome, "AWS::IAM::Role").items():
        if "xray" in json.dumps(each.get("ManagedPolicyArns", [])).lower():
            yield f"{id} may write to X-Ray, and nothing is traced"
    # The settings of all functions, unless one overrides them.
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
    """The rights in AWS's own sample of the role for SNS's delivery logs (Amazon SNS, "Delivery logs")."""
    account = template.read(template.INFRA / "account.yaml")["Resources"]
    [policy] = account["TextReportsRole"]["Properties"]["Policies"]
    allowed = {action for one in policy["PolicyDocument"]["Statement"] for action in one["Action"]}
    sample = {"CreateLogGroup", "CreateLogStream", "PutLogEvents", "PutMetricFilter", "PutRetentionPolicy"}
    if allowed != {f"logs:{action}" for action in sample}:
        yield "SNS may not do with its logs what AWS says that it must"


def producers(source, outcome):
    """Each alarm is on a metric that exists: a filter of this stack's log, or AWS. That the code
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
