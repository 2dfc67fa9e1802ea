"""Logging an outreach: five seconds, and every other field within reach."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from habit.errors import CouldNotError
from habit.model import Change
from habit.network import Network
from storage.store import Store
from tests.tui.conftest import Sit
from tests.tui.desk import key_of

SUNDAY = date(2026, 11, 22)


async def test_an_outreach_is_logged_with_l_three_letters_enter_a_letter_and_enter(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo) as desk:
        await desk.press("l", "p", "r", "i", "enter", "t", "enter")
        await desk.until_logged(1)
        new = desk.logged[-1]
        assert (new.channel, new.dir, new.on) == ("text", "out", SUNDAY)
        assert new.people == {desk.person("Priya Nair").id: "waiting"}
        await desk.until("Logged Priya Nair, text")
        await desk.until("● Priya Nair")
        await desk.until("3 people   The goal and a bonus")
        await desk.until("Log an outreach", want=False)


@pytest.mark.parametrize("place", ["1", "2"])
async def test_a_highlighted_person_is_logged_with_three_keys(
    sit: Sit, demo: Path, place: str
) -> None:
    async with sit(demo) as desk:
        await desk.go(place)
        await desk.press("j", "l", "enter", "enter")
        await desk.until_logged(1)
        new = desk.logged[-1]
        assert new.dir == "out"
        assert len(new.people) == 1


async def test_the_channel_is_the_last_one_with_them_and_else_the_last_one_used(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo) as desk:
        await desk.press("l", *"priya", "enter")
        await desk.until("‹coffee›")
        await desk.press("l", "enter")
        await desk.until("Logged Priya Nair, letter")
        await desk.press("l", *"Somebody Else", "enter")
        await desk.until("‹letter›")


async def test_a_comma_after_a_name_adds_a_second_person_to_the_same_interaction(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo) as desk:
        await desk.press("l", *"priya,", *"tom", "enter")
        await desk.until("Priya Nair, Tom Okafor")
        await desk.press("f", "enter")
        await desk.until_logged(1)
        both = {desk.person(name).id for name in ("Priya Nair", "Tom Okafor")}
        assert set(desk.logged[-1].people) == both


async def test_a_comma_adds_a_third_person_and_a_name_that_is_new(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.press("l", *"priya,tom,Zed Quill", "enter", "m", "enter")
        await desk.until_logged(1)
        names = {desk.network.contacts[one].name for one in desk.logged[-1].people}
        assert names == {"Priya Nair", "Tom Okafor", "Zed Quill"}


async def test_a_name_that_nobody_has_is_added_with_the_outreach(sit: Sit, begun: Path) -> None:
    async with sit(begun) as desk:
        await desk.press("l", *"Nia Osei")
        await desk.until("Nobody called Nia Osei")
        await desk.press("enter", "v", "enter")
        await desk.until_logged(1)
        assert desk.logged[0].people == {desk.person("Nia Osei").id: "waiting"}
        await desk.until("● Nia Osei")


async def test_typing_on_after_going_back_to_the_name_takes_another_person(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo) as desk:
        await desk.press("l", *"priya", "enter", "shift+tab")
        await desk.press("ctrl+u", *"tom", "enter", "enter")
        await desk.until_logged(1)
        assert list(desk.logged[-1].people) == [desk.person("Tom Okafor").id]


async def test_the_arrows_pick_another_match(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        first, second, *_ = desk.app.state.finder.search("a")
        await desk.press("l", "a", "down", "enter", "enter")
        await desk.until_logged(1)
        assert list(desk.logged[-1].people) == [second.id]
        await desk.press("l", "a", "down", "up", "enter", "enter")
        await desk.until_logged(2)
        assert list(desk.logged[-1].people) == [first.id]


async def test_ctrl_s_saves_and_keeps_day_and_channel_for_the_next(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.press("l", *"priya", "enter", "d", "-", "ctrl+s")
        await desk.until_logged(1)
        await desk.until("Who         a name")
        await desk.press(*"Nobody Yet", "enter")
        await desk.until("‹video›")
        await desk.until("yesterday")
        await desk.press("enter")
        await desk.until_logged(2)
        assert [(one.channel, one.on) for one in desk.logged[-2:]] == [
            ("video", date(2026, 11, 21))
        ] * 2


async def test_minus_goes_to_a_past_day_and_plus_never_to_one_to_come(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.press("l", *"priya", "enter", "+", "-", "-", "-", "+", "enter")
        await desk.until_logged(1)
        assert desk.logged[-1].on == date(2026, 11, 20)
        await desk.press("l", *"tom", "enter", "+", "enter")
        await desk.until_logged(2)
        assert desk.logged[-1].on == SUNDAY


async def test_brackets_go_a_week_back_and_on(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.press("l", *"priya", "enter", *"[[]-", "enter")
        await desk.until_logged(1)
        assert desk.logged[-1].on == date(2026, 11, 14)


async def test_outcome_minutes_and_note_are_a_key_away(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.press("l", *"priya", "enter", "c", "n", "4", "5", "comma")
        await desk.type("left word, twice")
        await desk.press("enter")
        await desk.until_logged(1)
        new = desk.logged[-1]
        assert (new.channel, new.minutes, new.note) == ("call", 45, "left word, twice")
        assert list(new.people.values()) == ["no_reply"]


async def test_tab_walks_every_field_and_comes_back_to_the_name(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.press("l", *"priya")
        focused = []
        for _ in range(5):
            await desk.press("tab")
            assert desk.app.focused is not None
            focused.append(desk.app.focused.id)
        assert focused == ["log-how", "log-outcome", "log-note", "log-when", "log-who"]


async def test_backspace_takes_the_minutes_back_digit_by_digit(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.press("l", *"priya", "enter", "4", "5", "backspace", "0", "enter")
        await desk.until_logged(1)
        assert desk.logged[-1].minutes == 40


async def test_they_wrote_is_inbound_and_counts_for_nothing(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.press("l", *"priya", "enter", "e", "i", "enter")
        await desk.until_logged(1)
        assert desk.logged[-1].dir == "in"
        await desk.until("saved")
        await desk.quiet()
        assert "2 of 2 people" in desk.text


async def test_coffee_is_never_what_they_wrote(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.press("l", *"priya", "enter", "i", "enter")
        await desk.until_logged(1)
        assert (desk.logged[-1].channel, desk.logged[-1].dir) == ("coffee", "out")


async def test_research_may_be_with_nobody(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.press("l", "tab")
        await desk.press("h", "enter")
        await desk.until_logged(1)
        assert (desk.logged[-1].channel, desk.logged[-1].people) == ("research", {})


async def test_marked_people_get_one_outreach_each(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.go("2")
        await desk.press("space", "space", "space")
        await desk.until("3 marked")
        await desk.press("l", "e")
        await desk.until("one outreach to each")
        await desk.press("enter")
        await desk.until_logged(3)
        new = desk.logged[-3:]
        assert [len(one.people) for one in new] == [1, 1, 1]
        assert {one.channel for one in new} == {"email"}
        await desk.until("one outreach to each", want=False)
        await desk.until("marked", want=False)


async def test_coffee_with_marked_people_is_one_interaction(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.go("2")
        await desk.press("space", "space", "l", "f")
        await desk.until("one interaction, together")
        await desk.press("enter")
        await desk.until_logged(1)
        assert len(desk.logged[-1].people) == 2


async def test_escape_logs_nothing_and_goes_back_to_the_cursor(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.press("l", *"priya", "escape")
        await desk.until("Log an outreach", want=False)
        assert desk.app.focused is not None
        assert desk.app.focused.id == "next"
        assert not desk.logged


async def test_the_bar_never_changes_its_height_while_one_types(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.press("l")
        heights = set()
        for key in (*"pri", "enter", "f", "e", "c"):
            await desk.press(key)
            heights.add(desk.app.screen.query_one("LogBar").size.height)
        assert len(heights) == 1


@pytest.mark.parametrize("size", [(80, 20), (60, 24), (40, 12)])
async def test_with_little_room_the_bar_is_three_lines_and_logs_the_same(
    sit: Sit, demo: Path, size: tuple[int, int]
) -> None:
    async with sit(demo, size) as desk:
        await desk.press("l", *"priya", "enter", "t", "y", "enter")
        await desk.until_logged(1)
        assert (desk.logged[-1].channel, *desk.logged[-1].people.values()) == ("text", "reached")


async def test_with_little_room_the_note_follows_the_channel(sit: Sit, demo: Path) -> None:
    async with sit(demo, (80, 20)) as desk:
        await desk.press("l", *"priya", "enter", "t", "tab", *"hello again", "enter")
        await desk.until_logged(1)
        assert desk.logged[-1].note == "hello again"


async def test_when_it_cannot_be_saved_the_bar_keeps_everything_and_says_so(
    sit: Sit, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Change) -> Network:
        raise CouldNotError("Not saved, as the disk is full; make room and press enter again.")

    async with sit(demo) as desk:
        await desk.press("l", *"priya", "enter", "t", "-", "7", "comma", *"about [/] boats")
        with monkeypatch.context() as patch:
            patch.setattr(desk.app.state.store, "commit", refuse)
            await desk.press("enter")
            await desk.until("the disk is full")
        for typed in ("Who +Priya Nair", "‹text›", "about \\[/] boats"):
            await desk.until(typed)
        assert not desk.lines[-1].rstrip().endswith("saved")
        assert not desk.logged
        await desk.press("enter")
        await desk.until_logged(1)
        new = desk.logged[-1]
        assert (new.note, new.minutes, new.on) == ("about [/] boats", 7, date(2026, 11, 21))


async def test_an_interaction_is_edited_with_every_field_as_it_was(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        before = dict(desk.network.interactions)
        await desk.press("tab", "g", "e")
        await desk.until("Edit an interaction")
        await desk.until("Who +Lee Wong")
        await desk.until("Note +.*a good half hour")
        await desk.press("d", "2", "5", "enter")
        await desk.until(lambda: desk.network.interactions != before)
        (new,) = [one for key, one in desk.network.interactions.items() if one != before[key]]
        assert (new.channel, new.minutes) == ("video", 25)
        assert (new.on, new.people) == (before[new.id].on, before[new.id].people)
        assert new.note == before[new.id].note


async def test_an_interaction_is_deleted_and_one_key_has_it_back(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        before = desk.network.interactions
        await desk.press("tab", "g", "x")
        await desk.until("Deleted Lee Wong, call, Mon 16 Nov. u takes it back")
        await desk.until("1 of 2 people")
        await desk.press("u")
        await desk.until("2 of 2 people")
        await desk.until("Took back: Lee Wong, call, Mon 16 Nov, deleted")
        assert desk.network.interactions == before


async def test_y_says_that_a_waiting_outreach_was_answered(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.press("tab", "g", "j")
        await desk.until("→ waiting")
        await desk.press("y")
        await desk.until("→ waiting", want=False)
        samira = desk.person("Samira Haddad").id
        assert desk.network.of_contact[samira][-1].people[samira] == "reached"


async def test_deleting_the_last_interaction_leaves_the_panel_with_words(
    sit: Sit, begun: Path
) -> None:
    async with sit(begun) as desk:
        await desk.press("l", *"Nia", "enter", "c", "enter")
        await desk.until_logged(1)
        await desk.press("tab", "x")
        await desk.until_logged(0)
        await desk.until("Nothing yet. Any day counts")
        await desk.until("0 of 1 person")


async def test_the_bar_opens_in_full_sight_and_what_was_saved_is_told_as_the_next_begins(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo) as desk:
        await desk.press("B", "c")
        await desk.until("Sent to your terminal for its clipboard")
        await desk.press("enter")
        await desk.until("╭─ Log an outreach")
        await desk.quiet()
        assert not desk.app._notifications
        await desk.press("ctrl+s")
        await desk.until("Logged .* u takes it back")
        await desk.until("╭─ Log an outreach")


async def test_nobody_who_has_died_is_offered_something_to_give(sit: Sit, demo: Path) -> None:
    from habit.changes import edit_contact

    store = Store.open(demo)
    tom = key_of(store, "Tom Okafor")
    store.commit(edit_contact(store.network, tom, died=date(2026, 11, 2)))
    store.close()
    async with sit(demo) as desk:
        await desk.press("l", *"tom oka", "enter")
        await desk.until("died 2 Nov 2026")
        assert "would like" not in desk.text
