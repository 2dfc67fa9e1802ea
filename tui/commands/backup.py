"""`reachout backup`: copy the file now, or say which copies there are."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from habit.dates import counted
from habit.errors import RefusedError
from storage.paths import backups_of, kind_at, path_of
from tui.commands import Outside
from tui.commands.session import Session
from tui.commands.words import size_text

if TYPE_CHECKING:
    from storage.backups import Backup

HELP = (
    "Copy the data file now, and read the copy back. It stays until you delete it; the copies\n"
    "that are made by themselves pass. Each is a whole file that plain TinyDB opens."
)
EXAMPLES = (
    "reachout backup",
    "reachout backup /media/usb            into a folder of your choice",
    "reachout backup --list",
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what can be asked for."""
    say = parser.add_argument
    where = "where to; the usual folder unless said"
    say("folder", metavar="FOLDER", nargs="?", type=Outside, help=where)
    say("--list", action="store_true", help="show the backups that are there, newest first")


def run(args: argparse.Namespace, session: Session) -> None:
    """Make a backup, or list them."""
    folder = None if args.folder is None else _folder(args.folder)
    if args.list:
        _show(args, session, folder)
        return
    made = session.store.back_up(folder)
    if args.json:
        session.answer({"backup": str(made)})
    else:
        session.say(f"Copied and read back: {made}, {size_text(made.stat().st_size)}.")


def _folder(said: str) -> Path:
    """Return a folder that is there: one that was made here could lie where a disk belongs."""
    folder = path_of(said)
    match kind_at(folder):
        case "folder":
            return folder
        case None:
            raise RefusedError(f"there is no folder {folder}: make it first, or put its disk back")
        case _:
            raise RefusedError(f"{folder} isn't a folder: name the one to copy into")


def _show(args: argparse.Namespace, session: Session, folder: Path | None) -> None:
    session.replaces = True  # which one to restore has to be seen first
    found = session.store.backups(folder)
    there = folder or backups_of(session.path)
    if args.json:
        session.answer([_shape(one) for one in found])
    elif not found:
        session.say(f"No backup is in {there} yet.")
    elif folder:
        rows = [
            [session.moment(one.said), _contents(one), one.path.name, _ahead(one)] for one in found
        ]
        session.table(rows)
        session.say("", f"They are in {there}; reachout restore takes the path of one.")
    else:
        _show_usual(session, found)
        session.say("", f"They are in {there}; reachout restore takes the number of one.")


def _show_usual(session: Session, found: Sequence[Backup]) -> None:
    rows = [
        [
            str(number),
            session.moment(one.said),
            _contents(one),
            ", ".join(filter(None, ("stays" if one.stays else "", _ahead(one)))),
        ]
        for number, one in enumerate(found, 1)
    ]
    session.table(rows, numbers=(0,))


def _ahead(one: Backup) -> str:
    """Return why a backup stands last, whatever its name says."""
    return f"made by a clock that said {one.made:%Y-%m-%d}" if one.is_ahead else ""


def _contents(one: Backup) -> str:
    """Return what is in a backup, in a few words; each is read to say so."""
    shape = _shape(one)
    if not shape["good"]:
        return "cannot be read"
    people = counted(shape["contacts"], "contact")
    return f"{people}, {counted(shape['interactions'], 'interaction')}"


def _shape(one: Backup) -> dict[str, Any]:
    from storage.store import StoreError
    from storage.whole import read

    try:
        tables, size = read(one.path), one.path.stat().st_size
    except (StoreError, OSError):  # one that passes may have gone by now
        tables, size = None, 0
    return {
        "path": str(one.path),
        "at": one.said.isoformat(),
        "size": size,
        "kept": one.stays,
        "ahead": one.is_ahead,
        "good": tables is not None,
        "contacts": len((tables or {}).get("contacts", {})),
        "interactions": len((tables or {}).get("interactions", {})),
    }
