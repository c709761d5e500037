"""Checks a deployed stage, or a running `make run`, and leaves nothing behind: `make smoke ENV=dev`, or `make
smoke ENV=local DATA=.vestibule`.

The stack itself, on AWS; the front; each route in a way that cannot change anything; then the journey of a
client, in a firm that only this test uses. It prints a line for each check and exits with 1 if one failed."""

import argparse
import signal
import sys
from dataclasses import dataclass

import smoke_front
import smoke_journey
import smoke_stack
from place import LOCAL, NotThere, Place, place
from smoke_report import Report


@dataclass(frozen=True)
class Target:
    """The deployment to check."""

    name: str
    place: Place
    origin: str
    """The origin for people."""
    address: str
    """The origin for this program."""
    api: str
    """The API's own address, which bypasses the front."""
    log_group: str
    """The log group of all functions; None on this machine, where it is a file."""

    @property
    def kind(self):
        """`aws` or `local`."""
        return self.place.kind

    @classmethod
    def of(cls, name, there):
        """A place, with everything that the checks need."""
        if there.kind == LOCAL:
            # Plain HTTP and by address: the name might resolve to another family, and where people use TLS the
            # same port speaks both.
            address = there.origin.replace("https://", "http://").replace("localhost", "127.0.0.1")
            return cls(name, there, there.origin, address, f"{there.aws_url}/execute-api", "")
        told = there.outputs
        origin = told["Portal"].rstrip("/")
        return cls(name, there, origin, origin, told["ApiAddress"].rstrip("/"), told["LogGroup"])


def examine(report, target, mailbox):
    """All checks, in order."""
    if target.kind != LOCAL:
        stack = smoke_stack.Stack(report, target)
        if not report.check("stack", "the stage is open", stack.open):
            return
        stack.examine()
    smoke_stack.release(report, target)
    smoke_front.Front(report, target).examine()
    smoke_front.Routes(report, target).examine()
    smoke_journey.Journey(report, target, mailbox).play()


def interrupt(*_):
    """SIGTERM acts like Ctrl-C: everything begun is ended first."""
    raise KeyboardInterrupt


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("stage", help="a stage of samconfig.toml, or local")
    arguments.add_argument("--data", default=".vestibule", help="the folder of a make run (local)")
    arguments.add_argument("--mailbox", default=smoke_journey.MAILBOX, help="where the journey's mails go")
    arguments.add_argument("--json", action="store_true", help="print the report as JSON, and the lines to standard error")
    given = arguments.parse_args()
    signal.signal(signal.SIGTERM, interrupt)
    report = Report(as_json=given.json)
    try:
        target = Target.of(given.stage, place(given.stage, given.data))
        print(f"Checking {target.origin}", file=report.paper)
        examine(report, target, given.mailbox)
    except NotThere as fault:
        report.fails("the deployment", str(fault))
    except KeyError as fault:
        report.fails("the deployment", f"the stack has no output {fault}: it is older than this check")
    except KeyboardInterrupt:
        report.fails("the smoke test", "interrupted")
    return report.end()


if __name__ == "__main__":
    sys.exit(main())
