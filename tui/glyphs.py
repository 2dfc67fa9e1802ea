"""The glyphs that everything is drawn with: one cell each, in Unicode and in ASCII."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

from habit.model import Direction, Outcome


@dataclass(frozen=True)
class Glyphs:
    """A dot is a person, a line is a measure; what each stands for is said in the names."""

    person: str = "●"
    free: str = "○"
    quiet: str = "·"
    done: str = "━"
    rest: str = "─"
    kept: str = "✓"
    paused: str = "‖"
    bar: str = "┃"
    tried: str = "│"
    waiting: str = "→"
    reached: str = "↔"
    wrote: str = "←"
    closed: str = "–"
    cursor: str = "›"
    left: str = "‹"
    right: str = "›"
    marked: str = "■"
    cut: str = "…"
    trend: str = "▁▂▃▄▅▆▇"
    quotes: str = "“”"
    border: str = "round"

    def quoted(self, text: str) -> str:
        """Words that were said, within quotation marks."""
        return f"{self.quotes[0]}{text}{self.quotes[1]}"

    def outcome(self, outcome: Outcome, direction: Direction = "out") -> str:
        """The arrow for how an interaction with somebody counts."""
        if direction == "in":
            return self.wrote
        return {"waiting": self.waiting, "reached": self.reached, "no_reply": self.closed}[outcome]


UNICODE = Glyphs()
ASCII = Glyphs(
    person="*",
    free="o",
    quiet=".",
    done="#",
    rest="-",
    kept="+",
    paused="z",
    bar="|",
    tried=":",
    waiting="~",
    reached="=",
    wrote="<",
    closed="-",
    cursor=">",
    left="<",
    right=">",
    marked="x",
    cut="~",
    trend="",
    quotes='""',
    border="ascii",
)

_PLAIN_TERMINALS = frozenset({"linux", "vt100", "vt220", "ansi", "unknown"})


def wants_ascii(environ: Mapping[str, str], encoding: str | None) -> bool:
    """Whether the terminal cannot be trusted with more than ASCII (Linux console, no UTF-8)."""
    if environ.get("TERM", "") in _PLAIN_TERMINALS:
        return True
    if (encoding or "utf-8").lower().replace("-", "").replace("_", "") != "utf8":
        return True
    locale = next(
        (value for name in ("LC_ALL", "LC_CTYPE", "LANG") if (value := environ.get(name))), ""
    )
    return locale in {"C", "POSIX"}


def glyphs_for(ascii_wanted: bool, environ: Mapping[str, str] = os.environ) -> Glyphs:
    """The glyphs to draw with on this terminal."""
    import sys

    encoding = getattr(sys.__stderr__, "encoding", None)
    return ASCII if ascii_wanted or wants_ascii(environ, encoding) else UNICODE
