"""What must hold of the stack besides being valid: the traps of docs/decisions and docs/operations.md
that no tool knows of. Each rule has a test that breaks it (test_rules.py)."""

import json

import template

MOST_RESOURCES = 500
# Itself, its role, what calls it and the leave to do so.
MOST_A_FUNCTION = 4
# Three tell it things, and what it could not record it keeps. This list may only shrink.
MORE_RESOURCES = {"RecordDelivery": 9}
PERSONAL = ("identity", "sourceIp", "userAgent", "path", "domainName", "authorizer", "request.header")
BOUNDARY = "MostOfAFunction"
# Named within what they belong to, and so as often as that exists.
SCOPED = {"AWS::ApiGatewayV2::Stage"}
# Unique in an account, whatever the region.
GLOBAL = ("AWS::CloudFront::", "AWS::CloudWatch::Dashboard", "AWS::IAM::", "AWS::S3::")


def of_type(outcome, kind):
    """The resources of a type, by their ids."""
    return {id: each.get("Properties", {}) for id, each in outcome["Resources"].items() if each["Type"] == kind}


def broken(source, outcome):
    """What does not hold, a sentence each."""
    rules = [size, logs, roles, hashing, throttling, access_log, keeping, queues, alarms, mails, front, names]
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
        if each.get("LoggingConfig") != {"LogFormat": "JSON", "LogGroup": {"Ref": "Logs"}}:
            yield f"{id} does not log where all do"
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
    for kind in ("AWS::DynamoDB::Table", "AWS::KMS::Key", "AWS::S3::Bucket", "AWS::SES::EmailIdentity"):
        for id in of_type(outcome, kind):
            resource = outcome["Resources"][id]
            # Kept when the stack is deleted, but not when its creation fails: nothing is in it then.
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
        if f"`{id}`" not in manual:
            yield f"{id} is not in docs/operations.md"


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


def names(source, outcome):
    """A second stage, or the same one in a second region, cannot be created if a name of ours is taken already."""
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
