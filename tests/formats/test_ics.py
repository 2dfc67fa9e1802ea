"""A calendar of plans and birthdays that other programs can read, and take in again."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar

from habit.model import Birthday, Contact, Note, Plan
from habit.network import Network
from habit.text import line
from storage.formats.ics import agenda

TODAY = date(2026, 11, 22)
PRIYA = Contact("1", "Priya Nair", birthday=Birthday(1985, 3, 12), notes=(Note("9", TODAY, "shy"),))
TABLES: Any = {"contacts": {"1": {"modified": 1_795_342_500_000}}}


def network(*contacts: Contact, plans: tuple[Plan, ...] = ()) -> Network:
    tables: Any = {
        "contacts": {one.id: one for one in contacts},
        "plans": {one.id: one for one in plans},
    }
    return Network.of(tables)


def read(net: Network, **how: Any) -> list[Any]:
    text = agenda(net, TABLES, TODAY, **how).text.decode()
    return list(Calendar.from_ical(text).subcomponents)


def test_a_plan_is_a_day_with_its_person_and_what_is_to_be_done() -> None:
    plan = Plan("5", "1", date(2026, 11, 27), channel="coffee", text="the new job")
    event = read(network(PRIYA, plans=(plan,)))[0]
    assert event["SUMMARY"] == "Priya Nair: the new job, coffee"
    assert (event.start, event.end) == (date(2026, 11, 27), date(2026, 11, 28))
    (task, *_) = read(network(PRIYA, plans=(plan,)), todo=True)
    assert (task.name, task["DUE"].dt) == ("VTODO", date(2026, 11, 27))


def test_what_is_done_or_dropped_is_not_in_it() -> None:
    plans = (Plan("5", "1", TODAY, done="7"), Plan("6", "1", TODAY, dropped=True))
    assert agenda(network(PRIYA, plans=plans), TABLES, TODAY).plans == 0


def test_a_birthday_comes_every_year_from_the_first() -> None:
    (event,) = read(network(PRIYA))
    assert event["SUMMARY"] == "Birthday of Priya Nair (1985)"
    assert event.start == date(1985, 3, 12)
    assert event["RRULE"]["FREQ"] == ["YEARLY"]


@pytest.mark.parametrize("year", [None, 1985, 1984, 33])
def test_the_29th_of_february_is_the_last_day_of_that_month(year: int | None) -> None:
    (event,) = read(network(Contact("1", "Lee", birthday=Birthday(year, 2, 29))))
    assert (event.start.month, event.start.day) == (2, 29)
    assert event["RRULE"]["BYMONTHDAY"] == [-1]


@pytest.mark.parametrize("gone", [{"archived": True}, {"died": True}, {"died": TODAY}])
def test_no_note_and_nobody_archived_or_dead_is_in_it(gone: dict[str, Any]) -> None:
    away = Contact("2", "Tom Okafor", birthday=Birthday(None, 5, 1), **gone)
    plans = (Plan("8", "2", TODAY, kind="promise", text="a visit"),)
    text = agenda(network(PRIYA, away, plans=plans), TABLES, TODAY).text
    assert b"shy" not in text
    assert b"Tom" not in text


def test_the_same_data_gives_the_same_bytes_on_another_day() -> None:
    net = network(PRIYA)
    assert agenda(net, TABLES, TODAY).text == agenda(net, TABLES, date(2027, 1, 1)).text


def is_a_day(born: Birthday) -> bool:
    """Whether the store takes it for a birthday."""
    try:
        return bool(date(2000, born.m or 1, born.d or 1))
    except ValueError:
        return False


@given(
    st.text(min_size=1),
    st.builds(
        Birthday,
        st.none() | st.integers(1, 9999),
        st.none() | st.integers(1, 12),
        st.none() | st.integers(1, 31),
    ).filter(is_a_day),
)
@example("Ana", Birthday(9999, 12, 31))
def test_whatever_somebody_is_called_it_can_be_read(name: str, born: Birthday) -> None:
    (*events,) = read(network(Contact("1", line(name) or "x", birthday=born)))
    assert len(events) == bool(born.m and born.d)
    for event in events:
        assert (event.start.month, event.start.day) == (born.m, born.d)
