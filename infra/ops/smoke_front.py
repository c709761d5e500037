"""Smoke test of the front and of each route, without side effects: pages with their headers, the API through
the front and not around it, and every operation of the API called in a way that cannot change anything."""

import sys
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from smoke_report import Skip, Wrong, expect
from stage import ROOT
from visitor import PACE, PROBLEM, Visitor

sys.path.append(str(ROOT / "infra/checks"))
import template  # noqa: E402

DOCUMENT = "/api/openapi.json"
PAGES = ("/", "/f/x", "/i", "/portal", "/console")
MISSING = ("/no-such-page", "/assets/no-such-file.js")
# A few at a time: each function is started once, and other callers keep their capacity.
THREADS = 4
# The id of a firm, client, colleague or logo that cannot exist.
NOBODY = str(uuid.UUID(int=0))
# The body for each method of the operations, and OpenAPI's other methods.
SENT = {"get": None, "post": b"{"}
OTHERS = ("put", "patch", "delete", "head", "options", "trace")


@cache
def _template():
    return template.read()


def promised_headers(policy, over_tls):
    """The headers that a policy of the template adds to each reply, by name."""
    config = _template()["Resources"][policy]["Properties"]["ResponseHeadersPolicyConfig"]
    security = config["SecurityHeadersConfig"]
    hsts = security["StrictTransportSecurity"]
    named = {each["Header"].lower(): each["Value"] for each in config["CustomHeadersConfig"]["Items"]}
    named["content-security-policy"] = security["ContentSecurityPolicy"]["ContentSecurityPolicy"]
    named["x-content-type-options"] = "nosniff"
    named["referrer-policy"] = security["ReferrerPolicy"]["ReferrerPolicy"]
    if over_tls:
        subdomains = "; includeSubDomains" if hsts["IncludeSubdomains"] else ""
        preload = "; preload" if hsts["Preload"] else ""
        named["strict-transport-security"] = f"max-age={hsts['AccessControlMaxAgeSec']}{subdomains}{preload}"
    return named


def hold_headers(answer, promised):
    """Raises for the first missing or different header."""
    for name, value in promised.items():
        told = answer.headers.get(name)
        if told is None:
            raise Wrong(f"the header {name} is missing", "deploy the stack again: the front's policies are not those of this checkout")
        if told.split() != value.split():
            raise Wrong(f"the header {name} is {told!r}, not {value!r}", "deploy the stack again, or check out what is deployed")


class Front:
    """The front of a deployment."""

    def __init__(self, report, target):
        self.report, self.target = report, target
        self.visitor = Visitor(target.address)
        self.over_tls = target.origin.startswith("https://") and target.kind == "aws"

    def examine(self):
        """Runs all checks of the front."""
        page_headers = promised_headers("PageHeaders", self.over_tls)
        for path in PAGES:
            self.report.check("front", f"{path} is a page with its headers", lambda path=path: self.page(path, page_headers))
        for path in MISSING:
            self.report.check("front", f"{path} is not found", lambda path=path: self.missing(path, page_headers))
        self.report.check("front", "/.well-known/change-password leads to the page", self.change_password)
        self.report.check("front", f"{DOCUMENT} through the front", self.through)
        self.report.check("front", f"{DOCUMENT} around the front is refused", self.around)
        self.report.check("front", "http leads to https", self.in_clear)

    def page(self, path, headers):
        """A page, whole."""
        answer = self.visitor.get(path)
        if answer.status != 200 or answer.media_type != "text/html":
            remedy = "make web, then start make run again" if self.target.kind == "local" else f"make deploy ENV={self.target.name} uploads the pages"
            raise Wrong(f"{answer}, not 200 text/html", remedy)
        hold_headers(answer, headers)

    def missing(self, path, headers):
        """An unknown path is not found, with the same headers."""
        hold_headers(expect(self.visitor.get(path), 404), headers)

    def change_password(self):
        """The path that password managers use."""
        answer = expect(self.visitor.get("/.well-known/change-password"), 302)
        if not answer.headers.get("location", "").startswith("/"):
            raise Wrong("the redirect names no page of this origin")

    def through(self):
        """The API, as browsers reach it."""
        answer = expect(self.visitor.get(DOCUMENT), 200)
        hold_headers(answer, {name: value for name, value in promised_headers("ApiHeaders", self.over_tls).items() if name != "cache-control"})

    def around(self):
        """The API by its own address, without the front's secret."""
        if not self.target.api:
            raise Skip("the deployment does not say where its API is")
        answer = Visitor(self.target.api).get(DOCUMENT)
        if answer.status == 200:
            raise Wrong(f"the API at {self.target.api} answers requests that come around the front", f"make rotate ENV={self.target.name}, and look at ORIGIN_SECRETS of the functions")
        expect(answer, 403, "not-through-the-front")

    def in_clear(self):
        """Nothing is served over plain HTTP."""
        if not self.over_tls:
            raise Skip("only a stage on AWS has TLS")
        host = urlsplit(self.target.origin).netloc
        answer = Visitor(f"http://{host}").get("/")
        if answer.status not in (301, 308) or answer.headers.get("location") != f"https://{host}/":
            raise Wrong(f"{answer}, not a redirect to https")
        answer = Visitor(f"http://{host}").get(DOCUMENT)
        if answer.status != 403:
            raise Wrong(f"the API in clear answers {answer}, not 403")


@dataclass(frozen=True)
class Probe:
    """An operation, and a request of it that cannot change anything, with the reply that it must get."""

    operation: str
    method: str
    path: str
    body: bytes | None
    status: int
    problem: str | None
    documented: frozenset

    @property
    def expected(self):
        """The reply in words."""
        return f"{self.status} {self.problem or ''}".rstrip()


def probes(document):
    """A probe for each operation of an OpenAPI document.

    Without a cookie an operation with a session gets no further than its guard; a body that is no JSON gets
    no further than being read; and asked for somebody who is not there, nothing is found."""
    for path, item in document["paths"].items():
        for method, operation in item.items():
            if method in OTHERS:
                raise Wrong(f"{path} takes {method.upper()}, of which no harmless request is known", "teach probes in infra/ops/smoke_front.py")
            if method not in SENT:
                continue
            at = path.replace("{slug}", "no-such-firm").replace("{digest}", "0" * 64)
            for parameter in operation.get("parameters", []):
                at = at.replace("{%s}" % parameter["name"], NOBODY)
            body = SENT[method]
            if operation.get("security"):
                body = body and b"{}"
                status, problem = 401, "not-signed-in"
            elif method != "get":
                status, problem = 400, "body-malformed"
            elif at != path:
                status, problem = 404, "not-found"
            else:
                status, problem = 200, None
            yield Probe(operation["operationId"], method.upper(), at, body, status, problem, frozenset(operation["responses"]))


# Not in the document: the catch-all route.
UNKNOWN = Probe("refuse-unknown-route", "GET", "/api/no-such-route", None, 404, "not-found", frozenset(["404"]))


def judge(probe, answer, log_group):
    """Raises unless the reply is the expected one."""
    at = f"the log group {log_group}, filter flow = \"{probe.operation}\"" if log_group else "log.jsonl in the data folder"
    look = f"look at {at}"
    if answer.status < 300 and probe.status >= 300:
        raise Wrong(f"{answer}: it lets through what it must refuse with {probe.expected}", look)
    if answer.status >= 400 and answer.media_type != PROBLEM:
        raise Wrong(f"{answer}: a refusal that is not {PROBLEM} comes from the gateway or the firewall, not from the flow", look)
    if str(answer.status) not in probe.documented:
        raise Wrong(f"{answer}, which the document does not list", look)
    if answer.status != probe.status or answer.problem != probe.problem:
        raise Wrong(f"{answer}, not {probe.expected}", look)


class Routes:
    """Each route of a deployment, as its own document describes it."""

    def __init__(self, report, target):
        self.report, self.target = report, target
        self.found = []

    def examine(self):
        """Reads the document, then calls every operation of it."""
        if not self.report.check("routes", "the deployment describes its API", self.read):
            return
        threads = ThreadPoolExecutor(THREADS)
        try:
            list(threads.map(self.call, self.found))
        finally:
            # After Ctrl-C, no further probe starts.
            threads.shutdown(cancel_futures=True)

    def read(self):
        """Every operation of the document."""
        document = expect(Visitor(self.target.address).get(DOCUMENT), 200).json
        self.found = [*probes(document), UNKNOWN]
        if len(self.found) < 2:
            raise Wrong("the document names no operation")
        return f"{len(self.found) - 1} operations"

    def call(self, probe):
        """One of them."""

        def action():
            answer = Visitor(self.target.address, pace=None).send(probe.method, probe.path, probe.body)
            judge(probe, answer, self.target.log_group)

        # Before the check starts, so that only the function is timed.
        PACE.wait()
        self.report.check("routes", f"{probe.operation} answers {probe.expected}", action)
