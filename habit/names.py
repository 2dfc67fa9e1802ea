"""Names of people: which comes first, and how one addresses somebody without guessing wrong."""

from __future__ import annotations

import re

from habit.model import Contact
from habit.text import SIGNS, fold, line


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TITLES = _words(
    "dr drs prof professor mr mrs ms miss mx sir dame lord lady rev reverend hon judge capt captain"
    " col maj sgt herr frau dipl ing mag mme mlle monsieur madame sra srta"
)
_OF_COMPANIES = _words("the inc ltd llc gmbh ag corp co company plc bv nv srl kg and und et")
"""Words that a person's name does not have, and many a company's has."""
_FAMILY_FIRST = re.compile(
    "[\u1100-\u11ff\u3005\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
    "\uf900-\ufaff\uff66-\uff9d\U00020000-\U0003ffff]"
)
"""Han, Kana and Hangul, in which the family name is written first."""
_LETTERS = rf"(?:[^\W\d_]|[{SIGNS}])+"
_PLAIN = re.compile(rf"{_LETTERS}(?:[-\u2010\u2011'’]{_LETTERS})*")
_BESIDE = re.compile(r"[(\[\"“„«].*")
"""What stands beside a first name: a pet name in quotes, a remark in brackets."""


def is_family_first(name: str) -> bool:
    """Whether a name is in a script in which the family name is written first."""
    letters = [char for char in name if char.isalpha()]
    return bool(letters) and all(map(_FAMILY_FIRST.match, letters))


def in_order(given: str, family: str, middle: str = "", suffix: str = "") -> str:
    """Return the parts of a name as one says them."""
    parts = (given, middle, family, suffix)
    if given and family and is_family_first(given + family):
        parts = (family, given, middle, suffix)
    return " ".join(part for part in parts if part)


def given_of(text: str, family: str) -> str | None:
    """Return what one calls somebody of what a file has as their first name; None of nothing good.

    Titles, initials, emoji and what follows a comma go. Several words without a family name
    beside them may be all of the name.
    """
    words = _BESIDE.sub("", line(text).partition(",")[0]).split()
    plain = [word for word in words if _PLAIN.fullmatch(word) and fold(word) not in _TITLES]
    if not plain or "@" in text or (len(plain) > 1 and not family.strip()):
        return None
    return " ".join(plain)


def first_name(contact: Contact) -> str:
    """Return how one addresses somebody: as it was said, else by the first word where that is safe.

    Of a title, a comma, a company or a name that begins with the family it takes the whole.
    """
    return contact.given or _guess(contact.name)


def _guess(name: str) -> str:
    words = name.split()
    odd = {fold(word.rstrip(".")) for word in words} & (_TITLES | _OF_COMPANIES)
    is_plain = (
        len(words) > 1
        and not odd
        and not _FAMILY_FIRST.search(name)
        and _PLAIN.fullmatch(words[0]) is not None
        and (not words[0].isupper() or name.isupper())
        and all(_PLAIN.fullmatch(word.rstrip(".")) for word in words)
    )
    return words[0] if is_plain else name
