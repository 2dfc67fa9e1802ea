"""Every practice has a test that names it, and a line that says how to do it."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "practices.md"
PRACTICES = [*(f"A{at}" for at in range(1, 29)), *(f"B{at}" for at in range(1, 30))]


def test_every_practice_has_a_line_on_how_to_do_it_in_the_app_and_in_the_shell() -> None:
    lines = re.findall(
        r"^\| ([AB]\d+) \| (.+?) \| (.+?) \| (.+?) \|$", PAGE.read_text("utf-8"), re.M
    )
    assert [name for name, *_ in lines] == PRACTICES


def test_every_practice_is_named_in_the_title_of_a_test() -> None:
    named = {
        found.upper()
        for path in (ROOT / "tests").rglob("test_*.py")
        for found in re.findall(
            r"^(?:async )?def test_([ab]\d+)_", path.read_text("utf-8"), re.MULTILINE
        )
    }
    assert [one for one in PRACTICES if one not in named] == []
