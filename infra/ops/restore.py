"""Restores a stage's data to a second of the last 35 days: `make restore ENV=prod AT=2026-03-01T12:00:00Z`.

DynamoDB restores a table into a new one. This closes the stage, restores, gives the new table what a restored
one lacks (stream, TTL, point-in-time recovery, protection, tags), points the stack to it by two parameters, and
opens the stage. Whatever the table in the template has is read from the stack's own table, which stays as it is.

Run again with the same time, it continues where it stopped. `make restore-drill ENV=staging` rehearses the first
half: it restores into a table that it compares with the live one and then deletes."""

import argparse
import sys
import time
from collections import Counter
from datetime import datetime, timedelta, timezone

from botocore.exceptions import ClientError

import closing
from stage import Stage, Stop, described, ended, outputs, physical, signed_in

# Seconds between two polls of DynamoDB.
POLL_S = 15
# DynamoDB's errors while another change is in progress.
BUSY = ("ContinuousBackupsUnavailableException", "ResourceInUseException", "LimitExceededException")
# How many partitions of each table a drill compares.
SAMPLE = 500
# The words in keys (shared/table/src/keys.rs). Everything else in a key may be a name, an address or an id.
WORDS = {
    "CLIENT", "CREDENTIAL", "DEVICE", "ERASE", "EVENT", "FIRM", "FIRMS", "HAND-OVER", "KEY", "LOGO", "MESSAGE", "ONCE", "RATE",
    "RECOVERY", "REHEARSAL", "SESSION", "SLUG", "STAFF", "TERMS", "TEXT", "TEXT-TROUBLE", "TEXTS",
}  # fmt: skip


# ---- the request


def moment(text):
    """A time as ISO 8601 writes it, in UTC and to the second."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise Stop(f"{text!r} is no time. Write AT=2026-03-01T12:00:00Z.") from None
    if at.tzinfo is None:
        raise Stop(f"{text!r} does not say in which time zone. Write Z at its end for UTC.")
    if at.microsecond:
        raise Stop(f"{text!r} is more exact than a second, which DynamoDB restores to.")
    return at.astimezone(timezone.utc)


def said(at):
    """A time in the form of this command's argument."""
    return at.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def name_for(own, at, kind="restored"):
    """The name of the table restored to that time."""
    return f"{own}-{kind}-{at.astimezone(timezone.utc):%Y%m%dT%H%M%SZ}"


# ---- the current state


def own_table(stage):
    """The stack's own table, whichever it uses."""
    return physical(stage.client("cloudformation"), stage.stack, "Table")


def table_in_use(stage):
    """The table that the functions use."""
    closing.parameters(stage)
    return outputs(described(stage.client("cloudformation"), stage.stack))["TableName"]


def table(dynamodb, name):
    """A table as DynamoDB describes it, or None."""
    try:
        return dynamodb.describe_table(TableName=name)["Table"]
    except dynamodb.exceptions.ResourceNotFoundException:
        return None


def recovery(dynamodb, name):
    """The state of a table's point-in-time recovery."""
    told = dynamodb.describe_continuous_backups(TableName=name)["ContinuousBackupsDescription"]
    return told.get("PointInTimeRecoveryDescription", {"PointInTimeRecoveryStatus": "DISABLED"})


def latest(dynamodb, name):
    """The last second that a table can be restored to."""
    point = recovery(dynamodb, name)
    if "LatestRestorableDateTime" not in point:
        raise Stop(f"Point-in-time recovery of {name} is {point['PointInTimeRecoveryStatus']}: there is nothing to restore from yet.")
    return point["LatestRestorableDateTime"].replace(microsecond=0)


def tags(dynamodb, arn):
    """A table's tags, without those that only CloudFormation may set."""
    pages = dynamodb.get_paginator("list_tags_of_resource").paginate(ResourceArn=arn)
    return {each["Key"]: each["Value"] for page in pages for each in page["Tags"] if not each["Key"].startswith("aws:")}


def indexes(description):
    """The indexes of a table, in a form that can be compared."""
    return {
        each["IndexName"]: (
            [(part["AttributeName"], part["KeyType"]) for part in each["KeySchema"]],
            each["Projection"]["ProjectionType"],
            sorted(each["Projection"].get("NonKeyAttributes", [])),
        )
        for each in description.get("GlobalSecondaryIndexes", [])
    }


def features(dynamodb, name):
    """Every setting of a table of this product, without its items."""
    description = table(dynamodb, name)
    if description is None:
        raise Stop(f"There is no table {name}. If it was deleted, docs/operations.md, 'Restore', says what remains.")
    ttl = dynamodb.describe_time_to_live(TableName=name)["TimeToLiveDescription"]
    point = recovery(dynamodb, name)
    stream = description.get("StreamSpecification", {})
    return {
        "key": [(part["AttributeName"], part["KeyType"]) for part in description["KeySchema"]],
        "attributes": sorted((each["AttributeName"], each["AttributeType"]) for each in description["AttributeDefinitions"]),
        "indexes": indexes(description),
        "billing": description.get("BillingModeSummary", {}).get("BillingMode", "PROVISIONED"),
        "encryption key": description.get("SSEDescription", {}).get("KMSMasterKeyArn"),
        "stream": stream.get("StreamViewType") if stream.get("StreamEnabled") else None,
        "time to live": ttl.get("AttributeName") if ttl["TimeToLiveStatus"] in ("ENABLED", "ENABLING") else None,
        "days of recovery": point.get("RecoveryPeriodInDays", 35) if point["PointInTimeRecoveryStatus"] == "ENABLED" else None,
        "deletion protection": description.get("DeletionProtectionEnabled", False),
        "tags": tags(dynamodb, description["TableArn"]),
    }


def model(dynamodb, own):
    """The required settings of the restored table: those of the stack's own, if that is complete."""
    found = features(dynamodb, own)
    lacking = [name for name in ("indexes", "encryption key", "stream", "time to live", "days of recovery") if not found[name]]
    if lacking:
        raise Stop(
            f"The stack's own table {own} has no {', no '.join(lacking)}, although the template gives it that. "
            "Somebody has changed it by hand: put that back first."
        )
    return found


def check_window(dynamodb, source, own, at):
    """Stops if the table cannot be restored to that time, and names one that can."""

    def window(name):
        point = recovery(dynamodb, name)
        if point["PointInTimeRecoveryStatus"] != "ENABLED":
            return None
        return point["EarliestRestorableDateTime"], point["LatestRestorableDateTime"]

    found = window(source)
    if found is None:
        raise Stop(f"Point-in-time recovery of {source} is switched off: there is nothing to restore from.")
    earliest, latest = found
    if earliest <= at <= latest:
        return
    words = f"{source} can be restored to any time from {said(earliest)} to {said(latest)}, and not to {said(at)}."
    if source != own and (before := window(own)) and before[0] <= at <= before[1]:
        words += f" The stack's own table can: add FROM={own}."
    raise Stop(words)


# ---- the steps: each checks whether it is done already


def restored(dynamodb, source, target, at, wanted):
    """Starts the restore, unless it has started already."""
    there = table(dynamodb, target)
    if there is not None:
        summary = there.get("RestoreSummary", {})
        of = summary.get("SourceTableArn", "").rsplit("/", 1)[-1]
        if of != source or summary.get("RestoreDateTime") != at:
            raise Stop(f"There is a table {target} that was not restored from {source} at {said(at)}. Delete or rename nothing: look at it.")
        print(f"{target} is there already")
        return
    dynamodb.restore_table_to_point_in_time(
        SourceTableName=source,
        TargetTableName=target,
        RestoreDateTime=at,
        SSESpecificationOverride={"Enabled": True, "SSEType": "KMS", "KMSMasterKeyId": wanted["encryption key"]},
    )
    print(f"DynamoDB restores {source} as of {said(at)} to {target}")


def until_active(dynamodb, name, sleep=time.sleep):
    """Waits until a table and all its indexes are ready: minutes, or hours for a large table."""
    began, told = time.monotonic(), ""
    while True:
        description = table(dynamodb, name)
        if description is None:
            raise Stop(f"There is no table {name} any more.")
        waits = [each["IndexName"] for each in description.get("GlobalSecondaryIndexes", []) if each["IndexStatus"] != "ACTIVE"]
        restores = description.get("RestoreSummary", {}).get("RestoreInProgress", False)
        if description["TableStatus"] == "ACTIVE" and not restores and not waits:
            return description
        state = f"{name} is {description['TableStatus']}" + (f", indexes to come: {', '.join(waits)}" if waits else "")
        if state != told:
            print(f"{state} ({timedelta(seconds=round(time.monotonic() - began))})", flush=True)
            told = state
        sleep(POLL_S)


def check_whole(dynamodb, target, wanted):
    """Stops if the restored table lacks something that cannot be added, such as an index."""
    found = features(dynamodb, target)
    for name in ("key", "attributes", "indexes", "billing", "encryption key"):
        if found[name] != wanted[name]:
            raise Stop(f"{target} has other {name} than the stack's own table: {found[name]} instead of {wanted[name]}")


def complete(dynamodb, target, wanted, sleep=time.sleep):
    """Adds the settings that a restore leaves out."""
    found, arn = features(dynamodb, target), table(dynamodb, target)["TableArn"]

    def lacks(name):
        return found[name] != wanted[name]

    if lacks("stream"):
        stream = {"StreamEnabled": True, "StreamViewType": wanted["stream"]}
        patiently(lambda: dynamodb.update_table(TableName=target, StreamSpecification=stream), sleep)
        until_active(dynamodb, target, sleep)
    if lacks("deletion protection"):
        protection = wanted["deletion protection"]
        patiently(lambda: dynamodb.update_table(TableName=target, DeletionProtectionEnabled=protection), sleep)
        until_active(dynamodb, target, sleep)
    if lacks("time to live"):
        ttl = {"Enabled": True, "AttributeName": wanted["time to live"]}
        patiently(lambda: dynamodb.update_time_to_live(TableName=target, TimeToLiveSpecification=ttl), sleep)
    if lacks("days of recovery"):
        days = {"PointInTimeRecoveryEnabled": True, "RecoveryPeriodInDays": wanted["days of recovery"]}
        patiently(lambda: dynamodb.update_continuous_backups(TableName=target, PointInTimeRecoverySpecification=days), sleep)
    if wanted["tags"] and lacks("tags"):
        pairs = [{"Key": key, "Value": value} for key, value in wanted["tags"].items()]
        patiently(lambda: dynamodb.tag_resource(ResourceArn=arn, Tags=pairs), sleep)
    check_complete(dynamodb, target, wanted, sleep)


def patiently(ask, sleep=time.sleep, times=40):
    """Repeats a change until DynamoDB accepts it. For a while after a restore, and during each change, it refuses others."""
    for left in range(times, -1, -1):
        try:
            return ask()
        except ClientError as fault:
            if fault.response["Error"]["Code"] not in BUSY or not left:
                raise
        sleep(POLL_S)


def check_complete(dynamodb, target, wanted, sleep=time.sleep, times=8):
    """Stops if the restored table differs from the stack's own. Recent changes may not be visible yet."""
    for left in range(times, -1, -1):
        found = features(dynamodb, target)
        differing = [name for name in wanted if found[name] != wanted[name]]
        if not differing:
            print(f"{target} is all that the stack's own table is")
            return
        if left:
            sleep(POLL_S)
    told = "; ".join(f"{name}: {found[name]} instead of {wanted[name]}" for name in differing)
    raise Stop(f"{target} is not complete yet: {told}", "the same command again")


def point(stage, dynamodb, target):
    """Switches the stack to the restored table."""
    stream = table(dynamodb, target)["LatestStreamArn"]
    if closing.changed(stage, RestoredTable=target, RestoredStreamArn=stream):
        print(f"{stage.stack} uses {target}")
    if table_in_use(stage) != target:
        raise Stop(f"The stack {stage.stack} was updated to use {target} and does not.")


# ---- the whole command


def afterwards(stage, at, source):
    """Instructions for people once the stage is open."""
    return f"""
The stage is open, with the data of {said(at)}. {source} is kept as it was.

What was undone: all that people did after {said(at)}. What was sent was sent; what waited at that second to be
sent is sent again. Alive again are
* sessions that were ended since then, by a sign-out, a revocation or a new password;
* PINs and links that were used, renewed or cancelled since then, with the guesses that were left of a PIN;
* logins that were revoked, and colleagues who were deactivated, since then.

What you do, with the log of {stage.stack} from {said(at)} on as the list of what happened:
1. Call the firms that did something since. In their console: revoke again, deactivate again, renew the PIN
   of each client who was invited. A new password of a client or colleague ends their sessions.
2. make reports ENV={stage.name}: what SES and SNS reported while the stage was closed.
3. make smoke ENV={stage.name}, and watch the alarms. SweepAlarm, KeepDatesAlarm and UnrecordedAlarm rang because the stage
   was closed; they stop within half an hour of opening it, UnrecordedAlarm after make reports.
4. Delete {source} once nobody needs it any more. That can be months.
"""


def plan(stage, source, target, at):
    """The plan, shown before anything happens."""
    return f"""This will, in {stage.stack} ({stage.region}):
1. close the stage: people get a page that says so, and nothing writes to the table
2. restore {source} as of {said(at)} to {target}
3. give {target} the stream, TTL, recovery, protection and tags of the stack's own table
4. have the stack use {target}; {source} stays as it is
5. open the stage
All that was entered after {said(at)} is gone from the portal; it remains in {source}.
"""


def confirmed(stage, yes=False, ask=input):
    """Stops unless a person types the stack's name, or agreed beforehand."""
    if yes:
        return
    try:
        typed = ask(f"Type the name of the stack ({stage.stack}) to go on: ")
    except EOFError:
        typed = ""
    if typed.strip() != stage.stack:
        raise Stop("That is not its name. Nothing was done.", "the same command with YES=1 agrees beforehand")


def restore(stage, at, source=None, yes=False, ask=input, sleep=time.sleep):
    """Restores the stage's data to that time."""
    dynamodb = stage.client("dynamodb")
    own, in_use = own_table(stage), table_in_use(stage)
    target = name_for(own, at)
    if in_use == target:
        print(f"{stage.stack} uses {target} already")
        closing.open_again(stage, sleep)
        return target
    source = source or in_use
    wanted = model(dynamodb, own)
    if table(dynamodb, target) is None:
        check_window(dynamodb, source, own, at)
    print(plan(stage, source, target, at))
    confirmed(stage, yes, ask)
    closing.close(stage, sleep)
    restored(dynamodb, source, target, at, wanted)
    until_active(dynamodb, target, sleep)
    check_whole(dynamodb, target, wanted)
    complete(dynamodb, target, wanted, sleep)
    point(stage, dynamodb, target)
    closing.open_again(stage, sleep)
    print(afterwards(stage, at, source))
    return target


# ---- the rehearsal


def kind_of(key):
    """The kind of a key, without the parts that name a firm or person, such as FIRM#CLIENT EVENT."""
    parts = [[word for word in key[name]["S"].split("#") if word in WORDS] for name in ("pk", "sk")]
    return " ".join("#".join(words) or "-" for words in parts)


def partitions(dynamodb, name, most):
    """The keys of some partitions, one from each of the table's segments."""
    segments, found = 10, set()
    for segment in range(segments):
        some, pages = set(), dynamodb.get_paginator("scan").paginate(
            TableName=name, Segment=segment, TotalSegments=segments, ConsistentRead=True, ProjectionExpression="pk",
            PaginationConfig={"PageSize": 100},
        )
        for page in pages:
            some |= {item["pk"]["S"] for item in page["Items"]}
            if len(some) >= most / segments:
                break
        found |= some
    return found


def counted(dynamodb, name, keys, now_s):
    """Counts the items of each kind in these partitions, without expired ones."""
    counts = Counter()
    for key in sorted(keys):
        pages = dynamodb.get_paginator("query").paginate(
            TableName=name, ConsistentRead=True, KeyConditionExpression="pk = :pk", ExpressionAttributeValues={":pk": {"S": key}},
            ProjectionExpression="pk, sk, ttl_s",
        )
        for page in pages:
            counts.update(kind_of(item) for item in page["Items"] if int(item.get("ttl_s", {"N": str(now_s)})["N"]) >= now_s)
    return counts


def compared(dynamodb, live, copy, most=SAMPLE):
    """Prints counts of a sample of both tables side by side, without data, and returns whether they agree."""
    keys = partitions(dynamodb, live, most) | partitions(dynamodb, copy, most)
    now_s = int(time.time())
    one, other = counted(dynamodb, live, keys, now_s), counted(dynamodb, copy, keys, now_s)
    print(f"{len(keys)} partitions\n{'kind':40} {'live':>8} {'restored':>8}")
    for kind in sorted(set(one) | set(other)):
        print(f"{kind:40} {one[kind]:8} {other[kind]:8}" + ("" if one[kind] == other[kind] else "  differs"))
    if not keys:
        print("Both tables are empty, which proves little.")
    return one == other and bool(keys)


def drill(stage, at=None, yes=False, ask=input, sleep=time.sleep):
    """Restores into a separate table, compares it with the live one, and deletes it. The stage stays open."""
    dynamodb = stage.client("dynamodb")
    own, live = own_table(stage), table_in_use(stage)
    at = at or latest(dynamodb, live)
    target = name_for(own, at, "drill")
    print(
        f"This will, in {stage.stack} ({stage.region}): restore {live} as of {said(at)} to {target}, compare counts of\n"
        f"items, and delete {target}. The stage is not touched. It costs a restore: 0.15 to 0.20 USD a GB.\n"
    )
    confirmed(stage, yes, ask)
    wanted = model(dynamodb, own)
    if table(dynamodb, target) is None:
        check_window(dynamodb, live, own, at)
    began = time.monotonic()
    restored(dynamodb, live, target, at, wanted)
    try:
        until_active(dynamodb, target, sleep)
        print(f"restored in {timedelta(seconds=round(time.monotonic() - began))}")
        check_whole(dynamodb, target, wanted)
        agree = compared(dynamodb, live, target)
    finally:
        thrown_away(dynamodb, target)
    if not agree:
        print(f"They differ. Did somebody use the stage meanwhile? make close ENV={stage.name}, wait ten minutes, and run this again.")
    return agree


def thrown_away(dynamodb, name):
    """Deletes a table, or prints the command if it is still being restored."""
    try:
        dynamodb.delete_table(TableName=name)
        print(f"{name} is deleted")
    except dynamodb.exceptions.ResourceInUseException:
        print(f"{name} is still being restored. Delete it afterwards: aws dynamodb delete-table --table-name {name}")


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("stage")
    arguments.add_argument("--at", help="to which second, such as 2026-03-01T12:00:00Z")
    arguments.add_argument("--source", help="which table to restore, if not the one in use")
    arguments.add_argument("--drill", action="store_true", help="only rehearse it")
    arguments.add_argument("--yes", action="store_true", help="agree beforehand")
    given = arguments.parse_args()
    stage = Stage.read(given.stage)

    def act():
        at = moment(given.at) if given.at else None
        if at is None and not given.drill:
            raise Stop("To which time?", f"make restore ENV={stage.name} AT=2026-03-01T12:00:00Z")
        signed_in(stage)
        if given.drill:
            return drill(stage, at, given.yes)
        return restore(stage, at, given.source, given.yes)

    return ended(act)


if __name__ == "__main__":
    sys.exit(main())
