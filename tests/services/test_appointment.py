"""Visits and test drives: fixed, moved, cancelled; who is expected, who came, who did not (req 24, 36)."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest

from showroom.errors import Clash, Denied, Invalid, Refused
from showroom.forms import appointment as form
from showroom.forms.appointment import Expected
from showroom.forms.field import read
from showroom.models.car import DemoCar
from showroom.models.follow_up import Appointment, FollowUp
from showroom.models.prospect import Prospect
from showroom.rules.appointments import State
from showroom.rules.duties import Duty
from showroom.services import acts, appointment, check, expected_guests, follow_up, level_clock, lists
from showroom.services.desk import Desk
from tests.people import (
    THURSDAY,
    Showroom,
    close_day,
    correct,
    refused,
    register_call,
    register_complete_walk_in,
    register_walk_in,
    remove,
    restore,
    statements,
    undo,
)

WANG, LI = "13812345678", "13900001111"
SATURDAY = THURSDAY + timedelta(days=2)


@pytest.fixture
def card(showroom: Showroom) -> int:
    """王丽 is 陈涛's prospect; there are two test cars."""
    register_walk_in(showroom.reception, "王丽", WANG, received_by="陈涛", level="A")
    with showroom.administrator.work(Duty.KEEP_DEMO_CARS) as work:
        for place, name in enumerate(("朗逸 1号", "途观L 1号")):
            work.add(DemoCar, name=name, position=place)
    return int(Prospect.get().id)


def entered(**texts: str) -> dict[str, Any]:
    """The values of what was typed."""
    return read(form.FIELDS, texts, lists.current())


def fixes(desk: Desk, card: int, day: date = SATURDAY, at: str = "10:00", **texts: str) -> int:
    """A consultant fixes a visit, or a test drive where a car is named."""
    kind = "试驾" if "car" in texts else "来店"
    values = entered(kind=kind, day=day.isoformat(), time=at, **texts)
    return appointment.make(desk, card, values).appointment


def _row(one: int) -> Any:
    return Appointment.get_by_id(one)


def expected(showroom: Showroom, day: date = SATURDAY) -> list[tuple[str, str, str]]:
    """Who is expected: name, hour, state."""
    rows = expected_guests.expected(showroom.reception, day)
    return [(one.name, f"{one.time:%H:%M}" if one.time else "", str(one.state)) for one in rows]


# --- fixing ----------------------------------------------------------------------------------------------


def test_the_reception_sees_who_is_expected_when_whose_guest_and_which_car(
    showroom: Showroom, card: int
) -> None:
    fixes(showroom.consultant, card, at="14:00", car="朗逸 1号")
    fixes(showroom.consultant, card, at="10:00", note="带太太来")
    visit, drive = expected_guests.expected(showroom.reception, SATURDAY)
    assert (visit.name, visit.time, visit.owner_name, visit.level) == ("王丽", time(10), "陈涛", "A")
    assert (visit.phone, visit.note, visit.car_name) == ("138 1234 5678", "带太太来", "")
    assert (drive.kind, drive.time, drive.car_name) == ("test_drive", time(14), "朗逸 1号")
    assert expected_guests.expected(showroom.reception, THURSDAY) == ()
    assert expected_guests.expected(showroom.other_consultant, SATURDAY)[0].phone == "138****5678"


def test_a_follow_up_fixes_a_visit_in_the_same_act(showroom: Showroom, card: int) -> None:
    values = entered(kind="试驾", day=SATURDAY.isoformat(), time="10:10", car="朗逸 1号")
    done = follow_up.log(showroom.consultant, card, {"said": "周六来试驾"}, fixed=values)
    found = Appointment.get()
    assert (found.follow_up_id, found.slot) == (done.follow_up, f"{found.car_id} 2026-03-07 10:00")
    clocked = level_clock.of_card(card)
    assert clocked is not None
    assert (clocked.due.day, clocked.standing.agreed_on) == (SATURDAY, SATURDAY), "spoken to on that day"
    undo(showroom.consultant)
    assert expected(showroom) == []
    assert not FollowUp.select().where(FollowUp.removed_at.is_null()).exists()


def test_a_follow_up_whose_car_is_taken_is_not_saved_either(showroom: Showroom, card: int) -> None:
    fixes(showroom.consultant, card, car="朗逸 1号")
    values = entered(kind="试驾", day=SATURDAY.isoformat(), time="10:00", car="朗逸 1号")
    with refused("E-SLOT-TAKEN"):
        follow_up.log(showroom.consultant, card, {"said": "周六来试驾"}, fixed=values)
    assert not FollowUp.select().exists()


@pytest.mark.parametrize(
    ("texts", "field"),
    [
        ({"day": "2026-03-04"}, "day"),
        ({"day": "2027-03-07"}, "day"),
        ({"day": ""}, "day"),
        ({"day": "2026-03-05", "time": "8:29"}, "time"),
        ({"day": "2024-02-30"}, "day"),
        ({"time": "24:00"}, "time"),
        ({"kind": "试驾", "car": "朗逸 1号", "time": ""}, "time"),
        ({"kind": "试驾", "car": ""}, "car"),
        ({"kind": ""}, "kind"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    showroom: Showroom, card: int, texts: dict[str, str], field: str
) -> None:
    usual = {"kind": "来店", "day": SATURDAY.isoformat(), "time": "10:00"}
    with pytest.raises(Invalid) as told:
        appointment.make(showroom.consultant, card, entered(**(usual | texts)))
    assert [one.field for one in told.value.problems] == [field]
    assert not Appointment.select().exists()


def test_today_at_this_minute_is_not_over(showroom: Showroom, card: int) -> None:
    fixes(showroom.consultant, card, THURSDAY, "8:30")
    assert expected(showroom, THURSDAY) == [("王丽", "08:30", "expected")]


def test_one_token_fixes_once(showroom: Showroom, card: int) -> None:
    values = entered(kind="来店", day=SATURDAY.isoformat())
    first = appointment.make(showroom.consultant, card, values, token="it")
    again = appointment.make(showroom.consultant, card, values, token="it")
    assert (again.appointment, again.repeated) == (first.appointment, True)
    assert expected(showroom) == [("王丽", "", "expected")]


def test_another_consultants_guest_is_his(showroom: Showroom, card: int) -> None:
    with pytest.raises(Denied) as told:
        fixes(showroom.other_consultant, card)
    assert told.value.code == "E-CARD-OTHERS"


# --- one car, one half hour (F5) -------------------------------------------------------------------------


def test_a_taken_half_hour_is_told_with_who_booked_it(showroom: Showroom, card: int) -> None:
    fixes(showroom.consultant, card, at="10:00", car="朗逸 1号")
    with pytest.raises(Refused) as told:
        fixes(showroom.manager, card, at="10:29", car="朗逸 1号")
    assert told.value.code == "E-SLOT-TAKEN"
    assert told.value.sentence().startswith("10:29 已被预约：陈涛")


def test_the_other_car_the_next_half_hour_and_a_visit_are_free(showroom: Showroom, card: int) -> None:
    fixes(showroom.consultant, card, at="10:00", car="朗逸 1号")
    fixes(showroom.consultant, card, at="10:00", car="途观L 1号")
    fixes(showroom.consultant, card, at="10:30", car="朗逸 1号")
    fixes(showroom.consultant, card, at="10:00")
    assert len(expected(showroom)) == 4


def test_the_half_hours_of_the_day_say_which_are_free_and_who_has_the_others(
    showroom: Showroom, card: int
) -> None:
    fixes(showroom.consultant, card, at="9:10", car="朗逸 1号")
    lavida, tiguan = expected_guests.car_times(showroom.reception, SATURDAY)
    assert (lavida.times[0], lavida.times[-1], len(lavida.times)) == (time(8, 30), time(18), 20)
    assert lavida.taken == {time(9): "陈涛"}
    assert lavida.spans == "08:30–09:00, 09:30–18:30"
    assert tiguan.spans == "08:30–18:30"


def test_moved_cancelled_or_not_come_the_car_is_free_again(showroom: Showroom, card: int) -> None:
    one = fixes(showroom.consultant, card, at="10:00", car="朗逸 1号")
    values = entered(kind="试驾", day=SATURDAY.isoformat(), time="11:00", car="朗逸 1号")
    revision = appointment.change(showroom.consultant, one, 1, values)
    fixes(showroom.consultant, card, at="10:00", car="朗逸 1号")
    appointment.cancel(showroom.consultant, one, revision, "改天")
    two = fixes(showroom.consultant, card, at="11:00", car="朗逸 1号")
    appointment.not_come(showroom.on(SATURDAY, 12).reception, two, 1, "临时有事")
    showroom.on(THURSDAY)
    fixes(showroom.consultant, card, at="11:00", car="朗逸 1号")
    assert [state for _name, _at, state in expected(showroom)] == ["expected", "not_come", "expected"]


def test_an_undone_booking_gives_the_car_free_and_redo_does_not_take_it_twice(
    showroom: Showroom, card: int
) -> None:
    fixes(showroom.consultant, card, car="朗逸 1号")
    undone = undo(showroom.consultant)
    fixes(showroom.manager, card, car="朗逸 1号")
    with refused("E-NEWER"):
        acts.undo(showroom.consultant, undone.token)
    undo(showroom.manager)
    acts.undo(showroom.consultant, undone.token)
    assert expected(showroom) == [("王丽", "10:00", "expected")]
    assert check.findings(showroom.store) == []


def test_a_cancelled_booking_is_not_put_back_into_a_taken_half_hour(showroom: Showroom, card: int) -> None:
    one = fixes(showroom.consultant, card, car="朗逸 1号")
    appointment.cancel(showroom.consultant, one, 1)
    fixes(showroom.manager, card, car="朗逸 1号")
    with refused("E-NEWER"):
        undo(showroom.consultant)
    assert _row(one).state == State.CANCELLED


# --- moving ----------------------------------------------------------------------------------------------


def test_two_who_move_one_appointment_clash(showroom: Showroom, card: int) -> None:
    one = fixes(showroom.consultant, card)
    appointment.change(showroom.consultant, one, 1, {"time": time(11)})
    with pytest.raises(Clash):
        appointment.change(showroom.manager, one, 1, {"time": time(12)})
    assert expected(showroom) == [("王丽", "11:00", "expected")]


def test_what_is_over_is_not_moved(showroom: Showroom, card: int) -> None:
    one = fixes(showroom.consultant, card)
    appointment.cancel(showroom.consultant, one, 1)
    with refused("E-APPOINTMENT-OVER"):
        appointment.change(showroom.consultant, one, 2, {"time": time(11)})
    with refused("E-APPOINTMENT-GONE"):
        appointment.cancel(showroom.consultant, 77, 1)


# --- who came --------------------------------------------------------------------------------------------


def test_registering_the_visit_ticks_the_appointment(showroom: Showroom, card: int) -> None:
    one = fixes(showroom.consultant, card)
    register_call(showroom.on(SATURDAY).reception, "", WANG)
    assert expected(showroom) == [("王丽", "10:00", "expected")], "a call is no arrival"
    came = register_walk_in(showroom.reception, "", WANG, traffic_type="邀约")
    assert (_row(one).state, _row(one).entry_id) == ("arrived", came.entry)
    undo(showroom.reception)
    assert (_row(one).state, _row(one).entry_id) == ("expected", None)


def test_somebody_else_or_another_day_ticks_nothing(showroom: Showroom, card: int) -> None:
    fixes(showroom.consultant, card)
    register_walk_in(showroom.reception, "", WANG)
    register_walk_in(showroom.on(SATURDAY).reception, "李强", LI)
    assert expected(showroom) == [("王丽", "10:00", "expected")]


def test_of_two_appointments_the_nearest_is_ticked_and_what_begins_within_two_hours(
    showroom: Showroom, card: int
) -> None:
    fixes(showroom.consultant, card, at="9:30")
    fixes(showroom.consultant, card, at="10:00", car="朗逸 1号")
    fixes(showroom.consultant, card, at="16:00", car="朗逸 1号")
    register_walk_in(showroom.on(SATURDAY, 9, 40).reception, "", WANG)
    assert [state for _name, _at, state in expected(showroom)] == ["arrived", "arrived", "expected"]
    register_walk_in(showroom.on(SATURDAY, 13).reception, "", WANG)
    assert [state for _name, _at, state in expected(showroom)] == ["arrived"] * 3, "early is here, too"


@pytest.mark.parametrize("way", ["bin", "struck", "another's"])
def test_a_row_that_goes_unticks_it(showroom: Showroom, card: int, way: str) -> None:
    one = fixes(showroom.consultant, card)
    register_walk_in(showroom.reception, "李强", LI)
    came = register_complete_walk_in(showroom.on(SATURDAY).reception, "", WANG)
    assert _row(one).state == "arrived"
    if way == "struck":
        close_day(showroom, SATURDAY)
    if way == "another's":
        correct(showroom.reception, came, phone=LI, guest_name="李强")
    else:
        remove(showroom.reception, came)
    assert (_row(one).state, _row(one).entry_id) == ("expected", None)
    assert check.findings(showroom.store) == []
    if way == "bin":
        restore(showroom.reception, came)
        assert (_row(one).state, _row(one).entry_id) == ("arrived", came)


def test_a_row_corrected_to_the_expected_guest_ticks_him(showroom: Showroom, card: int) -> None:
    one = fixes(showroom.consultant, card)
    came = register_walk_in(showroom.on(SATURDAY).reception, "王女士")
    correct(showroom.reception, came.entry, phone=WANG)
    assert _row(one).entry_id == came.entry


def test_the_reception_ticks_by_hand(showroom: Showroom, card: int) -> None:
    one = fixes(showroom.consultant, card)
    with refused("E-APPOINTMENT-EARLY"):
        appointment.tick(showroom.reception, one, 1)
    with pytest.raises(Denied):
        appointment.tick(showroom.on(SATURDAY).other_consultant, one, 1)
    appointment.tick(showroom.reception, one, 1)
    assert expected(showroom) == [("王丽", "10:00", "arrived")]


# --- who did not come (req 24) ---------------------------------------------------------------------------


def _missed(desk: Desk) -> list[str]:
    return [one.name for one in expected_guests.missed(desk)]


def test_who_did_not_come_stays_listed_until_somebody_says_why(showroom: Showroom, card: int) -> None:
    one = fixes(showroom.consultant, card)
    showroom.on(SATURDAY, 18)
    assert _missed(showroom.consultant) == [], "the day is not over"
    showroom.on(SATURDAY + timedelta(days=1))
    assert _missed(showroom.consultant) == _missed(showroom.reception) == ["王丽"]
    assert _missed(showroom.other_consultant) == []
    with pytest.raises(Invalid):
        appointment.not_come(showroom.consultant, one, 1, " ")
    appointment.not_come(showroom.consultant, one, 1, "the weather")
    assert (_row(one).state, _row(one).no_show_reason) == ("not_come", "天气原因"), "a word of the list"
    assert _missed(showroom.consultant) == []
    undo(showroom.consultant)
    assert _missed(showroom.consultant) == ["王丽"]


def test_whoever_comes_after_all_has_come(showroom: Showroom, card: int) -> None:
    one = fixes(showroom.consultant, card)
    appointment.not_come(showroom.on(SATURDAY, 12).reception, one, 1, "孩子发烧")
    register_walk_in(showroom.on(SATURDAY, 15).reception, "", WANG)
    assert (_row(one).state, _row(one).no_show_reason) == ("arrived", "")


def test_late_is_whose_hour_has_passed(showroom: Showroom, card: int) -> None:
    fixes(showroom.consultant, card, at="10:00")
    fixes(showroom.consultant, card, at="")

    def late(hour: int, minute: int) -> list[bool]:
        clock = showroom.on(SATURDAY, hour, minute).clock
        rows: tuple[Expected, ...] = expected_guests.expected(showroom.reception, SATURDAY)
        return [one.is_late(clock.local()) for one in rows]

    assert late(10, 0) == [False, False]
    assert late(10, 1) == [False, True], "without an hour nobody is late today"


def test_a_day_costs_the_same_number_of_statements_for_one_guest_and_for_thirty(
    showroom: Showroom, card: int
) -> None:
    def cost() -> int:
        return statements(showroom, lambda: expected_guests.expected(showroom.reception, SATURDAY))

    fixes(showroom.consultant, card, at="9:00")
    one = cost()
    for _again in range(29):
        fixes(showroom.consultant, card, at="9:00")
    assert len(expected(showroom)) == 30
    assert cost() == one
