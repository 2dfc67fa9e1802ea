"""Writes docs/keys.md from the bindings themselves, so that the page says what the app does."""

from __future__ import annotations

from pathlib import Path

from textual.binding import Binding
from textual.dom import DOMNode

from tui.app import Reachout
from tui.dialogs.bring_in import ImportDialog
from tui.dialogs.busy import BusyDialog
from tui.dialogs.confirm import ConfirmDialog
from tui.dialogs.doctor import DoctorDialog
from tui.dialogs.event import EventDialog
from tui.dialogs.events import EventsDialog
from tui.dialogs.followups import FollowupsDialog
from tui.dialogs.form import Form
from tui.dialogs.help import HelpDialog
from tui.dialogs.lists import ListsDialog
from tui.dialogs.look import LookDialog
from tui.dialogs.minutes import TimePage
from tui.dialogs.month import MonthDialog
from tui.dialogs.openers import OpenersDialog
from tui.dialogs.page import Page
from tui.dialogs.pause import PauseDialog
from tui.dialogs.picker import Picker
from tui.dialogs.share import ThingPicker
from tui.dialogs.share_round import RoundDialog
from tui.dialogs.share_whom import WhomDialog
from tui.dialogs.sides import SidesDialog
from tui.screens.card import CardScreen
from tui.screens.first_run import FirstRun
from tui.screens.months import Months
from tui.screens.network import NetworkScreen
from tui.screens.people import FindLine, People
from tui.screens.place import Place
from tui.screens.review import Review
from tui.screens.strategy import Strategy
from tui.screens.week import Week
from tui.widgets.frame import key_name
from tui.widgets.gift_row import AskedKinds, GaveKinds
from tui.widgets.log_bar import How, LogBar
from tui.widgets.pick import Pick
from tui.widgets.rows import Rows

PAGE = Path(__file__).with_name("keys.md")

HEAD = """\
# Keys

Every key of the app, by place. In the app `?` shows those that work where you are, and `:` finds
a command by its name. Letters act outside of lines in which you type; `^` is the control key.

The last column is the id of a key, by which the settings file can give it another one:

```toml
[keys]
"place.log" = "L"
"list.down" = "j,n,down"
```

The settings file is named by `reachout paths`. This page is made from the bindings:
`.venv/bin/python docs/make_keys.py` writes it again.
"""

PLACES: tuple[tuple[str, tuple[type[DOMNode], ...]], ...] = (
    ("Everywhere", (Place, Reachout)),
    ("In a list", (Rows,)),
    ("1 Week", (Week,)),
    ("2 People", (People,)),
    ("2 People, while a name is typed", (FindLine,)),
    ("A person's card", (CardScreen,)),
    ("3 Months", (Months,)),
    ("4 Network", (NetworkScreen,)),
    ("5 Strategy", (Strategy,)),
    ("The weekly review", (Review,)),
    ("The log bar", (LogBar,)),
    ("The log bar, how", (How,)),
    ("The log bar, what you gave", (GaveKinds,)),
    ("The log bar, what you asked for", (AskedKinds,)),
    ("The first run", (FirstRun,)),
    ("Dialogs: a person, a list", (Form,)),
    ("Dialogs: a row of words", (Pick,)),
    ("Dialogs: lists", (ListsDialog,)),
    ("Dialogs: follow-ups", (FollowupsDialog,)),
    ("Dialogs: something to share", (ThingPicker,)),
    ("Dialogs: whom it is shared with", (WhomDialog,)),
    ("Dialogs: sharing, one after another", (RoundDialog,)),
    ("Dialogs: events", (EventsDialog,)),
    ("Dialogs: an event", (EventDialog,)),
    ("Dialogs: pausing", (PauseDialog,)),
    ("Dialogs: the report of a month", (MonthDialog,)),
    ("Dialogs: who is in a balance", (SidesDialog,)),
    ("Dialogs: openers", (OpenersDialog,)),
    ("Dialogs: the honest look", (LookDialog,)),
    ("Dialogs: a page to read", (Page,)),
    ("Dialogs: the time of the week", (TimePage,)),
    ("Dialogs: five minutes", (BusyDialog,)),
    ("Dialogs: import", (ImportDialog,)),
    ("Dialogs: commands, theme, addresses", (Picker,)),
    ("Dialogs: a question", (ConfirmDialog,)),
    ("Dialogs: the file", (DoctorDialog,)),
    ("Dialogs: help", (HelpDialog,)),
)
"""Headings, each with the classes whose own bindings stand under it."""


def page() -> str:
    """Return the page."""
    return "\n".join([HEAD, *(_section(heading, classes) for heading, classes in PLACES)])


def _section(heading: str, classes: tuple[type[DOMNode], ...]) -> str:
    rows = ["| key | what it does | id |", "|---|---|---|"]
    bindings = [one for cls in classes for one in own_bindings(cls)]
    by_words: dict[str, list[Binding]] = {}
    for binding in bindings:
        by_words.setdefault(_words(binding), []).append(binding)
    for words, them in by_words.items():
        rows.append(f"| {_keys(them)} | {words} | {_ids(them)} |")
    return "\n".join([f"## {heading}", "", *rows, ""])


def _words(binding: Binding) -> str:
    """Return what a key does; the arrows of a list in which one types go without saying."""
    return binding.tooltip or binding.description or "Move"


def own_bindings(cls: type[DOMNode]) -> list[Binding]:
    """Return the bindings that a class declares itself, those that can be named."""
    declared = cls.__dict__.get("BINDINGS", ())
    return [one for one in declared if isinstance(one, Binding) and one.id]


def _keys(bindings: list[Binding]) -> str:
    names = [key_name(key) for one in bindings for key in one.key.split(",")]
    if names == list("0123456789"):
        return "`0` to `9`"
    return " ".join(f"`{name}`" for name in names)


def _ids(bindings: list[Binding]) -> str:
    ids = [one.id or "" for one in bindings]
    return f"`{ids[0]}` to `{ids[-1]}`" if len(ids) > 3 else " ".join(f"`{one}`" for one in ids)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
