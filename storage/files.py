"""The data file as several sessions share it: read without a lock, replaced under one.

Memory never runs ahead of the disk: what is published here lies there already.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from habit.dates import counted
from storage import backups, disk, locking, loss
from storage.behind import lacking, names_of, overlaid, written_out
from storage.content import Content, DamagedError, encode, parse
from storage.disk import OvertakenError, Signature, StoreError, Version, reported
from storage.paths import backups_of
from storage.schema import Tables, refuse_newer
from storage.standing import Standing, conflicted, doubled, unreadable


class DataFile:
    """The file, the tables that it holds, and what happened to it that the user should know."""

    def __init__(
        self,
        path: Path,
        *,
        patience: float,
        clock: Callable[[], float],
        mends: bool = True,
        replaces: bool = False,
    ) -> None:
        # A link is followed once, or the first commit would put a file in its place.
        self.path = Path(os.path.realpath(path))
        self.content = Content.of({})
        """The tables as they are on the disk; replaced as a whole, never changed."""
        self.notices: list[str] = []
        self.clock = clock
        self.waiting: locking.Waiting | None = None
        """Hears for whom a commit is waiting, once that takes long."""
        self.patience = patience
        """Seconds for which another session that holds the lock is waited for."""
        self.standing: Standing | None = None
        """What has to be decided before anything is written; the file can be read meanwhile."""
        self.is_deciding = False
        """Whether what is written now is what was decided."""
        self._mends = mends
        """Whether a damaged file is mended by whoever reads it."""
        self._replaces = replaces
        """Whether a file of which nothing can be read is only there to be replaced."""
        self.behind: Tables = {}
        """What this session had and an older version, put in place of the file, lacks."""
        self._kept: Version | None = None
        """The version that was kept last, as it had vanished."""
        self._went_back = ""
        """What is to be said of an older version that took the place of a newer one."""
        self._is_locked = False
        self._has_vanished = False
        self._has_lost = False
        self._version: Version | None = None

    def open(self) -> None:
        """Read the file for the first time; none is made before there is something to write."""
        self.catch_up()
        with reported(f"{backups_of(self.path)} cannot be read"):
            if self._version is None and backups.all_of(self.path):
                self.notices.append(
                    f"{self.path} is not there, so this begins anew; "
                    f"earlier copies are in {backups_of(self.path)}."
                )

    def close(self) -> None:
        """Let go of the file."""
        if self._version is not None:
            self._version.close()
            self._version = None

    def catch_up(self) -> None:
        """Read the file again if another version lies there.

        One that vanished is not read: what is in memory is all there is, and the next commit
        writes it again.
        """
        with reported(f"{self.path} cannot be read"):
            found = disk.signature_of(self.path)
            if found is None:
                self._has_vanished = self._version is not None
            elif found != self._signature():
                is_told = self._has_lost or self._has_vanished
                self._keep_what_vanished()
                self._read()
                self._look_for_loss(is_told=is_told)
                self._say_gone_back()

    def _look_for_loss(self, *, is_told: bool) -> None:
        """Say that a file which was read lacks most of what a backup has, once while it does."""
        is_read = self._version is not None and not (self.standing and self.standing.is_unreadable)
        lost = loss.found(self.path, self.content, self._size()) if is_read else None
        if lost is not None and not is_told:
            self.notices.append(f"{self.path} {lost.what}: {lost.then}.")
        self._has_lost = lost is not None

    def _keep_what_vanished(self) -> None:
        """Back up what was in a file that was gone, before another takes its place."""
        if self._has_vanished and self._version is not None:
            said = f"{self.path} was gone and is another one now"
            self._kept = self._version
            self.notices.append(f"{said}; {self._keep(self._version.descriptor)}.")
        self._has_vanished = False

    def _keep(self, descriptor: int) -> str:
        """Back up what was in a file that another one takes the place of, and say where."""
        try:
            with self._alone():  # another session may see the same, and keep it as well
                kept = backups.make_kept(self.path, descriptor, self._now())
        except OSError as error:
            return f"what was in it before could not be kept, as {disk.in_words(error)}"
        return f"what was in it before is kept as {kept}"

    def _say_gone_back(self) -> None:
        """Say that an older version lacks something, unless that it lacks most has been said."""
        if self._went_back and not self._has_lost:
            self.notices.append(
                f"{self.path} went back to an older version, which lacks {self._went_back}."
            )
        self._went_back = ""

    def _signature(self) -> Signature | None:
        return None if self._version is None else self._version.signature

    def _read(self) -> None:
        try:
            self._read_or_mend()
        except disk.UnreadableError as error:
            version = disk.read(self.path) if self._replaces else None
            if version is None:
                raise
            from storage.conflicts import is_conflicted

            kind = "conflict" if is_conflicted(version.text) else "damaged"
            self._publish(version, Content.of({}), unreadable(error, kind))

    def _read_or_mend(self) -> None:
        version = disk.read(self.path)
        if version is not None:
            try:
                self._take(version)
            except DamagedError as damage:
                if self._version is None and not backups.all_of(self.path):
                    from storage.salvage import unmendable

                    raise unmendable(self.path, str(damage)) from None
                if not self._mends:
                    self._read_at_rest()
                    return
                with self.locked():
                    self._mend()

    def _read_at_rest(self) -> None:
        """Read what only seemed damaged, as somebody was writing it; nothing is touched."""
        from storage.salvage import mendable

        version = disk.read_at_rest(self.path)
        if version is not None:
            text = version.text
            try:
                self._take(version)
            except DamagedError as damage:
                raise mendable(self.path, text, str(damage), self._now()) from None

    def _take(self, version: Version) -> None:
        """Publish what a version holds; one that cannot be read is let go of again."""
        try:
            content, standing = self._parsed(version.text)
        except (DamagedError, StoreError):
            version.close()
            raise
        if self._version is None:
            self._publish(version, content, standing)
            return
        if hidden := content.hidden({}):  # looked for before all is taken apart
            standing = doubled(hidden)
        behind = self._lacking(content)
        if not names_of(behind) <= names_of(self.behind) and self._kept is not self._version:
            self._keep_what_lacks(behind)
        self._publish(version, content, standing)
        self.behind = behind

    def _keep_what_lacks(self, behind: Tables) -> None:
        """Back up what was held, from memory: who writes in place has changed what is open too."""
        count = counted(len(names_of(behind)), "document")
        with written_out(self.content.tables) as descriptor:
            kept = self._keep(descriptor)
        self._went_back = f"{count} of this session, which ! brings back; {kept}"

    def _lacking(self, content: Content) -> Tables:
        """Return what was held, or lacking before, that another version lacks."""
        held = overlaid(self.behind, self.content.tables)
        return lacking(held, content.tables, int(self.clock() * 1000))

    def look_twice(self, sizes: Mapping[str, int]) -> None:
        """See whether something in the file hides something else; `sizes` are of its tables.

        For the first version whoever opens the file does it, who then knows how many there are.
        """
        if copies := self.content.hidden(sizes):
            self.standing = doubled(copies)

    def _parsed(self, text: bytes) -> tuple[Content, Standing | None]:
        """Take a version apart; an empty one is new, unless there was something before."""
        if not text.strip():
            if self._version is not None or backups.all_of(self.path):
                raise DamagedError("it is empty")
            return Content.of({}), None
        try:
            content = parse(text)
        except DamagedError:
            from storage.conflicts import is_conflicted, taken_apart

            if not is_conflicted(text):
                raise
            conflict = taken_apart(text, self.path)
            return Content.of(conflict.tables), conflicted(conflict)
        refuse_newer(content.schema, self.path)
        return content, None

    def _publish(
        self, version: Version, content: Content, standing: Standing | None = None
    ) -> None:
        version.text = b""
        self.close()
        self._version = version
        self.content = content
        self.standing = standing
        if content.too_deep:
            said = (
                f"{counted(content.too_deep, 'document')} in {self.path} cannot be read, as nested "
                'too deeply; what was there is kept as text in the field "unreadable".'
            )
            self.notices += [] if said in self.notices else [said]

    def base(self) -> Tables:
        """Return what a change begins from; refuse while something has to be decided first."""
        if self.standing is None:
            return self.content.tables
        if not self.is_deciding:
            raise self.standing.refusal(self.path)
        conflict = self.standing.conflict
        return self.content.tables if conflict is None else conflict.mine

    def _mend(self) -> None:
        """Put what can still be had in the place of a damaged file; the lock is held."""
        from storage.salvage import mended

        version = disk.read_at_rest(self.path)
        if version is None:
            return
        text, over = version.text, version.signature
        try:
            self._take(version)  # another session may have mended it meanwhile
        except DamagedError as damage:
            held = None if self._version is None else self.content.tables
            found = mended(self.path, text, str(damage), held, self._now())
            aside = self._set_aside_damaged()
            self._put(found.tables, over)
            self.notices.append(found.notice(self.path, aside))

    def _set_aside_damaged(self) -> Path:
        with (
            reported(f"{self.path} is damaged and could not be set aside"),
            self.path.open("rb") as damaged,
        ):
            return self._set_aside("damaged", damaged.fileno())

    def _set_aside(self, kind: str, descriptor: int) -> Path:
        """Copy a version that something else takes the place of, beside the file."""
        name = f"{self.path.name}.{kind}-{backups.stamp_of(self._now())}"
        aside = self.path.with_name(name)
        count = 2
        while aside.exists():
            aside = self.path.with_name(f"{name}-{count}")
            count += 1
        backups.set_aside(self.path, descriptor, aside)
        return aside

    @property
    def _lock(self) -> Path:
        return locking.lock_of(self.path)

    @property
    def _spare(self) -> Path:
        return disk.spare_of(self.path)

    @property
    def _folder(self) -> Path:
        """The folder of the file, or the nearest above it that is there."""
        return next(one for one in self.path.parents if one.exists())

    def _refuse_elsewhere(self) -> None:
        """Refuse to write in the place of a disk that is gone, or over what is write-protected."""
        version = self._version  # another thread may let go of it meanwhile
        if version is not None and self._folder.stat().st_dev != version.device:
            raise OSError(errno.ENODEV, "another disk")
        if self.path.exists() and not self.path.stat().st_mode & stat.S_IWUSR:
            raise OSError(errno.EROFS, "write-protected")

    def why_not(self, *, gently: bool = False) -> str:
        """Return why nothing could be saved now, in few words; nothing when it could be.

        A gentle look makes no file, and so does not see every reason.
        """
        try:
            with reported(f"{self.path} cannot be changed now"):
                self._refuse_elsewhere()
                if self.standing is not None:
                    raise self.standing.refusal(self.path)
                if gently:
                    self._refuse_closed()
                else:
                    disk.make_folder(self.path.parent)
                    with locking.locked(self._lock, lambda: 0):
                        disk.refuse_full(self._spare, self._size())
        except StoreError as error:
            return error.why or str(error)
        return ""

    def _refuse_closed(self) -> None:
        """Refuse a folder in which nothing can be written, or nothing locked."""
        disk.refuse_closed(self._folder, self._size())
        if self._lock.exists():
            locking.is_free(self._lock)  # or the error of a disk without locks

    def _size(self) -> int:
        return 0 if self._version is None else self._version.size

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other sessions from writing; a lock within this one is part of it."""
        if self._is_locked:
            yield
            return
        with ExitStack() as stack:
            with reported(f"{self.path} was not saved"):
                self._refuse_elsewhere()
                disk.make_folder(self.path.parent)
                stack.enter_context(self._alone())
            yield

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold the lock, wherever the file lies by now."""
        if self._is_locked:
            yield
            return
        with locking.locked(self._lock, lambda: self.patience, self.waiting):
            self._is_locked = True
            try:
                yield
            finally:
                self._is_locked = False

    def save(self, tables: Tables) -> None:
        """Put these tables on the disk, then in memory; the lock is held."""
        was_of_today = self.content.is_of_today
        if self.standing is not None and self.standing.aside:
            self._put_in_place_of(self.standing, tables)
            return
        old = self._version if self.content.tables else None
        before = None if old is None else os.dup(old.descriptor)
        try:
            self._put(tables, self._signature())
            self._say_written_anew()
            self._back_up(before, needed=not was_of_today)
        finally:
            if before is not None:
                os.close(before)

    def _put_in_place_of(self, standing: Standing, tables: Tables) -> None:
        """Put what was decided in the place of the file, and keep that aside as it was."""
        if self._version is None:
            return
        with reported(f"{self.path} could not be set aside"):
            aside = self._set_aside(standing.aside, self._version.descriptor)
        try:
            self._put(tables, self._signature())
        except BaseException:
            aside.unlink(missing_ok=True)
            raise
        self.notices.append(f"{self.path} {standing.kept} {aside}.")
        self._back_up(None, needed=False)

    def _say_written_anew(self) -> None:
        if self._has_vanished:
            self._has_vanished = False
            self.notices.append(
                f"{self.path} was gone; it is written anew, with all that this session held of it."
            )

    def _put(self, tables: Tables, over: Signature | None) -> None:
        """Replace the version with the signature `over` by one that holds these tables."""

        def last_look() -> None:
            # A tool that takes no lock may have put another file there.
            if disk.signature_of(self.path) not in (over, None):
                raise OvertakenError(
                    f"{self.path} was not saved, as another program keeps replacing it; "
                    "nothing was changed, so let that one finish and try again."
                )

        with reported(f"{self.path} was not saved"):
            try:
                version = disk.replace(self.path, encode(tables), last_look)
            except (TypeError, ValueError) as error:
                raise StoreError(
                    f"{self.path} was not saved, as a text or number in it cannot be written "
                    f"({error}); nothing was changed."
                ) from error
        self._make_sure(version)
        self._publish(version, Content.of(tables))
        if self.behind:
            self.behind = self._lacking(self.content)

    def _make_sure(self, version: Version) -> None:
        """Have the replacement on the disk too; without that nobody knows what lies there."""
        try:
            disk.sync_folder(self.path.parent)
        except OSError as error:
            version.close()
            with suppress(OSError, StoreError):  # the next look reads it, once that can be done
                self._read()
            raise StoreError(
                f"It is not certain that {self.path} was saved, as {disk.in_words(error)}; "
                "look whether the last change is there, and save it again if it is not."
            ) from error

    def _back_up(self, before: int | None, *, needed: bool) -> None:
        """Keep the version that was replaced, when it is time; the first one keeps itself.

        Afterwards, so that a disk with little room has it for what is to be saved.
        """
        now = self._now()
        try:
            if (needed or backups.is_due(self.path, now)) and self._version is not None:
                old = self._version.descriptor if before is None else before
                backups.make(self.path, old, now, self._is_needed)
        except OSError as error:
            notice = f"No backup of {self.path} could be made, as {disk.in_words(error)}."
            if notice not in self.notices:
                self.notices.append(notice)

    def back_up(self, folder: Path | None = None, *, stays: bool = True) -> Path:
        """Copy the version that was read last: to stay, or as one of those that pass."""
        if self._version is None:
            raise StoreError(f"there is nothing to back up: {self.path} is not there yet")
        with reported(f"no backup of {self.path} was made"):
            if stays:
                return backups.make_kept(self.path, self._version.descriptor, self._now(), folder)
            return backups.make(self.path, self._version.descriptor, self._now(), self._is_needed)

    def _is_needed(self, backup: Path) -> bool:
        """Whether a backup has most of what the file lost, so that it must not be let go of."""
        return loss.lost_from(backup, self.content) is not None

    def _now(self) -> datetime:
        return datetime.fromtimestamp(self.clock(), UTC)
