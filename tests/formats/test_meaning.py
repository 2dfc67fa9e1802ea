"""What a card means: days of a life, who is no person, sorts of addresses, first names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from habit.model import Birthday, Contact, Phone
from storage.formats import Card, Skip, read

Items = Callable[..., list[Card | Skip]]
Person = Callable[..., Contact]
OneCard = Callable[..., Card]


# Days


@pytest.mark.parametrize(
    ("written", "birthday"),
    [
        ("BDAY:19560411230000", Birthday(1956, 4, 11)),
        ("BDAY:19560411T230000+0100", Birthday(1956, 4, 11)),
        ("BDAY:1956-04-11 23:00:00", Birthday(1956, 4, 11)),
        ("BDAY:19560411Z", Birthday(1956, 4, 11)),
        ("BDAY:1956/04/11", Birthday(1956, 4, 11)),
        ("BDAY:1956-4-1", Birthday(1956, 4, 1)),
        ("BDAY:11.4.1956", Birthday(1956, 4, 11)),
        ("BDAY:1956\\-04\\-11", Birthday(1956, 4, 11)),
        ("BDAY:1956-00-00", Birthday(1956, None, None)),
        ("BDAY;VALUE=text:11 April 1956", Birthday(1956, 4, 11)),
        ("BDAY:1604-06-19", Birthday(None, 6, 19)),
        ("BDAY:1900-11-25", Birthday(None, 11, 25)),
        ("BDAY:1900-02-29", Birthday(None, 2, 29)),
        ("BDAY:19000229", Birthday(None, 2, 29)),
        ("BDAY:1910-03-12", Birthday(None, 3, 12)),
        ("BDAY:1911-03-12", Birthday(1911, 3, 12)),
        ("BDAY:2068-03-12", Birthday(None, 3, 12)),
        ("BDAY;VALUE=text:11 April 1898", Birthday(None, 4, 11)),
    ],
)
def test_a_birthday_has_a_year_only_where_somebody_can_be_born_in_it(
    saved: Any, written: str, birthday: Birthday
) -> None:
    path = saved("one.vcf", f"BEGIN:VCARD\nFN:Mira\n{written}\nEND:VCARD\n")
    (card,) = read(path, today=date(2026, 11, 22))
    assert isinstance(card, Card)
    assert card.contact.birthday == birthday
    assert card.warnings == ()


def test_a_year_too_long_ago_that_was_meant_is_kept_on_the_side(person: Person) -> None:
    for written in ("1898-03-12", "18980312", "12.3.1898", "2068-03-12"):
        assert person("FN:Mira", f"BDAY:{written}").extra["vcard"] == [["BDAY", "", written]]
    assert person("FN:Mira", "BDAY:--0312").extra == {}
    for none in ("BDAY:1604-03-12", "BDAY:1900-03-12", "BDAY;X-APPLE-OMIT-YEAR=1700:1700-03-12"):
        assert person("FN:Mira", none).extra == {}


@pytest.mark.parametrize(
    "lines",
    [
        ("ANNIVERSARY:20151124",),
        ("X-ANNIVERSARY:2015-11-24",),
        ("X-EVOLUTION-ANNIVERSARY:2015-11-24",),
        ("item1.X-ABDATE;type=pref:2015-11-24", "item1.X-ABLabel:_$!<Anniversary>!$_"),
        (
            "item1.X-ABDATE;type=pref:2015-11-24",
            "item1.X-ABLabel:_$!<Anniversary>!$_",
            "ANNIVERSARY:20151124",
        ),
    ],
)
def test_an_anniversary_has_a_field(person: Person, lines: tuple[str, ...]) -> None:
    mira = person("FN:Mira Holt", *lines)
    assert (mira.anniversary, mira.extra) == (Birthday(2015, 11, 24), {})


@pytest.mark.parametrize(
    ("written", "died"),
    [
        ("DEATHDATE:20230501", date(2023, 5, 1)),
        ("DEATHDATE:2023-05-01", date(2023, 5, 1)),
        ("DEATHDATE;VALUE=text:in spring", True),
        ("DEATHDATE:2023", True),
        ("DEATHDATE:--0501", True),
    ],
)
def test_who_has_died_is_known(person: Person, written: str, died: date | bool) -> None:
    mira = person("FN:Mira Holt", written)
    assert mira.died == died
    assert bool(mira.extra) == (died is True)


# Who is no person


TAKE_IT = "not a person; import it with --organizations"


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (("KIND:org",), "a company"),
        (("KIND:ORG",), "a company"),
        (("N:;;;;", "X-ABShowAs:COMPANY"), "a company"),
        (("KIND:location",), "a place"),
        (("KIND:device",), "a device"),
    ],
)
def test_a_company_or_a_place_is_left_out_unless_asked_for(
    items: Items, saved: Any, lines: tuple[str, ...], why: str
) -> None:
    card = "\n".join(("BEGIN:VCARD", "FN:Kestrel Rail", "ORG:Kestrel Rail", *lines, "END:VCARD"))
    (found,) = items(card)
    assert found == Skip("people.vcf:1", f"Kestrel Rail: {why}, {TAKE_IT}")
    (taken,) = read(saved("all.vcf", card), organizations=True)
    assert isinstance(taken, Card)
    assert taken.contact.name == "Kestrel Rail"


def test_somebody_who_is_shown_by_their_company_is_a_person(person: Person) -> None:
    mira = person("FN:Kestrel Rail", "N:Holt;Mira;;;", "ORG:Kestrel Rail", "X-ABShowAs:COMPANY")
    assert (mira.name, mira.organization) == ("Mira Holt", "Kestrel Rail")


def test_a_group_is_left_out_also_where_companies_come_in(saved: Any) -> None:
    card = "BEGIN:VCARD\nFN:Climbers\nX-ADDRESSBOOKSERVER-KIND:group\nEND:VCARD\n"
    (found,) = read(saved("all.vcf", card), organizations=True)
    assert found == Skip("all.vcf:1", "Climbers: a group, not a person")


# Sorts of addresses


@pytest.mark.parametrize(
    ("lines", "sort"),
    [
        (("TEL;TYPE=CELL:555 0101",), "mobile"),
        (("TEL;CELL;VOICE:555 0101",), "mobile"),
        (("TEL;TYPE=IPHONE;TYPE=CELL;TYPE=VOICE;TYPE=pref:555 0101",), "mobile"),
        (("TEL;TYPE=FAX,WORK:555 0101",), "work fax"),
        (('TEL;VALUE=uri;TYPE="voice,home":555 0101',), "home"),
        (("TEL;TYPE=PAGER:555 0101",), "pager"),
        (("TEL;TYPE=HOMEFAX:555 0101",), "home fax"),
        (("TEL;TYPE=VOICE:555 0101",), None),
        (("TEL:555 0101",), None),
        (("item1.TEL:555 0101", "item1.X-ABLabel:_$!<HomeFAX>!$_"), "home fax"),
        (("item1.TEL:555 0101", "item1.X-ABLabel:_$!<Mobile>!$_"), "mobile"),
        (("item1.TEL:555 0101", "item1.X-ABLabel:Ferry desk"), "Ferry desk"),
        (("item1.TEL;TYPE=FAX:555 0101", "item1.X-ABLabel:Ferry desk"), "Ferry desk fax"),
        (("TEL;TYPE=WORK:555 0101", "TEL;TYPE=CELL:555-0101"), "work"),
        (("TEL:555 0101", "TEL;TYPE=CELL:555-0101"), "mobile"),
    ],
)
def test_what_sort_of_number_it_is_stays_known(
    person: Person, lines: tuple[str, ...], sort: str | None
) -> None:
    assert person("FN:Mira Holt", *lines).phones == (Phone("555 0101", type=sort),)


def test_what_sort_of_email_and_link_it_is_stays_known(person: Person) -> None:
    mira = person(
        "FN:Mira Holt",
        "EMAIL;TYPE=INTERNET,HOME:mira@example.com",
        "EMAIL;TYPE=INTERNET:m@example.com",
        "item1.URL:https://example.com/mira",
        "item1.X-ABLabel:Boat blog",
    )
    assert mira.types == {"mira@example.com": "home", "https://example.com/mira": "Boat blog"}


# Names


@pytest.mark.parametrize(
    ("lines", "nickname"),
    [
        (("NICKNAME:Bobby",), "Bobby"),
        (("NICKNAME:Bobby,Rob", "NICKNAME:Bobby"), "Bobby, Rob"),
        (("X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Bobby;1;;;;",), "Bobby"),
        (("NICKNAME:Robert Harding",), None),
        (("NICKNAME:",), None),
    ],
)
def test_a_nickname_has_a_field(
    person: Person, lines: tuple[str, ...], nickname: str | None
) -> None:
    bob = person("FN:Robert Harding", *lines)
    assert (bob.nickname, bob.extra) == (nickname, {})


@pytest.mark.parametrize(
    ("lines", "given"),
    [
        (("FN:Mary Ann Smith", "N:Smith;Mary Ann;;;"), "Mary Ann"),
        (("FN:Nair, Priya", "N:Nair;Priya;;;"), "Priya"),
        (("FN:Dr. Ana Lima", "N:Lima;Ana;;Dr.;"), "Ana"),
        (("FN:山田 花子", "N:山田;花子;;;"), "花子"),
        (("FN:Priya Nair",), None),
        (("FN:Priya Nair", "N:;Priya Nair;;;"), None),
    ],
)
def test_how_one_addresses_somebody_comes_from_the_parts_of_the_name(
    person: Person, lines: tuple[str, ...], given: str | None
) -> None:
    assert person(*lines).given == given
