"""Changing places at a shared desk: a PIN where the password was given today (R1–R3, R12)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from showroom.errors import Invalid, Refused
from showroom.models.staff import Staff
from showroom.rules import passwords
from showroom.rules.duties import Duty, Role
from showroom.services import own_secrets, staff
from showroom.services.desk import Desk
from showroom.services.sign_in import (
    password_is_due,
    refuse_over,
    sign_in,
    still_valid,
    switch_by_pin,
    switchable,
)
from tests.people import (
    CONSULTANT,
    PASSWORD,
    RECEPTIONIST,
    Showroom,
    last_act,
    refused,
    staff_id,
)

PIN = "2580"
DESK = "front desk"


def switches(showroom: Showroom, user: str = RECEPTIONIST, pin: str = PIN, desk: str = DESK) -> Desk:
    return switch_by_pin(showroom.store, showroom.clock, user, pin, desk)


def refusal(showroom: Showroom, user: str = RECEPTIONIST, pin: str = PIN, desk: str = DESK) -> str:
    with pytest.raises(Refused) as told:
        switches(showroom, user, pin, desk)
    assert told.value.sentence()
    return told.value.code


@pytest.fixture
def shared(showroom: Showroom) -> Showroom:
    """The receptionist has a PIN and gave the password at the front desk this morning."""
    own_secrets.set_pin(showroom.signs_in(RECEPTIONIST), PIN, PASSWORD)
    return showroom


def test_a_pin_switches_and_the_act_tells_who_and_where(shared: Showroom) -> None:
    desk = switches(shared, pin=" ２５８０ ")
    assert (desk.user, desk.name, desk.roles()) == (RECEPTIONIST, "周敏", {Role.RECEPTIONIST})
    assert still_valid(desk)
    assert (last_act().duty, last_act().actor_id, last_act().desk) == (
        Duty.SWITCH_PERSON,
        desk.staff,
        DESK,
    )


def test_who_may_switch_here_is_told(shared: Showroom) -> None:
    shared.signs_in(CONSULTANT)
    assert switchable(shared.store, shared.clock, DESK) == (RECEPTIONIST,)
    assert switchable(shared.store, shared.clock, "another desk") == ()


def test_a_pin_serves_only_where_the_password_was_given(shared: Showroom) -> None:
    assert refusal(shared, desk="another desk") == "E-PASSWORD-NEEDED"
    sign_in(shared.store, shared.clock, RECEPTIONIST, PASSWORD, "another desk")
    assert switches(shared, desk="another desk")


def test_nobody_without_a_pin_switches(showroom: Showroom) -> None:
    showroom.signs_in(CONSULTANT)
    assert refusal(showroom, CONSULTANT, "") == "E-PASSWORD-NEEDED"
    assert refusal(showroom, "nobody", PIN) == "E-PASSWORD-NEEDED"


def test_after_twelve_hours_the_password_is_needed(shared: Showroom) -> None:
    desk = switches(shared)
    shared.clock.at += timedelta(hours=11, minutes=59)
    assert switches(shared)
    assert not password_is_due(desk)
    shared.clock.at += timedelta(minutes=1)
    assert refusal(shared) == "E-PASSWORD-NEEDED"
    assert password_is_due(desk), "switching by PIN does not make a session longer"
    assert not password_is_due(shared.signs_in(RECEPTIONIST))


def test_a_clock_turned_back_makes_no_session_fresh(shared: Showroom) -> None:
    shared.clock.at += timedelta(hours=13)
    shared.clock.at -= timedelta(hours=14)
    assert refusal(shared) == "E-PASSWORD-NEEDED"


def test_three_wrong_pins_and_the_password_is_needed(shared: Showroom) -> None:
    refusals = [refusal(shared, pin="9999") for _try in range(3)]
    assert refusals == ["E-PIN", "E-PIN", "E-PASSWORD-NEEDED"]
    assert refusal(shared) == "E-PASSWORD-NEEDED"
    shared.signs_in(RECEPTIONIST)
    assert switches(shared)


def test_two_wrong_pins_are_forgotten_after_a_right_one(shared: Showroom) -> None:
    """The control."""
    for _twice in range(2):
        for _try in range(2):
            refusal(shared, pin="9999")
        assert switches(shared)


def test_a_wrong_pin_counts_like_a_wrong_password(shared: Showroom) -> None:
    for _try in range(3):
        refusal(shared, pin="9999")
    for _try in range(2):
        with pytest.raises(Refused):
            shared.signs_in(RECEPTIONIST, "not-the-password")
    with pytest.raises(Refused) as told:
        shared.signs_in(RECEPTIONIST)
    assert told.value.code == refusal(shared) == "E-LOCKED"


@pytest.mark.parametrize("what", ["leaves", "new password", "no PIN"])
def test_a_pin_ends_with_what_it_leans_on(shared: Showroom, what: str) -> None:
    if what == "leaves":
        shared.disables(RECEPTIONIST)
    elif what == "new password":
        staff.set_password(shared.administrator, staff_id(RECEPTIONIST), "another-word-2026")
    else:
        own_secrets.clear_pin(shared.reception)
    assert refusal(shared) == "E-PASSWORD-NEEDED"


def test_ones_own_new_password_keeps_the_pin_where_it_was_given(shared: Showroom) -> None:
    own_secrets.change_own_password(shared.signs_in(RECEPTIONIST), PASSWORD, "another-word-2026")
    assert switches(shared)


@pytest.mark.parametrize("pin", ["1234", "0000", "25", "25801234", "abcd"])
def test_a_pin_that_is_guessed_at_once_is_refused(showroom: Showroom, pin: str) -> None:
    with pytest.raises(Invalid):
        own_secrets.set_pin(showroom.reception, pin, PASSWORD)
    assert not own_secrets.has_pin(showroom.reception)


def test_choosing_a_pin_needs_the_password(showroom: Showroom) -> None:
    with pytest.raises(Refused):
        own_secrets.set_pin(showroom.reception, PIN, "not-the-password")
    assert not own_secrets.has_pin(showroom.reception)


def test_a_damaged_pin_matches_nothing(shared: Showroom) -> None:
    person = Staff.get(Staff.user == RECEPTIONIST)
    with shared.administrator.work(Duty.KEEP_STAFF) as work:
        work.edit(Staff, person.id, person.revision, pin_hash=PIN)
    assert refusal(shared) == "E-PIN"


# --- one desk trying many names (R3) ---------------------------------------------------------------------


def sprays(showroom: Showroom, names: int, desk: str = "back office") -> None:
    for number in range(names):
        with pytest.raises(Refused):
            sign_in(showroom.store, showroom.clock, f"name {number} {desk}", "spring-2026", desk)


def is_waiting(showroom: Showroom, desk: str = "back office") -> bool:
    """Whether even the right password is refused at this desk."""
    try:
        sign_in(showroom.store, showroom.clock, RECEPTIONIST, PASSWORD, desk)
    except Refused as told:
        return told.code == "E-DESK-WAITS"
    return False


def test_a_desk_that_tries_twenty_names_waits_five_minutes(showroom: Showroom) -> None:
    sprays(showroom, 20)
    assert is_waiting(showroom)
    assert not is_waiting(showroom, "front desk"), "the other desks work on"
    showroom.clock.at += passwords.DESK_WAITS - timedelta(seconds=1)
    assert is_waiting(showroom)
    showroom.clock.at += timedelta(seconds=1)
    assert not is_waiting(showroom)


def test_nineteen_do_not_and_a_good_sign_in_does_not_forget_them(showroom: Showroom) -> None:
    sprays(showroom, 19)
    assert not is_waiting(showroom)
    sprays(showroom, 1)
    assert is_waiting(showroom)


def test_wrong_passwords_of_a_whole_day_do_not_add_up(showroom: Showroom) -> None:
    for hour in range(8):
        sprays(showroom, 5)
        showroom.clock.at += timedelta(minutes=16)
        assert not is_waiting(showroom), hour


def test_turning_the_clock_back_does_not_end_the_wait(showroom: Showroom) -> None:
    sprays(showroom, 20)
    showroom.clock.at -= timedelta(days=1)
    assert is_waiting(showroom)


# -- a session that is over ---------------------------------------------------------------------------


def test_a_session_goes_on_for_twelve_hours(showroom: Showroom) -> None:
    session = showroom.signs_in(RECEPTIONIST)
    showroom.clock.at += passwords.SESSION - timedelta(seconds=1)
    refuse_over(session)
    showroom.clock.at += timedelta(seconds=1)
    with refused("E-PASSWORD-DUE"):
        refuse_over(session)


def test_a_session_ends_with_the_account(showroom: Showroom) -> None:
    session = showroom.signs_in(RECEPTIONIST)
    refuse_over(session)
    showroom.disables(RECEPTIONIST)
    with refused("E-SESSION-OVER"):
        refuse_over(session)


def test_a_sign_in_of_this_very_moment_is_not_of_the_future(showroom: Showroom) -> None:
    """Instants are kept in milliseconds; rounded up, this one would lie ahead of the clock."""
    showroom.clock.at = showroom.clock.at.replace(microsecond=999_900)
    desk = showroom.signs_in(RECEPTIONIST)
    assert not password_is_due(desk)
