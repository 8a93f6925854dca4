"""Printing handover lists as an act: read them, record the print, draw the pages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO

from showroom.errors import Refused
from showroom.forms.handover import Handed, HandoverList
from showroom.language import mark
from showroom.rules.duties import Duty
from showroom.rules.handover import HandoverKind
from showroom.services import handover_lists, settings
from showroom.services.desk import Desk
from showroom.sheets import handover_list as sheet
from showroom.sheets.printing import PrintedSheet
from showroom.sheets.stamp import Stamp


def print_handover_lists(desk: Desk, wanted: Sequence[int], *, blank: bool = False) -> PrintedSheet:
    """The lists of these handovers as PDF, with the export number of this print. Raises Denied, Refused."""
    desk.require(Duty.PRINT_HANDOVER_LIST)
    read = _read(desk, wanted, blank)
    return _drawn(desk, read, blank, handover_lists.record_print(desk, wanted, blank=blank))


def preview_handover_lists(desk: Desk, wanted: Sequence[int], *, blank: bool = False) -> PrintedSheet:
    """The same pages to be looked at: no act, no export number. Raises Denied, Refused."""
    desk.require(Duty.PRINT_HANDOVER_LIST)
    return _drawn(desk, _read(desk, wanted, blank), blank, "")


def _read(desk: Desk, wanted: Sequence[int], blank: bool) -> list[HandoverList]:
    if blank:
        return [_nothing(desk.clock.today())]
    if not wanted:
        raise Refused(
            "E-NO-HANDOVER-YET",
            mark("Nothing was handed over yet: there is no list to print. The empty form can be printed."),
        )
    return [handover_lists.handover_list(desk, one) for one in wanted]


def _nothing(day: date) -> HandoverList:
    """What the empty form knows: the showroom's names."""
    facts = settings.facts()
    nobody = Handed(0, HandoverKind.FOR_GOOD, 0, "", "", day, day, None, "", (), 0, False, None)
    return HandoverList(nobody, (), facts.dealer, facts.dealer_short, {})


def _drawn(desk: Desk, read: list[HandoverList], blank: bool, export: str) -> PrintedSheet:
    target = BytesIO()
    stamp = Stamp(desk.clock.local(), desk.name, export)
    printed = sheet.draw(read, target, blank=blank, stamp=stamp)
    return PrintedSheet(target.getvalue(), printed.pages, printed.missing)
