"""A store in a folder of its own, and the few changes that most tests make."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from habit.model import Change, Contact, Edit, Interaction, Record
from storage.store import Store, new_id


@dataclass
class Clock:
    """A clock that stands still until a test moves it."""

    now: float = 1_795_342_500.0
    """2026-11-22 10:15:00 UTC."""

    def __call__(self) -> float:
        return self.now


@dataclass
class Files:
    """One data file, the stores that are open on it, and what lies in it."""

    path: Path
    clock: Clock = field(default_factory=Clock)
    opened: list[Store] = field(default_factory=list)

    def open(self, **options: Any) -> Store:
        self.opened.append(Store.open(self.path, clock=self.clock, **options))
        return self.opened[-1]

    def raw(self) -> dict[str, Any]:
        tables: dict[str, Any] = json.loads(self.path.read_text("utf-8"))
        return tables

    def document(self, table: str, key: str) -> dict[str, Any]:
        found: dict[str, Any] = self.raw()[table][key]
        return found

    def write(self, tables: dict[str, Any]) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(json.dumps(tables), "utf-8")

    def patch(self, table: str, key: str, **fields: Any) -> None:
        """Put fields into a document as a hand or another tool would."""
        tables = self.raw()
        tables.setdefault(table, {}).setdefault(key, {}).update(fields)
        self.write(tables)

    def backups(self) -> list[Path]:
        return sorted((self.path.parent / "backups").glob("*"))

    def damaged(self) -> list[Path]:
        return sorted(self.path.parent.glob("*.damaged-*"))


@pytest.fixture
def files(tmp_path: Path) -> Iterator[Files]:
    them = Files(tmp_path / "reachout" / "network.json")
    yield them
    for store in them.opened:
        store.close()


Put = Callable[..., Any]


@pytest.fixture
def put() -> Put:
    """Return what commits one document: a new one, or the one that replaces `before`."""

    def commit(store: Store, table: str, after: Any, before: Record | None = None) -> Any:
        store.commit(Change("a test", (Edit(table, after.id, before, after),)))
        return store.network.tables[table][after.id]

    return commit


@pytest.fixture
def drop() -> Callable[[Store, str, Any], None]:
    """Return what deletes one document."""

    def commit(store: Store, table: str, before: Any) -> None:
        store.commit(Change("a test", (Edit(table, before.id, before, None),)))

    return commit


@pytest.fixture
def person() -> Callable[..., Contact]:
    def make(name: str = "Priya Nair", **fields: Any) -> Contact:
        return Contact(id=new_id(), name=name, **fields)

    return make


@pytest.fixture
def call() -> Callable[..., Interaction]:
    def make(contact: str = "1", on: date = date(2026, 11, 19), **fields: Any) -> Interaction:
        return Interaction(
            id=new_id(), on=on, people={contact: "reached"}, channel="call", **fields
        )

    return make
