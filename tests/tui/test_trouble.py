"""When the file cannot be written: the app says why, keeps what was typed, and goes on."""

from __future__ import annotations

import errno
import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from habit.review import review_of
from tests.tui.conftest import Sit
from tests.tui.desk import Desk


class Disk:
    """A disk that a test lets refuse, and work again."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._patch = monkeypatch
        self.error: int | None = None
        from storage import disk

        for name in ("replace", "refuse_full", "refuse_closed"):
            monkeypatch.setattr(disk, name, self._guarded(getattr(disk, name)))

    def _guarded(self, work: Callable[..., Any]) -> Callable[..., Any]:
        def guarded(*given: Any) -> Any:
            if self.error is not None:
                raise OSError(self.error, "refused")
            return work(*given)

        return guarded


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    return Disk(monkeypatch)


async def log_priya(desk: Desk) -> None:
    await desk.press("l", *"priya", "enter", "c", "comma", *"the new job")
    await desk.press("enter")


async def log_priya_on_a_full_disk(desk: Desk, disk: Disk) -> None:
    """Log somebody in vain, and wait for the bar's own words: a toast may say that it is full."""
    disk.error = errno.ENOSPC
    await log_priya(desk)
    await desk.until("Not saved, as the disk is full")


async def test_what_was_typed_stays_and_is_saved_by_itself_once_there_is_room(
    sit: Sit, demo: Path, disk: Disk
) -> None:
    async with sit(demo) as desk:
        await log_priya_on_a_full_disk(desk, disk)
        await desk.until("Note +the new job")
        await desk.until("cannot save now")
        assert desk.logged == []
        disk.error = None
        await desk.until_logged(1)
        assert desk.logged[0].note == "the new job"
        await desk.until("Log an outreach", want=False)
        await desk.until("3 people")
        await desk.until("cannot save now", want=False)


async def test_more_typing_is_not_cut_short_by_a_disk_that_works_again(
    sit: Sit, demo: Path, disk: Disk
) -> None:
    async with sit(demo) as desk:
        await log_priya_on_a_full_disk(desk, disk)
        await desk.press(*" in May")
        disk.error = None
        await desk.until("cannot save now", want=False)
        await desk.until("Note +the new job in May")
        await desk.press("enter")
        await desk.until_logged(1)
        assert desk.logged[0].note == "the new job in May"


async def test_a_person_being_added_is_saved_by_itself_as_well(
    sit: Sit, demo: Path, disk: Disk
) -> None:
    async with sit(demo) as desk:
        disk.error = errno.EROFS
        await desk.press("a", *"Kai Nakoa", "enter")
        await desk.until("Not saved, as the file can only be read")
        await desk.until("Name +Kai Nakoa")
        assert "Kai Nakoa" not in {one.name for one in desk.network.contacts.values()}
        disk.error = None
        await desk.until("Kai Nakoa, added")


async def test_a_key_that_saves_says_why_it_did_not_and_works_the_next_time(
    sit: Sit, demo: Path, disk: Disk
) -> None:
    async with sit(demo) as desk:
        disk.error = errno.EACCES
        await desk.press("tab", "g", "x")
        await desk.until("Not saved, as you may not read or write there")
        await desk.until("2 of 2 people")
        disk.error = None
        await desk.until("The file can be saved again")
        await desk.press("x")
        await desk.until("1 of 2 people")


async def test_a_folder_that_cannot_be_written_is_said_at_the_start_and_all_can_be_read(
    sit: Sit, demo: Path, disk: Disk
) -> None:
    disk.error = errno.EROFS
    async with sit(demo) as desk:
        await desk.until("cannot save now")
        await desk.until("Nothing can be saved now, as the file can only be read")
        await desk.press("j", "enter")
        await desk.until("Timeline")
        disk.error = None
        await desk.until("cannot save now", want=False)


async def test_the_first_run_waits_for_a_disk_and_keeps_the_name(
    sit: Sit, new: Path, disk: Disk
) -> None:
    async with sit(new) as desk:
        await desk.type("Nia Osei")
        disk.error = errno.ENOSPC
        await desk.press("enter")
        await desk.until("Not saved, as the disk is full")
        await desk.until("Name +Nia Osei")
        disk.error = None
        await desk.press("enter")
        await desk.until("1 on this list")


async def test_a_file_marked_as_not_to_be_written_is_left_as_it_is(sit: Sit, demo: Path) -> None:
    demo.chmod(0o400)
    before = demo.read_bytes()
    async with sit(demo) as desk:
        await desk.until("cannot save now")
        await log_priya(desk)
        await desk.until("Not saved, as the file can only be read")
        assert demo.read_bytes() == before
        demo.chmod(0o600)
        await desk.until_logged(1)


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold the lock of a data file, as a session that hangs does."""
    lock = path.with_name(f"{path.name}.lock")
    with lock.open("w") as file:
        file.write("1234567\nelsewhere\npts/9\n")
        file.flush()
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


async def test_a_wait_for_another_session_is_said_and_nothing_hangs(
    sit: Sit, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.locking.LONG", 0.05)
    async with sit(demo) as desk:
        with held(demo):
            await log_priya(desk)
            await desk.until(r"Waiting for another session \(process 1234567, on pts/9")
            await desk.press("escape", "2")
            await desk.until("Log an outreach")
        await desk.until_logged(1)
        await desk.until("All 60")


async def test_a_session_that_lets_go_too_late_is_waited_for_by_the_app_itself(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo) as desk:
        store: Any = desk.app.state.store
        store._file.patience = 0.1
        with held(demo):
            await log_priya(desk)
            await desk.until(r"\(process 1234567, on pts/9")
            await desk.until("Note +the new job")
        await desk.until_logged(1)


async def test_pressing_enter_again_while_it_is_saved_logs_it_once(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        with held(demo):
            await log_priya(desk)
            await desk.press("enter", "enter", "q")
        await desk.until_logged(1)
        await desk.until("3 people")
        await desk.quiet()
        assert len(desk.logged) == 1


async def test_what_waits_for_the_disk_is_not_left_without_a_question(
    sit: Sit, demo: Path, disk: Disk
) -> None:
    async with sit(demo) as desk:
        await log_priya_on_a_full_disk(desk, disk)
        await desk.press("escape")
        await desk.until("Leave without saving what you typed")
        await desk.press("n")
        await desk.until("Leave without saving", want=False)
        await desk.until("Note +the new job")
        await desk.press("ctrl+q")
        await desk.until("Quit without saving what you typed")
        await desk.press("n")
        await desk.until("Quit without saving", want=False)
        disk.error = None
        await desk.until_logged(1)


async def test_half_a_note_is_not_thrown_away_without_a_question(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.press("l", *"priya", "enter", "c", "comma", *"half a no", "escape")
        await desk.until("Leave without saving what you typed")
        await desk.press("y")
        await desk.until("Log an outreach", want=False)
        await desk.press("l", *"priya", "escape")
        await desk.until("Log an outreach", want=False)


@pytest.mark.parametrize(
    ("way", "typed"),
    [
        (("3", "p", "comma"), "the harvest"),
        (("S",), "https://example.com/terraces"),
    ],
    ids=["a pause", "something to share"],
)
async def test_words_in_a_dialog_are_not_thrown_away_without_a_question(
    sit: Sit, demo: Path, way: tuple[str, ...], typed: str
) -> None:
    async with sit(demo) as desk:
        await desk.press(*way, *typed)
        for leaving, question in (("escape", "Leave without"), ("ctrl+q", "Quit without")):
            await desk.press(leaving)
            await desk.until(question)
            await desk.press("n")
            await desk.until(question, want=False)
            await desk.until(typed)


async def test_a_name_in_the_first_run_is_not_thrown_away_without_a_question(
    sit: Sit, new: Path
) -> None:
    async with sit(new) as desk:
        await desk.press(*"Kai", "ctrl+q")
        await desk.until("Quit without saving what you typed")
        await desk.press("n")
        await desk.until("Quit without saving", want=False)
        await desk.press("enter")
        await desk.until(lambda: [one.name for one in desk.network.contacts.values()] == ["Kai"])


async def test_what_went_well_is_kept_when_one_quits_within_the_line(
    sit: Sit, reviewed: Path
) -> None:
    async with sit(reviewed) as desk:
        await desk.press("r")
        await desk.until("went well")
        await desk.press(*"Lee called back", "ctrl+q")
        await desk.until(lambda: desk.app._exit)
        weeks = [date(2026, 11, 9), date(2026, 11, 16)]
        kept = [review_of(desk.network, week).went_well for week in weeks]
        assert "Lee called back" in kept


async def test_quitting_out_of_a_form_asks_for_what_was_typed(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.press("a", *"Kai", "ctrl+q")
        await desk.until("Quit without saving what you typed")
        await desk.press("n")
        await desk.until("Quit without saving", want=False)
        await desk.until("Name +Kai")
