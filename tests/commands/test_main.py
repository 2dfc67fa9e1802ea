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


def test_a_full_output_is_said_in_one_line(data: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full here")
    done = reachout(data, "--demo", "status", shell_end=" > /dev/full")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1


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


def test_the_app_without_a_terminal_is_wrong_usage(data: Path) -> None:
    done = reachout(data, shell_end=" < /dev/null")
    assert done.returncode == 2
    assert done.stderr.startswith("reachout: ")
    assert done.stderr.count("\n") == 1
