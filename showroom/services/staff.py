"""The people of the showroom: taking somebody on, roles, passwords given by others, leaving, coming back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from peewee import fn

from showroom.errors import Invalid, Problem, Refused, Unreadable
from showroom.language import mark
from showroom.models.base import Compiled
from showroom.models.prospect import DORMANT, OPEN, Prospect
from showroom.models.staff import Staff, StaffRole
from showroom.rules import passwords, text
from showroom.rules.duties import Duty, Role
from showroom.services import settings
from showroom.services.desk import Desk
from showroom.services.work import Work

_open_cards: Final = Compiled(
    lambda: (
        Prospect.select(Prospect.owner, fn.COUNT(Prospect.id))
        .where(
            Prospect.owner.in_(Staff.select(Staff.id)),
            Prospect.state.in_((OPEN, DORMANT)),
            Prospect.removed_at.is_null(),
        )
        .group_by(Prospect.owner)
    )
)


@dataclass(frozen=True)
class NewStaff:
    """What is asked when somebody is taken on."""

    user: str
    name: str
    password: str
    roles: tuple[Role, ...]
    name_english: str = ""
    team: str = ""


@dataclass(frozen=True)
class Person:
    """Somebody who works here or did, as the settings list them; `cards` are those still to be called."""

    staff: int
    revision: int
    user: str
    name: str
    name_english: str
    roles: tuple[Role, ...]
    active: bool
    left_on: date | None
    has_pin: bool
    cards: int = 0
    team: str = ""


def people(desk: Desk) -> tuple[Person, ...]:
    """Everybody, those here first, in the order in which they came. Raises Denied."""
    desk.require(Duty.KEEP_STAFF)
    held: dict[int, set[Role]] = {}
    for row in StaffRole.select().where(StaffRole.removed_at.is_null()):
        held.setdefault(row.staff_id, set()).add(Role(row.role))
    cards = dict(_open_cards.rows())
    rows = Staff.select().where(Staff.removed_at.is_null()).order_by(Staff.active.desc(), Staff.id)
    return tuple(
        Person(
            row.id,
            row.revision,
            row.user,
            row.name,
            row.name_english,
            tuple(role for role in Role if role in held.get(row.id, ())),
            row.active,
            row.left_on,
            bool(row.pin_hash),
            cards.get(row.id, 0),
            row.team,
        )
        for row in rows
    )


def add(desk: Desk, person: NewStaff) -> int:
    """Take somebody on; the id of the person. Raises Denied and what `take_on` raises."""
    with desk.work(Duty.KEEP_STAFF) as work:
        return take_on(work, person, settings.facts().dealer)


def take_on(work: Work, person: NewStaff, dealer: str = "") -> int:
    """Take somebody on within an open work.

    Raises Invalid for a name or password that cannot be used, Refused when the user name is taken (R15).
    """
    user, name = _read("user", person.user), _read("name", person.name)
    name_english = _limited("name_english", person.name_english)
    team = _limited("team", person.team)
    hashed = hashed_if_accepted(person.password, user, dealer)
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
        name_english=name_english,
        team=team,
        password_hash=hashed,
    )
    _give_roles(work, new, person.roles)
    return new


def change(
    desk: Desk,
    staff: int,
    revision: int,
    *,
    name: str,
    roles: tuple[Role, ...],
    name_english: str = "",
    team: str = "",
) -> None:
    """Change somebody's name, roles and team (组 on the daily report); other roles end their sessions (R14).

    Raises Denied, Invalid, Clash; Refused when nobody who can administer would be left (S6).
    """
    with desk.work(Duty.KEEP_STAFF) as work:
        person = _person(staff)
        values: dict[str, Any] = {
            "name": _read("name", name),
            "name_english": _limited("name_english", name_english),
            "team": _limited("team", team),
        }
        if _give_roles(work, staff, roles):
            values["sessions_ended"] = person.sessions_ended + 1
        work.edit(Staff, staff, revision, **values)
        _require_an_administrator()


def set_password(desk: Desk, staff: int, password: str) -> None:
    """Give somebody a new password, which ends their sessions (R14). Raises Denied, Invalid, Refused."""
    with desk.work(Duty.KEEP_STAFF) as work:
        person = _person(staff)
        hashed = hashed_if_accepted(password, person.user, settings.facts().dealer)
        give_password(work, person, hashed)


def give_password(work: Work, person: Any, hashed: str) -> int:
    """Store a new password within an open work and end every session; what `sessions_ended` is now."""
    ended = int(person.sessions_ended) + 1
    work.edit(Staff, person.id, person.revision, password_hash=hashed, sessions_ended=ended)
    return ended


def leave(desk: Desk, staff: int, revision: int, on: date, *, cards_later: bool = False) -> None:
    """Somebody leaves; `on` is the last day. Their rows, customers and history stay.

    Whoever still has open cards goes only where it is said that they are handed over later (req 46). Raises
    Denied, Invalid, Clash; Refused when nobody who can administer would be left (S6).
    """
    with desk.work(Duty.KEEP_STAFF) as work:
        if on > desk.clock.today():
            raise Invalid(
                Problem("left_on", mark("This day is still to come. Enter it on the last day itself."), {})
            )
        person = _person(staff)
        if not cards_later:
            _refuse_with_cards(person)
        ended = person.sessions_ended + 1
        work.edit(Staff, staff, revision, active=False, left_on=on, pin_hash="", sessions_ended=ended)
        _require_an_administrator()


def come_back(desk: Desk, staff: int, revision: int, password: str) -> None:
    """Somebody who left works here again, with the roles of then and a new password.

    Raises Denied, Invalid, Refused, Clash.
    """
    with desk.work(Duty.KEEP_STAFF) as work:
        person = _person(staff)
        hashed = hashed_if_accepted(password, person.user, settings.facts().dealer)
        work.edit(Staff, staff, revision, active=True, left_on=None, password_hash=hashed)


def hashed_if_accepted(password: str, user: str, dealer: str) -> str:
    """The hash of a password that may be used. Raises Invalid (R5)."""
    try:
        passwords.accepted(password, user, dealer)
    except Unreadable as problem:
        raise Invalid(Problem("password", problem.message, problem.values)) from None
    return passwords.hashed(password)


def is_administrator(staff: int) -> bool:
    """Whether this person is active and an administrator."""
    return any(row.id == staff for row in _administrators())


def _administrators() -> list[Any]:
    return list(
        Staff.select(Staff.id)
        .join(StaffRole)
        .where(
            Staff.active,
            Staff.removed_at.is_null(),
            StaffRole.role == str(Role.ADMINISTRATOR),
            StaffRole.removed_at.is_null(),
        )
    )


def _require_an_administrator() -> None:
    """Asked after the change, inside its transaction, which began with the lock: two at once cannot pass."""
    if not _administrators():
        raise Refused(
            "E-LAST-ADMIN",
            mark(
                "Nobody could keep the staff and the settings any more. Nothing was changed. "
                "Make somebody else an administrator first."
            ),
        )


def _refuse_with_cards(person: Any) -> None:
    """Customers whom nobody calls are the first cause of lost ones."""
    count = dict(_open_cards.rows()).get(person.id, 0)
    if count:
        raise Refused(
            "E-LEAVES-CARDS",
            mark(
                "{name} still has {count} customers to call. Nothing was changed. Let the showroom manager "
                "hand them over first (page Handover), or tick that it is done later: they stay on file."
            ),
            name=person.name,
            count=count,
        )


def _give_roles(work: Work, staff: int, roles: tuple[Role, ...]) -> bool:
    """Make these the roles of somebody; whether that changed anything. Raises Invalid for none."""
    if not roles:
        raise Invalid(Problem("roles", mark("Tick at least one role."), {}))
    rows = {Role(row.role): row for row in StaffRole.select().where(StaffRole.staff == staff)}
    held = {role for role, row in rows.items() if row.removed_at is None}
    for role in roles:
        if role in rows and role not in held:
            work.edit(StaffRole, rows[role].id, rows[role].revision, removed_at=None)
        elif role not in rows:
            work.add(StaffRole, staff=staff, role=str(role))
    for role in held - set(roles):
        work.remove(StaffRole, rows[role].id, rows[role].revision)
    return held != set(roles)


def _person(staff: int) -> Any:
    found = Staff.get_or_none(Staff.id == staff, Staff.removed_at.is_null())
    if found is None:
        raise Refused("E-GONE-STAFF", mark("This person is not on file. Nothing was changed. Read it again."))
    return found


def _read(field: str, typed: str) -> str:
    value = _limited(field, typed)
    if not value:
        raise Invalid(Problem(field, mark("This must not be empty."), {}))
    return value


def _limited(field: str, typed: str) -> str:
    try:
        return text.limited(typed, text.NAME_AT_MOST)
    except Unreadable as problem:
        raise Invalid(Problem(field, problem.message, problem.values)) from None
