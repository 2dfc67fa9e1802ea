"""The settings: a small TOML file that belongs to the user, who may write anything into it."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal, TypeAlias, get_args

from storage import disk
from storage.disk import StoreError, reported

Depth: TypeAlias = Literal["true", "256", "16", "none"]
"""How many colours a terminal has: any, the palette of 256, its own 16, or none."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user wants different."""

    theme: str | None = None
    """The name of a theme; None lets the terminal decide."""
    keys: dict[str, str] = field(default_factory=dict)
    """Keys by the id of what they do."""
    colors: Depth | None = None
    """How many colours the terminal has; None lets the terminal say."""
    ascii: bool = False
    """Draw with ASCII characters alone."""
    mouse: bool = True
    warm: bool = True
    """Say a warm line when the goal is met."""


_WORDS: Mapping[str, str] = {
    "theme": 'a name in quotes, such as "ember"',
    "keys": "a table of ids and keys in quotes",
    "colors": '"true", "256", "16" or "none", in quotes',
    "ascii": "true or false",
    "mouse": "true or false",
    "warm": "true or false",
}


def load(path: Path) -> tuple[Settings, tuple[str, ...]]:
    """Return the settings, and a sentence for each part of the file that could not be used."""
    try:
        said = tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        return Settings(), ()
    except OSError as error:
        return Settings(), (f"{path} cannot be read, as {disk.in_words(error)}.",)
    except ValueError as error:
        return Settings(), (f"{path} is not TOML: {error}. The usual settings are used.",)
    if isinstance(said.get("keys"), dict):
        said["keys"] = dict(_dotted(said["keys"]))
    problems = tuple(f"{path}: {problem}." for problem in _problems(said))
    good = {name: value for name, value in said.items() if _is_sound(name, value)}
    if isinstance(said.get("keys"), dict):
        good["keys"] = {name: key for name, key in said["keys"].items() if isinstance(key, str)}
    return Settings(**good), problems


def _dotted(keys: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Name keys in full: TOML takes `place.log = "L"` without quotes for a table in a table."""
    for name, value in keys.items():
        if isinstance(value, dict):
            yield from _dotted(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", value


def _is_sound(name: str, value: Any) -> bool:
    match name:
        case "theme":
            return isinstance(value, str)
        case "colors":
            return value in get_args(Depth)
        case "ascii" | "mouse" | "warm":
            return isinstance(value, bool)
        case _:
            return False


def _problems(said: Mapping[str, Any]) -> Iterator[str]:
    for name, value in said.items():
        if name == "keys" and isinstance(value, dict):
            for what, key in value.items():
                if not isinstance(key, str):
                    yield f'keys.{what} should be a key in quotes, such as "l"'
        elif name not in _WORDS:
            yield f"there is no setting {name!r}; {_hint(name)}"
        elif not _is_sound(name, value):
            yield f"{name} should be {_WORDS[name]}"


def _hint(name: str) -> str:
    near = get_close_matches(name, _WORDS, 1)
    return f"the nearest is {near[0]}" if near else f"there are {', '.join(_WORDS)}"


def save_theme(path: Path, name: str) -> None:
    """Remember a theme; every other line of the file, comments too, stays as it is."""
    import tomlkit

    path = Path(os.path.realpath(path))
    with reported(f"{path} was not saved"):
        try:
            said = tomlkit.parse(path.read_text("utf-8-sig") if path.exists() else "")
        except ValueError as error:
            raise StoreError(
                f"{path} is not TOML ({error}), so the theme was not saved: mend it first."
            ) from error
        said["theme"] = name
        disk.make_folder(path.parent)
        disk.write(path, [tomlkit.dumps(said).encode()])
