"""Setting people aside in the app: skip, snooze, never suggest, and back again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from habit.aside import NEVER
from tests.tui.conftest import Sit
from tests.tui.desk import Desk
from tui.widgets.rows import Rows

WEEK = "20261116"


def offered(desk: Desk) -> list[str]:
    """Return the names under Reach out next."""
    return [one.contact.name for one in desk.app.screen.query_one("#next", Rows).items]


async def ask_how_long(desk: Desk) -> None:
    """Open the dialog that snoozes the first of the suggested."""
    await desk.until("› Ana Silva")
    await desk.press("z")
    await desk.until("╭─ Snooze Ana Silva")


async def test_s_leaves_out_the_suggested_this_week_and_u_brings_them_back(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo) as desk:
        await desk.until("› Ana Silva")
        before = offered(desk)
        await desk.press("s")
        await desk.until("Ana Silva, not this week. u takes it back.")
        await desk.until(lambda: "Ana Silva" not in offered(desk))
        assert desk.network.weeks[WEEK].skipped == (desk.person("Ana Silva").id,)
        await desk.press("u")
        await desk.until(lambda: offered(desk) == before)


async def test_s_is_for_suggestions_only(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.until("› Ana Silva")
        await desk.press("tab", "s")
        await desk.quiet()
        assert WEEK not in desk.network.weeks or not desk.network.weeks[WEEK].skipped


async def test_z_snoozes_for_a_span(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await ask_how_long(desk)
        await desk.press("down", "enter")
        await desk.until("Ana Silva, snoozed until 22 Dec.")
        await desk.until(lambda: "Ana Silva" not in offered(desk))
        assert desk.person("Ana Silva").snooze == date(2026, 12, 22)


async def test_a_day_may_be_typed(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await ask_how_long(desk)
        await desk.type("3 jan")
        await desk.until("until then")
        await desk.press("enter")
        await desk.until("Ana Silva, snoozed until 3 Jan.")
        assert desk.person("Ana Silva").snooze == date(2027, 1, 3)


async def test_a_day_that_has_gone_by_is_not_offered(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await ask_how_long(desk)
        await desk.type("today")
        await desk.until("Nothing of that name")
        await desk.press("enter", "escape")
        await desk.until("╭─ Snooze", want=False)
        assert desk.person("Ana Silva").snooze is None


async def test_whoever_is_never_suggested_says_so_and_can_be_woken_from_the_card(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo) as desk:
        await desk.until("› Ana Silva")
        await desk.press("z", *"never", "enter")
        await desk.until("Ana Silva, never suggested.")
        assert desk.person("Ana Silva").snooze == NEVER
        await desk.go("2")
        await desk.press("slash", *"ana silva", "enter")
        await desk.until("› Ana Silva .* never suggested")
        await desk.press("enter")
        await desk.until("Timeline")
        await desk.press("z")
        await desk.until("suggest again")
        await desk.press("enter")
        await desk.until("Ana Silva, suggested again.")
        assert desk.person("Ana Silva").snooze is None


async def test_the_marked_are_snoozed_together_and_stand_on_a_list(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.go("2")
        await desk.press("space", "space", "z")
        await desk.until("╭─ Snooze 2 people")
        await desk.press("enter")
        await desk.until("snoozed until 29 Nov.")
        await desk.until("marked", want=False)
        while "─ Snoozed, soonest back first" not in desk.text:
            await desk.press("right_square_bracket")
        await desk.until("2 people")
        assert desk.text.count("snoozed until 29 Nov") >= 2


async def test_while_a_name_is_typed_z_is_a_letter(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.go("2")
        await desk.press("slash", "z")
        await desk.quiet()
        assert "Snooze" not in desk.text.replace("Snoozed", "")


async def test_w_shows_the_arithmetic_of_the_person_under_the_cursor(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.until("› Ana Silva")
        await desk.press("w")
        await desk.until("╭─ Why Ana Silva")
        assert "1 of 33" in desk.text
        await desk.press("j", "escape")
        await desk.until("╭─ Why", want=False)


async def test_b_shows_what_to_know_before_a_talk(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.until("› Ana Silva")
        await desk.press("j", "j", "b")
        await desk.until("╭─ Before you talk to Tom Okafor")
        await desk.until("Ask +How far it is")
        await desk.press("q")
        await desk.until("╭─ Before", want=False)
