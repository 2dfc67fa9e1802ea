"""Copies of the data file: one at most every ten minutes, a few of them kept, and those asked for.

Copies, not links: another tool that writes into the file in place would write into a link too.
Each is a whole TinyDB file, and is read back before it counts as made. The clock that named a copy
may have been wrong, so which is the newest is told by the stamps in them, and not by their names.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from storage.disk import (
    Signature,
    StoreError,
    make_folder,
    open_new,
    read,
    refuse_full,
    signature_of,
    sync_folder,
    unguessed,
)
from storage.paths import backups_of

_STAMP = "%Y%m%dT%H%M%S"
_BETWEEN = timedelta(minutes=10)
_CHUNK = 1 << 20
_KEPT = "-kept"
"""In the name of a copy that was asked for, which no later one takes the place of."""
_NEWEST = 5
_DAYS = 7
_AHEAD = timedelta(days=1)
"""How far a stamp may be ahead of the clock and still be of now, in some zone, by some clock."""
_MOMENT = re.compile(rb'"(?:modified|at)"\s*:\s*(\d{1,15})')
"""When a document was changed or deleted; within a text the quotation mark would be escaped."""
_NEVER = 10**15
_known: dict[Signature | None, tuple[int, int]] = {}
"""Of each version of a copy that was looked into: the stamp that counted, and the next later."""


@dataclass(frozen=True, slots=True)
class Backup:
    """One copy of the file."""

    path: Path
    made: datetime
    """When it was made, by the clock of then."""
    moment: datetime
    """When what lies in it was changed last, as far as that can be known."""
    is_ahead: bool
    """Whether it was made by a clock that was ahead, so that it is the last choice."""

    @property
    def said(self) -> datetime:
        """The time that is said of it: when it was made, if the clock of then can be believed."""
        return self.moment if self.is_ahead else self.made

    @property
    def stays(self) -> bool:
        """Whether it was asked for, and so stays until somebody deletes it."""
        return is_kept(self.path)


def stamp_of(when: datetime) -> str:
    """Return a time as it stands in the name of a file."""
    return when.strftime(_STAMP)


def all_of(path: Path, folder: Path | None = None) -> list[tuple[datetime, Path]]:
    """Return the backups of a data file with the times in their names, latest name first.

    None is opened for that, so it says which there are, and not which is the newest.
    """
    stem, suffix = re.escape(path.stem), re.escape(path.suffix)
    named = re.compile(rf"{stem}-(\d{{8}}T\d{{6}})(?:{_KEPT})?(?:-(\d+))?{suffix}")
    found = sorted(_dated(folder or backups_of(path), named), reverse=True)
    return [(when, path) for when, *_, path in found]


def in_order(path: Path, now: datetime, folder: Path | None = None) -> list[Backup]:
    """Return the backups of a data file, the one with the newest changes first."""
    return _in_order(all_of(path, folder), now)


def _in_order(found: Iterable[tuple[datetime, Path]], now: datetime) -> list[Backup]:
    """Put backups in order by what lies in them; names decide between equals."""
    latest = now + _AHEAD
    them = [Backup(one, made, _moment(one, made, latest), made > latest) for made, one in found]
    # What is equal stays in the order of the names.
    return sorted(them, key=lambda one: (one.is_ahead, -one.moment.timestamp()))


def _moment(backup: Path, made: datetime, latest: datetime) -> datetime:
    """Return the newest stamp in a backup that is not in the future, or else its own time."""
    limit = int(latest.timestamp() * 1000)
    try:
        signature = signature_of(backup)
        stamp, later = _known.get(signature, (_NEVER, 0))
        if not stamp <= limit < later:
            stamp, later = _known[signature] = _stamps(backup, limit)
    except (OSError, StoreError):  # whoever takes it in says why not
        return made
    return datetime.fromtimestamp(stamp / 1000, UTC) if stamp else made


def stamps_of(text: bytes) -> set[int]:
    """Return the stamps in the text of a backup; nothing of it is parsed."""
    return set(map(int, _MOMENT.findall(text)))


def _stamps(backup: Path, limit: int) -> tuple[int, int]:
    """Return the newest stamp up to a limit, and the first one after it; none is parsed."""
    version = read(backup)
    if version is None:
        return 0, _NEVER
    version.close()
    stamps = stamps_of(version.text)
    earlier = max((one for one in stamps if one <= limit), default=0)
    return earlier, min((one for one in stamps if one > limit), default=_NEVER)


def _dated(folder: Path, named: re.Pattern[str]) -> Iterator[tuple[datetime, int, int, Path]]:
    """Yield the backups with their times, and what orders those of one second."""
    if not folder.is_dir():
        return
    for path in folder.iterdir():
        if match := named.fullmatch(path.name):
            # Digits that are no time, or a backup that has passed by now, are none.
            with suppress(ValueError, FileNotFoundError):
                when = datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)
                yield when, path.stat().st_mtime_ns, int(match[2] or 1), path


def unfinished(path: Path, folder: Path) -> list[Path]:
    """Return the copies of a data file in a folder that nobody finished.

    Only who holds the lock of the file can tell them from one that is being made.
    """
    named = re.compile(rf"\.?{re.escape(path.name)}(\.[0-9a-f]{{16}})?\.part")
    there = folder.iterdir() if folder.is_dir() else ()
    return sorted(one for one in there if named.fullmatch(one.name) and _is_file(one))


def _is_file(path: Path) -> bool:
    return path.is_symlink() or path.is_file()


def refuse_closed(path: Path, size: int) -> None:
    """Raise the error of the system when the folder takes no file of a size; it is tried.

    A folder that is not there is made with the first copy.
    """
    folder = backups_of(path)
    if folder.exists() or folder.is_symlink():
        refuse_full(unguessed(folder / path.name), size)


def is_kept(backup: Path) -> bool:
    """Whether a backup was asked for, and so stays until somebody deletes it."""
    return _KEPT in backup.name


def is_due(path: Path, now: datetime) -> bool:
    """Whether the last ten minutes have no backup yet."""
    return not any(timedelta(0) <= now - when < _BETWEEN for when, _ in all_of(path))


def make(
    path: Path, version: int, now: datetime, is_needed: Callable[[Path], bool] = lambda _: False
) -> Path:
    """Copy a version of the file, open at this descriptor, and let go of what is too many.

    Of those, what is needed stays nonetheless.
    """
    target = _copied(path, version, now, backups_of(path), "")
    passing = [one for one in all_of(path) if not is_kept(one[1])]
    if len(passing) > _NEWEST:
        for one in _too_many(_in_order(passing, now)):
            if not is_needed(one):
                one.unlink(missing_ok=True)
    return target


def make_kept(path: Path, version: int, now: datetime, folder: Path | None = None) -> Path:
    """Copy a version of the file to stay, into another folder if one is named."""
    home = backups_of(path)
    there = folder or home
    # Elsewhere nothing is let go of, so its name need not say that it stays.
    return _copied(path, version, now, there, _KEPT if there == home else "")


def _copied(path: Path, version: int, now: datetime, folder: Path, kept: str) -> Path:
    make_folder(folder)
    if folder == backups_of(path):
        _clear(path, folder)  # elsewhere another file of the same name may be at work
    target = _free(path, folder, now, kept)
    copy(path, version, target)
    return target


def _free(path: Path, folder: Path, when: datetime, kept: str) -> Path:
    """Return the name of a copy that no other has."""
    name = f"{path.stem}-{stamp_of(when)}{kept}"
    target = folder / f"{name}{path.suffix}"
    count = 2
    while target.exists():
        target = folder / f"{name}-{count}{path.suffix}"
        count += 1
    return target


def rename(path: Path, backup: Backup) -> None:
    """Name a backup after the newest change in it, in the place of what a wrong clock said."""
    kept = _KEPT if backup.stays else ""
    backup.path.rename(_free(path, backup.path.parent, backup.moment, kept))


def keep(path: Path, backup: Path) -> Path:
    """Have a backup stay, as one that was asked for does; return it under its new name."""
    when = next((when for when, one in all_of(path) if one == backup), None)
    if when is None or is_kept(backup):
        return backup
    return backup.rename(_free(path, backup.parent, when, _KEPT))


def set_aside(path: Path, version: int, target: Path) -> None:
    """Copy a version of the file to a place beside it; the lock is held."""
    _clear(path, target.parent)
    copy(path, version, target)


def _clear(path: Path, folder: Path) -> None:
    """Delete what processes that were killed left, so that no more than one is ever there."""
    for one in unfinished(path, folder):
        with suppress(OSError):  # it keeps nobody from making another
            one.unlink(missing_ok=True)


def copy(path: Path, source: int, target: Path) -> None:
    """Copy what is open at a descriptor to a private file, whole from the moment it is there."""
    part = unguessed(target.with_name(path.name))
    try:
        with os.fdopen(open_new(part), "w+b") as file:
            at = 0
            while chunk := os.pread(source, _CHUNK, at):
                at += file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
            _refuse_unlike(source, file.fileno())
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)


def _refuse_unlike(source: int, copied: int) -> None:
    """Read a copy back, and raise an error of the disk unless it is what was copied."""
    at = 0
    while (chunk := os.pread(source, _CHUNK, at)) == os.pread(copied, _CHUNK, at):
        if not chunk:
            return
        at += len(chunk)
    raise OSError(errno.EIO, "the copy reads differently")


def _too_many(backups: Sequence[Backup]) -> list[Path]:
    """Return what is neither among the newest nor the newest of one of the last days that has one.

    The days count from the newest backup on, as the clock may be years away from it.
    """
    newest_of: dict[date, Path] = {}
    for one in backups:
        newest_of.setdefault(one.moment.date(), one.path)
    days = sorted(newest_of, reverse=True)[:_DAYS]
    kept = {one.path for one in backups[:_NEWEST]} | {newest_of[day] for day in days}
    return [one.path for one in backups if one.path not in kept]
