"""The lines of yours, one table for all of them: made, changed and taken out in one way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from habit.changes import Hand
from habit.errors import RefusedError
from habit.model import Change, Edit, Entry
from habit.network import Network
from habit.text import line


def entries(network: Network, *kinds: str) -> list[Entry]:
    """Return the entries of these kinds, oldest first."""
    them = [one for one in network.entries.values() if one.kind in kinds]
    return sorted(them, key=lambda one: one.written)


def known(network: Network, key: str) -> Entry:
    """Return the entry with this id.

    Raises:
        RefusedError: There is none any more.

    """
    found = network.entries.get(key)
    if found is None:
        raise RefusedError("that line is not there any more; ^u can bring it back")
    return found


def add_entry(network: Network, hand: Hand, kind: str, text: str, /, **said: Any) -> Change:
    """Add a line of a kind, of today unless `on` says another day.

    Raises:
        RefusedError: It says nothing, or names somebody who is not there.

    """
    values = {"on": hand.today, **_cleaned(network, {"text": text, **said})}
    entry = Entry(id=hand.new_id(), kind=kind, made=hand.now, **values)
    _check(network, entry)
    return Change(f"{words_of(entry)}, added", (Edit("entries", entry.id, None, entry),))


def edit_entry(network: Network, key: str, /, **said: Any) -> Change:
    """Change fields of a line; those that stay as they are need not make sense.

    Raises:
        RefusedError: It is not there, or it would say nothing.

    """
    before = known(network, key)
    new = {field: value for field, value in said.items() if value != getattr(before, field)}
    after = replace(before, **_cleaned(network, new))
    _check(network, after)
    edits = () if after == before else (Edit("entries", key, before, after),)
    return Change(f"{words_of(after)}, changed", edits)


def remove_entry(network: Network, key: str) -> Change:
    """Take a line out; what serves it goes with it: the objectives of a goal, their benchmarks."""
    before = known(network, key)
    edits = [Edit("entries", one.id, one, None) for one in (before, *_under(network, key, {key}))]
    return Change(f"{words_of(before)}, removed", tuple(edits))


def words_of(entry: Entry) -> str:
    """Return what a line is called where it begins a sentence: its kind and its first words."""
    text = entry.text if len(entry.text) <= _SHORT else f"{entry.text[:_SHORT].rstrip()} ..."
    kind = _CALLED.get(entry.kind, entry.kind).capitalize()
    return f"{kind}: {text or entry.metric}" if text or entry.metric else kind


_CALLED = {"chance": "opening", "rating": "honest look"}
"""Kinds that people call otherwise than the file does."""


_SHORT = 40
"""Letters of a line that name it."""


def _under(network: Network, key: str, seen: set[str]) -> Iterable[Entry]:
    for one in network.entries.values():
        if one.parent == key and one.id not in seen:
            seen.add(one.id)
            yield one
            yield from _under(network, one.id, seen)


def _cleaned(network: Network, said: dict[str, Any]) -> dict[str, Any]:
    """Return fields of an entry made harmless."""
    for field in ("text", "opener", "metric"):
        if isinstance(said.get(field), str):
            said[field] = line(said[field])
    if "tags" in said:
        said["tags"] = tuple(dict.fromkeys(tag for tag in map(line, said["tags"]) if tag))
    if "people" in said:
        said["people"] = tuple(dict.fromkeys(said["people"]))
        if not set(said["people"]) <= set(network.contacts):
            raise RefusedError("one of the people is not there; they may have been removed")
    return said


def _check(network: Network, entry: Entry) -> None:
    if not (entry.text or entry.metric or entry.answers or entry.since):
        raise RefusedError(f"the {entry.kind} is empty: say it in a few words")
    if entry.parent is not None and entry.parent not in network.entries:
        raise RefusedError("what it belongs to is not there any more; ^u can bring it back")
