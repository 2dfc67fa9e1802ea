"""What a terminal can do is known from its environment and the settings, or from itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

import themes
from storage.settings import Depth
from tests.tui.conftest import Sit
from tui.abilities import Abilities, abilities

UTF8 = {"LANG": "en_GB.UTF-8"}


def bar(theme: str, depth: str) -> str:
    """Return the colour of the row under the cursor."""
    shown = themes.load(theme)
    return (shown.in_256() if depth == "256" else shown.roles)["bar"]


def depth(term: str, colors: Depth | None = None, **environ: str) -> Depth:
    return abilities({**UTF8, "TERM": term, **environ}, "utf-8", colors).depth


@pytest.mark.parametrize(
    "term",
    [
        "xterm-kitty",
        "alacritty",
        "foot",
        "foot-extra",
        "wezterm",
        "xterm-ghostty",
        "ghostty",
        "contour",
        "xterm-direct",
        "tmux-direct",
        "konsole-direct",
    ],
)
def test_a_terminal_whose_name_says_so_has_true_colour_though_nothing_else_does(term: str) -> None:
    assert depth(term) == "true"


@pytest.mark.parametrize(
    "term", ["xterm-256color", "screen-256color", "tmux-256color", "rxvt-unicode-256color"]
)
def test_a_terminal_with_256_in_its_name_has_256_colours(term: str) -> None:
    assert depth(term) == "256"
    assert depth(term, COLORTERM="truecolor") == "true"
    assert depth(term, COLORTERM="rxvt-xpm") == "256"


@pytest.mark.parametrize(
    "term", ["xterm", "linux", "screen", "xterm-16color", "rxvt-unicode", "st", "", "football"]
)
def test_any_other_terminal_has_its_own_16_colours(term: str) -> None:
    assert depth(term) == "16"


@pytest.mark.parametrize("term", ["vt100", "vt220", "vt320", "xterm-mono", "linux-m"])
def test_a_terminal_that_was_built_without_colours_has_none(term: str) -> None:
    assert depth(term) == "none"


def test_gnu_screen_hands_on_a_promise_that_it_does_not_keep() -> None:
    assert depth("screen-256color", STY="1.pts-0", COLORTERM="truecolor") == "256"
    assert depth("screen", STY="1.pts-0", COLORTERM="truecolor") == "16"
    assert depth("tmux-256color", STY="1", TMUX="/x", COLORTERM="truecolor") == "true"


def test_tmux_has_256_colours_by_whatever_name_it_goes() -> None:
    assert depth("screen", TMUX="/tmp/tmux-1/default,7,0") == "256"
    assert depth("tmux", TMUX="/tmp/tmux-1/default,7,0") == "256"
    assert depth("xterm", TMUX="/tmp/tmux-1/default,7,0") == "16"


@pytest.mark.parametrize("said", ["true", "256", "16", "none"])
def test_the_setting_is_believed_over_the_terminal(said: Depth) -> None:
    assert depth("xterm-256color", said, COLORTERM="truecolor") == said
    assert depth("vt100", said) == said


def test_no_colour_is_a_wish_that_goes_before_the_setting() -> None:
    assert depth("xterm-256color", "true", NO_COLOR="") == "none"


def test_what_the_terminal_tells_is_believed_unless_the_user_has_said_it() -> None:
    assert abilities({"TERM": "xterm-256color"}, "utf-8").told("true").depth == "true"
    assert abilities({"TERM": "xterm"}, "utf-8", "16").told("true").depth == "16"
    assert abilities({"TERM": "xterm", "NO_COLOR": ""}, "utf-8").told("true").depth == "none"


async def test_what_the_terminal_answers_is_drawn_at_once_and_the_theme_stays(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo) as desk:
        app = desk.app
        bars = {depth: bar(app.chosen, depth) for depth in ("true", "256")}
        assert len(set(bars.values())) == 2

        def drawn() -> list[str]:
            return [depth for depth, it in bars.items() if it in app.export_screenshot()]

        app.learn(app.state.can.told("256"))
        await desk.until(lambda: drawn() == ["256"])
        app.learn(Abilities("16"))
        await desk.until(lambda: drawn() == [])
        app.learn(Abilities("true"))
        await desk.until(lambda: drawn() == ["true"])
        assert app.chosen == "ember"


async def test_a_theme_picked_where_there_are_16_colours_is_kept_for_where_there_are_more(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo, depth="16") as desk:
        await desk.press("ctrl+t")
        await desk.until("╭─ Theme")
        await desk.press(*"paper", "enter")
        await desk.until("here all look like ansi")
        assert (desk.app.theme, desk.app.chosen) == ("ansi", "paper")
        assert "paper" in desk.app.state.settings_path.read_text("utf-8")


async def test_the_bar_and_the_footer_stay_when_the_window_loses_the_focus(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo) as desk:
        focused, before = desk.app.focused, desk.app.export_screenshot()
        assert focused is not None
        desk.app.post_message(events.AppBlur())
        await desk.quiet()
        assert desk.app.focused is focused
        assert desk.app.export_screenshot() == before
