from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from habit.model import (
    Contact,
    ContactList,
    Goal,
    Interaction,
    Meta,
    Outcome,
    Pause,
    Plan,
    Record,
    Week,
)
from habit.network import Network, Touched

MONDAY = date(2026, 11, 16)

ids = st.sampled_from(["1", "2", "3", "4"])
days = st.dates(MONDAY, MONDAY + timedelta(days=40))
outcomes: st.SearchStrategy[Outcome] = st.sampled_from(["waiting", "reached", "no_reply"])
people = st.dictionaries(ids, outcomes, max_size=3)


@st.composite
def documents(draw: st.DrawFn) -> Touched:
    """One document of any table as a commit would give it, or its going."""
    table = draw(
        st.sampled_from(["interactions"] * 4 + ["plans"] * 2 + ["contacts", "lists", "goals"])
    )
    key = draw(ids)
    records: dict[str, st.SearchStrategy[Record]] = {
        "interactions": st.builds(
            Interaction, id=st.just(key), on=days, people=people, made=st.integers(0, 3)
        ),
        "plans": st.builds(Plan, id=st.just(key), contact=ids, due=days),
        "contacts": st.builds(Contact, id=st.just(key), name=st.sampled_from(["Ana", "Tom"])),
        "lists": st.builds(ContactList, id=st.just(key), cadence=st.sampled_from([None, 90])),
        "goals": st.builds(Goal, id=st.just(key)),
    }
    return (table, key, draw(st.none() | records[table]))


metas: st.SearchStrategy[Touched] = st.tuples(
    st.just("_meta"), st.just("1"), st.builds(Meta, weekday=st.integers(0, 6))
)
commits = st.lists(documents(), max_size=4) | st.lists(documents() | metas, max_size=4)


def remembered(network: Network) -> None:
    """Keep something of every week and contact, as the rules do."""
    for start, interactions in network.of_week.items():
        network.week_memo.setdefault(start, {})["seen"] = interactions
    for contact in ("1", "2", "3", "4"):
        network.contact_memo.setdefault("seen", {})[contact] = standing(network, contact)


def standing(network: Network, contact: str) -> object:
    """What suggestions may keep of a contact."""
    return (
        network.contacts.get(contact),
        network.of_contact.get(contact),
        network.plans_of.get(contact),
        dict(network.lists),
    )


@settings(max_examples=150, deadline=None)
@given(st.lists(commits, max_size=6))
def test_a_network_after_commits_is_the_network_of_its_documents(
    made: list[list[Touched]],
) -> None:
    network = Network.of({})
    for commit in made:
        remembered(network)
        network = network.after(commit)
        assert network == Network.of(network.tables)


@settings(max_examples=150, deadline=None)
@given(st.lists(commits, max_size=6))
def test_what_is_remembered_still_holds_after_a_commit(made: list[list[Touched]]) -> None:
    network = Network.of({})
    for commit in made:
        remembered(network)
        network = network.after(commit)
        for start, memo in network.week_memo.items():
            assert memo["seen"] == network.of_week.get(start, ())
        for contact, seen in network.contact_memo.get("seen", {}).items():
            assert seen == standing(network, contact)


@settings(max_examples=50, deadline=None)
@given(commits, commits)
def test_a_commit_leaves_the_network_before_it_as_it_was(
    first: list[Touched], second: list[Touched]
) -> None:
    network = Network.of({}).after(first)
    before = Network.of({name: dict(them) for name, them in network.tables.items()})
    network.after(second)
    assert network == before


def outreach(key: str, on: date, *them: str, made: int = 0) -> Interaction:
    return Interaction(id=key, on=on, people=dict.fromkeys(them, "waiting"), made=made)


def test_interactions_are_ordered_by_day_and_then_by_when_they_were_logged() -> None:
    late, early, next_day = (
        outreach("1", MONDAY, "7", made=2),
        outreach("2", MONDAY, "7", made=1),
        outreach("3", MONDAY + timedelta(days=1), "7"),
    )
    network = Network.of({"interactions": {"3": next_day, "1": late, "2": early}})
    assert network.of_contact == {"7": (early, late, next_day)}
    assert network.of_week == {MONDAY: (early, late, next_day)}


def test_an_answer_lets_go_of_the_weeks_whose_outreach_it_may_answer() -> None:
    weeks = [MONDAY - timedelta(days=7 * ago) for ago in range(8)]
    asked = {str(ago): outreach(str(ago), start, "7") for ago, start in enumerate(weeks)}
    network = Network.of({"interactions": asked})
    remembered(network)
    answer = Interaction(id="9", on=MONDAY, people={"7": "reached"}, dir="in")
    for after in (
        network.after([("interactions", "9", answer)]),
        Network.of({"interactions": {**asked, "9": answer}}).after([("interactions", "9", None)]),
    ):
        assert not set(after.week_memo) & set(weeks[:6])
    assert set(network.after([("interactions", "9", answer)]).week_memo) == set(weeks[6:])


def test_an_outreach_lets_go_of_its_own_week_only() -> None:
    weeks = [MONDAY - timedelta(days=7 * ago) for ago in range(3)]
    network = Network.of(
        {"interactions": {str(k): outreach(str(k), start, "7") for k, start in enumerate(weeks)}}
    )
    remembered(network)
    after = network.after([("interactions", "9", outreach("9", weeks[1], "7"))])
    assert set(after.week_memo) == {weeks[0], weeks[2]}


def test_a_commit_shares_what_it_does_not_touch() -> None:
    network = Network.of(
        {"contacts": {"7": Contact(id="7")}, "weeks": {"20261116": Week(pause=Pause())}}
    )
    after = network.after([("interactions", "1", outreach("1", MONDAY, "7"))])
    assert after.contacts is network.contacts
    assert after.weeks is network.weeks


def test_another_first_weekday_cuts_the_weeks_anew() -> None:
    sunday = MONDAY + timedelta(days=6)
    network = Network.of({"interactions": {"1": outreach("1", sunday, "7")}})
    assert set(network.of_week) == {MONDAY}
    assert set(network.after([("_meta", "1", Meta(weekday=6))]).of_week) == {sunday}


def test_a_document_of_a_table_we_do_not_know_changes_nothing() -> None:
    network = Network.of({})
    assert network.after([("recipes", "1", Contact(id="1"))]) == network


def test_lists_are_shown_in_their_order_and_then_by_name() -> None:
    lists = [
        ContactList(id="1", name="b", order=1),
        ContactList(id="2", name="A", order=1),
        ContactList(id="3", name="z", order=0),
    ]
    network = Network.of({"lists": {one.id: one for one in lists}})
    assert [one.name for one in network.ordered_lists()] == ["z", "A", "b"]
