"""The sheets of the showroom's own day for the preview: morning, evening, the day, the month."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from showroom.forms import day_words
from showroom.language import _, mark
from showroom.services.desk import Desk
from showroom.sheets.showroom_day_printing import preview_showroom_day, print_showroom_day
from showroom.ui.print_preview import PrintJob

Make = Callable[[Desk, date], PrintJob]


def showroom_day(desk: Desk, day: date) -> PrintJob:
    """展厅日报 of a day."""
    return PrintJob(
        sheet="showroom_day",
        back=_("Analysis"),
        title=f"{_('Showroom day')}　{day_words.full(day)}",
        file_name=f"{_('Showroom day')} {day}",
        preview=lambda _layout, blank: preview_showroom_day(desk, day, blank=blank),
        draw=lambda _layout, blank: print_showroom_day(desk, day, blank=blank),
        landscape=False,
    )


evening = showroom_day
OTHERS: Final[tuple[tuple[str, Make], ...]] = ((mark("Print the showroom's day…"), showroom_day),)
