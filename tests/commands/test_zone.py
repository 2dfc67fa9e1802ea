"""The zone and the hour at which a day begins: shown, set, and obeyed by every command."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import time_machine

from tests.commands.conftest import Shell

At = Callable[[str], None]


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Iterator[At]:
    """Let the machine's clock, in UTC, say a moment, and nobody tell another day."""
    travels: list[time_machine.travel] = []

    def go(moment: str) -> None:
        monkeypatch.delenv("REACHOUT_TODAY", raising=False)
        while travels:
            travels.pop().stop()
        travels.append(time_machine.travel(f"{moment}:00+00:00", tick=False))
        travels[-1].start()

    yield go
    for one in travels:
        one.stop()


def test_the_zone_is_the_machines_unless_it_was_set(
    do: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "America/Lima")
    assert do("zone", "--json").json == {"zone": "America/Lima", "set": False, "day_begins": 0}
    said = do("zone", "berlin").out
    assert said.splitlines()[0] == "Europe/Berlin, as you set it. reachout zone machine goes back."
    assert do("zone", "--json").json == {"zone": "Europe/Berlin", "set": True, "day_begins": 0}
    assert do("zone", "machine").out.startswith("America/Lima, the time zone of this machine.")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert do("zone", "--json").json["zone"] == "Asia/Tokyo"


@pytest.mark.parametrize("zone", ["UTC", "Etc/UTC", "GMT", ""])
def test_a_machine_that_stands_nowhere_says_why_to_set_the_zone(
    do: Shell, monkeypatch: pytest.MonkeyPatch, zone: str
) -> None:
    monkeypatch.setenv("TZ", zone)
    assert "SSH doesn't tell" in do("zone").out
    assert "SSH doesn't tell" not in do("zone", "UTC").out


def test_sunday_evening_in_california_is_no_monday_of_a_server(
    do: Shell, at: At, people: dict[str, str]
) -> None:
    at("2026-11-23T02:30")
    do("zone", "America/Los_Angeles")
    do("goal", "2")
    said = do("log", "Tom Okafor", "--via", "call", "--json").json
    assert said["week"]["interactions"][0]["on"] == "2026-11-22"
    assert do("week", "--json").json["week"] == "2026-11-16"


def test_what_is_logged_at_half_past_midnight_belongs_to_the_day_before(do: Shell, at: At) -> None:
    at("2026-11-23T00:30")
    do("zone", "--day-begins", "4")
    for name, day in (("Tom Okafor", "today"), ("Priya Nair", "yesterday")):
        said = do("log", name, "--add", "--via", "call", "--on", day, "--json").json
    days = [one["on"] for one in said["week"]["interactions"]]
    assert days == ["2026-11-21", "2026-11-22"]
    at("2026-11-23T04:00")
    assert do("week", "--json").json["week"] == "2026-11-23"
    assert do("undo", "--list").out.splitlines()[0].split("  ")[1] == "yesterday 00:30"


@pytest.mark.parametrize(
    ("zone", "moment", "next_day"),
    [
        ("America/Los_Angeles", "2026-11-23T02:30", "2026-11-23T20:00"),
        ("Pacific/Auckland", "2026-11-22T20:00", "2026-11-23T20:00"),
    ],
)
def test_somebody_was_added_on_the_day_that_it_was_where_the_user_lives(
    do: Shell, at: At, zone: str, moment: str, next_day: str
) -> None:
    at(moment)
    do("zone", zone)
    do("add", "Tom Okafor")
    assert do("next").out.rstrip().endswith("added today")
    at(next_day)
    assert do("next").out.rstrip().endswith("added yesterday")


def test_a_logged_day_stays_when_zone_and_hour_change(
    do: Shell, at: At, people: dict[str, str]
) -> None:
    at("2026-11-22T23:30")
    do("log", "Tom Okafor", "--via", "call")
    do("zone", "Pacific/Auckland", "--day-begins", "11")
    shown = do("show", "Tom Okafor", "--json").json["interactions"]
    assert [one["on"] for one in shown] == ["2026-11-22"]


def test_both_are_one_step_and_taken_back_as_one(do: Shell) -> None:
    do("zone", "Asia/Tokyo", "--day-begins", "3")
    assert do("undo").out.startswith("Took back: zone, Asia/Tokyo")
    assert do("zone", "--json").json["set"] is False
    assert do("zone", "--json").json["day_begins"] == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["Mars/Olympus"], '"Mars/Olympus" is no time zone that this machine knows'),
        (["europe/berln"], "try Europe/Berlin"),
        (["--day-begins", "12"], "a day can begin at 0 (midnight) to 11, not at 12"),
        (["--day-begins", "late"], '"late" is no hour at which a day can begin, such as 4'),
        (["--day-begins=-1"], '"-1" is no hour'),
        (["Asia/Tokyo", "--day-begins", "99"], "not at 99"),
    ],
)
def test_what_is_no_zone_and_no_hour_is_refused_and_nothing_is_written(
    shell: Shell, data: Path, words: list[str], said: str
) -> None:
    answer = shell("zone", *words)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
    assert not data.exists()


@pytest.mark.parametrize("hour", ["4", "4:00", "04:00", "4 am", "4am"])
def test_an_hour_may_be_typed_as_one_says_it(do: Shell, hour: str) -> None:
    assert do("zone", "--day-begins", hour, "--json").json["day_begins"] == 4
    assert "A day begins at 4:00." in do("zone").out
    assert do("zone", "--day-begins", "midnight", "--json").json["day_begins"] == 0


def test_a_zone_that_this_machine_does_not_know_is_told(do: Shell, data: Path) -> None:
    data.parent.mkdir()
    data.write_text('{"_meta": {"1": {"schema": 2, "zone": "Mars/Olympus"}}}')
    assert do("zone").out.startswith("Mars/Olympus, which this machine doesn't know: it goes by")
