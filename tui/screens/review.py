"""The weekly review: six steps, Enter onward, Escape back, every answer kept at once."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from contextlib import suppress
from datetime import date
from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.timer import Timer
from textual.widget import Widget

from habit import plans, review
from habit.changes import Hand, say_outcome, set_goal
from habit.changes import pause as pause_weeks
from habit.changes import unpause as take_up
from habit.dates import counted, duration, parse_length
from habit.effort import effort, set_jobboards, share_words, ties_words
from habit.errors import CouldNotError, RefusedError
from habit.goals import is_paused
from habit.model import Change, Outcome, Plan
from habit.months import history
from habit.network import Network
from habit.review import STEPS, Step, Weeks
from habit.weeks import WEEK
from tui.dialogs.goal import span_lines
from tui.paint import Line as Drawn
from tui.paint import sentence, short, wrap
from tui.screens.place import Place
from tui.state import unsaved
from tui.watching import PASSING
from tui.widgets.agenda import Agenda, Item
from tui.widgets.field import Line
from tui.widgets.frame import MARGIN
from tui.widgets.painted import Painted
from tui.widgets.rows import Look, Rows
from tui.widgets.steps import step_lines

WORDS: dict[Step, str] = {
    "back": "Look back",
    "replies": "Replies",
    "loose": "Loose ends",
    "next": "Next week",
    "goal": "Goal",
    "sentence": "Sentence",
}
MINUTES = {"back": 1, "replies": 1, "loose": 1, "next": 1, "goal": 0, "sentence": 0}
"""About how long each step takes."""
_ROWS = 4
"""Rows of the week that are seen before anything stands beside it."""
AT_A_TIME = 10
"""Waiting outreach that is shown at once."""
PAUSE = 0.5
"""Seconds without a key after which the line is kept."""


class Review(Place):
    """Looks back on a week and plans the one after it."""

    MODE = "week"
    CSS_PATH = "review.tcss"
    FOOTER = (
        "review.choose",
        "review.when",
        "review.how",
        "review.swap",
        "review.reached",
        "review.no_reply",
        "review.rest",
        "review.done",
        "review.move",
        "review.drop",
        "review.take",
        "review.more review.fewer",
        "review.pause",
        "review.onward",
        "review.back",
        "review.before review.after",
        "app.help",
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "onward", "Onward", id="review.onward", tooltip="To the next step"),
        Binding("escape", "step_back", "Back", id="review.back", tooltip="To the step before"),
        Binding("space", "choose", "Choose", id="review.choose", tooltip="Choose the row, or not"),
        Binding("w", "when", "When", id="review.when", tooltip="Another day of that week"),
        Binding("h", "how", "How", id="review.how", tooltip="Another channel"),
        Binding("s", "swap", "Swap", id="review.swap", tooltip="The next one in their place"),
        Binding("y", "reached", "Reached", id="review.reached", tooltip="They were reached"),
        Binding("n", "no_reply", "No reply", id="review.no_reply", tooltip="No answer came"),
        Binding("N", "rest", "All the rest", id="review.rest", tooltip="No answer from the rest"),
        Binding("i", "answered", "They wrote", id="review.answered", tooltip="Log their answer"),
        Binding("d", "done", "Done", id="review.done", tooltip="That is done"),
        Binding("m", "move", "In a week", id="review.move", tooltip="Move it by a week"),
        Binding("x", "drop", "Drop", id="review.drop", tooltip="Let go of it"),
        Binding("t", "take", "Take the advice", id="review.take", tooltip="Take the advice"),
        Binding("plus", "people(1)", "Goal", id="review.more", tooltip="One more a week"),
        Binding("minus", "people(-1)", "One fewer", id="review.fewer", tooltip="One fewer a week"),
        Binding("p", "pause", "Pause", id="review.pause", tooltip="Pause the week, or take it up"),
        Binding(
            "left_square_bracket",
            "week(-1)",
            "Week",
            id="review.before",
            tooltip="The review of the week before",
        ),
        Binding(
            "right_square_bracket",
            "week(1)",
            "Week after",
            id="review.after",
            tooltip="The review of the week after",
        ),
        Binding("q", "leave", "Leave", id="place.leave", tooltip="Leave; it goes on from here"),
    ]

    def __init__(self, back: date | None = None) -> None:
        super().__init__()
        self._asked = back
        self._agenda: Agenda
        self._at = 0
        self._pause: Timer | None = None
        """Until what is being typed is kept."""

    def content(self) -> ComposeResult:
        """The steps, the question, a line to type in, the rows, and what comes of it."""
        glyphs = self.state.glyphs
        yield Painted(self._hero, id="hero")
        yield Painted(self._question, id="review-question")
        with Horizontal(id="review-line"):
            yield Painted(
                lambda _width: [[(MARGIN, "faint"), ("Went well", "soft")]], id="review-label"
            )
            yield Line(placeholder="a line, if you like", id="review-well")
        with Horizontal(id="review-boards"):
            yield Painted(
                lambda _width: [[(MARGIN, "faint"), ("Job boards", "soft")]], id="review-ask"
            )
            yield Line(placeholder="how long this week: 90, 1 h 30", id="review-minutes")
        rows: Rows[Item] = Rows(
            Look(row=self._row, key=lambda one: one.key),
            glyphs=glyphs,
            id="review-rows",
        )
        yield rows
        yield Painted(self._outcome, id="review-outcome")

    def on_mount(self) -> None:
        """Begin where the review was left."""
        super().on_mount()
        weeks = review.weeks_now(self.state.network, self.state.today)
        self._open(Weeks.after(self._asked) if self._asked is not None else weeks)
        self.call_after_refresh(self._open_month)

    def _open_month(self) -> None:
        """Open the first review of a month with the report of the month before it."""
        from tui.dialogs.month import MonthDialog

        network, weeks = self.state.network, self._weeks
        if self._at or self._asked is not None or not review.is_first_of_month(network, weeks):
            return
        month = review.month_before(weeks)
        kept = review.review_of(network, weeks.back)
        if month == self.state.told or kept.done is not None or kept.went_well:
            return
        self.state.told = month
        rows = self.state.ask(history).months
        if any(row.month == month and row.attempts and row.weeks[-1].over for row in rows):
            self.app.push_screen(MonthDialog(self.state, month))

    @property
    def _weeks(self) -> Weeks:
        """The week that is looked back on, and the one that is planned."""
        return self._agenda.weeks

    def _open(self, weeks: Weeks) -> None:
        self._agenda = Agenda(self.state, weeks)
        kept = review.review_of(self.state.network, self._weeks.back)
        self._at = min(kept.step, len(self._steps) - 1)
        with self._line.prevent(Line.Changed):
            self._line.value = kept.went_well
        with self._boards.prevent(Line.Changed):
            self._boards.value = self._boards_kept

    @property
    def _steps(self) -> tuple[Step, ...]:
        """The steps; for a week long over there is only looking back."""
        is_past = self._weeks.planned + WEEK <= self.state.today
        return STEPS[:1] if is_past else STEPS

    @property
    def step(self) -> Step:
        """The step that one is at."""
        return self._steps[self._at]

    @property
    def _line(self) -> Line:
        return self.query_one("#review-well", Line)

    @property
    def _boards(self) -> Line:
        return self.query_one("#review-minutes", Line)

    @property
    def _boards_kept(self) -> str:
        """How long the week went to job boards, as it is kept."""
        minutes = effort(self.state.network, self._weeks.back).jobboards
        return "" if minutes is None else duration(minutes)

    @property
    def _is_seeking(self) -> bool:
        """Whether the week that is looked back on was one of looking for work."""
        return effort(self.state.network, self._weeks.back).mode == "seeking"

    @property
    def _rows(self) -> Rows[Item]:
        return self.query_one("#review-rows", Rows)

    def home(self) -> Widget:
        """The line when looking back, else the rows; those of a past week, to go on to others."""
        return self._line if self.step == "back" and len(self._steps) > 1 else self._rows

    def redraw(self) -> None:
        """Show the step as it is now."""
        items = self._agenda.items(self.step)
        shown = items[:AT_A_TIME] if self.step == "replies" else items
        empty = _EMPTY.get(self.step, "")
        if self.step == "next" and not self.state.network.contacts:
            empty = "Who comes to mind? a adds a name."
        self._rows.show(shown, empty=[[(f"  {empty}", "soft")]])
        self._rows.title(self._agenda.title(self.step))
        more = f"{len(shown)} of {len(items)}" if len(items) > len(shown) else ""
        chosen = sum(one.chosen is True for one in items)
        reasons = any(isinstance(one.of, str) for one in items)
        said = f"{chosen} chosen" if self.step == "next" else ""
        self._rows.subtitle(more or ("tab, space say why, if you like" if reasons else said))
        self._rows.display = self.step != "goal" and bool(items or self.step in _EMPTY)
        self.query_one("#review-line").display = self.step == "back"
        asks = self.step == "back" and self._is_seeking
        self.query_one("#review-boards").display = asks
        self.set_class(asks, "-seeking")
        for painted in self.query(Painted):
            painted.redraw()
        if not self.logging and self.focused not in (self._line, self._boards, self._rows):
            self.home().focus()
        self.refresh_bindings()

    # Drawing

    def _row(self, one: Item, width: int) -> Drawn:
        return self._agenda.row(one, width)

    def _hero(self, width: int) -> list[Drawn]:
        steps = self._steps
        left = sum(MINUTES[one] for one in steps[self._at :])
        end = f"about {counted(left, 'minute')} to go" if left else "almost done"
        words = [self._step_word(one) for one in steps]
        lines = step_lines("Weekly review", words, self._at, width - 6, self.state.glyphs, end=end)
        return [[(MARGIN, "faint"), *line] for line in lines]

    def _step_word(self, step: Step) -> str:
        return "This week" if step == "next" and self._agenda.is_this_week else WORDS[step]

    def _question(self, width: int) -> list[Drawn]:
        question, about = self._agenda.words(self.step, width - 6)
        more = [] if self._is_low else wrap(about, width - 6, "soft")
        lines: list[Drawn] = [[(short(question, width - 6), "ink bold")], *more]
        return [[(MARGIN, "faint"), *line] for line in lines]

    @property
    def _is_low(self) -> bool:
        """Whether there is room for the question and the rows alone."""
        return self.app.size.height < 16

    def _outcome(self, width: int) -> list[Drawn]:
        if self._is_low and self.step != "sentence":
            return []
        if self.step == "goal":
            lines = span_lines(self.state.network, self.state.today, width - 6)
            return [[], *([(MARGIN, "faint"), *line] for line in lines)]
        if self.step == "back":
            return self._beside_the_week(width - 6, self._room_beside(width))
        if self.step not in ("next", "sentence"):
            return []
        return [[], [(MARGIN, "faint"), *self._agenda.sentence(width - 6)]]

    def _room_beside(self, width: int) -> int:
        """How many lines there are beside the week, of which a few rows are to be seen."""
        rows = min(_ROWS, len(self._rows.items)) + 3  # with the frame, and a blank before it
        lines = 2 + (1 if self._is_seeking else 0)
        hero = 4 if self.has_class("-short") else 5
        frame = 4  # header, footer, and a blank before that
        taken = frame + hero + len(self._question(width)) + lines + rows
        return self.app.size.height - taken

    def _beside_the_week(self, width: int, room: int) -> list[Drawn]:
        """What a look back has beside the week: job boards, the commitment, the honest look.

        Where there is no room for all of it, what is due once a quarter goes before the rest.
        """
        seeking = self._seeking_lines(width) if self._is_seeking else []
        said = seeking or self._agenda.commitment(width)
        lines = [[], *([(MARGIN, "faint"), *line] for line in said)] if said else []
        hint = [] if seeking else self._look_hint(width)
        return next((said for said in ([*lines, *hint], hint) if len(said) <= room), [])

    def _look_hint(self, width: int) -> list[Drawn]:
        """Say once a quarter that an honest look is due; a gentle line, and nothing more."""
        from habit.looks import is_worth_a_word

        if not is_worth_a_word(self.state.network, self.state.today):
            return []
        words = "A new quarter: an honest look takes three keys. 5, then h."
        return [[], [(MARGIN, "faint"), (short(words, width), "soft")]]

    def _seeking_lines(self, width: int) -> list[Drawn]:
        """Job boards against people, and how many were new or from long ago."""
        network, back = self.state.network, self._weeks.back
        said = share_words(effort(network, back)), ties_words(network, back)
        return [line for words in said if words for line in wrap(words, width, "soft")]

    # What the keys do

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what makes sense in the step, for the row under the cursor."""
        if not self.is_mounted:
            return super().check_action(action, parameters)
        if action in _OWN and self.logging:
            return False
        current = self._rows.current if self._rows.has_focus else None
        match action:
            case "choose":
                return self.step in ("back", "next") and current is not None
            case "when" | "how":
                return self.step == "next" and current is not None and bool(current.chosen)
            case "swap":
                return self.step == "next" and self._swapped() is not None
            case "reached" | "no_reply" | "rest" | "answered":
                return self.step == "replies" and current is not None
            case "done" | "move" | "drop":
                return self.step == "loose" and current is not None and current.of is not None
            case "take":
                return self.step == "goal" and self._agenda.advice is not None
            case "people" | "pause":
                return self.step == "goal"
            case _:
                return super().check_action(action, parameters)

    def on_rows_moved(self) -> None:
        """What the keys can do depends on the row."""
        self.refresh_bindings()

    @property
    def _current(self) -> Item | None:
        return self._rows.current

    def action_onward(self) -> None:
        """Keep what was said, and go to the next step."""
        self._go(1)

    def action_step_back(self) -> None:
        """To the step before; from the first one out of the review."""
        if self._at == 0:
            self.action_leave()
        else:
            self._go(-1)

    def _go(self, by: int) -> None:
        """Go on at once: the keys that follow are meant for the next step already."""
        try:
            self._keep_boards()
        except RefusedError as error:
            self.say(sentence(error), trouble=True)
            self._boards.focus()
            return
        said = self._said(self._at + by)
        if self._at + by >= len(self._steps):
            self._finish(said)
            return
        self._at += by
        self._rows.show(())  # the next step begins at its first row
        self.redraw()
        self.home().focus()
        self._note(**said)

    def _said(self, step: int) -> dict[str, Any]:
        """What is to be kept when one leaves this step for another."""
        said: dict[str, Any] = {"step": step}
        well = self._line.value.strip()
        before = review.review_of(self.state.network, self._weeks.back).went_well
        if self.step == "back" and well != before:
            said["went_well"] = well
        return said

    def _keep_boards(self) -> None:
        """Keep how long went to job boards.

        Raises:
            RefusedError: It is no length of time.

        """
        text, back = self._boards.value.strip(), self._weeks.back
        if self.step != "back" or not self._is_seeking or text == self._boards_kept:
            return
        minutes, store = parse_length(text) if text else None, self.state.store
        set_jobboards(store.network, back, minutes)  # refuses what no week has

        async def keep() -> None:
            await self._written(
                lambda: store.commit(set_jobboards(store.network, back, minutes), undoable=False)
            )
            if self.is_attached:
                self.query_one("#review-outcome", Painted).redraw()

        self.app.run_worker(keep())

    @on(Line.Changed, "#review-minutes")
    @on(Line.Changed, "#review-well")
    def _hear_line(self) -> None:
        """Keep what is typed at each pause: the connection may drop within the line."""
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE, self._keep_line)

    def _keep_line(self) -> None:
        with suppress(RefusedError):  # it may be half typed; Enter says what is wrong
            self._keep_boards()
        said = self._said(self._at)
        if "went_well" in said:
            self._note(**said)

    async def keep_typed(self) -> None:
        """Keep the line as it stands, as the app is about to be left within it."""
        said = self._said(self._at)
        if "went_well" in said:
            await self._noting(**said)

    def _note(self, **said: Any) -> None:
        """Keep where the review stands, by the app: the screen may be left before it is written."""
        self.app.run_worker(self._noting(**said))

    def _noting(self, **said: Any) -> Coroutine[Any, Any, None]:
        """Return what writes where the review of the week on the screen now stands.

        It is no action of its own, so undo goes on with the others.
        """
        store, back = self.state.store, self._weeks.back
        return self._written(
            lambda: store.commit(review.keep(store.network, back, **said), undoable=False)
        )

    async def _written(self, work: Callable[[], object]) -> None:
        try:
            await self.state.write(work)
        except (CouldNotError, RefusedError) as error:
            self.app.notify(unsaved(error), severity="error", markup=False, timeout=8)

    def _finish(self, said: dict[str, Any]) -> None:
        """Close the review with its sentence."""
        people = [one.of.contact for one in self._agenda.planned_items()]
        is_whole = len(self._steps) == len(STEPS)
        closing = review.closing(self.state.today, self._weeks, people, self._agenda.is_this_week)
        self._note(**{**said, **(closing if is_whole else {}), "step": 0})
        self.dismiss()
        words = "Reviewed. The week is yours." if is_whole else "Kept."
        self.app.notify(words, markup=False, timeout=PASSING)

    def action_leave(self) -> None:
        """Leave; the review goes on from here the next time."""
        self._keep_line()
        self._note(**self._said(self._at))
        self.dismiss()

    def action_week(self, by: int) -> None:
        """Look at the review of another week, never of one to come."""
        weeks = Weeks.after(self._weeks.back + by * WEEK)
        if weeks.back <= self.state.today:
            self._keep_line()
            self._open(weeks)
            self.redraw()
            self._rows.focus()  # in the line the same key would be typed

    def action_choose(self) -> None:
        """Give the week a reason, or plan a person and let go of them again."""
        one, weeks = self._current, self._weeks
        if one is None:
            return
        if self.step == "back":
            said = "" if one.chosen else one.of
            self._do(lambda network, _: review.keep(network, weeks.back, reason=said))
        elif one.chosen:
            self._plan_step(plans.drop_plan, one.of.plan)
        else:
            key = one.of.id
            self._do(lambda network, hand: review.plan(network, hand, weeks, key))

    def action_when(self) -> None:
        """Another day of the week that is planned."""
        if self._current is not None:
            key, weeks = self._current.of.plan.id, self._weeks
            self._do(lambda network, hand: review.another_day(network, hand, weeks, key))

    def action_how(self) -> None:
        """Another channel."""
        if self._current is not None:
            key = self._current.of.plan.id
            self._do(lambda network, hand: review.another_way(network, hand, key))

    def _swapped(self) -> tuple[str, str] | None:
        """The plan under the cursor, and who is the next that is not planned."""
        one = self._current if self._rows.has_focus else None
        if one is None or not one.chosen:
            return None
        other = next((it.of for it in self._rows.items if it.chosen is False), None)
        return (one.of.plan.id, other.id) if other is not None else None

    def action_swap(self) -> None:
        """Plan the next one in their place, on the same day."""
        if (pair := self._swapped()) is not None:
            self._do(lambda network, hand: plans.swap_person(network, hand, *pair))

    def action_reached(self) -> None:
        """They were reached."""
        self._say_outcome("reached")

    def action_no_reply(self) -> None:
        """No answer came."""
        self._say_outcome("no_reply")

    def _say_outcome(self, outcome: Outcome) -> None:
        if self._current is not None:
            one = self._current.of
            self._do(lambda network, _: say_outcome(network, one.interaction, one.contact, outcome))

    def action_rest(self) -> None:
        """No answer came from anybody of the rest."""
        self._do(review.no_reply_from_the_rest)

    def action_answered(self) -> None:
        """Log that they answered, today."""
        if self._current is not None:
            one = self._current.of
            self._do(lambda network, hand: review.answered(network, hand, one))

    def action_done(self) -> None:
        """That is done."""
        self._plan_step(plans.finish_plan, self._plan)

    def action_drop(self) -> None:
        """Let go of it."""
        self._plan_step(plans.drop_plan, self._plan)

    def action_move(self) -> None:
        """Move it by a week, from today on if it was due before."""
        self._plan_step(review.a_week_later, self._plan)

    @property
    def _plan(self) -> Plan | None:
        """The plan under the cursor."""
        return self._current.of if self._current is not None else None

    def _plan_step(self, step: Callable[[Network, Hand, str], Change], plan: Plan | None) -> None:
        if plan is not None:
            self._do(lambda network, hand: step(network, hand, plan.id))

    def action_take(self) -> None:
        """Take the advice."""
        if (advice := self._agenda.advice) is not None:
            people = advice.people
            self._do(lambda network, hand: set_goal(network, hand, people))

    def action_people(self, by: int) -> None:
        """One more person a week, or one fewer."""
        self._do(lambda network, hand: review.more_people(network, hand, by))

    def action_pause(self) -> None:
        """Pause the week that is planned, or take it up again."""
        week = self._weeks.planned

        def change(network: Network, _: Hand) -> Change:
            return (take_up if is_paused(network, week) else pause_weeks)(network, [week])

        self._do(change)

    @work
    async def _do(self, make: Callable[[Network, Hand], Change]) -> None:
        """Make a change on top of those that are still being written, and keep it."""
        store, hand = self.state.store, self.state.hand
        await self.write(lambda: store.commit(make(store.network, hand)))


_OWN = frozenset(
    {
        "onward",
        "step_back",
        "choose",
        "when",
        "how",
        "swap",
        "reached",
        "no_reply",
        "rest",
        "answered",
    }
    | {"done", "move", "drop", "take", "people", "pause", "week", "leave"}
)
"""What is not done while the log bar is open."""

_EMPTY: dict[Step, str] = {
    "back": "Nothing was logged.",
    "replies": "Nobody owes you a line.",
    "loose": "Nothing is left open.",
    "next": "Everyone on the list has heard from you. a adds a name.",
}
