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


@pytest.mark.parametrize(
    "term",
    [
        *("linux", "linux-16color", "screen.linux", "cons25", "cons25l1"),
        *("vt100", "vt102", "vt220", "vt320", "vt520-w"),
    ],
)
def test_consoles_and_what_was_built_before_utf8_are_drawn_in_ascii_and_asked_nothing(
    term: str,
) -> None:
    can = abilities({**UTF8, "TERM": term}, "utf-8")
    assert (can.utf8, can.text_is_said, can.answers) == (False, True, False)


@pytest.mark.parametrize("term", ["xterm", "st", "screen", "screen.xterm-256color", "linuxvt"])
def test_any_other_terminal_is_drawn_in_what_the_environment_says(term: str) -> None:
    assert abilities({**UTF8, "TERM": term}, "utf-8").utf8
    unsaid = abilities({"TERM": term}, "utf-8")
    assert (unsaid.utf8, unsaid.text_is_said, unsaid.answers) == (False, False, True)


@pytest.mark.parametrize(
    ("environ", "is_said"),
    [
        ({"LANG": "en_GB.utf8"}, True),
        ({"LANG": "C", "LC_CTYPE": "UTF-8"}, False),
        ({"LC_ALL": "POSIX", "LANG": "en_GB.UTF-8"}, False),
        ({"LC_CTYPE": "C.UTF-8"}, False),
        ({"LC_CTYPE": "C.UTF-8", "LANG": "de_DE.UTF-8"}, True),
        ({"LC_CTYPE": "de_DE.UTF-8"}, True),
        ({"LANG": "pl_PL.ISO-8859-2"}, False),
        ({"LANG": "pl_PL"}, False),
        ({}, False),
    ],
)
def test_what_python_puts_in_the_place_of_a_locale_is_not_the_users_word(
    environ: dict[str, str], is_said: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.abilities._OWN_ENVIRON", tmp_path / "none")
    assert abilities({"TERM": "xterm", **environ}, "utf-8").utf8 == is_said


def test_a_locale_that_was_set_before_python_began_is_the_users_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    began = tmp_path / "environ"
    began.write_bytes(b"TERM=xterm\0LC_CTYPE=C.UTF-8\0")
    monkeypatch.setattr("tui.abilities._OWN_ENVIRON", began)
    assert abilities({"TERM": "xterm", "LC_CTYPE": "C.UTF-8"}, "utf-8").utf8


@pytest.mark.parametrize(
    ("said", "ground"),
    [("15;0", "dark"), ("0;15", "light"), ("0;default;7", "light"), ("12;8", "dark"), ("x", None)],
)
def test_colorfgbg_says_what_the_terminal_draws_on(said: str, ground: str | None) -> None:
    assert abilities({"TERM": "xterm", "COLORFGBG": said}, "utf-8").ground == ground


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
