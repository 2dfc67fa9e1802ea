"""Undo, redo, backup, restore, export, forget: nothing is lost that was not meant to be."""

from __future__ import annotations

import io
import json
import os
import re
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB

Shell = Callable[..., Any]
Say = Callable[[str], None]


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def type_in(monkeypatch: pytest.MonkeyPatch) -> Say:
    """Return what types a line at the terminal, to be read by the next command."""
    return lambda line: monkeypatch.setattr(sys, "stdin", _Terminal(line))


@pytest.fixture(autouse=True)
def _no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO())


def names(do: Shell) -> list[str]:
    return [one["name"] for one in do("people", "--json").json]


def words(do: Shell, *command: str) -> list[str]:
    return [one["what"] for one in do(*command, "--list", "--json").json]


def patch(data: Path, table: str, key: str, **fields: Any) -> None:
    """Change a document as another program does."""
    tables = json.loads(data.read_text())
    tables[table][key].update(fields)
    data.write_text(json.dumps(tables))


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


# Undo and redo


def test_undo_takes_back_what_another_run_did_and_redo_brings_it_back(
    do: Shell, people: dict[str, str]
) -> None:
    do("log", "priya", "--via", "call")
    assert do("undo").out == "Took back: Priya Nair, call, Sunday.\n"
    assert do("week", "--json").json["people"] == 0
    assert do("redo").out == "Done again: Priya Nair, call, Sunday.\n"
    assert do("week", "--json").json["people"] == 1


@pytest.mark.parametrize(("at", "year"), [(10**18, "9999"), (-(10**18), "1970")])
def test_an_action_with_a_stamp_that_no_calendar_has_is_listed_all_the_same(
    do: Shell, people: dict[str, str], data: Path, at: int, year: str
) -> None:
    tables = json.loads(data.read_text())
    next(iter(tables["_undo"].values()))["at"] = at
    data.write_text(json.dumps(tables))
    assert len(do("undo", "--list").out.splitlines()) == 3
    assert year in {one["at"][:4] for one in do("undo", "--list", "--json").json}


def test_undo_answers_scripts_with_what_it_was(do: Shell, people: dict[str, str]) -> None:
    assert do("undo", "--json").json == {"what": "佐藤 由美, added", "stay": []}
    assert do("redo", "--json").json == {"what": "佐藤 由美, added", "stay": []}


def test_once_more_goes_one_step_further(do: Shell, people: dict[str, str]) -> None:
    for _ in range(3):
        do("undo")
    assert names(do) == []
    for _ in range(3):
        do("redo")
    assert len(names(do)) == 3


def test_the_list_is_newest_first_and_its_numbers_can_be_said(
    do: Shell, people: dict[str, str]
) -> None:
    assert words(do, "undo") == ["佐藤 由美, added", "Tom Okafor, added", "Priya Nair, added"]
    lines = do("undo", "--list").out.splitlines()
    assert [line[:3] for line in lines] == ["1  ", "2  ", "3  "]
    assert lines[1].endswith("Tom Okafor, added")
    do("undo", "2")
    assert names(do) == ["Priya Nair", "佐藤 由美"]
    assert words(do, "redo") == ["Tom Okafor, added"]
    assert do("redo", "1").out == "Done again: Tom Okafor, added.\n"


def test_an_action_can_be_named_by_its_id(do: Shell, people: dict[str, str]) -> None:
    (key,) = (
        one["id"]
        for one in do("undo", "--list", "--json").json
        if one["what"] == "Priya Nair, added"
    )
    do("undo", key)
    assert "Priya Nair" not in names(do)


def test_with_nothing_done_the_lists_say_so(do: Shell, data: Path) -> None:
    assert do("undo", "--list").out == "Nothing to take back.\n"
    assert do("redo", "--list").out == "Nothing to bring back.\n"
    assert do("undo", "--list", "--json").json == []
    assert not data.parent.exists()


def test_what_something_later_refers_to_is_left_and_named(
    do: Shell, people: dict[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "people.vcf"
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:{}\nUID:{}\nEND:VCARD\n"
    path.write_text(card.format("Ana Silva", 1) + card.format("Bo Li", 2))
    do("import", str(path))
    do("log", "ana", "--via", "call")
    out = do("undo", "2").out
    assert out == (
        "Took back: import, 2 new, 0 updated.\n"
        "Left in place, as something later refers to it: Ana Silva.\n"
    )
    assert "Bo Li" not in names(do)


@pytest.fixture
def clash(do: Shell, people: dict[str, str], data: Path) -> str:
    """A call that was changed by another program since; its id."""
    key: str = do("log", "priya", "--via", "call", "--json").json["id"]
    patch(data, "interactions", key, note="she moved to Porto")
    return key


CLASH = (
    "Priya Nair, call, Sunday: call with Priya Nair, Sun 22 Nov was changed again since. "
    "Go over that? reachout redo has it again."
)


def test_a_later_change_is_asked_about_and_kept_without_a_yes(
    shell: Shell, clash: str, data: Path, type_in: Say
) -> None:
    before = data.read_bytes()
    type_in("n\n")
    answer = shell("undo")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err == f"{CLASH} [y/N] reachout: nothing was changed\n"
    assert data.read_bytes() == before


def test_a_yes_goes_over_a_later_change_and_redo_has_it_again(
    shell: Shell, do: Shell, clash: str, type_in: Say
) -> None:
    type_in("y\n")
    answer = shell("undo")
    assert (answer.code, answer.out) == (0, "Took back: Priya Nair, call, Sunday.\n")
    do("redo")
    assert do("week", "--json").json["interactions"][0]["note"] == "she moved to Porto"


def test_without_a_terminal_a_clash_ends_with_the_way_to_answer_ahead(
    shell: Shell, do: Shell, clash: str, data: Path
) -> None:
    before = data.read_bytes()
    answer = shell("undo")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err == f"reachout: {CLASH} --anyway goes over it.\n"
    assert data.read_bytes() == before
    do("undo", "--anyway")
    assert do("week", "--json").json["interactions"] == []


# Backup


def test_a_backup_is_made_now_and_stays(do: Shell, people: dict[str, str], data: Path) -> None:
    out = do("backup").out
    made = Path(do("backup", "--json").json["backup"])
    assert out.startswith(f"Copied and read back: {data.parent}/backups/network-")
    assert made.read_bytes() == data.read_bytes()
    assert mode(made) == 0o600
    with TinyDB(made) as plain:
        assert len(plain.table("contacts")) == 3


def test_the_backups_are_listed_with_what_is_in_them(
    do: Shell, people: dict[str, str], data: Path
) -> None:
    do("log", "priya", "--via", "call")
    do("backup")
    (data.parent / "backups" / "network-20200101T101500.json").write_text("garbage")
    kept, first, damaged = do("backup", "--list").out.splitlines()[:3]
    assert kept.startswith("1  ")
    assert kept.endswith("3 contacts, 1 interaction  stays")
    assert first.endswith("1 contact, 0 interactions")
    assert re.search("2020 10:15 +cannot be read$", damaged)
    shapes = do("backup", "--list", "--json").json
    assert [(one["kept"], one["good"], one["contacts"]) for one in shapes] == [
        (True, True, 3),
        (False, True, 1),
        (False, False, 0),
    ]


def test_a_list_without_backups_says_where_it_looked(do: Shell, data: Path) -> None:
    assert do("backup", "--list").out == f"No backup is in {data.parent}/backups yet.\n"
    assert do("backup", "--list", "--json").json == []


def test_a_backup_goes_into_a_folder_of_choice(
    do: Shell, people: dict[str, str], tmp_path: Path
) -> None:
    folder = tmp_path / "usb"
    folder.mkdir()
    made = Path(do("backup", str(folder), "--json").json["backup"])
    assert made.parent == folder
    assert mode(made) == 0o600
    row, _, where = do("backup", "--list", str(folder)).out.splitlines()
    assert row.endswith(f"3 contacts, 0 interactions  {made.name}")
    assert str(folder) in where


# Restore


def test_a_restore_says_what_changes_and_can_be_taken_back(
    do: Shell, people: dict[str, str], data: Path
) -> None:
    do("backup")
    do("add", "Ana Silva")
    do("log", "tom", "--via", "call", "--on", "2025-11-20")
    patch(data, "contacts", people["priya"], title="Head of maps")
    do("undo", "3")
    before = names(do)
    out = do("restore", "1", "--yes").out
    assert out.startswith("1 contact comes back:\n  佐藤 由美\n")
    assert "1 contact goes, as it is not in there:\n  Ana Silva\n" in out
    assert "1 contact becomes what it was:\n  Priya Nair (title)\n" in out
    assert "call with Tom Okafor, Thu 20 Nov 2025" in out
    assert "reachout undo takes it back." in out
    assert names(do) == ["Priya Nair", "Tom Okafor", "佐藤 由美"]
    do("undo")
    assert names(do) == before
    assert do("show", "priya", "--json").json["title"] == "Head of maps"


@pytest.fixture
def later(do: Shell, people: dict[str, str]) -> None:
    """A backup of three people, and a fourth one since."""
    do("backup")
    do("add", "Ana Silva")


@pytest.mark.usefixtures("later")
def test_a_restore_is_asked_about(shell: Shell, do: Shell, type_in: Say) -> None:
    type_in("\n")
    answer = shell("restore", "1")
    assert answer.code == 1
    assert answer.out == "1 contact goes, as it is not in there:\n  Ana Silva\n"
    assert "in the place of what is there? [y/N]" in answer.err
    assert "Ana Silva" in names(do)
    type_in("yes\n")
    assert shell("restore", "1").code == 0
    assert "Ana Silva" not in names(do)


@pytest.mark.usefixtures("later")
def test_without_a_terminal_a_restore_ends_with_the_way_to_answer_ahead(
    shell: Shell, data: Path
) -> None:
    before = data.read_bytes()
    answer = shell("restore", "1", "--json")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.endswith("in the place of what is there? --yes does it.\n")
    assert data.read_bytes() == before


@pytest.mark.usefixtures("later")
def test_a_dry_run_of_a_restore_says_the_same_and_writes_nothing(do: Shell, data: Path) -> None:
    before = data.read_bytes()
    out = do("restore", "1", "--dry-run").out
    assert out == (
        "1 contact goes, as it is not in there:\n  Ana Silva\n"
        "\nNothing was written, as --dry-run asks.\n"
    )
    shape = do("restore", "1", "--dry-run", "--json").json
    assert (shape["restored"], shape["kept"]) == (False, None)
    assert shape["changes"] == {"contacts": {"comes": 0, "goes": 1, "changes": 0}}
    assert data.read_bytes() == before


@pytest.mark.usefixtures("later")
def test_a_restore_tells_scripts_where_what_was_there_is_kept(do: Shell, data: Path) -> None:
    before = data.read_bytes()
    shape = do("restore", "1", "--yes", "--json").json
    assert list(shape) == ["backup", "restored", "kept", "changes"]
    assert shape["restored"] is True
    assert Path(shape["kept"]).read_bytes() == before


@pytest.mark.usefixtures("later")
def test_a_backup_is_named_by_its_number_its_name_or_its_path(
    do: Shell, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (made,) = (data.parent / "backups").glob("*-kept.json")
    elsewhere = tmp_path / "copy.json"
    elsewhere.write_bytes(made.read_bytes())
    monkeypatch.chdir(tmp_path)
    for said in ("1", made.name, made.stem, str(made), "copy.json"):
        shape = do("restore", said, "--dry-run", "--json").json
        assert shape["changes"] == {"contacts": {"comes": 0, "goes": 1, "changes": 0}}
        assert Path(shape["backup"]).is_absolute()


def test_of_many_that_come_back_three_are_named(do: Shell, tmp_path: Path) -> None:
    contacts = {str(n): {"name": f"Person {n}" + "x" * 200} for n in range(1, 8)}
    path = tmp_path / "copy.json"
    path.write_text(json.dumps({"contacts": contacts}))
    lines = do("restore", str(path), "--dry-run").out.splitlines()
    assert lines[0] == "7 contacts come back:"
    assert [line[:10] for line in lines[1:4]] == ["  Person 1", "  Person 2", "  Person 3"]
    assert lines[4] == "  and 4 more"
    assert max(map(len, lines)) <= 80


def test_a_backup_that_says_the_same_is_not_restored(
    do: Shell, people: dict[str, str], data: Path
) -> None:
    do("backup")
    before = data.read_bytes()
    assert "there is nothing to restore" in do("restore", "1").out
    assert do("restore", "1", "--json").json["restored"] is False
    assert data.read_bytes() == before


def test_a_restore_says_who_was_forgotten_and_comes_back(
    do: Shell, people: dict[str, str], data: Path
) -> None:
    do("backup")
    do("forget", "priya", "--yes")
    out = do("restore", "1", "--yes").out
    assert "Priya Nair was deleted for good; reachout forget does that again afterwards.\n" in out


# Export, and in again


def test_an_export_is_everything_and_comes_in_again(
    do: Shell, people: dict[str, str], tmp_path: Path
) -> None:
    do("goal", "2")
    do("log", "priya", "--via", "call", "--note", "the roof")
    path = tmp_path / "network.json"
    out = do("export", "json", "-o", str(path)).out
    assert out == f"Wrote 3 contacts and 1 interaction: {path}\n"
    assert mode(path) == 0o600
    months = do("months", "--json").json
    other = ("--data", str(tmp_path / "other.json"))
    shape = do("import", str(path), "--json", *other).json
    assert list(shape)[:5] == ["new", "updated", "unchanged", "skipped", "warnings"]
    assert list(shape)[5:] == ["kept", "joined", "possible", "changed", "documents"]
    assert (shape["new"], shape["documents"]) == (3, 3)
    assert do("months", "--json", *other).json == months
    again = do("import", str(path), *other).out
    assert again == (
        "0 new · 0 updated · 3 unchanged\n"
        "Nothing has changed: everything in there is here already.\n"
    )
    do("undo", *other)
    assert do("people", "--json", *other).json == []


def test_an_import_says_what_came_beside_the_people(
    do: Shell, people: dict[str, str], tmp_path: Path
) -> None:
    do("log", "priya", "--via", "call")
    do("log", "priya", "--via", "text")
    path = tmp_path / "network.json"
    do("export", "json", "-o", str(path))
    other = ("--data", str(tmp_path / "other.json"))
    out = do("import", str(path), "--dry-run", *other).out
    assert out == (
        "3 new · 0 updated · 0 unchanged\n"
        "Beside the people: 1 setting, 2 interactions\n"
        "\nNothing was written, as --dry-run asks.\n"
    )
    assert not (tmp_path / "other.json").exists()


def test_what_differs_and_who_may_be_here_twice_is_pointed_out(
    do: Shell, people: dict[str, str], tmp_path: Path, data: Path
) -> None:
    path = tmp_path / "network.json"
    do("export", "json", "-o", str(path))
    tables = json.loads(path.read_text())
    tables["contacts"][people["tom"]] |= {"name": "Thomas Okafor", "title": "Engineer"}
    tables["contacts"]["9"] = {"name": "priya NAIR"}
    path.write_text(json.dumps(tables))
    shape = do("import", str(path), "--json").json
    assert shape["warnings"] == [
        "priya NAIR: somebody here is called so too",
        "Thomas Okafor: name, title are others in the file; yours stay",
    ]
    assert "Tom Okafor" in names(do)


def test_what_is_private_is_exported_only_when_asked_for(
    shell: Shell, do: Shell, people: dict[str, str], tmp_path: Path
) -> None:
    do("log", "priya", "--via", "call", "--note", "a secret", "--private")
    path = tmp_path / "network.json"
    answer = shell("export", "json", "-o", str(path))
    assert answer.code == 0
    assert answer.out == f"Wrote 3 contacts and 0 interactions: {path}\n"
    assert answer.err == "reachout: 1 marked private left out; --private takes them along\n"
    assert "a secret" not in path.read_text()
    shape = do("export", "json", "-o", str(path), "--json").json
    assert shape == {"file": str(path), "private_left_out": 1}
    do("export", "json", "-o", str(path), "--private")
    assert "a secret" in path.read_text()


@pytest.mark.parametrize("output", [(), ("-o", "-")])
def test_an_export_goes_to_standard_output_unless_said(
    people: dict[str, str], output: tuple[str, ...]
) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "tui", "export", "json", *output],
        capture_output=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert set(json.loads(run.stdout)["contacts"]) == set(people.values())
    assert run.stderr == b""


def test_an_export_into_a_pipe_that_closes_early_is_no_trouble(
    people: dict[str, str], data: Path
) -> None:
    tables = json.loads(data.read_text())
    tables["moods"] = {str(n): {"mood": "fine" * 100} for n in range(2000)}
    data.write_text(json.dumps(tables))
    reader, writer = os.pipe()
    os.close(reader)
    run = subprocess.run(
        [sys.executable, "-m", "tui", "export", "json"],
        stdout=writer,
        stderr=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    os.close(writer)
    assert (run.returncode, run.stderr) == (0, b"")


def test_a_calendar_is_written_over_only_by_a_calendar(
    do: Shell, shell: Shell, people: dict[str, str], tmp_path: Path
) -> None:
    do("followups", "--add", "tom", "--text", "the allotment", "--on", "friday")
    path = tmp_path / "people.ics"
    assert do("export", "ics", "-o", str(path)).out.startswith("Wrote 1 plan and 0 birthdays")
    assert do("export", "ics", "-o", str(path), "--json").json["plans"] == 1
    assert "Tom Okafor: the allotment" in path.read_text("utf-8")
    assert "there and is no export" in shell("export", "json", "-o", str(path)).err
    assert "--todo goes with ics" in shell("export", "json", "--todo").err
    assert "--private goes with json" in shell("export", "ics", "--private").err


def test_an_export_replaces_what_a_link_leads_to(
    do: Shell, people: dict[str, str], tmp_path: Path
) -> None:
    target = tmp_path / "target.json"
    target.write_text("old")
    target.chmod(0o644)
    link = tmp_path / "link.json"
    link.symlink_to(target)
    do("export", "json", "-o", str(link), "--yes")
    assert link.is_symlink()
    assert len(json.loads(target.read_text())["contacts"]) == 3
    assert mode(target) == 0o600


def test_an_export_asks_before_it_writes_over_a_file_that_is_none(
    shell: Shell, do: Shell, people: dict[str, str], tmp_path: Path
) -> None:
    letter, export = tmp_path / "letter.txt", tmp_path / "all.json"
    letter.write_text("Dear Priya")
    answer = shell("export", "json", "-o", str(letter))
    assert answer.code == 1
    assert "letter.txt is there and is no export" in answer.err
    assert letter.read_text() == "Dear Priya"
    do("export", "json", "-o", str(export))
    do("export", "json", "-o", str(export))  # an export of before is replaced without a word


# Forget


def test_forget_is_asked_about_and_says_what_is_left(
    shell: Shell, do: Shell, people: dict[str, str], data: Path, type_in: Say
) -> None:
    do("log", "priya", "--via", "call", "--note", "the roof")
    do("log", "priya", "tom", "--via", "coffee", "--note", "all about maps")
    kept = do("backup", "--json").json["backup"]
    before = do("months", "--json").json
    type_in("no\n")
    answer = shell("forget", "priya")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith("Delete Priya Nair for good? That cannot be taken back. [y/N] ")
    assert "Priya Nair" in names(do)
    type_in("y\n")
    out = shell("forget", "priya").out
    assert out == (
        "Priya Nair is deleted for good.\n"
        "Counted as before, without a word: 1 interaction with nobody else.\n"
        "Kept with all words, as others were there: "
        "coffee with Tom Okafor and someone, Sun 22 Nov.\n"
        f"Older copies hold them until newer ones take their place: 1 in {data.parent}/backups.\n"
        f"Copies that stay hold them too; delete those yourself: {kept}\n"
    )
    assert do("months", "--json").json == before
    assert "the roof" not in data.read_text()


def test_without_a_terminal_nobody_is_forgotten_unless_yes_is_said(
    shell: Shell, do: Shell, people: dict[str, str]
) -> None:
    answer = shell("forget", "priya")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err == (
        "reachout: Delete Priya Nair for good? That cannot be taken back. --yes does it.\n"
    )
    assert "Priya Nair" in names(do)
    shape = do("forget", "priya", "--yes", "--json").json
    assert list(shape) == ["name", "interactions", "shared", "named", "actions", "backups"]
    assert (shape["name"], shape["interactions"], shape["actions"]) == ("Priya Nair", 0, 1)
    assert "Priya Nair" not in names(do)


def test_nobody_is_forgotten_while_the_backups_cannot_be_looked_at(
    shell: Shell, do: Shell, people: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "iterdir", refuse)
        answer = shell("forget", "priya", "--yes")
    assert answer.code == 1
    assert "backups cannot be read, as you may not read or write there" in answer.err
    assert "Priya Nair" in names(do)


def test_who_was_forgotten_is_skipped_and_said_by_an_import(
    do: Shell, people: dict[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "network.json"
    do("export", "json", "-o", str(path))
    do("forget", "priya", "--yes")
    shape = do("import", str(path), "--json").json
    assert shape["skipped"] == [{"where": "Priya Nair", "why": "was deleted here for good"}]
    assert "  Priya Nair: was deleted here for good\n" in do("import", str(path)).out
    assert "Priya Nair" not in names(do)


# What makes no sense, and what could not be done

NONSENSE = [
    (["undo", "99"], "no action has the number 99 here: reachout undo --list shows them"),
    (["undo", "0"], "no action has the number 0 here"),
    (["undo", "yesterday"], "'yesterday' is no action: say its number in reachout undo --list"),
    (["redo", "1"], "no action has the number 1 here: reachout redo --list shows them"),
    (["backup", ""], "an empty path names no file"),
    (["backup", "nowhere"], "/nowhere: make it first"),
    (["backup", "cards.vcf"], "cards.vcf isn't a folder: name the one to copy into"),
    (["restore"], "BACKUP"),
    (["restore", ""], "say its number in reachout backup --list"),
    (["restore", "99"], "no backup has the number 99: reachout backup --list has all"),
    (["export"], "FORMAT"),
    (["export", "papyrus"], "'papyrus' is no format here: take json or ics"),
    (["export", "json", "--json"], "name the file with -o"),
    (["export", "json", "-o", ""], "an empty path names no file"),
    (["export", "json", "-o", "."], "is not an ordinary file"),
    (["export", "json", "-o", "/dev/null"], "is not an ordinary file"),
    (["export", "json", "-o", "nowhere/x.json"], "there is no folder"),
    (["export", "json", "-o", "share/network.json"], "is the data file itself"),
    (["export", "json", "-o", "link.json"], "is the data file itself"),
    (["export", "json", "-o", "share/network.json.lock"], "keeps its own files"),
    (["export", "json", "-o", "share/network.json.tmp"], "keeps its own files"),
    (["export", "json", "-o", "share/backups/x.json"], "keeps its own files"),
    (["forget"], "NAME"),
    (["forget", " "], "a name is needed"),
    (["import", "copy.json", "cards.vcf"], "import it by itself"),
    (["import", "copy.json", "--list", "Friends"], "without --list"),
]

COULD_NOT = [
    (["undo", "123456"], "there is no action 123456"),
    (["redo"], "there is nothing to bring back"),
    (["restore", "nobody.json"], "there is no file"),
    (["restore", "cards.vcf"], "is no file of reachout, or it is damaged"),
    (["restore", "."], "is not an ordinary file"),
    (["restore", "newer.json"], "has schema 99"),
    (["restore", "package.json"], "has none of the tables of reachout"),
    (["import", "newer.json"], "has schema 99"),
    (["import", "package.json"], "has none of the tables of reachout"),
    (["import", "list.json"], "is neither a vCard nor a LinkedIn Connections.csv"),
    (["import", "cut.json"], "is no file of reachout, or it is damaged"),
    (["import", "letter.rtf"], "is neither a vCard nor a LinkedIn Connections.csv"),
    (["import", "pipe"], "is not a regular file"),
    (["forget", "nobody"], "nobody here is called nobody"),
    (["forget", "a"], "fits 2 people"),
]

BESIDE = {
    "copy.json": '{"contacts": {"1": {"name": "Ana"}}}',
    "cards.vcf": "BEGIN:VCARD\nVERSION:3.0\nFN:Bo\nEND:VCARD\n",
    "newer.json": '{"_meta": {"1": {"schema": 99}}, "contacts": {}}',
    "package.json": '{"name": "left-pad", "dependencies": {}}',
    "list.json": "[1, 2]",
    "cut.json": '{"contacts": {"1": {"name": "An',
    "letter.rtf": "{\\rtf1 Dear Ana}",
}


@pytest.fixture
def desk(
    people: dict[str, str], data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A folder with the data file and what else somebody may name by mistake."""
    for name, text in BESIDE.items():
        (tmp_path / name).write_text(text)
    (tmp_path / "link.json").symlink_to(data)
    os.mkfifo(tmp_path / "pipe")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def everything(folder: Path) -> dict[str, bytes]:
    """What lies in all files of a folder, the lock aside."""
    return {
        str(path): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".lock"
    }


@pytest.mark.parametrize(
    ("command", "sentence", "code"),
    [(*one, 2) for one in NONSENSE] + [(*one, 1) for one in COULD_NOT],
)
def test_a_mistake_is_said_in_one_line_and_changes_nothing(
    shell: Shell, desk: Path, command: list[str], sentence: str, code: int
) -> None:
    before = everything(desk)
    answer = shell(*command)
    assert (answer.code, answer.out) == (code, "")
    assert answer.err.startswith("reachout: ")
    assert answer.err.count("\n") == 1
    assert sentence in answer.err
    assert everything(desk) == before


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (["undo"], "there is nothing to take back"),
        (["redo"], "there is nothing to bring back"),
        (["backup"], "there is nothing to back up"),
        (["restore", "1"], "no backup has the number 1"),
        (["export", "json"], "there is nothing to export"),
        (["export", "json", "-o", "copy.json"], "there is nothing to export"),
    ],
)
def test_where_nothing_is_yet_nothing_is_lost(
    shell: Shell,
    data: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    command: list[str],
    sentence: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    earlier = tmp_path / "copy.json"
    earlier.write_text("an earlier export")
    answer = shell(*command)
    assert answer.code in (1, 2)
    assert sentence in answer.err
    assert not data.exists()
    assert earlier.read_text() == "an earlier export"


def test_a_folder_that_may_not_be_written_is_said_plainly(
    shell: Shell, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    for place in ("disk", "locking"):
        monkeypatch.setattr(f"storage.{place}.open_private", refuse)
    before = everything(desk)
    for command in (
        ["undo"],
        ["backup"],
        ["export", "json", "-o", "x.json"],
        ["import", "copy.json"],
    ):
        answer = shell(*command)
        assert answer.code == 1
        assert "you may not read or write there" in answer.err
        assert answer.err.count("\n") == 1
    assert everything(desk) == before


def test_a_closed_folder_is_said_plainly(
    shell: Shell, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = Path.stat

    def refuse(path: Path, **how: Any) -> os.stat_result:
        if "closed" in path.parts:
            raise PermissionError(13, "Permission denied")
        return really(path, **how)

    monkeypatch.setattr(Path, "stat", refuse)
    for command in (
        ["import", "closed/x"],
        ["backup", "closed/x"],
        ["export", "json", "-o", "closed/x"],
    ):
        answer = shell(*command)
        assert (answer.code, answer.out) == (1, "")
        assert "you may not read or write there" in answer.err
        assert answer.err.count("\n") == 1


def test_words_of_a_file_from_outside_reach_the_terminal_harmless(shell: Shell, desk: Path) -> None:
    name = "\x1b[2J\x1b]0;x\x07[bold]\u202eana\x9b"
    tables = {"contacts": {"1": {"name": name}}, "\x1b[31mmoods": {"1": {name: 1}}}
    path = desk / "hostile.json"
    path.write_text(json.dumps(tables))
    said = [
        shell("import", str(path), "--dry-run"),
        shell("restore", str(path), "--dry-run"),
        shell("import", str(path)),
        shell("undo", "--list"),
        shell("backup", "--list"),
        shell("forget", "bold", "--yes"),
    ]
    assert [one.code for one in said] == [0] * 6
    text = "".join(one.out + one.err for one in said)
    assert not set(text) & set("\x1b\x07\x9b\u202e")
    assert "[bold]ana" in text


# What comes up in a commit


def test_that_no_backup_can_be_made_is_said_by_the_command_that_saved(
    shell: Shell, data: Path
) -> None:
    data.parent.mkdir()
    (data.parent / "backups").write_text("a file where the folder belongs")
    answer = shell("add", "Priya Nair")
    assert answer.code == 0
    assert "Priya Nair" in answer.out
    assert answer.err == (
        f"reachout: No backup of {data} could be made, as a part of its path is not a folder.\n"
    )
    answer = shell("doctor")
    assert answer.code == 1
    assert "takes no backup, as a part of its path is not a folder" in answer.out


# A clock that was ahead


def test_a_copy_made_by_a_clock_that_was_ahead_stands_last_and_says_so(
    do: Shell, data: Path, people: dict[str, str]
) -> None:
    (old,) = (data.parent / "backups").iterdir()
    old.rename(old.with_name("network-20991231T235959.json"))
    do("backup")
    first, second = do("backup", "--list").out.splitlines()[:2]
    assert "3 contacts" in first
    assert "1 contact," in second
    assert second.endswith("made by a clock that said 2099-12-31")
    assert [one["ahead"] for one in do("backup", "--list", "--json").json] == [False, True]
    assert "there is nothing to restore" in do("restore", "1").out


# Emptied by something else


def test_a_file_that_became_empty_braces_is_told_of_and_comes_back_with_one_command(
    shell: Shell, do: Shell, data: Path, people: dict[str, str]
) -> None:
    kept = Path(do("backup", "--json").json["backup"])
    data.write_text("{}")
    answer = shell("status")
    assert answer.code == 0
    assert f"has 0 of the 3 contacts in the backup {kept.name}" in answer.err
    assert answer.err.count("\n") == 1
    answer = shell("doctor")
    assert answer.code == 1
    assert "in order" not in answer.out
    assert f"reachout restore {kept.name} shows them and brings them back" in answer.out
    assert data.read_text() == "{}"
    shell("restore", kept.name, "--yes")
    assert set(names(do)) >= {"Priya Nair", "Tom Okafor"}
