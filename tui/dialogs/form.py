"""A dialog of labelled lines to fill in, with one sentence under it when something does not fit."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll

from habit.errors import CouldNotError, RefusedError
from habit.model import Change
from tui.dialogs.dialog import Dialog
from tui.paint import Line as Drawn
from tui.paint import sentence, wrap
from tui.widgets.field import Line
from tui.widgets.painted import Drawing, Painted


@dataclass(frozen=True)
class Question:
    """One line of a form: its key, its label, what it holds, and an example."""

    key: str
    label: str
    value: str = ""
    example: str = ""


class Lines(VerticalScroll, inherit_bindings=False):
    """The lines of a form; the arrows go from one to the next, and it scrolls to follow."""


class Form(Dialog[Change | None]):
    """Asks for a few lines, saves what they make, and answers with it."""

    KEYS = ("form.save", "form.next", "dialog.close")

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Close", id="dialog.close"),
        Binding("enter", "save", "Save", id="form.save"),
        Binding("tab,down", "app.focus_next", "Field", id="form.next"),
        Binding("shift+tab,up", "app.focus_previous", "Field before", id="form.before"),
    ]

    def __init__(
        self,
        title: str,
        questions: list[Question],
        make: Callable[[Mapping[str, str]], Change],
        keep: Callable[[Change], Awaitable[None]],
    ) -> None:
        super().__init__(title)
        self._keep = keep
        self._questions = questions
        self._make = make
        self._trouble = ""

    def compose(self) -> ComposeResult:
        """A row for each question."""
        with self.frame(tall=True):
            with Lines(can_focus=False):
                for question in self._questions:
                    with Horizontal(classes="row"):
                        yield Painted(self._label(question)).add_class("label")
                        yield Line(question.value, id=f"form-{question.key}")
            yield Painted(self._draw_trouble, id="form-trouble")

    def on_mount(self) -> None:
        """Begin with the first line."""
        self.query(Line).first().focus()

    def on_resize(self) -> None:
        """Fit the lines to the window."""
        self._fit()

    def _fit(self) -> None:
        """In a low window the lines scroll; the keys and what was wrong stay in sight."""
        wrong = len(self._draw_trouble(min(60, self.size.width - 4)))
        self.query_one(Lines).styles.max_height = max(3, self.size.height - 2 - wrong)

    def on_descendant_focus(self) -> None:
        """The label of the line in use stands out, and only it shows its example."""
        for painted in self.query(Painted):
            painted.redraw()
        for question in self._questions:
            line = self.query_one(f"#form-{question.key}", Line)
            line.placeholder = question.example if line is self.focused else ""

    def _label(self, question: Question) -> Drawing:
        def draw(_width: int) -> list[Drawn]:
            here = self.focused is not None and self.focused.id == f"form-{question.key}"
            return [[(question.label, "accent bold" if here else "soft")]]

        return draw

    def _draw_trouble(self, width: int) -> list[Drawn]:
        return [[], *wrap(self._trouble, width, "accent")] if self._trouble else []

    def values(self) -> dict[str, str]:
        """What stands in the lines now."""
        return {
            question.key: self.query_one(f"#form-{question.key}", Line).value.strip()
            for question in self._questions
        }

    async def action_save(self) -> None:
        """Save; if something does not fit or cannot be written, what was typed stays."""
        try:
            change = self._make(self.values())
            await self._keep(change)
        except (RefusedError, CouldNotError) as error:
            self._trouble = sentence(error)
            self._fit()
            self.query_one("#form-trouble", Painted).redraw()
            return
        self.dismiss(change)

    @work
    async def action_close(self) -> None:
        """Close without saving; what was typed is not thrown away without a question."""
        from tui.dialogs.confirm import ConfirmDialog

        typed = any(self.values()[one.key] != one.value.strip() for one in self._questions)
        question = "Leave without saving what you typed?"
        if not typed or await self.app.push_screen_wait(ConfirmDialog("Leave", question)):
            self.dismiss(None)
