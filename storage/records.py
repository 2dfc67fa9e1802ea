"""Documents as they are in the file, and as the values of `habit.model`: both ways.

A document that makes no sense is reported, and stays in the file as it is.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date
from functools import cache
from typing import Any

import msgspec

from habit.dates import LATEST_DAWN
from habit.errors import RefusedError
from habit.model import (
    TABLES,
    Birthday,
    Contact,
    ContactList,
    Edit,
    Entry,
    Event,
    Goal,
    Interaction,
    Meta,
    Plan,
    Record,
    Source,
)
from habit.text import clean
from habit.weeks import start_of
from storage.content import Content
from storage.merging import merged
from storage.schema import TOGETHER, Document

_ALWAYS: Mapping[type, frozenset[str]] = {
    Meta: frozenset({"schema", "weekday"}),
    Contact: frozenset({"name"}),
    ContactList: frozenset({"name", "order"}),
    Interaction: frozenset({"on", "people", "dir", "channel", "made"}),
    Goal: frozenset({"people", "stretch", "mode"}),
    Plan: frozenset({"contact", "due", "kind"}),
    Event: frozenset({"name", "on"}),
    Entry: frozenset({"kind", "text"}),
}
"""Fields that are written even when they have their default: without them a document says
nothing to somebody who reads the file, or searches it with plain TinyDB."""

_OF_LINES = frozenset({"note", "text", "review", "extra"})
"""Fields whose text may have several lines."""

_ONE_LINE = ("name", "given", "nickname", "organization", "title")
"""Fields in which a line break would tear a row apart."""

_FIRST_DAY, _LAST_DAY = date(1900, 1, 1), date(2999, 12, 31)
"""Days outside these are slips of a hand."""
_LONGEST = 36_525
"""Days of the longest cadence that makes sense: a hundred years."""


@dataclass(frozen=True, slots=True)
class Repair:
    """A document that makes no sense; it is kept as it is and shown nowhere else."""

    table: str
    id: str
    why: str
    """In plain words, with the name of the field."""


Records = dict[str, dict[str, Record]]


def records_of(content: Content) -> tuple[Records, list[Repair]]:
    """Return every document that makes sense as a value, and those that do not."""
    records: Records = {}
    repairs: list[Repair] = []
    parts = content.parts if content.is_of_today else {}
    there = parts or content.tables
    for table in TABLES:
        if table in there:
            records[table] = _table_of(content, table, parts.get(table), repairs)
    return records, repairs


def _table_of(
    content: Content, table: str, part: msgspec.Raw | None, repairs: list[Repair]
) -> dict[str, Record]:
    """Return one table's values: in one go when all are sound, else one by one."""
    if part is not None:
        try:
            return _in_one_go(table, part, content.suspect)
        except (msgspec.ValidationError, RecursionError):
            pass
    found = {}
    for key, document in content.tables[table].items():
        record = record_of(table, key, document)
        if isinstance(record, Repair):
            repairs.append(record)
        else:
            found[key] = record
    return found


def _in_one_go(table: str, part: msgspec.Raw, suspect: bool) -> dict[str, Record]:
    shape: Any = dict.__class_getitem__((str, TABLES[table]))
    found: dict[str, Record] = msgspec.json.decode(part, type=shape)
    give, senseless = object.__setattr__, _SENSELESS[table]
    for key, record in found.items():
        give(record, "id", key)
        if senseless(record):
            raise msgspec.ValidationError
    if suspect:
        return {key: _harmless(record) for key, record in found.items()}
    if table in ("contacts", "lists"):
        # A line break is no harm in a note, but it is in a name.
        return {key: _on_one_line(record) for key, record in found.items()}
    return found


def record_of(table: str, key: str, document: Document) -> Record | Repair:
    """Return one document as a value, its text harmless; or why it makes no sense."""
    try:
        record = msgspec.convert(document, TABLES[table])
    except msgspec.ValidationError as error:
        return Repair(table, key, _in_words(str(error)))
    object.__setattr__(record, "id", key)
    why = _SENSELESS[table](record)
    try:
        return Repair(table, key, why) if why else _harmless(record)
    except RecursionError:
        return Repair(table, key, "something in it is nested too deeply")


# What a value must have besides its types


def _contact(record: Any) -> str:
    if not record.name:
        return "name is missing"
    if record.cadence is not None and not 1 <= record.cadence <= _LONGEST:
        return f"cadence is {record.cadence} days"
    return _yearly("birthday", record.birthday) or _yearly("anniversary", record.anniversary)


def _yearly(field: str, day: Birthday | None) -> str:
    if day is None:
        return ""
    try:
        # 2000 had every day that there is.
        date(day.y or 2000, day.m or 1, 1)
        date(2000, day.m or 1, day.d or 1)
    except (ValueError, OverflowError):
        return f"{field} is not a day"
    return ""


def _list(record: Any) -> str:
    if record.cadence is not None and not 1 <= record.cadence <= _LONGEST:
        return f"cadence is {record.cadence} days"
    return "" if record.name else "name is missing"


def _interaction(record: Any) -> str:
    if not _FIRST_DAY <= record.on <= _LAST_DAY:
        return "on is missing, or too far away"
    return "minutes is less than none" if (record.minutes or 0) < 0 else ""


def _plan(record: Any) -> str:
    return "" if _FIRST_DAY <= record.due <= _LAST_DAY else "due is missing, or too far away"


def _event(record: Any) -> str:
    if not _FIRST_DAY <= record.on <= _LAST_DAY:
        return "on is missing, or too far away"
    return "" if record.name else "name is missing"


def _week(record: Any) -> str:
    try:
        sound = _FIRST_DAY <= start_of(record.id) <= _LAST_DAY
    except RefusedError:
        sound = False
    return "" if sound else "its id is not the first day of a week, such as 20261116"


def _goal(record: Any) -> str:
    if not 1 <= record.people < record.stretch:
        return f"people is {record.people} and stretch {record.stretch}"
    return _week(record)


def _meta(record: Any) -> str:
    if not 0 <= record.weekday <= 6:
        return "weekday is not 0 to 6"
    return "" if 0 <= record.dawn <= LATEST_DAWN else f"dawn is not 0 to {LATEST_DAWN}"


def _anything(record: Any) -> str:
    return ""


_SENSELESS: Mapping[str, Callable[[Any], str]] = {
    "_meta": _meta,
    "contacts": _contact,
    "lists": _list,
    "interactions": _interaction,
    "goals": _goal,
    "weeks": _week,
    "plans": _plan,
    "events": _event,
    "entries": _anything,
}
"""Why a value of a table makes no sense, or nothing."""

_KINDS = {
    "str": "text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list",
    "object": "an object",
    "null": "nothing",
}
_EXPECTED = re.compile(r"Expected `([^`]+)`, got `([^`]+)`")
_UNKNOWN = "Invalid enum value "
_LACKING = "Object missing required field "


def _in_words(complaint: str) -> str:
    """Return what the decoder complains of in plain words, beginning with the field."""
    what, _, where = complaint.partition(" - at `$")
    field = where.strip("`.").replace("[...]", "") or "the document"
    if match := _EXPECTED.match(what):
        wanted = " or ".join(_KINDS.get(one, one) for one in match[1].split(" | "))
        return f"{field} is {_KINDS.get(match[2], match[2])} where {wanted} belongs"
    if what.startswith("Invalid RFC3339"):
        return f"{field} is not a date such as 2026-11-16"
    if what.startswith(_UNKNOWN):
        return f"{field} has a value that is not known: {what.removeprefix(_UNKNOWN)}"
    if what.startswith(_LACKING):
        return f"{field} has no {what.removeprefix(_LACKING).strip('`')}"
    return f"{field}: {what}"


def fits(table: str, key: str, document: Document) -> bool:
    """Whether a document can be one of this table: it has all that must be there, nothing else."""
    kind: Any = TABLES[table]
    known = {name for name, _ in _defaults(kind)} | {"modified"}
    has = set(document)
    if not _ALWAYS.get(kind, frozenset()) <= has <= known:
        return False
    return not isinstance(record_of(table, key, document), Repair)


# Text that a hand put into the file


def _on_one_line(record: Any) -> Any:
    texts = [getattr(record, field, "") for field in _ONE_LINE]
    sound = all(text is None or text.isprintable() for text in texts)
    return record if sound else _harmless(record)


def _harmless(value: Any, lines: bool = False) -> Any:
    """Return a value with all its text safe to write to a terminal; the same one if it is."""
    if isinstance(value, str):
        return value if value.isprintable() else clean(value, lines=lines)
    if isinstance(value, tuple | list):
        safe = type(value)(_harmless(one, lines) for one in value)
        return value if safe == value else safe
    if isinstance(value, dict):
        items = {_harmless(key): _harmless(one, lines) for key, one in value.items()}
        return value if items == value else items
    return _harmless_record(value) if dataclasses.is_dataclass(value) else value


def _harmless_record(record: Any) -> Any:
    changed = {}
    kind: Any = type(record)
    for name, _ in _defaults(kind):
        old = getattr(record, name)
        new = _harmless(old, name in _OF_LINES)
        if new is not old:
            changed[name] = new
    return dataclasses.replace(record, **changed) if changed else record


# Into the file


@cache
def _defaults(kind: type) -> tuple[tuple[str, Any], ...]:
    """Return the fields that a class has in the file, with the values that are left out."""
    always = _ALWAYS.get(kind, frozenset())
    # A document's own id is its key; only what lies within one has it as a field.
    named = kind in TABLES.values()
    return tuple(
        (one.name, MISSING if one.name in always else _default_of(one))
        for one in fields(kind)
        if not (named and one.name == "id")
    )


def _default_of(field: dataclasses.Field[Any]) -> Any:
    return field.default if field.default_factory is MISSING else field.default_factory()


def document_of(value: Any) -> Any:
    """Return a value as it is written: dates as text, defaults left out."""
    if dataclasses.is_dataclass(value):
        kind: Any = type(value)
        return {
            name: document_of(found)
            for name, default in _defaults(kind)
            if (found := getattr(value, name)) != default
        }
    if isinstance(value, tuple | list):
        return [document_of(one) for one in value]
    if isinstance(value, dict):
        return {key: document_of(one) for key, one in value.items()}
    return value.isoformat() if isinstance(value, date) else value


def edited(there: Document | None, edit: Edit) -> Document | None:
    """Return the document that an edit makes of the one that is there; None deletes it."""
    if edit.after is None:
        return None
    after: Document = document_of(edit.after)
    if there is None:
        return after
    before = {} if edit.before is None else document_of(edit.before)
    document: Document = merged(there, before, after)
    together = TOGETHER.get(edit.table, ())
    if any(before.get(name) != after.get(name) for name in together):
        document |= {name: after[name] for name in together}
    return document


# Deleted documents


def mark_of(source: Source) -> str:
    """Return what a tombstone keeps of a source: enough to know it again, nothing to read."""
    return _mark(source.kind, source.key)


def marks_of(document: Any) -> list[str]:
    """Return the marks of a document's sources."""
    sources = document.get("sources") if isinstance(document, dict) else None
    them = [one for one in sources if isinstance(one, dict)] if isinstance(sources, list) else []
    return [_mark(one.get("kind"), one.get("key")) for one in them]


def _mark(kind: object, key: object) -> str:
    import hashlib

    return hashlib.sha256(f"{kind}\n{key}".encode()).hexdigest()[:32]
