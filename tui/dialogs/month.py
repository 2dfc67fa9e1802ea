"""The report of a month as a page of its own, from which one steps to the months beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from habit.months import history
from habit.weeks import Month
from tui.dialogs.dialog import Dialog
from tui.marks import month_title
from tui.paint import Line
from tui.widgets.month import MonthPage
from tui.widgets.painted import Painted

if TYPE_CHECKING:
    from tui.state import State


class MonthDialog(Dialog[str | None]):
    """Shows the reports of months until a key closes it; answers whom to log, if anybody."""

    KEYS = ("report.before report.after", "report.log", "report.down report.up", "dialog.close")

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter", "close", "Close", id="dialog.close"),
        Binding("j,down", "scroll(2)", "Move", id="report.down"),
        Binding("k,up", "scroll(-2)", "Up", id="report.up"),
        Binding(
            "left_square_bracket,left",
            "step(-1)",
            "Month",
            id="report.before",
            tooltip="The month before",
        ),
        Binding(
            "right_square_bracket,right",
            "step(1)",
            "Next month",
            id="report.after",
            tooltip="The month after",
        ),
        Binding("l", "log", "Log", id="report.log", tooltip="Log an outreach to whom it offers"),
    ]

    def __init__(self, state: State, month: Month, *, can_log: bool = False) -> None:
        self._state = state
        self._can_log = can_log
        self._months = [row.month for row in state.ask(history).months]
        self._page = MonthPage.of(state, month)
        super().__init__(self._heading)

    @property
    def _heading(self) -> str:
        return month_title(self._page.now.row, self._state.today)

    def compose(self) -> ComposeResult:
        """The report."""
        with self.frame(tall=True), VerticalScroll():
            yield Painted(self._draw)

    def _draw(self, width: int) -> list[Line]:
        return self._page.whole(width)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """No step where there is no month, no log where nobody is offered."""
        match action, parameters:
            case "step", (int(by),):
                return self._beside(by) is not None
            case "log", _:
                return self._can_log and self._page.offer is not None
            case _:
                return super().check_action(action, parameters)

    def _beside(self, by: int) -> Month | None:
        at = self._months.index(self._page.now.row.month) + by
        return self._months[at] if 0 <= at < len(self._months) else None

    def action_step(self, by: int) -> None:
        """Turn to the month before or after."""
        month = self._beside(by)
        if month is not None:
            self._page = MonthPage.of(self._state, month)
            self.query_one(".dialog").border_title = Content(self._heading)
            self.query_one(Painted).redraw()
            self.query_one(VerticalScroll).scroll_home(animate=False)
            self.refresh_bindings()
            self.show_keys()

    def action_scroll(self, by: int) -> None:
        """Move on the page."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)

    def action_log(self) -> None:
        """Log an outreach to the one who is offered."""
        offer = self._page.offer
        self.dismiss(offer.contact.id if offer else None)

    def action_close(self) -> None:
        """Close the page."""
        self.dismiss(None)
