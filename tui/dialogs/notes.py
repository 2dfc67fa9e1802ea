"""The dialog in which a note on somebody is written, changed or removed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from habit.changes import add_note, edit_note
from habit.dates import day_text
from habit.errors import RefusedError
from habit.model import Change, Contact, Note
from tui.dialogs.form import Form, Question
from tui.dialogs.picker import Option

if TYPE_CHECKING:
    from tui.state import State

NEW = "new"
"""The key of the option that writes another note."""


def note_options(contact: Contact) -> list[Option]:
    """The notes on somebody, newest first, and one more that is not written yet."""
    notes = sorted(contact.notes, key=lambda note: (note.on, note.id), reverse=True)
    written = [Option(note.id, " ".join(note.text.split()), day_text(note.on)) for note in notes]
    return [Option(NEW, "a new note"), *written]


class NoteDialog(Form):
    """Writes a note, or changes one; without words it is removed."""

    def __init__(self, state: State, contact: Contact, note: Note | None) -> None:
        self._state = state
        self._contact = contact
        self._note = note
        super().__init__(contact.name, self._ask_now, self._change, state.commit)

    def _ask_now(self) -> list[Question]:
        note = self._note
        if note is not None:
            contact = self._state.network.contacts.get(self._contact.id, self._contact)
            note = next((one for one in contact.notes if one.id == note.id), None)
            if note is None:
                raise RefusedError(
                    "the note was removed elsewhere meanwhile; ^u shows how to get it back"
                )
        return [
            Question("text", "Note", note.text if note else "", "what to remember"),
            Question("private", "Private", _said(note), "yes keeps it out of exports"),
        ]

    def _change(self, values: Mapping[str, str]) -> Change:
        network, key = self._state.network, self._contact.id
        private = _is_yes(values["private"])
        if self._note is None:
            return add_note(network, self._state.hand, key, values["text"], private)
        return edit_note(network, key, self._note.id, values["text"], private)


def _said(note: Note | None) -> str:
    return "yes" if note and note.private else ""


def _is_yes(text: str) -> bool:
    if text.lower() not in {"", "y", "yes", "n", "no"}:
        raise RefusedError(f'"{text}" is neither yes nor no')
    return text.lower().startswith("y")
