"""Where somebody is reached: their addresses by channel, and what sort each of them is."""

from __future__ import annotations

from habit.model import Channel, Contact, Phone

_MOBILE = frozenset(("mobile", "mobil", "handy", "cell", "natel", "móvil", "portable", "cellulare"))
"""Words for what somebody has in their pocket, in cards and in labels of people's own."""
DEAF = ("fax", "pager", "modem", "telex", "isdn", "bbs", "textphone")
"""What no voice and no text is offered for, though the number is kept and shown."""


def types_of(contact: Contact) -> dict[str, str]:
    """Return what sort of address each one is of which that is known, by the address."""
    phones = {phone.raw: phone.type for phone in contact.phones if phone.type}
    known = {*contact.emails, *contact.urls}
    return phones | {one: word for one, word in contact.types.items() if one in known}


def is_for_people(phone: Phone) -> bool:
    """Whether somebody hears or reads what comes to a number: no fax, no pager."""
    return not any(word.endswith(DEAF) for word in _words(phone))


def phones(contact: Contact) -> list[Phone]:
    """Return all numbers, the mobile ones first and what nobody hears last."""
    return sorted(contact.phones, key=lambda one: (not is_for_people(one), _is_at_home(one)))


def numbers(contact: Contact) -> tuple[str, ...]:
    """Return the numbers for a call or a text, the mobile ones first."""
    return tuple(one.raw for one in phones(contact) if is_for_people(one))


def addresses(contact: Contact, channel: Channel) -> tuple[str, ...]:
    """Return somebody's addresses for a channel, the first one first."""
    match channel:
        case "email":
            return contact.emails
        case "text" | "call" | "voicemail":
            return numbers(contact)
        case "social":
            return contact.urls
        case _:
            return ()


def every_address(contact: Contact) -> dict[str, str]:
    """Return all addresses, what one writes to and calls first, each with its sort or nothing."""
    types, called = types_of(contact), numbers(contact)
    deaf = (one.raw for one in contact.phones if one.raw not in called)
    every = (*contact.emails, *called, *contact.urls, *deaf)
    return {one: types.get(one, "") for one in every}


def address_words(contact: Contact) -> list[str]:
    """Return all addresses as they are shown: `555 0101 (mobile)`."""
    return [f"{one} ({sort})" if sort else one for one, sort in every_address(contact).items()]


def _is_at_home(phone: Phone) -> bool:
    return _MOBILE.isdisjoint(_words(phone))


def _words(phone: Phone) -> list[str]:
    return (phone.type or "").casefold().split()
