"""The goal over time: which goal judges a week, which weeks are paused, what a week needs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import TypeVar

from habit.errors import RefusedError
from habit.model import Goal, Mode
from habit.network import Network
from habit.weeks import key_of, start_of, start_of_week

T = TypeVar("T")

LEARNING_WEEKS = 3
"""The first weeks that are not paused are for learning: one person is enough in each."""

MOST_NEEDED = 3
"""A bigger goal is for the meter; the habit never asks for more people a week than this."""


@dataclass(frozen=True, slots=True)
class Time:
    """Hours a week of work, or of looking for it, and the percent of them that go to people."""

    hours: float
    share: int

    @property
    def minutes(self) -> int:
        """How many minutes a week that is."""
        return round(self.hours * 60 * self.share / 100)


USUAL_TIME: Mapping[Mode, Time] = {"employed": Time(40, 10), "seeking": Time(40, 50)}
"""What each mode asks for unless hours or a share are said: 4 hours, and 20."""


def time_of(goal: Goal | None) -> Time | None:
    """Return the time that a goal asks for, None where it asks for none."""
    usual = USUAL_TIME.get(goal.mode) if goal is not None else None
    if goal is None or usual is None:
        return None
    return Time(goal.hours or usual.hours, goal.share or usual.share)


def why_of(network: Network, goal: Goal | None) -> str:
    """Return why you do this in your own words: the newest said by itself, else the goal's."""
    said = [one for one in network.entries.values() if one.kind == "why" and one.text]
    newest = max(said, key=lambda one: one.written, default=None)
    return newest.text if newest is not None else (goal.why or "" if goal else "")


def share_of_search(people: int, jobboards: int | None) -> int | None:
    """Return the percent of the minutes that went to people; None until job boards are said."""
    if jobboards is None or not people + jobboards:
        return None
    return round(100 * people / (people + jobboards))


@dataclass(frozen=True, slots=True)
class Terms:
    """What weeks are judged by, read from a network once so that many can be judged quickly."""

    network: Network
    starts: tuple[date, ...]
    """The first days of the weeks from which a goal holds, oldest first."""
    goals: tuple[Goal, ...]
    """The goal that holds from each of `starts`."""
    paused: frozenset[date]
    """The first days of the weeks off."""
    settled: date
    """The first day from which the weeks for learning have gone by."""

    @classmethod
    def of(cls, network: Network) -> Terms:
        """Read the goals and pauses of a network."""
        weekday = network.meta.weekday
        # Two goals of one week can only come from a hand-edited file; there the later day wins.
        goals = {start_of_week(day, weekday): goal for day, goal in _dated(network.goals)}
        pauses = {key: week.pause for key, week in network.weeks.items() if week.pause is not None}
        paused = frozenset(day for day, _ in _dated(pauses))
        return cls(network, tuple(goals), tuple(goals.values()), paused, _settled(goals, paused))

    def goal_of(self, start: date) -> Goal | None:
        """Return the goal in force in the week that begins on `start`, None before the first."""
        place = bisect_right(self.starts, start)
        return self.goals[place - 1] if place else None

    def needed(self, start: date) -> int:
        """Return how many people keep the week that begins on `start`; 0 before the first goal."""
        goal = self.goal_of(start)
        if goal is None:
            return 0
        return 1 if start < self.settled else max(1, min(goal.people, MOST_NEEDED))


def goal_of(network: Network, start: date) -> Goal | None:
    """Return the goal in force in the week that begins on `start`, None before the first."""
    return Terms.of(network).goal_of(start)


def first_week(network: Network) -> date | None:
    """Return the first day of the first goal's week, None without a goal."""
    starts = Terms.of(network).starts
    return starts[0] if starts else None


def is_paused(network: Network, start: date) -> bool:
    """Whether a week off was declared for the week that begins on `start`."""
    week = network.weeks.get(key_of(start))
    return week is not None and week.pause is not None


def needed(network: Network, start: date) -> int:
    """Return how many people keep the week that begins on `start`; 0 before the first goal."""
    return Terms.of(network).needed(start)


def _dated(documents: Mapping[str, T]) -> list[tuple[date, T]]:
    """Return documents with the days that their ids name, oldest first, less ids that name none."""
    dated = []
    for key, document in documents.items():
        with suppress(RefusedError):
            dated.append((start_of(key), document))
    return sorted(dated, key=itemgetter(0))


def _settled(starts: Iterable[date], paused: Container[date]) -> date:
    """Return the first day after the weeks for learning, paused ones among them not counted."""
    gone = 0
    first = next(iter(starts), date.min)
    # By ordinals, since a hand-edited goal may hold from the calendar's last week.
    for ordinal in range(first.toordinal(), date.max.toordinal(), 7):
        start = date.fromordinal(ordinal)
        if gone == LEARNING_WEEKS:
            return start
        gone += start not in paused
    return date.max
