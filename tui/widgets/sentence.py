"""The sentence of the review on the week that it planned, each name with a mark when done."""

from __future__ import annotations

from collections.abc import Sequence

from habit.plans import Planned
from habit.review import first_names
from tui.glyphs import Glyphs
from tui.paint import Line, Span, fit, length


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
    short: list[Span] = [(f"{done} of {len(planned)}", "ink"), (" of your plan done", "soft")]
    return spans if length(spans) <= width else short


OFFER: Line = [("r", "accent bold"), (" reviews the week", "soft")]
"""Offers the review, gently."""
