"""A shell in miniature: commands run in this process against a data file of their own."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tui.__main__ import main

TODAY = "2026-11-22"
"""A Sunday, the last day of its week."""


@dataclass
class Answer:
    """What a command said, where, and with which exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The answer as data."""
        return json.loads(self.out)


Shell = Callable[..., Answer]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The path of a data file that is not there yet, on a fixed day."""
    path = tmp_path / "share" / "network.json"
    monkeypatch.setenv("REACHOUT_DATA", str(path))
    monkeypatch.setenv("REACHOUT_TODAY", TODAY)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.delenv("REACHOUT_DEBUG", raising=False)
    return path


@pytest.fixture
def shell(data: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    """Run a command and return its answer."""

    def run(*words: str) -> Answer:
        capsys.readouterr()
        code = main(list(words))
        said = capsys.readouterr()
        return Answer(code, said.out, said.err)

    return run


@pytest.fixture
def do(shell: Shell) -> Shell:
    """Run a command that has to succeed, quietly on stderr."""

    def run(*words: str) -> Answer:
        answer = shell(*words)
        assert (answer.code, answer.err) == (0, ""), answer
        return answer

    return run


@pytest.fixture
def people(do: Shell) -> dict[str, str]:
    """Three people, by their first names: their ids."""
    return {
        "priya": do("add", "Priya Nair", "--email", "priya@example.com", "--json").json["id"],
        "tom": do("add", "Tom Okafor", "--json").json["id"],
        "yumi": do("add", "佐藤 由美", "--org", "Kitamura Press", "--json").json["id"],
    }
