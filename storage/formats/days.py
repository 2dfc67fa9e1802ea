"""Days of a life as contact files write them: birthdays, anniversaries, deaths."""

from __future__ import annotations

import re
from datetime import date

from habit.dates import parse_birthday
from habit.errors import RefusedError
from habit.model import Birthday

OLDEST = 115
"""Years that nobody in an address book is old; an earlier year stands for none."""

_DAY = re.compile(
    r"(?:(?P<y>\d{4})|-)[-/.]?(?P<m>\d\d)?[-/.]?(?P<d>\d\d)?"
    r"(?:\d{6}|\d{4})?(?:[Tt ] *\d.*|[Zz]|[+-]\d\d:?\d\d)?\Z",
    re.DOTALL,
)
"""As much of a day as is known, with or without a time that says nothing."""


def yearly_of(text: str, this_year: int, omitted: str = "") -> Birthday | None:
    """Return the day that comes every year, any part of it missing; None where it is no date.

    `omitted` is the year that Apple writes in place of none. Apple's 1604, khard's 1900 and
    whatever year is too long ago are none either.
    """
    found = _DAY.match(text)
    if found is None:
        return _in_words(text)
    year, month, day = (int(part) if part else None for part in found.group("y", "m", "d"))
    if year is not None and (not is_of_a_life(year, this_year) or str(year) == omitted):
        year = None
    try:
        # A day of no year may be the 29th of February, so a leap year stands in.
        date(year or 2000, *(1 if part is None else part for part in (month, day)))
    except ValueError:
        return None
    return Birthday(year, month, day) if year or month or day else None


def is_of_a_life(year: int, this_year: int) -> bool:
    """Whether somebody born in a year can be alive."""
    return this_year - year <= OLDEST


def says_a_year(text: str, omitted: str = "") -> bool:
    """Whether a day has a year that was meant as one."""
    return text[:4].isdecimal() and text[:4] not in ("0000", "1604", "1900", omitted)


def death_of(text: str) -> date | None:
    """Return the day of a death, None where less than that is said."""
    found = _DAY.match(text)
    if found is None or not all(found.group("y", "m", "d")):
        return None
    try:
        return date(*(int(part) for part in found.group("y", "m", "d")))
    except ValueError:
        return None


def _in_words(text: str) -> Birthday | None:
    try:
        found = parse_birthday(text)
    except RefusedError:
        return None
    return found if found.d is not None else None
