"""The smoke test's report: a line for each check while it runs, a summary, and JSON."""

import json
import sys
import threading
import time
from dataclasses import asdict, dataclass

from botocore.exceptions import BotoCoreError, ClientError

from place import NotThere, Refused
from visitor import Unreachable

OK, WARNED, SKIPPED, FAILED = "ok", "warning", "skipped", "FAILED"


class Wrong(Exception):
    """A check failed. The text says how, and never contains a secret."""

    def __init__(self, what, remedy=""):
        super().__init__(what)
        self.remedy = remedy


class Warned(Wrong):
    """Something to review, which does not fail the deployment."""


class Skip(Exception):
    """The check cannot be made here. The text says why."""


class Stop(Exception):
    """A step failed that the next ones depend on."""


def expect(answer, status, problem=None):
    """Raises unless the reply has this status and, where one is named, is this problem."""
    if answer.status != status or (problem and answer.problem != problem):
        raise Wrong(f"{answer}, not {status}{' ' + problem if problem else ''}")
    return answer


@dataclass(frozen=True)
class Check:
    """The result of one check."""

    area: str
    name: str
    state: str
    seconds: float
    detail: str = ""
    remedy: str = ""


class Report:
    """All checks so far. Checks may run in several threads."""

    def __init__(self, paper=None, as_json=False):
        # If JSON goes to standard output, the lines go to standard error.
        self.paper = paper or (sys.stderr if as_json else sys.stdout)
        self.as_json = as_json
        self.began = time.monotonic()
        self.checks = []
        self.lock = threading.Lock()

    def check(self, area, name, action):
        """Runs a check and records its result. `action` may return a detail to print.

        Returns whether dependent checks may continue: it passed, was skipped, or only warned."""
        began = time.monotonic()
        state, detail, remedy = OK, "", ""
        try:
            detail = action() or ""
        except Skip as skip:
            state, detail = SKIPPED, str(skip)
        except Warned as warned:
            state, detail, remedy = WARNED, str(warned), warned.remedy
        except Wrong as wrong:
            state, detail, remedy = FAILED, str(wrong), wrong.remedy
        except (Unreachable, NotThere, Refused, BotoCoreError, ClientError) as fault:
            state, detail = FAILED, str(fault)
        except KeyError as fault:
            # The name of a field, not the reply's content.
            state, detail = FAILED, f"the reply lacks {fault}"
        except Exception as fault:  # noqa: BLE001
            # Its message might quote a reply.
            state, detail = FAILED, f"the reply is not as documented ({type(fault).__name__})"
        self.note(Check(area, name, state, round(time.monotonic() - began, 3), detail, remedy))
        return state != FAILED

    def step(self, area, name, action):
        """A check that the next ones depend on."""
        if not self.check(area, name, action):
            raise Stop(name)

    def fails(self, name, why):
        """Records a failure that ends the run."""
        self.note(Check("smoke", name, FAILED, 0.0, why))

    def note(self, check):
        """Adds a check and prints its line."""
        with self.lock:
            self.checks.append(check)
            colon = ": " if check.detail else ""
            print(f"{check.state:>8} {check.seconds:6.2f} s  {check.area}: {check.name}{colon}{check.detail}", file=self.paper, flush=True)
            if check.remedy:
                print(f"{'':20}→ {check.remedy}", file=self.paper, flush=True)

    def of(self, state):
        """The checks with this result."""
        return [check for check in self.checks if check.state == state]

    def end(self):
        """Prints the summary, the causes last, and returns the exit code."""
        failed, seconds = self.of(FAILED), time.monotonic() - self.began
        counts = f"{len(self.checks)} checks, {len(failed)} failed"
        counts += "".join(f", {len(self.of(state))} {word}" for state, word in ((WARNED, "warnings"), (SKIPPED, "skipped")) if self.of(state))
        print(f"\n{counts}, {seconds:.1f} s", file=self.paper)
        for check in failed:
            print(f"FAILED  {check.area}: {check.name}: {check.detail}", file=self.paper)
            if check.remedy:
                print(f"        → {check.remedy}", file=self.paper)
        self.paper.flush()
        if self.as_json:
            told = {
                "passed": not failed,
                "seconds": round(seconds, 3),
                "counts": {state.lower(): len(self.of(state)) for state in (OK, WARNED, SKIPPED, FAILED)},
                "checks": [asdict(check) for check in self.checks],
            }
            print(json.dumps(told, indent=2))
        return 1 if failed else 0
