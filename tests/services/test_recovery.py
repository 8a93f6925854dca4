"""The recovery code: printed once, lets an administrator in once, and nobody else (R4)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from showroom.errors import Invalid, Refused
from showroom.models.setting import Setting
from showroom.models.store import Store
from showroom.rules.duties import Duty, Role
from showroom.services import first_start, recovery, staff
from showroom.services.first_start import NewShowroom
from showroom.services.sign_in import still_valid
from tests.people import (
    ADMINISTRATOR,
    FACTS,
    FIRST,
    MANAGER,
    PASSWORD,
    Showroom,
    clock_of_the_morning,
    last_act,
)

NEW_PASSWORD = "another-word-2026"


def recovers(showroom: Showroom, code: str, user: str = ADMINISTRATOR, password: str = NEW_PASSWORD) -> str:
    return recovery.recover(showroom.store, showroom.clock, user, code, password, "front desk")


def refusal(showroom: Showroom, code: str, user: str = ADMINISTRATOR) -> tuple[str, str]:
    with pytest.raises(Refused) as refused:
        recovers(showroom, code, user)
    return refused.value.code, refused.value.sentence()


@pytest.fixture
def founded(tmp_path: Path) -> Iterator[tuple[Showroom, str]]:
    """A showroom just founded, and its code as printed."""
    path = tmp_path / "new" / "showroom.db"
    first_start.make_store(path)
    with Store(path) as store:
        clock = clock_of_the_morning()
        code = first_start.found(store, clock, NewShowroom(FIRST, FACTS))
        yield Showroom(store, clock), code


@pytest.fixture
def code(showroom: Showroom) -> str:
    return recovery.renew(showroom.administrator)


def test_the_code_of_the_first_start_lets_the_administrator_in(founded: tuple[Showroom, str]) -> None:
    showroom, code = founded
    recovers(showroom, f" {code.lower()} ")
    assert showroom.signs_in(ADMINISTRATOR, NEW_PASSWORD).roles() == {Role.ADMINISTRATOR}


def test_it_works_once_and_gives_the_next_one(showroom: Showroom, code: str) -> None:
    following = recovers(showroom, code)
    assert (last_act().duty, last_act().actor_id) == (Duty.RECOVER_ACCOUNT, None)
    assert refusal(showroom, code)[0] == "E-RECOVERY"
    assert recovers(showroom, following, password="a-third-word-2026") != following


def test_a_new_code_ends_the_old_one(showroom: Showroom, code: str) -> None:
    renewed = recovery.renew(showroom.administrator)
    assert refusal(showroom, code)[0] == "E-RECOVERY"
    assert recovers(showroom, renewed)


def test_a_locked_administrator_gets_in(showroom: Showroom, code: str) -> None:
    for _try in range(5):
        with pytest.raises(Refused):
            showroom.signs_in(ADMINISTRATOR, "not-the-password")
    with pytest.raises(Refused):
        showroom.signs_in(ADMINISTRATOR)
    recovers(showroom, code)
    assert showroom.signs_in(ADMINISTRATOR, NEW_PASSWORD)


def test_the_sessions_of_before_are_over(showroom: Showroom, code: str) -> None:
    session = showroom.signs_in(ADMINISTRATOR)
    recovers(showroom, code)
    assert not still_valid(session)


def test_one_answer_whatever_is_wrong_and_five_of_them_lock(showroom: Showroom, code: str) -> None:
    wrong = [
        ("", ADMINISTRATOR),
        ("00000-00000-00000-00000", ADMINISTRATOR),
        (code, MANAGER),
        (code, "nobody"),
    ]
    answers = {refusal(showroom, one, user) for one, user in wrong}
    assert {answer[0] for answer in answers} == {"E-RECOVERY"}
    assert len(answers) == 1
    refusal(showroom, "")
    assert refusal(showroom, code)[0] == "E-LOCKED"
    assert showroom.signs_in(ADMINISTRATOR), "who knows the password is not locked out by it"


def test_an_administrator_who_left_is_not_let_in(showroom: Showroom, code: str) -> None:
    staff.add(showroom.administrator, staff.NewStaff("fuguan", "副管", PASSWORD, (Role.ADMINISTRATOR,)))
    showroom.disables("fuguan")
    assert refusal(showroom, code, "fuguan")[0] == "E-RECOVERY"


def test_a_password_that_cannot_be_used_does_not_use_the_code_up(showroom: Showroom, code: str) -> None:
    with pytest.raises(Invalid):
        recovers(showroom, code, password="short")
    assert recovers(showroom, code)


def test_a_store_without_a_code_lets_nobody_in(showroom: Showroom) -> None:
    row = Setting.get(Setting.key == "recovery_code")
    with showroom.administrator.work(Duty.KEEP_SETTINGS) as work:
        work.remove(Setting, row.id, row.revision)
    assert refusal(showroom, "")[0] == "E-RECOVERY"


def test_only_the_hash_is_stored(showroom: Showroom, code: str) -> None:
    showroom.store.tidy()
    written = b"".join(path.read_bytes() for path in showroom.store.path.parent.iterdir() if path.is_file())
    assert "郭宇".encode() in written, "the scan saw nothing: the test proved nothing"
    for secret in (code, code.replace("-", "")):
        assert secret.encode() not in written
