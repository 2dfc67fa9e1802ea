"""The dialog in which the goal is changed, and what holds for all days and weeks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, cast, get_args

from habit.advice import Span, gym_story, spans
from habit.changes import join, set_goal, set_organization, set_weekday
from habit.dates import WEEKDAYS, counted, day_text
from habit.errors import RefusedError
from habit.goals import USUAL_TIME, goal_of, time_of
from habit.model import Change, Goal, Mode
from habit.network import Network
from habit.text import fold
from habit.weeks import start_of_week
from tui.dialogs import zone
from tui.dialogs.form import Form, Question
from tui.paint import Line, fit, right, short

if TYPE_CHECKING:
    from tui.state import State

_HOURS = "40, when employed or seeking"
_YOURS = "so that others there count as inside"
MODES = tuple((mode[0], mode) for mode in get_args(Mode))
"""Letter and word of each mode."""
DIGITS = 6
"""Digits of a number beyond which it is a slip."""
MOST = 4
"""Goals that are told of."""


class GoalDialog(Form):
    """Asks for people a week and a stretch, and shows what the goals so far gave.

    A higher goal holds from next week. Four and more hear first what did not last.
    """

    def __init__(self, state: State) -> None:
        self._state = state
        self._goal = Goal()
        self._warned = 0
        """The goal that was answered with the story; it is told once."""
        super().__init__("Goal", self._ask_now, self._change, state.commit)

    def _ask_now(self) -> list[Question]:
        network = self._state.network
        week = start_of_week(self._state.today, network.meta.weekday)
        self._goal = goal = goal_of(network, week) or Goal()
        time = time_of(goal)
        return [
            Question("people", "People a week", str(goal.people), "2", whole=True),
            Question("stretch", "With a bonus", str(goal.stretch), "3", whole=True),
            Question("why", "Because", goal.why or "", "in your own words"),
            Question("mode", "Mode", goal.mode, choices=MODES),
            Question(
                "weekday", "Weeks begin", WEEKDAYS[network.meta.weekday], "Monday", whole=True
            ),
            *zone.questions(network.meta),
            Question(
                "hours", "Hours a week", f"{time.hours:g}" if time else "", _HOURS, whole=True
            ),
            Question("share", "For people", f"{time.share} %" if time else "", "10 %", whole=True),
            Question("organization", "You work at", network.meta.organization or "", _YOURS),
        ]

    def _change(self, values: Mapping[str, str]) -> Change:
        network, hand = self._state.network, self._state.hand
        people, stretch = _number(values["people"]), _number(values["stretch"])
        mode = cast(Mode, values["mode"])
        self._tell(people, mode)
        # A bonus that was not touched moves along with the goal.
        moved = people != self._goal.people and stretch == self._goal.stretch
        kept = None if moved else stretch
        hours, share = self._time(values, mode)
        goal = set_goal(
            network,
            hand,
            people,
            stretch=kept,
            mode=mode,
            why=values["why"] or None,
            hours=hours,
            share=share,
        )
        weekday = set_weekday(network.having(goal), _weekday(values["weekday"]))
        yours = set_organization(network.having(goal, weekday), values["organization"])
        place = zone.change(network.having(goal, weekday, yours), values)
        return join(goal, weekday, yours, place, what=goal.what)

    def _time(self, values: Mapping[str, str], mode: Mode) -> tuple[float | None, int | None]:
        """Return the hours and the share that were said; those of another mode are not meant."""
        asked = {one.key: one.value for one in self._questions}
        is_other = mode != self._goal.mode
        hours, share = (
            "" if is_other and values[key] == asked[key] else values[key].strip(" %")
            for key in ("hours", "share")
        )
        usual = USUAL_TIME.get(mode)
        if usual is None and not hours and not share:
            return None, None
        return (
            _amount(hours) if hours or usual is None else usual.hours,
            _percent(share) if share or usual is None else usual.share,
        )

    def _tell(self, people: int, mode: Mode) -> None:
        story = gym_story(people, mode)
        if story and people not in (self._warned, self._goal.people):
            self._warned = people
            raise RefusedError(f"{story} enter sets {people} all the same")

    def extra(self, width: int) -> list[Line]:
        """What the goals so far gave, newest first."""
        told = span_lines(self._state.network, self._state.today, width)
        return [[], *told] if told else []


def span_lines(network: Network, today: date, width: int) -> list[Line]:
    """Draw the goals so far, newest first, each with what it gave."""
    return [_span_line(one, today, width) for one in spans(network, today)[:MOST]]


def _span_line(one: Span, today: date, width: int) -> Line:
    begins = "still to come" if one.start > today else "begins now"
    met = f"met {one.met} of {counted(one.weeks, 'week')}" if one.weeks else begins
    each = f"{one.people / one.weeks:.1f} people" if one.weeks else ""
    return [
        (fit(f"{one.goal.people} a week", 11), "ink"),
        (fit(f"{day_text(one.start)} {one.start.year}", 17), "soft"),
        (fit(met, 20), "soft"),
        (right(each, max(0, width - 48)), "soft"),
    ]


def _number(text: str) -> int:
    if not _is_number(text):
        raise RefusedError(f'"{short(text, 20, "...")}" is not a number of people, such as 2')
    return int(text)


def _amount(text: str) -> float | None:
    try:
        return float(text.replace(",", ".")) if text else None
    except ValueError:
        raise RefusedError(
            f'"{short(text, 20, "...")}" is not a number of hours, such as 40'
        ) from None


def _percent(text: str) -> int | None:
    if text and not _is_number(text):
        raise RefusedError(f'"{short(text, 20, "...")}" is not a share in percent, such as 10')
    return int(text) if text else None


def _is_number(text: str) -> bool:
    """Whether something is a whole number that may be meant; a long one is a key held down."""
    return text.isdecimal() and len(text) <= DIGITS


def _weekday(text: str) -> int:
    fitting = [at for at, day in enumerate(WEEKDAYS) if text and fold(day).startswith(fold(text))]
    if len(fitting) != 1:
        raise RefusedError(f'"{text}" is not a day of the week, such as Monday')
    return fitting[0]
