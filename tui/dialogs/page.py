"""A page to read in a dialog, until a key closes it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from tui.dialogs.dialog import Dialog
from tui.widgets.painted import Drawing, Painted


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
