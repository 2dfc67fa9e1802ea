"""What holds for every test: a fixed terminal, UTC, and no file of the user's."""

from __future__ import annotations

import os
import time
from pathlib import Path

# Read by Textual when it is imported.
os.environ.update(TEXTUAL_ANIMATIONS="none", TEXTUAL_COLOR_SYSTEM="truecolor", TZ="UTC")
for _name in ("NO_COLOR", "TEXTUAL_THEME", "REACHOUT_DATA", "REACHOUT_TODAY", "TMUX"):
    os.environ.pop(_name, None)

import pytest
from hypothesis import settings

# How long an example takes on a busy machine is no rule.
settings.register_profile("reachout", deadline=None)
settings.load_profile("reachout")


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of the test's own, and no time zone that another test has set."""
    time.tzset()
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    return folder
