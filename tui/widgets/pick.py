"""A row in which one of a few words is chosen, by its letter or with the arrows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Key
from textual.message import Message

from tui.glyphs import Glyphs
from tui.paint import Line, Span, length, short
from tui.widgets.painted import Painted

LETTERS = "abeinopsty"
"""The letters that choose, in any of the rows."""


class Pick(Painted, can_focus=True):
    """A few words, one of which is chosen; at rest only that one is shown."""

    DEFAULT_CSS = "Pick { height: 1; }"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", "Word before", id="pick.before"),
        Binding("right", "turn(1)", "Next word", id="pick.next"),
        *(
            Binding(letter, f"pick('{letter}')", "Choose", id=f"pick.{letter}")
            for letter in LETTERS
        ),
    ]

    class Changed(Message):
        """Another word was chosen."""

    def __init__(
        self,
        options: Sequence[tuple[str, str]],
        value: str,
        glyphs: Glyphs,
        beside: str = "",
        *,
        id: str | None = None,
    ) -> None:
        """Offer words, each with its letter; `beside` stands after the one that is chosen."""
        super().__init__(self._row, id=id)
        self._options = options
        self._glyphs = glyphs
        self._beside = beside
        self._value = value

    @property
    def value(self) -> str:
        """The word that is chosen."""
        return self._value

    @value.setter
    def value(self, word: str) -> None:
        if word != self._value:
            self._value = word
            self.redraw()
            self.post_message(self.Changed())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only the letters of its own words."""
        letters = {letter for letter, _ in self._options}
        return action != "pick" or bool(parameters and parameters[0] in letters)

    def action_pick(self, letter: str) -> None:
        """Choose a word by its letter."""
        self.value = dict(self._options)[letter]

    def action_turn(self, by: int) -> None:
        """Choose the next word."""
        words = [word for _, word in self._options]
        at = words.index(self._value) if self._value in words else 0
        self.value = words[(at + by) % len(words)]

    def on_key(self, event: Key) -> None:
        """A letter of no word rings the bell: nothing is typed here."""
        if event.is_printable and not any(event.key == one for one, _ in self._options):
            event.stop()
            self.app.bell()

    def on_click(self) -> None:
        """A click chooses the next word."""
        self.focus()
        self.action_turn(1)

    def _row(self, width: int) -> list[Line]:
        chosen: list[Span] = [
            (self._glyphs.left, "accent"),
            (self._value, "ink bold" if self.has_focus else "ink"),
            (self._glyphs.right, "accent"),
        ]
        if not self.has_focus:
            room = width - length(chosen) - 2
            beside = short(self._beside, room, self._glyphs.cut) if room > 3 else ""
            return [[*chosen, (f"  {beside}", "soft")]] if beside else [chosen]
        every = [
            span
            for letter, word in self._options
            for span in (chosen if word == self._value else _offered(word, letter))
        ]
        return [every if length(every) <= width else chosen]


def _offered(word: str, letter: str) -> list[Span]:
    at = word.find(letter)
    return [(f" {word[:at]}", "ink"), (letter, "accent bold"), (f"{word[at + 1 :]} ", "ink")]
