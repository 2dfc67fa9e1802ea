from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habit.changes import Hand, log
from habit.errors import RefusedError
from habit.model import Change, Contact, Goal, Interaction, Plan, PlanKind, Record
from habit.network import Network
from habit.plans import (
    Planned,
    add_plan,
    carry_over,
    drop_plan,
    edit_plan,
    finish_plan,
    left_over,
    most_people,
    next_step,
    open_plans,
    parse_how,
    parse_step,
    parse_what,
    people_of_week,
    plan_person,
    plans_with,
    swap_person,
    what_text,
    when_due,
)
from habit.suggest import who_next

SUNDAY = date(2026, 11, 22)
"""The last day of its week."""
MONDAY, FRIDAY = date(2026, 11, 16), date(2026, 11, 27)
NAMES = {"1": "Priya Nair", "2": "Tom Okafor", "3": "Ana Silva", "4": "Lee Wong", "5": "Zoe"}
GOAL = Goal("20261116", 2, 3)
kinds: st.SearchStrategy[PlanKind] = st.sampled_from(
    ["person", "followup", "promise", "event", "next"]
)


def day(ahead: int) -> date:
    return SUNDAY + timedelta(days=ahead)


def hand(today: date = SUNDAY, now: int = 100) -> Hand:
    ids = count(1000 + now)
    return Hand(today, now, lambda: str(next(ids)))


def network(*plans: Plan, goals: Iterable[Goal] = (GOAL,)) -> Network:
    tables: dict[str, dict[str, Record]] = {
        "contacts": {key: Contact(key, name) for key, name in NAMES.items()},
        "plans": {plan.id: plan for plan in plans},
        "goals": {goal.id: goal for goal in goals},
    }
    return Network.of(tables)


def names(them: Iterable[Planned]) -> list[str]:
    return [one.contact.name for one in them]


def only(change: Change) -> Plan:
    (edit,) = change.edits
    assert isinstance(edit.after, Plan)
    return edit.after


def follow_up(base: Network, contact: str = "1", due: date = FRIDAY, **said: Any) -> Change:
    return add_plan(base, hand(), contact, due, **said)


# What is open


def test_open_plans_come_soonest_first_then_by_name() -> None:
    base = network(
        Plan("a", "1", day(5), kind="followup"),
        Plan("b", "2", day(1), kind="next"),
        Plan("c", "3", day(1), kind="promise"),
        Plan("d", "4", day(-4), kind="promise"),
    )
    expected = ["Lee Wong", "Ana Silva", "Tom Okafor", "Priya Nair"]
    assert names(open_plans(base, SUNDAY)) == expected


def test_what_is_done_or_dropped_or_of_archived_people_is_not_open() -> None:
    base = network(
        Plan("a", "1", FRIDAY, kind="promise", done="2026-11-21"),
        Plan("b", "2", FRIDAY, kind="promise", dropped=True),
        Plan("c", "3", FRIDAY, kind="promise"),
        Plan("d", "9", FRIDAY, kind="promise"),
    )
    away = replace(base.contacts["3"], archived=True)
    assert names(open_plans(base, SUNDAY)) == ["Ana Silva"]
    assert open_plans(base.after([("contacts", "3", away)]), SUNDAY) == []


def test_a_plan_is_due_now_this_week_or_later() -> None:
    base = network()
    when = [
        when_due(Plan(due=on), base, MONDAY) for on in (day(-9), MONDAY, day(-5), SUNDAY, day(1))
    ]
    assert when == ["now", "now", "week", "week", "later"]


def test_plans_stand_their_ground_at_the_ends_of_the_calendar() -> None:
    last = date.max
    base = network(Plan("a", "1", last, made=last), Plan("b", "2", date.min, made=date.min))
    assert names(people_of_week(base, last - timedelta(days=last.weekday()))) == ["Priya Nair"]
    assert [when_due(one.plan, base, last) for one in open_plans(base, last)] == ["now"]
    assert "plan" in [one.reason for one in who_next(base, last)]


def test_the_outreach_after_it_was_made_does_a_plan_and_the_one_before_does_not() -> None:
    before = network()
    called = before.having(log(before, hand(now=50), ["1"], "call"))
    planned = called.having(follow_up(called, text="send the talk"))
    assert names(plans_with(planned, "1")) == ["Priya Nair"]
    sent = planned.having(log(planned, hand(now=200), ["1"], "email"))
    assert plans_with(sent, "1") == []


def test_the_interaction_that_it_is_set_up_with_does_not_do_the_next_step() -> None:
    base = network()
    logged = base.having(log(base, hand(), ["1"], "call"))
    after = logged.having(next_step(logged, hand(), ["1"], "coffee on the 3rd"))
    (one,) = plans_with(after, "1")
    assert (one.plan.kind, one.plan.channel, one.plan.due) == ("next", "coffee", date(2026, 12, 3))
    assert "next: coffee today" in [each.why for each in who_next(after, date(2026, 12, 3))]


# Changes


def test_a_plan_says_who_what_and_when() -> None:
    change = follow_up(network(), text=" send  the talk ")
    assert change.what == "Priya Nair, send the talk, Friday"
    plan = only(change)
    assert (plan.text, plan.made, plan.at, plan.kind) == ("send the talk", SUNDAY, 100, "followup")


def test_a_plan_without_words_is_a_follow_up_by_its_channel() -> None:
    assert follow_up(network(), due=day(1)).what == "Priya Nair, follow-up, tomorrow"
    assert follow_up(network(), channel="call").what == "Priya Nair, call, Friday"
    assert (
        what_text(Plan(text="maps", how="by phone, after lunch")) == "maps, by phone, after lunch"
    )
    assert what_text(Plan(text="call about maps", channel="call")) == "call about maps"


@pytest.mark.parametrize(
    ("contact", "due", "words"),
    [
        ("9", FRIDAY, "not among your people"),
        ("1", day(-1), "yesterday has gone by"),
        ("1", day(5000), "too far away"),
    ],
)
def test_a_plan_with_nobody_or_for_a_senseless_day_is_refused(
    contact: str, due: date, words: str
) -> None:
    with pytest.raises(RefusedError, match=words):
        follow_up(network(), contact, due)


def test_a_plan_is_moved_and_reworded_and_a_day_that_stays_may_have_gone_by() -> None:
    base = network(Plan("a", "1", day(-3), kind="promise", text="an intro"))
    moved = edit_plan(base, hand(), "a", due=FRIDAY)
    assert moved.what == "Priya Nair, promised an intro, Friday, moved"
    change = edit_plan(base, hand(), "a", text="an introduction to Lee", due=day(-3))
    assert only(change).text == "an introduction to Lee"
    assert edit_plan(base, hand(), "a", text="an intro").edits == ()
    with pytest.raises(RefusedError, match="gone by"):
        edit_plan(base, hand(), "a", due=day(-2))
    with pytest.raises(RefusedError, match="not there any more"):
        edit_plan(base, hand(), "b", text="x")


def test_a_plan_is_done_by_hand_on_a_day_or_dropped_and_open_no_more() -> None:
    base = network(Plan("a", "1", FRIDAY, kind="promise", text="an intro"))
    done, dropped = finish_plan(base, hand(), "a"), drop_plan(base, hand(), "a")
    assert only(done).done == "2026-11-22"
    assert (done.what, dropped.what) == (
        "Priya Nair, promised an intro, Friday, done",
        "Priya Nair, promised an intro, Friday, dropped",
    )
    for change in (done, dropped):
        assert open_plans(base.having(change), SUNDAY) == []


def test_a_next_step_is_set_up_with_each_of_several_people() -> None:
    change = next_step(network(), hand(), ["1", "2"], "lunch tomorrow")
    after = network().having(change)
    assert change.what == "lunch, tomorrow"
    assert names(open_plans(after, SUNDAY)) == ["Priya Nair", "Tom Okafor"]
    with pytest.raises(RefusedError, match="somebody"):
        next_step(network(), hand(), [], "lunch")
    with pytest.raises(RefusedError, match="empty"):
        next_step(network(), hand(), ["1"], " ")


# The people of a week


def test_a_week_has_room_for_the_stretch_and_one_more() -> None:
    base = network()
    assert most_people(base, day(1)) == 4
    for key in ("1", "2", "3", "4"):
        base = base.having(plan_person(base, hand(now=int(key)), key, FRIDAY))
    assert names(people_of_week(base, day(1))) == [
        "Ana Silva",
        "Lee Wong",
        "Priya Nair",
        "Tom Okafor",
    ]
    with pytest.raises(RefusedError, match="4 people are planned"):
        plan_person(base, hand(), "5", day(3))
    plan_person(base, hand(), "5", day(9))


def test_whoever_is_planned_already_only_gets_another_day_and_way() -> None:
    base = network()
    base = base.having(plan_person(base, hand(), "1", FRIDAY))
    again = plan_person(base, hand(), "1", day(2), channel="call", how="by phone, after lunch")
    base = base.having(again)
    assert again.what == "Priya Nair, by phone, after lunch, Tuesday, moved"
    assert [one.plan.due for one in people_of_week(base, day(1))] == [day(2)]


def test_a_planned_person_is_swapped_on_the_same_day() -> None:
    base = network()
    base = base.having(plan_person(base, hand(), "1", FRIDAY))
    base = base.having(plan_person(base, hand(now=7), "2", FRIDAY))
    (key, *_) = (one.plan.id for one in people_of_week(base, day(1)))
    change = swap_person(base, hand(), key, "3")
    assert names(people_of_week(base.having(change), day(1))) == ["Ana Silva", "Tom Okafor"]
    with pytest.raises(RefusedError, match="Tom Okafor is planned"):
        swap_person(base, hand(), key, "2")


def test_a_person_who_was_done_stays_in_the_weeks_plan_with_a_mark() -> None:
    base = network()
    base = base.having(plan_person(base, hand(), "1", FRIDAY))
    base = base.having(log(base, hand(FRIDAY, 200), ["1"], "call"))
    (one,) = people_of_week(base, day(1))
    assert one.done


def test_whoever_was_left_over_is_owed_nothing_and_can_be_carried_over() -> None:
    base = network(Plan("a", "1", day(-4), made=day(-9)), Plan("b", "2", day(-6), made=day(-9)))
    today = day(3)  # Wednesday of the next week
    assert open_plans(base, today) == []
    assert "plan" not in [one.reason for one in who_next(base, today)]
    assert names(left_over(base, today)) == ["Tom Okafor", "Priya Nair"]
    change = carry_over(base, hand(today))
    assert change.what == "Tom Okafor and Priya Nair, carried over"
    after = base.having(change)
    due = {one.contact.name: one.plan.due for one in people_of_week(after, day(1))}
    assert due == {"Priya Nair": day(3), "Tom Okafor": day(7)}
    assert left_over(after, today) == []


def test_only_as_many_are_carried_over_as_the_week_has_room_for() -> None:
    base = network(*(Plan(f"a{key}", key, SUNDAY, made=MONDAY) for key in NAMES))
    assert len(left_over(base, day(1))) == 5
    change = carry_over(base, hand(day(1)))
    assert change.what.endswith(" and 3 more, carried over")
    assert len(people_of_week(base.having(change), day(1))) == 4


# Words


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("coffee", ("coffee", None)),
        ("coffee at 9, Café Lumen", ("coffee", "coffee at 9, Café Lumen")),
        ("by phone, after lunch", ("call", "by phone, after lunch")),
        ("at the gym", (None, "at the gym")),
        ("", (None, None)),
    ],
)
def test_how_names_a_channel_and_keeps_its_words(text: str, read: tuple[Any, Any]) -> None:
    assert parse_how(text) == read


def test_what_was_promised_is_a_promise() -> None:
    assert parse_what("promised an introduction") == ("promise", "an introduction")
    assert parse_what("Promise: the link") == ("promise", "the link")
    assert parse_what("send the talk") == ("followup", "send the talk")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("coffee on the 3rd", ("coffee", date(2026, 12, 3))),
        ("send the talk friday", ("send the talk", FRIDAY)),
        ("call in two weeks", ("call", day(14))),
        ("tomorrow", ("", day(1))),
        ("send the talk", ("send the talk", day(7))),
        ("talk about march", ("talk about march", day(7))),
    ],
)
def test_a_next_step_is_one_line_with_the_day_at_its_end(text: str, read: tuple[str, date]) -> None:
    assert parse_step(text, SUNDAY) == read


# What holds for every network

plans = st.builds(
    Plan,
    id=st.uuids().map(lambda one: str(one.int)),
    contact=st.sampled_from([*NAMES, "9"]),
    due=st.dates(day(-40), day(40)),
    kind=kinds,
    done=st.none() | st.just("2026-11-20"),
    dropped=st.booleans(),
    made=st.none() | st.dates(day(-60), day(0)),
)
outreaches = st.builds(
    lambda who, on, made: Interaction(f"i{made}", on, {who: "reached"}, "out", "call", made=made),
    st.sampled_from([*NAMES]),
    st.dates(day(-60), SUNDAY),
    st.integers(1, 99),
)


@given(st.lists(plans), st.lists(outreaches))
def test_what_is_open_is_offered_when_due_and_only_that(
    them: list[Plan], past: list[Interaction]
) -> None:
    base = network(*them).after([("interactions", one.id, one) for one in past])
    listed = open_plans(base, SUNDAY)
    assert [one.plan.due for one in listed] == sorted(one.plan.due for one in listed)
    due = {one.contact.id for one in listed if one.plan.due <= SUNDAY}
    assert due == {one.contact.id for one in who_next(base, SUNDAY) if one.reason == "plan"}


@given(plans, st.sampled_from([finish_plan, drop_plan]))
def test_a_plan_that_is_closed_is_open_no_more(plan: Plan, close: Any) -> None:
    base = network(plan)
    after = base.having(close(base, hand(), plan.id))
    assert open_plans(after, SUNDAY) == []
    assert close(after, hand(), plan.id).edits == ()


@given(st.lists(plans), st.integers(0, 20))
def test_carrying_over_never_fills_a_week_beyond_its_room(them: list[Plan], ahead: int) -> None:
    base, today = network(*them), day(ahead)
    start = today - timedelta(days=today.weekday())
    before = people_of_week(base, start)
    after = people_of_week(base.having(carry_over(base, hand(today))), start)
    assert len(after) <= max(len(before), most_people(base, start))
    assert {one.plan.id for one in before} <= {one.plan.id for one in after}
    assert all(one.plan.due >= today for one in after if one not in before)
