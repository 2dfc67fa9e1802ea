"""`who`, `timer`, and what `add`, `goal` and `week` say of people and of time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Shell = Callable[..., Any]


def test_b17_who_somebody_is_to_you_is_said_when_they_are_added(do: Shell) -> None:
    do(
        *("add", "Ana", "--side", "outside", "--rank", "above", "--influence", "--no-team"),
        *("--met", "on the ferry", "--found", "LinkedIn", "--cares", "maps"),
        *("--tag", "maps, old boats", "--tag", "hiring"),
    )
    ana = do("show", "ana", "--json").json
    assert (ana["side"], ana["rank"], ana["influence"], ana["team"]) == (
        "outside",
        "above",
        True,
        False,
    )
    assert (ana["met"], ana["found"], ana["cares"]) == ("on the ferry", "LinkedIn", "maps")
    assert ana["tags"] == ["maps", "old boats", "hiring"]
    shown = do("show", "ana").out
    assert "outside, above you, of influence" in shown


def test_it_is_said_of_several_at_once_and_one_undo_takes_it_back(
    do: Shell, people: dict[str, str]
) -> None:
    answer = do("who", "priya", "tom", "--side", "inside", "--tag", "+maps -hiring", "--json").json
    assert [one["side"] for one in answer["people"]] == ["inside", "inside"]
    assert [one["tags"] for one in answer["people"]] == [["maps"], ["maps"]]
    assert do("undo", "--json").json["what"] == "Priya Nair and Tom Okafor, side and tags edited"
    shown = do("who", "priya", "tom", "--json").json["people"]
    assert [(one["side"], one["tags"]) for one in shown] == [(None, []), (None, [])]


def test_what_was_said_is_taken_back(do: Shell, people: dict[str, str]) -> None:
    do("who", "priya", "--side", "inside", "--rank", "peer", "--met", "at school", "--tag", "maps")
    do("who", "priya", "--side", "unsaid", "--rank", "unsaid", "--met", "", "--tag=-maps")
    (one,) = do("who", "Priya", "Nair", "--json").json["people"]
    assert (one["side"], one["rank"], one["met"], one["tags"]) == (None, None, None, [])
    assert "nothing said yet" in do("who", "Priya", "Nair").out


def test_a_guess_is_shown_as_one_and_never_as_said(do: Shell, people: dict[str, str]) -> None:
    assert "not said" in do("who").out
    assert do("who", "--organization", "kitamura press").out == "You work at kitamura press.\n"
    (one,) = do("who", "佐藤", "--json").json["people"]
    assert (one["side"], one["side_guess"]) == (None, "inside")
    assert "inside, a guess: same organization" in do("who", "佐藤").out
    assert do("who", "--organization", "", "--json").json == {"organization": None, "people": []}


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["who", "priya", "--side", "insid"], 2, "did you mean inside?"),
        (["who", "priya", "--rank", "boss"], 2, "above, peer, below"),
        (["who", "nobody", "--side", "inside"], 1, "nobody here is called nobody"),
        (["who", "--side", "inside"], 2, "say of whom"),
        (["who", "priya", "--tag", "-maps"], 2, "begins with a dash: write it --tag=-maps; see"),
        (["who", "priya", "--tag", "--json"], 2, "say something after --tag; see"),
        (["who", "priya", "--tag"], 2, "say something after --tag; see"),
        (["timer", "stop"], 1, "no timer runs"),
        (["timer", "drop"], 1, "no timer runs"),
        (["timer", "begin"], 2, "invalid choice"),
        (["timer", "start", "nobody"], 1, "nobody here is called nobody"),
        (["goal", "--hours", "soon"], 2, "a number such as 40"),
        (["goal", "--hours", "30"], 2, "employed or seeking"),
        (["goal", "--mode", "employed", "--hours", "500"], 2, "do not fit a week"),
        (["goal", "--mode", "employed", "--share", "0"], 2, "from 1 to 100"),
        (["goal", "--usual", "fax=5"], 2, "--usual 'fax' is not known"),
        (["goal", "--usual", "call"], 2, "no length of time"),
        (["week", "--jobboards", "ages"], 2, "no length of time"),
        (["week", "--jobboards", "200 h"], 2, "do not fit a week"),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(
    shell: Shell, people: dict[str, str], words: list[str], code: int, sentence: str
) -> None:
    shell("goal", "2")
    answer = shell(*words)
    assert answer.code == code, answer
    assert sentence in answer.err


def test_a_timer_is_started_shown_and_stopped_into_the_log(
    do: Shell, shell: Shell, people: dict[str, str]
) -> None:
    assert do("timer").out == "No timer runs.\n"
    assert do("timer", "start", "priya", "--via", "video").out == (
        "0 min: video with Priya Nair.\n"
    )
    assert do("timer", "--json").json["people"] == [{"id": people["priya"], "name": "Priya Nair"}]
    assert "runs already" in shell("timer", "start", "tom").err
    stopped = do("timer", "stop", "--minutes", "25", "--note", "the roof", "--json").json
    assert stopped["running"] is False
    (one,) = do("week", "--json").json["interactions"]
    assert (one["id"], one["minutes"], one["note"]) == (stopped["logged"], 25, "the roof")
    assert do("timer", "--json").json == {
        "running": False,
        "minutes": None,
        "channel": None,
        "people": [],
        "logged": None,
    }
    do("undo")
    assert do("timer").out == "0 min: video with Priya Nair.\n"
    do("timer", "drop")
    assert do("timer").out == "No timer runs.\n"


def test_what_was_given_and_asked_for_is_said_when_the_timer_stops(
    do: Shell, shell: Shell, people: dict[str, str]
) -> None:
    do("timer", "start", "priya")
    assert "none of" in shell("timer", "stop", "--gave", "gold:a bar").err
    do("timer", "stop", "--gave", "link:the talk", "--gave", "thanks", "--asked", "opinion")
    (one,) = do("week", "--json").json["interactions"]
    assert [gift["kind"] for gift in one["gave"]] == ["link", "thanks"]
    assert [gift["kind"] for gift in one["asked"]] == ["opinion"]


def test_a_timer_for_nobody_is_given_a_name_when_it_stops(
    do: Shell, shell: Shell, people: dict[str, str]
) -> None:
    do("timer", "start")
    assert "with nobody yet" in do("timer").out
    assert shell("timer", "stop").code == 2
    assert do("timer", "stop", "tom", "--via", "coffee").out.startswith("Logged Tom Okafor, coffee")


def test_b1_b2_the_goal_asks_for_time_and_the_week_tells_it(
    do: Shell, people: dict[str, str]
) -> None:
    goal = do("goal", "2", "--mode", "employed", "--json").json
    assert (goal["hours"], goal["share"]) == (40, 10)
    do("log", "priya", "--via", "call")
    do("log", "tom", "--via", "email")
    do("log", "--via", "research", "--minutes", "60")
    assert do("week", "--json").json["time"] == {
        "goal": 240,
        "locating": 60,
        "contacting": 10,
        "interacting": 15,
        "jobboards": None,
    }
    assert "about 1 h 25 of 4 h" in do("week").out
    assert "20 % of 30 hours a week" in do("goal", "--hours", "30", "--share", "20 %").out
    assert do("week", "--json").json["time"]["goal"] == 360
    assert do("goal", "--mode", "seeking", "--json").json["share"] == 50


def test_a24_job_boards_are_kept_with_their_week(do: Shell, people: dict[str, str]) -> None:
    do("goal", "2", "--mode", "seeking")
    do("log", "priya", "--via", "call", "--minutes", "60")
    answer = do("week", "--jobboards", "3 h")
    assert "People 1 h, job boards 3 h: 25 % for people." in answer.out
    assert do("week", "--json").json["time"]["jobboards"] == 180
    do("week", "yesterday", "--jobboards", "90")
    assert do("week", "--json").json["time"]["jobboards"] == 90


def test_usual_minutes_are_said_by_channel(do: Shell, people: dict[str, str]) -> None:
    do("goal", "2")
    do("log", "priya", "--via", "call")
    said = do("goal", "--usual", "call=20", "--usual", "coffee=1 h 30").out
    assert "Usual minutes: call 20 min, coffee 1 h 30." in said
    assert do("week", "--json").json["minutes"] == 20
    assert "about 20 min" in do("week").out


def test_minutes_that_were_said_are_about_nothing(do: Shell, people: dict[str, str]) -> None:
    do("log", "priya", "--via", "call", "--minutes", "20")
    assert "20 min" in do("week").out
    assert "about" not in do("week").out
