"""`reachout share`: one thing for up to ten people, one after another."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from habit import sharing
from habit.addresses import addresses
from habit.errors import CouldNotError, RefusedError
from habit.find import resolve_all
from habit.model import Change, Contact, Entry
from habit.text import line
from habit.topics import SHARE, gift_of
from tui.commands.draft import Draft
from tui.commands.session import Session
from tui.commands.shapes import candidate_shape, share_shape
from tui.commands.values import channel

HELP = (
    "One thing for up to ten people: a link, a piece of news, an invitation. TEXT is what you\n"
    "share, or words of something that is there to share. --to begins a round and sends nothing;\n"
    "--next says whose turn it is and what to write, --sent and --skip say what became of it."
)
EXAMPLES = (
    "reachout share                                         what there is, and how far it is",
    "reachout share https://example.com/maps --tag maps     keep it, to share it",
    "reachout share https://example.com/maps --suggest      for whom it may be",
    "reachout share https://example.com/maps --to priya tom --via email",
    "reachout share --next",
    "reachout share --sent                                  and the next one",
    "reachout share --skip",
)
_SUGGESTED = 10


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what can be asked for."""
    say = parser.add_argument
    say("text", metavar="TEXT", nargs="?", help="what you share, or words of it")
    say("--to", metavar="NAME", nargs="+", action="extend", help="begin a round for these people")
    say("--kind", metavar="KIND", help="link, news, help and so on; guessed unless said")
    say("--tag", metavar="TAG", action="append", default=[], help="what it is about")
    say("--via", metavar="CHANNEL", help="how: email unless said")
    say("--opener", metavar="TEXT", help="what you write first; {name} is the first name")
    step = parser.add_mutually_exclusive_group()
    for name, words in (
        ("next", "whose turn it is, the address, and what to write"),
        ("sent", "it is sent to whose turn it is; the next one"),
        ("skip", "not to whose turn it is; the next one"),
        ("suggest", "for whom it may be, and why"),
        ("remove", "take it out; whom it was sent to stays logged"),
    ):
        step.add_argument(f"--{name}", dest="step", action="store_const", const=name, help=words)


def run(args: argparse.Namespace, session: Session) -> None:
    """Do the one thing that is asked for."""
    _check(args)
    match args.step:
        case "next":
            _show(args, session, _under_way(args, session).id)
        case "sent" | "skip":
            _mark(args, session)
        case "suggest":
            _suggest(args, session)
        case "remove":
            _remove(args, session)
        case _ if args.text is None:
            _list(args, session)
        case _:
            _keep(args, session)


def _check(args: argparse.Namespace) -> None:
    if args.step and (args.to or args.opener or args.kind or args.tag):
        raise RefusedError(f"--to, --opener, --kind and --tag begin a round, without --{args.step}")
    if args.via and not (args.to or args.step == "sent"):
        raise RefusedError("--via goes with --to, or with --sent")
    if args.opener and not args.to:
        raise RefusedError("--opener goes with --to NAME, as it begins a round")
    if args.text is None and (args.to or args.kind or args.tag or args.opener):
        raise RefusedError("say what you share: reachout share TEXT --to NAME")
    if args.text is None and args.step in ("suggest", "remove"):
        raise RefusedError(f"say what it is about: reachout share TEXT --{args.step}")


# Naming a thing


def _named(args: argparse.Namespace, session: Session) -> Entry | None:
    """Return the thing that is there already and meant by the words; None for something new."""
    text, _ = sharing.parse_thing(args.text)
    found = list(sharing.called(session.network, text))
    return _one_of(found, line(text)) if found else None


def _one_of(them: Sequence[Entry], words: str) -> Entry:
    """Return the one thing that is meant; never a guess."""
    if len(them) > 1:
        listed = "; ".join(one.text for one in them)
        raise CouldNotError(f"{words} fits {len(them)} things: {listed}. Say more of it.")
    if not them:
        raise CouldNotError(f"{words} is nothing to share here: reachout share lists what is")
    return them[0]


def _under_way(args: argparse.Namespace, session: Session) -> Entry:
    """Return the round that is meant: the one that is under way, unless words name another."""
    network = session.network
    if args.text is not None:
        return _one_of(list(sharing.called(network, args.text)), line(args.text))
    them = [one for one in sharing.things(network) if sharing.is_under_way(network, one)]
    if not them:
        raise CouldNotError("no round is under way: reachout share TEXT --to NAME begins one")
    if len(them) > 1:
        listed = "; ".join(one.text for one in them)
        raise CouldNotError(
            f"{len(them)} rounds are under way, say which with a word of it, as in "
            f"reachout share WORD --{args.step}: {listed}"
        )
    return them[0]


# Doing


def _keep(args: argparse.Namespace, session: Session) -> None:
    """Keep a thing, and with people begin a round of it."""
    draft = Draft(session)
    known = _named(args, session)
    key = known.id if known else draft.take(_begun(args, draft, session))
    if known and (args.kind or args.tag):
        kind, tags = args.kind or gift_of(known), [*known.tags, *args.tag]
        draft.take(sharing.edit_thing(draft.network, key, known.text, kind.lower(), tags))
    if args.to:
        people = [one.id for one in resolve_all(draft.network, args.to)]
        via = channel(args.via) if args.via else None
        step = sharing.choose(draft.network, key, people, opener=args.opener, channel=via)
        draft.take(step)
    draft.commit()
    _show(args, session, key)


def _begun(args: argparse.Namespace, draft: Draft, session: Session) -> Change:
    text, tags = sharing.parse_thing(args.text)
    kind = (args.kind or "").strip().lower()
    return sharing.begin(draft.network, session.hand, text, kind, [*args.tag, *tags])


def _mark(args: argparse.Namespace, session: Session) -> None:
    """Say of whoever's turn it is that it was sent, or not."""
    network, entry = session.network, _under_way(args, session)
    turn = sharing.next_of(network, entry)
    if turn is None:
        raise CouldNotError("nobody is left in this round: --to NAME begins the next")
    if args.step == "sent":
        via = channel(args.via) if args.via else None
        change = sharing.send(network, session.hand, entry.id, turn.id, via)
    else:
        change = sharing.skip(network, entry.id, turn.id)
    session.commit(change)
    _show(args, session, entry.id, f"{change.what}.")


def _remove(args: argparse.Namespace, session: Session) -> None:
    entry = _under_way(args, session)
    shape = share_shape(session.network, entry)
    session.commit(sharing.remove_thing(session.network, entry.id))
    if args.json:
        session.answer(shape)
    else:
        session.say("Taken out. Whom it was sent to stays logged.")


# Saying


def _list(args: argparse.Namespace, session: Session) -> None:
    network = session.network
    them = sharing.things(network)
    if args.json:
        session.answer([share_shape(network, one) for one in them])
    elif not them:
        session.say("There is nothing to share yet. reachout share TEXT keeps something.")
    else:
        rows = [[gift_of(one), one.text, sharing.progress_text(network, one)] for one in them]
        session.table(rows, names=1)


def _suggest(args: argparse.Namespace, session: Session) -> None:
    text, tags = sharing.parse_thing(args.text)
    known = next(sharing.called(session.network, text), None)
    entry = known or Entry(kind=SHARE, text=text, tags=tags)
    them = sharing.candidates(session.network, entry, session.today)
    if args.json:
        session.answer([candidate_shape(one) for one in them])
    elif not them:
        session.say("Nobody comes to mind by itself. --to NAME takes anybody.")
    else:
        session.table([[one.contact.name, one.why] for one in them[:_SUGGESTED]], names=0)


def _show(args: argparse.Namespace, session: Session, key: str, said: str = "") -> None:
    """Say how far a thing is, and what to write to whose turn it is."""
    network = session.network
    entry = network.entries[key]
    if args.json:
        session.answer(share_shape(network, entry))
        return
    turn = sharing.next_of(network, entry)
    lines = [said] if said else []
    if turn is not None:
        session.say(*lines, f"{sharing.progress_text(network, entry)}. Next:", "")
        session.say(*_page(entry, turn))
        session.say("", "reachout share --sent says that it is sent, --skip passes over them.")
    elif entry.people:
        session.say(*lines, sharing.done_text(network, entry))
    else:
        session.say(f"Kept: {entry.text}. --to NAME begins a round, --suggest says for whom.")


def _page(entry: Entry, turn: Contact) -> list[str]:
    by = sharing.way_to(entry, turn)
    known = addresses(turn, by)
    return [
        turn.name,
        f"{by}  {known[0] if known else 'no address here'}",
        "",
        *sharing.words_for(entry, turn).split("\n"),
    ]
