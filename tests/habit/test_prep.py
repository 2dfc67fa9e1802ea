"""What to know before a talk: the last note, what is open, one question, one give."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings

from habit.model import Birthday, Contact, Entry, Gift, Interaction, Note, Plan, Record
from habit.network import Network
from habit.prep import prep, prep_facts
from tests.habit.test_suggest import SUNDAY, after, day, records

PRIYA = Contact("1", "Priya Nair")


def network(who: Contact, *records_: Record) -> Network:
    names = {Interaction: "interactions", Plan: "plans", Entry: "entries"}
    tables: dict[str, dict[str, Record]] = {"contacts": {who.id: who}}
    for record in records_:
        tables.setdefault(names[type(record)], {})[record.id] = record
    return Network.of(tables)


def talk(ago: int, **said: Any) -> Interaction:
    return Interaction(f"t{ago}", day(ago), {"1": "reached"}, channel="call", **said)


def question(who: Contact, *history: Record) -> str:
    return prep(network(who, *history), who, SUNDAY).question


def give(who: Contact, *history: Record) -> tuple[str, str]:
    found = prep(network(who, *history), who, SUNDAY).give
    return found.words, found.because


def test_the_card_says_what_was_said_what_is_open_and_what_to_ask() -> None:
    who = replace(
        PRIYA,
        organization="Tideline",
        notes=(Note("2", day(9), "Climbs on Thursdays."), Note("1", day(20), "Two kids.")),
    )
    promise = Plan("9", "1", day(-2), kind="promise", text="an introduction", made=day(3))
    net = network(who, talk(40, note="the roof garden is hers"), promise)
    facts = [(one.label, one.words) for one in prep_facts(net, who, SUNDAY)]
    assert facts == [
        ("Last", "call, 5 weeks ago"),
        ("Said", "the roof garden is hers"),
        ("Note", "Climbs on Thursdays."),
        ("Open", "promised an introduction, Tuesday"),
        ("Ask", "What is new at Tideline?"),
        ("Give", "a link they would like, the first from you"),
    ]


def test_somebody_new_has_a_card_too() -> None:
    facts = [one.words for one in prep_facts(network(PRIYA), PRIYA, SUNDAY)]
    assert facts[0] == "nothing yet, it is the first time"
    assert facts[1] == "What are you looking forward to?"


def test_what_was_noted_down_to_ask_is_asked_the_newest_first() -> None:
    notes = (
        Note("1", day(20), "Builds a boat. Ask how far it is."),
        Note("2", day(9), "Ask about the move; she was tired."),
    )
    assert question(replace(PRIYA, notes=notes[:1])) == "How far it is"
    assert question(replace(PRIYA, notes=notes)) == "About the move"
    assert question(replace(PRIYA, notes=(Note("1", day(1), "Do not Ask me."),))) == (
        "What are you looking forward to?"
    )


def test_an_ask_that_was_not_answered_is_asked_about() -> None:
    asked = talk(9, asked=(Gift("introduction", "to Ana"),))
    assert question(PRIYA, asked) == "Did anything come of it: to Ana?"
    answered = talk(9, asked=(Gift("introduction", "to Ana", "done"),))
    assert "Did anything" not in question(PRIYA, answered)


def test_whoever_is_above_is_asked_for_an_insight() -> None:
    assert "insight" in question(replace(PRIYA, rank="above"))


def test_what_you_have_to_share_is_offered_where_a_tag_fits_and_only_once() -> None:
    who = replace(PRIYA, tags=("Maps", "hiring"))
    share = Entry("5", "share", "the map-tile talk", day(9), ("maps", "python"))
    other = Entry("6", "share", "a recipe", day(1), ("cooking",))
    assert give(who, share, other) == ("the map-tile talk", "because of: maps")
    given_ = talk(3, gave=(Gift("link", "The map-tile talk"),))
    assert give(who, share, other, given_) == ("an introduction to somebody", "the first from you")


@pytest.mark.parametrize(
    ("history", "words"),
    [
        ([], "a link they would like"),
        ([talk(9, gave=(Gift("link"),))], "an introduction to somebody"),
        ([talk(9, came=(Gift("lead", "the job"),))], "a thank you"),
        (
            [talk(9, came=(Gift("lead"),)), talk(3, gave=(Gift("thanks"),))],
            "a link they would like",
        ),
    ],
)
def test_else_thanks_or_a_kind_of_give_they_have_not_had(history: list[Record], words: str) -> None:
    assert give(PRIYA, *history)[0] == words


def test_a_birthday_soon_is_congratulated() -> None:
    born = replace(PRIYA, birthday=Birthday(None, 11, 25))
    assert give(born) == ("your congratulations", "birthday in 3 days")


@settings(deadline=None)
@given(records)
def test_everybody_has_a_question_and_a_give(new: list[Any]) -> None:
    net = after(Network.of({}), new)
    for contact in net.contacts.values():
        known = prep(net, contact, date(2026, 11, 22))
        assert known.question
        assert known.give.words
        assert all(one.words for one in prep_facts(net, contact, SUNDAY))
