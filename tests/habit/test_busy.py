"""Too busy: up to three things that take five minutes, each real."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from habit.busy import MOST, Idea, five_minutes
from habit.model import Birthday, Contact, Entry, Gift, Interaction, Phone, Week
from habit.network import Network

SUNDAY = date(2026, 11, 22)
FRIDAY = SUNDAY - timedelta(days=2)
PRIYA = Contact("1", "Priya Nair", phones=(Phone("555 0101"),), made=1)
TOM = Contact("2", "Tom Okafor", emails=("tom@example.com",), made=2)
ANA = Contact("3", "Ana Silva", tags=("maps",), made=3)
COFFEE = Interaction("10", FRIDAY, {"2": "reached"}, channel="coffee", made=5)
TALKS = Entry("20", "share", "the talks on rivers", FRIDAY, tags=("Maps",))


def network(*people: Contact, **tables: list[Any]) -> Network:
    tables["contacts"] = list(people or (PRIYA, TOM, ANA))
    return Network.of({name: {one.id: one for one in them} for name, them in tables.items()})


def told(it: Network) -> list[tuple[str, str, str]]:
    return [(one.contact.name, one.what, one.channel) for one in five_minutes(it, SUNDAY)]


def one_of(it: Network, what: str) -> Idea:
    (found,) = [one for one in five_minutes(it, SUNDAY) if one.what == what]
    return found


def test_b28_there_are_up_to_three_things_for_different_people_each_of_its_own_sort() -> None:
    born = replace(PRIYA, birthday=Birthday(None, 11, 22))
    it = network(born, TOM, ANA, interactions=[COFFEE], entries=[TALKS])
    assert told(it) == [
        ("Priya Nair", "congratulate", "text"),
        ("Ana Silva", "a text", "text"),
        ("Tom Okafor", "a thank you", "email"),
    ]
    assert len(five_minutes(it, SUNDAY)) <= MOST


def test_with_nobody_there_is_nothing() -> None:
    assert five_minutes(Network.of({}), SUNDAY) == []


def test_a_line_to_whoever_is_due_goes_by_the_address_there_is() -> None:
    assert told(network(PRIYA, TOM)) == [
        ("Priya Nair", "a text", "text"),
        ("Tom Okafor", "an email", "email"),
    ]
    assert one_of(network(PRIYA), "a text").why.startswith("never reached out to")


def test_a_birthday_is_congratulated_on_for_two_days_and_once() -> None:
    on_friday = replace(PRIYA, birthday=Birthday(1985, 11, 20))
    idea = one_of(network(on_friday), "congratulate")
    assert (idea.why, idea.say[:7]) == ("birthday 2 days ago", "Belated")
    assert idea.gave == (Gift("congratulation"),)
    wished = Interaction("11", FRIDAY, {"1": "waiting"}, channel="text")
    assert told(network(on_friday, interactions=[wished])) == []
    on_thursday = replace(PRIYA, birthday=Birthday(1985, 11, 19))
    assert [what for _, what, _ in told(network(on_thursday))] == ["a text"]


def test_thanks_are_for_a_talk_of_these_days_that_nothing_followed() -> None:
    idea = one_of(network(TOM, interactions=[COFFEE]), "a thank you")
    assert idea.why == "for the coffee, Friday"
    assert "thank you again for the coffee" in idea.say
    assert idea.gave == (Gift("thanks"),)
    thanked = replace(COFFEE, gave=(Gift("thanks"),))
    after = Interaction("11", FRIDAY, {"2": "waiting"}, channel="email", made=6)
    old = replace(COFFEE, on=SUNDAY - timedelta(days=8))
    for them in ([thanked], [COFFEE, after], [old]):
        assert told(network(TOM, interactions=them)) == []


def test_what_came_of_something_is_thanked_for_longer_and_first() -> None:
    led = Interaction(
        "11",
        SUNDAY - timedelta(days=20),
        {"1": "reached"},
        channel="email",
        came=(Gift("lead", "the role at Kestrel"),),
    )
    found = five_minutes(network(PRIYA, TOM, interactions=[led, COFFEE]), SUNDAY)
    thanked = [one.why for one in found if one.what == "a thank you"]
    assert thanked == ["for the role at Kestrel, 2 November"]


def test_something_to_share_goes_to_whom_its_tags_fit_and_who_has_not_had_it() -> None:
    had = replace(COFFEE, people={"3": "reached"}, on=SUNDAY - timedelta(days=60))
    it = network(ANA, interactions=[had], entries=[TALKS])
    assert [one.what for one in five_minutes(it, SUNDAY)] == ["share it"]
    assert one_of(it, "share it").why == "the talks on rivers, Maps"
    assert one_of(it, "share it").gave == (Gift("news", "the talks on rivers"),)
    gave = replace(had, gave=(Gift("link", "The talks on rivers"),))
    assert five_minutes(network(ANA, interactions=[gave], entries=[TALKS]), SUNDAY) == []
    sent = replace(TALKS, sent={"3": "skipped"})
    assert five_minutes(network(ANA, interactions=[had], entries=[sent]), SUNDAY) == []


def test_whoever_rests_is_left_alone() -> None:
    born = Birthday(None, 11, 22)
    archived = replace(PRIYA, birthday=born, archived=True)
    snoozed = replace(TOM, birthday=born, snooze=SUNDAY + timedelta(days=9))
    skipped = replace(ANA, birthday=born)
    it = network(
        *(archived, snoozed, skipped),
        interactions=[replace(COFFEE, people={"1": "reached", "2": "reached", "3": "reached"})],
        entries=[TALKS],
        weeks=[Week("20261116", skipped=("3",))],
    )
    assert five_minutes(it, SUNDAY) == []


def test_something_to_share_also_goes_to_whom_it_fits_by_what_they_care_about() -> None:
    cook = replace(ANA, tags=(), cares="cooking, and a good map")
    had = replace(COFFEE, people={"3": "reached"}, on=SUNDAY - timedelta(days=60))
    it = network(cook, interactions=[had], entries=[TALKS])
    assert one_of(it, "share it").contact is cook


def test_nobody_is_written_to_at_a_fax() -> None:
    fax = replace(TOM, phones=(Phone("555 0102", type="work fax"),))
    assert told(network(fax)) == [("Tom Okafor", "an email", "email")]
