"""What holds for every test: a fixed terminal, UTC, and no file of the user's."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

# Read by Textual when it is imported.
os.environ.update(TEXTUAL_ANIMATIONS="none", TEXTUAL_COLOR_SYSTEM="truecolor", TZ="UTC")
for _name in ("NO_COLOR", "TEXTUAL_THEME", "REACHOUT_DATA", "REACHOUT_TODAY"):
    os.environ.pop(_name, None)
# A test copies nothing to the clipboard of whoever runs it.
for _name in ("TMUX", "STY", "DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME", "WSL_INTEROP"):
    os.environ.pop(_name, None)

import pytest
import time_machine
from hypothesis import settings

from tests.clocks import CLOCKS, moment_of

# How long an example takes on a busy machine is no rule.
settings.register_profile("reachout", deadline=None)
settings.load_profile("reachout")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Let what is marked so run under other clocks as well."""
    if metafunc.definition.get_closest_marker("any_clock"):
        metafunc.parametrize("machine", ["now", *CLOCKS], indirect=True)


@pytest.fixture(autouse=True)
def machine(request: pytest.FixtureRequest) -> Iterator[None]:
    """The clock of the machine, in UTC, or another one in another zone."""
    time.tzset()  # another test may have set a zone
    name = getattr(request, "param", "now")
    if name == "now":
        yield
    else:
        with time_machine.travel(moment_of(name, date.today())):
            yield


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of the test's own."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    return folder
