"""`reachout months`: the same as the screen says, as text and as data."""

from __future__ import annotations

import re

import pytest

from tests.commands.conftest import Shell

USUAL = ["month", "state", "counts", "reached_out", "attempts", "reached", "weeks"]


@pytest.fixture
def lived(do: Shell, people: dict[str, str]) -> dict[str, str]:
    """A goal, a try in October, and in November a talk, a private one, and a letter."""
    do("goal", "2")
    do("log", "tom", "--via", "email", "--on", "2026-10-08")
    do("log", "priya", "--via", "coffee", "--on", "2026-11-17", "--note", "the new job starts")
    do("log", "由美", "--via", "call", "--on", "2026-11-18", "--note", "thinks of it", "--private")
    do("log", "tom", "--via", "letter", "--on", "2026-11-19")
    return people


def test_without_a_word_about_reports_the_keys_are_those_of_always(
    do: Shell, lived: dict[str, str]
) -> None:
    answer = do("months", "--json").json
    assert list(answer) == ["months", "streak", "strength", "ladder"]
    assert [list(month) for month in answer["months"]] == [USUAL, USUAL]


def test_a_report_comes_with_each_month_when_asked_for(do: Shell, lived: dict[str, str]) -> None:
    usual, asked = (do("months", "--json", *more).json for more in ([], ["--report"]))
    october, november = asked["months"]
    assert list(november) == [*USUAL, "report"]
    told = november["report"]
    assert (told["rate"], told["new"], told["active"], told["reconnected"]) == (0.6667, 2, 1, 0)
    assert (told["best_channel"], told["minutes"], told["woken"]) == ("call", 95, 0)
    assert {"channel": "letter", "attempts": 1, "reached": 0} in told["channels"]
    assert october["report"]["rate"] == 0
    for month in asked["months"]:
        del month["report"]
    assert asked == usual


def test_one_month_is_the_only_one_when_it_is_named(do: Shell, lived: dict[str, str]) -> None:
    for words in ("2026-10", "october", "last month"):
        (october,) = do("months", *words.split(), "--json").json["months"]
        assert october["month"] == "2026-10"
        assert october["report"]["people"] == [
            {"id": lived["tom"], "name": "Tom Okafor", "tie": "new"}
        ]


def test_what_is_private_counts_and_is_listed_only_when_asked_for(
    do: Shell, lived: dict[str, str]
) -> None:
    for more, names, notes in (
        ([], {"Priya Nair", "Tom Okafor"}, ["the new job starts"]),
        (
            ["--private"],
            {"Priya Nair", "Tom Okafor", "佐藤 由美"},
            ["the new job starts", "thinks of it"],
        ),
    ):
        (month,) = do("months", "2026-11", "--json", *more).json["months"]
        assert month["reached_out"] == 3
        assert {one["name"] for one in month["report"]["people"]} == names
        assert [one["note"] for one in month["report"]["moments"]] == notes
        out = do("months", "2026-11", *more).out
        assert ("佐藤 由美" in out, "thinks of it" in out) == (bool(more), bool(more))


def test_a_report_as_text_has_the_month_before_beside_it(do: Shell, lived: dict[str, str]) -> None:
    out = do("months", "--report").out
    assert out.startswith("November 2026   ● open   ")
    for label, now, before in (
        ("", "Nov", "Oct"),
        ("reached out to", 3, 1),
        ("reached", 2, 0),
        ("rate", "67 %", "0 %"),
        ("new", 2, 1),
        ("active", 1, 0),
        ("coffee", "1 +1", 0),
    ):
        assert re.search(rf"^{label} +{now} +{before}$", out, re.M), label
    assert "new: Priya Nair" in out
    assert "“the new job starts” Priya Nair, coffee, Tue 17 Nov" in out
    assert "More than zero. That is the habit." in out


def test_the_first_month_stands_alone(do: Shell, lived: dict[str, str]) -> None:
    assert re.search(r"^reached out to +1$", do("months", "october").out, re.M)


def test_a_month_with_nobody_offers_one_person(do: Shell, people: dict[str, str]) -> None:
    do("goal", "2")
    out = do("months", "--report").out
    assert "More than zero" not in out
    assert "One person now: " in out


def test_with_nobody_at_all_the_report_says_how_one_begins(do: Shell) -> None:
    assert "Any week can begin with one person" in do("months", "--report").out
    assert do("months", "--report", "--json").json["months"] == []


@pytest.mark.parametrize("words", ["2027-01", "2026-12", "2026-13", "nonsense", "0000-01", "ma y"])
def test_a_month_that_is_none_or_still_to_come_is_refused(shell: Shell, words: str) -> None:
    answer = shell("months", *words.split())
    assert (answer.code, answer.out) == (2, "")
    assert "is not a month" in answer.err or "still to come" in answer.err


def test_a_week_that_was_not_kept_has_a_point_and_one_kept_by_less_than_the_goal_has_none(
    do: Shell,
) -> None:
    do("--demo", "months")
    lines = do("--demo", "months").out.splitlines()
    (first,) = [line for line in lines if line.startswith("2024-12")]
    assert first.split()[3:7] == ["●", "●", "●●", "●·"]
