"""What the commands answer in JSON: the shapes that scripts rely on.

Keys are added here, never renamed or taken away.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from habit.goals import time_of
from habit.model import Birthday, Contact, Entry, Gift, Goal, Interaction, Note
from habit.network import Network
from habit.outcomes import counts_as, minutes_of
from habit.suggest import cadence_of, due_on, last_interaction
from habit.weeks import month_text, start_of
from habit.who import is_guessed, side_of

if TYPE_CHECKING:
    from habit.balances import Picture, Weighed
    from habit.birthdays import Ahead
    from habit.events import Page
    from habit.giving import Balance
    from habit.live import Share
    from habit.meter import Meter
    from habit.months import History, MonthRow
    from habit.period import Period
    from habit.plans import Planned
    from habit.report import Person, Report
    from habit.sharing import Candidate
    from habit.sheet import Row
    from habit.suggest import Suggestion
    from habit.timer import Running

Shape: TypeAlias = dict[str, Any]
T = TypeVar("T", Interaction, Note, "Person")

NOBODY = "someone no longer here"
"""The name of a person whom an interaction names and the file does not know."""


def name_of(network: Network, contact: str) -> str:
    """Return a contact's name, also when nobody has that id any more."""
    known = network.contacts.get(contact)
    return known.name if known else NOBODY


def list_names(network: Network, contact: Contact) -> list[str]:
    """Return the names of a contact's lists, in the order of the lists."""
    return [one.name for one in network.ordered_lists() if one.id in contact.lists]


def listed(them: Iterable[T], private: bool) -> list[T]:
    """Return what may be listed of interactions, notes, people; private ones only when asked."""
    return [one for one in them if private or not one.private]


def exchanged(network: Network, contact: Contact) -> tuple[int, int]:
    """Return how often you gave a contact something, and how often you asked."""
    from habit.giving import balance_of

    one = balance_of(network, contact.id)
    return one.gave, one.asked


def balance_shape(contact: Contact, one: Balance) -> Shape:
    """Return what was exchanged with somebody: in numbers, all of it."""
    return {
        "id": contact.id,
        "name": contact.name,
        "gave": one.gave,
        "asked": one.asked,
        "granted": one.granted,
        "since": one.since,
        "open": len(one.open),
    }


def week_shape(network: Network, meter: Meter, today: date, *, private: bool) -> Shape:
    """Return a week with its interactions."""
    interactions = listed(network.of_week.get(meter.start, ()), private)
    return {
        **_week_counts(meter),
        "interactions": [_interaction(network, one, today) for one in interactions],
        "time": time_shape(network, meter.start),
    }


def time_shape(network: Network, start: date) -> Shape:
    """Return where the minutes of a week went, and how many the goal asks for."""
    from habit.effort import effort

    one = effort(network, start)
    return {
        "goal": one.goal,
        "locating": one.minutes.locating,
        "contacting": one.minutes.contacting,
        "interacting": one.minutes.interacting,
        "jobboards": one.jobboards,
    }


def timer_shape(network: Network, one: Running | None, logged: str | None) -> Shape:
    """Return the timer that runs, if one does, and the interaction that was logged of one."""
    people = one.people if one else ()
    return {
        "running": one is not None,
        "minutes": one.minutes if one else None,
        "channel": one.channel if one else None,
        "people": [{"id": key, "name": name_of(network, key)} for key in people],
        "logged": logged,
    }


def who_shape(network: Network, one: Contact) -> Shape:
    """Return who somebody is to you; `side` is as it was said, `side_guess` where it was not."""
    return {"id": one.id, "name": one.name, **_marks(network, one)}


def _marks(network: Network, one: Contact) -> Shape:
    return {
        "side": one.side,
        "side_guess": side_of(network, one) if is_guessed(network, one) else None,
        "rank": one.rank,
        "team": one.team,
        "influence": one.influence,
        "met": one.met,
        "found": one.found,
        "cares": one.cares,
        "tags": list(one.tags),
    }


def _week_counts(meter: Meter) -> Shape:
    goal = meter.goal
    return {
        "week": meter.start.isoformat(),
        "month": month_text(meter.month),
        "state": meter.state,
        "kept": meter.kept,
        "open": meter.open,
        "paused": meter.paused,
        "needed": meter.needed,
        "goal": {"people": goal.people, "stretch": goal.stretch} if goal else None,
        "people": len(meter.people),
        "attempts": meter.attempts,
        "reached": meter.reached,
        "minutes": meter.minutes,
    }


def _interaction(network: Network, one: Interaction, today: date) -> Shape:
    return {
        "id": one.id,
        "on": one.on.isoformat(),
        "channel": one.channel,
        "dir": one.dir,
        "people": [
            {
                "id": contact,
                "name": name_of(network, contact),
                "outcome": counts_as(network, one, contact, today),
            }
            for contact in one.people
        ],
        "minutes": minutes_of(network, one),
        "note": one.note,
        "gave": [_gift(gift) for gift in one.gave],
        "asked": [_gift(gift) for gift in one.asked],
    }


def _gift(gift: Gift) -> Shape:
    shape = {"kind": gift.kind, "text": gift.text}
    return {**shape, "result": gift.result} if gift.result else shape


def months_shape(history: History, months: Iterable[Shape] | None = None) -> Shape:
    """Return all months, or those given, with the streak, the strength and the ladder."""
    streak = history.streak
    return {
        "months": list(map(month_shape, history.months) if months is None else months),
        "streak": {
            "months": streak.months,
            "weeks": streak.weeks,
            "best_months": streak.best_months,
            "best_weeks": streak.best_weeks,
        },
        "strength": round(history.strength, 4),
        "ladder": history.ladder,
    }


def month_shape(row: MonthRow) -> Shape:
    """Return a month with its weeks."""
    return {
        "month": month_text(row.month),
        "state": row.state,
        "counts": row.counts,
        "reached_out": row.reached_out,
        "attempts": row.attempts,
        "reached": row.reached,
        "weeks": [_week_counts(meter) for meter in row.weeks],
    }


def report_shape(network: Network, report: Report, today: date, *, private: bool) -> Shape:
    """Return what a month's report tells beside the month itself; all counts are of everything."""
    return {
        "rate": None if report.rate is None else round(report.rate, 4),
        "minutes": report.minutes,
        "new": report.count("new"),
        "active": report.count("active"),
        "reconnected": report.count("reconnected"),
        "woken": report.woken,
        "people": [
            {"id": one.contact, "name": name_of(network, one.contact), "tie": one.tie}
            for one in listed(report.people, private)
        ],
        "channels": [
            {"channel": use.channel, "attempts": use.attempts, "reached": use.reached}
            for use in report.channels
        ],
        "best_channel": report.best,
        "came": [{"interaction": one.of.id, **_gift(one.gift)} for one in report.came],
        "gave": report.gave,
        "asked": report.asked,
        "moments": [_interaction(network, one, today) for one in report.moments],
    }


def contact_shape(network: Network, one: Contact) -> Shape:
    """Return a contact as `people` lists it."""
    from habit.addresses import types_of

    last, due = last_interaction(network, one.id), due_on(network, one)
    gave, asked = exchanged(network, one)
    return {
        "id": one.id,
        "name": one.name,
        "nickname": one.nickname,
        "lists": list_names(network, one),
        "organization": one.organization,
        "emails": list(one.emails),
        "phones": [phone.raw for phone in one.phones],
        "types": types_of(one),
        "died": one.died.isoformat() if isinstance(one.died, date) else bool(one.died),
        "last": last and last.on.isoformat(),
        "due": due and due.isoformat(),
        "gave": gave,
        "asked": asked,
    }


def card_shape(network: Network, one: Contact, today: date, *, private: bool) -> Shape:
    """Return all about a contact."""
    interactions = listed(network.of_contact.get(one.id, ()), private)
    notes = listed(one.notes, private)
    return {
        **contact_shape(network, one),
        "given": one.given,
        "title": one.title,
        "birthday": one.birthday and _birthday(one.birthday),
        "anniversary": one.anniversary and _birthday(one.anniversary),
        "cadence": cadence_of(network, one),
        "notes": [{"id": note.id, "on": note.on.isoformat(), "text": note.text} for note in notes],
        "interactions": [_interaction(network, each, today) for each in interactions],
        **_marks(network, one),
        "urls": list(one.urls),
    }


def _birthday(day: Birthday) -> str:
    """As much of ISO's way as is known: `1985-03-12`, `--03-12`, `1985`."""
    parts = [f"{part:02d}" for part in (day.m, day.d) if part]
    return "-".join([f"{day.y:04d}" if day.y else "-", *parts])


def suggestion_shape(network: Network, one: Suggestion, today: date) -> Shape:
    """Return somebody to reach out to, why, and what could be given to them."""
    from habit.giving import gives

    return {
        "id": one.contact.id,
        "name": one.contact.name,
        "reason": one.reason,
        "why": one.why,
        "lists": list_names(network, one.contact),
        "give": next(gives(network, one.contact, today)).words,
    }


def plan_shape(one: Planned, network: Network, today: date) -> Shape:
    """Return something that is planned with somebody; `when` is now, week or later."""
    from habit.plans import when_due

    plan = one.plan
    return {
        "id": plan.id,
        "due": plan.due.isoformat(),
        "when": when_due(plan, network, today),
        "contact": one.contact.id,
        "name": one.contact.name,
        "kind": plan.kind,
        "text": plan.text or "",
        "channel": plan.channel,
        "how": plan.how or "",
    }


def share_shape(network: Network, one: Entry) -> Shape:
    """Return something to share: the round that it is in, and what to write to whom next."""
    from habit import sharing
    from habit.topics import gift_of

    at = sharing.progress(network, one)
    turn = sharing.next_of(network, one)
    return {
        "id": one.id,
        "text": one.text,
        "kind": gift_of(one),
        "tags": list(one.tags),
        "opener": sharing.usual_opener(one),
        "channel": one.channel,
        "sent": at.sent,
        "skipped": at.skipped,
        "left": at.left,
        "people": [
            {"id": key, "name": name_of(network, key), "state": _share_state(one, key)}
            for key in one.people
        ],
        "next": turn and _turn(one, turn),
    }


def _share_state(one: Entry, contact: str) -> str:
    how = one.sent.get(contact)
    return "waiting" if how is None else "skipped" if how == "skipped" else "sent"


def _turn(one: Entry, contact: Contact) -> Shape:
    from habit import sharing
    from habit.addresses import addresses

    by = sharing.way_to(one, contact)
    return {
        "id": contact.id,
        "name": contact.name,
        "channel": by,
        "address": next(iter(addresses(contact, by)), None),
        "words": sharing.words_for(one, contact),
    }


def candidate_shape(one: Candidate) -> Shape:
    """Return somebody whom a thing may be for, and why."""
    return {"id": one.contact.id, "name": one.contact.name, "why": one.why}


def event_shape(page: Page) -> Shape:
    """Return an event with everybody who was met there, and what became of each."""
    event = page.event
    return {
        "id": event.id,
        "name": event.name,
        "on": event.on.isoformat(),
        "place": event.place,
        "stayed": event.stayed,
        "met": [
            {
                "id": one.contact.id,
                "name": one.contact.name,
                "became": one.became,
                "due": one.plan and one.plan.due.isoformat(),
                "on": one.followed and one.followed.on.isoformat(),
                "channel": one.followed and one.followed.channel,
                "came": [_gift(gift) for gift in one.came],
                "since": one.since,
            }
            for one in page.met
        ],
    }


def birthday_shape(one: Ahead) -> Shape:
    """Return somebody's next birthday or anniversary; `turns` is how many years it will be."""
    return {
        "on": one.on.isoformat(),
        "id": one.contact.id,
        "name": one.contact.name,
        "birthday": one.contact.birthday and _birthday(one.contact.birthday),
        "turns": one.turns,
        "kind": one.kind,
        "anniversary": one.contact.anniversary and _birthday(one.contact.anniversary),
    }


def goal_shape(one: Goal) -> Shape:
    """Return a goal with the day from which it holds, and the time that it asks for."""
    time = time_of(one)
    return {
        "from": start_of(one.id).isoformat(),
        "people": one.people,
        "stretch": one.stretch,
        "mode": one.mode,
        "hours": time.hours if time else None,
        "share": time.share if time else None,
    }


def network_shape(picture: Picture, advice: Iterable[str]) -> Shape:
    """Return where the effort of a span went, with the live share month by month."""
    living = picture.living
    return {
        "span": picture.span.name,
        **_days(picture.span.period),
        "before": _days(picture.span.before),
        "people": len(picture.now.counts.people),
        "attempts": picture.now.counts.tries,
        "new": picture.count("new"),
        "active": picture.count("active"),
        "reconnected": picture.count("reconnected"),
        "woken": picture.woken,
        "balances": [_balance(row) for row in picture.rows],
        "live": {**_share(living.now), "dormant": living.dormant},
        "months": [{"month": month_text(share.month), **_share(share)} for share in living.shares],
        "advice": list(advice),
    }


def _days(period: Period) -> Shape:
    return {"from": period.first.isoformat(), "to": period.last.isoformat()}


def _share(share: Share) -> Shape:
    return {"live": share.live, "people": share.people, "percent": share.percent}


def _balance(row: Weighed) -> Shape:
    shares = row.percents or [None] * len(row.balance.parts)
    counts = zip(row.balance.parts, row.now.amounts, shares, row.before.amounts, strict=True)
    return {
        "balance": row.balance.key,
        "of": row.balance.unit,
        "parts": [
            {"part": part.lower(), "count": count, "percent": share, "before": before}
            for part, count, share, before in counts
        ],
        "unknown": row.now.unknown,
        "change": row.change,
    }


def sides_shape(picture: Picture, row: Weighed, *, private: bool) -> list[Shape]:
    """Return who is in each part of a balance, each with why; those of no known side last."""
    from habit.balances import fact, is_open

    scope = picture.now
    return [
        {
            "part": part.lower(),
            "people": [
                {
                    "id": one,
                    "name": name_of(scope.network, one),
                    "why": fact(row, scope, one, at, private=private),
                }
                for one in people
                if private or is_open(row, scope, one)
            ],
        }
        for at, (part, people) in enumerate(
            zip([*row.balance.parts, "unknown"], row.who, strict=True)
        )
    ]


def strategy_shape(network: Network, today: date) -> Shape:
    """Return the whole strategy; `n` is the number by which the command names a line."""
    from habit.review import reasons
    from habit.sheet import sheet

    shown = sheet(network, today)
    lines: dict[str, list[Shape]] = {}
    tree: list[Shape] = []
    for at, row in enumerate(shown.numbered, 1):
        if row.part.key == "goals":
            tree.append({"n": at, **_node(row)})
        else:
            lines.setdefault(row.what, []).append({"n": at, **_line(network, row)})
    return {
        "why": shown.why,
        "mode": shown.goal.mode if shown.goal else "none",
        "commitment": next(iter(lines.get("commitment", [])), None),
        "whys": lines.get("why", []),
        "tree": tree,
        "timetable": [row.entry.id for row in shown.rows if row.what == "due" and row.entry],
        "openings": lines.get("chance", []),
        "reasons": lines.get("reason", []),
        "excuses": lines.get("excuse", []),
        "quiet_weeks": [{"reason": why, "weeks": times} for why, times in reasons(network)],
        "share": lines.get("share", []),
        "looks": lines.get("rating", []),
        "look_due": shown.look_due,
        "active": {"live": shown.active.live, "all": shown.active.people},
    }


def _node(row: Row) -> Shape:
    """Return a goal, an objective or a benchmark; numbers are null where there are none."""
    entry, how = row.entry or Entry(), row.progress
    return {
        "id": entry.id,
        "kind": entry.kind,
        "text": entry.text,
        "under": entry.parent,
        "due": entry.due and entry.due.isoformat(),
        "state": (entry.state or "commit") if entry.kind == "objective" else None,
        "metric": entry.metric,
        "target": entry.target,
        "value": round(how.value, 2) if how else None,
        "course": how and how.course,
        "words": row.beside,
    }


def _line(network: Network, row: Row) -> Shape:
    """Return a line of yours, with what its kind has beside its words."""
    entry = row.entry or Entry()
    people = [{"id": one, "name": name_of(network, one)} for one in entry.people]
    more: dict[str, Shape] = {
        "chance": {"result": entry.result, "people": people},
        "excuse": {"answer": row.beside},
        "share": {"gift": entry.gift, "tags": list(entry.tags)},
        "rating": {"answers": dict(entry.answers)},
    }
    on = entry.on and entry.on.isoformat()
    return {"id": entry.id, "on": on, "text": entry.text, **more.get(entry.kind, {})}
