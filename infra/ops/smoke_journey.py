"""The journey of a client, played by the admin of a firm that only the smoke test uses: invited, in, revoked,
gone. Whatever is begun is noted before it is begun, and ended in the end, whatever happens meanwhile.

No text is ever sent: the rehearsal has no mobile, so its PIN is read in the console. Mails go to one address,
by default to SES's mailbox simulator, which takes them in the sandbox too and shows them to nobody."""

import base64
import secrets
import time
import uuid

from botocore.exceptions import ClientError

from place import NotThere, Refused
from smoke_report import FAILED, Check, Skip, Stop, Warned, Wrong, expect
from visitor import Unreachable, Visitor

SLUG = "smoke-test"
NAME = "Smoke test"
MAILBOX = "success+vestibule@simulator.amazonses.com"
STAFF_COOKIE, CLIENT_COOKIE = "__Host-vestibule-staff", "__Host-vestibule-client"
# How long a mail may take before a warning; the pauses between reads of the timeline.
MAIL_S, ASK_S = 60, 4
# Attempts at each clean-up.
TRIES = 3
# The events that the timeline must list, in this order. Others may come between them.
EXPECTED = (
    "client-created",
    "invited",
    "link-copied",
    "link-opened",
    "pin-revealed",
    "pin-wrong",
    "pin-verified",
    "password-set",
    "signed-in",
    "signed-out",
    "signed-in",
)
# Events that mean that a message will not arrive.
LOST = ("email-bounced", "email-complained", "message-failed")


def is_absent(fault):
    """Whether a call failed because the function does not exist, rather than for lack of rights."""
    cause = fault.__cause__
    code = cause.response["Error"]["Code"] if isinstance(cause, ClientError) else ""
    return code == "ResourceNotFoundException" or (code == "ValidationError" and "does not exist" in str(cause))


def strange_password():
    """A password that nobody knows, for one run."""
    return secrets.token_urlsafe(32)


def page_secret():
    """A page's secret, generated before it sends a PIN: 256 random bits."""
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode().rstrip("=")


def another_pin(pin):
    """Six different digits."""
    return f"{(int(pin) + 1) % 1_000_000:06}"


def token_of(link):
    """The fragment of a link."""
    _, found, token = link.partition("#")
    if not found or not token:
        raise Wrong("the link holds no token")
    return token


def hold_cookie(answer, name):
    """Raises unless the reply sets the session's cookie, for this origin only and hidden from scripts."""
    lines = [line for line in answer.headers.get_all("set-cookie") or [] if line.startswith(f"{name}=")]
    if not lines:
        raise Wrong("no session cookie is set")
    flags = {part.strip().lower() for part in lines[0].split(";")[1:]}
    lacking = {"httponly", "secure", "samesite=strict", "path=/"} - flags
    if lacking:
        raise Wrong(f"the session cookie lacks {', '.join(sorted(lacking))}")


def hold_order(events, expected=EXPECTED):
    """Raises unless these contain the expected events in order."""
    left = iter(events)
    for event in expected:
        if event not in left:
            raise Wrong(f"the timeline lacks {event}, or has it in another place; it has {', '.join(events)}")


class Begun:
    """Clean-ups of everything begun: last in, first out."""

    PAUSE_S = 1

    def __init__(self, report):
        self.report = report
        self.left = []

    def note(self, name, end, remedy):
        """Registers a clean-up before its action starts."""
        self.left.append((name, end, remedy))

    def end(self):
        """Runs every clean-up, even if others fail, and reports failures."""
        while self.left:
            name, end, remedy = self.left.pop()
            try:
                self.report.check("clean-up", name, lambda end=end, remedy=remedy: self.tried(end, remedy))
            except KeyboardInterrupt:
                for name, _, remedy in [(name, end, remedy), *reversed(self.left)]:
                    self.report.note(Check("clean-up", name, FAILED, 0.0, "interrupted before it was done", remedy))
                raise

    def tried(self, end, remedy):
        """Tries a clean-up a few times: a network may fail for a moment."""
        for left in reversed(range(TRIES)):
            try:
                return end()
            except (Wrong, Unreachable, NotThere, Refused) as fault:
                if left == 0:
                    raise Wrong(f"could not be cleaned up: {fault}", remedy) from fault
            time.sleep(self.PAUSE_S)
        return None


class Journey:
    """One run of it."""

    def __init__(self, report, target, mailbox=MAILBOX, patience=MAIL_S):
        self.report, self.target, self.mailbox, self.patience = report, target, mailbox, patience
        self.begun = Begun(report)
        self.admin, self.client = Visitor(target.address), Visitor(target.address)
        self.page = Visitor(target.address)
        self.staff_password, self.client_password = strange_password(), strange_password()
        self.secret = page_secret()
        self.is_in = False
        self.firm = self.set_up_link = self.id = self.link = self.pin = None
        self.delivered_by = 0.0

    def play(self):
        """Plays the journey and cleans up, even after a failure or an interruption."""
        try:
            for name, step in self.steps():
                self.report.step("journey", name, step)
        except Stop:
            pass
        except KeyboardInterrupt:
            self.report.note(Check("journey", "the journey", FAILED, 0.0, "interrupted"))
        finally:
            self.begun.end()

    def steps(self):
        """The steps, in order."""
        return (
            ("ops make the smoke firm", self.make_firm),
            ("its admin gets a link, and a new password with it", self.let_admin_in),
            ("the admin signs in", self.sign_in_staff),
            ("the admin starts a rehearsal, which invites them", self.start_rehearsal),
            ("the invitation is mailed", self.mailed),
            ("the admin copies the link", self.copy_link),
            ("the client opens the link", self.open_link),
            ("the admin reads the PIN", self.reveal_pin),
            ("a wrong PIN is refused and costs one attempt", self.wrong_pin),
            ("the right PIN leads to the password", self.right_pin),
            ("the client sets a password", self.set_password),
            ("the client signs in", self.sign_in),
            ("the session says who it is", self.session),
            ("the client signs out, and the session is over", self.sign_out),
            ("the client signs in again", self.sign_in),
            ("the timeline has it all, in order", self.timeline_in_order),
            ("the mail is delivered", self.delivered),
            ("the admin revokes the access", self.revoke),
            ("the open session is refused at once", self.session_refused),
            ("the link has ended", self.link_ended),
            ("the admin ends the rehearsal", self.end_rehearsal),
            ("the client is gone", self.gone),
        )

    # ---- the firm and its admin

    def invoke(self, function, payload):
        """Calls a function of ops."""
        return self.target.place.invoke(function, payload)

    def optional(self, function, payload):
        """Calls a function; None if this release lacks it."""
        try:
            return self.invoke(function, payload)
        except NotThere as fault:
            if is_absent(fault):
                return None
            raise

    def make_firm(self):
        """Creates the firm in the first run, and reopens it in later ones."""
        self.begun.note("the firm is closed", self.close_firm, f"make close-firm ENV={self.target.name} SLUG={SLUG}, or the next run")
        order = {
            "name": NAME,
            "slug": SLUG,
            "country": "GB",
            "reply_to": self.mailbox,
            "admin": {"name": NAME, "email": self.mailbox},
        }
        unopened = self.reopen_firm()
        try:
            made = self.invoke("CreateFirm", order)
        except Refused as refused:
            remedy = f"MAILBOX= names the address that the firm {SLUG} was made with" if "is taken" in str(refused) else unopened
            raise Wrong(str(refused), remedy) from refused
        self.firm, self.set_up_link = made["firm"], made["set_up_link"]
        return "made" if made["created"] else "there from an earlier run"

    def reopen_firm(self):
        """Reopens the firm that an earlier run closed. Returns the refusal if there is none yet."""
        try:
            self.optional("ReopenFirm", {"slug": SLUG})
        except Refused as refused:
            return f"ReopenFirm: {refused}"
        return ""

    def close_firm(self):
        """Closes the firm until the next run, even if this run failed right after opening it."""
        try:
            closed = self.optional("CloseFirm", {"slug": SLUG})
        except Refused as refused:
            if self.firm is None:
                raise Skip(f"it was not made ({refused})") from refused
            raise
        if closed is None:
            raise Skip("this release cannot close a firm; it has no clients")

    def let_admin_in(self):
        """The admin's link works once, so each run gets a new one."""
        told = self.optional("InviteAdmin", {"slug": SLUG, "email": self.mailbox})
        if told is None and self.set_up_link is None:
            raise Wrong("an earlier run set the admin up, and this release has no InviteAdmin to let them in again")
        purpose, link = (told["purpose"], told["link"]) if told else ("set-up", self.set_up_link)
        path = {"set-up": "/api/staff/set-up", "recovery": "/api/staff/recover"}[purpose]
        expect(self.admin.post(path, {"link": token_of(link), "password": self.staff_password}), 200)

    def sign_in_staff(self):
        """Starts a session of the admin's, which the clean-up ends."""
        self.begun.note("the admin is signed out", self.sign_out_staff, "the session expires within the hour")
        who = {"firm": self.firm, "email": self.mailbox, "password": self.staff_password}
        hold_cookie(expect(self.admin.post("/api/staff/sign-in", who), 200), STAFF_COOKIE)
        self.is_in = True

    def sign_out_staff(self):
        """Signs out, and checks that it worked."""
        if not self.is_in:
            raise Skip("nobody signed in")
        if self.admin.cookies.get(STAFF_COOKIE):
            kept = dict(self.admin.cookies)
            expect(self.admin.post("/api/staff/sign-out"), 200)
            self.admin.cookies = kept
        expect(self.admin.get("/api/staff/session"), 401, "not-signed-in")

    def of_client(self, what=""):
        """A path of the console about the client."""
        return f"/api/staff/clients/{self.id}{what}"

    def start_rehearsal(self):
        """Starts a rehearsal without a mobile, after ending one that an earlier run left."""
        self.begun.note("no rehearsal is left", self.end_all, "the next run ends it")
        order = {"mobile": None, "pin": "by-adviser"}
        key = str(uuid.uuid4())
        answer = self.admin.post("/api/staff/rehearsal", order, idempotency_key=key)
        left = ""
        if answer.problem == "rehearsal-under-way":
            expect(self.admin.post(f"/api/staff/rehearsal/{answer.json['client']}/end"), 200)
            left = "one that an earlier run left is ended"
            answer = self.admin.post("/api/staff/rehearsal", order, idempotency_key=key)
        self.id = expect(answer, 201).json["client"]
        self.delivered_by = time.monotonic() + self.patience
        return left

    def end_all(self):
        """Ends every remaining rehearsal, of this run or an earlier one."""
        if not self.is_in:
            raise Skip("nobody signed in")
        for client in self.rehearsals():
            expect(self.admin.post(f"/api/staff/rehearsal/{client}/end"), 200)
        if self.rehearsals():
            raise Wrong("a rehearsal is left")

    def rehearsals(self):
        """The rehearsals of the firm."""
        listed = expect(self.admin.get("/api/staff/clients?filter=rehearsals"), 200).json["clients"]
        return [client["id"] for client in listed]

    # ---- the client gets in

    def copy_link(self):
        """Copies the link, as the console does."""
        links = expect(self.admin.get(self.of_client()), 200).json["links"]
        open_ones = [link["id"] for link in links if link["ended"] is None]
        if len(open_ones) != 1:
            raise Wrong(f"{len(open_ones)} links are open, not one")
        copied = expect(self.admin.post(self.of_client("/copy-link"), {"link": open_ones[0]}), 200)
        self.link = token_of(copied.json["path"])

    def next_of_link(self):
        """The step that the link leads to."""
        return expect(self.page.post("/api/client/open-invitation", {"link": self.link}), 200).json["next"]

    def open_link(self):
        """Without a mobile it leads straight to the PIN."""
        if (found := self.next_of_link()) != "pin":
            raise Wrong(f"the link leads to {found}, not to pin")

    def reveal_pin(self):
        """The PIN, as the console shows it."""
        self.pin = expect(self.admin.post(self.of_client("/reveal-pin")), 200).json["pin"]
        if not (len(self.pin) == 6 and self.pin.isdigit()):
            raise Wrong("the PIN is not six digits")

    def enter(self, pin):
        """The client enters a PIN."""
        return self.page.post("/api/client/verify-pin", {"link": self.link, "pin": pin, "secret": self.secret})

    def wrong_pin(self):
        """The guess counts: four of five attempts are left."""
        expect(self.enter(another_pin(self.pin)), 401, "pin-wrong")
        left = [line["left"] for line in self.timeline() if line["event"] == "pin-wrong"]
        if left != [4]:
            raise Wrong(f"the timeline has wrong PINs with {left} attempts left, not one with 4")

    def right_pin(self):
        """Works for the page that entered it."""
        found = expect(self.enter(self.pin), 200).json["next"]
        if found != "password":
            raise Wrong(f"the PIN leads to {found}, not to password")

    def set_password(self):
        """The security level is high from here on."""
        body = {"link": self.link, "secret": self.secret, "password": self.client_password}
        expect(self.page.post("/api/client/set-password", body), 200)
        level = expect(self.admin.get(self.of_client()), 200).json["security_level"]
        if level != "high":
            raise Wrong(f"the security level is {level}, not high")

    def sign_in(self):
        """With the password that was just set."""
        who = {"firm": self.firm, "email": self.mailbox, "password": self.client_password}
        hold_cookie(expect(self.client.post("/api/client/sign-in", who), 200), CLIENT_COOKIE)

    def session(self):
        """It is the client that was invited."""
        if expect(self.client.get("/api/client/session"), 200).json["id"] != self.id:
            raise Wrong("the session is somebody else's")

    def sign_out(self):
        """The deleted cookie no longer works, even if it was kept elsewhere."""
        kept = dict(self.client.cookies)
        expect(self.client.post("/api/client/sign-out"), 200)
        self.client.cookies = kept
        expect(self.client.get("/api/client/session"), 401, "not-signed-in")

    # ---- timeline and mail

    def timeline(self):
        """The events of the timeline, oldest first."""
        lines, place = [], ""
        while True:
            page = expect(self.admin.get(self.of_client(f"/timeline{place}")), 200).json
            lines += [line["what"] for line in page["lines"]]
            if not page["older"]:
                return lines[::-1]
            place = f"?before={page['older']}"

    def timeline_in_order(self):
        """Every event is there, in order."""
        hold_order([line["event"] for line in self.timeline()])

    def wait_for_mail(self, *events):
        """Waits until one of these is on the timeline for the invitation's mail."""
        pause = 0.25
        while True:
            lines = self.timeline()
            lost = [line for line in lines if line["event"] in LOST]
            if lost:
                reason = lost[0].get("reason") or lost[0].get("bounce") or ""
                raise Wrong(f"the timeline has {lost[0]['event']} {reason}".rstrip(), f"make doctor ENV={self.target.name} says what SES lacks")
            if any(line["event"] in events and line["template"] == "invitation" for line in lines):
                return
            if time.monotonic() > self.delivered_by:
                raise Warned(
                    f"the timeline has no {events[0]} after {self.patience:.0f} s",
                    "look at the alarms, the pipe and the queues of mails (docs/operations.md)",
                )
            time.sleep(pause)
            pause = min(2 * pause, ASK_S)

    def mailed(self):
        """The mail passed stream, pipe, bus, queue, sender and SES."""
        self.wait_for_mail("email-sent", "email-delivered")

    def delivered(self):
        """SES reported its delivery."""
        self.wait_for_mail("email-delivered")

    # ---- the access ends

    def revoke(self):
        """Everything ends with the commit."""
        told = expect(self.admin.post(self.of_client("/revoke")), 200).json
        if told["standing"] != "revoked":
            raise Wrong(f"the client is {told['standing']}, not revoked")

    def session_refused(self):
        """The very next request."""
        expect(self.client.get("/api/client/session"), 401, "not-signed-in")

    def link_ended(self):
        """The link has ended."""
        if (found := self.next_of_link()) != "ended":
            raise Wrong(f"the link leads to {found}, not to ended")

    def end_rehearsal(self):
        """The client is erased."""
        expect(self.admin.post(f"/api/staff/rehearsal/{self.id}/end"), 200)

    def gone(self):
        """The client is no longer found."""
        expect(self.admin.get(self.of_client()), 404, "not-found")
        expect(self.page.post("/api/client/open-invitation", {"link": self.link}), 404, "link-unknown")

