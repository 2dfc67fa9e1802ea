"""Every theme names every role, and its text can be read."""

from __future__ import annotations

import pytest

import themes
from habit.errors import RefusedError

TEXT = ("ink", "soft", "accent", "met", "warn", "err")
LINES = ("faint", "focus")
COLOURED = [name for name in themes.names() if not themes.load(name).ansi]


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2.1."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_default_theme_comes_first() -> None:
    assert themes.names()[0] == themes.DEFAULT
    assert {"ember", "paper", "ansi"} <= set(themes.names())


@pytest.mark.parametrize("name", themes.names())
def test_a_theme_names_a_colour_for_every_role(name: str) -> None:
    assert set(themes.load(name).roles) == set(themes.ROLES)


@pytest.mark.parametrize("name", COLOURED)
@pytest.mark.parametrize("role", TEXT)
@pytest.mark.parametrize("ground", ["background", "bar"])
def test_text_has_a_contrast_of_at_least_four_and_a_half(name: str, role: str, ground: str) -> None:
    roles = themes.load(name).roles
    assert contrast(roles[role], roles[ground]) >= 4.5


@pytest.mark.parametrize("name", COLOURED)
@pytest.mark.parametrize("role", LINES)
@pytest.mark.parametrize("ground", ["background", "bar"])
def test_lines_have_a_contrast_of_at_least_three(name: str, role: str, ground: str) -> None:
    roles = themes.load(name).roles
    assert contrast(roles[role], roles[ground]) >= 3


def test_an_unknown_theme_is_refused_with_what_there_is() -> None:
    with pytest.raises(RefusedError, match="ember"):
        themes.load("neon")
