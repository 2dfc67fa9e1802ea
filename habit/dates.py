"""Dates, spans and birthdays in words: as people type them, and as they are shown."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import Literal

from habit.errors import RefusedError
from habit.model import Birthday
from habit.text import line

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
MONTH_DAYS = 30
"""How many days a month of a span has, so that three months are 90 days."""
YEAR_DAYS = 365
LONGEST_SPAN = 100 * YEAR_DAYS
"""A longer span than this is a slip of the finger."""
FIRST_YEAR, LAST_YEAR = 1900, 2199
"""The years in which a typed day may lie; others are slips of the finger."""
LATEST_DAWN = 11
"""The latest hour at which a day begins."""

_RELATIVE = {
    "today": 0,
    "yesterday": -1,
    "tomorrow": 1,
    "this week": 0,
    "last week": -7,
    "next week": 7,
}
_COUNTS = {
    word: count
    for count, words in enumerate(
        ("a an one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 1
    )
    for word in words.split()
}
Unit = Literal["day", "week", "month", "year"]
_UNITS: dict[str, Unit] = {"d": "day", "w": "week", "m": "month", "y": "year"}
_UNIT_DAYS: dict[Unit, int] = {"day": 1, "week": 7, "month": MONTH_DAYS, "year": YEAR_DAYS}
_AMOUNT = re.compile(
    r"(?P<count>[0-9]{1,6}|[a-z]+(?= )) ?(?P<unit>d|days?|w|weeks?|m|months?|y|years?)"
)
_LENGTH = re.compile(
    r"(?:(\d{1,3}(?:[.,]\d{1,2})?) ?h(?:ours?|rs?)?)? ?(?:(\d{1,5}) ?(?:m(?:in(?:utes?)?)?)?)?"
)
"""How long something took: `90`, `90 min`, `1 h 30`, `1.5 h`."""


def day_of(moment: datetime, dawn: int) -> date:
    """Return the day to which a moment belongs: what is before dawn, to the day before."""
    return moment.date() - timedelta(days=moment.hour < dawn)


def parse_day(text: str, today: date) -> date:
    """Return the day that the words name, such as `yesterday`, `monday` or `2 weeks ago`.

    A weekday's name is the last such day, today included.

    Raises:
        RefusedError: The words name no day, or one in a year far away.

    """
    words = line(text).lower()
    try:
        day = _parsed_day(words, today)
    except (ValueError, OverflowError):
        day = None
    if day is None:
        raise RefusedError(
            f'"{line(text)}" is not a day: try 2026-11-22, today, yesterday, monday or 3 days ago'
        )
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise RefusedError(
            f'"{line(text)}" is too far away: a day lies in a year from {FIRST_YEAR} to {LAST_YEAR}'
        )
    return day


def _parsed_day(words: str, today: date) -> date | None:
    if words in _RELATIVE:
        return today + timedelta(days=_RELATIVE[words])
    weekday = _index_of(words.removeprefix("last "), WEEKDAYS)
    if weekday is not None:
        latest = today - timedelta(days=1) if words.startswith("last ") else today
        return latest - timedelta(days=(latest.weekday() - weekday) % 7)
    if words.endswith(" ago"):
        amount = _amount(words.removesuffix(" ago"))
        return None if amount is None else _back(today, *amount)
    return date.fromisoformat(words)


def parse_ahead(text: str, today: date) -> date:
    """Return the day to come that the words name: `friday`, `in 3 days`, `3 dec`, `the 3rd`.

    A weekday's name is the next such day, today not included; a date without a year is the next
    one, today included.

    Raises:
        RefusedError: The words name no day, one that has gone by, or one in a year far away.

    """
    words = line(text).lower()
    try:
        day = _parsed_ahead(words.removeprefix("on ").removeprefix("by "), today)
    except (ValueError, OverflowError):
        day = None
    if day is None:
        raise RefusedError(
            f'"{line(text)}" is not a day to come: try friday, tomorrow, in 3 days or 3 Dec'
        )
    if day < today:
        raise RefusedError(f'"{line(text)}" has gone by: say today, or a day to come')
    if day.year > LAST_YEAR:
        raise RefusedError(f'"{line(text)}" is too far away: a day lies before {LAST_YEAR + 1}')
    return day


def _parsed_ahead(words: str, today: date) -> date | None:
    if words in _RELATIVE:
        return today + timedelta(days=_RELATIVE[words])
    weekday = _index_of(words.removeprefix("next "), WEEKDAYS)
    if weekday is not None:
        return today + timedelta(days=1 + (weekday - today.weekday() - 1) % 7)
    amount = _amount("a month" if words == "next month" else words.removeprefix("in "))
    if amount is not None:
        return _ahead(today, *amount)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", words, re.ASCII):
        return date.fromisoformat(words)
    return _next_dated(words, today)


def _ahead(today: date, count: int, unit: Unit) -> date | None:
    if unit in ("day", "week"):
        return today + timedelta(days=count * _UNIT_DAYS[unit])
    return _back(today, -count, unit)


def _next_dated(words: str, today: date) -> date | None:
    """Return the next day that is called `3 dec`, `dec 3 2027` or, of a month, `the 3rd`."""
    named = re.fullmatch(r"(?:the )?([0-9]{1,2})(?:st|nd|rd|th)", words)
    if named is not None:
        months = (
            (today.year + at // 12, at % 12 + 1) for at in range(today.month - 1, today.month + 11)
        )
        return _first_there([(year, month, int(named[1])) for year, month in months], today)
    parts = _birthday_in_words(
        " ".join(word for word in words.split() if word not in ("the", "of"))
    )
    if parts is None or parts.m is None or parts.d is None:
        return None
    if parts.y is not None:
        return date(parts.y, parts.m, parts.d)
    years = range(today.year, today.year + 9)  # a 29 February may be eight years away
    return _first_there([(year, parts.m, parts.d) for year in years], today)


def _first_there(days: list[tuple[int, int, int]], today: date) -> date | None:
    """Return the first of these days that is in the calendar and has not gone by."""
    for year, month, day in days:
        if 1 <= day <= monthrange(year, month)[1] and date(year, month, day) >= today:
            return date(year, month, day)
    return None


def _back(today: date, count: int, unit: Unit) -> date | None:
    """Go back by the calendar: a month before 31 March is the last day of February."""
    import pendulum

    then = pendulum.date(today.year, today.month, today.day).subtract(
        days=count * _UNIT_DAYS[unit] if unit in ("day", "week") else 0,
        months=count if unit == "month" else 0,
        years=count if unit == "year" else 0,
    )
    return date(then.year, then.month, then.day)


def _index_of(word: str, names: tuple[str, ...]) -> int | None:
    """Return which of the names a word is, in full or by three letters or more."""
    if len(word) < 3:
        return None
    return next((i for i, name in enumerate(names) if name.lower().startswith(word)), None)


def _amount(words: str) -> tuple[int, Unit] | None:
    """Return a count and a unit out of words such as `3 weeks`, `a month` or `3w`."""
    match = _AMOUNT.fullmatch(words)
    if match is None:
        return None
    count = match["count"]
    number = int(count) if count.isdecimal() else _COUNTS.get(count)
    return None if number is None else (number, _UNITS[match["unit"][0]])


def parse_span(text: str) -> int:
    """Return the days of a span such as `3w`, `2 months`, `90` or `90 days`.

    Raises:
        RefusedError: The words name no span, or one of no days or of more than a hundred years.

    """
    words = line(text).lower()
    amount = _amount(f"{words} days" if words.isdecimal() else words)
    if amount is None:
        raise RefusedError(f'"{line(text)}" is not a span: try 3w, 2 months, 90 or 90 days')
    days = amount[0] * _UNIT_DAYS[amount[1]]
    if not 1 <= days <= LONGEST_SPAN:
        raise RefusedError(
            f'"{line(text)}" is not a span to wait: it is from one day to a hundred years'
        )
    return days


def span_text(days: int) -> str:
    """Return a span in the largest unit that it fills exactly, such as `3 months`."""
    for unit in ("year", "month", "week"):
        if days % _UNIT_DAYS[unit] == 0:
            return counted(days // _UNIT_DAYS[unit], unit)
    return counted(days, "day")


def parse_length(text: str) -> int:
    """Return how many minutes were said: `90`, `90 min`, `1 h 30`, `1.5 h`.

    Raises:
        RefusedError: It is no length of time.

    """
    found = _LENGTH.fullmatch(line(text).lower())
    if not found or not any(found.groups()):
        raise RefusedError(f'"{line(text)}" is no length of time, such as 90, 1 h 30 or 2 h')
    hours, minutes = found.groups()
    return round(float((hours or "0").replace(",", ".")) * 60) + int(minutes or 0)


def counted(count: int, word: str) -> str:
    """Return a number with its word, which is said of many unless there is exactly one."""
    many = "people" if word == "person" else f"{word}s"
    return f"{count} {word if count == 1 else many}"


def times(count: int) -> str:
    """Return how often, as one says it."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def duration(minutes: int) -> str:
    """Return minutes as one says them: `40 min`, `1 h 25`, `2 h`."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest:02d}" if rest else f"{hours} h"


def months_between(earlier: date, later: date) -> int:
    """Return how many whole months of the calendar lie between two days."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return months - (later.day < earlier.day)


def between(earlier: date, later: date) -> tuple[int, Unit]:
    """Return the time between two days as people say it: in days, weeks, months, then years."""
    days = (later - earlier).days
    if days <= 13:
        return days, "day"
    if days < 63:
        return days // 7, "week"
    months = months_between(earlier, later)
    return (months, "month") if months < 24 else (months // 12, "year")


def since(day: date, today: date) -> str:
    """Return how long ago a day was, without the word ago: `14 months`."""
    return counted(*between(min(day, today), today))


def ago(day: date, today: date) -> str:
    """Return a day as seen from today: `yesterday`, `5 weeks ago`; one to come is `in 5 weeks`."""
    near = {0: "today", 1: "yesterday", -1: "tomorrow"}.get((today - day).days)
    if near is not None:
        return near
    if day > today:
        return f"in {counted(*between(today, day))}"
    return f"{counted(*between(day, today))} ago"


def day_text(day: date) -> str:
    """Return a day as it stands in lists, such as `Sun 22 Nov`."""
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]}"


def near_day(day: date, today: date) -> str:
    """Return a day as one speaks of it: `today`, `yesterday`, else as `day_text` with its year."""
    if (today - day).days in (0, 1):
        return "today" if day == today else "yesterday"
    text = day_text(day)
    return text if day.year == today.year else f"{text} {day.year}"


def spoken_day(day: date, today: date) -> str:
    """Return a day as one says it: `today`, `tomorrow`, `Friday`, `3 December`."""
    near = ago(day, today)
    return near if near in ("today", "yesterday", "tomorrow") else named_day(day, today)


def coming_day(day: date, today: date) -> str:
    """Return a day as it stands in lists of what is to come: `today`, `tomorrow`, `Thu 3 Dec`.

    A day within a year is clear without its year.
    """
    days = (day - today).days
    near = {0: "today", 1: "tomorrow"}.get(days)
    year = "" if abs(days) <= YEAR_DAYS + 1 else f" {day.year}"
    return near or f"{day_text(day)}{year}"


def named_day(day: date, today: date) -> str:
    """Return a day by the name that is clear today: `Thursday`, `12 March`, `12 March 2024`."""
    if abs((today - day).days) < 7:
        return WEEKDAYS[day.weekday()]
    text = f"{day.day} {MONTHS[day.month - 1]}"
    return text if day.year == today.year else f"{text} {day.year}"


def parse_birthday(text: str) -> Birthday:
    """Return a birthday typed as `12 March`, `March 12 1985`, `1985-03-12`, `--03-12` or `1985`.

    Raises:
        RefusedError: It is no birthday, or a day that the calendar does not have.

    """
    parts = _birthday_in_digits(line(text)) or _birthday_in_words(line(text))
    if parts is None or not is_birthday(parts):
        raise RefusedError(
            f'"{line(text)}" is not a birthday: try 12 March, 12 March 1985, 1985-03-12 or 1985'
        )
    return parts


def _birthday_in_digits(text: str) -> Birthday | None:
    match = re.fullmatch(r"(?:([0-9]{4})-?|--)(?:([0-9]{2})(?:-?([0-9]{2}))?)?", text)
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    return Birthday(year, month, day)


def _birthday_in_words(text: str) -> Birthday | None:
    """Take the month from its name, and the numbers for what their size says they are."""
    found: dict[str, int] = {}
    for word in text.lower().replace(",", " ").split():
        month = _index_of(word.rstrip("."), MONTHS)
        number = re.fullmatch(r"([0-9]{1,2})(?:st|nd|rd|th|\.)?|([0-9]{4})", word)
        if month is not None:
            part = {"m": month + 1}
        elif number is not None:
            part = {"d": int(number[1])} if number[1] else {"y": int(number[2])}
        else:
            return None
        if part.keys() & found.keys():
            return None
        found |= part
    return Birthday(**found)


def is_birthday(birthday: Birthday) -> bool:
    """Whether a birthday says something, and nothing that the calendar does not have."""
    if birthday == Birthday() or (birthday.d is not None and birthday.m is None):
        return False
    # Without a year any that has a 29 February will do.
    year = 2000 if birthday.y is None else birthday.y
    try:
        date(year, birthday.m or 1, birthday.d or 1)
    except (ValueError, OverflowError):
        return False
    return birthday.y is None or FIRST_YEAR - 100 <= year <= LAST_YEAR


def birthday_text(birthday: Birthday) -> str:
    """Return what is known of a birthday: `12 March 1985`, `12 March`, `March 1985` or `1985`."""
    month = birthday.m if birthday.m is not None and 1 <= birthday.m <= 12 else None
    parts = (
        str(birthday.d) if birthday.d is not None and month else "",
        MONTHS[month - 1] if month else "",
        str(birthday.y) if birthday.y is not None else "",
    )
    return " ".join(part for part in parts if part)
