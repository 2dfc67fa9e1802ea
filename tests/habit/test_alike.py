"""Whether two records may be one person."""

from __future__ import annotations

import pytest

from habit.alike import (
    days_differ,
    digits_of,
    is_one_company,
    is_one_name,
    is_one_number,
    is_role,
    name_of,
)
from habit.model import Birthday


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ann Lee", "ANN  LEE"),
        ("Dr. Ann Lee, PhD", "Ann Lee"),
        ("Lee, Ann", "Ann Lee"),
        ("Ann (Annie) Lee", "Ann Lee"),
        ("Ann Lee 🎉 (she/her)", "Ann Lee"),
        ("Jürgen Müller", "Juergen Mueller"),
        ("Inês Duarte", "Ines Duarte"),
        ("Ann B. Lee", "Ann Lee"),
        ("Ann Beth Lee", "Ann B. Lee"),
        ("A. Lee", "Ann Lee"),
        ("山田花子", "山田花子"),
    ],
)
def test_one_name_is_spelt_in_many_ways(one: str, other: str) -> None:
    assert is_one_name(name_of(one), name_of(other))
    assert is_one_name(name_of(other), name_of(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Maria Lee", "Mia Lee"),
        ("Paul Martin", "Paula Martin"),
        ("Ann Lee", "Ann"),
        ("A.", "Ann"),
        ("Ann Lee", "Ann Leeds"),
        ("Ann Beth Lee", "Ann Carla Lee"),
        ("🎉", "🚀"),
        ("रीमा शर्मा", "रामा शर्मा"),
        ("かとう たき", "がとう たき"),
    ],
)
def test_two_names_are_two(one: str, other: str) -> None:
    assert not is_one_name(name_of(one), name_of(other))


@pytest.mark.parametrize(
    ("text", "suffix"),
    [("John Lee Jr.", "jr"), ("John Lee, Sr", "sr"), ("John Lee III", "iii"), ("John Lee", "")],
)
def test_what_tells_father_and_son_apart_is_no_word_of_the_name(text: str, suffix: str) -> None:
    found = name_of(text)
    assert (found.words, found.suffix) == (("john", "lee"), suffix)


@pytest.mark.parametrize(
    ("text", "is_whole"),
    [("Ann", False), ("Ann Lee", True), ("山田花子", True), ("Dr. Ann", False)],
)
def test_a_first_name_is_no_whole_name(text: str, is_whole: bool) -> None:
    assert name_of(text).is_whole is is_whole


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("(212) 555-0101", "+1 212-555-0101", True),
        ("0171 5550101", "+49 171 5550101", True),
        ("+49 (0)171 5550101", "0049 171 5550101", True),
        ("555 0101 ext. 3", "5550101", True),
        ("5550101", "5550102", False),
        ("+1 212 555 0101", "+44 212 555 0101", False),
        ("0101", "+1 212 555 0101", False),
        ("212 555 0101", "555 0101", False),
    ],
)
def test_a_number_is_one_with_the_code_of_its_country_and_without(
    one: str, other: str, same: bool
) -> None:
    assert is_one_number(digits_of(one), digits_of(other)) is same
    assert is_one_number(digits_of(other), digits_of(one)) is same


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        (Birthday(1950, 3, 12), Birthday(1980, 3, 12), True),
        (Birthday(None, 3, 12), Birthday(1980, 3, 12), False),
        (Birthday(1950), Birthday(None, 3, 12), False),
        (Birthday(None, 3, 12), Birthday(None, 3, 13), True),
        (None, Birthday(1950), False),
    ],
)
def test_days_differ_in_what_is_known_of_both(
    one: Birthday | None, other: Birthday | None, differ: bool
) -> None:
    assert days_differ(one, other) is differ


def test_a_company_is_one_with_and_without_its_legal_form() -> None:
    assert is_one_company("Tideline", "Tideline Energy Ltd.")
    assert is_one_company("Corvo & Sons", "Corvo and Sons GmbH")
    assert not is_one_company("Tideline", "Kestrel")
    assert not is_one_company("The Ltd", "Kestrel Ltd")


def test_an_address_of_a_desk_is_known() -> None:
    assert is_role("Info@example.com")
    assert is_role("sales+west@example.com")
    assert not is_role("ann@example.com")
