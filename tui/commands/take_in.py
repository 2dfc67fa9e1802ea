"""The part of `reachout import` that brings in all that `reachout export` wrote."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from habit.dates import counted
from storage.schema import Tables
from storage.whole import Added, add, read
from tui.commands.import_ import say_some
from tui.commands.session import Session


def take_in(args: argparse.Namespace, session: Session, path: Path) -> None:
    """Add what is not here yet; what is here stays yours, and gets the fields that it lacks."""
    from storage.store import Draft

    tables = read(path)
    present = session.store.tables
    if args.dry_run:
        found = add(Draft(present), tables)
    else:
        found = session.store.rewrite(f"import of {path.name}", lambda draft: add(draft, tables))
    shape = _shape(found, tables)
    if args.json:
        session.answer(shape)
        return
    counts = (f"{shape[name]} {name}" for name in ("new", "updated", "unchanged"))
    session.say(" · ".join((*counts, counted(shape["documents"], "other document"))))
    skipped = [f"{one['where']}: {one['why']}" for one in shape["skipped"]]
    say_some(session, "Skipped", skipped)
    say_some(session, "Please look at", shape["warnings"])
    if args.dry_run:
        session.say("", "Nothing was written, as --dry-run asks.")


def _shape(found: Added, tables: Tables) -> dict[str, Any]:
    from storage.titles import title

    def people(them: tuple[tuple[str, str], ...]) -> int:
        return sum(table == "contacts" for table, _ in them)

    return {
        "new": people(found.new),
        "updated": people(found.updated),
        "unchanged": people(found.unchanged),
        "skipped": [
            {"where": title(*name, tables), "why": "was deleted here for good"}
            for name in found.forgotten
        ],
        "warnings": [
            f"{title(table, key, tables)}: the {field} is another in the file; yours stays"
            for table, key, field in found.kept
            if table != "_meta"
        ],
        "documents": sum(table != "contacts" for table, _ in (*found.new, *found.updated)),
    }
