"""The strategy as it is drawn: its lines, the benchmarks on top, and one line in whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from rich.cells import cell_len

from habit.chances import became
from habit.dates import day_text
from habit.looks import ASKED, HIGHEST, LOWEST
from habit.model import Entry
from habit.progress import Course, Progress, number
from habit.sheet import PARTS, Row, Sheet
from habit.strategy import Node, on_course, state_word, timetable, what_of
from tui.glyphs import Glyphs
from tui.paint import Line, Span, fit, length, right, short, spread, wrap

LABEL = 13
"""Cells of the label before a why, the commitment, the mode."""
MEASURE = 10
"""Cells of the line that shows how far a benchmark is."""
_PLACE = 18
"""Cells that a benchmark needs in the hero, with the gap before it."""
MOST_PLACES = 4
"""Benchmarks that have a place in the hero."""
_INDENT = 2
_NEAR_DAYS = 330
"""Within so many days a day is clear without its year."""
_SHORT_COURSE: Mapping[Course, str] = {
    "behind": "a bit behind",
    "unknown": "not known",
    "aimless": "no number",
}
MODES: Mapping[str, str] = {
    "none": "neither employed nor seeking",
    "employed": "employed: a tenth of working time is for people",
    "seeking": "seeking: half of the search is for people",
}
"""The modes in words."""


def spaced(sheet: Sheet, *, close: bool = False) -> list[Row]:
    """Return the lines with a heading before each part and, unless `close`, a blank between."""
    rows: list[Row] = []
    for part in PARTS:
        them = [row for row in sheet.rows if row.part is part]
        if not them:
            continue
        if rows and not close:
            rows.append(Row(f"blank {part.key}", part, "blank", ""))
        rows += [Row(f"head {part.key}", part, "heading", part.title), *them]
    return rows


def is_passed(row: Row) -> bool:
    """Whether the cursor passes over a line: a heading, or a blank."""
    return row.what in ("heading", "blank")


class Drawing:
    """Draws lines of the strategy on a day."""

    def __init__(self, sheet: Sheet, today: date, glyphs: Glyphs) -> None:
        self._sheet = sheet
        self._today = today
        self._glyphs = glyphs

    def row(self, row: Row, width: int) -> Line:
        """Draw a line of the list."""
        draw = _ROWS.get(row.what, Drawing._plain)
        return draw(self, row, width)

    def _heading(self, row: Row, width: int) -> Line:
        left: Line = [(short(row.text, width, self._glyphs.cut), "ink bold")]
        return spread(left, [(self._heading_end(row.part.key), "soft")], width)

    def _heading_end(self, part: str) -> str:
        if part == "goals":
            well, judged = on_course(list(self._sheet.nodes))
            return f"{well} of {judged} on course" if judged else ""
        if part == "look":
            return "due this quarter: h" if self._sheet.look_due else "done this quarter"
        return ""

    def _blank(self, row: Row, width: int) -> Line:
        return []

    def _empty(self, row: Row, width: int) -> Line:
        key, rest = row.text.partition(" ")[0], row.text.partition(" ")[2]
        if len(key) != 1:
            return [(fit(row.text, width, self._glyphs.cut), "soft")]
        return [(key, "accent bold"), (f" {short(rest, width - 2, self._glyphs.cut)}", "soft")]

    def _offer(self, row: Row, width: int) -> Line:
        words = f" takes a first benchmark: {row.text}."
        return [("t", "accent bold"), (short(words, width - 1, self._glyphs.cut), "soft")]

    def _plain(self, row: Row, width: int) -> Line:
        return self._with_end([(row.text, "name")], row.beside, width)

    def _why(self, row: Row, width: int) -> Line:
        words = short(row.text, width - LABEL - 2, self._glyphs.cut)
        return [(fit("Because", LABEL), "soft"), (self._glyphs.quoted(words), "ink italic")]

    def _commitment(self, row: Row, width: int) -> Line:
        on = self._since(row.entry)
        return [
            (fit("Commitment", LABEL), "soft"),
            *self._with_end([(row.text, "name")], on, width - LABEL),
        ]

    def _since(self, entry: Entry | None) -> str:
        return f"{day_text(entry.on)} {entry.on.year}" if entry and entry.on else ""

    def _mode(self, row: Row, width: int) -> Line:
        told = f"{row.text}: {row.beside}" if row.beside else MODES[row.text]
        words = short(told, width - LABEL, self._glyphs.cut)
        return [(fit("Mode", LABEL), "soft"), (words, "name")]

    def _goal(self, row: Row, width: int) -> Line:
        return [(fit(row.text, width, self._glyphs.cut), "name")]

    def _objective(self, row: Row, width: int) -> Line:
        entry = row.entry or Entry()
        glyphs = self._glyphs
        sign: Span = {
            "act": (glyphs.person, "accent"),
            "deliver": (glyphs.kept, "met"),
        }.get(entry.state or "", (glyphs.free, "soft"))
        indent = " " * (_INDENT * row.depth)
        rest = width - len(indent) - 2
        line = self._with_end([(row.text, "name")], row.beside if width >= 60 else "", rest)
        return [(indent, ""), sign, (" ", ""), *line]

    def _with_end(self, left: Sequence[Span], end: str, width: int) -> Line:
        """Return words, cut where needed, with a few more at the right end."""
        (text, style), *_ = left
        end = short(end, max(0, width // 2), self._glyphs.cut)
        room = width - length([(end, "")]) - 2 if end else width
        return [
            (fit(text, max(0, room), self._glyphs.cut), style),
            (f"  {end}" if end else "", "soft"),
        ]

    # Benchmarks

    def _benchmark(self, row: Row, width: int) -> Line:
        how = row.progress or Progress("unknown", "")
        indent = " " * (_INDENT * row.depth)
        word = course_span(how)
        end = [(fit(word[0], 13), word[1]), (right(self._day(row.entry), 7), "soft")]
        if width < 60:
            label = width - len(indent) - 13
            return [
                (indent, ""),
                (fit(row.text, label - 1, self._glyphs.cut) + " ", "name"),
                end[0],
            ]
        label = width - len(indent) - MEASURE - 17 - 20 - 2
        return [
            (indent, ""),
            (fit(row.text, label - 1, self._glyphs.cut) + " ", "name"),
            *self.measure(how, MEASURE),
            (fit(f" {amount(row.entry, how)}", 19, self._glyphs.cut), "ink"),
            *end,
        ]

    def measure(self, how: Progress, cells: int) -> Line:
        """Draw how far a benchmark is as a line, the part that is done and the rest."""
        done = round(how.part * cells)
        done = max(1, done) if how.part else 0
        done = min(done, cells - 1) if how.part < 1 else cells
        role = "met" if how.course in ("reached", "ahead", "on course") else "accent"
        return [(self._glyphs.done * done, role), (self._glyphs.rest * (cells - done), "faint")]

    def _day(self, entry: Entry | None) -> str:
        return self._short_day(entry.due) if entry and entry.due else ""

    def _short_day(self, day: date) -> str:
        words = day_text(day).split(" ", 1)[1]
        return (
            words
            if abs((day - self._today).days) < _NEAR_DAYS
            else f"{words.split()[1]} {day.year % 100:02d}"
        )

    def _due(self, row: Row, width: int) -> Line:
        entry = row.entry or Entry()
        end, text, rest = state_word(entry), row.text, width - LABEL
        if row.progress is not None:
            end = course_span(row.progress)[0]
            text = f"{text}: {amount(entry, row.progress)}"
        when = fit(self._day(entry), LABEL)
        return [(when, "soft"), *self._with_end([(text, "name")], end, rest)]

    # Openings, reasons, what there is to share, the look

    def _chance(self, row: Row, width: int) -> Line:
        entry = row.entry or Entry()
        glyphs = self._glyphs
        sign: Span = {"came": (glyphs.kept, "met"), "passed": (glyphs.closed, "soft")}.get(
            entry.result or "", (glyphs.free, "accent")
        )
        end = row.beside if width >= 60 else ""
        line = self._with_end([(row.text, "name")], end, width - LABEL)
        return [sign, (f" {fit(became(entry), LABEL - 2)}", "ink"), *line]

    def _ours(self, row: Row, width: int) -> Line:
        return [(fit(row.text, width, self._glyphs.cut), "name")]

    def _reason(self, row: Row, width: int) -> Line:
        return self._with_end([(row.text, "name")], "yours", width)

    def _excuse(self, row: Row, width: int) -> Line:
        if width < 60:
            return [
                (self._glyphs.quoted(short(row.text, width - 2, self._glyphs.cut)), "name italic")
            ]
        half = width * 2 // 5
        words = self._glyphs.quoted(short(row.text, half - 4, self._glyphs.cut))
        answer = fit(row.beside, width - half, self._glyphs.cut)
        return [(fit(words, half), "name italic"), (answer, "soft")]

    def _share(self, row: Row, width: int) -> Line:
        gift = (row.entry.gift if row.entry else None) or ""
        label = 0 if width < 60 else LABEL + 3
        line = self._with_end([(row.text, "name")], row.beside, width - label)
        return [(fit(gift, label, self._glyphs.cut), "soft"), *line]

    def _answer(self, row: Row, width: int) -> Line:
        ask, said = ASKED[row.text], self._sheet.looks[row.text]
        if not said:
            return [(fit(ask.label, 20), "soft"), ("h", "accent bold"), (" asks, 1 to 5.", "soft")]
        trend = "".join(trend_of(one, self._glyphs) for one in said[-12:])
        numbers = " ".join(map(str, said[-12:]))
        line: list[Span] = [
            (fit(ask.label, 20), "soft"),
            (f"{said[-1]}", "name bold"),
            (" of 5  ", "soft"),
        ]
        if trend:
            line.append((f"{trend}  ", "met"))
        line.append((numbers if not trend or width >= 60 else "", "soft"))
        is_first = row.text == "active"
        end: Line = [(self._really(), "soft")] if is_first and width >= 60 else []
        return spread(line, end, width)

    def _really(self) -> str:
        active = self._sheet.active
        return f"now {active.live} of {active.people} in touch, {active.percent} %"

    def _rating(self, row: Row, width: int) -> Line:
        entry = row.entry or Entry()
        said = [
            f"{name} {entry.answers[ask]}"
            for ask, name in (("active", "active"), ("ease", "at ease"), ("joy", "joy"))
            if ask in entry.answers
        ]
        left = f"{fit(self._since(entry), 17)}{'   '.join(said)}"
        return self._with_end([(left, "name")], row.beside if width >= 60 else "", width)

    # The hero

    def hero(self, width: int) -> list[Line]:
        """Draw the sentence, a line for each benchmark, and what each counts."""
        nodes = self._places()[: max(1, (width + 2) // _PLACE)]
        if not nodes:
            return self._bare_hero(width)
        well, judged = on_course(list(self._sheet.nodes))
        bold = f"{well} of {judged} benchmarks" if judged != 1 else f"{well} of 1 benchmark"
        role = "met bold" if judged and well == judged else "ink bold"
        sentence: Line = [(bold, role), ("  on course", "soft")]
        if not judged:
            sentence = [("The benchmarks have just begun.", "ink bold")]
        return [
            spread(sentence, self._quoted_why(width - length(sentence) - 4, whole=True), width),
            *self._lines(nodes, width),
        ]

    def _places(self) -> list[Node]:
        """Return the benchmarks of the hero: those that are due next, then those without a day."""
        dated = [one for one in timetable(list(self._sheet.nodes), self._today) if one.progress]
        loose = [one for one in self._sheet.nodes if one.progress and one.entry.due is None]
        return [*dated, *loose][:MOST_PLACES]

    def _bare_hero(self, width: int) -> list[Line]:
        why = self._quoted_why(width) or [("Nothing is written down yet.", "ink bold")]
        hint: Line = [
            ("a", "accent bold"),
            (" writes down what is under the cursor, " if width >= 60 else " adds, ", "soft"),
            ("t", "accent bold"),
            (" takes a first benchmark.", "soft"),
        ]
        return [why, [(self._glyphs.rest * width, "faint")], hint]

    def _quoted_why(self, width: int, *, whole: bool = False) -> Line:
        why = self._sheet.why
        if not why or (whole and cell_len(why) + 2 > width):
            return []
        return [(self._glyphs.quoted(short(why, width - 2, self._glyphs.cut)), "ink italic")]

    def _lines(self, nodes: Sequence[Node], width: int) -> list[Line]:
        """Draw a place for each benchmark, all of one width; the first take what is left over."""
        room = width - 2 * (len(nodes) - 1)
        sizes = [room // len(nodes) + (at < room % len(nodes)) for at in range(len(nodes))]
        lines: list[Span] = []
        labels: list[Span] = []
        for at, (node, cells) in enumerate(zip(nodes, sizes, strict=True)):
            how = node.progress or Progress("unknown", "")
            gap = [("  ", "")] if at else []
            lines += [*gap, *self.measure(how, cells)]
            unit = " %" if how.metric and how.metric.unit == "%" else ""
            value = f"{number(how.value)} of {number(node.entry.target or 0)}{unit} "
            # The words are cut, the number is not.
            room = max(0, cells - len(value))
            what = fit(what_of(node.entry), room, self._glyphs.cut)
            labels += [*gap, (value, "ink bold"), (what, "soft")]
        return [lines, labels]

    # One line in whole

    def detail(self, row: Row, width: int) -> list[Line]:
        """Draw a line in whole, and what it is."""
        facts = [line for words in self._facts(row) for line in wrap(words, width, "soft")]
        if row.what in ("empty", "offer", "answer", "mode", "rating"):
            return facts
        said, style = self._said(row), "ink"
        if row.what in ("why", "goal why", "excuse"):
            said, style = self._glyphs.quoted(said), "ink italic"
        return [*wrap(said, width, style), *facts]

    def _said(self, row: Row) -> str:
        """Return what a line says; of a benchmark its numbers as well."""
        how = row.progress
        if how is None:
            return row.text
        value = amount(row.entry, how)
        return f"{row.text}: {value}, {how.words}." if value else f"{row.text}: {how.words}."

    def _facts(self, row: Row) -> list[str]:
        tell = _FACTS.get(row.what)
        return tell(self, row) if tell else []

    def _about_benchmark(self, row: Row) -> list[str]:
        entry, how = row.entry or Entry(), row.progress or Progress("unknown", "")
        if how.metric is None:
            return [f"It counts {entry.metric or 'nothing'}, {how.words}. e gives it another."]
        span = f" from {self._since(entry)}" if entry.on else ""
        until = f" until {day_text(entry.due)} {entry.due.year}" if entry.due else ""
        days = f",{span}{until}" if span or until else ""
        return [f"It counts {how.metric.says}{days}."]

    def _about_objective(self, row: Row) -> list[str]:
        return [f"An objective, {row.beside}. space takes it on: commit, act, deliver."]

    def _about_due(self, row: Row) -> list[str]:
        return self._about_benchmark(row) if row.progress else self._about_objective(row)

    def _about_chance(self, row: Row) -> list[str]:
        of = f", from {row.beside}" if row.beside else ""
        return [f"An opening{of}: {became(row.entry or Entry())}. y it came, n it passed by."]

    def _about_excuse(self, row: Row) -> list[str]:
        return [row.beside]

    def _about_quiet(self, row: Row) -> list[str]:
        return [f"The reason of {row.beside} under the goal, as you gave it in the review."]

    def _about_share(self, row: Row) -> list[str]:
        entry = row.entry or Entry()
        tags = f" for people with {', '.join(entry.tags)}" if entry.tags else ""
        gift = f", as {entry.gift}" if entry.gift else ""
        return [f"Something you have to give{gift}{tags}."]

    def _about_answer(self, row: Row) -> list[str]:
        ask = ASKED[row.text]
        return [ask.words, f"{LOWEST} is {ask.low}, {HIGHEST} is {ask.high}. h takes a look."]

    def _about_rating(self, row: Row) -> list[str]:
        then = f" Then {row.beside}." if row.beside else ""
        return [f"The look of {self._since(row.entry)}.{then} e changes it."]

    def _about_commitment(self, row: Row) -> list[str]:
        return [f"What you committed yourself to on {self._since(row.entry)}."]

    # What stands beside the list on a wide screen

    def beside(self, row: Row | None, width: int, rows: int) -> list[Line]:
        """Draw a line in whole, below it the timetable and the looks where there is room."""
        lines = list(self.detail(row, width)) if row else []
        for section in (self._dates(width), self._looks(width)):
            if section and len(lines) + 1 + len(section) <= rows:
                lines += [[], *section]
        return lines

    def _dates(self, width: int) -> list[Line]:
        nodes = timetable(list(self._sheet.nodes), self._today)[:6]
        if not nodes:
            return []
        head: Line = [("Timetable", "ink bold")]
        return [head, *(self._date(node, width) for node in nodes)]

    def _date(self, node: Node, width: int) -> Line:
        word = course_span(node.progress)[0] if node.progress else state_word(node.entry)
        end = f"  {word}"
        what = fit(what_of(node.entry), max(0, width - 7 - len(end)), self._glyphs.cut)
        return [(fit(self._day(node.entry), 7), "soft"), (what, "ink"), (end, "soft")]

    def _looks(self, width: int) -> list[Line]:
        if not any(self._sheet.looks.values()):
            return []
        head: Line = [("Honest look", "ink bold")]
        rows = [Row(ask, PARTS[-1], "answer", ask) for ask in ASKED]
        return [head, *(self._answer(row, min(width, 59)) for row in rows)]


def amount(entry: Entry | None, how: Progress) -> str:
    """Return the number of a benchmark against its target, with its unit."""
    unit = f" {how.metric.unit}" if how.metric else ""
    target = entry.target if entry else None
    if how.course in ("to come", "unknown") or not target:
        return f"{number(target or 0)}{unit}" if target else ""
    return f"{number(how.value)} of {number(target)}{unit}"


def course_span(how: Progress) -> Span:
    """Return how a benchmark stands in a word or two, and its role."""
    role = {"behind": "accent", "reached": "met", "ahead": "met", "on course": "met"}
    return _SHORT_COURSE.get(how.course, how.course), role.get(how.course, "soft")


def trend_of(answer: int, glyphs: Glyphs) -> str:
    """Return the glyph of an answer from 1 to 5; none in ASCII, where its number says it."""
    if not glyphs.trend:
        return ""
    steps = len(glyphs.trend) - 1
    return glyphs.trend[round((answer - LOWEST) * steps / (HIGHEST - LOWEST))]


_ROWS: Mapping[str, Callable[[Drawing, Row, int], Line]] = {
    "heading": Drawing._heading,
    "blank": Drawing._blank,
    "empty": Drawing._empty,
    "offer": Drawing._offer,
    "why": Drawing._why,
    "goal why": Drawing._why,
    "commitment": Drawing._commitment,
    "mode": Drawing._mode,
    "goal": Drawing._goal,
    "objective": Drawing._objective,
    "benchmark": Drawing._benchmark,
    "due": Drawing._due,
    "chance": Drawing._chance,
    "ours": Drawing._ours,
    "reason": Drawing._reason,
    "excuse": Drawing._excuse,
    "share": Drawing._share,
    "answer": Drawing._answer,
    "rating": Drawing._rating,
}
"""How each kind of line is drawn."""


def _told(words: str) -> Callable[[Drawing, Row], list[str]]:
    return lambda _drawing, _row: [words]


_FACTS: Mapping[str, Callable[[Drawing, Row], list[str]]] = {
    "empty": lambda _drawing, row: [row.part.about],
    "offer": _told("A benchmark is a number to reach by a day; it fills itself from what you log."),
    "why": _told("Why people matter to you, in your own words."),
    "goal why": _told("Why people matter to you, as you said it with your goal."),
    "commitment": Drawing._about_commitment,
    "mode": _told("Employed or seeking: m changes it, and every streak stays as it is."),
    "goal": _told("A goal. a adds an objective that serves it, A anything else."),
    "objective": Drawing._about_objective,
    "benchmark": Drawing._about_benchmark,
    "due": Drawing._about_due,
    "chance": Drawing._about_chance,
    "ours": _told("One of ten reasons that come with the app. a adds one of your own."),
    "reason": _told("A reason of your own."),
    "excuse": Drawing._about_excuse,
    "quiet": Drawing._about_quiet,
    "share": Drawing._about_share,
    "answer": Drawing._about_answer,
    "rating": Drawing._about_rating,
}
"""What is told of each kind of line."""
