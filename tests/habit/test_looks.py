"""The honest look, reasons and excuses, and what came from whom."""

from __future__ import annotations

from datetime import date
from itertools import count

import pytest

from habit.chances import became, openings_of
from habit.changes import Hand, set_goal
from habit.entries import add_entry, entries
from habit.errors import RefusedError
from habit.looks import is_due, is_worth_a_word, lines_of, quarter, take_look
from habit.model import Change as Made
from habit.model import Contact, Edit, Entry, Goal, Interaction
from habit.months import history
from habit.network import Network
from habit.reasons import TEN, answer_to, answers

TODAY = date(2026, 11, 22)
IDS = count(1)
HAND = Hand(TODAY, 1, lambda: f"n{next(IDS):06}")
ANA = Contact("ana", "Ana Silva")
EMPTY = Network.of({"contacts": {"ana": ANA}})


def rating(on: date, active: int, ease: int, joy: int) -> Entry:
    answers = {"active": active, "ease": ease, "joy": joy}
    return Entry(on.isoformat(), "rating", on=on, answers=answers)


def with_looks(*looks: Entry) -> Network:
    return EMPTY.having(Made("looks", tuple(Edit("entries", one.id, None, one) for one in looks)))


def test_b24_an_honest_look_is_due_once_each_quarter_of_the_calendar() -> None:
    assert (quarter(date(2026, 9, 30)), quarter(date(2026, 10, 1))) == ((2026, 3), (2026, 4))
    network = with_looks(rating(date(2026, 9, 30), 2, 3, 4))
    assert is_due(network, TODAY)
    network = network.having(take_look(network, HAND, (3, 4, 5)))
    assert not is_due(network, TODAY)
    assert not is_due(network, date(2026, 12, 31))
    assert is_due(network, date(2027, 1, 1))


def test_a_second_look_on_one_day_takes_the_place_of_the_first() -> None:
    network = EMPTY.having(take_look(EMPTY, HAND, (3, 4, 5)))
    network = network.having(take_look(network, HAND, (2, 2, 2)))
    assert [one.answers for one in entries(network, "rating")] == [
        {"active": 2, "ease": 2, "joy": 2}
    ]


@pytest.mark.parametrize("said", [(), (1, 2), (1, 2, 6), (0, 1, 2), (1, 2, 3, 4)])
def test_a_look_that_is_not_three_answers_from_1_to_5_is_refused(said: tuple[int, ...]) -> None:
    with pytest.raises(RefusedError, match="three answers from 1 to 5"):
        take_look(EMPTY, HAND, said)


def test_b29_a21_the_answers_are_lines_over_time_enjoyment_among_them() -> None:
    spring, summer = rating(date(2026, 4, 1), 2, 1, 3), rating(date(2026, 7, 1), 3, 3, 5)
    odd = Entry("odd", "rating", on=date(2026, 8, 1), answers={"active": 9, "luck": 3})
    assert lines_of(with_looks(summer, odd, spring)) == {
        "active": [2, 3],
        "ease": [1, 3],
        "joy": [3, 5],
    }


def test_a_look_is_mentioned_only_where_the_habit_is_older_than_the_quarter() -> None:
    young = EMPTY.having(set_goal(EMPTY, HAND, 2))
    assert is_due(young, TODAY)
    assert not is_worth_a_word(young, TODAY)
    assert is_worth_a_word(young, date(2027, 1, 2))


def test_a23_switching_between_employed_and_seeking_keeps_every_streak() -> None:
    goal = Goal("20260907", 2, 3)
    calls = {
        f"{at}": Interaction(f"{at}", date.fromordinal(739_500 + at), {"ana": "reached"})
        for at in range(80)
    }
    network = Network.of(
        {"contacts": {"ana": ANA}, "goals": {goal.id: goal}, "interactions": calls}
    )
    before = history(network, TODAY)
    for mode in ("seeking", "employed", "none"):
        network = network.having(set_goal(network, HAND, mode=mode))
        assert history(network, TODAY).streak == before.streak
        assert history(network, TODAY).strength == before.strength


def test_b23_there_are_ten_reasons_and_writing_an_excuse_shows_one_of_them() -> None:
    assert len(set(TEN)) == 10
    network = EMPTY
    seen = []
    for at in range(12):
        change = add_entry(network, HAND, "excuse", f"excuse {at}")
        network = network.having(change)
        seen.append(answer_to(network, change.edits[0].id))
    assert [answer for _, answer in answers(network)] == seen
    assert set(seen[:10]) == set(TEN)
    assert answer_to(network, "404") == ""


def test_reasons_of_your_own_answer_as_well() -> None:
    network = EMPTY.having(add_entry(EMPTY, HAND, "reason", "they make me laugh"))
    for at in range(11):
        network = network.having(add_entry(network, HAND, "excuse", f"excuse {at}"))
    assert "they make me laugh" in {answer for _, answer in answers(network)}


def test_b27_an_opening_is_linked_to_the_contact_it_came_from() -> None:
    network = EMPTY.having(add_entry(EMPTY, HAND, "chance", "a talk", people=["ana"]))
    (one,) = openings_of(network, "ana")
    assert (one.text, became(one)) == ("a talk", "open")
    assert openings_of(network, "tom") == []
