"""The lists to look at: the user's own, and those that are worked out of the history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from habit.aside import is_snoozed
from habit.birthdays import yearly
from habit.giving import balance_of
from habit.model import Contact, Interaction
from habit.network import Network
from habit.outcomes import counts_as, is_inbound
from habit.suggest import cadence_of, last_interaction
from habit.text import sort_key

DORMANT = 3 * 365
"""Days without anything after which a tie is dormant."""


ORDERS: Mapping[str, str] = {"": "", "balance": "most given first", "name": "by name"}
"""The orders that a list can be put in beside its own, each with its words."""


@dataclass(frozen=True)
class Shelf:
    """A list with its contacts in order."""

    key: str
    """The list's id, or the name of what is worked out."""
    name: str
    order: str
    """The words for how it is sorted."""
    own: bool
    """Whether it is one of the user's lists."""
    contacts: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class _Standing:
    """How it stands with one contact on a day; kept until something touches the contact."""

    day: date
    name: tuple[str, str]
    freshness: tuple[float, float]
    """The part of the cadence that has gone, most first; never in touch, and dead, come last."""
    last: date | None
    waiting: date | None
    gave: int
    asked: int


def shelves(network: Network, today: date) -> list[Shelf]:
    """Return all the lists there are: everybody, the user's own, and those worked out."""
    standings = _standings(network, today)
    there = [one for one in network.contacts.values() if not one.archived]
    there.sort(key=lambda one: standings[one.id].name)
    fresh = tuple(sorted(there, key=lambda one: standings[one.id].freshness))
    everyone = [one for one in there if not one.died]
    members: dict[str, list[Contact]] = {}
    for contact in fresh:
        for one in contact.lists:
            members.setdefault(one, []).append(contact)
    order = "least fresh first"
    own = [
        Shelf(one.id, one.name, order, True, tuple(members.get(one.id, ())))
        for one in network.ordered_lists()
    ]
    gone = [one for one in network.contacts.values() if one.archived]
    gone.sort(key=lambda one: standings[one.id].name)
    return [
        Shelf("all", "All", order, False, fresh),
        *own,
        Shelf("waiting", "Waiting", "oldest first", False, _waiting(everyone, standings)),
        Shelf("birthdays", "Birthdays", "soonest first", False, _birthdays(network, today)),
        Shelf("never", "Never", "by name", False, _where(everyone, standings, None)),
        Shelf("dormant", "Dormant", "by name", False, _where(everyone, standings, today)),
        Shelf("gave", "Gave more", "by how much", False, _tipped(everyone, standings, 1)),
        Shelf("asked", "Asked more", "by how much", False, _tipped(everyone, standings, -1)),
        Shelf("snoozed", "Snoozed", "soonest back first", False, _snoozed(everyone, today)),
        Shelf("archived", "Archived", "by name", False, tuple(gone)),
    ]


def in_order(network: Network, shelf: Shelf, order: str, today: date) -> Shelf:
    """Return a list in another order: by whom you gave more than you asked of, or by name."""
    if not order:
        return shelf
    standings = _standings(network, today)

    def place(contact: Contact) -> tuple[object, ...]:
        one = standings[contact.id]
        if order == "name":
            return one.name
        # Those with whom nothing was exchanged stand neither high nor low.
        return not (one.gave or one.asked), one.asked - one.gave, -one.gave, one.name

    return replace(shelf, order=ORDERS[order], contacts=tuple(sorted(shelf.contacts, key=place)))


def waiting_of(network: Network, contact: str, today: date) -> Interaction | None:
    """Return the newest outreach to somebody if it still waits for an answer."""
    for interaction in reversed(network.of_contact.get(contact, ())):
        if is_inbound(interaction):
            return None
        if interaction.channel != "research":
            waits = counts_as(network, interaction, contact, today) == "waiting"
            return interaction if waits else None
    return None


def _standings(network: Network, today: date) -> Mapping[str, _Standing]:
    """Return how it stands with everybody; after a commit only those it touched are new."""
    known = network.contact_memo.setdefault("shelves", {})
    for key, contact in network.contacts.items():
        found = known.get(key)
        if found is None or found.day != today:
            known[key] = _standing(network, contact, today)
    return known


def _standing(network: Network, contact: Contact, today: date) -> _Standing:
    last = last_interaction(network, contact.id)
    waits = waiting_of(network, contact.id, today)
    exchanged = balance_of(network, contact.id)
    return _Standing(
        day=today,
        name=sort_key(contact.sort or contact.name),
        freshness=_freshness(network, contact, last, today),
        last=last.on if last else None,
        waiting=waits.on if waits else None,
        gave=exchanged.gave,
        asked=exchanged.asked,
    )


def _freshness(
    network: Network, contact: Contact, last: Interaction | None, today: date
) -> tuple[float, float]:
    if contact.died:
        return (3.0, 0.0)
    if last is None:
        return (2.0, 0.0)
    days = max(0, (today - last.on).days)
    cadence = cadence_of(network, contact)
    return (-days / cadence if cadence else 1.0, -days)


def _waiting(
    everyone: Iterable[Contact], standings: Mapping[str, _Standing]
) -> tuple[Contact, ...]:
    waiting = [(since, one) for one in everyone if (since := standings[one.id].waiting)]
    return tuple(one for _, one in sorted(waiting, key=lambda pair: pair[0]))


def _tipped(
    everyone: Iterable[Contact], standings: Mapping[str, _Standing], side: int
) -> tuple[Contact, ...]:
    """Return those whom you gave more than you asked of, or with -1 the other way round."""
    tipped = [
        (more, one)
        for one in everyone
        if (more := side * (standings[one.id].gave - standings[one.id].asked)) > 0
    ]
    return tuple(one for _, one in sorted(tipped, key=lambda pair: -pair[0]))


def _birthdays(network: Network, today: date) -> tuple[Contact, ...]:
    # Who has both a birthday and an anniversary soon stands there once.
    return tuple({one.contact.id: one.contact for one in yearly(network, today)}.values())


def _snoozed(everyone: Iterable[Contact], today: date) -> tuple[Contact, ...]:
    resting = [one for one in everyone if is_snoozed(one, today)]
    return tuple(sorted(resting, key=lambda one: one.snooze or today))


def _where(
    everyone: Iterable[Contact], standings: Mapping[str, _Standing], today: date | None
) -> tuple[Contact, ...]:
    """Return those never in touch, or with a day, those not in touch for very long."""
    if today is None:
        return tuple(one for one in everyone if standings[one.id].last is None)
    return tuple(
        one
        for one in everyone
        if (last := standings[one.id].last) and (today - last).days >= DORMANT
    )
