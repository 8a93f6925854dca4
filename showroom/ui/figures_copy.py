"""The figures of a period as an Excel file."""

from __future__ import annotations

from datetime import date

from showroom.exchange.figures import export_figures
from showroom.language import _
from showroom.rules.periods import Period
from showroom.services.desk import Desk
from showroom.ui.saving import CopyJob


def job(desk: Desk, period: Period, whose: int | None, as_of: date | None = None) -> CopyJob:
    """Every figure of the days, of one consultant or of the showroom, as of a past day or now."""
    name = f"{_('Figures')} {period.first.isoformat()}"
    if period.last != period.first:
        name = f"{name} {period.last.isoformat()}"
    return CopyJob(name, lambda: export_figures(desk, period.first, period.last, whose, as_of=as_of))
