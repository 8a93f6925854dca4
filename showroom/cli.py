"""The command line: the window, or one service without it, with the same rights.

Exit codes: 0 done, 1 refused with a sentence, 2 wrong use. Never a traceback: bugs go to the log.
"""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from showroom import cli_cards, cli_copies, cli_figures, cli_paper, cli_reports, language, log_file
from showroom.cli_desk import add_store_and_person, command_of, day_of, signed_in
from showroom.clock import SystemClock
from showroom.errors import Refused, ShowroomError
from showroom.forms.field import Lists
from showroom.language import _, mark
from showroom.rules.duties import Role
from showroom.services.desk import Desk
from showroom.usage import Parser

DONE, REFUSED = 0, 1
DAYS_AT_MOST = 36_525
TOKEN_AT_MOST = 200

log = logging.getLogger("showroom")


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one call of the program; its exit code."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    sys.excepthook = _bug
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    _choose_language(arguments)
    options = _parser().parse_args(arguments)
    log_file.keep()
    try:
        return int(options.do(options) or DONE)
    except ShowroomError as error:
        print(f"{error.sentence()} ({error.code})", file=sys.stderr)
        return REFUSED
    except BrokenPipeError:
        # Whoever read our answers went away; what was acknowledged is saved.
        sys.stderr.close()
        return REFUSED


def _bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """The exception hook: the details to the log, one sentence to the person."""
    if issubclass(kind, KeyboardInterrupt):
        print(_("Stopped. Everything acknowledged so far is saved."), file=sys.stderr)
        return
    log.critical("E-BUG %s", kind.__name__, exc_info=(kind, error, trace))
    print(
        _(
            "Something went wrong inside the program. What was acknowledged is saved; nothing is half-saved. "
            "Please try again; the log in {folder} tells the maker more. (E-BUG)",
            folder=log_file.folder(),
        ),
        file=sys.stderr,
    )


def _choose_language(arguments: Sequence[str]) -> None:
    """Before the parser is built, so that its own help is in the language asked for."""
    chooser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    chooser.add_argument("--language", default=language.CHINESE)
    wanted = chooser.parse_known_args(arguments)[0].language
    language.use(wanted if wanted in language.LANGUAGES else language.CHINESE)


def _parser() -> Parser:
    parser = Parser(
        prog="showroom", description=_("The showroom's paper, alive. Without a command: the window.")
    )
    parser.add_argument("--store", type=Path, help=_("the data file"))
    parser.add_argument("--demo", action="store_true", help=_("open the demonstration showroom"))
    parser.add_argument("--language", choices=language.LANGUAGES, help=_("the language of the program"))
    parser.set_defaults(do=_window)
    commands = parser.add_subparsers(title=_("Commands"), metavar=_("COMMAND"))
    _add_demo(commands)
    _add_register(commands)
    cli_cards.add_due(commands)
    cli_cards.add_follow_up(commands)
    cli_figures.add_figures(commands)
    cli_paper.add_print(commands)
    _add_practice(commands)
    _add_tour(commands)
    cli_paper.add_export(commands)
    _add_check(commands)
    cli_reports.add_seal(commands)
    cli_copies.add_copies(commands)
    return parser


def _days(typed: str) -> int:
    if not (typed.isascii() and typed.isdigit() and 1 <= int(typed) <= DAYS_AT_MOST):
        raise argparse.ArgumentTypeError(
            _("{typed} is not a number of days from 1 to {most}", typed=typed, most=DAYS_AT_MOST)
        )
    return int(typed)


def _window(options: argparse.Namespace) -> int:
    from showroom import app

    return app.run(options.store, demo_wanted=options.demo, language_code=options.language)


def _add_practice(commands: argparse._SubParsersAction[Parser]) -> None:
    words = _("practise in a showroom of fictional people; nothing of it remains")
    command = command_of(commands, "practice", words, _practise)
    roles = [str(role) for role in Role]
    command.add_argument("--role", choices=roles, default=roles[0], help=_("whose ten tasks"))


def _practise(options: argparse.Namespace) -> int:
    from showroom import app

    return app.run(None, demo_wanted=False, language_code=options.language, practice=Role(options.role))


def _add_demo(commands: argparse._SubParsersAction[Parser]) -> None:
    command = command_of(commands, "demo", _("make a store with fictional people"), _demo)
    command.add_argument("store", type=Path, help=_("the new data file"))
    command.add_argument("--days", type=_days, default=90, help=_("how many days of traffic"))
    command.add_argument("--until", type=day_of, help=_("the last day; today when left out"))
    command.add_argument("--seed", type=int, default=1, help=_("the same number gives the same people"))
    command.add_argument(
        "--size",
        choices=("showroom", "large", "million"),
        default="showroom",
        help=_("how much: a showroom, ten years of a large one, a million customers"),
    )


def _demo(options: argparse.Namespace) -> None:
    from showroom.services import demo

    def progress(done: int, all_: int) -> None:
        print(f"\r{done * 100 // all_:3d} %", end="", file=sys.stderr, flush=True)

    def silent(_done: int, _all: int) -> None:
        return

    watched = sys.stderr.isatty()
    accounts = demo.make(
        options.store,
        options.until or SystemClock().today(),
        days=options.days,
        seed=options.seed,
        size=options.size,
        progress=progress if watched else silent,
    )
    if watched:
        print(file=sys.stderr)
    print("\n".join(demo.accounts_note(accounts)))


def _add_register(commands: argparse._SubParsersAction[Parser]) -> None:
    command = command_of(commands, "register", _("put a party on today's traffic log"), _register)
    add_store_and_person(command)
    command.add_argument("--lines", choices=["-"], help=_("read one party per line from standard input"))
    command.add_argument("text", nargs="*", help=_("the party, like: 王女士 13812345678 朗逸 2人 来店"))


def _register(options: argparse.Namespace) -> int:
    from showroom.services import lists, phone_first, traffic_log

    if bool(options.lines) == bool(options.text):
        _parser().error(_("give either a text or --lines -"))
    with signed_in(options) as desk:
        known = lists.current()
        if options.text:
            entered = phone_first.values(" ".join(options.text), known)
            done = traffic_log.register_visit(desk, entered)
            print(_("Registered as row {number}.", number=done.number))
            return DONE
        return _register_lines(desk, known)


def _register_lines(desk: Desk, known: Lists) -> int:
    """One party a line; an answer for each, written out at once so that a reader may rely on it."""
    from showroom.services import phone_first, traffic_log
    from showroom.services.desk import new_token

    answer = DONE
    sys.stdin.reconfigure(encoding="utf-8-sig", errors="surrogateescape")  # type: ignore[union-attr]
    for number, line in enumerate(sys.stdin, 1):
        token, tab, text = line.rstrip("\r\n").partition("\t")
        if not tab:
            token, text = new_token(), token
        if not text.strip():
            continue
        try:
            _refuse_token(token)
            traffic_log.register_visit(desk, phone_first.values(text, known), token=token)
        except ShowroomError as error:
            print(f"REFUSED {number} {error.sentence()}", flush=True)
            answer = REFUSED
        else:
            print(f"ACK {token}", flush=True)
    return answer


def _refuse_token(token: str) -> None:
    """A token is repeated in the answer and kept in the store: it must be plain visible text."""
    if not token.strip() or not token.isprintable() or len(token) > TOKEN_AT_MOST:
        raise Refused("E-TOKEN", mark("The token before the tab cannot be used. Nothing was saved."))


def _add_tour(commands: argparse._SubParsersAction[Parser]) -> None:
    command = command_of(commands, "tour", _("pictures of every page and sheet of a demo store"), _tour)
    command.add_argument("folder", type=Path, help=_("the folder to fill"))
    command.add_argument(
        "--store", type=Path, help=_("a store made by the demo command; a new one if left out")
    )
    command.add_argument("--only", default="", metavar="PAGE", help=_("one page, such as traffic-log"))
    quick = _("Chinese, light, at 100 % and on a small screen")
    # argparse puts values into what it shows: a bare per cent sign would be read as one.
    command.add_argument("--quick", action="store_true", help=quick.replace("%", "%%"))


def _tour(options: argparse.Namespace) -> None:
    from showroom.ui import tour

    count = tour.work(options.folder, options.store, only=options.only, quick=options.quick)
    print(_("{folder}: {count} files.", folder=options.folder, count=count))


def _add_check(commands: argparse._SubParsersAction[Parser]) -> None:
    command = command_of(
        commands, "check", _("check a data file: integrity, references, schema, acts"), _check
    )
    command.add_argument("store", type=Path, help=_("the data file"))
    command.add_argument(
        "--mend", action="store_true", help=_("make damaged indexes anew first, after a copy of the file")
    )


def _check(options: argparse.Namespace) -> int:
    from showroom.models.store import Store
    from showroom.services.check import findings
    from showroom.services.mending import mend

    with Store(options.store) as store:
        if options.mend:
            mended = mend(store, SystemClock())
            print(_("The file as it was lies in {path}.", path=mended.before))
            if not mended.whole:
                print(
                    _("More than indexes is damaged, so nothing was changed. Bring back the last good copy.")
                )
        found = findings(store)
    print("\n".join(found) if found else _("Nothing wrong was found."))
    return REFUSED if found else DONE
