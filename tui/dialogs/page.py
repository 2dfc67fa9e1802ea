"""A page to read in a dialog, until a key closes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from habit.why import Fact
from tui.dialogs.dialog import Dialog
from tui.paint import Line, fit, wrap
from tui.widgets.painted import Drawing, Painted

LABEL = 10
"""Cells for the label of a fact."""


class Page(Dialog[None]):
    """Shows lines that are drawn for the width there is."""

    KEYS = ("page.down page.up", "dialog.close")

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter", "close", "Close", id="dialog.close"),
        Binding("j,down", "scroll(2)", "Move", id="page.down"),
        Binding("k,up", "scroll(-2)", "Up", id="page.up"),
    ]

    def __init__(self, title: str, draw: Drawing) -> None:
        super().__init__(title)
        self._draw = draw

    def compose(self) -> ComposeResult:
        """The lines."""
        with self.frame(tall=True), VerticalScroll():
            yield Painted(self._draw)

    def action_scroll(self, by: int) -> None:
        """Move on the page."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)

    def action_close(self) -> None:
        """Close the page."""
        self.dismiss()


def fact_drawing(facts: Sequence[Fact], strong: str) -> Drawing:
    """Return what draws facts line by line, the one with this label in bold."""

    def draw(width: int) -> list[Line]:
        lines: list[Line] = []
        for fact in facts:
            words = wrap(fact.words, width - LABEL, "ink bold" if fact.label == strong else "ink")
            lines += [
                [(fit(fact.label if row == 0 else "", LABEL), "soft"), *line]
                for row, line in enumerate(words)
            ]
        return lines

    return draw
