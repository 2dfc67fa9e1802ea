"""What the commands that write do, and what they say about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Shell = Callable[..., Any]


def names(do: Shell) -> list[str]:
    return [one["name"] for one in do("people", "--json").json]


def test_added_people_are_there_in_order_of_their_names(do: Shell) -> None:
    assert do("add", "Zoë", "van", "Berg").out == "Added Zoë van Berg.\n"
    do("add", "Änne")
    do("add", "Bo")
    assert names(do) == ["Änne", "Bo", "Zoë van Berg"]


def test_a_list_that_is_not_there_is_made_once(do: Shell) -> None:
    assert "Made the list Climbing" in do("add", "Ana", "--list", "Climbing").out
    assert "Made" not in do("add", "Bo", "--list", "climbing", "--list", "Climbing").out
    assert [one["lists"] for one in do("people", "--json").json] == [["Climbing"]] * 2


def test_a_first_list_made_by_hand_has_the_cadence_of_the_first_run(do: Shell) -> None:
    do("add", "Ana", "--list", "key contacts")
    card = do("show", "Ana", "--json").json
    assert (card["lists"], card["cadence"]) == (["Key contacts"], 90)


def test_a_namesake_is_added_and_pointed_out(do: Shell) -> None:
    do("add", "Ana")
    answer = do("add", "ana")
    assert "called so too" in answer.out
    assert len(names(do)) == 2


@pytest.mark.parametrize(
    "words", [["Priya Nair"], ["priya", "nair"], ["NAIR"], ["priya@example.com"]]
)
def test_somebody_is_meant_by_name_words_or_address(
    do: Shell, people: dict[str, str], words: list[str]
) -> None:
    week = do("log", *words, "--via", "call", "--json").json["week"]
    assert [one["id"] for one in week["interactions"][0]["people"]] == [people["priya"]]


def test_several_names_were_in_it_together(do: Shell, people: dict[str, str]) -> None:
    week = do("log", "tom", people["priya"], "佐藤", "--via", "coffee", "--json").json["week"]
    assert (week["people"], week["attempts"], week["reached"]) == (3, 3, 3)
    assert len(week["interactions"]) == 1


@pytest.mark.parametrize(
    ("option", "outcome"),
    [("--reached", "reached"), ("--waiting", "waiting"), ("--no-reply", "no_reply")],
)
def test_an_outcome_can_be_said(
    do: Shell, people: dict[str, str], option: str, outcome: str
) -> None:
    week = do("log", "tom", "--via", "call", option, "--json").json["week"]
    assert week["interactions"][0]["people"][0]["outcome"] == outcome


def test_options_may_stand_anywhere_among_the_names(do: Shell, people: dict[str, str]) -> None:
    week = do("log", "tom", "--via", "coffee", "priya", "--json").json["week"]
    assert week["people"] == 2


def test_after_two_dashes_nothing_is_an_option(do: Shell) -> None:
    do("add", "--title", "a band", "--", "--Dash--")
    do("log", "--via", "call", "--", "--Dash--")
    assert names(do) == ["--Dash--"]


def test_what_they_began_is_no_outreach(do: Shell, people: dict[str, str]) -> None:
    week = do("log", "tom", "--via", "email", "--in", "--json").json["week"]
    assert (week["people"], week["interactions"][0]["dir"]) == (0, "in")


def test_research_may_be_with_nobody_and_never_counts(do: Shell) -> None:
    week = do("log", "--via", "research", "--minutes", "40", "--json").json["week"]
    assert (week["people"], week["minutes"]) == (0, 40)
    assert "research" in do("week").out


def test_logging_says_how_the_week_stands(do: Shell, people: dict[str, str]) -> None:
    do("goal", "2")
    out = do("log", "tom", "--via", "call").out
    assert out.startswith("Logged Tom Okafor, call")
    assert "1 of 2 people" in out
    assert "One more meets the goal." in out


def test_logging_for_a_past_week_names_it(do: Shell, people: dict[str, str]) -> None:
    out = do("log", "tom", "--via", "call", "--on", "2 weeks ago").out
    assert "The week of Mon 2 Nov:" in out


def test_an_unknown_name_is_added_only_when_asked(shell: Shell, do: Shell) -> None:
    answer = shell("log", "Lee Wong", "--via", "text")
    assert answer.code == 1
    assert 'reachout add "Lee Wong"' in answer.err
    out = do("log", "Lee Wong", "--via", "text", "--add").out
    assert "Added Lee Wong." in out
    assert names(do) == ["Lee Wong"]
    do("log", "lee", "--via", "text", "--add")
    assert names(do) == ["Lee Wong"]


def test_new_and_known_people_may_be_logged_together(do: Shell, people: dict[str, str]) -> None:
    week = do("log", "tom", "Lee Wong", "Bo Li", "--via", "coffee", "--add", "--json").json["week"]
    named = [one["name"] for one in week["interactions"][0]["people"]]
    assert named == ["Tom Okafor", "Lee Wong", "Bo Li"]


def test_loose_words_are_never_guessed_to_be_one_person_or_two(shell: Shell, do: Shell) -> None:
    answer = shell("log", "Lee", "Wong", "--via", "text", "--add")
    assert answer.code == 1
    assert '"Lee Wong"' in answer.err
    assert names(do) == []


def test_several_matches_are_listed_and_nothing_is_written(
    shell: Shell, do: Shell, people: dict[str, str]
) -> None:
    do("add", "Priya Rao")
    for more in ((), ("--add",)):
        answer = shell("log", "tom", "priya", "--via", "call", *more)
        assert answer.code == 1
        assert "Priya Nair" in answer.err
        assert "Priya Rao" in answer.err
    assert do("week", "--json").json["interactions"] == []


def test_a_higher_goal_waits_for_the_next_week_and_says_so(do: Shell) -> None:
    do("goal", "2", "--why", "People stay.")
    answer = do("goal", "3")
    assert "3 people a week, 4 with a bonus, from Mon 23 Nov" in answer.out
    assert "This week stays at 2." in answer.out
    now = do("goal").out
    assert "2 people a week" in now
    assert "From Mon 23 Nov: 3 people a week." in now
    assert "Because: People stay." in now


def test_the_mode_alone_keeps_the_goal(do: Shell) -> None:
    do("goal", "2", "--stretch", "5")
    goal = do("goal", "--mode", "seeking", "--json").json
    assert (goal["people"], goal["stretch"], goal["mode"]) == (2, 5, "seeking")


def test_a_big_goal_hears_the_gym_story_unless_seeking(do: Shell) -> None:
    assert "gym" in do("goal", "4").out
    assert "gym" not in do("goal", "5", "--mode", "seeking").out
    assert "gym" not in do("goal", "3", "--mode", "none").out


def test_a_pause_can_be_taken_twice_and_taken_back_twice(do: Shell) -> None:
    do("goal", "2")
    for _ in range(2):
        assert "paused. Enjoy the rest." in do("pause", "--reason", "a move").out
        assert do("week", "--json").json["paused"] is True
    assert "Paused. Enjoy the rest." in do("week").out
    for _ in range(2):
        assert "taken up again." in do("pause", "--undo").out
        assert do("week", "--json").json["paused"] is False


def test_a_pause_may_lie_ahead_for_several_weeks(do: Shell) -> None:
    weeks = do("pause", "2026-12-23", "--weeks", "2", "--json").json["weeks"]
    assert weeks == ["2026-12-21", "2026-12-28"]
    assert do("week", "2026-12-31", "--json").json["paused"] is True


def test_looking_makes_no_file(do: Shell, data: Any) -> None:
    for words in ("week", "months", "next", "people", "status", "paths", "goal"):
        do(words)
        do(words, "--json")
    assert not data.parent.exists()


def test_data_may_be_named_before_or_after_the_command(do: Shell, tmp_path: Any) -> None:
    other = tmp_path / "other.json"
    do("--data", str(other), "add", "Ana")
    assert names(lambda *words: do(*words, "--data", str(other))) == ["Ana"]
    assert names(do) == []


def test_the_demo_is_looked_at_without_touching_your_file(do: Shell, data: Any) -> None:
    assert do("--demo", "week", "--json").json["people"] == 2
    do("--demo", "log", "priya", "--via", "call")
    assert not data.exists()
