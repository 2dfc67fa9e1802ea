"""The practices as a user meets them on the screens, each by its name."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from habit.dates import day_text
from storage.formats.ics import agenda
from tests.tui.conftest import Sit
from tests.tui.desk import clock_at
from tests.tui.test_first_run import add, on


async def test_a1_the_commitment_is_kept_with_its_date_and_stands_in_the_first_review(
    sit: Sit, new: Path
) -> None:
    async with sit(new) as desk:
        await add(desk, "Nia Osei")
        await desk.press("enter", "enter", "enter")
        await desk.until("4 of 4")
        await desk.press(*"people stay", "enter")
        await desk.until("Your first week")
        (entry,) = desk.network.entries.values()
        assert (entry.kind, entry.on) == ("commitment", date(2026, 11, 22))
        await desk.press("r")
        await desk.until("You said on Sun 22 Nov:")
        await desk.until("“I will reach out to 2 people a week")
        await desk.until("Because people stay")


async def test_a2_three_prompts_fill_three_lists(sit: Sit, new: Path) -> None:
    names = {"Former co-workers": "Nia", "Out of touch": "Ole", "Key contacts": "Sam"}
    async with sit(new) as desk:
        for at, name in enumerate(names.values(), 1):
            await desk.until(f"{at} of 4")
            await add(desk, name)
            await desk.press("enter")
        await desk.until("4 of 4")
        assert {one: on(desk, one) for one in names} == {one: {it} for one, it in names.items()}


async def test_a8_the_next_step_stands_on_week_and_goes_out_as_a_day_of_a_calendar(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo, size=(120, 36)) as desk:
        await desk.press("l", *"priya", "enter", "c", "p", *"coffee tuesday", "enter")
        await desk.until_logged(1)
        await desk.until("Tue 24 Nov +Priya Nair +coffee")
        tables = desk.app.state.store.tables
        text = agenda(desk.network, tables, date(2026, 11, 22)).text.decode()
        assert "SUMMARY:Priya Nair: coffee\r\nDTSTART;VALUE=DATE:20261124" in text


async def test_a13_a_quiet_week_may_be_given_a_reason_and_they_are_told_up(
    sit: Sit, begun: Path
) -> None:
    async with sit(begun, clock=clock_at("2026-11-24")) as desk:
        await desk.press("r")
        await desk.until("A quiet week. You are here")
        await desk.press("tab", "j", "space")
        await desk.until("● ill +1 week")


async def test_a14_the_review_ends_in_the_sentence_with_names(sit: Sit, reviewed: Path) -> None:
    async with sit(reviewed) as desk:
        await desk.press("r", *["enter"] * 3, "space", "j", "space", "enter", "enter")
        await desk.until("6 of 6")
        await desk.until("Next week I can and will reach out to .+ and ")
        await desk.press("enter")
        await desk.until("1 Week")
        planned = {one.due for one in desk.network.plans.values() if one.kind == "person"}
        assert min(planned) >= date(2026, 11, 23), day_text(min(planned))


async def test_a15_the_month_has_its_report_with_the_rate(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.go("3")
        await desk.press("j", "enter")
        for word in ("Reached out to", "Attempts", "Reached", r"Rate +\d+ %"):
            await desk.until(word)
        await desk.until("More than zero. That is the habit.")


async def test_a22_reaching_the_goal_is_said_in_one_warm_line(sit: Sit, begun: Path) -> None:
    async with sit(begun) as desk:
        for name in ("Ana", "Bo"):
            await desk.press("l", *name, "enter", "c", "enter")
            await desk.until(f"Logged {name}")
        toasts = [one.message for one in desk.app._notifications]
        assert any("\n" in one for one in toasts)


async def test_a25_a_card_shows_how_fresh_the_tie_is_against_its_cadence(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo) as desk:
        await desk.press("2", "slash", *"priya", "enter", "enter")
        await desk.until(r"Fresh +── due +wanted 3 months")


async def test_a11_the_words_are_kind_where_nothing_happened(sit: Sit, begun: Path) -> None:
    unkind = re.compile("fail|broken|neglect|lazy|guilt|overdue!|missed", re.IGNORECASE)
    async with sit(begun) as desk:
        for place in "12345":
            await desk.go(place)
            assert not unkind.search(desk.text)
