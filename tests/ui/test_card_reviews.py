"""经理点评 on the card: written by the keyboard, read by the consultant, changed and taken off again."""

from __future__ import annotations

import pytest

from showroom.models.card_review import CardReview
from showroom.models.prospect import Prospect
from showroom.services import card_review
from showroom.ui.card_reviews import CardReviews, ReviewsSection
from showroom.ui.look.buttons import Button
from showroom.ui.window import Window
from tests.journeys.at_the_card import card_page, opens_card
from tests.journeys.at_the_window import click, hear, labels, press, settle, tab_to, toast
from tests.journeys.conftest import OpenWindow
from tests.people import CONSULTANT, MANAGER, Showroom

WORDS = "旧车可到 7 万，须成交"


@pytest.fixture
def card(morning: Showroom) -> int:
    """王丽's card, 陈涛's, which came about by her visit yesterday."""
    return int(Prospect.select().get().id)


def section_of(window: Window) -> ReviewsSection:
    return card_page(window).side.reviews


def reviews_of(window: Window) -> CardReviews:
    return card_page(window).acts.reviews


def change_of(window: Window) -> Button:
    """The button beside one's own review."""
    settle()
    buttons = section_of(window).findChildren(Button)
    return next(one for one in buttons if one.text() == "修改…" and one.isVisible())


def test_written_by_the_keyboard_and_undone(open_window: OpenWindow, morning: Showroom, card: int) -> None:
    window = open_window(morning)
    opens_card(window, card, MANAGER)
    tab_to(Button, "写点评", most=120)
    press("Space")
    hear(WORDS)
    press("Ctrl+Return")
    assert CardReview.get().words == WORDS
    assert toast(window).startswith("点评已写入")
    assert WORDS in labels(section_of(window))
    press("Ctrl+Z")
    assert WORDS not in labels(section_of(window))
    press("Ctrl+Y")
    assert WORDS in labels(section_of(window))


def test_looked_at_with_one_press(open_window: OpenWindow, morning: Showroom, card: int) -> None:
    window = open_window(morning)
    opens_card(window, card, MANAGER)
    tab_to(Button, "标为已阅", most=120)
    press("Space")
    assert CardReview.get().words == ""
    assert section_of(window).looked.text() == "已阅：刘建国 3月5日"


def test_one_changes_and_takes_off_ones_own(open_window: OpenWindow, morning: Showroom, card: int) -> None:
    card_review.write(morning.manager, card, WORDS)
    window = open_window(morning)
    opens_card(window, card, MANAGER)
    click(change_of(window))
    press("Ctrl+A")
    hear("周五前报价")
    press("Ctrl+Return")
    assert CardReview.get().words == "周五前报价"
    click(change_of(window))
    click(reviews_of(window).off)
    assert CardReview.get().removed_at is not None
    assert "周五前报价" not in labels(section_of(window))
    press("Ctrl+Z")
    assert "周五前报价" in labels(section_of(window))


def test_without_words_nothing_is_written(open_window: OpenWindow, morning: Showroom, card: int) -> None:
    window = open_window(morning)
    opens_card(window, card, MANAGER)
    click(section_of(window).write)
    press("Ctrl+Return")
    assert reviews_of(window).panel.isVisible()
    assert not CardReview.select().exists()


def test_the_consultant_reads_it_and_cannot_write(
    open_window: OpenWindow, morning: Showroom, card: int
) -> None:
    window = open_window(morning)
    opens_card(window, card, CONSULTANT)
    assert not section_of(window).isVisible(), "nothing was written"
    card_review.write(morning.manager, card, WORDS)
    card_page(window).refresh()
    assert WORDS in labels(section_of(window))
    assert not [one for one in section_of(window).findChildren(Button) if one.isVisible()]
