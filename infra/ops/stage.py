"""What samconfig.toml says of a stage, and the way to AWS for it."""

import shlex
import tomllib
from dataclasses import dataclass
from pathlib import Path

import boto3
from botocore.exceptions import ClientError

ROOT = Path(__file__).resolve().parent.parent.parent
ACCOUNT_STACK = "vestibule-account"


@dataclass(frozen=True)
class Stage:
    """A stage: where its stack is, and with what it is deployed."""

    name: str
    stack: str
    region: str
    parameters: dict

    @classmethod
    def read(cls, name, text=None):
        """The stage of that name in samconfig.toml."""
        text = (ROOT / "samconfig.toml").read_text(encoding="utf-8") if text is None else text
        stages = {key: value for key, value in tomllib.loads(text).items() if isinstance(value, dict) and key != "default"}
        if name not in stages:
            raise SystemExit(f"samconfig.toml has no stage {name!r}; it has {', '.join(sorted(stages))}. Say ENV=dev.")
        deploy = stages[name]["deploy"]["parameters"]
        given = deploy.get("parameter_overrides", [])
        # `sam deploy --guided` saves one text, with values in quotes.
        given = given if isinstance(given, list) else shlex.split(given)
        return cls(
            name,
            stages[name]["global"]["parameters"]["stack_name"],
            deploy["region"],
            dict(pair.split("=", 1) for pair in given),
        )

    def client(self, service, region=None):
        """A client for this stage's account and region."""
        return boto3.client(service, region_name=region or self.region)

    @property
    def sender(self):
        """The address that mails come from."""
        return self.parameters.get("SenderAddress", "")

    @property
    def domain(self):
        """The name under which people meet the product."""
        return self.parameters.get("Domain", "")


def described(formation, stack):
    """A stack as CloudFormation describes it, or None."""
    try:
        return formation.describe_stacks(StackName=stack)["Stacks"][0]
    except ClientError as fault:
        if "does not exist" in str(fault):
            return None
        raise


def outputs(stack):
    """A stack's outputs by name."""
    return {each["OutputKey"]: each["OutputValue"] for each in (stack or {}).get("Outputs", [])}
