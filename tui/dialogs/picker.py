"""A dialog in which one types a few letters and picks a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from habit.text import fold
from tui.dialogs.dialog import Dialog
from tui.glyphs import Glyphs
from tui.paint import Line as Drawn
from tui.paint import fit, right
from tui.widgets.field import Line
from tui.widgets.rows import Look, Rows


@dataclass(frozen=True)
class Option:
    """Something that can be picked: what it stands for, its words, and a few more beside them."""

    key: str
    words: str
    beside: str = ""
    also: str = ""
    """Words by which it is found as well."""


class Picker(Dialog[str | None]):
    """Picks one of several options by typing or with the arrows."""

    KEYS: ClassVar[tuple[str, ...]] = ("dialog.pick", "dialog.close")
    BESIDE = "soft"
    """The role of what stands beside."""
    EMPTY: ClassVar[Sequence[Drawn]] = ([("  Nothing of that name.", "soft")],)
    """What is said when there is nothing to pick."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Close", id="dialog.close"),
        Binding("enter", "pick", "Pick", id="dialog.pick"),
        Binding("down", "move(1)", "Down", id="picker.down"),
        Binding("up", "move(-1)", "Up", id="picker.up"),
        Binding("pagedown", "move(8)", "Page down", id="picker.pagedown"),
        Binding("pageup", "move(-8)", "Page up", id="picker.pageup"),
    ]

    def __init__(
        self,
        title: str,
        options: Sequence[Option],
        glyphs: Glyphs,
        *,
        current: str = "",
        placeholder: str = "type to find",
    ) -> None:
        super().__init__(title)
        self._options = options
        self._glyphs = glyphs
        self._current = current
        self._placeholder = placeholder

    def compose(self) -> ComposeResult:
        """A line to type in, and what fits."""
        with self.frame():
            yield Line(placeholder=self._placeholder)
            yield Rows[Option](
                Look(row=self._row, key=lambda one: one.key),
                glyphs=self._glyphs,
                empty=self.EMPTY,
                classes="bare",
            )

    def on_mount(self) -> None:
        """Show all of them, the current one under the cursor."""
        rows = self.query_one(Rows)
        rows.can_focus = False
        rows.show(self._options)
        rows.select(self._current)
        self._fit()
        self.query_one(Line).focus()

    def on_resize(self) -> None:
        """Give the words of an empty list the lines that they take, once it has its width."""
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        for rows in self.query(Rows):
            most = max(len(self._options), len(rows.empty) if self.EMPTY else 0)
            rows.styles.height = max(1, min(most, 13, self.size.height - 5))

    @on(Input.Changed)
    def _filter(self, event: Input.Changed) -> None:
        words = fold(event.value).split()
        fitting = [
            one
            for one in self._options
            if all(word in fold(f"{one.words} {one.beside} {one.also}") for word in words)
        ]
        # What begins with the words comes before what only holds them.
        start = fold(event.value)
        fitting.sort(key=lambda one: bool(start) and not fold(one.words).startswith(start))
        self.query_one(Rows).show(self.offered(fitting, event.value), keep=False)

    def offered(self, fitting: list[Option], typed: str) -> list[Option]:
        """What is shown for what was typed: the options that fit, else what can be made of it."""
        return fitting or self.made_of(typed)

    def made_of(self, _typed: str) -> list[Option]:
        """What is offered when no option fits what was typed."""
        return []

    def _row(self, one: Option, width: int) -> Drawn:
        beside = cell_len(one.beside)
        words = width - beside - 1
        style = "name bold" if self._is_current(one) else "name"
        return [
            (fit(one.words, words, self._glyphs.cut) + " ", style),
            (right(one.beside, beside), self.BESIDE),
        ]

    def _is_current(self, one: Option) -> bool:
        current = self.query_one(Rows).current
        return isinstance(current, Option) and current.key == one.key

    def action_move(self, by: int) -> None:
        """Go to another row."""
        self.query_one(Rows).action_move(by)

    def on_rows_chosen(self) -> None:
        """A click picks."""
        self.action_pick()

    def action_pick(self) -> None:
        """Answer with the row under the cursor."""
        current = self.query_one(Rows).current
        if isinstance(current, Option):
            self.dismiss(current.key)

    def action_close(self) -> None:
        """Answer with nothing."""
        self.dismiss(None)
