"""`reachout network`: where your effort goes, who is on which side, and the live share."""

from __future__ import annotations

import argparse
from typing import cast

from habit.balances import BALANCES, SPANS, Picture, SpanName, Weighed, explain, picture
from habit.dates import counted
from habit.insights import insights
from habit.weeks import month_text
from tui.commands.session import Session
from tui.commands.shapes import network_shape, sides_shape
from tui.commands.values import one_of
from tui.commands.words import people

HELP = (
    "Where your effort goes, this month, in three months or in a year: inside and outside your\n"
    "organization, voice and text, gave and asked, and so on, with the change against as many\n"
    "months before in points. Above it, how many of your people are live: in touch in the last\n"
    "90 days. With --who, the people on each side of one balance."
)
EXAMPLES = (
    "reachout network",
    "reachout network --span year",
    "reachout network --who side      also: " + ", ".join(one.key for one in BALANCES[1:]),
    "reachout network --json | jq .advice",
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what can be asked for."""
    say = parser.add_argument
    say("--span", metavar="SPAN", default="month", help="month, quarter or year")
    say("--who", metavar="BALANCE", help="who is on each side of a balance")
    say("--private", action="store_true", help="tell what is private with --who too")


def run(args: argparse.Namespace, session: Session) -> None:
    """Print the balances, or who is in one of them."""
    name = cast(SpanName, one_of(args.span, tuple(SPANS), "--span"))
    key = args.who and one_of(args.who, tuple(one.key for one in BALANCES), "--who")
    told = picture(session.network, session.today, name)
    row = told.row(key) if key else None
    if args.json:
        shape = network_shape(told, insights(told))
        who = {"who": sides_shape(told, row, private=args.private)} if row else {}
        session.answer({**shape, **who})
    elif row is not None:
        _say_who(session, told, row, private=args.private)
    else:
        _say(session, told)


def _say(session: Session, picture: Picture) -> None:
    now, counts = picture.living.now, picture.now.counts
    verb = "person is" if now.people == 1 else "people are"
    session.say(
        f"{now.live} of {now.people} {verb} live: in touch in the last 90 days",
        "",
        f"{picture.span.title}: {people(len(counts.people))}, {counted(counts.tries, 'attempt')}",
    )
    two = [row for row in picture.rows if len(row.balance.parts) == 2]
    session.table([_two(session, row) for row in two], numbers=(1, 2))
    session.say("", *(explain(row, picture.span) for row in picture.rows if row not in two))
    if said := insights(picture):
        session.say("", *said)
    shares = [f"{month_text(one.month)} {one.percent or 0} %" for one in picture.living.shares]
    session.say("", f"Live share: {', '.join(shares)}")


def _two(session: Session, row: Weighed) -> list[str]:
    """Return both sides with their percents, and by how much the first has grown."""
    left, end = row.balance.parts
    shares = row.percents
    one, other = (f"{share} %" for share in shares) if shares else [session.glyphs.closed] * 2
    change = "" if row.change is None else f"{row.change:+d} points" if row.change else "as before"
    counts = " to ".join(map(str, row.now.amounts))
    return [left, one, other, end, counts, change]


def _say_who(session: Session, picture: Picture, row: Weighed, *, private: bool) -> None:
    session.say(explain(row, picture.span))
    for part in sides_shape(picture, row, private=private):
        if part["people"]:
            session.say("", str(part["part"]).capitalize())
            session.table([[one["name"], one["why"]] for one in part["people"]], names=0)
