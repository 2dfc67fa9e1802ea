"""Copies of the data file that a sync tool left beside it, as two machines had changed it.

Each tool has its own way to name one; whatever is beside the name of the file is the tool's.
"""

from __future__ import annotations

import re
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from storage.disk import Signature, StoreError, make_folder, read, signature_of, sync_folder
from storage.paths import backups_of

_CONFLICT = r"(?:conflict|konflikt|conflit)"
_NAMED = (
    rf"\.sync-{_CONFLICT}-.*",  # Syncthing
    rf"[ _-]?\(.*{_CONFLICT}.*\)",  # Dropbox, Google Drive, Nextcloud, Seafile
    rf"[ _.-]{_CONFLICT}.*",  # ownCloud, Resilio
    r"-.*-safeBackup-\d+",  # OneDrive, by its free client
)
_NUMBERED = r" \d{1,2}"
"""How iCloud names one; a hand may name anything so."""
_MACHINE = r"-[A-Z][A-Za-z0-9-]*"
"""How OneDrive names one: after the machine, which may be called anything."""
_ID = re.compile(rb'"(\d{17,18})"\s*:\s*\{')
"""The id of a document as reachout makes them: no other file has it by chance."""
_HEAD = 4096
"""Bytes by which a file of ours is known."""


def of(path: Path, folder: Path | None = None) -> list[Path]:
    """Return the copies beside a data file, or in another folder."""
    stem, suffix = re.escape(path.stem), re.escape(path.suffix)
    named = re.compile(f"{stem}(?:{'|'.join(_NAMED)}){suffix}", re.IGNORECASE)
    numbered = re.compile(f"{stem}{_NUMBERED}{suffix}", re.IGNORECASE)
    machine = re.compile(f"{stem}{_MACHINE}{suffix}")
    with suppress(OSError):
        return sorted(
            one
            for one in (folder or path.parent).iterdir()
            if named.fullmatch(one.name)
            or (numbered.fullmatch(one.name) and _is_ours(one))
            or (machine.fullmatch(one.name) and _is_related(one, path, signature_of(one)))
        )
    return []


def _is_ours(copy: Path) -> bool:
    """Whether a file begins as one of reachout does."""
    with copy.open("rb") as file:
        head = file.read(_HEAD)
    return any(name in head for name in (b'"_meta"', b'"_gone"'))


@lru_cache(maxsize=64)
def _is_related(copy: Path, path: Path, _: Signature | None) -> bool:
    """Whether a file has a document of the data file; looked at once for each version of it."""
    with suppress(OSError, StoreError):
        both = [read(one) for one in (copy, path)]
        ids = []
        for version in both:
            if version is None:
                return False
            version.close()
            ids.append(set(_ID.findall(version.text)))
        return not ids[0].isdisjoint(ids[1])
    return False


class Beside:
    """The copies beside a data file, looked for again once its folder has changed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._changed = 0
        self._found: tuple[Path, ...] = ()

    def now(self) -> tuple[Path, ...]:
        """Return those that are there."""
        with suppress(OSError):
            changed = self._path.parent.stat().st_mtime_ns
            if changed != self._changed:
                self._changed, self._found = changed, tuple(of(self._path))
        return self._found


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
