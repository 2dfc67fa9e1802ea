"""A frame around several widgets whose words in the border change with the cursor."""

from __future__ import annotations

from typing import Self

from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Region

from tui.direction import settled


class Framed(Vertical):
    """A panel that repaints its lower border alone when only the words in it are others.

    Textual would send the whole panel again, six kilobytes for each move of the cursor.
    """

    _title = _foot = ""
    _only_foot = False

    def head(self, words: str) -> None:
        """Set the words in the upper border."""
        if words != self._title:
            self._title = words
            self.border_title = Content(settled(words)) if words else None

    def foot(self, words: str) -> None:
        """Set the words in the lower border."""
        if words == self._foot:
            return
        self._foot, self._only_foot = words, True
        self.border_subtitle = Content(settled(words)) if words else None
        self._only_foot = False

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """Paint again what has to be: the row of the lower border, or all."""
        if self._only_foot:
            at = self.content_offset
            regions = (Region(-at.x, self.size.height, self.outer_size.width, 1),)
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
