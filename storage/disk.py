"""The file system: read, replace, make folders; its errors in plain words.

Nothing here knows what is in a file. A file is replaced as a whole: at every moment the old
version or the new one lies there, whatever is killed or pulled out.
"""

from __future__ import annotations

import errno
import os
import stat
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from habit.errors import CouldNotError

Signature = tuple[int, int, int, int]
"""Device, inode, size and time of change: what tells one version of a file from the next."""

MOST = 1 << 30
"""Bytes that a data file has at most: a larger one would take all memory before it is told."""
_ROOM = 1 << 16
"""Bytes by which a file may grow with one change."""
_REST = 0.1
"""Seconds for which a file must not change to be taken as finished."""

_WORDS = {
    errno.ENOENT: "it is not there",
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is used up",
    errno.EACCES: "you may not read or write there",
    errno.EPERM: "you may not write there",
    errno.EROFS: "it can only be read",
    errno.EFBIG: "the file would be larger than is allowed here",
    errno.EIO: "the disk reported an error",
    errno.EISDIR: "it is not an ordinary file",
    errno.ENOTDIR: "a part of its path is not a folder",
    errno.EEXIST: "something else is in its place",
    errno.ELOOP: "a link is in its place",
    errno.ENAMETOOLONG: "its name is too long",
    errno.ENOLCK: "files cannot be locked there",
    errno.ENOTSUP: "files cannot be locked there",
    errno.ENODEV: "the disk on which it lay is not there",
    errno.ESTALE: "the network disk on which it lies is not there",
    errno.ENOTCONN: "the network disk on which it lies is not there",
}

_THEN = {
    errno.ENOSPC: "make room",
    errno.EDQUOT: "make room",
    errno.EFBIG: "make room",
    errno.EROFS: "make it writable",
    errno.ENOLCK: "keep it on a disk of this machine (--data)",
    errno.ENOTSUP: "keep it on a disk of this machine (--data)",
    errno.ENODEV: "put the disk back",
    errno.ESTALE: "bring it back",
    errno.ENOTCONN: "bring it back",
}
"""What to do about it, where there is more to say than that it is to be put right."""


class StoreError(CouldNotError):
    """The data file could not be read or written; what was acknowledged before is still there."""

    def __init__(self, sentence: str, why: str = "") -> None:
        """Say it in a sentence, and `why` in few words where there is a reason to go on with."""
        super().__init__(sentence)
        self.why = why


class UnreadableError(StoreError):
    """Nothing can be read from the data file, and nothing takes its place unless that is said."""


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
        then = _THEN.get(error.errno or 0, "put that right")
        why = in_words(error)
        raise StoreError(
            f"{what}, as {why}; nothing was changed, so {then} and try again.", why
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


def open_new(path: Path) -> int:
    """Make a file of the owner's alone for writing, never going on with one that lies there.

    Whoever made that one could read and change all that is written into it.
    """
    try:
        return open_private(path, os.O_EXCL)
    except FileExistsError:
        path.unlink()
        return open_private(path, os.O_EXCL)


def unguessed(path: Path) -> Path:
    """Return a name beside a file that nobody can have taken before, to write it there first."""
    import secrets

    return path.with_name(f".{path.name}.{secrets.token_hex(8)}.part")


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

    @property
    def device(self) -> int:
        """The disk on which it lies."""
        return os.fstat(self.descriptor).st_dev

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return os.fstat(self.descriptor).st_size

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
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EISDIR, "not an ordinary file")
        _refuse_huge(path, found.st_size)
        with open(descriptor, "rb", closefd=False) as file:
            return Version(descriptor, file.read())
    except BaseException:
        os.close(descriptor)
        raise


def _refuse_huge(path: Path, size: int) -> None:
    """Refuse what is too large to be a data file, before a byte of it is read."""
    if size > MOST:
        raise StoreError(
            f"{path} has {size / MOST:.1f} GB, and a data file has 1 GB at most, so it was not "
            "opened and nothing was changed: check that it's the right file."
        )


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


def spare_of(path: Path) -> Path:
    """Return where a new version of a file is written before it takes the place."""
    return path.with_name(path.name + ".tmp")


def write(path: Path, chunks: Iterable[bytes]) -> None:
    """Write a file of which nobody keeps a lock, whole or not at all, for its owner alone."""
    replace(path, chunks, spare=unguessed(path)).close()
    sync_folder(path.parent)


def refuse_full(spare: Path, size: int) -> None:
    """Raise the error of the system when a new version of so many bytes has no room."""
    descriptor = open_new(spare)
    try:
        if hasattr(os, "posix_fallocate"):
            os.posix_fallocate(descriptor, 0, size + _ROOM)
        else:
            os.write(descriptor, b"0" * _ROOM)
    finally:
        os.close(descriptor)
        spare.unlink(missing_ok=True)


def refuse_closed(folder: Path, size: int) -> None:
    """Raise an error when no file of a size can be made in a folder; nothing is made to see."""
    left = os.statvfs(folder)
    if left.f_blocks and left.f_bavail * left.f_frsize < size + _ROOM:
        raise OSError(errno.ENOSPC, "no room")
    if not os.access(folder, os.W_OK | os.X_OK):
        read_only = left.f_flag & os.ST_RDONLY
        raise OSError(errno.EROFS if read_only else errno.EACCES, "not writable")


def replace(
    path: Path,
    chunks: Iterable[bytes],
    last_look: Callable[[], None] = lambda: None,
    *,
    spare: Path | None = None,
) -> Version:
    """Put a new version at the path, whole on the disk before it is there.

    `last_look` is called right before the new version takes the place, and raises to stop it.
    `spare` is where it is written first; unless said, where only who holds the lock writes.
    """
    spare = spare or spare_of(path)
    descriptor = open_new(spare)
    try:
        room = MOST
        for chunk in chunks:
            room -= len(chunk)
            if room < 0:
                raise StoreError(
                    f"{path} was not written, as it would have more than the 1 GB that can be "
                    "opened again; nothing was changed."
                )
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
