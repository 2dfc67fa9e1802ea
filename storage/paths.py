"""Where the files lie: the data, its backups, the settings."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from habit.errors import RefusedError


def data_path(option: str | None, environ: Mapping[str, str]) -> Path:
    """Return the data file: the one that was asked for, else the usual one."""
    asked = environ.get("REACHOUT_DATA") or None if option is None else option
    if asked is None:
        return _base(environ, "XDG_DATA_HOME", ".local/share") / "reachout" / "network.json"
    path = Path(asked).expanduser()
    if not asked or path.is_dir():
        name = path / "network.json"
        raise RefusedError(f"{asked!r} is not a file: name the data file itself, such as {name}")
    return path.absolute()


def settings_path(environ: Mapping[str, str]) -> Path:
    """Return the settings file, which need not be there."""
    return _base(environ, "XDG_CONFIG_HOME", ".config") / "reachout" / "settings.toml"


def backups_of(path: Path) -> Path:
    """Return the folder of a data file's backups: beside the file itself, not beside a link."""
    return Path(os.path.realpath(path)).parent / "backups"


def _base(environ: Mapping[str, str], variable: str, usual: str) -> Path:
    """Return a base folder; one that is not absolute is ignored, as the XDG rules ask."""
    said = environ.get(variable, "")
    if Path(said).is_absolute():
        return Path(said)
    return Path(environ.get("HOME") or Path.home()) / usual
