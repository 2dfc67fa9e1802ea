"""What a file lacks deletes nothing, who contradicts is somebody else, and all of it settles."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habit.changes import Hand
from habit.model import Birthday, Contact, Note, Phone, Source
from habit.network import Network
from storage import known
from storage.formats import Card, Skip
from storage.formats.card import fingerprint
from storage.importing import ImportPlan, plan
from storage.records import mark_of
from tests.formats.book import Book

OneCard = Callable[..., Card]
Items = Callable[..., list[Card | Skip]]

EVERYTHING = ("ORG:Tideline", "TITLE:Engineer", "BDAY:1985-03-12", "NOTE:Met at the yard")


def typed(name: str = "Ann Ex", **fields: Any) -> Contact:
    """Return somebody who was added by hand."""
    return Contact(id="1", name=name, **fields)


def texts(contact: Contact) -> list[str]:
    return [note.text for note in contact.notes]


def settles(found: ImportPlan) -> bool:
    return not (found.new or found.updated or found.change.edits)


# What a file lacks deletes nothing


@pytest.mark.parametrize("uid", [(), ("UID:ann-1",)])
def test_a_second_book_without_uids_takes_nothing_from_anybody(
    book: Book, card: OneCard, uid: tuple[str, ...]
) -> None:
    book.take(card("FN:Ann Ex", *uid, "EMAIL:a@example.com", *EVERYTHING))
    before = book.one
    found = book.take(card("FN:Ann Ex", "EMAIL:a@example.com"))
    assert (found.new, found.changed) == (0, ())
    after = book.one
    assert replace(after, sources=before.sources) == before
    assert settles(book.take(card("FN:Ann Ex", *uid, "EMAIL:a@example.com", *EVERYTHING)))


def test_of_three_hundred_people_a_book_of_a_hundred_and_eighty_takes_nothing(
    book: Book, items: Items
) -> None:
    def cards(count: int, *lines: str) -> str:
        them = (
            f"BEGIN:VCARD\nFN:Person {at}x Number\nEMAIL:p{at}@example.com\n"
            + "".join(f"{one}\n" for one in lines)
            + "END:VCARD\n"
            for at in range(count)
        )
        return "".join(them)

    book.take(*items(cards(300, "ORG:Oak", "TITLE:Clerk", "BDAY:1985-03-12")))
    found = book.take(*items(cards(180)))
    assert (found.new, len(book.people)) == (0, 300)
    assert all(one.organization and one.title and one.birthday for one in book.people)


def test_the_same_record_takes_back_what_it_brought_and_it_is_said(
    book: Book, card: OneCard
) -> None:
    mail = ("FN:Ann Ex", "UID:ann-1", "EMAIL:a@example.com")
    book.take(card(*mail, *EVERYTHING))
    found = book.take(card(*mail, "ORG:Tideline", "NOTE:Met at the yard"))
    assert (book.one.organization, book.one.title, book.one.birthday) == ("Tideline", None, None)
    assert found.removed == {"title": 1, "birthday": 1}
    assert [(one.field, one.was, one.now) for one in found.changed] == [
        ("title", "Engineer", None),
        ("birthday", Birthday(1985, 3, 12), None),
    ]


def test_what_you_typed_is_not_taken_back_though_a_record_said_the_same(
    hand: Hand, card: OneCard
) -> None:
    book = Book(hand, typed(emails=("a@example.com",), title="Engineer"))
    mail = ("FN:Ann Ex", "UID:ann-1", "EMAIL:a@example.com")
    book.take(card(*mail, "TITLE:Engineer", "ORG:Oak"))
    found = book.take(card(*mail))
    assert (book.one.title, book.one.organization) == ("Engineer", None)
    assert found.removed == {"organization": 1}


def test_what_another_file_says_too_is_not_taken_back(
    book: Book, card: OneCard, row: OneCard
) -> None:
    mail = ("FN:Ann Ex", "UID:ann-1", "EMAIL:a@example.com")
    book.take(card(*mail, "ORG:Oak"))
    book.take(row("Ann,Ex,https://www.linkedin.com/in/ann-ex,a@example.com,Oak,,"))
    assert book.take(card(*mail)).changed == ()
    assert book.one.organization == "Oak"


def test_a_file_of_before_who_brought_what_was_noted_loses_nothing(
    book: Book, card: OneCard
) -> None:
    book.take(card("FN:Ann Ex", "UID:ann-1", "ORG:Oak", "X-PET:dog"))
    (source,) = book.one.sources
    bare = " ".join(word for word in source.hash.split() if word[0] not in "rx")
    book.edit(sources=(Source("vcard", "ann-1", "", bare),))
    assert book.take(card("FN:Ann Ex", "UID:ann-1")).changed == ()
    assert book.one.organization == "Oak"
    book.edit(sources=(Source("vcard", "ann-1", "", bare),))
    book.take(card("FN:Ann Ex", "UID:ann-1", "ORG:Elm"))
    assert book.one.organization == "Elm"


# A key that comes twice adds


def test_two_notes_of_one_name_are_one_person_with_both(book: Book, card: OneCard) -> None:
    them = (card("FN:Ann Ex", "NOTE:one"), card("FN:Ann Ex", "NOTE:two"))
    assert book.take(*them).new == 1
    assert texts(book.one) == ["one", "two"]
    assert settles(book.take(*reversed(them)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("ORG:Oak", "BDAY:1950-03-12"), ("ORG:Elm", "BDAY:1990-03-12")),
        (("X-ABUID:AAAA:ABPerson",), ("X-ABUID:BBBB:ABPerson",)),
        (("ORG:Oak",), ("ORG:Elm",)),
    ],
)
def test_two_cards_of_one_name_that_contradict_are_two_people(
    book: Book, card: OneCard, one: tuple[str, ...], other: tuple[str, ...]
) -> None:
    them = (card("FN:Ann Ex", *one), card("FN:Ann Ex", *other))
    assert book.take(*them).new == 2
    assert settles(book.take(*them))
    assert settles(book.take(*reversed(them)))


def test_a_uid_that_comes_twice_adds_and_replaces_nothing(book: Book, card: OneCard) -> None:
    one = card("FN:Ann Ex", "UID:u", "TITLE:Engineer", "TEL:555 0101", "X-PET:dog")
    other = card("FN:Ann Ex", "UID:u", "TITLE:Owner", "ORG:Oak", "TEL:555 0102", "X-PET:cat")
    found = book.take(one, other)
    ann = book.one
    assert (ann.title, ann.organization) == ("Engineer", "Oak")
    assert [phone.raw for phone in ann.phones] == ["555 0101", "555 0102"]
    assert ann.extra == {"vcard": [["X-PET", "", "dog"], ["X-PET", "", "cat"]]}
    assert [(one.field, one.here, one.there) for one in found.kept] == [
        ("title", "Engineer", "Owner")
    ]
    again = book.take(other, one)
    assert settles(again)
    assert settles(book.take(one))
    assert again.kept == found.kept
    assert book.one == ann


def test_the_next_file_of_two_mixed_records_takes_nothing_that_the_other_brought(
    book: Book, card: OneCard
) -> None:
    book.take(card("FN:Ann Ex", "UID:u", "TITLE:Lead"), card("FN:Ann Ex", "UID:u", "ORG:Oak"))
    book.take(card("FN:Ann Ex", "UID:u", "TITLE:Owner"))
    assert (book.one.title, book.one.organization) == ("Owner", "Oak")


CARDS = st.lists(
    st.sampled_from(
        [
            ("FN:Ann Ex", "EMAIL:a@example.com", "NOTE:1"),
            ("FN:Ann Ex", "EMAIL:a@example.com", "NOTE:2"),
            ("FN:Ann Ex", "EMAIL:a@example.com", "NOTE:3"),
            ("FN:Ann Ex", "EMAIL:a@example.com", "UID:u", "NOTE:1"),
            ("FN:Ann Ex", "UID:u", "NOTE:4", "TITLE:Lead"),
            ("FN:Ann Ex", "UID:u", "TITLE:Owner", "ORG:Oak", "X-PET:dog"),
            ("FN:Ann Ex", "UID:v", "EMAIL:b@example.com", "X-PET:cat"),
            ("FN:Ann Ex", "TEL:555 0101"),
            ("FN:Ann Ex", "TEL:555 0101", "BDAY:1950-03-12"),
            ("FN:Ann Ex", "TEL:555 0101", "BDAY:1980-03-12"),
            ("FN:Ann Ex", "ORG:Oak"),
            ("FN:Ann Ex", "ORG:Elm", "NOTE:5"),
            ("FN:Ann Ex", "X-ABUID:A", "NOTE:6"),
            ("FN:Ann Ex", "EMAIL:a@example.com", "URL:https://www.linkedin.com/in/ann"),
            ("FN:Anna Exley", "UID:u"),
        ]
    ),
    min_size=1,
    max_size=6,
)


@pytest.fixture(scope="session")
def read_once(card: OneCard) -> OneCard:
    """Read the one card that these lines make up, from a file the first time only."""
    return cache(card)


@settings(max_examples=150)
@given(cards=CARDS, data=st.data(), at_once=st.booleans())
def test_files_settle_in_any_order_and_no_note_is_lost(
    hand: Hand, read_once: OneCard, cards: list[tuple[str, ...]], data: st.DataObject, at_once: bool
) -> None:
    book = Book(hand)
    runs = [cards] if at_once else [[one] for one in cards]
    gone = [
        change.was.text
        for run in runs
        for change in book.take(*(read_once(*lines) for lines in run)).changed
        if isinstance(change.was, Note)
    ]
    here = {text for one in book.people for text in texts(one)}
    said = {line.removeprefix("NOTE:") for lines in cards for line in lines if "NOTE" in line}
    assert said <= here | set(gone)
    assert not (at_once and gone)
    again = data.draw(st.permutations(cards))
    for run in [again] if at_once else [[one] for one in again]:
        assert settles(book.take(*(read_once(*lines) for lines in run)))


# Who contradicts is somebody else


def test_two_companies_by_hand_and_by_file_are_two_people_and_a_proposal(
    hand: Hand, row: OneCard
) -> None:
    book = Book(hand, typed(organization="Tideline"))
    found = book.take(row("Ann,Ex,https://www.linkedin.com/in/annex,,Razorpay,Boss,"))
    assert [(one.organization, one.title) for one in book.people] == [
        ("Tideline", None),
        ("Razorpay", "Boss"),
    ]
    (maybe,) = found.possible
    assert (maybe.other, maybe.why) == ("1", "same name, another company")


@pytest.mark.parametrize(
    ("mine", "lines"),
    [
        (
            {"phones": (Phone("555-0101"),), "birthday": Birthday(1950)},
            ("TEL:5550101", "BDAY:1980"),
        ),
        (
            {"emails": ("a@example.com",), "urls": ("https://www.linkedin.com/in/one",)},
            ("EMAIL:a@example.com", "URL:https://linkedin.com/in/two"),
        ),
        (
            {"emails": ("a@example.com",), "birthday": Birthday(1950, 3, 12)},
            ("EMAIL:a@example.com", "BDAY:1950-03-13"),
        ),
    ],
)
def test_two_birthdays_and_two_profiles_are_two_people(
    hand: Hand, card: OneCard, mine: dict[str, Any], lines: tuple[str, ...]
) -> None:
    book = Book(hand, typed(**mine))
    found = book.take(card("FN:Ann Ex", *lines))
    assert (found.new, found.possible) == (1, ())


def test_father_and_son_are_two_people(hand: Hand, card: OneCard) -> None:
    book = Book(hand, typed("John Ex Jr.", emails=("ex@example.com",)))
    assert book.take(card("FN:John Ex, Sr.", "EMAIL:ex@example.com")).new == 1


def test_somebody_typed_by_hand_is_joined_by_name_and_it_is_said(hand: Hand, row: OneCard) -> None:
    book = Book(hand, typed("Ana Lucía Ferro"))
    found = book.take(row("Ana Lucia,Ferro,https://www.linkedin.com/in/ana,,Marlin,Buyer,"))
    (joined,) = found.joined
    assert (found.new, joined.id, joined.why) == (0, "1", "typed by hand, same name")
    assert book.one.organization == "Marlin"


@pytest.mark.parametrize(
    "rows",
    [
        (
            "Ann,Ex,https://www.linkedin.com/in/one,,,,",
            "Ann,Ex,https://www.linkedin.com/in/two,,,,",
        ),
        ("Ann,Exley,https://www.linkedin.com/in/one,,,,",),
    ],
)
def test_a_name_that_two_in_the_file_have_or_that_is_another_joins_nobody(
    hand: Hand, row: OneCard, rows: Iterable[str]
) -> None:
    book = Book(hand, typed())
    assert book.take(*map(row, rows)).joined == ()
    assert book.network.contacts["1"] == typed()


def test_a_first_name_alone_joins_nobody(hand: Hand, card: OneCard) -> None:
    book = Book(hand, typed("Ann"))
    assert book.take(card("FN:Ann", "TEL:555 0101")).new == 1


def test_an_address_of_a_desk_or_of_a_crowd_joins_nobody(book: Book, card: OneCard) -> None:
    crowd = [card(f"FN:Person {name}", "EMAIL:all@example.com") for name in "ABC"]
    assert book.take(*crowd, card("FN:A. Person", "EMAIL:all@example.com")).new == 4
    book.take(card("FN:Ann Ex", "EMAIL:info@example.com", "TITLE:Boss"))
    assert book.take(card("FN:Ann B. Ex", "EMAIL:info@example.com")).new == 1


@pytest.mark.parametrize(
    ("one", "other", "new"),
    [
        (("FN:Ann Ex", "EMAIL:a@example.com"), ("FN:Ann B. Ex", "EMAIL:A@example.com"), 1),
        (("FN:Ann Ex", "EMAIL:a@example.com"), ("FN:Ex, Ann", "EMAIL:a@example.com"), 1),
        (("FN:Ann Ex", "EMAIL:a@example.com"), ("FN:A. Ex", "EMAIL:a@example.com"), 1),
        (("FN:Maria Ex", "EMAIL:a@example.com"), ("FN:Mia Ex", "EMAIL:a@example.com"), 2),
        (("FN:Ann Ex", "BDAY:1985-03-12"), ("FN:Dr. Ann Ex", "BDAY:1985-03-12"), 1),
        (("FN:Ann Ex", "BDAY:--03-12"), ("FN:Ann Ex PhD", "BDAY:--03-12"), 2),
        (("FN:Ann Ex", "TEL:(212) 555-0101"), ("FN:Ann Ex", "TEL:+1 212-555-0101"), 1),
        (("FN:Ann Ex",), ("FN:Ann Ex", "EMAIL:a@example.com"), 2),
    ],
)
def test_one_email_or_one_birthday_with_one_name_is_one_person_and_a_name_alone_is_a_proposal(
    book: Book, card: OneCard, one: tuple[str, ...], other: tuple[str, ...], new: int
) -> None:
    book.take(card(*one))
    found = book.take(card(*other))
    assert len(book.people) == new
    assert len(found.joined) == 2 - new
    assert len(found.possible) == new - 1


def test_a_number_that_is_here_with_its_country_is_not_added_without(
    book: Book, card: OneCard
) -> None:
    book.take(card("FN:Ann Ex", "TEL:+1 212-555-0101"))
    book.take(card("FN:Ann Ex", "TEL:(212) 555-0101"))
    assert [phone.raw for phone in book.one.phones] == ["+1 212-555-0101"]


# Keys


def test_a_profile_on_a_card_or_typed_by_hand_is_that_of_linkedin(
    hand: Hand, card: OneCard, row: OneCard
) -> None:
    book = Book(hand, typed("Annie", urls=("linkedin.com/in/Annex/",)))
    book.take(row("Ann,Ex,https://www.linkedin.com/in/annex,,Oak,,"))
    assert (book.one.name, book.one.organization) == ("Annie", "Oak")
    book.take(card("FN:A. Ex", "URL:https://www.linkedin.com/in/annex?trk=x", "TEL:555 0101"))
    assert book.one.phones == (Phone("555 0101"),)


def test_apples_own_name_of_a_card_is_a_key(book: Book, card: OneCard) -> None:
    book.take(card("FN:Ann Ex", "X-ABUID:AAAA\\:ABPerson", "EMAIL:old@example.com", "ORG:Oak"))
    book.take(card("FN:Ann Ex", "X-ABUID:AAAA\\:ABPerson", "EMAIL:new@example.com"))
    assert (book.one.emails, book.one.organization) == (("new@example.com",), None)
    book.take(card("FN:Ann Ex", "UID:u", "X-ABUID:AAAA\\:ABPerson", "TEL:555 0101"))
    assert book.one.phones == (Phone("555 0101"),)


def test_a_card_of_apples_that_was_known_by_its_fingerprint_is_known_on(
    hand: Hand, book: Book, card: OneCard
) -> None:
    ann = card("FN:Ann Ex", "X-ABUID:AAAA", "EMAIL:a@example.com", "TITLE:Lead")
    book.take(ann)
    (source,) = book.one.sources
    bare = " ".join(word for word in source.hash.split() if word[0] not in "rx")
    before = Source("vcard", fingerprint(ann.contact), "", bare)
    book.edit(sources=(before,), emails=())
    book.take(ann)
    assert (book.one.emails, len(book.one.sources)) == ((), 1)
    gone = plan(Network.of({}), hand, [ann], gone={mark_of(before)})
    assert (gone.new, len(gone.skipped)) == (0, 1)


def test_our_own_card_comes_home_and_is_the_same_person_elsewhere(
    hand: Hand, card: OneCard
) -> None:
    key = "123456789012345678"
    mine = Contact(id=key, name="Ann Ex", emails=("a@example.com",), title="Lead")
    home = Book(hand, mine)
    ours = card("FN:Ann Ex", f"UID:{key}", "EMAIL:a@example.com", "TITLE:Lead")
    found = home.take(ours)
    assert (settles(found), found.unchanged, home.one) == (True, 1, mine)
    elsewhere = Book(hand)
    elsewhere.take(ours)
    assert elsewhere.one.id == key
    home.take(card("FN:Ann Ex", f"UID:{key}", "EMAIL:a@example.com", "TEL:555 0101"))
    assert (home.one.title, home.one.phones) == ("Lead", (Phone("555 0101"),))


def test_a_profile_whose_address_was_changed_is_proposed(book: Book, row: OneCard) -> None:
    book.take(row("Ann,Ex,https://www.linkedin.com/in/ann-1a,,Oak,,12 Mar 2024"))
    found = book.take(row("Ann,Ex,https://www.linkedin.com/in/annex,,Oak,,12 Mar 2024"))
    assert (found.new, len(found.possible)) == (1, 1)


# What was replaced at the source


def test_an_email_that_was_replaced_at_the_source_is_replaced_here(
    book: Book, row: OneCard
) -> None:
    profile = "Ann,Ex,https://www.linkedin.com/in/annex,{}@example.com,{},,"
    book.take(row(profile.format("old", "Oak")))
    book.edit(emails=("old@example.com", "typed@example.com"))
    found = book.take(row(profile.format("new", "Elm")))
    assert book.one.emails == ("new@example.com", "typed@example.com")
    assert [(one.field, one.was, one.now) for one in found.changed] == [
        ("organization", "Oak", "Elm"),
        ("emails", "old@example.com", "new@example.com"),
    ]


def test_an_email_that_another_file_still_has_stays_behind_the_new_one(
    book: Book, card: OneCard, row: OneCard
) -> None:
    profile = "Ann,Ex,https://www.linkedin.com/in/annex,{}@example.com,,,"
    book.take(row(profile.format("old")))
    book.take(card("FN:Ann Ex", "EMAIL:old@example.com"))
    book.take(row(profile.format("new")))
    assert book.one.emails == ("new@example.com", "old@example.com")


def test_an_older_file_that_comes_again_changes_nothing_back_and_says_what_it_has(
    book: Book, row: OneCard
) -> None:
    profile = "Ann,Ex,https://www.linkedin.com/in/annex,{}@example.com,{},,"
    book.take(row(profile.format("old", "Oak")))
    book.take(row(profile.format("new", "Elm")))
    found = book.take(row(profile.format("old", "Oak")))
    assert settles(found)
    assert [(one.field, one.here, one.there) for one in found.kept] == [
        ("organization", "Elm", "Oak"),
        ("emails", None, "old@example.com"),
    ]


def test_a_value_that_was_not_taken_is_said(hand: Hand, card: OneCard) -> None:
    book = Book(hand, typed(emails=("a@example.com",), organization="Old"))
    found = book.take(card("FN:Ann Ex", "EMAIL:a@example.com", "ORG:New", "TITLE:Lead"))
    assert (book.one.organization, book.one.title) == ("Old", "Lead")
    (kept,) = found.kept
    assert (kept.id, kept.field, kept.here, kept.there) == ("1", "organization", "Old", "New")


def test_what_a_birthday_leaves_open_a_file_fills_in(hand: Hand, card: OneCard) -> None:
    book = Book(hand, typed(emails=("a@example.com",), birthday=Birthday(None, 3, 12)))
    found = book.take(card("FN:Ann Ex", "EMAIL:a@example.com", "BDAY:1985-03-12"))
    assert (book.one.birthday, found.kept) == (Birthday(1985, 3, 12), ())


def test_a_record_of_no_name_of_its_own_changes_what_the_same_file_brought_only(
    book: Book, items: Items
) -> None:
    def ann(title: str, name: str) -> list[Card | Skip]:
        text = f"BEGIN:VCARD\nFN:Ann Ex\nEMAIL:a@example.com\nTITLE:{title}\nEND:VCARD\n"
        return items(text, name)

    book.take(*ann("Lead", "contacts.vcf"))
    found = book.take(*ann("Clerk", "other.vcf"))
    assert (book.one.title, [one.there for one in found.kept]) == ("Lead", ["Clerk"])
    book.take(*ann("Owner", "contacts (1).vcf"))
    assert book.one.title == "Owner"
    assert settles(book.take(*ann("Clerk", "other.vcf")))


def test_the_sort_of_an_email_goes_with_it_and_comes_with_no_email_that_you_removed(
    book: Book, card: OneCard
) -> None:
    book.take(card("FN:Ann Ex", "UID:u", "EMAIL;TYPE=work:old@example.com"))
    book.take(card("FN:Ann Ex", "UID:u", "EMAIL;TYPE=home:new@example.com"))
    assert book.one.types == {"new@example.com": "home"}
    book.edit(emails=(), types={})
    book.take(card("FN:Ann Ex", "UID:u", "EMAIL;TYPE=home:new@example.com", "TITLE:Lead"))
    assert (book.one.title, book.one.types) == ("Lead", {})


# How long it takes


def test_how_far_the_comparing_is_is_said_in_percent(hand: Hand, card: OneCard) -> None:
    heard: list[int] = []
    them = [card(f"FN:Ann Ex{at}") for at in range(4)]
    plan(Network.of({}), hand, them, progress=heard.append)
    assert heard == [25, 50, 75, 100]


@pytest.mark.parametrize(
    "line",
    ["EMAIL:a{}@example.com", "TEL:+1212{:07}", "ORG:Firm {}", "UID:u{}", "BDAY:19{}-03-12"],
)
def test_each_card_of_one_name_is_compared_with_a_few_however_many_there_are(
    monkeypatch: pytest.MonkeyPatch, book: Book, items: Items, line: str
) -> None:
    looked = 0
    compared = known.against

    def counting(one: known.Face, other: known.Face) -> str:
        nonlocal looked
        looked += 1
        return compared(one, other)

    monkeypatch.setattr(known, "against", counting)
    monkeypatch.setattr(known, "_MOST", 5)
    count = 300
    text = "".join(
        f"BEGIN:VCARD\nFN:Ann Ex\n{line.format(10 + at)}\nEND:VCARD\n" for at in range(count)
    )
    book.take(*items(text))
    assert looked <= 6 * count


# Sorts of addresses


def test_what_sort_a_number_is_is_filled_in_and_where_it_differs_said(
    book: Book, card: OneCard
) -> None:
    lines = ("FN:Ann Ex", "UID:1", "EMAIL:ann@example.com")
    book.take(card(*lines, "TEL:555 0101"))
    assert book.take(card(*lines, "TEL;TYPE=CELL:555 0101")).kept == ()
    assert book.one.phones == (Phone("555 0101", type="mobile"),)
    (kept,) = book.take(card("FN:Ann Ex", "EMAIL:ann@example.com", "TEL;HOME:555 0101")).kept
    assert (kept.field, kept.here, kept.there) == ("type of 555 0101", "mobile", "home")
    assert book.one.phones == (Phone("555 0101", type="mobile"),)


def test_a_sort_that_was_replaced_at_the_source_is_replaced_here_and_what_you_said_stays(
    book: Book, card: OneCard
) -> None:
    lines = ("FN:Ann Ex", "UID:1")
    book.take(
        card(*lines, "TEL;HOME:555 0101", "EMAIL;HOME:a@example.com", "URL;HOME:a.example.com")
    )
    changed = card(
        *lines, "TEL;CELL:555 0101", "EMAIL;WORK:a@example.com", "URL;WORK:a.example.com"
    )
    assert book.take(changed).kept == ()
    assert book.one.phones == (Phone("555 0101", type="mobile"),)
    assert book.one.types == {"a@example.com": "work", "a.example.com": "work"}
    assert settles(book.take(changed))
    book.edit(types={}, phones=(Phone("555 0101", type="desk"),))
    found = book.take(card(*lines, "TEL;HOME:555 0101", "EMAIL;WORK:a@example.com", "TITLE:Boss"))
    assert [(one.field, one.here, one.there) for one in found.kept] == [
        ("type of 555 0101", "desk", "home"),
        ("type of a@example.com", None, "work"),
    ]


def test_a_sort_is_that_of_a_number_or_an_email_in_another_spelling(
    book: Book, card: OneCard
) -> None:
    book.take(card("FN:Ann Ex", "EMAIL:a@example.com", "TEL:(212) 555-0101"))
    book.take(card("FN:Ann Ex", "EMAIL;HOME:A@Example.com", "TEL;CELL:+1 212-555-0101"))
    assert book.one.phones == (Phone("(212) 555-0101", type="mobile"),)
    assert book.one.types == {"a@example.com": "home"}


def test_of_two_sorts_in_one_import_the_second_is_said_each_time(book: Book, card: OneCard) -> None:
    two = [card("FN:Ann Ex", f"EMAIL;{sort}:a@example.com") for sort in ("HOME", "WORK")]
    for _ in range(2):
        (kept,) = book.take(*two).kept
        assert (kept.field, kept.here, kept.there) == ("type of a@example.com", "home", "work")
