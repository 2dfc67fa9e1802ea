"""The report of a month as a page of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen

from habit.months import MonthRow
from tui.widgets.month import report_lines
from tui.widgets.painted import Painted

if TYPE_CHECKING:
    from tui.state import State


class MonthDialog(ModalScreen[None]):
    """Shows a month's report until a key closes it."""

    CSS_PATH = "dialogs.tcss"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter", "close", "Close", id="dialog.close"),
        Binding("j,down", "scroll(2)", "Down", id="report.down"),
        Binding("k,up", "scroll(-2)", "Up", id="report.up"),
    ]

    def __init__(self, state: State, row: MonthRow) -> None:
        super().__init__()
        self._state = state
        self._row = row

    def compose(self) -> ComposeResult:
        """The report."""
        from tui.screens.months import month_title

        with Vertical(classes="dialog tall") as dialog:
            dialog.border_title = month_title(self._row, self._state.today)
            dialog.border_subtitle = "j k move   esc close"
            with VerticalScroll():
                yield Painted(lambda width: report_lines(self._state, self._row, width))

    def action_scroll(self, by: int) -> None:
        """Move on the page."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)

    def action_close(self) -> None:
        """Close the page."""
        self.dismiss()
