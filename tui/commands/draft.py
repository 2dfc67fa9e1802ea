"""A change in the making: several steps that are written as one, or not at all."""

from __future__ import annotations

from habit.changes import FIRST_LISTS, add_list, join
from habit.model import Change
from habit.text import fold
from tui.commands.session import Session


class Draft:
    """Steps taken one after another, each on top of those before it; nothing is written yet."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._steps: list[Change] = []
        self.network = session.network
        """The network as it will be."""
        self.new_lists: list[str] = []
        """The names of the lists that had to be made."""

    def take(self, step: Change) -> str:
        """Take a step, and return the id of the document that it makes or changes first."""
        self._steps.append(step)
        self.network = self.network.after((one.table, one.id, one.after) for one in step.edits)
        return step.edits[0].id if step.edits else ""

    def list_named(self, name: str) -> str:
        """Return the id of the list that is called so, after making it if there is none.

        One of the three first lists is made as the first run of the app makes it.
        """
        for one in self.network.ordered_lists():
            if fold(one.name) == fold(name):
                return one.id
        usual = {fold(first): (first, cadence) for first, cadence in FIRST_LISTS.items()}
        name, cadence = usual.get(fold(name), (name, None))
        self.new_lists.append(name)
        return self.take(add_list(self.network, self._session.hand, name, cadence))

    def commit(self) -> None:
        """Write all steps at once; what the last one did names the whole."""
        if self._steps:
            self._session.commit(join(*self._steps, what=self._steps[-1].what))
