"""ministack, an independent emulator of AWS: its start, and what it is known to lack.

Its lists may only shrink. `test_deployment.py` gives ministack each entry again, and fails when ministack
no longer refuses it."""

import copy
import json
import os
import re
import socket
import subprocess
import time
from pathlib import Path

import boto3

ROOT = Path(__file__).resolve().parent.parent.parent
MINISTACK = Path(os.environ.get("MINISTACK", ROOT / "target/infra/ministack/bin/ministack"))
REGION = "eu-west-1"

# Resources that ministack refuses to create, as type and property.
REFUSED = set()
# Attributes that ministack does not return, as type and attribute.
NO_ATTRIBUTE = {
    f"AWS::SES::EmailIdentity DkimDNSToken{part}{number}" for part in ("Name", "Value") for number in (1, 2, 3)
}


def refused(stack):
    """The ids of the resources that ministack refuses, each with its entry in the list."""
    return {
        id: f"{each['Type']} {name}"
        for id, each in stack["Resources"].items()
        for name in each.get("Properties", {})
        if f"{each['Type']} {name}" in REFUSED
    }


def attributes_in(node):
    """Every (id, attribute) that a part of a template reads of a resource."""
    if isinstance(node, list):
        for item in node:
            yield from attributes_in(item)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key == "Fn::GetAtt":
                yield value[0], ".".join(value[1:])
            else:
                yield from attributes_in(value)
    elif isinstance(node, str):
        yield from re.findall(r"\$\{(\w+)\.([\w.]+)\}", node)


def missing_attributes(stack):
    """The outputs that ministack cannot fill, each with the entries in the list."""
    found = {}
    for name, output in stack.get("Outputs", {}).items():
        for id, attribute in attributes_in(output):
            entry = f"{stack['Resources'].get(id, {}).get('Type')} {attribute}"
            if entry in NO_ATTRIBUTE:
                found.setdefault(name, set()).add(entry)
    return found


def without_what_it_lacks(stack):
    """The template without what ministack refuses. The dashboard no longer names those alarms."""
    stack = copy.deepcopy(stack)
    gone = refused(stack)
    for name in missing_attributes(stack):
        del stack["Outputs"][name]
    for id in gone:
        del stack["Resources"][id]
    for each in stack["Resources"].values():
        if each["Type"] == "AWS::CloudWatch::Dashboard":
            body = each["Properties"]["DashboardBody"]
            for id in gone:
                body["Fn::Sub"] = body["Fn::Sub"].replace(f'"${{{id}.Arn}}"', '"gone"')
    return stack


class Emulator:
    """ministack, on a free port of this machine only, until it is stopped."""

    def __init__(self, program=MINISTACK, stderr=None):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        environment = {
            **os.environ,
            "BIND_HOST": "127.0.0.1",
            "GATEWAY_PORT": str(self.port),
            "MINISTACK_REGION": REGION,
            "SFTP_ENABLED": "0",
            "IOT_MTLS_ENABLED": "0",
            "LOG_LEVEL": "ERROR",
        }
        self.process = subprocess.Popen([program], env=environment, stdout=subprocess.DEVNULL, stderr=stderr)
        for _ in range(600):
            with socket.socket() as there:
                if there.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.1)
        self.stop()
        raise RuntimeError("ministack did not start")

    def client(self, service, region=REGION):
        return boto3.client(
            service,
            region_name=region,
            endpoint_url=self.url,
            aws_access_key_id="test",
            aws_secret_access_key="test",
        )

    def kept(self, name, template, region=REGION):
        """Puts a template into a bucket, and returns its address: most are too large for a call."""
        s3 = self.client("s3", region)
        bucket = f"templates-{region}"
        if bucket not in [each["Name"] for each in s3.list_buckets()["Buckets"]]:
            s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": region})
        s3.put_object(Bucket=bucket, Key=name, Body=json.dumps(template).encode())
        return f"{self.url}/{bucket}/{name}"

    def deploy(self, name, template, **parameters):
        """Creates a stack from a template without transform, and waits until it exists."""
        formation = self.client("cloudformation")
        formation.create_stack(
            StackName=name,
            TemplateURL=self.kept(f"{name}.json", template),
            Capabilities=["CAPABILITY_IAM"],
            Parameters=[{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()],
        )
        for _ in range(600):
            stack = formation.describe_stacks(StackName=name)["Stacks"][0]
            if not stack["StackStatus"].endswith("IN_PROGRESS"):
                break
            time.sleep(0.1)
        failed = [
            f"{event['LogicalResourceId']}: {event.get('ResourceStatusReason')}"
            for event in formation.describe_stack_events(StackName=name)["StackEvents"]
            if event["ResourceStatus"].endswith("FAILED")
        ]
        if stack["StackStatus"] != "CREATE_COMPLETE":
            raise AssertionError(f"{stack['StackStatus']}: {failed}")
        return stack

    def stop(self):
        self.process.terminate()
        self.process.wait()
