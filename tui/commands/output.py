"""Where a command's words go, whether or not anybody can hear them.

A command does what it was asked for also when its answer cannot be printed: a script that is told
otherwise does it again. So no write of an answer raises; the runner asks afterwards.
"""

from __future__ import annotations

import io
import os
import select
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, TextIO

from habit.text import plain
from tui.abilities import wants_ascii

_STREAMS = ("stdin", "stdout", "stderr")


class _Ear(io.RawIOBase):
    """Takes bytes for a stream, and from its first error on takes them without handing them on."""

    def __init__(self, under: Any) -> None:
        super().__init__()
        self._under = under
        self.lost: OSError | None = None

    def writable(self) -> bool:
        """It can always be written to; that is what it is for."""
        return True

    def write(self, chunk: Any) -> int:
        """Hand bytes on, all of them."""
        rest = memoryview(chunk)
        size = rest.nbytes
        while rest and self.lost is None:
            try:
                if taken := self._under.write(rest):
                    rest = rest[taken:]
                else:  # a pipe that is full, and that somebody told not to wait
                    select.select([], [self._under], [])
            except OSError as error:
                self.lost = error
        return size

    def isatty(self) -> bool:
        """Whether somebody watches."""
        return bool(self._under.isatty())

    def fileno(self) -> int:
        """Return the number of the stream."""
        return int(self._under.fileno())


class Output(io.TextIOWrapper):
    """Standard output that never raises an error of the system, but remembers the first one."""

    def __init__(self, stream: Any) -> None:
        """Stand before a stream, which is written out up to here."""
        with suppress(OSError):
            stream.flush()
        self._ear = _Ear(getattr(stream.buffer, "raw", stream.buffer))
        super().__init__(
            io.BufferedWriter(self._ear),
            encoding=stream.encoding,
            errors="backslashreplace",
            line_buffering=self._ear.isatty(),
        )
        self._is_plain = _is_plain(self)
        self.has_saved = False
        """Whether the command did what cannot be done again without harm."""

    def write(self, text: str) -> int:
        """Write, with no letter that the terminal is not known to take."""
        return super().write(plain(text) if self._is_plain else text)

    @property
    def lost(self) -> OSError | None:
        """Why some of the output went nowhere; None while all of it arrived."""
        return self._ear.lost


def _is_plain(stream: TextIO) -> bool:
    """Whether a stream is a terminal of which nothing says that it takes more than ASCII."""
    return stream.isatty() and wants_ascii(os.environ, stream.encoding)


@contextmanager
def heard() -> Iterator[Output]:
    """Put an `Output` before standard output, and what is left of it out in the end."""
    before = sys.stdout
    output = Output(before)
    sys.stdout = output
    try:
        yield output
        output.flush()
    finally:
        sys.stdout = before


def tell(text: str) -> None:
    """Write beside the answer, on stderr; where that is gone there is nobody left to tell."""
    if _is_plain(sys.stderr):
        text = plain(text)
    with suppress(OSError):
        sys.stderr.write(text)
        sys.stderr.flush()


def fill_gaps() -> None:
    """Put nothing in the place of a standard stream that is closed.

    Otherwise the next file that is opened gets its number, and what is meant for the stream goes
    into the file.
    """
    for name in _STREAMS:
        if getattr(sys, name) is None:
            nothing = os.open(os.devnull, os.O_RDWR)
            setattr(sys, name, os.fdopen(nothing, "r" if name == "stdin" else "w"))
