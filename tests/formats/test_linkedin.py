from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import pytest

from habit.errors import CouldNotError
from storage.formats import Card, Skip
from storage.formats.card import profile_key
from storage.formats.linkedin import connected_on

Items = Callable[..., list[Card | Skip]]

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
MIRA = "Mira,Holt,https://www.linkedin.com/in/mira-holt,,Tide Works,Carpenter,12 Mar 2024"
JON = (
    "Jon,Ames,https://www.linkedin.com/in/jon,jon@example.com,"
    '"Oak, Inc.","The ""Fixer""",03 Jan 2023'
)
NOTES = '"When you export, some emails are missing, as you ""know"". See, for more, our pages."'


def table(*rows: str) -> str:
    return "\n".join((HEADER, *rows, ""))


def names(found: list[Card | Skip]) -> list[str]:
    return [one.contact.name for one in found if isinstance(one, Card)]


@pytest.fixture
def rows(items: Items) -> Items:
    """Read rows below a header that LinkedIn writes."""
    return lambda *them, **options: items(table(*them), "Connections.csv", **options)


def test_every_column_finds_its_place(rows: Items) -> None:
    (found,) = rows(JON)
    assert isinstance(found, Card)
    jon = found.contact
    assert (jon.name, jon.emails) == ("Jon Ames", ("jon@example.com",))
    assert jon.urls == ("https://www.linkedin.com/in/jon",)
    assert (jon.organization, jon.title) == ("Oak, Inc.", 'The "Fixer"')
    assert jon.extra == {"linkedin": {"connected": "2023-01-03"}}
    assert (jon.sources[0].kind, jon.sources[0].key) == ("linkedin", "in/jon")
    assert (found.where, found.warnings) == ("Connections.csv:2", ())


@pytest.mark.parametrize(
    "preamble",
    ["", "Notes:\n", f"Notes:\n{NOTES}\n\n", f'Notes:\n"two\nlines"\n{NOTES}\n\n\n', "\n\n\n"],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_table_is_found_below_any_preamble(
    items: Items, preamble: str, end: str, codec: str
) -> None:
    text = (preamble + table(MIRA, JON)).replace("\n", end)
    assert names(items(text.encode(codec), "Connections.csv")) == ["Mira Holt", "Jon Ames"]


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_the_columns_may_be_parted_otherwise(items: Items, delimiter: str) -> None:
    text = table(MIRA).replace(",", delimiter)
    assert names(items(text, "Connections.csv")) == ["Mira Holt"]


def test_columns_are_known_by_their_names_in_any_order(items: Items) -> None:
    (found,) = items(
        "Connected On,POSITION,last name,First Name,Shoe size\n7-Feb-22,Baker,Poe,Ian,44\n", "c.csv"
    )
    assert isinstance(found, Card)
    assert (found.contact.name, found.contact.title) == ("Ian Poe", "Baker")
    assert found.contact.extra["linkedin"] == {"connected": "2022-02-07", "Shoe size": "44"}


def test_of_two_columns_with_one_name_the_first_counts(items: Items) -> None:
    (found,) = items(
        "First Name,Last Name,Company,Company,Position\nIan,Poe,One,Two,Baker\n", "c.csv"
    )
    assert isinstance(found, Card)
    assert found.contact.organization == "One"


def test_a_closed_account_is_skipped_with_its_line(rows: Items) -> None:
    found = rows(MIRA, ",,,,,,01 Aug 2021", ",,https://www.linkedin.com/in/nobody,,,,", JON)
    assert [one for one in found if isinstance(one, Skip)] == [
        Skip("Connections.csv:3", "no name"),
        Skip("Connections.csv:4", "no name"),
    ]
    assert names(found) == ["Mira Holt", "Jon Ames"]


def test_rows_of_nothing_are_passed_over(rows: Items) -> None:
    assert names(rows("", ",,,,,,", MIRA, " , ,,,,,", "")) == ["Mira Holt"]


def test_a_header_alone_is_an_import_of_nobody(rows: Items) -> None:
    assert rows() == []


def test_half_a_name_is_a_name_and_an_email_is_one_at_need(rows: Items) -> None:
    assert names(rows("Neha,,,,,,", ",Poe,,,,,", ",,,x@example.com,,,")) == [
        "Neha",
        "Poe",
        "x@example.com",
    ]


def test_a_quote_that_is_never_closed_swallows_nobody(rows: Items) -> None:
    found = rows(MIRA, 'Ann,Lee,,,"Open Door,Chair,1 May 2020', JON, *[MIRA] * 20)
    assert names(found)[:3] == ["Mira Holt", "Ann Lee", "Jon Ames"]
    assert len(found) == 23
    assert isinstance(found[1], Card)
    assert found[1].contact.organization == "Open Door"
    assert "quotes" in found[1].warnings[0]


def test_two_open_quotes_swallow_nobody_between_them(rows: Items) -> None:
    found = rows('Ann,Lee,,,"Open,Chair,', MIRA, 'Bo,Lee,,,"Door,Chair,', JON)
    assert names(found) == ["Ann Lee", "Mira Holt", "Bo Lee", "Jon Ames"]


def test_a_quoted_field_may_hold_a_line_break(rows: Items) -> None:
    (found,) = rows('Ann,Lee,,,"Open\nDoor",Chair,1 May 2020')
    assert isinstance(found, Card)
    assert found.contact.organization == "Open Door"


def test_ragged_rows_are_read_as_far_as_they_go(rows: Items) -> None:
    found = rows("Ann,Lee", MIRA + ",more,and more")
    assert names(found) == ["Ann Lee", "Mira Holt"]
    assert isinstance(found[1], Card)
    assert "columns" in found[1].warnings[0]


def test_a_huge_field_is_cut_and_a_monstrous_one_is_skipped(rows: Items) -> None:
    found = rows(f"Ann,Lee,,,{'x' * 200_000},,", f"Bo,Lee,,,{'x' * 1_100_000},,", MIRA)
    assert names(found) == ["Ann Lee", "Mira Holt"]
    assert isinstance(found[0], Card)
    assert found[0].contact.organization == "x" * 500
    assert isinstance(found[1], Skip)
    assert found[1].where == "Connections.csv:3"


def test_one_line_in_another_encoding_spoils_no_other(items: Items) -> None:
    data = table("Zoë,Reed,,,,,").encode() + "Léa,Roy,,,,,\n".encode("cp1252")
    found = items(data, "Connections.csv")
    assert names(found) == ["Zoë Reed", "Léa Roy"]
    assert [one.guessed for one in found if isinstance(one, Card)] == [False, True]


def test_no_escape_sequence_and_no_nul_comes_in(items: Items) -> None:
    (found,) = items(table("Mi\x1b[31mra,Ho\0lt,,,\u202eeg\x9b,,").encode(), "Connections.csv")
    assert isinstance(found, Card)
    assert (found.contact.name, found.contact.organization) == ("Mi[31mra Holt", "eg")


def test_what_is_no_email_address_is_kept_on_the_side(rows: Items) -> None:
    (found,) = rows("Ann,Lee,,ann at work,,,")
    assert isinstance(found, Card)
    assert found.contact.emails == ()
    assert found.contact.extra["linkedin"] == {"email": "ann at work"}
    assert "ann at work" in found.warnings[0]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("12 Mar 2024", "2024-03-12"),
        ("03 Jan 2023", "2023-01-03"),
        ("7-Feb-22", "2022-02-07"),
        ("1 December 2020", "2020-12-01"),
        ("31 Feb 2020", "31 Feb 2020"),
        ("12 Mär 2024", "12 Mär 2024"),
        ("2024-03-12", "2024-03-12"),
    ],
)
def test_the_day_you_connected_is_read_in_english_whatever_the_machine_speaks(
    written: str, day: str
) -> None:
    assert connected_on(written) == day


@pytest.mark.parametrize(
    "url",
    [
        "https://www.linkedin.com/in/zoë-reed",
        "http://linkedin.com/in/zo%C3%AB-reed/",
        "https://de.linkedin.com/in/ZOE\u0308-Reed?trk=x#top",
        "www.linkedin.com/in/zo%c3%ab-reed/en",
    ],
)
def test_a_profile_is_known_however_its_address_is_written(url: str) -> None:
    assert profile_key(url) == "in/zoë-reed"


@pytest.mark.parametrize("url", ["", "https://example.com/in/zoe", "https://www.linkedin.com/feed"])
def test_an_address_of_no_profile_is_no_key(url: str) -> None:
    assert profile_key(url) == ""


def test_two_people_of_one_name_without_addresses_are_told_apart_by_their_day(rows: Items) -> None:
    found = rows("Ann,Lee,,,Oak,,1 May 2020", "Ann,Lee,,,Elm,,2 May 2020")
    keys = {one.contact.sources[0].key for one in found if isinstance(one, Card)}
    assert len(keys) == 2


def archive(**members: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in members.items():
            made.writestr(name.replace("__", "/").replace("_csv", ".csv"), text)
    return data.getvalue()


def encrypted() -> bytes:
    """An archive that says of its file that it has a password, as both of its heads do."""
    data = bytearray(archive(Connections_csv=table(MIRA)))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def swollen() -> bytes:
    """An archive of some KB with a file of more than may be read at once."""
    return archive(Connections_csv="x" * ((50 << 20) + 1))


def torn() -> bytes:
    """An archive of which a part of the file is another one's."""
    data = bytearray(archive(Connections_csv=table(MIRA)))
    at = data.index(b"Connections.csv") + 30
    data[at : at + 8] = bytes(8)
    return bytes(data)


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (encrypted, "sent.zip is an encrypted archive: unzip it with its password"),
        (swollen, "sent.zip has a Connections.csv of more than 50 MB in it, which is too large"),
        (torn, "sent.zip is a damaged archive: download it again"),
        (lambda: archive(Connections_csv=table(MIRA))[:90], "sent.zip is a damaged archive"),
        (
            lambda: archive(Old__Connections_csv="", New__Connections_csv=""),
            "2 files named Connections.csv (Old/Connections.csv, New/Connections.csv): unzip it",
        ),
        (archive, "sent.zip is an archive without a Connections.csv"),
        (lambda: archive(Profile_csv=""), "sent.zip is an archive without a Connections.csv"),
    ],
)
def test_an_archive_says_what_is_the_matter_with_it(
    items: Items, made: Callable[[], bytes], said: str
) -> None:
    with pytest.raises(CouldNotError, match=re.escape(said)):
        items(made(), "sent.zip")


def test_the_archive_that_linkedin_sends_is_read_as_it_is(items: Items) -> None:
    data = archive(Profile_csv="First Name\nYou\n", Basic__Connections_csv=table(MIRA))
    (found,) = items(data, "Basic_Export.zip")
    assert isinstance(found, Card)
    assert (found.contact.name, found.where) == ("Mira Holt", "Connections.csv:2")


# What LinkedIn wrote in other years, and beside it


def test_headers_without_blanks_are_known(items: Items) -> None:
    text = (
        "FirstName,LastName,EmailAddress,Company,Position,ConnectedOn,Tags\n"
        'Mira,Holt,mira@example.com,Tide Works,Carpenter,"12/3/18, 4:05 PM",boats\n'
    )
    (found,) = items(text, "Connections.csv")
    assert isinstance(found, Card)
    mira = found.contact
    assert (mira.name, mira.emails) == ("Mira Holt", ("mira@example.com",))
    assert (mira.organization, mira.title) == ("Tide Works", "Carpenter")
    assert mira.extra == {"linkedin": {"connected": "2018-12-03", "Tags": "boats"}}


@pytest.mark.parametrize("text", ["13/13/18, 4:05 PM", "3/12/18", "12/3/18, 16:05"])
def test_a_day_that_can_be_read_in_two_ways_stays_as_it_was_written(text: str) -> None:
    assert connected_on(text) == text


@pytest.mark.parametrize(
    "header",
    [
        "First Name,Last Name,Companies,Title,Email Address,Phone Numbers,Created At,Sites",
        "Source,FirstName,LastName,Companies,Title,Emails,PhoneNumbers,CreatedAt",
    ],
)
def test_the_address_book_that_linkedin_was_given_is_told_apart(items: Items, header: str) -> None:
    with pytest.raises(CouldNotError) as told:
        items(f"{header}\nMira,Holt,,,mira@example.com,,,\n", "Imported Contacts.csv")
    assert str(told.value) == (
        "Imported Contacts.csv is the address book that you once gave LinkedIn, not your "
        "connections: import the Connections.csv that came with it, or those people from where "
        "they were exported"
    )


@pytest.mark.parametrize(
    ("row", "name", "given"),
    [
        ("Mary Ann,Smith", "Mary Ann Smith", "Mary Ann"),
        ('Dr. Ana,"Lima, PhD, MBA"', "Dr. Ana Lima, PhD, MBA", "Ana"),
        ('"Ms Bo",Chen', "Ms Bo Chen", "Bo"),
        ("🚀 Lee,Wong", "🚀 Lee Wong", "Lee"),
        ("花子,山田", "山田 花子", "花子"),
        ("Cher,", "Cher", "Cher"),
        ("Priya Nair,", "Priya Nair", None),
    ],
)
def test_the_first_name_is_what_one_is_addressed_by(
    rows: Items, row: str, name: str, given: str | None
) -> None:
    (found,) = rows(f"{row},https://www.linkedin.com/in/one,,,,")
    assert isinstance(found, Card)
    assert (found.contact.name, found.contact.given) == (name, given)
