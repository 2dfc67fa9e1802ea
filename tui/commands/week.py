"""`reachout week`: a week against the goal."""

from __future__ import annotations

import argparse
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tui.commands.session import Session

if TYPE_CHECKING:
    from habit.meter import Meter
    from habit.model import Interaction

HELP = "This week against the goal, or the week in which a date falls."
EXAMPLES = (
    "reachout week",
    "reachout week yesterday",
    "reachout week 2026-11-16 --json",
    "reachout week --private        with the interactions that are marked private",
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what can be asked for."""
    parser.add_argument(
        "date", metavar="DATE", nargs="*", help="any day in it: 2026-11-16, monday, 2 weeks ago"
    )
    parser.add_argument("--private", action="store_true", help="list private interactions too")


def run(args: argparse.Namespace, session: Session) -> None:
    """Print the week."""
    from habit.dates import parse_day
    from habit.meter import meter
    from habit.weeks import start_of_week
    from tui.commands import shapes

    network, today = session.network, session.today
    day = parse_day(" ".join(args.date), today) if args.date else today
    one = meter(network, start_of_week(day, network.meta.weekday), today)
    if args.json:
        session.answer(shapes.week(network, one, today, private=args.private))
    else:
        _say(session, one, private=args.private)


def _say(session: Session, one: Meter, *, private: bool) -> None:
    from tui.commands.shapes import shown
    from tui.commands.words import duration, people

    everything = session.network.of_week.get(one.start, ())
    listed = shown(everything, private)
    session.say(_heading(one, session.today), "")
    say_meter(session, one)
    if one.open:
        _say_streak(session)
    if listed:
        session.say("")
        session.table([row for each in listed for row in _rows(session, each)], names=1)
    facts = []
    if one.people:
        facts.append(f"reached {people(one.reached)}")
    if one.minutes:
        facts.append(duration(one.minutes))
    if hidden := len(everything) - len(listed):
        facts.append(f"{hidden} private, listed with --private")
    if facts:
        session.say("", " · ".join(facts))


def say_meter(session: Session, one: Meter) -> None:
    """Print the sentence of the week and its people."""
    from tui.commands.shapes import name_of
    from tui.commands.words import tally, verdict

    session.say(f"{tally(one)}   {verdict(one)}")
    if one.people:
        person, network = session.glyphs.person, session.network
        session.say("   ".join(f"{person} {name_of(network, each)}" for each in one.people))
    if one.goal is None and one.open:
        session.say("Two a week is a good one: reachout goal 2")


def _heading(one: Meter, today: date) -> str:
    from habit.dates import day_text

    last = one.start + timedelta(days=6)
    year = "" if last.year == today.year else f" {last.year}"
    return f"Week of {day_text(one.start)} to {day_text(last)}{year}"


def _say_streak(session: Session) -> None:
    from habit.months import history
    from tui.commands.words import streak

    line = streak(history(session.network, session.today))
    if line:
        session.say("", line)


def _rows(session: Session, one: Interaction) -> list[list[str]]:
    """An interaction as rows, one for each person; the day and the note stand in the first."""
    from habit.outcomes import counts_as
    from tui.commands.shapes import name_of
    from tui.commands.words import outcome

    network = session.network
    day = f"{one.on:%a} {one.on.day:2}"
    rows = []
    for contact in one.people:
        counted = counts_as(network, one, contact, session.today)
        arrow = session.glyphs.outcome(counted, one.dir)
        said = f"{arrow} {outcome(one, counted)}"
        rows.append([day, name_of(network, contact), one.channel, said, _first_line(one.note)])
        day = ""
    return rows or [[day, "", one.channel, "", _first_line(one.note)]]


def _first_line(note: str) -> str:
    from habit.text import line

    return line(note)
