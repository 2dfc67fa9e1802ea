"""The real program in a terminal of its own, on a data file of its own, always on the same day."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.e2e.terminal import Terminal
from tui.demo import demo_store

TODAY = "2026-11-22"
"""A Sunday, the last day of its week."""

Open = Callable[..., Terminal]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The path of a data file that is not there yet."""
    path = tmp_path / "share" / "network.json"
    monkeypatch.setenv("REACHOUT_DATA", str(path))
    monkeypatch.setenv("REACHOUT_TODAY", TODAY)
    return path


@pytest.fixture(scope="session")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the made-up network, to be copied."""
    path = tmp_path_factory.mktemp("demo") / "network.json"
    with demo_store(date.fromisoformat(TODAY)) as made:
        shutil.copy(made, path)
    return path


@pytest.fixture
def demo(made_up: Path, data: Path) -> Path:
    """A copy of the made-up network, in the place of a new file."""
    data.parent.mkdir(mode=0o700)
    shutil.copy(made_up, data)
    return data


@pytest.fixture
def terminal(data: Path) -> Iterator[Open]:
    """Open terminals with the app in them: `terminal(*arguments, cols=, rows=, NAME=value)`."""
    opened: list[Terminal] = []

    def start(*arguments: str, cols: int = 80, rows: int = 24, **env: str) -> Terminal:
        opened.append(Terminal(arguments, cols, rows, **env))
        return opened[-1]

    yield start
    for one in opened:
        one.close()
