"""Reminders outside the window: each told once, nobody named while the screen is locked, nothing lost."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from showroom.models.follow_up import Appointment
from showroom.models.prospect import Prospect
from showroom.remembered import Remembered
from showroom.rules.duties import Duty
from showroom.services import follow_up
from showroom.ui.look.theme import Theme
from showroom.ui.reminders import Reminders
from showroom.ui.today_page import TodayPage
from showroom.ui.window import Window
from tests.journeys.at_the_window import labels, press, settle, shell
from tests.people import CONSULTANT, PASSWORD, RECEPTIONIST, THURSDAY, Showroom


class Board:
    """Stands for the tray of the system."""

    def __init__(self) -> None:
        self.shown: list[str] = []

    def show_message(self, _title: str, words: str) -> None:
        self.shown.append(words)


@pytest.fixture
def board() -> Board:
    return Board()


@pytest.fixture
def window(look: Theme, qtbot: QtBot, morning: Showroom, tmp_path: Path, board: Board) -> Window:
    """The program at 10:38, with a tray."""
    return started(qtbot, morning, tmp_path, board)


def started(qtbot: QtBot, showroom: Showroom, folder: Path, board: Board) -> Window:
    remembered = Remembered(folder / "settings.json")
    window = Window(showroom.store, showroom.clock, remembered, inline=True, tray=board)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    window.resize(1440, 900)
    return window


def expects(showroom: Showroom, hour: int, minute: int = 0) -> None:
    """王丽 is expected today."""
    card = Prospect.get()
    at = showroom.clock.local().time().replace(hour=hour, minute=minute, second=0, microsecond=0, tzinfo=None)
    with showroom.consultant.work(Duty.FIX_APPOINTMENT) as work:
        work.add(
            Appointment, prospect=card.id, kind="visit", day=THURSDAY, time=at, state="expected",
            made_by=showroom.consultant.staff, made_at=showroom.clock.now(),
        )  # fmt: skip


def minute(window: Window) -> None:
    """The minute is over."""
    assert isinstance(window.reminders, Reminders)
    window.reminders.look()


def test_a_guest_is_told_a_quarter_before_and_once(window: Window, morning: Showroom, board: Board) -> None:
    expects(morning, 11)
    window.sign_in(CONSULTANT, PASSWORD)
    assert board.shown == []
    morning.on(THURSDAY, 10, 45)
    minute(window)
    assert board.shown == ["王丽 11:00 预约到店"]
    morning.on(THURSDAY, 10, 46)
    minute(window)
    assert len(board.shown) == 1


def test_a_callback_is_told_an_hour_before_its_end(window: Window, morning: Showroom, board: Board) -> None:
    window.sign_in(CONSULTANT, PASSWORD)
    morning.on(THURSDAY, 14, 9)
    minute(window)
    assert board.shown == []
    morning.on(THURSDAY, 14, 10)
    minute(window)
    assert board.shown == ["15:10 前首次回访王丽"]


def test_an_agreed_call_is_told_on_its_morning(window: Window, morning: Showroom, board: Board) -> None:
    said = {"said": "明天再约", "agreed_on": THURSDAY + timedelta(1)}
    follow_up.log(morning.consultant, Prospect.get().id, said)
    window.sign_in(CONSULTANT, PASSWORD)
    morning.on(THURSDAY + timedelta(1), 9, 1)
    minute(window)
    assert board.shown == ["今天约好联系王丽"]


def test_a_locked_screen_names_nobody(window: Window, morning: Showroom, board: Board) -> None:
    expects(morning, 11)
    window.sign_in(CONSULTANT, PASSWORD)
    press("Ctrl+L")
    morning.on(THURSDAY, 10, 50)
    minute(window)
    assert board.shown == ["有事项到期，请登录后查看。"]


def test_the_front_desk_is_not_reminded(window: Window, morning: Showroom, board: Board) -> None:
    expects(morning, 11)
    window.sign_in(RECEPTIONIST, PASSWORD)
    morning.on(THURSDAY, 10, 50)
    minute(window)
    assert board.shown == []


def test_what_was_missed_while_closed_is_told_at_the_start(
    look: Theme, qtbot: QtBot, morning: Showroom, tmp_path: Path, board: Board
) -> None:
    expects(morning, 11)
    first = started(qtbot, morning, tmp_path, board)
    first.sign_in(CONSULTANT, PASSWORD)
    first.close()
    morning.on(THURSDAY, 13)
    window = started(qtbot, morning, tmp_path, board)
    window.sign_in(CONSULTANT, PASSWORD)
    settle()
    page = shell(window).page
    assert isinstance(page, TodayPage)
    assert "程序关闭期间错过" in labels(page)
    assert [line.words.name for line in page.beside.missed.lines] == ["王丽"]
    assert board.shown == []


def test_who_missed_nothing_is_told_nothing(window: Window, morning: Showroom) -> None:
    expects(morning, 9)
    window.sign_in(CONSULTANT, PASSWORD)
    settle()
    assert "程序关闭期间错过" not in labels(shell(window))
