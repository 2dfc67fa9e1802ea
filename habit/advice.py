"""Advice on the goal: small steps up after good weeks, small steps down after quiet ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from habit.goals import Terms
from habit.meter import Meter, meter_under
from habit.model import Goal, Mode
from habit.network import Network
from habit.weeks import WEEK

MOST_ADVISED = 3
"""More than this is never advised: three and four times a week did not last, twice did."""
MET_WEEKS = 4
"""Weeks in a row in which the goal was met before one more is advised."""
QUIET_WEEKS = 2
"""Weeks in a row with fewer than the habit needs before one fewer is advised."""
GYM = (
    "At the gym twice a week lasted, three or four times did not. 2 people is a good goal, and "
    "more is always welcome."
)
"""Told to whoever sets a goal of four and more."""


@dataclass(frozen=True, slots=True)
class Advice:
    """Another goal, and why it is advised."""

    people: int
    why: str


@dataclass(frozen=True, slots=True)
class Span:
    """A goal with the weeks that are over in which it held, and what they gave."""

    goal: Goal
    start: date
    weeks: int
    """Less the ones off that were not kept."""
    met: int
    people: int
    """Reached out to, week by week added up."""


def spans(network: Network, today: date) -> list[Span]:
    """Return the goals so far, newest first, each with what it gave."""
    terms = Terms.of(network)
    found: list[Span] = []
    for place, (start, goal) in enumerate(zip(terms.starts, terms.goals, strict=True)):
        end = terms.starts[place + 1] if place + 1 < len(terms.starts) else date.max
        weeks = [week for week in _weeks(terms, start, min(end, today), today) if week.over]
        judged = [week for week in weeks if week.kept is not None]
        met = sum(week.state in ("met", "stretch") for week in judged)
        people = sum(len(week.people) for week in weeks)
        found.append(Span(goal, start, len(judged), met, people))
    return found[::-1]


def _weeks(terms: Terms, start: date, end: date, today: date) -> Iterator[Meter]:
    while start < end:
        yield meter_under(terms, start, today)
        start += WEEK


def gym_story(people: int, mode: Mode) -> str:
    """Return the story that a goal is answered with; nothing for a small one, or when seeking."""
    return GYM if people > MOST_ADVISED and mode != "seeking" else ""


def advice(network: Network, last: date, today: date) -> Advice | None:
    """Return what is advised after the week that begins on `last`, None when all is well.

    Only weeks under the goal of now count. Weeks off that were not kept are passed over, and so is
    a week that may still be kept.
    """
    terms = Terms.of(network)
    goal = terms.goal_of(last + WEEK)
    if goal is None or goal.mode == "seeking":
        return None
    weeks = [week for week in _newest(terms, last, today) if week.kept is not None]
    # A step that was just taken gets its time.
    weeks = list(takewhile(lambda week: week.goal and week.goal.people == goal.people, weeks))
    met = sum(week.state in ("met", "stretch") for week in weeks[:MET_WEEKS])
    if met == MET_WEEKS and goal.people < MOST_ADVISED:
        more = goal.people + 1
        return Advice(more, f"You met your goal four weeks in a row. {more} is within reach.")
    quiet = sum(week.kept is False for week in weeks[:QUIET_WEEKS])
    if quiet == QUIET_WEEKS and goal.people > 1:
        fewer = goal.people - 1
        return Advice(fewer, f"Two quiet weeks. {fewer} a week keeps the habit, and that counts.")
    return None


def _newest(terms: Terms, last: date, today: date) -> Iterator[Meter]:
    """Yield the newest weeks under judgement, as many as any advice looks at."""
    start, found = last, 0
    first = terms.starts[0] if terms.starts else date.max
    while start >= first and found < MET_WEEKS:
        week = meter_under(terms, start, today)
        found += week.kept is not None
        yield week
        start -= WEEK
