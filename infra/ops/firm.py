"""Firms, for ops: create one, list all, close and reopen one, and recover one's access. In a stage
(`make firms ENV=prod`) or in a `make run` on this machine (`make firms ENV=local DATA=.vestibule`)."""

import argparse
import json
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path

import place
from place import NotThere, Refused

# Reports read at once: more would only wait for each other's Lambda to start.
AT_ONCE = 8
COLUMNS = ("slug", "name", "state", "clients", "stuck", "admins", "texts this month", "unsent")


def listed(where):
    """All firms by slug, over all pages."""
    after = None
    while True:
        page = where.invoke("ListFirms", {"after": after} if after else {})
        yield from page["firms"]
        after = page["next"]
        if not after:
            return


def this_month(report):
    """The texts of the current month, in UTC. The report's 31 days cover it."""
    days = report["texts"]["days"]
    month = days[-1]["day"][:7]
    return sum(each["texts"] for each in days if each["day"].startswith(month))


def row(report, price=None):
    """A firm's line of the table."""
    clients, unsent, texts = report["clients"], report["unsent"], this_month(report)
    state = report["state"] if report["closed_at"] is None else f"closed {report['closed_at'][:10]}"
    cells = [
        report["slug"],
        report["name"],
        state,
        str(sum(clients[each] for each in ("not_invited", "invited", "active", "revoked"))),
        str(clients["stuck"]),
        str(report["staff"]["admins"]),
        str(texts),
        f"{unsent['count']}{'+' if unsent['at_least'] else ''}",
    ]
    return cells if price is None else [*cells, f"{price * texts:.2f}"]


def table(rows, columns):
    """Rows under their headings, with numbers right-aligned."""
    widths = [max(len(each[column]) for each in [columns, *rows]) for column in range(len(columns))]
    for cells in [columns, *rows]:
        padded = [
            cell.ljust(width) if column < 3 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(cells, widths, strict=True))
        ]
        yield "  ".join(padded).rstrip()


def create(where, options):
    """Creates the firm that a file describes, and prints its addresses and its first admin's link."""
    try:
        firm = json.loads(Path(options.file).read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise SystemExit(f"{options.file} cannot be read as JSON: {fault}") from fault
    made = where.invoke("CreateFirm", firm)
    yield "made" if made["created"] else "was made before"
    yield from addresses(where, made["slug"])
    if made["set_up_link"]:
        yield f"set-up link  {made['set_up_link']}"
        yield "It was mailed to the first admin as well, and works until it is used or seven days are over."
    else:
        yield "The first admin has set the account up."


def show(where, options):
    """Prints a table of all firms."""
    price = options.price
    columns = COLUMNS if price is None else (*COLUMNS, "cost this month")
    firms = list(listed(where))
    if firms:
        # Looked up here once, before the threads start.
        where.function("ReadFirmReport")
    with ThreadPoolExecutor(AT_ONCE) as readers:
        reports = list(readers.map(lambda firm: where.invoke("ReadFirmReport", {"firm": firm["id"]}), firms))
    yield from table([row(each, price) for each in reports], columns)
    yield f"{len(reports)} {'firm' if len(reports) == 1 else 'firms'}, {datetime.now(UTC):%Y-%m-%d %H:%M} UTC"


def close(where, options):
    """Closes a firm."""
    closed = where.invoke("CloseFirm", {"slug": options.slug})
    since = closed["closed_at"]
    if closed["changed"]:
        yield f"{closed['name']} is closed: everybody is signed out, and nothing is sent."
    else:
        yield f"{closed['name']} is closed already, since {since}."


def reopen(where, options):
    """Reopens a firm."""
    opened = where.invoke("ReopenFirm", {"slug": options.slug})
    if opened["changed"]:
        yield f"{opened['name']} is open again. Everybody has to sign in again. Messages that were withheld are not sent."
    else:
        yield f"{opened['name']} is open already."
    yield from addresses(where, opened["slug"])


def admin(where, options):
    """Recovers a firm's access: prints a link for a firm admin."""
    event = {"slug": options.slug, "email": options.email} | ({"name": options.name} if options.name else {})
    given = where.invoke("InviteAdmin", event)
    does = "sets up an account" if given["purpose"] == "set-up" else "chooses a new password"
    yield "A new firm admin was added." if given["created"] else "The firm admin was known."
    yield f"link  {given['link']}"
    yield f"The person who opens it {does}. It works until {given['ends_at']}, once{', and was mailed as well' if given['mailed'] else ''}."


def addresses(where, slug):
    """The firm's addresses."""
    yield f"portal       {where.origin}/f/{slug}"
    yield f"console      {where.origin}/console/f/{slug}"


def price(text):
    """The price of a text, in any currency."""
    try:
        amount = Decimal(text)
    except InvalidOperation as fault:
        raise argparse.ArgumentTypeError(f"{text} is no price: write it as 0.04") from fault
    if not amount.is_finite() or amount < 0:
        raise argparse.ArgumentTypeError(f"{text} is no price: write it as 0.04")
    return amount


def parsed(words):
    """Parses the command, and where it acts."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("stage", help="a stage of samconfig.toml, or local")
    arguments.add_argument("--data", default=".vestibule", help="the folder of make run, for local")
    does = arguments.add_subparsers(dest="does", required=True)
    making = does.add_parser("create", help="make the firm that a file describes")
    making.add_argument("file")
    making.set_defaults(act=create)
    listing = does.add_parser("list", help="a table of all firms")
    listing.add_argument("--price", type=price, help="what a text costs, for a column of costs")
    listing.set_defaults(act=show)
    for name, act in (("close", close), ("reopen", reopen)):
        one = does.add_parser(name, help=f"{name} a firm")
        one.add_argument("slug")
        one.set_defaults(act=act)
    inviting = does.add_parser("admin", help="a link for a firm admin")
    inviting.add_argument("slug")
    inviting.add_argument("email")
    inviting.add_argument("--name", help="needed for somebody new")
    inviting.set_defaults(act=admin)
    return arguments.parse_args(words)


def main(words=None):
    options = parsed(words)
    try:
        for line in options.act(place.place(options.stage, options.data), options):
            print(line)
    except (Refused, NotThere) as fault:
        print(" ".join(str(fault).split()), file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
