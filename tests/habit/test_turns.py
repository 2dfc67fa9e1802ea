"""Hundreds who were added at once take turns, week by week, and nobody waits for ever."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habit.changes import Hand, log
from habit.model import Contact, Interaction
from habit.network import Network
from habit.suggest import CROWD, FEWEST_OFFERED, ON_TURN, who_next
from habit.weeks import WEEK
from habit.why import why

MONDAY = date(2026, 11, 16)
MADE = int(datetime(2026, 11, 16, 12, tzinfo=UTC).timestamp() * 1000)


def imported(count: int, *others: Contact, history: tuple[Interaction, ...] = ()) -> Network:
    """Return a network of so many who were added together, named in their order."""
    crowd = [Contact(f"{at:05}", f"Name {at:05}", made=MADE) for at in range(count)]
    return Network.of(
        {
            "contacts": {one.id: one for one in (*crowd, *others)},
            "interactions": {one.id: one for one in history},
        }
    )


def names(network: Network, today: date = MONDAY) -> list[str]:
    return [one.contact.name for one in who_next(network, today)]


def first(network: Network, week: int) -> list[str]:
    return names(network, MONDAY + week * WEEK)[:FEWEST_OFFERED]


def test_of_five_hundred_a_few_are_suggested_at_once() -> None:
    assert names(imported(500)) == [f"Name {at:05}" for at in range(ON_TURN)]


def test_the_first_ones_change_from_week_to_week_and_not_within_one() -> None:
    network = imported(500)
    weeks = [first(network, week) for week in range(10)]
    assert len({name for them in weeks for name in them}) == 10 * FEWEST_OFFERED
    assert names(network, MONDAY + timedelta(days=6)) == names(network)


def test_nobody_waits_for_ever_even_when_nobody_is_reached_out_to() -> None:
    network = imported(100)
    seen = {name for week in range(34) for name in first(network, week)}
    assert len(seen) == 100


def test_whoever_reaches_out_to_those_offered_meets_others_every_week() -> None:
    network = imported(90)
    for week in range(25):  # later the first ones have been silent for long
        today = MONDAY + week * WEEK
        for one in who_next(network, today)[:FEWEST_OFFERED]:
            hand = Hand(today, 1, iter([f"{week}-{one.contact.id}"]).__next__)
            network = network.having(log(network, hand, [one.contact.id], "call"))
    assert len(network.of_contact) == 75


def test_a_call_moves_nobody_else_of_the_crowd() -> None:
    network = imported(500)
    today = MONDAY + 200 * WEEK
    before = names(network, today)
    someone = next(one for one in who_next(network, today) if one.contact.name == before[4])
    after = network.having(log(network, Hand(today, 1, lambda: "1"), [someone.contact.id], "call"))
    assert names(after, today)[: ON_TURN - 1] == [one for one in before if one != before[4]]


def test_a_few_who_were_added_together_are_all_suggested_by_name() -> None:
    assert names(imported(CROWD), MONDAY + 9 * WEEK) == [f"Name {at:05}" for at in range(CROWD)]


def test_people_with_a_history_and_those_added_by_hand_stand_where_they_stood() -> None:
    old = replace(Contact("old", "Old friend"), cadence=30)
    late = Contact("late", "Late", made=MADE + 1)
    early = Contact("early", "Early", made=1)
    called = Interaction("1", MONDAY - timedelta(days=90), {"old": "reached"}, channel="call")
    them = names(imported(200, old, late, early, history=(called,)))
    assert them[:3] == ["Old friend", "Early", "Name 00000"]
    assert them[-1] == "Late"


def test_whose_turn_is_still_to_come_is_told_so() -> None:
    network = imported(500)
    facts = why(network, network.contacts["00400"], MONDAY)
    assert facts[0].words == "none now: 500 were added together, and take turns week by week"


@pytest.mark.parametrize("made", [0, 10**15])
def test_a_crowd_without_a_day_or_with_one_to_come_takes_turns_too(made: int) -> None:
    crowd = [Contact(f"{at:05}", f"Name {at:05}", made=made) for at in range(100)]
    network = Network.of({"contacts": {one.id: one for one in crowd}})
    assert len(names(network)) == ON_TURN


@settings(deadline=None, max_examples=30)
@given(st.integers(CROWD + 1, 150), st.integers(0, 400))
def test_each_week_has_its_own_few_out_of_the_crowd(count: int, week: int) -> None:
    network = imported(count)
    them = names(network, MONDAY + week * WEEK)
    assert len(them) == len(set(them)) == ON_TURN
    assert them[0] == f"Name {week * FEWEST_OFFERED % count:05}"
