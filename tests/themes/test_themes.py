"""Every theme names every role, its text can be read, and no two meanings look alike."""

from __future__ import annotations

from itertools import combinations

import pytest

import themes
from habit.errors import RefusedError
from themes import Theme, fitting
from themes.colour import (
    LEAST_BAR,
    LEAST_LINE,
    LEAST_TEXT,
    apart,
    contrast,
    hex_of,
    nearest,
    seen,
)

TEXT = ("ink", "soft", "accent", "met", "warn", "err")
LINES = ("faint", "focus")
MEANINGS = ("ink", "soft", "faint", "accent", "met", "warn", "err")

ALIKE = 0.05
"""Colours nearer than this are taken for one when they are not side by side."""

COLOURED = [name for name in themes.names() if not themes.load(name).ansi]

LOOKS = {
    f"{name}-{depth}": roles
    for name in COLOURED
    for depth, roles in (("true", themes.load(name).roles), ("256", themes.load(name).in_256()))
}

OWN = {
    "cold": "#2e3440 #3b4252 #434c5e #4c566a #81a1c1 #eceff4 #d8dee9 #8f9bb3 #88c0d0 #a3be8c "
    "#ebcb8b #d08770 #4c566a #ffffff",
    "earthy": "#282828 #32302f #3c3836 #504945 #af8f6f #ebdbb2 #bdae93 #928374 #fe8019 #b8bb26 "
    "#fabd2f #fb4934 #504945 #fbf1c7",
    "sunny": "#fdf6e3 #f5eeda #eee8d5 #d3cbb7 #268bd2 #073642 #586e75 #839496 #a8420f #586a00 "
    "#7a5d00 #c0201d #d8cfb4 #002b36",
    "nightly": "#282a36 #2f3142 #343746 #44475a #bd93f9 #f8f8f2 #bfc3d6 #8791b8 #ff79c6 #50fa7b "
    "#f1fa8c #ff7070 #484b63 #ffffff",
}
"""Themes as somebody may bring them, who has not thought of 256 colours."""


def own(name: str) -> Theme:
    roles = dict(zip(themes.ROLES, OWN[name].split(), strict=True))
    return themes.made(name, {"title": name, "dark": name != "sunny", "roles": roles})


@pytest.fixture(params=LOOKS)
def roles(request: pytest.FixtureRequest) -> dict[str, str]:
    """The colours of a theme at true colour, or at 256."""
    return LOOKS[request.param]


def test_the_default_theme_comes_first() -> None:
    assert themes.names()[0] == themes.DEFAULT
    assert {"ember", "paper", "ansi"} <= set(themes.names())


@pytest.mark.parametrize("name", themes.names())
def test_a_theme_names_a_colour_for_every_role(name: str) -> None:
    assert set(themes.load(name).roles) == set(themes.ROLES)


@pytest.mark.parametrize("name", COLOURED)
def test_a_theme_says_its_colours_for_256_as_well(name: str) -> None:
    theme = themes.load(name)
    assert set(theme.numbers) == set(themes.ROLES)
    assert theme.in_256() == {role: hex_of(theme.numbers[role]) for role in themes.ROLES}


@pytest.mark.parametrize("role", TEXT)
@pytest.mark.parametrize("ground", ["background", "surface"])
def test_text_has_a_contrast_of_at_least_four_and_a_half(
    roles: dict[str, str], role: str, ground: str
) -> None:
    assert contrast(roles[role], roles[ground]) >= LEAST_TEXT


@pytest.mark.parametrize("role", LINES)
@pytest.mark.parametrize("ground", ["background", "surface"])
def test_lines_have_a_contrast_of_at_least_three(
    roles: dict[str, str], role: str, ground: str
) -> None:
    assert contrast(roles[role], roles[ground]) >= LEAST_LINE


@pytest.mark.parametrize("ground", ["background", "surface"])
def test_the_row_under_the_cursor_is_told_from_its_ground(
    roles: dict[str, str], ground: str
) -> None:
    assert contrast(roles["bar"], roles[ground]) >= LEAST_BAR


def test_the_row_under_the_cursor_and_a_toast_can_be_read(roles: dict[str, str]) -> None:
    assert contrast(roles["bar-ink"], roles["bar"]) >= LEAST_TEXT
    assert contrast(roles["ink"], roles["panel"]) >= LEAST_TEXT


def test_roles_that_mean_different_things_do_not_look_alike(roles: dict[str, str]) -> None:
    pairs = combinations(MEANINGS, 2)
    assert not [pair for pair in pairs if apart(*(roles[one] for one in pair)) < ALIKE]


def test_at_256_colours_a_theme_keeps_its_hues_and_its_order() -> None:
    for name in COLOURED:
        theme = themes.load(name)
        true, few = theme.roles, theme.in_256()
        for role in ("accent", "met", "warn", "err", "focus"):
            assert seen(true[role]).turn(seen(few[role])) < 45, (name, role)
        quiet = ("background", "soft", "faint", "ink")
        in_order = sorted(quiet, key=lambda it: seen(true[it]).light)
        assert in_order == sorted(in_order, key=lambda it: seen(few[it]).light), name


@pytest.mark.parametrize("name", OWN)
def test_a_theme_that_says_nothing_of_256_colours_gets_the_nearest_that_serve(name: str) -> None:
    theme = own(name)
    true, few = theme.roles, theme.in_256()
    assert contrast(few["bar"], few["background"]) >= LEAST_BAR
    for role in (*TEXT, *LINES):
        least = LEAST_TEXT if role in TEXT else LEAST_LINE
        assert contrast(few[role], few["background"]) >= least, role
    assert len({few[role] for role in MEANINGS}) == len(MEANINGS)
    for role in ("accent", "met", "warn", "err"):
        assert seen(true[role]).turn(seen(few[role])) < 45, role
    quiet = ("background", "panel", "faint", "soft", "ink")
    in_order = sorted(quiet, key=lambda it: seen(true[it]).light)
    assert in_order == sorted(in_order, key=lambda it: seen(few[it]).light)


def test_what_a_theme_says_of_256_colours_holds_and_the_rest_goes_with_it() -> None:
    roles = own("cold").roles
    fitted = fitting.fitted(roles, {"accent": nearest(roles["met"]), "background": 16})
    assert (fitted["accent"], fitted["background"]) == (nearest(roles["met"]), 16)
    assert fitted["met"] != fitted["accent"]


@pytest.mark.parametrize(
    "numbers", [{"ink": 7}, {"ink": 256}, {"ink": "254"}, {"inc": 254}, {"ink": True}], ids=str
)
def test_a_number_that_is_no_colour_of_the_256_is_refused(numbers: dict[str, object]) -> None:
    raw = {"title": "x", "dark": True, "roles": themes.load("ember").roles, "256": numbers}
    with pytest.raises(RefusedError, match="16 to 255"):
        themes.made("mine", raw)


def test_every_colour_of_the_256_is_its_own_nearest() -> None:
    shown = [hex_of(number) for number in range(16, 256)]
    assert [hex_of(nearest(colour)) for colour in shown] == shown
    assert (hex_of(16), hex_of(196), hex_of(231), hex_of(234)) == (
        "#000000",
        "#ff0000",
        "#ffffff",
        "#1c1c1c",
    )


def test_an_unknown_theme_is_refused_with_what_there_is() -> None:
    with pytest.raises(RefusedError, match="ember"):
        themes.load("neon")
