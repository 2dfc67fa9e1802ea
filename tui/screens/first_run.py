"""The first run: three lists, then the goal and the commitment; what is there is skipped."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import Input

from habit.advice import gym_story
from habit.changes import (
    add_contact,
    commit_to,
    first_lists,
    join,
    set_goal,
    set_membership,
    set_weekday,
)
from habit.dates import MONTHS, WEEKDAYS
from habit.errors import CouldNotError, RefusedError
from habit.model import Change, Contact, ContactList
from habit.text import fold
from tui.paint import Line as Drawn
from tui.paint import Span, flow, sentence, short, spread, underlined, wrap
from tui.standing import Standing
from tui.state import unsaved
from tui.widgets.field import Line
from tui.widgets.frame import Footer, live_bindings
from tui.widgets.painted import Painted
from tui.widgets.rows import Look, Rows
from tui.zones import is_nowhere, machine_zone

if TYPE_CHECKING:
    from tui.screens.place import Shell
    from tui.state import State

QUESTIONS = (
    (
        "Former co-workers",
        "Whom did you like working with?",
        "People you worked with once and would gladly hear from.",
    ),
    (
        "Out of touch",
        "Which friends have you lost sight of?",
        "Friends and relatives you have not spoken to for long.",
    ),
    (
        "Key contacts",
        "Who matters for your work?",
        "People who taught or helped you, or could. You want to talk every three months.",
    ),
)
"""The three lists, each with the question that fills it and a line about it."""


FOOTER = (
    "first.onward",
    "first.mark",
    "first.import",
    "first.more first.fewer",
    "first.back",
    "app.help",
)


class FirstRun(Standing[None], Screen[None]):
    """Four steps, each kept at once, so that one can leave half way and come back."""

    CSS_PATH = "first_run.tcss"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "onward",
            "Onward",
            id="first.onward",
            tooltip="Add the name; without one, onward",
        ),
        Binding("up", "move(-1)", "Before", id="first.up"),
        Binding("down", "move(1)", "Next", id="first.down"),
        Binding(
            "tab",
            "swap",
            "List",
            id="first.swap",
            tooltip="From the line to the list and back",
        ),
        Binding("space", "mark", "Mark", id="first.mark", tooltip="On this list, or not"),
        Binding(
            "ctrl+o,i",
            "import",
            "Import",
            key_display="^o",
            id="first.import",
            tooltip="Import contacts and mark them",
        ),
        Binding("plus", "people(1)", "People a week", id="first.more"),
        Binding("minus", "people(-1)", "One fewer", id="first.fewer"),
        Binding("ctrl+n", "weekday", "First weekday", key_display="^n", id="first.weekday"),
        Binding(
            "ctrl+l",
            "zone",
            "Time zone",
            key_display="^l",
            id="first.zone",
            tooltip="Say in which time zone you live",
        ),
        Binding("escape", "back", "Back", id="first.back"),
        Binding("f1", "help", "Help", id="app.help", tooltip="Every key that works here"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._step = 0
        self._people = 2
        self._trouble = ""

    @property
    def state(self) -> State:
        """What all screens share."""
        return cast("Shell", self.app).state

    def compose(self) -> ComposeResult:
        """The steps, a question, a line, and who is on the list."""
        with Vertical(id="first"):
            yield Painted(self._head, id="first-head")
            with Horizontal(classes="row"):
                yield Painted(self._prompt, id="first-prompt")
                yield Line(id="first-line")
            yield Rows[Contact](
                Look(row=self._row, key=lambda one: one.id),
                glyphs=self.state.glyphs,
                id="first-rows",
            )
            yield Painted(self._foot, id="first-foot")
        yield Footer(FOOTER, "app.quit")

    async def on_mount(self) -> None:
        """Make the three lists, and begin with the first one that nobody is on."""
        await self._save(first_lists(self.state.network, self.state.hand))
        self._step = self._first_open()
        self._show()
        self.watch(self.app, "revision", self._redraw, init=False)

    def _first_open(self) -> int:
        for at in range(len(QUESTIONS)):
            if not self._members(at):
                return at
        return len(QUESTIONS)

    async def _save(self, change: Change) -> bool:
        if not change.edits:
            return True
        return await self._write(lambda: self.state.store.commit(change))

    async def _write(self, work: Callable[[], object]) -> bool:
        try:
            await self.state.write(work)
            cast("Shell", self.app).revision += 1
        except (CouldNotError, RefusedError) as error:
            self._trouble = unsaved(error)
            return False
        self._trouble = ""
        return True

    # What there is

    def _list(self, at: int) -> ContactList | None:
        wanted = fold(QUESTIONS[at][0])
        lists = self.state.network.lists.values()
        return next((one for one in lists if fold(one.name) == wanted), None)

    def _members(self, at: int) -> list[Contact]:
        one = self._list(at)
        contacts = self.state.network.contacts.values()
        return [contact for contact in contacts if one is not None and one.id in contact.lists]

    @property
    def _on_goal(self) -> bool:
        return self._step == len(QUESTIONS)

    @property
    def _line(self) -> Line:
        return self.query_one("#first-line", Line)

    @property
    def has_typed(self) -> bool:
        """Whether leaving would throw away a name, or a reason, that is not saved yet."""
        return bool(self._line.value.strip())

    @property
    def _rows(self) -> Rows[Contact]:
        return self.query_one("#first-rows", Rows)

    # Drawing

    def _show(self) -> None:
        """Show the step."""
        goal = self._on_goal
        self.set_class(goal, "-goal")
        with self._line.prevent(Input.Changed):
            self._line.value = ""
        self._line.placeholder = (
            "in your own words, if you like" if goal else "a first name is enough"
        )
        self._line.focus()
        self._refresh()

    def _redraw(self) -> None:
        """Draw what may be said otherwise, as on another day."""
        for painted in self.query(Painted):
            painted.redraw()

    def _refresh(self) -> None:
        self._redraw()
        if not self._on_goal:
            self._show_rows()
        self.refresh_bindings()

    def _show_rows(self) -> None:
        """Who is on the list, or who fits what is being typed."""
        rows = self._rows
        query = self._line.value.strip()
        members = self._members(self._step)
        if query:
            rows.show(self.state.finder.search(query, 200), empty=self._nobody(query))
        else:
            there = {contact.id for contact in members}
            others = [
                one
                for one in self.state.network.contacts.values()
                if one.id not in there and not one.is_gone
            ]
            rows.show(
                [*members, *sorted(others, key=lambda one: fold(one.name))], empty=self._nothing()
            )
        count = len(members)
        rows.title(QUESTIONS[self._step][0])
        rows.subtitle(f"{count} on this list" if count else "")

    def _nobody(self, query: str) -> list[Drawn]:
        return [[("  enter", "accent bold"), (" adds ", "soft"), (short(query, 40), "ink bold")]]

    def _nothing(self) -> list[Drawn]:
        return [
            [
                ("  Type a name and press ", "soft"),
                ("enter", "accent bold"),
                (". One is plenty.", "soft"),
            ],
            [("  ^o", "accent bold"), (" imports a LinkedIn or vCard file to pick from.", "soft")],
        ]

    def _row(self, contact: Contact, width: int) -> Drawn:
        glyphs = self.state.glyphs
        one = self._list(self._step)
        on = one is not None and one.id in contact.lists
        name = underlined(contact.name, self._line.value.strip(), width - 24, glyphs.cut)
        beside = contact.organization or ""
        line: list[Span] = [(f"{glyphs.person if on else glyphs.free} ", "met" if on else "faint")]
        line += [(text, style.replace("ink", "name")) for text, style in name]
        return spread(line, [(short(beside, 22, glyphs.cut), "soft")], width)

    def _head(self, width: int) -> list[Drawn]:
        glyphs = self.state.glyphs
        each, extra = divmod(width - 6, 4)
        bars: list[Span] = []
        for at in range(4):
            cells = each + (at < extra)
            done = at < self._step
            role = "met" if done else "accent" if at == self._step else "faint"
            bars += [
                ("  " if at else "", ""),
                ((glyphs.done if at <= self._step else glyphs.rest) * cells, role),
            ]
        top = spread([("reachout", "ink bold")], [(f"{self._step + 1} of 4", "soft")], width)
        return [top, bars, [], *self._question(width), []]

    def _question(self, width: int) -> list[Drawn]:
        if not self._on_goal:
            _, question, about = QUESTIONS[self._step]
            return [[(question, "ink bold")], *wrap(about, width, "soft")]
        words = {1: "One person a week. That is all.", 2: "Two people a week. That is all."}
        title = words.get(self._people, f"{self._people} people a week.")
        more = "A call, a note, a coffee. A voicemail nobody answers counts."
        more = gym_story(self._people, "none") or more
        said = [piece for line in self._commitment() for piece in flow(line, width)]
        return [[(title, "ink bold")], *wrap(more, width, "soft"), [], *said, []]

    def _commitment(self) -> list[Drawn]:
        today = self.state.today
        day = f"{WEEKDAYS[today.weekday()]} {today.day} {MONTHS[today.month - 1]} {today.year}"
        people = "person" if self._people == 1 else "people"
        return [
            [
                ("I will reach out to ", "ink"),
                (str(self._people), "accent bold"),
                (f" {people} a week,", "ink"),
            ],
            [("starting today, ", "ink"), (f"{day}.", "ink bold")],
        ]

    def _prompt(self, _width: int) -> list[Drawn]:
        return [[("Because" if self._on_goal else "Name", "accent bold")]]

    def _foot(self, width: int) -> list[Drawn]:
        if self._trouble:
            return wrap(self._trouble, width, "accent")
        if not self._on_goal:
            return []
        begins = WEEKDAYS[self.state.network.meta.weekday]
        lines: list[Drawn] = [
            [],
            [("In the first three weeks one person is enough.", "soft")],
            [
                ("Weeks begin on ", "soft"),
                (begins, "ink"),
                (". ^n", "accent bold"),
                (" changes that.", "soft"),
            ],
            *self._place(width),
        ]
        return [piece for line in lines for piece in flow(line, width)]

    def _place(self, width: int) -> list[Drawn]:
        """Where days are counted, on a machine that does not stand where its user lives."""
        zone = self.state.network.meta.zone
        if not zone and not is_nowhere(zone := machine_zone()):
            return []
        return [
            [
                ("Days are counted in ", "soft"),
                (short(zone, width - 46, self.state.glyphs.cut), "ink"),
                (". ^l", "accent bold"),
                (" says where you live.", "soft"),
            ]
        ]

    # What the keys do

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only the keys of the step."""
        goal = self._on_goal
        match action:
            case "people" | "weekday" | "zone":
                return goal
            case "mark" | "import" | "swap" | "move":
                return not goal
            case "back":
                return self._step > 0 or self.state.network.goals != {}
            case _:
                return True

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        if self._on_goal:
            self._adjust(event)
            return
        self._show_rows()

    def _adjust(self, event: Input.Changed) -> None:
        """A plus or a minus as the first thing typed changes the number, as the footer says."""
        if event.value in ("+", "-"):
            with event.input.prevent(Input.Changed):
                event.input.value = ""
            self.action_people(1 if event.value == "+" else -1)

    def on_rows_chosen(self) -> None:
        """A click on the cursor row marks it."""
        self.action_mark()

    def action_move(self, by: int) -> None:
        """Move in the list while typing."""
        self._rows.action_move(by)

    def action_swap(self) -> None:
        """From the line to the list and back."""
        target = self._rows if self._line.has_focus else self._line
        target.focus()
        self.refresh_bindings()

    def action_onward(self) -> None:
        """Take the name that was typed; with none, go on to the next step."""
        query = self._line.value.strip()
        if self._on_goal:
            self._commit()
        elif query:
            match = self._rows.current
            self._line.value = ""
            self._take(query, match)
        else:
            self._step += 1
            if self._on_goal and self.state.network.goals:
                self.dismiss()
                return
            self._show()

    @work
    async def _take(self, query: str, match: Contact | None) -> None:
        """Put the match on the list, or add the name that was typed."""
        step = self._step
        kept = False
        # The lists are not there yet when nothing could be saved at the start.
        if await self._save(first_lists(self.state.network, self.state.hand)):
            one = self._list(step)
            network, hand = self.state.network, self.state.hand
            try:
                if one is None:
                    return
                if match is not None:
                    change = set_membership(network, [match.id], one.id, True)
                else:
                    change = add_contact(network, hand, query, lists=(one.id,))
                kept = await self._save(change)
            except (RefusedError, CouldNotError) as error:
                self._trouble = sentence(error)
        if not kept and not self._line.value:
            self._line.value = query
        self._refresh()

    @work
    async def action_mark(self) -> None:
        """Put the person under the cursor on the list, or take them off."""
        one, person = self._list(self._step), self._rows.current
        if one is None or person is None:
            return
        on = one.id in person.lists
        await self._save(set_membership(self.state.network, [person.id], one.id, not on))
        self._refresh()
        if self._rows.has_focus:
            self._rows.select(person.id)

    @work
    async def action_import(self) -> None:
        """Import contacts, to mark the ones for this list."""
        from tui.dialogs.bring_in import ImportDialog

        found = await self.app.push_screen_wait(ImportDialog(self.state))
        if found is not None:
            await self._write(found.work)
        self._refresh()

    def action_help(self) -> None:
        """Show every key that works here."""
        from tui.dialogs.help import HelpDialog

        self.app.push_screen(HelpDialog(self.state.glyphs, live_bindings(self)))

    def action_people(self, by: int) -> None:
        """One more person a week, or one fewer."""
        self._people = max(1, min(20, self._people + by))
        self._refresh()

    @work
    async def action_weekday(self) -> None:
        """Weeks begin on Monday or on Sunday."""
        weekday = 0 if self.state.network.meta.weekday else 6
        await self._save(set_weekday(self.state.network, weekday))
        self._refresh()

    @work
    async def action_zone(self) -> None:
        """Say in which time zone one lives, which a machine far away does not know."""
        from tui.dialogs.zone import ZoneDialog

        if await self.app.push_screen_wait(ZoneDialog(self.state)) is not None:
            cast("Shell", self.app).revision += 1
            self._refresh()

    def action_back(self) -> None:
        """To the step before."""
        if self._step == 0:
            self.dismiss()
            return
        self._step -= 1
        self._show()

    @work
    async def _commit(self) -> None:
        """Keep the goal and the commitment, and begin."""
        state = self.state
        why = self._line.value.strip().rstrip(".")
        because = f" Because {why}." if why else ""
        said = "".join(text for line in self._commitment() for text, _ in [*line, (" ", "")])
        promise = f"{said.strip()}{because}"
        try:
            goal = set_goal(state.network, state.hand, self._people, why=why or None)
            change = join(goal, commit_to(state.network, state.hand, promise), what=goal.what)
        except (RefusedError, CouldNotError) as error:
            self._trouble = sentence(error)
            self._refresh()
            return
        if await self._save(change):
            self.dismiss()
        else:
            self._refresh()
