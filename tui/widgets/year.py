"""The year's bars, one column a week and one mark a person, and the trend beside them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from habit.dates import MONTHS
from habit.meter import Meter
from tui.glyphs import Glyphs
from tui.paint import Line, Span

SCALE = 3
"""Cells for the numbers at the left."""


def year_lines(
    weeks: Sequence[Meter], rows: int, width: int, glyphs: Glyphs, today: date
) -> list[Line]:
    """Draw the weeks of a year as bars, and the months under them.

    A bar higher than there are rows ends in a `+`. Where a bar does not reach the week's
    minimum a faint dot marks it.
    """
    shown = weeks[-max(1, width - SCALE) :]
    lines = [_row(shown, level, rows, glyphs, today) for level in range(rows, 0, -1)]
    return [*lines, _months(shown)]


def _row(weeks: Sequence[Meter], level: int, rows: int, glyphs: Glyphs, today: date) -> Line:
    label = str(level) if level % 2 == 0 else ""
    marks = (_mark(week, level, rows, glyphs, today) for week in weeks)
    return [(f"{label:<{SCALE}}", "soft"), *marks]


def _mark(week: Meter, level: int, rows: int, glyphs: Glyphs, today: date) -> Span:
    people = len(week.people)
    tone = "met" if week.kept else "accent"
    if people >= level:
        return ("+" if level == rows and people > rows else glyphs.bar, tone)
    if week.paused and not week.kept and not people:
        return (glyphs.paused if level == 1 else " ", "soft")
    minimum = week.goal.people if week.goal else 0
    if week.start <= today and level == min(minimum, rows) and people < minimum:
        return (glyphs.quiet, "faint")
    return (" ", "")


def _months(weeks: Sequence[Meter]) -> Line:
    """The names of the months under their first weeks, where there is room for them."""
    text = ""
    for at, week in enumerate(weeks):
        first = at == 0 or weeks[at - 1].month != week.month
        if first and len(text) <= at:
            text = f"{text:<{at}}{MONTHS[week.month[1] - 1][:3]} "
    return [(" " * SCALE, ""), (text.rstrip(), "soft")]


def trend(values: Sequence[float], width: int, glyphs: Glyphs) -> str:
    """Return the newest values between 0 and 1 as a line of small bars; empty in ASCII."""
    if not glyphs.trend or not values:
        return ""
    steps = len(glyphs.trend)
    return "".join(glyphs.trend[min(steps - 1, int(value * steps))] for value in values[-width:])
