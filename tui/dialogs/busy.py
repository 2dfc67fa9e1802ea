"""Too busy? Up to three things that take five minutes, each ready to be logged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from habit.busy import Idea
from tui.copying import copy_and_say
from tui.dialogs.dialog import Dialog
from tui.glyphs import Glyphs
from tui.paint import Line, fit, short, wrap
from tui.widgets.painted import Painted
from tui.widgets.rows import Look, Rows

SAID = 3
"""Lines for the words to begin with."""


class BusyDialog(Dialog[Idea | None]):
    """Shows what can be done in five minutes; answers with what is to be logged."""

    KEYS = ("busy.log", "busy.copy", "dialog.close")

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "log", "Log it", id="busy.log", tooltip="Log that it is done"),
        Binding("c", "copy", "Copy", id="busy.copy", tooltip="Copy the words"),
        Binding("escape,q,B", "close", "Close", id="dialog.close"),
    ]

    def __init__(self, ideas: Sequence[Idea], glyphs: Glyphs) -> None:
        super().__init__("Too busy? Five minutes")
        self._ideas = ideas
        self._glyphs = glyphs

    def compose(self) -> ComposeResult:
        """What can be done, and words for the one under the cursor."""
        with self.frame():
            yield Rows[Idea](
                Look(row=self._row, key=lambda one: one.contact.id),
                glyphs=self._glyphs,
                empty=[
                    [("  Nobody is waiting to hear from you. ", "soft")],
                    [("  Any name that comes to mind will do: ", "soft"), ("l", "accent bold")],
                ],
            )
            yield Painted(self._say)

    def on_mount(self) -> None:
        """Show the first one."""
        rows = self.query_one(Rows)
        rows.show(self._ideas)
        self._fit()
        rows.focus()
        self.query_one(Painted).redraw()

    def on_resize(self) -> None:
        """Give the words of an empty list the lines that they take, once it has its width."""
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        for rows in self.query(Rows):
            rows.styles.height = max(1, len(self._ideas) or len(rows.empty))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing can be logged or copied where there is nothing."""
        return action not in {"log", "copy"} or bool(self._ideas)

    def on_rows_moved(self) -> None:
        """The words are those for the row under the cursor."""
        self.query_one(Painted).redraw()

    def _row(self, one: Idea, width: int) -> Line:
        cut = self._glyphs.cut
        name, what = (17, 13) if width >= 50 else (max(8, width - 13), 13)
        return [
            (fit(one.contact.name, name - 1, cut) + " ", "name"),
            (fit(one.what, what, cut), "ink"),
            (short(one.why, max(0, width - name - what), cut), "soft"),
        ]

    @property
    def _current(self) -> Idea | None:
        current = self.query_one(Rows).current
        return current if isinstance(current, Idea) else None

    def _say(self, width: int) -> list[Line]:
        one = self._current if self.is_mounted else None
        if one is None:
            return []
        said = wrap(self._glyphs.quoted(one.say), width - 2, "ink italic", SAID)
        lines: list[Line] = [[("  ", ""), *line] for line in said]
        return [[], *lines, *[[] for _ in range(SAID - len(lines))]]

    def on_rows_chosen(self) -> None:
        """A click on the cursor row."""
        self.action_log()

    def action_log(self) -> None:
        """Answer with what is to be logged."""
        self.dismiss(self._current)

    @work
    async def action_copy(self) -> None:
        """Copy the words for the one under the cursor."""
        if self._current is not None:
            await copy_and_say(self.app, self._current.say)

    def action_close(self) -> None:
        """Answer with nothing."""
        self.dismiss(None)
