"""Birthdays and anniversaries that lie ahead, and how old somebody turns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from habit.dates import coming_day, counted
from habit.model import Birthday, Contact
from habit.network import Network
from habit.suggest import next_birthday, next_yearly
from habit.text import fold

AHEAD = 30
"""Days ahead in which a birthday is listed."""
Kind: TypeAlias = Literal["birthday", "anniversary"]


@dataclass(frozen=True, slots=True)
class Ahead:
    """Somebody's next birthday or anniversary."""

    on: date
    contact: Contact
    turns: int | None
    """How old they, or it, will be; None where the year is not known."""
    kind: Kind = "birthday"


def birthdays(network: Network, today: date, days: int = AHEAD) -> list[Ahead]:
    """Return the birthdays from today on for so many days, soonest first.

    Of those who are archived or have died there are none.
    """
    return [one for one in yearly(network, today, days) if one.kind == "birthday"]


def yearly(network: Network, today: date, days: int = AHEAD) -> list[Ahead]:
    """Return the birthdays and the anniversaries from today on, as `birthdays` does."""
    found = (
        one
        for contact in network.contacts.values()
        if (contact.birthday or contact.anniversary) and not contact.is_gone
        for one in _of(contact, today)
        if (one.on - today).days <= days
    )
    return sorted(found, key=lambda one: (one.on, fold(one.contact.name), one.contact.id, one.kind))


def _of(contact: Contact, today: date) -> Iterator[Ahead]:
    """Yield the next birthday and the next anniversary of somebody."""
    if on := next_birthday(contact, today):
        yield Ahead(on, contact, turns_on(contact, on))
    day = contact.anniversary
    if not contact.died and (on := next_yearly(day, today)):
        yield Ahead(on, contact, _turns(day, on), "anniversary")


def turns_text(one: Ahead) -> str:
    """Return how old somebody turns in words, nothing where it is not known."""
    if one.kind == "birthday":
        return f"turns {one.turns}" if one.turns is not None else ""
    return "anniversary" if one.turns is None else f"anniversary, {counted(one.turns, 'year')}"


def birthday_words(contact: Contact, today: date) -> str:
    """Return somebody's next day as it stands in lists: `today, turns 40`, `Thu 3 Dec`."""
    one = min(_of(contact, today), key=lambda one: one.on, default=None)
    if one is None:
        return ""
    words = turns_text(one) if one.kind == "birthday" else "anniv."
    return ", ".join(word for word in (coming_day(one.on, today), words) if word)


def turns_on(contact: Contact, on: date) -> int | None:
    """Return how old somebody turns on a birthday; None where no sensible year is known."""
    return _turns(contact.birthday, on)


def _turns(day: Birthday | None, on: date) -> int | None:
    return on.year - day.y if day is not None and day.y is not None and day.y < on.year else None
