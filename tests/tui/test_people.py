"""The people: lists, finding, marking, archiving, and a contact's card."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.conftest import Sit
from tui.widgets.rows import Rows


async def test_find_filters_only_after_the_slash(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.go("2")
        everybody = desk.shown
        await desk.press("n", "d", "h")
        assert desk.shown == everybody
        await desk.press("slash", *"pri")
        await desk.until(lambda: desk.shown == ["Priya Nair"])


async def test_enter_leaves_the_line_with_the_filter_kept_and_escape_clears_it(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo) as desk:
        await desk.go("2")
        everybody = desk.shown
        await desk.press("slash", *"an", "enter")
        found = desk.shown
        assert 1 < len(found) < len(everybody)
        await desk.press("j", "k", "G")
        assert desk.shown == found
        await desk.until("filter an")
        await desk.press("escape")
        await desk.until(lambda: desk.shown == everybody)


async def test_escape_in_the_line_clears_the_filter_and_keeps_the_person(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo) as desk:
        await desk.go("2")
        everybody = desk.shown
        await desk.press("slash", *"samira", "escape")
        await desk.until(lambda: desk.shown == everybody)
        assert desk.app.screen.query_one("#people", Rows).current == desk.person("Samira Haddad")


async def test_find_from_another_place_goes_to_everybody(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.go("2")
        await desk.press("right_square_bracket")
        await desk.go("3")
        await desk.press("slash", *"tane rawi")
        await desk.until(lambda: desk.app.current_mode == "people" and desk.shown)
        await desk.until(lambda: desk.shown == ["Tāne Rāwiri"])


async def test_find_goes_to_the_list_on_which_somebody_is(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.go("2")
        await desk.press("left_square_bracket", "slash", *"samira")
        await desk.until(lambda: desk.shown == ["Samira Haddad"])


async def test_q_clears_the_filter_and_the_marks_before_it_quits(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.go("2")
        everybody = desk.shown
        await desk.press("slash", *"an", "enter", "space", "q")
        await desk.until(lambda: desk.shown == everybody)
        await desk.press("q")
        await desk.until("marked", want=False)
        assert not desk.app._exit
        await desk.press("q")
        await desk.until(lambda: desk.app._exit)


async def test_enter_adds_a_name_that_nobody_has(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.press("slash", *"Zed Quill")
        await desk.until("Nobody called Zed Quill")
        await desk.press("enter")
        await desk.until("Add a person")
        await desk.press("enter")
        await desk.until("Zed Quill.* added")
        assert desk.person("Zed Quill").lists == ()


async def test_brackets_turn_the_lists_round(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.go("2")
        everybody = desk.shown
        await desk.press("right_square_bracket")
        await desk.until("╭─ Former co-workers")
        assert 0 < len(desk.shown) < len(everybody)
        await desk.press("left_square_bracket", "left_square_bracket")
        await desk.until("╭─ Archived")
        await desk.press("right_square_bracket")
        await desk.until(lambda: desk.shown == everybody)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_every_list_is_named_and_counts_whom_it_shows(
    sit: Sit, demo: Path, size: tuple[int, int]
) -> None:
    async with sit(demo, size) as desk:
        await desk.go("2")
        for name in (
            *("All", "Former co-workers", "Out of touch", "Key contacts", "Friends"),
            *("Waiting", "Birthdays", "Never", "Dormant"),
            *("Gave more", "Asked more", "Snoozed", "Archived"),
        ):
            await desk.until(f"╭─ {name}")
            count = len(desk.shown)
            await desk.until(f"{count} p(erson|eople) ─" if count else "Nobody is snoozed")
            await desk.press("right_square_bracket")


async def test_space_marks_and_star_marks_all_that_are_shown_or_none(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.go("2")
        await desk.press("space", "j", "space")
        await desk.until("2 marked")
        await desk.press("slash", *"an", "enter", "asterisk")
        found = len(desk.shown)
        rows = desk.app.screen.query_one("#people", Rows)
        everyone = {contact.id for contact in rows.items}
        assert everyone <= rows.marked
        marked = set(rows.marked)
        await desk.press("escape")
        await desk.until(lambda: len(desk.shown) == 60)
        assert rows.marked == marked
        assert found <= len(rows.marked) <= found + 2
        await desk.press("escape")
        await desk.until("marked", want=False)
        await desk.press("asterisk")
        await desk.until("60 marked")
        await desk.press("asterisk")
        await desk.until("marked", want=False)


async def test_a_person_is_archived_and_comes_back(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.go("2")
        await desk.press("slash", *"priya", "enter", "x")
        await desk.until("Priya Nair.* archived")
        assert desk.person("Priya Nair").archived
        await desk.press("escape", "left_square_bracket", "slash", *"priya", "enter")
        await desk.until(lambda: desk.shown == ["Priya Nair"])
        await desk.press("x")
        await desk.until("Priya Nair, back")
        assert not desk.person("Priya Nair").archived


async def test_marked_people_are_archived_together(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.go("2")
        names = desk.shown[:3]
        await desk.press("space", "space", "space", "x")
        await desk.until("and 2 more, archived")
        assert all(desk.person(name).archived for name in names)
        assert not set(names) & set(desk.shown)


async def test_y_on_a_waiting_person_says_they_answered(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.go("2")
        await desk.press("slash", *"samira", "enter", "y")
        await desk.until("Reached: Samira Haddad")
        samira = desk.person("Samira Haddad").id
        assert desk.network.of_contact[samira][-1].people[samira] == "reached"


async def test_an_empty_list_says_what_to_do_and_a_name_goes_on_it(sit: Sit, begun: Path) -> None:
    async with sit(begun) as desk:
        await desk.go("2")
        await desk.until("Nobody here yet")
        await desk.press("right_square_bracket", "a")
        await desk.until("Add a person")
        await desk.press(*"Nia Osei", "enter")
        await desk.until("Nia Osei.* added")
        (one,) = desk.person("Nia Osei").lists
        assert desk.network.lists[one].name == "Former co-workers"
        await desk.press("right_square_bracket")
        await desk.until("This list waits for its first name")


async def test_the_cursor_stays_on_its_person_when_something_is_logged(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo) as desk:
        await desk.go("2")
        await desk.press("j", "j")
        rows = desk.app.screen.query_one("#people", Rows)
        assert rows.current is not None
        name = rows.current.name
        await desk.press("l", "enter", "enter")
        await desk.until_logged(1)
        await desk.until(f"Logged {name}")
        assert desk.app.screen.query_one("#people", Rows).current == desk.person(name)


async def test_the_address_is_shown_as_it_is_copied(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.go("2")
        await desk.press("slash", *"priya", "enter", "c")
        await desk.until(r"clipboard: priya\.nair@example\.com")
        assert desk.app.clipboard == "priya.nair@example.com"


async def test_one_of_several_addresses_is_picked(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.go("2")
        await desk.press("slash", *"tom oka", "enter", "c")
        await desk.until("╭─ Copy")
        await desk.press("down", "enter")
        await desk.until("clipboard")
        assert desk.app.clipboard == desk.person("Tom Okafor").phones[0].raw


# The card


async def test_the_card_turns_to_the_next_person_of_the_list_and_back(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.go("2")
        first, second = desk.shown[:2]
        await desk.press("enter")
        await desk.until(f"╭─ {first}")
        await desk.press("right_square_bracket")
        await desk.until(f"╭─ {second}")
        await desk.until("2 of 60")
        await desk.press("left_square_bracket")
        await desk.until(f"╭─ {first}")
        await desk.press("escape")
        await desk.until("60 people")


async def test_l_on_a_card_is_about_its_person(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.go("2")
        await desk.press("slash", *"priya", "enter", "enter")
        await desk.until("╭─ Priya Nair")
        await desk.press("l", "enter", "enter")
        await desk.until_logged(1)
        assert list(desk.logged[0].people) == [desk.person("Priya Nair").id]
        await desk.until("22 Nov ↔ coffee")


async def test_the_timeline_is_edited_answered_and_deleted_from(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.go("2")
        await desk.press("slash", *"samira", "enter", "enter")
        await desk.until("› 19 Nov → email")
        await desk.press("y")
        await desk.until("› 19 Nov ↔ email")
        await desk.press("e")
        await desk.until("Edit an interaction")
        await desk.press("v", "enter")
        await desk.until("› 19 Nov . voicemail")
        before = len(desk.network.interactions)
        await desk.press("x")
        await desk.until(lambda: len(desk.network.interactions) == before - 1)
        await desk.until("› 19 Nov", want=False)


async def test_the_card_edits_the_person(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.go("2")
        await desk.press("slash", *"priya", "enter", "enter", "E")
        await desk.until("Name +Priya Nair")
        await desk.press("ctrl+u", *"Priya Nair-Holt", "enter")
        await desk.until("╭─ Priya Nair-Holt")


async def test_on_a_wide_screen_the_card_follows_the_cursor(sit: Sit, demo: Path) -> None:
    async with sit(demo, (120, 36)) as desk:
        await desk.go("2")
        for name in desk.shown[:3]:
            await desk.until(f"╭─ {name} ")
            await desk.press("j")


async def test_tab_goes_round_the_panes_of_a_wide_screen(sit: Sit, demo: Path) -> None:
    async with sit(demo, (120, 36)) as desk:
        await desk.go("2")
        seen = []
        for _ in range(3):
            assert desk.app.focused is not None
            seen.append(desk.app.focused.id)
            await desk.press("tab")
        assert set(seen) == {"people", "card-timeline", "shelves"}
        assert desk.app.focused is not None
        assert desk.app.focused.id == "people"


async def test_the_list_of_birthdays_says_the_day_and_the_age(sit: Sit, celebrated: Path) -> None:
    async with sit(celebrated) as desk:
        await desk.go("2")
        await desk.press(*["right_square_bracket"] * 6)
        await desk.until("╭─ Birthdays, soonest first")
        await desk.until("Ana Silva +today +2 weeks ago")
        await desk.until("佐藤 由美 +today, turns 40")
        await desk.until("Tom Okafor +Thu 26 Nov, turns 39")
        assert desk.shown[:3] == ["Ana Silva", "佐藤 由美", "Tom Okafor"]
