"""Names written from right to left are ended by U+200E, wherever they are drawn."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from habit.model import Change, Edit
from storage.store import Store
from tests.tui.conftest import Sit
from tests.tui.desk import key_of
from tui.direction import settled

LAYLA = "ليلى منصور"
DANA = "דנה לוי"
OPEN = re.compile("[\u0590-\u08ff](?!\u200e)(?=[^\u0590-\u08ff]*[A-Za-z0-9│])(?! ?[\u0590-\u08ff])")
"""The last letter of such a name, not ended before the next word of another script."""


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        (f"{LAYLA} 9 months", f"{LAYLA}\u200e 9 months"),
        (f"9 {DANA}", f"9 {DANA}\u200e"),
        (f"{LAYLA}     {DANA}  7", f"{LAYLA}\u200e     {DANA}\u200e  7"),
        (f"Ana, {DANA}, Tom", f"Ana, {DANA}\u200e, Tom"),
        ("פגישה ב-5 ביוני.", "פגישה ב-5 ביוני\u200e."),
        ("Zoë 佐藤 由美 5", "Zoë 佐藤 由美 5"),
        ("plain", "plain"),
    ],
)
def test_a_run_from_right_to_left_is_ended_behind_its_last_letter(text: str, drawn: str) -> None:
    assert settled(text) == drawn


async def test_every_place_and_dialog_ends_such_names_and_notes(sit: Sit, demo: Path) -> None:
    store = Store.open(demo)
    ana = store.network.contacts[key_of(store, "Ana Silva")]
    named = replace(ana, name=DANA, sort="")
    store.commit(Change("renamed", (Edit("contacts", ana.id, ana, named),)))
    store.close()
    async with sit(demo, (120, 36)) as desk:
        seen = set()
        for keys in (
            ("1",),
            ("enter",),
            ("escape", "o"),
            ("escape", "2"),
            ("slash", *DANA),
            ("escape", "l"),
        ):
            await desk.press(*keys)
            await desk.quiet()
            for row in desk.lines:
                assert not OPEN.search(row), row
                seen |= set(re.findall("[\u0590-\u08ff][\u0590-\u08ff ]*\u200e", row))
        assert {f"{DANA}\u200e", f"{LAYLA}\u200e"} <= seen
