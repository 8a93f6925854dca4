"""What the commands share: a command's own parser, days, and somebody signed in at the desk of a store."""

from __future__ import annotations

import argparse
import getpass
import os
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from showroom import language
from showroom.clock import SystemClock
from showroom.errors import Refused
from showroom.language import _, mark
from showroom.services.desk import Desk
from showroom.usage import Parser


def command_of(
    commands: argparse._SubParsersAction[Parser],
    name: str,
    about: str,
    do: Callable[[argparse.Namespace], int | None] | None = None,
) -> Parser:
    """A command with its own help; without `do` one that has commands below it."""
    command = commands.add_parser(name, help=about, description=about)
    command.add_argument("--language", choices=language.LANGUAGES, help=_("the language of the program"))
    if do is not None:
        command.set_defaults(do=do)
    return command


def day_of(typed: str) -> date:
    """A day as typed. Raises `ArgumentTypeError` with a sentence."""
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise argparse.ArgumentTypeError(
            _("{typed} is not a day; write it like 2026-11-22", typed=typed)
        ) from None


def add_store_and_person(command: Parser) -> None:
    """The options of every command that somebody does."""
    command.add_argument("--store", type=Path, required=True, help=_("the data file"))
    command.add_argument(
        "--as",
        dest="user",
        required=True,
        metavar="USER",
        help=_("who does it; the password is asked for, or taken from SHOWROOM_PASSWORD"),
    )


@contextmanager
def signed_in(options: argparse.Namespace) -> Iterator[Desk]:
    """The desk of the person named, on the store named; the store is closed whatever happens."""
    from showroom.models.store import Store
    from showroom.services.sign_in import sign_in

    with Store(options.store) as store:
        password = os.environ.get("SHOWROOM_PASSWORD")
        if password is None:
            password = _ask_password(options.user)
        yield sign_in(store, SystemClock(), options.user, password, "command line")


def _ask_password(user: str) -> str:
    """The password as typed unseen. Raises Refused where nobody can type."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", getpass.GetPassWarning)
            return getpass.getpass(_("Password of {user}: ", user=user))
    except (EOFError, getpass.GetPassWarning):
        raise Refused(
            "E-PASSWORD",
            mark("Nobody can type the password here. Nothing was done. Put it into SHOWROOM_PASSWORD."),
        ) from None
