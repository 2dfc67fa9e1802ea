"""A process that writes calls to a data file, and says each id once it is acknowledged.

It ends as the program does: a commit that is under way when it is asked to leave is finished, and
said, first.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

from tinydb import TinyDB

from habit.model import Change, Edit, Interaction
from storage.records import document_of
from storage.store import Store, StoreError, new_id
from tui.terminal import guard

Save = Callable[[Interaction], bool]
"""Saves a call; whether it did, and is not to be asked for another."""

QUICK = 600.0
"""How much faster than time a quick clock runs: a commit every second is a backup each time."""


def main(path: Path, commits: int, options: Mapping[str, str]) -> None:
    """Commit so often.

    Options: `hold` keeps the lock instead, `limit=BYTES` lets no file grow larger, `pause=SECONDS`
    waits in between, `quick=MOMENT` has a clock that has run faster since then, `stock` writes with
    TinyDB as it comes.
    """
    if limit := int(options.get("limit", 0)):
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    endings: list[int] = []
    guard(endings.append)
    save = _stock(path) if "stock" in options else _ours(path, options)
    print("ready", flush=True)
    with ThreadPoolExecutor(1) as thread:  # where the app commits as well
        for number in range(commits):
            call = Interaction(new_id(), date(2026, 11, 19), note="words " * 40, made=number)
            if thread.submit(save, call).result():
                print(call.id, flush=True)
            if endings:
                sys.exit(endings[0])
            time.sleep(float(options.get("pause", 0)))


def _ours(path: Path, options: Mapping[str, str]) -> Save:
    begun = float(options.get("quick", 0))
    clock = (lambda: begun + QUICK * (time.time() - begun)) if begun else time.time
    store = Store.open(path, clock=clock)
    if "hold" in options:
        store.erase(_hold)

    def save(call: Interaction) -> bool:
        store.commit(Change("a call", (Edit("interactions", call.id, None, call),)))
        return True

    return save


def _hold(_: object) -> None:
    """Be in the middle of a commit for ever."""
    print("ready", flush=True)
    time.sleep(600)


def _stock(path: Path) -> Save:
    table = TinyDB(path, create_dirs=True).table("interactions")

    def save(call: Interaction) -> bool:
        document: dict[str, Any] = document_of(call)
        try:
            table.insert({**document, "token": call.id})
        except json.JSONDecodeError:
            raise
        except ValueError:
            return False  # another process took the same id: nothing was said to be saved
        return True

    return save


if __name__ == "__main__":
    words = dict(word.partition("=")[::2] for word in sys.argv[3:])
    try:
        main(Path(sys.argv[1]), int(sys.argv[2]), words)
    except StoreError as error:
        sys.exit(str(error))
