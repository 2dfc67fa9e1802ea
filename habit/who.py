"""Who somebody is to you: inside or outside your organization, as said or as good as certain."""

from __future__ import annotations

from collections.abc import Mapping

from habit.model import Contact, Side
from habit.network import Network
from habit.text import fold

RANKS: Mapping[str, str] = {"above": "above you", "peer": "a peer", "below": "below you"}
"""How each rank reads on a card."""


def side_of(network: Network, contact: Contact) -> Side | None:
    """Return where somebody is, as it was said, else inside for whoever works where you do."""
    return contact.side or _guess(network, contact)


def is_guessed(network: Network, contact: Contact) -> bool:
    """Whether the side of somebody is a guess, to be shown as one."""
    return contact.side is None and _guess(network, contact) is not None


def _guess(network: Network, contact: Contact) -> Side | None:
    """Return inside where the organization is yours; of another one nothing is certain."""
    yours = network.meta.organization
    if not yours or not contact.organization:
        return None
    return "inside" if fold(contact.organization) == fold(yours) else None


def side_words(network: Network, contact: Contact) -> str:
    """Return where somebody is in words, a guess as one; nothing where nothing is known."""
    guess = ", a guess: same organization" if is_guessed(network, contact) else ""
    return f"{side_of(network, contact) or ''}{guess}"


def who_words(network: Network, contact: Contact) -> str:
    """Return what somebody is to you in one line, nothing where nothing was said."""
    guess = " (a guess)" if is_guessed(network, contact) else ""
    said = (
        f"{side_of(network, contact) or ''}{guess}",
        "on your team" if contact.team else "",
        RANKS.get(contact.rank or "", ""),
        "of influence" if contact.influence else "",
    )
    return ", ".join(word for word in said if word)
