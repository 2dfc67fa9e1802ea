"""What was given and asked for, said and listed in one line."""

from __future__ import annotations

import re

import pytest

from tests.commands.conftest import Shell


def table(said: str) -> list[list[str]]:
    return [re.split("  +", line.strip()) for line in said.splitlines()]


def test_a_give_is_added_to_the_newest_talk_of_the_day(do: Shell, people: dict[str, str]) -> None:
    do("log", "tom", "--via", "call")
    said = do("gave", "Tom", "Okafor", "link:the", "talks", "are", "online").out
    assert said == ("Gave Tom Okafor a link: the talks are online.\nGave 1 · asked nothing yet.\n")
    do("gave", "tom", "th")
    (one,) = do("week", "--json").json["interactions"]
    assert one["gave"] == [
        {"kind": "link", "text": "the talks are online"},
        {"kind": "thanks", "text": ""},
    ]
    assert "Tom Okafor, gave thanks" in do("undo").out


def test_with_nothing_logged_that_day_via_logs_it(
    do: Shell, shell: Shell, people: dict[str, str]
) -> None:
    refused = shell("gave", "tom", "link")
    assert (refused.code, refused.err) == (
        2,
        "reachout: nothing is logged with Tom Okafor on Sun 22 Nov: say how it was, "
        "such as --via email\n",
    )
    do("gave", "tom", "link", "--via", "email", "--on", "yesterday")
    (one,) = do("week", "--json").json["interactions"]
    assert (one["channel"], one["on"]) == ("email", "2026-11-21")
    do("gave", "tom", "news", "--on", "yesterday")
    do("gave", "tom", "help", "--on", "yesterday", "--via", "call")
    assert len(do("week", "--json").json["interactions"]) == 2


def test_b10_an_ask_says_what_you_gave_since_the_last_one_and_b22_the_last_90_days(
    do: Shell, people: dict[str, str]
) -> None:
    do("log", "tom", "--via", "coffee", "--on", "3 days ago", "--gave", "link", "--gave", "news:x")
    do("log", "tom", "--via", "call", "--gave", "thanks")
    assert do("asked", "tom", "introduction:to his editor").out == (
        "Asked Tom Okafor for an introduction: to his editor.\n"
        "You had given 3 times, and this is the first ask.\n"
        "Twice in touch in the last 90 days.\n"
    )
    nothing = "You had given nothing since the ask before: a small give comes well."
    assert nothing in do("asked", "tom", "favor").out
    do("gave", "tom", "thanks", "--via", "email")
    assert "You had given once since the last ask." in do("asked", "tom", "lead").out
    assert "You had given nothing yet: a small" in do("asked", "priya", "lead", "--via", "call").out


def test_b11_what_became_of_an_ask_is_said_and_never_guessed(
    do: Shell, shell: Shell, people: dict[str, str]
) -> None:
    do("log", "tom", "--via", "call", "--asked", "favor:a word", "--asked", "lead")
    several = shell("asked", "tom", "--result", "yes")
    assert several.code == 2
    assert "1 favor: a word, 2 lead: say which with --number 1" in several.err
    assert do("asked", "tom", "--result", "yes", "--number", "1").out == (
        "Tom Okafor, asked for a favor: a word (yes).\n"
    )
    left = do("asked", "Tom", "Okafor", "--result", "no, not now", "--json").json
    assert (left["granted"], left["open"], left["result"]) == (1, 0, "no, not now")
    assert shell("asked", "tom", "--result", "yes").code == 2
    told = do("asked", "--json").json["asks"]
    assert [(one["kind"], one["granted"]) for one in told] == [("favor", True), ("lead", False)]


def test_the_ledger_is_listed_whom_you_gave_most_first(do: Shell, people: dict[str, str]) -> None:
    assert "Nothing given yet" in do("gave").out
    assert "Nothing asked yet" in do("asked").out
    do("log", "tom", "--via", "call", "--gave", "link")
    do("log", "priya", "--via", "call", "--gave", "link", "--gave", "help", "--asked", "favor")
    assert table(do("gave").out) == [
        ["gave", "asked", "since", "open"],
        ["Priya Nair", "2", "1", "0", "1"],
        ["Tom Okafor", "1", "0", "1", "0"],
    ]
    assert [(one["name"], one["gave"]) for one in do("gave", "--json").json] == [
        ("Priya Nair", 2),
        ("Tom Okafor", 1),
    ]
    assert table(do("asked").out)[:2] == [["Open"], ["Priya Nair", "a favor", "today"]]
    assert "gave a link" in do("show", "tom").out


def test_private_asks_are_listed_only_when_asked_for_and_always_count(
    do: Shell, people: dict[str, str]
) -> None:
    do("log", "tom", "--via", "call", "--private", "--asked", "favor:a secret")
    assert "secret" not in do("asked").out
    hidden = do("asked", "--json").json
    assert (hidden["asks"], hidden["people"][0]["asked"]) == ([], 1)
    assert "secret" in do("asked", "--private").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("gave", "tom", "gift"), '"gift" is none of link, introduction'),
        (("gave", "tom"), "say what you gave, such as reachout gave tom link:"),
        (("asked", "tom", "o"), '"o" may be opinion or other'),
        (("asked", "--number", "1"), "--number goes with --result"),
        (("asked", "--result", "x"), "say of whom and what"),
        (("asked", "tom", "--result", " "), "--result is empty: say what became of it"),
        (("asked", "tom", "--result", "x"), "nothing is open that you asked Tom Okafor for"),
        (("asked", "tom", "--result", "x", "--via", "call"), "leave out --via"),
        (("log", "tom", "--via", "call", "--gave", "gift"), '"gift" is none of'),
        (("log", "tom", "--via", "call", "--asked", "link"), '"link" is none of'),
        (("gave", "tom", "link", "--via", "pigeon"), "'pigeon' is not known"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_line_and_nothing_is_written(
    do: Shell, shell: Shell, people: dict[str, str], words: tuple[str, ...], said: str
) -> None:
    refused = shell(*words)
    assert (refused.code, refused.out) == (2, "")
    assert said in refused.err
    assert refused.err.count("\n") == 1
    assert do("week", "--json").json["interactions"] == []


def test_b15_a_suggestion_carries_something_to_give(do: Shell, people: dict[str, str]) -> None:
    told = do("next", "--json").json
    assert {one["give"] for one in told} == {"a link they would like"}
