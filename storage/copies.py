"""Copies of the data file that a sync tool left beside it, as two machines had changed it.

Each tool has its own way to name one; whatever is beside the name of the file is the tool's.
"""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

from storage.disk import make_folder, sync_folder
from storage.paths import backups_of

_CONFLICT = r"(?:conflict|konflikt|conflit)"
_NAMED = (
    rf"\.sync-{_CONFLICT}-.*",  # Syncthing
    rf"[ _-]?\(.*{_CONFLICT}.*\)",  # Dropbox, Google Drive, Nextcloud, Seafile
    rf"[ _.-]{_CONFLICT}.*",  # ownCloud, Resilio
)
_NUMBERED = r" \d{1,2}"
"""How iCloud names one; a hand may name anything so."""


def of(path: Path, folder: Path | None = None) -> list[Path]:
    """Return the copies beside a data file, or in another folder."""
    stem, suffix = re.escape(path.stem), re.escape(path.suffix)
    named = re.compile(f"{stem}(?:{'|'.join(_NAMED)}|{_NUMBERED}){suffix}", re.IGNORECASE)
    with suppress(OSError):
        there = folder or path.parent
        return sorted(one for one in there.iterdir() if named.fullmatch(one.name))
    return []


def is_surely_one(path: Path, copy: Path) -> bool:
    """Whether the name of a copy says that a tool made it."""
    rest = copy.name.removeprefix(path.stem).removesuffix(path.suffix)
    return re.fullmatch(_NUMBERED, rest) is None


def put_away(path: Path, copy: Path) -> Path:
    """Move a copy among the backups, under its own name: it is none of those that pass."""
    folder = backups_of(path)
    make_folder(folder)
    target, count = folder / copy.name, 2
    while target.exists():
        target = folder / f"{copy.stem} ({count}){copy.suffix}"
        count += 1
    copy.chmod(0o600)
    copy.rename(target)
    sync_folder(folder)
    return target
