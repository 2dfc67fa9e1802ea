"""A month's report: whom you reached out to, whom you got, how, and what came of it.

It reads the interactions of the month's weeks, and for each of its people their own history;
never the rest.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from operator import attrgetter
from typing import Literal, TypeAlias

from habit.dates import months_between
from habit.model import USUAL_MINUTES, Channel, Gift, Interaction
from habit.months import MonthRow, month_row
from habit.network import Network
from habit.outcomes import answers_to, is_answered, is_inbound, is_outreach, usual_minutes
from habit.suggest import DORMANT_MONTHS, SILENT_DAYS
from habit.weeks import Month

Tie: TypeAlias = Literal["new", "active", "reconnected"]
"""What a person was before the month: unknown to you, in touch, or silent for 180 days and more."""

MOST_MOMENTS = 3

_CHANNELS: Sequence[Channel] = tuple(USUAL_MINUTES)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody reached out to in the month."""

    contact: str
    tie: Tie
    woken: bool
    """Re-connected after three years and more."""
    private: bool
    """Whether all outreach to them in the month is marked private."""


@dataclass(frozen=True, slots=True)
class Use:
    """What a channel did in the month."""

    channel: Channel
    attempts: int
    reached: int
    """Distinct people reached by it."""


@dataclass(frozen=True, slots=True)
class Came:
    """Something that came of an interaction."""

    of: Interaction
    gift: Gift


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that is told of a month; every count has what is private in it."""

    row: MonthRow
    """The month with its weeks and its goal, and how many were reached out to, and reached."""
    rate: float | None
    """The part of those reached out to who were reached; None when it was nobody."""
    minutes: int
    people: tuple[Person, ...]
    """In the order of the month's first outreach to them."""
    channels: tuple[Use, ...]
    """The most used first."""
    best: Channel | None
    """The channel that reached most people; of several, the one that took fewer attempts."""
    came: tuple[Came, ...]
    """What came of it, oldest first; that of private interactions only if asked for."""
    came_kinds: tuple[tuple[str, int], ...]
    """How often each kind of thing came of it, the most frequent first."""
    gave: int
    asked: int
    moments: tuple[Interaction, ...]
    """The best moments, the best first; private ones only if asked for."""

    def count(self, tie: Tie) -> int:
        """Return how many of the people were this before."""
        return sum(one.tie == tie for one in self.people)

    @property
    def woken(self) -> int:
        """How many of the re-connected ones had been dormant: silent for three years."""
        return sum(one.woken for one in self.people)


@dataclass(frozen=True, slots=True)
class _Fact:
    """An interaction of the month, and whom of its people it reached."""

    one: Interaction
    reached: tuple[str, ...]


def report(network: Network, month: Month, today: date, *, private: bool = False) -> Report:
    """Return the report of a month as it stands on `today`."""
    row = month_row(network, month, today)
    facts = list(_facts(network, row))
    outreach = [fact for fact in facts if is_outreach(fact.one)]
    channels = _channels(outreach)
    came = [Came(fact.one, gift) for fact in facts for gift in fact.one.came]
    return Report(
        row=row,
        rate=row.reached / row.reached_out if row.reached_out else None,
        minutes=sum(week.minutes for week in row.weeks),
        people=_people(network, row, outreach),
        channels=channels,
        best=_best(channels),
        came=tuple(one for one in came if private or not one.of.private),
        came_kinds=tuple(Counter(one.gift.kind for one in came).most_common()),
        gave=sum(len(fact.one.gave) for fact in facts),
        asked=sum(len(fact.one.asked) for fact in facts),
        moments=_moments(network, facts, private=private),
    )


def _facts(network: Network, row: MonthRow) -> Iterator[_Fact]:
    for week in row.weeks:
        answers = answers_to(network, week.start)
        for one in network.of_week.get(week.start, ()):
            if is_outreach(one):
                reached = (
                    contact
                    for contact, said in one.people.items()
                    if said == "reached"
                    or (said == "waiting" and is_answered(one, contact, answers))
                )
                yield _Fact(one, tuple(reached))
            else:
                yield _Fact(one, tuple(one.people) if is_inbound(one) else ())


def _people(network: Network, row: MonthRow, outreach: Iterable[_Fact]) -> tuple[Person, ...]:
    """Return whom the outreach of the month was to, each with what they were before."""
    is_private: dict[str, bool] = {}
    for fact in outreach:
        for contact in fact.one.people:
            is_private[contact] = is_private.get(contact, True) and fact.one.private
    first = row.weeks[0].start
    return tuple(
        Person(contact, *tie_of(network.of_contact.get(contact, ()), first), private)
        for contact, private in is_private.items()
    )


def tie_of(history: Sequence[Interaction], first: date) -> tuple[Tie, bool]:
    """Return what somebody was before the month's first interaction, and whether dormant.

    Research about somebody is no interaction with them, here as everywhere.
    """
    place = bisect_left(history, first, key=attrgetter("on"))
    last = _talk(history[at] for at in range(place - 1, -1, -1))
    then = _talk(islice(history, place, None))
    if last is None or then is None:
        return "new", False
    if (then.on - last.on).days < SILENT_DAYS:
        return "active", False
    return "reconnected", months_between(last.on, then.on) >= DORMANT_MONTHS


def ties_of(network: Network, people: Iterable[str], first: date) -> dict[str, tuple[Tie, bool]]:
    """Return what each of the people was before a day, and whether dormant; remembered of each."""
    of_contact = network.of_contact
    known = network.contact_memo.setdefault(("tie", first), {})
    found = {}
    for one in people:
        if one not in known:
            known[one] = tie_of(of_contact.get(one, ()), first)
        found[one] = known[one]
    return found


def _talk(them: Iterable[Interaction]) -> Interaction | None:
    return next((one for one in them if one.channel != "research"), None)


def _channels(outreach: Iterable[_Fact]) -> tuple[Use, ...]:
    attempts: Counter[Channel] = Counter()
    reached: dict[Channel, set[str]] = {}
    for fact in outreach:
        attempts[fact.one.channel] += len(fact.one.people)
        reached.setdefault(fact.one.channel, set()).update(fact.reached)
    used = [Use(one, attempts[one], len(reached[one])) for one in _CHANNELS if attempts[one]]
    return tuple(sorted(used, key=lambda use: (-use.attempts, -use.reached)))


def _best(channels: Iterable[Use]) -> Channel | None:
    best = max(
        (use for use in channels if use.reached),
        key=lambda use: (use.reached, -use.attempts),
        default=None,
    )
    return best.channel if best is not None else None


def _moments(network: Network, facts: Iterable[_Fact], *, private: bool) -> tuple[Interaction, ...]:
    """Return the moments with somebody that you made a note of.

    Those of which something came are first, then those that took the most time, then the newest.
    """
    noted = [
        fact.one
        for fact in facts
        if fact.reached and fact.one.note.strip() and (private or not fact.one.private)
    ]
    usual = usual_minutes(network)

    def rank(one: Interaction) -> tuple[bool, int]:
        return not one.came, -(usual[one.channel] if one.minutes is None else one.minutes)

    noted.reverse()
    return tuple(sorted(noted, key=rank)[:MOST_MOMENTS])
