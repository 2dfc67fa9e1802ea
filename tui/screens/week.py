"""1 Week: who you reached out to, whom next, and what happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias

from rich.cells import cell_len
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from habit.dates import coming_day, day_text
from habit.gifts import told_words
from habit.goals import first_week, share_of_search, why_of
from habit.meter import Meter, meter
from habit.model import Contact, Interaction
from habit.network import Network
from habit.outcomes import is_inbound
from habit.weeks import WEEK, key_of, start_of_week
from tui.paint import Line, Span, fit, length, right, short, spread
from tui.screens.place import Place
from tui.widgets.card import Card, outcome_spans, place_of
from tui.widgets.frame import MARGIN
from tui.widgets.meter import meter_lines
from tui.widgets.painted import Painted
from tui.widgets.rows import Look, Rows

if TYPE_CHECKING:
    from habit.months import History, Streak
    from habit.plans import Planned
    from habit.suggest import Suggestion

COMING = 30
"""Days ahead that *Coming up* looks."""


@dataclass(frozen=True)
class Coming:
    """Something that lies ahead."""

    key: str
    on: date
    contact: Contact
    what: str
    kind: str


Happening: TypeAlias = "tuple[Interaction, str] | Planned"
"""What the week consists of: an interaction with one of its people, or a plan."""
Told: TypeAlias = tuple[date, str, str, Span, Span, str]
"""The day, the name, the channel, the sign, its word, and a few words more."""


def _key_of(one: Happening) -> str:
    return one[0].id + one[1] if isinstance(one, tuple) else one.plan.id


def _day_of(one: Happening) -> date:
    return one[0].on if isinstance(one, tuple) else one.plan.due


def coming_up(network: Network, today: date) -> list[Coming]:
    """The birthdays and the plans of the next days, soonest first."""
    from habit.birthdays import birthdays, turns_text
    from habit.plans import open_plans, what_text

    limit = today + timedelta(days=COMING)
    born = (
        Coming(one.contact.id, one.on, one.contact, turns_text(one), "birthday")
        for one in birthdays(network, today, COMING)
    )
    planned = (
        Coming(one.plan.id, one.plan.due, one.contact, what_text(one.plan), "plan")
        for one in open_plans(network, today)
        if today <= one.plan.due <= limit
    )
    return sorted([*born, *planned], key=lambda one: (one.on, one.contact.name))


class Week(Place):
    """The home of the app."""

    MODE = "week"
    FOOTER = (
        "place.log",
        "place.add",
        "place.find",
        "week.card",
        "week.reached",
        "place.undo",
        "app.help",
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "card", "Card", id="week.card", tooltip="Open the card of the person"),
        Binding(
            "y", "reached", "Reached", id="week.reached", tooltip="A waiting outreach was answered"
        ),
        Binding(
            "s",
            "skip",
            "Not this week",
            id="week.skip",
            tooltip="Neither suggest nor plan them this week",
        ),
        Binding("e", "edit", "Edit", id="week.edit", tooltip="Edit the interaction or the person"),
        Binding(
            "x",
            "delete",
            "Delete",
            id="week.delete",
            tooltip="Delete the interaction, or drop the plan",
        ),
        Binding(
            "full_stop",
            "more",
            "More",
            id="week.more",
            tooltip="More suggestions, or fewer",
        ),
        Binding("m", "lists", "Make lists", id="week.lists", tooltip="Make the three lists"),
        Binding(
            "i",
            "import",
            "Import",
            id="week.import",
            tooltip="Import contacts from a file",
        ),
        Binding("p", "resume", "Take up again", id="week.resume", tooltip="End the pause"),
        Binding(
            "c",
            "carry",
            "Carry over",
            id="week.carry",
            tooltip="Plan once more who was planned for last week",
        ),
        # Once more, since the pause would have the key for itself.
        Binding("p", "plan", "Plan", id="place.plan", tooltip="Plan a follow-up with the person"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._all = False
        self._meter: Meter | None = None
        self._past: History | None = None
        self._suggestions: list[Suggestion] = []

    def content(self) -> ComposeResult:
        """The meter, the suggestions, the week; on wide screens what is coming and a card."""
        glyphs = self.state.glyphs
        yield Painted(self._hero, id="hero")
        with Horizontal(id="week-body"), Vertical(id="week-lists"):
            following: Rows[Suggestion] = Rows(
                Look(row=self._suggestion, key=lambda one: one.contact.id, foot=self._give),
                glyphs=glyphs,
                title="Reach out next",
                id="next",
            )
            yield following
            yield Rows[Happening](
                Look(row=self._happening, key=_key_of),
                glyphs=glyphs,
                title="This week",
                id="this-week",
            )
            yield Rows[Coming](
                Look(row=self._coming, key=lambda one: one.key),
                glyphs=glyphs,
                title="Coming up",
                id="coming",
            )

    def home(self) -> Widget:
        """The suggestions."""
        return self.query_one("#next")

    def redraw(self) -> None:
        """The meter first: it has the numbers; what takes the whole history follows it."""
        state = self.state
        start = start_of_week(state.today, state.network.meta.weekday)
        self._meter = meter(state.network, start, state.today)
        self.query_one("#hero", Painted).redraw()
        self._show_week(start)
        if self.focused is None and not self.logging:
            self.home().focus()
        # By way of the app, which paints nothing before it has composed itself.
        self.app.call_later(self.call_after_refresh, self._show_rest)
        self.refresh_bindings()

    # The hero

    def _hero(self, width: int) -> list[Line]:
        if self._meter is None:
            return []
        state = self.state
        inner = width - 6
        contacts = state.network.contacts
        someone = Contact(name="someone")
        people = [contacts.get(one, someone) for one in self._meter.people]
        lines = meter_lines(self._meter, people, inner, state.glyphs, self._number())
        if self.app.size.height >= 16:
            lines += [[], self._streak(inner), *self._promise(inner)]
        return [[(MARGIN, "faint"), *line] for line in lines]

    def _number(self) -> int:
        """Which week of the habit this is, from 1."""
        first = first_week(self.state.network)
        if first is None or self._meter is None:
            return 0
        return (self._meter.start - first) // WEEK + 1

    def _streak(self, width: int) -> Line:
        past, state = self._past, self.state
        if past is None:
            return []
        from habit.review import is_offered
        from tui.widgets.sentence import OFFER

        line = streak_line(past.streak, past.strength, self._number())
        offer = OFFER if is_offered(state.network, state.today) else []
        share = self._share()
        both = [*share, ("   ", ""), *offer] if share and offer else []
        ends = (one for one in (both, offer, share) if one)
        return spread(line, next((e for e in ends if _fits(line, e, width)), []), width)

    def _share(self) -> Line:
        """How much of looking for work went to people, once job boards are said."""
        week = self._meter
        if week is None or week.goal is None or week.goal.mode != "seeking":
            return []
        said = self.state.network.weeks.get(key_of(week.start))
        share = share_of_search(week.minutes, said.jobboards if said else None)
        return [] if share is None else [(f"{share} %", "ink"), (" for people", "soft")]

    def _promise(self, width: int) -> list[Line]:
        """Draw the sentence of the review, else who was left over, else why, in a quiet week."""
        if self._meter is None:
            return []
        network, glyphs = self.state.network, self.state.glyphs
        is_quiet = self._meter.state == "quiet" and not self._rests
        why = why_of(network, self._meter.goal) if is_quiet else ""
        if not (network.plans or why):
            return []
        from habit.plans import left_over, people_of_week
        from tui.widgets.sentence import carry_line, promise_line, why_line

        if planned := people_of_week(network, self._meter.start):
            return [promise_line(planned, width, glyphs)]
        left = [one.contact for one in left_over(network, self.state.today)]
        if left:
            return [carry_line(left, width, glyphs)]
        return [why_line(why, width, glyphs)] if why else []

    # The lists

    def _show_rest(self) -> None:
        """Show the streak and the suggestions, for which everything has to be looked at."""
        if not self.is_attached:
            return
        from habit.months import history

        state = self.state
        self._past = state.ask(history)
        self.query_one("#hero", Painted).redraw()
        self._show_suggestions()

    def _show_suggestions(self) -> None:
        from habit.suggest import is_back, offered, who_next

        state = self.state
        rows = self.query_one("#next", Rows)
        self._suggestions = state.ask(who_next)
        first = offered(state.network, state.today)
        count = len(self._suggestions)
        shown = self._suggestions if self._all else self._suggestions[:first]
        rows.show(shown, empty=self._nobody())
        rows.subtitle(f"{len(shown)} of {count}" if count > len(shown) else "")
        rows.title(
            "Welcome back. Reach out to one"
            if is_back(state.network, state.today)
            else "Reach out next"
        )
        self._fit(rows, len(shown) or len(rows.empty))
        coming = self.query_one("#coming", Rows)
        if coming.display:
            nothing = [[("  No birthdays and no plans in the next 30 days.", "soft")]]
            coming.show(state.ask(coming_up), empty=nothing)
        self._show_card()

    def _fit(self, rows: Rows[Suggestion], count: int) -> None:
        """As high as its rows, leaving the panels below it a few rows each."""
        below = 11 if self.has_class("-tall") else 5
        rows.has_foot = self.size.height >= 24
        foot = 1 if rows.has_foot and rows.items else 0
        rows.styles.height = max(3, min(count + 2 + foot, self.size.height - 10 - below))

    async def on_resize(self) -> None:
        """Fit the panels to the new height; a wide screen gets a card."""
        rows = self.query_one("#next", Rows)
        self._fit(rows, len(rows.items) or len(rows.empty))
        self.query_one("#hero", Painted).redraw()
        self.call_after_refresh(self._grow)

    def on_screen_resume(self) -> None:
        """The window may have grown while another place was in front."""
        super().on_screen_resume()
        self.call_after_refresh(self._grow)

    async def _grow(self) -> None:
        """Show what there is room for."""
        if self.has_class("-tall") and not self.query_one("#coming", Rows).items:
            self._show_suggestions()
        if self.is_wide and not self.query(Card):
            await self.query_one("#week-body").mount(Card(self.state, id="week-card"))
            self._show_card()

    @property
    def _card(self) -> Card | None:
        return next((card for card in self.query(Card) if card.is_mounted), None)

    def _nobody(self) -> Sequence[Line]:
        if any(not contact.is_gone for contact in self.state.network.contacts.values()):
            return [
                [
                    ("  Everyone on the list has heard from you. ", "soft"),
                    ("a", "accent bold"),
                    (" adds a name.", "soft"),
                ]
            ]
        return [
            [("  ", ""), ("Who comes to mind?", "ink bold")],
            [],
            _offer("a", "Add one name", "a first name is enough"),
            _offer("m", "Make the three lists", "former co-workers, friends, key contacts"),
            _offer("i", "Import contacts", "vCard, LinkedIn"),
        ]

    def _show_week(self, start: date) -> None:
        network = self.state.network
        pairs: list[Happening] = [
            (interaction, contact)
            for interaction in network.of_week.get(start, ())
            for contact in (interaction.people or {"": "waiting"})
        ]
        empty: list[Line] = [
            [("  Nothing yet. Any day counts, and so does a try.", "soft")],
            [
                ("  Press ", "soft"),
                ("l", "accent bold"),
                (" after you called, wrote or met someone.", "soft"),
            ],
        ]
        them = sorted([*pairs, *self._planned(start)], key=_day_of)
        self.query_one("#this-week", Rows).show(them, empty=empty)

    def _planned(self, start: date) -> list[Planned]:
        """What is planned for the rest of the week; what was due before is suggested."""
        if not self.state.network.plans:
            return []
        from habit.plans import open_plans

        plans, today = self.state.ask(open_plans), self.state.today
        return [one for one in plans if today <= one.plan.due < start + WEEK]

    # Rows

    def _suggestion(self, one: Suggestion, width: int) -> Line:
        cut = self.state.glyphs.cut
        name = 16 + max(0, width - 74) // 4
        room = width - name
        end = place_of(self.state.network, one.contact)
        # The reason goes first: a list stands behind it where both fit whole.
        if end in one.why or cell_len(one.why) + 2 + cell_len(end) > room:
            end = ""
        reason = room - cell_len(end) - 2 if end else room
        return [
            (fit(one.contact.name, name - 1, cut) + " ", "name"),
            (fit(one.why, reason, cut), "soft"),
            (f"  {end}" if end else "", "soft"),
        ]

    def _give(self, one: Suggestion, width: int) -> Line:
        """What could be given to whom the cursor is on."""
        from habit.giving import gives

        state = self.state
        give = next(gives(state.network, one.contact, state.today))
        name = 16 + max(0, width - 74) // 4
        words = short(give.words, width - name, state.glyphs.cut)
        because = short(f", {give.because}", width - name - cell_len(words), state.glyphs.cut)
        more = because if give.because and cell_len(because) > 8 else ""
        return [(fit("give", name), "soft"), (words, "ink"), (more, "soft")]

    def _happening(self, one: Happening, width: int) -> Line:
        """A day, a name, a channel, a sign with its word, and a few words."""
        on, name, channel, sign, word, more = (
            self._interaction(*one) if isinstance(one, tuple) else self._plan(one)
        )
        cut = self.state.glyphs.cut
        wide = 18 + max(0, width - 74) // 4 if width >= 60 else 14
        return [
            (fit(day_text(on).rsplit(" ", 1)[0], 8), "soft"),
            (fit(name, wide - 1, cut) + " ", "name"),
            (fit(channel, 10), "soft"),
            sign,
            (" ", ""),
            (fit(word[0], 9), word[1]),
            (fit(more, max(0, width - 8 - wide - 10 - 2 - 9), cut), "soft"),
        ]

    def _interaction(self, interaction: Interaction, key: str) -> Told:
        state = self.state
        contact = state.network.contacts.get(key)
        name = contact.name if contact else "research" if not key else "someone"
        arrow, word = outcome_spans(state.network, interaction, key, state.today, state.glyphs)
        channel = "" if is_inbound(interaction) else interaction.channel
        return (
            interaction.on,
            name,
            channel,
            arrow,
            word,
            told_words(self.state.network, interaction),
        )

    def _plan(self, one: Planned) -> Told:
        from habit.plans import what_text

        plan, words = one.plan, what_text(one.plan)
        more = "" if words == plan.channel else words
        dot = (self.state.glyphs.quiet, "soft")
        return plan.due, one.contact.name, plan.channel or "", dot, ("planned", "soft"), more

    def _coming(self, one: Coming, width: int) -> Line:
        cut = self.state.glyphs.cut
        return [
            (fit(coming_day(one.on, self.state.today), 12), "soft"),
            (fit(one.contact.name, 17, cut) + " ", "name"),
            (fit(one.what, max(0, width - 40), cut), "soft"),
            (right(one.kind, 10), "soft"),
        ]

    # What the keys do

    @property
    def _here(self) -> Rows[Any] | None:
        return self.focused if isinstance(self.focused, Rows) else None

    def _pair(self) -> tuple[Interaction, str] | None:
        """The interaction under the cursor, with whom."""
        here = self._here
        if here is not None and isinstance(here.current, tuple):
            return here.current
        if (
            here is not None
            and here.id == "card-timeline"
            and isinstance(here.current, Interaction)
        ):
            contact = self._card.contact if self._card else None
            return (here.current, contact.id if contact else "")
        return None

    def _plan_here(self) -> Planned | None:
        """The plan under the cursor."""
        here = self._here
        if here is None or here.id != "this-week" or isinstance(here.current, tuple):
            return None
        return here.current

    def _person(self) -> Contact | None:
        here = self._here
        current = here.current if here is not None else None
        if (planned := self._plan_here()) is not None:
            return planned.contact
        if here is not None and here.id in ("next", "coming"):
            return current.contact if current is not None else None
        pair = self._pair()
        return self.state.network.contacts.get(pair[1]) if pair else None

    def suggested(self) -> Contact | None:
        """The person under the cursor."""
        return self._person()

    def happened(self) -> Interaction | None:
        """The interaction under the cursor."""
        pair = self._pair()
        return pair[0] if pair is not None else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what makes sense for the row under the cursor."""
        if not self.is_mounted:
            return super().check_action(action, parameters)
        if self.logging and action in _OWN:
            return False
        match action:
            case "reached":
                pair = self._pair()
                return pair is not None and self.can_be_reached(*pair)
            case "delete":
                return self._pair() is not None or self._plan_here() is not None
            case "plan" if self._rests:
                return False
            case "skip":
                return self._here is not None and self._here.id == "next" and bool(self._person())
            case "card" | "edit":
                return self._person() is not None
            case "more":
                return self._has_more()
            case "lists" | "import":
                return not self.state.network.contacts
            case "carry":
                return self._can_carry()
            case "resume":
                return self._rests
            case _:
                return super().check_action(action, parameters)

    def _has_more(self) -> bool:
        """Whether there are more suggestions than are shown at first."""
        if not self._suggestions:
            return False
        from habit.suggest import offered

        return len(self._suggestions) > offered(self.state.network, self.state.today)

    def _can_carry(self) -> bool:
        """Whether nobody is planned for this week, and somebody is left over from the last."""
        network, today = self.state.network, self.state.today
        if not network.plans:
            return False
        from habit.plans import left_over, people_of_week

        start = start_of_week(today, network.meta.weekday)
        return not people_of_week(network, start) and bool(left_over(network, today))

    def on_rows_moved(self, message: Rows.Moved) -> None:
        """What the keys can do depends on the row."""
        if message.rows.has_focus:
            self.refresh_bindings()
            self._show_card()

    def on_descendant_focus(self) -> None:
        """The card follows the panel that is in use."""
        self._show_card()

    def _show_card(self) -> None:
        card = self._card
        if card is None:
            return
        if not card.display or (self._here is not None and self._here.id == "card-timeline"):
            if card.contact is not None:
                card.show(self.state.network.contacts.get(card.contact.id))
            return
        person = self._person()
        if person is None and self._suggestions:
            person = self._suggestions[0].contact
        if person is not card.contact:
            card.show(person)

    async def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """A click on the cursor row opens the card."""
        self.action_card()

    def action_card(self) -> None:
        """Open the card of the person under the cursor."""
        from tui.screens.card import CardScreen

        person = self._person()
        if person is not None:
            self.app.push_screen(CardScreen("week", [person.id], person.id))

    def action_more(self) -> None:
        """Show all suggestions, or the first ones again."""
        self._all = not self._all
        self._show_suggestions()

    @work
    async def action_skip(self) -> None:
        """Leave the person under the cursor out of the suggestions of this week."""
        from habit.changes import skip

        person, state = self._person(), self.state
        if person is not None:
            await self.do(lambda: skip(state.network, state.hand, [person.id]))

    def action_reached(self) -> None:
        """A waiting outreach was answered."""
        pair = self._pair()
        if pair is not None:
            self.say_reached(*pair)

    def action_edit(self) -> None:
        """Edit the interaction, the plan, or the person, under the cursor."""
        pair, planned = self._pair(), self._plan_here()
        if pair is not None:
            self.edit_interaction(pair[0])
        elif planned is not None:
            self.plan_with(planned.contact, planned.plan)
        elif (person := self._person()) is not None:
            self.edit_contact(person)

    def action_delete(self) -> None:
        """Delete the interaction under the cursor, or let go of the plan."""
        from habit.plans import drop_plan

        pair, planned = self._pair(), self._plan_here()
        if pair is not None:
            self.delete_interaction(pair[0])
        elif planned is not None:
            self.close_plan(planned.plan, drop_plan)

    def action_import(self) -> None:
        """Import contacts."""
        self.import_contacts()

    def action_lists(self) -> None:
        """Make the three lists."""
        from tui.screens.first_run import FirstRun

        self.app.push_screen(FirstRun())

    @work
    async def action_carry(self) -> None:
        """Plan once more who was planned for last week."""
        from habit.plans import carry_over

        change = carry_over(self.state.network, self.state.hand)
        await self.save(change, f"{change.what}.")

    @property
    def _rests(self) -> bool:
        """Whether the week is paused, and the pause is what it goes by."""
        return self._meter is not None and self._meter.paused and not self._meter.kept

    @work
    async def action_resume(self) -> None:
        """End this week's pause."""
        from habit.changes import unpause

        if self._meter is not None:
            await self.save(
                unpause(self.state.network, [self._meter.start]), "The week counts again."
            )


_OWN = frozenset(
    {"card", "reached", "skip", "edit", "delete", "more", "lists", "import", "resume", "carry"}
)
"""What is not done while the log bar is open."""


def _fits(line: Line, end: Line, width: int) -> bool:
    return length(line) + 2 + length(end) <= width


def _offer(key: str, words: str, more: str) -> Line:
    return [("  ", ""), (key, "accent bold"), (f"  {words:<26}", "ink"), (more, "soft")]


def streak_line(streak: Streak, strength: float, week_number: int) -> Line:
    """Draw what runs: months, weeks and the strength; at the start, what counts now."""
    if not streak.months and not streak.weeks:
        if 0 < week_number <= 3:
            return [("Month 1", "ink"), (" starts here · three weeks to learn the habit", "soft")]
        return [("Any day counts", "ink"), (" · one person begins the next run", "soft")]
    parts: list[Line] = []
    if streak.months:
        parts.append([(_count(streak.months, "month"), "ink"), (" running", "soft")])
    if streak.weeks:
        parts.append([(_count(streak.weeks, "week"), "ink"), (" in a row", "soft")])
    if strength:
        parts.append([("habit ", "soft"), (f"{round(strength * 100)} %", "ink")])
    line: list[tuple[str, str]] = []
    for at, part in enumerate(parts):
        line += [*([(" · ", "soft")] if at else []), *part]
    return line


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
