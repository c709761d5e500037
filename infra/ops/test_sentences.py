"""A stopped command of ops prints a sentence with a next step, never a traceback; and the step is right."""

import contextlib
import io
import re
import unittest
from types import SimpleNamespace
from unittest import mock

import back
import deploy
import doctor
import place
import reports
import restore
import rotate
import smoke
import smoke_stack
import stage
from smoke_report import FAILED, OK, Report
from stage import ROOT, Stop
from test_ops import IDENTITY, NO_STACK, Played, a_stack
from test_restoring import AT
from test_smoke_stack import GOOD, OnAws
from test_smoke_stack import a_stack as a_smoked_stack

NO_RESOURCE = ("describe_stack_resource", "ValidationError", "Stack 'vestibule-dev' does not exist")


def ended(action):
    """The exit code and the standard error."""
    with contextlib.redirect_stderr(io.StringIO()) as said:
        return stage.ended(action), said.getvalue()


def raising(fault):
    """An action that raises this."""

    def act():
        raise fault

    return act


def refused(code):
    """An action that AWS refuses."""
    return lambda: Played().plays("sts", ("get_caller_identity", code, "no")).client("sts").get_caller_identity()


class Endings(unittest.TestCase):
    def test_done_declined_and_stopped(self):
        self.assertEqual(ended(lambda: True), (0, ""))
        self.assertEqual(ended(lambda: None), (0, ""))
        self.assertEqual(ended(lambda: False), (1, ""))
        self.assertEqual(ended(raising(Stop("why", "make it"))), (1, "\nwhy\n        → make it\n"))

    def test_a_refusal_of_aws_is_a_sentence(self):
        code, said = ended(refused("Throttling"))
        self.assertEqual((code, said.count("\n")), (1, 2), said)
        self.assertIn("AWS refuses: An error occurred (Throttling)", said)
        self.assertIn("Who may do what", ended(refused("AccessDeniedException"))[1])

    def test_an_interrupted_command_reports_what_continues(self):
        code, said = ended(raising(KeyboardInterrupt()))
        self.assertEqual(code, 130)
        self.assertIn("make doctor", said)

    def test_each_command_ends_so(self):
        for name in ("account", "back", "closing", "deploy", "reports", "restore", "rotate"):
            text = (ROOT / f"infra/ops/{name}.py").read_text(encoding="utf-8")
            self.assertRegex(text.split("\ndef main")[1], r"return ended\(", name)

    def test_a_stage_that_is_not_deployed_has_a_next_step(self):
        for act in (
            lambda: reports.handle(Played().plays("cloudformation", NO_RESOURCE, NO_RESOURCE)),
            lambda: rotate.rotate(Played().plays("cloudformation", NO_RESOURCE)),
            lambda: back.back(Played().plays("sts", IDENTITY).plays("cloudformation", NO_STACK), SimpleNamespace(list=True)),
        ):
            with self.assertRaisesRegex(Stop, "There is no stack vestibule-dev in eu-west-1\n.*make deploy ENV=dev"):
                act()

    def test_a_table_without_recovery_is_not_rehearsed_with(self):
        off = {"ContinuousBackupsStatus": "ENABLED", "PointInTimeRecoveryDescription": {"PointInTimeRecoveryStatus": "DISABLED"}}
        told = {"ContinuousBackupsDescription": off}
        dynamodb = Played().plays("dynamodb", ("describe_continuous_backups", told)).client("dynamodb")
        with self.assertRaisesRegex(Stop, "recovery of t is DISABLED"):
            restore.latest(dynamodb, "t")

    def test_a_stage_of_another_account_is_left_alone(self):
        there = Played().plays("sts", ("get_caller_identity", {"Account": "999999999999"}))
        object.__setattr__(there, "account", "123456789012")
        with mock.patch.object(place.Stage, "read", return_value=there):
            self.assertRaisesRegex(place.NotThere, "belongs to account 123456789012", place.place, "dev")


class NextSteps(unittest.TestCase):
    def steps(self, name, was_there, **parameters):
        stack = {"Parameters": [{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()]}
        return "\n".join(deploy.next_steps(SimpleNamespace(name=name), stack, was_there))

    def test_after_a_deployment(self):
        self.assertEqual(self.steps("dev", True), "Now try it: make smoke ENV=dev")
        self.assertRegex(self.steps("dev", False), "(?s)DNS records.*make smoke ENV=dev.*make firm ENV=dev")
        self.assertIn("make released", self.steps("prod", True))
        self.assertIn("make open ENV=dev", self.steps("dev", True, Closed="yes"))
        self.assertNotIn("make open", self.steps("dev", True, Closed="no"))

    def test_each_section_of_the_manual_that_a_command_names_is_there(self):
        manual = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
        there = set(re.findall(r"^#+ (.+)$", manual, re.M))
        named = {
            (path.name, section)
            for path in (ROOT / "infra/ops").glob("[!t]*.py")
            for line in path.read_text(encoding="utf-8").splitlines()
            if "docs/operations.md" in line
            for section in re.findall(r"'([A-Z][^']+)'", line.split("docs/operations.md", 1)[1])
        }
        self.assertGreater(len(named), 4)
        self.assertEqual([each for each in named if each[1] not in there], [])

    def test_each_file_has_its_line_in_the_readme(self):
        folder = ROOT / "infra/ops"
        there = {path.name for path in folder.iterdir() if path.suffix in (".py", ".sh")}
        listed = re.findall(r"^\| (`.*?) \|", (folder / "README.md").read_text(encoding="utf-8"), re.M)
        named = re.findall(r"`([a-z_]+\.(?:py|sh))`", "".join(listed))
        self.assertEqual(sorted(named), sorted(there))

    def test_each_alarm_that_is_named_is_one(self):
        there = set(re.findall(r"^  (\w+Alarm):$", (ROOT / "infra/template.yaml").read_text(encoding="utf-8"), re.M))
        for path in [ROOT / "docs/operations.md", *(ROOT / "infra/ops").glob("[!t]*.py")]:
            named = set(re.findall(r"\b[A-Z]\w+Alarm\b", path.read_text(encoding="utf-8")))
            self.assertEqual(named - there, set(), path.name)

    def test_a_restore_names_the_alarms_that_a_closed_stage_rings(self):
        said = restore.afterwards(Played(), AT, "own")
        for name in ("SweepAlarm", "KeepDatesAlarm", "UnrecordedAlarm"):
            self.assertIn(name, said)

    def test_a_stack_that_is_busy_is_waited_for_by_a_waiter_that_ends(self):
        for status, waiter in [
            ("CREATE_IN_PROGRESS", "stack-create-complete"),
            ("ROLLBACK_IN_PROGRESS", "stack-create-complete"),
            ("DELETE_IN_PROGRESS", "stack-delete-complete"),
            ("UPDATE_IN_PROGRESS", "stack-update-complete"),
            ("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", "stack-update-complete"),
            ("UPDATE_ROLLBACK_IN_PROGRESS", "stack-rollback-complete"),
        ]:
            [found] = doctor.stack(Played().plays("cloudformation", a_stack(status)))
            self.assertIn(f"wait {waiter} ", found.command, status)


class Rotating(unittest.TestCase):
    def asked(self, is_watched, state="OK"):
        """The rollback configuration of an update, in a stage that watches its alarms for ten minutes."""
        alarm = {"AlarmName": "FaultsAlarm", "AlarmArn": "arn:aws:cloudwatch:eu-west-1:123456789012:alarm:FaultsAlarm", "StateValue": state}
        listed = {"LogicalResourceId": "FaultsAlarm", "PhysicalResourceId": "FaultsAlarm", "ResourceType": "AWS::CloudWatch::Alarm"}
        listed |= {"LastUpdatedTimestamp": "2026-01-01T00:00:00Z", "ResourceStatus": "CREATE_COMPLETE"}
        there = {"StackName": "x", "StackStatus": "UPDATE_COMPLETE", "CreationTime": "2026-01-01T00:00:00Z", "Parameters": []}
        replies = [("describe_stacks", {"Stacks": [there]})]
        if is_watched:
            replies.append(("list_stack_resources", {"StackResourceSummaries": [listed]}))
        replies += [("update_stack", {"StackId": "1"}), ("describe_stacks", {"Stacks": [there]})]
        played = Played().plays("cloudformation", *replies).plays("cloudwatch", ("describe_alarms", {"MetricAlarms": [alarm]}))
        object.__setattr__(played, "watch_minutes", 10)
        sent = []
        events = played.client("cloudformation").meta.events
        events.register("before-parameter-build.cloudformation.UpdateStack", lambda params, **_: sent.append(params))
        rotate.updated(played, is_watched, OriginSecret="x")
        return sent[0]["RollbackConfiguration"]

    def test_it_is_watched_like_a_deployment_also_after_a_stage_was_closed(self):
        told = self.asked(True)
        self.assertEqual((len(told["RollbackTriggers"]), told["MonitoringTimeInMinutes"]), (1, 10))
        self.assertEqual(self.asked(False), {"RollbackTriggers": [], "MonitoringTimeInMinutes": 0})
        with self.assertRaisesRegex(Stop, "WATCH=no"):
            self.asked(True, "ALARM")


class Smoking(unittest.TestCase):
    def test_a_closed_stage_is_one_failure_with_one_remedy(self):
        for value, states in (("yes", [FAILED]), ("no", [OK])):
            played = Played().plays("cloudformation", a_smoked_stack(Parameters=[{"ParameterKey": "Closed", "ParameterValue": value}]))
            report = Report(io.StringIO())
            target = smoke.Target("dev", OnAws(played), "", "", "", "")
            with (
                mock.patch.object(smoke_stack.Stack, "examine") as examined,
                mock.patch.object(smoke_stack, "release"),
                mock.patch("smoke.smoke_front"),
                mock.patch("smoke.smoke_journey.Journey") as journey,
            ):
                smoke.examine(report, target, "")
            self.assertEqual([each.state for each in report.checks], states)
            self.assertEqual((examined.called, journey.called), (value == "no",) * 2)
        self.assertEqual(report.checks[0].name, "the stage is open")

    def test_after_a_restore_the_table_in_use_is_looked_at(self):
        played, asked = Played(), []
        restored = a_smoked_stack(Outputs=[{"OutputKey": "TableName", "OutputValue": "t-restored-20260301T120000Z"}])
        for service, replies in (GOOD | {"cloudformation": [restored, GOOD["cloudformation"][1]]}).items():
            played.plays(service, *replies)
        events = played.client("dynamodb").meta.events
        events.register("before-parameter-build.dynamodb", lambda params, **_: asked.append(params["TableName"]))
        report = Report(io.StringIO())
        smoke_stack.Stack(report, smoke.Target("dev", OnAws(played), "", "", "", "")).examine()
        self.assertEqual(set(asked), {"t-restored-20260301T120000Z"})
        self.assertEqual(report.of(FAILED), [])


if __name__ == "__main__":
    unittest.main()
