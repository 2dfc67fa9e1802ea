"""Made-up networks of any size, always the same ones, in a file as the store lays it out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from habit.metrics import METRICS
from habit.model import SCHEMA, SPOKEN, USUAL_MINUTES
from habit.weeks import key_of, start_of_week
from storage.content import encode

TODAY = date(2026, 11, 22)
YEARS = 10
"""How far back the interactions go."""
METER = "2 of 2 people"
"""What the meter of this week says, whatever the size."""
SYLLABLES = tuple(re.findall("..", "anbécodaelfigahailjokalumiñoorparisatiulvowëxiyazo"))
NOTES = (
    *("a good half hour on the new job and the move, coffee again next month, thanks",) * 3,
    "a good half hour – “the new job” and the move, café again next month, thanks",
)

Document = dict[str, Any]


@dataclass(frozen=True)
class Size:
    """How large a network is."""

    contacts: int
    interactions: int

    @property
    def documents(self) -> int:
        """All of them together."""
        return self.contacts + self.interactions

    def __str__(self) -> str:
        return f"{self.contacts:,} contacts, {self.interactions:,} interactions"


def write(path: Path, size: Size, seed: int = 1) -> Path:
    """Write a network of a size to a file that only its owner may read."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.write_bytes(b"".join(encode(tables(size, Random(seed)))))
    path.chmod(0o600)
    return path


def tables(size: Size, random: Random) -> dict[str, dict[str, Document]]:
    """Make the tables of a network in which two people were reached out to this week."""
    first = start_of_week(TODAY - timedelta(days=365 * YEARS), 0)
    lists = {_id(random): _list(name, order) for order, name in enumerate(("Friends", "Work"))}
    contacts = {_id(random): _contact(random, tuple(lists)) for _ in range(size.contacts)}
    interactions = _interactions(random, tuple(contacts), size.interactions, first)
    goal = {"people": 2, "stretch": 3, "mode": "none", "modified": 1}
    return {
        "_meta": {"1": {"schema": SCHEMA, "weekday": 0}},
        "contacts": contacts,
        "lists": lists,
        "interactions": interactions,
        "goals": {key_of(first): goal},
        "entries": _strategy(random),
    }


def _strategy(random: Random) -> dict[str, Document]:
    """Make a goal that a benchmark of each metric serves, over the last year and the next month."""
    goal, on = _id(random), TODAY - timedelta(days=365)
    lines: dict[str, Document] = {goal: {"kind": "goal", "text": "be known", "modified": 1}}
    for metric in METRICS:
        lines[_id(random)] = {
            "kind": "benchmark",
            "text": "",
            "parent": goal,
            "metric": metric,
            "target": 40,
            "on": on.isoformat(),
            "due": (TODAY + timedelta(days=30)).isoformat(),
            "modified": 1,
        }
    return lines


def name(random: Random) -> str:
    """Make up a name."""
    parts = ("".join(random.choices(SYLLABLES, k=random.randint(2, 3))) for _ in range(2))
    return " ".join(part.title() for part in parts)


def _id(random: Random) -> str:
    return str(random.randrange(10**17, 10**18))


def _ms(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, 12, tzinfo=UTC).timestamp() * 1000)


def _list(title: str, order: int) -> Document:
    return {"name": title, "order": order, "cadence": 90, "modified": 1}


def _contact(random: Random, lists: tuple[str, ...]) -> Document:
    called = name(random)
    address = called.lower().replace(" ", ".").encode("ascii", "ignore").decode()
    made = _ms(TODAY - timedelta(days=random.randrange(1, 365 * YEARS)))
    contact: Document = {
        "name": called,
        "emails": [f"{address}@example.com"],
        "organization": f"{random.choice(SYLLABLES)}{random.choice(SYLLABLES)} & Sons".title(),
        "title": "Engineer",
        "phones": [{"raw": f"(555) 555-{random.randrange(10**4):04}"}],
        "made": made,
        "modified": made,
    }
    if random.random() < 0.6:
        contact["lists"] = [random.choice(lists)]
    if random.random() < 0.3:
        contact["birthday"] = {"m": random.randint(1, 12), "d": random.randint(1, 28)}
    return contact


def _interactions(
    random: Random, contacts: tuple[str, ...], count: int, first: date
) -> dict[str, Document]:
    """Make what happened before this week, and the outreach of this week."""
    week = start_of_week(TODAY, 0)
    days = [first + timedelta(days=random.randrange((week - first).days)) for _ in range(count - 2)]
    documents = {_id(random): _interaction(random, random.choice(contacts), on) for on in days}
    for contact in contacts[:2]:
        documents[_id(random)] = {**_interaction(random, contact, week), "dir": "out"}
    return documents


def _interaction(random: Random, contact: str, on: date) -> Document:
    channel = random.choice([one for one in USUAL_MINUTES if one != "research"])
    spoken = channel in SPOKEN
    return {
        "on": on.isoformat(),
        "people": {contact: "reached" if spoken else "waiting"},
        "dir": "out" if spoken or random.random() < 0.7 else "in",
        "channel": channel,
        "note": random.choice(NOTES)[: random.randrange(70)].strip(),
        "made": _ms(on),
        "modified": _ms(on),
    }
