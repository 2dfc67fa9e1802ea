"""The documents as values: what a network is made of, and what a change to it is.

Every class here mirrors one table of the file (or one nested object in it). A field that is
missing in the file has the default given here; fields that are not named here are kept by the
store and never shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, TypeAlias

SCHEMA = 2
"""The shape of documents that these classes mirror."""

Outcome: TypeAlias = Literal["waiting", "reached", "no_reply"]
Direction: TypeAlias = Literal["out", "in"]
Side: TypeAlias = Literal["inside", "outside"]
Rank: TypeAlias = Literal["above", "peer", "below"]
Mode: TypeAlias = Literal["none", "employed", "seeking"]
State: TypeAlias = Literal["commit", "act", "deliver"]
PlanKind: TypeAlias = Literal["person", "followup", "promise", "event", "next"]
Channel: TypeAlias = Literal[
    "call",
    "voicemail",
    "email",
    "text",
    "social",
    "letter",
    "video",
    "coffee",
    "meeting",
    "event",
    "other",
    "research",
]

USUAL_MINUTES: Mapping[Channel, int] = {
    "call": 15,
    "voicemail": 3,
    "email": 10,
    "text": 5,
    "social": 5,
    "letter": 20,
    "video": 30,
    "coffee": 60,
    "meeting": 45,
    "event": 120,
    "other": 15,
    "research": 30,
}
"""The channels in the order in which they are shown, each with its usual minutes."""

SPOKEN: frozenset[str] = frozenset({"call", "video", "coffee", "meeting", "event"})
"""Channels in which you speak with each other: *reached* unless said otherwise."""

VOICE: frozenset[str] = SPOKEN | {"voicemail"}
"""Channels in which a voice is heard."""

WRITTEN: frozenset[str] = frozenset({"email", "text", "social", "letter"})
"""Channels in which one writes."""

TOGETHER: frozenset[str] = frozenset({"coffee", "meeting", "event"})
"""Channels that are always outreach, and one interaction for everybody who was there."""

GIVES: tuple[str, ...] = (
    "link",
    "introduction",
    "advice",
    "recommendation",
    "congratulation",
    "thanks",
    "help",
    "news",
    "other",
)
"""What one gives, in the order in which it is shown."""

ASKS: tuple[str, ...] = ("favor", "introduction", "opinion", "vote", "lead", "other")
"""What one asks for; a vote is one of confidence."""

CAME: tuple[str, ...] = ("lead", "introduction", "help", "news", "friendship", "other")
"""What may come of an interaction."""


@dataclass(frozen=True, slots=True)
class Phone:
    """A number as it was typed, and in E.164 where that is known."""

    raw: str
    e164: str | None = None
    type: str | None = None
    """What sort of number it is: `mobile`, `home fax`, or a word of one's own."""


@dataclass(frozen=True, slots=True)
class Birthday:
    """A birthday, or another day that comes every year, of which any part may be unknown."""

    y: int | None = None
    m: int | None = None
    d: int | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A dated note on a contact; a private one leaves the file in no export."""

    id: str
    on: date
    text: str
    private: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """Where a contact came from, so that the same record is known again at the next import."""

    kind: str
    """What sort of file: `vcard`, `linkedin`."""
    key: str
    """What names the record in it: a UID, a profile address, or a fingerprint."""
    book: str = ""
    hash: str = ""
    """What it said, and which of its records have been seen; see `storage.formats.memory`."""
    brought: str = ""
    """Which of the values here it put here, and may take back."""


# The two classes of which there are many have no slots: decoding fills them twice as fast.


@dataclass(frozen=True)
class Contact:
    """A person."""

    id: str = ""
    name: str = ""
    given: str | None = None
    """How they are addressed, where a file or a hand has said it: `Mary Ann`."""
    nickname: str | None = None
    sort: str | None = None
    lists: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    phones: tuple[Phone, ...] = ()
    urls: tuple[str, ...] = ()
    types: dict[str, str] = field(default_factory=dict)
    """What sort of address an email or a link is, by the address: `home`, `work`, `blog`."""
    organization: str | None = None
    title: str | None = None
    birthday: Birthday | None = None
    anniversary: Birthday | None = None
    """A wedding day, or another that a file had; a date to know, and no reason to suggest."""
    cadence: int | None = None
    """Days between two interactions that you want; None takes the shortest of the lists'."""
    side: Side | None = None
    rank: Rank | None = None
    team: bool | None = None
    influence: bool | None = None
    met: str | None = None
    """How you met."""
    found: str | None = None
    """Where you found them: a network, an event, a person."""
    cares: str | None = None
    """What they care about."""
    tags: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    snooze: date | None = None
    died: date | bool | None = None
    """The day on which they died, or only that they have."""
    archived: bool = False
    sources: tuple[Source, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)
    """What an import held and we have no field for, kept for the way out again."""
    made: int = 0
    """When it was added, in milliseconds UTC."""

    @property
    def is_gone(self) -> bool:
        """Whether they are archived or have died: there is nothing to offer, and history stays."""
        return self.archived or bool(self.died)


@dataclass(frozen=True, slots=True)
class ContactList:
    """A named group of contacts; its cadence holds for members that have none of their own."""

    id: str = ""
    name: str = ""
    cadence: int | None = None
    order: int = 0


@dataclass(frozen=True, slots=True)
class Gift:
    """Something given, asked for, or that came of an interaction."""

    kind: str
    text: str = ""
    result: str | None = None


@dataclass(frozen=True)
class Interaction:
    """One dated thing between you and contacts; research may be with nobody yet."""

    id: str = ""
    on: date = date.min
    people: dict[str, Outcome] = field(default_factory=dict)
    """Contact id to the outcome as it was said; see `habit.outcomes` for how it counts."""
    dir: Direction = "out"
    channel: Channel = "other"
    minutes: int | None = None
    note: str = ""
    private: bool = False
    gave: tuple[Gift, ...] = ()
    asked: tuple[Gift, ...] = ()
    came: tuple[Gift, ...] = ()
    event: str | None = None
    made: int = 0
    """When it was logged, in milliseconds UTC; orders the interactions of one day."""


@dataclass(frozen=True, slots=True)
class Goal:
    """What you want to do a week, from the week that its id names."""

    id: str = ""
    people: int = 2
    stretch: int = 3
    mode: Mode = "none"
    hours: float | None = None
    """Hours a week of work, or of looking for it, of which a share goes to people."""
    why: str | None = None
    share: int | None = None
    """Percent of those hours."""


@dataclass(frozen=True, slots=True)
class Pause:
    """A week off, declared before or after."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class Week:
    """What is said of the week that its id names; a week without a document is an ordinary one."""

    id: str = ""
    pause: Pause | None = None
    skipped: tuple[str, ...] = ()
    """Contacts not to be suggested again this week."""
    review: dict[str, Any] | None = None
    jobboards: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """One thing to do with one contact by a date."""

    id: str = ""
    contact: str = ""
    due: date = date.min
    channel: Channel | None = None
    how: str | None = None
    kind: PlanKind = "person"
    text: str | None = None
    done: str | None = None
    """The id of the interaction that did it, or the day on which it was done by hand."""
    dropped: bool = False
    made: date | None = None
    at: int = 0
    """The moment of the day on which it was made, in milliseconds UTC."""
    event: str | None = None
    """The id of the event that it follows up."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something you went to, where you met people."""

    id: str = ""
    name: str = ""
    on: date = date.min
    place: str | None = None
    stayed: bool | None = None
    """Whether you stayed for the networking; None until it is said."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A dated line of yours: the commitment, a why, a goal, something you have to share.

    What comes after the tags belongs to some kinds only, as each says.
    """

    id: str = ""
    kind: str = ""
    text: str = ""
    on: date | None = None
    tags: tuple[str, ...] = ()
    parent: str | None = None
    """The goal that an objective serves, the objective that a benchmark measures."""
    people: tuple[str, ...] = ()
    """Contacts: whom an opening came from, whom something is to be sent to."""
    metric: str | None = None
    """What a benchmark counts."""
    target: float | None = None
    """The number that a benchmark aims at."""
    due: date | None = None
    """By when an objective or a benchmark is to be there."""
    state: State | None = None
    """How far an objective is."""
    result: str | None = None
    """What became of an opening: `came` or `passed`."""
    answers: dict[str, int] = field(default_factory=dict)
    """The answers of an honest look, from 1 to 5, by question."""
    gift: str | None = None
    """As what something is given that you have to share."""
    opener: str | None = None
    """What is written to each when something is shared."""
    sent: dict[str, str] = field(default_factory=dict)
    """Contact id to the interaction in which it was shared, or `skipped`."""
    channel: Channel | None = None
    """How something is shared, or what a timer runs for."""
    since: int = 0
    """The moment at which a timer was started, in milliseconds UTC."""
    made: int = 0
    """When it was written, in milliseconds UTC; orders the lines of one day."""

    @property
    def written(self) -> tuple[date, int, str]:
        """When it was written; sorts the oldest line first."""
        return self.on or date.min, self.made, self.id


@dataclass(frozen=True, slots=True)
class Meta:
    """What holds for the whole file."""

    id: str = "1"
    schema: int = SCHEMA
    weekday: int = 0
    """The first day of a week, 0 Monday to 6 Sunday."""
    zone: str = ""
    """The IANA name of your time zone; empty is that of the machine, wherever it is."""
    dawn: int = 0
    """The hour at which a day begins, 0 for midnight to 11."""
    region: str | None = None
    organization: str | None = None
    minutes: dict[str, int] = field(default_factory=dict)
    """Usual minutes by channel where they differ from `USUAL_MINUTES`."""


Record: TypeAlias = Contact | ContactList | Interaction | Goal | Week | Plan | Event | Entry | Meta

TABLES: Mapping[str, type[Record]] = {
    "_meta": Meta,
    "contacts": Contact,
    "lists": ContactList,
    "interactions": Interaction,
    "goals": Goal,
    "weeks": Week,
    "plans": Plan,
    "events": Event,
    "entries": Entry,
}
"""The tables of the file that are understood, each with the class of its documents."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One document before and after; without a before it is new, without an after it goes."""

    table: str
    id: str
    before: Record | None
    after: Record | None


@dataclass(frozen=True, slots=True)
class Change:
    """What one action of the user does, all of it or nothing, with the words that name it."""

    what: str
    edits: tuple[Edit, ...] = ()
