"""Who is expected on a day, who did not come and nobody said why, when each test car is free (req 24)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from peewee import JOIN, fn

from showroom.forms.appointment import CarTimes, Expected
from showroom.models.base import Compiled, slot
from showroom.models.car import DemoCar
from showroom.models.customer import Customer, Phone
from showroom.models.follow_up import Appointment
from showroom.models.prospect import Prospect
from showroom.models.staff import Staff
from showroom.rules import hours
from showroom.rules.appointments import SLOT_MINUTES, State
from showroom.rules.duties import Duty
from showroom.services import covering, drive, privacy, prospect, settings
from showroom.services.desk import Desk

# Where the showroom has not said when it opens.
_USUAL_HOURS: Final = (time(9), time(18))
# Who did not come longer ago is asked for no more.
MISSED_FOR_DAYS: Final = 30


def _rows(*which: Any) -> Any:
    number = Phone.alias()
    first = number.select(fn.MIN(number.id)).where(
        number.customer == Customer.id, number.removed_at.is_null()
    )
    return (
        Appointment.select(
            Appointment.id,
            Appointment.revision,
            Appointment.prospect,
            Customer.id,
            Appointment.kind,
            Appointment.day,
            Appointment.time,
            Customer.name,
            Customer.sex,
            Phone.key,
            Prospect.level,
            Prospect.owner,
            Staff.name,
            Appointment.car,
            DemoCar.name,
            Appointment.state,
            Appointment.entry,
            Appointment.no_show_reason,
            Appointment.note,
            drive.is_recorded(),
        )
        .join(Prospect)
        .join(Customer)
        .join(Phone, JOIN.LEFT_OUTER, on=(Phone.id == first))
        .switch(Prospect)
        .join(Staff, JOIN.LEFT_OUTER, on=(Prospect.owner == Staff.id))
        .switch(Appointment)
        .join(DemoCar, JOIN.LEFT_OUTER)
        .where(Appointment.removed_at.is_null(), *which)
        .order_by(Appointment.day, Appointment.time, Appointment.id)
    )


_of_day = Compiled(lambda: _rows(Appointment.day == slot("day"), Appointment.state != str(State.CANCELLED)))
_of_card = Compiled(lambda: _rows(Appointment.prospect == slot("prospect")))
_without_reason = Compiled(
    lambda: _rows(
        Appointment.day.between(slot("first"), slot("last")), Appointment.state == str(State.EXPECTED)
    )
)
_cars = Compiled(
    lambda: (
        DemoCar.select(DemoCar.id, DemoCar.name)
        .where(DemoCar.active, DemoCar.removed_at.is_null())
        .order_by(DemoCar.position, DemoCar.id)
    )
)
_taken = Compiled(
    lambda: (
        Appointment.select(Appointment.car, Appointment.slot, Staff.name)
        .join(Staff, on=(Appointment.made_by == Staff.id))
        .where(Appointment.day == slot("day"), Appointment.slot.is_null(False))
    )
)


def expected(desk: Desk, day: date) -> tuple[Expected, ...]:
    """Everybody expected on a day, with what became of it, by the hour. Raises Denied.

    The day's sheet is everybody's at the desk, and so is who will stand on it; numbers stay masked.
    """
    desk.require(Duty.SEE_EXPECTED)
    with desk.reading():
        return tuple(_shown(desk, _of_day.rows(day=str(day))))


def of_card(desk: Desk, card: int) -> tuple[Expected, ...]:
    """Every appointment of one card, the oldest first. Raises Denied, Refused."""
    with desk.reading():
        prospect.readable(desk, card)
        return tuple(_shown(desk, _of_card.rows(prospect=card)))


def missed(desk: Desk) -> tuple[Expected, ...]:
    """Who was expected before today, did not come, and nobody said why: one's own, or everybody's (req 24).

    Nothing turns an appointment into a missed one: its day has passed, that is all. Raises Denied.
    """
    desk.require(Duty.SEE_EXPECTED)
    today = desk.clock.today()
    everybody = desk.may(Duty.READ_ANY_CARD)
    with desk.reading():
        rows = _without_reason.rows(
            first=str(today - timedelta(days=MISSED_FOR_DAYS)), last=str(today - timedelta(days=1))
        )
        found = _shown(desk, rows)
        kept = covering.kept_by(desk.staff, today)
        own = (None, desk.staff)
        return tuple(one for one in found if everybody or one.owner in own or one.prospect in kept)


def car_times(desk: Desk, day: date) -> tuple[CarTimes, ...]:
    """Each test car's half hours of a day within the business hours, and who has booked. Raises Denied."""
    desk.require(Duty.SEE_EXPECTED)
    with desk.reading():
        times = _half_hours(*(hours.opening(settings.facts().business_hours) or _USUAL_HOURS))
        taken: dict[int, dict[time, str]] = {}
        for car, booked, who in _taken.rows(day=str(day)):
            taken.setdefault(car, {})[time.fromisoformat(booked[-5:])] = who
        return tuple(CarTimes(car, name, times, taken.get(car, {})) for car, name in _cars.rows())


def _half_hours(opens: time, closes: time) -> tuple[time, ...]:
    first = datetime.combine(date.min, opens)
    minutes = (closes.hour - opens.hour) * 60 + closes.minute - opens.minute
    return tuple((first + timedelta(minutes=at)).time() for at in range(0, minutes, SLOT_MINUTES))


def _shown(desk: Desk, rows: Iterable[tuple[Any, ...]]) -> Iterable[Expected]:
    eyes = privacy.eyes_of(desk)
    for row in rows:
        one, revision, card, customer, kind, day, at, name, sex, phone, level, owner, owner_name = row[:13]
        car, car_name, state, entry, reason, note, driven = row[13:]
        yield Expected(
            one,
            revision,
            card,
            customer,
            kind,
            date.fromisoformat(day),
            time.fromisoformat(at) if at else None,
            name,
            sex,
            eyes.phone(phone or "", owner, customer, on_log=True),
            level,
            owner,
            owner_name or "",
            car,
            car_name or "",
            State(state),
            entry,
            reason,
            note,
            bool(driven),
        )
