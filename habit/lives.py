"""Saying that somebody has died: their card and history stay, and nobody is asked to reach out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from habit.aside import died_words
from habit.changes import edit_contact
from habit.dates import parse_birthday, parse_day
from habit.errors import RefusedError
from habit.model import Change
from habit.network import Network
from habit.text import line


def parse_died(text: str, today: date) -> date | bool | None:
    """Return the day of a death, True for `yes` or nothing more, None for `no`.

    Raises:
        RefusedError: It is none of these, or a day that is still to come.

    """
    words = line(text)
    if words.lower() in ("", "yes"):
        return True
    if words.lower() == "no":
        return None
    day = _day(words, today)
    if day is None:
        raise RefusedError(
            f'"{words}" is not a day: try 2023-05-01 or 1 May 2023, yes where you don\'t know the '
            "day, or no"
        )
    if day > today:
        raise RefusedError(f"{words} is in the future: give the day they died")
    return day


def _day(words: str, today: date) -> date | None:
    try:
        return parse_day(words, today)
    except RefusedError:
        pass
    try:
        found = parse_birthday(words)
    except RefusedError:
        return None
    return date(found.y, found.m, found.d) if found.y and found.m and found.d else None


def say_died(network: Network, key: str, died: date | bool | None) -> Change:
    """Say that somebody has died, on which day if that is known, or that that was a mistake."""
    change = edit_contact(network, key, died=died)
    if not change.edits:
        return change
    after = replace(network.contacts[key], died=died)
    return replace(change, what=f"{after.name}, {died_words(after) or 'is alive'}")


def died_text(died: date | bool | None) -> str:
    """Return a death as it is typed: `1 May 2023`, `yes`, or nothing."""
    if isinstance(died, date):
        return f"{died.day} {died:%B} {died.year}"
    return "yes" if died else ""
