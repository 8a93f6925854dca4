"""What may be a password, how it is kept, and hashes that were damaged (R5–R9)."""

from __future__ import annotations

from pathlib import Path

import pytest
from argon2 import PasswordHasher

from showroom.errors import Denied, Invalid, Refused
from showroom.models.staff import Staff
from showroom.models.store import Store
from showroom.rules import passwords
from showroom.rules.duties import HOUSE_DUTIES, Duty, Role
from showroom.services import (
    own_secrets,
    sign_in_locks,
    staff,
)
from showroom.services.desk import Desk
from showroom.services.sign_in import sign_in, switch_by_pin
from showroom.services.staff import NewStaff
from tests.people import (
    CONSULTANT,
    FRONT_DESK,
    PASSWORD,
    RECEPTIONIST,
    Showroom,
    clock_of_the_morning,
    last_act,
    lines_of,
    staff_id,
)

from .at_the_door import PIN, WRONG, code_of, damages, tries

PRODUCTION = PasswordHasher(time_cost=3, memory_cost=65536, parallelism=4, hash_len=32, salt_len=16)


# --- what may be a password, and how it is kept (R5–R7, R9) ------------------------------------------------


@pytest.mark.parametrize(
    "password", ["seven77", "password", "zhoumin-2026", "恒远汽车滨江店2026", "qwertyuiop"]
)
def test_a_password_that_is_guessed_first_is_refused_with_its_reason(
    showroom: Showroom, password: str
) -> None:
    with pytest.raises(Invalid) as invalid:
        staff.set_password(showroom.administrator, staff_id(RECEPTIONIST), password)
    assert [problem.field for problem in invalid.value.problems] == ["password"]
    assert tries(showroom, RECEPTIONIST, PASSWORD) == "", "the old one is as it was"


def test_the_control_any_password_is_taken_where_nobody_looks(
    showroom: Showroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords, "accepted", lambda *_all: None)
    staff.set_password(showroom.administrator, staff_id(RECEPTIONIST), "password")
    assert tries(showroom, RECEPTIONIST, "password") == ""


@pytest.mark.parametrize(
    "password",
    [
        "👨‍👩‍👧 家 ok 2026",
        "全角密码１２３４５",
        "a space after it ",
        "élégant bœuf où",
        "长" * 30 + "x y" * 30,
    ],
)
def test_a_password_is_kept_as_typed_however_long_or_odd(showroom: Showroom, password: str) -> None:
    staff.set_password(showroom.administrator, staff_id(RECEPTIONIST), password)
    assert tries(showroom, RECEPTIONIST, password) == ""
    assert tries(showroom, RECEPTIONIST, password + " ") == "E-SIGN-IN"


def test_the_hash_of_production_is_argon2id_with_salt_and_old_ones_are_made_afresh(
    showroom: Showroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    weak = Staff.get(Staff.user == RECEPTIONIST).password_hash
    monkeypatch.setattr(passwords, "hasher", PRODUCTION)
    assert tries(showroom, RECEPTIONIST, PASSWORD) == ""
    strong = Staff.get(Staff.user == RECEPTIONIST).password_hash
    assert weak != strong
    assert strong.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert len({passwords.hashed(PASSWORD), passwords.hashed(PASSWORD), strong}) == 3, "a salt of its own"


def test_a_new_store_has_no_account_and_its_house_may_make_none(tmp_path: Path) -> None:
    from showroom.services import first_start

    first_start.make_store(tmp_path / "new.db")
    with Store(tmp_path / "new.db") as store:
        clock = clock_of_the_morning()
        for user in ("admin", "administrator", "root", "", "guoyu"):
            for password in ("", "admin", "password", "123456", PASSWORD):
                with pytest.raises(Refused):
                    sign_in(store, clock, user, password, f"{user} {password}")
        with pytest.raises(Denied):
            staff.add(Desk(store, clock), NewStaff("intruder", "某人", PASSWORD, (Role.ADMINISTRATOR,)))
        assert first_start.is_new(store)
    assert not HOUSE_DUTIES & {Duty.KEEP_STAFF, Duty.KEEP_LISTS, Duty.KEEP_SETTINGS}


# --- damaged credentials (R8) ----------------------------------------------------------------------------

ODD_HASHES = {
    "emptied": "",
    "plain": PASSWORD,
    "chinese": "密码",
    "md5": "5f4dcc3b5aa765d61d8327deb882cf99",
    "bcrypt": "$2b$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW",
    "cut off": "$argon2id$v=19$m=65536,t=3",
    "argon2i": "$argon2i$v=19$m=8,t=1,p=1$c29tZXNhbHQ$RmFrZUhhc2g",
}


@pytest.mark.parametrize("how", ODD_HASHES)
def test_a_hash_that_is_none_lets_nobody_in_and_is_told_in_an_act(showroom: Showroom, how: str) -> None:
    own_secrets.set_pin(showroom.signs_in(RECEPTIONIST), PIN, PASSWORD)
    odd = ODD_HASHES[how]
    damages(showroom, RECEPTIONIST, password_hash=odd, pin_hash=odd)
    for typed in {PASSWORD, odd, ""}:
        assert tries(showroom, RECEPTIONIST, typed) == "E-SIGN-IN"
        (note,) = [line for line in lines_of(last_act()) if line.table_name == sign_in_locks.DAMAGED]
        assert note.row_id == staff_id(RECEPTIONIST)
    if odd:
        told = code_of(lambda: switch_by_pin(showroom.store, showroom.clock, RECEPTIONIST, PIN, FRONT_DESK))
        assert told == "E-PIN"
        assert sign_in_locks.DAMAGED in {line.table_name for line in lines_of(last_act())}
    assert tries(showroom, CONSULTANT, WRONG) == "E-SIGN-IN"
    assert sign_in_locks.DAMAGED not in {line.table_name for line in lines_of(last_act())}
    staff.set_password(showroom.administrator, staff_id(RECEPTIONIST), "a-new-password-2026")
    assert tries(showroom, RECEPTIONIST, "a-new-password-2026") == ""


def test_the_control_that_compares_texts_lets_a_plain_one_in(
    showroom: Showroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    damages(showroom, RECEPTIONIST, password_hash=PASSWORD)
    monkeypatch.setattr(passwords, "matches", lambda kept, typed: kept == typed)
    monkeypatch.setattr(passwords, "needs_rehash", lambda _kept: False)
    assert tries(showroom, RECEPTIONIST, PASSWORD) == ""
