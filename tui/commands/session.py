"""What a one-line command works with: the store, the clock, and where its words go."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Self

from habit.dates import near_day
from habit.errors import CouldNotError
from habit.text import clean, plain
from storage.paths import data_path
from tui.abilities import wants_ascii
from tui.clock import Clock
from tui.commands.columns import table
from tui.commands.output import Output, tell
from tui.direction import settled
from tui.glyphs import ASCII, UNICODE, Glyphs

if TYPE_CHECKING:
    from habit.changes import Hand
    from habit.model import Change
    from habit.network import Network
    from storage.store import Store

_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What a terminal might take for an order; in JSON it is written as an escape."""
_PLAIN = {
    ord(drawn): plain
    for drawn, plain in (
        (getattr(UNICODE, one.name), getattr(ASCII, one.name)) for one in fields(Glyphs)
    )
    if len(drawn) == 1
}
_MOST_REPAIRS = 3
"""Documents that need repair that are named."""


class Session:
    """One run of one command; the store is opened when it is first needed."""

    def __init__(
        self, data: str | None = None, *, ascii_only: bool = False, changes: bool = False
    ) -> None:
        """Work on the data file at a path, or the usual one.

        Only a command that `changes` the file mends a damaged one: others leave it as it is.
        """
        self._data = data
        self._changes = changes
        self._ascii_only = ascii_only
        self._opened: Store | None = None
        self._said = 0
        self.tells_repairs = True
        """Whether what has to be mended is told beside the answer."""
        self.has_written = False
        """Whether something was written beside the data file: an export, a backup."""
        self.replaces = False
        """Whether a data file of which nothing can be read is only there to be replaced."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._opened is not None:
            self._tell(self._opened)
            self._opened.close()

    @property
    def has_saved(self) -> bool:
        """Whether something was done that is not to be done again."""
        return self.has_written or (self._opened is not None and self._opened.has_written)

    @property
    def path(self) -> Path:
        """Where the data file is, or will be."""
        return data_path(self._data, os.environ)

    @property
    def store(self) -> Store:
        """The data file; whatever had to be said on opening it is said once."""
        if self._opened is None:
            from storage.store import Store

            self._opened = Store.open(self.path, mends=self._changes, replaces=self.replaces)
            self._opened.waiting = self.warn
            self._tell(self._opened)
            if self.tells_repairs:
                self._tell_standing(self._opened)
            repairs = self._opened.repairs if self.tells_repairs else ()
            for one in repairs[:_MOST_REPAIRS]:
                self.warn(f"needs repair, kept as it is: {one.table} {one.id}: {one.why}")
            if len(repairs) > _MOST_REPAIRS:
                self.warn(f"and {len(repairs) - _MOST_REPAIRS} more that need repair")
        return self._opened

    def _tell(self, store: Store) -> None:
        """Say what happened to the file that the user should know, each sentence once.

        On opening it, and at the end: what comes up in a commit, such as that no backup could be
        made, is known only then.
        """
        notices = store.notices
        self.warn(*notices[self._said :])
        self._said = len(notices)

    def _tell_standing(self, store: Store) -> None:
        """Say what has to be decided about the file first; end where nothing goes without it."""
        standing = store.standing
        if standing is None or standing.is_unreadable:
            return
        if self._changes or standing.conflict is not None:
            raise standing.refusal(store.path)
        self.warn(standing.sentence(store.path))

    @property
    def network(self) -> Network:
        """Everything in the file."""
        return self.store.network

    @cached_property
    def today(self) -> date:
        """The day it is for this command, even when it runs over midnight."""
        return self.clock.today()

    @cached_property
    def hand(self) -> Hand:
        """What a change needs from outside."""
        from storage.store import new_id

        return self.clock.hand(new_id)

    @property
    def clock(self) -> Clock:
        """The clock, by what the file says of zone and hour now."""
        return Clock().living(self.network.meta)

    def moment(self, at: datetime) -> str:
        """Return a moment as one says it here: `today 10:15`, `Thu 19 Nov 18:02`."""
        clock = self.clock
        return f"{near_day(clock.day_of(at), self.today)} {clock.local(at):%H:%M}"

    def ask(self, question: str, hint: str) -> None:
        """Ask for a yes on the terminal; without a terminal or a yes it is not done.

        Raises:
            CouldNotError: There was no yes; it says what was asked, and with `hint` how to
                answer ahead.

        """
        if not (sys.stdin and sys.stdin.isatty()):
            raise CouldNotError(f"{question} {hint}")
        sys.stdout.flush()
        if isinstance(sys.stdout, Output) and sys.stdout.lost:
            raise CouldNotError("nothing was changed: what it is about could not be shown")
        tell(f"{self._drawable(clean(question))} [y/N] ")
        answer = ""
        try:
            answer = sys.stdin.readline()
        finally:
            if not answer.endswith("\n"):
                tell("\n")  # it was left unanswered
        if answer.strip().lower() not in {"y", "yes"}:
            raise CouldNotError("nothing was changed")

    def commit(self, change: Change) -> None:
        """Write a change; when this returns it is on the disk."""
        self.store.commit(change)

    @cached_property
    def glyphs(self) -> Glyphs:
        """What to draw with: ASCII where asked for, or where the output knows no better."""
        return ASCII if self._ascii_only or _wants_ascii() else UNICODE

    def table(
        self,
        rows: Sequence[Sequence[str]],
        *,
        names: int | None = None,
        numbers: Sequence[int] = (),
    ) -> None:
        """Print rows in columns; on a terminal they and the column of names are cut to fit."""
        line = max(40, get_terminal_size().columns) if sys.stdout.isatty() else None
        caps = {names: line // 3} if line and names is not None else None
        cleaned = [[self._drawable(clean(text)) for text in row] for row in rows]
        mark = self.glyphs.cut
        self.say(*table(cleaned, mark=mark, line=line, caps=caps, numbers=numbers))

    def say(self, *lines: str) -> None:
        """Print lines of text, made harmless and drawn with what the output can show."""
        for line in lines:
            sys.stdout.write(self._drawable(clean(line)) + "\n")

    def answer(self, value: object) -> None:
        """Print a value as JSON."""
        import json

        text = json.dumps(value, indent=2, ensure_ascii=_wants_ascii())
        sys.stdout.write(_UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n")

    def warn(self, *sentences: str) -> None:
        """Say something beside the answer, on stderr."""
        for sentence in sentences:
            tell(f"reachout: {clean(sentence)}\n")

    def _drawable(self, line: str) -> str:
        if self.glyphs is UNICODE:
            return settled(line) if sys.stdout.isatty() else line
        # Between facts the point is a dash; in a row of glyphs it keeps its own stand-in.
        line = re.sub(r"(?<=\S) · (?=\S)", " - ", line).translate(_PLAIN)
        if self._ascii_only or sys.stdout.isatty():
            return plain(line)
        encoding = sys.stdout.encoding or "ascii"
        return line.encode(encoding, "replace").decode(encoding)


def _wants_ascii() -> bool:
    """Whether the output is to be ASCII: in a pipe the encoding alone counts, it has no font."""
    environ: Mapping[str, str] = os.environ if sys.stdout.isatty() else {}
    return wants_ascii(environ, sys.stdout.encoding)
