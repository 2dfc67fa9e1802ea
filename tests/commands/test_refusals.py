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


@pytest.mark.parametrize(
    "words",
    [
        ["goal", "--usual=--"],
        ["goal", "--why=--"],
        ["log", "tom", "--via=--"],
        ["log", "tom", "--via", "call", "--note=--"],
        ["export", "json", "-o--"],
        ["week", "--data=--"],
        ["--data=--", "week"],
        ["--theme=--"],
        ["review", "--data=--"],
    ],
    ids=" ".join,
)
def test_two_dashes_are_the_value_of_no_option(
    shell: Shell, people: dict[str, str], words: list[str]
) -> None:
    answer = shell(*words)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("reachout: two dashes are no value: say something else after -")
    assert answer.err.count("\n") == 1


@pytest.mark.parametrize(
    "words",
    [
        ["show", "{}"],
        ["forget", "{}"],
        ["log", "{}", "--via", "call"],
        ["log", "tom", "--via", "{}"],
        ["log", "tom", "--via", "call", "--on={}"],
        ["goal", "--usual={}"],
        ["add", "Bo", "--email", "{}"],
        ["zone", "{}"],
        ["undo", "{}"],
        ["import", "{}"],
        ["strategy", "{}"],
        ["week", "--{}"],
        ["{}"],
    ],
    ids=" ".join,
)
@pytest.mark.parametrize(
    "long",
    ["x" * 5000, "maps and trains " * 300, "\x1bé" * 2000],
    ids=["one word", "many words", "control characters"],
)
def test_no_complaint_repeats_a_long_value_whole(
    shell: Shell, people: dict[str, str], words: list[str], long: str
) -> None:
    answer = shell(*[one.format(long) for one in words])
    assert answer.code in (1, 2)
    assert answer.err.startswith("reachout: ")
    assert answer.err.count("\n") == 1
    assert len(answer.err) < 1100


def test_behind_two_dashes_everything_is_a_name(do: Shell, people: dict[str, str]) -> None:
    assert do("add", "--", "--usual=--").out == "Added --usual=--.\n"


@pytest.mark.parametrize(
    "words",
    [["add", "Jos\udce9"], ["log", "tom", "--via", "call", "--note=\udcff"], ["show", "\udce9"]],
)
def test_bytes_that_are_no_text_are_said_and_never_dropped(
    shell: Shell, people: dict[str, str], words: list[str]
) -> None:
    answer = shell(*words)
    assert (answer.code, answer.out) == (2, "")
    assert r"\x" in answer.err
    assert "has bytes that are not UTF-8: type it again" in answer.err


def test_a_file_may_be_called_by_any_bytes_and_is_shown_with_them(
    shell: Shell, do: Shell, tmp_path: Path
) -> None:
    path = tmp_path / "Jos\udce9.vcf"
    path.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Mira Holt\nEND:VCARD\nBEGIN:VCARD\nEND:VCARD\n")
    brought = do("import", str(path)).out
    assert brought.startswith("1 new")
    assert r"Jos\xe9.vcf:" in brought
    assert r"/n\xe9.json" in do("--data", str(tmp_path / "n\udce9.json"), "paths").out
    asked = shell("import", str(tmp_path / "\udce9.vcf"))
    assert asked.code == 1
    assert r"/\xe9.vcf" in asked.err


PATHS = {
    "~nobody-here/x": (2, "there is no user nobody-here here"),
    "x" * 256: (2, "is too long for a path"),
    "/dev/null/x": (2, "leads through something that isn't a folder"),
}
TAKERS = (
    ["import"],
    ["restore"],
    ["backup"],
    ["backup", "--list"],
    ["export", "json", "-o"],
    ["status", "--data"],
)


@pytest.mark.parametrize("said", PATHS, ids=lambda said: said[:20])
@pytest.mark.parametrize("words", TAKERS, ids=" ".join)
def test_every_way_in_of_a_path_says_what_is_wrong_with_it(
    shell: Shell, people: dict[str, str], words: list[str], said: str
) -> None:
    code, sentence = PATHS[said]
    answer = shell(*words, said)
    assert (answer.code, answer.out) == (code, "")
    assert sentence in answer.err
    assert answer.err.count("\n") == 1


def test_a_variable_that_names_no_path_is_said_like_an_option(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REACHOUT_DATA", "~nobody-here/x")
    answer = shell("status")
    assert answer.code == 2
    assert "there is no user nobody-here here" in answer.err


def test_one_path_that_is_none_stops_no_other(do: Shell, tmp_path: Path) -> None:
    (tmp_path / "x.vcf").write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Mira Holt\nEND:VCARD\n")
    out = do("import", str(tmp_path / "x.vcf"), "~nobody-here/y.vcf").out
    assert out.startswith("1 new")
    assert "there is no user nobody-here here" in out


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
