"""What the terminal is asked, what it answers or not, and what it takes for text."""

from __future__ import annotations

import re
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

import themes
from habit.changes import add_contact, set_goal
from storage.store import Store
from tests.e2e.conftest import Open
from tests.e2e.terminal import ROOT, Terminal, plain_environ
from tests.tui.desk import HAND, outreach
from tui.asking import IN_TIME

QUESTION = "é".encode()
LIGHT, DARK = "\x1b]11;rgb:ffff/fafa/f0f0\x1b\\", "\x1b]11;rgb:1e1e/1e1e/1e1e\x07"
TRUE = {"COLORTERM": "truecolor"}


def ground(app: Terminal) -> str:
    """Return the colour that the first cell of the last row is drawn on."""
    return str(app.screen.buffer[app.screen.lines - 1][0].bg)


def of(theme: str) -> str:
    return themes.load(theme).roles["background"].removeprefix("#")


def until_ground(app: Terminal, theme: str) -> None:
    for _ in range(100):
        if ground(app) == of(theme):
            return
        app.pump(0.05)
    raise AssertionError(f"{ground(app)} is not {theme}")


def quit_app(app: Terminal) -> None:
    app.send("q")
    assert app.exit_code() == 0


@pytest.fixture
def names(data: Path) -> Path:
    """A file of people whose names have letters that ASCII has not."""
    with closing(Store.open(data)) as store:
        store.commit(set_goal(store.network, HAND, 2))
        for name in NAMES:
            store.commit(add_contact(store.network, HAND, name))
            store.commit(outreach(store, name))
    return data


@pytest.fixture(scope="session")
def latin1(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment in ISO-8859-1, made for the tests where it can be."""
    path = tmp_path_factory.mktemp("locale")
    where = path / "de_DE.ISO-8859-1"
    line = ["localedef", "--no-archive", "-i", "de_DE", "-f", "ISO-8859-1", str(where)]
    try:
        subprocess.run(line, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"no locale can be made here: {error}")
    return {"LOCPATH": str(path), "LANG": "de_DE.ISO-8859-1"}


NAMES = ("Ana Silva", "Jerzy Zieliński", "Renée Weiß", "Straußenfeder Åsa", "李明 Łucja")
ENVIRONMENTS = ("C", "POSIX", "nothing", "latin-1")


def environment(name: str, request: pytest.FixtureRequest) -> dict[str, str]:
    """Return what an environment says of text."""
    if name == "latin-1":
        made: dict[str, str] = request.getfixturevalue("latin1")
        return made
    return {"C": {"LANG": "C"}, "POSIX": {"LANG": "", "LC_ALL": "POSIX"}}.get(name, {"LANG": ""})


@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_where_nothing_says_utf8_all_is_ascii_until_the_terminal_took_it(
    terminal: Open, names: Path, name: str, request: pytest.FixtureRequest
) -> None:
    app = terminal(**environment(name, request))
    for key, rule in (("1", ": Commands"), ("2", r"5 people -\+\n.*Commands")):
        app.send(key)
        app.until(rule)
        for shown in ("Jerzy Zielinski", "Renee Weiss", "?? Lucja"):
            assert shown in app.text()
        rows = [row for row in app.text().splitlines() if "call " in row]
        assert len(rows) == 5
        assert len({row.index("call") for row in rows}) == 1
        assert all(row.index("|") == 1 and row.endswith("|") and len(row) == 79 for row in rows)
    rest = bytes(app.raw).replace(QUESTION, b"", 1)
    assert max(rest) < 128
    assert b"\\u" not in rest
    assert b"\\x" not in rest
    quit_app(app)
    assert max(bytes(app.raw).replace(QUESTION, b"", 1)) < 128


@pytest.mark.parametrize(("column", "takes"), [(2, True), (3, False)])
def test_the_terminal_shows_by_its_cursor_whether_it_takes_utf8(
    terminal: Open, names: Path, column: int, takes: bool
) -> None:
    app = terminal(LANG="C")
    app.until("Sun 22  Jerzy Zielinski")
    assert bytes(app.raw).count(QUESTION + b"\x1b[6n") == 1
    app.send(f"\x1b[1;{column}R")
    if takes:
        app.until("Sun 22  Jerzy Zieliński")
        app.until("╰.*╯")
        app.until(r"\+--|\| ", want=False)
        app.send("2")
        app.until("李 *明")
    else:
        app.until("set LANG=C.UTF-8")
        assert "Zielinski" in app.text()
    quit_app(app)


def test_what_is_typed_in_an_ascii_terminal_keeps_its_letters(terminal: Open, names: Path) -> None:
    app = terminal(LANG="C")
    app.until("Sun 22  Jerzy Zielinski")
    app.send("a")
    app.until("Name")
    app.send("Zoë Müßig")
    app.until("Zoe Mussig")
    app.send("\r")
    app.until("saved")
    app.send("\x11")
    assert app.exit_code() == 0
    assert "Zoë Müßig" in names.read_text("utf-8")


def test_an_old_terminal_gets_ascii_and_is_asked_nothing(terminal: Open, names: Path) -> None:
    app = terminal(TERM="vt320")
    app.until("Sun 22  Jerzy Zielinski")
    assert max(app.raw) < 128
    assert not re.search(rb"\x1b\]1|\x1bP|\x1b\[6n|\x1b\[22;0t", app.raw)
    quit_app(app)


def test_commands_on_a_terminal_are_ascii_and_into_a_pipe_utf8(
    terminal: Open, names: Path, latin1: dict[str, str]
) -> None:
    for env in ({"LANG": "C"}, {"LANG": "", "LC_ALL": "POSIX"}, latin1):
        app = terminal("people", **env)
        assert app.exit_code() == 0
        assert max(app.raw) < 128
        assert b"Jerzy Zielinski" in app.raw
        assert b"?? Lucja" in app.raw
        rows = [row for row in app.text().splitlines() if "call" in row]
        assert len({row.index("call") for row in rows}) == 1
    app = terminal("status", "--help", LANG="C")
    assert app.exit_code() == 0
    assert max(app.raw) < 128
    piped = subprocess.run(
        [sys.executable, "-m", "tui", "people"],
        capture_output=True,
        check=True,
        cwd=ROOT,
        env={**plain_environ(), "LANG": "C", "TERM": "xterm"},
    )
    assert "Jerzy Zieliński" in piped.stdout.decode()


@pytest.mark.parametrize(("answer", "theme"), [(LIGHT, "paper"), (DARK, "ember")])
def test_who_chose_no_theme_gets_the_one_for_the_ground(
    terminal: Open, demo: Path, answer: str, theme: str
) -> None:
    app = terminal(**TRUE)
    app.until("2 of 2 people")
    assert b"\x1b]11;?\x1b\\" in app.raw
    assert b"\x1b[6n" not in app.raw  # the environment has said what it takes for text
    app.send(answer)
    if answer == LIGHT:
        until_ground(app, theme)
    app.rest(0.2)
    assert ground(app) == of(theme)
    quit_app(app)


def test_colorfgbg_says_the_ground_where_the_terminal_does_not_answer(
    terminal: Open, demo: Path
) -> None:
    app = terminal(COLORFGBG="0;default;15", **TRUE)
    app.until("Commands")
    assert ground(app) == of("paper")
    app.send(DARK)
    until_ground(app, "ember")


def test_an_answer_that_is_late_turns_nothing(terminal: Open, demo: Path) -> None:
    app = terminal(**TRUE)
    app.until("2 of 2 people")
    app.rest(IN_TIME)
    app.send(LIGHT)
    assert app.rest(0.3) == b""


def test_a_theme_that_was_chosen_is_not_turned(terminal: Open, demo: Path) -> None:
    app = terminal("--theme", "ember", **TRUE)
    app.until("2 of 2 people")
    assert b"\x1b]11;?" not in app.raw
    app.send(LIGHT)
    app.rest(0.2)
    assert ground(app) == of("ember")
    picking = terminal(**TRUE)
    picking.until("2 of 2 people")
    picking.send("\x14")
    picking.until("Theme")
    picking.send(LIGHT)
    picking.rest(0.2)
    assert ground(picking) == of("ember")


def test_true_colour_is_used_where_the_terminal_shows_that_it_has_it(
    terminal: Open, demo: Path
) -> None:
    app = terminal()
    app.until("2 of 2 people")
    app.send("\x1bP1$r0;48:2::1:2:3m\x1b\\")
    app.rest(0.3)
    before = len(app.raw)
    app.send("2")
    app.until("60 people")
    assert b"48;2;" in app.raw[before:]


@pytest.mark.parametrize(("key", "open_"), [("?", "Help ─"), ("l", "Log an outreach")])
def test_no_answer_is_typed_whatever_is_open(
    terminal: Open, demo: Path, key: str, open_: str
) -> None:
    app = terminal()
    app.until("Commands")
    app.send(key)
    app.until(open_)
    while app.rest(0.2):
        pass
    before = app.text()
    for piece in (
        "\x1b[?62;22",
        "c\x1b]52;c;cQ",
        "==\x1b",
        "\\\x1bP>|XTerm(379)\x1b\\\x1b_Gi=1;OK",
    ):
        app.send(piece)
        app.rest(0.12)
    app.send("\x1b\\")
    app.rest(0.2)
    assert app.text() == before


def test_after_leaving_the_screen_is_empty_where_there_is_no_other_one(
    terminal: Open, demo: Path
) -> None:
    app = terminal()
    app.until("2 of 2 people")
    assert b"\x1b[22;0t" in app.raw
    app.until("Commands")
    assert b"\x1b]2;reachout: Week\x07" in app.raw
    app.send("2")
    app.until("60 people")
    assert b"\x1b]2;reachout: People\x07" in app.raw
    quit_app(app)
    assert app.text().strip() == ""  # the emulator has no alternate screen, as GNU screen
    assert (app.screen.cursor.x, app.screen.cursor.y) == (0, 0)
    assert app.raw.index(b"\x1b[2J", app.raw.index(b"People\x07")) < app.raw.index(b"\x1b[?1049l")
    assert b"\x1b[23;0t" in app.raw
