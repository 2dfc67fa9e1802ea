"""A damaged file: the newest good backup, and every whole document that can still be read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from habit.model import SCHEMA, TABLES
from storage import backups
from storage.content import parse
from storage.disk import StoreError, UnreadableError, read
from storage.paths import backups_of
from storage.records import fits
from storage.schema import Document, Tables, migrated, refuse_newer, schema_of
from storage.uniting import united
from storage.whole import differences

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
    found = _found(text, {name: one for name, one in base.items() if isinstance(one, dict)})
    schema = schema_of(found.get("_meta"))
    refuse_newer(schema, path)
    if schema < SCHEMA:
        found = migrated(found, schema)
    tables = united(found, base).tables
    changes = differences(base, tables)
    return Mended(tables, words, sum(len((*one.comes, *one.changes)) for one in changes))


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


def mendable(path: Path, text: bytes, why: str, now: datetime) -> StoreError:
    """Return what is said of a damaged file to whoever only reads it."""
    base = mended(path, text, why, None, now).base
    return StoreError(
        f"{path} is damaged ({why}) and was not touched: reachout doctor --fix puts {base} in its "
        "place, with what can still be read from it, and keeps it beside that."
    )


def unmendable(path: Path, why: str) -> UnreadableError:
    """Return what is said of a damaged file that nothing can take the place of."""
    return UnreadableError(
        f"{path} is damaged ({why}) and {backups_of(path)} has no good backup, so nothing was "
        "touched: mend the file by hand, put a copy in its place with reachout restore FILE, or "
        "move it away to begin anew."
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
