"""What another session takes away while a dialog is open: it is said, and no typed word is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from habit.model import Change, Edit
from storage.store import Store
from tests.tui.conftest import Sit
from tests.tui.desk import Desk
from tests.tui.test_slow_saving import FORMS
from tests.tui.test_typing_ahead import send

DIALOGS: dict[str, tuple[str, ...]] = {
    "lists": ("2", "t"),
    "lists of nobody": ("2", "x", "2", "t"),
    "a card": ("2", "enter"),
    "a card on its timeline": ("enter", "j"),
    "the log bar": ("j", "l", "enter"),
    "an interaction": ("tab", "e"),
    "notes": ("enter", "n"),
    "addresses": ("2", "c"),
    "snooze": ("z",),
    "why": ("w",),
    "before a talk": ("b",),
    "openers": ("o",),
    "follow-ups": ("f",),
    "events": ("v",),
    "an event": ("v", "enter"),
    "names at an event": ("v", "j", "enter", "m", *"Wim"),
    "things to share": ("S",),
    "whom to share with": ("S", "enter"),
    "a new thing to share": ("S", *"maps", "enter", "enter"),
    "what to write": ("S", "enter", "space", "enter"),
    "a round": ("S", "enter", "space", "enter", "enter"),
    "five minutes": ("B",),
    "time": ("M",),
    "sides": ("4", "enter"),
    "a month": ("3", "enter"),
    "a pause": ("3", "p"),
    "the strategy": ("5", "j"),
    "a line of any kind": ("5", "A"),
    "an honest look": ("5", "h", "3"),
    "a review": ("r", "enter"),
    "what is planned in a review": ("r", "enter", "enter", "enter", "tab"),
    "what was done": ("ctrl+u",),
    "commands": ("colon",),
    "delete for good": ("2", "X"),
    "marked people": ("2", "space", "space", "W"),
}
"""What opens each dialog that is about something."""
DEEDS = ("e", "x", "space", "enter", "y", "d", "m", "c", "p", "l", "enter")


def all_gone(store: Store) -> Change:
    """Return the change that takes away everything but the goal."""
    tables = store.network.tables
    edits = [
        Edit(table, one.id, one, None)
        for table in ("contacts", "lists", "interactions", "plans", "events", "entries")
        for one in tables.get(table, {}).values()
    ]
    return Change("all gone", tuple(edits))


async def take_all_away(desk: Desk, other: Store) -> None:
    """Have another session take everything away, and wait until the app has noticed."""
    other.commit(all_gone(other))
    await desk.until(lambda: not desk.network.contacts)
    await desk.quiet()


@pytest.mark.parametrize("dialog", DIALOGS)
async def test_no_deed_in_a_dialog_about_what_is_gone_ends_the_app(
    sit: Sit, met: Path, dialog: str
) -> None:
    other = Store.open(met)
    async with sit(met) as desk:
        await desk.press(*DIALOGS[dialog])
        await desk.quiet()
        await take_all_away(desk, other)
        for deed in DEEDS:
            await desk.press(deed)
        await desk.quiet()
        assert desk.app.is_running
        assert desk.app._exception is None
    other.close()


@pytest.mark.parametrize("form", FORMS)
async def test_a_form_on_what_is_gone_keeps_its_words_and_says_why(
    sit: Sit, met: Path, form: str
) -> None:
    other = Store.open(met)
    async with sit(met) as desk:
        await desk.press(*FORMS[form])
        await desk.until("enter save")
        before = desk.app.screen
        values = before.values()  # type: ignore[attr-defined]
        await take_all_away(desk, other)
        assert desk.app.screen is before
        await desk.press("enter")
        await desk.quiet()
        if desk.app.screen is before:
            assert before.values() == values  # type: ignore[attr-defined]
            assert before._trouble  # type: ignore[attr-defined]
        assert desk.app._exception is None
    other.close()


async def test_a_form_that_asks_for_what_went_as_it_opened_says_so(sit: Sit, met: Path) -> None:
    other = Store.open(met)
    async with sit(met) as desk:
        await desk.press("2", "t")
        await desk.until("Lists of")
        other.commit(all_gone(other))
        send(desk, "x", "e", "space")  # before the app has noticed, or as it does
        await desk.until(lambda: not desk.network.lists)
        await desk.press("x", "e", "space")
        await desk.quiet()
        assert desk.app._exception is None
    other.close()


async def test_words_at_an_event_that_is_gone_stay_in_their_line(sit: Sit, met: Path) -> None:
    other = Store.open(met)
    async with sit(met) as desk:
        await desk.press("v", "j", "enter", "m", *"Wim Hill")
        await take_all_away(desk, other)
        await desk.until("That event is not there any more")
        await desk.until("Met +Wim Hill")
        await desk.press("enter")
        await desk.until("Met +Wim Hill")
        await desk.press("escape")
        await desk.until("Met +Wim Hill", want=False)
    other.close()


async def test_a_note_on_somebody_who_is_gone_stays_in_the_log_bar(sit: Sit, met: Path) -> None:
    other = Store.open(met)
    async with sit(met) as desk:
        await desk.press("2", "enter", "l", "enter", "c", "comma", *"maps")
        await take_all_away(desk, other)
        await desk.until("Note +maps")
        await desk.press("enter")
        await desk.until("Note +maps")
        await desk.press("escape", "y")
        await desk.until("Nobody here yet")
    other.close()


async def test_a_card_whose_person_is_gone_closes_and_says_so(sit: Sit, met: Path) -> None:
    other = Store.open(met)
    async with sit(met) as desk:
        await desk.press("2", "enter")
        await desk.until("Timeline")
        await take_all_away(desk, other)
        await desk.until("is not there any more")
        await desk.until("Nobody here yet")
    other.close()
