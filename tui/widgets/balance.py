"""The balances as lines and dots, the hero and the plot of the live share, and who is in a part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from habit.balances import UNSAID, Picture, Span, Weighed, explain, fact
from habit.dates import counted, duration
from habit.live import Living, Share
from habit.network import Network
from habit.report import Tie
from tui.commands.shapes import name_of
from tui.glyphs import Glyphs
from tui.marks import month_short
from tui.paint import Line, fit, length, right, short, spread
from tui.paint import Span as Drawn
from tui.widgets.year import trend

LABEL, PERCENT, MEASURE, CHANGE, NUMBER = 9, 5, 36, 14, 6
"""Cells of a row's label, of its percents, of its line, and of what has changed, with its word
and as a number alone."""
SIDE_LINE = 6
"""A shorter line than this says nothing."""
DOTS = 9
"""People who have a dot each; of more the rest is a number."""
TIES: tuple[tuple[Tie, str], ...] = (
    ("new", "new"),
    ("active", "active"),
    ("reconnected", "re-connected"),
)
CELLS_A_MONTH = 2
"""Cells of the plot for each month."""
NOBODY_YET = "A picture needs a few people. Come back after the next one."


# The hero


def hero_lines(picture: Picture, width: int, glyphs: Glyphs) -> list[Line]:
    """Draw how many are live, the line, and who they were that the span went to."""
    now = picture.living.now
    verb = "person is" if now.people == 1 else "people are"
    count = f"{now.live} of {now.people} {verb} live" if now.people else "Nobody here yet"
    begin: Line = [(count, "met bold" if now.live else "ink bold")]
    end: Line = [(f"{now.percent or 0} %", "ink"), (" live", "soft")]
    words: Line = [*begin, ("   in touch in the last 90 days", "ink")]
    if not now.people or length(words) + length(end) + 2 > width:
        words, end = begin, end if now.people else []
    done = _cells(now.live, now.people, width)
    measure: Line = [(glyphs.done * done, "met"), (glyphs.rest * (width - done), "faint")]
    return [spread(words, end, width), measure, _ties(picture, width)]


def _cells(part: int, whole: int, cells: int) -> int:
    """Return how many of the cells are a part; something is never none, and not all never all."""
    if not part or not whole:
        return 0
    if part == whole:
        return cells
    return min(cells - 1, max(1, round(cells * part / whole)))


def _ties(picture: Picture, width: int) -> Line:
    """Whom the span went to: new ones, those in touch all along, and those silent before."""
    when = picture.span.words
    if not picture.now.counts.people:
        return [(f"nobody yet {when}", "soft")]
    line: list[Drawn] = []
    for tie, word in TIES:
        gap = "  ·  " if line else ""
        line += [(gap, "soft"), (str(picture.count(tie)), "ink"), (f" {word}", "soft")]
    begin: Line = [(f"{when}  ", "soft")]
    more: Line = [(f", {picture.woken} after three years", "soft")] if picture.woken else []
    fullest = ([*begin, *line, *more], [*begin, *line], line)
    return next((one for one in fullest if length(one) <= width), line)


# The rows


def balance_row(row: Weighed, width: int, glyphs: Glyphs, *, changes: bool = False) -> Line:
    """Draw a balance: both sides with their percents and the line between, or its three parts."""
    taken = CHANGE if changes else 0
    if len(row.balance.parts) == 2:
        line = _two(row, width - taken, glyphs)
    else:
        line = _three(row, width - taken, taken and CHANGE - NUMBER, glyphs)
    if not changes:
        return line
    said, room = change_text(row), width - length(line) - 1
    if cell_len(said) > room:
        said = said.split()[0]
    return [*line, (right(said, room + 1), "soft")]


def change_text(row: Weighed) -> str:
    """Return by how many points the leading part has grown: `+6 inside`; nothing without before."""
    change, part = row.change, row.balance.parts[0].lower()
    if change is None:
        return ""
    return f"{change:+d} {part}" if change else "as before"


def _two(row: Weighed, width: int, glyphs: Glyphs) -> Line:
    left, end = row.balance.parts
    shares = row.percents
    said = [f"{one} %" for one in shares] if shares else [glyphs.closed] * 2
    gap = "  " if width >= 50 else " "
    tail = LABEL if width >= 50 else LABEL - 2
    fixed = LABEL + 2 * PERCENT + 2 * len(gap) + 1 + tail + 1
    cells = min(MEASURE, width - fixed)
    return [
        (fit(left, LABEL), "name"),
        (" " + right(said[0], PERCENT) + gap, "ink"),
        *(_line(row, cells, glyphs) if cells >= SIDE_LINE else ()),
        (gap + right(said[1], PERCENT) + " ", "ink"),
        (fit(end, tail), "ink"),
    ]


def _line(row: Weighed, cells: int, glyphs: Glyphs) -> Line:
    """Draw the line of two sides, a blank between them; neither of them is the good one."""
    one, other = row.now.amounts
    if not one or not other:
        drawn = glyphs.done if one else glyphs.rest
        return [(drawn * cells, "accent" if one else "soft" if other else "faint")]
    done = _cells(one, one + other, cells - 1)
    return [
        (glyphs.done * done, "accent"),
        (" ", ""),
        (glyphs.rest * (cells - 1 - done), "soft"),
    ]


def _three(row: Weighed, width: int, spare: int, glyphs: Glyphs) -> Line:
    """Draw three parts side by side: dots for people, else the amount.

    They stand in columns, else one after another, of which the spare cells are taken as well.
    """
    room = width - LABEL - 1
    parts = [_part(row, at, room // 3 - 1, glyphs) for at in range(3)]
    each = room // 3
    if max(map(length, parts)) >= each:
        if sum(map(length, parts)) + 4 > room + spare:
            parts = [[part[1]] for part in parts]
        each = 0
    line: list[Drawn] = [(fit(row.balance.title, LABEL + 1), "name")]
    for part in parts:
        line += [*part, (" " * (each - length(part) if each else 2), "")]
    return line[:-1]


def _part(row: Weighed, at: int, room: int, glyphs: Glyphs) -> Line:
    """Return a part's word and amount, and the dots if there is room for them."""
    amount, word = row.now.amounts[at], row.balance.parts[at]
    if row.balance.unit == "minutes":
        return [(f"{word} ", "soft"), (duration(amount), "ink")]
    dots = f" {glyphs.person * amount}" if 0 < amount <= DOTS else ""
    line: list[Drawn] = [(f"{word} ", "soft"), (str(amount), "ink")]
    return [*line, (dots, "accent")] if dots and length(line) + cell_len(dots) <= room else line


def below(row: Weighed, span: Span) -> str:
    """Return the sentence under the bars: what the row under the cursor means."""
    said = explain(row, span)
    if row.total:
        is_unsaid = row.balance.told[-1] == UNSAID and not sum(row.now.amounts)
        return f"{said} W in People says it." if is_unsaid else said
    return f"{said} W in People says it." if row.balance.unit == "marked" else said


def subtitle(picture: Picture, row: Weighed | None, room: int, *, changes: bool) -> str:
    """Return how much the span holds, and what has changed unless each row says it."""
    people, tries = len(picture.now.counts.people), picture.now.counts.tries
    held = f"{counted(people, 'person')}, {counted(tries, 'attempt')}"
    if changes:
        return f"{held} · changes in points against {picture.span.against}"
    said = change_text(row) if row is not None else ""
    if not said:
        return held
    against = f"{said}, points against {picture.span.against}"
    if said == "as before":
        against = f"as in {picture.span.against}"
    whole = f"{against} · {held}"
    return whole if cell_len(whole) <= room else against


# The live share as it went


def plot_line(living: Living, glyphs: Glyphs) -> Line:
    """Draw the live share month by month in one row; in ASCII only where it began and is."""
    first, now = living.shares[0], living.now
    begin, end = month_short(first.month), month_short(now.month)
    line: list[Drawn] = [("Live share  ", "soft")]
    if len(living.shares) == 1:
        return [*line, (f"{now.percent or 0} %", "ink bold"), (f" in {end}", "soft")]
    drawn = _drawn(living.shares, glyphs)
    if drawn:
        line += [(f"{begin} ", "soft"), (drawn, "met"), (f" {end}   ", "soft")]
    return [
        *line,
        (f"{first.percent or 0} %", "ink"),
        (f" in {begin}, ", "soft"),
        (f"{now.percent or 0} %", "ink bold"),
        (" now", "soft"),
    ]


def _drawn(shares: Sequence[Share], glyphs: Glyphs) -> str:
    """Return the shares as a trend from nothing to the highest of them."""
    most = max(share.percent or 0 for share in shares) or 1
    values = [(share.percent or 0) / most for share in shares for _ in range(CELLS_A_MONTH)]
    return trend(values, len(values), glyphs)


def plot_lines(living: Living, width: int, glyphs: Glyphs) -> list[Line]:
    """Draw the live share with a row for each month, newest first."""
    return [_month_line(share, width, glyphs) for share in reversed(living.shares)]


def _month_line(share: Share, width: int, glyphs: Glyphs) -> Line:
    cells = max(SIDE_LINE, width - 5 - PERCENT - 2 - 15)
    done = _cells(share.live, share.people, cells)
    return [
        (fit(month_short(share.month), 5), "soft"),
        (right(f"{share.percent or 0} %", PERCENT) + "  ", "ink"),
        (glyphs.done * done, "met"),
        (glyphs.rest * (cells - done), "faint"),
        (right(f"{share.live} of {share.people}", 15), "soft"),
    ]


# Who is in a part


@dataclass(frozen=True, slots=True)
class Someone:
    """A row of those who are in the parts of a balance: the head of a part, or a person."""

    part: int
    contact: str = ""
    head: str = ""
    """The words of a head; empty for a person."""

    @property
    def key(self) -> str:
        """What stays the same of the row."""
        return f"{self.part} {self.contact}"


def heading(row: Weighed) -> str:
    """Return the name of a balance: its title, or its two sides."""
    return row.balance.title or " and ".join(row.balance.parts).capitalize()


def people_of(row: Weighed) -> Iterator[Someone]:
    """Yield everybody in the parts of a balance under the head of each, unknown ones last."""
    words = [*row.balance.parts, row.balance.told[-1]]
    for part, (word, people) in enumerate(zip(words, row.who, strict=True)):
        if people or part < len(row.balance.parts):
            yield Someone(part, head=_head(word, len(people)))
            for contact in people:
                yield Someone(part, contact)


def _head(word: str, count: int) -> str:
    begin = f"{word[:1].upper()}{word[1:]}"
    if word == UNSAID:
        return f"{begin}, {count}: W in People says it"
    return f"{begin}, {counted(count, 'person')}"


def someone_line(one: Someone, row: Weighed, picture: Picture, width: int, glyphs: Glyphs) -> Line:
    """Draw a head, or a person with why they are in this part."""
    if not one.contact:
        return [(fit(one.head, width, glyphs.cut), "ink bold")]
    network: Network = picture.now.network
    name = min(22, width // 2)
    why = fact(row, picture.now, one.contact, one.part)
    return [
        (fit(name_of(network, one.contact), name - 1, glyphs.cut) + " ", "name"),
        (fit(why, width - name, glyphs.cut), "soft"),
    ]


def panel_lines(
    row: Weighed, picture: Picture, width: int, rows: int, glyphs: Glyphs
) -> list[Line]:
    """Draw who is in the parts of a balance, each part with its share of the rows there are."""
    parts: dict[int, list[Someone]] = {}
    for one in people_of(row):
        parts.setdefault(one.part, []).append(one)
    lines: list[Line] = []
    for at, them in enumerate(parts.values()):
        left = len(parts) - at
        room = max(2, (rows - len(lines) - (left - 1)) // left)
        shown = them if len(them) <= room else them[: room - 1]
        lines += [[]] if at else []
        lines += [someone_line(one, row, picture, width, glyphs) for one in shown]
        if len(shown) < len(them):
            lines.append([(short(f"and {len(them) - len(shown)} more", width), "soft")])
    return lines[:rows]
