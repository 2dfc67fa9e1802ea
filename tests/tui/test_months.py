"""The months: what can be read of every week, the bars of a year, the report and its steps."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import Phase, given, seed, settings

from habit.meter import Meter
from habit.months import averages, history
from habit.network import Network
from habit.report import report
from habit.weeks import month_text
from tests.habit.test_history_properties import Life, lives
from tests.tui.conftest import Sit
from tests.tui.desk import Desk
from tui.clock import Clock
from tui.commands.shapes import months_shape
from tui.glyphs import ASCII, UNICODE, Glyphs
from tui.marks import month_short, small_marks, week_marks
from tui.paint import length
from tui.state import State
from tui.widgets.year import year_lines

many = settings(max_examples=200, deadline=None)


# What can be read without colour.


def read(marks: str, glyphs: Glyphs) -> str:
    """What somebody sees in the marks of a week that has begun."""
    if marks.startswith(glyphs.paused):
        return "paused"
    if marks.isdigit() or not marks:
        return "not judged"
    if marks.endswith(glyphs.free):
        return "open"
    return "not kept" if marks.endswith(glyphs.quiet) else "kept"


def meant(week: Meter) -> str:
    if week.paused and not week.kept:
        return "paused"
    if week.goal is None:
        return "not judged"
    if week.kept:
        return "kept"
    return "open" if week.open else "not kept"


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
@many
@given(life=lives())
def test_what_each_week_came_to_is_read_from_its_marks_alone(glyphs: Glyphs, life: Life) -> None:
    for row in history(*life).months:
        for week in row.weeks:
            if week.open or week.over:
                marks = "".join(week_marks(week, glyphs))
                seen = read(marks, glyphs)
                # An open week may be kept, and still have room.
                assert seen == meant(week) or (seen, week.open, week.kept) == ("open", True, True)
                assert len(marks) <= 7


@many
@given(lives())
def test_in_a_narrow_window_the_marks_say_the_same(life: Life) -> None:
    for row in history(*life).months:
        for week in row.weeks:
            marks = "".join(small_marks(week, UNICODE))
            assert len(marks) <= 2
            if week.goal is not None and (week.open or week.over) and meant(week) != "paused":
                sign = {"kept": "✓", "open": "○", "not kept": "·"}[meant(week)]
                assert marks == f"{len(week.people)}{sign}"


# The year.


@many
@given(lives())
def test_the_bars_are_the_people_of_each_week_and_their_feet_the_reached(life: Life) -> None:
    past = history(*life)
    for year in {row.month[0] for row in past.months}:
        weeks = [week for row in past.months if row.month[0] == year for week in row.weeks]
        lines = year_lines(past, year, 7, 3 + len(weeks), UNICODE)[:-1]
        for at, week in enumerate(weeks):
            column = [line[at + 1][0] for line in reversed(lines)]
            people = len(week.people)
            if people <= 7:
                assert column[:people] == ["┃"] * week.reached + ["│"] * (people - week.reached)
            if week.goal is not None and people < week.goal.people:
                assert column[week.goal.people - 1] == (
                    "‖" if column[0] == "‖" and week.goal.people == 1 else "─"
                )


async def test_a_year_of_53_weeks_fits_at_80_columns_with_what_it_comes_to(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo) as desk:
        network = desk.network
    past = history(network, date(2027, 2, 1))
    weeks = [week for row in past.months if row.month[0] == 2026 for week in row.weeks]
    assert len(weeks) == 53
    lines = year_lines(past, 2026, 4, 74, UNICODE)
    assert max(length(line) for line in lines) == 74
    text = ["".join(part for part, _ in line) for line in lines]
    assert "% strength" in text[0]
    assert "over 4 weeks" in text[2]
    assert text[4].split()[0] == "Jan"


async def test_the_average_and_the_strength_beside_the_year_are_those_of_its_end(
    sit: Sit, demo: Path
) -> None:
    async with sit(demo) as desk:
        past = history(desk.network, desk.app.state.today)
        await desk.go("3")
        await desk.until(f"{past.strength * 100:.0f} % strength")
        await desk.until(f"{averages(past.gone_by)[-1]:.1f} over 4 weeks")
        await desk.press("left_square_bracket")
        at = max(at for at, week in enumerate(past.gone_by) if week.month[0] == 2025)
        await desk.until(f"{past.strengths[at] * 100:.0f} % strength")
        await desk.until(f"{averages(past.gone_by)[at]:.1f} over 4 weeks")


# The report.


async def test_brackets_and_arrows_step_through_the_reports(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.go("3")
        await desk.press("enter")
        await desk.until(r"╭─ November so far(.|\n)* \[ month")
        await desk.press("left_square_bracket")
        await desk.until(r"╭─ October (.|\n)*Oct +Sep(.|\n)* \[ \] month")
        await desk.press("left")
        await desk.until("╭─ September")
        await desk.press("right", "right_square_bracket", "right_square_bracket")
        await desk.until("╭─ November so far")
        await desk.press(*["left"] * 30)
        await desk.until(r"╭─ December 2024(.|\n)* \] next month")


async def test_a_month_has_the_month_before_beside_it(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.go("3")
        await desk.press("j", "enter")
        await desk.until("╭─ October")
        network, today = desk.network, desk.app.state.today
        now, before = (report(network, (2026, month), today) for month in (10, 9))
        for label, one, other in (
            ("Reached out to", now.row.reached_out, before.row.reached_out),
            ("Attempts", now.row.attempts, before.row.attempts),
            ("Reached", now.row.reached, before.row.reached),
            ("Active", now.count("active"), before.count("active")),
            ("Re-connected", now.count("reconnected"), before.count("reconnected")),
        ):
            assert re.search(rf"{label} +{one} +{other} ", desk.text)
        await desk.press("left")
        await desk.until("╭─ September")


async def test_the_first_month_stands_alone(sit: Sit, young: Path) -> None:
    async with sit(young) as desk:
        await desk.go("3")
        await desk.press("enter", "left", "left")
        await desk.until("╭─ September")
        assert re.search(r" Sep +│", desk.text)
        assert re.search(r"Reached out to +1 +│", desk.text)


async def test_more_than_zero_is_said_only_when_it_is_and_else_one_person_is_offered(
    sit: Sit, young: Path
) -> None:
    async with sit(young) as desk:
        await desk.go("3")
        await desk.press("enter")
        await desk.until("More than zero")
        await desk.press("left")
        await desk.until("One person now: Tom Okafor")
        assert "More than zero" not in desk.text
        await desk.press("l")
        await desk.until("╭─ Log an outreach")
        await desk.press("c", "enter")
        await desk.until_logged(1)
        assert list(desk.logged[0].people) == [desk.person("Tom Okafor").id]


async def test_a_month_off_asks_for_nothing(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.go("3")
        await desk.press(*"jjjjjjjjj", "enter")
        await desk.until("╭─ February")
        assert "One person now" not in desk.text


async def test_what_came_of_it_and_the_best_moment_are_told(sit: Sit, young: Path) -> None:
    async with sit(young) as desk:
        await desk.go("3")
        await desk.press("enter", *"jjjjjjjj")
        await desk.until("lead: a role at Kitamura Press")
        await desk.until("“she has a role in mind and asks around”")
        await desk.until("佐藤 由美 · coffee · Thu 12 Nov")


# A hundred histories.


def a_hundred() -> list[Life]:
    """Random histories, the same ones each time."""
    found: list[Life] = []

    @seed(4)
    @settings(max_examples=100, database=None, deadline=None, phases=[Phase.generate])
    @given(lives())
    def take(life: Life) -> None:
        found.append(life)

    take()
    return found


async def test_the_screen_the_report_and_the_answer_in_json_have_the_same_numbers(
    sit: Sit, begun: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Life] = [(Network(), date(2026, 2, 2))]
    async with sit(begun, (120, 60)) as desk:
        monkeypatch.setattr(State, "network", property(lambda _: told[0][0]))
        monkeypatch.setattr(Clock, "today", lambda _: told[0][1])
        await desk.press("3")
        for life in a_hundred():
            told[0] = life
            desk.app.revision += 1
            await desk.press("g")
            await desk.quiet()
            agrees(desk, life)


def agrees(desk: Desk, life: Life) -> None:
    """Hold that the table, the panel, the report and the JSON say the same of each month."""
    answer = months_shape(history(*life))["months"]
    rows = re.findall(r"^ │ . (\w{3})\S* +\S (\w+) .* (\d+|–) +(\d+|–) │  ", desk.text, re.M)
    assert len(rows) == len(answer)
    for (name, state, people, reached), month in zip(reversed(rows), answer, strict=True):
        number = tuple(map(int, month["month"].split("-")))
        said = report(life[0], (number[0], number[1]), life[1])
        assert (month_short(said.row.month), said.row.state) == (name, state)
        assert month_text(said.row.month) == month["month"]
        counts = (month["reached_out"], month["reached"])
        assert (said.row.reached_out, said.row.reached) == counts == (len(said.people), counts[1])
        assert (people, reached) == (("–", "–") if "–" in people else tuple(map(str, counts)))
        assert "–" not in people or counts == (0, 0)
        assert sum(use.attempts for use in said.channels) == month["attempts"]
    if answer:
        for label, key in (("Reached out to", "reached_out"), ("Attempts", "attempts")):
            assert re.search(rf"│ {label} +{answer[-1][key]} ", desk.text)


async def test_a_window_that_grows_shows_the_report_wherever_it_grew(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.go("3")
        await desk.until("› Nov")
        await desk.pilot.resize_terminal(120, 36)
        await desk.until(r"╭─ November so far(.|\n)*Reached out to +7 +11 ")
        await desk.pilot.resize_terminal(80, 24)
        await desk.until("November so far", want=False)
        await desk.press("j")
        await desk.until("› Oct")
        await desk.go("1")
        await desk.pilot.resize_terminal(120, 36)
        await desk.go("3")
        await desk.until(r"╭─ October ─(.|\n)*Reached out to +11 +7 ")


async def test_what_is_logged_elsewhere_stands_in_the_report_at_once(sit: Sit, young: Path) -> None:
    async with sit(young, (120, 36)) as desk:
        await desk.go("3")
        await desk.until(r"Reached out to +1 +0 ")
        await desk.press("l", *"ana", "enter", "c", "enter")
        await desk.until(r"Reached out to +2 +0 ")
        await desk.until(r"Active +1 +0 ")
