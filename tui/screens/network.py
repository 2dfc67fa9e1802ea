"""4 Network: where your effort goes, and who is in each part of it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widget import Widget

from tui.paint import Line
from tui.screens.place import Place
from tui.widgets.painted import Painted


class NetworkScreen(Place):
    """The place while it is being built."""

    MODE = "network"
    CSS_PATH = "network.tcss"
    FOOTER = ("place.log", "app.help")

    def content(self) -> ComposeResult:
        """The hero."""
        yield Painted(self._hero, id="hero")

    def _hero(self, width: int) -> list[Line]:
        return [[("   A picture needs a few people. Come back after the next one.", "soft")]]

    def home(self) -> Widget:
        """The hero."""
        return self.query_one("#hero")

    def redraw(self) -> None:
        """Show the network as it is now."""
        self.query_one("#hero", Painted).redraw()
