"""Who this may be: what is offered, what Enter and the arrows choose, what is told of each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from showroom.forms.field import Option
from showroom.services.customer_matches import Match
from showroom.ui.look.theme import Theme
from showroom.ui.match_panel import Act, MatchPanel, Offer, _Choice

LISTS = {
    "staff": (Option("3", "陈涛", "Chen Tao"),),
    "sex": (Option("female", "女", "Ms"),),
    "car_model": (Option("1", "朗逸", "Lavida"),),
}
WANG = Match(
    7,
    "王丽",
    "female",
    "138 1234 5678",
    "A",
    3,
    "陈涛",
    True,
    "same_number",
    date(2026, 3, 4),
    "walk_in",
    "<b>对比</b>轩逸",
    1,
)
LI = Match(8, "李强", "", "137****2222", "", None, "", False, "name")


@pytest.fixture
def page(look: Theme, qtbot: QtBot) -> QWidget:
    widget = QWidget()
    widget.resize(600, 500)
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


@pytest.fixture
def panel(page: QWidget) -> MatchPanel:
    return MatchPanel(page)


def words(panel: MatchPanel) -> list[str]:
    return [
        child.accessibleName() or (child.text() if isinstance(child, QLabel) else "")
        for child in panel.findChildren(QWidget)
        if child.isVisible()
    ]


def choices(panel: MatchPanel) -> list[str]:
    return [choice.accessibleName() for choice in panel.findChildren(_Choice) if choice.isVisible()]


def test_nobody_is_no_panel(panel: MatchPanel) -> None:
    assert not panel.isVisible()
    panel.show_matches((), LISTS)
    assert not panel.isVisible()
    assert panel.offer is None


def test_an_exact_number_is_a_be_back_for_the_owner(panel: MatchPanel) -> None:
    panel.show_matches((WANG,), LISTS)
    assert panel.isVisible()
    assert choices(panel)[0].startswith("记为再次来店")
    assert "陈涛" in choices(panel)[0]
    assert panel.offer == Offer(Act.REPEAT, WANG)
    told = "".join(words(panel))
    for word in ("王丽", "138 1234 5678", "朗逸", "陈涛", "3月4日", "<b>对比</b>轩逸"):
        assert word in told


def test_a_similar_one_is_never_taken_by_enter_alone(panel: MatchPanel) -> None:
    panel.show_matches((LI,), LISTS)
    assert panel.offer is None, "Enter registers what was typed"
    panel.move_choice(1)
    assert panel.offer == Offer(Act.TAKE, LI)


def test_arrows_walk_through_the_choices_and_stop_at_the_ends(panel: MatchPanel) -> None:
    panel.show_matches((WANG, LI), LISTS)
    walked = []
    for by in (-1, 1, 1, 1, -1):
        panel.move_choice(by)
        assert panel.offer is not None
        walked.append(panel.offer.act)
    assert walked == [Act.REPEAT, Act.SOMEBODY_ELSE, Act.TAKE, Act.TAKE, Act.SOMEBODY_ELSE]


def test_the_arrow_that_leads_to_the_first_is_shown_until_one_is_chosen(panel: MatchPanel) -> None:
    panel.show_matches((LI, replace(LI, customer=9)), LISTS)
    assert ways(panel) == ["↓", ""]
    panel.move_choice(1)
    assert ways(panel) == ["", ""]
    panel.show_matches((WANG, LI), LISTS)
    assert ways(panel) == ["", "", ""], "Enter alone takes the exact one"


def ways(panel: MatchPanel) -> list[str]:
    return [choice._way for choice in panel.findChildren(_Choice) if choice.isVisible()]


def test_arrows_in_an_empty_panel_do_nothing(panel: MatchPanel) -> None:
    panel.move_choice(1)
    assert panel.offer is None


def test_a_click_chooses(panel: MatchPanel, qtbot: QtBot) -> None:
    panel.show_matches((WANG, LI), LISTS)
    panel.put(QRect(40, 40, 300, panel.needed))
    last = [choice for choice in panel.findChildren(_Choice) if choice.isVisible()][-1]
    with qtbot.waitSignal(panel.chosen) as told:
        QTest.mouseClick(last, Qt.MouseButton.LeftButton)
    assert told.args == [Offer(Act.TAKE, LI)]


def test_new_matches_take_the_place_of_old_ones(panel: MatchPanel) -> None:
    panel.show_matches((WANG, LI), LISTS)
    panel.show_matches((LI,), LISTS)
    assert len(choices(panel)) == 1
    assert "王丽" not in "".join(words(panel))


def test_a_hidden_panel_offers_nothing(panel: MatchPanel) -> None:
    panel.show_matches((WANG,), LISTS)
    panel.hide()
    assert panel.offer is None


def test_it_takes_no_focus(panel: MatchPanel, page: QWidget) -> None:
    panel.show_matches((WANG,), LISTS)
    assert all(child.focusPolicy() is Qt.FocusPolicy.NoFocus for child in panel.findChildren(QWidget))


def test_a_customer_without_owner_and_history(panel: MatchPanel) -> None:
    panel.show_matches((Match(9, "", "", "139 1111 2222", "", None, "", True, "same_number"),), LISTS)
    assert "陈涛" not in "".join(words(panel))
    assert panel.offer is not None
