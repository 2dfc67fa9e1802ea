"""A theme of ours as Textual takes it, and its colours as the terminal has them.

Textual and Rich would round a colour to what a terminal has as they see fit. Here they are told
that it has all of them, and nothing is left to round: at 256 colours a theme is made of these
alone, and they are sent by their numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from rich.color import Color, ColorType
from rich.segment import Segment
from rich.style import Style
from textual.color import Color as TextualColor
from textual.filter import LineFilter
from textual.theme import BUILTIN_THEMES, Theme

import themes
from storage.settings import Depth


def textual_theme(theme: themes.Theme, depth: Depth) -> Theme:
    """Return a theme with our roles as its variables, so that style sheets can name them.

    Where there are 16 colours at the most every theme is the one of the terminal's own colours.
    """
    if depth in ("16", "none"):
        theme = themes.load(themes.PLAIN)
    is_in_256 = depth == "256" and not theme.ansi
    roles = theme.in_256() if is_in_256 else theme.roles
    return Theme(
        # Another name for each depth: Textual draws everything anew when the name changes.
        name=f"{theme.name}-256" if is_in_256 else theme.name,
        primary=roles["accent"],
        secondary=roles["focus"],
        accent=roles["accent"],
        warning=roles["warn"],
        error=roles["err"],
        success=roles["met"],
        foreground=roles["ink"],
        background=roles["background"],
        surface=roles["surface"],
        panel=roles["panel"],
        dark=theme.dark,
        ansi=theme.ansi,
        variables={
            # Textual's own style sheets ask an ANSI theme for more than roles.
            **(BUILTIN_THEMES["ansi-dark"].variables if theme.ansi else {}),
            **roles,
            **{f"{role}-weight": theme.weights.get(role, "") for role in themes.ROLES},
        },
    )


class Fitted(LineFilter):
    """Sends each colour as the terminal has it."""

    def __init__(self, depth: Depth) -> None:
        """Fit colours to a depth; true colour needs no fitting."""
        super().__init__(enabled=depth != "true")
        self._fit: Callable[[Color], Color] = {
            "true": lambda colour: colour,
            "256": _by_number,
            "16": _by_name,
            "none": lambda _colour: Color.default(),
        }[depth]
        self._fitted = lru_cache(maxsize=1024)(self._style)

    def apply(self, segments: list[Segment], background: TextualColor) -> list[Segment]:
        """Return the segments of a line with colours that the terminal has."""
        return [
            Segment(text, style and self._fitted(style), control)
            for text, style, control in segments
        ]

    def _style(self, style: Style) -> Style:
        colour, ground = style.color, style.bgcolor
        return style + Style.from_color(colour and self._fit(colour), ground and self._fit(ground))


def _by_number(colour: Color) -> Color:
    """Return the nearest of the 256 colours; a theme's is one of them, a blend need not be."""
    if colour.triplet is None:
        return colour
    from themes.colour import nearest

    return Color.from_ansi(nearest(colour.triplet.hex))


def _by_name(colour: Color) -> Color:
    """Return one of the terminal's own colours; no other is sure to be readable."""
    return colour if colour.type in (ColorType.DEFAULT, ColorType.STANDARD) else Color.default()
