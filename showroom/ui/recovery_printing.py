"""The recovery code for the preview."""

from __future__ import annotations

from showroom.clock import Clock
from showroom.language import _
from showroom.services.settings import Facts
from showroom.sheets.printing import PrintedSheet, recovery_card
from showroom.ui.print_preview import PrintJob


def job(clock: Clock, code: str, facts: Facts, by: str) -> PrintJob:
    """The sheet for the safe; printing it is no act."""

    def pages(_layout: str, _blank: bool) -> PrintedSheet:
        return recovery_card(clock.local(), code, facts, by)

    return PrintJob(
        sheet="recovery_code",
        back=_("Back"),
        title=_("Recovery code"),
        file_name=_("Recovery code"),
        preview=pages,
        draw=pages,
        may_be_blank=False,
        landscape=False,
    )
