"""`reachout export`: write everything out."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from habit.dates import counted
from habit.errors import RefusedError
from tui.commands.session import Session

HELP = (
    "Write everything out, readable and complete, fields and tables that reachout does not know\n"
    "among it; reachout import brings it in again. What is marked private stays here unless\n"
    "--private is given."
)
EXAMPLES = (
    "reachout export json -o network.json",
    "reachout export json --private -o everything.json",
    "reachout export json | jq '.contacts | length'",
)
FORMATS = ("json",)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what can be asked for."""
    say = parser.add_argument
    say("format", metavar="FORMAT", help=", ".join(FORMATS))
    say("-o", "--output", metavar="FILE", help="where to; standard output unless said")
    say("--private", action="store_true", help="take what is marked private along")


def run(args: argparse.Namespace, session: Session) -> None:
    """Write the file."""
    from storage.whole import exported

    if args.format not in FORMATS:
        raise RefusedError(f"{args.format!r} is no format here: take {' or '.join(FORMATS)}")
    if args.json and not args.output:
        raise RefusedError("--json says what was written, so name the file with -o")
    chunks, left = exported(session.store.tables, private=args.private)
    if not args.output or args.output == "-":
        for chunk in chunks:
            sys.stdout.buffer.write(chunk)
        sys.stdout.buffer.flush()
    else:
        path = _written(session, args.output, chunks)
        network = session.network
        if args.json:
            session.answer({"file": str(path), "private_left_out": left})
            return
        people = counted(len(network.contacts), "contact")
        happened = counted(len(network.interactions), "interaction")
        session.say(f"Wrote {people} and {happened}: {path}")
    if left:
        session.warn(f"{left} marked private left out; --private takes them along")


def _written(session: Session, said: str, chunks: Iterable[bytes]) -> Path:
    """Write the export whole or not at all, open to nobody else; return where it is."""
    from storage import disk

    path = Path(os.path.realpath(Path(said).expanduser()))
    if path == session.store.path:
        raise RefusedError(f"{said!r} is the data file itself: name another file")
    if path.exists() and not path.is_file():
        raise RefusedError(f"{said!r} is not an ordinary file: name one, or leave -o away")
    with disk.reported(f"{path} was not written"):
        disk.replace(path, chunks, lambda: None).close()
    return path
