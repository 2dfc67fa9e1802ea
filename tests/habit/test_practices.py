"""The practices that rules alone hold, each by its name; the screens have the others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import count

import pytest

from habit.advice import advice, gym_story
from habit.birthdays import birthdays
from habit.changes import Hand, log, pause, set_goal
from habit.looks import take_look
from habit.meter import meter
from habit.model import USUAL_MINUTES, Birthday, Contact, Interaction
from habit.months import averages, history
from habit.network import Network
from habit.openers import openers
from habit.prep import prep
from habit.report import report
from habit.suggest import is_back, offered, who_next
from habit.weeks import month_of, start_of_week

MONDAY = date(2026, 9, 7)
IDS = count(1)


def hand(day: date) -> Hand:
    return Hand(day, day.toordinal() * 86_400_000, lambda: str(10**17 + next(IDS)))


def begun(people: int = 2, contacts: int = 9) -> Network:
    """A network on the Monday of its first goal."""
    them = {str(key): Contact(str(key), f"Person {key}") for key in range(1, contacts + 1)}
    network = Network.of({"contacts": them})
    return network.having(set_goal(network, hand(MONDAY), people))


def lived(*weeks: int, people: int = 2) -> Network:
    """A network in which so many people were reached out to, week by week from the goal's on."""
    network = begun(people)
    for at, number in enumerate(weeks):
        day = MONDAY + timedelta(weeks=at)
        for key in range(1, number + 1):
            network = network.having(log(network, hand(day), [str(key)], "email"))
    return network


def week(network: Network, number: int) -> str:
    start = MONDAY + timedelta(weeks=number)
    return meter(network, start, start + timedelta(days=20)).state


def test_a3_one_person_is_some_two_is_met_three_is_stretch_and_never_more_is_needed() -> None:
    network = lived(0, 1, 2, 3)
    assert [week(network, at) for at in range(4)] == ["quiet", "some", "met", "stretch"]
    big = lived(0, 0, 0, 3, people=9)
    start = MONDAY + timedelta(weeks=3)
    fourth = meter(big, start, start + timedelta(days=20))
    assert (fourth.needed, fourth.kept) == (3, True)


def test_a4_more_is_advised_after_four_met_weeks_and_fewer_after_two_quiet_ones() -> None:
    after = MONDAY + timedelta(weeks=3)
    more = advice(lived(2, 2, 2, 2), after, after + timedelta(days=7))
    assert more is not None
    assert more.people == 3
    later = MONDAY + timedelta(weeks=6)
    fewer = advice(lived(2, 2, 2, 2, 2, 0, 0), later, later + timedelta(days=7))
    assert fewer is not None
    assert fewer.people == 1
    assert "twice a week lasted" in gym_story(4, "none")
    assert gym_story(3, "none") == ""


@pytest.mark.parametrize("weekday", range(7))
def test_a5_any_day_of_the_week_counts_the_same(weekday: int) -> None:
    network, day = begun(), MONDAY + timedelta(days=weekday)
    network = network.having(log(network, hand(day), ["1"], "call"))
    assert meter(network, MONDAY, MONDAY + timedelta(days=6)).people == ("1",)


@pytest.mark.parametrize("channel", [one for one in USUAL_MINUTES if one != "research"])
def test_a6_every_channel_is_an_outreach(channel: str) -> None:
    network = begun()
    network = network.having(log(network, hand(MONDAY), ["1"], channel))  # type: ignore[arg-type]
    assert meter(network, MONDAY, MONDAY).people == ("1",)


def test_a7_there_is_always_something_to_say_first() -> None:
    network = begun()
    said = [one.text for one in openers(network, network.contacts["1"], MONDAY)]
    assert any("how are you doing" in text for text in said)
    assert any("came to mind" in text for text in said)
    assert any("coffee" in text for text in said)


def test_a9_in_the_first_three_weeks_one_person_is_enough() -> None:
    network = lived(1, 1, 1, 1)
    today = MONDAY + timedelta(weeks=9)
    kept = [meter(network, MONDAY + timedelta(weeks=at), today).kept for at in range(4)]
    assert kept == [True, True, True, False]


def test_a10_an_attempt_that_nobody_answered_counts_for_the_week() -> None:
    network = begun()
    change = log(network, hand(MONDAY), ["1"], "voicemail", outcomes="no_reply")
    counted = meter(network.having(change), MONDAY, MONDAY)
    assert (counted.people, counted.reached) == (("1",), 0)


def test_a12_weeks_and_months_in_a_row_are_counted_and_a_pause_ends_nothing() -> None:
    network = lived(2, 2, 2, 2, 0, 2, 2, 2, 2)
    network = network.having(pause(network, [MONDAY + timedelta(weeks=4)]))
    streak = history(network, MONDAY + timedelta(weeks=9, days=-1)).streak
    assert (streak.weeks, streak.months) == (8, 2)


def test_a16_after_three_months_it_is_a_habit_and_a_quiet_one_takes_no_step_back() -> None:
    network = lived(*[2] * 13, 0, 0, 0, 0, 0)
    past = history(network, MONDAY + timedelta(weeks=18))
    assert past.ladder == 3
    assert past.streak.months == 0


def test_a26_the_four_week_average_stands_beside_the_week() -> None:
    network = lived(0, 1, 2, 3, 2)
    weeks = history(network, MONDAY + timedelta(weeks=5)).gone_by
    assert averages(weeks)[-1] == 2.0


def test_a27_after_two_weeks_away_one_person_is_offered_and_no_backlog() -> None:
    network, today = lived(2, 2), MONDAY + timedelta(weeks=6)
    assert is_back(network, today)
    assert offered(network, today) == 1


def test_b14_birthdays_are_told_with_or_without_a_year_today_and_on_29_february() -> None:
    network, today = begun(), date(2027, 2, 28)
    born = (Birthday(1985, 2, 28), Birthday(None, 2, 29), Birthday(None, 3, 20), Birthday(None, 9))
    for key, one in enumerate(born, 1):
        contact = replace(network.contacts[str(key)], birthday=one)
        network = network.after([("contacts", contact.id, contact)])
    told = [(one.contact.id, one.on, one.turns) for one in birthdays(network, today)]
    assert told == [
        ("1", today, 42),
        ("2", today, None),
        ("3", date(2027, 3, 20), None),
    ]
    assert [one.contact.id for one in birthdays(network, today, 7)] == ["1", "2"]


def test_b15_every_suggestion_has_a_reason_to_be_in_touch() -> None:
    network = lived(2, 2)
    them = who_next(network, start_of_week(MONDAY + timedelta(weeks=30), 0))
    assert them
    assert all(one.why for one in them)


def test_b19_before_a_talk_there_is_the_last_note_one_question_and_one_give() -> None:
    network = begun()
    said = Interaction("7", MONDAY, {"1": "reached"}, "out", "call", note="spoke of the roof")
    network = network.after([("interactions", "7", said)])
    known = prep(network, network.contacts["1"], MONDAY)
    assert known.last is not None
    assert known.last.note == "spoke of the roof"
    assert known.question
    assert known.give.words


def test_a21_enjoyment_is_asked_for_and_the_month_names_the_channel_that_reached_most() -> None:
    network = begun()
    network = network.having(
        take_look(network, hand(MONDAY), (3, 2, 5)),
        log(network, hand(MONDAY), ["1", "2"], "coffee"),
        log(network, hand(MONDAY), ["3"], "email"),
    )
    assert report(network, month_of(MONDAY), MONDAY).best == "coffee"
    (rating,) = network.entries.values()
    assert rating.answers["joy"] == 5
