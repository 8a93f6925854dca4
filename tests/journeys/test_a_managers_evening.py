"""The manager in the evening: what was asked for is sent back or let go, and read with a word; no mouse."""

from __future__ import annotations

from datetime import timedelta

import pytest

from showroom import language
from showroom.language import _
from showroom.models.card_review import CardReview
from showroom.models.lost_request import LostRequest
from showroom.models.prospect import Prospect
from showroom.services import lists
from showroom.ui.card_lines import CardLine
from showroom.ui.look.buttons import Button
from showroom.ui.window import Window
from tests.journeys.at_the_card import card_page
from tests.journeys.at_the_window import (
    beside_the_work,
    comes_in,
    go_to_card,
    hear,
    labels,
    press,
    settle,
    tab_to,
    todays_work,
    waiting,
)
from tests.journeys.conftest import OpenWindow
from tests.lost import asks_lost
from tests.people import THURSDAY, Showroom, register_walk_in

FAR = 160


@pytest.fixture(params=["zh_CN", "en"])
def in_both_languages(request: pytest.FixtureRequest, look: object) -> str:
    """`look` gives Chinese back."""
    code = str(request.param)
    language.use(code)
    return code


@pytest.fixture
def two_cards(morning: Showroom) -> Showroom:
    """李强 and 张伟 are 陈涛's, and due today."""
    for name, phone in (("李强", "13911110001"), ("张伟", "13911110002")):
        morning.on(THURSDAY - timedelta(days=7), 15)
        register_walk_in(morning.manager, name, phone, received_by="陈涛", level="A")
    return morning.on(THURSDAY, 16)


def card_of(name: str) -> Prospect:
    return next(one for one in Prospect.select() if one.customer.name == name)


def request_about(name: str) -> LostRequest:
    return LostRequest.get(LostRequest.prospect == card_of(name))


def opens_card_of(window: Window, name: str) -> None:
    """From the list, by the keyboard."""
    go_to_card(window, name)
    press("Ctrl+O")
    assert card_page(window).card is not None
    assert card_page(window).card.name == name


def asks_to_close(window: Window, code: str, led_to_it: str) -> None:
    """On the card in view: the button, the reason from the list, what led to it."""
    tab_to(Button, _("Ask to close as lost…"), most=FAR)
    press("Space")
    reason = next(one for one in lists.current()["lost_reason"] if one.code == code)
    hear(reason.english if language.current() == "en" else reason.label)
    press("Tab", "Tab", "Tab")
    hear(led_to_it)
    press("Ctrl+Return")


def turns_to_request(window: Window, name: str) -> None:
    """Tab to the line of a request on Today, and open it."""
    settle()
    tab_to(CardLine, name, most=FAR)
    press("Return")
    assert todays_work(window).lost.panel.isVisible()


def test_sent_back_in_the_evening_it_is_the_first_thing_in_the_morning(
    open_window: OpenWindow, two_cards: Showroom, in_both_languages: str
) -> None:
    window = open_window(two_cards)
    comes_in(window, "陈涛")
    opens_card_of(window, "李强")
    asks_to_close(window, "competitor_price", "对方多送装潢")
    asked = request_about("李强")
    assert (asked.reason, asked.analysis, asked.state) == ("competitor_price", "对方多送装潢", "pending")
    assert card_of("李强").state == "open", "until somebody has decided"

    two_cards.on(THURSDAY, 18)
    window.close()
    window = open_window(two_cards)
    comes_in(window, "刘建国")
    turns_to_request(window, "李强")
    hear("带置换方案再约一次")
    tab_to(Button, _("Send back…"))
    press("Space")
    form = todays_work(window).lost.panel.form
    tab_to(type(form.editors["next_on"].widget), form.editors["next_on"].widget.accessibleName())
    hear("3-6")
    press("Ctrl+Return")
    assert (request_about("李强").state, request_about("李强").next_on) == (
        "rejected",
        THURSDAY + timedelta(days=1),
    )

    two_cards.on(THURSDAY + timedelta(days=1), 9)
    window.close()
    window = open_window(two_cards)
    comes_in(window, "陈涛")
    assert "李强" in waiting(window)
    assert any("带置换方案再约一次" in words for words in beside_the_work(window))


def test_let_go_and_taken_back_and_read_with_a_word(open_window: OpenWindow, two_cards: Showroom) -> None:
    asks_lost(two_cards.consultant, card_of("张伟").id)
    two_cards.on(THURSDAY, 18)
    window = open_window(two_cards)
    comes_in(window, "刘建国")
    turns_to_request(window, "张伟")
    hear("同意")
    press("Ctrl+Return")
    assert card_of("张伟").state == "lost"
    press("Ctrl+Z")
    assert (card_of("张伟").state, request_about("张伟").state) == ("open", "pending")

    todays_work(window).begin()
    opens_card_of(window, "张伟")
    tab_to(Button, _("Write a review…"), most=FAR)
    press("Space")
    hear("先别放，周六我一起谈")
    press("Ctrl+Return")
    assert CardReview.get().words == "先别放，周六我一起谈"

    window.close()
    window = open_window(two_cards)
    comes_in(window, "陈涛")
    opens_card_of(window, "张伟")
    assert any("先别放，周六我一起谈" in one for one in labels(card_page(window).side.reviews))
