"""The traffic log's sheet for the preview."""

from __future__ import annotations

from datetime import date

from showroom.language import _
from showroom.services.desk import Desk
from showroom.sheets.printing import preview_traffic_log, print_traffic_log
from showroom.ui import dates
from showroom.ui.print_preview import PrintJob

TEN, EXTENDED = "ten", "extended"


def job(desk: Desk, day: date, *, extended: bool) -> PrintJob:
    """The log of one day, in the layout that is on the screen."""
    return PrintJob(
        sheet="traffic_log",
        back=_("Traffic log"),
        title=f"{_('Showroom Traffic Log')}　{dates.short(day)}",
        file_name=f"{_('Traffic log')} {day.isoformat()}",
        preview=lambda layout, blank: preview_traffic_log(
            desk, day, extended=layout == EXTENDED, blank=blank
        ),
        draw=lambda layout, blank: print_traffic_log(desk, day, extended=layout == EXTENDED, blank=blank),
        layouts=((TEN, _("10 columns")), (EXTENDED, _("Extended, 17 columns"))),
        layout=EXTENDED if extended else TEN,
    )
