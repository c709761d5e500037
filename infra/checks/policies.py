"""Evaluates IAM policies as AWS documents it, as far as ours need. It refuses to evaluate anything unknown:
an operator that is not implemented here must not pass as "no condition"."""

import re
from dataclasses import dataclass, field
from functools import lru_cache


@dataclass(frozen=True)
class Request:
    """One call to AWS: action, resource, and the values for conditions."""

    action: str
    resource: str = "*"
    context: dict = field(default_factory=dict)


def listed(value):
    """A value that IAM allows without a list, as a list."""
    return value if isinstance(value, list) else [value]


@lru_cache(maxsize=None)
def _compiled(pattern):
    return re.compile("".join({"*": ".*", "?": "."}.get(letter, re.escape(letter)) for letter in pattern), re.DOTALL)


def is_like(pattern, text):
    """Whether a text matches a pattern with the wildcards * and ?."""
    return _compiled(pattern).fullmatch(text) is not None


def is_any(patterns, text):
    """Whether a text matches one of the patterns."""
    return any(is_like(pattern, text) for pattern in listed(patterns))


def is_action(patterns, action):
    """Whether an action matches; IAM ignores case."""
    return any(is_like(pattern.lower(), action.lower()) for pattern in listed(patterns))


def _string_equals(expected, found):
    return found is not None and found in listed(expected)


def _string_not_equals(expected, found):
    return found not in listed(expected)


def _arn_like(expected, found):
    return found is not None and is_any(expected, found)


def _null(expected, found):
    return (found is None) == (str(expected).lower() == "true")


OPERATORS = {"StringEquals": _string_equals, "StringNotEquals": _string_not_equals, "ArnLike": _arn_like, "Null": _null}
ELEMENTS = {"Sid", "Effect", "Action", "NotAction", "Resource", "Condition"}


def applies(statement, request):
    """Whether a statement covers a request."""
    unknown = set(statement) - ELEMENTS
    if unknown:
        raise ValueError(f"not evaluated here: {', '.join(sorted(unknown))}")
    named = is_action(statement["Action"], request.action) if "Action" in statement else not is_action(statement["NotAction"], request.action)
    if not named or not is_any(statement["Resource"], request.resource):
        return False
    for operator, conditions in statement.get("Condition", {}).items():
        if operator not in OPERATORS:
            raise ValueError(f"not evaluated here: {operator}")
        for key, expected in conditions.items():
            if not OPERATORS[operator](expected, request.context.get(key)):
                return False
    return True


def is_allowed(documents, request):
    """Whether these policies together allow a request: one allows it, and none denies it."""
    speaking = [each for document in documents for each in document["Statement"] if applies(each, request)]
    return any(each["Effect"] == "Allow" for each in speaking) and not any(each["Effect"] == "Deny" for each in speaking)


def granted(documents):
    """Each action that these policies can allow."""
    return {
        action
        for document in documents
        for each in document["Statement"]
        if each["Effect"] == "Allow"
        for action in listed(each["Action"])
    }
