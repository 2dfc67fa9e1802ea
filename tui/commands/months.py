"""`reachout months`: month by month, the streak, and the report of a month."""

from __future__ import annotations

import argparse

from habit.dates import counted
from habit.errors import RefusedError
from habit.meter import Meter
from habit.months import LADDER_MONTHS, History, MonthRow, history
from habit.report import report
from habit.weeks import Month, month_of, month_text, parse_month, start_of_week
from tui.commands.report import say_report
from tui.commands.session import Session
from tui.commands.shapes import month_shape, months_shape, report_shape
from tui.commands.words import streak
from tui.glyphs import Glyphs
from tui.marks import month_sign, week_marks

HELP = (
    "Month by month, newest first: one mark for each person of each week, how many people you\n"
    "reached out to, and how many you reached; a point behind them says that the week was not\n"
    "kept. Below stands what it has come to. With a MONTH, that month's report: who, how, and\n"
    "what came of it, beside the month before."
)
EXAMPLES = (
    "reachout months",
    "reachout months 2026-10          the report of October, also: october, last month",
    "reachout months --report         the report of this month",
    "reachout months --json | jq .streak",
    "reachout months --report --json  every month with its report",
)

_TREND_WEEKS = 12


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what can be asked for."""
    say = parser.add_argument
    say("month", metavar="MONTH", nargs="*", help="a month's report: 2026-10, october, last month")
    say("--report", action="store_true", help="the report of this month; in JSON of every month")
    say("--private", action="store_true", help="tell what is private in a report too")


def run(args: argparse.Namespace, session: Session) -> None:
    """Print the months, or the report of one."""
    past = history(session.network, session.today)
    month = _month(" ".join(args.month), session)
    if args.json:
        _answer(args, session, past, month)
    elif month is not None or args.report:
        say_report(session, past, month or _this(session), private=args.private)
    elif not past.months:
        session.say("Month 1 starts here: reachout log NAME --via call")
    else:
        heading = ["", "", "", "weeks", "", "", "", "", "reached out to", "reached"]
        rows = [_row(row, session.glyphs) for row in reversed(past.months)]
        session.table([heading, *rows], numbers=(8, 9))
        session.say("", *_foot(past, session.glyphs))


def _this(session: Session) -> Month:
    return month_of(start_of_week(session.today, session.network.meta.weekday))


def _month(words: str, session: Session) -> Month | None:
    """Return the month that was asked for, None if none was."""
    if not words:
        return None
    month = parse_month(words, _this(session))
    if month > _this(session):
        raise RefusedError(f"{month_text(month)} is still to come")
    return month


def _answer(args: argparse.Namespace, session: Session, past: History, month: Month | None) -> None:
    """Answer in JSON; each month has a report only if that was asked for."""
    if month is None and not args.report:
        session.answer(months_shape(past))
        return
    network, today, private = session.network, session.today, args.private
    wanted = [month] if month is not None else [row.month for row in past.months]
    told = [report(network, one, today, private=private) for one in wanted]
    shapes = [
        {**month_shape(one.row), "report": report_shape(network, one, today, private=private)}
        for one in told
    ]
    session.answer(months_shape(past, shapes))


def _row(row: MonthRow, glyphs: Glyphs) -> list[str]:
    weeks = [_cell(week, glyphs) for week in row.weeks] + [""] * (5 - len(row.weeks))
    numbers = [str(row.reached_out), str(row.reached)]
    return [month_text(row.month), month_sign(row, glyphs), row.state, *weeks, *numbers]


def _cell(week: Meter, glyphs: Glyphs) -> str:
    return "".join(week_marks(week, glyphs))


def _foot(past: History, glyphs: Glyphs) -> list[str]:
    """The streak, and the steps on the way to a habit."""
    best = past.streak
    longest = f"best {counted(best.best_months, 'month')} · {counted(best.best_weeks, 'week')}"
    now = streak(past)
    steps = [
        f"{glyphs.kept if step <= past.ladder else glyphs.free} Month {step}"
        for step in range(1, LADDER_MONTHS + 1)
    ]
    if past.ladder == LADDER_MONTHS:
        steps += ["it is a habit now", _trend(past, glyphs)]
    return [*([f"{now}   ({longest})"] if now else []), "   ".join(steps).rstrip()]


def _trend(past: History, glyphs: Glyphs) -> str:
    """The strength after each of the last weeks; nothing where it cannot be drawn."""
    top = len(glyphs.trend) - 1
    last = past.strengths[-_TREND_WEEKS:]
    return "".join(glyphs.trend[round(one * top)] for one in last) if glyphs.trend else ""
