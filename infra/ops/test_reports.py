"""`make reports` on a queue of Lambda's envelopes (botocore checks both sides)."""

import io
import json
import unittest

from botocore.response import StreamingBody
from botocore.stub import ANY

import reports
from test_ops import Played

URL = "https://sqs.eu-west-1.amazonaws.com/123456789012/unrecorded"
NAME = "vestibule-dev-RecordDelivery-1"
ADDRESS = "nora@mail.example"


def envelope(request):
    """As Lambda documents it: "Capturing records of Lambda asynchronous invocations"."""
    return json.dumps(
        {
            "version": "1.0",
            "timestamp": "2026-11-14T18:16:05.568Z",
            "requestContext": {"requestId": "1", "functionArn": "arn:x", "condition": "RetriesExhausted", "approximateInvokeCount": 3},
            "requestPayload": request,
            "responseContext": {"statusCode": 200, "executedVersion": "$LATEST", "functionError": "Unhandled"},
            "responsePayload": {"errorType": "x", "errorMessage": "y"},
        }
    )


def message(number, body):
    return {"MessageId": f"m{number}", "ReceiptHandle": f"r{number}", "Body": body}


def report(number):
    return {"detail": {"eventType": "Bounce", "number": number, "mail": {"destination": [ADDRESS]}}}


def resource(id):
    detail = {"LogicalResourceId": "x", "PhysicalResourceId": id, "ResourceType": "x", "LastUpdatedTimestamp": "2026-01-01T00:00:00Z"}
    return ("describe_stack_resource", {"StackResourceDetail": detail | {"ResourceStatus": "CREATE_COMPLETE"}})


def answer(**more):
    body = b'{"recorded":1}'
    return {"StatusCode": 200, "Payload": StreamingBody(io.BytesIO(body), len(body))} | more


class Reports(unittest.TestCase):
    def handled(self, batches, answers):
        """The result for these batches and function replies, and the calls to the services."""
        stage = Played().plays("cloudformation", resource(URL), resource(NAME)).plays("sqs").plays("lambda")
        queue, functions = stage.played["sqs"][1], stage.played["lambda"][1]
        asked = {"QueueUrl": URL, "MaxNumberOfMessages": 10, "VisibilityTimeout": reports.HIDDEN_S, "WaitTimeSeconds": ANY}
        answers, kept = iter(answers), []
        for batch in batches:
            queue.add_response("receive_message", {"Messages": batch} if batch else {}, asked)
            for each in batch:
                request = reports.request_of(each["Body"])
                if request is None:
                    kept.append(each)
                    continue
                told = next(answers)
                expected = {"FunctionName": NAME, "InvocationType": "RequestResponse", "Payload": json.dumps(request).encode()}
                functions.add_response("invoke", told, expected)
                if "FunctionError" not in told:
                    queue.add_response("delete_message", {}, {"QueueUrl": URL, "ReceiptHandle": each["ReceiptHandle"]})
                else:
                    kept.append(each)
        for each in kept:
            shown = {"QueueUrl": URL, "ReceiptHandle": each["ReceiptHandle"], "VisibilityTimeout": 0}
            queue.add_response("change_message_visibility", {}, shown)
        handled = reports.handle(stage)
        stage.all_said()
        return handled

    def test_recorded_messages_are_deleted_and_the_rest_stays(self):
        batch = [message(n, envelope(report(n))) for n in (1, 2, 3)]
        handled = self.handled([batch, []], [answer(), answer(FunctionError="Unhandled"), answer()])
        self.assertEqual(handled, reports.Handled(recorded=2, failed=1))

    def test_it_continues_until_the_queue_has_nothing_new(self):
        one, other = [message(1, envelope(report(1)))], [message(2, envelope(report(2)))]
        self.assertEqual(self.handled([one, other, []], [answer(), answer()]), reports.Handled(recorded=2))

    def test_a_message_received_twice_is_tried_once(self):
        failed = message(1, envelope(report(1)))
        stage = Played().plays("cloudformation", resource(URL), resource(NAME))
        received = ("receive_message", {"Messages": [failed]})
        stage.plays("sqs", received, received, ("change_message_visibility", {}))
        stage.plays("lambda", ("invoke", answer(FunctionError="Unhandled")))
        self.assertEqual(reports.handle(stage), reports.Handled(failed=1))
        stage.all_said()

    def test_a_foreign_message_is_neither_passed_on_nor_deleted(self):
        odd = ["no JSON", "[]", "{}", '{"requestPayload": "text"}']
        handled = self.handled([[message(n, body) for n, body in enumerate(odd)], []], [])
        self.assertEqual(handled, reports.Handled(unreadable=4))

    def test_an_empty_queue_calls_nobody(self):
        self.assertEqual(self.handled([[]], []), reports.Handled())


if __name__ == "__main__":
    unittest.main()
