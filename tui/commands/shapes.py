"""What the commands answer in JSON: the shapes that scripts rely on.

Keys are added here, never renamed or taken away.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from habit.goals import time_of
from habit.meter import Meter
from habit.model import Birthday, Contact, Gift, Goal, Interaction, Note
from habit.months import History, MonthRow
from habit.network import Network
from habit.outcomes import counts_as, minutes_of
from habit.report import Person, Report
from habit.suggest import Suggestion, cadence_of, due_on, last_interaction
from habit.weeks import month_text, start_of
from habit.who import is_guessed, side_of

if TYPE_CHECKING:
    from habit.birthdays import Ahead
    from habit.plans import Planned
    from habit.timer import Running

Shape: TypeAlias = dict[str, Any]
T = TypeVar("T", Interaction, Note, Person)

NOBODY = "someone no longer here"
"""The name of a person whom an interaction names and the file does not know."""


def name_of(network: Network, contact: str) -> str:
    """Return a contact's name, also when nobody has that id any more."""
    known = network.contacts.get(contact)
    return known.name if known else NOBODY


def list_names(network: Network, contact: Contact) -> list[str]:
    """Return the names of a contact's lists, in the order of the lists."""
    return [one.name for one in network.ordered_lists() if one.id in contact.lists]


def listed(them: Iterable[T], private: bool) -> list[T]:
    """Return what may be listed of interactions, notes, people; private ones only when asked."""
    return [one for one in them if private or not one.private]


def exchanged(network: Network, contact: Contact) -> tuple[int, int]:
    """Return how often you gave a contact something, and how often you asked."""
    history = network.of_contact.get(contact.id, ())
    return sum(len(one.gave) for one in history), sum(len(one.asked) for one in history)


def week_shape(network: Network, meter: Meter, today: date, *, private: bool) -> Shape:
    """Return a week with its interactions."""
    interactions = listed(network.of_week.get(meter.start, ()), private)
    return {
        **_week_counts(meter),
        "interactions": [_interaction(network, one, today) for one in interactions],
        "time": time_shape(network, meter.start),
    }


def time_shape(network: Network, start: date) -> Shape:
    """Return where the minutes of a week went, and how many the goal asks for."""
    from habit.effort import effort

    one = effort(network, start)
    return {
        "goal": one.goal,
        "locating": one.minutes.locating,
        "contacting": one.minutes.contacting,
        "interacting": one.minutes.interacting,
        "jobboards": one.jobboards,
    }


def timer_shape(network: Network, one: Running | None, logged: str | None) -> Shape:
    """Return the timer that runs, if one does, and the interaction that was logged of one."""
    people = one.people if one else ()
    return {
        "running": one is not None,
        "minutes": one.minutes if one else None,
        "channel": one.channel if one else None,
        "people": [{"id": key, "name": name_of(network, key)} for key in people],
        "logged": logged,
    }


def who_shape(network: Network, one: Contact) -> Shape:
    """Return who somebody is to you; `side` is as it was said, `side_guess` where it was not."""
    return {"id": one.id, "name": one.name, **_marks(network, one)}


def _marks(network: Network, one: Contact) -> Shape:
    return {
        "side": one.side,
        "side_guess": side_of(network, one) if is_guessed(network, one) else None,
        "rank": one.rank,
        "team": one.team,
        "influence": one.influence,
        "met": one.met,
        "found": one.found,
        "cares": one.cares,
        "tags": list(one.tags),
    }


def _week_counts(meter: Meter) -> Shape:
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


def _interaction(network: Network, one: Interaction, today: date) -> Shape:
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


def months_shape(history: History, months: Iterable[Shape] | None = None) -> Shape:
    """Return all months, or those given, with the streak, the strength and the ladder."""
    streak = history.streak
    return {
        "months": list(map(month_shape, history.months) if months is None else months),
        "streak": {
            "months": streak.months,
            "weeks": streak.weeks,
            "best_months": streak.best_months,
            "best_weeks": streak.best_weeks,
        },
        "strength": round(history.strength, 4),
        "ladder": history.ladder,
    }


def month_shape(row: MonthRow) -> Shape:
    """Return a month with its weeks."""
    return {
        "month": month_text(row.month),
        "state": row.state,
        "counts": row.counts,
        "reached_out": row.reached_out,
        "attempts": row.attempts,
        "reached": row.reached,
        "weeks": [_week_counts(meter) for meter in row.weeks],
    }


def report_shape(network: Network, report: Report, today: date, *, private: bool) -> Shape:
    """Return what a month's report tells beside the month itself; all counts are of everything."""
    return {
        "rate": None if report.rate is None else round(report.rate, 4),
        "minutes": report.minutes,
        "new": report.count("new"),
        "active": report.count("active"),
        "reconnected": report.count("reconnected"),
        "woken": report.woken,
        "people": [
            {"id": one.contact, "name": name_of(network, one.contact), "tie": one.tie}
            for one in listed(report.people, private)
        ],
        "channels": [
            {"channel": use.channel, "attempts": use.attempts, "reached": use.reached}
            for use in report.channels
        ],
        "best_channel": report.best,
        "came": [{"interaction": one.of.id, **_gift(one.gift)} for one in report.came],
        "gave": report.gave,
        "asked": report.asked,
        "moments": [_interaction(network, one, today) for one in report.moments],
    }


def contact_shape(network: Network, one: Contact) -> Shape:
    """Return a contact as `people` lists it."""
    last, due = last_interaction(network, one.id), due_on(network, one)
    gave, asked = exchanged(network, one)
    return {
        "id": one.id,
        "name": one.name,
        "lists": list_names(network, one),
        "organization": one.organization,
        "emails": list(one.emails),
        "phones": [phone.raw for phone in one.phones],
        "last": last and last.on.isoformat(),
        "due": due and due.isoformat(),
        "gave": gave,
        "asked": asked,
    }


def card_shape(network: Network, one: Contact, today: date, *, private: bool) -> Shape:
    """Return all about a contact."""
    interactions = listed(network.of_contact.get(one.id, ()), private)
    notes = listed(one.notes, private)
    return {
        **contact_shape(network, one),
        "title": one.title,
        "birthday": one.birthday and _birthday(one.birthday),
        "cadence": cadence_of(network, one),
        "notes": [{"id": note.id, "on": note.on.isoformat(), "text": note.text} for note in notes],
        "interactions": [_interaction(network, each, today) for each in interactions],
        **_marks(network, one),
        "urls": list(one.urls),
    }


def _birthday(day: Birthday) -> str:
    """As much of ISO's way as is known: `1985-03-12`, `--03-12`, `1985`."""
    parts = [f"{part:02d}" for part in (day.m, day.d) if part]
    return "-".join([f"{day.y:04d}" if day.y else "-", *parts])


def suggestion_shape(network: Network, one: Suggestion) -> Shape:
    """Return somebody to reach out to, and why."""
    return {
        "id": one.contact.id,
        "name": one.contact.name,
        "reason": one.reason,
        "why": one.why,
        "lists": list_names(network, one.contact),
    }


def plan_shape(one: Planned, network: Network, today: date) -> Shape:
    """Return something that is planned with somebody; `when` is now, week or later."""
    from habit.plans import when_due

    plan = one.plan
    return {
        "id": plan.id,
        "due": plan.due.isoformat(),
        "when": when_due(plan, network, today),
        "contact": one.contact.id,
        "name": one.contact.name,
        "kind": plan.kind,
        "text": plan.text or "",
        "channel": plan.channel,
        "how": plan.how or "",
    }


def birthday_shape(one: Ahead) -> Shape:
    """Return somebody's next birthday."""
    return {
        "on": one.on.isoformat(),
        "id": one.contact.id,
        "name": one.contact.name,
        "birthday": one.contact.birthday and _birthday(one.contact.birthday),
        "turns": one.turns,
    }


def goal_shape(one: Goal) -> Shape:
    """Return a goal with the day from which it holds, and the time that it asks for."""
    time = time_of(one)
    return {
        "from": start_of(one.id).isoformat(),
        "people": one.people,
        "stretch": one.stretch,
        "mode": one.mode,
        "hours": time.hours if time else None,
        "share": time.share if time else None,
    }
