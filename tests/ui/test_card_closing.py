"""战败、休眠 on the card: asked for, taken back, decided, sent back, taken up again."""

from __future__ import annotations

import pytest

from showroom.models.lost_request import LostRequest
from showroom.models.prospect import Prospect
from showroom.services import card_opening, drafts, lists
from showroom.ui.card_closing import CardClosing, ClosingSection
from showroom.ui.look.buttons import Button
from showroom.ui.window import Window
from tests.journeys.at_the_card import card_page, goes_to_card, opens_card
from tests.journeys.at_the_window import click, hear, press, tab_to, toast
from tests.journeys.conftest import OpenWindow
from tests.lost import approves, asks_lost, asks_to_sleep, rejects
from tests.people import CONSULTANT, MANAGER, RECEPTIONIST, Showroom


@pytest.fixture
def card(morning: Showroom) -> int:
    """王丽's card, 陈涛's, which came about by her visit yesterday."""
    return int(Prospect.select().get().id)


def section_of(window: Window) -> ClosingSection:
    return card_page(window).side.closing


def closing_of(window: Window) -> CardClosing:
    return card_page(window).acts.closing


def offered(window: Window) -> list[str]:
    """The buttons of the section, as far as they are in view."""
    return [one.text() for one in section_of(window).findChildren(Button) if one.isVisible()]


def chooses(window: Window, key: str, code: str) -> None:
    """Open the list of a field and take an entry by its words."""
    editor = closing_of(window).deeds.panel.form.editors[key]
    label = next(one.label for one in lists.current()[editor.field.options] if one.code == code)
    editor.take_pen()
    press("Ctrl+A")
    hear(label)
    press("Tab")


def test_asking_by_the_keyboard_and_taking_it_back(
    open_window: OpenWindow, morning: Showroom, card: int
) -> None:
    window = open_window(morning)
    opens_card(window, card)
    assert offered(window) == ["申请战败…", "申请休眠…"]
    tab_to(Button, "申请战败", most=120)
    press("Space")
    chooses(window, "reason", "competitor_price")
    press("Ctrl+Return")
    asked = LostRequest.get()
    assert (asked.reason, asked.state, Prospect.get_by_id(card).state) == (
        "competitor_price",
        "pending",
        "open",
    )
    assert toast(window).startswith("申请已提交")
    assert section_of(window).stands.text() == "战败待审（F0）"
    assert offered(window) == ["撤回申请"]

    click(section_of(window).withdraw)
    assert LostRequest.get().state == "withdrawn"
    assert offered(window) == ["申请战败…", "申请休眠…"]
    assert not section_of(window).stands.isVisible(), "what was taken back is told no more"
    press("Ctrl+Z")
    assert LostRequest.get().state == "pending"
    assert offered(window) == ["撤回申请"]


def test_without_a_reason_nothing_is_asked(open_window: OpenWindow, morning: Showroom, card: int) -> None:
    window = open_window(morning)
    opens_card(window, card)
    click(section_of(window).ask_lost)
    press("Ctrl+Return")
    assert closing_of(window).deeds.panel.isVisible()
    assert not LostRequest.select().exists()


def test_the_manager_decides_on_the_card_and_undoes_it(
    open_window: OpenWindow, morning: Showroom, card: int
) -> None:
    asks_lost(morning.consultant, card)
    window = open_window(morning)
    page = opens_card(window, card, MANAGER)
    assert offered(window) == ["审核…", "撤回申请"]
    tab_to(Button, "审核", most=120)
    press("Space")
    hear("同意")
    press("Ctrl+Return")
    assert (Prospect.get_by_id(card).state, LostRequest.get().instruction) == ("lost", "同意")
    assert section_of(window).stands.text() == "战败，已批准"
    assert "同意" in section_of(window).decided.text()
    assert page.side.due.badge.accessibleName() == "F1", "the letter of a card that left"
    press("Ctrl+Z")
    assert (Prospect.get_by_id(card).state, LostRequest.get().state) == ("open", "pending")
    assert offered(window) == ["审核…", "撤回申请"]


def test_what_was_sent_back_says_what_to_do(open_window: OpenWindow, morning: Showroom, card: int) -> None:
    rejects(morning.manager, asks_to_sleep(morning.consultant, card))
    window = open_window(morning)
    opens_card(window, card)
    assert section_of(window).stands.text() == "休眠申请已驳回"
    assert "带置换方案再约一次" in section_of(window).decided.text()
    assert offered(window) == ["申请战败…", "申请休眠…"]


def test_a_lost_card_is_taken_up_again_at_the_level_it_had(
    open_window: OpenWindow, morning: Showroom, card: int
) -> None:
    level = Prospect.get_by_id(card).level
    approves(morning.manager, asks_to_sleep(morning.consultant, card))
    window = open_window(morning)
    page = opens_card(window, card)
    assert page.side.due.badge.accessibleName() == "F2"
    assert offered(window) == ["申请战败…", "重新激活…"]
    click(section_of(window).reactivate)
    form = closing_of(window).deeds.panel.form
    assert form.editors["level"].text().startswith(level)
    assert "owner" not in form.editors, "a consultant gives nothing away"


def test_the_manager_may_give_it_to_another_on_the_way(
    open_window: OpenWindow, morning: Showroom, card: int
) -> None:
    approves(morning.manager, asks_lost(morning.consultant, card))
    window = open_window(morning)
    opens_card(window, card, MANAGER)
    click(section_of(window).reactivate)
    form = closing_of(window).deeds.panel.form
    form.editors["owner"].take_pen()
    press("Ctrl+A")
    hear("李娜")
    press("Tab")
    form.editors["reason"].take_pen()
    hear("又来看车")
    chooses(window, "level", "C")
    press("Ctrl+Return")
    assert (Prospect.get_by_id(card).state, Prospect.get_by_id(card).level) == ("open", "C")
    assert Prospect.get_by_id(card).owner.name == "李娜"


def test_who_keeps_no_cards_sees_no_buttons(open_window: OpenWindow, morning: Showroom, card: int) -> None:
    """The control is the first test: the keeper of the card is offered two."""
    window = open_window(morning)
    opens_card(window, card, RECEPTIONIST)
    assert card_page(window).card is not None
    assert not section_of(window).isVisible()


def test_the_form_of_one_card_goes_with_it(open_window: OpenWindow, morning: Showroom, card: int) -> None:
    other = card_opening.open_card(
        morning.consultant, {"name": "单雄信", "phone": "13700007777", "level": "B"}
    ).prospect
    window = open_window(morning)
    opens_card(window, card, CONSULTANT)
    click(section_of(window).ask_lost)
    assert closing_of(window).deeds.panel.isVisible()
    goes_to_card(window, other)
    assert not closing_of(window).deeds.panel.isVisible()


def test_what_was_typed_when_the_desk_was_locked_is_back(
    open_window: OpenWindow, morning: Showroom, card: int
) -> None:
    window = open_window(morning)
    opens_card(window, card)
    click(section_of(window).ask_lost)
    closing_of(window).deeds.panel.form.editors["analysis"].take_pen()
    hear("对方多送装潢")
    press("Ctrl+L")
    opens_card(window, card)
    click(section_of(window).ask_lost)
    analysis = closing_of(window).deeds.panel.form.editors["analysis"]
    assert analysis.text() == "对方多送装潢"
    chooses(window, "reason", "competitor_price")
    press("Ctrl+Return")
    assert LostRequest.get().analysis == "对方多送装潢"
    assert drafts.found(morning.consultant, f"lost_request-ask-lost-{card}").empty
