"""Where the files lie, and the one way in which a path comes in from outside."""

from __future__ import annotations

import errno
import os
import pwd
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Literal

from habit.errors import CouldNotError, RefusedError
from habit.text import line
from storage.disk import in_words

Kind = Literal["file", "folder", "other"]
"""What lies at a path; a device or a pipe is something other than a file."""

_MOST_SHOWN = 60
"""Characters that are shown of a path that is too long to be one."""


def data_path(option: str | None, environ: Mapping[str, str]) -> Path:
    """Return the data file: the one that was asked for, else the usual one."""
    asked = environ.get("REACHOUT_DATA") or None if option is None else option
    if asked is None:
        return _base(environ, "XDG_DATA_HOME", ".local/share") / "reachout" / "network.json"
    path = path_of(asked or os.curdir, environ)
    with suppress(CouldNotError):  # where one may not look, whoever opens it says so
        if kind_at(path) == "folder":
            name = path / "network.json"
            raise RefusedError(
                f"'{asked}' is not a file: name the data file itself, such as {name}"
            )
    return path


def settings_path(environ: Mapping[str, str]) -> Path:
    """Return the settings file, which need not be there."""
    return _base(environ, "XDG_CONFIG_HOME", ".config") / "reachout" / "settings.toml"


def backups_of(path: Path) -> Path:
    """Return the folder of a data file's backups: beside the file itself, not beside a link."""
    return Path(os.path.realpath(path)).parent / "backups"


def path_of(said: str, environ: Mapping[str, str] = os.environ) -> Path:
    """Return a path that was typed, whole and with `~` filled in; nothing needs to lie there.

    Raises:
        RefusedError: No path is written like this.
        CouldNotError: The folder that it starts from is not there.

    """
    if not said:
        raise RefusedError("an empty path names no file: say which one you mean")
    if "\0" in said:
        raise RefusedError(
            f"{_short(said)} has a zero byte in it, which no path can have: type it again"
        )
    path = Path(said)
    if said.startswith("~"):
        path = _home_of(path.parts[0][1:], environ).joinpath(*path.parts[1:])
    try:
        return path.absolute()
    except FileNotFoundError:
        raise CouldNotError(
            "the folder you are in is no longer there: go to another one (cd), or give the "
            "path from / on"
        ) from None


def kind_at(path: Path) -> Kind | None:
    """Return what lies at a path, links followed; None when nothing does.

    Raises:
        RefusedError: Nothing can lie there.
        CouldNotError: One may not look there, or the disk does not answer.

    """
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _why_not(path, error) from None
    if stat.S_ISDIR(mode):
        return "folder"
    return "file" if stat.S_ISREG(mode) else "other"


def _why_not(path: Path, error: OSError) -> RefusedError | CouldNotError:
    """Return a sentence for each reason why the system does not even look at a path."""
    shown = _short(str(path))
    match error.errno:
        case errno.ENAMETOOLONG:
            return RefusedError(f"{shown} is too long for a path: check that it is one")
        case errno.ENOTDIR:
            return RefusedError(
                f"{shown} leads through something that isn't a folder: check the path"
            )
        case errno.ELOOP:
            return RefusedError(f"{shown} is a link that leads in circles: name the file itself")
        case errno.EACCES | errno.EPERM:
            then = "ask whose folder it is, or name another"
        case _:
            then = "put that right, or name another"
    return CouldNotError(f"{shown} cannot be looked at, as {in_words(error)}: {then}")


def _home_of(user: str, environ: Mapping[str, str]) -> Path:
    """Return the home folder of a user, or without a name your own."""
    if not user:
        return _home(environ)
    try:
        return Path(pwd.getpwnam(user).pw_dir)
    except (KeyError, ValueError):
        raise RefusedError(
            f"there is no user {_short(user)} here: for a file of that name write ./~{_short(user)}"
        ) from None


def _home(environ: Mapping[str, str]) -> Path:
    """Return your home folder; a variable that is empty or no whole path is none."""
    said = environ.get("HOME", "")
    if Path(said).is_absolute():
        return Path(said)
    try:
        return Path(pwd.getpwuid(os.getuid()).pw_dir)
    except KeyError:
        raise CouldNotError(
            "you have no home folder here: set HOME, or name the data file with --data"
        ) from None


def _base(environ: Mapping[str, str], variable: str, usual: str) -> Path:
    """Return a base folder; one that is not absolute is ignored, as the XDG rules ask."""
    said = environ.get(variable, "")
    if Path(said).is_absolute():
        return Path(said)
    return _home(environ) / usual


def _short(path: str) -> str:
    """Return a path to be shown, of one that is too long the beginning."""
    shown = line(path)
    return shown if len(shown) <= 2 * _MOST_SHOWN else f"{shown[:_MOST_SHOWN]}..."
