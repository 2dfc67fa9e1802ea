"""What is worth a look in a picture: a line of advice each, kind, with its numbers.

Each line is one pure function of the picture that says something or nothing, and no line comes
before there are enough people or attempts for it to mean anything.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import TypeAlias

from habit.balances import Picture
from habit.dates import counted, times

Insight: TypeAlias = Callable[[Picture], str | None]

MOST = 2
"""More lines than this are never said at once."""
PEOPLE = 3
"""People whose side is known before a side is missed, or a rank."""
TEAM = 4
"""People before it is said that most are on your own team."""
ATTEMPTS = 5
"""Attempts before the share of voice is said."""
CREDIT = 3
"""So many more gives than asks are credit to ask with."""
ASKS = 2
"""So many asks without a give are worth a line."""


def insights(picture: Picture) -> tuple[str, ...]:
    """Return what is worth a look, the most telling first, never more than two lines."""
    said = (one(picture) for one in INSIGHTS)
    return tuple(islice((line for line in said if line), MOST))


def one_side(picture: Picture) -> str | None:
    """One side of the organization had nobody (B4)."""
    inside, outside = picture.row("side").now.amounts
    if inside + outside < PEOPLE or (inside and outside):
        return None
    if inside:
        return f"All {inside} work where you do. Somebody from outside brings other news."
    return f"All {outside} are outside your organization. Inside, a hello is close by."


def own_team(picture: Picture) -> str | None:
    """More than half of all people are on your own team (B5)."""
    team, everyone = picture.amount("team"), len(picture.now.counts.people)
    if everyone < TEAM or 2 * team <= everyone:
        return None
    return f"{team} of {everyone} are on your own team. A few doors further there is more."


def nobody_above(picture: Picture) -> str | None:
    """Nobody further up the ladder (B7)."""
    above, peer, below = picture.row("ladder").now.amounts
    if above or peer + below < PEOPLE:
        return None
    return f"{peer + below} peers and below, nobody above. A good question is enough to begin."


def little_voice(picture: Picture) -> str | None:
    """Voice is under a fifth of the attempts (B16)."""
    voice, written = picture.row("voice").now.amounts
    tries = voice + written
    if tries < ATTEMPTS or 5 * voice >= tries:
        return None
    return f"Voice is {voice} of {tries}. A call often takes less time than three emails."


def asks_alone(picture: Picture) -> str | None:
    """Asks without a give (B9)."""
    gave, asked = picture.row("giving").now.amounts
    if gave or asked < ASKS:
        return None
    return f"You asked {asked} times. A link or a thank you goes well with an ask."


def credit(picture: Picture) -> str | None:
    """Many more gives than asks (B9)."""
    gave, asked = picture.row("giving").now.amounts
    if gave - asked < CREDIT:
        return None
    given = f"You gave {gave} times and asked"
    return f"{given} {times(asked) if asked else 'nothing'}: there is credit to ask with."


def quiet_influence(picture: Picture) -> str | None:
    """None of the people of influence was in touch in 90 days (B6)."""
    touched, quiet = picture.row("influence").now.amounts
    if touched or not quiet:
        return None
    who = "Your one person" if quiet == 1 else f"All {quiet} people"
    return f"{who} of influence: quiet for 90 days. A line is enough."


def dormant(picture: Picture) -> str | None:
    """People have been silent for three years, and none of them was woken (A18)."""
    silent = picture.living.dormant
    if not silent or picture.woken:
        return None
    who, have = counted(silent, "person"), "has" if silent == 1 else "have"
    return f"{who} {have} been silent for three years. A hello is most welcome."


def wide_net(picture: Picture) -> str | None:
    """Most are outside, and some are inside (B4)."""
    inside, outside = picture.row("side").now.amounts
    if not inside or inside + outside < PEOPLE or outside <= inside:
        return None
    return f"{outside} of {inside + outside} are outside your organization. That is a wide net."


def sides_unsaid(picture: Picture) -> str | None:
    """Of most people no side is said, so little follows from the others (B4)."""
    unsaid, everyone = picture.row("side").now.unknown, len(picture.now.counts.people)
    if everyone < PEOPLE or 2 * unsaid <= everyone:
        return None
    return f"Of {unsaid} of {everyone} people no side is said. W in People says it."


INSIGHTS: tuple[Insight, ...] = (
    one_side,
    own_team,
    nobody_above,
    little_voice,
    asks_alone,
    credit,
    quiet_influence,
    dormant,
    wide_net,
    sides_unsaid,
)
"""All lines of advice, those that are said first in front."""
