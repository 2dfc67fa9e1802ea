"""The weekly review: six steps with the keyboard, every answer kept at once, and resumed."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from habit import plans, review
from habit.changes import Hand, log, set_goal
from habit.review import Weeks
from storage.store import Store, new_id
from tests.tui.conftest import Sit
from tests.tui.desk import TODAY, Desk, clock_at, key_of
from tui.widgets.steps import who_words

SUNDAY = date.fromisoformat(TODAY)
BACK = SUNDAY - timedelta(days=6)


async def to_step(desk: Desk, number: int) -> None:
    """Open the review and go on to a step."""
    await desk.press("r")
    await desk.until("1 of 6")
    for step in range(2, number + 1):
        await desk.press("enter")
        await desk.until(f"{step} of 6")


async def choose(desk: Desk, number: int) -> None:
    """Choose the person under the cursor, as the one of this number."""
    await desk.press("space")
    await desk.until(f"{number} chosen")


async def test_six_steps_end_in_the_sentence_that_stands_on_the_week(
    sit: Sit, reviewed: Path
) -> None:
    async with sit(reviewed) as desk:
        await to_step(desk, 4)
        for number in (1, 2, 3):
            await choose(desk, number)
            await desk.press("j")
        await desk.until(r"Next week I can and will reach out to \w+, \w+ and \w+")
        await desk.press("enter")
        await desk.until("5 of 6")
        await desk.press("enter")
        await desk.until("6 of 6")
        await desk.press("enter")
        await desk.until("Reviewed")
        planned = plans.people_of_week(desk.network, BACK + timedelta(days=7))
        assert len(planned) == 3
        await desk.until(lambda: review.review_of(desk.network, BACK).done)
        kept = review.review_of(desk.network, BACK)
        assert kept.done == SUNDAY
        assert kept.step == 0
        assert kept.sentence.startswith("Next week I can and will reach out to ")
    async with sit(reviewed, clock=clock_at("2026-11-26")) as desk:
        await desk.until(r"I can and will reach out to ○ \w+, ○ \w+ and ○ \w+")


async def test_a_name_of_the_sentence_is_marked_once_they_were_reached_out_to(
    sit: Sit, reviewed: Path
) -> None:
    store = Store.open(reviewed)
    hand = Hand(SUNDAY, 0, new_id)
    priya = key_of(store, "Priya Nair")
    store.commit(plans.plan_person(store.network, hand, priya, SUNDAY + timedelta(days=2)))
    tuesday = Hand(SUNDAY + timedelta(days=2), 1, new_id)
    store.commit(log(store.network, tuesday, [priya], "call"))
    store.close()
    async with sit(reviewed, clock=clock_at("2026-11-26")) as desk:
        await desk.until("I can and will reach out to ● Priya")


async def test_it_resumes_at_the_step_where_it_was_left_with_what_was_chosen(
    sit: Sit, reviewed: Path
) -> None:
    async with sit(reviewed) as desk:
        await to_step(desk, 4)
        await choose(desk, 1)
    async with sit(reviewed) as desk:
        await desk.press("r")
        await desk.until("4 of 6")
        await desk.until("1 chosen")
        await desk.press("escape")
        await desk.until("3 of 6")


async def test_what_went_well_is_kept_with_the_step(sit: Sit, reviewed: Path) -> None:
    async with sit(reviewed) as desk:
        await to_step(desk, 1)
        await desk.type("coffee with Lee")
        await desk.press("enter")
        await desk.until("2 of 6")
        await desk.until(
            lambda: review.review_of(desk.network, BACK).went_well == "coffee with Lee"
        )
        await desk.press("escape")
        await desk.until("Went well +coffee with Lee")


async def test_what_is_typed_is_kept_in_the_midst_of_the_step(sit: Sit, reviewed: Path) -> None:
    async with sit(reviewed) as desk:
        await to_step(desk, 1)
        await desk.type("a good")
        await desk.until(lambda: review.review_of(desk.network, BACK).went_well == "a good")


async def test_what_is_typed_is_kept_when_one_looks_at_another_week(
    sit: Sit, reviewed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.screens.review.PAUSE", 600)
    async with sit(reviewed) as desk:
        await to_step(desk, 1)
        await desk.type("a good one")
        await desk.press("tab", "left_square_bracket")
        await desk.until("Week of Mon 9 Nov")
        await desk.until(lambda: review.review_of(desk.network, BACK).went_well == "a good one")


async def test_no_name_stands_for_several_where_there_is_no_room(sit: Sit, reviewed: Path) -> None:
    async with sit(reviewed, size=(40, 14)) as desk:
        await to_step(desk, 1)
        await desk.until("You reached out to 2 people")


async def test_letters_in_the_line_are_letters(sit: Sit, reviewed: Path) -> None:
    async with sit(reviewed) as desk:
        await to_step(desk, 1)
        await desk.type("quiet but good, :?!/")
        await desk.until("Went well +quiet but good")


async def test_replies_are_answered_with_one_key_each_and_the_rest_in_one_go(
    sit: Sit, reviewed: Path
) -> None:
    async with sit(reviewed) as desk:
        await to_step(desk, 2)
        await desk.until("Ana Silva")
        await desk.press("y")
        await desk.until("Ana Silva", want=False)
        await desk.press("n")
        await desk.until("Fatou Diop", want=False)
        await desk.press("N")
        await desk.until("Nobody owes you a line")
        said = [
            one.people[desk.person(name).id]
            for name in ("Ana Silva", "Fatou Diop", "Samira Haddad")
            for one in desk.network.of_contact[desk.person(name).id][-1:]
        ]
        assert said == ["reached", "no_reply", "no_reply"]
        await desk.press("u")
        await desk.until("Samira Haddad")


async def test_an_answer_is_logged_with_one_key(sit: Sit, reviewed: Path) -> None:
    async with sit(reviewed) as desk:
        await to_step(desk, 2)
        await desk.press("i")
        await desk.until_logged(1)
        assert desk.logged[0].dir == "in"
        assert list(desk.logged[0].people) == [desk.person("Ana Silva").id]


async def test_loose_ends_are_done_moved_or_dropped(sit: Sit, reviewed: Path) -> None:
    async with sit(reviewed) as desk:
        await to_step(desk, 3)
        await desk.until("promised an introduction|an introduction")
        await desk.until("birthday")
        await desk.press("m")
        await desk.until("introduction", want=False)
        await desk.press("u")
        await desk.until("introduction")
        await desk.press("g", "d")
        await desk.until("introduction", want=False)
        plan = desk.network.plans_of[desk.person("Ana Silva").id][0]
        assert plan.done == TODAY


async def test_when_and_how_are_gone_through_with_a_key(sit: Sit, reviewed: Path) -> None:
    async with sit(reviewed) as desk:
        await to_step(desk, 4)
        await desk.press("space")
        await desk.until("Tue 24 +social")
        await desk.press("w")
        await desk.until("Wed 25 +social")
        await desk.press("h")
        await desk.until("Wed 25 +call")
        await desk.press("space")
        await desk.until("Nobody is planned yet")


async def test_more_people_than_the_stretch_and_one_are_refused_kindly(
    sit: Sit, reviewed: Path
) -> None:
    async with sit(reviewed) as desk:
        await to_step(desk, 4)
        for number in range(1, 5):
            await choose(desk, number)
            await desk.press("j")
        await desk.press("G", "space")
        await desk.until("4 people are planned for that week")


async def test_the_advice_is_taken_with_one_key(sit: Sit, reviewed: Path) -> None:
    async with sit(reviewed) as desk:
        await to_step(desk, 5)
        await desk.until("You met your goal four weeks in a row. 3 is within reach. t takes it")
        await desk.press("t")
        await desk.until("3 people a week, 4 with a bonus")
        await desk.until("t Take the advice|t takes it", want=False)
        await desk.press("minus")
        await desk.until("2 people a week, 3 with a bonus")
        await desk.press("p")
        await desk.until("The week of Mon 23 Nov is paused")


async def test_each_press_in_a_row_raises_the_goal_and_four_hear_the_story(
    sit: Sit, reviewed: Path
) -> None:
    async with sit(reviewed) as desk:
        await to_step(desk, 5)
        await desk.press("plus", "plus", "plus")
        await desk.until("5 people a week, 6 with a bonus")
        await desk.until("At the gym twice a week lasted")
        await desk.press("minus", "minus", "minus", "minus")
        await desk.until("1 person a week, 2 with a bonus")


async def test_every_step_begins_at_its_first_row(sit: Sit, reviewed: Path) -> None:
    async with sit(reviewed) as desk:
        await to_step(desk, 2)
        await desk.press("G")
        await desk.until("› Samira Haddad")
        await desk.press("enter")
        await desk.until("3 of 6")
        await desk.until("› Ana Silva")
        await desk.press("G", "enter")
        await desk.until("4 of 6")
        await desk.until("› ○ Ana Silva")


async def test_without_people_one_is_asked_who_comes_to_mind(sit: Sit, tmp_path: Path) -> None:
    path = tmp_path / "network.json"
    store = Store.open(path)
    store.commit(set_goal(store.network, Hand(SUNDAY, 0, new_id), 2))
    store.close()
    async with sit(path) as desk:
        await to_step(desk, 2)
        await desk.until("Nothing to look after here.")
        await desk.press("enter", "enter")
        await desk.until(r"Who comes to mind\? a adds a name")
        await desk.press("enter", "enter")
        await desk.until("That was the review")


@pytest.mark.parametrize(
    ("names", "width", "said"),
    [
        (["Lee", "Samira"], 14, "Lee and Samira"),
        (["Lee", "Samira", "Kwame", "Ana"], 20, "Lee and 3 more"),
        (["Lee", "Samira", "Kwame", "Ana"], 22, "Lee, Samira and 2 more"),
        (["佐藤", "由美"], 13, "佐藤 and 由美"),
        (["佐藤", "由美"], 12, "2 people"),
        (["Wolfeschlegel"], 8, "Wolfesc…"),
    ],
)
def test_a_sentence_names_as_many_as_fit_and_counts_the_rest(
    names: list[str], width: int, said: str
) -> None:
    assert who_words(names, width) == said


async def test_a_past_week_is_looked_back_on_alone(sit: Sit, reviewed: Path) -> None:
    async with sit(reviewed) as desk:
        await to_step(desk, 2)
        await desk.press("escape")
        await desk.until("1 of 6")
        await desk.press("tab", "left_square_bracket")
        await desk.until("Week of Mon 9 Nov")
        await desk.press("left_square_bracket")
        await desk.until("1 of 1")
        await desk.until("Week of Mon 2 Nov")


async def test_a_quiet_week_may_be_given_a_reason(sit: Sit, begun: Path) -> None:
    async with sit(begun, clock=clock_at("2026-11-23")) as desk:
        await desk.press("r")
        await desk.until("A quiet week. You are here, and that counts")
        await desk.press("tab", "j", "space")
        await desk.until("● ill +1 week")
        assert review.reasons(desk.network) == [("ill", 1)]
        await desk.press("space")
        await desk.until("○ ill")
        assert review.reasons(desk.network) == []


async def test_the_first_review_of_a_month_opens_with_the_month_before(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo) as desk:
        await desk.press("r")
        await desk.until("╭─ October")
        await desk.press("escape")
        await desk.until("╭─ October", want=False)
        await desk.until("1 of 6")
        await desk.press("escape")
        await desk.until("r reviews the week")
        await desk.press("r")
        await desk.until("1 of 6")
        await desk.quiet()
        assert "╭─ October" not in desk.text  # it was read


async def test_the_week_offers_it_gently_until_it_is_done(sit: Sit, reviewed: Path) -> None:
    async with sit(reviewed) as desk:
        await desk.until("r reviews the week")
        store = desk.app.state.store
        weeks = Weeks.after(BACK)
        said = review.closing(SUNDAY, weeks, [], this_week=False)
        store.commit(review.keep(desk.network, BACK, **said), undoable=False)
        desk.app.revision += 1
        await desk.until("r reviews the week", want=False)


@pytest.mark.parametrize("size", [(40, 12), (60, 16), (120, 36)])
async def test_every_step_fits_the_window(sit: Sit, reviewed: Path, size: tuple[int, int]) -> None:
    async with sit(reviewed, size) as desk:
        await to_step(desk, 6)
        assert all(len(line) <= size[0] for line in desk.lines)


async def test_a_planned_person_is_swapped_for_the_next_one(sit: Sit, reviewed: Path) -> None:
    async with sit(reviewed) as desk:
        await to_step(desk, 4)
        await desk.press("space")
        await desk.until("● Ana Silva +.* Tue 24")
        await desk.press("s")
        await desk.until("● Mateo Quispe +.* Tue 24")
        await desk.until("○ Ana Silva")


async def test_who_was_planned_and_left_over_is_carried_over_with_one_key(
    sit: Sit, promised: Path
) -> None:
    async with sit(promised, clock=clock_at("2026-12-01")) as desk:
        await desk.until("c carries over: Tom and Kwame")
        await desk.press("c")
        await desk.until("Tom Okafor and Kwame Mensah, carried over")
        await desk.until("I can and will reach out to ○ Tom and ○ Kwame")
        await desk.press("u")
        await desk.until("c carries over: Tom and Kwame")
