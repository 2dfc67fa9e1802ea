"""The main job on a real terminal: people in, outreach logged, the goal met, and all kept."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tinydb import TinyDB

from tests.e2e.conftest import Open
from tests.e2e.terminal import ROOT, Terminal

FIRST = ("Ada", "Bo", "Cleo", "Dana", "Eli", "Fay", "Gus", "Hana", "Ivo", "June")
LAST = ("Arden", "Birch", "Cole", "Drew", "Elm", "Frost", "Grove", "Hale", "Ives", "Jung")


def rows_of(path: Path, table: str) -> list[dict[str, Any]]:
    """Return what plain TinyDB reads of a table."""
    with TinyDB(path) as plain:
        return [dict(one) for one in plain.table(table)]


def said(*arguments: str) -> Any:
    """Return what a one-line command says in JSON."""
    command = [sys.executable, "-m", "tui", *arguments, "--json"]
    run = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    return json.loads(run.stdout)


def through_the_first_run(app: Terminal) -> None:
    """Name two people, leave the third list empty, and commit to two a week."""
    app.until("1 of 4")
    app.send("Nia Osei\r")
    app.until("1 on this list")
    app.send("\r")
    app.until("2 of 4")
    app.send("Ole Lund\r")
    app.until("1 on this list")
    app.send("\r")
    app.until("3 of 4")
    app.send("\r")
    app.until("4 of 4")
    app.send("people stay")
    app.until("people stay")
    app.send("\r")
    app.until("0 of 1 person")


def log_by_name(app: Terminal, letters: str, name: str) -> None:
    """Log an outreach on the usual channel, and wait until it is saved."""
    app.send("l")
    app.until("Log an outreach")
    app.send(letters)
    app.until(f"› {name}")
    app.send("\r")
    app.until(f"Who +{name}")
    app.send("\r")
    app.until(f"● {name}")
    app.until(r"saved *$")


def test_from_the_first_run_to_a_goal_met_and_all_is_there_the_next_time(
    terminal: Open, data: Path
) -> None:
    app = terminal()
    through_the_first_run(app)
    log_by_name(app, "nia", "Nia Osei")
    log_by_name(app, "ole", "Ole Lund")
    app.until("Goal met")
    app.send("q")
    assert app.exit_code() == 0
    assert app.restored
    again = terminal()
    again.until("2 of 2 people +Goal met")
    again.until("● Nia Osei +● Ole Lund")
    again.send("3")
    again.until("Nov +● open")
    again.send("2")
    again.until("2 people")
    again.send("q")
    assert again.exit_code() == 0
    assert len(rows_of(data, "interactions")) == 2
    assert {one["name"] for one in rows_of(data, "contacts")} == {"Nia Osei", "Ole Lund"}
    assert said("week")["people"] == 2
    assert said("months")["streak"]["months"] == 1


def connections(path: Path, people: int) -> Path:
    """Write a file as LinkedIn writes it: a preamble, quotes, few emails, a nameless row."""
    rows = [
        "Notes:",
        '"When exporting your connection data, you may notice that some addresses are missing."',
        "",
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
    ]
    for at in range(people):
        first, last = FIRST[at % 10], f"{LAST[at // 10 % 10]} {at:04d}"
        email = f"{first.lower()}.{at}@example.com" if at % 9 == 0 else ""
        page = f"https://www.linkedin.com/in/{first.lower()}-{at}"
        rows.append(f'{first},{last},{page},{email},"Works, No. {at}",Maker,12 Mar 2024')
    rows.append(",,,,,,07 Feb 2022")
    path.write_text("\ufeff" + "\r\n".join(rows) + "\r\n", encoding="utf-8")
    return path


def test_a_thousand_connections_come_in_through_the_app_and_three_are_reached_out_to(
    terminal: Open, data: Path, tmp_path: Path
) -> None:
    path = connections(tmp_path / "Connections.csv", 1000)
    said("goal", "2")
    app = terminal()
    app.until("Who comes to mind")
    app.send("2")
    app.until("Nobody here yet")
    app.send("i")
    app.until("Nothing is saved")
    app.send(str(path))
    app.send("\r")
    app.until("1.?000 new, 0 updated, 0 unchanged, 1 skipped")
    app.send("\r")
    app.until("Imported 1.?000 new")
    app.until("1.?000 people")
    app.send("1")
    app.until("0 of 1 person")
    for number in ("0003", "0333", "0999"):
        app.send("l")
        app.until("Log an outreach")
        app.send(number)
        app.until(f"› .*{number}")
        app.send("\r")
        app.until(f"Who +[A-Z].*{number}")
        app.send("\r")
        app.until("Log an outreach", want=False)
        app.until(r"saved *$")
    app.until("3 people")
    app.send("q")
    assert app.exit_code() == 0
    assert len(rows_of(data, "contacts")) == 1000
    assert len(rows_of(data, "interactions")) == 3
    again = terminal()
    again.until("3 people")


def test_the_demo_saves_nothing(terminal: Open, data: Path) -> None:
    app = terminal("--demo")
    app.until("2 of 2 people")
    app.send("l")
    app.until("Log an outreach")
    app.send("\r")
    app.until("enter save")
    app.send("\r")
    app.until("3 people")
    app.send("q")
    assert app.exit_code() == 0
    assert not data.exists()


def test_keys_typed_ahead_on_a_slow_line_arrive_in_their_order(terminal: Open, demo: Path) -> None:
    app = terminal()
    app.until("2 of 2 people")
    before = len(rows_of(demo, "interactions"))
    app.send("lpri\rt\r")
    app.until("● Priya Nair")
    app.until(r"saved *$")
    assert len(rows_of(demo, "interactions")) == before + 1


def test_two_people_log_in_two_terminals_and_both_are_kept(terminal: Open, demo: Path) -> None:
    before = len(rows_of(demo, "interactions"))
    one, two = terminal(), terminal()
    for app, name in ((one, "priya"), (two, "tom oka")):
        app.until("2 of 2 people")
        app.send("l")
        app.until("Log an outreach")
        app.send(name)
        app.until("› (Priya|Tom)")
        app.send("\r")
        app.until("enter save")
    for app in (one, two):
        app.send("\r")
    for app in (one, two):
        app.until("Log an outreach", want=False)
    for app in (one, two):
        app.send("j")
        app.until("4 people")
    assert len(rows_of(demo, "interactions")) == before + 2
