"""Signing in by password, switching by PIN at a shared desk, and noticing that a session is over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from showroom.clock import Clock
from showroom.errors import Refused
from showroom.language import mark
from showroom.models.staff import DeskSignIn, Staff, StaffRole
from showroom.models.store import Store
from showroom.rules import passwords, pins, user_names
from showroom.rules.duties import Duty, Role
from showroom.services import sign_in_locks
from showroom.services.desk import SESSION_OVER, Desk, new_token
from showroom.services.work import Work


@dataclass(frozen=True)
class Colleague:
    """Somebody who can sign in, as the sign-in page shows them."""

    user: str
    name: str
    roles: tuple[Role, ...]


def colleagues(store: Store) -> tuple[Colleague, ...]:
    """Everybody who can sign in, in the order in which they were entered."""
    with store.reading():
        people = list(Staff.select().where(Staff.active, Staff.removed_at.is_null()).order_by(Staff.id))
        held = StaffRole.select().where(StaffRole.removed_at.is_null()).order_by(StaffRole.id)
        roles: dict[int, list[Role]] = {}
        for row in held:
            roles.setdefault(row.staff_id, []).append(Role(row.role))
    return tuple(Colleague(person.user, person.name, tuple(roles.get(person.id, ()))) for person in people)


def sign_in(store: Store, clock: Clock, user: str, password: str, desk: str) -> Desk:
    """The desk of this person.

    Raises Refused with the same words whether the name is unknown, the password wrong or the person gone
    (R1); after five failures in 15 minutes the name is locked (R2), after twenty at one desk that desk
    waits (R3), and the right password does not help.
    """
    house = Desk(store, clock, desk=desk)
    sign_in_locks.refuse_locked(house, user)
    person = _somebody(user)
    # Made at the first sign-in whoever it is, so that a first unknown name takes no longer than a known one.
    nobodys = passwords.nobodys_hash(passwords.hasher)
    right = passwords.matches(person.password_hash if person else nobodys, password)
    if not (right and person and person.active and person.removed_at is None):
        damaged = person.id if person and not passwords.is_sound(person.password_hash) else None
        sign_in_locks.record_failure(house, user, damaged)
        raise Refused(
            "E-SIGN-IN",
            mark(
                "The name or the password is not right. Nothing was changed. Try again; "
                "after five wrong tries the name is locked for 15 minutes."
            ),
        )
    signed_in = _desk_of(house, person)
    _record(signed_in, house, user, password, person)
    return signed_in


def switchable(store: Store, clock: Clock, desk: str) -> tuple[str, ...]:
    """The users who may switch by PIN at this desk now."""
    with store.reading():
        rows = DeskSignIn.select(DeskSignIn, Staff).join(Staff).where(DeskSignIn.desk == desk)
        return tuple(row.staff.user for row in rows if _pin_serves(row.staff, row, clock))


def switch_by_pin(store: Store, clock: Clock, user: str, pin: str, desk: str) -> Desk:
    """The desk of somebody who gave the password at this desk within the last 12 hours (R12).

    A wrong PIN counts like a wrong password (R1, R2); after three the password is needed. Raises Refused.
    """
    house = Desk(store, clock, desk=desk)
    sign_in_locks.refuse_locked(house, user)
    person = _somebody(user)
    given = _password_given(person, desk) if person else None
    if person is None or given is None or not _pin_serves(person, given, clock):
        raise _password_needed()
    if not passwords.matches(person.pin_hash, pins.digits(pin)):
        raise _wrong_pin(_count_wrong_pin(house, user, person, given))
    switched = _desk_of(house, person)
    with switched.coming_in(Duty.SWITCH_PERSON) as work:
        # Others may have failed while this PIN was compared: a lock that came meanwhile holds (R2).
        sign_in_locks.refuse_locked(house, user)
        given = _password_given(person, desk)
        if given is None or not _pin_serves(person, given, clock):
            raise _password_needed()
        sign_in_locks.forget_failures(work, user)
        work.edit(DeskSignIn, given.id, given.revision, wrong_pins=0)
    return switched


def still_valid(desk: Desk) -> bool:
    """Whether this session goes on: the person is here and nothing has ended their sessions (R13, R14)."""
    return desk.holds()


def password_is_due(desk: Desk) -> bool:
    """Whether the password was last given at this desk more than 12 hours ago, or never (R12)."""
    return not desk.password_given(passwords.SESSION)


def refuse_over(desk: Desk) -> None:
    """Raise Refused, with the sentence for whoever sat there, when this session is over (R12–R14, G2)."""
    if not still_valid(desk):
        raise Refused("E-SESSION-OVER", SESSION_OVER)
    if _was_turned_back(desk):
        raise Refused(
            "E-CLOCK-BACK",
            mark(
                "The clock of this computer was set back, so the password is asked again. What you typed is "
                "kept for you. Sign in with the password, and have the clock looked at."
            ),
        )
    if password_is_due(desk):
        raise Refused(
            "E-PASSWORD-DUE",
            mark(
                "After {hours} hours the password is asked again. What you typed is kept for you. "
                "Sign in with the password."
            ),
            hours=passwords.SESSION // timedelta(hours=1),
        )


def _was_turned_back(desk: Desk) -> bool:
    """Whether the password was given at this desk at a time that is still to come (G2)."""
    given = DeskSignIn.get_or_none(DeskSignIn.staff == desk.staff, DeskSignIn.desk == desk.desk)
    return given is not None and given.at > desk.clock.now()


def remember_password(work: Work, desk: Desk, sessions_ended: int) -> None:
    """The password was given at this desk now, within an open work."""
    given = DeskSignIn.get_or_none(DeskSignIn.staff == desk.staff, DeskSignIn.desk == desk.desk)
    values = {"at": desk.clock.now(), "sessions_ended": sessions_ended, "wrong_pins": 0}
    if given is None:
        work.add(DeskSignIn, staff=desk.staff, desk=desk.desk, **values)
    else:
        work.edit(DeskSignIn, given.id, given.revision, **values)


def _desk_of(house: Desk, person: Any) -> Desk:
    return Desk(
        house.store,
        house.clock,
        person.id,
        person.name,
        person.user,
        house.desk,
        sessions_ended=person.sessions_ended,
        session=new_token(),
    )


def _somebody(user: str) -> Any:
    return Staff.get_or_none(Staff.user_key == user_names.key(user))


def _password_given(person: Any, desk: str) -> Any:
    return DeskSignIn.get_or_none(DeskSignIn.staff == person.id, DeskSignIn.desk == desk)


def _pin_serves(person: Any, given: Any, clock: Clock) -> bool:
    """Whether a PIN is enough: there is one, and the password it leans on is fresh and still the same."""
    here = person.active and person.removed_at is None and bool(person.pin_hash)
    same = given.sessions_ended == person.sessions_ended
    return here and same and given.wrong_pins < pins.TRIES and _is_fresh(given, clock)


def _is_fresh(given: Any, clock: Clock) -> bool:
    """A clock that was turned back makes nothing fresh (G2)."""
    return bool(given.at <= clock.now() < given.at + passwords.SESSION)


def _count_wrong_pin(house: Desk, user: str, person: Any, given: Any) -> int:
    """One more wrong PIN; how many in a row now. Read with the lock: of two at once, both count."""
    with house.work(Duty.FAIL_SIGN_IN) as work:
        sign_in_locks.count_failure(work, house, user)
        if not passwords.is_sound(person.pin_hash):
            sign_in_locks.note_damage(work, person.id)
        now = DeskSignIn.get_by_id(given.id)
        work.edit(DeskSignIn, now.id, now.revision, wrong_pins=now.wrong_pins + 1)
        return int(now.wrong_pins) + 1


def _password_needed() -> Refused:
    return Refused("E-PASSWORD-NEEDED", mark("The PIN does not serve here now. Sign in with the password."))


def _wrong_pin(times: int) -> Refused:
    if times < pins.TRIES:
        return Refused(
            "E-PIN",
            mark(
                "The PIN is not right. Nothing was changed. Try again; "
                "after {tries} wrong tries the password is needed."
            ),
            tries=pins.TRIES,
        )
    return Refused(
        "E-PASSWORD-NEEDED",
        mark("The PIN was wrong {tries} times. Nothing was changed. Sign in with the password."),
        tries=pins.TRIES,
    )


def _record(desk: Desk, house: Desk, user: str, password: str, person: Any) -> None:
    """The sign-in itself: an act; the lock of the name starts anew; an old hash is made afresh."""
    with desk.coming_in(Duty.SIGN_IN) as work:
        # Others may have failed while this password was compared: a lock that came meanwhile holds (R2).
        sign_in_locks.refuse_locked(house, user)
        sign_in_locks.forget_failures(work, user)
        remember_password(work, desk, desk.sessions_ended)
        if passwords.needs_rehash(person.password_hash):
            work.edit(Staff, person.id, person.revision, password_hash=passwords.hashed(password))
