"""A month's report as text: the numbers beside those of the month before, who, how, what came."""

from __future__ import annotations

from habit.dates import MONTHS, day_text, duration
from habit.model import Interaction
from habit.months import History
from habit.report import Report, Tie, report
from habit.text import line
from habit.weeks import Month, next_month
from tui.commands.session import Session
from tui.commands.shapes import listed, name_of
from tui.marks import month_sign, week_marks, weeks_kept

_TIES: tuple[tuple[Tie, str], ...] = (
    ("new", "new"),
    ("active", "active"),
    ("reconnected", "re-connected"),
)


def say_report(session: Session, past: History, month: Month, *, private: bool) -> None:
    """Print a month's report, with the month before it beside it where there is one."""
    network, today = session.network, session.today
    told = [report(network, month, today, private=private)]
    before = next_month(month, -1)
    if past.months and past.months[0].month <= before:
        told.append(report(network, before, today, private=private))
    session.say(_title(session, told[0]), "")
    _say_numbers(session, told)
    _say_channels(session, told)
    _say_who(session, told[0], private=private)
    _say_what_came(session, told[0])
    session.say("", _sentence(session, told[0]))


def _title(session: Session, one: Report) -> str:
    glyphs, row = session.glyphs, one.row
    weeks = "  ".join(filter(None, ("".join(week_marks(week, glyphs)) for week in row.weeks)))
    goal = row.weeks[-1].goal
    facts = [
        f"{MONTHS[row.month[1] - 1]} {row.month[0]}",
        f"{month_sign(row, glyphs)} {row.state}",
        weeks,
        f"goal {goal.people}" if goal else "",
    ]
    return "   ".join(filter(None, facts))


def _say_numbers(session: Session, told: list[Report]) -> None:
    none = session.glyphs.closed
    numbers = [
        {
            "": MONTHS[one.row.month[1] - 1][:3],
            "reached out to": str(one.row.reached_out),
            "attempts": str(one.row.attempts),
            "reached": str(one.row.reached),
            "rate": none if one.rate is None else f"{one.rate * 100:.0f} %",
            "time": duration(one.minutes),
            "weeks kept": weeks_kept(one.row) or none,
            **{word: str(one.count(tie)) for tie, word in _TIES},
            "dormant woken": str(one.woken),
            "gave": str(one.gave),
            "asked": str(one.asked),
        }
        for one in told
    ]
    rows = [[label, *(one[label] for one in numbers)] for label in numbers[0]]
    session.table(rows, numbers=range(1, len(told) + 1))


def _say_channels(session: Session, told: list[Report]) -> None:
    now, *before = told
    if not now.channels:
        return
    last = [{use.channel: str(use.reached) for use in one.channels} for one in before]
    heading = ["", "tries", "reached", *(MONTHS[one.row.month[1] - 1][:3] for one in before)]
    rows = [
        [use.channel, str(use.attempts), str(use.reached)]
        + [reached.get(use.channel, "0") for reached in last]
        for use in now.channels
    ]
    session.say("")
    session.table([heading, *rows], numbers=range(1, 3 + len(before)))
    if now.best is not None and len(now.channels) > 1:
        session.say(f"{now.best.capitalize()} reached the most people.")


def _say_who(session: Session, one: Report, *, private: bool) -> None:
    shown = listed(one.people, private)
    lines = [
        f"{word}: {', '.join(names)}"
        for tie, word in _TIES
        if (names := [name_of(session.network, who.contact) for who in shown if who.tie == tie])
    ]
    if lines:
        session.say("", *lines)


def _say_what_came(session: Session, one: Report) -> None:
    came = [
        f"{came.gift.kind}: {line(came.gift.text)} ({_who(session, came.of)})"
        if came.gift.text
        else f"{came.gift.kind} ({_who(session, came.of)})"
        for came in one.came
    ]
    if came:
        session.say("", "What came of it", *came)
    moments = [_moment(session, it) for it in one.moments]
    if moments:
        session.say("", "Best moments" if len(moments) > 1 else "Best moment", *moments)


def _moment(session: Session, one: Interaction) -> str:
    said = session.glyphs.quoted(line(one.note))
    return f"{said} {_who(session, one)}, {one.channel}, {day_text(one.on)}"


def _who(session: Session, one: Interaction) -> str:
    return ", ".join(name_of(session.network, contact) for contact in one.people) or "research"


def _sentence(session: Session, one: Report) -> str:
    """One kind sentence; in a month with nobody, one person now."""
    if one.row.reached_out:
        return "More than zero. That is the habit."
    if all(week.paused for week in one.row.weeks):
        return "A month off."
    from habit.suggest import who_next

    offer = next(iter(who_next(session.network, session.today)), None)
    if offer is None:
        return "Any week can begin with one person: reachout log NAME --via call --add"
    return f"One person now: {offer.contact.name}, {offer.why}"
