"""5 Strategy: everything that is written down there, with a key each, and all of it taken back."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from tests.tui.conftest import Sit
from tests.tui.desk import Desk, clock_at
from tui.glyphs import ASCII, UNICODE, Glyphs
from tui.widgets.painted import Painted
from tui.widgets.rows import Rows


def kinds(desk: Desk) -> list[tuple[str, str]]:
    """The lines in the file: their kinds and words."""
    return [(one.kind, one.text or one.metric or "") for one in desk.network.entries.values()]


async def to(desk: Desk, words: str) -> None:
    """Put the cursor on the first line below it that shows these words."""
    for _ in range(60):
        if any("›" in line and words in line for line in desk.lines):
            return
        await desk.press("j")
    raise AssertionError(f"{words!r} is not there:\n{desk.text}")


async def add(desk: Desk, *words: str) -> None:
    """Add a line where the cursor is: the first words, then those of each line that follows."""
    await desk.press("a")
    await desk.until("enter save")
    for at, text in enumerate(words):
        if at:
            await desk.press("tab", "ctrl+u")
        await desk.type(text)
    await desk.press("enter")
    await desk.until("enter save", want=False)


async def test_b25_a_goal_an_objective_and_a_benchmark_are_written_from_the_top_down(
    sit: Sit, begun: Path
) -> None:
    async with sit(begun) as desk:
        await desk.go("5")
        await desk.press("right_square_bracket")
        await add(desk, "be known for maps")
        await desk.until("› be known for maps")
        await add(desk, "speak twice", "in 6 months")
        await desk.until("› .*speak twice")
        await desk.press("a")
        await desk.until("What is to be counted")
        await desk.type("new")
        await desk.press("enter")
        await desk.until("A benchmark")
        await desk.press("tab")
        await desk.type("12")
        await desk.press("enter")
        await desk.until("0 of 12 people")
        assert kinds(desk) == [
            ("goal", "be known for maps"),
            ("objective", "speak twice"),
            ("benchmark", "new"),
        ]
        goal, objective, measure = desk.network.entries.values()
        assert (objective.parent, measure.parent) == (goal.id, objective.id)


async def test_what_serves_a_goal_goes_with_it_which_is_said_and_taken_back(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo) as desk:
        await desk.go("5")
        before = len(desk.network.entries)
        await to(desk, "Be the one whom")
        await desk.press("x")
        await desk.until("with 5 lines")
        assert len(desk.network.entries) == before - 6
        await desk.press("u")
        await desk.until("Took back")
        assert len(desk.network.entries) == before


async def test_b26_space_takes_an_objective_on(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.go("5")
        await to(desk, "Speak at a meetup")
        for word in ("acting", "delivered", "committed"):
            await desk.press("space")
            await desk.until(f"› .*Speak at a meetup.*{word}")


async def test_b21_an_opening_came_with_y_and_passed_by_with_n_and_l_logs_whom_it_came_from(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo) as desk:
        await desk.go("5")
        await to(desk, "the water board")
        await desk.press("y")
        await desk.until("› ✓ came ")
        await desk.press("n")
        await desk.until("› – passed by")
        await desk.press("n")
        await desk.until("› ○ open")
        await desk.press("l")
        await desk.until("› Rajesh Iyer")


async def test_b27_the_card_of_a_contact_names_the_openings_that_came_from_them(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo) as desk:
        await desk.press("2", "slash", *"farid", "enter", "enter")
        await desk.until("Openings +came: a talk at")


async def test_b23_writing_an_excuse_is_answered_with_a_reason(sit: Sit, begun: Path) -> None:
    async with sit(begun) as desk:
        await desk.go("5")
        await to(desk, "writes an excuse down")
        await add(desk, "no time")
        await desk.until("› “no time”")
        await desk.until(r"knows somebody\. u takes it back")


async def test_b24_the_honest_look_is_three_keys_and_shows_how_active_the_network_is(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo, clock=clock_at("2027-01-12")) as desk:
        await desk.go("5")
        await desk.press("h", "3", "4", "backspace", "2")
        await desk.until("How much do you enjoy it")
        await desk.press("5")
        await desk.until("You think 3 of 5. In the last 90 days")
        await desk.until(r"\d+ of 60 people, \d+ %")
        await desk.press("enter")
        await desk.until("The honest look is kept")
        newest = max(desk.network.entries.values(), key=lambda one: one.on or date.min)
        assert newest.answers == {"active": 3, "ease": 2, "joy": 5}


async def test_a_look_is_left_half_way_only_after_a_question_and_is_not_kept(
    sit: Sit, begun: Path
) -> None:
    async with sit(begun) as desk:
        await desk.go("5")
        await desk.press("h", "3", "4", "escape")
        await desk.until("Leave without saving what you typed")
        await desk.press("n")
        await desk.until("How much do you enjoy it")
        await desk.press("escape")
        await desk.until("Leave without saving what you typed")
        await desk.press("y")
        await desk.until("honest look ─", want=False)
        assert not desk.network.entries


async def test_b24_the_review_of_a_new_quarter_says_gently_that_a_look_is_due(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo, clock=clock_at("2027-01-12")) as desk:
        await desk.press("r")
        await desk.until("1 of 6")
        await desk.until("A new quarter: an honest look takes three keys")


async def test_a23_the_mode_is_shown_and_changed_and_the_streak_stays(sit: Sit, demo: Path) -> None:
    from habit.months import history

    async with sit(demo) as desk:
        await desk.go("5")
        before = history(desk.network, desk.app.state.today).streak
        await desk.until("Mode +neither employed nor seeking")
        await desk.press("m", *"seek", "enter")
        await desk.until("Mode +seeking: 20 h a week for people, 50 % of 40")
        await desk.until("every streak stays")
        assert history(desk.network, desk.app.state.today).streak == before


async def test_a1_a28_the_commitment_and_the_why_are_shown_and_the_why_is_changed(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo) as desk:
        await desk.go("5")
        await desk.until("Commitment +I will reach out to 2 people a week")
        await desk.press("e", "ctrl+u", *"They make me laugh", "enter")
        await desk.until("Because +“They make me laugh”")


async def test_a13_the_reasons_of_quiet_weeks_stand_in_the_list(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.go("5")
        await to(desk, "a full week")
        await desk.until("Why weeks were quiet")
        await desk.until("a full week +3 weeks")


async def test_b12_what_there_is_to_share_is_written_with_kind_and_tags(
    sit: Sit, begun: Path
) -> None:
    async with sit(begun) as desk:
        await desk.go("5")
        await to(desk, "adds what you know")
        await add(desk, "the talks", "link", "maps, rivers")
        await desk.until("› link +the talks +maps, rivers")
        (one,) = desk.network.entries.values()
        assert (one.kind, one.gift, one.tags) == ("share", "link", ("maps", "rivers"))


async def test_a_newcomer_takes_a_first_benchmark_with_one_key(sit: Sit, begun: Path) -> None:
    async with sit(begun) as desk:
        await desk.go("5")
        await to(desk, "takes a first benchmark")
        await desk.press("t")
        await desk.until("people a week .* 31 Dec")
        assert kinds(desk) == [("benchmark", "people a week")]


async def test_a_metric_that_is_not_known_is_shown_and_can_be_given_another(
    sit: Sit, begun: Path
) -> None:
    from habit.model import Change, Edit, Entry
    from storage.store import Store

    store = Store.open(begun)
    odd = Entry("1" * 18, "benchmark", metric="likes", target=5)
    store.commit(Change("by hand", (Edit("entries", odd.id, None, odd),)))
    store.close()
    async with sit(begun) as desk:
        await desk.go("5")
        await to(desk, "likes")
        await desk.until("a metric that is not known")
        await desk.press("e", "tab", "ctrl+u", "8", "enter")
        await desk.until("enter save", want=False)
        assert desk.network.entries[odd.id].metric == "likes"
        await desk.press("e", "ctrl+u", *"gave", "enter")
        await desk.until("0 of 8 times")


@pytest.mark.parametrize(
    ("where", "typed", "said"),
    [
        (("the water board", 1), "no one at all", "obody here is called"),
        (("the water board", 2), "maybe", "neither came nor passed"),
        (("the water board", 3), "someday", "is not a day"),
        (("the map-tile talk", 1), "house", "is none of link"),
        (("half of them", 1), "many", "is not a number to reach"),
        (("half of them", 1), "0", "has a number to reach"),
        (("half of them", 2), "last year", "is not a day to come"),
        (("half of them", 4), "the moon", "is not one line that this"),
        (("Speak at a meetup", 3), "later", "is none of commit"),
        (("Speak at a meetup", 0), "", "is empty"),
    ],
)
async def test_what_does_not_fit_is_said_and_what_was_typed_stays(
    sit: Sit, demo: Path, where: tuple[str, int], typed: str, said: str
) -> None:
    async with sit(demo) as desk:
        await desk.go("5")
        line, tabs = where
        await to(desk, line)
        before = desk.network
        await desk.press("e", *["tab"] * tabs, "ctrl+u", *typed, "enter")
        await desk.until(said)
        await desk.until(typed)
        assert desk.network is before
        await desk.press("escape", "y")
        await desk.until("enter save", want=False)


async def test_every_kind_can_be_added_by_name_from_the_palette(sit: Sit, begun: Path) -> None:
    async with sit(begun) as desk:
        await desk.go("5")
        for words, title in (("an opening", "An opening"), ("a reason", "A reason")):
            await desk.press("colon")
            await desk.until("╭─ Commands")
            await desk.press(*f"add {words}", "enter")
            await desk.until(f"╭─ {title}")
            await desk.press("escape")
            await desk.until("enter save", want=False)
        await desk.press("A")
        await desk.until("╭─ Add")
        await desk.press(*"excuse", "enter")
        await desk.until("╭─ An excuse")


async def test_the_brackets_go_from_part_to_part(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.go("5")
        for words in ("Stay close to", "people a week: ", "the water board", "Lunch is better"):
            await desk.press("right_square_bracket")
            await desk.until(f"› .*{words}")
        await desk.press("left_square_bracket")
        await desk.until("› .*the water board")


@pytest.mark.parametrize(("size", "glyphs"), [((40, 12), UNICODE), ((80, 24), ASCII)])
async def test_every_line_is_drawn_within_a_small_window_and_in_ascii(
    sit: Sit, demo: Path, size: tuple[int, int], glyphs: Glyphs
) -> None:
    async with sit(demo, size, glyphs=glyphs) as desk:
        await desk.go("5")
        for _ in range(12):
            await desk.press("pagedown")
            assert {cell_len(line) for line in desk.lines} == {size[0]}
            if glyphs is ASCII:
                assert desk.text.isascii()


async def test_a_list_has_its_size_before_the_first_key_can_scroll_it(
    sit: Sit, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heights: dict[str, set[int]] = {}
    resized = Rows.on_resize

    def noted(rows: Rows[Any]) -> None:
        heights.setdefault(rows.id or "", set()).add(rows.size.height)
        resized(rows)

    monkeypatch.setattr(Rows, "on_resize", noted)
    async with sit(demo, (40, 12)) as desk:
        for key in "2345":
            await desk.go(key)
            await desk.quiet()
    assert {"people", "months", "balances", "strategy"} <= set(heights)
    assert all(len(them) == 1 for them in heights.values()), heights


async def test_a_panel_of_a_fixed_height_moves_nothing_when_it_has_more_to_say(
    sit: Sit, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid_out: list[str] = []
    refresh = Painted.refresh

    def noted(self: Painted, *regions: Any, layout: bool = False, **how: Any) -> Painted:
        if layout:
            laid_out.append(self.id or "")
        return refresh(self, *regions, layout=layout, **how)

    async with sit(demo) as desk:
        await desk.go("5")
        await desk.quiet()
        monkeypatch.setattr(Painted, "refresh", noted)
        for _ in range(12):
            await desk.press("j")
    assert "strategy-detail" not in laid_out
