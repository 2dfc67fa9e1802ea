"""A question with two answers, for what cannot be taken back."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from tui.paint import wrap
from tui.widgets.painted import Painted


class ConfirmDialog(ModalScreen[bool]):
    """Asks yes or no; nothing happens unless yes is said."""

    CSS_PATH = "dialogs.tcss"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "Yes", id="confirm.yes"),
        Binding("n,escape,q", "answer(False)", "No", id="confirm.no"),
    ]

    def __init__(self, title: str, question: str) -> None:
        super().__init__()
        self._title = title
        self._question = question

    def compose(self) -> ComposeResult:
        """The question, and the keys of the answers in the border."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = Content(self._title)
            dialog.border_subtitle = "y yes   n no   esc no"
            yield Painted(lambda width: wrap(self._question, width))

    def action_answer(self, answer: bool) -> None:
        """Answer."""
        self.dismiss(answer)
