"""What the three places have in common: the frame, the log bar, and the keys of everywhere."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from typing import TYPE_CHECKING, ClassVar, Literal, Protocol, cast

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.reactive import Reactive
from textual.screen import ModalScreen, Screen
from textual.timer import Timer
from textual.widget import Widget

from habit.errors import CouldNotError, RefusedError
from habit.model import Change, Contact, Interaction, Plan
from habit.outcomes import counts_as, is_inbound
from storage.store import StoreError
from tui.paint import Line, sentence, wrap
from tui.standing import Standing
from tui.state import unsaved
from tui.typing_ahead import holding
from tui.watching import PASSING
from tui.widgets.frame import Footer, Header, live_bindings

if TYPE_CHECKING:
    from habit.changes import Hand
    from habit.network import Network
    from habit.timer import Running
    from tui.state import State
    from tui.widgets.log_bar import LogBar


class Shell(Protocol):
    """The part of the app that its screens use."""

    state: State
    revision: int
    trouble: str


_ABOUT_SOMEBODY = frozenset({"snooze", "why", "openers", "prep", "plan", "who"})
"""The actions that need a person under the cursor."""


class Place(Standing[None], Screen[None]):
    """A place: header, content, the docked log bar and the footer."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """Textual would paint the whole screen again; who gains or loses the focus paints itself."""

    MODE: ClassVar[str]
    FOOTER: ClassVar[tuple[str, ...]] = ()
    """The ids of the keys in the footer, most wanted first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("l", "log", "Log", id="place.log", tooltip="Log an outreach, or that they wrote"),
        Binding("a", "add", "Add", id="place.add", tooltip="Add a person"),
        Binding("slash", "find", "Find", id="place.find", tooltip="Find a person by name"),
        Binding(
            "z",
            "snooze",
            "Snooze",
            id="place.snooze",
            tooltip="Suggest the person later, never, or again",
        ),
        Binding(
            "w",
            "why",
            "Why",
            id="place.why",
            tooltip="Why they are suggested, in numbers",
        ),
        Binding(
            "o", "openers", "Openers", id="place.openers", tooltip="What to say first, to be copied"
        ),
        Binding(
            "b",
            "prep",
            "Before a talk",
            id="place.prep",
            tooltip="Before a talk: what to ask and to give",
        ),
        Binding(
            "W",
            "who",
            "Who they are",
            id="place.who",
            tooltip="Who they are to you: side, rank, tags",
        ),
        Binding(
            "T",
            "timer",
            "Timer",
            id="place.timer",
            tooltip="Start the timer, or stop it and log",
        ),
        Binding(
            "B",
            "busy",
            "Five minutes",
            id="place.busy",
            tooltip="Too busy? What takes five minutes",
        ),
        Binding(
            "M",
            "time",
            "Time",
            id="place.time",
            tooltip="Where the time went, and the usual minutes",
        ),
        Binding("ctrl+g", "goal", "Goal", id="place.goal", tooltip="Goal, weeks, days, time zone"),
        Binding(
            "r",
            "review",
            "Review",
            id="place.review",
            tooltip="Look back on the week, and plan the next one",
        ),
        Binding("u", "undo", "Undo", id="place.undo", tooltip="Take back what was done last"),
        Binding(
            "U,ctrl+r", "redo", "Redo", id="place.redo", tooltip="Bring back what was taken back"
        ),
        Binding(
            "ctrl+u",
            "history",
            "What was done",
            id="place.history",
            tooltip="What was done, to take back any of it",
        ),
        Binding(
            "exclamation_mark",
            "doctor",
            "The file",
            id="place.doctor",
            tooltip="What is wrong with the file, and mending it",
        ),
        Binding("p", "plan", "Plan", id="place.plan", tooltip="Plan a follow-up with the person"),
        Binding(
            "f",
            "followups",
            "Follow-ups",
            id="place.followups",
            tooltip="Follow-ups and promises: done, moved, dropped",
        ),
        Binding(
            "equals_sign",
            "came",
            "What came of it",
            id="place.came",
            tooltip="What came of it: of what you asked, and what it brought",
        ),
        Binding("v", "events", "Events", id="place.events", tooltip="Events: whom you met there"),
        Binding(
            "S", "share", "Share", id="place.share", tooltip="Share one thing with up to ten people"
        ),
        Binding("tab", "app.focus_next", "Next pane", id="place.next"),
        Binding("shift+tab", "app.focus_previous", "Pane before", id="place.before"),
        Binding(
            "question_mark,f1", "help", "Help", id="app.help", tooltip="Every key that works here"
        ),
        Binding(
            "colon,ctrl+p",
            "commands",
            "Commands",
            id="app.commands",
            tooltip="Every command that works here, by name",
        ),
        Binding("q", "back", "Quit", id="app.back", tooltip="Back, then quit"),
        Binding("escape", "leave", "Back", id="place.leave"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[object, ...] = ()
        self._bar: LogBar | None = None
        self._making = asyncio.Lock()
        self._before: Widget | None = None
        """What had the focus before the log bar."""
        self._minute: Timer | None = None
        """Until the timer in the header has another minute to show."""

    @property
    def state(self) -> State:
        """What all screens share."""
        return cast("Shell", self.app).state

    def compose(self) -> ComposeResult:
        """Frame the content of the place."""
        self._take_size()
        glyphs = self.state.glyphs
        yield Header(self.MODE, glyphs)
        yield from self.content()
        yield Footer(self.FOOTER)

    def _take_size(self) -> None:
        """Take the classes of the size there is before anything is laid out.

        Textual sets them after the first layout: a list that a key had scrolled by then would
        stand elsewhere than one that had not.
        """
        app = self.app
        for size, steps in zip(
            app.size, (app.HORIZONTAL_BREAKPOINTS, app.VERTICAL_BREAKPOINTS), strict=True
        ):
            fitting = [one for one in steps or () if one[0] <= size]
            self.add_class(*(name for _, name in sorted(fitting)[-1:]))

    def content(self) -> ComposeResult:
        """What the place consists of."""
        raise NotImplementedError

    def redraw(self) -> None:
        """Show the network as it is now."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Follow the revisions."""
        self.watch(self.app, "revision", self.follow, init=False)

    @property
    def is_wide(self) -> bool:
        """Whether there is room for something beside the lists."""
        return self.app.size.width >= 118

    def on_screen_resume(self) -> None:
        """Catch up with what happened while another screen was in front."""
        self.follow()
        if self._bar is not None:
            self._bar.try_again()

    def follow(self) -> None:
        """Redraw when the network or the day is another than the one on the screen."""
        state = self.state
        now = (state.network, state.today, state.to_mend)
        if not self._is_in_sight:
            return
        self._show_timer()
        if self._shown and self._shown[0] is now[0] and self._shown[1:] == now[1:]:
            return
        self._shown = now
        header = self.query_one(Header)
        header.today, header.repairs = state.today, state.to_mend
        self.redraw()

    def _show_timer(self) -> None:
        """Show in the header for how long the timer has run, and again when a minute is full."""
        if self._minute is not None:
            self._minute.stop()
        self._minute = None
        header, state = self.query_one(Header), self.state
        if not any(one.since for one in state.network.entries.values()):
            header.timer = None
            return
        from habit.changes import names_of

        if (one := self._timed()) is None:
            return
        header.timer = (one.minutes, names_of(state.network, one.people))
        if self._is_in_sight:
            left = 60 - max(0, state.here.now() - one.since) // 1000 % 60
            self._minute = self.set_timer(left, self._show_timer)

    def _timed(self) -> Running | None:
        """The timer that runs."""
        from habit.timer import running

        state = self.state
        return running(state.network, state.here.now(), state.today)

    @property
    def _is_in_sight(self) -> bool:
        """Whether nothing but dialogs lies over this screen."""
        stack = self.app.screen_stack
        if self not in stack:
            return False
        return all(isinstance(over, ModalScreen) for over in stack[stack.index(self) + 1 :])

    async def save(self, change: Change, said: str = "", *, holds: bool = True) -> bool:
        """Save a change; the screen says so only once it is on the disk."""
        if not change.edits:
            return True
        return await self.write(lambda: self.state.store.commit(change), said, holds=holds)

    async def do(self, make: Callable[[], Change]) -> bool:
        """Make a change and save it, in its own words; False when it makes no sense any more."""
        try:
            change = make()
        except RefusedError as error:
            self.say(sentence(error), trouble=True)
            return False
        return await self.save(change, f"{change.what}.")

    async def write(
        self, work: Callable[[], object], said: str = "", *, holds: bool = True
    ) -> bool:
        """Do work that writes the file, in a thread, and say so; False when it could not be.

        The next key waits a moment for it, as it may be about the row after the one that goes;
        not where `holds` is False.
        """
        # By the app: a dialog that is left meanwhile takes its own workers with it.
        done: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self.app.run_worker(self._write_and_say(work, said, done))
        with holding(self.app, stays=True) if holds else nullcontext():
            return await done

    async def _write_and_say(
        self, work: Callable[[], object], said: str, done: asyncio.Future[bool]
    ) -> None:
        try:
            await self.state.write(work)
        except (CouldNotError, RefusedError) as error:
            self.say(unsaved(error), trouble=True)
        else:
            self.kept(said)
            if not done.done():
                done.set_result(True)
        if not done.done():
            done.set_result(False)

    def kept(self, said: str, *, undoable: bool = True) -> None:
        """Show what was kept, and say so, with the key that takes it back."""
        cast("Shell", self.app).revision += 1
        for footer in self.query(Footer):
            footer.said = "saved"
        if said:
            undoable = undoable and self.state.is_undoable
            self.say(f"{said} u takes it back." if undoable else said)
        if said and undoable:
            self.offer()

    def offer(self, *, undone: bool = False, seconds: float = PASSING) -> None:
        """Have u, or U, be about what was done last for as long as a sentence says so."""
        if key := next(reversed(self.state.store.done_here), ""):
            self.state.offer(key, undone=undone, seconds=seconds)

    def say(self, sentence: str, *, trouble: bool = False) -> None:
        """Show a sentence for a moment; data in it is never markup."""
        severity: Literal["error", "information"] = "error" if trouble else "information"
        self.notify(sentence, severity=severity, timeout=8 if trouble else PASSING, markup=False)

    def on_key(self) -> None:
        """The word `saved` stands until the next key."""
        self.query_one(Footer).said = ""

    def to_log(self) -> list[Contact]:
        """Whom `l` is about: the marked ones, or nobody in particular."""
        return []

    def suggested(self) -> Contact | None:
        """Whom `l` offers first."""
        return None

    def happened(self) -> Interaction | None:
        """What `=` is about: the interaction under the cursor, where there is one."""
        return None

    def about(self) -> list[Contact]:
        """Whom the keys for people are about: the marked ones, else the one under the cursor."""
        person = self.suggested()
        return self.to_log() or ([person] if person is not None else [])

    @property
    def logging(self) -> bool:
        """Whether the log bar is open."""
        return self._bar is not None and self._bar.is_open

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While the log bar is open its keys are the only ones."""
        globally = action in {
            "log",
            "add",
            "find",
            "back",
            "commands",
            "goal",
            "undo",
            "redo",
            "history",
            "doctor",
            "followups",
            "review",
            "events",
            "share",
            "timer",
            "busy",
            "time",
        }
        if action in _ABOUT_SOMEBODY:
            return self.is_mounted and not self.logging and self.suggested() is not None
        if action == "came":
            return self.is_mounted and not self.logging and self.happened() is not None
        return not (globally and self.is_mounted and self.logging)

    @property
    def has_typed(self) -> bool:
        """Whether leaving would throw words away."""
        return self._bar is not None and self._bar.has_typed

    @on(events.Resize)
    def _fit_bar(self) -> None:
        """The log bar has more rows where there is room."""
        if self._bar is not None:
            self._bar.fit()

    async def log_bar(self) -> LogBar:
        """The log bar, made when it is first wanted: the first screen comes up sooner without."""
        async with self._making:
            if self._bar is None:
                from tui.widgets.log_bar import LogBar

                bar = LogBar(self.state)
                await self.mount(bar)
                self._bar = bar
        return self._bar

    async def action_log(self) -> None:
        """Open the log bar."""
        self._before = self.focused
        (await self.log_bar()).open(self.to_log(), self.suggested())

    async def log_with(self, contact: Contact) -> None:
        """Open the log bar for one person."""
        self._before = self.focused
        (await self.log_bar()).open([contact])

    def on_log_bar_saved(self, message: LogBar.Saved) -> None:
        """Keep what was logged."""
        message.stop()
        # In a worker: awaited in a handler it would hold up every frame. In one of the app, as
        # the screen may be left before it is written.
        self.app.run_worker(self._keep(message))

    async def _keep(self, message: LogBar.Saved) -> None:
        bar, before = await self.log_bar(), self.state.network
        try:
            await self.state.commit(message.change)
        except (CouldNotError, RefusedError) as error:
            waits = isinstance(error, StoreError)
            if not bar.keep(message, unsaved(error, waits=waits), waits=waits):
                self.say(unsaved(error), trouble=True)
            return
        warm = self.state.warm_line(before, message.change)
        self.kept(f"{warm}\n{message.said}" if warm else message.said)
        bar.saved(message)
        self.after_log()

    def on_log_bar_closed(self, message: LogBar.Closed) -> None:
        """Go back to where the cursor was."""
        message.stop()
        there = self._before is not None and self._before.is_attached
        (self._before if there and self._before else self.home()).focus()
        self.refresh_bindings()

    def home(self) -> Widget:
        """What has the focus when nothing else was asked for."""
        raise NotImplementedError

    def after_log(self) -> None:
        """What the place does once something was logged."""

    def action_add(self) -> None:
        """Add a person."""
        self.add_person()

    @work
    async def add_person(self, name: str = "") -> None:
        """Add a person, with the name that was typed so far."""
        from tui.dialogs.contact import ContactDialog

        await self.fill_in(ContactDialog(self.state, self.new_in(), name=name))

    def new_in(self) -> str | None:
        """The list that a new person goes into."""
        return None

    @work
    async def edit_interaction(self, interaction: Interaction) -> None:
        """Open the log bar on something that was logged before."""
        self._before = self.focused
        (await self.log_bar()).open(editing=interaction)

    @work
    async def delete_interaction(self, interaction: Interaction) -> None:
        """Delete an interaction."""
        from habit.changes import delete_interaction

        change = delete_interaction(self.state.network, interaction.id)
        await self.save(change, f"Deleted {change.what.removesuffix(', deleted')}.")

    @work
    async def forget(self, contact: Contact) -> None:
        """Delete a person for good, once that is confirmed."""
        from storage.forgetting import holders, leftovers
        from tui.dialogs.confirm import ConfirmDialog
        from tui.dialogs.page import Page

        question = (
            f"Delete {contact.name}: the card, the notes, the plans, and every word about what "
            "happened? Past weeks keep their counts. This is the one thing that cannot be taken "
            "back; x archives instead."
        )
        if not await self.app.push_screen_wait(ConfirmDialog("Delete for good", question)):
            return
        store = self.state.store
        try:
            done = await self.state.write(lambda: store.forget(contact.id))
        except CouldNotError as error:
            self.say(unsaved(error), trouble=True)
            return
        self.kept("", undoable=False)
        copies = await asyncio.to_thread(holders, store.path, contact.id)
        left = leftovers(done, copies)

        def draw(width: int) -> list[Line]:
            return [line for said in left for line in wrap(said, width, "ink")]

        title = f"{contact.name} is deleted for good"
        if left:
            self.app.push_screen(Page(title, draw))
        else:
            self.say(f"{title}.")

    def action_undo(self) -> None:
        """Take back what is offered, or done last; after deleting for good only if meant."""
        if self.state.forgot:
            self.state.forgot = False
            self.say("Deleting for good stays. u once more takes back what was before it.")
            return
        self._turn_newest(undone=False)

    def action_redo(self) -> None:
        """Bring back what was taken back last."""
        self._turn_newest(undone=True)

    @work
    async def action_history(self) -> None:
        """Show what was done; picking it takes it back, or brings it back."""
        from tui.dialogs.picker import Picker
        from tui.dialogs.undo import history_options

        actions = {one.id: one for one in self.state.store.actions}
        if not actions:
            self.say("Nothing was done yet that can be taken back.")
            return
        options = history_options(list(actions.values()), self.state)
        picker = Picker("Take back, or bring back", options, self.state.glyphs)
        picked = await self.app.push_screen_wait(picker)
        if picked is not None:
            self._turn(picked, undone=actions[picked].undone)

    def action_review(self) -> None:
        """Look back on the week, and plan the next one."""
        from tui.screens.review import Review

        self.app.push_screen(Review())

    def action_doctor(self) -> None:
        """Say what is wrong with the file."""
        from tui.dialogs.doctor import DoctorDialog

        self.app.push_screen(DoctorDialog(self.state))

    @work
    async def _turn(self, key: str, *, undone: bool) -> None:
        from tui.screens.turning import turn

        await turn(self, key, undone=undone)

    @work
    async def _turn_newest(self, *, undone: bool) -> None:
        from tui.screens.turning import turn_newest

        await turn_newest(self, undone=undone)

    def action_plan(self) -> None:
        """Plan something with the person under the cursor."""
        person = self.suggested()
        if person is not None:
            self.plan_with(person)

    async def fill_in(self, form: Screen[Change | None]) -> None:
        """Open a form, which saves for itself, and say what it kept."""
        change = await self.app.push_screen_wait(form)
        if change is not None and change.edits:
            self.kept(f"{change.what}.")

    @work
    async def plan_with(
        self, contact: Contact, plan: Plan | None = None, event: str | None = None
    ) -> None:
        """Plan something with somebody, as after an event, or move and reword a plan."""
        from tui.dialogs.plan import PlanDialog

        await self.fill_in(PlanDialog(self.state, contact, plan, event))

    @work
    async def close_plan(self, plan: Plan, close: Callable[[Network, Hand, str], Change]) -> None:
        """Say that a plan is done, or drop it."""
        state = self.state
        await self.do(lambda: close(state.network, state.hand, plan.id))

    @work
    async def action_followups(self) -> None:
        """Show all that is planned; Enter opens the card of the person."""
        from habit.plans import drop_plan, finish_plan
        from tui.dialogs.followups import FollowupsDialog
        from tui.screens.card import CardScreen

        person = self.suggested()
        dialog = FollowupsDialog(
            self.state,
            done=lambda one: self.close_plan(one.plan, finish_plan),
            move=lambda one: self.plan_with(one.contact, one.plan),
            drop=lambda one: self.close_plan(one.plan, drop_plan),
            undo=self.action_undo,
            first=person.id if person else "",
        )
        picked = await self.app.push_screen_wait(dialog)
        if picked is not None:
            self.app.push_screen(CardScreen(self.MODE, [picked], picked))

    @work
    async def action_share(self) -> None:
        """Share one thing with up to ten people, the marked ones first."""
        from tui.dialogs.share import share

        await share(self, self.to_log())

    @work
    async def action_events(self) -> None:
        """Show the events, and what became of everybody who was met there."""
        from tui.dialogs.events import show_events

        await show_events(self)

    @work
    async def import_contacts(self) -> None:
        """Bring people in from a file."""
        from tui.dialogs.bring_in import ImportDialog

        found = await self.app.push_screen_wait(ImportDialog(self.state))
        if found is not None:
            await self.write(found.work, found.said)

    @work
    async def choose_lists(self, contacts: Sequence[Contact]) -> None:
        """Choose the lists that people are on, and edit the lists themselves."""
        from tui.dialogs.lists import ListsDialog

        await self.app.push_screen_wait(ListsDialog(self.state, self.save, contacts))

    @work
    async def copy_address(self, contact: Contact) -> None:
        """Copy one of somebody's addresses."""
        from habit.addresses import every_address
        from tui.copying import copy_and_say
        from tui.dialogs.picker import Option, Picker

        addresses = every_address(contact)
        picked: str | None = next(iter(addresses))
        if len(addresses) > 1:
            options = [Option(address, address, sort) for address, sort in addresses.items()]
            picked = await self.app.push_screen_wait(Picker("Copy", options, self.state.glyphs))
        if picked is not None:
            await copy_and_say(self.app, picked)

    def can_be_reached(self, interaction: Interaction | None, contact: str) -> bool:
        """Whether an outreach to somebody may still turn out to have reached them."""
        if interaction is None or is_inbound(interaction) or contact not in interaction.people:
            return False
        state = self.state
        return counts_as(state.network, interaction, contact, state.today) != "reached"

    @work
    async def say_reached(self, interaction: Interaction, contact: str) -> None:
        """Say that an outreach was answered."""
        from habit.changes import say_outcome

        change = say_outcome(self.state.network, interaction.id, contact, "reached")
        await self.save(change, f"Reached: {change.what.removesuffix(', reached')}.")

    @work
    async def action_came(self) -> None:
        """Say what came of the interaction under the cursor."""
        from tui.dialogs.came import CameDialog

        one = self.happened()
        if one is not None:
            await self.fill_in(CameDialog(self.state, one))

    @work
    async def write_note(self, contact: Contact) -> None:
        """Write a note on somebody, or change one that is there."""
        from tui.dialogs.notes import NEW, NoteDialog, note_options
        from tui.dialogs.picker import Picker

        picked: str | None = NEW
        if contact.notes:
            picker = Picker("Notes", note_options(contact), self.state.glyphs)
            picked = await self.app.push_screen_wait(picker)
        if picked is None:
            return
        note = next((one for one in contact.notes if one.id == picked), None)
        await self.fill_in(NoteDialog(self.state, contact, note))

    @work
    async def action_openers(self) -> None:
        """Copy an opener for somebody."""
        from tui.copying import copy_and_say
        from tui.dialogs.openers import OpenersDialog

        async def keep(change: Change) -> None:
            await self.state.commit(change)
            self.kept(sentence(change.what), undoable=False)

        person = self.suggested()
        if person is None:
            return
        words = await self.app.push_screen_wait(OpenersDialog(self.state, person, keep))
        if words is not None:
            await copy_and_say(self.app, words)

    def action_prep(self) -> None:
        """Show what to know before a talk with somebody."""
        from tui.dialogs.about import prep_page

        person = self.suggested()
        if person is not None:
            self.app.push_screen(prep_page(self.state, person))

    @work
    async def action_who(self) -> None:
        """Say who people are to you."""
        from tui.dialogs.who import WhoDialog

        await self.fill_in(WhoDialog(self.state, self.about()))

    @work
    async def action_timer(self) -> None:
        """Start the timer with the person under the cursor; when it runs, stop it and log."""
        from habit.timer import start

        if (one := self._timed()) is not None:
            self._before = self.focused
            (await self.log_bar()).open_timed(one)
            return
        person, state = self.suggested(), self.state
        ids = [person.id] if person is not None else []
        try:
            change = start(state.network, state.hand, ids)
        except RefusedError as error:
            self.say(sentence(error), trouble=True)
            return
        await self.save(change, f"{sentence(change.what)} T stops and logs it.")

    @work
    async def action_busy(self) -> None:
        """Offer what takes five minutes; what was done is logged."""
        from habit.busy import five_minutes
        from tui.dialogs.busy import BusyDialog

        ideas = five_minutes(self.state.network, self.state.today)
        idea = await self.app.push_screen_wait(BusyDialog(ideas, self.state.glyphs))
        if idea is not None:
            self._before = self.focused
            (await self.log_bar()).open([idea.contact], channel=idea.channel, gave=idea.gave)

    def action_time(self) -> None:
        """Show where the time of the week went."""
        from tui.dialogs.minutes import TimePage

        self.app.push_screen(TimePage(self.state, self.usual_minutes))

    @work
    async def usual_minutes(self) -> None:
        """Change the usual minutes of the channels."""
        from tui.dialogs.minutes import MinutesDialog

        await self.fill_in(MinutesDialog(self.state))

    def action_why(self) -> None:
        """Show the arithmetic of why somebody is suggested, or not."""
        from tui.dialogs.about import why_page

        person = self.suggested()
        if person is not None:
            self.app.push_screen(why_page(self.state, person))

    @work
    async def action_snooze(self) -> None:
        """Let people rest until a day, never suggest them, or suggest them again."""
        from tui.dialogs.snooze import SnoozePicker, picked_change

        people, state = self.about(), self.state
        picked = await self.app.push_screen_wait(SnoozePicker(state, people))
        if picked is not None and await self.do(lambda: picked_change(state, people, picked)):
            self.after_log()

    @work
    async def edit_contact(self, contact: Contact) -> None:
        """Edit a person."""
        from tui.dialogs.contact import ContactDialog

        await self.fill_in(ContactDialog(self.state, contact=contact))

    async def action_find(self) -> None:
        """Find a person, among all people."""
        from tui.screens.people import People

        await self.app.run_action("place('people')", self.app)
        people = self.app.screen
        if isinstance(people, People):
            people.open_find()

    def action_help(self) -> None:
        """Show every key that works here."""
        from tui.dialogs.help import HelpDialog

        self.app.push_screen(HelpDialog(self.state.glyphs, live_bindings(self)))

    @work
    async def action_commands(self) -> None:
        """Offer every command by name."""
        from tui.dialogs.commands import CommandsDialog, commands_of

        commands = {command.key: command for command in commands_of(self)}
        picked = await self.app.push_screen_wait(
            CommandsDialog(self.state.glyphs, list(commands.values()))
        )
        if picked is not None:
            await self.app.run_action(commands[picked].action, commands[picked].node)

    @work
    async def action_goal(self) -> None:
        """Change the goal, and what holds for all days and weeks."""
        from tui.dialogs.goal import GoalDialog

        await self.fill_in(GoalDialog(self.state))

    def action_leave(self) -> None:
        """Escape leaves nothing here that would be lost."""

    def action_back(self) -> None:
        """Go back; from a place itself, quit."""
        self.app.exit()
