"""However it ends, nothing that was acknowledged is lost, and the terminal is left in order."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.e2e.conftest import Open
from tests.e2e.terminal import ENTER_SCREEN, ROOT, Terminal
from tests.e2e.test_story import rows_of

HOLDER = """
import sys, time
from pathlib import Path
from storage.locking import locked
with locked(Path(sys.argv[1]), lambda: 10):
    print("held", flush=True)
    time.sleep(600)
"""
"""Another session that keeps the lock, so that a commit is under way for as long."""


def typing(app: Terminal) -> None:
    """Be in the middle of a name."""
    app.until("2 of 2 people")
    app.send("l")
    app.until("Log an outreach")
    app.send("pri")
    app.until("› Priya Nair")


def one_key_before(app: Terminal) -> None:
    """Be one key before a commit."""
    app.send("l")
    app.until("Log an outreach")
    app.until("Who +a name")
    app.send("\r")
    app.until("Who +[A-Z]")


def log_one(app: Terminal) -> None:
    """Log somebody, and wait until it is acknowledged."""
    app.until("2 of 2 people")
    one_key_before(app)
    app.send("\r")
    app.until(r"saved *$")


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_signal_while_typing_ends_the_app_and_restores_the_terminal(
    terminal: Open, demo: Path, number: signal.Signals
) -> None:
    before = rows_of(demo, "interactions")
    app = terminal()
    typing(app)
    app.signal(number)
    assert app.exit_code() == 128 + number
    assert app.restored
    assert rows_of(demo, "interactions") == before


def test_a_terminal_that_is_closed_while_typing_leaves_no_process(
    terminal: Open, demo: Path
) -> None:
    before = rows_of(demo, "interactions")
    app = terminal()
    typing(app)
    app.hang_up()
    assert app.exit_code() == 128 + signal.SIGHUP
    assert rows_of(demo, "interactions") == before


@pytest.mark.parametrize("how", ["HUP", "TERM", "closed"])
def test_what_ends_the_app_during_a_commit_loses_nothing_that_was_acknowledged(
    terminal: Open, demo: Path, how: str
) -> None:
    app = terminal()
    log_one(app)
    acknowledged = rows_of(demo, "interactions")
    lock = demo.with_name("network.json.lock")
    command = [sys.executable, "-c", HOLDER, str(lock)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        one_key_before(app)
        app.send("\r")
        app.pump(0.1)
        if how == "closed":
            app.hang_up()
        else:
            app.signal(signal.Signals[f"SIG{how}"])
        assert app.exit_code() == (143 if how == "TERM" else 129)
        holder.kill()
    if how != "closed":
        assert app.restored
    now = rows_of(demo, "interactions")
    assert all(one in now for one in acknowledged)
    assert terminal_is_fine(terminal)


def terminal_is_fine(terminal: Open) -> bool:
    """Whether the app opens the file and shows the week."""
    app = terminal()
    app.until("[34] people")
    app.send("q")
    return app.exit_code() == 0


def test_kill_right_after_saved_loses_nothing(terminal: Open, demo: Path) -> None:
    before = len(rows_of(demo, "interactions"))
    app = terminal()
    log_one(app)
    app.signal(signal.SIGKILL)
    assert app.exit_code() == -signal.SIGKILL
    assert len(rows_of(demo, "interactions")) == before + 1
    assert terminal_is_fine(terminal)


@pytest.mark.parametrize("moment", [0.0, 0.002, 0.005, 0.01, 0.02])
def test_kill_at_any_moment_of_saving_leaves_a_whole_file(
    terminal: Open, demo: Path, moment: float
) -> None:
    before = len(rows_of(demo, "interactions"))
    app = terminal()
    app.until("2 of 2 people")
    one_key_before(app)
    app.send("\r")
    app.pump(moment)
    app.signal(signal.SIGKILL)
    app.exit_code()
    now = len(rows_of(demo, "interactions"))
    assert now in (before, before + 1)
    if "saved" in app.text():
        assert now == before + 1


@pytest.mark.parametrize("keys", ["q", "\x11"])
def test_quitting_restores_the_terminal_and_ends_with_0(
    terminal: Open, demo: Path, keys: str
) -> None:
    app = terminal()
    app.until("2 of 2 people")
    app.send(keys)
    assert app.exit_code() == 0
    assert app.restored
    assert b"Traceback" not in app.raw


@pytest.mark.parametrize("moment", [0.01, 0.04, 0.09])
@pytest.mark.parametrize("keys", ["v", "M", "3", "5h"])
def test_a_signal_while_something_opens_ends_the_app_with_its_code(
    terminal: Open, demo: Path, keys: str, moment: float
) -> None:
    app = terminal()
    app.until("2 of 2 people")
    app.send(keys)
    app.pump(0)
    time.sleep(moment)
    app.signal(signal.SIGTERM)
    assert app.exit_code() == 128 + signal.SIGTERM
    assert app.restored


@pytest.mark.parametrize("turn", range(6))
def test_a_signal_while_the_app_itself_opens_leaves_the_terminal_in_order(
    terminal: Open, demo: Path, turn: int
) -> None:
    app = terminal()
    while ENTER_SCREEN not in app.raw:
        app.pump(0.01)
    time.sleep(0.004 * turn)
    app.signal(signal.SIGTERM)
    assert app.exit_code() == 128 + signal.SIGTERM
    assert app.restored
