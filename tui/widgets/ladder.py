"""The hero of the months: what runs, the best of it, and the ladder of the first three months."""

from __future__ import annotations

from habit.dates import counted
from habit.months import History
from tui.glyphs import Glyphs
from tui.paint import Line, Span, fit, spread


def ladder_lines(past: History, width: int, glyphs: Glyphs) -> list[Line]:
    """Draw what runs, and the ladder of the first three months."""
    streak = past.streak
    begin: Line = [
        (
            f"{counted(streak.months, 'month')} running",
            "met bold" if streak.months else "ink bold",
        )
    ]
    if not streak.months and not streak.best_months:
        begin = [("Month 1 starts here", "ink bold")]
    if streak.weeks:
        weeks = "week" if streak.weeks == 1 else "weeks"
        begin = [*begin, (f"   {streak.weeks}", "ink"), (f" {weeks} in a row", "soft")]
    return [spread(begin, _beside(past), width), *_steps(past, width, glyphs)]


def _beside(past: History) -> Line:
    """The best there was; in the first weeks, that they are for learning."""
    if _is_young(past):
        return [("a young habit: one person is enough", "soft")]
    streak = past.streak
    if not streak.best_months and not streak.best_weeks:
        return []
    return [
        ("best ", "soft"),
        (str(streak.best_months), "ink"),
        (f" {'month' if streak.best_months == 1 else 'months'} · ", "soft"),
        (str(streak.best_weeks), "ink"),
        (f" {'week' if streak.best_weeks == 1 else 'weeks'}", "soft"),
    ]


def _is_young(past: History) -> bool:
    """Whether the open week is one of those in which one person is enough, while two are wanted."""
    now = next((week for row in past.months[-1:] for week in row.weeks if week.open), None)
    return now is not None and now.goal is not None and now.needed < min(now.goal.people, 3)


def _steps(past: History, width: int, glyphs: Glyphs) -> list[Line]:
    """Draw the four steps: done, the one that the open month stands on, and those to come."""
    each, extra = divmod(width - 6, 4)
    now = _open_step(past)
    lines: list[Span] = []
    words: list[Span] = []
    for at in range(4):
        cells = each + (at < extra)
        done = at < past.ladder or past.ladder == 3
        role = "accent" if at == now else "met" if done else "faint"
        sign = glyphs.kept if done and at != now else glyphs.free
        gap = ("  " if at else "", "")
        lines += [gap, ((glyphs.done if done else glyphs.rest) * cells, role)]
        label = fit(_step_label(at, at == now, done, cells - 2), cells - 2, glyphs.cut)
        style = "ink bold" if done else "ink" if at == now else "soft"
        words += [gap, (f"{sign} ", role), (label, style)]
    return [lines, words]


def _open_step(past: History) -> int | None:
    """Which step the open month stands on: the one it takes, or the next one it may take."""
    streak, newest = past.streak, past.months[-1] if past.months else None
    if newest is not None and newest.counts and newest.state == "open":
        taking = streak.months == streak.best_months <= 3
        return streak.months - 1 if taking else None
    return past.ladder if past.ladder < 3 else None


def _step_label(at: int, is_open: bool, done: bool, room: int) -> str:
    if room < 7:
        return str(at + 1) if at < 3 else "habit"
    if at < 3:
        return f"Month {at + 1}, open" if is_open else f"Month {at + 1}"
    if not done:
        return "a habit"
    return "it is a habit now" if room >= 17 else "a habit now"
