"""What a file should hold after any actions, undone and redone: told as simply as it can be.

Nothing here knows how the store does it. A list is a bag of items, each known by its id or by
itself: in which order two sessions' items come to stand is not said.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from habit.model import SCHEMA, Change
from storage.records import document_of

Name = tuple[str, str]
"""A table and an id."""
Documents = dict[Name, Any]
"""Documents, less the moment at which each was written."""
Steps = dict[Name, tuple[Any, Any]]
"""Documents before and after; None where there was or is none."""

NOTHING: Any = object()
FIRST: Documents = {("_meta", "1"): {"schema": SCHEMA, "weekday": 0}}


@dataclass(frozen=True)
class Done:
    """An action, and what its last step did: doing it, taking it back, or bringing it back."""

    key: str
    what: str
    steps: Steps


@dataclass
class Model:
    """Every state that there was, and the actions that can be turned."""

    states: list[Documents] = field(default_factory=lambda: [FIRST])
    done: list[Done] = field(default_factory=list)
    """What can be taken back, the next one last."""
    undone: list[Done] = field(default_factory=list)
    """What can be brought back, the next one last; new actions take nothing from it."""

    @property
    def now(self) -> Documents:
        """What should lie in the file."""
        return self.states[-1]

    def after(self, change: Change) -> Documents:
        """Return what a change makes of it: only what the change is about differs."""
        now = dict(self.now)
        for edit in change.edits:
            name = (edit.table, edit.id)
            after = None if edit.after is None else document_of(edit.after)
            before = {} if edit.before is None else document_of(edit.before)
            if after is None:
                now.pop(name, None)
            else:
                now[name] = _laid(now[name], before, after) if name in now else after
                if any(before.get(one) != after.get(one) for one in _together(name)):
                    now[name] = {**now[name], **{one: after[one] for one in _together(name)}}
        return now

    def turn(self, action: Done) -> Turn:
        """Return what undoing an action's last step comes to."""
        turn = Turn(dict(self.now), action.steps)
        others = (one.steps for one in (*self.done, *self.undone) if one is not action)
        gone = {name for steps in others for name, (_, after) in steps.items() if after is None}
        turn.lacks = bool(_lacking(self.now, turn.documents) & gone)
        return turn

    def take(self, documents: Documents) -> Steps:
        """Take the next state; returns what differs from the one before."""
        before = self.now
        self.states.append(documents)
        names = {**before, **documents}
        pairs = {name: (before.get(name), documents.get(name)) for name in names}
        return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


class Turn:
    """An action's last step undone on documents as they are now."""

    def __init__(self, documents: Documents, steps: Steps) -> None:
        self.documents = documents
        self.stay = 0
        """Documents that were made, and stay as something else refers to them."""
        self.clashes = False
        """Whether later changes of the same are gone over."""
        self.lacks = False
        """Whether something would refer to what another action took out."""
        self.is_idle = True
        """Whether nothing of what the step was about can be touched."""
        made = {name: after for name, (before, after) in steps.items() if before is None}
        for name, (before, after) in steps.items():
            if before is not None:
                self._put_back(name, before, after)
        held = _held(documents, set(made))
        for name in made.keys() & documents.keys():
            if name in held:
                self.stay += 1
            else:
                self.is_idle = False
                self.clashes |= documents[name] != made[name]
                del documents[name]

    @property
    def can_be_done(self) -> bool:
        """Whether any of it can be done, with nothing referring to nothing afterwards."""
        return not self.lacks and not (self.is_idle and self.stay)

    def _put_back(self, name: Name, before: Any, after: Any) -> None:
        there = self.documents.get(name)
        if there is None and after is not None:
            return  # what was deleted since stays deleted
        self.is_idle = False
        if there is None:
            self.documents[name] = before
            return
        was, now = before, after or {}
        if after is not None:
            alike = {one for one in was if one in now and was[one] == now[one]}
            if not alike.issuperset(_together(name)):
                alike -= set(_together(name))
            was, now = _less(was, alike), _less(now, alike)
        self.documents[name], sound = _fields_back(there, now, was)
        self.clashes |= not sound


def _together(name: Name) -> tuple[str, ...]:
    """Return the fields that make sense only together: a stretch is above its goal."""
    return ("people", "stretch") if name[0] == "goals" else ()


def _less(document: Mapping[str, Any], names: set[str]) -> dict[str, Any]:
    return {name: value for name, value in document.items() if name not in names}


def _held(documents: Documents, going: set[Name]) -> set[Name]:
    """Return what is not to go, as something that stays refers to it."""
    staying = {name: one for name, one in documents.items() if name not in going}
    held = {name for one in staying.items() for name in _references(*one)} & going
    return held | _held(documents, going - held) if held else held


def _lacking(before: Documents, after: Documents) -> set[Name]:
    """Return what is referred to now, was not before, and is not there."""
    were, are = (
        {(name, to) for name, one in them.items() for to in _references(name, one)}
        for them in (before, after)
    )
    return {to for _, to in are - were if to not in after}


def _references(name: Name, document: Any) -> Iterator[Name]:
    if name[0] == "interactions":
        yield from (("contacts", one) for one in document.get("people", {}))
    if name[0] == "contacts":
        yield from (("lists", one) for one in document.get("lists", []))


# A later change, laid over what another session left


def _laid(there: Any, before: Any, after: Any) -> Any:
    """Return what is there, with the difference between before and after."""
    if before == after:
        return there
    values = (there, before, after)
    if all(isinstance(one, dict) for one in values):
        names = {**there, **before, **after}
        laid = {name: _field_laid(*(one.get(name, NOTHING) for one in values)) for name in names}
        return {name: value for name, value in laid.items() if value is not NOTHING}
    if all(isinstance(one, list) for one in values):
        bags = [_bag(one) for one in values]
        items = {key: _item_laid(*(bag.get(key, NOTHING) for bag in bags)) for key in _keys(bags)}
        return [item for item in items.values() if item is not NOTHING]
    return after


def _field_laid(there: Any, before: Any, after: Any) -> Any:
    if before is after is NOTHING or before == after:
        return there
    return after if NOTHING in (there, before, after) else _laid(there, before, after)


def _item_laid(there: Any, before: Any, after: Any) -> Any:
    """Return an item of a list; what one session dropped and another edited stays."""
    if after is NOTHING:
        return there if before is NOTHING else NOTHING
    if there is NOTHING:
        return NOTHING if before == after else after
    return after if before is NOTHING else _laid(there, before, after)


# A step undone


def _fields_back(there: Any, now: Any, was: Any) -> tuple[Any, bool]:
    """Return fields put back from now to was, and whether no later change is gone over."""
    after, sound = dict(there), True
    for name in {**now, **was}:
        values = [one.get(name, NOTHING) for one in (there, now, was)]
        value, fine = _back(*values)
        sound = sound and fine
        after[name] = value
    return {name: value for name, value in after.items() if value is not NOTHING}, sound


def _back(there: Any, now: Any, was: Any) -> tuple[Any, bool]:
    if there in (now, was):
        return was, True
    kinds = {type(one) for one in (there, now, was) if one is not NOTHING}
    if kinds not in ({list}, {dict}):
        return was, False
    empty: Any = kinds.pop()()
    values = [empty if one is NOTHING else one for one in (there, now, was)]
    value, sound = _items_back(*values) if isinstance(empty, list) else _fields_back(*values)
    return (NOTHING if was is NOTHING and not value else value), sound


def _items_back(there: Any, now: Any, was: Any) -> tuple[list[Any], bool]:
    bags = [_bag(one) for one in (there, now, was)]
    back, sound = [], True
    for key in _keys(bags):
        here, came, went = (bag.get(key, NOTHING) for bag in bags)
        if came == went or (here is NOTHING and came is not NOTHING):
            item = here  # the step was not about it, or it has gone since and stays gone
        else:
            sound = sound and here in (came, went)
            item = went
        back += [] if item is NOTHING else [item]
    return back, sound


def _bag(items: list[Any]) -> dict[str, Any]:
    return {_key(item): item for item in items}


def _key(item: Any) -> str:
    return str(item["id"]) if isinstance(item, dict) and "id" in item else json.dumps(item)


def _keys(bags: list[dict[str, Any]]) -> list[str]:
    return list(dict.fromkeys(key for bag in bags for key in bag))


def loosely(value: Any) -> Any:
    """Return a value with every list in one order, to compare what is in it."""
    if isinstance(value, dict):
        return {name: loosely(one) for name, one in value.items()}
    if isinstance(value, list):
        return sorted((loosely(one) for one in value), key=json.dumps)
    return value
