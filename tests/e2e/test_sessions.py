"""Several sessions on one file, on real terminals: seen, waited for, and taken back."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.conftest import Open
from tests.e2e.terminal import ROOT, Terminal
from tests.e2e.test_story import rows_of

HOLDER = """
import sys, time
from pathlib import Path
from storage.locking import locked
with locked(Path(sys.argv[1]), lambda: 10):
    print("held", flush=True)
    time.sleep(600)
"""


def log_one(app: Terminal, letters: str) -> None:
    app.send("l")
    app.until("Log an outreach")
    app.send(letters)
    app.until("› ")
    app.send("\r")
    app.until("enter save")
    app.send("\r")


@pytest.fixture
def holder(demo: Path) -> Iterator[subprocess.Popen[str]]:
    """A session that holds the lock and was stopped."""
    command = [sys.executable, "-c", HOLDER, str(demo.with_name("network.json.lock"))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        process.send_signal(signal.SIGSTOP)
        yield process
        process.kill()


def test_what_one_terminal_logs_moves_the_meter_of_the_other_within_a_second(
    terminal: Open, demo: Path
) -> None:
    one, two = terminal(), terminal()
    for app in (one, two):
        app.until("2 of 2 people")
    log_one(one, "priya")
    one.until("3 people")
    began = time.monotonic()
    two.until("● Priya Nair")
    # The two are asked one after the other, so it was there sooner than this says.
    assert time.monotonic() - began < 1
    two.send("u")
    two.until("The newest change was made elsewhere")
    two.send("u")
    two.until("Took back: Priya Nair")
    one.until("2 of 2 people")


def test_what_was_done_is_taken_back_after_a_restart(terminal: Open, demo: Path) -> None:
    before = rows_of(demo, "interactions")
    app = terminal()
    app.until("2 of 2 people")
    log_one(app, "priya")
    app.until("3 people")
    app.send("q")
    assert app.exit_code() == 0
    again = terminal()
    again.until("3 people")
    again.send("u")
    again.until("The newest change is from an earlier session")
    again.send("u")
    again.until("Took back: Priya Nair, coffee, Sunday")
    again.until("2 of 2 people")
    assert rows_of(demo, "interactions") == before


def test_a_stopped_session_that_holds_the_lock_is_named_and_hangs_nothing(
    terminal: Open, demo: Path, holder: subprocess.Popen[str]
) -> None:
    app = terminal()
    app.until("2 of 2 people")
    log_one(app, "priya")
    app.until(rf"Waiting for another session \(process {holder.pid}, stopped\)")
    app.until("Not saved, as another session")
    app.send("?")
    app.until("╭─ Help")
    app.send("\x1b")
    app.until("╭─ Help", want=False)
    holder.send_signal(signal.SIGKILL)
    app.until("Logged Priya Nair")
    app.send("q")
    assert app.exit_code() == 0


def test_leaving_waits_for_a_save_no_longer_than_the_save_does_and_asks_for_what_is_lost(
    terminal: Open, demo: Path, holder: subprocess.Popen[str]
) -> None:
    app = terminal()
    app.until("2 of 2 people")
    log_one(app, "priya")
    app.until("Waiting for another session")
    app.send("\x11")
    app.until("Quit without saving what you typed")
    app.send("y")
    assert app.exit_code() == 0
    assert app.restored


def test_nothing_is_written_and_hardly_anything_used_while_nobody_touches_it(
    terminal: Open, demo: Path
) -> None:
    app = terminal()
    app.until("2 of 2 people")
    app.until("habit")
    while app.rest(1):
        pass
    before = processor(app.pid)
    assert app.rest(3) == b""
    # A quiet second costs a few milliseconds; a loop would take all of it.
    assert processor(app.pid) - before < 0.3


def processor(pid: int) -> float:
    """Return the seconds of processor time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
