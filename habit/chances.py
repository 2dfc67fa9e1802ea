"""Openings: a promotion, an assignment, a talk, an inside word; what came of them or passed by."""

from __future__ import annotations

from habit.entries import entries
from habit.model import Entry
from habit.network import Network

CHANCE_SIGNS = {"came": "came", "passed": "passed by"}
"""The words for what became of an opening, by what stands in the file."""


def openings(network: Network) -> list[Entry]:
    """Return the openings, newest first."""
    return entries(network, "chance")[::-1]


def openings_of(network: Network, contact: str) -> list[Entry]:
    """Return the openings that came from a contact, newest first."""
    return [one for one in openings(network) if contact in one.people]


def became(chance: Entry) -> str:
    """Return in a word what became of an opening."""
    return CHANCE_SIGNS.get(chance.result or "", "open")
