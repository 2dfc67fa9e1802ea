"""The log bar: who, how, what came back, in five seconds, docked over the lower panels.

It is no dialog in the middle: the meter stays in sight and fills as one saves, and nothing
behind it has to be painted again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input

from habit.aside import died_words
from habit.dates import ago, day_text, duration
from habit.errors import CouldNotError, RefusedError
from habit.model import (
    TOGETHER,
    USUAL_MINUTES,
    Change,
    Channel,
    Contact,
    Gift,
    Interaction,
    Outcome,
)
from habit.plans import parse_step
from habit.suggest import last_interaction, who_next
from habit.timer import Running, stopped
from tui.paint import Line as Drawn
from tui.paint import Span, length, sentence, short, underlined, wrap
from tui.state import overtaken
from tui.watching import hush
from tui.widgets.card import place_of
from tui.widgets.draft import Draft
from tui.widgets.field import Line
from tui.widgets.gift_row import AskedRow, GaveRow, GiftRow
from tui.widgets.giving import Talk, give_line
from tui.widgets.painted import Drawing, Painted

if TYPE_CHECKING:
    from tui.screens.place import Shell
    from tui.state import State
    from tui.typing_ahead import TypingAhead

LETTERS: dict[str, Channel] = {
    "c": "call",
    "v": "voicemail",
    "e": "email",
    "t": "text",
    "s": "social",
    "l": "letter",
    "d": "video",
    "f": "coffee",
    "m": "meeting",
    "n": "event",
    "o": "other",
    "h": "research",
}
"""The key of each channel."""

OUTCOMES: dict[Outcome, str] = {"waiting": "waiting", "reached": "reached", "no_reply": "no reply"}

MATCHES = 3

_GIFTS = ("log-gave", "log-asked")
"""The fields for what was given and asked for."""
_ALONE = {"log-step": "-stepping", "log-gave": "-giving", "log-asked": "-asking"}
"""The fields that take the place of the note where there is little room, each with its class."""


@dataclass
class _Sitting:
    """What stays from one saved interaction to the next."""

    first: Contact | None = None
    editing: Interaction | None = None
    gave: tuple[Gift, ...] = ()
    """What stood there as given when it was opened."""
    matches: list[Contact] = field(default_factory=list)
    at: int = 0
    timer: Running | None = None
    """The timer that is taken away once this is saved."""


class Choice(Painted, can_focus=True):
    """A row of the bar in which letters choose."""

    DEFAULT_CSS = "Choice { height: auto; }"


class How(Choice):
    """The channel."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(letter, f"channel('{channel}')", channel, id=f"log.{channel}")
        for letter, channel in LETTERS.items()
    ]

    @dataclass
    class Picked(Message):
        """A channel was chosen by its letter."""

        channel: Channel

    def action_channel(self, channel: Channel) -> None:
        """Choose a channel."""
        self.post_message(self.Picked(channel))


class LogBar(Container):
    """Logs an outreach, or edits an interaction that was logged before."""

    DEFAULT_CSS = """
    LogBar {
        display: none;
        layer: bar;
        dock: bottom;
        height: 14;
        margin-bottom: 1;
        border: round $focus;
        background: $background;
        padding: 0 1;
        border-title-color: $ink;
        border-title-style: bold;
        border-subtitle-color: $soft;
        & > Horizontal { height: 1; }
        & > Horizontal > .label { width: 12; height: 1; }
        & > Horizontal > .hang { width: 11; }
        & > .gap { height: 1; }
        & #log-matches { height: 3; margin-left: 12; }
        & #log-how-row { height: 2; }
        & #log-day { width: 1fr; }
    }
    LogBar #log-step-row, LogBar #log-gave-row, LogBar #log-asked-row { display: none; }
    LogBar.-step { & #log-step-row { display: block; } & .before-note { display: none; } }
    LogBar.-gave { & #log-gave-row { display: block; } & .before-outcome { display: none; } }
    LogBar.-asked { & #log-asked-row { display: block; } & .before-how { display: none; } }
    LogBar.-open { display: block; }
    LogBar.-compact {
        height: 6;
        & > .gap, & #log-outcome-row, & #log-when-row, & #log-step-row { display: none; }
        & #log-gave-row, & #log-asked-row { display: none; }
        & #log-matches { height: 1; }
        & #log-how-row { height: 1; }
        &.-stepping { & #log-note-row { display: none; } & #log-step-row { display: block; } }
        &.-giving { & #log-note-row { display: none; } & #log-gave-row { display: block; } }
        &.-asking { & #log-note-row { display: none; } & #log-asked-row { display: block; } }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "onward", "Save", id="log.save", tooltip="Onward, then save"),
        Binding("escape", "close", "Close", id="log.close"),
        Binding("ctrl+s", "save(True)", "Save, and the next", id="log.again"),
        Binding("tab", "step(1)", "Next field", id="log.next"),
        Binding("shift+tab", "step(-1)", "Field before", id="log.before"),
        Binding("up", "match(-1)", "Match before", id="log.up"),
        Binding("down", "match(1)", "Next match", id="log.down"),
        Binding("minus", "day(-1)", "A day earlier", id="log.earlier"),
        Binding("plus", "day(1)", "A day later", id="log.later"),
        Binding("left_square_bracket", "day(-7)", "A week earlier", id="log.week_earlier"),
        Binding("right_square_bracket", "day(7)", "A week later", id="log.week_later"),
        Binding("y", "outcome('reached')", "Reached", id="log.reached"),
        Binding("w", "outcome('waiting')", "Waiting", id="log.waiting"),
        Binding("n", "outcome('no_reply')", "No reply", id="log.no_reply"),
        Binding("i", "wrote", "They wrote", id="log.wrote"),
        Binding("comma", "note", "Note", id="log.note"),
        Binding("g", "gifts('gave')", "Gave", id="log.gave", tooltip="Say what you gave"),
        Binding("k", "gifts('asked')", "Asked", id="log.asked", tooltip="Say what you asked for"),
        Binding("p", "next_step", "Next step", id="log.next_step", tooltip="Set up the next step"),
        *(
            Binding(digit, f"minutes('{digit}')", "Minutes", id=f"log.minutes{digit}")
            for digit in "0123456789"
        ),
        Binding(
            "x",
            "drop_timer",
            "Drop the timer",
            id="log.drop_timer",
            tooltip="Let go of the timer, and log nothing",
        ),
        Binding("backspace", "minutes('')", "Clear minutes", id="log.backspace"),
    ]

    @dataclass
    class Saved(Message):
        """Something is to be kept; `again` when the bar is wanted for one more."""

        change: Change
        said: str
        again: bool
        sitting: object
        """What the bar was open for."""

    @dataclass
    class Closed(Message):
        """The bar is not wanted any more."""

    def __init__(self, state: State) -> None:
        super().__init__()
        self._state = state
        self._draft = Draft()
        self._sitting = _Sitting()
        self._last_channel: Channel | None = None
        self._minutes = ""
        self._trouble = ""
        self._is_saving = False
        self._again: bool | None = None
        """How what waits for the file is to be saved; None while nothing does."""

    def compose(self) -> ComposeResult:
        """The fields, top to bottom."""
        with Horizontal():
            yield Painted(self._label("Who", "log-who")).add_class("label")
            yield Line(placeholder="a name", id="log-who")
        yield Painted(self._draw_matches, id="log-matches")
        yield Painted().add_class("gap", "before-how")
        with Horizontal(id="log-how-row"):
            yield Painted(self._label("How", "log-how")).add_class("label", "hang")
            yield How(self._draw_how, id="log-how")
        yield Painted().add_class("gap", "before-outcome")
        with Horizontal(id="log-outcome-row"):
            yield Painted(self._label("Outcome", "log-outcome")).add_class("label", "hang")
            yield Choice(self._draw_outcome, id="log-outcome")
        yield Painted().add_class("gap", "before-note")
        with Horizontal(id="log-note-row"):
            yield Painted(self._label("Note", "log-note")).add_class("label")
            yield Line(placeholder="a line to remember, if you like", id="log-note")
        yield GaveRow(self._label("Gave", "log-gave"), self._talk)
        yield AskedRow(self._label("Asked", "log-asked"), self._talk)
        with Horizontal(id="log-step-row"):
            yield Painted(self._label("Next", "log-step")).add_class("label")
            yield Line(placeholder="coffee on the 3rd", id="log-step")
        with Horizontal(id="log-when-row"):
            yield Painted(self._label("When", "log-when")).add_class("label", "hang")
            yield Choice(self._draw_when, id="log-when")

    def on_mount(self) -> None:
        """Know when the file can be written again."""
        self.watch(self.app, "trouble", self.try_again, init=False)

    # Opening and closing

    @property
    def is_open(self) -> bool:
        """Whether the bar is in use."""
        return self.has_class("-open")

    def open(
        self,
        people: Sequence[Contact] = (),
        first: Contact | None = None,
        editing: Interaction | None = None,
        channel: Channel | None = None,
        gave: tuple[Gift, ...] = (),
    ) -> None:
        """Open for these people, or for whoever is named; `first` is offered first."""
        if not self.is_open:
            hush(self.app)
        self._sitting = _Sitting(first, editing, gave)
        self._end_saving()
        self._again = None
        self._trouble = ""
        self._minutes = ""
        note = ""
        if editing is not None:
            self._draft = Draft.of(editing)
            note = editing.note
        else:
            self._draft = Draft(on=self._state.today, each=len(people) > 1, gave=gave)
            self._preset(people, channel)
        self.query_one("#log-note", Line).value = note
        self._step.value = ""
        self.remove_class("-step")
        self._fill_gifts()
        self._fill_who()
        self.border_title = "Edit an interaction" if editing else "Log an outreach"
        self.add_class("-open")
        self.set_class(self._compact, "-compact")
        self._search()
        self._focus("log-how" if self._draft.people else "log-who")
        self.screen.refresh_bindings()

    def open_timed(self, timer: Running) -> None:
        """Open for what a timer ran for; it goes once that is saved, and runs on until then."""
        contacts = self._state.network.contacts
        self.open([contacts[key] for key in timer.people], channel=timer.channel)
        self._sitting.timer = timer
        # Hours that nobody talked are not filled in; the usual minutes stand there instead.
        minutes = None if timer.is_forgotten else max(1, timer.minutes)
        self._draft = replace(self._draft, each=False, on=timer.on, minutes=minutes)
        self.border_title = f"Stop the timer: {duration(timer.minutes)}, x drops it"
        self._redraw()
        self.screen.refresh_bindings()

    def _preset(self, people: Sequence[Contact], channel: Channel | None) -> None:
        """Take these people, and preset a channel, or the one used with them last."""
        ids = tuple(contact.id for contact in people)
        self._draft = replace(self._draft, people=ids, channel=channel or self._usual_channel(ids))

    def _usual_channel(self, ids: Sequence[str]) -> Channel:
        for contact in ids:
            last = last_interaction(self._state.network, contact)
            if last is not None and last.channel != "research":
                return last.channel
        return self._last_channel or "call"

    @property
    def has_typed(self) -> bool:
        """Whether closing would throw words away, or what waits to be saved."""
        editing = self._sitting.editing
        note = self.query_one("#log-note", Line).value.strip()
        before = Draft.of(editing) if editing else Draft(gave=self._sitting.gave)
        return self.is_open and (
            self._again is not None
            or note != (editing.note.strip() if editing else "")
            or self._draft.exchanged != before.exchanged
        )

    def action_close(self) -> None:
        """Leave the row of what was given or asked for; from elsewhere, the bar."""
        if self._here() in _GIFTS:
            self._focus("log-how" if self._compact else "log-when")
        else:
            self._leave()

    @work
    async def _leave(self) -> None:
        """Close without saving; words are not thrown away without a question."""
        from tui.dialogs.confirm import may_leave

        if not self._is_saving and await may_leave(self.app, is_lost=self.has_typed):
            self._close()

    def _close(self) -> None:
        self.remove_class("-open")
        self.post_message(self.Closed())

    def saved(self, message: Saved) -> None:
        """Close after saving, or begin the next one with the same day and channel."""
        if message.sitting is not self._sitting:
            return  # it was closed meanwhile, and may be open for something else
        day, channel = self._draft.on, self._draft.channel
        self._last_channel = channel
        if message.again:
            self.open()
            self._draft = replace(self._draft, on=day, channel=channel)
            self._redraw()
        else:
            self._close()
        self._end_saving()

    def _begin_saving(self) -> None:
        """Let the keys behind wait until it is saved, as what they are for is what comes then."""
        self._is_saving, self._again = True, None
        cast("TypingAhead[object]", self.app).hold()

    def _end_saving(self, *, lost: bool = False) -> None:
        if self._is_saving:
            self._is_saving = False
            cast("TypingAhead[object]", self.app).let_go(lost=lost)

    def on_unmount(self) -> None:
        """Keep no key waiting."""
        self._end_saving()

    def keep(self, message: Saved, trouble: str, *, waits: bool) -> bool:
        """Stay open with everything as it was typed, and say why it could not be saved.

        What `waits` is saved by itself once the file can be written, unless more is typed.

        Returns:
            Whether there was somewhere to say so; the bar may have been closed meanwhile.

        """
        if message.sitting is not self._sitting:
            return False
        self._end_saving(lost=True)
        if not self.is_open:
            return False
        self._refuse(trouble)
        self._again = message.again if waits else None
        return True

    def _refuse(self, trouble: str) -> None:
        self._trouble = trouble
        self._redraw()

    def try_again(self) -> None:
        """Save what waited for the file, unless it is being asked whether to leave it."""
        app = cast("Shell", self.app)
        waits = self._again is not None and self.is_open
        if waits and not app.trouble and self.app.screen is self.screen:
            self.action_save(bool(self._again))

    @on(Input.Changed, "#log-note")
    def _noted(self) -> None:
        self._again = None

    @on(Input.Changed, "#log-step")
    def _stepped(self) -> None:
        self._again = None
        self._redraw()

    # Who

    @property
    def _who(self) -> Line:
        return self.query_one("#log-who", Line)

    @on(Input.Changed, "#log-who")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._again = None
        text = event.value
        named = self._named()
        if named and self._who.has_focus and not (text == named or text.startswith(f"{named},")):
            # What was taken is being typed over: it begins anew.
            self._draft = replace(self._draft, people=(), new=(), each=False)
        if text.endswith(",") and self._who.has_focus:
            self._accept_one(text[:-1])
            return
        self._search()

    def _fill_who(self) -> None:
        """Show in Who the people who were taken."""
        with self._who.prevent(Input.Changed):
            self._who.value = self._named()
        self._who.cursor_position = len(self._who.value)

    def _query(self) -> str:
        return self._who.value.rsplit(",", 1)[-1].strip()

    def _search(self) -> None:
        query = self._query()
        sitting = self._sitting
        taken = set(self._draft.people)
        found = self._state.finder.search(query, 40) if query else self._usual()
        sitting.matches = [contact for contact in found if contact.id not in taken]
        sitting.at = 0
        self._redraw()

    def _usual(self) -> list[Contact]:
        """Whom one is likely to mean before a letter is typed: highlighted, suggested, recent."""
        first = self._sitting.first
        people = [first] if first is not None else []
        people += [one.contact for one in self._state.ask(who_next)[:8]]
        unique = {contact.id: contact for contact in people}
        return list(unique.values())

    def _named(self) -> str:
        contacts = self._state.network.contacts
        names = [contacts[one].name for one in self._draft.people if one in contacts]
        return ", ".join([*names, *self._draft.new])

    def action_match(self, by: int) -> None:
        """Go to another match."""
        sitting = self._sitting
        if self._who.has_focus and sitting.matches:
            sitting.at = (sitting.at + by) % len(sitting.matches)
            self._redraw()

    def _take(self) -> bool:
        """Take the match under the cursor, or the name as it was typed; False with neither."""
        sitting, query = self._sitting, self._query()
        draft = self._draft
        if sitting.matches:
            chosen = sitting.matches[sitting.at].id
            if chosen in draft.people:
                return True
            draft = replace(draft, people=(*draft.people, chosen))
        elif query:
            draft = replace(draft, new=(*draft.new, query))
        else:
            return bool(draft.people or draft.new)
        self._draft = draft
        return True

    def _accept_one(self, text: str) -> None:
        """A comma: take the name before it and go on with the next."""
        with self._who.prevent(Input.Changed):
            self._who.value = text
        self._take()
        with self._who.prevent(Input.Changed):
            self._who.value = f"{self._named()}, "
        self._who.cursor_position = len(self._who.value)
        self._search()

    def _accept(self) -> None:
        """Enter in Who: the people are named, how comes next."""
        named = self._named()
        pending = not named or self._who.value.strip() != named
        if pending and not self._take():
            self.app.bell()
            return
        if self._sitting.timer is None:
            self._draft = replace(self._draft, channel=self._usual_channel(self._draft.people))
        self._focus("log-how")

    # Moving

    def _steps(self) -> list[str]:
        named = ("gave", "asked", "step")
        more = [f"log-{name}" for name in named if self.has_class(f"-{name}")]
        if self._compact:
            return ["log-who", "log-how", "log-note", *more]
        return ["log-who", "log-how", "log-outcome", "log-note", *more, "log-when"]

    def fit(self) -> None:
        """Show as much as there is room for now."""
        if self.is_open and self.has_class("-compact") != self._compact:
            self.set_class(self._compact, "-compact")
            if self._here() not in self._steps():
                self._focus("log-how")
            self._redraw()

    @property
    def _compact(self) -> bool:
        """Whether there is room for three lines only."""
        size = self.app.size
        return size.height < 24 or size.width < 64

    def _here(self) -> str:
        focused = self.screen.focused
        return (focused.id or "").removesuffix("-words") if focused is not None else ""

    def _focus(self, name: str) -> None:
        if name != "log-who":
            self._fill_who()
        for field_id, where in _ALONE.items():
            self.set_class(name == field_id, where)
        self.query_one(f"#{name}").focus()
        self._redraw()

    def action_step(self, by: int) -> None:
        """Go to the next field; a name that is typed is taken on the way."""
        steps = self._steps()
        here = self._here()
        if here == "log-who" and by > 0 and (self._query() or self._draft.people):
            self._accept()
            return
        at = steps.index(here) + by if here in steps else 0
        self._focus(steps[at % len(steps)])

    def on_descendant_focus(self) -> None:
        """The active label changes; what was wrong has been read."""
        self._trouble = ""
        for row in self.query(GiftRow):
            if self._here() != row.field:
                row.close()
                self.set_class(bool(row.gifts), f"-{row.WHAT}")
        self._redraw()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Letters choose only where they are offered."""
        if action == "match":
            return self._here() == "log-who"
        if action == "wrote" and self._draft.channel in TOGETHER:
            return False
        if action == "drop_timer":
            return self._sitting.timer is not None and self._here() != "log-who"
        if action in {"outcome", "wrote", "day", "minutes", "note", "next_step", "gifts"}:
            return self._here() != "log-who"
        return True

    # Saying

    def on_how_picked(self, message: How.Picked) -> None:
        """Choose the channel and go on to what came of it."""
        message.stop()
        channel = message.channel
        wrote = self._draft.wrote and channel not in TOGETHER
        self._draft = replace(self._draft, channel=channel, outcome=None, wrote=wrote)
        if self._compact:
            self._redraw()
        else:
            self._focus("log-outcome")

    def action_outcome(self, outcome: Outcome) -> None:
        """Say what came of it."""
        self._draft = replace(self._draft, outcome=outcome, wrote=False)
        self._redraw()

    def action_wrote(self) -> None:
        """They wrote, or not after all."""
        if self._draft.channel not in TOGETHER:
            self._draft = replace(self._draft, wrote=not self._draft.wrote)
            self._redraw()

    def action_day(self, by: int) -> None:
        """Another day, never one to come."""
        day = min(self._draft.on + timedelta(days=by), self._state.today)
        self._draft = replace(self._draft, on=day)
        self._redraw()

    def action_note(self) -> None:
        """Write a note."""
        self._focus("log-note")

    @property
    def _step(self) -> Line:
        return self.query_one("#log-step", Line)

    def action_next_step(self) -> None:
        """Set up the next step with them; it is kept together with what is logged."""
        self.add_class("-step")
        self._focus("log-step")

    def action_gifts(self, what: str) -> None:
        """Say what you gave, or asked for; it is kept together with what is logged."""
        self.add_class(f"-{what}")
        self._focus(f"log-{what}")

    def on_gift_row_changed(self, message: GiftRow.Changed) -> None:
        """Keep what was given or asked for as it is said."""
        message.stop()
        self._again = None
        said: dict[str, Any] = {message.row.WHAT: message.row.gifts}
        self._draft = replace(self._draft, **said)
        self._redraw()

    def _fill_gifts(self) -> None:
        """Show what was given and asked for, in rows that are there only when there is some."""
        for row in self.query(GiftRow):
            row.fill(getattr(self._draft, row.WHAT))
            self.set_class(bool(row.gifts), f"-{row.WHAT}")

    def _talk(self) -> Talk:
        """What it is open for, as the rows of what was given and asked for want to know it."""
        editing = self._sitting.editing
        rows = 1 if self._compact else MATCHES
        return Talk(self._state, self._draft, editing.id if editing else "", rows)

    def action_minutes(self, digit: str) -> None:
        """Type minutes digit by digit; backspace takes the last one back.

        Among what was given or asked for a digit is no minute, and is not to lead to a place.
        """
        if self._here() in _GIFTS:
            return
        typed = self._minutes + digit if digit else self._minutes[:-1]
        if typed and int(typed) > 1440:
            return
        self._minutes = typed
        self._draft = replace(self._draft, minutes=int(typed) if typed else None)
        self._redraw()

    def action_drop_timer(self) -> None:
        """Let go of the timer without logging anything."""
        from habit.timer import drop

        sitting, network = self._sitting, self._state.network
        if sitting.timer is None or self._is_saving:
            return
        if sitting.timer.key not in network.entries:
            self._close()
            return
        change = drop(network, sitting.timer.key)
        self._begin_saving()
        self.post_message(self.Saved(change, sentence(change.what), False, sitting))

    # Saving

    def action_onward(self) -> None:
        """Enter: from Who to How, from anywhere else save."""
        if self._here() == "log-who":
            self._accept()
        else:
            self.action_save(False)

    def action_save(self, again: bool) -> None:
        """Save, and with `again` begin the next one."""
        if self._is_saving:
            return
        pending = self._who.value.strip() != self._named()
        if self._here() == "log-who" and pending and not self._take():
            return
        self._begin_saving()
        self._save(self._sitting, again)

    @work
    async def _save(self, sitting: _Sitting, again: bool) -> None:
        """Make the change and hand it on; what makes no sense is said, and nothing is lost."""
        state, editing = self._state, sitting.editing
        note = self.query_one("#log-note", Line).value
        try:
            if editing is None:
                change = self._draft.logged(state.network, state.hand, note)
            else:
                await state.catch_up()
                change = self._edited(editing, note)
            change = self._draft.with_step(state.network, state.hand, change, self._step.value)
            if sitting.timer is not None:
                change = stopped(state.network, change, sitting.timer.key)
        except (RefusedError, CouldNotError) as error:
            self._end_saving(lost=True)
            self._refuse(sentence(error))
            return
        word = "Logged" if editing is None else "Changed"
        self.post_message(self.Saved(change, f"{word} {change.what}.", again, sitting))

    def _edited(self, old: Interaction, note: str) -> Change:
        """Return the change of an interaction, on top of what another session did to it.

        Raises:
            RefusedError: It has gone, or both changed the same; saving again keeps what is here.

        """
        state = self._state
        now = state.network.interactions.get(old.id)
        if now is None:
            raise RefusedError("it was deleted elsewhere meanwhile; ^u can bring it back")
        gifts = self._draft.exchanged
        self._draft, note, both = self._draft.caught_up(old, now, note)
        self.query_one("#log-note", Line).value = note
        self._sitting.editing = now
        if self._draft.exchanged != gifts:
            self._fill_gifts()
        if both:
            raise overtaken(both)
        return self._draft.edited(state.network, state.hand, now, note)

    # Drawing

    def _redraw(self) -> None:
        if not self.is_open:
            return
        for painted in self.query(Painted):
            painted.redraw()
        enter = "enter next" if self._here() == "log-who" else "enter save"
        leave = "esc leaves the row" if self._here() in _GIFTS else "esc close"
        words = f"{enter}   tab field   ^s save, next   {leave}"
        if str(self.border_subtitle) != words:
            self.border_subtitle = Content(words)

    def _label(self, word: str, field_id: str) -> Drawing:
        def draw(_width: int) -> list[Drawn]:
            return [[(word, "accent bold" if self._here() == field_id else "soft")]]

        return draw

    def _draw_matches(self, width: int) -> list[Drawn]:
        if self._trouble:
            return wrap(self._trouble, width, "accent", MATCHES)
        if self._here() == "log-who":
            return self._match_lines(width)
        if self._here() == "log-step":
            return self._step_lines()
        if self._here() in _GIFTS:
            return self.query_one(f"#{self._here()}-row", GiftRow).told(width)
        return [*self._timer_lines(width), *self._about_lines(width)][:MATCHES]

    def _timer_lines(self, width: int) -> list[Drawn]:
        """Ask how long it was where a timer ran on for hours."""
        timer = self._sitting.timer
        if timer is None or not timer.is_forgotten or self._draft.minutes is not None:
            return []
        hours = timer.minutes // 60
        said = f"It ran for {hours} hours. Type the minutes; {self._usual_minutes} are usual."
        return [[(short(said, width), "accent")]]

    @property
    def _usual_minutes(self) -> int:
        channel = self._draft.channel
        return self._state.network.meta.minutes.get(channel, USUAL_MINUTES[channel])

    def _step_lines(self) -> list[Drawn]:
        """How the next step is understood."""
        today = self._state.today
        if not self._step.value.strip():
            return [[("Say what, and when: friday, in 2 weeks, 3 Dec.", "soft")]]
        words, due = parse_step(self._step.value, today)
        return [
            [(words or "the next step", "ink")],
            [(f"{day_text(due)} {due.year}", "ink"), (f", {ago(due, today)}", "soft")],
        ]

    def _match_lines(self, width: int) -> list[Drawn]:
        sitting, query = self._sitting, self._query()
        if not sitting.matches:
            if not query:
                return [[("A first name is enough.", "soft")]]
            return [
                [
                    ("Nobody called ", "soft"),
                    (short(query, 30), "ink"),
                    (". enter adds the name.", "soft"),
                ]
            ]
        room = 1 if self._compact else MATCHES
        start = max(0, min(sitting.at - room + 1, len(sitting.matches) - room))
        shown = sitting.matches[start : start + room]
        return [
            self._match_line(one, start + at == sitting.at, query, width)
            for at, one in enumerate(shown)
        ]

    def _match_line(self, contact: Contact, here: bool, query: str, width: int) -> Drawn:
        glyphs = self._state.glyphs
        name = underlined(contact.name, query, min(30, width - 4), glyphs.cut)
        if here:
            name = [(text, f"{style} bold") for text, style in name]
        line: list[Span] = [(f"{glyphs.cursor} " if here else "  ", "accent"), *name]
        line.append((" " * max(2, 34 - length(line)), ""))
        line.append(
            (
                short(place_of(self._state.network, contact), width - length(line), glyphs.cut),
                "soft",
            )
        )
        return line

    def _about_lines(self, width: int) -> list[Drawn]:
        draft, state = self._draft, self._state
        if len(draft.people) + len(draft.new) > 1:
            return [
                [("one outreach to each" if draft.apart else "one interaction, together", "soft")]
            ]
        if draft.new:
            return [[("a new name; it is added when you save", "soft")]]
        contact = state.network.contacts.get(draft.people[0]) if draft.people else None
        if contact is None:
            return []
        lines: list[Drawn] = [[(short(place_of(self._state.network, contact), width), "soft")]]
        last = last_interaction(state.network, contact.id)
        if contact.died:
            return [*lines, [(died_words(contact), "soft")]]
        if last is None:
            lines.append([("your first time in touch here", "soft")])
            return [*lines, give_line(state, contact, width)]
        lines.append([(f"{ago(last.on, state.today)}, {last.channel}", "ink")])
        if last.note:
            lines.append([(state.glyphs.quoted(short(last.note, width - 2)), "ink italic")])
        else:
            lines.append(give_line(state, contact, width))
        return lines

    def _draw_how(self, width: int) -> Sequence[Drawn]:
        active = self._here() == "log-how"
        rows: list[list[Span]] = [[]]
        compact = self._compact
        for letter, channel in LETTERS.items():
            spans = self._option(channel, letter, channel == self._draft.channel, active)
            if length(rows[-1]) + length(spans) > width and not compact:
                rows.append([])
            rows[-1].extend(spans)
        if not compact:
            return rows
        picked = self._option(self._draft.channel, "", True, False)
        said = "they wrote" if self._draft.wrote else OUTCOMES[self._draft.counts_as]
        outcome = self._option(said, "", True, False)
        return [_hinted([*picked, *outcome, (f" {self._day()}", "soft")], width, active)]

    def _option(self, word: str, letter: str, picked: bool, active: bool) -> list[Span]:
        glyphs = self._state.glyphs
        if picked:
            return [(glyphs.left, "accent"), (word, "ink bold"), (glyphs.right, "accent")]
        at = word.find(letter) if active and letter else -1
        if at < 0:
            return [(f" {word} ", "ink" if active else "soft")]
        return [(f" {word[:at]}", "ink"), (letter, "accent bold"), (f"{word[at + 1 :]} ", "ink")]

    def _draw_outcome(self, width: int) -> list[Drawn]:
        active = self._here() == "log-outcome"
        draft = self._draft
        keys = {"waiting": "w", "reached": "y", "no_reply": "n"}
        line: list[Span] = []
        for outcome, word in OUTCOMES.items():
            picked = not draft.wrote and outcome == draft.counts_as
            line.extend(self._keyed(word, keys[outcome], picked, active))
        if draft.channel not in TOGETHER:
            line.append((" ", ""))
            line.extend(self._keyed("they wrote", "i", draft.wrote, active))
        return [_hinted(line, width, active)]

    def _keyed(self, word: str, key: str, picked: bool, active: bool) -> list[Span]:
        """An option whose key is no letter of its word stands before it."""
        if picked or not active:
            return self._option(word, "", picked, active)
        return [(f" {key}", "accent bold"), (f" {word} ", "ink")]

    def _day(self) -> str:
        today = self._state.today
        if self._draft.on == today:
            return "today"
        if self._draft.on == today - timedelta(days=1):
            return "yesterday"
        return day_text(self._draft.on)

    def _draw_when(self, _width: int) -> list[Drawn]:
        draft = self._draft
        active = self._here() == "log-when"
        usual = self._usual_minutes
        said = draft.minutes is not None
        line: list[Span] = [
            (f" {self._day()}", "ink"),
            (f"   {draft.minutes if said else usual}", "ink" if said else "soft"),
            (" min", "soft"),
        ]
        if active or self._here() in ("log-how", "log-outcome"):
            line += [
                ("   - +", "accent bold"),
                (" day", "soft"),
                ("  [ ]", "accent bold"),
                (" week", "soft"),
                ("  0-9", "accent bold"),
                (" minutes", "soft"),
                ("  p", "accent bold"),
                (" next", "soft"),
            ]
        return [line]


def _hinted(line: list[Span], width: int, active: bool) -> list[Span]:
    """Add the keys for what was given and asked for to a row in use that has room for them."""
    more = [("  g", "accent bold"), (" gave", "soft"), ("  k", "accent bold"), (" asked", "soft")]
    return [*line, *more] if active and length(line) + length(more) <= width else line
