"""The glyphs that everything is drawn with: one cell each, in Unicode and in ASCII."""

from __future__ import annotations

from dataclasses import dataclass

from habit.model import Direction, Outcome


@dataclass(eq=False)
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

    def become(self, others: Glyphs) -> None:
        """Draw with others from here on, in whatever has been made to draw with these."""
        vars(self).update(vars(others))

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
