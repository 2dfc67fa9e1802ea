"""What a terminal answers, told from what a person types, before anything is read as a key.

A terminal answers on the way that keys come, as an escape sequence: at once or seconds later, whole
or in pieces, to this program or to one before it. A sequence that is no key, no report of mouse,
focus or size, and no paste is an answer, and none of its letters is typed. What is pasted is text,
whatever it contains.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import Enum, auto
from typing import NamedTuple

ESC = "\x1b"
TORN = 2.0
"""Seconds of silence after which the rest of an answer that was torn off is not waited for."""

_PASTE, _PASTED = "\x1b[200~", "\x1b[201~"
_LONGEST = 4096
"""Characters of an answer that are kept; what is longer was not asked for."""
_EIGHT_BITS = {chr(ord(char) + 0x40): ESC + char for char in "PX[]^_"}
"""What begins a sequence in terminals that were told to use a single sign for it."""

_OPEN = re.compile(r"[0-?]*[ -/]*\Z")
"""Parameters of a sequence that has not ended."""
_FOR_TEXTUAL = re.compile(
    r"\?20(?:26|48);\d\$y|48(?:;[\d:]+){4}t"  # whole frames, and the size
    r"|<?-?\d+(?:;-?\d+)*[mM]|M(?s:...)|[IO]"  # the mouse, and the focus
)
_PLACE = re.compile(r"\?*\d+(?:;\d+)+R")
"""Where the cursor stands, though F3 with Shift would look like it in the first row."""
_BEGINS = {
    "]": re.compile(r"\d{0,4}(?:(?<=\d);|\Z)|[lL]"),
    "P": re.compile(r"[\d;]*(?:[$+>!<=?|{]|\Z)"),
    "X": re.compile(r""),
    "^": re.compile(r""),
    "_": re.compile(r"G|\Z"),
}
"""How the answers begin that are strings: OSC, DCS, SOS, PM, APC. A word behind Alt+P is none."""
_TOLD = {
    "]": re.compile(r"\d+;|[lL]."),
    "P": re.compile(r"[\d;]*[$+>!<=?|{]"),
    "_": re.compile(r"G."),
}
"""What of a string is surely an answer, though its end is missing."""


class Kind(Enum):
    """What came."""

    LETTERS = auto()
    KEY = auto()
    """A key or report that comes as a sequence, or a lone Escape."""
    PASTED = auto()
    ANSWER = auto()


class Token(NamedTuple):
    """Something whole: letters, or one sequence."""

    kind: Kind
    text: str


class _Is(Enum):
    MORE = auto()
    KEY = auto()
    PASTE = auto()
    ANSWER = auto()
    NEITHER = auto()


class Sorter:
    """Sorts what comes from a terminal, in whatever pieces it comes."""

    def __init__(self, is_key: Callable[[str], bool], patience: float) -> None:
        """Sort; `is_key` knows the keys, `patience` is how long an Escape may begin something."""
        self._is_key = is_key
        self._patience = patience
        self._held = ""
        """The beginning of a sequence."""
        self._torn = ""
        """The beginning of a sequence that was not waited for."""
        self._since = 0.0
        """When something came last."""
        self._pasted: list[str] | None = None

    @property
    def waits(self) -> float | None:
        """Seconds of silence after which `late` has something to say."""
        if not self._held:
            return None
        return self._patience if len(self._held) <= 2 else TORN

    def feed(self, text: str, now: float) -> Iterator[Token]:
        """Yield all that is whole; letters that follow each other are one."""
        yield from self.late(now)
        text = self._without_rest(text, now)
        self._since = now
        letters = ""
        for char in text:
            for token in self._take(char):
                if token.kind is Kind.LETTERS:
                    letters += token.text
                    continue
                if letters:
                    yield Token(Kind.LETTERS, letters)
                    letters = ""
                yield token
        if letters:
            yield Token(Kind.LETTERS, letters)

    def late(self, now: float) -> Iterator[Token]:
        """Yield what need not wait any longer for more: an Escape is a key then."""
        if self.waits is not None and now - self._since >= self.waits:
            self._torn = self._held
            yield from self._let_go()

    def _let_go(self) -> Iterator[Token]:
        """Give up what was held: the rest of an answer is dropped, all else was typed."""
        held, self._held = self._held, ""
        if not _is_surely_answer(held):
            yield Token(Kind.KEY, held[:2])
            if held[2:]:
                yield Token(Kind.LETTERS, held[2:])

    def _without_rest(self, text: str, now: float) -> str:
        """Take away the rest of an answer of which the beginning was not waited for."""
        whole, self._torn = self._torn, ""
        if not whole or now - self._since > 2 * TORN:
            return text
        for at, char in enumerate(text, 1):
            whole += char
            judged = self._judge(whole)
            if judged is _Is.ANSWER and at > 1:
                return text[at:]
            if judged is not _Is.MORE:
                return text
        if not _is_surely_answer(whole) or len(text) < 2:
            return text
        self._held = whole
        return ""

    def _take(self, char: str) -> Iterator[Token]:
        if self._pasted is not None:
            yield from self._paste(self._pasted, char)
            return
        if not self._held:
            self._held = _EIGHT_BITS.get(char, ESC if char == ESC else "")
            if not self._held:
                yield Token(Kind.LETTERS, char)
            return
        held = self._held + char
        match self._judge(held):
            case _Is.MORE:
                self._held = held if len(held) < _LONGEST else held[: _LONGEST // 2]
            case _Is.NEITHER:
                again = ESC + char if self._held[1:].endswith(ESC) else char
                self._held = self._held[: 1 - len(again)] if len(again) > 1 else self._held
                yield from self._let_go()
                for one in again:
                    yield from self._take(one)
            case _Is.PASTE:
                self._held, self._pasted = "", []
            case judged:
                self._held = ""
                yield Token(Kind.KEY if judged is _Is.KEY else Kind.ANSWER, held)

    def _paste(self, pasted: list[str], char: str) -> Iterator[Token]:
        pasted.append(char)
        if char == "~" and "".join(pasted[-len(_PASTED) :]) == _PASTED:
            self._pasted = None
            yield Token(Kind.PASTED, "".join(pasted[: -len(_PASTED)]))

    def _judge(self, held: str) -> _Is:
        """Say what a sequence is, of two signs at least."""
        match held[1]:
            case "\x1b":
                return _Is.NEITHER
            case "[":
                return self._judge_control(held)
            case "O":
                is_open = len(held) == 2 or held[2:].isdigit()
                return _Is.MORE if is_open else _Is.KEY
            case "]" | "P" | "X" | "^" | "_":
                return _judge_string(held[1], held[2:])
            case _:
                return _Is.KEY

    def _judge_control(self, held: str) -> _Is:
        body, last = held[2:], held[-1]
        if held == _PASTE:
            return _Is.PASTE
        if _FOR_TEXTUAL.fullmatch(body):
            return _Is.KEY
        if body[:1] == "M" and len(body) < 4:  # the mouse in three signs of its own
            return _Is.MORE
        if body and self._is_key(held):
            return _Is.ANSWER if _PLACE.fullmatch(body) else _Is.KEY
        if body == "[" or _OPEN.match(body):  # the Linux console has F1 as [[A
            return _Is.MORE
        return _Is.ANSWER if "@" <= last <= "~" and body[:1] != "[" else _Is.NEITHER


def _judge_string(kind: str, body: str) -> _Is:
    if len(body) < 8 and not _BEGINS[kind].match(body):
        return _Is.NEITHER
    if body.endswith(("\x1b\\", "\a", "\x9c")):
        return _Is.ANSWER
    if body.endswith(ESC):
        return _Is.MORE
    if body and (body[-1] < " " or body[-1] == "\x7f" or body[-2:-1] == ESC):
        return _Is.NEITHER
    return _Is.MORE


def _is_surely_answer(held: str) -> bool:
    """Whether nobody can have typed the beginning of a sequence."""
    if held[1:2] == "[":
        return len(held) > 2
    told = _TOLD.get(held[1:2])
    return told is not None and told.match(held[2:]) is not None
