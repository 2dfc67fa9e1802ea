"""The dialog of lists: who is on which, and the lists themselves."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from habit.changes import add_list, edit_list, join, remove_list, set_membership
from habit.dates import parse_span, span_text
from habit.errors import RefusedError
from habit.model import Change, Contact, ContactList
from tui.dialogs.dialog import Dialog
from tui.dialogs.form import Form, Question
from tui.paint import Line, fit, right
from tui.widgets.rows import Look, Rows

if TYPE_CHECKING:
    from tui.state import State

Save = Callable[[Change, str], Awaitable[bool]]


class ListsDialog(Dialog[None]):
    """Puts people on lists and takes them off; every choice is kept at once."""

    KEYS = ("lists.switch", "lists.new", "lists.edit", "lists.delete", "dialog.close")

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,enter", "switch", "On, off", id="lists.switch"),
        Binding("a", "new", "New", id="lists.new"),
        Binding("e", "edit", "Rename", id="lists.edit"),
        Binding("x", "delete", "Remove", id="lists.delete"),
        Binding("escape,q", "close", "Close", id="dialog.close"),
    ]

    def __init__(self, state: State, save: Save, contacts: Sequence[Contact]) -> None:
        names = contacts[0].name if len(contacts) == 1 else f"{len(contacts)} people"
        super().__init__(f"Lists of {names}" if contacts else "Lists")
        self._state = state
        self._save = save
        self._ids = [contact.id for contact in contacts]

    def compose(self) -> ComposeResult:
        """The lists, with how many of the people are on each."""
        with self.frame():
            yield Rows[ContactList](
                Look(row=self._row, key=lambda one: one.id),
                glyphs=self._state.glyphs,
                empty=[
                    [("  No list yet: ", "soft"), ("a", "accent bold"), (" makes one.", "soft")]
                ],
            )

    def on_mount(self) -> None:
        """Show the lists, now and after each change, whoever makes it."""
        self._show()
        self.query_one(Rows).focus()
        self.watch(self.app, "revision", self._show, init=False)

    def _show(self) -> None:
        rows = self.query_one(Rows)
        lists = self._state.network.ordered_lists()
        rows.show(lists)
        rows.styles.height = max(1, min(len(lists), 13, self.size.height - 4))

    def _on(self, one: ContactList) -> int:
        contacts = self._state.network.contacts
        return sum(key in contacts and one.id in contacts[key].lists for key in self._ids)

    def _row(self, one: ContactList, width: int) -> Line:
        glyphs = self._state.glyphs
        count = self._on(one)
        dot = glyphs.person if count and count == len(self._ids) else glyphs.free
        some = f"{count} of {len(self._ids)}" if 0 < count < len(self._ids) else ""
        cadence = f"every {span_text(one.cadence)}" if one.cadence else ""
        sign = [(f"{dot} ", "met" if count else "faint")] if self._ids else []
        return [
            *sign,
            (fit(one.name, 30, glyphs.cut), "name"),
            (fit(some, 8), "soft"),
            (right(cadence, max(0, width - 40)), "soft"),
        ]

    @property
    def _current(self) -> ContactList | None:
        current = self.query_one(Rows).current
        return current if isinstance(current, ContactList) else None

    def on_rows_chosen(self) -> None:
        """A click on the cursor row."""
        self.action_switch()

    @work
    async def action_switch(self) -> None:
        """Put everybody on the list, or take everybody off when they all are on it."""
        one = self._current
        if one is None or not self._ids:
            return
        member = self._on(one) < len(self._ids)
        await self._keep(set_membership(self._state.network, self._ids, one.id, member))

    async def _keep(self, change: Change, said: str = "") -> None:
        if await self._save(change, said):
            self._show()

    @work
    async def action_new(self) -> None:
        """Make a list; the people go on it."""
        await self._ask("New list", lambda: list_questions(ContactList()), self._made)

    def _made(self, values: Mapping[str, str]) -> Change:
        network = self._state.network
        cadence = parse_span(values["cadence"]) if values["cadence"] else None
        made = add_list(network, self._state.hand, values["name"], cadence)
        after = network.having(made)
        return join(made, set_membership(after, self._ids, made.edits[0].id, True), what=made.what)

    @work
    async def action_edit(self) -> None:
        """Rename a list, or change its cadence."""
        one = self._current
        if one is None:
            return

        def make(values: Mapping[str, str]) -> Change:
            cadence = parse_span(values["cadence"]) if values["cadence"] else None
            return edit_list(self._state.network, one.id, name=values["name"], cadence=cadence)

        await self._ask(one.name, lambda: list_questions(self._now(one)), make)

    def _now(self, one: ContactList) -> ContactList:
        """Return a list as it is now."""
        now = self._state.network.lists.get(one.id)
        if now is None:
            raise RefusedError(f"the list {one.name} was removed elsewhere meanwhile")
        return now

    async def _ask(
        self,
        title: str,
        ask: Callable[[], list[Question]],
        make: Callable[[Mapping[str, str]], Change],
    ) -> None:
        await self.app.push_screen_wait(Form(title, ask, make, self._state.commit))
        self._show()

    @work
    async def action_delete(self) -> None:
        """Remove a list; the people stay."""
        one = self._current
        if one is not None:
            change = remove_list(self._state.network, one.id)
            await self._keep(change, f"Removed the list {one.name}; its people stay.")

    def action_close(self) -> None:
        """Close."""
        self.dismiss()


def list_questions(one: ContactList) -> list[Question]:
    """The lines in which a list is made or edited."""
    cadence = span_text(one.cadence) if one.cadence else ""
    return [
        Question("name", "Name", one.name, "Friends"),
        Question("cadence", "Every", cadence, "3 months; empty for no cadence", whole=True),
    ]
