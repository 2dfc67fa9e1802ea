"""The strategy: what benchmarks count, whether they are on course, and what serves what."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habit.changes import Hand
from habit.entries import add_entry, entries
from habit.errors import RefusedError
from habit.goals import why_of
from habit.live import live
from habit.metrics import METRICS, find_metric
from habit.model import (
    Change,
    Contact,
    Edit,
    Entry,
    Event,
    Gift,
    Goal,
    Interaction,
    Pause,
    Week,
)
from habit.network import Network
from habit.progress import Progress, number, progress
from habit.sheet import sheet
from habit.strategy import (
    add_benchmark,
    along_words,
    become,
    example,
    nearest,
    on_course,
    parse_number,
    quarter_end,
    set_state,
    stands,
    step,
    timetable,
    tree,
)
from habit.weeks import key_of, start_of_week
from tests.habit.test_history_properties import Life, lives

TODAY = date(2026, 11, 22)
"""A Sunday."""
MONDAY = date(2026, 11, 16)
IDS = count(1)
HAND = Hand(TODAY, 1, lambda: f"n{next(IDS):06}")

many = settings(max_examples=150, deadline=None)


def made(*records: Any, network: Network | None = None) -> Network:
    """Return a network of these records, or with them."""
    tables = {
        Contact: "contacts",
        Interaction: "interactions",
        Entry: "entries",
        Goal: "goals",
        Week: "weeks",
        Event: "events",
    }
    edits = (Edit(tables[type(one)], one.id, None, one) for one in records)
    return (network or Network.of({})).having(Change("made", tuple(edits)))


def call(key: str, who: str, ago: int, **said: Any) -> Interaction:
    fields: dict[str, Any] = {"channel": "call", **said}
    return Interaction(key, TODAY - timedelta(days=ago), {who: "reached"}, **fields)


def benchmark(metric: str, target: float | None = 10, **said: Any) -> Entry:
    fields: dict[str, Any] = {"on": date(2026, 10, 1), "due": date(2026, 12, 31), **said}
    return Entry("b", "benchmark", metric=metric, target=target, **fields)


def of(network: Network, metric: str, target: float = 10, **said: Any) -> Progress:
    return progress(network, benchmark(metric, target, **said), TODAY)


PEOPLE = (
    Contact("ana", "Ana Silva", rank="above", side="outside"),
    Contact("tom", "Tom Okafor", rank="peer", side="inside"),
    Contact("lee", "Lee Wong"),
    Contact("old", "Viktor Sokolov", archived=True),
)
FAIR = Event("fair", "the book fair", date(2026, 11, 5))
LOG = (
    call("1", "ana", 400),
    call("2", "ana", 20, gave=(Gift("link"), Gift("thanks"))),
    call("3", "tom", 10, asked=(Gift("favor", "a word", "yes"), Gift("lead", "", "no"))),
    Interaction(
        "4",
        date(2026, 11, 5),
        {"tom": "reached", "lee": "reached"},
        channel="event",
        event="fair",
        came=(Gift("lead"),),
        minutes=90,
    ),
    Interaction("5", date(2026, 11, 19), {"lee": "waiting"}, channel="email", minutes=15),
)
FULL = made(*PEOPLE, FAIR, Goal("20261005", 1, 2), *LOG)


@pytest.mark.parametrize(
    ("metric", "value"),
    [
        ("people", 3),
        ("reached", 3),
        ("attempts", 5),
        ("gave", 2),
        ("asked", 2),
        ("asks granted", 1),
        ("came of it", 1),
        ("above", 1),
        ("outside", 1),
        ("new", 2),
        ("re-connected", 1),
        ("events", 1),
        ("met at events", 2),
        ("hours", 2.2),
        ("active share", 100),
        ("weeks kept", 3),
        ("months running", 1),
    ],
)
def test_b25_a_benchmark_fills_itself_from_what_the_log_knows(metric: str, value: float) -> None:
    assert of(FULL, metric).value == pytest.approx(value, abs=0.05)


def test_every_metric_can_be_read_from_an_empty_file_and_says_what_it_counts() -> None:
    for name, metric in METRICS.items():
        how = of(Network.of({}), name)
        assert (how.value, how.part) == (0, 0)
        assert metric.says
        assert metric.unit
        assert how.words


def test_people_a_week_is_the_average_of_the_weeks_that_began_in_time() -> None:
    people = [Contact(f"p{at}", f"P {at}") for at in range(9)]
    # Two, one and three people in the three weeks before the open one, which has one.
    weeks = [(0, 1), (1, 3), (2, 1), (3, 2)]
    log = [
        call(f"{back}{at}", f"p{at}", 3 + 7 * back) for back, many in weeks for at in range(many)
    ]
    network = made(*people, Goal("20260105", 2, 3), *log)
    how = of(network, "people a week", 2, on=MONDAY - timedelta(days=21))
    assert (how.value, how.course) == (2, "on course")
    # A week that begins on a Friday counts from the next Monday.
    assert of(network, "people a week", 2, on=MONDAY + timedelta(days=4)).words == (
        "begins next week"
    )


def test_a_week_off_that_was_not_kept_is_no_part_of_the_average() -> None:
    network = made(*PEOPLE, Goal("20260105", 2, 3), call("1", "ana", 10), call("2", "tom", 10))
    before = {"on": MONDAY - timedelta(days=14)}
    assert of(network, "people a week", 2, **before).value == 1
    rested = made(Week(key_of(MONDAY - timedelta(days=14)), Pause("away")), network=network)
    assert of(rested, "people a week", 2, **before).value == 2


# On course or not


def gave(times: int) -> Network:
    return made(*PEOPLE, *(call(str(at), "ana", 1, gave=(Gift("link"),)) for at in range(times)))


@pytest.mark.parametrize(
    ("times", "course", "words"),
    [
        (0, "behind", "a little behind: 5 more puts it on course"),
        (4, "behind", "a little behind: 1 more puts it on course"),
        (5, "on course", "5 to go by 31 December, on course"),
        (8, "ahead", "2 to go by 31 December, ahead"),
        (12, "reached", "reached"),
    ],
)
def test_b25_a_benchmark_says_kindly_whether_it_is_on_course(
    times: int, course: str, words: str
) -> None:
    network = made(call("long", "lee", 60), network=gave(times))
    how = of(network, "gave", 10)
    assert (how.course, how.words) == (course, words)


def test_a_day_that_has_gone_by_says_what_it_came_to() -> None:
    past = {"due": date(2026, 11, 21)}
    assert of(gave(4), "gave", 5, **past).words == "it came to 4 of 5"
    assert of(gave(5), "gave", 5, **past).course == "reached"


def test_what_was_logged_after_the_day_does_not_count_for_it() -> None:
    assert of(gave(3), "gave", 5, due=date(2026, 11, 20)).value == 0


def test_without_a_day_there_is_no_course() -> None:
    how = of(gave(4), "gave", 10, due=None)
    assert (how.course, how.words) == ("under way", "6 to go")


def test_what_begins_later_says_when() -> None:
    how = of(gave(4), "gave", 10, on=date(2026, 12, 1))
    assert (how.course, how.words) == ("to come", "begins 1 December")


def test_an_average_that_is_a_little_low_says_what_it_takes_from_here() -> None:
    network = made(*PEOPLE, Goal("20260105", 2, 3), call("1", "ana", 10), call("2", "ana", 3))
    how = of(network, "people a week", 2, on=MONDAY - timedelta(days=14))
    assert how.course == "behind"
    assert how.words == "a little behind: 2.5 a week from here gets there"


def test_a_level_is_measured_from_where_it_stood() -> None:
    people = [Contact(f"p{at}", f"P {at}") for at in range(10)]
    log = [call(f"{at}", f"p{at}", 60) for at in range(5)]
    network = made(*people, *log)
    assert of(network, "active share", 50).course == "reached"
    assert of(network, "active share", 51).course == "on course"
    assert of(network, "active share", 90).words == ("a little behind: 22 % more puts it on course")


def test_a_level_set_out_from_the_people_that_were_known_then() -> None:
    added = int(datetime(2026, 11, 20, tzinfo=UTC).timestamp() * 1000)
    later = [Contact(f"l{at}", f"L {at}", made=added) for at in range(9)]
    known = Contact("ana", "Ana Silva", made=1)
    network = made(known, *later, call("1", "ana", 40), call("2", "ana", 80))
    # It stood at 100 % of one person, so that 90 is wanted all along, and of ten one is live.
    assert of(network, "active share", 90).words == ("a little behind: 80 % more puts it on course")


@pytest.mark.parametrize(
    ("entry", "course"),
    [
        (benchmark("likes"), "unknown"),
        (Entry("b", "benchmark", "x"), "unknown"),
        (benchmark("gave", None), "aimless"),
        (benchmark("gave", -3), "aimless"),
        (benchmark("gave", on=None), "on course"),
        (benchmark("gave", on=date.min, due=date.max), "on course"),
        (benchmark("people a week", on=date.min, due=date.max), "behind"),
        (benchmark("people a week", 1, on=date.max, due=date.max), "to come"),
        (benchmark("gave", on=date(2026, 11, 10), due=date(2026, 11, 1)), "over"),
        (benchmark("active share", 1e300, on=date.min), "behind"),
    ],
)
def test_what_a_hand_has_written_into_the_file_is_shown_as_it_is(entry: Entry, course: str) -> None:
    network = made(Contact("ana", "Ana Silva"), call("1", "ana", 1, gave=(Gift("link"),)))
    how = progress(network, entry, TODAY)
    assert how.course == course
    assert how.words
    assert stands(tree(made(entry, network=network), TODAY)[0], TODAY) == how.words


TOTALS = [name for name, metric in METRICS.items() if metric.adds == "total"]


@many
@given(
    life=lives(),
    metric=st.sampled_from(list(METRICS)),
    target=st.integers(1, 40),
    back=st.integers(0, 200),
    ahead=st.one_of(st.none(), st.integers(-40, 200)),
)
def test_progress_is_a_part_of_the_target_and_its_course_agrees_with_it(
    life: Life, metric: str, target: int, back: int, ahead: int | None
) -> None:
    network, today = life
    due = None if ahead is None else today + timedelta(days=ahead)
    entry = Entry(
        "b",
        "benchmark",
        metric=metric,
        target=target,
        on=today - timedelta(days=back),
        due=due,
    )
    how = progress(network, entry, today)
    assert 0 <= how.part <= 1
    assert (how.course == "behind") is (how.behind > 0)
    if how.course == "reached":
        assert how.value >= target
    if how.course in ("behind", "over", "under way"):
        assert how.value < target
    if how.course == "over":
        assert due is not None
        assert due < today


@many
@given(
    life=lives(),
    metric=st.sampled_from(TOTALS),
    target=st.integers(1, 40),
    days=st.integers(1, 200),
)
def test_a_total_never_shrinks_and_enough_more_is_on_course(
    life: Life, metric: str, target: int, days: int
) -> None:
    network, today = life
    first = today - timedelta(days=days)
    entry = Entry("b", "benchmark", metric=metric, target=target, on=first, due=today)
    how = progress(network, entry, today)
    earlier = progress(network, entry, today - timedelta(days=1))
    if metric in ("attempts", "gave", "asked", "people", "events", "hours"):
        assert earlier.value <= how.value
    if how.course == "behind":
        assert how.value + how.behind >= target * days // (days + 1)


@many
@given(life=lives(), back=st.integers(0, 300))
def test_the_active_share_is_what_a_slow_look_at_each_contact_says(life: Life, back: int) -> None:
    network, today = life
    day = today - timedelta(days=back)
    people = {one for it in network.interactions.values() for one in it.people}
    network = network.having(
        Change("people", tuple(Edit("contacts", one, None, Contact(one, one)) for one in people))
    )
    slow = {
        one
        for it in network.interactions.values()
        if it.channel != "research" and 0 <= (day - it.on).days <= 90
        for one in it.people
    }
    share = live(network, day, today)
    assert (share.live, share.people) == (len(slow), len(people))


@many
@given(life=lives(), back=st.integers(0, 200))
def test_people_a_week_is_the_mean_of_a_plain_count(life: Life, back: int) -> None:
    network, today = life
    first = today - timedelta(days=back)
    plain = Network.of({**network.tables, "weeks": {}})
    found = progress(plain, benchmark("people a week", 2, on=first, due=None), today)
    weekday = network.meta.weekday
    weeks: list[tuple[date, int]] = []
    start = start_of_week(first, weekday)
    while start <= today:
        if start + timedelta(days=3) >= first:
            outreach = (
                one
                for one in network.interactions.values()
                if start_of_week(one.on, weekday) == start
                and (one.dir == "out" or one.channel in ("coffee", "meeting", "event"))
                and one.channel != "research"
            )
            weeks.append((start, len({who for one in outreach for who in one.people})))
        start += timedelta(days=7)
    over = [people for start, people in weeks if start + timedelta(days=6) < today]
    alls = [people for _, people in weeks]
    means = [sum(them) / len(them) for them in (over, alls) if them]
    assert found.value == pytest.approx(max(means, default=0))


# The tree


def planned() -> tuple[Network, dict[str, str]]:
    """A goal, two objectives, two benchmarks, and one by itself; ids by their words."""
    network = FULL
    keys: dict[str, str] = {}
    lines: tuple[tuple[str, str, str | None, dict[str, Any]], ...] = (
        ("goal", "maps", None, {}),
        ("objective", "speak", "maps", {"due": date(2027, 3, 1)}),
        ("objective", "write", "maps", {"due": date(2026, 11, 10)}),
        (
            "benchmark",
            "twelve",
            "speak",
            {"metric": "new", "target": 12, "due": date(2026, 12, 31)},
        ),
        ("benchmark", "alone", None, {"metric": "gave", "target": 2, "due": date(2026, 11, 30)}),
    )
    for kind, text, parent, said in lines:
        change = add_entry(network, HAND, kind, text, parent=keys.get(parent or ""), **said)
        keys[text] = change.edits[0].id
        network = network.having(change)
    return network, keys


def test_b25_what_serves_a_goal_stands_below_it_and_what_serves_nothing_by_itself() -> None:
    network, _ = planned()
    assert [(one.entry.text, one.depth) for one in tree(network, TODAY)] == [
        ("maps", 0),
        ("write", 1),
        ("speak", 1),
        ("twelve", 2),
        ("alone", 0),
    ]


def test_lines_that_serve_each_other_in_a_ring_are_each_shown_once() -> None:
    ring = made(Entry("x", "goal", "x", parent="y"), Entry("y", "objective", "y", parent="x"))
    assert [one.entry.id for one in tree(ring, TODAY)] == ["x", "y"]


def test_b25_the_timetable_says_what_is_due_and_how_it_stands() -> None:
    network, _ = planned()
    said = [(one.entry.text, stands(one, TODAY)) for one in timetable(tree(network, TODAY), TODAY)]
    assert said == [
        ("write", "committed, its day was 10 November"),
        ("alone", "2 to go by 30 November, on course"),
        ("twelve", "12 to go by 31 December, on course"),
        ("speak", "committed, due 1 March 2027"),
    ]


def test_what_has_gone_by_and_is_settled_leaves_the_timetable() -> None:
    network, keys = planned()
    network = network.having(set_state(network, keys["write"], "deliver"))
    later = date(2027, 2, 1)
    assert [one.entry.text for one in timetable(tree(network, later), later)] == ["speak"]


def test_how_many_benchmarks_are_on_course_is_told_of_those_under_judgement() -> None:
    network, _ = planned()
    nodes = tree(network, TODAY)
    assert on_course(nodes) == (2, 2)
    soonest = nearest(nodes, TODAY)
    assert soonest is not None
    assert soonest.entry.text == "alone"


def test_b26_an_objective_goes_from_commit_to_act_to_deliver_and_round_again() -> None:
    network, keys = planned()
    said = []
    for _ in range(3):
        change = step(network, keys["speak"])
        network = network.having(change)
        said.append((change.what, network.entries[keys["speak"]].state))
    assert said == [
        ("acting: speak", "act"),
        ("delivered: speak", "deliver"),
        ("committed: speak", "commit"),
    ]
    with pytest.raises(RefusedError, match="only an objective"):
        step(network, keys["maps"])
    with pytest.raises(RefusedError, match='"soon" is none of commit, act, deliver'):
        set_state(network, keys["speak"], "soon")


def test_what_goes_along_with_a_goal_is_said() -> None:
    from habit.entries import remove_entry

    network, keys = planned()
    assert along_words(remove_entry(network, keys["maps"])) == ", with 3 lines that served it"
    assert along_words(remove_entry(network, keys["alone"])) == ""


def test_b21_an_opening_comes_or_passes_by_and_can_be_open_again() -> None:
    network = FULL.having(add_entry(FULL, HAND, "chance", "a talk", people=["ana"]))
    (key,) = [one.id for one in entries(network, "chance")]
    came = become(network, key, "came")
    assert came.what == "came: a talk"
    network = network.having(came)
    assert network.entries[key].result == "came"
    assert not become(network, key, "came", again=False).edits
    network = network.having(become(network, key, "came"))
    assert network.entries[key].result is None


# What makes no sense


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"target": None}, "a number to reach"),
        ({"target": 0}, "a number to reach"),
        ({"target": float("inf")}, "a number to reach"),
        ({"target": 3, "due": date(2026, 11, 1)}, "ends before it begins"),
    ],
)
def test_a_benchmark_that_nothing_can_reach_is_refused(said: dict[str, Any], why: str) -> None:
    with pytest.raises(RefusedError, match=why):
        add_benchmark(FULL, HAND, metric="new", **said)


@pytest.mark.parametrize(("text", "value"), [("40", 40), ("1,5", 1.5), (" 25 % ", 25)])
def test_a_number_is_read_as_people_write_it(text: str, value: float) -> None:
    assert parse_number(text) == value
    assert parse_number(number(value)) == value


@pytest.mark.parametrize("text", ["", "many", "nan", "1e9", "inf"])
def test_a_number_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(RefusedError, match="is not a number to reach"):
        parse_number(text)


def test_a_metric_is_found_by_its_words_or_by_what_only_one_begins_with() -> None:
    assert find_metric("people") == "people"
    assert find_metric("People a") == "people a week"
    assert find_metric("reach") == "reached"
    for unclear in ("", "re", "kindness"):
        with pytest.raises(RefusedError, match="is nothing that can be counted"):
            find_metric(unclear)


def test_the_first_benchmark_that_is_offered_is_two_people_a_week_to_the_end_of_the_quarter() -> (
    None
):
    (one,) = FULL.having(example(FULL, HAND)).entries.values()
    assert (one.metric, one.target, one.due) == ("people a week", 2, date(2026, 12, 31))
    assert quarter_end(date(2026, 12, 20)) == date(2027, 3, 31)


# The whole sheet


def test_a1_a28_the_commitment_and_the_why_stand_on_the_sheet() -> None:
    goal = Goal("20261116", 2, 3, why="I like my people")
    said = Entry("c", "commitment", "I will reach out to 2 people a week.", TODAY)
    shown = sheet(made(goal, said), TODAY)
    assert shown.why == "I like my people"
    assert [(one.what, one.text) for one in shown.rows[:3]] == [
        ("goal why", "I like my people"),
        ("commitment", "I will reach out to 2 people a week."),
        ("mode", "none"),
    ]


def test_a28_the_why_on_top_is_the_one_that_a_quiet_week_shows() -> None:
    goal = Goal("20261116", 2, 3, why="I like my people")
    network = made(goal, Entry("w", "why", "They make me laugh", TODAY))
    assert sheet(network, TODAY).why == why_of(network, goal) == "They make me laugh"


@pytest.mark.parametrize(
    ("goal", "words"),
    [
        (Goal("20261116", mode="employed"), "4 h a week for people, 10 % of 40 working hours"),
        (
            Goal("20261116", mode="seeking", hours=32.5, share=33),
            "10 h 44 a week for people, 33 % of 32.5 hours of looking",
        ),
        (Goal("20261116"), ""),
    ],
)
def test_the_sheet_says_the_time_that_the_goal_asks_for(goal: Goal, words: str) -> None:
    (mode,) = (one for one in sheet(made(goal), TODAY).rows if one.what == "mode")
    assert mode.beside == words


def test_a13_the_reasons_of_quiet_weeks_are_tallied() -> None:
    weeks = [
        Week(key_of(MONDAY - timedelta(days=7 * at)), review={"reason": reason})
        for at, reason in enumerate(("ill", "a full week", "a full week"), 1)
    ]
    quiet = [one for one in sheet(made(*weeks), TODAY).rows if one.what == "quiet"]
    assert [(one.text, one.beside) for one in quiet] == [
        ("a full week", "2 weeks"),
        ("ill", "1 week"),
    ]


def test_every_line_that_can_be_changed_has_one_number() -> None:
    network, _ = planned()
    rows = sheet(network, TODAY).numbered
    keys = [one.entry.id for one in rows if one.entry]
    assert sorted(keys) == sorted(network.entries)
