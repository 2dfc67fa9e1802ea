"""Ids that stand twice: in one table, where readers see the last one alone, or in two tables."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, TypeAlias

from storage.disk import read, reported
from storage.doctor.case import ASIDE, Case, Finding, Found, place, several
from storage.store import Store
from storage.tables import Draft, new_id
from storage.titles import listed
from storage.undo import OWN_TABLES

Copy: TypeAlias = tuple[str, str, Any]
"""A table, an id, and a document that no reader sees."""

_WITH_OWN_IDS = ("contacts", "lists", "interactions", "plans", "entries", "events")
"""Tables whose ids are drawn at random; a goal and a week may have the same one."""


def hidden(case: Case) -> Found:
    """Documents in the bytes on the disk that a later one hides; the next save drops them."""
    unlike: list[Copy] = []
    alike: list[Copy] = []
    for name, key, copy, seen in _copies(case.store):
        if copy != seen:
            unlike.append((name, key, copy))
        elif isinstance(copy, dict) and not name.startswith("_"):
            alike.append((name, key, copy))
    if unlike:
        what = "is hidden by what comes later in the file under the same id or table name"
        then = "keeps both, under an id of its own if it needs one"
        finding = Finding("duplicate", _place(case, unlike), what, then, True)
        yield finding, partial(_keep, unlike)
    if alike:
        what = "stands in the file twice, word for word"
        then = "writes it once; nothing is lost by that"
        finding = Finding("duplicate", _place(case, alike), what, then, True)
        yield finding, partial(_write_again, alike)


def _place(case: Case, copies: Sequence[Copy]) -> str:
    name, key, copy = copies[0]
    return several(place({**case.tables, name: {key: copy}}, name, key), len(copies))


def _copies(store: Store) -> Iterator[tuple[str, str, Any, Any]]:
    """Yield tables, ids and documents that no reader sees, each with the one that hides it."""
    with reported(f"{store.path} cannot be read"):
        version = read(store.path)
    if version is None:
        return
    version.close()
    tables, dropped = _parsed(version.text)
    for name, table in [*dropped.get(id(tables), ()), *tables.items()]:
        seen = tables[name]
        if not (isinstance(table, dict) and isinstance(seen, dict)):
            continue
        copies = list(dropped.get(id(table), ()))
        copies += [] if table is seen else table.items()
        for key, copy in copies:
            # Of what the store itself keeps beside the documents, an id has one meaning only.
            if not (name in OWN_TABLES and key in seen):
                yield name, key, _writable(copy), _writable(seen.get(key))


def _parsed(text: bytes) -> tuple[dict[str, Any], dict[int, list[tuple[str, Any]]]]:
    """Return all objects as readers see them, and by the identity of each what it passed over."""
    dropped: dict[int, list[tuple[str, Any]]] = {}

    def taken(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        seen = dict(pairs)
        if len(seen) < len(pairs):
            last = {key: at for at, (key, _) in enumerate(pairs)}
            dropped[id(seen)] = [pair for at, pair in enumerate(pairs) if last[pair[0]] != at]
        return seen

    try:
        said = text.decode("utf-8-sig")
        tables = json.loads(said, object_pairs_hook=taken, parse_constant=lambda _: None)
    except (ValueError, RecursionError):
        tables = None  # replaced since it was opened: whoever reads it next says so
    return (tables, dropped) if isinstance(tables, dict) else ({}, {})


def _writable(value: Any) -> Any:
    """Return a value without the half letters that JSON lets pass and no file can hold."""
    return json.loads(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))


def _keep(copies: Sequence[Copy], draft: Draft) -> None:
    for name, key, copy in copies:
        table = draft.table(name)
        document = copy if isinstance(copy, dict) else {ASIDE: {"document": copy}}
        table[new_id() if key in table else key] = document


def _write_again(copies: Sequence[Copy], draft: Draft) -> None:
    for name, key, _ in copies:
        # Whatever differs is stamped anew, and with it the whole file is written once more.
        draft.table(name)[key]["modified"] = None


def shared(case: Case) -> Found:
    """Ids that two tables have, so that a deletion of one looks like one of the other."""
    homes: dict[str, list[str]] = {}
    for table in _WITH_OWN_IDS:
        for key in case.tables.get(table, {}):
            homes.setdefault(key, []).append(table)
    for key, tables in homes.items():
        if len(tables) > 1:
            where = listed([place(case.tables, table, key) for table in tables])
            then = "give one of them another id of 18 digits, also where it is referred to"
            yield Finding("duplicate", where, "have the same id", then), None
