"""The answer of a day that is told is the same under every clock, and in every zone.

Whoever reads the day of the machine where the day is an argument is found here, or by the last
test, which reads the source.
"""

from __future__ import annotations

import ast
import asyncio
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import time_machine

from tests.clocks import CLOCKS, moment_of
from tests.tui.desk import app_on, sitting
from tui.__main__ import main
from tui.clock import Clock
from tui.demo import demo_store

ROOT = Path(__file__).parents[2]
TODAY = "2026-11-22"

READING = [
    ["week"],
    ["week", "--json"],
    ["week", "last friday"],
    ["months"],
    ["months", "--json"],
    ["network"],
    ["next", "--all"],
    ["next", "--json"],
    ["followups"],
    ["event"],
    ["birthdays"],
    ["people", "--json"],
    ["show", "Priya Nair"],
    ["gave"],
    ["asked"],
    ["goal"],
    ["strategy"],
    ["status"],
    ["share"],
    ["timer"],
    ["doctor", "--json"],
    ["export", "ics", "-o", "-"],
    ["export", "markdown", "-o", "-"],
]
WRITING = [
    ["log", "Tom Okafor", "--via", "call", "--on", "yesterday", "--json"],
    ["log", "Priya Nair", "--via", "email"],
    ["add", "Kai Nakoa"],
    ["goal", "3"],
    ["pause", "--weeks", "2", "--json"],
    ["followups", "add", "Tom Okafor", "--due", "tomorrow"],
    ["next", "--all"],
    ["week", "--json"],
    ["people", "Kai", "--json"],
    ["show", "Kai Nakoa"],
    ["doctor", "--json"],
]


@pytest.fixture(autouse=True)
def told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day is told."""
    monkeypatch.setenv("REACHOUT_TODAY", TODAY)


def answers(capsys: pytest.CaptureFixture[str]) -> Iterator[tuple[str, str]]:
    """Yield what every command says on the made-up network, less ids and names of files."""
    with demo_store(date.fromisoformat(TODAY)) as path:
        for words in (*READING, *WRITING):
            capsys.readouterr()
            code = main(["--data", str(path), *words])
            said = capsys.readouterr()
            text = f"{code} {said.out}{said.err}".replace(str(path.parent), "FOLDER")
            yield " ".join(words), re.sub(r"\b\d{18}\b", "ID", text)


def under(name: str) -> time_machine.travel:
    return time_machine.travel(moment_of(name, date.today()))


def test_every_command_says_the_same_under_every_clock(
    capsys: pytest.CaptureFixture[str],
) -> None:
    expected = list(answers(capsys))
    for name in CLOCKS:
        with under(name):
            for one, other in zip(answers(capsys), expected, strict=True):
                assert one == other, name


async def screens() -> list[str]:
    """Return what the places and the review show of the made-up network."""
    shown = []
    with demo_store(date.fromisoformat(TODAY)) as path:
        async with sitting(app_on(path, clock=Clock())) as desk:
            for key in (*"12345", "r"):
                await desk.press(key)
                await desk.quiet()
                shown.append(desk.text)
    return shown


@pytest.mark.parametrize("name", CLOCKS)
def test_every_place_shows_the_same_under_every_clock(name: str) -> None:
    with under(name):
        shown = asyncio.run(screens())
    assert shown == expected_screens()


@cache
def expected_screens() -> list[str]:
    """Return the same under the clock of the machine."""
    return asyncio.run(screens())


@pytest.mark.skipif(not shutil.which("faketime"), reason="libfaketime is not installed")
@pytest.mark.parametrize("name", CLOCKS)
def test_the_program_itself_says_the_same_under_every_clock(name: str) -> None:
    there = moment_of(name, date.today())
    fake = ("faketime", "-f", f"@{there:%Y-%m-%d %H:%M:%S}")  # as the clock on the wall says it
    for words in (("next",), ("week", "--json")):
        said = printed(*fake, *PROGRAM, *words, TZ=str(there.tzinfo))
        assert said == plainly_printed(*words) != ""


PROGRAM = (sys.executable, "-m", "tui", "--demo")


def printed(*words: str, **environ: str) -> str:
    """Return what a process of its own prints."""
    env = {**os.environ, **environ}
    return subprocess.run(words, capture_output=True, text=True, env=env, cwd=ROOT).stdout


@cache
def plainly_printed(*words: str) -> str:
    """Return what the program prints under the clock of the machine."""
    return printed(*PROGRAM, *words)


# The source

READERS = {
    "tui/clock.py": {"datetime.now"},
    "tui/zones.py": {"time.tzname"},
    "storage/store.py": {"time.time"},  # the stamp of what is written
    "tests/commands/test_clock.py": {"time.tzname"},
    "tests/conftest.py": {"date.today"},
    "tests/house/test_any_day.py": {"date.today"},
}
"""The modules that may read the clock or the zone of the machine, and how."""

CLOCKS_OF = {
    "date": {"today"},
    "datetime": {"today", "now", "utcnow"},
    "time": {"time", "time_ns", "localtime", "gmtime", "strftime", "tzname", "timezone"},
    "pendulum": {"now", "today", "tomorrow", "yesterday", "local_timezone"},
}
ARGUMENTS = {"astimezone": 1, "fromtimestamp": 2}
"""How many a method takes that goes by the zone of the machine without the last of them."""


def readings(source: str) -> set[str]:
    """Return how a module reads the clock or the zone of the machine."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Attribute(ast.Name(owner), name) if name in CLOCKS_OF.get(owner, ()):
                found.add(f"{owner}.{name}")
            case ast.ImportFrom(module="time", names=names):
                found |= {f"time.{one.name}" for one in names} - {"time.monotonic"}
            case ast.Call(ast.Attribute(_, name), args, words) if name in ARGUMENTS:
                if len(args) + len(words) < ARGUMENTS[name]:
                    found.add(f"{name} without a zone")
    return found


def sources() -> Iterator[Path]:
    rooms = ("habit", "storage", "themes", "tui", "tests")
    for path in (path for room in rooms for path in sorted((ROOT / room).rglob("*.py"))):
        if path.parent.name not in ("faults", "benchmarks"):
            yield path


def test_only_the_clock_reads_the_day_and_the_zone() -> None:
    found = {str(path.relative_to(ROOT)): readings(path.read_text("utf-8")) for path in sources()}
    assert {name: how for name, how in found.items() if how} == READERS


@pytest.mark.parametrize(
    "line",
    [
        "date.today()",
        "datetime.now()",
        "datetime.now(UTC)",
        "time.time()",
        "time.localtime()",
        "pendulum.today()",
        "from time import time",
        "moment.astimezone()",
        "datetime.fromtimestamp(1)",
        "default = date.today",
    ],
)
def test_whoever_reads_them_elsewhere_is_found(line: str) -> None:
    assert readings(f"def rule():\n    {line}\n")
