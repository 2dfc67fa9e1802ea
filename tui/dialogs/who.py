"""The dialog that says who people are to you, for one or for many at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from habit.changes import edit_contact
from habit.errors import RefusedError
from habit.marks import edit_many, mix, retagged
from habit.model import Change, Contact
from habit.who import is_guessed, side_words
from tui.dialogs.form import Form, Question
from tui.paint import Line, wrap

if TYPE_CHECKING:
    from tui.state import State

UNSAID = "not said"
AS_THEY_ARE = "as they are"
NONE = "-"
"""What takes a line away from many at once, as an empty one leaves theirs."""

_YES_NO = (("y", "yes"), ("n", "no"))
CHOICES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "side": (("i", "inside"), ("o", "outside")),
    "team": _YES_NO,
    "rank": (("a", "above"), ("p", "peer"), ("b", "below")),
    "influence": _YES_NO,
}
"""Letter and word of what can be chosen, by field."""
LABELS: Mapping[str, str] = {
    "side": "Side",
    "team": "Own team",
    "rank": "Rank",
    "influence": "Influence",
    "met": "How you met",
    "found": "Where found",
    "cares": "Cares for",
    "tags": "Tags",
}
ABOUT: Mapping[str, str] = {
    "side": "Inside or outside the organization you work for.",
    "team": "Whether you work with them every day.",
    "rank": "Above you, a peer, or below you, wherever they work.",
    "influence": "Whether their word opens doors.",
    "met": "On what occasion you met.",
    "found": "The network, the event or the person that led to them.",
    "cares": "What they care about: it tells you what to send them.",
    "tags": "Words to find them by, with commas between.",
}
"""What each line is about."""
EXAMPLES: Mapping[str, str] = {
    "met": "on the ferry to Rum",
    "found": "LinkedIn, the book fair, Tom",
    "cares": "old maps, her two dogs",
    "tags": "maps, hiring",
}
_WORDS: Mapping[Any, str] = {None: UNSAID, True: "yes", False: "no"}
_VALUES: Mapping[str, Any] = {UNSAID: None, "yes": True, "no": False}


class WhoDialog(Form):
    """Asks who people are to you; of many only what is touched is changed."""

    def __init__(self, state: State, people: Sequence[Contact]) -> None:
        self._state = state
        self._ids = [one.id for one in people]
        title = people[0].name if len(people) == 1 else f"{len(people)} people"
        super().__init__(title, self._ask_now, self._change, state.commit)

    @property
    def _people(self) -> list[Contact]:
        """The people as they are now."""
        contacts = self._state.network.contacts
        return [contacts[key] for key in self._ids if key in contacts]

    @property
    def _is_one(self) -> bool:
        return len(self._ids) == 1

    def _ask_now(self) -> list[Question]:
        if self._ids and not self._people:
            raise RefusedError("none of them is there any more; ^u shows what was done")
        return [self._question(field) for field in LABELS]

    def _question(self, field: str) -> Question:
        label, choices = LABELS[field], CHOICES.get(field)
        now = [self._said(one, field) for one in self._people]
        if choices is None:
            example = EXAMPLES[field] if self._is_one or field != "tags" else "+maps -hiring"
            value = now[0] if self._is_one and now else ""
            return Question(field, label, value, example, "" if self._is_one else AS_THEY_ARE)
        offered = (*choices, ("s", UNSAID))
        if self._is_one:
            value = now[0] if now else UNSAID
            return Question(field, label, value, "", "", offered, self._guess(field))
        several = (("t", AS_THEY_ARE), *offered)
        return Question(field, label, AS_THEY_ARE, "", "", several, f"now: {mix(now)}")

    def _said(self, contact: Contact, field: str) -> str:
        value = getattr(contact, field)
        if field == "tags":
            return ", ".join(value)
        if field not in CHOICES:
            return value or ""
        return _WORDS.get(value) or str(value)

    def _guess(self, field: str) -> str:
        """The side of the one person where it is a guess, in words."""
        network, people = self._state.network, self._people
        guessed = field == "side" and people and is_guessed(network, people[0])
        return side_words(network, people[0]) if guessed else ""

    def extra(self, width: int) -> list[Line]:
        """What the line in use is about, and how it stands with the people now."""
        asked = self._asked
        if asked is None:
            return [[], [], []]
        lines = wrap(self._now(asked.key) or ABOUT[asked.key], width, "soft", 2)
        return [[], *lines, *[[] for _ in range(2 - len(lines))]]

    def _now(self, field: str) -> str:
        network, people = self._state.network, self._people
        if self._is_one:
            guess = self._guess(field)
            return f"{guess.capitalize()} as yours." if guess else ""
        guessed = [one for one in people if is_guessed(network, one)] if field == "side" else []
        if field in CHOICES:
            guess = f"; {len(guessed)} inside by a guess: same organization" if guessed else ""
            return f"Now: {mix(self._said(one, field) for one in people)}{guess}."
        have = sum(bool(self._said(one, field)) for one in people)
        how = (
            "+ adds a tag, - takes one" if field == "tags" else f"empty leaves it, {NONE} takes it"
        )
        return f"Now: {have} of {len(people)} have it; {how}."

    def _change(self, values: Mapping[str, str]) -> Change:
        network = self._state.network
        before = {one.key: one.value for one in self._questions}
        said = {field: value for field, value in values.items() if value != before[field].strip()}
        fields = {field: _value(field, value) for field, value in said.items() if field != "tags"}
        tags = said.get("tags", "")
        if not self._is_one:
            return edit_many(network, self._ids, tags=tags, **fields)
        (key,) = self._ids
        if "tags" in said:
            contact = network.contacts.get(key, Contact())
            fields["tags"] = retagged(contact.tags if tags[:1] in ("+", "-") else (), tags)
        return edit_contact(network, key, **fields)


def _value(field: str, word: str) -> Any:
    """Return what a word of the dialog means in the file."""
    if field in CHOICES:
        return _VALUES.get(word, word)
    return None if word in ("", NONE) else word
