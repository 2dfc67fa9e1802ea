from __future__ import annotations

import pytest

from habit.model import Contact
from habit.names import first_name, given_of, in_order


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Priya Nair", "Priya"),
        ("Anne-Marie O'Neil", "Anne-Marie"),
        ("Cher", "Cher"),
        ("", ""),
        ("Dr. Anna Weiss", "Dr. Anna Weiss"),
        ("Ms Bo Chen", "Ms Bo Chen"),
        ("Prof Chen", "Prof Chen"),
        ("Nair, Priya", "Nair, Priya"),
        ("NAIR Priya", "NAIR Priya"),
        ("J. Robert Vale", "J. Robert Vale"),
        ("🚀 Lee Wong", "🚀 Lee Wong"),
        ("佐藤 由美", "佐藤 由美"),
        ("김 민준", "김 민준"),
        ("The Boat Yard", "The Boat Yard"),
        ("Kestrel Rail Ltd.", "Kestrel Rail Ltd."),
        ("priya@example.com", "priya@example.com"),
        ("+1 555 0100", "+1 555 0100"),
    ],
)
def test_a_first_name_is_guessed_only_where_that_is_safe(name: str, first: str) -> None:
    assert first_name(Contact("1", name)) == first


def test_the_first_name_that_was_said_is_used_whatever_the_name_looks_like() -> None:
    assert first_name(Contact("1", "Smith, Dr. Mary Ann", given="Mary Ann")) == "Mary Ann"


@pytest.mark.parametrize(
    ("text", "family", "given"),
    [
        ("Mary Ann", "Smith", "Mary Ann"),
        ("Dr. Ana", "Lima, PhD, MBA", "Ana"),
        ("Ms Bo", "Chen", "Bo"),
        ("🚀 Lee", "Wong", "Lee"),
        ("Ana, PhD", "Lima", "Ana"),
        ("Robert (Bob)", "Harding", "Robert"),
        ("花子", "山田", "花子"),
        ("प्रिया", "नायर", "प्रिया"),
        ("Jean\u2011Luc", "Picard", "Jean\u2011Luc"),
        ("Cher", "", "Cher"),
        ("Priya Nair", "", None),
        ("J.", "Vale", None),
        ("Dr.", "Vale", None),
        ("3966", "SBI", None),
        ("priya@example.com", "", None),
        ("", "Vale", None),
    ],
)
def test_of_the_first_name_in_a_file_only_a_name_is_taken(
    text: str, family: str, given: str | None
) -> None:
    assert given_of(text, family) == given


@pytest.mark.parametrize(
    ("given", "family", "name"),
    [
        ("Hanako", "Yamada", "Hanako Yamada"),
        ("花子", "山田", "山田 花子"),
        ("민준", "김", "김 민준"),
        ("太郎", "Smith", "太郎 Smith"),
        ("花子", "", "花子"),
    ],
)
def test_the_family_comes_first_where_it_is_written_so(given: str, family: str, name: str) -> None:
    assert in_order(given, family) == name
