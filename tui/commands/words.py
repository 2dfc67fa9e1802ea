"""The sentences of the week and of the habit, as the commands say them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from habit.dates import ago, counted
from habit.meter import Meter
from habit.model import Contact
from habit.network import Network
from habit.suggest import last_interaction

if TYPE_CHECKING:
    from habit.months import History

_COUNTS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


def people(number: int) -> str:
    """Return how many people, in words that fit one as well."""
    return counted(number, "person")


def size_text(size: int) -> str:
    """Return how large a file is: `812 bytes`, `34 KB`, `17.4 MB`."""
    if size < 1000:
        return f"{size} bytes"
    return f"{size / 1000:.0f} KB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"


def score(meter: Meter) -> str:
    """Return the week's people against the goal: `2 of 2`, or `3 people` beyond it."""
    done = len(meter.people)
    if meter.goal is None or done > meter.goal.people:
        return people(done)
    return f"{done} of {meter.goal.people}"


def tally(meter: Meter) -> str:
    """Return the same with its noun: `2 of 2 people`; one is enough in the first weeks."""
    if not meter.people and _is_young(meter):
        return "0 of 1 person"
    if meter.goal is None or len(meter.people) > meter.goal.people:
        return score(meter)
    return f"{len(meter.people)} of {people(meter.goal.people)}"


def verdict(meter: Meter) -> str:
    """Return the sentence about the week, which is never a reproach."""
    if meter.paused and not meter.kept:
        return "Paused. Enjoy the rest."
    if meter.goal is None:
        return "There is no goal yet." if meter.open else "Before the first goal."
    if not meter.open and not meter.over:
        return "Still to come."
    match meter.state:
        case "quiet" if meter.open and _is_young(meter):
            return "One of the first weeks. One person is enough."
        case "quiet":
            return "A quiet week so far. One is a start." if meter.open else "A quiet week."
        case "some":
            return _on_the_way(meter, meter.goal.people - len(meter.people))
        case "met":
            return "Goal met. One more is a bonus." if meter.open else "Goal met."
        case "stretch":
            return "The goal and a bonus."


def _on_the_way(meter: Meter, left: int) -> str:
    if not meter.open:
        return "Enough to keep the week." if meter.kept else "A start."
    number = _COUNTS[left] if left < len(_COUNTS) else str(left)
    sentence = f"{number} more {'meets' if left == 1 else 'meet'} the goal."
    return f"The week is kept. {sentence}" if meter.kept else sentence


def _is_young(meter: Meter) -> bool:
    """Whether it is one of the first weeks, in which one person is enough."""
    return meter.goal is not None and meter.needed < min(meter.goal.people, 3)


def streak(history: History) -> str:
    """Return what has come together so far in one line; nothing while there is nothing."""
    now = history.streak
    if not (now.months or now.weeks):
        return ""
    runs = f"{counted(now.months, 'month')} running · {counted(now.weeks, 'week')} in a row"
    return f"{runs} · habit {history.strength * 100:.0f} %" if history.strength else runs


def last_time(network: Network, contact: Contact, today: date) -> str:
    """Return when and how you were last in touch: `5 weeks ago, coffee`."""
    last = last_interaction(network, contact.id)
    return f"{ago(last.on, today)}, {last.channel}" if last else "never"
