"""What the lines of one vCard say, property by property, before a person is made of it.

What we have a field for is taken, the rest is kept on the side, for the way out again.
"""

from __future__ import annotations

import binascii
from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from habit.model import Birthday, Note
from habit.text import clean, line
from storage.formats.card import LONGEST, email_of, phone_of, uid_key, url_of
from storage.formats.days import death_of, says_a_year, yearly_of
from storage.formats.decoding import decoded
from storage.formats.vcard_lines import Property, Raw, property_of, split, unescaped

_LONGEST_VALUE = 65536
_MOST_EXTRA = 65536
"""Characters kept of what we have no field for."""
_ENCODED = frozenset(("ENCODING", "CHARSET"))
"""Parameters that are spent once the value is text."""
_NOT_KEPT = frozenset(("BEGIN", "END", "VERSION", "PRODID", "REV"))
"""Properties that say nothing about the person."""
_HEAVY = frozenset(("PHOTO", "LOGO", "SOUND", "KEY"))
"""Properties that are too heavy to hold, unless they are an address."""


class Value(NamedTuple):
    """One of several values, with what is known of it."""

    rank: int
    value: Any
    group: str
    params: dict[str, str]


def _preference(params: dict[str, str]) -> int:
    """Return what values of one kind are ordered by: the preferred one first."""
    if "pref" in params.get("TYPE", "").lower():
        return 1
    preference = params.get("PREF", "")
    return int(preference) if preference.isdecimal() and len(preference) < 4 else 101


class Taken:
    """Adds up what the lines of one card say."""

    def __init__(self, raw: Raw, encoding: str, this_year: int) -> None:
        self._raw = raw
        self._encoding = encoding
        self._this_year = this_year
        self.warnings = raw.warnings
        self.guessed = self.heavy = False
        self.singles: dict[str, str] = {}
        self.lists: dict[str, list[Value]] = {}
        self.yearly: dict[str, Birthday] = {}
        self.died: date | bool | None = None
        self.name = ("", "", "", "")
        """Its parts: given, family, middle, suffix."""
        self.nicknames: list[str] = []
        self.uid = ""
        self.kind = ""
        self.labels: dict[str, str] = {}
        """What Apple calls the properties of a group."""
        self.extra: list[tuple[str, list[str]]] = []
        """Group, then name, parameters and value."""
        self._size = 0
        self._take_all()

    def _take_all(self) -> None:
        odd: list[tuple[int, bytes]] = []
        for at, text in self._raw.lines:
            found = property_of(text)
            if found is None:
                odd.append((at, text))
            elif found.value:
                self.take(found)
            elif found.name in _HEAVY:
                self.heavy = True
        if odd:
            at, text = odd[0]
            lines = f"line {at}" if len(odd) == 1 else f"{len(odd)} lines from line {at} on"
            said = _quoted(decoded(text, fallback=self._encoding)[0])
            self.warnings.append(f"{lines} without a colon left out: {said}")

    @cached_property
    def _is_old(self) -> bool:
        """Whether this is a vCard 2.1, in which a backslash is a backslash."""
        versions = (text for _, text in self._raw.lines if text[:8].upper() == b"VERSION:")
        return next(versions, b"").strip().endswith(b"2.1")

    def take(self, found: Property) -> None:
        """Take what a property says, or keep it on the side."""
        name = found.name
        if name in _NOT_KEPT:
            return
        text = self._text(found)
        if not text.strip():
            return
        taker = _TAKERS.get(name)
        if taker is None or not taker(self, found, text):
            self._keep(found, text)

    def _text(self, found: Property) -> str:
        """Return the value as text, still escaped."""
        value, params = found.value, found.params
        if params:
            encoding = params.get("ENCODING", "").upper()
            if encoding.startswith("QUOTED-PRINTABLE"):
                value = binascii.a2b_qp(value)
            elif encoding.startswith("B"):
                value = self._binary(found)
        if value.isascii():
            text = value.decode("ascii")
        else:
            text, guessed = decoded(value, params.get("CHARSET", ""), self._encoding)
            self.guessed = self.guessed or guessed
        if len(text) > _LONGEST_VALUE:
            self.warnings.append(f"its {line(found.name)[:40]} is very long and was cut")
            text = text[:_LONGEST_VALUE]
        return text

    def _binary(self, found: Property) -> bytes:
        """Return what base64 holds when it is text, nothing when it is a picture or the like."""
        if found.name not in _TAKERS:
            self.heavy = True
            return b""
        try:
            return binascii.a2b_base64(found.value)
        except binascii.Error:
            self.warnings.append(f"its {found.name} could not be decoded and was left out")
            return b""

    def _keep(self, found: Property, text: str) -> bool:
        text = clean(text, lines=True).strip().replace("\n", "\\n")
        if text[:5].lower() == "data:" and ";base64," in text[:200]:
            self.heavy = True
            return True
        if not text:
            return True
        self._size += len(text)
        if self._size > _MOST_EXTRA:
            self._raw.warn("it holds more than can be kept; some of it was left out")
            return True
        self.extra.append((found.group, [line(found.name), line(_written(found.params)), text]))
        return True

    def _one_line(self, name: str, text: str) -> str:
        words = line(text)
        if len(words) > LONGEST:
            self.warnings.append(f"its {name} is very long and was cut")
        return words[:LONGEST]

    def _single(self, field: str, found: Property, text: str) -> bool:
        """Take the first value of a field that has one; say no to every other."""
        words = self._one_line(found.name, text)
        if not words or field in self.singles:
            return not words or words == self.singles[field]
        self.singles[field] = words
        return True

    def _many(self, field: str, found: Property, value: Any) -> bool:
        rank = _preference(found.params) if found.params else 101
        one = Value(rank, value, found.group, found.params)
        self.lists.setdefault(field, []).append(one)
        return True

    def _split(self, text: str, by: str) -> list[str]:
        return split(text, by, bare=self._is_old)

    def _unescaped(self, text: str) -> str:
        return unescaped(text, bare=self._is_old)

    def _take_fn(self, found: Property, text: str) -> bool:
        return self._single("fn", found, self._unescaped(text))

    def _take_n(self, found: Property, text: str) -> bool:
        """Take the parts of the name, which are kept for the way out as well."""
        if not text.strip("; "):
            return True
        family, given, middle, _, suffix = (*self._split(text, ";"), "", "", "", "", "")[:5]
        if not any(self.name):
            said = (self._one_line("N", part) for part in (given, family, middle, suffix))
            self.name = (next(said), next(said), next(said), next(said))
        return False

    def _take_nickname(self, found: Property, text: str) -> bool:
        names = (self._one_line("NICKNAME", one) for one in self._split(text, ","))
        self.nicknames += [one for one in names if one]
        return True

    def _take_android(self, found: Property, text: str) -> bool:
        """Take the nickname that Android writes in a way of its own."""
        what, *values = text.split(";")
        if not what.endswith("/nickname") or not values:
            return False
        return self._take_nickname(found, values[0])

    def _take_org(self, found: Property, text: str) -> bool:
        company, *units = self._split(text, ";")
        return self._single("organization", found, company) and not any(map(line, units))

    def _take_title(self, found: Property, text: str) -> bool:
        return self._single("title", found, self._unescaped(text))

    def _take_role(self, found: Property, text: str) -> bool:
        """Take the role for where there is no title; it is kept for the way out as well."""
        self._single("role", found, self._unescaped(text))
        return False

    def _take_uid(self, found: Property, text: str) -> bool:
        self.uid = self.uid or uid_key(self._unescaped(text))
        return True

    def _take_kind(self, found: Property, text: str) -> bool:
        self.kind = self.kind or text.strip().lower()
        return False

    def _take_email(self, found: Property, text: str) -> bool:
        words = self._unescaped(text)
        address = email_of(words)
        if address is None:
            self.warnings.append(f"{_quoted(words)} isn't an email address; it was kept as text")
            return False
        return self._many("emails", found, address)

    def _take_tel(self, found: Property, text: str) -> bool:
        phone = phone_of(self._unescaped(text))
        return phone is None or self._many("phones", found, phone)

    def _take_url(self, found: Property, text: str) -> bool:
        url = url_of(self._unescaped(text))
        return url is not None and self._many("urls", found, url)

    def _take_categories(self, found: Property, text: str) -> bool:
        for tag in self._split(text, ","):
            words = self._one_line("CATEGORIES", tag)
            if words and words != "myContacts":
                self._many("tags", found, words)
        return True

    def _take_note(self, found: Property, text: str) -> bool:
        words = clean(self._unescaped(text), lines=True).strip()
        return not words or self._many("notes", found, Note("", date.min, words))

    def _take_bday(self, found: Property, text: str) -> bool:
        return self._take_day("birthday", found, text)

    def _take_anniversary(self, found: Property, text: str) -> bool:
        return self._take_day("anniversary", found, text)

    def _take_day(self, field: str, found: Property, text: str) -> bool:
        """Take a day that comes every year; a year that nobody has is kept on the side."""
        words = line(self._unescaped(text))
        omitted = found.params.get("X-APPLE-OMIT-YEAR", "")
        day = yearly_of(words, self._this_year, omitted)
        if day is None:
            if field not in self.yearly:
                told = f"the {field} {_quoted(words)} isn't a date; it was kept as text"
                self.warnings.append(told)
            return False
        if field in self.yearly:
            return self.yearly[field] == day
        self.yearly[field] = day
        return day.y is not None or not says_a_year(words, omitted)

    def _take_death(self, found: Property, text: str) -> bool:
        day = death_of(line(self._unescaped(text)))
        self.died = self.died or day or True
        return day is not None and self.died == day

    def _take_label(self, found: Property, text: str) -> bool:
        self.labels[found.group] = line(self._unescaped(text))
        return True


def _written(params: dict[str, str]) -> str:
    """Return parameters as they stand in a card, without those of the encoding."""
    return ";".join(
        f'{key}="{value}"' if ";" in value or ":" in value else f"{key}={value}"
        for key, value in params.items()
        if key not in _ENCODED
    )


def _quoted(text: str) -> str:
    """Return text from a file as a message shows it."""
    words = line(text)
    return f'"{words[:60]}{"…" if len(words) > 60 else ""}"'


_TAKERS: dict[str, Callable[[Taken, Property, str], bool]] = {
    "FN": Taken._take_fn,
    "N": Taken._take_n,
    "NICKNAME": Taken._take_nickname,
    "X-ANDROID-CUSTOM": Taken._take_android,
    "ORG": Taken._take_org,
    "TITLE": Taken._take_title,
    "ROLE": Taken._take_role,
    "UID": Taken._take_uid,
    "KIND": Taken._take_kind,
    "X-ADDRESSBOOKSERVER-KIND": Taken._take_kind,
    "X-ABSHOWAS": Taken._take_kind,
    "EMAIL": Taken._take_email,
    "TEL": Taken._take_tel,
    "URL": Taken._take_url,
    "CATEGORIES": Taken._take_categories,
    "NOTE": Taken._take_note,
    "BDAY": Taken._take_bday,
    "ANNIVERSARY": Taken._take_anniversary,
    "X-ANNIVERSARY": Taken._take_anniversary,
    "X-EVOLUTION-ANNIVERSARY": Taken._take_anniversary,
    "X-KADDRESSBOOK-X-ANNIVERSARY": Taken._take_anniversary,
    "DEATHDATE": Taken._take_death,
    "X-DEATHDATE": Taken._take_death,
    "X-ABLABEL": Taken._take_label,
}
"""What takes a property; it says no to what has to be kept on the side all the same."""
