"""Changes the origin secret, by which the API knows that a request came through the front: `make rotate
ENV=dev`. Nobody is turned away meanwhile.

First the functions learn the new one beside the old, which the front still sends. Then the front sends
the new one, while the old is still accepted. CloudFormation waits until the front has changed everywhere;
then the old one is forgotten. An interrupted rotation starts over when it is run again, which does no harm.
Each deployment is watched as `make deploy` is; WATCH=no continues while an alarm rings."""

import argparse
import secrets
import sys

import changes
from stage import Stage, Stop, described, ended, physical, signed_in


def now_in_use(stage):
    """The secret that the front sends, from a function's configuration."""
    formation = stage.client("cloudformation")
    name = physical(formation, stage.stack, "RefuseUnknownRoute")
    if not name:
        raise Stop(f"There is no stack {stage.stack} in {stage.region}", f"make deploy ENV={stage.name}")
    variables = stage.client("lambda").get_function_configuration(FunctionName=name)["Environment"]["Variables"]
    return variables["ORIGIN_SECRETS"].split(",")[0]


def updated(stage, is_watched=True, **changed):
    """Deploys the same template with these parameters changed, and waits for it. CloudFormation rolls
    back what it watches while an alarm rings, as it may on the day on which a stage must be closed."""
    formation = stage.client("cloudformation")
    there = described(formation, stage.stack)
    formation.update_stack(
        StackName=stage.stack,
        UsePreviousTemplate=True,
        Capabilities=["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"],
        Parameters=[
            {"ParameterKey": name, "ParameterValue": changed[name]}
            if name in changed
            else {"ParameterKey": name, "UsePreviousValue": True}
            for name in (each["ParameterKey"] for each in there["Parameters"])
        ],
        RollbackConfiguration=(changes.triggers(stage, formation) if is_watched else {}) or changes.UNWATCHED,
    )
    # A distribution and all functions change, and then the fault alarms are watched: up to an hour.
    formation.get_waiter("stack_update_complete").wait(StackName=stage.stack, WaiterConfig={"Delay": 10, "MaxAttempts": 360})


def rotate(stage, is_watched=True):
    """Changes the secret, in three deployments."""
    old, new = now_in_use(stage), secrets.token_hex(32)
    updated(stage, is_watched, OriginSecret=old, PreviousOriginSecret=new)
    print("the functions know both")
    updated(stage, is_watched, OriginSecret=new, PreviousOriginSecret=old)
    print("the front sends the new one")
    updated(stage, is_watched, OriginSecret=new, PreviousOriginSecret="")
    print("the old one is no longer accepted")


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("stage")
    arguments.add_argument("--no-watch", dest="watch", action="store_false", help="without rollback triggers, while an alarm rings")
    given = arguments.parse_args()
    stage = Stage.read(given.stage)

    def act():
        signed_in(stage)
        rotate(stage, given.watch)

    return ended(act)


if __name__ == "__main__":
    sys.exit(main())
