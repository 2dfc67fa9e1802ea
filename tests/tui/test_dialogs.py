"""The dialogs: a contact, the lists, a pause, a month, a theme, and confirming."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from textual.widgets import Input

from habit.errors import CouldNotError
from habit.model import Birthday, Change, Contact
from habit.network import Network
from habit.suggest import who_next
from tests.tui.conftest import Sit
from tests.tui.desk import Desk
from tui.widgets.rows import Rows


async def fill(desk: Desk, *values: str) -> None:
    """Type a value into each line of a form, from the first on."""
    for value in values:
        if value:
            await desk.press("ctrl+u")
            await desk.paste(value)
        await desk.press("tab")


async def test_a_person_needs_no_more_than_a_name(sit: Sit, begun: Path) -> None:
    async with sit(begun) as desk:
        await desk.press("a")
        await desk.until("Add a person")
        await desk.press(*"Nia", "enter")
        await desk.until("Nia.* added")
        await desk.until("› Nia")
        nia = desk.person("Nia")
        assert nia == Contact(id=nia.id, name="Nia", made=nia.made)


async def test_everything_about_a_person_can_be_said(sit: Sit, begun: Path) -> None:
    async with sit(begun) as desk:
        await desk.press("a")
        await desk.until("Add a person")
        await fill(
            desk,
            "Nia Osei",
            "key contacts, Sailing",
            "nia@example.com, n.osei@example.org",
            "+1 212 555 0142",
            "Blue Kite",
            "Pilot",
            "12 March",
            "3 weeks",
            "https://example.com/nia",
            "boats, maps",
            "on the ferry",
            "has two cats",
        )
        await desk.press("enter")
        await desk.until("Nia Osei.* added")
        nia = desk.person("Nia Osei")
        lists = {desk.network.lists[one].name for one in nia.lists}
        assert lists == {"Key contacts", "Sailing"}
        assert nia.emails == ("nia@example.com", "n.osei@example.org")
        assert [phone.raw for phone in nia.phones] == ["+1 212 555 0142"]
        assert (nia.organization, nia.title, nia.met) == ("Blue Kite", "Pilot", "on the ferry")
        assert (nia.birthday, nia.cadence) == (Birthday(None, 3, 12), 21)
        assert (nia.urls, nia.tags) == (("https://example.com/nia",), ("boats", "maps"))
        assert [note.text for note in nia.notes] == ["has two cats"]


async def test_editing_shows_what_is_known_and_changes_nothing_else(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        before = desk.person("Priya Nair")
        await desk.go("2")
        await desk.press("slash", *"priya", "enter", "e")
        await desk.until("Birthday +12 March 1985")
        await desk.press("enter")
        await desk.until("How you met", want=False)
        assert desk.person("Priya Nair") is before
        await desk.press("e")
        await desk.until("How you met")
        await fill(desk, "", "", "", "", "Ebb & Flow")
        await desk.press("enter")
        await desk.until(lambda: desk.person("Priya Nair").organization == "Ebb & Flow")
        after = desk.person("Priya Nair")
        assert (after.emails, after.phones, after.notes) == (
            before.emails,
            before.phones,
            before.notes,
        )


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        (0, "", "the name is empty: say"),
        (2, "not an address", "not an address.? is not an email"),
        (6, "the 40th of May", "the 40th of May.? is not"),
        (7, "now and then", "now and then.? is not"),
    ],
)
async def test_a_value_that_makes_no_sense_is_said_in_a_sentence_and_all_is_kept(
    sit: Sit, begun: Path, field: int, typed: str, sentence: str
) -> None:
    async with sit(begun) as desk:
        values = ["Nia Osei", "Sailing", "nia@example.com", "555 0142", "Blue Kite", "", "", ""]
        values[field] = typed
        await desk.press("a")
        await desk.until("Add a person")
        await fill(desk, *values)
        await desk.press("enter")
        await desk.until(f"(?i){sentence}")
        for value in values:
            assert f"  {value} " in desk.text
        assert desk.network.contacts == {}
        assert len(desk.network.lists) == 3


async def test_a_contact_that_cannot_be_saved_is_not_lost(
    sit: Sit, begun: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Change) -> Network:
        raise CouldNotError("Not saved, as the disk is full; make room and press enter again.")

    async with sit(begun) as desk:
        await desk.press("a")
        await desk.until("Add a person")
        await desk.press(*"Nia Osei")
        with monkeypatch.context() as patch:
            patch.setattr(desk.app.state.store, "commit", refuse)
            await desk.press("enter")
            await desk.until("the disk is full")
        await desk.until("Name +Nia Osei")
        await desk.press("enter")
        await desk.until(lambda: len(desk.network.contacts) == 1)


async def test_escape_asks_before_what_was_typed_is_thrown_away(sit: Sit, begun: Path) -> None:
    async with sit(begun) as desk:
        await desk.press("a")
        await desk.until("Add a person")
        await desk.press("escape")
        await desk.until("Add a person", want=False)
        await desk.press("a")
        await desk.until("Add a person")
        await desk.press(*"Nia", "escape")
        await desk.until("Leave without saving")
        await desk.press("n")
        await desk.until("Leave without saving", want=False)
        await desk.until("Name +Nia")
        await desk.press("escape")
        await desk.until("Leave without saving")
        await desk.press("y")
        await desk.until("Add a person", want=False)
        assert desk.network.contacts == {}


# The goal


async def test_a_higher_goal_holds_from_next_week_and_a_lower_one_at_once(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo) as desk:
        await desk.press("ctrl+g")
        await desk.until("╭─ Goal")
        await fill(desk, "3")
        await desk.press("enter")
        await desk.until("╭─ Goal", want=False)
        await desk.until("2 of 2 people")
        assert desk.network.goals["20261123"].people == 3
        await desk.press("ctrl+g")
        await desk.until("╭─ Goal")
        await fill(desk, "1")
        await desk.press("enter")
        await desk.until("2 people   The goal and a bonus")
        assert "20261123" not in desk.network.goals


async def test_a_goal_that_is_no_number_is_refused_in_a_sentence(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        before = desk.network
        await desk.press("ctrl+g")
        await desk.until("╭─ Goal")
        await fill(desk, "many")
        await desk.press("enter")
        await desk.until("not a number of people")
        assert desk.network is before


# Lists


def members(desk: Desk, name: str) -> set[str]:
    """Return the names of who is on a list."""
    (one,) = [key for key, it in desk.network.lists.items() if it.name == name]
    return {it.name for it in desk.network.contacts.values() if one in it.lists}


async def test_a_person_is_put_on_a_list_and_taken_off(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.go("2")
        await desk.press("slash", *"priya", "enter", "t")
        await desk.until("Lists of Priya Nair")
        await desk.press("G", "space")
        await desk.until("● Friends")
        assert "Priya Nair" in members(desk, "Friends")
        await desk.press("space")
        await desk.until("○ Friends")
        assert "Priya Nair" not in members(desk, "Friends")
        await desk.press("escape")
        await desk.until("Lists of", want=False)


async def test_marked_people_are_put_on_a_list_together(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.go("2")
        them = {row.name for row in desk.app.screen.query_one("#people", Rows).items[:3]}
        await desk.press("space", "space", "space", "t")
        await desk.until("Lists of 3 people")
        await desk.press("j", "space")
        await desk.until("● Out of touch")
        assert them <= members(desk, "Out of touch")


async def test_a_list_is_made_renamed_and_removed(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.go("2")
        await desk.press("slash", *"priya", "enter", "t")
        await desk.until("Lists of Priya Nair")
        await desk.press("a")
        await desk.until("New list")
        await desk.press(*"Sailing", "tab", *"2 months", "enter")
        await desk.until("Sailing +every 2 months")
        assert members(desk, "Sailing") == {"Priya Nair"}
        await desk.press("G", "e")
        await desk.until("╭─ Sailing")
        await desk.press("ctrl+u", *"Rowing", "enter")
        await desk.until("Rowing +every 2 months")
        assert members(desk, "Rowing") == {"Priya Nair"}
        await desk.press("x")
        await desk.until(lambda: len(desk.network.lists) == 4)
        assert desk.person("Priya Nair").name == "Priya Nair"


async def test_a_list_without_a_name_or_with_one_that_is_taken_is_refused(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo) as desk:
        await desk.go("2")
        await desk.press("t", "a")
        await desk.until("New list")
        await desk.press("enter")
        await desk.until("name of the list is empty")
        await desk.press(*"friends", "enter")
        await desk.until("there is .*list|already")
        await desk.until("Name +friends")
        assert len(desk.network.lists) == 4


# Pausing


async def open_pauses(desk: Desk) -> None:
    """Open the dialog of the weeks that may be paused."""
    await desk.go("3")
    await desk.press("p")
    await desk.until("╭─ Pause")


async def test_a_week_is_paused_and_taken_up_again(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await open_pauses(desk)
        await desk.press("k", "comma", *"a week at sea", "enter")
        await desk.until("‖ Mon 23 Nov.*next week +a week at sea")
        paused = desk.network.weeks["20261123"].pause
        assert paused is not None
        assert paused.reason == "a week at sea"
        await desk.press("space")
        await desk.until("‖ Mon 23 Nov", want=False)
        await desk.press("escape")
        await desk.until("╭─ Pause", want=False)


async def test_a_paused_week_with_somebody_reached_says_that_it_rests(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.press("tab", "x")
        await desk.until("1 of 2 people")
        await open_pauses(desk)
        await desk.press("space")
        await desk.until("‖ Mon 16 Nov")
        await desk.press("escape")
        await desk.until("╭─ Pause", want=False)
        await desk.go("1")
        await desk.until("1 of 2 people +Paused: enjoy the rest. p takes it up again.")
        await desk.until("● Samira Haddad +‖ +‖")
        await desk.press("p")
        await desk.until("1 of 2 people +One more meets the goal.")


async def test_a_pause_is_shown_among_the_months_at_once(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.go("3")
        await desk.until("Nov .*●●○ +· ")
        await desk.press("p")
        await desk.until("╭─ Pause")
        await desk.press("k", "space")
        await desk.until("‖ Mon 23 Nov")
        await desk.press("escape")
        await desk.until("Nov .*●●○ +‖ ")


# Months


async def test_the_report_of_a_month_names_whom_you_reached_out_to(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.go("3")
        await desk.press("enter")
        await desk.until("╭─ November so far")
        await desk.until("Amélie Rousseau, Fatou Diop, Lee Wong, Samira")
        await desk.until("Florian Huber, Sione Taufa")
        await desk.press("escape", "j", "enter")
        await desk.until("╭─ October")


async def test_the_report_beside_the_months_follows_the_cursor(sit: Sit, demo: Path) -> None:
    async with sit(demo, (120, 36)) as desk:
        await desk.go("3")
        for title in ("November so far", "October", "September"):
            await desk.until(f"╭─ {title}")
            await desk.press("j")


async def test_brackets_turn_the_years(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.go("3")
        await desk.until("People a week, 2026")
        await desk.press("left_square_bracket")
        await desk.until("People a week, 2025")
        await desk.press("left_square_bracket", "left_square_bracket", "left_square_bracket")
        await desk.until("People a week, 2024")
        await desk.press("right_square_bracket", "right_square_bracket")
        await desk.until("People a week, 2026")
        await desk.until("› Nov")


# Themes


async def test_a_theme_is_picked_and_remembered(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.press("ctrl+t")
        await desk.until("╭─ Theme")
        await desk.press(*"paper", "enter")
        await desk.until(lambda: desk.app.theme == "paper")
        settings = desk.app.state.settings_path
        await desk.until(lambda: settings.exists() and "paper" in settings.read_text("utf-8"))


# The goal


async def test_a_big_goal_hears_once_what_did_not_last(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.press("ctrl+g", "ctrl+u", "5", "enter")
        await desk.until("twice a week lasted")
        await desk.until("sets 5 all the same")
        await desk.press("enter")
        await desk.until("goal of 5 a week")
        assert [goal.people for goal in desk.network.goals.values()][-1] == 5


async def test_who_is_seeking_may_want_more(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.press("ctrl+g", "5", "tab", "tab", "tab", "s", "enter")
        await desk.until("goal of 5 a week")
        assert {goal.mode for goal in desk.network.goals.values()} == {"none", "seeking"}


async def test_a_letter_that_begins_no_mode_rings_the_bell_and_changes_nothing(
    sit: Sit, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sit(demo) as desk:
        rung: list[str] = []
        monkeypatch.setattr(desk.app, "bell", lambda: rung.append("bell"))
        await desk.press("ctrl+g", "tab", "tab", "tab", "s")
        await desk.until("‹seeking›")
        assert rung == []
        await desk.press(*"rtd")
        assert rung == ["bell"] * 3
        await desk.until("‹seeking›")
        await desk.press("left", "enter")
        await desk.until("goal of 2 a week, employed")


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        ([], "is not a number of people"),
        (["tab"], "is not a number of people"),
        (["tab"] * 3 + ["e"] + ["tab"] * 4, "do not fit a week"),
        (["tab"] * 3 + ["e"] + ["tab"] * 5, "is not a share in percent"),
    ],
)
async def test_a_number_that_goes_on_and_on_is_refused_in_a_sentence(
    sit: Sit, demo: Path, keys: list[str], sentence: str
) -> None:
    async with sit(demo) as desk:
        before = desk.network
        await desk.press("ctrl+g")
        await desk.until("People a week")
        await desk.press(*keys)
        line = desk.app.screen.focused
        assert isinstance(line, Input)
        line.value = "9" * 5000
        await desk.press("enter")
        await desk.until(sentence)
        await desk.until("People a week")
        assert desk.network is before


async def test_a_day_that_is_gone_to_is_typed_over(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        before = desk.network.plans
        await desk.press("p")
        await desk.until("When")
        await desk.press(*"the talk", "tab", *"friday", "enter")
        await desk.until(lambda: len(desk.network.plans) > len(before))
        (plan,) = (one for key, one in desk.network.plans.items() if key not in before)
        assert (plan.text, plan.due) == ("the talk", date(2026, 11, 27))


# The smallest window


@pytest.mark.parametrize(
    "keys",
    [
        "question_mark",
        "colon",
        "ctrl+t",
        "3 p",
        "2 t",
        "2 i",
        "2 a",
        "3 enter",
        "2 X",
    ],
)
async def test_every_dialog_fits_the_smallest_window(sit: Sit, demo: Path, keys: str) -> None:
    async with sit(demo, (40, 12)) as desk:
        await desk.press(*keys.split())
        await desk.until("(?m)^╭─ .*╮ *$")
        await desk.until("(?m)^╰─.*(close|n no|…) ─╯ *$")


async def test_a_refusal_is_seen_in_the_smallest_window(sit: Sit, demo: Path) -> None:
    async with sit(demo, (40, 12)) as desk:
        await desk.press("2", "a")
        await desk.until("Add a person")
        await desk.press("enter")
        await desk.until("The name is empty")


async def test_that_somebody_has_died_is_said_in_the_form_and_shows_on_the_card(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo) as desk:
        await desk.go("2")
        await desk.press("slash", *"priya", "enter", "e")
        await desk.until("How you met")
        await desk.press("shift+tab")  # from the first line to the last
        await desk.paste("1 May 2026")
        await desk.press("shift+tab")
        await desk.paste("Pip")
        await desk.press("enter")
        await desk.until(lambda: desk.person("Priya Nair").died == date(2026, 5, 1))
        assert desk.person("Priya Nair").nickname == "Pip"
        await desk.until("died 1 May 2026")
        await desk.press("enter")
        await desk.until("called Pip")
        assert not any(
            one.contact.name == "Priya Nair" for one in who_next(desk.network, date(2026, 11, 22))
        )
