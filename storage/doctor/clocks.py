"""Moments and days that are still to come, as a clock that was wrong leaves them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any

from habit.model import TABLES
from storage.doctor.case import Case, Finding, Found, place, several
from storage.tables import Draft

_DAY = timedelta(days=1)

Stamp = tuple[str, str, str]
"""Table, id and field of a moment."""


def stamps(case: Case) -> Found:
    """Stamps that would go before every later change."""
    late = [stamp for stamp, moment in moments(case) if moment > case.latest]
    if late:
        documents = list(dict.fromkeys((table, key) for table, key, _ in late))
        where = several(place(case.tables, *documents[0]), len(documents))
        what = "was stamped by a clock that was ahead of this one"
        then = "stamps it with this moment, so that later changes count as later"
        yield (
            Finding("clock", where, what, then, True),
            partial(_restamp, case.store.now, late),
        )


def moments(case: Case) -> Iterator[tuple[Stamp, float]]:
    """Yield when documents were made, last changed or deleted, in milliseconds."""
    for table, documents in case.tables.items():
        if table not in (*TABLES, "_gone"):
            continue
        fields = ("at",) if table == "_gone" else ("modified", "made")
        for key, document in documents.items():
            for field in fields:
                moment: Any = document.get(field) if isinstance(document, dict) else None
                if isinstance(moment, int | float) and not isinstance(moment, bool):
                    yield (table, key, field), moment


def _restamp(now: int, late: Sequence[Stamp], draft: Draft) -> None:
    for table, key, field in late:
        draft.table(table)[key][field] = now
        draft.restamped.add((table, key))


def to_come(case: Case) -> Found:
    """Interactions of a day that is still to come: which day it was, only the owner knows."""
    for key, document in case.tables.get("interactions", {}).items():
        day = _day(document.get("on")) if isinstance(document, dict) else None
        if day is not None and day - case.today > _DAY:
            what = f"is dated {day.isoformat()}, which is still to come"
            where = place(case.tables, "interactions", key)
            yield Finding("clock", where, what, "give it the day on which it was"), None


def _day(said: Any) -> date | None:
    try:
        return date.fromisoformat(said)
    except (TypeError, ValueError):
        return None
