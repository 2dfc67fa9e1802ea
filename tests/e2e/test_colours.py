"""Colours as they are really sent, judged as an eye would: every theme, as few as there may be."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pyte.graphics import FG_AIXTERM, FG_ANSI

import themes
from tests.e2e.conftest import Open
from tests.e2e.terminal import Terminal
from themes.colour import LEAST_BAR, LEAST_LINE, LEAST_TEXT, contrast, hex_of

TRUE = {"COLORTERM": "truecolor"}
FEW = {"TERM": "xterm-256color"}
OWN = {"TERM": "xterm"}

_NUMBER = re.compile(rb"[34]8;5;(\d+)")
_MIXED = re.compile(rb"[34]8;2;(\d+);(\d+);(\d+)")
_STYLE = re.compile(rb"\x1b\[([\d;]*)m")
_OWN = re.compile(r"(?:3|4|9|10)[0-7]")
_DIM = "2"
"""A style of which every terminal makes something else, some of it too weak to be read."""

SCREENS: tuple[tuple[str, str], ...] = (
    ("", "Reach out next"),
    ("j", "› Mateo"),
    ("2", "All, least fresh"),
    ("3", "Month by month"),
    ("4", "› Inside"),
    ("5", "benchmarks"),
    ("1l", "Log an outreach"),
    ("pri", "Priya Nair"),
    ("\x1b\x1b", "Reach out next"),
    ("?", "Help"),
    ("j", "Help"),
    ("q", "Reach out next"),
    ("\x14", "Theme"),
)
"""Keys, and what is to be seen then; the screen is judged each time."""

PALETTES = {
    "xterm": "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 "
    "7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff",
    "vga": "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa "
    "555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff",
    "linux": "010101 de382b 39b54a ffc706 006fb8 762671 2cb5e9 cccccc "
    "808080 ff0000 00ff00 ffff00 0000ff ff00ff 00ffff ffffff",
    "solarized": "073642 dc322f 859900 b58900 268bd2 d33682 2aa198 eee8d5 "
    "002b36 cb4b16 586e75 657b83 839496 6c71c4 93a1a1 fdf6e3",
    "gnome": "171421 c01c28 26a269 a2734c 12488b a347ba 2aa1b3 d0cfcc "
    "5e5c64 f66151 33da7a e9ad0c 2a7bde c061cb 33c7de ffffff",
    "tango": "2e3436 cc0000 4e9a06 c4a000 3465a4 75507b 06989a d3d7cf "
    "555753 ef2929 8ae234 fce94f 729fcf ad7fa8 34e2e2 eeeeec",
    "terminal.app": "000000 990000 00a600 999900 0000b2 b200b2 00a6b2 bfbfbf "
    "666666 e50000 00d900 e5e500 0000ff e500e5 00e5e5 e5e5e5",
}
"""What terminals make of their own 16 colours."""

GROUNDS = {
    "solarized": (("839496", "002b36"), ("657b83", "fdf6e3")),
    "vga": (("aaaaaa", "000000"), ("000000", "ffffff")),
    "linux": (("aaaaaa", "000000"), ("000000", "ffffff")),
}
"""Words and ground as a palette comes, dark and light; black and white where it says nothing."""

NAMES = [*FG_ANSI.values()][:8] + [*FG_AIXTERM.values()][:8]


@dataclass(frozen=True)
class Look:
    """How a cell is drawn, and what it is for: the colours of sign and ground as they were sent."""

    ink: str
    ground: str
    turned: bool
    """Whether the two are to change places."""
    kind: str
    """A word, a mark, a frame, or nothing."""

    def seen(self, text: str, ground: str, palette: Sequence[str]) -> tuple[str, str]:
        """Return the colours of sign and ground in a terminal with these colours of its own."""
        usual = {"default": text, **dict(zip(NAMES, palette, strict=True))}
        ink = usual.get(self.ink, f"#{self.ink}")
        under = ground if self.ground == "default" else usual.get(self.ground, f"#{self.ground}")
        return (under, ink) if self.turned else (ink, under)


@cache
def look_of(char: Any) -> Look:
    """Return the look of a cell of the screen."""
    is_frame = char.data in "╭─╮│╰╯" and not char.bold
    kind = "word" if any(one.isalnum() for one in char.data) else "mark"
    kind = "nothing" if char.data.isspace() else "frame" if is_frame else kind
    return Look(char.fg, char.bg, char.reverse, kind)


def rows(app: Terminal) -> Iterator[Counter[Look]]:
    """Yield what looks there are in each row of the screen, and in how many cells."""
    for at in range(app.screen.lines):
        line = app.screen.buffer[at]
        yield Counter(look_of(line[x]) for x in range(app.screen.columns))


def looks() -> Iterator[tuple[str, str, str, list[str]]]:
    """Yield the usual palettes with words and ground, on black and on white."""
    for name, colours in PALETTES.items():
        palette = [f"#{one}" for one in colours.split()]
        for text, ground in GROUNDS.get(name, (("ffffff", "000000"), ("000000", "ffffff"))):
            yield f"{name} on {ground}", f"#{text}", f"#{ground}", palette


def tour(app: Terminal) -> Iterator[str]:
    """Go through the main screens, and yield each once it is drawn."""
    app.until("2 of 2 people")
    for keys, wanted in SCREENS:
        app.send(keys)
        app.until(wanted)
        while app.rest(0.05):
            pass
        yield f"{keys!r} {wanted}"


@pytest.fixture(params=["ember", "paper"])
def theme(request: pytest.FixtureRequest) -> themes.Theme:
    """A theme that has colours of its own."""
    return themes.load(request.param)


@pytest.mark.parametrize("env", [TRUE, FEW], ids=["true", "256"])
def test_every_word_is_read_and_every_mark_seen_in_colours_of_the_theme_alone(
    terminal: Open, demo: Path, theme: themes.Theme, env: dict[str, str]
) -> None:
    app = terminal("--theme", theme.name, cols=100, rows=30, **env)
    roles = theme.roles if env is TRUE else theme.in_256()
    grounds = {roles[one] for one in ("background", "surface")}
    with_bar = 0
    for where in tour(app):
        for row in rows(app):
            drawn = {one: one.seen("", "", [""] * 16) for one in row}
            for look, (ink, ground) in drawn.items():
                if look.kind in ("word", "mark") and ink != roles["edge"]:
                    quiet = look.kind == "mark" or ink == roles["faint"]
                    least = LEAST_LINE if quiet else LEAST_TEXT
                    assert contrast(ink, ground) >= least, (where, look)
                assert look.kind != "word" or ink != roles["edge"], where
            beside = {ground for _, ground in drawn.values()}
            if roles["bar"] in beside:
                with_bar += 1
                assert all(contrast(roles["bar"], it) >= LEAST_BAR for it in beside & grounds)
    assert with_bar >= len(SCREENS) // 2
    assert sent(app) <= ({*theme.numbers.values()} if env is FEW else {*theme.roles.values()})
    assert not own_sent(app)
    assert _DIM not in codes(app)


def sent(app: Terminal) -> set[int | str]:
    """Return every colour that was sent: by its number out of 256, or as it was mixed."""
    numbers = {int(one) for one in _NUMBER.findall(app.drawn)}
    mixed = {"#" + "".join(f"{int(part):02x}" for part in one) for one in _MIXED.findall(app.drawn)}
    return numbers | mixed


def own_sent(app: Terminal) -> set[str]:
    """Return the codes of the terminal's own colours that were sent."""
    return {code for code in codes(app) if _OWN.fullmatch(code)}


def codes(app: Terminal) -> set[str]:
    """Return the codes of all styles that were sent, but for colours by number or mixed."""
    styles = _STYLE.findall(_MIXED.sub(b"", _NUMBER.sub(b"", app.drawn)))
    return {code for style in styles for code in style.decode().split(";")}


@pytest.mark.parametrize("name", ["ember", "paper", "ansi"])
def test_with_16_colours_every_word_is_read_on_black_and_on_white(
    terminal: Open, demo: Path, name: str
) -> None:
    app = terminal("--theme", name, cols=100, rows=30, **OWN)
    judge_own(app)
    assert not sent(app)


@pytest.mark.parametrize("env", [TRUE, FEW], ids=["true", "256"])
def test_the_terminals_own_colours_are_read_on_black_and_on_white_wherever_they_are_chosen(
    terminal: Open, demo: Path, env: dict[str, str]
) -> None:
    app = terminal("--theme", "ansi", cols=100, rows=30, **env)
    judge_own(app)
    assert not sent(app)


def judge_own(app: Terminal) -> None:
    """Judge the main screens in the usual palettes."""
    with_bar, drawn = 0, set[Look]()
    for _ in tour(app):
        for row in rows(app):
            drawn |= row.keys()
            with_bar += sum(cells for look, cells in row.items() if look.turned) > 20
    assert with_bar >= len(SCREENS) // 2
    assert _DIM not in codes(app)
    for name, text, ground, palette in looks():
        for look in drawn:
            ink, under = look.seen(text, ground, palette)
            least = LEAST_TEXT if look.kind == "word" else LEAST_LINE
            if look.kind in ("word", "mark"):
                least = min(least, contrast(text, ground))
                assert contrast(ink, under) >= least, (name, look)
            assert under == ground or (look.turned and contrast(under, ground) >= LEAST_BAR), name


def style_of(app: Terminal, word: str) -> tuple[str, bool, bool, bool]:
    """Return how the first letter of a word is drawn where it stands first."""
    for at, line in enumerate(app.screen.display):
        if word in line:
            char = app.screen.buffer[at][line.index(word)]
            return (char.fg, char.bold, char.underscore, char.reverse)
    raise AssertionError(f"{word!r}:\n{app.text()}")


@pytest.mark.parametrize(
    "env",
    [TRUE, FEW, OWN, {"NO_COLOR": "1"}],
    ids=["true", "256", "16", "none"],
)
def test_what_means_different_things_is_drawn_differently(
    terminal: Open, demo: Path, env: dict[str, str]
) -> None:
    app = terminal(cols=100, rows=30, **env)
    app.until("Commands")
    words = {
        "the goal that is met": "2 of 2 people",
        "a key": "l Log",
        "an ordinary word": "Goal met.",
        "the row under the cursor": "you promised",
    }
    styles = {what: style_of(app, word) for what, word in words.items()}
    assert len(set(styles.values())) == len(styles), styles


@pytest.mark.parametrize(
    ("env", "said", "wanted"),
    [
        ({"TERM": "xterm-kitty"}, "", _MIXED),
        ({"TERM": "foot"}, "", _MIXED),
        ({"TERM": "xterm-256color"}, "true", _MIXED),
        ({"TERM": "xterm"}, "256", _NUMBER),
        (TRUE, "256", _NUMBER),
        (TRUE, "16", None),
        (TRUE, "none", None),
    ],
    ids=str,
)
def test_colours_are_sent_as_the_terminal_or_the_setting_says(
    terminal: Open,
    settings: Path,
    env: dict[str, str],
    said: str,
    wanted: re.Pattern[bytes] | None,
) -> None:
    if said:
        settings.write_text(f'colors = "{said}"\n')
    app = terminal(**env)
    app.until("2 of 2 people")
    app.until("Commands")
    found = {kind for kind in (_NUMBER, _MIXED) if kind.search(app.drawn)}
    assert found == ({wanted} if wanted else set())
    assert said != "none" or not own_sent(app)


@pytest.fixture
def settings(demo: Path, home: Path) -> Path:
    """The path of the settings beside the made-up network."""
    folder = home / ".config" / "reachout"
    folder.mkdir(parents=True)
    return folder / "settings.toml"


def test_nothing_is_drawn_anew_when_the_window_loses_the_focus(terminal: Open, demo: Path) -> None:
    app = terminal()
    app.until("Commands")
    app.rest(0.5)
    app.send("\x1b[O")
    assert app.rest(1) == b""
    app.send("\x1b[I")
    assert app.rest(1) == b""
    app.send("j")
    app.until("› Mateo")


def test_the_colours_of_the_256_are_those_that_terminals_have() -> None:
    from pyte.graphics import FG_BG_256

    assert [hex_of(number) for number in range(16, 256)] == [f"#{it}" for it in FG_BG_256[16:]]
