"""Other processes on one data file: started, listened to, killed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

WRITER = Path(__file__).with_name("writer.py")

Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "reachout" / "network.json"


@pytest.fixture
def start() -> Iterator[Start]:
    """Return what starts a writer: `start(path, commits, *options)`, see `writer.py`."""
    started: list[subprocess.Popen[str]] = []

    def one(path: Path, commits: int, *options: str) -> subprocess.Popen[str]:
        command = [sys.executable, str(WRITER), str(path), str(commits), *options]
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=Path.cwd(),
        )
        started.append(process)
        return process

    yield one
    for process in started:
        process.kill()
        process.communicate()
