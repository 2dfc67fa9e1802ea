"""What there is to share, and what it and somebody have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from habit.model import GIVES, Contact, Entry
from habit.text import fold

SHARE = "share"
"""The kind of the entries that are something to share."""
_LINK = re.compile(r"\bhttps?://|\bwww\.|\b[\w-]+\.[a-z]{2,}/", re.IGNORECASE)


def gift_of(entry: Entry) -> str:
    """Return as what a thing is given."""
    return entry.gift if entry.gift in GIVES else guess_kind(entry.text)


def guess_kind(text: str) -> str:
    """Return as what a thing is most likely given."""
    return "link" if _LINK.search(text) else "news"


def topics(said: Iterable[str]) -> dict[str, str]:
    """Return topics as they were said, each by how it compares: `Maps` and `map` are one."""
    return {bare: one for one in said if (bare := _bare(one))}


class Tastes:
    """What somebody has as tags and cares about, ready to be compared."""

    __slots__ = ("_tags", "_words")

    def __init__(self, contact: Contact) -> None:
        self._tags = {_bare(tag) for tag in contact.tags}
        self._words = f" {_bare(contact.cares)} " if contact.cares else ""

    def shared(self, topics: Mapping[str, str]) -> list[str]:
        """Return which topics are one of the tags, or words of what they care about."""
        return [
            said
            for bare, said in topics.items()
            if bare in self._tags or f" {bare} " in self._words
        ]


def has_tastes(contact: Contact) -> bool:
    """Whether anything is known that could fit; with most people there is not."""
    return bool(contact.tags or contact.cares)


def _bare(text: str) -> str:
    """Return words for comparing: nothing but blanks between them, a plural as its singular."""
    words = "".join(it if it.isalnum() else " " for it in fold(text)).split()
    return " ".join(one[:-1] if len(one) > 3 and one.endswith("s") else one for one in words)
