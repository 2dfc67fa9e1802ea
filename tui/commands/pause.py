"""`reachout pause`: take a week off."""

from __future__ import annotations

import argparse
from datetime import date, timedelta

from habit.changes import pause, unpause
from habit.dates import day_text, parse_day
from habit.errors import RefusedError
from habit.weeks import WEEK, start_of_week
from tui.commands.session import Session
from tui.commands.values import whole

HELP = (
    "Take a week off, or several: holidays, illness, a move. A paused week is left out of every\n"
    "judgement; what you do in it counts all the same. It may be said before or after."
)
EXAMPLES = (
    "reachout pause                                  this week",
    "reachout pause 2026-12-21 --weeks 2 --reason 'holidays'",
    "reachout pause monday --undo                    take it up again",
)
_MOST_WEEKS = 104


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what can be asked for."""
    say = parser.add_argument
    say("week", metavar="WEEK", nargs="*", help="any day in it; this week unless said")
    say("--weeks", metavar="N", default="1", help="how many weeks in a row")
    say("--reason", metavar="TEXT", default="", help="why, in your own words")
    say("--undo", action="store_true", help="take the week up again")


def run(args: argparse.Namespace, session: Session) -> None:
    """Pause the weeks, or take them up again."""
    starts = _starts(args, session)
    network = session.network
    session.commit(unpause(network, starts) if args.undo else pause(network, starts, args.reason))
    if args.json:
        session.answer({"weeks": [start.isoformat() for start in starts]})
        return
    last = starts[-1] + timedelta(days=6)
    year = "" if last.year == session.today.year else f" {last.year}"
    span = f"{day_text(starts[0])} to {day_text(last)}{year}"
    session.say(f"{span}: {'taken up again.' if args.undo else 'paused. Enjoy the rest.'}")


def _starts(args: argparse.Namespace, session: Session) -> list[date]:
    day = parse_day(" ".join(args.week), session.today) if args.week else session.today
    weeks = whole(args.weeks, "--weeks") or 0
    if not 1 <= weeks <= _MOST_WEEKS:
        raise RefusedError(f"--weeks is a number from 1 to {_MOST_WEEKS}, not {args.weeks}")
    first = start_of_week(day, session.network.meta.weekday)
    return [first + ahead * WEEK for ahead in range(weeks)]
