"""A year in bars, one column a week and one mark a person, with strength and average beside it."""

from __future__ import annotations

from collections.abc import Sequence

from habit.meter import Meter
from habit.months import AVERAGED_WEEKS, History, averages
from tui.glyphs import Glyphs
from tui.marks import month_short
from tui.paint import Line, Span, fit, length

SCALE = 3
"""Cells for the numbers at the left."""
BESIDE = 16
"""Cells for strength and average at the right."""


def year_lines(past: History, year: int, rows: int, width: int, glyphs: Glyphs) -> list[Line]:
    """Draw the weeks of a year as bars, the months under them, and what they add up to beside."""
    weeks = [week for row in past.months if row.month[0] == year for week in row.weeks]
    room = max(1, width - SCALE)
    # The longest year has 53 weeks, and all of them have room at 80 columns.
    beside = _beside(past, year, glyphs) if width >= SCALE + len(weeks) + 2 + BESIDE else []
    bars = _bars(weeks[-room:], rows, glyphs)
    if not beside:
        return bars
    gap = width - BESIDE
    return [
        [*bar, (" " * (gap - length(bar)), ""), *(beside[at] if at < len(beside) else [])]
        for at, bar in enumerate(bars)
    ]


def year_legend(glyphs: Glyphs) -> str:
    """Return what the marks of the bars stand for."""
    return f"{glyphs.bar} reached  {glyphs.tried} tried  {glyphs.rest} goal"


def _bars(weeks: Sequence[Meter], rows: int, glyphs: Glyphs) -> list[Line]:
    """Draw the bars, reached people at their foot; a higher one than fits ends in a `+`.

    The goal is a line behind them, which shows where a bar does not reach it.
    """
    goal = weeks[-1].goal if weeks else None
    lines: list[Line] = []
    for level in range(rows, 0, -1):
        is_said = level % 2 == 0 or (goal is not None and level == goal.people)
        label = str(level) if is_said else ""
        marks = (_mark(week, level, rows, glyphs) for week in weeks)
        lines.append([(f"{label:<{SCALE}}", "soft"), *marks])
    return [*lines, _months(weeks)]


def _mark(week: Meter, level: int, rows: int, glyphs: Glyphs) -> Span:
    people = len(week.people)
    if people >= level:
        tone = "soft" if week.goal is None else "met" if week.kept else "accent"
        if level == rows and people > rows:
            return ("+", tone)
        return (glyphs.bar if level <= week.reached else glyphs.tried, tone)
    if week.paused and not week.kept and not people and level == 1:
        return (glyphs.paused, "soft")
    if week.goal is not None and level == min(week.goal.people, rows):
        return (glyphs.rest, "faint")
    return (" ", "")


def _months(weeks: Sequence[Meter]) -> Line:
    """The names of the months under their first weeks, where there is room for them."""
    text = ""
    for at, week in enumerate(weeks):
        first = at == 0 or weeks[at - 1].month != week.month
        if first and len(text) <= at:
            text = f"{text:<{at}}{month_short(week.month)} "
    return [(" " * SCALE, ""), (text.rstrip(), "soft")]


def _beside(past: History, year: int, glyphs: Glyphs) -> list[Line]:
    """Strength and average as the year goes, with what they came to by its last week."""
    weeks = past.gone_by
    inside = [at for at, week in enumerate(weeks) if week.month[0] == year]
    if not inside:
        return []
    strengths = past.strengths[inside[0] : inside[-1] + 1]
    average = averages(weeks)[inside[0] : inside[-1] + 1]
    most = max(1.0, *average)
    since = month_short(weeks[inside[0]].month)
    many = inside[-1] + 1 >= AVERAGED_WEEKS
    over = f" over {AVERAGED_WEEKS} weeks" if many else " so far"
    return [
        [(f"{strengths[-1] * 100:.0f} %", "ink bold"), (" strength", "soft")],
        _drawn(strengths, f"from {strengths[0] * 100:.0f} % in {since}", glyphs),
        [(_number(average[-1]), "ink bold"), (over, "soft")],
        _drawn([x / most for x in average], f"from {_number(average[0])} in {since}", glyphs),
    ]


def _number(average: float) -> str:
    return f"{average:.1f}" if average < 9.95 else f"{average:.0f}"


def _drawn(values: Sequence[float], words: str, glyphs: Glyphs) -> Line:
    """A trend, or where it cannot be drawn, where it began."""
    drawn = trend(values, BESIDE, glyphs)
    return [(drawn, "met")] if drawn else [(fit(words, BESIDE), "soft")]


def trend(values: Sequence[float], width: int, glyphs: Glyphs) -> str:
    """Return values between 0 and 1 as a line of small bars, thinned out to fit; none in ASCII."""
    if not glyphs.trend or not values:
        return ""
    steps, count = len(glyphs.trend), min(width, len(values))
    shown = [values[(at + 1) * len(values) // count - 1] for at in range(count)]
    return "".join(glyphs.trend[min(steps - 1, int(value * steps))] for value in shown)
