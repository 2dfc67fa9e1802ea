"""What a document is called when it has to be named to the user: its person, its day, its kind."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from habit.dates import day_text
from habit.text import line
from storage.schema import Tables

if TYPE_CHECKING:
    from storage.undo import Turn

_KINDS = {
    "contacts": "contact",
    "lists": "list",
    "interactions": "interaction",
    "goals": "goal",
    "weeks": "week",
    "plans": "plan",
    "entries": "entry",
    "events": "event",
    "_meta": "setting",
}
_MOST = 3
"""Names that a sentence lists."""
_NOBODY = "someone"
"""Who is no longer here."""


def kind_of(table: str, count: int = 1) -> str:
    """Return what the documents of a table are called, one of them or several."""
    kind = _KINDS.get(table)
    if kind is None:
        return f"{'document' if count == 1 else 'documents'} of {line(table)}"
    return kind if count == 1 else "entries" if kind == "entry" else f"{kind}s"


def title(table: str, key: str, tables: Tables, today: date | None = None) -> str:
    """Return what a document is called: `Priya Nair`, `call with Priya Nair, Thu 19 Nov`.

    Days of another year than that of `today` are named with theirs.
    """
    found = tables.get(table, {}).get(key)
    document: dict[str, Any] = found if isinstance(found, dict) else {}
    match table:
        case "contacts":
            return _text(document, "name") or "a contact without a name"
        case "lists":
            return f"the list {_text(document, 'name')}"
        case "interactions":
            return _interaction(document, tables, today)
        case "plans":
            who = _name(document.get("contact"), tables)
            return ", ".join(
                part for part in (f"plan with {who}", _day(document.get("due"), today)) if part
            )
        case "goals" | "weeks":
            day = _day(f"{key[:4]}-{key[4:6]}-{key[6:]}", today)
            return f"the {'goal from' if table == 'goals' else 'week of'} {day or line(key)}"
        case "entries":
            return f"{_text(document, 'kind') or 'entry'}: {_text(document, 'text')}"
        case "events":
            return _text(document, "name") or "an event without a name"
        case "_meta":
            return "what holds for the whole file"
        case _:
            return f"{kind_of(table)} {line(key)}"


def _interaction(document: dict[str, Any], tables: Tables, today: date | None) -> str:
    people = document.get("people")
    names = [_name(one, tables) for one in people] if isinstance(people, dict) else []
    names.sort(key=lambda name: name == _NOBODY)
    with_whom = f" with {listed(names)}" if names else ""
    channel = _text(document, "channel") or "interaction"
    parts = (f"{channel}{with_whom}", _day(document.get("on"), today))
    return ", ".join(part for part in parts if part)


def some(titles: Sequence[str]) -> str:
    """Return titles in one line, of many the first: they have commas and *and* of their own."""
    if len(titles) > _MOST + 1:
        titles = [*titles[:_MOST], f"{len(titles) - _MOST} more"]
    return "; ".join(titles)


def listed(names: Sequence[str]) -> str:
    """Return names as one says them: `Ana`, `Ana and Tom`, `Ana, Tom, Lee and 4 more`."""
    if len(names) > _MOST + 1:
        return f"{', '.join(names[:_MOST])} and {len(names) - _MOST} more"
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def _name(key: Any, tables: Tables) -> str:
    contact = tables.get("contacts", {}).get(key) if isinstance(key, str) else None
    return (_text(contact, "name") if isinstance(contact, dict) else "") or _NOBODY


def _text(document: dict[str, Any], field: str) -> str:
    value = document.get(field)
    return line(value) if isinstance(value, str) else ""


def _day(said: Any, today: date | None) -> str:
    try:
        day = date.fromisoformat(said)
    except (TypeError, ValueError):
        return ""
    is_near = today is None or day.year == today.year
    return day_text(day) if is_near else f"{day_text(day)} {day.year}"


def why_not(what: str, turn: Turn, tables: Tables) -> str:
    """Return the sentence that says why nothing of an action can be turned."""
    if turn.first is None:
        names = listed([title(*name, tables) for name in turn.stay])
        return (
            f"{line(what)}: nothing of it can be taken back, as something later refers to {names}"
        )
    (table, key), action, document = turn.first
    missing = title(table, key, {**tables, table: {key: document}})
    step = "bring" if action.get("undone") else "take"
    return f"{line(what)}: {missing} is not there; {step} back first: {line(action['what'])}"


def clash_words(what: str, clashes: Sequence[tuple[str, str, str]], tables: Tables) -> str:
    """Return the sentence that says what was changed after an action was done."""
    named: dict[str, list[str]] = {}
    for table, key, field in clashes:
        fields = named.setdefault(title(table, key, tables), [])
        if field:
            fields.append(field)
    parts = [f"{one} ({', '.join(fields)})" if fields else one for one, fields in named.items()]
    verb = "was" if len(parts) == 1 else "were"
    return f"{line(what)}: {listed(parts)} {verb} changed again since"
