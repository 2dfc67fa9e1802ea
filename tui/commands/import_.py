"""`reachout import`: bring people in from files."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Self

from habit.errors import CouldNotError, RefusedError
from habit.text import line
from storage.disk import reported
from storage.formats import Card, Skip, codec_of, read
from storage.importing import ImportPlan, plan
from storage.paths import path_of
from tui.brought import counts, removal, sections, shape
from tui.commands import Outside
from tui.commands.draft import Draft
from tui.commands.session import Session

HELP = (
    "Bring people in: LinkedIn's Connections.csv, vCards (.vcf), or a folder of vCards; or all of\n"
    "a network that reachout export wrote. What cannot be read is listed with its reason and\n"
    "stops nothing else. The same file a second time changes nothing; what you edited yourself\n"
    "stays as you left it. What a file lacks deletes nothing that came from elsewhere, and every\n"
    "value that wasn't taken is listed."
)
EXAMPLES = (
    "reachout import Connections.csv",
    "reachout import contacts.vcf --list 'Former co-workers'",
    "reachout import ~/vcards/ --dry-run         only say what would happen",
    "reachout import network.json                everything that reachout export wrote",
    "reachout import old.vcf --encoding latin-1  for text that is garbled otherwise",
    "reachout import contacts.vcf --organizations   companies, too",
)

_MOST_SHOWN = 20


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what can be asked for."""
    what = "a file, or a folder of .vcf"
    parser.add_argument("files", metavar="FILE", nargs="+", type=Outside, help=what)
    parser.add_argument("--list", metavar="NAME", help="put everybody on this list, new or not")
    say_all = "include companies and places, which aren't people"
    parser.add_argument("--organizations", action="store_true", help=say_all)
    parser.add_argument("--dry-run", action="store_true", help="say what would happen, do nothing")
    parser.add_argument(
        "--encoding",
        metavar="NAME",
        default="cp1252",
        help="of text that is not UTF-8 and does not say what it is (default: cp1252)",
    )


def run(args: argparse.Namespace, session: Session) -> None:
    """Import all files as one change, or none of them."""
    if whole := _whole(args):
        from tui.commands.take_in import take_in

        take_in(args, session, whole)
        return
    draft = Draft(session)
    list_id = draft.list_named(args.list) if args.list is not None else None
    with Progress() as progress:
        items = _items(args, progress, session.today)
        gone = session.store.gone
        with reported("not all could be read"):
            found = plan(
                draft.network,
                session.hand,
                items,
                list_id=list_id,
                gone=gone,
                progress=progress.comparing,
            )
    if not args.dry_run:
        draft.take(found.change)
        draft.commit()
    if args.json:
        session.answer(shape(found))
    else:
        _say(session, found, dry_run=args.dry_run)


def _whole(args: argparse.Namespace) -> Path | None:
    """Return the export of reachout that is to come in, if it is one; it comes by itself."""
    from storage.whole import is_whole

    paths = [path for name in args.files if (path := _path(name))]
    found = [path for path in paths if is_whole(path)]
    if not found:
        return None
    if len(args.files) > 1 or args.list is not None:
        raise RefusedError(
            f"{found[0]} seems to be an export of reachout: import it by itself, without --list"
        )
    return found[0]


def _path(name: str) -> Path | None:
    """Return the path that a name stands for, None for what is none; it is said in its turn."""
    try:
        return path_of(name)
    except (CouldNotError, RefusedError):
        return None


def _items(args: argparse.Namespace, progress: Progress, today: date) -> Iterator[Card | Skip]:
    """Return what is in all the files; one that cannot be read is a skip beside others."""
    readers: list[Iterator[Card | Skip]] = []
    refused: list[Skip] = []
    files = args.files
    codec_of(args.encoding)
    for at, name in enumerate(files):
        try:
            with reported(f"{line(name)} cannot be read"):
                items = read(
                    path_of(name),
                    encoding=args.encoding,
                    progress=progress.part(at, len(files)),
                    today=today,
                    organizations=args.organizations,
                )
                readers.append(items)
        except (CouldNotError, RefusedError) as why:
            if len(files) == 1:
                raise
            refused.append(Skip(line(Path(name).name), str(why)))
    if not readers:
        raise CouldNotError("; ".join(one.why for one in refused))
    return chain(refused, *readers)


class Progress:
    """A bar on stderr, when that is a terminal and the import takes more than a moment."""

    AFTER = 1.0
    """Seconds before it appears."""
    WIDTH = 30

    def __init__(self) -> None:
        self._begun = time.monotonic()
        self._is_drawn = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._is_drawn:
            sys.stderr.write("\r" + " " * (self.WIDTH + 20) + "\r")
            sys.stderr.flush()

    def part(self, at: int, of: int) -> Callable[[int], None]:
        """Return what hears the percent of one file among several."""
        return lambda percent: self._show("reading", (at * 100 + percent) // of)

    def comparing(self, percent: int) -> None:
        """Show how many of the records have been compared with who is here."""
        self._show("comparing", percent)

    def _show(self, what: str, percent: int) -> None:
        if not sys.stderr.isatty() or time.monotonic() - self._begun < self.AFTER:
            return
        self._is_drawn = True
        done = self.WIDTH * percent // 100
        bar = "#" * done + "-" * (self.WIDTH - done)
        sys.stderr.write(f"\r{what:9} [{bar}] {percent:3} %")
        sys.stderr.flush()


def _say(session: Session, found: ImportPlan, *, dry_run: bool) -> None:
    session.say(counts(found))
    if removed := removal(found):
        done = f"removed {removed}; reachout undo brings them back"
        session.say(f"would remove {removed}" if dry_run else done)
    if not (found.new or found.updated or found.skipped):
        session.say("Nothing has changed: everybody in there is here already.")
    for one in sections(found):
        say_some(session, one.heading, one.lines, most=None if one.is_whole else _MOST_SHOWN)
    if dry_run:
        session.say("", "Nothing was written, as --dry-run asks.")


def say_some(
    session: Session, heading: str, lines: Sequence[str], *, most: int | None = _MOST_SHOWN
) -> None:
    """Print lines under a heading, no more than `most`, and how many more there are."""
    if not lines:
        return
    session.say("", heading, *(f"  {one}" for one in lines[:most]))
    if most is not None and len(lines) > most:
        session.say(f"  and {len(lines) - most} more; --json lists all")
