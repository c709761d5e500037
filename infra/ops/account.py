"""Sets up what an account and region have once, for all stacks: `make account ENV=dev SMS_USD=50`.

The logs of texts are infra/account.yaml's. The settings of texts no template knows: they are said to SNS
here. It can be run again and again."""

import argparse
import sys

from botocore.exceptions import ClientError

from stage import ACCOUNT_STACK, ROOT, Stage, described, outputs


def deployed(stage):
    """Makes or updates the account's stack, and gives its outputs."""
    formation = stage.client("cloudformation")
    asked = {
        "StackName": ACCOUNT_STACK,
        "TemplateBody": (ROOT / "infra/account.yaml").read_text(encoding="utf-8"),
        "Capabilities": ["CAPABILITY_IAM"],
    }
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
    """What SNS is told of texts."""
    told = {
        "DefaultSMSType": "Transactional",
        "DeliveryStatusIAMRole": role,
        "DeliveryStatusSuccessSamplingRate": "100",
    }
    if usd:
        told["MonthlySpendLimit"] = str(usd)
    if sender_id:
        told["DefaultSenderID"] = sender_id
    return told


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("stage")
    arguments.add_argument("--sms-usd", type=int, help="what may be spent on texts in a month, in USD")
    arguments.add_argument("--sender-id", help="who texts are from, where a country allows it: up to 11 letters and digits")
    given = arguments.parse_args()
    stage = Stage.read(given.stage)
    role = deployed(stage)["TextReportsRole"]
    told = settings(role, given.sms_usd, given.sender_id)
    try:
        stage.client("sns").set_sms_attributes(attributes=told)
    except ClientError as fault:
        print(f"SNS refuses the settings of texts: {fault}", file=sys.stderr)
        print("More than the account's quota (1 USD at first) is asked for in the Support Center.", file=sys.stderr)
        return 1
    for name, value in told.items():
        print(f"{name} = {value}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
