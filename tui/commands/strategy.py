"""`reachout strategy`: why, goals and benchmarks, openings, reasons, and the honest look."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from typing import Any

from habit.chances import became
from habit.dates import day_text, parse_ahead
from habit.entries import add_entry, remove_entry
from habit.errors import RefusedError
from habit.find import resolve
from habit.looks import ASKED, take_look
from habit.metrics import find_metric
from habit.model import GIVES, Change, Entry
from habit.progress import number
from habit.reasons import answer_to
from habit.sheet import PARTS, Row, Sheet, sheet
from habit.strategy import add_benchmark, along_words, become, parse_number, set_state, step
from tui.commands.session import Session
from tui.commands.shapes import strategy_shape
from tui.commands.values import one_of, whole

KINDS = (
    *("why", "goal", "objective", "benchmark", "opening", "reason", "excuse", "share"),
    *("commitment", "opener"),
)
"""The kinds of lines that can be added; an opening is a `chance` in the file."""

HELP = (
    "Why you keep in touch, what you aim at, and how far you are: the numbers fill themselves\n"
    "from what you log. Without an action it lists all, each line of yours with its number N.\n"
    "A benchmark can count people a week, people, reached, attempts, gave, asked, asks granted,\n"
    "came of it, above, outside, new, re-connected, events, met at events, hours, active share,\n"
    "weeks kept, months running."
)
EXAMPLES = (
    "reachout strategy",
    "reachout strategy add goal 'be known for good maps'",
    "reachout strategy add objective 'speak at two meetups' --under 2 --by 'in 6 months'",
    "reachout strategy add benchmark --metric new --target 12 --by '31 dec' --under 3",
    "reachout strategy add opening 'a talk at the museum' --who Priya",
    "reachout strategy add share 'the talks of the map conference' --as link --tag maps",
    "reachout strategy state 3 act",
    "reachout strategy done 3         an objective is delivered, an opening came",
    "reachout strategy remove 3",
    "reachout strategy look 3 4 5     how active, how at ease, how much joy, 1 to 5",
)
ACTIONS = ("add", "done", "passed", "remove", "state", "look")
_OPTIONS: Mapping[str, tuple[str, ...]] = {
    "objective": ("by", "under"),
    "benchmark": ("metric", "target", "by", "under"),
    "opening": ("who",),
    "share": ("tag", "as_"),
}
"""What can be said of a kind beside its words."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what can be asked for."""
    say = parser.add_argument
    say("action", metavar="ACTION", nargs="?", help=", ".join(ACTIONS))
    say("words", metavar="WORDS", nargs="*", help="a kind and its words, N, or three answers")
    say("--metric", metavar="WORDS", help="what a benchmark counts: people, gave, new, ...")
    say("--target", metavar="NUMBER", help="the number that it is to reach")
    say("--by", metavar="DAY", help="by when: 31 dec, in 3 months")
    say("--under", metavar="N", help="the line that it serves")
    say("--who", metavar="NAME", action="append", help="whom an opening came from")
    say("--tag", metavar="TAG", action="append", help="whom something to share is for")
    say("--as", metavar="GIFT", dest="as_", help=f"as what it is given: {', '.join(GIVES)}")


def run(args: argparse.Namespace, session: Session) -> None:
    """List the strategy, or change it."""
    if args.action is None:
        _refuse_options(args, "")
        _list(args, session)
        return
    change = _ACTIONS[one_of(args.action, ACTIONS, "ACTION")](args, session)
    session.commit(change)
    if args.json:
        session.answer(strategy_shape(session.network, session.today))
        return
    along = along_words(change) if args.action == "remove" else ""
    session.say(f"{change.what}{along}.")
    after = change.edits[0].after if change.edits else None
    if isinstance(after, Entry) and after.kind == "excuse":
        session.say(answer_to(session.network, after.id))


# Changing it


def _add(args: argparse.Namespace, session: Session) -> Change:
    if not args.words:
        raise RefusedError(f"say what to add: {', '.join(KINDS)}, and its words")
    kind = one_of(args.words[0], KINDS, "add")
    _refuse_options(args, kind)
    text = " ".join(args.words[1:])
    said = _said(args, session)
    if kind == "benchmark":
        if args.metric is None:
            raise RefusedError("a benchmark counts something: say --metric, such as people or new")
        return add_benchmark(session.network, session.hand, text, **said)
    stored = "chance" if kind == "opening" else kind
    return add_entry(session.network, session.hand, stored, text, **said)


def _refuse_options(args: argparse.Namespace, kind: str) -> None:
    """Refuse what does not belong to a kind, rather than leave it out."""
    names = ("metric", "target", "by", "under", "who", "tag", "as_")
    for name in names:
        if getattr(args, name) is not None and name not in _OPTIONS.get(kind, ()):
            kinds = " or ".join(one for one, them in _OPTIONS.items() if name in them)
            raise RefusedError(f"--{name.rstrip('_')} goes with add {kinds}")


def _said(args: argparse.Namespace, session: Session) -> dict[str, Any]:
    said: dict[str, Any] = {}
    if args.metric is not None:
        said["metric"] = find_metric(args.metric)
    if args.target is not None:
        said["target"] = parse_number(args.target)
    if args.by is not None:
        said["due"] = parse_ahead(args.by, session.today)
    if args.under is not None:
        said["parent"] = _numbered(session, args.under, "--under").id
    if args.who is not None:
        said["people"] = [resolve(session.network, name).id for name in args.who]
    if args.tag is not None:
        said["tags"] = args.tag
    if args.as_ is not None:
        said["gift"] = one_of(args.as_, GIVES, "--as")
    return said


def _numbered(session: Session, text: str, what: str) -> Entry:
    """Return the line of yours with a number of the list."""
    rows = sheet(session.network, session.today).numbered
    at = whole(text, what) or 0
    if not rows:
        raise RefusedError("nothing is written down yet: reachout strategy add goal WORDS")
    entry = rows[at - 1].entry if 1 <= at <= len(rows) else None
    if entry is None:
        raise RefusedError(f"{what} is a number from 1 to {len(rows)}, not {at}")
    return entry


def _one(args: argparse.Namespace, session: Session, more: int = 0) -> Entry:
    _refuse_options(args, "")
    if len(args.words) != 1 + more:
        raise RefusedError(f"reachout strategy {args.action} takes N, a number of the list")
    return _numbered(session, args.words[0], "N")


def _done(args: argparse.Namespace, session: Session) -> Change:
    entry = _one(args, session)
    if entry.kind == "chance":
        return become(session.network, entry.id, "came", again=False)
    return set_state(session.network, entry.id, "deliver")


def _passed(args: argparse.Namespace, session: Session) -> Change:
    return become(session.network, _one(args, session).id, "passed", again=False)


def _remove(args: argparse.Namespace, session: Session) -> Change:
    return remove_entry(session.network, _one(args, session).id)


def _state(args: argparse.Namespace, session: Session) -> Change:
    if len(args.words) == 1:
        return step(session.network, _one(args, session).id)
    entry = _one(args, session, more=1)
    return set_state(session.network, entry.id, args.words[1])


def _look(args: argparse.Namespace, session: Session) -> Change:
    _refuse_options(args, "")
    answers = [whole(word, "an answer") or 0 for word in args.words]
    return take_look(session.network, session.hand, answers)


_ACTIONS: Mapping[str, Callable[[argparse.Namespace, Session], Change]] = {
    "add": _add,
    "done": _done,
    "passed": _passed,
    "remove": _remove,
    "state": _state,
    "look": _look,
}


# Listing it


def _list(args: argparse.Namespace, session: Session) -> None:
    if args.json:
        session.answer(strategy_shape(session.network, session.today))
        return
    shown = sheet(session.network, session.today)
    numbers = {row.key: str(at) for at, row in enumerate(shown.numbered, 1)}
    is_first = True
    for part in PARTS:
        rows = [row for row in shown.rows if row.part is part and row.what not in _ON_SCREEN]
        if not rows:
            continue
        session.say(*([] if is_first else [""]), part.title)
        is_first = False
        session.table([_cells(shown, row, numbers) for row in rows], names=1, numbers=(0,))


_ON_SCREEN = frozenset({"empty", "offer", "ours"})
"""Lines that are for the screen: what to press, and the reasons that everybody has."""


_LABELS = {"goal why": "because: ", "why": "because: ", "mode": "mode: "}


def _cells(shown: Sheet, row: Row, numbers: Mapping[str, str]) -> list[str]:
    """Return a line of the list: its number, its words, how it stands."""
    entry = row.entry or Entry()
    text, end = f"{_LABELS.get(row.what, '')}{row.text}", row.beside
    if row.what == "answer":
        said = shown.looks[row.text]
        text, end = ASKED[row.text].label, " ".join(map(str, said)) or "not asked yet"
    elif row.what == "rating" and entry.on is not None:
        text = f"{day_text(entry.on)} {entry.on.year}"
    elif row.what == "chance":
        end = ", ".join(word for word in (became(entry), row.beside) if word)
    elif row.progress is not None and row.progress.metric is not None:
        end = f"{number(row.progress.value)} of {number(entry.target or 0)}, {row.beside}"
    return [numbers.get(row.key, ""), "  " * row.depth + text, end]
