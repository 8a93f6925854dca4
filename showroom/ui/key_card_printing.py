"""The key card for the preview."""

from __future__ import annotations

from showroom.language import _
from showroom.services import settings
from showroom.services.desk import Desk
from showroom.sheets.printing import PrintedSheet, key_card
from showroom.ui.print_preview import PrintJob


def job(desk: Desk, back: str) -> PrintJob:
    """The card with this showroom's name; nothing on it is anybody's, so printing it is no act."""

    def pages(_layout: str, _blank: bool) -> PrintedSheet:
        return key_card(desk.clock.local(), settings.facts(), desk.name)

    return PrintJob(
        sheet="key_card",
        back=back,
        title=_("Key card"),
        file_name=_("Key card"),
        preview=pages,
        draw=pages,
        may_be_blank=False,
        landscape=False,
    )
