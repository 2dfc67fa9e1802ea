"""Bringing people in through the dialog: what would happen first, then doing it."""

from __future__ import annotations

import asyncio
import errno
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from habit.errors import CouldNotError
from storage import formats
from tests.tui.conftest import Sit
from tests.tui.desk import Desk
from tui.dialogs import bring_in
from tui.dialogs.bring_in import completed

CONNECTIONS = """\
Notes:
"When exporting your connection data, you may notice that some email addresses are missing."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Mira,Holt,https://www.linkedin.com/in/mira-holt,mira@example.com,Tide Works,Carpenter,12 Mar 2024
Jon,Ames,https://www.linkedin.com/in/jon-ames,,"Oak, Inc.",Sailor,03 Jan 2023
,,https://www.linkedin.com/in/somebody,,,,07 Feb 2022
[/],[@click=app.quit]x[/],https://www.linkedin.com/in/markup,,[bold]Ltd[/],,08 Feb 2022
"""


@pytest.fixture
def connections(tmp_path: Path) -> Path:
    """A LinkedIn file of three people and a row without a name."""
    path = tmp_path / "Connections.csv"
    path.write_text(CONNECTIONS, encoding="utf-8")
    return path


async def ask_for(desk: Desk, path: object) -> None:
    """Open the dialog from People and read a file."""
    await desk.go("2")
    await desk.press("i")
    await desk.until("╭─ Import contacts")
    await desk.paste(str(path))
    await desk.press("enter")


async def test_a_file_is_shown_before_anything_is_kept_and_imported_on_enter(
    sit: Sit, begun: Path, connections: Path
) -> None:
    async with sit(begun) as desk:
        await ask_for(desk, connections)
        await desk.until("3 new, 0 updated, 0 unchanged, 1 skipped")
        await desk.until(r"Connections\.csv:7")
        assert desk.network.contacts == {}
        await desk.press("enter")
        await desk.until("Imported 3 new")
        await desk.until("3 people")
        assert desk.person("Jon Ames").organization == "Oak, Inc."
        assert "[/] [@click=app.quit]x[/]" in {it.name for it in desk.network.contacts.values()}


async def test_the_same_file_again_has_nothing_new(
    sit: Sit, begun: Path, connections: Path
) -> None:
    async with sit(begun) as desk:
        await ask_for(desk, connections)
        await desk.until("Enter imports")
        await desk.press("enter")
        await desk.until("Imported 3 new")
        before = desk.network
        await desk.press("i")
        await desk.until("Import contacts")
        await desk.paste(str(connections))
        await desk.press("enter")
        await desk.until("0 new, 0 updated, 3 unchanged.*")
        await desk.until("There is nothing")
        await desk.press("enter")
        assert desk.network is before


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("missing.csv", None, "There is no file"),
        ("notes.txt", b"a list of things to buy\n", "neither a vCard nor a LinkedIn"),
        ("picture.vcf", bytes(range(256)) * 4, "neither a vCard nor a LinkedIn"),
        ("empty.csv", b"", "is empty"),
    ],
)
async def test_a_wrong_file_is_refused_in_a_sentence_and_another_can_be_named(
    sit: Sit, begun: Path, connections: Path, *, name: str, content: bytes | None, sentence: str
) -> None:
    wrong = connections.with_name(name)
    if content is not None:
        wrong.write_bytes(content)
    async with sit(begun) as desk:
        await ask_for(desk, wrong)
        await desk.until(sentence)
        assert "Enter imports" not in desk.text
        await desk.press("ctrl+u")
        await desk.paste(str(connections))
        await desk.press("enter")
        await desk.until("3 new")


async def test_another_path_typed_after_reading_has_to_be_read_first(
    sit: Sit, begun: Path, connections: Path
) -> None:
    async with sit(begun) as desk:
        await ask_for(desk, connections)
        await desk.until("Enter imports")
        await desk.press("backspace", "enter")
        await desk.until("Enter imports", want=False)
        assert desk.network.contacts == {}


async def test_tab_completes_the_path_as_a_shell_does(
    sit: Sit, begun: Path, connections: Path
) -> None:
    async with sit(begun) as desk:
        await desk.go("2")
        await desk.press("i")
        await desk.until("Import contacts")
        await desk.paste(str(connections.parent / "Conn"))
        await desk.press("tab", "enter")
        await desk.until("3 new")


@pytest.mark.parametrize("key", ["enter", "tab"])
async def test_a_path_that_can_be_none_is_said_and_another_can_be_typed(
    sit: Sit, begun: Path, connections: Path, key: str
) -> None:
    async with sit(begun) as desk:
        await desk.go("2")
        await desk.press("i")
        await desk.until("Import contacts")
        for typed, said in (
            ("~nobody-here/", "here is no user nobody"),
            ("x" * 256 + "/", "is too long for a path"),
            ("/dev/null/x/", "leads through"),
            ("/tmp/" + "x/" * 3000, "is too long for a path"),
        ):
            await desk.paste(typed)
            await desk.press(key)
            await desk.until(said)
            await desk.press("ctrl+u")
        await desk.paste(str(connections))
        await desk.press("enter")
        await desk.until("3 new")


async def test_a_folder_that_one_may_not_enter_is_said(
    sit: Sit, begun: Path, connections: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = Path.stat

    def refuse(path: Path, **how: Any) -> os.stat_result:
        if "closed" in path.parts:
            raise PermissionError(errno.EACCES, "Permission denied")
        return really(path, **how)

    monkeypatch.setattr(Path, "stat", refuse)
    for key in ("enter", "tab"):
        async with sit(begun) as desk:
            await desk.go("2")
            await desk.press("i")
            await desk.until("Import contacts")
            await desk.paste(str(connections.parent / "closed" / "x.csv"))
            await desk.press(key)
            await desk.until("cannot be looked at")


def test_a_home_and_what_is_in_it_are_completed(home: Path, tmp_path: Path) -> None:
    (home / "cards").mkdir()
    assert completed("~") == "~/"
    assert completed("~/ca") == "~/cards/"
    (tmp_path / "b.vcf").touch()
    assert completed(f"{tmp_path}/") == f"{tmp_path}/b.vcf"
    assert completed(f"{tmp_path}/z") == f"{tmp_path}/z"
    assert completed(f"{tmp_path}/nowhere/z") == f"{tmp_path}/nowhere/z"


def test_a_name_that_cannot_be_typed_is_said_rather_than_changed(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/Jos\xe9.vcf")).touch()
    with pytest.raises(CouldNotError, match=r"Jos\\xe9.vcf has something in its name"):
        completed(f"{tmp_path}/J")


async def test_escape_imports_nobody(sit: Sit, begun: Path, connections: Path) -> None:
    async with sit(begun) as desk:
        await ask_for(desk, connections)
        await desk.until("Enter imports")
        await desk.press("escape")
        await desk.until("Import contacts", want=False)
        assert desk.network.contacts == {}


async def test_everything_that_was_exported_comes_in_and_one_key_takes_it_back(
    sit: Sit, begun: Path, made_up: Path
) -> None:
    async with sit(begun) as desk:
        await ask_for(desk, made_up)
        await desk.until("Everything of a network: 62 new contacts")
        await desk.press("enter")
        await desk.until("Imported 62 new contacts. u takes it back")
        await desk.until("60 people")
        await desk.press("u")
        await desk.until("Nobody here yet")


async def test_a_json_file_of_something_else_is_refused_in_a_sentence(
    sit: Sit, demo: Path, tmp_path: Path
) -> None:
    path = tmp_path / "x.json"
    path.write_text('{"a": 1}')
    async with sit(demo) as desk:
        await desk.press("2", "i", *str(path), "enter")
        await desk.until("none of the tables of reachout|no file of reachout")


def cards(path: Path, *lines: str, count: int = 30) -> Path:
    """Write a vCard file of people of whom each has these lines."""
    path.write_text(
        "".join(
            "\n".join(("BEGIN:VCARD", f"UID:u{at}", f"FN:Ana Number{at}x", *lines, "END:VCARD", ""))
            for at in range(count)
        )
    )
    return path


async def test_what_would_be_removed_and_kept_is_said_line_by_line_and_read_again_afterwards(
    sit: Sit, begun: Path, tmp_path: Path
) -> None:
    path = cards(tmp_path / "a.vcf", "BDAY:1985-03-12", "TITLE:Lead")
    async with sit(begun) as desk:
        await ask_for(desk, path)
        await desk.until("30 new, 0 updated, 0 unchanged. Enter imports")
        await desk.press("enter")
        await desk.until("Imported 30 new")
        await ask_again(desk, cards(path, "TITLE:Owner"))
        await desk.until("0 new, 30 updated, 0 unchanged. Enter imports")
        await desk.until("would remove 30 birthdays")
        await desk.until("Ana Number3x: birthday 12 March 1985")
        assert "title was Lead" not in desk.text
        await desk.press(*["pagedown"] * 20)
        await desk.until("Ana Number29x: title was Lead, is now Owner")
        await desk.press("enter")
        await desk.until("removed 30 birthdays. u takes it back")
        await desk.press("i")
        await desk.until("The last import")
        await desk.until("removed 30 birthdays; u brings them back")
        await desk.press(*["down"] * 20)
        await desk.until("Ana Number29x: title was Lead, is now Owner")
        await desk.press("escape", "u")
        await desk.until("Import contacts", want=False)
        assert all(one.birthday for one in desk.network.contacts.values())


async def ask_again(desk: Desk, path: object) -> None:
    """Open the dialog where one is and read a file."""
    await desk.press("i")
    await desk.until("╭─ Import contacts")
    await desk.paste(str(path))
    await desk.press("enter")


async def test_a_long_file_says_how_far_it_is_and_can_be_stopped_with_nothing_half_done(
    sit: Sit, begun: Path, connections: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads, goes_on = formats.read, threading.Event()
    gave_up = threading.Event()

    def slowly(path: Path, *, progress: Callable[[int], None], **options: Any) -> Iterator[Any]:
        yield from reads(path, **options)
        progress(40)
        goes_on.wait()
        try:
            progress(41)
        except Exception:
            gave_up.set()
            raise

    monkeypatch.setattr(formats, "read", slowly)
    monkeypatch.setattr(bring_in, "_PATIENCE", 0)
    async with sit(begun) as desk:
        await ask_for(desk, connections)
        await desk.until("reading, 40 %. esc stops it")
        await desk.press("escape")
        await desk.until("Stopped. Nothing was saved.")
        goes_on.set()
        await asyncio.to_thread(gave_up.wait)
        assert desk.network.contacts == {}
        await desk.press("enter")
        await desk.until("3 new, 0 updated, 0 unchanged, 1 skipped")
        await desk.press("enter")
        await desk.until("Imported 3 new")
