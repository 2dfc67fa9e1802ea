"""Who has died: their card and history stay, and nothing asks anybody to reach out to them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from habit.aside import died_words, out_words
from habit.birthdays import birthdays, yearly
from habit.busy import five_minutes
from habit.changes import edit_contact
from habit.errors import RefusedError
from habit.live import live
from habit.lives import died_text, parse_died, say_died
from habit.model import (
    Birthday,
    Change,
    Contact,
    ContactList,
    Edit,
    Entry,
    Interaction,
    Phone,
    Plan,
)
from habit.network import Network
from habit.openers import openers
from habit.plans import open_plans, people_of_week, plans_with
from habit.review import waiting
from habit.sharing import candidates, choose, left
from habit.shelves import shelves
from habit.suggest import cadence_of, due_on, every_reason, next_birthday, who_next
from habit.why import why

SUNDAY = date(2026, 11, 22)
MONDAY = date(2026, 11, 16)
HART = Contact(
    "1",
    "Grandma Hart",
    birthday=Birthday(1940, 11, 24),
    anniversary=Birthday(1962, 11, 25),
    cadence=30,
    lists=("9",),
    tags=("maps",),
    phones=(Phone("555 0101"),),
    influence=True,
    made=1,
)
SHARE = Entry("7", "share", "the map talks", tags=("maps",), gift="link", people=("1",))


def network(contact: Contact = HART, last: int = 200) -> Network:
    call = Interaction("5", SUNDAY - timedelta(days=last), {"1": "waiting"}, channel="email")
    return Network.of(
        {
            "contacts": {"1": contact},
            "lists": {"9": ContactList("9", "Family", cadence=30)},
            "interactions": {"5": call},
            "plans": {
                "3": Plan("3", "1", SUNDAY, kind="promise", text="a visit", made=MONDAY),
                "4": Plan("4", "1", SUNDAY, made=MONDAY),
            },
            "entries": {"7": SHARE},
        }
    )


def dead(died: date | bool = True, last: int = 200) -> Network:
    return network(replace(HART, died=died), last)


def test_all_of_this_would_ask_for_somebody_who_lives() -> None:
    """The other tests say something only because of this."""
    base = network()
    assert who_next(base, SUNDAY)
    assert every_reason(base, HART, SUNDAY)
    assert birthdays(base, SUNDAY)
    assert five_minutes(base, SUNDAY)
    assert open_plans(base, SUNDAY)
    assert people_of_week(base, MONDAY)
    assert left(base, SHARE)
    assert candidates(base, replace(SHARE, people=()), SUNDAY)
    assert waiting(network(last=2), SUNDAY)
    assert live(network(last=2), SUNDAY, SUNDAY).people == 1


def test_nobody_who_has_died_is_offered_anywhere() -> None:
    base = dead()
    gone = base.contacts["1"]
    assert who_next(base, SUNDAY) == []
    assert every_reason(base, gone, SUNDAY) == []
    assert next_birthday(gone, SUNDAY) is None
    assert birthdays(base, SUNDAY) == yearly(base, SUNDAY) == []
    assert five_minutes(base, SUNDAY) == []
    assert openers(base, gone, SUNDAY) == []
    assert (cadence_of(base, gone), due_on(base, gone)) == (None, None)
    assert open_plans(base, SUNDAY) == plans_with(base, "1") == people_of_week(base, MONDAY) == []
    assert left(base, SHARE) == []
    assert candidates(base, replace(SHARE, people=()), SUNDAY) == []
    assert waiting(dead(last=2), SUNDAY) == []
    assert live(dead(last=2), SUNDAY, SUNDAY).people == 0


def test_nothing_is_shared_with_who_has_died() -> None:
    base = network(replace(HART, died=True))
    base = base.having(Change("", (Edit("entries", "7", SHARE, replace(SHARE, people=())),)))
    with pytest.raises(RefusedError, match="Grandma Hart has died: leave them out"):
        choose(base, "7", ["1"])


def test_who_has_died_stays_on_the_lists_that_are_of_people_and_in_none_that_asks() -> None:
    found = {one.key for one in shelves(dead(last=2), SUNDAY) if one.contacts}
    assert found == {"all", "9"}
    alive = Contact("2", "Zoe")
    base = dead().having(Change("", (Edit("contacts", "2", None, alive),)))
    (everybody,) = (one for one in shelves(base, SUNDAY) if one.key == "all")
    assert [one.name for one in everybody.contacts] == ["Zoe", "Grandma Hart"]


def test_why_says_that_somebody_has_died() -> None:
    base = dead(date(2023, 5, 1))
    first, *_ = why(base, base.contacts["1"], SUNDAY)
    assert first.words == "none now: died 1 May 2023"
    assert out_words(base, replace(HART, died=True, archived=True), SUNDAY) == "has died"
    assert out_words(base, replace(HART, archived=True), SUNDAY) == "archived"


@pytest.mark.parametrize(
    ("text", "died"),
    [
        ("2023-05-01", date(2023, 5, 1)),
        ("1 May 2023", date(2023, 5, 1)),
        ("yesterday", SUNDAY - timedelta(days=1)),
        ("yes", True),
        ("", True),
        ("no", None),
        ("No", None),
    ],
)
def test_a_death_is_said_with_a_day_or_without(text: str, died: date | bool | None) -> None:
    assert parse_died(text, SUNDAY) == died


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("soon", '"soon" is not a day: try 2023-05-01'),
        ("1 May", '"1 May" is not a day'),
        ("2023", '"2023" is not a day'),
        ("2026-11-23", "is in the future"),
    ],
)
def test_what_is_no_day_of_a_death_is_refused(text: str, said: str) -> None:
    with pytest.raises(RefusedError, match=said):
        parse_died(text, SUNDAY)


@pytest.mark.parametrize("died", [date(2023, 5, 1), True, None])
def test_a_death_reads_as_it_is_typed(died: date | bool | None) -> None:
    assert parse_died(died_text(died) or "no", SUNDAY) == died


def test_saying_it_is_one_change_that_says_what_it_is() -> None:
    base = network()
    said = say_died(base, "1", date(2023, 5, 1))
    assert said.what == "Grandma Hart, died 1 May 2023"
    after = base.having(said)
    assert after.contacts["1"] == replace(HART, died=date(2023, 5, 1))
    assert say_died(after, "1", None).what == "Grandma Hart, is alive"
    assert say_died(after, "1", date(2023, 5, 1)).edits == ()
    assert died_words(after.contacts["1"]) == "died 1 May 2023"


def test_a_new_name_takes_the_first_name_of_the_old_one_away() -> None:
    priya = Contact("1", "Mary Ann Smith", given="Mary Ann")
    base = network(priya)
    renamed = edit_contact(base, "1", name="Polly Smith").edits[0].after
    assert renamed == replace(priya, name="Polly Smith", given=None)
    married = edit_contact(base, "1", name="Mary Ann Vale").edits[0].after
    assert married == replace(priya, name="Mary Ann Vale")
    both = edit_contact(base, "1", name="Polly Smith", given="Poll").edits[0].after
    assert both == replace(priya, name="Polly Smith", given="Poll")


def test_what_sort_an_address_was_goes_with_the_address() -> None:
    types = {"a@example.com": "home", "b@example.com": "work"}
    ann = Contact("1", "Ann", emails=("a@example.com", "b@example.com"), types=types)
    edited = edit_contact(network(ann), "1", emails=("b@example.com",)).edits[0].after
    assert edited == replace(ann, emails=("b@example.com",), types={"b@example.com": "work"})
