"""The app: a shell that holds the places, the theme, the keys, and the state they share."""

from __future__ import annotations

import asyncio
import gc
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

import themes
from habit.errors import CouldNotError, RefusedError
from tui.abilities import Abilities
from tui.options import Options
from tui.terminal import guard, refuse_unfit, wants_no_mouse

# Read by Textual when it is imported: nothing here moves, and colours are fitted here alone.
os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")
os.environ["TEXTUAL_COLOR_SYSTEM"] = "truecolor"

from textual import events, work
from textual.actions import ActionParseResult
from textual.app import ScreenStackError
from textual.binding import Binding, BindingType
from textual.css.query import NoMatches
from textual.dom import DOMNode
from textual.driver import Driver
from textual.filter import LineFilter
from textual.geometry import Size
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import MountError, Widget
from textual.worker import WorkerFailed, get_current_worker

from tui.asking import IN_TIME, Asked, questions
from tui.driver import Answered
from tui.driver import Driver as OurDriver
from tui.glyphs import ASCII, UNICODE
from tui.plain import Plain
from tui.screens.too_small import TooSmall, is_too_small
from tui.screens.week import Week
from tui.state import State, unsaved
from tui.theming import Fitted, textual_theme
from tui.watching import Watching
from tui.widgets.frame import PLACES
from tui.widgets.painted import Painted

GATHERED = 0.02
"""Seconds for which answers of the terminal are gathered before the page turns."""
ONLY_ASCII = (
    "Drawn in ASCII, as nothing says that this terminal takes UTF-8. If it does, set LANG=C.UTF-8; "
    "ascii = true in the settings ends this line."
)
TICK = 1.0
"""Seconds between two looks at the day. Short ones, since what counts them stands still while a
laptop sleeps: whoever wakes it is shown the new day after the next."""


def _people() -> Screen[Any]:
    from tui.screens.people import People

    return People()


def _months() -> Screen[Any]:
    from tui.screens.months import Months

    return Months()


def _network() -> Screen[Any]:
    from tui.screens.network import NetworkScreen

    return NetworkScreen()


def _strategy() -> Screen[Any]:
    from tui.screens.strategy import Strategy

    return Strategy()


@dataclass(frozen=True)
class Reviewing:
    """That the app is to open in the review, of the week that begins on a day if one was named."""

    back: date | None = None

    @classmethod
    def of(cls, options: Options, state: State) -> Reviewing:
        """Return what was asked for on the command line."""
        if not options.week:
            return cls()
        from habit.dates import parse_day
        from habit.weeks import start_of_week

        day = parse_day(options.week, state.today)
        back = start_of_week(day, state.network.meta.weekday)
        if back > state.today:
            raise RefusedError(
                f"{options.week} is still to come, and a review looks back: name a day until today"
            )
        return cls(back)


class Reachout(Watching[int]):
    """The full-screen app."""

    TITLE = "reachout"
    # The first screen's sheet among them, so that all is parsed once.
    CSS_PATH = ["app.tcss", "screens/week.tcss"]
    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS = None
    MODES: ClassVar[dict[str, str | Callable[[], Screen[Any]]]] = {
        "week": Week,
        "people": _people,
        "months": _months,
        "network": _network,
        "strategy": _strategy,
    }
    DEFAULT_MODE = "week"
    HORIZONTAL_BREAKPOINTS = [
        (0, "-slim"),
        (60, "-narrow"),
        (100, "-broad"),
        (118, "-wide"),
        (162, "-vast"),
    ]
    VERTICAL_BREAKPOINTS = [
        (0, "-low"),
        (16, "-short"),
        (22, "-usual"),
        (30, "-tall"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "place('week')", "Week", id="app.week", tooltip="Go to Week"),
        Binding("2", "place('people')", "People", id="app.people", tooltip="Go to People"),
        Binding("3", "place('months')", "Months", id="app.months", tooltip="Go to Months"),
        Binding("4", "place('network')", "Network", id="app.network", tooltip="Go to Network"),
        Binding("5", "place('strategy')", "Strategy", id="app.strategy", tooltip="Go to Strategy"),
        Binding("ctrl+t", "theme", "Theme", id="app.theme", tooltip="Choose a theme"),
        Binding(
            "ctrl+q", "quit", "Quit", id="app.quit", tooltip="Quit from anywhere", priority=True
        ),
    ]

    def __init__(
        self, state: State, theme: str | None = None, reviewing: Reviewing | None = None
    ) -> None:
        # Without colour only weight, underline and reverse are left, not Textual's greys.
        super().__init__(state, ansi_color=True if state.can.depth == "none" else None)
        self.unforeseen: Exception | None = None
        self.reviewing = reviewing
        self._home: asyncio.AbstractEventLoop | None = None
        self._asked_to_leave: int | None = None
        self._day = state.today
        """The day that is shown."""
        self.chosen = theme or themes.for_ground(state.can.ground)
        """The theme that was asked for; with 16 colours another one is worn."""
        self._is_chosen = theme is not None
        """Whether the user has chosen the theme, and not the ground that it is drawn on."""
        self._talk = Asked(state.can)
        self._turning: Timer | None = None
        self._plain = Plain()
        self.learn(state.can)
        self._use_keys()

    def learn(self, can: Abilities) -> None:
        """Take in what the terminal can do, and draw for that."""
        is_news = can.utf8 != self.state.can.utf8
        self.state.can = can
        self._fitted = Fitted(can.depth)
        self._plain.enabled = not can.utf8
        self.set_class(not can.utf8, "-ascii")
        if not self._is_chosen:
            self.chosen = themes.for_ground(can.ground)
        self._wear(self.chosen)
        if is_news:
            self.state.glyphs.become(UNICODE if can.utf8 else ASCII)
            self._draw_anew()

    def _draw_anew(self) -> None:
        """Draw all there is with other signs."""
        for screen in (one for stack in self._screen_stacks.values() for one in stack):
            for widget in screen.walk_children(Widget):
                if isinstance(widget, Painted):
                    widget.redraw()
                widget.refresh(layout=True)
        self.revision += 1

    def get_driver_class(self) -> type[Driver]:
        """Read and write by a driver that knows answers from keys."""
        return OurDriver

    def questions(self) -> str:
        """Return what to ask of the terminal, once; no answer is waited for."""
        if self._talk.has_begun:
            return ""
        if not self._talk.can.text_is_said:
            self.call_later(self.set_timer, IN_TIME, self._say_plain)
        return self._talk.begin(questions(self.state.can, os.environ, chooses=not self._is_chosen))

    def on_answered(self, message: Answered) -> None:
        """Learn from what the terminal answers; what comes together turns the page once."""
        if self._talk.hear(message.text) and self._turning is None:
            self._turning = self.set_timer(GATHERED, self._turn)

    def _turn(self) -> None:
        self._turning = None
        if self.state.can != self._talk.can:
            self.learn(self._talk.can)

    def _say_plain(self) -> None:
        """Say why there is only ASCII, and what to set."""
        if not self.state.can.utf8:
            self.notify(ONLY_ASCII, markup=False, timeout=10)

    def _wear(self, theme: str) -> None:
        self.chosen = theme
        worn = textual_theme(themes.load(theme), self.state.can.depth)
        self.register_theme(worn)
        self.theme = worn.name

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Fit colours to the terminal after all that Textual does to them."""
        filters = super().get_line_filters()
        return [*filters, *(one for one in (self._fitted, self._plain) if one.enabled)]

    def on_app_blur(self, event: events.AppBlur) -> None:
        """Keep the row under the cursor and the footer while another window has the focus."""
        event.prevent_default()

    def _use_keys(self) -> None:
        """Take the user's own keys; what cannot be used is said once the screen stands."""
        if self.state.settings.keys:
            from tui.keymap import checked

            keys, problems = checked(self.state.settings.keys)
            self.set_keymap(keys)
            self.state.problems += problems

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give the roles to themes that lack them, such as Textual's own."""
        return themes.load(themes.DEFAULT).roles

    def leave(self, code: int) -> None:
        """Exit with a code, as soon as the app stands; called by a signal, or from a thread."""
        self._asked_to_leave = code
        if self._home is not None:
            self._home.call_soon_threadsafe(self.exit, code, code)

    def on_mount(self) -> None:
        """Leave if that was asked for already, else turn pages and ask a newcomer for the lists."""
        self._home = asyncio.get_running_loop()
        if self._asked_to_leave is not None:
            self.exit(self._asked_to_leave, self._asked_to_leave)
        # What opens by itself meanwhile is covered as well.
        self.screen_change_signal.subscribe(self, lambda _: self.call_later(self._follow_screen))
        self.call_later(self._follow_screen)
        self.set_interval(TICK, self._turn_the_page)
        self.call_after_refresh(_collect_again)
        self.watch_file()
        if not self.state.network.goals:
            from tui.screens.first_run import FirstRun

            self.push_screen(FirstRun())
        elif self.reviewing is not None:
            from tui.screens.review import Review

            self.push_screen(Review(self.reviewing.back))

    async def on_event(self, event: events.Event) -> None:
        """What is done counts for the day that is shown."""
        if isinstance(event, events.Key | events.MouseDown):
            self._turn_the_page()
        await super().on_event(event)

    def _turn_the_page(self) -> None:
        """Show the day that it is by now."""
        if self._day != (today := self.state.today):
            self._day = today
            self.revision += 1

    def _handle_exception(self, error: Exception) -> None:
        """Leave with one sentence; Textual would print a traceback with people's names in it.

        What makes no sense any more is said, and one goes on. What a screen misses that was half
        made when one left is no fault: that is how the app ends, and with which code. Nor is what
        a page misses that is being closed while it still saves.
        """
        cause = error.error if isinstance(error, WorkerFailed) else error
        if isinstance(error, WorkerFailed) and isinstance(cause, RefusedError | CouldNotError):
            self.refuse(cause)
            return
        if self._exit and isinstance(cause, NoMatches | MountError | ScreenStackError):
            return
        if isinstance(error, WorkerFailed) and isinstance(cause, NoMatches) and _is_going():
            return
        if self.is_headless or os.environ.get("REACHOUT_DEBUG"):
            super()._handle_exception(error)
            return
        self.unforeseen = self.unforeseen or error
        self.exit(return_code=1)

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do what a key asks for; what makes no sense any more is said, and one goes on."""
        try:
            return await super().run_action(action, default_namespace, namespaces)
        except (RefusedError, CouldNotError) as error:
            self.refuse(error)
            return True

    def refuse(self, error: RefusedError | CouldNotError) -> None:
        """Say why something was not done, as when another session took it away meanwhile."""
        self.notify(unsaved(error), severity="error", timeout=8, markup=False)

    def on_resize(self, event: events.Resize) -> None:
        """Say so when there is no room to draw in."""
        self._cover(event.size)

    def _follow_screen(self) -> None:
        self._cover(self.size)
        if isinstance(self._driver, OurDriver):
            self._driver.entitle(f"{self.TITLE}: {dict(PLACES)[self.current_mode]}")

    def _cover(self, size: Size) -> None:
        """Stand before everything that there is no room for."""
        if is_too_small(size) and not isinstance(self.screen, TooSmall):
            self.push_screen(TooSmall(self.screen))

    async def action_quit(self) -> None:
        """Quit; words that were typed are not thrown away without a question."""
        self._quit()

    @work
    async def _quit(self) -> None:
        if not await self._may_quit():
            return
        for one in self.screen_stack:
            if keep := getattr(one, "keep_typed", None):
                await keep()
        self.exit()

    async def _may_quit(self) -> bool:
        """Ask where words would be lost; what covers everything would cover a dialog, and asks."""
        from tui.dialogs.confirm import ConfirmDialog

        front, question = self.screen, "Quit without saving what you typed?"
        has_typed = any(getattr(one, "has_typed", False) for one in self.screen_stack)
        if isinstance(front, TooSmall):
            return not has_typed or await front.ask(question)
        if any(isinstance(one, ConfirmDialog) for one in self.screen_stack):
            return False
        return not has_typed or await self.push_screen_wait(ConfirmDialog("Quit", question))

    def action_help_quit(self) -> None:
        """Ctrl+C says how to leave."""
        self.notify("q goes back, then quits; ^q quits from anywhere.", markup=False)

    async def action_place(self, mode: str) -> None:
        """Go to a place, back at its beginning."""
        await self.switch_mode(mode)
        while len(self.screen_stack) > 1:
            await self.pop_screen()

    @work
    async def action_theme(self) -> None:
        """Choose a theme; it is remembered in the settings."""
        self._is_chosen = True  # from here on the page turns no more
        from tui.dialogs.picker import Option, Picker

        options = [Option(name, themes.load(name).title) for name in themes.names()]
        picker = Picker("Theme", options, self.state.glyphs, current=self.chosen)
        picked = await self.push_screen_wait(picker)
        if picked is not None:
            self._wear(picked)
            self.state.remember_theme(picked)
            if self.state.can.depth in ("16", "none"):
                self.notify(
                    "It will be used where there are more colours; here all look like ansi.",
                    markup=False,
                )


def _is_going() -> bool:
    """Whether what works here is of a page being taken down: it is stopped after its parts are."""
    return get_current_worker().node._pruning


def _collect_again() -> None:
    """Look for garbage from here on, but never again among what is there to stay."""
    gc.freeze()
    gc.enable()


def run(options: Options) -> int:
    """Open the store and run the app until it is left; returns the exit code."""
    if sentence := refuse_unfit():
        raise RefusedError(sentence)
    from tui.opening import opened

    # Nothing is let go of before the first screen stands, so looking for it only costs time.
    gc.disable()
    with opened(options) as (state, theme):
        app = Reachout(state, theme, Reviewing.of(options, state) if options.review else None)
        # Before the terminal is taken: what ends the app as it opens leaves it in order as well.
        guard(app.leave)
        app.run(mouse=options.mouse and state.settings.mouse and not wants_no_mouse())
        if app.unforeseen is not None:
            raise app.unforeseen
        return app.return_code or 0
