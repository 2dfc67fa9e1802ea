"""`reachout export`: write everything out."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from habit.errors import CouldNotError, RefusedError
from storage.paths import backups_of, kind_at, path_of
from tui.commands import Outside
from tui.commands.session import Session

if TYPE_CHECKING:
    from storage.formats.ics import Agenda
    from storage.whole import Export

HELP = (
    "Write everything out. json is readable and complete, fields and tables that reachout does\n"
    "not know among it; reachout import brings it in again. What is marked private stays here\n"
    "unless --private is given. ics is a calendar of what is planned and of birthdays, without\n"
    "notes; a calendar that takes it in again changes what it has."
)
EXAMPLES = (
    "reachout export json -o network.json",
    "reachout export json --private -o everything.json",
    "reachout export json | jq '.contacts | length'",
    "reachout export ics -o reachout.ics",
)
FORMATS = ("json", "ics")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what can be asked for."""
    say = parser.add_argument
    say("format", metavar="FORMAT", help=", ".join(FORMATS))
    where = "where to; standard output unless said"
    say("-o", "--output", metavar="FILE", type=Outside, help=where)
    say("--private", action="store_true", help="take what is marked private along")
    say("--todo", action="store_true", help="ics: plans as tasks rather than days")
    say("--yes", action="store_true", help="write over a file that is no export, without asking")


def run(args: argparse.Namespace, session: Session) -> None:
    """Write the file."""
    if args.format not in FORMATS:
        raise RefusedError(f"{args.format!r} is no format here: take {' or '.join(FORMATS)}")
    path = None if args.output in (None, "-") else _path(session, args.output)
    if args.json and path is None:
        raise RefusedError("--json says what was written, so name the file with -o")
    tables = session.store.tables
    if not tables:
        # Rather than an empty file in the place of an earlier export.
        raise CouldNotError(f"there is nothing to export: nothing is in {session.path} yet")
    if args.todo and args.format != "ics":
        raise RefusedError("--todo goes with ics: plans as tasks in a calendar")
    if args.private and args.format != "json":
        raise RefusedError("--private goes with json: a calendar has nothing private in it")
    if path is not None and path.exists() and not (args.yes or _is_export(args.format, path)):
        session.ask(f"{path} is there and is no export. Write over it?", "--yes does.")
    export = _made(args, session)
    if path is None:
        _write_out(export)
    else:
        _write(export, path)
        session.has_written = True
        _say(args, session, export, path)
    if export.left and not args.json:
        session.warn(f"{export.left} marked private left out; --private takes them along")


def _made(args: argparse.Namespace, session: Session) -> Export | Agenda:
    if args.format == "ics":
        from storage.formats.ics import agenda

        return agenda(session.network, session.store.tables, session.today, todo=args.todo)
    from storage.whole import exported

    return exported(session.store.tables, private=args.private)


def _is_export(kind: str, path: Path) -> bool:
    """Whether a file is an earlier export of the same kind, and may be written over."""
    if kind == "json":
        from storage.whole import is_whole

        return is_whole(path)
    from storage.formats.ics import is_calendar

    return is_calendar(path)


def _path(session: Session, said: str) -> Path:
    """Return the file to write, links followed; refuse what reachout itself has there."""
    from storage.disk import spare_of
    from storage.locking import lock_of

    path = Path(os.path.realpath(path_of(said)))
    data = session.store.path
    if path == data:
        raise RefusedError(f"{path} is the data file itself: name another file")
    if path in (lock_of(data), spare_of(data)) or path.parent == backups_of(data):
        raise RefusedError(f"{path} is where reachout keeps its own files: name another")
    if kind_at(path) in ("folder", "other"):
        raise RefusedError(f"{path} is not an ordinary file: name one, or leave -o away")
    if kind_at(path.parent) != "folder":
        raise RefusedError(f"there is no folder {path.parent}: make it first, or name another")
    return path


def _write_out(export: Export | Agenda) -> None:
    for chunk in export.chunks():
        sys.stdout.buffer.write(chunk)
    sys.stdout.buffer.flush()


def _write(export: Export | Agenda, path: Path) -> None:
    """Write the export whole or not at all, open to nobody else."""
    from storage import disk

    with disk.reported(f"{path} was not written"):
        disk.write(path, export.chunks())


def _say(args: argparse.Namespace, session: Session, export: Export | Agenda, path: Path) -> None:
    if args.json:
        session.answer({"file": str(path), **export.told})
    else:
        session.say(f"Wrote {export.words}: {path}")
