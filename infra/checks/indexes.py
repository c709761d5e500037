"""The table's indexes, and those of the last release: `make released` records the template's as released.

CloudFormation makes or deletes one index of a table in one deployment. Two at once fail when the deployment has
begun, so `make lint-stack` compares the template with what prod has (released-indexes.json)."""

import json
import sys
from pathlib import Path

import template

RELEASED = Path(__file__).with_name("released-indexes.json")


def of(properties):
    """The indexes of a table by name, with their immutable settings."""
    found = properties.get("GlobalSecondaryIndexes", [])
    return {each["IndexName"]: {"KeySchema": each["KeySchema"], "Projection": each["Projection"]} for each in found}


def released():
    """The indexes of the last release."""
    return json.loads(RELEASED.read_text(encoding="utf-8"))


def changes(before, after):
    """The changes of a deployment to the indexes, one item each. A difference under the same name is two changes."""
    for name in sorted(set(before) | set(after)):
        if name not in before:
            yield f"{name} is added"
        elif name not in after:
            yield f"{name} is removed"
        elif before[name] != after[name]:
            yield f"{name} is removed"
            yield f"{name} is added again with another key or projection"


def main():
    now = of(template.read()["Resources"]["Table"]["Properties"])
    done = list(changes(released(), now)) if RELEASED.exists() else []
    RELEASED.write_text(json.dumps(now, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    print("\n".join(done) or "nothing has changed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
