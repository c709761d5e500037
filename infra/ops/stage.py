"""A stage's settings in samconfig.toml, and its AWS clients."""

import shlex
import sys
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

import boto3
from botocore.exceptions import BotoCoreError, ClientError

ROOT = Path(__file__).resolve().parent.parent.parent
ACCOUNT_STACK = "vestibule-account"


class Stop(Exception):
    """Why a command cannot continue, in a sentence for the person who ran it, and the command that fixes it."""

    def __init__(self, what, command=""):
        super().__init__(what + (f"\n        → {command}" if command else ""))
        self.what, self.command = what, command


@dataclass(frozen=True)
class Stage:
    """A stage: its stack and its deployment settings."""

    name: str
    stack: str
    region: str
    parameters: dict
    # The account that the stage belongs to, twelve digits; empty if samconfig.toml does not pin one.
    account: str = ""
    # The role that CloudFormation assumes; empty for the permissions of the person who deploys.
    role_arn: str = ""
    # Whether a person must agree to the changes first.
    confirms: bool = False
    # Minutes that CloudFormation watches the fault alarms after an update; 0 for none.
    watch_minutes: int = 0
    # The prefix of the stage's packages in the artifact bucket.
    prefix: str = ""
    tags: dict = field(default_factory=dict)

    @classmethod
    def read(cls, name, text=None):
        """The stage of that name in samconfig.toml."""
        text = (ROOT / "samconfig.toml").read_text(encoding="utf-8") if text is None else text
        stages = {key: value for key, value in tomllib.loads(text).items() if isinstance(value, dict) and key != "default"}
        if name not in stages:
            raise SystemExit(f"samconfig.toml has no stage {name!r}; it has {', '.join(sorted(stages))}. Say ENV=dev.")
        everywhere = stages[name]["global"]["parameters"]
        deploy = everywhere | stages[name]["deploy"]["parameters"]
        ours = stages[name].get("vestibule", {}).get("parameters", {})
        minutes = int(ours.get("watch_minutes", 0))
        if not 0 <= minutes <= 180:
            raise SystemExit(f"samconfig.toml: watch_minutes of {name} is {minutes}; CloudFormation takes 0 to 180.")
        return cls(
            name,
            everywhere["stack_name"],
            deploy["region"],
            pairs(deploy.get("parameter_overrides", [])),
            account=str(ours.get("account", "")),
            role_arn=deploy.get("role_arn", ""),
            confirms=bool(deploy.get("confirm_changeset", False)),
            watch_minutes=minutes,
            prefix=deploy.get("s3_prefix", everywhere["stack_name"]),
            tags=pairs(deploy.get("tags", "")),
        )

    def client(self, service, region=None):
        """A client for this stage's account and region."""
        return boto3.client(service, region_name=region or self.region)

    @property
    def sender(self):
        """The sender of e-mails."""
        return self.parameters.get("SenderAddress", "")

    @property
    def domain(self):
        """The stage's domain."""
        return self.parameters.get("Domain", "")


def pairs(given):
    """`Name=value` pairs: a list of them, or one text with values in quotes, as `sam deploy --guided` saves it. SAM wants
    an empty value in quotes, in a list too."""
    named = [pair.split("=", 1) for pair in (given if isinstance(given, list) else shlex.split(given))]
    return {name: "" if value == '""' else value for name, value in named}


def signed_in(stage):
    """The account that the shell is signed in to. Stops if that is not the stage's."""
    try:
        account = stage.client("sts").get_caller_identity()["Account"]
    except (BotoCoreError, ClientError) as fault:
        raise Stop(f"AWS takes no credentials from this shell ({fault})", "aws configure sso, then aws sso login") from fault
    if stage.account and account != stage.account:
        raise Stop(f"ENV={stage.name} belongs to account {stage.account}, and this shell is signed in to {account}")
    return account


def agreed(question, yes):
    """Whether the person at the terminal agrees, or did so beforehand. Stops without a terminal."""
    if yes:
        return True
    if not sys.stdin.isatty():
        raise Stop(f"{question} There is no terminal to ask", "the same command with YES=1 agrees beforehand")
    return input(f"{question} [y/N] ").strip().lower() in ("y", "yes")


def counted(number, what):
    """A number of things in words: `1 thing`, `2 things`."""
    return f"{number} {what}{'' if number == 1 else 's'}"


def right_lacking(fault):
    """What to read if AWS refused a call for lack of a right; empty for other refusals."""
    code = fault.response["Error"]["Code"] if isinstance(fault, ClientError) else ""
    return "the right to ask this: docs/operations.md, 'Who may do what'" if code.startswith(("AccessDenied", "Unauthorized")) else ""


def ended(action):
    """Runs a command, and returns its exit code. Any stop prints a sentence, not a traceback."""
    try:
        return 1 if action() is False else 0
    except Stop as stop:
        print(f"\n{stop}", file=sys.stderr)
    except (BotoCoreError, ClientError) as fault:
        print(f"\n{Stop(f'AWS refuses: {fault}', right_lacking(fault))}", file=sys.stderr)
    except KeyboardInterrupt:
        print("\nInterrupted. CloudFormation continues what it has started: make doctor shows the state of the stack.", file=sys.stderr)
        return 130
    return 1


def described(formation, stack):
    """A stack as CloudFormation describes it, or None."""
    try:
        return formation.describe_stacks(StackName=stack)["Stacks"][0]
    except ClientError as fault:
        if "does not exist" in str(fault):
            return None
        raise


def exists(stack):
    """Whether a described stack was ever created. One whose first change set was declined or failed was not."""
    return stack is not None and stack["StackStatus"] != "REVIEW_IN_PROGRESS"


def is_closed(stack):
    """Whether a described stack is closed to people (`make close`)."""
    return any(each["ParameterKey"] == "Closed" and each.get("ParameterValue") == "yes" for each in stack.get("Parameters", []))


def outputs(stack):
    """A stack's outputs by name."""
    return {each["OutputKey"]: each["OutputValue"] for each in (stack or {}).get("Outputs", [])}


def physical(formation, stack, logical):
    """AWS's name of a stack's resource, or None."""
    try:
        found = formation.describe_stack_resource(StackName=stack, LogicalResourceId=logical)
    except ClientError as fault:
        if "does not exist" in str(fault):
            return None
        raise
    return found["StackResourceDetail"].get("PhysicalResourceId")
