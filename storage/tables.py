"""TinyDB's tables over one file: documents by text ids, changed in a copy until all is written."""

from __future__ import annotations

import copy
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, cast

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from habit.model import Edit
from storage.files import DataFile
from storage.records import edited, marks_of
from storage.references import buried, dug_up
from storage.schema import Document, Tables
from storage.undo import OWN_TABLES, Step

Touched = tuple[str, str, Document | None]
"""A table, a document id, and the document as it is now; None when it has gone."""


def new_id() -> str:
    """Return an id for a document: 18 random digits.

    Digits, since plain TinyDB opens no other; random, so that two machines can merge their files.
    """
    import secrets

    return str(10**17 + secrets.randbelow(9 * 10**17))


class DraftTable(dict[str, Document]):
    """A table while it is being changed: its documents are copied when first touched."""

    def __init__(self, base: Mapping[str, Document]) -> None:
        super().__init__(base)
        self.base = base
        self.touched: dict[str, None] = {}

    def __getitem__(self, key: str) -> Document:
        if key not in self.touched:
            self[key] = copy.deepcopy(super().__getitem__(key))
        return super().__getitem__(key)

    def __setitem__(self, key: str, document: Document) -> None:
        self.touched[key] = None
        super().__setitem__(key, document)

    def __delitem__(self, key: str) -> None:
        self.touched[key] = None
        super().__delitem__(key)

    def pop(self, key: str, *default: Any) -> Any:
        """Take a document out."""
        self.touched[key] = None
        return super().pop(key, *default)

    def clear(self) -> None:
        """Take all documents out."""
        self.touched |= dict.fromkeys(self)
        super().clear()

    def changes(self) -> Iterator[tuple[str, Document | None]]:
        """Yield what differs from the table that this one began as."""
        for key in self.touched:
            now = self.get(key)
            if now != self.base.get(key):
                yield key, now


class Draft:
    """All tables while they are being changed; those that nobody touches are not copied."""

    def __init__(self, base: Tables) -> None:
        self._base = base
        self._tables: dict[str, DraftTable] = {}
        self.marks_sources = True
        """Whether the tombstone of a contact says where it came from, so that no import brings it
        back: what is only taken back may come again."""
        self.graves: dict[str, Document] = {}
        """What the tombstones of some ids said before, and are to say again."""
        self.forgotten: set[str] = set()
        """Contacts deleted for good: their tombstones say that nothing brings them back."""
        self.is_for_good = False
        """Whether somebody is deleted for good by this, so that nobody can take it back."""
        self.keeps_stamps = False
        """Whether documents keep the stamp that they bring along, as those of an export do."""
        self.restamped: set[tuple[str, str]] = set()
        """Tables and ids of documents whose stamp may go back, as a wrong clock gave it."""

    def table(self, name: str) -> DraftTable:
        """Return a table to change."""
        if name not in self._tables:
            base = self._base.get(name)
            # What a hand put there and is no table is empty, as it is for whoever reads it.
            self._tables[name] = DraftTable(base if isinstance(base, dict) else {})
        return self._tables[name]

    def replace(self, tables: Tables) -> None:
        """Take other tables in the place of all."""
        for name in {**self._base, **self._tables, **tables}:
            table = self.table(name)
            table.clear()
            table.update(tables.get(name, {}))
            table.touched |= dict.fromkeys(table)

    def steps(self) -> Iterator[Step]:
        """Yield each document of the user's that differs: its table, id, before and after."""
        for name, table in self._tables.items():
            if name not in OWN_TABLES:
                for key, document in table.changes():
                    yield name, key, table.base.get(key), document

    def has_changed(self) -> bool:
        """Whether anything differs from what this began as."""
        return any(True for table in self._tables.values() for _ in table.changes())

    def view(self) -> Tables:
        """Return all tables as they are now."""
        return {**self._base, **self._tables}

    def finished(self) -> Tables:
        """Return the tables as they are to be written and published: no drafts any more."""
        changed = {name: dict(table) for name, table in self._tables.items()}
        tables = {**self._base, **changed}
        return {name: table for name, table in tables.items() if table or name not in changed}

    def settle(self, now: int) -> list[Touched]:
        """Stamp what was changed, mark what was deleted, and return all that differs.

        `now` is in milliseconds UTC. A document's stamp never goes back, whatever the clock does.
        """
        touched: list[Touched] = []
        for name, table in list(self._tables.items()):
            for key, document in list(table.changes()):
                if document is None:
                    self._bury(name, key, table.base[key], now)
                elif not name.startswith("_") and isinstance(document, dict):
                    self._stamp(name, key, now)
                touched.append((name, key, table.get(key)))
        return touched

    def _stamp(self, name: str, key: str, now: int) -> None:
        table = self._tables[name]
        kept = self.keeps_stamps and isinstance(table[key].get("modified"), int)
        before = None if (name, key) in self.restamped else table.base.get(key)
        stamp = table[key]["modified"] if kept else _later(before, now)
        table[key] = {**table[key], "modified": stamp}
        # What is back, such as a week that is paused again, is not gone.
        grave = self._tables.get("_gone", self._base.get("_gone", {})).get(key)
        if buried(grave, name) is not None:
            rest = dug_up(grave, name)
            if rest is None:
                self.table("_gone").pop(key)
            else:
                self.table("_gone")[key] = rest

    def _bury(self, name: str, key: str, document: Document, now: int) -> None:
        if not name.startswith("_"):
            grave: Document = {"table": name, "at": now}
            if self.marks_sources and (marks := marks_of(document)):
                grave["sources"] = marks
            if key in self.forgotten:
                grave["forgotten"] = True
            there = self._tables.get("_gone", self._base.get("_gone", {})).get(key)
            if isinstance(there, dict) and isinstance(other := there.get("table"), str):
                also = there.get("also")
                also = {**(also if isinstance(also, dict) else {}), other: there.get("at", 0)}
                also.pop(name, None)
                grave |= {"also": also} if also else {}
            grave = {**self.graves.get(key, {}), **grave}
            self.table("_gone")[key] = grave


def _later(old: Document | None, now: int) -> int:
    before = old.get("modified") if isinstance(old, dict) else None
    return max(now, before + 1) if isinstance(before, int) else now


class DocTable(Table):
    """A TinyDB table whose ids are text, and whose every operation is a transaction.

    TinyDB's own would build each table anew twice for every operation.
    """

    # TinyDB says int, and asks only that it can be called with the text of an id.
    document_id_class: Any = str

    def __init__(
        self, storage: Storage, name: str, cache_size: int = 0, persist_empty: bool = False
    ) -> None:
        # A cache of queries would not see what another session writes: it holds nothing.
        super().__init__(storage, name, cache_size, persist_empty)

    def edit(self, edit: Edit) -> None:
        """Do one edit of a change, on the document as it is now."""

        def updater(table: DraftTable) -> None:
            there = table.get(edit.id)
            document = edited(there, edit)
            if document is None:
                table.pop(edit.id, None)
            elif document != there:
                table[edit.id] = document

        self._update_table(cast(Callable[[dict[Any, Any]], None], updater))

    def _get_next_id(self) -> Any:
        return new_id()

    def _update_table(self, updater: Callable[[dict[Any, Any]], None]) -> None:
        storage = cast(DurableStorage, self._storage)
        with storage.transaction() as draft:
            updater(draft.table(self.name))


class DurableStorage(Storage):
    """What TinyDB reads from and writes to: reads are of memory, writes are on the disk."""

    def __init__(self, file: DataFile) -> None:
        self.file = file
        self.touched: list[Touched] = []
        """What the last transaction changed."""
        self._mutex = threading.RLock()
        self._draft: Draft | None = None
        self._drafter: int | None = None

    def read(self) -> Tables | None:
        """Return all tables: within a transaction as they are being changed."""
        if self._draft is not None and self._drafter == threading.get_ident():
            return self._draft.view()
        return self.file.content.tables

    def write(self, data: Any) -> None:
        """Take these tables in the place of all."""
        with self.transaction() as draft:
            draft.replace(data)

    def close(self) -> None:
        """Let go of the file."""
        with self._mutex:
            self.file.close()

    def refresh(self) -> None:
        """See what other sessions wrote; while another thread writes, that one looks itself."""
        if self._mutex.acquire(blocking=False):
            try:
                self.file.catch_up()
            finally:
                self._mutex.release()

    @contextmanager
    def transaction(self) -> Iterator[Draft]:
        """Change a copy of the tables; it is on the disk when this ends, or nothing has changed.

        A transaction within another is part of it.
        """
        with self._mutex:
            if self._draft is not None:
                yield self._draft
                return
            with self.file.locked():
                self.file.catch_up()
                self._draft = Draft(self.file.base())
                self._drafter = threading.get_ident()
                try:
                    yield self._draft
                    self._finish(self._draft)
                finally:
                    self._draft = self._drafter = None

    def _finish(self, draft: Draft) -> None:
        self.touched = draft.settle(int(self.file.clock() * 1000))
        if self.touched:
            self.file.save(draft.finished())


class Database(TinyDB):
    """A TinyDB of such tables."""

    table_class = DocTable

    def doc_table(self, name: str) -> DocTable:
        """Return a table as what it is."""
        return cast(DocTable, self.table(name))
