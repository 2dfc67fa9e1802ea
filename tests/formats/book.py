"""A network into which files come one after another."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from habit.changes import Hand
from habit.model import Contact
from habit.network import Network
from storage.formats import Card, Skip
from storage.importing import ImportPlan, plan

ROWS = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
"""The header of LinkedIn's file."""


class Book:
    """A network, and what the last import into it has planned."""

    def __init__(self, hand: Hand, *people: Contact) -> None:
        self.hand = hand
        self.network = Network.of({"contacts": {one.id: one for one in people}})
        self.last: ImportPlan

    def take(self, *items: Card | Skip, **options: Any) -> ImportPlan:
        """Bring these in as one import."""
        self.last = plan(self.network, self.hand, items, **options)
        edits = [(edit.table, edit.id, edit.after) for edit in self.last.change.edits]
        self.network = self.network.after(edits)
        return self.last

    def edit(self, **fields: Any) -> None:
        """Change the only contact by hand."""
        self.network = self.network.after([("contacts", self.one.id, replace(self.one, **fields))])

    @property
    def people(self) -> list[Contact]:
        return list(self.network.contacts.values())

    @property
    def one(self) -> Contact:
        (found,) = self.people
        return found
