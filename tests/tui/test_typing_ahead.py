"""Keys that arrive together are taken in their order, also where what they went to goes."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from threading import Event

import pytest
from textual import events

from habit.events import met_at
from habit.model import Change
from storage.store import StoreError
from tests.tui.conftest import Sit
from tests.tui.desk import Desk
from tui import typing_ahead


def send(desk: Desk, *keys: str) -> None:
    """Send keys in one packet, and wait for nothing."""
    for key in keys:
        desk.app.post_message(events.Key(key, key if len(key) == 1 else None))


def slow_down(desk: Desk, seconds: float) -> None:
    """Give the desk a disk that takes its time for every change."""
    store = desk.app.state.store
    commit = store.commit

    def slow(change: Change) -> object:
        time.sleep(seconds)
        return commit(change)

    vars(store)["commit"] = slow


def refuse(_change: Change) -> None:
    """Be a disk that takes nothing."""
    time.sleep(0.05)
    raise StoreError("the disk is full")


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


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        (("l", *"tom", "enter", "e", "enter", "l", *"pri", "enter"), "Who +Priya Nair"),
        (("l", *"tom", "enter", "e", "enter", "u", "2"), "Ana Silva"),
        (("l", *"tom", "enter", "e", "ctrl+s", *"pri", "enter"), "Who +Priya Nair"),
        (("v", "j", "enter", "m", *"pri", "enter", *"tom", "enter"), "› ○ Tom Okafor"),
        (("a", *"Wim Hill", "enter", "l", *"wim", "enter"), "Who +Wim Hill"),
    ],
)
async def test_keys_behind_one_that_saves_go_where_it_leads_once_it_is_done(
    sit: Sit, demo: Path, keys: tuple[str, ...], shown: str
) -> None:
    async with sit(demo) as desk:
        slow_down(desk, 0.2)
        send(desk, *keys)
        await desk.until(shown)


async def test_names_typed_at_an_event_are_all_kept_however_fast(sit: Sit, demo: Path) -> None:
    names = ("Uma Alpha", "priya", "Vic Beta", "tom", "uma alpha", "Wes Gamma")
    async with sit(demo) as desk:
        slow_down(desk, 0.1)
        send(desk, "v", "j", "enter", "m")
        send(desk, *(key for name in names for key in (*name, "enter")), *"half")
        send(desk, "escape", "escape", "escape")
        event = next(one for one in desk.network.events.values() if one.name == "Makers' evening")
        met = {"Uma Alpha", "Priya Nair", "Vic Beta", "Tom Okafor", "Wes Gamma"}
        await desk.until(lambda: met <= {one.name for one in met_at(desk.network, event.id)})
        await desk.until("This week")
        everybody = [one.name for one in desk.network.contacts.values()]
        assert everybody.count("Uma Alpha") == 1


async def test_names_that_could_not_be_kept_come_back_one_after_the_other(
    sit: Sit, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sit(demo) as desk:
        await desk.press("v", "j", "enter", "m")
        slow_down(desk, 0.1)
        with monkeypatch.context() as full:
            full.setattr(desk.app.state.store, "commit", refuse)
            send(desk, *"Uma Alpha", "enter", *"Vic Beta", "enter", *"priya", "enter")
            await desk.until("Met +Uma Alpha")
        for name in ("Uma Alpha", "Vic Beta", "priya"):
            await desk.until(f"Met +{name}")
            await desk.press("enter")
        await desk.until("You met 5 people")


async def test_that_keys_wait_for_a_disk_is_said_and_none_of_them_is_lost(
    sit: Sit, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typing_ahead, "LONG", 0.05)
    answer = Event()
    async with sit(demo) as desk:
        monkeypatch.setattr(desk.app.state.store, "commit", lambda _change: answer.wait())
        send(desk, "l", *"tom", "enter", "e", "enter", "escape", "2")
        await desk.until("Still saving. What you type waits until that is done")
        await desk.until("Log an outreach")
        answer.set()
        await desk.until("All 60")


@pytest.mark.parametrize("turns", range(0, 36, 4))
async def test_the_app_may_end_while_a_key_is_under_way(sit: Sit, demo: Path, turns: int) -> None:
    async with sit(demo) as desk:
        send(desk, "j", "k", "j", "k")
        for _ in range(turns):
            await asyncio.sleep(0)
