"""The two stores that are tried on the same load: ours, and TinyDB as it comes."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from datetime import date
from pathlib import Path
from typing import Any

from tinydb import TinyDB

from habit.model import Contact, Interaction
from storage.content import DamagedError, parse
from storage.disk import spare_of
from storage.records import document_of
from storage.store import Store, StoreError, new_id
from storage.tables import Draft

Sign = tuple[int, int, int] | None


class Kind(ABC):
    """A way to keep documents in a file."""

    name: str
    options: tuple[str, ...] = ()
    """What a writer is told to write with it."""

    @abstractmethod
    def fill(self, path: Path, count: int) -> None:
        """Put so many documents into a new file, so that a commit takes long enough to be hit.

        Half are calls, half are contacts: no file has one table alone.
        """

    @abstractmethod
    def there(self, path: Path) -> set[str] | None:
        """Return the ids of the calls that a plain reading finds; None when it cannot read."""

    def sign(self, path: Path) -> Sign:
        """Return what changes as soon as a commit begins to write."""
        return _sign(path)


class Ours(Kind):
    """The store of reachout."""

    name = "reachout"

    def fill(self, path: Path, count: int) -> None:
        def work(draft: Draft) -> None:
            for name, records in _records(count).items():
                for one in records:
                    draft.table(name)[one.id] = document_of(one)

        store = Store.open(path)
        store.erase(work)
        store.close()

    def there(self, path: Path) -> set[str] | None:
        tables = _read(path)
        return None if tables is None else set(tables.get("interactions", {}))

    def sign(self, path: Path) -> Sign:
        # It writes beside the file.
        return _sign(spare_of(path))

    def oddity(self, path: Path) -> str:
        """Return what the store itself finds odd in a file that nobody damaged, or nothing."""
        try:
            store = Store.open(path)
        except StoreError as error:
            return f"it was refused: {error}"
        store.close()
        if set(store.network.interactions) != self.there(path):
            return "the store reads it otherwise than TinyDB"
        if store.repairs:
            return f"a document needs repair: {store.repairs[0].why}"
        return "; ".join(store.notices)


class Stock(Kind):
    """TinyDB with the storage and the tables that it brings."""

    name = "TinyDB"
    options = ("stock",)

    def fill(self, path: Path, count: int) -> None:
        with TinyDB(path, create_dirs=True) as database:
            for name, records in _records(count).items():
                documents = [{**document_of(one), "token": one.id} for one in records]
                database.table(name).insert_multiple(documents)

    def there(self, path: Path) -> set[str] | None:
        # Its own ids are given to two processes at once, so each document carries another.
        tables = _read(path)
        if tables is None:
            return None
        return {one["token"] for one in tables.get("interactions", {}).values()}


OURS, STOCK = Ours(), Stock()


def is_whole(backup: Path) -> bool:
    """Whether a backup can be taken in the place of a file."""
    try:
        parse(backup.read_bytes())
    except DamagedError:
        return False
    return True


def _records(count: int) -> dict[str, list[Interaction] | list[Contact]]:
    """Return calls as the writers make them, and contacts."""
    calls = [
        Interaction(new_id(), date(2026, 11, 1 + place % 18), note="words " * 40, made=place)
        for place in range(count // 2)
    ]
    people = [
        Contact(new_id(), f"Person {place}", title="words " * 40, made=place)
        for place in range(count - count // 2)
    ]
    return {"interactions": calls, "contacts": people}


def _read(path: Path) -> dict[str, Any] | None:
    """Return the tables as TinyDB reads them, for which nothing at all is an empty file."""
    try:
        text = path.read_text("utf-8")
        tables: dict[str, Any] = json.loads(text) if text else {}
    except FileNotFoundError:
        return {}
    except ValueError:
        return None
    return tables


def _sign(path: Path) -> Sign:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return (found.st_ino, found.st_size, found.st_mtime_ns)
