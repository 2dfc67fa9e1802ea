"""Which day it is: where the user lives, or as the environment says."""

from __future__ import annotations

import os
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import time_machine

from habit.errors import RefusedError
from habit.model import Meta
from tui.clock import Clock
from tui.zones import find_zone, machine_zone

LATE = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)


def today(moment: str, zone: str = "UTC", dawn: int = 0) -> str:
    """Return the day that it is at a moment for somebody who set these."""
    with time_machine.travel(datetime.fromisoformat(moment), tick=False):
        return Clock({}).living(Meta(zone=zone, dawn=dawn)).today().isoformat()


def test_a_day_begins_at_midnight_of_the_zone_that_was_set() -> None:
    moment = LATE.isoformat()
    assert today(moment, "Europe/Berlin") == "2026-11-23"
    assert today(moment, "America/Lima") == "2026-11-22"
    with time_machine.travel(LATE, tick=False):
        clock = Clock({}).living(Meta(zone="Europe/Berlin"))
        assert clock.now() == int(LATE.timestamp() * 1000)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-11-22T23:59:59+00:00", "2026-11-22"),
        ("2026-11-23T00:30:00+00:00", "2026-11-22"),
        ("2026-11-23T03:59:59+00:00", "2026-11-22"),
        ("2026-11-23T04:00:00+00:00", "2026-11-23"),
    ],
)
def test_what_is_before_the_hour_at_which_a_day_begins_belongs_to_the_day_before(
    moment: str, day: str
) -> None:
    assert today(moment, dawn=4) == day


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-03-29T01:59:00+01:00", "2026-03-28"),
        ("2026-03-29T03:00:00+02:00", "2026-03-29"),
        ("2026-10-25T02:30:00+02:00", "2026-10-25"),
        ("2026-10-25T02:30:00+01:00", "2026-10-25"),
    ],
)
def test_a_day_begins_when_the_clocks_change_as_the_clock_on_the_wall_says(
    moment: str, day: str
) -> None:
    assert today(moment, "Europe/Berlin", dawn=2) == day


def test_without_a_zone_the_day_follows_the_machine_also_when_it_moves(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock, days = Clock({}).living(Meta()), []
    try:
        with time_machine.travel(LATE, tick=False):
            for zone in ("America/Los_Angeles", "Pacific/Auckland"):
                monkeypatch.setenv("TZ", zone)
                days.append(clock.today().day)
    finally:
        monkeypatch.undo()
        time.tzset()
    assert days == [22, 23]


def test_a_zone_that_is_not_known_here_is_the_machines_own() -> None:
    moment = LATE.isoformat()
    for zone in ("Mars/Olympus", "../etc/passwd", "Europe", "\0"):
        assert today(moment, zone) == today(moment, "")


@pytest.mark.parametrize("hour", [0, 3, 4, 12, 23])
@pytest.mark.parametrize("zone", ["", "Pacific/Auckland", "America/Los_Angeles"])
def test_a_day_that_is_told_is_that_day_and_the_moment_follows(hour: int, zone: str) -> None:
    with time_machine.travel(datetime(2028, 2, 29, hour, 10, tzinfo=UTC), tick=False):
        clock = Clock({"REACHOUT_TODAY": "2026-02-03"}).living(Meta(zone=zone, dawn=4))
        assert clock.today() == date(2026, 2, 3)
        moment = datetime.fromtimestamp(clock.now() / 1000, UTC)
    assert (moment.date(), moment.hour) == (date(2026, 2, 3), hour)


@pytest.mark.parametrize("text", ["tomorrow", "2026-13-01", "22.11.2026"])
def test_a_day_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(RefusedError, match="write it like 2026-11-22"):
        Clock({"REACHOUT_TODAY": text}).today()


# Zones


def test_the_machine_says_what_its_zone_is_called(tmp_path: Path) -> None:
    zones = tmp_path / "zoneinfo" / "Europe"
    zones.mkdir(parents=True)
    (zones / "Lisbon").touch()
    link, noted, nothing = tmp_path / "localtime", tmp_path / "timezone", tmp_path / "not-there"
    link.symlink_to(zones / "Lisbon")
    noted.write_text("Asia/Tokyo\n")
    assert machine_zone({}, link, noted) == "Europe/Lisbon"
    assert machine_zone({}, nothing, noted) == "Asia/Tokyo"
    assert machine_zone({"TZ": ":Europe/Oslo"}, link, noted) == "Europe/Oslo"
    assert machine_zone({"TZ": "/usr/share/zoneinfo/Europe/Oslo"}, link, noted) == "Europe/Oslo"
    assert machine_zone({}, nothing, nothing) == time.tzname[0]


def test_a_zone_without_a_place_is_called_as_the_machine_calls_it() -> None:
    assert os.environ["TZ"] == "UTC"  # as all tests have it
    assert machine_zone({"TZ": "CET-1CEST"}) == "UTC"
    assert machine_zone({"TZ": ""}) == "UTC"
    assert machine_zone({"TZ": "Mars/Olympus"}) == "UTC"  # a name that nobody knows


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        ("berlin", "Europe/Berlin"),
        ("New York", "America/New_York"),
        ("los angeles", "America/Los_Angeles"),
        ("UTC", "UTC"),
    ],
)
def test_a_zone_is_found_by_its_name_or_a_city(typed: str, meant: str) -> None:
    assert find_zone(typed) == meant


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Europe/Berln", ": try Europe/Berlin, "),
        ("Vancuver", "try America/Vancouver"),
        ("San Francisco", "write it like Europe/Berlin"),
        ("Indianapolis", "is several time zones: try America/Indiana/Indianapolis or "),
        ("\x1b[31m" * 40, "write it like Europe/Berlin"),
        ("", "write it like Europe/Berlin"),
    ],
)
def test_a_word_that_is_no_zone_is_refused_with_the_nearest_names(typed: str, said: str) -> None:
    with pytest.raises(RefusedError) as refusal:
        find_zone(typed)
    assert said in str(refusal.value)
    assert "\x1b" not in str(refusal.value)
    assert "\n" not in str(refusal.value)
