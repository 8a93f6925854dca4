"""The line that fixes a visit or a test drive: what it asks, what it says of the cars, what it gives."""

from __future__ import annotations

from datetime import date, time

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from showroom.errors import Invalid, Problem
from showroom.forms import choices
from showroom.forms.appointment import CarTimes
from showroom.forms.field import Option
from showroom.ui.appointment_line import AppointmentLine
from showroom.ui.look.theme import Theme
from tests.journeys.at_the_window import hear, press

SATURDAY = date(2026, 3, 7)
LISTS = {**choices.FIXED, "demo_car": (Option("1", "朗逸 1号"), Option("2", "途观L 1号"))}
HALF_HOURS = (time(9), time(9, 30), time(10), time(10, 30))
CARS = (
    CarTimes(1, "朗逸 1号", HALF_HOURS, {time(10): "李娜"}),
    CarTimes(2, "途观L 1号", HALF_HOURS, dict.fromkeys(HALF_HOURS, "陈涛")),
)


@pytest.fixture
def page(look: Theme, qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


@pytest.fixture
def line(page: QWidget) -> AppointmentLine:
    """The line on a page; whoever asks for the cars of a day is answered."""
    line = AppointmentLine(lambda: date(2026, 3, 5), page)
    line.day_chosen.connect(lambda _day: line.show_cars(CARS))
    line.open(LISTS)
    line.show()
    return line


def write(line: AppointmentLine, **texts: str) -> None:
    """Somebody types into the fields, one after another."""
    for key, text in texts.items():
        editor = line.editors[key]
        editor.take_pen()
        hear(text)
        press("Tab")


def asked(line: AppointmentLine) -> list[str]:
    return [key for key, editor in line.editors.items() if not editor.widget.isHidden()]


def test_nothing_is_fixed_until_a_kind_is_chosen(line: AppointmentLine) -> None:
    assert (line.empty, line.values(), asked(line)) == (True, None, ["kind"])


def test_a_visit_asks_for_no_car(line: AppointmentLine) -> None:
    write(line, kind="来店", day="周六", time="940")
    assert asked(line) == ["kind", "day", "time"]
    assert line.values() == {"kind": "visit", "day": SATURDAY, "time": time(9, 40), "car": None}
    assert not line.beside.text()


def test_a_test_drive_says_which_half_hours_of_which_car_are_free(line: AppointmentLine) -> None:
    days: list[date] = []
    line.day_chosen.connect(days.append)
    write(line, kind="试驾", day="周六")
    assert days == [SATURDAY]
    assert line.beside.text() == "朗逸 1号可约：09:00–10:00, 10:30–11:00　途观L 1号可约：–"
    write(line, car="朗逸 1号")
    assert line.beside.text() == "朗逸 1号可约：09:00–10:00, 10:30–11:00"
    write(line, time="10:20")
    assert line.beside.text() == "10:20 已被预约：李娜已约朗逸 1号。"
    assert line.values() == {"kind": "test_drive", "day": SATURDAY, "time": time(10, 20), "car": 1}


def test_a_day_that_is_not_written_is_said_below_the_line(line: AppointmentLine) -> None:
    write(line, kind="来店", day="2024-02-30")
    with pytest.raises(Invalid):
        line.values()
    assert line.beside.text()
    assert line.texts() == {"kind": "来店", "day": "2024-02-30"}, "what was typed is still there"


def test_what_the_store_refuses_marks_its_field(line: AppointmentLine) -> None:
    write(line, kind="来店", day="2026-03-04")
    line.refuse(Invalid(Problem("day", "这一天已过。", {})))
    assert line.beside.text() == "这一天已过。"
    assert line.editors["day"].widget.hasFocus()
    write(line, day="+1")
    assert not line.beside.text(), "once it is written anew nothing is said"


def test_what_was_typed_before_comes_back(line: AppointmentLine) -> None:
    write(line, kind="试驾", day="周六", time="9:00", car="朗逸 1号")
    kept = line.texts()
    line.open(LISTS)
    assert line.empty
    line.open(LISTS, kept)
    assert line.texts() == kept
