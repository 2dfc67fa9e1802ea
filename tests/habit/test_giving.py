"""The balance with each person, the right to ask, what could be given, and what came of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habit.changes import Hand, edit_interaction, log
from habit.errors import RefusedError
from habit.giving import (
    INSIGHT,
    Balance,
    add_gifts,
    asks,
    balance_before,
    balance_of,
    balance_text,
    brought,
    gives,
    in_touch,
    ledger,
    newest_on,
    offers,
    right_to_ask,
    say_what_came,
    shares_for,
    told_after,
    touch_text,
)
from habit.model import Contact, Entry, Gift, Interaction, Record
from habit.network import Network
from habit.openers import openers
from habit.prep import prep
from habit.topics import Tastes, topics

TODAY = date(2026, 11, 22)
PRIYA, TOM = Contact("1", "Priya Nair"), Contact("2", "Tom Okafor")
LINK, FAVOR = Gift("link", "the talk"), Gift("favor", "a word")


def hand() -> Hand:
    ids = count(100)
    return Hand(TODAY, 0, lambda: str(next(ids)))


def network(*them: Interaction, entries: tuple[Entry, ...] = (), who: Contact = PRIYA) -> Network:
    tables: dict[str, dict[str, Record]] = {
        "contacts": {who.id: who, TOM.id: TOM},
        "interactions": {one.id: one for one in them},
        "entries": {one.id: one for one in entries},
    }
    return Network.of(tables)


def talk(ago: int, *people: str, **said: Any) -> Interaction:
    who = dict.fromkeys(people or ("1",), "reached")
    made = 1000 - ago
    key = f"{ago:03d}{len(people)}"
    return Interaction(key, TODAY - timedelta(ago), who, channel="call", made=made, **said)  # type: ignore[arg-type]


# The balance


def slow_balance(net: Network, contact: str) -> Balance:
    """The same, in the plainest way: everything looked at, one thing after another."""
    them = [one for one in net.interactions.values() if contact in one.people]
    them.sort(key=lambda one: (one.on, one.made, one.id))
    gave = [(at, gift) for at, one in enumerate(them) for gift in one.gave]
    asked = [(at, nth, gift) for at, one in enumerate(them) for nth, gift in enumerate(one.asked)]
    last = max((at for at, _, _ in asked), default=-1)
    said = [gift.result.replace(",", " ").split()[0].lower() for *_, gift in asked if gift.result]
    return Balance(
        gave=len(gave),
        asked=len(asked),
        granted=sum(word not in {"no", "declined"} for word in said),
        since=sum(at > last for at, _ in gave),
        open=balance_of(net, contact).open,
    )


gifts = st.lists(st.sampled_from([LINK, Gift("thanks"), Gift("news", "x")]), max_size=3).map(tuple)
asked_for = st.lists(
    st.sampled_from([FAVOR, Gift("lead", "y", "Yes, soon"), Gift("opinion", "", "no, not now")]),
    max_size=2,
).map(tuple)
histories = st.lists(
    st.tuples(st.integers(0, 400), st.sampled_from([("1",), ("2",), ("1", "2")]), gifts, asked_for),
    max_size=12,
)


def drawn(history: list[Any]) -> list[Interaction]:
    return [
        replace(talk(ago, *people, gave=gave, asked=asked), id=f"{at:03d}", made=at)
        for at, (ago, people, gave, asked) in enumerate(history)
    ]


@settings(deadline=None)
@given(histories)
def test_b9_the_balance_is_that_of_a_plain_count_and_says_which_asks_are_open(
    history: list[Any],
) -> None:
    net = network(*drawn(history))
    for contact in ("1", "2"):
        known = balance_of(net, contact)
        assert known == slow_balance(net, contact)
        open_ = [(ask.of.id, ask.at) for ask in known.open]
        unsaid = [
            (one.id, at)
            for one in net.of_contact.get(contact, ())
            for at, ask in enumerate(one.asked)
            if not ask.result
        ]
        assert open_ == unsaid
        assert known.since <= known.gave
        assert balance_before(net, contact, TODAY) == known


@settings(deadline=None)
@given(histories, st.integers(0, 20))
def test_a_balance_that_was_worked_out_follows_every_change(history: list[Any], which: int) -> None:
    net = network(*drawn(history))
    for contact in ("1", "2"):
        balance_of(net, contact)
    keys = list(net.interactions)
    if keys:
        key = keys[which % len(keys)]
        changed = net.having(add_gifts(net, hand(), key, gave=[LINK], asked=[FAVOR]))
        gone = net.after([("interactions", key, None)])
        for after in (changed, gone):
            for contact in ("1", "2"):
                assert balance_of(after, contact) == slow_balance(after, contact)


def test_what_was_given_in_the_same_talk_went_before_the_ask() -> None:
    net = network(talk(9, gave=(LINK,)), talk(5, gave=(LINK,), asked=(FAVOR,)))
    assert balance_of(net, "1").since == 0
    later = network(*net.interactions.values(), talk(2, gave=(LINK, LINK)))
    assert balance_of(later, "1").since == 2


def test_a_balance_reads_as_one_says_it() -> None:
    assert balance_text(Balance(4, 1, 0, 2)) == "Gave 4 · asked 1 · 2 since the last ask"
    assert balance_text(Balance(4)) == "Gave 4 · asked nothing yet"
    assert balance_text(Balance(0, 1)) == "Gave nothing yet · asked 1"
    assert balance_text(Balance()) == ""


def test_the_ledger_begins_with_whom_you_gave_most() -> None:
    net = network(talk(9, "2", gave=(LINK,)), talk(5, gave=(LINK, LINK)), talk(3, asked=(FAVOR,)))
    assert [(one.name, it.gave) for one, it in ledger(net)] == [
        ("Priya Nair", 2),
        ("Tom Okafor", 1),
    ]
    assert ledger(network()) == []


def test_open_asks_come_first_the_newest_first() -> None:
    done = Gift("lead", "z", "yes")
    net = network(talk(9, asked=(FAVOR, done)), talk(3, "2", asked=(FAVOR,)))
    assert [(ask.of.on, bool(ask.gift.result)) for ask in asks(net)] == [
        (TODAY - timedelta(3), False),
        (TODAY - timedelta(9), False),
        (TODAY - timedelta(9), True),
    ]


# Before an ask


def test_b10_the_right_to_ask_is_shown_with_the_gives_since_the_last_ask() -> None:
    assert right_to_ask(Balance(6, 1, 0, 4)) == "You gave 4 times. You have earned it: ask."
    assert right_to_ask(Balance(1, 0, 0, 1)) == "You gave once. You have earned it: ask."


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (Balance(6, 1, 0, 4), "You had given 4 times since the last ask."),
        (Balance(1, 0, 0, 1), "You had given once, and this is the first ask."),
        (Balance(6, 1), "You had given nothing since the ask before: a small give comes well."),
        (Balance(), "You had given nothing yet: a small give comes well."),
    ],
)
def test_b10_once_it_was_asked_the_gives_are_told_as_what_went_before(
    before: Balance, said: str
) -> None:
    assert told_after(before) == said


def test_b10_with_none_there_is_a_gentle_line_and_never_a_block() -> None:
    assert "a small give comes well" in right_to_ask(Balance())
    assert "since you asked" in right_to_ask(Balance(3, 1))
    net = network(talk(3))
    assert net.having(add_gifts(net, hand(), "0030", asked=[FAVOR])).interactions["0030"].asked


def test_b22_being_in_touch_in_the_last_90_days_is_counted_without_research() -> None:
    found = replace(talk(4), id="r", channel="research")
    net = network(talk(0), talk(90), talk(91), talk(10, "2"), found)
    assert in_touch(net, "1", TODAY) == 2
    assert in_touch(net, "1", TODAY - timedelta(1)) == 2
    assert in_touch(net, "1", TODAY, but="0900") == 1
    assert touch_text(3) == "3 times in touch in the last 90 days."
    assert touch_text(1) == "Once in touch in the last 90 days."
    assert touch_text(0) == "Not in touch in the last 90 days yet."


# What could be given


SHARES = (
    Entry("5", "share", "the map-tile talk", TODAY - timedelta(9), ("Maps", "python")),
    Entry("6", "share", "a recipe", TODAY, ("cooking",), gift="recommendation"),
    Entry("7", "why", "no share", TODAY, ("maps",)),
    Entry("8", "share", "night trains", TODAY - timedelta(2), ("trains", "maps")),
)


def test_b12_what_you_have_to_share_is_matched_by_tag_the_newest_first() -> None:
    who = replace(PRIYA, tags=("maps", "Trains"))
    net = network(entries=SHARES, who=who)
    assert [(one.words, one.because) for one in shares_for(net, who)] == [
        ("night trains", "because of: trains, maps"),
        ("the map-tile talk", "because of: Maps"),
    ]


def test_b12_words_of_what_they_care_about_fit_as_tags_do() -> None:
    who = replace(PRIYA, cares="Good cooking, and her open-source work")
    about = topics(("cooking", "open source", "cook", "", "work"))
    assert Tastes(who).shared(about) == ["cooking", "open source", "work"]
    (give,) = offers(network(entries=SHARES, who=who), who)
    assert (give.kind, give.text) == ("recommendation", "a recipe")


def test_b12_nothing_is_offered_to_whom_it_was_given_already() -> None:
    who = replace(PRIYA, tags=("maps",))
    given_ = talk(3, gave=(Gift("link", "The map-tile  talk"),))
    sent = replace(SHARES[3], sent={"1": "skipped"})
    net = network(given_, entries=(SHARES[0], sent), who=who)
    assert offers(net, who) == []
    fresh = network(entries=SHARES, who=who)
    assert [one.text for one in offers(fresh, who, [Gift("link", "night trains")])] == [
        "the map-tile talk"
    ]


def test_b8_an_outreach_upward_is_offered_an_insight_or_a_suggestion() -> None:
    above = replace(PRIYA, rank="above")
    net = network(who=above)
    assert offers(net, above) == [INSIGHT]
    assert "insight or a suggestion" in INSIGHT.words
    assert next(gives(net, above, TODAY)) == INSIGHT
    assert "insight" in openers(net, above, TODAY)[0].text
    assert "insight" in prep(net, above, TODAY).question
    assert not any("insight" in one.text for one in openers(network(), PRIYA, TODAY))
    assert offers(network(), PRIYA) == []


# Changes


def test_a_gift_is_added_to_the_newest_talk_of_the_day_or_that_of_a_channel() -> None:
    first, second = talk(2), replace(talk(2), id="later", made=2000, channel="email")
    net = network(first, second, talk(1))
    day = TODAY - timedelta(2)
    assert newest_on(net, "1", day) == second
    assert newest_on(net, "1", day, "call") == first
    assert newest_on(net, "1", day, "coffee") is None
    assert newest_on(net, "2", day) is None
    change = add_gifts(net, hand(), "later", gave=[LINK, Gift("thanks")])
    assert change.what == "Priya Nair, gave a link: the talk, thanks"
    assert net.having(change).interactions["later"].gave == (LINK, Gift("thanks"))


def test_b11_what_became_of_an_ask_is_kept_with_it_and_can_be_opened_again() -> None:
    net = network(talk(2, asked=(FAVOR, Gift("lead"))))
    change = say_what_came(net, hand(), "0020", {0: "yes, gladly"})
    assert change.what == "Priya Nair, asked for a favor: a word (yes, gladly)"
    after = net.having(change)
    assert balance_of(after, "1").granted == 1
    assert [ask.at for ask in balance_of(after, "1").open] == [1]
    again = after.having(say_what_came(after, hand(), "0020", {0: ""}))
    assert len(balance_of(again, "1").open) == 2


def test_a20_what_came_of_an_interaction_is_listed_newest_first() -> None:
    net = network(talk(9, came=(Gift("help"),)), talk(2))
    lead = Gift("lead", "a role")
    change = say_what_came(net, hand(), "0020", {}, [lead])
    assert change.what == "Priya Nair, brought a lead: a role"
    after = net.having(change)
    assert brought(after, "1", 5) == [lead, Gift("help")]
    assert brought(after, "1", 1) == [lead]
    taken = after.having(say_what_came(after, hand(), "0020", {}, []))
    assert brought(taken, "1", 5) == [Gift("help")]


def test_what_was_not_touched_stays_and_changes_nothing() -> None:
    net = network(talk(2, asked=(FAVOR,), came=(Gift("my own word", "x"),)))
    assert say_what_came(net, hand(), "0020", {}).edits == ()
    with pytest.raises(RefusedError, match="not there any more"):
        say_what_came(net, hand(), "nobody", {})


def test_the_words_of_gifts_are_cleaned() -> None:
    net = network(talk(2))
    change = add_gifts(net, hand(), "0020", gave=[Gift("link", " a\x1b[2J\n  b ")])
    assert net.having(change).interactions["0020"].gave == (Gift("link", "a[2J b"),)


def test_a_gift_survives_another_edit_of_its_interaction() -> None:
    net = network()
    logged = net.having(log(net, hand(), ["1"], "call", gave=[LINK]))
    (key,) = logged.interactions
    edited = logged.having(edit_interaction(logged, hand(), key, minutes=5))
    assert edited.interactions[key].gave == (LINK,)
