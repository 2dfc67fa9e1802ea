"""What is said when the window is too small to draw in; it goes away by itself."""

from __future__ import annotations

import asyncio
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.screen import ModalScreen, Screen

from tui.paint import Line, wrap
from tui.standing import Standing
from tui.widgets.frame import key_words
from tui.widgets.painted import Painted

SMALLEST = Size(40, 12)


def is_too_small(size: Size) -> bool:
    """Whether there is less room than the places need."""
    return size.width < SMALLEST.width or size.height < SMALLEST.height


class TooSmall(Standing[None], ModalScreen[None]):
    """Covers everything until there is room again; nothing behind it is lost."""

    DEFAULT_CSS = "TooSmall { background: $background; align: center middle; }"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "Yes", id="confirm.yes"),
        Binding("n,escape,q", "answer(False)", "No", id="confirm.no"),
    ]

    def __init__(self, under: Screen[Any]) -> None:
        super().__init__()
        self._under, self._focused = under, under.focused
        self._question = ""
        self._answer: asyncio.Future[bool] | None = None

    def compose(self) -> ComposeResult:
        """One sentence."""
        yield Painted(self._sentence)

    def _sentence(self, width: int) -> list[Line]:
        if self._question:
            keys = key_words(self, ("confirm.yes", "confirm.no")).plain
            return wrap(f"{self._question} {keys}", width, "ink")
        size = self.app.size
        needs = f"reachout needs {SMALLEST.width}x{SMALLEST.height}"
        return wrap(f"{needs}, this is {size.width}x{size.height}.", width, "ink")

    async def ask(self, question: str) -> bool:
        """Ask here what a dialog would, which this one covers; room again is a no."""
        if self._answer is not None:
            return False
        self._answer = asyncio.get_running_loop().create_future()
        self._say(question)
        return await self._answer

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing to answer while nothing is asked."""
        return action != "answer" or bool(self._question)

    def action_answer(self, answer: bool) -> None:
        """Answer, and say again what was said before."""
        if self._answer is not None and not self._answer.done():
            self._answer.set_result(answer)
        self._answer = None
        self._say("")

    def _say(self, question: str) -> None:
        self._question = question
        self.refresh_bindings()
        for painted in self.query(Painted):
            painted.redraw()

    def on_resize(self, event: events.Resize) -> None:
        """Leave once there is room, else say the new size."""
        if is_too_small(event.size):
            self._say(self._question)
        else:
            self._leave()

    def on_screen_resume(self) -> None:
        """Leave when what covered this one goes after there was room again."""
        if not is_too_small(self.app.size):
            self._leave()

    def _leave(self) -> None:
        """Give the keys back to the field that had them: it may not have been there meanwhile."""
        if self.is_in_front:
            self.action_answer(False)
            if self._focused is not None:
                self.app.call_after_refresh(self._under.set_focus, self._focused)
            self.dismiss()
