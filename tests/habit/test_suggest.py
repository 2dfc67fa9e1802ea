from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habit.model import (
    Birthday,
    Channel,
    Contact,
    ContactList,
    Direction,
    Goal,
    Interaction,
    Outcome,
    Plan,
    Record,
    Week,
)
from habit.network import Network
from habit.suggest import (
    Suggestion,
    cadence_of,
    due_on,
    is_back,
    last_interaction,
    next_birthday,
    offered,
    who_next,
)

SUNDAY = date(2026, 11, 22)
MONDAY = date(2026, 11, 16)
ONE = Contact("1", "Priya Nair")


def day(ago: int) -> date:
    return SUNDAY - timedelta(days=ago)


def out(ago: int, who: str = "1", channel: Channel = "call", **more: Any) -> Interaction:
    said: Outcome = more.pop("said", "reached")
    return Interaction(f"{who}-{ago}-{channel}", day(ago), {who: said}, "out", channel, **more)


def inbound(ago: int, who: str = "1", channel: Channel = "email") -> Interaction:
    return Interaction(f"{who}-{ago}-in", day(ago), {who: "reached"}, "in", channel)


def network(*records: Record) -> Network:
    tables: dict[str, dict[str, Record]] = {}
    names = {
        Contact: "contacts",
        ContactList: "lists",
        Interaction: "interactions",
        Goal: "goals",
        Plan: "plans",
        Week: "weeks",
    }
    for record in records:
        tables.setdefault(names[type(record)], {})[record.id] = record
    return Network.of(tables)


def next_of(*records: Record, today: date = SUNDAY) -> list[tuple[str, str, str]]:
    them = who_next(network(*records), today)
    return [(one.contact.name, one.reason, one.why) for one in them]


def why(*records: Record, today: date = SUNDAY) -> tuple[str, str] | None:
    """The reason and the words for the one contact there is."""
    them = who_next(network(ONE, *records), today)
    return (them[0].reason, them[0].why) if them else None


# What leaves somebody out


def test_archived_and_snoozed_people_are_left_out() -> None:
    assert next_of(replace(ONE, archived=True)) == []
    assert next_of(replace(ONE, snooze=day(-1))) == []
    assert next_of(replace(ONE, snooze=SUNDAY)) != []


def test_whoever_is_skipped_this_week_comes_back_in_the_next() -> None:
    skipped = Week("20261116", skipped=("1",))
    assert next_of(ONE, skipped) == []
    assert next_of(ONE, skipped, today=day(-1)) != []


def test_whoever_you_reached_out_to_this_week_is_left_out() -> None:
    cadence = replace(ONE, cadence=1)
    assert next_of(cadence, out(6)) == []
    assert next_of(cadence, out(7)) != []


def test_an_outreach_is_given_a_week_to_be_answered() -> None:
    tuesday = day(-2)
    one = replace(ONE, cadence=1)
    assert next_of(one, out(4, channel="email", said="waiting"), today=tuesday) == []
    assert next_of(one, out(5, channel="email", said="waiting"), today=tuesday) != []
    assert next_of(one, out(4, channel="email", said="no_reply"), today=tuesday) != []
    assert next_of(one, out(4), today=tuesday) != []


def test_a_birthday_today_and_a_plan_that_is_due_show_all_the_same() -> None:
    born = replace(ONE, birthday=Birthday(None, 11, 22))
    assert [reason for _, reason, _ in next_of(born, out(3))] == ["birthday"]
    soon = replace(ONE, birthday=Birthday(None, 11, 23))
    assert next_of(soon, out(3)) == []
    promise = Plan("9", "1", SUNDAY, kind="promise", made=day(2))
    assert [reason for _, reason, _ in next_of(ONE, out(3), promise)] == ["plan"]
    assert next_of(ONE, out(3), replace(promise, due=day(-1))) == []


def test_after_the_birthday_call_there_is_nothing_left_to_say() -> None:
    assert next_of(replace(ONE, birthday=Birthday(None, 11, 22)), out(0)) == []


# The reasons


def test_overdue_says_how_long_it_was_and_how_often_you_wanted() -> None:
    coffee = replace(out(0, channel="coffee"), on=date(2025, 9, 14))
    one = replace(ONE, cadence=90)
    told = [("Priya Nair", "overdue", "14 months since coffee, you wanted 3")]
    assert next_of(one, coffee) == told


@pytest.mark.parametrize(
    ("cadence", "ago", "words"),
    [
        (90, 90, "3 months since call, you wanted 3"),
        (7, 9, "9 days since call, you wanted 1 week"),
        (21, 30, "4 weeks since call, you wanted 3"),
        (60, 2000, "5 years since call, you wanted 2 months"),
    ],
)
def test_the_unit_is_said_once_where_it_is_the_same(cadence: int, ago: int, words: str) -> None:
    assert next_of(replace(ONE, cadence=cadence), out(ago)) == [("Priya Nair", "overdue", words)]


def test_one_is_overdue_from_the_day_on_which_the_cadence_has_run_out() -> None:
    one = replace(ONE, cadence=30)
    assert next_of(one, out(29)) == []
    assert next_of(one, out(30)) != []
    assert next_of(ONE, out(179)) == []


def test_the_own_cadence_holds_else_the_shortest_of_the_lists() -> None:
    lists = (ContactList("7", "Key", 90), ContactList("8", "Friends", 30), ContactList("9", "All"))
    one = replace(ONE, lists=("7", "8", "9", "gone"))
    assert cadence_of(network(one, *lists), one) == 30
    own = replace(one, cadence=200)
    assert cadence_of(network(own, *lists), own) == 200
    assert cadence_of(network(ONE, *lists), ONE) is None
    assert due_on(network(one, out(10), *lists), one) == day(-20)
    assert due_on(network(one, *lists), one) is None


def test_a_cadence_out_of_a_hand_edited_file_does_no_harm() -> None:
    assert next_of(replace(ONE, cadence=0), out(10)) != []
    assert due_on(network(ONE, out(1)), replace(ONE, cadence=10**9)) == date.max


def test_whoever_wrote_within_thirty_days_waits_for_an_answer() -> None:
    assert why(inbound(5)) == ("reply", "wrote 5 days ago, waits for your answer")
    assert why(inbound(30, channel="voicemail")) == (
        "reply",
        "called 4 weeks ago, waits for your answer",
    )
    assert why(inbound(31), out(40)) is None
    assert why(inbound(15), out(15)) is None
    assert why(inbound(15), out(10)) is None
    assert why(inbound(10), out(15)) is not None


@pytest.mark.parametrize(
    ("birthday", "words"),
    [
        (Birthday(1985, 11, 22), "birthday today"),
        (Birthday(None, 11, 23), "birthday tomorrow"),
        (Birthday(None, 11, 26), "birthday on Thursday"),
        (Birthday(None, 11, 29), "birthday next Sunday"),
    ],
)
def test_a_birthday_within_seven_days_is_a_reason(birthday: Birthday, words: str) -> None:
    one = replace(ONE, birthday=birthday)
    assert next_of(one) == [("Priya Nair", "birthday", words)]


def test_a_birthday_in_eight_days_is_none_yet() -> None:
    one = replace(ONE, birthday=Birthday(None, 11, 30))
    assert [reason for _, reason, _ in next_of(one)] == ["never"]


def test_somebody_born_on_29_february_celebrates_on_the_28th_in_common_years() -> None:
    leap = replace(ONE, birthday=Birthday(2000, 2, 29))
    assert next_birthday(leap, date(2027, 1, 1)) == date(2027, 2, 28)
    assert next_birthday(leap, date(2027, 3, 1)) == date(2028, 2, 29)
    assert next_birthday(leap, date(2028, 2, 29)) == date(2028, 2, 29)


def test_half_a_birthday_or_one_that_no_calendar_has_is_no_day() -> None:
    for birthday in (None, Birthday(1985), Birthday(None, 3), Birthday(None, 13, 1)):
        assert next_birthday(replace(ONE, birthday=birthday), SUNDAY) is None


@given(st.dates(date(1900, 1, 1), date(2190, 1, 1)), st.dates(date(1900, 1, 1)))
def test_the_next_birthday_is_within_a_year_and_never_past(today: date, born: date) -> None:
    one = replace(ONE, birthday=Birthday(None, born.month, born.day))
    found = next_birthday(one, today)
    assert found is not None
    assert 0 <= (found - today).days <= 366


def test_silent_and_dormant_people_are_welcome_reasons() -> None:
    assert why(out(180, channel="email")) == ("silent", "5 months since email")
    assert why(out(1100, channel="text")) == ("dormant", "3 years since text, a nice surprise")
    assert why(inbound(200)) == ("silent", "6 months since they wrote")
    three_years = replace(out(0), on=date(2023, 11, 22))
    assert why(three_years) == ("dormant", "3 years since call, a nice surprise")
    a_day_less = replace(three_years, on=date(2023, 11, 23))
    assert why(a_day_less) == ("silent", "2 years since call")


def test_whoever_was_never_reached_out_to_says_since_when_you_know_them() -> None:
    made = int(datetime(2026, 11, 8, 12, tzinfo=UTC).timestamp() * 1000)
    told = "never reached out to, added 2 weeks ago"
    assert next_of(replace(ONE, made=made)) == [("Priya Nair", "never", told)]
    assert why() == ("never", "never reached out to yet")


def test_research_about_somebody_is_not_being_in_touch() -> None:
    looked_up = out(2, channel="research")
    assert last_interaction(network(ONE, looked_up), "1") is None
    assert last_interaction(network(ONE, looked_up, out(50)), "1") == out(50)
    assert why(looked_up) == ("never", "never reached out to yet")


# Plans


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        (Plan(kind="promise", text="an introduction"), "you promised an introduction on Friday"),
        (Plan(kind="followup", text="the style guide"), "follow-up on Friday: the style guide"),
        (Plan(kind="person", channel="coffee"), "planned for Friday: coffee"),
        (Plan(kind="event", text="PyCon"), "you met at PyCon, follow-up on Friday"),
        (Plan(kind="next", channel="coffee"), "next: coffee on Friday"),
    ],
)
def test_a_plan_that_is_due_says_what_and_when(plan: Plan, words: str) -> None:
    assert why(replace(plan, id="9", contact="1", due=day(2), made=day(5))) == ("plan", words)


def test_a_plan_is_suggested_when_due_and_a_person_of_the_week_from_its_first_day() -> None:
    on_sunday = Plan("9", "1", SUNDAY, kind="person", made=day(8))
    assert why(on_sunday, today=MONDAY) == ("plan", "planned for Sunday")
    assert why(on_sunday, today=day(7)) == ("never", "never reached out to yet")
    promise = replace(on_sunday, kind="promise")
    assert why(promise, today=day(1)) == ("never", "never reached out to yet")
    assert why(promise) == ("plan", "you promised something today")


def test_a_plan_is_done_by_an_outreach_since_it_was_made_or_by_hand_or_dropped() -> None:
    plan = Plan("9", "1", day(10), kind="promise", made=day(20))
    assert why(plan, out(21)) is not None
    assert why(plan, out(20)) is None
    assert why(plan, inbound(25)) is not None
    assert why(replace(plan, made=None), out(11)) is not None
    assert why(replace(plan, made=None), out(10)) is None
    assert why(out(50), replace(plan, done="5")) is None
    assert why(out(50), replace(plan, dropped=True)) is None


# Order


def test_reasons_come_in_their_order_and_each_contact_once() -> None:
    people = [replace(ONE, id=str(i), name=f"{9 - i}") for i in range(9)]
    people[0] = replace(people[0], birthday=Birthday(None, 11, 24))
    people[1] = replace(people[1], cadence=10)
    records: list[Record] = [
        *people,
        out(20, "1"),
        out(1200, "2"),
        out(190, "3"),
        Plan("a", "5", SUNDAY),
        Plan("b", "6", SUNDAY, kind="promise"),
        inbound(3, "7"),
        inbound(9, "8"),
    ]
    order = [(name, reason) for name, reason, _ in next_of(*records)]
    assert order == [
        ("3", "plan"),
        ("4", "plan"),
        ("1", "reply"),
        ("2", "reply"),
        ("9", "birthday"),
        ("8", "overdue"),
        ("7", "dormant"),
        ("6", "silent"),
        ("5", "never"),
    ]


def test_the_most_overdue_by_their_own_measure_come_first() -> None:
    monthly = Contact("1", "B", cadence=30)
    yearly = Contact("2", "A", cadence=365)
    assert [name for name, _, _ in next_of(monthly, yearly, out(90), out(730, "2"))] == ["B", "A"]


def test_the_longest_silent_and_the_oldest_added_come_first_then_the_name_decides() -> None:
    people = (Contact("1", "C"), Contact("2", "b"), Contact("3", "A"), Contact("4", "Á", made=5))
    silent = next_of(*people, out(200, "1"), out(300, "2"), out(200, "3"))
    assert [name for name, _, _ in silent] == ["b", "A", "C", "Á"]
    added = [replace(one, made=9 - int(one.id)) for one in people]
    assert [name for name, _, _ in next_of(*added)] == ["Á", "A", "b", "C"]


# How many


def test_one_more_than_the_stretch_still_needs_is_offered_and_at_least_three() -> None:
    goal = Goal("20261116", 2, 3)
    assert offered(network(ONE), SUNDAY) == 3
    assert offered(network(ONE, goal), SUNDAY) == 4
    assert offered(network(ONE, goal, out(0)), SUNDAY) == 3
    assert offered(network(ONE, replace(goal, people=5, stretch=8), out(0)), SUNDAY) == 8


def test_after_fourteen_days_away_one_person_is_offered_and_welcomed_back() -> None:
    assert is_back(network(ONE, out(14)), SUNDAY)
    assert offered(network(ONE, out(14)), SUNDAY) == 1
    assert not is_back(network(ONE, out(13)), SUNDAY)
    assert not is_back(network(ONE, out(14), inbound(3)), SUNDAY)
    assert not is_back(network(ONE), SUNDAY)


def test_a_day_to_come_in_a_hand_edited_file_does_not_hide_that_one_was_away() -> None:
    assert is_back(network(ONE, out(20), out(-1), out(-30)), SUNDAY)
    assert is_back(network(ONE, out(20), out(-1)), day(1))


# Balance


def balance(seen: Iterable[Record], others: Iterable[Contact]) -> list[tuple[int, str, str]]:
    """Where the lifted ones stand among seven others."""
    crowd = [Contact(f"9{i}", f"Other {i}", made=i + 1) for i in range(7)]
    them = who_next(network(*seen, *others, *crowd), SUNDAY)
    return [
        (place, one.contact.name, one.why)
        for place, one in enumerate(them)
        if one.reason == "balance"
    ]


def outreach(*channels: Channel, days: Iterable[int] = (2, 12, 30, 50)) -> list[Record]:
    return [out(ago, channel=channel) for ago in days for channel in channels]


INSIDE = Contact("1", "Inside", side="inside", rank="peer")
MIXED: list[Record] = [INSIDE, *outreach("call", "email")]
OUTSIDE = Contact("2", "Outside", side="outside", made=99)


def test_after_eight_weeks_on_one_side_somebody_of_the_other_is_lifted_in() -> None:
    assert balance(MIXED, [OUTSIDE]) == [(2, "Outside", "someone outside, after 8 weeks inside")]
    above = Contact("3", "Above", rank="above", made=99)
    assert balance(MIXED, [above]) == [(2, "Above", "someone above, after 8 weeks of peers")]


def test_nobody_is_lifted_where_both_sides_were_seen_or_none_is_known() -> None:
    seen: list[Record] = [replace(OUTSIDE, id="4"), out(50, "4")]
    assert balance([*MIXED, *seen], [OUTSIDE]) == []
    unknown = replace(INSIDE, side=None, rank="below")
    assert balance([unknown, *outreach("call", "email")], [OUTSIDE]) == []


def test_what_was_more_than_eight_weeks_ago_says_nothing_of_balance() -> None:
    seen: list[Record] = [replace(OUTSIDE, id="4"), out(56, "4")]
    assert balance([*MIXED, *seen], [OUTSIDE]) != []


def test_two_weeks_on_one_side_are_no_habit_yet() -> None:
    assert balance([INSIDE, *outreach("call", "email", days=(2, 12))], [OUTSIDE]) == []


def test_nobody_is_lifted_where_the_other_side_is_offered_anyway() -> None:
    assert balance(MIXED, [replace(OUTSIDE, made=0)]) == []


def test_after_eight_weeks_of_writing_a_call_is_lifted_in_and_the_other_way_round() -> None:
    told = "a call, after 8 weeks of writing"
    assert balance([ONE, *outreach("email", "text")], []) == [(2, "Other 3", told)]
    told = "a line, after 8 weeks of talking"
    reachable = Contact("5", "Reachable", emails=("one@example.com",), made=99)
    assert balance([ONE, *outreach("call")], [reachable]) == [(2, "Reachable", told)]


def test_a_promise_is_not_hidden_behind_balance() -> None:
    others = [Contact(str(i), f"Due {i}") for i in range(20, 24)]
    due: list[Record] = [Plan(one.id, one.id, SUNDAY, kind="promise") for one in others]
    them = who_next(network(ONE, *outreach("call"), *others, *due), SUNDAY)
    assert [one.reason for one in them] == ["plan"] * 4


def test_whoever_comes_back_is_shown_the_best_reason_not_balance() -> None:
    assert balance([ONE, *outreach("call", days=(15, 22, 30))], []) == []


# What holds for every network

ids = st.sampled_from(["1", "2", "3", "4"])
channels: st.SearchStrategy[Channel] = st.sampled_from(["call", "email", "coffee", "research"])
directions: st.SearchStrategy[Direction] = st.sampled_from(["out", "in"])
near = st.integers(-3, 60) | st.integers(0, 1500)
contacts = st.builds(
    Contact,
    id=ids,
    name=st.sampled_from(["Ana", "ana", "Bo", ""]),
    lists=st.sampled_from([(), ("7",)]),
    birthday=st.none() | st.just(Birthday(None, 11, 22)) | st.just(Birthday(None, 11, 25)),
    cadence=st.none() | st.integers(1, 100),
    snooze=st.none() | st.builds(day, st.integers(-2, 2)),
    archived=st.booleans(),
    made=st.integers(0, 2),
)
interactions = st.builds(
    Interaction,
    id=st.integers(0, 30).map(str),
    on=st.builds(day, near),
    people=st.dictionaries(ids, st.sampled_from(["waiting", "reached", "no_reply"]), max_size=2),
    dir=directions,
    channel=channels,
)
plans = st.builds(
    Plan,
    id=ids,
    contact=ids,
    due=st.builds(day, st.integers(-9, 9)),
    kind=st.sampled_from(["person", "followup", "promise", "event", "next"]),
    dropped=st.booleans(),
    made=st.none() | st.builds(day, st.integers(0, 20)),
)
lists = st.builds(ContactList, id=st.just("7"), cadence=st.none() | st.integers(1, 90))
tables = {Contact: "contacts", Interaction: "interactions", Plan: "plans", ContactList: "lists"}
records = st.lists(contacts | interactions | plans | lists, max_size=12)


def after(before: Network, new: Iterable[Any]) -> Network:
    return before.after([(tables[type(one)], one.id, one) for one in new])


@settings(deadline=None)
@given(st.lists(records, max_size=4))
def test_after_any_commits_the_suggestions_are_those_of_the_whole_file(
    commits: list[list[Any]],
) -> None:
    kept = Network.of({})
    for commit in commits:
        kept = after(kept, commit)
        assert who_next(kept, SUNDAY) == who_next(Network.of(kept.tables), SUNDAY)
    assert who_next(kept, day(-1)) == who_next(Network.of(kept.tables), day(-1))


@settings(deadline=None)
@given(records, ids)
def test_whoever_is_logged_today_is_not_suggested_again_this_week(new: list[Any], who: str) -> None:
    new = [one for one in new if not isinstance(one, Plan) and not hasattr(one, "birthday")]
    people = [Contact(key, key, cadence=1) for key in ("1", "2", "3", "4")]
    before = after(Network.of({}), [*people, *new])
    who_next(before, MONDAY)
    logged = Interaction("new", MONDAY, {who: "waiting"}, "out", "email")
    now = after(before, [logged])
    for later in range(7):
        suggested = {one.contact.id for one in who_next(now, MONDAY + timedelta(days=later))}
        assert who not in suggested


@settings(deadline=None)
@given(records)
def test_everybody_is_suggested_at_most_once_and_never_when_archived(new: list[Any]) -> None:
    them: list[Suggestion] = who_next(after(Network.of({}), new), SUNDAY)
    keys = [one.contact.id for one in them]
    assert len(keys) == len(set(keys))
    assert not any(one.contact.archived for one in them)
    assert all(one.why for one in them)


@settings(deadline=None)
@given(records)
def test_a_plan_that_is_not_done_is_suggested_when_it_is_due(new: list[Any]) -> None:
    one = replace(ONE, id="new", name="New")
    plan = Plan("new", "new", SUNDAY, kind="promise", made=SUNDAY)
    them = who_next(after(Network.of({}), [*new, one, plan]), SUNDAY)
    assert ("new", "plan") in [(each.contact.id, each.reason) for each in them]
