"""What the commands answer in JSON: the shapes that scripts rely on.

Keys are added here, never renamed or taken away.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

from habit.model import Birthday, Contact, Gift, Goal, Interaction, Note
from habit.weeks import month_text, start_of

if TYPE_CHECKING:
    from habit.meter import Meter
    from habit.months import History, MonthRow
    from habit.network import Network
    from habit.suggest import Suggestion

Shape: TypeAlias = dict[str, Any]

NOBODY = "someone no longer here"
"""The name of a person whom an interaction names and the file does not know."""


def name_of(network: Network, contact: str) -> str:
    """Return a contact's name, also when nobody has that id any more."""
    known = network.contacts.get(contact)
    return known.name if known else NOBODY


def list_names(network: Network, contact: Contact) -> list[str]:
    """Return the names of a contact's lists, in the order of the lists."""
    return [one.name for one in network.ordered_lists() if one.id in contact.lists]


def shown(interactions: Iterable[Interaction], private: bool) -> list[Interaction]:
    """Return the interactions that may be listed; private ones only when asked for."""
    return [one for one in interactions if private or not one.private]


def shown_notes(notes: Sequence[Note], private: bool) -> list[Note]:
    """Return the notes that may be listed; private ones only when asked for."""
    return [note for note in notes if private or not note.private]


def week(network: Network, meter: Meter, today: date, *, private: bool) -> Shape:
    """Return a week with its interactions."""
    interactions = shown(network.of_week.get(meter.start, ()), private)
    return {
        **week_counts(meter),
        "interactions": [interaction(network, one, today) for one in interactions],
    }


def week_counts(meter: Meter) -> Shape:
    """Return a week without its interactions."""
    goal = meter.goal
    return {
        "week": meter.start.isoformat(),
        "month": month_text(meter.month),
        "state": meter.state,
        "kept": meter.kept,
        "open": meter.open,
        "paused": meter.paused,
        "needed": meter.needed,
        "goal": {"people": goal.people, "stretch": goal.stretch} if goal else None,
        "people": len(meter.people),
        "attempts": meter.attempts,
        "reached": meter.reached,
        "minutes": meter.minutes,
    }


def interaction(network: Network, one: Interaction, today: date) -> Shape:
    """Return an interaction as it counts today."""
    from habit.outcomes import counts_as, minutes_of

    return {
        "id": one.id,
        "on": one.on.isoformat(),
        "channel": one.channel,
        "dir": one.dir,
        "people": [
            {
                "id": contact,
                "name": name_of(network, contact),
                "outcome": counts_as(network, one, contact, today),
            }
            for contact in one.people
        ],
        "minutes": minutes_of(network, one),
        "note": one.note,
        "gave": [_gift(gift) for gift in one.gave],
        "asked": [_gift(gift) for gift in one.asked],
    }


def _gift(gift: Gift) -> Shape:
    shape = {"kind": gift.kind, "text": gift.text}
    return {**shape, "result": gift.result} if gift.result else shape


def months(history: History) -> Shape:
    """Return all months with the streak, the strength and the ladder."""
    streak = history.streak
    return {
        "months": [_month(row) for row in history.months],
        "streak": {
            "months": streak.months,
            "weeks": streak.weeks,
            "best_months": streak.best_months,
            "best_weeks": streak.best_weeks,
        },
        "strength": round(history.strength, 4),
        "ladder": history.ladder,
    }


def _month(row: MonthRow) -> Shape:
    return {
        "month": month_text(row.month),
        "state": row.state,
        "counts": row.counts,
        "reached_out": row.reached_out,
        "attempts": row.attempts,
        "reached": row.reached,
        "weeks": [week_counts(meter) for meter in row.weeks],
    }


def contact(network: Network, one: Contact) -> Shape:
    """Return a contact as `people` lists it."""
    from habit.suggest import due_on, last_interaction

    last, due = last_interaction(network, one.id), due_on(network, one)
    history = network.of_contact.get(one.id, ())
    return {
        "id": one.id,
        "name": one.name,
        "lists": list_names(network, one),
        "organization": one.organization,
        "emails": list(one.emails),
        "phones": [phone.raw for phone in one.phones],
        "last": last.on.isoformat() if last else None,
        "due": due.isoformat() if due else None,
        "gave": sum(len(each.gave) for each in history),
        "asked": sum(len(each.asked) for each in history),
    }


def card(network: Network, one: Contact, today: date, *, private: bool) -> Shape:
    """Return all about a contact."""
    from habit.suggest import cadence_of

    interactions = shown(network.of_contact.get(one.id, ()), private)
    return {
        **contact(network, one),
        "title": one.title,
        "birthday": birthday(one.birthday),
        "cadence": cadence_of(network, one),
        "notes": [
            {"id": note.id, "on": note.on.isoformat(), "text": note.text}
            for note in shown_notes(one.notes, private)
        ],
        "interactions": [interaction(network, each, today) for each in interactions],
    }


def birthday(day: Birthday | None) -> str | None:
    """Return a birthday in ISO's way, as much as is known: `1985-03-12`, `--03-12`, `1985`."""
    if day is None:
        return None
    year = f"{day.y:04d}" if day.y else "-"
    if not day.m:
        return year if day.y else None
    return f"{year}-{day.m:02d}" + (f"-{day.d:02d}" if day.d else "")


def suggestion(network: Network, one: Suggestion) -> Shape:
    """Return somebody to reach out to, and why."""
    return {
        "id": one.contact.id,
        "name": one.contact.name,
        "reason": one.reason,
        "why": one.why,
        "lists": list_names(network, one.contact),
    }


def goal(one: Goal | None) -> Shape | None:
    """Return a goal with the day from which it holds."""
    if one is None:
        return None
    return {
        "from": start_of(one.id).isoformat(),
        "people": one.people,
        "stretch": one.stretch,
        "mode": one.mode,
    }
