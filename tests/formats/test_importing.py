from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import pytest

from habit.changes import Hand
from habit.model import Birthday, Contact, Phone
from habit.network import Network
from storage.formats import Card, Skip
from storage.importing import ImportPlan, plan
from storage.records import mark_of
from storage.told import Kept
from tests.formats.book import ROWS, Book

OneCard = Callable[..., Card]
Items = Callable[..., list[Card | Skip]]
NetworkOf = Callable[[Iterable[Contact]], Network]

MIRA = ("FN:Mira Holt", "UID:mira-1", "EMAIL:mira@example.com", "TITLE:Carpenter")


def counts(found: ImportPlan) -> tuple[int, int, int]:
    return (found.new, found.updated, found.unchanged)


# Known again


def test_a_new_person_comes_with_everything_and_an_id(book: Book, card: OneCard) -> None:
    found = book.take(card(*MIRA, "NOTE:Met at the yard."))
    mira = book.one
    assert counts(found) == (1, 0, 0)
    assert found.names == ((mira.id, "Mira Holt"),)
    assert (mira.emails, mira.title) == (("mira@example.com",), "Carpenter")
    assert (mira.made, mira.notes[0].on) == (book.hand.now, book.hand.today)
    assert mira.notes[0].id
    assert found.change.what == "import, 1 new, 0 updated"


@pytest.mark.parametrize(
    "lines", [MIRA, MIRA[:1], (*MIRA[:1], "TEL:555 0100"), (*MIRA, "BDAY:--0312", "NOTE:a\\nb")]
)
def test_the_same_file_twice_changes_nothing(book: Book, card: OneCard, lines: list[str]) -> None:
    book.take(card(*lines))
    found = book.take(card(*lines))
    assert counts(found) == (0, 0, 1)
    assert found.change.edits == ()
    assert found.names == ()


def test_a_file_in_which_nothing_changed_leaves_what_you_edited(book: Book, card: OneCard) -> None:
    lines = (*MIRA, "NOTE:Old words", "URL:https://example.com", "BDAY:--0312", "CATEGORIES:x")
    book.take(card(*lines))
    book.edit(
        name="Mira Elm", title="Boss", emails=(), urls=(), birthday=None, tags=("y",), notes=()
    )
    before = book.one
    assert counts(book.take(card(*lines))) == (0, 0, 1)
    assert book.one == before


def test_a_card_is_known_by_its_uid_whatever_its_file_and_name(book: Book, card: OneCard) -> None:
    book.take(card(*MIRA))
    found = book.take(card("FN:Mira Holt-Elm", "UID:mira-1"))
    assert counts(found) == (0, 1, 0)
    assert book.one.name == "Mira Holt-Elm"


def test_a_shared_email_makes_one_person_of_two_unlike_names(book: Book, card: OneCard) -> None:
    book.take(card("FN:Mira Holt", "UID:1", "EMAIL:mira@example.com"))
    book.take(card("FN:Ms Q. Elm", "UID:1", "EMAIL:MIRA@example.com"))
    assert book.one.name == "Ms Q. Elm"


def test_one_uid_for_two_people_is_two_people_and_is_told(book: Book, card: OneCard) -> None:
    two = (card("FN:Mira Holt", "UID:1"), card("FN:Jon Ames", "UID:1"))
    found = book.take(*two)
    assert [one.name for one in book.people] == ["Mira Holt", "Jon Ames"]
    assert "same UID" in found.warnings[0]
    again = book.take(*two)
    assert (counts(again), again.warnings) == ((0, 0, 2), ())


def test_within_one_file_like_names_with_one_uid_are_two_people(book: Book, card: OneCard) -> None:
    two = (card("FN:Paul Martin", "UID:1"), card("FN:Paula Martin", "UID:1"))
    book.take(*two)
    assert len(book.people) == 2
    assert counts(book.take(*two)) == (0, 0, 2)


def test_the_same_person_twice_in_one_file_is_one(book: Book, card: OneCard) -> None:
    found = book.take(card(*MIRA), card(*MIRA), card("FN:Mira Holt", "UID:mira-1", "TEL:555 0100"))
    assert counts(found) == (1, 0, 0)
    assert book.one.phones == (Phone("555 0100"),)


def test_a_profile_is_known_by_its_address_and_a_new_job_comes_over(
    book: Book, row: OneCard
) -> None:
    book.take(row("Mira,Holt,https://www.linkedin.com/in/mira,,Oak,Carpenter,1 May 2020"))
    found = book.take(row("Mira,Elm,http://linkedin.com/in/Mira/,,Elm Ltd,Owner,1 May 2020"))
    assert counts(found) == (0, 1, 0)
    assert (book.one.name, book.one.organization, book.one.title) == (
        "Mira Elm",
        "Elm Ltd",
        "Owner",
    )


def test_two_addresses_are_two_people_of_one_name(book: Book, row: OneCard) -> None:
    book.take(
        row("Ann,Lee,https://www.linkedin.com/in/ann-1,a@example.com,Oak,,1 May 2020"),
        row("Ann,Lee,https://www.linkedin.com/in/ann-2,a@example.com,Oak,,1 May 2020"),
    )
    assert len(book.people) == 2


def test_a_card_without_uid_is_known_by_name_and_a_shared_email(book: Book, card: OneCard) -> None:
    book.take(card("FN:Mira Holt", "EMAIL:m@example.com"))
    found = book.take(card("FN:MIRA HOLT", "EMAIL:m@example.com", "EMAIL:new@example.com"))
    assert counts(found) == (0, 1, 0)
    assert book.one.emails == ("m@example.com", "new@example.com")


def test_cards_without_uid_of_one_name_and_other_addresses_are_two(
    book: Book, card: OneCard
) -> None:
    book.take(card("FN:Ann Lee", "EMAIL:a@example.com"), card("FN:Ann Lee", "EMAIL:b@example.com"))
    assert len(book.people) == 2


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ({"emails": ("mira@example.com",)}, MIRA),
        ({"phones": (Phone("555-01-00"),)}, ("FN:Mira Holt", "UID:1", "TEL:(555) 0100")),
        ({}, ("FN:mira  holt", "UID:1")),
    ],
)
def test_whom_you_added_by_hand_is_found_again(
    hand: Hand, card: OneCard, mine: dict[str, Any], theirs: tuple[str, ...]
) -> None:
    book = Book(hand, Contact(id="1", name="Mira Holt", title="Friend", **mine))
    assert counts(book.take(card(*theirs))) == (0, 1, 0)
    assert (book.one.id, book.one.name, book.one.title) == ("1", "Mira Holt", "Friend")
    assert counts(book.take(card(*theirs))) == (0, 0, 1)


def test_a_name_alone_is_not_enough_beside_other_addresses(hand: Hand, card: OneCard) -> None:
    book = Book(hand, Contact(id="1", name="Mira Holt", emails=("other@example.com",)))
    book.take(card(*MIRA))
    assert len(book.people) == 2


# What changed in the file, and what you changed


def test_what_changed_in_the_file_comes_over(book: Book, card: OneCard) -> None:
    book.take(card(*MIRA, "ORG:Oak", "BDAY:1985", "X-PET:dog", "NOTE:one"))
    book.take(card(*MIRA[:3], "TITLE:Owner", "BDAY:1985-03-12", "X-PET:cat", "NOTE:two"))
    mira = book.one
    assert (mira.title, mira.organization) == ("Owner", None)
    assert mira.birthday == Birthday(1985, 3, 12)
    assert mira.extra == {"vcard": [["X-PET", "", "cat"]]}
    assert [note.text for note in mira.notes] == ["two"]


def test_your_own_value_wins_and_the_files_is_told_every_time(book: Book, card: OneCard) -> None:
    book.take(card(*MIRA))
    book.edit(title="Friend")
    changed = (*MIRA[:3], "TITLE:Owner")
    found = book.take(card(*changed))
    assert book.one.title == "Friend"
    kept = Kept(book.one.id, "Mira Holt", "title", "Friend", "Owner", "people.vcf:1")
    assert found.kept == (kept,)
    again = book.take(card(*changed))
    assert (counts(again), again.kept) == ((0, 0, 1), (kept,))


def test_what_you_removed_stays_away_until_the_file_has_something_new(
    book: Book, card: OneCard
) -> None:
    book.take(card(*MIRA, "EMAIL:old@example.com", "TEL:555 0100"))
    book.edit(emails=("mira@example.com",), phones=())
    book.take(card(*MIRA, "EMAIL:old@example.com", "EMAIL:new@example.com", "TEL:555-0100"))
    assert book.one.emails == ("mira@example.com", "new@example.com")
    assert book.one.phones == ()


def test_what_the_file_lacks_takes_nothing_from_your_lists(book: Book, card: OneCard) -> None:
    book.take(card(*MIRA, "TEL:555 0100", "NOTE:words"))
    book.take(card("FN:Mira Holt", "UID:mira-1"))
    mira = book.one
    assert (mira.emails, mira.phones) == (("mira@example.com",), (Phone("555 0100"),))
    assert [note.text for note in mira.notes] == ["words"]


def test_a_note_you_edited_stays_beside_the_files_new_one(book: Book, card: OneCard) -> None:
    book.take(card(*MIRA, "NOTE:one"))
    note = book.one.notes[0]
    book.edit(notes=(replace(note, text="one, and mine"),))
    book.take(card(*MIRA, "NOTE:two"))
    assert [one.text for one in book.one.notes] == ["one, and mine", "two"]


def test_a_contact_that_a_later_file_lacks_stays(book: Book, card: OneCard) -> None:
    book.take(card(*MIRA), card("FN:Jon Ames", "UID:2"))
    book.take(card(*MIRA))
    assert len(book.people) == 2


def test_each_source_of_a_contact_has_a_memory_of_its_own(
    hand: Hand, card: OneCard, row: OneCard
) -> None:
    book = Book(hand, Contact(id="1", name="Mira Holt", emails=("mira@example.com",)))
    profile = "Mira,Holt,https://www.linkedin.com/in/mira,mira@example.com,Oak,{},1 May 2020"
    book.take(card("FN:Mira Holt", "EMAIL:mira@example.com", "X-PET:dog"))
    book.take(row(profile.format("Lead")))
    assert [source.kind for source in book.one.sources] == ["vcard", "linkedin"]
    assert book.one.extra.keys() == {"vcard", "linkedin"}
    assert book.one.title == "Lead"
    book.take(card("FN:Mira Holt", "EMAIL:mira@example.com", "X-PET:dog"))
    assert counts(book.last) == (0, 0, 1)
    book.take(row(profile.format("Owner")))
    assert book.one.title == "Owner"


def test_the_memory_is_small_and_holds_no_words(book: Book, card: OneCard) -> None:
    book.take(card(*MIRA, "ORG:Oak", "TEL:555 0100", "NOTE:" + "words " * 500, "X-PET:dog"))
    memory = book.one.sources[0].hash
    assert len(memory) < 100
    assert not any(word in memory for word in ("Mira", "mira", "example", "Oak", "words"))


# Lists, the deleted, and the skipped


def test_everybody_in_the_file_joins_the_list(book: Book, card: OneCard) -> None:
    book.take(card(*MIRA))
    both = (card(*MIRA), card("FN:Jon Ames", "UID:2"))
    assert counts(book.take(*both, list_id="7")) == (1, 1, 0)
    assert [one.lists for one in book.people] == [("7",), ("7",)]
    assert counts(book.take(*both, list_id="7")) == (0, 0, 2)
    book.take(*both, list_id="8")
    assert [one.lists for one in book.people] == [("7", "8"), ("7", "8")]


def test_whom_you_deleted_is_not_brought_back(
    hand: Hand, network: NetworkOf, card: OneCard
) -> None:
    mira = card(*MIRA)
    gone = {mark_of(mira.contact.sources[0])}
    found = plan(network([]), hand, [mira, card("FN:Jon Ames", "UID:2")], gone=gone)
    assert [name for _, name in found.names] == ["Jon Ames"]
    assert found.skipped == (Skip("people.vcf:1", "you deleted Mira Holt here"),)


def test_whom_you_deleted_and_added_again_is_found(hand: Hand, card: OneCard) -> None:
    book = Book(hand, Contact(id="1", name="Mira Holt", emails=("mira@example.com",)))
    mira = card(*MIRA)
    found = plan(book.network, hand, [mira], gone={mark_of(mira.contact.sources[0])})
    assert counts(found) == (0, 1, 0)


def test_skips_and_warnings_come_through_with_where_they_were(book: Book, card: OneCard) -> None:
    skip = Skip("people.vcf:9", "no name")
    found = book.take(skip, card(*MIRA, "BDAY:1996-02-30"))
    assert found.skipped == (skip,)
    assert found.warnings[0].startswith("people.vcf:1: Mira Holt: the birthday")


def test_guessed_characters_are_told_once_for_all(book: Book, items: Items) -> None:
    people = "".join(f"BEGIN:VCARD\nFN:Zoë {at}\nEND:VCARD\n" for at in range(3))
    found = book.take(*items(people.encode("cp1252")))
    assert len(found.warnings) == 1
    assert found.warnings[0].startswith("3 contacts have")


def test_an_import_of_nobody_is_no_change(book: Book) -> None:
    found = book.take()
    assert counts(found) == (0, 0, 0)
    assert found.change.edits == ()


def test_the_network_an_import_was_planned_on_is_as_it_was(book: Book, card: OneCard) -> None:
    before = book.network
    plan(before, book.hand, [card(*MIRA)])
    assert before.contacts == {}


def test_b17_whoever_is_new_from_linkedin_was_found_there_and_what_you_say_stays(
    hand: Hand, items: Items
) -> None:
    rows = items(f"{ROWS}Mira,Holt,https://www.linkedin.com/in/mira,,,,\n", "Connections.csv")
    book = Book(hand)
    book.take(*rows)
    assert book.one.found == "LinkedIn"
    assert book.take(*rows).unchanged == 1
    book.edit(found=None)
    book.take(*rows)
    assert book.one.found is None


def test_a_card_does_not_say_where_somebody_was_found(hand: Hand, card: OneCard) -> None:
    book = Book(hand)
    book.take(card(*MIRA))
    assert book.one.found is None
