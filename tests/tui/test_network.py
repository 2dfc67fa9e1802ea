"""The fourth place: balances that explain themselves, who is in them, and the live share."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from habit.balances import PICTURES
from habit.changes import Hand, edit_contact, log
from habit.live import Living, Share
from habit.model import Change, Contact, Edit
from storage.store import Store, new_id
from tests.tui.conftest import Sit
from tui.glyphs import ASCII, UNICODE
from tui.paint import length
from tui.screens.card import CardScreen
from tui.widgets.balance import balance_row, below, change_text, hero_lines, plot_line, subtitle

TODAY = date(2026, 11, 22)


@pytest.fixture
def judged(demo: Path) -> Store:
    """The made-up network, with the picture of each span to look at without a screen."""
    return Store.open(demo)


async def test_four_opens_the_balances_with_both_percents_and_the_words_for_a_row(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo) as desk:
        await desk.go("4")
        await desk.until("people are live   in touch in the last 90 days")
        await desk.until(r"› Inside +50 % +━+ ─+ +50 % Outside")
        await desk.until(r"7 people in November: 3 where you work, 3 elsewhere, 1 not said\.")
        await desk.press("j", "j")
        await desk.until(r"7 attempts in November: \d by voice, \d in writing\.")
        await desk.until(r"points against October · 7 people, 7 attempts")


async def test_brackets_step_from_the_month_to_the_year_and_say_so(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.go("4")
        for title in ("September to November so far", "December 2025 to November so far"):
            await desk.press("]")
            await desk.until(f"{title}, where your effort goes")
        await desk.press("]", "[", "[", "[")
        await desk.until("╭─ November so far, where")


async def test_stepping_keeps_the_row_under_the_cursor(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.go("4")
        await desk.press("j", "j", "]")
        await desk.until("› Voice")
        await desk.until("attempts in three months")


async def test_enter_lists_who_is_on_each_side_and_a_card_opens_from_there(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo) as desk:
        await desk.go("4")
        await desk.press("enter")
        await desk.until("╭─ Inside and outside")
        await desk.until("  Not said, 1: W in People says it")
        assert "› Amélie Rousseau" in desk.text
        await desk.press("j", "enter")
        await desk.until(lambda: isinstance(desk.app.screen, CardScreen))
        await desk.until("2 of 7")
        await desk.press("escape")
        await desk.until("where your effort goes")


async def test_from_the_list_somebody_is_logged_and_the_picture_follows(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo) as desk:
        await desk.go("4")
        await desk.press("enter", "j", "l")
        await desk.until("Who +Sione Taufa")
        await desk.press("e", "enter")
        await desk.until_logged(1)
        await desk.until(r"7 people, 8 attempts")


async def test_from_the_list_something_is_planned_with_somebody(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.go("4")
        await desk.press("enter", "p")
        await desk.until("╭─ Follow up with Amélie")


async def test_escape_leaves_the_list_where_it_was(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.go("4")
        await desk.press("j", "enter")
        await desk.until("╭─ Own team and others")
        await desk.press("escape")
        await desk.until("› Own team")
        assert "╭─ Own team" not in desk.text


async def test_the_cursor_passes_over_the_heads_of_the_parts(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.go("4")
        await desk.press("enter", "j", "j", "j")
        await desk.until("› Ana Silva")
        await desk.press("g")
        await desk.until("› Amélie Rousseau")
        await desk.press("G")
        await desk.until("› Florian Huber")


async def test_a_wide_screen_says_who_and_what_has_changed_in_each_row(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo, (120, 36)) as desk:
        await desk.go("4")
        await desk.until("╭─ Inside and outside")
        await desk.until(r"Inside, 3 people")
        await desk.until(r"[+-]\d+ inside")
        await desk.until("╭─ Live share, month by month")
        await desk.press("G")
        await desk.until("╭─ Time ─")
        await desk.until("Interacting, 5 people")


async def test_a_newcomer_reads_that_a_picture_needs_people_and_sees_the_first_ones(
    sit: Sit, young: Path
) -> None:
    async with sit(young) as desk:
        await desk.go("4")
        await desk.until("A picture needs a few people. Come back after the next one.")
        await desk.until(r"2 of 3 people are live")
        await desk.until(r"1 not said\. W in People says it\.")


async def test_with_nobody_there_the_keys_to_begin_with_are_named(sit: Sit, begun: Path) -> None:
    async with sit(begun) as desk:
        await desk.go("4")
        await desk.until("a adds a person, l logs that you reached out")
        assert "Worth a look" not in desk.text
        await desk.press("enter", "]", "j")
        await desk.until("A picture needs a few people")


async def test_two_lines_are_worth_a_look_at_most(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.go("4")
        await desk.press("]")
        await desk.until(r"credit to ask with\..*\n.*silent for three years.*\n ╰")


async def test_names_from_elsewhere_are_text_in_the_list(sit: Sit, demo: Path) -> None:
    store = Store.open(demo)
    one = Contact("9" * 18, "[bold]x[/]\x1b[2J 佐藤 由美")
    store.commit(Change("hostile", (Edit("contacts", one.id, None, one),)))
    hand = Hand(TODAY, 0, new_id)
    store.commit(log(store.network, hand, [one.id], "call"))
    store.close()
    async with sit(demo) as desk:
        await desk.go("4")
        await desk.press("enter", "G")
        await desk.until(r"› \[bold\]x\[/\]\[2J 佐藤")
        assert "\x1b" not in desk.text


async def test_another_session_shows_at_once(sit: Sit, demo: Path, other: Store) -> None:
    async with sit(demo) as desk:
        await desk.go("4")
        await desk.until("1 not said")
        unsaid = desk.person("Florian Huber")
        other.commit(edit_contact(other.network, unsaid.id, side="outside"))
        await desk.until("3 where you work, 4 elsewhere")


# Without a screen


def test_every_line_fits_and_both_sides_are_read_without_colour(judged: Store) -> None:
    for rule in PICTURES.values():
        picture = rule(judged.network, TODAY)
        for row in picture.rows:
            for width in (34, 44, 72, 90):
                assert length(balance_row(row, width, UNICODE)) <= width
            wide = balance_row(row, 71, ASCII, changes=True)
            assert length(wide) <= 71
            text = "".join(part for part, _ in wide)
            assert text.isascii()
            assert all(f"{one} %" in text for one in row.percents or () if len(row.who) == 3)
            assert len(below(row, picture.span)) <= 72
        for width in (34, 74, 114):
            assert all(length(line) <= width for line in hero_lines(picture, width, UNICODE)[:2])


def test_the_change_says_of_which_side_it_is(judged: Store) -> None:
    picture = PICTURES["month"](judged.network, TODAY)
    side = picture.row("side")
    assert change_text(side) == f"{side.change:+d} inside"
    assert subtitle(picture, side, 70, changes=False).startswith(f"{side.change:+d} inside, points")
    assert "points against October" in subtitle(picture, side, 70, changes=True)


def test_a19_the_live_share_is_a_trend_and_in_ascii_its_numbers_stay() -> None:
    shares = tuple(Share(at, 20, (2026, at)) for at in range(1, 11))
    living = Living(shares, 0)
    drawn, plain = ("".join(text for text, _ in plot_line(living, it)) for it in (UNICODE, ASCII))
    assert drawn == "Live share  Jan ▁▁▂▂▃▃▃▃▄▄▅▅▅▅▆▆▇▇▇▇ Oct   5 % in Jan, 50 % now"
    assert plain == "Live share  5 % in Jan, 50 % now"
    alone = plot_line(Living(shares[:1], 0), UNICODE)
    assert "".join(text for text, _ in alone) == "Live share  5 % in Jan"


def test_in_the_made_up_network_every_balance_has_something_on_both_sides(judged: Store) -> None:
    year = PICTURES["year"](judged.network, TODAY)
    assert all(all(row.now.amounts[:2]) for row in year.rows)
