"""What a stretch of days amounts to: whom you reached out to, how, what was given and asked.

A week's share of it is worked out once for each revision, so a year costs fifty small sums.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeAlias, TypeVar

from habit.model import VOICE, WRITTEN, Channel, Gift, Interaction
from habit.network import Network
from habit.outcomes import Answers, answers_to, is_answered, is_inbound, is_outreach, usual_minutes
from habit.text import fold
from habit.weeks import WEEK, Month, start_of_week, weeks_of

T = TypeVar("T")

Count: TypeAlias = Callable[[Network, date, Iterable[Interaction]], T]
"""Works something out of interactions of the week that begins on a day."""

_DECLINED = frozenset({"no", "declined", "refused", "not"})
"""First words of what became of an ask that was not granted."""


@dataclass(frozen=True, slots=True)
class Minutes:
    """Where the time went: finding people, trying to get them, being with them."""

    locating: int = 0
    contacting: int = 0
    interacting: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.locating + self.contacting + self.interacting

    def __add__(self, other: Minutes) -> Minutes:
        return Minutes(
            self.locating + other.locating,
            self.contacting + other.contacting,
            self.interacting + other.interacting,
        )


@dataclass(frozen=True, slots=True)
class Counts:
    """What interactions add up to, whoever the people are to you."""

    people: Mapping[str, bool] = field(default_factory=dict)
    """Whom the outreach went to, in the order of the first to each, and whether it reached them."""
    attempts: Mapping[Channel, int] = field(default_factory=dict)
    """(outreach, person) pairs by channel."""
    minutes: Minutes = Minutes()
    gave: int = 0
    asked: int = 0
    granted: int = 0
    """Asks that were granted."""
    came: int = 0
    """Things that came of it."""
    events: frozenset[str] = frozenset()
    """Events at which you were."""

    @property
    def tries(self) -> int:
        """All (outreach, person) pairs."""
        return sum(self.attempts.values())

    @property
    def reached(self) -> tuple[str, ...]:
        """Whom the outreach reached."""
        return tuple(one for one, was_reached in self.people.items() if was_reached)

    @property
    def voice(self) -> int:
        """Attempts by voice."""
        return sum(count for channel, count in self.attempts.items() if channel in VOICE)

    @property
    def written(self) -> int:
        """Attempts in writing."""
        return sum(count for channel, count in self.attempts.items() if channel in WRITTEN)


@dataclass(frozen=True, slots=True)
class Period:
    """The days from the first to the last, both included."""

    first: date
    last: date

    @classmethod
    def of_months(cls, months: Iterable[Month], weekday: int) -> Period:
        """Return the weeks of months that follow each other, as days."""
        starts = [start for month in months for start in weeks_of(month, weekday)]
        return cls(min(starts), max(starts) + timedelta(days=6))

    def starts(self, weekday: int) -> Iterator[date]:
        """Yield the first days of the weeks that it touches."""
        start = start_of_week(self.first, weekday)
        while start <= self.last:
            yield start
            if start > date.max - WEEK:
                return
            start += WEEK

    def until(self, day: date) -> Period:
        """Return this as far as it has gone on a day."""
        return Period(self.first, min(self.last, day))


def is_granted(ask: Gift) -> bool:
    """Whether what was asked for was given: something came of it, and it was no no."""
    words = fold(ask.result or "").replace(",", " ").replace(":", " ").split()
    return bool(words) and words[0] not in _DECLINED


def counts(network: Network, period: Period) -> Counts:
    """Return what the interactions of a period add up to."""
    return _sum(week_by_week(network, period, "counts", _counted))


def week_by_week(network: Network, period: Period, what: str, count: Count[T]) -> Iterator[T]:
    """Yield each week's share; of a whole week it is known as `what` once it was worked out."""
    for start in period.starts(network.meta.weekday):
        interactions = network.of_week.get(start)
        if interactions is None:
            continue
        if start < period.first or (period.last - start).days < 6:
            within = [one for one in interactions if period.first <= one.on <= period.last]
            yield count(network, start, within)
            continue
        memo = network.week_memo.setdefault(start, {})
        if what not in memo:
            memo[what] = count(network, start, interactions)
        known: T = memo[what]
        yield known


def _counted(network: Network, start: date, them: Iterable[Interaction]) -> Counts:
    usual, answers = usual_minutes(network), answers_to(network, start)
    people: dict[str, bool] = {}
    attempts: Counter[Channel] = Counter()
    minutes = Minutes()
    gave = asked = granted = came = 0
    events: set[str] = set()
    for one in them:
        reached = whom_reached(one, answers)
        minutes += _used(one, usual[one.channel], bool(reached))
        gave += len(one.gave)
        asked += len(one.asked)
        granted += sum(map(is_granted, one.asked))
        came += len(one.came)
        if one.channel == "event":
            events.add(one.event or one.id)
        if is_outreach(one):
            attempts[one.channel] += len(one.people)
            for contact in one.people:
                people[contact] = people.get(contact, False) or contact in reached
    return Counts(people, attempts, minutes, gave, asked, granted, came, frozenset(events))


def whom_reached(one: Interaction, answers: Iterable[Answers]) -> frozenset[str]:
    """Return which of its people an interaction reached."""
    if is_inbound(one):
        return frozenset(one.people)
    return frozenset(
        contact
        for contact, said in one.people.items()
        if said == "reached" or (said == "waiting" and is_answered(one, contact, answers))
    )


def _used(one: Interaction, usual: int, reached: bool) -> Minutes:
    minutes = usual if one.minutes is None else one.minutes
    if one.channel == "research":
        return Minutes(locating=minutes)
    return Minutes(interacting=minutes) if reached else Minutes(contacting=minutes)


def _sum(parts: Iterable[Counts]) -> Counts:
    people: dict[str, bool] = {}
    attempts: Counter[Channel] = Counter()
    minutes = Minutes()
    gave = asked = granted = came = 0
    events: set[str] = set()
    for one in parts:
        for contact, was_reached in one.people.items():
            people[contact] = people.get(contact, False) or was_reached
        attempts.update(one.attempts)
        minutes += one.minutes
        gave += one.gave
        asked += one.asked
        granted += one.granted
        came += one.came
        events |= one.events
    return Counts(people, attempts, minutes, gave, asked, granted, came, frozenset(events))
