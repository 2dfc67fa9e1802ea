"""The app as a whole: the day, the file changed by another, the window's size, and what is said."""

from __future__ import annotations

import re
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from rich.cells import cell_len

from habit.changes import archive
from habit.day import set_dawn, set_zone
from habit.model import Change
from habit.text import plain
from storage.store import Store
from tests.tui.conftest import Sit
from tests.tui.desk import Desk, Hands, clock_at, outreach
from tui.dialogs.help import HelpDialog
from tui.glyphs import ASCII
from tui.widgets.frame import Header
from tui.widgets.rows import Rows


@pytest.mark.parametrize(
    ("hour", "passes"),
    [("23:59", timedelta(minutes=1)), ("10:15", timedelta(days=1))],
    ids=["midnight", "a laptop that slept"],
)
async def test_the_page_turns_by_itself(sit: Sit, demo: Path, hour: str, passes: timedelta) -> None:
    clock = Hands(hour)
    async with sit(demo, clock=clock) as desk:
        await desk.until("Sun 22 Nov")
        clock.moment += passes
        await desk.until("Mon 23 Nov")
        await desk.until("0 of 2 people")
        await desk.until("Nothing yet")


async def test_the_page_turns_at_the_first_key_of_a_day(
    sit: Sit, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.app.TICK", 3600)
    clock = Hands()
    async with sit(demo, clock=clock) as desk:
        clock.moment += timedelta(days=1)
        await desk.press("j")
        assert "Mon 23 Nov" in desk.text
        assert "0 of 2 people" in desk.text


async def test_a_day_begins_at_the_hour_that_was_set(sit: Sit, demo: Path, other: Store) -> None:
    other.commit(set_dawn(other.network, 4))
    clock = Hands("23:59")
    async with sit(demo, clock=clock) as desk:
        clock.moment += timedelta(hours=4)
        await desk.press("l", *"priya", "enter", "enter")
        await desk.until_logged(1)
        assert desk.logged[0].on == date(2026, 11, 22)
        assert "Sun 22 Nov" in desk.text
        clock.moment += timedelta(minutes=1)
        await desk.until("Mon 23 Nov")


async def test_the_day_follows_a_zone_that_was_set_elsewhere(
    sit: Sit, demo: Path, other: Store
) -> None:
    async with sit(demo, clock=Hands()) as desk:
        await desk.until("Sun 22 Nov")
        other.commit(set_zone(other.network, "Pacific/Kiritimati"))
        await desk.until("Mon 23 Nov")


async def test_another_day_is_seen_when_one_comes_back_to_the_place(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.go("3")
        desk.app.state.clock = clock_at("2026-11-23")
        await desk.go("1")
        await desk.until("Mon 23 Nov")
        await desk.until("0 of 2 people")


async def test_an_outreach_is_logged_for_the_day_on_which_the_bar_was_opened(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo) as desk:
        await desk.press("l", *"priya")
        desk.app.state.clock = clock_at("2026-11-23")
        desk.app.revision += 1
        await desk.press("enter", "enter")
        await desk.until_logged(1)
        assert desk.logged[0].on == date(2026, 11, 22)


async def test_what_another_session_logs_is_seen_without_a_key(
    sit: Sit, demo: Path, other: Store
) -> None:
    async with sit(demo) as desk:
        await desk.until("2 of 2 people")
        other.commit(outreach(other, "Priya Nair"))
        await desk.until("3 people")
        await desk.until("● Priya Nair")


async def test_two_sessions_that_log_at_the_same_time_lose_nothing(
    sit: Sit, demo: Path, other: Store
) -> None:
    async with sit(demo) as desk:
        await desk.press("l", *"tom okafor", "enter")
        other.commit(outreach(other, "Priya Nair"))
        await desk.press("enter")
        await desk.until_logged(2)
        await desk.until("4 people")
        assert other.refresh()
        assert other.network.interactions == desk.network.interactions


async def test_the_cursor_and_the_marks_stay_when_another_session_archives_somebody(
    sit: Sit, demo: Path, other: Store
) -> None:
    from tui.widgets.rows import Rows

    async with sit(demo) as desk:
        await desk.go("2")
        await desk.press("j", "j", "space")
        rows = desk.app.screen.query_one("#people", Rows)
        marked, current = set(rows.marked), rows.current
        other.commit(archive(other.network, [rows.items[0].id]))
        await desk.until("59 people · 1 marked")
        assert (rows.marked, rows.current) == (marked, current)


async def test_a_file_that_another_session_emptied_of_a_card_leaves_the_card(
    sit: Sit, demo: Path, other: Store
) -> None:
    from habit.model import Edit

    async with sit(demo) as desk:
        await desk.go("2")
        await desk.press("slash", *"priya", "enter", "enter")
        await desk.until("╭─ Priya Nair")
        priya = desk.person("Priya Nair")
        other.commit(Change("gone", (Edit("contacts", priya.id, priya, None),)))
        await desk.until("╭─ Priya Nair", want=False)
        await desk.until("╭─ All")
        await desk.until(lambda: "Priya Nair" not in desk.shown)


def words_on(desk: Desk) -> str:
    """Return all that stands on the screen as one line."""
    return " ".join(desk.text.split())


PLACES_BEFORE = [
    (),
    ("2", "enter"),
    ("l", *"priya", "enter", "c", *"hello"),
    ("a", *"Ana", "tab", "tab", *"x@"),
    ("2", "slash", *"pri"),
    ("r", "enter", *"good"),
    ("2", "i", *"~/no"),
    ("question_mark",),
]


@pytest.mark.parametrize("keys", PLACES_BEFORE, ids=" ".join)
async def test_a_window_made_too_small_says_so_alone_and_comes_back_whole(
    sit: Sit, demo: Path, keys: tuple[str, ...]
) -> None:
    async with sit(demo) as desk:
        await desk.press("question_mark")  # once any dialog was open
        await desk.until("╭─ Help")
        await desk.press("escape", *keys)
        await desk.quiet()
        before, at = desk.text, desk.app.focused
        await desk.pilot.resize_terminal(30, 8)
        await desk.until(lambda: words_on(desk) == "reachout needs 40x12, this is 30x8.")
        await desk.press(*"xq1")
        assert words_on(desk) == "reachout needs 40x12, this is 30x8."
        await desk.pilot.resize_terminal(20, 5)
        await desk.until(lambda: words_on(desk) == "reachout needs 40x12, this is 20x5.")
        await desk.pilot.resize_terminal(80, 24)
        await desk.until(lambda: desk.text == before)
        assert desk.app.focused is at


async def test_the_first_run_comes_back_whole_from_a_window_too_small(sit: Sit, new: Path) -> None:
    async with sit(new) as desk:
        await desk.press(*"Ana Silva")
        await desk.quiet()
        before = desk.text
        await desk.pilot.resize_terminal(39, 30)
        await desk.until(lambda: words_on(desk) == "reachout needs 40x12, this is 39x30.")
        await desk.pilot.resize_terminal(80, 24)
        await desk.until(lambda: desk.text == before)


async def test_what_opens_in_a_window_too_small_is_covered_until_there_is_room(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo) as desk:
        await desk.pilot.resize_terminal(30, 8)
        await desk.until("30x8")
        desk.app.push_screen(HelpDialog(desk.app.state.glyphs, []))
        desk.app.notify("Something was said.")
        await desk.quiet()
        assert words_on(desk) == "reachout needs 40x12, this is 30x8."
        await desk.pilot.resize_terminal(80, 24)
        await desk.until("╭─ Help")
        await desk.press("escape")
        await desk.until("2 of 2 people")


QUIT_ASKED = "Quit without saving what you typed?"


async def test_a_window_too_small_asks_itself_before_words_are_lost(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.press("a", *"Ana")
        await desk.pilot.resize_terminal(30, 8)
        await desk.until("30x8")
        for no in ("n", "escape"):
            await desk.press("ctrl+q", "ctrl+q")
            await desk.until(lambda: words_on(desk) == f"{QUIT_ASKED} y yes n no")
            await desk.press(no)
            await desk.until(lambda: words_on(desk) == "reachout needs 40x12, this is 30x8.")
        await desk.press("ctrl+q")
        await desk.pilot.resize_terminal(23, 5)
        await desk.until(lambda: words_on(desk) == f"{QUIT_ASKED} y yes n no")
        await desk.press("y")
        await desk.until(lambda: desk.app._exit)


async def test_a_window_with_room_again_keeps_the_words_that_it_asked_about(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo) as desk:
        await desk.press("a", *"Ana")
        await desk.pilot.resize_terminal(30, 8)
        await desk.until("30x8")
        await desk.press("ctrl+q")
        await desk.until("n no")
        await desk.pilot.resize_terminal(80, 24)
        await desk.until("│ +Ana +│|Name +Ana")
        await desk.press("ctrl+q")
        await desk.until("╭─ Quit")


async def test_the_question_whether_to_quit_can_be_answered_after_the_window_shrank(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo) as desk:
        await desk.press("a", *"Ana", "ctrl+q")
        await desk.until("╭─ Quit")
        await desk.pilot.resize_terminal(30, 8)
        await desk.until("30x8")
        await desk.press("ctrl+q", "y")
        await desk.until(lambda: desk.app._exit)


async def test_a_window_that_starts_too_small_says_so_and_recovers(sit: Sit, demo: Path) -> None:
    async with sit(demo, (30, 8)) as desk:
        await desk.until("40x12")
        await desk.pilot.resize_terminal(80, 24)
        await desk.until("2 of 2 people")
        await desk.press("j")
        await desk.until("› Mateo Quispe")


SIZES = [(40, 12), (60, 16), (79, 24), (80, 24), (100, 30), (118, 36), (200, 60)]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_every_place_fills_its_window_at_every_size(
    sit: Sit, demo: Path, size: tuple[int, int]
) -> None:
    async with sit(demo, size) as desk:
        for key in ("1", "2", "3"):
            await desk.go(key)
            await desk.quiet()
            assert {cell_len(row) for row in desk.lines} == {size[0]}
            assert len(desk.lines) == size[1]
            assert "reachout" in desk.lines[0]
            assert "Help" in desk.lines[-1]


WIDEST = 118
"""Cells of a panel beyond which columns stand too far apart to be read as a row."""


async def test_in_a_very_wide_window_lists_have_a_measure_and_what_stands_beside_the_rest(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo, (200, 60)) as desk:
        for key, panel, beside in (
            ("1", "#week-lists", "#week-card"),
            ("2", "#people-main", "#people-card"),
            ("3", "#months-main", "#month-report"),
            ("4", "#network-main", "#network-who"),
            ("5", "#strategy", "#strategy-detail"),
        ):
            await desk.go(key)
            await desk.until(lambda: bool(desk.app.screen.query(beside)))  # noqa: B023
            await desk.quiet()
            at, rest = (desk.app.screen.query_one(one).region for one in (panel, beside))
            assert at.width <= WIDEST
            assert rest.width >= 60
            assert at.right <= rest.x
            assert rest.right <= 200
            for one in desk.app.screen.query("#hero"):
                assert one.size.width <= WIDEST + 2
        await desk.go("1")
        await desk.press("r", "q")
        await desk.until("Weekly review")
        assert desk.app.screen.query_one("#review-rows").size.width <= WIDEST


@pytest.mark.parametrize("width", [100, 104, 110, 117, 118, 160])
async def test_no_name_of_a_list_is_cut_in_every_row(sit: Sit, demo: Path, width: int) -> None:
    async with sit(demo, (width, 30)) as desk:
        await desk.go("2")
        await desk.until("Nguyễn Minh Anh")
        await desk.quiet()
        rows = desk.app.screen.query_one("#people", Rows)
        drawn = ["".join(text for text, _ in rows._line(y)) for y in range(rows.size.height)]
        assert sum("…" in one for one in drawn) <= 1


@pytest.mark.parametrize("width", [60, 64, 72, 80, 104])
async def test_a_reason_is_told_whole_before_a_list_stands_behind_it(
    sit: Sit, demo: Path, width: int
) -> None:
    async with sit(demo, (width, 24)) as desk:
        await desk.quiet()
        rows = desk.app.screen.query_one("#next", Rows)
        for at, one in enumerate(rows.items):
            drawn = "".join(text for text, _ in rows._line(at))
            names = [desk.network.lists[key].name for key in one.contact.lists]
            if any(name[:6] in drawn for name in names):
                assert one.why in drawn
                assert drawn.endswith(tuple(names))
            else:
                assert one.why in drawn or drawn.endswith("…")


@pytest.mark.parametrize("size", [(60, 20), (64, 22), (80, 20), (80, 24)])
async def test_a_review_shows_the_week_before_what_stands_beside_it(
    sit: Sit, demo: Path, size: tuple[int, int]
) -> None:
    async with sit(demo, size) as desk:
        await desk.press("r")
        await desk.until("╭─ October")
        await desk.press("q")
        await desk.until("› Lee Wong")
        await desk.until("Mateo Quispe")
        assert ("You said on" in desk.text) == (size[1] >= 24)


async def test_the_first_run_shows_the_names_in_the_smallest_window(sit: Sit, new: Path) -> None:
    async with sit(new, (40, 12)) as desk:
        await desk.press(*"Ana", "enter", *"Bo", "enter")
        await desk.until("● Ana")
        await desk.until("● Bo")


@pytest.mark.parametrize("keys", [(), ("2",), ("2", "enter"), ("3",), ("3", "enter"), ("l",)])
async def test_a_window_that_grows_and_shrinks_shows_what_it_showed(
    sit: Sit, demo: Path, keys: tuple[str, ...]
) -> None:
    async with sit(demo) as desk:
        await desk.press(*keys)
        await desk.quiet()
        before = desk.text
        for size in ((120, 36), (60, 16), (200, 50)):
            await desk.pilot.resize_terminal(*size)
            await desk.quiet()
            assert {cell_len(row) for row in desk.lines} == {size[0]}
        await desk.pilot.resize_terminal(80, 24)
        await desk.until(lambda: desk.text == before)


async def test_ascii_holds_no_other_character_but_those_of_names(sit: Sit, begun: Path) -> None:
    async with sit(begun, glyphs=ASCII) as desk:
        await desk.press("l", *"Nia", "enter", "e", "enter")
        await desk.until_logged(1)
        for keys in (("1",), ("2",), ("2", "enter"), ("3",), ("1", "l"), ("escape", "a")):
            await desk.press(*keys)
            await desk.quiet()
            assert desk.text.isascii(), desk.text
        await desk.press("escape", "question_mark")
        await desk.quiet()
        assert desk.text.isascii(), desk.text


def words_of(desk: Desk) -> list[tuple[int, int, str]]:
    """Return the words on the screen, each with its place; one letter alone may be a glyph."""
    return [
        (row, word.start(), word.group())
        for row, line in enumerate(desk.lines)
        for word in re.finditer(r"\w{2,}", line)
    ]


async def test_ascii_says_the_same_in_the_same_places(
    sit: Sit, demo: Path, made_up: Path, tmp_path: Path
) -> None:
    path = tmp_path / "again.json"
    shutil.copy(made_up, path)
    pictures = []
    for file, how in ((demo, {}), (path, {"glyphs": ASCII})):
        async with sit(file, **how) as desk:
            shown = []
            for key in ("1", "2"):
                await desk.go(key)
                await desk.quiet()
                shown.append(words_of(desk))
            pictures.append(shown)
    for there, here in zip(*pictures, strict=True):
        # Signs that ASCII has nothing like are two cells wide, and stand in one row.
        wide = {row for row, _, word in there if "?" in plain(word)}
        assert len(wide) <= 1
        kept = [(row, at, plain(word)) for row, at, word in there if row not in wide]
        assert kept == [it for it in here if it[0] not in wide]


async def test_q_quits_from_a_place_with_exit_code_0(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.press("q")
        await desk.until(lambda: desk.app._exit)
        assert not desk.app.return_code


async def test_saved_stands_until_the_next_key(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.press("l", "enter", "enter")
        await desk.until(lambda: desk.lines[-1].rstrip().endswith("saved"))
        await desk.press("j")
        await desk.until(lambda: "saved" not in desk.lines[-1])


@pytest.mark.parametrize("place", ["People", "5"])
async def test_a_click_on_a_place_in_the_header_goes_there(
    sit: Sit, demo: Path, place: str
) -> None:
    async with sit(demo) as desk:
        at = desk.lines[0].index(place)
        await desk.pilot.click(Header, offset=(at, 0))
        mode = "people" if place == "People" else "strategy"
        await desk.until(lambda: desk.app.current_mode == mode)
