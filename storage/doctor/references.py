"""References that lead to nothing that is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from storage.doctor.case import Case, Finding, Found, place, several, short
from storage.references import LOOSE, is_forgotten, letting_go, references
from storage.tables import Draft

_A: Mapping[str, str] = {
    "contacts": "a contact",
    "lists": "a list",
    "events": "an event",
    "interactions": "an interaction",
    "entries": "an entry",
}
_HELD: Mapping[tuple[str, str], str] = {
    ("interactions", "contacts"): (
        "leave it, as the counts of past weeks hold on to it; a backup that still has the "
        "contact can bring it back"
    ),
    ("interactions", "events"): "leave it, as nothing counts by it, or write another event",
    ("plans", "events"): "leave it, as it is a plan without it too, or write another event",
    ("plans", "contacts"): "leave it, or write the id of another contact",
    ("entries", "entries"): "leave it, as it counts by itself, or write another id",
    ("plans", "interactions"): "leave it, as without it the plan would be open again",
}
"""Why the others stay: by the table that refers, and the one that is referred to."""


def dangling(case: Case) -> Found:
    """References to what is not there, whether it was deleted or never was."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for table in ("contacts", "interactions", "plans", "weeks", "entries"):
        for key, document in case.tables.get(table, {}).items():
            for where, one in dict.fromkeys(_references(table, document)):
                if one not in case.tables.get(where, {}) and not _counts_on(case, table, one):
                    found.setdefault((table, where, one), []).append(key)
    for (table, where, one), keys in found.items():
        first = several(place(case.tables, table, keys[0]), len(keys))
        gone = "was deleted" if _is_buried(case, where, one) else "is not there"
        what = f"refers to {_A[where]} that {gone} ({short(f'{where} {one}')})"
        if (table, where) in LOOSE:
            finding = Finding("reference", first, what, "takes that out", True)
            yield finding, partial(_let_go, table, where, keys, one)
        else:
            yield Finding("reference", first, what, _HELD[table, where]), None


def _references(table: str, document: Any) -> Iterator[tuple[str, str]]:
    yield from references(table, document)
    done = document.get("done") if table == "plans" and isinstance(document, dict) else None
    # Done by hand it has a day there, which leads nowhere.
    if isinstance(done, str) and done.isdecimal():
        yield "interactions", done


def _is_buried(case: Case, table: str, key: str) -> bool:
    grave = case.tables.get("_gone", {}).get(key)
    return isinstance(grave, dict) and grave.get("table") == table


def _counts_on(case: Case, table: str, key: str) -> bool:
    """Whether it was with somebody deleted for good: it counts on, and is to say no more."""
    return table == "interactions" and is_forgotten(case.tables.get("_gone", {}).get(key))


def _let_go(table: str, where: str, keys: Sequence[str], one: str, draft: Draft) -> None:
    documents = draft.table(table)
    for key in keys:
        documents[key] = letting_go(table, where, documents[key], {one})
