"""All of a file at once: written out, read in again, laid in the place of another, compared.

Works on the documents as they are, so that fields and tables that reachout does not know come
along as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from habit.dates import counted
from habit.errors import RefusedError
from habit.model import TABLES
from habit.weeks import key_of, start_of, start_of_week
from storage import disk
from storage.content import DamagedError, encode, parse
from storage.disk import StoreError, reported
from storage.forgetting import is_forgotten, less_forgotten
from storage.schema import Document, Tables, refuse_newer
from storage.tables import Draft
from storage.undo import OWN_TABLES, TABLE

_OPENING = 4096
"""Bytes by which a file is known."""
_OBJECT = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*["}]')
"""How JSON with names in it begins."""
_MISSING: Any = object()


@dataclass(frozen=True, slots=True)
class Difference:
    """How one table differs from another's: the ids that come, go, and change."""

    table: str
    comes: tuple[str, ...]
    goes: tuple[str, ...]
    changes: tuple[str, ...]


Name = tuple[str, str]
"""A table and the id of a document."""


@dataclass(frozen=True, slots=True)
class Added:
    """What taking in an export did: documents that are new, filled up, and as they were."""

    new: tuple[Name, ...]
    updated: tuple[Name, ...]
    unchanged: tuple[Name, ...]
    kept: tuple[tuple[str, str, tuple[str, ...]], ...]
    """Table, id and fields of which the export says something else; yours stay."""
    forgotten: tuple[Name, ...]
    """Who was deleted here for good, and is not brought back."""
    senseless: tuple[Name, ...]
    """What could be no document of a TinyDB file, and was left out."""
    moved: bool
    """Whether weeks begin on another day there, so that what was said of them has moved."""


@dataclass(frozen=True, slots=True)
class Export:
    """What is written out, and how many private notes and interactions were left out of it."""

    tables: Tables
    left: int

    def chunks(self) -> Iterator[bytes]:
        """Yield the bytes of it: a data file like any other."""
        return encode(self.tables)

    @property
    def told(self) -> dict[str, int]:
        """What is said of it to a script."""
        return {"private_left_out": self.left}

    @property
    def words(self) -> str:
        """What is in it."""
        people = counted(len(self.tables.get("contacts", {})), "contact")
        return f"{people} and {counted(len(self.tables.get('interactions', {})), 'interaction')}"


# Reading


def is_whole(path: Path) -> bool:
    """Whether a file may be a data file or an export of one: it begins as JSON does."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return _OBJECT.match(file.read(_OPENING)) is not None
    except OSError:
        return False


def read(path: Path) -> Tables:
    """Return all tables of a data file, a backup or an export, in the schema of today.

    Raises:
        StoreError: It cannot be read, is no such file, or is of a newer version.

    """
    with reported(f"{path} cannot be read"):
        version = disk.read(path)
    if version is None:
        raise StoreError(f"there is no file {path}; reachout backup --list shows the backups")
    version.close()
    try:
        content = parse(version.text)
        refuse_newer(content.schema, path)
        tables = content.tables
    except DamagedError:
        raise StoreError(
            f"{path} is no file of reachout, or it is damaged; nothing was changed."
        ) from None
    sound = {name: table for name, table in tables.items() if isinstance(table, dict)}
    if not set(sound) & {*TABLES, *OWN_TABLES}:
        raise StoreError(f"{path} has none of the tables of reachout; nothing was changed.")
    return sound


# Comparing


def differences(present: Tables, other: Tables) -> list[Difference]:
    """Return how the documents of other tables differ from those present.

    What no longer is said of the whole file, as by a file that a hand has written, stays.
    """
    found = []
    for name in sorted({*present, *other} - set(OWN_TABLES)):
        here, there = _documents(present, name), _documents(other, name)
        difference = Difference(
            name,
            comes=tuple(key for key in there if key not in here),
            goes=tuple(key for key in here if key not in there and name != "_meta"),
            changes=tuple(k for k in there if k in here and differing(here[k], there[k])),
        )
        if difference.comes or difference.goes or difference.changes:
            found.append(difference)
    return found


def differing(one: Document, other: Document) -> tuple[str, ...]:
    """Return the fields in which two documents differ, whenever they were written."""
    return tuple(
        field
        for field in {**one, **other}
        if field != "modified" and one.get(field, _MISSING) != other.get(field, _MISSING)
    )


def _documents(tables: Tables, name: str) -> Mapping[str, Document]:
    """Return the documents of a table; what a hand put there and is none is passed over."""
    table = tables.get(name)
    if not isinstance(table, dict):
        return {}
    return {key: one for key, one in table.items() if isinstance(one, dict)}


# Taking in


def put_in_place(draft: Draft, tables: Tables) -> None:
    """Make all documents those of other tables; what can be taken back stays beside them."""
    for one in differences(draft.view(), tables):
        table, theirs = draft.table(one.table), _documents(tables, one.table)
        for key in one.goes:
            table.pop(key, None)
        for key in (*one.comes, *one.changes):
            table[key] = theirs[key]
    draft.marks_sources = False


def begin_with(draft: Draft, tables: Tables) -> None:
    """Make these tables all that there is, with what they say was deleted and can be undone."""
    put_in_place(draft, tables)
    for name in OWN_TABLES:
        draft.table(name).update(_documents(tables, name))
    draft.keeps_stamps = True


def add(draft: Draft, tables: Tables) -> Added:
    """Add what is not there yet; what is there stays yours.

    A document that was written there later than here gets the fields that it lacks: what an
    earlier one has beyond yours, you may have taken out.
    """
    weekday = weekday_of(tables)
    here = weekday_of(draft.view()) if _documents(draft.view(), "_meta") else weekday
    if weekday != here:
        moved = {name: moved_to(here, tables, name) for name in ("goals", "weeks")}
        tables = {**tables, **moved}
    adding = _Adding(draft, tables)
    for name in sorted(set(tables) - set(OWN_TABLES)):
        adding.take(name)
    _add_graves(draft, tables)
    draft.keeps_stamps = True
    return adding.result(moved=weekday != here)


def weekday_of(tables: Tables) -> int:
    """Return the first day of a week by what a file says of itself."""
    said = _documents(tables, "_meta").get("1", {}).get("weekday")
    return said if isinstance(said, int) and 0 <= said <= 6 else 0


def moved_to(weekday: int, tables: Tables, name: str) -> dict[str, Document]:
    """Return what is said of weeks by the weeks, beginning so, that have most of their days."""
    moved: dict[str, Document] = {}
    for key, document in sorted(_documents(tables, name).items()):
        try:
            middle = min(start_of(key), date.max - timedelta(days=3)) + timedelta(days=3)
            new = key_of(start_of_week(middle, weekday))
        except RefusedError:
            new = key
        moved[new] = {**document, **moved.get(new, {})}
    return moved


def _add_graves(draft: Draft, tables: Tables) -> None:
    """Remember what was deleted there, unless it is here."""
    graves, view = draft.table("_gone"), draft.view()
    here = {key for name in set(view) - set(OWN_TABLES) for key in _documents(view, name)}
    for key, grave in _documents(tables, "_gone").items():
        if key not in graves and key not in here:
            graves[key] = grave


class _Adding:
    """An export on its way into the documents that are there."""

    def __init__(self, draft: Draft, tables: Tables) -> None:
        self._draft = draft
        self._tables = tables
        graves = _documents(draft.view(), "_gone")
        self._gone = {key for key, grave in graves.items() if is_forgotten(grave)}
        """Who was deleted here for good."""
        self._new: list[Name] = []
        self._updated: list[Name] = []
        self._unchanged: list[Name] = []
        self._kept: list[tuple[str, str, tuple[str, ...]]] = []
        self._forgotten: list[Name] = []
        self._senseless: list[Name] = []

    def take(self, name: str) -> None:
        """Take in one table."""
        table = self._draft.table(name)
        for key, document in self._tables[name].items():
            mine: Any = table.get(key)
            if not isinstance(document, dict) or not (key.isascii() and key.isdecimal()):
                self._senseless.append((name, key))
            elif (theirs := self._less_forgotten(name, key, document)) is None:
                continue
            elif mine is None:
                table[key] = theirs
                self._new.append((name, key))
            elif isinstance(mine, dict):
                self._fill(name, key, mine, theirs)

    def _less_forgotten(self, table: str, key: str, document: Document) -> Document | None:
        """Return a document without a word about somebody deleted here for good."""
        if table == "contacts" and key in self._gone:
            self._forgotten.append((table, key))
            return None
        return less_forgotten(table, document, self._gone)

    def _fill(self, name: str, key: str, mine: Document, theirs: Document) -> None:
        differ = differing(mine, theirs)
        lacking = {
            field: theirs[field]
            for field in differ
            if field not in mine and _is_later(theirs, mine)
        }
        if kept := tuple(field for field in differ if field in theirs and field not in lacking):
            self._kept.append((name, key, kept))
        if lacking:
            # Without a stamp it gets the one of now: it is neither yours nor theirs any more.
            stampless = {field: value for field, value in mine.items() if field != "modified"}
            self._draft.table(name)[key] = {**stampless, **lacking}
        (self._updated if lacking else self._unchanged).append((name, key))

    def result(self, *, moved: bool) -> Added:
        """Return what was done."""
        return Added(
            tuple(self._new),
            tuple(self._updated),
            tuple(self._unchanged),
            tuple(self._kept),
            tuple(self._forgotten),
            tuple(self._senseless),
            moved,
        )


def _is_later(theirs: Document, mine: Document) -> bool:
    """Whether theirs was written later; what has no stamp was so before all others."""
    stamps = [one.get("modified") for one in (theirs, mine)]
    if not isinstance(stamps[1], int):
        return True
    return isinstance(stamps[0], int) and stamps[0] > stamps[1]


# Writing out


def exported(tables: Tables, *, private: bool) -> Export:
    """Return all that is written out: not what can be taken back, which holds what was deleted.

    Neither, unless `private`, what is marked so.
    """
    kept = {name: table for name, table in tables.items() if name != TABLE}
    if private:
        return Export(kept, 0)
    interactions = {
        key: one for key, one in kept.get("interactions", {}).items() if not _is_private(one)
    }
    left = len(kept.get("interactions", {})) - len(interactions)
    contacts: dict[str, Document] = {}
    for key, one in kept.get("contacts", {}).items():
        contacts[key], count = _less_private_notes(one)
        left += count
    changed = {"interactions": interactions, "contacts": contacts}
    return Export({name: changed.get(name, table) for name, table in kept.items()}, left)


def _less_private_notes(contact: Any) -> tuple[Any, int]:
    notes = contact.get("notes") if isinstance(contact, dict) else None
    if not isinstance(notes, list):
        return contact, 0
    kept = [note for note in notes if not _is_private(note)]
    if len(kept) == len(notes):
        return contact, 0
    bare = {field: value for field, value in contact.items() if field != "notes"}
    return (bare | {"notes": kept} if kept else bare), len(notes) - len(kept)


def _is_private(one: Any) -> bool:
    """Whether something is marked private, by a hand perhaps, which writes 1 or "yes"."""
    return isinstance(one, dict) and bool(one.get("private"))
