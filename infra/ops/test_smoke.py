"""The smoke test against a simulated deployment with one fault at a time: each check must
fail, name the fault, and clean up after itself."""

import contextlib
import io
import json
import re
import secrets
import threading
import unittest
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from unittest import mock

import smoke
import smoke_front
import smoke_journey
import visitor
from place import NotThere, Place, Refused
from smoke_report import FAILED, OK, SKIPPED, WARNED, Report, Skip, Wrong
from stage import ROOT

DOCUMENT = json.loads((ROOT / "docs/api/openapi.json").read_text(encoding="utf-8"))
STAFF, CLIENT = smoke_journey.STAFF_COOKIE, smoke_journey.CLIENT_COOKIE


class Problem(Exception):
    """A refusal."""

    def __init__(self, status, name):
        super().__init__(name)
        self.status, self.name = status, name


class Client:
    """The client of a rehearsal."""

    def __init__(self):
        self.id, self.link, self.pin = str(uuid.uuid4()), secrets.token_urlsafe(80), f"{secrets.randbelow(1_000_000):06}"
        self.password, self.level, self.ended = None, "low", None
        self.lines = [{"event": "client-created"}, {"event": "invited"}]
        self.lines += [{"event": event, "template": "invitation"} for event in ("email-sent", "email-delivered")]
        self.sessions = set()


class Deployment(Place):
    """Simulates a stage: its front over TLS and plain HTTP, its API without the front, and the functions of ops."""

    kind = "aws"
    stage = None

    def __init__(self, *faults):
        self.faults = set(faults)
        self.secrets = set()
        self.firm, self.is_closed, self.staff_password, self.staff_session = None, False, None, None
        self.link, self.client, self.deaf, self.called = None, None, 0, []
        self.headers = {name: smoke_front.promised_headers(name, over_tls=True) for name in ("PageHeaders", "ApiHeaders")}
        self.routes = [
            (method.upper(), re.compile(re.sub(r"\{\w+\}", r"([^/]+)", path) + "$"), operation)
            for path, item in DOCUMENT["paths"].items()
            for method, operation in item.items()
        ]
        self.lock = threading.RLock()
        self.servers = {role: self.server(role) for role in ("front", "clear", "api")}

    def server(self, role):
        """One of the three endpoints."""
        deployment = self

        class Handler(BaseHTTPRequestHandler):
            def answer(self):
                body = self.rfile.read(int(self.headers.get("content-length", 0)))
                with deployment.lock:
                    reply = deployment.answer(role, self.command, self.path, body, self.headers)
                status, headers, body = reply
                self.send_response(status)
                for name, value in headers:
                    self.send_header(name, value)
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_GET = do_POST = answer

            def log_message(self, *_):
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return server

    def at(self, role):
        """Host and port of an endpoint."""
        return f"127.0.0.1:{self.servers[role].server_port}"

    def target(self):
        """The smoke test's target."""
        return smoke.Target("dev", self, f"https://{self.at('clear')}", f"http://{self.at('front')}", f"http://{self.at('api')}", "/vestibule/dev")

    def close(self):
        for server in self.servers.values():
            server.shutdown()
            server.server_close()

    def has(self, fault):
        return fault in self.faults

    # ---- over HTTP

    def answer(self, role, method, path, body, headers):
        """Status, headers and body."""
        path = path.split("?")[0]
        if role == "clear":
            if self.has("pages in clear") and path == "/" or self.has("API in clear") and path != "/":
                return 200, [], b""
            return (403, [], b"") if path.startswith("/api/") else (301, [("location", f"https://{self.at('clear')}{path}")], b"")
        if not path.startswith("/api/"):
            return self.page(path)
        if role == "api" and not self.has("open around the front"):
            return self.refusal(Problem(404, "not-found") if self.has("nothing around the front") else Problem(403, "not-through-the-front"))
        try:
            return self.api(method, path, body, headers)
        except Problem as problem:
            return self.refusal(problem)

    def page(self, path):
        headers = dict(self.headers["PageHeaders"])
        if self.has("no policy"):
            del headers["content-security-policy"]
        if self.has("other policy"):
            headers["content-security-policy"] = "default-src *"
        if path == "/.well-known/change-password":
            status = 200 if self.has("no change-password") else 302
            return status, [("location", "https://elsewhere" if self.has("change-password elsewhere") else "/?change-password")], b""
        if self.has("no page") and path == "/portal":
            return 403, [("content-type", "application/xml")], b"<Error>"
        is_there = path in smoke_front.PAGES or self.has("all pages")
        return 200 if is_there else 404, [("content-type", "text/html; charset=utf-8"), *headers.items()], b"<!doctype html>"

    def refusal(self, problem):
        told = json.dumps({"type": f"urn:vestibule:problem:{problem.name}", "status": problem.status}).encode()
        return problem.status, [("content-type", "application/problem+json"), ("retry-after", "0"), *self.headers["ApiHeaders"].items()], told

    def api(self, method, path, body, headers):
        name, operation, arguments = self.operation(method, path)
        self.called.append(name)
        if self.has(f"slow down {name}") and self.called.count(name) == 1:
            raise Problem(429, "too-many-requests")
        if self.has(f"500 {name}"):
            raise Problem(500, "internal")
        if self.has(f"gateway 500 {name}"):
            return 500, [("content-type", "application/json")], b'{"message":"Internal Server Error"}'
        if self.has(f"firewall {name}"):
            return 403, [("content-type", "text/html")], b"<html>"
        if self.has(f"unlisted {name}"):
            raise Problem(418, "not-signed-in")
        if self.has(f"other {name}"):
            raise Problem(403, "not-through-the-front")
        if self.has(f"open {name}"):
            return self.reply({})
        if name == "read-openapi":
            document = {} if self.has("no document") else {"paths": {}} if self.has("empty document") else DOCUMENT
            document = {"paths": {"/api/x": {"put": {}}}} if self.has("PUT in document") else document
            told = [] if self.has("API without headers") else list(self.headers["ApiHeaders"].items())
            return 200, [("content-type", "application/json"), *told], json.dumps(document).encode()
        cookies = dict(re.findall(r"(\S+?)=([^;]*)", headers.get("cookie", "")))
        realm = next(iter(operation.get("security", [{}])[0]), None)
        if realm == "staff" and (not self.staff_session or cookies.get(STAFF) != self.staff_session):
            raise Problem(401, "not-signed-in")
        if realm == "client" and cookies.get(CLIENT) not in (self.client.sessions if self.client else ()):
            raise Problem(401, "not-signed-in")
        given = {}
        if method == "POST":
            try:
                given = json.loads(body)
            except ValueError:
                raise Problem(400, "body-malformed") from None
        play = getattr(self, name.replace("-", "_"), None)
        if play is None:
            raise Problem(404, "not-found")
        answer = play(given, cookies, *arguments)
        return answer if isinstance(answer, tuple) else self.reply(answer)

    def read_version(self, given, cookies):
        return {"release": "0123456789ab"}

    def operation(self, method, path):
        for known, pattern, operation in self.routes:
            if known == method and (found := pattern.match(path)):
                return operation["operationId"], operation, found.groups()
        return "refuse-unknown-route", {}, ()

    @staticmethod
    def reply(value, status=200, headers=()):
        return status, [("content-type", "application/json"), *headers], json.dumps(value).encode()

    def secret(self, value):
        """A secret, which must never be printed."""
        self.secrets.add(value)
        return value

    def cookie(self, name, value, lacking=()):
        flags = [flag for flag in ("Path=/", "HttpOnly", "Secure", "SameSite=Strict") if flag not in lacking]
        return ("set-cookie", "; ".join([f"{name}={self.secret(value)}", *flags]))

    # ---- staff

    def set_up_staff(self, given, _):
        if self.staff_password is not None:
            raise Problem(409, "link-elsewhere")
        return self.choose_password(given)

    def recover_staff(self, given, _):
        if self.staff_password is None:
            raise Problem(409, "link-elsewhere")
        return self.choose_password(given)

    def choose_password(self, given):
        if given["link"] != self.link or self.has("link refused"):
            raise Problem(404, "link-unknown")
        self.link, self.staff_password = None, self.secret(given["password"])
        return {"next": "sign-in"}

    def sign_in_staff(self, given, _):
        if given["password"] != self.staff_password or self.is_closed:
            raise Problem(401, "sign-in-refused")
        self.staff_session = secrets.token_urlsafe(32)
        lacking = ("HttpOnly",) if self.has("staff cookie open to scripts") else ()
        return self.reply({"next": "console"}, headers=[] if self.has("no staff cookie") else [self.cookie(STAFF, self.staff_session, lacking)])

    def sign_out_staff(self, *_):
        if not self.has("staff session lives on"):
            self.staff_session = None
        return self.reply({}, headers=[("set-cookie", f"{STAFF}=; Path=/; Max-Age=0")])

    def read_staff_session(self, *_):
        return {}

    def start_rehearsal(self, given, _):
        assert given == {"mobile": None, "pin": "by-adviser"}, "no text may ever be sent"
        if self.client:
            told = {"type": "urn:vestibule:problem:rehearsal-under-way", "client": self.client.id}
            return 409, [("content-type", "application/problem+json")], json.dumps(told).encode()
        self.client = Client()
        self.secret(self.client.link), self.secret(self.client.pin)
        for fault, line in (("mail bounces", "email-bounced"), ("mail fails", "message-failed")):
            if self.has(fault):
                self.client.lines.append({"event": line, "reason": "dead"})
        if self.has("mail is late"):
            # Another mail does not prove this one.
            self.client.lines[2:] = [{"event": "email-delivered", "template": "notice"}]
        return self.reply({"client": self.client.id}, 201)

    def list_clients(self, *_):
        return {"clients": [{"id": self.client.id}] if self.client else []}

    def end_rehearsal(self, _, __, client):
        if not self.client or client != self.client.id:
            raise Problem(404, "not-found")
        if not self.has("rehearsal stays"):
            self.client = None
        return {"next": "readiness"}

    def known(self, client):
        if not self.client or self.client.id != client:
            raise Problem(404, "not-found")
        return self.client

    def read_client(self, _, __, client):
        if self.has("client is never gone") and not self.client:
            return {}
        found = self.known(client)
        link = {"id": "1", "ended": found.ended}
        return {"links": [link] * (2 if self.has("two links") else 1), "security_level": found.level}

    def copy_link(self, _, __, client):
        self.known(client).lines.append({"event": "link-copied"})
        return {"path": "/i" if self.has("link without token") else f"/i#{self.client.link}"}

    def reveal_pin(self, _, __, client):
        self.known(client).lines.append({"event": "pin-revealed"})
        return {"pin": self.client.pin[:5] if self.has("short PIN") else self.client.pin}

    def read_timeline(self, _, __, client):
        lines = list(self.known(client).lines)
        if self.has("wrong order") and len(lines) > 8:
            lines[4:6] = lines[5:3:-1]
        if self.has("mail is complained of") and any(line["event"] == "signed-out" for line in lines):
            lines.append({"event": "email-complained"})
        return {"lines": [{"what": line} for line in lines[::-1]], "older": None}

    def revoke_access(self, _, __, client):
        if not self.has("session outlives revocation"):
            self.known(client).sessions.clear()
        if not self.has("link outlives revocation"):
            self.client.ended = "revoked"
        return {"standing": "active" if self.has("not revoked") else "revoked", "security_level": "low"}

    # ---- the client

    def open_invitation(self, given, _):
        if not self.client and self.has("link outlives the client"):
            return {"next": "ended"}
        if not self.client or given.get("link") != self.client.link:
            raise Problem(404, "link-unknown")
        self.client.lines.append({"event": "link-opened"})
        return {"next": "ended" if self.client.ended else "mobile" if self.has("mobile is asked") else "pin"}

    def verify_pin(self, given, _):
        self.secret(given["secret"])
        if given["pin"] != self.client.pin and not self.has("any PIN"):
            if not self.has("guesses are free"):
                self.client.lines.append({"event": "pin-wrong", "left": 4})
            raise Problem(401, "pin-wrong")
        self.client.lines.append({"event": "pin-verified"})
        return {"next": "nowhere" if self.has("PIN leads nowhere") else "password"}

    def set_password(self, given, _):
        self.client.password = self.secret(given["password"])
        self.client.level = "low" if self.has("level stays low") else "high"
        self.client.lines.append({"event": "password-set"})
        return {"next": "sign-in"}

    def sign_in(self, given, _):
        again = any(line["event"] == "signed-out" for line in self.client.lines)
        if given["password"] != self.client.password or (again and self.has("one sign-in only")):
            raise Problem(401, "sign-in-refused")
        session = secrets.token_urlsafe(32)
        self.client.sessions.add(session)
        self.client.lines.append({"event": "signed-in"})
        lacking = ("SameSite=Strict",) if self.has("cookie for other sites") else ()
        return self.reply({"next": "portal"}, headers=[self.cookie(CLIENT, session, lacking)])

    def read_session(self, *_):
        return {"id": str(uuid.uuid4()) if self.has("somebody else's session") else self.client.id}

    def sign_out(self, _, cookies):
        if not self.has("session outlives sign-out"):
            self.client.sessions.discard(cookies[CLIENT])
        self.client.lines.append({"event": "signed-out"})
        return self.reply({}, headers=[("set-cookie", f"{CLIENT}=; Path=/; Max-Age=0")])

    # ---- ops

    def invoke(self, logical_name, payload):
        if self.has(f"refuses {logical_name}"):
            raise Refused(f"{logical_name} refuses")
        if self.has(f"denies {logical_name}"):
            raise NotThere(f"{logical_name} could not be called: AccessDenied")
        return getattr(self, "ops_" + logical_name)(payload)

    def ops_CreateFirm(self, payload):
        is_new = self.firm is None
        if self.is_closed:
            raise Refused("the firm smoke-test is closed: reopen it first")
        if is_new:
            self.firm, self.link = str(uuid.uuid4()), self.secret(secrets.token_urlsafe(80))
        elif payload["admin"]["email"] != smoke_journey.MAILBOX:
            raise Refused("the slug smoke-test is taken")
        link = f"https://x/console/set-up#{self.link}" if self.staff_password is None else None
        return {"firm": self.firm, "slug": payload["slug"], "admin": "1", "created": is_new, "set_up_link": link}

    def ops_ReopenFirm(self, payload):
        assert payload == {"slug": "smoke-test"}
        if self.firm is None:
            raise Refused("no firm has the slug smoke-test")
        self.is_closed = False
        return {}

    def ops_CloseFirm(self, payload):
        assert payload == {"slug": "smoke-test"}
        if self.firm is None:
            raise Refused("no firm has the slug smoke-test")
        self.is_closed, self.staff_session = True, None
        return {}

    def ops_InviteAdmin(self, payload):
        if self.is_closed:
            raise Refused("the firm smoke-test is closed: reopen it first")
        assert payload == {"slug": "smoke-test", "email": smoke_journey.MAILBOX}
        self.link = self.secret(secrets.token_urlsafe(80))
        return {"purpose": "set-up" if self.staff_password is None else "recovery", "link": f"https://x/console#{self.link}"}


class Smoke(unittest.TestCase):
    """Runs the smoke test against a simulated deployment."""

    seen_to_fail = set()
    seen = set()

    def setUp(self):
        for patch in (mock.patch.object(visitor.PACE, "gap", 0), mock.patch.object(smoke_journey.Begun, "PAUSE_S", 0)):
            patch.start()
            self.addCleanup(patch.stop)

    def deployed(self, *faults):
        deployment = Deployment(*faults)
        self.addCleanup(deployment.close)
        return deployment

    def run_against(self, deployment, *parts, mailbox=smoke_journey.MAILBOX):
        """The report, the output, and the exit code."""
        paper, printed = io.StringIO(), io.StringIO()
        report = Report(paper, as_json=True)
        for part in parts or ("Front", "Routes", "Journey"):
            if part == "Journey":
                smoke_journey.Journey(report, deployment.target(), mailbox, patience=0.1).play()
            else:
                getattr(smoke_front, part)(report, deployment.target()).examine()
        with contextlib.redirect_stdout(printed):
            code = report.end()
        for secret in deployment.secrets:
            self.assertNotIn(secret, paper.getvalue() + printed.getvalue(), "a secret is printed")
        told = json.loads(printed.getvalue())
        self.assertEqual([check["name"] for check in told["checks"]], [check.name for check in report.checks])
        self.assertEqual((told["passed"], code), (not report.of(FAILED), 1 if report.of(FAILED) else 0))
        Smoke.seen_to_fail |= {(check.area, check.name) for check in report.of(FAILED)}
        Smoke.seen |= {(check.area, check.name) for check in report.checks}
        return report, paper.getvalue()

    def fails(self, fault, part, *names, told="", deployment=None):
        """With this fault, exactly these checks fail, and the last lines say why."""
        report, printed = self.run_against(deployment or self.deployed(fault), part)
        self.assertEqual([check.name for check in report.of(FAILED)], list(names), fault)
        last = printed[printed.index("\n\n") :]
        for text in (*names, told):
            self.assertIn(text, last, fault)
        return report


class Whole(Smoke):
    def test_a_good_deployment_passes_twice_and_keeps_nothing_but_a_closed_firm(self):
        deployment = self.deployed()
        for detail in ("made", "there from an earlier run"):
            report, printed = self.run_against(deployment)
            self.assertEqual((report.of(FAILED), report.of(WARNED), report.of(SKIPPED)), ([], [], []), printed)
            self.assertIn(f"ops make the smoke firm: {detail}", printed)
            self.assertEqual((deployment.client, deployment.staff_session, deployment.is_closed), (None, None, True))
        self.assertGreater(len(report.of(OK)), 80)

    def test_every_operation_is_called_and_none_can_change_anything(self):
        deployment = self.deployed()
        self.run_against(deployment, "Routes")
        operations = {operation["operationId"] for item in DOCUMENT["paths"].values() for operation in item.values()}
        self.assertEqual(set(deployment.called), operations | {"refuse-unknown-route"})
        for probe in smoke_front.probes(DOCUMENT):
            self.assertTrue(probe.method == "GET" or probe.body == b"{" or probe.status == 401, probe)

    def test_ctrl_c_ends_everything_begun(self):
        for step in ("sign_in_staff", "start_rehearsal", "reveal_pin", "gone"):
            deployment = self.deployed()
            original = getattr(smoke_journey.Journey, step)

            def interrupted(journey, original=original):
                original(journey)
                raise KeyboardInterrupt

            with mock.patch.object(smoke_journey.Journey, step, interrupted):
                report, _ = self.run_against(deployment, "Journey")
            self.assertEqual([check.detail for check in report.of(FAILED)], ["interrupted"], step)
            self.assertEqual((deployment.client, deployment.staff_session, deployment.is_closed), (None, None, True), step)

    def test_a_second_ctrl_c_names_what_it_leaves_behind(self):
        deployment, report = self.deployed(), Report(io.StringIO())
        journey = smoke_journey.Journey(report, deployment.target(), patience=0.1)
        with mock.patch.object(smoke_journey.Journey, "end_all", side_effect=KeyboardInterrupt), self.assertRaises(KeyboardInterrupt):
            journey.play()
        left = ["no rehearsal is left", "the admin is signed out", "the firm is closed"]
        self.assertEqual([check.name for check in report.of(FAILED)], left)
        self.assertTrue(all(check.remedy for check in report.of(FAILED)))

    def test_the_next_run_cleans_up_after_a_killed_one(self):
        deployment = self.deployed()
        self.run_against(deployment, "Journey")
        deployment.client, deployment.is_closed = Client(), False
        report, printed = self.run_against(deployment, "Journey")
        self.assertEqual(report.of(FAILED), [])
        self.assertIn("one that an earlier run left is ended", printed)
        self.assertIsNone(deployment.client)

    def test_a_refusal_for_frequency_is_waited_for_and_a_blocked_pin_is_not(self):
        deployment = self.deployed("slow down reveal-pin", "slow down sign-in")
        report, _ = self.run_against(deployment, "Journey")
        self.assertEqual(report.of(FAILED), [])
        self.assertEqual(deployment.called.count("reveal-pin"), 2)
        blocked = self.deployed()
        with mock.patch.object(Deployment, "verify_pin", side_effect=Problem(429, "pin-blocked")):
            self.fails("", "Journey", "a wrong PIN is refused and costs one attempt", told="429 pin-blocked", deployment=blocked)
        self.assertEqual(blocked.called.count("verify-pin"), 1)

    def test_a_deployment_that_does_not_answer(self):
        deployment = self.deployed()
        deployment.close()
        report, printed = self.run_against(deployment)
        self.assertIn("refused", printed)
        self.assertEqual({check.area for check in report.of(FAILED)}, {"front", "routes", "journey"})

    def test_a_release_without_the_functions_that_close_firms_is_played_once(self):
        def absent(_, name, payload):
            if name == "CreateFirm":
                return Deployment.ops_CreateFirm(deployment, payload)
            code = {"Error": {"Code": "ResourceNotFoundException", "Message": "Function not found"}}
            raise NotThere(f"{name} could not be called") from smoke_journey.ClientError(code, "Invoke")

        deployment = self.deployed()
        with mock.patch.object(Deployment, "invoke", absent):
            first, _ = self.run_against(deployment, "Journey")
            self.assertEqual((first.of(FAILED), len(first.of(SKIPPED))), ([], 1))
            self.fails("", "Journey", "its admin gets a link, and a new password with it", told="this release has no InviteAdmin", deployment=deployment)
        self.assertNotIn("start-rehearsal", deployment.called[deployment.called.index("sign-out-staff") :])


class Faults(Smoke):
    """Every check can fail."""

    def test_the_front(self):
        pages = [f"{path} is a page with its headers" for path in smoke_front.PAGES]
        missing = [f"{path} is not found" for path in smoke_front.MISSING]
        self.fails("no page", "Front", "/portal is a page with its headers", told="make deploy ENV=dev uploads the pages")
        self.fails("no policy", "Front", *pages, *missing, told="the header content-security-policy is missing")
        self.fails("other policy", "Front", *pages, *missing, told="content-security-policy is 'default-src *'")
        self.fails("all pages", "Front", *missing, told="200 text/html, not 404")
        self.fails("no change-password", "Front", "/.well-known/change-password leads to the page", told="not 302")
        self.fails("change-password elsewhere", "Front", "/.well-known/change-password leads to the page", told="names no page")
        self.fails("500 read-openapi", "Front", "/api/openapi.json through the front", told="500 internal, not 200")
        self.fails("nothing around the front", "Front", "/api/openapi.json around the front is refused", told="404 not-found, not 403")
        self.fails("API without headers", "Front", "/api/openapi.json through the front", told="is missing")
        self.fails("open around the front", "Front", "/api/openapi.json around the front is refused", told="make rotate ENV=dev")
        self.fails("pages in clear", "Front", "http leads to https")
        self.fails("API in clear", "Front", "http leads to https", told="the API in clear answers 200")

    def test_each_route(self):
        probes = [probe for probe in (*smoke_front.probes(DOCUMENT), smoke_front.UNKNOWN) if probe.operation != "read-openapi"]
        report, _ = self.run_against(self.deployed(*(f"500 {probe.operation}" for probe in probes)), "Routes")
        failed = {check.name: check for check in report.of(FAILED)}
        self.assertEqual(set(failed), {f"{probe.operation} answers {probe.expected}" for probe in probes})
        for probe in probes:
            check = failed[f"{probe.operation} answers {probe.expected}"]
            self.assertIn(f'/vestibule/dev, filter flow = "{probe.operation}"', check.remedy)

    def test_a_route(self):
        name = "list-clients answers 401 not-signed-in"
        self.fails("gateway 500 list-clients", "Routes", name, told="500 application/json")
        self.fails("firewall list-clients", "Routes", name, told="from the gateway or the firewall")
        self.fails("unlisted list-clients", "Routes", name, told="418 not-signed-in, which the document does not list")
        self.fails("open list-clients", "Routes", name, told="lets through what it must refuse")
        self.fails("other list-clients", "Routes", name, told="403 not-through-the-front, not 401 not-signed-in")
        self.fails("500 read-openapi", "Routes", "the deployment describes its API", told="500 internal, not 200")
        self.fails("no document", "Routes", "the deployment describes its API", told="lacks 'paths'")
        self.fails("PUT in document", "Routes", "the deployment describes its API", told="/api/x takes PUT")
        self.fails("empty document", "Routes", "the deployment describes its API", told="names no operation")

    def test_the_journey(self):
        for fault, step, told in (
            ("refuses CreateFirm", "ops make the smoke firm", "CreateFirm refuses"),
            ("link refused", "its admin gets a link, and a new password with it", "404 link-unknown, not 200"),
            ("staff cookie open to scripts", "the admin signs in", "lacks httponly"),
            ("no staff cookie", "the admin signs in", "no session cookie is set"),
            ("500 start-rehearsal", "the admin starts a rehearsal, which invites them", "500 internal, not 201"),
            ("mail bounces", "the invitation is mailed", "email-bounced"),
            ("mail fails", "the invitation is mailed", "message-failed dead"),
            ("two links", "the admin copies the link", "2 links are open"),
            ("link without token", "the admin copies the link", "holds no token"),
            ("500 copy-link", "the admin copies the link", "500 internal, not 200"),
            ("mobile is asked", "the client opens the link", "leads to mobile, not to pin"),
            ("short PIN", "the admin reads the PIN", "not six digits"),
            ("any PIN", "a wrong PIN is refused and costs one attempt", "not 401 pin-wrong"),
            ("guesses are free", "a wrong PIN is refused and costs one attempt", "not one with 4"),
            ("PIN leads nowhere", "the right PIN leads to the password", "leads to nowhere"),
            ("500 set-password", "the client sets a password", "500 internal, not 200"),
            ("level stays low", "the client sets a password", "is low, not high"),
            ("cookie for other sites", "the client signs in", "lacks samesite=strict"),
            ("somebody else's session", "the session says who it is", "somebody else's"),
            ("500 sign-out", "the client signs out, and the session is over", "500 internal, not 200"),
            ("session outlives sign-out", "the client signs out, and the session is over", "not 401 not-signed-in"),
            ("one sign-in only", "the client signs in again", "401 sign-in-refused"),
            ("wrong order", "the timeline has it all, in order", "the timeline lacks"),
            ("mail is complained of", "the mail is delivered", "email-complained"),
            ("500 revoke-access", "the admin revokes the access", "500 internal, not 200"),
            ("not revoked", "the admin revokes the access", "is active, not revoked"),
            ("session outlives revocation", "the open session is refused at once", "not 401 not-signed-in"),
            ("link outlives revocation", "the link has ended", "leads to pin, not to ended"),
            ("link outlives the client", "the client is gone", "200 application/json, not 404 link-unknown"),
            ("client is never gone", "the client is gone", "not 404 not-found"),
        ):
            deployment = self.deployed(fault)
            self.fails(fault, "Journey", step, told=told, deployment=deployment)
            self.assertEqual((deployment.client, deployment.staff_session), (None, None), f"{fault}: something is left")

    def test_a_reply_with_a_fault_is_named_as_such(self):
        for operation, step in (
            ("sign-in-staff", "the admin signs in"),
            ("read-timeline", "the invitation is mailed"),
            ("read-client", "the admin copies the link"),
            ("open-invitation", "the client opens the link"),
            ("reveal-pin", "the admin reads the PIN"),
            ("verify-pin", "a wrong PIN is refused and costs one attempt"),
            ("sign-in", "the client signs in"),
            ("read-session", "the session says who it is"),
        ):
            self.fails(f"500 {operation}", "Journey", step, told="500 internal, not")

    def test_a_second_run_whose_admin_cannot_be_invited(self):
        deployment = self.deployed()
        self.run_against(deployment, "Journey")
        deployment.faults.add("denies InviteAdmin")
        self.fails("", "Journey", "its admin gets a link, and a new password with it", told="AccessDenied", deployment=deployment)

    def test_a_firm_that_cannot_be_opened_again(self):
        deployment = self.deployed()
        self.run_against(deployment, "Journey")
        deployment.faults.add("refuses ReopenFirm")
        told = "ReopenFirm refuses"
        self.fails("", "Journey", "ops make the smoke firm", told=told, deployment=deployment)

    def test_another_mailbox_than_the_firms(self):
        deployment = self.deployed()
        self.run_against(deployment, "Journey")
        report, printed = self.run_against(deployment, "Journey", mailbox="somebody@firm.test")
        self.assertIn("the slug smoke-test is taken", report.of(FAILED)[0].detail)
        self.assertIn("MAILBOX=", printed)
        self.assertTrue(deployment.is_closed, "it was opened, and is closed again")

    def test_a_mail_that_is_late_is_a_warning(self):
        report, printed = self.run_against(self.deployed("mail is late"), "Journey")
        self.assertEqual(report.of(FAILED), [])
        self.assertEqual([check.name for check in report.of(WARNED)], ["the invitation is mailed", "the mail is delivered"])
        self.assertIn("2 warnings", printed)

    def test_failed_clean_ups_are_reported(self):
        self.fails("500 end-rehearsal", "Journey", "the admin ends the rehearsal", "no rehearsal is left", told="the next run ends it")
        self.fails("500 list-clients", "Journey", "no rehearsal is left", told="500 internal, not 200")
        self.fails("rehearsal stays", "Journey", "the client is gone", "no rehearsal is left", told="a rehearsal is left")
        self.fails("500 sign-out-staff", "Journey", "the admin is signed out", told="could not be cleaned up")
        self.fails("staff session lives on", "Journey", "the admin is signed out", told="expires within the hour")
        self.fails("refuses CloseFirm", "Journey", "the firm is closed", told="make close-firm ENV=dev SLUG=smoke-test")

    @classmethod
    def tearDownClass(cls):
        never = Smoke.seen - Smoke.seen_to_fail
        # It is read by the checks before it, which fail first.
        assert never <= {("routes", "read-openapi answers 200")}, f"never seen to fail: {sorted(never)}"


class Reports(unittest.TestCase):
    def test_a_reply_of_another_shape_is_a_failure_that_quotes_nothing(self):
        report = Report(io.StringIO())
        for broken in (lambda: {}["pin"], lambda: report.paper["pin"], lambda: int("123456x")):
            self.assertFalse(report.check("area", "name", broken))
        self.assertEqual(
            [check.detail for check in report.checks],
            ["the reply lacks 'pin'", "the reply is not as documented (TypeError)", "the reply is not as documented (ValueError)"],
        )

    def test_only_a_failure_fails(self):
        report = Report(io.StringIO())

        def skip():
            raise Skip("not here")

        self.assertTrue(report.check("area", "name", skip))
        self.assertEqual(report.end(), 0)

        def wrong():
            raise Wrong("it is so")

        report.check("area", "name", wrong)
        self.assertEqual(report.end(), 1)

    def test_the_timeline_may_hold_other_lines_between(self):
        smoke_journey.hold_order(["a", "x", "b", "b"], ("a", "b"))
        for events in (["b", "a"], ["a"], []):
            with self.assertRaises(Wrong):
                smoke_journey.hold_order(events, ("a", "b"))

    def test_headers_are_those_of_the_template(self):
        headers = smoke_front.promised_headers("PageHeaders", over_tls=True)
        self.assertIn("default-src 'none'", headers["content-security-policy"])
        self.assertEqual(headers["strict-transport-security"], "max-age=63072000; includeSubDomains")
        self.assertNotIn("strict-transport-security", smoke_front.promised_headers("PageHeaders", over_tls=False))


if __name__ == "__main__":
    unittest.main()
