"""The dialog in which people are snoozed, never to be suggested, or suggested again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from habit.aside import NEVER, aside_words
from habit.changes import snooze, wake
from habit.dates import day_text, parse_ahead
from habit.errors import RefusedError
from habit.model import Change, Contact
from tui.dialogs.picker import Option, Picker

if TYPE_CHECKING:
    from tui.state import State

WAKE = "wake"
"""The key of the option that has somebody suggested again; of the others it is a day."""
_SPANS = {"a week": "1 week", "a month": "1 month", "three months": "3 months"}


class SnoozePicker(Picker):
    """Picks until when people are not suggested; a day may be typed as well."""

    def __init__(self, state: State, contacts: Sequence[Contact]) -> None:
        self._today = state.today
        name = contacts[0].name if len(contacts) == 1 else f"{len(contacts)} people"
        placeholder = "or type a day: 3 January, in 6 weeks"
        options = snooze_options(state, contacts)
        super().__init__(f"Snooze {name}", options, state.glyphs, placeholder=placeholder)

    def made_of(self, typed: str) -> list[Option]:
        """The day that was typed."""
        try:
            day = parse_ahead(typed, self._today)
        except RefusedError:
            return []
        return [] if day <= self._today else [_until(day, "until then", self._today)]


def snooze_options(state: State, contacts: Sequence[Contact]) -> list[Option]:
    """The spans to pick from; for whoever is set aside already, being suggested again first."""
    network, today = state.network, state.today
    said = [words for one in contacts if (words := aside_words(network, one, today))]
    awake = [Option(WAKE, "suggest again", said[0] if len(said) == 1 else "")] if said else []
    spans = [_until(parse_ahead(span, today), words, today) for words, span in _SPANS.items()]
    never = Option(NEVER.isoformat(), "never suggest", "found all the same")
    return [*awake, *spans, never]


def _until(day: date, words: str, today: date) -> Option:
    year = "" if day.year == today.year else f" {day.year}"
    return Option(day.isoformat(), words, f"{day_text(day)}{year}")


def picked_change(state: State, contacts: Sequence[Contact], picked: str) -> Change:
    """Return the change that an option of the dialog stands for."""
    ids = [contact.id for contact in contacts]
    if picked == WAKE:
        return wake(state.network, state.hand, ids)
    return snooze(state.network, state.hand, ids, date.fromisoformat(picked))
