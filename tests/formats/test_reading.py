from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from habit.errors import CouldNotError, RefusedError
from storage.formats import Card, Skip, read

Saved = Callable[[str, bytes | str], Path]

MIRA = "BEGIN:VCARD\nVERSION:3.0\nFN:Mira Holt\nEND:VCARD\n"
GOOGLE = "Name,Given Name,Family Name,E-mail 1 - Value\nIan Poe,Ian,Poe,ian@example.com\n"
OUTLOOK = '"Title";"Vorname";"Nachname";"Firma"\n"";"Jörg";"Weiß";"Eiche"\n'.encode("cp1252")


def zipped(name: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr(name, "nothing of use")
    return data.getvalue()


NOT_READABLE: dict[str, bytes] = {
    "empty.vcf": b"",
    "mark.vcf": b"\xef\xbb\xbf",
    "blank.vcf": b" \r\n\r\n",
    "binary.vcf": bytes(range(256)) * 40,
    "zeros.csv": bytes(5000),
    "login.vcf": b"<!DOCTYPE html>\n<html><body>Please log in</body></html>",
    "page.csv": b'<?xml version="1.0"?>\n<html lang="en"><p>First Name,Last Name</p></html>',
    "calendar.vcf": b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Tea\nEND:VEVENT\nEND:VCALENDAR\n",
    "google.csv": GOOGLE.encode(),
    "outlook.csv": OUTLOOK,
    "notes.txt": b"Call Mira.\n",
    "other.zip": zipped("Profile.csv"),
    "cut.zip": zipped("Connections.csv")[:60],
    "useless.zip": zipped("Connections.csv"),
    "huge.csv": b"x" * 3_000_000,
    "quotes.csv": b'"' * 200_001,
}


@pytest.mark.parametrize("name", NOT_READABLE)
def test_what_cannot_be_read_is_refused_in_one_sentence_that_says_what_to_do(
    saved: Saved, name: str
) -> None:
    path = saved(name, NOT_READABLE[name])
    with pytest.raises(CouldNotError) as refused:
        read(path)
    said = str(refused.value)
    assert said.startswith(name)
    assert "\n" not in said
    assert "export" in said or "unzip" in said


@pytest.mark.parametrize(
    ("name", "word"),
    [("empty.vcf", "is empty"), ("login.vcf", "web page"), ("calendar.vcf", "calendar")],
)
def test_what_a_file_is_instead_is_named(saved: Saved, name: str, word: str) -> None:
    with pytest.raises(CouldNotError, match=word):
        read(saved(name, NOT_READABLE[name]))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CouldNotError, match=r"no file .*gone\.vcf"):
        read(tmp_path / "gone.vcf")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_says_why(saved: Saved) -> None:
    path = saved("mine.vcf", MIRA)
    path.chmod(0)
    with pytest.raises(CouldNotError, match="permission"):
        read(path)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.vcf")
    with pytest.raises(CouldNotError, match="not a regular file"):
        read(tmp_path / "pipe.vcf")


def test_a_file_that_is_too_large_is_refused_before_it_is_read(saved: Saved) -> None:
    path = saved("large.vcf", MIRA)
    os.truncate(path, 3 << 20)
    with pytest.raises(CouldNotError, match="larger than 2 MB"):
        read(path, max_size=2 << 20)


@pytest.mark.parametrize("encoding", ["rot13", "nonsense", "", "idna"])
def test_an_encoding_that_is_none_is_refused(saved: Saved, encoding: str) -> None:
    with pytest.raises(RefusedError, match="encoding"):
        read(saved("people.vcf", MIRA), encoding=encoding)


@pytest.mark.parametrize("name", ["people.vcf", "people.txt", "Connections.csv", "no-ending"])
def test_a_reader_is_chosen_by_the_bytes_and_not_by_the_name(saved: Saved, name: str) -> None:
    (card,) = read(saved(name, MIRA))
    assert isinstance(card, Card)
    assert card.contact.sources[0].kind == "vcard"


def test_a_name_with_escape_sequences_is_shown_without_them(saved: Saved) -> None:
    with pytest.raises(CouldNotError) as refused:
        read(saved("bad\x1b[2J\u202e.vcf", b""))
    assert str(refused.value).startswith("bad[2J.vcf")
    (card,) = read(saved("good\x1b[2J.vcf", MIRA))
    assert card.where == "good[2J.vcf:1"


def test_where_a_card_begins_is_said_by_its_line(saved: Saved) -> None:
    found = read(saved("people.vcf", MIRA + "\n\n" + MIRA))
    assert [card.where for card in found] == ["people.vcf:1", "people.vcf:7"]


def test_progress_is_told_in_percent_that_only_rise_to_a_hundred(saved: Saved) -> None:
    told: list[int] = []
    list(read(saved("people.vcf", MIRA * 20_000), progress=told.append))
    assert told == sorted(set(told))
    assert told[-1] == 100
    assert len(told) > 5


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two people, and with everything else that may lie about in one."""
    outside = tmp_path / "outside.vcf"
    outside.write_text(MIRA.replace("Mira", "Outside"))
    folder = tmp_path / "cards"
    (folder / "inner.vcf").mkdir(parents=True)
    (folder / "inner.vcf" / "deep.vcf").write_text(MIRA.replace("Mira", "Deep"))
    (folder / "a.vcf").write_text(MIRA)
    (folder / "b.VCF").write_text(MIRA.replace("Mira", "Bo"))
    (folder / ".hidden.vcf").write_text(MIRA.replace("Mira", "Hidden"))
    (folder / "notes.txt").write_text(MIRA.replace("Mira", "Notes"))
    (folder / "link.vcf").symlink_to(outside)
    (folder / "loop.vcf").symlink_to(folder / "loop.vcf")
    (folder / "zero.vcf").symlink_to("/dev/zero")
    (folder / "empty.vcf").touch()
    os.mkfifo(folder / "pipe.vcf")
    return folder


def test_of_a_folder_each_vcard_is_read_and_nothing_else(folder: Path) -> None:
    found = list(read(folder))
    assert [one.contact.name for one in found if isinstance(one, Card)] == ["Mira Holt", "Bo Holt"]


def test_what_a_folder_holds_besides_is_skipped_with_its_reason(folder: Path) -> None:
    skipped = [one for one in read(folder) if isinstance(one, Skip)]
    assert sorted(one.where for one in skipped) == [
        "empty.vcf",
        "inner.vcf",
        "link.vcf",
        "loop.vcf",
        "pipe.vcf",
        "zero.vcf",
    ]
    assert all(one.why for one in skipped)


def test_a_folder_tells_its_progress_by_files(folder: Path) -> None:
    told: list[int] = []
    list(read(folder, progress=told.append))
    assert told[-1] == 100


@pytest.mark.parametrize("name", [None, "notes.txt", ".hidden.vcf"])
def test_a_folder_without_a_vcard_is_refused(tmp_path: Path, name: str | None) -> None:
    if name:
        (tmp_path / name).write_text(MIRA)
    with pytest.raises(CouldNotError, match=r"no \.vcf file"):
        read(tmp_path)


def test_a_folder_in_which_nothing_can_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.vcf").touch()
    with pytest.raises(CouldNotError, match=r"no \.vcf file"):
        read(tmp_path)


def test_a_large_file_is_never_held_whole(saved: Saved) -> None:
    import tracemalloc

    photo = "PHOTO;ENCODING=b:" + ("QUJD" * 18 + "\r\n ") * 200_000
    path = saved("large.vcf", f"BEGIN:VCARD\r\nFN:Mira Holt\r\n{photo}\r\nEND:VCARD\r\n")
    assert path.stat().st_size > 14_000_000
    tracemalloc.start()
    try:
        (card,) = read(path)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert isinstance(card, Card)
    assert peak < 2_000_000
