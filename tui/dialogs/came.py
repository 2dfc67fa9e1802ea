"""The dialog in which one says what came of an interaction: of the asks, and beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from habit.changes import names_of
from habit.dates import near_day
from habit.errors import RefusedError
from habit.gifts import format_gift, gift_words, parse_gift
from habit.giving import known, say_what_came
from habit.model import CAME, Change, Gift, Interaction
from tui.dialogs.form import Form, Question
from tui.paint import Line, wrap

if TYPE_CHECKING:
    from tui.state import State


class CameDialog(Form):
    """A line for each ask, and one for each thing it brought; an emptied line takes it back."""

    def __init__(self, state: State, one: Interaction) -> None:
        self._state = state
        self._key = one.id
        self._lines = (len(one.asked), len(one.came))
        super().__init__("What came of it", self._ask_now, self._change, state.commit)

    def _now(self) -> Interaction:
        """The interaction as it is, if it still has as many lines.

        Raises:
            RefusedError: Another session took it away, or said more of it.

        """
        one = known(self._state.network, self._key)
        if (len(one.asked), len(one.came)) != self._lines:
            raise RefusedError("another session changed it meanwhile: esc, and open it once more")
        return one

    def _ask_now(self) -> list[Question]:
        one = self._now()
        example = f"{', '.join(CAME[:3])} ...: a few words"
        asked = [
            Question(f"ask{at}", _label(at, len(one.asked)), ask.result or "", "yes, or no and why")
            for at, ask in enumerate(one.asked)
        ]
        brought = [format_gift(gift) for gift in one.came]
        return [
            *asked,
            *(
                Question(f"came{at}", "" if at else "It brought", text, example)
                for at, text in enumerate([*brought, ""])
            ),
        ]

    def extra(self, width: int) -> list[Line]:
        """What was asked for, and what one may say."""
        one = self._state.network.interactions.get(self._key)
        if one is None:
            return []
        day = near_day(one.on, self._state.today)
        lines: list[Line] = [[], *wrap(f"{self._who(one)}, {one.channel}, {day}", width, "soft")]
        for at, ask in enumerate(one.asked):
            words = f"{_label(at, len(one.asked))}: you asked for {gift_words(ask)}."
            lines += wrap(words, width, "ink")
        kinds = f"{', '.join(CAME[:-1])} or {CAME[-1]}"
        return [*lines, *wrap(f"What it brought begins with {kinds}.", width, "soft")]

    def _who(self, one: Interaction) -> str:
        return names_of(self._state.network, one.people) or "research"

    def _change(self, values: Mapping[str, str]) -> Change:
        state, one = self._state, self._now()
        results = {
            at: values[f"ask{at}"]
            for at, ask in enumerate(one.asked)
            if values[f"ask{at}"] != (ask.result or "")
        }
        said = [values[f"came{at}"] for at in range(len(one.came) + 1)]
        brought = [
            _brought(text, one.came[at] if at < len(one.came) else None)
            for at, text in enumerate(said)
            if text
        ]
        return say_what_came(state.network, state.hand, one.id, results, brought)


def _label(at: int, count: int) -> str:
    return f"Ask {at + 1}" if count > 1 else "The ask"


def _brought(text: str, before: Gift | None) -> Gift:
    """Return what a line says; one that was not touched stays, whatever its kind is called."""
    if before is not None and text == format_gift(before).strip():
        return before
    gift = parse_gift(text, CAME)
    return replace(before, kind=gift.kind, text=gift.text) if before else gift
