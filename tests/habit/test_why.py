"""The arithmetic behind a suggestion agrees with the suggestions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings

from habit.aside import NEVER
from habit.model import Birthday, Contact, ContactList, Plan, Record
from habit.network import Network
from habit.suggest import cadence_of, every_reason, last_interaction, who_next
from habit.why import why
from tests.habit.test_suggest import ONE, SUNDAY, after, day, inbound, network, out, records


def said(*history: Record, who: Contact = ONE, today: date = SUNDAY) -> dict[str, str]:
    """Return the facts on a contact by their labels."""
    return {one.label: one.words for one in why(network(who, *history), who, today)}


def test_overdue_shows_the_days_the_cadence_and_the_ratio() -> None:
    facts = said(out(430, channel="coffee"), who=replace(ONE, cadence=90))
    assert facts["Reason"] == "14 months since coffee, you wanted 3"
    assert facts["Place"] == "1 of 1"
    assert facts["Last"] == "coffee, Thu 18 Sep 2025, 430 days ago"
    assert facts["Cadence"] == "90 days, their own"
    assert facts["Ratio"] == "430 days / 90 = 4.78, overdue from 1.00 on"
    assert facts["Due"] == "Wed 17 Dec 2025, 340 days ago"


def test_a_cadence_says_which_list_it_is_from() -> None:
    key, friends = ContactList("7", "Key contacts", 90), ContactList("8", "Friends", 365)
    facts = said(key, friends, who=replace(ONE, lists=("8", "7")))
    assert facts["Cadence"] == "90 days, from Key contacts"


def test_who_is_not_due_yet_is_told_when() -> None:
    facts = said(out(20), who=replace(ONE, cadence=30))
    assert facts["Reason"] == "none now: nothing asks for a line yet"
    assert facts["Ratio"] == "20 days / 30 = 0.67, overdue from 1.00 on"
    assert facts["Due"] == "Wed 2 Dec, in 10 days"


@pytest.mark.parametrize(
    ("who", "history", "words"),
    [
        (replace(ONE, archived=True), [], "none now: archived"),
        (replace(ONE, snooze=date(2027, 1, 3)), [], "none now: snoozed until 3 Jan"),
        (replace(ONE, snooze=NEVER), [], "none now: never suggested"),
        (ONE, [out(2)], "none now: you reached out this week"),
    ],
)
def test_what_keeps_somebody_out_is_said(who: Contact, history: list[Any], words: str) -> None:
    assert said(*history, who=who)["Reason"] == words


def test_an_outreach_that_waits_is_said() -> None:
    waits = out(4, channel="email", said="waiting")
    assert said(waits, today=day(-2))["Reason"] == (
        "none now: you reached out 6 days ago, an answer may take 7 days"
    )


def test_what_else_speaks_for_them_is_said_as_well() -> None:
    who = replace(ONE, cadence=2, birthday=Birthday(None, 11, 25))
    net = network(who, out(430), inbound(3), Plan("9", "1", SUNDAY, kind="promise"))
    facts = why(net, who, SUNDAY)
    assert facts[0].words == "you promised something today"
    at = [one.label for one in facts].index("Also")
    assert [one.words for one in facts[at:-1]] == [
        "wrote 3 days ago, waits for your answer",
        "birthday on Wednesday",
        "3 days since they wrote, you wanted 2",
    ]


@settings(deadline=None)
@given(records)
def test_the_arithmetic_agrees_with_the_suggestions(new: list[Any]) -> None:
    net: Network = after(Network.of({}), new)
    everybody = who_next(net, SUNDAY)
    for contact in net.contacts.values():
        facts = {one.label: one.words for one in why(net, contact, SUNDAY)}
        mine = [at for at, one in enumerate(everybody) if one.contact.id == contact.id]
        reasons = every_reason(net, contact, SUNDAY)
        if not mine:
            assert facts["Reason"].startswith("none now")
            assert contact.archived or contact.snooze or not reasons
            continue
        (at,) = mine
        assert facts["Reason"] == everybody[at].why
        assert facts["Place"].startswith(f"{at + 1} of {len(everybody)}")
        if everybody[at].reason != "balance":
            assert reasons[0] == (everybody[at].reason, everybody[at].why)


@settings(deadline=None)
@given(records)
def test_the_ratio_is_one_or_more_exactly_for_the_overdue(new: list[Any]) -> None:
    net = after(Network.of({}), new)
    for contact in net.contacts.values():
        facts = {one.label: one.words for one in why(net, contact, SUNDAY)}
        overdue = "overdue" in [reason for reason, _ in every_reason(net, contact, SUNDAY)]
        last, cadence = last_interaction(net, contact.id), cadence_of(net, contact)
        assert ("Ratio" in facts) == (last is not None and cadence is not None)
        if overdue and last is not None and cadence is not None:
            assert (SUNDAY - last.on).days / cadence >= 1
