"""What people do on a customer's card on the way to the keys: open it, fill a form, give it, tick a step."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox

from showroom.models.car import DemoCar
from showroom.rules.duties import Duty
from showroom.ui.customer_card_page import CustomerCardPage
from showroom.ui.sale_part import SalePart
from showroom.ui.window import Window
from tests.journeys.at_the_window import click, hear, press, settle, shell
from tests.people import CONSULTANT, PASSWORD, Showroom


def lends_a_car(showroom: Showroom) -> int:
    """A car guests may drive."""
    with showroom.manager.work(Duty.KEEP_DEMO_CARS) as work:
        return work.add(DemoCar, name="朗逸试驾车", model=1, position=0)


def opens_card(window: Window, card: int, user: str = CONSULTANT) -> CustomerCardPage:
    """Somebody signs in and opens a card."""
    window.sign_in(user, PASSWORD)
    return goes_to_card(window, card)


def goes_to_card(window: Window, card: int) -> CustomerCardPage:
    """Who is signed in opens a card."""
    shell(window).show_card(card, ())
    settle()
    return card_page(window)


def card_page(window: Window) -> CustomerCardPage:
    """The card in view."""
    page = shell(window).page
    assert isinstance(page, CustomerCardPage), type(page)
    return page


def sale_of(window: Window) -> SalePart:
    """The forms over the card."""
    return card_page(window).acts.sale


def begins(window: Window, deed: str) -> None:
    """Press the button at the head of a block of the sheet."""
    click(card_page(window).form.deeds[deed])


def fills(window: Window, **texts: str) -> None:
    """Write into the fields of the form over the card; " " ticks."""
    form = sale_of(window).panel.form
    for key, text in texts.items():
        form.editors[key].take_pen()
        if isinstance(form.editors[key].widget, QCheckBox):
            press("Space")
        else:
            press("Ctrl+A")
            hear(text)
        press("Tab")


def gives(window: Window) -> None:
    """Press the button of the form."""
    click(sale_of(window).panel.give)


def step_named(window: Window, word: str) -> QCheckBox:
    """The tick of a step of the order in view."""
    return next(one for one in sale_of(window).order.steps if one.accessibleName().startswith(word))


def ticks(window: Window, word: str) -> None:
    """Tick a step, or take its tick away, by the space bar."""
    step_named(window, word).setFocus()
    press("Space")
