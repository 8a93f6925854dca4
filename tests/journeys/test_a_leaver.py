"""陈涛 leaves: the manager hands his customers over by the keyboard, takes it back, lets others cover."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication

from showroom.forms.handover import Preview
from showroom.services import check, follow_up, handover_cards
from showroom.ui.handover_page import HandoverPage
from showroom.ui.window import Window
from tests.handovers import LEAVES, opens_cards, owner_of
from tests.journeys.at_the_card import card_page, opens_card
from tests.journeys.at_the_window import (
    comes_in,
    hear,
    labels,
    press,
    settle,
    shell,
    toast,
    waiting,
    work_line,
)
from tests.journeys.conftest import OpenWindow
from tests.people import CONSULTANT, MANAGER, OTHER_CONSULTANT, THURSDAY, Showroom, staff_id


@pytest.fixture
def cards(morning: Showroom) -> list[int]:
    """陈涛 has 王丽 at A since yesterday, and three more; 李娜 has one."""
    opens_cards(morning, "A", by="李娜")
    return [1, *opens_cards(morning, "HBC")]


def handover_page(window: Window) -> HandoverPage:
    """The page, reached by its place in the side bar."""
    keys = [place.key for place in shell(window).in_bar()]
    press(f"Ctrl+{keys.index('handover') + 1}")
    settle()
    page = shell(window).page
    assert isinstance(page, HandoverPage)
    return page


def shown(page: HandoverPage) -> Preview:
    assert page.preview is not None
    return page.preview


def receivers(page: HandoverPage) -> list[str]:
    """The column of receivers, as it is read."""
    column = [one.head for one in page.model.columns].index("Receiver")
    return [page.model.index(row, column).data() for row in range(page.model.rowCount())]


def test_a_leaver_is_handed_over_and_taken_back_by_the_keyboard(
    open_window: OpenWindow, morning: Showroom, cards: list[int]
) -> None:
    window = open_window(morning)
    comes_in(window, "刘建国")
    page = handover_page(window)
    assert (shown(page).giver_name, page.who.text()) == ("陈涛", "陈涛"), "who has most cards"
    assert receivers(page) == ["李娜"] * 4
    assert QApplication.focusWidget() is page.table
    # The second stays for now; the third is given again.
    press("Down", "0", "0", "Up", "1")
    assert receivers(page) == ["李娜", "不交", "李娜", "李娜"]
    press("Ctrl+S")
    assert any("3" in words and "李娜" in words for words in labels(page.deeds.panel))
    hear(LEAVES)
    press("Return")
    settle()
    tao, lina = staff_id(CONSULTANT), staff_id(OTHER_CONSULTANT)
    stays = [card for card in cards if owner_of(card) == tao]
    assert len(stays) == 1
    assert toast(window).startswith("陈涛 → 李娜 3")
    assert (len(shown(page).cards), shown(page).giver_name) == (1, "陈涛")

    # The receiver's work stays when it is taken back.
    (called,) = [card for card in cards if card not in stays][:1]
    follow_up.log(morning.other_consultant, called, {"said": "已认识，周六来"})
    next(iter(page.earlier.buttons.values())).setFocus()
    press("Space")
    settle()
    hear("不走了")
    press("Return")
    settle()
    assert [owner_of(card) for card in cards] == [tao] * 4
    assert owner_of(2) == lina, "her own stays hers"
    assert "周六来" in str(follow_up.FollowUp.get().said)
    assert not page.earlier.buttons, "nothing is left to take back"
    assert check.findings(morning.store) == []


def test_the_verb_of_the_toast_takes_it_back_at_once(
    open_window: OpenWindow, morning: Showroom, cards: list[int]
) -> None:
    window = open_window(morning)
    comes_in(window, "刘建国")
    page = handover_page(window)
    press("Ctrl+S")
    hear(LEAVES)
    press("Return")
    settle()
    assert {owner_of(card) for card in cards} == {staff_id(OTHER_CONSULTANT)}
    shell(window).toast.acted.emit()
    settle()
    assert {owner_of(card) for card in cards} == {staff_id(CONSULTANT)}
    assert len(shown(page).cards) == 4


def test_without_a_reason_nothing_is_handed_over(
    open_window: OpenWindow, morning: Showroom, cards: list[int]
) -> None:
    """The control."""
    window = open_window(morning)
    comes_in(window, "刘建国")
    page = handover_page(window)
    press("Ctrl+S", "Return")
    assert page.deeds.panel.isVisible()
    assert {owner_of(card) for card in cards} == {staff_id(CONSULTANT)}
    press("Esc")
    assert not page.deeds.panel.isVisible()


def test_who_covers_has_the_cards_on_her_list_until_it_is_over(
    open_window: OpenWindow, morning: Showroom, cards: list[int]
) -> None:
    window = open_window(morning)
    comes_in(window, "刘建国")
    page = handover_page(window)
    page.begin_cover()
    settle()
    form = page.deeds.panel.form
    form.editors["last_day"].take_pen()
    hear("+10")
    press("Tab")
    hear("出差")
    press("Return")
    settle()
    assert {owner_of(card) for card in cards} == {staff_id(CONSULTANT)}
    assert page.covers.buttons, "it runs, and can be ended"
    found = handover_cards.preview(morning.manager, staff_id(CONSULTANT)).cards
    assert {card.covered_by for card in found} == {"李娜"}

    morning.on(THURSDAY + timedelta(8), 9)
    press("Ctrl+L")
    comes_in(window, "李娜")
    assert "王丽" in waiting(window)
    assert "代 陈涛" in work_line(window, "王丽")
    morning.on(THURSDAY + timedelta(11), 9)
    shell(window).page.refresh()  # type: ignore[union-attr]
    settle()
    assert "王丽" not in waiting(window)


def test_one_card_is_handed_over_from_its_page(
    open_window: OpenWindow, morning: Showroom, cards: list[int]
) -> None:
    window = open_window(morning)
    page = opens_card(window, cards[0], MANAGER)
    page.side.hands.hand.setFocus()
    press("Space")
    settle()
    hear("李娜")
    press("Tab")
    hear("客户指定")
    press("Return")
    settle()
    assert owner_of(cards[0]) == staff_id(OTHER_CONSULTANT)
    card = card_page(window).card
    assert card is not None
    assert (card.owner_name, card.earlier_owners) == ("李娜", ("陈涛",))
    assert "原顾问：陈涛" in page.side.hands.words.text()
