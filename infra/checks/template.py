"""The template as CloudFormation gets it: SAM's transform, applied here, without an account."""

import copy
import json
import logging
import re
from pathlib import Path

import boto3
import yaml
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator

INFRA = Path(__file__).resolve().parent.parent
SOURCE = INFRA / "template.yaml"
# It collects usage metrics, and warns if they go nowhere.
logging.getLogger("samtranslator.metrics").setLevel(logging.ERROR)
PSEUDO = {
    "AWS::AccountId",
    "AWS::NotificationARNs",
    "AWS::NoValue",
    "AWS::Partition",
    "AWS::Region",
    "AWS::StackId",
    "AWS::StackName",
    "AWS::URLSuffix",
}


class _Loader(yaml.SafeLoader):
    """YAML with CloudFormation's short intrinsics."""


def _intrinsic(loader, suffix, node):
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        value = loader.construct_mapping(node, deep=True)
    if suffix in ("Ref", "Condition"):
        return {suffix: value}
    if suffix == "GetAtt" and isinstance(value, str):
        value = value.split(".", 1)
    return {f"Fn::{suffix}": value}


_Loader.add_multi_constructor("!", _intrinsic)


def parsed(text):
    """A template's text, with long intrinsics."""
    return yaml.load(text, _Loader)


def read(path=SOURCE):
    """A template from its file, with long intrinsics."""
    return parsed(Path(path).read_text(encoding="utf-8"))


def defaults(template):
    """A value for each parameter: its default, or one that its pattern allows."""
    return {
        name: str(parameter.get("Default", "s" * 40))
        for name, parameter in template.get("Parameters", {}).items()
    }


def transformed(template):
    """SAM's output for a template, as `sam deploy` passes it on: the code is in a bucket by then."""
    template = copy.deepcopy(template)
    for part in [template.get("Globals", {}).get("Function", {})] + [
        resource.get("Properties", {})
        for resource in template["Resources"].values()
        if resource["Type"] == "AWS::Serverless::Function"
    ]:
        if "CodeUri" in part:
            part["CodeUri"] = "s3://artifacts/code.zip"
    return processed(template)


def processed(template, parameters=None, region="eu-west-1"):
    """CloudFormation's result of SAM's transform, for a stack with these parameters."""
    translator = Translator({}, Parser(), boto_session=boto3.Session(region_name=region))
    template = copy.deepcopy(template)
    return json.loads(json.dumps(translator.translate(template, defaults(template) | (parameters or {}))))


def names_in(node):
    """Every (kind, name) that a part of a template refers to; kind is resource or condition."""
    if isinstance(node, list):
        for item in node:
            yield from names_in(item)
        return
    if not isinstance(node, dict):
        return
    for key, value in node.items():
        if key == "Ref" and isinstance(value, str):
            yield "resource", value
        elif key == "Fn::GetAtt":
            yield "resource", (value.split(".") if isinstance(value, str) else value)[0]
        elif key == "Fn::If":
            yield "condition", value[0]
            yield from names_in(value[1:])
        elif key == "Condition" and isinstance(value, str):
            yield "condition", value
        elif key == "DependsOn":
            for name in [value] if isinstance(value, str) else value:
                yield "resource", name
        elif key == "Fn::Sub":
            text, local = (value, {}) if isinstance(value, str) else value
            for name in re.findall(r"\$\{([^!}][^}]*)\}", text):
                if name not in local:
                    yield "resource", name if name in PSEUDO else name.split(".")[0]
            yield from names_in(local)
        else:
            yield from names_in(value)


def dangling(template):
    """References without a target, a sentence each."""
    there = {
        "resource": set(template["Resources"]) | set(template.get("Parameters", {})) | PSEUDO,
        "condition": set(template.get("Conditions", {})),
    }
    found = []
    for part in ("Resources", "Conditions", "Outputs"):
        for owner, node in template.get(part, {}).items():
            for kind, name in names_in(node):
                if name not in there[kind]:
                    found.append(f"{part}/{owner} names the {kind} {name}, which is not there")
    return sorted(set(found))


if __name__ == "__main__":
    print(json.dumps(transformed(read()), indent=1))
