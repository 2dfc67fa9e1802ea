"""Ids that stand twice: in one table, where readers see the last one alone, or in two tables."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, TypeAlias

from storage.deep import ASIDE
from storage.doctor.case import Case, Finding, Found, place, several
from storage.tables import Draft, new_id
from storage.titles import listed

Hidden: TypeAlias = tuple[str, str, Any]
"""A table, an id, and a document that no reader sees."""

_WITH_OWN_IDS = ("contacts", "lists", "interactions", "plans", "entries", "events")
"""Tables whose ids are drawn at random; a goal and a week may have the same one."""


def hidden(case: Case) -> Found:
    """Documents in the bytes on the disk that a later one hides; the next save drops them."""
    unlike: list[Hidden] = []
    alike: list[Hidden] = []
    standing = case.store.standing
    for name, key, copy, seen in standing.copies if standing else ():
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


def _place(case: Case, copies: Sequence[Hidden]) -> str:
    name, key, copy = copies[0]
    return several(place({**case.tables, name: {key: copy}}, name, key), len(copies))


def _keep(copies: Sequence[Hidden], draft: Draft) -> None:
    for name, key, copy in copies:
        table = draft.table(name)
        document = copy if isinstance(copy, dict) else {ASIDE: {"document": copy}}
        table[new_id() if key in table else key] = document


def _write_again(copies: Sequence[Hidden], draft: Draft) -> None:
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
