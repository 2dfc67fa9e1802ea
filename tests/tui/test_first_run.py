"""The first run: three lists, a goal, and what was entered stays."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from tests.tui.conftest import Sit
from tests.tui.desk import Desk, Hands
from tests.tui.test_importing import CONNECTIONS


def on(desk: Desk, name: str) -> set[str]:
    """Return the names of who is on a list."""
    lists = {key for key, one in desk.network.lists.items() if one.name == name}
    return {one.name for one in desk.network.contacts.values() if lists & set(one.lists)}


def is_here(desk: Desk, name: str) -> bool:
    """Whether somebody of this name was added."""
    return name in {one.name for one in desk.network.contacts.values()}


async def add(desk: Desk, *names: str) -> None:
    """Type names, each with enter."""
    for name in names:
        await desk.press(*name, "enter")
        await desk.until(partial(is_here, desk, name))


async def test_four_steps_lead_from_nothing_to_a_goal(sit: Sit, new: Path) -> None:
    async with sit(new) as desk:
        await desk.until("1 of 4")
        await add(desk, "Nia Osei", "Ole Lund")
        await desk.until("2 on this list")
        await desk.press("enter")
        await desk.until("2 of 4")
        await add(desk, "Ana Brook")
        await desk.press("enter")
        await desk.until("3 of 4")
        await add(desk, "Sam Pike")
        await desk.press("enter")
        await desk.until("4 of 4")
        await desk.until("starting today, Sunday 22 November 2026")
        await desk.press(*"people stay", "enter")
        await desk.until("0 of 1 person")
        await desk.until("Your first week")
        assert on(desk, "Former co-workers") == {"Nia Osei", "Ole Lund"}
        assert on(desk, "Out of touch") == {"Ana Brook"}
        assert on(desk, "Key contacts") == {"Sam Pike"}
        cadences = {one.name: one.cadence for one in desk.network.lists.values()}
        assert cadences == {"Former co-workers": None, "Out of touch": None, "Key contacts": 90}
        (goal,) = desk.network.goals.values()
        assert (goal.id, goal.people, goal.stretch, goal.why) == ("20261116", 2, 3, "people stay")
        (entry,) = desk.network.entries.values()
        assert "I will reach out to 2 people a week" in entry.text
        await desk.press("l", "enter", "enter")
        await desk.until_logged(1)
        await desk.until("1 of 2 people   The week is kept")


async def test_the_steps_can_be_walked_with_enter_alone_and_back(sit: Sit, new: Path) -> None:
    async with sit(new) as desk:
        for step in "1234":
            await desk.until(f"{step} of 4")
            await desk.press("enter")
        await desk.until("Who comes to mind?")
        assert desk.network.contacts == {}
        assert len(desk.network.goals) == 1


async def test_escape_goes_a_step_back(sit: Sit, new: Path) -> None:
    async with sit(new) as desk:
        await desk.press("enter", "enter")
        await desk.until("3 of 4")
        await desk.press("escape")
        await desk.until("2 of 4")
        await desk.until("esc Back")
        await desk.press("escape")
        await desk.until("1 of 4")
        await desk.until(lambda: "esc" not in desk.lines[-1])
        await desk.press("escape")
        await desk.quiet()
        assert "1 of 4" in desk.text


async def test_quitting_half_way_keeps_what_was_entered_and_goes_on_there(
    sit: Sit, new: Path
) -> None:
    async with sit(new) as desk:
        await add(desk, "Nia Osei")
        await desk.press("enter")
        await desk.until("2 of 4")
        await add(desk, "Ana Brook")
        await desk.press("ctrl+q")
    async with sit(new) as desk:
        await desk.until("3 of 4")
        assert on(desk, "Former co-workers") == {"Nia Osei"}
        assert on(desk, "Out of touch") == {"Ana Brook"}


async def test_plus_and_minus_change_the_goal_and_four_tells_what_did_not_last(
    sit: Sit, new: Path
) -> None:
    async with sit(new) as desk:
        await desk.press("enter", "enter", "enter")
        await desk.until("2 people a week")
        await desk.press("plus")
        await desk.until("3 people a week")
        await desk.press("plus")
        await desk.until("twice a week lasted")
        await desk.press("minus", "minus", "minus", "minus")
        await desk.until("I will reach out to 1 person a week")
        await desk.press("enter")
        await desk.until("1 Week")
        (goal,) = desk.network.goals.values()
        assert (goal.people, goal.stretch) == (1, 2)


async def test_the_reason_may_hold_a_plus_or_a_minus(sit: Sit, new: Path) -> None:
    async with sit(new) as desk:
        await desk.press("enter", "enter", "enter")
        await desk.until("4 of 4")
        await desk.press(*"work + life - noise", "enter")
        await desk.until("1 Week")
        (goal,) = desk.network.goals.values()
        assert (goal.why, goal.people) == ("work + life - noise", 2)


async def test_weeks_begin_on_sunday_where_that_is_wanted(sit: Sit, new: Path) -> None:
    async with sit(new) as desk:
        await desk.press("enter", "enter", "enter")
        await desk.until("Weeks begin on Monday")
        await desk.press("ctrl+n")
        await desk.until("Weeks begin on Sunday")
        await desk.press("enter")
        await desk.until("1 Week")
        assert desk.network.meta.weekday == 6
        assert set(desk.network.goals) == {"20261122"}


async def test_a_machine_that_stands_in_utc_asks_where_one_lives(sit: Sit, new: Path) -> None:
    async with sit(new) as desk:
        await desk.press("enter", "enter", "enter")
        await desk.until("Days are counted in UTC. \\^l says where you live.")
        await desk.press("ctrl+l")
        await desk.until("Time zone +Europe/Berlin, or a city")
        await desk.press(*"berln", "enter")
        await desk.until("Europe/Berlin\\.")
        await desk.press("ctrl+u", *"berlin", "tab", "4", "enter")
        await desk.until("Days are counted in Europe/Berlin.")
        assert (desk.network.meta.zone, desk.network.meta.dawn) == ("Europe/Berlin", 4)
        await desk.press("enter")
        await desk.until("1 Week")


async def test_the_commitment_begins_on_the_day_that_it_is_by_then(sit: Sit, new: Path) -> None:
    clock = Hands("23:59")
    async with sit(new, clock=clock) as desk:
        await desk.press("enter", "enter", "enter")
        await desk.until("starting today, Sunday 22 November")
        clock.moment += timedelta(minutes=1)
        await desk.until("starting today, Monday 23 November")


async def test_a_machine_that_knows_where_it_is_asks_nothing(
    sit: Sit, new: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Europe/Lisbon")
    async with sit(new) as desk:
        await desk.press("enter", "enter", "enter")
        await desk.until("Weeks begin on Monday")
        assert "Days are counted" not in desk.text


async def test_somebody_who_is_here_already_is_marked_and_not_added_twice(
    sit: Sit, new: Path
) -> None:
    async with sit(new) as desk:
        await add(desk, "Nia Osei")
        await desk.press("enter")
        await desk.until("2 of 4")
        await desk.press(*"nia", "enter")
        await desk.until("1 on this list")
        assert len(desk.network.contacts) == 1
        assert on(desk, "Out of touch") == {"Nia Osei"}


async def test_people_are_imported_and_marked_with_space(
    sit: Sit, new: Path, tmp_path: Path
) -> None:
    path = tmp_path / "Connections.csv"
    path.write_text(CONNECTIONS, encoding="utf-8")
    async with sit(new) as desk:
        await desk.press("ctrl+o")
        await desk.until("Import contacts")
        await desk.paste(str(path))
        await desk.press("enter")
        await desk.until("3 new")
        await desk.press("enter")
        await desk.until("○ Jon Ames")
        await desk.press("tab", "j", "space")
        await desk.until("1 on this list")
        assert len(on(desk, "Former co-workers")) == 1
        await desk.press("space")
        await desk.until("1 on this list", want=False)


async def test_in_the_smallest_window_no_words_of_the_first_run_are_cut_without_a_sign(
    sit: Sit, new: Path
) -> None:
    async with sit(new, size=(40, 12)) as desk:
        await desk.until("is plenty")
        assert "Type a name and press enter. One is plenty." in " ".join(desk.text.split())
        assert "imports a LinkedIn or vCard…" in desk.text
        await desk.press("enter", "enter", "enter")
        await desk.until("4 of 4")
        assert "starting today, Sunday 22 November 2026." in " ".join(desk.text.split())
