"""Pictures of every screen, full and empty, in a small window and in a large one.

One `pytest --snapshot-update tests/tui/test_snapshots.py` makes them anew; look at them before
they are committed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.tui.desk import TODAY, Desk, StoppedClock, app_on, clock_at
from tui.glyphs import ASCII

USUAL, LARGE, LEAST = (80, 24), (120, 36), (40, 12)
BROAD, VAST, NARROW = (110, 30), (200, 60), (60, 20)
BOTH = (USUAL, LARGE)

_OUTSIDE = re.compile(
    r"<!--.*?-->|@font-face \{.*?\}| xmlns=\"[^\"]*\"|\bterminal-\d+-(?=[\w-])", re.DOTALL
)
"""What a picture says of other hosts (fonts, who made it), and the number it has of its own."""


@dataclass(frozen=True)
class Scene:
    """A picture to take: the file, the keys that lead there, and what is to be seen then."""

    file: str
    keys: tuple[str, ...]
    shows: str
    sizes: tuple[tuple[int, int], ...] = BOTH
    how: dict[str, Any] = field(default_factory=dict)
    first: str = r"\w"
    """What is to be seen before the first key."""


MONDAY = clock_at("2026-11-23")

SATURDAY = clock_at("2026-11-21")

STOPPED = StoppedClock(TODAY)

PEOPLE = ("2", "slash", *"priya", "enter")

FATOU = ("2", "slash", *"fatou", "enter", "enter")

BIRTHDAYS = ("right_square_bracket",) * 6

BENCHMARK = ("5", "right_square_bracket", "j")
"""The way to a benchmark of the made-up network."""
WHOM = ("S", "down", "enter")

SCENES = {
    "share": Scene("demo", ("S",), "3 of 7 sent, go on", (*BOTH, LEAST)),
    "share_empty": Scene("begun", ("S",), "A link, some news"),
    "share_new": Scene("demo", ("S", *"e.co/x"), "share this", (USUAL,)),
    "share_kind": Scene("demo", ("S", *"e.co/x", "enter"), "╭─ Give it as", (USUAL,)),
    "share_whom": Scene("demo", (*WHOM, "space", "j", "space"), "2 of 10 chosen", (*BOTH, LEAST)),
    "share_whom_tags": Scene("demo", WHOM, "cares about maps", (USUAL,)),
    "share_find": Scene("demo", (*WHOM, "slash", *"lee"), "› +Lee Wong", (USUAL, LEAST)),
    "share_whom_empty": Scene(
        "begun", ("S", *"e.co/x", "enter", "enter"), "Nobody comes to mind", (USUAL,)
    ),
    "share_opener": Scene("demo", (*WHOM, "*", "enter"), "To Kwame Mensah", (*BOTH, LEAST)),
    "share_round": Scene("demo", ("S", "enter"), "3 of 7 sent", (*BOTH, LEAST)),
    "share_round_ascii": Scene("demo", ("S", "enter"), "3 of 7 sent", (USUAL,), {"glyphs": ASCII}),
    "share_sent": Scene("half", ("S", "enter", "c"), r"Shift\+drag", (USUAL,)),
    "share_done": Scene("half", ("S", "enter", "enter"), "It counts: 6 people", (*BOTH, LEAST)),
    "events": Scene("met", ("v",), "╭─ Events", (*BOTH, LEAST)),
    "events_empty": Scene("begun", ("v",), "adds an event"),
    "event_add": Scene("demo", ("v", "a"), "╭─ Add an event", (USUAL, LEAST)),
    "event": Scene("met", ("v", "j", "enter"), "You met 5 people", (*BOTH, LEAST)),
    "event_ascii": Scene("met", ("v", "j", "enter"), "You met 5", (USUAL,), {"glyphs": ASCII}),
    "event_meet": Scene("met", ("v", "j", "enter", "m", *"an"), "Ana Silva", (USUAL, LEAST)),
    "event_ahead": Scene("demo", ("v", "enter"), "still to come", (USUAL,)),
    "week": Scene("demo", (), "› Ana Silva", (*BOTH, LEAST, VAST)),
    "week_more": Scene("demo", ("full_stop",), "Reach out next", (USUAL,)),
    "week_empty": Scene("begun", (), "Who comes to mind"),
    "week_paper": Scene("demo", (), "Reach out next", (USUAL,), {"theme": "paper"}),
    "week_ansi": Scene("demo", (), "Reach out next", (USUAL,), {"theme": "ansi"}),
    "week_ascii": Scene("demo", (), "Reach out next", (USUAL,), {"glyphs": ASCII}),
    "week_no_colour": Scene("demo", (), "Reach out next", (USUAL,), {"depth": "none"}),
    "people": Scene("demo", ("2",), "› Nguyễn", (*BOTH, LEAST, BROAD, VAST)),
    "people_empty": Scene("begun", ("2",), "Nobody here yet"),
    "people_list": Scene("demo", ("2", "right_square_bracket"), "╭─ Former"),
    "people_filter": Scene("demo", ("2", "slash", *"an"), "filter an"),
    "people_nobody": Scene("demo", ("2", "slash", *"zed"), "Nobody called", (USUAL,)),
    "people_birthdays": Scene("celebrated", ("2", *BIRTHDAYS), "today, turns 40", (*BOTH, LEAST)),
    "people_marked": Scene("demo", ("2", "space", "space", "j"), "2 marked"),
    "card": Scene("demo", (*PEOPLE, "enter"), "Timeline"),
    "months": Scene("demo", ("3",), "› Nov", (*BOTH, LEAST)),
    "months_empty": Scene("begun", ("3",), "Month by month"),
    "months_young": Scene("young", ("3",), "a young habit"),
    "months_year": Scene("demo", ("3", "left_square_bracket"), "People a week, 2025", (USUAL,)),
    "months_ascii": Scene("demo", ("3",), "> Nov", (USUAL,), {"glyphs": ASCII}),
    "months_no_colour": Scene("demo", ("3",), "› Nov", (USUAL,), {"depth": "none"}),
    "report": Scene("demo", ("3", "j", "enter"), "╭─ October"),
    "report_below": Scene("demo", ("3", "enter", *"jjjjjjjjjjjj"), "Best moment", (USUAL,)),
    "report_young": Scene("young", ("3", "enter"), "╭─ November so far"),
    "report_nobody": Scene("young", ("3", "enter", "left_square_bracket"), "One person now"),
    "report_empty": Scene("begun", ("3", "enter"), "Any week can begin", (USUAL,)),
    "network": Scene("demo", ("4",), "› Inside", (*BOTH, LEAST)),
    "network_year": Scene(
        "demo", ("4", "right_square_bracket", "right_square_bracket", "G"), "in a year"
    ),
    "network_short": Scene("demo", ("4",), "› Inside", ((80, 18), (60, 20))),
    "network_empty": Scene("begun", ("4",), "A picture needs"),
    "network_young": Scene("young", ("4",), "A picture needs"),
    "network_who": Scene("demo", ("4", "enter"), "╭─ Inside and outside", (*BOTH, LEAST)),
    "network_gave": Scene(
        "demo", ("4", "right_square_bracket", *"jjj", "enter"), "╭─ Gave", (USUAL,)
    ),
    "network_nobody": Scene("young", ("4", *"jjjjj", "enter"), "╭─ Influence", (USUAL,)),
    "network_paper": Scene("demo", ("4",), "› Inside", (USUAL,), {"theme": "paper"}),
    "network_ascii": Scene("demo", ("4",), "> Inside", BOTH, {"glyphs": ASCII}),
    "network_no_colour": Scene("demo", ("4",), "› Inside", (USUAL,), {"depth": "none"}),
    "first_run": Scene("new", (), "1 of 4"),
    "first_run_names": Scene("new", (*"Nia", "enter", *"Ole", "enter"), "2 on", (USUAL,)),
    "first_run_goal": Scene("new", ("enter", "enter", "enter"), "4 of 4"),
    "log": Scene("demo", ("l",), "Log an outreach", (USUAL,)),
    "log_who": Scene("demo", ("l", *"pri"), "› Priya Nair"),
    "log_how": Scene("demo", ("l", *"pri", "enter"), "‹coffee›"),
    "log_outcome": Scene("demo", ("l", *"pri", "enter", "e"), "‹waiting›"),
    "log_low": Scene("demo", ("l", *"pri", "enter"), "‹coffee›", ((80, 20),)),
    "log_gave": Scene("demo", ("l", *"ana", "enter", "e", "g"), "1 the map-tile talk"),
    "log_gave_words": Scene("demo", ("l", *"ana", "enter", "e", "g", "1"), "Gave a link", (USUAL,)),
    "log_gave_low": Scene("demo", ("l", *"ana", "enter", "e", "g"), "1 the map", ((80, 20), LEAST)),
    "log_asked": Scene("demo", ("l", *"fatou", "enter", "e", "k"), "Still open"),
    "log_asked_low": Scene("demo", ("l", *"ana", "enter", "e", "k"), "1 given", ((80, 20), LEAST)),
    "log_edit": Scene("demo", ("tab", "g", "e", "g"), "backspace changes", (USUAL,)),
    "came": Scene("demo", (*FATOU, "="), "╭─ What came of it", (*BOTH, LEAST)),
    "card_asked": Scene("demo", FATOU, "Asked +an opinion"),
    "people_balance": Scene("demo", ("2", "s"), "› Milica", (*BOTH, LEAST)),
    "people_asked_empty": Scene(
        "young", ("2", *["right_square_bracket"] * 6), "nobody of whom", (USUAL,)
    ),
    "contact_add": Scene("demo", ("2", "a"), "Add a person"),
    "contact_edit": Scene("demo", (*PEOPLE, "e"), "12 March 1985"),
    "contact_refused": Scene("demo", ("2", "a", "enter"), "name is empty", (USUAL,)),
    "lists": Scene("demo", (*PEOPLE, "t"), "Lists of", (USUAL,)),
    "plan": Scene("demo", ("p",), "╭─ Follow up with"),
    "plan_refused": Scene(
        "demo", ("p", "tab", "ctrl+u", *"soon", "enter"), "is not a day to come", (USUAL,)
    ),
    "plan_card": Scene("planned", (*PEOPLE, "enter"), "Planned  "),
    "followups": Scene("planned", ("f",), "╭─ Follow-ups", (*BOTH, LEAST)),
    "followups_ascii": Scene("planned", ("f",), "Follow-ups", (USUAL,), {"glyphs": ASCII}),
    "followups_empty": Scene("begun", ("f",), "Nothing is open", (USUAL,)),
    "week_planned": Scene("planned", (), "· planned"),
    "log_next": Scene("demo", ("l", *"pri", "enter", "p", *"lunch friday"), "in 5 days", (USUAL,)),
    "log_next_low": Scene("demo", ("l", *"pri", "enter", "p"), "Say what", ((80, 20),)),
    "pause": Scene("demo", ("3", "p"), "╭─ Pause", (USUAL,)),
    "import": Scene("demo", ("2", "i"), "Import contacts", (USUAL,)),
    "review_back": Scene("reviewed", ("r",), "1 of 6", (*BOTH, LEAST, NARROW)),
    "review_replies": Scene("reviewed", ("r", "enter"), "2 of 6", (USUAL,)),
    "review_loose": Scene("reviewed", ("r", *["enter"] * 2), "3 of 6", (USUAL,)),
    "review_next": Scene("reviewed", ("r", *["enter"] * 3, "space", "j", "space"), "2 chosen"),
    "review_low": Scene("reviewed", ("r", *["enter"] * 3, "space"), "› ●", (LEAST,)),
    "review_goal": Scene("reviewed", ("r", *["enter"] * 4), "5 of 6"),
    "review_sentence": Scene(
        "promised", ("r", "escape", *["enter"] * 5), "6 of 6", (USUAL,), {"clock": MONDAY}
    ),
    "review_quiet": Scene("begun", ("r",), "A quiet week", (USUAL,), {"clock": MONDAY}),
    "review_month": Scene("demo", ("r",), "╭─ October", (USUAL,)),
    "week_promise": Scene("promised", (), "I can and will", BOTH, {"clock": MONDAY}),
    "goal": Scene("demo", ("ctrl+g",), "╭─ Goal", (USUAL, LEAST)),
    "goal_big": Scene("demo", ("ctrl+g", "ctrl+u", "5", "enter"), "all the same", (USUAL,)),
    "help": Scene("demo", ("question_mark",), "╭─ Help"),
    "commands": Scene("demo", ("colon",), "╭─ Commands"),
    "theme": Scene("demo", ("ctrl+t",), "╭─ Theme", (USUAL,)),
    "forget": Scene("demo", (*PEOPLE, "X"), "╭─ Delete for good"),
    "history": Scene("busy", ("ctrl+u",), "╭─ Take back"),
    "history_empty": Scene("demo", ("ctrl+u",), "Nothing was done yet", (USUAL,)),
    "clash": Scene("busy", ("ctrl+u", "down", "down", "enter"), "╭─ Changed since", (USUAL,)),
    "doctor": Scene("spoilt", ("exclamation_mark",), "belongs"),
    "doctor_well": Scene("busy", ("exclamation_mark",), "in order", (USUAL,)),
    "not_saved": Scene(
        "sealed", ("l", *"pri", "enter", "c", "enter"), "Not saved", first="Nothing can be saved"
    ),
    "snooze": Scene("demo", ("z",), "╭─ Snooze"),
    "snooze_day": Scene("demo", ("z", *"3 jan"), "until then", (USUAL,)),
    "people_snoozed": Scene("demo", (*PEOPLE, "z", "enter"), "until 29 Nov"),
    "why": Scene("demo", (*PEOPLE, "w"), "╭─ Why Priya Nair"),
    "why_not": Scene("demo", ("tab", "w"), "╭─ Why Lee Wong", (USUAL,)),
    "openers": Scene("demo", ("j", "j", "o"), "╭─ Say to Tom"),
    "openers_own": Scene(
        "demo", ("o", "a", *"Ahoy {name}", "enter"), "› Ahoy Ana.*yours", (USUAL, LEAST)
    ),
    "prep": Scene("demo", ("b",), "╭─ Before you talk"),
    "prep_new": Scene("demo", ("2", "slash", *"emeka", "enter", "b"), "first time", (USUAL, LEAST)),
    "warm": Scene("demo", ("l", *"pri", "enter", "c", "enter"), "Logged Priya", (USUAL, LEAST)),
    "strategy": Scene("demo", ("5",), "› Because", (*BOTH, LEAST)),
    "strategy_benchmark": Scene("demo", BENCHMARK, "It counts people you"),
    "strategy_openings": Scene(
        "demo", ("5", *["right_square_bracket"] * 3), "› ○ open", (*BOTH, LEAST)
    ),
    "strategy_excuses": Scene("demo", ("5", *["right_square_bracket"] * 5), "› “"),
    "strategy_looks": Scene("demo", ("5", "G"), "The look of"),
    "strategy_empty": Scene("begun", ("5",), "says why people matter", (*BOTH, LEAST)),
    "strategy_newcomer": Scene("young", ("5", "right_square_bracket", "j", "t"), "› people a week"),
    "strategy_ascii": Scene("demo", ("5",), "> Because", (USUAL,), {"glyphs": ASCII}),
    "strategy_no_colour": Scene("demo", BENCHMARK, "It counts", (USUAL,), {"depth": "none"}),
    "strategy_form": Scene("demo", (*BENCHMARK, "e"), "To reach +2", (*BOTH, LEAST)),
    "strategy_refused": Scene(
        "demo", (*BENCHMARK, "e", "ctrl+u", *"likes", "enter"), "nothing that can be", (USUAL,)
    ),
    "strategy_metric": Scene("demo", (*BENCHMARK, "a"), "What is to be counted"),
    "strategy_any": Scene("demo", ("5", "A"), "╭─ Add", (USUAL,)),
    "strategy_removed": Scene(
        "demo", ("5", "right_square_bracket", *"jjj", "x"), "with 5 lines", (USUAL,)
    ),
    "look": Scene("demo", ("5", "h", "3", "4"), "How much do you enjoy", (USUAL, LEAST)),
    "look_ascii": Scene("demo", ("5", "h", "3"), "How at ease", (USUAL,), {"glyphs": ASCII}),
    "look_done": Scene("demo", ("5", "h", "3", "4", "5"), "You think 3 of 5"),
    "card_opening": Scene("demo", ("2", "slash", *"farid", "enter", "enter"), "Openings"),
    "who": Scene("working", (*PEOPLE, "W"), "Inside, a guess", (*BOTH, LEAST)),
    "who_new": Scene("demo", ("W", "tab", "tab"), "Above you, a peer", (USUAL,)),
    "who_many": Scene("working", ("2", "slash", *"o", "enter", "asterisk", "W"), "Now: "),
    "who_many_ascii": Scene(
        "working", ("2", "asterisk", "W"), "Now: ", (USUAL,), {"glyphs": ASCII}
    ),
    "card_who": Scene("working", (*PEOPLE, "enter"), "To you"),
    "week_employed": Scene("working", (), "35 min of 4 h", (*BOTH, LEAST)),
    "week_seeking": Scene("seeking", (), "25 % for people", BOTH, {"clock": SATURDAY}),
    "week_why": Scene("reasoned", (), "Because"),
    "timer": Scene("timing", (), "● 12 min", BOTH, {"clock": STOPPED}),
    "timer_low": Scene("timing", (), "●12", (LEAST,), {"clock": STOPPED}),
    "timer_stop": Scene("timing", ("T",), "Stop the timer: 12", BOTH, {"clock": STOPPED}),
    "timer_forgotten": Scene("forgotten", ("T",), "It ran for 14", (USUAL,), {"clock": STOPPED}),
    "time": Scene("working", ("M",), "Interacting"),
    "time_seeking": Scene("seeking", ("M",), "Job boards", (USUAL, LEAST)),
    "time_empty": Scene("begun", ("M",), "No time is asked for", (USUAL,)),
    "usual_minutes": Scene("working", ("M", "e"), "Usual minutes", (*BOTH, LEAST)),
    "busy": Scene("demo", ("B",), "Too busy", (*BOTH, LEAST)),
    "busy_empty": Scene("begun", ("B",), "Nobody is waiting", (USUAL,)),
    "goal_time": Scene("working", ("ctrl+g",), "You work at", (USUAL,)),
    "review_seeking": Scene("seeking", ("r",), "25 % for people"),
    "review_seeking_low": Scene("seeking", ("r",), "Job boards", (LEAST,)),
    "undo": Scene("demo", ("2", "x", "u"), "Took back", (USUAL,)),
}

CASES = [
    pytest.param(scene, size, id=f"{name}-{size[0]}x{size[1]}")
    for name, scene in SCENES.items()
    for size in scene.sizes
]


@pytest.fixture(autouse=True)
def _no_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the names of other hosts out of the pictures."""

    def normalized(svg: str) -> str:
        return _OUTSIDE.sub("", svg)

    monkeypatch.setattr("pytest_textual_snapshot.normalize_svg", normalized)


@pytest.mark.parametrize(("scene", "size"), CASES)
def test_the_screen_looks_as_it_was_accepted(
    scene: Scene,
    size: tuple[int, int],
    request: pytest.FixtureRequest,
    snap_compare: Callable[..., bool],
) -> None:
    path: Path = request.getfixturevalue(scene.file)
    app = app_on(path, **scene.how)

    async def arrive(pilot: Pilot[Any]) -> None:
        desk = Desk(pilot)
        await desk.until(scene.first)
        await desk.quiet()
        await desk.press(*scene.keys)
        await desk.until(scene.shows)
        await desk.quiet()

    assert snap_compare(app, terminal_size=size, run_before=arrive)
    app.state.store.close()


def test_no_picture_names_another_host() -> None:
    folder = Path(__file__).parent / "__snapshots__"
    assert not [path.name for path in folder.rglob("*.svg") if "http" in path.read_text("utf-8")]
