from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habit.birthdays import birthday_words, birthdays, turns_on, turns_text, yearly
from habit.model import Birthday, Contact
from habit.network import Network
from habit.shelves import shelves
from habit.suggest import who_next

SUNDAY = date(2026, 11, 22)


def network(**born: Birthday | None) -> Network:
    contacts = {name: Contact(name, name, birthday=day) for name, day in born.items()}
    return Network.of({"contacts": contacts})


def test_birthdays_come_soonest_first_then_by_name_with_the_age_where_the_year_is_known() -> None:
    base = network(
        Tom=Birthday(1987, 11, 26),
        Zoe=Birthday(None, 11, 22),
        Ana=Birthday(1986, 11, 22),
        Lee=Birthday(1990, 12, 22),
        Max=Birthday(1990, 12, 23),
        Nia=Birthday(1990, None, None),
        Ole=None,
    )
    found = [(one.contact.name, one.on, one.turns) for one in birthdays(base, SUNDAY)]
    assert found == [
        ("Ana", SUNDAY, 40),
        ("Zoe", SUNDAY, None),
        ("Tom", date(2026, 11, 26), 39),
        ("Lee", date(2026, 12, 22), 36),
    ]
    assert [one.contact.name for one in birthdays(base, SUNDAY, 7)] == ["Ana", "Zoe", "Tom"]


def test_archived_people_are_left_out() -> None:
    base = Network.of(
        {"contacts": {"1": Contact("1", "A", birthday=Birthday(None, 11, 23), archived=True)}}
    )
    assert birthdays(base, SUNDAY) == []


@pytest.mark.parametrize(
    ("today", "on", "turns"),
    [
        (date(2027, 2, 1), date(2027, 2, 28), 31),
        (date(2027, 2, 28), date(2027, 2, 28), 31),
        (date(2028, 2, 1), date(2028, 2, 29), 32),
        (date(2028, 2, 28), date(2028, 2, 29), 32),
    ],
)
def test_the_29th_of_february_is_celebrated_on_the_28th_in_common_years(
    today: date, on: date, turns: int
) -> None:
    (one,) = birthdays(network(Ana=Birthday(1996, 2, 29)), today)
    assert (one.on, one.turns) == (on, turns)


def test_the_year_turns_with_the_new_year() -> None:
    (one,) = birthdays(network(Ana=Birthday(1996, 1, 3)), date(2026, 12, 28))
    assert (one.on, one.turns) == (date(2027, 1, 3), 31)


def test_a_birthday_is_told_with_its_day_and_age() -> None:
    words = [
        birthday_words(Contact("1", "A", birthday=born), SUNDAY)
        for born in (
            Birthday(1986, 11, 22),
            Birthday(None, 11, 23),
            Birthday(1987, 11, 26),
            Birthday(1987),
            None,
        )
    ]
    assert words == ["today, turns 40", "tomorrow", "Thu 26 Nov, turns 39", "", ""]


def test_a_year_that_makes_no_sense_gives_no_age() -> None:
    for year in (2026, 2050):
        assert turns_on(Contact("1", "A", birthday=Birthday(year, 11, 22)), SUNDAY) is None


@given(
    st.dates(date(1900, 1, 1), date(2100, 12, 31)),
    st.dates(date(1900, 1, 1), date(2100, 12, 31)),
    st.integers(0, 400),
)
def test_everybody_has_a_birthday_within_a_year(born: date, today: date, days: int) -> None:
    base = network(Ana=Birthday(born.year, born.month, born.day))
    (one,) = birthdays(base, today, 366)
    assert 0 <= (one.on - today).days <= 366
    there = birthdays(base, today, days)
    assert bool(there) == ((one.on - today) <= timedelta(days=days))


# Anniversaries


def test_an_anniversary_stands_between_the_birthdays_and_is_none() -> None:
    both = Contact("1", "Ana", birthday=Birthday(1986, 12, 1), anniversary=Birthday(2015, 11, 24))
    only = Contact("2", "Bo", anniversary=Birthday(None, 11, 22))
    base = Network.of({"contacts": {"1": both, "2": only}})
    assert [(one.contact.name, one.kind, turns_text(one)) for one in yearly(base, SUNDAY)] == [
        ("Bo", "anniversary", "anniversary"),
        ("Ana", "anniversary", "anniversary, 11 years"),
        ("Ana", "birthday", "turns 40"),
    ]
    assert [one.contact.name for one in birthdays(base, SUNDAY)] == ["Ana"]
    assert birthday_words(both, SUNDAY) == "Tue 24 Nov, anniv."
    assert birthday_words(only, SUNDAY) == "today, anniv."
    assert who_next(base, SUNDAY)[0].reason == "never"


def test_who_has_both_soon_stands_in_the_list_once() -> None:
    both = Contact("1", "Ana", birthday=Birthday(1986, 12, 1), anniversary=Birthday(2015, 11, 24))
    base = Network.of({"contacts": {"1": both}})
    (found,) = (one for one in shelves(base, SUNDAY) if one.key == "birthdays")
    assert found.contacts == (both,)
