"""Sets up what an account and region need once, for all stacks: `make account ENV=dev SMS_USD=50`.

The logs of texts are infra/account.yaml's. No template knows the settings of texts: they are given to SNS
here. What the account has already is shown, and is changed only when a person agrees. It can be run again
and again."""

import argparse
import sys

from botocore.exceptions import ClientError

from stage import ACCOUNT_STACK, ROOT, Stage, Stop, agreed, described, ended, outputs, physical, signed_in

# The monthly spending limit for texts.
LIMIT = "MonthlySpendLimit"
# Settings that other users' texts in the account depend on.
SHARED = ("DefaultSMSType", "DeliveryStatusIAMRole", "DefaultSenderID")


def groups_there(stage, account):
    """The logs of texts that exist outside our stack: [(name, days of retention, or None for ever)]."""
    if physical(stage.client("cloudformation"), ACCOUNT_STACK, "TextReports"):
        return []
    prefix = f"sns/{stage.region}/{account}/DirectPublishToPhoneNumber"
    told = stage.client("logs").describe_log_groups(logGroupNamePrefix=prefix)["logGroups"]
    return [(each["logGroupName"], each.get("retentionInDays")) for each in told if each["logGroupName"] in (prefix, f"{prefix}/Failure")]


def deployed(stage, logs="make"):
    """Creates or updates the account's stack, and returns its outputs. `logs` says whether to create the logs of texts, or
    that they exist already."""
    formation = stage.client("cloudformation")
    asked = {
        "StackName": ACCOUNT_STACK,
        "TemplateBody": (ROOT / "infra/account.yaml").read_text(encoding="utf-8"),
        "Capabilities": ["CAPABILITY_IAM"],
        "Parameters": [{"ParameterKey": "TextLogs", "ParameterValue": logs}],
    }
    if stage.parameters.get("Ceiling"):
        asked["Parameters"].append({"ParameterKey": "Ceiling", "ParameterValue": stage.parameters["Ceiling"]})
    if stage.role_arn:
        asked["RoleARN"] = stage.role_arn
    if described(formation, ACCOUNT_STACK) is None:
        formation.create_stack(**asked)
        formation.get_waiter("stack_create_complete").wait(StackName=ACCOUNT_STACK, WaiterConfig={"Delay": 5})
    else:
        try:
            formation.update_stack(**asked)
            formation.get_waiter("stack_update_complete").wait(StackName=ACCOUNT_STACK, WaiterConfig={"Delay": 5})
        except ClientError as fault:
            if "No updates" not in str(fault):
                raise
    return outputs(described(formation, ACCOUNT_STACK))


def settings(role, usd, sender_id):
    """The settings of texts for SNS."""
    wanted = {
        "DefaultSMSType": "Transactional",
        "DeliveryStatusIAMRole": role,
        "DeliveryStatusSuccessSamplingRate": "100",
    }
    if usd:
        wanted[LIMIT] = str(usd)
    if sender_id:
        wanted["DefaultSenderID"] = sender_id
    return wanted


def replaced(there, wanted):
    """Settings of other users that this would replace: {name: (current, wanted)}."""
    return {name: (there[name], wanted[name]) for name in SHARED if name in wanted and there.get(name) and there[name] != wanted[name]}


def given_to_sns(sns, wanted):
    """Applies the settings in SNS. The spending limit comes last: SNS refuses more than the account's quota, and a whole call
    with it, and a fresh account's quota is 1 USD."""
    limit = {name: value for name, value in wanted.items() if name == LIMIT}
    for settled in ({name: value for name, value in wanted.items() if name not in limit}, limit):
        if not settled:
            continue
        try:
            sns.set_sms_attributes(attributes=settled)
        except ClientError as fault:
            if settled is not limit:
                raise
            raise Stop(
                f"SNS refuses to spend {limit[LIMIT]} USD a month on texts ({fault}). Everything else is set",
                "more than the account's quota (1 USD at first) is requested in the Support Center; then the same command",
            ) from fault
        for name, value in settled.items():
            print(f"{name} = {value}")


def set_up(stage, given):
    """Runs the whole command; returns whether it was carried out."""
    account = signed_in(stage)
    formation = stage.client("cloudformation")
    ours = {each["ParameterKey"]: each["ParameterValue"] for each in (described(formation, ACCOUNT_STACK) or {}).get("Parameters", [])}
    logs = ours.get("TextLogs", "make")
    there = groups_there(stage, account)
    if there and logs == "make":
        for name, days in there:
            print(f"{name} is there already and is kept {f'{days} days' if days else 'for ever'}. Its lines hold phone numbers.")
        if not agreed("Use these logs as they are, without changing how long they are kept?", given.yes):
            return False
        logs = "there-already"
    wanted = settings(deployed(stage, logs)["TextReportsRole"], given.sms_usd, given.sender_id)
    sns = stage.client("sns")
    changed = replaced(sns.get_sms_attributes()["attributes"], wanted)
    for name, (before, after) in changed.items():
        print(f"{name} is {before} and would become {after}, for all texts of this account and region")
    if changed and not agreed("Change these?", given.yes):
        return False
    given_to_sns(sns, wanted)
    if given.sender_id:
        print(
            "In countries where a sender ID or number is registered, SNS may use it only when its resource policy says so: "
            "AWS End User Messaging SMS, 'Manage resource policies', action sms-voice:SendTextMessage for sns.amazonaws.com."
        )
    return True


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("stage")
    arguments.add_argument("--sms-usd", type=int, help="what may be spent on texts in a month, in USD")
    arguments.add_argument("--sender-id", help="who texts are from, where a country allows it: up to 11 letters and digits")
    arguments.add_argument("--yes", action="store_true", help="agree to the changes beforehand")
    given = arguments.parse_args()
    stage = Stage.read(given.stage)
    return ended(lambda: set_up(stage, given))


if __name__ == "__main__":
    sys.exit(main())
