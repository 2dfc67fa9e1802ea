"""`reachout strategy`: what is aimed at and how far one is, in one line each."""

from __future__ import annotations

import re

import pytest

from tests.commands.conftest import Shell

ADD = ("strategy", "add")


@pytest.fixture
def aimed(do: Shell, people: dict[str, str]) -> dict[str, str]:
    """A goal with an objective and a benchmark."""
    do(*ADD, "goal", "be known for good maps")
    do(*ADD, "objective", "speak at two meetups", "--under", "1", "--by", "in 6 months")
    do(*ADD, "benchmark", "--metric", "people", "--target", "3", "--by", "31 dec", "--under", "2")
    return people


def rows(text: str) -> list[list[str]]:
    return [re.split("  +", line.strip()) for line in text.splitlines() if line.strip()]


def test_b25_the_numbers_fill_themselves_and_each_line_of_yours_has_its_number(
    do: Shell, aimed: dict[str, str]
) -> None:
    do("log", "priya", "--via", "call")
    listed = rows(do("strategy").out)
    assert ["1", "be known for good maps"] in listed
    assert ["2", "speak at two meetups", "committed, due 22 May 2027"] in listed
    assert ["3", "people", "1 of 3, 2 to go by 31 December, on course"] in listed
    (_, _, measured) = do("strategy", "--json").json["tree"]
    assert (measured["value"], measured["target"], measured["course"]) == (1, 3, "on course")


def test_b26_an_objective_is_acted_on_and_delivered_by_its_number(
    do: Shell, aimed: dict[str, str]
) -> None:
    assert do("strategy", "state", "2", "act").out == "acting: speak at two meetups.\n"
    assert do("strategy", "done", "2").out == "delivered: speak at two meetups.\n"
    assert do("strategy", "state", "2").out == "committed: speak at two meetups.\n"
    assert do("undo").out.startswith("Took back")
    assert do("strategy", "--json").json["tree"][1]["state"] == "deliver"


def test_what_serves_a_goal_goes_with_it_and_undo_brings_all_back(
    do: Shell, aimed: dict[str, str]
) -> None:
    said = do("strategy", "remove", "1").out
    assert said == "Goal: be known for good maps, removed, with 2 lines that served it.\n"
    do("undo")
    assert len(do("strategy", "--json").json["tree"]) == 3


def test_b21_b27_an_opening_names_whom_it_came_from(do: Shell, people: dict[str, str]) -> None:
    do(*ADD, "opening", "a talk at the museum", "--who", "priya")
    assert do("strategy", "done", "1").out == "came: a talk at the museum.\n"
    (one,) = do("strategy", "--json").json["openings"]
    assert (one["result"], one["people"]) == (
        "came",
        [{"id": people["priya"], "name": "Priya Nair"}],
    )
    do("strategy", "passed", "1")
    assert ["1", "a talk at the museum", "passed by, Priya Nair"] in rows(do("strategy").out)


def test_b23_writing_an_excuse_shows_a_reason(do: Shell, people: dict[str, str]) -> None:
    said = do(*ADD, "excuse", "no time").out.splitlines()
    assert said[0] == "Excuse: no time, added."
    assert said[1].endswith(".")
    assert do("strategy", "--json").json["excuses"][0]["answer"] == said[1]


def test_b12_what_you_have_to_share_is_kept_with_its_tags(do: Shell) -> None:
    do(*ADD, "share", "the talks", "--as", "link", "--tag", "maps", "--tag", "rivers")
    (one,) = do("strategy", "--json").json["share"]
    assert (one["text"], one["gift"], one["tags"]) == ("the talks", "link", ["maps", "rivers"])


def test_b24_the_honest_look_is_three_numbers(do: Shell, people: dict[str, str]) -> None:
    do("strategy", "look", "3", "4", "5")
    told = do("strategy", "--json").json
    assert told["looks"][0]["answers"] == {"active": 3, "ease": 4, "joy": 5}
    assert told["look_due"] is False
    assert told["active"] == {"live": 0, "all": 3}


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("ad",), "ACTION 'ad' is not known; did you mean add?"),
        (("add",), "say what to add"),
        (("add", "gaol", "x"), "did you mean goal?"),
        (("add", "goal"), "the goal is empty"),
        (("add", "goal", "x", "--target", "3"), "--target goes with add benchmark"),
        (("add", "benchmark", "--target", "3"), "say --metric"),
        (("add", "benchmark", "--metric", "fame", "--target", "3"), "nothing that can be counted"),
        (("add", "benchmark", "--metric", "new", "--target", "many"), "not a number to reach"),
        (("add", "benchmark", "--metric", "new"), "has a number to reach"),
        (("add", "objective", "x", "--under", "9"), "--under is a number from 1 to 3, not 9"),
        (("add", "objective", "x", "--by", "soon"), "is not a day to come"),
        (("add", "share", "x", "--as", "house"), "--as 'house' is not known"),
        (("--who", "priya"), "--who goes with add opening"),
        (("done", "1"), "only an objective"),
        (("passed", "1"), "only an opening"),
        (("state", "2", "soon"), "none of commit, act, deliver"),
        (("remove",), "takes N"),
        (("remove", "0"), "N is a number from 1 to 3, not 0"),
        (("look", "1", "2"), "three answers from 1 to 5"),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(
    do: Shell, shell: Shell, aimed: dict[str, str], words: tuple[str, ...], why: str
) -> None:
    before = do("strategy", "--json").out
    answer = shell("strategy", *words)
    assert answer.code == 2
    assert why in answer.err
    assert do("strategy", "--json").out == before


def test_an_opening_from_somebody_who_is_not_here_is_not_guessed_at(
    do: Shell, shell: Shell, aimed: dict[str, str]
) -> None:
    answer = shell(*ADD, "opening", "x", "--who", "zed")
    assert answer.code == 1
    assert "nobody here is called zed" in answer.err
    assert do("strategy", "--json").json["openings"] == []


def test_nothing_written_down_yet_still_lists_what_there_is(do: Shell, shell: Shell) -> None:
    assert "not asked yet" in do("strategy").out
    assert "nothing is written down yet" in shell("strategy", "remove", "1").err
