"""A question with two answers, for what cannot be taken back."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType

from tui.dialogs.dialog import Dialog
from tui.paint import wrap
from tui.widgets.painted import Painted


class ConfirmDialog(Dialog[bool]):
    """Asks yes or no; nothing happens unless yes is said."""

    KEYS = ("confirm.yes", "confirm.no")

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "Yes", id="confirm.yes"),
        Binding("n,escape,q", "answer(False)", "No", id="confirm.no"),
    ]

    def __init__(self, title: str, question: str) -> None:
        super().__init__(title)
        self._question = question

    def compose(self) -> ComposeResult:
        """The question, and the keys of the answers in the border."""
        with self.frame():
            yield Painted(lambda width: wrap(self._question, width))

    def action_answer(self, answer: bool) -> None:
        """Answer."""
        self.dismiss(answer)


async def may_leave(app: App[Any], *, is_lost: bool) -> bool:
    """Ask before what was typed is thrown away; where nothing `is_lost` there is no question."""
    if not is_lost:
        return True
    question = "Leave without saving what you typed?"
    return await app.push_screen_wait(ConfirmDialog("Leave", question))
