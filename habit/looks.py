"""The quarter's honest look: three answers from 1 to 5, and how they change over time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from habit.changes import Hand
from habit.entries import add_entry, edit_entry, entries
from habit.errors import RefusedError
from habit.goals import first_week
from habit.live import Live, live
from habit.model import Change, Entry
from habit.network import Network

LOWEST, HIGHEST = 1, 5


@dataclass(frozen=True, slots=True)
class Ask:
    """One of the three questions."""

    words: str
    label: str
    """What it is called in a list."""
    low: str
    """What the lowest answer means."""
    high: str


ASKED: Mapping[str, Ask] = {
    "active": Ask(
        "How active do you think your network is?", "Active, you think", "asleep", "very much alive"
    ),
    "ease": Ask("How at ease are you with it?", "At ease", "it takes courage", "quite at ease"),
    "joy": Ask("How much do you enjoy it?", "Enjoyment", "not at all", "very much"),
}
"""The questions by the word that stands in the file, in the order in which they are asked."""


def ratings(network: Network) -> list[Entry]:
    """Return the honest looks, oldest first; of a hand-edited one only what makes sense."""
    return [one for one in entries(network, "rating") if _valid(one.answers)]


def lines_of(network: Network) -> dict[str, list[int]]:
    """Return the answers over time, oldest first, by question."""
    valid = [_valid(one.answers) for one in ratings(network)]
    return {ask: [said[ask] for said in valid if ask in said] for ask in ASKED}


def _valid(answers: Mapping[str, int]) -> dict[str, int]:
    return {ask: said for ask, said in answers.items() if LOWEST <= said <= HIGHEST}


def quarter(day: date) -> tuple[int, int]:
    """Return the year and the quarter of a day, from 1 to 4."""
    return day.year, (day.month + 2) // 3


def is_due(network: Network, today: date) -> bool:
    """Whether no look was taken in this quarter."""
    return not any(one.on and quarter(one.on) == quarter(today) for one in ratings(network))


def is_worth_a_word(network: Network, today: date) -> bool:
    """Whether a look is due and the habit is older than the quarter, so that it is said aloud."""
    first = first_week(network)
    return first is not None and quarter(first) < quarter(today) and is_due(network, today)


def take_look(network: Network, hand: Hand, said: Sequence[int], key: str = "") -> Change:
    """Keep the three answers; a second look on one day, or one that is named, takes its place.

    Raises:
        RefusedError: It is not three answers from 1 to 5.

    """
    if len(said) != len(ASKED) or not all(LOWEST <= one <= HIGHEST for one in said):
        raise RefusedError(
            "a look is three answers from 1 to 5: how active, how at ease, how much joy"
        )
    answers = dict(zip(ASKED, said, strict=True))
    todays = [one.id for one in ratings(network) if one.on == hand.today]
    before = key or (todays[-1] if todays else "")
    if before:
        return edit_entry(network, before, answers=answers)
    return add_entry(network, hand, "rating", "", answers=answers)


def beside(network: Network, rating: Entry, today: date) -> Live:
    """Return how active the network was when a look was taken."""
    return live(network, min(rating.on or today, today), today)
