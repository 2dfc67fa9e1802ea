from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habit.dates import (
    FIRST_YEAR,
    LAST_YEAR,
    LONGEST_SPAN,
    ago,
    birthday_text,
    coming_day,
    counted,
    day_text,
    months_between,
    named_day,
    parse_ahead,
    parse_birthday,
    parse_day,
    parse_span,
    since,
    span_text,
    spoken_day,
)
from habit.errors import RefusedError
from habit.model import Birthday

SUNDAY = date(2026, 11, 22)
days = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))
words = st.text(st.sampled_from("0123456789 -adhkmnorstuwy,.é\x00١"), max_size=14) | st.text()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-20", date(2026, 11, 20)),
        ("  Today ", SUNDAY),
        ("yesterday", date(2026, 11, 21)),
        ("tomorrow", date(2026, 11, 23)),
        ("monday", date(2026, 11, 16)),
        ("SAT", date(2026, 11, 21)),
        ("thurs", date(2026, 11, 19)),
        ("3 days ago", date(2026, 11, 19)),
        ("2 weeks ago", date(2026, 11, 8)),
        ("two  weeks ago", date(2026, 11, 8)),
        ("2w ago", date(2026, 11, 8)),
        ("a month ago", date(2026, 10, 22)),
        ("3 years ago", date(2023, 11, 22)),
        ("last week", date(2026, 11, 15)),
        ("next week", date(2026, 11, 29)),
    ],
)
def test_a_day_is_understood_in_the_words_people_use(text: str, day: date) -> None:
    assert parse_day(text, SUNDAY) == day


def test_a_weekday_is_the_last_one_with_today_included() -> None:
    assert parse_day("sunday", SUNDAY) == SUNDAY
    assert parse_day("last sunday", SUNDAY) == SUNDAY - timedelta(days=7)
    assert parse_day("last monday", SUNDAY) == parse_day("monday", SUNDAY)


def test_a_month_ago_ends_with_the_month_where_the_day_is_missing() -> None:
    assert parse_day("a month ago", date(2026, 3, 31)) == date(2026, 2, 28)
    assert parse_day("a year ago", date(2028, 2, 29)) == date(2027, 2, 28)


@pytest.mark.parametrize(
    "text",
    [
        *("", "ago", "mo", "mondays", "31", "22/11/2026", "2026-02-30", "0 B.C.", "١ days ago"),
        *("0001-01-01", "9999-12-31", "999999 years ago", "999999 days ago", "9999999 days ago"),
    ],
)
def test_what_is_no_day_or_too_far_away_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(RefusedError) as refused:
        parse_day(text, SUNDAY)
    assert len(str(refused.value).splitlines()) == 1


@given(words)
def test_any_words_are_a_day_or_refused(text: str) -> None:
    with suppress(RefusedError):
        assert FIRST_YEAR <= parse_day(text, SUNDAY).year <= LAST_YEAR


@given(days, days)
def test_an_iso_day_is_itself_whatever_today_is(day: date, today: date) -> None:
    assert parse_day(day.isoformat(), today) == day


@given(st.integers(0, 10_000))
def test_so_many_days_ago_is_so_many_days_ago(count: int) -> None:
    assert parse_day(f"{count} days ago", SUNDAY) == SUNDAY - timedelta(days=count)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        *(("3w", 21), ("2 months", 60), ("90", 90), ("90 days", 90), ("a week", 7), ("1y", 365)),
        *(("Three Months", 90), ("10d", 10), ("2weeks", 14)),
    ],
)
def test_a_span_is_understood_in_short_and_in_full(text: str, days: int) -> None:
    assert parse_span(text) == days


@pytest.mark.parametrize("text", ["", "0", "-3", "soon", "3 fortnights", "999999", "101y", "d"])
def test_a_span_of_nothing_or_of_ages_is_refused(text: str) -> None:
    with pytest.raises(RefusedError):
        parse_span(text)


@given(st.integers(1, LONGEST_SPAN))
def test_a_span_as_it_is_shown_means_the_same_days(days: int) -> None:
    assert parse_span(span_text(days)) == days


def test_a_span_is_shown_in_the_largest_unit_it_fills() -> None:
    assert [span_text(days) for days in (1, 10, 7, 21, 30, 90, 365)] == [
        *("1 day", "10 days", "1 week", "3 weeks", "1 month", "3 months", "1 year")
    ]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 22), "today"),
        (date(2026, 11, 21), "yesterday"),
        (date(2026, 11, 13), "9 days ago"),
        (date(2026, 11, 9), "13 days ago"),
        (date(2026, 11, 8), "2 weeks ago"),
        (date(2026, 9, 27), "8 weeks ago"),
        (date(2026, 9, 20), "2 months ago"),
        (date(2026, 8, 22), "3 months ago"),
        (date(2025, 9, 14), "14 months ago"),
        (date(2024, 11, 23), "23 months ago"),
        (date(2024, 11, 22), "2 years ago"),
        (date(2022, 1, 5), "4 years ago"),
        (date(2026, 11, 23), "tomorrow"),
        (date(2026, 11, 27), "in 5 days"),
        (date(2027, 1, 3), "in 6 weeks"),
    ],
)
def test_a_day_is_so_long_ago_as_people_say_it(day: date, words: str) -> None:
    assert ago(day, SUNDAY) == words


@given(days, days)
def test_a_longer_time_is_never_said_to_be_shorter(one: date, other: date) -> None:
    units = {"day": 1, "week": 7, "month": 28, "year": 365}
    longer, shorter = (since(min(day, SUNDAY), SUNDAY).split() for day in sorted((one, other)))
    sizes = [int(count) * units[unit.removesuffix("s")] for count, unit in (longer, shorter)]
    assert sizes[0] >= sizes[1] or longer[1] != shorter[1]


@given(days, st.integers(0, 600))
def test_whole_months_of_the_calendar_are_counted(start: date, months: int) -> None:
    first = start.replace(day=1)
    count = first.year * 12 + first.month - 1 + months
    assert months_between(first, date(count // 12, count % 12 + 1, 1)) == months


def test_a_day_has_a_short_name_for_lists_and_a_clear_one_for_sentences() -> None:
    assert day_text(SUNDAY) == "Sun 22 Nov"
    assert named_day(date(2026, 11, 19), SUNDAY) == "Thursday"
    assert named_day(date(2026, 3, 12), SUNDAY) == "12 March"
    assert named_day(date(2024, 3, 12), SUNDAY) == "12 March 2024"


@pytest.mark.parametrize(
    ("text", "birthday"),
    [
        ("12 March", Birthday(None, 3, 12)),
        ("12 Mar.", Birthday(None, 3, 12)),
        ("--03-12", Birthday(None, 3, 12)),
        ("--0312", Birthday(None, 3, 12)),
        ("1985-03-12", Birthday(1985, 3, 12)),
        ("March 12 1985", Birthday(1985, 3, 12)),
        ("march 12th, 1985", Birthday(1985, 3, 12)),
        ("29 February", Birthday(None, 2, 29)),
        ("March", Birthday(None, 3, None)),
        ("1985-03", Birthday(1985, 3, None)),
        ("1985", Birthday(1985, None, None)),
    ],
)
def test_a_birthday_is_read_with_what_is_known_of_it(text: str, birthday: Birthday) -> None:
    assert parse_birthday(text) == birthday


@pytest.mark.parametrize(
    "text", ["", "12", "31 April", "29 February 1985", "0085-03-12", "12 March 13", "--", "soon"]
)
def test_a_birthday_that_no_calendar_has_is_refused(text: str) -> None:
    with pytest.raises(RefusedError):
        parse_birthday(text)


@given(words)
def test_any_words_are_a_birthday_that_reads_back_or_refused(text: str) -> None:
    try:
        birthday = parse_birthday(text)
    except RefusedError:
        return
    assert parse_birthday(birthday_text(birthday)) == birthday


def test_a_birthday_out_of_a_hand_edited_file_is_shown_as_far_as_it_makes_sense() -> None:
    assert birthday_text(Birthday(1985, 13, 40)) == "1985"
    assert birthday_text(Birthday()) == ""


def test_pendulum_is_loaded_only_when_a_month_is_gone_back() -> None:
    code = (
        "import sys; from datetime import date; from habit.dates import parse_day, ago;"
        "today = date(2026, 11, 22); ago(parse_day('monday', today), today);"
        "assert 'pendulum' not in sys.modules; parse_day('a month ago', today);"
        "assert 'pendulum' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


# Days to come


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", SUNDAY),
        ("Tomorrow", date(2026, 11, 23)),
        ("friday", date(2026, 11, 27)),
        ("on Fri", date(2026, 11, 27)),
        ("next friday", date(2026, 11, 27)),
        ("sunday", date(2026, 11, 29)),
        ("in 3 days", date(2026, 11, 25)),
        ("3 days", date(2026, 11, 25)),
        ("in a week", date(2026, 11, 29)),
        ("next week", date(2026, 11, 29)),
        ("2w", date(2026, 12, 6)),
        ("in two months", date(2027, 1, 22)),
        ("next month", date(2026, 12, 22)),
        ("in a year", date(2027, 11, 22)),
        ("3 dec", date(2026, 12, 3)),
        ("Dec 3", date(2026, 12, 3)),
        ("3rd of december", date(2026, 12, 3)),
        ("3rd December 2027", date(2027, 12, 3)),
        ("22 november", SUNDAY),
        ("21 nov", date(2027, 11, 21)),
        ("29 feb", date(2028, 2, 29)),
        ("the 3rd", date(2026, 12, 3)),
        ("on the 22nd", SUNDAY),
        ("31st", date(2026, 12, 31)),
        ("2026-12-03", date(2026, 12, 3)),
    ],
)
def test_a_day_to_come_is_understood_in_the_words_people_use(text: str, day: date) -> None:
    assert parse_ahead(text, SUNDAY) == day


@pytest.mark.parametrize(
    "text", ["", "soon", "december", "3", "2026", "30 feb", "the 32nd", "in x"]
)
def test_what_is_no_day_to_come_is_refused(text: str) -> None:
    with pytest.raises(RefusedError, match="is not a day to come"):
        parse_ahead(text, SUNDAY)


@pytest.mark.parametrize("text", ["yesterday", "2026-11-21", "last week", "3 dec 2025"])
def test_a_day_that_has_gone_by_is_refused_as_one_to_come(text: str) -> None:
    with pytest.raises(RefusedError, match="has gone by"):
        parse_ahead(text, SUNDAY)


def test_a_month_ahead_ends_with_the_month() -> None:
    assert parse_ahead("in a month", date(2027, 1, 31)) == date(2027, 2, 28)


@given(words, days)
def test_any_words_name_a_day_to_come_or_are_refused(text: str, today: date) -> None:
    with suppress(RefusedError):
        assert today <= parse_ahead(text, today)


@given(days, st.integers(0, 5000))
def test_a_day_to_come_is_read_as_it_is_written(today: date, ahead: int) -> None:
    day = today + timedelta(days=ahead)
    if day.year <= LAST_YEAR:
        assert parse_ahead(day.isoformat(), today) == day
        assert parse_ahead(f"{day.day} {day:%B} {day.year}", today) == day
        if ahead < 8:
            assert parse_ahead(spoken_day(day, today) if ahead < 7 else "in 7 days", today) == day


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2026, 11, 22), "today"),
        (date(2026, 11, 23), "tomorrow"),
        (date(2026, 11, 21), "Sat 21 Nov"),
        (date(2027, 11, 22), "Mon 22 Nov"),
        (date(2027, 11, 24), "Wed 24 Nov 2027"),
        (date(2025, 11, 20), "Thu 20 Nov 2025"),
        (date(9999, 12, 31), "Fri 31 Dec 9999"),
    ],
)
def test_a_day_to_come_has_its_year_once_that_is_not_clear(on: date, words: str) -> None:
    assert coming_day(on, SUNDAY) == words


def test_of_one_it_is_said_otherwise_than_of_many() -> None:
    assert [counted(at, "week") for at in (0, 1, 2)] == ["0 weeks", "1 week", "2 weeks"]
    assert [counted(at, "person") for at in (0, 1, 2)] == ["0 people", "1 person", "2 people"]
