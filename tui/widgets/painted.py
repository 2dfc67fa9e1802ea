"""A widget that draws lines of ours, and asks for as many rows as there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.geometry import Size
from textual.messages import Update
from textual.strip import Strip
from textual.widget import Widget

from tui.paint import Line, strip

Drawing = Callable[[int], Sequence[Line]]
"""Draws for a width in cells."""


class Painted(Widget):
    """Lines that are drawn for the width there is, and drawn again when told."""

    DEFAULT_CSS = """
    Painted { height: auto; width: 1fr; }
    """

    def __init__(self, draw: Drawing | None = None, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._draw: Drawing = draw or (lambda _width: ())
        self._drawn: tuple[int, Sequence[Line]] | None = None

    def redraw(self, draw: Drawing | None = None, *, at_once: bool = False) -> None:
        """Draw again, with another drawing if one is given; nothing is sent if nothing differs.

        What follows a cursor comes `at_once` with it, and not a frame or two later. Where more
        than this changes it would come before the rest, and that a frame later.
        """
        before = self._drawn
        if draw is not None:
            self._draw = draw
        self._drawn = None
        if before is None:
            self.refresh(layout=True)
            return
        lines = self._lines(before[0])
        if list(map(tuple, lines)) != list(map(tuple, before[1])):
            height = self.styles.height
            grows = height is None or height.is_auto
            self.refresh(layout=grows and len(lines) != len(before[1]))
            if at_once:
                self.screen.post_message(Update(self))

    def _lines(self, width: int) -> Sequence[Line]:
        if self._drawn is None or self._drawn[0] != width:
            self._drawn = (width, self._draw(width))
        return self._drawn[1]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as there are lines."""
        return len(self._lines(width))

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        width = self.size.width
        lines = self._lines(width)
        return strip(self, lines[y] if y < len(lines) else (), width)
