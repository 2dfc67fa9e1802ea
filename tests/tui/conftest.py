"""The app without a terminal, on a made-up file or a new one, always on the same day."""

from __future__ import annotations

import asyncio
import inspect
import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from storage.store import Store, new_id
from tests.tui.desk import HAND, TODAY, Desk, StoppedClock, app_on, key_of, sitting
from tui.demo import demo_store

Sit = Callable[..., AbstractAsyncContextManager[Desk]]


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run a test that is a coroutine in a loop of its own."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    wanted = inspect.signature(pyfuncitem.obj).parameters
    arguments = {name: pyfuncitem.funcargs[name] for name in wanted}
    asyncio.run(pyfuncitem.obj(**arguments))
    return True


@pytest.fixture(scope="session")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the made-up network, to be copied."""
    path = tmp_path_factory.mktemp("demo") / "network.json"
    with demo_store(date.fromisoformat(TODAY)) as made:
        shutil.copy(made, path)
    return path


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """The path of a file that is not there yet."""
    return tmp_path / "data" / "network.json"


@pytest.fixture
def demo(made_up: Path, new: Path) -> Path:
    """A copy of the made-up network, in the place of a new file."""
    new.parent.mkdir(mode=0o700)
    shutil.copy(made_up, new)
    return new


@pytest.fixture
def begun(new: Path) -> Path:
    """A file with a goal and nobody in it."""
    from habit.changes import Hand, first_lists, join, set_goal

    store = Store.open(new)
    hand = Hand(date.fromisoformat(TODAY), 0, new_id)
    goal = set_goal(store.network, hand, 2)
    store.commit(join(first_lists(store.network, hand), goal, what="begun"))
    store.close()
    return new


@pytest.fixture
def young(new: Path) -> Path:
    """The second week of a habit: a talk, before it a month with nobody, and a try before that."""
    from habit.model import Change, Contact, Edit, Gift, Goal, Interaction, Record

    names = ("Ana Silva", "佐藤 由美", "Tom Okafor")
    ids = [str(10**17 + at) for at in range(3)]
    ana, yumi, _ = ids
    people: list[Record] = [Contact(key, name) for key, name in zip(ids, names, strict=True)]
    wrote = Interaction("1" * 18, date(2026, 9, 10), {ana: "waiting"}, channel="email")
    said = "she has a role in mind and asks around"
    spoke = Interaction(
        "2" * 18,
        date(2026, 11, 12),
        {yumi: "reached"},
        channel="coffee",
        note=said,
        gave=(Gift("link", "the talks"),),
        came=(Gift("lead", "a role at Kitamura Press"),),
    )
    goal = Goal("20261109", 2, 3)
    tables: dict[str, list[Record]] = {
        "contacts": people,
        "interactions": [wrote, spoke],
        "goals": [goal],
    }
    edits = [Edit(table, one.id, None, one) for table, them in tables.items() for one in them]
    store = Store.open(new)
    store.commit(Change("a young habit", tuple(edits)))
    store.close()
    return new


@pytest.fixture
def spoilt(demo: Path) -> Path:
    """The made-up network with two documents that a hand has spoilt, and a backup beside it."""
    store = Store.open(demo, clock=lambda: 1_795_342_500.0)
    store.back_up()
    store.close()
    tables = json.loads(demo.read_bytes())
    tom, priya = (
        next(key for key, one in tables["contacts"].items() if one["name"] == name)
        for name in ("Tom Okafor", "Priya Nair")
    )
    tables["contacts"][tom]["cadence"] = "monthly"
    tables["contacts"][priya]["name"] = 5
    demo.write_text(json.dumps(tables), "utf-8")
    return demo


@pytest.fixture
def busy(demo: Path) -> Path:
    """The made-up network with a few things done and taken back, at a quarter past ten."""
    from habit.changes import Hand, archive, edit_contact, log

    store = Store.open(demo, clock=lambda: 1_795_342_500.0)
    hand = Hand(date.fromisoformat(TODAY), 0, new_id)
    priya = key_of(store, "Priya Nair")
    store.commit(edit_contact(store.network, priya, title="Poet"))
    store.commit(edit_contact(store.network, priya, title="Novelist"))
    store.commit(log(store.network, hand, [priya], "call", on=date(2026, 11, 19)))
    store.commit(archive(store.network, [priya]))
    store.take_back()
    store.close()
    return demo


@pytest.fixture
def reviewed(demo: Path) -> Path:
    """The made-up network with a review earlier in this month: no report comes first."""
    from habit import review

    store = Store.open(demo)
    week = date(2026, 11, 2)
    store.commit(review.keep(store.network, week, done=date(2026, 11, 8)), undoable=False)
    store.close()
    return demo


@pytest.fixture
def promised(demo: Path) -> Path:
    """The made-up network with three people planned for the next week, one of whom is done."""
    from habit import plans
    from habit.changes import Hand, log

    store = Store.open(demo)
    hand = Hand(date.fromisoformat(TODAY), 0, new_id)
    for at, name in enumerate(("Priya Nair", "Tom Okafor", "Kwame Mensah"), 1):
        key = key_of(store, name)
        day = date(2026, 11, 22 + at)
        store.commit(plans.plan_person(store.network, hand, key, day, channel="call"))
        if at == 1:
            monday = Hand(day, 1, new_id)
            store.commit(log(store.network, monday, [key], "call"))
    store.close()
    return demo


@pytest.fixture
def celebrated(demo: Path) -> Path:
    """The made-up network, on a day on which two people have birthday."""
    from habit.changes import edit_contact
    from habit.model import Birthday

    store = Store.open(demo, clock=lambda: 1_795_342_500.0)
    for name, born in (
        ("佐藤 由美", Birthday(1986, 11, 22)),
        ("Ana Silva", Birthday(None, 11, 22)),
    ):
        store.commit(edit_contact(store.network, key_of(store, name), birthday=born))
    store.close()
    return demo


@pytest.fixture
def planned(demo: Path) -> Path:
    """The made-up network with a few things planned."""
    from habit.changes import Hand
    from habit.plans import add_plan, next_step, parse_how

    store = Store.open(demo, clock=lambda: 1_795_342_500.0)
    hand = Hand(date.fromisoformat(TODAY), 1_795_342_500_000, new_id)
    priya = key_of(store, "Priya Nair")
    for name, due, text, how in (
        ("Tom Okafor", "2026-11-22", "the way to the allotment", "call"),
        ("佐藤 由美", "2026-11-23", "", "email"),
        ("Priya Nair", "2026-11-27", "send the talk about maps of rivers", "by email"),
    ):
        channel, more = parse_how(how)
        day, who = date.fromisoformat(due), key_of(store, name)
        change = add_plan(store.network, hand, who, day, text=text, channel=channel, how=more)
        store.commit(change)
    store.commit(next_step(store.network, hand, [priya], "coffee on the 3rd"))
    store.close()
    return demo


@pytest.fixture
def half(demo: Path) -> Path:
    """The made-up network with a round in which one person is left, and one was skipped."""
    from habit import sharing
    from habit.changes import Hand

    store = Store.open(demo, clock=lambda: 1_795_342_500.0)
    number = count(2 * 10**17)
    hand = Hand(date.fromisoformat(TODAY), 1_795_342_500_000, lambda: str(next(number)))
    entry = sharing.things(store.network)[0]
    for at, one in enumerate(sharing.waiting_for(store.network, entry)[:-1]):
        send = sharing.send(store.network, hand, entry.id, one.id)
        store.commit(send if at else sharing.skip(store.network, entry.id, one.id))
    store.close()
    return demo


@pytest.fixture
def working(reviewed: Path) -> Path:
    """The made-up network of somebody who is employed, and whose organization has others in it."""
    from habit.changes import edit_contact, set_goal, set_organization

    store = Store.open(reviewed, clock=lambda: 1_795_342_500.0)
    priya = store.network.contacts[key_of(store, "Priya Nair")]
    said = {"rank": "above", "team": False, "influence": True, "found": "LinkedIn"}
    more = {"met": "at the book fair", "cares": "maps of rivers", "tags": ("maps", "hiring")}
    store.commit(set_goal(store.network, HAND, mode="employed"))
    store.commit(set_organization(store.network, priya.organization or ""))
    store.commit(edit_contact(store.network, priya.id, **said, **more))
    store.commit(edit_contact(store.network, key_of(store, "Tom Okafor"), side="outside"))
    store.close()
    return reviewed


@pytest.fixture
def seeking(reviewed: Path) -> Path:
    """The made-up network of somebody who looks for work, with this week's job boards."""
    from habit import review
    from habit.changes import set_goal
    from habit.effort import set_jobboards

    store = Store.open(reviewed, clock=lambda: 1_795_342_500.0)
    week = date(2026, 11, 9)
    store.commit(review.keep(store.network, week, done=date(2026, 11, 16)), undoable=False)
    store.commit(set_goal(store.network, HAND, mode="seeking"))
    store.commit(set_jobboards(store.network, date(2026, 11, 16), 105))
    store.close()
    return reviewed


@pytest.fixture
def timing(demo: Path) -> Path:
    """The made-up network with a timer that was started at 10:03."""
    from habit.changes import Hand
    from habit.timer import start

    store = Store.open(demo, clock=lambda: 1_795_342_500.0)
    hand = Hand(date.fromisoformat(TODAY), StoppedClock(TODAY).now() - 12 * 60_000, new_id)
    store.commit(start(store.network, hand, [key_of(store, "Tom Okafor")]))
    store.close()
    return demo


@pytest.fixture
def met(demo: Path) -> Path:
    """The made-up network with an event of this week, and something else for each met there."""
    from habit import events
    from habit.changes import Hand, log
    from habit.model import Gift
    from habit.plans import drop_plan

    store = Store.open(demo, clock=lambda: 1_795_342_500.0)
    number = count(2 * 10**17)
    hand = Hand(date.fromisoformat(TODAY), 1_795_342_500_000, lambda: str(next(number)))
    wednesday = replace(hand, today=date(2026, 11, 18), now=hand.now - 4 * 86_400_000)
    day = date(2026, 11, 17)
    store.commit(
        events.add_event(store.network, wednesday, "Open source day", day, place="the mill")
    )
    (event,) = events.called(store.network, "Open source day")
    who = [
        "Priya Nair",
        "佐藤 由美",
        "María José Fernández de la Vega y Castellanos",
        "Björn Lindqvist",
    ]
    ids = [key_of(store, name) for name in who]
    store.commit(events.meet(store.network, wednesday, event.id, [*ids, "Kai Nakoa"]))
    came = [Gift("lead", "a role at the library")]
    friday = date(2026, 11, 20)
    store.commit(log(store.network, hand, ids[:1], "email", on=friday, came=came))
    store.commit(log(store.network, hand, ids[2:3], "call", on=friday))
    (plan,) = [one for one in store.network.plans_of[ids[3]] if one.kind == "event"]
    store.commit(drop_plan(store.network, hand, plan.id))
    store.close()
    return demo


@pytest.fixture
def forgotten(demo: Path) -> Path:
    """The made-up network with a timer that was started yesterday evening."""
    from habit.changes import Hand
    from habit.timer import start

    store = Store.open(demo, clock=lambda: 1_795_342_500.0)
    hand = Hand(date(2026, 11, 21), StoppedClock(TODAY).now() - 14 * 3_600_000, new_id)
    store.commit(start(store.network, hand, [key_of(store, "Tom Okafor")]))
    store.close()
    return demo


@pytest.fixture
def reasoned(begun: Path) -> Path:
    """A file with a goal, a reason for it, and nobody in it."""
    from habit.changes import set_goal

    store = Store.open(begun)
    store.commit(set_goal(store.network, HAND, why="I like my people, and they like to be called"))
    store.close()
    return begun


@pytest.fixture
def other(demo: Path) -> Iterator[Store]:
    """Another session on the file of the made-up network."""
    store = Store.open(demo)
    yield store
    store.close()


@pytest.fixture
def sealed(demo: Path) -> Path:
    """The made-up network in a file that is marked as not to be written."""
    demo.chmod(0o400)
    return demo


@pytest.fixture
def sit() -> Sit:
    """Sit down before the app on a file: `async with sit(path, size=...) as desk`."""

    def down(path: Path, size: tuple[int, int] = (80, 24), **how: Any) -> Any:
        return sitting(app_on(path, **how), size)

    return down
