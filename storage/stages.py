"""The versions that git holds of a file that it could not merge: both sides, and their ancestor.

What stands between conflict markers is put together line by line, and where two documents look
alike git may take a line of one for a line of the other. What it holds beside that is exact.
"""

from __future__ import annotations

import os
from pathlib import Path

_PATIENCE = 5
"""Seconds after which git is taken not to answer."""


def of(path: Path) -> tuple[bytes, bytes, bytes] | None:
    """Return the ancestor (empty where there is none), ours and theirs; None where git has none."""
    if not any((folder / ".git").exists() for folder in path.parents):
        return None
    base, ours, theirs = (_stage(path, number) for number in (1, 2, 3))
    return None if ours is None or theirs is None else (base or b"", ours, theirs)


def _stage(path: Path, number: int) -> bytes | None:
    import subprocess

    # What a hook of git says in the environment is about another repository.
    environ = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    # Plumbing: it runs nothing that a repository may name, such as a filter or a converter.
    words = ("git", "-C", str(path.parent), "cat-file", "blob", f":{number}:./{path.name}")
    try:
        done = subprocess.run(
            words, env=environ, capture_output=True, timeout=_PATIENCE, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout if done.returncode == 0 else None
