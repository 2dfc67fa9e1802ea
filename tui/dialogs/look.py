"""The dialog of the quarter's honest look: three questions, a number key for each."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from habit.errors import CouldNotError, RefusedError
from habit.live import live
from habit.looks import ASKED, HIGHEST, LOWEST, lines_of, take_look
from habit.model import Change
from tui.dialogs.dialog import Dialog
from tui.paint import Line, Span, fit, wrap
from tui.state import unsaved
from tui.widgets.painted import Painted

if TYPE_CHECKING:
    from tui.state import State

LABEL = 20


class LookDialog(Dialog[Change | None]):
    """Asks how active, how at ease and how much joy; then shows how active the network is."""

    KEYS = (
        " ".join(f"look.answer{at}" for at in (1, 2, 3, 4, 5)),
        "look.back",
        "look.done",
        "dialog.close",
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(str(at), f"answer({at})", "Answer", id=f"look.answer{at}", tooltip="Answer")
            for at in range(LOWEST, HIGHEST + 1)
        ),
        Binding("backspace,b", "step_back", "Back", id="look.back", tooltip="The question before"),
        Binding("enter", "done", "Done", id="look.done", tooltip="Close the look once it is kept"),
        Binding("escape", "close", "Close", id="dialog.close"),
    ]

    def __init__(
        self, state: State, keep: Callable[[Change], Awaitable[None]], key: str = ""
    ) -> None:
        """Take a look, or with the key of one that was taken answer it anew."""
        super().__init__("The quarter's honest look")
        self._state = state
        self._keep = keep
        self._key = key
        self._said: list[int] = []
        self._kept: Change | None = None
        self._trouble = ""

    def compose(self) -> ComposeResult:
        """The question, and the answers so far."""
        with self.frame(tall=True):
            yield Painted(self._draw)

    def _draw(self, width: int) -> list[Line]:
        lines = [*self._question(width), [], *(self._answer(at) for at in range(len(ASKED)))]
        if self._trouble:
            lines += [[], *wrap(self._trouble, width, "accent")]
        return lines

    def _question(self, width: int) -> list[Line]:
        if self._kept is not None:
            return self._compared(width)
        asked = list(ASKED.values())
        # The third stays in sight while it is being saved.
        ask = asked[min(len(self._said), len(asked) - 1)]
        scale = f"{LOWEST} {ask.low}, {HIGHEST} {ask.high}"
        return [*wrap(ask.words, width, "ink bold", 2), *wrap(scale, width, "soft", 2)]

    def _compared(self, width: int) -> list[Line]:
        state = self._state
        now = live(state.network, state.today, state.today)
        words = (
            f"You think {self._said[0]} of {HIGHEST}. In the last 90 days you were in touch with "
            f"{now.live} of {now.people} people, {now.percent} %."
        )
        return [*wrap(words, width, "ink"), *self._before(width)]

    def _before(self, width: int) -> list[Line]:
        lines = lines_of(self._state.network)
        counts = {len(said) for said in lines.values()}
        if max(counts, default=0) < 2:
            return wrap("It gets easier: the next look shows it.", width, "soft")
        return wrap("How it goes on from look to look stands in the list.", width, "soft")

    def _answer(self, at: int) -> Line:
        glyphs = self._state.glyphs
        label = list(ASKED.values())[at].label
        here = at == len(self._said) and self._kept is None
        said = self._said[at] if at < len(self._said) else 0
        dots = f"{glyphs.person} " * said
        free = f"{glyphs.free} " * (HIGHEST - said)
        line: list[Span] = [(fit(label, LABEL), "accent bold" if here else "soft")]
        return [*line, (dots, "accent"), (free, "faint"), (f" {said or ''}", "ink bold")]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is kept can only be closed."""
        if action == "answer":
            return self._kept is None and len(self._said) < len(ASKED)
        if action == "step_back":
            return self._kept is None and len(self._said) > 0
        if action == "done":
            return self._kept is not None
        return True

    def _show(self) -> None:
        self.query_one(Painted).redraw()
        self.refresh_bindings()
        self.show_keys()

    def action_answer(self, answer: int) -> None:
        """Answer the question; the third answer is kept at once."""
        self._said.append(answer)
        self._show()
        if len(self._said) == len(ASKED):
            self._save()

    @work
    async def _save(self) -> None:
        state = self._state
        try:
            change = take_look(state.network, state.hand, self._said, self._key)
            await self._keep(change)
        except (CouldNotError, RefusedError) as error:
            self._said.pop()
            self._trouble = unsaved(error)
        else:
            self._kept, self._trouble = change, ""
        self._show()

    def action_step_back(self) -> None:
        """Take the last answer back."""
        self._said.pop()
        self._show()

    def action_done(self) -> None:
        """Close."""
        self.dismiss(self._kept)

    @property
    def has_typed(self) -> bool:
        """Whether leaving would throw answers away."""
        return bool(self._said) and self._kept is None

    @work
    async def action_close(self) -> None:
        """Close; answers that are not three are not thrown away without a question."""
        from tui.dialogs.confirm import may_leave

        if await may_leave(self.app, is_lost=self.has_typed):
            self.dismiss(self._kept)
