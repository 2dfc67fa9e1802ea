"""The review: which week, whether it is offered, where it stands, what it says."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habit import plans, review
from habit.changes import Hand, pause
from habit.model import Contact, Goal, Interaction, Meta, Week
from habit.network import Network
from habit.review import Weeks

MONDAY = date(2026, 11, 16)
SUNDAY = MONDAY + timedelta(days=6)


def network_of(**tables: Any) -> Network:
    goals = {"20261005": Goal("20261005", 2, 3)}
    return Network.of({"_meta": {"1": Meta()}, "goals": goals, **tables})


def reviewed(start: str, **said: Any) -> dict[str, Week]:
    return {start: Week(start, review=said)}


@pytest.mark.parametrize(
    ("today", "back"),
    [
        (MONDAY, MONDAY - timedelta(days=7)),
        (MONDAY + timedelta(days=2), MONDAY - timedelta(days=7)),
        (MONDAY + timedelta(days=3), MONDAY),
        (SUNDAY, MONDAY),
    ],
)
def test_in_the_first_three_days_it_is_about_last_week(today: date, back: date) -> None:
    weeks = review.weeks_now(network_of(), today)
    assert weeks == Weeks(back, back + timedelta(days=7))


def test_answers_are_kept_and_what_others_wrote_there_stays() -> None:
    network = network_of(weeks=reviewed("20261116", mood="fine"))
    kept = network.having(review.keep(network, MONDAY, step=3, went_well=" coffee\x1b with Tom "))
    assert kept.weeks["20261116"].review == {
        "mood": "fine",
        "step": 3,
        "went_well": "coffee with Tom",
    }
    again = kept.having(review.keep(kept, MONDAY, done=SUNDAY))
    found = review.review_of(again, MONDAY)
    assert (found.step, found.done, found.went_well) == (3, SUNDAY, "coffee with Tom")
    assert review.keep(again, MONDAY, done=SUNDAY).edits == ()


@given(
    st.dictionaries(
        st.sampled_from(["step", "done", "went_well", "sentence"]),
        st.one_of(
            st.integers(), st.text(max_size=5), st.none(), st.lists(st.integers(), max_size=2)
        ),
    )
)
def test_whatever_stands_in_a_review_it_is_read(said: dict[str, Any]) -> None:
    found = review.review_of(network_of(weeks=reviewed("20261116", **said)), MONDAY)
    assert 0 <= found.step < len(review.STEPS)
    assert isinstance(found.went_well, str)


def test_it_is_offered_on_the_last_day_of_the_week_until_it_is_done() -> None:
    network = network_of()
    assert review.is_offered(network, SUNDAY)
    done = network.having(review.keep(network, MONDAY, done=SUNDAY))
    assert not review.is_offered(done, SUNDAY)
    assert not review.is_offered(done, SUNDAY + timedelta(days=3))
    assert review.is_offered(done, SUNDAY + timedelta(days=7))


def test_it_is_offered_when_the_last_one_is_more_than_six_days_old() -> None:
    thursday = MONDAY + timedelta(days=3)
    weeks = reviewed("20261109", done=(thursday - timedelta(days=7)).isoformat())
    assert review.is_offered(network_of(weeks=weeks), thursday)
    weeks = reviewed("20261109", done=(thursday - timedelta(days=6)).isoformat())
    assert not review.is_offered(network_of(weeks=weeks), thursday)


def test_a_newcomer_is_left_alone_until_the_first_week_ends() -> None:
    goals = {"20261116": Goal("20261116", 2, 3)}
    network = network_of(goals=goals)
    assert not review.is_offered(network, MONDAY)
    assert not review.is_offered(network, SUNDAY - timedelta(days=1))
    assert review.is_offered(network, SUNDAY)
    assert review.is_offered(network, SUNDAY + timedelta(days=1))
    assert not review.is_offered(network_of(goals={}), SUNDAY)


def test_the_first_review_of_a_month_is_known_and_the_month_before_it() -> None:
    weeks = Weeks.after(date(2026, 10, 26))
    assert review.is_first_of_month(network_of(), weeks)
    assert review.month_before(weeks) == (2026, 10)
    later = Weeks.after(date(2026, 11, 2))
    assert review.is_first_of_month(network_of(), later)
    done = network_of(weeks=reviewed("20261026", done="2026-11-01"))
    assert not review.is_first_of_month(done, later)


def call(key: str, on: date, **fields: Any) -> Interaction:
    return Interaction(
        id=key, on=on, **{"people": {"ana": "waiting"}, "channel": "email", **fields}
    )


def test_waiting_outreach_comes_oldest_first_with_its_age() -> None:
    people = {"ana": Contact("ana", "Ana"), "tom": Contact("tom", "Tom")}
    both = {"tom": "waiting", "gone": "waiting"}
    interactions = {
        "new": call("new", SUNDAY - timedelta(days=1)),
        "old": call("old", SUNDAY - timedelta(days=30), people=both),
        "older": call("older", SUNDAY - timedelta(days=31)),
        "said": call("said", SUNDAY, people={"tom": "no_reply"}),
        "spoke": call("spoke", SUNDAY, people={"tom": "reached"}, channel="call"),
        "wrote": call("wrote", SUNDAY - timedelta(days=40), dir="in"),
    }
    network = network_of(contacts=people, interactions=interactions)
    found = review.waiting(network, SUNDAY)
    assert [(one.interaction, one.contact, one.days) for one in found] == [
        ("old", "tom", 30),
        ("new", "ana", 1),
    ]


def test_a_reason_is_asked_for_quiet_weeks_that_are_over_alone() -> None:
    network, weeks = network_of(), Weeks.after(MONDAY)
    after = SUNDAY + timedelta(days=1)
    assert review.wants_reason(network, weeks, after)
    assert not review.wants_reason(network, weeks, SUNDAY)
    paused = network.having(pause(network, [MONDAY]))
    assert not review.wants_reason(paused, weeks, after)


def test_reasons_are_counted_the_most_frequent_first() -> None:
    weeks = {
        **reviewed("20261102", reason="ill"),
        **reviewed("20261109", reason="a full week"),
        **reviewed("20261116", reason="ill"),
    }
    assert review.reasons(network_of(weeks=weeks)) == [("ill", 2), ("a full week", 1)]


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["Priya Nair", "Tom Okafor", "Ana Silva"], "Priya, Tom and Ana"),
        (["Priya Nair", "Tom Okafor"], "Priya and Tom"),
        (["Dr. Ana Silva", "佐藤 由美"], "Dr. Ana Silva and 佐藤 由美"),
        ([], "somebody"),
    ],
)
def test_the_sentence_names_who_is_planned(names: list[str], words: str) -> None:
    said = review.sentence([Contact(name=name) for name in names], this_week=False)
    assert said == f"Next week I can and will reach out to {words}."


def test_closing_keeps_the_day_and_the_sentence() -> None:
    network = network_of()
    said = review.closing(
        SUNDAY, Weeks.after(MONDAY), [Contact("1", "Tom Okafor")], this_week=False
    )
    found = review.review_of(network.having(review.keep(network, MONDAY, **said)), MONDAY)
    assert found.done == SUNDAY
    assert found.sentence == "Next week I can and will reach out to Tom."
    assert review.closing(SUNDAY, Weeks.after(MONDAY), [], this_week=True)["sentence"] == ""


def hand_on(day: date) -> Hand:
    numbers = iter(range(100, 200))
    return Hand(day, 0, lambda: str(next(numbers)))


def test_people_are_planned_on_days_of_their_own_that_are_still_to_come() -> None:
    weeks = Weeks.after(MONDAY)
    people = {key: Contact(key, key) for key in "abc"}
    network = network_of(
        contacts=people, interactions={"1": call("1", MONDAY, people={"a": "waiting"})}
    )
    for today, days in ((SUNDAY, [24, 26, 27]), (date(2026, 11, 26), [26, 27, 28])):
        now, hand = network, hand_on(today)
        for key in "abc":
            now = now.having(review.plan(now, hand, weeks, key))
        planned = plans.people_of_week(now, weeks.planned)
        assert [one.plan.due.day for one in planned] == days
        assert {one.contact.id: one.plan.channel for one in planned} == {
            "a": "email",
            "b": "call",
            "c": "call",
        }


def test_a_planned_day_and_way_go_round() -> None:
    weeks, hand = Weeks.after(MONDAY), hand_on(SUNDAY)
    network = network_of(contacts={"a": Contact("a", "Ana")})
    network = network.having(review.plan(network, hand, weeks, "a"))
    seen, ways = [], []
    for _ in range(7):
        (one,) = plans.people_of_week(network, weeks.planned)
        seen.append(one.plan.due.day)
        ways.append(one.plan.channel)
        network = network.having(review.another_day(network, hand, weeks, one.plan.id))
        (one,) = plans.people_of_week(network, weeks.planned)
        network = network.having(review.another_way(network, hand, one.plan.id))
    assert seen == [24, 25, 26, 27, 28, 29, 23]
    assert len(set(ways)) == 7


def test_the_rest_is_answered_in_one_action() -> None:
    people = {"ana": Contact("ana", "Ana")}
    interactions = {str(at): call(str(at), SUNDAY - timedelta(days=at)) for at in range(12)}
    network = network_of(contacts=people, interactions=interactions)
    change = review.no_reply_from_the_rest(network, hand_on(SUNDAY))
    assert change.what == "no reply from 12 attempts"
    assert review.waiting(network.having(change), SUNDAY) == []


def test_an_answer_is_logged_as_one_had_written() -> None:
    people = {"ana": Contact("ana", "Ana")}
    network = network_of(contacts=people, interactions={"1": call("1", SUNDAY, channel="text")})
    (one,) = review.waiting(network, SUNDAY)
    after = network.having(review.answered(network, hand_on(SUNDAY), one))
    assert review.waiting(after, SUNDAY) == []
    (new,) = [it for key, it in after.interactions.items() if key != "1"]
    assert (new.dir, new.channel) == ("in", "text")
