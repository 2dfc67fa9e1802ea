"""Plans: one thing to do with one person by a day; which are open, and how they change.

A promise, a follow-up, a person for the week, somebody met at an event and the next step are all
plans. A plan is done by the first outreach to its person after it was made, or by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain, islice
from typing import Any, Literal, TypeAlias

from habit.changes import Hand, join, names_of
from habit.dates import parse_ahead, spoken_day
from habit.errors import RefusedError
from habit.goals import goal_of
from habit.model import USUAL_MINUTES, Change, Channel, Contact, Edit, Goal, Plan, PlanKind
from habit.network import Network
from habit.suggest import is_done
from habit.text import fold, line
from habit.weeks import WEEK, start_of_week

FARTHEST = timedelta(days=3660)
"""A plan farther ahead than ten years is a slip of the finger."""
USUAL_WAIT = timedelta(days=7)
"""When something is to be done, unless a day is said."""

_UNSAID: Mapping[PlanKind, str] = {
    "promise": "a promise",
    "followup": "follow-up",
    "person": "reach out",
    "event": "follow-up",
    "next": "next step",
}
"""What each kind of plan is called where it has no words of its own."""

_CHANNEL_WORDS: Mapping[str, Channel] = {
    **{channel: channel for channel in USUAL_MINUTES},
    "phone": "call",
    "mail": "email",
    "message": "text",
}
_PROMISED = re.compile(r"promised?:? +", re.IGNORECASE)

When: TypeAlias = Literal["now", "week", "later"]
"""Due by today, in what is left of this week, or later."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan with its person."""

    plan: Plan
    contact: Contact
    done: bool = False


# Which there are


def open_plans(network: Network, today: date) -> list[Planned]:
    """Return all plans that are still to do, soonest first; those of archived people and dead rest.

    A person planned for a week that is over is not among them: see `left_over`.
    """
    week = start_of_week(today, network.meta.weekday)
    them = (plan for plan in _all(network) if plan.kind != "person" or plan.due >= week)
    found = (one for one in _planned(network, them) if not (one.done or one.contact.archived))
    return sorted(found, key=_in_order)


def plans_with(network: Network, contact: str) -> list[Planned]:
    """Return the plans with one person that are still to do, soonest first."""
    them = _planned(network, network.plans_of.get(contact, ()))
    return sorted((one for one in them if not one.done), key=_in_order)


def when_due(plan: Plan, network: Network, today: date) -> When:
    """Return whether a plan is due now, later this week, or after it."""
    if plan.due <= today:
        return "now"
    return "week" if _is_in_week(plan, start_of_week(today, network.meta.weekday)) else "later"


def people_of_week(network: Network, start: date) -> list[Planned]:
    """Return the people planned for the week that begins on `start`, those done among them."""
    them = (plan for plan in _all(network) if plan.kind == "person" and _is_in_week(plan, start))
    return sorted(_planned(network, them), key=_in_order)


def left_over(network: Network, today: date) -> list[Planned]:
    """Return the people planned for the week before this one who may be carried over."""
    start = start_of_week(today, network.meta.weekday)
    here = {one.contact.id for one in people_of_week(network, start)}
    before = people_of_week(network, start - WEEK)
    return [one for one in before if not (one.done or one.contact.id in here)]


def most_people(network: Network, start: date) -> int:
    """Return how many people may be planned for a week: up to the stretch, and one more."""
    return (goal_of(network, start) or Goal()).stretch + 1


def _all(network: Network) -> Iterable[Plan]:
    return chain.from_iterable(network.plans_of.values())


def _is_in_week(plan: Plan, start: date) -> bool:
    return 0 <= (plan.due - start).days < WEEK.days


def _planned(network: Network, them: Iterable[Plan]) -> Iterator[Planned]:
    """Yield these plans with their people, less those that were dropped or that a death ended."""
    for plan in them:
        contact = network.contacts.get(plan.contact)
        if contact is None or plan.dropped:
            continue
        one = Planned(plan, contact, is_done(plan, network.of_contact.get(contact.id, ())))
        if one.done or not contact.died:
            yield one


def _in_order(one: Planned) -> tuple[date, str, str]:
    return one.plan.due, fold(one.contact.name), one.plan.id


# In words


def what_text(plan: Plan) -> str:
    """Return what a plan is for, as it is shown: `send the talk, email`, `coffee`."""
    said, how = typed_text(plan), how_text(plan)
    if how and fold(how) not in fold(said):
        return f"{said}, {how}" if said else how
    return said or _UNSAID[plan.kind]


def typed_text(plan: Plan) -> str:
    """Return the words of a plan as `parse_what` reads them."""
    if plan.kind == "promise":
        return f"promised {plan.text or 'something'}"
    if plan.kind == "event" and plan.text:
        return f"follow-up from {plan.text}"
    return plan.text or ""


def how_text(plan: Plan) -> str:
    """Return how a plan is to be done: in the words that were said, or the channel."""
    return plan.how or plan.channel or ""


def parse_how(text: str) -> tuple[Channel | None, str | None]:
    """Return the channel that is named in words such as `coffee at 9`, and the words if more."""
    words = line(text)
    parts = re.findall(r"\w+", fold(words))
    channel = next((_CHANNEL_WORDS[one] for one in parts if one in _CHANNEL_WORDS), None)
    return channel, (None if fold(words) == channel else words or None)


def parse_what(text: str) -> tuple[PlanKind, str]:
    """Return `promised an introduction` as a promise and its words, all else as a follow-up."""
    words = line(text)
    promised = _PROMISED.match(words)
    return ("promise", words[promised.end() :]) if promised else ("followup", words)


def parse_step(text: str, today: date) -> tuple[str, date]:
    """Return the words and the day of a line such as `coffee on the 3rd`; in a week unless said.

    Raises:
        RefusedError: There are no words.

    """
    words = line(text).split()
    for at in range(len(words)):
        try:
            due = parse_ahead(" ".join(words[at:]), today)
        except RefusedError:
            continue
        return " ".join(words[:at]), due
    if not words:
        raise RefusedError("the next step is empty: say what it is, such as coffee on the 3rd")
    return " ".join(words), today + USUAL_WAIT


def _words(network: Network, plan: Plan, today: date) -> str:
    """Return a plan in words, such as `Priya Nair, send the talk, Friday`."""
    contact = network.contacts.get(plan.contact)
    name = contact.name if contact else "somebody"
    return f"{name}, {what_text(plan)}, {spoken_day(plan.due, today)}"


# Changes


def add_plan(
    network: Network,
    hand: Hand,
    contact: str,
    due: date,
    *,
    kind: PlanKind = "followup",
    text: str = "",
    channel: Channel | None = None,
    how: str | None = None,
    event: str | None = None,
) -> Change:
    """Plan something with somebody; of an event that was taken out meanwhile it is not.

    Raises:
        RefusedError: Nobody has that id, or the day makes no sense.

    """
    _check_contact(network, contact)
    _check_due(due, hand.today)
    plan = Plan(
        id=hand.new_id(),
        contact=contact,
        due=due,
        channel=channel,
        how=line(how or "") or None,
        kind=kind,
        text=line(text) or None,
        made=hand.today,
        at=hand.now,
        event=event if event in network.events else None,
    )
    return Change(_words(network, plan, hand.today), (Edit("plans", plan.id, None, plan),))


def edit_plan(network: Network, hand: Hand, key: str, /, **said: Any) -> Change:
    """Move a plan to another day, or change its words.

    Raises:
        RefusedError: It is not there any more, or the new day makes no sense.

    """
    before = known(network, key)
    for field in ("text", "how"):
        if field in said:
            said[field] = line(said[field] or "") or None
    after = replace(before, **said)
    if after.due != before.due:
        _check_due(after.due, hand.today)
    edits = (Edit("plans", key, before, after),) if after != before else ()
    moved = ", moved" if after.due != before.due else ""
    return Change(f"{_words(network, after, hand.today)}{moved}", edits)


def finish_plan(network: Network, hand: Hand, key: str) -> Change:
    """Say that a plan is done, without an outreach that did it."""
    return _closed(network, hand, key, "done", done=hand.today.isoformat())


def drop_plan(network: Network, hand: Hand, key: str) -> Change:
    """Let go of a plan."""
    return _closed(network, hand, key, "dropped", dropped=True)


def _closed(network: Network, hand: Hand, key: str, word: str, **said: Any) -> Change:
    before = known(network, key)
    edit = Edit("plans", key, before, replace(before, **said))
    words = f"{_words(network, before, hand.today)}, {word}"
    return Change(words, (edit,) if edit.before != edit.after else ())


def next_step(network: Network, hand: Hand, people: Sequence[str], text: str) -> Change:
    """Set up the next step with each of these people, out of a line as `parse_step` reads it."""
    words, due = parse_step(text, hand.today)
    if not people:
        raise RefusedError("a next step is with somebody: say who it was")
    channel, _ = parse_how(words)
    steps = [
        add_plan(network, hand, one, due, kind="next", text=words, channel=channel)
        for one in people
    ]
    what = ", ".join(word for word in (words, spoken_day(due, hand.today)) if word)
    return join(*steps, what=what)


# The people of a week


def plan_person(
    network: Network,
    hand: Hand,
    contact: str,
    due: date,
    *,
    channel: Channel | None = None,
    how: str | None = None,
) -> Change:
    """Plan to reach out to somebody in the week of a day; once more, and only the how changes.

    Raises:
        RefusedError: Nobody has that id, the day makes no sense, or the week is full.

    """
    start = start_of_week(due, network.meta.weekday)
    there = people_of_week(network, start)
    known = next((one for one in there if one.contact.id == contact), None)
    if known is not None:
        return edit_plan(network, hand, known.plan.id, due=due, channel=channel, how=how)
    most = most_people(network, start)
    if len(there) >= most:
        raise RefusedError(f"{len(there)} people are planned for that week: swap one, or drop one")
    return add_plan(network, hand, contact, due, kind="person", channel=channel, how=how)


def swap_person(network: Network, hand: Hand, key: str, contact: str) -> Change:
    """Plan somebody else in the place of a planned person, on the same day.

    Raises:
        RefusedError: The plan or the person is not there, or the person is planned already.

    """
    before = known(network, key)
    _check_contact(network, contact)
    start = start_of_week(before.due, network.meta.weekday)
    if any(one.contact.id == contact for one in people_of_week(network, start)):
        name = network.contacts[contact].name
        raise RefusedError(f"{name} is planned for that week already: take somebody else")
    after = replace(before, contact=contact, made=hand.today, at=hand.now)
    what = f"{_words(network, after, hand.today)}, swapped in"
    return Change(what, (Edit("plans", key, before, after),))


def carry_over(network: Network, hand: Hand) -> Change:
    """Plan the people who were left over for this week, as many as it has room for.

    Each keeps the day of the week where that is still to come, else has until the week ends.
    """
    start = start_of_week(hand.today, network.meta.weekday)
    room = max(0, most_people(network, start) - len(people_of_week(network, start)))
    them = list(islice(left_over(network, hand.today), room))
    edits = tuple(
        Edit("plans", one.plan.id, one.plan, replace(one.plan, due=_carried(one.plan, hand, start)))
        for one in them
    )
    names = names_of(network, [one.contact.id for one in them])
    return Change(f"{names}, carried over", edits)


def _carried(plan: Plan, hand: Hand, start: date) -> date:
    same = plan.due + WEEK
    return same if same >= hand.today else start + WEEK - timedelta(days=1)


def known(network: Network, key: str) -> Plan:
    """Return a plan, or refuse when it is not there any more."""
    found = network.plans.get(key)
    if found is None:
        raise RefusedError("that plan is not there any more; ^u can bring it back")
    return found


def _check_contact(network: Network, contact: str) -> None:
    if contact not in network.contacts:
        raise RefusedError("they are not among your people any more; ^u can bring them back")


def _check_due(due: date, today: date) -> None:
    if due < today:
        raise RefusedError(f"{spoken_day(due, today)} has gone by: say today, or a day to come")
    if due - today > FARTHEST:
        raise RefusedError(f"{due.isoformat()} is too far away: plan at most ten years ahead")
