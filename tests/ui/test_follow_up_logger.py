"""Logging a contact: what is proposed, which facts a level asks for, what a refusal leaves standing."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from showroom.models.car import DemoCar
from showroom.models.follow_up import Appointment, FollowUp
from showroom.models.prospect import Prospect
from showroom.rules.duties import Duty
from showroom.services import appointment
from showroom.ui.follow_up_logger import FollowUpLogger
from showroom.ui.today_page import TodayPage
from showroom.ui.window import Window
from tests.journeys.at_the_window import click, hear, press, settle, shell, toast
from tests.journeys.conftest import OpenWindow
from tests.people import CONSULTANT, PASSWORD, THURSDAY, Showroom, register_walk_in


@pytest.fixture
def logger(open_window: OpenWindow, showroom: Showroom) -> FollowUpLogger:
    """林悦 (A) is due today and open below her row."""
    showroom.on(THURSDAY - timedelta(days=7), 9)
    register_walk_in(showroom.reception, "林悦", "13800138047", received_by="陈涛", level="A")
    window: Window = open_window(showroom.on(THURSDAY, 10, 38))
    window.sign_in(CONSULTANT, PASSWORD)
    settle()
    page = shell(window).page
    assert isinstance(page, TodayPage)
    press("Return")
    return page.logger


def write_next(logger: FollowUpLogger, typed: str) -> None:
    """Into the field of the next date, and on with Enter."""
    logger.form.next.setFocus()
    logger.form.next.selectAll()
    hear(typed)
    press("Return")


def test_it_begins_with_what_is_usual_and_the_day_of_the_rule(logger: FollowUpLogger) -> None:
    form = logger.form
    assert (form.method, form.purpose.code, form.activity.code) == ("phone", "raise_certainty", "advance")
    assert form.next.text() == "3月12日 周四"
    assert form.sum.text() == "3月5日 电话 + A 每 7 天 = 3月12日"
    assert form.facts.isHidden()


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("=", THURSDAY),
        ("+3", THURSDAY + timedelta(3)),
        ("明天", THURSDAY + timedelta(1)),
        ("周六", THURSDAY + timedelta(2)),
        ("3.20", date(2026, 3, 20)),
    ],
)
def test_the_next_date_is_written_as_dates_are(logger: FollowUpLogger, typed: str, day: date) -> None:
    write_next(logger, typed)
    assert logger.form.next.day == day
    assert logger.form.sum.text() == "约定；按规则 3月5日 电话 + A 每 7 天 = 3月12日"


def test_what_is_no_date_stays_and_an_empty_field_goes_back_to_the_rule(logger: FollowUpLogger) -> None:
    write_next(logger, "下回")
    assert logger.form.next.text() == "下回"
    assert logger.form.next.property("invalid")
    write_next(logger, "+1")
    logger.form.next.selectAll()
    press("Del", "Return")
    assert logger.form.next.day is None
    assert logger.form.next.text() == "3月12日 周四"


def test_another_level_asks_for_its_fact(logger: FollowUpLogger) -> None:
    logger.form.levels.badges["A"].setFocus()
    QTest.keyClick(logger.form.levels.badges["A"], Qt.Key.Key_H)
    settle()
    assert logger.form.levels.level == "H"
    assert not logger.form.facts.isHidden()
    assert len(logger.form.facts.ticks) == 13
    assert logger.form.purpose.code == "close_deal"
    assert logger.form.next.text() == "3月7日 周六"
    logger.form.said.setFocus()
    hear("今天就定")
    press("Ctrl+Return")
    assert "H" in logger.form.problem.text()
    assert FollowUp.select().count() == 0
    logger.form.facts.to_first()
    press("Space")
    assert logger.form.facts.verdict.text() == "这些依据支持 H 级，由您决定。"
    press("Ctrl+Return")
    assert Prospect.get_by_id(FollowUp.get().prospect_id).level == "H"
    assert FollowUp.get().criteria == ("model_chosen",)


def test_nobody_answered_is_one_key_and_moves_nothing(logger: FollowUpLogger) -> None:
    press("F9")
    assert logger.form.sum.text() == "未接通不改期：3月5日 周四"
    press("Ctrl+Return")
    row = FollowUp.get()
    assert (row.result, row.reached, row.agreed_on, row.said) == ("no_answer", False, None, "")
    assert toast(logger.window()).startswith("林悦未接通，跟进日3月5日"), (
        "nothing that sounds like a new date"
    )


def test_taking_the_proposed_tomorrow_agrees_on_it(logger: FollowUpLogger) -> None:
    press("F9")
    click(logger.form.tomorrow)
    press("Ctrl+Return")
    assert FollowUp.get().agreed_on == THURSDAY + timedelta(1)


def test_nothing_said_is_refused_beside_the_field(logger: FollowUpLogger) -> None:
    press("Ctrl+Return")
    assert logger.form.problem.text() == "请简单写下谈了什么。"
    assert logger.form.said.property("invalid")
    hear("聊")
    assert logger.form.problem.isHidden()


def test_the_rest_is_behind_more(logger: FollowUpLogger) -> None:
    hear("加微信了")
    click(logger.form.more)
    assert logger.form.result.hasFocus()
    logger.form.minutes.setFocus()
    hear("12")
    logger.form.other_method.choose("email")
    logger.form.other_method.picked.emit("email")
    logger.form.next_method.choose("wechat")
    press("Ctrl+Return")
    row = FollowUp.get()
    assert (row.method, row.minutes, row.next_method) == ("email", 12, "wechat")


def test_ordered_is_no_level_to_choose(logger: FollowUpLogger) -> None:
    assert "O" not in set(logger.form.levels.offered())
    assert set("HABC") <= set(logger.form.levels.offered())


# -- a visit or a test drive, fixed in the same act -----------------------------------------------------


SATURDAY = THURSDAY + timedelta(days=2)


@pytest.fixture
def cars(showroom: Showroom) -> Showroom:
    """Two test cars; the first is 李娜's on Saturday at ten."""
    with showroom.administrator.work(Duty.KEEP_DEMO_CARS) as work:
        first, _second = (
            work.add(DemoCar, name=name, position=place)
            for place, name in enumerate(("朗逸 1号", "途观L 1号"))
        )
    showroom.on(THURSDAY - timedelta(days=1), 9)
    register_walk_in(showroom.reception, "赵敏", "13700001111", received_by="李娜", level="B")
    other = Prospect.select().order_by(Prospect.id.desc()).get().id
    drive = {"kind": "test_drive", "day": SATURDAY, "time": time(10), "car": first}
    appointment.make(showroom.other_consultant, other, drive)
    return showroom


def fixes(logger: FollowUpLogger, *texts: str) -> None:
    """From the words that were said on by Tab: what, day, time, car; each field as it comes."""
    logger.form.said.setFocus()
    for text in texts:
        press("Tab")
        hear(text)


def test_a_visit_is_fixed_by_keyboard_with_the_contact(logger: FollowUpLogger) -> None:
    hear("周六带先生来看车")
    fixes(logger, "来店", "周六", "940")
    press("Return")
    assert logger.form.next.text() == "3月7日 周六"
    assert logger.form.sum.text().startswith("预约日；按规则")
    press("Ctrl+Return")
    contact, fixed = FollowUp.get(), Appointment.get()
    assert (fixed.follow_up_id, fixed.kind, fixed.day, fixed.time) == (
        contact.id,
        "visit",
        SATURDAY,
        time(9, 40),
    )
    assert contact.agreed_on == SATURDAY
    press("Ctrl+Z")
    assert Appointment.get().removed_at is not None


def test_without_an_appointment_nothing_is_fixed(logger: FollowUpLogger) -> None:
    hear("下周再说")
    press("Ctrl+Return")
    assert FollowUp.get().agreed_on is None
    assert Appointment.select().count() == 0


def test_a_car_that_is_taken_is_said_at_the_line_and_nothing_is_lost(
    cars: Showroom, logger: FollowUpLogger
) -> None:
    hear("周六来试驾")
    fixes(logger, "试驾", "周六", "10:00", "朗逸 1号")
    press("Ctrl+Return")
    line = logger.form.appointment
    assert line.beside.text() == "10:00 已被预约：李娜已约朗逸 1号。未作保存，请另选时间或车辆。"
    assert logger.form.problem.isHidden()
    assert line.editors["time"].widget.hasFocus()
    assert FollowUp.select().count() == 0
    press("Ctrl+A")
    hear("10:30")
    assert "可约" in line.beside.text()
    press("Ctrl+Return")
    fixed = Appointment.get(Appointment.follow_up == FollowUp.get().id)
    assert (fixed.slot, FollowUp.get().said) == (f"{fixed.car_id} 2026-03-07 10:30", "周六来试驾")


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (("来店", "3.4"), "这一天已过，请选今天或以后的日期。"),
        (("试驾", "周六", "10:00"), "请选择试驾车。"),
    ],
)
def test_what_cannot_be_fixed_is_said_at_the_line(
    cars: Showroom, logger: FollowUpLogger, texts: tuple[str, ...], told: str
) -> None:
    hear("来看车")
    fixes(logger, *texts)
    press("Ctrl+Return")
    assert logger.form.appointment.beside.text() == told
    assert logger.form.problem.isHidden()
    assert not logger.form.next.property("invalid")
    assert FollowUp.select().count() == 0


def test_what_was_fixed_and_not_logged_is_kept_with_the_draft(logger: FollowUpLogger) -> None:
    fixes(logger, "来店", "周六")
    press("Escape", "Return")
    assert logger.form.appointment.texts() == {"kind": "来店", "day": "2026-03-07"}
    assert logger.form.said.toPlainText() == ""


def test_a_next_date_that_is_none_is_never_saved_past(logger: FollowUpLogger) -> None:
    """What was agreed with the customer is not dropped because it was written oddly."""
    hear("价格认可，下回再约")
    logger.form.next.setFocus()
    logger.form.next.selectAll()
    hear("下回")
    press("Ctrl+Return")
    assert not FollowUp.select().exists()
    assert "下回" in logger.form.problem.text()
    assert (logger.form.next.text(), logger.form.said.toPlainText()) == ("下回", "价格认可，下回再约")
    write_next(logger, "周六")
    press("Ctrl+Return")
    assert FollowUp.get().agreed_on == THURSDAY + timedelta(2)


def test_midnight_passes_while_it_is_open(logger: FollowUpLogger, showroom: Showroom) -> None:
    """G4: the contact is of the day it is logged on, and 明天 is the day after that one."""
    hear("价格认可")
    showroom.on(THURSDAY + timedelta(1), 0, 1)
    page_of(logger)._minute_passed()
    settle()
    assert logger.form.said.toPlainText() == "价格认可"
    assert logger.form.sum.text().startswith("3月6日 电话")
    write_next(logger, "明天")
    press("Ctrl+Return")
    row = FollowUp.get()
    assert (row.day, row.agreed_on) == (THURSDAY + timedelta(1), THURSDAY + timedelta(2))


def page_of(logger: FollowUpLogger) -> TodayPage:
    page = logger.window().shell.page
    assert isinstance(page, TodayPage)
    return page


def test_a_sum_without_room_stands_on_a_line_of_its_own(logger: FollowUpLogger) -> None:
    form = logger.form
    for width in (900, 560, 900):
        form.resize(width, form.height())
        settle()
        assert form.sum.width() >= form.sum.wanted().width(), "the date at its end is never cut off"


def test_facts_without_room_beside_each_other_stand_below(logger: FollowUpLogger) -> None:
    facts = logger.form.facts
    facts.show()
    for width in (1200, 300, 1200):
        facts.resize(width, facts.sizeHint().height())
        settle()
        assert facts.ticks
        assert all(tick.width() >= tick.sizeHint().width() for tick in facts.ticks.values())
