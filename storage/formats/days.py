"""Days of a life as contact files write them: birthdays, anniversaries, deaths."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import MINYEAR, date

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
_LOOSELY = re.compile(
    r"(?P<y>\d{4})[-/.](?P<m>\d\d?)[-/.](?P<d>\d\d?)|(?P<day>\d\d?)\.(?P<mon>\d\d?)\.(?P<year>\d{4})"
)
"""A whole day as programs write it that know no standard: `1985-3-2`, `2.3.1985`."""


def yearly_of(text: str, this_year: int, omitted: str = "") -> Birthday | None:
    """Return the day that comes every year, any part of it missing; None where it is no date.

    `omitted` is the year that Apple writes in place of none. Apple's 1604, khard's 1900 and
    whatever year is too long ago are none either.
    """
    parts = _parts(text)
    if parts is None:
        found = _in_words(text)
        if found is None or found.y is None or is_of_a_life(found.y, this_year):
            return found
        return replace(found, y=None)
    # A month or a day of nought is one that is not known.
    year, month, day = (int(part or 0) or None for part in parts)
    if year is not None and (not is_of_a_life(year, this_year) or str(year) == omitted):
        year = None
    try:
        # A day of no year may be the 29th of February, so a leap year stands in.
        date(year or 2000, *(1 if part is None else part for part in (month, day)))
    except ValueError:
        return None
    return Birthday(year, month, day) if year or month or day else None


def is_of_a_life(year: int, this_year: int) -> bool:
    """Whether somebody born in a year can be alive; a wedding may also be next year.

    Programs that make four digits of two write 2068 for 1968.
    """
    return this_year - year <= OLDEST and (this_year < MINYEAR + 1 or year <= this_year + 1)


def says_a_year(text: str, omitted: str = "") -> bool:
    """Whether a day has a year that was meant as one."""
    found = re.search(r"(?<![-\d])\d{4}", text)
    return found is not None and found[0] not in ("0000", "1604", "1900", omitted)


def death_of(text: str) -> date | None:
    """Return the day of a death, None where less than that is said."""
    parts = _parts(text)
    if parts is None or not all(parts):
        return None
    try:
        return date(*(int(part) for part in parts))
    except ValueError:
        return None


def _parts(text: str) -> tuple[str, ...] | None:
    """Return year, month and day as they are written."""
    text = text.replace("\\", "")
    if found := _LOOSELY.fullmatch(text):
        return found.group("y", "m", "d") if found["y"] else found.group("year", "mon", "day")
    found = _DAY.match(text)
    return found.group("y", "m", "d") if found else None


def _in_words(text: str) -> Birthday | None:
    try:
        found = parse_birthday(text)
    except RefusedError:
        return None
    return found if found.d is not None else None
