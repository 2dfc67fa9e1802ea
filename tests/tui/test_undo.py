"""`u` keeps its word: it takes back what is offered, and nothing of another session unasked."""

from __future__ import annotations

from pathlib import Path

from storage.store import Store
from tests.tui.conftest import Sit
from tests.tui.desk import Desk, outreach

NAMED = "The newest change was made"


async def log_tom(desk: Desk) -> None:
    """Log Tom, and see what is offered."""
    await desk.press("l", *"tom oka", "enter", "c", "enter")
    await desk.until("Logged Tom Okafor")


def logged(desk: Desk) -> set[str]:
    """Who was logged since the user sat down."""
    return {desk.network.contacts[one].name for it in desk.logged for one in it.people}


async def meanwhile_priya(desk: Desk, other: Store) -> None:
    """Have another session log Priya, and the app notice."""
    other.refresh()
    other.commit(outreach(other, "Priya Nair"))
    await desk.until(lambda: "Priya Nair" in logged(desk))


async def test_u_takes_back_what_the_toast_offers_whoever_logged_since(
    sit: Sit, demo: Path, other: Store
) -> None:
    async with sit(demo) as desk:
        await log_tom(desk)
        await meanwhile_priya(desk, other)
        await desk.until("Logged Tom Okafor")
        await desk.press("u")
        await desk.until("Took back: Tom Okafor")
        assert logged(desk) == {"Priya Nair"}
        await desk.press("U")
        await desk.until("Done again: Tom Okafor")
        assert logged(desk) == {"Priya Nair", "Tom Okafor"}


async def test_without_a_toast_the_newest_of_another_session_is_named_and_only_then_taken_back(
    sit: Sit, demo: Path, other: Store
) -> None:
    async with sit(demo) as desk:
        await log_tom(desk)
        await meanwhile_priya(desk, other)
        desk.app.clear_notifications()
        desk.app.state.withdraw()  # as its time is up
        await desk.press("u")
        await desk.until(NAMED)
        await desk.until(r"\^u lists all")
        assert logged(desk) == {"Priya Nair", "Tom Okafor"}
        await desk.press("u")
        await desk.until("Took back: Priya Nair")
        assert NAMED not in desk.text  # a key is not offered once it was pressed
        assert logged(desk) == {"Tom Okafor"}


async def test_what_another_session_logs_before_the_app_has_seen_it_is_named_as_well(
    sit: Sit, demo: Path, other: Store
) -> None:
    async with sit(demo) as desk:
        other.commit(outreach(other, "Priya Nair"))
        await desk.press("u")
        await desk.until(NAMED)
        assert logged(desk) == {"Priya Nair"}


async def test_another_sentence_in_its_place_ends_what_was_offered(
    sit: Sit, demo: Path, other: Store
) -> None:
    async with sit(demo) as desk:
        await log_tom(desk)
        await meanwhile_priya(desk, other)
        await desk.press("a", "escape", "u")
        await desk.until(NAMED)
        assert logged(desk) == {"Priya Nair", "Tom Okafor"}


async def test_one_after_the_other_is_taken_back_as_long_as_they_are_ones_own(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo) as desk:
        await log_tom(desk)
        await desk.press("l", *"ana sil", "enter", "c", "enter")
        await desk.until("Logged Ana Silva")
        await desk.press("u", "u")
        await desk.until(lambda: not desk.logged)
        await desk.press("U")
        await desk.until(lambda: logged(desk) == {"Tom Okafor"})
        await desk.press("U")
        await desk.until(lambda: logged(desk) == {"Tom Okafor", "Ana Silva"})


async def test_what_was_done_before_the_app_was_opened_is_named_first(sit: Sit, busy: Path) -> None:
    async with sit(busy) as desk:
        await desk.press("u")
        await desk.until("The newest change is from an earlier")
        await desk.press("u")
        await desk.until("Took back: Priya Nair, call")


async def test_what_another_session_took_back_is_brought_back_only_knowingly(
    sit: Sit, demo: Path, other: Store
) -> None:
    async with sit(demo) as desk:
        await meanwhile_priya(desk, other)
        other.take_back()
        await desk.until(lambda: not desk.logged)
        await desk.press("U")
        await desk.until("The last undo was made")
        await desk.press("U")
        await desk.until("Done again: Priya Nair")
