"""Who is set aside: snoozed until a day, left out for this week, never to be suggested, or dead."""

from __future__ import annotations

from datetime import date

from habit.dates import MONTHS
from habit.model import Contact
from habit.network import Network
from habit.weeks import key_of, start_of_week

NEVER = date.max
"""The snooze of somebody who is never to be suggested: they are found, logged and counted on."""
_NEAR = 300
"""Days ahead within which a day is clear without its year."""


def is_snoozed(contact: Contact, today: date) -> bool:
    """Whether somebody is not to be suggested yet; from the day of the snooze on they are."""
    return contact.snooze is not None and contact.snooze > today


def skipped(network: Network, today: date) -> frozenset[str]:
    """Return the ids of those who are not to be suggested again this week."""
    said = network.weeks.get(key_of(start_of_week(today, network.meta.weekday)))
    return frozenset(said.skipped if said else ())


def snooze_words(until: date, today: date) -> str:
    """Return what a snooze is called: `snoozed until 3 Jan`, or `never suggested`."""
    if until == NEVER:
        return "never suggested"
    year = "" if (until - today).days <= _NEAR else f" {until.year}"
    return f"snoozed until {until.day} {MONTHS[until.month - 1][:3]}{year}"


def died_words(contact: Contact) -> str:
    """Return that somebody has died, with the day where it is known: `died 1 May 2023`."""
    if isinstance(contact.died, date):
        return f"died {contact.died.day} {MONTHS[contact.died.month - 1][:3]} {contact.died.year}"
    return "has died" if contact.died else ""


def out_words(network: Network, contact: Contact, today: date) -> str:
    """Return why somebody is not suggested: died, archived, or set aside for now."""
    archived = "archived" if contact.archived else ""
    return died_words(contact) or archived or aside_words(network, contact, today)


def aside_words(network: Network, contact: Contact, today: date) -> str:
    """Return why somebody is not suggested for now; nothing for whoever is not set aside."""
    if contact.snooze is not None and is_snoozed(contact, today):
        return snooze_words(contact.snooze, today)
    return "not this week" if contact.id in skipped(network, today) else ""
