"""Givers gain: the balance with each person, what you could give them, and what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from habit.changes import Hand, edit_interaction, names_of
from habit.dates import ago, times
from habit.errors import RefusedError
from habit.gifts import asked_words, came_words, gave_words
from habit.model import Change, Channel, Contact, Gift, Interaction
from habit.network import Network
from habit.period import is_granted
from habit.suggest import BIRTHDAY_DAYS, next_birthday
from habit.text import fold, sort_key
from habit.topics import SHARE, Tastes, gift_of, has_tastes, topics

TOUCH_DAYS = 90
"""For how many days being in touch speaks for asking."""
OFFERS = 3
"""What one can choose among when something is given."""
_KINDS: Mapping[str, str] = {
    "link": "a link they would like",
    "introduction": "an introduction to somebody",
    "news": "some news from your side",
    "advice": "a piece of advice",
    "recommendation": "a recommendation",
    "help": "a hand with something",
    "thanks": "a thank you",
}
"""What can be given to anybody, in the order in which it is offered."""


# The balance


@dataclass(frozen=True, slots=True)
class Ask:
    """Something that was asked for, and where."""

    of: Interaction
    at: int
    """Which of the interaction's asks it is, from 0."""

    @property
    def gift(self) -> Gift:
        """What was asked for."""
        return self.of.asked[self.at]


@dataclass(frozen=True, slots=True)
class Balance:
    """What went to and fro between you and somebody."""

    gave: int = 0
    asked: int = 0
    granted: int = 0
    """Asks that were granted."""
    since: int = 0
    """Gives since the last ask; what was given in the same talk went before it."""
    open: tuple[Ask, ...] = ()
    """Asks of which nobody said yet what became of them, oldest first."""

    @property
    def is_any(self) -> bool:
        """Whether anything was given or asked for."""
        return bool(self.gave or self.asked)


NOTHING = Balance()
"""Between people who exchanged nothing yet."""


def balance(history: Iterable[Interaction]) -> Balance:
    """Return what a history, oldest first, comes to."""
    gave = asked = granted = since = 0
    unsaid: list[Ask] = []
    exchanges = [one for one in history if one.gave or one.asked]
    if not exchanges:
        return NOTHING  # so it is with most people, of whom there may be thousands
    for one in exchanges:
        gave += len(one.gave)
        asked += len(one.asked)
        granted += sum(map(is_granted, one.asked))
        since = 0 if one.asked else since + len(one.gave)
        unsaid += [Ask(one, at) for at, ask in enumerate(one.asked) if not ask.result]
    return Balance(gave, asked, granted, since, tuple(unsaid))


def balance_of(network: Network, contact: str) -> Balance:
    """Return the balance with somebody; worked out anew only once something touches them."""
    memo = network.contact_memo.setdefault("giving", {})
    known: Balance | None = memo.get(contact)
    if known is None:
        known = memo[contact] = balance(network.of_contact.get(contact, ()))
    return known


def balance_before(network: Network, contact: str, day: date, but: str = "") -> Balance:
    """Return the balance as it stood on a day, without the interaction that is being edited."""
    history = network.of_contact.get(contact, ())
    return balance(one for one in history if one.on <= day and one.id != but)


def balance_text(one: Balance) -> str:
    """Return a balance in words: `Gave 4 · asked 1 · 2 since the last ask`."""
    if not one.is_any:
        return ""
    if not one.asked:
        return f"Gave {one.gave} · asked nothing yet"
    gave = f"Gave {one.gave}" if one.gave else "Gave nothing yet"
    asked = f"{gave} · asked {one.asked}"
    return f"{asked} · {one.since} since the last ask" if one.gave else asked


def ledger(network: Network) -> list[tuple[Contact, Balance]]:
    """Return everybody with whom anything was exchanged, whom you gave most first."""
    them = [(one, balance_of(network, key)) for key, one in network.contacts.items()]
    kept = [pair for pair in them if pair[1].is_any]
    return sorted(kept, key=lambda it: (-it[1].gave, -it[1].asked, sort_key(it[0].name)))


def brought(network: Network, contact: str, most: int) -> list[Gift]:
    """Return what came of being in touch with somebody, newest first, at most so much."""
    history = reversed(network.of_contact.get(contact, ()))
    return list(islice((gift for one in history for gift in one.came), most))


def asks(network: Network) -> list[Ask]:
    """Return everything that was asked for, what is open first, the newest first of each."""
    them = [Ask(one, at) for one in network.interactions.values() for at in range(len(one.asked))]
    them.sort(key=lambda ask: (ask.of.on, ask.of.made, ask.of.id), reverse=True)
    return sorted(them, key=lambda ask: bool(ask.gift.result))


# Before an ask


def right_to_ask(one: Balance) -> str:
    """Return what the gives since the last ask say before the next one; it never forbids."""
    if one.since:
        return f"You gave {times(one.since)}. You have earned it: ask."
    if one.is_any:
        return "Nothing given since you asked: a small give comes well."
    return "Nothing given yet: a small give comes well, and asking is fine."


def told_after(one: Balance) -> str:
    """Return what the gives before an ask say once it was made, from the balance before it."""
    if one.since and one.asked:
        return f"You had given {times(one.since)} since the last ask."
    if one.since:
        return f"You had given {times(one.since)}, and this is the first ask."
    when = "since the ask before" if one.is_any else "yet"
    return f"You had given nothing {when}: a small give comes well."


def in_touch(network: Network, contact: str, day: date, but: str = "") -> int:
    """Return how often you were in touch in the 90 days before a day; research is no contact.

    The interaction that is being edited may be left out.
    """
    count = 0
    for one in reversed(network.of_contact.get(contact, ())):
        if (day - one.on).days > TOUCH_DAYS:
            break
        count += one.on <= day and one.channel != "research" and one.id != but
    return count


def touch_text(count: int) -> str:
    """Return how often you were in touch, as it stands beside an ask."""
    if not count:
        return f"Not in touch in the last {TOUCH_DAYS} days yet."
    return f"{times(count).capitalize()} in touch in the last {TOUCH_DAYS} days."


# What you could give


@dataclass(frozen=True, slots=True)
class Give:
    """Something to offer, and why just that."""

    words: str
    because: str = ""
    kind: str = "link"
    text: str = ""
    """The words for it once it is given."""


INSIGHT = Give("an insight or a suggestion", "it travels well upward", "advice")
"""What is worth more than gossip to those above you."""


def gives(network: Network, contact: Contact, today: date) -> Iterator[Give]:
    """Yield what could be offered, best first: what you have to share comes before a kind."""
    yield from shares_for(network, contact)
    birthday = next_birthday(contact, today)
    if birthday is not None and (birthday - today).days <= BIRTHDAY_DAYS:
        yield Give("your congratulations", f"birthday {ago(birthday, today)}", "congratulation")
    history = network.of_contact.get(contact.id, ())
    came = [(one.on, gift) for one in history for gift in one.came]
    thanked = [one.on for one in history for gift in one.gave if gift.kind == "thanks"]
    if came and (not thanked or max(thanked) < came[-1][0]):
        yield Give("a thank you", f"for: {came[-1][1].text or came[-1][1].kind}", "thanks")
    if contact.rank == "above":
        yield INSIGHT
    had = Counter(gift.kind for one in history for gift in one.gave)
    kind = min(_KINDS, key=lambda kind: had[kind])
    yield Give(_KINDS[kind], "" if had[kind] else "the first from you", kind)


def offers(network: Network, contact: Contact, given: Iterable[Gift] = ()) -> list[Give]:
    """Return what to choose among as something is given: what you have to share that fits.

    Whoever is above you is offered an insight first; what is `given` already is left out.
    """
    had = {fold(one.text) or one.kind for one in given}
    them = [*([INSIGHT] if contact.rank == "above" else []), *shares_for(network, contact)]
    return [one for one in them if (fold(one.text) or one.kind) not in had][:OFFERS]


def shares_for(network: Network, contact: Contact) -> Iterator[Give]:
    """Yield what you have to share that fits what they care about, newest first, and only once."""
    if not has_tastes(contact):
        return
    tastes = Tastes(contact)
    history = network.of_contact.get(contact.id, ())
    had = {fold(gift.text) for one in history for gift in one.gave if gift.text}
    shares = [one for one in network.entries.values() if one.kind == SHARE and one.text]
    shares.sort(key=lambda one: one.written, reverse=True)
    for one in shares:
        common = tastes.shared(topics(one.tags))
        if common and contact.id not in one.sent and fold(one.text) not in had:
            yield Give(one.text, f"because of: {', '.join(common)}", gift_of(one), one.text)


# Changes


def newest_on(
    network: Network, contact: str, day: date, channel: Channel | None = None
) -> Interaction | None:
    """Return the newest interaction with somebody on a day, of a channel if one is said."""
    for one in reversed(network.of_contact.get(contact, ())):
        if one.on < day:
            break
        if one.on == day and (one.channel == channel if channel else one.channel != "research"):
            return one
    return None


def add_gifts(
    network: Network,
    hand: Hand,
    key: str,
    *,
    gave: Sequence[Gift] = (),
    asked: Sequence[Gift] = (),
) -> Change:
    """Add to an interaction what was given in it, or asked for."""
    before = known(network, key)
    change = edit_interaction(
        network, hand, key, gave=(*before.gave, *gave), asked=(*before.asked, *asked)
    )
    words = (names_of(network, before.people), gave_words(gave), asked_words(asked))
    return replace(change, what=", ".join(word for word in words if word))


def say_what_came(
    network: Network,
    hand: Hand,
    key: str,
    results: Mapping[int, str],
    came: Sequence[Gift] | None = None,
) -> Change:
    """Say what became of asks of an interaction, by their place, and what else came of it.

    Without `came` what came of it stays; an empty result opens the ask again.
    """
    before = known(network, key)
    asked = tuple(
        replace(one, result=results.get(at, one.result)) for at, one in enumerate(before.asked)
    )
    change = edit_interaction(
        network, hand, key, asked=asked, came=before.came if came is None else tuple(came)
    )
    said = [one for one, old in zip(asked, before.asked, strict=True) if one.result != old.result]
    new = [one for one in came or () if one not in before.came]
    words = (names_of(network, before.people), asked_words(said), came_words(new))
    told = ", ".join(word for word in words if word)
    return replace(change, what=told if said or new else f"{told}, what came of it")


def known(network: Network, key: str) -> Interaction:
    """Return an interaction that is to be changed.

    Raises:
        RefusedError: It is not there any more.

    """
    found = network.interactions.get(key)
    if found is None:
        raise RefusedError("that interaction is not there any more; ^u can bring it back")
    return found
