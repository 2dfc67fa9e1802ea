"""What is wrong with a file or beside it, in plain words, and what of that can be mended safely.

A check yields its findings, each with the step that mends it where nothing can be lost by that. The
steps in documents are one action, which can be taken back; the others touch only what lies beside
the file. What no step mends stays as it is, and says what its owner can do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime

from habit.dates import counted
from storage.deep import ASIDE
from storage.disk import StoreError
from storage.doctor.beside import (
    backups,
    begin_anew,
    folders,
    leftovers,
    missing,
    modes,
    saving,
    unlocked,
)
from storage.doctor.case import KINDS, Case, Check, Finding
from storage.doctor.clocks import stamps, to_come
from storage.doctor.documents import senseless, unlikely, unsigned
from storage.doctor.keys import astray, undigited
from storage.doctor.references import dangling
from storage.doctor.twice import hidden, shared
from storage.doctor.versions import Other, behind, conflict
from storage.doctor.versions import beside as beside_it
from storage.schema import Tables
from storage.store import Store
from storage.tables import Draft
from storage.uniting import United

__all__ = ["ASIDE", "KINDS", "Finding", "begin_anew", "decide", "examine", "repair", "to_decide"]

VERSIONS: tuple[Callable[[Case], Iterator[Other]], ...] = (conflict, behind, beside_it)
"""Other versions of the file; taking in all of them is one action."""
INSIDE: tuple[Check, ...] = (
    hidden,
    unsigned,
    senseless,
    unlikely,
    astray,
    undigited,
    dangling,
    shared,
    stamps,
    to_come,
)
"""What is looked for in the documents, in the order in which it is mended."""
BESIDE: tuple[Check, ...] = (missing, backups, leftovers, modes, folders, saving)
"""What is looked for beside them; a backup is made before anything else is done."""


def examine(store: Store, today: date | None = None) -> list[Finding]:
    """Return what is wrong; nothing is changed.

    Args:
        store: The file, opened.
        today: What counts as today; that of the store's clock unless said.

    """
    case = _case(store, store.tables, today, is_quiet=unlocked(store.path))
    found = [finding for check in (*INSIDE, *BESIDE) for finding, _ in check(case)]
    return [*_findings(case, VERSIONS), *found]


def repair(store: Store, today: date | None = None) -> list[Finding]:
    """Mend what is safe, in the documents as one action, and return what was mended.

    Raises:
        StoreError: The file could not be locked or saved; nothing was changed in it.

    """
    with store.deciding():
        taken = _take_in(store, today)
        case = _case(store, store.tables, today, is_quiet=unlocked(store.path))
        inside = [finding for check in INSIDE for finding, mend in check(case) if mend]
        beside = [finding for check in BESIDE for finding, mend in check(case) if mend]
        if beside:
            store.erase(lambda draft: _mend(store, draft, BESIDE, today))
        if inside:
            what = f"doctor, {counted(len(inside), 'repair')}"
            store.rewrite(what, lambda draft: _mend(store, draft, INSIDE, today))
    done = [*taken, *inside, *beside]
    left = examine(store, today) if done else []
    return [one for one in done if one not in left]


def decide(store: Store, today: date | None = None) -> None:
    """Do only what has to be decided about the file: take in other versions, keep what is hidden.

    Raises:
        StoreError: The file could not be locked or saved; nothing was changed in it.

    """
    with store.deciding():
        _take_in(store, today)
        if store.standing is not None:
            what = "kept both of what stood twice"
            store.rewrite(what, lambda draft: _mend(store, draft, (hidden,), today))


def to_decide(store: Store, today: date | None = None) -> list[Finding]:
    """Return what the owner of the file should decide about it, and can with a yes."""
    case = _case(store, store.tables, today, is_quiet=True)
    found = [*_findings(case, VERSIONS), *(finding for finding, _ in hidden(case))]
    return [one for one in found if one.fixable]


def _findings(case: Case, checks: Sequence[Callable[[Case], Iterator[Other]]]) -> list[Finding]:
    return [other.finding for check in checks for other in check(case)]


def _take_in(store: Store, today: date | None) -> list[Finding]:
    """Take in the other versions of the file as one action, and return what was found of each."""
    case = _case(store, store.tables, today, is_quiet=True)
    others = [one for check in VERSIONS for one in check(case) if one.together]
    if not others:
        return []

    def together(mine: Tables) -> United:
        both = United(mine, ())
        for one in others:
            if one.together is not None:
                both = one.together(both.tables)
        return both

    many = f"{len(others)} versions of the file merged"
    store.take_in(others[0].what if len(others) == 1 else many, together)
    for one in others:
        one.done()
    return [one.finding for one in others]


def _mend(store: Store, draft: Draft, checks: Sequence[Check], today: date | None) -> None:
    """Take every step of these checks, each looking at what those before it left."""
    for check in checks:
        # The lock is held, so nobody else is writing.
        case = _case(store, draft.view(), today, is_quiet=True)
        for _, mend in list(check(case)):
            if mend is not None:
                with suppress(OSError, StoreError):  # what cannot be mended is found again
                    mend(draft)


def _case(store: Store, tables: Tables, today: date | None, *, is_quiet: bool) -> Case:
    day = today or datetime.fromtimestamp(store.now / 1000, UTC).date()
    sound = {name: table for name, table in tables.items() if isinstance(table, dict)}
    return Case(store, sound, day, is_quiet)
