"""What everybody keeps for themselves: their password, and a PIN for the quick switch at a shared desk."""

from __future__ import annotations

from typing import Any

from showroom.errors import Invalid, Problem, Refused, Unreadable
from showroom.language import mark
from showroom.models.staff import Staff
from showroom.rules import passwords, pins
from showroom.rules.duties import Duty
from showroom.services import settings, sign_in_locks, staff
from showroom.services.desk import Desk
from showroom.services.sign_in import remember_password


def change_own_password(desk: Desk, old: str, new: str) -> None:
    """Change one's own password; all other sessions end, this one goes on (R14).

    Raises Denied, Invalid; Refused when the old one is wrong, which counts like any wrong password (R2).
    """
    desk.require(Duty.CHANGE_OWN_SECRETS)
    person = _proven(desk, old)
    hashed = staff.hashed_if_accepted(new, person.user, settings.facts().dealer)
    with desk.work(Duty.CHANGE_OWN_SECRETS) as work:
        sign_in_locks.refuse_locked(desk, desk.user)
        ended = staff.give_password(work, person, hashed)
        remember_password(work, desk, ended)
    desk.sessions_ended = ended


def confirm(desk: Desk, password: str) -> None:
    """Give one's password again at an open desk, for what is sensitive (R16).

    Raises Denied when the session is over; Refused when it is wrong, which counts like any other (R2).
    """
    desk.require(Duty.SIGN_IN)
    person = _proven(desk, password)
    with desk.work(Duty.SIGN_IN) as work:
        sign_in_locks.refuse_locked(desk, desk.user)
        sign_in_locks.forget_failures(work, desk.user)
        remember_password(work, desk, person.sessions_ended)


def has_pin(desk: Desk) -> bool:
    """Whether this person has chosen a PIN."""
    return bool(Staff.select().where(Staff.id == desk.staff, Staff.pin_hash != "").exists())


def set_pin(desk: Desk, pin: str, password: str) -> None:
    """Choose a PIN; the password proves who asks. Raises Denied, Invalid, Refused as above."""
    desk.require(Duty.CHANGE_OWN_SECRETS)
    person = _proven(desk, password)
    try:
        chosen = pins.read(pin)
    except Unreadable as problem:
        raise Invalid(Problem("pin", problem.message, problem.values)) from None
    with desk.work(Duty.CHANGE_OWN_SECRETS) as work:
        sign_in_locks.refuse_locked(desk, desk.user)
        work.edit(Staff, person.id, person.revision, pin_hash=passwords.hashed(chosen))
        remember_password(work, desk, person.sessions_ended)


def clear_pin(desk: Desk) -> None:
    """Do without a PIN. Raises Denied."""
    with desk.work(Duty.CHANGE_OWN_SECRETS) as work:
        person = Staff.get_by_id(desk.staff)
        work.edit(Staff, person.id, person.revision, pin_hash="")


def _proven(desk: Desk, password: str) -> Any:
    """The person at the desk, who has just given the right password.

    Whoever then writes asks for the lock again: others may have failed while this one was compared.
    """
    house = Desk(desk.store, desk.clock, desk=desk.desk)
    sign_in_locks.refuse_locked(house, desk.user)
    person = Staff.get_by_id(desk.staff)
    if not passwords.matches(person.password_hash, password):
        damaged = None if passwords.is_sound(person.password_hash) else person.id
        sign_in_locks.record_failure(house, desk.user, damaged)
        raise Refused(
            "E-OLD-PASSWORD", mark("This is not your present password. Nothing was changed. Type it anew.")
        )
    return person
