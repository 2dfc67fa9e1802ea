from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habit.changes import (
    FIRST_LISTS,
    Hand,
    add_contact,
    add_list,
    add_note,
    archive,
    commit_to,
    delete_interaction,
    edit_contact,
    edit_interaction,
    edit_list,
    edit_note,
    first_lists,
    join,
    log,
    pause,
    remove_list,
    say_outcome,
    set_goal,
    set_membership,
    set_weekday,
    unpause,
)
from habit.errors import RefusedError
from habit.goals import goal_of, is_paused
from habit.model import (
    TOGETHER,
    USUAL_MINUTES,
    Birthday,
    Change,
    Channel,
    Contact,
    ContactList,
    Goal,
    Interaction,
    Note,
    Pause,
    Phone,
    Record,
    Week,
)
from habit.network import Network
from habit.weeks import WEEK, key_of, start_of, start_of_week

SUNDAY = date(2026, 11, 22)
THIS_WEEK = date(2026, 11, 16)
PRIYA = Contact("1", "Priya Nair")
TOM = Contact("2", "Tom Okafor")
ANA = Contact("3", "Ana Silva")


def hand(today: date = SUNDAY) -> Hand:
    ids = count(100)
    return Hand(today, 1_795_000_000_000, lambda: str(next(ids)))


def network(**tables: list[Any]) -> Network:
    """The three people, and the documents given by table."""
    tables.setdefault("contacts", [PRIYA, TOM, ANA])
    return Network.of({name: {one.id: one for one in them} for name, them in tables.items()})


def done(network: Network, *changes: Change) -> Network:
    for change in changes:
        network = network.after((edit.table, edit.id, edit.after) for edit in change.edits)
    return network


def only(change: Change) -> Record | None:
    (edit,) = change.edits
    return edit.after


def refused(*words: str) -> pytest.RaisesExc[RefusedError]:
    """Expect a refusal in one line that has these words."""
    return pytest.raises(
        RefusedError,
        check=lambda told: "\n" not in str(told) and all(one in str(told) for one in words),
    )


# Logging


def test_an_outreach_is_logged_with_its_usual_outcome_and_named_in_words() -> None:
    change = log(network(), hand(), ["1"], "call", on=date(2026, 11, 19))
    assert change.what == "Priya Nair, call, Thursday"
    assert only(change) == Interaction(
        id="100",
        on=date(2026, 11, 19),
        people={"1": "reached"},
        channel="call",
        made=1_795_000_000_000,
    )
    email = only(log(network(), hand(), ["1"], "email"))
    assert isinstance(email, Interaction)
    assert (email.on, email.people) == (SUNDAY, {"1": "waiting"})


def test_an_outcome_is_said_for_all_or_for_each() -> None:
    one = only(log(network(), hand(), ["1", "2"], "email", outcomes="no_reply"))
    other = only(log(network(), hand(), ["1", "2"], "email", outcomes={"2": "reached"}))
    assert isinstance(one, Interaction)
    assert isinstance(other, Interaction)
    assert one.people == {"1": "no_reply", "2": "no_reply"}
    assert other.people == {"1": "waiting", "2": "reached"}


def test_whoever_wrote_to_you_is_reached_and_the_words_say_who_did() -> None:
    change = log(network(), hand(), ["1"], "email", dir="in", outcomes="waiting")
    one = only(change)
    assert isinstance(one, Interaction)
    assert one.people == {"1": "reached"}
    assert change.what == "Priya Nair, email from them, Sunday"


def test_several_people_and_nobody_are_put_into_words() -> None:
    assert log(network(), hand(), ["1", "2"], "coffee").what.startswith("Priya Nair and Tom Oka")
    assert log(network(), hand(), ["1", "2", "3"], "event").what.startswith("Priya Nair and 2 more")
    assert log(network(), hand(), [], "research").what == "research, Sunday"


def test_a_note_is_made_harmless_and_keeps_its_lines() -> None:
    one = only(log(network(), hand(), ["1"], "call", note=" moved\x1b[2J\nto Oslo \n"))
    assert isinstance(one, Interaction)
    assert one.note == "moved[2J\nto Oslo"


def test_the_same_person_twice_is_one_person() -> None:
    one = only(log(network(), hand(), ["1", "1"], "call"))
    assert isinstance(one, Interaction)
    assert list(one.people) == ["1"]


@pytest.mark.parametrize("channel", [one for one in USUAL_MINUTES if one != "research"])
def test_only_research_may_be_with_nobody(channel: Channel) -> None:
    with refused("with whom"):
        log(network(), hand(), [], channel)


@pytest.mark.parametrize("channel", sorted(TOGETHER))
def test_what_is_done_together_is_never_inbound(channel: Channel) -> None:
    with refused(channel):
        log(network(), hand(), ["1"], channel, dir="in")


def test_a_day_to_come_and_somebody_unknown_are_refused() -> None:
    with refused("Mon 23 Nov", "still to come"):
        log(network(), hand(), ["1"], "call", on=date(2026, 11, 23))
    with refused("999"):
        log(network(), hand(), ["1", "999"], "call")
    pigeon: Any = "pigeon"
    with refused("pigeon", "letter"):
        log(network(), hand(), ["1"], pigeon)


@pytest.mark.parametrize("minutes", [-1, 1441, 10**30])
def test_minutes_fit_a_day(minutes: int) -> None:
    with refused(str(minutes)):
        log(network(), hand(), ["1"], "call", minutes=minutes)


CALL = Interaction("9", SUNDAY, {"1": "waiting"}, "out", "voicemail", made=5)


def test_an_interaction_is_edited_in_the_fields_said_and_keeps_the_others() -> None:
    base = network(interactions=[CALL])
    change = edit_interaction(base, hand(), "9", channel="call", minutes=20)
    assert only(change) == replace(CALL, channel="call", minutes=20)
    assert change.edits[0].before == CALL
    assert edit_interaction(base, hand(), "9", channel="voicemail").edits == ()


def test_an_edit_is_refused_what_logging_is() -> None:
    base = network(interactions=[CALL])
    nonsense: list[dict[str, Any]] = [
        {"on": date(2026, 12, 1)},
        {"people": {}},
        {"people": {"7": "reached"}},
    ]
    for said in nonsense:
        with refused():
            edit_interaction(base, hand(), "9", **said)
    with refused():
        edit_interaction(base, hand(), "9", dir="in", channel="coffee")
    with refused("8"):
        edit_interaction(base, hand(), "8", note="x")


def test_what_a_hand_edited_file_holds_is_no_reason_to_refuse_another_field() -> None:
    odd = replace(CALL, on=date(2027, 1, 1), people={"gone": "waiting"})
    change = edit_interaction(network(interactions=[odd]), hand(), "9", note="hello")
    assert only(change) == replace(odd, note="hello")


def test_an_interaction_turned_round_was_reached() -> None:
    change = edit_interaction(network(interactions=[CALL]), hand(), "9", dir="in")
    assert only(change) == replace(CALL, dir="in", people={"1": "reached"})


def test_an_interaction_goes_whole_and_says_which() -> None:
    change = delete_interaction(network(interactions=[CALL]), "9")
    assert only(change) is None
    assert change.edits[0].before == CALL
    assert change.what == "Priya Nair, voicemail, Sun 22 Nov, deleted"


def test_an_outcome_is_said_for_one_of_the_people() -> None:
    both = replace(CALL, people={"1": "waiting", "2": "waiting"})
    base = network(interactions=[both])
    assert only(say_outcome(base, "9", "2", "reached")) == replace(
        both, people={"1": "waiting", "2": "reached"}
    )
    assert say_outcome(base, "9", "2", "waiting").edits == ()
    with refused():
        say_outcome(base, "9", "3", "reached")
    inbound = network(interactions=[replace(CALL, dir="in")])
    with refused():
        say_outcome(inbound, "9", "1", "no_reply")


# Contacts


def test_a_contact_is_added_with_its_fields_made_harmless() -> None:
    change = add_contact(
        network(),
        hand(),
        "  Zoë\x1b  Park ",
        emails=("zoe@example.com", " zoe@example.com ", ""),
        phones=(Phone(" +1 555 0100 "), Phone("")),
        organization="  ",
        birthday=Birthday(None, 3, 12),
        cadence=21,
    )
    assert change.what == "Zoë Park, added"
    assert only(change) == Contact(
        id="100",
        name="Zoë Park",
        emails=("zoe@example.com",),
        phones=(Phone("+1 555 0100"),),
        birthday=Birthday(None, 3, 12),
        cadence=21,
        made=1_795_000_000_000,
    )


@pytest.mark.parametrize(
    "said",
    [
        {"name": "  "},
        {"name": "\x1b\u202e"},
        {"emails": ("zoe",)},
        {"emails": ("zoe park@example.com",)},
        {"phones": (Phone("none"),)},
        {"cadence": 0},
        {"cadence": 10**9},
        {"birthday": Birthday(None, 4, 31)},
        {"lists": ("77",)},
    ],
)
def test_a_contact_that_makes_no_sense_is_refused_on_adding_and_on_editing(
    said: dict[str, Any],
) -> None:
    fields = {key: value for key, value in said.items() if key != "name"}
    with refused():
        add_contact(network(), hand(), said.get("name", "Zoe Park"), **fields)
    with refused():
        edit_contact(network(), "1", **said)


def test_a_namesake_is_somebody_else() -> None:
    after = done(network(), add_contact(network(), hand(), "Priya Nair"))
    assert [one.id for one in after.contacts.values() if one.name == "Priya Nair"] == ["1", "100"]


def test_a_contact_is_edited_in_what_differs_and_the_rest_need_not_make_sense() -> None:
    imported = replace(PRIYA, emails=("at work: priya",), lists=("gone",))
    base = network(contacts=[imported], lists=[ContactList("7", "Key contacts")])
    change = edit_contact(base, "1", title=" Engineer ", emails=imported.emails)
    assert only(change) == replace(imported, title="Engineer")
    assert only(edit_contact(base, "1", lists=("gone", "7"))) == replace(
        imported, lists=("gone", "7")
    )
    assert edit_contact(base, "1", name="Priya  Nair").edits == ()


def test_several_are_archived_as_one_and_back_again() -> None:
    base = network()
    change = archive(base, ["1", "2", "1"])
    assert change.what == "Priya Nair and Tom Okafor, archived"
    after = done(base, change)
    assert {one.id for one in after.contacts.values() if one.archived} == {"1", "2"}
    assert archive(after, ["1", "2"]).edits == ()
    assert done(after, archive(after, ["1", "2"], archived=False)).contacts == base.contacts


def test_a_note_is_dated_today_and_an_empty_one_refused() -> None:
    change = add_note(network(), hand(), "1", "Climbs.\nTwo kids. ", private=True)
    after = only(change)
    assert isinstance(after, Contact)
    (note,) = after.notes
    assert (note.on, note.text, note.private) == (SUNDAY, "Climbs.\nTwo kids.", True)
    with refused():
        add_note(network(), hand(), "1", " \n ")


# Lists


def test_the_first_lists_are_those_three_that_are_not_there_yet() -> None:
    made = done(network(), first_lists(network(), hand()))
    assert {one.name: one.cadence for one in made.ordered_lists()} == FIRST_LISTS
    assert first_lists(made, hand()).edits == ()
    own = network(lists=[ContactList("7", "KEY contacts", 30, order=4)])
    names = [one.name for one in done(own, first_lists(own, hand())).ordered_lists()]
    assert names == ["KEY contacts", "Former co-workers", "Out of touch"]


def test_a_list_needs_a_name_of_its_own() -> None:
    base = network(lists=[ContactList("7", "Friends"), ContactList("8", "Küche")])
    for name in ("", " friends ", "KUCHE"):
        with refused():
            add_list(base, hand(), name)
    with refused():
        edit_list(base, "7", name="küche")
    with refused():
        add_list(base, hand(), "Others", cadence=0)
    assert only(edit_list(base, "7", name="FRIENDS", cadence=30)) == ContactList("7", "FRIENDS", 30)


def test_a_new_list_comes_after_the_others() -> None:
    base = network(lists=[ContactList("7", "Friends", order=5)])
    change = add_list(base, hand(), "  Acme  alumni ", cadence=60)
    assert change.what == "list Acme alumni"
    assert only(change) == ContactList("100", "Acme alumni", 60, 6)


def test_people_are_put_on_a_list_and_taken_off_and_stay_when_it_goes() -> None:
    base = network(lists=[ContactList("7", "Friends"), ContactList("8", "Key")])
    on = done(base, set_membership(base, ["1", "2"], "7", True))
    assert [on.contacts[key].lists for key in "123"] == [("7",), ("7",), ()]
    assert set_membership(on, ["1"], "7", True).edits == ()
    assert set_membership(on, ["3"], "7", False).edits == ()
    off = done(on, set_membership(on, ["1"], "7", False))
    assert off.contacts["1"].lists == ()
    gone = done(on, remove_list(on, "7"))
    assert (dict(gone.contacts), "7" in gone.lists) == (dict(base.contacts), False)
    with refused():
        set_membership(base, ["1"], "77", True)


# The goal


def goals(network: Network) -> dict[str, tuple[int, int]]:
    return {key: (goal.people, goal.stretch) for key, goal in sorted(network.goals.items())}


def set_to(network: Network, people: int | None, today: date = SUNDAY, **more: Any) -> Network:
    return done(network, set_goal(network, hand(today), people, **more))


def test_the_first_goal_holds_from_this_week_with_a_stretch_of_one_more() -> None:
    assert goals(set_to(network(), 2)) == {"20261116": (2, 3)}
    assert goals(set_to(network(), 5, stretch=9)) == {"20261116": (5, 9)}


def test_a_goal_that_is_not_higher_holds_at_once_and_a_higher_one_from_next_week() -> None:
    base = network(goals=[Goal("20260105", 3, 4)])
    assert goals(set_to(base, 2)) == {"20260105": (3, 4), "20261116": (2, 3)}
    assert goals(set_to(base, 3, stretch=6)) == {"20260105": (3, 4), "20261116": (3, 6)}
    assert goals(set_to(base, 4)) == {"20260105": (3, 4), "20261123": (4, 5)}


def test_setting_a_goal_drops_what_was_set_for_later() -> None:
    base = network(goals=[Goal("20260105", 2, 3), Goal("20261123", 4, 5), Goal("20270104", 9, 10)])
    assert goals(set_to(base, 2)) == {"20260105": (2, 3), "20261116": (2, 3)}
    assert goals(set_to(base, 3)) == {"20260105": (2, 3), "20261123": (3, 4)}


def test_the_last_goal_said_for_a_week_wins() -> None:
    base = set_to(set_to(network(), 3), 2)
    assert goals(base) == {"20261116": (2, 3)}
    assert goals(set_to(set_to(base, 3), 5)) == {"20261116": (2, 3), "20261123": (5, 6)}


def test_a_stray_goal_within_this_week_does_not_outlive_the_new_one() -> None:
    base = network(goals=[Goal("20261118", 5, 6), Goal("not a week", 7, 8)])
    after = set_to(base, 2)
    assert goals(after) == {"20261116": (2, 3), "not a week": (7, 8)}


@pytest.mark.parametrize(
    "said",
    [
        *({"people": 0}, {"people": -3}, {"people": 10**30}),
        *({"people": 2, "stretch": 2}, {"people": 2, "stretch": 1}, {"stretch": 2}),
        {"people": 2, "stretch": 10**30},
    ],
)
def test_a_goal_is_at_least_one_and_its_stretch_above_it(said: dict[str, Any]) -> None:
    base = network(goals=[Goal("20260105", 2, 3)])
    with refused():
        set_goal(base, hand(), **said)


def test_the_mode_alone_keeps_the_numbers_and_those_for_later() -> None:
    base = network(
        goals=[Goal("20260105", 2, 5, "seeking", hours=15, why="a job"), Goal("20261123", 3, 4)]
    )
    after = set_to(base, None, mode="employed")
    assert goals(after) == {"20260105": (2, 5), "20261116": (2, 5), "20261123": (3, 4)}
    now = after.goals["20261116"]
    assert (now.mode, now.hours, now.why) == ("employed", None, "a job")
    assert after.goals["20261123"].mode == "employed"
    assert after.goals["20260105"].mode == "seeking"


def test_the_why_is_kept_until_another_is_said() -> None:
    base = network(goals=[Goal("20260105", 2, 3, why="a job")])
    assert set_to(base, 3).goals["20261123"].why == "a job"
    assert set_to(base, 2, why=" my  trade ").goals["20261116"].why == "my trade"
    assert set_to(base, 2, why="").goals["20261116"].why is None


def test_a_mode_without_any_goal_is_refused() -> None:
    with refused("how many people"):
        set_goal(network(), hand(), mode="seeking")


asks = st.tuples(st.integers(1, 6), st.integers(0, 40))


@settings(deadline=None)
@given(st.lists(asks, min_size=1, max_size=6), st.integers(0, 6))
def test_setting_goals_never_changes_a_week_before_the_one_it_is_said_in(
    said: list[tuple[int, int]], weekday: int
) -> None:
    base = done(network(), set_weekday(network(), weekday))
    today = SUNDAY
    for people, later in said:
        today += timedelta(days=later)
        after = set_to(base, people, today)
        week = start_of_week(today, weekday)
        past = [week - back * WEEK for back in range(1, 30)]
        assert [goal_of(base, one) for one in past] == [goal_of(after, one) for one in past]
        ahead = goal_of(after, week + 20 * WEEK)
        assert ahead is not None
        assert ahead.people == people
        base = after


# Weeks off


def test_a_week_is_paused_by_any_day_in_it_and_taken_up_again() -> None:
    base = network()
    change = pause(base, [SUNDAY, THIS_WEEK], "a move ")
    assert only(change) == Week("20261116", Pause("a move"))
    after = done(base, change)
    assert is_paused(after, THIS_WEEK)
    assert not is_paused(done(after, unpause(after, [SUNDAY])), THIS_WEEK)


def test_pausing_twice_and_undoing_nothing_changes_nothing() -> None:
    base = network(weeks=[Week("20261116", Pause("ill"), skipped=("1",))])
    assert pause(base, [THIS_WEEK]).edits == ()
    assert unpause(base, [THIS_WEEK + WEEK]).edits == ()
    assert unpause(network(weeks=[Week("20261116")]), [THIS_WEEK]).edits == ()
    assert only(unpause(base, [THIS_WEEK])) == Week("20261116", skipped=("1",))
    assert only(pause(base, [THIS_WEEK], "a trip")) == Week(
        "20261116", Pause("a trip"), skipped=("1",)
    )


def test_several_weeks_are_paused_as_one() -> None:
    change = pause(network(), [THIS_WEEK + ahead * WEEK for ahead in range(3)])
    assert [edit.id for edit in change.edits] == ["20261116", "20261123", "20261130"]
    assert change.what == "3 weeks, paused"


def test_a_commitment_is_kept_with_its_day() -> None:
    change = commit_to(network(), hand(), " I will reach out to 2 people a week. ")
    (edit,) = change.edits
    assert edit.table == "entries"
    assert getattr(edit.after, "text", "") == "I will reach out to 2 people a week."
    assert getattr(edit.after, "on", None) == SUNDAY
    with refused():
        commit_to(network(), hand(), " ")


# The first day of the week


def test_goals_and_weeks_move_to_the_week_with_most_of_their_days() -> None:
    base = network(
        goals=[Goal("20260105", 2, 3), Goal("20261116", 3, 4), Goal("odd", 9, 10)],
        weeks=[Week("20261116", Pause("ill")), Week("odd")],
    )
    sunday = done(base, set_weekday(base, 6))
    assert sunday.meta.weekday == 6
    assert sorted(sunday.goals) == ["20260104", "20261115", "odd"]
    assert sunday.goals["20261115"].id == "20261115"
    assert sorted(sunday.weeks) == ["20261115", "odd"]
    thursday = done(base, set_weekday(base, 3))
    assert sorted(thursday.goals) == ["20260101", "20261119", "odd"]
    assert set_weekday(base, 0).edits == ()
    for weekday in (-1, 7):
        with refused():
            set_weekday(base, weekday)


def test_the_first_goal_still_holds_on_the_day_it_was_set() -> None:
    base = done(network(), set_weekday(network(), 6))
    set_on_sunday = set_to(base, 2)
    assert list(set_on_sunday.goals) == ["20261122"]
    monday = done(set_on_sunday, set_weekday(set_on_sunday, 0))
    assert list(monday.goals) == ["20261116"]
    assert goal_of(monday, THIS_WEEK) is not None


def test_two_weeks_that_meet_keep_all_that_was_said_of_either() -> None:
    base = network(
        weeks=[
            Week("20261116", Pause("ill"), ("1",), jobboards=10),
            Week("20261118", None, ("1", "2"), {"step": 2}, 5),
        ],
        goals=[Goal("20260105"), Goal("20261116", 3, 4), Goal("20261118", 4, 5)],
    )
    after = done(base, set_weekday(base, 6))
    assert dict(after.weeks) == {
        "20261115": Week("20261115", Pause("ill"), ("1", "2"), {"step": 2}, 15)
    }
    assert goals(after)["20261115"] == (4, 5)


@settings(deadline=None)
@given(
    st.sets(st.integers(0, 60), max_size=8),
    st.integers(0, 6),
    st.integers(0, 6),
)
def test_moving_the_first_day_there_and_back_loses_no_goal_and_no_pause(
    weeks: set[int], one: int, other: int
) -> None:
    base = done(network(), set_weekday(network(), one))
    starts = [start_of_week(SUNDAY, one) + ahead * WEEK for ahead in sorted(weeks)]
    for place, start in enumerate(starts):
        goal = Goal(key_of(start), place + 1, place + 2)
        base = base.after(
            [("goals", goal.id, goal), ("weeks", goal.id, Week(goal.id, Pause(str(place))))]
        )
    moved = done(base, set_weekday(base, other))
    assert [goal.people for _, goal in sorted(moved.goals.items())] == [
        place + 1 for place in range(len(starts))
    ]
    assert len(moved.weeks) == len(starts)
    for key in (*moved.goals, *moved.weeks):
        assert start_of(key).weekday() == other
    back = done(moved, set_weekday(moved, one))
    assert sorted(back.weeks) == sorted(base.weeks)


# Several as one


def test_changes_are_joined_in_their_order_under_one_name() -> None:
    base = network()
    added = add_contact(base, hand(), "Zoe Park")
    logged = log(done(base, added), hand(), ["100"], "call")
    joined = join(added, logged, what=logged.what)
    assert joined.what == "Zoe Park, call, Sunday"
    assert [edit.table for edit in joined.edits] == ["contacts", "interactions"]


def test_changes_of_one_document_are_all_done_when_joined() -> None:
    base = network(lists=[ContactList("7", "Friends"), ContactList("8", "Key")])
    joined = join(
        set_membership(base, ["1", "2"], "7", True),
        set_membership(base, ["1"], "8", True),
        edit_contact(base, "1", title="Engineer"),
        archive(base, ["1"]),
        what="several",
    )
    assert len(joined.edits) == 2
    assert done(base, joined).contacts["1"] == replace(
        PRIYA, lists=("7", "8"), title="Engineer", archived=True
    )


def test_joined_changes_may_build_on_each_other_or_undo_each_other() -> None:
    base = network(lists=[ContactList("7", "Friends"), ContactList("8", "Key")])
    on = set_membership(base, ["1"], "7", True)
    off = set_membership(done(base, on), ["1"], "7", False)
    assert join(on, off, what="nothing").edits == ()
    added = add_contact(base, hand(), "Zoe Park")
    noted = add_note(done(base, added), hand(), "100", "hello")
    (edit,) = join(added, noted, what="both").edits
    assert edit.before is None
    assert isinstance(edit.after, Contact)
    assert [note.text for note in edit.after.notes] == ["hello"]


texts = st.text(max_size=12)


@settings(deadline=None)
@given(texts, texts, st.tuples(texts), texts)
def test_no_text_whatever_puts_a_control_character_into_the_file(
    name: str, note: str, tags: tuple[str], title: str
) -> None:
    base = network()
    changes = []
    try:
        changes.append(add_contact(base, hand(), name, tags=tags, title=title))
        changes.append(log(base, hand(), ["1"], "call", note=note))
        changes.append(add_note(base, hand(), "1", note))
    except RefusedError:
        pass
    for change in changes:
        said = repr(([edit.after for edit in change.edits], change.what))
        # A backslash that was typed is doubled there.
        for harmless in ("\\\\", "\\xa0", "\\xad"):
            said = said.replace(harmless, "")
        assert "\\x" not in said


@settings(deadline=None)
@given(st.permutations(["1", "2", "3"]))
def test_every_change_says_what_it_is_about(people: list[str]) -> None:
    base = network(lists=[ContactList("7", "Friends")])
    for change in (
        log(base, hand(), people, "event"),
        archive(base, people),
        set_membership(base, people, "7", True),
    ):
        assert change.what.startswith(base.contacts[people[0]].name)


def test_a_note_without_words_is_removed_and_the_others_stay() -> None:
    one, two = Note("1", SUNDAY, "likes maps"), Note("2", SUNDAY, "two kids", private=True)
    net = Network.of({"contacts": {"7": Contact(id="7", name="Nia Osei", notes=(one, two))}})
    changed = edit_note(net, "7", "1", "likes old maps", True).edits[0].after
    assert isinstance(changed, Contact)
    assert [(note.text, note.private) for note in changed.notes] == [
        ("likes old maps", True),
        ("two kids", True),
    ]
    removed = edit_note(net, "7", "1", " ", False).edits[0].after
    assert isinstance(removed, Contact)
    assert removed.notes == (two,)
