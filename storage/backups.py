"""Copies of the data file: one at most every ten minutes, a few of them kept.

Copies, not links: another tool that writes into the file in place would write into a link too.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from storage.disk import make_folder, open_private, sync_folder
from storage.paths import backups_of

_STAMP = "%Y%m%dT%H%M%S"
_BETWEEN = timedelta(minutes=10)
_CHUNK = 1 << 20
_PART = "unfinished.part"
"""One name for all, so that no more than one is left by a process that is killed."""
_NEWEST = 5
_DAYS = 7


def stamp_of(when: datetime) -> str:
    """Return a time as it stands in the name of a file."""
    return when.strftime(_STAMP)


def all_of(path: Path) -> list[tuple[datetime, Path]]:
    """Return the backups of a data file with their times, newest first."""
    named = re.compile(rf"{re.escape(path.stem)}-(\d{{8}}T\d{{6}}){re.escape(path.suffix)}")
    return sorted(_dated(backups_of(path), named), reverse=True)


def _dated(folder: Path, named: re.Pattern[str]) -> Iterator[tuple[datetime, Path]]:
    if not folder.is_dir():
        return
    for path in folder.iterdir():
        if match := named.fullmatch(path.name):
            try:
                yield datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC), path
            except ValueError:
                continue  # digits that are no time


def is_due(path: Path, now: datetime) -> bool:
    """Whether the last ten minutes have no backup yet."""
    return not any(timedelta(0) <= now - when < _BETWEEN for when, _ in all_of(path))


def make(path: Path, version: int, now: datetime) -> None:
    """Copy a version of the file, open at this descriptor, and let go of what is too many."""
    folder = backups_of(path)
    make_folder(folder)
    target = folder / f"{path.stem}-{stamp_of(now)}{path.suffix}"
    copy(version, target)
    for one in _too_many(all_of(path), now):
        one.unlink(missing_ok=True)


def copy(source: int, target: Path) -> None:
    """Copy what is open at a descriptor to a private file, whole from the moment it is there."""
    part = target.with_name(_PART)
    try:
        with os.fdopen(open_private(part, os.O_TRUNC), "wb") as file:
            at = 0
            while chunk := os.pread(source, _CHUNK, at):
                at += file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)


def _too_many(backups: list[tuple[datetime, Path]], now: datetime) -> list[Path]:
    """Return what is neither among the newest nor the newest of one of the last days."""
    kept = {path for _, path in backups[:_NEWEST]}
    days = {now.date() - timedelta(days=back) for back in range(_DAYS)}
    for when, path in backups:
        if when.date() in days:
            days.remove(when.date())
            kept.add(path)
    return [path for _, path in backups if path not in kept]
