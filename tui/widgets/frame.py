"""The header and the footer that frame every place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from textual.binding import Binding
from textual.content import Content
from textual.keys import key_to_character
from textual.reactive import reactive
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from habit.dates import counted, day_text, duration
from tui.glyphs import UNICODE, Glyphs
from tui.paint import Line, Span, length, strip

PLACES: tuple[tuple[str, str], ...] = (
    ("week", "Week"),
    ("people", "People"),
    ("months", "Months"),
    ("network", "Network"),
    ("strategy", "Strategy"),
)
"""The places by mode and word, in the order of their number keys."""

MARGIN = "   "
"""Every text begins at column 3."""


class Header(Widget):
    """The name, the places, the date, and the rule under them."""

    DEFAULT_CSS = "Header { height: 2; dock: top; background: $background; }"

    today: reactive[date | None] = reactive(None)
    repairs: reactive[int] = reactive(0)
    """How many documents need repair."""
    timer: reactive[tuple[int, str] | None] = reactive(None)
    """For how many minutes a timer has run, and for whom."""

    def __init__(self, place: str, glyphs: Glyphs = UNICODE) -> None:
        super().__init__()
        self._place = place
        self._glyphs = glyphs

    def render_line(self, y: int) -> Strip:
        """Draw the places, or the rule with the active one underlined."""
        width = self.size.width
        words, begin, end = self._words(width)
        if y == 1:
            rest, done = self._glyphs.rest, self._glyphs.done
            return strip(
                self,
                [
                    (rest * begin, "edge"),
                    (done * (end - begin), "accent"),
                    (rest * (width - end), "edge"),
                ],
                width,
            )
        room = width - length(words) - len(MARGIN)
        facts = next((one for one in self._facts() if room - length(one) >= 2), [])
        return strip(self, [*words, (" " * (room - length(facts)), ""), *facts], width)

    def _facts(self) -> Iterator[list[Span]]:
        """Yield what stands at the right, the fullest first: a file to mend goes before the day."""
        day: Span = (day_text(self.today) if self.today else "", "soft")
        if self.repairs:
            yield [(f"! {self.repairs} to repair", "warn"), ("   ", ""), day]
            yield [(f"! {counted(self.repairs, 'repair')}", "warn")]
        if self.timer is not None:
            minutes, who = self.timer
            dot: Span = (f"{self._glyphs.person} ", "accent")
            runs: list[Span] = [dot, (duration(minutes), "ink bold")]
            yield [*runs, (f" with {who}" if who else " on the timer", "soft"), ("   ", ""), day]
            yield [*runs, ("   ", ""), day]
            yield runs
            yield [(self._glyphs.person, "accent"), (str(minutes), "ink bold")]
        yield [day]

    def _words(self, width: int) -> tuple[Line, int, int]:
        """The spans up to the places' end, and where the active place begins and ends."""
        gap = " " * (4 if width >= 100 else 2)
        line: list[Span] = [
            (MARGIN, "faint"),
            ("reachout", "ink bold"),
            (gap if width >= 76 else " ", ""),
        ]
        begin = end = 0
        for number, (mode, word) in enumerate(PLACES, 1):
            line.append((gap, ""))
            active = mode == self._place
            label = f" {word}" if active or width >= 76 else ""
            if active:
                begin = length(line)
                end = begin + len(f"{number}{label}")
            line.append((str(number), "accent bold" if active else "faint"))
            line.append((label, "ink bold" if active else "soft"))
        return line, begin, end

    async def on_click(self, event: object) -> None:
        """Go to the place under the mouse."""
        x = getattr(event, "x", 0)
        line, _, _ = self._words(self.size.width)
        at = place = 0
        for text, _style in line:
            if text.isdigit():
                place = int(text)
            if place and at <= x < at + len(text):
                await self.run_action(f"app.place('{PLACES[place - 1][0]}')")
                return
            at += len(text)


class Footer(Widget):
    """The keys that matter here, from the live bindings, and what was just saved."""

    DEFAULT_CSS = "Footer { height: 1; dock: bottom; background: $background; }"

    said: reactive[str] = reactive("")

    def __init__(self, wanted: Sequence[str], end: str = "app.commands") -> None:
        """Show the bindings with these ids where they work, and one at the right.

        Two ids in one string share the words of the first, as `[ ] List` does.
        """
        super().__init__()
        self._wanted = wanted
        self._end = end
        self._drawn: Line = ()

    def on_mount(self) -> None:
        """Follow the bindings of whatever has the focus."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _screen: self._follow())
        self.watch(self.app, "trouble", self._follow)

    def _follow(self) -> None:
        """Draw again only if other keys work now: a move of the cursor seldom changes them."""
        if self._line(self.size.width) != self._drawn:
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the keys."""
        self._drawn = self._line(self.size.width)
        return strip(self, self._drawn, self.size.width)

    def _line(self, width: int) -> Line:
        live = {binding.id: (key, binding) for key, binding in live_bindings(self.screen)}
        keys = [spans for one in self._wanted if (spans := _named(one.split(), live))]
        end: Line = [(self.said, "soft")] if self.said else _named([self._end], live)
        if getattr(self.app, "trouble", ""):
            end = [("cannot save now", "err")]
        gap = "   " if width >= 100 else "  "
        room = width - length(end) - 2 * len(MARGIN)
        line: list[Span] = [(MARGIN, "faint")]
        for spans in self._fitting(keys, room, gap):
            line += [(gap, ""), *spans] if len(line) > 1 else spans
        space = width - length(line) - length(end) - len(MARGIN)
        return [*line, (" " * max(1, space), ""), *end]

    def _fitting(self, keys: list[list[Span]], room: int, gap: str) -> list[list[Span]]:
        """As many keys as there is room for; the last, which is help, always among them."""
        while len(keys) > 1 and sum(length(one) + len(gap) for one in keys) > room:
            keys.pop(-2)
        return keys


def key_words(screen: Screen[Any], ids: Sequence[str]) -> Content:
    """Return bindings in one line for a border, such as `enter save   esc close`."""
    live = {binding.id: (key, binding) for key, binding in live_bindings(screen)}
    named = [one for it in ids if (one := _named(it.split(), live))]
    parts = [
        part
        for at, (key, word) in enumerate(named)
        for part in ("   " if at else "", (f"{key[0]} ", "$accent bold"), word[0].strip().lower())
    ]
    return Content.assemble(*parts)


def _named(ids: Sequence[str], live: Mapping[str | None, tuple[str, Binding]]) -> list[Span]:
    """Return the keys of these bindings, and the words of the first; nothing if none works."""
    there = [live[one] for one in ids if one in live]
    if not there:
        return []
    keys = " ".join(key.split("  ")[0] for key, _ in there)
    return [(keys, "accent bold"), (f" {there[0][1].description}", "soft")]


_NAMES = {
    "slash": "/",
    "plus": "+",
    "minus": "-",
    "escape": "esc",
    "space": "space",
    "pagedown": "page down",
    "pageup": "page up",
}
"""Keys whose name in Unicode is another than Textual's, and those that write nothing."""


def key_name(key: str) -> str:
    """Return a key as it is written for people: by the letter or sign that it writes, if any."""
    sign = key_to_character(key)
    writes = sign if sign is not None and sign.isprintable() else None
    return _NAMES.get(key) or writes or key.replace("ctrl+", "^")


def live_bindings(screen: Screen[Any]) -> list[tuple[str, Binding]]:
    """The bindings that work right now, each once, with its keys as people write them.

    Footer, palette and help are made from this one list, so that they cannot drift apart.
    """
    found: dict[str, tuple[list[str], Binding]] = {}
    for active in screen.active_bindings.values():
        binding = active.binding
        # Ours have a dotted id; what Textual binds by itself is not worth a line.
        if not binding.id or "." not in binding.id or not active.enabled:
            continue
        keys, _ = found.setdefault(binding.id, ([], binding))
        name = binding.key_display or key_name(binding.key)
        if name not in keys:
            keys.append(name)
    # The shortest name first: a letter says more quickly than a word what to press.
    return [("  ".join(sorted(keys, key=len)), binding) for keys, binding in found.values()]
