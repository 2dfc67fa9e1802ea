"""`reachout months`: month by month, and the streak."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from tui.commands.session import Session

if TYPE_CHECKING:
    from habit.meter import Meter
    from habit.months import History, MonthRow
    from tui.glyphs import Glyphs

HELP = (
    "Month by month, newest first: one mark for each person of each week, how many people you\n"
    "reached out to, and how many you reached. Below stands what it has come to."
)
EXAMPLES = ("reachout months", "reachout months --json | jq .streak")

_MOST_DRAWN = 5
_TREND_WEEKS = 12


def arguments(parser: argparse.ArgumentParser) -> None:
    """There are none but those of every command."""


def run(args: argparse.Namespace, session: Session) -> None:
    """Print the months."""
    from habit.months import history
    from tui.commands.shapes import months

    past = history(session.network, session.today)
    if args.json:
        session.answer(months(past))
    elif not past.months:
        session.say("Month 1 starts here: reachout log NAME --via call")
    else:
        _say(session, past)


def _say(session: Session, past: History) -> None:
    glyphs = session.glyphs
    heading = ["", "", "", "weeks", "", "", "", "", "reached out to", "reached"]
    rows = [_row(row, glyphs, session.today.year) for row in reversed(past.months)]
    session.table([heading, *rows], numbers=(8, 9))
    session.say("", *_foot(past, glyphs))


def _row(row: MonthRow, glyphs: Glyphs, this_year: int) -> list[str]:
    from habit.weeks import month_text

    sign = {
        "kept": glyphs.kept,
        "open": glyphs.free,
        "paused": glyphs.paused,
        "quiet": glyphs.quiet,
    }[row.state]
    weeks = [_cell(week, glyphs) for week in row.weeks] + [""] * (5 - len(row.weeks))
    numbers = [str(row.reached_out), str(row.reached)]
    return [month_text(row.month), sign, row.state, *weeks, *numbers]


def _cell(week: Meter, glyphs: Glyphs) -> str:
    """A week as marks: a person each, and what is still free."""
    done = len(week.people)
    if done > _MOST_DRAWN:
        return f"{glyphs.person * 3}+{done - 3}"
    if week.paused and not done:
        return glyphs.paused
    drawn = glyphs.person * done
    if week.goal is None:
        return drawn
    if week.open:
        return drawn + glyphs.free * (min(week.goal.stretch, _MOST_DRAWN) - done)
    if not week.over:
        return drawn or glyphs.quiet
    return drawn + glyphs.quiet * (min(week.goal.people, _MOST_DRAWN) - done)


def _foot(past: History, glyphs: Glyphs) -> list[str]:
    """The streak, and the steps on the way to a habit."""
    from habit.dates import counted
    from tui.commands.words import streak

    best = past.streak
    steps = [
        f"{glyphs.kept if step <= past.ladder else glyphs.free} Month {step}" for step in (1, 2, 3)
    ]
    if past.ladder == 3:
        steps.append("it is a habit now")
    if trend := _trend(past, glyphs):
        steps.append(trend)
    now = streak(past)
    longest = f"best {counted(best.best_months, 'month')} · {counted(best.best_weeks, 'week')}"
    return [*([f"{now}   ({longest})"] if now else []), "   ".join(steps)]


def _trend(past: History, glyphs: Glyphs) -> str:
    """The strength after each of the last weeks; nothing where it cannot be drawn."""
    steps = len(glyphs.trend) - 1
    return "".join(
        glyphs.trend[round(one * steps)] for one in past.strengths[-_TREND_WEEKS:] if steps > 0
    )
