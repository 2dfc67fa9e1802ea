"""The clock: which day it is where the user lives, read once and handed down as a value."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Self

from habit.dates import FIRST_YEAR, LAST_YEAR, day_of
from habit.errors import RefusedError
from tui.zones import zone_called

if TYPE_CHECKING:
    from habit.changes import Hand
    from habit.model import Meta


class Clock:
    """Days and moments of a person; `REACHOUT_TODAY` sets the day.

    They are those of the machine, unless a zone and an hour at which a day begins were set.
    """

    def __init__(self, environ: Mapping[str, str] = os.environ) -> None:
        self._told = environ.get("REACHOUT_TODAY", "").strip()
        self._zone, self._place, self._dawn = "", zone_called(""), 0

    def living(self, meta: Meta) -> Self:
        """Go by the zone and the hour that a file says now; return this clock."""
        if meta.zone != self._zone:
            self._zone, self._place = meta.zone, zone_called(meta.zone)
        self._dawn = meta.dawn
        return self

    def today(self) -> date:
        """Return the day in which the user is now."""
        if not self._told:
            return self.day_of(self._moment())
        try:
            day = date.fromisoformat(self._told)
        except ValueError:
            raise RefusedError(
                f"REACHOUT_TODAY is {self._told!r}, which is not a date; write it like 2026-11-22"
            ) from None
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise RefusedError(
                f"REACHOUT_TODAY is {self._told}, which is not in {FIRST_YEAR} to {LAST_YEAR}"
            )
        return day

    def now(self) -> int:
        """Return this moment in milliseconds UTC, on the day that was told if one was."""
        moment = self._moment()
        if self._told:
            moment = datetime.combine(self.today(), moment.astimezone(UTC).timetz())
        return int(moment.timestamp() * 1000)

    def local(self, moment: datetime) -> datetime:
        """Return a moment as the clocks say it where the user lives."""
        return moment.astimezone(self._place)

    def day_of(self, moment: datetime) -> date:
        """Return the day of the user to which a moment belongs."""
        return day_of(self.local(moment), self._dawn)

    def hand(self, new_id: Callable[[], str]) -> Hand:
        """Return what a change needs from outside: the day, the moment, and new ids."""
        from habit.changes import Hand

        return Hand(self.today(), self.now(), new_id)

    def _moment(self) -> datetime:
        time.tzset()  # the machine may have been carried into another zone
        return datetime.now(UTC)
