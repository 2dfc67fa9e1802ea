"""The way in: help, the version, exit codes, and no traceback whatever happens."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from tui.commands import COMMANDS, status

Shell = Callable[..., Any]
ROOT = Path(__file__).parents[2]


def test_help_names_every_command_and_gives_examples(do: Shell) -> None:
    out = do("--help").out
    for name in COMMANDS:
        assert f"\n  {name} " in out
    assert "reachout log Priya Nair --via call" in out


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_help_of_its_own(do: Shell, name: str) -> None:
    out = do(name, "--help").out
    assert out.startswith(f"usage: reachout {name}")
    assert "examples:" in out
    assert "--json" in out


def test_the_version_is_said(do: Shell) -> None:
    assert do("--version").out == f"reachout {version('reachout')}\n"


def test_an_interrupt_ends_quietly(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(status, "run", interrupted)
    answer = shell("status")
    assert (answer.code, answer.out, answer.err) == (130, "", "")


def test_what_nobody_foresaw_is_one_sentence(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def surprised(*_: object) -> None:
        raise KeyError("odd\x1b[2J")

    monkeypatch.setattr(status, "run", surprised)
    answer = shell("status")
    assert answer.code == 1
    assert answer.err.startswith("reachout: stopped at something unforeseen (KeyError")
    assert answer.err.count("\n") == 1
    assert "\x1b" not in answer.err
    monkeypatch.setenv("REACHOUT_DEBUG", "1")
    with pytest.raises(KeyError):
        shell("status")


def reachout(data: Path, *words: str, shell_end: str = "", **environ: str) -> Any:
    """Run the command as a process of its own, its output going where `shell_end` says."""
    line = '"$0" -m tui "$@"' + shell_end
    return subprocess.run(
        ["bash", "-c", line, sys.executable, *words],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={
            **os.environ,
            "REACHOUT_DATA": str(data),
            "REACHOUT_TODAY": "2026-11-22",
            **environ,
        },
        encoding="latin-1",
    )


def test_a_reader_who_has_seen_enough_is_no_problem(data: Path) -> None:
    done = reachout(data, "--demo", "people", shell_end=" | head -n 1")
    assert done.stderr == ""
    assert done.stdout.startswith("Aaliyah Brooks")


NOT_WRITTEN = "the answer could not be written, as the disk is full\n"
FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
SAVING = [
    ["add", "Ana Silva"],
    ["log", "Tom", "--via", "call", "--json"],
    ["goal", "2"],
    ["undo"],
    ["backup"],
    ["export", "json", "-o", "written.json"],
    ["restore", "1", "--yes"],
    ["import", "cards.vcf"],
]
READING = [["status"], ["week", "--json"], ["people"], ["--help"], ["log", "--help"], ["--version"]]


@pytest.fixture
def begun(do: Shell, data: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file with somebody in it and a backup, and cards beside it."""
    monkeypatch.chdir(data.parent.parent)
    Path("cards.vcf").write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Mira Holt\nEND:VCARD\n")
    do("backup") if do("add", "Bo Lind") else None
    do("add", "Tom Okafor")
    return data


@pytest.fixture
def full(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """Run a command whose answers go to a disk that is full."""

    def run(*words: str) -> Any:
        with Path("/dev/full").open("w") as disk, monkeypatch.context() as patched:
            patched.setattr(sys, "stdout", disk)
            return shell(*words)

    return run


@FULL
@pytest.mark.parametrize("words", SAVING, ids=" ".join)
def test_what_was_saved_is_done_also_when_no_answer_can_be_written(
    full: Shell, begun: Path, words: list[str]
) -> None:
    before = begun.read_bytes()
    answer = full(*words)
    assert (answer.code, answer.err) == (0, f"reachout: it is saved; {NOT_WRITTEN}")
    if words[0] not in ("backup", "export"):
        assert begun.read_bytes() != before


@FULL
@pytest.mark.parametrize("words", [*READING, ["export", "json"]], ids=" ".join)
def test_what_only_reads_could_not_do_that_where_no_answer_can_be_written(
    full: Shell, begun: Path, words: list[str]
) -> None:
    answer = full(*words)
    assert (answer.code, answer.err) == (1, f"reachout: {NOT_WRITTEN}")


@FULL
def test_an_answer_that_is_refused_as_well_keeps_its_exit_code(full: Shell, begun: Path) -> None:
    assert full("log", "tom", "--via", "pidgeon").code == 2


def test_nobody_listens_where_the_output_is_closed(begun: Path) -> None:
    for words in (["log", "Tom", "--via", "call"], ["status"], ["--help"], ["export", "json"]):
        done = reachout(begun, *words, shell_end=" >&-")
        assert (done.returncode, done.stderr) == (0, "")
    assert reachout(begun, "status").stdout.startswith("1 ")
    done = reachout(begun, "log", "Tom", "--via", "text", shell_end=" >&- 2>&- <&-")
    assert done.returncode == 0


@FULL
def test_complaints_that_nobody_can_read_change_no_exit_code(begun: Path) -> None:
    for end in (" 2>&-", " 2> /dev/full"):
        assert reachout(begun, "show", "nobody", shell_end=end).returncode == 1
        assert reachout(begun, "--demo", "status", shell_end=end).returncode == 0
    assert (
        reachout(begun, "log", "Tom", "--via", "text", shell_end=" > /dev/full 2>&1").returncode
        == 0
    )


def test_a_command_whose_reader_is_gone_still_does_what_was_asked(begun: Path) -> None:
    done = reachout(
        begun, "log", "Tom", "--via", "call", shell_end=" | true; exit ${PIPESTATUS[0]}"
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert reachout(begun, "status").stdout.startswith("1 ")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_output_without_utf_8_is_plain_and_never_an_error(data: Path, encoding: str) -> None:
    for words in (["week"], ["months"], ["people"], ["show", "yumi"], ["people", "--json"]):
        done = reachout(data, "--demo", *words, PYTHONIOENCODING=encoding)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout
    done = reachout(data, "--demo", "status", PYTHONIOENCODING=encoding)
    assert done.stdout == "2 of 2 - 4 months\n"


def test_ascii_can_be_asked_for(do: Shell) -> None:
    out = do("--demo", "--ascii", "months").out
    assert out.isascii()
    assert "+  kept" in out


@pytest.mark.parametrize("end", [" < /dev/null", " <&-", " >&-"])
def test_the_app_without_a_terminal_is_wrong_usage(data: Path, end: str) -> None:
    done = reachout(data, shell_end=end)
    assert done.returncode == 2
    assert done.stderr.startswith("reachout: the app needs a terminal")
    assert done.stderr.count("\n") == 1
