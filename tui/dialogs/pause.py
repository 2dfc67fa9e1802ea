"""The dialog in which weeks are paused, ahead or after the fact, and taken up again."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from habit.changes import pause, unpause
from habit.dates import day_text
from habit.goals import is_paused
from habit.model import Change
from habit.weeks import WEEK, key_of, start_of_week
from tui.dialogs.dialog import Dialog
from tui.paint import Line as Drawn
from tui.paint import Span, fit
from tui.widgets.field import Line
from tui.widgets.painted import Painted
from tui.widgets.rows import Look, Rows

if TYPE_CHECKING:
    from tui.state import State

AROUND = 12
"""Weeks offered before and after this one."""


@dataclass(frozen=True)
class _Week:
    start: date
    words: str


class PauseDialog(Dialog[None]):
    """Pauses weeks one by one; a pause only forgives."""

    KEYS = ("pause.switch", "pause.reason", "dialog.close")

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,enter", "switch", "Pause, or not", id="pause.switch"),
        Binding("comma", "reason", "Reason", id="pause.reason"),
        Binding("escape,q", "close", "Close", id="dialog.close"),
    ]

    def __init__(self, state: State, save: Callable[[Change, str], Awaitable[bool]]) -> None:
        super().__init__("Pause a week")
        self._state = state
        self._save = save

    def compose(self) -> ComposeResult:
        """The weeks, and a line for the reason."""
        with self.frame():
            yield Rows[_Week](
                Look(row=self._row, key=lambda one: key_of(one.start)), glyphs=self._state.glyphs
            )
            with Horizontal(classes="row"):
                yield Painted(lambda _width: [[("Reason", "soft")]]).add_class("label")
                yield Line(placeholder="if you like; enter pauses the week for it")

    def on_mount(self) -> None:
        """Begin at this week."""
        state = self._state
        now = start_of_week(state.today, state.network.meta.weekday)
        weeks = [_Week(now + WEEK * by, _words(by)) for by in range(AROUND, -AROUND - 1, -1)]
        rows = self.query_one(Rows)
        rows.styles.height = max(3, min(12, self.size.height - 5))
        rows.show(weeks)
        rows.select(key_of(now))
        rows.focus()

    def _row(self, week: _Week, width: int) -> Drawn:
        state = self._state
        paused = is_paused(state.network, week.start)
        end = week.start + timedelta(days=6)
        document = state.network.weeks.get(key_of(week.start))
        reason = document.pause.reason if document and document.pause else ""
        sign: Span = (state.glyphs.paused if paused else " ", "accent")
        days = f"{day_text(week.start)} to {day_text(end)}"
        return [
            sign,
            (" ", ""),
            (fit(days, 26), "name"),
            (fit(week.words, 14), "soft"),
            (fit(reason, max(0, width - 42), state.glyphs.cut), "soft"),
        ]

    @work
    async def action_switch(self) -> None:
        """Pause the week under the cursor, or take it up; from the reason, pause it for that."""
        rows, line = self.query_one(Rows), self.query_one(Line)
        week, network = rows.current, self._state.network
        if not isinstance(week, _Week):
            return
        if rows.has_focus and is_paused(network, week.start):
            await self._save(unpause(network, [week.start]), "The week counts again.")
        else:
            reason = "" if rows.has_focus else line.value.strip()
            await self._save(pause(network, [week.start], reason), "Paused. Enjoy the rest.")
            line.value = ""
        rows.focus()
        rows.refresh()

    def on_rows_chosen(self) -> None:
        """A click on the cursor row."""
        self.action_switch()

    def action_reason(self) -> None:
        """Type a reason."""
        self.query_one(Line).focus()

    @property
    def has_typed(self) -> bool:
        """Whether closing would throw a reason away."""
        return bool(self.query_one(Line).value.strip())

    @work
    async def action_close(self) -> None:
        """Close; a reason that no week has is not thrown away without a question."""
        from tui.dialogs.confirm import may_leave

        if await may_leave(self.app, is_lost=self.has_typed):
            self.dismiss()


def _words(by: int) -> str:
    if by in (-1, 0, 1):
        return {-1: "last week", 0: "this week", 1: "next week"}[by]
    return f"in {by} weeks" if by > 0 else f"{-by} weeks ago"
