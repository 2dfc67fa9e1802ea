"""5 Strategy: why, goals with what measures them, openings, reasons, and the honest look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, ClassVar, cast

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.widget import Widget

from habit import strategy
from habit.entries import remove_entry
from habit.errors import RefusedError
from habit.model import Change, Contact, Entry, Mode
from habit.sheet import PARTS, Row, Sheet, sheet
from tui.paint import Line, sentence
from tui.screens.place import Place
from tui.widgets.frame import MARGIN
from tui.widgets.painted import Painted
from tui.widgets.rows import Look, Rows
from tui.widgets.strategy import MODES, Drawing, is_passed, spaced

_WORDS = {
    "why": "Why",
    "commitment": "What you committed yourself to",
    "mode": "Mode",
    "goal": "A goal",
    "objective": "An objective",
    "benchmark": "A benchmark",
    "offer": "A first benchmark",
    "chance": "An opening",
    "ours": "A reason",
    "reason": "A reason",
    "excuse": "An excuse, and its answer",
    "quiet": "A quiet week",
    "share": "To share",
    "answer": "The honest look",
    "rating": "The honest look",
}
"""What a line is, as the title of its panel."""


class Strategy(Place):
    """All lines of the strategy in one list."""

    MODE = "strategy"
    CSS_PATH = "strategy.tcss"
    FOOTER = (
        "strategy.add",
        "strategy.edit",
        "strategy.step",
        "strategy.came strategy.passed",
        "strategy.remove",
        "strategy.take",
        "strategy.look",
        "strategy.before strategy.after",
        "app.help",
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "Add", id="strategy.add", tooltip="Add a line where the cursor is"),
        Binding("A", "add_any", "Add any", id="strategy.add_any", tooltip="Add a line of any kind"),
        Binding("e,enter", "edit", "Edit", id="strategy.edit", tooltip="Change the line"),
        Binding(
            "x",
            "remove",
            "Remove",
            id="strategy.remove",
            tooltip="Take the line out, with what serves it",
        ),
        Binding(
            "space,s",
            "step",
            "Step on",
            id="strategy.step",
            tooltip="Take the objective on: commit, act, deliver",
        ),
        Binding("y", "became('came')", "Came", id="strategy.came", tooltip="The opening came"),
        Binding("n", "became('passed')", "Passed", id="strategy.passed", tooltip="It passed by"),
        Binding(
            "t",
            "take",
            "Take it",
            id="strategy.take",
            tooltip="Take the benchmark that is offered",
        ),
        Binding("h", "look", "Look", id="strategy.look", tooltip="The quarter's honest look"),
        Binding("m", "mode", "Mode", id="strategy.mode", tooltip="Employed, seeking, or neither"),
        Binding(
            "left_square_bracket",
            "part(-1)",
            "Part",
            id="strategy.before",
            tooltip="The part before",
        ),
        Binding(
            "right_square_bracket",
            "part(1)",
            "Next part",
            id="strategy.after",
            tooltip="The next part",
        ),
    ]

    def content(self) -> ComposeResult:
        """The benchmarks on top, the list, and the line under the cursor in whole."""
        yield Painted(self._hero, id="hero")
        with Container(id="strategy-body"):
            yield Rows[Row](
                Look(row=self._row, key=lambda one: one.key, passed=is_passed),
                glyphs=self.state.glyphs,
                id="strategy",
            )
            yield Painted(self._detail, id="strategy-detail").add_class("panel")

    def home(self) -> Widget:
        """The list."""
        return self._rows

    @property
    def _rows(self) -> Rows[Row]:
        return self.query_one("#strategy", Rows)

    @property
    def _sheet(self) -> Sheet:
        return self.state.ask(sheet)

    @property
    def _drawing(self) -> Drawing:
        return Drawing(self._sheet, self.state.today, self.state.glyphs)

    @property
    def _current(self) -> Row | None:
        return self._rows.current

    @property
    def _entry(self) -> Entry | None:
        """The line under the cursor that can be changed."""
        current = self._current
        return current.entry if current is not None else None

    def redraw(self) -> None:
        """Show the strategy as it is now."""
        self._show()
        self.query_one("#hero", Painted).redraw()
        if self.focused is None and not self.logging:
            self.home().focus()
        self.refresh_bindings()

    def _show(self) -> None:
        rows = self._rows
        rows.show(spaced(self._sheet, close=self.has_class("-low")))
        if self._current is not None and is_passed(self._current):
            rows.action_move(1)
        self._redraw_detail()

    def on_resize(self) -> None:
        """Draw what depends on the size of the screen."""
        self.query_one("#hero", Painted).redraw()
        self.call_after_refresh(self._show)

    def _redraw_detail(self) -> None:
        detail = self.query_one("#strategy-detail", Painted)
        current = self._current
        if detail.display and current is not None:
            what = current.entry.kind if current.what == "due" and current.entry else current.what
            detail.border_title = Content(_WORDS.get(what, current.part.title))
            detail.redraw(at_once=True)

    def _hero(self, width: int) -> list[Line]:
        lines = self._drawing.hero(width - 2 * len(MARGIN))
        return [[(MARGIN, "faint"), *line] for line in lines]

    def _row(self, row: Row, width: int) -> Line:
        return self._drawing.row(row, width)

    def _detail(self, width: int) -> list[Line]:
        current = self._current
        if self.is_wide:
            height = self.query_one("#strategy-body").size.height - 2
            return self._drawing.beside(current, width, height)
        return self._drawing.detail(current, width) if current is not None else []

    # The cursor

    def on_rows_moved(self) -> None:
        """The panel follows the cursor, and so do the keys."""
        self._redraw_detail()
        self.refresh_bindings()

    def on_rows_chosen(self) -> None:
        """A click on the cursor row edits it."""
        self.action_edit()

    def action_part(self, by: int) -> None:
        """Go to the first line of the part before or after."""
        there = {row.part.key: row.key for row in self._rows.items[::-1] if not is_passed(row)}
        keys = [part.key for part in PARTS if part.key in there]
        at = keys.index(self._current.part.key) + by if self._current else 0
        if 0 <= at < len(keys):
            self._rows.select(there[keys[at]])
            self._show_part()

    def _show_part(self) -> None:
        """Show the part under the cursor from its heading on, as far as the list goes."""
        rows = self._rows
        lowest = max(0, len(rows.items) - rows.size.height)
        top = min(lowest, rows.cursor - 1)
        rows.scroll_to(y=top, animate=False, immediate=True, force=True)

    def suggested(self) -> Contact | None:
        """Whom an opening came from."""
        entry = self._entry if self.is_mounted else None
        if entry is None or entry.kind != "chance":
            return None
        contacts = self.state.network.contacts
        return next((contacts[one] for one in entry.people if one in contacts), None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what makes sense for the line under the cursor."""
        if not self.is_mounted or action not in _OF_LINES:
            return super().check_action(action, parameters)
        if self.logging or self._current is None:
            return False
        kind = self._entry.kind if self._entry is not None else ""
        needed = {"step": "objective", "became": "chance"}.get(action)
        if needed is not None:
            return kind == needed
        if action == "take":
            return self._current.what == "offer"
        if action == "remove":
            return self._entry is not None
        if action == "edit":
            return self._entry is not None or self._current.what in _TAKES_ENTER
        return True

    # What the keys do

    def action_add(self) -> None:
        """Add a line of the part under the cursor: below a goal or an objective what serves it."""
        current = self._current
        adds = current.part.adds if current is not None else "goal"
        if adds == "rating":
            self.action_look()
            return
        entry = self._entry
        if entry is not None and adds == "goal":
            self._write(_BELOW.get(entry.kind, "goal"), entry)
            return
        self._write(adds or "why")

    @work
    async def action_add_any(self) -> None:
        """Pick a kind, and write a line of it."""
        from tui.dialogs.entry import KINDS
        from tui.dialogs.picker import Option, Picker

        options = [Option(key, one.title, one.example) for key, one in KINDS.items()]
        picked = await self.app.push_screen_wait(Picker("Add", options, self.state.glyphs))
        if picked is not None:
            self._write(picked, self._entry)

    def action_add_kind(self, kind: str) -> None:
        """Write a line of a kind."""
        self._write(kind, self._entry)

    def more_commands(self) -> Sequence[tuple[str, str]]:
        """The kinds of lines that can be added, for the palette."""
        from tui.dialogs.entry import KINDS

        return [(f"Add {one.title.lower()}", f"add_kind('{key}')") for key, one in KINDS.items()]

    @work
    async def _write(self, kind: str, near: Entry | None = None) -> None:
        """Write a line, below the one that it is to serve."""
        from tui.dialogs.entry import EntryForm

        preset: dict[str, Any] = {}
        if (parent := self._served_by(kind, near)) is not None:
            preset["parent"] = parent
        if kind == "benchmark":
            metric = await self._pick_metric()
            if metric is None:
                return
            preset |= {"metric": metric, "due": strategy.quarter_end(self.state.today)}
        change = await self.app.push_screen_wait(EntryForm(self.state, kind, **preset))
        self._written(change)

    async def _pick_metric(self) -> str | None:
        from habit.metrics import METRICS
        from tui.dialogs.picker import Option, Picker

        options = [Option(name, name, one.says) for name, one in METRICS.items()]
        picker = Picker("What is to be counted?", options, self.state.glyphs)
        return await self.app.push_screen_wait(picker)

    def _served_by(self, kind: str, near: Entry | None) -> str | None:
        """Return the nearest line above the cursor that a line of a kind can serve."""
        allowed = {"objective": ("goal",), "benchmark": ("goal", "objective")}.get(kind, ())
        seen: set[str] = set()
        while near is not None and near.id not in seen:
            if near.kind in allowed:
                return near.id
            seen.add(near.id)
            near = self.state.network.entries.get(near.parent or "")
        return None

    def _written(self, change: Change | None) -> None:
        """Show what was written; an excuse is answered."""
        if change is None or not change.edits:
            return
        after = change.edits[0].after
        said = f"{change.what}."
        if isinstance(after, Entry) and after.kind == "excuse":
            from habit.reasons import answer_to

            said = answer_to(self.state.network, after.id)
        self.kept(said)
        self._rows.select(change.edits[0].id)

    def action_edit(self) -> None:
        """Change the line; what is no line of yours does what it offers."""
        current = self._current
        if current is None:
            return
        actions = {
            "mode": self.action_mode,
            "offer": self.action_take,
            "answer": self.action_look,
            "empty": self.action_add,
        }
        if (act := actions.get(current.what)) is not None:
            act()
        elif current.what == "rating" and current.entry is not None:
            self._take_look(current.entry.id)
        else:
            self._change(current)

    @work
    async def _change(self, row: Row) -> None:
        from tui.dialogs.entry import KINDS, EntryForm, WhyForm

        if row.what == "goal why":
            change = await self.app.push_screen_wait(WhyForm(self.state))
        elif row.entry is not None and row.entry.kind in KINDS:
            form = EntryForm(self.state, row.entry.kind, row.entry)
            change = await self.app.push_screen_wait(form)
        else:
            return
        self._written(change)

    @work
    async def action_remove(self) -> None:
        """Take the line out, and say what goes with it."""
        entry = self._entry
        if entry is None:
            return
        try:
            change = remove_entry(self.state.network, entry.id)
        except RefusedError as error:
            self.say(sentence(error), trouble=True)
            return
        await self.save(change, f"{change.what}{strategy.along_words(change)}.")

    @work
    async def action_step(self) -> None:
        """Take the objective on."""
        if (entry := self._entry) is not None:
            await self.do(lambda: strategy.step(self.state.network, entry.id))

    @work
    async def action_became(self, result: str) -> None:
        """Say that the opening came or passed by."""
        if (entry := self._entry) is not None:
            await self.do(lambda: strategy.become(self.state.network, entry.id, result))

    @work
    async def action_take(self) -> None:
        """Take the benchmark that is offered."""
        change = strategy.example(self.state.network, self.state.hand)
        if await self.save(change, f"{change.what}."):
            self._rows.select(change.edits[0].id)

    def action_look(self) -> None:
        """Take the quarter's honest look."""
        self._take_look()

    @work
    async def _take_look(self, key: str = "") -> None:
        from tui.dialogs.look import LookDialog

        change = await self.app.push_screen_wait(LookDialog(self.state, self.state.commit, key))
        if change is not None and change.edits:
            self.kept("The honest look is kept.")

    @work
    async def action_mode(self) -> None:
        """Choose whether you are employed or seeking; the streak stays as it is."""
        from habit.changes import set_goal
        from tui.dialogs.picker import Option, Picker

        state = self.state
        goal = self._sheet.goal
        options = [Option(mode, words) for mode, words in MODES.items()]
        picker = Picker("Mode", options, state.glyphs, current=goal.mode if goal else "")
        picked = await self.app.push_screen_wait(picker)
        if picked is None:
            return

        def make() -> Change:
            change = set_goal(state.network, state.hand, mode=cast(Mode, picked))
            return replace(change, what=f"mode {picked}, and every streak stays")

        await self.do(make)


_BELOW = {"goal": "objective", "objective": "benchmark", "benchmark": "benchmark"}
"""What is added on a line of the tree: what serves it, or another of its kind."""
_OF_LINES = frozenset(
    {"add_any", "edit", "remove", "step", "became", "take", "look", "mode", "part"}
)
"""The actions that are about the lines of the list."""
_TAKES_ENTER = frozenset({"mode", "offer", "answer", "empty", "goal why"})
"""Lines that are no entries, on which Enter does what they offer."""
