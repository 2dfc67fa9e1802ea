"""Where the time of the week went, and the usual minutes of each channel."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from habit.changes import set_usual_minutes
from habit.dates import parse_length
from habit.effort import Effort, effort, said_words
from habit.goals import goal_of, time_of
from habit.model import USUAL_MINUTES, Change, Channel
from habit.outcomes import usual_minutes
from habit.weeks import start_of_week
from tui.dialogs.form import Form, Question
from tui.dialogs.page import Page
from tui.glyphs import Glyphs
from tui.paint import Line, fit, length, wrap
from tui.widgets.meter import duration_line
from tui.widgets.painted import Painted

if TYPE_CHECKING:
    from tui.state import State

_PARTS: Mapping[str, str] = {
    "locating": "finding people: research",
    "contacting": "tries and lines that wait",
    "interacting": "with somebody you reached",
}
"""Where minutes go, and what is meant by it."""


class TimePage(Page):
    """Shows where the time of this week went."""

    KEYS = ("time.usual", "dialog.close")

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "usual", "Usual minutes", id="time.usual", tooltip="Change the usual minutes"),
        Binding("escape,q,enter,M", "close", "Close", id="dialog.close"),
    ]

    def __init__(self, state: State, usual: Callable[[], object]) -> None:
        """Show the week of today; `usual` asks for the usual minutes."""
        super().__init__("Time this week", self._draw_week)
        self._state = state
        self._usual = usual

    def on_mount(self) -> None:
        """Follow what is changed meanwhile."""
        self.watch(self.app, "revision", self._follow, init=False)

    def _follow(self) -> None:
        self.query_one(Painted).redraw()

    def action_usual(self) -> None:
        """Change the usual minutes of the channels."""
        self._usual()

    def _draw_week(self, width: int) -> list[Line]:
        network, today = self._state.network, self._state.today
        start = start_of_week(today, network.meta.weekday)
        one = effort(network, start)
        lines = [*_against_goal(one, width, self._state.glyphs), []]
        lines += [
            _part_line(word, getattr(one.minutes, word), about, width)
            for word, about in _PARTS.items()
        ]
        if one.mode == "seeking" or one.jobboards is not None:
            boards = f"{one.share} % of the search was for people" if one.share is not None else ""
            said = one.jobboards
            lines.append(_part_line("job boards", said, boards or "said in the review, r", width))
        time = time_of(goal_of(network, start))
        told = (
            f"{one.mode.capitalize()}: {time.share} % of {time.hours:g} hours a week; ^g sets it."
            if time
            else "No time is asked for. With a mode, employed or seeking, it is: ^g."
        )
        usual = said_words(one)
        lines += [[], *wrap(usual, width, "soft")] if usual else []
        return [*lines, [], *wrap(told, width, "soft")]


def _against_goal(one: Effort, width: int, glyphs: Glyphs) -> list[Line]:
    total = one.minutes.total
    if not one.goal:
        return [[*duration_line(total), (" this week", "soft")]]
    done = min(width, round(width * total / one.goal))
    tone = "met" if total >= one.goal else "accent"
    return [
        [*duration_line(total), (" of ", "soft"), *duration_line(one.goal)],
        [(glyphs.done * done, tone), (glyphs.rest * (width - done), "faint")],
    ]


def _part_line(word: str, minutes: int | None, about: str, width: int) -> Line:
    said = [("not said", "soft")] if minutes is None else list(duration_line(minutes))
    gap = max(0, 9 - length(said))
    return [
        (fit(word.capitalize(), 13), "soft"),
        (" " * gap, ""),
        *said,
        ("   ", ""),
        (fit(about, max(0, width - 25)).rstrip(), "soft"),
    ]


class MinutesDialog(Form):
    """Asks how long each channel usually takes: what is logged without minutes counts so."""

    def __init__(self, state: State) -> None:
        self._state = state
        super().__init__("Usual minutes", self._ask_now, self._change, state.commit)

    def _ask_now(self) -> list[Question]:
        now = usual_minutes(self._state.network)
        return [
            Question(channel, channel.capitalize(), str(now[channel]), str(usual), whole=True)
            for channel, usual in USUAL_MINUTES.items()
        ]

    def _change(self, values: Mapping[str, str]) -> Change:
        said: dict[Channel, int] = {
            channel: parse_length(text) if (text := values[channel]) else usual
            for channel, usual in USUAL_MINUTES.items()
        }
        return set_usual_minutes(self._state.network, said)
