"""What an import said and what it brought, in a few letters.

A source's `hash` is one word a field: a letter, then eight hex digits for the value, or eight
for each value of a list. So is `brought`, of the values that this source put here. They are
small, hold no one's data, and are enough to tell what the file changed from what the user did,
and what may be taken back from what another file or a hand has brought.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from habit.model import Birthday, Contact, Note, Phone, Source
from habit.text import fold

_DIGITS = 8

SINGLES: Mapping[str, str] = {
    "name": "n",
    "given": "f",
    "nickname": "k",
    "organization": "o",
    "title": "t",
    "birthday": "b",
    "anniversary": "a",
    "died": "d",
}
"""The fields with one value, each with its letter."""
EXTRA = "x"
"""The letter of what a file held and we have no field for."""
SORTS = "y"
"""The letter of what sort each address is."""
_SEEN = "r"
"""The letter of the records that were seen: a digest of all that each of them said."""
_MIXED = "+"
"""The word that says that one import had several records with this key."""
_LETTERS = 1
"""Characters of a word before its digests."""


def phone_key(phone: Phone) -> str:
    """Return a number as it is compared: its digits, its words where it has hardly any."""
    digits = re.sub(r"\D", "", phone.e164 or phone.raw)
    return digits if len(digits) >= 5 else fold(phone.raw)


def url_key(url: str) -> str:
    """Return an address as it is compared."""
    return url.rsplit("://", maxsplit=1)[-1].removeprefix("www.").rstrip("/").casefold()


def note_key(note: Note) -> str:
    """Return a note as it is compared."""
    return note.text


LISTS: Mapping[str, tuple[str, Callable[[Any], str]]] = {
    "emails": ("e", str.casefold),
    "phones": ("p", phone_key),
    "urls": ("u", url_key),
    "tags": ("g", fold),
    "notes": ("m", note_key),
}
"""The fields with many values, each with its letter and with what a value is compared by."""


def digest(value: Any) -> str:
    """Return eight hex digits for a value, and nothing for one that is missing."""
    if not value:
        return ""
    if isinstance(value, Birthday):
        value = f"{value.y}-{value.m}-{value.d}"
    elif isinstance(value, date):
        value = value.isoformat()
    elif not isinstance(value, str):
        value = json.dumps(sorted(value) if isinstance(value, list) else value, sort_keys=True)
    return f"{zlib.crc32(value.encode()):08x}"


def items_of(extra: Any) -> list[tuple[str, str, Any]]:
    """Return what is kept on the side one by one: its name, what it is compared by, and itself."""
    if isinstance(extra, dict):
        return [(name, json.dumps([name, value]), value) for name, value in extra.items()]
    if not isinstance(extra, list):
        return []
    return [
        (str(one[0]) if isinstance(one, list) and one else "", json.dumps(one), one)
        for one in extra
    ]


def sorts_of(contact: Contact) -> dict[tuple[str, str], str]:
    """Return what sort each address is, by its field and by what it is compared by."""
    phones = {("phones", phone_key(one)): one.type for one in contact.phones if one.type}
    emails = {("emails", one.casefold()): contact.types.get(one) for one in contact.emails}
    urls = {("urls", url_key(one)): contact.types.get(one) for one in contact.urls}
    return phones | {key: sort for key, sort in (emails | urls).items() if sort}


def sort_text(name: str, key: str, sort: str) -> str:
    """Return the sort of an address as it is compared."""
    return f"{name} {key} {sort}"


def memory_of(contact: Contact, kind: str) -> str:
    """Return what a file of this kind says of a contact."""
    words: dict[str, Iterable[str]] = {
        letter: (digest(value),)
        for name, letter in SINGLES.items()
        if (value := getattr(contact, name))
    }
    if items := items_of(contact.extra.get(kind)):
        words[EXTRA] = {digest(key) for _, key, _ in items}
    for name, (letter, compared) in LISTS.items():
        if values := getattr(contact, name):
            words[letter] = {digest(compared(one)) for one in values}
    if sorts := sorts_of(contact):
        words[SORTS] = {digest(sort_text(*key, sort)) for key, sort in sorts.items()}
    return _written(words)


def _written(words: Mapping[str, Iterable[str]]) -> str:
    return " ".join(
        letter + "".join(sorted({one for one in digests if one}))
        for letter, digests in words.items()
    )


def recalled(memory: str) -> dict[str, set[str]]:
    """Return the digests of a memory by the letter of their field."""
    return {
        word[0]: {word[at : at + _DIGITS] for at in range(_LETTERS, len(word), _DIGITS)}
        for word in memory.split()
    }


def hash_of(contact: Contact, kind: str) -> str:
    """Return the memory of one record: what it says, and a digest of the whole of it."""
    from storage.records import document_of

    said = memory_of(contact, kind)
    whole = digest(json.dumps(document_of(contact), sort_keys=True))
    return f"{said} {_SEEN}{whole}".strip()


@dataclass(slots=True)
class Memory:
    """What one source has said and brought; it grows with each of its records."""

    said: dict[str, set[str]] = field(default_factory=dict)
    """What the last import said of each field, by its letter."""
    brought: dict[str, set[str]] = field(default_factory=dict)
    """The values that it put here."""
    seen: set[str] = field(default_factory=set)
    """The records that came with this key, each as a whole."""
    is_mixed: bool = False
    """Whether several came in one import, so that none of them speaks for the others."""
    is_old: bool = False
    """Whether it was written before it was noted who brought what."""
    has_grown: bool = False
    """Whether a record was heard since."""

    @classmethod
    def of(cls, source: Source) -> Memory:
        """Return the memory that a source in the file holds."""
        said = recalled(source.hash)
        seen = said.pop(_SEEN, set())
        is_mixed = said.pop(_MIXED, None) is not None
        is_old = bool(source.hash) and not seen
        brought = said if is_old else recalled(source.brought)
        copied = {letter: set(digests) for letter, digests in brought.items()}
        return cls(said, copied, seen, is_mixed, is_old)

    def heard(self, said: Mapping[str, set[str]], *, adds: bool) -> None:
        """Remember what a record says: beside what was said before, or in the place of it."""
        self.has_grown = True
        self.seen |= said.get(_SEEN, set())
        if not adds:
            self.said = {letter: set(them) for letter, them in said.items() if letter != _SEEN}
            return
        for letter, digests in said.items():
            if letter != _SEEN:
                self.said.setdefault(letter, set()).update(digests)

    def knows(self, said: Mapping[str, set[str]]) -> bool:
        """Whether a record came before, just as it is."""
        if self.is_old:
            return {letter: them for letter, them in said.items() if letter != _SEEN} == self.said
        return said.get(_SEEN, set()) <= self.seen

    def says(self, letter: str, one: str) -> bool:
        """Whether the source says this value."""
        return one in self.said.get(letter, ())

    def bring(self, letter: str, one: str) -> None:
        """Remember that the source put a value here."""
        self.brought.setdefault(letter, set()).add(one)

    def has_brought(self, letter: str, one: str) -> bool:
        """Whether the source put a value here."""
        return one in self.brought.get(letter, ())

    def source(self, kind: str, key: str, book: str) -> Source:
        """Return the source as it is written."""
        words = {**self.said, _SEEN: self.seen} | ({_MIXED: ()} if self.is_mixed else {})
        brought = {letter: them for letter, them in self.brought.items() if them}
        return Source(kind, key, book, _written(words), _written(brought))


def wholes_of(hashed: str) -> set[str]:
    """Return the digests of the whole records that a source has seen."""
    return recalled(hashed).get(_SEEN, set())


def whole_of(hashed: str) -> str:
    """Return the digest of the whole record that a card has."""
    return next(iter(wholes_of(hashed)), "")
