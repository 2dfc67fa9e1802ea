"""What the user does, as changes: checked, put into words, and made without touching a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, TypeVar, get_args

from habit.aside import NEVER, snooze_words
from habit.dates import LONGEST_SPAN, counted, day_text, is_birthday, named_day
from habit.errors import RefusedError
from habit.goals import USUAL_TIME, goal_of
from habit.model import (
    ASKS,
    CAME,
    GIVES,
    TOGETHER,
    USUAL_MINUTES,
    Change,
    Channel,
    Contact,
    ContactList,
    Direction,
    Edit,
    Entry,
    Gift,
    Goal,
    Interaction,
    Mode,
    Note,
    Outcome,
    Pause,
    Phone,
    Rank,
    Record,
    Side,
    Week,
)
from habit.network import Network
from habit.outcomes import usual_outcome
from habit.suggest import is_done
from habit.text import clean, fold, line
from habit.weeks import WEEK, key_of, start_of, start_of_week

MINUTES_A_DAY = 1440
HOURS_A_WEEK = 168
MOST_PEOPLE = 1000
"""A goal or a stretch above this is a slip of the finger."""
FIRST_LISTS: Mapping[str, int | None] = {
    "Former co-workers": None,
    "Out of touch": None,
    "Key contacts": 90,
}
"""The three lists of the first run, each with its cadence in days."""

_EPOCH, _DAY_MS = date(1970, 1, 1).toordinal(), 86_400_000

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Hand:
    """What a change needs from outside: the day, the moment in ms UTC, and new ids."""

    today: date
    now: int
    new_id: Callable[[], str]

    @property
    def added(self) -> int:
        """The moment, within the day in UTC that is called like today.

        So a rule tells on which day somebody was added, whatever zone it was lived in.
        """
        begins = (self.today.toordinal() - _EPOCH) * _DAY_MS
        nearest = min(max(self.now, begins), begins + _DAY_MS - 1)
        return nearest if abs(nearest - self.now) < 2 * _DAY_MS else self.now


# Changes as such


def join(*changes: Change, what: str) -> Change:
    """Make one action of several, also where they touch the same document."""
    joined: dict[tuple[str, str], Edit] = {}
    for edit in (edit for change in changes for edit in change.edits):
        key = (edit.table, edit.id)
        joined[key] = _merged(joined[key], edit) if key in joined else edit
    return _change(what, joined.values())


def _change(what: str, edits: Iterable[Edit]) -> Change:
    """Leave out edits that change nothing."""
    return Change(what, tuple(edit for edit in edits if edit.before != edit.after))


def _merged(first: Edit, second: Edit) -> Edit:
    """Do the second edit on top of the first, whichever of the two states it was made from."""
    if first.after is None or second.before is None or second.after is None:
        return replace(first, after=second.after)
    states = (first.after, second.before, second.after)
    values = {
        field.name: _merged_value(*(getattr(one, field.name) for one in states))
        for field in fields(second.after)
    }
    return replace(first, after=replace(first.after, **values))


def _merged_value(here: Any, before: Any, after: Any) -> Any:
    """Return a value with the step from before to after done on it."""
    if before == after:
        return here
    if here == before or not isinstance(after, tuple):
        return after
    kept = [one for one in here if one in after or one not in before]
    return (*kept, *(one for one in after if one not in before and one not in here))


def _known(records: Mapping[str, R], key: str, what: str) -> R:
    found = records.get(key)
    if found is None:
        raise RefusedError(f"there is no {what} with the id {line(key)}; it may have been removed")
    return found


def names_of(network: Network, people: Iterable[str]) -> str:
    """Return whom a change is about: one or two names, or the first and how many more."""
    known = [network.contacts[one].name for one in dict.fromkeys(people) if one in network.contacts]
    if len(known) <= 2:
        return " and ".join(known)
    return f"{known[0]} and {len(known) - 1} more"


# Interactions


def log(
    network: Network,
    hand: Hand,
    people: Sequence[str],
    channel: Channel,
    *,
    on: date | None = None,
    dir: Direction = "out",  # noqa: A002 - the word of the file and of `Interaction`
    outcomes: Mapping[str, Outcome] | Outcome | None = None,
    minutes: int | None = None,
    note: str = "",
    private: bool = False,
    gave: Sequence[Gift] = (),
    asked: Sequence[Gift] = (),
    came: Sequence[Gift] = (),
    event: str | None = None,
) -> Change:
    """Log one interaction with contacts, each with an outcome: as said, else the channel's usual.

    Raises:
        RefusedError: Somebody is unknown, or the interaction makes no sense.

    """
    one = Interaction(
        id=hand.new_id(),
        on=on or hand.today,
        people=_outcomes(people, channel, dir, outcomes),
        dir=dir,
        channel=channel,
        minutes=minutes,
        note=clean(note, lines=True).strip(),
        private=private,
        gave=_gifts(gave, GIVES),
        asked=_gifts(asked, ASKS),
        came=_gifts(came, CAME),
        event=event,
        made=hand.now,
    )
    return _logged(network, hand, one)


def _logged(network: Network, hand: Hand, one: Interaction) -> Change:
    _check(network, one, hand.today)
    words = _words(network, one, named_day(one.on, hand.today))
    return Change(words, (Edit("interactions", one.id, None, one),))


def edit_interaction(network: Network, hand: Hand, key: str, /, **said: Any) -> Change:
    """Change fields of an interaction; `people` are contact ids with their outcomes.

    Raises:
        RefusedError: It is not there, or it would make no sense.

    """
    before = _known(network.interactions, key, "interaction")
    if "note" in said:
        said["note"] = clean(said["note"], lines=True).strip()
    for field, kinds in _KINDS.items():
        if field in said:
            said[field] = _gifts(said[field], kinds, known=getattr(before, field))
    after = replace(before, **said)
    if after.dir == "in":
        after = replace(after, people=dict.fromkeys(after.people, "reached"))
    # What a hand-edited file holds already is no reason to refuse another field.
    _check(network, after, max(hand.today, before.on), known=before.people)
    words = _words(network, after, named_day(after.on, hand.today))
    return _change(words, [Edit("interactions", key, before, after)])


_KINDS: Mapping[str, Sequence[str]] = {"gave": GIVES, "asked": ASKS, "came": CAME}
"""The kinds of what an interaction has, by field."""


def _gifts(
    gifts: Iterable[Gift], kinds: Sequence[str], known: Iterable[Gift] = ()
) -> tuple[Gift, ...]:
    """Return what was given, asked for, or came, with clean words.

    A kind of somebody's own, as from a hand-edited file, may stay where it was.
    """
    kept = {one.kind for one in known}
    cleaned = tuple(
        replace(one, text=line(one.text), result=line(one.result or "") or None) for one in gifts
    )
    for one in cleaned:
        if one.kind not in kinds and one.kind not in kept:
            raise RefusedError(
                f'"{line(one.kind)}" is none of {", ".join(kinds)}: take one of them'
            )
    return cleaned


def delete_interaction(network: Network, key: str) -> Change:
    """Take an interaction out; what was shared by it counts as not sent."""
    before = _known(network.interactions, key, "interaction")
    words = _words(network, before, day_text(before.on))
    shared = (one for one in network.entries.values() if key in one.sent.values())
    unsent = (
        Edit("entries", one.id, one, replace(one, sent=_less(one.sent, key))) for one in shared
    )
    return Change(f"{words}, deleted", (Edit("interactions", key, before, None), *unsent))


def _less(sent: Mapping[str, str], key: str) -> dict[str, str]:
    return {contact: how for contact, how in sent.items() if how != key}


def say_outcome(network: Network, interaction_id: str, contact_id: str, outcome: Outcome) -> Change:
    """Say the outcome of an outreach for one of its people."""
    before = _known(network.interactions, interaction_id, "interaction")
    if contact_id not in before.people:
        raise RefusedError("that interaction was not with this contact: pick one that was")
    if before.dir == "in":
        raise RefusedError("they reached out to you, so they are reached already")
    after = replace(before, people={**before.people, contact_id: outcome})
    words = f"{_words(network, before, day_text(before.on))}, {outcome.replace('_', ' ')}"
    return _change(words, [Edit("interactions", interaction_id, before, after)])


def _outcomes(
    people: Sequence[str],
    channel: Channel,
    direction: Direction,
    said: Mapping[str, Outcome] | Outcome | None,
) -> dict[str, Outcome]:
    if direction == "in":
        return dict.fromkeys(people, "reached")
    usual = usual_outcome(channel)
    if isinstance(said, Mapping):
        return {one: said.get(one, usual) for one in people}
    return dict.fromkeys(people, said or usual)


def _check(network: Network, one: Interaction, latest: date, known: Iterable[str] = ()) -> None:
    """Refuse an interaction that makes no sense."""
    if one.channel not in USUAL_MINUTES:
        raise RefusedError(f"{one.channel} is no channel: take one of {', '.join(USUAL_MINUTES)}")
    if not one.people and one.channel != "research":
        raise RefusedError("say with whom it was: only research may be with nobody")
    for key in one.people.keys() - set(known):
        _known(network.contacts, key, "contact")
    if one.event is not None:
        _known(network.events, one.event, "event")
    if one.dir == "in" and one.channel in TOGETHER:
        raise RefusedError(f"{one.channel} counts as yours, whoever asked: log it as outreach")
    if one.on > latest:
        raise RefusedError(
            f"{day_text(one.on)} {one.on.year} is still to come: log it then or later"
        )
    if one.minutes is not None:
        _check_minutes(one.minutes)


def _check_minutes(minutes: int) -> None:
    if not 0 <= minutes <= MINUTES_A_DAY:
        raise RefusedError(f"{minutes} minutes do not fit a day: say 0 to {MINUTES_A_DAY}")


def _words(network: Network, one: Interaction, day: str) -> str:
    """Return an interaction in words, such as `Priya Nair, call, Thursday`."""
    channel = f"{one.channel} from them" if one.dir == "in" else one.channel
    return ", ".join(part for part in (names_of(network, one.people), channel, day) if part)


# Contacts


def add_contact(network: Network, hand: Hand, name: str, /, **said: Any) -> Change:
    """Add a contact; a namesake is somebody else.

    Raises:
        RefusedError: There is no name, or another field makes no sense.

    """
    values = _cleaned({"name": name, **said}, network.lists)
    contact = Contact(id=hand.new_id(), made=hand.added, **values)
    return Change(f"{contact.name}, added", (Edit("contacts", contact.id, None, contact),))


def edit_contact(network: Network, key: str, /, **said: Any) -> Change:
    """Change fields of a contact; those that stay as they are need not make sense.

    Raises:
        RefusedError: There is no such contact, or a new value makes no sense.

    """
    before = _known(network.contacts, key, "contact")
    new = {field: value for field, value in said.items() if value != getattr(before, field)}
    if _outgrows(before, new):
        new["given"] = None
    # A list that has gone is no reason to refuse the others.
    after = replace(before, **_cleaned(new, (*network.lists, *before.lists)))
    if before.types and not {"emails", "urls"}.isdisjoint(new):
        there = {*after.emails, *after.urls}
        types = {one: sort for one, sort in before.types.items() if one in there}
        after = replace(after, types=types)
    words = f"{after.name}, {fields_words(new)}edited"
    return _change(words, [Edit("contacts", key, before, after)])


def _outgrows(before: Contact, new: Mapping[str, Any]) -> bool:
    """Whether a new name no longer has the first name in it that was said with the old one."""
    if "name" not in new or "given" in new or not before.given:
        return False
    given = fold(before.given)
    return given in fold(before.name) and given not in fold(new["name"])


_FIELD_WORDS: Mapping[str, str] = {
    "emails": "email",
    "phones": "phone",
    "urls": "pages",
    "cadence": "how often",
    "met": "how you met",
    "found": "where you found them",
    "cares": "what they care about",
    "given": "first name",
    "died": "day of death",
    "team": "own team",
}
"""What fields of a contact are called where their own word is none."""


def fields_words(fields: Iterable[str]) -> str:
    """Return which fields it is about, of many the first and how many more."""
    words = [_FIELD_WORDS.get(one, one) for one in fields]
    if len(words) > 2:
        words = [words[0], f"{len(words) - 1} more"]
    return f"{' and '.join(words)} " if words else ""


def archive(network: Network, ids: Sequence[str], archived: bool = True) -> Change:
    """Put contacts away, or take them back; their history stays and counts."""
    befores = [_known(network.contacts, key, "contact") for key in dict.fromkeys(ids)]
    words = "archived" if archived else "back from the archive"
    edits = [Edit("contacts", one.id, one, replace(one, archived=archived)) for one in befores]
    return _change(f"{names_of(network, ids)}, {words}", edits)


def snooze(network: Network, hand: Hand, ids: Sequence[str], until: date = NEVER) -> Change:
    """Let contacts rest until a day, or without one never suggest them again.

    Who was planned for a week and rests on that day is planned no longer.

    Raises:
        RefusedError: One of them is unknown, or the day is not to come.

    """
    if until <= hand.today:
        raise RefusedError(f"{day_text(until)} is not to come: snooze until tomorrow or later")
    befores = [_known(network.contacts, key, "contact") for key in dict.fromkeys(ids)]
    edits = [Edit("contacts", one.id, one, replace(one, snooze=until)) for one in befores]
    edits += _unplanned(network, ids, until)
    return _change(f"{names_of(network, ids)}, {snooze_words(until, hand.today)}", edits)


def wake(network: Network, hand: Hand, ids: Sequence[str]) -> Change:
    """Suggest contacts again who were snoozed, or left out for this week."""
    befores = [_known(network.contacts, key, "contact") for key in dict.fromkeys(ids)]
    edits = [Edit("contacts", one.id, one, replace(one, snooze=None)) for one in befores]
    left = [one for one in _skipped(network, hand.today).skipped if one not in ids]
    edits.append(_skipping(network, hand.today, left))
    return _change(f"{names_of(network, ids)}, suggested again", edits)


def skip(network: Network, hand: Hand, ids: Sequence[str]) -> Change:
    """Leave contacts out of the suggestions for the rest of this week, and out of its plan."""
    for key in ids:
        _known(network.contacts, key, "contact")
    said = dict.fromkeys((*_skipped(network, hand.today).skipped, *ids))
    end = start_of_week(hand.today, network.meta.weekday) + WEEK
    edits = [_skipping(network, hand.today, said), *_unplanned(network, ids, end)]
    return _change(f"{names_of(network, ids)}, not this week", edits)


def _unplanned(network: Network, ids: Iterable[str], end: date) -> Iterator[Edit]:
    """Yield the edits that take contacts out of the weeks that they are planned for before a day.

    Nothing promises whom you have just set aside. What else is planned with them keeps its day.
    """
    for key in dict.fromkeys(ids):
        history = network.of_contact.get(key, ())
        for plan in network.plans_of.get(key, ()):
            if plan.kind == "person" and plan.due < end and not is_done(plan, history):
                yield Edit("plans", plan.id, plan, replace(plan, dropped=True))


def _skipped(network: Network, today: date) -> Week:
    key = key_of(start_of_week(today, network.meta.weekday))
    return network.weeks.get(key, Week(key))


def _skipping(network: Network, today: date, said: Iterable[str]) -> Edit:
    """Return the edit that has just these contacts skipped this week."""
    week = _skipped(network, today)
    before = network.weeks.get(week.id)
    after = replace(week, skipped=tuple(said))
    return Edit("weeks", week.id, before, before if after == week else after)


def add_note(
    network: Network,
    hand: Hand,
    key: str,
    text: str,
    private: bool = False,
) -> Change:
    """Add a note of today to a contact."""
    before = _known(network.contacts, key, "contact")
    words = clean(text, lines=True).strip()
    if not words:
        raise RefusedError("the note is empty: write what you want to remember")
    note = Note(hand.new_id(), hand.today, words, private)
    after = replace(before, notes=(*before.notes, note))
    return Change(f"{before.name}, a note", (Edit("contacts", key, before, after),))


def edit_note(network: Network, key: str, note_id: str, text: str, private: bool) -> Change:
    """Change the words of a note on a contact, or with none remove it."""
    before = _known(network.contacts, key, "contact")
    words = clean(text, lines=True).strip()
    notes = (
        replace(note, text=words, private=private) if note.id == note_id else note
        for note in before.notes
    )
    kept = tuple(note for note in notes if note.text)
    what = f"{before.name}, a note {'changed' if words else 'removed'}"
    return _change(what, [Edit("contacts", key, before, replace(before, notes=kept))])


def _cleaned(said: Mapping[str, Any], lists: Iterable[str]) -> dict[str, Any]:
    """Return fields of a contact made harmless and checked."""
    if not set(said.get("lists", ())) <= set(lists):
        raise RefusedError("one of the lists is not there; it may have been removed")
    return {
        field: _CLEANERS[field](value) if field in _CLEANERS else value
        for field, value in said.items()
    }


def _name(text: str) -> str:
    name = line(text)
    if not name:
        raise RefusedError("the name is empty: say what they are called")
    return name


def _text(text: str | None) -> str | None:
    return line(text or "") or None


def _texts(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in map(line, texts) if text))


def _emails(texts: Iterable[str]) -> tuple[str, ...]:
    emails = _texts(texts)
    for email in emails:
        before, _, after = email.rpartition("@")
        if not before or not after or " " in email:
            raise RefusedError(f'"{email}" is not an email address: it is like priya@example.com')
    return emails


def _phones(phones: Iterable[Phone]) -> tuple[Phone, ...]:
    cleaned = [replace(phone, raw=line(phone.raw)) for phone in phones]
    for phone in cleaned:
        if phone.raw and not any(char.isdigit() for char in phone.raw):
            raise RefusedError(f'"{phone.raw}" is not a phone number: it has no digit')
    return tuple(dict.fromkeys(phone for phone in cleaned if phone.raw))


def _cadence(days: int | None) -> int | None:
    if days is not None and not 1 <= days <= LONGEST_SPAN:
        raise RefusedError(
            f"a cadence is from 1 day to a hundred years, not {counted(days, 'day')}"
        )
    return days


def _one_of(word: str | None, words: Sequence[str]) -> str | None:
    if word is not None and word not in words:
        raise RefusedError(f'"{line(word)}" is none of {", ".join(words)}: take one of them')
    return word


def _birthday(birthday: Any) -> Any:
    if birthday is not None and not is_birthday(birthday):
        raise RefusedError("the calendar has no such birthday: try 12 March or 1985-03-12")
    return birthday


_CLEANERS: Mapping[str, Callable[[Any], Any]] = {
    "name": _name,
    "given": _text,
    "nickname": _text,
    "sort": _text,
    "organization": _text,
    "title": _text,
    "met": _text,
    "found": _text,
    "cares": _text,
    "side": lambda side: _one_of(side, get_args(Side)),
    "rank": lambda rank: _one_of(rank, get_args(Rank)),
    "emails": _emails,
    "phones": _phones,
    "urls": _texts,
    "tags": _texts,
    "lists": lambda lists: tuple(dict.fromkeys(lists)),
    "cadence": _cadence,
    "birthday": _birthday,
    "anniversary": _birthday,
}


# Lists


def add_list(network: Network, hand: Hand, name: str, cadence: int | None = None) -> Change:
    """Add a list after the others."""
    order = 1 + max((one.order for one in network.lists.values()), default=-1)
    new = ContactList(hand.new_id(), _list_name(network, name), _cadence(cadence), order)
    return Change(f"list {new.name}", (Edit("lists", new.id, None, new),))


def first_lists(network: Network, hand: Hand) -> Change:
    """Make those of the three first lists that are not there yet."""
    there = {fold(one.name) for one in network.lists.values()}
    missing = [(name, days) for name, days in FIRST_LISTS.items() if fold(name) not in there]
    order = 1 + max((one.order for one in network.lists.values()), default=-1)
    new = [ContactList(hand.new_id(), *one, order + place) for place, one in enumerate(missing)]
    return Change("the first lists", tuple(Edit("lists", one.id, None, one) for one in new))


def edit_list(network: Network, key: str, /, **said: Any) -> Change:
    """Change the name, the cadence or the order of a list."""
    before = _known(network.lists, key, "list")
    if "name" in said:
        said["name"] = _list_name(network, said["name"], but=key)
    if "cadence" in said:
        _cadence(said["cadence"])
    after = replace(before, **said)
    return _change(f"list {after.name}, edited", [Edit("lists", key, before, after)])


def remove_list(network: Network, key: str) -> Change:
    """Take a list away; its people stay."""
    before = _known(network.lists, key, "list")
    members = [one for one in network.contacts.values() if key in one.lists]
    left = [Edit("contacts", one.id, one, _off(one, key)) for one in members]
    return Change(f"list {before.name}, removed", (*left, Edit("lists", key, before, None)))


def set_membership(
    network: Network, contact_ids: Sequence[str], list_id: str, member: bool
) -> Change:
    """Put contacts on a list, or take them off it."""
    wanted = _known(network.lists, list_id, "list")
    people = [_known(network.contacts, key, "contact") for key in dict.fromkeys(contact_ids)]
    edits = [
        Edit("contacts", one.id, one, _on(one, list_id) if member else _off(one, list_id))
        for one in people
    ]
    where = f"{'on' if member else 'off'} {wanted.name}"
    return _change(f"{names_of(network, contact_ids)}, {where}", edits)


def _on(contact: Contact, key: str) -> Contact:
    return contact if key in contact.lists else replace(contact, lists=(*contact.lists, key))


def _off(contact: Contact, key: str) -> Contact:
    return replace(contact, lists=tuple(one for one in contact.lists if one != key))


def _list_name(network: Network, text: str, but: str = "") -> str:
    name = line(text)
    if not name:
        raise RefusedError("the name of the list is empty: say what it is called")
    others = (fold(one.name) for one in network.lists.values() if one.id != but)
    if fold(name) in others:
        raise RefusedError(f"there is a list called {name} already: take another name")
    return name


# The goal, and weeks off


def set_goal(
    network: Network,
    hand: Hand,
    people: int | None = None,
    *,
    stretch: int | None = None,
    mode: Mode | None = None,
    why: str | None = None,
    hours: float | None = None,
    share: int | None = None,
) -> Change:
    """Set the goal: at once when it asks for no more than this week's, else from next week.

    What was set for later is dropped, unless neither people nor a stretch is said: the rest then
    holds for it too. Hours and share are those of the mode; its usual ones are not kept.

    Raises:
        RefusedError: The numbers make no goal, or none is said and there is no goal yet.

    """
    week = start_of_week(hand.today, network.meta.weekday)
    now = goal_of(network, week)
    if people is None and now is None:
        raise RefusedError("there is no goal yet: say how many people a week, such as 2")
    goal = _with_mode(now or Goal(), mode, why)
    goal = _numbered(_with_time(goal, hours, share), people, stretch)
    start = week + WEEK if now is not None and goal.people > now.people else week
    key = key_of(start)
    edits = [Edit("goals", key, network.goals.get(key), replace(goal, id=key))]
    for other, one in _goals_around(network, start, week):
        after = _with_mode(one, mode, why) if people is None and stretch is None else None
        if after is not None and after.mode != "none":
            after = _with_time(after, hours, share)
        edits.append(Edit("goals", other, one, after))
    is_other = now is not None and now.mode != goal.mode
    named = f", {'no mode' if goal.mode == 'none' else goal.mode}" if is_other else ""
    return _change(f"goal of {goal.people} a week{named}", edits)


def _numbered(goal: Goal, people: int | None, stretch: int | None) -> Goal:
    """Return a goal with its numbers as said, else with those it has."""
    least = goal.people if people is None else people
    if stretch is None:
        stretch = max(goal.stretch, least + 1) if people is None else least + 1
    if not 1 <= least < MOST_PEOPLE:
        raise RefusedError(
            f"a goal is from 1 to {MOST_PEOPLE - 1} people a week, not {least}; 2 is a good one"
        )
    if not least < stretch <= MOST_PEOPLE:
        raise RefusedError(
            f"a stretch is above the goal, from {least + 1} to {MOST_PEOPLE}, not {stretch}"
        )
    return replace(goal, people=least, stretch=stretch)


def _with_mode(goal: Goal, mode: Mode | None, why: str | None) -> Goal:
    """Return a goal with mode and why as said; hours that were meant for another mode go."""
    if mode is not None and mode != goal.mode:
        goal = replace(goal, mode=mode, hours=None, share=None)
    return goal if why is None else replace(goal, why=_text(why))


def _with_time(goal: Goal, hours: float | None, share: int | None) -> Goal:
    """Return a goal with the hours a week and the share of them as said."""
    if hours is None and share is None:
        return goal
    if goal.mode == "none":
        raise RefusedError("hours and a share need a mode: employed or seeking")
    if hours is not None and not 0 < hours <= HOURS_A_WEEK:
        raise RefusedError(
            f"{hours:g} hours do not fit a week: say more than 0, up to {HOURS_A_WEEK}"
        )
    if share is not None and not 1 <= share <= 100:
        raise RefusedError(f"a share is from 1 to 100 percent, not {share}")
    usual = USUAL_TIME[goal.mode]
    if hours is not None:
        goal = replace(goal, hours=None if hours == usual.hours else hours)
    if share is not None:
        goal = replace(goal, share=None if share == usual.share else share)
    return goal


def _goals_around(network: Network, start: date, week: date) -> Iterator[tuple[str, Goal]]:
    """Yield the goals set for later than this week, and strays in the week that `start` begins."""
    for key, goal in network.goals.items():
        day = _day_of(key)
        if day is None or key == key_of(start):
            continue
        theirs = start_of_week(day, network.meta.weekday)
        if theirs > week or theirs == start:
            yield key, goal


def pause(network: Network, starts: Sequence[date], reason: str = "") -> Change:
    """Declare weeks off; one that is paused already keeps its reason unless a new one is said."""
    edits = []
    for key, before in _weeks(network, starts):
        after = before or Week(key)
        if after.pause is None or line(reason):
            after = replace(after, pause=Pause(line(reason)))
        edits.append(Edit("weeks", key, before, after))
    return _change(f"{_weeks_words(starts)}, paused", edits)


def unpause(network: Network, starts: Sequence[date]) -> Change:
    """Take weeks up again."""
    edits = [
        Edit("weeks", key, before, replace(before, pause=None))
        for key, before in _weeks(network, starts)
        if before is not None
    ]
    return _change(f"{_weeks_words(starts)}, taken up again", edits)


def _weeks(network: Network, starts: Sequence[date]) -> Iterator[tuple[str, Week | None]]:
    for start in dict.fromkeys(start_of_week(day, network.meta.weekday) for day in starts):
        key = key_of(start)
        yield key, network.weeks.get(key)


def _weeks_words(starts: Sequence[date]) -> str:
    return f"week of {day_text(starts[0])}" if len(starts) == 1 else f"{len(starts)} weeks"


def commit_to(network: Network, hand: Hand, text: str) -> Change:
    """Keep the commitment, with its date; earlier ones stay beside it."""
    words = line(text)
    if not words:
        raise RefusedError("the commitment is empty: say what you will do")
    entry = Entry(hand.new_id(), "commitment", words, hand.today, made=hand.now)
    return Change("your commitment", (Edit("entries", entry.id, None, entry),))


# What holds for the whole file


def set_organization(network: Network, name: str) -> Change:
    """Say where you work yourself, so that whoever works there too is guessed to be inside."""
    return with_meta(network, "where you work", organization=_text(name))


def set_usual_minutes(network: Network, said: Mapping[Channel, int]) -> Change:
    """Say how long channels usually take; what was logged without minutes counts so from now on."""
    for channel, minutes in said.items():
        if channel not in USUAL_MINUTES:
            raise RefusedError(f"{line(channel)} is no channel: take {', '.join(USUAL_MINUTES)}")
        _check_minutes(minutes)
    every = {**network.meta.minutes, **{str(one): minutes for one, minutes in said.items()}}
    usual = {str(one): minutes for one, minutes in USUAL_MINUTES.items()}
    own = {one: minutes for one, minutes in every.items() if minutes != usual.get(one)}
    return with_meta(network, "the usual minutes", minutes=own)


def with_meta(network: Network, what: str, **said: Any) -> Change:
    """Return the change of what holds for the whole file."""
    meta = network.meta
    stored = network.tables.get("_meta", {}).get(meta.id)
    after = replace(meta, **said)
    return Change(what, (Edit("_meta", meta.id, stored, after),) if after != meta else ())


def set_weekday(network: Network, weekday: int) -> Change:
    """Let weeks begin on another day; goals and weeks move to the week with most of their days.

    The first goal moves to the week of its first day, so that what holds today still does.
    """
    if not 0 <= weekday <= 6:
        raise RefusedError(f"{weekday} is no day of the week: it is 0 for Monday to 6 for Sunday")
    meta = network.meta
    if weekday == meta.weekday:
        return Change("first day of the week")
    stored = network.tables.get("_meta", {}).get(meta.id)
    edits = [
        Edit("_meta", meta.id, stored, replace(meta, weekday=weekday)),
        *_moved("goals", network.goals, _moved_goals(network.goals, weekday)),
        *_moved("weeks", network.weeks, _moved_weeks(network.weeks, weekday)),
    ]
    return _change("first day of the week", edits)


def _moved(table: str, old: Mapping[str, R], new: Mapping[str, R]) -> Iterator[Edit]:
    for key in dict.fromkeys((*old, *new)):
        yield Edit(table, key, old.get(key), new.get(key))


def _moved_goals(goals: Mapping[str, Goal], weekday: int) -> dict[str, Goal]:
    """Return goals by their new weeks; of two that meet in one the later holds."""
    moved = {key: goal for key, goal in goals.items() if _day_of(key) is None}
    dated = sorted((day, goal) for key, goal in goals.items() if (day := _day_of(key)))
    for place, (day, goal) in enumerate(dated):
        key = key_of(start_of_week(day, weekday) if place == 0 else _mostly(day, weekday))
        moved[key] = replace(goal, id=key)
    return moved


def _moved_weeks(weeks: Mapping[str, Week], weekday: int) -> dict[str, Week]:
    moved: dict[str, Week] = {}
    for old, week in sorted(weeks.items()):
        day = _day_of(old)
        key = old if day is None else key_of(_mostly(day, weekday))
        moved[key] = _met(moved[key], week, key) if key in moved else replace(week, id=key)
    return moved


def _met(first: Week, second: Week, key: str) -> Week:
    """Return one week out of two: nothing that was said of either is lost."""
    return Week(
        id=key,
        pause=second.pause or first.pause,
        skipped=tuple(dict.fromkeys((*first.skipped, *second.skipped))),
        review=second.review or first.review,
        jobboards=((first.jobboards or 0) + (second.jobboards or 0)) or None,
    )


def _mostly(day: date, weekday: int) -> date:
    """Return the first day of the new week that has most days of the week that began on a day."""
    middle = min(date.max.toordinal(), day.toordinal() + 3)
    return start_of_week(date.fromordinal(middle), weekday)


def _day_of(key: str) -> date | None:
    """Return the day that a document's id names, None for one that names none."""
    try:
        return start_of(key)
    except RefusedError:
        return None
