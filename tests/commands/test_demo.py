"""The made-up network: always the same, alive, and about nobody real."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from habit import events
from habit.months import history
from habit.network import Network
from habit.suggest import next_birthday, who_next
from habit.weeks import start_of_week
from tui.demo import demo_change, demo_store

SUNDAY = date(2026, 11, 22)


def network(today: date) -> Network:
    edits = demo_change(today).edits
    return Network.of({}).after((edit.table, edit.id, edit.after) for edit in edits)


def test_it_is_the_same_whenever_it_is_made_for_a_day() -> None:
    assert demo_change(SUNDAY) == demo_change(SUNDAY)
    assert demo_change(SUNDAY) != demo_change(SUNDAY + timedelta(days=1))


@pytest.mark.parametrize("days", [*range(7), 38, 45, 464])
def test_it_looks_alive_on_any_day(days: int) -> None:
    today = SUNDAY + timedelta(days=days)
    demo = network(today)
    past = history(demo, today)
    this_week = next(week for row in past.months for week in row.weeks if week.open)
    assert len(this_week.people) in (1, 2)
    assert past.streak.months >= 3
    assert {"kept", "quiet", "paused", "open"} == {row.state for row in past.months}
    assert {"plan", "reply", "birthday", "overdue"} <= {one.reason for one in who_next(demo, today)}
    assert all(one.on <= today for one in demo.interactions.values())


def test_nobody_in_it_is_real() -> None:
    for one in network(SUNDAY).contacts.values():
        assert all(re.fullmatch(r"[a-z.'-]+@example\.(com|net|org)", email) for email in one.emails)
        assert all(" 555 01" in phone.raw for phone in one.phones)


@pytest.mark.parametrize("days", [*range(7), 38, 464])
def test_at_the_event_that_was_people_were_met_together_and_one_is_to_come(days: int) -> None:
    today = SUNDAY + timedelta(days=days)
    demo = network(today)
    ahead, was = events.events(demo)
    assert ahead.on > today >= was.on
    (met,) = [one for one in demo.interactions.values() if one.event]
    assert (met.event, met.channel, met.on) == (was.id, "event", was.on)
    assert set(met.people) == {one.contact.id for one in events.page_of(demo, was.id, today).met}
    assert events.page_of(demo, was.id, today).followed == 1


def test_birthdays_and_waiting_ones_are_near() -> None:
    demo = network(SUNDAY)
    ahead = [next_birthday(one, SUNDAY) for one in demo.contacts.values()]
    assert sum(day is not None and (day - SUNDAY).days <= 30 for day in ahead) >= 4
    week = demo.of_week[start_of_week(SUNDAY, 0)]
    assert "waiting" in {outcome for one in week for outcome in one.people.values()}


def test_its_file_is_gone_afterwards() -> None:
    with demo_store(SUNDAY) as path:
        assert path.is_file()
    assert not path.parent.exists()
