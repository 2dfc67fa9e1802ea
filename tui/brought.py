"""What an import did or would do, in words: the shell and the dialog say the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from habit.dates import birthday_text
from habit.model import Birthday, Note, Phone
from habit.text import line

if TYPE_CHECKING:
    from storage.importing import ImportPlan
    from storage.told import Changed, Kept

_LONGEST = 60
"""Characters of a value that a line shows."""

_ONE: Mapping[str, str] = {
    "emails": "email",
    "phones": "phone",
    "urls": "link",
    "tags": "tag",
    "notes": "note",
}
"""What one value of a list is called."""
_SPOKEN: Mapping[str, str] = {
    **_ONE,
    "organization": "company",
    "given": "first name",
    "ADR": "address",
    "N": "parts of the name",
}
_MANY: Mapping[str, str] = {
    "organization": "companies",
    "anniversary": "anniversaries",
    "given": "first names",
    "died": "days of death",
}


@dataclass(frozen=True, slots=True)
class Section:
    """Lines of one kind under their heading."""

    heading: str
    lines: tuple[str, ...]
    is_whole: bool = False
    """Whether each of the lines is to be said, however many there are."""


def counts(found: ImportPlan, between: str = " · ") -> str:
    """Return how many people are new, updated and so on, in a line."""
    said = [
        (found.new, "new"),
        (found.updated, "updated"),
        (found.unchanged, "unchanged"),
        (len(found.kept), "kept"),
        (len(found.joined), "joined"),
        (len(found.skipped), "skipped"),
    ]
    always = ("new", "updated", "unchanged")
    return between.join(f"{count} {word}" for count, word in said if count or word in always)


def sections(found: ImportPlan) -> list[Section]:
    """Return all that is to be said of an import beside its counts."""
    changed = [one for one in found.changed if one.now is not None]
    removed = [one for one in found.changed if one.now is None]
    them = [
        Section("Skipped", tuple(f"{one.where}: {one.why}" for one in found.skipped)),
        Section("Please look at", found.warnings),
        Section(
            "Joined with someone already here",
            tuple(f"{one.where}: {one.name}: {one.why}" for one in found.joined),
            is_whole=True,
        ),
        Section("No longer in the file", tuple(map(_changed, removed)), is_whole=True),
        Section("Changed in the file", tuple(map(_changed, changed)), is_whole=True),
        Section("Not taken", tuple(map(_kept, found.kept)), is_whole=True),
        Section(
            "Possibly the same person",
            tuple(
                f"{one.name} and {one.other_name}: {one.why}"
                if one.name != one.other_name
                else f"{one.name}, twice: {one.why}"
                for one in found.possible
            ),
        ),
    ]
    return [one for one in them if one.lines]


def removal(found: ImportPlan) -> str:
    """Return what is taken back, `18 birthdays and 3 titles`; nothing where nothing is."""
    said = [f"{count} {_plural(field, count)}" for field, count in found.removed.items()]
    return " and ".join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)


def _plural(field: str, count: int) -> str:
    one = _SPOKEN.get(field, field)
    return one if count == 1 else _MANY.get(field, f"{one}s")


def _kept(one: Kept) -> str:
    what, there = _SPOKEN.get(one.field, one.field), value_text(one.there)
    if one.here is None and (one.field in _ONE or isinstance(one.there, list)):
        said = f"{what} {there} is in the file but wasn't added"
    else:
        here = value_text(one.here) if one.here is not None else "empty"
        said = f"{what} is {there} in the file, yours stays {here}"
    return f"{one.where}: {one.name}: {said}"


def _changed(one: Changed) -> str:
    what, was = _SPOKEN.get(one.field, one.field), value_text(one.was)
    said = f"{what} {was}" if one.now is None else f"{what} was {was}, is now {value_text(one.now)}"
    return f"{one.where}: {one.name}: {said}"


def value_text(value: Any) -> str:
    """Return a value of a contact as one line that is not long."""
    text = "yes" if value is True else line(str(plain(value)))
    if isinstance(value, list) and len(value) == 3:
        # A property of a card: its parts as one says them, and what tells it from another.
        text = ", ".join(part.strip() for part in text.split(";") if part.strip())
        text += f" ({value[1]})" if value[1] else ""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def plain(value: Any) -> Any:
    """Return a value of a contact as text, as far as it can be said so."""
    match value:
        case Birthday():
            return birthday_text(value)
        case Phone():
            return value.raw
        case Note():
            return "a private note" if value.private else value.text
        case date():
            return value.isoformat()
        case [_, _, str() as text]:
            return text
        case None | bool() | str():
            return value
    return str(value)


def shape(found: ImportPlan) -> dict[str, object]:
    """Return what `--json` says of an import."""
    return {
        "new": found.new,
        "updated": found.updated,
        "unchanged": found.unchanged,
        "skipped": [{"where": one.where, "why": one.why} for one in found.skipped],
        "warnings": list(found.warnings),
        "kept": [
            {
                "id": one.id,
                "name": one.name,
                "field": _ONE.get(one.field, one.field),
                "here": plain(one.here),
                "there": plain(one.there),
                "where": one.where,
            }
            for one in found.kept
        ],
        "joined": [
            {"id": one.id, "name": one.name, "where": one.where, "why": one.why}
            for one in found.joined
        ],
        "possible": [
            {"id": one.id, "name": one.name, "with": one.other, "why": one.why}
            for one in found.possible
        ],
        "changed": [
            {
                "id": one.id,
                "name": one.name,
                "field": _ONE.get(one.field, one.field),
                "was": plain(one.was),
                "now": plain(one.now),
                "where": one.where,
            }
            for one in found.changed
        ],
        "documents": 0,
    }
