"""A test of the smoke test: `make smoke-local` starts a runner on an empty folder and runs the smoke test
against it twice; ends it on its way, as by Ctrl-C and as by `kill -9`, with a whole run after each; and then holds
what is left in the table against what may be left.

With SECOND_OPINION naming the program `ministack`, the runner's table, KMS and senders are there."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from collections import Counter
from pathlib import Path

import boto3

from emulator import Emulator

ROOT = Path(__file__).resolve().parent.parent.parent
SMOKE = ROOT / "infra/ops/smoke.py"
RUNNER = Path(os.environ.get("VESTIBULE", ROOT / "target/debug/vestibule"))
SECOND_OPINION = os.environ.get("SECOND_OPINION", "")
PATIENCE_S = 60
KEYS = {"region_name": "eu-west-1", "aws_access_key_id": "test", "aws_secret_access_key": "test"}
# The line that a run has printed when it is killed: a rehearsal is running then, with a session on each side.
ON_THE_WAY = "the client signs out"


def until(what, found):
    """Waits for something to be found, and returns it."""
    for _ in range(PATIENCE_S * 20):
        if (value := found()) is not None:
            return value
        time.sleep(0.05)
    raise TimeoutError(f"{what} did not start within {PATIENCE_S} s")


@contextlib.contextmanager
def started(*command):
    """A process that ends with the block."""
    process = subprocess.Popen([str(word) for word in command], cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def kind_of(pk, sk):
    """The kind of a firm's item, without ids."""
    of = pk.split("#")[2:]
    kind = sk.split("#")[0]
    if kind == "CREDENTIAL":
        return f"CREDENTIAL {of[1]}"
    return f"{of[0]} {kind}" if of and of[0] != kind else kind


class SmokeTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        assert RUNNER.exists(), "build the runner first: cargo build -p vestibule-local"
        cls.folder = cls.enterClassContext(tempfile.TemporaryDirectory())
        options = []
        if SECOND_OPINION:
            emulator = Emulator(SECOND_OPINION)
            cls.addClassCleanup(emulator.stop)
            options = ["--second-opinion", f"http://127.0.0.1:{emulator.port}"]
        cls.data = Path(cls.folder) / "data"
        cls.enterClassContext(started(RUNNER, "--port", "0", "--data", cls.data, *options))
        endpoints = cls.data / "endpoints.json"
        cls.told = json.loads(until("the runner", lambda: endpoints.read_text(encoding="utf-8") if endpoints.exists() else None))

    def smoke(self):
        """Runs it to its end, and returns its report."""
        began = time.monotonic()
        done = subprocess.run([sys.executable, SMOKE, "local", "--data", self.data, "--json"], capture_output=True, text=True, check=False)
        print(f"{done.stderr.strip().splitlines()[-1]} (whole process {time.monotonic() - began:.1f} s)", flush=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def ended(self, how):
        """Runs it halfway, ends it by a signal, and returns its output and its exit code."""
        command = [sys.executable, "-u", SMOKE, "local", "--data", self.data]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            printed = ""
            for line in process.stdout:
                printed += line
                if ON_THE_WAY in line and how:
                    process.send_signal(how)
                    how = None
        self.assertIn(ON_THE_WAY, printed)
        return printed, process.returncode

    def invoke(self, function):
        """Calls a function of the runner's."""
        client = boto3.client("lambda", endpoint_url=self.told["aws_url"], **KEYS)
        reply = client.invoke(FunctionName=function, Payload=b"{}")
        self.assertNotIn("FunctionError", reply)

    def items(self):
        """Everything in the table, as (partition key, sort key, item)."""
        client = boto3.client("dynamodb", endpoint_url=self.told["dynamodb_url"], **KEYS)
        pages = client.get_paginator("scan").paginate(TableName=self.told["table_name"])
        return [(item["pk"]["S"], item["sk"]["S"], item) for page in pages for item in page["Items"]]

    def test_it_passes_repeatedly_however_the_previous_run_ended(self):
        first = self.smoke()
        self.assertGreater(first["counts"]["ok"], 80)
        self.assertEqual(first["counts"]["warning"], 0, "a mail was late, or is not reported")
        self.smoke()

        printed, code = self.ended(signal.SIGTERM)
        self.assertEqual(code, 1)
        self.assertIn("FAILED  journey: the journey: interrupted", printed)
        self.assertIn("clean-up: no rehearsal is left", printed)
        self.assertEqual(self.smoke()["counts"]["failed"], 0)

        _, code = self.ended(signal.SIGKILL)
        self.assertEqual(code, -signal.SIGKILL)
        told = [check["detail"] for check in self.smoke()["checks"]]
        self.assertIn("one that an earlier run left is ended", told)
        self.nothing_is_left()

    def nothing_is_left(self):
        """Nothing remains of the clients; of the firm, its admin, the two sign-in names, and the mails to the admin."""
        self.invoke("keep-dates")
        items = self.items()
        [firm] = [item["firm"]["S"] for pk, _, item in items if pk == "SLUG#smoke-test"]
        theirs = [(pk, sk) for pk, sk, item in items if firm in pk and "ttl_s" not in item]
        kinds = Counter(kind for pk, sk in theirs if (kind := kind_of(pk, sk)) != "STAFF MESSAGE")
        self.assertEqual(kinds, {"FIRM": 1, "STAFF": 1, "CREDENTIAL client": 1, "CREDENTIAL staff": 1})
        self.assertEqual([pk for pk, _, _ in items if firm in pk and "#CLIENT#" in pk], [])


if __name__ == "__main__":
    unittest.main(verbosity=0)
