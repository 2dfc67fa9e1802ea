"""`reachout birthdays`: whose birthday is coming."""

from __future__ import annotations

import argparse

from habit.birthdays import AHEAD, turns_text, yearly
from habit.dates import coming_day, counted
from habit.errors import RefusedError
from tui.commands.session import Session
from tui.commands.shapes import birthday_shape
from tui.commands.values import whole

HELP = (
    "Whose birthday or anniversary is today or in the next 30 days, soonest first, with the age\n"
    "where the year is known. 29 February is celebrated on the 28th in common years."
)
EXAMPLES = (
    "reachout birthdays",
    "reachout birthdays --days 7",
    "reachout birthdays --days 0                     today's",
    "reachout birthdays --json | jq -r '.[].name'",
)
_MOST_DAYS = 366


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what can be asked for."""
    days = f"how many days to look ahead; {AHEAD} unless said"
    parser.add_argument("--days", metavar="N", default=str(AHEAD), help=days)


def run(args: argparse.Namespace, session: Session) -> None:
    """List them."""
    days = whole(args.days, "--days") or 0
    if not 0 <= days <= _MOST_DAYS:
        raise RefusedError(f"--days is a number from 0 to {_MOST_DAYS}, not {days}")
    them = yearly(session.network, session.today, days)
    if args.json:
        session.answer([birthday_shape(one) for one in them])
    elif not them:
        when = f"in the next {counted(days, 'day')}" if days else "today"
        session.say(f"No birthdays {when}.")
    else:
        rows = [
            [coming_day(one.on, session.today), one.contact.name, turns_text(one)] for one in them
        ]
        session.table(rows, names=1)
