"""Who somebody is to you: inside or outside your organization, as said or as good as certain."""

from __future__ import annotations

from habit.model import Contact, Side
from habit.network import Network
from habit.text import fold


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
