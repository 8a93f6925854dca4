"""A new receptionist practises: ten tasks at the window, which tick themselves; then the next role."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from showroom import language
from showroom.forms.practice import TASKS
from showroom.models.store import Store
from showroom.remembered import Remembered
from showroom.rules.duties import Role
from showroom.services import practice
from showroom.services.practice import Sandbox
from showroom.services.traffic_day import Part
from showroom.ui.look.theme import Scheme, Theme
from showroom.ui.places import CUSTOMERS, DASHBOARD
from showroom.ui.practice import FRAME, Practice
from showroom.ui.window import Window
from tests.journeys.at_the_window import (
    LEFT,
    answering,
    click,
    go_to,
    hear,
    page,
    press,
    rows,
    settle,
    shell,
    write_over,
)
from tests.journeys.test_a_whole_day import closing, say
from tests.people import THURSDAY, clock_of_the_morning


@dataclass
class Practising:
    """The window, the practice in it, and the showroom it is in."""

    window: Window
    practice: Practice
    box: Sandbox

    @property
    def ticked(self) -> set[int]:
        """The numbers of the tasks with a tick, as they are printed."""
        return {place + 1 for place in self.practice.strip.done}

    @property
    def told(self) -> str:
        """The task in hand."""
        return self.practice.strip.task.text()


@pytest.fixture
def practising(
    look: Theme, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Practising]:
    """Thursday at twelve in a practice showroom, as its receptionist."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    clock = clock_of_the_morning()
    with practice.sandbox(lambda make: make(lambda _done, _all: None), clock) as box:
        assert box is not None
        clock.put(THURSDAY, 12, 0)
        with Store(box.path) as store:
            window = Window(
                store,
                clock,
                Remembered(box.folder / "settings.json"),
                inline=True,
                choose_path=lambda _parent, proposed: str(box.place_for(proposed)),
            )
            made = Practice(window, box, Role.RECEPTIONIST)
            window.resize(1440, 900)
            qtbot.addWidget(window)
            with qtbot.waitExposed(window):
                window.show()
            window.activateWindow()
            qtbot.waitUntil(lambda: window.shell is not None)
            settle()
            yield Practising(window, made, box)
            window.close()
    assert list(folder.iterdir()) == [], "nothing is left behind"


def register(line: str) -> None:
    press("F2")
    hear(line)
    press("Return")


def number_of(window: Window, guest: str) -> int:
    return next(place for place, one in enumerate(rows(window), 1) if one["guest"].startswith(guest))


def a_second_later(window: Window) -> None:
    shell(window).news.watch.timeout.emit()
    settle()


def say_lunch(window: Window) -> None:
    """By the first who is there."""
    one = page(window).rotation.people[0]
    say(window, one.line.name, "轮休")


def test_a_receptionist_does_her_ten_tasks(practising: Practising) -> None:
    window = practising.window
    assert practising.ticked == set()
    assert practising.told.startswith("1　说说今天谁在")
    say_lunch(window)
    assert practising.ticked == {1}
    assert practising.told.startswith("2　改写天气")
    menu = page(window).day_desk.weather_menu()
    next(one for one in menu.actions() if one.text() == "多云").trigger()
    settle()
    assert practising.ticked == {1, 2}
    register("王女士 13912345678 朗逸 2人")
    assert practising.ticked == {1, 2, 3}
    press("F2")
    hear("5678")
    press("Down", "Return")
    assert practising.ticked == {1, 2, 3, 4}
    register("3人 看车")
    assert practising.ticked == {1, 2, 3, 4, 5}
    go_to(window, number_of(window, "王女士"), "guest")
    press("F7")
    assert practising.ticked == {1, 2, 3, 4, 5, 6}
    write_over(window, number_of(window, "王女士"), "note_and_model", "周末再来")
    assert practising.ticked == {1, 2, 3, 4, 5, 6, 7}
    go_to(window, number_of(window, "王女士"), "number")
    page(window).rows.ask_reason = answering("登记错")
    press("Del")
    assert practising.ticked == {1, 2, 3, 4, 5, 6, 7}, "off is half of it"
    press("Ctrl+Z")
    assert practising.ticked == {1, 2, 3, 4, 5, 6, 7, 8}
    press("Ctrl+P")
    click(shell(window).preview.save)
    a_second_later(window)
    assert practising.ticked == {1, 2, 3, 4, 5, 6, 7, 8, 9}
    assert list(practising.box.folder.glob("*.pdf")), "the paper lies with the practice"
    press("Escape")
    close_the_day(window)
    assert practising.ticked == {*range(1, 11)}
    assert practising.told == "十项任务都完成了"


def close_the_day(window: Window) -> None:
    """Every gap is filled where it is named."""
    typed = {Part.LEVEL: "b", Part.NO_FILE_REASON: "不愿留电话", Part.CONSULTANT: "陈涛"}
    window._clock.put(THURSDAY, 18, 0)  # type: ignore[attr-defined]
    press("F8")
    panel = closing(window).panel
    for _gap in range(60):
        if not panel.editors:
            break
        hear(typed.get(panel.editors[0].part, ""))
        press("Return")
    press("Return")


def test_somebody_else_has_tasks_of_his_own_and_keeps_them(practising: Practising) -> None:
    window = practising.window
    say_lunch(window)
    practising.practice.be(Role.SHOWROOM_MANAGER)
    settle()
    assert practising.practice.strip.title.text() == "练习：展厅经理"
    assert practising.ticked == set()
    shell(window).show_page(DASHBOARD)
    settle()
    assert practising.ticked == {1}
    practising.practice.be(Role.RECEPTIONIST)
    settle()
    assert practising.ticked == {1}, "what was done stays done"
    assert practising.told.startswith("2")


def test_a_clerk_ticks_by_looking(practising: Practising) -> None:
    practising.practice.be(Role.CUSTOMER_SERVICE_CLERK)
    settle()
    shell(practising.window).show_page(CUSTOMERS)
    settle()
    assert 1 in practising.ticked
    assert 2 not in practising.ticked
    press("F1")
    assert 2 in practising.ticked


def test_the_frame_is_round_everything_and_lets_the_mouse_through(
    practising: Practising, look: Theme
) -> None:
    window = practising.window
    for scheme in (Scheme.LIGHT, Scheme.DARK):
        look.choose(scheme)
        settle()
        picture = window.grab().toImage()
        ratio = picture.devicePixelRatio()
        wide, high = window.width() - 1, window.height() - 1
        orange = QColor(look.tokens.orange)
        for x, y in (
            (1, 1),
            (wide - 1, 1),
            (1, high - 1),
            (wide - 1, high - 1),
            (wide // 2, 1),
            (1, high // 2),
        ):
            assert picture.pixelColor(round(x * ratio), round(y * ratio)) == orange
        inside = picture.pixelColor(round((FRAME + 4) * ratio), round((FRAME + 4) * ratio))
        assert inside != orange
    say_lunch(window)
    assert practising.ticked == {1}


def test_the_tasks_are_read_without_looking(practising: Practising) -> None:
    strip = practising.practice.strip
    assert strip.marks.accessibleName() == "10 项任务完成了 0 项"
    say_lunch(practising.window)
    assert strip.marks.accessibleName() == "10 项任务完成了 1 项"
    menu = strip.tasks_menu()
    assert [one.isChecked() for one in menu.actions()] == [True] + [False] * 9
    menu.actions()[4].trigger()
    assert practising.told.startswith("5")
    QTest.mouseClick(strip.marks, LEFT, pos=QPoint(strip.marks.width() - 8, 8))
    assert practising.told.startswith("10")


@pytest.mark.parametrize("code", language.LANGUAGES)
@pytest.mark.parametrize("width", [840, 1024, 1440])
def test_every_task_has_room(practising: Practising, look: Theme, code: str, width: int) -> None:
    window, strip = practising.window, practising.practice.strip
    window.resize(width, 700)
    language.use(code)
    look.apply()
    for role, tasks in TASKS.items():
        strip.show_role(role)
        for place in range(len(tasks)):
            strip.show_task(place)
            settle()
            for label in (strip.task, strip.how):
                needed = label.heightForWidth(label.width())
                assert label.height() >= needed, f"{code} {width}: {label.text()}"
            assert strip.leave.geometry().right() <= strip.width()


def test_another_language_is_spoken_by_the_strip_too(practising: Practising) -> None:
    window, strip = practising.window, practising.practice.strip
    say_lunch(window)
    shell(window).language_chosen.emit(language.ENGLISH)
    settle()
    assert strip.title.text() == "Practice: Reception"
    assert (strip.leave.text(), strip.leave.accessibleName()) == ("Leave practice", "Leave practice")
    assert practising.told.startswith("2　Write another weather")
    assert practising.ticked == {1}


def test_another_role_begins_with_its_first_task(practising: Practising) -> None:
    practising.practice.strip.show_task(7)
    practising.practice.be(Role.ADMINISTRATOR)
    settle()
    assert practising.told.startswith("1　")


def test_leaving_is_one_press(practising: Practising) -> None:
    assert practising.practice.strip.leave.text() == "离开练习"
    click(practising.practice.strip.leave)
    assert not practising.window.isVisible()
