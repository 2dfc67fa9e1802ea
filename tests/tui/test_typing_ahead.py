"""Keys that arrive together are taken in their order, also where what they went to goes."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from textual import events

from tests.tui.conftest import Sit
from tests.tui.desk import Desk
from tui import typing_ahead


def send(desk: Desk, *keys: str) -> None:
    """Send keys in one packet, and wait for nothing."""
    for key in keys:
        desk.app.post_message(events.Key(key, key if len(key) == 1 else None))


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        (("l", *"pri", "enter"), "‹coffee›"),
        (("2", "a", "escape", "j"), "› Ana Silva"),
        (("2", "a", "escape", "3"), "Month by month"),
        (("4", "enter", "escape", "2", "enter", "q", "5"), "› Because"),
    ],
)
async def test_no_key_waits_for_a_marker_that_went_with_its_widget(
    sit: Sit, demo: Path, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...], shown: str
) -> None:
    monkeypatch.setattr(typing_ahead, "PATIENCE", 60)
    async with sit(demo) as desk:
        send(desk, *keys)
        await desk.until(shown)


@pytest.mark.parametrize("turns", range(0, 36, 4))
async def test_the_app_may_end_while_a_key_is_under_way(sit: Sit, demo: Path, turns: int) -> None:
    async with sit(demo) as desk:
        send(desk, "j", "k", "j", "k")
        for _ in range(turns):
            await asyncio.sleep(0)
