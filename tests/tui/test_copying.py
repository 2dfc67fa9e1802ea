"""Copying says what is known: a tool answers, a terminal does not."""

from __future__ import annotations

import asyncio
import base64
import os
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tui.conftest import Sit
from tui import copying
from tui.copying import Copied, copy

WORDS = "Zoë's address"
SEQUENCE = f"\x1b]52;c;{base64.b64encode(WORDS.encode()).decode()}\a"

Tool = Callable[[str, str], Path]


@pytest.fixture
def tool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tool:
    """Put a tool of a name on the path, alone, and return the file that it copies into."""
    monkeypatch.setenv("PATH", str(tmp_path))

    def made(name: str, does: str = "cat > $0.out; echo $* > $0.args") -> Path:
        path = tmp_path / name
        path.write_text(f"#!/bin/sh\nPATH=/usr/bin:/bin\n{does}\n")
        path.chmod(0o755)
        return tmp_path / f"{name}.out"

    return made


def done(**environ: str) -> tuple[Copied, list[str], list[str]]:
    """Copy the words, and return what came of it, what was sent as it is, and what plainly."""
    sent: list[str] = []
    plainly: list[str] = []
    return asyncio.run(copy(WORDS, sent.append, plainly.append, environ)), sent, plainly


@pytest.mark.parametrize(
    ("name", "environ", "coding"),
    [
        ("wl-copy", {"WAYLAND_DISPLAY": "wayland-0"}, "utf-8"),
        ("xclip", {"DISPLAY": ":0"}, "utf-8"),
        ("xsel", {"DISPLAY": "localhost:10.0", "SSH_CONNECTION": "a 1 b 22"}, "utf-8"),
        ("xclip", {"DISPLAY": ":0", "TMUX": "/tmp/tmux,1,0"}, "utf-8"),
        ("clip.exe", {"WSL_DISTRO_NAME": "Debian"}, "utf-16-le"),
    ],
)
def test_with_a_display_its_own_tool_copies_and_that_is_certain(
    tool: Tool, name: str, environ: dict[str, str], coding: str
) -> None:
    copied_to = tool(name, "cat > $0.out")
    answer, sent, plainly = done(**environ)
    assert (answer, sent, plainly) == (Copied("Copied to the clipboard", is_certain=True), [], [])
    assert copied_to.read_bytes().decode(coding) == WORDS


def test_on_a_mac_its_own_tool_copies_but_not_over_ssh(
    tool: Tool, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied_to = tool("pbcopy", "cat > $0.out")
    monkeypatch.setattr(sys, "platform", "darwin")
    assert done()[0].is_certain
    copied_to.unlink()
    answer, _, plainly = done(SSH_CONNECTION="a 1 b 22")
    assert (answer.is_certain, plainly, copied_to.exists()) == (False, [WORDS], False)


@pytest.mark.parametrize("does", ["exit 1", "exec sleep 60", None])
def test_a_tool_that_does_not_work_or_answer_is_none(
    tool: Tool, monkeypatch: pytest.MonkeyPatch, does: str | None
) -> None:
    monkeypatch.setattr(copying, "LIMIT", 0.3)
    if does:
        tool("xclip", does)
    answer, sent, plainly = done(DISPLAY=":0")
    where = "Sent to your terminal for its clipboard"
    assert (answer, sent, plainly) == (Copied(where, is_certain=False), [], [WORDS])


def test_a_tool_that_stays_behind_to_hand_the_text_out_keeps_nobody_waiting(
    tool: Tool, tmp_path: Path
) -> None:
    tool("xclip", "cat > $0.out; sleep 30 & echo $! > $0.pid")
    begun = time.monotonic()
    assert done(DISPLAY=":0")[0].is_certain
    assert time.monotonic() - begun < 10
    left = int((tmp_path / "xclip.pid").read_text())
    assert os.getsid(left) != os.getsid(0), "it ends with the terminal"
    os.kill(left, 9)


def test_inside_tmux_its_buffer_has_the_words_and_each_way_out_is_tried(tool: Tool) -> None:
    buffer = tool("tmux", "[ $2 = -w ] || exit 1; cat > $0.out")
    answer, sent, plainly = done(TMUX="/tmp/tmux,1,0")
    assert answer.where == "In tmux's buffer (its key ] pastes it), and sent on for the clipboard"
    assert buffer.read_text() == WORDS
    assert sent == ["\x1bPtmux;" + SEQUENCE.replace("\x1b", "\x1b\x1b") + "\x1b\\"]
    assert (answer.is_certain, plainly) == (False, [WORDS])


def test_an_old_tmux_or_none_is_no_error(tool: Tool) -> None:
    buffer = tool("tmux", "[ $2 = - ] || exit 1; cat > $0.out")
    assert done(TMUX="/tmp/tmux,1,0")[0].where.startswith("In tmux's buffer")
    assert buffer.read_text() == WORDS
    tool("tmux", "exit 1")
    assert done(TMUX="/tmp/tmux,1,0")[0].where.startswith("Sent through tmux")


def test_inside_screen_the_words_are_handed_on_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "_PIECE", 10)
    answer, sent, plainly = done(STY="1.pts-0")
    assert (answer.is_certain, plainly) == (False, [])
    assert all(re.fullmatch(r"\x1bP.{1,10}\x1b\\", one, re.DOTALL) for one in sent)
    assert "".join(one[2:-2] for one in sent) == SEQUENCE


async def test_words_that_may_not_have_arrived_stay_to_be_selected_until_the_next_thing(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo) as desk:
        await desk.press("2", "slash", *"priya", "enter", "c")
        await desk.until("Sent to your terminal for its clipboard: priya")
        await desk.until(r"select it: Shift\+drag")
        await desk.press("l")
        await desk.until("Sent to your terminal", want=False)
