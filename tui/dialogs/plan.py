"""The dialog in which something is planned with somebody, or a plan is moved and reworded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from habit.dates import day_text, parse_ahead, spoken_day
from habit.errors import RefusedError
from habit.model import Change, Contact, Plan
from habit.plans import add_plan, edit_plan, how_text, parse_how, parse_what, typed_text
from tui.dialogs.form import Form, Question

if TYPE_CHECKING:
    from tui.state import State

USUALLY = "in a week"
"""When something is due, unless a day is typed."""


class PlanDialog(Form):
    """Asks what is to be done with somebody, when and how; Enter alone is a follow-up in a week."""

    def __init__(
        self, state: State, contact: Contact, plan: Plan | None = None, event: str | None = None
    ) -> None:
        """Change a plan with somebody, or make one, which may follow up an event."""
        self._event = event
        self._state = state
        self._contact = contact
        self._key = plan.id if plan else None
        title = contact.name if plan else f"Follow up with {contact.name}"
        super().__init__(title, self._ask_now, self._change, state.commit)

    @property
    def _plan(self) -> Plan | None:
        """The plan as it is now; None while it is new."""
        if self._key is None:
            return None
        now = self._state.network.plans.get(self._key)
        if now is None:
            raise RefusedError("that plan is not there any more; ^u can bring it back")
        return now

    def _ask_now(self) -> list[Question]:
        plan = self._plan
        what = Question("what", "What", typed_text(plan) if plan else "", "send the talk")
        when = Question("when", "When", self._when(plan), "friday, in 3 days, 3 Dec", whole=True)
        how = Question("how", "How", how_text(plan) if plan else "", "call, coffee at 9")
        # A plan that is there is opened to be moved; a new one begins with its words.
        return [when, what, how] if plan else [what, when, how]

    def _when(self, plan: Plan | None) -> str:
        if plan is None:
            return USUALLY
        today = self._state.today
        return spoken_day(plan.due, today) if plan.due >= today else day_text(plan.due)

    def _change(self, values: Mapping[str, str]) -> Change:
        network, hand, plan = self._state.network, self._state.hand, self._plan
        channel, how = parse_how(values["how"])
        said: dict[str, Any] = {"channel": channel, "how": how}
        if plan is None or values["what"] != typed_text(plan):
            said["kind"], said["text"] = parse_what(values["what"])
        if plan is None:
            due = parse_ahead(values["when"] or USUALLY, hand.today)
            return add_plan(network, hand, self._contact.id, due, event=self._event, **said)
        if values["when"] != self._when(plan):
            said["due"] = parse_ahead(values["when"], hand.today)
        return edit_plan(network, hand, plan.id, **said)
