"""The lines in which one says where one lives, and when a day begins."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from habit.changes import join
from habit.day import dawn_text, parse_dawn, set_dawn, set_zone
from habit.model import Change, Meta
from habit.network import Network
from tui.dialogs.form import Form, Question
from tui.zones import MACHINE, find_zone, machine_zone

if TYPE_CHECKING:
    from tui.state import State


class ZoneDialog(Form):
    """Asks for the time zone, and for the hour at which a day begins."""

    def __init__(self, state: State) -> None:
        super().__init__(
            "Where you live",
            lambda: questions(state.network.meta),
            lambda values: change(state.network, values),
            state.commit,
        )


def questions(meta: Meta) -> list[Question]:
    """Return the lines to fill in; without a zone it is that of the machine."""
    machine = f"{machine_zone()}, as this machine"
    return [
        Question("zone", "Time zone", meta.zone, "Europe/Berlin, or a city", machine, whole=True),
        Question("dawn", "Days begin at", dawn_text(meta.dawn), "4", whole=True),
    ]


def change(network: Network, values: Mapping[str, str]) -> Change:
    """Return the change that what stands in the lines makes.

    Raises:
        RefusedError: There is no such zone, or no such hour.

    """
    meta, zone = network.meta, values["zone"]
    if zone != meta.zone:
        zone = "" if zone.lower() in ("", MACHINE) else find_zone(zone)
    place = set_zone(network, zone)
    hour = set_dawn(network.having(place), parse_dawn(values["dawn"] or "0"))
    return join(place, hour, what=(place if place.edits else hour).what)
