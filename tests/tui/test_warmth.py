"""A warm line when the goal is met, unless it is switched off."""

from __future__ import annotations

from pathlib import Path

from habit.warmth import LINES
from storage.settings import Settings
from tests.tui.conftest import Sit
from tests.tui.desk import Desk, app_on, sitting


def warm(desk: Desk) -> list[str]:
    """Return the warm lines that stand on the screen."""
    return [line for line in LINES if line in desk.text]


async def log(desk: Desk, name: str) -> None:
    """Log a call with somebody, whom the bar adds if need be."""
    count = len(desk.logged)
    await desk.press("l")
    await desk.until("Log an outreach")
    await desk.type(name)
    await desk.press("enter", "c", "enter")
    await desk.until_logged(count + 1)
    await desk.until(f"Logged {name}")


async def test_meeting_the_goal_and_the_stretch_each_says_another_warm_line(
    sit: Sit, begun: Path
) -> None:
    async with sit(begun) as desk:
        await log(desk, "Ana")
        assert warm(desk) == []
        await log(desk, "Bo")
        (first,) = warm(desk)
        await log(desk, "Cy")
        assert len({*warm(desk), first}) == 2
        before = warm(desk)
        await log(desk, "Di")
        assert set(warm(desk)) <= set(before)


async def test_a_setting_switches_them_off(begun: Path) -> None:
    app = app_on(begun)
    app.state.settings = Settings(warm=False)
    async with sitting(app) as desk:
        for name in ("Ana", "Bo", "Cy"):
            await log(desk, name)
            assert warm(desk) == []
