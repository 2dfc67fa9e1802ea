"""The dialog that shows why somebody is suggested, or is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habit.model import Contact
from habit.why import why
from tui.dialogs.page import Page
from tui.paint import Line, fit, short, wrap

if TYPE_CHECKING:
    from tui.state import State

LABEL = 10


def why_page(state: State, contact: Contact) -> Page:
    """Return the page with the arithmetic of one person."""
    facts = why(state.network, contact, state.today)

    def draw(width: int) -> list[Line]:
        lines: list[Line] = []
        for at, fact in enumerate(facts):
            words = wrap(fact.words, width - LABEL, "ink bold" if at == 0 else "ink")
            lines += [
                [(fit(fact.label if row == 0 else "", LABEL), "soft"), *line]
                for row, line in enumerate(words)
            ]
        return lines

    return Page(f"Why {short(contact.name, 40, state.glyphs.cut)}", draw)
