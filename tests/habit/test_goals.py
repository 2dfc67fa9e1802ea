from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from habit.goals import first_week, goal_of, is_paused, needed
from habit.model import Goal, Interaction, Meta, Pause, Record, Week
from habit.months import history
from habit.network import Network

MONDAY = date(2026, 11, 16)
WEEK = timedelta(days=7)

Drawing = Callable[..., tuple[Network, date]]
Weeks = Callable[[int], date]


def with_goals(weekday: int = 0, **goals: int) -> Network:
    """Goals by their keys, which begin with `g` here."""
    documents: dict[str, Record] = {
        key[1:]: Goal(id=key[1:], people=people, stretch=people + 1)
        for key, people in goals.items()
    }
    return Network.of({"_meta": {"1": Meta(weekday=weekday)}, "goals": documents})


def people_at(network: Network, start: date) -> int | None:
    goal = goal_of(network, start)
    return None if goal is None else goal.people


def test_a_goal_holds_from_its_week_until_the_next_goal() -> None:
    network = with_goals(g20261102=2, g20261116=3)
    asked = [MONDAY + WEEK * by for by in (-3, -2, -1, 0, 1)]
    assert [people_at(network, start) for start in asked] == [None, 2, 2, 3, 3]


def test_without_a_goal_there_is_no_first_week_and_nothing_is_needed() -> None:
    network = Network.of({})
    assert first_week(network) is None
    assert goal_of(network, MONDAY) is None
    assert needed(network, MONDAY) == 0


def test_the_first_goal_is_the_earliest_however_the_file_orders_them() -> None:
    assert first_week(with_goals(g20261116=3, g20261102=2)) == date(2026, 11, 2)


def test_before_the_first_goal_nothing_is_needed() -> None:
    assert needed(with_goals(g20261116=2), MONDAY - WEEK) == 0


def test_the_first_three_weeks_need_one_person(drawn: Drawing, drawn_week: Weeks) -> None:
    network, _ = drawn("2 2 2 2 | 2", goal=2)
    assert [needed(network, drawn_week(k)) for k in range(5)] == [1, 1, 1, 2, 2]


def test_a_paused_week_among_the_first_needs_one_and_does_not_go_by(
    drawn: Drawing, drawn_week: Weeks
) -> None:
    network, _ = drawn("2 p2 2 p0 | 2 2 p2 2", goal=2)
    assert [needed(network, drawn_week(k)) for k in range(8)] == [1, 1, 1, 1, 1, 2, 2, 2]


@pytest.mark.parametrize(("minimum", "after"), [(1, 1), (2, 2), (3, 3), (4, 3), (9, 3)])
def test_the_habit_never_needs_more_than_three(
    drawn: Drawing, drawn_week: Weeks, minimum: int, after: int
) -> None:
    network, _ = drawn("2", goal=minimum)
    assert needed(network, drawn_week(2)) == 1
    assert needed(network, drawn_week(3)) == after


def test_what_a_week_needs_follows_the_goal_in_force(drawn: Drawing, drawn_week: Weeks) -> None:
    network, _ = drawn("2", goal=2, goals={4: 3, 6: 1})
    assert [needed(network, drawn_week(k)) for k in (3, 4, 5, 6, 7)] == [2, 3, 3, 1, 1]


def test_another_goal_begins_no_new_weeks_for_learning(drawn: Drawing, drawn_week: Weeks) -> None:
    network, _ = drawn("2", goal=1, goals={1: 3})
    assert [needed(network, drawn_week(k)) for k in range(5)] == [1, 1, 1, 3, 3]


def test_weeks_before_the_first_goal_are_not_for_learning(
    drawn: Drawing, drawn_week: Weeks
) -> None:
    network, _ = drawn("2 2 g2 2", goal=2)
    assert [needed(network, drawn_week(k)) for k in range(7)] == [0, 0, 1, 1, 1, 2, 2]


def test_a_week_is_paused_when_its_document_says_so() -> None:
    network = Network.of(
        {"weeks": {"20261116": Week(pause=Pause()), "20261123": Week(skipped=("7",))}}
    )
    assert is_paused(network, MONDAY)
    assert not is_paused(network, MONDAY + WEEK)
    assert not is_paused(network, MONDAY - WEEK)


def test_ids_that_are_no_week_hold_from_nowhere() -> None:
    junk: dict[str, Record] = {"": Goal(), "soon": Goal(people=9), "20261340": Goal(people=8)}
    network = Network.of(
        {
            "goals": {**junk, "20261116": Goal(people=2)},
            "weeks": {"always": Week(pause=Pause())},
        }
    )
    assert first_week(network) == MONDAY
    assert people_at(network, MONDAY + WEEK) == 2
    assert not is_paused(network, MONDAY)
    assert len(history(network, MONDAY).months) == 1


def test_a_goal_of_a_day_within_a_week_holds_from_that_week() -> None:
    network = with_goals(g20261118=3, g20261116=2)
    assert first_week(network) == MONDAY
    assert people_at(network, MONDAY) == 3
    assert first_week(with_goals(weekday=6, g20261118=3)) == date(2026, 11, 15)


def test_a_minimum_that_makes_no_sense_still_needs_one() -> None:
    network = with_goals(g20261026=-2)
    assert needed(network, MONDAY + WEEK) == 1
    assert 0 <= history(network, MONDAY + WEEK * 2).strength <= 1


@pytest.mark.parametrize("key", ["00010101", "99991231"])
def test_a_goal_at_the_end_of_the_calendar_stops_nothing(key: str) -> None:
    called = Interaction(id="1", on=MONDAY, people={"7": "reached"}, channel="call")
    network = Network.of({"goals": {key: Goal()}, "interactions": {"1": called}})
    assert history(network, MONDAY).months[-1].reached_out == 1
    assert needed(network, MONDAY) in (0, 2)
