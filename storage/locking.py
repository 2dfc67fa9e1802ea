"""The lock that lets one session at a time write: taken with patience, and never for ever.

Whoever holds it writes into the lock file who they are, so that whoever waits can say so. The
system lets go of the lock when its process dies; a stopped one keeps it, and is named.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from habit.text import line
from storage.disk import StoreError, open_private

Patience = Callable[[], float]
"""Says for how many seconds to wait, again and again: it may run out sooner than it was."""
Waiting = Callable[[str], None]
"""Hears one sentence when the wait for the lock takes long."""

LONG = 2.0
"""Seconds of waiting after which it is said for whom."""
_POLL = 0.01
"""Seconds between two tries."""
_MOST = 200
"""Bytes that are read of what a holder says."""


class BusyError(StoreError):
    """Another session has held the lock for longer than there was patience."""


def lock_of(path: Path) -> Path:
    """Return the file that is the lock of a data file."""
    return path.with_name(f"{path.name}.lock")


@contextmanager
def locked(path: Path, patience: Patience, waiting: Waiting | None = None) -> Iterator[None]:
    """Hold the lock that the file at `path` is, after no longer wait than `patience` says."""
    descriptor = open_private(path, 0)
    try:
        _wait_for(descriptor, path, patience, waiting)
        _sign(descriptor)
        yield
    finally:
        os.close(descriptor)


def is_free(path: Path) -> bool:
    """Whether nobody holds a lock; unlike taking it, this leaves it as it is.

    An `OSError` says that there is no lock file, or that nothing can be locked there.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(descriptor)
    return True


def _is_taken(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _wait_for(descriptor: int, path: Path, patience: Patience, waiting: Waiting | None) -> None:
    held = path.with_suffix("")  # people know the file, not its lock
    begun = time.monotonic()
    while not _is_taken(descriptor):
        waited = time.monotonic() - begun
        if waited >= patience():
            raise BusyError(
                f"{_holder(descriptor)} holds {held} for more than {round(waited, 1):g} seconds, "
                "so nothing was saved: close it, or bring it to the foreground, and try again.",
                f"{_holder(descriptor, begins=False)} holds the file",
            )
        if waiting is not None and waited >= LONG:
            waiting(f"Waiting for {_holder(descriptor, begins=False)}, which holds {held}.")
            waiting = None
        time.sleep(_POLL)


def _sign(descriptor: int) -> None:
    """Say in the lock file who holds it; for whoever waits, nothing depends on it.

    What has another name as well somebody put there, to have us write into another file.
    """
    if os.fstat(descriptor).st_nlink > 1:
        return
    text = f"{os.getpid()}\n{os.uname().nodename}\n{_terminal()}\n".encode()
    with suppress(OSError):
        os.pwrite(descriptor, text, 0)
        os.ftruncate(descriptor, len(text))


def _terminal() -> str:
    for stream in (0, 1, 2):
        with suppress(OSError):
            return os.ttyname(stream).removeprefix("/dev/")
    return ""


def _holder(descriptor: int, *, begins: bool = True) -> str:
    """Return who holds the lock, as far as the holder said."""
    said = os.pread(descriptor, _MOST, 0).decode(errors="replace").split("\n")
    pid, host, terminal = (line(one) for one in (*said, "", "", "")[:3])
    session = "Another session" if begins else "another session"
    if not pid.isdecimal():
        return session
    facts = [f"process {pid}", f"on {terminal}" if terminal else ""]
    if host and host != line(os.uname().nodename):
        facts.append(f"on the machine {host}")
    elif _is_stopped(int(pid)):
        facts.append("stopped")
    return f"{session} ({', '.join(fact for fact in facts if fact)})"


def _is_stopped(pid: int) -> bool:
    """Whether a process of this machine is stopped, where the system tells."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text()
    except (OSError, ValueError):
        return False
    return status.rpartition(")")[2].split()[:1] == ["T"]
