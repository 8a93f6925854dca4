"""The command that seals the daily reports of a day."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Final

from showroom.cli_desk import add_store_and_person, command_of, day_of, signed_in
from showroom.language import _

DONE: Final = 0
REFUSED: Final = 1

if TYPE_CHECKING:
    from showroom.usage import Parser

    Commands = argparse._SubParsersAction[Parser]


def add_seal(commands: Commands) -> None:
    """The command `seal`."""
    about = _("seal the daily reports of a day that were reviewed")
    command = command_of(commands, "seal", about, _seal)
    add_store_and_person(command)
    command.add_argument("--date", type=day_of, help=_("the day; today when left out"))


def _seal(options: argparse.Namespace) -> int:
    from showroom.services.daily_report_seal import seal_day
    from showroom.sheets.daily_report_printing import bytes_of

    with signed_in(options) as desk:
        done = seal_day(desk, options.date or desk.clock.today(), bytes_of)
    for one in done.sealed:
        print(_("{name}: sealed.", name=one.consultant_name))
    for one in done.drawn_again:
        print(_("{name}: the file is back in the archive.", name=one.consultant_name))
    for one in done.open:
        name = one.consultant_name
        print(
            _("{name}: not reviewed yet.", name=name)
            if one.to_review
            else _("{name}: not handed in yet.", name=name)
        )
    for one, refused in done.failed:
        print(f"{one.consultant_name}: {refused.sentence()}", file=sys.stderr)
    if not (done.sealed or done.drawn_again or done.open or done.failed):
        print(_("There is nothing to seal."))
    return REFUSED if done.failed else DONE
