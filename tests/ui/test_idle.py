"""Nobody at the window: it locks by itself (R10); a session that is over ends at once (R12–R14)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu

from showroom.errors import Unavailable
from showroom.rules.duties import Role
from showroom.services import own_secrets, settings
from showroom.ui import present
from showroom.ui.window import Window
from tests.journeys.at_the_window import (
    compose,
    go_to,
    hear,
    labels,
    page,
    press,
    settle,
    shell,
    sign_in,
    sign_in_page,
    when_a_dialog_opens,
)
from tests.people import FACTS, PASSWORD, RECEPTIONIST, Showroom, log_of, register_walk_in

NEW_PASSWORD = "qing-ting-7741"


@pytest.fixture
def desk(window: Window, morning: Showroom) -> Window:
    """周敏 sits there; a guest of the morning is on the sheet."""
    register_walk_in(morning.reception, "李强", "13711112222")
    sign_in(window, "周敏")
    return window


def pass_(window: Window, showroom: Showroom, minutes: float) -> None:
    """Time passes, and the second after it comes round."""
    showroom.clock.at += timedelta(minutes=minutes)
    look_up(window)


def look_up(window: Window) -> None:
    if window.shell is not None:
        window.shell.news.watch.timeout.emit()
    settle()


def is_locked(window: Window) -> bool:
    return window.shell is None


# -- ten minutes --------------------------------------------------------------------------------------


def test_after_ten_minutes_nothing_of_a_customer_is_in_view(desk: Window, morning: Showroom) -> None:
    hear("张伟 13911112222")
    pass_(desk, morning, 9.9)
    assert not is_locked(desk)
    pass_(desk, morning, 0.1)
    assert is_locked(desk)
    said = [label.text() for label in desk.findChildren(QLabel) if label.isVisible()]
    assert not any(name in words for words in said for name in ("李强", "张伟", "139"))
    assert desk.windowTitle() == f"Showroom　{FACTS.dealer}"


def test_she_comes_back_to_her_words(desk: Window, morning: Showroom) -> None:
    hear("张伟 13911112222")
    pass_(desk, morning, 10)
    assert sign_in_page(desk).chosen.accessibleName() == "周敏"
    hear(PASSWORD)
    press("Return")
    assert shell(desk).top.strip.text() == "张伟 13911112222"
    assert log_of(morning.reception).rows[-1].guest_name == "李强", "nothing was registered"


def test_she_comes_back_to_the_day_she_looked_at(desk: Window, morning: Showroom) -> None:
    press("PgUp")
    day = page(desk).day
    assert day < morning.clock.today()
    pass_(desk, morning, 10)
    sign_in(desk, "周敏")
    assert page(desk).day == day
    pass_(desk, morning, 10)
    sign_in(desk, "陈涛")
    assert page(desk).day == morning.clock.today(), "he was not there before"


def test_the_next_morning_begins_with_the_day(desk: Window, morning: Showroom) -> None:
    press("PgUp")
    pass_(desk, morning, 24 * 60)
    assert is_locked(desk)
    sign_in(desk, "周敏")
    assert page(desk).day == morning.clock.today()


def test_another_person_finds_none_of_her_words(desk: Window, morning: Showroom) -> None:
    hear("张伟 13911112222")
    pass_(desk, morning, 10)
    sign_in(desk, "陈涛")
    assert shell(desk).top.strip.text() == ""


def test_the_showroom_says_how_long(desk: Window, morning: Showroom) -> None:
    settings.keep(morning.administrator, replace(FACTS, idle_minutes=2))
    pass_(desk, morning, 1.9)
    assert not is_locked(desk)
    pass_(desk, morning, 0.1)
    assert is_locked(desk)


# -- a hand on it -------------------------------------------------------------------------------------


def type_a_letter(window: Window) -> None:
    hear("x")


def press_a_shortcut(window: Window) -> None:
    press("F5")


def compose_a_character(window: Window) -> None:
    compose("zhang")


def click_the_sheet(window: Window) -> None:
    go_to(window, 1, "number")


def move_the_mouse(window: Window) -> None:
    QTest.mouseMove(page(window).table.viewport(), QPoint(40, 40))
    move_pointer(window, 41)


def turn_the_wheel(window: Window) -> None:
    sheet = page(window).table.viewport()
    at = QPointF(20, 20)
    turned = QWheelEvent(
        at,
        sheet.mapToGlobal(at),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(sheet, turned)


def move_pointer(window: Window, x: int) -> None:
    sheet = page(window).table.viewport()
    at = QPointF(x, 40)
    none = Qt.MouseButton.NoButton
    moved = QMouseEvent(
        QEvent.Type.MouseMove, at, sheet.mapToGlobal(at), none, none, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(sheet, moved)


@pytest.mark.parametrize(
    "hand",
    [type_a_letter, press_a_shortcut, compose_a_character, click_the_sheet, move_the_mouse, turn_the_wheel],
)
def test_a_hand_on_it_begins_anew(desk: Window, morning: Showroom, hand: Callable[[Window], None]) -> None:
    pass_(desk, morning, 9)
    hand(desk)
    pass_(desk, morning, 9)
    assert not is_locked(desk)
    pass_(desk, morning, 1)
    assert is_locked(desk)


def test_a_pointer_that_lies_still_is_no_hand(desk: Window, morning: Showroom) -> None:
    move_pointer(desk, 40)
    pass_(desk, morning, 9)
    move_pointer(desk, 40)
    pass_(desk, morning, 1)
    assert is_locked(desk)


def test_what_is_open_over_it_is_closed_first(desk: Window, morning: Showroom) -> None:
    menu = QMenu(desk)
    menu.addAction("李强")
    menu.popup(desk.mapToGlobal(QPoint(20, 20)))
    pass_(desk, morning, 10)
    assert not menu.isVisible()
    look_up(desk)
    assert is_locked(desk)


def test_a_question_left_open_is_answered_with_no(desk: Window, morning: Showroom) -> None:
    def wait(_dialog: object) -> None:
        pass_(desk, morning, 10)

    go_to(desk, 1, "number")
    when_a_dialog_opens(wait)
    press("Del")
    look_up(desk)
    assert is_locked(desk)
    assert len(log_of(morning.manager).rows) == 1, "the row was not taken off"


def test_a_disk_that_refuses_the_words_keeps_her_in(
    desk: Window, morning: Showroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(present, "ask_in_spite", lambda _parent, error, _yes: bool(told.append(error.code)))
    hear("张伟 13911112222")

    def refuses() -> None:
        raise Unavailable("E-DRAFT", "full")

    with monkeypatch.context() as full:
        full.setattr(page(desk), "leave", refuses)
        pass_(desk, morning, 10)
        look_up(desk)
    assert told == ["E-DRAFT"], "once, not every second"
    assert shell(desk).top.strip.text() == "张伟 13911112222"


# -- the session is over ------------------------------------------------------------------------------


def test_an_ended_account_is_out_within_a_second(desk: Window, morning: Showroom) -> None:
    hear("张伟 13911112222")
    look_up(desk)
    assert not is_locked(desk)
    morning.disables(RECEPTIONIST)
    look_up(desk)
    assert is_locked(desk)
    assert any("账户" in words for words in labels(desk))
    assert "周敏" not in [one.name for one in sign_in_page(desk)._colleagues]


def test_other_roles_ask_to_sign_in_again_and_keep_the_words(desk: Window, morning: Showroom) -> None:
    hear("张伟 13911112222")
    morning.changes_role(RECEPTIONIST, Role.SALES_CONSULTANT)
    look_up(desk)
    assert is_locked(desk)
    sign_in(desk, "周敏")
    assert shell(desk).top.strip.text() == "张伟 13911112222"


def test_a_password_changed_elsewhere_ends_this_session(desk: Window, morning: Showroom) -> None:
    elsewhere = morning.signs_in(RECEPTIONIST)
    own_secrets.change_own_password(elsewhere, PASSWORD, NEW_PASSWORD)
    look_up(desk)
    assert is_locked(desk)
    sign_in(desk, "周敏", NEW_PASSWORD)
    look_up(desk)
    assert not is_locked(desk)


def test_after_twelve_hours_the_password_is_asked(desk: Window, morning: Showroom) -> None:
    for _half_hour in range(12 * 12 - 1):
        pass_(desk, morning, 5)
        hear("x")
    assert not is_locked(desk)
    pass_(desk, morning, 5)
    assert is_locked(desk)
    assert any("12" in words for words in labels(desk))


def test_a_store_that_does_not_answer_ends_nothing(
    desk: Window, morning: Showroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy() -> None:
        raise Unavailable("E-BUSY", "busy")

    with monkeypatch.context() as slow:
        slow.setattr(settings, "facts", busy)
        pass_(desk, morning, 60)
    assert not is_locked(desk)
    look_up(desk)
    assert is_locked(desk)


def test_a_store_that_does_not_answer_shows_nothing_of_a_customer(
    desk: Window, morning: Showroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy() -> None:
        raise Unavailable("E-BUSY", "Busy for a moment.")

    with monkeypatch.context() as slow:
        slow.setattr(settings, "facts", busy)
        press("Ctrl+L")
    assert labels(desk) == ["Busy for a moment.", "E-BUSY"]
    press("Return")
    assert sign_in_page(desk).chosen.accessibleName() == "周敏"


def test_nothing_is_in_view_while_the_store_takes_its_time(
    desk: Window, morning: Showroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_to(desk, 1, "number")
    assert labels(desk)
    with monkeypatch.context() as slow:
        slow.setattr(desk, "ask", lambda *_job: None)
        press("Ctrl+L")
    assert labels(desk) == []


def test_nothing_is_asked_of_an_empty_desk(desk: Window, morning: Showroom) -> None:
    press("Ctrl+L")
    pass_(desk, morning, 60)
    assert sign_in_page(desk).problem.text() == ""
