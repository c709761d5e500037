"""Change sets of CloudFormation: creates, shows and executes them, and reports the events.

`sam deploy` can make one as well. It knows no rollback triggers, so `make deploy` and `make back` make theirs
here, from the template that `sam package` wrote."""

import time

from botocore.exceptions import ClientError

from stage import Stop, described, exists

CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"]
# Resources with people's data or a known address. A deployment neither removes nor replaces them.
KEPT = {
    "AWS::DynamoDB::Table",
    "AWS::KMS::Key",
    "AWS::S3::Bucket",
    "AWS::CloudFront::Distribution",
    "AWS::SES::EmailIdentity",
}
# The alarms that roll back a watched deployment.
WATCHED = ("FaultsAlarm", "ApiErrorsAlarm")
# No triggers. Named each time, because CloudFormation would keep those of the last update.
UNWATCHED = {"RollbackTriggers": [], "MonitoringTimeInMinutes": 0}
# Seconds between two polls of CloudFormation.
PATIENCE_S = 5


def named(stack, given, declared):
    """The parameters of a change set: each declared one with its given value, or the value that the stack
    has, or the template's default. Undeclared ones are left out."""
    there = {each["ParameterKey"] for each in (stack or {}).get("Parameters", [])} if exists(stack) else set()
    parameters = []
    for name in declared:
        if name in given:
            parameters.append({"ParameterKey": name, "ParameterValue": given[name]})
        elif name in there:
            parameters.append({"ParameterKey": name, "UsePreviousValue": True})
    return parameters


def triggers(stage, formation):
    """The rollback triggers of an existing stack: its fault alarms, in CloudFormation's form."""
    if not stage.watch_minutes:
        return {}
    alarms = {}
    for page in formation.get_paginator("list_stack_resources").paginate(StackName=stage.stack):
        for each in page["StackResourceSummaries"]:
            if each["LogicalResourceId"] in WATCHED and each.get("PhysicalResourceId"):
                alarms[each["LogicalResourceId"]] = each["PhysicalResourceId"]
    if not alarms:
        return {}
    watched = stage.client("cloudwatch").describe_alarms(AlarmNames=sorted(alarms.values()))["MetricAlarms"]
    ringing = sorted(each["AlarmName"] for each in watched if each["StateValue"] == "ALARM")
    if ringing:
        raise Stop(
            f"{', '.join(ringing)} is in ALARM, so CloudFormation would roll this deployment back",
            "if it is the cure, the same command with WATCH=no",
        )
    return {
        "RollbackTriggers": [{"Arn": each["AlarmArn"], "Type": "AWS::CloudWatch::Alarm"} for each in watched],
        "MonitoringTimeInMinutes": stage.watch_minutes,
    }


def made(stage, name, template_url, parameters, watch):
    """Creates a change set and waits for it. Returns its changes, or None if nothing would change."""
    formation = stage.client("cloudformation")
    there = exists(described(formation, stage.stack))
    asked = {
        "StackName": stage.stack,
        "ChangeSetName": name,
        "ChangeSetType": "UPDATE" if there else "CREATE",
        "TemplateURL": template_url,
        "Parameters": parameters,
        "Capabilities": CAPABILITIES,
        "Tags": [{"Key": key, "Value": value} for key, value in sorted(stage.tags.items())],
        "RollbackConfiguration": (triggers(stage, formation) if there and watch else {}) or UNWATCHED,
    }
    if stage.role_arn:
        asked["RoleARN"] = stage.role_arn
    try:
        formation.create_change_set(**asked)
    except ClientError as fault:
        raise Stop(f"CloudFormation refuses the change set: {fault}") from fault
    while True:
        told = formation.describe_change_set(StackName=stage.stack, ChangeSetName=name)
        if told["Status"] in ("CREATE_COMPLETE", "FAILED"):
            break
        time.sleep(PATIENCE_S)
    if told["Status"] == "FAILED":
        reason = told.get("StatusReason", "")
        discard(stage, name)
        if "didn't contain changes" in reason or "No updates" in reason:
            return None
        raise Stop(f"CloudFormation refuses the change set: {reason}")
    changes = list(told["Changes"])
    while told.get("NextToken"):
        told = formation.describe_change_set(StackName=stage.stack, ChangeSetName=name, NextToken=told["NextToken"])
        changes += told["Changes"]
    return [each["ResourceChange"] for each in changes if each.get("Type", "Resource") == "Resource"]


def discard(stage, name):
    """Deletes a change set."""
    stage.client("cloudformation").delete_change_set(StackName=stage.stack, ChangeSetName=name)


def sentence(change):
    """A change in one line."""
    replaced = ", replaced" if change.get("Replacement") == "True" else ""
    return f"{change['Action']:8} {change['LogicalResourceId']} ({change['ResourceType']}{replaced})"


def losses(changes):
    """The changes that would remove or replace a resource with data or a known address."""
    return [
        change
        for change in changes
        if change["ResourceType"] in KEPT and (change["Action"] == "Remove" or change.get("Replacement") == "True")
    ]


def carried_out(stage, name):
    """Executes a change set and follows it to its end; prints completed resources. Stops with the reasons if it fails."""
    formation = stage.client("cloudformation")
    wanted = "UPDATE_COMPLETE" if exists(described(formation, stage.stack)) else "CREATE_COMPLETE"
    seen, failed, ended = present_events(formation, stage.stack), [], False
    formation.execute_change_set(StackName=stage.stack, ChangeSetName=name)
    while not ended:
        for event in events_after(formation, stage.stack, seen):
            status, logical = event["ResourceStatus"], event["LogicalResourceId"]
            if status.endswith("FAILED"):
                failed.append(f"{logical}: {event.get('ResourceStatusReason', status)}")
            if not status.endswith("IN_PROGRESS"):
                print(f"  {status:28} {logical}", flush=True)
                ended = ended or event.get("PhysicalResourceId") == event["StackId"]
        if not ended:
            time.sleep(PATIENCE_S)
    stack = described(formation, stage.stack)
    if stack["StackStatus"] != wanted:
        reasons = [reason for reason in failed if "cancelled" not in reason] or [stack.get("StackStatusReason", "no reason given")]
        raise Stop(f"{stage.stack} is {stack['StackStatus']}:\n  " + "\n  ".join(reasons))
    return stack


def present_events(formation, stack):
    """The ids of the existing events."""
    try:
        return {each["EventId"] for each in formation.describe_stack_events(StackName=stack)["StackEvents"]}
    except formation.exceptions.ClientError:
        return set()


def events_after(formation, stack, seen):
    """New events, oldest first; adds them to `seen`."""
    fresh = []
    for page in formation.get_paginator("describe_stack_events").paginate(StackName=stack):
        new = [each for each in page["StackEvents"] if each["EventId"] not in seen]
        fresh += new
        if len(new) < len(page["StackEvents"]):
            break
    seen.update(each["EventId"] for each in fresh)
    return reversed(fresh)
