"""`reachout months`: month by month, and the streak."""

from __future__ import annotations

import argparse

from habit.dates import counted
from habit.meter import Meter
from habit.months import LADDER_MONTHS, History, MonthRow, history
from habit.weeks import month_text
from tui.commands.session import Session
from tui.commands.shapes import months_shape
from tui.commands.words import streak
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
    past = history(session.network, session.today)
    if args.json:
        session.answer(months_shape(past))
    elif not past.months:
        session.say("Month 1 starts here: reachout log NAME --via call")
    else:
        heading = ["", "", "", "weeks", "", "", "", "", "reached out to", "reached"]
        rows = [_row(row, session.glyphs) for row in reversed(past.months)]
        session.table([heading, *rows], numbers=(8, 9))
        session.say("", *_foot(past, session.glyphs))


def _row(row: MonthRow, glyphs: Glyphs) -> list[str]:
    signs = {
        "kept": glyphs.kept,
        "open": glyphs.free,
        "paused": glyphs.paused,
        "quiet": glyphs.quiet,
    }
    weeks = [_cell(week, glyphs) for week in row.weeks] + [""] * (5 - len(row.weeks))
    numbers = [str(row.reached_out), str(row.reached)]
    return [month_text(row.month), signs[row.state], row.state, *weeks, *numbers]


def _cell(week: Meter, glyphs: Glyphs) -> str:
    """A week as marks: a person each, and what is still free."""
    done = len(week.people)
    drawn = glyphs.person * done
    if done > _MOST_DRAWN:
        return f"{glyphs.person * 3}+{done - 3}"
    if week.paused and not done:
        return glyphs.paused
    if week.goal is None:
        return drawn
    if week.open:
        return drawn + glyphs.free * (min(week.goal.stretch, _MOST_DRAWN) - done)
    if week.over:
        return drawn + glyphs.quiet * (min(week.goal.people, _MOST_DRAWN) - done)
    return drawn or glyphs.quiet


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
