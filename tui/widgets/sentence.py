"""The sentence of the review on the week that it planned, each name with a mark when done."""

from __future__ import annotations

from collections.abc import Sequence

from habit.model import Contact
from habit.names import first_name
from habit.plans import Planned
from tui.glyphs import Glyphs
from tui.paint import Line, short
from tui.widgets.steps import who_line, who_words


def promise_line(planned: Sequence[Planned], width: int, glyphs: Glyphs) -> Line:
    """Draw whom one can and will reach out to, `●` before those who have heard already."""
    start = "I can and will reach out to "
    people: list[Line] = [
        [
            (f"{glyphs.person if one.done else glyphs.free} ", "met" if one.done else "accent"),
            (short(first_name(one.contact), 16, glyphs.cut), "ink bold" if one.done else "ink"),
        ]
        for one in planned
    ]
    return [(start, "soft"), *who_line(people, width - len(start) - 1), (".", "soft")]


def carry_line(people: Sequence[Contact], width: int, glyphs: Glyphs) -> Line:
    """Offer to plan once more who was planned for last week."""
    names = [first_name(one) for one in people]
    whom = short(who_words(names, width - 20), width - 20, glyphs.cut)
    return [("c", "accent bold"), (f" carries over: {whom}", "soft")]


def why_line(why: str, width: int, glyphs: Glyphs) -> Line:
    """Draw why you do this, in your own words."""
    return [("Because ", "soft"), (glyphs.quoted(short(why, width - 10, glyphs.cut)), "ink italic")]


OFFER: Line = [("r", "accent bold"), (" reviews the week", "soft")]
"""Offers the review, gently."""
