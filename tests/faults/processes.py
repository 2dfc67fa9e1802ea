"""Writers as processes of their own: started, listened to, stopped and killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from tests.faults.stores import Kind

ROOT = Path(__file__).parents[2]
WRITER = Path(__file__).with_name("writer.py")
ENDLESS = 1_000_000
"""Commits that nobody waits for."""

_PATIENCE = 60.0
"""Seconds after which a state that never comes is given up on."""
_POLL = 0.002
_numbers = count(1)


class Writer:
    """A process that writes. What it says goes to a file, so that no pipe ever holds it up."""

    def __init__(self, path: Path, kind: Kind, *options: str, commits: int = ENDLESS) -> None:
        folder = path.parents[1] / "said"
        folder.mkdir(exist_ok=True)
        self._said = folder / f"{next(_numbers)}.txt"
        self._complaint = self._said.with_suffix(".err")
        command = [sys.executable, str(WRITER), str(path), str(commits), *kind.options, *options]
        with self._said.open("wb") as out, self._complaint.open("wb") as complaint:
            self._process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=out, stderr=complaint, cwd=ROOT
            )

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    @property
    def said(self) -> list[str]:
        """The ids that it acknowledged so far, in order."""
        return [line for line in self._lines() if line != "ready"]

    @property
    def complaint(self) -> str:
        """What it wrote on stderr."""
        return self._complaint.read_text("utf-8").strip()

    @property
    def is_over(self) -> bool:
        """Whether it has ended."""
        return self._process.poll() is not None

    def until(self, acknowledged: int) -> bool:
        """Wait until it acknowledged so many; whether it did before it ended."""
        for _ in states():
            over = self.is_over
            if len(self._lines()) > acknowledged:
                return True
            if over:
                return False
        return False

    def aim(self, path: Path, kind: Kind) -> None:
        """Wait until a commit begins to write."""
        before = kind.sign(path)
        end = time.monotonic() + 1
        while time.monotonic() < end and kind.sign(path) in (before, None):
            pass  # no pause: it takes less than a millisecond

    def stop(self) -> None:
        """Stop it, as ^Z does, and wait until it is."""
        self._process.send_signal(signal.SIGSTOP)
        os.waitpid(self.pid, os.WUNTRACED)

    def go_on(self) -> None:
        """Let it go on after a stop."""
        self._process.send_signal(signal.SIGCONT)

    def end(self, number: int = signal.SIGTERM) -> int:
        """Send it a signal, and return the code with which it ended."""
        self._process.send_signal(number)
        return self.wait()

    def wait(self) -> int:
        """Wait until it ends, and return with which code."""
        return self._process.wait(_PATIENCE)

    def _lines(self) -> list[str]:
        return self._said.read_text("ascii").split("\n")[:-1]


@contextmanager
def writing(writers: Iterable[Writer]) -> Iterator[list[Writer]]:
    """Have writers at work, which are killed in the end whatever happens; more may be added."""
    them = list(writers)
    try:
        yield them
    finally:
        for writer in them:
            writer.end(signal.SIGKILL)


def states() -> Iterator[None]:
    """Yield again and again, for as long as it makes sense to wait for a state."""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        yield
        time.sleep(_POLL)
    raise TimeoutError("nothing happened for too long")
