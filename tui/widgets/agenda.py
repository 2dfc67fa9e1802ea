"""What each step of a review is about: its question, its rows, and how they are drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from habit import plans, review
from habit.advice import Advice, advice, gym_story
from habit.birthdays import birthdays
from habit.dates import ago, counted, day_text, spoken_day
from habit.entries import entries
from habit.goals import goal_of, is_paused
from habit.meter import meter
from habit.model import Contact, Goal
from habit.names import first_name
from habit.review import REASONS, Step, Weeks
from habit.suggest import BIRTHDAY_DAYS, last_interaction, who_next
from habit.weeks import WEEK
from tui.paint import Line as Drawn
from tui.paint import fit, right, wrap
from tui.widgets.card import outcome_spans
from tui.widgets.steps import who_line, who_words

if TYPE_CHECKING:
    from tui.state import State

MOST_OFFERED = 12
"""People who are offered to be planned."""


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


class Agenda:
    """The steps of the review of one week, as things are now."""

    def __init__(self, state: State, weeks: Weeks) -> None:
        self._state = state
        self.weeks = weeks

    @property
    def advice(self) -> Advice | None:
        """What is advised on the goal, unless another one was said since, the same or not."""
        network, today = self._state.network, self._state.today
        now = goal_of(network, self.weeks.planned)
        if now is not None and review.goal_said(network, today).people != now.people:
            return None
        return advice(network, self.weeks.back, today)

    @property
    def is_this_week(self) -> bool:
        """Whether the week that is planned has begun."""
        return self.weeks.planned <= self._state.today

    def title(self, step: Step) -> str:
        """Return the title of the rows of a step."""
        weeks = self.weeks
        span = f"{day_text(weeks.planned)} to {day_text(weeks.planned + timedelta(days=6))}"
        return {
            "back": f"Week of {day_text(weeks.back)}",
            "replies": "Waiting for an answer",
            "loose": "Plans and birthdays",
            "next": span,
            "goal": "",
            "sentence": span,
        }[step]

    def items(self, step: Step) -> list[Item]:
        """Return the rows of a step."""
        made: dict[Step, Callable[[], list[Item]]] = {
            "back": self._back_items,
            "replies": self._reply_items,
            "loose": self._loose_items,
            "next": self._next_items,
            "goal": list,
            "sentence": self.planned_items,
        }
        return made[step]()

    def _back_items(self) -> list[Item]:
        state, network = self._state, self._state.network
        items = [
            Item(
                f"{one.id}{contact}",
                self._called(contact),
                one.note,
                spans=outcome_spans(network, one, contact, state.today, state.glyphs),
            )
            for one in network.of_week.get(self.weeks.back, ())
            for contact in one.people
        ]
        if review.wants_reason(network, self.weeks, state.today):
            said = review.review_of(network, self.weeks.back).reason
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
        network = self._state.network
        return [
            Item(
                f"{one.interaction}{one.contact}",
                self._called(one.contact),
                network.interactions[one.interaction].note,
                counted(one.days, "day"),
                network.interactions[one.interaction].channel,
                of=one,
            )
            for one in review.waiting(network, self._state.today)
        ]

    def _loose_items(self) -> list[Item]:
        network, today = self._state.network, self._state.today
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
        network, today = self._state.network, self._state.today
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
        network = self._state.network
        planned = self.planned_items()
        here = {one.of.contact.id for one in planned}
        left = [
            (one.contact, "planned last week")
            for one in plans.people_of_week(network, self.weeks.back)
            if not one.done and self.weeks.back + WEEK == self.weeks.planned
        ]
        offered = [(one.contact, one.why) for one in self._state.ask(who_next)]
        for contact, why in (*left, *offered):
            if contact.id not in here and len(planned) < MOST_OFFERED:
                here.add(contact.id)
                planned.append(Item(contact.id, contact.name, why, chosen=False, of=contact))
        return planned

    def planned_items(self) -> list[Item]:
        """Return who is planned for the week."""
        network = self._state.network
        # That somebody is planned is no reason for planning them.
        why = {one.contact.id: one.why for one in self._state.ask(who_next) if one.reason != "plan"}
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
            for one in plans.people_of_week(network, self.weeks.planned)
        ]

    def _last(self, contact: Contact) -> str:
        last = last_interaction(self._state.network, contact.id)
        return f"{ago(last.on, self._state.today)}, {last.channel}" if last else "the first time"

    def _called(self, contact: str) -> str:
        known = self._state.network.contacts.get(contact)
        return known.name if known else "someone"

    def words(self, step: Step, width: int) -> tuple[str, str]:
        """Return the question of a step, and what it is for with its keys."""
        which = "this week" if self.is_this_week else "next week"
        network = self._state.network
        match step:
            case "back":
                return self._credit(width)
            case "replies" | "loose" if not self.items(step):
                return "Nothing to look after here.", "enter goes on."
            case "replies":
                return (
                    "Did they answer?",
                    "y they did, i they wrote today, n no answer came, enter lets them wait on.",
                )
            case "loose":
                return (
                    "What is still open?",
                    "d done, m in a week, x drops it, enter leaves it.",
                )
            case "next":
                goal = goal_of(network, self.weeks.planned) or Goal()
                people = counted(goal.people, "person")
                return (
                    f"Whom will you reach out to {which}?",
                    f"{people} is the goal. Say when and how, and it is half done already.",
                )
            case "goal":
                return self._goal_words()
            case "sentence" if not self.planned_items():
                return "That was the review.", "enter ends it, esc goes back to whom."
            case "sentence":
                return "Say it, and it is as good as done.", "enter ends the review."

    def _credit(self, width: int) -> tuple[str, str]:
        week = meter(self._state.network, self.weeks.back, self._state.today)
        names = [self._called(one) for one in week.people]
        if not names:
            return "A quiet week. You are here, and that counts.", "What went well all the same?"
        words = who_words(names, width - 22)
        reached = f"{week.reached} of them reached. " if week.reached else ""
        return f"You reached out to {words}.", f"{reached}What went well?"

    def _goal_words(self) -> tuple[str, str]:
        network, planned = self._state.network, self.weeks.planned
        goal = review.goal_said(network, self._state.today)
        now = goal_of(network, planned) or Goal()
        people = counted(goal.people, "person")
        if is_paused(network, planned):
            return f"The week of {day_text(planned)} is paused.", "Enjoy the rest. p takes it up."
        if advised := self.advice:
            why = f"{advised.why} t takes it."
        else:
            story = gym_story(goal.people, goal.mode)
            why = story or "Small and kept beats big. enter keeps it."
        since = f" from {day_text(planned + WEEK)}" if goal != now else ""
        return f"{people} a week, {goal.stretch} with a bonus{since}.", why

    def commitment(self, width: int) -> list[Drawn]:
        """In the first review, what you said that you will do, and when you said it."""
        network, glyphs = self._state.network, self._state.glyphs
        said = entries(network, "commitment")
        if not said or review.last_done(network) is not None:
            return []
        when = f"You said on {day_text(said[-1].on)}:" if said[-1].on else "You said:"
        words = wrap(glyphs.quoted(said[-1].text), width, "ink italic", lines=3)
        return [[(when, "soft")], *words]

    def sentence(self, width: int) -> Drawn:
        """The sentence with its names in bold."""
        whom = [one.of.contact for one in self.planned_items()]
        if not whom:
            return [("Nobody is planned yet, and that is fine too.", "soft")]
        when = "This week" if self.is_this_week else "Next week"
        start = f"{when} I can and will reach out to "
        people: list[Drawn] = [[(first_name(one), "ink bold")] for one in whom]
        return [(start, "soft"), *who_line(people, width - len(start) - 1), (".", "soft")]

    def row(self, one: Item, width: int) -> Drawn:
        """Draw a row."""
        glyphs = self._state.glyphs
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


def _near(day: date, today: date) -> str:
    words = spoken_day(day, today)
    return words if len(words) <= 9 else day_text(day)
