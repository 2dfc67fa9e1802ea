"""What a newer version of the file had and an older one, put in its place, has not.

Whatever is deleted or changed in reachout leaves a tombstone or a later stamp. So a document that
vanished without one, or whose stamp went back, was not changed: a sync put an older file there.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from storage.content import encode
from storage.references import buried
from storage.schema import Tables

_DAY = 86_400_000


def lacking(before: Tables, after: Tables, now: int) -> Tables:
    """Return the documents that one version had and the next lacks, or has as they were earlier.

    A stamp from the future tells nothing, as putting it right sets it back.
    """
    graves = after.get("_gone", {})
    found: Tables = {}
    for name, table in before.items():
        there = after.get(name, {})
        if name.startswith("_") or not isinstance(table, dict) or not isinstance(there, dict):
            continue
        for key, document in table.items():
            new = there.get(key)
            if new is None:
                is_lost = buried(graves.get(key), name) is None
            else:
                is_lost = _stamp(new) < _stamp(document) <= now + _DAY
            if is_lost:
                found.setdefault(name, {})[key] = document
    return found


def names_of(tables: Tables) -> set[tuple[str, str]]:
    """Return the tables and ids of documents."""
    return {(name, key) for name, table in tables.items() for key in table}


def overlaid(earlier: Tables, later: Tables) -> Tables:
    """Return the documents of two versions, the later one's where both have one."""
    tables = dict(later)
    for name, table in earlier.items():
        there = later.get(name, {})
        tables[name] = {**table, **there} if isinstance(there, dict) else there
    return tables


@contextmanager
def written_out(tables: Tables) -> Iterator[int]:
    """Write tables to a file that nobody else sees, and yield its descriptor."""
    from tempfile import TemporaryFile

    with TemporaryFile() as file:
        file.writelines(encode(tables))
        file.flush()
        yield file.fileno()


def _stamp(document: Any) -> int:
    stamp = document.get("modified") if isinstance(document, dict) else None
    return stamp if isinstance(stamp, int) else 0
