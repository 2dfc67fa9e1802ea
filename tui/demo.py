"""A made-up network to look around in: two years of it, always the same for the same day."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import cycle
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from habit.model import (
    Birthday,
    Change,
    Channel,
    Contact,
    ContactList,
    Edit,
    Entry,
    Gift,
    Goal,
    Interaction,
    Note,
    Outcome,
    Pause,
    Phone,
    Plan,
    Record,
    Week,
)
from habit.outcomes import ANSWER_DAYS, usual_outcome
from habit.text import fold
from habit.weeks import key_of, month_of, next_month, start_of_week, weeks_of
from tui.demo_sharing import with_sharing

_LOADS: dict[Channel, int] = {
    "email": 26,
    "call": 22,
    "text": 16,
    "coffee": 12,
    "video": 8,
    "social": 6,
    "meeting": 4,
    "voicemail": 3,
    "letter": 2,
    "event": 1,
}
"""How often each channel is used, of a hundred."""

_REST_DAYS = 24
"""The same two people do not speak again sooner."""


@contextmanager
def demo_store(today: date) -> Iterator[Path]:
    """Write the made-up network to a folder that is gone afterwards, and yield the data file."""
    from storage.store import Store

    with TemporaryDirectory(prefix="reachout-demo-") as folder:
        path = Path(folder) / "network.json"
        store = Store.open(path, clock=datetime.combine(today, time.min, UTC).timestamp)
        try:
            store.commit(demo_change(today), undoable=False)
        finally:
            store.close()
        yield path


def demo_change(today: date) -> Change:
    """Return the change that makes the whole network out of an empty one."""
    script = tomllib.loads(Path(__file__).with_name("demo.toml").read_text(encoding="utf-8"))
    return _Demo(today, script).change()


@dataclass
class _Demo:
    """The network while it is being made up."""

    today: date
    script: dict[str, Any]
    rng: Random = field(default_factory=lambda: Random("reachout"))
    edits: list[Edit] = field(default_factory=list)
    people: dict[str, Contact] = field(default_factory=dict)
    """By name."""
    last: dict[str, date] = field(default_factory=dict)
    """When each was last reached out to, by name."""
    closed: dict[str, date] = field(default_factory=dict)
    """From when on somebody is left alone, since the script knows what comes after, by name."""
    counts: Counter[date] = field(default_factory=Counter)
    """How many were reached out to, by the week's first day."""
    said: dict[str, Iterator[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.week = start_of_week(self.today, 0)
        for heading in ("said", "back"):
            for channel, notes in self.script[heading].items():
                self.rng.shuffle(notes)
                self.said[f"{heading} {channel}"] = cycle(notes)

    def change(self) -> Change:
        """Everything, in the order in which the randomness is used."""
        self._add_lists()
        for row in self.script["person"]:
            self._add_person(row)
        self._add_fixed()
        self._add_weeks()
        self._add_this_week()
        self._place_people()
        for contact in self.people.values():
            self._put("contacts", contact)
        self._add_shares()
        self._add_strategy()
        return Change("a made-up network", with_sharing(self.edits, self.today))

    def _new_id(self) -> str:
        return str(self.rng.randrange(10**17, 10**18))

    def _put(self, table: str, record: Record) -> None:
        self.edits.append(Edit(table, record.id, None, record))

    def _day(self, days_ago: int) -> date:
        return self.today - timedelta(days=days_ago)

    def _made(self, day: date) -> int:
        noon = datetime.combine(day, time(12), UTC)
        return int(noon.timestamp() * 1000) + len(self.edits)

    def _add_lists(self) -> None:
        self.lists = {}
        for order, row in enumerate(self.script["list"]):
            one = ContactList(self._new_id(), row["name"], row.get("cadence"), order)
            self.lists[one.name] = one.id
            self._put("lists", one)

    def _add_person(self, row: dict[str, Any]) -> None:
        name = row["name"]
        at = len(self.people)
        contact = Contact(
            id=self._new_id(),
            name=name,
            lists=tuple(self.lists[one] for one in row["lists"]),
            emails=(_address(row, at),),
            phones=(Phone(f"+1 212 555 01{at:02d}", f"+121255501{at:02d}"),) if at % 3 else (),
            organization=row["org"],
            title=row["title"],
            birthday=self._birthday(row),
            cadence=row.get("cadence"),
            archived=row.get("archived", False),
            tags=tuple(row.get("tags", ())),
            made=self._made(self._day(row.get("never", 740 - at))),
        )
        notes = (
            Note(self._new_id(), self._day(90 + 7 * at), text) for text in row.get("notes", ())
        )
        self.people[name] = replace(contact, notes=tuple(notes))

    def _birthday(self, row: dict[str, Any]) -> Birthday | None:
        said = row.get("birthday")
        if said is None:
            return None
        if isinstance(said, int):
            day = self.today + timedelta(days=said)
            return Birthday(row.get("year"), day.month, day.day)
        month, day_of_month = said.split("-")
        return Birthday(row.get("year"), int(month), int(day_of_month))

    def _add_fixed(self) -> None:
        """What the script says of somebody's last time; from then on they are left alone."""
        for row in self.script["person"]:
            name = row["name"]
            if "last" in row:
                days, channel, note = row["last"]
                self._reach(name, channel, self._day(days), note, answered=False)
                del self.last[name]
                self.closed[name] = self._day(days + _REST_DAYS)
            elif "wrote" in row:
                days, channel, note = row["wrote"]
                self._hear(name, channel, self._day(days), note)
            if "promised" in row:
                self._promise(name, row["promised"])
            if "never" in row or "wrote" in row or row.get("archived"):
                self.closed.setdefault(name, date.min)

    def _promise(self, name: str, text: str) -> None:
        """A promise that has just come due; there was nothing since it was made."""
        self.closed[name] = made = self._day(12)
        plan = Plan(
            id=self._new_id(),
            contact=self.people[name].id,
            due=self._day(2),
            kind="promise",
            text=text,
            made=made,
        )
        self._put("plans", plan)

    def _add_weeks(self) -> None:
        """Two years of weeks, as many people in each as the script says."""
        months = self.script["months"]
        this = month_of(self.week)
        for back in reversed(range(len(months))):
            words = months[back].split()
            starts = weeks_of(next_month(this, -back), 0)
            if back == len(months) - 1:
                self._add_goal(starts[0])
            for start, word in zip(starts, words, strict=False):
                if start < self.week:
                    self._add_week(start, word, is_whole_month=set(words) == {"p"})

    def _add_goal(self, start: date) -> None:
        why = self.script["why"]
        self._put("goals", Goal(key_of(start), 2, 3, "none", None, why))
        text = f"I will reach out to 2 people a week. Because: {why}"
        self._put("entries", Entry(self._new_id(), "commitment", text, start))

    def _add_week(self, start: date, word: str, *, is_whole_month: bool) -> None:
        if word == "p":
            reason = self.script["pause"]["month" if is_whole_month else "week"]
            self._put("weeks", Week(key_of(start), Pause(reason)))
            return
        for _ in range(int(word) - self.counts[start]):
            self._reach_somebody(start + timedelta(days=self.rng.randrange(7)))

    def _reach_somebody(self, day: date) -> None:
        rows = [row for row in self.script["person"] if self._is_free(row["name"], day)]
        weights = [row.get("weight", 2) * self._longing(row["name"], day) for row in rows]
        name = self.rng.choices(rows, weights)[0]["name"]
        channel = self.rng.choices(list(_LOADS), list(_LOADS.values()))[0]
        note = next(self.said[f"said {channel}"]) if self.rng.random() < 0.8 else ""
        self._reach(name, channel, day, note, answered=self.rng.random() < 0.65)

    def _is_free(self, name: str, day: date) -> bool:
        is_rested = abs((day - self.last.get(name, date.min)).days) >= _REST_DAYS
        return is_rested and day < self.closed.get(name, date.max)

    def _longing(self, name: str, day: date) -> int:
        """Who has not been heard of for long comes to mind sooner."""
        return 1 + min(8, (day - self.last.get(name, self._day(800))).days // 60)

    def _reach(self, name: str, channel: Channel, day: date, note: str, *, answered: bool) -> None:
        back = self.said.get(f"back {channel}")
        is_settled = day < self._day(ANSWER_DAYS + 7)
        outcome = usual_outcome(channel)
        if back and answered and not is_settled:
            # A letter that came back lately would be one to answer, and there is to be one only.
            outcome = "reached"
        self._interact(name, channel, day, note, outcome)
        self.last[name] = day
        self.counts[start_of_week(day, 0)] += 1
        if back and answered and is_settled:
            self._hear(name, channel, day + timedelta(days=self.rng.randrange(1, 5)), next(back))

    def _hear(self, name: str, channel: Channel, day: date, note: str) -> None:
        self._interact(name, channel, day, note, "reached", inbound=True)

    def _interact(
        self,
        name: str,
        channel: Channel,
        day: date,
        note: str,
        outcome: Outcome,
        *,
        inbound: bool = False,
    ) -> None:
        one = Interaction(
            id=self._new_id(),
            on=day,
            people={self.people[name].id: outcome},
            dir="in" if inbound else "out",
            channel=channel,
            note=note,
            gave=self._gifts("gave", note),
            asked=self._gifts("asked", note),
            came=self._gifts("came", note),
            made=self._made(day),
        )
        self._put("interactions", one)

    def _gifts(self, heading: str, note: str) -> tuple[Gift, ...]:
        """What the script says was exchanged where this was said."""
        said = self.script[heading]
        return (Gift(*said[note]),) if note in said else ()

    def _add_this_week(self) -> None:
        """Two people this week, one on its first days, and a letter to answer."""
        self._reach("Lee Wong", "call", self.week, self._note("lee"), answered=False)
        if self.today >= self.week + timedelta(days=3):
            thursday = self.week + timedelta(days=3)
            self._reach("Samira Haddad", "email", thursday, self._note("samira"), answered=False)
        self._hear("Mateo Quispe", "email", self._day(2), self._note("mateo"))

    def _add_shares(self) -> None:
        """What there is to share, each thing a week older than the one before."""
        ids = Random("shares")
        for at, row in enumerate(self.script["share"]):
            key = str(ids.randrange(10**17, 10**18))
            entry = Entry(key, "share", row["text"], self._day(3 + 7 * at), tuple(row["tags"]))
            self._put("entries", replace(entry, gift=row.get("gift", "link")))

    def _add_strategy(self) -> None:
        """What is aimed at, and what was answered; last, so that all before it stays as it is."""
        rng = Random("strategy")
        ids: list[str] = []
        for row in self.script["strategy"]:
            ids.append(str(rng.randrange(10**17, 10**18)))
            self._put("entries", self._entry(row, ids))
        quiet = [start for start in sorted(self.counts)[::-1] if self.counts[start] == 1]
        over = (start for start in quiet if start < self.week)
        for start, reason in zip(over, self.script["quiet"]["reasons"], strict=False):
            self._put("weeks", Week(key_of(start), review={"reason": reason}))

    def _entry(self, row: dict[str, Any], ids: list[str]) -> Entry:
        return Entry(
            ids[-1],
            row["kind"],
            row.get("text", ""),
            self._day(row["ago"]),
            tuple(row.get("tags", ())),
            parent=ids[row["under"]] if "under" in row else None,
            people=tuple(self.people[name].id for name in row.get("who", ())),
            metric=row.get("metric"),
            target=row.get("target"),
            due=self._day(-row["due"]) if "due" in row else None,
            state=row.get("state"),
            result=row.get("result"),
            answers=row.get("answers", {}),
            gift=row.get("gift"),
        )

    def _note(self, who: str) -> str:
        return str(self.script["now"][who])

    def _place_people(self) -> None:
        """Who they are to you, of most of them: where, how high, and whether of influence."""
        rng, key = Random("network"), self.lists["Key contacts"]
        for name, contact in self.people.items():
            side = rng.choices((contact.side, "inside", "outside"), (2, 4, 7))[0]
            rank = rng.choices((contact.rank, "above", "peer", "below"), (2, 3, 6, 2))[0]
            team, is_key = rng.random() < 0.4, key in contact.lists
            self.people[name] = replace(
                contact,
                side=contact.side or side,
                rank=contact.rank or rank,
                team=True if side == "inside" and team else contact.team,
                influence=True if is_key and rng.random() < 0.6 else contact.influence,
            )


def _address(row: dict[str, Any], at: int) -> str:
    local = row.get("roman") or fold(row["name"]).replace(" ", ".")
    return f"{local}@example.{('com', 'org', 'net')[at % 3]}"
