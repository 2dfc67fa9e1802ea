from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habit.errors import CouldNotError, RefusedError
from habit.find import Finder, hits, resolve, resolve_all
from habit.model import Contact
from habit.network import Network
from habit.text import fold


def network(*people: Contact) -> Network:
    return Network.of({"contacts": {one.id: one for one in people}})


def names(people: Iterable[Contact]) -> list[str]:
    return [one.name for one in people]


PRIYA = Contact("101", "Priya Nair", emails=("priya@tide.example",), organization="Tidewater Maps")
TOM = Contact("102", "Tom Okafor", emails=("tom@example.com",))
TOMAS = Contact("103", "Ana Tomás Silva", organization="Acme")
CUSTOM = Contact("104", "Ed Custom")
YUMI = Contact("105", "佐藤 由美")
ODD = Contact("106", "[@click=app.quit]x[/]")
EVERYBODY = (PRIYA, TOM, TOMAS, CUSTOM, YUMI, ODD)


def test_words_that_begin_a_name_come_before_words_within_one() -> None:
    found = Finder(EVERYBODY).search("tom")
    assert names(found) == ["Tom Okafor", "Ana Tomás Silva", "Ed Custom"]


def test_all_words_are_wanted_in_any_order_and_case_and_without_accents() -> None:
    finder = Finder(EVERYBODY)
    assert names(finder.search("SILVA tomas")) == ["Ana Tomás Silva"]
    assert names(finder.search("tomás silva")) == ["Ana Tomás Silva"]
    assert finder.search("tom nair") == []


def test_an_email_or_an_organization_finds_after_the_names() -> None:
    tide = Contact("9", "Tide Fisher")
    finder = Finder((*EVERYBODY, tide))
    assert names(finder.search("tide")) == ["Tide Fisher", "Priya Nair"]
    assert names(finder.search("priya maps")) == ["Priya Nair"]


def test_names_in_other_scripts_and_with_markup_are_found_as_they_are() -> None:
    finder = Finder(EVERYBODY)
    assert names(finder.search("由美")) == ["佐藤 由美"]
    assert names(finder.search("[@click")) == ["[@click=app.quit]x[/]"]


def test_no_words_show_everybody_by_name() -> None:
    finder = Finder(EVERYBODY)
    assert names(finder.search("  ")) == sorted(names(EVERYBODY), key=fold)
    assert len(finder.search("", limit=2)) == 2
    assert len(finder.search("o", limit=2)) == 2


def test_what_was_typed_is_underlined_where_words_begin_if_it_can_be() -> None:
    assert hits("Hanna Ana", "ana") == [(6, 9)]
    assert hits("Hanna", "ann") == [(1, 4)]
    assert hits("Ana Tomás", "TOMAS an") == [(0, 2), (4, 9)]
    assert hits("Jose\u0301 Alma", "jose") == [(0, 5)]
    assert hits("Weiß", "ss") == [(3, 4)]
    assert hits("Priya", "tide") == []


anything = st.text(max_size=20)


@given(anything, anything)
def test_searching_takes_any_text_and_underlines_only_letters_of_the_name(
    name: str, query: str
) -> None:
    Finder([Contact("1", name, organization=query)]).search(query)
    ends = [end for pair in hits(name, query) for end in pair]
    assert ends == sorted(set(ends))
    assert all(0 <= end <= len(name) for end in ends)


@given(st.lists(anything, min_size=1, max_size=8), anything)
def test_a_search_agrees_with_looking_at_every_name(people: list[str], query: str) -> None:
    finder = Finder(Contact(str(i), name) for i, name in enumerate(people))
    words = fold(query).split()
    plain = sorted(name for name in people if all(word in fold(name) for word in words))
    assert sorted(names(finder.search(query))) == plain


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("101", PRIYA),
        (" 101 ", PRIYA),
        ("Tom@Example.COM", TOM),
        ("priya nair", PRIYA),
        ("pri", PRIYA),
        ("tomas", TOMAS),
        ("acme", TOMAS),
        ("由美", YUMI),
    ],
)
def test_a_name_is_an_id_an_email_a_whole_name_or_words_of_one_only(
    name: str, meant: Contact
) -> None:
    assert resolve(network(*EVERYBODY), name) == meant


def test_a_whole_name_is_meant_even_where_it_begins_another() -> None:
    short, long = Contact("1", "Ana Silva"), Contact("2", "Ana Silva Costa")
    assert resolve(network(short, long), "ana silva") == short


def test_several_matches_are_listed_with_what_tells_them_apart_never_guessed() -> None:
    twins = (
        Contact("1", "Lee Wong", organization="Acme", emails=("lee@acme.example",)),
        Contact("2", "Lee Wong", organization="Acme"),
        Contact("3", "Lee Park", organization="Tidewater"),
    )
    with pytest.raises(CouldNotError) as told:
        resolve(network(*twins), "lee")
    sentence = str(told.value)
    assert "3 people" in sentence
    assert "Lee Wong (lee@acme.example)" in sentence
    assert "Lee Wong (id 2)" in sentence
    assert "Lee Park (Tidewater)" in sentence
    assert "\n" not in sentence


def test_no_more_than_ten_of_many_matches_are_listed() -> None:
    crowd = [Contact(str(i), f"Lee {i:02d}") for i in range(14)]
    with pytest.raises(CouldNotError, match=r"14 people: .*Lee 09.* and 4 more"):
        resolve(network(*crowd), "lee")


def test_an_unknown_name_offers_to_add_it() -> None:
    with pytest.raises(CouldNotError, match='reachout add "Zoe Park"'):
        resolve(network(*EVERYBODY), " Zoe  Park ")
    with pytest.raises(CouldNotError, match=r"reachout add 'Zoe [$]HOME'"):
        resolve(network(*EVERYBODY), "Zoe $HOME")


def test_no_name_at_all_is_refused() -> None:
    with pytest.raises(RefusedError):
        resolve(network(*EVERYBODY), " ")
    with pytest.raises(RefusedError):
        resolve_all(network(*EVERYBODY), ["Priya", ""])


def test_archived_people_are_meant_only_when_nobody_else_is() -> None:
    gone = Contact("1", "Ana Silva", archived=True)
    here = Contact("2", "Ana Silva Costa")
    assert resolve(network(gone, here), "ana silva") == here
    assert resolve(network(gone), "ana") == gone
    assert resolve(network(gone, here), "1") == gone


def test_joined_names_that_fit_one_contact_are_that_one() -> None:
    assert resolve_all(network(*EVERYBODY), ["Priya", "Nair"]) == [PRIYA]
    assert resolve_all(network(*EVERYBODY), ["Priya", "okafor"]) == [PRIYA, TOM]
    assert resolve_all(network(*EVERYBODY), ["101", "102", "priya nair"]) == [PRIYA, TOM]
    assert resolve_all(network(*EVERYBODY), []) == []


def test_two_whole_names_are_two_people_though_one_holds_both() -> None:
    ana, silva, both = Contact("1", "Ana"), Contact("2", "Ana Silva"), Contact("3", "Ana Lee")
    assert resolve_all(network(ana, silva, both), ["Ana", "Ana Silva"]) == [ana, silva]
    lee = Contact("4", "Lee")
    assert resolve_all(network(ana, lee, both), ["Ana", "Lee"]) == [both]


def test_one_name_that_fits_nobody_stops_them_all() -> None:
    with pytest.raises(CouldNotError, match="Zoe"):
        resolve_all(network(*EVERYBODY), ["Priya", "Zoe"])


@given(st.lists(anything, min_size=1, max_size=3))
def test_resolving_any_words_ends_in_people_or_one_clear_line(texts: list[str]) -> None:
    told = ""
    try:
        assert resolve_all(network(*EVERYBODY), texts)
    except (CouldNotError, RefusedError) as error:
        told = str(error)
    assert "\n" not in told


# Nicknames

BOB = Contact("107", "Robert Harding", nickname="Bobby, Al")


def test_a_nickname_finds_as_the_name_does() -> None:
    finder = Finder((*EVERYBODY, BOB))
    for query in ("bobby", "Bobby Harding", "al har"):
        assert names(finder.search(query)) == ["Robert Harding"]


def test_a_nickname_says_who_is_meant() -> None:
    alice = Contact("108", "Alice Vale")
    assert resolve(network(*EVERYBODY, BOB, alice), "bobby") is BOB
    assert resolve(network(*EVERYBODY, BOB, alice), "AL") is BOB
    assert resolve_all(network(*EVERYBODY, BOB), ["Bobby", "Priya"]) == [BOB, PRIYA]


def test_a_nickname_that_is_a_word_of_somebody_elses_name_is_no_guess() -> None:
    with pytest.raises(CouldNotError, match="Bobby fits 2 people"):
        resolve(network(BOB, Contact("109", "Bobby Vale")), "Bobby")
    whole = Contact("109", "Bobby")
    assert resolve(network(BOB, whole), "Bobby") is whole


def test_who_has_died_is_meant_only_where_nobody_else_is() -> None:
    dead, alive = Contact("110", "Ann Hart", died=True), Contact("111", "Ann Vale")
    assert resolve(network(dead, alive), "Ann") is alive
    assert resolve(network(dead), "Ann") is dead
