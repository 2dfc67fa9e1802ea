"""Advice is small steps: one more after good weeks, one fewer after quiet ones, from 1 to 3."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from habit.advice import GYM, advice, gym_story, spans
from tests.habit.conftest import Drawing


def advised(drawn: Drawing, picture: str, goal: int = 2, **how: object) -> int | None:
    """Return how many people are advised in the first days after a picture."""
    network, today = drawn(picture, goal, **how)
    last = today - timedelta(days=8)
    found = advice(network, last, today)
    return found.people if found else None


@pytest.mark.parametrize(
    ("picture", "goal", "wanted"),
    [
        ("2 2 2 2", 2, 3),
        ("2 3 2 4", 2, 3),
        ("1 1 1 1", 1, 2),
        ("2 2 1 2", 2, None),
        ("2 2 2", 2, None),
        ("3 3 3 3", 3, None),
        ("4 4 4 4", 4, None),
        ("2 p0 2 2 | 2", 2, 3),
        ("2 2 2 2 | 0 0", 2, 1),
        ("2 2 2 2 | 1 0", 2, 1),
        ("2 2 2 2 | 0 p0 0", 2, 1),
        ("2 2 2 2 | 0", 2, None),
        ("2 2 2 2 | 0 2", 2, None),
        ("1 1 1 1 | 0 0", 1, None),
        ("0 0", 2, 1),
        ("1 1", 2, None),
        ("5 5 5 5 | 2 2", 5, 4),
    ],
)
def test_one_more_after_four_met_weeks_one_fewer_after_two_quiet_ones(
    drawn: Drawing, picture: str, goal: int, wanted: int | None
) -> None:
    assert advised(drawn, picture, goal) == wanted


def test_a_step_that_was_just_taken_gets_its_time(drawn: Drawing) -> None:
    assert advised(drawn, "2 2 2 2", 1, goals={2: 2}) is None
    assert advised(drawn, "2 2 2 2 | 0 0", 3, goals={5: 2}) is None


def test_a_goal_that_is_set_for_the_next_week_is_not_advised_upon(drawn: Drawing) -> None:
    assert advised(drawn, "2 2 2 2", 2, goals={4: 3}) is None


def test_the_open_week_counts_once_it_is_kept(drawn: Drawing) -> None:
    network, today = drawn("2 2 2 o2")
    found = advice(network, today - timedelta(days=1), today)
    assert found is not None
    assert found.people == 3
    network, today = drawn("2 2 2 2 | 0 o0")
    assert advice(network, today - timedelta(days=1), today) is None


def test_nothing_is_advised_without_a_goal_or_when_seeking(
    drawn: Drawing, drawn_week: Callable[[int], date]
) -> None:
    network, today = drawn("2 2 2 2")
    assert advice(network, date(2025, 1, 6), today) is None
    (key, goal), *_ = network.goals.items()
    seeking = network.after([("goals", key, replace(goal, mode="seeking"))])
    assert advice(seeking, drawn_week(3), today) is None


def test_advice_says_why(drawn: Drawing) -> None:
    network, today = drawn("2 2 2 2")
    found = advice(network, today - timedelta(days=8), today)
    assert found is not None
    assert found.why == "You met your goal four weeks in a row. 3 is within reach."


def test_the_gym_story_is_for_big_goals_and_not_for_who_is_seeking() -> None:
    assert gym_story(4, "none") == gym_story(9, "employed") == GYM
    assert gym_story(3, "none") == gym_story(4, "seeking") == ""


def test_each_goal_tells_what_it_gave(drawn: Drawing) -> None:
    network, today = drawn("1 2 p0 2 | 3 3 1 o2", 2, goals={4: 3, 12: 4})
    told = [(one.goal.people, one.weeks, one.met, one.people) for one in spans(network, today)]
    assert told == [(4, 0, 0, 0), (3, 3, 2, 7), (2, 3, 2, 5)]


def test_without_a_goal_there_is_nothing_to_tell(drawn: Drawing) -> None:
    network, today = drawn("1 2")
    (key,) = network.goals
    assert spans(network.after([("goals", key, None)]), today) == []
