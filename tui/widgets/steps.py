"""The steps of something that is done one after the other, drawn as places to fill."""

from __future__ import annotations

from collections.abc import Sequence

from tui.glyphs import Glyphs
from tui.paint import Line, Span, length, short, spread


def step_lines(
    title: str, words: Sequence[str], at: int, width: int, glyphs: Glyphs, *, end: str = ""
) -> list[Line]:
    """Draw three rows: the title with the count and `end`, a line for each step, and its word.

    Where there is no room for all the words, only that of the step one is at is shown.
    """
    count = f"{at + 1} of {len(words)}"
    head = spread([(title, "ink bold"), (f"   {count}", "soft")], [(end, "soft")], width)
    bars: list[Span] = []
    labels: list[Span] = []
    gap = "   " if sum(len(word) + 5 for word in words) - 3 <= width else " "
    for place, word in enumerate(words):
        sign, role = _sign(place, at, glyphs)
        here = place == at
        label: Line = [
            (f"{sign} ", role),
            (word if gap == "   " or here else "", "ink bold" if here else "soft"),
        ]
        before: list[Span] = [(gap, "")] if place else []
        line = glyphs.done if place <= at else glyphs.rest
        bars += [*before, (line * length(label), role)]
        labels += [*before, *label]
    return [head, bars, labels]


def _sign(place: int, at: int, glyphs: Glyphs) -> tuple[str, str]:
    if place < at:
        return glyphs.kept, "met"
    return (glyphs.cursor, "accent") if place == at else (glyphs.free, "faint")


def who_words(names: Sequence[str], width: int) -> str:
    """Return names in a sentence, as many as fit: `Lee and Samira`, `Lee, Samira and 7 more`."""
    words = "".join(text for text, _ in who_line([[(name, "")] for name in names], width))
    return short(words, width)


def who_line(people: Sequence[Line], width: int) -> Line:
    """Draw people in a sentence, as many as fit.

    Where there is room for none of several, they are counted: one name would be untrue.
    """
    for shown in range(len(people), 0, -1):
        rest = len(people) - shown
        more: list[Line] = [[(f"{rest} more", "soft")]] if rest else []
        line = _listed([*people[:shown], *more])
        if length(line) <= width or len(people) == 1:
            return line
    return [(f"{len(people)} people", "soft")] if people else []


def _listed(parts: Sequence[Line]) -> Line:
    line: list[Span] = []
    for at, part in enumerate(parts):
        if at:
            line.append((" and " if at == len(parts) - 1 else ", ", "soft"))
        line += part
    return line
