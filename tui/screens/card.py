"""A contact's card over the whole pane, with the way to the next one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from habit.model import Contact, Interaction
from tui.screens.place import Place
from tui.widgets.card import Card
from tui.widgets.frame import Footer
from tui.widgets.rows import Rows

if TYPE_CHECKING:
    from tui.widgets.log_bar import LogBar


class CardScreen(Place):
    """One person, reached from a list of them."""

    CSS_PATH = "card.tcss"
    FOOTER = (
        "place.log",
        "card.edit",
        "card.person",
        "card.note",
        "card.reached",
        "card.turn card.next",
        "place.leave",
        "app.help",
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "e", "edit", "Edit", id="card.edit", tooltip="Edit the interaction under the cursor"
        ),
        Binding("E", "edit_person", "Edit person", id="card.person", tooltip="Edit who they are"),
        Binding(
            "y", "reached", "Reached", id="card.reached", tooltip="A waiting outreach was answered"
        ),
        Binding("x", "delete", "Delete", id="card.delete", tooltip="Delete the interaction"),
        Binding("t", "lists", "Lists", id="card.lists", tooltip="Which lists they are on"),
        Binding("n", "note", "Note", id="card.note", tooltip="Write a note, or change one"),
        Binding("c", "copy", "Copy", id="card.copy", tooltip="Copy an address"),
        Binding(
            "X",
            "forget",
            "Delete for good",
            id="card.forget",
            tooltip="Delete the person for good",
        ),
        Binding("left_square_bracket", "turn(-1)", "Person", id="card.turn"),
        Binding("right_square_bracket", "turn(1)", "Next person", id="card.next"),
        Binding("escape,q", "leave", "Back", id="place.leave"),
    ]

    def __init__(self, place: str, order: Sequence[str], contact: str) -> None:
        super().__init__()
        self.MODE = place  # type: ignore[misc]  # The card belongs to the place it was opened from.
        self._order = order
        self._key = contact
        self._called = ""

    def content(self) -> ComposeResult:
        """The card, in two columns where there is room."""
        yield Card(self.state, id="full-card", two=self.app.size.width >= 76)

    def home(self) -> Widget:
        """The timeline."""
        return self.query_one(Card).timeline

    def redraw(self) -> None:
        """Show the person as they are now."""
        contact = self._contact
        if contact is None:
            self._say_gone()
            return
        self._called = contact.name
        card = self.query_one(Card)
        card.show(contact)
        at = self._order.index(self._key) + 1 if self._key in self._order else 1
        card.border_subtitle = (
            Content(f"{at} of {len(self._order)}") if len(self._order) > 1 else None
        )
        if self.focused is None and not self.logging:
            self.home().focus()
        self.query_one(Footer).refresh()

    def _say_gone(self) -> None:
        """Close without the person, once what was typed about them is done with."""
        if self.state.is_theirs:
            said = f"{self._called} is not there any more; ^u shows what was done."
            self.say(said, trouble=True)
        if not self.has_typed:
            self.dismiss()

    def on_log_bar_closed(self, message: LogBar.Closed) -> None:
        """What was typed about somebody who is gone is done with."""
        if self._contact is None:
            self.dismiss()

    @property
    def _contact(self) -> Contact | None:
        return self.state.network.contacts.get(self._key)

    @property
    def _interaction(self) -> Interaction | None:
        current = self.query_one(Card).timeline.current
        return current if isinstance(current, Interaction) else None

    def suggested(self) -> Contact | None:
        """The person whose card it is."""
        return self._contact

    def happened(self) -> Interaction | None:
        """The interaction under the cursor."""
        return self._interaction

    def on_rows_moved(self, _message: Rows.Moved) -> None:
        """What the keys can do depends on the row."""
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what makes sense for the row under the cursor."""
        if not self.is_mounted:
            return super().check_action(action, parameters)
        if self.logging and action in {
            "edit",
            "edit_person",
            "reached",
            "delete",
            "lists",
            "copy",
            "note",
            "forget",
            "turn",
            "leave",
        }:
            return False
        interaction = self._interaction
        match action:
            case "reached":
                return self.can_be_reached(interaction, self._key)
            case "delete" | "edit":
                return interaction is not None
            case "copy":
                return bool(self._contact and (self._contact.emails or self._contact.phones))
            case "turn":
                return len(self._order) > 1
            case _:
                return super().check_action(action, parameters)

    def action_turn(self, by: int) -> None:
        """Turn to the person before or after in the list one came from."""
        at = self._order.index(self._key) if self._key in self._order else 0
        self._key = self._order[(at + by) % len(self._order)]
        self.redraw()

    def action_edit(self) -> None:
        """Edit the interaction under the cursor."""
        if self._interaction is not None:
            self.edit_interaction(self._interaction)

    def action_edit_person(self) -> None:
        """Edit who they are."""
        if self._contact is not None:
            self.edit_contact(self._contact)

    def action_delete(self) -> None:
        """Delete the interaction under the cursor, once that is confirmed."""
        if self._interaction is not None:
            self.delete_interaction(self._interaction)

    def action_reached(self) -> None:
        """A waiting outreach was answered."""
        if self._interaction is not None:
            self.say_reached(self._interaction, self._key)

    def action_lists(self) -> None:
        """Choose the lists they are on."""
        if self._contact is not None:
            self.choose_lists([self._contact])

    def action_note(self) -> None:
        """Write a note, or change one."""
        if self._contact is not None:
            self.write_note(self._contact)

    def action_forget(self) -> None:
        """Delete the person for good."""
        if self._contact is not None:
            self.forget(self._contact)

    def action_copy(self) -> None:
        """Copy an address."""
        if self._contact is not None:
            self.copy_address(self._contact)

    def action_leave(self) -> None:
        """Go back to the list."""
        self.dismiss()
