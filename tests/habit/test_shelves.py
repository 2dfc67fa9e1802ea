"""The lists of People: who stands on which, and in which order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from habit.model import Birthday, Contact, ContactList, Gift, Interaction, Outcome
from habit.network import Network
from habit.shelves import in_order, shelves, waiting_of

TODAY = date(2026, 11, 22)
KEY = ContactList("1", "Key contacts", cadence=90)


def contact(name: str, **fields: object) -> Contact:
    return replace(Contact(id=name.lower(), name=name), **fields)  # type: ignore[arg-type]


def network(*contacts: Contact, history: tuple[Interaction, ...] = ()) -> Network:
    return Network.of(
        {
            "contacts": {one.id: one for one in contacts},
            "lists": {KEY.id: KEY},
            "interactions": {one.id: one for one in history},
        }
    )


def outreach(
    who: str, days: int, outcome: Outcome = "reached", direction: str = "out"
) -> Interaction:
    return Interaction(
        id=f"{who}{days}{direction}",
        on=TODAY - timedelta(days=days),
        people={who: outcome},
        dir="in" if direction == "in" else "out",
        channel="email",
    )


def names(net: Network, key: str) -> list[str]:
    return next([one.name for one in it.contacts] for it in shelves(net, TODAY) if it.key == key)


def test_the_least_fresh_against_its_cadence_comes_first_and_never_last() -> None:
    net = network(
        contact("Ada", lists=("1",)),
        contact("Bo", lists=("1",)),
        contact("Cy"),
        contact("Di"),
        history=(outreach("ada", 100), outreach("bo", 200), outreach("cy", 900)),
    )
    assert names(net, "all") == ["Bo", "Ada", "Cy", "Di"]
    assert names(net, "1") == ["Bo", "Ada"]


def test_archived_people_are_on_no_list_but_their_own() -> None:
    net = network(contact("Ada", archived=True, lists=("1",)), contact("Bo"))
    assert names(net, "all") == ["Bo"]
    assert names(net, "1") == []
    assert names(net, "archived") == ["Ada"]


def test_waiting_holds_those_whose_answer_is_still_out_oldest_first() -> None:
    net = network(
        contact("Ada"),
        contact("Bo"),
        contact("Cy"),
        history=(
            outreach("ada", 3, "waiting"),
            outreach("bo", 9, "waiting"),
            outreach("cy", 9, "waiting"),
            outreach("cy", 2, direction="in"),
        ),
    )
    assert names(net, "waiting") == ["Bo", "Ada"]


def test_an_outreach_of_more_than_thirty_days_ago_waits_no_more() -> None:
    net = network(contact("Ada"), history=(outreach("ada", 31, "waiting"),))
    assert waiting_of(net, "ada", TODAY) is None


def test_birthdays_of_the_next_thirty_days_come_soonest_first() -> None:
    net = network(
        contact("Ada", birthday=Birthday(m=12, d=22)),
        contact("Bo", birthday=Birthday(m=11, d=22)),
        contact("Cy", birthday=Birthday(m=12, d=23)),
    )
    assert names(net, "birthdays") == ["Bo", "Ada"]


def test_never_and_dormant_tell_no_history_from_a_long_silence() -> None:
    net = network(
        contact("Ada"),
        contact("Bo"),
        contact("Cy"),
        history=(outreach("bo", 1095), outreach("cy", 1094)),
    )
    assert names(net, "never") == ["Ada"]
    assert names(net, "dormant") == ["Bo"]


def test_a_commit_is_seen_and_touches_only_whom_it_concerns() -> None:
    before = network(contact("Ada", lists=("1",)), contact("Bo", lists=("1",)))
    assert names(before, "never") == ["Ada", "Bo"]
    after = before.after([("interactions", "x", outreach("ada", 0))])
    assert names(after, "never") == ["Bo"]
    assert names(before, "never") == ["Ada", "Bo"]


def given_and_asked(who: str, days: int, gave: int, asked: int) -> Interaction:
    one = outreach(who, days)
    return replace(one, gave=(Gift("link"),) * gave, asked=(Gift("favor"),) * asked)


def test_whom_you_gave_more_and_of_whom_you_asked_more_have_a_list_each() -> None:
    net = network(
        *(contact(name) for name in ("Ada", "Bo", "Cy", "Di", "Ed")),
        history=(
            given_and_asked("ada", 5, 1, 0),
            given_and_asked("bo", 4, 3, 1),
            given_and_asked("cy", 3, 1, 2),
            given_and_asked("di", 2, 1, 1),
        ),
    )
    assert names(net, "gave") == ["Bo", "Ada"]
    assert names(net, "asked") == ["Cy"]
    (everybody, *_) = shelves(net, TODAY)
    by_balance = in_order(net, everybody, "balance", TODAY)
    assert [one.name for one in by_balance.contacts] == ["Bo", "Ada", "Di", "Cy", "Ed"]
    assert by_balance.order == "most given first"
    by_name = in_order(net, everybody, "name", TODAY)
    assert [one.name for one in by_name.contacts] == ["Ada", "Bo", "Cy", "Di", "Ed"]
    assert in_order(net, everybody, "", TODAY) is everybody
