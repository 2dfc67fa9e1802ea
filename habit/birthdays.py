"""Birthdays that lie ahead, and how old somebody turns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from habit.dates import coming_day
from habit.model import Contact
from habit.network import Network
from habit.suggest import next_birthday
from habit.text import fold

AHEAD = 30
"""Days ahead in which a birthday is listed."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """Somebody's next birthday."""

    on: date
    contact: Contact
    turns: int | None
    """How old they will be; None where the year is not known."""


def birthdays(network: Network, today: date, days: int = AHEAD) -> list[Ahead]:
    """Return the birthdays from today on for so many days, soonest first; archived people's not."""
    found = (
        Ahead(on, contact, turns_on(contact, on))
        for contact in network.contacts.values()
        if contact.birthday is not None and not contact.archived
        if (on := next_birthday(contact, today)) and (on - today).days <= days
    )
    return sorted(found, key=lambda one: (one.on, fold(one.contact.name), one.contact.id))


def turns_text(one: Ahead) -> str:
    """Return how old somebody turns in words, nothing where it is not known."""
    return f"turns {one.turns}" if one.turns is not None else ""


def birthday_words(contact: Contact, today: date) -> str:
    """Return somebody's next birthday as it stands in lists: `today, turns 40`, `Thu 3 Dec`."""
    on = next_birthday(contact, today)
    if on is None:
        return ""
    turns = turns_text(Ahead(on, contact, turns_on(contact, on)))
    return ", ".join(word for word in (coming_day(on, today), turns) if word)


def turns_on(contact: Contact, on: date) -> int | None:
    """Return how old somebody turns on a birthday; None where no sensible year is known."""
    born = contact.birthday.y if contact.birthday else None
    return on.year - born if born is not None and born < on.year else None
