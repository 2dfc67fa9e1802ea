"""Weeks and months as the habit counts them.

A week is seven dates from the file's first weekday. It belongs to the month of its fourth day,
so every week has exactly one month and every month four or five weeks.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from habit.dates import MONTHS
from habit.errors import RefusedError
from habit.text import line

WEEK = timedelta(days=7)

Month = tuple[int, int]
"""A year and a month, 1 to 12."""


def start_of_week(day: date, weekday: int) -> date:
    """Return the first day of the week of `day`, weeks beginning on `weekday` (0 Monday)."""
    back = (day.weekday() - weekday) % 7
    # The first week of the calendar may begin before it; its days count from the first date.
    return date.fromordinal(max(1, day.toordinal() - back))


def month_of(start: date) -> Month:
    """Return the month to which the week that begins on `start` belongs: its fourth day's."""
    middle = start + min(timedelta(days=3), date.max - start)
    return (middle.year, middle.month)


def next_month(month: Month, by: int = 1) -> Month:
    """Return the month `by` months later (earlier when negative)."""
    count = month[0] * 12 + month[1] - 1 + by
    return (count // 12, count % 12 + 1)


def weeks_of(month: Month, weekday: int) -> list[date]:
    """Return the first days of the four or five weeks of a month."""
    year, number = month
    first = date(year, number, 1).toordinal()
    fourth = first + (weekday + 3 - date.fromordinal(first).weekday()) % 7
    end = first + 31 if number == 12 else date(year, number + 1, 1).toordinal()
    return [date.fromordinal(max(1, middle - 3)) for middle in range(fourth, end, 7)]


def is_over(start: date, today: date) -> bool:
    """Whether the week's last day is before today."""
    return (today - start).days > 6


def key_of(start: date) -> str:
    """Return the document id of a week: its first day in digits."""
    return start.isoformat().replace("-", "")


def start_of(key: str) -> date:
    """Return the first day that a week's document id names."""
    try:
        if len(key) != 8:
            raise ValueError(key)
        return date(int(key[:4]), int(key[4:6]), int(key[6:]))
    except ValueError:
        raise RefusedError(f"{key!r} is not a week: it is eight digits, such as 20261116") from None


def month_text(month: Month) -> str:
    """Return a month as it stands in JSON, such as `2026-11`."""
    return f"{month[0]:04d}-{month[1]:02d}"


def parse_month(text: str, this: Month) -> Month:
    """Return the month that the words name: `2026-10`, `october`, `last month`, `this month`.

    A month's name is the last such month, this one included.

    Raises:
        RefusedError: The words name no month.

    """
    words = line(text).lower()
    near = {"this month": this, "last month": next_month(this, -1)}.get(words)
    if near is not None:
        return near
    digits = re.fullmatch(r"([0-9]{4})-([0-9]{2})", words)
    if digits is not None and 1 <= int(digits[1]) < 9999 and 1 <= int(digits[2]) <= 12:
        return (int(digits[1]), int(digits[2]))
    names = [at for at, name in enumerate(MONTHS, 1) if name.lower().startswith(words)]
    if len(words) < 3 or not names:
        raise RefusedError(
            f'"{line(text)}" is not a month: try 2026-10, october, last month or this month'
        )
    return (this[0] - (names[0] > this[1]), names[0])
