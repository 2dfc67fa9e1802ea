"""Ids that mean something else than they should: no digits, or a day on which no week begins."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from habit.dates import WEEKDAYS, day_text
from habit.errors import RefusedError
from habit.weeks import key_of, start_of, start_of_week
from storage.doctor.case import Case, Finding, Found, place, several, short
from storage.tables import Draft
from storage.undo import OWN_TABLES

_OF_WEEKS = ("goals", "weeks")


def undigited(case: Case) -> Found:
    """Ids that are no digits, with which plain TinyDB opens nothing of their table."""
    for table, documents in case.tables.items():
        if table in (*OWN_TABLES, *_OF_WEEKS):
            continue
        odd = [key for key in documents if not (key.isascii() and key.isdigit())]
        if odd:
            where = several(place(case.tables, table, odd[0]), len(odd))
            what = f"has an id that isn't a number, so plain TinyDB cannot open {short(table)}"
            then = "write 18 digits in its place, also where it is referred to"
            yield Finding("invalid", where, what, then), None


def astray(case: Case) -> Found:
    """Goals and weeks that are of a day on which no week begins, and so hold for none."""
    weekday = case.store.network.meta.weekday
    for table in _OF_WEEKS:
        taken = set(case.tables.get(table, {}))
        for key, start in _days(case, table):
            if start_of_week(start, weekday) == start:
                continue
            # The week that has most of its days, as when the first day of weeks is set.
            new = key_of(start_of_week(start + timedelta(days=3), weekday))
            what = f"begins on {day_text(start)}, while weeks begin on {WEEKDAYS[weekday]}"
            then = f"moves it to the week with most of its days, {new}"
            is_free = new not in taken
            if not is_free:
                then = f"copy what it says to {new}, which is there too, and delete it"
            taken.add(new)
            finding = Finding("invalid", place(case.tables, table, key), what, then, is_free)
            yield finding, partial(_move, table, key, new) if is_free else None


def _days(case: Case, table: str) -> Iterator[tuple[str, date]]:
    for key in case.tables.get(table, {}):
        try:
            start = start_of(key)
        except RefusedError:
            continue  # it is told as what it is: no day at all
        if date.min + timedelta(days=7) < start < date.max - timedelta(days=7):
            yield key, start


def _move(table: str, key: str, new: str, draft: Draft) -> None:
    documents = draft.table(table)
    documents[new] = documents.pop(key)
