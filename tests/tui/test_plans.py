"""Follow-ups: set up on a person or with what is logged, and done, moved, dropped."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from habit.changes import pause
from habit.model import Plan
from habit.plans import open_plans
from storage.store import Store
from tests.tui.conftest import Sit
from tests.tui.desk import Desk

SUNDAY = date(2026, 11, 22)
FRIDAY = date(2026, 11, 27)


def of(desk: Desk, name: str) -> list[Plan]:
    """Return the plans with somebody that are still to do."""
    them = open_plans(desk.network, SUNDAY)
    return [one.plan for one in them if one.contact.name == name]


@pytest.fixture
def resting(demo: Path) -> Path:
    """The made-up network in a week that is paused."""
    store = Store.open(demo)
    store.commit(pause(store.network, [SUNDAY]))
    store.close()
    return demo


@pytest.mark.parametrize("keys", [("1",), ("2", "slash", *"priya", "enter"), ("2", "enter")])
async def test_p_and_enter_alone_set_up_a_follow_up_in_a_week(
    sit: Sit, demo: Path, keys: tuple[str, ...]
) -> None:
    async with sit(demo) as desk:
        before = len(open_plans(desk.network, SUNDAY))
        await desk.press(*keys)
        await desk.quiet()
        await desk.press("p")
        await desk.until("Follow up with")
        await desk.press("enter")
        await desk.until("follow-up, 29 November. u takes it back")
        plans = open_plans(desk.network, SUNDAY)
        assert len(plans) == before + 1
        assert [one.plan.due for one in plans].count(date(2026, 11, 29)) == 1
        await desk.press("u")
        await desk.until(lambda: len(open_plans(desk.network, SUNDAY)) == before)


async def test_a_follow_up_has_words_a_day_and_a_way(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.press("2", "slash", *"priya", "enter", "p")
        await desk.press(
            *"send the talk", "tab", "ctrl+u", *"friday", "tab", *"coffee at 9", "enter"
        )
        await desk.until("Priya Nair, send the talk, coffee at 9, Friday. u takes")
        (plan,) = of(desk, "Priya Nair")
        assert (plan.kind, plan.text, plan.due) == ("followup", "send the talk", FRIDAY)
        assert (plan.channel, plan.how) == ("coffee", "coffee at 9")
        await desk.press("enter")
        await desk.until("Planned +Fri 27 Nov +send the talk")


async def test_what_was_promised_is_kept_as_a_promise(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.press("2", "slash", *"priya", "enter", "p", *"promised a map", "enter")
        await desk.until("Priya Nair, promised a map")
        assert [(one.kind, one.text) for one in of(desk, "Priya Nair")] == [("promise", "a map")]


async def test_a_day_that_makes_no_sense_is_said_and_what_was_typed_stays(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo) as desk:
        await desk.press("p", *"the talk", "tab", "ctrl+u", *"soon", "enter")
        await desk.until('"soon" is not a day to come')
        await desk.until("the talk")
        await desk.press("ctrl+u", *"yesterday", "enter")
        await desk.until('"yesterday" has gone by')
        await desk.press("ctrl+u", *"today", "enter")
        await desk.until("the talk, today")


async def test_while_the_week_rests_p_takes_it_up_again(sit: Sit, resting: Path) -> None:
    async with sit(resting) as desk:
        await desk.press("tab", "x")
        await desk.until("1 of 2 people +Paused")
        await desk.press("p")
        await desk.until("The week counts again")
        await desk.press("p")
        await desk.until("Follow up with")


async def test_in_a_paused_week_whose_goal_is_met_p_plans(sit: Sit, resting: Path) -> None:
    async with sit(resting) as desk:
        await desk.until("2 of 2 people +Goal met")
        await desk.press("p")
        await desk.until("Follow up with")


async def test_all_that_is_open_is_done_moved_and_dropped_in_one_list(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.press("2", "slash", *"priya", "enter", "p", *"send the talk", "enter")
        await desk.until("send the talk, 29 November")
        await desk.press("f")
        await desk.until("› · Sun 29 Nov +Priya Nair")
        await desk.until("○ Fri 20 Nov +Ana Silva +promised an introduction")
        await desk.press("e", "ctrl+u", *"tomorrow", "enter")
        await desk.until("· tomorrow +Priya Nair")
        await desk.press("d")
        await desk.until("Priya Nair, send the talk, tomorrow, done")
        await desk.until("tomorrow +Priya Nair", want=False)
        await desk.press("u")
        await desk.until("tomorrow +Priya Nair")
        await desk.press("g", "x")
        await desk.until("Ana Silva, promised an introduction, Friday, dropped")
        await desk.press("enter")
        await desk.until("Timeline")
        await desk.until("╭─ Priya Nair")


async def test_moving_what_is_due_keeps_its_words_and_rewording_keeps_its_day(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo) as desk:
        await desk.press("f", "e", "tab", *" to Lee", "enter")
        await desk.until("promised an introduction to Lee, Friday")
        (plan,) = of(desk, "Ana Silva")
        assert (plan.kind, plan.due) == ("promise", date(2026, 11, 20))
        await desk.press("e", "ctrl+u", *"in 3 days", "enter")
        await desk.until("promised an introduction to Lee, Wednesday")


async def test_with_nothing_open_the_list_says_how_to_begin(sit: Sit, begun: Path) -> None:
    async with sit(begun) as desk:
        await desk.press("f")
        await desk.until("Nothing is open")
        await desk.press("enter", "d", "e", "x", "escape")
        await desk.until("Nothing is open", want=False)


async def test_what_is_planned_for_this_week_stands_in_the_week(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.press("p", *"call back", "tab", "ctrl+u", *"today", "tab", *"call", "enter")
        await desk.until("Sun 22 +Ana Silva +call +· planned +call back")
        await desk.press("tab", "G", "x")
        await desk.until("Ana Silva, call back, today, dropped")
        await desk.until("· planned", want=False)


async def test_the_next_step_is_kept_with_what_is_logged_and_taken_back_with_it(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo) as desk:
        await desk.press("l", *"priya", "enter", "c", "p", *"coffee on the 3rd")
        await desk.until("Thu 3 Dec 2026, in 11 days")
        await desk.press("enter")
        await desk.until_logged(1)
        (plan,) = of(desk, "Priya Nair")
        assert (plan.kind, plan.due, plan.channel) == ("next", date(2026, 12, 3), "coffee")
        await desk.until("Logged Priya Nair, call, Sunday; next: coffee, 3 December")
        await desk.press("u")
        await desk.until(lambda: not desk.logged and not of(desk, "Priya Nair"))


async def test_p_is_a_letter_where_a_name_or_a_note_is_typed(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.press("l", *"p")
        await desk.until("Who +p")
        assert "Next  " not in desk.text
        await desk.press(*"riya", "enter", "comma", *"pip", "enter")
        await desk.until_logged(1)
        assert (desk.logged[0].note, of(desk, "Priya Nair")) == ("pip", [])


async def test_a_next_step_goes_with_a_new_name_and_with_an_edit(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.press("l", *"Zed Quill", "enter", "p", *"lunch tomorrow", "enter")
        await desk.until_logged(1)
        assert [one.text for one in of(desk, "Zed Quill")] == ["lunch"]
        await desk.press("tab", "e")
        await desk.until("Edit an interaction")
        await desk.press("p", *"a call friday", "enter")
        await desk.until("Changed Lee Wong")
        assert [(one.text, one.due) for one in of(desk, "Lee Wong")] == [("a call", FRIDAY)]


async def test_in_a_low_window_the_next_step_takes_the_place_of_the_note(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo, (80, 20)) as desk:
        await desk.press("l", *"priya", "enter", "p")
        await desk.until("Next +coffee on the 3rd")
        await desk.until("Note", want=False)
        await desk.press("shift+tab")
        await desk.until("Note +a line")
        await desk.press("tab", *"lunch friday", "enter")
        await desk.until_logged(1)
        assert [one.due for one in of(desk, "Priya Nair")] == [FRIDAY]


async def test_the_next_bar_begins_without_a_next_step(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.press("l", *"priya", "enter", "p", *"lunch", "ctrl+s")
        await desk.until_logged(1)
        await desk.press(*"tom", "enter", "enter")
        await desk.until_logged(2)
        assert of(desk, "Tom Okafor") == []
