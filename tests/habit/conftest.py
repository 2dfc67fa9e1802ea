"""Histories drawn as pictures, for the rules of weeks and months."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import TypeAlias

import pytest

from habit.model import Goal, Interaction, Meta, Pause, Week
from habit.network import Network
from habit.weeks import key_of, month_of

FEBRUARY = date(2026, 2, 2)
"""Drawn weeks begin here: February, March, May and June have four, April and July five."""

Drawing: TypeAlias = Callable[..., tuple[Network, date]]


def week(number: int) -> date:
    """The first day of a drawn week; the first is 0."""
    return FEBRUARY + timedelta(days=7 * number)


def outreach(number: int, people: int) -> dict[str, Interaction]:
    """Calls to so many people in a drawn week, other people each week."""
    who = [f"{number}-{place}" for place in range(people)]
    day = week(number) + timedelta(days=2)
    return {
        one: Interaction(id=one, on=day, people={one: "reached"}, channel="call") for one in who
    }


def cut_into_months(picture: str) -> list[str]:
    """The weeks of a picture, after a look at whether its months are drawn where they are."""
    months = [month.split() for month in picture.split("|")]
    tokens = [token for month in months for token in month]
    place = 0
    for month in months:
        starts = {month_of(week(place + k)) for k in range(len(month))}
        assert len(starts) == 1, f"{month} is more than one month"
        place += len(month)
        assert month is months[-1] or month_of(week(place)) not in starts, f"{month} is too short"
    return tokens


def draw(
    picture: str, goal: int = 2, goals: Mapping[int, int] | None = None
) -> tuple[Network, date]:
    """Return the network of a picture, and its today.

    Each number is a week with outreach to so many people, `p` before it says that it is paused,
    `g` that the first goal holds from it (else it holds from the first), `o` that it is the open
    week (else all are over, and the next one is open), `|` ends a month. `goals` says from
    which drawn weeks other goals hold.
    """
    tokens = cut_into_months(picture)
    marks = [token.rstrip("0123456789") for token in tokens]
    first = next((place for place, mark in enumerate(marks) if "g" in mark), 0)
    opened = next((place for place, mark in enumerate(marks) if "o" in mark), len(tokens))
    interactions: dict[str, Interaction] = {}
    for place, token in enumerate(tokens):
        interactions |= outreach(place, int(token.lstrip("pgo")))
    held = {first: goal, **(goals or {})}
    network = Network.of(
        {
            "_meta": {"1": Meta()},
            "interactions": interactions,
            "goals": {
                key_of(week(place)): Goal(id=key_of(week(place)), people=people, stretch=people + 1)
                for place, people in held.items()
            },
            "weeks": {
                key_of(week(place)): Week(id=key_of(week(place)), pause=Pause())
                for place, mark in enumerate(marks)
                if "p" in mark
            },
        }
    )
    return network, week(opened) + timedelta(days=1)


@pytest.fixture(scope="session")
def drawn() -> Drawing:
    """Draws a network and its today from a picture such as `2 1 p0 3 | 2 o1`."""
    return draw


@pytest.fixture(scope="session")
def drawn_week() -> Callable[[int], date]:
    """Tells the first day of a drawn week."""
    return week
