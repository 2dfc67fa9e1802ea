"""Warm lines: when one is said, and that it is never the one before."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from habit.changes import Hand, delete_interaction, edit_interaction, log
from habit.model import Change, Contact, Direction, Goal
from habit.network import Network
from habit.warmth import LINES, warm_line
from habit.weeks import WEEK

MONDAY = date(2026, 11, 16)
PEOPLE = {str(at): Contact(str(at), f"Name {at}") for at in range(9)}
GOAL = {"20260105": Goal("20260105", 2, 3)}


def begun() -> Network:
    return Network.of({"contacts": PEOPLE, "goals": GOAL})


def logged(
    network: Network, who: str, on: date = MONDAY, direction: Direction = "out"
) -> tuple[Network, Change]:
    hand = Hand(on, 1, lambda: f"{on:%y%m%d}{who}")
    change = log(network, hand, [who], "email", dir=direction)
    return network.having(change), change


def said(network: Network, who: str, on: date = MONDAY, last: str = "") -> tuple[Network, str]:
    after, change = logged(network, who, on)
    return after, warm_line(network, after, change, on, last)


def test_there_are_thirty_and_more_different_lines() -> None:
    assert len(set(LINES)) == len(LINES) >= 30


def test_each_is_one_short_plain_sentence_or_two() -> None:
    for one in LINES:
        assert len(one) <= 60
        assert one.isascii()
        assert one.endswith(".")
        assert "!" not in one


def test_one_is_said_when_the_goal_is_met_and_when_the_stretch_is_reached() -> None:
    network, heard = begun(), []
    for who in "01234":
        network, line = said(network, who)
        heard.append(bool(line))
    assert heard == [False, True, True, False, False]


def test_a_second_word_to_the_same_person_is_worth_no_line() -> None:
    network, _ = said(begun(), "0")
    network, _ = said(network, "1")
    later = MONDAY + timedelta(days=1)
    assert not said(network, "1", later)[1]


def test_what_they_wrote_is_worth_no_line() -> None:
    network, _ = said(begun(), "0")
    after, change = logged(network, "1", direction="in")
    assert not warm_line(network, after, change, MONDAY)


def test_without_a_goal_none_is_said() -> None:
    network = Network.of({"contacts": PEOPLE})
    for who in "0123":
        network, line = said(network, who)
        assert not line


def test_meeting_the_goal_of_last_week_afterwards_counts_too() -> None:
    network, _ = said(begun(), "0")
    hand = Hand(MONDAY + WEEK, 1, lambda: "late")
    change = log(network, hand, ["1"], "call", on=MONDAY + timedelta(days=6))
    assert warm_line(network, network.having(change), change, MONDAY + WEEK)


def test_changing_or_deleting_something_of_a_week_that_is_met_is_worth_none() -> None:
    network, _ = said(begun(), "0")
    network, _ = said(network, "1")
    hand = Hand(MONDAY, 1, lambda: "x")
    key = next(iter(network.interactions))
    noted = edit_interaction(network, hand, key, note="by the river")
    assert not warm_line(network, network.having(noted), noted, MONDAY)
    gone = delete_interaction(network, key)
    assert not warm_line(network, network.having(gone), gone, MONDAY)


def test_done_again_after_it_was_taken_back_another_is_said() -> None:
    network, _ = said(begun(), "0")
    _, first = said(network, "1")
    _, second = said(network, "2", last=first)
    assert first
    assert second
    assert first != second


@given(st.lists(st.integers(0, 5), min_size=2, max_size=60))
def test_the_same_line_is_never_said_twice_in_a_row(weeks: list[int]) -> None:
    network, lines = begun(), [""]
    for number, count in enumerate(weeks):
        for who in range(count):
            on = MONDAY + number * WEEK
            network, line = said(network, str(who), on, lines[-1])
            if line:
                assert line != lines[-1]
                lines.append(line)


@given(st.lists(st.integers(0, 5), min_size=2, max_size=60))
def test_nor_in_sessions_that_know_nothing_of_each_other(weeks: list[int]) -> None:
    network, last = begun(), ""
    for number, count in enumerate(weeks):
        for who in range(count):
            network, line = said(network, str(who), MONDAY + number * WEEK)
            assert not line or line != last
            last = line or last
