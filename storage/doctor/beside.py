"""What lies beside the documents: rights, unfinished files, backups."""

from __future__ import annotations

import stat
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from habit.dates import counted
from habit.model import TABLES
from storage import loss
from storage.backups import Backup, keep, refuse_closed, rename, unfinished
from storage.content import Content, parse
from storage.disk import StoreError, in_words, read, reported, spare_of
from storage.doctor.case import Case, Finding, Found, several, short
from storage.doctor.clocks import moments
from storage.locking import is_free, lock_of
from storage.paths import backups_of
from storage.schema import refuse_newer
from storage.store import Store
from storage.tables import Draft

_STALE = timedelta(days=7)
"""How far the newest backup may be behind the last change."""


def unlocked(path: Path) -> bool:
    """Whether nobody is writing a file."""
    try:
        return is_free(lock_of(path))
    except OSError as error:
        return isinstance(error, FileNotFoundError)


def saving(case: Case) -> Found:
    """Why nothing could be saved now, as far as can be seen without writing."""
    if case.store.standing is None and (why := case.store.why_not(gently=True)):
        what = f"cannot be saved now, as {why}"
        then = "what is typed in the app is kept, and saved by itself once that is over"
        yield Finding("saving", short(str(case.store.path)), what, then), None


def leftovers(case: Case) -> Found:
    """Unfinished files; while somebody writes, they are at work."""
    path = case.store.path
    parts: list[Path] = []
    for folder in (path.parent, backups_of(path)):
        with suppress(OSError):  # what cannot be looked into is told elsewhere
            parts += unfinished(path, folder)
    for one in (spare_of(path), *parts):
        if case.is_quiet and _is_there(one):
            what = "is unfinished, and nobody is writing it any more"
            finding = Finding("leftover", short(str(one)), what, "deletes it", True)
            yield finding, partial(_delete, one)


def _is_there(path: Path) -> bool:
    """Whether a file or a link lies there; none is seen in a folder that cannot be looked into."""
    with suppress(OSError):
        return path.is_symlink() or path.is_file()
    return False


def _delete(path: Path, _: Draft) -> None:
    path.unlink(missing_ok=True)


# Rights


def modes(case: Case) -> Found:
    """Files that others may read or write."""
    path = case.store.path
    for group in ([path], [lock_of(path)], _copies(case)):
        wide = [one for one in group if _mode(one, stat.S_ISREG) & 0o077]
        if wide:
            where = several(short(str(wide[0])), len(wide))
            what = f"may be opened by others (mode {_mode(wide[0], stat.S_ISREG):o})"
            then = "closes it to everybody but you (mode 600)"
            yield Finding("mode", where, what, then, True), partial(_close, wide, 0o600)


def folders(case: Case) -> Found:
    """Folders in which others may put something else in the place of a file."""
    copies, folder = backups_of(case.store.path), case.store.path.parent
    mode = _mode(copies, stat.S_ISDIR)
    if mode & 0o022:
        what = f"may be written to by others (mode {mode:o})"
        then = "closes it to everybody but you (mode 700)"
        finding = Finding("mode", short(str(copies)), what, then, True)
        yield finding, partial(_close, [copies], 0o700)
    mode = _mode(folder, stat.S_ISDIR)
    # In a sticky one, such as /tmp, nobody can replace what is another's.
    if mode & 0o002 and not mode & stat.S_ISVTX:
        what = f"may be written to by everybody (mode {mode:o})"
        then = "take that right away with chmod o-w, or keep the file in a folder of yours"
        yield Finding("mode", short(str(folder)), what, then), None


def _mode(path: Path, is_kind: Callable[[int], bool]) -> int:
    """Return the rights to a file or folder; none when it is not there, or something else."""
    with suppress(OSError):
        mode = path.lstat().st_mode
        return stat.S_IMODE(mode) if is_kind(mode) else 0
    return 0


def _close(paths: Sequence[Path], mode: int, _: Draft) -> None:
    for path in paths:
        path.chmod(mode)


def _copies(case: Case) -> list[Path]:
    with suppress(StoreError):
        return [one.path for one in case.store.backups()]
    return []


# Backups


def missing(case: Case) -> Found:
    """A file that lacks most of what a backup has, though nobody deleted that."""
    path = case.store.path
    if path.is_file() and (lost := loss.found(path, Content.of(case.tables), 0, most=None)):
        yield Finding("lost", short(str(path)), lost.what, lost.then), None


def begin_anew(store: Store) -> Path | None:
    """Take a file that lacks most of what a backup has as begun anew; return that backup, kept.

    Raises:
        StoreError: The file could not be saved, or the backup not be kept.

    """
    lost = loss.found(store.path, Content.of(store.tables), 0, most=None)
    if lost is None:
        return None
    begun = loss.latest(store.path, store.now)

    def say(draft: Draft) -> None:
        table = draft.table("_meta")
        table["1"] = {**table.get("1", store.introduction), loss.ANEW: begun}

    with reported(f"{lost.backup} could not be kept"):
        kept = keep(store.path, lost.backup)
    store.rewrite("began anew", say)
    return kept


def backups(case: Case) -> Found:
    """Backups that nothing can be restored from, and a file far ahead of its last good one."""
    folder = short(str(backups_of(case.store.path)))
    try:
        copies = case.store.backups()
    except StoreError as error:
        then = "give yourself the right to read it"
        yield Finding("backup", folder, short(str(error)), then), None
        return
    good = []
    for one in copies:
        where, why = short(str(one.path)), _unreadable(one.path)
        if why:
            what = f"cannot be read back: {why}"
            then = "delete it, as nothing can be restored from it"
            yield Finding("backup", where, what, then), None
            continue
        good.append(one)
        if one.made > _moment(case.latest):
            what = f"was made by a clock that was ahead: it said {one.made:%Y-%m-%d %H:%M} UTC"
            then = "names it after the newest change in it"
            yield Finding("backup", where, what, then, True), partial(_rename, case.store.path, one)
    closed = _closed(case.store.path)
    if closed:
        what = f"takes no backup, as {closed}"
        then = "make it a folder with room that you may write to; until then no copies are made"
        yield Finding("backup", folder, what, then), None
    if lack := _lack(case, good):
        then = "makes a backup now" if not closed else "put that right, and --fix makes one"
        finding = Finding("backup", folder, lack, then, not closed)
        yield finding, None if closed else partial(_back_up, case.store)


def _closed(path: Path) -> str:
    """Return why no backup could be made now, or nothing."""
    try:
        if path.is_file():
            refuse_closed(path, path.stat().st_size)
    except OSError as error:
        return in_words(error)
    return ""


def _unreadable(path: Path) -> str:
    """Return why a backup is of no use, or nothing."""
    try:
        version = read(path)
        if version is not None:
            version.close()
            refuse_newer(parse(version.text).schema, path.name)
    except OSError as error:
        return in_words(error)
    except (ValueError, StoreError) as error:
        return short(str(error))
    return ""


def _rename(path: Path, one: Backup, _: Draft) -> None:
    rename(path, one)


def _lack(case: Case, good: Sequence[Backup]) -> str:
    """Return what is wrong with the newest backup, or nothing.

    Neither its name nor what lies in it counts when it is from the future. Of the two the later
    one counts: a copy made today has all there is, even if nothing was changed for weeks before.
    """
    has_documents = any(case.tables.get(name) for name in TABLES if name != "_meta")
    if not has_documents or not case.store.path.is_file():
        return ""
    times = (when for one in good for when in (one.made, one.moment))
    newest = max((when for when in times if when <= _moment(case.latest)), default=None)
    if newest is None:
        return "there is no backup that can be read"
    behind = _changed(case) - newest
    if behind <= _STALE:
        return ""
    return f"the newest that can be read is {counted(behind.days, 'day')} behind"


def _changed(case: Case) -> datetime:
    """Return when the file was changed last, by its own stamps.

    What the disk says is only for a file without any: it tells when this copy was made, which
    may be years later, and by the clock of another machine.
    """
    # When a document was made is of the day that the program was told, not of a disk.
    stamped = (moment for (*_, field), moment in moments(case) if field != "made")
    known = [moment for moment in stamped if 0 <= moment <= case.latest]
    if known:
        return _moment(max(known))
    return _moment(min(case.store.now, case.store.path.stat().st_mtime * 1000))


def _moment(milliseconds: float) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def _back_up(store: Store, _: Draft) -> None:
    store.back_up(stays=False)
