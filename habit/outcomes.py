"""What an interaction counts as: outreach or not, its outcome for each person, its minutes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from datetime import date
from operator import attrgetter

from habit.model import SPOKEN, TOGETHER, USUAL_MINUTES, Channel, Interaction, Outcome
from habit.network import Network

ANSWER_DAYS = 30
"""How long an outreach waits: an answer up to so many days later makes it reached."""

_on = attrgetter("on")


def is_outreach(interaction: Interaction) -> bool:
    """Whether you started it, or answered; research never is, what is done together always."""
    channel = interaction.channel
    return channel in TOGETHER or (interaction.dir == "out" and channel != "research")


def is_inbound(interaction: Interaction) -> bool:
    """Whether the other side started it."""
    channel = interaction.channel
    return interaction.dir == "in" and channel != "research" and channel not in TOGETHER


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


def is_reached(network: Network, interaction: Interaction, contact: str) -> bool:
    """Whether a person of an outreach was reached, as said or by an answer; whatever the day."""
    said = interaction.people[contact]
    return said == "reached" or (said == "waiting" and _is_answered(network, interaction, contact))


def counts_as(network: Network, interaction: Interaction, contact_id: str, today: date) -> Outcome:
    """Return the outcome of an interaction for one of its people as it counts today."""
    if is_inbound(interaction) or is_reached(network, interaction, contact_id):
        return "reached"
    is_old = (today - interaction.on).days > ANSWER_DAYS
    return "no_reply" if is_old else interaction.people[contact_id]


def _is_answered(network: Network, outreach: Interaction, contact: str) -> bool:
    """Whether the contact got in touch on the day of the outreach or soon enough after it."""
    history = network.of_contact.get(contact, ())
    for place in range(bisect_left(history, outreach.on, key=_on), len(history)):
        later = history[place]
        if (later.on - outreach.on).days > ANSWER_DAYS:
            return False
        if is_inbound(later):
            return True
    return False
