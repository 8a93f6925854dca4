"""Signing in: who one is by key or click, the password, Enter; nothing of a customer is in view."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from showroom.errors import Refused
from showroom.rules.duties import Role
from showroom.services.sign_in import Colleague
from showroom.ui.look.theme import Theme
from showroom.ui.sign_in_page import SignInPage
from showroom.ui.window import Window
from tests.journeys.at_the_window import (
    click,
    hear,
    labels,
    pen,
    press,
    segment,
    settle,
    sign_in,
    sign_in_page,
)
from tests.people import PASSWORD, RECEPTIONIST, Showroom, acts, register_walk_in

PEOPLE = tuple(
    Colleague(f"user{number}", name, (Role.RECEPTIONIST,))
    for number, name in enumerate("周陈李刘何郭马田孙高")
)
NOW = datetime(2026, 3, 5, 10, 38, tzinfo=UTC)


def make(qtbot: QtBot, people: tuple[Colleague, ...] = PEOPLE, demo: str = "") -> SignInPage:
    page = SignInPage("恒远 <b>汽车</b>", people, NOW, "front desk", demo)
    page.resize(1440, 900)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    page.chosen.password.setFocus()
    return page


@pytest.fixture
def page(look: Theme, qtbot: QtBot) -> SignInPage:
    return make(qtbot)


def tiles(page: SignInPage) -> list[str]:
    return [tile.accessibleName() for tile in page._tiles if tile.isVisible()]


def test_the_first_colleague_waits_for_the_password(page: SignInPage) -> None:
    assert page.chosen.accessibleName() == "周"
    assert QApplication.focusWidget() is page.chosen.password
    assert page.chosen.password.echoMode() is QLineEdit.EchoMode.Password
    assert not page.chosen.user.isVisible()
    assert len(tiles(page)) == len(PEOPLE), "the others, and somebody else"


@pytest.mark.parametrize("digit", range(1, 10))
def test_alt_and_a_digit_pick_a_person(page: SignInPage, digit: int) -> None:
    hear("x")
    press(f"Alt+{digit}")
    assert page.chosen.accessibleName() == PEOPLE[digit - 1].name
    assert page.chosen.password.text() == "", "and the digit is no part of the password"
    assert QApplication.focusWidget() is page.chosen.password


def test_alt_and_a_digit_nobody_has_do_nothing(look: Theme, qtbot: QtBot) -> None:
    page = make(qtbot, PEOPLE[:2])
    press("Alt+5")
    assert page.chosen.accessibleName() == "周"
    assert page.chosen.password.text() == ""


def test_digits_alone_are_a_password(page: SignInPage) -> None:
    hear("123")
    assert page.chosen.password.text() == "123"
    assert page.chosen.accessibleName() == "周"


def test_clicking_a_tile_and_enter(page: SignInPage, qtbot: QtBot) -> None:
    click(next(tile for tile in page._tiles if tile.accessibleName().startswith("李")))
    hear("geheim")
    with qtbot.waitSignal(page.wanted) as told:
        press("Return")
    assert told.args == ["user2", "geheim"]


def test_tiles_are_reached_and_chosen_by_key(page: SignInPage) -> None:
    press("Tab")
    first = QApplication.focusWidget()
    assert first in page._tiles
    press("Space")
    assert page.chosen.accessibleName() == first.accessibleName().split()[0]


def test_somebody_else_types_a_user_name(page: SignInPage, qtbot: QtBot) -> None:
    click(page._tiles[-1])
    assert page.chosen.user.isVisible()
    assert QApplication.focusWidget() is page.chosen.user
    hear("nobody")
    press("Return")
    assert QApplication.focusWidget() is page.chosen.password
    hear("pw")
    with qtbot.waitSignal(page.wanted) as told:
        press("Return")
    assert told.args == ["nobody", "pw"]


def test_picking_another_forgets_password_and_problem(page: SignInPage) -> None:
    hear("half")
    page.refuse(Refused("E-SIGN-IN", "不对"))
    hear("half")
    page.pick(PEOPLE[1])
    assert page.chosen.password.text() == ""
    assert page.problem.text() == ""


def test_the_demo_fills_the_password_in(look: Theme, qtbot: QtBot) -> None:
    page = make(qtbot, demo="demo-2026")
    assert page.chosen.password.text() == "demo-2026"
    page.pick(PEOPLE[3])
    assert page.chosen.password.text() == "demo-2026"
    page.pick(None)
    assert page.chosen.password.text() == ""
    assert any("demo-2026" in words for words in labels(page))


def test_a_small_window_shows_everybody(look: Theme, qtbot: QtBot) -> None:
    page = make(qtbot, PEOPLE[:6])
    page.resize(840, 620)
    settle()
    for tile in (one for one in page._tiles if one.isVisible()):
        assert page.rect().contains(tile.geometry()), tile.accessibleName()


def test_the_language_can_be_chosen_before_signing_in(page: SignInPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.language_chosen) as told:
        click(segment(page, "English"))
    assert told.args == ["en"]


def test_nothing_of_a_customer_is_in_view(window: Window, morning: Showroom) -> None:
    register_walk_in(morning.reception, "何秘密", "13711112222")
    assert not any("何秘密" in words or "137" in words for words in labels(window))


def test_five_wrong_passwords_lock_the_name(window: Window, morning: Showroom) -> None:
    page = sign_in_page(window)
    page.pick(page._colleagues[1])
    said = []
    for _try in range(5):
        hear("wrong")
        press("Return")
        said.append(page.problem.text())
    assert len(set(said)) == 1
    hear(PASSWORD)
    press("Return")
    assert window.shell is None
    assert "15" in page.problem.text()
    assert page.problem.text() != said[0]


def test_an_unknown_name_reads_like_a_wrong_password(window: Window, morning: Showroom) -> None:
    page = sign_in_page(window)
    hear("wrong")
    press("Return")
    known = page.problem.text()
    click(page._tiles[-1])
    hear("nobody")
    press("Return")
    hear("wrong")
    press("Return")
    assert page.problem.text() == known


def test_whoever_left_meanwhile_has_no_tile_next_time(window: Window, morning: Showroom) -> None:
    morning.disables(RECEPTIONIST)
    page = sign_in_page(window)
    page.pick(page._colleagues[1])
    hear(PASSWORD)
    press("Return")
    assert window.shell is None
    window.show_entry()
    settle()
    assert "周敏" not in "".join(tiles(sign_in_page(window)))
    assert sign_in(window, "陈涛")
    assert acts() > 0


def test_f1_helps_before_anybody_is_signed_in(window: Window) -> None:
    """And the same key, or Esc, takes it away: the pen is where it was."""
    page = sign_in_page(window)
    before = pen()
    press("F1")
    assert page.help.panel is not None
    assert page.help.panel.isVisible()
    assert "登录" in labels(page.help.panel)
    assert not page.help.panel.practise.isVisible()
    press("Esc")
    assert not page.help.panel.isVisible()
    assert pen() is before
    press("F1", "F1")
    assert not page.help.panel.isVisible()
