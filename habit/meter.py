"""The meter of a week: whom you reached out to, and how that stands against the goal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from habit.goals import Terms
from habit.model import Goal
from habit.network import Network
from habit.outcomes import answers_to, is_answered, is_outreach, usual_minutes
from habit.weeks import Month, is_over, month_of

MeterState: TypeAlias = Literal["quiet", "some", "met", "stretch"]


@dataclass(frozen=True, slots=True)
class Meter:
    """One week as it stands."""

    start: date
    month: Month
    state: MeterState
    kept: bool | None
    """Whether there were as many people as needed; None where that is not judged (yet)."""
    open: bool
    """Whether today is in it."""
    over: bool
    paused: bool
    needed: int
    goal: Goal | None
    people: tuple[str, ...]
    """Contact ids in the order of the week's first outreach to them."""
    attempts: int
    reached: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Tally:
    """What a week's interactions add up to, whatever the goal and whatever the day."""

    people: tuple[str, ...] = ()
    reached: tuple[str, ...] = ()
    attempts: int = 0
    minutes: int = 0


_NOTHING = Tally()


def meter(network: Network, start: date, today: date) -> Meter:
    """Return the week that begins on `start` as it stands on `today`."""
    return meter_under(Terms.of(network), start, today)


def meter_under(terms: Terms, start: date, today: date) -> Meter:
    """Return a week as it stands on `today`, under terms that are already read."""
    network = terms.network
    counted = tally(network, start)
    goal, needed, paused = terms.goal_of(start), terms.needed(start), start in terms.paused
    over = is_over(start, today)
    kept: bool | None = len(counted.people) >= needed
    # Not judged: before the first goal, to come, and what may still be kept or is forgiven.
    if goal is None or start > today or (not kept and (paused or not over)):
        kept = None
    return Meter(
        start=start,
        month=month_of(start),
        state=_state(len(counted.people), goal or _BEFORE),
        kept=kept,
        open=start <= today and not over,
        over=over,
        paused=paused,
        needed=needed,
        goal=goal,
        people=counted.people,
        attempts=counted.attempts,
        reached=len(counted.reached),
        minutes=counted.minutes,
    )


def tally(network: Network, start: date) -> Tally:
    """Return what the interactions of a week add up to, worked out once for each revision."""
    if start not in network.of_week:
        return _NOTHING
    memo = network.week_memo.setdefault(start, {})
    known: Tally | None = memo.get("tally")
    if known is None:
        known = memo["tally"] = _tally(network, start)
    return known


_BEFORE = Goal(people=1, stretch=2)
"""What the meter shows before the first goal."""


def _state(people: int, goal: Goal) -> MeterState:
    if people == 0:
        return "quiet"
    if people < goal.people:
        return "some"
    return "met" if people < goal.stretch else "stretch"


def _tally(network: Network, start: date) -> Tally:
    usual, answers = usual_minutes(network), answers_to(network, start)
    people: dict[str, bool] = {}
    attempts = minutes = 0
    for one in network.of_week[start]:
        minutes += usual[one.channel] if one.minutes is None else one.minutes
        if is_outreach(one):
            attempts += len(one.people)
            for contact, said in one.people.items():
                people[contact] = (
                    people.get(contact, False)
                    or said == "reached"
                    or (said == "waiting" and is_answered(one, contact, answers))
                )
    reached = tuple(contact for contact, was_reached in people.items() if was_reached)
    return Tally(tuple(people), reached, attempts, minutes)
