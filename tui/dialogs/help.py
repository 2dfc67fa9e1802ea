"""Help: every key that works here, made from the live bindings, so that it is never out of date."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from tui.copying import HELP as COPYING
from tui.dialogs.dialog import Dialog
from tui.glyphs import Glyphs
from tui.paint import Line, fit, short
from tui.widgets.rows import Look, Rows

_GROUPS = (
    ("Everywhere", ("place.", "app.")),
    ("In a list", ("list.",)),
)
"""What the other ids belong to; all the rest works just here."""


KEYS = 14
"""Cells for the keys, before what they do."""


class HelpDialog(Dialog[None]):
    """A page of keys; `j` and `k` move, anything else closes."""

    KEYS = ("list.down list.up", "help.close")

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1,enter", "close", "Close", id="help.close"),
    ]

    def __init__(self, glyphs: Glyphs, bindings: Sequence[tuple[str, Binding]]) -> None:
        super().__init__("Help")
        self._glyphs = glyphs
        self._lines = help_lines(bindings)

    def compose(self) -> ComposeResult:
        """The keys in groups."""
        with self.frame(tall=True):
            yield Rows[tuple[int, str, str]](
                Look(
                    row=self._row,
                    key=lambda line: str(line[0]),
                    passed=lambda line: not line[2].strip(),
                ),
                glyphs=self._glyphs,
            )

    def on_mount(self) -> None:
        """Fit the page to its lines."""
        rows = self.query_one(Rows)
        rows.show(self._lines)
        rows.styles.height = min(len(self._lines), max(6, self.size.height - 6))
        rows.action_move(1)
        rows.focus()

    def _row(self, line: tuple[int, str, str], width: int) -> Line:
        _, keys, words = line
        if not words:
            return [(keys, "ink bold")]
        return [(fit(keys, KEYS), "accent"), (short(words, width - KEYS, self._glyphs.cut), "ink")]

    def action_close(self) -> None:
        """Close the page."""
        self.dismiss()


def help_lines(bindings: Sequence[tuple[str, Binding]]) -> list[tuple[int, str, str]]:
    """Return the lines of the page: headings, and keys with what they do."""
    lines: list[tuple[str, str]] = []
    for heading in ("Here", *(name for name, _ in _GROUPS)):
        group = [
            (keys, binding.tooltip or binding.description)
            for keys, binding in bindings
            if _group_of(binding) == heading
        ]
        if group:
            lines += [*([(" ", " ")] if lines else []), (heading, ""), *group]
    lines += [(" ", " "), ("To copy", ""), *COPYING]
    return [(at, keys, words) for at, (keys, words) in enumerate(lines)]


def _group_of(binding: Binding) -> str:
    name = binding.id or ""
    return next((heading for heading, prefixes in _GROUPS if name.startswith(prefixes)), "Here")
