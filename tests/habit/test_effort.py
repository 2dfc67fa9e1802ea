"""The time of a week against what the goal asks for, and switching that loses nothing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habit.changes import Hand, set_goal, set_usual_minutes
from habit.dates import duration, parse_length
from habit.effort import effort, said_words, set_jobboards, share_words, ties, ties_words
from habit.errors import RefusedError
from habit.goals import Time, goal_of, share_of_search, time_of, why_of
from habit.meter import meter
from habit.model import USUAL_MINUTES, Contact, Entry, Goal, Interaction, Meta, Mode, Week
from habit.months import history
from habit.network import Network
from habit.outcomes import minutes_of
from habit.period import Minutes
from habit.weeks import key_of

SUNDAY = date(2026, 11, 22)
MONDAY = date(2026, 11, 16)
WEEK = key_of(MONDAY)
HAND = Hand(SUNDAY, 1_795_000_000_000, lambda: "1")
PEOPLE = [Contact("1", "Priya Nair"), Contact("2", "Tom Okafor")]
TALK = Interaction("10", SUNDAY, {"1": "reached"}, channel="call", minutes=25)
LINE = Interaction("11", SUNDAY, {"2": "waiting"}, channel="email")
SEARCH = Interaction("12", SUNDAY, {}, channel="research", minutes=40)


def network(goal: Goal | None = None, **tables: list[Any]) -> Network:
    tables.setdefault("contacts", PEOPLE)
    tables.setdefault("interactions", [TALK, LINE, SEARCH])
    tables["goals"] = [goal] if goal else []
    return Network.of({name: {one.id: one for one in them} for name, them in tables.items()})


def in_mode(mode: Mode, **more: Any) -> Network:
    return network(Goal(WEEK, 2, 3, mode, **more))


def test_b2_employed_asks_for_ten_percent_of_forty_hours() -> None:
    assert effort(in_mode("employed"), MONDAY).goal == 4 * 60


def test_b1_seeking_asks_for_half_of_the_search_or_twenty_hours() -> None:
    assert effort(in_mode("seeking"), MONDAY).goal == 20 * 60


def test_both_numbers_can_be_said_and_mode_none_asks_for_nothing() -> None:
    assert effort(in_mode("employed", hours=30, share=20), MONDAY).goal == 6 * 60
    assert effort(in_mode("seeking", hours=30), MONDAY).goal == 15 * 60
    assert effort(in_mode("none", hours=30), MONDAY).goal is None
    assert effort(network(), MONDAY).goal is None
    assert time_of(None) is None


def test_b3_minutes_go_to_locating_contacting_and_interacting() -> None:
    assert effort(network(), MONDAY).minutes == Minutes(40, 10, 25)


def test_a17_the_minutes_are_those_of_the_meter() -> None:
    it = in_mode("employed")
    assert effort(it, MONDAY).minutes.total == meter(it, MONDAY, SUNDAY).minutes == 75


def test_the_numbers_are_set_and_the_usual_ones_are_not_kept() -> None:
    it = in_mode("employed")
    said = it.having(set_goal(it, HAND, hours=30, share=20))
    assert time_of(goal_of(said, MONDAY)) == Time(30, 20)
    back = said.having(set_goal(said, HAND, hours=40, share=10))
    assert goal_of(back, MONDAY) == goal_of(it, MONDAY)


def test_another_mode_takes_its_own_numbers() -> None:
    it = in_mode("employed", hours=30, share=20)
    seeking = it.having(set_goal(it, HAND, mode="seeking"))
    assert time_of(goal_of(seeking, MONDAY)) == Time(40, 50)


def test_hours_hold_for_a_goal_that_was_set_for_later_as_well() -> None:
    it = in_mode("employed")
    later = it.having(set_goal(it, HAND, 3))
    said = later.having(set_goal(later, HAND, hours=30))
    assert [time_of(goal) for goal in said.goals.values()] == [Time(30, 10)] * 2
    assert sorted(goal.people for goal in said.goals.values()) == [2, 3]


@pytest.mark.parametrize(
    ("mode", "said", "sentence"),
    [
        ("employed", {"hours": 0}, "0 hours do not fit a week"),
        ("employed", {"hours": 169}, "169 hours do not fit"),
        ("employed", {"hours": float("nan")}, "do not fit"),
        ("seeking", {"share": 0}, "from 1 to 100 percent, not 0"),
        ("seeking", {"share": 101}, "not 101"),
        ("none", {"share": 10}, "need a mode: employed or seeking"),
    ],
)
def test_hours_and_shares_that_make_no_sense_are_refused(
    mode: Mode, said: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(RefusedError, match=sentence):
        set_goal(in_mode(mode), HAND, **said)


weeks = st.lists(st.integers(0, 4), min_size=1, max_size=30)
modes: st.SearchStrategy[Mode] = st.sampled_from(["none", "employed", "seeking"])


@settings(deadline=None, max_examples=60)
@given(weeks, st.lists(st.tuples(modes, st.integers(1, 60), st.integers(1, 100)), max_size=4))
def test_a23_switching_between_employed_and_seeking_keeps_every_streak(
    counts: list[int], switches: list[tuple[Mode, int, int]]
) -> None:
    first = MONDAY - timedelta(days=7 * (len(counts) - 1))
    done = [
        Interaction(f"{at}-{who}", first + timedelta(days=7 * at), {f"p{who}": "reached"})
        for at, people in enumerate(counts)
        for who in range(people)
    ]
    it = network(Goal(key_of(first), 2, 3), interactions=done)
    before = history(it, SUNDAY)
    for mode, hours, share in switches:
        time: dict[str, Any] = {} if mode == "none" else {"hours": hours, "share": share}
        it = it.having(set_goal(it, HAND, mode=mode, **time))
        after = history(it, SUNDAY)
        assert (after.streak, after.strength) == (before.streak, before.strength)
        assert [row.state for row in after.months] == [row.state for row in before.months]


def test_a24_job_boards_are_held_against_people() -> None:
    it = in_mode("seeking")
    assert share_words(effort(it, MONDAY)) == ""
    said = it.having(set_jobboards(it, MONDAY, 225))
    assert effort(said, MONDAY).share == 25
    assert share_words(effort(said, MONDAY)) == (
        "People 1 h 15, job boards 3 h 45: 25 % for people."
    )
    assert set_jobboards(said, MONDAY, 225).edits == ()
    assert effort(said.having(set_jobboards(said, MONDAY, None)), MONDAY).share is None


def test_what_was_said_of_a_week_stays_beside_its_job_boards() -> None:
    it = network(weeks=[Week(WEEK, review={"went_well": "soup"})])
    after = it.having(set_jobboards(it, MONDAY, 90)).weeks[WEEK]
    assert after == Week(WEEK, review={"went_well": "soup"}, jobboards=90)


def test_no_week_has_more_minutes_than_it_has() -> None:
    with pytest.raises(RefusedError, match="do not fit a week"):
        set_jobboards(network(), MONDAY, 10081)


def test_a_share_of_nothing_is_none() -> None:
    assert share_of_search(0, 0) is None
    assert share_of_search(10, None) is None
    assert share_of_search(10, 0) == 100


def test_b20_new_people_and_re_connected_ones_are_told_gently() -> None:
    long_ago = Interaction("1", date(2025, 1, 6), {"2": "reached"})
    assert ties(network(interactions=[TALK]), MONDAY) == (1, 0)
    again = network(interactions=[long_ago, TALK, LINE])
    assert ties(again, MONDAY) == (1, 1)
    assert ties_words(again, MONDAY) == "1 new, 1 re-connected: both lead somewhere."
    assert ties_words(network(interactions=[]), MONDAY).startswith("Nobody new")
    assert "1 re-connected" in ties_words(network(interactions=[long_ago, LINE]), MONDAY)
    assert "1 new." in ties_words(network(interactions=[TALK]), MONDAY)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("90", 90),
        ("90 min", 90),
        ("1 h 30", 90),
        ("1h30", 90),
        ("1.5 h", 90),
        ("1,5 hours", 90),
        ("2 H", 120),
        ("0", 0),
        (" 20 minutes ", 20),
    ],
)
def test_a_length_of_time_is_read_as_one_says_it(text: str, minutes: int) -> None:
    assert parse_length(text) == minutes


@pytest.mark.parametrize("text", ["", "h", "soon", "-5", "1 h 30 h", "10:30", "5 d"])
def test_what_is_no_length_of_time_is_refused(text: str) -> None:
    with pytest.raises(RefusedError, match="no length of time"):
        parse_length(text)


@given(st.integers(0, 10080))
def test_a_length_is_read_back_as_it_is_written(minutes: int) -> None:
    assert parse_length(duration(minutes)) == minutes


def test_usual_minutes_are_said_by_channel_and_count_at_once_in_what_was_logged() -> None:
    it = network()
    assert meter(it, MONDAY, SUNDAY).minutes == 75
    assert effort(it, MONDAY).minutes.contacting == 10
    said = it.having(set_usual_minutes(it, {"email": 30}))
    assert said.meta.minutes == {"email": 30}
    assert minutes_of(said, LINE) == 30
    assert meter(said, MONDAY, SUNDAY).minutes == 95
    assert effort(said, MONDAY).minutes.contacting == 30
    back = said.having(set_usual_minutes(said, {"email": USUAL_MINUTES["email"]}))
    assert back.meta.minutes == {}
    assert meter(back, MONDAY, SUNDAY).minutes == 75


def test_usual_minutes_that_make_no_sense_are_refused() -> None:
    with pytest.raises(RefusedError, match="is no channel"):
        set_usual_minutes(network(), {"fax": 5})  # type: ignore[dict-item]
    with pytest.raises(RefusedError, match="do not fit a day"):
        set_usual_minutes(network(), {"call": 1441})


def test_only_another_first_day_of_the_week_indexes_anew() -> None:
    it = network(_meta=[Meta(minutes={"fax": 5})])
    meter(it, MONDAY, SUNDAY)
    after = it.having(set_usual_minutes(it, {"call": 20}))
    assert after.of_contact["1"] is it.of_contact["1"]
    assert after.of_week[MONDAY] is it.of_week[MONDAY]
    assert after.meta.minutes == {"fax": 5, "call": 20}
    assert MONDAY in it.week_memo
    assert MONDAY not in after.week_memo


def test_a28_why_is_the_newest_that_was_said_else_the_goals() -> None:
    goal = Goal(WEEK, 2, 3, why="I like my people")
    assert why_of(network(goal), goal) == "I like my people"
    said = [Entry("1", "why", "old", SUNDAY), Entry("2", "why", "new", SUNDAY), Entry("3", "goal")]
    assert why_of(network(goal, entries=said), goal) == "new"
    assert why_of(network(), None) == ""


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        ((None, None), "No minutes were said: it is what each channel usually takes."),
        ((50, None), "50 min of it was said, the rest is what each channel usually takes."),
        ((50, 0), ""),
    ],
)
def test_how_much_of_the_time_was_said_is_told(
    minutes: tuple[int | None, int | None], words: str
) -> None:
    done = [
        Interaction(f"i{at}", MONDAY, {"p": "reached"}, channel="call", minutes=said)
        for at, said in enumerate(minutes)
    ]
    assert said_words(effort(network(interactions=done), MONDAY)) == words
