"""A program on a real pty, timed by the bytes that it writes; no emulator slows the reading."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
COLS, ROWS = 80, 24

_ASKS_FOR_FRAMES = b"\x1b[?2026$p"
_HAS_FRAMES = b"\x1b[?2026;2$y"
"""What a terminal answers that shows a frame as a whole."""
_FRAME_ENDS = b"\x1b[?2026l"


@dataclass(frozen=True)
class Painted:
    """What one key brought."""

    first: float
    """Milliseconds from the key to the first frame."""
    last: float
    """Milliseconds from the key to the last byte."""
    count: int
    """Bytes written."""


class Program:
    """A Python module that runs on a pty of 80x24."""

    def __init__(self, arguments: Sequence[str], environ: Mapping[str, str]) -> None:
        self.raw = bytearray()
        """All that it has written."""
        self._answered = False
        self.started = time.perf_counter()
        self._pid, self._fd = pty.fork()
        if self._pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLS, 0, 0))
            os.chdir(ROOT)
            os.execve(sys.executable, [sys.executable, "-m", *arguments], dict(environ))

    def read(self, seconds: float) -> bytes:
        """Return what comes within a time, nothing when nothing does."""
        if not select.select([self._fd], [], [], max(0.0, seconds))[0]:
            return b""
        data = os.read(self._fd, 1 << 16)
        self.raw += data
        if not self._answered and _ASKS_FOR_FRAMES in self.raw:
            self._answered = True
            os.write(self._fd, _HAS_FRAMES)
        return data

    def until(self, text: str, since: int = 0, timeout: float = 30) -> float:
        """Return the milliseconds from the start until these words were written."""
        wanted, end = text.encode(), time.perf_counter() + timeout
        while wanted not in self.raw[since:]:
            if time.perf_counter() > end:
                raise TimeoutError(f"{text!r} was not written: {bytes(self.raw[-2000:])!r}")
            self.read(0.1)
        return (time.perf_counter() - self.started) * 1000

    def settle(self, quiet: float = 0.3) -> None:
        """Wait until nothing has been written for a while."""
        while self.read(quiet):
            pass

    def press(self, key: str, quiet: float = 0.07) -> Painted:
        """Press a key and wait until all that it changes is painted."""
        count, first, last = 0, 0.0, 0.0
        began = time.perf_counter()
        os.write(self._fd, key.encode())
        # The first bytes may take longer than the pause that shows the last ones have come.
        while data := self.read(quiet if count else 5):
            last = (time.perf_counter() - began) * 1000
            count += len(data)
            if not first and _FRAME_ENDS in data:
                first = last
        return Painted(first or last, last, count)

    def answer(self, key: str, patience: float = 5) -> float:
        """Press a key and return the milliseconds until the next frame is complete."""
        while self.read(0):
            pass  # what was still under way
        began = time.perf_counter()
        self.send(key)
        while _FRAME_ENDS not in self.read(patience):
            if time.perf_counter() - began > patience:
                raise TimeoutError(f"{key!r} was not answered: {bytes(self.raw[-2000:])!r}")
        return (time.perf_counter() - began) * 1000

    def processor(self) -> float:
        """Return the seconds for which it has used a processor, as Linux counts them."""
        fields = Path(f"/proc/{self._pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def send(self, keys: str) -> None:
        """Press keys and wait for nothing."""
        os.write(self._fd, keys.encode())

    def close(self) -> None:
        """End the program, however it is."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._fd)

    def __enter__(self) -> Program:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def environ(home: Path) -> dict[str, str]:
    """Return what a program is told of its surroundings: a terminal of today, a fixed day."""
    kept = {key: os.environ[key] for key in ("PATH", "VIRTUAL_ENV") if key in os.environ}
    return {
        **kept,
        "HOME": str(home),
        "TZ": "UTC",
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "REACHOUT_TODAY": "2026-11-22",
    }
