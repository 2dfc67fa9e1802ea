"""`reachout restore`: put a backup in the place of the file."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from habit.errors import RefusedError
from habit.text import sort_key
from storage.paths import kind_at, path_of
from tui.commands import Outside
from tui.commands.columns import cut
from tui.commands.session import Session

if TYPE_CHECKING:
    from storage.schema import Tables
    from storage.whole import Difference

HELP = (
    "Put a backup in the place of the file. It shows first what would change, and asks. What is\n"
    "there now is kept as a backup, and reachout undo takes the whole step back."
)
EXAMPLES = (
    "reachout restore 2             the second of reachout backup --list",
    "reachout restore ~/copies/network-20261122T101500.json",
    "reachout restore 2 --dry-run   only show what would change",
)

_MOST = 3
"""Documents that are named of those that come, go or change in one table."""
_WIDEST = 70
"""Cells of what a document is called."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what can be asked for."""
    say = parser.add_argument
    what = "its number in the list, its name, or a file"
    say("backup", metavar="BACKUP", type=Outside, help=what)
    say("--dry-run", action="store_true", help="only show what would change")
    say("--yes", action="store_true", help="do it without asking")


def run(args: argparse.Namespace, session: Session) -> None:
    """Show what would change, and do it once that is wanted."""
    from storage.whole import differences, read

    session.replaces = True
    path, when = _chosen(session, args.backup)
    tables = read(path)
    present, has_undo = session.store.tables, not session.store.is_unreadable
    found = differences(present, tables)
    if not args.json:
        _say(session, path, found, present, tables)
    kept = None
    if found and not args.dry_run:
        if not args.yes:
            made = f" of {session.moment(when)}" if when else ""
            question = f"Put {path.name}{made} in the place of what is there?"
            session.ask(question, "--yes does it.")
        kept = session.store.restore(tables, f"{path.name} restored")
    if args.json:
        session.answer(_shape(args, path, kept, found))
    elif args.dry_run:
        session.say("", "Nothing was written, as --dry-run asks.")
    elif found:
        undo = " reachout undo takes it back." if has_undo else ""
        session.say("", f"Restored {path.name}.{undo}")
        if kept is not None:
            session.say(f"What was there is kept as {kept}.")


def _chosen(session: Session, said: str) -> tuple[Path, datetime | None]:
    """Return the file that was meant, and when it was made if it is one of the backups."""
    found = session.store.backups()
    if said.isdecimal() and len(said) < 4:
        if not 1 <= int(said) <= len(found):
            raise RefusedError(f"no backup has the number {said}: reachout backup --list has all")
        chosen = found[int(said) - 1]
        return chosen.path, chosen.said
    if not said:
        raise RefusedError("a backup is needed: say its number in reachout backup --list")
    named = [(one.path, one.said) for one in found if said in (one.path.name, one.path.stem)]
    return named[0] if named else (_file(said), None)


def _file(said: str) -> Path:
    """Return the file that was named, once it can be looked at; reading it says what it is."""
    path = path_of(said)
    kind_at(path)
    return path


# In words


def _say(
    session: Session, path: Path, found: list[Difference], present: Tables, tables: Tables
) -> None:
    """Say what would come, go and change, table by table."""
    if not found:
        session.say(f"{path.name} says what the file says: there is nothing to restore.")
        return
    for one in found:
        comes = _titles(session, one.table, one.comes, tables)
        goes = _titles(session, one.table, one.goes, present)
        changes = _titles(session, one.table, one.changes, present, tables)
        _say_some(session, one.table, "comes back", "come back", comes)
        absent = ("goes, as it is not in there", "go, as they are not in there")
        _say_some(session, one.table, *absent, goes)
        _say_some(session, one.table, "becomes what it was", "become what they were", changes)
    _say_forgotten(session, found, present, tables)


def _titles(
    session: Session, table: str, keys: Sequence[str], where: Tables, to: Tables | None = None
) -> list[str]:
    """Return what documents are called: the newest first if they have a day, else by name.

    Those that change `to` other ones are named with the fields that differ.
    """
    from storage.titles import title
    from storage.whole import differing

    documents = where.get(table, {})
    titles = {key: title(table, key, where, session.today) for key in keys}
    ordered = sorted(keys, key=lambda key: sort_key(titles[key]))
    ordered.sort(key=lambda key: str(documents[key].get("on", "")), reverse=True)
    shown = {key: cut(titles[key], _WIDEST, session.glyphs.cut) for key in ordered}
    if to is None:
        return list(shown.values())
    fields = {key: ", ".join(differing(documents[key], to[table][key])) for key in ordered}
    return [f"{shown[key]} ({fields[key]})" for key in ordered]


def _say_some(session: Session, table: str, single: str, many: str, titles: list[str]) -> None:
    """Say how many documents come, go or change, and what the first of them are called."""
    from storage.titles import kind_of

    if not titles:
        return
    count = len(titles)
    session.say(f"{count} {kind_of(table, count)} {single if count == 1 else many}:")
    session.say(*(f"  {one}" for one in titles[:_MOST]))
    if count > _MOST:
        session.say(f"  and {count - _MOST} more")


def _say_forgotten(
    session: Session, found: list[Difference], present: Tables, tables: Tables
) -> None:
    """Say of whom the backup still knows that they were deleted for good."""
    from storage.forgetting import is_forgotten
    from storage.titles import listed, title

    graves = present.get("_gone", {})
    comes = next((one.comes for one in found if one.table == "contacts"), ())
    names = [title("contacts", key, tables) for key in comes if is_forgotten(graves.get(key))]
    if names:
        were = "was" if len(names) == 1 else "were"
        session.say(
            f"{listed(names)} {were} deleted for good; reachout forget does that again afterwards."
        )


def _shape(
    args: argparse.Namespace, path: Path, kept: Path | None, found: list[Difference]
) -> dict[str, Any]:
    changes = {
        one.table: {
            "comes": len(one.comes),
            "goes": len(one.goes),
            "changes": len(one.changes),
        }
        for one in found
    }
    return {
        "backup": str(path),
        "restored": bool(found) and not args.dry_run,
        "kept": str(kept) if kept else None,
        "changes": changes,
    }
