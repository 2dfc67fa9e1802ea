"""Sharing on a real terminal: a link to people of the made-up network, left and taken up again."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.e2e.conftest import Open
from tests.e2e.test_story import rows_of

LINK = "https://example.com/maps"
MOST_KEYS = 16
"""Keys for a link that is pasted, ten people at once, and the first three of them sent."""


def test_b13_a_round_is_left_in_the_middle_and_goes_on_in_the_app_and_in_the_shell(
    terminal: Open, demo: Path
) -> None:
    app = terminal(cols=80, rows=24)
    app.until("2 of 2 people")
    keys = 0
    for key, shows in (
        ("S", "Share with up to ten people"),
        (f"\x1b[200~{LINK}\x1b[201~", "share this"),
        ("\r", "Give it as"),
        ("\r", "For whom"),
        ("*", "10 of 10 chosen"),
        ("\r", "What you write"),
        ("\r", "0 of 10 sent"),
        ("c", "c again copies the address"),
        ("c", r"Shift\+drag\. +│"),
        ("\r", "1 of 10 sent"),
        ("\r", "2 of 10 sent"),
        ("\r", "3 of 10 sent"),
        ("\x1b", "S goes on with it"),
        ("q", ""),
    ):
        app.send(key)
        keys += 1
        if shows:
            app.until(shows)
    assert app.exit_code() == 0
    assert keys <= MOST_KEYS
    again = terminal()
    again.until("5 people")
    again.send("S")
    again.until("3 of 10 sent, go on")
    again.send("\r")
    again.until("3 of 10 sent")
    again.send("\r")
    again.until("4 of 10 sent")
    again.send("\x1b")
    again.until("S goes on with it")
    again.send("q")
    assert again.exit_code() == 0
    run = subprocess.run(
        [sys.executable, "-m", "tui", "share", LINK, "--sent", "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(run.stdout)["sent"] == 5
    gave = [{"kind": "link", "text": LINK}]
    assert sum(one.get("gave") == gave for one in rows_of(demo, "interactions")) == 5
