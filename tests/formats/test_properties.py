"""What holds for any file, people and bytes, however they are made up."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from habit.changes import Hand
from habit.errors import CouldNotError
from habit.model import Contact
from habit.network import Network
from habit.text import clean, line
from storage.formats import Card, Skip, read
from storage.formats.vcard_lines import split, unescaped
from storage.importing import ImportPlan, plan

Saved = Callable[[str, bytes | str], Path]
Done = Callable[[Network, ImportPlan], Network]

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=40)
PIECES = st.sampled_from(
    [
        b"BEGIN:VCARD\n",
        b"END:VCARD\n",
        b"VERSION:2.1\n",
        b"FN:Mira Holt\n",
        b"N:;;;;\n",
        b"N;ENCODING=QUOTED-PRINTABLE;CHARSET=utf-8:Ho=C3=\n",
        b"EMAIL:mira@example.com\n",
        b"TEL:tel:+1555\n",
        b"BDAY:--0230\n",
        b"UID:1\n",
        b"UID:2\n",
        b"PHOTO;ENCODING=b:QUJD\n",
        b"AGENT:\n",
        b"NOTE;ENCODING=BASE64:%%%\n",
        b"item1.X-ABLABEL:_$!<Pet>!$_\n",
        b"item1.X-PET:dog\n",
        b'ADR;X="a:b\n',
        b" folded\n",
        b"=\n",
        b"\r\r\n",
        b"\xff\xfe",
        b"\0",
        b"First Name,Last Name,URL,Position\n",
        b'Ann,Lee,https://www.linkedin.com/in/ann,"Lead\n',
        b",,,\n",
    ]
)
FILES = st.one_of(st.binary(max_size=300), st.lists(PIECES, max_size=25).map(b"".join))


def escaped(text: str) -> str:
    """Write a value as a vCard has it."""
    return re.sub(r"([\\,;])", r"\\\1", text).replace("\n", "\\n")


@given(TEXT)
def test_what_was_escaped_comes_back(text: str) -> None:
    assert unescaped(escaped(text)) == text


@given(st.lists(TEXT, min_size=1, max_size=5), st.sampled_from(";,"))
def test_what_was_joined_comes_apart(parts: list[str], by: str) -> None:
    assert split(by.join(map(escaped, parts)), by) == parts


@given(st.text(max_size=60))
def test_any_value_comes_apart_into_all_of_itself(text: str) -> None:
    assert "".join(split(text.replace("\\", ""), ";")) == text.replace("\\", "").replace(";", "")


def folded(data: bytes, places: list[int], end: bytes) -> bytes:
    """Fold a line at these places, wherever they are."""
    cuts = sorted({place % len(data) for place in places} - {0})
    return (end + b" ").join(data[a:b] for a, b in zip([0, *cuts], [*cuts, None], strict=True))


@settings(max_examples=60)
@given(
    name=st.text(st.characters(categories=["L", "N"], codec="utf-8"), min_size=1, max_size=30),
    note=TEXT,
    places=st.lists(st.integers(8, 500), max_size=12),
    end=st.sampled_from([b"\n", b"\r\n"]),
)
def test_a_line_may_be_folded_anywhere_even_inside_a_character(
    saved: Saved, name: str, note: str, places: list[int], end: bytes
) -> None:
    lines = (f"FN:{escaped(name)}".encode(), f"NOTE:{escaped(note)}".encode())
    body = end.join(folded(one, places, end) for one in lines)
    (card,) = read(saved("folded.vcf", end.join((b"BEGIN:VCARD", body, b"END:VCARD", b""))))
    assert isinstance(card, Card)
    assert card.contact.name == line(name)
    assert [one.text for one in card.contact.notes] == [
        words for words in (clean(note, lines=True).strip(),) if words
    ]


@settings(max_examples=150)
@given(FILES)
def test_any_bytes_are_read_or_refused_in_one_sentence(saved: Saved, data: bytes) -> None:
    said, found = "", list[Card | Skip]()
    try:
        found.extend(read(saved("any.vcf", data)))
    except CouldNotError as refused:
        said = str(refused)
    assert "\n" not in said
    for one in found:
        assert one.where
        if isinstance(one, Skip):
            assert one.why
        else:
            assert one.contact.name
            assert not any(unicodedata.category(sign) == "Cc" for sign in one.contact.name)


@settings(max_examples=100)
@given(FILES)
def test_any_file_that_is_imported_twice_changes_nothing(
    saved: Saved, hand: Hand, done: Done, data: bytes
) -> None:
    path = saved("any.vcf", data)
    try:
        first = plan(Network.of({}), hand, read(path))
    except CouldNotError:
        return
    again = plan(done(Network.of({}), first), hand, read(path))
    assert (again.new, again.updated, again.change.edits) == (0, 0, ())
    assert again.unchanged == first.new


@settings(max_examples=60)
@given(FILES)
def test_a_card_that_cannot_be_read_costs_no_other_its_name(saved: Saved, data: bytes) -> None:
    good = b"\nBEGIN:VCARD\nFN:Good Person\nEND:VCARD\n"
    odd = data.replace(b"\0", b"").replace(b"\xff\xfe", b"")
    found = read(saved("mixed.vcf", good + odd + b"\nEND:VCARD\n\n" + good))
    names = [one.contact.name for one in found if isinstance(one, Card)]
    assert names[0] == names[-1] == "Good Person"
    assert names.count("Good Person") == 2


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\r\n\0"), max_size=12)


@settings(max_examples=60)
@given(st.lists(st.tuples(CELL, CELL, CELL, CELL), max_size=8))
def test_every_row_with_a_name_is_a_person_and_every_other_is_counted(
    saved: Saved, rows: list[tuple[str, str, str, str]]
) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("First Name", "Last Name", "Company", "Position"))
    writer.writerows(rows)
    found = list(read(saved("Connections.csv", text.getvalue())))
    filled = [row for row in rows if any(map(str.strip, row))]
    assert len(found) == len(filled)
    for one, (first, last, company, _) in zip(found, filled, strict=True):
        name = line(f"{first} {last}")
        if isinstance(one, Skip):
            assert (name, one.why) == ("", "no name")
        else:
            # Some scripts write the family's name first.
            assert sorted(one.contact.name.split()) == sorted(name.split())
            assert one.contact.organization == (line(company) or None)


@settings(max_examples=60)
@given(
    title=st.one_of(st.none(), CELL.map(line)),
    emails=st.sets(st.sampled_from(["a@example.com", "b@example.com", "c@example.com"])),
)
def test_what_you_edited_is_never_changed_by_a_file_that_says_something_new(
    saved: Saved, hand: Hand, done: Done, title: str | None, emails: set[str]
) -> None:
    card = "BEGIN:VCARD\nFN:Mira\nUID:1\nTITLE:{}\nEMAIL:a@example.com\nEND:VCARD\n"
    network = done(
        Network.of({}),
        plan(Network.of({}), hand, read(saved("one.vcf", card.format("Carpenter")))),
    )
    (mira,) = network.contacts.values()
    mine = Contact(
        id=mira.id,
        name="Mira Elm",
        title=title or None,
        emails=tuple(sorted(emails)),
        sources=mira.sources,
    )
    network = network.after([("contacts", mira.id, mine)])
    network = done(network, plan(network, hand, read(saved("two.vcf", card.format("Owner")))))
    (after,) = network.contacts.values()
    assert (after.name, after.emails) == (mine.name, mine.emails)
    assert after.title == ("Owner" if title == "Carpenter" else mine.title)
