"""A browser, as far as the smoke test needs one: requests to one origin, with the cookies that it was given.

It follows no redirect, so that a test sees each, and repeats what was refused for its frequency after the
time that the reply names."""

import json
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPException

# The API's gateway gives up after 30 seconds.
TIMEOUT_S = 35
# A refusal for frequency is waited for no longer than this.
LONGEST_PAUSE_S = 60
PROBLEM = "application/problem+json"


class Unreachable(Exception):
    """No reply came. The text says why, and names the address."""


@dataclass(frozen=True)
class Answer:
    """A reply over HTTP."""

    status: int
    headers: Message
    body: bytes

    @property
    def media_type(self):
        """The media type without its parameters, in lower case."""
        return self.headers.get("content-type", "").split(";")[0].strip().lower()

    @property
    def json(self):
        """The body as JSON, or None if it is not JSON."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None

    @property
    def problem(self):
        """The name of the problem (`not-signed-in`), or None if the reply is no problem (RFC 9457)."""
        told = self.json if self.media_type == PROBLEM else None
        named = told.get("type") if isinstance(told, dict) else None
        return named.rsplit(":", 1)[-1] if isinstance(named, str) else None

    def __str__(self):
        """Status and kind of the reply. Never its body, which may hold a secret."""
        return f"{self.status} {self.problem or self.media_type or 'without a media type'}"


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Returns a redirect to the caller."""

    def redirect_request(self, *_):
        return None


class Pace:
    """Lets requests through at a steady rate, from whatever thread they come."""

    def __init__(self, per_second):
        self.gap = 1 / per_second
        self.next = 0.0
        self.lock = threading.Lock()

    def wait(self):
        """Waits for the caller's turn."""
        with self.lock:
            now = time.monotonic()
            turn = max(now, self.next)
            self.next = turn + self.gap
        time.sleep(turn - now)


# Below what the API lets through of its scarce routes (20 a second in infra/template.yaml).
PACE = Pace(per_second=15)


def _opener(origin):
    handlers = [_NoRedirect]
    if origin.startswith(("http://127.0.0.1", "http://localhost")):
        # No proxy leads to this machine.
        handlers.append(urllib.request.ProxyHandler({}))
    return urllib.request.build_opener(*handlers)


class Visitor:
    """A browser of its own, which has no cookies yet."""

    def __init__(self, origin, pace=PACE):
        self.origin = origin
        self.cookies = {}
        self.pace = pace
        self.opener = _opener(origin)

    def get(self, path):
        """Asks for a path."""
        return self.send("GET", path)

    def post(self, path, body=None, **headers):
        """Sends a body as JSON; none is sent as an empty object."""
        return self.send("POST", path, json.dumps({} if body is None else body).encode(), **headers)

    def send(self, method, path, body=None, **headers):
        """Sends a request. `idempotency_key="x"` is the header `Idempotency-Key: x`."""
        for pause in (1, 4, None):
            answer = self._once(method, path, body, headers)
            # A blocked PIN is a 429 too, and no waiting helps.
            if answer.status != 429 or answer.problem not in (None, "too-many-requests") or pause is None:
                break
            told = answer.headers.get("retry-after", "")
            time.sleep(min(int(told) if told.isdigit() else pause, LONGEST_PAUSE_S))
        return answer

    def _once(self, method, path, body, headers):
        if self.pace:
            self.pace.wait()
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        headers |= {"user-agent": "vestibule-smoke", "accept": "*/*"}
        if body is not None:
            headers["content-type"] = "application/json"
        if self.cookies:
            headers["cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        request = urllib.request.Request(self.origin + path, data=body, method=method, headers=headers)
        try:
            with self.opener.open(request, timeout=TIMEOUT_S) as reply:
                answer = Answer(reply.status, reply.headers, reply.read())
        except urllib.error.HTTPError as reply:
            with reply:
                answer = Answer(reply.code, reply.headers, reply.read())
        except (OSError, HTTPException) as fault:
            raise Unreachable(f"{method} {self.origin}{path}: {getattr(fault, 'reason', fault)}") from fault
        self._keep_cookies(answer)
        return answer

    def _keep_cookies(self, answer):
        for line in answer.headers.get_all("set-cookie") or []:
            name, _, value = line.split(";")[0].strip().partition("=")
            if value:
                self.cookies[name] = value
            else:
                self.cookies.pop(name, None)
