"""The commands for copies: make one now, put one back."""

from __future__ import annotations

import argparse
from pathlib import Path

from showroom.cli_desk import command_of
from showroom.clock import SHOWROOM_ZONE, SystemClock
from showroom.language import _
from showroom.models.copies import Copy
from showroom.usage import Parser


def add_copies(commands: argparse._SubParsersAction[Parser]) -> None:
    """`backup STORE DIR` and `restore COPY STORE`."""
    command = command_of(commands, "backup", _("copy a data file, and check the copy"), _backup)
    command.add_argument("store", type=Path, help=_("the data file"))
    command.add_argument("folder", type=Path, help=_("the folder for the copy"))
    command = command_of(
        commands, "restore", _("put a copy in the place of a data file; the old one is kept"), _restore
    )
    command.add_argument("copy", type=Path, help=_("the copy"))
    command.add_argument("store", type=Path, help=_("the data file"))
    command.add_argument("--look", action="store_true", help=_("only tell what is in the copy"))


def _backup(options: argparse.Namespace) -> None:
    from showroom.models.store import Store
    from showroom.services import copies

    with Store(options.store) as store:
        made = copies.take(store, SystemClock(), options.folder.absolute())
    print(_("Copied and checked: {path}", path=made.path))
    print(_told(made))


def _restore(options: argparse.Namespace) -> None:
    from showroom.models.copies import verified
    from showroom.services import copies

    print(_told(verified(options.copy)))
    if options.look:
        return
    aside = copies.restore(options.copy, options.store.absolute(), SystemClock())
    print(_("Restored: {store}", store=options.store))
    if aside is not None:
        print(_("The old data lies in {path}. Keep it until you have looked around.", path=aside))


def _told(copy: Copy) -> str:
    """What is in a copy, in lines."""
    zone = SystemClock().local().tzinfo
    taken = copy.taken.astimezone(zone)
    last = f"{copy.last_act_at.astimezone(zone):%Y-%m-%d %H:%M}" if copy.last_act_at else "–"
    rows = copy.rows.get
    return "\n".join(
        (
            _("  Showroom: {name}", name=copy.showroom or "–"),
            _("  Made: {day} ({zone})", day=f"{taken:%Y-%m-%d %H:%M}", zone=SHOWROOM_ZONE),
            _("  Last entry: {day}", day=last),
            _(
                "  Customers: {customers}, rows of the traffic log: {visits}, people: {people}",
                customers=rows("customer", 0),
                visits=rows("traffic_entry", 0),
                people=rows("staff", 0),
            ),
        )
    )
