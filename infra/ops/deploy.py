"""From a clone to a running stage: `make deploy ENV=dev`. Builds the functions and the pages, deploys the
stack, uploads the pages, and tells what is next. It can be run again and again.

The first time it makes up the origin secret. Nobody has to know it: CloudFormation keeps it."""

import argparse
import os
import secrets
import subprocess
import sys
from pathlib import Path

import pages
from stage import ROOT, Stage, described, outputs

# Beside the Python that runs this: SAM and cargo-lambda.
TOOLS = Path(sys.executable).parent


def overrides(stage, is_there):
    """The parameters that this deployment names. What a stack was given and is not named here, it keeps."""
    named = {name: value for name, value in stage.parameters.items() if value != ""}
    if not is_there:
        named.setdefault("OriginSecret", secrets.token_hex(32))
    return named


def run(*command, secret=()):
    """Runs a tool; what is secret of it is not shown."""
    print("$ " + " ".join("…" if word in secret else str(word) for word in command), flush=True)
    environment = {**os.environ, "PATH": f"{TOOLS}:{os.environ['PATH']}", "SAM_CLI_TELEMETRY": "0"}
    subprocess.run([str(word) for word in command], cwd=ROOT, env=environment, check=True)


def offer_smoke_test(stage):
    """Offers to check what was just deployed, and returns the exit code of that."""
    print(f"\nCheck it: make smoke ENV={stage.name}")
    if not sys.stdin.isatty() or input("Now? [Y/n] ").strip().lower() not in ("", "y", "yes"):
        return 0
    return subprocess.call([sys.executable, str(ROOT / "infra/ops/smoke.py"), stage.name])


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("stage")
    stage = Stage.read(arguments.parse_args().stage)
    is_there = described(stage.client("cloudformation"), stage.stack) is not None

    # All at once, on all processors. SAM then builds one after the other, and finds each one built.
    run(TOOLS / "cargo-lambda", "lambda", "build", "--release")
    run(TOOLS / "sam", "build", "--config-env", stage.name)
    run("npm", "--prefix", "web", "ci", "--silent")
    run("npm", "--prefix", "web", "run", "--silent", "build")
    named = [f"{name}={value}" for name, value in overrides(stage, is_there).items()]
    hidden = [word for word in named if word.startswith("OriginSecret=")]
    run(TOOLS / "sam", "deploy", "--config-env", stage.name, "--parameter-overrides", *named, secret=hidden)

    told = outputs(described(stage.client("cloudformation"), stage.stack))
    changed = pages.upload(stage.client("s3"), told["PagesBucket"])
    pages.invalidate(stage.client("cloudfront"), told["FrontId"], changed)
    print(f"{len(changed)} pages changed")
    print()
    for name, value in sorted(told.items()):
        print(f"{name:20} {value}")
    if not is_there:
        print(f"\nNext: the DNS records above, then the first firm: sam remote invoke CreateFirm --config-env {stage.name}")
        print(f"(docs/operations.md, 'The first firm'). Once the DNS records are there, check it: make smoke ENV={stage.name}")
        return 0
    return offer_smoke_test(stage)


if __name__ == "__main__":
    sys.exit(main())
