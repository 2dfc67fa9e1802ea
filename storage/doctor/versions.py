"""Other versions of the file, which hold something that it has not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from storage.doctor.case import Case, Finding, short
from storage.schema import Tables
from storage.titles import kind_of, some, title
from storage.uniting import United
from storage.whole import differences

Taking: TypeAlias = tuple[Finding, Callable[[], None] | None]
"""A finding, and what takes the other version in: an action of its own."""


def conflict(case: Case) -> Iterator[Taking]:
    """Two versions between conflict markers."""
    standing = case.store.standing
    if standing is None or standing.conflict is None:
        return
    mine, both = standing.conflict.mine, standing.conflict.both
    what = "holds two versions, between conflict markers of git"
    then = f"merges them ({told(mine, both)}), and keeps the file as it is now beside it"
    finding = Finding("version", short(str(case.store.path)), what, then, True)
    yield finding, case.store.merge_sides


def told(mine: Tables, both: United) -> str:
    """Return what another version adds to mine, in words."""
    found = [one for one in differences(mine, both.tables) if not one.table.startswith("_")]
    clashes = set(both.clashes)
    facts: list[str] = []
    for one in found:
        changes = [key for key in one.changes if (one.table, key) not in clashes]
        facts += _fact(one.table, one.comes, both.tables, "added")
        facts += _fact(one.table, changes, both.tables, "changed")
        facts += _fact(one.table, one.goes, mine, "deleted")
    if both.clashes:
        titles = [title(*name, both.tables) for name in both.clashes]
        facts.append(f"changed in both, and merged: {some(titles)}")
    return "; ".join(facts) or "the other one adds nothing"


def _fact(table: str, keys: Sequence[str], where: Tables, done: str) -> list[str]:
    if not keys:
        return []
    titles = [title(table, key, where) for key in keys]
    return [f"{len(keys)} {kind_of(table, len(keys))} {done}: {some(titles)}"]
