"""The report of a month: examples of each number, and a slow reading that the quick one meets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habit.dates import months_between
from habit.model import Gift, Goal, Interaction, Meta
from habit.months import averages, history
from habit.network import Network
from habit.outcomes import counts_as, is_inbound, is_outreach
from habit.report import Report, report
from habit.weeks import key_of, start_of_week, weeks_of
from tests.habit.test_history_properties import BEGIN, WEEK, Life, channels, directions, lives
from tests.habit.test_history_properties import many as often
from tests.habit.test_history_properties import people as drawn_people

Drawing = Callable[..., tuple[Network, date]]

MARCH = (2026, 3)
TODAY = date(2026, 4, 20)
"""March 2026 is the four weeks from 2 to 29 March."""


def on(day: str, *people: str, key: str = "", **fields: Any) -> Interaction:
    """An interaction of a day of 2026, or of another year; a call that reached unless said."""
    words = {"people": dict.fromkeys(people, "reached"), "channel": "call", **fields}
    when = date.fromisoformat(day if len(day) > 5 else f"2026-{day}")
    return Interaction(id=key or f"{day}{people}{fields}", on=when, **words)


def network_of(*them: Interaction) -> Network:
    goal = Goal(people=2, stretch=3)
    return Network.of(
        {
            "_meta": {"1": Meta()},
            "interactions": {one.id: one for one in them},
            "goals": {key_of(date(2026, 2, 2)): goal},
        }
    )


def told(*them: Interaction, **how: Any) -> Report:
    return report(network_of(*them), MARCH, TODAY, **how)


# Whom.


def test_a_month_counts_people_attempts_and_those_reached() -> None:
    march = told(
        on("03-02", "ana", "bo"),
        on("03-04", "ana"),
        on("03-20", "cy", channel="email", people={"cy": "no_reply"}),
    )
    assert (march.row.reached_out, march.row.attempts, march.row.reached) == (3, 4, 2)
    assert march.rate == pytest.approx(2 / 3)


def test_a_month_without_an_attempt_has_no_rate_and_names_nobody() -> None:
    march = told(on("02-20", "ana"), on("03-04", "ana", dir="in", channel="email"))
    assert march.rate is None
    assert (march.people, march.channels, march.best) == ((), (), None)


@pytest.mark.parametrize(
    ("before", "tie", "woken"),
    [
        ((), "new", False),
        (("02-20",), "active", False),
        (("2025-09-12",), "active", False),
        (("2025-09-11",), "reconnected", False),
        (("2023-03-11",), "reconnected", False),
        (("2023-03-10",), "reconnected", True),
        (("2019-01-01", "2025-12-01"), "active", False),
    ],
)
def test_somebody_is_new_active_or_reconnected_by_the_silence_before(
    before: tuple[str, ...], tie: str, woken: bool
) -> None:
    (ana,) = told(*(on(day, "ana") for day in before), on("03-10", "ana")).people
    assert (ana.tie, ana.woken) == (tie, woken)


def test_one_tie_is_told_for_the_month_however_often_you_spoke_and_whoever_began() -> None:
    march = told(
        on("03-03", "ana", dir="in", channel="email"), on("03-05", "ana"), on("03-25", "ana")
    )
    assert [one.tie for one in march.people] == ["new"]
    assert (march.count("new"), march.count("active"), march.woken) == (1, 0, 0)


def test_research_about_somebody_is_no_interaction_with_them() -> None:
    research = on("02-27", "ana", channel="research", people={"ana": "waiting"})
    (ana,) = told(on("2025-01-05", "ana"), research, on("03-10", "ana")).people
    assert (ana.tie, ana.woken) == ("reconnected", False)


def test_the_dormant_are_among_the_reconnected() -> None:
    march = told(on("2020-01-05", "ana"), on("2025-01-05", "bo"), on("03-10", "ana", "bo"))
    assert (march.count("reconnected"), march.woken) == (2, 1)


def test_whoever_was_only_reached_out_to_in_private_is_marked_so() -> None:
    march = told(
        on("03-10", "ana", private=True), on("03-11", "bo", private=True), on("03-12", "bo")
    )
    assert {one.contact: one.private for one in march.people} == {"ana": True, "bo": False}


# How.


def test_channels_have_attempts_and_people_and_the_best_reached_most() -> None:
    march = told(
        on("03-02", "ana", "bo", channel="email", people={"ana": "waiting", "bo": "waiting"}),
        on("03-03", "cy", channel="email", people={"cy": "waiting"}),
        on("03-04", "ana", dir="in", channel="email"),
        on("03-05", "ana"),
        on("03-06", "ana"),
        on("03-07", "bo", channel="coffee"),
        on("03-08", "cy", channel="coffee"),
    )
    used = [(use.channel, use.attempts, use.reached) for use in march.channels]
    assert used == [("email", 3, 1), ("coffee", 2, 2), ("call", 2, 1)]
    assert march.best == "coffee"


def test_of_channels_that_reached_as_many_the_one_with_fewer_attempts_is_best() -> None:
    march = told(on("03-02", "ana"), on("03-03", "ana"), on("03-04", "bo", channel="video"))
    assert march.best == "video"


def test_no_channel_is_best_when_nobody_was_reached() -> None:
    march = told(on("03-02", "ana", channel="text", people={"ana": "no_reply"}))
    assert [use.channel for use in march.channels] == ["text"]
    assert march.best is None


# What came of it.


def test_what_came_of_it_is_listed_and_counted_by_kind_private_ones_only_counted() -> None:
    lead, news = Gift("lead", "a role at Kitamura Press"), Gift("news", "the move")
    march = told(
        on("03-02", "ana", came=(news,)),
        on("03-03", "bo", came=(lead, news), gave=(Gift("link"),), asked=(Gift("favor"),)),
        on("03-04", "cy", came=(news,), private=True, gave=(Gift("help"),)),
    )
    assert [one.gift for one in march.came] == [news, lead, news]
    assert march.came_kinds == (("news", 3), ("lead", 1))
    assert (march.gave, march.asked) == (2, 1)


def test_the_best_moments_are_those_that_bore_fruit_then_the_longest_then_the_newest() -> None:
    fruit = on("03-02", "ana", note="knows somebody", came=(Gift("lead"),))
    long = on("03-03", "bo", note="the old team", channel="coffee")
    older, newer = on("03-04", "cy", note="a good talk"), on("03-05", "di", note="laughed a lot")
    march = told(older, newer, long, fruit)
    assert march.moments == (fruit, long, newer)


def test_a_moment_needs_a_note_somebody_reached_and_no_privacy() -> None:
    bare, alone = on("03-02", "ana"), on("03-03", "bo", note="rang out", people={"bo": "no_reply"})
    secret = on("03-04", "cy", note="thinks of leaving", private=True)
    assert told(bare, alone, secret).moments == ()
    assert told(bare, alone, secret, private=True).moments == (secret,)


def test_a_month_has_the_minutes_of_all_that_happened_in_it() -> None:
    march = told(
        on("03-02", "ana", minutes=20),
        on("03-03", channel="research", minutes=40),
        on("03-04", "bo", dir="in", channel="email"),
    )
    assert march.minutes == 70


# Averages.


@pytest.mark.parametrize(
    ("picture", "average"),
    [
        ("2", 2.0),
        ("2 1 3 2", 2.0),
        ("9 2 1 3 | 2", 2.0),
        ("2 2 p0 4", 8 / 3),
        ("2 2 p3 1", 2.0),
        ("p0", 0.0),
    ],
)
def test_the_average_is_of_four_weeks_that_are_over_and_a_week_off_leaves_it(
    drawn: Drawing, picture: str, average: float
) -> None:
    past = history(*drawn(picture))
    assert averages(past.gone_by)[-1] == pytest.approx(average)


@often
@given(lives())
def test_there_is_an_average_for_each_strength_and_none_is_beyond_its_weeks(life: Life) -> None:
    past = history(*life)
    weeks = past.gone_by
    told = averages(weeks)
    assert len(told) == len(past.strengths) == len(weeks)
    for at, average in enumerate(told):
        counts = [len(one.people) for one in weeks[: at + 1] if one.kept is not None][-4:]
        assert average == pytest.approx(sum(counts) / len(counts) if counts else 0)


# The report once more, from all interactions and without a thought for speed.


@st.composite
def long_lives(draw: st.DrawFn) -> Life:
    """A life with people who go back for years, notes, gifts, and what came of it."""
    network, today = draw(lives())
    ages = draw(st.lists(st.sampled_from([20, 90, 179, 180, 181, 400, 1095, 1096, 2000])))
    gifts = st.lists(st.sampled_from([Gift("lead", "x"), Gift("news")]), max_size=2).map(tuple)
    for number, days in enumerate(ages):
        older = BEGIN + timedelta(days=draw(st.integers(0, 60)) - days)
        network = with_one(draw, network, f"old{number}", older, gifts)
    for number in range(draw(st.integers(0, 5))):
        day = BEGIN + timedelta(days=draw(st.integers(-10, 130)))
        network = with_one(draw, network, f"more{number}", day, gifts)
    return network, today


def with_one(draw: st.DrawFn, network: Network, key: str, day: date, gifts: Any) -> Network:
    one = Interaction(
        id=key,
        on=day,
        people=draw(drawn_people),
        dir=draw(directions),
        channel=draw(channels),
        note=draw(st.sampled_from(["", " ", "a good talk"])),
        private=draw(st.booleans()),
        came=draw(gifts),
        gave=draw(gifts),
    )
    return network.after([("interactions", key, one)])


def months_about() -> st.SearchStrategy[tuple[int, int]]:
    return st.integers(-2, 9).map(lambda by: ((2026 * 12 + by) // 12, (2026 * 12 + by) % 12 + 1))


@often
@given(long_lives(), months_about(), st.booleans())
def test_the_quick_report_agrees_with_the_slow_one(
    life: Life, month: tuple[int, int], private: bool
) -> None:
    network, today = life
    said = report(network, month, today, private=private)
    starts = weeks_of(month, 0)
    every = sorted(network.interactions.values(), key=lambda it: (it.on, it.made, it.id))
    inside = [one for one in every if start_of_week(one.on, 0) in starts]
    outreach = [one for one in inside if is_outreach(one)]
    got = {
        (one.id, who)
        for one in inside
        for who in one.people
        if (is_outreach(one) or is_inbound(one))
        and counts_as(network, one, who, today) == "reached"
    }
    tried = {who for one in outreach for who in one.people}
    reached = {who for one in outreach for who in one.people if (one.id, who) in got}
    assert {one.contact for one in said.people} == tried
    assert (said.row.reached_out, said.row.reached) == (len(tried), len(reached))
    assert said.row.attempts == sum(len(one.people) for one in outreach)
    assert said.rate == (len(reached) / len(tried) if tried else None)
    for person in said.people:
        assert (person.tie, person.woken) == slow_tie(every, person.contact, starts[0])
    assert sum(use.attempts for use in said.channels) == said.row.attempts
    for use in said.channels:
        mine = [one for one in outreach if one.channel == use.channel]
        assert use.attempts == sum(len(one.people) for one in mine)
        assert use.reached == len({who for it in mine for who in it.people if (it.id, who) in got})
    assert said.best == slow_best(said)
    shown = [one for one in inside if private or not one.private]
    assert [(one.of, one.gift) for one in said.came] == [(it, g) for it in shown for g in it.came]
    assert sum(count for _, count in said.came_kinds) == sum(len(one.came) for one in inside)
    assert said.gave == sum(len(one.gave) for one in inside)
    moments = [
        one for one in shown if one.note.strip() and any((one.id, who) in got for who in one.people)
    ]
    assert len(said.moments) == min(3, len(moments))
    assert set(map(id, said.moments)) <= set(map(id, moments))


def slow_tie(every: list[Interaction], who: str, first: date) -> tuple[str, bool]:
    talks = [one.on for one in every if who in one.people and one.channel != "research"]
    before = [day for day in talks if day < first]
    if not before:
        return "new", False
    then = min(day for day in talks if day >= first)
    silent = (then - max(before)).days >= 180
    return "reconnected" if silent else "active", silent and months_between(max(before), then) >= 36


def slow_best(said: Report) -> str | None:
    most = max((use.reached for use in said.channels), default=0)
    best = [use for use in said.channels if use.reached == most and most]
    least = min((use.attempts for use in best), default=0)
    return next((use.channel for use in best if use.attempts == least), None)


@often
@given(long_lives(), months_about())
def test_a_report_agrees_with_the_history_and_splits_its_people(
    life: Life, month: tuple[int, int]
) -> None:
    network, today = life
    said = report(network, month, today)
    for row in history(network, today).months:
        if row.month == month:
            assert said.row == row
    ties = said.count("new") + said.count("active") + said.count("reconnected")
    assert ties == len(said.people) == said.row.reached_out
    assert said.woken <= said.count("reconnected")
    assert (said.rate is None) == (said.row.attempts == 0)


@often
@given(long_lives(), months_about())
def test_a_report_is_the_same_after_commits_as_from_the_file(
    life: Life, month: tuple[int, int]
) -> None:
    network, today = life
    report(network, month, today)
    later = network.after([("interactions", "x", on("03-04", "a", key="x"))])
    assert report(later, month, today) == report(Network.of(later.tables), month, today)


def test_a_report_reads_its_weeks_and_the_histories_of_its_people_alone() -> None:
    class Closed(dict[Any, Any]):
        """Nobody may go through all of it."""

        def __iter__(self) -> Any:
            raise AssertionError("a pass over everything")

        items = values = keys = __iter__

    network = network_of(on("2024-03-04", "ana"), on("03-04", "ana"), on("03-05", "bo"))
    tables = {**network.tables, "interactions": Closed(network.interactions)}
    closed = replace(network, tables=tables, of_week=Closed(network.of_week))
    vars(closed)["of_contact"] = Closed(network.of_contact)
    assert report(closed, MARCH, TODAY) == report(network, MARCH, TODAY)


def test_weeks_before_and_after_the_month_are_no_part_of_it() -> None:
    march = told(on("03-01", "ana"), on("03-30", "bo"), on("03-29", "cy"))
    assert [one.contact for one in march.people] == ["cy"]
    assert march.row.weeks[-1].start + WEEK == date(2026, 3, 30)
