"""A process that commits calls to a data file, and says each id once it is acknowledged."""

from __future__ import annotations

import resource
import sys
import time
from contextlib import nullcontext
from datetime import date
from pathlib import Path

from habit.model import Change, Edit, Interaction
from storage.locking import locked
from storage.store import Store, StoreError, new_id


def main(path: Path, commits: int, option: str = "") -> None:
    """Commit so often; with `hold` keep the lock instead, with `limit` let no file grow large."""
    if option == "limit":
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
    store = Store.open(path)
    with locked(path.with_name("network.json.lock"), 10) if option == "hold" else nullcontext():
        print("ready", flush=True)
        if option == "hold":
            time.sleep(600)
    for number in range(commits):
        call = Interaction(
            id=new_id(), on=date(2026, 11, 19), channel="call", note="words " * 40, made=number
        )
        store.commit(Change("a call", (Edit("interactions", call.id, None, call),)))
        print(call.id, flush=True)


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:])
    except StoreError as error:
        sys.exit(str(error))
