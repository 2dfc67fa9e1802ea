"""The weekly review on a real terminal: at most 25 keys, and resumed after a dropped line."""

from __future__ import annotations

import signal
from pathlib import Path

from tests.e2e.conftest import Open
from tests.e2e.terminal import Terminal
from tests.e2e.test_story import rows_of

MOST_KEYS = 25


class Counted:
    """A terminal whose keys are counted."""

    def __init__(self, app: Terminal) -> None:
        self.app = app
        self.keys = 0

    def press(self, key: str, shows: str) -> None:
        """Press one key, and wait until the screen shows what comes of it."""
        self.app.send(key)
        self.keys += 1
        self.app.until(shows)


def to_next_week(app: Terminal) -> Counted:
    """Go from the week to the fourth step."""
    by = Counted(app)
    app.until("2 of 2 people")
    app.until("reviews the week")
    by.press("r", "╭─ October")
    by.press("\r", "You reached out to Lee")
    by.press("\r", "2 of 6")
    by.press("\r", "3 of 6")
    by.press("\r", "4 of 6")
    return by


def test_from_r_to_the_sentence_with_three_people_planned(terminal: Open, demo: Path) -> None:
    app = terminal(cols=80, rows=24)
    by = to_next_week(app)
    for number in (1, 2, 3):
        by.press(" ", f"{number} chosen")
        by.press("j", "4 of 6")
    by.press("\r", "5 of 6")
    by.press("\r", "6 of 6")
    app.until(r"Next week I can and will reach out to \w+, \w+ and \w+\.")
    by.press("\r", "Reviewed. The week is yours")
    assert by.keys <= MOST_KEYS
    planned = [one for one in rows_of(demo, "plans") if one["kind"] == "person"]
    assert len(planned) == 3
    assert all("2026-11-23" <= one["due"] <= "2026-11-29" for one in planned)
    kept = [one["review"] for one in rows_of(demo, "weeks") if "done" in one.get("review", {})]
    assert [one["done"] for one in kept] == ["2026-11-22"]
    assert kept[0]["sentence"].startswith("Next week I can and will reach out to ")


def test_a_line_that_drops_in_the_fourth_step_resumes_there(terminal: Open, demo: Path) -> None:
    app = terminal()
    by = to_next_week(app)
    by.press(" ", "1 chosen")
    app.signal(signal.SIGHUP)
    assert app.exit_code() == 128 + signal.SIGHUP
    again = terminal("review")
    again.until("4 of 6")
    again.until("1 chosen")


def test_a_week_to_come_is_refused_in_one_sentence(terminal: Open, demo: Path) -> None:
    app = terminal("review", "2026-11-23")
    app.until("2026-11-23 is still to come, and a review looks back")
    assert app.exit_code() == 2


def test_the_shell_opens_the_review_of_a_past_week(terminal: Open, demo: Path) -> None:
    app = terminal("review", "2026-10-14")
    app.until("Week of Mon 12 Oct")
    app.until("1 of 1")
    app.send("\x1b")
    app.until("Reach out next")
