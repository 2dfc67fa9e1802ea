"""A pat on the back: one warm line when an outreach meets the goal or reaches the stretch."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from habit.goals import Terms
from habit.meter import MeterState, meter, meter_under
from habit.model import Change, Interaction
from habit.network import Network
from habit.weeks import start_of_week

LINES = (
    "You made somebody's day a little better.",
    "That is how a network stays alive: one person at a time.",
    "Small and steady. It adds up.",
    "Somebody is glad that you thought of them.",
    "A few minutes well spent.",
    "People remember who called when there was no need to.",
    "Another week in which you kept in touch.",
    "You said hello first. That takes a little courage.",
    "The best time to reach out is now, and you did.",
    "You gave somebody a good moment today.",
    "Good ties are made of small hellos like these.",
    "It gets easier each time.",
    "That was kind of you.",
    "Your future self says thank you.",
    "A warm hello goes further than one thinks.",
    "You kept your word to yourself.",
    "Somebody's week just got a bit brighter.",
    "This is what a habit feels like.",
    "Well done. Have a cup of something good.",
    "You are somebody who keeps in touch.",
    "One more thread that holds.",
    "A friendly line is never wasted.",
    "That makes a good week. The rest is a gift.",
    "You showed up, and people noticed.",
    "Staying in touch looks good on you.",
    "A quiet strength: you keep people close.",
    "Some of the best things begin with how are you.",
    "You watered the garden this week.",
    "Roots grow like this, a little each week.",
    "The door stays open because you knocked.",
    "Lovely. Enjoy the rest of the week.",
    "That took minutes, and it may last for years.",
    "People are lucky to hear from you.",
    "You made time for people, and that is time well used.",
    "A good week for the people you know.",
    "Every hello keeps a friendship young.",
    "What you began today may come back in ten years.",
)
"""What is said, in turn."""

_PATS: dict[MeterState, int] = {"quiet": 0, "some": 0, "met": 1, "stretch": 2}
"""How many lines a week has been worth so far."""


def warm_line(before: Network, after: Network, change: Change, today: date, said: str = "") -> str:
    """Return a warm line when a change met a week's goal or reached its stretch, else nothing.

    It is the next one in turn, counted over all the weeks of the file, so none has to be stored;
    `said` is the one that was said last, for when what it was said for was taken back.
    """
    days = {edit.after.on for edit in change.edits if isinstance(edit.after, Interaction)}
    starts = {start_of_week(on, after.meta.weekday) for on in days}
    if not any(_is_new(before, after, start, today) for start in starts):
        return ""
    turn = _pats(after, max(starts), today)
    line = LINES[turn % len(LINES)]
    return line if line != said else LINES[(turn + 1) % len(LINES)]


def _is_new(before: Network, after: Network, start: date, today: date) -> bool:
    """Whether a week with a goal is worth more than it was."""
    now = meter(after, start, today)
    was = meter(before, start, today)
    return now.goal is not None and _PATS[now.state] > _PATS[was.state]


def _pats(network: Network, last: date, today: date) -> int:
    """Return how many lines all the weeks up to this one have been worth."""
    terms = Terms.of(network)
    weeks: Collection[date] = [start for start in network.of_week if start <= last]
    return sum(_PATS[meter_under(terms, start, today).state] for start in weeks)
