"""Every change can be taken back and brought back, and no later change is lost by it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tinydb import TinyDB

from habit.changes import (
    Hand,
    add_contact,
    add_list,
    archive,
    edit_contact,
    edit_note,
    join,
    log,
    pause,
    remove_list,
    set_goal,
    set_membership,
    set_weekday,
)
from habit.model import Change, Contact, ContactList, Edit, Meta, Note, Source
from storage import undo
from storage.store import ClashError, NothingError, Store, new_id

HAND = Hand(date(2026, 11, 22), 1_795_342_500_000, new_id)


def documents(store: Store) -> dict[str, Any]:
    """Everything in the file that is the user's, the stamps aside."""
    tables = json.loads(store.path.read_bytes()) if store.path.exists() else {}
    return {
        name: {
            key: {field: value for field, value in document.items() if field != "modified"}
            for key, document in table.items()
        }
        for name, table in tables.items()
        if name not in ("_undo", "_gone", "_meta") and table
    }


def log_call(store: Store, who: Contact, **said: Any) -> str:
    change = log(store.network, HAND, [who.id], "call", **said)
    store.commit(change)
    return change.edits[0].id


def test_undo_says_in_words_what_it_took_back(files: Any, put: Any, person: Any) -> None:
    store = files.open()
    priya = put(store, "contacts", person("Priya Nair"))
    log_call(store, priya, on=date(2026, 11, 19))
    assert store.take_back().what == "Priya Nair, call, Thursday"
    assert store.network.interactions == {}
    assert store.bring_back().what == "Priya Nair, call, Thursday"
    assert len(store.network.interactions) == 1


def test_undo_goes_back_one_action_at_a_time_and_redo_forward(files: Any, person: Any) -> None:
    store = files.open()
    states = [documents(store)]
    ana = person("Ana Silva")
    changes: list[Callable[[], Change]] = [
        lambda: archive(store.network, [ana.id]),
        lambda: edit_contact(store.network, ana.id, title="Head of maps"),
        lambda: log(store.network, HAND, [ana.id], "email", note="hello"),
        lambda: set_goal(store.network, HAND, 2),
        lambda: pause(store.network, [HAND.today], "holidays"),
    ]
    store.commit(added(ana))
    states.append(documents(store))
    for change in changes:
        store.commit(change())
        states.append(documents(store))
    for state in reversed(states[:-1]):
        store.take_back()
        assert documents(store) == state
    with pytest.raises(NothingError, match="nothing to take back"):
        store.take_back()
    for state in states[1:]:
        store.bring_back()
        assert documents(store) == state
    with pytest.raises(NothingError, match="nothing to bring back"):
        store.bring_back()


def added(contact: Contact) -> Change:
    return Change(f"{contact.name}, added", (Edit("contacts", contact.id, None, contact),))


def test_undo_works_after_a_restart_and_from_another_session(
    files: Any, put: Any, person: Any
) -> None:
    first = files.open()
    ana = put(first, "contacts", person("Ana"))
    log_call(first, ana)
    first.close()
    second, third = files.open(), files.open()
    assert [one.what for one in second.actions] == ["Ana, call, Sunday", "a test"]
    second.take_back()
    third.refresh()
    assert third.network.interactions == {}
    third.bring_back()
    second.refresh()
    assert len(second.network.interactions) == 1


def test_the_record_is_written_with_the_change_it_can_undo(files: Any, put: Any) -> None:
    store = files.open()
    ana = put(store, "contacts", Contact(id=new_id(), name="Ana"))
    with TinyDB(files.path) as plain:
        (one,) = plain.table("_undo").all()
    assert one["what"] == "a test"
    assert list(one["made"]) == [f"contacts/{ana.id}"]


def test_what_was_made_is_kept_as_an_id_alone(files: Any, put: Any, person: Any) -> None:
    store = files.open()
    put(store, "contacts", person("Priya Nair", title="Head of maps"))
    assert "Priya" not in json.dumps(files.raw()["_undo"])


def test_the_last_two_hundred_actions_are_kept(files: Any, put: Any, person: Any) -> None:
    store = files.open()
    ana = put(store, "contacts", person("Ana"))
    for number in range(undo.MOST + 5):
        store.commit(edit_contact(store.network, ana.id, title=f"job {number}"))
    assert len(store.actions) == undo.MOST
    for _ in range(undo.MOST):
        store.take_back()
    assert store.network.contacts[ana.id].title == "job 4"
    with pytest.raises(NothingError):
        store.take_back()


def test_a_change_that_changes_nothing_leaves_nothing_to_take_back(
    files: Any, put: Any, person: Any
) -> None:
    store, other = files.open(), files.open()
    ana = put(store, "contacts", person("Ana"))
    other.refresh()
    same = edit_contact(other.network, ana.id, title="CTO")
    store.commit(edit_contact(store.network, ana.id, title="CTO"))
    other.commit(same)
    assert len(other.actions) == 2


def test_a_new_action_takes_nothing_from_what_can_be_brought_back(
    files: Any, put: Any, person: Any
) -> None:
    store = files.open()
    ana = put(store, "contacts", person("Ana"))
    log_call(store, ana, note="a long note")
    store.take_back()
    put(store, "contacts", person("Tom"))
    store.bring_back()
    assert [one.note for one in store.network.interactions.values()] == ["a long note"]
    assert store.take_back().what == "Ana, call, Sunday"


# Later changes


def test_a_later_change_of_another_field_stays(files: Any, put: Any, person: Any) -> None:
    store = files.open()
    ana = put(store, "contacts", person("Ana", title="Editor"))
    store.commit(edit_contact(store.network, ana.id, title="Publisher"))
    files.patch("contacts", ana.id, organization="Kestrel Rail", mood="fine")
    store.take_back()
    assert store.network.contacts[ana.id].title == "Editor"
    assert store.network.contacts[ana.id].organization == "Kestrel Rail"
    assert files.document("contacts", ana.id)["mood"] == "fine"


def test_a_later_entry_of_the_same_list_stays(files: Any, put: Any, person: Any) -> None:
    store = files.open()
    ana = put(store, "contacts", person("Ana", emails=("a@example.com",)))
    emails = ("b@example.com", "c@example.com")
    store.commit(edit_contact(store.network, ana.id, emails=emails))
    files.patch("contacts", ana.id, emails=["c@example.com", "d@example.com"])
    store.take_back()
    assert store.network.contacts[ana.id].emails == ("a@example.com", "d@example.com")


def test_a_note_written_later_stays_when_an_earlier_one_is_taken_back(
    files: Any, put: Any, person: Any
) -> None:
    store = files.open()
    day = date(2026, 11, 2)
    ana = put(store, "contacts", person("Ana"))
    with_first = replace(ana, notes=(Note("1", day, "first"),))
    put(store, "contacts", with_first, ana)
    first = store.actions[0].id
    put(
        store,
        "contacts",
        replace(ana, notes=(*with_first.notes, Note("2", day, "second"))),
        with_first,
    )
    store.take_back(first)
    assert [note.text for note in store.network.contacts[ana.id].notes] == ["second"]


def test_a_field_changed_again_is_asked_about_and_not_overwritten(
    files: Any, put: Any, person: Any
) -> None:
    store = files.open()
    ana = put(store, "contacts", person("Ana Silva", title="Editor"))
    store.commit(edit_contact(store.network, ana.id, title="Publisher"))
    files.patch("contacts", ana.id, title="Poet")
    before = files.path.read_bytes()
    with pytest.raises(ClashError, match=r"edited: Ana Silva \(title\) was changed again since"):
        store.take_back()
    assert files.path.read_bytes() == before
    store.take_back(over=True)
    assert store.network.contacts[ana.id].title == "Editor"
    store.bring_back()
    assert store.network.contacts[ana.id].title == "Poet"


def test_something_edited_since_it_was_made_is_asked_about(
    files: Any, put: Any, person: Any
) -> None:
    store = files.open()
    ana = put(store, "contacts", person("Ana"))
    key = log_call(store, ana)
    files.patch("interactions", key, note="she moved to Porto")
    with pytest.raises(ClashError, match="call with Ana, Sun 22 Nov was changed again"):
        store.take_back()
    store.take_back(over=True)
    assert store.network.interactions == {}
    store.bring_back()
    assert store.network.interactions[key].note == "she moved to Porto"


def test_who_was_added_stays_once_something_refers_to_them(
    files: Any, put: Any, person: Any
) -> None:
    store = files.open()
    ana, tom = person("Ana"), person("Tom")
    from habit.changes import join

    store.commit(join(added(ana), added(tom), what="import, 2 new, 0 updated"))
    first = store.actions[0].id
    log_call(store, ana)
    done = store.take_back(first)
    assert done.stay == ("Ana",)
    assert set(store.network.contacts) == {ana.id}


def test_a_list_taken_back_lets_its_people_go(files: Any, put: Any, person: Any) -> None:
    store = files.open()
    from habit.changes import add_list, join, set_membership

    ana = put(store, "contacts", person("Ana"))
    made = add_list(store.network, HAND, "Friends")
    after = store.network.having(made)
    on = set_membership(after, [ana.id], made.edits[0].id, True)
    store.commit(join(made, on, what=made.what))
    store.take_back()
    assert store.network.lists == {}
    assert store.network.contacts[ana.id].lists == ()


def test_what_was_deleted_since_stays_deleted(files: Any, put: Any, person: Any) -> None:
    store = files.open()
    ana = put(store, "contacts", person("Ana", title="Editor"))
    store.commit(edit_contact(store.network, ana.id, title="Publisher"))
    raw = files.raw()
    del raw["contacts"]
    files.write(raw)
    store.take_back()
    assert store.network.contacts == {}


def test_an_import_that_was_taken_back_can_be_imported_again(
    files: Any, put: Any, person: Any
) -> None:
    store = files.open()
    put(store, "contacts", person("Ana", sources=(Source("vcard", "uid-1"),)))
    store.take_back()
    assert store.gone == frozenset()


def test_the_first_day_of_weeks_is_taken_back_with_all_that_moved(files: Any, put: Any) -> None:
    store = files.open()
    store.commit(set_goal(store.network, HAND, 2))
    store.commit(pause(store.network, [HAND.today]))
    before = documents(store)
    store.commit(set_weekday(store.network, 6))
    store.take_back()
    assert store.network.meta.weekday == 0
    assert documents(store) == before


def test_the_first_day_of_weeks_is_taken_back_as_the_first_thing_that_was_done(files: Any) -> None:
    store = files.open()
    store.commit(set_weekday(store.network, 6))
    store.take_back()
    assert store.network.meta == Meta()
    store.bring_back()
    assert store.network.meta.weekday == 6
    assert files.open().network.meta == store.network.meta


def test_a_note_that_has_come_again_since_does_not_come_twice(files: Any, person: Any) -> None:
    one = files.open()
    ana = person("Ana", notes=(Note("1", date(2026, 11, 2), "maps"),))
    one.commit(added(ana))
    other = files.open()
    one.commit(edit_note(one.network, ana.id, "1", "", private=False))
    removed = one.actions[0].id
    other.commit(edit_note(other.network, ana.id, "1", "tea", private=False))
    with pytest.raises(ClashError, match=r"Ana \(notes\)"):
        other.take_back(removed)
    other.take_back(removed, over=True)
    assert [note.text for note in other.network.contacts[ana.id].notes] == ["maps"]


def test_who_stays_keeps_the_list_that_came_with_them(files: Any) -> None:
    store = files.open()
    made = add_list(store.network, HAND, "Friends")
    new = add_contact(store.network.having(made), HAND, "Ana", lists=[made.edits[0].id])
    store.commit(join(made, new, what="import, 1 new, 0 updated"))
    first = store.actions[0].id
    (ana,) = store.network.contacts.values()
    log_call(store, ana)
    with pytest.raises(NothingError, match="refers to the list Friends and Ana"):
        store.take_back(first)
    assert set(store.network.lists) == set(ana.lists)


def test_a_stretch_is_not_taken_back_below_a_goal_that_was_raised_since(files: Any) -> None:
    store = files.open()
    for people, stretch in ((2, 3), (3, 4), (3, 5)):
        store.commit(set_goal(store.network, HAND, people, stretch=stretch))
    higher = store.actions[0].id
    store.commit(set_goal(store.network, HAND, 4, stretch=5))
    with pytest.raises(ClashError, match=r"goal from Mon 23 Nov \(people\) was changed again"):
        store.take_back(higher)
    store.take_back(higher, over=True)
    assert store.repairs == ()
    goal = store.network.goals["20261123"]
    assert (goal.people, goal.stretch) == (3, 4)


def test_who_was_taken_back_and_brought_back_stays_once_something_refers_to_them(
    files: Any, put: Any, person: Any
) -> None:
    store = files.open()
    ana = put(store, "contacts", person("Ana"))
    first = store.actions[0].id
    store.take_back()
    store.bring_back()
    log_call(store, ana)
    with pytest.raises(NothingError, match="refers to Ana"):
        store.take_back(first)
    assert set(store.network.contacts) == {ana.id}


# What something refers to


def test_who_was_on_a_list_comes_back_after_the_list(files: Any) -> None:
    store = files.open()
    store.commit(add_list(store.network, HAND, "Friends"))
    (friends,) = store.network.lists
    store.commit(add_contact(store.network, HAND, "Ana", lists=[friends]))
    ana = store.actions[0].id
    store.take_back()
    store.take_back()
    before = files.path.read_bytes()
    with pytest.raises(NothingError) as refused:
        store.bring_back(ana)
    assert str(refused.value) == (
        "Ana, added: the list Friends is not there; bring back first: list Friends"
    )
    assert files.path.read_bytes() == before
    store.bring_back()
    store.bring_back(ana)
    assert [one.lists for one in store.network.contacts.values()] == [(friends,)]


def test_a_call_comes_back_after_whom_it_was_with(files: Any, person: Any) -> None:
    store = files.open()
    ana = person("Ana")
    store.commit(added(ana))
    log_call(store, ana)
    call = store.actions[0].id
    store.take_back()
    store.take_back()
    with pytest.raises(NothingError, match="Ana is not there; bring back first: Ana, added"):
        store.bring_back(call, over=True)
    store.bring_back()
    store.bring_back(call)
    assert len(store.network.interactions) == 1


def test_a_membership_is_not_taken_back_to_a_list_that_was_removed_since(
    files: Any, put: Any, person: Any
) -> None:
    store = files.open()
    store.commit(add_list(store.network, HAND, "Friends"))
    (friends,) = store.network.lists
    ana = put(store, "contacts", person("Ana", lists=(friends,)))
    store.commit(set_membership(store.network, [ana.id], friends, False))
    left = store.actions[0].id
    store.commit(remove_list(store.network, friends))
    with pytest.raises(NothingError, match="take back first: list Friends, removed"):
        store.take_back(left)
    store.take_back()
    store.take_back(left)
    assert store.network.contacts[ana.id].lists == (friends,)


def test_what_waits_for_something_else_holds_up_no_other_redo(files: Any, person: Any) -> None:
    store = files.open()
    store.commit(added(person("Tom")))
    store.commit(add_list(store.network, HAND, "Friends"))
    (friends,) = store.network.lists
    store.commit(add_contact(store.network, HAND, "Ana", lists=[friends]))
    ana, _, tom = (one.id for one in store.actions)
    store.take_back(tom)
    store.take_back(ana)
    store.commit(remove_list(store.network, friends))
    assert store.bring_back().what == "Tom, added"
    with pytest.raises(NothingError, match="take back first: list Friends, removed"):
        store.bring_back()


# What a hand or an older version left


@pytest.mark.parametrize(
    "spoiled",
    [
        7,
        {},
        {"what": "x"},
        {"what": 5, "at": 1},
        {"what": "x", "at": "now"},
        {"what": "x", "at": 1, "made": []},
        {"what": "x", "at": 1, "made": {"contacts/1": 5}},
        {"what": "x", "at": 1, "gone": {"contacts/1": 5}},
        {"what": "x", "at": 1, "changed": {"contacts/1": {"was": {}}}},
    ],
)
def test_a_record_that_a_hand_has_spoiled_is_passed_over(
    files: Any, put: Any, person: Any, spoiled: Any
) -> None:
    store = files.open()
    put(store, "contacts", person("Ana"))
    raw = files.raw()
    raw["_undo"]["5"] = spoiled
    files.write(raw)
    store.refresh()
    assert [one.what for one in store.actions] == ["a test"]
    store.take_back()
    assert store.network.contacts == {}


def test_words_from_the_file_are_harmless(files: Any, put: Any, person: Any) -> None:
    store = files.open()
    put(store, "contacts", person("Ana"))
    (key,) = files.raw()["_undo"]
    files.patch("_undo", key, what="\x1b[2J\x1b]0;x\x07[bold]Ana")
    store.refresh()
    assert store.actions[0].what == "[2J]0;x[bold]Ana"
    assert store.take_back().what == "[2J]0;x[bold]Ana"


def test_a_clock_that_goes_back_does_not_change_the_order(
    files: Any, put: Any, person: Any
) -> None:
    store = files.open()
    put(store, "contacts", person("Ana"))
    files.clock.now -= 86_400
    tom = put(store, "contacts", person("Tom"))
    store.take_back()
    assert tom.id not in store.network.contacts


def test_an_action_that_is_not_there_is_said_plainly(files: Any, put: Any, person: Any) -> None:
    store = files.open()
    put(store, "contacts", person("Ana"))
    (one,) = store.actions
    with pytest.raises(NothingError, match="there is no action 12; reachout undo --list"):
        store.take_back("12")
    store.take_back(one.id)
    with pytest.raises(NothingError, match="a test: that was taken back already"):
        store.take_back(one.id)


def test_a_list_removed_and_brought_back_has_its_people(files: Any, put: Any, person: Any) -> None:
    from habit.changes import remove_list

    store = files.open()
    friends = put(store, "lists", ContactList(id=new_id(), name="Friends"))
    ana = put(store, "contacts", person("Ana", lists=(friends.id,)))
    store.commit(remove_list(store.network, friends.id))
    store.take_back()
    assert store.network.lists[friends.id].name == "Friends"
    assert store.network.contacts[ana.id].lists == (friends.id,)


def test_what_is_no_document_is_taken_back_as_well(files: Any, put: Any, person: Any) -> None:
    store = files.open()
    put(store, "contacts", person("Ana"))
    raw = files.raw()
    raw["contacts"]["5"] = raw["contacts"]["6"] = raw["contacts"]["7"] = 5
    files.write(raw)
    store.refresh()
    before = documents_of(files)

    def work(draft: Any) -> None:
        table = draft.table("contacts")
        table.pop("5")
        table["6"] = {"name": "Tom"}
        table["8"] = [1]

    store.rewrite("by hand", work)
    after = documents_of(files)
    store.take_back()
    assert documents_of(files) == before
    store.bring_back()
    assert documents_of(files) == after


def documents_of(files: Any) -> dict[str, Any]:
    """The contacts as they are in the file, the stamps aside."""
    return {
        key: {name: it for name, it in one.items() if name != "modified"}
        if isinstance(one, dict)
        else one
        for key, one in files.raw()["contacts"].items()
    }


def test_what_cannot_be_taken_back_at_all_is_said_and_kept(
    files: Any, put: Any, person: Any
) -> None:
    store = files.open()
    ana = put(store, "contacts", person("Ana"))
    first = store.actions[0].id
    log_call(store, ana)
    with pytest.raises(NothingError, match=r"nothing of it can be taken back.*refers to Ana"):
        store.take_back(first)
    assert [one.id for one in store.actions][-1] == first
    store.take_back()
    store.take_back(first)
    assert store.network.contacts == {}


def test_who_was_forgotten_and_restored_is_forgotten_again_by_undo(
    files: Any, put: Any, person: Any
) -> None:
    from storage.whole import read

    store = files.open()
    ana = put(store, "contacts", person("Ana Silva", sources=(Source("vcard", "uid-1"),)))
    log_call(store, ana)
    copy = store.back_up()
    store.forget(ana.id)
    grave = files.document("_gone", ana.id)
    store.restore(read(copy), "restored")
    assert set(store.network.contacts) == {ana.id}
    store.take_back()
    assert store.network.contacts == {}
    assert files.document("_gone", ana.id) | {"at": 0} == grave | {"at": 0}


def test_an_action_that_was_not_taken_back_is_looked_for_where_it_would_be(
    files: Any, put: Any, person: Any
) -> None:
    store = files.open()
    put(store, "contacts", person("Ana"))
    with pytest.raises(NothingError, match="reachout redo --list"):
        store.bring_back("12")


def test_what_cannot_be_taken_back_does_not_stand_in_the_way_of_what_can(
    files: Any, put: Any, person: Any
) -> None:
    store = files.open()
    put(store, "contacts", person("Tom"))
    ana = put(store, "contacts", person("Ana"))
    raw = files.raw()
    raw["interactions"] = {"7": {"on": "2026-11-19", "people": {ana.id: "reached"}}}
    files.write(raw)
    store.refresh()
    store.take_back()
    assert set(store.network.contacts) == {ana.id}


def test_an_action_with_a_tombstone_that_is_none_is_left_out(
    files: Any, put: Any, person: Any
) -> None:
    store = files.open()
    ana = put(store, "contacts", person("Ana"))
    files.patch("_undo", store.actions[0].id, again={f"contacts/{ana.id}": 5})
    store.refresh()
    assert store.actions == ()
    with pytest.raises(NothingError):
        store.take_back()
