"""Lines of text as spans with a role each, fitted to cells, and their way to the terminal.

A `Line` is what every widget of ours draws: pairs of a text and a style such as `soft` or
`accent bold`. Nothing in it is ever parsed as markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import TypeAlias

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.strip import Strip
from textual.widget import Widget

from habit.text import brief, clean, plain
from themes import ROLES
from themes.colour import LEAST_TEXT, contrast
from tui.direction import settled
from tui.glyphs import ASCII

Span: TypeAlias = tuple[str, str]
Line: TypeAlias = Sequence[Span]

_MOST = 600
"""Characters of an error that is shown, however long a value in it is."""
_WEIGHTS = {"bold", "italic", "underline", "reverse"}


def fit(text: str, width: int, cut: str = "…") -> str:
    """Return clean text of exactly `width` cells, with `cut` where something is left out."""
    text = _drawn(text, cut)
    if width <= 0:
        return ""
    if cell_len(text) > width:
        return set_cell_size(set_cell_size(text, width - 1).rstrip() + cut, width)
    return set_cell_size(text, width)


def short(text: str, width: int, cut: str = "…") -> str:
    """Return clean text of at most `width` cells."""
    text = _drawn(text, cut)
    return text if cell_len(text) <= width else fit(text, width, cut).rstrip()


def _drawn(text: str, cut: str) -> str:
    """Return clean text, in ASCII where all is: one letter may take two cells then."""
    return plain(clean(text)) if cut == ASCII.cut else clean(text)


def right(text: str, width: int, cut: str = "…") -> str:
    """Return clean text of exactly `width` cells, at their right end."""
    text = short(text, width, cut)
    return " " * max(0, width - cell_len(text)) + text


def length(line: Iterable[Span]) -> int:
    """Return how many cells a line takes."""
    return sum(cell_len(text) for text, _ in line)


def spread(left: Line, end: Line, width: int) -> Line:
    """Return a line with `left` at its beginning and, where there is room, `end` at its end."""
    gap = width - length(left) - length(end)
    if gap < 2:
        return left
    return [*left, (" " * gap, ""), *end]


def underlined(name: str, query: str, width: int, cut: str) -> list[Span]:
    """Return a name with the letters that match what was typed underlined."""
    from habit.find import hits

    shown = short(name, width, cut)
    line: list[Span] = []
    at = 0
    for start, end in hits(shown, query) if query else []:
        line.append((shown[at:start], "ink"))
        line.append((shown[start:end], "accent underline"))
        at = end
    line.append((shown[at:], "ink"))
    return [span for span in line if span[0]]


def wrap(text: str, width: int, style: str = "ink", lines: int = 100) -> list[Line]:
    """Return text divided between words into lines of at most `width` cells."""
    from rich.console import Console
    from rich.text import Text

    console = Console(width=max(4, width), file=None, color_system=None)
    wrapped = Text(clean(text, lines=True)).wrap(console, max(4, width))
    return [[(piece.plain.rstrip(), style)] for piece in wrapped[:lines]]


def flow(line: Line, width: int) -> list[Line]:
    """Return a line divided between words, each piece with its styles and the same margin."""
    if width <= 0 or length(line) <= width:
        return [line]
    words = "".join(text for text, _ in line)
    styles = [style for text, style in line for _ in text]
    margin = len(words) - len(words.lstrip())
    at, pieces = margin, []
    for ((piece, _),) in wrap(words[margin:], width - margin):
        at = words.find(piece, at)
        if at < 0:  # it has what no terminal shows, and so no place
            return [line]
        spans = [(char, styles[at + place]) for place, char in enumerate(piece)]
        at += len(piece)
        pieces.append([(" " * margin, ""), *_runs(spans)])
    return list(pieces)


def _runs(spans: Line) -> list[Span]:
    """Return spans with those of one style put together."""
    groups = groupby(spans, key=lambda span: span[1])
    return [("".join(text for text, _ in group), style) for style, group in groups]


def sentence(said: object) -> str:
    """Return an error's words as a sentence with a point, and a capital where it is our word."""
    words = brief(str(said).strip().rstrip("."), _MOST)
    first = words.split(" ", 1)[0]
    # A sentence may begin with a name or a file, which keeps its own letters.
    return f"{words[:1].upper() if first in _BEGINNINGS else words[:1]}{words[1:]}."


_BEGINNINGS = frozenset(
    [
        "a",
        "an",
        "another",
        "at",
        "it",
        "no",
        "nobody",
        "nothing",
        "one",
        "only",
        "say",
        "that",
        "the",
        "there",
        "this",
    ]
)


class Palette:
    """The styles of one theme: a role, and any of bold, italic, underline and reverse."""

    def __init__(self, roles: Mapping[str, str], weights: Mapping[str, str]) -> None:
        """Draw with a colour for each role, and with the weights of those that have one."""
        self._roles = roles
        self._colours = {role: Color.parse(value).rich_color for role, value in roles.items()}
        self._weights = {role: weight.split() for role, weight in weights.items()}
        self._styles: dict[tuple[str, bool], Style] = {}

    def style(self, name: str, text: str) -> Style:
        """Return the style for words such as `accent bold`; an empty name changes nothing."""
        # A line under a glyph makes another glyph of it: only words are underlined by their role.
        has_words = not self._weights or any(one.isalpha() for one in text)
        found = self._styles.get((name, has_words))
        if found is None:
            found = self._styles[name, has_words] = self._made(name, has_words)
        return found

    def _made(self, name: str, has_words: bool) -> Style:
        words = name.split()
        if "bar" in words:
            return self._bar(words)
        role = next((word for word in words if word not in _WEIGHTS), "")
        words += [one for one in self._weights.get(role, ()) if has_words or one != "underline"]
        return Style(
            color=self._colours.get(role),
            bold="bold" in words or None,
            italic="italic" in words or None,
            underline="underline" in words or None,
            reverse="reverse" in words or None,
        )

    def _bar(self, words: list[str]) -> Style:
        """The cursor row: what can be read on the bar in its colour, all else in the bar's own."""
        wanted = ["accent" if word == "mark" else word for word in words]
        role = next((word for word in wanted if word in ("accent", "met")), "bar-ink")
        return Style(
            color=self._colours[role if self._is_read_on_bar(role) else "bar-ink"],
            bgcolor=self._colours["bar"],
            bold="bold" in words,
            underline="underline" in words,
            reverse="reverse" in self._weights.get("bar", ()) or None,
        )

    def _is_read_on_bar(self, role: str) -> bool:
        colour, bar = self._roles[role], self._roles["bar"]
        if not (colour.startswith("#") and bar.startswith("#")):
            return False
        return contrast(colour, bar) >= LEAST_TEXT


@lru_cache(maxsize=8)
def _palette(look: tuple[tuple[str, str, str], ...]) -> Palette:
    return Palette(
        {role: colour for role, colour, _ in look},
        {role: weight for role, _, weight in look if weight},
    )


def palette_of(widget: Widget) -> Palette:
    """Return the styles of the theme that the widget is shown in."""
    said = widget.app.theme_variables
    return _palette(tuple((role, said[role], said.get(f"{role}-weight", "")) for role in ROLES))


def strip(widget: Widget, line: Line, width: int) -> Strip:
    """Return a line as the widget shows it, exactly `width` cells of it."""
    palette = palette_of(widget)
    merged: list[tuple[str, Style]] = []
    for text, name in line:
        _append(merged, settled(text), palette.style(name, text))
    _append(merged, " " * max(0, width - sum(cell_len(text) for text, _ in merged)), Style.null())
    made = Strip([Segment(text, style) for text, style in merged])
    return made.adjust_cell_length(width).apply_style(widget.rich_style)


def _append(merged: list[tuple[str, Style]], text: str, style: Style) -> None:
    """Add a span; neighbours that look the same become one, as each costs forty bytes to send.

    Blanks look the same in any colour, so they go with what stands before them.
    """
    if merged and _alike(merged[-1][1], style):
        rest = text.lstrip(" ")
        merged[-1] = (merged[-1][0] + text[: len(text) - len(rest)], merged[-1][1])
        text = rest
    if text and merged and merged[-1][1] == style:
        merged[-1] = (merged[-1][0] + text, style)
    elif text:
        merged.append((text, style))


def _alike(one: Style, other: Style) -> bool:
    """Whether a blank looks the same in both styles."""
    lined = one.underline or other.underline or one.reverse or other.reverse
    return not lined and one.bgcolor == other.bgcolor
