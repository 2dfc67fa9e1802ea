"""3 Months: the streak, month by month, and the people of each week of a year."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget

from habit.meter import Meter
from habit.model import Contact
from habit.months import History, MonthRow, history
from tui.marks import month_short, month_sign, month_title, small_marks, week_marks
from tui.paint import Line, Span, fit, length, right
from tui.screens.place import Place
from tui.widgets.frame import MARGIN
from tui.widgets.ladder import ladder_lines
from tui.widgets.month import MonthPage, offer_in
from tui.widgets.painted import Painted
from tui.widgets.rows import Look, Rows
from tui.widgets.year import year_legend, year_lines

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
        year = self.query_one("#year", Painted)
        year.border_title = f"People a week, {self._year}"
        year.border_subtitle = Content(year_legend(self.state.glyphs))
        year.redraw()
        self._redraw_report()

    def _redraw_report(self) -> None:
        report = self.query_one("#month-report", Painted)
        current = self._rows.current
        if report.display:
            report.border_title = month_title(current, self.state.today) if current else None
            report.redraw()

    def on_resize(self) -> None:
        """The year is higher where there is room, and a wide screen has the report."""
        self.query_one("#year", Painted).redraw()
        self.query_one("#hero", Painted).redraw()
        self.call_after_refresh(self._redraw_report)

    # The hero

    def _hero(self, width: int) -> list[Line]:
        if self._history is None:
            return []
        lines = ladder_lines(self._history, width - 6, self.state.glyphs)
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
        role = {"kept": "met", "open": "accent", "paused": "soft", "quiet": "soft"}[row.state]
        line: list[Span] = [
            (fit(self._month_name(row), 6), "name bold"),
            (f"{month_sign(row, glyphs)} ", role),
            (fit(row.state, 8), "soft" if role == "soft" else "ink"),
        ]
        for at in range(5):
            spans = self._week(row.weeks[at], cell) if at < len(row.weeks) else [(" " * cell, "")]
            line.extend(spans)
        nothing = row.state == "paused" and not row.reached_out
        people = glyphs.closed if nothing else str(row.reached_out)
        reached = glyphs.closed if nothing else str(row.reached)
        return [*line, *_numbers(width - 16 - 5 * cell, people, reached, "ink")]

    def _month_name(self, row: MonthRow) -> str:
        name = month_short(row.month)
        if row.month[0] == self.state.today.year or row.month[1] != 12:
            return name
        return f"{name}{row.month[0] % 100:02d}"

    def _week(self, week: Meter, cell: int) -> list[Span]:
        marks, free = (week_marks if cell >= 6 else small_marks)(week, self.state.glyphs)
        is_judged = week.goal is not None and (week.kept or not week.paused)
        tone = "soft" if not is_judged else "met" if week.kept else "accent"
        spans: list[Span] = [(marks, tone), (free, "faint")]
        return [*spans, (" " * max(0, cell - length(spans)), "")]

    # The year and the report

    def _bars(self, width: int) -> list[Line]:
        if self._history is None:
            return []
        rows = 4 if self.app.size.height < 30 else 7
        return year_lines(self._history, self._year, rows, width, self.state.glyphs)

    def _report(self, width: int) -> list[Line]:
        current = self._rows.current
        if current is None:
            return []
        rows = self.query_one("#months-body").size.height - 2
        return MonthPage.of(self.state, current.month).panel(width, rows)

    # What the keys do

    def suggested(self) -> Contact | None:
        """Whom the report of a month with nobody offers."""
        current = self._rows.current
        offer = offer_in(self.state, current) if current is not None else None
        return offer.contact if offer else None

    def on_rows_moved(self) -> None:
        """The report and the year follow the month under the cursor."""
        current = self._rows.current
        if current is None:
            return
        if current.month[0] != self._year:
            self._year = current.month[0]
            self._redraw_panels()
        else:
            self._redraw_report()

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

    @work
    async def action_report(self) -> None:
        """Open the report of the month; whom it offers can be logged from there."""
        from tui.dialogs.month import MonthDialog

        current = self._rows.current
        if current is None:
            return
        dialog = MonthDialog(self.state, current.month, can_log=True)
        picked = await self.app.push_screen_wait(dialog)
        contact = self.state.network.contacts.get(picked or "")
        if contact is not None:
            self._before = self.focused
            (await self.log_bar()).open([contact])

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
