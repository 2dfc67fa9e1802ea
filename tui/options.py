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
    review: bool = False
    """Whether to open the weekly review at once."""
    week: str = ""
    """A day of the week to look back on, as it was typed; the one that is due unless said."""
