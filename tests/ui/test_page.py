"""A page reads at once when it is in view, else when next shown, and only when its own tables changed."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from showroom.errors import Refused
from showroom.services.desk import Changed
from showroom.ui.ask import Ask
from showroom.ui.page import Page
from tests.people import Showroom


class Guests(Page):
    SHOWS = frozenset({"customer"})

    def __init__(self, showroom: Showroom) -> None:
        super().__init__(showroom.reception, Ask(showroom.store, inline=True))
        self.reads = 0

    def refresh(self) -> None:
        self.reads += 1


OURS, OTHERS = Changed(frozenset({"customer", "act"})), Changed(frozenset({"setting"}))


@pytest.fixture
def guests(showroom: Showroom, qtbot: QtBot) -> Guests:
    page = Guests(showroom)
    qtbot.addWidget(page)
    return page


def test_it_reads_when_it_is_first_shown(guests: Guests) -> None:
    assert guests.reads == 0
    guests.show()
    assert guests.reads == 1


def test_in_view_it_reads_at_once(guests: Guests) -> None:
    guests.show()
    guests.changed(OURS)
    assert guests.reads == 2


def test_out_of_view_it_reads_once_when_it_is_shown_again(guests: Guests) -> None:
    guests.show()
    guests.hide()
    guests.changed(OURS)
    guests.changed(OURS)
    assert guests.reads == 1
    guests.show()
    assert guests.reads == 2
    guests.hide()
    guests.show()
    assert guests.reads == 2


def test_what_it_does_not_show_is_nothing_to_it(guests: Guests) -> None:
    guests.show()
    guests.changed(OTHERS)
    guests.hide()
    guests.changed(OTHERS)
    guests.show()
    assert guests.reads == 1


def test_a_refusal_stands_on_the_status_line_until_they_go_on(guests: Guests) -> None:
    said: list[tuple[str, str]] = []
    guests.status.connect(lambda left, right: said.append((left, right)))
    guests.tell_refusal(Refused("E-TEST", "Too many: {name}", name="王丽"))
    assert said == [("Too many: 王丽", "E-TEST")]
    guests.go_on()
    assert said[-1] == ("", "")


def test_a_page_must_say_how_it_reads(showroom: Showroom, qtbot: QtBot) -> None:
    page = Page(showroom.reception, Ask(showroom.store, inline=True))
    qtbot.addWidget(page)
    with pytest.raises(NotImplementedError):
        page.refresh()
