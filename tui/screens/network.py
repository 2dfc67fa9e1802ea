"""4 Network: where your effort goes, and who is in each part of it."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget

from habit.balances import BALANCES, PICTURES, SPANS, Picture, SpanName, Weighed
from habit.insights import insights
from tui.paint import Line, wrap
from tui.screens.place import Place
from tui.widgets.balance import (
    NOBODY_YET,
    balance_row,
    below,
    heading,
    hero_lines,
    panel_lines,
    plot_line,
    plot_lines,
    subtitle,
)
from tui.widgets.frame import MARGIN
from tui.widgets.framed import Framed
from tui.widgets.painted import Painted
from tui.widgets.rows import Look, Rows

GOOD_MIX = "Nothing stands out. A good mix."
TALL = 30
"""From so many rows on the live share has a row for each month."""


class NetworkScreen(Place):
    """The balances of a month, three months or a year."""

    MODE = "network"
    CSS_PATH = "network.tcss"
    FOOTER = (
        "network.who",
        "network.narrower network.wider",
        "network.look",
        "place.log",
        "app.help",
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter", "who", "Who", id="network.who", tooltip="Who is on each side of the balance"
        ),
        Binding(
            "left_square_bracket",
            "span(-1)",
            "Month, year",
            id="network.narrower",
            tooltip="A shorter time: a year, three months, this month",
        ),
        Binding(
            "right_square_bracket",
            "span(1)",
            "A longer time",
            id="network.wider",
            tooltip="A longer time: this month, three months, a year",
        ),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._span: SpanName = "month"

    def content(self) -> ComposeResult:
        """The hero, the balances, what is worth a look, the live share; on wide screens who."""
        glyphs = self.state.glyphs
        yield Painted(self._hero, id="hero")
        with Horizontal(id="network-body"):
            with Vertical(id="network-main"):
                with Framed(id="effort", classes="panel"):
                    yield Rows[Weighed](
                        Look(row=self._row, key=lambda one: one.balance.key),
                        glyphs=glyphs,
                        empty=_nobody(),
                        id="balances",
                        classes="bare",
                    )
                    yield Painted(self._below, id="below")
                yield Painted(self._advice, id="advice").add_class("panel")
                yield Painted(self._plot, id="plot")
            yield Painted(self._who, id="network-who").add_class("panel")

    def on_mount(self) -> None:
        """Work out the longer times once the month stands, so that a step only draws."""
        super().on_mount()
        self.call_after_refresh(self._look_ahead)

    @work(thread=True)
    def _look_ahead(self) -> None:
        for rule in PICTURES.values():
            self.state.ask(rule)

    def home(self) -> Widget:
        """The balances."""
        return self.query_one("#balances")

    @property
    def _rows(self) -> Rows[Weighed]:
        return self.query_one("#balances", Rows)

    @property
    def _picture(self) -> Picture:
        return self.state.ask(PICTURES[self._span])

    @property
    def _is_empty(self) -> bool:
        return not self.state.network.contacts

    @property
    def _is_tall(self) -> bool:
        return self.app.size.height >= TALL

    def redraw(self) -> None:
        """Show the network as it is now."""
        self._rows.show(() if self._is_empty else self._picture.rows)
        self.query_one("#advice").border_title = "Worth a look"
        self._fit()
        for one in self.query(Painted):
            one.redraw()
        if self.focused is None and not self.logging:
            self.home().focus()
        self._say_row()
        self.refresh_bindings()

    def _fit(self) -> None:
        """Where there is room the balances take what they need, and the months the rest."""
        tall = self._is_tall and not self._is_empty
        self._rows.styles.height = len(BALANCES) if tall else "1fr"
        self.query_one("#effort").styles.height = "auto" if tall else "1fr"
        plot = self.query_one("#plot")
        plot.set_class(tall, "panel")
        plot.border_title = "Live share, month by month" if tall else None
        self.set_class(self._is_empty, "-empty")

    def on_resize(self) -> None:
        """The live share has a row a month where there is room."""
        if self.is_mounted and self._shown:
            self._fit()
            self.call_after_refresh(self._redraw_all)

    def _redraw_all(self) -> None:
        for one in self.query(Painted):
            one.redraw()
        self._say_row()

    def _say_row(self) -> None:
        """Say what the row under the cursor means, and who is in it."""
        picture, row = self._picture, self._rows.current
        effort, who = self.query_one("#effort", Framed), self.query_one("#network-who")
        effort.head(f"{picture.span.title}, where your effort goes")
        said = subtitle(picture, row, effort.size.width - 4, changes=self._has_changes)
        effort.foot("" if self._is_empty else said)
        self.query_one("#below", Painted).redraw()
        if who.display:
            who.border_title = Content(heading(row)) if row else None
            self.query_one("#network-who", Painted).redraw()

    @property
    def _has_changes(self) -> bool:
        """Whether each row says by itself what has changed."""
        return self.is_wide

    # What is drawn

    def _hero(self, width: int) -> list[Line]:
        lines = hero_lines(self._picture, width - 6, self.state.glyphs)
        return [[(MARGIN, "faint"), *line] for line in lines]

    def _row(self, row: Weighed, width: int) -> Line:
        return balance_row(row, width, self.state.glyphs, changes=self._has_changes)

    def _below(self, width: int) -> list[Line]:
        current = self._rows.current
        if current is None:
            return []
        lines = wrap(below(current, self._picture.span), width - 2, "soft")
        return [[("  ", ""), *line] for line in lines]

    def _advice(self, width: int) -> list[Line]:
        picture = self._picture
        said = [NOBODY_YET] if picture.is_young else [*insights(picture)]
        if not said:
            nobody = not picture.now.counts.people
            said = [below(picture.rows[0], picture.span) if nobody else GOOD_MIX]
        lines: list[Line] = []
        for at, one in enumerate(said):
            lines += [[("  ", ""), *line] for line in wrap(one, width - 2, "soft" if at else "ink")]
        return lines

    def _plot(self, width: int) -> list[Line]:
        living, glyphs = self._picture.living, self.state.glyphs
        if not self._is_tall:
            return [[("  ", ""), *plot_line(living, glyphs)]]
        return [[("  ", ""), *line] for line in plot_lines(living, width - 2, glyphs)]

    def _who(self, width: int) -> list[Line]:
        current = self._rows.current
        if current is None:
            return []
        rows = self.query_one("#network-who").size.height
        return panel_lines(current, self._picture, width, rows, self.state.glyphs)

    # What the keys do

    def on_rows_moved(self) -> None:
        """The words and the people follow the row under the cursor."""
        if self._shown:
            self._say_row()

    def on_rows_chosen(self) -> None:
        """A click on the cursor row lists who is in it."""
        self.action_who()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what makes sense here."""
        if not self.is_mounted:
            return super().check_action(action, parameters)
        if self.logging and action in {"who", "span"}:
            return False
        if action in {"who", "span"}:
            return self._rows.current is not None
        return super().check_action(action, parameters)

    def action_span(self, by: int) -> None:
        """Look at a longer time or a shorter one."""
        names: list[SpanName] = list(SPANS)
        at = names.index(self._span) + by
        if 0 <= at < len(names):
            self._span = names[at]
            self.redraw()

    @work
    async def action_who(self) -> None:
        """List who is in the parts of the balance; from there their cards, a log, a plan."""
        from tui.dialogs.sides import SidesDialog
        from tui.screens.card import CardScreen

        current = self._rows.current
        if current is None:
            return
        picked = await self.app.push_screen_wait(SidesDialog(self.state, self._picture, current))
        contact = self.state.network.contacts.get(picked.contact) if picked else None
        if picked is None or contact is None:
            return
        match picked.wish:
            case "log":
                self._before = self.focused
                (await self.log_bar()).open([contact])
            case "plan":
                self.plan_with(contact)
            case "card":
                self.app.push_screen(CardScreen(self.MODE, picked.order, contact.id))


def _nobody() -> list[Line]:
    return [
        [(f"  {NOBODY_YET}", "soft")],
        [
            ("  a", "accent bold"),
            (" adds a person, ", "soft"),
            ("l", "accent bold"),
            (" logs that you reached out.", "soft"),
        ],
    ]
