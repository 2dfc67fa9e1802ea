"""Who is here already: finds the contact that a record is about, and who may be the same person.

A key decides: a UID, a profile, our own id. Without one a record joins somebody only where that
is certain, and a contradiction always makes two people.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeAlias

from habit.alike import (
    NUMBER_END,
    Name,
    days_differ,
    digits_of,
    is_one_company,
    is_one_name,
    is_one_number,
    is_role,
    name_of,
)
from habit.model import Birthday, Contact
from storage.formats.card import FINGERPRINT, Card, abuid_of, is_ours, profile_key
from storage.formats.memory import whole_of

Key: TypeAlias = tuple[str, str]
Ids: TypeAlias = dict[str, None]
"""Ids in the order in which they came."""

_MOST = 50
"""How many who have something in common are looked at: beyond that it says nothing."""
_CROWD = 3
"""From how many people on an address or a number is that of a desk or a household."""
_PROFILES = ("in/", "pub/")


@dataclass(slots=True)
class Face:
    """What two records are told apart by."""

    id: str
    name: Name
    mails: set[str]
    phones: set[str]
    profiles: set[str]
    abuids: set[str]
    birthday: Birthday | None
    organization: str | None
    connected: str
    is_typed: bool
    """Whether no file has brought them."""
    is_keyed: bool
    """Whether a vCard has a UID for them."""


def face_of(contact: Contact) -> Face:
    """Return what a contact is known by."""
    keys = [(one.kind, one.key) for one in contact.sources]
    named = [(kind, key) for kind, key in keys if not key.startswith(FINGERPRINT)]
    links = (profile_key(url) for url in contact.urls if "linkedin" in url.lower())
    linkedin = contact.extra.get("linkedin")
    return Face(
        id=contact.id,
        name=name_of(contact.name),
        mails={one.casefold() for one in contact.emails},
        phones={digits_of(one.e164 or one.raw) for one in contact.phones},
        profiles={one for one in links if one.startswith(_PROFILES)}
        | {key for kind, key in named if kind == "linkedin"},
        abuids={one} if (one := abuid_of(contact)) else set(),
        birthday=contact.birthday,
        organization=contact.organization,
        connected=str(linkedin.get("connected", "")) if isinstance(linkedin, dict) else "",
        is_typed=not contact.sources,
        is_keyed=any(kind == "vcard" for kind, _ in named),
    )


def against(one: Face, other: Face) -> str:
    """Return what says that two are never one person, or nothing."""
    if days_differ(one.birthday, other.birthday):
        return "two birthdays"
    if one.profiles and other.profiles and not one.profiles & other.profiles:
        return "two profiles"
    if one.name.suffix != other.name.suffix and one.name.suffix and other.name.suffix:
        return "two of one family"
    return ""


def doubt(one: Face, other: Face) -> str:
    """Return what speaks against two being one person, short of saying it, or nothing."""
    companies = one.organization, other.organization
    if all(companies) and not is_one_company(companies[0] or "", companies[1] or ""):
        return "another company"
    if one.mails and other.mails and not one.mails & other.mails:
        return "another email"
    if one.abuids and other.abuids and not one.abuids & other.abuids:
        return "two cards of one address book"
    return "Jr. or Sr." if one.name.suffix != other.name.suffix else ""


def _share_number(one: Face, other: Face) -> bool:
    return any(is_one_number(mine, theirs) for mine in one.phones for theirs in other.phones)


@dataclass(frozen=True, slots=True)
class Match:
    """Whom a record is about, and why, where that was not plain from its key."""

    id: str
    why: str = ""


@dataclass(slots=True)
class Run:
    """What comes in one import: which keys and which names come how often."""

    records: dict[Key, set[str]] = field(default_factory=dict)
    """For each key the different records that have it."""
    names: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, cards: Iterable[Card]) -> Run:
        """Count what comes."""
        run = cls()
        for card in cards:
            source = card.contact.sources[0]
            name = (source.kind, source.key)
            if name not in run.records:
                run.names[name_of(card.contact.name).key] += 1
            run.records.setdefault(name, set()).add(whole_of(source.hash))
        return run

    def is_repeated(self, card: Card) -> bool:
        """Whether another record of this import has the same key."""
        source = card.contact.sources[0]
        return len(self.records[(source.kind, source.key)]) > 1


class Known:
    """Everybody who is here, by what they may be known again by."""

    def __init__(self, contacts: Iterable[Contact]) -> None:
        self._faces: dict[str, Face] = {}
        self._keys: dict[Key, Ids] = {}
        self._names: dict[str, Ids] = {}
        self._mails: dict[str, Ids] = {}
        self._numbers: dict[str, Ids] = {}
        self._profiles: dict[str, Ids] = {}
        self._abuids: dict[str, Ids] = {}
        for contact in contacts:
            self.add(contact)

    def add(self, contact: Contact) -> None:
        """Know somebody by all that is said of them, or by what a record adds to it."""
        face = face_of(contact)
        mine = self._faces.setdefault(contact.id, face)
        for source in contact.sources:
            _add(self._keys, (source.kind, source.key), contact.id)
        if face.name.words:
            _add(self._names, face.name.key, contact.id)
        for index, values in (
            (self._mails, face.mails),
            (self._numbers, {one[-NUMBER_END:] for one in face.phones}),
            (self._profiles, face.profiles),
            (self._abuids, face.abuids),
        ):
            for value in values:
                _add(index, value, contact.id)
        if mine is not face:
            mine.mails |= face.mails
            mine.phones |= face.phones
            mine.profiles |= face.profiles
            mine.abuids |= face.abuids
            mine.birthday = mine.birthday or face.birthday
            mine.organization = mine.organization or face.organization
            mine.is_typed = False
            mine.is_keyed = mine.is_keyed or face.is_keyed

    def keyed(self, key: Key) -> list[str]:
        """Return who came with this key; our own id is a key of its own."""
        them = list(islice(self._keys.get(key, {}), _MOST))
        kind, own = key
        if is_ours(kind, own) and own in self._faces and own not in them:
            return [own, *them]
        return them

    def is_against(self, who: str, face: Face) -> bool:
        """Whether a record that is known by what it says only contradicts somebody."""
        mine = self._faces[who]
        is_bare = not face.mails and not face.phones
        return bool(against(mine, face) or (is_bare and doubt(mine, face)))

    def share(self, who: str, face: Face) -> bool:
        """Whether somebody and a record have an email or a phone in common."""
        mine = self._faces[who]
        return bool(mine.mails & face.mails) or _share_number(mine, face)

    def match(self, face: Face, run: Run) -> Match | None:
        """Return whom a record without a known key is certainly about."""
        for find in (
            self._by_profile,
            self._by_mail,
            self._by_birthday,
            self._by_phone,
        ):
            if found := find(face):
                return found
        return self._by_hand(face, run)

    def _by_profile(self, face: Face) -> Match | None:
        for index, values, why in (
            (self._profiles, face.profiles, "one profile"),
            (self._abuids, face.abuids, "one card of one address book"),
        ):
            for value in values:
                if them := index.get(value):
                    return Match(next(iter(them)), why)
        return None

    def _by_mail(self, face: Face) -> Match | None:
        for mail in sorted(face.mails):
            if is_role(mail):
                continue
            for mine in self._few(self._mails, mail):
                if (
                    is_one_name(mine.name, face.name)
                    and mine.name.suffix == face.name.suffix
                    and not against(mine, face)
                ):
                    return Match(mine.id, "one email, same name")
        return None

    def _by_birthday(self, face: Face) -> Match | None:
        day = face.birthday
        if day is None or not (day.y and day.m and day.d) or not face.name.is_whole:
            return None
        for mine in self._named(face):
            if mine.birthday == day and not against(mine, face):
                return Match(mine.id, "same name and birthday")
        return None

    def _by_phone(self, face: Face) -> Match | None:
        for end in sorted({one[-NUMBER_END:] for one in face.phones}):
            for mine in self._few(self._numbers, end):
                if (
                    mine.name.key == face.name.key
                    and _share_number(mine, face)
                    and not (mine.is_keyed and face.is_keyed)
                    and not (against(mine, face) or doubt(mine, face))
                ):
                    return Match(mine.id, "one phone, same name")
        return None

    def _by_hand(self, face: Face, run: Run) -> Match | None:
        """Return who was typed by hand and has the whole name, here and there the only one."""
        them = self._names.get(face.name.key, {})
        if len(them) != 1 or run.names[face.name.key] > 1 or not face.name.is_whole:
            return None
        mine = self._faces[next(iter(them))]
        two_numbers = mine.phones and face.phones and not _share_number(mine, face)
        if not mine.is_typed or mine.name.words != face.name.words or two_numbers:
            return None
        if against(mine, face) or doubt(mine, face):
            return None
        return Match(mine.id, "typed by hand, same name")

    def _few(self, index: dict[str, Ids], value: str) -> Iterator[Face]:
        """Yield who has an address or a number, unless so many do that it says nothing."""
        them = index.get(value, {})
        return (self._faces[one] for one in them if len(them) < _CROWD)

    def _named(self, face: Face) -> Iterator[Face]:
        them = self._names.get(face.name.key, {}) if face.name.words else {}
        return (self._faces[one] for one in islice(them, _MOST))

    def maybe(self, who: str) -> Iterator[Match]:
        """Yield who may be the same person as somebody who is new."""
        face, seen = self._faces[who], {who}
        for mine, why in self._alike(face):
            if mine.id not in seen and not self._is_told_apart(mine, face):
                seen.add(mine.id)
                said = doubt(mine, face)
                yield Match(mine.id, f"{why}, {said}" if said else why)

    def _alike(self, face: Face) -> Iterator[tuple[Face, str]]:
        words = set(face.name.words)
        for mail in sorted(face.mails):
            if not is_role(mail):
                for mine in self._few(self._mails, mail):
                    if words & set(mine.name.words):
                        yield mine, "one email"
        for end in sorted({one[-NUMBER_END:] for one in face.phones}):
            for mine in self._few(self._numbers, end):
                if words & set(mine.name.words) and _share_number(mine, face):
                    yield mine, "one phone"
        if face.name.is_whole and len(self._names.get(face.name.key, {})) <= _CROWD:
            for mine in self._named(face):
                yield mine, "same name"

    def _is_told_apart(self, mine: Face, face: Face) -> bool:
        if against(mine, face) != "two profiles":
            return bool(against(mine, face))
        # Whoever changes the address of a profile is still who connected that day.
        return not face.connected or face.connected != mine.connected


def _add(index: dict[Any, Ids], key: Any, one: str) -> None:
    index.setdefault(key, {})[one] = None
