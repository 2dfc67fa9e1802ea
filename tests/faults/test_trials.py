"""What `make faults` tries at length, in small: nothing acknowledged is lost, and it would show."""

from __future__ import annotations

import signal
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from tests.faults import damage, disks, kills, monkey, sessions
from tests.faults.disks import NoDiskError
from tests.faults.monkey import Unseen
from tests.faults.page import page
from tests.faults.stores import OURS, STOCK
from tests.faults.tally import Count, Run, Tally
from tests.faults.trials import TRIALS

Try = Callable[[Run], Tally]
Small = Callable[[Try, int], Tally]


@pytest.fixture
def small(tmp_path: Path) -> Small:
    """Return what runs a trial for a few rounds."""

    def run(attempt: Try, rounds: int) -> Tally:
        return attempt(Run(tmp_path / "trial", rounds, seed=7, seconds=60))

    return run


def assert_kept(tally: Tally, acknowledged: int) -> None:
    """Nothing was lost, and enough was there to lose."""
    assert (tally.lost, tally.unreadable, tally.amiss) == (0, 0, 0), tally.note
    assert tally.acknowledged >= acknowledged


def test_kills_anywhere_and_in_the_middle_of_a_commit_lose_nothing(small: Small) -> None:
    tally = small(partial(kills.kills, kind=OURS), 8)
    assert_kept(tally, 8)
    assert tally.rounds == 8


def test_signals_to_several_writers_at_once_lose_nothing(small: Small) -> None:
    assert_kept(small(partial(kills.crowd, kind=OURS), 1), kills.SIGNALS)


def test_four_processes_with_a_hundred_changes_each_leave_four_hundred(small: Small) -> None:
    tally = small(partial(kills.together, kind=OURS), 1)
    assert_kept(tally, 400)
    assert tally.acknowledged == kills.CROWD * kills.EACH
    assert tally.note == "400 of 400 present"


def test_the_same_load_is_too_much_for_the_stock_storage(small: Small) -> None:
    """Otherwise it would be no load."""
    tally = small(partial(kills.together, kind=STOCK), 1)
    assert tally.lost or tally.unreadable or tally.acknowledged < kills.CROWD * kills.EACH


def test_a_session_stopped_with_the_lock_keeps_nobody_for_ever(small: Small) -> None:
    assert_kept(small(sessions.stopped, 2), 6)


def test_a_restore_in_the_middle_of_writing_loses_nothing_either_way(small: Small) -> None:
    assert_kept(small(sessions.restored, 2), 30)


@pytest.mark.parametrize("harm", [damage.cut, damage.flipped])
def test_damage_anywhere_takes_nothing_that_a_backup_has(small: Small, harm: damage.Harm) -> None:
    tally = small(partial(damage.damaged, harm=harm, name="damaged"), 15)
    assert_kept(tally, 15 * 40)


def test_a_file_that_is_cut_off_never_opens_as_if_nothing_had_been(small: Small) -> None:
    tally = small(partial(damage.damaged, harm=damage.cut, name="cut off"), 10)
    assert tally.silent == 0


@pytest.mark.parametrize("attempt", [disks.full_disk, disks.size_limit])
def test_a_disk_that_takes_no_more_loses_nothing_of_what_it_took(
    small: Small, attempt: Callable[..., Tally]
) -> None:
    try:
        tally = small(partial(attempt, kind=OURS), 1)
    except NoDiskError:
        pytest.skip("no small disk can be made here")
    assert_kept(tally, disks.MORE + 1)


@pytest.mark.parametrize("kind", ["made-up", "hostile"])
def test_a_monkey_at_the_keys_breaks_nothing(small: Small, kind: str) -> None:
    tally = small(partial(monkey.at_the_keys, kinds=(kind,), seconds=3), 1)
    assert (tally.rounds, tally.unreadable, tally.amiss) == (1, 0, 0), tally.note


def test_a_monkey_tells_of_a_program_that_ends_by_itself(
    small: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    hurt = Unseen.pump

    def struck(app: Unseen, seconds: float) -> bool:
        if app.raw and app.pid:
            with suppress(ProcessLookupError):
                app.signal(signal.SIGSEGV)
        return hurt(app, seconds)

    monkeypatch.setattr(Unseen, "pump", struck)
    tally = small(partial(monkey.at_the_keys, kinds=("empty",), seconds=1), 1)
    assert "it ended with -11" in tally.note


def test_what_is_not_there_is_counted_as_lost() -> None:
    count = Count()
    assert count.judge({"1", "2"}, {"2", "3"})
    assert not count.judge({"4", "5"}, None)
    tally = count.tally("a trial", "a store")
    assert (tally.acknowledged, tally.lost, tally.unreadable) == (4, 3, 1)


def test_all_trials_together_stay_within_ten_minutes() -> None:
    """With a little to spare, as a round that has begun is finished."""
    stores = [1 if trial.stock is None else 2 for trial in TRIALS]
    assert sum(trial.seconds * many for trial, many in zip(TRIALS, stores, strict=True)) <= 570


def test_the_page_tells_each_trial_and_its_figures() -> None:
    found = [(trial, [Tally("a trial", "reachout", 3, 1200, 0, 0)]) for trial in TRIALS]
    text = page(found, 7)
    told = " ".join(text.split())
    assert all(trial.how in told for trial in TRIALS)
    assert "| 3      | 1,200        | 0    |" in text
    assert "Of 10,800 changes that reachout acknowledged" in told
    assert max(len(line) for line in text.splitlines() if not line.startswith("|")) <= 100
