"""The commands about firms, against replies in the shape that Lambda documents."""

import contextlib
import io
import json
import unittest
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

import firm
import place
from test_ops import Played
from test_place import STACK, reply, resource

PORTAL = ("describe_stacks", {"Stacks": [STACK]})
FIRM = {
    "name": "Harbour & Vale",
    "slug": "harbour-vale",
    "country": "GB",
    "reply_to": "office@harbour-vale.example",
    "admin": {"name": "Ada Stern", "email": "ada@harbour-vale.example"},
}


def line(slug):
    """A firm as ListFirms shows it."""
    return {"id": f"id-of-{slug}", "slug": slug, "name": slug.title(), "state": "open", "closed_at": None, "created_at": "2026-01-01T00:00:00Z"}


def report(slug, **also):
    """A firm as ReadFirmReport shows it: 31 days with two texts each, of which November has 30."""
    days = ["2026-10-31", *(f"2026-11-{day:02}" for day in range(1, 31))]
    clients = {"not_invited": 1, "invited": 2, "active": 3, "revoked": 4, "archived": 50, "rehearsals": 60, "stuck": 2, "blocked": 1}
    return (
        line(slug)
        | {
            "clients": clients,
            "staff": {"admins": 1, "advisers": 2, "invited": 0},
            "unsent": {"count": 0, "at_least": False},
            "texts": {"days": [{"day": day, "texts": 2} for day in days], "sum": 62},
        }
        | also
    )


class Firms(unittest.TestCase):
    def run_in(self, stage, *words):
        """Runs the command in a played stage: exit code, standard output, standard error."""
        out, err = io.StringIO(), io.StringIO()
        with (
            mock.patch.object(place, "place", lambda *_: place.OnAws(stage)),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
        ):
            code = firm.main(["dev", *words])
        return code, out.getvalue(), err.getvalue()

    def sent(self, stage):
        """The events that functions are called with from now on."""
        events = []
        client = stage.client("lambda")
        client.meta.events.register("before-parameter-build.lambda.Invoke", lambda params, **_: events.append(json.loads(params["Payload"])))
        return events

    def test_a_firm_is_created_from_a_file_and_its_addresses_are_printed(self):
        made = {"firm": "1", "slug": "harbour-vale", "admin": "2", "created": True, "set_up_link": "https://portal.firm.test/console/set-up#abc"}
        stage = Played().plays("cloudformation", resource("CreateFirm"), PORTAL, PORTAL).plays("lambda", reply(made))
        events = self.sent(stage)
        with TemporaryDirectory() as folder:
            path = Path(folder) / "firm.json"
            path.write_text(json.dumps(FIRM), encoding="utf-8")
            code, out, err = self.run_in(stage, "create", str(path))
        self.assertEqual((code, err, events), (0, "", [FIRM]))
        self.assertIn("https://portal.firm.test/f/harbour-vale\n", out)
        self.assertIn("https://portal.firm.test/console/f/harbour-vale\n", out)
        self.assertIn("https://portal.firm.test/console/set-up#abc\n", out)
        stage.all_said()

    def test_an_unreadable_file_is_reported(self):
        with self.assertRaisesRegex(SystemExit, "nowhere.json cannot be read as JSON"):
            self.run_in(Played(), "create", "nowhere.json")

    def test_a_refusal_is_one_line_and_an_exit_code(self):
        refused = reply({"errorType": "x", "errorMessage": "the slug\nis taken"}, FunctionError="Unhandled")
        stage = Played().plays("cloudformation", resource("CloseFirm")).plays("lambda", refused)
        self.assertEqual(self.run_in(stage, "close", "harbour-vale"), (1, "", "the slug is taken\n"))

    def test_all_firms_are_listed_whatever_pages_they_take(self):
        pages = [reply({"firms": [line("a"), line("b")], "next": "b"}), reply({"firms": [line("c")], "next": None})]
        stage = Played().plays("cloudformation", resource("ListFirms")).plays("lambda", *pages)
        events = self.sent(stage)
        self.assertEqual([each["slug"] for each in firm.listed(place.OnAws(stage))], ["a", "b", "c"])
        self.assertEqual(events, [{}, {"after": "b"}])
        stage.all_said()

    def test_the_table_shows_what_a_firm_has_and_costs(self):
        stage = Played().plays("cloudformation", resource("ListFirms"), resource("ReadFirmReport"))
        stage.plays("lambda", reply({"firms": [line("harbour-vale")], "next": None}), reply(report("harbour-vale")))
        code, out, err = self.run_in(stage, "list", "--price", "0.04")
        self.assertEqual((code, err), (0, ""))
        heading, first, total = out.splitlines()
        self.assertEqual(heading.split(), "slug name state clients stuck admins texts this month unsent cost this month".split())
        self.assertEqual(first.split(), ["harbour-vale", "Harbour-Vale", "open", "10", "2", "1", "60", "0", "2.40"])
        self.assertTrue(total.startswith("1 firm, "), total)

    def test_texts_of_another_month_are_not_this_months(self):
        self.assertEqual(firm.this_month(report("a")), 60)

    def test_closed_firms_and_unsent_messages_are_shown(self):
        cells = firm.row(report("a", state="closed", closed_at="2026-11-02T10:00:00Z", unsent={"count": 7, "at_least": True}))
        self.assertEqual((cells[2], cells[7]), ("closed 2026-11-02", "7+"))

    def test_a_price_is_a_number_that_is_not_negative(self):
        self.assertEqual(firm.price("0.04"), Decimal("0.04"))
        for text in ("-1", "free", "NaN", "Infinity"):
            with self.assertRaisesRegex(firm.argparse.ArgumentTypeError, "is no price"):
                firm.price(text)

    def test_closing_reports_whether_it_changed_anything(self):
        for changed, says in ((True, "everybody is signed out"), (False, "closed already, since 2026-11-02")):
            closed = {"id": "1", "slug": "a", "name": "A", "closed_at": "2026-11-02T10:00:00Z", "changed": changed}
            stage = Played().plays("cloudformation", resource("CloseFirm")).plays("lambda", reply(closed))
            events = self.sent(stage)
            code, out, _ = self.run_in(stage, "close", "a")
            self.assertEqual((code, events), (0, [{"slug": "a"}]))
            self.assertIn(says, out)

    def test_reopening_reports_whether_it_changed_anything(self):
        for changed, says in ((True, "open again"), (False, "open already")):
            opened = {"id": "1", "slug": "a", "name": "A", "changed": changed}
            stage = Played().plays("cloudformation", resource("ReopenFirm"), PORTAL, PORTAL).plays("lambda", reply(opened))
            code, out, _ = self.run_in(stage, "reopen", "a")
            self.assertEqual(code, 0)
            self.assertIn(says, out)
            self.assertIn("https://portal.firm.test/f/a\n", out)

    def test_an_admin_gets_a_link(self):
        given = {"purpose": "recovery", "link": "https://p/console/recover#x", "ends_at": "2026-11-30T18:00:00Z", "created": False, "mailed": True}
        stage = Played().plays("cloudformation", resource("InviteAdmin")).plays("lambda", reply(given))
        events = self.sent(stage)
        code, out, _ = self.run_in(stage, "admin", "a", "ada@a.example", "--name", "Ada")
        self.assertEqual((code, events), (0, [{"slug": "a", "email": "ada@a.example", "name": "Ada"}]))
        self.assertIn("https://p/console/recover#x\n", out)
        self.assertIn("chooses a new password", out)


if __name__ == "__main__":
    unittest.main()
