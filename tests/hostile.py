"""Names that would be markup, orders to a terminal, or a tangle, and a file full of them."""

from __future__ import annotations

from datetime import date
from itertools import count
from pathlib import Path

from habit.changes import Hand, log, pause, set_goal
from habit.model import Birthday, Change, Contact, ContactList, Edit, Note
from storage.store import Store

NAMES = (
    "[/]",
    "[/nobody]",
    "[@click=app.quit]x[/]",
    "[bold red]loud[/]",
    "$accent [$accent]",
    ":smile: {name} %s \\[",
    "\x1b]0;pwn\x07title",
    "\x1b[2Jclear",
    "\x9b31mred",
    "abc\u202ecba\u2066",
    "e" + "\u0301" * 40,
    "👩‍👩‍👧‍👦 family",
    "佐藤 由美",
    "a" * 300,
    "two\nlines\r\ttab",
)
"""Hostile names, as a file could hold them."""


def contact(name: str, number: int, lists: tuple[str, ...]) -> Contact:
    """Return somebody of whom every text is the same."""
    return Contact(
        id=f"{number:018d}",
        name=name,
        lists=lists,
        emails=(f"{name}@example.com",),
        urls=(name,),
        organization=name,
        title=name,
        tags=(name,),
        met=name,
        birthday=Birthday(1985, 11, 24),
        notes=(Note(f"{number:018d}", date(2026, 1, 2), name),),
    )


def write(path: Path) -> Path:
    """Write a file as another program might, without cleaning anything."""
    store = Store.open(path)
    number = count(2 * 10**17)
    hand = Hand(date(2026, 11, 22), 0, lambda: str(next(number)))
    lists = [
        ContactList(id=f"{10**17 + 900 + at}", name=name, order=at) for at, name in enumerate(NAMES)
    ]
    people = [contact(name, 500 + at, (lists[at].id,)) for at, name in enumerate(NAMES)]
    store.commit(
        Change(
            "a hostile file",
            (
                *(Edit("lists", one.id, None, one) for one in lists),
                *(Edit("contacts", one.id, None, one) for one in people),
            ),
        )
    )
    store.commit(set_goal(store.network, hand, 2))
    for one in people[:6]:
        store.commit(log(store.network, hand, [one.id], "email", note=one.name))
    store.commit(pause(store.network, [date(2026, 11, 9)], "[/] \x1b[2J"))
    store.close()
    return path
