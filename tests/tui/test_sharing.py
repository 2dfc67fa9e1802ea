"""Sharing one thing with ten people, and events, as one does it with the keys."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest

from habit.changes import archive
from habit.model import Entry
from habit.sharing import remove_thing, send
from storage.store import Store
from tests.tui.conftest import Sit
from tests.tui.desk import HAND, Desk, key_of
from tui.copying import Copied

LINK = "https://example.com/maps"
MOST_KEYS = 40
"""Keys to share a pasted link with ten people: two minutes, at three seconds for each."""


@pytest.fixture
def copied(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was sent to the clipboard."""
    texts: list[str] = []

    async def copy(text: str, *_: object) -> Copied:
        texts.append(text)
        return Copied("Copied to the clipboard", is_certain=True)

    monkeypatch.setattr("tui.copying.copy", copy)
    return texts


class Counting:
    """A desk whose keys are counted."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.keys = 0

    async def press(self, *keys: str) -> None:
        self.keys += len(keys)
        await self.desk.press(*keys)


def entry_of(desk: Desk, text: str = LINK) -> Entry:
    """Return the one thing of this text."""
    (one,) = [one for one in desk.network.entries.values() if one.text == text]
    return one


def named(desk: Desk) -> set[str]:
    """Return whom the one interaction that was logged is with."""
    (logged,) = desk.logged
    return {desk.network.contacts[one].name for one in logged.people}


async def to_people(desk: Desk, text: str = LINK) -> None:
    """Type something new to share, and come to the question for whom it is."""
    await desk.press("S")
    await desk.until("╭─ Share with up to ten people")
    await desk.paste(text)
    await desk.until("share this")
    await desk.press("enter")
    await desk.until("╭─ Give it as")
    await desk.press("enter")
    await desk.until("╭─ For whom")


async def to_round(desk: Desk) -> None:
    """Go on with the round that is under way."""
    await desk.press("S")
    await desk.until("3 of 7 sent, go on")
    await desk.press("enter")
    await desk.until("Björn Lindqvist")


async def test_b13_a_link_goes_to_ten_people_in_two_minutes(
    sit: Sit, demo: Path, copied: list[str]
) -> None:
    async with sit(demo) as desk:
        by = Counting(desk)
        await by.press("S")
        await desk.until("╭─ Share with up to ten people")
        await desk.paste(LINK)
        await by.press("enter")
        await desk.until("╭─ Give it as")
        await by.press("enter")
        await desk.until("╭─ For whom")
        await by.press("*")
        await desk.until("10 of 10 chosen")
        await by.press("enter")
        await desk.until("╭─ What you write")
        await by.press("enter")
        for at in range(10):
            await desk.until(f"{at} of 10 sent")
            await by.press("c", "c", "enter")
        await desk.until("Sent to 10. It counts: 10 people.")
        await by.press("enter")
        await desk.until("Sent to 10", want=False)
        assert by.keys <= MOST_KEYS
        assert len(copied) == 20
        assert copied[0] == f"Hi Ana, this made me think of you:\n{LINK}"
        assert copied[1] == "ana.silva@example.org" or "@" in copied[1]
        assert len(desk.logged) == 10
        assert {(one.gave[0].kind, one.gave[0].text) for one in desk.logged} == {("link", LINK)}
        await desk.until("12 people")


async def test_marked_people_are_the_first_choice(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.go("2")
        names = desk.shown[:2]
        await desk.press("space", "space")
        await desk.until("2 marked")
        await to_people(desk)
        await desk.until("2 of 10 chosen")
        await desk.press("enter")
        await desk.until(f"To {names[0]}")
        await desk.press("enter")
        await desk.until("0 of 2 sent")
        await desk.press("escape")
        await desk.until("0 of 2 sent. S goes on with it")
        await desk.until("2 marked", want=False)


async def test_anybody_is_found_by_name_and_an_eleventh_is_not_taken(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await to_people(desk)
        await desk.press("slash", *"wanj")
        await desk.until("› +Wanjiru Kamau")
        await desk.press("enter")
        await desk.until("1 of 10 chosen")
        await desk.press("*")
        await desk.until("10 of 10 chosen")
        await desk.press("G", "space")
        await desk.until("10 at a time; the next ones after")
        await desk.press("*")
        await desk.until("0 of 10 chosen")
        await desk.press("enter")
        await desk.until("Nobody is chosen: space chooses")
        await desk.press("escape")
        await desk.until("It is kept to share: S goes on with it")
        await desk.until("For whom", want=False)
        assert entry_of(desk).people == ()


async def test_the_preview_follows_the_opener_and_going_back_keeps_who_was_chosen(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo) as desk:
        await to_people(desk)
        await desk.press("space", "space", "enter")
        await desk.until("“Hi Ana, this made me think of you:")
        await desk.press("ctrl+u", *"Ahoy {name}")
        await desk.until("“Ahoy Ana")
        await desk.press("escape")
        await desk.until("Leave without saving")
        await desk.press("y")
        await desk.until("2 of 10 chosen")
        await desk.press("enter", "ctrl+u", *"Ahoy {name}", "enter")
        await desk.until("0 of 2 sent")
        await desk.until("“Ahoy Ana")
        assert entry_of(desk).opener == "Ahoy {name}"


async def test_sent_skipped_taken_back_and_another_way(
    sit: Sit, demo: Path, copied: list[str]
) -> None:
    async with sit(demo) as desk:
        await to_round(desk)
        await desk.press("m", "C")
        await desk.until("Text +")
        assert copied == [desk.person("Björn Lindqvist").phones[0].raw]
        await desk.press("m", "C")
        await desk.until("no address here")
        await desk.until("There is no address for this way; m takes another")
        await desk.press("m", "enter")
        await desk.until("4 of 7 sent")
        await desk.until("Sent to Björn Lindqvist. u takes it back")
        assert [one.channel for one in desk.logged] == ["letter"]
        await desk.press("u")
        await desk.until("3 of 7 sent")
        await desk.until("Björn Lindqvist")
        assert desk.logged == []
        await desk.press("n")
        await desk.until("3 of 7 sent, 1 skipped")
        await desk.until("Ingrid Solheim")
        await desk.press("escape")
        await desk.until("3 of 7 sent. S goes on with it")


async def test_a_round_goes_on_after_quitting_and_passes_over_the_archived(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo) as desk:
        await to_round(desk)
        await desk.press("enter")
        await desk.until("4 of 7 sent")
    store = Store.open(demo)
    store.commit(archive(store.network, [key_of(store, "Ingrid Solheim")]))
    store.close()
    async with sit(demo) as desk:
        await desk.press("S")
        await desk.until("4 of 6 sent, go on")
        await desk.press("enter")
        await desk.until("Viktor Sokolov")


async def test_nobody_is_written_to_twice_by_two_sessions(
    sit: Sit, demo: Path, other: Store
) -> None:
    async with sit(demo) as desk:
        await to_round(desk)
        (entry,) = [one for one in other.network.entries.values() if one.sent]
        other.commit(send(other.network, HAND, entry.id, key_of(other, "Björn Lindqvist")))
        await desk.press("enter")
        await desk.until("Björn Lindqvist has it already: go on with the next")
        await desk.until("4 of 7 sent")
        await desk.until("Ingrid Solheim")
        assert len(desk.logged) == 1


async def test_a_round_whose_thing_was_taken_out_elsewhere_closes(
    sit: Sit, demo: Path, other: Store
) -> None:
    async with sit(demo) as desk:
        await to_round(desk)
        (entry,) = [one for one in other.network.entries.values() if one.sent]
        other.commit(remove_thing(other.network, entry.id))
        await desk.press("enter")
        await desk.until("╭─ Share", want=False)


async def test_a_thing_is_changed_and_taken_out(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.press("S", *"soup", "ctrl+e")
        await desk.until("╭─ Something to share")
        await desk.press("ctrl+u", *"A soup", "enter")
        await desk.until("› A soup")
        assert entry_of(desk, "A soup").tags == ("making",)
        await desk.press(*"soup", "ctrl+x")
        await desk.until("A soup", want=False)
        await desk.press("escape", "u")
        await desk.until("Took back: Share: A soup, removed")


async def test_s_says_what_may_be_shared_where_there_is_nothing(sit: Sit, begun: Path) -> None:
    async with sit(begun) as desk:
        await desk.press("S")
        await desk.until("A link, some news, an invitation: type or paste it")
        await desk.press("enter")
        await desk.until("╭─ Share with up to ten people")


async def test_a_name_that_is_markup_is_words(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await to_people(desk, "[bold]x[/] [@click=app.quit]y")
        await desk.press("space", "enter", "enter")
        await desk.until(r"╭─ Share \[bold\]x\[/\]")


# Events


async def to_new_event(desk: Desk, name: str, *more: str) -> None:
    """Add an event, and come to its page."""
    await desk.press("v")
    await desk.until("╭─ Events")
    await desk.press("a")
    await desk.until("╭─ Add an event")
    await desk.press(*name, *more, "enter")
    await desk.until(f"╭─ {name}")


async def to_makers(desk: Desk) -> None:
    """Open the page of the event that was."""
    await desk.press("v", "j", "enter")
    await desk.until("╭─ Makers' evening")


async def test_b18_whom_one_met_is_typed_in_a_row_and_each_is_due_a_follow_up(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo) as desk:
        await to_new_event(desk, "Maker day", "tab", "ctrl+u", *"yesterday", "tab", *"the mill")
        await desk.until("Nobody met so far")
        await desk.press(*"pri", "enter")
        await desk.until("You met 1 person: 1 to follow up")
        await desk.press(*"Kai Nakoa")
        await desk.until("Nobody called Kai Nakoa. enter adds them, as")
        await desk.press("enter")
        await desk.until("Kai Nakoa is new here, and was added")
        await desk.until("You met 2 people: 2 to follow up")
        await desk.press("enter")
        await desk.until("y you stayed for the networking")
        await desk.press("y")
        await desk.until("Yesterday, the mill, stayed for the networking")
        await desk.until("You stayed for the networking. u takes it back")
        (logged,) = desk.logged
        assert named(desk) == {"Priya Nair", "Kai Nakoa"}
        assert (logged.channel, logged.on.isoformat()) == ("event", "2026-11-21")
        due = {
            one.due.isoformat() for one in desk.network.plans.values() if one.text == "Maker day"
        }
        assert due == {"2026-11-23"}
        await desk.press("escape")
        await desk.until("Yesterday|yesterday +Maker day +met 2, the mill")


async def test_the_next_name_is_typed_while_the_one_before_is_saved(
    sit: Sit, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sit(demo) as desk:
        await to_new_event(desk, "Maker day")
        await desk.until("Nobody met so far")
        store, goes_on = desk.app.state.store, Event()
        commit = store.commit
        monkeypatch.setattr(store, "commit", lambda change: goes_on.wait(10) and commit(change))
        await desk.press(*"priya", "enter", *"tom")
        await desk.until("Met +tom")
        goes_on.set()
        await desk.until("You met 1 person: 1 to follow up")
        await desk.press("enter")
        await desk.until("You met 2 people: 2 to follow up")
        assert named(desk) == {"Priya Nair", "Tom Okafor"}


async def test_a_name_that_could_not_be_saved_stays_where_it_was_typed(
    sit: Sit, sealed: Path
) -> None:
    async with sit(sealed) as desk:
        await desk.press("v", "j", "enter", "m", *"Kai Nakoa", "enter")
        await desk.until("Not saved")
        await desk.until("Met +Kai Nakoa")
        assert "is new here" not in desk.text


async def test_from_the_page_of_an_event_one_logs_plans_and_opens_the_card(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo) as desk:
        await to_makers(desk)
        await desk.until("Oskar Lund +no follow-up planned")
        await desk.press("p")
        await desk.until("Follow up with Oskar Lund")
        await desk.press("escape")
        await desk.until("╭─ Makers' evening")
        await desk.press("p", *"the soup", "tab", "ctrl+u", *"friday", "enter")
        await desk.until("Oskar Lund +follow up Fri 27 Nov")
        await desk.press("l")
        await desk.until("Log an outreach")
        await desk.press("e", "enter")
        await desk.until_logged(1)
        await to_makers(desk)
        await desk.until("Oskar Lund +followed up Sun 22 Nov, email")
        await desk.press("enter")
        await desk.until("Timeline")


async def test_an_event_to_come_has_nobody_met_yet(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.press("v")
        await desk.until("› ○ Fri 4 Dec +Winter book fair")
        await desk.press("enter")
        await desk.until("It is still to come")
        before = desk.text
        await desk.press("m", "y")
        assert desk.text == before


async def test_an_event_is_changed_removed_and_brought_back(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.press("v", "j", "e")
        await desk.until("╭─ An event")
        await desk.press("tab", "ctrl+u", *"soon", "enter")
        await desk.until('"soon" is not a day')
        await desk.press("ctrl+u", *"3 weeks ago", "tab", "tab", "ctrl+u", *"no", "enter")
        await desk.until("Sun 1 Nov +Makers' evening")
        await desk.press("x")
        await desk.until("That you met there stays logged")
        assert [one.name for one in desk.network.events.values()] == ["Winter book fair"]
        await desk.press("u")
        await desk.until("Sun 1 Nov +Makers' evening +met 2")


async def test_an_event_is_removed_from_its_page_too(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await to_makers(desk)
        await desk.press("m", "x")
        await desk.until("Met +x")
        assert len(desk.network.events) == 2, "x is a letter while one types"
        await desk.press("escape", "x")
        await desk.until("That you met there stays logged")
        await desk.until("╭─ Events")
        assert [one.name for one in desk.network.events.values()] == ["Winter book fair"]
        await desk.press("u")
        await desk.until("Makers' evening +met 2")


async def test_without_an_event_the_list_says_what_to_do(sit: Sit, begun: Path) -> None:
    async with sit(begun) as desk:
        await desk.press("v")
        await desk.until("a adds an event")
        await desk.press("escape")
        await desk.until("╭─ Events", want=False)


async def test_v_and_s_are_letters_while_something_is_logged(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.press("l", *"vS")
        await desk.until("Nobody called vS")
