"""The people of the showroom: taking somebody on, and the list of them for forms."""

from __future__ import annotations

from dataclasses import dataclass

from showroom.errors import Invalid, Problem, Refused, Unreadable
from showroom.language import mark
from showroom.models.staff import Staff, StaffRole
from showroom.rules import passwords, text
from showroom.rules.duties import Duty, Role
from showroom.services.desk import Desk
from showroom.services.work import Work


@dataclass(frozen=True)
class NewStaff:
    """What is asked when somebody is taken on."""

    user: str
    name: str
    password: str
    roles: tuple[Role, ...]
    name_english: str = ""


def add(desk: Desk, person: NewStaff) -> int:
    """Take somebody on; the id of the person. Raises Denied and what `take_on` raises."""
    with desk.work(Duty.KEEP_STAFF) as work:
        return take_on(work, person)


def take_on(work: Work, person: NewStaff, dealer: str = "") -> int:
    """Take somebody on within an open work.

    Raises Invalid for a name or password that cannot be used, Refused when the user name is taken (R15).
    """
    user, name = _read("user", person.user), _read("name", person.name)
    try:
        passwords.accepted(person.password, user, dealer)
    except Unreadable as problem:
        raise Invalid(Problem("password", problem.message, problem.values)) from None
    if Staff.get_or_none(Staff.user_key == text.key(user)):
        raise Refused(
            "E-USER-TAKEN",
            mark("There is already a user “{user}”. Nothing was saved. Choose another user name."),
            user=user,
        )
    new = work.add(
        Staff,
        user=user,
        user_key=text.key(user),
        name=name,
        name_english=person.name_english,
        password_hash=passwords.hashed(person.password),
    )
    for role in person.roles:
        work.add(StaffRole, staff=new, role=str(role))
    return new


def _read(field: str, typed: str) -> str:
    try:
        value = text.limited(typed, text.NAME_AT_MOST)
    except Unreadable as problem:
        raise Invalid(Problem(field, problem.message, problem.values)) from None
    if not value:
        raise Invalid(Problem(field, mark("This must not be empty."), {}))
    return value
