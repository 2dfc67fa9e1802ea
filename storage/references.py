"""What a document refers to: which ids in it are those of others, and which can be let go of."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from storage.schema import Document

if TYPE_CHECKING:
    from storage.tables import Draft

LOOSE: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("contacts", "lists"): ("lists",),
    ("weeks", "contacts"): ("skipped",),
    ("entries", "contacts"): ("people", "sent"),
    ("entries", "interactions"): ("sent",),
}
"""Fields that hold ids which can be taken out with nothing else lost: by the table, and by the
one that they refer to."""
_BY_ID = frozenset({"sent"})
"""Those which say something of each id; as an object another one is only unreadable. What they say
may be an id as well: of the interaction in which something was sent."""


def references(table: str, document: Any) -> Iterator[tuple[str, str]]:
    """Yield the tables and ids of what a document refers to."""
    if not isinstance(document, dict):
        return
    for (owner, where), names in LOOSE.items():
        if owner == table:
            ids = (one for name in names for one in _loose_ids(document, where, name))
            yield from ((where, one) for one in ids)
    match table:
        case "interactions":
            yield from (("contacts", one) for one in _ids_in(document.get("people")))
            yield from _one_of(document, "event", "events")
        case "plans":
            yield from _one_of(document, "contact", "contacts")
            yield from _one_of(document, "event", "events")
        case "entries":
            yield from _one_of(document, "parent", "entries")


def _one_of(document: Document, field: str, where: str) -> Iterator[tuple[str, str]]:
    if isinstance(one := document.get(field), str):
        yield where, one


def _ids_in(value: Any) -> list[str]:
    """Return the ids of a list, or of an object by ids."""
    return [one for one in value if isinstance(one, str)] if isinstance(value, list | dict) else []


def _loose_ids(document: Document, where: str, name: str) -> list[str]:
    value = document.get(name)
    if where == "interactions":
        said = value.values() if isinstance(value, dict) else ()
        return [one for one in said if isinstance(one, str) and one.isdecimal()]
    return _ids_in(value) if isinstance(value, list) or name in _BY_ID else []


_AT_AN_EVENT = ("interactions", "plans")
"""The tables whose documents may bear the id of an event."""


def let_go_of_events(draft: Draft) -> None:
    """Let nothing in a draft bear the id of an event that is gone.

    Who makes a change knows the file as it was a moment ago: another session may have taken the
    event out since that something new follows up, or have met somebody at the one that goes.
    """
    steps, tables = list(draft.steps()), draft.view()
    gone = {key for table, key, _, after in steps if table == "events" and after is None}
    at_events = {
        (table, key): after["event"]
        for table, key, before, after in steps
        if table in _AT_AN_EVENT and after and after.get("event") and after != before
    }
    if gone:
        held = ((table, *one) for table in _AT_AN_EVENT for one in tables.get(table, {}).items())
        at_events |= {
            (table, key): document["event"]
            for table, key, document in held
            if isinstance(document, dict) and document.get("event") in gone
        }
    graves = tables.get("_gone", {})
    for (table, key), event in at_events.items():
        if event in gone or (event in graves and event not in tables.get("events", {})):
            document = draft.table(table)[key]
            draft.table(table)[key] = {
                one: said for one, said in document.items() if one != "event"
            }


def letting_go(table: str, where: str, document: Any, ids: Container[str]) -> Any:
    """Return a document whose loose fields refer to these no more; the same one if none did."""
    if not isinstance(document, dict):
        return document
    names = [name for name in LOOSE[table, where] if name in document]
    less = {name: _less(name, document[name], ids) for name in names}
    return document if all(document[name] == one for name, one in less.items()) else document | less


def _less(name: str, value: Any, ids: Container[str]) -> Any:
    if isinstance(value, list):
        return [one for one in value if not isinstance(one, str) or one not in ids]
    if isinstance(value, dict) and name in _BY_ID:
        kept = ((key, one) for key, one in value.items() if key not in ids)
        return {key: one for key, one in kept if not isinstance(one, str) or one not in ids}
    return value


def is_forgotten(grave: Any) -> bool:
    """Whether a tombstone is that of somebody who was deleted for good."""
    return isinstance(grave, dict) and grave.get("forgotten") is True


def buried(grave: Any, table: str) -> int | None:
    """Return when a document of this table was deleted, by the tombstone of its id, if it was.

    A goal and a week that begin on one day share their id, and so their tombstone.
    """
    if not isinstance(grave, dict):
        return None
    also = grave.get("also")
    at = also.get(table) if isinstance(also, dict) else None
    at = grave.get("at", 0) if grave.get("table") == table else at
    return int(at) if isinstance(at, int | float) else None


def dug_up(grave: Any, table: str) -> Any:
    """Return a tombstone that says no more that a document of this table is gone; or None."""
    also = dict(grave.get("also", {})) if isinstance(grave.get("also"), dict) else {}
    also.pop(table, None)
    rest = {name: value for name, value in grave.items() if name != "also"}
    if grave.get("table") == table:
        if not also:
            return None
        rest["table"], rest["at"] = also.popitem()
    return rest | ({"also": also} if also else {})
