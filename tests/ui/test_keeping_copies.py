"""Copies while people work: when the window makes them, what stands at the foot of the side bar."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from showroom.models import copies as files
from showroom.services import copies
from showroom.services.desk import Changed
from showroom.ui.ask import Ask
from showroom.ui.keeping_copies import CopyKeeper, Standing
from showroom.ui.look.theme import Theme
from showroom.ui.side_bar import SideBar
from tests.people import Showroom, close_day, register_walk_in


@pytest.fixture
def keeper(showroom: Showroom, qtbot: QtBot) -> Iterator[CopyKeeper]:
    window = QWidget()
    qtbot.addWidget(window)
    ask = Ask(showroom.store, inline=True)
    made = CopyKeeper(showroom.store, showroom.clock, ask, window, inline=True)
    yield made
    made.close_down()


def said(keeper: CopyKeeper, showroom: Showroom) -> str:
    return keeper.standing.said(showroom.clock.local())[0]


def test_a_closed_day_is_copied_and_the_time_stands_at_the_foot(
    keeper: CopyKeeper, showroom: Showroom
) -> None:
    close_day(showroom)
    keeper.heard(Changed(frozenset({"traffic_entry"})))
    assert said(keeper, showroom) == "", "only a closed day is copied at once"
    keeper.heard(Changed(frozenset({"traffic_day"})))
    assert said(keeper, showroom) == "已备份 18:05"


def test_a_copy_that_failed_stays_told_until_one_succeeds(keeper: CopyKeeper, showroom: Showroom) -> None:
    copies.take_now(showroom.store, showroom.clock)
    folder = files.beside(showroom.store.path)
    away = folder.rename(folder.with_name("away"))
    folder.write_text("no folder")
    register_walk_in(showroom.reception, "王丽", "13812345678")
    showroom.clock.put(showroom.clock.today(), 9, 30)
    keeper.look()
    assert keeper.standing.error is not None
    assert said(keeper, showroom) == "未能备份"
    folder.unlink()
    away.rename(folder)
    keeper.look()
    assert said(keeper, showroom) == "已备份 09:30"


def test_an_old_copy_is_told_by_its_day(showroom: Showroom) -> None:
    state = copies.take_now(showroom.store, showroom.clock)
    showroom.clock.put(showroom.clock.today().replace(day=9), 9, 0)
    assert Standing(state).said(showroom.clock.local())[0] == "已备份 3月5日"


def test_a_worker_of_its_own_answers_in_the_windows_thread(
    showroom: Showroom, qtbot: QtBot, look: Theme
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    close_day(showroom)
    keeper = CopyKeeper(showroom.store, showroom.clock, Ask(showroom.store, inline=True), window)
    with qtbot.waitSignal(keeper.stood):
        keeper.look()
    assert said(keeper, showroom) == "已备份 18:05"
    keeper.close_down()


def test_the_mark_says_it_in_full_to_a_screen_reader(qtbot: QtBot, look: Theme) -> None:
    side = SideBar()
    qtbot.addWidget(side)
    side.say_copies("已备份 08:30", "备份在 <那里>", well=True)
    side.show()
    assert side._copies.accessibleName() == "备份在 <那里>"
    assert side._copies.isVisible()
