"""Building, packaging, deploying and going back, against replies in the shape that AWS documents."""

import contextlib
import io
import json
import tarfile
import tomllib
import unittest
from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

from botocore.response import StreamingBody
from samcli.cli.types import CfnParameterOverridesType

import back
import build
import changes
import deploy
import packages
from build import Release
from packages import Package
from stage import ROOT, Stage, Stop, exists, signed_in
from test_ops import CONFIG, IDENTITY, NO_STACK, Played, a_resource

COMMIT = "0123456789ab"
PACKAGE = Package(COMMIT, "bucket", "vestibule-dev", "eu-west-1")
STACK_ID = "arn:aws:cloudformation:eu-west-1:123456789012:stack/vestibule-dev/1"


def stack(status, **parameters):
    """A stack as CloudFormation describes it."""
    return {
        "StackId": STACK_ID,
        "StackName": "vestibule-dev",
        "StackStatus": status,
        "CreationTime": "2026-01-01T00:00:00Z",
        "Parameters": [{"ParameterKey": name, "ParameterValue": value} for name, value in parameters.items()],
    }


def described(status, **parameters):
    return ("describe_stacks", {"Stacks": [stack(status, **parameters)]})


def change_set(status, *changed, reason=""):
    told = [{"Type": "Resource", "ResourceChange": each} for each in changed]
    return ("describe_change_set", {"Status": status, "StatusReason": reason, "Changes": told})


def change(action, logical, kind, replacement="False"):
    return {"Action": action, "LogicalResourceId": logical, "ResourceType": kind, "Replacement": replacement}


def event(number, status, logical="vestibule-dev", physical=STACK_ID, reason=""):
    return {
        "StackId": STACK_ID,
        "StackName": "vestibule-dev",
        "EventId": str(number),
        "Timestamp": "2026-01-01T00:00:00Z",
        "LogicalResourceId": logical,
        "PhysicalResourceId": physical,
        "ResourceStatus": status,
        "ResourceStatusReason": reason,
    }


def events(*newest_first):
    return ("describe_stack_events", {"StackEvents": list(newest_first)})


def body(raw):
    """An object's content, as S3 streams it."""
    return StreamingBody(io.BytesIO(raw), len(raw))


class Quiet(unittest.TestCase):
    """Captures output, and skips all waits."""

    def setUp(self):
        self.out = io.StringIO()
        self.enterContext(contextlib.redirect_stdout(self.out))
        self.enterContext(mock.patch.object(changes, "PATIENCE_S", 0))

    def stopped(self, sentence, called, *arguments, **named):
        with self.assertRaises(Stop) as stopped:
            called(*arguments, **named)
        self.assertIn(sentence, str(stopped.exception))


class Parameters(Quiet):
    def test_each_stages_overrides_are_valid_for_sam_and_the_template(self):
        declared = packages.yaml.load((ROOT / "infra/template.yaml").read_text(encoding="utf-8"), packages.Loose)["Parameters"]
        for name in ("dev", "staging", "prod"):
            stage = Stage.read(name)
            parsed = CfnParameterOverridesType().convert([f"{key}={value}" for key, value in stage.parameters.items()], None, None)
            self.assertEqual(parsed, stage.parameters)
            self.assertEqual(set(stage.parameters) - set(declared), set())

    def test_only_building_and_validating_name_the_source_template(self):
        config = (ROOT / "samconfig.toml").read_text(encoding="utf-8")
        stages = tomllib.loads(config)
        for name, commands in stages.items():
            if not isinstance(commands, dict):
                continue
            naming = {command for command, section in commands.items() if "template_file" in section.get("parameters", {})}
            self.assertEqual(naming, {"build", "validate"}, name)

    def test_the_first_deployment_makes_up_a_secret_and_no_other_does(self):
        stage, release = Stage.read("dev", CONFIG), Release(COMMIT, "x86_64", "pages")
        first, other = deploy.overrides(stage, False, release), deploy.overrides(stage, False, release)
        self.assertRegex(first["OriginSecret"], "^[A-Za-z0-9]{32,}$")
        self.assertNotEqual(first["OriginSecret"], other["OriginSecret"])
        later = deploy.overrides(stage, True, release)
        # An emptied parameter is named, because CloudFormation would keep the former value.
        self.assertEqual(
            later,
            {"Stage": "dev", "SenderAddress": "no-reply@firm.test", "AlarmEmail": "", "Release": COMMIT, "Architecture": "x86_64"},
        )

    def test_the_parameters_of_a_change_set(self):
        there = stack("UPDATE_COMPLETE", Stage="dev", OriginSecret="****", Gone="x", AlarmEmail="a@b.test")
        given = changes.named(there, {"Stage": "dev", "AlarmEmail": "", "Unknown": "x"}, ["Stage", "OriginSecret", "AlarmEmail", "New"])
        self.assertEqual(
            given,
            [
                {"ParameterKey": "Stage", "ParameterValue": "dev"},
                {"ParameterKey": "OriginSecret", "UsePreviousValue": True},
                {"ParameterKey": "AlarmEmail", "ParameterValue": ""},
            ],
        )
        # A stack whose first change set was declined has no previous values to use.
        declined = stack("REVIEW_IN_PROGRESS", OriginSecret="****")
        self.assertEqual(changes.named(declined, {}, ["OriginSecret"]), [])
        self.assertFalse(exists(declined))
        self.assertTrue(exists(there))

    def test_an_account_that_is_not_the_stages_is_left_alone(self):
        stage = Played().plays("sts", IDENTITY)
        object.__setattr__(stage, "account", "999999999999")
        self.stopped("ENV=dev belongs to account 999999999999", signed_in, stage)
        self.stopped("belongs to account", deploy.deploy, Watching(stage, "999999999999"), Namespace())
        self.stopped("belongs to account", back.back, Watching(stage, "999999999999"), Namespace())


class Watching(Played):
    """A stage of another account, where only the first service may be called."""

    def __init__(self, stage, account):
        super().__init__()
        object.__setattr__(self, "account", account)
        self.plays("sts", IDENTITY)


class Building(Quiet):
    def test_an_unbuildable_architecture_is_refused_at_once(self):
        with mock.patch.object(build, "said", return_value="/nowhere/lib"), mock.patch.object(build, "run") as run:
            self.stopped("rustup target add aarch64-unknown-linux-gnu", build.build, "arm64", True)
            run.assert_not_called()

    def test_binaries_for_another_processor_are_refused(self):
        with TemporaryDirectory() as folder, mock.patch.object(build, "BUILT", Path(folder)):
            binary = Path(folder) / "SignIn/bootstrap"
            binary.parent.mkdir()
            for machine in build.MACHINES.values():
                binary.write_bytes(b"\x7fELF" + bytes(14) + machine.to_bytes(2, "little"))
                self.assertEqual(build.machine_of(binary), machine)
            build.check_machines(Release(COMMIT, "arm64"))
            self.stopped("1 functions are not built for x86_64, SignIn among them", build.check_machines, Release(COMMIT, "x86_64"))
            binary.write_bytes(b"#!/bin/sh\n")
            self.stopped("not built for arm64", build.check_machines, Release(COMMIT, "arm64"))

    def test_only_matching_functions_and_pages_are_deployed(self):
        with TemporaryDirectory() as folder, contextlib.ExitStack() as patched:
            built, made = Path(folder) / "build", Path(folder) / "dist"
            patched.enter_context(mock.patch.object(build, "BUILT", built))
            patched.enter_context(mock.patch.object(build, "PAGES", made))
            built.mkdir()
            made.mkdir()
            self.stopped("nothing was built", build.built)
            (made / "index.html").write_text("1")
            digest = build.digest_of(made)
            (built / "release.json").write_text(json.dumps({"commit": COMMIT, "architecture": "x86_64", "pages": ""}))
            self.stopped("the pages are not", build.built)
            (built / "release.json").write_text(json.dumps({"commit": COMMIT, "architecture": "x86_64", "pages": digest}))
            self.assertEqual(build.built(), Release(COMMIT, "x86_64", digest))
            (made / "index.html").write_text("2")
            self.stopped("are not those that were built", build.built)

    def test_uncommitted_changes_go_to_dev_only(self):
        stage = Played()
        deploy.fit(stage, Release(COMMIT + "-dirty", "x86_64", "p"))
        for name in ("staging", "prod"):
            object.__setattr__(stage, "name", name)
            self.stopped("git commit", deploy.fit, stage, Release(COMMIT + "-dirty", "x86_64", "p"))
            deploy.fit(stage, Release(COMMIT, "x86_64", "p"))
        self.stopped("make artefacts ARCH=arm64", deploy.fit, Played(Architecture="arm64"), Release(COMMIT, "x86_64", "p"))


class ChangeSets(Quiet):
    def made(self, stage, watch=True):
        return changes.made(stage, "x", PACKAGE.template_url, [], watch)

    def test_a_first_one_creates_and_a_later_one_updates(self):
        for status, kind in ((None, "CREATE"), ("REVIEW_IN_PROGRESS", "CREATE"), ("UPDATE_COMPLETE", "UPDATE")):
            found = change("Add", "SignIn", "AWS::Lambda::Function")
            stage = Played().plays("cloudformation", described(status) if status else NO_STACK, ("create_change_set", {}), change_set("CREATE_COMPLETE", found))
            asked = self.asked(stage)
            self.assertEqual(self.made(stage), [found])
            stage.all_said()
            self.assertEqual((asked[0]["ChangeSetType"], asked[0]["RollbackConfiguration"]), (kind, changes.UNWATCHED))
            self.assertEqual(asked[0]["TemplateURL"], "https://bucket.s3.eu-west-1.amazonaws.com/vestibule-dev/releases/0123456789ab/template.yaml")

    def asked(self, stage):
        """The arguments of create_change_set."""
        asked = []
        client = stage.client("cloudformation")
        client.meta.events.register("provide-client-params.cloudformation.CreateChangeSet", lambda params, **_: asked.append(params))
        return asked

    def test_nothing_to_change_is_a_success_and_a_refusal_a_failure(self):
        nothing = change_set("FAILED", reason="The submitted information didn't contain changes. Submit different information.")
        stage = Played().plays("cloudformation", described("UPDATE_COMPLETE"), ("create_change_set", {}), nothing, ("delete_change_set", {}))
        self.assertIsNone(self.made(stage))
        stage.all_said()
        denied = ("create_change_set", "ValidationError", "Template error")
        self.stopped("Template error", self.made, Played().plays("cloudformation", NO_STACK, denied))
        refused = change_set("FAILED", reason="Parameters: [OriginSecret] must have values")
        stage = Played().plays("cloudformation", NO_STACK, ("create_change_set", {}), refused, ("delete_change_set", {}))
        self.stopped("[OriginSecret] must have values", self.made, stage)

    def watched(self, state):
        resources = [
            a_resource(logical, f"vestibule-dev-{logical}-1")[1]["StackResourceDetail"]
            for logical in ("FaultsAlarm", "ApiErrorsAlarm", "SlowAlarm")
        ]
        alarms = [
            {"AlarmName": f"vestibule-dev-{logical}-1", "AlarmArn": f"arn:aws:cloudwatch:eu-west-1:123456789012:alarm:{logical}", "StateValue": state}
            for logical in ("ApiErrorsAlarm", "FaultsAlarm")
        ]
        stage = Played().plays(
            "cloudformation",
            described("UPDATE_COMPLETE"),
            ("list_stack_resources", {"StackResourceSummaries": resources}),
            ("create_change_set", {}),
            change_set("CREATE_COMPLETE"),
        )
        object.__setattr__(stage, "watch_minutes", 10)
        return stage.plays("cloudwatch", ("describe_alarms", {"MetricAlarms": alarms}))

    def test_the_fault_alarms_roll_an_update_back(self):
        stage = self.watched("OK")
        asked = self.asked(stage)
        self.made(stage)
        stage.all_said()
        triggers = [{"Arn": f"arn:aws:cloudwatch:eu-west-1:123456789012:alarm:{name}", "Type": "AWS::CloudWatch::Alarm"} for name in ("ApiErrorsAlarm", "FaultsAlarm")]
        self.assertEqual(asked[0]["RollbackConfiguration"], {"RollbackTriggers": triggers, "MonitoringTimeInMinutes": 10})

    def test_while_an_alarm_rings_only_an_unwatched_deployment_continues(self):
        self.stopped("with WATCH=no", self.made, self.watched("ALARM"))
        stage = Played().plays("cloudformation", described("UPDATE_COMPLETE"), ("create_change_set", {}), change_set("CREATE_COMPLETE"))
        object.__setattr__(stage, "watch_minutes", 10)
        asked = self.asked(stage)
        self.made(stage, watch=False)
        self.assertEqual(asked[0]["RollbackConfiguration"], changes.UNWATCHED)

    def test_it_is_followed_to_its_end(self):
        stage = Played().plays(
            "cloudformation",
            described("UPDATE_COMPLETE"),
            events(event(1, "UPDATE_COMPLETE")),
            ("execute_change_set", {}),
            events(event(2, "UPDATE_IN_PROGRESS"), event(1, "UPDATE_COMPLETE")),
            events(event(4, "UPDATE_COMPLETE"), event(3, "UPDATE_COMPLETE", "SignIn", "x"), event(2, "UPDATE_IN_PROGRESS")),
            described("UPDATE_COMPLETE"),
        )
        changes.carried_out(stage, "x")
        stage.all_said()
        self.assertEqual(self.out.getvalue().split(), ["UPDATE_COMPLETE", "SignIn", "UPDATE_COMPLETE", "vestibule-dev"])

    def test_a_failed_one_shows_why(self):
        stage = Played().plays(
            "cloudformation",
            described("UPDATE_COMPLETE"),
            events(),
            ("execute_change_set", {}),
            events(
                event(4, "UPDATE_ROLLBACK_COMPLETE"),
                event(3, "UPDATE_FAILED", "SignOut", "y", "Resource update cancelled"),
                event(2, "UPDATE_FAILED", "SignIn", "x", "no such role"),
            ),
            described("UPDATE_ROLLBACK_COMPLETE"),
        )
        self.stopped("vestibule-dev is UPDATE_ROLLBACK_COMPLETE:\n  SignIn: no such role", changes.carried_out, stage, "x")


class Deploying(Quiet):
    def stage(self, *replies, confirms=False):
        stage = Played().plays("cloudformation", *replies)
        object.__setattr__(stage, "confirms", confirms)
        template = b"Parameters: {Release: {Type: String}, OriginSecret: {Type: String}}\nResources: {A: {Type: X, P: !Ref B}}\n"
        return stage.plays("s3", ("get_object", {"Body": body(template)}))

    def test_resources_with_data_are_not_removed_by_mistake(self):
        for lost in (
            change("Remove", "Key", "AWS::KMS::Key"),
            change("Modify", "Table", "AWS::DynamoDB::Table", "True"),
            change("Modify", "Front", "AWS::CloudFront::Distribution", "True"),
        ):
            replies = [described("UPDATE_COMPLETE"), described("UPDATE_COMPLETE"), ("create_change_set", {}), change_set("CREATE_COMPLETE", lost)]
            stage = self.stage(*replies, ("delete_change_set", {}))
            self.stopped(lost["LogicalResourceId"], deploy.deployed, stage, PACKAGE, {})
            stage.all_said()
        kept = [change("Modify", "Table", "AWS::DynamoDB::Table"), change("Remove", "SlowAlarm", "AWS::CloudWatch::Alarm")]
        self.assertEqual(changes.losses(kept), [])

    def test_prod_asks_a_person(self):
        replies = [described("UPDATE_COMPLETE"), described("UPDATE_COMPLETE"), ("create_change_set", {}), change_set("CREATE_COMPLETE", change("Modify", "A", "X")), ("delete_change_set", {})]
        stage = self.stage(*replies, confirms=True)
        with mock.patch("sys.stdin.isatty", return_value=True), mock.patch("builtins.input", return_value="n"):
            self.assertIsNone(deploy.deployed(stage, PACKAGE, {}))
        stage.all_said()
        with mock.patch("sys.stdin.isatty", return_value=False):
            self.stopped("YES=1", deploy.deployed, self.stage(*replies, confirms=True), PACKAGE, {})

    def test_a_lack_stops_before_anything_is_built(self):
        lacking = [deploy.doctor.Finding(deploy.doctor.MISSING, "no logs", "make account")]
        with mock.patch.object(deploy.doctor, "examine", return_value=lacking), mock.patch.object(build, "run") as run:
            given = Namespace(force=False, built=False, watch=True, yes=True)
            self.stopped("1 thing lacking", deploy.deploy, Played().plays("sts", IDENTITY), given)
            run.assert_not_called()
            deploy.examined(Played(), force=True)
        self.assertIn("make account", self.out.getvalue())


class Back(Quiet):
    def test_a_release_that_does_not_know_the_table_in_use_is_not_gone_back_to(self):
        there = stack("UPDATE_COMPLETE", Stage="dev", RestoredTable="t-restored-20260301T120000Z", BackupDays="7", Closed="no")
        self.stopped("t-restored-20260301T120000Z", back.readable, there, ["Stage"], PACKAGE)
        back.readable(there, ["Stage", "RestoredTable"], PACKAGE)
        self.assertIn("which are forgotten: BackupDays", self.out.getvalue())
        self.stopped("would open it", back.readable, stack("UPDATE_COMPLETE", Closed="yes"), ["Stage"], PACKAGE)
        self.out.truncate(0)
        back.readable(stack("UPDATE_COMPLETE", Stage="dev", RestoredTable=""), ["Stage"], PACKAGE)
        self.assertNotIn("forgotten", self.out.getvalue())

    def test_deployments_are_read_in_order(self):
        keys = ["20260103T000000Z-back-aaaaaaa", "20260101T000000Z-deployed-aaaaaaa", "20260102T000000Z-deployed-bbbbbbb-dirty", "odd"]
        listed = {"Contents": [{"Key": f"vestibule-dev/history/{key}"} for key in keys]}
        sam = {"Stacks": [stack("CREATE_COMPLETE") | {"Outputs": [{"OutputKey": "SourceBucket", "OutputValue": "bucket"}]}]}
        stage = Played().plays("cloudformation", ("describe_stacks", sam)).plays("s3", ("list_objects_v2", listed))
        object.__setattr__(stage, "prefix", "vestibule-dev")
        found = [(each.package.commit, each.going_back) for each in packages.history(stage)]
        self.assertEqual(found, [("aaaaaaa", False), ("bbbbbbb-dirty", False), ("aaaaaaa", True)])

    def test_a_recorded_release_is_found_again(self):
        stored = []
        stage = Played().plays("s3", ("put_object", {}), ("put_object", {}))
        stage.client("s3").meta.events.register("provide-client-params.s3.PutObject", lambda params, **_: stored.append(params["Key"]))
        at = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)
        packages.record(stage, PACKAGE, at=at)
        packages.record(stage, PACKAGE, going_back=True, at=at)
        self.assertEqual([packages.RECORD.search(key).groups()[1:] for key in stored], [("deployed", COMMIT), ("back", COMMIT)])

    def test_pages_come_back_as_they_were(self):
        with TemporaryDirectory() as folder:
            source, target = Path(folder) / "source", Path(folder) / "target"
            (source / "assets").mkdir(parents=True)
            target.mkdir()
            (source / "index.html").write_text("page")
            (source / "assets/a.js").write_text("script")
            stage = Played().plays("s3", ("get_object", {"Body": body(packages.packed(source))}))
            packages.pages_of(stage, PACKAGE, target)
            self.assertEqual(build.digest_of(target), build.digest_of(source))

    def test_an_archive_that_leaves_its_folder_is_refused(self):
        out = io.BytesIO()
        with tarfile.open(fileobj=out, mode="w:gz") as archive:
            archive.addfile(tarfile.TarInfo("../outside"))
        stage = Played().plays("s3", ("get_object", {"Body": body(out.getvalue())}))
        with TemporaryDirectory() as folder, self.assertRaises(tarfile.TarError):
            packages.pages_of(stage, PACKAGE, folder)


if __name__ == "__main__":
    unittest.main()
