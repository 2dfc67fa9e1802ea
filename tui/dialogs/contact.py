"""The dialog in which a person is added or edited; only the name is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from habit.changes import add_contact, add_list, add_note, edit_contact, join
from habit.dates import birthday_text, parse_birthday, parse_span, span_text
from habit.errors import RefusedError
from habit.lives import died_text, parse_died
from habit.model import Change, Contact, Phone
from habit.network import Network
from habit.text import fold
from tui.dialogs.form import Form, Question

if TYPE_CHECKING:
    from tui.state import State


class ContactDialog(Form):
    """Adds a person, or edits one."""

    def __init__(
        self,
        state: State,
        list_id: str | None = None,
        contact: Contact | None = None,
        name: str = "",
    ) -> None:
        self._state = state
        self._known = contact
        self._new = Contact(name=name, lists=(list_id,) if list_id else ())
        title = contact.name if contact else "Add a person"
        super().__init__(title, self._ask_now, self._change, state.commit)

    @property
    def _contact(self) -> Contact | None:
        """The person as they are now; None while they are new."""
        if self._known is None:
            return None
        now = self._state.network.contacts.get(self._known.id)
        if now is None:
            raise RefusedError(
                f"{self._known.name} was deleted elsewhere meanwhile; "
                "^u brings them back, unless it was for good"
            )
        return now

    def _ask_now(self) -> list[Question]:
        return questions(self._state.network, self._contact or self._new)

    def _change(self, values: Mapping[str, str]) -> Change:
        network, hand = self._state.network, self._state.hand
        known = self._contact
        lists, made = _lists(self._state, values["lists"])
        fields: dict[str, Any] = {**_fields(values, known, self._state.today), "lists": lists}
        base = network.having(*made)
        if known is None:
            main = add_contact(base, hand, values["name"], **fields)
            key = main.edits[0].id
        else:
            main = edit_contact(base, known.id, name=values["name"], **fields)
            key = known.id
        changes = [*made, main]
        if values["note"]:
            after = base.having(main)
            note = add_note(after, hand, key, values["note"])
            changes.append(note)
        named = "".join(f", new {one.what}" for one in made)
        return join(*changes, what=f"{main.what}{named}")


def questions(network: Network, one: Contact) -> list[Question]:
    """The lines of the dialog, filled in with what is known of a contact."""
    names = [network.lists[key].name for key in one.lists if key in network.lists]
    return [
        Question("name", "Name", one.name, "a first name is enough"),
        Question("lists", "Lists", ", ".join(names), "Friends, Key contacts"),
        Question("emails", "Email", ", ".join(one.emails), "name@example.com"),
        Question("phones", "Phone", ", ".join(phone.raw for phone in one.phones), "+1 555 0100"),
        Question("organization", "Organization", one.organization or ""),
        Question("title", "Title", one.title or "", "what they do there"),
        Question(
            "birthday",
            "Birthday",
            birthday_text(one.birthday) if one.birthday else "",
            "12 March, or 12 March 1985",
        ),
        Question(
            "cadence",
            "Every",
            span_text(one.cadence) if one.cadence else "",
            "3 months; empty takes the list's",
        ),
        Question("urls", "Pages", ", ".join(one.urls), "https://example.com/name"),
        Question("tags", "Tags", ", ".join(one.tags), "maps, hiring"),
        Question("met", "How you met", one.met or ""),
        Question("note", "Add a note", "", "what to remember"),
        *(_rarely(one) if one.id else ()),
    ]


def _rarely(one: Contact) -> tuple[Question, ...]:
    """The lines that are hardly ever filled in, and never for somebody new."""
    return (
        Question("given", "First name", one.given or "", "as you say hello to them: Mary Ann"),
        Question("nickname", "Nickname", one.nickname or ""),
        Question("died", "Died", died_text(one.died), "the day, or yes"),
    )


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part for raw in text.split(",") if (part := raw.strip()))


def _fields(values: Mapping[str, str], old: Contact | None, today: date) -> dict[str, Any]:
    """What the lines say, as fields of a contact."""
    known = {phone.raw: phone for phone in old.phones} if old else {}
    fields: dict[str, Any] = {
        "emails": _parts(values["emails"]),
        "phones": tuple(known.get(raw, Phone(raw)) for raw in _parts(values["phones"])),
        "organization": values["organization"] or None,
        "title": values["title"] or None,
        "birthday": parse_birthday(values["birthday"]) if values["birthday"] else None,
        "cadence": parse_span(values["cadence"]) if values["cadence"] else None,
        "urls": _parts(values["urls"]),
        "tags": _parts(values["tags"]),
        "met": values["met"] or None,
    }
    if old is not None:
        fields |= {name: values[name] or None for name in ("given", "nickname")}
        fields["died"] = parse_died(values["died"], today) if values["died"] else None
    return fields


def _lists(state: State, text: str) -> tuple[tuple[str, ...], list[Change]]:
    """Return the ids of the lists that are named, and the changes that make the new ones."""
    known = {fold(one.name): one.id for one in state.network.lists.values()}
    ids: list[str] = []
    made: list[Change] = []
    for name in _parts(text):
        key = known.get(fold(name))
        if key is None:
            change = add_list(state.network, state.hand, name)
            made.append(change)
            key = known[fold(name)] = change.edits[0].id
        if key not in ids:
            ids.append(key)
    return tuple(ids), made
