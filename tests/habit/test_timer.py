"""The timer: kept in the file, logged with its minutes, and never for hours that nobody talked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any

import pytest

from habit.changes import Hand
from habit.errors import RefusedError
from habit.model import Contact, Interaction
from habit.network import Network
from habit.timer import LONGEST, Running, drop, entry_of, running, start, stop, stopped, to_log

SUNDAY = date(2026, 11, 22)
NOON = 1_795_348_800_000
MINUTE = 60_000
PEOPLE = [Contact("1", "Priya Nair"), Contact("2", "Tom Okafor")]


def hand(now: int = NOON) -> Hand:
    ids = count(100)
    return Hand(SUNDAY, now, lambda: str(next(ids)))


def network(**tables: list[Any]) -> Network:
    tables.setdefault("contacts", PEOPLE)
    return Network.of({name: {one.id: one for one in them} for name, them in tables.items()})


def started(people: tuple[str, ...] = ("1",)) -> Network:
    it = network()
    return it.having(start(it, hand(), people))


def at(it: Network, minutes: float) -> Running:
    found = running(it, NOON + int(minutes * MINUTE), SUNDAY)
    assert found is not None
    return found


def test_a_timer_runs_for_somebody_in_whole_minutes() -> None:
    it = started()
    assert at(it, 12.9).minutes == 12
    assert (at(it, 0).people, at(it, 0).channel) == (("1",), "call")
    assert start(network(), hand(), ["1"]).what == "Priya Nair, timer started"
    assert start(network(), hand()).what == "timer started, with nobody yet"
    assert running(network(), NOON, SUNDAY) is None


def test_it_takes_the_channel_in_which_you_spoke_last_and_no_written_one() -> None:
    video = Interaction("9", date(2026, 11, 1), {"1": "reached"}, channel="video")
    letter = Interaction("9", date(2026, 11, 1), {"1": "waiting"}, channel="letter")
    for last, channel in ((video, "video"), (letter, "call")):
        it = network(interactions=[last])
        assert at(it.having(start(it, hand(), ["1"])), 1).channel == channel
    it = network(interactions=[video])
    assert at(it.having(start(it, hand(), ["1"], "coffee")), 1).channel == "coffee"


def test_one_timer_at_a_time() -> None:
    with pytest.raises(RefusedError, match="runs already"):
        start(started(), hand(), ["2"])


def test_stopping_logs_it_and_takes_the_timer_away_in_one_change() -> None:
    it = started()
    change = stop(it, hand(), at(it, 12), None, "the new job")
    after = it.having(change)
    assert {edit.table for edit in change.edits} == {"interactions", "entries"}
    (one,) = after.interactions.values()
    assert (one.minutes, one.note, one.channel, one.people) == (
        12,
        "the new job",
        "call",
        {"1": "reached"},
    )
    assert entry_of(after) is None


def test_a_talk_of_seconds_is_a_minute() -> None:
    it = started()
    assert to_log(it, at(it, 0.2)) == 1


def test_a_forgotten_timer_is_not_logged_for_its_hours_without_a_question() -> None:
    it = started()
    assert not at(it, LONGEST).is_forgotten
    forgotten = at(it, 14 * 60)
    assert forgotten.is_forgotten
    assert to_log(it, forgotten) == 15
    with pytest.raises(RefusedError, match="has run for 14 hours: say how many minutes"):
        stop(it, hand(), forgotten, None, "")
    (one,) = it.having(stop(it, hand(), forgotten, 35, "")).interactions.values()
    assert one.minutes == 35


def test_what_ran_over_midnight_is_logged_on_the_day_it_began() -> None:
    it = started()
    late = running(it, NOON + 30 * MINUTE, date(2026, 11, 23))
    assert late is not None
    assert late.on == SUNDAY


def test_a_clock_that_was_set_back_gives_no_minutes_and_no_day_to_come() -> None:
    early = running(started(), NOON - MINUTE, date(2026, 11, 21))
    assert early is not None
    assert (early.minutes, early.on) == (0, date(2026, 11, 21))


def test_a_timer_for_nobody_asks_for_whom_it_was() -> None:
    it = started(())
    with pytest.raises(RefusedError, match="say with whom"):
        stop(it, hand(), at(it, 5), None, "")
    named = at(it, 5).with_whom(["2"], "video")
    (one,) = it.having(stop(it, hand(), named, None, "")).interactions.values()
    assert (list(one.people), one.channel) == (["2"], "video")


def test_somebody_who_was_deleted_meanwhile_is_left_out() -> None:
    it = started()
    gone = it.after([("contacts", "1", None)])
    assert at(gone, 3).people == ()


def test_dropping_logs_nothing() -> None:
    it = started()
    change = drop(it, at(it, 3).key)
    assert change.what == "Priya Nair, timer dropped"
    assert it.having(change).entries == {}


def test_when_another_session_stopped_it_the_rest_is_logged_all_the_same() -> None:
    it = started()
    key = at(it, 3).key
    change = replace(drop(it, key), what="something")
    assert stopped(it.having(change), change, key) is change
