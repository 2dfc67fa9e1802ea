"""The weekly review: six steps, Enter onward, Escape back, every answer kept at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget

from habit import plans, review
from habit.advice import Advice, advice
from habit.birthdays import birthdays
from habit.changes import Hand, say_outcome, set_goal
from habit.changes import pause as pause_weeks
from habit.changes import unpause as take_up
from habit.dates import ago, counted, day_text, spoken_day
from habit.errors import CouldNotError, RefusedError
from habit.goals import goal_of, is_paused
from habit.meter import meter
from habit.model import Change, Contact, Goal, Outcome, Plan
from habit.months import history
from habit.network import Network
from habit.review import REASONS, STEPS, Step, Weeks
from habit.suggest import BIRTHDAY_DAYS, last_interaction, who_next
from habit.weeks import WEEK
from tui.dialogs.goal import span_lines
from tui.paint import Line as Drawn
from tui.paint import Span, fit, right, short, wrap
from tui.screens.place import Place
from tui.state import unsaved
from tui.watching import PASSING
from tui.widgets.card import outcome_spans
from tui.widgets.field import Line
from tui.widgets.frame import MARGIN
from tui.widgets.painted import Painted
from tui.widgets.rows import Look, Rows
from tui.widgets.steps import step_lines, who_words

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
AT_A_TIME = 10
"""Waiting outreach that is shown at once."""
MOST_OFFERED = 12


@dataclass(frozen=True)
class Item:
    """One row of a step, with what it stands for."""

    key: str
    who: str
    why: str = ""
    when: str = ""
    how: str = ""
    chosen: bool | None = None
    """Whether a choice is taken; None where there is nothing to choose."""
    spans: Drawn = ()
    """Drawn in place of when and how."""
    of: Any = field(default=None, compare=False)


class Review(Place):
    """Looks back on a week and plans the one after it."""

    MODE = "week"
    CSS_PATH = "review.tcss"
    FOOTER = (
        "review.choose",
        "review.when",
        "review.how",
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
        "app.help",
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "onward", "Onward", id="review.onward", tooltip="To the next step"),
        Binding("escape", "step_back", "Back", id="review.back", tooltip="To the step before"),
        Binding("space", "choose", "Choose", id="review.choose", tooltip="Choose the row, or not"),
        Binding("w", "when", "When", id="review.when", tooltip="Another day of that week"),
        Binding("h", "how", "How", id="review.how", tooltip="Another channel"),
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
        Binding("left_square_bracket", "week(-1)", "Week before", id="review.before"),
        Binding("right_square_bracket", "week(1)", "Week after", id="review.after"),
        Binding("q", "leave", "Leave", id="place.leave", tooltip="Leave; it goes on from here"),
    ]

    def __init__(self, back: date | None = None) -> None:
        super().__init__()
        self._asked = back
        self._weeks = Weeks.after(date.min)
        self._at = 0
        self._advice: Advice | None = None

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
        rows: Rows[Item] = Rows(
            Look(row=self._row, key=lambda one: one.key), glyphs=glyphs, id="review-rows"
        )
        yield rows
        yield Painted(self._outcome, id="review-outcome")

    def on_mount(self) -> None:
        """Begin where the review was left."""
        super().on_mount()
        weeks = review.weeks_now(self.state.network, self.state.today)
        self._weeks = Weeks.after(self._asked) if self._asked is not None else weeks
        self._open()
        self.call_after_refresh(self._open_month)

    def _open_month(self) -> None:
        """Open the first review of a month with the report of the month before it."""
        from tui.dialogs.month import MonthDialog

        network, weeks = self.state.network, self._weeks
        if self._at or self._asked is not None or not review.is_first_of_month(network, weeks):
            return
        month = review.month_before(weeks)
        rows = self.state.ask(history).months
        if any(row.month == month and row.attempts and row.weeks[-1].over for row in rows):
            self.app.push_screen(MonthDialog(self.state, month))

    def _open(self) -> None:
        kept = review.review_of(self.state.network, self._weeks.back)
        self._at = min(kept.step, len(self._steps) - 1)
        with self._line.prevent(Line.Changed):
            self._line.value = kept.went_well

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
    def _rows(self) -> Rows[Item]:
        return self.query_one("#review-rows", Rows)

    def home(self) -> Widget:
        """The line when looking back, else the rows."""
        return self._line if self.step == "back" else self._rows

    def redraw(self) -> None:
        """Show the step as it is now."""
        network, today = self.state.network, self.state.today
        self._advice = advice(network, self._weeks.back, today)
        items = self._items()
        shown = items[:AT_A_TIME] if self.step == "replies" else items
        self._rows.show(shown, empty=[[(f"  {_EMPTY.get(self.step, '')}", "soft")]])
        self._rows.title(self._title())
        more = f"{len(shown)} of {len(items)}" if len(items) > len(shown) else ""
        chosen = sum(one.chosen is True for one in items)
        reasons = any(isinstance(one.of, str) for one in items)
        said = f"{chosen} chosen" if self.step == "next" else ""
        self._rows.subtitle(more or ("tab, space say why, if you like" if reasons else said))
        self._rows.display = self.step != "goal" and bool(items or self.step in _EMPTY)
        self.query_one("#review-line").display = self.step == "back"
        for painted in self.query(Painted):
            painted.redraw()
        if not self.logging and self.focused not in (self._line, self._rows):
            self.home().focus()
        self.refresh_bindings()

    # What each step is about

    def _title(self) -> str:
        weeks = self._weeks
        span = f"{day_text(weeks.planned)} to {day_text(weeks.planned + timedelta(days=6))}"
        return {
            "back": f"Week of {day_text(weeks.back)}",
            "replies": "Waiting for an answer",
            "loose": "Plans and birthdays",
            "next": span,
            "goal": "",
            "sentence": span,
        }[self.step]

    def _items(self) -> list[Item]:
        made: dict[Step, Callable[[], list[Item]]] = {
            "back": self._back_items,
            "replies": self._reply_items,
            "loose": self._loose_items,
            "next": self._next_items,
            "goal": list,
            "sentence": self._planned_items,
        }
        return made[self.step]()

    def _back_items(self) -> list[Item]:
        state, network = self.state, self.state.network
        items = [
            Item(
                f"{one.id}{contact}",
                self._called(contact),
                one.note,
                spans=outcome_spans(network, one, contact, state.today, state.glyphs),
            )
            for one in network.of_week.get(self._weeks.back, ())
            for contact in one.people
        ]
        if review.wants_reason(network, self._weeks, state.today):
            said = review.review_of(network, self._weeks.back).reason
            tally = dict(review.reasons(network))
            items += [
                Item(
                    f"reason {one}",
                    one,
                    counted(tally[one], "week") if one in tally else "",
                    chosen=one == said,
                    of=one,
                )
                for one in dict.fromkeys((*REASONS, *tally))
            ]
        return items

    def _reply_items(self) -> list[Item]:
        network = self.state.network
        return [
            Item(
                f"{one.interaction}{one.contact}",
                self._called(one.contact),
                network.interactions[one.interaction].note,
                counted(one.days, "day"),
                network.interactions[one.interaction].channel,
                of=one,
            )
            for one in review.waiting(network, self.state.today)
        ]

    def _loose_items(self) -> list[Item]:
        network, today = self.state.network, self.state.today
        due = [
            one
            for one in plans.open_plans(network, today)
            if one.plan.kind != "person" and plans.when_due(one.plan, network, today) != "later"
        ]
        items = [
            Item(
                one.plan.id,
                one.contact.name,
                plans.what_text(one.plan),
                _near(one.plan.due, today),
                of=one.plan,
            )
            for one in due
        ]
        return [*items, *self._birthdays()]

    def _birthdays(self) -> list[Item]:
        network, today = self.state.network, self.state.today
        return [
            Item(
                f"birthday{one.contact.id}",
                one.contact.name,
                f"birthday, turns {one.turns}" if one.turns else "birthday",
                _near(one.on, today),
            )
            for one in birthdays(network, today, BIRTHDAY_DAYS)
        ]

    def _next_items(self) -> list[Item]:
        network = self.state.network
        planned = self._planned_items()
        here = {one.of.contact.id for one in planned}
        left = [
            (one.contact, "planned last week")
            for one in plans.people_of_week(network, self._weeks.back)
            if not one.done and self._weeks.back + WEEK == self._weeks.planned
        ]
        offered = [(one.contact, one.why) for one in self.state.ask(who_next)]
        for contact, why in (*left, *offered):
            if contact.id not in here and len(planned) < MOST_OFFERED:
                here.add(contact.id)
                planned.append(Item(contact.id, contact.name, why, chosen=False, of=contact))
        return planned

    def _planned_items(self) -> list[Item]:
        network = self.state.network
        # That somebody is planned is no reason for planning them.
        why = {one.contact.id: one.why for one in self.state.ask(who_next) if one.reason != "plan"}
        return [
            Item(
                one.contact.id,
                one.contact.name,
                "done already" if one.done else why.get(one.contact.id) or self._last(one.contact),
                f"{one.plan.due:%a} {one.plan.due.day}",
                plans.how_text(one.plan),
                chosen=True,
                of=one,
            )
            for one in plans.people_of_week(network, self._weeks.planned)
        ]

    def _last(self, contact: Contact) -> str:
        last = last_interaction(self.state.network, contact.id)
        return f"{ago(last.on, self.state.today)}, {last.channel}" if last else "the first time"

    def _called(self, contact: str) -> str:
        known = self.state.network.contacts.get(contact)
        return known.name if known else "someone"

    # Drawing

    def _hero(self, width: int) -> list[Drawn]:
        steps = self._steps
        left = sum(MINUTES[one] for one in steps[self._at :])
        end = f"about {counted(left, 'minute')} to go" if left else "almost done"
        words = [self._step_word(one) for one in steps]
        lines = step_lines("Weekly review", words, self._at, width - 6, self.state.glyphs, end=end)
        return [[(MARGIN, "faint"), *line] for line in lines]

    def _step_word(self, step: Step) -> str:
        return "This week" if step == "next" and self._is_this_week else WORDS[step]

    @property
    def _is_this_week(self) -> bool:
        return self._weeks.planned <= self.state.today

    def _question(self, width: int) -> list[Drawn]:
        question, about = self._asked_words(width - 6)
        more = [] if self._is_low else wrap(about, width - 6, "soft")
        lines: list[Drawn] = [[(short(question, width - 6), "ink bold")], *more]
        return [[(MARGIN, "faint"), *line] for line in lines]

    @property
    def _is_low(self) -> bool:
        """Whether there is room for the question and the rows alone."""
        return self.app.size.height < 16

    def _asked_words(self, width: int) -> tuple[str, str]:
        which = "this week" if self._is_this_week else "next week"
        network = self.state.network
        match self.step:
            case "back":
                return self._credit(width)
            case "replies":
                return "Did they answer?", "y they did, n no answer came, enter lets them wait on."
            case "loose":
                return (
                    "What is still open?",
                    "d done, m in a week, x drops it, enter leaves it.",
                )
            case "next":
                goal = goal_of(network, self._weeks.planned) or Goal()
                people = "1 person" if goal.people == 1 else f"{goal.people} people"
                return (
                    f"Whom will you reach out to {which}?",
                    f"{people} is the goal. Say when and how, and it is half done already.",
                )
            case "goal":
                return self._goal_words()
            case "sentence":
                return "Say it, and it is as good as done.", "enter ends the review."

    def _credit(self, width: int) -> tuple[str, str]:
        week = meter(self.state.network, self._weeks.back, self.state.today)
        names = [self._called(one) for one in week.people]
        if not names:
            return "A quiet week. You are here, and that counts.", "What went well all the same?"
        words = who_words(names, width - 22)
        reached = f"{week.reached} of them reached. " if week.reached else ""
        return f"You reached out to {words}.", f"{reached}What went well?"

    def _goal_words(self) -> tuple[str, str]:
        network, planned = self.state.network, self._weeks.planned
        goal = goal_of(network, planned) or Goal()
        people = "1 person" if goal.people == 1 else f"{goal.people} people"
        if is_paused(network, planned):
            return f"The week of {day_text(planned)} is paused.", "Enjoy the rest. p takes it up."
        advised = self._advice
        why = (
            f"{advised.why} t takes it." if advised else "Small and kept beats big. enter keeps it."
        )
        return f"{people} a week, {goal.stretch} with a bonus.", why

    def _outcome(self, width: int) -> list[Drawn]:
        if self._is_low and self.step != "sentence":
            return []
        if self.step == "goal":
            lines = span_lines(self.state.network, self.state.today, width - 6)
            return [[], *([(MARGIN, "faint"), *line] for line in lines)]
        if self.step not in ("next", "sentence"):
            return []
        return [[], [(MARGIN, "faint"), *self._sentence(width - 6)]]

    def _sentence(self, width: int) -> Drawn:
        """The sentence with its names in bold."""
        names = [one.of.contact.name for one in self._planned_items()]
        if not names:
            return [("Nobody is planned yet, and that is fine too.", "soft")]
        said = short(review.sentence(names, this_week=self._is_this_week), width)
        spans: list[Span] = []
        for name in review.first_names(names):
            before, there, said = said.partition(name)
            spans += [(before, "soft"), (there, "ink bold")]
        return [*spans, (said, "soft")]

    def _row(self, one: Item, width: int) -> Drawn:
        glyphs = self.state.glyphs
        who = 22 if width >= 60 else max(10, width - 24)
        sign: Drawn = ()
        if one.chosen is not None:
            role = "met" if one.chosen else "faint"
            sign = [(f"{glyphs.person if one.chosen else glyphs.free} ", role)]
        name = (fit(one.who, who - 1 - 2 * bool(sign), glyphs.cut) + " ", "name")
        if isinstance(one.of, str):  # a reason has the row for itself
            room = max(0, width - 12)
            return [*sign, (fit(one.who, room, glyphs.cut), "name"), (right(one.why, 10), "soft")]
        if one.spans:
            arrow, word = one.spans
            note = max(0, width - who - 11)
            said = (fit(one.why, note, glyphs.cut), "soft")
            return [*sign, name, arrow, (" ", ""), (fit(word[0], 9), word[1]), said]
        when, how = (10, 12) if width >= 60 else (10, 0)
        why = max(0, width - who - when - how)
        return [
            *sign,
            name,
            (fit(one.why, max(0, why - 1), glyphs.cut) + " " * bool(why), "soft"),
            (fit(one.when or (glyphs.closed if one.chosen is False else ""), when), "ink"),
            (fit(one.how, how, glyphs.cut), "ink"),
        ]

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
                return (
                    current is not None and current.chosen is not None and self.step != "sentence"
                )
            case "when" | "how":
                return self.step == "next" and current is not None and bool(current.chosen)
            case "reached" | "no_reply" | "rest" | "answered":
                return self.step == "replies" and current is not None
            case "done" | "move" | "drop":
                return self.step == "loose" and current is not None and current.of is not None
            case "take":
                return self.step == "goal" and self._advice is not None
            case "people" | "pause":
                return self.step == "goal"
            case _:
                return super().check_action(action, parameters)

    @property
    def _can_choose(self) -> bool:
        return self.step in ("back", "next")

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
        said = self._said(self._at + by)
        if self._at + by >= len(self._steps):
            self._finish(said)
            return
        self._at += by
        self._rows.select("")
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

    def _note(self, **said: Any) -> None:
        """Keep where the review stands: no action of its own, so undo goes on with the others."""
        store, back = self.state.store, self._weeks.back

        def work() -> object:
            return store.commit(review.keep(store.network, back, **said), undoable=False)

        # By the app, as the screen may be left before it is written.
        self.app.run_worker(self._written(work))

    async def _written(self, work: Callable[[], object]) -> None:
        try:
            await self.state.write(work)
        except (CouldNotError, RefusedError) as error:
            self.app.notify(unsaved(error), severity="error", markup=False, timeout=8)

    def _finish(self, said: dict[str, Any]) -> None:
        """Close the review with its sentence."""
        names = [one.of.contact.name for one in self._planned_items()]
        is_whole = len(self._steps) == len(STEPS)
        closing = review.closing(self.state.today, self._weeks, names, self._is_this_week)
        self._note(**{**said, **(closing if is_whole else {}), "step": 0})
        self.dismiss()
        words = "Reviewed. The week is yours." if is_whole else "Kept."
        self.app.notify(words, markup=False, timeout=PASSING)

    def action_leave(self) -> None:
        """Leave; the review goes on from here the next time."""
        self._note(**self._said(self._at))
        self.dismiss()

    def action_week(self, by: int) -> None:
        """Look at the review of another week, never of one to come."""
        weeks = Weeks.after(self._weeks.back + by * WEEK)
        if weeks.back <= self.state.today:
            self._weeks = weeks
            self._open()
            self.redraw()
            self.home().focus()

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
            plan, weeks = self._current.of.plan, self._weeks
            self._do(lambda network, hand: review.another_day(network, hand, weeks, plan))

    def action_how(self) -> None:
        """Another channel."""
        if self._current is not None:
            plan = self._current.of.plan
            self._do(lambda network, hand: review.another_way(network, hand, plan))

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
        plan = self._plan
        if plan is not None:
            due = max(plan.due, self.state.today) + WEEK
            self._do(lambda network, hand: plans.edit_plan(network, hand, plan.id, due=due))

    @property
    def _plan(self) -> Plan | None:
        """The plan under the cursor."""
        return self._current.of if self._current is not None else None

    def _plan_step(self, step: Callable[[Network, Hand, str], Change], plan: Plan | None) -> None:
        if plan is not None:
            self._do(lambda network, hand: step(network, hand, plan.id))

    def action_take(self) -> None:
        """Take the advice."""
        if self._advice is not None:
            self._set_goal(self._advice.people)

    def action_people(self, by: int) -> None:
        """One more person a week, or one fewer."""
        goal = goal_of(self.state.network, self._weeks.planned) or Goal()
        self._set_goal(max(1, goal.people + by))

    def _set_goal(self, people: int) -> None:
        self._do(lambda network, hand: set_goal(network, hand, people))

    def action_pause(self) -> None:
        """Pause the week that is planned, or take it up again."""
        planned = [self._weeks.planned]
        step = take_up if is_paused(self.state.network, planned[0]) else pause_weeks
        self._do(lambda network, _: step(network, planned))

    @work
    async def _do(self, make: Callable[[Network, Hand], Change]) -> None:
        """Make a change on top of those that are still being written, and keep it."""
        store, hand = self.state.store, self.state.hand
        await self.write(lambda: store.commit(make(store.network, hand)))


_OWN = frozenset(
    {"onward", "step_back", "choose", "when", "how", "reached", "no_reply", "rest", "answered"}
    | {"done", "move", "drop", "take", "people", "pause", "week", "leave"}
)
"""What is not done while the log bar is open."""

_EMPTY: dict[Step, str] = {
    "replies": "Nobody owes you a line.",
    "loose": "Nothing is left open.",
    "next": "Everyone has heard from you. a adds a name.",
}


def _near(day: date, today: date) -> str:
    words = spoken_day(day, today)
    return words if len(words) <= 9 else day_text(day)
