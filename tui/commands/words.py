"""The sentences of the week and of the habit, as the commands say them."""

from __future__ import annotations

from habit.dates import counted
from habit.meter import Meter
from habit.model import Interaction, Outcome
from habit.months import History

_COUNTS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")

OUTCOMES: dict[Outcome, str] = {
    "waiting": "waiting",
    "reached": "reached",
    "no_reply": "no reply",
}


def people(number: int) -> str:
    """Return how many people, in words that fit one as well."""
    return "1 person" if number == 1 else f"{number} people"


def spelled(number: int) -> str:
    """Return a number as a sentence begins with it."""
    return _COUNTS[number] if number < len(_COUNTS) else str(number)


def duration(minutes: int) -> str:
    """Return minutes as one says them: `40 min`, `1 h 25`."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest:02d}" if rest else f"{hours} h"


def tally(meter: Meter) -> str:
    """Return whom the week reached against its goal: `2 of 2 people`, `3 people`."""
    done = len(meter.people)
    if meter.goal is None or done > meter.goal.people:
        return people(done)
    least = meter.needed if done == 0 and _is_young(meter) else meter.goal.people
    return f"{done} of {people(least)}"


def verdict(meter: Meter) -> str:
    """Return the sentence about the week, which is never a reproach."""
    if meter.paused and not meter.kept:
        return "Paused. Enjoy the rest."
    if meter.goal is None:
        return "There is no goal yet." if meter.open else "Before the first goal."
    if not meter.open and not meter.over:
        return "Still to come."
    return _verdict_open(meter) if meter.open else _verdict_over(meter)


def _verdict_open(meter: Meter) -> str:
    match meter.state:
        case "quiet" if _is_young(meter):
            return "One of the first weeks. One person is enough."
        case "quiet":
            return "A quiet week so far. One is a start."
        case "some":
            return _still_missing(meter)
        case "met":
            return "Goal met. One more is a bonus."
        case "stretch":
            return "The goal and a bonus."


def _verdict_over(meter: Meter) -> str:
    match meter.state:
        case "quiet":
            return "A quiet week."
        case "some":
            return "Enough to keep the week." if meter.kept else "A start."
        case "met":
            return "Goal met."
        case "stretch":
            return "The goal and a bonus."


def _still_missing(meter: Meter) -> str:
    more = (meter.goal.people if meter.goal else 1) - len(meter.people)
    sentence = f"{spelled(more)} more {'meets' if more == 1 else 'meet'} the goal."
    return f"The week is kept. {sentence}" if meter.kept else sentence


def _is_young(meter: Meter) -> bool:
    """Whether it is one of the first weeks, in which one person is enough."""
    return meter.goal is not None and meter.needed < min(meter.goal.people, 3)


def streak(history: History) -> str:
    """Return what has come together so far in one line; nothing while there is nothing."""
    now = history.streak
    if not (now.months or now.weeks):
        return ""
    return (
        f"{counted(now.months, 'month')} running · {counted(now.weeks, 'week')} in a row"
        f" · habit {percent(history.strength)}"
    )


def percent(share: float) -> str:
    """Return a share of one in percent."""
    return f"{share * 100:.0f} %"


def outcome(interaction: Interaction, counted: Outcome) -> str:
    """Return how an interaction went for somebody, in a word or two."""
    from habit.outcomes import is_inbound

    if is_inbound(interaction):
        return "called" if interaction.channel in ("call", "voicemail", "video") else "wrote"
    return OUTCOMES[counted]
