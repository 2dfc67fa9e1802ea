from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habit.errors import RefusedError
from habit.weeks import (
    Month,
    is_over,
    key_of,
    month_of,
    month_text,
    next_month,
    parse_month,
    start_of,
    start_of_week,
    weeks_of,
)

WEEK = timedelta(days=7)

days = st.dates(date(1900, 1, 1), date(2200, 12, 31))
weekdays = st.integers(0, 6)
months = st.tuples(st.integers(1900, 2200), st.integers(1, 12))


@given(days, weekdays)
def test_a_week_is_seven_dates_from_the_first_weekday(day: date, weekday: int) -> None:
    start = start_of_week(day, weekday)
    assert start.weekday() == weekday
    assert 0 <= (day - start).days <= 6


def test_a_week_begins_on_monday_or_on_whatever_day_the_file_says() -> None:
    sunday = date(2026, 11, 22)
    assert start_of_week(sunday, 0) == date(2026, 11, 16)
    assert start_of_week(sunday, 6) == sunday
    assert start_of_week(date(2026, 11, 21), 6) == date(2026, 11, 15)


@pytest.mark.parametrize(
    ("start", "month"),
    [
        (date(2026, 9, 28), (2026, 10)),  # Thursday is 1 October
        (date(2026, 10, 26), (2026, 10)),  # Thursday is 29 October
        (date(2025, 12, 29), (2026, 1)),  # Thursday is 1 January
        (date(2027, 12, 27), (2027, 12)),  # Thursday is 30 December
    ],
)
def test_a_week_belongs_to_the_month_of_its_fourth_day(start: date, month: Month) -> None:
    assert month_of(start) == month


@given(months, weekdays)
def test_months_of_four_or_five_weeks_partition_the_weeks(month: Month, weekday: int) -> None:
    starts = weeks_of(month, weekday)
    assert len(starts) in (4, 5)
    assert all(month_of(start) == month for start in starts)
    following = [*starts[1:], weeks_of(next_month(month), weekday)[0]]
    assert [start + WEEK for start in starts] == following


@given(days, weekdays)
def test_every_day_is_in_a_week_of_exactly_the_month_of_that_week(day: date, weekday: int) -> None:
    start = start_of_week(day, weekday)
    month = month_of(start)
    assert start in weeks_of(month, weekday)
    assert start not in weeks_of(next_month(month), weekday)
    assert start not in weeks_of(next_month(month, -1), weekday)


@given(months, st.integers(-30, 30))
def test_going_some_months_on_and_as_many_back_leads_home(month: Month, by: int) -> None:
    assert next_month(next_month(month, by), -by) == month
    assert 1 <= next_month(month, by)[1] <= 12


def test_the_month_after_december_is_january() -> None:
    assert next_month((2026, 12)) == (2027, 1)
    assert next_month((2026, 1), -1) == (2025, 12)


def test_a_week_is_over_when_its_last_day_is_before_today() -> None:
    start = date(2026, 11, 16)
    assert not is_over(start, date(2026, 11, 22))
    assert is_over(start, date(2026, 11, 23))


@given(st.dates())
def test_a_week_is_known_by_its_first_day_in_digits(day: date) -> None:
    assert len(key_of(day)) == 8
    assert start_of(key_of(day)) == day


def test_the_digits_of_a_week_are_year_month_and_day() -> None:
    assert key_of(date(2026, 11, 16)) == "20261116"


@pytest.mark.parametrize("key", ["", "20261", "20261131", "2026-1-1", "yyyymmdd", "202611160"])
def test_an_id_that_is_no_week_is_refused_with_an_example(key: str) -> None:
    with pytest.raises(RefusedError, match="such as 20261116"):
        start_of(key)


def test_a_month_is_written_as_year_and_month() -> None:
    assert month_text((2026, 3)) == "2026-03"


@pytest.mark.parametrize("weekday", range(7))
def test_the_ends_of_the_calendar_have_weeks_too(weekday: int) -> None:
    last = start_of_week(date.max, weekday)
    assert not is_over(last, date.max)
    assert month_of(last) == (9999, 12)
    assert len(weeks_of((9999, 12), weekday)) in (4, 5)
    assert start_of_week(date.min, weekday) == date.min
    assert weeks_of((1, 1), weekday)[0] >= date.min


@pytest.mark.parametrize(
    ("words", "month"),
    [
        ("2026-10", (2026, 10)),
        ("1999-01", (1999, 1)),
        (" October ", (2026, 10)),
        ("oct", (2026, 10)),
        ("november", (2026, 11)),
        ("dec", (2025, 12)),
        ("this month", (2026, 11)),
        ("LAST MONTH", (2026, 10)),
    ],
)
def test_a_month_is_said_by_its_number_its_name_or_from_here(
    words: str, month: tuple[int, int]
) -> None:
    assert parse_month(words, (2026, 11)) == month


@pytest.mark.parametrize("words", ["", "ju", "2026", "2026-00", "2026-13", "0000-05", "next", "10"])
def test_what_names_no_month_is_refused(words: str) -> None:
    with pytest.raises(RefusedError, match="is not a month"):
        parse_month(words, (2026, 11))
