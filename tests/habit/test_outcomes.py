from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habit.model import USUAL_MINUTES, Channel, Interaction, Meta, Outcome
from habit.network import Network
from habit.outcomes import (
    counts_as,
    is_inbound,
    is_outreach,
    minutes_of,
    usual_outcome,
)

DAY = date(2026, 11, 4)

gaps = st.integers(-5, 40)
outcomes: st.SearchStrategy[Outcome] = st.sampled_from(["waiting", "reached", "no_reply"])


def later(days: int) -> date:
    return DAY + timedelta(days=days)


def email(**people: Outcome) -> Interaction:
    return Interaction(id="1", on=DAY, people=people, channel="email")


def answer(contact: str, after: int) -> Interaction:
    return Interaction(
        id=f"a{after}", on=later(after), people={contact: "waiting"}, dir="in", channel="email"
    )


def network(*interactions: Interaction) -> Network:
    return Network.of({"interactions": {one.id: one for one in interactions}})


@pytest.mark.parametrize("channel", ["call", "video", "coffee", "meeting", "event"])
def test_whom_you_speak_with_is_reached_unless_said(channel: Channel) -> None:
    assert usual_outcome(channel) == "reached"


@pytest.mark.parametrize(
    "channel", ["voicemail", "email", "text", "social", "letter", "other", "research"]
)
def test_whom_you_write_to_is_waiting_unless_said(channel: Channel) -> None:
    assert usual_outcome(channel) == "waiting"


def test_every_channel_has_a_usual_outcome_and_usual_minutes() -> None:
    for channel, minutes in USUAL_MINUTES.items():
        assert usual_outcome(channel) in ("reached", "waiting")
        assert minutes > 0


@pytest.mark.parametrize("days", [0, 1, 30])
def test_an_answer_up_to_thirty_days_later_reaches_a_waiting_person(days: int) -> None:
    asked = email(ana="waiting")
    assert counts_as(network(asked, answer("ana", days)), asked, "ana", DAY) == "reached"


@pytest.mark.parametrize("days", [-1, 31])
def test_an_earlier_or_a_late_answer_leaves_them_waiting(days: int) -> None:
    asked = email(ana="waiting")
    assert counts_as(network(asked, answer("ana", days)), asked, "ana", later(5)) == "waiting"


@pytest.mark.parametrize("weekday", range(7))
def test_outreach_waits_thirty_days_on_whatever_day_of_the_week(weekday: int) -> None:
    asked = Interaction(id="1", on=later(weekday), people={"ana": "waiting"}, channel="email")
    for days, outcome in ((-1, "waiting"), (0, "reached"), (30, "reached"), (31, "waiting")):
        known = network(asked, answer("ana", weekday + days))
        assert counts_as(known, asked, "ana", later(weekday)) == outcome


def test_somebody_elses_answer_reaches_nobody() -> None:
    asked = email(ana="waiting", tom="waiting")
    known = network(asked, answer("tom", 1))
    assert counts_as(known, asked, "ana", later(5)) == "waiting"
    assert counts_as(known, asked, "tom", later(5)) == "reached"


def test_a_second_outreach_is_no_answer() -> None:
    asked = email(ana="waiting")
    again = Interaction(id="2", on=later(1), people={"ana": "reached"}, channel="call")
    assert counts_as(network(asked, again), asked, "ana", later(5)) == "waiting"


def test_without_an_answer_waiting_is_no_reply_once_older_than_thirty_days() -> None:
    asked = email(ana="waiting")
    assert counts_as(network(asked), asked, "ana", later(30)) == "waiting"
    assert counts_as(network(asked), asked, "ana", later(31)) == "no_reply"


def test_a_reply_that_was_late_does_not_undo_no_reply() -> None:
    asked = email(ana="waiting")
    assert counts_as(network(asked, answer("ana", 35)), asked, "ana", later(40)) == "no_reply"


def test_each_person_of_a_group_has_an_outcome_of_their_own() -> None:
    asked = email(ana="waiting", tom="reached", lee="no_reply")
    counted = [counts_as(network(asked), asked, who, DAY) for who in ("ana", "tom", "lee")]
    assert counted == ["waiting", "reached", "no_reply"]


def test_what_was_said_stays_as_it_was_said() -> None:
    asked = email(ana="no_reply", tom="reached")
    known = network(asked, answer("ana", 1))
    assert counts_as(known, asked, "ana", later(90)) == "no_reply"
    assert counts_as(known, asked, "tom", later(90)) == "reached"


def test_who_wrote_to_you_is_reached() -> None:
    wrote = answer("ana", 0)
    assert counts_as(network(wrote), wrote, "ana", later(90)) == "reached"


@given(outcomes, st.lists(gaps, max_size=4), st.integers(0, 60))
def test_an_outcome_is_what_a_slow_reading_of_the_rule_says(
    said: Outcome, answers: list[int], today: int
) -> None:
    asked = email(ana=said)
    known = network(asked, *(answer("ana", gap) for gap in answers))
    expected = said
    if said == "waiting" and any(0 <= gap <= 30 for gap in answers):
        expected = "reached"
    elif said == "waiting" and today > 30:
        expected = "no_reply"
    assert counts_as(known, asked, "ana", later(today)) == expected


@pytest.mark.parametrize("channel", ["coffee", "meeting", "event"])
def test_what_is_done_together_is_always_outreach(channel: Channel) -> None:
    together = Interaction(channel=channel, dir="in", people={"ana": "reached"})
    assert is_outreach(together)
    assert not is_inbound(together)


def test_research_is_neither_outreach_nor_an_answer() -> None:
    for research in (Interaction(channel="research"), Interaction(channel="research", dir="in")):
        assert not is_outreach(research)
        assert not is_inbound(research)


def test_what_they_began_is_inbound_and_what_you_began_is_outreach() -> None:
    for channel in ("call", "email", "letter", "other"):
        assert is_outreach(Interaction(channel=channel))
        assert not is_inbound(Interaction(channel=channel))
        assert is_inbound(Interaction(channel=channel, dir="in"))
        assert not is_outreach(Interaction(channel=channel, dir="in"))


def test_minutes_are_as_said_else_the_channels_usual() -> None:
    assert minutes_of(network(), Interaction(channel="coffee")) == 60
    assert minutes_of(network(), Interaction(channel="coffee", minutes=20)) == 20
    assert minutes_of(network(), Interaction(channel="coffee", minutes=0)) == 0


def test_the_usual_minutes_can_be_set_for_a_file() -> None:
    known = Network.of({"_meta": {"1": Meta(minutes={"call": 25})}})
    assert minutes_of(known, Interaction(channel="call")) == 25
    assert minutes_of(known, Interaction(channel="email")) == 10


def test_the_end_of_the_calendar_can_be_asked_about() -> None:
    asked = Interaction(id="1", on=date.max, people={"ana": "waiting"})
    assert counts_as(network(asked), asked, "ana", date.max) == "waiting"
