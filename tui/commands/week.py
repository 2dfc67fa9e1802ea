"""`reachout week`: a week against the goal."""

from __future__ import annotations

import argparse
from datetime import date, timedelta

from habit.dates import day_text, duration, parse_day, parse_length
from habit.effort import effort, said_words, set_jobboards, share_words
from habit.meter import Meter, meter
from habit.model import Interaction
from habit.months import history
from habit.outcomes import counts_as, outcome_word
from habit.text import line
from habit.weeks import start_of_week
from tui.commands.session import Session
from tui.commands.shapes import listed, name_of, week_shape
from tui.commands.words import people, streak, tally, verdict

HELP = "This week against the goal, or the week in which a date falls."
EXAMPLES = (
    "reachout week",
    "reachout week yesterday",
    "reachout week 2026-11-16 --json",
    "reachout week --private        with the interactions that are marked private",
    "reachout week --jobboards '2 h'     how long went to job boards, when you look for work",
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what can be asked for."""
    say = parser.add_argument
    say("date", metavar="DATE", nargs="*", help="any day in it: 2026-11-16, monday, 2 weeks ago")
    say("--private", action="store_true", help="list private interactions too")
    say("--jobboards", metavar="TIME", help="keep how long went to job boards: 90, 2 h")


def run(args: argparse.Namespace, session: Session) -> None:
    """Print the week."""
    network, today = session.network, session.today
    day = parse_day(" ".join(args.date), today) if args.date else today
    start = start_of_week(day, network.meta.weekday)
    if args.jobboards is not None:
        session.commit(set_jobboards(network, start, parse_length(args.jobboards)))
        network = session.network
    week = meter(network, start, today)
    if args.json:
        session.answer(week_shape(network, week, today, private=args.private))
        return
    session.say(_heading(week, today), "")
    say_meter(session, week)
    if week.open and (line_so_far := streak(history(network, today))):
        session.say("", line_so_far)
    _say_interactions(session, week, private=args.private)


def say_meter(session: Session, week: Meter) -> None:
    """Print the sentence of the week and its people."""
    session.say(f"{tally(week)}   {verdict(week)}")
    if week.people:
        names = [name_of(session.network, one) for one in week.people]
        session.say("   ".join(f"{session.glyphs.person} {name}" for name in names))
    if week.goal is None and week.open:
        session.say("Two a week is a good one: reachout goal 2")


def _heading(week: Meter, today: date) -> str:
    last = week.start + timedelta(days=6)
    year = "" if last.year == today.year else f" {last.year}"
    return f"Week of {day_text(week.start)} to {day_text(last)}{year}"


def _say_interactions(session: Session, week: Meter, *, private: bool) -> None:
    everything = session.network.of_week.get(week.start, ())
    shown = listed(everything, private)
    if shown:
        session.say("")
        session.table([row for one in shown for row in _rows(session, one)], names=1)
    facts = [f"reached {people(week.reached)}"] if week.people else []
    time = effort(session.network, week.start)
    spent = f"{'about ' if said_words(time) else ''}{duration(week.minutes)}"
    if time.goal is not None:
        facts.append(f"{spent} of {duration(time.goal)}")
    elif week.minutes:
        facts.append(spent)
    if hidden := len(everything) - len(shown):
        facts.append(f"{hidden} private, listed with --private")
    if facts:
        session.say("", " · ".join(facts))
    if boards := share_words(time):
        session.say(boards)


def _rows(session: Session, one: Interaction) -> list[list[str]]:
    """An interaction as rows, one for each person; the day stands in the first."""
    day = f"{one.on:%a} {one.on.day:2}"
    rows = []
    for contact in one.people:
        counted = counts_as(session.network, one, contact, session.today)
        said = f"{session.glyphs.outcome(counted, one.dir)} {outcome_word(one, counted)}"
        rows.append([day, name_of(session.network, contact), one.channel, said, line(one.note)])
        day = ""
    return rows or [[day, "", one.channel, "", line(one.note)]]
