"""A manager's words beside the card: written, changed and taken away there, and who has looked."""

from __future__ import annotations

import pytest

from showroom.models.card_review import CardReview
from showroom.models.prospect import Prospect
from showroom.services import card_review
from showroom.ui.customer_card_page import CustomerCardPage
from showroom.ui.look.buttons import Button
from showroom.ui.window import Window
from tests.journeys.at_the_window import commit, press, settle, shell, toast
from tests.journeys.conftest import OpenWindow
from tests.people import CONSULTANT, MANAGER, PASSWORD, Showroom

WORDS = "尽快约先生一起来"


@pytest.fixture
def card(morning: Showroom) -> int:
    """陈涛's card of 王丽, who came yesterday."""
    return int(Prospect.get().id)


def opens(window: Window, card: int, user: str = MANAGER) -> CustomerCardPage:
    window.sign_in(user, PASSWORD)
    shell(window).show_card(card, ())
    settle()
    page = shell(window).page
    assert isinstance(page, CustomerCardPage)
    return page


def presses(button: Button) -> None:
    """By the keyboard."""
    button.setFocus()
    press("Space")
    settle()


def test_a_manager_writes_changes_and_takes_away_a_review(open_window: OpenWindow, card: int) -> None:
    window = open_window()
    page = opens(window, card)
    reviews = page.side.reviews
    assert not reviews.change.isVisible()
    presses(reviews.write)
    commit(WORDS)
    press("Ctrl+Return")
    settle()
    assert WORDS in reviews.words.text()
    assert "点评" in toast(window)
    presses(reviews.change)
    press("Ctrl+A")
    commit("价格先不松")
    press("Ctrl+Return")
    settle()
    assert "价格先不松" in reviews.words.text()
    assert WORDS not in reviews.words.text()
    presses(reviews.change)
    presses(page.acts.reviews.away)
    assert not page.acts.reviews.panel.isVisible()
    assert not reviews.words.isVisible()


def test_a_review_stands_beside_the_contact_that_was_chosen(open_window: OpenWindow, card: int) -> None:
    page = opens(open_window(), card)
    presses(page.side.reviews.write)
    page.acts.reviews.panel.form.write({"words": WORDS, "contact": "1"})
    press("Ctrl+Return")
    settle()
    assert page.card is not None
    contact = page.card.record.contacts[0]
    assert contact.entry is not None, "the visit of yesterday"
    assert CardReview.get().entry_id == contact.entry


def test_who_has_looked_is_told_and_undone(open_window: OpenWindow, card: int) -> None:
    page = opens(open_window(), card)
    presses(page.side.reviews.look)
    assert "刘建国" in page.side.reviews.looked.text()
    assert not page.side.reviews.look.isVisible(), "once a day"
    page.begin()
    press("Ctrl+Z")
    settle()
    assert not page.side.reviews.looked.isVisible()


def test_a_consultant_reads_what_the_manager_wrote(
    open_window: OpenWindow, morning: Showroom, card: int
) -> None:
    card_review.write(morning.manager, card, WORDS)
    reviews = opens(open_window(), card, CONSULTANT).side.reviews
    assert WORDS in reviews.words.text()
    assert not any(one.isVisible() for one in (reviews.write, reviews.change, reviews.look))
