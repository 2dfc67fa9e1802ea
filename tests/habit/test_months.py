"""The rules of months, one small drawn history each; see `conftest.draw` for the pictures.

February is the month of the first goal's week. Its first three weeks need one person, all
others two.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from math import isclose

import pytest

from habit.model import Goal, Interaction, Meta, Outcome
from habit.months import History, history
from habit.network import Network

Drawing = Callable[..., tuple[Network, date]]
Read = Callable[..., History]

WEEK = timedelta(days=7)
BEGUN = "2 2 2 2 | "
"""A first month in which all went well."""


@pytest.fixture
def read(drawn: Drawing) -> Read:
    """Reads the history of a picture."""
    return lambda picture, **how: history(*drawn(picture, **how))


def states(told: History) -> list[str]:
    return [row.state for row in told.months]


# Months that are over.


@pytest.mark.parametrize("march", ["2 2 2 2", "2 2 0 2", "1 2 2 2", "p0 p0 p0 2", "p0 p1 0 2"])
def test_a_month_with_at_most_one_week_not_kept_is_kept(read: Read, march: str) -> None:
    row = read(BEGUN + march).months[1]
    assert (row.state, row.counts) == ("kept", True)


@pytest.mark.parametrize("march", ["0 4 4 0", "1 3 1 3", "0 0 2 6", "p2 0 0 6"])
def test_a_month_at_least_half_kept_can_be_made_up(read: Read, march: str) -> None:
    assert read(BEGUN + march).months[1].state == "kept"


@pytest.mark.parametrize(
    "march", ["0 4 3 0", "0 0 2 2", "1 1 2 3", "0 0 8 0", "0 0 0 9", "p0 0 9 0"]
)
def test_a_month_short_of_people_or_of_kept_weeks_is_quiet(read: Read, march: str) -> None:
    row = read(BEGUN + march).months[1]
    assert (row.state, row.counts) == ("quiet", False)


@pytest.mark.parametrize(
    ("april", "state"),
    [
        ("0 0 2 4 4", "kept"),
        ("0 0 2 4 3", "quiet"),
        ("0 0 0 5 5", "quiet"),
        ("p0 0 0 4 4", "kept"),
        ("p1 0 0 4 3", "quiet"),
        ("p2 0 0 4 3", "quiet"),
        ("p3 0 0 4 3", "kept"),
    ],
)
def test_a_paused_week_helps_to_make_up_a_month_only_when_kept(
    read: Read, april: str, state: str
) -> None:
    assert read(f"{BEGUN} 2 2 2 2 | {april}").months[2].state == state


@pytest.mark.parametrize("march", ["p0 p0 p0 p0", "p1 p1 p1 p1", "p0 p0 p0 0", "p0 p0 1 p0"])
def test_a_month_with_nothing_kept_and_at_most_one_not_kept_is_paused(
    read: Read, march: str
) -> None:
    row = read(BEGUN + march).months[1]
    assert (row.state, row.counts) == ("paused", False)


@pytest.mark.parametrize("march", ["p0 p0 0 0", "0 0 0 0", "p0 1 1 1"])
def test_a_month_with_two_or_more_not_kept_is_quiet(read: Read, march: str) -> None:
    assert read(BEGUN + march).months[1].state == "quiet"


def test_a_big_goal_needs_three_a_week_for_a_kept_month(read: Read) -> None:
    assert states(read("3 3 3 3 | 3 3 3 3", goal=6)) == ["kept", "kept", "open"]
    assert states(read("3 3 3 3 | 2 3 2 3", goal=6)) == ["kept", "quiet", "open"]


def test_what_a_month_needs_follows_the_goals_of_its_weeks(read: Read) -> None:
    # Needed are 2 2 3 3, together 10.
    assert states(read(BEGUN + "1 3 2 4", goals={6: 3}))[1] == "kept"
    assert states(read(BEGUN + "1 2 2 4", goals={6: 3}))[1] == "quiet"


# The month of the first goal.


@pytest.mark.parametrize("february", ["1 0 0 0", "0 0 0 1", "0 0 0 p1", "p0 p0 p0 p1"])
def test_the_first_month_is_kept_from_one_person_on(read: Read, february: str) -> None:
    assert read(february).months[0].state == "kept"


@pytest.mark.parametrize("february", ["1 0 g0 0", "0 1 0 g0"])
def test_a_person_before_the_first_goal_keeps_its_month_too(read: Read, february: str) -> None:
    assert read(february).months[0].state == "kept"


@pytest.mark.parametrize(
    ("february", "state"),
    [("0 0 0 0", "quiet"), ("0 0 g0 0", "quiet"), ("0 0 0 g0", "paused"), ("p0 p0 p0 0", "paused")],
)
def test_a_first_month_without_anybody_is_judged_as_any_other(
    read: Read, february: str, state: str
) -> None:
    assert read(february).months[0].state == state


def test_only_the_first_month_is_kept_from_one_person_on(read: Read) -> None:
    assert states(read("0 0 0 0 | 1 0 0 0"))[:2] == ["quiet", "quiet"]


def test_months_before_the_first_goal_are_paused(read: Read) -> None:
    told = read("2 2 2 2 | 3 g2 2 2")
    assert states(told) == ["paused", "kept", "open"]
    assert not told.months[0].counts
    assert told.months[0].reached_out == 8


def test_weeks_before_the_first_goal_are_not_judged_in_its_month(read: Read) -> None:
    assert states(read("2 2 2 2 | 0 0 0 g1"))[1] == "kept"


# The open month.


@pytest.mark.parametrize(
    ("march", "counts"),
    [
        ("2 2 2 o0", True),  # one not kept at most
        ("2 2 o2", True),
        ("2 2 o0", False),  # the open week and one to come
        ("2 2 o0 p0", True),  # the one to come is paused
        ("2 2 op0 0", True),  # the open one is paused
        ("2 2 o1 p0", True),
        ("2 o0 p0 p0", True),
        ("4 4 o0", True),  # made up, whatever comes
        ("4 3 o0", False),
        ("4 3 o1", True),  # the open week as it stands
        ("2 4 0 o1", False),
        ("0 o0 p0 p0", False),
        ("0 4 o4", True),
        ("o0", False),
        ("2 2 o0 2", False),  # a week to come is taken as not kept, even with a date in it,
        ("2 0 o2 4", False),  # and its people make up nothing
    ],
)
def test_the_open_month_counts_when_it_will_be_kept_whatever_comes(
    read: Read, march: str, counts: bool
) -> None:
    row = read(BEGUN + march).months[1]
    assert (row.state, row.counts) == ("open", counts)


@pytest.mark.parametrize(
    ("february", "counts"), [("o0", False), ("o1", True), ("1 0 go0", True), ("o0 3", False)]
)
def test_the_open_first_month_counts_from_one_person_on(
    read: Read, february: str, counts: bool
) -> None:
    told = read(february)
    assert (told.months[0].state, told.months[0].counts) == ("open", counts)
    assert told.streak.months == told.ladder == int(counts)


def test_a_month_is_over_when_its_last_week_is(drawn: Drawing) -> None:
    network, today = drawn("2 2 2 o2")
    sunday = today + timedelta(days=5)
    assert states(history(network, sunday)) == ["open"]
    assert states(history(network, sunday + timedelta(days=1))) == ["kept", "open"]


def test_the_open_month_lists_its_weeks_to_come(read: Read) -> None:
    row = read("2 o1").months[0]
    assert [week.state for week in row.weeks] == ["met", "some", "quiet", "quiet"]
    assert [week.kept for week in row.weeks] == [True, True, None, None]
    assert [week.open for week in row.weeks] == [False, True, False, False]


# From which month to which.


def test_without_goal_and_outreach_there_are_no_months() -> None:
    told = history(Network.of({}), date(2026, 11, 22))
    assert (told.months, told.strengths) == ((), ())
    assert (told.strength, told.ladder, told.streak.best_weeks) == (0.0, 0, 0)


def test_months_go_from_the_first_goal_to_this_week(read: Read) -> None:
    assert [row.month for row in read("0 0 g0 0 | 0 0 0 0").months] == [
        (2026, 2),
        (2026, 3),
        (2026, 4),
    ]


def test_months_go_back_to_an_outreach_before_the_first_goal(read: Read) -> None:
    assert [row.month for row in read("0 0 1 0 | 0 g0").months] == [(2026, 2), (2026, 3)]
    assert [row.month for row in read("0 0 0 0 | 0 g0").months] == [(2026, 3)]


def test_research_and_their_messages_begin_no_months() -> None:
    day = date(2026, 3, 4)
    interactions = {
        "1": Interaction(id="1", on=day, channel="research"),
        "2": Interaction(id="2", on=day, channel="email", dir="in", people={"7": "reached"}),
    }
    assert history(Network.of({"interactions": interactions}), day).months == ()


def test_without_a_goal_all_months_are_paused_and_nothing_counts() -> None:
    called = Interaction(id="1", on=date(2026, 3, 4), people={"7": "reached"}, channel="call")
    told = history(Network.of({"interactions": {"1": called}}), date(2026, 4, 8))
    assert states(told) == ["paused", "paused"]
    assert [row.counts for row in told.months] == [False, False]
    assert told.months[0].reached_out == told.months[0].reached == 1
    assert (told.streak.months, told.streak.weeks, told.strengths) == (0, 0, ())


def test_a_goal_still_to_come_shows_nothing_yet() -> None:
    network = Network.of({"goals": {"20260706": Goal()}})
    assert history(network, date(2026, 4, 8)).months == ()


def test_the_month_of_this_week_is_the_last_even_when_today_is_in_another() -> None:
    # Thursday 2 April makes the week of Tuesday 31 March one of April's.
    network = Network.of({"goals": {"20260302": Goal()}})
    assert history(network, date(2026, 3, 31)).months[-1].month == (2026, 4)


def test_weeks_that_begin_on_sunday_have_months_of_their_own() -> None:
    network = Network.of({"_meta": {"1": Meta(weekday=6)}, "goals": {"20260301": Goal()}})
    told = history(network, date(2026, 3, 31))
    # The fourth day of a week from Sunday is Wednesday: 1 April.
    assert [row.month for row in told.months] == [(2026, 3), (2026, 4)]
    assert told.months[1].weeks[0].start == date(2026, 3, 29)


# What a month counts.


def test_a_month_counts_distinct_people_and_adds_up_attempts() -> None:
    def log(key: str, on: date, *reached: str, waiting: str) -> Interaction:
        people: dict[str, Outcome] = {waiting: "waiting"}
        people.update(dict.fromkeys(reached, "reached"))
        return Interaction(id=key, on=on, people=people, channel="call")

    first, second = date(2026, 2, 3), date(2026, 2, 17)
    interactions = {
        "1": log("1", first, "ana", waiting="tom"),
        "2": log("2", second, "ana", "lee", waiting="tom"),
    }
    row = history(Network.of({"interactions": interactions}), second).months[0]
    assert (row.reached_out, row.attempts, row.reached) == (3, 5, 2)


def test_paused_weeks_are_never_left_out_of_the_counts(read: Read) -> None:
    row = read(BEGUN + "p1 p1 2 2").months[1]
    assert (row.reached_out, row.attempts, row.reached) == (6, 6, 6)


def test_a_log_works_out_only_the_months_it_touches(drawn: Drawing) -> None:
    network, today = drawn("2 2 2 2 | 2 2 2 2 | 2 2 2 2 2 | o2")
    added = Interaction(id="new", on=date(2026, 3, 4), people={"7": "reached"}, channel="call")
    before = history(network, today).months
    after = history(network.after([("interactions", "new", added)]), today).months
    assert after[0] is before[0]
    assert after[1].attempts == before[1].attempts + 1
    assert after[2] is before[2]


# Months in a row.


@pytest.mark.parametrize(
    ("picture", "months", "best"),
    [
        ("2 2 2 2 | 2 2 2 2 | 2 2 2 2 2", 3, 3),
        ("2 2 2 2 | p0 p0 p0 p0 | 2 2 2 2 2", 2, 2),
        ("2 2 2 2 | 0 0 0 0 | 2 2 2 2 2", 1, 1),
        ("2 2 2 2 | 2 2 2 2 | 0 0 0 0 0", 0, 2),
        ("2 2 2 2 | 2 2 2 2 | p0 p0 p0 p0 p0", 2, 2),
        ("0 0 0 0 | p0 p0 p0 p0 | 2 2 2 2 2", 1, 1),
        ("2 2 2 2 | 2 2 2 2 | 2 2 2 2 o0", 3, 3),
        ("2 2 2 2 | 2 2 2 2 | o2", 2, 2),
        ("2 2 2 2 | 0 0 0 0 | 2 2 2 o2", 1, 1),
        ("2 2 2 2 | 0 0 0 0 | 0 0 0 0 o0", 0, 1),
        ("2 2 2 2 | 2 2 2 2 | 0 0 0 0 o0", 2, 2),
        ("2 2 2 2 | 2 2 2 2 | 2 g2 2 2 2", 1, 1),
    ],
)
def test_months_in_a_row(read: Read, picture: str, months: int, best: int) -> None:
    streak = read(picture).streak
    assert (streak.months, streak.best_months) == (months, best)


def test_the_ladder_has_three_steps_and_none_goes_back(read: Read) -> None:
    quiet = " | 0 0 0 0 0 | 0 0 0 0"
    assert read("0 0 0 0").ladder == 0
    assert read("1 0 0 0").ladder == 1
    assert read(BEGUN + "2 2 2 2" + quiet).ladder == 2
    assert read(BEGUN + "2 2 2 2 | 2 2 2 2 2").ladder == 3
    assert read(BEGUN + "2 2 2 2 | 2 2 2 2 2 | 2 2 2 2").ladder == 3


# Weeks in a row.


@pytest.mark.parametrize(
    ("picture", "weeks", "best"),
    [
        ("1 1 1 2", 4, 4),
        ("1 1 1 o0", 3, 3),
        ("1 1 1 o2", 4, 4),
        ("1 1 1 o1", 3, 3),  # the fourth week needs two
        ("2 2 2 2 | p0 2 p2 p1", 6, 6),
        # One week not kept is stepped over in a month that is not quiet,
        ("2 2 2 2 | 2 0 2 2", 7, 7),
        # and so are two when it was made up,
        ("2 2 2 2 | 4 0 0 4", 6, 6),
        # or all in a month that is paused.
        ("2 2 2 2 | p0 p0 p0 0 | 2 2 2 2 2", 9, 9),
        # In a quiet month the first week not kept ends the run.
        ("2 2 2 2 | 0 2 2 0", 0, 4),
        ("2 2 2 2 | 2 2 0 0", 0, 6),
        ("2 2 2 2 | 0 2 0 2", 1, 4),
        ("2 2 2 2 | 0 0 2 2 | 2 2 2 2 2", 7, 7),
        # The first month is not quiet from one person on.
        ("1 0 0 0 | 2 2 2 2", 5, 5),
        ("0 0 0 0 | 2 2 2 2", 4, 4),
        # The open month: one not kept is stepped over, two end the run,
        ("2 2 2 2 | 2 0 o0", 5, 5),
        ("2 2 2 2 | 0 2 o2", 6, 6),
        ("2 2 2 2 | 0 0 o2", 1, 4),
        ("2 2 2 2 | 2 0 0 o0", 0, 5),
        ("2 2 2 2 | 2 0 p0 o0", 5, 5),
        # unless it already counts.
        ("2 2 2 2 | 4 0 0 o4", 6, 6),
        ("1 0 0 o0", 1, 1),
        # Nothing before the first goal counts.
        ("2 2 g2 2", 2, 2),
        ("2 2 2 2 | 2 2 go0", 0, 0),
    ],
)
def test_weeks_in_a_row(read: Read, picture: str, weeks: int, best: int) -> None:
    streak = read(picture).streak
    assert (streak.weeks, streak.best_weeks) == (weeks, best)


# Strength.


def test_the_strength_goes_some_of_the_way_with_each_week_that_is_over(read: Read) -> None:
    told = read("1 1 1 2 | 2 2 2 2")
    assert len(told.strengths) == 8
    assert isclose(told.strength, 1 - 0.82**8)
    assert told.strength == told.strengths[-1]


def test_a_week_done_in_part_moves_the_strength_in_part(read: Read) -> None:
    assert isclose(read(BEGUN + "1").strength, 0.82 * (1 - 0.82**4) + 0.18 * 0.5)


def test_more_than_needed_is_as_good_as_needed(read: Read) -> None:
    assert read("9 9 9 9").strengths == read("1 1 1 2").strengths


def test_a_week_not_kept_dents_the_strength_and_resets_nothing(read: Read) -> None:
    before, after = read("2 2 2 2 | 2"), read("2 2 2 2 | 2 0")
    assert isclose(after.strength, before.strength * 0.82)


def test_a_paused_week_moves_the_strength_only_upward(read: Read) -> None:
    steady, quiet = read(BEGUN + "2 2"), read(BEGUN + "2 2 p0")
    assert quiet.strength == steady.strength
    assert read(BEGUN + "2 2 p2").strength == read(BEGUN + "2 2 2").strength
    assert read("0 0 0 0 | p1").strength == pytest.approx(0.09)


def test_the_open_week_does_not_move_the_strength_yet(read: Read) -> None:
    assert read("2 2 2 o0").strengths == read("2 2 2 o2").strengths == read("2 2 2").strengths


def test_weeks_before_the_first_goal_do_not_move_the_strength(read: Read) -> None:
    assert read("2 2 2 g1").strengths == pytest.approx((0.18,))


def test_the_rules_hold_for_a_week_that_begins_on_any_day() -> None:
    for weekday in range(7):
        start = date(2026, 2, 2) + timedelta(days=weekday)
        interactions = {
            str(k): Interaction(
                id=str(k), on=start + WEEK * k, people={"7": "reached"}, channel="call"
            )
            for k in range(12)
        }
        network = Network.of(
            {
                "_meta": {"1": Meta(weekday=weekday)},
                "goals": {start.strftime("%Y%m%d"): Goal(people=1)},
                "interactions": interactions,
            }
        )
        told = history(network, start + WEEK * 11)
        assert (told.streak.weeks, len(told.strengths)) == (12, 11)
