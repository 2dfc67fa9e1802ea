"""2 People: the lists, the contacts on them, and a card beside where there is room."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from rich.cells import cell_len
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from habit.aside import aside_words, died_words
from habit.birthdays import AHEAD, birthday_words
from habit.changes import archive
from habit.giving import balance_of
from habit.model import Contact, Interaction
from habit.shelves import ORDERS, Shelf, in_order, shelves, waiting_of
from habit.suggest import last_interaction
from tui.glyphs import Glyphs
from tui.paint import Line as Drawn
from tui.paint import Span, fit, length, right, underlined
from tui.screens.place import Place
from tui.widgets.card import FRESH, Card, fresh_spans, last_text, place_of
from tui.widgets.field import Line
from tui.widgets.frame import MARGIN
from tui.widgets.painted import Painted
from tui.widgets.rows import Look, Rows

EXCHANGED = (5, 6)
"""Cells for how often you gave, and asked."""
BORN = 22
"""Cells of the day of a birthday, with the age."""


class FindLine(Line):
    """The line in which a name is typed to find somebody."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.keep", "Keep", id="find.keep", tooltip="Keep the filter"),
        Binding("escape", "screen.leave", "Clear", id="find.clear", tooltip="Clear the filter"),
        Binding("down", "screen.walk(1)", "Down", id="find.down"),
        Binding("up", "screen.walk(-1)", "Up", id="find.up"),
    ]

    def __init__(self, told: Callable[[str], None], placeholder: str) -> None:
        super().__init__(placeholder=placeholder, id="find")
        self._told = told

    def watch_value(self, value: str) -> None:
        """Tell at once, so that the letter and what it finds are painted in one frame."""
        self._told(value)


class People(Place):
    """The people, list by list."""

    MODE = "people"
    CSS_PATH = "people.tcss"
    FOOTER = (
        "find.keep",
        "find.clear",
        "people.card",
        "place.log",
        "place.find",
        "people.mark",
        "people.before people.after",
        "people.edit",
        "place.came",
        "app.help",
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "card", "Card", id="people.card", tooltip="Open the card"),
        Binding(
            "space", "mark", "Mark", id="people.mark", tooltip="Mark the person, to act on several"
        ),
        Binding(
            "asterisk",
            "mark_all",
            "Mark all",
            id="people.all",
            tooltip="Mark all that are shown, or none",
        ),
        Binding(
            "left_square_bracket",
            "shelf(-1)",
            "List",
            id="people.before",
            tooltip="The list before",
        ),
        Binding("right_square_bracket", "shelf(1)", "Next list", id="people.after"),
        Binding("e", "edit", "Edit", id="people.edit", tooltip="Edit the person"),
        Binding(
            "t",
            "lists",
            "Lists",
            id="people.lists",
            tooltip="Lists they are on; make, edit lists",
        ),
        Binding(
            "i",
            "import",
            "Import",
            id="people.import",
            tooltip="Import contacts from a file",
        ),
        Binding(
            "s",
            "sort",
            "Order",
            id="people.sort",
            tooltip="The order: the list's own, by the balance, by name",
        ),
        Binding("c", "copy", "Copy", id="people.copy", tooltip="Copy an address"),
        Binding(
            "x",
            "archive",
            "Archive",
            id="people.archive",
            tooltip="Archive the person, or bring them back",
        ),
        Binding(
            "X",
            "forget",
            "Delete for good",
            id="people.forget",
            tooltip="Delete the person for good",
        ),
        Binding(
            "y",
            "reached",
            "Reached",
            id="people.reached",
            tooltip="The outreach that waits was answered",
        ),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._shelves: list[Shelf] = []
        self._at = 0
        self._query = ""
        self._places: tuple[Shelf | None, dict[str, int]] = (None, {})
        self._order = ""
        """The order the lists are in: their own, or one of `ORDERS`."""
        self._sorted: tuple[Shelf | None, str, Shelf | None] = (None, "", None)

    def content(self) -> ComposeResult:
        """The lists in a row or a pane, the contacts, and a card."""
        glyphs = self.state.glyphs
        yield Painted(self._tabs, id="tabs")
        with Horizontal(id="people-body"):
            yield Rows[Shelf](
                Look(row=self._shelf_row, key=lambda one: one.key, passed=lambda one: not one.key),
                glyphs=glyphs,
                title="Lists",
                id="shelves",
            )
            with Vertical(id="people-main"):
                yield Rows[Contact](
                    Look(
                        row=self._row,
                        key=lambda one: one.id,
                        head=self._head,
                        margin=1,
                        coloured=False,
                    ),
                    glyphs=glyphs,
                    id="people",
                )
                with Horizontal(id="find-row"):
                    yield Painted(lambda _width: [[("   /", "accent bold")]], id="find-sign")
                    yield FindLine(self._typed, "part of a name, enter keeps it, esc clears it")
            yield Card(self.state, id="people-card")

    def home(self) -> Widget:
        """The contacts."""
        return self.query_one("#people")

    @property
    def _rows(self) -> Rows[Contact]:
        return self.query_one("#people", Rows)

    @property
    def _shelf(self) -> Shelf:
        """The list in front, in the order that was asked for."""
        shelf = self._shelves[self._at]
        of, order, known = self._sorted
        if known is None or of is not shelf or order != self._order:
            known = in_order(self.state.network, shelf, self._order, self.state.today)
            self._sorted = (shelf, self._order, known)
        return known

    def redraw(self) -> None:
        """Show the lists as they are now, the same one in front as before."""
        state = self.state
        key = self._shelf.key if self._shelves else "all"
        self._shelves = list(state.ask(shelves))
        self._at = next((at for at, one in enumerate(self._shelves) if one.key == key), 0)
        self.query_one("#shelves", Rows).show(_grouped(self._shelves))
        self._rows.mark(self._rows.marked & set(state.network.contacts))
        self._show()
        if self.focused is None and not self.logging:
            self.home().focus()

    def _show(self, *, keep: bool = True) -> None:
        """Show the contacts of the list in front that fit the filter."""
        shelf = self._shelf
        contacts = shelf.contacts
        if self._query:
            contacts = self._fitting(shelf)
        rows = self._rows
        rows.show(contacts, keep=keep, empty=self._empty())
        title = f"{shelf.name}, {shelf.order}" if contacts else shelf.name
        rows.title(f"{title}, filter {self._query}" if self._query else title)
        self._count()
        self.query_one("#tabs", Painted).redraw()
        self.query_one("#shelves", Rows).select(shelf.key)
        self._show_card()
        self.refresh_bindings()

    def _fitting(self, shelf: Shelf) -> tuple[Contact, ...]:
        """Who on a list fits the filter, in the list's order."""
        if self._places[0] is not shelf:
            self._places = (shelf, {contact.id: at for at, contact in enumerate(shelf.contacts)})
        place = self._places[1]
        found = [one for one in self.state.finder.search(self._query) if one.id in place]
        return tuple(sorted(found, key=lambda one: place[one.id]))

    def _count(self) -> None:
        rows = self._rows
        count = len(rows.items)
        words = f"{count} {'person' if count == 1 else 'people'}"
        self._rows.subtitle(
            f"{words} · {len(rows.marked)} marked" if rows.marked else words if count else ""
        )

    def _empty(self) -> list[Drawn]:
        if self._query:
            return [
                [
                    ("  Nobody called ", "soft"),
                    (self._query, "ink bold"),
                    (" here. ", "soft"),
                    ("enter", "accent bold"),
                    (" adds the name.", "soft"),
                ]
            ]
        if not self.state.network.contacts:
            return [
                [
                    ("  Nobody here yet. ", "soft"),
                    ("a", "accent bold"),
                    (" adds a name, ", "soft"),
                    ("i", "accent bold"),
                    (" imports a file.", "soft"),
                ]
            ]
        if self._shelf.own:
            return [[("  This list waits for its first name: ", "soft"), ("a", "accent bold")]]
        words = {
            "waiting": "Nobody owes you a line.",
            "birthdays": f"No birthdays in the next {AHEAD} days.",
            "never": "You have been in touch with everybody.",
            "gave": "Nobody here yet. In the log bar, g says what you gave.",
            "asked": "There is nobody of whom you asked more than you gave.",
            "dormant": "No tie has been quiet for three years.",
            "snoozed": "Nobody is snoozed.",
            "archived": "Nobody is archived.",
        }
        return [[(f"  {words.get(self._shelf.key, 'Nobody here.')}", "soft")]]

    # Drawing

    def _tabs(self, width: int) -> list[Drawn]:
        """The lists in a row: the one in front, and as many beside it as there is room for."""
        if not self._shelves:
            return [[]]
        end: Drawn = [("[ ]", "accent bold"), (" other lists", "soft")]
        room = width - 6 - length(end) - 3
        first = 0
        while first < self._at and length(self._tab_spans(range(first, self._at + 1))) > room:
            first += 1
        last = self._at + 1
        while last < len(self._shelves) and length(self._tab_spans(range(first, last + 1))) <= room:
            last += 1
        line = self._tab_spans(range(first, last))
        gap = max(2, width - 6 - length(line) - length(end))
        return [[(MARGIN, "faint"), *line, (" " * gap, ""), *end]]

    def _tab_spans(self, which: range) -> list[Span]:
        spans: list[Span] = []
        for at in which:
            shelf = self._shelves[at]
            here = at == self._at
            if spans:
                spans.append(("   ", ""))
            spans.append(
                (fit(shelf.name, min(20, len(shelf.name))), "accent bold" if here else "soft")
            )
            spans.append((f" {len(shelf.contacts)}", "accent bold" if here else "soft"))
        return spans

    def _shelf_row(self, shelf: Shelf, width: int) -> Drawn:
        if not shelf.key:
            return []
        here = bool(self._shelves) and shelf.key == self._shelf.key
        count = str(len(shelf.contacts))
        room = width - len(count) - 1
        name = (fit(shelf.name, room, self.state.glyphs.cut) + " ", "name bold" if here else "name")
        return [name, (count, "soft")]

    @property
    def _list_room(self) -> int:
        """How many cells the names of lists take, of long ones no more than a row can give."""
        names = (one.name for one in self.state.network.lists.values())
        return min(18, max((cell_len(one) + 1 for one in names), default=0))

    def _columns(self, width: int) -> tuple[int, int, int, int]:
        """Widths of name, last, channel and list, for a width without the gutter."""
        if width < 58:
            # Where it is tight a name goes before the whole word of a channel.
            beside = 31 if width >= 47 else 28
            name = max(10, width - beside) if width >= 42 else max(8, width - FRESH - 2)
            name = min(name, 18 + max(0, width - 49))
            rest = width - name - FRESH - 2
            return (name, min(14, max(0, rest)), max(0, rest - 14), 0)
        extra = max(0, width - 74)
        name = 20 + extra // 2
        lists = width - name - FRESH - 2 - 26
        if lists >= self._list_room:
            return name, 16, 10, lists
        # A list that is cut in every row says nothing, and the card names them all.
        return name + lists // 2, 16, 10 + lists - lists // 2, 0

    @property
    def _is_birthdays(self) -> bool:
        """Whether the list in front is that of the birthdays, which has a column of its own."""
        return bool(self._shelves) and self._shelf.key == "birthdays"

    def _has_room(self, rest: int) -> bool:
        """Whether beside a birthday there is room for the last time in touch."""
        return rest >= 13

    @property
    def _is_balance(self) -> bool:
        """Whether what was exchanged is what the list in front is about."""
        by_key = bool(self._shelves) and self._shelf.key in ("gave", "asked")
        return not self._is_birthdays and (self._order == "balance" or by_key)

    def _balance_columns(self, width: int) -> tuple[int, bool, int, int]:
        """Widths of the name, whether freshness has room, and those of last and of the list."""
        name = self._columns(width)[0] if width >= 42 else max(8, width - 12)
        fresh = width >= 58
        rest = width - name - (FRESH + 2 if fresh else 0) - sum(EXCHANGED)
        last = min(15 if fresh else 20, max(0, rest))
        return name, fresh, last, rest - last

    def _balance_row(self, contact: Contact, width: int) -> Drawn:
        state, glyphs = self.state, self.state.glyphs
        name, fresh, last, lists = self._balance_columns(width)
        one = balance_of(state.network, contact.id)
        gave, asked = EXCHANGED
        none = glyphs.closed
        ago = last_text(state.network, contact, state.today)
        return [
            *self._name_spans(contact.name, name, glyphs),
            *(fresh_spans(state.network, contact, state.today, glyphs) if fresh else []),
            (" " * 2 if fresh else "", ""),
            (right(str(one.gave) if one.gave else none, gave), "ink"),
            (right(str(one.asked) if one.asked else none, asked), "ink"),
            (fit(f"  {ago}", last, glyphs.cut), "soft"),
            (right(place_of(state.network, contact), lists, glyphs.cut), "soft"),
        ]

    def _balance_head(self, width: int) -> Drawn:
        name, fresh, last, lists = self._balance_columns(width)
        gave, asked = EXCHANGED
        words = fit("Name", name) + (fit("Fresh", FRESH + 2) if fresh else "")
        words += right("Gave", gave) + right("Asked", asked) + fit("  Last", last)
        return [(words + right("List", lists), "soft")]

    def _head(self, width: int) -> Drawn:
        if self._is_balance:
            return self._balance_head(width)
        name, last, channel, lists = self._columns(width)
        if self._is_birthdays:
            end = "Last" if self._has_room(width - name - BORN) else ""
            return [(f"{fit('Name', name)}{fit('Birthday', BORN)}{end}", "soft")]
        words = fit("Name", name) + fit("Fresh", FRESH + 2) + fit("Last", last) + " " * channel
        return [(words + right("List", lists), "soft")]

    def _row(self, contact: Contact, width: int) -> Drawn:
        if self._is_balance:
            return self._balance_row(contact, width)
        state = self.state
        network, glyphs = state.network, state.glyphs
        name, last, channel, lists = self._columns(width)
        if self._is_birthdays:
            rest = width - name - BORN
            ago = last_text(network, contact, state.today) if self._has_room(rest) else ""
            born = birthday_words(contact, state.today)
            return [
                *self._name_spans(contact.name, name, glyphs),
                (fit(born, min(BORN, width - name), glyphs.cut), "ink"),
                (fit(ago, rest), "soft"),
            ]
        interaction = last_interaction(network, contact.id)
        how = (interaction.channel if interaction.dir == "out" else "wrote") if interaction else ""
        end = fit(how, channel, glyphs.cut) + right(place_of(network, contact), lists, glyphs.cut)
        aside = died_words(contact) or aside_words(network, contact, state.today)
        if aside and cell_len(aside) < channel + lists:
            end = right(aside, channel + lists)
        return [
            *self._name_spans(contact.name, name, glyphs),
            *fresh_spans(network, contact, state.today, glyphs),
            (f"  {fit(last_text(network, contact, state.today), last, glyphs.cut)}", "ink"),
            (end, "soft"),
        ]

    def _name_spans(self, name: str, width: int, glyphs: Glyphs) -> list[Span]:
        if not self._query:
            return [(fit(name, width - 1, glyphs.cut) + " ", "name")]
        spans = [
            (text, "name underline" if "underline" in style else "name")
            for text, style in underlined(name, self._query, width - 1, glyphs.cut)
        ]
        return [*spans, (" " * (width - length(spans)), "name")]

    # Whom it is about

    @property
    def _current(self) -> Contact | None:
        return self._rows.current

    def _chosen(self) -> list[Contact]:
        """The marked people, else the one under the cursor."""
        marked = [contact for contact in self._shelf.contacts if contact.id in self._rows.marked]
        if marked or self._current is None:
            return marked
        return [self._current]

    def to_log(self) -> list[Contact]:
        """The marked people."""
        marked, contacts = self._rows.marked, self.state.network.contacts
        shown = [contact.id for contact in self._rows.items if contact.id in marked]
        hidden = sorted(marked - set(shown))
        return [contacts[one] for one in (*shown, *hidden) if one in contacts]

    def happened(self) -> Interaction | None:
        """The interaction under the cursor of the card; in the list that of the newest open ask."""
        timeline = self.query_one(Card).timeline
        if timeline.has_focus:
            return timeline.current
        person = self._current if self._rows.has_focus else None
        asks = balance_of(self.state.network, person.id).open if person is not None else ()
        return asks[-1].of if asks else None

    def suggested(self) -> Contact | None:
        """The person under the cursor."""
        return self._current

    def after_log(self) -> None:
        """The marks have done their work."""
        self._rows.mark(set())
        self._count()

    def new_in(self) -> str | None:
        """The list in front."""
        return self._shelf.key if self._shelves and self._shelf.own else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what makes sense for the person under the cursor."""
        if not self.is_mounted:
            return super().check_action(action, parameters)
        person = self._current
        mine = {
            "card",
            "mark",
            "mark_all",
            "edit",
            "lists",
            "copy",
            "archive",
            "forget",
            "reached",
        }
        if (self.logging or self.has_class("-finding")) and action in _ELSEWHERE | mine:
            return False
        if self.has_class("-finding") and action in {
            "find",
            "help",
            "commands",
            "plan",
            "snooze",
            "why",
            "openers",
            "prep",
        }:
            return False
        if action in mine - {"lists"} and person is None:
            return action == "card" and bool(self._query)
        if action == "copy":
            return bool(person and (person.emails or person.phones or person.urls))
        if action == "reached":
            return bool(person and waiting_of(self.state.network, person.id, self.state.today))
        return super().check_action(action, parameters)

    # What the keys do

    @on(Rows.Moved, "#people")
    def _moved(self) -> None:
        self._show_card()
        self.refresh_bindings()

    @on(Rows.Moved, "#shelves")
    def _shelf_moved(self, message: Rows.Moved) -> None:
        shelf = message.rows.current
        if message.rows.has_focus and isinstance(shelf, Shelf) and shelf in self._shelves:
            self._at = self._shelves.index(shelf)
            self._show(keep=False)

    def _show_card(self) -> None:
        card = self.query_one(Card)
        if card.display:
            card.show(self._current)

    @on(Rows.Chosen, "#people")
    def _clicked(self) -> None:
        self.action_card()

    def action_card(self) -> None:
        """Open the card over the whole pane; with nobody found, add the name."""
        from tui.screens.card import CardScreen

        if self._current is None:
            self._add_found()
            return
        order = [contact.id for contact in self._rows.items]
        self.app.push_screen(CardScreen("people", order, self._current.id))

    def action_mark(self) -> None:
        """Mark or unmark the person under the cursor."""
        self._rows.toggle_mark()
        self._count()

    def action_mark_all(self) -> None:
        """Mark all that are shown, or none when all are."""
        shown = {contact.id for contact in self._rows.items}
        self._rows.mark(set() if shown <= self._rows.marked else self._rows.marked | shown)
        self._count()

    def action_shelf(self, by: int) -> None:
        """Go to the list before or after."""
        self._at = (self._at + by) % len(self._shelves)
        self._show(keep=False)

    def action_sort(self) -> None:
        """Put the lists in the next order: their own, by the balance, by name."""
        orders = list(ORDERS)
        self._order = orders[(orders.index(self._order) + 1) % len(orders)]
        self._show(keep=False)

    def action_edit(self) -> None:
        """Edit the person."""
        if self._current is not None:
            self.edit_contact(self._current)

    def action_lists(self) -> None:
        """Choose lists."""
        self.choose_lists(self._chosen())

    def action_import(self) -> None:
        """Import contacts."""
        self.import_contacts()

    def action_copy(self) -> None:
        """Copy an address."""
        if self._current is not None:
            self.copy_address(self._current)

    @work
    async def action_archive(self) -> None:
        """Archive the chosen people, or bring them back."""
        chosen = self._chosen()
        away = not all(contact.archived for contact in chosen)
        change = archive(self.state.network, [contact.id for contact in chosen], away)
        if await self.save(change, f"{change.what}."):
            self._rows.mark(set())
            self._count()

    def action_forget(self) -> None:
        """Delete the person under the cursor for good."""
        if self._current is not None:
            self.forget(self._current)

    def action_reached(self) -> None:
        """The outreach that waits was answered."""
        person, state = self._current, self.state
        waiting = waiting_of(state.network, person.id, state.today) if person else None
        if person is not None and waiting is not None:
            self.say_reached(waiting, person.id)

    def action_back(self) -> None:
        """Clear the filter and the marks first, then quit."""
        if self._query or self._rows.marked:
            self.action_leave()
        else:
            super().action_back()

    # Finding

    async def action_find(self) -> None:
        """Find among the people of the list in front."""
        self.open_find(keep_shelf=True)

    def open_find(self, *, keep_shelf: bool = False) -> None:
        """Open the line in which a name is typed; from elsewhere it finds among all people."""
        if not keep_shelf and self._shelves:
            self._at = 0
        self.add_class("-finding")
        line = self.query_one("#find", Line)
        line.value = ""
        line.focus()
        self.call_after_refresh(lambda: self.state.finder)

    def _typed(self, value: str) -> None:
        if value.strip() == self._query:
            return
        self._query = value.strip()
        if self._query and not self._fitting(self._shelf):
            # Not on this list: perhaps on another, archived people last.
            fits = (at for at, shelf in enumerate(self._shelves) if self._fitting(shelf))
            self._at = next(fits, self._at)
        self._show(keep=False)

    def action_walk(self, by: int) -> None:
        """Move in the list while a name is being typed."""
        self._rows.action_move(by)

    def action_keep(self) -> None:
        """Keep the filter and go to the list; where nobody fits, add the name."""
        if self._query and not self._rows.items:
            self._add_found()
        self._leave_find()

    def _add_found(self) -> None:
        """Add the name that nobody has yet, and show the person."""
        self.add_person(self._query)
        self._query = ""

    def _leave_find(self) -> None:
        self.remove_class("-finding")
        self.home().focus()
        self.refresh_bindings()

    def action_leave(self) -> None:
        """Escape clears the filter, then the marks."""
        if self.has_class("-finding") or self._query:
            line = self.query_one("#find", Line)
            self._query = ""
            line.value = ""
            self._leave_find()
            self._show()
        elif self._rows.marked:
            self._rows.mark(set())
            self._count()


_ELSEWHERE = frozenset({"shelf", "import", "sort"})
"""What is not done while something is typed, beside what is about the person."""


def _grouped(shelves: list[Shelf]) -> list[Shelf]:
    """The lists with a blank between everybody, the user's own, and those worked out."""
    blank = Shelf("", "", "", False, ())
    own = [one for one in shelves if one.own]
    rest = [one for one in shelves[1:] if not one.own]
    return [shelves[0], *([blank, *own] if own else []), blank, *rest]
