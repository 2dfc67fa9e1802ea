"""The words of what was done, taken back, and brought back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from habit.dates import near_day
from tui.dialogs.picker import Option

if TYPE_CHECKING:
    from storage.store import Action, Taken
    from tui.state import State


def history_options(actions: Sequence[Action], state: State) -> list[Option]:
    """What can be taken back with when it was done, then what can be brought back."""
    return [Option(one.id, one.what, _beside(one, state)) for one in actions]


def _beside(one: Action, state: State) -> str:
    if one.undone:
        return "taken back"
    clock = state.here
    return f"{near_day(clock.day_of(one.moment), state.today)} {clock.local(one.moment):%H:%M}"


def words_of(done: Taken, *, undone: bool) -> str:
    """Return what a step over an action did, and the key that goes the other way."""
    said = f"Done again: {done.what}." if undone else f"Took back: {done.what}."
    if done.stay:
        return f"{said} Not {', '.join(done.stay)}: something later refers to them."
    return f"{said} {'u takes it back.' if undone else 'U brings it back.'}"
