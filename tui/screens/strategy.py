"""5 Strategy: why, goals and objectives, what was learned, and what you have to share."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widget import Widget

from tui.paint import Line
from tui.screens.place import Place
from tui.widgets.painted import Painted


class Strategy(Place):
    """The place while it is being built."""

    MODE = "strategy"
    CSS_PATH = "strategy.tcss"
    FOOTER = ("place.log", "app.help")

    def content(self) -> ComposeResult:
        """The hero."""
        yield Painted(self._hero, id="hero")

    def _hero(self, width: int) -> list[Line]:
        return [[("   Nothing is written down yet.", "soft")]]

    def home(self) -> Widget:
        """The hero."""
        return self.query_one("#hero")

    def redraw(self) -> None:
        """Show the network as it is now."""
        self.query_one("#hero", Painted).redraw()
