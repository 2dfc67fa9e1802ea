"""Finding people by what was typed: all of its words, in any case and without accents."""

from __future__ import annotations

import shlex
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from habit.errors import CouldNotError, RefusedError
from habit.model import Contact
from habit.network import Network
from habit.text import fold, line

_MOST_LISTED = 10
"""How many of several matches a message lists."""


class Finder:
    """Contacts made ready for searching as fast as one types."""

    def __init__(self, contacts: Iterable[Contact]) -> None:
        # A blank before each name, so that a blank before a word finds it where words begin.
        keyed = ((" " + _called(one), one.name, _beside(one), one) for one in contacts)
        ready = sorted(keyed, key=lambda entry: entry[:2])
        self._ready = [(name, beside, one) for name, _, beside, one in ready]

    def search(self, query: str, limit: int | None = None) -> list[Contact]:
        """Return who matches, best first: where words of the name begin, within them, beside it."""
        words = fold(query).split()
        if not words:
            return [one for _, _, one in self._ready[:limit]]
        found = [one for matches in self.ranked(words) for one in matches]
        return found[:limit]

    def ranked(self, words: Sequence[str]) -> tuple[list[Contact], ...]:
        """Return the matches in their order, those by name before those by what is beside it."""
        begins: list[Contact] = []
        starts: list[Contact] = []
        inside: list[Contact] = []
        beside: list[Contact] = []
        first, *others = words
        opening = " " + first
        # The first word alone rules out nearly everybody.
        near = [entry for entry in self._ready if first in entry[0] or first in entry[1]]
        for name, more, one in near:
            if opening in name and all(" " + word in name for word in others):
                (begins if name.startswith(opening) else starts).append(one)
            elif first in name and all(word in name for word in others):
                inside.append(one)
            elif all(word in more or word in name for word in words):
                beside.append(one)
        return begins, starts, inside, beside


def _called(contact: Contact) -> str:
    """Return what a contact is called, by the name and then by the nickname, folded."""
    name = fold(contact.name)
    return f"{name} {' '.join(nicknames(contact))}" if contact.nickname else name


def nicknames(contact: Contact) -> list[str]:
    """Return the nicknames of a contact, folded."""
    return [fold(one) for one in (contact.nickname or "").split(",") if one.strip()]


def _beside(contact: Contact) -> str:
    """Return what a contact may be known by beside the name, folded."""
    if not contact.emails and not contact.organization:
        return ""
    return fold(" ".join((*contact.emails, contact.organization or "")))


def hits(name: str, query: str) -> list[tuple[int, int]]:
    """Return where the words of a query stand in a name, as ranges that do not overlap."""
    folded, origin = _traced(name)
    covered: set[int] = set()
    for word in fold(query).split():
        at = (" " + folded).find(" " + word)
        if at < 0:
            at = folded.find(word)
        if at >= 0:
            covered.update(range(origin[at], origin[at + len(word) - 1] + 1))
    return list(_ranges(covered, name))


def _traced(name: str) -> tuple[str, list[int]]:
    """Return a name folded, and for each of its characters the place in the name it came from."""
    folded: list[str] = []
    origin: list[int] = []
    for place, char in enumerate(name):
        bare = " " if char.isspace() else fold(char)
        folded.append(bare)
        origin.extend([place] * len(bare))
    return "".join(folded), origin


def _ranges(covered: set[int], name: str) -> Iterator[tuple[int, int]]:
    start = None
    for place in range(len(name) + 1):
        # An accent written as a character of its own belongs to the letter before it.
        is_mark = place < len(name) and unicodedata.category(name[place]) == "Mn"
        if start is None:
            start = place if place in covered else None
        elif place not in covered and not is_mark:
            yield start, place
            start = None


def resolve(network: Network, name: str) -> Contact:
    """Return the one contact that is meant: by id, email, exact name, or as the only match.

    Raises:
        RefusedError: Nothing was named.
        CouldNotError: Nobody fits, or several do; never a guess.

    """
    if not fold(name):
        raise RefusedError("a name is needed: say whom you mean")
    matches = _matches(network, name)
    if not matches:
        raise CouldNotError(f"nobody here is called {line(name)}: {_offer(name)} adds them")
    if len(matches) > 1:
        raise CouldNotError(_several(name, matches))
    return matches[0]


def resolve_all(network: Network, names: Sequence[str]) -> list[Contact]:
    """Return the contacts that are meant, each once; joined names may be those of one.

    Raises:
        RefusedError: One of the names is empty.
        CouldNotError: One of the names fits nobody, or several people.

    """
    if len(names) > 1 and all(fold(name) for name in names):
        one = _joined(network, names)
        if one is not None:
            return [one]
    found = (resolve(network, name) for name in names)
    return list({one.id: one for one in found}.values())


def _joined(network: Network, names: Sequence[str]) -> Contact | None:
    """Return the one contact whose name the words make up together."""
    name = " ".join(names)
    matches = _matches(network, name)
    if len(matches) != 1:
        return None
    # Words that are each somebody's whole name stand for those people, unless together they
    # are a whole name too.
    everyone = list(network.contacts.values())
    is_name = fold(matches[0].name) == fold(name)
    return matches[0] if is_name or not all(_exact(everyone, one) for one in names) else None


def _matches(network: Network, name: str) -> list[Contact]:
    """Return all who may be meant; archived and dead ones only when nobody else is."""
    by_id = network.contacts.get(name.strip())
    if by_id is not None:
        return [by_id]
    people = network.contacts.values()
    current = [one for one in people if not one.is_gone]
    gone = [one for one in people if one.is_gone]
    return next((found for them in (current, gone) if (found := _fitting(them, name))), [])


def _fitting(people: list[Contact], name: str) -> list[Contact]:
    """Return whom a name fits best: the whole of it, else its words, else what is beside it."""
    exact = _exact(people, name)
    if exact:
        return exact
    *by_name, beside = Finder(people).ranked(fold(name).split())
    return [one for matches in by_name for one in matches] or beside


def _exact(people: list[Contact], name: str) -> list[Contact]:
    """Return those whose email, else id or whole name, else whole nickname it is.

    Whoever has a nickname for a word of their name may be meant as well.
    """
    wanted = fold(name)
    by_email = [one for one in people if any(fold(email) == wanted for email in one.emails)]
    found = by_email or [one for one in people if wanted in (one.id, fold(one.name))]
    if found or not any(wanted in nicknames(one) for one in people):
        return found
    return [one for one in people if f" {wanted} " in f" {_called(one)} "]


def _offer(name: str) -> str:
    """Return the command that adds somebody of this name, safe to paste into a shell."""
    said = line(name)
    quoted = shlex.quote(said) if set('"$`\\!') & set(said) else f'"{said}"'
    return f"reachout add {quoted}"


def _several(name: str, matches: list[Contact]) -> str:
    listed = ", ".join(_told_apart(one, matches) for one in matches[:_MOST_LISTED])
    rest = len(matches) - _MOST_LISTED
    more = f" and {rest} more" if rest > 0 else ""
    return (
        f"{line(name)} fits {len(matches)} people: {listed}{more}; "
        "say more of the name, or the email or id"
    )


def _told_apart(contact: Contact, others: list[Contact]) -> str:
    """Return a name with what tells it from its namesakes: where they work, an email, the id."""
    namesakes = [one for one in others if one.name == contact.name and one is not contact]
    if contact.organization and all(one.organization != contact.organization for one in namesakes):
        return f"{line(contact.name)} ({line(contact.organization)})"
    told = contact.emails[0] if contact.emails else f"id {contact.id}"
    return f"{line(contact.name)} ({line(told)})"
