"""Names that would be markup, orders to a terminal, or a tangle: harmless text everywhere."""

from __future__ import annotations

from datetime import date
from itertools import count
from pathlib import Path

import pytest
from rich.cells import cell_len

from habit.changes import Hand, add_contact, add_list, join
from habit.errors import RefusedError
from habit.model import Change, Edit
from habit.network import Network
from storage.store import Store
from tests.hostile import NAMES, write
from tests.tui.conftest import Sit
from tests.tui.desk import Desk
from tui.paint import sentence

FORBIDDEN = set(map(chr, [*range(32), *range(0x7F, 0xA0), 0x202A, 0x202B, 0x202D, 0x202E, 0x2066]))


@pytest.fixture
def hostile(new: Path) -> Path:
    return write(new)


def check(desk: Desk) -> None:
    """See that no row holds an order to a terminal, or is wider than the screen."""
    width = desk.app.size.width
    for row in desk.lines:
        assert not FORBIDDEN & set(row), row
        # What a dialog covers half of a joined emoji is no more a joined emoji.
        if "\u200d" not in row:
            assert cell_len(row) == width, (cell_len(row), row)


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (40, 12)])
async def test_every_screen_shows_them_as_text(
    sit: Sit, hostile: Path, size: tuple[int, int]
) -> None:
    async with sit(hostile, size) as desk:
        check(desk)
        await desk.press("full_stop", "j", "j")
        check(desk)
        await desk.press("tab", "j")
        check(desk)
        await desk.go("3")
        check(desk)
        await desk.press("enter")
        await desk.until("November so far")
        check(desk)
        await desk.press("escape", "p")
        await desk.until("╭─ Pause|Reason")
        check(desk)
        await desk.press("escape")
        await desk.go("2")
        for _ in range(len(NAMES) + 6):
            check(desk)
            await desk.press("right_square_bracket")
        await desk.press("question_mark")
        await desk.until("╭─ Help|In a list|Here")
        check(desk)


async def test_every_card_shows_them_as_text(sit: Sit, hostile: Path) -> None:
    async with sit(hostile) as desk:
        await desk.go("2")
        await desk.press("enter")
        await desk.until(f"1 of {len(NAMES)}")
        for _ in NAMES:
            check(desk)
            await desk.press("right_square_bracket")


async def test_the_dialogs_show_them_as_text(sit: Sit, hostile: Path) -> None:
    async with sit(hostile) as desk:
        await desk.go("2")
        for key, title in (("e", "How you met"), ("t", "Lists of"), ("c", "╭─ Copy")):
            await desk.press("g")
            for _ in range(8):
                await desk.press(key)
                await desk.until(title)
                check(desk)
                await desk.press("escape")
                await desk.until(title, want=False)
                await desk.press("j")


async def test_questions_and_toasts_show_them_as_text(sit: Sit, hostile: Path) -> None:
    async with sit(hostile) as desk:
        await desk.go("2")
        for gone in range(1, 6):
            await desk.press("g", "x")
            await desk.until(f"All {len(NAMES) - gone} ")
            await desk.quiet()
            assert "rchived. u takes it back" in desk.text
            check(desk)
        await desk.go("1")
        await desk.press("tab", "x")
        await desk.until("Deleted ")
        check(desk)
        await desk.press("ctrl+u")
        await desk.until("╭─ Take back")
        check(desk)
        await desk.press("enter")
        await desk.until("Took back: ")
        check(desk)
        await desk.press("2", "X")
        await desk.until("╭─ Delete for good")
        check(desk)


async def test_the_log_bar_shows_them_as_text(sit: Sit, hostile: Path) -> None:
    async with sit(hostile) as desk:
        await desk.press("l")
        for _ in NAMES:
            check(desk)
            await desk.press("down")
        await desk.press(*"x", "enter")
        check(desk)
        await desk.press("comma", *"[/] [@click=app.quit]", "enter")
        await desk.until_logged(1)
        await desk.until("Logged ")
        check(desk)


HARMFUL = [NAMES[at] for at in (0, 2, 4, 6, 8, 9, 10, 14)]


@pytest.mark.parametrize("typed", HARMFUL)
async def test_what_is_typed_is_text_in_every_line(sit: Sit, begun: Path, typed: str) -> None:
    async with sit(begun) as desk:
        await desk.press("l")
        await desk.paste(typed)
        check(desk)
        await desk.press("enter", "enter")
        await desk.until_logged(1)
        await desk.until("Logged ")
        check(desk)
        (one,) = desk.network.contacts.values()
        assert not FORBIDDEN & set(one.name)
        await desk.press("slash")
        await desk.until(lambda: desk.app.current_mode == "people")
        await desk.paste(typed)
        check(desk)
        await desk.press("escape", "colon")
        await desk.until("╭─ Commands")
        await desk.paste(typed)
        check(desk)
        await desk.press("escape", "a")
        await desk.until("╭─ Add a person")
        await desk.paste(typed)
        check(desk)


async def test_the_first_run_shows_them_as_text(sit: Sit, hostile: Path, new: Path) -> None:
    store = Store.open(hostile)
    (goal,) = store.network.goals.values()
    store.commit(Change("no goal", (Edit("goals", goal.id, goal, None),)))
    store.close()
    async with sit(new) as desk:
        await desk.until("1 of 4")
        check(desk)
        await desk.press("x")
        check(desk)
        await desk.press("backspace")
        await desk.paste("[/] [@click=app.quit]x[/]")
        check(desk)
        await desk.press("enter")
        await desk.until("1 on this list")
        check(desk)


async def test_a_name_in_a_refusal_is_text(
    sit: Sit, hostile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from habit.errors import CouldNotError

    def refuse(_: Change) -> Network:
        raise CouldNotError("[/nobody] [@click=app.quit]x[/] was not saved; try again.")

    async with sit(hostile) as desk:
        await desk.go("2")
        monkeypatch.setattr(desk.app.state.store, "commit", refuse)
        await desk.press("x")
        await desk.until(r"\[/nobody\] \[@click=app\.quit\]x\[/\] was not saved")
        check(desk)


def test_the_names_here_would_do_harm_if_they_were_not_made_harmless(new: Path) -> None:
    number = count(10**17)
    hand = Hand(date(2026, 11, 22), 0, lambda: str(next(number)))
    change = join(
        add_contact(Network.of({}), hand, NAMES[6]),
        add_list(Network.of({}), hand, NAMES[7]),
        what="two",
    )
    assert [getattr(edit.after, "name", "") for edit in change.edits] == ["]0;pwntitle", "[2Jclear"]
    assert FORBIDDEN & set("".join(NAMES))


def test_no_sentence_in_the_app_repeats_a_long_value_whole() -> None:
    said = sentence(RefusedError(f"there is no file {'x' * 5000}; check its name"))
    assert len(said) <= 601
    assert said.startswith("There is no file xxx")
    assert said.endswith("xxx; check its name.")
