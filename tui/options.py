"""What the app was asked for on the command line."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Options:
    """How the app is to start; what is not said here comes from the settings."""

    data: str | None = None
    """The data file to use instead of the usual one."""
    demo: bool = False
    """Whether to show a made-up network and save nothing."""
    ascii: bool = False
    theme: str | None = None
    mouse: bool = True
