"""What an interaction counts as: outreach or not, its outcome for each person, its minutes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TypeAlias

from habit.model import SPOKEN, TOGETHER, USUAL_MINUTES, Channel, Interaction, Outcome
from habit.network import Network
from habit.weeks import start_of_week

_NEVER_INBOUND = TOGETHER | {"research"}
_CALLED = frozenset({"call", "voicemail", "video"})

Answers: TypeAlias = Mapping[str, Sequence[date]]
"""The days on which contacts got in touch with you, in one week."""

ANSWER_DAYS = 30
"""How long an outreach waits: an answer up to so many days later makes it reached."""


def is_outreach(interaction: Interaction) -> bool:
    """Whether you started it, or answered; research never is, what is done together always."""
    channel = interaction.channel
    return channel in TOGETHER or (interaction.dir == "out" and channel != "research")


def is_inbound(interaction: Interaction) -> bool:
    """Whether the other side started it."""
    return interaction.dir == "in" and interaction.channel not in _NEVER_INBOUND


def did_word(interaction: Interaction) -> str:
    """Return what the other side did when they started it: they called, or they wrote."""
    return "called" if interaction.channel in _CALLED else "wrote"


def outcome_word(interaction: Interaction, outcome: Outcome) -> str:
    """Return how an interaction went for somebody, in a word or two."""
    if is_inbound(interaction):
        return did_word(interaction)
    return outcome.replace("_", " ")


def usual_outcome(channel: Channel) -> Outcome:
    """Return the outcome that an outreach has unless said: reached when you speak."""
    return "reached" if channel in SPOKEN else "waiting"


def usual_minutes(network: Network) -> Mapping[Channel, int]:
    """Return each channel's usual minutes, the file's own before ours."""
    own = network.meta.minutes
    return {channel: own.get(channel, usual) for channel, usual in USUAL_MINUTES.items()}


def minutes_of(network: Network, interaction: Interaction) -> int:
    """Return the minutes of an interaction: as said, else its channel's usual."""
    said = interaction.minutes
    return usual_minutes(network)[interaction.channel] if said is None else said


def counts_as(network: Network, interaction: Interaction, contact_id: str, today: date) -> Outcome:
    """Return the outcome of an interaction for one of its people as it counts today."""
    if is_inbound(interaction):
        return "reached"
    said = interaction.people[contact_id]
    if said != "waiting":
        return said
    start = start_of_week(interaction.on, network.meta.weekday)
    if is_answered(interaction, contact_id, answers_to(network, start)):
        return "reached"
    return "no_reply" if (today - interaction.on).days > ANSWER_DAYS else "waiting"


def is_answered(interaction: Interaction, contact: str, answers: Iterable[Answers]) -> bool:
    """Whether one of the answers came on the day of the outreach or soon enough after it."""
    for week in answers:
        if contact in week:
            for day in week[contact]:
                if 0 <= (day - interaction.on).days <= ANSWER_DAYS:
                    return True
    return False


def answers_to(network: Network, start: date) -> list[Answers]:
    """Return what may answer the outreach of a week: its own inbound and that of those after it."""
    first = start.toordinal()
    last = min(first + 6 + ANSWER_DAYS, date.max.toordinal())
    weeks = (_answers_in(network, date.fromordinal(week)) for week in range(first, last + 1, 7))
    return [answers for answers in weeks if answers]


def _answers_in(network: Network, start: date) -> Answers:
    """The inbound interactions of one week, worked out once for each revision."""
    interactions = network.of_week.get(start)
    if interactions is None:
        return {}
    memo = network.week_memo.setdefault(start, {})
    known: dict[str, list[date]] | None = memo.get("answers")
    if known is None:
        known = {}
        for one in filter(is_inbound, interactions):
            for contact in one.people:
                known.setdefault(contact, []).append(one.on)
        memo["answers"] = known
    return known
