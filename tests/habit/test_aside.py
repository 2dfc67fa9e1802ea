"""Setting people aside: snoozed, left out this week, never suggested, and suggested again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habit.aside import NEVER, aside_words, is_snoozed, skipped, snooze_words
from habit.changes import Hand, log, skip, snooze, wake
from habit.errors import RefusedError
from habit.meter import meter
from habit.model import Change, Contact, Pause, Plan, Week
from habit.network import Network
from habit.plans import left_over, people_of_week, plan_person, plans_with
from habit.shelves import shelves
from habit.suggest import who_next

SUNDAY = date(2026, 11, 22)
MONDAY = date(2026, 11, 16)
PRIYA, TOM = Contact("1", "Priya Nair"), Contact("2", "Tom Okafor")
HAND = Hand(SUNDAY, 1, lambda: "9")


def network(**tables: Any) -> Network:
    return Network.of({"contacts": {one.id: one for one in (PRIYA, TOM)}, **tables})


def suggested(net: Network, today: date = SUNDAY) -> list[str]:
    return [one.contact.name for one in who_next(net, today)]


def test_a_snooze_lasts_until_its_day() -> None:
    until = SUNDAY + timedelta(days=7)
    change = snooze(network(), HAND, ["1"], until)
    assert change.what == "Priya Nair, snoozed until 29 Nov"
    after = network().having(change)
    assert suggested(after) == ["Tom Okafor"]
    assert suggested(after, until - timedelta(days=1)) == ["Tom Okafor"]
    assert suggested(after, until) == ["Priya Nair", "Tom Okafor"]


@pytest.mark.parametrize("until", [SUNDAY, SUNDAY - timedelta(days=1)])
def test_a_snooze_until_a_day_that_is_not_to_come_is_refused(until: date) -> None:
    with pytest.raises(RefusedError, match="not to come"):
        snooze(network(), HAND, ["1"], until)


def test_whoever_is_never_suggested_is_still_logged_and_counted() -> None:
    change = snooze(network(), HAND, ["1"])
    assert change.what == "Priya Nair, never suggested"
    after = network().having(change)
    assert suggested(after, date(2150, 1, 1)) == ["Tom Okafor"]
    logged = after.having(log(after, HAND, ["1"], "call"))
    assert meter(logged, MONDAY, SUNDAY).people == ("1",)


def test_several_are_snoozed_at_once() -> None:
    change = snooze(network(), HAND, ["1", "2", "1"], date(2027, 1, 3))
    assert change.what == "Priya Nair and Tom Okafor, snoozed until 3 Jan"
    assert suggested(network().having(change)) == []


def test_whoever_is_skipped_comes_back_in_the_next_week() -> None:
    change = skip(network(), HAND, ["1"])
    assert change.what == "Priya Nair, not this week"
    after = network().having(change)
    assert suggested(after) == ["Tom Okafor"]
    assert suggested(after, SUNDAY + timedelta(days=1)) == ["Priya Nair", "Tom Okafor"]


def test_skipping_keeps_what_else_is_said_of_the_week() -> None:
    week = Week("20261116", pause=Pause("moving"), skipped=("2",))
    after = network(weeks={week.id: week}).having(
        skip(network(weeks={week.id: week}), HAND, ["1", "2"])
    )
    assert after.weeks[week.id] == replace(week, skipped=("2", "1"))


def planned(net: Network, start: date = MONDAY) -> list[str]:
    return [one.contact.name for one in people_of_week(net, start)]


def test_whoever_is_set_aside_leaves_the_plan_of_the_weeks_they_rest_in() -> None:
    """The sentence of the week promises nobody of whom you just said: not this week."""
    next_week = MONDAY + timedelta(days=7)
    net = network(
        plans={
            "a": Plan("a", "1", SUNDAY, made=MONDAY),
            "b": Plan("b", "2", SUNDAY, made=MONDAY),
            "c": Plan("c", "1", next_week, made=MONDAY),
            "d": Plan("d", "1", SUNDAY, kind="promise", text="an intro", made=MONDAY),
        }
    )
    for change in (skip(net, HAND, ["1", "1"]), snooze(net, HAND, ["1"], next_week)):
        after = net.having(change)
        assert planned(after) == ["Tom Okafor"]
        assert planned(after, next_week) == ["Priya Nair"]
        assert [one.plan.id for one in plans_with(after, "1")] == ["d", "c"]
        assert left_over(after, next_week) == people_of_week(net, MONDAY)[1:]
    assert planned(net.having(snooze(net, HAND, ["1"])), next_week) == []


def test_whoever_was_reached_out_to_as_planned_stays_in_the_plan_with_a_mark() -> None:
    plan = Plan("a", "1", SUNDAY, made=MONDAY)
    net = network(plans={"a": plan})
    after = net.having(log(net, HAND, ["1"], "call"))
    for change in (skip(after, HAND, ["1"]), snooze(after, HAND, ["1"])):
        assert [one.done for one in people_of_week(after.having(change), MONDAY)] == [True]


def test_whoever_was_skipped_can_be_planned_for_the_week_all_the_same() -> None:
    net = network(plans={"a": Plan("a", "1", SUNDAY, made=MONDAY)})
    after = net.having(skip(net, HAND, ["1"]))
    assert planned(after.having(plan_person(after, HAND, "1", SUNDAY))) == ["Priya Nair"]


def test_waking_undoes_a_snooze_and_a_skip() -> None:
    net = network().having(snooze(network(), HAND, ["1"]), skip(network(), HAND, ["1", "2"]))
    change = wake(net, HAND, ["1"])
    assert change.what == "Priya Nair, suggested again"
    after = net.having(change)
    assert suggested(after) == ["Priya Nair"]
    assert skipped(after, SUNDAY) == {"2"}


def test_waking_whoever_is_awake_changes_nothing() -> None:
    assert wake(network(), HAND, ["1"]).edits == ()


@pytest.mark.parametrize(
    "make",
    [
        lambda net, ids: snooze(net, HAND, ids),
        lambda net, ids: skip(net, HAND, ids),
        lambda net, ids: wake(net, HAND, ids),
    ],
)
def test_nobody_who_is_unknown_is_set_aside(
    make: Callable[[Network, Sequence[str]], Change],
) -> None:
    with pytest.raises(RefusedError, match="no contact"):
        make(network(), ["7"])


@pytest.mark.parametrize(
    ("until", "words"),
    [
        (date(2027, 1, 3), "snoozed until 3 Jan"),
        (date(2027, 11, 3), "snoozed until 3 Nov 2027"),
        (NEVER, "never suggested"),
    ],
)
def test_a_snooze_in_words(until: date, words: str) -> None:
    assert snooze_words(until, SUNDAY) == words


def test_the_words_for_whoever_is_set_aside() -> None:
    net = network().having(skip(network(), HAND, ["1"]))
    assert aside_words(net, PRIYA, SUNDAY) == "not this week"
    assert aside_words(net, TOM, SUNDAY) == ""
    assert aside_words(net, replace(TOM, snooze=SUNDAY), SUNDAY) == ""
    assert aside_words(net, replace(PRIYA, snooze=date(2026, 12, 1)), SUNDAY) == (
        "snoozed until 1 Dec"
    )


def test_the_snoozed_stand_on_a_list_whoever_is_back_soonest_first() -> None:
    net = network().having(
        snooze(network(), HAND, ["1"]), snooze(network(), HAND, ["2"], date(2027, 1, 3))
    )
    shelf = next(one for one in shelves(net, SUNDAY) if one.key == "snoozed")
    assert [one.name for one in shelf.contacts] == ["Tom Okafor", "Priya Nair"]


@given(st.integers(1, 4000), st.integers(0, 4000))
def test_whoever_is_snoozed_is_suggested_exactly_from_that_day_on(until: int, later: int) -> None:
    net = network()
    after = net.having(snooze(net, HAND, ["1"], SUNDAY + timedelta(days=until)))
    today = SUNDAY + timedelta(days=later)
    assert is_snoozed(after.contacts["1"], today) == (later < until)
    assert ("Priya Nair" in suggested(after, today)) == (later >= until)
