"""Other clocks for a machine: days and zones on which an answer must not depend.

A test that is marked `any_clock` runs once under each of them, beside its run under the clock of
the machine.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

EAST, WEST = "Pacific/Auckland", "America/Los_Angeles"
"""A zone on each side of UTC, far enough for another day on most hours."""


def _leap_day(today: date) -> date:
    year = today.year + 1 + -(today.year + 1) % 4
    return date(year, 2, 29)


def _next(weekday: int) -> Callable[[date], date]:
    return lambda today: today + timedelta(days=7 + (weekday - today.weekday()) % 7)


CLOCKS: Mapping[str, tuple[Callable[[date], date], str, str]] = {
    "the day after tomorrow": (lambda today: today + timedelta(days=2), "09:00:00", EAST),
    "400 days on": (lambda today: today + timedelta(days=400), "23:50:00", WEST),
    "29 February": (_leap_day, "12:00:00", EAST),
    "31 December": (lambda today: date(today.year, 12, 31), "23:59:30", WEST),
    "a Sunday": (_next(6), "23:30:00", WEST),
    "a Monday": (_next(0), "00:30:00", EAST),
}
"""What each clock shows: the day, seen from that of the machine, the hour, and the zone."""


def moment_of(name: str, today: date) -> datetime:
    """Return what one of the clocks shows, when the machine says that it is a day."""
    day, hour, zone = CLOCKS[name]
    there = datetime.fromisoformat(f"{day(today).isoformat()}T{hour}")
    return there.replace(tzinfo=ZoneInfo(zone))
