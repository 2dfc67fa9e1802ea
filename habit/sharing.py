"""One thing for up to ten people: whom it may interest, the words for each, and how far one is.

What there is to share is an entry. A round is the people that it goes to now; what was sent and to
whom stays on the entry, so that a round can be left and taken up again anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from habit.addresses import addresses
from habit.aside import is_snoozed
from habit.changes import Hand, join, log
from habit.dates import counted
from habit.entries import add_entry, edit_entry, entries, known, remove_entry, words_of
from habit.errors import RefusedError
from habit.model import GIVES, Change, Channel, Contact, Edit, Entry, Gift, Interaction
from habit.names import first_name
from habit.network import Network
from habit.openers import NAME
from habit.outcomes import is_outreach
from habit.suggest import Suggestion, who_next
from habit.text import fold, line
from habit.topics import SHARE, Tastes, gift_of, guess_kind, has_tastes, topics

MOST = 10
"""A thing goes to at most so many people at a time."""
SKIPPED = "skipped"
"""What stands in `sent` for somebody who was passed over."""
USUAL_CHANNEL: Channel = "email"
WAYS: tuple[Channel, ...] = ("email", "text", "social", "letter", "call", "voicemail")
"""The channels by which something is sent, in the order in which they are offered."""

_OPENERS: Mapping[str, str] = {
    "link": "Hi {name}, this made me think of you:",
    "news": "Hi {name}, I thought you would like to know:",
    "congratulation": "Hi {name}, this is for you:",
    "thanks": "Hi {name}, I wanted to thank you:",
}
_OPENER = "Hi {name}, this may be something for you:"
_LEAST_LETTERS = 4
"""Shorter words of a thing say nothing of what it is about."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whom a thing may be for, with the reason."""

    contact: Contact
    why: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a round is; people who are not there any more are left out."""

    sent: int
    skipped: int
    left: int

    @property
    def people(self) -> int:
        """All of the round."""
        return self.sent + self.skipped + self.left


# What there is to share


def things(network: Network) -> list[Entry]:
    """Return what there is to share: rounds that are under way first, then the newest first."""
    by_text = sorted(entries(network, SHARE), key=lambda one: fold(one.text))
    newest = sorted(by_text, key=lambda one: one.written[:2], reverse=True)
    return sorted(newest, key=lambda one: not is_under_way(network, one))


def thing(network: Network, key: str) -> Entry:
    """Return something to share, or refuse when it is not there any more."""
    found = known(network, key)
    if found.kind != SHARE:
        raise RefusedError("that is nothing to share: reachout share lists what is")
    return found


def parse_thing(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a thing without the `#tags` at the end of its line, and these."""
    words = line(text).split()
    tags: list[str] = []
    while words and re.fullmatch(r"#\w[\w-]*", words[-1]):
        tags.insert(0, words.pop()[1:])
    return " ".join(words), tuple(dict.fromkeys(tags))


def begin(
    network: Network, hand: Hand, text: str, gift: str = "", tags: Sequence[str] = ()
) -> Change:
    """Keep something to share.

    Raises:
        RefusedError: It says nothing, is there already, or the kind is none of giving.

    """
    gift = gift or guess_kind(text)
    _check_gift(gift)
    _check_new(network, text)
    return add_entry(network, hand, SHARE, text, gift=gift, tags=tags)


def edit_thing(network: Network, key: str, text: str, gift: str, tags: Sequence[str]) -> Change:
    """Change what is shared, as what, or its tags; what was sent stays as it was sent."""
    before = thing(network, key)
    if gift != before.gift:
        _check_gift(gift)
    if fold(text) != fold(before.text):
        _check_new(network, text)
    return edit_entry(network, key, text=text, gift=gift, tags=tuple(tags))


def remove_thing(network: Network, key: str) -> Change:
    """Take something to share out; whom it was sent to stays logged."""
    thing(network, key)
    return remove_entry(network, key)


def _check_gift(gift: str) -> None:
    if gift not in GIVES:
        raise RefusedError(f'"{line(gift)}" is none of {", ".join(GIVES)}: take one of them')


def _check_new(network: Network, text: str) -> None:
    there = (fold(one.text) for one in entries(network, SHARE))
    if fold(line(text)) in there:
        raise RefusedError(f'"{line(text)}" is there to share already: pick it from the list')


# For whom


def candidates(
    network: Network, entry: Entry, today: date, due_anyway: Sequence[Suggestion] | None = None
) -> list[Candidate]:
    """Return whom a thing may be for: by what it is about, then by who is due anyway.

    Those who have it, or are in its round, are left out, as are the dead, archived and snoozed.
    `due_anyway` is what `who_next` says, where that is known already.
    """
    in_round = set(entry.people) if is_under_way(network, entry) else set()
    left_out = has_it(network, entry) | in_round
    suggested = who_next(network, today) if due_anyway is None else due_anyway
    due = {one.contact.id: one for one in suggested}
    about_it = _topics(entry)
    about = [
        (-len(shared), key not in due, fold(one.name), key, Candidate(one, _about(shared)))
        for key, one in network.contacts.items()
        if key not in left_out
        and not (one.is_gone or is_snoozed(one, today))
        and has_tastes(one)
        and (shared := Tastes(one).shared(about_it))
    ]
    first = {one[3]: one[4] for one in sorted(about, key=lambda one: one[:4])}
    rest = [
        Candidate(one.contact, one.why)
        for key, one in due.items()
        if key not in first and key not in left_out
    ]
    return [*first.values(), *rest]


def has_it(network: Network, entry: Entry) -> set[str]:
    """Return the ids of those who were given this before, whichever way it was logged."""
    got = {one for one, how in entry.sent.items() if how != SKIPPED}
    wanted = fold(entry.text)
    if wanted:
        for week, interactions in network.of_week.items():
            got |= _given_in(network, week, interactions).get(wanted, frozenset())
    return got


def _given_in(
    network: Network, week: date, interactions: Iterable[Interaction]
) -> Mapping[str, frozenset[str]]:
    """Return who was given what in one week, worked out once for each revision."""
    memo = network.week_memo.setdefault(week, {})
    found: dict[str, frozenset[str]] | None = memo.get("given")
    if found is None:
        found = {}
        for one in filter(is_outreach, interactions):
            for gift in one.gave:
                if gift.text:
                    text = fold(gift.text)
                    found[text] = found.get(text, frozenset()) | one.people.keys()
        memo["given"] = found
    return found


def _topics(entry: Entry) -> dict[str, str]:
    """Return what a thing is about: its tags, else its longer words."""
    said = entry.tags or re.findall(r"[^\W\d_]+", re.sub(r"\S*(?:/|www\.)\S*", " ", entry.text))
    least = 1 if entry.tags else _LEAST_LETTERS
    return topics(one for one in said if len(one) >= least)


def _about(shared: Sequence[str]) -> str:
    return f"cares about {' and '.join(shared[:2])}"


# A round


def choose(
    network: Network,
    key: str,
    people: Sequence[str],
    *,
    opener: str | None = None,
    channel: Channel | None = None,
) -> Change:
    """Set whom a thing goes to in this round; those who were done in it stay in it.

    Raises:
        RefusedError: Nobody is named, too many are, or somebody has it already.

    """
    entry = thing(network, key)
    done = list(_done(entry, people)) if is_under_way(network, entry) else []
    new = [one for one in dict.fromkeys(people) if one not in done]
    _check_people(network, entry, new, len(done))
    # Whoever was skipped before and is chosen now is not skipped any more.
    sent = {one: how for one, how in entry.sent.items() if one not in new}
    words = entry.opener if opener is None else line(opener) or None
    change = edit_entry(
        network,
        key,
        people=(*done, *new),
        sent=sent,
        opener=words,
        channel=channel or entry.channel,
    )
    return replace(change, what=f"{words_of(entry)}, for {counted(len(done) + len(new), 'person')}")


def _done(entry: Entry, chosen: Sequence[str]) -> Iterator[str]:
    """Yield who is done in a round; whoever was skipped and is chosen again is not."""
    for one in entry.people:
        if one in entry.sent and not (entry.sent[one] == SKIPPED and one in chosen):
            yield one


def _check_people(network: Network, entry: Entry, new: Sequence[str], done: int) -> None:
    if not new:
        raise RefusedError("nobody is chosen: say whom it is for")
    if len(new) + done > MOST:
        raise RefusedError(
            f"{len(new) + done} are too many at once: a thing goes to at most {MOST} people, "
            "and to the next ones after that"
        )
    given = has_it(network, entry)
    for contact in (network.contacts[one] for one in new if one in network.contacts):
        if contact.died:
            raise RefusedError(f"{contact.name} has died: leave them out")
        if contact.id in given:
            raise RefusedError(f"{contact.name} has it already: leave them out")


def waiting_for(network: Network, entry: Entry) -> list[Contact]:
    """Return who is still to come in a round, in order; whoever is not there is passed over."""
    people = (network.contacts.get(key) for key in left(network, entry))
    return [one for one in people if one is not None]


def left(network: Network, entry: Entry) -> list[str]:
    """Return the ids of those who are still to come."""
    return [key for key in entry.people if key not in entry.sent and _is_there(network, key)]


def next_of(network: Network, entry: Entry) -> Contact | None:
    """Return whose turn it is; None once the round is done, and before it has begun."""
    return next(iter(waiting_for(network, entry)), None)


def is_under_way(network: Network, entry: Entry) -> bool:
    """Whether somebody is still to come."""
    return next_of(network, entry) is not None


def progress(network: Network, entry: Entry) -> Progress:
    """Return how far a round is."""
    done = [entry.sent[key] for key in entry.people if key in entry.sent]
    skipped = done.count(SKIPPED)
    return Progress(len(done) - skipped, skipped, len(left(network, entry)))


def progress_text(network: Network, entry: Entry) -> str:
    """Return in words how far a thing has come: `4 of 7 sent`, `sent to 12`."""
    at = progress(network, entry)
    if at.left:
        return f"{at.sent} of {at.people} sent"
    everyone = sum(how != SKIPPED for how in entry.sent.values())
    return f"sent to {everyone}" if everyone else "new"


def done_text(network: Network, entry: Entry) -> str:
    """Return the sentence for a round that is done."""
    at = progress(network, entry)
    if not at.sent:
        return "Sent to nobody this time. It stays here for another day."
    return f"Sent to {at.sent}. It counts: {counted(at.sent, 'person')}."


def _is_there(network: Network, key: str) -> bool:
    contact = network.contacts.get(key)
    return contact is not None and not contact.is_gone


# Words and addresses


def usual_opener(entry: Entry) -> str:
    """Return the opener of a thing: its own, else one that fits what it is."""
    return entry.opener or _OPENERS.get(gift_of(entry), _OPENER)


def words_for(entry: Entry, contact: Contact, opener: str | None = None) -> str:
    """Return what is written to somebody: the opener with the first name, then the thing itself.

    Where the opener holds the thing, it is not said twice.
    """
    said = usual_opener(entry) if opener is None else line(opener)
    filled = said.replace(NAME, first_name(contact))
    return filled if entry.text in said else "\n".join(one for one in (filled, entry.text) if one)


def way_to(entry: Entry, contact: Contact, channel: Channel | None = None) -> Channel:
    """Return how a thing goes to somebody: as said, or the first way they have an address for."""
    if channel is not None:
        return channel
    wanted = entry.channel or USUAL_CHANNEL
    if addresses(contact, wanted) or wanted not in WAYS:
        return wanted
    return next((one for one in WAYS[:3] if addresses(contact, one)), wanted)


# Sent, or not


def send(
    network: Network, hand: Hand, key: str, contact: str, channel: Channel | None = None
) -> Change:
    """Say that somebody was sent a thing: an outreach with a give, and the round goes on.

    A channel that is said is the round's from then on.

    Raises:
        RefusedError: It is not their turn: they have it, or are not in the round.

    """
    entry = thing(network, key)
    one = _waiting(network, entry, contact)
    by = way_to(entry, one, channel)
    gift = Gift(gift_of(entry), entry.text)
    logged = log(network, hand, [contact], by, gave=[gift])
    after = replace(
        entry,
        sent={**entry.sent, contact: logged.edits[0].id},
        channel=channel or entry.channel,
    )
    return join(
        logged,
        Change("", (Edit("entries", key, entry, after),)),
        what=f"{one.name}, {gift.kind} by {by}",
    )


def skip(network: Network, key: str, contact: str) -> Change:
    """Pass over somebody in a round."""
    entry = thing(network, key)
    one = _waiting(network, entry, contact)
    after = replace(entry, sent={**entry.sent, contact: SKIPPED})
    return Change(f"{one.name}, skipped", (Edit("entries", key, entry, after),))


def _waiting(network: Network, entry: Entry, key: str) -> Contact:
    contact = network.contacts.get(key)
    if contact is None:
        raise RefusedError("they are not among your people any more: go on with the next")
    if key in entry.sent and entry.sent[key] != SKIPPED:
        raise RefusedError(f"{contact.name} has it already: go on with the next")
    if key not in entry.people:
        raise RefusedError(f"{contact.name} is not in this round: choose them first")
    return contact


# Named from the shell


def called(network: Network, words: str) -> Iterator[Entry]:
    """Yield the things that words name: the one that is called so, else all that hold them."""
    wanted = fold(words)
    them = things(network)
    exact = [one for one in them if fold(one.text) == wanted or one.id == words.strip()]
    yield from exact or [one for one in them if wanted and wanted in fold(one.text)]
