"""Events: whom you met, the follow-up each is due, and what became of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habit import events
from habit.changes import Hand, log
from habit.errors import RefusedError
from habit.model import Contact, Gift
from habit.network import Network
from habit.plans import add_plan, drop_plan, edit_plan, finish_plan
from habit.suggest import is_done
from habit.text import fold

TODAY = date(2026, 11, 22)
FRIDAY = date(2026, 11, 20)
IDS = count(10**6)
HAND = Hand(TODAY, 10, lambda: str(next(IDS)))
PEOPLE = {"1": Contact("1", "Priya Nair"), "2": Contact("2", "Tom Okafor")}
EMPTY = Network.of({"contacts": PEOPLE})


def with_event(on: date = FRIDAY, *who: str, network: Network = EMPTY) -> tuple[Network, str]:
    """Return a network with an event and whom one met there."""
    change = events.add_event(network, HAND, "Open source day", on, place="the mill", stayed=True)
    network, key = network.having(change), change.edits[0].id
    return (network.having(events.meet(network, HAND, key, who)) if who else network), key


def later(network: Network, days: int, who: str, **said: object) -> Network:
    """Return the network after an email some days later."""
    hand = Hand(TODAY + timedelta(days=days), 99, HAND.new_id)
    return network.having(log(network, hand, [who], "email", **said))  # type: ignore[arg-type]


def test_b18_everybody_met_is_due_a_follow_up_two_days_after_the_event() -> None:
    network, key = with_event(FRIDAY, "1", "Kai Nakoa")
    plans = list(network.plans.values())
    assert {one.due for one in plans} == {TODAY}
    assert {(one.kind, one.text) for one in plans} == {("event", "Open source day")}
    (logged,) = network.interactions.values()
    assert (logged.channel, logged.on, logged.event) == ("event", FRIDAY, key)
    names = [one.name for one in events.met_at(network, key)]
    assert names == ["Kai Nakoa", "Priya Nair"]


def test_b18_long_after_an_event_the_follow_up_is_due_two_days_from_now() -> None:
    network, _ = with_event(date(2026, 11, 2), "1")
    assert [one.due for one in network.plans.values()] == [date(2026, 11, 24)]


def test_more_people_typed_later_are_in_the_same_interaction_and_nobody_twice() -> None:
    network, key = with_event(FRIDAY, "1")
    change = events.meet(network, HAND, key, ["2", "1"])
    assert change.what == "Tom Okafor and Priya Nair, met at Open source day"
    network = network.having(change)
    (logged,) = network.interactions.values()
    assert logged.people == {"1": "reached", "2": "reached"}
    assert sorted(one.contact for one in network.plans.values()) == ["1", "2"]
    assert events.meet(network, HAND, key, ["1"]).edits == ()


def test_who_was_followed_up_before_the_event_was_noted_needs_no_plan() -> None:
    heard = EMPTY.having(log(EMPTY, HAND, ["1"], "email", on=date(2026, 11, 21)))
    network, key = with_event(FRIDAY, "1", "2", network=heard)
    assert [one.contact for one in network.plans.values()] == ["2"]
    page = events.page_of(network, key, TODAY)
    assert [one.became for one in page.met] == ["followed", "open"]


def test_b18_the_page_says_what_became_of_each() -> None:
    network, key = with_event(FRIDAY, "1", "2", "Kai Nakoa", "Mara Ito", "Lee Wong")
    by = {one.contact.name: one.contact.id for one in events.page_of(network, key, TODAY).met}
    plan = {one.contact: one.id for one in network.plans.values()}
    network = network.having(drop_plan(network, HAND, plan["2"]))
    network = network.having(finish_plan(network, HAND, plan[by["Kai Nakoa"]]))
    network = network.after([("plans", plan[by["Mara Ito"]], None)])
    network = later(network, 1, "1", came=[Gift("lead", "a role")])
    page = events.page_of(network, key, TODAY + timedelta(days=2))
    became = {one.contact.name: one.became for one in page.met}
    assert became == {
        "Priya Nair": "followed",
        "Tom Okafor": "dropped",
        "Kai Nakoa": "followed",
        "Mara Ito": "none",
        "Lee Wong": "open",
    }
    (first,) = [one for one in page.met if one.contact.id == "1"]
    assert first.followed is not None
    assert (first.followed.on, first.followed.channel) == (TODAY + timedelta(days=1), "email")
    assert (first.came, first.since) == ((Gift("lead", "a role"),), 1)
    assert events.count_text(page) == "You met 5 people: 2 followed up, 1 to follow up."


def test_nobody_has_been_met_at_an_event_to_come() -> None:
    network, key = with_event(TODAY + timedelta(days=3))
    with pytest.raises(RefusedError, match="still to come, on Wed 25 Nov: say whom"):
        events.meet(network, HAND, key, ["1"])
    with pytest.raises(RefusedError, match="nobody was named"):
        events.meet(*_today(), [])


def _today() -> tuple[Network, Hand, str]:
    network, key = with_event(TODAY)
    return network, HAND, key


def test_the_count_is_kind_whatever_it_is() -> None:
    network, key = with_event(FRIDAY)
    assert events.count_text(events.page_of(network, key, TODAY)) == "Nobody met so far."
    network = network.having(events.meet(network, HAND, key, ["1"]))
    done = later(network, 0, "1")
    page = events.page_of(done, key, TODAY)
    assert events.count_text(page) == "You met 1 person, and followed up with them."


def test_an_event_that_moves_takes_along_what_was_logged_and_planned() -> None:
    network, key = with_event(date(2026, 11, 2), "1")
    change = events.edit_event(network, HAND, key, on=TODAY, name="Maker day", place="")
    network = network.having(change)
    assert network.events[key] == replace(
        network.events[key], on=TODAY, name="Maker day", place=None
    )
    assert [one.on for one in network.interactions.values()] == [TODAY]
    assert [one.text for one in network.plans.values()] == ["Maker day"]
    assert [one.became for one in events.page_of(network, key, TODAY).met] == ["open"]
    with pytest.raises(RefusedError, match="you have met people there"):
        events.edit_event(network, HAND, key, on=TODAY + timedelta(days=1))


def test_meeting_them_is_not_the_follow_up_when_an_event_moves_to_a_later_day() -> None:
    thursday = Hand(date(2026, 11, 19), 5, HAND.new_id)
    change = events.add_event(EMPTY, thursday, "Open source day", date(2026, 11, 18))
    network, key = EMPTY.having(change), change.edits[0].id
    network = network.having(events.meet(network, thursday, key, ["1"]))
    network = network.having(events.edit_event(network, HAND, key, on=FRIDAY))
    assert [one.became for one in events.page_of(network, key, TODAY).met] == ["open"]
    (plan,) = network.plans.values()
    assert not is_done(plan, network.of_contact["1"])
    assert is_done(plan, later(network, 1, "1").of_contact["1"])


def test_a_new_name_typed_twice_in_a_row_is_one_person() -> None:
    network, key = with_event(FRIDAY, "Kai Nakoa", "1", "kai  NAKOA")
    assert [one.name for one in events.met_at(network, key)] == ["Kai Nakoa", "Priya Nair"]
    assert len(network.plans) == 2


def test_an_old_event_renamed_leaves_the_follow_up_of_the_next_one_of_its_name() -> None:
    old = date(2026, 11, 6)
    heard = EMPTY.having(log(EMPTY, HAND, ["1"], "email", on=old + timedelta(days=1)))
    network, first = with_event(old, "1", network=heard)
    network, second = with_event(FRIDAY, "1", network=network)
    network = network.having(events.edit_event(network, HAND, first, name="Old mill day"))
    assert [one.text for one in network.plans.values()] == ["Open source day"]
    assert [one.became for one in events.page_of(network, second, TODAY).met] == ["open"]


def test_a_follow_up_in_other_words_on_another_day_is_still_that_of_its_event() -> None:
    network, key = with_event(FRIDAY, "1")
    (plan,) = network.plans.values()
    said = {"kind": "promise", "text": "send the talk", "due": TODAY + timedelta(days=9)}
    network = network.having(edit_plan(network, HAND, plan.id, **said))
    network = network.having(events.edit_event(network, HAND, key, name="Maker day"))
    (met,) = events.page_of(network, key, TODAY).met
    assert (met.became, met.plan and met.plan.text) == ("open", "send the talk")
    assert events.meet(network, HAND, key, ["1"]).edits == ()


def test_what_is_planned_after_a_follow_up_was_let_go_of_takes_its_place() -> None:
    network, key = with_event(FRIDAY, "1")
    (plan,) = network.plans.values()
    network = network.having(drop_plan(network, HAND, plan.id))
    assert [one.became for one in events.page_of(network, key, TODAY).met] == ["dropped"]
    friday = TODAY + timedelta(days=5)
    network = network.having(add_plan(network, HAND, "1", friday, event=key))
    (met,) = events.page_of(network, key, TODAY).met
    assert (met.became, met.plan and met.plan.due) == ("open", friday)


def test_what_is_planned_of_an_event_that_was_taken_out_is_planned_without_it() -> None:
    network, key = with_event(FRIDAY)
    network = network.having(events.remove_event(network, HAND, key))
    network = network.having(add_plan(network, HAND, "1", TODAY, event=key))
    assert [one.event for one in network.plans.values()] == [None]


# However it is typed

_WHO = st.lists(st.sampled_from(["1", "2", "Kai Nakoa", "kai nakoa", "Mara Ito"]), max_size=5)
_DAYS = st.integers(0, 20).map(lambda days: TODAY - timedelta(days=days))


def typed(network: Network, key: str, rows: list[list[str]]) -> Network:
    """Return the network after people were typed in, a row at a time; a known name is its person.

    Each row is a moment later than the one before it.
    """
    for at, row in enumerate(rows):
        ids = {fold(one.name): one.id for one in network.contacts.values()}
        who = [ids.get(fold(name), name) for name in row]
        if who:
            hand = replace(HAND, now=HAND.now + at)
            network = network.having(events.meet(network, hand, key, who))
    return network


@given(_DAYS, st.lists(_WHO, max_size=4))
def test_b18_all_are_met_once_and_due_one_follow_up_however_they_are_typed(
    on: date, rows: list[list[str]]
) -> None:
    network, key = with_event(on)
    network = typed(network, key, rows)
    met = {one.id for one in events.met_at(network, key)}
    names = {fold(PEOPLE[one].name if one in PEOPLE else one) for row in rows for one in row}
    assert {fold(network.contacts[one].name) for one in met} == names
    assert len(network.contacts) == len(PEOPLE) + len(names - {"priya nair", "tom okafor"})
    logged = [(one.on, one.channel, {*one.people}) for one in network.interactions.values()]
    assert logged == ([(on, "event", met)] if met else [])
    assert sorted(one.contact for one in network.plans.values()) == sorted(met)
    assert all(TODAY <= one.due <= TODAY + timedelta(days=2) for one in network.plans.values())
    assert all(one.became == "open" for one in events.page_of(network, key, TODAY).met)


@given(_DAYS, _DAYS, _WHO.filter(bool))
def test_an_event_that_moves_keeps_whom_you_met_and_what_is_open(
    before: date, after: date, who: list[str]
) -> None:
    network, key = with_event(before, *who)
    moved = network.having(events.edit_event(network, HAND, key, on=after))
    assert events.met_at(moved, key) == events.met_at(network, key)
    assert [one.on for one in moved.interactions.values()] == [after]
    assert all(one.became == "open" for one in events.page_of(moved, key, TODAY).met)


@given(_DAYS, _WHO.filter(bool))
def test_an_event_taken_out_is_named_nowhere_and_comes_back_whole(on: date, who: list[str]) -> None:
    network, key = with_event(on, *who)
    change = events.remove_event(network, HAND, key)
    gone = network.having(change)
    assert [one.people for one in gone.interactions.values()] == [
        one.people for one in network.interactions.values()
    ]
    assert key not in {one.event for one in gone.interactions.values()}
    assert key not in {one.event for one in gone.plans.values()}
    back = gone.after((it.table, it.id, it.before) for it in change.edits)
    assert events.page_of(back, key, TODAY) == events.page_of(network, key, TODAY)


def test_an_event_taken_out_leaves_that_you_met_them() -> None:
    network, key = with_event(FRIDAY, "1")
    network = network.having(events.remove_event(network, HAND, key))
    assert not network.events
    assert [one.event for one in network.interactions.values()] == [None]
    assert [(one.event, one.text) for one in network.plans.values()] == [(None, "Open source day")]


def test_an_event_that_comes_round_again_has_follow_ups_of_its_own() -> None:
    network, old = with_event(date(2025, 11, 20), "1")
    network, new = with_event(FRIDAY, "1", network=network)
    assert sorted(one.event or "" for one in network.plans.values()) == sorted([old, new])
    assert [one.became for one in events.page_of(network, new, TODAY).met] == ["open"]
    heard = later(network, 1, "1")
    assert all(is_done(one, heard.of_contact["1"]) for one in heard.plans.values())
    page = events.page_of(heard, new, TODAY + timedelta(days=1))
    assert [one.became for one in page.met] == ["followed"]
    assert [one.id for one in events.called(network, "open SOURCE day")] == [new, old]
    assert [one.id for one in events.called(network, "Open source day", FRIDAY)] == [new]


def test_an_event_has_a_name_and_is_there_once() -> None:
    network, _ = with_event(FRIDAY)
    with pytest.raises(RefusedError, match="has no name"):
        events.add_event(network, HAND, " ", FRIDAY)
    with pytest.raises(RefusedError, match="is there already"):
        with_event(FRIDAY, network=network)
    with pytest.raises(RefusedError, match="not there any more"):
        events.page_of(network, "404", TODAY)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("monday", date(2026, 11, 16)),
        ("yesterday", date(2026, 11, 21)),
        ("3 dec", date(2026, 12, 3)),
        ("tomorrow", date(2026, 11, 23)),
        ("2027-01-04", date(2027, 1, 4)),
    ],
)
def test_the_day_of_an_event_may_be_gone_by_or_to_come(words: str, day: date) -> None:
    assert events.parse_event_day(words, TODAY) == day


def test_a_day_that_is_none_is_refused_in_one_sentence() -> None:
    with pytest.raises(RefusedError, match='"soon" is not a day: try today'):
        events.parse_event_day("soon", TODAY)


def test_whether_one_stayed_is_said_in_words() -> None:
    network, key = with_event(FRIDAY)
    event = network.events[key]
    assert events.facts_text(event) == "the mill, stayed for the networking"
    left = replace(event, stayed=False, place=None)
    assert events.facts_text(left) == "left before the networking"
    assert events.facts_text(replace(left, stayed=None)) == ""
