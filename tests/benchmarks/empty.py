"""An empty Textual app: the least time in which anything can be painted."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static

WORD = "ready"


class Empty(App[None]):
    """One word on the screen."""

    def compose(self) -> ComposeResult:
        """The word."""
        yield Static(WORD)


if __name__ == "__main__":
    Empty().run()
