"""The dialog of openers: pick one to copy, and keep your own."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from habit.errors import CouldNotError, RefusedError
from habit.model import Change, Contact
from habit.openers import NAME, Opener, add_opener, edit_opener, openers, remove_opener
from tui.dialogs.dialog import Dialog
from tui.dialogs.form import Form, Question
from tui.paint import Line as Drawn
from tui.paint import fit, right, short, wrap
from tui.state import unsaved
from tui.widgets.painted import Painted
from tui.widgets.rows import Look, Rows

if TYPE_CHECKING:
    from tui.state import State

_WORDS = 3
"""Lines for the whole of an opener."""


class OpenersDialog(Dialog[str | None]):
    """Answers with what is to be said to somebody."""

    KEYS = ("openers.copy", "openers.add", "openers.edit", "openers.remove", "dialog.close")

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "copy", "Copy", id="openers.copy"),
        Binding("a", "add", "Add", id="openers.add", tooltip="Keep an opener of your own"),
        Binding("e", "edit", "Edit", id="openers.edit", tooltip="Change an opener of your own"),
        Binding("x", "remove", "Remove", id="openers.remove", tooltip="Remove one of your own"),
        Binding("escape,q", "close", "Close", id="dialog.close"),
    ]

    def __init__(
        self, state: State, contact: Contact, keep: Callable[[Change], Awaitable[None]]
    ) -> None:
        super().__init__(f"Say to {short(contact.name, 40, state.glyphs.cut)}")
        self._state = state
        self._contact = contact
        self._keep = keep

    def compose(self) -> ComposeResult:
        """The openers, and the one under the cursor in full."""
        with self.frame():
            yield Rows[Opener](
                Look(row=self._row, key=lambda one: one.own or one.text),
                glyphs=self._state.glyphs,
            )
            yield Painted(self._whole, id="opener")

    def on_mount(self) -> None:
        """Begin with the first."""
        self.query_one("#opener").styles.height = 1 + _WORDS
        self._show()
        self.query_one(Rows).focus()

    def _show(self) -> None:
        state = self._state
        rows = self.query_one(Rows)
        shown = openers(state.network, self._contact, state.today)
        rows.styles.height = max(1, min(len(shown), 10, self.size.height - _WORDS - 4))
        rows.show(shown, empty=[[("There is nothing to write to them any more.", "soft")]])

    def _row(self, one: Opener, width: int) -> Drawn:
        own = "yours" if one.own else ""
        words = width - 7 if own else width
        return [
            (fit(one.text, words, self._state.glyphs.cut), "name"),
            (right(own, width - words), "soft"),
        ]

    def _whole(self, width: int) -> list[Drawn]:
        one = self._current
        words = self._state.glyphs.quoted(one.text) if one else ""
        return [[], *wrap(words, width, "ink italic", _WORDS)]

    @property
    def _current(self) -> Opener | None:
        current = self.query_one(Rows).current
        return current if isinstance(current, Opener) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only your own can be changed."""
        if action in {"edit", "remove"} and self.is_mounted:
            return self._current is not None and bool(self._current.own)
        return True

    def on_rows_moved(self) -> None:
        """Show the opener under the cursor in full."""
        self.query_one("#opener", Painted).redraw()
        self.refresh_bindings()
        self.show_keys()

    def on_rows_chosen(self) -> None:
        """A click on the cursor row copies."""
        self.action_copy()

    def action_copy(self) -> None:
        """Answer with the words under the cursor."""
        if self._current is not None:
            self.dismiss(self._current.text)

    @work
    async def action_add(self) -> None:
        """Write an opener of your own."""
        await self._ask("", lambda text: add_opener(self._state.hand, text))

    @work
    async def action_edit(self) -> None:
        """Change one of your own."""
        one = self._current
        entry = self._state.network.entries.get(one.own) if one else None
        if entry is not None:
            network = self._state.network
            await self._ask(entry.text, lambda text: edit_opener(network, entry.id, text))

    async def _ask(self, text: str, make: Callable[[str], Change]) -> None:
        """Ask for the words of an opener, and save what they make."""
        question = Question("text", "Opener", text, f"Hi {NAME}, how is the garden?")
        form = Form("An opener", lambda: [question], lambda said: make(said["text"]), self._keep)
        change = await self.app.push_screen_wait(form)
        if change is not None and change.edits:
            self._show()
            self.query_one(Rows).select(change.edits[0].id)

    @work
    async def action_remove(self) -> None:
        """Remove one of your own."""
        one = self._current
        if one is None:
            return
        try:
            await self._keep(remove_opener(self._state.network, one.own))
        except (CouldNotError, RefusedError) as error:
            self.notify(unsaved(error), severity="error", markup=False)
        self._show()

    def action_close(self) -> None:
        """Answer with nothing."""
        self.dismiss(None)
