"""The target of a command of ops, against replies in the shape that AWS documents."""

import io
import json
import unittest
from pathlib import Path
from tempfile import TemporaryDirectory

from botocore.response import StreamingBody

import place
from test_ops import Played

STACK = {
    "StackName": "vestibule-dev",
    "StackStatus": "CREATE_COMPLETE",
    "CreationTime": "2026-01-01T00:00:00Z",
    "Outputs": [{"OutputKey": "Portal", "OutputValue": "https://portal.firm.test/"}],
}


def resource(name):
    """A function of the stack, as CloudFormation describes it."""
    detail = {
        "LogicalResourceId": name,
        "PhysicalResourceId": f"vestibule-dev-{name}-1A2B",
        "ResourceType": "AWS::Lambda::Function",
        "LastUpdatedTimestamp": "2026-01-01T00:00:00Z",
        "ResourceStatus": "CREATE_COMPLETE",
    }
    return ("describe_stack_resource", {"StackResourceDetail": detail})


def reply(value, **also):
    """Lambda's response to a function that returned this."""
    body = json.dumps(value).encode()
    return ("invoke", {"StatusCode": 200, "Payload": StreamingBody(io.BytesIO(body), len(body))} | also)


class OnAws(unittest.TestCase):
    def test_a_function_is_found_by_its_logical_name_and_its_reply_returned(self):
        stage = Played().plays("cloudformation", resource("CreateFirm")).plays("lambda", reply({"firm": "1"}))
        sent = []
        stage.client("lambda").meta.events.register("before-parameter-build.lambda.Invoke", lambda params, **_: sent.append(dict(params)))
        self.assertEqual(place.OnAws(stage).invoke("CreateFirm", {"slug": "one"}), {"firm": "1"})
        self.assertEqual(sent, [{"FunctionName": "vestibule-dev-CreateFirm-1A2B", "Payload": b'{"slug": "one"}'}])
        stage.all_said()

    def test_a_function_is_looked_up_once(self):
        stage = Played().plays("cloudformation", resource("ListFirms")).plays("lambda", reply(1), reply(2))
        there = place.OnAws(stage)
        self.assertEqual([there.invoke("ListFirms", {}) for _ in range(2)], [1, 2])

    def test_a_refusal_is_the_functions_own_sentence(self):
        refused = reply({"errorType": "Refused", "errorMessage": "the slug one is taken"}, FunctionError="Unhandled")
        stage = Played().plays("cloudformation", resource("CreateFirm")).plays("lambda", refused)
        with self.assertRaisesRegex(place.Refused, "^the slug one is taken$"):
            place.OnAws(stage).invoke("CreateFirm", {})

    def test_a_stack_without_the_function_says_so(self):
        stage = Played().plays("cloudformation", ("describe_stack_resource", "ValidationError", "Stack 'x' does not exist"))
        with self.assertRaisesRegex(place.NotThere, "vestibule-dev has no CreateFirm.*does not exist"):
            place.OnAws(stage).invoke("CreateFirm", {})

    def test_the_origin_is_an_output_of_the_stack(self):
        stage = Played().plays("cloudformation", ("describe_stacks", {"Stacks": [STACK]}))
        there = place.OnAws(stage)
        self.assertEqual((there.origin, there.kind), ("https://portal.firm.test", "aws"))

    def test_a_stage_that_is_not_deployed_has_no_origin(self):
        stage = Played().plays("cloudformation", ("describe_stacks", "ValidationError", "Stack with id x does not exist"))
        with self.assertRaisesRegex(place.NotThere, "make deploy ENV=dev"):
            _ = place.OnAws(stage).origin


class OnThisMachine(unittest.TestCase):
    def test_a_running_system_is_found_by_its_folder(self):
        with TemporaryDirectory() as folder:
            told = {"public_origin": "http://localhost:8080", "aws_url": "http://127.0.0.1:4566", "process_id": 1}
            (Path(folder) / "endpoints.json").write_text(json.dumps(told), encoding="utf-8")
            there = place.place("local", folder)
        self.assertEqual((there.origin, there.kind), ("http://localhost:8080", "local"))
        self.assertEqual(there.function("ReadFirmReport"), "read-firm-report")
        self.assertEqual(there.lambdas.meta.endpoint_url, "http://127.0.0.1:4566")

    def test_a_folder_without_a_runner_is_reported(self):
        with TemporaryDirectory() as folder, self.assertRaisesRegex(place.NotThere, "nothing runs on"):
            place.place("local", folder)

    def test_a_system_that_was_stopped_cannot_be_called(self):
        stopped = place.OnThisMachine("http://localhost:9", "http://127.0.0.1:9", {})
        with self.assertRaisesRegex(place.NotThere, "ListFirms could not be called"):
            stopped.invoke("ListFirms", {})


if __name__ == "__main__":
    unittest.main()
