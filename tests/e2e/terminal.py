"""The real program on a real pty, seen through a terminal emulator."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Sequence
from pathlib import Path

import pyte

_UNKNOWN = re.compile(
    rb"\x1b\[[<>=][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p|\x1bP[^\x1b]*\x1b\\|\xe2\x80\x8e"
)
"""Sequences that pyte would show as text, and the mark at which it would stop drawing."""

ROOT = Path(__file__).parents[2]

_OUR_OWN = ("TEXTUAL", "COLORTERM", "NO_COLOR", "COLUMNS", "LINES", "TMUX", "STY", "LC_", "LANG")
"""What the terminal that runs the tests would tell the one that is tested."""

ENTER_SCREEN, LEAVE_SCREEN = b"\x1b[?1049h", b"\x1b[?1049l"


def plain_environ() -> dict[str, str]:
    """Return the environment without what it says of a terminal."""
    return {name: it for name, it in os.environ.items() if not name.startswith(_OUR_OWN)}


class Terminal:
    """A terminal of a given size with reachout running in it."""

    def __init__(
        self, arguments: Sequence[str], cols: int = 80, rows: int = 24, **env: str
    ) -> None:
        self.screen = pyte.Screen(cols, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.raw = bytearray()
        """Every byte that the program has written."""
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            full = {**plain_environ(), "TERM": "xterm-256color", "LANG": "C.UTF-8", **env}
            argv = [sys.executable, "-m", "tui", *arguments]
            os.chdir(ROOT)
            os.execve(sys.executable, argv, full)
        self.resize(cols, rows)

    def resize(self, cols: int, rows: int) -> None:
        """Change the size, as a window does."""
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, cols, 0, 0))
        self.screen.resize(rows, cols)

    def pump(self, seconds: float) -> bool:
        """Take in what the program writes; False once it has closed the terminal."""
        if not select.select([self._fd], [], [], seconds)[0]:
            return True
        try:
            data = os.read(self._fd, 1 << 16)
        except OSError:
            return False
        self.raw += data
        self.draw(data)
        return bool(data)

    def draw(self, data: bytes) -> None:
        """Draw what was written."""
        self._stream.feed(_UNKNOWN.sub(b"", data))

    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def until(self, pattern: str, *, want: bool = True, timeout: float = 20) -> None:
        """Wait until the screen shows a pattern, or shows it no more."""
        end = time.monotonic() + timeout
        while bool(re.search(pattern, self.text())) != want:
            open_ = self.pump(0.1)
            if time.monotonic() > end or not open_:
                raise AssertionError(f"{pattern!r} want={want}:\n{self.text()}")

    @property
    def drawn(self) -> bytes:
        """What the program has written, without the colour that it asks the terminal about."""
        return bytes(self.raw).replace(b"\x1b[48;2;1;2;3m", b"")

    @property
    def restored(self) -> bool:
        """Whether the program has left the alternate screen, and shows the cursor again."""
        left = self.raw.rfind(LEAVE_SCREEN) > self.raw.rfind(ENTER_SCREEN)
        return left and self.raw.rfind(b"\x1b[?25h") > self.raw.rfind(b"\x1b[?25l")

    def rest(self, seconds: float) -> bytes:
        """Return what the program writes while nothing happens for so long."""
        before = len(self.raw)
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self.pump(left)
        return bytes(self.raw[before:])

    def send(self, keys: str) -> None:
        """Press keys."""
        os.write(self._fd, keys.encode())

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the program."""
        os.kill(self.pid, number)

    def hang_up(self) -> None:
        """Close the terminal, as a dropped connection does."""
        os.close(self._fd)
        self._fd = -1

    def exit_code(self, timeout: float = 20) -> int:
        """Wait for the program's end."""
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            if self._fd >= 0:
                self.pump(0.02)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.pid = 0
                return os.waitstatus_to_exitcode(status)
            if self._fd < 0:
                time.sleep(0.02)
        raise AssertionError("still running")

    def close(self) -> None:
        """End the program, however it is."""
        if self.pid:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
            self.pid = 0
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1
