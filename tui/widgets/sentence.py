"""The sentence of the review on the week that it planned, each name with a mark when done."""

from __future__ import annotations

from collections.abc import Sequence

from habit.plans import Planned
from habit.review import first_names
from tui.glyphs import Glyphs
from tui.paint import Line, Span, fit, length, short
from tui.widgets.steps import who_words


def promise_line(planned: Sequence[Planned], width: int, glyphs: Glyphs) -> Line:
    """Draw whom one can and will reach out to, `●` before those who have heard already."""
    spans: list[Span] = [("I can and will reach out to ", "soft")]
    names = first_names([one.contact.name for one in planned])
    for at, (one, name) in enumerate(zip(planned, names, strict=True)):
        last = at == len(planned) - 1
        spans += [
            (" and " if last else ", ", "soft") if at else ("", ""),
            (f"{glyphs.person if one.done else glyphs.free} ", "met" if one.done else "accent"),
            (fit(name, min(16, len(name)), glyphs.cut), "ink bold" if one.done else "ink"),
        ]
    spans.append((".", "soft"))
    done = sum(one.done for one in planned)
    brief: list[Span] = [(f"{done} of {len(planned)}", "ink"), (" of your plan done", "soft")]
    return spans if length(spans) <= width else brief


def carry_line(names: Sequence[str], width: int, glyphs: Glyphs) -> Line:
    """Offer to plan once more who was planned for last week."""
    whom = short(who_words(first_names(names), width - 20), width - 20, glyphs.cut)
    return [("c", "accent bold"), (f" carries over: {whom}", "soft")]


OFFER: Line = [("r", "accent bold"), (" reviews the week", "soft")]
"""Offers the review, gently."""
