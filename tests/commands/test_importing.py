"""`reachout import`: people come in at once or not at all, and every skip is said."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tui.commands.import_ import Progress

Shell = Callable[..., Any]

LINKEDIN = (
    "Notes:\n"
    '"When exporting your connection data, you may notice that some are missing."\n'
    "\n"
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
)


def connections(path: Path, count: int) -> Path:
    """Write a file as LinkedIn exports it."""
    rows = (
        f"Person,Number {at},https://www.linkedin.com/in/person-{at},"
        f"{'' if at % 4 else f'p{at}@example.com'},Firm {at % 7},Clerk,{at % 28 + 1:02d} Mar 2024\n"
        for at in range(count)
    )
    path.write_text(LINKEDIN + "".join(rows), encoding="utf-8")
    return path


def card(name: str, *lines: str) -> str:
    return "\r\n".join(["BEGIN:VCARD", "VERSION:3.0", f"FN:{name}", *lines, "END:VCARD", ""])


def test_an_import_says_what_it_did_and_a_second_one_changes_nothing(
    do: Shell, tmp_path: Path
) -> None:
    path = str(connections(tmp_path / "Connections.csv", 12))
    first = do("import", path, "--json").json
    said = ("skipped", "warnings", "kept", "joined", "possible", "changed")
    assert first == {"new": 12, "updated": 0, "unchanged": 0, "documents": 0} | {
        name: [] for name in said
    }
    again = do("import", path)
    assert again.out.startswith("0 new · 0 updated · 12 unchanged\n")
    assert "Nothing has changed" in again.out
    assert len(do("people", "--json").json) == 12


def test_a_dry_run_says_the_same_and_writes_nothing(do: Shell, tmp_path: Path, data: Path) -> None:
    path = str(connections(tmp_path / "Connections.csv", 3))
    answer = do("import", path, "--dry-run", "--list", "Friends")
    assert answer.out.startswith("3 new")
    assert "Nothing was written" in answer.out
    assert not data.exists()


def test_what_would_be_removed_is_said_before_and_after_and_undo_brings_it_back(
    do: Shell, tmp_path: Path, data: Path
) -> None:
    path = tmp_path / "people.vcf"
    path.write_text(card("Ana Silva", "UID:1", "BDAY:1985-03-12", "ORG:Oak"))
    do("import", str(path))
    before = json.loads(data.read_text())["contacts"]
    path.write_text(card("Ana Silva", "UID:1"))
    said = do("import", str(path), "--dry-run").out
    assert "would remove 1 company and 1 birthday" in said
    assert "people.vcf:1: Ana Silva: birthday 12 March 1985" in said
    done = do("import", str(path)).out
    assert "removed 1 company and 1 birthday; reachout undo brings them back" in done
    do("undo")
    after = json.loads(data.read_text())["contacts"]
    assert [less_stamps(one) for one in after.values()] == [
        less_stamps(one) for one in before.values()
    ]


def test_each_value_that_was_not_taken_is_one_line(do: Shell, tmp_path: Path) -> None:
    path = tmp_path / "people.vcf"
    count = 25
    for at in range(count):
        do("add", f"Ana Number{at}x", "--email", f"a{at}@example.com", "--title", "Cartographer")
    path.write_text(
        "".join(
            card(f"Ana Number{at}x", f"EMAIL:a{at}@example.com", "TITLE:Head of maps")
            for at in range(count)
        )
    )
    out = do("import", str(path)).out
    line = "title is Head of maps in the file, yours stays Cartographer"
    assert out.startswith("0 new · 25 updated · 0 unchanged · 25 kept · 25 joined\n")
    assert out.count(line) == count
    (first, *_) = do("import", str(path), "--json").json["kept"]
    assert {**first, "id": ""} == {
        "id": "",
        "name": "Ana Number0x",
        "field": "title",
        "here": "Cartographer",
        "there": "Head of maps",
        "where": "people.vcf:1",
    }


def test_who_may_be_one_person_is_proposed_and_stays_two(do: Shell, tmp_path: Path) -> None:
    key = do("add", "Ana Silva", "--org", "Oak", "--json").json["id"]
    path = tmp_path / "people.vcf"
    path.write_text(card("Ana Silva", "ORG:Elm"))
    said = do("import", str(path), "--dry-run").out
    assert "Ana Silva, twice: same name, another company" in said
    (one,) = do("import", str(path), "--json").json["possible"]
    assert (one["name"], one["with"]) == ("Ana Silva", key)


def test_undo_of_an_import_leaves_the_file_as_it_was(do: Shell, tmp_path: Path, data: Path) -> None:
    do("add", "Ana Silva", "--email", "a@example.com", "--list", "Friends")
    do("add", "Tom Okafor", "--org", "Oak")
    before = less_undo(data)
    path = tmp_path / "people.vcf"
    path.write_text(
        card("Ana Silva", "UID:1", "EMAIL:a@example.com", "TEL:555 0101", "NICKNAME:Annie")
        + card("Tom Okafor", "UID:2", "ORG:Elm")
        + card("Zoë Ek", "NOTE:Met at the yard", "X-PET:dog")
    )
    do("import", str(path), "--list", "Sailors")
    assert less_undo(data) != before
    do("undo")
    assert less_undo(data) == before


def test_whom_you_forgot_does_not_come_back_with_a_card_of_ours(do: Shell, tmp_path: Path) -> None:
    key = do("add", "Ana Silva", "--json").json["id"]
    do("forget", "Ana Silva", "--yes")
    path = tmp_path / "ours.vcf"
    path.write_text(card("Ana Silva", f"UID:{key}"))
    found = do("import", str(path), "--json").json
    assert (found["new"], found["skipped"][0]["why"]) == (0, "you deleted Ana Silva here")


def less_stamps(document: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in document.items() if name != "modified"}


def less_undo(data: Path) -> str:
    """Return the text of a file without what it keeps of changes."""
    tables = json.loads(data.read_text())
    kept = {
        name: {key: less_stamps(one) for key, one in table.items()}
        for name, table in tables.items()
        if name not in ("_undo", "_gone")
    }
    return json.dumps({name: table for name, table in kept.items() if table}, indent=1)


def test_everybody_goes_on_the_list_which_is_made_if_new(do: Shell, tmp_path: Path) -> None:
    path = tmp_path / "people.vcf"
    path.write_text(card("Ana Silva", "UID:1") + card("Tom Okafor", "UID:2"))
    do("import", str(path))
    assert do("import", str(path), "--list", "Friends", "--json").json["updated"] == 2
    assert [one["lists"] for one in do("people", "--json").json] == [["Friends"], ["Friends"]]


def test_every_skip_is_said_with_its_place_and_its_reason(do: Shell, tmp_path: Path) -> None:
    path = tmp_path / "people.vcf"
    path.write_text(card("Ana Silva") + card(""))
    (skip,) = do("import", str(path), "--json").json["skipped"]
    assert list(skip) == ["where", "why"]
    assert skip["where"].startswith("people.vcf:")
    out = do("import", str(path)).out
    assert f"  {skip['where']}: {skip['why']}" in out


def test_of_many_skips_twenty_are_shown(do: Shell, tmp_path: Path) -> None:
    path = tmp_path / "people.vcf"
    path.write_text(card("Ana Silva") + card("") * 51)
    out = do("import", str(path)).out
    assert out.count("people.vcf:") == 20
    assert "and 31 more; --json lists all" in out
    assert len(do("import", str(path), "--json").json["skipped"]) == 51


def test_all_files_come_in_as_one_change(do: Shell, tmp_path: Path, data: Path) -> None:
    for name in ("Ana", "Tom"):
        (tmp_path / f"{name}.vcf").write_text(card(name))
    do("add", "Zoë")
    before = data.stat().st_ino
    files = [str(tmp_path / "Ana.vcf"), str(tmp_path / "Tom.vcf")]
    assert do("import", *files, "--json").json["new"] == 2
    assert data.stat().st_ino != before
    assert len(do("people", "--json").json) == 3


def test_one_unreadable_file_is_a_skip_and_none_readable_ends_with_one(
    shell: Shell, do: Shell, tmp_path: Path, data: Path
) -> None:
    (tmp_path / "Ana.vcf").write_text(card("Ana"))
    (tmp_path / "page.html").write_text("<html><body>log in</body></html>")
    page, missing = str(tmp_path / "page.html"), str(tmp_path / "nobody.vcf")
    answer = shell("import", page, missing)
    assert (answer.code, answer.out) == (1, "")
    assert "web page" in answer.err
    assert not data.exists()
    found = do("import", page, str(tmp_path / "Ana.vcf"), "--json").json
    assert found["new"] == 1
    assert [one["where"] for one in found["skipped"]] == ["page.html"]


def test_a_folder_means_each_vcard_in_it(do: Shell, tmp_path: Path) -> None:
    folder = tmp_path / "cards"
    folder.mkdir()
    for name in ("Ana", "Tom"):
        (folder / f"{name}.vcf").write_text(card(name))
    assert do("import", str(folder), "--json").json["new"] == 2


def test_an_encoding_can_be_said(do: Shell, shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "old.vcf"
    path.write_bytes(card("由美").encode("shift_jis"))
    do("import", str(path), "--encoding", "shift_jis")
    assert do("people", "--json").json[0]["name"] == "由美"
    assert shell("import", str(path), "--encoding", "klingon").code == 2


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_bar_shows_how_far_a_long_import_is_and_then_goes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stderr = _Terminal()
    monkeypatch.setattr(sys, "stderr", stderr)
    monkeypatch.setattr(Progress, "AFTER", 0.0)
    with Progress() as progress:
        progress.part(1, 2)(50)
        progress.comparing(10)
    shown, then, *rest = stderr.getvalue().lstrip("\r").split("\r")
    assert shown == "reading   [######################--------]  75 %"
    assert then == "comparing [###---------------------------]  10 %"
    assert [text.strip() for text in rest] == ["", ""]


def test_a_short_import_or_one_into_a_pipe_shows_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    for stderr, after in ((_Terminal(), 60.0), (io.StringIO(), 0.0)):
        monkeypatch.setattr(sys, "stderr", stderr)
        monkeypatch.setattr(Progress, "AFTER", after)
        with Progress() as progress:
            progress.part(0, 1)(50)
        assert stderr.getvalue() == ""


# What is no person, and what is too heavy

COMPANIES = """BEGIN:VCARD
VERSION:4.0
KIND:org
FN:Kestrel Rail
END:VCARD
BEGIN:VCARD
VERSION:3.0
N:;;;;
FN:Acme Pizza
ORG:Acme Pizza;
X-ABShowAs:COMPANY
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Mira Holt
PHOTO;ENCODING=b;TYPE=JPEG:QUJD
END:VCARD
"""


def test_companies_are_skipped_counted_and_listed_and_come_in_when_asked_for(
    do: Shell, tmp_path: Path
) -> None:
    path = tmp_path / "book.vcf"
    path.write_text(COMPANIES)
    said = do("import", str(path)).out.splitlines()
    assert said[0] == "1 new · 0 updated · 0 unchanged · 2 skipped"
    why = "a company, not a person; import it with --organizations"
    assert f"  book.vcf:1: Kestrel Rail: {why}" in said
    assert f"  book.vcf:6: Acme Pizza: {why}" in said
    assert [one["name"] for one in do("people", "--json").json] == ["Mira Holt"]
    assert do("import", str(path), "--organizations", "--json").json["new"] == 2
    names = [one["name"] for one in do("people", "--json").json]
    assert names == ["Acme Pizza", "Kestrel Rail", "Mira Holt"]


def test_that_photos_are_not_kept_is_said_once(do: Shell, tmp_path: Path) -> None:
    path = tmp_path / "book.vcf"
    path.write_text(COMPANIES + COMPANIES.replace("Mira Holt", "Jon Ames"))
    assert do("import", str(path), "--json").json["warnings"] == [
        "2 contacts have a photo, a sound or a key; these aren't kept"
    ]


def test_an_address_is_said_as_one_says_it_with_its_sort(do: Shell, tmp_path: Path) -> None:
    path = tmp_path / "people.vcf"
    said = []
    for sort in ("HOME", "WORK", "HOME"):
        path.write_text(card("Ana Lima", "UID:1", f"ADR;{sort}:;;Quay 5;Port;;;"))
        said.append(do("import", str(path)).out)
    was = "Ana Lima: address was Quay 5, Port (TYPE=HOME), is now Quay 5, Port (TYPE=WORK)"
    assert was in said[1]
    assert "Ana Lima: address Quay 5, Port (TYPE=HOME) is in the file but wasn't added" in said[2]
