from __future__ import annotations

from habit.addresses import address_words, addresses, numbers, types_of
from habit.model import Contact, Phone

MIRA = Contact(
    "1",
    "Mira Holt",
    emails=("mira@example.com",),
    phones=(
        Phone("555 0101", type="work fax"),
        Phone("555 0102", type="home"),
        Phone("555 0103", type="Pager"),
        Phone("555 0104", type="mobile"),
        Phone("555 0105"),
    ),
    types={"mira@example.com": "work", "gone@example.com": "home"},
)


def test_a_fax_or_a_pager_is_never_offered_and_the_mobile_comes_first() -> None:
    assert numbers(MIRA) == ("555 0104", "555 0102", "555 0105")
    assert addresses(MIRA, "text") == addresses(MIRA, "call") == numbers(MIRA)


def test_nothing_but_a_fax_is_no_number() -> None:
    assert numbers(Contact("1", "Mira", phones=(Phone("555 0101", type="fax"),))) == ()


def test_the_sort_of_an_address_is_known_as_long_as_the_address_is_there() -> None:
    assert types_of(MIRA) == {
        "555 0101": "work fax",
        "555 0102": "home",
        "555 0103": "Pager",
        "555 0104": "mobile",
        "mira@example.com": "work",
    }


def test_every_address_is_listed_with_its_sort_and_faxes_last() -> None:
    assert list(address_words(MIRA)) == [
        "mira@example.com (work)",
        "555 0104 (mobile)",
        "555 0102 (home)",
        "555 0105",
        "555 0101 (work fax)",
        "555 0103 (Pager)",
    ]
