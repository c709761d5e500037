"""The smoke test of the stack itself, against replies in the shape that AWS documents, with one fault at a time."""

import contextlib
import io
import json
import threading
import unittest
from http.server import BaseHTTPRequestHandler, HTTPServer
from unittest import mock

import smoke
import smoke_stack
from place import NotThere, OnAws, OnThisMachine
from smoke_report import FAILED, OK, SKIPPED, WARNED, Report
from test_ops import IDENTITY, Played

AT = "2026-01-01T00:00:00Z"
NAMES = {
    "OutboxPipe": ("AWS::Pipes::Pipe", "vestibule-dev-pipe"),
    "DeliverEmailBatch": ("AWS::Lambda::EventSourceMapping", "11111111-2222-3333-4444-555555555555"),
    "EmailRule": ("AWS::Events::Rule", "vestibule-dev|vestibule-dev-email"),
    "RecordDeliveryEmails": ("AWS::Events::Rule", "vestibule-dev-reports"),
    "SweepUnsentEveryMinute": ("AWS::Scheduler::Schedule", "vestibule-dev-sweep"),
    "RecordDelivery": ("AWS::Lambda::Function", "vestibule-dev-RecordDelivery-1"),
    "Table": ("AWS::DynamoDB::Table", "vestibule-dev-table"),
    "AlarmTopic": ("AWS::SNS::Topic", "arn:aws:sns:eu-west-1:123456789012:alarms"),
}
RECORDER = "arn:aws:lambda:eu-west-1:123456789012:function:vestibule-dev-RecordDelivery-1"
CHECKS = {
    "status": "the last deployment went through",
    "read": "its resources are known",
    "pipes": "the pipes run",
    "mappings": "the functions read their queues",
    "rules": "the rules are on",
    "schedules": "the schedules are on",
    "subscriptions": "the logs of texts are read",
    "table": "the table is on, streams, and is kept safe",
    "alarm_mails": "somebody hears of alarms",
}


def a_stack(status="UPDATE_COMPLETE", **said):
    return ("describe_stacks", {"Stacks": [{"StackName": "vestibule-dev", "StackStatus": status, "CreationTime": AT} | said]})


def resources(*lacking):
    summaries = [
        {"LogicalResourceId": name, "PhysicalResourceId": id, "ResourceType": kind, "ResourceStatus": "CREATE_COMPLETE", "LastUpdatedTimestamp": AT}
        for name, (kind, id) in NAMES.items()
        if kind not in lacking
    ]
    return ("list_stack_resources", {"StackResourceSummaries": summaries})


def a_pipe(state, **why):
    return ("describe_pipe", {"Name": "x", "CurrentState": state, "DesiredState": "RUNNING"} | why)


def readers(*functions):
    found = [{"destinationArn": function} for function in functions]
    return ("describe_subscription_filters", {"subscriptionFilters": found})


def a_table(status="ACTIVE", stream=True):
    return ("describe_table", {"Table": {"TableName": "vestibule-dev-table", "TableStatus": status} | ({"StreamSpecification": {"StreamEnabled": True}} if stream else {})})


def backups(status):
    return ("describe_continuous_backups", {"ContinuousBackupsDescription": {"ContinuousBackupsStatus": "ENABLED", "PointInTimeRecoveryDescription": {"PointInTimeRecoveryStatus": status}}})


def expiry(status):
    return ("describe_time_to_live", {"TimeToLiveDescription": {"TimeToLiveStatus": status}})


def subscribed(*arns):
    return ("list_subscriptions_by_topic", {"Subscriptions": [{"SubscriptionArn": arn, "Protocol": "email", "Endpoint": "ops@firm.test"} for arn in arns]})


CONFIRMED = "arn:aws:sns:eu-west-1:123456789012:alarms:1"
GOOD = {
    "cloudformation": [a_stack(), resources()],
    "pipes": [a_pipe("RUNNING")],
    "lambda": [("get_event_source_mapping", {"State": "Enabled"})],
    "events": [("describe_rule", {"State": "ENABLED"})] * 2,
    "scheduler": [("get_schedule", {"State": "ENABLED"})],
    "sts": [IDENTITY],
    "logs": [readers("arn:aws:lambda:eu-west-1:123456789012:function:vestibule-staging-RecordDelivery-1", RECORDER)] * 2,
    "dynamodb": [a_table(), backups("ENABLED"), expiry("ENABLED")],
    "sns": [subscribed(CONFIRMED)],
}
DENIED = ("AccessDeniedException", "not allowed")


class OfTheStack(unittest.TestCase):
    seen_to_fail = set()

    def examined(self, **played):
        """The checks by name, of an account that plays this in place of what is good."""
        stage = Played()
        for service, replies in (GOOD | played).items():
            stage.plays(service, *replies)
        report = Report(io.StringIO())
        smoke_stack.Stack(report, smoke.Target("dev", OnAws(stage), "", "", "", "")).examine()
        self.seen_to_fail.update(check.name for check in report.of(FAILED))
        return {check.name: check for check in report.checks}

    def fails(self, check, what, remedy, state=FAILED, **played):
        """With this fault this check alone is not ok, and says what and what to do."""
        found = self.examined(**played)
        self.assertEqual([name for name, each in found.items() if each.state != OK], [CHECKS[check]], found)
        self.assertEqual(found[CHECKS[check]].state, state)
        self.assertIn(what, found[CHECKS[check]].detail)
        self.assertIn(remedy, found[CHECKS[check]].remedy)

    def test_a_good_stack(self):
        found = self.examined()
        self.assertEqual([(name, each.state) for name, each in found.items()], [(name, OK) for name in CHECKS.values()])

    def test_its_status(self):
        events = "aws cloudformation describe-stack-events --stack-name vestibule-dev --region eu-west-1"
        self.fails("status", "UPDATE_ROLLBACK_COMPLETE: the last deployment failed", events, cloudformation=[a_stack("UPDATE_ROLLBACK_COMPLETE"), resources()])
        self.fails("status", "vestibule-dev is UPDATE_IN_PROGRESS", events, cloudformation=[a_stack("UPDATE_IN_PROGRESS"), resources()])
        gone = ("describe_stacks", "ValidationError", "Stack with id x does not exist")
        self.fails("status", "there is no stack", "make deploy ENV=dev", cloudformation=[gone, resources()])

    def test_an_unreadable_stack_is_not_reported_as_incomplete(self):
        found = self.examined(cloudformation=[a_stack(), ("list_stack_resources", *DENIED)])
        self.assertEqual(list(found), [CHECKS["status"], CHECKS["read"]])
        self.assertIn("not allowed", found[CHECKS["read"]].detail)

    def test_a_stack_that_lacks_something(self):
        for kind, check in (
            ("AWS::Pipes::Pipe", "pipes"),
            ("AWS::Lambda::EventSourceMapping", "mappings"),
            ("AWS::Events::Rule", "rules"),
            ("AWS::Scheduler::Schedule", "schedules"),
            ("AWS::DynamoDB::Table", "table"),
            ("AWS::SNS::Topic", "alarm_mails"),
        ):
            self.fails(check, f"the stack has no {kind}", "make deploy ENV=dev", cloudformation=[a_stack(), resources(kind)])

    def test_the_pipe(self):
        self.fails("pipes", "is STOPPED", "aws pipes start-pipe --name vestibule-dev-pipe --region eu-west-1", pipes=[a_pipe("STOPPED")])
        self.fails("pipes", "is RUNNING_FAILED: no role", "start-pipe", pipes=[a_pipe("RUNNING_FAILED", StateReason="no role")])

    def test_the_queues(self):
        off = ("get_event_source_mapping", {"State": "Disabled"})
        self.fails("mappings", "DeliverEmailBatch is Disabled", "update-event-source-mapping --enabled --uuid 1111", **{"lambda": [off]})

    def test_the_rules(self):
        on, off = ("describe_rule", {"State": "ENABLED"}), ("describe_rule", {"State": "DISABLED"})
        self.fails("rules", "EmailRule is DISABLED", "enable-rule --name vestibule-dev-email --event-bus-name vestibule-dev ", events=[off, on])
        self.fails("rules", "RecordDeliveryEmails is DISABLED", "enable-rule --name vestibule-dev-reports --region", events=[on, off])

    def test_the_schedules(self):
        self.fails("schedules", "SweepUnsentEveryMinute is DISABLED", "vestibule-dev-sweep", scheduler=[("get_schedule", {"State": "DISABLED"})])

    def test_the_logs_of_texts(self):
        others = readers(RECORDER + "2")
        self.fails("subscriptions", "does not read sns/eu-west-1/123456789012/DirectPublishToPhoneNumber", "make deploy", logs=[others, readers(RECORDER)])
        self.fails("subscriptions", "DirectPublishToPhoneNumber/Failure", "make deploy", logs=[readers(RECORDER), others])
        gone = ("describe_subscription_filters", "ResourceNotFoundException", "no such log")
        self.fails("subscriptions", "there is no log", "make account ENV=dev", logs=[gone])
        self.fails("subscriptions", "not allowed", "", logs=[("describe_subscription_filters", *DENIED)])

    def test_the_table(self):
        good = GOOD["dynamodb"]
        self.fails("table", "is UPDATING", "Restore", dynamodb=[a_table("UPDATING"), *good[1:]])
        self.fails("table", "has no stream", "make deploy", dynamodb=[a_table(stream=False), *good[1:]])
        self.fails("table", "point-in-time recovery: DISABLED", "update-continuous-backups --table-name vestibule-dev-table", dynamodb=[good[0], backups("DISABLED"), good[2]])
        self.fails("table", "time to live: DISABLED", "make deploy", dynamodb=[*good[:2], expiry("DISABLED")])
        restored = a_stack(Outputs=[{"OutputKey": "TableName", "OutputValue": "t-restored-20260301T120000Z"}])
        self.fails(
            "table",
            "t-restored-20260301T120000Z is UPDATING",
            "Restore",
            cloudformation=[restored, resources()],
            dynamodb=[a_table("UPDATING"), *good[1:]],
        )

    def test_missing_alarm_mails_are_a_warning(self):
        self.fails("alarm_mails", "nobody is mailed", "AlarmEmail=", WARNED, sns=[subscribed()])
        self.fails("alarm_mails", "was not confirmed", "follow its link", WARNED, sns=[subscribed(CONFIRMED, "PendingConfirmation")])

    @classmethod
    def tearDownClass(cls):
        assert set(CHECKS.values()) <= cls.seen_to_fail, set(CHECKS.values()) - cls.seen_to_fail


class Release(unittest.TestCase):
    def told(self, served, stack=None, status=200):
        """What comes of an API that says this, and a stack that says that."""

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(status if served else 404)
                self.end_headers()
                self.wfile.write(json.dumps({"release": served}).encode())

            def log_message(self, *_):
                pass

        server = HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.handle_request, daemon=True).start()
        self.addCleanup(server.server_close)
        stage = Played().plays("cloudformation", a_stack(**(stack or {})))
        report = Report(io.StringIO())
        smoke_stack.release(report, smoke.Target("dev", OnAws(stage), "", f"http://127.0.0.1:{server.server_port}", "", ""))
        [check] = report.checks
        return check

    def test_the_api_runs_the_deployed_release(self):
        said = {"Outputs": [{"OutputKey": "Release", "OutputValue": "abc"}]}
        self.assertEqual((self.told("abc", said).state, self.told("abc", said).detail), (OK, "abc"))
        self.assertEqual(self.told("abc").state, OK)
        for said in (said, {"Tags": [{"Key": "commit", "Value": "abc"}]}, {"Parameters": [{"ParameterKey": "Release", "ParameterValue": "abc"}]}):
            other = self.told("def", said)
            self.assertEqual((other.state, other.detail), (FAILED, "the stack says abc, the API says def"))

    def test_an_api_that_fails(self):
        self.assertEqual((self.told("abc", status=500).state, self.told("abc", status=500).detail[:3]), (FAILED, "500"))

    def test_a_release_that_does_not_say(self):
        self.assertEqual(self.told(None).state, SKIPPED)


class Targets(unittest.TestCase):
    OUTPUTS = {"Portal": "https://portal.firm.test/", "ApiAddress": "https://api.test", "LogGroup": "/vestibule/vestibule-dev"}

    def stage(self, *outputs):
        said = [{"OutputKey": name, "OutputValue": self.OUTPUTS[name]} for name in outputs]
        return OnAws(Played().plays("cloudformation", a_stack(Outputs=said)))

    def main(self, there, *words):
        """The exit code, and what is printed and reported."""
        printed, lines = io.StringIO(), io.StringIO()
        with (
            mock.patch("smoke.place", side_effect=there),
            mock.patch("sys.argv", ["smoke.py", *words]),
            contextlib.redirect_stdout(printed),
            contextlib.redirect_stderr(lines),
        ):
            return smoke.main(), printed.getvalue(), lines.getvalue()

    def test_a_stage_shows_its_addresses(self):
        target = smoke.Target.of("dev", self.stage(*self.OUTPUTS))
        self.assertEqual((target.origin, target.address), ("https://portal.firm.test",) * 2)
        self.assertEqual((target.api, target.log_group, target.kind), ("https://api.test", "/vestibule/vestibule-dev", "aws"))

    def test_a_make_run_is_met_by_address_and_in_clear(self):
        target = smoke.Target.of("local", OnThisMachine("https://localhost:8080", "http://127.0.0.1:4566", {}))
        self.assertEqual((target.origin, target.address), ("https://localhost:8080", "http://127.0.0.1:8080"))
        self.assertEqual((target.api, target.log_group, target.kind), ("http://127.0.0.1:4566/execute-api", "", "local"))

    def test_a_stack_that_is_older_than_this_check(self):
        code, printed, _ = self.main(lambda *_: self.stage("Portal"), "dev")
        self.assertEqual(code, 1)
        self.assertIn("the stack has no output 'ApiAddress'", printed.splitlines()[-1])

    def test_json_reports_a_missing_runner_and_an_interruption_as_failures(self):
        for fault, cause in ((NotThere("nothing runs on x"), "nothing runs on x"), (KeyboardInterrupt(), "interrupted")):
            code, printed, lines = self.main(fault, "local", "--json")
            self.assertEqual((code, json.loads(printed)["passed"]), (1, False))
            self.assertIn(cause, lines.splitlines()[-1])


if __name__ == "__main__":
    unittest.main()
