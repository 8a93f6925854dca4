"""The traffic log's sheet for the preview, and as an Excel file."""

from __future__ import annotations

from datetime import date

from showroom.exchange.exporting import export_traffic_log
from showroom.forms import day_words
from showroom.language import _
from showroom.services.desk import Desk
from showroom.sheets.printing import preview_traffic_log, print_traffic_log
from showroom.ui.print_preview import PrintJob
from showroom.ui.saving import CopyJob

TEN, EXTENDED = "ten", "extended"


def job(desk: Desk, day: date, *, extended: bool) -> PrintJob:
    """The log of one day, in the layout that is on the screen."""
    return PrintJob(
        sheet="traffic_log",
        back=_("Traffic log"),
        title=f"{_('Showroom Traffic Log')}　{day_words.short(day)}",
        file_name=f"{_('Traffic log')} {day.isoformat()}",
        preview=lambda layout, blank: preview_traffic_log(
            desk, day, extended=layout == EXTENDED, blank=blank
        ),
        draw=lambda layout, blank: print_traffic_log(desk, day, extended=layout == EXTENDED, blank=blank),
        layouts=((TEN, _("10 columns")), (EXTENDED, _("Extended, 17 columns"))),
        layout=EXTENDED if extended else TEN,
    )


def copy(desk: Desk, day: date, *, extended: bool) -> CopyJob:
    """The log of one day as Excel shows it, in the layout that is on the screen."""
    return CopyJob(
        f"{_('Traffic log')} {day.isoformat()}", lambda: export_traffic_log(desk, day, extended=extended)
    )
