"""The report of a month as a page of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from habit.months import MonthRow
from tui.dialogs.dialog import Dialog
from tui.widgets.month import report_lines
from tui.widgets.painted import Painted

if TYPE_CHECKING:
    from tui.state import State


class MonthDialog(Dialog[None]):
    """Shows a month's report until a key closes it."""

    KEYS = ("report.down report.up", "dialog.close")

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter", "close", "Close", id="dialog.close"),
        Binding("j,down", "scroll(2)", "Move", id="report.down"),
        Binding("k,up", "scroll(-2)", "Up", id="report.up"),
    ]

    def __init__(self, state: State, row: MonthRow) -> None:
        from tui.screens.months import month_title

        super().__init__(month_title(row, state.today))
        self._state = state
        self._row = row

    def compose(self) -> ComposeResult:
        """The report."""
        with self.frame(tall=True), VerticalScroll():
            yield Painted(lambda width: report_lines(self._state, self._row, width))

    def action_scroll(self, by: int) -> None:
        """Move on the page."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)

    def action_close(self) -> None:
        """Close the page."""
        self.dismiss()
