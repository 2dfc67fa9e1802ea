"""`reachout restore`: put a backup in the place of the file."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from habit.errors import RefusedError
from habit.text import line
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


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what can be asked for."""
    say = parser.add_argument
    say("backup", metavar="BACKUP", help="its number in the list, its name, or a file")
    say("--dry-run", action="store_true", help="only show what would change")
    say("--yes", action="store_true", help="do it without asking")


def run(args: argparse.Namespace, session: Session) -> None:
    """Show what would change, and do it once that is wanted."""
    from storage.whole import differences, read

    path = _path(session, args.backup)
    tables = read(path)
    present = session.store.tables
    found = differences(present, tables)
    if not args.json:
        _say(session, found, present, tables)
    if not found or args.dry_run:
        _answer(args, session, path, None, found)
        return
    if not args.yes:
        session.ask(f"Put {path.name} in the place of what is there?", "--yes does.")
    kept = session.store.restore(tables, f"{path.name} restored")
    _answer(args, session, path, kept, found)
    if not args.json:
        session.say("", f"Restored {path.name}. reachout undo takes it back.")
        if kept is not None:
            session.say(f"What was there is kept as {kept}.")


def _path(session: Session, said: str) -> Path:
    """Return the file that was meant."""
    found = [path for _, path in session.store.backups()]
    if said.isdecimal() and len(said) < 4:
        if not 1 <= int(said) <= len(found):
            raise RefusedError(f"there are {len(found)} backups, and none has the number {said}")
        return found[int(said) - 1]
    named = [path for path in found if said in (path.name, path.stem)]
    return named[0] if named else Path(said).expanduser().absolute()


def _say(session: Session, found: list[Difference], present: Tables, tables: Tables) -> None:
    from storage.titles import kind_of, listed, title

    if not found:
        session.say("That backup says what the file says: there is nothing to restore.")
        return
    for one in found:
        steps = (
            ("comes back", "come back", one.comes, tables),
            ("goes", "go", one.goes, present),
            ("becomes what it was", "become what they were", one.changes, tables),
        )
        for single, many, keys, where in steps:
            if keys:
                count = len(keys)
                verb = single if count == 1 else many
                # Names of a few say more than a number; all of them would say less.
                names = listed([line(title(one.table, key, where)) for key in keys[:5]])
                names = f"{names} ..." if count > 5 else names
                session.say(f"{count} {kind_of(one.table, count)} {verb}: {names}")


def _answer(
    args: argparse.Namespace,
    session: Session,
    path: Path,
    kept: Path | None,
    found: list[Difference],
) -> None:
    if args.json:
        changes = {
            one.table: {
                "comes": len(one.comes),
                "goes": len(one.goes),
                "changes": len(one.changes),
            }
            for one in found
        }
        restored = bool(found) and not args.dry_run
        session.answer(
            {
                "backup": str(path),
                "restored": restored,
                "kept": str(kept) if kept else None,
                "changes": changes,
            }
        )
