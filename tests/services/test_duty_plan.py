"""The duty plan: what was planned, what became of it, and how evenly a month was shared out."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from showroom.errors import Denied
from showroom.rules.duties import Role
from showroom.rules.rotation import State
from showroom.services import duty_plan, rotation
from showroom.services.duty_plan import DutyDay, DutyLine, Fairness
from tests.people import (
    CONSULTANT,
    OTHER_CONSULTANT,
    THURSDAY,
    Showroom,
    register_call,
    register_walk_in,
    remove,
    staff_id,
    statements,
    undo,
)

FRIDAY = THURSDAY + timedelta(days=1)


def line_of(showroom: Showroom, user: str, month: int = 3) -> DutyLine:
    found = duty_plan.plan_of_month(showroom.reception, 2026, month).lines
    return next(line for line in found if line.staff == staff_id(user))


def day_of(showroom: Showroom, user: str, day: date) -> DutyDay:
    return line_of(showroom, user, day.month).days[day.day - 1]


def share_of(showroom: Showroom, user: str) -> Fairness:
    found = duty_plan.fairness(showroom.reception, 2026, 3)
    return next(one for one in found if one.staff == staff_id(user))


def test_a_month_has_a_line_for_every_consultant_and_a_day_for_every_day(showroom: Showroom) -> None:
    month = duty_plan.plan_of_month(showroom.reception, 2026, 2)
    assert [line.name for line in month.lines] == ["陈涛", "李娜"]
    assert {len(line.days) for line in month.lines} == {len(month.days)} == {28}
    assert {day.public.chinese for day in month.days if day.public} >= {"春节"}


def test_what_is_planned_stands_on_its_day_until_it_is_undone(showroom: Showroom) -> None:
    rotation.plan(showroom.reception, staff_id(CONSULTANT), FRIDAY, State.LEAVE)
    assert day_of(showroom, CONSULTANT, FRIDAY) == DutyDay(planned=State.LEAVE)
    assert day_of(showroom, OTHER_CONSULTANT, FRIDAY) == DutyDay()
    assert day_of(showroom, CONSULTANT, FRIDAY + timedelta(days=31)) == DutyDay()
    undo(showroom.reception)
    assert day_of(showroom, CONSULTANT, FRIDAY) == DutyDay()


def test_a_day_that_is_over_was_what_they_said_not_what_was_planned(showroom: Showroom) -> None:
    rotation.plan(showroom.reception, staff_id(CONSULTANT), THURSDAY, State.OFF)
    rotation.plan(showroom.reception, staff_id(OTHER_CONSULTANT), THURSDAY, State.ON)
    rotation.set_state(showroom.reception, staff_id(CONSULTANT), State.ON)
    rotation.set_state(showroom.reception, staff_id(CONSULTANT), State.HOME)
    rotation.set_state(showroom.reception, staff_id(OTHER_CONSULTANT), State.LEAVE)
    came, did_not = (day_of(showroom, who, THURSDAY) for who in (CONSULTANT, OTHER_CONSULTANT))
    assert (came.planned, came.was, came.on_duty) == (State.OFF, State.ON, True)
    assert (did_not.planned, did_not.was, did_not.on_duty) == (State.ON, State.LEAVE, False)


def test_who_left_stays_in_the_months_they_worked_in(showroom: Showroom) -> None:
    rotation.set_state(showroom.reception, staff_id(CONSULTANT), State.ON)
    showroom.changes_role(CONSULTANT, Role.RECEPTIONIST)
    assert not line_of(showroom, CONSULTANT).here
    assert line_of(showroom, OTHER_CONSULTANT).here
    april = duty_plan.plan_of_month(showroom.reception, 2026, 4)
    assert [line.name for line in april.lines] == ["李娜"]


# -- fairness ------------------------------------------------------------------------------------------


def test_nothing_yet_is_nothing_and_not_a_division(showroom: Showroom) -> None:
    assert share_of(showroom, CONSULTANT) == Fairness(staff_id(CONSULTANT), "陈涛", 0, 0, 0, 0)
    assert share_of(showroom, CONSULTANT).a_day is None


def test_first_visits_be_backs_days_and_passed_turns_are_counted_apart(showroom: Showroom) -> None:
    for day in (THURSDAY, FRIDAY):
        showroom.on(day)
        rotation.set_state(showroom.reception, staff_id(CONSULTANT), State.ON)
    rotation.plan(showroom.reception, staff_id(CONSULTANT), FRIDAY + timedelta(days=1), State.ON)
    showroom.on(THURSDAY, 10)
    register_walk_in(showroom.reception, "王丽", "13812345678", received_by="陈涛")
    register_walk_in(showroom.reception, "李强", received_by="陈涛")
    register_walk_in(showroom.reception, "何军", received_by="李娜")
    register_call(showroom.reception, "贺军", "13900880456", received_by="陈涛")
    rotation.pass_turn(showroom.reception, staff_id(CONSULTANT), "开会")
    rotation.take_back(showroom.reception, staff_id(CONSULTANT))
    showroom.on(FRIDAY, 10)
    gone = register_walk_in(showroom.reception, "李雷", received_by="陈涛")
    register_walk_in(showroom.reception, "王丽", "13812345678", received_by="陈涛")
    register_walk_in(showroom.reception, "孙悦", purpose="提车", received_by="陈涛")
    remove(showroom.reception, gone.entry)
    mine, others = share_of(showroom, CONSULTANT), share_of(showroom, OTHER_CONSULTANT)
    assert (mine.days, mine.first, mine.repeat, mine.passed, mine.a_day) == (2, 2, 1, 1, 1.0)
    assert (others.days, others.first, others.repeat, others.passed) == (0, 1, 0, 0)


def test_days_to_come_are_no_days_on_duty(showroom: Showroom) -> None:
    for day in (THURSDAY, FRIDAY):
        rotation.plan(showroom.reception, staff_id(CONSULTANT), day, State.ON)
    assert share_of(showroom, CONSULTANT).days == 1
    showroom.on(FRIDAY)
    assert share_of(showroom, CONSULTANT).days == 2


def test_reading_costs_the_same_however_much_happened(showroom: Showroom) -> None:
    desk = showroom.reception

    def cost() -> tuple[int, int]:
        return (
            statements(showroom, lambda: duty_plan.plan_of_month(desk, 2026, 3)),
            statements(showroom, lambda: duty_plan.fairness(desk, 2026, 3)),
        )

    quiet = cost()
    rotation.all_here(desk)
    rotation.pass_turn(desk, staff_id(CONSULTANT), "开会")
    for number in range(20):
        register_walk_in(desk, f"客人{number}", f"138{number:08}")
    assert cost() == quiet


def test_who_may_not_read_the_log_sees_no_plan(showroom: Showroom) -> None:
    for read in (duty_plan.plan_of_month, duty_plan.fairness):
        with pytest.raises(Denied):
            read(showroom.administrator, 2026, 3)
