"""A day of the traffic log as a whole: weather, what is missing, closing and reopening, signatures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from showroom.errors import Invalid, Problem, Refused
from showroom.forms import in_passing
from showroom.forms.field import read_field
from showroom.forms.traffic_log import Place, TrafficLogRow
from showroom.language import mark
from showroom.models.traffic_day import Signature, TrafficDay
from showroom.rules.duties import Duty
from showroom.rules.traffic import IN_SHOWROOM, PURCHASE_PURPOSES, TrafficType
from showroom.services import traffic_log_day
from showroom.services.desk import Desk
from showroom.services.log_numbers import is_closed
from showroom.services.work import Work

_BLANK: Final[dict[str, Any]] = {"weather": "", "closed_at": None, "closed_by": None, "last_number": 0}


class Part(StrEnum):
    """What a row still lacks before the day can be closed."""

    LEFT = "left"
    CONSULTANT = "consultant"
    LEVEL = "level"
    NO_FILE_REASON = "no_file_reason"


@dataclass(frozen=True)
class Missing:
    """One row that is not complete, and what it lacks."""

    row: TrafficLogRow
    parts: tuple[Part, ...]


def missing(rows: Iterable[TrafficLogRow]) -> tuple[Missing, ...]:
    """What is missing on a day's rows: leave time, consultant, level or why no file was kept (P4)."""
    found = ((row, _parts(row)) for row in rows if not row.void)
    return tuple(Missing(row, parts) for row, parts in found if parts)


def _parts(row: TrafficLogRow) -> tuple[Part, ...]:
    in_showroom = row.traffic_type in IN_SHOWROOM
    counts = row.purpose in PURCHASE_PURPOSES and (in_showroom or row.traffic_type is TrafficType.CALL_IN)
    lacks = []
    if in_showroom and row.left is None:
        lacks.append(Part.LEFT)
    if counts and row.received_by is None and row.assigned is None:
        lacks.append(Part.CONSULTANT)
    if counts and not row.level and not row.no_file_reason:
        lacks.append(Part.LEVEL if row.has_phone else Part.NO_FILE_REASON)
    return tuple(lacks)


def set_weather(desk: Desk, day: date, weather: str, *, token: str | None = None) -> None:
    """Write the weather on the head of a day. Raises Denied, Invalid."""
    weather = read_field(in_passing.WEATHER, weather, {})
    with desk.work(Duty.SET_WEATHER, token) as work:
        if work.repeated is None:
            _write(work, day, weather=weather)


def close(desk: Desk, day: date, *, token: str | None = None) -> int:
    """Close the day's sheet; the number of its last row.

    Late rows and corrections follow it as adjustments from then on. Raises Denied, Refused when a row is
    not complete, when the day is still to come, or when it is closed already.
    """
    with desk.work(Duty.CLOSE_DAY, token) as work:
        if work.repeated is not None:
            return int(work.repeated["last_number"])
        _refuse_closing(desk, day)
        rows = traffic_log_day.day(desk, day).rows
        lacking = missing(rows)
        if lacking:
            raise Refused(
                "E-DAY-OPEN",
                mark(
                    "{count} rows are not complete yet, row {number} first. Nothing was closed. Fill them "
                    "in, then close the day."
                ),
                count=len(lacking),
                number=lacking[0].row.number,
            )
        last = max((row.number for row in rows), default=0)
        _write(work, day, closed_at=desk.clock.now(), closed_by=desk.staff, last_number=last)
        work.note(traffic_log_day.SHEET, int(f"{day:%Y%m%d}"), last_number=last)
        work.result = {"last_number": last}
    return last


def _refuse_closing(desk: Desk, day: date) -> None:
    if day > desk.clock.today():
        raise Invalid(Problem("day", mark("This day is still to come. Choose today or an earlier day."), {}))
    if is_closed(day):
        raise Refused("E-DAY-CLOSED", mark("This day is closed already. Nothing was changed."))


def reopen(desk: Desk, day: date, reason: str, *, token: str | None = None) -> None:
    """Open a closed day again; the signatures on it are withdrawn. Raises Denied, Invalid, Refused."""
    reason = read_field(in_passing.REASON, reason, {})
    if not reason:
        raise Invalid(Problem("reason", mark("Write why the day is opened again."), {}))
    with desk.work(Duty.REOPEN_DAY, token) as work:
        if work.repeated is not None:
            return
        if not is_closed(day):
            raise Refused("E-DAY-OPEN", mark("This day is not closed. Nothing was changed."))
        _write(work, day, closed_at=None, closed_by=None)
        for row in list(_signatures(day)):
            work.remove(Signature, row.id, row.revision)
        work.result = {"reason": reason}


def sign(desk: Desk, day: date, place: Place, *, token: str | None = None) -> None:
    """Put this person's name on a signature line of a closed day. Raises Denied, Refused."""
    duty = Duty.SIGN_DAY if place is Place.RECEPTION else Duty.COUNTERSIGN_DAY
    with desk.work(duty, token) as work:
        if work.repeated is not None:
            return
        if not is_closed(day):
            raise Refused("E-DAY-OPEN", mark("Close the day before it is signed. Nothing was changed."))
        for row in _signatures(day):
            if row.place == place:
                raise Refused("E-SIGNED", mark("Somebody signed here already. Nothing was changed."))
        work.add(
            Signature,
            sheet=traffic_log_day.SHEET,
            day=day,
            place=place.value,
            staff=desk.staff,
            signed_at=desk.clock.now(),
        )


def _signatures(day: date) -> Any:
    return Signature.select().where(
        Signature.sheet == traffic_log_day.SHEET, Signature.day == day, Signature.removed_at.is_null()
    )


def _write(work: Work, day: date, **values: Any) -> None:
    row = TrafficDay.get_or_none(TrafficDay.day == day)
    if row is None:
        work.add(TrafficDay, day=day, **values)
    elif row.removed_at is not None:
        # An undo took the row away, but a day has one row: it comes back, blank.
        work.edit(TrafficDay, row.id, row.revision, **_BLANK | values, removed_at=None)
    else:
        work.edit(TrafficDay, row.id, row.revision, **values)
