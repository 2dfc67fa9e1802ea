"""What is worth a look: each line says something with its numbers, or nothing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings

from habit.balances import Picture
from habit.insights import (
    INSIGHTS,
    MOST,
    asks_alone,
    credit,
    dormant,
    insights,
    little_voice,
    nobody_above,
    one_side,
    own_team,
    quiet_influence,
    sides_unsaid,
    wide_net,
)
from habit.model import Channel, Contact, Gift, Interaction
from habit.network import Network
from tests.habit.test_balances import TODAY, networks, pictures


def picture(
    *people: dict[str, Any],
    via: Channel = "call",
    gave: int = 0,
    asked: int = 0,
    days: int = 1,
    today: date = TODAY,
) -> Picture:
    """A month in which each of these people was called once, or whatever it was, days ago."""
    contacts = {str(at): Contact(str(at), f"N{at}", **who) for at, who in enumerate(people)}
    one = Interaction(
        "1",
        today - timedelta(days=days),
        dict.fromkeys(contacts, "waiting"),
        "out",
        via,
        gave=(Gift("link"),) * gave,
        asked=(Gift("favor"),) * asked,
    )
    return pictures(Network.of({"contacts": contacts, "interactions": {"1": one}}), today)["month"]


INSIDE, OUTSIDE, TEAM = {"side": "inside"}, {"side": "outside"}, {"team": True}
ABOVE, PEER, BELOW = {"rank": "above"}, {"rank": "peer"}, {"rank": "below"}
MARKED: dict[str, Any] = {"influence": True}
ANYBODY: dict[str, Any] = {}


def test_b4_a_side_that_had_nobody_is_said_from_three_people_on() -> None:
    assert one_side(picture(*[INSIDE] * 3)) == (
        "All 3 work where you do. Somebody from outside brings other news."
    )
    assert one_side(picture(*[OUTSIDE] * 3, ANYBODY)) == (
        "All 3 are outside your organization. Inside, a hello is close by."
    )
    assert one_side(picture(*[INSIDE] * 2)) is None
    assert one_side(picture(INSIDE, INSIDE, OUTSIDE)) is None


def test_b5_more_than_half_on_your_own_team_is_said_from_four_people_on() -> None:
    assert own_team(picture(TEAM, TEAM, TEAM, ANYBODY)) == (
        "3 of 4 are on your own team. A few doors further there is more."
    )
    assert own_team(picture(TEAM, TEAM, ANYBODY, ANYBODY)) is None
    assert own_team(picture(TEAM, TEAM, TEAM)) is None


def test_b7_nobody_above_is_said_gently() -> None:
    assert nobody_above(picture(PEER, PEER, BELOW)) == (
        "3 peers and below, nobody above. A good question is enough to begin."
    )
    assert nobody_above(picture(PEER, PEER, BELOW, ABOVE)) is None
    assert nobody_above(picture(PEER, PEER, ANYBODY)) is None


def test_b16_voice_under_a_fifth_is_worth_a_line() -> None:
    assert little_voice(picture(*[ANYBODY] * 5, via="email")) == (
        "Voice is 0 of 5. A call often takes less time than three emails."
    )
    assert little_voice(picture(*[ANYBODY] * 4, via="email")) is None
    assert little_voice(picture(*[ANYBODY] * 5)) is None


@pytest.mark.parametrize(("voice", "said"), [(1, True), (2, False)])
def test_b16_a_fifth_itself_is_enough(voice: int, said: bool) -> None:
    people = {str(at): Contact(str(at), f"N{at}") for at in range(10)}
    them = {
        key: Interaction(key, TODAY, {key: "waiting"}, "out", "call" if at < voice else "email")
        for at, key in enumerate(people)
    }
    told = pictures(Network.of({"contacts": people, "interactions": them}), TODAY)["month"]
    assert bool(little_voice(told)) == said


def test_b9_many_gives_are_credit_and_asks_alone_get_a_gentle_line() -> None:
    assert credit(picture(ANYBODY, gave=6, asked=2)) == (
        "You gave 6 times and asked twice: there is credit to ask with."
    )
    assert credit(picture(ANYBODY, gave=3)) == (
        "You gave 3 times and asked nothing: there is credit to ask with."
    )
    assert credit(picture(ANYBODY, gave=4, asked=2)) is None
    assert asks_alone(picture(ANYBODY, asked=2)) == (
        "You asked 2 times. A link or a thank you goes well with an ask."
    )
    assert asks_alone(picture(ANYBODY, asked=2, gave=1)) is None
    assert asks_alone(picture(ANYBODY, asked=1)) is None


def test_b6_people_of_influence_who_are_all_quiet_are_worth_a_line() -> None:
    assert quiet_influence(picture(MARKED, days=91)) == (
        "Your one person of influence: quiet for 90 days. A line is enough."
    )
    assert quiet_influence(picture(MARKED, MARKED, days=100)) == (
        "All 2 people of influence: quiet for 90 days. A line is enough."
    )
    assert quiet_influence(picture(MARKED, days=90)) is None
    assert quiet_influence(picture(ANYBODY, days=100)) is None


def test_a18_who_has_been_silent_for_three_years_is_welcome() -> None:
    assert dormant(picture(ANYBODY, ANYBODY, days=1200)) == (
        "2 people have been silent for three years. A hello is most welcome."
    )
    assert dormant(picture(ANYBODY, days=1000)) is None


def test_b4_a_wide_net_is_said_too() -> None:
    assert wide_net(picture(INSIDE, OUTSIDE, OUTSIDE)) == (
        "2 of 3 are outside your organization. That is a wide net."
    )
    assert wide_net(picture(INSIDE, INSIDE, OUTSIDE)) is None
    assert wide_net(picture(OUTSIDE, OUTSIDE, OUTSIDE)) is None


def test_b4_where_most_have_no_side_that_is_said_and_no_good_mix() -> None:
    assert sides_unsaid(picture(INSIDE, ANYBODY, ANYBODY)) == (
        "Of 2 of 3 people no side is said. W in People says it."
    )
    assert sides_unsaid(picture(INSIDE, OUTSIDE, ANYBODY, ANYBODY)) is None
    assert sides_unsaid(picture(ANYBODY, ANYBODY)) is None


def test_of_much_that_could_be_said_the_first_two_lines_are() -> None:
    one = picture(*[{**INSIDE, **TEAM, **PEER}] * 5, via="email", asked=3)
    said = [line for line in (rule(one) for rule in INSIGHTS) if line]
    assert len(said) > MOST
    assert list(insights(one)) == said[:MOST]


def test_with_nothing_logged_nothing_is_advised() -> None:
    assert insights(pictures(Network.of({}), TODAY)["month"]) == ()


@settings(max_examples=60, deadline=None)
@given(networks)
def test_each_line_is_a_short_sentence_and_never_more_than_two_are_said(network: Network) -> None:
    for one in pictures(network, TODAY).values():
        assert len(insights(one)) <= MOST
        for rule in INSIGHTS:
            said = rule(one)
            assert said is None or (said.endswith(".") and len(said) <= 72)
