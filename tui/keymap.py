"""The user's own keys, checked by us: Textual takes unknown ids and keys without a word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from textual.binding import Binding
from textual.keys import Keys, key_to_character

_NAMED = {str(key.value) for key in Keys}


def every_binding() -> dict[str, Binding]:
    """Every binding of the app by its id, wherever it is declared."""
    from tui.app import Reachout
    from tui.dialogs import (
        bring_in,
        busy,
        confirm,
        doctor,
        followups,
        form,
        lists,
        look,
        minutes,
        month,
        openers,
        page,
        pause,
        picker,
    )
    from tui.dialogs import help as help_dialog
    from tui.screens import card, first_run, months, people, place, review, strategy, week
    from tui.widgets import log_bar, pick, rows

    owners: Iterable[Any] = (
        Reachout,
        *(place.Place, week.Week, people.People, people.FindLine, months.Months, card.CardScreen),
        *(review.Review, first_run.FirstRun, rows.Rows, log_bar.LogBar, log_bar.How),
        *(form.Form, picker.Picker, confirm.ConfirmDialog, lists.ListsDialog, pause.PauseDialog),
        *(followups.FollowupsDialog, strategy.Strategy, look.LookDialog),
        *(month.MonthDialog, help_dialog.HelpDialog, bring_in.ImportDialog, doctor.DoctorDialog),
        *(page.Page, openers.OpenersDialog, minutes.TimePage, busy.BusyDialog, pick.Pick),
    )
    return {
        binding.id: binding
        for owner in owners
        for binding in owner.BINDINGS
        if isinstance(binding, Binding) and binding.id
    }


def checked(wanted: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the keys that can be used, and a sentence for each one that cannot."""
    if not wanted:
        return {}, ()
    known = every_binding()
    good: dict[str, str] = {}
    problems: list[str] = []
    for name, keys in wanted.items():
        if name not in known:
            near = get_close_matches(name, known, 1)
            hint = f"; did you mean {near[0]}" if near else ""
            problems.append(f"settings: nothing is called keys.{name}{hint}.")
        elif odd := [key for key in keys.split(",") if not _is_key(key.strip())]:
            problems.append(f"settings: {odd[0]!r} is no key, for keys.{name}.")
        else:
            good[name] = keys
    return good, tuple(problems)


def _is_key(key: str) -> bool:
    *modifiers, last = key.split("+")
    if any(one not in {"ctrl", "shift", "alt", "super"} for one in modifiers):
        return False
    return last in _NAMED or key_to_character(last) is not None
