"""The sentence of the review on the week that it planned, each name with a mark when done."""

from __future__ import annotations

from collections.abc import Sequence

from habit.plans import Planned
from habit.review import first_names
from tui.glyphs import Glyphs
from tui.paint import Line, short
from tui.widgets.steps import who_line, who_words


def promise_line(planned: Sequence[Planned], width: int, glyphs: Glyphs) -> Line:
    """Draw whom one can and will reach out to, `●` before those who have heard already."""
    start = "I can and will reach out to "
    names = first_names([one.contact.name for one in planned])
    people: list[Line] = [
        [
            (f"{glyphs.person if one.done else glyphs.free} ", "met" if one.done else "accent"),
            (short(name, 16, glyphs.cut), "ink bold" if one.done else "ink"),
        ]
        for one, name in zip(planned, names, strict=True)
    ]
    return [(start, "soft"), *who_line(people, width - len(start) - 1), (".", "soft")]


def carry_line(names: Sequence[str], width: int, glyphs: Glyphs) -> Line:
    """Offer to plan once more who was planned for last week."""
    whom = short(who_words(first_names(names), width - 20), width - 20, glyphs.cut)
    return [("c", "accent bold"), (f" carries over: {whom}", "soft")]


def why_line(why: str, width: int, glyphs: Glyphs) -> Line:
    """Draw why you do this, in your own words."""
    return [("Because ", "soft"), (glyphs.quoted(short(why, width - 10, glyphs.cut)), "ink italic")]


OFFER: Line = [("r", "accent bold"), (" reviews the week", "soft")]
"""Offers the review, gently."""
