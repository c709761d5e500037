"""The target of a command of ops: a stage's stack on AWS, or a `make run` on this machine. Both run the
same functions; a caller names one by its logical name in infra/template.yaml and gets its reply."""

import json
import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from stage import Stage, Stop, described, outputs, signed_in

LOCAL = "local"


class Refused(Exception):
    """The function ran and refused, or failed. The text is the function's own."""


class NotThere(Exception):
    """The stack, function or running system is missing, or cannot be reached."""


class Place:
    """The interface of both kinds of place."""

    kind: str
    """`aws` or `local`."""
    origin: str
    """Scheme and host of the portal, without a slash at the end."""

    def function(self, logical_name):
        """The function's name in Lambda."""
        raise NotImplementedError

    @cached_property
    def lambdas(self):
        """A client of Lambda for this place, which threads may share."""
        raise NotImplementedError

    def invoke(self, logical_name, payload):
        """Calls a function (`CreateFirm`) with an event, and returns its reply."""
        name = self.function(logical_name)
        try:
            answer = self.lambdas.invoke(FunctionName=name, Payload=json.dumps(payload).encode())
            reply = json.loads(answer["Payload"].read() or b"null")
        except (BotoCoreError, ClientError) as fault:
            raise NotThere(f"{logical_name} could not be called: {fault}") from fault
        if answer.get("FunctionError"):
            reply = reply if isinstance(reply, dict) else {}
            raise Refused(reply.get("errorMessage") or f"{logical_name} failed and did not say why")
        return reply


@dataclass(frozen=True)
class OnAws(Place):
    """A deployed stage."""

    stage: Stage
    found: dict = field(default_factory=dict)
    """Names of functions, once looked up."""
    kind = "aws"

    def function(self, logical_name):
        if logical_name not in self.found:
            self.found[logical_name] = self._looked_up(logical_name)
        return self.found[logical_name]

    def _looked_up(self, logical_name):
        formation = self.stage.client("cloudformation")
        try:
            found = formation.describe_stack_resource(StackName=self.stage.stack, LogicalResourceId=logical_name)
        except (BotoCoreError, ClientError) as fault:
            raise NotThere(f"the stack {self.stage.stack} has no {logical_name}: {fault}") from fault
        return found["StackResourceDetail"]["PhysicalResourceId"]

    @cached_property
    def lambdas(self):
        return self.stage.client("lambda")

    @property
    def outputs(self):
        """The stack's description."""
        try:
            there = described(self.stage.client("cloudformation"), self.stage.stack)
        except (BotoCoreError, ClientError) as fault:
            raise NotThere(f"the stack {self.stage.stack} could not be read: {fault}") from fault
        if there is None:
            raise NotThere(f"there is no stack {self.stage.stack}: make deploy ENV={self.stage.name}")
        return outputs(there)

    @property
    def origin(self):
        return self.outputs["Portal"].rstrip("/")


@dataclass(frozen=True)
class OnThisMachine(Place):
    """A running `make run`."""

    origin: str
    aws_url: str
    endpoints: dict
    """The content of endpoints.json."""
    kind = LOCAL

    @classmethod
    def read(cls, folder):
        """The runner on this data folder."""
        path = Path(folder) / "endpoints.json"
        try:
            told = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as fault:
            raise NotThere(f"nothing runs on {folder}: start it with make run DATA={folder}") from fault
        return cls(told["public_origin"].rstrip("/"), told["aws_url"], told)

    def function(self, logical_name):
        """CreateFirm has the name create-firm there."""
        return re.sub(r"(?<!^)(?=[A-Z])", "-", logical_name).lower()

    @cached_property
    def lambdas(self):
        # The runner accepts any signature.
        return boto3.client(
            "lambda",
            region_name="eu-west-1",
            endpoint_url=self.aws_url,
            aws_access_key_id=LOCAL,
            aws_secret_access_key=LOCAL,
            config=Config(retries={"total_max_attempts": 1}),
        )


def place(name, data=".vestibule"):
    """The place that ENV names: a stage of samconfig.toml, or `local` for a `make run` on this folder."""
    if name == LOCAL:
        return OnThisMachine.read(data)
    stage = Stage.read(name)
    try:
        signed_in(stage)
    except Stop as stop:
        raise NotThere(str(stop)) from stop
    return OnAws(stage)
