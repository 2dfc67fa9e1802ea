"""Who people are to you: said for many at once, and guessed only where it is certain."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habit.changes import Hand, set_organization
from habit.errors import RefusedError
from habit.marks import edit_many, mix, retagged
from habit.model import Contact, Goal, Interaction, Meta
from habit.network import Network
from habit.suggest import who_next
from habit.who import is_guessed, side_of, side_words, who_words

SUNDAY = date(2026, 11, 22)
HAND = Hand(SUNDAY, 1_795_000_000_000, lambda: "1")
PRIYA = Contact("1", "Priya Nair", organization="Tideline", tags=("maps",))
TOM = Contact("2", "Tom Okafor", organization="tideline ", side="outside", tags=("Hiring",))
ANA = Contact("3", "Ana Silva", organization="Kestrel Rail", rank="peer")


def network(*people: Contact, **tables: list[Any]) -> Network:
    tables["contacts"] = list(people or (PRIYA, TOM, ANA))
    return Network.of({name: {one.id: one for one in them} for name, them in tables.items()})


def at_tideline() -> Network:
    return network(_meta=[Meta(organization="Tideline")])


def test_b4_whoever_works_where_you_do_is_guessed_inside_and_what_was_said_goes_before() -> None:
    it = at_tideline()
    assert [side_of(it, one) for one in (PRIYA, TOM, ANA)] == ["inside", "outside", None]
    assert [is_guessed(it, one) for one in (PRIYA, TOM, ANA)] == [True, False, False]
    assert side_words(it, PRIYA) == "inside, a guess: same organization"
    assert side_words(it, TOM) == "outside"
    assert side_words(it, ANA) == ""


def test_a_guess_is_never_written_into_the_file() -> None:
    change = edit_many(at_tideline(), ["1"], rank="above")
    assert at_tideline().having(change).contacts["1"] == replace(PRIYA, rank="above")


def test_your_organization_is_said_and_taken_back_and_the_guess_goes_with_it() -> None:
    said = network().having(set_organization(network(), "  Tideline "))
    assert said.meta.organization == "Tideline"
    assert side_of(said, PRIYA) == "inside"
    assert set_organization(said, "Tideline").edits == ()
    unsaid = said.having(set_organization(said, ""))
    assert side_of(unsaid, PRIYA) is None


def test_b6_b7_the_marks_read_as_one_line() -> None:
    one = replace(PRIYA, team=True, rank="above", influence=True)
    guess = "inside (a guess)"
    assert who_words(at_tideline(), one) == f"{guess}, on your team, above you, of influence"
    assert who_words(network(), replace(one, team=False, influence=False)) == "above you"
    assert who_words(network(), ANA) == "a peer"
    assert who_words(network(), PRIYA) == ""


def test_many_are_edited_in_one_change_and_only_in_what_is_said() -> None:
    it = network()
    change = edit_many(it, ["1", "2", "3", "1"], tags="+rivers -hiring", side="inside")
    after = it.having(change).contacts
    assert change.what == "Priya Nair and 2 more, side and tags edited"
    assert [after[key].side for key in "123"] == ["inside"] * 3
    assert after["1"].tags == ("maps", "rivers")
    assert after["2"] == replace(TOM, side="inside", tags=("rivers",))
    assert after["3"] == replace(ANA, side="inside", tags=("rivers",))


def test_what_changes_nobody_is_no_change() -> None:
    assert edit_many(network(), ["3"], rank="peer", tags="-maps").edits == ()
    assert edit_many(network(), ["1", "3"], tags="").edits == ()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [({"side": "within"}, '"within" is none of inside, outside'), ({"rank": "boss"}, "above")],
)
def test_a_mark_that_makes_no_sense_is_refused(said: dict[str, Any], sentence: str) -> None:
    with pytest.raises(RefusedError, match=sentence):
        edit_many(network(), ["1", "2"], **said)


def test_somebody_who_has_gone_is_refused() -> None:
    with pytest.raises(RefusedError, match="may have been removed"):
        edit_many(network(), ["1", "9"], tags="+maps")


def test_text_is_cleaned_and_an_empty_one_takes_it_back() -> None:
    it = network(replace(PRIYA, found="LinkedIn"))
    change = edit_many(it, ["1"], cares=" old\x1b[2J  maps ", found="")
    after = it.having(change).contacts["1"]
    assert (after.cares, after.found) == ("old[2J maps", None)


@pytest.mark.parametrize(
    ("before", "text", "after"),
    [
        ("", "maps", "maps"),
        ("maps", "+hiring", "maps hiring"),
        ("maps hiring", "-Maps +rivers", "hiring rivers"),
        ("maps", "MAPS", "maps"),
        ("maps", "-", "maps"),
        ("maps", " , +", "maps"),
        ("a", "-b", "a"),
        ("", "-b,b,a", "b a"),
        ("b", "b,-b,a", "a"),
    ],
)
def test_tags_are_added_and_taken_away(before: str, text: str, after: str) -> None:
    assert retagged(before.split(), text) == tuple(after.split())


def test_a_tag_may_have_blanks_within() -> None:
    assert retagged((), "river maps, +old boats -x") == ("river maps", "old boats")


@given(st.lists(st.text("abAB ,+-", max_size=6)), st.text("abAB ,+-", max_size=12))
def test_the_same_said_twice_changes_nothing_more(tags: list[str], text: str) -> None:
    once = retagged(retagged((), ", ".join(tags)), text)
    assert retagged(once, text) == once
    assert len({tag.lower() for tag in once}) == len(once)


def test_a_mix_says_how_many_have_what() -> None:
    assert mix(["not said", "outside", "not said", "inside", "inside"]) == (
        "2 inside, 1 outside, 2 not said"
    )
    assert mix(["inside", "inside"]) == "inside"


def test_the_suggestions_look_to_the_other_side_by_the_guess_as_well() -> None:
    """Eight weeks outside, and somebody who works where you do is lifted in."""
    away = [Contact(f"o{at}", f"Out {at:02}", side="outside") for at in range(8)]
    talks = [
        Interaction(f"i{at}", SUNDAY - timedelta(days=7 * at), {f"o{at}": "reached"})
        for at in range(8)
    ]
    waiting = [Contact(f"n{at}", f"New {at:02}", made=at + 1) for at in range(9)]
    inside = Contact("z", "Zoe Inside", organization="Tideline", made=50)
    it = network(
        *(*away, *waiting, inside),
        interactions=talks,
        goals=[Goal("20250106")],
        _meta=[Meta(organization="Tideline")],
    )
    lifted = [one for one in who_next(it, SUNDAY) if one.reason == "balance"]
    assert [one.contact.name for one in lifted] == ["Zoe Inside"]
