"""People come, change what they do, leave and come back; somebody can always administer (S6)."""

from __future__ import annotations

import json
import threading
from datetime import date, timedelta

import pytest

from showroom.errors import Clash, Invalid, Refused, ShowroomError
from showroom.models.staff import Staff
from showroom.rules.duties import Duty, Role
from showroom.services import lists, own_secrets, staff
from showroom.services.sign_in import colleagues, still_valid
from showroom.services.staff import NewStaff
from tests.people import (
    ADMINISTRATOR,
    CONSULTANT,
    MANAGER,
    PASSWORD,
    RECEPTIONIST,
    THURSDAY,
    Showroom,
    last_act,
    lines_of,
    register_walk_in,
    row_of,
    staff_id,
)

NEW_PASSWORD = "another-word-2026"


def _code(showroom: Showroom, user: str, password: str) -> str:
    with pytest.raises(Refused) as refused:
        showroom.signs_in(user, password)
    return refused.value.code


def second_administrator(showroom: Showroom) -> str:
    both = (Role.RECEPTIONIST, Role.ADMINISTRATOR)
    staff.add(showroom.administrator, NewStaff("fuguan", "副管", PASSWORD, both))
    return "fuguan"


# --- the list, and changing it ---------------------------------------------------------------------------


def test_the_administrator_sees_everybody_those_here_first(showroom: Showroom) -> None:
    showroom.disables(RECEPTIONIST)
    people = staff.people(showroom.administrator)
    assert [one.user for one in people][-1] == RECEPTIONIST
    assert people[0].roles == (Role.ADMINISTRATOR,)
    assert (people[-1].active, people[-1].left_on) == (False, THURSDAY)
    assert not any(one.has_pin for one in people)


def test_somebody_gets_another_name_and_role(showroom: Showroom) -> None:
    person = showroom.person(RECEPTIONIST)
    roles = (Role.SHOWROOM_MANAGER, Role.RECEPTIONIST)
    staff.change(
        showroom.administrator,
        person.staff,
        person.revision,
        name="周小敏",
        roles=roles,
        name_english="Zhou Xiaomin",
    )
    changed = showroom.person(RECEPTIONIST)
    assert (changed.name, changed.name_english) == ("周小敏", "Zhou Xiaomin")
    assert set(changed.roles) == set(roles)
    assert showroom.reception.may(Duty.KEEP_CALENDAR)


def test_a_team_is_given_changed_and_taken_away(showroom: Showroom) -> None:
    roles = (Role.SALES_CONSULTANT,)
    new = staff.add(showroom.administrator, NewStaff("wangfang", "王芳", PASSWORD, roles, team=" 一组 "))
    seen = []
    for team in ("二组", ""):
        person = showroom.person("wangfang")
        seen.append(person.team)
        staff.change(showroom.administrator, new, person.revision, name=person.name, roles=roles, team=team)
    assert [*seen, showroom.person("wangfang").team] == ["一组", "二组", ""]


def test_a_role_can_be_taken_away_and_given_again(showroom: Showroom) -> None:
    for roles in ((Role.SALES_CONSULTANT,), (Role.RECEPTIONIST,), (Role.SALES_CONSULTANT,)):
        showroom.changes_role(RECEPTIONIST, *roles)
        assert showroom.reception.roles() == set(roles)


@pytest.mark.parametrize(
    ("name", "roles"), [(" ", (Role.RECEPTIONIST,)), ("x" * 51, (Role.RECEPTIONIST,)), ("周敏", ())]
)
def test_a_change_that_cannot_be_is_refused_whole(
    showroom: Showroom, name: str, roles: tuple[Role, ...]
) -> None:
    person = showroom.person(RECEPTIONIST)
    with pytest.raises(Invalid):
        staff.change(showroom.administrator, person.staff, person.revision, name=name, roles=roles)
    assert showroom.person(RECEPTIONIST) == person


def test_two_administrators_who_rename_somebody_at_once_clash(showroom: Showroom) -> None:
    person = showroom.person(RECEPTIONIST)

    def rename(name: str) -> None:
        staff.change(showroom.administrator, person.staff, person.revision, name=name, roles=person.roles)

    rename("周小敏")
    with pytest.raises(Clash):
        rename("周大敏")
    assert showroom.person(RECEPTIONIST).name == "周小敏"


# --- leaving ---------------------------------------------------------------------------------------------


def test_who_leaves_cannot_sign_in_but_their_rows_keep_the_name(showroom: Showroom) -> None:
    done = register_walk_in(showroom.reception, "王丽", received_by="陈涛")
    showroom.disables(CONSULTANT)
    assert _code(showroom, CONSULTANT, PASSWORD) == "E-SIGN-IN"
    assert CONSULTANT not in {one.user for one in colleagues(showroom.store)}
    assert row_of(showroom.reception, done.entry).received_by == staff_id(CONSULTANT)
    (left,) = [one for one in lists.current()["staff"] if not one.active]
    assert left.chinese == "陈涛"


def test_nobody_leaves_in_the_future(showroom: Showroom) -> None:
    person = showroom.person(CONSULTANT)
    with pytest.raises(Invalid) as invalid:
        staff.leave(showroom.administrator, person.staff, person.revision, THURSDAY + timedelta(days=1))
    assert invalid.value.problems[0].field == "left_on"
    staff.leave(showroom.administrator, person.staff, person.revision, THURSDAY - timedelta(days=3))
    assert showroom.person(CONSULTANT).left_on == date(2026, 3, 2)


def test_who_comes_back_has_the_old_roles_and_a_new_password(showroom: Showroom) -> None:
    own_secrets.set_pin(showroom.consultant, "2580", PASSWORD)
    showroom.disables(CONSULTANT)
    left = showroom.person(CONSULTANT)
    staff.come_back(showroom.administrator, left.staff, left.revision, NEW_PASSWORD)
    back = showroom.person(CONSULTANT)
    assert (back.active, back.left_on, back.has_pin) == (True, None, False)
    assert showroom.signs_in(CONSULTANT, NEW_PASSWORD).roles() == {Role.SALES_CONSULTANT}
    assert _code(showroom, CONSULTANT, PASSWORD) == "E-SIGN-IN"


# --- somebody can always administer (S6) -----------------------------------------------------------------


def leaves(showroom: Showroom, user: str, by: str = ADMINISTRATOR) -> None:
    person = next(one for one in staff.people(showroom.administrator) if one.user == user)
    staff.leave(showroom.desk(by), person.staff, person.revision, THURSDAY)


def test_the_last_administrator_neither_leaves_nor_is_demoted(showroom: Showroom) -> None:
    before = showroom.person(ADMINISTRATOR)
    for attempt in (
        lambda: leaves(showroom, ADMINISTRATOR),
        lambda: showroom.changes_role(ADMINISTRATOR, Role.RECEPTIONIST),
    ):
        with pytest.raises(Refused) as refused:
            attempt()
        assert refused.value.code == "E-LAST-ADMIN"
    assert showroom.person(ADMINISTRATOR) == before


def test_with_a_second_one_the_first_may_go(showroom: Showroom) -> None:
    """The control."""
    second = second_administrator(showroom)
    leaves(showroom, ADMINISTRATOR)
    assert showroom.desk(second).may(Duty.KEEP_STAFF)
    assert not showroom.administrator.may(Duty.KEEP_STAFF)


def test_an_administrator_who_left_does_not_count(showroom: Showroom) -> None:
    leaves(showroom, second_administrator(showroom))
    with pytest.raises(Refused):
        leaves(showroom, ADMINISTRATOR)


def test_two_who_leave_at_the_same_instant_do_not_both_go(showroom: Showroom) -> None:
    second = second_administrator(showroom)
    people = {one.user: one for one in staff.people(showroom.administrator)}
    desks = {user: showroom.desk(user) for user in (ADMINISTRATOR, second)}
    together = threading.Barrier(2)
    answers: list[str] = []

    def go(user: str) -> None:
        together.wait()
        try:
            staff.leave(desks[user], people[user].staff, people[user].revision, THURSDAY)
            answers.append("left")
        except ShowroomError as error:
            answers.append(error.code)
        finally:
            showroom.store.database.close()

    workers = [threading.Thread(target=go, args=(user,)) for user in desks]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(answers) == ["E-LAST-ADMIN", "left"]
    assert Staff.select().where(Staff.active, Staff.user.in_((ADMINISTRATOR, second))).count() == 1


# --- sessions end (R13, R14) -----------------------------------------------------------------------------


@pytest.mark.parametrize("what", ["password", "role", "leaves"])
def test_what_ends_every_session_of_somebody(showroom: Showroom, what: str) -> None:
    session, other = showroom.signs_in(RECEPTIONIST), showroom.signs_in(CONSULTANT)
    if what == "password":
        staff.set_password(showroom.administrator, staff_id(RECEPTIONIST), NEW_PASSWORD)
    elif what == "role":
        showroom.changes_role(RECEPTIONIST, Role.SALES_CONSULTANT)
    else:
        showroom.disables(RECEPTIONIST)
    assert not still_valid(session)
    assert still_valid(other)
    if what != "leaves":
        assert still_valid(showroom.signs_in(RECEPTIONIST, NEW_PASSWORD if what == "password" else PASSWORD))


def test_another_name_ends_nothing(showroom: Showroom) -> None:
    """The control."""
    session = showroom.signs_in(RECEPTIONIST)
    person = showroom.person(RECEPTIONIST)
    staff.change(showroom.administrator, person.staff, person.revision, name="周小敏", roles=person.roles)
    assert still_valid(session)


def test_the_house_has_no_session(showroom: Showroom) -> None:
    assert not still_valid(showroom.house)


# --- passwords -------------------------------------------------------------------------------------------


def test_ones_own_new_password_ends_the_other_sessions_only(showroom: Showroom) -> None:
    here, there = showroom.signs_in(RECEPTIONIST), showroom.signs_in(RECEPTIONIST)
    own_secrets.change_own_password(here, PASSWORD, NEW_PASSWORD)
    assert (still_valid(here), still_valid(there)) == (True, False)
    assert showroom.signs_in(RECEPTIONIST, NEW_PASSWORD)
    assert _code(showroom, RECEPTIONIST, PASSWORD) == "E-SIGN-IN"


def test_the_old_password_must_be_right_and_five_wrong_ones_lock(showroom: Showroom) -> None:
    desk = showroom.signs_in(RECEPTIONIST)
    for _try in range(5):
        with pytest.raises(Refused) as refused:
            own_secrets.change_own_password(desk, "not-the-password", NEW_PASSWORD)
        assert refused.value.code == "E-OLD-PASSWORD"
    with pytest.raises(Refused) as refused:
        own_secrets.change_own_password(desk, PASSWORD, NEW_PASSWORD)
    assert refused.value.code == "E-LOCKED"


@pytest.mark.parametrize(
    "password",
    [
        "password1",
        "PASSWORD1",
        "１２３４５６７８",
        "woaini1314",
        "1qaz2wsx",
        "admin888",
        "19880808",
        "x" * 128,
    ],
)
def test_what_is_guessed_first_is_refused(showroom: Showroom, password: str) -> None:
    with pytest.raises(Invalid) as invalid:
        staff.set_password(showroom.administrator, staff_id(RECEPTIONIST), password)
    assert "最先" in invalid.value.sentence()


def test_a_password_must_not_hold_the_showrooms_name(showroom: Showroom) -> None:
    with pytest.raises(Invalid):
        staff.set_password(showroom.administrator, staff_id(RECEPTIONIST), "恒远汽车滨江店-2026")
    staff.set_password(showroom.administrator, staff_id(RECEPTIONIST), "钱塘江畔-2026")


def test_a_pin_is_stored_only_as_its_hash(showroom: Showroom) -> None:
    own_secrets.set_pin(showroom.desk(MANAGER), "2580", PASSWORD)
    told = [json.loads(line.after) for line in lines_of(last_act()) if line.table_name == "staff"]
    assert [list(one) for one in told] == [["pin_hash"]]
    assert told[0]["pin_hash"] == "(secret)"
    assert Staff.get(Staff.user == MANAGER).pin_hash.startswith("$argon2id$")
