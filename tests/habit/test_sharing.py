"""One thing for up to ten people: whom it may interest, the round, and what each one sent does."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habit import sharing
from habit.changes import Hand, archive, delete_interaction, log
from habit.errors import RefusedError
from habit.meter import meter
from habit.model import Contact, Entry, Gift, Goal
from habit.network import Network
from habit.topics import guess_kind
from habit.weeks import start_of_week

TODAY = date(2026, 11, 22)
IDS = count(10**6)
HAND = Hand(TODAY, 1, lambda: str(next(IDS)))
MAPS = "https://example.com/maps"

PEOPLE = {
    str(number): Contact(str(number), name, emails=(f"p{number}@example.com",))
    for number, name in enumerate(
        ("Priya Nair", "Tom Okafor", "佐藤 由美", "Ana Silva", "Lee Wong", "Mara Ito") * 2, 1
    )
}
EMPTY = Network.of({"contacts": PEOPLE, "goals": {"20261116": Goal("20261116", 2, 3)}})


def with_thing(network: Network = EMPTY, text: str = MAPS, **said: object) -> tuple[Network, str]:
    """Return a network in which there is something to share, and its id."""
    change = sharing.begin(network, HAND, text, **said)  # type: ignore[arg-type]
    return network.having(change), change.edits[0].id


def round_of(*people: str, opener: str | None = None) -> tuple[Network, str]:
    """Return a network with a round for these people."""
    network, key = with_thing()
    return network.having(sharing.choose(network, key, people, opener=opener)), key


def test_b13_each_one_sent_becomes_an_outreach_with_a_give() -> None:
    network, key = round_of("1", "2", "3")
    change = sharing.send(network, HAND, key, "1")
    network = network.having(change)
    (logged,) = network.interactions.values()
    assert (logged.people, logged.channel, logged.dir) == ({"1": "waiting"}, "email", "out")
    assert logged.gave == (Gift("link", MAPS),)
    assert network.entries[key].sent == {"1": logged.id}
    assert meter(network, start_of_week(TODAY, 0), TODAY).people == ("1",)
    assert change.what == "Priya Nair, link by email"


def test_b13_one_thing_goes_to_at_most_ten() -> None:
    network, key = with_thing()
    with pytest.raises(RefusedError, match=r"11 are too many at once: .* at most 10 people"):
        sharing.choose(network, key, [str(one) for one in range(1, 12)])
    ten = network.having(sharing.choose(network, key, [str(one) for one in range(1, 11)]))
    assert len(sharing.waiting_for(ten, ten.entries[key])) == 10


def test_nobody_is_chosen_is_a_sentence() -> None:
    network, key = with_thing()
    with pytest.raises(RefusedError, match="nobody is chosen"):
        sharing.choose(network, key, [])


def test_a_round_goes_on_where_it_was_left() -> None:
    network, key = round_of("1", "2", "3")
    assert sharing.progress_text(network, network.entries[key]) == "0 of 3 sent"
    network = network.having(sharing.send(network, HAND, key, "1"))
    network = network.having(sharing.skip(network, key, "2"))
    entry = network.entries[key]
    assert sharing.progress(network, entry) == sharing.Progress(1, 1, 1)
    assert sharing.next_of(network, entry) == PEOPLE["3"]
    network = network.having(sharing.send(network, HAND, key, "3"))
    entry = network.entries[key]
    assert sharing.next_of(network, entry) is None
    assert sharing.done_text(network, entry) == "Sent to 2. It counts: 2 people."
    assert sharing.progress_text(network, entry) == "sent to 2"


def test_people_are_added_to_a_round_that_is_under_way_and_those_done_stay() -> None:
    network, key = round_of("1", "2")
    network = network.having(sharing.send(network, HAND, key, "1"))
    network = network.having(sharing.choose(network, key, ["2", "3"]))
    entry = network.entries[key]
    assert entry.people == ("1", "2", "3")
    assert [one.id for one in sharing.waiting_for(network, entry)] == ["2", "3"]


def test_a_new_round_begins_once_the_one_before_is_done() -> None:
    network, key = round_of("1", "2")
    network = network.having(sharing.send(network, HAND, key, "1"))
    network = network.having(sharing.skip(network, key, "2"))
    network = network.having(sharing.choose(network, key, ["2", "3"]))
    entry = network.entries[key]
    assert entry.people == ("2", "3")
    assert list(entry.sent) == ["1"]
    with pytest.raises(RefusedError, match="Priya Nair has it already"):
        sharing.choose(network, key, ["1", "4"])


def test_what_was_logged_by_mistake_and_deleted_counts_as_not_sent() -> None:
    network, key = round_of("1", "2")
    network = network.having(sharing.send(network, HAND, key, "1"))
    network = network.having(sharing.skip(network, key, "2"))
    (logged,) = network.interactions
    network = network.having(delete_interaction(network, logged))
    assert network.entries[key].sent == {"2": sharing.SKIPPED}
    assert network.having(sharing.send(network, HAND, key, "1")).interactions


def test_nobody_is_sent_it_twice_and_nobody_outside_of_the_round() -> None:
    network, key = round_of("1", "2")
    network = network.having(sharing.send(network, HAND, key, "1"))
    with pytest.raises(RefusedError, match="has it already"):
        sharing.send(network, HAND, key, "1")
    with pytest.raises(RefusedError, match="not in this round"):
        sharing.send(network, HAND, key, "3")
    with pytest.raises(RefusedError, match="not among your people"):
        sharing.skip(network, key, "404")


def test_somebody_archived_or_forgotten_meanwhile_is_passed_over() -> None:
    network, key = round_of("1", "2", "3")
    network = network.having(archive(network, ["1"])).after([("contacts", "2", None)])
    entry = network.entries[key]
    assert [one.id for one in sharing.waiting_for(network, entry)] == ["3"]
    assert sharing.progress(network, entry).people == 1


def test_the_words_are_the_opener_with_the_first_name_and_the_thing() -> None:
    network, key = round_of("1", "3", opener="Hello {name}, look:")
    entry = network.entries[key]
    assert sharing.words_for(entry, PEOPLE["1"]) == f"Hello Priya, look:\n{MAPS}"
    assert sharing.words_for(entry, PEOPLE["3"]) == f"Hello 佐藤 由美, look:\n{MAPS}"
    assert (
        sharing.words_for(entry, PEOPLE["1"], f"{MAPS} is for {{name}}") == f"{MAPS} is for Priya"
    )
    assert sharing.words_for(entry, PEOPLE["1"], "") == MAPS


def test_the_way_is_one_that_somebody_has_an_address_for() -> None:
    entry = Entry("1", "share", MAPS)
    assert sharing.way_to(entry, Contact("1", "Priya", urls=("https://example.com/p",))) == "social"
    assert sharing.way_to(entry, Contact("1", "Priya")) == "email"
    assert sharing.way_to(entry, PEOPLE["1"], "coffee") == "coffee"


def test_a_channel_that_is_said_is_that_of_the_round() -> None:
    network, key = round_of("1", "2")
    network = network.having(sharing.send(network, HAND, key, "1", "letter"))
    assert network.entries[key].channel == "letter"
    assert next(iter(network.interactions.values())).channel == "letter"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (MAPS, "link"),
        ("look at www.example.com", "link"),
        ("example.com/maps", "link"),
        ("a new park opens", "news"),
    ],
)
def test_a_link_is_known_by_its_look(text: str, kind: str) -> None:
    assert guess_kind(text) == kind


def test_tags_may_be_typed_behind_a_thing() -> None:
    assert sharing.parse_thing(" a talk #maps #rivers #maps ") == ("a talk", ("maps", "rivers"))
    assert sharing.parse_thing("issue #4 is done") == ("issue #4 is done", ())


def test_a_thing_is_there_once_and_of_a_kind_of_giving() -> None:
    network, _ = with_thing()
    with pytest.raises(RefusedError, match="there to share already"):
        sharing.begin(network, HAND, MAPS.upper())
    with pytest.raises(RefusedError, match='"poem" is none of link'):
        sharing.begin(network, HAND, "a verse", "poem")
    with pytest.raises(RefusedError, match="the share is empty"):
        sharing.begin(network, HAND, "  ")


def test_a_thing_is_changed_and_taken_out_and_what_was_sent_stays_logged() -> None:
    network, key = round_of("1")
    network = network.having(sharing.send(network, HAND, key, "1"))
    network = network.having(sharing.edit_thing(network, key, "a talk", "news", ["maps"]))
    assert network.entries[key].tags == ("maps",)
    network = network.having(sharing.remove_thing(network, key))
    assert not network.entries
    assert len(network.interactions) == 1


def test_rounds_that_are_under_way_come_first() -> None:
    network, old = round_of("1")
    later, new = with_thing(network, "a park opens")
    assert [one.id for one in sharing.things(later)] == [old, new]
    assert [one.id for one in sharing.called(later, "A PARK")] == [new]
    assert list(sharing.called(later, "")) == []


# For whom


def test_b13_who_cares_about_it_comes_before_who_is_due() -> None:
    maps = Contact("21", "Zoe Maps", tags=("map",))
    rivers = Contact("22", "Abe Rivers", cares="Rivers and old maps")
    contacts = {**PEOPLE, "21": maps, "22": rivers}
    network, key = with_thing(Network.of({"contacts": contacts}), tags=("maps", "rivers"))
    found = sharing.candidates(network, network.entries[key], TODAY)
    assert [(one.contact.id, one.why) for one in found[:2]] == [
        ("22", "cares about maps and rivers"),
        ("21", "cares about maps"),
    ]
    assert "never reached out to" in found[2].why


def test_b15_everybody_a_thing_is_suggested_for_carries_a_reason() -> None:
    network, key = with_thing()
    found = sharing.candidates(network, network.entries[key], TODAY)
    assert len(found) == len(PEOPLE)
    assert all(one.why for one in found)


def test_without_tags_the_words_of_a_thing_say_what_it_is_about() -> None:
    contacts = {"21": Contact("21", "Zoe", tags=("gardens",)), "22": Contact("22", "Abe")}
    network = Network.of({"contacts": contacts})
    entry = Entry("1", "share", "a garden opens https://example.com/abe")
    found = sharing.candidates(network, entry, TODAY)
    assert next(one.why for one in found) == "cares about garden"


def test_who_has_it_was_archived_or_rests_is_not_suggested() -> None:
    contacts = {
        "1": Contact("1", "Ana", tags=("maps",)),
        "2": Contact("2", "Bea", tags=("maps",), archived=True),
        "3": Contact("3", "Cem", tags=("maps",), snooze=TODAY + timedelta(days=9)),
        "4": Contact("4", "Dov", tags=("maps",)),
    }
    network = Network.of({"contacts": contacts})
    given = log(network, HAND, ["1"], "text", gave=[Gift("link", MAPS.upper())])
    network, key = with_thing(network.having(given), tags=("maps",))
    found = sharing.candidates(network, network.entries[key], TODAY)
    assert [one.contact.id for one in found] == ["4"]


@given(
    st.lists(
        st.sampled_from([str(one) for one in range(1, 13)]), unique=True, min_size=1, max_size=10
    ),
    st.lists(st.booleans(), min_size=10, max_size=10),
)
def test_every_round_ends_and_counts_each_person_once(people: list[str], sends: list[bool]) -> None:
    network, key = round_of(*people)
    for is_sent in sends[: len(people)]:
        entry = network.entries[key]
        turn = sharing.next_of(network, entry)
        assert turn is not None
        step = (
            sharing.send(network, HAND, key, turn.id)
            if is_sent
            else sharing.skip(network, key, turn.id)
        )
        network = network.having(step)
        at = sharing.progress(network, network.entries[key])
        assert at.people == len(people)
    assert sharing.next_of(network, network.entries[key]) is None
    number = sum(sends[: len(people)])
    assert len(meter(network, start_of_week(TODAY, 0), TODAY).people) == number
    assert sharing.progress(network, network.entries[key]).sent == number
