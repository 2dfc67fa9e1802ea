"""What the terminal is asked once the app has begun, and what its answers say.

Nothing waits for them: the app is drawn by what is known without, and a terminal that answers
nothing, or half, is one of those that the environment alone describes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from time import monotonic

from tui.abilities import Abilities, Ground

IN_TIME = 2.0
"""Seconds within which an answer counts; later the app would turn under the user's eyes."""

_GROUND = "\x1b]11;?\x1b\\"
_DEPTH = "\x1b[48;2;1;2;3m\x1bP$qm\x1b\\\x1b[m"
"""A colour that is none of the 256, and how the terminal has understood it."""
_TEXT = "\x1b[Hé\x1b[6n\x1b[H\x1b[2K"
"""A letter of two bytes, and where the cursor stands behind it."""

_RGB = re.compile(r"\x1b\]11;rgba?:([0-9a-f]+)/([0-9a-f]+)/([0-9a-f]+)", re.IGNORECASE)
_HEX = re.compile(r"\x1b\]11;#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})(?![0-9a-f])", re.IGNORECASE)
_STYLE = re.compile(r"\x1bP1\$r[\d;:]*48[;:]2[;:](?:\d*:|)1[;:]2[;:]3m")
_CURSOR = re.compile(r"\x1b\[1;(\d+)R\Z")


@dataclass(frozen=True)
class Heard:
    """What an answer says; None where it is about something else."""

    ground: Ground | None = None
    is_true: bool | None = None
    """Whether the terminal has any colour."""
    utf8: bool | None = None


class Asked:
    """What was asked of a terminal, and what it is known to be by now."""

    def __init__(self, can: Abilities) -> None:
        """Begin with what is known without asking."""
        self.can = can
        self._since: float | None = None

    @property
    def has_begun(self) -> bool:
        """Whether the terminal was asked."""
        return self._since is not None

    def begin(self, questions: str) -> str:
        """Return the questions, with which the time begins in which answers count."""
        self._since = monotonic()
        return questions

    def hear(self, answer: str) -> bool:
        """Take in an answer; whether more is known by it."""
        if self._since is None or monotonic() - self._since > IN_TIME:
            return False
        said, can = heard(answer), self.can
        if said.is_true:
            can = can.told("true")
        if said.ground is not None:
            can = replace(can, ground=said.ground)
        if said.utf8 is not None and not can.text_is_said:
            can = replace(can, utf8=said.utf8, text_is_said=True)
        is_news, self.can = can != self.can, can
        return is_news


def questions(can: Abilities, environ: Mapping[str, str], *, chooses: bool) -> str:
    """Return what to ask; `chooses` says whether the ground chooses the theme."""
    if not can.answers:
        return ""
    asked = "" if can.text_is_said else _TEXT
    if chooses:
        asked += _past(_GROUND, environ)
    # What stands between would answer for itself, or print the question.
    is_alone = not _between(environ) and environ.get("TERM_PROGRAM") != "Apple_Terminal"
    if can.depth in ("16", "256") and not can.depth_is_said and is_alone:
        asked += _DEPTH
    return asked


def heard(answer: str) -> Heard:
    """Return what an answer says."""
    if match := _RGB.match(answer):
        return Heard(
            ground=_ground([int(one, 16) / (16 ** len(one) - 1) for one in match.groups()])
        )
    if match := _HEX.match(answer):
        return Heard(ground=_ground([int(one, 16) / 255 for one in match.groups()]))
    if answer.startswith("\x1bP1$r") and "m" in answer:
        return Heard(is_true=_STYLE.match(answer) is not None)
    if match := _CURSOR.match(answer):
        return Heard(utf8=match[1] == "2")
    return Heard()


def _ground(colour: list[float]) -> Ground:
    red, green, blue = colour
    return "light" if 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.5 else "dark"


def _between(environ: Mapping[str, str]) -> bool:
    """Whether tmux or GNU screen stands between, here or on the machine one comes from."""
    is_named = environ.get("TERM", "").startswith(("screen", "tmux"))
    return is_named or "TMUX" in environ or "STY" in environ


def _past(question: str, environ: Mapping[str, str]) -> str:
    """Return a question that also reaches the terminal around tmux or GNU screen."""
    if "TMUX" in environ:
        inner = question.replace("\x1b", "\x1b\x1b")
        return f"{question}\x1bPtmux;{inner}\x1b\\"
    if "STY" in environ:
        return f"\x1bP{question.removesuffix(chr(27) + chr(92))}\a\x1b\\"
    return question
