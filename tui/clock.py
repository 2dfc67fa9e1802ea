"""The clock: which day it is where the user lives, read once and handed down as a value."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from habit.dates import FIRST_YEAR, LAST_YEAR
from habit.errors import RefusedError

if TYPE_CHECKING:
    from habit.changes import Hand


class Clock:
    """Days and moments in the file's time zone; `REACHOUT_TODAY` sets the day."""

    def __init__(self, zone: str = "", environ: Mapping[str, str] = os.environ) -> None:
        self._zone = _zone(zone)
        self._set = environ.get("REACHOUT_TODAY", "").strip()

    def today(self) -> date:
        """Return the day in which the user is now."""
        if not self._set:
            return self._moment().date()
        try:
            day = date.fromisoformat(self._set)
        except ValueError:
            raise RefusedError(
                f"REACHOUT_TODAY is {self._set!r}, which is not a date; write it like 2026-11-22"
            ) from None
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise RefusedError(
                f"REACHOUT_TODAY is {self._set}, which is not in {FIRST_YEAR} to {LAST_YEAR}"
            )
        return day

    def now(self) -> int:
        """Return this moment in milliseconds UTC, on the day that `today` says."""
        moment = self._moment()
        return int(datetime.combine(self.today(), moment.timetz()).timestamp() * 1000)

    def to_midnight(self) -> float:
        """Return the seconds that are left of this day where the user lives."""
        now = self._moment()
        midnight = datetime.combine(now.date() + timedelta(days=1), time.min, now.tzinfo)
        return midnight.timestamp() - now.timestamp()

    def local(self, moment: datetime) -> datetime:
        """Return a moment as the clocks say it where the user lives."""
        return moment.astimezone(self._zone)

    def hand(self, new_id: Callable[[], str]) -> Hand:
        """Return what a change needs from outside: the day, the moment, and new ids."""
        from habit.changes import Hand

        return Hand(self.today(), self.now(), new_id)

    def _moment(self) -> datetime:
        return datetime.now(self._zone) if self._zone else datetime.now().astimezone()


def _zone(name: str) -> tzinfo | None:
    """The named zone; a name that this machine does not know means the machine's own."""
    if not name:
        return None
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


def local_zone(environ: Mapping[str, str] = os.environ, link: Path = Path("/etc/localtime")) -> str:
    """Return the IANA name of this machine's zone, or nothing where it does not say."""
    told = environ.get("TZ", "").removeprefix(":")
    if told:
        return told if _zone(told) else ""
    _, _, name = str(link.resolve()).partition("/zoneinfo/")
    return name if name and _zone(name) else ""
