"""Ten reasons to keep in touch, and an answer to each excuse."""

from __future__ import annotations

from collections.abc import Sequence

from habit.entries import entries
from habit.model import Entry
from habit.network import Network

TEN = (
    "Most work is found through somebody who knows somebody.",
    "A tie that is kept warm needs no excuse when you call.",
    "You know things that would help people who do not know to ask you.",
    "People are gladder to hear from you than you expect.",
    "One call saves a week of finding out by yourself.",
    "Whoever has friends in many places hears news early.",
    "It is easier to give before anybody needs anything.",
    "A network is built in good times and holds in bad ones.",
    "Every person you know is a door to rooms you have not seen.",
    "Work goes better among people who wish each other well.",
)
"""Reasons that come with the app; your own stand behind them."""


def reasons_of(network: Network) -> Sequence[str]:
    """Return all reasons: the ten, then your own."""
    return (*TEN, *(one.text for one in entries(network, "reason")))


def answers(network: Network) -> list[tuple[Entry, str]]:
    """Return the excuses, oldest first, each with the reason whose turn it is."""
    reasons = reasons_of(network)
    excuses = entries(network, "excuse")
    return [(one, reasons[at % len(reasons)]) for at, one in enumerate(excuses)]


def answer_to(network: Network, key: str) -> str:
    """Return the reason that answers an excuse; nothing when it is not there any more."""
    return next((reason for one, reason in answers(network) if one.id == key), "")
