"""A damaged file: the newest good backup, and every whole document that can still be read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from habit.model import SCHEMA, TABLES
from storage import backups, undo
from storage.content import parse
from storage.disk import StoreError, read
from storage.forgetting import is_forgotten, less_forgotten
from storage.paths import backups_of
from storage.records import fits
from storage.schema import Document, Tables, migrated, refuse_newer, schema_of

_HEAD = re.compile(
    r'"(?P<table>[A-Za-z_]\w*)"\s*:\s*\{\s*(?="\d+"\s*:\s*\{)|"(?P<id>\d+)"\s*:\s*(?=\{)'
)
"""Where a table begins, and where a document does."""
_BETWEEN = " \t\r\n,{}"
"""All that stands between the documents of a whole file."""
_NOT_TEXT = re.compile("[\udc80-\udcff]")


@dataclass(frozen=True, slots=True)
class Mended:
    """What takes the place of a damaged file."""

    tables: Tables
    base: str
    """What it begins from, in words."""
    newer: int
    """Documents that only the damaged file still had."""

    def notice(self, path: Path, aside: Path) -> str:
        """Return the sentence that tells the user."""
        documents = "1 document" if self.newer == 1 else f"{self.newer} documents"
        return (
            f"{path} was damaged: {self.base} took its place, with {documents} newer than that "
            f"read from the damaged file, which is kept as {aside}."
        )


def mended(path: Path, text: bytes, why: str, held: Tables | None, now: datetime) -> Mended:
    """Return what can be had in the place of a damaged file.

    `held` is what this session read before the damage, which no backup can be newer than.
    """
    base, words = (held, "what this session held") if held else _newest_good(path, why, now)
    # What is no table, a hand put there: it is kept, and nothing is looked for in it.
    odd = {name: table for name, table in base.items() if not isinstance(table, dict)}
    base = {name: table for name, table in base.items() if name not in odd}
    found = _found(text, base)
    schema = schema_of(found.get("_meta"))
    refuse_newer(schema, path)
    if schema < SCHEMA:
        found = migrated(found, schema)
    tables, newer = _joined(base, found)
    return Mended({**tables, **odd}, words, newer)


def _newest_good(path: Path, why: str, now: datetime) -> tuple[Tables, str]:
    for backup in backups.in_order(path, now):
        try:
            content = parse(_bytes(backup.path))
            refuse_newer(content.schema, backup.path)
            return content.tables, f"the backup of {backup.said:%Y-%m-%d %H:%M} UTC"
        except (OSError, ValueError, StoreError):
            continue
    raise unmendable(path, why)


def _bytes(backup: Path) -> bytes:
    version = read(backup)
    if version is None:
        return b""  # it has passed by now
    version.close()
    return version.text


def unmendable(path: Path, why: str) -> StoreError:
    """Return what is said of a damaged file that nothing can take the place of."""
    return StoreError(
        f"{path} is damaged ({why}) and {backups_of(path)} has no good backup, so nothing was "
        "touched: mend the file by hand, or move it away to begin anew."
    )


def _found(text: bytes, base: Tables) -> Tables:
    """Return the whole documents in a damaged text."""
    found: Tables = {}
    for table, key, document in _whole(text.decode(errors="surrogateescape"), base):
        name = table or _guessed(key, document, base)
        if name is not None:
            found.setdefault(name, {})[key] = document
    return found


def _whole(text: str, base: Tables) -> Iterator[tuple[str | None, str, Document]]:
    """Yield whole documents with their ids, and their tables where nothing is lost in between."""
    read = json.JSONDecoder().raw_decode
    table: str | None = None
    sure = True
    at = 0
    while match := _HEAD.search(text, at):
        sure = sure and not text[at : match.start()].strip(_BETWEEN)
        at = match.end()
        if name := match["table"]:
            # Within a damaged document a field may look like a table; a known name is one.
            if sure or name in TABLES or name in base:
                table, sure = name, True
            continue
        try:
            document, end = read(text, at)
        except (ValueError, RecursionError):
            sure = False
            continue
        if not _NOT_TEXT.search(text, at, end):
            yield table if sure else None, match["id"], document
        at = end


def _guessed(key: str, document: Document, base: Tables) -> str | None:
    """Return the table of a document whose place in the file is lost, if only one can be it."""
    holders = [name for name, table in base.items() if key in table and not name.startswith("_")]
    fitting = holders or [name for name in TABLES if fits(name, key, document)]
    return fitting[0] if len(fitting) == 1 else None


def _joined(base: Tables, found: Tables) -> tuple[Tables, int]:
    """Return the base with what was found beside it, and how many documents that is."""
    tables = {name: dict(table) for name, table in base.items()}
    graves = tables.setdefault("_gone", {})
    if not _forgotten(found.get("_gone", {})) <= _forgotten(graves):
        tables.pop(undo.TABLE, None)  # it has words about whoever was forgotten since
    graves.update(found.get("_gone", {}))
    newer = 0
    for name, documents in found.items():
        for key, document in documents.items():
            if name == "_gone" or not _is_newer(name, key, document, tables, graves):
                continue
            tables.setdefault(name, {})[key] = document
            newer += name != undo.TABLE
    for key, grave in list(graves.items()):
        _bury(tables, key, grave)
    _silence(tables, _forgotten(graves))
    return {name: table for name, table in tables.items() if table}, newer


def _forgotten(graves: Mapping[str, Any]) -> set[str]:
    return {key for key, grave in graves.items() if is_forgotten(grave)}


def _silence(tables: Tables, forgotten: set[str]) -> None:
    """Leave no word about people deleted for good, as a backup from before still has them."""
    for name in ("interactions", "plans", "entries") if forgotten else ():
        less = {
            key: less_forgotten(name, one, forgotten) for key, one in tables.get(name, {}).items()
        }
        tables[name] = {key: one for key, one in less.items() if one is not None}


def _is_newer(
    name: str, key: str, document: Document, tables: Tables, graves: Mapping[str, Any]
) -> bool:
    old = tables.get(name, {}).get(key)
    grave = graves.get(key)
    if _table_of(grave) == name and _number(grave, "at") >= _number(document, "modified"):
        return False
    return old != document and _number(document, "modified") >= _number(old, "modified")


def _bury(tables: Tables, key: str, grave: Any) -> None:
    """Drop a document that is gone, or its tombstone when it has come back since."""
    table = tables.get(_table_of(grave) or "", {})
    if key in table and _number(table[key], "modified") > _number(grave, "at"):
        del tables["_gone"][key]
    else:
        table.pop(key, None)


def _number(document: Any, field: str) -> float:
    value = document.get(field) if isinstance(document, dict) else None
    return value if isinstance(value, int | float) else 0


def _table_of(grave: Any) -> str | None:
    return grave.get("table") if isinstance(grave, dict) else None
