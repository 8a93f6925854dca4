"""The demo's days as a whole: who is on duty, the weather, closing in the evening, two signatures."""

from __future__ import annotations

from datetime import date, datetime, time
from random import Random
from typing import Any, Final
from zoneinfo import ZoneInfo

from showroom.clock import SHOWROOM_ZONE
from showroom.forms.traffic_log import Place
from showroom.models.rotation import Attendance
from showroom.models.traffic_day import Signature, TrafficDay
from showroom.rules.duties import Duty
from showroom.rules.rotation import State
from showroom.services.bulk import Bulk
from showroom.services.demo_guests import Guests
from showroom.services.traffic_log_day import SHEET

_ZONE = ZoneInfo(SHOWROOM_ZONE)
_MORNING: Final = time(8, 25)
_EVENING: Final = time(18, 20)
_WEATHER: Final = ("晴", "多云", "阴", "小雨", "晴转多云", "阵雨", "霾")
_DAYS_OF_A_WEEK: Final = 7


def on_duty(consultants: list[int], day: date) -> list[int]:
    """Everybody has a day off once a week, another day each."""
    return [one for place, one in enumerate(consultants) if (day.toordinal() + 2 * place) % _DAYS_OF_A_WEEK]


def begin(bulk: Bulk, guests: Guests, day: date, *, last: bool) -> int:
    """The morning: the weather is written, everybody says whether they are there; the id of the sheet."""
    dice = Random(f"weather {day}")
    at = datetime.combine(day, _MORNING, _ZONE)
    receptionist = guests.staff["receptionists"][0]
    bulk.act(guests.token(), Duty.SET_WEATHER, receptionist, at)
    degrees = round(17 - 13 * abs(day.month - 7) / 6 + dice.uniform(-3, 6))
    weather = f"{dice.choice(_WEATHER)} {degrees}℃"
    sheet = bulk.add(TrafficDay, day=day, weather=weather)
    bulk.act(guests.token(), Duty.SET_ATTENDANCE, receptionist, at)
    consultants = guests.staff["consultants"]
    there = on_duty(consultants, day)
    for one in consultants:
        state = State.ON if one in there else State.OFF
        at_lunch = last and there and one == there[-1]
        bulk.add(
            Attendance,
            day=day,
            staff=one,
            planned=state,
            state=State.LUNCH if at_lunch else state,
            since=_MORNING if one in there else None,
            until=time(11) if at_lunch else None,
            set_by=receptionist,
            set_at=at,
        )
    return sheet


def end(bulk: Bulk, guests: Guests, day: date, sheet: int, rows: int) -> None:
    """The evening: the sheet is closed and signed by the reception and the showroom manager."""
    at = datetime.combine(day, _EVENING, _ZONE)
    receptionist, manager = guests.staff["receptionists"][0], guests.staff["manager"]
    bulk.act(guests.token(), Duty.CLOSE_DAY, receptionist, at, {"last_number": rows})
    before: dict[str, Any] = {"closed_at": None, "closed_by": None, "last_number": 0}
    after = {"closed_at": at, "closed_by": receptionist, "last_number": rows}
    bulk.edit(TrafficDay, sheet, 1, before, after)
    for duty, place, who in (
        (Duty.SIGN_DAY, Place.RECEPTION, receptionist),
        (Duty.COUNTERSIGN_DAY, Place.SUPERVISOR, manager),
    ):
        bulk.act(guests.token(), duty, who, at)
        bulk.add(Signature, sheet=SHEET, day=day, place=place, staff=who, signed_at=at)
