"""Draws the pictures of the README: the app without a terminal, on the made-up network.

The day is fixed and nothing of this machine's is read, so two runs write the same bytes.
"""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.cells import cell_len

from tui.abilities import Abilities
from tui.app import Reachout
from tui.glyphs import UNICODE
from tui.opening import opened
from tui.options import Options
from tui.state import State

HERE = Path(__file__).parent / "pictures"

TODAY = "2026-11-22"

CELL = 12.2
"""How wide a cell is drawn."""

FIRA = 0.6154
"""How wide Fira Code is for its size: with it every viewer keeps the columns."""

_TEXT = re.compile(
    r'<text (?P<before>class="[^"]*-r\d+") x="(?P<x>[\d.]+)" y="(?P<y>[\d.]+)"'
    r' textLength="[\d.]+"(?P<after>[^>]*)>(?P<words>[^<]*)</text>'
)


@dataclass(frozen=True)
class Shot:
    """A picture: what is pressed before it is taken, and how large the terminal is."""

    name: str
    keys: str = ""
    size: tuple[int, int] = (80, 24)
    theme: str = "ember"
    demo: bool = True


SHOTS = (
    Shot("week"),
    Shot("week-paper", theme="paper"),
    Shot("people", keys="2 j", size=(120, 30)),
    Shot("card", keys="2 j enter"),
    Shot("months", keys="3"),
    Shot("network", keys="4"),
    Shot("strategy", keys="5"),
    Shot("log", keys="l p r i enter f"),
    Shot("first-run", keys="L e e enter A n a enter P r i y a", demo=False),
)


def main() -> None:
    """Write every picture."""
    os.environ.update(REACHOUT_TODAY=TODAY, TZ="UTC")
    for name in ("NO_COLOR", "REACHOUT_DATA"):
        os.environ.pop(name, None)
    HERE.mkdir(exist_ok=True)
    for shot in SHOTS:
        (HERE / f"{shot.name}.svg").write_text(picture(shot), encoding="utf-8")


def picture(shot: Shot) -> str:
    """Return a picture as SVG."""
    with _state(shot) as state:
        return tidied(asyncio.run(_taken(shot, state)), shot.name)


@contextmanager
def _state(shot: Shot) -> Iterator[State]:
    """Open the network that is shown, away from the settings and the data of this machine."""
    with TemporaryDirectory() as folder:
        os.environ["XDG_CONFIG_HOME"] = folder
        options = Options(demo=True) if shot.demo else Options(data=f"{folder}/network.json")
        with opened(options) as (state, _):
            # Whatever this terminal is, a picture has all glyphs and all colours.
            state.glyphs, state.can = UNICODE, Abilities()
            yield state


async def _taken(shot: Shot, state: State) -> str:
    app = Reachout(state, shot.theme)
    async with app.run_test(size=shot.size) as pilot:
        await pilot.pause()
        for key in shot.keys.split():
            await pilot.press(key)
            await pilot.pause()
        return app.export_screenshot(simplify=True)


def tidied(svg: str, name: str) -> str:
    """Return a picture that loads nothing, and has every word in its cell whatever the font."""
    svg = re.sub(r"@font-face \{.*?\}|<!--.*?-->", "", svg, flags=re.DOTALL)
    svg = re.sub(r"\bterminal-\d+", name, svg)
    svg = svg.replace("font-size: 20px", f"font-size: {CELL / FIRA:.2f}px")
    svg = _TEXT.sub(_placed, svg)
    return "\n".join(line.rstrip() for line in svg.splitlines() if line.strip()) + "\n"


def _placed(text: re.Match[str]) -> str:
    """Place each stretch of words by itself; not every viewer keeps blanks at the beginning."""
    words = unescape(text["words"]).replace("\xa0", " ")
    return "".join(
        f'<text {text["before"]} x="{float(text["x"]) + CELL * cell_len(words[: part.start()]):g}"'
        f' y="{text["y"]}" textLength="{CELL * cell_len(part[0]):g}"{text["after"]}>'
        f"{escape(part[0], quote=False)}</text>"
        for part in re.finditer(r"\S+(?: \S+)*", words)
    )


if __name__ == "__main__":
    main()
