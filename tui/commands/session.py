"""What a one-line command works with: the store, the clock, and where its words go."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from habit.text import clean

if TYPE_CHECKING:
    from datetime import date

    from habit.changes import Hand

    from habit.model import Change
    from habit.network import Network
    from storage.store import Store
    from tui.clock import Clock
    from tui.glyphs import Glyphs

_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What a terminal might take for an order; in JSON it is written as an escape."""


class Session:
    """One run of one command; the store is opened when it is first needed."""

    def __init__(
        self,
        data: str | None = None,
        *,
        ascii_only: bool = False,
        environ: Mapping[str, str] = os.environ,
    ) -> None:
        self._data = data
        self._environ = environ
        self._ascii_only = ascii_only
        self._opened: Store | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._opened is not None:
            self._opened.close()

    @property
    def path(self) -> Path:
        """Where the data file is, or will be."""
        from storage.paths import data_path

        return data_path(self._data, self._environ)

    @property
    def store(self) -> Store:
        """The data file; whatever had to be said on opening it is said once."""
        if self._opened is None:
            from storage.store import Store
            from tui.clock import local_zone

            self._opened = Store.open(self.path, zone=local_zone(self._environ))
            self.warn(*self._opened.notices)
            self._warn_of_repairs(self._opened)
        return self._opened

    @property
    def network(self) -> Network:
        """Everything in the file."""
        return self.store.network

    @cached_property
    def clock(self) -> Clock:
        """The clock in the time zone of the file."""
        from tui.clock import Clock

        return Clock(self.network.meta.zone, self._environ)

    @cached_property
    def today(self) -> date:
        """The day it is for this command, even when it runs over midnight."""
        return self.clock.today()

    @cached_property
    def hand(self) -> Hand:
        """What a change needs from outside."""
        from storage.store import new_id

        return self.clock.hand(new_id)

    def commit(self, change: Change) -> Network:
        """Write a change; when this returns it is on the disk."""
        return self.store.commit(change)

    @cached_property
    def glyphs(self) -> Glyphs:
        """What to draw with: ASCII where asked for, or where the output knows no better."""
        from tui.glyphs import ASCII, UNICODE, wants_ascii

        # A pipe has no font: there only the encoding counts, not what the terminal may show.
        environ = self._environ if sys.stdout.isatty() else {}
        plain = self._ascii_only or wants_ascii(environ, getattr(sys.stdout, "encoding", None))
        return ASCII if plain else UNICODE

    @cached_property
    def columns(self) -> int | None:
        """How wide the terminal is; None where the output goes elsewhere and nothing is cut."""
        if not sys.stdout.isatty():
            return None
        from shutil import get_terminal_size

        return get_terminal_size().columns

    def table(
        self,
        rows: Sequence[Sequence[str]],
        *,
        names: int | None = None,
        numbers: Sequence[int] = (),
    ) -> None:
        """Print rows in columns; on a terminal they and the column of names are cut to fit."""
        from tui.commands.columns import table

        line = self.columns and max(40, self.columns)
        caps = {names: line // 3} if line and names is not None else None
        cleaned = [[clean(text) for text in row] for row in rows]
        mark = self.glyphs.cut
        self.say(*table(cleaned, mark=mark, line=line, caps=caps, numbers=numbers))

    def say(self, *lines: str) -> None:
        """Print lines of text, made harmless and drawn with what the output can show."""
        for line in lines:
            sys.stdout.write(self._drawable(clean(line)) + "\n")

    def answer(self, value: object) -> None:
        """Print a value as JSON."""
        import json

        text = json.dumps(value, indent=2, ensure_ascii=not _is_utf8(sys.stdout))
        sys.stdout.write(_UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n")

    def warn(self, *sentences: str) -> None:
        """Print sentences on stderr, where they are in nobody's way."""
        for sentence in sentences:
            sys.stderr.write(f"reachout: {clean(sentence)}\n")

    def _drawable(self, line: str) -> str:
        from tui.glyphs import UNICODE

        if self.glyphs is UNICODE:
            return line
        line = re.sub(r"(?<=\S) · (?=\S)", " - ", line).translate(_plain(self.glyphs))
        encoding = getattr(sys.stdout, "encoding", None) or "ascii"
        return line.encode(encoding, "replace").decode(encoding)

    def _warn_of_repairs(self, store: Store) -> None:
        """Say which documents are not understood; they stay in the file as they are."""
        repairs = store.repairs
        for repair in repairs[:3]:
            self.warn(f"needs repair, kept as it is: {repair.table} {repair.id}: {repair.why}")
        if len(repairs) > 3:
            self.warn(f"and {len(repairs) - 3} more documents that need repair")


def _plain(plain: Glyphs) -> dict[int, str]:
    """What to write for each glyph where only plain ones can be drawn."""
    from dataclasses import fields

    from tui.glyphs import UNICODE

    pairs = ((getattr(UNICODE, one.name), getattr(plain, one.name)) for one in fields(plain))
    return {ord(drawn): said for drawn, said in pairs if len(drawn) == len(said) == 1}


def _is_utf8(stream: Any) -> bool:
    return "utf8" in str(getattr(stream, "encoding", "")).lower().replace("-", "")


def after(network: Network, *changes: Change) -> Network:
    """Return the network as it will be once the changes are written."""
    edits: Iterable[Any] = (edit for change in changes for edit in change.edits)
    return network.after((edit.table, edit.id, edit.after) for edit in edits)
