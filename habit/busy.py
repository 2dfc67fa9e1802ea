"""Too busy? What takes five minutes now: real people, each with one small thing to do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from habit.addresses import numbers
from habit.aside import is_snoozed, skipped
from habit.dates import ago, named_day
from habit.entries import entries
from habit.model import SPOKEN, Channel, Contact, Gift, Interaction
from habit.names import first_name
from habit.network import Network
from habit.openers import openers
from habit.outcomes import is_outreach
from habit.suggest import next_birthday, who_next
from habit.text import fold
from habit.topics import SHARE, Tastes, gift_of, has_tastes, topics
from habit.weeks import start_of_week

MOST = 3
THANKS_DAYS = 7
"""For how many days a talk is worth a line of thanks."""
CAME_DAYS = 30
"""For how many days what came of something is."""
BELATED = 2
"""Days for which a birthday may still be congratulated on."""


@dataclass(frozen=True, slots=True)
class Idea:
    """Something that takes five minutes."""

    contact: Contact
    what: str
    """What to do: `a text`, `a thank you`."""
    why: str
    channel: Channel
    say: str
    """Words to begin with."""
    gave: tuple[Gift, ...] = ()
    """What is given with it."""


def five_minutes(network: Network, today: date) -> list[Idea]:
    """Return up to three things to do now, for different people: one of each sort, then lines."""
    due = list(_due(network, today))
    found: dict[str, Idea] = {}
    for ideas in (
        _birthdays(network, today),
        due,
        _thanks(network, today),
        _shares(network, today),
    ):
        fresh = next((one for one in ideas if one.contact.id not in found), None)
        if fresh is not None:
            found[fresh.contact.id] = fresh
    for one in due:
        found.setdefault(one.contact.id, one)
    return list(found.values())[:MOST]


def _birthdays(network: Network, today: date) -> Iterator[Idea]:
    """Yield congratulations for those who were born today or these days, and have heard nothing."""
    for one in _everybody(network, today):
        on = next_birthday(one, today - timedelta(days=BELATED)) if one.birthday else None
        if on is None or on > today or _heard_since(network, one, on):
            continue
        say = "Happy birthday" if on == today else "Belated happy birthday"
        words = f"{say}, {first_name(one)}. I hope the day {'is' if on == today else 'was'} good."
        why = f"birthday {ago(on, today)}"
        yield Idea(one, "congratulate", why, _writes(one), words, (Gift("congratulation"),))


def _thanks(network: Network, today: date) -> Iterator[Idea]:
    """Yield thanks for a talk, or for what came of something, that nothing has followed yet."""
    for one in sorted(_lately(network, today), key=lambda one: not one.came):
        if any(gift.kind == "thanks" for gift in one.gave):
            continue
        for key, outcome in one.people.items():
            contact = network.contacts.get(key)
            if contact is None or not _is_wanted(network, contact, today):
                continue
            if outcome == "reached" and not _heard_after(network, contact, one):
                yield _thank(contact, one, today)


def _thank(contact: Contact, one: Interaction, today: date) -> Idea:
    came = next((gift.text for gift in one.came if gift.text), "")
    what = came or f"the {'talk' if one.channel == 'call' else one.channel}"
    why = f"for {what}, {named_day(one.on, today)}"
    say = f"Hi {first_name(contact)}, thank you again for {what}. It was good of you."
    return Idea(contact, "a thank you", why, _writes(contact), say, (Gift("thanks"),))


def _shares(network: Network, today: date) -> Iterator[Idea]:
    """Yield what you have to share and somebody whom it fits, the newest first."""
    them = [(one, Tastes(one)) for one in _everybody(network, today) if has_tastes(one)]
    for share in reversed(entries(network, SHARE)):
        about = topics(share.tags)
        for one, tastes in them if about and share.text else ():
            common = tastes.shared(about)
            if common and one.id not in share.sent and not _had(network, one, share.text):
                say = f"Hi {first_name(one)}, this made me think of you: {share.text}"
                why, gave = f"{share.text}, {common[0]}", Gift(gift_of(share), share.text)
                yield Idea(one, "share it", why, _writes(one), say, (gave,))


def _due(network: Network, today: date) -> Iterator[Idea]:
    """Yield a line to whoever is suggested anyway."""
    for one in who_next(network, today)[: MOST + 1]:
        way = _writes(one.contact)
        what = "an email" if way == "email" else f"a {way}"
        say = openers(network, one.contact, today)[0].text
        yield Idea(one.contact, what, one.why, way, say)


def _everybody(network: Network, today: date) -> Iterator[Contact]:
    left_out = skipped(network, today)
    for one in network.contacts.values():
        if not one.is_gone and one.id not in left_out and not is_snoozed(one, today):
            yield one


def _is_wanted(network: Network, one: Contact, today: date) -> bool:
    aside = one.is_gone or is_snoozed(one, today)
    return not aside and one.id not in skipped(network, today)


def _writes(contact: Contact) -> Channel:
    """Return how somebody is written to in five minutes."""
    return "email" if contact.emails and not numbers(contact) else "text"


def _lately(network: Network, today: date) -> Iterator[Interaction]:
    """Yield the talks of the last days, and what led to something, newest first."""
    talked, first = (today - timedelta(days=days) for days in (THANKS_DAYS, CAME_DAYS))
    week = start_of_week(today, network.meta.weekday)
    while week + timedelta(days=6) >= first:
        for one in reversed(network.of_week.get(week, ())):
            since = first if one.came else talked
            if since <= one.on <= today and (one.channel in SPOKEN or one.came):
                yield one
        week -= timedelta(days=7)


def _heard_since(network: Network, contact: Contact, day: date) -> bool:
    history = network.of_contact.get(contact.id, ())
    return any(is_outreach(one) for one in history if one.on >= day)


def _heard_after(network: Network, contact: Contact, talk: Interaction) -> bool:
    """Whether there was an outreach after a talk, on its day as well."""
    after = (talk.on, talk.made, talk.id)
    history = network.of_contact.get(contact.id, ())
    return any(is_outreach(one) for one in history if (one.on, one.made, one.id) > after)


def _had(network: Network, contact: Contact, text: str) -> bool:
    history = network.of_contact.get(contact.id, ())
    return any(fold(gift.text) == fold(text) for one in history for gift in one.gave)
