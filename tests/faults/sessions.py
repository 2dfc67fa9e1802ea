"""Sessions in each other's way: one stops with the lock, one restores while others write."""

from __future__ import annotations

import signal
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from random import Random

from habit.model import Change, Edit, Interaction
from storage import whole
from storage.locking import is_free, lock_of
from storage.store import Store, StoreError, new_id
from tests.faults.processes import Writer, states, writing
from tests.faults.stores import OURS
from tests.faults.tally import Count, Run, Tally

DOCUMENTS = 2_000
WRITERS = 3
"""Writers while a backup is restored."""


def _saved(store: Store) -> str:
    """Commit a call, and return its id once it is acknowledged."""
    call = Interaction(new_id(), date(2026, 11, 20), channel="call")
    store.commit(Change("a call", (Edit("interactions", call.id, None, call),)))
    return call.id


# Stopped


def stopped(run: Run) -> Tally:
    """Stop a writer in the middle of a commit, try to write beside it, then end it or go on."""
    chance = Random(run.seed)
    count = Count()
    said: set[str] = set()
    path = run.folder / "reachout" / "network.json"
    OURS.fill(path, DOCUMENTS)
    went_on = 0
    for place in run.places():
        goes_on = place % 2 == 0
        went_on += goes_on
        with writing([Writer(path, OURS)]) as (writer,):
            writer.until(chance.randrange(1, 6))
            _stop_with_lock(writer, path)
            said |= _beside(path, writer, count)
            said |= _after(path, writer, goes_on, count)
        count.rounds += 1
    count.judge(said, OURS.there(path))
    odd = OURS.oddity(path)
    count.expect(not odd, odd)
    note = f"{went_on} went on afterwards, the others were killed"
    return count.tally("stopped with the lock", OURS.name, note)


def _stop_with_lock(writer: Writer, path: Path) -> None:
    """Stop a writer while it holds the lock."""
    for _ in states():
        writer.aim(path, OURS)
        writer.stop()
        if not is_free(lock_of(path)):
            return
        writer.go_on()


def _beside(path: Path, writer: Writer, count: Count) -> set[str]:
    """Read and write beside a writer that is stopped; returns what that one has said so far."""
    said = set(writer.said)
    store = Store.open(path, patience=0.2)
    read = said - set(store.network.interactions)
    count.expect(not read, "what was acknowledged could not be read beside a stopped session")
    try:
        _saved(store)
        count.expect(False, "two sessions held the lock")
    except StoreError as refusal:
        named = f"process {writer.pid}, stopped)" in str(refusal)
        count.expect(named, f"it did not say who holds the lock: {refusal}")
    store.close()
    return said


def _after(path: Path, writer: Writer, goes_on: bool, count: Count) -> set[str]:
    """Let a stopped writer go on or kill it; either way others write again."""
    if goes_on:
        writer.go_on()
        so_far = len(writer.said)
        count.expect(writer.until(so_far + 2), f"it did not go on: {writer.complaint}")
    else:
        writer.end(signal.SIGKILL)
    store = Store.open(path)
    mine = _saved(store)
    store.close()
    if goes_on:
        count.expect(writer.end() == 128 + signal.SIGTERM, "it did not end in order")
    return {mine, *writer.said}


# Restored

WHAT = "the backup, restored"


def restored(run: Run) -> Tally:
    """Restore a backup while others write, and turn that over and over."""
    chance = Random(run.seed)
    count = Count()
    for place in run.places():
        _Restoring(run.folder / str(place) / "reachout" / "network.json", chance, count).run()
        count.rounds += 1
    note = "each restore taken back, brought back and taken back again"
    return count.tally(f"restore while {WRITERS} write", OURS.name, note)


class _Restoring:
    """One round: a store that restores, and writers beside it."""

    def __init__(self, path: Path, chance: Random, count: Count) -> None:
        self._chance = chance
        self._count = count
        OURS.fill(path, 10)
        self._store = Store.open(path)
        self._backup = self._store.back_up()
        self._first = set(self._store.network.interactions)

    def run(self) -> None:
        path = self._store.path
        with writing(Writer(path, OURS, "pause=0.01") for _ in range(WRITERS)) as writers:
            self._first.add(_saved(self._store))
            self._until(writers, [0] * WRITERS)
            before = {key for writer in writers for key in writer.said}
            kept = self._store.restore(whole.read(self._backup), WHAT)
            at = [len(writer.said) for writer in writers]
            self._until(writers, [number + 1 for number in at])
            for writer in writers:
                writer.end()
            self._count.expect(not any(writer.complaint for writer in writers), "one complained")
        # The first that follows may have been on its way when the backup was put in place.
        after = {
            key
            for writer, number in zip(writers, at, strict=True)
            for key in writer.said[number + 1 :]
        }
        said = self._first | {key for writer in writers for key in writer.said}
        self._look(said, before, after, kept)
        self._store.close()

    def _until(self, writers: Sequence[Writer], at_least: Sequence[int]) -> None:
        for writer, number in zip(writers, at_least, strict=True):
            writer.until(number + self._chance.randrange(1, 8))

    def _look(self, said: set[str], before: set[str], after: set[str], kept: Path | None) -> None:
        """Look for what was said: as it lies there, and as the restore is turned."""
        path, store = self._store.path, self._store
        missing = before - ((kept and OURS.there(kept)) or set())
        self._count.expect(not missing, "the copy of what was there lacks what was acknowledged")
        (action,) = (one.id for one in store.actions if one.what == WHAT)
        lost = self._lacking(after)
        store.take_back(action)
        lost |= self._lacking(said)
        store.bring_back(action)
        lost |= self._lacking(after)
        store.take_back(action)
        lost |= self._lacking(said)
        self._count.judge(said, said - lost)
        odd = OURS.oddity(path)
        self._count.expect(not odd, odd)

    def _lacking(self, said: set[str]) -> set[str]:
        return said - (OURS.there(self._store.path) or set())
