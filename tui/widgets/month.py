"""A month's report, in sections: the numbers with last month's beside them, who, how, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from habit.dates import day_text, duration
from habit.model import Interaction
from habit.months import MonthRow, history
from habit.report import Came, Person, Report, Tie, Use, report
from habit.weeks import Month, next_month
from tui.marks import month_short, month_sign, small_marks, week_marks, weeks_kept
from tui.paint import Line, fit, right, short, wrap

if TYPE_CHECKING:
    from habit.suggest import Suggestion
    from tui.state import State

NAMED = 12
"""People named before the rest is only counted."""
MOST_CHANNELS = 4
"""Channels that the panel has room for."""
LABEL, NUMBER = 15, 9
"""Cells of a row's label, and of each of its two numbers."""
TIES: tuple[tuple[Tie, str], ...] = (
    ("new", "New"),
    ("active", "Active"),
    ("reconnected", "Re-connected"),
)

Section = list[Line]


def offer_in(state: State, row: MonthRow) -> Suggestion | None:
    """Return who is offered in a month with nobody; a month off asks for nothing."""
    if row.reached_out or all(week.paused for week in row.weeks):
        return None
    from habit.suggest import who_next

    return next(iter(state.ask(who_next)), None)


@dataclass(frozen=True)
class MonthPage:
    """A month's report beside that of the month before; none before the first month."""

    state: State
    now: Report
    before: Report | None

    @classmethod
    def of(cls, state: State, month: Month) -> MonthPage:
        """Work out the report of a month."""
        months = state.ask(history).months
        before = next_month(month, -1)
        has_before = bool(months) and months[0].month <= before
        now, today = state.network, state.today
        return cls(
            state,
            report(now, month, today),
            report(now, before, today) if has_before else None,
        )

    @property
    def offer(self) -> Suggestion | None:
        """Who is offered in the month."""
        return offer_in(self.state, self.now.row)

    def panel(self, width: int, rows: int) -> list[Line]:
        """Draw as many whole sections as there are rows for."""
        lines: list[Line] = []
        for section in self._sections(width, whole=False):
            more = [*([[]] if lines else []), *section]
            if section and len(lines) + len(more) <= rows:
                lines += more
        return lines

    def whole(self, width: int) -> list[Line]:
        """Draw everything."""
        lines: list[Line] = [self._weeks(width)]
        for section in self._sections(width, whole=True):
            if section:
                lines += [[], *section]
        return lines

    def _sections(self, width: int, *, whole: bool) -> list[Section]:
        return [
            self._numbers(),
            self._sentence(width),
            self._who(width, whole=whole),
            self._how(whole=whole),
            self._came(width, whole=whole),
            self._moments(width, whole=whole),
        ]

    def _weeks(self, width: int) -> Line:
        """What the month came to, its weeks, and where there is room the goal."""
        glyphs, row = self.state.glyphs, self.now.row
        is_wide = width >= 56
        cell, drawn = (8, week_marks) if is_wide else (4, small_marks)
        line = [(f"{month_sign(row, glyphs)} ", "soft"), (fit(row.state, 8), "ink")]
        for week in row.weeks:
            marks, free = drawn(week, glyphs)
            tone = "met" if week.kept else "accent"
            line += [(marks, tone), (fit(free, cell - len(marks)), "soft")]
        goal = row.weeks[-1].goal
        return [*line, (f"goal {goal.people}", "soft")] if goal and is_wide else line

    # The numbers

    def _pair(self, label: str, now: str, before: str | None, style: str = "") -> Line:
        """A number, and that of the month before; only one that is something is bold."""
        style = style or ("ink bold" if now[0] in "123456789" else "ink")
        line: Line = [(fit(label, LABEL), "soft"), (right(now, NUMBER), style)]
        return line if self.before is None else [*line, (right(before or "", NUMBER), "soft")]

    def _counts(self, label: str, now: int, before: int) -> Line:
        return self._pair(label, str(now), str(before))

    def _numbers(self) -> Section:
        now, before = self._told(self.now), self._told(self.before)
        last = month_short(self.before.row.month) if self.before else None
        head = self._pair("", month_short(self.now.row.month), last, "soft")
        return [head, *(self._pair(label, now[label], before.get(label)) for label in now)]

    def _told(self, one: Report | None) -> dict[str, str]:
        if one is None:
            return {}
        none = self.state.glyphs.closed
        return {
            "Reached out to": str(one.row.reached_out),
            "Attempts": str(one.row.attempts),
            "Reached": str(one.row.reached),
            "Rate": none if one.rate is None else f"{one.rate * 100:.0f} %",
            "Time": duration(one.minutes),
            "Weeks kept": weeks_kept(one.row) or none,
        }

    def _sentence(self, width: int) -> Section:
        """One kind sentence; in a month with nobody, one person."""
        row, offer = self.now.row, self.offer
        if row.reached_out:
            return wrap("More than zero. That is the habit.", width)
        if all(week.paused for week in row.weeks):
            return [[("A month off.", "ink")]]
        if offer is None:
            return [[("Any week can begin with one person.", "ink")]]
        name = short(offer.contact.name, width - 16, self.state.glyphs.cut)
        return [
            [("One person now: ", "soft"), (name, "ink bold")],
            *wrap(offer.why, width, "soft"),
        ]

    # Who and how

    def _who(self, width: int, *, whole: bool) -> Section:
        if not self.now.people:
            return []
        lines: Section = [[("Who", "ink bold")]]
        before = self.before
        for tie, label in TIES:
            lines.append(
                self._counts(label, self.now.count(tie), before.count(tie) if before else 0)
            )
            if whole:
                lines += self._names([one for one in self.now.people if one.tie == tie], width)
        if self.now.woken or (before is not None and before.woken):
            woken = self._counts("  dormant woken", self.now.woken, before.woken if before else 0)
            lines.append(woken)
        return lines

    def _names(self, people: Sequence[Person], width: int) -> Section:
        names = [self._name(one.contact) for one in people[:NAMED]]
        if len(people) > NAMED:
            names.append(f"and {len(people) - NAMED} more")
        inner = wrap(", ".join(names), width - 2, "ink") if names else []
        return [[("  ", ""), *line] for line in inner]

    def _name(self, contact: str) -> str:
        known = self.state.network.contacts.get(contact)
        return short(known.name, 30, self.state.glyphs.cut) if known else "someone"

    def _how(self, *, whole: bool) -> Section:
        used = self.now.channels if whole else self.now.channels[:MOST_CHANNELS]
        left = len(self.now.channels) - len(used)
        if not used:
            return []
        last = month_short(self.before.row.month) if self.before else ""
        words = (right("tries", 6), right("reached", NUMBER), right(last, NUMBER))
        before = {use.channel: use.reached for use in self.before.channels} if self.before else {}
        lines: Section = [[(fit("How", 9), "ink bold"), ("".join(words), "soft")]]
        lines += [self._use(use, before.get(use.channel, 0)) for use in used]
        if left:
            lines.append([(f"and {left} more", "soft")])
        best = self.now.best
        if best is not None and len(self.now.channels) > 1:
            lines.append([(f"{best.capitalize()} reached the most people.", "ink")])
        return lines

    def _use(self, use: Use, before: int) -> Line:
        line: Line = [
            (fit(use.channel, 9), "soft"),
            (right(str(use.attempts), 6), "ink"),
            (right(str(use.reached), NUMBER), "ink bold"),
        ]
        return line if self.before is None else [*line, (right(str(before), NUMBER), "soft")]

    # What came of it

    def _came(self, width: int, *, whole: bool) -> Section:
        now, before = self.now, self.before
        kinds, last = dict(now.came_kinds), dict(before.came_kinds) if before else {}
        rows = {one: (kinds.get(one, 0), last.get(one, 0)) for one in (*kinds, *last)}
        rows["you gave"] = (now.gave, before.gave if before else 0)
        rows["you asked"] = (now.asked, before.asked if before else 0)
        # Where there is little room, what came of the month before does not push out the rest.
        shown = {one: them for one, them in rows.items() if any(them if whole else them[:1])}
        lines = [self._counts(one, *counts) for one, counts in shown.items()]
        if whole:
            lines += [
                line for came in now.came if came.gift.text for line in self._fruit(came, width)
            ]
        return [[("What came of it", "ink bold")], *lines] if lines else []

    def _fruit(self, came: Came, width: int) -> Section:
        words = f"{came.gift.kind}: {came.gift.text} ({self._names_of(came.of)})"
        return [[("  ", ""), *line] for line in wrap(words, width - 2, "soft")]

    def _moments(self, width: int, *, whole: bool) -> Section:
        moments = self.now.moments if whole else self.now.moments[:1]
        if not moments:
            return []
        word = "Best moments" if len(moments) > 1 else "Best moment"
        said = [line for one in moments for line in self._moment(one, width)]
        return [[(word, "ink bold")], *said]

    def _moment(self, one: Interaction, width: int) -> Section:
        said = wrap(self.state.glyphs.quoted(one.note.strip()), width, "ink italic", lines=4)
        facts = f"{self._names_of(one)} · {one.channel} · {day_text(one.on)}"
        return [*said, [(short(facts, width, self.state.glyphs.cut), "soft")]]

    def _names_of(self, one: Interaction) -> str:
        return _listed(self._name(contact) for contact in one.people)


def _listed(names: Iterable[str]) -> str:
    """Return names as one says them, the first two of many."""
    them = list(names)
    if len(them) > 3:
        return f"{them[0]}, {them[1]} and {len(them) - 2} more"
    return ", ".join(them)
