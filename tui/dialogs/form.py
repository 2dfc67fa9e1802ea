"""A dialog of labelled lines to fill in, with one sentence under it when something does not fit."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Input

from habit.errors import CouldNotError, RefusedError
from habit.model import Change
from storage.store import StoreError
from tui.dialogs.dialog import Dialog
from tui.paint import Line as Drawn
from tui.paint import wrap
from tui.state import overtaken, unsaved
from tui.typing_ahead import holding
from tui.widgets.field import Line
from tui.widgets.painted import Drawing, Painted
from tui.widgets.pick import Pick

if TYPE_CHECKING:
    from tui.screens.place import Shell


@dataclass(frozen=True)
class Question:
    """One line of a form: its key, its label, what it holds, and an example."""

    key: str
    label: str
    value: str = ""
    example: str = ""
    rest: str = ""
    """What stands in an empty line that is not in use."""
    choices: tuple[tuple[str, str], ...] = ()
    """Letter and word of each, where one is chosen and nothing typed."""
    beside: str = ""
    """What stands after the chosen word."""
    whole: bool = False
    """Whether what is typed takes the place of all that stands there, as of a day or a number."""


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
        ask: Callable[[], list[Question]],
        make: Callable[[Mapping[str, str]], Change],
        keep: Callable[[Change], Awaitable[None]],
    ) -> None:
        """Ask what `ask` asks; `make` makes a change of the answers, which `keep` writes.

        `ask` is called again before saving, as another session may have changed what the lines
        were filled with.
        """
        super().__init__(title)
        self._keep = keep
        self._ask = ask
        self._questions = ask()
        self._make = make
        self._trouble = ""
        self._waits = False
        """Whether it is to be saved by itself once the file can be written."""

    def compose(self) -> ComposeResult:
        """A row for each question."""
        with self.frame(tall=True):
            with Lines(can_focus=False):
                for question in self._questions:
                    with Horizontal(classes="row"):
                        yield Painted(self._label(question)).add_class("label")
                        yield self._made(question)
            yield Painted(self.extra, id="form-extra")
            yield Painted(self._draw_trouble, id="form-trouble")

    def _made(self, question: Question) -> Line | Pick:
        name = f"form-{question.key}"
        if not question.choices:
            return Line(question.value, question.rest, id=name, whole=question.whole)
        glyphs = cast("Shell", self.app).state.glyphs
        return Pick(question.choices, question.value, glyphs, question.beside, id=name)

    def _field(self, key: str) -> Line | Pick:
        return cast("Line | Pick", self.query_one(f"#form-{key}"))

    @property
    def _asked(self) -> Question | None:
        """The question of the line in use."""
        here = (self.focused.id if self.focused is not None else "") or ""
        return next((one for one in self._questions if f"form-{one.key}" == here), None)

    def extra(self, width: int) -> Sequence[Drawn]:
        """What stands below the lines, nothing unless a form has something to tell."""
        return []

    def on_mount(self) -> None:
        """Begin with the first line, and know when the file can be written again."""
        self._field(self._questions[0].key).focus()
        self.watch(self.app, "trouble", self._try_again, init=False)

    def on_resize(self) -> None:
        """Fit the lines to the window."""
        self._fit()

    def _fit(self) -> None:
        """In a low window the lines scroll; the keys and what was wrong stay in sight."""
        width = min(60, self.size.width - 4)
        below = len(self._draw_trouble(width))
        more = len(self.extra(width))
        self.query_one("#form-extra").display = self.size.height - 2 - below - more >= 3
        room = below + more if self.query_one("#form-extra").display else below
        self.query_one(Lines).styles.max_height = max(3, self.size.height - 2 - room)

    def on_descendant_focus(self) -> None:
        """The label of the line in use stands out, and only it shows its example."""
        for painted in self.query(Painted):
            painted.redraw()
        for question in self._questions:
            line = self._field(question.key)
            if isinstance(line, Line):
                line.placeholder = question.example if line is self.focused else question.rest

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
            question.key: self._field(question.key).value.strip() for question in self._questions
        }

    @on(Input.Changed)
    @on(Pick.Changed)
    def _typed(self) -> None:
        self._waits = False

    def _try_again(self) -> None:
        """Save what waited for the file, unless it is being asked whether to leave it."""
        if self._waits and self.is_in_front and not cast("Shell", self.app).trouble:
            self.action_save(by_itself=True)

    def on_screen_resume(self) -> None:
        """Back from the question whether to leave."""
        self._try_again()

    @work
    async def action_save(self, by_itself: bool = False) -> None:
        """Save; if something does not fit or cannot be written, what was typed stays.

        The keys behind wait for it: where it succeeds they are for what comes then. They are for
        the form where it was not they that asked for it.
        """
        with holding(self.app) as held:
            held.lost = await self._save() is by_itself

    async def _save(self) -> bool:
        self._waits = False
        try:
            await self._catch_up()
            change = self._make(self.values())
            await self._keep(change)
        except (RefusedError, CouldNotError) as error:
            waits = isinstance(error, StoreError)
            self._refuse(unsaved(error, waits=waits))
            self._waits = waits
            return False
        self.dismiss(change)
        return True

    def _refuse(self, trouble: str) -> None:
        self._trouble = trouble
        self._fit()
        self.query_one("#form-trouble", Painted).redraw()

    async def _catch_up(self) -> None:
        """Take in what another session changed meanwhile; two texts for one line are both shown.

        Raises:
            RefusedError: Somebody else changed a line that was changed here too; saving again
                keeps what stands in the line.

        """
        await cast("Shell", self.app).state.catch_up()
        before, self._questions = self._questions, self._ask()
        both: list[str] = []
        for old, new in zip(before, self._questions, strict=True):
            line = self._field(new.key)
            typed = line.value.strip()
            if new.value == old.value or typed == new.value.strip():
                continue
            if typed == old.value.strip():
                line.value = new.value
            else:
                both.append(f'{new.label} is now "{new.value}"')
        if both:
            raise overtaken(both)

    @property
    def has_typed(self) -> bool:
        """Whether leaving would throw words away."""
        return any(self.values()[one.key] != one.value.strip() for one in self._questions)

    @work
    async def action_close(self) -> None:
        """Close without saving; what was typed is not thrown away without a question."""
        from tui.dialogs.confirm import may_leave

        if await may_leave(self.app, is_lost=self.has_typed):
            self.dismiss(None)
