"""What is measured within one process: run as a program of its own, so that no probe warms another.

Each probe prints its samples in milliseconds as JSON, by what they are of.
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from habit.balances import PICTURES
from habit.changes import Hand, log
from habit.model import Change
from habit.months import history
from habit.network import Network
from habit.suggest import who_next
from storage.store import Store, new_id
from tests.benchmarks.data import TODAY

Samples = dict[str, list[float]]

_TICK = 0.001
"""Seconds between two ticks of the ticker."""


def timed(work: Callable[[], object]) -> float:
    """Return the milliseconds that some work takes."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def outreach(network: Network, number: int) -> Change:
    """Return the change that logs a call with one of the contacts, today."""
    hand = Hand(TODAY, 1_795_000_000_000 + number, new_id)
    contact = next(islice(network.contacts, number, None))
    return log(network, hand, [contact], "call", note="a good half hour")


def ours(path: Path, count: int) -> Samples:
    """One outreach logged and committed; the first one, which reads all documents, beside."""
    store = Store.open(path)
    samples = [timed(partial(_log, store, at)) for at in range(count + 1)]
    store.close()
    return {"first": samples[:1], "commit": samples[1:]}


def _log(store: Store, number: int) -> None:
    store.commit(outreach(store.network, number))


def tinydb(path: Path, count: int) -> Samples:
    """The same document inserted by TinyDB as it comes."""
    from tinydb import TinyDB

    with TinyDB(path) as database:
        table = database.table("interactions")
        samples = [timed(lambda: table.insert(_document())) for _ in range(count + 1)]
    return {"first": samples[:1], "commit": samples[1:]}


def sqlite(path: Path, count: int) -> Samples:
    """The same document inserted as JSON text by sqlite3, as durable as ours."""
    database = sqlite3.connect(path)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    samples = [timed(lambda: _insert(database)) for _ in range(count + 1)]
    database.close()
    return {"first": samples[:1], "commit": samples[1:]}


def to_sqlite(tables: dict[str, dict[str, Any]], path: Path) -> None:
    """Write all documents of a file into a sqlite3 one."""
    database = sqlite3.connect(path)
    database.execute(
        "CREATE TABLE documents (kind TEXT, id TEXT, json TEXT, PRIMARY KEY (kind, id))"
    )
    rows = (
        (kind, key, json.dumps(document))
        for kind, documents in tables.items()
        for key, document in documents.items()
    )
    with database:
        database.executemany("INSERT INTO documents VALUES (?, ?, ?)", rows)
    database.close()


def _insert(database: sqlite3.Connection) -> None:
    with database:
        row = ("interactions", new_id(), json.dumps(_document()))
        database.execute("INSERT INTO documents VALUES (?, ?, ?)", row)


def _document() -> dict[str, Any]:
    return {
        "on": TODAY.isoformat(),
        "people": {"123456789012345678": "reached"},
        "dir": "out",
        "channel": "call",
        "note": "a good half hour",
        "made": 1_795_000_000_000,
        "modified": 1_795_000_000_000,
    }


def rules(path: Path, count: int) -> Samples:
    """What the months, the balances and the suggestions cost: cold, and after one commit."""
    began = time.perf_counter()
    store = Store.open(path)
    opened = (time.perf_counter() - began) * 1000
    asked: dict[str, Callable[[], object]] = {
        "history": lambda: history(store.network, TODAY),
        "pictures": lambda: [rule(store.network, TODAY) for rule in PICTURES.values()],
        "who_next": lambda: who_next(store.network, TODAY),
    }
    samples = {f"{name} cold": [timed(ask)] for name, ask in asked.items()}
    for at in range(count):
        store.commit(outreach(store.network, at))
        for name, ask in asked.items():
            samples.setdefault(f"{name} after a commit", []).append(timed(ask))
    store.close()
    return {"open": [opened], **samples}


def gaps(path: Path, count: int) -> Samples:
    """The longest time for which nothing else runs: at rest, and while the app commits."""
    return asyncio.run(_gaps(path, count))


async def _gaps(path: Path, count: int) -> Samples:
    # As `tui.state` does it.
    store = Store.open(path)
    samples: Samples = {"at rest": [await _longest_gap(asyncio.sleep(0.1)) for _ in range(count)]}
    for at in range(count + 1):
        change = outreach(store.network, at)
        gap = await _longest_gap(asyncio.to_thread(store.commit, change))
        samples.setdefault("commits" if at else "first commit", []).append(gap)
    store.close()
    return samples


async def _longest_gap(work: Any) -> float:
    """Return the longest gap between ticks that should be a millisecond apart."""
    task = asyncio.ensure_future(work)
    longest, last = 0.0, time.perf_counter()
    while not task.done():
        await asyncio.sleep(_TICK)
        now = time.perf_counter()
        longest, last = max(longest, now - last), now
    await task
    return longest * 1000


PROBES: dict[str, Callable[[Path, int], Samples]] = {
    "ours": ours,
    "tinydb": tinydb,
    "sqlite": sqlite,
    "rules": rules,
    "gaps": gaps,
}


if __name__ == "__main__":
    print(json.dumps(PROBES[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]))))
