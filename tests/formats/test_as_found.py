"""Cards as programs really write them: nothing is lost to a line that ends oddly."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from habit.model import Contact
from storage.formats import Card, Skip

Items = Callable[..., list[Card | Skip]]
Person = Callable[..., Contact]
OneCard = Callable[..., Card]


def one_of(found: list[Card | Skip]) -> Contact:
    (card,) = found
    assert isinstance(card, Card), card
    return card.contact


def old(items: Items, *lines: str) -> Contact:
    """Read the one card of vCard 2.1 that these lines make up."""
    text = "\r\n".join(("BEGIN:VCARD", "VERSION:2.1", *lines, "END:VCARD", ""))
    return one_of(items(text))


# Quoted-printable


@pytest.mark.parametrize("between", [(), ("",), ("", "")])
@pytest.mark.parametrize("next_line", ["TEL;CELL:+1 555 0101", "TEL:+1 555 0101"])
def test_a_soft_break_at_the_end_of_a_value_does_not_take_the_next_property_in(
    items: Items, between: tuple[str, ...], next_line: str
) -> None:
    name = "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=90=D0=BD=D0=BD=D0=B0="
    anna = old(items, name, *between, next_line)
    assert (anna.name, [one.raw for one in anna.phones]) == ("Анна", ["+1 555 0101"])


def test_a_card_in_small_letters_goes_on_in_small_letters(items: Items) -> None:
    mira = old(
        items, "fn;quoted-printable:Mira Holt=", "tel;cell:555 0101", "note;quoted-printable:Hi="
    )
    assert (mira.name, [one.raw for one in mira.phones]) == ("Mira Holt", ["555 0101"])


@pytest.mark.parametrize(
    "next_line", ["X-SKYPE:mira", "item1.X-ABDATE:2010-06-05", "ADR;HOME:;;Quay 5;;;;", "NOTE:Hi"]
)
def test_after_an_empty_line_any_property_begins_anew(items: Items, next_line: str) -> None:
    mira = old(items, "FN:Mira Holt", "ORG;QUOTED-PRINTABLE:Acme=", "", next_line)
    assert mira.organization == "Acme"
    assert mira.extra or mira.notes


@pytest.mark.parametrize(
    ("lines", "note"),
    [
        (("one =", "", "two"), "one two"),
        (("one=0D=0A=", "TEL: ask Tom"), "one\nTEL: ask Tom"),
        (("one=0D=0A=", "TEL:555"), "one\nTEL:555"),
        (("the key is =", "NOTE: see below"), "the key is NOTE: see below"),
        (("Tel=", "Aviv"), "TelAviv"),
        (("one=0D=0A=", "=0D=0A=", "two"), "one\n\ntwo"),
    ],
)
def test_text_goes_on_after_a_soft_break_also_where_it_looks_a_little_like_a_property(
    items: Items, lines: tuple[str, ...], note: str
) -> None:
    first, *rest = lines
    mira = old(items, "FN:Mira Holt", f"NOTE;ENCODING=QUOTED-PRINTABLE:{first}", *rest)
    assert mira.notes[0].text == note
    assert mira.phones == ()


def test_a_fold_after_a_soft_break_is_no_blank(items: Items) -> None:
    mira = old(
        items,
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:H=C3=B6=",
        " lt;Mi=",
        " ra;;;",
        "ORG;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Bj=C3=",
        " =B6rk Works",
        "TITLE;QUOTED-PRINTABLE:Carpen=",
        " ter",
    )
    assert (mira.name, mira.organization, mira.title) == ("Mira Hölt", "Björk Works", "Carpenter")


def test_a_blank_that_a_full_line_was_parted_before_is_kept(items: Items) -> None:
    full = "NOTE;ENCODING=QUOTED-PRINTABLE:" + "Met on the ferry to Port, all of us" + " at six="
    assert len(full) == 74
    mira = old(items, "FN:Mira Holt", full, " today, and then at the fair")
    assert mira.notes[0].text.endswith("at six today, and then at the fair")
    mixed = ("NOTE;QUOTED-PRINTABLE:one=", " two =", "three")
    assert old(items, "FN:Mira", *mixed).notes[0].text == "one two three"


# Characters


def test_one_bad_byte_costs_one_character_and_not_the_whole_value(items: Items) -> None:
    note = "Zoë and Łucja met at the café".encode()
    data = b"BEGIN:VCARD\nFN:Mira\nNOTE:" + note.replace(b"met", b"m\xfft") + b"\nEND:VCARD\n"
    (found,) = items(data)
    assert isinstance(found, Card)
    assert found.contact.notes[0].text == "Zoë and Łucja m\ufffdt at the café"
    assert found.guessed


@pytest.mark.parametrize("value", [b"Zo=C3=AB caf=C3", b"Zo\xc3\xab caf\xc3"])
def test_what_declares_itself_utf_8_stays_utf_8(items: Items, value: bytes) -> None:
    encoded = b";ENCODING=QUOTED-PRINTABLE" if b"=" in value else b""
    data = b"BEGIN:VCARD\nFN;CHARSET=UTF-8" + encoded + b":" + value + b"\nEND:VCARD\n"
    assert one_of(items(data)).name == "Zoë caf\ufffd"


def test_latin_letters_alone_are_still_read_as_was_asked(items: Items) -> None:
    data = "BEGIN:VCARD\nFN:José Núñez\nEND:VCARD\n".encode("cp1252")
    assert one_of(items(data)).name == "José Núñez"


def test_text_in_a_charset_that_was_asked_for_is_not_taken_for_utf_8(items: Items) -> None:
    data = "BEGIN:VCARD\nFN:山田 花子\nEND:VCARD\n".encode("shift_jis")
    assert one_of(items(data, encoding="shift_jis")).name == "山田 花子"


# Backslashes


def test_backslashes_of_an_old_card_stay(items: Items) -> None:
    mira = old(items, "FN:Mira", r"NOTE:in C:\work\new\notes", r"N:Holt\;Vale;Mira", r"ORG:A\;B;C")
    assert mira.notes[0].text == r"in C:\work\new\notes"
    assert mira.organization == "A;B"
    assert old(items, r"N:Holt\;Vale;Mira").name == "Mira Holt;Vale"
    assert old(items, "FN:Mira", r"CATEGORIES:a\,b,c").tags == ("a,b", "c")


def test_backslashes_of_a_newer_card_escape(person: Person) -> None:
    assert person("FN:Mira", r"NOTE:one\ntwo\, three").notes[0].text == "one\ntwo, three"


# A card inside a card


@pytest.mark.parametrize("begin", ["AGENT:BEGIN:VCARD", "item1.AGENT;X=1: begin:vcard "])
def test_an_assistant_whose_card_begins_on_the_line_takes_nothing_from_the_boss(
    items: Items, begin: str
) -> None:
    found = items(
        f"BEGIN:VCARD\nFN:Mira Holt\n{begin}\nFN:A Helper\nTEL:5550199\nEND:VCARD\n"
        "TEL:5550101\nEND:VCARD\nBEGIN:VCARD\nFN:Jon Ames\nEND:VCARD\n"
    )
    cards = [one for one in found if isinstance(one, Card)]
    assert [one.contact.name for one in cards] == ["Mira Holt", "Jon Ames"]
    assert [phone.raw for phone in cards[0].contact.phones] == ["5550101"]
    assert "AGENT" in cards[0].warnings[0]


# Names and titles


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("N:山田;花子;;;", "山田 花子"),
        ("N:김;민준;;;", "김 민준"),
        ("N:Yamada;Hanako;;;", "Hanako Yamada"),
        ("N:Nagy;Anna;;;", "Anna Nagy"),
        ("N:山田;;;;", "山田"),
    ],
)
def test_without_a_full_name_the_family_comes_first_where_it_is_written_so(
    person: Person, written: str, name: str
) -> None:
    assert person(written).name == name


def test_a_role_is_the_title_where_there_is_none(person: Person) -> None:
    assert person("FN:Mira", "ROLE:Carpenter").title == "Carpenter"
    both = person("FN:Mira", "ROLE:Carpenter", "TITLE:Head of the yard")
    assert both.title == "Head of the yard"
    assert both.extra["vcard"] == [["ROLE", "", "Carpenter"]]


# Pictures


@pytest.mark.parametrize(
    "line",
    ["PHOTO;VALUE=uri:https://example.com/mira.jpg", "KEY;VALUE=uri:https://example.com/key.asc"],
)
def test_where_a_picture_or_a_key_lies_is_kept(card: OneCard, line: str) -> None:
    found = card("FN:Mira Holt", line)
    head, _, address = line.partition(":")
    name, params = head.split(";")
    assert found.contact.extra["vcard"] == [[name, params, address]]
    assert not found.heavy


@pytest.mark.parametrize(
    "lines",
    [
        ("PHOTO;ENCODING=b;TYPE=JPEG:QUJD", " QUJD"),
        ("PHOTO:data:image/png;base64,QUJD",),
        ("item1.LOGO;BASE64:", " QUJD"),
        ("X-MS-CARDPICTURE;ENCODING=BASE64:QUJD",),
        ("X-PICTURE:data:image/png;base64,QUJD",),
    ],
)
def test_a_picture_itself_is_not_kept_and_that_is_known(
    card: OneCard, lines: tuple[str, ...]
) -> None:
    found = card("FN:Mira Holt", *lines, "TITLE:Carpenter")
    assert found.heavy
    assert (found.contact.extra, found.contact.title) == ({}, "Carpenter")
