"""The meter: the week's people as places to fill, each with a name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.cells import cell_len

from habit.dates import duration
from habit.goals import time_of
from habit.meter import Meter
from habit.model import Contact
from habit.names import first_name
from tui.glyphs import Glyphs
from tui.paint import Line, Span, fit, length, short, spread

_NUMBERS = ("None", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
_YOUNG = {1: "Your first week.", 2: "Your second week.", 3: "Your third week."}


def duration_line(minutes: int) -> Line:
    """Draw minutes as `1 h 25`, numbers in ink and units in soft."""
    words = duration(minutes).split(" ")
    return [
        (f" {word}" if at else word, "ink" if word.isdigit() else "soft")
        for at, word in enumerate(words)
    ]


def time_ends(meter: Meter) -> list[Line]:
    """Return the minutes of a week against its goal, the fullest words first; none where none."""
    time, spent = time_of(meter.goal), duration_line(meter.minutes)
    if time is None:
        return [spent] if meter.minutes else []
    return [[*spent, (" of ", "soft"), *duration_line(time.minutes)], spent]


def meter_lines(
    meter: Meter,
    people: Sequence[Contact],
    width: int,
    glyphs: Glyphs,
    week_number: int = 0,
) -> list[Line]:
    """Draw the meter in three rows: the sentence, the lines, the labels.

    Args:
        meter: The week's counts.
        people: Whom the week's outreach went to, in their order.
        width: In cells.
        glyphs: To draw with.
        week_number: Which week of the habit this is, from 1; 0 when that does not matter.

    """
    words = _sentence(meter, week_number, width - 12)
    ends = time_ends(meter)
    end = next((one for one in ends if width - length(words) - length(one) >= 2), [])
    sentence = spread(words, end, width)
    resting = meter.paused and not meter.kept
    places = _places(meter, people, resting, glyphs)
    if len(places) > 10:
        return [
            sentence,
            [(glyphs.done * width, _tone(meter))],
            _many(meter, people, width, glyphs),
        ]
    return [sentence, *_drawn(places, width, glyphs)]


def _tone(meter: Meter) -> str:
    return "met" if meter.state in ("met", "stretch") or meter.kept else "accent"


def _minimum(meter: Meter) -> int:
    return meter.goal.people if meter.goal else 2


def _is_young(meter: Meter) -> bool:
    return 0 < meter.needed < min(_minimum(meter), 3)


def _sentence(meter: Meter, week_number: int, width: int) -> Line:
    count, words = _count_and_words(meter, week_number)
    tone = {"quiet": "ink", "some": "accent", "met": "met", "stretch": "met"}[meter.state]
    if meter.kept and meter.state == "some":
        tone = "met"
    line: list[Span] = [(count, f"{tone} bold")]
    if cell_len(count) + 3 + cell_len(words) <= width + 10:
        line.append((f"   {words}", "ink"))
    return line


def _count_and_words(meter: Meter, week_number: int) -> tuple[str, str]:
    people, minimum = len(meter.people), _minimum(meter)
    if meter.paused and not people:
        return "Paused", "Enjoy the rest. p takes it up again."
    if meter.paused and not meter.kept and meter.goal is not None:
        count = f"{people} of {minimum} {_people(minimum)}"
        return count, "Paused: enjoy the rest. p takes it up again."
    if meter.goal is None:
        return f"{people} {_people(people)}", "There is no goal yet. ^g sets one."
    if meter.state == "stretch":
        return f"{people} people", "The goal and a bonus."
    if meter.state == "met":
        count = (
            f"{people} people" if people > minimum else f"{people} of {minimum} {_people(minimum)}"
        )
        return count, "Goal met. One more is a bonus."
    young = _is_young(meter) and week_number in _YOUNG
    if young and not people:
        return "0 of 1 person", f"{_YOUNG[week_number]} One person is enough."
    count = f"{people} of {minimum} {_people(minimum)}"
    if not people:
        return count, "A quiet week so far. One is a start." if meter.open else "A quiet week."
    left = minimum - people
    more = "One more meets the goal." if left == 1 else f"{_NUMBERS[min(left, 10)]} to go."
    return count, f"The week is kept. {more}" if meter.kept else more


def _people(count: int) -> str:
    return "person" if count == 1 else "people"


_Place = tuple[bool, str, str, str]
"""Whether it is filled, its dot, its label, and its role."""


def _places(meter: Meter, people: Sequence[Contact], resting: bool, glyphs: Glyphs) -> list[_Place]:
    minimum = _minimum(meter)
    stretch = meter.goal.stretch if meter.goal else minimum + 1
    needed = 1 if _is_young(meter) else minimum
    total = max(stretch, len(people))
    tone = _tone(meter)
    label = _namer(total)
    places: list[_Place] = [(True, glyphs.person, label(one), tone) for one in people]
    for at in range(len(people), total):
        if resting:
            places.append((False, glyphs.paused, "", "faint"))
        elif at < minimum:
            word = "someone" if at == 0 else "one more"
            places.append((False, glyphs.free, word, "accent" if at < needed else "faint"))
        else:
            places.append((False, glyphs.free, "a bonus" if total <= 4 else "bonus", "faint"))
    return places


def _namer(total: int) -> Callable[[Contact], str]:
    if total <= 4:
        return lambda one: one.name
    return first_name if total <= 7 else lambda one: one.name[:2]


def _drawn(places: Sequence[_Place], width: int, glyphs: Glyphs) -> list[Line]:
    gap = 1 if len(places) >= 8 else 2
    each, extra = divmod(width - gap * (len(places) - 1), len(places))
    lines: list[Span] = []
    labels: list[Span] = []
    for at, (filled, dot, label, role) in enumerate(places):
        cells = each + (at < extra)
        if at:
            lines.append((" " * gap, ""))
            labels.append((" " * gap, ""))
        lines.append(((glyphs.done if filled else glyphs.rest) * cells, role))
        labels.append((f"{dot} ", role))
        text = label if len(places) <= 7 or filled else ""
        words = "ink bold" if filled else ("ink" if role == "accent" else "soft")
        labels.append((fit(text, cells - 2, glyphs.cut), words))
    return [lines, labels]


def _many(meter: Meter, people: Sequence[Contact], width: int, glyphs: Glyphs) -> Line:
    tone = _tone(meter)
    firsts = [first_name(one) for one in people]
    shown = len(firsts)
    while shown:
        rest = len(firsts) - shown
        text = ", ".join(firsts[:shown]) + (f" and {rest} more" if rest else "")
        if cell_len(text) + 2 <= width:
            return [(f"{glyphs.person} ", tone), (text, "ink bold")]
        shown -= 1
    return [(f"{glyphs.person} ", tone), (short(f"{len(firsts)} people", width - 2), "ink bold")]
