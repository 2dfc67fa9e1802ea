"""A calendar of what is planned and of birthdays, for other programs to show.

The same data gives the same bytes, and each thing keeps its UID, so that a calendar that takes
the file in again changes what it has. Notes stay here, as calendars show on locked screens.
"""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid5

from icalendar import Calendar, Event, Todo

from habit.dates import LAST_YEAR, counted
from habit.model import Birthday, Contact
from habit.network import Network
from habit.plans import Planned, open_plans, what_text
from storage.schema import Tables

_OURS = UUID("5e3b8c1c-36f5-4f0e-9a55-7c0a5f0d7a10")
"""What our UIDs are made under, so that they are nobody else's."""
_EARLIEST = 1900
"""Some calendars take no day before this year."""
_SOME_YEAR, _LEAP_YEAR = 1970, 1972
"""The year of a birthday of which it is not known."""
_SINCE = 1_600_000_000
"""Second from which the number of a revision is counted, so that it stays small."""


@dataclass(frozen=True, slots=True)
class Agenda:
    """A calendar as it is written out, and what is in it."""

    text: bytes
    plans: int
    birthdays: int
    left: int = 0
    """What is private and was left out: there is nothing private in it."""

    def chunks(self) -> Iterator[bytes]:
        """Yield the bytes of it."""
        yield self.text

    @property
    def told(self) -> dict[str, int]:
        """What is said of it to a script."""
        return {"plans": self.plans, "birthdays": self.birthdays}

    @property
    def words(self) -> str:
        """What is in it."""
        return f"{counted(self.plans, 'plan')} and {counted(self.birthdays, 'birthday')}"


def agenda(network: Network, tables: Tables, today: date, *, todo: bool = False) -> Agenda:
    """Return what is open and the birthdays of those who are neither archived nor dead.

    Args:
        network: What to write out.
        tables: The documents it was read from, for the moments at which they were changed.
        today: Which plans are still open depends on it.
        todo: Whether plans are tasks, for programs that have some, rather than days.

    """
    plans = open_plans(network, today)
    born = [one for one in network.contacts.values() if _has_birthday(one)]
    calendar = Calendar()
    calendar.add("prodid", "-//reachout//reachout//EN")
    calendar.add("version", "2.0")
    for plan in plans:
        calendar.add_component(_plan(plan, _moment(tables, "plans", plan.plan.id), todo=todo))
    for contact in sorted(born, key=lambda one: one.id):
        calendar.add_component(_birthday(contact, _moment(tables, "contacts", contact.id)))
    return Agenda(calendar.to_ical(), len(plans), len(born))


def is_calendar(path: Path) -> bool:
    """Whether a file begins as a calendar does."""
    try:
        with path.open("rb") as file:
            return file.read(64).lstrip().startswith(b"BEGIN:VCALENDAR")
    except OSError:
        return False


def _has_birthday(contact: Contact) -> bool:
    born = contact.birthday
    return not contact.is_gone and born is not None and bool(born.m and born.d)


def _moment(tables: Tables, table: str, key: str) -> datetime:
    """Return when a document was last changed; what no hand of ours wrote has no moment."""
    said = tables.get(table, {}).get(key, {}).get("modified")
    seconds = said / 1000 if isinstance(said, int) and 0 < said < 32_503_680_000_000 else _SINCE
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=0)


def _stamped(component: Event | Todo, key: str, what: str, changed: datetime) -> None:
    component.add("uid", f"{uuid5(_OURS, f'{key}/{what}')}@reachout.invalid")
    component.add("dtstamp", changed)
    component.add("last-modified", changed)
    component.add("sequence", max(0, int(changed.timestamp()) - _SINCE))
    component.add("class", "PRIVATE")


def _plan(one: Planned, changed: datetime, *, todo: bool) -> Event | Todo:
    words = f"{one.contact.name}: {what_text(one.plan)}"
    component: Event | Todo = Todo() if todo else Event()
    _stamped(component, one.plan.id, "plan", changed)
    component.add("summary", words)
    if todo:
        component.add("due", one.plan.due)
        component.add("status", "NEEDS-ACTION")
    else:
        _all_day(component, one.plan.due)
    return component


def _birthday(contact: Contact, changed: datetime) -> Event:
    born = contact.birthday or Birthday()
    event = Event()
    _stamped(event, contact.id, "birthday", changed)
    known = born.y if born.y and _EARLIEST <= born.y <= LAST_YEAR else None
    event.add("summary", f"Birthday of {contact.name}{f' ({known})' if known else ''}")
    is_leap = (born.m, born.d) == (2, 29)
    # Any year will do where the true one is not known, or has no such day.
    year = known if known and (isleap(known) or not is_leap) else None
    day = date(year or (_LEAP_YEAR if is_leap else _SOME_YEAR), born.m or 1, born.d or 1)
    _all_day(event, day)
    # The last day of February, as it is celebrated here too in common years.
    last = {"bymonth": 2, "bymonthday": -1} if is_leap else {}
    event.add("rrule", {"freq": "yearly", **last})
    event.add("categories", ["Birthday"])
    return event


def _all_day(component: Event | Todo, day: date) -> None:
    component.add("dtstart", day)
    component.add("dtend", day + timedelta(days=1))
    component.add("transp", "TRANSPARENT")
