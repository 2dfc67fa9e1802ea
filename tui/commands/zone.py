"""`reachout zone`: the time zone in which you live, and the hour at which your day begins."""

from __future__ import annotations

import argparse

from habit.changes import join
from habit.dates import day_text
from habit.day import dawn_text, parse_dawn, set_dawn, set_zone
from habit.model import Change
from tui.commands.session import Session
from tui.zones import MACHINE, find_zone, is_nowhere, machine_zone, zone_called

HELP = (
    "Show the time zone in which your days are counted, or set it. It is that of the machine\n"
    "unless you set one, as over SSH to a server that stands somewhere else; machine goes back\n"
    "to it. With --day-begins 4 what you log at half past midnight still belongs to the evening."
)
EXAMPLES = (
    "reachout zone",
    "reachout zone America/Los_Angeles",
    "reachout zone machine               follow the machine again",
    "reachout zone --day-begins 4        a day begins at 4:00; 0 is midnight",
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what can be asked for."""
    parser.add_argument("name", metavar="NAME", nargs="*", help="such as Europe/Berlin, or machine")
    parser.add_argument("--day-begins", metavar="HOUR", help="0 for midnight, to 11")


def run(args: argparse.Namespace, session: Session) -> None:
    """Print the zone and the hour after setting what was said."""
    name = " ".join(args.name)
    changes: list[Change] = []
    if name:
        zone = "" if name.lower() == MACHINE else find_zone(name)
        changes.append(set_zone(session.network, zone))
    if args.day_begins is not None:
        hour = parse_dawn(args.day_begins)
        changes.append(set_dawn(session.network.having(*changes), hour))
    if changes:
        session.commit(join(*changes, what=changes[0].what))
    meta = session.network.meta
    if args.json:
        zone = meta.zone or machine_zone()
        said = {"zone": zone, "set": bool(meta.zone), "day_begins": meta.dawn}
        session.answer(said)
    else:
        _say(session)


def _say(session: Session) -> None:
    meta = session.network.meta
    if not meta.zone:
        session.say(f"{machine_zone()}, the time zone of this machine.")
    elif zone_called(meta.zone) is None:
        session.say(f"{meta.zone}, which this machine doesn't know: it goes by its own time zone.")
    else:
        session.say(f"{meta.zone}, as you set it. reachout zone machine goes back.")
    session.say(
        f"A day begins at {dawn_text(meta.dawn)}. Today is {day_text(session.clock.today())}."
    )
    if not meta.zone and is_nowhere(machine_zone()):
        session.say(
            "That is what servers are set to, and SSH doesn't tell them where you are.",
            "If you live elsewhere, set yours: reachout zone Europe/Berlin",
        )
