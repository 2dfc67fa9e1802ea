"""What a monkey types: single keys, and phrases that get somewhere."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from tests.hostile import NAMES

ENTER, ESCAPE, TAB, BACK = "\r", "\x1b", "\t", "\x7f"
UP, DOWN, RIGHT, LEFT = "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D"
QUIT = "\x11"

SINGLE = (
    *(ENTER,) * 14,
    *(ESCAPE,) * 12,
    *(DOWN, "j") * 5,
    *(UP, "k", TAB, "\x1b[Z", " ", "u", "U") * 3,
    *"1234512345",
    *"abcdefghilmnoprstvwxyz",
    *"ABCDEGMNPSTUWX",
    *"+-*/.,:?![]=@_0678",
    *(LEFT, RIGHT, BACK, "\x1b[5~", "\x1b[6~", "\x1b[H", "\x1b[F", "\x1bOP"),
    # ^b ^e ^f ^g ^n ^o ^p ^r ^s ^t ^u ^w ^x
    *map(chr, (2, 5, 6, 7, 14, 15, 16, 18, 19, 20, 21, 23, 24)),
)
"""Single keys, the more often the more people press them."""

WORDS = (
    "tom",
    "Ana",
    "Zoë",
    "Wim Hill",
    "Bo",
    "the maps",
    "friday",
    "2",
    "3 months",
    "x",
    "",
    *NAMES,
)

PHRASES: tuple[tuple[str, ...], ...] = (
    ("a", "{}", ENTER),
    ("l", "{}", ENTER, "c", ENTER),
    ("l", "{}", ENTER, "e", "w", ",", "{}", "\x13", "{}", ENTER, ENTER),
    ("l", "{}", ",", "{}", ENTER, "f", "g", "{}", ENTER, "p", "{}", ENTER),
    ("p", "{}", TAB, "{}", ENTER),
    ("f", "d", "u", "e", "{}", ENTER, "x", ESCAPE),
    ("2", "/", "{}", ENTER, ENTER, "n", "{}", ENTER, ESCAPE),
    ("2", " ", " ", "l", "c", ENTER),
    ("2", "t", "a", "{}", ENTER, " ", "e", "{}", ENTER, "x", ESCAPE),
    ("2", "e", "{}", DOWN, "{}", ENTER),
    ("2", "x", "u", "U", "u"),
    ("2", ENTER, "e", ",", "{}", ENTER, "x", ESCAPE),
    ("2", "X", "y"),
    ("v", "a", "{}", ENTER, "{}", ENTER, "{}", ENTER, ESCAPE, "y", "e", ENTER, "x", ESCAPE),
    ("S", "{}", ENTER, ENTER, " ", " ", ENTER, "{}", ENTER, "c", ENTER, "s", ESCAPE),
    ("r", "{}", ENTER, ENTER, " ", ENTER, ENTER, ENTER),
    ("3", ENTER, "l", "{}", ESCAPE, "p", " ", " ", ESCAPE),
    ("5", "A", "{}", ENTER, "{}", ENTER, "x", "u"),
    ("5", "h", "3", "4", "5", ENTER),
    ("o", "a", "{}", ENTER, "e", "{}", ENTER, "x", ESCAPE),
    ("z", "{}", ENTER, "W", "i", TAB, "{}", ENTER),
    ("\x07", "{}", ENTER, ESCAPE, "n", ESCAPE, "y"),
    ("\x15", ENTER, "y", "\x15", DOWN, ENTER, "y"),
    ("u", "u", "U", "U", "u"),
    ("=", "{}", ENTER, "T", "T", ENTER, "B", ENTER, "c", ENTER),
    ("2", "i", "{}", ENTER, ESCAPE),
    (":", "{}", ENTER),
)


def typed(random: Random) -> Sequence[str]:
    """Return what is typed next, key by key."""
    chance = random.random()
    if chance < 0.005:
        return (random.choice(("q", QUIT)),)
    if chance < 0.5:
        return [random.choice(SINGLE) for _ in range(random.randint(1, 12))]
    keys: list[str] = []
    for part in random.choice(PHRASES):
        keys += _word(random) if part == "{}" else (part,)
        if random.random() < 0.05:
            keys.append(random.choice(SINGLE))
    return keys


def _word(random: Random) -> Sequence[str]:
    """Return a word as keys, or as it is pasted."""
    word = random.choice(WORDS)
    plain = "".join(one for one in word if one.isprintable())
    return list(plain) if random.random() < 0.7 else (f"\x1b[200~{word}\x1b[201~",)
