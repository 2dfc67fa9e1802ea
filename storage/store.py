"""The store: one file, and the network that it holds at each revision.

`commit` may be called from any thread. The network is published by one assignment, so a screen
reads it while a commit is under way.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from habit.model import SCHEMA, TABLES, Change, Meta, Record, Source
from habit.network import Network
from habit.text import line
from storage import undo
from storage.backups import Backup, in_order
from storage.content import Content, undisturbed
from storage.copies import Beside
from storage.disk import OvertakenError, StoreError, reported
from storage.files import DataFile
from storage.locking import Waiting
from storage.paths import backups_of
from storage.records import Repair, mark_of, record_of, records_of
from storage.references import is_forgotten, let_go_of_events
from storage.schema import Document, Tables
from storage.standing import Standing
from storage.tables import Database, Draft, DurableStorage, Touched, new_id
from storage.titles import clash_words, title, why_not
from storage.undo import Action, ClashError, NothingError, Step, Taken

__all__ = [
    "Action",
    "ClashError",
    "Draft",
    "NothingError",
    "Repair",
    "Store",
    "StoreError",
    "Taken",
    "mark_of",
    "new_id",
]

if TYPE_CHECKING:
    from storage.forgetting import Forgotten
    from storage.uniting import United

T = TypeVar("T")

_TRIES = 3


class Store:
    """The data file, opened: its network, and the one way to change it."""

    def __init__(self, file: DataFile) -> None:
        self._file = file
        self._beside = Beside(file.path)
        self._storage = DurableStorage(file)
        self._mutex = threading.RLock()
        self.database = Database(storage=lambda: self._storage)
        """The same tables for whoever wants to query them as TinyDB does."""
        self.has_written = False
        """Whether anything was written through this store."""
        self.for_good = False
        """Whether somebody was deleted for good since this was last set to False."""
        self._content = file.content
        records, repairs = records_of(file.content)
        file.look_twice({name: len(table) for name, table in records.items()})
        records.setdefault("_meta", {}).setdefault("1", Meta())
        self._recorded = ""
        """The action that the step under way is recorded as."""
        self._here: dict[str, None] = {}
        self._repairs = {(one.table, one.id): one for one in repairs}
        self._network = Network.of(records)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        patience: float = 10,
        clock: Callable[[], float] = time.time,
        mends: bool = True,
        replaces: bool = False,
    ) -> Store:
        """Open a data file, or what will be one once something is committed.

        Nothing is made before the first commit. After `patience` seconds a session that holds
        the lock is given up on; `clock` tells the seconds since 1970. Unless it `mends`, a
        damaged file is refused and stays as it is. One of which nothing can be read is refused
        too, unless it `replaces` that: then it counts as empty, and is kept aside.
        """
        file = DataFile(path, patience=patience, clock=clock, mends=mends, replaces=replaces)
        with undisturbed():
            file.open()
            return cls(file)

    @property
    def path(self) -> Path:
        """The file itself, links followed."""
        return self._file.path

    @property
    def network(self) -> Network:
        """Everything that makes sense, at this revision."""
        return self._network

    @property
    def notices(self) -> tuple[str, ...]:
        """What happened to the file that the user should know, a sentence each."""
        return tuple(self._file.notices)

    @property
    def repairs(self) -> tuple[Repair, ...]:
        """The documents that make no sense, which stay in the file as they are."""
        known = dict(self._repairs)  # a commit may be changing them
        return tuple(known[key] for key in sorted(known))

    @property
    def standing(self) -> Standing | None:
        """What has to be decided about the file before anything is written into it."""
        return self._file.standing

    @property
    def is_unreadable(self) -> bool:
        """Whether nothing can be read from the file, so that all it is there for is a restore."""
        return self._file.standing is not None and self._file.standing.is_unreadable

    @property
    def behind(self) -> Tables:
        """What this session had and an older version, put in place of the file, lacks."""
        return self._file.behind

    @property
    def copies(self) -> tuple[Path, ...]:
        """The copies that a sync tool left beside the file; looks at the folder once it changed."""
        return self._beside.now()

    @contextmanager
    def deciding(self) -> Iterator[None]:
        """Let what is written meanwhile be what was decided about the file."""
        with self._mutex:
            self._file.is_deciding = True
            try:
                yield
            finally:
                self._file.is_deciding = False

    def take_in(self, what: str, version: Callable[[Tables], United]) -> None:
        """Make the file what it is together with another version, as one action.

        It cannot be taken back where the other version had somebody deleted for good.
        """
        from storage.uniting import lay

        def work(draft: Draft) -> None:
            mine = draft.view()
            draft.is_for_good = not lay(draft, mine, version(mine).tables)
            if not draft.is_for_good:
                self._remember(draft, new_id(), what)

        self.for_good = False
        self.erase(work)
        if self.for_good:
            self._file.notices.append(
                "The other version of the file had someone deleted for good, who is gone here too, "
                "so this merge can't be undone."
            )

    @property
    def actions(self) -> tuple[Action, ...]:
        """What can be taken back, newest first, then what can be brought back."""
        return tuple(undo.actions(self._file.content.table(undo.TABLE)))

    @property
    def waiting(self) -> Waiting | None:
        """Hears for whom a commit is waiting, once that takes long; called from its thread."""
        return self._file.waiting

    @waiting.setter
    def waiting(self, hears: Waiting | None) -> None:
        self._file.waiting = hears

    @property
    def done_here(self) -> tuple[str, ...]:
        """The ids of the actions that this session did, took back or brought back, newest last."""
        return tuple(self._here)

    def why_not(self, *, gently: bool = False) -> str:
        """Return why nothing could be saved now, in few words; `gently` writes nothing to see.

        Waits for a commit that is under way, so it belongs into a thread.
        """
        with self._mutex:
            return self._file.why_not(gently=gently)

    def hurry(self) -> None:
        """Wait for no other session any more: a commit that still does so gives up."""
        self._file.patience = 0

    @property
    def gone(self) -> frozenset[str]:
        """The marks (see `mark_of`) of sources whose contacts were deleted.

        Who was deleted for good does not come back with a vCard of ours either.
        """
        table = self._file.content.table("_gone")
        graves = {key: grave for key, grave in table.items() if isinstance(grave, dict)}
        marks = (grave.get("sources", ()) for grave in graves.values())
        lists = [them for them in marks if isinstance(them, list)]
        ours = [mark_of(Source("vcard", key)) for key, one in graves.items() if is_forgotten(one)]
        return frozenset(ours + [mark for them in lists for mark in them if isinstance(mark, str)])

    def refresh(self) -> bool:
        """Take in what another session wrote; whether that changed the network.

        Never waits: while a commit is under way there is nothing to do, as it looks itself.
        """
        if not self._mutex.acquire(blocking=False):
            return False
        try:
            before = self._network
            self._storage.refresh()
            self._catch_up()
            return self._network is not before
        finally:
            self._mutex.release()

    def commit(self, change: Change, *, undoable: bool = True) -> Network:
        """Do a change; when this returns it is on the disk, when it raises nothing has changed."""
        if change.edits and undoable:
            self.rewrite(change.what, lambda draft: self._edit(draft, change))
        elif change.edits:
            self.erase(lambda draft: self._edit(draft, change))
        return self._network

    def _edit(self, draft: Draft, change: Change) -> None:
        for edit in change.edits:
            self.database.doc_table(edit.table).edit(edit)
        let_go_of_events(draft)

    def rewrite(self, what: str, work: Callable[[Draft], T]) -> T:
        """Do work on the documents themselves as one action, which can be taken back.

        The work may be done again when another program replaced the file meanwhile.
        """

        def recorded(draft: Draft) -> T:
            done = work(draft)
            self._remember(draft, new_id(), what)
            return done

        return self.erase(recorded)

    def erase(self, work: Callable[[Draft], T]) -> T:
        """Do work on the documents themselves that nobody can take back."""
        with self._mutex:
            for _ in range(_TRIES - 1):
                with suppress(OvertakenError):
                    return self._transact(work)
            return self._transact(work)

    def take_back(self, key: str | None = None, *, over: bool = False) -> Taken:
        """Take an action back: the one with this id, else the last that is not taken back yet.

        What was changed later stays where both can stand.

        Args:
            key: The id of an action.
            over: Whether to go over later changes of the same; they can be had again by
                bringing the action back.

        Raises:
            NothingError: There is no such action.
            ClashError: Later changes touched the same, and `over` was not said.

        """
        return self.erase(lambda draft: self._turn(draft, key, over=over, undone=False))

    def bring_back(self, key: str | None = None, *, over: bool = False) -> Taken:
        """Bring back an action that was taken back, the last one unless said; as `take_back`."""
        return self.erase(lambda draft: self._turn(draft, key, over=over, undone=True))

    def forget(self, key: str) -> Forgotten:
        """Delete a contact for good, from what can be undone as well."""
        from storage.forgetting import forget

        return self.erase(lambda draft: forget(draft, key))

    def back_up(self, folder: Path | None = None, *, stays: bool = True) -> Path:
        """Copy the file, beside the other backups or into a folder; returns the copy.

        One that does not stay passes like those that are made by themselves.
        """
        with self._mutex, self._file.locked():
            self._file.catch_up()
            made = self._file.back_up(folder, stays=stays)
            self.has_written = True
            return made

    def backups(self, folder: Path | None = None) -> list[Backup]:
        """Return the backups, the one with the newest changes first."""
        now = datetime.fromtimestamp(self.now / 1000, UTC)
        with reported(f"{folder or backups_of(self.path)} cannot be read"):
            return in_order(self.path, now, folder)

    def restore(self, tables: Tables, what: str) -> Path | None:
        """Put these tables in the place of all, as one action; what was there is backed up first.

        In the place of a file of which nothing can be read it is no action: before it is nothing.

        Returns:
            The backup of what was there; None when there was nothing.

        """
        from storage.whole import begin_with, put_in_place

        def work(draft: Draft) -> Path | None:
            there = any(draft.view().values())
            backup = self._file.back_up() if there else None
            put_in_place(draft, tables)
            return backup

        if not self.is_unreadable:
            return self.rewrite(what, work)
        with self.deciding():
            return self.erase(lambda draft: begin_with(draft, tables))

    @property
    def introduction(self) -> Document:
        """What a file says of itself unless it says otherwise."""
        return {"schema": SCHEMA, "weekday": self._network.meta.weekday}

    @property
    def now(self) -> int:
        """The moment by the store's clock, in milliseconds UTC."""
        return int(self._file.clock() * 1000)

    @property
    def tables(self) -> Tables:
        """The documents as they are in the file; never to be changed."""
        return self._file.content.tables

    def _turn(self, draft: Draft, key: str | None, *, over: bool, undone: bool) -> Taken:
        records = draft.table(undo.TABLE)
        them = undo.chosen(records, key, undone=undone)
        for one in them:
            turn = undo.Turn(records[one], draft.view())
            if turn.first is None and (turn.edits or not turn.stay):
                return self._turned(draft, one, turn, over=over, undone=undone)
        # Of the one that is meant nothing can be turned, and so of no other that was looked at.
        turn = undo.Turn(records[them[0]], draft.view())
        raise undo.NothingError(why_not(records[them[0]]["what"], turn, draft.view()))

    def _turned(
        self, draft: Draft, key: str, turn: undo.Turn, *, over: bool, undone: bool
    ) -> Taken:
        """Do what the opposite of an action takes, and keep how that can be turned in its turn."""
        what = draft.table(undo.TABLE)[key]["what"]
        if turn.clashes and not over:
            raise undo.ClashError(clash_words(what, turn.clashes, draft.view()))
        for table, document_id, document in turn.edits:
            if document is None:
                draft.table(table).pop(document_id, None)
            else:
                draft.table(table)[document_id] = document
        draft.marks_sources = False
        draft.graves = {name.partition("/")[2]: grave for name, grave in turn.graves.items()}
        self._remember(draft, key, what, undone=not undone)
        return Taken(line(what), tuple(title(*name, draft.view()) for name in turn.stay))

    def _remember(self, draft: Draft, key: str, what: str, *, undone: bool = False) -> None:
        """Keep how this step can be turned, and let go of the oldest ones."""
        records = draft.table(undo.TABLE)
        moment = undo.next_moment(records, self.now)
        records.pop(key, None)
        graves = draft.view().get("_gone", {})
        if one := undo.record(what, self._steps(draft), moment, undone=undone, graves=graves):
            records[key] = one
            self._recorded = key
            for old in undo.surplus(records):
                records.pop(old, None)

    def _steps(self, draft: Draft) -> Iterator[Step]:
        """Yield what differs; what a file says of itself held before anybody wrote it down."""
        for table, key, before, after in draft.steps():
            unsaid = before is None and (table, key) == ("_meta", "1")
            yield table, key, self.introduction if unsaid else before, after

    def close(self) -> None:
        """Let go of the file."""
        self.database.close()

    def _transact(self, work: Callable[[Draft], T]) -> T:
        self._recorded = ""
        try:
            with self._storage.transaction() as draft:
                self._catch_up()
                done = work(draft)
                self._introduce(draft)
        except StoreError:
            # The disk may have been read again to see what lies there.
            self._catch_up()
            raise
        if self._storage.touched:
            self.has_written = True
            self.for_good |= draft.is_for_good
            self._here.pop(self._recorded, None)
            self._here |= dict.fromkeys(filter(None, [self._recorded]))
            self._take(self._storage.touched, self._file.content)
        else:
            self._catch_up()  # the work may have looked at the disk again, as a backup does
        return done

    def _introduce(self, draft: Draft) -> None:
        """Write at the first commit what holds for the whole file."""
        table = draft.table("_meta")
        there: object = table.get("1", {})
        if isinstance(there, dict) and "schema" not in there and draft.has_changed():
            table["1"] = {**self.introduction, **there}

    def _catch_up(self) -> None:
        """Bring the network to what the file holds, touching only what differs."""
        content = self._file.content
        if content is not self._content:
            self._take(_differences(self._content.tables, content.tables), content)

    def _take(self, touched: list[Touched], content: Content) -> None:
        records = [(name, key, self._record(name, key, it)) for name, key, it in touched]
        tables = self._network.tables
        changed = [one for one in records if tables.get(one[0], {}).get(one[1]) != one[2]]
        if changed:
            self._network = self._network.after(changed)
        self._content = content

    def _record(self, table: str, key: str, document: Document | None) -> Record | None:
        """Return a document as a value; one that makes no sense goes to the repairs."""
        self._repairs.pop((table, key), None)
        if table not in TABLES or document is None:
            return None
        record = record_of(table, key, document)
        if isinstance(record, Repair):
            self._repairs[table, key] = record
            return None
        return record


def _differences(before: Tables, after: Tables) -> list[Touched]:
    """Return the documents that differ between two versions of the known tables."""
    touched: list[Touched] = []
    for name in TABLES:
        old, new = before.get(name, {}), after.get(name, {})
        touched += [(name, key, it) for key, it in new.items() if old.get(key) != it]
        touched += [(name, key, None) for key in old if key not in new]
    return touched
