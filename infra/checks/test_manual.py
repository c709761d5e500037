"""The manual, read as a second engineer would: everything that it names to type, open or find exists."""

import re
import unittest

import boto3
from botocore import xform_name

import rules
import template

ROOT = template.INFRA.parent
MANUALS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
MAKEFILES = [ROOT / name for name in ("Makefile", "web/pages.mk", "tests/browser/browser.mk")]
# Sections that name the stack's parameters, outputs and resources.
ABOUT_THE_STACK = ("First deployment", "Pipeline", "Upgrade and roll back", "Closing a stage", "Restore", "Backup")
# Commands of the AWS CLI itself, which call no service.
OF_THE_CLI = {("configure", "sso"), ("sso", "login"), ("cloudformation", "deploy"), ("cloudformation", "wait")}
# Options of every command of the AWS CLI.
OPTIONS = {"region", "query", "output", "profile"}
# Services whose permissions have another prefix than boto3's client.
CLIENTS = {"ses": "sesv2"}
# Permitted but never called, and conditions.
PERMISSIONS_ONLY = {"backup:CopyIntoBackupVault", "kms:GrantIsForAWSResource"}


def code(text):
    """The code in a text: in backticks, in fences, and indented."""
    fenced = re.findall(r"^```\w*\n(.*?)^```", text, re.M | re.S)
    text = re.sub(r"^```.*?^```", "", text, flags=re.M | re.S)
    return fenced + re.findall(r"`([^`]+)`", text) + re.findall(r"^ {4,}(\S.*)$", text, re.M)


def sections(text):
    """The sections of a manual, by their headings."""
    return {part.split("\n", 1)[0]: part.split("\n", 1)[1] for part in text.split("\n## ")[1:]}


def anchor(title):
    """A heading's anchor, as GitHub generates it."""
    return re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")


def made(text):
    """The `make` commands in some code: (target, names of variables)."""
    for target, rest in re.findall(r"(?:^|[\n;&`]|\s)make ([a-z][a-z-]*)((?: [A-Z_]+=\S*)*)", text):
        yield target, re.findall(r"([A-Z_]+)=", rest)


def asked(text):
    """The commands of the AWS CLI in some code: (service, command, options)."""
    text = text.replace("\\\n", " ")
    for service, command, rest in re.findall(r"\baws ([a-z0-9]+) ([a-z0-9-]+)((?:[^;&|`\n])*)", text):
        yield service, command, re.findall(r"--([a-z][a-z-]+)", rest)


def operation(service, command):
    """The operation of boto3 that a command of the AWS CLI calls, or None."""
    if service not in boto3.Session().get_available_services():
        return None
    model = boto3.client(service, region_name="eu-west-1").meta.service_model
    found = [name for name in model.operation_names if xform_name(name, "-") == command]
    return model.operation_model(found[0]) if found else None


class Manual(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.texts = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in MANUALS}
        cls.operations = sections(cls.texts["docs/operations.md"])

    def each_code(self):
        for name, text in self.texts.items():
            for part in code(text):
                yield name, part

    def test_each_make_target_and_variable_is_there(self):
        makefiles = "\n".join(path.read_text(encoding="utf-8") for path in MAKEFILES)
        targets = set(re.findall(r"^([a-z][a-z-]*):(?!=)", makefiles, re.M))
        variables = set(re.findall(r"\$\(([A-Z_]+)\)", makefiles)) | set(re.findall(r"\$\((?:or|filter \w+,) ?\$?\(?([A-Z_]+)", makefiles))
        commands = [(name, *each) for name, part in self.each_code() for each in made(part)]
        self.assertGreater(len(commands), 40)
        self.assertEqual([f"{name}: make {target}" for name, target, _ in commands if target not in targets], [])
        unknown = [f"{name}: make {target} {given}=" for name, target, all in commands for given in all if given not in variables]
        self.assertEqual(unknown, [])

    def test_each_path_under_infra_is_there(self):
        paths = {(name, path) for name, part in self.each_code() for path in re.findall(r"(?<![\w/])infra/[\w./*-]+\w", part)}
        self.assertGreater(len(paths), 20)
        self.assertEqual([f"{name}: {path}" for name, path in paths if not list(ROOT.glob(path))], [])

    def test_each_name_of_the_stack_is_there(self):
        stacks = [template.transformed(template.read()), *map(template.read, template.INFRA.glob("*.yaml"))]
        there = {name for stack in stacks for part in ("Parameters", "Resources", "Outputs") for name in stack.get(part, {})}
        names = {
            (title, name)
            for title in ABOUT_THE_STACK
            for part in re.findall(r"`([^`]+)`", self.operations[title])
            for name in re.findall(r"^((?:[A-Z][a-z]+)+[0-9]?)(?:=\S*)?$", part)
        }
        self.assertGreater(len(names), 8)
        self.assertEqual([f"{title}: {name}" for title, name in names if name not in there], [])

    def test_each_alarm_has_a_line_and_each_line_its_alarm(self):
        lines = re.findall(r"^\| `(\w+Alarm)` \|", self.operations["Alarms"], re.M)
        alarms = rules.of_type(template.transformed(template.read()), "AWS::CloudWatch::Alarm")
        self.assertEqual(sorted(lines), sorted(alarms))

    def test_each_command_of_the_aws_cli_is_one(self):
        read = [*MANUALS, *template.INFRA.glob("*.yaml"), *(template.INFRA / "ops").glob("[!t]*.py")]
        commands = [(path.name, *each) for path in read for each in asked(path.read_text(encoding="utf-8"))]
        commands = [each for each in commands if each[1:3] not in OF_THE_CLI]
        self.assertGreater(len(commands), 10)
        wrong = []
        for name, service, command, options in commands:
            found = operation(service, command)
            if not found:
                wrong.append(f"{name}: aws {service} {command}")
                continue
            known = {xform_name(field, "-") for field in found.input_shape.members} | OPTIONS
            wrong += [f"{name}: aws {service} {command} --{each}" for each in options if not known & {each, each.removeprefix("no-")}]
        self.assertEqual(wrong, [])

    def test_each_link_leads_to_a_heading(self):
        there = {name: {anchor(title) for title in re.findall(r"^#+ (.+)$", text, re.M)} for name, text in self.texts.items()}
        wanted = [
            (name, f"{'docs/' if name.startswith('docs/') else ''}{path}" if path else name, found)
            for name, text in self.texts.items()
            for path, found in re.findall(r"\]\(([\w./-]*)#([\w-]+)\)", text)
        ]
        self.assertGreater(len(wanted), 20)
        self.assertEqual([each for each in wanted if each[2] not in there.get(each[1], ())], [])

    def test_each_permission_is_an_operation(self):
        actions = re.findall(r"`([a-z0-9]+):([A-Z]\w+)`", self.texts["docs/operations.md"])
        self.assertGreater(len(actions), 3)
        calls = [each for each in actions if ":".join(each) not in PERMISSIONS_ONLY]
        self.assertEqual([each for each in calls if not operation(CLIENTS.get(each[0], each[0]), xform_name(each[1], "-"))], [])


if __name__ == "__main__":
    unittest.main()
