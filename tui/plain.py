"""Everything that is drawn, in ASCII: the last that is done to a row before it is sent.

One letter may become two, and a wide sign one that is narrow. What stands behind in the row keeps
its place: the difference is taken from the next blanks, or given to them.
"""

from __future__ import annotations

import re

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from habit.text import plain

_PIECES = re.compile(r" {2,}|[─━-]{2,}|(?:(?! {2}|[─━-]{2}).)+", re.DOTALL)
"""Words, and what can give or take a cell without one being lost: blanks, the line of a frame."""


class Plain(LineFilter):
    """Draws a row in ASCII, as wide as it was."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments of a row in ASCII."""
        if all(text.isascii() for text, _, _ in segments):
            return segments
        made: list[Segment] = []
        at = end = 0
        for text, style, control in segments:
            drawn = ""
            for piece in _PIECES.findall(text):
                end += cell_len(piece)
                shown = plain(piece)
                if len(piece) > 1 and len(set(shown)) == 1 and shown[0] in " -#":
                    shown = shown[0] * max(1, end - at)
                drawn += shown
                at += len(shown)
            made.append(Segment(drawn, style, control))
        _fit(made, end - at)
        return made


def _fit(made: list[Segment], left: int) -> None:
    """Make a row as wide as it was; what closes a frame at its end stays."""
    at = len(made) - 1
    while left < 0 and at >= 0:
        text, style, control = made[at]
        is_frame = at == len(made) - 1 and len(text) == 1 and at > 0
        kept = len(text) if is_frame else max(0, len(text) + left)
        left += len(text) - kept
        made[at] = Segment(text[:kept], style, control)
        at -= 1
    if left > 0 and made:
        last = -2 if len(made) > 1 and len(made[-1].text) == 1 else -1
        text, style, control = made[last]
        made[last] = Segment(text + " " * left, style, control)
