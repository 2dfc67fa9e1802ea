"""While something is saved, however long that takes, no key is lost and none goes astray."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from habit.model import Change
from storage.store import StoreError
from tests.tui.conftest import Sit
from tests.tui.desk import Desk
from tests.tui.test_trouble import held
from tests.tui.test_typing_ahead import send

FORMS: dict[str, tuple[str, ...]] = {
    "a new person": ("a", *"Wim Hill"),
    "a person": ("2", "e", *" Q"),
    "who they are": ("2", "W", "i"),
    "a note": ("2", "enter", "n", *"likes maps"),
    "a plan": ("2", "p", *"the talk"),
    "the goal": ("ctrl+g", *"1"),
    "usual minutes": ("M", "e", *"9"),
    "a list": ("2", "t", "a", *"Rowers"),
    "an event": ("v", "a", *"Fair"),
    "an opener": ("o", "a", *"Hi"),
    "what came of it": ("tab", "equals_sign", *"lead: a role"),
    "a thing to share": ("S", "ctrl+e", *" and more"),
    "a why": ("5", "enter", *" of maps"),
    "a reason": ("5", "A", *"reason", "enter", *"they laugh"),
}
"""What opens each form and fills it in."""


class Slow:
    """A store that takes its time, or does not take what it is given."""

    def __init__(self, desk: Desk, seconds: float, trouble: str = "") -> None:
        store = desk.app.state.store
        self._commit, self._seconds, self.trouble = store.commit, seconds, trouble
        self.done: list[str] = []
        vars(store).update(commit=self.commit, why_not=lambda **_: self.trouble)

    def commit(self, change: Change, **how: bool) -> object:
        """Take a change after a while, or refuse it."""
        time.sleep(self._seconds)
        if self.trouble:
            raise StoreError(self.trouble)
        self.done.append(change.what)
        return self._commit(change, **how)


async def fill_in(desk: Desk, form: str) -> None:
    """Open a form and fill it in, key by key."""
    await desk.press(*FORMS[form])
    await desk.until("enter save")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("seconds", [0, 0.02, 0.15])
async def test_a_form_that_saves_closes_itself_alone_and_once_and_the_next_keys_arrive(
    sit: Sit, demo: Path, form: str, seconds: float
) -> None:
    async with sit(demo) as desk:
        await fill_in(desk, form)
        slow = Slow(desk, seconds)
        send(desk, "enter", "escape", "escape", "escape", "l")
        await desk.until("Log an outreach")
        assert len(slow.done) == 1


@pytest.mark.parametrize("form", ["a new person", "a list"])
async def test_two_seconds_are_no_different(sit: Sit, demo: Path, form: str) -> None:
    async with sit(demo) as desk:
        await fill_in(desk, form)
        slow = Slow(desk, 2)
        send(desk, "enter", "escape", "enter", "escape", "escape", "l")
        await desk.until("Log an outreach")
        assert len(slow.done) == 1


@pytest.mark.parametrize("seconds", [0, 0.02, 0.15, 2])
async def test_somebody_added_and_logged_in_one_breath_is_both(
    sit: Sit, demo: Path, seconds: float
) -> None:
    async with sit(demo) as desk:
        Slow(desk, seconds)
        send(desk, "a", *"Wim Hill", "enter", "l", *"wim hill", "enter", "c", "enter")
        await desk.until_logged(1)
        assert list(desk.logged[0].people) == [desk.person("Wim Hill").id]


async def test_enter_and_escape_wait_for_a_session_that_holds_the_file(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo) as desk:
        await fill_in(desk, "a new person")
        with held(demo):
            await desk.press("enter", "escape", "enter")
            await desk.until("Name +Wim Hill")
            assert "Leave without saving" not in desk.text
        await desk.until("Timeline")  # Enter, once the form was gone
        assert desk.person("Wim Hill")


@pytest.mark.parametrize("form", ["a new person", "a list", "a note"])
async def test_quitting_waits_for_what_is_being_saved(sit: Sit, demo: Path, form: str) -> None:
    async with sit(demo) as desk:
        await fill_in(desk, form)
        slow = Slow(desk, 0.15)
        send(desk, "enter", "ctrl+q")
        await desk.until(lambda: not desk.app.is_running)
        assert len(slow.done) == 1


async def test_quitting_waits_for_what_is_being_logged(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        Slow(desk, 0.15)
        send(desk, "l", *"tom", "enter", "c", "comma", *"maps", "enter", "ctrl+q")
        await desk.until(lambda: not desk.app.is_running)
        assert [one.note for one in desk.logged] == ["maps"]


@pytest.mark.parametrize("form", FORMS)
async def test_keys_behind_a_save_that_fails_are_not_typed_into_the_form(
    sit: Sit, demo: Path, form: str
) -> None:
    async with sit(demo) as desk:
        await fill_in(desk, form)
        before = desk.app.screen
        values: dict[str, str] = before.values()  # type: ignore[attr-defined]
        Slow(desk, 0.05, "the disk is full")
        send(desk, "enter", "l", *"wim", "enter", "ctrl+q")
        await desk.until("Quit without saving what you typed")
        await desk.press("n")
        await desk.until("(?i)the disk is full")
        assert desk.app.screen is before
        assert before.values() == values  # type: ignore[attr-defined]


async def test_keys_behind_a_log_that_fails_are_not_typed_into_the_bar(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo) as desk:
        slow = Slow(desk, 0.05, "the disk is full")
        send(desk, "l", *"tom", "enter", "c", "comma", *"maps", "enter", *"2x", "enter")
        await desk.until("(?i)the disk is full")
        await desk.until("Note +maps +│")
        slow.trouble = ""
        await desk.until_logged(1)


async def test_what_is_saved_by_itself_while_one_is_asked_whether_to_leave_waits_for_the_answer(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo) as desk:
        await fill_in(desk, "a new person")
        slow = Slow(desk, 0, "the disk is full")
        await desk.press("enter")
        await desk.until("(?i)the disk is full")
        await desk.press("escape")
        await desk.until("Leave without saving what you typed")
        slow.trouble = ""
        await desk.until(lambda: not desk.app.trouble)
        await desk.quiet()
        assert slow.done == []
        await desk.press("n")
        await desk.until("Wim Hill, added")
        assert len(slow.done) == 1


async def test_two_deeds_typed_at_once_are_about_two_rows(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        first, second = (one.contact.id for one in desk.app.screen._suggestions[:2])  # type: ignore[attr-defined]
        Slow(desk, 0.1)
        send(desk, "s", "s")
        await desk.until("Not this week|not this week")
        week = desk.network.weeks
        await desk.until(
            lambda: (
                {first, second}
                <= {key for one in desk.network.weeks.values() for key in one.skipped}
            )
        )
        assert week is not None
