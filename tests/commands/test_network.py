"""`reachout network`: the same numbers as the screen, who is on which side, and what is private."""

from __future__ import annotations

import pytest

from tests.commands.conftest import Shell


@pytest.fixture
def lived(do: Shell, people: dict[str, str]) -> dict[str, str]:
    """A call, a private email and a letter this month, and in October another email."""
    do("log", "priya", "--via", "call", "--on", "2026-11-17")
    do("log", "tom", "--via", "email", "--on", "2026-11-18", "--private")
    do("log", "由美", "--via", "letter", "--on", "2026-11-19")
    do("log", "priya", "--via", "email", "--on", "2026-10-08")
    return people


def parts(answer: dict[str, object], name: str) -> list[int]:
    balances = answer["balances"]
    assert isinstance(balances, list)
    (row,) = [one for one in balances if one["balance"] == name]
    return [part["count"] for part in row["parts"]]


def test_a_span_has_its_numbers_and_the_change_in_points(do: Shell, lived: dict[str, str]) -> None:
    answer = do("network", "--json").json
    assert (answer["people"], answer["attempts"], answer["new"]) == (3, 3, 2)
    assert (answer["from"], answer["to"]) == ("2026-11-02", "2026-11-22")
    assert parts(answer, "voice") == [1, 2]
    voice = answer["balances"][2]
    assert (voice["change"], [one["before"] for one in voice["parts"]]) == (33, [0, 1])
    assert answer["live"] == {"live": 3, "people": 3, "percent": 100, "dormant": 0}
    assert "who" not in answer


def test_a_longer_span_holds_more(do: Shell, lived: dict[str, str]) -> None:
    for span, attempts in (("month", 3), ("quarter", 4), ("YEAR", 4)):
        answer = do("network", "--span", span, "--json").json
        assert (answer["span"], answer["attempts"]) == (span.lower(), attempts)


def test_who_is_on_each_side_comes_when_asked_for(do: Shell, lived: dict[str, str]) -> None:
    answer = do("network", "--who", "voice", "--private", "--json").json
    voice, text, unknown = answer["who"]
    assert voice["people"] == [{"id": lived["priya"], "name": "Priya Nair", "why": "1 call"}]
    assert [one["name"] for one in text["people"]] == ["Tom Okafor", "佐藤 由美"]
    assert unknown == {"part": "unknown", "people": []}


def test_what_is_private_counts_and_is_listed_only_when_asked_for(
    do: Shell, lived: dict[str, str]
) -> None:
    answer = do("network", "--who", "voice", "--json").json
    assert parts(answer, "voice") == [1, 2]
    assert [one["name"] for one in answer["who"][1]["people"]] == ["佐藤 由美"]
    assert "Tom" not in do("network", "--who", "voice").out


def test_as_text_both_sides_and_the_words_stand_there(do: Shell, lived: dict[str, str]) -> None:
    said = do("network").out
    assert said.startswith("3 of 3 people are live: in touch in the last 90 days\n")
    assert "November so far: 3 people, 3 attempts" in said
    assert "Voice" in said
    assert "33 %" in said
    assert "+33 points" in said
    assert "3 people in November: 3 not said." in said


def test_one_person_is_one_person(do: Shell) -> None:
    do("log", "Lee", "--via", "call", "--add")
    said = do("network").out
    assert said.startswith("1 of 1 person is live")
    assert "1 person, 1 attempt\n" in said


def test_with_nobody_it_says_so_and_ends_well(do: Shell) -> None:
    assert "0 of 0 people are live" in do("network").out
    assert do("network", "--json").json["live"]["percent"] is None


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--span", "decade"), "--span 'decade' is not known"),
        (("--who", "voces"), "did you mean voice?"),
    ],
)
def test_what_is_not_known_is_refused_with_what_is(
    shell: Shell, words: tuple[str, str], said: str
) -> None:
    answer = shell("network", *words)
    assert answer.code == 2
    assert said in answer.err
