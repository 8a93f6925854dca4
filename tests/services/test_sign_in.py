"""Signing in: one answer for every way of being wrong; five wrong passwords lock a name."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher

from showroom.errors import Invalid, Refused
from showroom.models.act import Act
from showroom.models.staff import SignInLock, Staff
from showroom.models.store import Store
from showroom.rules import passwords
from showroom.rules.duties import Duty, Role
from showroom.services import first_start, staff
from showroom.services.first_start import NewShowroom
from showroom.services.sign_in import colleagues, sign_in
from showroom.services.staff import NewStaff
from tests.people import (
    ADMINISTRATOR,
    FACTS,
    FIRST,
    OTHER_CONSULTANT,
    PASSWORD,
    RECEPTIONIST,
    Showroom,
    last_act,
    make_showroom,
)

WRONG = "not-the-password"
# 128 characters.
PHRASE = "".join(chr(33 + number * 37 % 90) for number in range(128))
PRODUCTION = PasswordHasher(time_cost=3, memory_cost=65536, parallelism=4, hash_len=32, salt_len=16)


def _refusal(showroom: Showroom, user: str, password: str) -> tuple[str, str]:
    with pytest.raises(Refused) as refused:
        showroom.signs_in(user, password)
    return refused.value.code, refused.value.sentence()


def _is_locked(showroom: Showroom, user: str = RECEPTIONIST) -> bool:
    """Whether even the right password is refused."""
    try:
        showroom.signs_in(user)
    except Refused as refused:
        return refused.code == "E-LOCKED"
    return False


def _tries(showroom: Showroom, times: int, user: str = RECEPTIONIST) -> None:
    for _try in range(times):
        assert _refusal(showroom, user, WRONG)[0] == "E-SIGN-IN"


def _later(showroom: Showroom, **time: float) -> None:
    showroom.clock.at += timedelta(**time)


def test_the_right_password_opens_a_desk(showroom: Showroom) -> None:
    desk = showroom.signs_in(RECEPTIONIST)
    assert (desk.name, desk.user, desk.roles()) == ("周敏", RECEPTIONIST, {Role.RECEPTIONIST})
    assert (last_act().duty, last_act().actor_id) == (Duty.SIGN_IN, desk.staff)


@pytest.mark.parametrize("typed", ["ZhouMin", " zhoumin ", "ｚｈｏｕｍｉｎ"])
def test_case_and_width_of_the_user_name_do_not_matter(showroom: Showroom, typed: str) -> None:
    assert showroom.signs_in(typed).user == RECEPTIONIST


def test_every_way_of_being_wrong_is_answered_alike(showroom: Showroom) -> None:
    showroom.disables(OTHER_CONSULTANT)
    answers = {
        _refusal(showroom, RECEPTIONIST, WRONG),
        _refusal(showroom, RECEPTIONIST, ""),
        _refusal(showroom, "nobody", WRONG),
        _refusal(showroom, "", ""),
        _refusal(showroom, OTHER_CONSULTANT, PASSWORD),
        _refusal(showroom, OTHER_CONSULTANT, WRONG),
    }
    assert len(answers) == 1


def test_every_way_of_being_wrong_costs_one_comparison(
    showroom: Showroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[str] = []
    really_matches = passwords.matches

    def counted(kept: str, password: str) -> bool:
        compared.append(kept)
        return really_matches(kept, password)

    monkeypatch.setattr(passwords, "matches", counted)
    for user in (RECEPTIONIST, "nobody"):
        _refusal(showroom, user, WRONG)
    assert len(compared) == 2
    assert [kept[: kept.rindex("$")].rpartition("$")[0] for kept in compared] == [
        "$argon2id$v=19$m=8,t=1,p=1"
    ] * 2


def test_five_wrong_passwords_lock_the_name_for_fifteen_minutes(showroom: Showroom) -> None:
    _tries(showroom, 5)
    assert _is_locked(showroom)
    assert not _is_locked(showroom, OTHER_CONSULTANT)
    _later(showroom, minutes=14, seconds=59)
    assert _is_locked(showroom)
    _later(showroom, seconds=1)
    assert not _is_locked(showroom)


def test_four_do_not(showroom: Showroom) -> None:
    _tries(showroom, 4)
    assert not _is_locked(showroom)


def test_a_locked_name_answers_alike_whether_it_exists(showroom: Showroom) -> None:
    for user in (RECEPTIONIST, "nobody"):
        _tries(showroom, 5, user)
    answers = {_refusal(showroom, user, PASSWORD) for user in (RECEPTIONIST, "nobody", RECEPTIONIST.upper())}
    assert len(answers) == 1
    assert "15" in answers.pop()[1]


def test_wrong_passwords_long_apart_do_not_add_up(showroom: Showroom) -> None:
    for _morning in range(6):
        _tries(showroom, 1)
        _later(showroom, hours=1)
    assert not _is_locked(showroom)


def test_each_lock_is_twice_as_long_up_to_four_hours(showroom: Showroom) -> None:
    for minutes in (15, 30, 60, 120, 240, 240):
        _tries(showroom, 5)
        _later(showroom, minutes=minutes, seconds=-1)
        assert _refusal(showroom, RECEPTIONIST, PASSWORD)[0] == "E-LOCKED", minutes
        _later(showroom, seconds=1)


def test_a_good_sign_in_starts_the_count_anew(showroom: Showroom) -> None:
    _tries(showroom, 4)
    showroom.signs_in(RECEPTIONIST)
    _tries(showroom, 4)
    assert not _is_locked(showroom)


def test_a_lock_outlives_the_program(showroom: Showroom) -> None:
    _tries(showroom, 5)
    showroom.store.close()
    with Store(showroom.store.path) as reopened:
        assert _is_locked(Showroom(reopened, showroom.clock))


def test_turning_the_clock_back_shortens_nothing(showroom: Showroom) -> None:
    _tries(showroom, 5)
    _later(showroom, days=-2)
    assert _is_locked(showroom)
    _later(showroom, days=2, minutes=14)
    assert _is_locked(showroom)


def test_turning_the_clock_back_between_tries_does_not_forget_them(showroom: Showroom) -> None:
    _tries(showroom, 4)
    _later(showroom, days=-2)
    _tries(showroom, 1)
    assert _is_locked(showroom)


def test_failures_are_acts_of_the_house_without_the_typed_name(showroom: Showroom) -> None:
    _tries(showroom, 2, "my-password-by-mistake")
    failures = list(Act.select().where(Act.duty == Duty.FAIL_SIGN_IN))
    assert [act.actor_id for act in failures] == [None, None]
    assert SignInLock.get().name_digest == passwords.name_digest("my-password-by-mistake")
    assert b"my-password-by-mistake" not in _everything_written(showroom)


def test_no_password_is_in_any_file(showroom: Showroom, home: Path) -> None:
    showroom.signs_in(RECEPTIONIST)
    _refusal(showroom, RECEPTIONIST, WRONG)
    written = _everything_written(showroom)
    assert b"zhoumin" in written, "the scan saw nothing: the test proved nothing"
    for password in (PASSWORD, WRONG):
        for encoding in ("utf-8", "utf-16-le"):
            assert password.encode(encoding) not in written
    assert all(PASSWORD.encode() not in path.read_bytes() for path in home.rglob("*") if path.is_file())


def _everything_written(showroom: Showroom) -> bytes:
    return b"".join(path.read_bytes() for path in showroom.store.path.parent.iterdir() if path.is_file())


@pytest.mark.parametrize("damaged", ["", PASSWORD, "5f4dcc3b5aa765d61d8327deb882cf99", "$argon2id$v=19$"])
def test_a_damaged_hash_matches_nothing(showroom: Showroom, damaged: str) -> None:
    person = Staff.get(Staff.user == RECEPTIONIST)
    with showroom.administrator.work(Duty.KEEP_STAFF) as work:
        work.edit(Staff, person.id, person.revision, password_hash=damaged)
    assert _refusal(showroom, RECEPTIONIST, PASSWORD)[0] == "E-SIGN-IN"
    assert _refusal(showroom, RECEPTIONIST, damaged)[0] == "E-SIGN-IN"


def test_the_production_hash(showroom: Showroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one test at the full price; it also sees an old hash made afresh at the next sign-in."""
    monkeypatch.setattr(passwords, "hasher", PRODUCTION)
    showroom.signs_in(RECEPTIONIST)
    kept = Staff.get(Staff.user == RECEPTIONIST).password_hash
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    salt, digest = kept.split("$")[4:]
    assert (len(salt), len(digest)) == (22, 43), "16 bytes of salt, 32 of hash in base64"
    assert passwords.matches(kept, PASSWORD)


def test_the_parameters_of_the_program_are_those() -> None:
    import importlib.util

    found = importlib.util.find_spec("showroom.rules.passwords")
    assert found is not None
    assert found.loader is not None
    fresh = importlib.util.module_from_spec(found)
    found.loader.exec_module(fresh)
    hasher: Any = fresh.hasher
    assert (hasher.time_cost, hasher.memory_cost, hasher.parallelism) == (3, 65536, 4)
    assert (hasher.hash_len, hasher.salt_len) == (32, 16)


# --- the first start, and taking somebody on -------------------------------------------------------------


def test_a_new_store_lets_nobody_in_until_somebody_is_named(tmp_path: Path, showroom: Showroom) -> None:
    path = tmp_path / "new" / "showroom.db"
    first_start.make_store(path)
    with Store(path) as store:
        assert first_start.is_new(store)
        assert colleagues(store) == ()
        for user, password in (("admin", "admin"), ("admin", ""), ("", "")):
            with pytest.raises(Refused):
                sign_in(store, showroom.clock, user, password, "")
        first_start.found(store, showroom.clock, NewShowroom(FIRST, FACTS))
        assert not first_start.is_new(store)
        assert sign_in(store, showroom.clock, ADMINISTRATOR, PASSWORD, "").roles() == {Role.ADMINISTRATOR}


def test_a_founded_store_is_not_founded_again(showroom: Showroom) -> None:
    intruder = NewStaff("intruder", "某人", PASSWORD, (Role.ADMINISTRATOR,))
    with pytest.raises(Refused):
        first_start.found(showroom.store, showroom.clock, NewShowroom(intruder, FACTS))
    assert "intruder" not in {one.user for one in colleagues(showroom.store)}


def test_a_showroom_is_made_the_same_way_twice(tmp_path: Path) -> None:
    with Store(make_showroom(tmp_path / "again.db")) as store:
        assert [one.user for one in colleagues(store)] == [
            "guoyu",
            "zhoumin",
            "chentao",
            "lina",
            "liujianguo",
            "hejie",
        ]


@pytest.mark.parametrize(
    ("user", "password"),
    [
        pytest.param("xinren", "short12", id="seven characters"),
        pytest.param("xinren", "x" * 257, id="too long"),
        pytest.param("xinren", "my-XinRen-password", id="the user name in it"),
        pytest.param("xinren", "good-enough\0word", id="NUL"),
        pytest.param("  ", "good-enough-word", id="no user name"),
        pytest.param("x" * 51, "good-enough-word", id="user name too long"),
    ],
)
def test_an_account_that_cannot_be_is_refused(showroom: Showroom, user: str, password: str) -> None:
    with pytest.raises(Invalid):
        staff.add(showroom.administrator, NewStaff(user, "新人", password, (Role.RECEPTIONIST,)))
    assert len(colleagues(showroom.store)) == 6


@pytest.mark.parametrize(
    "password", ["👨‍👩‍👧 家 2026 ok", "全角密码１２３４５", "trailing space ", "éèüßñçøå", PHRASE]
)
def test_a_password_is_taken_as_typed(showroom: Showroom, password: str) -> None:
    staff.add(showroom.administrator, NewStaff("xinren", "新人", password, (Role.RECEPTIONIST,)))
    assert showroom.signs_in("xinren", password)
    if password.strip() != password:
        assert _refusal(showroom, "xinren", password.strip())[0] == "E-SIGN-IN"


def test_an_accent_of_one_or_two_code_points_is_one_password(showroom: Showroom) -> None:
    staff.add(showroom.administrator, NewStaff("xinren", "新人", "caf\u00e9-society", (Role.RECEPTIONIST,)))
    assert showroom.signs_in("xinren", "cafe\u0301-society")


@pytest.mark.parametrize("user", ["zhoumin", "ZHOUMIN", "ｚｈｏｕｍｉｎ"])
def test_a_user_name_is_taken_once(showroom: Showroom, user: str) -> None:
    with pytest.raises(Refused) as refused:
        staff.add(showroom.administrator, NewStaff(user, "新人", "good-enough-word", (Role.RECEPTIONIST,)))
    assert refused.value.code == "E-USER-TAKEN"


def test_somebody_who_holds_two_roles_may_do_what_each_may(showroom: Showroom) -> None:
    both = (Role.RECEPTIONIST, Role.ADMINISTRATOR)
    staff.add(showroom.administrator, NewStaff("xinren", "新人", "good-enough-word", both))
    desk = showroom.signs_in("xinren", "good-enough-word")
    assert desk.may(Duty.REGISTER_VISIT)
    assert desk.may(Duty.KEEP_STAFF)
    assert not desk.may(Duty.SEE_ALL_PHONES)
