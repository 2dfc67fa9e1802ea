"""The dialog of all plans that are open: done, moved, dropped, or opened one by one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from habit.dates import coming_day
from habit.plans import Planned, open_plans, what_text, when_due
from tui.dialogs.listing import ListDialog
from tui.paint import Line, fit
from tui.widgets.rows import Look, Rows

if TYPE_CHECKING:
    from tui.state import State

Act = Callable[[Planned], object]
"""Does something with a plan; the list follows by itself."""


class FollowupsDialog(ListDialog[Planned]):
    """Shows what is open, soonest first; answers with the person whose card is wanted."""

    ABOUT_ONE = frozenset({"done", "move", "drop", "card"})
    KEYS = ("followups.done", "followups.move", "followups.drop", "followups.card", "dialog.close")

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d,space", "done", "Done", id="followups.done", tooltip="It is done"),
        Binding("e", "move", "Move", id="followups.move", tooltip="Another day, or other words"),
        Binding("x", "drop", "Drop", id="followups.drop", tooltip="Let go of it"),
        Binding("enter", "card", "Card", id="followups.card", tooltip="Open the person's card"),
        Binding("u", "undo", "Undo", id="followups.undo", tooltip="Take back what was done last"),
        Binding("escape,q,f", "close", "Close", id="dialog.close"),
    ]

    def __init__(
        self,
        state: State,
        *,
        done: Act,
        move: Act,
        drop: Act,
        undo: Callable[[], object],
        first: str = "",
    ) -> None:
        """Show the plans, the cursor on the first one with the contact `first`."""
        super().__init__("Follow-ups")
        self._state = state
        self._done, self._move, self._drop, self._undo = done, move, drop, undo
        self._first = first

    def compose(self) -> ComposeResult:
        """The plans."""
        with self.frame():
            yield Rows[Planned](
                Look(row=self._row, key=lambda one: one.plan.id),
                glyphs=self._state.glyphs,
                empty=[
                    [
                        ("  Nothing is open. ", "soft"),
                        ("p", "accent bold"),
                        (" on a person", "soft"),
                    ],
                    [("  sets up a follow-up with them.", "soft")],
                ],
            )

    def items(self) -> list[Planned]:
        """All that is open, soonest first."""
        return self._state.ask(open_plans)

    def first(self) -> str:
        """The first plan with the person that this was opened for."""
        of = (one.plan.id for one in self.items() if one.contact.id == self._first)
        return next(of, "")

    def _row(self, one: Planned, width: int) -> Line:
        state = self._state
        cut = state.glyphs.cut
        is_due = when_due(one.plan, state.network, state.today) == "now"
        dot = (state.glyphs.free, "accent") if is_due else (state.glyphs.quiet, "faint")
        name = 17 if width >= 50 else 12
        return [
            dot,
            (" ", ""),
            (fit(coming_day(one.plan.due, state.today), 12), "soft"),
            (fit(one.contact.name, name - 1, cut) + " ", "name"),
            (fit(what_text(one.plan), max(0, width - name - 14), cut), "soft"),
        ]

    def action_done(self) -> None:
        """The plan under the cursor is done."""
        if self.current is not None:
            self._done(self.current)

    def action_move(self) -> None:
        """Move the plan under the cursor, or change its words."""
        if self.current is not None:
            self._move(self.current)

    def action_drop(self) -> None:
        """Let go of the plan under the cursor."""
        if self.current is not None:
            self._drop(self.current)

    def action_undo(self) -> None:
        """Take back what was done last."""
        self._undo()

    def on_rows_chosen(self) -> None:
        """A click on the cursor row."""
        self.action_card()

    def action_card(self) -> None:
        """Answer with the person."""
        if self.current is not None:
            self.dismiss(self.current.contact.id)
