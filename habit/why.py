"""Why somebody is suggested, or not: the arithmetic in plain words and numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from habit.aside import out_words
from habit.dates import ago, counted, day_text, months_between
from habit.model import Contact
from habit.network import Network
from habit.outcomes import is_outreach
from habit.suggest import (
    BIRTHDAY_DAYS,
    DORMANT_MONTHS,
    PATIENCE,
    SILENT_DAYS,
    Reason,
    Suggestion,
    cadence_of,
    due_on,
    every_reason,
    has_heard,
    last_interaction,
    next_birthday,
    who_next,
)
from habit.weeks import start_of_week

BIRTHDAYS = 30
"""Days ahead in which a birthday is worth a line."""
ORDER = "plans, replies, birthdays, overdue, dormant, silent, never"
"""In which order the reasons are taken, in words."""
_MANY: dict[Reason, str] = {
    "plan": "with a plan",
    "reply": "who wait for an answer",
    "birthday": "with a birthday",
    "overdue": "who are overdue",
    "dormant": "who are dormant",
    "silent": "who are silent",
    "never": "never reached out to",
    "balance": "from the other side",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the arithmetic: what it is about, and what it comes to."""

    label: str
    words: str


def why(network: Network, contact: Contact, today: date) -> list[Fact]:
    """Return what speaks for reaching out to somebody, with its numbers, and what goes first."""
    everybody = who_next(network, today)
    place = next((at for at, one in enumerate(everybody) if one.contact.id == contact.id), None)
    reasons = every_reason(network, contact, today)
    if place is None:
        facts = [Fact("Reason", _why_not(network, contact, today))]
    else:
        facts = [Fact("Reason", everybody[place].why), _place(everybody, place)]
        reasons = [one for one in reasons if one[1] != everybody[place].why]
    facts += _numbers(network, contact, today)
    facts += [Fact("Also" if at == 0 else "", words) for at, (_, words) in enumerate(reasons)]
    return [*facts, Fact("Order", ORDER)]


def _why_not(network: Network, contact: Contact, today: date) -> str:
    """Return what keeps somebody from being suggested."""
    if out := out_words(network, contact, today):
        return f"none now: {out}"
    history = network.of_contact.get(contact.id, ())
    if not has_heard(network, contact, today):
        if not every_reason(network, contact, today):
            return "none now: nothing asks for a line yet"
        crowd = sum(one.made == contact.made for one in network.contacts.values())
        return f"none now: {crowd} were added together, and take turns week by week"
    last = next(one.on for one in reversed(history) if is_outreach(one))
    if last >= start_of_week(today, network.meta.weekday):
        return "none now: you reached out this week"
    return f"none now: you reached out {ago(last, today)}, an answer may take {PATIENCE} days"


def _place(everybody: list[Suggestion], place: int) -> Fact:
    """Say how many go first, and which of those with the same reason somebody is."""
    reason = everybody[place].reason
    same = [at for at, one in enumerate(everybody) if one.reason == reason]
    words = f"{place + 1} of {len(everybody)}"
    if len(same) > 1:
        words += f", number {same.index(place) + 1} of {len(same)} {_MANY[reason]}"
    return Fact("Place", words)


def _numbers(network: Network, contact: Contact, today: date) -> Iterator[Fact]:
    """Yield the numbers that the reasons are made of, as far as there are any."""
    last = last_interaction(network, contact.id)
    days = (today - last.on).days if last else 0
    yield Fact("Last", f"{last.channel}, {_day(last.on, today)}" if last else "never yet")
    cadence = cadence_of(network, contact)
    yield Fact("Cadence", _cadence_words(network, contact, cadence))
    due = due_on(network, contact)
    if cadence is not None and due is not None:
        times = f"{days / max(1, cadence):.2f}"
        yield Fact("Ratio", f"{days} days / {cadence} = {times}, overdue from 1.00 on")
        yield Fact("Due", _day(due, today))
    if last is not None and days >= SILENT_DAYS:
        months = months_between(last.on, today)
        silent = f"{counted(days, 'day')}, silent from {SILENT_DAYS} on"
        yield Fact("Silence", f"{silent}; {months} months, dormant from {DORMANT_MONTHS} on")
    birthday = next_birthday(contact, today)
    if birthday is not None and (birthday - today).days <= BIRTHDAYS:
        soon = f"a reason from {BIRTHDAY_DAYS} days before"
        yield Fact("Birthday", f"{_day(birthday, today)}, {soon}")


def _cadence_words(network: Network, contact: Contact, cadence: int | None) -> str:
    """Say how often you want to be in touch, and where that comes from."""
    if cadence is None:
        return "none, so never overdue"
    if contact.cadence is not None:
        return f"{counted(cadence, 'day')}, their own"
    lists = (network.lists[key] for key in contact.lists if key in network.lists)
    name = next(one.name for one in lists if one.cadence == cadence)
    return f"{counted(cadence, 'day')}, from {name}"


def _day(day: date, today: date) -> str:
    """Return a day with how far away it is, in days, as the rules count."""
    year = "" if day.year == today.year else f" {day.year}"
    days = (today - day).days
    far = (
        ago(day, today) if -2 < days < 2 else f"{days} days ago" if days > 0 else f"in {-days} days"
    )
    return f"{day_text(day)}{year}, {far}"
