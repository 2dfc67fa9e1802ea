"""Who people are to you, for one and for many: only what is touched is changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from habit.changes import edit_contact, set_organization
from habit.model import Meta
from storage.store import Store
from tests.tui.conftest import Sit
from tests.tui.desk import Desk, key_of


async def find(desk: Desk, name: str) -> None:
    """Put the cursor on somebody in People."""
    await desk.go("2")
    await desk.press("slash", *name, "enter")
    await desk.until(f"› {name.capitalize()}")


async def test_b17_what_somebody_is_to_you_is_said_with_letters_and_words(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo) as desk:
        await find(desk, "priya")
        await desk.press("W")
        await desk.until("╭─ Priya Nair")
        await desk.press("o", "tab", "n", "tab", "a", "tab", "y", "tab", "tab")
        await desk.type("LinkedIn")
        await desk.press("tab", *"maps of rivers", "tab", *"maps, hiring", "enter")
        await desk.until("Priya Nair, .*edited")
        one = desk.person("Priya Nair")
        assert (one.side, one.team, one.rank, one.influence) == ("outside", False, "above", True)
        assert (one.met, one.found, one.cares) == (None, "LinkedIn", "maps of rivers")
        assert {"maps", "hiring"} <= set(one.tags)
        await desk.press("enter")
        await desk.until("To you +outside, above you, of influence")
        assert "Cares for maps of rivers" in " ".join(desk.text.split())


async def test_left_and_right_choose_as_well_and_s_takes_it_back(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await find(desk, "priya")
        await desk.press("W")
        await desk.until("‹not said›")
        await desk.press("left", "enter")
        await desk.until(lambda: desk.person("Priya Nair").side == "outside")
        await desk.press("W")
        await desk.until("‹outside›")
        await desk.press("s", "enter")
        await desk.until(lambda: desk.person("Priya Nair").side is None)


async def test_only_what_is_touched_is_changed_for_many_and_one_undo_takes_it_back(
    sit: Sit, demo: Path
) -> None:
    store = Store.open(demo)
    priya = key_of(store, "Priya Nair")
    store.commit(edit_contact(store.network, priya, side="inside", met="at school", tags=("x",)))
    store.close()
    async with sit(demo) as desk:
        await find(desk, "priya")
        before = dict(desk.network.contacts)
        await desk.press("space", "escape", "g", "space", "W")
        await desk.until("╭─ 2 people")
        await desk.until("Now: 1 inside, 1 outside")
        await desk.until("Own team +‹as they are› +now: ")
        await desk.press("tab", "tab", "a", *["tab"] * 5)
        await desk.type("+maps -x")
        await desk.press("enter")
        await desk.until(r"and .*, rank and tags edited")
        changed = [one for key, one in desk.network.contacts.items() if one != before[key]]
        assert len(changed) == 2
        assert [one.rank for one in changed] == ["above"] * 2
        now = desk.person("Priya Nair")
        assert (now.side, now.met, now.tags) == ("inside", "at school", ("maps",))
        await desk.press("u")
        await desk.until(lambda: dict(desk.network.contacts) == before)


async def test_a_guess_is_shown_as_one_and_kept_out_of_the_file(sit: Sit, demo: Path) -> None:
    store = Store.open(demo)
    priya = store.network.contacts[key_of(store, "Priya Nair")]
    store.commit(set_organization(store.network, priya.organization or ""))
    store.close()
    async with sit(demo) as desk:
        await find(desk, "priya")
        await desk.press("W")
        await desk.until("Inside, a guess: same organization as yours")
        await desk.press("tab", "tab", "p", "enter")
        await desk.until(lambda: desk.person("Priya Nair").rank == "peer")
        assert desk.person("Priya Nair").side is None
        await desk.press("enter")
        await desk.until("To you +inside \\(a guess")


async def test_where_you_work_is_said_with_the_goal(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.press("ctrl+g")
        await desk.until("You work at")
        await desk.press("up", *"Tideline", "enter")
        await desk.until("u takes it back")
        assert desk.network.meta.organization == "Tideline"
        await desk.press("u")
        await desk.until(lambda: desk.network.meta.organization is None)


async def test_where_you_work_and_the_first_day_are_said_in_one_step(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        before = desk.network.meta
        await desk.press("ctrl+g")
        await desk.until("Weeks begin")
        await desk.press(*["tab"] * 4, "ctrl+u", *"Sunday", *["tab"] * 5, *"Tideline", "enter")
        await desk.until("u takes it back")
        meta = desk.network.meta
        assert (meta.weekday, meta.organization) == (6, "Tideline")
        await desk.press("u")
        await desk.until(lambda: desk.network.meta == before)


async def test_zone_and_hour_are_said_with_the_goal_in_one_step(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        before = desk.network.meta
        await desk.press("ctrl+g")
        await desk.until("Time zone +UTC, as this machine")
        await desk.press(*["tab"] * 5, *"new york", "tab", *"4", "enter")
        await desk.until("u takes it back")
        assert (desk.network.meta.zone, desk.network.meta.dawn) == ("America/New_York", 4)
        await desk.press("ctrl+g")
        await desk.until("Time zone +America/New_York")
        await desk.until("Days begin at 4:00")
        await desk.press("escape", "u")
        await desk.until(lambda: desk.network.meta == before)


@pytest.mark.parametrize(
    ("tabs", "typed", "said"),
    [(5, "Mars", '"Mars" is no time zone'), (6, "12", "a day can begin at 0")],
)
async def test_what_is_no_zone_and_no_hour_is_said_under_the_lines(
    sit: Sit, demo: Path, tabs: int, typed: str, said: str
) -> None:
    async with sit(demo) as desk:
        await desk.press("ctrl+g")
        await desk.until("Time zone")
        await desk.press(*["tab"] * tabs, *typed, "enter")
        await desk.until(lambda: said.casefold() in desk.text.casefold())
        assert desk.network.meta == Meta()


async def test_leaving_asks_before_a_choice_is_thrown_away(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await find(desk, "priya")
        await desk.press("W")
        await desk.until("‹not said›")
        await desk.press("i", "escape")
        await desk.until("Leave without saving")


async def test_a_private_note_is_written_and_the_card_says_so(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await find(desk, "tom")
        await desk.press("enter")
        await desk.until("Timeline")
        await desk.press("n")
        await desk.until("a new note")
        await desk.press("enter")
        await desk.until("Private")
        await desk.press(*"not for others", "tab", "y", "enter")
        await desk.until("not for others")
        await desk.until(r"\(private, in no export\)")
        assert desk.person("Tom Okafor").notes[-1].private


async def test_a_form_that_changed_nothing_offers_nothing_to_take_back(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo) as desk:
        before = desk.network
        await desk.press("e")
        await desk.until("Organization")
        await desk.press("enter")
        await desk.until("Organization", want=False)
        await desk.press("W")
        await desk.until("Own team")
        assert "takes it back" not in desk.text
        assert desk.network is before
