"""The JSON of each command: the keys that scripts rely on, and what they hold."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Shell = Callable[..., Any]

WEEK_COUNTS = [
    "week",
    "month",
    "state",
    "kept",
    "open",
    "paused",
    "needed",
    "goal",
    "people",
    "attempts",
    "reached",
    "minutes",
]
WEEK = [*WEEK_COUNTS, "interactions", "time"]
MARKS = ["side", "side_guess", "rank", "team", "influence", "met", "found", "cares", "tags"]
PERSON = [
    "id",
    "name",
    "nickname",
    "lists",
    "organization",
    "emails",
    "phones",
    "types",
    "died",
    "last",
    "due",
    "gave",
    "asked",
]
CARD = [
    *PERSON,
    "given",
    "title",
    "birthday",
    "anniversary",
    "cadence",
    "notes",
    "interactions",
    *MARKS,
    "urls",
]
INTERACTION = ["id", "on", "channel", "dir", "people", "minutes", "note", "gave", "asked"]


def test_a_week_has_the_keys_of_the_design(do: Shell, people: dict[str, str]) -> None:
    do("goal", "2")
    do("log", "priya", "--via", "call", "--note", "about the roof")
    week = do("week", "--json").json
    assert list(week) == WEEK
    (one,) = week["interactions"]
    assert list(one) == INTERACTION
    assert one["people"] == [{"id": people["priya"], "name": "Priya Nair", "outcome": "reached"}]
    assert (one["on"], one["channel"], one["dir"]) == ("2026-11-22", "call", "out")
    assert (one["minutes"], one["note"]) == (15, "about the roof")
    assert (one["gave"], one["asked"]) == ([], [])


def test_a_week_says_its_counts_and_its_goal(do: Shell, people: dict[str, str]) -> None:
    do("goal", "2")
    do("log", "priya", "--via", "call")
    do("log", "tom", "--via", "email")
    week = do("week", "--json").json
    assert (week["week"], week["month"]) == ("2026-11-16", "2026-11")
    assert (week["state"], week["kept"], week["open"], week["paused"]) == ("met", True, True, False)
    assert (week["needed"], week["goal"]) == (1, {"people": 2, "stretch": 3})
    assert (week["people"], week["attempts"], week["reached"]) == (2, 2, 1)
    assert week["minutes"] == 25


def test_a_week_before_the_first_goal_is_not_judged(do: Shell, people: dict[str, str]) -> None:
    do("log", "priya", "--via", "call")
    week = do("week", "--json").json
    assert (week["goal"], week["needed"], week["kept"], week["state"]) == (None, 0, None, "met")


def test_months_have_the_keys_of_the_design(do: Shell, people: dict[str, str]) -> None:
    do("goal", "2")
    do("log", "priya", "tom", "--via", "coffee")
    months = do("months", "--json").json
    assert list(months) == ["months", "streak", "strength", "ladder"]
    (november,) = months["months"]
    assert list(november) == [
        "month",
        "state",
        "counts",
        "reached_out",
        "attempts",
        "reached",
        "weeks",
    ]
    assert (november["month"], november["state"], november["counts"]) == ("2026-11", "open", True)
    assert (november["reached_out"], november["attempts"], november["reached"]) == (2, 2, 2)
    assert [list(week) for week in november["weeks"]] == [WEEK_COUNTS] * 4
    assert november["weeks"][-1]["kept"] is None
    assert months["streak"] == {"months": 1, "weeks": 1, "best_months": 1, "best_weeks": 1}
    assert (months["strength"], months["ladder"]) == (0, 1)


def test_with_neither_goal_nor_outreach_there_are_no_months(do: Shell) -> None:
    assert do("months", "--json").json == {
        "months": [],
        "streak": {"months": 0, "weeks": 0, "best_months": 0, "best_weeks": 0},
        "strength": 0,
        "ladder": 0,
    }


def test_next_names_everybody_with_a_reason(do: Shell, people: dict[str, str]) -> None:
    do("add", "Ana", "--birthday", "26 November", "--list", "Friends")
    first, *rest = do("next", "--json").json
    assert list(first) == ["id", "name", "reason", "why", "lists", "give"]
    assert (first["name"], first["reason"], first["lists"]) == ("Ana", "birthday", ["Friends"])
    assert {one["reason"] for one in rest} == {"never"}
    assert {one["id"] for one in rest} == set(people.values())


def test_people_have_the_keys_of_the_design(do: Shell) -> None:
    do("add", "Ana Silva", "--cadence", "3 months", "--phone", "555 0100", "--list", "Friends")
    do("log", "ana", "--via", "call", "--on", "2026-11-20")
    (ana,) = do("people", "--json").json
    assert list(ana) == PERSON
    assert (ana["name"], ana["lists"], ana["phones"]) == ("Ana Silva", ["Friends"], ["555 0100"])
    assert (ana["last"], ana["due"]) == ("2026-11-20", "2027-02-18")
    assert (ana["organization"], ana["emails"], ana["gave"], ana["asked"]) == (None, [], 0, 0)


def test_show_is_a_person_with_everything_else(do: Shell) -> None:
    do("add", "Ana", "--title", "Baker", "--birthday", "12 March", "--cadence", "3w")
    do("log", "ana", "--via", "text", "--note", "hello")
    ana = do("show", "ana", "--json").json
    assert list(ana) == CARD
    assert (ana["title"], ana["birthday"], ana["cadence"]) == ("Baker", "--03-12", 21)
    assert ana["notes"] == []
    assert [list(one) for one in ana["interactions"]] == [INTERACTION]


def test_log_answers_with_the_week_in_which_it_was(do: Shell, people: dict[str, str]) -> None:
    answer = do("log", "priya", "--via", "call", "--on", "2026-11-11", "--json").json
    assert list(answer) == ["id", "week"]
    assert list(answer["week"]) == WEEK
    assert (answer["week"]["week"], answer["week"]["people"]) == ("2026-11-09", 1)
    assert [one["id"] for one in answer["week"]["interactions"]] == [answer["id"]]


def test_add_goal_pause_status_and_paths_answer_as_designed(do: Shell, data: Any) -> None:
    added = do("add", "Ana Silva", "--json").json
    assert list(added) == ["id", "name"]
    assert added["name"] == "Ana Silva"
    assert do("goal", "--json").json is None
    goal = {"from": "2026-11-16", "people": 2, "stretch": 3, "mode": "none"}
    goal |= {"hours": None, "share": None}
    assert do("goal", "2", "--json").json == goal
    assert do("goal", "--json").json == goal
    assert do("pause", "--weeks", "2", "--json").json == {"weeks": ["2026-11-16", "2026-11-23"]}
    status = do("status", "--json").json
    assert status == {"people": 0, "goal": 2, "state": "quiet", "months": 0, "weeks": 0}
    paths = do("paths", "--json").json
    assert list(paths) == ["data", "backups", "settings"]
    assert paths["data"] == str(data)


def test_what_is_private_is_counted_and_listed_only_when_asked_for(
    do: Shell, people: dict[str, str]
) -> None:
    do("log", "priya", "--via", "call", "--private", "--note", "a secret")
    for words in (("week",), ("show", "priya")):
        assert do(*words, "--json").json["interactions"] == []
        (one,) = do(*words, "--json", "--private").json["interactions"]
        assert one["note"] == "a secret"
        assert "a secret" not in do(*words).out
        assert "1 private" in do(*words).out
        assert "a secret" in do(*words, "--private").out
    assert do("week", "--json").json["people"] == 1


def test_status_names_nobody_unless_asked(do: Shell, people: dict[str, str]) -> None:
    do("log", "priya", "--via", "call")
    assert "Priya" not in do("status").out + do("status", "--json").out
    assert "Priya Nair" in do("status", "--names").out
    assert do("status", "--names", "--json").json["names"] == ["Priya Nair"]


def test_json_has_no_character_that_a_terminal_obeys(do: Shell) -> None:
    do("add", "Ana", "--json")
    do("log", "ana", "--via", "call", "--note", "x\x1b[31my\u202ez\x9b2J")
    out = do("week", "--json").out
    assert not [char for char in out if char in "\x1b\x9b\u202e"]
