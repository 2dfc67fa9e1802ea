"""Giving and asking in the app: a key or two, the balance, and what came of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from habit.changes import edit_interaction
from habit.model import Gift, Interaction
from storage.store import Store
from tests.tui.conftest import Sit
from tests.tui.desk import HAND, Desk, key_of
from tui.widgets.gift_row import ASKED_LETTERS, GAVE_LETTERS

TALK = Gift("link", "the map-tile talk from PyCon")


def lees_call(desk: Desk) -> Interaction:
    """The call of this week in which something was given."""
    return desk.network.of_contact[desk.person("Lee Wong").id][-1]


async def to_how(desk: Desk, name: str = "tom") -> None:
    """Open the log bar on somebody, and choose the channel."""
    await desk.press("l", *name, "enter", "e")
    await desk.until("‹email›")


async def save(desk: Desk) -> Interaction:
    """Save what the log bar has, and return what is logged now; the bar is closed then."""
    await desk.press("enter")
    await desk.until_logged(1)
    await desk.until("Log an outreach", want=False)
    return desk.logged[0]


async def edit_lees(desk: Desk) -> None:
    """Open the log bar on the call of this week."""
    await desk.press("tab", "g", "e")
    await desk.until("Edit an interaction")


async def ask_what_came(desk: Desk) -> None:
    """Ask what came of the call of this week."""
    await desk.press("tab", "g", "=")
    await desk.until("╭─ What came of it")


async def open_card(desk: Desk, name: str) -> None:
    """Open somebody's card from the list of people."""
    await desk.press("2", "slash", *name, "enter", "enter")


@pytest.mark.parametrize("place", "123")
async def test_sent_a_link_and_asked_nothing_takes_six_keys_beyond_the_name(
    sit: Sit, demo: Path, place: str
) -> None:
    name = "tom"
    keys = ["l", *name, "enter", "e", "g", "l", "enter"]
    assert len(keys) - len(name) <= 9
    async with sit(demo) as desk:
        await desk.go(place)
        await desk.press(*keys)
        await desk.until_logged(1)
        (new,) = desk.logged
        assert list(new.people) == [desk.person("Tom Okafor").id]
        assert (new.channel, new.gave, new.asked) == ("email", (Gift("link"),), ())


async def test_a_few_words_may_follow_and_a_second_g_adds_another(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await to_how(desk)
        await desk.press("g", "n", *"a good job", "tab", "g", "t", "escape", "k", "f", *"a hand")
        new = await save(desk)
        assert new.gave == (Gift("news", "a good job"), Gift("thanks"))
        assert new.asked == (Gift("favor", "a hand"),)
        await desk.press("u")
        await desk.until_logged(0)
        await desk.press("U")
        await desk.until_logged(1)
        assert desk.logged == [new]


LETTERS = [
    *(("g", letter, ((Gift(kind),), ())) for letter, kind in GAVE_LETTERS.items()),
    *(("k", letter, ((), (Gift(kind),))) for letter, kind in ASKED_LETTERS.items()),
]


@pytest.mark.parametrize(("row", "letter", "said"), LETTERS)
async def test_a_letter_picks_what_was_given_or_asked(
    sit: Sit, begun: Path, row: str, letter: str, said: object
) -> None:
    async with sit(begun) as desk:
        await desk.press("l", *"Nia", "enter", "c", row, letter)
        new = await save(desk)
        assert (new.gave, new.asked) == said


async def test_b12_a_digit_gives_what_you_have_to_share_and_what_fits(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await to_how(desk, "ana")
        await desk.press("g")
        await desk.until("1 the map-tile talk from PyCon  because of: maps")
        await desk.press("1")
        await desk.until("Gave a link: the map-tile talk from PyCon")
        await desk.press("tab", "g")
        await desk.until("1 an atlas of night trains")
        await desk.press("9")
        new = await save(desk)
        assert (new.gave, new.minutes) == ((TALK,), None)


async def test_b9_a_give_stands_there_where_there_was_no_word_the_last_time(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo) as desk:
        await desk.press("l", *"emeka", "enter")
        await desk.until("your first time in touch here")
        await desk.until("give a link they would like")


async def test_b8_the_row_offers_an_insight_to_those_above(sit: Sit, demo: Path) -> None:
    from habit.changes import edit_contact

    store = Store.open(demo)
    store.commit(edit_contact(store.network, key_of(store, "Hana Nováková"), rank="above"))
    store.close()
    async with sit(demo) as desk:
        await to_how(desk, "hana")
        await desk.press("g")
        await desk.until("1 an insight or a suggestion")
        await desk.press("1", *"on pricing")
        assert (await save(desk)).gave == (Gift("advice", "on pricing"),)


async def test_b10_the_balance_and_b22_the_last_90_days_stand_there_before_an_ask(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo) as desk:
        await to_how(desk, "ana")
        await desk.press("k")
        await desk.until("You gave once. You have earned it: ask.")
        await desk.until("Once in touch in the last 90 days.")
        await desk.press("escape", "g", "t", "escape", "k")
        await desk.until("You gave twice. You have earned it: ask.")


async def test_b10_with_nothing_given_an_ask_is_taken_all_the_same(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await to_how(desk, "fatou")
        await desk.press("k")
        await desk.until("Nothing given since you asked: a small give comes well.")
        await desk.until("Still open: an opinion: the exhibition, 12 days ago")
        await desk.press("l")
        await desk.until("Still open")
        await desk.press("tab", "k")
        await desk.until("lead  backspace changes")
        assert (await save(desk)).asked == (Gift("lead"),)


async def test_backspace_takes_the_last_one_up_again_and_lets_go_of_it(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo) as desk:
        await to_how(desk)
        await desk.press("g", "l", *"ab", "tab", "g")
        await desk.until("link: ab  backspace changes")
        await desk.press("backspace", "backspace", "c")
        await desk.until("Gave a link: ac")
        await desk.press("backspace", "backspace", "backspace")
        await desk.until("link intro advice")
        await desk.press("escape")
        await desk.until("link intro advice", want=False)
        assert (await save(desk)).gave == ()


async def test_the_bar_keeps_its_height_with_every_row_there_is(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await to_how(desk)
        heights = set()
        for key in ("g", "l", "a", "escape", "k", "f", "escape", "p", *"coffee", "tab"):
            await desk.press(key)
            heights.add(desk.app.screen.query_one("LogBar").size.height)
        await desk.quiet()
        for row in ("Outcome", "Note", "Gave +link: a", "Asked +favor", "Next +coffee", "When"):
            await desk.until(row)
        assert len(heights) == 1


@pytest.mark.parametrize("size", [(80, 20), (60, 24), (40, 12)])
async def test_with_little_room_a_row_takes_the_place_of_the_note(
    sit: Sit, demo: Path, size: tuple[int, int]
) -> None:
    async with sit(demo, size) as desk:
        await desk.press("l", *"ana", "enter", "e", "g")
        await desk.until("Gave +.*l.*i.*a.*r")
        await desk.press("l", *"x", "escape", "k")
        await desk.until("Asked")
        await desk.until("2 given · 1 in 90 days")
        await desk.press("v", "escape")
        await desk.until("Note")
        new = await save(desk)
        assert (new.gave, new.asked) == ((Gift("link", "x"),), (Gift("vote"),))


async def test_an_edited_interaction_shows_what_was_given_and_can_lose_it(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo) as desk:
        assert lees_call(desk).gave == (Gift("link", "the PyCon talks"),)
        await edit_lees(desk)
        await desk.until("Gave +link: the PyCon talks")
        await desk.press("g", *["backspace"] * 17, "h", "enter")
        await desk.until(lambda: lees_call(desk).gave == (Gift("help"),))
        await desk.until("gave help")
        await desk.press("u")
        await desk.until(lambda: lees_call(desk).gave == (Gift("link", "the PyCon talks"),))


async def test_marked_people_are_each_given_the_same(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.go("2")
        await desk.press("space", "space", "l", "e", "k")
        await desk.until("0 given · 0 in 90 days")
        await desk.press("escape", "g", "n", "enter")
        await desk.until_logged(2)
        assert [one.gave for one in desk.logged] == [(Gift("news"),)] * 2


async def test_words_that_were_typed_are_not_thrown_away_without_a_question(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo) as desk:
        await to_how(desk)
        await desk.press("g", "l", "x", "escape", "escape")
        await desk.until("Leave without saving")


async def test_what_another_session_gave_is_kept_beside_a_note(
    sit: Sit, demo: Path, other: Store
) -> None:
    async with sit(demo) as desk:
        await edit_lees(desk)
        await desk.press("comma", *" now")
        both = (*lees_call(desk).gave, Gift("thanks"))
        other.commit(edit_interaction(other.network, HAND, lees_call(desk).id, gave=both))
        await desk.press("enter")
        await desk.until("Changed Lee Wong")
        assert lees_call(desk).gave == both
        assert lees_call(desk).note.endswith("now")


async def test_what_both_gave_is_told_and_enter_saves_what_is_here(
    sit: Sit, demo: Path, other: Store
) -> None:
    async with sit(demo) as desk:
        await edit_lees(desk)
        await desk.press("g", "h")
        other.commit(edit_interaction(other.network, HAND, lees_call(desk).id, gave=[Gift("news")]))
        await desk.press("enter")
        await desk.until('what you gave is now "news"')
        await desk.press("enter")
        await desk.until("Changed Lee Wong")
        assert lees_call(desk).gave == (Gift("link", "the PyCon talks"), Gift("help"))


# What came of it


async def open_fatou(desk: Desk) -> None:
    """Open the card of somebody whom something was asked."""
    await open_card(desk, "fatou")
    await desk.until("Asked +an opinion: the exhibition, 12")


async def test_b11_what_became_of_an_ask_is_said_on_the_card(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await open_fatou(desk)
        fatou = desk.person("Fatou Diop").id
        await desk.press("=")
        await desk.until("╭─ What came of it")
        await desk.until("you asked for an opinion: the exhibition")
        await desk.press(*"yes, go", "enter")
        await desk.until("asked for an opinion: the exhibition \\(yes, go\\)")
        await desk.until("Asked +an opinion", want=False)
        assert desk.network.of_contact[fatou][-1].asked[0].result == "yes, go"
        await desk.press("u")
        await desk.until("Asked +an opinion")


async def test_b11_equals_in_people_is_about_the_newest_open_ask_and_there_only_with_one(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo, (120, 36)) as desk:
        await desk.press("2", "slash", *"fatou", "enter")
        await desk.until("= What came of it")
        await desk.press("=")
        await desk.until("you asked for an opinion: the exhibition")
        await desk.press(*"yes, go", "enter")
        await desk.until("asked for an opinion: the exhibition \\(yes, go\\)")
        await desk.until("= What came of it", want=False)


async def test_b11_the_footer_follows_the_cursor_to_whom_nothing_is_open(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo, (120, 36)) as desk:
        await desk.go("2")
        at = desk.shown.index("Fatou Diop")
        await desk.press(*"j" * at)
        await desk.until("= What came of it")
        await desk.press("k")
        await desk.until("= What came of it", want=False)


async def test_a20_what_it_brought_is_listed_on_the_card_and_in_the_month(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo) as desk:
        await ask_what_came(desk)
        await desk.press(*"gift", "enter")
        await desk.until('"gift" is none of lead')
        await desk.press(*["backspace"] * 4, *"lead: a bridge", "enter")
        await desk.until("brought a lead: a bridge")
        assert lees_call(desk).came == (Gift("lead", "a bridge"),)
        await desk.press("enter")
        await desk.until("Came +a lead: a bridge")
        await desk.press("escape", "3", "enter")
        await desk.press(*"jjjjjjjjjj")
        await desk.until("lead: a bridge \\(Lee Wong\\)")


async def test_an_emptied_line_takes_back_what_it_brought(sit: Sit, young: Path) -> None:
    async with sit(young, (120, 36)) as desk:
        await open_card(desk, "佐藤")
        await desk.until("Came +a lead: a role")
        await desk.press("=")
        await desk.until("lead: a role at Kitamura Press")
        await desk.press("ctrl+u", "enter")
        await desk.until("Came +a lead", want=False)
        assert not any(one.came for one in desk.network.interactions.values())


async def test_equals_is_offered_only_where_there_is_an_interaction(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.press("=")
        await desk.quiet()
        assert "What came of it" not in desk.text


async def test_what_another_session_said_of_it_meanwhile_is_not_written_over(
    sit: Sit, demo: Path, other: Store
) -> None:
    async with sit(demo) as desk:
        await ask_what_came(desk)
        came = [Gift("news", "theirs")]
        other.commit(edit_interaction(other.network, HAND, lees_call(desk).id, came=came))
        await desk.press(*"help", "enter")
        await desk.until("Another session changed it meanwhile")
        assert lees_call(desk).came == tuple(came)


# Where it shows


async def test_b9_week_offers_a_give_to_whom_the_cursor_is_on(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.until("give +the map-tile talk from PyCon, because of: maps")
        rows = [at for at, line in enumerate(desk.lines) if " give " in line]
        await desk.press("j", "j")
        await desk.until("give +example.com/night-trains, because of: trains")
        assert [at for at, line in enumerate(desk.lines) if " give " in line] == rows
        await desk.press("full_stop", "G")
        await desk.quiet()
        await desk.until("give +")
        assert "›" in "\n".join(desk.lines[10:20])


async def test_b9_the_balance_stands_on_the_card(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await open_card(desk, "milica")
        await desk.until("Balance +gave 3 · asked nothing yet")
        await desk.until("gave help: with the")


async def test_people_are_put_in_the_order_of_the_balance_with_one_key(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo) as desk:
        await desk.go("2")
        own = desk.shown
        await desk.press("s")
        await desk.until("All, most given first")
        await desk.until("Name +Fresh +Gave +Asked +Last +List")
        assert desk.shown[0] == "Milica Petrović"
        assert sorted(desk.shown) == sorted(own)
        await desk.press("slash", *"wong")
        await desk.until(lambda: desk.shown == ["Lee Wong"])
        await desk.press("escape", "s")
        await desk.until("All, by name")
        await desk.press("s")
        await desk.until("All, least fresh first")
        assert desk.shown == own


async def test_whom_you_gave_more_and_asked_more_are_lists_of_their_own(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo) as desk:
        await desk.go("2")
        await desk.press(*["right_square_bracket"] * 9)
        await desk.until("Gave more, by how much")
        assert desk.shown[0] == "Milica Petrović"
        await desk.press("right_square_bracket")
        await desk.until("Asked more, by how much")
        assert desk.shown[0] == "Fatou Diop"
