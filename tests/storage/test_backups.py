"""Backups: one at most every ten minutes, a few of them kept, and those that were asked for."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from storage import backups, disk
from storage.store import Store, StoreError

MINUTE = 60
HOUR = 60 * MINUTE
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
    days = [one.moment.date() for one in backups.in_order(files.path, now)]
    assert len(days) == 5 + 6
    assert set(days) == {now.date() - timedelta(days=back) for back in range(7)}
    assert days[:5] == [now.date()] * 5


def test_rare_commits_keep_the_newest_of_seven_days_however_far_apart(
    files: Any, commit: Any
) -> None:
    for _ in range(12):
        commit(after=30 * DAY)
    assert [count(files, which) for which in range(7)] == [5, 6, 7, 8, 9, 10, 11]
    assert len(names(files)) == 7


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


# Clocks that were wrong


def moved(backup: Path, name: str) -> Path:
    return backup.rename(backup.with_name(f"network-{name}.json"))


@pytest.fixture
def ahead(files: Any, commit: Any) -> Path:
    """A copy that was made while the clock was years ahead, older than the two after it."""
    commit()
    files.clock.now += 1600 * DAY
    commit(after=HOUR)
    files.clock.now -= 1600 * DAY
    for _ in range(2):
        commit(after=DAY)
    found: list[Path] = files.backups()
    return next(one for one in found if "-2031" in one.name)


def test_a_copy_from_the_future_takes_no_place_while_there_is_another(
    files: Any, ahead: Path
) -> None:
    files.opened[0].close()
    files.path.write_bytes(b"garbage")
    store = files.open()
    assert len(store.network.contacts) == 3
    assert "the backup of 2026-11-24 11:15 UTC took its place" in store.notices[0]


def test_a_copy_from_the_future_is_better_than_none(files: Any, ahead: Path) -> None:
    files.opened[0].close()
    for one in files.backups():
        if one != ahead:
            one.unlink()
    files.path.write_bytes(b"garbage")
    store = files.open()
    assert len(store.network.contacts) == 1
    assert "the backup of 2026-11-22 10:15 UTC took its place" in store.notices[0]


def test_the_newest_is_what_was_changed_last_whatever_the_names_say(
    files: Any, commit: Any
) -> None:
    for _ in range(4):
        commit(after=DAY)
    first, second, third, last = files.backups()
    assert first.read_bytes() == second.read_bytes()
    stale = moved(first, "20261126T101400")
    newest = moved(last, "20200101T000000")
    order = [one.path for one in files.opened[0].backups()]
    assert order == [newest, third, stale, second]
    files.opened[0].close()
    files.path.write_bytes(b"garbage")
    assert len(files.open().network.contacts) == 3


def test_a_stamp_from_the_future_in_a_copy_makes_it_no_newer(files: Any, commit: Any) -> None:
    commit()
    for _ in range(2):
        commit(after=DAY)
    oldest = files.backups()[0]
    tables = json.loads(oldest.read_text())
    (document,) = tables["contacts"].values()
    document["modified"] = 4_102_444_800_000
    oldest.write_text(json.dumps(tables))
    assert files.opened[0].backups()[-1].path == oldest
    # Once that day has come it counts, though the copy was looked into before.
    files.clock.now = 4_102_444_900
    assert files.opened[0].backups()[0].path == oldest


def test_words_that_look_like_a_stamp_are_none(
    files: Any, commit: Any, put: Any, person: Any
) -> None:
    commit()
    store = files.opened[0]
    put(store, "contacts", person("Eve", title='"modified": 1795999999999'))
    kept = store.back_up()
    (found,) = (one for one in store.backups() if one.path == kept)
    assert found.moment.replace(microsecond=0) == datetime.fromtimestamp(files.clock.now, UTC)


def test_copies_without_stamps_are_in_the_order_of_their_names(files: Any) -> None:
    folder = files.path.parent / "backups"
    folder.mkdir(parents=True)
    for day in (20, 22, 21):
        (folder / f"network-202611{day}T101500.json").write_text("{}")
    found = [one.path.name[14:16] for one in files.open().backups()]
    assert found == ["22", "21", "20"]


def test_a_clock_that_jumps_ahead_lets_go_of_no_day(files: Any, commit: Any) -> None:
    for _ in range(7):
        for _ in range(12):
            commit(after=DAY / 12)
    days = {one.moment.date() for one in files.opened[0].backups()}
    assert len(days) == 7
    files.clock.now += 1600 * DAY
    for _ in range(3):
        commit(after=HOUR)
    files.clock.now -= 1600 * DAY
    kept = {one.moment.date() for one in files.opened[0].backups()}
    assert len(days - kept) <= 1, "only the day that the jump itself takes the place of"
    commit(after=HOUR)


def test_copies_from_the_future_are_let_go_of_first(files: Any, ahead: Path, commit: Any) -> None:
    for _ in range(12):
        commit(after=HOUR)
    assert not ahead.exists()
    assert len(json.loads(files.backups()[-1].read_text())["contacts"]) == 15


def test_a_copy_from_the_future_that_was_asked_for_stays(files: Any, commit: Any) -> None:
    commit()
    files.clock.now += 1600 * DAY
    kept = files.opened[0].back_up()
    files.clock.now -= 1600 * DAY
    for _ in range(12):
        commit(after=DAY)
    assert files.opened[0].backups()[-1].path == kept


def test_copies_that_stay_are_not_opened_to_let_go_of_others(
    files: Any, commit: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit()
    for _ in range(3):
        files.opened[0].back_up()
    opened: list[Path] = []

    def read(path: Path) -> Any:
        opened.append(path)
        return real(path)

    real = disk.read
    monkeypatch.setattr("storage.backups.read", read)
    for _ in range(8):
        commit(after=DAY)
    assert opened
    assert not any(backups.is_kept(one) for one in opened)
    assert len(opened) == len(set(opened)), "none is read twice by one session"


# Those that were asked for


def test_a_backup_that_was_asked_for_does_not_pass(files: Any, commit: Any) -> None:
    commit()
    kept = files.opened[0].back_up()
    for _ in range(40):
        commit(after=DAY)
    assert kept in files.backups()
    assert backups.is_kept(kept)
    passing = [one for one in files.backups() if not backups.is_kept(one)]
    assert len(passing) == 7


def test_those_that_were_asked_for_take_no_place_from_those_that_pass(
    files: Any, commit: Any
) -> None:
    for _ in range(8):
        commit(after=DAY)
        files.opened[0].back_up()
    kept = [backups.is_kept(one) for one in files.backups()]
    assert kept.count(True) == 8
    for _ in range(12):
        commit(after=HOUR)
    assert [backups.is_kept(one) for one in files.backups()].count(False) >= 5


def test_a_backup_that_was_asked_for_is_what_lies_there_now(files: Any, commit: Any) -> None:
    commit()
    commit(after=MINUTE)
    kept = files.opened[0].back_up()
    assert kept.name == "network-20261122T101600-kept.json"
    assert kept.read_bytes() == files.path.read_bytes()
    assert kept.stat().st_mode & 0o777 == 0o600


def test_a_backup_has_what_another_session_wrote_last(
    files: Any, commit: Any, put: Any, person: Any
) -> None:
    commit()
    put(files.open(), "contacts", person("Tom Okafor"))
    assert "Tom Okafor" in files.opened[0].back_up().read_text()


def test_two_backups_of_one_second_are_two_and_the_later_one_comes_first(
    files: Any, commit: Any
) -> None:
    commit()
    store = files.opened[0]
    made = [store.back_up() for _ in range(11)]
    assert [one.name for one in made[:2]] == [
        "network-20261122T101500-kept.json",
        "network-20261122T101500-kept-2.json",
    ]
    found = [one.path for one in store.backups() if one.stays]
    assert found == made[::-1]


def test_a_backup_goes_into_a_folder_of_choice_and_nothing_there_is_let_go_of(
    files: Any, commit: Any, tmp_path: Path
) -> None:
    commit()
    folder = tmp_path / "usb"
    folder.mkdir(mode=0o755)
    folder.chmod(0o755)
    store = files.opened[0]
    made = []
    for _ in range(15):
        commit(after=DAY)
        made.append(store.back_up(folder))
    assert sorted(folder.iterdir()) == made
    assert made[0].name == "network-20261123T101500.json"
    assert [one.path for one in store.backups(folder)] == made[::-1]
    assert {path.stat().st_mode & 0o777 for path in made} == {0o600}
    assert folder.stat().st_mode & 0o777 == 0o755


def test_the_usual_folder_named_as_one_of_choice_is_the_usual_one(files: Any, commit: Any) -> None:
    commit()
    kept = files.opened[0].back_up(files.path.parent / "backups")
    assert backups.is_kept(kept)


@pytest.mark.parametrize("name", ["network.json.part", "network.json.tmp"])
def test_a_file_that_somebody_left_in_wait_gets_nothing_of_yours(
    files: Any, commit: Any, tmp_path: Path, name: str
) -> None:
    commit()
    usb = tmp_path / "usb"
    usb.mkdir()
    waiting = [folder / name for folder in (usb, files.path.parent, files.path.parent / "backups")]
    readers = []
    for one in waiting:
        one.write_text("")
        readers.append(one.open("rb"))
    commit(after=DAY)
    files.opened[0].back_up(usb)
    files.opened[0].back_up()
    for reader in readers:
        with reader:
            assert reader.read() == b""
    assert (usb / name).read_text() == ""


def test_a_copy_in_progress_has_a_name_that_nobody_can_foresee(
    files: Any, commit: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit()
    replace, names = Path.replace, []

    def seen(part: Path, target: Path) -> Path:
        names.append(part.name)
        return replace(part, target)

    monkeypatch.setattr(Path, "replace", seen)
    for _ in range(2):
        files.opened[0].back_up(tmp_path)
    assert len(set(names)) == 2


def test_what_killed_processes_left_among_the_backups_goes_with_the_next_one(
    files: Any, commit: Any
) -> None:
    commit()
    folder = files.path.parent / "backups"
    for name in (".network.json.0123456789abcdef.part", "network.json.part"):
        (folder / name).write_text("half")
    other = folder / ".work.json.0123456789abcdef.part"
    other.write_text("half, of another file that may be at work")
    files.opened[0].back_up()
    assert [one for one in files.backups() if one.suffix == ".part"] == [other]


def test_nothing_there_is_nothing_to_back_up(files: Any) -> None:
    with pytest.raises(StoreError, match="there is nothing to back up"):
        files.open().back_up()
    assert files.backups() == []


def test_a_copy_that_reads_differently_is_not_made(
    files: Any, commit: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit()
    before = files.backups()
    really = os.pread
    source = files.path.stat().st_ino

    def read_wrong(descriptor: int, length: int, offset: int) -> bytes:
        text = really(descriptor, length, offset)
        return text if os.fstat(descriptor).st_ino == source else text.replace(b"P", b"Q")

    monkeypatch.setattr("storage.backups.os.pread", read_wrong)
    with pytest.raises(
        StoreError, match=r"no backup of .* was made, as the disk reported an error"
    ):
        files.opened[0].back_up()
    assert files.backups() == before


def test_a_folder_that_is_a_file_is_said_plainly(files: Any, commit: Any, tmp_path: Path) -> None:
    commit()
    (tmp_path / "usb").write_text("")
    with pytest.raises(StoreError, match="a part of its path is not a folder"):
        files.opened[0].back_up(tmp_path / "usb")


def test_a_damaged_file_is_mended_from_a_backup_that_was_asked_for(files: Any, commit: Any) -> None:
    commit()
    store = files.opened[0]
    commit(after=MINUTE)
    files.clock.now += HOUR
    store.back_up()
    store.close()
    files.path.write_bytes(b"garbage")
    assert len(files.open().network.contacts) == 2


def test_two_files_in_one_folder_back_up_at_once_without_mixing(
    files: Any, commit: Any, put: Any, person: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit()
    store = files.opened[0]
    other = Store.open(files.path.with_name("work.json"), clock=files.clock)
    put(other, "contacts", person("Tom"))
    replace, others = Path.replace, [other]

    def meanwhile(part: Path, target: Path) -> Path:
        if part.parent.name == "backups" and others:
            others.pop().back_up()
        return replace(part, target)

    monkeypatch.setattr(Path, "replace", meanwhile)
    assert store.back_up().read_bytes() == files.path.read_bytes()
    assert other.backups()[0].path.read_bytes() == other.path.read_bytes()
    other.close()
