from __future__ import annotations

import base64
from collections.abc import Callable

import pytest

from habit.model import Birthday, Contact, Phone
from storage.formats import Card, Skip

Items = Callable[..., list[Card | Skip]]
Person = Callable[..., Contact]
OneCard = Callable[..., Card]

MIRA = "BEGIN:VCARD\nVERSION:3.0\nFN:Mira Holt\nEND:VCARD\n"
JON = "BEGIN:VCARD\nVERSION:3.0\nFN:Jon Ames\nEND:VCARD\n"


def names(found: list[Card | Skip]) -> list[str]:
    return [one.contact.name for one in found if isinstance(one, Card)]


# What a card says


def test_every_field_we_have_finds_its_place(person: Person) -> None:
    mira = person(
        "FN:Mira Holt",
        "N:Holt;Mira;;;",
        "EMAIL;TYPE=INTERNET:mira@example.com",
        "TEL;TYPE=CELL:(555) 010-0100",
        "ORG:Tide Works",
        "TITLE:Carpenter",
        "BDAY:1985-03-12",
        "URL:https://example.com/mira",
        "NOTE:Met at the boat yard.",
        "CATEGORIES:boats,old friends",
        "UID:mira-1",
    )
    assert mira.name == "Mira Holt"
    assert mira.emails == ("mira@example.com",)
    assert mira.phones == (Phone("(555) 010-0100", type="mobile"),)
    assert (mira.organization, mira.title) == ("Tide Works", "Carpenter")
    assert mira.birthday == Birthday(1985, 3, 12)
    assert mira.urls == ("https://example.com/mira",)
    assert [note.text for note in mira.notes] == ["Met at the boat yard."]
    assert mira.tags == ("boats", "old friends")
    assert (mira.sources[0].kind, mira.sources[0].key) == ("vcard", "mira-1")


def test_what_has_no_field_is_kept_on_the_side_without_what_changes_at_each_export(
    person: Person,
) -> None:
    mira = person("FN:Mira Holt", "REV:20240101", "PRODID:x", "ADR;TYPE=HOME:;;Quay 5;Port;;;")
    assert mira.extra == {"vcard": [["ADR", "TYPE=HOME", ";;Quay 5;Port;;;"]]}


def test_a_parameter_that_was_quoted_for_good_reason_stays_quoted(person: Person) -> None:
    mira = person("FN:Mira Holt", 'ADR;LABEL="Quay 5: the shed; back":;;Quay 5;;;;')
    assert mira.extra["vcard"] == [["ADR", 'LABEL="Quay 5: the shed; back"', ";;Quay 5;;;;"]]


def test_a_department_a_second_company_and_a_second_title_are_kept_on_the_side(
    person: Person,
) -> None:
    mira = person("FN:Mira Holt", "ORG:Tide Works;Yard", "ORG:Guild", "TITLE:Lead", "TITLE:Chair")
    assert (mira.organization, mira.title) == ("Tide Works", "Lead")
    assert [kept[2] for kept in mira.extra["vcard"]] == ["Tide Works;Yard", "Guild", "Chair"]


def test_apple_labels_stay_with_what_they_label(person: Person) -> None:
    mira = person(
        "FN:Mira Holt",
        "item1.URL:https\\://example.com",
        "item1.X-ABLabel:_$!<HomePage>!$_",
        "item2.X-ABDATE:2010-06-05",
        "item2.X-ABLabel:_$!<Spring fair>!$_",
    )
    assert mira.urls == ("https://example.com",)
    assert mira.types == {"https://example.com": "home page"}
    assert mira.extra["vcard"] == [["X-ABDATE", "X-ABLABEL=Spring fair", "2010-06-05"]]


@pytest.mark.parametrize(
    "lines",
    [
        ("EMAIL;TYPE=HOME:b@example.com", "EMAIL;TYPE=WORK,pref:a@example.com"),
        ("EMAIL;PREF=2:b@example.com", "EMAIL;PREF=1:a@example.com"),
        ("EMAIL:b@example.com", "EMAIL;type=pref:a@example.com"),
    ],
)
def test_the_preferred_email_comes_first(person: Person, lines: tuple[str, ...]) -> None:
    assert person("FN:Mira Holt", *lines).emails == ("a@example.com", "b@example.com")


def test_the_same_email_twice_is_one(person: Person) -> None:
    mira = person("FN:Mira", "EMAIL:mira@example.com", "EMAIL:mailto:MIRA@example.com")
    assert mira.emails == ("mira@example.com",)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("tel:+1-555-010-0100", Phone("+1-555-010-0100", "+15550100100")),
        ("tel:+1-555-010-0100;ext=7", Phone("+1-555-010-0100 ext. 7")),
        ("+44 (0)20 5550 0100", Phone("+44 (0)20 5550 0100")),
        ("+15550100100", Phone("+15550100100", "+15550100100")),
        ("5550100", Phone("5550100")),
        ("ask at the desk", Phone("ask at the desk")),
    ],
)
def test_a_phone_is_kept_as_typed_and_read_only_in_one_way(
    person: Person, written: str, read: Phone
) -> None:
    assert person("FN:Mira", f"TEL;VALUE=uri;PREF=1:{written}").phones == (read,)


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["FN:", "N:Holt;Mira;Ada;Dr.;Jr."], "Mira Ada Holt Jr."),
        (["N:Holt"], "Holt"),
        (["FN: ", "N:;;;;", "NICKNAME:Mi,Mimi"], "Mi"),
        (["N:;;;;", "ORG:Tide Works;Yard"], "Tide Works"),
        (["EMAIL:mira@example.com"], "mira@example.com"),
        (["TEL:555 0100"], "555 0100"),
        (["FN:Holt, Mira", "N:Holt;Mira"], "Holt, Mira"),
    ],
)
def test_nobody_is_lost_for_want_of_a_name(person: Person, lines: list[str], name: str) -> None:
    assert person(*lines).name == name


def test_a_card_with_nothing_to_call_it_by_is_skipped_and_says_so(items: Items) -> None:
    found = items("BEGIN:VCARD\nVERSION:3.0\nNOTE:whoever this is\nEND:VCARD\n" + MIRA)
    assert found[0] == Skip("people.vcf:1", "no name, no company, no email and no phone")
    assert names(found) == ["Mira Holt"]


@pytest.mark.parametrize("kind", ["KIND:group", "X-ADDRESSBOOKSERVER-KIND:Group"])
def test_a_group_is_not_a_person(items: Items, kind: str) -> None:
    (found,) = items(f"BEGIN:VCARD\nFN:The yard\n{kind}\nMEMBER:urn:uuid:1\nEND:VCARD\n")
    assert found == Skip("people.vcf:1", "The yard: a group, not a person")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("BDAY:1985-03-12", Birthday(1985, 3, 12)),
        ("BDAY:19850312", Birthday(1985, 3, 12)),
        ("BDAY;VALUE=date:1985-03-12", Birthday(1985, 3, 12)),
        ("BDAY:1985-03-12T00:00:00Z", Birthday(1985, 3, 12)),
        ("BDAY:19850312T231000Z", Birthday(1985, 3, 12)),
        ("BDAY:--03-12", Birthday(None, 3, 12)),
        ("BDAY:--0312", Birthday(None, 3, 12)),
        ("BDAY:--0229", Birthday(None, 2, 29)),
        ("BDAY:--03", Birthday(None, 3, None)),
        ("BDAY:---12", Birthday(None, None, 12)),
        ("BDAY:1985", Birthday(1985, None, None)),
        ("BDAY:1985-03", Birthday(1985, 3, None)),
        ("BDAY:1604-03-12", Birthday(None, 3, 12)),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-12", Birthday(None, 3, 12)),
        ("BDAY;X-APPLE-OMIT-YEAR=1700:1700-03-12", Birthday(None, 3, 12)),
        ("BDAY:0000-03-12", Birthday(None, 3, 12)),
        ("BDAY:1900-01-01", Birthday(None, 1, 1)),
        ("BDAY:16040229", Birthday(None, 2, 29)),
    ],
)
def test_a_birthday_is_as_partial_as_it_was_written(
    card: OneCard, written: str, read: Birthday
) -> None:
    found = card("FN:Mira Holt", written)
    assert found.contact.birthday == read
    assert found.warnings == ()


@pytest.mark.parametrize(
    "written", ["1996-02-30", "0000-00-00", "15/04/1996", "about 1800", "1985-13", "--1301"]
)
def test_a_birthday_that_is_no_date_is_kept_as_text_and_told(card: OneCard, written: str) -> None:
    found = card("FN:Mira Holt", f"BDAY:{written}")
    assert found.contact.birthday is None
    assert found.contact.extra["vcard"] == [["BDAY", "", written]]
    assert written in found.warnings[0]


def test_a_second_way_of_writing_the_birthday_is_no_trouble(card: OneCard) -> None:
    found = card("FN:Mira", "BDAY;ALTID=1:20010801", "BDAY;ALTID=1;VALUE=text:in August")
    assert found.contact.birthday == Birthday(2001, 8, 1)
    assert found.warnings == ()


def test_what_is_no_email_address_is_kept_but_never_written_to(card: OneCard) -> None:
    found = card("FN:Mira Holt", "EMAIL:mira at example", "EMAIL:Mira <mira@example.com>")
    assert found.contact.emails == ("mira@example.com",)
    assert ["EMAIL", "", "mira at example"] in found.contact.extra["vcard"]
    assert "mira at example" in found.warnings[0]


def test_a_second_header_cannot_be_smuggled_into_an_email_address(person: Person) -> None:
    mira = person("FN:Mira\\nBcc: all", "EMAIL:mira@example.com\\nBcc: all@example.com")
    assert mira.name == "Mira Bcc: all"
    assert mira.emails == ()


@pytest.mark.parametrize(
    ("written", "urls"),
    [
        ("http://example.com", ("http://example.com",)),
        ("www.example.com/", ("www.example.com/",)),
        ("example.com:8080/a", ("example.com:8080/a",)),
        ("javascript:alert(1)", ()),
        ("file:///etc/hosts", ()),
    ],
)
def test_only_addresses_of_the_web_are_addresses(
    person: Person, written: str, urls: tuple[str, ...]
) -> None:
    assert person("FN:Mira", f"URL:{written}").urls == urls


# How it is written


def test_a_comma_that_is_not_escaped_cuts_nothing_off(person: Person) -> None:
    mira = person("FN:Holt, Mira, Dr.", "NOTE:tea, no sugar; ever", "TITLE:Owner, carpenter")
    assert mira.name == "Holt, Mira, Dr."
    assert mira.notes[0].text == "tea, no sugar; ever"
    assert mira.title == "Owner, carpenter"


def test_escapes_are_undone_and_every_other_backslash_stays(person: Person) -> None:
    mira = person("FN:Mira\\, Holt\\; Sons", "NOTE:a\\nb\\Nc\\\\d\\C:\\temp\\:", "ORG:A\\;B;C")
    assert mira.name == "Mira, Holt; Sons"
    assert mira.notes[0].text == "a\nb\nc\\d\\C:\\temp:"
    assert mira.organization == "A;B"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\r\n"])
def test_lines_may_end_in_any_way(items: Items, end: str) -> None:
    found = items((MIRA + "\n" + JON).replace("\n", end))
    assert names(found) == ["Mira Holt", "Jon Ames"]


def test_line_ends_may_be_mixed(items: Items) -> None:
    assert names(items(MIRA.replace("\n", "\r\n", 2) + JON.replace("\n", "\r"))) == [
        "Mira Holt",
        "Jon Ames",
    ]


def test_a_fold_may_part_a_character(items: Items) -> None:
    data = "BEGIN:VCARD\nFN:Zoë Ångström\nEND:VCARD\n".encode()
    at = data.index("ë".encode()) + 1
    assert names(items(data[:at] + b"\r\n " + data[at:])) == ["Zoë Ångström"]


def test_quoted_printable_may_part_a_character_and_end_before_the_end(items: Items) -> None:
    found = items(
        b"BEGIN:VCARD\nVERSION:2.1\nFN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Zo=C3=\n=AB Reed\n"
        b"NOTE;QUOTED-PRINTABLE:two=0D=0Alines=\nEND:VCARD\n" + MIRA.encode()
    )
    assert names(found) == ["Zoë Reed", "Mira Holt"]
    assert isinstance(found[0], Card)
    assert found[0].contact.notes[0].text == "two\nlines"


def test_an_address_that_ends_in_an_equals_sign_takes_no_line_with_it(person: Person) -> None:
    mira = person("URL:https://example.com/?q=", "FN:Mira Holt")
    assert (mira.name, mira.urls) == ("Mira Holt", ("https://example.com/?q=",))


def test_names_of_properties_are_in_any_case_and_grouped_or_not(items: Items) -> None:
    found = items(
        "begin:vcard\nversion:2.1\nfn:Ian Poe\nx1.email;internet:ian@example.com\nend:vcard"
    )
    assert names(found) == ["Ian Poe"]
    assert isinstance(found[0], Card)
    assert found[0].contact.emails == ("ian@example.com",)


def test_blanks_around_the_first_line_of_a_card_do_no_harm(items: Items) -> None:
    assert names(items("BEGIN : VCARD  \nFN:Mira Holt\nEND:VCARD \t\n")) == ["Mira Holt"]


def test_a_missing_end_loses_neither_this_card_nor_the_next(items: Items) -> None:
    found = items("BEGIN:VCARD\nFN:Mira Holt\n" + JON + "BEGIN:VCARD\nFN:Last One\n")
    assert names(found) == ["Mira Holt", "Jon Ames", "Last One"]
    assert [one.warnings for one in found if isinstance(one, Card)] == [
        ("its END:VCARD is missing",),
        (),
        ("its END:VCARD is missing",),
    ]


def test_stray_ends_and_garbage_between_cards_are_passed_over(items: Items) -> None:
    data = (
        b"END:VCARD\n"
        + MIRA.encode()
        + b"\0\x01 what is this: \xff\nEND:VCARD\n\0\0"
        + JON.encode()
    )
    assert names(items(data)) == ["Mira Holt", "Jon Ames"]


def test_a_byte_order_mark_before_any_card_is_passed_over(items: Items) -> None:
    assert names(items(b"\xef\xbb\xbf" + MIRA.encode() + b"\xef\xbb\xbf" + JON.encode())) == [
        "Mira Holt",
        "Jon Ames",
    ]


def test_an_assistant_inside_a_card_is_left_out_and_told(items: Items) -> None:
    found = items(
        "BEGIN:VCARD\nFN:Mira Holt\nAGENT:\nBEGIN:VCARD\nFN:A Helper\nEND:VCARD\n"
        "TITLE:Boss\nEND:VCARD\n"
    )
    assert names(found) == ["Mira Holt"]
    assert isinstance(found[0], Card)
    assert found[0].contact.title == "Boss"
    assert "AGENT" in found[0].warnings[0]


def test_five_thousand_cards_inside_each_other_are_one(items: Items) -> None:
    deep = "BEGIN:VCARD\nFN:Mira Holt\n" + "AGENT:\nBEGIN:VCARD\nFN:x\n" * 5000
    assert names(items(deep + "END:VCARD\n" * 5001 + JON)) == ["Mira Holt", "Jon Ames"]


def test_a_line_without_a_colon_is_told_with_its_number(card: OneCard) -> None:
    (said,) = card("FN:Mira Holt", "what is this").warnings
    assert said == 'line 4 without a colon left out: "what is this"'


@pytest.mark.parametrize("quotes", [1, 3, 20_001])
def test_a_quote_that_is_never_closed_loses_only_its_line(card: OneCard, quotes: int) -> None:
    found = card("FN:Mira Holt", "ADR;X=" + '"a;b:' * quotes + ":;;Quay", "TITLE:Carpenter")
    assert found.contact.name == "Mira Holt"
    assert found.contact.title == "Carpenter"


# Characters


def test_text_that_is_not_utf_8_is_read_as_was_asked_and_told(items: Items) -> None:
    data = "BEGIN:VCARD\nFN:Łucja Żak\nEND:VCARD\n".encode("cp1250")
    (found,) = items(data, encoding="cp1250")
    assert isinstance(found, Card)
    assert (found.contact.name, found.guessed) == ("Łucja Żak", True)


@pytest.mark.parametrize(
    ("charset", "name"),
    [
        ("windows-1252", "Zoë"),
        ("ISO-8859-2", "Łucja"),
        ("SHIFT_JIS", "ソ表能"),  # with a backslash's byte in each character
        ("koi8-r", "Анна"),
        ("GB18030", "张伟"),
    ],
)
def test_a_charset_that_the_card_names_is_believed(items: Items, charset: str, name: str) -> None:
    data = b"BEGIN:VCARD\nFN;CHARSET=" + charset.encode() + b":" + name.encode(charset)
    (found,) = items(data + b"\nEND:VCARD\n")
    assert isinstance(found, Card)
    assert (found.contact.name, found.guessed) == (name, False)


@pytest.mark.parametrize("charset", ["rot13", "idna", "../../etc", "unicode_escape", "none", ""])
def test_a_charset_that_is_none_is_not_believed(items: Items, charset: str) -> None:
    data = b"BEGIN:VCARD\nFN;CHARSET=" + charset.encode() + b":Zo\xeb Reed\nEND:VCARD\n"
    (found,) = items(data)
    assert isinstance(found, Card)
    assert (found.contact.name, found.guessed) == ("Zoë Reed", True)


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_read_with_and_without_its_mark(items: Items, codec: str) -> None:
    assert names(items(MIRA.replace("Mira", "Mïra").encode(codec))) == ["Mïra Holt"]


def test_no_escape_sequence_comes_in(person: Person) -> None:
    mira = person(
        "FN:Mira\x1b[31m \x1b]52;c;aGk=\x07Holt\x9b2J\x00",
        "ORG:\u202eegdirB\u200f \u2066Works",
        "URL:https://example.com/\x1b]8;;https://bad.example\x07",
    )
    held = repr(mira)
    assert mira.name == "Mira[31m ]52;c;aGk=Holt2J"
    assert not any(sign in held for sign in ("\\x1b", "\\x07", "\\x9b", "\\u202e", "\\u2066"))


def test_marks_without_end_are_cut_and_joined_emoji_stay_whole(person: Person) -> None:
    mira = person("FN:Mi" + "r" + "\u0336" * 200 + "a 👩\u200d💻")
    assert mira.name == "Mir" + "\u0336" * 4 + "a 👩\u200d💻"


@pytest.mark.parametrize("name", ["[/]", "[@click=app.quit]x[/]", "**bold** `code`", "=1+1", "-2"])
def test_markup_and_formulas_are_only_names(person: Person, name: str) -> None:
    assert person(f"FN:{name}").name == name


# Too much of everything


@pytest.mark.parametrize(
    "photo",
    [
        "PHOTO;ENCODING=b;TYPE=JPEG:{}",
        "item1.PHOTO;ENCODING=BASE64:\n{}\n",
        "PHOTO:data:image/jpeg;base64,{}",
        "X-PICTURE;ENCODING=b:{}",
        "X-PICTURE:data:image/jpeg;base64,{}",
    ],
)
@pytest.mark.parametrize("fold", ["\r\n ", "\n  ", ""])
def test_no_picture_is_held_however_it_is_written(items: Items, photo: str, fold: str) -> None:
    body = base64.b64encode(bytes(range(256)) * 40).decode()
    folded = fold.join(body[at : at + 72] for at in range(0, len(body), 72))
    (found,) = items(f"BEGIN:VCARD\nFN:Mira Holt\n{photo.format(folded)}\nTITLE:Lead\nEND:VCARD\n")
    assert isinstance(found, Card)
    assert (found.contact.title, found.contact.extra) == ("Lead", {})


@pytest.mark.parametrize(
    "line",
    [
        "PHOTO;VALUE=uri:https://example.com/mira.jpg",
        "KEY;TYPE=work;VALUE=uri:\r\n https://example.com/mira.asc",
        "item1.PHOTO:\n\thttps://example.com/\n mira.jpg",
        "KEY;VALUE=uri:openpgp4fpr:0123456789ABCDEF",
    ],
)
def test_where_a_picture_or_a_key_is_to_be_had_is_kept(items: Items, line: str) -> None:
    (found,) = items(f"BEGIN:VCARD\nFN:Mira Holt\n{line}\nTITLE:Lead\nEND:VCARD\n")
    assert isinstance(found, Card)
    ((_, _, kept),) = found.contact.extra["vcard"]
    assert kept in "".join(line.split())
    assert (found.contact.title, found.heavy) == ("Lead", False)


def test_a_body_without_folds_ends_at_the_next_property(items: Items) -> None:
    body = "\n".join(["QUJD" * 18] * 30)
    (found,) = items(f"BEGIN:VCARD\nVERSION:2.1\nPHOTO;BASE64:\n{body}\n\nFN:Mira Holt\nEND:VCARD")
    assert isinstance(found, Card)
    assert (found.contact.name, found.warnings) == ("Mira Holt", ())


@pytest.mark.parametrize("length", [65_535, 65_537, 3_000_000])
def test_a_huge_line_is_cut_and_the_next_is_read(card: OneCard, length: int) -> None:
    found = card("FN:Mira Holt", "NOTE:" + "x" * length, "TITLE:Lead")
    assert found.contact.title == "Lead"
    assert len(found.contact.notes[0].text) == min(length, 65_536)
    assert bool(found.warnings) == (length > 65_536)


def test_four_hundred_thousand_folds_are_one_line(card: OneCard) -> None:
    found = card("FN:Mira Holt", "NOTE:" + "\r\n x" * 400_000, "TITLE:Lead")
    assert found.contact.title == "Lead"
    assert set(found.contact.notes[0].text) == {"x"}


def test_a_hundred_thousand_properties_are_some(card: OneCard) -> None:
    found = card("FN:Mira Holt", *(f"X-{at}:{at}" for at in range(100_000)))
    assert len(found.contact.extra["vcard"]) < 2000
    assert "2000" in found.warnings[0]


def test_many_emails_are_a_hundred(card: OneCard) -> None:
    found = card("FN:Mira Holt", *(f"EMAIL:m{at}@example.com" for at in range(150)))
    assert len(found.contact.emails) == 100
    assert "150" in found.warnings[0]


def test_half_a_million_semicolons_are_a_name_all_the_same(person: Person) -> None:
    assert person("N:" + "Holt;Mira" + ";" * 500_000).name == "Mira Holt"


def test_what_is_kept_on_the_side_has_an_end(card: OneCard) -> None:
    found = card("FN:Mira Holt", *("X-LONG:" + "y" * 30_000 for _ in range(10)))
    assert sum(len(kept[2]) for kept in found.contact.extra["vcard"]) <= 65_536
    assert found.warnings


@pytest.mark.parametrize(
    ("uid", "other"),
    [
        (
            "urn:uuid:B8767877-B4A1-4C70-9ACC-505D3819E519",
            "b8767877-b4a1-4c70-9acc-505d3819e519",
        ),
        (" mira-1 ", "mira-1"),
    ],
)
def test_a_uid_may_be_written_in_several_ways(person: Person, uid: str, other: str) -> None:
    keys = [person("FN:Mira", f"UID:{one}").sources[0].key for one in (uid, other)]
    assert keys[0] == keys[1]


@pytest.mark.parametrize("uid", ["../../x", "CON", "x" * 5000, "\x1b[2J", "a\\nb", "{}", "💻" * 90])
def test_a_hostile_uid_is_a_short_harmless_key(person: Person, uid: str) -> None:
    key = person("FN:Mira", f"UID:{uid}").sources[0].key
    assert key.isprintable()
    assert 0 < len(key) <= 120


def test_two_long_uids_that_begin_alike_are_two_keys(card: OneCard) -> None:
    found = [card("FN:Mira", "UID:" + "x" * 5000 + end) for end in "ab"]
    assert len({one.contact.sources[0].key for one in found}) == 2
    assert found[0].warnings == ()


def test_a_warning_shows_nothing_of_a_card_that_a_terminal_would_obey(card: OneCard) -> None:
    found = card(
        "FN:Mira", "X-\x1b[2J:" + "y" * 70_000, "EMAIL:\x1b]0;x\x07 no", "BDAY:\x9b2J", "\x1bc odd"
    )
    assert len(found.warnings) == 5
    assert all(warning.isprintable() for warning in found.warnings)


def test_one_card_that_cannot_be_understood_stops_no_other(
    items: Items, monkeypatch: pytest.MonkeyPatch
) -> None:
    from storage.formats import vcard_taken

    def odd(found: object) -> None:
        raise RecursionError(found)

    monkeypatch.setattr(vcard_taken, "email_of", odd)
    found = items(MIRA + "BEGIN:VCARD\nFN:Odd\nEMAIL:odd@example.com\nEND:VCARD\n" + JON)
    assert names(found) == ["Mira Holt", "Jon Ames"]
    assert found[1] == Skip("people.vcf:5", "this card could not be understood (RecursionError)")
