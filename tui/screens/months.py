"""3 Months: the streak, month by month, and the people of each week of a year."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from habit.dates import MONTHS
from habit.meter import Meter
from habit.months import History, MonthRow, history
from tui.glyphs import Glyphs
from tui.paint import Line, Span, fit, length, right, spread
from tui.screens.place import Place
from tui.widgets.frame import MARGIN
from tui.widgets.month import report_lines
from tui.widgets.painted import Painted
from tui.widgets.rows import Look, Rows
from tui.widgets.year import trend, year_lines

if TYPE_CHECKING:
    from tui.state import State

CELL = 8
"""Cells of a week in the table."""


class Months(Place):
    """The months, newest first."""

    MODE = "months"
    CSS_PATH = "months.tcss"
    FOOTER = (
        "months.report",
        "place.log",
        "months.pause",
        "months.before months.after",
        "app.help",
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "report", "Report", id="months.report", tooltip="The report of the month"),
        Binding(
            "p",
            "pause",
            "Pause a week",
            id="months.pause",
            tooltip="Pause weeks, or take them up again",
        ),
        Binding(
            "left_square_bracket",
            "year(-1)",
            "Year",
            id="months.before",
            tooltip="The year before",
        ),
        Binding("right_square_bracket", "year(1)", "Next year", id="months.after"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._history: History | None = None
        self._year = 0

    def content(self) -> ComposeResult:
        """The ladder, the table, the year; on wide screens the report of the month."""
        glyphs = self.state.glyphs
        yield Painted(self._hero, id="hero")
        with Horizontal(id="months-body"):
            with Vertical(id="months-main"):
                yield Rows[MonthRow](
                    Look(row=self._row, key=lambda one: str(one.month), head=self._head),
                    glyphs=glyphs,
                    title="Month by month",
                    empty=[[("  Month 1 starts here.", "soft")]],
                    id="months",
                )
                yield Painted(self._bars, id="year").add_class("panel")
            yield Painted(self._report, id="month-report").add_class("panel")

    def home(self) -> Widget:
        """The table."""
        return self.query_one("#months")

    @property
    def _rows(self) -> Rows[MonthRow]:
        return self.query_one("#months", Rows)

    def redraw(self) -> None:
        """Show the history as it is now."""
        state = self.state
        self._history = state.ask(history)
        self._year = self._year or state.today.year
        self._rows.show(self._history.months[::-1])
        self._rows.subtitle("enter for the report" if self._history.months else "")
        self.query_one("#hero", Painted).redraw()
        self._redraw_panels()
        if self.focused is None and not self.logging:
            self.home().focus()
        self.refresh_bindings()

    def _redraw_panels(self) -> None:
        self.query_one("#year", Painted).redraw()
        self.query_one("#year").border_title = f"People a week, {self._year}"
        report = self.query_one("#month-report", Painted)
        current = self._rows.current
        report.border_title = month_title(current, self.state.today) if current else None
        report.redraw()

    def on_resize(self) -> None:
        """The year is higher where there is room."""
        self.query_one("#year", Painted).redraw()
        self.query_one("#hero", Painted).redraw()

    # The hero

    def _hero(self, width: int) -> list[Line]:
        if self._history is None:
            return []
        lines = ladder_lines(self._history, width - 6, self.state)
        return [[(MARGIN, "faint"), *line] for line in lines]

    # The table

    def _cell_width(self, width: int) -> int:
        return max(3, min(CELL, (width - 5 - 11 - 16) // 5))

    def _head(self, width: int) -> Line:
        cell = self._cell_width(width)
        weeks = "".join(
            fit(f"Week {at}" if at == 1 and cell >= 7 else str(at), cell) for at in range(1, 6)
        )
        numbers = _numbers(width - 16 - 5 * cell, "People", "Reached", "soft")
        return [(fit("Month", 16) + weeks, "soft"), *numbers]

    def _row(self, row: MonthRow, width: int) -> Line:
        cell = self._cell_width(width)
        glyphs = self.state.glyphs
        sign, role = {
            "kept": (glyphs.kept, "met"),
            "open": (glyphs.person if row.counts else glyphs.free, "accent"),
            "paused": (glyphs.paused, "soft"),
            "quiet": (glyphs.quiet, "soft"),
        }[row.state]
        line: list[Span] = [
            (fit(self._month_name(row), 6), "name bold"),
            (f"{sign} ", role),
            (fit(row.state, 8), "soft" if row.state in ("quiet", "paused") else "ink"),
        ]
        for at in range(5):
            spans = self._week(row.weeks[at], cell) if at < len(row.weeks) else [(" " * cell, "")]
            line.extend(spans)
        nothing = row.state == "paused" and not row.reached_out
        people = glyphs.closed if nothing else str(row.reached_out)
        reached = glyphs.closed if nothing else str(row.reached)
        return [*line, *_numbers(width - 16 - 5 * cell, people, reached, "ink")]

    def _month_name(self, row: MonthRow) -> str:
        name = MONTHS[row.month[1] - 1][:3]
        if row.month[0] == self.state.today.year or row.month[1] != 12:
            return name
        return f"{name}{row.month[0] % 100:02d}"

    def _week(self, week: Meter, cell: int) -> list[Span]:
        spans = week_spans(week, self.state, cell)
        return [*spans, (" " * max(0, cell - length(spans)), "")]

    # The year and the report

    def _bars(self, width: int) -> list[Line]:
        if self._history is None:
            return []
        size = self.app.size
        rows = 4 if size.height < 30 else 7
        weeks = [
            week
            for row in self._history.months
            for week in row.weeks
            if _year_of(week) == self._year
        ]
        beside = self._beside()
        bars = year_lines(weeks, rows, min(width - 24, 56), self.state.glyphs, self.state.today)
        if width < 60:
            return bars
        lines = []
        for at in range(max(len(bars), len(beside))):
            left = bars[at] if at < len(bars) else []
            lines.append(
                spread(fit_line(left, width - 20), beside[at] if at < len(beside) else [], width)
            )
        return lines

    def _beside(self) -> list[Line]:
        past = self._history
        if past is None or not past.strengths:
            return []
        over = [
            week for row in past.months for week in row.weeks if week.over and week.goal is not None
        ]
        last = over[-4:]
        lines: list[Line] = [
            fit_line([(f"{round(past.strength * 100)} %", "ink bold"), (" strength", "soft")], 18)
        ]
        drawn = trend(past.strengths, 14, self.state.glyphs)
        lines.append(fit_line([(drawn, "met")], 18))
        if last:
            average = sum(len(week.people) for week in last) / len(last)
            lines.append([(" " * 18, "")])
            lines.append(
                fit_line([(f"{average:.1f}", "ink bold"), (" people a week,", "soft")], 18)
            )
            words = "the last four" if len(last) == 4 else "so far"
            lines.append(fit_line([(words, "soft")], 18))
        return lines

    def _report(self, width: int) -> list[Line]:
        current = self._rows.current
        return report_lines(self.state, current, width) if current is not None else []

    # What the keys do

    def on_rows_moved(self) -> None:
        """The report and the year follow the month under the cursor."""
        current = self._rows.current
        if current is None:
            return
        if self.query_one("#month-report").display:
            self.query_one("#month-report", Painted).redraw()
            self.query_one("#month-report").border_title = month_title(current, self.state.today)
        if current.month[0] != self._year:
            self._year = current.month[0]
            self._redraw_panels()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what makes sense here."""
        if not self.is_mounted:
            return super().check_action(action, parameters)
        if self.logging and action in {"report", "pause", "year"}:
            return False
        if action == "report":
            return self._rows.current is not None
        return super().check_action(action, parameters)

    def on_rows_chosen(self) -> None:
        """A click on the cursor row opens the report."""
        self.action_report()

    def action_report(self) -> None:
        """Open the report of the month."""
        from tui.dialogs.month import MonthDialog

        current = self._rows.current
        if current is not None:
            self.app.push_screen(MonthDialog(self.state, current))

    def action_pause(self) -> None:
        """Pause weeks, or take them up again."""
        from tui.dialogs.pause import PauseDialog

        self.app.push_screen(PauseDialog(self.state, self.save))

    def action_year(self, by: int) -> None:
        """Show the year before or after."""
        years = {month.month[0] for month in self._history.months} if self._history else set()
        if self._year + by in years:
            self._year += by
            newest = next(row for row in self._rows.items if row.month[0] == self._year)
            self._rows.select(str(newest.month))
            self._redraw_panels()


def _numbers(room: int, people: str, reached: str, style: str) -> list[Span]:
    """Return the last two columns in the room there is; the people matter most."""
    if room >= 16:
        return [(" " * (room - 16) + right(people, 7), style), (right(reached, 9), "soft")]
    return [(right(people, room) if room >= 6 else "", style)]


def _year_of(week: Meter) -> int:
    return week.month[0]


def fit_line(line: Line, width: int) -> Line:
    """Return a line filled with blanks to a width."""
    return [*line, (" " * max(0, width - length(line)), "")]


def month_title(row: MonthRow, today: date) -> str:
    """Return the title of a month's report."""
    name = MONTHS[row.month[1] - 1]
    name = name if row.month[0] == today.year else f"{name} {row.month[0]}"
    return f"{name} so far" if row.state == "open" else name


def week_spans(week: Meter, state: State, cell: int) -> list[Span]:
    """Draw a week in a cell of the table: a dot a person."""
    glyphs = state.glyphs
    people = len(week.people)
    minimum = week.goal.people if week.goal else 0
    if week.start > state.today:
        return [(glyphs.paused, "soft")] if week.paused else [(glyphs.quiet, "faint")]
    if week.paused and not week.kept:
        return [(glyphs.paused, "soft"), (str(people) if people else "", "soft")]
    if week.goal is None:
        return [(glyphs.person * min(people, cell - 1), "soft")] if people else []
    tone = "met" if week.kept else "accent"
    if cell < 6:
        return [
            (f"{people}{glyphs.person}" if people else glyphs.quiet, tone if people else "faint")
        ]
    if people >= 6:
        return [(f"{glyphs.person * 3}+{people - 3}", tone)]
    rest = (week.goal.stretch if week.open else minimum) - people
    sign = glyphs.free if week.open else glyphs.quiet
    left = sign * max(0, min(rest, cell - 1 - people))
    return [(glyphs.person * people, tone), (left, "faint")]


def ladder_lines(past: History, width: int, state: State) -> list[Line]:
    """Draw what runs, and the ladder of the first three months."""
    glyphs = state.glyphs
    streak = past.streak
    months = f"{streak.months} {'month' if streak.months == 1 else 'months'}"
    begin: Line = [(f"{months} running", "met bold" if streak.months else "ink bold")]
    if not streak.months and not streak.best_months:
        begin = [("Month 1 starts here", "ink bold")]
    if streak.weeks:
        weeks = "week" if streak.weeks == 1 else "weeks"
        begin = [*begin, (f"   {streak.weeks}", "ink"), (f" {weeks} in a row", "soft")]
    best: Line = []
    if streak.best_months or streak.best_weeks:
        best = [
            ("best ", "soft"),
            (str(streak.best_months), "ink"),
            (f" {'month' if streak.best_months == 1 else 'months'} · ", "soft"),
            (str(streak.best_weeks), "ink"),
            (f" {'week' if streak.best_weeks == 1 else 'weeks'}", "soft"),
        ]
    return [spread(begin, best, width), *_steps(past, width, glyphs)]


def _steps(past: History, width: int, glyphs: Glyphs) -> list[Line]:
    """Draw the four steps: done, the one that the open month stands on, and those to come."""
    each, extra = divmod(width - 6, 4)
    now = _open_step(past)
    lines: list[Span] = []
    words: list[Span] = []
    for at in range(4):
        cells = each + (at < extra)
        done = at < past.ladder or past.ladder == 3
        role = "accent" if at == now else "met" if done else "faint"
        sign = glyphs.kept if done and at != now else glyphs.free
        gap = ("  " if at else "", "")
        lines += [gap, ((glyphs.done if done else glyphs.rest) * cells, role)]
        label = fit(_step_label(at, at == now, done, cells - 2), cells - 2, glyphs.cut)
        style = "ink bold" if done else "ink" if at == now else "soft"
        words += [gap, (f"{sign} ", role), (label, style)]
    return [lines, words]


def _open_step(past: History) -> int | None:
    """Which step the open month stands on: the one it takes, or the next one it may take."""
    streak, newest = past.streak, past.months[-1] if past.months else None
    if newest is not None and newest.counts and newest.state == "open":
        taking = streak.months == streak.best_months <= 3
        return streak.months - 1 if taking else None
    return past.ladder if past.ladder < 3 else None


def _step_label(at: int, is_open: bool, done: bool, room: int) -> str:
    if room < 7:
        return str(at + 1) if at < 3 else "habit"
    if at < 3:
        return f"Month {at + 1}, open" if is_open else f"Month {at + 1}"
    if not done:
        return "a habit"
    return "it is a habit now" if room >= 17 else "a habit now"
