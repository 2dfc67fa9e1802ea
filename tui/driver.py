"""The way to the terminal: its answers are taken out before keys are read, once, and here.

Textual's driver for Unix, with a reading of its own. What it does with keys, mouse, focus, size
and paste stays Textual's; a test notices when Textual's own reading becomes another one.
"""

from __future__ import annotations

import codecs
import os
import re
import select
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Protocol, cast

from textual import constants, events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from habit.text import plain
from tui.answers import Kind, Sorter, Token

if TYPE_CHECKING:
    import io

    from tui.state import State

_MODERN_KEY = re.compile(r"\x1b\[(?:\d{0,6}(?:;\d{0,6}(?:;[\d:]{0,40})?)?)[u~ABCDEFHPQRS]")
"""A key as kitty and xterm write it, with what was held down beside it."""
_BEAT = 0.1
"""Seconds after which the end of the app is noticed while nothing is typed."""
_PUSH_TITLE, _POP_TITLE = "\x1b[22;0t", "\x1b[23;0t"
_CLEAR = "\x1b[m\x1b[H\x1b[2J"


class Speaker(Protocol):
    """An app that has something to ask."""

    state: State

    def questions(self) -> str:
        """Return what to ask of the terminal now that it is ours; nothing waits for answers."""


class Answered(Message):
    """The terminal has answered something, whoever asked."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class Driver(LinuxDriver):
    """Reads keys without the terminal's answers, and writes what the terminal can take."""

    def __init__(self, app: App[Any], **options: Any) -> None:
        """Take the terminal, to be written to in UTF-8 whatever the locale says."""
        super().__init__(app, **options)
        self._speaker = cast("Speaker", app)
        self._title = ""
        self._stream = cast("io.TextIOWrapper", self._file)
        self._usual = (self._stream.encoding, self._stream.errors)
        self._stream.reconfigure(encoding="utf-8", errors="replace")

    def write(self, data: str) -> None:
        """Write to the terminal."""
        super().write(data if self._speaker.state.can.utf8 else plain(data))

    def start_application_mode(self) -> None:
        """Take the whole screen, and ask."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if self._speaker.state.can.answers:
            self.write(_PUSH_TITLE)
        super().write(self._speaker.questions())
        self.flush()

    def entitle(self, title: str) -> None:
        """Give the window a title, if it has one."""
        if title != self._title and self._speaker.state.can.answers:
            self._title = title
            self.write(f"\x1b]2;{title}\a")

    def stop_application_mode(self) -> None:
        """Give the screen back, an empty one where there is no other one behind it."""
        self.write(_CLEAR)
        if self._speaker.state.can.answers:
            self.write(_POP_TITLE)
        super().stop_application_mode()

    def close(self) -> None:
        """Write what is left, and leave the stream as it was."""
        super().close()
        encoding, errors = self._usual
        self._stream.reconfigure(encoding=encoding, errors=errors)

    def run_input_thread(self) -> None:
        """Read until the app is left."""
        parser = XTermParser(self._debug)
        sorter = Sorter(_is_key, constants.ESCAPE_DELAY)
        decoder = _decoder(self._speaker.state.can.charset)
        while not self.exit_event.is_set():
            ready, _, _ = select.select([self.fileno], [], [], min(_BEAT, sorter.waits or _BEAT))
            data = os.read(self.fileno, 4096) if ready else b""
            if ready and not data:
                self.exit_event.wait(_BEAT)  # nothing will ever come, which is noticed elsewhere
            # What is still to come of a letter comes at once, or it was no UTF-8.
            text = decoder.decode(data, final=not data)
            for token in sorter.feed(text, time.monotonic()):
                for message in _messages(token, parser):
                    self.process_message(message)


def _messages(token: Token, parser: XTermParser) -> Iterator[Message]:
    match token.kind:
        case Kind.PASTED:
            yield events.Paste(token.text.replace("\0", ""))
        case Kind.ANSWER:
            yield Answered(token.text)
        case Kind.LETTERS:
            yield from parser.feed(token.text)
        case Kind.KEY:
            yield from parser.feed(token.text)
            if parser._timeout_time is not None:
                parser._timeout_time = 0.0  # it is whole: nothing behind it belongs to it
                yield from parser.tick()


def _is_key(sequence: str) -> bool:
    return sequence in ANSI_SEQUENCES_KEYS or _MODERN_KEY.fullmatch(sequence) is not None


def _decoder(charset: str) -> codecs.IncrementalDecoder:
    """Return a decoder of UTF-8 that takes whatever else is typed for a letter of a charset."""

    def otherwise(error: UnicodeError) -> tuple[str, int]:
        assert isinstance(error, UnicodeDecodeError)
        byte = error.object[error.start : error.start + 1]
        return byte.decode(charset, "replace"), error.start + 1

    codecs.register_error("reachout.letter", otherwise)
    return codecs.getincrementaldecoder("utf-8")("reachout.letter")
