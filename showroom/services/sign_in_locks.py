"""Failures of signing in: counted for each typed name (R1, R2) and each desk (R3), and what they lock."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from showroom.errors import Refused
from showroom.language import mark
from showroom.models.staff import SignInLock
from showroom.rules import passwords
from showroom.rules.duties import Duty
from showroom.services.desk import Desk
from showroom.services.work import Work

# What a line of an act is called that tells of credentials nobody can have given.
DAMAGED: Final = "credentials_damaged"


def refuse_locked(house: Desk, user: str) -> None:
    """Raise Refused while this desk must wait or this name is locked; the right password does not help."""
    refuse_waiting_desk(house)
    minutes = _minutes_left(house, passwords.name_digest(user))
    if minutes:
        raise Refused(
            "E-LOCKED",
            mark(
                "Too many wrong passwords: this name is locked for another {minutes} minutes. "
                "Nothing was changed. Wait, or ask the administrator."
            ),
            minutes=minutes,
        )


def refuse_waiting_desk(house: Desk) -> None:
    """Raise Refused while this desk must wait for the many wrong tries made at it (R3)."""
    minutes = _minutes_left(house, passwords.desk_digest(house.desk))
    if minutes:
        raise Refused(
            "E-DESK-WAITS",
            mark(
                "Too many wrong tries at this desk: it waits for another {minutes} minutes. "
                "Nothing was changed. Sign in at another desk, or wait."
            ),
            minutes=minutes,
        )


def _minutes_left(house: Desk, digest: str) -> int:
    lock = SignInLock.get_or_none(SignInLock.name_digest == digest)
    if lock is None or lock.locked_until is None:
        return 0
    now = passwords.effective_now(house.clock.now(), lock.last_failure_at)
    return max(0, -(-int((lock.locked_until - now).total_seconds()) // 60))


def count_failure(work: Work, house: Desk, user: str) -> None:
    """One more failure for this name and this desk, within an open work."""
    _count_for_name(work, house.clock.now(), passwords.name_digest(user))
    _count_for_desk(work, house.clock.now(), passwords.desk_digest(house.desk))


def record_failure(house: Desk, user: str, damaged: int | None = None) -> None:
    """The failure itself: an act of the house without the typed name; `damaged` is whose hash is none."""
    with house.work(Duty.FAIL_SIGN_IN) as work:
        count_failure(work, house, user)
        if damaged is not None:
            note_damage(work, damaged)


def note_damage(work: Work, staff: int) -> None:
    """What is stored as this person's password or PIN was damaged or put there by hand (R8)."""
    work.note(DAMAGED, staff)


def _count_for_name(work: Work, at: datetime, digest: str) -> None:
    """Five within 15 minutes lock a name, each time for longer."""
    lock = SignInLock.get_or_none(SignInLock.name_digest == digest)
    if lock is None:
        work.add(SignInLock, name_digest=digest, failures=1, last_failure_at=at)
        return
    now = passwords.effective_now(at, lock.last_failure_at)
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


def _count_for_desk(work: Work, at: datetime, digest: str) -> None:
    """Twenty within 15 minutes make a desk wait; no good sign-in in between forgets them."""
    lock = SignInLock.get_or_none(SignInLock.name_digest == digest)
    if lock is None:
        work.add(SignInLock, name_digest=digest, failures=1, last_failure_at=at, counted_from=at)
        return
    now = passwords.effective_now(at, lock.last_failure_at)
    recent = now - lock.counted_from <= passwords.DESK_COUNTED_FOR
    failures = lock.failures + 1 if recent else 1
    waits = failures >= passwords.DESK_TRIES
    work.edit(
        SignInLock,
        lock.id,
        lock.revision,
        failures=0 if waits else failures,
        last_failure_at=now,
        counted_from=lock.counted_from if recent and not waits else now,
        locked_until=now + passwords.DESK_WAITS if waits else lock.locked_until,
    )


def forget_failures(work: Work, user: str) -> None:
    """The lock of a name starts anew after a good sign-in, within an open work."""
    lock = SignInLock.get_or_none(SignInLock.name_digest == passwords.name_digest(user))
    if lock is not None:
        work.edit(SignInLock, lock.id, lock.revision, failures=0, times_locked=0, locked_until=None)
