"""Reads vCards 2.1, 3.0 and 4.0 as they are found, not only as they should be.

What a card says goes to the field that we have for it; the rest is kept on the side, for the
way out again. Whatever is odd becomes a warning, and never stops the next card.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Callable, Iterator
from datetime import date
from operator import itemgetter
from typing import Any, BinaryIO

from habit.model import Birthday, Contact, Note
from habit.text import clean, fold, line
from storage.formats.card import (
    LONGEST,
    Card,
    Skip,
    distinct,
    email_of,
    phone_of,
    sealed,
    uid_key,
    url_of,
)
from storage.formats.decoding import decoded
from storage.formats.memory import note_key, phone_key, url_key
from storage.formats.vcard_lines import Property, Raw, cards_of, property_of, split, unescaped

KIND = "vcard"

_LONGEST_VALUE = 65536
_MOST_VALUES = 100
"""Emails, phones and the like of one person."""
_MOST_EXTRA = 65536
"""Characters kept of what we have no field for."""

_APPLE_LABEL = re.compile(r"_\$!<(.*)>!\$_\Z")
_DAY = re.compile(r"(?:(?P<y>\d{4})|-)-?(?P<m>\d\d)?-?(?P<d>\d\d)?(?:[Tt ].*)?\Z", re.DOTALL)
_NO_YEAR = (0, 1604)
"""Years that stand for none: Apple writes 1604, since it was a leap year."""

_ENCODED = frozenset(("ENCODING", "CHARSET"))
"""Parameters that are spent once the value is text."""
_NOT_KEPT = frozenset(("BEGIN", "END", "VERSION", "PRODID", "REV", "PHOTO", "LOGO", "SOUND", "KEY"))
"""Properties that say nothing about the person, or are too heavy to hold."""


def read(
    opened: Callable[[], BinaryIO], name: str, encoding: str, tick: Callable[[int], None]
) -> Iterator[Card | Skip]:
    """Read the cards of a file one by one; `tick` hears how many bytes have been read."""
    at = 1
    try:
        with opened() as stream:
            for raw in cards_of(stream, tick):
                at = raw.at
                yield _person(raw, f"{name}:{raw.at}", encoding)
    except OSError as error:
        yield Skip(f"{name}:{at}", f"the file could not be read further: {error.strerror}")


def _person(raw: Raw, where: str, encoding: str) -> Card | Skip:
    # The one wide net: whatever is odd in this card, the next ones are still read.
    try:
        return _Reader(raw, where, encoding).card()
    except Exception as error:
        return Skip(where, f"this card could not be understood ({type(error).__name__})")


def birthday_of(text: str, omitted: str = "") -> Birthday | None:
    """Return the birthday that a BDAY says, any part of it missing; None where it is no date.

    `omitted` is the year that Apple writes in place of none.
    """
    found = _DAY.match(text)
    if not found:
        return None
    year, month, day = (int(part) if part else None for part in found.group("y", "m", "d"))
    if year in _NO_YEAR or str(year) == omitted:
        year = None
    try:
        # A day of no year may be the 29th of February, so a leap year stands in.
        date(year or 2000, *(1 if part is None else part for part in (month, day)))
    except ValueError:
        return None
    return Birthday(year, month, day) if year or month or day else None


def _preference(params: dict[str, str]) -> int:
    """Return what values of one kind are ordered by: the preferred one first."""
    if "pref" in params.get("TYPE", "").lower():
        return 1
    preference = params.get("PREF", "")
    return int(preference) if preference.isdecimal() and len(preference) < 4 else 101


class _Reader:
    """Adds up what the lines of one card say."""

    def __init__(self, raw: Raw, where: str, encoding: str) -> None:
        self._raw = raw
        self._where = where
        self._encoding = encoding
        self._warnings = raw.warnings
        self._guessed = False
        self._singles: dict[str, str] = {}
        self._lists: dict[str, list[tuple[int, Any]]] = {}
        self._birthday: Birthday | None = None
        self._names: list[str] = []
        self._nickname = ""
        self._uid = ""
        self._is_group = False
        self._extra: list[tuple[str, list[str]]] = []
        self._extra_size = 0
        self._labels: dict[str, str] = {}

    def card(self) -> Card | Skip:
        """Return the person, or why this is none."""
        odd: list[int] = []
        for at, text in self._raw.lines:
            found = property_of(text)
            if found is None:
                odd.append(at)
            elif found.value:
                self._take(found)
        if odd:
            lines = f"line {odd[0]}" if len(odd) == 1 else f"{len(odd)} lines from line {odd[0]} on"
            self._warnings.append(f"{lines} without a colon left out")
        if self._is_group:
            return Skip(self._where, "a group, not a person")
        contact = self._contact()
        if not contact.name:
            return Skip(self._where, "no name, no company, no email and no phone")
        sealed_one = sealed(contact, KIND, self._uid)
        return Card(sealed_one, self._where, tuple(self._warnings), self._guessed)

    def _contact(self) -> Contact:
        emails = self._list("emails", str.casefold)
        phones = self._list("phones", phone_key)
        names = (
            self._singles.get("fn"),
            " ".join(self._names),
            self._nickname,
            self._singles.get("organization"),
            *emails,
            *(phone.raw for phone in phones),
        )
        extra = self._kept()
        return Contact(
            name=next((name for name in names if name), ""),
            emails=emails,
            phones=phones,
            urls=self._list("urls", url_key),
            organization=self._singles.get("organization"),
            title=self._singles.get("title"),
            birthday=self._birthday,
            tags=self._list("tags", fold),
            notes=self._list("notes", note_key),
            extra={KIND: extra} if extra else {},
        )

    def _list(self, field: str, key: Callable[[Any], str]) -> tuple[Any, ...]:
        found = self._lists.get(field)
        if not found:
            return ()
        if len(found) > 1:
            found.sort(key=itemgetter(0))
        them = distinct((value for _, value in found), key)
        if len(them) > _MOST_VALUES:
            self._warnings.append(
                f"it has {len(them)} {field}; the first {_MOST_VALUES} were taken"
            )
        return them[:_MOST_VALUES]

    def _kept(self) -> list[list[str]]:
        """Return what we have no field for, each with the label that its group was given."""
        for group, kept in self._extra:
            label = self._labels.get(group) if group else None
            if label:
                kept[1] = ";".join(filter(None, (kept[1], f"X-ABLABEL={label}")))
        return [kept for _, kept in self._extra]

    def _take(self, found: Property) -> None:
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
            self._guessed = self._guessed or guessed
        if len(text) > _LONGEST_VALUE:
            self._warnings.append(f"its {line(found.name)[:40]} is very long and was cut")
            text = text[:_LONGEST_VALUE]
        return text

    def _binary(self, found: Property) -> bytes:
        """Return what base64 holds when it is text, nothing when it is a picture or the like."""
        if found.name not in _TAKERS:
            return b""
        try:
            return binascii.a2b_base64(found.value)
        except binascii.Error:
            self._warnings.append(f"its {found.name} could not be decoded and was left out")
            return b""

    def _keep(self, found: Property, text: str) -> bool:
        text = clean(text, lines=True).strip().replace("\n", "\\n")
        if not text or (text[:5].lower() == "data:" and ";base64," in text[:200]):
            return True
        self._extra_size += len(text)
        if self._extra_size > _MOST_EXTRA:
            self._raw.warn("it holds more than can be kept; some of it was left out")
            return True
        self._extra.append((found.group, [line(found.name), line(_written(found.params)), text]))
        return True

    def _one_line(self, name: str, text: str) -> str:
        words = line(text)
        if len(words) > LONGEST:
            self._warnings.append(f"its {name} is very long and was cut")
        return words[:LONGEST]

    def _single(self, field: str, found: Property, text: str) -> bool:
        """Take the first value of a field that has one; say no to every other."""
        words = self._one_line(found.name, text)
        if not words or field in self._singles:
            return not words or words == self._singles[field]
        self._singles[field] = words
        return True

    def _many(self, field: str, found: Property, value: Any) -> bool:
        rank = _preference(found.params) if found.params else 101
        self._lists.setdefault(field, []).append((rank, value))
        return True

    def _take_fn(self, found: Property, text: str) -> bool:
        return self._single("fn", found, unescaped(text))

    def _take_n(self, found: Property, text: str) -> bool:
        """Take the name in its order of speaking; the parts are kept for the way out."""
        if not text.strip("; "):
            return True
        family, given, middle, _, suffix = (*split(text, ";"), "", "", "", "", "")[:5]
        if not self._names:
            parts = (self._one_line("N", part) for part in (given, middle, family, suffix))
            self._names = [part for part in parts if part]
        return False

    def _take_nickname(self, found: Property, text: str) -> bool:
        self._nickname = self._nickname or self._one_line("NICKNAME", split(text, ",")[0])
        return False

    def _take_org(self, found: Property, text: str) -> bool:
        company, *units = split(text, ";")
        return self._single("organization", found, company) and not any(map(line, units))

    def _take_title(self, found: Property, text: str) -> bool:
        return self._single("title", found, unescaped(text))

    def _take_uid(self, found: Property, text: str) -> bool:
        self._uid = self._uid or uid_key(unescaped(text))
        return True

    def _take_kind(self, found: Property, text: str) -> bool:
        self._is_group = self._is_group or text.strip().lower() == "group"
        return False

    def _take_email(self, found: Property, text: str) -> bool:
        words = unescaped(text)
        address = email_of(words)
        if address is None:
            self._warnings.append(f"{_quoted(words)} is no email address; it was kept on the side")
            return False
        return self._many("emails", found, address)

    def _take_tel(self, found: Property, text: str) -> bool:
        phone = phone_of(unescaped(text))
        return phone is None or self._many("phones", found, phone)

    def _take_url(self, found: Property, text: str) -> bool:
        url = url_of(unescaped(text))
        return url is not None and self._many("urls", found, url)

    def _take_categories(self, found: Property, text: str) -> bool:
        for tag in split(text, ","):
            words = self._one_line("CATEGORIES", tag)
            if words and words != "myContacts":
                self._many("tags", found, words)
        return True

    def _take_note(self, found: Property, text: str) -> bool:
        words = clean(unescaped(text), lines=True).strip()
        return not words or self._many("notes", found, Note("", date.min, words))

    def _take_bday(self, found: Property, text: str) -> bool:
        words = line(unescaped(text))
        birthday = birthday_of(words, found.params.get("X-APPLE-OMIT-YEAR", ""))
        if birthday is None and self._birthday is None:
            self._warnings.append(f"the birthday {_quoted(words)} is no date; it was kept as text")
        first = self._birthday is None
        self._birthday = self._birthday or birthday
        return birthday is not None and first

    def _take_label(self, found: Property, text: str) -> bool:
        words = line(unescaped(text))
        apple = _APPLE_LABEL.match(words)
        self._labels[found.group] = apple[1] if apple else words
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


_TAKERS: dict[str, Callable[[_Reader, Property, str], bool]] = {
    "FN": _Reader._take_fn,
    "N": _Reader._take_n,
    "NICKNAME": _Reader._take_nickname,
    "ORG": _Reader._take_org,
    "TITLE": _Reader._take_title,
    "UID": _Reader._take_uid,
    "KIND": _Reader._take_kind,
    "X-ADDRESSBOOKSERVER-KIND": _Reader._take_kind,
    "EMAIL": _Reader._take_email,
    "TEL": _Reader._take_tel,
    "URL": _Reader._take_url,
    "CATEGORIES": _Reader._take_categories,
    "NOTE": _Reader._take_note,
    "BDAY": _Reader._take_bday,
    "X-ABLABEL": _Reader._take_label,
}
"""What takes a property; it says no to what has to be kept on the side all the same."""
