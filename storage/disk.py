"""The file system: read, lock, replace, make folders; its errors in plain words.

Nothing here knows what is in a file. A file is replaced as a whole: at every moment the old
version or the new one lies there, whatever is killed or pulled out.
"""

from __future__ import annotations

import errno
import fcntl
import os
import stat
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from habit.errors import CouldNotError

Signature = tuple[int, int, int, int]
"""Device, inode, size and time of change: what tells one version of a file from the next."""

_POLL = 0.01
"""Seconds between two tries to get the lock."""
_REST = 0.1
"""Seconds for which a file must not change to be taken as finished."""

_WORDS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is used up",
    errno.EACCES: "you may not read or write there",
    errno.EPERM: "you may not write there",
    errno.EROFS: "the disk can only be read",
    errno.EFBIG: "the file would be larger than is allowed here",
    errno.EIO: "the disk reported an error",
    errno.EISDIR: "it is not an ordinary file",
    errno.ENOTDIR: "a part of its path is not a folder",
    errno.EEXIST: "something else is in its place",
    errno.ELOOP: "a link is in its place",
    errno.ENAMETOOLONG: "its name is too long",
    errno.ENOLCK: "files cannot be locked there",
    errno.ENOTSUP: "files cannot be locked there",
}

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class StoreError(CouldNotError):
    """The data file could not be read or written; what was acknowledged before is still there."""


class OvertakenError(StoreError):
    """The file was replaced by somebody else while a new version of it was being written."""


def in_words(error: OSError) -> str:
    """Return what the system reports as people say it."""
    return _WORDS.get(error.errno or 0) or (error.strerror or "unknown reason").lower()


@contextmanager
def reported(what: str) -> Iterator[None]:
    """Turn an error of the system into one sentence: what was wished, why not, what to do."""
    try:
        yield
    except OSError as error:
        then = "make room" if error.errno in _FULL else "put that right"
        raise StoreError(
            f"{what}, as {in_words(error)}; nothing was changed, so {then} and try again."
        ) from error


def make_folder(folder: Path) -> None:
    """Make a folder and what is missing above it, open to nobody else; others keep their mode."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    try:
        folder.mkdir(0o700)
    except FileExistsError:
        return
    folder.chmod(0o700)  # the umask may have taken even the owner's rights


def open_private(path: Path, flags: int) -> int:
    """Open a file for writing that only its owner may read, whatever the umask."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | flags, 0o600)
    if stat.S_IMODE(os.fstat(descriptor).st_mode) != 0o600:
        os.fchmod(descriptor, 0o600)
    return descriptor


def signature_of(path: Path | int) -> Signature | None:
    """Return the signature of the file at a path or descriptor; None when there is none."""
    try:
        found = os.fstat(path) if isinstance(path, int) else path.stat()
    except FileNotFoundError:
        return None
    return (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)


class Version:
    """One version of a file: its bytes and signature.

    The descriptor stays open, as a file system gives the number of a file that is gone to the
    next one: without it two versions could not be told apart.
    """

    def __init__(self, descriptor: int, text: bytes = b"") -> None:
        self.descriptor = descriptor
        self.text = text
        self.signature = signature_of(descriptor)

    def close(self) -> None:
        """Let go of the descriptor."""
        os.close(self.descriptor)


def read(path: Path) -> Version | None:
    """Return the version that lies at the path; None when there is none."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except FileNotFoundError:
        return None
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EISDIR, "not an ordinary file")
        with open(descriptor, "rb", closefd=False) as file:
            return Version(descriptor, file.read())
    except BaseException:
        os.close(descriptor)
        raise


def read_at_rest(path: Path) -> Version | None:
    """Return the version at the path once nobody is writing into it any more."""
    version = read(path)
    for _ in range(20):
        time.sleep(_REST)
        if version is None or signature_of(path) == version.signature:
            break
        version.close()
        version = read(path)
    return version


@contextmanager
def locked(path: Path, patience: float) -> Iterator[None]:
    """Hold the lock that the file at `path` is; the system lets go of it when a process dies."""
    descriptor = open_private(path, 0)
    try:
        _wait_for(descriptor, path, patience)
        yield
    finally:
        os.close(descriptor)


def _wait_for(descriptor: int, path: Path, patience: float) -> None:
    deadline = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise StoreError(
                    f"Another session holds {path} for more than {patience:g} seconds, so nothing "
                    "was saved: close it, or bring it back to the foreground, and try again."
                ) from None
        time.sleep(_POLL)


def replace(path: Path, chunks: Iterable[bytes], last_look: Callable[[], None]) -> Version:
    """Put a new version at the path, whole on the disk before it is there; the lock is held.

    `last_look` is called right before the new version takes the place, and raises to stop it.
    """
    spare = path.with_name(path.name + ".tmp")
    descriptor = open_private(spare, os.O_TRUNC)
    try:
        for chunk in chunks:
            _write(descriptor, chunk)
        os.fsync(descriptor)
        last_look()
        spare.replace(path)
        return Version(descriptor)
    except BaseException:
        os.close(descriptor)
        spare.unlink(missing_ok=True)
        raise


def _write(descriptor: int, chunk: bytes) -> None:
    rest = memoryview(chunk)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def sync_folder(folder: Path) -> None:
    """Have the folder's names on the disk, where the file system can."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(descriptor)
