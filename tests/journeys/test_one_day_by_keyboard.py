"""One whole day without a mouse: in Chinese, in English, and with large text on a small screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from showroom import language
from showroom.language import _
from showroom.rules.rotation import Out, State
from showroom.services import rotation
from showroom.ui.look.theme import current
from showroom.ui.rotation_panel import PersonLine, state_word
from showroom.ui.side_column import RailItem
from showroom.ui.window import Window
from tests.journeys.at_the_window import (
    answering,
    comes_in,
    hear,
    page,
    press,
    settle,
    shell,
    tab_to,
    toast,
)
from tests.journeys.conftest import OpenWindow
from tests.people import THURSDAY, Showroom, log_of, register_walk_in


@dataclass(frozen=True)
class Way:
    """The language, the text size in percent, the size of the window."""

    code: str
    percent: int = 100
    size: tuple[int, int] = (1440, 900)


WAYS = (Way("zh_CN"), Way("en"), Way("zh_CN", 150), Way("en", 150, (853, 480)))


@pytest.fixture
def way(request: pytest.FixtureRequest, look: object) -> Iterator[Way]:
    chosen: Way = request.param
    language.use(chosen.code)
    current().set_text(chosen.percent)
    yield chosen
    current().set_text(100)


def choose(word: str) -> None:
    """In the menu that is open, by its arrow keys."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    for _step in range(20):
        action = menu.activeAction()
        if action is not None and action.text() == word:
            QTest.keyClick(menu, Qt.Key.Key_Return)
            settle()
            return
        QTest.keyClick(menu, Qt.Key.Key_Down)
    raise AssertionError(f"{word!r} is not in the menu")


def to_the_rotation(window: Window, name: str) -> None:
    """F6, then on to this person; on a small screen by way of the rail."""
    press("F6")
    if page(window).side.narrow:
        press("Esc")
        tab_to(RailItem, _("Rotation"))
        press("Space")
    tab_to(PersonLine, name)


def outs(showroom: Showroom) -> dict[str, Out | None]:
    return {line.name: line.out for line in rotation.book(showroom.reception).rotation.lines}


@pytest.mark.parametrize(
    "way", WAYS, indirect=True, ids=lambda way: f"{way.code}-{way.percent}-{way.size[0]}"
)
def test_from_all_are_here_to_the_day_opened_again(
    open_window: OpenWindow, morning: Showroom, way: Way
) -> None:
    window = open_window(size=way.size)
    comes_in(window, "周敏")

    # Nobody is in the showroom: F6 goes to the rotation, where one key says that all are here.
    press("F6", "Space")
    assert outs(morning) == {"陈涛": None, "李娜": None}

    # A first visit goes in turn, a be-back to his own consultant.
    press("F2")
    hear("沈女士 13911112222 2人 B")
    press("Return")
    press("F2")
    hear("13812345678")
    press("Return")
    first, second = log_of(morning.reception).rows
    names = {one.code: one.chinese for one in log_of(morning.reception).lists["staff"]}
    assert names[str(second.received_by)] == "陈涛"
    assert first.received_by != second.received_by or first.received_by is not None

    # The other receptionist writes at her desk; it stands here after a look at the store.
    register_walk_in(morning.manager, "张伟", "13655550000", level="C", received_by="李娜")
    press("F5")
    assert len(page(window).model.entries) == 3

    # Lunch, and gone home: by the menu of a person.
    to_the_rotation(window, language.either("李娜", "Li Na"))
    press("Return")
    choose(state_word(State.HOME))
    assert outs(morning)["李娜"] is Out.HOME

    # Everybody leaves, one key each.
    morning.on(THURSDAY, 17, 30)
    press("F6")
    for _guest in range(3):
        press("Return")
    assert all(row.left is not None for row in log_of(morning.reception).rows)
    assert _("Undo") in toast(window) or toast(window)

    # Closing: nothing is missing, so one key closes and the next signs.
    morning.on(THURSDAY, 18, 0)
    press("F8")
    press("Return")
    assert log_of(morning.reception).closed
    press("Return")
    assert log_of(morning.reception).signatures[0] is not None
    press("Esc")

    # A late row is an adjustment.
    morning.on(THURSDAY, 18, 10)
    press("F2")
    hear("李强 C 陈涛")
    press("Return")
    assert [row.adjustment for row in log_of(morning.reception).rows] == [False, False, False, True]

    # The manager opens the day again for a reason.
    press("Ctrl+L")
    comes_in(window, "刘建国")
    press("F8")
    answering("漏登一批")
    tab_to(QPushButton, _("Open again…"))
    press("Return")
    assert not log_of(morning.reception).closed
    assert shell(window).desk.name == "刘建国"
