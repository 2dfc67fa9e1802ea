"""What the last import said, in a few letters, so that only what changed since is taken over.

A source's `hash` is one word a field: a letter, then eight hex digits for the value, or eight
for each value of a list. It is small, holds no one's data, and is enough to tell what the file
changed from what the user did.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from habit.model import Birthday, Contact, Note, Phone
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


def memory_of(contact: Contact, kind: str) -> str:
    """Return the memory of a contact as a file of this kind has it."""
    words = []
    for field, letter in SINGLES.items():
        if value := getattr(contact, field):
            words.append(letter + digest(value))
    if extra := contact.extra.get(kind):
        words.append(EXTRA + digest(extra))
    for field, (letter, key) in LISTS.items():
        if values := getattr(contact, field):
            words.append(letter + "".join(sorted(digest(key(one)) for one in values)))
    return " ".join(words)


def recalled(memory: str) -> dict[str, frozenset[str]]:
    """Return the digests of a memory by the letter of their field."""
    return {
        word[0]: frozenset(word[at : at + _DIGITS] for at in range(1, len(word), _DIGITS))
        for word in memory.split()
    }
