"""Two sessions on one file: each sees what the other did, and no text of either is lost."""

from __future__ import annotations

from pathlib import Path

from habit.changes import (
    add_note,
    archive,
    delete_interaction,
    edit_contact,
    edit_interaction,
    edit_note,
    set_goal,
)
from habit.model import Change, Edit, Interaction
from storage.store import Store
from tests.tui.conftest import Sit
from tests.tui.desk import HAND, Desk, key_of, outreach
from tui.widgets.rows import Rows


async def until_seen(desk: Desk, other: Store) -> None:
    """Wait until the app has taken in what the other session wrote."""
    await desk.until(lambda: desk.network.contacts == other.network.contacts)
    await desk.until(lambda: desk.network.interactions == other.network.interactions)
    await desk.quiet()


async def meanwhile(desk: Desk, other: Store, change: Change) -> None:
    """Let the other session make a change, and the app take it in."""
    other.commit(change)
    await until_seen(desk, other)


async def edit_priya(desk: Desk) -> None:
    """Open the form of somebody."""
    await desk.press("2", "slash", *"priya", "enter", "e")
    await desk.until("Name +Priya Nair")


async def edit_call(desk: Desk) -> None:
    """Open the first interaction of the week, Lee's call."""
    await desk.press("tab", "g", "e")
    await desk.until("Edit an interaction")


async def test_the_meter_moves_behind_an_open_dialog_that_stays_as_it_was(
    sit: Sit, demo: Path, other: Store
) -> None:
    async with sit(demo) as desk:
        await desk.press("a", *"Kai")
        await desk.until("Name +Kai")
        other.commit(outreach(other, "Priya Nair"))
        await desk.until("3 people")
        await desk.until("Name +Kai")
        await desk.press(*" Nakoa", "enter")
        await desk.until("Kai Nakoa, added")


async def test_the_meter_moves_behind_the_log_bar_and_what_is_typed_stays(
    sit: Sit, demo: Path, other: Store
) -> None:
    async with sit(demo) as desk:
        await desk.press("l", *"tom oka", "enter", "c", "comma", *"the new job")
        other.commit(outreach(other, "Priya Nair"))
        await desk.until("3 people")
        await desk.until("the new job")
        await desk.press("enter")
        await desk.until("4 people")
        assert [one.note for one in desk.logged if one.note] == ["the new job"]


async def test_cursor_and_filter_stay_where_they_were(sit: Sit, demo: Path, other: Store) -> None:
    async with sit(demo) as desk:
        await desk.go("2")
        await desk.press("slash", *"a", "enter", "j", "j")
        rows = desk.app.screen.query_one("#people", Rows)
        current = rows.current
        await meanwhile(desk, other, archive(other.network, [rows.items[0].id]))
        assert rows.current == current
        await desk.until("filter a")


async def test_what_the_other_changed_in_another_line_is_kept(
    sit: Sit, demo: Path, other: Store
) -> None:
    async with sit(demo) as desk:
        await edit_priya(desk)
        priya = key_of(other, "Priya Nair")
        await meanwhile(desk, other, edit_contact(other.network, priya, title="Poet"))
        await desk.press("ctrl+u", *"Priya Nair-Holt", "enter")
        await desk.until("Priya Nair-Holt, name .*edited")
        assert desk.network.contacts[priya].title == "Poet"
        assert desk.network.contacts[priya].name == "Priya Nair-Holt"


async def test_two_texts_for_one_line_are_both_shown_and_neither_is_lost(
    sit: Sit, demo: Path, other: Store
) -> None:
    async with sit(demo) as desk:
        await edit_priya(desk)
        priya = key_of(other, "Priya Nair")
        await meanwhile(desk, other, edit_contact(other.network, priya, name="Priya Nair-Sato"))
        await desk.press("ctrl+u", *"Priya Nair-Holt", "enter")
        await desk.until('Name is now "Priya')
        await desk.until("Name +Priya Nair-Holt")
        assert desk.network.contacts[priya].name == "Priya Nair-Sato"
        await desk.press("enter")
        await desk.until("Priya Nair-Holt, name .*edited")
        await desk.press("u")
        await desk.until("Took back")
        assert desk.network.contacts[priya].name == "Priya Nair-Sato"


async def test_a_dialog_left_after_such_a_change_leaves_theirs(
    sit: Sit, demo: Path, other: Store
) -> None:
    async with sit(demo) as desk:
        await desk.press("ctrl+g")
        await desk.until("People a week")
        other.commit(set_goal(other.network, HAND, 1))
        await desk.press("ctrl+u", "3", "enter")
        await desk.until('People a week is now "1"')
        await desk.press("escape", "y")
        await desk.until("People a week", want=False)
        await desk.until("2 people +The goal and a bonus")


async def test_a_note_changed_by_both_shows_both(sit: Sit, demo: Path, other: Store) -> None:
    priya = key_of(other, "Priya Nair")
    other.commit(add_note(other.network, HAND, priya, "likes tea"))
    note = other.network.contacts[priya].notes[-1]
    async with sit(demo) as desk:
        await desk.press("2", "slash", *"priya", "enter", "enter", "n", "down", "enter")
        await desk.until("Note +likes tea")
        await meanwhile(
            desk, other, edit_note(other.network, priya, note.id, "likes green tea", False)
        )
        await desk.press("end", *" in Porto", "enter")
        await desk.until('Note is now "likes green')
        await desk.until("likes tea in Porto")


async def test_somebody_deleted_meanwhile_is_said_and_the_text_stays(
    sit: Sit, demo: Path, other: Store
) -> None:
    async with sit(demo) as desk:
        await edit_priya(desk)
        priya = other.network.contacts[key_of(other, "Priya Nair")]
        await meanwhile(desk, other, Change("gone", (Edit("contacts", priya.id, priya, None),)))
        await desk.press("ctrl+u", *"Priya Holt", "enter")
        await desk.until("Priya Nair was deleted elsewhere meanwhile")
        await desk.until("Name +Priya Holt")


def last_of(store: Store) -> Interaction:
    """Lee's call, the first interaction of the week."""
    lee = key_of(store, "Lee Wong")
    return store.network.of_contact[lee][-1]


async def test_an_interaction_changed_by_both_in_other_fields_has_both_changes(
    sit: Sit, demo: Path, other: Store
) -> None:
    async with sit(demo) as desk:
        await edit_call(desk)
        call = last_of(other)
        await meanwhile(desk, other, edit_interaction(other.network, HAND, call.id, minutes=90))
        await desk.press("comma", "ctrl+u", *"about maps", "enter")
        await desk.until("Changed Lee Wong")
        assert desk.network.interactions[call.id].minutes == 90
        assert desk.network.interactions[call.id].note == "about maps"


async def test_a_note_of_an_interaction_changed_by_both_shows_both(
    sit: Sit, demo: Path, other: Store
) -> None:
    async with sit(demo) as desk:
        await edit_call(desk)
        call = last_of(other)
        await meanwhile(desk, other, edit_interaction(other.network, HAND, call.id, note="theirs"))
        await desk.press("comma", "ctrl+u", *"ours", "enter")
        await desk.until('the note is now "theirs"')
        await desk.until("Note +ours")
        await desk.press("enter")
        await desk.until("Changed Lee Wong")
        assert desk.network.interactions[call.id].note == "ours"


async def test_an_interaction_deleted_meanwhile_is_said(sit: Sit, demo: Path, other: Store) -> None:
    async with sit(demo) as desk:
        await edit_call(desk)
        await meanwhile(desk, other, delete_interaction(other.network, last_of(other).id))
        await desk.press("enter")
        await desk.until("It was deleted elsewhere meanwhile")


async def test_undo_takes_back_what_the_other_session_did_last(
    sit: Sit, demo: Path, other: Store
) -> None:
    async with sit(demo) as desk:
        other.commit(outreach(other, "Priya Nair"))
        await desk.until("3 people")
        await desk.press("u", "u")
        await desk.until("Took back: Priya Nair, call, Sunday. U brings it back")
        await desk.until("2 of 2 people")
        await desk.press("U")
        await desk.until("Done again: Priya Nair, call, Sunday. u takes it back")
        await desk.until("3 people")


async def test_nothing_to_take_back_is_said_kindly(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.press("u")
        await desk.until("There is nothing to take back")
        await desk.press("U")
        await desk.until("There is nothing to bring back")
        await desk.press("ctrl+u")
        await desk.until("Nothing was done yet that can be taken back")


async def test_a_later_change_is_gone_over_only_after_a_yes(
    sit: Sit, demo: Path, other: Store
) -> None:
    priya = key_of(other, "Priya Nair")
    before = other.network.contacts[priya].title
    other.commit(edit_contact(other.network, priya, title="Poet"))
    first = other.actions[0].id
    other.commit(edit_contact(other.network, priya, title="Novelist"))
    async with sit(demo) as desk:
        await desk.press("ctrl+u")
        await desk.until("Take back, or bring back")
        await desk.press("down", "enter")
        await desk.until("╭─ Changed since")
        await desk.press("n")
        await desk.until("╭─ Changed since", want=False)
        assert desk.network.contacts[priya].title == "Novelist"
        await desk.press("ctrl+u", "down", "enter")
        await desk.until("╭─ Changed since")
        await desk.press("y")
        await desk.until("Took back: Priya Nair, .*edited")
        assert desk.network.contacts[priya].title == before
        assert first not in {one.id for one in desk.app.state.store.actions if not one.undone}


async def test_what_was_taken_back_can_be_picked_and_brought_back(
    sit: Sit, demo: Path, other: Store
) -> None:
    async with sit(demo) as desk:
        other.commit(outreach(other, "Priya Nair"))
        other.take_back()
        await desk.until(lambda: desk.app.state.store.actions)
        await desk.press("ctrl+u")
        await desk.until("Priya Nair, call, Sunday +taken back")
        await desk.press("enter")
        await desk.until("3 people")


async def test_what_was_done_fits_the_smallest_window(sit: Sit, demo: Path, other: Store) -> None:
    other.commit(outreach(other, "Priya Nair"))
    async with sit(demo, (40, 12)) as desk:
        await desk.press("ctrl+u")
        await desk.until("(?m)^╭─ Take back.*╮ *$")
        await desk.until("Priya Nair")
        await desk.until("(?m)^╰─.*(close|…) ─╯ *$")
