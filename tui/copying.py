"""Text to the clipboard: by the tool of a display that is here, else through the terminal.

A tool answers whether it worked. A terminal never does, and many throw away what they are sent; so
then no more is said than is known, and the words stay on the screen to be selected by hand.
"""

from __future__ import annotations

import asyncio
import os
import sys
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from shutil import which
from typing import TYPE_CHECKING, Any

from tui.watching import AT_HAND, PASSING

if TYPE_CHECKING:
    from textual.app import App

LIMIT = 2.0
"""Seconds after which a tool is given up on."""
_PIECE = 240
"""Characters that GNU screen hands on at once."""
_BY_HAND = "If it doesn't paste, select it: Shift+drag. ? says what to set."

HELP = (
    ("a desktop", "wl-clipboard, xclip or xsel, if installed"),
    ("ssh", "the same over there, with ssh -X"),
    ("tmux", "set -g set-clipboard on"),
    ("", "set -g allow-passthrough on"),
    ("screen", "nothing: it hands on what is copied"),
    ("by hand", "Shift+drag selects, whatever is set"),
)
"""What copying needs to arrive, by what is between you and the program."""


@dataclass(frozen=True, slots=True)
class Copied:
    """What became of text that was copied."""

    where: str
    """Where it is as far as is known, to go before the text itself."""
    is_certain: bool


async def copy(
    text: str,
    send: Callable[[str], object],
    plainly: Callable[[str], object],
    environ: Mapping[str, str] = os.environ,
) -> Copied:
    """Copy text in the surest way there is.

    `send` writes a sequence to the terminal as it is; `plainly` has the terminal copy a text.
    """
    for tool, coding in _tools(environ):
        if which(tool[0]) and await _ran(tool, text.encode(coding)):
            return Copied("Copied to the clipboard", is_certain=True)
    if environ.get("TMUX"):
        return await _through_tmux(text, send, plainly)
    if environ.get("STY"):
        for piece in _pieces(_sequence(text)):
            send(f"\x1bP{piece}\x1b\\")
    else:
        plainly(text)
    return Copied("Sent to your terminal for its clipboard", is_certain=False)


async def copy_and_say(app: App[Any], text: str) -> None:
    """Copy text, and say what is known of it in passing, or for as long as selecting takes."""
    done = await copy_from(app, text)
    if done.is_certain:
        app.notify(f"{done.where}: {text}", markup=False, timeout=PASSING)
    else:
        app.notify(f"{done.where}: {text}\n{_BY_HAND}", markup=False, timeout=AT_HAND)


async def copy_from(app: App[Any], text: str) -> Copied:
    """Copy text from an app, whose driver writes to the terminal."""

    def send(sequence: str) -> None:
        # Textual has no public way to a sequence of one's own.
        if app._driver is not None:
            app._driver.write(sequence)

    return await copy(text, send, app.copy_to_clipboard)


def _tools(environ: Mapping[str, str]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the tools of the displays that are here, and in which coding they take text."""
    if environ.get("WAYLAND_DISPLAY"):
        yield ("wl-copy",), "utf-8"
    if environ.get("DISPLAY"):
        yield ("xclip", "-selection", "clipboard"), "utf-8"
        yield ("xsel", "--clipboard", "--input"), "utf-8"
    # A Mac or a PC that one is connected to has its own clipboard, far from who sits here.
    if not (environ.get("SSH_CONNECTION") or environ.get("SSH_TTY")):
        if sys.platform == "darwin":
            yield ("pbcopy",), "utf-8"
        if environ.get("WSL_DISTRO_NAME") or environ.get("WSL_INTEROP"):
            yield ("clip.exe",), "utf-16-le"


async def _ran(command: tuple[str, ...], data: bytes) -> bool:
    """Run a tool on some bytes, apart from this terminal; whether it says that it worked.

    Tools for X stay behind to hand the text out, so nothing waits for what they might still write.
    """
    try:
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return False
    try:
        await asyncio.wait_for(process.communicate(data), LIMIT)
    except TimeoutError:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
        return False
    return process.returncode == 0


async def _through_tmux(
    text: str, send: Callable[[str], object], plainly: Callable[[str], object]
) -> Copied:
    """Give text to tmux's own buffer, and to the terminal around it in each way it may let pass."""
    buffered = await _ran(("tmux", "load-buffer", "-w", "-"), text.encode())
    buffered = buffered or await _ran(("tmux", "load-buffer", "-"), text.encode())
    plainly(text)
    # Where it is not allowed tmux drops this, as it does with all that it does not know.
    inner = _sequence(text).replace("\x1b", "\x1b\x1b")
    send(f"\x1bPtmux;{inner}\x1b\\")
    if buffered:
        where = "In tmux's buffer (its key ] pastes it), and sent on for the clipboard"
        return Copied(where, is_certain=False)
    return Copied("Sent through tmux for your terminal's clipboard", is_certain=False)


def _sequence(text: str) -> str:
    return f"\x1b]52;c;{b64encode(text.encode()).decode()}\a"


def _pieces(sequence: str) -> Iterator[str]:
    for at in range(0, len(sequence), _PIECE):
        yield sequence[at : at + _PIECE]
