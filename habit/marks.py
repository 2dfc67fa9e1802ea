"""The marks on contacts, for many at once in one action: what they are to you, and their tags."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from habit.changes import edit_contact, fields_words, names_of
from habit.model import Change, Contact
from habit.network import Network
from habit.text import fold, line

_WORDS = re.compile(r",|\s+(?=[+-]\S)")
"""What stands between tags: commas, or the blank before the sign of the next."""


def edit_many(network: Network, ids: Sequence[str], *, tags: str = "", **fields: Any) -> Change:
    """Change fields of many contacts as one action; `tags` adds and removes, as in `+maps -hiring`.

    Raises:
        RefusedError: One of them is not there, or a value makes no sense.

    """
    people = list(dict.fromkeys(ids))
    changes = [
        edit_contact(network, key, **_said(network.contacts.get(key), tags, fields))
        for key in people
    ]
    if len(changes) == 1:
        return changes[0]
    edits = tuple(edit for change in changes for edit in change.edits)
    words = fields_words([*fields, *(["tags"] if tags.strip() else [])])
    return Change(f"{names_of(network, people)}, {words}edited", edits)


def _said(contact: Contact | None, tags: str, fields: dict[str, Any]) -> dict[str, Any]:
    if contact is None or not tags.strip():
        return fields
    return {**fields, "tags": retagged(contact.tags, tags)}


def retagged(before: Iterable[str], text: str) -> tuple[str, ...]:
    """Return tags with what was said done to them; without a sign a tag is added.

    Of what is said twice the last holds.
    """
    said: dict[str, str] = {}
    for word in map(line, _WORDS.split(text)):
        tag = line(word.removeprefix("-").removeprefix("+"))
        if tag:
            said[fold(tag)] = "" if word.startswith("-") else said.get(fold(tag)) or tag
    kept = {fold(tag): tag for tag in before if said.get(fold(tag), tag)}
    return tuple(tag for tag in {**kept, **said, **kept}.values() if tag)


def mix(values: Iterable[str], last: str = "not said") -> str:
    """Return how many have each of some values: `3 inside, 2 not said`; one that all have alone."""
    counts = Counter(values)
    if len(counts) == 1:
        return next(iter(counts))
    ordered = sorted(counts.items(), key=lambda pair: (pair[0] == last, -pair[1], pair[0]))
    return ", ".join(f"{count} {value}" for value, count in ordered)
