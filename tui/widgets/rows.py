"""The list that every panel is made of: rows drawn one line at a time, only where they show.

Textual's own lists measure or repaint every row; here a move of the cursor repaints two lines,
whatever the number of rows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.direction import settled
from tui.glyphs import UNICODE, Glyphs
from tui.paint import Line, Span, flow, length, strip

T = TypeVar("T")

GUTTER = 2
"""Cells before each row for the cursor or the mark."""


@dataclass(frozen=True)
class Look(Generic[T]):
    """How a list shows its items."""

    row: Callable[[T, int], Line]
    """Draws an item for a width, without the gutter."""
    key: Callable[[T], str]
    """What stays the same of an item from one revision to the next."""
    head: Callable[[int], Line] | None = None
    """Draws the headings of the columns."""
    foot: Callable[[T, int], Line] | None = None
    """Draws what belongs to the item under the cursor, in the last row, where there is room."""
    margin: int = 0
    """Blanks before the gutter, in place of padding: each segment costs bytes on every move."""
    coloured: bool = True
    """Whether states keep their colours on the cursor row, at forty bytes for each."""
    passed: Callable[[T], bool] | None = None
    """Whether the cursor passes over an item, as over a blank between two groups."""


class Rows(ScrollView, Generic[T], can_focus=True):
    """A list with a cursor, marks, headings, and words for when it is empty."""

    DEFAULT_CSS = """
    Rows {
        width: 1fr;
        height: 1fr;
        padding: 0 1;
        border: round $edge;
        border-title-color: $ink;
        border-title-style: bold;
        border-subtitle-color: $soft;
        background: $background;
        scrollbar-size: 0 0;
        overflow-x: hidden;
        &:focus { border: round $focus; }
        &.bare { border: none; padding: 0 1; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "move(1)", "Move", id="list.down", tooltip="Down"),
        Binding("k,up", "move(-1)", "Up", id="list.up"),
        Binding("g,home", "edge(-1)", "First", id="list.first"),
        Binding("G,end", "edge(1)", "Last", id="list.last"),
        Binding("pagedown,ctrl+f", "page(1)", "Page down", id="list.pagedown"),
        Binding("pageup,ctrl+b", "page(-1)", "Page up", id="list.pageup"),
    ]

    cursor: reactive[int] = reactive(0, repaint=False, init=False)

    @dataclass
    class Moved(Message):
        """The cursor stands on another row."""

        rows: Rows[Any]

        @property
        def control(self) -> Rows[Any]:
            """The list it happened in."""
            return self.rows

    @dataclass
    class Chosen(Moved):
        """Enter or a click on the row under the cursor."""

    def __init__(
        self,
        look: Look[T],
        *,
        empty: Sequence[Line] = (),
        glyphs: Glyphs = UNICODE,
        title: str = "",
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._look = look
        self._glyphs = glyphs
        self._items: Sequence[T] = ()
        self._nothing = empty
        self.has_foot = look.foot is not None
        """Whether the last row is there for what belongs to the cursor's item."""
        self.marked: set[str] = set()
        self.title(title)

    def title(self, text: str) -> None:
        """Set the words in the upper border."""
        self.border_title = Content(settled(text)) if text else None

    def subtitle(self, text: str) -> None:
        """Set the words in the lower border."""
        self.border_subtitle = Content(text) if text else None

    @property
    def empty(self) -> Sequence[Line]:
        """What is said while there is nothing, in lines that are as wide as this at most."""
        width = self.size.width - self._look.margin
        return [piece for line in self._nothing for piece in flow(line, width)]

    @property
    def items(self) -> Sequence[T]:
        """The items in their order."""
        return self._items

    @property
    def current(self) -> T | None:
        """The item under the cursor."""
        return self._items[self.cursor] if 0 <= self.cursor < len(self._items) else None

    def show(
        self, items: Sequence[T], *, keep: bool = True, empty: Sequence[Line] | None = None
    ) -> None:
        """Show other items; the cursor stays on its item, or at its place when that has gone."""
        held = self.current
        key = self._look.key(held) if held is not None and keep else None
        self._items = items
        if empty is not None:
            self._nothing = empty
        self._resize()
        index = self._index(key) if key is not None else 0
        self.set_reactive(Rows.cursor, index)
        self._reveal()
        self.refresh()
        self.post_message(self.Moved(self))

    def _index(self, key: str) -> int:
        near = min(self.cursor, len(self._items) - 1)
        if near >= 0 and self._look.key(self._items[near]) == key:
            return near
        found = (at for at, item in enumerate(self._items) if self._look.key(item) == key)
        return next(found, max(0, near))

    def select(self, key: str) -> None:
        """Put the cursor on the item with this key, if it is shown."""
        self.cursor = self._index(key)

    @property
    def _head(self) -> int:
        return 1 if self._look.head is not None and self._items else 0

    @property
    def _foot(self) -> int:
        return 1 if self.has_foot and self._items else 0

    def _resize(self) -> None:
        rows = len(self._items) + self._head + self._foot
        self.virtual_size = Size(0, rows if self._items else len(self.empty))

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor within the list."""
        return max(0, min(cursor, len(self._items) - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        """Repaint the two rows that differ, and scroll half a page at the edge."""
        self.refresh_line(old + self._head)
        self.refresh_line(new + self._head)
        if self._foot:
            self.refresh_line(self.scroll_offset.y + self.size.height - 1)
        self._reveal()
        self.post_message(self.Moved(self))

    def _reveal(self) -> None:
        height = self.size.height - self._head - self._foot
        if height <= 0:
            return
        top = self.scroll_offset.y
        if top <= self.cursor < top + height:
            return
        half = height // 2
        target = self.cursor - (half if self.cursor > top else height - 1 - half)
        lowest = max(0, len(self._items) - height)
        self.scroll_to(y=max(0, min(target, lowest)), animate=False, immediate=True, force=True)

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self._resize()
        self._reveal()

    def on_focus(self) -> None:
        """The bar appears."""
        self.refresh_line(self.cursor + self._head)

    def on_blur(self) -> None:
        """The bar goes, the cursor mark stays."""
        self.refresh_line(self.cursor + self._head)

    def action_move(self, by: int) -> None:
        """Move the cursor by rows."""
        self._go(self.cursor + by, by)

    def action_page(self, by: int) -> None:
        """Move the cursor by pages."""
        page = self.size.height - self._head - self._foot - 1
        self._go(self.cursor + by * max(1, page), by)

    def action_edge(self, side: int) -> None:
        """Move the cursor to the first or the last row."""
        self._go(0 if side < 0 else len(self._items) - 1, -side)

    def _go(self, index: int, by: int) -> None:
        """Put the cursor on a row, or on the next one that way which it does not pass over."""
        passed = self._look.passed
        index = self.validate_cursor(index)
        step = 1 if by > 0 else -1
        while passed is not None and 0 <= index < len(self._items) and passed(self._items[index]):
            index += step
        if 0 <= index < len(self._items):
            self.cursor = index

    def choose(self) -> None:
        """Say that the row under the cursor was chosen."""
        if self.current is not None:
            self.post_message(self.Chosen(self))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse is; on the cursor's own row it chooses."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        index = self.scroll_offset.y + offset.y - self._head
        on_foot = self._foot and offset.y == self.size.height - 1
        if on_foot or not 0 <= index < len(self._items):
            return
        if index == self.cursor:
            self.choose()
        self.cursor = index

    def mark(self, keys: set[str]) -> None:
        """Mark exactly these items."""
        if keys != self.marked:
            self.marked = keys
            self.refresh()

    def toggle_mark(self) -> None:
        """Mark or unmark the row under the cursor and go to the next."""
        if self.current is None:
            return
        self.marked = self.marked ^ {self._look.key(self.current)}
        self.refresh_line(self.cursor + self._head)
        self.cursor += 1

    def render_line(self, y: int) -> Strip:
        """Draw one visible row."""
        return strip(self, self._line(y), self.size.width)

    def _line(self, y: int) -> Line:
        blank = " " * self._look.margin
        width = self.size.width - self._look.margin
        if not self._items:
            return [(blank, ""), *self._said(y)]
        if self._head and y == 0 and self._look.head is not None:
            return [(f"{blank}  ", ""), *self._look.head(width - GUTTER)]
        if self._foot and y == self.size.height - 1:
            return self._foot_line(width, blank)
        index = self.scroll_offset.y + y - self._head
        if not 0 <= index < len(self._items):
            return ()
        return self._row(index, width, blank)

    def _said(self, y: int) -> Line:
        """Return a line of what is said while there is nothing; the last one says if more is."""
        words = self.empty
        is_cut = y == self.size.height - 1 and y < len(words) - 1
        cut = [(self._glyphs.cut, "soft")] if is_cut else []
        return [*words[y], *cut] if y < len(words) else ()

    def _foot_line(self, width: int, blank: str) -> Line:
        if self.current is None or self._look.foot is None:
            return ()
        return [(f"{blank}  ", ""), *self._look.foot(self.current, width - GUTTER)]

    def _row(self, index: int, width: int, blank: str) -> Line:
        item = self._items[index]
        spans = self._look.row(item, width - GUTTER)
        here = index == self.cursor
        marked = self._look.key(item) in self.marked
        sign = self._glyphs.marked if marked else self._glyphs.cursor if here else " "
        if here and self.has_focus:
            line = [(f"{blank}{sign} ", "mark"), *spans]
            return _on_bar(line, width + len(blank), coloured=self._look.coloured)
        return [(f"{blank}{sign} ", "accent"), *spans]


def _on_bar(spans: Line, width: int, *, coloured: bool) -> Line:
    """The cursor row: every span on the bar, names bold, filled to the edge."""
    line: list[Span] = []
    for text, style in spans:
        words = style.split()
        kept = [one for one in words if one in ("mark", "underline")]
        if coloured:
            kept += [one for one in words if one in ("met", "accent")]
        if {"name", "bold", "mark"} & set(words):
            kept.append("bold")
        line.append((text, " ".join(("bar", *kept))))
    return [*line, (" " * max(0, width - length(line)), "bar")]
