"""Weeks and months in marks and words, as the screens and the commands draw them.

What a week came to can be read without colour: a `·` behind its people says that it was not
kept, a `○` that it is still open, and where no goal held there is only the number.
"""

from __future__ import annotations

from datetime import date

from habit.dates import MONTHS
from habit.meter import Meter
from habit.months import MonthRow
from habit.weeks import Month
from tui.glyphs import Glyphs

MOST_DRAWN = 5
"""People of a week who have a mark each."""


def week_marks(week: Meter, glyphs: Glyphs) -> tuple[str, str]:
    """Return the marks of a week's people, and those of what is or was still free."""
    people = len(week.people)
    if week.paused and not week.kept:
        return f"{glyphs.paused}{people or ''}", ""
    if week.goal is None:
        return str(people or ""), ""
    if not week.open and not week.over:
        return "", glyphs.quiet
    if people > MOST_DRAWN:
        return f"{glyphs.person * 3}+{people - 3}", ""
    room = min(week.goal.stretch if week.open else week.goal.people, MOST_DRAWN + 1)
    free = glyphs.free if week.open else "" if week.kept else glyphs.quiet
    return glyphs.person * people, free * (room - people)


def small_marks(week: Meter, glyphs: Glyphs) -> tuple[str, str]:
    """Return the same in two cells: how many people, and what that came to."""
    people = len(week.people)
    judged = week.goal is not None and (week.open or week.over)
    if not judged or (week.paused and not week.kept):
        return week_marks(week, glyphs)
    if people > 9:
        return "9+", ""
    sign = glyphs.kept if week.kept else glyphs.free if week.open else glyphs.quiet
    return f"{people}{sign}", ""


def month_sign(row: MonthRow, glyphs: Glyphs) -> str:
    """Return the sign of what a month came to; its word stands beside it."""
    signs = {
        "kept": glyphs.kept,
        "open": glyphs.person if row.counts else glyphs.free,
        "paused": glyphs.paused,
        "quiet": glyphs.quiet,
    }
    return signs[row.state]


def month_title(row: MonthRow, today: date) -> str:
    """Return the title of a month's report."""
    name = MONTHS[row.month[1] - 1]
    name = name if row.month[0] == today.year else f"{name} {row.month[0]}"
    return f"{name} so far" if row.state == "open" else name


def month_short(month: Month) -> str:
    """Return a month's name in three letters."""
    return MONTHS[month[1] - 1][:3]


def weeks_kept(row: MonthRow) -> str:
    """Return how many of a month's judged weeks were kept: `3 of 4`; nothing without any."""
    judged = [week.kept for week in row.weeks if week.kept is not None]
    return f"{sum(judged)} of {len(judged)}" if judged else ""
