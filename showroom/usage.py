"""The parser of the command line: argparse, speaking the language of the program."""

from __future__ import annotations

import argparse
import re
import sys
from typing import Final, NoReturn

from showroom.language import _, mark

WRONG_USE: Final = 2


class Parser(argparse.ArgumentParser):
    """argparse in the language of the program; a wrong call is answered in one sentence."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs | {"add_help": False})  # type: ignore[arg-type]
        self._positionals.title = _("Values")
        self._optionals.title = _("Options")
        self.add_argument("-h", "--help", action="help", help=_("show this page and stop"))

    def format_usage(self) -> str:
        return super().format_usage().replace("usage: ", _("Usage: "), 1)

    def format_help(self) -> str:
        return super().format_help().replace("usage: ", _("Usage: "), 1)

    def error(self, message: str) -> NoReturn:
        print(self.format_usage(), end="", file=sys.stderr)
        print(
            _("This call is not right: {detail}. Add --help to see how.", detail=_reason(message)),
            file=sys.stderr,
        )
        sys.exit(WRONG_USE)


def _reason(message: str) -> str:
    """argparse's own sentences in the language of the program; it knows only English."""
    for pattern, ours in (
        (r"the following arguments are required: (.*)", mark("missing: {what}")),
        (r"one of the arguments (.*) is required", mark("missing: {what}")),
        (r"unrecognized arguments: (.*)", mark("unknown: {what}")),
        (r".*invalid choice: (\S+) .*", mark("not one of the choices: {what}")),
        (r"argument (\S+): expected .*", mark("without its value: {what}")),
        (r"argument (\S+): not allowed with argument (\S+)", mark("not both: {what}, {why}")),
        (r".*invalid int value: (.*)", mark("not a whole number: {what}")),
        (r"argument (.*): (.*)", mark("{what}: {why}")),
    ):
        found = re.fullmatch(pattern, message)
        if found:
            return _(ours, what=found[1], why=found[2] if found.lastindex == 2 else "")
    return message
