"""All of a file at once: written out, read in again, laid in the place of another, compared.

Works on the documents as they are, so that fields and tables that reachout does not know come
along as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from habit.model import TABLES
from storage import disk
from storage.content import DamagedError, encode, parse
from storage.disk import StoreError, reported
from storage.schema import Document, Tables, refuse_newer
from storage.tables import Draft
from storage.undo import OWN_TABLES, TABLE

_OPENING = 4096
"""Bytes in which the first table of an export stands."""


@dataclass(frozen=True, slots=True)
class Difference:
    """How one table differs from another's: the ids that come, go, and change."""

    table: str
    comes: tuple[str, ...]
    goes: tuple[str, ...]
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Added:
    """What taking in an export did, by table: ids that are new, filled up, and as they were."""

    new: tuple[tuple[str, str], ...]
    updated: tuple[tuple[str, str], ...]
    unchanged: tuple[tuple[str, str], ...]
    kept: tuple[tuple[str, str, str], ...]
    """Table, id and field of values of yours that the export says otherwise."""
    forgotten: tuple[tuple[str, str], ...]
    """Who was deleted here for good, and is not brought back."""


# Reading


def is_whole(path: Path) -> bool:
    """Whether a file looks like a data file or an export of one."""
    try:
        with path.open("rb") as file:
            opening = file.read(_OPENING).lstrip(b"\xef\xbb\xbf \t\r\n")
    except OSError:
        return False
    return opening.startswith(b"{")


def read(path: Path) -> Tables:
    """Return all tables of a data file, a backup or an export, in the schema of today.

    Raises:
        StoreError: It cannot be read, is no such file, or is of a newer version.

    """
    with reported(f"{path} cannot be read"):
        version = disk.read(path)
    if version is None:
        raise StoreError(f"{path} is not there: look with reachout backup --list")
    version.close()
    try:
        content = parse(version.text)
        refuse_newer(content.schema, path)
        tables = content.tables
    except DamagedError as damage:
        raise StoreError(
            f"{path} is no file of reachout ({damage}); nothing was changed."
        ) from None
    sound = {name: table for name, table in tables.items() if isinstance(table, dict)}
    if not set(sound) & {*TABLES, *OWN_TABLES}:
        raise StoreError(f"{path} has none of the tables of reachout; nothing was changed.")
    return sound


# Comparing


def differences(present: Tables, other: Tables) -> list[Difference]:
    """Return how the documents of other tables differ from those present."""
    found = []
    for name in sorted({*present, *other} - set(OWN_TABLES)):
        here, there = _documents(present, name), _documents(other, name)
        difference = Difference(
            name,
            comes=tuple(key for key in there if key not in here),
            goes=tuple(key for key in here if key not in there),
            changes=tuple(k for k in there if k in here and not _same(here[k], there[k])),
        )
        if difference.comes or difference.goes or difference.changes:
            found.append(difference)
    return found


def _documents(tables: Tables, name: str) -> Mapping[str, Any]:
    table = tables.get(name)
    return table if isinstance(table, dict) else {}


def _same(one: Any, other: Any) -> bool:
    """Whether two documents say the same, whenever they were written."""
    return bool(_bare(one) == _bare(other))


def _bare(document: Any) -> Any:
    if not isinstance(document, dict):
        return document
    return {key: value for key, value in document.items() if key != "modified"}


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


def add(draft: Draft, tables: Tables) -> Added:
    """Add what is not there yet, and to what is there the fields that it lacks; yours stay."""
    adding = _Adding(draft, tables)
    for name in sorted(set(tables) - set(OWN_TABLES)):
        adding.take(name)
    graves = draft.table("_gone")
    here = {key for name in tables for key in _documents(draft.view(), name)}
    for key, grave in _documents(tables, "_gone").items():
        if key not in graves and key not in here:
            graves[key] = grave
    draft.keeps_stamps = True
    return adding.result()


class _Adding:
    """An export on its way into the documents that are there."""

    def __init__(self, draft: Draft, tables: Tables) -> None:
        self._draft = draft
        self._tables = tables
        self._graves = draft.view().get("_gone", {})
        self._new: list[tuple[str, str]] = []
        self._updated: list[tuple[str, str]] = []
        self._unchanged: list[tuple[str, str]] = []
        self._kept: list[tuple[str, str, str]] = []
        self._forgotten: list[tuple[str, str]] = []

    def take(self, name: str) -> None:
        table = self._draft.table(name)
        for key, theirs in _documents(self._tables, name).items():
            mine = table.get(key)
            if mine is None and self._is_forgotten(key):
                self._forgotten.append((name, key))
            elif mine is None:
                table[key] = theirs
                self._new.append((name, key))
            elif isinstance(mine, dict) and isinstance(theirs, dict):
                self._fill(name, key, mine, theirs)

    def _is_forgotten(self, key: str) -> bool:
        grave = self._graves.get(key)
        return isinstance(grave, dict) and grave.get("forgotten") is True

    def _fill(self, name: str, key: str, mine: Document, theirs: Document) -> None:
        lacking = {field: value for field, value in theirs.items() if field not in mine}
        self._kept += [
            (name, key, field)
            for field, value in theirs.items()
            if field in mine and field != "modified" and mine[field] != value
        ]
        if lacking:
            self._draft.table(name)[key] = {**mine, **lacking}
        (self._updated if lacking else self._unchanged).append((name, key))

    def result(self) -> Added:
        return Added(
            tuple(self._new),
            tuple(self._updated),
            tuple(self._unchanged),
            tuple(self._kept),
            tuple(self._forgotten),
        )


# Writing out


def exported(tables: Tables, *, private: bool) -> tuple[Iterator[bytes], int]:
    """Return the bytes of an export, and how many private notes and interactions it leaves out.

    It is a data file like any other, less what can be taken back: that holds what was deleted.
    """
    kept = {name: table for name, table in tables.items() if name != TABLE}
    left = 0
    if not private:
        kept, left = _less_private(kept)
    return encode(kept), left


def _less_private(tables: Tables) -> tuple[Tables, int]:
    open_ones = {
        key: one for key, one in _documents(tables, "interactions").items() if not _is_private(one)
    }
    left = len(_documents(tables, "interactions")) - len(open_ones)
    contacts: dict[str, Document] = {}
    for key, one in _documents(tables, "contacts").items():
        contacts[key], count = _less_private_notes(one)
        left += count
    changed = {"interactions": open_ones, "contacts": contacts}
    return {name: changed.get(name, table) for name, table in tables.items()}, left


def _less_private_notes(contact: Any) -> tuple[Any, int]:
    notes = contact.get("notes") if isinstance(contact, dict) else None
    if not isinstance(notes, list):
        return contact, 0
    kept = [note for note in notes if not _is_private(note)]
    if len(kept) == len(notes):
        return contact, 0
    return {**contact, "notes": kept}, len(notes) - len(kept)


def _is_private(one: Any) -> bool:
    return isinstance(one, dict) and one.get("private") is True
