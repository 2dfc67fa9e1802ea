"""What a stretch of days amounts to, whole weeks and parts of them."""

from __future__ import annotations

from datetime import date

import pytest

from habit.model import Contact, Gift, Interaction
from habit.network import Network
from habit.period import Counts, Minutes, Period, counts, is_granted

MONDAY = date(2026, 11, 16)


def network(*them: Interaction) -> Network:
    people = {one for it in them for one in it.people}
    return Network.of(
        {
            "contacts": {one: Contact(one, one) for one in people},
            "interactions": {one.id: one for one in them},
        }
    )


CALL = Interaction("1", MONDAY, {"1": "reached"}, "out", "call", gave=(Gift("link"),))
MAIL = Interaction(
    "2", date(2026, 11, 18), {"1": "waiting", "2": "waiting"}, "out", "email", minutes=8
)
ANSWER = Interaction("3", date(2026, 11, 26), {"2": "reached"}, "in", "email", came=(Gift("lead"),))
FOUND = Interaction("4", date(2026, 11, 19), {}, "out", "research")
ASK = Interaction(
    "5",
    date(2026, 11, 24),
    {"1": "no_reply"},
    "out",
    "voicemail",
    asked=(Gift("favor", "a word", "yes"), Gift("lead", "a job", "no, not now")),
)
TALK = Interaction("6", date(2026, 11, 25), {"3": "reached"}, "out", "event", event="9")
ALL = network(CALL, MAIL, ANSWER, FOUND, ASK, TALK)


def test_everything_is_counted_from_the_first_day_to_the_last() -> None:
    whole = counts(ALL, Period(MONDAY, date(2026, 11, 29)))
    assert dict(whole.people) == {"1": True, "2": True, "3": True}
    assert dict(whole.attempts) == {"call": 1, "email": 2, "voicemail": 1, "event": 1}
    assert (whole.tries, whole.voice, whole.written) == (5, 3, 2)
    assert (whole.gave, whole.asked, whole.granted, whole.came) == (1, 2, 1, 1)
    assert whole.events == {"9"}


def test_an_answer_in_a_later_week_makes_the_outreach_one_that_reached() -> None:
    part = counts(ALL, Period(date(2026, 11, 17), date(2026, 11, 18)))
    assert dict(part.people) == {"1": False, "2": True}
    assert part.reached == ("2",)


def test_time_is_locating_contacting_or_interacting() -> None:
    assert counts(ALL, Period(MONDAY, date(2026, 11, 22))).minutes == Minutes(30, 0, 23)
    assert counts(ALL, Period(date(2026, 11, 24), date(2026, 11, 24))).minutes == Minutes(0, 3, 0)


def test_days_with_nothing_amount_to_nothing() -> None:
    assert counts(ALL, Period(date(2026, 1, 1), date(2026, 1, 31))) == Counts()


@pytest.mark.parametrize(
    ("result", "granted"),
    [
        ("yes", True),
        ("Yes, on Friday", True),
        ("No, sorry", False),
        ("declined", False),
        (None, False),
    ],
)
def test_an_ask_is_granted_when_it_came_to_something_but_a_no(
    result: str | None, granted: bool
) -> None:
    assert is_granted(Gift("favor", "x", result)) is granted


def test_a_commit_in_a_week_is_counted_at_once() -> None:
    period = Period(MONDAY, date(2026, 11, 22))
    assert counts(ALL, period).gave == 1
    more = Interaction("7", MONDAY, {"2": "reached"}, "out", "call", gave=(Gift("news"),))
    assert counts(ALL.after([("interactions", "7", more)]), period).gave == 2


def test_months_are_the_days_of_their_weeks() -> None:
    assert Period.of_months([(2026, 10), (2026, 11)], 0) == Period(
        date(2026, 9, 28), date(2026, 11, 29)
    )
