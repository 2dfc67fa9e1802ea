"""The versions that git holds of a file that it could not merge: both sides, and their ancestor.

What stands between conflict markers is put together line by line, and where two documents look
alike git may take a line of one for a line of the other. What it holds beside that is exact.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TypeAlias

_PATIENCE = 5
"""Seconds after which git is taken not to answer."""


Held: TypeAlias = tuple[bytes, bytes, bytes]
"""The ancestor, which is empty where there is none, ours and theirs."""


def of(path: Path) -> Held | None:
    """Return what git holds of a file; None where no merge of it is under way."""
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
