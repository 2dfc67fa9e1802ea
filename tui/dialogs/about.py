"""The pages about one person: why they are suggested, and what to know before a talk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habit.model import Contact
from habit.prep import prep_facts
from habit.why import why
from tui.dialogs.page import Page, fact_drawing
from tui.paint import short

if TYPE_CHECKING:
    from tui.state import State


def why_page(state: State, contact: Contact) -> Page:
    """Return the page with the arithmetic of one person."""
    facts = why(state.network, contact, state.today)
    return Page(f"Why {_name(state, contact)}", fact_drawing(facts, "Reason"))


def prep_page(state: State, contact: Contact) -> Page:
    """Return the page with what to know before a talk with somebody."""
    facts = prep_facts(state.network, contact, state.today)
    return Page(f"Before you talk to {_name(state, contact)}", fact_drawing(facts, "Ask"))


def _name(state: State, contact: Contact) -> str:
    return short(contact.name, 36, state.glyphs.cut)
