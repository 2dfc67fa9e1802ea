"""Reads vCards 2.1, 3.0 and 4.0 as they are found, not only as they should be.

What a card says goes to the field that we have for it; the rest is kept on the side, for the
way out again. Whatever is odd becomes a warning, and never stops the next card.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from operator import itemgetter
from typing import Any, BinaryIO, NamedTuple

from habit.model import Contact
from habit.names import given_of, in_order
from habit.text import fold
from storage.formats.card import LONGEST, Card, Skip, abuid_of, distinct, sealed
from storage.formats.days import yearly_of
from storage.formats.memory import note_key, phone_key, url_key
from storage.formats.sorts import bare_label, sort_of
from storage.formats.vcard_lines import Raw, cards_of
from storage.formats.vcard_taken import Taken

KIND = "vcard"

_MOST_VALUES = 100
"""Emails, phones and the like of one person."""
_NOBODY: Mapping[str, str] = {
    "group": "a group, not a person",
    "org": "a company, not a person; import it with --organizations",
    "location": "a place, not a person; import it with --organizations",
    "device": "a device, not a person; import it with --organizations",
    "application": "a program, not a person; import it with --organizations",
}
"""Why a card of some kinds is left out."""


class Terms(NamedTuple):
    """What holds for all cards of an import."""

    encoding: str = "cp1252"
    """Of text that is not UTF-8 and does not say what it is."""
    this_year: int = 0
    """The year from which nobody is older than people get."""
    organizations: bool = False
    """Whether companies come in as well."""


def read(
    opened: Callable[[], BinaryIO], name: str, terms: Terms, tick: Callable[[int], None]
) -> Iterator[Card | Skip]:
    """Read the cards of a file one by one; `tick` hears how many bytes have been read."""
    at = 1
    try:
        with opened() as stream:
            for raw in cards_of(stream, tick):
                at = raw.at
                yield _person(raw, f"{name}:{raw.at}", terms)
    except OSError as error:
        yield Skip(f"{name}:{at}", f"the file could not be read further: {error.strerror}")


def _person(raw: Raw, where: str, terms: Terms) -> Card | Skip:
    # The one wide net: whatever is odd in this card, the next ones are still read.
    try:
        return _Person(raw, where, terms).card()
    except Exception as error:
        return Skip(where, f"this card could not be understood ({type(error).__name__})")


class _Person:
    """Makes a person of what the lines of one card say."""

    def __init__(self, raw: Raw, where: str, terms: Terms) -> None:
        self._where = where
        self._terms = terms
        self._said = Taken(raw, terms.encoding, terms.this_year)

    def card(self) -> Card | Skip:
        """Return the person, or why this is none."""
        said = self._said
        if why := self._why_nobody():
            name = self._name()
            return Skip(self._where, f"{name}: {why}" if name else why)
        contact = self._contact()
        if not contact.name:
            return Skip(self._where, "no name, no company, no email and no phone")
        sealed_one = sealed(contact, KIND, said.uid or abuid_of(contact))
        return Card(sealed_one, self._where, tuple(said.warnings), said.guessed, said.heavy)

    def _why_nobody(self) -> str:
        """Return why this is no person; somebody shown by their company has a name as well."""
        kind = self._said.kind
        if kind == "company":
            kind = "" if any(self._said.name) else "org"
        wanted = self._terms.organizations and kind != "group"
        return "" if wanted else _NOBODY.get(kind, "")

    def _contact(self) -> Contact:
        said = self._said
        emails = self._list("emails", str.casefold)
        urls = self._list("urls", url_key)
        numbers, sorts = self._list("phones", phone_key), self._sorts("phones", phone_key)
        phones = tuple(
            replace(one, type=sort) if (sort := sorts.get(phone_key(one))) else one
            for one in numbers
        )
        name = self._name() or next(iter((*emails, *(phone.raw for phone in phones))), "")
        nicknames = dict.fromkeys(one for one in said.nicknames if one != name)
        extra = self._kept()
        return Contact(
            name=name,
            given=given_of(*said.name[:2]),
            nickname=", ".join(nicknames)[:LONGEST] or None,
            emails=emails,
            phones=phones,
            urls=urls,
            types=self._types("emails", emails, str.casefold) | self._types("urls", urls, url_key),
            organization=said.singles.get("organization"),
            title=said.singles.get("title") or said.singles.get("role"),
            birthday=said.yearly.get("birthday"),
            anniversary=said.yearly.get("anniversary"),
            died=said.died,
            tags=self._list("tags", fold),
            notes=self._list("notes", note_key),
            extra={KIND: extra} if extra else {},
        )

    def _name(self) -> str:
        """Return what somebody is called; the full name of a person shown by company is that."""
        said = self._said
        written, spoken = said.singles.get("fn"), in_order(*said.name)
        names = (spoken, written) if said.kind == "company" else (written, spoken)
        others = (*said.nicknames[:1], said.singles.get("organization"))
        return next((name for name in (*names, *others) if name), "")

    def _list(self, field: str, key: Callable[[Any], str]) -> tuple[Any, ...]:
        found = self._said.lists.get(field)
        if not found:
            return ()
        if len(found) > 1:
            found.sort(key=itemgetter(0))
        them = distinct((one.value for one in found), key)
        if len(them) > _MOST_VALUES:
            self._said.warnings.append(
                f"it has {len(them)} {field}; the first {_MOST_VALUES} were taken"
            )
        return them[:_MOST_VALUES]

    def _types(
        self, field: str, them: tuple[str, ...], key: Callable[[str], str]
    ) -> dict[str, str]:
        sorts = self._sorts(field, key)
        return {one: sorts[key(one)] for one in them if key(one) in sorts}

    def _sorts(self, field: str, key: Callable[[Any], str]) -> dict[str, str]:
        """Return what sort of address each one is where the card says that, first things first."""
        sorts: dict[str, str] = {}
        for one in self._said.lists.get(field, ()):
            if sort := sort_of(one.params, self._said.labels.get(one.group, "")):
                sorts.setdefault(key(one.value), sort)
        return sorts

    def _kept(self) -> list[list[str]]:
        """Return what we have no field for, each with the label that its group was given."""
        them = []
        for group, kept in self._said.extra:
            label = bare_label(self._said.labels[group]) if group in self._said.labels else ""
            if kept[0] == "X-ABDATE" and label == "Anniversary" and self._is_anniversary(kept[2]):
                continue
            if label:
                kept[1] = ";".join(filter(None, (kept[1], f"X-ABLABEL={label}")))
            them.append(kept)
        return them

    def _is_anniversary(self, text: str) -> bool:
        """Whether a day says when the anniversary is, and no other has said so before."""
        day = yearly_of(text, self._terms.this_year)
        return day is not None and self._said.yearly.setdefault("anniversary", day) == day
