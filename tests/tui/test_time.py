"""Time: minutes beside the goal, the timer, usual minutes, job boards, and five minutes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from habit.changes import Hand, set_goal
from habit.effort import effort
from habit.timer import drop, entry_of, start
from storage.store import Store, new_id
from tests.tui.conftest import Sit
from tests.tui.desk import HAND, TODAY, StoppedClock, key_of
from tui.widgets.rows import Rows

SUNDAY = date.fromisoformat(TODAY)
WEEK = date(2026, 11, 16)


def in_mode(path: Path, mode: Any, **more: Any) -> Path:
    store = Store.open(path)
    store.commit(set_goal(store.network, HAND, mode=mode, **more))
    store.close()
    return path


def timed(path: Path, name: str, minutes: int) -> StoppedClock:
    """Start a timer for somebody so many minutes before the clock stands still."""
    clock = StoppedClock(TODAY)
    store = Store.open(path)
    since = Hand(SUNDAY, clock.now() - minutes * 60_000, new_id)
    people = [key_of(store, name)] if name else []
    store.commit(start(store.network, since, people))
    store.close()
    return clock


@pytest.mark.parametrize(
    ("mode", "more", "shown"),
    [
        ("employed", {}, "35 min of 4 h"),
        ("seeking", {}, "35 min of 20 h"),
        ("employed", {"hours": 30, "share": 5}, "35 min of 1 h 30"),
        ("none", {}, "35 min\n"),
    ],
)
async def test_b1_b2_the_week_shows_its_minutes_against_the_time_that_is_wanted(
    sit: Sit, reviewed: Path, mode: Any, more: dict[str, Any], shown: str
) -> None:
    async with sit(in_mode(reviewed, mode, **more)) as desk:
        await desk.until(shown)


async def test_hours_and_share_are_said_with_the_goal_and_go_with_another_mode(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo) as desk:
        await desk.press("ctrl+g")
        await desk.until("Hours a week")
        await desk.press(*["tab"] * 3, "e", *["tab"] * 4, *"30", "tab", *"20 %")
        await desk.press("enter")
        await desk.until("of 6 h")
        await desk.press("ctrl+g")
        await desk.until("For people +20 %")
        await desk.press(*["tab"] * 3, "s", "enter")
        await desk.until("of 20 h")


@pytest.mark.parametrize(
    ("mode", "hours", "sentence"),
    [("none", "30", "need a mode: employed or seeking"), ("employed", "200", "do not fit a week")],
)
async def test_hours_that_make_no_sense_are_refused_and_stay(
    sit: Sit, demo: Path, mode: str, hours: str, sentence: str
) -> None:
    async with sit(demo) as desk:
        await desk.press("ctrl+g")
        await desk.until("Hours a week")
        await desk.press(*["tab"] * 3, mode[0], *["tab"] * 4, *hours, "enter")
        await desk.until(sentence)
        assert f" {hours} " in desk.text


async def test_where_the_time_went_and_the_usual_minutes_are_a_key_away(
    sit: Sit, demo: Path
) -> None:
    async with sit(in_mode(demo, "employed")) as desk:
        await desk.press("M")
        await desk.until("Interacting +25 min")
        assert "35 min of 4 h" in desk.text
        await desk.until("No minutes were said: it is what each channel usually")
        await desk.press("e")
        await desk.until("Usual minutes")
        await desk.press("tab", "tab", "ctrl+u", *"1 h", "enter")
        await desk.until("Contacting +1 h ")
        assert desk.network.meta.minutes == {"email": 60}


async def test_a_timer_runs_on_when_the_app_is_left_and_stops_into_the_log_bar(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo) as desk:
        await desk.press("T")
        await desk.until("● 0 min")
        await desk.until("timer started")
    clock = StoppedClock(TODAY)
    store = Store.open(demo)
    one = entry_of(store.network)
    store.close()
    assert one is not None
    clock.moment = datetime.fromtimestamp(one.since / 1000 + 12 * 60 + 5, UTC)
    async with sit(demo, clock=clock) as desk:
        await desk.until("● 12 min")
        await desk.press("T")
        await desk.until("Stop the timer: 12 min")
        await desk.until("12 min   - \\+")
        await desk.press("enter")
        await desk.until("Logged Ana Silva, call")
        (logged,) = desk.logged
        assert logged.minutes == 12
        assert entry_of(desk.network) is None
        await desk.until("● 12 min", want=False)
        await desk.press("u")
        await desk.until("● 12 min")


async def test_the_header_counts_on_when_a_minute_is_full_and_writes_nothing(
    sit: Sit, demo: Path
) -> None:
    clock = timed(demo, "Tom Okafor", 59)
    clock.moment += timedelta(seconds=59)
    async with sit(demo, clock=clock) as desk:
        await desk.until("● 59 min")
        written = demo.stat().st_mtime_ns
        clock.moment += timedelta(seconds=1)
        await desk.until("● 1 h\n")
        assert demo.stat().st_mtime_ns == written


async def test_a_timer_that_another_session_starts_is_seen(
    sit: Sit, demo: Path, other: Store
) -> None:
    async with sit(demo, clock=StoppedClock(TODAY)) as desk:
        await desk.until("Sun 22 Nov")
        now = Hand(SUNDAY, StoppedClock(TODAY).now(), new_id)
        other.commit(start(other.network, now, [key_of(other, "Tom Okafor")]))
        await desk.until("● 0 min")
        one = entry_of(other.network)
        assert one is not None
        other.commit(drop(other.network, one.id))
        await desk.until("● 0 min", want=False)


async def test_escape_leaves_the_timer_running_and_x_drops_it(sit: Sit, demo: Path) -> None:
    clock = timed(demo, "Tom Okafor", 7)
    async with sit(demo, clock=clock) as desk:
        await desk.press("T")
        await desk.until("Stop the timer")
        await desk.press("escape")
        await desk.until("Stop the timer", want=False)
        assert entry_of(desk.network) is not None
        await desk.press("T")
        await desk.until("Stop the timer")
        await desk.press("x")
        await desk.until("Tom Okafor, timer dropped")
        assert entry_of(desk.network) is None
        assert desk.logged == []


async def test_a_timer_that_was_forgotten_asks_how_long_it_was(sit: Sit, demo: Path) -> None:
    clock = timed(demo, "Tom Okafor", 14 * 60)
    async with sit(demo, clock=clock) as desk:
        await desk.press("T")
        await desk.until("It ran for 14 hours. Type the minutes; 15 are usual")
        await desk.press("4", "0")
        await desk.until("It ran for", want=False)
        await desk.press("enter")
        await desk.until("Logged Tom Okafor")
        assert [one.minutes for one in desk.logged] == [40]


async def test_a_timer_for_nobody_is_given_a_name_when_it_stops(sit: Sit, demo: Path) -> None:
    clock = timed(demo, "", 9)
    async with sit(demo, clock=clock) as desk:
        await desk.press("T")
        await desk.until("Stop the timer")
        await desk.press(*"tom", "enter", "enter")
        await desk.until("Logged Tom Okafor, call")
        assert [one.minutes for one in desk.logged] == [9]


async def test_a24_b20_when_seeking_the_review_asks_for_job_boards_and_tells_new_from_known(
    sit: Sit, reviewed: Path
) -> None:
    async with sit(in_mode(reviewed, "seeking")) as desk:
        await desk.press("r")
        await desk.until("Job boards")
        await desk.until("Nobody new and nobody from long ago|new|re-connected")
        await desk.press("tab", *"ages", "enter")
        await desk.until("no length of time")
        await desk.press("ctrl+u", *"1 h 45")
        await desk.until("25 % for people")
        assert effort(desk.network, WEEK).jobboards == 105
        await desk.press("enter")
        await desk.until("2 of 6")
        await desk.press("q")
        await desk.until("35 min of 20 h")
        await desk.press("r")
        await desk.until("2 of 6")
        await desk.press("escape")
        await desk.until("Job boards +1 h 45")


async def test_nobody_who_is_employed_is_asked_for_job_boards(sit: Sit, reviewed: Path) -> None:
    async with sit(in_mode(reviewed, "employed")) as desk:
        await desk.press("r")
        await desk.until("1 of 6")
        assert "Job boards" not in desk.text


async def test_a_goal_that_was_said_for_later_is_not_advised_upon_again(
    sit: Sit, reviewed: Path
) -> None:
    async with sit(reviewed) as desk:
        await desk.press("r", *["enter"] * 4)
        await desk.until("t takes it")
        await desk.press("plus", "plus")
        await desk.until("4 people a week")
        assert "t takes it" not in desk.text


async def test_b28_five_minutes_are_logged_with_the_channel_preset(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.press("B")
        await desk.until("Too busy")
        (first, *_) = desk.app.screen.query_one(Rows).items
        await desk.press("enter")
        await desk.until(f"‹{first.channel}›")
        await desk.press("enter")
        await desk.until(f"Logged {first.contact.name}")
        assert [one.channel for one in desk.logged] == [first.channel]


async def test_what_five_minutes_give_stands_there_as_given_and_is_no_typing_to_lose(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo) as desk:
        await desk.press("B")
        await desk.until("Too busy")
        ideas = desk.app.screen.query_one(Rows).items
        at, giving = next(pair for pair in enumerate(ideas) if pair[1].gave)
        await desk.press(*"j" * at, "enter")
        await desk.until(f"Gave +{giving.gave[0].kind}")
        await desk.press("escape")
        await desk.until("Log an outreach", want=False)
        await desk.press("B")
        await desk.until("Too busy")
        await desk.press(*"j" * at, "enter", "enter")
        await desk.until_logged(1)
        assert desk.logged[0].gave == giving.gave


async def test_a28_a_quiet_week_shows_why(sit: Sit, begun: Path) -> None:
    store = Store.open(begun)
    store.commit(set_goal(store.network, HAND, why="I like my people"))
    store.close()
    async with sit(begun) as desk:
        await desk.until("Because “I like my people”")
