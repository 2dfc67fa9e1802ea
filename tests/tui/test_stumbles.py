"""What a new user stumbled over, held so that nobody stumbles there again."""

from __future__ import annotations

from pathlib import Path

from tests.tui.conftest import Sit


async def test_a_name_that_is_on_another_list_is_found_there(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.go("2")
        await desk.press("right_square_bracket", "right_square_bracket")
        await desk.until("Out of touch,")
        assert "Priya Nair" not in desk.shown
        await desk.press("slash", *"priya")
        await desk.until(lambda: desk.shown == ["Priya Nair"])


async def test_somebody_archived_is_found_and_not_offered_as_new(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        (name, *_) = [one.name for one in desk.network.contacts.values() if one.archived]
        await desk.go("2")
        await desk.press("slash", *name.split()[0].lower())
        await desk.until(lambda: name in desk.shown)


async def test_q_clears_a_filter_before_it_quits(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.go("2")
        everybody = desk.shown
        await desk.press("slash", *"pri", "enter", "q")
        await desk.until(lambda: desk.shown == everybody)
        assert not desk.app._exit


async def test_going_back_to_who_and_on_takes_nobody_twice(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        before = len(desk.network.contacts)
        await desk.press("l", *"priya", "enter", "shift+tab", "tab", "shift+tab", "enter", "enter")
        await desk.until("Logged Priya Nair")
        assert len(desk.network.contacts) == before
        (logged,) = desk.logged
        assert [desk.network.contacts[one].name for one in logged.people] == ["Priya Nair"]


async def test_an_edited_interaction_says_changed_and_the_cursor_stays_in_its_panel(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo) as desk:
        await desk.press("tab", "e", "minus", "enter")
        await desk.until("Changed Lee Wong")
        await desk.until(lambda: desk.app.focused is desk.app.screen.query_one("#this-week"))


async def test_a_new_list_that_a_person_goes_on_is_said(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.press("a", *"Nia Osei", "tab", *"key con", "enter")
        await desk.until("new list key con")


async def test_the_card_appears_when_the_window_grew_in_another_place(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.go("3")
        await desk.pilot.resize_terminal(120, 36)
        await desk.go("1")
        await desk.until("Timeline")


async def test_a_note_is_written_changed_and_removed_on_the_card(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.go("2")
        await desk.press("slash", *"lee wong", "enter", "enter")
        await desk.until("Timeline")
        before = desk.person("Lee Wong").notes
        await desk.press("n")
        await desk.until("a new note" if before else "Private")
        if before:
            await desk.press("enter")
            await desk.until("Private")
        await desk.press(*"likes maps", "enter")
        await desk.until("Private", want=False)
        await desk.until("likes maps")
        await desk.press("n")
        await desk.until("a new note")
        await desk.press(*"likes", "enter")
        await desk.until("Private")
        await desk.press("ctrl+u", "enter")
        await desk.until("a note removed")
        assert desk.person("Lee Wong").notes == before


async def test_a_digit_among_what_was_asked_leads_to_no_place(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.press("l", *"tom", "enter", "e", "k", "2", "4")
        await desk.until("Log an outreach")
        assert desk.app.current_mode == "week"


async def test_the_log_bar_grows_with_the_window(sit: Sit, demo: Path) -> None:
    async with sit(demo, (40, 12)) as desk:
        await desk.press("l", *"tom", "enter")
        await desk.until("Who +Tom")
        await desk.pilot.resize_terminal(80, 24)
        await desk.until("Outcome")
        await desk.until("When")
