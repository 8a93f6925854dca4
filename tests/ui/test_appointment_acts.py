"""What is fixed, beside today's work and beside the card: answered for, moved, cancelled, driven."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QMenu

from showroom import language
from showroom.models.car import DemoCar
from showroom.models.customer import FamilyMember
from showroom.models.follow_up import Appointment
from showroom.models.prospect import Prospect
from showroom.models.sale import Drive
from showroom.rules.duties import Duty
from showroom.services import appointment
from showroom.ui.appointment_lines import AppointmentLines
from showroom.ui.customer_card_page import CustomerCardPage
from showroom.ui.today_page import TodayPage
from showroom.ui.window import Window
from tests.journeys.at_the_window import answering, choose_from_menu, hear, press, settle, shell, toast
from tests.journeys.conftest import OpenWindow
from tests.people import CONSULTANT, MANAGER, PASSWORD, RECEPTIONIST, THURSDAY, Showroom

SATURDAY = THURSDAY + timedelta(days=2)


def fixes(showroom: Showroom, day: date, at: time = time(16), **more: Any) -> int:
    """陈涛 expects 王丽, as was said the day before that day."""
    showroom.on(day - timedelta(days=1), 17)
    values = {"kind": "visit", "day": day, "time": at, "car": None} | more
    return appointment.make(showroom.consultant, Prospect.get().id, values).appointment


def drives(showroom: Showroom, day: date, at: time = time(10)) -> int:
    """A test drive of a car that is lent."""
    with showroom.administrator.work(Duty.KEEP_DEMO_CARS) as work:
        car = work.add(DemoCar, name="朗逸 1号")
    return fixes(showroom, day, at, kind="test_drive", car=car)


def open_today(window: Window, user: str = CONSULTANT) -> TodayPage:
    window.sign_in(user, PASSWORD)
    settle()
    page = shell(window).page
    assert isinstance(page, TodayPage)
    return page


def open_card(window: Window, user: str = CONSULTANT) -> CustomerCardPage:
    window.sign_in(user, PASSWORD)
    shell(window).show_card(Prospect.get().id, ())
    settle()
    page = shell(window).page
    assert isinstance(page, CustomerCardPage)
    return page


def read_out(section: AppointmentLines) -> list[str]:
    return [line.words.text for line in section.lines] if section.wanted else []


def presses(section: AppointmentLines) -> None:
    """Enter on the first line."""
    section.lines[0].setFocus()
    press("Return")


def offered() -> list[str]:
    """What can be chosen from the open menu, which then closes."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    words = [act.text() for act in menu.actions() if act.text()]
    menu.close()
    return words


def row(one: int) -> tuple[str, str]:
    found = Appointment.get_by_id(one)
    return found.state, found.no_show_reason


# -- beside today's work ------------------------------------------------------------------------------


@pytest.mark.parametrize("days", [1, 200])
def test_who_did_not_come_stays_there_until_one_press_gives_the_reason(
    open_window: OpenWindow, morning: Showroom, days: int
) -> None:
    one = fixes(morning, THURSDAY)
    morning.on(THURSDAY + timedelta(days), 9)
    page = open_today(open_window(morning))
    assert read_out(page.beside.no_shows) == ["王丽, 到店, 3月5日"]
    assert read_out(page.beside.expected) == []
    presses(page.beside.no_shows)
    choose_from_menu("临时有事")
    assert row(one) == ("not_come", "临时有事")
    assert read_out(page.beside.no_shows) == []
    press("Ctrl+Z")
    assert read_out(page.beside.no_shows) == ["王丽, 到店, 3月5日"]


def test_a_reason_in_words_of_ones_own(open_window: OpenWindow, morning: Showroom) -> None:
    one = fixes(morning, THURSDAY)
    morning.on(THURSDAY + timedelta(1), 9)
    page = open_today(open_window(morning))
    presses(page.beside.no_shows)
    asked = answering("孩子发烧")
    choose_from_menu("其他…")
    assert len(asked) == 1
    assert row(one) == ("not_come", "孩子发烧")


def test_another_consultant_is_not_asked(open_window: OpenWindow, morning: Showroom) -> None:
    """The control: it is his guest and his manager's, nobody else's."""
    fixes(morning, THURSDAY)
    morning.on(THURSDAY + timedelta(1), 9)
    window = open_window(morning)
    assert read_out(open_today(window, "lina").beside.no_shows) == []
    assert read_out(open_today(window, MANAGER).beside.no_shows) == ["王丽, 到店, 3月5日"]


def test_who_is_expected_today_opens_the_card_and_has_a_menu(
    open_window: OpenWindow, morning: Showroom
) -> None:
    one = fixes(morning, THURSDAY)
    page = open_today(open_window(morning.on(THURSDAY, 10, 38)))
    assert read_out(page.beside.expected) == ["王丽, 到店, 16:00"]
    wanted: list[int] = []
    page.card_wanted.connect(lambda card, _among: wanted.append(card))
    page.beside.menu_wanted.emit(page.beside.expected.rows[0], page.pos())
    choose_from_menu("取消预约")
    assert row(one)[0] == "cancelled"
    assert read_out(page.beside.expected) == []
    press("Ctrl+Z")
    presses(page.beside.expected)
    assert wanted == [Prospect.get().id]


def test_a_drive_that_was_ticked_is_put_on_the_card(open_window: OpenWindow, morning: Showroom) -> None:
    one = drives(morning, THURSDAY)
    appointment.tick(morning.on(THURSDAY, 10, 5).reception, one, 1)
    page = open_today(open_window(morning.on(THURSDAY, 10, 38)))
    assert read_out(page.beside.expected) == ["王丽, 试驾, 试驾待补记"]
    presses(page.beside.expected)
    choose_from_menu("记下试驾")
    form = page.appointments.forms.panel.form
    assert (form.texts()["car"], form.texts()["time"]) == ("朗逸 1号", "10:00")
    form.editors["kilometres"].take_pen()
    hear("12")
    page.appointments.forms.panel.give.click()
    settle()
    made = Drive.get()
    assert (made.appointment_id, made.kilometres, made.accompanied_by_id) == (
        one,
        12,
        morning.consultant.staff,
    )
    assert read_out(page.beside.expected) == ["王丽, 试驾, 已到店"]


def test_the_line_in_hand_may_go_while_a_form_is_open(open_window: OpenWindow, morning: Showroom) -> None:
    one = fixes(morning, THURSDAY)
    page = open_today(open_window(morning.on(THURSDAY, 10, 38)))
    page.beside.expected.lines[0].setFocus()
    page.appointments.forms.change(page.beside.expected.rows[0])
    settle()
    assert page.appointments.forms.panel.isVisible()
    appointment.tick(morning.reception, one, 1)
    page.refresh()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    settle()
    press("Escape")
    assert not page.appointments.forms.panel.isVisible()


def test_birthdays_of_the_week_stand_beside_the_work(open_window: OpenWindow, morning: Showroom) -> None:
    customer = Prospect.get().customer_id
    with morning.manager.work(Duty.KEEP_CARD) as work:
        work.add(FamilyMember, customer=customer, relation="spouse", name="陈强", birthday="1990-03-06")
    page = open_today(open_window(morning))
    assert [line.words.text for line in page.beside.birthdays.lines] == ["王丽, 配偶, 明天，3月6日"]


# -- beside the card ----------------------------------------------------------------------------------


def test_it_is_moved_from_the_card(open_window: OpenWindow, morning: Showroom) -> None:
    one = fixes(morning, SATURDAY)
    page = open_card(open_window(morning.on(THURSDAY, 10, 38)))
    assert read_out(page.side.appointments) == ["3月7日 周六 16:00, 到店, 改约、取消"]
    presses(page.side.appointments)
    choose_from_menu("改约…")
    panel = page.acts.appointments.acts.forms.panel
    panel.form.editors["day"].take_pen()
    press("Ctrl+A")
    hear("周日")
    press("Tab")
    press("Ctrl+A")
    hear("9:30")
    panel.give.click()
    settle()
    assert not panel.isVisible()
    assert read_out(page.side.appointments) == ["3月8日 周日 09:30, 到店, 改约、取消"]
    assert Appointment.get_by_id(one).day == SATURDAY + timedelta(1)
    assert toast(shell_of(page)).startswith("已改约王丽")


def shell_of(page: CustomerCardPage) -> Window:
    found = page.window()
    assert isinstance(found, Window)
    return found


def test_a_car_that_is_taken_is_said_in_the_form_which_stays(
    open_window: OpenWindow, morning: Showroom
) -> None:
    first = drives(morning, SATURDAY)
    car = Appointment.get_by_id(first).car_id
    fixes(morning, SATURDAY, time(11), kind="test_drive", car=car)
    page = open_card(open_window(morning.on(THURSDAY, 10, 38)))
    forms = page.acts.appointments.acts.forms
    forms.change(page.side.appointments.rows[1])
    settle()
    assert "朗逸 1号可约" in forms.panel.note.text()
    forms.panel.form.editors["time"].take_pen()
    press("Ctrl+A")
    hear("10:00")
    assert forms.panel.note.text() == "10:00 已被预约：陈涛已约朗逸 1号。"
    forms.panel.give.click()
    settle()
    assert forms.panel.isVisible()
    assert forms.panel.problem.text().startswith("10:00 已被预约")
    press("Escape")
    forms.change(page.side.appointments.rows[1])
    settle()
    assert forms.panel.form.texts()["time"] == "10:00", "what was typed is still there"


def test_who_did_not_come_and_why_stands_on_the_card(open_window: OpenWindow, morning: Showroom) -> None:
    one = fixes(morning, THURSDAY)
    page = open_card(open_window(morning.on(THURSDAY + timedelta(1), 9)))
    assert read_out(page.side.appointments) == ["3月5日 周四 16:00, 到店, 未到店"]
    presses(page.side.appointments)
    choose_from_menu("天气原因")
    assert row(one) == ("not_come", "天气原因")
    assert read_out(page.side.appointments) == ["3月5日 周四 16:00, 到店, 天气原因"]


def test_the_front_desk_ticks_and_moves_nothing(open_window: OpenWindow, morning: Showroom) -> None:
    fixes(morning, THURSDAY)
    window = open_window(morning.on(THURSDAY, 16, 5))
    page = open_card(window, RECEPTIONIST)
    presses(page.side.appointments)
    assert offered() == ["已到店，不另登记", "未到店"]
    page = open_card(window)
    presses(page.side.appointments)
    assert offered() == ["已到店，不另登记", "改约…", "取消预约", "未到店"]


def test_what_is_still_to_come_can_only_be_moved_or_cancelled(
    open_window: OpenWindow, morning: Showroom
) -> None:
    fixes(morning, SATURDAY)
    page = open_card(open_window(morning.on(THURSDAY, 10, 38)))
    presses(page.side.appointments)
    assert offered() == ["改约…", "取消预约"]


def test_a_card_without_appointments_has_no_section(open_window: OpenWindow, morning: Showroom) -> None:
    page = open_card(open_window(morning))
    assert not page.side.appointments.isVisible()


def test_in_english(open_window: OpenWindow, morning: Showroom) -> None:
    language.use(language.ENGLISH)
    fixes(morning, THURSDAY)
    page = open_today(open_window(morning.on(THURSDAY + timedelta(1), 9)))
    assert read_out(page.beside.no_shows) == ["王丽, visit, 5 Mar"]
    presses(page.beside.no_shows)
    assert offered()[-4:] == [
        "Has come, without a row",
        "Another day or time…",
        "Cancel the appointment",
        "To the card",
    ]
