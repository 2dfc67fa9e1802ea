"""What is asked of a screen that is half made waits for it, and ending then is no fault."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from textual.worker import WorkerFailed

from tests.tui.conftest import Sit
from tests.tui.desk import Desk
from tests.tui.test_typing_ahead import send
from tui.widgets.rows import Rows

OPENED = {"events": "v", "lists": "t", "time": "M", "help": "?", "a new person": "a"}


@pytest.mark.parametrize("key", OPENED.values(), ids=OPENED)
@pytest.mark.parametrize("turns", [3, 6, 9, 14, 22])
async def test_the_app_may_end_while_a_dialog_opens(
    sit: Sit, demo: Path, key: str, turns: int
) -> None:
    async with sit(demo) as desk:
        await desk.press("2")
        await desk.until("All 60")
        send(desk, key)
        for _ in range(turns):
            await asyncio.sleep(0)
        desk.app.exit(129, 129)
    assert desk.app.return_code == 129


@pytest.mark.parametrize("keys", [("r", "j", "j", "k"), ("3", "enter", "j", "G"), ("M", "j", "e")])
async def test_quick_keys_wait_for_the_page_that_they_move_in(
    sit: Sit, demo: Path, keys: tuple[str, ...]
) -> None:
    async with sit(demo) as desk:
        send(desk, *keys)
        await desk.quiet()
        assert desk.app._exception is None


async def test_a_key_on_a_page_that_opened_by_itself_waits_until_it_is_made(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo) as desk:
        send(desk, "r")
        for _ in range(400):
            await asyncio.sleep(0)
            if type(desk.app.screen).__name__ == "MonthDialog":
                break
        send(desk, "j", "k")  # the report of the month has come up over the review this moment
        await desk.until("October")
        assert desk.app._exception is None


async def test_a_storm_of_resizes_while_dialogs_open_and_close_leaves_what_was_there(
    sit: Sit, demo: Path
) -> None:
    sizes = [(30, 8), (120, 36), (39, 11), (80, 24), (20, 5), (200, 60)]
    async with sit(demo) as desk:
        for at, key in enumerate("vaMlf?wz"):
            send(desk, key)
            for size in sizes[at % 3 :]:
                await desk.pilot.resize_terminal(*size)
            send(desk, "escape")
        await desk.pilot.resize_terminal(80, 24)
        send(desk, "escape", "escape", "escape")
        await desk.until("2 of 2 people")
        await desk.until("Reach out next")
        assert len(desk.app.screen_stack) == 1


async def test_what_is_saved_as_its_dialog_is_taken_down_misses_nothing_of_it(
    sit: Sit, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = asyncio.Event()

    async def keep(_: object) -> None:
        await gone.wait()

    async with sit(demo) as desk:
        await desk.press("o", "a", *"Ahoy", "enter")
        await desk.until("yours")
        monkeypatch.setattr(desk.app.screen, "_keep", keep)
        monkeypatch.setattr(Rows, "on_unmount", lambda _: gone.set(), raising=False)
        await desk.press("x", "escape")
        await desk.until(lambda: gone.is_set() and len(desk.app.screen_stack) == 1)
        await desk.quiet()
        await desk.press("o")
        await desk.until("╭─ Say to")
        assert desk.app._exception is None


async def test_what_a_page_misses_that_stands_is_a_fault(sit: Sit, demo: Path) -> None:
    async def take_it_away(desk: Desk) -> None:
        async def keep(_: object) -> None:
            await desk.app.screen.query(Rows).remove()

        await desk.press("o", "a", *"Ahoy", "enter")
        await desk.until("yours")
        desk.app.screen._keep = keep  # type: ignore[attr-defined]
        await desk.press("x")
        await desk.until(lambda: desk.app._exception is not None)

    async def sit_there() -> None:
        async with sit(demo) as desk:
            await take_it_away(desk)

    with pytest.raises(WorkerFailed, match="Rows"):
        await sit_there()
