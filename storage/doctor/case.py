"""What the checks look at, and what they say."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeAlias

from habit.text import line
from storage.schema import Tables
from storage.store import Store
from storage.tables import Draft
from storage.titles import title

KINDS: Mapping[str, str] = {
    "version": "Other versions of the file",
    "invalid": "Documents that make no sense",
    "reference": "References to what is not there",
    "duplicate": "Ids that stand twice",
    "clock": "Days and stamps from the future",
    "mode": "Open to others",
    "leftover": "Left over from a process that was killed",
    "lost": "Lost from the file",
    "backup": "Backups",
    "saving": "Saving",
}
"""The kinds of findings, as they are called in JSON, each with its heading."""

_DAY, _MS = timedelta(days=1), timedelta(milliseconds=1)
_LONGEST = 160
"""Characters that are shown of a text from the file."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be."""

    kind: str
    """One of `KINDS`."""
    where: str
    """The document with its table and id, or the file."""
    what: str
    """What is wrong."""
    then: str
    """What a repair does; where none is safe, what the owner can do."""
    fixable: bool = False


Mend: TypeAlias = Callable[[Draft], object]
"""Mends one thing, in the documents of the draft or beside the file; the lock is held."""
Found: TypeAlias = Iterator[tuple[Finding, Mend | None]]


@dataclass(frozen=True, slots=True)
class Case:
    """One file at one moment."""

    store: Store
    tables: Tables
    """Those that are tables; what else a hand put in their place is left alone."""
    today: date
    is_quiet: bool
    """Whether nobody else is writing."""

    @property
    def latest(self) -> int:
        """The last moment that may be now, in some zone and by a clock that is a little ahead.

        In milliseconds; a day that was set for the program counts as much as the clock.
        """
        midnight = datetime.combine(self.today, time.min, UTC) + _DAY
        return max(self.store.now, int(midnight.timestamp()) * 1000) + _DAY // _MS


Check: TypeAlias = Callable[[Case], Found]


def short(text: str) -> str:
    """Return a text from outside as one harmless line, and no endless one."""
    clean = line(text)
    return clean if len(clean) <= _LONGEST else f"{clean[: _LONGEST - 3]}..."


def several(first: str, count: int) -> str:
    """Return what several things are called: the first one, and how many more there are."""
    return first if count == 1 else f"{first} and {count - 1} more"


def place(tables: Tables, table: str, key: str) -> str:
    """Return what a document is called, and where in the file it is found."""
    return f"{short(title(table, key, tables))} ({short(f'{table} {key}')})"
