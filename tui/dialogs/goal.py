"""The dialog in which the goal is changed, and the day on which weeks begin."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from habit.changes import join, set_goal, set_weekday
from habit.dates import WEEKDAYS
from habit.errors import RefusedError
from habit.goals import goal_of
from habit.model import Change, Goal
from habit.text import fold
from habit.weeks import start_of_week
from tui.dialogs.form import Form, Question

if TYPE_CHECKING:
    from tui.state import State


class GoalDialog(Form):
    """Asks for people a week and a stretch; a higher goal holds from next week."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._goal = Goal()
        super().__init__("Goal", self._ask_now, self._change, state.commit)

    def _ask_now(self) -> list[Question]:
        network = self._state.network
        week = start_of_week(self._state.today, network.meta.weekday)
        self._goal = goal = goal_of(network, week) or Goal()
        return [
            Question("people", "People a week", str(goal.people), "2"),
            Question("stretch", "With a bonus", str(goal.stretch), "3"),
            Question("why", "Because", goal.why or "", "in your own words"),
            Question("weekday", "Weeks begin", WEEKDAYS[network.meta.weekday], "Monday"),
        ]

    def _change(self, values: Mapping[str, str]) -> Change:
        network, hand = self._state.network, self._state.hand
        people, stretch = _number(values["people"]), _number(values["stretch"])
        # A bonus that was not touched moves along with the goal.
        moved = people != self._goal.people and stretch == self._goal.stretch
        kept = None if moved else stretch
        goal = set_goal(network, hand, people, stretch=kept, why=values["why"] or None)
        base = network.having(goal)
        weekday = set_weekday(base, _weekday(values["weekday"]))
        return join(goal, weekday, what=goal.what)


def _number(text: str) -> int:
    if not text.isdecimal():
        raise RefusedError(f'"{text}" is not a number of people, such as 2')
    return int(text)


def _weekday(text: str) -> int:
    fitting = [at for at, day in enumerate(WEEKDAYS) if text and fold(day).startswith(fold(text))]
    if len(fitting) != 1:
        raise RefusedError(f'"{text}" is not a day of the week, such as Monday')
    return fitting[0]
