"""A month's report: how many, who, and how."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from habit.model import Interaction
from habit.months import MonthRow
from tui.paint import Line, Span, fit, right, short

if TYPE_CHECKING:
    from tui.state import State

NAMED = 12
"""People named before the rest is only counted."""


def report_lines(state: State, row: MonthRow, width: int) -> list[Line]:
    """Draw the numbers of a month, the people, and the channels."""
    rate = (
        f"{round(100 * row.reached / row.reached_out)} %"
        if row.reached_out
        else state.glyphs.closed
    )
    lines = [
        _number("Reached out to", str(row.reached_out), "people"),
        _number("Attempts", str(row.attempts), ""),
        _number("Reached", str(row.reached), "people"),
        _number("Rate", rate, ""),
        [],
    ]
    if not row.reached_out:
        return [*lines, [("Any week can begin with one person.", "ink")]]
    interactions = [
        one
        for week in row.weeks
        for one in state.network.of_week.get(week.start, ())
        if one.dir == "out" and one.channel != "research"
    ]
    more: list[Line] = [[("More than zero. That is the habit.", "ink")], []]
    return [*lines, *more, *_who(state, interactions, width), [], *_how(state, interactions, width)]


def _number(label: str, number: str, unit: str) -> Line:
    return [(fit(label, 18), "soft"), (right(number, 6), "ink bold"), (f"  {unit}", "soft")]


def _who(state: State, interactions: list[Interaction], width: int) -> list[Line]:
    contacts = state.network.contacts
    ids = list(dict.fromkeys(one for it in interactions for one in it.people))
    lines: list[Line] = [[("Who", "ink bold")]]
    for one in ids[:NAMED]:
        name = contacts[one].name if one in contacts else "someone"
        lines.append(
            [(f"{state.glyphs.person} ", "met"), (short(name, width - 2, state.glyphs.cut), "ink")]
        )
    if len(ids) > NAMED:
        lines.append([(f"  and {len(ids) - NAMED} more", "soft")])
    return lines


def _how(state: State, interactions: list[Interaction], width: int) -> list[Line]:
    glyphs = state.glyphs
    counts = Counter(one.channel for one in interactions)
    most = max(counts.values())
    room = max(4, min(20, width - 18))
    lines: list[Line] = [[("How", "ink bold")]]
    for channel, count in counts.most_common():
        done = max(1, round(room * count / most))
        bar: list[Span] = [(glyphs.done * done, "met"), (glyphs.rest * (room - done), "faint")]
        lines.append([(fit(channel, 12), "soft"), *bar, (right(str(count), 4), "ink")])
    return lines
