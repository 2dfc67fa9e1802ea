"""A row of the log bar for what was given or asked for: a letter, then a few words if you like."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input

from habit.gifts import format_gift, kind_name
from habit.giving import OFFERS
from habit.model import ASKS, GIVES, Gift
from tui.paint import Line as Drawn
from tui.paint import Span, length, short
from tui.widgets.field import Line
from tui.widgets.giving import Talk, asked_lines, gave_lines, offers_in
from tui.widgets.painted import Drawing, Painted

GAVE_LETTERS: Mapping[str, str] = {kind[0]: kind for kind in GIVES}
"""The key of each kind that one gives: its first letter."""
ASKED_LETTERS: Mapping[str, str] = dict(zip("fiovlt", ASKS, strict=True))
"""The key of each kind that one asks for."""
_SHORT: Mapping[str, str] = {
    "introduction": "intro",
    "recommendation": "recommend",
    "congratulation": "congrats",
}
"""Kinds where there is little room."""
BEFORE = 22
"""Cells for what was said before the one in hand."""


class Kinds(Painted, can_focus=True):
    """The part of the row in which a letter picks the kind."""

    @dataclass
    class Picked(Message):
        """A kind was picked by its letter."""

        kind: str

    @dataclass
    class Offered(Message):
        """What is offered under a digit was taken."""

        number: int

    @dataclass
    class TakenUp(Message):
        """The last one that was said is wanted again, to be changed or removed."""

    def action_kind(self, kind: str) -> None:
        """Pick a kind."""
        self.post_message(self.Picked(kind))

    def action_offer(self, number: int) -> None:
        """Take what is offered."""
        self.post_message(self.Offered(number))

    def action_take_up(self) -> None:
        """Take the last one up again."""
        self.post_message(self.TakenUp())


class GaveKinds(Kinds):
    """What one gives."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(letter, f"kind('{kind}')", f"Gave: {kind}", id=f"log.gave_{kind}")
            for letter, kind in GAVE_LETTERS.items()
        ),
        *(
            Binding(
                str(at),
                f"offer({at})",
                f"Give number {at}",
                id=f"log.offer{at}",
                tooltip="Give what you have to share and what fits",
            )
            for at in range(1, OFFERS + 1)
        ),
        Binding("backspace", "take_up", "Change the last", id="log.gave_last"),
    ]


class AskedKinds(Kinds):
    """What one asks for."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(letter, f"kind('{kind}')", f"Asked: {kind}", id=f"log.asked_{kind}")
            for letter, kind in ASKED_LETTERS.items()
        ),
        Binding("backspace", "take_up", "Change the last", id="log.asked_last"),
    ]


class WordsLine(Line):
    """The few words; deleting backward in none lets go of the kind."""

    @dataclass
    class Emptied(Message):
        """There was nothing left to delete."""

    def action_delete_left(self) -> None:
        """Delete the letter before the cursor; without words the kind goes."""
        if self.value:
            super().action_delete_left()
        else:
            self.post_message(self.Emptied())


class GiftRow(Horizontal):
    """A label, what was said so far, and either the kinds to pick from or the line for words."""

    DEFAULT_CSS = """
    GiftRow { & WordsLine { display: none; width: 1fr; } }
    GiftRow.-words WordsLine { display: block; }
    """

    @dataclass
    class Changed(Message):
        """What was given or asked for is another now."""

        row: GiftRow

    WHAT: ClassVar[str]
    """The field of a draft that it says."""
    LETTERS: ClassVar[Mapping[str, str]]
    KINDS: ClassVar[type[Kinds]]

    def __init__(self, label: Drawing, talk: Callable[[], Talk]) -> None:
        super().__init__(id=f"log-{self.WHAT}-row")
        self.field = f"log-{self.WHAT}"
        """The id of the part that takes the focus."""
        self._label = label
        self._talk = talk
        self._at: int | None = None
        self.gifts: tuple[Gift, ...] = ()

    def compose(self) -> ComposeResult:
        """The label, the kinds, the line."""
        yield Painted(self._label).add_class("label", "hang")
        yield self.KINDS(self._draw, id=self.field)
        yield WordsLine(id=f"{self.field}-words")

    def told(self, width: int) -> list[Drawn]:
        """Draw what stands over the row while it is in use."""
        raise NotImplementedError

    @property
    def _kinds(self) -> Kinds:
        return self.query_one(Kinds)

    @property
    def _line(self) -> WordsLine:
        return self.query_one(WordsLine)

    @property
    def in_hand(self) -> Gift | None:
        """The one whose words are being typed."""
        return self.gifts[self._at] if self._at is not None else None

    def fill(self, gifts: Sequence[Gift]) -> None:
        """Show other gifts, with none of them in hand."""
        self.gifts = tuple(gifts)
        self.close()

    def close(self) -> None:
        """Let go of the one in hand; it stays as it was said."""
        self._at = None
        self.remove_class("-words")
        self._kinds.styles.width = "1fr"
        self._kinds.redraw()

    def _take(self, at: int) -> None:
        """Take one in hand: its words are typed now."""
        self._at = at
        gift = self.gifts[at]
        with self._line.prevent(Input.Changed):
            self._line.value = gift.text
        self._line.cursor_position = len(gift.text)
        self._line.placeholder = "a few words, if you like"
        self.add_class("-words")
        self._kinds.styles.width = length(self._draw(0)[0]) + 1
        self._kinds.redraw()
        self._line.focus()

    def _say(self, gifts: Sequence[Gift]) -> None:
        self.gifts = tuple(gifts)
        self.post_message(self.Changed(self))

    def on_kinds_picked(self, message: Kinds.Picked) -> None:
        """Say one more of this kind."""
        message.stop()
        self._add(Gift(message.kind))

    def on_kinds_offered(self, message: Kinds.Offered) -> None:
        """Say that what was offered was given."""
        message.stop()
        there = offers_in(self._talk())
        if message.number <= len(there):
            give = there[message.number - 1]
            self._add(Gift(give.kind, give.text))

    def _add(self, gift: Gift) -> None:
        self._say((*self.gifts, gift))
        self._take(len(self.gifts) - 1)

    def on_kinds_taken_up(self, message: Kinds.TakenUp) -> None:
        """Change the words of the last one."""
        message.stop()
        if self.gifts:
            self._take(len(self.gifts) - 1)

    def on_words_line_emptied(self, message: WordsLine.Emptied) -> None:
        """Without words the kind goes too, and another may be picked."""
        message.stop()
        if self._at is not None:
            self._say((*self.gifts[: self._at], *self.gifts[self._at + 1 :]))
        self.close()
        self._kinds.focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self._at is not None and event.value.strip() != self.gifts[self._at].text:
            gifts = list(self.gifts)
            gifts[self._at] = replace(gifts[self._at], text=event.value.strip())
            self._say(gifts)

    def _draw(self, width: int) -> list[Drawn]:
        """Draw what can be picked, or what was said; with the one in hand at the end."""
        others = [one for at, one in enumerate(self.gifts) if at != self._at]
        said = ", ".join(map(format_gift, others))
        gift = self.in_hand
        if gift is not None:
            glyphs = self._talk().state.glyphs
            before = f" {short(said, BEFORE, glyphs.cut)}, " if said else ""
            kind: Span = (kind_name(gift.kind), "ink bold")
            return [[(before, "ink"), (glyphs.left, "accent"), kind, (glyphs.right, "accent")]]
        return [self._options(width) if self._kinds.has_focus else [(f" {said}", "ink")]]

    def _options(self, room: int) -> list[Span]:
        """The kinds with their letters: whole words, shorter ones, or the letters alone."""
        whole: dict[str, str] = {it: kind_name(kind) for it, kind in self.LETTERS.items()}
        small = {it: _SHORT.get(kind, kind) for it, kind in self.LETTERS.items()}
        for words, gap in ((whole, " "), (small, " "), (small, "")):
            spans = [span for it, word in words.items() for span in _option(word, it, gap)]
            if length(spans) <= room:
                return spans
        return [span for letter in self.LETTERS for span in _option(letter, letter, "")]


class GaveRow(GiftRow):
    """What was given."""

    WHAT = "gave"
    LETTERS = GAVE_LETTERS
    KINDS = GaveKinds

    def told(self, width: int) -> list[Drawn]:
        """Draw how the give reads, or what fits and the balance."""
        return gave_lines(self._talk(), self.in_hand, width)


class AskedRow(GiftRow):
    """What was asked for."""

    WHAT = "asked"
    LETTERS = ASKED_LETTERS
    KINDS = AskedKinds

    def told(self, width: int) -> list[Drawn]:
        """Draw what speaks for asking."""
        return asked_lines(self._talk(), self.in_hand, width)


def _option(word: str, letter: str, gap: str) -> list[Span]:
    """A word with its letter in accent, a blank before it and at least none after it."""
    before, _, after = word.partition(letter)
    return [(f" {before}", "ink"), (letter, "accent bold"), (f"{after}{gap}", "ink")]
