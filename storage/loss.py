"""Whether a file lost most of what a backup of it has, though nobody deleted that.

Whatever is deleted here leaves a tombstone, also what an undo or a restore takes out. So what is
neither in the file nor buried was lost to something else: a tool or a hand that made it `{}`, a
sync that put a beginning in its place. Such a file is whole, and is not mended by itself: somebody
may have begun anew. It is told, and the backups that have more stay as long as that is so.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from habit.dates import counted
from habit.model import TABLES
from storage import backups
from storage.content import Content, parse
from storage.disk import StoreError, read

_LARGER = 10 / 9
"""How much larger than the file a backup is that is looked into: a file that lost most of one of
its tables is smaller than before, and to open a whole one costs no more than a look at sizes."""
ANEW = "anew"
"""The field of what a file says of itself: since when it is one that was begun anew on purpose."""
_MOST = 2
"""Backups that are looked into when a file is opened: the largest."""


@dataclass(frozen=True, slots=True)
class Loss:
    """What is missing in a file."""

    backup: Path
    """The backup that has it."""
    kind: str
    """What is missing in a word: contacts, or documents of several kinds."""
    had: int
    """How many of them the backup has."""
    lost: int
    """How many of those are gone."""

    @property
    def what(self) -> str:
        """What is wrong, in words that follow the name of the file."""
        return (
            f"has {self.had - self.lost} of the {counted(self.had, self.kind)} in the backup "
            f"{self.backup.name}, and nobody deleted the others"
        )

    @property
    def then(self) -> str:
        """What to do about it."""
        return (
            f"reachout restore {self.backup.name} shows them and brings them back; if you began "
            "anew on purpose, reachout doctor --anew says so"
        )


def found(path: Path, content: Content, size: int, *, most: int | None = _MOST) -> Loss | None:
    """Return what a version of the file has lost, by the largest backup that tells.

    Args:
        path: The file.
        content: What is in it now.
        size: How many bytes it has; a backup that has hardly more is not opened.
        most: How many backups are opened at the most.

    """
    larger = [(its, one) for its, one in _sizes(path) if its > size * _LARGER]
    for _, one in sorted(larger, reverse=True)[:most]:
        if lost := lost_from(one, content):
            return lost
    return None


def _sizes(path: Path) -> list[tuple[int, Path]]:
    sizes: list[tuple[int, Path]] = []
    with suppress(OSError):  # what cannot be looked into tells nothing
        for _, one in backups.all_of(path):
            with suppress(FileNotFoundError):
                sizes.append((one.stat().st_size, one))
    return sizes


def lost_from(backup: Path, content: Content) -> Loss | None:
    """Return what of a backup is lost, if that is most of it; nothing of one that is unreadable."""
    try:
        version = read(backup)
        if version is None:
            return None
        version.close()
        before = parse(version.text)
    except (OSError, ValueError, StoreError):
        return None
    if max(backups.stamps_of(version.text), default=0) <= _begun(content.table("_meta")):
        return None
    had, lost = {}, {}
    buried = _ids(content, "_gone")
    for name in TABLES:
        if name != "_meta":
            ids = _ids(before, name)
            there = _ids(content, name)
            had[name] = len(ids)
            lost[name] = sum(1 for one in ids if one not in there and one not in buried)
    if 2 * lost["contacts"] > had["contacts"]:
        return Loss(backup, "contact", had["contacts"], lost["contacts"])
    if 2 * sum(lost.values()) > sum(had.values()):
        return Loss(backup, "document", sum(had.values()), sum(lost.values()))
    return None


def _begun(meta: Mapping[str, Any]) -> int:
    """Return when the user began anew on purpose; 0 if that was never said."""
    said = meta.get("1")
    begun = said.get(ANEW, 0) if isinstance(said, dict) else 0
    return begun if isinstance(begun, int) else 0


def latest(path: Path, now: int) -> int:
    """Return a moment before which all backups were made, whatever clocks said."""
    stamps = {now}
    for _, one in _sizes(path):
        with suppress(OSError, StoreError):
            if (version := read(one)) is not None:
                version.close()
                stamps |= backups.stamps_of(version.text)
    return max(stamps)


def _ids(content: Content, name: str) -> Collection[str]:
    """Return the ids of a table, without its documents where they are not taken apart yet."""
    part = content.parts.get(name)
    if part is None:
        return content.table(name).keys()
    try:
        return msgspec.json.decode(part, type=dict[str, msgspec.Raw]).keys()
    except msgspec.ValidationError:
        return ()
