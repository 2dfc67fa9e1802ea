"""Terminals of every kind, and places that are none."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.conftest import Open
from tests.e2e.terminal import ROOT, plain_environ

TRUE_COLOUR = re.compile(rb"\x1b\[[0-9;]*[34]8;2;")
PALETTE_COLOUR = re.compile(rb"\x1b\[[0-9;]*[34]8;5;")


@pytest.mark.parametrize("keys", ["", "q", "lpriya\r\r"])
def test_without_a_terminal_the_app_says_so_in_a_sentence_and_ends_with_2(
    demo: Path, keys: str
) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "tui"],
        input=keys,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**plain_environ(), "TERM": "xterm-256color"},
        timeout=20,
    )
    assert (run.returncode, run.stdout) == (2, "")
    assert re.fullmatch(r"reachout: the app needs a terminal[^\n]*\.\n", run.stderr)


def test_a_dumb_terminal_is_refused_in_a_sentence(terminal: Open, demo: Path) -> None:
    app = terminal(TERM="dumb")
    assert app.exit_code() == 2
    assert re.fullmatch(rb"reachout: [^\n]*TERM=dumb[^\n]*\.\r\n", bytes(app.raw))


@pytest.mark.parametrize("term", ["xterm", "linux", "vt220", "screen", "xterm-16color"])
def test_sixteen_colours_are_the_terminals_own(terminal: Open, demo: Path, term: str) -> None:
    app = terminal(TERM=term)
    app.until("2 of 2 people")
    app.send("2")
    app.until("60 people")
    app.send("q")
    assert app.exit_code() == 0
    assert not TRUE_COLOUR.search(app.drawn)
    assert not PALETTE_COLOUR.search(app.drawn)


def test_256_colours_are_used_where_there_are_no_more(terminal: Open, demo: Path) -> None:
    app = terminal()
    app.until("2 of 2 people")
    app.send("q")
    assert app.exit_code() == 0
    assert not TRUE_COLOUR.search(app.drawn)
    assert PALETTE_COLOUR.search(app.drawn)


def test_without_colour_there_is_none(terminal: Open, demo: Path) -> None:
    app = terminal(NO_COLOR="1", COLORTERM="truecolor")
    app.until("2 of 2 people")
    app.send("2")
    app.until("60 people")
    app.send("q")
    assert app.exit_code() == 0
    assert not re.search(rb"\x1b\[(?:[0-9]+;)*(?:[34][0-8]|9[0-7]|10[0-7])(?:;|m)", app.raw)


@pytest.mark.parametrize(
    "env",
    [{"TERM": "linux"}, {"LC_ALL": "C"}, {"PYTHONIOENCODING": "latin-1"}],
    ids=lambda env: next(iter(env)),
)
def test_a_terminal_without_utf8_gets_ascii_by_itself(
    terminal: Open, demo: Path, env: dict[str, str]
) -> None:
    app = terminal(**env)
    app.until(r"\* Lee Wong")
    app.until("#####")
    assert "●" not in app.text()
    assert "━" not in app.text()


def test_nothing_is_sent_while_nothing_happens(terminal: Open, demo: Path) -> None:
    app = terminal()
    app.until("2 of 2 people")
    app.until("Commands")
    app.rest(0.5)
    assert app.rest(2) == b""
    app.send("l")
    app.until("Log an outreach")
    app.rest(0.5)
    assert app.rest(2) == b""


def test_a_window_is_followed_as_it_changes_its_size(terminal: Open, demo: Path) -> None:
    app = terminal()
    app.until("2 of 2 people")
    app.resize(30, 8)
    app.until("40x12")
    app.resize(120, 36)
    app.until("Coming up")
    app.resize(80, 24)
    app.until("Coming up", want=False)
    app.until("2 of 2 people")
    app.send("q")
    assert app.exit_code() == 0


def test_a_hostile_name_orders_the_terminal_nothing(terminal: Open, data: Path) -> None:
    name = "\x1b]0;pwn\x07\x1b[2J[@click=app.quit]x[/]"
    for words in (("goal", "2"), ("add", name), ("log", "click", "--via", "email")):
        subprocess.run([sys.executable, "-m", "tui", *words], check=True, cwd=ROOT)
    app = terminal()
    app.until(r"\[@click=app")
    app.send("2")
    app.until("1 person")
    app.send("\r")
    app.until("Timeline")
    app.send("q")
    app.until("1 person")
    app.send("q")
    assert app.exit_code() == 0
    assert b"pwn\x07" not in app.raw
    assert b"\x1b]0;pwn" not in app.raw


def test_a_wrong_option_is_refused_before_the_screen_is_taken(terminal: Open, demo: Path) -> None:
    app = terminal("--theme", "nosuch")
    assert app.exit_code() == 2
    assert b"\x1b[?1049h" not in app.raw
    assert re.match(rb"reachout: [^\n]*nosuch[^\n]*\r\n$", bytes(app.raw))
