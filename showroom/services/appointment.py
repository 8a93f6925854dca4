"""预约: visits and test drives that are fixed, moved, cancelled; who came and who did not (req 24, 36)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any, Final

from showroom.errors import Invalid, Problem, Refused
from showroom.forms import appointment as form
from showroom.forms.field import read_field
from showroom.language import mark
from showroom.models.base import Compiled, slot
from showroom.models.car import DemoCar
from showroom.models.follow_up import Appointment
from showroom.models.prospect import Prospect
from showroom.models.staff import Staff
from showroom.rules.appointments import Kind, State, minutes_apart, slot_of
from showroom.rules.duties import Duty
from showroom.rules.traffic import IN_SHOWROOM, TrafficType
from showroom.services import lists, prospect
from showroom.services.desk import Desk
from showroom.services.prospect import Card
from showroom.services.work import Work

DAYS_AHEAD_AT_MOST: Final = 365
# Whoever comes for one of several appointments of a day keeps those that begin within this time, too.
ONE_VISIT_MINUTES: Final = 120
_OPEN: Final = (str(State.EXPECTED), str(State.NOT_COME))

_of_guest = Compiled(
    lambda: (
        Appointment.select(Appointment.id, Appointment.revision, Appointment.time)
        .join(Prospect)
        .where(
            Prospect.customer == slot("customer"),
            Appointment.day == slot("day"),
            Appointment.state.in_(_OPEN),
            Appointment.removed_at.is_null(),
        )
    )
)
_in_slot = Compiled(
    lambda: (
        Appointment.select(Appointment.id, DemoCar.name, Staff.name)
        .join(DemoCar)
        .switch(Appointment)
        .join(Staff, on=(Appointment.made_by == Staff.id))
        .where(Appointment.slot == slot("slot"))
    )
)


@dataclass(frozen=True)
class Fixed:
    """What fixing gave: the appointment; whether the token was used before."""

    appointment: int
    repeated: bool = False


def make(desk: Desk, card: int, entered: Mapping[str, Any], *, token: str | None = None) -> Fixed:
    """Fix a visit or a test drive with the customer of a card, in one act.

    `entered` holds values of `forms.appointment.FIELDS`. Raises Denied, Invalid, Refused where the car is
    taken then (F5), naming by whom.
    """
    with desk.work(Duty.FIX_APPOINTMENT, token) as work:
        if work.repeated is not None:
            return Fixed(work.repeated["appointment"], repeated=True)
        made = fix(work, desk, prospect.kept_open(desk, card), entered)
        work.result = {"appointment": made}
    return Fixed(made)


def fix(work: Work, desk: Desk, found: Card, entered: Mapping[str, Any], follow_up: int | None = None) -> int:
    """The same within an open work, as by a follow-up that was just logged; the id."""
    columns = _columns(desk, entered)
    _refuse_taken(columns["slot"], columns["time"])
    return work.add(
        Appointment,
        prospect=found.prospect,
        follow_up=follow_up,
        made_by=desk.staff,
        made_at=desk.clock.now(),
        state=str(State.EXPECTED),
        **columns,
    )


def day_of(desk: Desk, entered: Mapping[str, Any]) -> date:
    """The day of a visit or test drive that can be fixed so. Raises Invalid, with every problem at once."""
    day: date = _columns(desk, entered)["day"]
    return day


def change(
    desk: Desk, appointment: int, revision: int, entered: Mapping[str, Any], *, token: str | None = None
) -> int:
    """Another day, hour or car for somebody who has not come yet; the new revision.

    Raises Denied, Invalid, Clash, Refused where it is over or the car is taken.
    """
    with desk.work(Duty.FIX_APPOINTMENT, token) as work:
        if work.repeated is not None:
            return int(work.repeated["revision"])
        row = _open(appointment)
        prospect.kept_open(desk, row.prospect_id)
        columns = _columns(desk, {key: row.__data__[key] for key in _KEYS} | dict(entered))
        _refuse_taken(columns["slot"], columns["time"], row.id)
        new = work.edit(
            Appointment, row.id, revision, **columns, state=str(State.EXPECTED), no_show_reason=""
        )
        work.result = {"revision": new}
    return new


def cancel(desk: Desk, appointment: int, revision: int, reason: str = "", *, token: str | None = None) -> int:
    """The customer does not come; the car is free again. Raises Denied, Clash, Refused."""
    with desk.work(Duty.FIX_APPOINTMENT, token) as work:
        if work.repeated is not None:
            return int(work.repeated["revision"])
        row = _open(appointment)
        prospect.kept(desk, row.prospect_id)
        new = work.edit(Appointment, row.id, revision, state=str(State.CANCELLED), slot=None)
        work.result = {"revision": new, "reason": reason}
    return new


# -- at the desk ------------------------------------------------------------------------------------------


def tick(desk: Desk, appointment: int, revision: int, *, token: str | None = None) -> int:
    """The guest is here, by hand; a row of the log does it by itself. Raises Denied, Clash, Refused."""
    with desk.work(Duty.TICK_ARRIVAL, token) as work:
        if work.repeated is not None:
            return int(work.repeated["revision"])
        row = _here(desk, appointment)
        new = work.edit(Appointment, row.id, revision, state=str(State.ARRIVED), no_show_reason="")
        work.result = {"revision": new}
    return new


def not_come(desk: Desk, appointment: int, revision: int, reason: str, *, token: str | None = None) -> int:
    """Who was expected did not come, and why (req 24): a word of the list or one's own; the car is free.

    Raises Denied, Invalid without a reason, Clash, Refused.
    """
    with desk.work(Duty.TICK_ARRIVAL, token) as work:
        if work.repeated is not None:
            return int(work.repeated["revision"])
        why = read_field(form.NO_SHOW_REASON, reason, lists.current())
        row = _here(desk, appointment)
        new = work.edit(
            Appointment, row.id, revision, state=str(State.NOT_COME), no_show_reason=why, slot=None
        )
        work.result = {"revision": new, "reason": why}
    return new


def arrive(work: Work, entry: int, row: Mapping[str, Any]) -> None:
    """Whoever was expected on the day of a visit has come by this row, within an open work.

    Of several appointments it is the one nearest to the arrival, and what begins within two hours of it.
    """
    if row.get("customer") is None or TrafficType(row["traffic_type"]) not in IN_SHOWROOM:
        return
    waiting = [
        (0 if at is None else minutes_apart(row["arrived"], time.fromisoformat(str(at))), which, revision)
        for which, revision, at in _of_guest.rows(customer=row["customer"], day=str(row["day"]))
    ]
    for place, (apart, which, revision) in enumerate(sorted(waiting)):
        if place == 0 or apart <= ONE_VISIT_MINUTES:
            work.edit(Appointment, which, revision, state=str(State.ARRIVED), entry=entry, no_show_reason="")


def come_undone(work: Work, entry: int) -> None:
    """The row by which somebody came is no visit of his: he is expected as before, within an open work."""
    came = Appointment.select().where(Appointment.entry == entry, Appointment.removed_at.is_null())
    for one in list(came):
        work.edit(Appointment, one.id, one.revision, state=str(State.EXPECTED), entry=None)


def release(work: Work, desk: Desk, card: int) -> None:
    """Nobody is expected for this card any more, within an open work; the cars are free."""
    fixed = Appointment.select().where(
        Appointment.prospect == card,
        Appointment.day >= desk.clock.today(),
        Appointment.state == str(State.EXPECTED),
        Appointment.removed_at.is_null(),
    )
    for one in list(fixed):
        work.edit(Appointment, one.id, one.revision, state=str(State.CANCELLED), slot=None)


# -- what is asked ----------------------------------------------------------------------------------------

_KEYS: Final = ("kind", "day", "time", "car", "note")


def _columns(desk: Desk, entered: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of an appointment as it was asked for. Raises Invalid, with every problem at once."""
    row = {key: entered.get(key) for key in _KEYS} | {"note": entered.get("note") or ""}
    drive = row["kind"] == Kind.TEST_DRIVE
    problems = _time_problems(desk, row["day"], row["time"])
    if row["kind"] not in list(Kind):
        problems.append(Problem("kind", mark("Choose a visit or a test drive."), {}))
    if drive and row["time"] is None:
        problems.append(Problem("time", mark("A test drive needs its time."), {}))
    if drive and not _is_lent(row["car"]):
        problems.append(Problem("car", mark("Choose the car of the test drive."), {}))
    if problems:
        raise Invalid(*problems)
    if not drive:
        return row | {"car": None, "slot": None}
    return row | {"slot": slot_of(row["car"], row["day"], row["time"])}


def _time_problems(desk: Desk, day: date | None, at: time | None) -> list[Problem]:
    """Nobody can be expected in the past, nor on a day that is not written (O15)."""
    now = desk.clock.local()
    if day is None:
        return [Problem("day", mark("Write the day of the appointment."), {})]
    if day < now.date():
        return [Problem("day", mark("This day is over. Choose today or a day to come."), {})]
    if day > now.date() + timedelta(DAYS_AHEAD_AT_MOST):
        return [
            Problem("day", mark("Nobody is expected in more than {days} days."), {"days": DAYS_AHEAD_AT_MOST})
        ]
    if day == now.date() and at is not None and at < now.time().replace(second=0, microsecond=0):
        return [Problem("time", mark("This hour is over. Choose a later one."), {})]
    return []


def _is_lent(car: int | None) -> bool:
    return (
        car is not None
        and DemoCar.select().where(DemoCar.id == car, DemoCar.active, DemoCar.removed_at.is_null()).exists()
    )


def _refuse_taken(wanted: str | None, at: time | None, own: int | None = None) -> None:
    """One car, one half hour, one guest (F5): asked in the transaction, so the second of two is told."""
    found = _in_slot.first(slot=wanted) if wanted is not None else None
    if found is None or found[0] == own or at is None:
        return
    raise Refused(
        "E-SLOT-TAKEN",
        mark("{time} is taken: {who} has booked {car}. Nothing was saved. Choose another time or car."),
        time=f"{at:%H:%M}",
        car=found[1],
        who=found[2],
    )


def _open(appointment: int) -> Any:
    """The appointment while nobody has come for it. Raises Refused."""
    row = Appointment.get_or_none(Appointment.id == appointment, Appointment.removed_at.is_null())
    if row is None:
        raise Refused("E-APPOINTMENT-GONE", mark("This appointment is no longer on file. Nothing was saved."))
    if row.state not in _OPEN:
        raise Refused(
            "E-APPOINTMENT-OVER",
            mark("This guest has come, or the appointment was cancelled. Nothing was saved. Fix a new one."),
        )
    return row


def _here(desk: Desk, appointment: int) -> Any:
    """The appointment for somebody at the desk, on its day or later. Raises Denied, Refused."""
    row = _open(appointment)
    prospect.readable(desk, row.prospect_id)
    if row.day > desk.clock.today():
        raise Refused(
            "E-APPOINTMENT-EARLY",
            mark(
                "This appointment is still to come. Nothing was saved. Move it to another day, or cancel it."
            ),
        )
    return row
