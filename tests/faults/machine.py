"""Two sessions on one file do anything that somebody might do, and a model says what is there."""

from __future__ import annotations

import shutil
from itertools import count
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tinydb import TinyDB

from habit.changes import Hand
from habit.errors import RefusedError
from habit.model import TABLES
from storage.store import Action, ClashError, NothingError, Store
from storage.undo import OWN_TABLES
from tests.faults.actions import BEGINNING, KINDS, THEMES, TODAY, Act, acts
from tests.faults.model import FIRST, Documents, Done, Model, Steps, loosely

sessions = st.integers(0, 1)
places = st.none() | st.integers(0, 3)


def hand() -> Hand:
    """Return the day, the moment, and ids that are the same each time."""
    numbers = count(10**17)
    return Hand(TODAY, 1_795_342_500_000, lambda: str(next(numbers)))


def documents(tables: Any) -> Documents:
    """Return the documents of tables, less the moment at which each was written."""
    found = {
        (name, key): {field: value for field, value in document.items() if field != "modified"}
        for name, table in (tables or {}).items()
        if name not in OWN_TABLES
        for key, document in table.items()
    }
    return {**FIRST, **found}


def plainly(path: Path) -> Documents:
    """Return what plain TinyDB reads."""
    if not path.exists():
        return documents({})
    with TinyDB(path, access_mode="r") as plain:
        return documents(plain.storage.read())


class Sessions(RuleBasedStateMachine):
    """Two stores that are open on one file."""

    moves = 0
    """Steps of all that ran which something came of."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = Path(mkdtemp(prefix="reachout-actions-"))
        self._path = self._folder / "network.json"
        self._hand = hand()
        self._model = Model()
        self._stores = [Store.open(self._path), Store.open(self._path)]
        self._kinds = KINDS
        self._seen = [0, 0]
        """Which of the states each store has seen."""

    def teardown(self) -> None:
        """Let go of everything."""
        for store in self._stores:
            store.close()
        shutil.rmtree(self._folder)

    # What somebody does

    @initialize(lived_in=st.booleans(), theme=st.sampled_from(THEMES))
    def begin(self, lived_in: bool, theme: tuple[str, ...]) -> None:
        """Begin with nothing at all, or with somebody to do something with.

        Mostly only what is about the same is done, so that it meets the more often.
        """
        self._kinds = theme
        for act in BEGINNING if lived_in else ():
            self._do(0, act)
        self.look(1, False)

    @rule(who=sessions, several=st.lists(acts(), min_size=1, max_size=3))
    def act(self, who: int, several: list[Act]) -> None:
        """Do something, on what this session has seen."""
        for act in several:
            self._do(who, act.among(self._kinds))

    def _do(self, who: int, act: Act) -> None:
        store = self._stores[who]
        if not act.makes_sense(store.network):
            self._is_refused(store, act)
            return
        change = act.change(store.network, self._hand)
        store.commit(change)
        if not change.edits:
            return
        steps = self._move(who, self._model.after(change))
        if steps:
            self._model.done.append(Done(store.actions[0].id, change.what, steps))

    def _is_refused(self, store: Store, act: Act) -> None:
        try:
            act.change(store.network, self._hand)
        except RefusedError:
            return
        raise AssertionError(f"{act} was not refused")

    @rule(who=sessions, place=places, over=st.booleans(), back=st.booleans())
    def turn(self, who: int, place: int | None, over: bool, back: bool) -> None:
        """Take the last action or an earlier one back, or bring one back."""
        model, store = self._model, self._stores[who]
        here, there = (model.done, model.undone) if back else (model.undone, model.done)
        step = store.take_back if back else store.bring_back
        self._seen[who] = len(model.states) - 1  # it looks first, whatever comes of it
        meant = here[::-1] if place is None else here[-1 - place % max(1, len(here)) :][:1]
        key = None if place is None or not meant else meant[0].key
        turns = ((action, model.turn(action)) for action in meant)
        found = next((them for them in turns if them[1].can_be_done), None)
        if found is None:
            self._raises(NothingError, step, key, over)
            return
        action, turn = found
        if turn.clashes and not over:
            self._raises(ClashError, step, key, over)
            return
        taken = step(key, over=over)
        assert (taken.what, len(taken.stay)) == (action.what, turn.stay)
        here.remove(action)
        if steps := self._move(who, turn.documents):
            there.append(Done(action.key, action.what, steps))

    @rule(who=sessions, anew=st.booleans())
    def look(self, who: int, anew: bool) -> None:
        """Take in what the other session did, or close and open it again."""
        if anew:
            self._stores[who].close()
            self._stores[who] = Store.open(self._path)
        else:
            self._stores[who].refresh()
        self._seen[who] = len(self._model.states) - 1

    def _raises(self, error: type[Exception], step: Any, key: str | None, over: bool) -> None:
        before = self._path.read_bytes() if self._path.exists() else b""
        try:
            step(key, over=over)
        except error:
            after = self._path.read_bytes() if self._path.exists() else b""
            assert after == before
            return
        raise AssertionError(f"{error.__name__} was not raised")

    def _move(self, who: int, expected: Documents) -> Steps:
        """Compare what lies in the file with what should; it is the next state."""
        Sessions.moves += 1
        found = plainly(self._path)
        assert _loose(found) == _loose(expected)
        steps = self._model.take(found)
        self._seen[who] = len(self._model.states) - 1
        return steps

    # What holds after each step

    @invariant()
    def all_agree(self) -> None:
        """The file holds the last state, and each session the one that it has seen."""
        assert plainly(self._path) == self._model.now
        for store, seen in zip(self._stores, self._seen, strict=True):
            assert documents(store.tables) == self._model.states[seen]
            assert (store.repairs, store.notices) == ((), ())
            held = {(name, key) for name in TABLES for key in store.network.tables[name]}
            assert held == set(self._model.states[seen])

    @invariant()
    def the_same_can_be_turned(self) -> None:
        """Every action is there, in the order in which it is turned."""
        model = self._model
        for store, seen in zip(self._stores, self._seen, strict=True):
            if seen == len(model.states) - 1:
                assert _named(store.actions) == [
                    *((one.key, one.what, False) for one in reversed(model.done)),
                    *((one.key, one.what, True) for one in reversed(model.undone)),
                ]


def _named(actions: tuple[Action, ...]) -> list[tuple[str, str, bool]]:
    return [(one.id, one.what, one.undone) for one in actions]


def _loose(them: Documents) -> dict[Any, Any]:
    return {name: loosely(document) for name, document in them.items()}
