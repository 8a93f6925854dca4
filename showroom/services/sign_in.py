"""Signing in: one answer for every way of being wrong, and a lock after five wrong passwords."""

from __future__ import annotations

from dataclasses import dataclass

from showroom.clock import Clock
from showroom.errors import Refused
from showroom.language import mark
from showroom.models.staff import SignInLock, Staff, StaffRole
from showroom.models.store import Store
from showroom.rules import passwords, text
from showroom.rules.duties import Duty, Role
from showroom.services.desk import Desk


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
    (R1); after five failures in 15 minutes the name is locked (R2), and the right password does not help.
    """
    house = Desk(store, clock, desk=desk)
    _refuse_locked(house, user)
    person = Staff.get_or_none(Staff.user_key == _storable(text.key(user)))
    kept = person.password_hash if person else passwords.nobodys_hash(passwords.hasher)
    right = passwords.matches(kept, password)
    if not (right and person and person.active and person.removed_at is None):
        _count_failure(house, user)
        raise Refused(
            "E-SIGN-IN",
            mark(
                "The name or the password is not right. Nothing was changed. Try again; "
                "after five wrong tries the name is locked for 15 minutes."
            ),
        )
    signed_in = Desk(store, clock, person.id, person.name, person.user, desk)
    _record(signed_in, user, password, person)
    return signed_in


def _storable(typed: str) -> str:
    """Bytes of a command line that are no text match no name."""
    return typed.encode("utf-8", "replace").decode("utf-8")


def _refuse_locked(house: Desk, user: str) -> None:
    lock = SignInLock.get_or_none(SignInLock.name_digest == passwords.name_digest(user))
    if lock is None or lock.locked_until is None:
        return
    now = passwords.effective_now(house.clock.now(), lock.last_failure_at)
    if now < lock.locked_until:
        minutes = -(-int((lock.locked_until - now).total_seconds()) // 60)
        raise Refused(
            "E-LOCKED",
            mark(
                "Too many wrong passwords: this name is locked for another {minutes} minutes. "
                "Nothing was changed. Wait, or ask the administrator."
            ),
            minutes=minutes,
        )


def _count_failure(house: Desk, user: str) -> None:
    """One more failure for this name; five within 15 minutes lock it, each time for longer."""
    with house.work(Duty.FAIL_SIGN_IN) as work:
        digest = passwords.name_digest(user)
        lock = SignInLock.get_or_none(SignInLock.name_digest == digest)
        if lock is None:
            work.add(SignInLock, name_digest=digest, failures=1, last_failure_at=house.clock.now())
            return
        now = passwords.effective_now(house.clock.now(), lock.last_failure_at)
        recent = now - lock.last_failure_at <= passwords.FIRST_LOCK
        failures = lock.failures + 1 if recent else 1
        locks = failures >= passwords.TRIES
        times = lock.times_locked + locks
        work.edit(
            SignInLock,
            lock.id,
            lock.revision,
            failures=0 if locks else failures,
            times_locked=times,
            last_failure_at=now,
            locked_until=now + passwords.lock_length(times) if locks else lock.locked_until,
        )


def _record(desk: Desk, user: str, password: str, person: Staff) -> None:
    """The sign-in itself: an act; the lock of the name starts anew; an old hash is made afresh."""
    with desk.work(Duty.SIGN_IN) as work:
        lock = SignInLock.get_or_none(SignInLock.name_digest == passwords.name_digest(user))
        if lock is not None:
            work.edit(SignInLock, lock.id, lock.revision, failures=0, times_locked=0, locked_until=None)
        if passwords.needs_rehash(person.password_hash):
            work.edit(Staff, person.id, person.revision, password_hash=passwords.hashed(password))
