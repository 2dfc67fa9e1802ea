"""The part of `reachout import` that brings in all that `reachout export` wrote."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import Any

from habit.network import Network
from habit.text import fold, line
from storage.schema import Tables
from storage.whole import Added, Name, add, read
from tui.commands.import_ import say_some
from tui.commands.session import Session


def take_in(args: argparse.Namespace, session: Session, path: Path) -> None:
    """Add what is not here yet; what is here stays yours."""
    from storage.store import Draft

    tables = read(path)
    before, here = session.network, session.store.tables
    if args.dry_run:
        found = add(Draft(session.store.tables), tables)
    else:
        found = session.store.rewrite(
            f"import of {line(path.name)}", lambda draft: add(draft, tables)
        )
    shape = _shape(found, tables, before, here)
    if args.json:
        session.answer(shape)
        return
    _say(session, shape, found)
    if args.dry_run:
        session.say("", "Nothing was written, as --dry-run asks.")


def _shape(found: Added, tables: Tables, before: Network, here: Tables) -> dict[str, Any]:
    return {
        "new": _people(found.new),
        "updated": _people(found.updated),
        "unchanged": _people(found.unchanged),
        "skipped": _skipped(found, tables),
        "warnings": _warnings(found, tables, before),
        "kept": _kept(found, tables, here),
        "joined": [],
        "possible": [],
        "changed": [],
        "documents": sum(_others(found.new, found.updated).values()),
    }


def _kept(found: Added, tables: Tables, here: Tables) -> list[dict[str, Any]]:
    """Return each value of a person that the export has otherwise."""
    from storage.titles import title

    return [
        {
            "id": key,
            "name": title(table, key, tables),
            "field": field,
            "here": here[table][key].get(field),
            "there": tables[table][key].get(field),
            "where": "the export",
        }
        for table, key, fields in found.kept
        if table == "contacts"
        for field in fields
        if field != "notes"  # some of which may be private
    ]


def _people(them: tuple[Name, ...]) -> int:
    return sum(table == "contacts" for table, _ in them)


def _others(*them: tuple[Name, ...]) -> Counter[str]:
    """Count what is not people, table by table."""
    return Counter(table for names in them for table, _ in names if table != "contacts")


def _skipped(found: Added, tables: Tables) -> list[dict[str, str]]:
    from storage.titles import kind_of, title

    forgotten = [
        {"where": title(*name, tables), "why": "was deleted here for good"}
        for name in found.forgotten
    ]
    senseless = [
        {"where": f"{kind_of(table)} {line(key)}", "why": "is nothing that the file can hold"}
        for table, key in found.senseless
    ]
    return forgotten + senseless


def _warnings(found: Added, tables: Tables, before: Network) -> list[str]:
    from storage.titles import title

    said = []
    if found.moved:
        said.append("weeks begin on another day in the file: what it says of them was moved")
    here = {fold(one.name) for one in before.contacts.values()}
    names = [title(*name, tables) for name in found.new if name[0] == "contacts"]
    said += [f"{name}: somebody here is called so too" for name in names if fold(name) in here]
    for table, key, fields in found.kept:
        if table != "_meta":
            differ = "is another" if len(fields) == 1 else "are others"
            named = ", ".join(map(line, fields))
            said.append(f"{title(table, key, tables)}: {named} {differ} in the file; yours stay")
    return said


def _say(session: Session, shape: dict[str, Any], found: Added) -> None:
    from storage.titles import kind_of

    session.say(" · ".join(f"{shape[name]} {name}" for name in ("new", "updated", "unchanged")))
    others = _others(found.new, found.updated).items()
    if others:
        came = ", ".join(f"{count} {kind_of(table, count)}" for table, count in sorted(others))
        session.say(f"Beside the people: {came}")
    if not (found.new or found.updated or shape["skipped"]):
        session.say("Nothing has changed: everything in there is here already.")
    say_some(session, "Skipped", [f"{one['where']}: {one['why']}" for one in shape["skipped"]])
    say_some(session, "Please look at", shape["warnings"])
