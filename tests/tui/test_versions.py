"""Other versions of the file are told, asked about, and taken in as one action."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from storage.store import Store, StoreError
from tests.tui.conftest import Sit
from tests.tui.desk import key_of, outreach


@pytest.fixture
def other(busy: Path, tmp_path: Path) -> Callable[[], bytes]:
    """Return what makes another version of the file, in which somebody was called."""

    def made() -> bytes:
        path = tmp_path / "laptop" / "network.json"
        path.parent.mkdir()
        path.write_bytes(busy.read_bytes())
        store = Store.open(path, clock=lambda: 1_795_342_000.0)
        store.commit(outreach(store, "Lee Wong"))
        store.close()
        return path.read_bytes()

    return made


def conflicted(mine: bytes, theirs: bytes) -> bytes:
    return b"<<<<<<< HEAD\n" + mine + b"=======\n" + theirs + b">>>>>>> laptop\n"


def calls(path: Path) -> int:
    return len(json.loads(path.read_bytes())["interactions"])


async def test_what_git_left_is_asked_about_and_merged_with_a_yes(
    sit: Sit, busy: Path, other: Callable[[], bytes]
) -> None:
    before = calls(busy)
    left = conflicted(busy.read_bytes(), other())
    busy.write_bytes(left)
    async with sit(busy) as desk:
        await desk.until("conflict markers")
        await desk.until("1 interaction")
        assert busy.read_bytes() == left
        await desk.press("y")
        await desk.until("u takes it back")
        assert calls(busy) == before + 1
        (aside,) = busy.parent.glob("*.conflict-*")
        assert aside.read_bytes() == left
        await desk.until("! 1 repair", want=False)
        await desk.press("u")
        await desk.until("Took back: two versions of git merged")
        assert calls(busy) == before


async def test_a_no_leaves_what_git_left_and_nothing_is_saved_over_it(
    sit: Sit, busy: Path, other: Callable[[], bytes]
) -> None:
    left = conflicted(busy.read_bytes(), other())
    busy.write_bytes(left)
    async with sit(busy) as desk:
        await desk.until("conflict markers")
        await desk.press("n")
        await desk.until("! 1 repair")
        await desk.until("Nothing can be saved now")
        state = desk.app.state
        with pytest.raises(StoreError, match="two versions"):
            await state.commit(outreach(state.store, "Lee Wong"))
        assert busy.read_bytes() == left
        await desk.press("exclamation_mark")
        await desk.until("m mend what is safe")
        await desk.press("m")
        await desk.until("Mended 1 thing")
        await desk.until("The file can be saved again")


async def test_git_may_merge_under_the_open_app(
    sit: Sit, busy: Path, other: Callable[[], bytes]
) -> None:
    before = calls(busy)
    async with sit(busy) as desk:
        await desk.until("Reach out next")
        busy.write_bytes(conflicted(busy.read_bytes(), other()))
        await desk.until("conflict markers")
        await desk.press("y")
        await desk.until("u takes it back")
        assert calls(busy) == before + 1


async def test_a_copy_of_a_sync_tool_is_told_and_taken_in_with_a_yes(
    sit: Sit, busy: Path, other: Callable[[], bytes]
) -> None:
    before = calls(busy)
    copy = busy.with_name(f"{busy.stem} (conflicted copy 2026-11-22).json")
    async with sit(busy) as desk:
        await desk.until("Reach out next")
        copy.write_bytes(other())
        await desk.until("is a copy that a")
        await desk.press("y")
        await desk.until("u takes it back")
        assert calls(busy) == before + 1
        assert (busy.parent / "backups" / copy.name).exists()
        await desk.until("! 1 repair", want=False)


async def test_who_is_typing_is_told_and_not_asked(
    sit: Sit, busy: Path, other: Callable[[], bytes]
) -> None:
    copy = busy.with_name(f"{busy.stem}.sync-conflict-20261122-101500-ABCDEFG.json")
    async with sit(busy) as desk:
        await desk.until("Reach out next")
        await desk.press("l", *"lee")
        copy.write_bytes(other())
        await desk.until("! takes it in")
        await desk.press("escape", "escape")
        await desk.until("! 1 repair")
        assert copy.exists()


async def test_an_older_version_in_the_place_of_the_file_is_offered_back(
    sit: Sit, busy: Path
) -> None:
    old = busy.read_bytes()
    async with sit(busy) as desk:
        await desk.until("Reach out next")
        store = desk.app.state.store
        await desk.app.state.commit(outreach(store, "Lee Wong"))
        before = calls(busy)
        busy.write_bytes(old)
        await desk.until("went back to an older version")
        await desk.press("y")
        await desk.until("u takes it back")
        assert calls(busy) == before


async def test_what_stands_twice_is_asked_about_and_kept(sit: Sit, busy: Path) -> None:
    store = Store.open(busy)
    lee = key_of(store, "Lee Wong")
    store.close()
    text = busy.read_text("utf-8").replace(
        '"contacts": {', f'"contacts": {{\n  "{lee}": {{"name": "Bo Lindqvist"}},'
    )
    busy.write_text(text, "utf-8")
    async with sit(busy) as desk:
        await desk.until("Mending it keeps both")
        assert busy.read_text("utf-8") == text
        await desk.press("y")
        await desk.until("u takes it back")
        assert desk.person("Bo Lindqvist").id != lee
        assert desk.person("Lee Wong").id == lee


async def test_no_undo_is_offered_for_a_merge_with_somebody_deleted_for_good(
    sit: Sit, busy: Path, tmp_path: Path
) -> None:
    other = tmp_path / "laptop.json"
    other.write_bytes(busy.read_bytes())
    store = Store.open(other)
    store.forget(key_of(store, "Lee Wong"))
    store.close()
    copy = busy.with_name(f"{busy.stem} (conflicted copy 2026-11-22).json")
    async with sit(busy) as desk:
        await desk.until("Reach out next")
        await desk.app.state.commit(outreach(desk.app.state.store, "Priya Nair"))
        logged = len(desk.logged)
        copy.write_bytes(other.read_bytes())
        await desk.until("is a copy that a")
        await desk.press("y")
        await desk.until("All of it is in the file now")
        await desk.until("this merge can't be undone")
        assert "u takes it back" not in desk.text
        await desk.press("u")
        await desk.until("Deleting for good stays")
        assert len(desk.logged) == logged


async def test_no_undo_is_offered_where_only_something_beside_the_file_was_mended(
    sit: Sit, busy: Path
) -> None:
    async with sit(busy) as desk:
        await desk.until("Reach out next")
        busy.chmod(0o644)
        await desk.press("exclamation_mark")
        await desk.until("m mend what is safe")
        await desk.press("m")
        await desk.until("Mended 1 thing")
        assert "u takes" not in desk.text
