from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from habit.meter import Meter, meter
from habit.model import Goal, Interaction, Meta, Outcome, Pause, Record, Week
from habit.network import Network
from habit.weeks import key_of

MONDAY = date(2026, 11, 16)
SUNDAY = date(2026, 11, 22)
WEEK = timedelta(days=7)

Drawing = Callable[..., tuple[Network, date]]
Weeks = Callable[[int], date]


def one(key: str, *people: str, outcome: Outcome = "waiting", **fields: Any) -> Interaction:
    values = {"on": MONDAY, "channel": "email", **fields}
    return Interaction(id=key, people=dict.fromkeys(people, outcome), **values)


def network(
    *interactions: Interaction, goal: int | None = 2, **tables: dict[str, Record]
) -> Network:
    goals: dict[str, Record] = {}
    if goal:
        goals["20260105"] = Goal(people=goal, stretch=goal + 1)
    known: dict[str, dict[str, Record]] = {
        "goals": goals,
        "interactions": {each.id: each for each in interactions},
    }
    return Network.of({**known, **tables})


def this_week(*interactions: Interaction, **how: Any) -> Meter:
    return meter(network(*interactions, **how), MONDAY, SUNDAY)


@pytest.mark.parametrize(
    ("people", "state"), [(0, "quiet"), (1, "some"), (2, "met"), (3, "stretch"), (9, "stretch")]
)
def test_the_state_goes_from_quiet_to_stretch(people: int, state: str) -> None:
    assert this_week(one("1", *(str(each) for each in range(people)))).state == state


def test_a_big_goal_is_for_the_meter() -> None:
    week = this_week(one("1", "ana", "tom", "lee"), goal=5)
    assert (week.state, week.needed, week.kept) == ("some", 3, True)


def test_the_stretch_is_the_goals_own() -> None:
    known = {"20260105": Goal(people=2, stretch=5)}
    assert this_week(one("1", *"abcd"), goals=known).state == "met"
    assert this_week(one("1", *"abcde"), goals=known).state == "stretch"


def test_a_contact_counts_once_a_week_however_often() -> None:
    week = this_week(one("1", "ana"), one("2", "ana", channel="call"), one("3", "tom"))
    assert week.people == ("ana", "tom")
    assert week.attempts == 3


def test_an_outreach_to_several_counts_each() -> None:
    week = this_week(one("1", "ana", "tom", "lee"))
    assert len(week.people) == week.attempts == 3


def test_inbound_and_research_never_count() -> None:
    week = this_week(one("1", "ana", dir="in"), one("2", "tom", channel="research"), one("3"))
    assert (week.people, week.attempts, week.reached) == ((), 0, 0)


def test_coffee_counts_whoever_asked() -> None:
    assert this_week(one("1", "ana", channel="coffee", dir="in")).people == ("ana",)


def test_people_stand_in_the_order_of_the_first_outreach_to_them() -> None:
    tuesday = MONDAY + timedelta(days=1)
    week = this_week(
        one("9", "tom", made=5),
        one("1", "lee", on=tuesday),
        one("2", "tom", on=tuesday),
        one("3", "ana", made=7),
    )
    assert week.people == ("tom", "ana", "lee")


def test_an_unanswered_attempt_counts_for_the_week() -> None:
    week = this_week(one("1", "ana", "tom", outcome="no_reply"))
    assert (week.kept, week.reached) == (True, 0)


def test_reached_are_distinct_contacts_whether_said_or_by_an_answer() -> None:
    week = this_week(
        one("1", "ana", outcome="reached"),
        one("2", "ana", outcome="reached"),
        one("3", "tom", "lee"),
        one("4", "tom", dir="in", on=SUNDAY + timedelta(days=20)),
        one("5", "zoe", dir="in"),
    )
    assert (len(week.people), week.reached) == (3, 2)


def test_an_answer_after_no_reply_was_said_changes_nothing() -> None:
    week = this_week(one("1", "ana", outcome="no_reply"), one("2", "ana", dir="in", on=SUNDAY))
    assert week.reached == 0


def test_somebody_reached_stays_reached_after_another_try() -> None:
    assert this_week(one("1", "ana", outcome="reached"), one("2", "ana")).reached == 1
    assert this_week(one("1", "ana"), one("2", "ana", outcome="reached")).reached == 1


def test_minutes_count_once_in_or_out_with_the_usual_where_missing() -> None:
    week = this_week(
        one("1", "ana", "tom", channel="call"),
        one("2", "ana", dir="in", minutes=7),
        one("3", channel="research"),
        _meta={"1": Meta(minutes={"research": 40})},
    )
    assert week.minutes == 15 + 7 + 40


def test_a_week_over_is_kept_or_not() -> None:
    later = SUNDAY + timedelta(days=1)
    assert meter(network(one("1", "ana")), MONDAY, later).kept is False
    assert meter(network(one("1", "ana", "tom")), MONDAY, later).kept is True


def test_the_open_week_is_kept_or_not_judged_yet() -> None:
    quiet, kept = this_week(), this_week(one("1", "ana", "tom"))
    assert (quiet.open, quiet.over, quiet.kept) == (True, False, None)
    assert (kept.open, kept.over, kept.kept) == (True, False, True)


def test_a_week_is_open_from_its_first_day_to_its_last() -> None:
    def is_open(today: date) -> bool:
        return meter(network(), MONDAY, today).open

    assert is_open(MONDAY)
    assert is_open(SUNDAY)
    assert not is_open(MONDAY - timedelta(days=1))
    assert not is_open(SUNDAY + timedelta(days=1))


def test_a_week_to_come_is_not_judged() -> None:
    week = meter(network(one("1", "ana", "tom", on=MONDAY + WEEK)), MONDAY + WEEK, SUNDAY)
    assert (week.open, week.over, week.kept, week.needed) == (False, False, None, 2)


def test_a_paused_week_is_kept_or_not_judged() -> None:
    paused: dict[str, Record] = {key_of(MONDAY): Week(pause=Pause())}
    for today in (SUNDAY, SUNDAY + WEEK):
        quiet = meter(network(one("1", "ana"), weeks=paused), MONDAY, today)
        kept = meter(network(one("1", "ana", "tom"), weeks=paused), MONDAY, today)
        assert (quiet.paused, quiet.kept, quiet.state) == (True, None, "some")
        assert (kept.paused, kept.kept) == (True, True)


def test_before_the_first_goal_a_week_shows_what_was_done_and_is_not_judged() -> None:
    for people, state in ((0, "quiet"), (1, "met"), (2, "stretch")):
        week = this_week(one("1", *"ab"[:people]), goal=None)
        assert (week.state, week.kept, week.needed, week.goal) == (state, None, 0, None)
        assert len(week.people) == people


def test_a_week_names_its_goal_and_its_month() -> None:
    week = meter(network(goal=3), date(2026, 9, 28), SUNDAY)
    assert week.goal == Goal(people=3, stretch=4)
    assert (week.start, week.month) == (date(2026, 9, 28), (2026, 10))


def test_the_meter_follows_the_network(drawn: Drawing, drawn_week: Weeks) -> None:
    before, today = drawn("2 2 2 o1")
    start = drawn_week(3)
    assert meter(before, start, today).state == "some"
    after = before.after([("interactions", "9", one("9", "ana", on=start))])
    assert meter(after, start, today).state == "met"
    assert meter(before, start, today).state == "some"
    back = after.after([("interactions", "9", None)])
    assert meter(back, start, today) == meter(before, start, today)


def test_an_answer_in_a_later_week_is_seen_in_the_week_of_the_outreach() -> None:
    before = network(one("1", "ana"))
    assert meter(before, MONDAY, SUNDAY).reached == 0
    answer = one("2", "ana", dir="in", on=SUNDAY + WEEK * 3)
    assert meter(before.after([("interactions", "2", answer)]), MONDAY, SUNDAY).reached == 1


def test_a_week_of_an_unknown_contact_still_counts() -> None:
    assert this_week(one("1", "nobody that we know", "ana")).kept is True
