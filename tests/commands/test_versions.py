"""Two machines and one file: what git could not merge, and no command that only reads mends it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from storage.conflicts import _sides
from storage.content import encode

Shell = Callable[..., Any]
READING = ("status", "week", "next", "people", "months", "goal", "followups", "doctor")


def git(where: Path, *words: str) -> int:
    """Run git as somebody who has no settings of their own."""
    who = ("-c", "user.name=Ana", "-c", "user.email=ana@example.com", "-c", "commit.gpgsign=false")
    done = subprocess.run(("git", "-C", str(where), *who, *words), capture_output=True, check=False)
    return done.returncode


Clones = Callable[..., Path]


@pytest.fixture
def clones(do: Shell, people: dict[str, str], data: Path, tmp_path: Path) -> Clones:
    """Return what logs one person in each of two clones, and merges them with git."""

    def merged(style: str, *here: tuple[str, ...], there: tuple[tuple[str, ...], ...]) -> Path:
        mine = data.parent
        (mine / ".gitignore").write_text("backups\n*.lock\n")
        git(mine, "init", "-q", "-b", "main")
        git(mine, "add", ".")
        git(mine, "commit", "-qm", "both begin here")
        other = tmp_path / "laptop"
        git(tmp_path, "clone", "-q", str(mine), str(other))
        for words in there:
            do(*words, "--data", str(other / data.name))
        git(other, "commit", "-qam", "on the laptop")
        for words in here:
            do(*words)
        git(mine, "commit", "-qam", "at the desk")
        git(mine, "fetch", "-q", str(other), "main")
        assert git(mine, "-c", f"merge.conflictStyle={style}", "merge", "FETCH_HEAD") == 1
        assert b"<<<<<<< HEAD" in data.read_bytes()
        return data

    return merged


def one_each(clones: Clones, style: str = "merge") -> Path:
    return clones(
        style, ("log", "tom", "--via", "call"), there=(("log", "priya", "--via", "email"),)
    )


def documents(path: Path, table: str) -> list[dict[str, Any]]:
    return list(json.loads(path.read_text("utf-8"))[table].values())


def everything(folder: Path) -> dict[str, bytes]:
    """Return all that lies beside the file, but what git and the lock keep for themselves."""
    return {
        str(one): one.read_bytes()
        for one in folder.rglob("*")
        if one.is_file() and ".git" not in one.parts and one.suffix != ".lock"
    }


@pytest.mark.parametrize("command", READING)
def test_a_command_that_reads_changes_no_byte_of_what_git_left(
    clones: Clones, shell: Shell, command: str
) -> None:
    path = one_each(clones)
    before = everything(path.parent)
    answer = shell(command)
    assert answer.code == 1
    assert everything(path.parent) == before
    if command != "doctor":
        assert (answer.out, answer.err) == (
            "",
            f"reachout: {path} was not touched, as it has two versions in it, between git "
            "conflict markers: reachout doctor shows it, and reachout doctor --fix merges them and "
            "keeps the file as it is now beside it.\n",
        )


@pytest.mark.parametrize(
    "words",
    [
        ("log", "tom", "--via", "call"),
        ("undo",),
        ("goal", "3"),
        ("backup",),
        ("forget", "tom", "--yes"),
    ],
)
def test_a_command_that_writes_refuses_what_git_left(
    clones: Clones, shell: Shell, words: tuple[str, ...]
) -> None:
    path = one_each(clones)
    before = everything(path.parent)
    answer = shell(*words)
    assert answer.code == 1
    assert "reachout doctor --fix merges them" in answer.err
    assert everything(path.parent) == before


@pytest.mark.parametrize("style", ["merge, held", "merge", "diff3", "zdiff3"])
def test_the_doctor_makes_one_file_of_both_and_keeps_what_git_left(
    clones: Clones, shell: Shell, do: Shell, people: dict[str, str], style: str
) -> None:
    path = one_each(clones, style.removesuffix(", held"))
    if not style.endswith("held"):  # once it counts as merged, the markers are all there is
        git(path.parent, "add", path.name)
    left = path.read_bytes()
    answer = shell("doctor", "--fix")
    assert answer.code == 0, answer
    assert "1 interaction added: email with Priya Nair" in answer.out
    assert "keeps the file as it is now beside it" in answer.out
    assert {tuple(one["people"]) for one in documents(path, "interactions")} == {
        (people["tom"],),
        (people["priya"],),
    }
    (aside,) = path.parent.glob("network.json.conflict-*")
    assert aside.read_bytes() == left
    assert str(aside) in answer.err
    assert do("doctor").out.startswith("Everything is in order: 3 contacts, 2 interactions")
    assert "two versions of git merged" in do("undo").out
    assert [list(one["people"]) for one in documents(path, "interactions")] == [[people["tom"]]]


def test_what_each_clone_did_can_be_taken_back_afterwards(
    clones: Clones, shell: Shell, do: Shell
) -> None:
    one_each(clones)
    assert shell("doctor", "--fix").code == 0
    listed = do("undo", "--list").out
    assert "Tom Okafor, call" in listed
    assert "Priya Nair, email" in listed


@pytest.mark.parametrize("is_held", [True, False], ids=["git holds all", "only the markers"])
def test_fields_that_each_clone_changed_of_one_person_are_both_there(
    clones: Clones, shell: Shell, people: dict[str, str], is_held: bool
) -> None:
    path = clones(
        "diff3", ("who", "tom", "--side", "inside"), there=(("who", "tom", "--rank", "above"),)
    )
    if not is_held:
        git(path.parent, "add", path.name)
    answer = shell("doctor", "--fix")
    assert "changed in both, and merged: Tom Okafor" in answer.out
    (tom,) = [one for one in documents(path, "contacts") if one["name"] == "Tom Okafor"]
    assert (tom["side"], tom["rank"]) == ("inside", "above")


def test_who_was_deleted_for_good_in_one_clone_is_in_neither(
    do: Shell, shell: Shell, people: dict[str, str], data: Path, tmp_path: Path
) -> None:
    other = tmp_path / "laptop.json"
    other.write_bytes(data.read_bytes())
    do("forget", "priya", "--yes", "--data", str(other))
    do("log", "priya", "--via", "call", "--note", "hello")
    mine, theirs = data.read_text("utf-8"), other.read_text("utf-8")
    data.write_text(f"<<<<<<< HEAD\n{mine}=======\n{theirs}>>>>>>> laptop\n", "utf-8")
    assert shell("doctor", "--fix").code == 0
    text = data.read_text("utf-8")
    assert "Priya" not in text
    assert "hello" not in text
    assert len(documents(data, "interactions")) == 1


def of_people(**titles: str) -> bytes:
    """Return a file in which these are called as their titles, and much is the same of all."""
    them = {
        key[1:]: {"name": title, "tags": ["maps", "trains"], "title": title}
        for key, title in titles.items()
    }
    return b"".join(encode({"_meta": {"1": {"schema": 2, "weekday": 0}}, "contacts": them}))


def test_what_git_mixed_up_between_its_markers_is_taken_from_what_it_holds(
    shell: Shell, data: Path
) -> None:
    mine = data.parent
    mine.mkdir()
    git(mine, "init", "-q", "-b", "main")
    versions = {
        "base": of_people(p10="Ana"),
        "theirs": of_people(p11="Bo"),
        "ours": of_people(p10="Ana", p12="Cy"),
    }
    for branch, text in versions.items():
        git(mine, "checkout", "-q", "-b", branch, *([] if branch == "base" else ["base"]))
        data.write_bytes(text)
        git(mine, "add", data.name)
        git(mine, "commit", "-qm", branch)
    assert git(mine, "merge", "theirs") == 1
    ours, _, _ = _sides(data.read_bytes(), data)
    mixed = json.loads(ours)["contacts"]["11"]
    assert mixed["name"] != mixed["title"], "git has mixed two people up"
    assert shell("doctor", "--fix").code == 0
    found = json.loads(data.read_bytes())["contacts"]
    assert {key: (one["name"], one["title"]) for key, one in found.items()} == {
        "11": ("Bo", "Bo"),
        "12": ("Cy", "Cy"),
    }


def test_what_a_hand_added_since_is_not_lost_for_what_git_holds(
    clones: Clones, shell: Shell
) -> None:
    path = one_each(clones)
    text = path.read_text("utf-8").replace(
        '"contacts": {', '"contacts": {\n  "77": {"name": "Zoe"},', 1
    )
    path.write_text(text, "utf-8")
    shell("doctor", "--fix")
    assert "Zoe" in {one["name"] for one in documents(path, "contacts")}
    assert len(documents(path, "interactions")) == 2


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text.replace(b"=======\n", b"=======\n=======\n"),
        lambda text: text.replace(b"<<<<<<< ", b"<<<<<<<<< "),
        lambda text: text[: text.rindex(b">>>>>>>")],
        lambda text: text.replace(b"=======\n", b"}}\n=======\n"),
    ],
)
def test_markers_that_make_no_sense_are_refused_in_one_sentence(
    clones: Clones, shell: Shell, spoil: Callable[[bytes], bytes]
) -> None:
    path = one_each(clones)
    git(path.parent, "add", path.name)  # so that the markers are all there is
    path.write_bytes(spoil(path.read_bytes()))
    before = everything(path.parent)
    for words in (("status",), ("log", "tom", "--via", "call"), ("doctor", "--fix")):
        answer = shell(*words)
        assert answer.code == 1
        assert "git conflict markers that cannot be taken apart" in answer.err
        assert answer.err.count("\n") == 1
    assert everything(path.parent) == before


def test_lines_that_end_as_on_windows_are_no_hindrance(clones: Clones, shell: Shell) -> None:
    path = one_each(clones)
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert shell("doctor", "--fix").code == 0
    assert len(documents(path, "interactions")) == 2


# A damaged file


@pytest.mark.parametrize("command", READING)
def test_a_command_that_reads_leaves_a_damaged_file_as_it_is(
    do: Shell, shell: Shell, people: dict[str, str], data: Path, command: str
) -> None:
    do("log", "tom", "--via", "call")
    data.write_bytes(data.read_bytes()[:-40])
    before = everything(data.parent)
    answer = shell(command)
    assert answer.code == 1
    assert answer.out == ""
    assert answer.err.startswith(f"reachout: {data} is damaged")
    assert "was not touched: reachout doctor --fix puts the backup of" in answer.err
    assert everything(data.parent) == before


def test_the_doctor_mends_a_damaged_file_when_it_is_asked_to(
    do: Shell, shell: Shell, people: dict[str, str], data: Path
) -> None:
    do("log", "tom", "--via", "call")
    data.write_bytes(data.read_bytes()[:-40])
    answer = shell("doctor", "--fix")
    assert answer.code == 0
    assert "took its place" in answer.err
    assert len(documents(data, "contacts")) == 3


# What stands twice


@pytest.fixture(params=["id", "table", "one line"])
def doubled(
    do: Shell, people: dict[str, str], data: Path, request: pytest.FixtureRequest
) -> tuple[Path, int]:
    """A file in which somebody is hidden, and how many documents are: by an id or a table."""
    text, priya = data.read_text("utf-8"), people["priya"]
    if request.param == "id":
        text = text.replace(f'"{people["tom"]}": {{', f'"{priya}": {{')
    else:
        text = text.replace('"contacts": {', '"contacts": {"77": {"name": "Bo"}},\n"contacts": {')
    if request.param == "one line":
        text = text.replace("\n", " ")
    data.write_text(text, "utf-8")
    return data, 1


def test_a_command_that_reads_says_what_is_hidden_and_changes_nothing(
    doubled: tuple[Path, int], shell: Shell
) -> None:
    path, count = doubled
    before = everything(path.parent)
    answer = shell("people")
    assert answer.code == 0
    assert "佐藤 由美" in answer.out
    assert answer.err == (
        f"reachout: {path} was not touched, as it has a table or an id in it that stands twice, "
        f"which hides {count} document: reachout doctor shows it, and reachout doctor --fix "
        "keeps both.\n"
    )
    assert everything(path.parent) == before


@pytest.mark.parametrize("words", [("add", "Zoe"), ("undo",), ("backup",), ("import", "x.vcf")])
def test_no_command_writes_before_what_is_hidden_is_kept(
    doubled: tuple[Path, int],
    shell: Shell,
    words: tuple[str, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path, _ = doubled
    monkeypatch.chdir(tmp_path)
    Path("x.vcf").write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Zoe\nEND:VCARD\n")
    before = everything(path.parent)
    answer = shell(*words)
    assert answer.code == 1
    assert "stands twice" in answer.err
    assert everything(path.parent) == before


def test_the_doctor_keeps_both_of_what_stands_twice(
    doubled: tuple[Path, int], shell: Shell, do: Shell
) -> None:
    path, _ = doubled
    answer = shell("doctor", "--fix")
    assert answer.code == 0, answer
    assert "keeps both" in answer.out
    names = {one["name"] for one in documents(path, "contacts")}
    assert {"Priya Nair", "Tom Okafor", "佐藤 由美"} <= names
    assert do("people").code == 0
    do("add", "Zoe")


# Copies of a sync tool

NAMES = (
    "network.sync-conflict-20261129-101112-ABCDEFG.json",
    "network (Ana's conflicted copy 2026-11-29).json",
    "network (Conflicted copy).json",
    "network (conflicted copy 2026-11-29 101112).json",
    "network_conflict-20261129-101112.json",
    "network 2.json",
    "network-DESKTOP-4F7K2.json",
    "network-Anas-MacBook-Air.json",
    "network-laptop-safeBackup-0001.json",
)


@pytest.fixture
def copied(do: Shell, people: dict[str, str], data: Path, tmp_path: Path) -> Callable[[str], Path]:
    """Return what leaves a copy of another machine beside the file, and logs somebody here."""

    def leave(name: str) -> Path:
        other = tmp_path / "other.json"
        other.write_bytes(data.read_bytes())
        do("log", "priya", "--via", "email", "--data", str(other))
        do("log", "tom", "--via", "call")
        return other.rename(data.with_name(name))

    return leave


@pytest.mark.parametrize("name", NAMES)
def test_a_copy_that_a_sync_tool_left_is_taken_in_and_put_away(
    copied: Callable[[str], Path], shell: Shell, do: Shell, data: Path, name: str
) -> None:
    copy = copied(name)
    left, before = copy.read_bytes(), data.read_bytes()
    found = shell("doctor")
    assert found.code == 1
    assert f"{name}: is a copy that a sync tool left beside the file" in found.out
    assert "takes it in (1 interaction added: email with Priya Nair, Sun 22 Nov)" in found.out
    assert data.read_bytes() == before
    assert shell("doctor", "--fix").code == 0
    assert len(documents(data, "interactions")) == 2
    assert not copy.exists()
    away = data.parent / "backups" / name
    assert away.read_bytes() == left
    assert away.stat().st_mode & 0o777 == 0o600
    assert do("doctor").out.startswith("Everything is in order")
    assert name not in do("backup", "--list").out
    assert f"{name} taken in" in do("undo").out
    assert len(documents(data, "interactions")) == 1


def test_several_copies_are_one_action_and_no_name_takes_the_place_of_another(
    copied: Callable[[str], Path], shell: Shell, do: Shell, data: Path
) -> None:
    away = data.parent / "backups" / NAMES[0]
    copied(NAMES[0])
    away.write_text("an earlier one")
    copied(NAMES[4])
    assert shell("doctor", "--fix").code == 0
    assert len(documents(data, "interactions")) == 4
    assert away.read_text() == "an earlier one"
    assert len([*away.parent.glob("network*conflict*")]) == 3
    assert "2 versions of the file merged" in do("undo").out
    assert len(documents(data, "interactions")) == 2


def test_a_copy_that_cannot_be_read_stays_where_it_is(
    do: Shell, shell: Shell, people: dict[str, str], data: Path
) -> None:
    broken, others = data.with_name(NAMES[0]), data.with_name("network 2.json")
    broken.write_text('{"contacts": {"1": {')
    others.write_text("[]")  # whose it is, nobody knows
    answer = shell("doctor", "--fix")
    assert answer.code == 1
    assert "isn't a reachout file, or it's damaged" in answer.out
    assert "network 2" not in answer.out
    assert broken.exists()
    assert others.exists()


def test_a_copy_that_was_put_away_is_named_when_somebody_is_deleted_for_good(
    copied: Callable[[str], Path], shell: Shell, do: Shell, data: Path
) -> None:
    copied(NAMES[0])
    assert shell("doctor", "--fix").code == 0
    assert str(data.parent / "backups" / NAMES[0]) in do("forget", "priya", "--yes").out


def test_each_command_that_saves_is_known_to_do_so() -> None:
    from tui.commands import COMMANDS, find
    from tui.commands.writing import _CHANGING

    saving = {
        name
        for name in COMMANDS
        for text in [Path(find(name).__file__ or "").read_text("utf-8")]
        if any(word in text for word in (".commit(", ".restore(", ".forget(", ".back_up("))
    }
    assert saving <= set(_CHANGING)


def test_the_doctor_says_that_a_merge_with_somebody_deleted_for_good_has_no_undo(
    copied: Callable[[str], Path], shell: Shell, do: Shell, data: Path
) -> None:
    copy = copied(NAMES[0])
    do("forget", "priya", "--yes", "--data", str(copy))
    answer = shell("doctor", "--fix")
    assert "this merge can't be undone" in answer.err
    assert "taken in" not in shell("undo", "--list").out


# A file of which nothing can be read


@pytest.mark.parametrize(
    ("left", "kind"),
    [('<<<<<<< HEAD\n{"contacts": {\n', "conflict"), ('{"contacts": {"1": {', "damaged")],
    ids=["markers", "damage"],
)
@pytest.mark.usefixtures("people")
def test_a_backup_can_be_put_in_the_place_of_what_cannot_be_read(
    shell: Shell, data: Path, tmp_path: Path, left: str, kind: str
) -> None:
    copy = tmp_path / "copy.json"
    copy.write_bytes(data.read_bytes())
    for one in (data.parent / "backups").iterdir():
        one.write_text("{")  # not one good backup is left
    data.write_text(left)
    said = shell("week")
    assert said.code == 1
    assert "reachout restore" in said.err
    listed = shell("backup", "--list")
    assert (listed.code, listed.err) == (0, "")
    shown = shell("restore", str(copy), "--dry-run")
    assert (shown.code, shown.err) == (0, "")
    assert "3 contacts come back" in shown.out
    assert data.read_text() == left
    answer = shell("restore", str(copy), "--yes")
    assert answer.code == 0
    assert "Restored copy.json.\n" in answer.out
    (aside,) = data.parent.glob(f"network.json.{kind}-*")
    assert aside.read_text() == left
    assert answer.err == f"reachout: {data} was replaced; what was in it is kept as {aside}.\n"
    assert json.loads(data.read_text("utf-8")) == json.loads(copy.read_text("utf-8"))
    assert shell("log", "tom", "--via", "call").code == 0
    assert shell("undo").code == 0
    assert shell("undo").out.startswith("Took back: ")  # what was done before can be, too


def test_a_file_named_as_onedrive_does_is_left_alone_if_it_is_of_somebody_else(
    do: Shell, people: dict[str, str], data: Path, tmp_path: Path
) -> None:
    stranger = tmp_path / "stranger.json"
    do("add", "Mira Holt", "--data", str(stranger))
    for name in ("network-DESKTOP-4F7K2.json", "network-Old.json"):
        data.with_name(name).write_bytes(stranger.read_bytes())
    data.with_name("network-20261122T101500.json").write_bytes(data.read_bytes())
    assert do("doctor").out.startswith("Everything is in order")
