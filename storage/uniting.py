"""Two versions of a file made one, document by document.

With the version that both began from each document is merged three ways. Without it the one
that was written later counts, and what was deleted stays so unless it was written after that. In
neither way a document is lost that only one of them has.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from storage import undo
from storage.forgetting import is_forgotten, less_forgotten
from storage.merging import merged
from storage.references import buried, references
from storage.schema import Document, Tables
from storage.tables import Draft
from storage.whole import differences, moved_to, weekday_of

_UNKNOWN: Any = object()
"""What both began from, where nobody knows it."""
_WITH_WORDS = ("interactions", "plans", "entries")


@dataclass(frozen=True, slots=True)
class United:
    """What two versions are together."""

    tables: Tables
    clashes: tuple[tuple[str, str], ...]
    """Tables and ids of documents that were changed in both."""


def united(mine: Tables, theirs: Tables, base: Tables | None = None) -> United:
    """Return what two versions are together; where nothing else decides, mine counts.

    `base` is what both began from.
    """
    odd = {name: table for name, table in {**theirs, **mine}.items() if not _is_table(table)}
    mine, theirs = _sound(mine), _sound(theirs)
    base = None if base is None else _sound(base)
    theirs, base = _by_my_weeks(mine, theirs, base)
    graves = _graves(mine.get("_gone", {}), theirs.get("_gone", {}))
    tables: Tables = {}
    clashes: list[tuple[str, str]] = []
    for name in sorted({*mine, *theirs} - set(undo.OWN_TABLES)):
        one = _Uniting(name, mine, theirs, base, graves)
        tables[name] = one.table()
        clashes += [(name, key) for key in one.clashes]
    gone = forgotten({"_gone": graves})
    _silence(tables, gone)
    tables["_gone"] = {
        key: grave
        for key, grave in graves.items()
        if key in gone or key not in tables.get(_table_of(grave) or "", {})
    }
    tables[undo.TABLE] = _actions(mine, theirs, gone)
    return United(odd | {name: it for name, it in tables.items() if it}, tuple(clashes))


def forgotten(tables: Tables) -> set[str]:
    """Return who was deleted for good."""
    return {key for key, grave in tables.get("_gone", {}).items() if is_forgotten(grave)}


def lay(draft: Draft, mine: Tables, result: Tables) -> bool:
    """Make what two versions are together out of one of them, which the draft holds.

    Returns:
        Whether that may be taken back: not where words about somebody deleted for good went.

    """
    graves, gone, keeps_words = result.get("_gone", {}), forgotten(result), True
    for one in differences(mine, result):
        table = draft.table(one.table)
        olds = {key: mine[one.table][key] for key in (*one.goes, *one.changes)} if gone else {}
        keeps_words &= not (one.table == "contacts" and gone & set(olds))
        keeps_words &= all(less_forgotten(one.table, old, gone) == old for old in olds.values())
        for key in one.goes:
            draft.graves[key] = graves.get(key, {})
            table.pop(key, None)
        for key in (*one.comes, *one.changes):
            table[key] = result[one.table][key]
    for name in undo.OWN_TABLES:
        table, there = draft.table(name), result.get(name, {})
        for key in set(table) - set(there):
            table.pop(key)
        for key, document in there.items():
            if key not in draft.graves:  # those are made when all is settled
                table[key] = document
    draft.keeps_stamps = True
    return keeps_words


def _is_table(table: Any) -> bool:
    return isinstance(table, dict)


def _sound(tables: Tables) -> Tables:
    """Return what are tables; a hand may have put anything in the place of one."""
    return {name: table for name, table in tables.items() if _is_table(table)}


def _by_my_weeks(mine: Tables, theirs: Tables, base: Tables | None) -> tuple[Tables, Tables | None]:
    """Return what is said of weeks by the weeks that I have."""
    weekdays = [weekday_of(one) for one in (mine, theirs) if one.get("_meta")]
    if len(set(weekdays)) < 2:
        return theirs, base
    for name in ("goals", "weeks"):
        theirs = {**theirs, name: moved_to(weekdays[0], theirs, name)}
        base = None if base is None else {**base, name: {}}
    return theirs, base


class _Uniting:
    """One table on its way."""

    def __init__(
        self,
        name: str,
        mine: Tables,
        theirs: Tables,
        base: Tables | None,
        graves: Mapping[str, Any],
    ) -> None:
        self._name = name
        self._mine, self._theirs = mine.get(name, {}), theirs.get(name, {})
        self._base = None if base is None else base.get(name, {})
        self._my_graves, self._their_graves = mine.get("_gone", {}), theirs.get("_gone", {})
        self._graves = graves
        self.clashes: list[str] = []

    def table(self) -> dict[str, Document]:
        """Return what the table is together."""
        found = {key: self._one(key) for key in {**self._mine, **self._theirs}}
        return {key: one for key, one in found.items() if one is not None}

    def _one(self, key: str) -> Any:
        if self._name == "contacts" and is_forgotten(self._graves.get(key)):
            return None
        mine, theirs = self._mine.get(key), self._theirs.get(key)
        before = _UNKNOWN if self._base is None else self._base.get(key)
        if theirs is None:
            return self._of_one(key, mine, before, self._their_graves)
        if mine is None:
            return self._of_one(key, theirs, before, self._my_graves)
        if theirs in (mine, before):
            return mine
        return theirs if before == mine else self._of_both(key, mine, theirs, before)

    def _of_one(self, key: str, there: Any, before: Any, graves: Mapping[str, Any]) -> Any:
        """Return what becomes of a document that one side lacks."""
        at = buried(graves.get(key), self._name)
        is_gone = at is not None and at >= _stamp(there)
        if before is _UNKNOWN or before == there:
            return None if is_gone or before == there else there
        if at is not None and is_gone and isinstance(there, dict):
            # An edit goes before a deletion, and has to do so wherever this is merged next.
            return {**there, "modified": at + 1}
        return there

    def _of_both(self, key: str, mine: Any, theirs: Any, before: Any) -> Any:
        """Return what becomes of a document that both changed."""
        later, earlier = (theirs, mine) if _stamp(theirs) > _stamp(mine) else (mine, theirs)
        if not isinstance(mine, dict) or not isinstance(theirs, dict):
            return later
        if self._name != "_meta":
            self.clashes.append(key)
        if isinstance(before, dict):
            both = merged(earlier, before, later)
        elif self._name in ("_meta", "weeks"):
            both = {**earlier, **later}  # what is said of one week in two places
        else:
            both = _with_items(later, earlier)
        stamp = later.get("modified")
        return both if stamp is None else {**both, "modified": stamp}


def _with_items(later: Document, earlier: Document) -> Document:
    """Return the later document with what has an id and stands in the earlier one alone: notes."""
    result = dict(later)
    for field, items in earlier.items():
        there = later.get(field, [])
        if isinstance(items, list) and isinstance(there, list):
            ids = [one.get("id") for one in there if isinstance(one, dict)]
            own = [one for one in items if isinstance(one, dict) and "id" in one]
            if more := [one for one in own if one["id"] not in ids]:
                result[field] = [*there, *more]
    return result


def _graves(mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> dict[str, Any]:
    """Return all tombstones; the later of two, which remembers what the other one says."""
    graves = dict(mine)
    for key, grave in theirs.items():
        other = graves.get(key)
        if isinstance(other, dict) and isinstance(grave, dict):
            first, last = sorted((other, grave), key=_at)
            both = {**_alsos(first), **_alsos(last)}
            both.pop(_table_of(last), None)
            rest = {name: value for name, value in {**first, **last}.items() if name != "also"}
            graves[key] = rest | ({"also": both} if both else {})
        else:
            graves[key] = grave
    return graves


def _alsos(grave: Document) -> dict[Any, Any]:
    """Return the tables of which a tombstone says that a document is gone, each with when."""
    also = grave.get("also")
    them = also if isinstance(also, dict) else {}
    return {**them, _table_of(grave): grave.get("at", 0)} if _table_of(grave) else dict(them)


def _actions(mine: Tables, theirs: Tables, gone: set[str]) -> dict[str, Document]:
    """Return what can be taken back, but what has words about somebody deleted for good."""
    actions = dict(mine.get(undo.TABLE, {}))
    for key, one in theirs.get(undo.TABLE, {}).items():
        if key not in actions or _done(one) > _done(actions[key]):
            actions[key] = one
    about = {
        f"{name}/{key}"
        for side in (mine, theirs)
        for name in _WITH_WORDS
        for key, document in (side.get(name, {}) if gone else {}).items()
        if any(who in gone for _, who in references(name, document))
    }
    about |= {f"contacts/{key}" for key in gone}
    spoiled = [key for key, one in actions.items() if any(name in str(one) for name in about)]
    for old in {*undo.surplus(actions), *spoiled}:
        actions.pop(old, None)
    return actions


def _silence(tables: Tables, gone: set[str]) -> None:
    """Leave no word about people deleted for good, as the other version still has them."""
    for name in _WITH_WORDS if gone else ():
        less = {key: less_forgotten(name, one, gone) for key, one in tables.get(name, {}).items()}
        tables[name] = {key: one for key, one in less.items() if one is not None}


def _number(document: Any, field: str) -> float:
    value = document.get(field) if isinstance(document, dict) else None
    return value if isinstance(value, int | float) else 0


def _stamp(document: Any) -> float:
    return _number(document, "modified")


def _at(document: Any) -> float:
    return _number(document, "at")


def _done(action: Any) -> float:
    return max(_at(action), _number(action, "undone"))


def _table_of(grave: Any) -> str | None:
    return grave.get("table") if isinstance(grave, dict) else None
