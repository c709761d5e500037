"""Closes a stage and opens it again: `make close ENV=dev`, `make open ENV=dev`.

While a stage is closed, people get a page that says so, programs a 503, and nothing writes to the table: the
pipe, the schedules and the queues' functions are off, and what SES and SNS report waits in UnrecordedQueue.
It is one parameter of the stack, `Closed`. Both commands can be run again."""

import argparse
import sys
import time

import rotate
from stage import Stage, Stop, described, ended, physical, signed_in

# CloudFront's status of a function that has not reached all edge locations yet.
SPREADING = "IN_PROGRESS"
FRONT_FUNCTIONS = ("ChoosePage", "VouchForViewer")
# The states from which a stack can be updated.
STILL = ("CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE", "IMPORT_COMPLETE")
# How long an earlier request may still run: the functions' time limit, and a margin.
LAST_REQUESTS_S = 25


def parameters(stage):
    """The values of the stack's parameters. Stops if the stack is missing or busy."""
    stack = described(stage.client("cloudformation"), stage.stack)
    if stack is None:
        raise Stop(f"There is no stack {stage.stack} in {stage.region}", f"make deploy ENV={stage.name}")
    if stack["StackStatus"] not in STILL:
        raise Stop(f"The stack {stage.stack} is {stack['StackStatus']}", "wait until that has ended, then the same command")
    return {each["ParameterKey"]: each.get("ParameterValue", "") for each in stack.get("Parameters", [])}


def changed(stage, **wanted):
    """Sets these values, if the stack's differ. Returns whether anything changed."""
    now = parameters(stage)
    unknown = sorted(set(wanted) - set(now))
    if unknown:
        raise Stop(f"The stack {stage.stack} has no parameter {', '.join(unknown)} yet", f"make deploy ENV={stage.name}")
    if all(now[name] == value for name, value in wanted.items()):
        return False
    rotate.updated(stage, is_watched=False, **wanted)
    return True


def spread(stage, sleep=time.sleep):
    """Waits until every edge location has the front's new functions."""
    formation, front = stage.client("cloudformation"), stage.client("cloudfront")
    for id in FRONT_FUNCTIONS:
        # The id is the function's ARN, which ends in its name.
        name = physical(formation, stage.stack, id).rsplit("/", 1)[-1]
        while front.describe_function(Name=name, Stage="LIVE")["FunctionSummary"].get("Status") == SPREADING:
            sleep(5)


def close(stage, sleep=time.sleep):
    """Closes the stage, and waits until nothing writes any more."""
    if changed(stage, Closed="yes"):
        spread(stage, sleep)
        # Running requests and batches.
        sleep(LAST_REQUESTS_S)
    print(f"{stage.stack} is closed")


def open_again(stage, sleep=time.sleep):
    """Opens the stage."""
    if changed(stage, Closed="no"):
        spread(stage, sleep)
    print(f"{stage.stack} is open")


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("what", choices=["close", "open"])
    arguments.add_argument("stage")
    given = arguments.parse_args()
    stage = Stage.read(given.stage)

    def act():
        signed_in(stage)
        {"close": close, "open": open_again}[given.what](stage)

    return ended(act)


if __name__ == "__main__":
    sys.exit(main())
