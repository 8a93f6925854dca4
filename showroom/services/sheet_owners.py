"""Whose sheet is printed: the sheets of cards belong to one consultant each, and are acts of printing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from peewee import Value, fn

from showroom.errors import Denied, Refused
from showroom.language import mark
from showroom.models.base import Compiled, slot
from showroom.models.prospect import DORMANT, OPEN, Prospect
from showroom.models.staff import Staff, StaffRole
from showroom.rules.duties import Duty, Role
from showroom.services import exports
from showroom.services.desk import Desk

_NOT_PRINTED: Final = mark("This is a colleague's sheet. Nothing was printed. Ask the showroom manager.")
_NOT_READ: Final = mark("This is a colleague's sheet, and stays closed. Ask the showroom manager.")

_CONSULTANTS: Final = StaffRole.select(StaffRole.staff).where(
    StaffRole.role == str(Role.SALES_CONSULTANT), StaffRole.removed_at.is_null()
)
# Asked of each person: a store has few people and many cards.
_KEEPS: Final = fn.EXISTS(
    Prospect.select(Value(1)).where(
        Prospect.owner == Staff.id, Prospect.state.in_((OPEN, DORMANT)), Prospect.removed_at.is_null()
    )
)
# The consultants of now, and whoever left or took another role while open cards are still his: those would
# be printed nowhere else. In the order in which they came; whether they are consultants now.
_roster: Final = Compiled(
    lambda: (
        Staff.select(Staff.id, Staff.name, Staff.active & Staff.id.in_(_CONSULTANTS))
        .where(
            Staff.removed_at.is_null(),
            (Staff.active & Staff.id.in_(_CONSULTANTS)) | _KEEPS,
        )
        .order_by(Staff.id)
    )
)
_by_id: Final = Compiled(
    lambda: Staff.select(Staff.id, Staff.name).where(Staff.id == slot("staff"), Staff.removed_at.is_null())
)
_named: Final = Compiled(
    lambda: Staff.select(Staff.id, Staff.name).where(
        Staff.user_key == slot("user"), Staff.removed_at.is_null()
    )
)


@dataclass(frozen=True)
class Consultant:
    """Somebody whose sheet it is."""

    staff: int
    name: str


def consultants(desk: Desk, user: str | None = None) -> tuple[Consultant, ...]:
    """Whose sheets are meant: those of the person with this sign-in name; without one a consultant's own,
    for anybody else everybody's in roster order. Raises Denied, Refused.
    """
    desk.require(Duty.READ_CARD)
    roster = _roster.rows()
    everybody = tuple(Consultant(staff, name) for staff, name, _now in roster)
    own = tuple(Consultant(staff, name) for staff, name, now in roster if now and staff == desk.staff)
    if user is None and own:
        return own
    if user is None:
        _refuse_others(desk, _NOT_PRINTED)
        return everybody
    found = next((Consultant(*row) for row in _named.rows(user=user.casefold())), None)
    if found is None:
        raise Refused(
            "E-NO-SUCH-PERSON",
            mark("Nobody here signs in as {user}. Nothing was printed. Look at the list of people."),
            user=user,
        )
    if found.staff != desk.staff:
        _refuse_others(desk, _NOT_PRINTED)
    return (found,)


def choice(desk: Desk) -> tuple[Consultant, ...]:
    """Among whose sheets this person may choose, in roster order: everybody's, or one's own alone.

    Raises Denied.
    """
    desk.require(Duty.READ_CARD)
    if desk.may(Duty.READ_ANY_CARD):
        return tuple(Consultant(staff, name) for staff, name, _now in _roster.rows())
    return (Consultant(desk.staff, desk.name),) if desk.staff is not None else ()


def whose(desk: Desk, staff: int | None) -> Consultant | None:
    """Whose sheet is meant by an id, None for everybody's. Raises Denied, Refused."""
    desk.require(Duty.READ_CARD)
    if staff is None or staff != desk.staff:
        _refuse_others(desk, _NOT_READ)
    if staff is None:
        return None
    found = _by_id.first(staff=staff)
    if found is None:
        raise Refused(
            "E-NO-SUCH-PERSON",
            mark("This person is not on file. Nothing was read. Look at the list of people."),
        )
    return Consultant(*found)


def _refuse_others(desk: Desk, message: str) -> None:
    """Whoever may read his own cards alone has no use of anybody else's sheet. Raises Denied."""
    if not desk.may(Duty.READ_ANY_CARD):
        desk.deny(Denied("E-SHEET-OTHERS", message, duty=str(Duty.READ_ANY_CARD)))


def record_print(
    desk: Desk, duty: Duty, subject: str, numbers: Iterable[int], *, token: str | None = None, **facts: object
) -> str:
    """Record that sheets were printed; the export number for their foot. Raises Denied (Q10).

    `subject` names the table the sheet tells of, `numbers` the rows (prospects, months) that left the house.
    """
    with desk.work(duty, token) as work:
        if work.repeated is not None:
            return str(work.repeated["export"])
        rows = list(numbers)
        row = rows[0] if len(rows) == 1 else 0
        return exports.record(work, desk.clock, subject, row, rows=rows, **facts)


class _Taken(Exception):
    """Meanwhile something else left the house under this number."""


def record_drawn(desk: Desk, duty: Duty, export: str, subject: str, numbers: Iterable[int]) -> bool:
    """Record what was drawn under the number that was next; False where it was given away meanwhile.

    For what takes long to draw: whoever cancels it leaves no act. Raises Denied.
    """
    try:
        with desk.work(duty) as work:
            rows = list(numbers)
            if (
                exports.record(work, desk.clock, subject, rows[0] if len(rows) == 1 else 0, rows=rows)
                != export
            ):
                raise _Taken
    except _Taken:
        return False
    return True
