"""The recovery code: lets an administrator back in once when nobody knows a password any more (R4)."""

from __future__ import annotations

import json

from showroom.clock import Clock
from showroom.errors import Refused
from showroom.language import mark
from showroom.models.setting import Setting
from showroom.models.staff import Staff
from showroom.models.store import Store
from showroom.rules import passwords, recovery_codes, user_names
from showroom.rules.duties import Duty
from showroom.services import settings, sign_in_locks, staff
from showroom.services.desk import Desk
from showroom.services.work import Work

_KEY = "recovery_code"
# Wrong codes are counted together, under what no user can be called.
_COUNTED_AS = "\nrecovery code"


def renew(desk: Desk) -> str:
    """Make a new code to be printed; the old one is good no more. Raises Denied."""
    with desk.work(Duty.KEEP_STAFF) as work:
        return write_new(work)


def write_new(work: Work) -> str:
    """Make a new code within an open work; only its hash is stored, so it is shown this once."""
    code = recovery_codes.new_code()
    settings.write_value(work, _KEY, passwords.hashed(recovery_codes.plain(code)))
    return code


def recover(store: Store, clock: Clock, user: str, code: str, password: str, desk: str) -> str:
    """Give an administrator a new password by the code; the next code, for this one is used up.

    A locked name does not stand in the way. Raises Invalid for a password that cannot be used; Refused,
    with one sentence for whatever else is wrong, and after five wrong codes for a while.
    """
    house = Desk(store, clock, desk=desk)
    sign_in_locks.refuse_locked(house, _COUNTED_AS)
    kept = _kept_hash()
    if not passwords.matches(kept, recovery_codes.plain(code)) or not _is_administrator(user):
        sign_in_locks.record_failure(house, _COUNTED_AS)
        raise _wrong()
    person = Staff.get(Staff.user_key == user_names.key(user))
    hashed = staff.hashed_if_accepted(password, person.user, settings.facts().dealer)
    with house.work(Duty.RECOVER_ACCOUNT) as work:
        # Read again with the lock: of two who use one code at once, one comes too late.
        if _kept_hash() != kept:
            raise _wrong()
        staff.give_password(work, person, hashed)
        sign_in_locks.forget_failures(work, person.user)
        sign_in_locks.forget_failures(work, _COUNTED_AS)
        return write_new(work)


def _wrong() -> Refused:
    return Refused(
        "E-RECOVERY",
        mark(
            "This code and this user do not let anybody in. Nothing was changed. "
            "Type the code as printed, and the user name of an administrator."
        ),
    )


def _kept_hash() -> str:
    row = Setting.get_or_none(Setting.key == _KEY, Setting.removed_at.is_null())
    return str(json.loads(row.value)) if row else ""


def _is_administrator(user: str) -> bool:
    person = Staff.get_or_none(Staff.user_key == user_names.key(user))
    return person is not None and staff.is_administrator(person.id)
