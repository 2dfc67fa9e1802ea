"""Which shape the documents of a file have, and how an older shape becomes today's."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from typing import Any

from habit.model import SCHEMA
from storage.disk import StoreError

Document = dict[str, Any]
Tables = dict[str, dict[str, Document]]
Migration = Callable[[Tables], Tables]

TOGETHER: Mapping[str, tuple[str, ...]] = {"goals": ("people", "stretch")}
"""Fields of a table that make sense only together: whoever changes one says the others as well."""


def _without_zone(tables: Tables) -> Tables:
    """Drop the zone, which schema 1 wrote by itself: that of the machine that made the file.

    What can be taken back brings it back no more, as if somebody had set it.
    """
    tables = _less(tables, ("_meta", "1"), {"zone"})
    tables = _less(tables, ("_undo", "*", "gone", "_meta/1"), {"zone", "schema"})
    changed: Tables = _less(tables, ("_undo", "*", "changed", "_meta/1", "*"), {"zone", "schema"})
    return changed


def _less(there: Any, path: Sequence[str], fields: Set[str]) -> Any:
    """Return an object without these fields where the path leads; a star is every name.

    What a hand put in the place of an object stays as it is.
    """
    if not isinstance(there, dict):
        return there
    if not path:
        return {name: value for name, value in there.items() if name not in fields}
    first, *rest = path
    return {
        name: _less(value, rest, fields) if first in ("*", name) else value
        for name, value in there.items()
    }


MIGRATIONS: Sequence[Migration] = (_without_zone,)
"""From schema 1 to 2, from 2 to 3, and so on: each a pure function of all tables."""


def schema_of(meta: object) -> int:
    """Return the schema that the `_meta` table tells; a file that tells none has today's."""
    said = meta.get("1") if isinstance(meta, dict) else None
    number = said.get("schema") if isinstance(said, dict) else None
    return number if isinstance(number, int) else SCHEMA


def refuse_newer(schema: int, path: object) -> None:
    """Refuse a file of a later version, which this one could only spoil."""
    if schema > SCHEMA:
        raise StoreError(
            f"{path} has schema {schema}, and this version of reachout knows schemas up to "
            f"{SCHEMA}: upgrade reachout to open it. Nothing was changed."
        )


def migrated(tables: Tables, schema: int, migrations: Sequence[Migration] = MIGRATIONS) -> Tables:
    """Return the tables in today's shape; the ones that were given stay as they are."""
    for migrate in migrations[max(schema, 1) - 1 :]:
        tables = migrate(tables)
    meta = tables.get("_meta", {})
    now = {**meta.get("1", {}), "schema": len(migrations) + 1}
    return {**tables, "_meta": {**meta, "1": now}}
