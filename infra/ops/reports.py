"""Records the reports of SES and SNS that could not be recorded: `make reports ENV=dev`.

Lambda puts what `record-delivery` failed at three times into UnrecordedQueue, in an envelope of its own, and
SQS moves such messages nowhere. Each is handed to the function again, and deleted once it was recorded. What
fails again stays. Messages hold addresses and numbers of people, so nothing of them is printed."""

import argparse
import json
import sys
from dataclasses import dataclass

from stage import Stage, Stop, counted, ended, physical, signed_in

QUEUE, FUNCTION = "UnrecordedQueue", "RecordDelivery"
# Longer than the function may take for all messages of one receive, ten at most: they stay hidden that long.
HIDDEN_S = 300


@dataclass
class Handled:
    """The numbers of reports recorded, failed again, and unreadable."""

    recorded: int = 0
    failed: int = 0
    unreadable: int = 0


def request_of(body):
    """The function's event, or None if the envelope has none."""
    try:
        envelope = json.loads(body)
    except ValueError:
        return None
    request = envelope.get("requestPayload") if isinstance(envelope, dict) else None
    return request if isinstance(request, dict) else None


def is_recorded(functions, name, request):
    """Whether the function accepted the event this time."""
    answer = functions.invoke(FunctionName=name, InvocationType="RequestResponse", Payload=json.dumps(request).encode())
    answer["Payload"].read()
    return answer["StatusCode"] == 200 and "FunctionError" not in answer


def received(queue, url):
    """The messages of the queue, each once: failed ones stay hidden while this runs."""
    seen = set()
    while True:
        answer = queue.receive_message(QueueUrl=url, MaxNumberOfMessages=10, VisibilityTimeout=HIDDEN_S, WaitTimeSeconds=1)
        new = [each for each in answer.get("Messages", []) if each["MessageId"] not in seen]
        if not new:
            return
        seen.update(each["MessageId"] for each in new)
        yield from new


def handle(stage):
    """Passes each message to the function; deletes the recorded ones."""
    formation = stage.client("cloudformation")
    url, name = physical(formation, stage.stack, QUEUE), physical(formation, stage.stack, FUNCTION)
    if not url or not name:
        raise Stop(f"There is no stack {stage.stack} in {stage.region}", f"make deploy ENV={stage.name}")
    queue, functions = stage.client("sqs"), stage.client("lambda")
    handled, kept = Handled(), []
    for message in received(queue, url):
        request, receipt = request_of(message["Body"]), message["ReceiptHandle"]
        if request is None:
            handled.unreadable += 1
        elif is_recorded(functions, name, request):
            queue.delete_message(QueueUrl=url, ReceiptHandle=receipt)
            handled.recorded += 1
            continue
        else:
            handled.failed += 1
        kept.append(receipt)
    for receipt in kept:
        # Visible to the next run at once.
        queue.change_message_visibility(QueueUrl=url, ReceiptHandle=receipt, VisibilityTimeout=0)
    return handled


def reports(stage):
    """Runs the whole command; returns whether nothing is left."""
    signed_in(stage)
    handled = handle(stage)
    print(f"{handled.recorded} recorded and deleted, {handled.failed} failed again and stay in the queue")
    if handled.unreadable:
        print(f"{counted(handled.unreadable, 'message')} without a report stay; SQS deletes them after four days", file=sys.stderr)
    if handled.failed:
        print(f'The log says why: filter flow = "record-delivery" and level != "INFO", in /vestibule/{stage.stack}', file=sys.stderr)
    return not handled.failed and not handled.unreadable


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("stage")
    stage = Stage.read(arguments.parse_args().stage)
    return ended(lambda: reports(stage))


if __name__ == "__main__":
    sys.exit(main())
