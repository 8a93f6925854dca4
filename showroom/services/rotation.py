"""值班/轮值: who is there, whose turn it is, turns passed on, the order of the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Any, Final

from peewee import JOIN

from showroom.errors import Invalid, Problem, Refused
from showroom.forms import in_passing
from showroom.forms.field import read_field
from showroom.language import mark
from showroom.models.base import Compiled, InstantField, slot
from showroom.models.rotation import Attendance, PassedTurn, RotationOrder
from showroom.models.staff import Staff, StaffRole
from showroom.rules.duties import Duty, Role
from showroom.rules.rotation import PLANNABLE, Rotation, Standing, State, Turn, rotation
from showroom.rules.traffic import Visit
from showroom.services.desk import Desk
from showroom.services.visits import Reception, receptions
from showroom.services.work import Work

_consultants = Compiled(
    lambda: (
        Staff.select(Staff.id, Staff.name)
        .join(StaffRole)
        .where(
            Staff.active,
            Staff.removed_at.is_null(),
            StaffRole.role == str(Role.SALES_CONSULTANT),
            StaffRole.removed_at.is_null(),
        )
        .order_by(Staff.id)
    )
)
_setter = Staff.alias()
_attendance = Compiled(
    lambda: (
        Attendance.select(
            Attendance.staff,
            Attendance.planned,
            Attendance.state,
            Attendance.since,
            Attendance.until,
            Attendance.set_at,
            _setter.name,
        )
        .join(_setter, JOIN.LEFT_OUTER, on=(Attendance.set_by == _setter.id))
        .where(Attendance.day == slot("day"), Attendance.removed_at.is_null())
    )
)
_said = Compiled(
    lambda: (
        Attendance.select(Attendance.id)
        .where(Attendance.day == slot("day"), Attendance.state != "", Attendance.removed_at.is_null())
        .limit(1)
    )
)
_passed = Compiled(
    lambda: PassedTurn.select(PassedTurn.staff, PassedTurn.reason).where(
        PassedTurn.day == slot("day"), PassedTurn.returned_at.is_null(), PassedTurn.removed_at.is_null()
    )
)
_order = Compiled(
    lambda: RotationOrder.select(RotationOrder.staff_order).where(
        RotationOrder.day == slot("day"), RotationOrder.removed_at.is_null()
    )
)
_instant = InstantField()
_BLANK: Final[dict[str, Any]] = {
    "planned": "",
    "state": "",
    "since": None,
    "until": None,
    "set_by": None,
    "set_at": None,
}


@dataclass(frozen=True)
class Present:
    """One consultant on one day: planned and present state, since when, back when, and who said so."""

    staff: int
    name: str
    planned: State | None = None
    state: State | None = None
    since: time | None = None
    until: time | None = None
    set_by: str = ""
    set_at: time | None = None

    @property
    def on_duty(self) -> bool:
        """Whether this person worked on the day: came, or is planned to where nobody has said anything."""
        return self.since is not None or (self.state is None and self.planned is State.ON)


@dataclass(frozen=True)
class RotationBook:
    """The rotation of one day with everybody's attendance, in the order of the day."""

    day: date
    present: tuple[Present, ...]
    rotation: Rotation

    @property
    def said(self) -> bool:
        """Whether anybody said who is there: before that nobody is proposed."""
        return any(one.state is not None for one in self.present)

    def receiver(self, owner: int | None) -> int | None:
        """Who receives: the guest's own consultant if he is there, else whoever is next (req 37, P3)."""
        if owner is not None and self.is_here(owner):
            return owner
        return self.rotation.next

    def is_here(self, staff: int) -> bool:
        """Whether this consultant is on duty now, with a guest or not."""
        return any(one.staff == staff and one.state is State.ON for one in self.present)

    def stand_in(self, owner: int | None) -> int | None:
        """Who stands in for a guest's own consultant; None when that one is there or nobody can."""
        return None if owner is None or not self.said or self.is_here(owner) else self.rotation.next


def book(desk: Desk, day: date | None = None) -> RotationBook:
    """The rotation book of a day, today by default. Raises Denied."""
    desk.require(Duty.READ_TRAFFIC_LOG)
    with desk.reading():
        return read_book(desk, day or desk.clock.today())


def anybody_said(day: date) -> bool:
    """Whether somebody said who is there on a day; before that the rotation proposes nobody."""
    return _said.first(day=str(day)) is not None


def on_duty(desk: Desk, day: date) -> tuple[str, ...]:
    """Who worked on a day, for the head of its sheet: three statements, no visits read."""
    return tuple(one.name for one in _everybody(desk, day) if one.on_duty)


def read_book(desk: Desk, day: date) -> RotationBook:
    """The same within an open transaction: five statements."""
    passed = dict(_passed.rows(day=str(day)))
    visits = receptions(day)
    present = _everybody(desk, day)
    standings = [
        Standing(
            one.staff,
            one.name,
            one.state,
            one.since,
            one.until,
            _busy(one, visits),
            passed.get(one.staff, ""),
        )
        for one in present
    ]
    return RotationBook(day, present, rotation(standings, _turns(visits)))


def consultants() -> list[tuple[int, str]]:
    """Whoever works here as a sales consultant, id and name, within an open transaction."""
    return [(int(who), str(name)) for who, name in _consultants.rows()]


def _everybody(desk: Desk, day: date) -> tuple[Present, ...]:
    zone = desk.clock.local().tzinfo
    said = {row[0]: row for row in _attendance.rows(day=str(day))}
    return tuple(_present(staff, name, said.get(staff), zone) for staff, name in _in_order(day))


def _in_order(day: date) -> list[tuple[int, str]]:
    """The consultants in the order of the day: as somebody set it, else beginning with another each day."""
    people = consultants()
    chosen = _order.first(day=str(day))
    if chosen is None:
        first = day.toordinal() % len(people) if people else 0
        return people[first:] + people[:first]
    places = {int(who): place for place, who in enumerate(str(chosen[0]).split())}
    return sorted(people, key=lambda one: places.get(one[0], len(places)))


def _present(staff: int, name: str, row: tuple[Any, ...] | None, zone: Any) -> Present:
    if row is None:
        return Present(staff, name)
    _staff, planned, state, since, until, at, by = row
    said_at = _instant.python_value(at)
    return Present(
        staff,
        name,
        State(planned) if planned else None,
        State(state) if state else None,
        _clock_time(since),
        _clock_time(until),
        by or "",
        said_at.astimezone(zone).time() if said_at else None,
    )


def _clock_time(stored: object) -> time | None:
    return time.fromisoformat(str(stored)) if stored else None


def _busy(one: Present, visits: tuple[Reception, ...]) -> bool:
    return any(visit.left is None and visit.received_by == one.staff for visit in visits)


def _turns(visits: tuple[Reception, ...]) -> list[Turn]:
    return [
        Turn(visit.received_by, visit.arrived)
        for visit in visits
        if visit.visit is Visit.FIRST and visit.received_by is not None
    ]


# -- what staff say ---------------------------------------------------------------------------------------


def set_state(
    desk: Desk, staff: int, state: State, *, until: time | None = None, token: str | None = None
) -> None:
    """Say how somebody is there today: the desk of everybody, a consultant of himself.

    `until` is when they mean to be back. Raises Denied, Refused when the person has left the showroom.
    """
    duty = Duty.SET_OWN_ATTENDANCE if _only_own(desk, staff) else Duty.SET_ATTENDANCE
    with desk.work(duty, token) as work:
        if work.repeated is None:
            _refuse_gone(staff)
            _say(desk, work, staff, state, until if state is State.LUNCH else None)


def _only_own(desk: Desk, staff: int) -> bool:
    return staff == desk.staff and not desk.may(Duty.SET_ATTENDANCE)


def all_here(desk: Desk, token: str | None = None) -> None:
    """Everybody of whom nothing was said is on duty, but for those planned off or on leave. Raises Denied."""
    with desk.work(Duty.SET_ATTENDANCE, token) as work:
        if work.repeated is not None:
            return
        for one in read_book(desk, desk.clock.today()).present:
            if one.state is None:
                _say(desk, work, one.staff, one.planned or State.ON, None)


def plan(desk: Desk, staff: int, day: date, planned: State | None, *, token: str | None = None) -> None:
    """Plan a day to come: on duty, off or on leave; None takes the plan back. Raises Denied, Invalid."""
    if planned is not None and planned not in PLANNABLE:
        raise Invalid(Problem("planned", mark("Only duty, day off and leave can be planned."), {}))
    if day < desk.clock.today():
        raise Invalid(Problem("day", mark("This day is over. Plan today or a day to come."), {}))
    with desk.work(Duty.PLAN_DUTY, token) as work:
        if work.repeated is None:
            _refuse_gone(staff)
            _write(work, staff, day, planned=planned.value if planned else "")


def _say(desk: Desk, work: Work, staff: int, state: State, until: time | None) -> None:
    today, now = desk.clock.today(), desk.clock.local()
    row = _row_of(staff, today)
    since = row.since if row is not None else None
    if since is None and state is State.ON:
        since = now.time().replace(second=0, microsecond=0, tzinfo=None)
    _write(
        work,
        staff,
        today,
        state=state.value,
        since=since,
        until=until,
        set_by=desk.staff,
        set_at=desk.clock.now(),
    )


def _row_of(staff: int, day: date) -> Any:
    return Attendance.get_or_none(
        Attendance.day == day, Attendance.staff == staff, Attendance.removed_at.is_null()
    )


def _write(work: Work, staff: int, day: date, **values: Any) -> None:
    row = Attendance.get_or_none(Attendance.day == day, Attendance.staff == staff)
    if row is None:
        work.add(Attendance, day=day, staff=staff, **values)
    elif row.removed_at is not None:
        # An undo took the row away, but a day has one row of each person: it comes back, blank.
        work.edit(Attendance, row.id, row.revision, **_BLANK | values, removed_at=None)
    else:
        work.edit(Attendance, row.id, row.revision, **values)


def _refuse_gone(staff: int) -> None:
    if not any(who == staff for who, _name in consultants()):
        raise Refused(
            "E-NOT-HERE",
            mark("This person does not work here as a sales consultant any more. Nothing was changed."),
        )


def pass_turn(desk: Desk, staff: int, reason: str, *, token: str | None = None) -> None:
    """Pass somebody over until `take_back`; the place is kept. Raises Denied, Invalid without a reason."""
    reason = read_field(in_passing.REASON, reason, {})
    if not reason:
        raise Invalid(Problem("reason", mark("Write why the turn is passed on."), {}))
    with desk.work(Duty.PASS_TURN, token) as work:
        if work.repeated is None:
            _refuse_gone(staff)
            work.add(
                PassedTurn,
                day=desk.clock.today(),
                staff=staff,
                reason=reason,
                passed_at=desk.clock.now(),
            )


def take_back(desk: Desk, staff: int, *, token: str | None = None) -> None:
    """Back to the old place in the rotation. Raises Denied."""
    with desk.work(Duty.PASS_TURN, token) as work:
        if work.repeated is not None:
            return
        still = PassedTurn.select().where(
            PassedTurn.day == desk.clock.today(),
            PassedTurn.staff == staff,
            PassedTurn.returned_at.is_null(),
            PassedTurn.removed_at.is_null(),
        )
        for row in list(still):
            work.edit(PassedTurn, row.id, row.revision, returned_at=desk.clock.now())


def set_order(desk: Desk, order: tuple[int, ...], *, token: str | None = None) -> None:
    """Set the order of today; whoever is not named comes last. Raises Denied."""
    with desk.work(Duty.SET_ROTATION, token) as work:
        if work.repeated is not None:
            return
        words = " ".join(map(str, order))
        today = desk.clock.today()
        row = RotationOrder.get_or_none(RotationOrder.day == today)
        if row is None:
            work.add(RotationOrder, day=today, staff_order=words)
        else:
            work.edit(RotationOrder, row.id, row.revision, staff_order=words, removed_at=None)
