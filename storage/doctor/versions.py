"""Other versions of the file, which hold something that it has not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from storage import copies
from storage.disk import Signature, StoreError, reported, signature_of
from storage.doctor.case import Case, Finding, short
from storage.schema import Tables
from storage.titles import kind_of, some, title
from storage.uniting import United, united
from storage.whole import differences, read


def _nothing() -> None:
    pass


@dataclass(frozen=True, slots=True)
class Other:
    """Another version, and how it is taken in."""

    finding: Finding
    what: str = ""
    """What taking it in is called, to be taken back."""
    together: Callable[[Tables], United] | None = None
    """What it is together with another; none where nothing can be made of it."""
    done: Callable[[], None] = _nothing
    """What is done once all is saved."""


def conflict(case: Case) -> Iterator[Other]:
    """Two versions between conflict markers."""
    standing = case.store.standing
    if standing is None or standing.conflict is None:
        return

    def together(mine: Tables) -> United:
        now = case.store.standing
        return United(mine, ()) if now is None or now.conflict is None else now.conflict.both

    mine, both = standing.conflict.mine, standing.conflict.both
    what = "holds two versions, between git conflict markers"
    then = f"merges them ({told(mine, both)}), and keeps the file as it is now beside it"
    finding = Finding("version", short(str(case.store.path)), what, then, True)
    yield Other(finding, "two versions of git merged", together)


def behind(case: Case) -> Iterator[Other]:
    """An older version that was put in the place of the one that this session had."""
    lost = case.store.behind
    if not any(lost.values()):
        return
    both = United(united(case.tables, lost).tables, ())
    what = "went back to an older version, which lacks what this session had"
    then = f"brings that back ({told(case.tables, both)})"
    finding = Finding("version", short(str(case.store.path)), what, then, True)
    what = "what an older version lacked, brought back"
    yield Other(finding, what, lambda mine: united(mine, case.store.behind))


def beside(case: Case) -> Iterator[Other]:
    """Copies that a sync tool left beside the file."""
    path = case.store.path
    for copy in copies.of(path):
        signature = signature_of(copy)
        try:
            tables = read(copy)
        except StoreError:
            what = "is a copy that a sync tool left, and isn't a reachout file, or it's damaged"
            then = "look into it, and delete it if it has nothing that you want"
            yield Other(Finding("version", short(str(copy)), what, then))
            continue
        facts = told(case.tables, united(case.tables, tables))
        what = "is a copy that a sync tool left beside the file"
        then = f"takes it in ({facts}), and moves it into backups/"
        yield Other(
            Finding("version", short(str(copy)), what, then, True),
            f"{copy.name} taken in",
            partial(_with, tables),
            partial(_put_away, path, copy, signature),
        )


def _with(tables: Tables, mine: Tables) -> United:
    return united(mine, tables)


def _put_away(path: Path, copy: Path, signature: Signature | None) -> None:
    """Move a copy away, unless the tool has put another one there meanwhile."""
    with reported(f"{copy} was taken in, and could not be moved into backups/"):
        if signature_of(copy) == signature:
            copies.put_away(path, copy)


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
