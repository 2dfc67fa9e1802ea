"""Openers in the app: copied, and kept as one's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.conftest import Sit
from tui.copying import Copied


@pytest.fixture
def copied(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was sent to the clipboard."""
    texts: list[str] = []

    async def copy(text: str, *_: object) -> Copied:
        texts.append(text)
        return Copied("Copied to the clipboard", is_certain=True)

    monkeypatch.setattr("tui.copying.copy", copy)
    return texts


async def test_o_offers_what_fits_and_enter_copies_it(
    sit: Sit, demo: Path, copied: list[str]
) -> None:
    async with sit(demo) as desk:
        await desk.until("› Ana Silva")
        await desk.press("j", "j", "o")
        await desk.until("╭─ Say to Tom Okafor")
        await desk.until("› Happy birthday, Tom")
        await desk.press("j", "enter")
        await desk.until("clipboard: Hi Tom, how are you doing")
        assert copied == ["Hi Tom, how are you doing?"]


async def test_own_openers_are_added_changed_removed_and_each_can_be_taken_back(
    sit: Sit, demo: Path, copied: list[str]
) -> None:
    async with sit(demo) as desk:
        await desk.until("› Ana Silva")
        await desk.press("o")
        await desk.until("╭─ Say to Ana Silva")
        await desk.press("a", "enter")
        await desk.until("opener is empty")
        await desk.type("Ahoy {name}")
        await desk.press("enter")
        await desk.until("› Ahoy Ana.*yours")
        await desk.press("e", *", how is it?", "enter")
        await desk.until("› Ahoy Ana, how is it")
        await desk.press("x")
        await desk.until("Ahoy", want=False)
        await desk.press("escape", "u")
        await desk.until("Took back: an opener, removed")
        await desk.press("o", "g", "enter")
        await desk.until(lambda: copied == ["Ahoy Ana, how is it?"])


async def test_only_ones_own_can_be_changed(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.until("› Ana Silva")
        await desk.press("o")
        await desk.until("╭─ Say to")
        before = desk.text
        await desk.press("e", "x")
        await desk.quiet()
        assert desk.text == before


async def test_the_card_and_the_people_offer_openers_too(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.go("2")
        await desk.press("slash", *"priya", "enter", "o")
        await desk.until("╭─ Say to Priya Nair")
        await desk.press("escape", "enter")
        await desk.until("Timeline")
        await desk.press("o")
        await desk.until("╭─ Say to Priya Nair")
