"""Every check of the stack without an account: `make lint-stack`.

Fails with what is wrong, a line each. Nothing here reaches outside of this machine.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import rules
import template

ENVIRONMENT = {
    **os.environ,
    "AWS_DEFAULT_REGION": "eu-west-1",
    "AWS_EC2_METADATA_DISABLED": "true",
    "SAM_CLI_TELEMETRY": "0",
    "SAM_CLI_CHECK_FOR_UPDATES": "0",
    "LOG_LEVEL": "ERROR",
}


def tool(*command):
    """Runs a tool; returns its output if it failed."""
    ran = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    said = (ran.stdout + ran.stderr).strip()
    return [] if ran.returncode == 0 else [f"{Path(command[0]).name}: {said or 'failed'}"]


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--tools", type=Path, required=True, help="the environment of SAM and cfn-lint")
    arguments.add_argument("--checkov", type=Path, required=True, help="the environment of checkov")
    arguments.add_argument("--out", type=Path, required=True, help="where the transformed template goes")
    given = arguments.parse_args()

    started = time.monotonic()
    source = template.read()
    outcome = template.transformed(source)
    given.out.mkdir(parents=True, exist_ok=True)
    transformed = given.out / "template.json"
    transformed.write_text(json.dumps(outcome, indent=1), encoding="utf-8")
    plain = sorted(path for path in template.INFRA.glob("*.yaml") if path != template.SOURCE)

    cfn_lint, sam = given.tools / "bin/cfn-lint", given.tools / "bin/sam"
    checkov, settings = given.checkov / "bin/checkov", Path(__file__).with_name("checkov.yaml")
    # Warnings count too: each finding is fixed, or has its reason beside it.
    commands = [
        (sam, "validate", "--lint", "--template", template.SOURCE),
        (cfn_lint, "--regions", "eu-west-1", "--", transformed),
        *[(checkov, "--config-file", settings, "--file", path) for path in [transformed, *plain]],
        # A distribution's firewall exists in us-east-1 only.
        *[(cfn_lint, "--regions", "us-east-1" if "waf" in path.stem else "eu-west-1", "--", path) for path in plain],
    ]
    with ThreadPoolExecutor(max_workers=2) as pool:
        found = [said for saids in pool.map(lambda command: tool(*map(str, command)), commands) for said in saids]
    for name, each in [("template.yaml", outcome), *[(path.name, template.read(path)) for path in plain]]:
        found += [f"{name}: {said}" for said in template.dangling(each)]
    found += [f"template.yaml: {said}" for said in rules.broken(source, outcome)]

    for said in found:
        print(said, file=sys.stderr)
    taken = time.monotonic() - started
    print(f"{len(outcome['Resources'])} resources, {len(found)} findings, {taken:.0f} s")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
