"""What to say first: whose words come first, what fits, and the name in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from habit.changes import Hand
from habit.errors import RefusedError
from habit.model import Birthday, Contact, Entry, Gift, Interaction
from habit.network import Network
from habit.openers import (
    add_opener,
    edit_opener,
    openers,
    own_openers,
    remove_opener,
)

TODAY = date(2026, 11, 22)
PRIYA = Contact("1", "Priya Nair")
HAND = Hand(TODAY, 1, lambda: "9")


def network(who: Contact = PRIYA, *history: Interaction) -> Network:
    return Network.of({"contacts": {who.id: who}, "interactions": {one.id: one for one in history}})


def said(net: Network, who: Contact = PRIYA) -> list[str]:
    return [one.text for one in openers(net, who, TODAY)]


def test_the_usual_ones_are_always_there_with_the_first_name() -> None:
    assert said(network())[-3:] == [
        "Hi Priya, how are you doing?",
        "Hi Priya, you came to mind today. How are you?",
        "Hi Priya, shall we speak, or have a coffee one of these days?",
    ]


def test_what_fits_the_reason_comes_before_the_usual_ones() -> None:
    born = replace(PRIYA, birthday=Birthday(None, 11, 22))
    assert said(network(born), born)[0].startswith("Happy birthday, Priya.")
    wrote = Interaction("1", date(2026, 11, 20), {"1": "reached"}, "in", "email")
    assert said(network(PRIYA, wrote))[0].startswith("Hi Priya, thank you for your message.")
    long_ago = Interaction("1", date(2021, 1, 1), {"1": "reached"}, "out", "call")
    assert "after all these years" in said(network(PRIYA, long_ago))[0]


def test_what_came_of_it_is_worth_another_thank_you() -> None:
    helped = Interaction(
        "1", date(2026, 11, 1), {"1": "reached"}, "out", "call", came=(Gift("lead", "a job"),)
    )
    assert any("thank you again" in text for text in said(network(PRIYA, helped)))


def test_own_openers_come_first_and_are_changed_and_removed() -> None:
    net = network()
    net = net.having(add_opener(HAND, "  Ahoy {name},  how is the boat? "))
    assert said(net)[0] == "Ahoy Priya, how is the boat?"
    assert openers(net, PRIYA, TODAY)[0].own == "9"
    net = net.having(edit_opener(net, "9", "Ahoy there."))
    assert said(net)[0] == "Ahoy there."
    assert edit_opener(net, "9", "Ahoy there.").edits == ()
    net = net.having(remove_opener(net, "9"))
    assert own_openers(net) == []


def test_entries_of_other_kinds_are_no_openers() -> None:
    why = Entry("5", "why", "I like people.", TODAY)
    assert own_openers(Network.of({"entries": {"5": why}})) == []


def test_an_opener_without_words_or_one_that_has_gone_is_refused() -> None:
    with pytest.raises(RefusedError, match="is empty"):
        add_opener(HAND, "  ")
    with pytest.raises(RefusedError, match="not there any more"):
        edit_opener(network(), "9", "Hello.")
    with pytest.raises(RefusedError, match="not there any more"):
        remove_opener(network(), "9")
