"""Who is forgotten is gone from every word of the file, and the weeks count as they did."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from habit.changes import Hand, add_contact, edit_contact, edit_interaction, join, log, set_goal
from habit.entries import add_entry
from habit.model import Change, Contact, Edit, Gift, Note, Plan, Source, Week
from habit.months import history
from storage import whole
from storage.content import encode
from storage.forgetting import holders, leftovers, less_forgotten
from storage.formats import read
from storage.importing import plan
from storage.store import NothingError, Store, new_id
from tui.demo import demo_change

TODAY = date(2026, 11, 22)
HAND = Hand(TODAY, 1_795_342_500_000, new_id)
CARD = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:uid-priya\r\nFN:Priya Nair\r\n"
    "EMAIL:priya@example.com\r\nTITLE:Head of maps\r\nEND:VCARD\r\n"
)


@dataclass
class Scene:
    """A network in which somebody did much, some of it with somebody else."""

    store: Store
    priya: Contact
    tom: Contact


@pytest.fixture
def card(tmp_path: Path) -> Path:
    path = tmp_path / "priya.vcf"
    path.write_text(CARD)
    return path


@pytest.fixture
def scene(files: Any, card: Path) -> Scene:
    store = files.open()
    store.commit(set_goal(store.network, HAND, 2))
    bring_in(store, card)
    store.commit(add_contact(store.network, HAND, "Tom Okafor"))
    priya, tom = sorted(store.network.contacts.values(), key=lambda one: one.name)
    notes = (Note("7", date(2026, 11, 2), "likes the sea"), Note("8", TODAY, "a secret", True))
    store.commit(edit_contact(store.network, priya.id, organization="Tideline", notes=notes))
    call = log(store.network, HAND, [priya.id], "call", on=date(2026, 11, 16))
    store.commit(call)
    gave = (Gift("link", "the talks"),)
    say_more(store, call.edits[0].id, note="spoke of the roof", gave=gave)
    store.commit(log(store.network, HAND, [priya.id], "email", dir="in", note="thank you"))
    store.commit(log(store.network, HAND, [priya.id, tom.id], "coffee", note="all about maps"))
    store.commit(log(store.network, HAND, [tom.id], "text", note="on his own"))
    made = Plan(id=new_id(), contact=priya.id, due=TODAY, text="send the draft")
    week = Week(id="20261116", skipped=(priya.id, tom.id))
    store.commit(join(change_of("plans", made), change_of("weeks", week), what="a plan"))
    return Scene(store, store.network.contacts[priya.id], store.network.contacts[tom.id])


def change_of(table: str, record: Any) -> Change:
    return Change("a test", (Edit(table, record.id, None, record),))


def say_more(store: Store, key: str, **said: Any) -> None:
    store.commit(edit_interaction(store.network, HAND, key, **said))


def bring_in(store: Store, path: Path) -> Any:
    found = plan(store.network, HAND, read(path), gone=store.gone)
    store.commit(found.change)
    return found


def export(store: Store, path: Path) -> Path:
    path.write_bytes(b"".join(whole.exported(store.tables, private=True).chunks()))
    return path


def take_in(store: Store, path: Path) -> whole.Added:
    tables = whole.read(path)
    return store.rewrite("import", lambda draft: whole.add(draft, tables))


WORDS = [
    *("Priya", "Nair", "priya@example.com", "Head of maps", "Tideline", "uid-priya"),
    *("likes the sea", "a secret", "spoke of the roof", "the talks", "thank you", "the draft"),
]


def test_no_word_of_them_is_left_in_the_file(files: Any, scene: Scene) -> None:
    before = files.path.read_text()
    assert [word for word in WORDS if word not in before] == []
    scene.store.forget(scene.priya.id)
    after = files.path.read_text()
    assert [word for word in WORDS if word in after] == []
    assert "Tom Okafor" in after


def test_what_was_taken_back_is_wiped_as_well(files: Any, scene: Scene) -> None:
    store = scene.store
    store.commit(edit_contact(store.network, scene.priya.id, name="Priya Menon", title="Painter"))
    store.commit(log(store.network, HAND, [scene.priya.id], "call", note="the gallery"))
    store.take_back()
    store.commit(log(store.network, HAND, [scene.priya.id, scene.tom.id], "video", note="his boat"))
    store.forget(scene.priya.id)
    after = files.path.read_text()
    words = [*WORDS, "Menon", "Painter", "the gallery"]
    assert [word for word in words if word in after] == []
    assert "his boat" in after


def test_an_interaction_that_became_a_shared_one_keeps_no_older_words(
    files: Any, scene: Scene
) -> None:
    store = scene.store
    store.commit(log(store.network, HAND, [scene.priya.id], "call", note="between the two of us"))
    (key,) = (k for k, one in store.network.interactions.items() if "between" in one.note)
    both = {scene.priya.id: "reached", scene.tom.id: "reached"}
    say_more(store, key, people=both, note="all three")
    store.forget(scene.priya.id)
    assert "between the two of us" not in files.path.read_text()
    assert store.network.interactions[key].note == "all three"


def test_the_weeks_and_months_count_as_they_did(scene: Scene) -> None:
    before = history(scene.store.network, TODAY)
    scene.store.forget(scene.priya.id)
    assert history(scene.store.network, TODAY) == before


@pytest.mark.parametrize("every", [2, 5])
def test_two_years_count_as_they_did_whoever_is_forgotten(files: Any, every: int) -> None:
    store = files.open()
    store.commit(demo_change(TODAY))
    before = history(store.network, TODAY)
    for key in list(store.network.contacts)[::every]:
        name = store.network.contacts[key].name
        store.forget(key)
        assert f'"{name}"' not in files.path.read_text()
    assert history(store.network, TODAY) == before


def test_of_what_happened_with_nobody_else_the_frame_stays(files: Any, scene: Scene) -> None:
    done = scene.store.forget(scene.priya.id)
    assert done.interactions == 2
    alone = [one for one in files.raw()["interactions"].values() if len(one["people"]) == 1]
    wordless = [one for one in alone if scene.priya.id in one["people"]]
    assert {frozenset(one) for one in wordless} == {
        frozenset(("on", "people", "dir", "channel", "made", "modified"))
    }


def test_what_was_private_stays_so(files: Any, scene: Scene) -> None:
    store = scene.store
    store.commit(log(store.network, HAND, [scene.priya.id], "call", note="hush", private=True))
    store.forget(scene.priya.id)
    private = [one for one in store.network.interactions.values() if one.private]
    assert [(one.channel, one.note) for one in private] == [("call", "")]


def test_what_happened_with_others_too_keeps_its_words(scene: Scene) -> None:
    done = scene.store.forget(scene.priya.id)
    assert done.shared == ("coffee with Tom Okafor and someone, Sun 22 Nov",)
    notes = [one.note for one in scene.store.network.interactions.values() if one.note]
    assert sorted(notes) == ["all about maps", "on his own"]


def test_plans_and_what_was_skipped_go_with_them(scene: Scene) -> None:
    scene.store.forget(scene.priya.id)
    network = scene.store.network
    assert network.tables["plans"] == {}
    assert network.weeks["20261116"].skipped == (scene.tom.id,)


def test_what_is_shared_is_to_go_to_them_no_more(scene: Scene) -> None:
    store = scene.store
    both = (scene.priya.id, scene.tom.id)
    sent = dict.fromkeys(both, "skipped")
    store.commit(add_entry(store.network, HAND, "share", "maps", people=both, sent=sent))
    store.forget(scene.priya.id)
    (entry,) = store.network.entries.values()
    assert (entry.people, list(entry.sent)) == ((scene.tom.id,), [scene.tom.id])


def test_where_the_name_still_stands_is_named(scene: Scene) -> None:
    store = scene.store
    note = Note("9", TODAY, "knows PRIYA  Nair, and her sister Priya")
    store.commit(edit_contact(store.network, scene.tom.id, notes=(note,)))
    store.commit(log(store.network, HAND, [scene.tom.id], "call", note="priya nairobi"))
    done = store.forget(scene.priya.id)
    assert done.named == ("Tom Okafor",)


@pytest.mark.parametrize(
    ("name", "text", "stands"),
    [
        ("佐藤 由美", "昨日、佐藤由美さんと会った", True),
        ("José Núñez", "ask jose nunez", True),
        ("Ana Li", "Ana likes tea", False),
        ("Ana", "Ana", False),
    ],
)
def test_a_name_is_found_as_people_write_it(files: Any, name: str, text: str, stands: bool) -> None:
    store = files.open()
    store.commit(add_contact(store.network, HAND, name))
    (key,) = store.network.contacts
    store.commit(log(store.network, HAND, [], "research", note=text))
    assert bool(store.forget(key).named) is stands


def test_forgetting_cannot_be_taken_back(scene: Scene) -> None:
    scene.store.forget(scene.priya.id)
    for step in (scene.store.take_back, scene.store.bring_back):
        with suppress(NothingError):
            while True:
                step(over=True)
    assert scene.priya.id not in scene.store.network.contacts


def test_other_actions_can_be_taken_back_as_before(scene: Scene) -> None:
    store = scene.store
    store.commit(edit_contact(store.network, scene.tom.id, title="Engineer"))
    whats = [one.what for one in store.actions]
    assert "Tom Okafor, text, Sunday" in whats
    done = store.forget(scene.priya.id)
    left = [one.what for one in store.actions]
    assert done.actions == len(whats) - len(left)
    assert left == [
        "Tom Okafor, title edited",
        "a plan",
        "Tom Okafor, text, Sunday",
        "Tom Okafor, added",
        "goal of 2 a week",
    ]
    store.take_back()
    assert store.network.contacts[scene.tom.id].title is None
    store.take_back(store.actions[1].id)
    assert "on his own" not in [one.note for one in store.network.interactions.values()]


def test_an_import_of_several_people_can_still_be_taken_back(files: Any, tmp_path: Path) -> None:
    path = tmp_path / "people.vcf"
    path.write_text(CARD + CARD.replace("Priya Nair", "Lee Wong").replace("priya", "lee"))
    store = files.open()
    bring_in(store, path)
    (priya,) = (one for one in store.network.contacts.values() if one.name == "Priya Nair")
    store.forget(priya.id)
    store.take_back()
    assert store.network.contacts == {}


# Nothing brings them back


def test_the_same_vcard_does_not_bring_them_back(scene: Scene, card: Path) -> None:
    scene.store.forget(scene.priya.id)
    found = bring_in(scene.store, card)
    assert (found.new, [one.why for one in found.skipped]) == (0, ["you deleted Priya Nair here"])
    assert set(scene.store.network.contacts) == {scene.tom.id}


def test_an_older_export_does_not_bring_them_back(files: Any, scene: Scene, tmp_path: Path) -> None:
    path = export(scene.store, tmp_path / "older.json")
    scene.store.forget(scene.priya.id)
    before = history(scene.store.network, TODAY)
    added = take_in(scene.store, path)
    assert added.forgotten == (("contacts", scene.priya.id),)
    assert [word for word in WORDS if word in files.path.read_text()] == []
    assert history(scene.store.network, TODAY) == before


def test_what_another_machine_knows_of_them_comes_without_words(
    files: Any, scene: Scene, tmp_path: Path
) -> None:
    other = Store.open(tmp_path / "other.json", clock=lambda: files.clock.now + 9_000)
    take_in(other, export(scene.store, tmp_path / "older.json"))
    both = [scene.priya.id, scene.tom.id]
    other.commit(log(other.network, HAND, [scene.priya.id], "letter", note="Dear Priya, a poem"))
    other.commit(log(other.network, HAND, both, "event", note="the fair"))
    first = min(scene.store.network.of_contact[scene.priya.id], key=lambda one: one.on)
    say_more(other, first.id, note="the roof again", minutes=40)
    draft = Plan(id=new_id(), contact=scene.priya.id, due=TODAY, text="a second draft")
    other.commit(change_of("plans", draft))
    scene.store.forget(scene.priya.id)
    take_in(scene.store, export(other, tmp_path / "newer.json"))
    text = files.path.read_text()
    assert [word for word in (*WORDS, "a poem", "roof", "draft") if word in text] == []
    assert "the fair" in text
    channels = [one.channel for one in scene.store.network.of_contact[scene.priya.id]]
    assert sorted(channels) == ["call", "coffee", "email", "event", "letter"]
    other.close()


def test_who_is_forgotten_is_so_on_the_next_machine_too(scene: Scene, tmp_path: Path) -> None:
    older = export(scene.store, tmp_path / "older.json")
    scene.store.forget(scene.priya.id)
    other = Store.open(tmp_path / "other.json")
    take_in(other, export(scene.store, tmp_path / "newer.json"))
    assert take_in(other, older).forgotten == (("contacts", scene.priya.id),)
    other.close()


# What is left


def test_the_copies_that_still_hold_them_are_named(files: Any, scene: Scene) -> None:
    store = scene.store
    files.clock.now += 3600
    kept = store.back_up()
    damaged = files.path.with_name("network.json.damaged-20261101T101500")
    damaged.write_bytes(files.path.read_bytes()[:-100])
    files.clock.now += 3600
    store.commit(edit_contact(store.network, scene.tom.id, title="Engineer"))
    made_by_itself = files.backups()[-1]
    assert made_by_itself != kept
    done = store.forget(scene.priya.id)
    copies = holders(files.path, scene.priya.id)
    assert set(copies) == {kept, damaged, made_by_itself}
    said = leftovers(done, copies)
    assert said == [
        "Counted as before, without a word: 2 interactions with nobody else.",
        "Kept with all words, as others were there: "
        "coffee with Tom Okafor and someone, Sun 22 Nov.",
        f"Older copies hold them until newer ones take their place: 1 in {kept.parent}.",
        f"Copies that stay hold them too; delete those yourself: {kept}; {damaged}",
    ]
    assert holders(files.path, scene.priya.id[:-1]) == []


def test_a_copy_that_cannot_be_read_may_hold_them(files: Any, scene: Scene) -> None:
    odd = files.path.parent / "backups" / "network-20260101T101500.json"
    odd.mkdir()
    scene.store.forget(scene.priya.id)
    assert odd in holders(files.path, scene.priya.id)


def test_of_somebody_with_whom_nothing_happened_nothing_is_left(files: Any) -> None:
    store = files.open()
    store.commit(add_contact(store.network, HAND, "Ana Silva"))
    (key,) = store.network.contacts
    store.commit(add_contact(store.network, HAND, "Tom Okafor"))
    done = store.forget(key)
    assert (done.interactions, done.shared, done.named, done.actions) == (0, (), (), 1)
    assert leftovers(done, []) == []


@pytest.mark.parametrize("name", ["🎉", "[bold]x[/]", "佐藤 由美", "N" * 200, "a\u202eb c"])
def test_nobody_is_too_odd_to_be_forgotten(files: Any, name: str) -> None:
    store = files.open()
    store.commit(add_contact(store.network, HAND, "Tom Okafor"))
    (tom,) = store.network.contacts
    store.commit(add_contact(store.network, HAND, name))
    (key,) = set(store.network.contacts) - {tom}
    store.commit(log(store.network, HAND, [key, tom], "call"))
    store.forget(key)
    raw = files.raw()
    assert name not in json.dumps(raw, ensure_ascii=False)
    assert [one["what"] for one in raw["_undo"].values()] == ["Tom Okafor, added"]


def test_what_a_hand_has_spoiled_is_no_hindrance(files: Any, scene: Scene) -> None:
    raw = files.raw()
    raw["interactions"] |= {"1": {"people": [scene.priya.id]}, "2": {"people": {}}, "3": {}}
    raw["weeks"]["20261109"] = {"skipped": "nobody"}
    raw["plans"]["5"] = {"contact": 7}
    raw["_undo"]["6"] = {"what": 5, "gone": []}
    raw["odd"] = [1]
    files.path.write_bytes(b"".join(encode(raw)))
    scene.store.forget(scene.priya.id)
    assert scene.priya.id not in scene.store.network.contacts


def test_a_contact_without_a_source_leaves_no_mark_of_one(files: Any, put: Any) -> None:
    store = files.open()
    sources = (Source("vcard", "uid-1"),)
    for named in (sources, ()):
        ana = put(store, "contacts", replace(Contact(id=new_id(), name="Ana"), sources=named))
        store.forget(ana.id)
        grave = files.document("_gone", ana.id)
        assert grave["forgotten"] is True
        assert ("sources" in grave) is bool(named)


def test_who_was_deleted_by_another_session_meanwhile_is_said_so(files: Any, scene: Scene) -> None:
    other = files.open()
    other.erase(lambda draft: draft.table("contacts").pop(scene.priya.id))
    with pytest.raises(NothingError, match="another session has deleted them"):
        scene.store.forget(scene.priya.id)


def test_copies_of_a_file_with_an_odd_name_are_found(tmp_path: Path) -> None:
    path = tmp_path / "net[1].json"
    damaged = tmp_path / "net[1].json.damaged-20261101T101500"
    damaged.write_text('{"contacts": {"123": {')
    assert holders(path, "123") == [damaged]


@pytest.mark.parametrize("sources", [[{}], [[1]], [None, 5]])
def test_a_tombstone_with_marks_that_are_none_hinders_no_import(files: Any, sources: Any) -> None:
    files.write({"_gone": {"1": {"table": "contacts", "at": 1, "sources": [*sources, "a"]}}})
    assert files.open().gone == {"a"}


def test_a_backup_in_the_place_of_a_damaged_file_has_no_word_about_them(
    files: Any, scene: Scene
) -> None:
    store = scene.store
    before = files.raw()
    assert '"Priya' in json.dumps(before["_undo"])
    both = (scene.priya.id, scene.tom.id)
    store.commit(add_entry(store.network, HAND, "share", "maps", people=both))
    files.clock.now += 3600
    store.back_up()
    store.forget(scene.priya.id)
    store.close()
    # All that can still be read is who was forgotten.
    graves = json.dumps(files.raw()["_gone"])
    files.path.write_text(f'{{"_gone": {graves}, "contacts": {{"')
    after = files.open()
    assert after.notices
    assert scene.priya.id not in after.network.contacts
    assert "Priya" not in files.path.read_text()
    alone = [
        one for one in after.network.interactions.values() if one.people.keys() == {scene.priya.id}
    ]
    assert len(alone) == 2
    assert not [one for one in alone if one.note]
    assert [one.people for one in after.network.entries.values()] == [(scene.tom.id,)]


@pytest.mark.parametrize("table", ["interactions", "plans", "entries"])
@pytest.mark.parametrize("document", [5, None, ["1"], "1"])
def test_what_is_no_document_is_passed_over_by_forgetting(table: str, document: Any) -> None:
    assert less_forgotten(table, document, {"1"}) == document
