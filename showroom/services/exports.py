"""What leaves the house on paper or as a file is an act with a number (Q10, P6, P8)."""

from __future__ import annotations

from datetime import date
from typing import Final

from showroom.clock import Clock
from showroom.models.act import Act
from showroom.models.base import Compiled, slot
from showroom.rules.duties import Duty
from showroom.services.work import Work

EXPORTS: Final = (
    Duty.PRINT_TRAFFIC_LOG,
    Duty.PRINT_TRAFFIC_TALLY,
    Duty.EXPORT_TRAFFIC_LOG,
    Duty.EXPORT_TRAFFIC_TALLY,
    Duty.PRINT_TRACKING_SHEET,
    Duty.PRINT_LEVEL_GRID,
    Duty.PRINT_CUSTOMER_CARD,
    Duty.PRINT_LOST_LIST,
    Duty.PRINT_HANDOVER_LIST,
    Duty.PRINT_QUOTE,
    Duty.EXPORT_TRACKING_SHEET,
    Duty.EXPORT_LEVEL_GRID,
    Duty.PRINT_DAILY_REPORT,
    Duty.PRINT_SHOWROOM_DAY,
    Duty.PRINT_MONTH_SUMMARY,
    Duty.PRINT_MORNING_SHEET,
    Duty.PRINT_EVENING_SHEET,
    Duty.SEAL_REPORT,
    Duty.EXPORT_DAILY_REPORT,
    Duty.EXPORT_FIGURES,
)

_exports_of_day = Compiled(
    lambda: Act.select(Act.id).where(
        Act.duty.in_([str(duty) for duty in EXPORTS]), Act.at >= slot("start"), Act.at < slot("end")
    )
)


def next_number(clock: Clock) -> str:
    """The export number that what leaves the house next will have, unique among those of the day."""
    midnight = clock.local().replace(hour=0, minute=0, second=0, microsecond=0)
    start = round(midnight.timestamp() * 1000)
    count = len(_exports_of_day.rows(start=start, end=start + 86_400_000))
    return f"E{midnight:%y%m%d}-{count + 1:03d}"


def record(work: Work, clock: Clock, subject: str, row_id: int, **facts: object) -> str:
    """Note in an open work what leaves the house; its export number."""
    export = next_number(clock)
    work.note(subject, row_id, export=export, **facts)
    work.result = {"export": export}
    return export


def day_number(day: date) -> int:
    """A day as an act names it."""
    return int(f"{day:%Y%m%d}")


def month_number(first: date) -> int:
    """A month as an act names it."""
    return int(f"{first:%Y%m}")
