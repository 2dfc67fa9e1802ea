"""What is planned, whose birthday comes, and the line for a prompt or a reminder."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.conftest import Shell
from tui.commands.status import FIELDS

ROOT = Path(__file__).parents[2]


def test_followups_are_listed_soonest_first_with_day_person_and_words(
    do: Shell, people: dict[str, str]
) -> None:
    add = ("followups", "--add")
    said = do(*add, "priya", "--text", "send the talk", "--on", "friday").out
    assert said == "Priya Nair, send the talk, Friday.\n"
    do(*add, "tom", "--text", "promised an introduction", "--on", "tomorrow", "--how", "email")
    do(*add, "佐藤")
    rows = [re.split("  +", line) for line in do("followups").out.splitlines()]
    assert rows == [
        ["1", "tomorrow", "Tom Okafor", "promised an introduction, email"],
        ["2", "Fri 27 Nov", "Priya Nair", "send the talk"],
        ["3", "Sun 29 Nov", "佐藤 由美", "follow-up"],
    ]


def test_a_follow_up_is_answered_with_all_that_was_said(do: Shell, people: dict[str, str]) -> None:
    words = ("--add", "priya", "--text", "promised the link", "--on", "3 dec", "--how", "mail it")
    added = do("followups", *words, "--json").json
    assert {**added, "id": ""} == {
        "id": "",
        "due": "2026-12-03",
        "when": "later",
        "contact": people["priya"],
        "name": "Priya Nair",
        "kind": "promise",
        "text": "the link",
        "channel": "email",
        "how": "mail it",
    }
    assert do("followups", "--json").json == [added]


def test_a_follow_up_is_done_or_dropped_by_its_number_and_taken_back(
    do: Shell, people: dict[str, str]
) -> None:
    for name in ("priya", "tom"):
        do("followups", "--add", name, "--on", "friday")
    assert do("followups", "--done", "2").out == "Tom Okafor, follow-up, Friday, done.\n"
    assert do("followups", "--drop", "1").out == "Priya Nair, follow-up, Friday, dropped.\n"
    assert do("followups").out == (
        "Nothing is open. reachout followups --add NAME plans something.\n"
    )
    assert "Priya Nair, follow-up, Friday, dropped" in do("undo").out
    assert [one["name"] for one in do("followups", "--json").json] == ["Priya Nair"]
    assert do("doctor").code == 0


def test_an_outreach_does_what_is_planned_and_what_is_due_is_suggested_first(
    do: Shell, people: dict[str, str]
) -> None:
    do("followups", "--add", "tom", "--text", "the map", "--on", "today")
    assert do("next").out.startswith("Tom Okafor  follow-up today: the map")
    do("log", "tom", "--via", "email")
    assert do("followups", "--json").json == []


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--add", "priya", "--on", "soon"), 2, '"soon" is not a day to come'),
        (("--add", "priya", "--on", "yesterday"), 2, "has gone by"),
        (("--add", "nobody"), 1, "nobody here is called nobody"),
        (("--done", "2"), 2, "--done is a number from 1 to 1, not 2"),
        (("--drop", "x"), 2, "--drop is a whole number"),
        (("--text", "the talk"), 2, "go with --add NAME"),
        (("--done", "1", "--drop", "1"), 2, "not allowed with"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_changes(
    shell: Shell, people: dict[str, str], words: tuple[str, ...], code: int, said: str
) -> None:
    shell("followups", "--add", "tom")
    before = shell("followups", "--json").json
    answer = shell("followups", *words)
    assert (answer.code, answer.out) == (code, "")
    assert said in answer.err
    assert shell("followups", "--json").json == before


def test_nothing_is_done_where_nothing_is_open(shell: Shell, people: dict[str, str]) -> None:
    assert "nothing is open" in shell("followups", "--done", "1").err


# Birthdays


def test_birthdays_say_the_day_and_the_age_where_the_year_is_known(do: Shell) -> None:
    for name, born in (
        ("Ana", "22 November 1986"),
        ("Bo", "23 November"),
        ("Cy", "1996-02-29"),
        ("Di", "22 December 1990"),
        ("Ed", "23 December 1990"),
    ):
        do("add", name, "--birthday", born)
    assert [line.split() for line in do("birthdays").out.splitlines()] == [
        ["today", "Ana", "turns", "40"],
        ["tomorrow", "Bo"],
        ["Tue", "22", "Dec", "Di", "turns", "36"],
    ]
    assert [one["name"] for one in do("birthdays", "--days", "0", "--json").json] == ["Ana"]
    (last,) = do("birthdays", "--days", "98", "--json").json[-1:]
    assert (last["name"], last["on"], last["birthday"], last["turns"]) == (
        "Cy",
        "2027-02-28",
        "1996-02-29",
        31,
    )


def test_without_birthdays_it_says_so(do: Shell, people: dict[str, str]) -> None:
    assert do("birthdays").out == "No birthdays in the next 30 days.\n"
    assert do("birthdays", "--days", "0").out == "No birthdays today.\n"
    assert do("birthdays", "--json").json == []


def test_days_that_make_no_sense_are_refused(shell: Shell, data: Path) -> None:
    for days in ("-1", "400", "x"):
        assert shell("birthdays", f"--days={days}").code == 2


def test_a_plan_of_another_year_says_which(do: Shell, people: dict[str, str]) -> None:
    do("followups", "--add", "priya", "--text", "ask about the book", "--on", "2030-12-03")
    assert "Tue 3 Dec 2030" in do("followups").out


def test_an_empty_day_is_no_day_and_an_empty_text_needs_a_name(
    shell: Shell, people: dict[str, str]
) -> None:
    for words in (("--add", "priya", "--on", ""), ("--text", ""), ("--on", "")):
        answer = shell("followups", *words)
        assert (answer.code, answer.out) == (2, "")
    assert shell("followups", "--json").json == []


# The line


def test_a_status_line_is_made_of_fields(do: Shell, people: dict[str, str]) -> None:
    do("goal", "2")
    do("log", "priya", "--via", "call")
    line = "{people} of {goal} · {months} {{x}} {left} {state} {names}"
    assert do("status", "--format", line).out == "1 of 2 · 1 {x} 1 some Priya Nair\n"
    assert do("status", "--no-color").out == do("status").out
    everything = " ".join(f"{{{one}}}" for one in FIELDS)
    assert len(do("status", "--format", everything).out.split()) == len(FIELDS)


def test_a_field_that_is_not_there_is_refused_with_those_that_are(
    shell: Shell, people: dict[str, str]
) -> None:
    for line in ("{persons}", "{persons.real}", "{}", "{:>5}"):
        answer = shell("status", "--format", line)
        assert (answer.code, answer.out) == (2, "")
        assert "there are people, goal" in answer.err


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{people:>5}", "takes no more than a name in braces: {people}, not {people:>5}"),
        ("{people.real}", "takes no more than a name in braces: {people}, not {people.real}"),
        ("{names!r}", "takes no more than a name in braces: {names}, not {names!r}"),
        ("{", "has a { without its other half: doubled it stands for itself"),
        ("a } b", "has a } without its other half: doubled it stands for itself"),
        ("{people", "has a { without its other half: doubled it stands for itself"),
        ("", "is empty: name fields in braces, such as {people}"),
        (" \n", "is empty: name fields in braces, such as {people}"),
    ],
)
def test_what_is_wrong_with_a_line_is_said_in_a_sentence(
    shell: Shell, people: dict[str, str], line: str, why: str
) -> None:
    answer = shell("status", "--format", line)
    assert (answer.code, answer.out, answer.err) == (2, "", f"reachout: --format {why}\n")


def test_a_line_without_a_goal_has_zeros(do: Shell, people: dict[str, str]) -> None:
    assert do("status", "--format", "{people}/{goal}/{left}").out == "0/0/0\n"
    assert do("status", "--format", "{{{people}}}").out == "{0}\n"


def test_while_open_is_silent_once_the_week_is_kept_or_paused(
    do: Shell, people: dict[str, str]
) -> None:
    do("goal", "2")
    assert do("status", "--while-open").out == "0 of 2\n"
    do("pause")
    assert do("status", "--while-open").out == ""
    do("pause", "--undo")
    do("log", "priya", "--via", "call")
    assert do("status", "--while-open").out == "", "one is enough in the first weeks"


# The recipes


def recipes(start: str) -> list[str]:
    """The lines of the page that begin so, without that beginning."""
    lines = (ROOT / "docs/reminders.md").read_text("utf-8").splitlines()
    return [line.removeprefix(start).strip() for line in lines if line.startswith(start)]


def run(command: list[str], folder: Path, data: Path) -> str:
    """Run a command as cron and systemd would, with our program and a stub of the notices."""
    for name, line in (
        ("reachout", f'exec {shlex.quote(sys.executable)} -m tui "$@"'),
        ("notify-send", 'echo "notice: $2"'),
    ):
        path = folder / ".local/bin" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!/bin/sh\n{line}\n")
        path.chmod(0o755)
    environ = {
        "HOME": str(folder),
        "PATH": f"{folder}/.local/bin:{os.environ['PATH']}",
        "REACHOUT_DATA": str(data),
        "REACHOUT_TODAY": "2026-11-20",
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(command, capture_output=True, text=True, env=environ, cwd=folder)
    assert done.stderr == ""
    return done.stdout


def test_the_reminders_speak_while_the_week_is_open_and_are_silent_then(
    do: Shell, people: dict[str, str], data: Path, tmp_path: Path
) -> None:
    do("goal", "2")
    crons = [["sh", "-c", line] for line in recipes("0 16 * * 5")]
    (systemd,) = [shlex.split(line) for line in recipes("ExecStart=")]
    assert len(crons) == 2
    said = [run(command, tmp_path, data) for command in (*crons, systemd)]
    assert said[0] == "0 of 2 people this week. One is a start.\n"
    assert said[1].startswith("0 of 2\nPriya Nair  never reached out to")
    assert said[2] == "notice: 0 of 2\n"
    do("log", "priya", "--via", "call", "--on", "2026-11-20")
    assert [run(command, tmp_path, data) for command in (*crons, systemd)] == [""] * 3


def test_the_page_names_options_that_there_are(do: Shell, people: dict[str, str]) -> None:
    text = (ROOT / "docs/reminders.md").read_text("utf-8")
    lines = re.findall(r"reachout status((?: --[a-z-]+(?: (?:'[^']*'|\"[^\"]*\"))?)*)", text)
    for line in lines:
        do("status", *shlex.split(line))
