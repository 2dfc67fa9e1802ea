"""A file and its backups cut off and changed at random places, as a bad disk does it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Any

from tinydb import TinyDB

from habit.model import (
    TABLES,
    Birthday,
    Change,
    Contact,
    ContactList,
    Edit,
    Interaction,
    Record,
)
from storage import backups
from storage.store import Store, StoreError, new_id
from tests.faults.stores import OURS, STOCK, is_whole
from tests.faults.tally import Count, Run, Tally

Documents = dict[tuple[str, str], Any]
"""Documents by their table and id."""
Harm = Callable[[bytes, Random], bytes]
"""Damages the bytes of a file."""


def cut(text: bytes, chance: Random) -> bytes:
    """Cut a file off anywhere."""
    return text[: chance.randrange(len(text))]


def flipped(text: bytes, chance: Random) -> bytes:
    """Flip one bit, or a few."""
    changed = bytearray(text)
    for _ in range(chance.choice((1, 1, 1, 5))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


# What lies there before


@dataclass
class _Moment:
    """A clock that is moved by hand."""

    now: float = 1_795_342_500.0

    def __call__(self) -> float:
        return self.now


def _lived_in(path: Path) -> None:
    """Make a file with a history: three backups, then changes that none of them has."""
    clock = _Moment()
    store = Store.open(path, clock=clock)
    for chapter in range(4):
        for change in _chapter(store, chapter):
            store.commit(change)
            clock.now += 20
        clock.now += 700 if chapter < 3 else 0
    store.close()


def _chapter(store: Store, number: int) -> Iterator[Change]:
    """Yield what happens in one chapter: something new, something changed, something deleted."""
    friends = ContactList(new_id(), f"Friends {number}", 90, number)
    yield _edit("lists", None, friends)
    for place in range(6):
        name = f"Zoë Núñez {number}{place}"
        person = Contact(
            new_id(),
            name,
            lists=(friends.id,),
            emails=(f"zoe{place}@example.com",),
            birthday=Birthday(1985, 3, 1 + place),
        )
        yield _edit("contacts", None, person)
        call = Interaction(
            new_id(), date(2026, 11, 1 + place), {person.id: "reached"}, note="about maps\n" * 5
        )
        yield _edit("interactions", None, call)
    person = next(iter(store.network.contacts.values()))
    yield _edit("contacts", person, replace(person, title=f"Head of maps {number}"))
    call = next(iter(store.network.interactions.values()))
    yield _edit("interactions", call, None)


def _edit(table: str, before: Any, after: Record | None) -> Change:
    key = (after or before).id
    return Change("a change", (Edit(table, key, before, after),))


def _documents(tables: Mapping[str, Any]) -> Documents:
    return {
        (name, key): document
        for name in TABLES
        if name != "_meta"
        for key, document in tables.get(name, {}).items()
    }


def _read(path: Path) -> Documents:
    return _documents(json.loads(path.read_bytes()))


def _newest_first(path: Path) -> list[Path]:
    return [one.path for one in backups.in_order(path, datetime.now(UTC))]


# Ours


def damaged(run: Run, harm: Harm, name: str) -> Tally:
    """Damage the file of reachout, now and then its newest backups too, and open it."""
    whole = run.folder / "whole" / "network.json"
    _lived_in(whole)
    count = Count()
    chance = Random(run.seed)
    gone = mended = 0
    for place in run.places():
        case = _Case(whole, run.folder / str(place) / "network.json", chance, harm, count)
        case.run()
        count.rounds += 1
        gone, mended = gone + case.gone, mended + case.mended
    note = f"{mended} mended and said so, {gone} documents newer than the backups gone with it"
    return count.tally(name, OURS.name, note)


class _Case:
    """One damaged copy of a whole file, and what becomes of it."""

    def __init__(self, whole: Path, path: Path, chance: Random, harm: Harm, count: Count) -> None:
        shutil.copytree(whole.parent, path.parent)
        self.path = path
        self.gone = 0
        """Documents that were newer than the backups, and that the damage took."""
        self.mended = False
        self._count = count
        self._all = _read(path)
        copies = _newest_first(path)
        was = {copy: _read(copy) for copy in copies}
        self._known = [self._all, *was.values()]
        """What each document was, at one time or another."""
        self._session = Store.open(path) if chance.random() < 0.3 else None
        for one in (path, *copies[: chance.choice((0, 0, 1, 2))]):
            one.write_bytes(harm(one.read_bytes(), chance))
        self._damaged = path.read_bytes()
        base = next(copy for copy in _newest_first(path) if is_whole(copy))
        self._had, self._has = was[base], _read(base)
        """What the newest backup that can be read had, and has if a bit of it is flipped."""

    def run(self) -> None:
        """Open it, or look again in the session that is open, and judge."""
        count = self._count
        count.acknowledged += len(self._all)
        try:
            store = self._opened()
        except StoreError as error:
            self._refused(error)
            return
        except Exception as error:
            count.expect(False, f"{type(error).__name__}: {error}")
            return
        now = _documents(store.tables)
        unsound = {(one.table, one.id) for one in store.repairs}
        if any("damaged" in notice for notice in store.notices):
            self._judge_mended(now, unsound)
        else:
            count.silent += any(
                self._all.get(key) != now.get(key) for key in {*self._all, *now} - unsound
            )
        self._goes_on(store)

    def _opened(self) -> Store:
        if self._session is None:
            return Store.open(self.path)
        self._session.refresh()
        return self._session

    def _refused(self, error: StoreError) -> None:
        """It said that it cannot: then everything lies there as it did."""
        self._count.unreadable += 1
        untouched = self.path.read_bytes() == self._damaged
        self._count.expect(untouched, f"it touched what it refused: {error}")

    def _judge_mended(self, now: Documents, unsound: set[tuple[str, str]]) -> None:
        count = self._count
        self.mended = True
        asides = list(self.path.parent.glob("*.damaged-*"))
        kept = [aside.read_bytes() for aside in asides] == [self._damaged]
        count.expect(kept, "the damaged file was not set aside")
        absent = self._all.keys() - now.keys()
        due = self._has if self._session is None else self._all
        count.lost += len(absent & due.keys())
        self.gone += len(absent - due.keys())
        changed = any(
            all(known.get(key) != document for known in self._known)
            for key, document in now.items()
            if key not in unsound
        )
        count.silent += changed or bool(absent & self._had.keys() - due.keys())

    def _goes_on(self, store: Store) -> None:
        """Whatever happened, it can be written to again, and is whole from then on."""
        person = Contact(new_id(), "Tom Okafor")
        store.commit(_edit("contacts", None, person))
        store.close()
        again = Store.open(self.path)
        self._count.expect(person.id in again.network.contacts, "it cannot be written to again")
        self._count.expect(not again.notices, f"it is damaged still: {again.notices}")
        again.close()


# Stock


def damaged_stock(run: Run, harm: Harm, name: str) -> Tally:
    """Damage the same documents as TinyDB writes them, and read them."""
    source = run.folder / "whole" / "network.json"
    _lived_in(source)
    path = run.folder / "stock.json"
    with TinyDB(path) as database:
        for (table, _), document in _read(source).items():
            database.table(table).insert(document)
    whole, everything = path.read_bytes(), _read_stock(path) or {}
    count = Count()
    chance = Random(run.seed)
    for _ in run.places():
        path.write_bytes(harm(whole, chance))
        now = _read_stock(path)
        count.rounds += 1
        count.silent += now is not None and now != everything
        count.judge(set(map(str, everything)), None if now is None else set(map(str, now)))
    return count.tally(name, STOCK.name)


def _read_stock(path: Path) -> Documents | None:
    try:
        with TinyDB(path) as database:
            return {
                (name, str(one.doc_id)): dict(one)
                for name in database.tables()
                for one in database.table(name)
            }
    except Exception:
        return None
