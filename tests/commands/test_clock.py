"""Which day it is: where the user lives, or as the environment says."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import time_machine

from habit.errors import RefusedError
from tui.clock import Clock, local_zone

LATE = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)


def test_a_day_begins_at_midnight_of_the_files_zone() -> None:
    with time_machine.travel(LATE, tick=False):
        assert Clock("Europe/Berlin", {}).today() == date(2026, 11, 23)
        assert Clock("America/Lima", {}).today() == date(2026, 11, 22)
        assert Clock("Europe/Berlin", {}).now() == int(LATE.timestamp() * 1000)


@pytest.mark.parametrize(
    ("moment", "zone", "hours"),
    [
        ("2026-11-22T22:00:00+00:00", "Europe/Berlin", 1),
        ("2026-11-22T22:00:00+00:00", "America/Lima", 7),
        ("2026-11-22T22:00:00+00:00", "UTC", 2),
        ("2026-10-25T00:00:00+02:00", "Europe/Berlin", 25),
        ("2026-03-29T00:00:00+01:00", "Europe/Berlin", 23),
    ],
)
def test_a_day_ends_at_midnight_of_the_files_zone_also_when_the_clocks_change(
    moment: str, zone: str, hours: int
) -> None:
    with time_machine.travel(datetime.fromisoformat(moment), tick=False):
        assert Clock(zone, {}).to_midnight() == hours * 3600


def test_a_zone_that_is_not_known_here_is_the_machines_own() -> None:
    with time_machine.travel(LATE, tick=False):
        here = Clock("", {}).today()
        for zone in ("Mars/Olympus", "../etc/passwd", "Europe", "\0"):
            assert Clock(zone, {}).today() == here


def test_the_environment_sets_the_day_and_the_moment_follows() -> None:
    clock = Clock("Europe/Berlin", {"REACHOUT_TODAY": "2026-02-03"})
    assert clock.today() == date(2026, 2, 3)
    moment = datetime.fromtimestamp(clock.now() / 1000, UTC)
    assert abs((moment.date() - clock.today()).days) <= 1


@pytest.mark.parametrize("text", ["tomorrow", "2026-13-01", "22.11.2026"])
def test_a_day_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(RefusedError, match="write it like 2026-11-22"):
        Clock("", {"REACHOUT_TODAY": text}).today()


def test_a_new_file_gets_the_name_of_the_machines_zone(tmp_path: Path) -> None:
    zones = tmp_path / "zoneinfo" / "Europe"
    zones.mkdir(parents=True)
    (zones / "Lisbon").touch()
    link = tmp_path / "localtime"
    link.symlink_to(zones / "Lisbon")
    assert local_zone({}, link) == "Europe/Lisbon"
    assert local_zone({"TZ": ":Europe/Oslo"}, link) == "Europe/Oslo"
    assert local_zone({"TZ": "CET-1CEST"}, link) == ""
    assert local_zone({}, tmp_path / "not-there") == ""
