"""Backups: one at most every ten minutes, the newest five and one for each of the last days."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from storage import backups

MINUTE = 60
DAY = 24 * 60 * MINUTE


@pytest.fixture
def commit(files: Any, put: Any, person: Any) -> Any:
    store = files.open()

    def one(after: float = 0) -> Any:
        files.clock.now += after
        return put(store, "contacts", person())

    return one


def names(files: Any) -> list[str]:
    return [path.name for path in files.backups()]


def count(files: Any, which: int = -1) -> int:
    return len(json.loads(files.backups()[which].read_text())["contacts"])


def test_the_first_commit_is_backed_up_at_once(files: Any, commit: Any) -> None:
    commit()
    assert names(files) == ["network-20261122T101500.json"]
    assert files.backups()[0].read_bytes() == files.path.read_bytes()


def test_an_empty_file_is_not_worth_a_backup(files: Any, put: Any, person: Any) -> None:
    files.path.parent.mkdir()
    files.path.write_text("")
    put(files.open(), "contacts", person())
    assert count(files) == 1


def test_ten_minutes_have_one_backup_at_most(files: Any, commit: Any) -> None:
    for _ in range(20):
        commit(after=MINUTE)
    assert names(files) == ["network-20261122T101600.json", "network-20261122T102600.json"]


def test_a_backup_is_what_there_was_before_the_commit(files: Any, commit: Any) -> None:
    commit()
    commit(after=MINUTE)
    commit(after=DAY)
    assert count(files) == 2
    assert len(files.raw()["contacts"]) == 3


def test_the_newest_five_stay_and_one_for_each_of_the_last_seven_days(
    files: Any, commit: Any
) -> None:
    for _ in range(12 * 12):  # every two hours for twelve days
        commit(after=DAY / 12)
    now = datetime.fromtimestamp(files.clock.now, UTC)
    days = [when.date() for when, _ in backups.all_of(files.path)]
    assert len(days) == 5 + 6
    assert set(days) == {now.date() - timedelta(days=back) for back in range(7)}
    assert days[:5] == [now.date()] * 5


def test_rare_commits_keep_the_newest_five(files: Any, commit: Any) -> None:
    for _ in range(9):
        commit(after=30 * DAY)
    assert len(names(files)) == 5


def test_a_clock_that_was_wrong_does_not_stop_backups(files: Any, commit: Any) -> None:
    commit(after=900 * DAY)
    commit(after=-900 * DAY)
    commit(after=MINUTE)
    assert len(names(files)) == 2


def test_other_files_in_the_folder_are_left_alone(files: Any, commit: Any) -> None:
    commit()
    folder = files.path.parent / "backups"
    strange = [
        "notes.txt",
        "network-old.json",
        "network-20269999T999999.json",
        "other-20261122T101500.json",
    ]
    for name in strange:
        (folder / name).write_text("mine")
    for _ in range(8):
        commit(after=DAY)
    assert set(strange) <= set(names(files))


def test_a_backup_is_a_copy_that_no_tool_can_change_through_the_file(
    files: Any, commit: Any
) -> None:
    commit()
    before = files.backups()[0].read_bytes()
    with files.path.open("r+") as file:
        file.write("spoiled")
    assert files.backups()[0].read_bytes() == before


def test_a_backup_that_cannot_be_made_keeps_nobody_from_saving(
    files: Any, put: Any, person: Any
) -> None:
    files.path.parent.mkdir()
    (files.path.parent / "backups").write_text("a file where the folder belongs")
    store = files.open()
    put(store, "contacts", person())
    put(store, "contacts", person())
    assert len(files.raw()["contacts"]) == 2
    assert len(store.notices) == 1
    assert "No backup" in store.notices[0]
