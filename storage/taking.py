"""One contact, and what the records of files say of it, taken in one after the other.

What you typed stays, and so does what another file has brought. A record takes back only what
it has put there itself, and only when it is known by more than its name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from habit.alike import NUMBER_END, days_differ, digits_of, is_one_number
from habit.changes import Hand
from habit.model import Birthday, Contact, Note, Phone, Source
from storage.formats.card import FINGERPRINT, Card, abuid_of, fingerprint, is_ours
from storage.formats.memory import (
    EXTRA,
    LISTS,
    SINGLES,
    SORTS,
    Memory,
    digest,
    items_of,
    phone_key,
    recalled,
    sort_text,
    sorts_of,
    url_key,
)
from storage.told import Changed, Kept, Report

_IN_ORDER = frozenset({"emails", "phones", "urls"})
"""Lists of which the first counts for most."""


@dataclass(frozen=True, slots=True)
class _Record:
    """One record on its way in, and what it may do."""

    theirs: Contact
    said: dict[str, set[str]]
    memory: Memory
    where: str
    kind: str
    key: str
    may_replace: bool
    may_remove: bool

    def gone(self, letter: str) -> set[str]:
        """Return what the record has said of a field and no longer says."""
        if not self.may_replace or self.memory.is_mixed:
            return set()
        return self.memory.said.get(letter, set()) - self.said.get(letter, set())

    @property
    def is_named(self) -> bool:
        """Whether it is known by more than what it says."""
        return not self.key.startswith(FINGERPRINT)


class Taking:
    """A contact while records are taken in."""

    def __init__(self, mine: Contact, hand: Hand, report: Report) -> None:
        self._mine = mine
        self._hand = hand
        self._report = report
        self._singles: dict[str, Any] = {one: getattr(mine, one) for one in SINGLES}
        self._lists: dict[str, list[Any]] = {one: list(getattr(mine, one)) for one in LISTS}
        self._here: dict[str, set[str]] = {
            one: {key(value) for value in self._lists[one]} for one, (_, key) in LISTS.items()
        }
        self._extra = {kind: items_of(value) for kind, value in mine.extra.items()}
        self._aside = {kind: {key for _, key, _ in them} for kind, them in self._extra.items()}
        self._sorts = dict(sorts_of(mine))
        self._numbers: dict[str, list[tuple[str, str]]] = {}
        for phone in mine.phones:
            self._number(phone)
        self._memories = {(one.kind, one.key): Memory.of(one) for one in mine.sources}
        self._books = {(one.kind, one.key): one.book for one in mine.sources}
        self._joins: list[str] = []

    @property
    def name(self) -> str:
        """What they are called now."""
        return str(self._singles["name"])

    def single(self, field: str) -> Any:
        """Return the value that a field has now."""
        return self._singles[field]

    def said_name(self, kind: str, key: str) -> set[str]:
        """Return the names, as digests, that a record with this key has had."""
        memory = self._memories.get((kind, key))
        return memory.said.get(SINGLES["name"], set()) if memory else set()

    def join(self, list_id: str) -> None:
        """Put the contact on a list."""
        if list_id not in (*self._mine.lists, *self._joins):
            self._joins.append(list_id)

    def take(self, card: Card, *, adds: bool) -> None:
        """Take in what a record says; where it `adds` nothing is replaced or taken back."""
        record = self._record(card, adds=adds)
        if record.memory.knows(record.said):
            self._tell(record)
            return
        is_own = is_ours(record.kind, record.key) and record.key == self._mine.id
        before = self._state() if is_own else ()
        for part, letter in SINGLES.items():
            self._take_single(record, part, letter)
        for part in LISTS:
            self._take_list(record, part)
        self._take_aside(record)
        self._take_types(record)
        if is_own and self._state() == before:
            return  # our own export has come home and says nothing new
        name = (record.kind, record.key)
        if adds:
            record.memory.is_mixed = True
        record.memory.heard(record.said, adds=adds or not record.may_replace)
        self._memories[name] = record.memory
        if not record.is_named and not self._books.get(name):
            self._books[name] = card.book

    def contact(self) -> Contact:
        """Return the contact with all that was taken in."""
        mine = self._mine
        fields = {
            **self._singles,
            **{name: tuple(values) for name, values in self._lists.items()},
            **self._all_sorts(),
            "extra": self._all_aside(),
            "sources": tuple(self._sources()),
            "lists": (*mine.lists, *self._joins),
        }
        changed = {name: value for name, value in fields.items() if value != getattr(mine, name)}
        return replace(mine, **changed) if changed else mine

    # What a record may do

    def _record(self, card: Card, *, adds: bool) -> _Record:
        theirs = card.contact
        source = theirs.sources[0]
        name = (source.kind, source.key)
        memory = self._memories.get(name) or self._from_before(theirs, source) or Memory()
        named = not source.key.startswith(FINGERPRINT)
        # Without a name of its own it may be a record of another book that says the same.
        same_book = named or self._books.get(name, "") in ("", card.book)
        return _Record(
            theirs,
            recalled(source.hash),
            memory,
            card.where,
            source.kind,
            source.key,
            may_replace=not adds and same_book,
            may_remove=named and not adds and not memory.is_mixed and not memory.is_old,
        )

    def _from_before(self, theirs: Contact, source: Source) -> Memory | None:
        """Return what is known of a card of Apple's from when it was known by its fingerprint."""
        name = (source.kind, fingerprint(theirs))
        old = self._memories.get(name) if source.key == abuid_of(theirs) else None
        return self._memories.pop(name) if old and old.is_old else None

    def _may_go(self, record: _Record, letter: str, value: str) -> bool:
        """Whether a value came from this record alone."""
        others = (memory for memory in self._memories.values() if memory is not record.memory)
        return record.memory.has_brought(letter, value) and not any(
            memory.says(letter, value) for memory in others
        )

    # Fields with one value

    def _take_single(self, record: _Record, name: str, letter: str) -> None:
        here, there = self._singles[name], getattr(record.theirs, name)
        if _alike(here, there) or (not here and not there):
            return
        if not there:
            if name != "name" and record.may_remove and self._may_go(record, letter, digest(here)):
                self._change(record, name, here, None)
                self._singles[name] = None
                record.memory.brought.pop(letter, None)
            return
        has_brought = bool(here) and record.memory.has_brought(letter, digest(here))
        if self._is_free(record, name, letter, here):
            self._singles[name] = there
            record.memory.brought[letter] = {digest(there)}
        elif (filled := _filled(here, there)) is not None:
            self._singles[name] = filled
            if has_brought:
                record.memory.brought[letter] = {digest(filled)}
        elif (
            has_brought
            and record.may_replace
            and not record.memory.says(letter, digest(there))
            and (record.is_named or name != "name")
        ):
            self._change(record, name, here, there)
            self._singles[name] = there
            record.memory.brought[letter] = {digest(there)}
        else:
            self._keep(record, name, here, there)

    def _is_free(self, record: _Record, name: str, letter: str, here: Any) -> bool:
        """Whether a field is open to a value: empty, and not emptied by you."""
        if here or record.memory.said.get(letter):
            return False
        # Somebody whom you call Bob is not greeted as Robert.
        return name != "given" or _alike(self._singles["name"], record.theirs.name)

    # Fields with many

    def _take_list(self, record: _Record, name: str) -> None:
        letter, key = LISTS[name]
        values, here = self._lists[name], self._here[name]
        new = []
        for one in getattr(record.theirs, name):
            if key(one) in here or (name == "phones" and self._number_of(one)):
                continue
            if record.memory.says(letter, digest(key(one))):
                self._keep(record, name, None, one)
            else:
                new.append(one)
        if not new:
            return
        outdated = self._outdated(record, name)
        for one in new:
            old = next(outdated, None)
            if old is None:
                values.append(self._dated(one))
            elif self._may_go(record, letter, digest(key(old))):
                self._change(record, name, old, one)
                here.discard(key(old))
                self._sorts.pop((name, key(old)), None)
                values[values.index(old)] = _in_place_of(old, one)
                record.memory.brought.get(letter, set()).discard(digest(key(old)))
            else:
                values.insert(values.index(old) if name in _IN_ORDER else len(values), one)
            if name == "phones":
                self._number(one)
            here.add(key(one))
            record.memory.bring(letter, digest(key(one)))

    def _outdated(self, record: _Record, name: str) -> Iterator[Any]:
        """Return what this record has said and no longer says, in the order in which it stands."""
        letter, key = LISTS[name]
        gone = record.gone(letter)
        if not gone:
            return iter(())
        return iter([one for one in self._lists[name] if digest(key(one)) in gone])

    def _dated(self, one: Any) -> Any:
        if isinstance(one, Note):
            return replace(one, id=self._hand.new_id(), on=self._hand.today)
        return one

    def _number(self, phone: Phone) -> None:
        one = digits_of(phone.e164 or phone.raw)
        self._numbers.setdefault(one[-NUMBER_END:], []).append((one, phone_key(phone)))

    def _number_of(self, phone: Phone) -> str | None:
        """Return as what a number is here, with the code of its country or without."""
        one, key = digits_of(phone.e164 or phone.raw), phone_key(phone)
        here = self._here["phones"]
        for mine, known in self._numbers.get(one[-NUMBER_END:], ()) if key not in here else ():
            if known in here and is_one_number(one, mine):
                return known
        return key if key in here else None

    # What sort of address each one is

    def _take_types(self, record: _Record) -> None:
        for (name, there), sort in sorts_of(record.theirs).items():
            mine = self._address_of(record.theirs, name, there)
            here = self._sorts.get((name, mine))
            if mine not in self._here[name] or here == sort:
                continue
            said = digest(sort_text(name, there, sort))
            was = digest(sort_text(name, mine, here or ""))
            is_new = not record.memory.says(SORTS, said)
            if is_new and here and record.may_replace and record.memory.has_brought(SORTS, was):
                record.memory.brought[SORTS].discard(was)
            elif here or not is_new:
                self._keep_sort(record, name, mine, sort)
                continue
            self._sorts[name, mine] = sort
            record.memory.bring(SORTS, digest(sort_text(name, mine, sort)))

    def _address_of(self, theirs: Contact, name: str, key: str) -> str:
        """Return as what an address is here, which may be the same number in another spelling."""
        if name != "phones" or key in self._here[name]:
            return key
        phone = next(one for one in theirs.phones if phone_key(one) == key)
        return self._number_of(phone) or key

    def _keep_sort(self, record: _Record, name: str, key: str, there: str) -> None:
        compared = LISTS[name][1]
        one = next(one for one in self._lists[name] if compared(one) == key)
        shown = one.raw if isinstance(one, Phone) else one
        self._keep(record, f"type of {shown}", self._sorts.get((name, key)), there)

    def _all_sorts(self) -> dict[str, Any]:
        """Return the numbers with their sorts, and the sorts of the other addresses."""
        sorts, types = self._sorts, dict(self._mine.types)
        for name, compared in (("emails", LISTS["emails"][1]), ("urls", url_key)):
            for one in (*getattr(self._mine, name), *self._lists[name]):
                types.pop(one, None)
            types |= {
                one: sorts[name, compared(one)]
                for one in self._lists[name]
                if (name, compared(one)) in sorts
            }
        phones = (
            replace(one, type=sorts.get(("phones", phone_key(one))))
            for one in self._lists["phones"]
        )
        return {"types": types, "phones": tuple(phones)}

    # What we have no field for

    def _take_aside(self, record: _Record) -> None:
        kind, memory = record.kind, record.memory
        mine = self._extra.setdefault(kind, [])
        here = self._aside.setdefault(kind, set())
        if memory.is_old and memory.says(EXTRA, digest(self._mine.extra.get(kind))):
            mine.clear()  # as it came, when it was remembered as one
            here.clear()
        theirs = record.theirs.extra.get(kind)
        gone = record.gone(EXTRA)
        for one in items_of(theirs):
            name, key, value = one
            if key in here:
                continue
            old = next(
                (at for at, it in enumerate(mine) if it[0] == name and digest(it[1]) in gone)
                if gone
                else iter(()),
                None,
            )
            if old is not None and self._may_go(record, EXTRA, digest(mine[old][1])):
                self._change(record, name, mine[old][2], value)
                here.discard(mine[old][1])
                mine[old] = one
            elif memory.says(EXTRA, digest(key)) or (
                isinstance(theirs, dict) and any(it[0] == name for it in mine)
            ):
                self._keep(record, name, None, value)
                continue
            else:
                mine.append(one)
            here.add(key)
            memory.bring(EXTRA, digest(key))

    # What is said of it

    def _tell(self, record: _Record) -> None:
        """Say what a record that came before has and this contact has not."""
        theirs = record.theirs
        for name in SINGLES:
            here, there = self._singles[name], getattr(theirs, name)
            if there and not _alike(here, there) and _filled(here, there) is None:
                self._keep(record, name, here, there)
        for name, (_, key) in LISTS.items():
            for one in getattr(theirs, name):
                is_here = key(one) in self._here[name]
                if not is_here and not (name == "phones" and self._number_of(one)):
                    self._keep(record, name, None, one)
        for (name, there), sort in sorts_of(theirs).items():
            mine = self._address_of(theirs, name, there)
            if mine in self._here[name] and self._sorts.get((name, mine)) != sort:
                self._keep_sort(record, name, mine, sort)
        for name, whole, value in items_of(theirs.extra.get(record.kind)):
            if whole not in self._aside.get(record.kind, ()):
                self._keep(record, name, None, value)

    def _keep(self, record: _Record, name: str, here: Any, there: Any) -> None:
        them = Kept(self._mine.id, self.name, name, here, there, record.where)
        self._report.kept.append(them)

    def _change(self, record: _Record, name: str, was: Any, now: Any) -> None:
        them = Changed(self._mine.id, self.name, name, was, now, record.where)
        self._report.changed.append(them)

    # As it is written

    def _state(self) -> tuple[Any, ...]:
        return (
            dict(self._singles),
            {name: len(values) for name, values in self._lists.items()},
            len(self._report.changed),
            {kind: len(them) for kind, them in self._extra.items() if them},
            dict(self._sorts),
        )

    def _sources(self) -> Iterator[Source]:
        old = {(one.kind, one.key): one for one in self._mine.sources}
        for name, memory in self._memories.items():
            if name in old and not memory.has_grown:
                yield old[name]
            else:
                yield memory.source(*name, self._books.get(name, ""))

    def _all_aside(self) -> dict[str, Any]:
        """Return what is kept on the side; what a hand put there and is none stays as it is."""
        them = dict(self._mine.extra)
        for kind, items in self._extra.items():
            if items:
                is_object = kind == "linkedin" or isinstance(them.get(kind), dict)
                named = {name: value for name, _, value in items}
                them[kind] = named if is_object else [value for *_, value in items]
        return them


def _alike(here: Any, there: Any) -> bool:
    """Whether two values say the same, however they are spelt."""
    if isinstance(here, str) and isinstance(there, str):
        return " ".join(here.split()).casefold() == " ".join(there.split()).casefold()
    return bool(here == there)


def _filled(here: Any, there: Any) -> Any:
    """Return a day with what the other knows of it beside, None where they are not one."""
    if isinstance(here, Birthday) and isinstance(there, Birthday) and not days_differ(here, there):
        return Birthday(here.y or there.y, here.m or there.m, here.d or there.d)
    return there if here is True else here if there is True else None


def _in_place_of(old: Any, new: Any) -> Any:
    return replace(old, text=new.text) if isinstance(new, Note) else new
