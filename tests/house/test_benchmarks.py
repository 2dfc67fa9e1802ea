"""The benchmarks measure what they say, tried on networks so small that it takes no time."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest

from habit.meter import meter
from habit.weeks import start_of_week
from storage.store import Store
from tests.benchmarks import data, table
from tests.benchmarks.data import TODAY, Size
from tests.benchmarks.probes import PROBES, to_sqlite

TINY = Size(12, 60)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return data.write(tmp_path / "reachout" / "network.json", TINY)


def test_a_made_up_network_makes_sense_and_shows_the_meter_that_is_waited_for(path: Path) -> None:
    store = Store.open(path)
    network = store.network
    assert store.repairs == ()
    assert (len(network.contacts), len(network.interactions)) == (12, 60)
    week = meter(network, start_of_week(TODAY, 0), TODAY)
    assert week.goal is not None
    assert f"{len(week.people)} of {week.goal.people} people" == data.METER
    store.close()


def test_the_same_network_comes_out_each_time_for_its_owner_alone(path: Path) -> None:
    assert json.loads(path.read_bytes()) == data.tables(TINY, Random(1))
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("name", ["ours", "tinydb", "rules", "gaps"])
def test_each_probe_gives_samples_of_what_it_measures(name: str, path: Path) -> None:
    samples = PROBES[name](path, 2)
    assert samples
    assert all(value > 0 for values in samples.values() for value in values)


def test_sqlite_gets_the_same_documents(path: Path) -> None:
    there = path.with_suffix(".sqlite")
    to_sqlite(data.tables(TINY, Random(1)), there)
    assert len(PROBES["sqlite"](there, 2)["commit"]) == 2


def test_the_table_says_which_aims_are_met() -> None:
    rows = [
        table.at_most("first paint", [30, 20, 40], [20], 1.5, "empty app"),
        table.times_faster("durable log", [50], [150], 4, "TinyDB insert"),
        table.below("letter", [10, 20, 90], 33),
        table.below("gap", [10, 20, 90], 33, part=1),
    ]
    assert [row.met for row in rows] == [True, False, True, False]
    assert [row.ratio for row in rows] == [1.5, 3.0, None, None]
    lines = table.written(rows).splitlines()
    assert len({len(line) for line in lines}) == 1
    assert "30.0 ms (20.0 to 40.0)" in lines[2]
