"""What can be taken back: the last actions, and for each how to go to the other side of it.

A record of the table `_undo` says what the last step over its action did: doing it, taking it
back, or bringing it back. Turning it always does the opposite and leaves the record of that, so
that one piece of code serves undo and redo. Records are written in the transaction of the step.

What an action made is kept as an id and a digest, what it deleted as the whole document, and
what it changed as the fields that differ. Keys are `table/id`, never the bare id, so that nobody
who reads a damaged file takes a record for the document itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeAlias

import msgspec

from habit.errors import CouldNotError
from habit.text import line
from storage.references import is_forgotten, references
from storage.schema import TOGETHER, Document, Tables

TABLE = "_undo"
MOST = 200
"""Actions that are kept."""
OWN_TABLES = ("_gone", TABLE)
"""What the store itself keeps beside the documents: no action is about it."""

Step: TypeAlias = tuple[str, str, Document | None, Document | None]
"""A table, a document id, the document before, and after."""

_MISSING: Any = object()
_PARTS = ("made", "gone", "changed", "again")
"""What a record says of documents; the last adds to the first."""
_BOX = ""
"""The field under which a record keeps what is no object."""


_LAST = int(datetime(9999, 12, 30, tzinfo=UTC).timestamp()) * 1000
"""The last moment, in milliseconds, that every time zone can say."""


@dataclass(frozen=True, slots=True)
class Action:
    """Something the user did, as far as it can be taken back or brought back."""

    id: str
    what: str
    """In words, such as `Priya Nair, call, Thursday`."""
    at: int
    """When it was done, in milliseconds UTC."""
    undone: bool
    documents: int
    """How many documents its next step touches."""

    @property
    def moment(self) -> datetime:
        """When it was done; a stamp that no calendar has counts as the nearest that one has."""
        return datetime.fromtimestamp(min(max(self.at, 0), _LAST) / 1000, UTC)


@dataclass(frozen=True, slots=True)
class Taken:
    """What a step over an action did."""

    what: str
    stay: tuple[str, ...] = ()
    """Who or what it had made and is left, as something later refers to it."""


class NothingError(CouldNotError):
    """There is no such action."""


class ClashError(CouldNotError):
    """Later changes touched the same; the sentence says which, and nothing was done."""


# Records


def record(
    what: str,
    steps: Iterable[Step],
    at: int,
    *,
    undone: bool = False,
    graves: Mapping[str, Any],
) -> Document | None:
    """Return the record of a step over an action; None when nothing differs.

    `graves` are the tombstones before the step: what it brings back from one goes there again.
    """
    made: dict[str, str] = {}
    gone: dict[str, Document] = {}
    changed: dict[str, Document] = {}
    for table, key, before, after in steps:
        name = f"{table}/{key}"
        if before is None and after is not None:
            made[name] = digest(_boxed(after))
        elif before is not None and after is None:
            gone[name] = _boxed(before)
        elif before is not None and (fields := _fields(table, _boxed(before), _boxed(after))):
            changed[name] = fields
    if not (made or gone or changed):
        return None
    said: Document = {"what": line(what), "at": at}
    again = {name: grave for name in made if isinstance(grave := graves.get(_split(name)[1]), dict)}
    parts = {"made": made, "gone": gone, "changed": changed, "again": again}
    said |= {name: part for name, part in parts.items() if part}
    return said | ({"undone": at} if undone else {})


def _boxed(document: Any) -> Document:
    """Return a document as an object, also when a hand has put something else in its place."""
    return document if isinstance(document, dict) else {_BOX: document}


def _unboxed(document: Document) -> Any:
    return document[_BOX] if document.keys() - {"modified"} == {_BOX} else document


def digest(document: Document) -> str:
    """Return what tells whether a document is as it was, whenever it was written."""
    import hashlib

    bare = {key: value for key, value in document.items() if key != "modified"}
    try:
        text = msgspec.json.encode(bare, order="sorted")
    except (TypeError, ValueError, OverflowError):
        import json

        # What only the standard library writes: longer numbers, half a surrogate.
        text = json.dumps(bare, sort_keys=True, default=str).encode()
    return hashlib.blake2b(text, digest_size=8).hexdigest()


def _fields(table: str, before: Document, after: Document) -> Document:
    """Return the fields that differ, as they were and as they are now; {} when none does."""
    names = {
        name: None
        for name in {**before, **after}
        if name != "modified" and before.get(name, _MISSING) != after.get(name, _MISSING)
    }
    if not names:
        return {}
    if names.keys() & TOGETHER.get(table, ()):
        names |= dict.fromkeys(TOGETHER[table])
    return {
        "was": {name: before[name] for name in names if name in before},
        "now": {name: after[name] for name in names if name in after},
    }


def actions(table: Mapping[str, Any]) -> list[Action]:
    """Return the actions, the one that is turned first at the beginning.

    First those that can be taken back, newest first; then those that can be brought back, the
    one taken back last first. What a hand has spoiled is left out.
    """
    known = [(key, one) for key, one in table.items() if _is_sound(one)]
    known.sort(key=lambda pair: (_undone(pair[1]) > 0, -_moment(pair[1]), pair[0]))
    return [
        Action(key, line(one["what"]), one["at"], _undone(one) > 0, sum(1 for _ in _names(one)))
        for key, one in known
    ]


def _is_sound(one: Any) -> bool:
    if not isinstance(one, dict) or not isinstance(one.get("what"), str):
        return False
    numbers = isinstance(one.get("at"), int) and isinstance(one.get("undone", 0), int)
    parts = [one.get(part, {}) for part in _PARTS]
    if not numbers or not all(isinstance(part, dict) for part in parts):
        return False
    made, gone, changed, again = parts
    return (
        all(isinstance(value, str) for value in made.values())
        and all(isinstance(value, dict) for value in (*gone.values(), *again.values()))
        and all(
            isinstance(value, dict)
            and isinstance(value.get("was"), dict)
            and isinstance(value.get("now"), dict)
            for value in changed.values()
        )
    )


def _undone(one: Document) -> int:
    undone: int = one.get("undone", 0)
    return undone


def _moment(one: Document) -> int:
    """Return when the last step over an action was."""
    at: int = one["at"]
    return max(at, _undone(one))


def _names(one: Document) -> Iterator[str]:
    for part in _PARTS[:3]:
        yield from one.get(part, {})


def next_moment(table: Mapping[str, Any], now: int) -> int:
    """Return a moment after that of every record, whatever the clock does."""
    return max([now, *(1 + _moment(one) for one in table.values() if _is_sound(one))])


def surplus(table: Mapping[str, Any]) -> list[str]:
    """Return the records that are too many: the oldest, and what a hand has spoiled."""
    sound = {key: _moment(one) for key, one in table.items() if _is_sound(one)}
    spoiled = [key for key in table if key not in sound]
    oldest = sorted(sound, key=lambda key: (sound[key], key))
    return [*spoiled, *oldest[: max(0, len(sound) - MOST)]]


def chosen(table: Mapping[str, Any], key: str | None, *, undone: bool) -> list[str]:
    """Return the actions to turn: the one that was named, else all that can be, first ones first.

    Raises:
        NothingError: There is none, or the one that was named is on the other side already.

    """
    known = actions(table)
    found = [one.id for one in known if one.undone == undone and key in (None, one.id)]
    if found:
        return found
    if key is None:
        raise NothingError(f"there is nothing to {'bring' if undone else 'take'} back")
    there = next((one for one in known if one.id == key), None)
    if there is None:
        listed = f"reachout {'redo' if undone else 'undo'} --list"
        raise NothingError(f"there is no action {line(key)}; {listed} shows them")
    state = "is there" if undone else "was taken back"
    raise NothingError(f"{there.what}: that {state} already")


def without(one: Document, names: set[str]) -> Document | None:
    """Return a record less the documents of these names (`table/id`); None when none is left."""
    kept = dict(one)
    for part in _PARTS:
        left = {name: it for name, it in one.get(part, {}).items() if name not in names}
        if left:
            kept[part] = left
        else:
            kept.pop(part, None)
    return kept if any(True for _ in _names(kept)) else None


# Turning


class Turn:
    """The opposite of what a record says, worked out on the documents as they are now."""

    def __init__(self, one: Document, tables: Tables) -> None:
        self._one = one
        self._tables = tables
        self.edits: list[tuple[str, str, Document | None]] = []
        """The documents as they are to be."""
        self.clashes: list[tuple[str, str, str]] = []
        """Table, id and field (or none) of what was changed since, and would be lost."""
        self.stay: list[tuple[str, str]] = []
        """Table and id of what was made and stays, as something later refers to it."""
        self.graves: dict[str, Any] = one.get("again", {})
        """The tombstones, by name, of what the action had brought back from there."""
        self.first: tuple[tuple[str, str], Document, Document] | None = None
        """What would be referred to and is not there, the action that has it, and the document:
        that one has to be turned first."""
        self._change()
        self._bring_back()
        self._take_away()
        self._look_for_missing()

    def _there(self, table: str, key: str) -> Document | None:
        documents = self._tables.get(table, {})
        return _boxed(documents[key]) if key in documents else None

    def _change(self) -> None:
        for name, fields in self._one.get("changed", {}).items():
            table, key = _split(name)
            there = self._there(table, key)
            if there is None:
                continue  # deleted since: the later change stands
            after, clashing = _fields_back(there, fields["now"], fields["was"])
            self.clashes += [(table, key, field) for field in clashing]
            self.edits.append((table, key, _unboxed(after)))

    def _bring_back(self) -> None:
        for name, document in self._one.get("gone", {}).items():
            table, key = _split(name)
            there = self._there(table, key)
            if there is None:
                self.edits.append((table, key, _unboxed(document)))
                continue
            # Something with the same id has come since, such as a week of which more was said.
            after, clashing = _fields_back(there, {}, document)
            self.clashes += [(table, key, field) for field in clashing if field != "modified"]
            self.edits.append((table, key, _unboxed(after)))

    def _take_away(self) -> None:
        made = {_split(name): mark for name, mark in self._one.get("made", {}).items()}
        # What still refers to the forgotten is what was left of them, and no later than this.
        left = {_split(name) for name, grave in self.graves.items() if is_forgotten(grave)}
        held = _held(self._tables, set(made) - left, self.edits)
        for (table, key), mark in made.items():
            there = self._there(table, key)
            if there is None:
                continue
            if (table, key) in held:
                self.stay.append((table, key))
                continue
            if digest(there) != mark:
                self.clashes.append((table, key, ""))
            self.edits.append((table, key, None))

    def _look_for_missing(self) -> None:
        """See whether what would come refers to what another action took out.

        What no action has is left as it was: a hand wrote that, or somebody was forgotten.
        """
        after = {(table, key): document for table, key, document in self.edits}
        for table, key, document in self.edits:
            was = set(references(table, self._there(table, key)))
            for name in references(table, document):
                there = after[name] if name in after else self._there(*name)
                if name not in was and there is None and (gone := self._action_with(name)):
                    self.first = (name, *gone)
                    return

    def _action_with(self, name: tuple[str, str]) -> tuple[Document, Document] | None:
        """Return the action whose last step took a document out, with the document."""
        called = "/".join(name)
        records = self._tables.get(TABLE, {}).values()
        for one in records:
            if one is not self._one and _is_sound(one) and called in one.get("gone", {}):
                return one, one["gone"][called]
        return None


def _split(name: str) -> tuple[str, str]:
    table, _, key = name.partition("/")
    return table, key


def _held(
    tables: Tables,
    made: set[tuple[str, str]],
    edits: Iterable[tuple[str, str, Document | None]],
) -> set[tuple[str, str]]:
    """Return which of these documents others refer to that neither go with them nor let go."""
    if not any(table in ("contacts", "lists", "events", "entries") for table, _ in made):
        return set()
    edited = {(table, key): document for table, key, document in edits}
    held: set[tuple[str, str]] = set()
    for table in ("interactions", "plans", "contacts", "entries"):
        documents = tables.get(table, {})
        for key, document in documents.items():
            if (table, key) not in made:
                now = edited.get((table, key), document)
                held |= made & set(references(table, now))
    return _with_theirs(tables, made, held)


def _with_theirs(
    tables: Tables, made: set[tuple[str, str]], held: set[tuple[str, str]]
) -> set[tuple[str, str]]:
    """Return what stays with what it refers to itself, such as a person with their list."""
    theirs = (references(table, tables.get(table, {}).get(key)) for table, key in held)
    more = {name for them in theirs for name in them if name in made} - held
    return _with_theirs(tables, made, held | more) if more else held


# Fields


def _fields_back(there: Document, now: Document, was: Document) -> tuple[Document, list[str]]:
    """Return a document with fields put back, and the names of those changed since."""
    after, clashing = dict(there), []
    for name in {**now, **was}:
        value, sound = _value_back(
            there.get(name, _MISSING), now.get(name, _MISSING), was.get(name, _MISSING)
        )
        if not sound:
            clashing.append(name)
        if value is _MISSING:
            after.pop(name, None)
        else:
            after[name] = value
    return after, clashing


def _value_back(there: Any, now: Any, was: Any) -> tuple[Any, bool]:
    """Return a value put back from `now` to `was`, and whether a later change of it stands."""
    if there in (now, was):
        return was, True
    kinds = {type(one) for one in (there, now, was) if one is not _MISSING}
    value: Any
    if kinds == {list}:
        value, sound = _list_back(_or(there, []), _or(now, []), _or(was, []))
    elif kinds == {dict}:
        value, clashing = _fields_back(_or(there, {}), _or(now, {}), _or(was, {}))
        sound = not clashing
    else:
        return was, False
    return (value if value or was is not _MISSING else _MISSING), sound


def _or(value: Any, usual: Any) -> Any:
    return usual if value is _MISSING else value


def _list_back(there: list[Any], now: list[Any], was: list[Any]) -> tuple[list[Any], bool]:
    """Take out what came and put back what went; what was added or removed later stays so."""
    came = [one for one in now if one not in was]
    went = [one for one in was if one not in now]
    result, sound = list(there), True
    for one in came:
        old = next((other for other in went if _is_same(one, other)), _MISSING)
        put = [] if old is _MISSING else [old]
        if old is not _MISSING:
            went.remove(old)
        place = _place_of(one, result)
        if place is None:
            continue  # it has gone since, and stays gone
        sound = sound and result[place] in (one, *put)
        result[place : place + 1] = put
    for one in went:
        place = _place_of(one, result)
        if place is None:
            result.insert(min(was.index(one), len(result)), one)
        else:  # it has come again since, as it was or otherwise
            sound = sound and result[place] == one
            result[place] = one
    return result, sound


def _place_of(one: Any, them: list[Any]) -> int | None:
    for at, other in enumerate(them):
        if other == one or _is_same(one, other):
            return at
    return None


def _is_same(one: Any, other: Any) -> bool:
    """Whether two items are one and the same at different times: they have the same id."""
    if not isinstance(one, dict) or not isinstance(other, dict) or "id" not in one:
        return False
    return bool(one["id"] == other.get("id"))
