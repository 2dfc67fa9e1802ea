"""Documents that make no sense: what of them can be set aside so that the rest counts again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from typing import Any

from habit.changes import HOURS_A_WEEK
from habit.model import TABLES
from storage.deep import ASIDE
from storage.doctor.case import Case, Finding, Found, place, short
from storage.records import Repair, record_of
from storage.schema import Document
from storage.tables import Draft
from storage.titles import listed

_MEANT: Mapping[str, Mapping[str, str]] = {
    "contacts": {"name": '"Priya Nair"', "archived": "true"},
    "lists": {"name": '"Key contacts"'},
    "interactions": {
        "on": '"2026-11-16"',
        "people": '{"410281581941802996": "reached"}',
        "dir": '"out"',
        "channel": '"call"',
        "private": "true",
    },
    "goals": {"people": "2", "stretch": "3"},
    "weeks": {"pause": '{"reason": "holidays"}'},
    "plans": {
        "contact": '"410281581941802996"',
        "due": '"2026-11-16"',
        "kind": '"promise"',
        "done": '"602491758473441266"',
        "dropped": "true",
    },
    "events": {"name": '"Open source day"', "on": '"2026-11-16"'},
    "entries": {"kind": '"why"', "text": '"I like my people"'},
}
"""Fields without which a document would say something else than was meant, each as it may be
written. These are never set aside."""

_RANGES: Mapping[tuple[str, str], tuple[float, float]] = {
    ("_meta", "minutes"): (0, 24 * 60),
    ("weeks", "jobboards"): (0, 7 * 24 * 60),
    ("goals", "hours"): (0, HOURS_A_WEEK),
    ("goals", "share"): (1, 100),
}
"""What some numbers are at least and at most. A document in which one is not counts as it is: to
let go of a pause, or of the first day of weeks, for the sake of that number would be worse."""

_BY_NAME = {("_meta", "minutes")}
"""Those that are numbers by name, of which each is judged alone. Whatever else is no number makes
no sense as a whole."""

_FIELD = re.compile(r"\w+")


def unsigned(case: Case) -> Found:
    """A file that does not say what shape it has, as one made by another tool."""
    there = case.tables.get("_meta", {}).get("1", {})
    if isinstance(there, dict) and "schema" not in there and any(case.tables.values()):
        then = "writes what holds now: the schema and the first day of a week"
        where = place(case.tables, "_meta", "1")
        finding = Finding("invalid", where, "schema is missing", then, True)
        yield finding, partial(_sign, case.store.introduction)


def _sign(introduction: Document, draft: Draft) -> None:
    table = draft.table("_meta")
    table["1"] = {**introduction, **table.get("1", {})}


def senseless(case: Case) -> Found:
    """Documents that do not validate, and so count nowhere."""
    for table in TABLES:
        for key, document in case.tables.get(table, {}).items():
            after, whys = _treated(table, key, document)
            if not whys:
                continue
            if after is None:
                then = _by_hand(table, document, _field_of(whys[-1]))
            else:
                fields = listed(list(dict.fromkeys(map(_field_of, whys))))
                then = f'sets {fields} aside in it, under "{ASIDE}", so that the rest counts again'
            where, what = place(case.tables, table, key), short("; ".join(whys))
            finding = Finding("invalid", where, what, then, after is not None)
            yield finding, None if after is None else partial(_treat, table, key)


def unlikely(case: Case) -> Found:
    """Numbers that no command would take, in documents that count nonetheless."""
    for (table, field), (least, most) in _RANGES.items():
        for key, document in case.tables.get(table, {}).items():
            value = document.get(field) if isinstance(document, dict) else None
            _, bad = _within(table, field, value)
            if bad is not None:
                said = bad if isinstance(bad, dict) else {field: bad}
                numbers = ", ".join(f"{name} is {number}" for name, number in said.items())
                where, what = place(case.tables, table, key), short(f"{numbers}")
                then = f'sets {field} aside in it, under "{ASIDE}", as it is {least} to {most}'
                yield (
                    Finding("invalid", where, what, then, True),
                    partial(_bound, table, key, field),
                )


def _within(table: str, field: str, value: Any) -> tuple[Any, Any]:
    """Return what of a number, or of numbers by name, is within bounds, and what is not."""
    if isinstance(value, dict) and (table, field) in _BY_NAME:
        bad = {name: one for name, one in value.items() if _is_beyond(table, field, one)}
        return {name: one for name, one in value.items() if name not in bad}, bad or None
    return (None, value) if _is_beyond(table, field, value) else (value, None)


def _is_beyond(table: str, field: str, value: Any) -> bool:
    least, most = _RANGES[table, field]
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and not least <= value <= most


def _bound(table: str, key: str, field: str, draft: Draft) -> None:
    documents = draft.table(table)
    good, bad = _within(table, field, documents[key][field])
    documents[key] = _set_aside(documents[key], field, good, bad)


def _treat(table: str, key: str, draft: Draft) -> None:
    after, _ = _treated(table, key, draft.table(table).get(key))
    if after is not None:
        draft.table(table)[key] = after


def _treated(table: str, key: str, document: Any) -> tuple[Document | None, list[str]]:
    """Return a document with what is wrong set aside, and all that was found to be wrong.

    There is none where it would say something else than was meant.
    """
    whys: list[str] = []
    while isinstance(wrong := record_of(table, key, document), Repair):
        whys.append(wrong.why)
        field = _field_of(wrong.why)
        if not isinstance(document, dict) or field not in document:
            return None, whys
        good, bad = _parted(table, key, field, document[field])
        if field in _MEANT.get(table, {}) or _is_private(bad):
            return None, whys
        document = _set_aside(document, field, good, bad)
    return document, whys


def _field_of(why: str) -> str:
    match = _FIELD.match(why)
    return match[0] if match else ""


def _parted(table: str, key: str, field: str, value: Any) -> tuple[list[Any], Any]:
    """Return the items of a list that make sense by themselves, and what does not."""
    if not isinstance(value, list):
        return [], value
    good = [one for one in value if not _is_wrong(table, key, field, one)]
    return ([], value) if len(good) == len(value) else (good, [x for x in value if x not in good])


def _is_wrong(table: str, key: str, field: str, item: Any) -> bool:
    wrong = record_of(table, key, {field: [item]})
    return isinstance(wrong, Repair) and _field_of(wrong.why) == field


def _is_private(value: Any) -> bool:
    """Whether something in it is marked to leave the file in no export: it stays where it is."""
    items = value if isinstance(value, list) else [value]
    return any(isinstance(one, dict) and one.get("private") for one in items)


def _set_aside(document: Document, field: str, good: Any, bad: Any) -> Document:
    """Return a document with a value moved aside, to whatever was set aside before."""
    there = document.get(ASIDE, {})
    aside = there if isinstance(there, dict) else {ASIDE: there}
    name, count = field, 1
    while name in aside:
        count += 1
        name = f"{field} {count}"
    rest = {one: value for one, value in document.items() if one != field}
    return rest | ({field: good} if good else {}) | {ASIDE: {**aside, name: bad}}


def _by_hand(table: str, document: Any, field: str) -> str:
    """Return what to write where nothing is set aside."""
    meant = _MEANT.get(table, {})
    if not isinstance(document, dict):
        fields = ", ".join(f'"{name}": {value}' for name, value in meant.items())
        return f"write an object in its place, such as {{{fields}}}"
    if field in meant:
        return f'write what was meant, such as "{field}": {meant[field]}'
    if field in document:
        return f"correct {field}, of which something is private and so is not moved"
    return "write the first day of its week in digits as its id, such as 20261116"
