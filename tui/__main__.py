"""The command `reachout`: the app, or one of the one-line commands."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from types import ModuleType
from typing import Any, NoReturn

from habit.errors import CouldNotError, RefusedError
from habit.text import brief, line
from tui.commands import COMMANDS, Outside
from tui.commands.output import Output, fill_gaps, heard, tell

REVIEW = "review"
"""The one command that opens the app."""
DONE, COULD_NOT, REFUSED, INTERRUPTED = 0, 1, 2, 130
_LONG, _SHOWN = 200, 60
"""Characters of a word from which on it is not repeated whole, and how many of it are then."""
_MOST = 1000
"""Characters of a complaint, whatever was typed or lies in a file."""

_DASHES, _KEPT_DASHES = "--", "\0--"
"""The dashes after which nothing is an option, hidden from the parser that finds the command."""

ABOUT = """\
Make networking a habit: reach out to two or three people a week, and see it add up
month by month. Without a command the app opens."""

EXAMPLES = """\
examples:
  reachout                                    open the app
  reachout --demo                             look around in a made-up network, nothing saved
  reachout import Connections.csv             bring your people in
  reachout goal 2                             two people a week
  reachout log Priya Nair --via call          you called Priya today
  reachout week                               how the week stands
  reachout log --help                         more about one command"""


class Parser(argparse.ArgumentParser):
    """An argument parser for which a wrong word is a refusal like any other: one sentence."""

    typed: Sequence[str] = ()
    """The words that are read."""

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Read words, after refusing the one value of an option that argparse takes away."""
        self.typed = [] if args is None else list(args)
        for word in self.typed[: self._options_end()]:
            option = word.removesuffix("--").removesuffix("=")
            if word.endswith("--") and option in self._option_string_actions:
                raise RefusedError(
                    f"two dashes are no value: say something else after {option}; "
                    f"see {self.prog} --help"
                )
        return super().parse_known_args(args, namespace)

    def _options_end(self) -> int:
        """Return where the words begin among which nothing is an option."""
        ends = [at for at, word in enumerate(self.typed) if word in (_DASHES, _KEPT_DASHES)]
        return ends[0] if ends else len(self.typed)

    def error(self, message: str) -> NoReturn:
        """Refuse what was typed, and say where the help is."""
        option, bare, _ = message.removeprefix("argument ").partition(": expected one argument")
        raise RefusedError(f"{self._bare(option) if bare else message}; see {self.prog} --help")

    def _bare(self, option: str) -> str:
        """Return what to do about an option that nothing follows, as a dash begins another."""
        at = self.typed.index(option) + 1 if option in self.typed else len(self.typed)
        word = self.typed[at] if at < len(self.typed) else ""
        if word.startswith("-") and not word.startswith("--"):
            return f"what follows {option} begins with a dash: write it {option}={word}"
        return f"say something after {option}"


def main(argv: Sequence[str] | None = None) -> int:
    """Do what was typed and return the exit code: 0 done, 1 could not, 2 wrong usage."""
    fill_gaps()
    with heard() as output:
        code = _done(sys.argv[1:] if argv is None else argv, output)
    # Whoever closed the output, or has seen enough of it, is told no more.
    if output.lost is None or isinstance(output.lost, BrokenPipeError):
        return code
    from storage.disk import in_words

    saved = "it is saved; " if output.has_saved else ""
    unheard = DONE if output.has_saved else COULD_NOT
    why = in_words(output.lost)
    return _complain(f"{saved}the answer could not be written, as {why}", code or unheard)


def _done(argv: Sequence[str], output: Output) -> int:
    """Do what was typed; whatever stands in its way is said in a sentence."""
    try:
        return _run(argv, output)
    except SystemExit as helped:
        return int(helped.code or DONE)
    except KeyboardInterrupt:
        return INTERRUPTED
    except RefusedError as refused:
        return _complain(_without_long(str(refused), argv), REFUSED)
    except CouldNotError as could_not:
        return _complain(_without_long(str(could_not), argv), COULD_NOT)
    except Exception as unforeseen:
        if os.environ.get("REACHOUT_DEBUG"):
            raise
        return _unforeseen(unforeseen)


def _run(argv: Sequence[str], output: Output) -> int:
    args = _parser().parse_args([_KEPT_DASHES if word == _DASHES else word for word in argv])
    if args.version:
        from importlib.metadata import version

        sys.stdout.write(f"reachout {version('reachout')}\n")
        return DONE
    if args.command is not None and args.command != REVIEW:
        return _one_line(args, output)
    return _open(args)


def _open(args: argparse.Namespace) -> int:
    """Open the app, or in it the review, of the week that was named."""
    wish = _review_parser(args.data).parse_args(args.rest) if args.command else args
    from tui.app import run
    from tui.options import Options

    return run(
        Options(
            data=wish.data,
            demo=args.demo,
            ascii=args.ascii,
            theme=args.theme,
            mouse=not args.no_mouse,
            review=args.command is not None,
            week=" ".join(wish.week) if args.command else "",
        )
    )


def _review_parser(data: str | None) -> Parser:
    parser = Parser(
        prog="reachout review",
        description="Look back on the week and plan the next one, in the app; six short steps.",
        epilog="examples:\n  reachout review\n  reachout review 2026-11-09       of a past week",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument(
        "--data", metavar="PATH", type=Outside, default=data, help="the data file to use"
    )
    parser.add_argument("week", metavar="WEEK", nargs="*", help="any day in it")
    return parser


def _parser() -> Parser:
    lines = "\n".join(f"  {name:<10}{line}" for name, (_, line) in COMMANDS.items())
    parser = Parser(
        prog="reachout",
        usage="reachout [options] [command ...]",
        description=ABOUT,
        epilog=f"commands:\n{lines}\n  {REVIEW:<10}open the weekly review\n\n{EXAMPLES}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    data = "the data file to use (or REACHOUT_DATA)"
    parser.add_argument("--data", metavar="PATH", type=Outside, help=data)
    parser.add_argument("--demo", action="store_true", help="a made-up network, nothing saved")
    parser.add_argument("--ascii", action="store_true", help="draw with plain ASCII only")
    parser.add_argument("--theme", metavar="NAME", help="the app's theme: ember, paper, ansi ...")
    parser.add_argument("--no-mouse", action="store_true", help="leave the mouse to the terminal")
    parser.add_argument("--version", action="store_true", help="say which version this is")
    parser.add_argument("command", nargs="?", help=argparse.SUPPRESS)
    parser.add_argument("rest", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    return parser


def _one_line(args: argparse.Namespace, output: Output) -> int:
    """Run one of the one-line commands, on the demo's network if that was asked for."""
    from tui.commands import find
    from tui.commands.session import Session
    from tui.commands.writing import changes_file

    command = find(args.command.removeprefix("\0"))
    parser = _parser_of(command, args.command, args.data)
    words = [_DASHES if word == _KEPT_DASHES else word for word in args.rest]
    # Options may stand anywhere among the names, unless two dashes say that none follow.
    parse = parser.parse_args if _DASHES in words else parser.parse_intermixed_args
    wish = parse(words)
    _refuse_bytes(vars(wish).values())
    with ExitStack() as stack:
        if args.demo:
            from tui.clock import Clock
            from tui.demo import demo_store

            wish.data = str(stack.enter_context(demo_store(Clock().today())))
        changes = changes_file(args.command, wish)
        session = Session(wish.data, ascii_only=args.ascii, changes=changes)
        try:
            command.run(wish, stack.enter_context(session))
        finally:
            output.has_saved = session.has_saved
    return DONE


def _refuse_bytes(values: Iterable[object]) -> None:
    """Refuse what would lose letters on its way into the file; a path may have any bytes."""
    for value in values:
        if isinstance(value, list):
            _refuse_bytes(value)
        elif isinstance(value, str) and not isinstance(value, Outside):
            try:
                value.encode()
            except UnicodeEncodeError:
                raise RefusedError(
                    f"{value} has bytes that are not UTF-8: "
                    "type it again in a terminal that is set to UTF-8"
                ) from None


def _parser_of(command: ModuleType, name: str, data: str | None) -> Parser:
    parser = Parser(
        prog=f"reachout {name}",
        description=command.HELP,
        epilog="examples:\n" + "\n".join(f"  {line}" for line in command.EXAMPLES),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument(
        "--data", metavar="PATH", type=Outside, default=data, help="the data file to use"
    )
    parser.add_argument("--json", action="store_true", help="answer in JSON, for scripts")
    command.arguments(parser)
    return parser


def _without_long(sentence: str, argv: Sequence[str]) -> str:
    """Return a sentence in which no long word that was typed is repeated whole."""
    for word in argv:
        for said in (word, word.partition("=")[2]):
            if len(said) > _LONG:
                sentence = sentence.replace(said, brief(said, _SHOWN))
    return brief(sentence, _MOST)


def _complain(sentence: str, code: int) -> int:
    tell(f"reachout: {line(sentence)}\n")
    return code


def _unforeseen(unforeseen: Exception) -> int:
    """The last resort: no traceback reaches a user, but what to send us is said."""
    what = f"{type(unforeseen).__name__}: {unforeseen}".strip(": ")
    return _complain(
        f"stopped at something unforeseen ({what}); what was saved before is safe. "
        "With REACHOUT_DEBUG=1 it shows where.",
        COULD_NOT,
    )


if __name__ == "__main__":
    sys.exit(main())
