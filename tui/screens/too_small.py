"""What is said when the window is too small to draw in; it goes away by itself."""

from __future__ import annotations

from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.geometry import Size
from textual.screen import ModalScreen, Screen

from tui.paint import Line, wrap
from tui.standing import Standing
from tui.widgets.painted import Painted

SMALLEST = Size(40, 12)


def is_too_small(size: Size) -> bool:
    """Whether there is less room than the places need."""
    return size.width < SMALLEST.width or size.height < SMALLEST.height


class TooSmall(Standing[None], ModalScreen[None]):
    """Covers everything until there is room again; nothing behind it is lost."""

    DEFAULT_CSS = "TooSmall { background: $background; align: center middle; }"

    def __init__(self, under: Screen[Any]) -> None:
        super().__init__()
        self._under, self._focused = under, under.focused

    def compose(self) -> ComposeResult:
        """One sentence."""
        yield Painted(self._sentence)

    def _sentence(self, width: int) -> list[Line]:
        size = self.app.size
        needs = f"reachout needs {SMALLEST.width}x{SMALLEST.height}"
        return wrap(f"{needs}, this is {size.width}x{size.height}.", width, "ink")

    def on_resize(self, event: events.Resize) -> None:
        """Leave once there is room, else say the new size."""
        if is_too_small(event.size):
            self.query_one(Painted).redraw()
        else:
            self._leave()

    def on_screen_resume(self) -> None:
        """Leave when what covered this one goes after there was room again."""
        if not is_too_small(self.app.size):
            self._leave()

    def _leave(self) -> None:
        """Give the keys back to the field that had them: it may not have been there meanwhile."""
        if self.is_in_front:
            if self._focused is not None:
                self.app.call_after_refresh(self._under.set_focus, self._focused)
            self.dismiss()
