"""What makes no sense is refused with 2, what could not be done ends with 1: a sentence each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Shell = Callable[..., Any]

REFUSED = [
    (["wek"], "'wek' is not a command, did you mean week?"),
    (["log", "tom"], "--via"),
    (["log", "tom", "--via", "pidgeon"], "It is one of: call, voicemail"),
    (["log", "tom", "--via", "cal"], "did you mean call?"),
    (["log", "--via", "call"], ""),
    (["log", "tom", "--via", "call", "--on", "tomorrow"], ""),
    (["log", "tom", "--via", "call", "--on", "2026-12-01"], ""),
    (["log", "tom", "--via", "call", "--on", "someday"], '"someday" is not a day'),
    (["log", "tom", "--via", "coffee", "--in"], "coffee"),
    (["log", "tom", "--via", "call", "--minutes", "-5"], ""),
    (["log", "tom", "--via", "call", "--minutes", "some"], "whole number"),
    (["log", "tom", "--via", "call", "--reached", "--waiting"], "not allowed with"),
    (["log", "", "--via", "call"], ""),
    (["goal", "0"], ""),
    (["goal", "two"], "PEOPLE is a whole number such as 2, not 'two'"),
    (["goal", "2", "--stretch", "2"], ""),
    (["goal", "2", "--mode", "idle"], "employed, seeking, none"),
    (["add", "  "], ""),
    (["add", "Ana", "--cadence", "soon"], '"soon" is not a span'),
    (["add", "Ana", "--birthday", "31 February"], "is not a birthday"),
    (["add"], "NAME"),
    (["pause", "--weeks", "0"], "--weeks"),
    (["pause", "someday"], "is not a day"),
    (["week", "2026-13-01"], "is not a day"),
    (["week", "--colour"], "--colour"),
    (["--colour", "week"], "--colour"),
    (["import"], "FILE"),
    (["show"], "NAME"),
]


@pytest.mark.parametrize(("words", "sentence"), REFUSED)
def test_what_makes_no_sense_is_refused_in_one_line(
    shell: Shell, people: dict[str, str], words: list[str], sentence: str
) -> None:
    answer = shell(*words)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("reachout: ")
    assert answer.err.count("\n") == 1
    assert sentence in answer.err


@pytest.mark.parametrize(
    "words",
    [
        ["show", "nobody"],
        ["log", "nobody", "--via", "call"],
        ["import", "not-there.vcf"],
    ],
)
def test_what_cannot_be_done_ends_with_one(
    shell: Shell, people: dict[str, str], words: list[str]
) -> None:
    answer = shell(*words)
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith("reachout: ")
    assert answer.err.count("\n") == 1


def test_a_bad_value_beside_new_names_writes_nothing(shell: Shell, do: Shell) -> None:
    assert shell("log", "Lee Wong", "--add", "--via", "call", "--on", "2027-01-01").code == 2
    assert shell("add", "Ana", "--list", "New", "--cadence", "0").code == 2
    assert do("people", "--json").json == []


def test_a_clock_that_is_no_date_is_refused(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REACHOUT_TODAY", "soon")
    answer = shell("week")
    assert answer.code == 2
    assert "REACHOUT_TODAY is 'soon'" in answer.err


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_clock_of_a_year_far_away_is_refused(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, day: str
) -> None:
    monkeypatch.setenv("REACHOUT_TODAY", day)
    answer = shell("months")
    assert answer.code == 2
    assert f"REACHOUT_TODAY is {day}, which is not in 1900 to 2199" in answer.err


def test_a_file_that_cannot_be_read_is_said_in_one_line(shell: Shell, data: Path) -> None:
    data.parent.mkdir()
    data.write_text('{"_meta": {"1": {"schema": 99}}}')
    answer = shell("week")
    assert answer.code == 1
    assert answer.err.count("\n") == 1
    assert "99" in answer.err


def test_words_from_outside_reach_the_terminal_harmless(shell: Shell) -> None:
    answer = shell("show", "\x1b[31mred\x9b2J\n\nname")
    assert not set(answer.err) & {"\x1b", "\x9b"}
    assert answer.err.count("\n") == 1


def test_every_document_that_needs_repair_is_named_once(
    shell: Shell, do: Shell, data: Path
) -> None:
    do("add", "Ana")
    text = data.read_text().replace('"contacts": {', '"contacts": {"7": {"name": 5},', 1)
    data.write_text(text)
    answer = shell("people")
    assert answer.code == 0
    assert "Ana" in answer.out
    assert "needs repair, kept as it is: contacts 7" in answer.err
