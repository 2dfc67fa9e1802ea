"""What is wrong with the file is shown, explained, and mended where that is safe."""

from __future__ import annotations

import json
from pathlib import Path

from storage.store import Store
from tests.tui.conftest import Sit


async def test_documents_that_need_repair_are_counted_in_the_header(sit: Sit, spoilt: Path) -> None:
    async with sit(spoilt) as desk:
        await desk.until("! 2 repairs")
    async with sit(spoilt, size=(120, 36)) as desk:
        await desk.until("! 2 to repair +Sun 22 Nov")


async def test_each_finding_says_what_is_wrong_and_what_to_do(sit: Sit, spoilt: Path) -> None:
    async with sit(spoilt) as desk:
        await desk.press("exclamation_mark")
        await desk.until("is a whole number where text belongs")
        await desk.press("j")
        await desk.until("cadence is text")
        await desk.until("Sets cadence aside")


async def test_what_is_safe_is_mended_and_one_key_takes_it_back(sit: Sit, spoilt: Path) -> None:
    async with sit(spoilt) as desk:
        await desk.press("exclamation_mark")
        await desk.until("m mend what is safe")
        await desk.press("m")
        await desk.until("Mended 1 thing")
        await desk.until("! 1 repair")
        await desk.until("m mend what is safe", want=False)
        assert desk.person("Tom Okafor").cadence is None
        await desk.press("escape", "u")
        await desk.until("Took back: doctor, 1 repair")
        await desk.until("! 2 repairs")


async def test_a_sound_file_is_said_to_be_so(sit: Sit, busy: Path) -> None:
    async with sit(busy) as desk:
        await desk.press("exclamation_mark")
        await desk.until("Everything is in order")
        await desk.press("escape")
        await desk.until("The file", want=False)


async def test_who_began_anew_on_purpose_ends_the_notice_with_one_key(sit: Sit, busy: Path) -> None:
    store = Store.open(busy)
    store.back_up()
    store.close()
    goals = json.loads(busy.read_text("utf-8"))["goals"]
    busy.write_text(json.dumps({"contacts": {"1": {"name": "Ana Silva"}}, "goals": goals}))
    async with sit(busy) as desk:
        await desk.until("and nobody deleted")
        await desk.press("escape", "exclamation_mark")
        await desk.until("n i began anew on purpose")
        await desk.press("n")
        await desk.until("You began anew")
        await desk.until("i began anew", want=False)
        await desk.press("escape", "u")
        await desk.until("Took back: began anew")
