"""Colleagues on the screen of the log: by their English name in English, by the stored one in Chinese."""

from __future__ import annotations

from dataclasses import replace

import pytest

from showroom import language
from showroom.forms.field import Option
from showroom.forms.traffic_log import Place
from showroom.rules.rotation import State
from showroom.services import rotation, staff
from showroom.ui import names
from showroom.ui.look.theme import Theme
from tests.journeys.at_the_window import labels, page, settle, sign_in
from tests.journeys.conftest import OpenWindow
from tests.people import THURSDAY, Showroom, close_day, sign, staff_id


def name_in_english(morning: Showroom, user: str, english: str) -> None:
    person = morning.person(user)
    staff.change(
        morning.administrator,
        person.staff,
        person.revision,
        name=person.name,
        roles=person.roles,
        name_english=english,
    )


@pytest.mark.parametrize(("code", "name"), [(language.ENGLISH, "Li Na"), (language.CHINESE, "李娜")])
def test_the_rotation_and_its_sentence_name_people_as_the_screen_speaks(
    look: Theme, open_window: OpenWindow, morning: Showroom, code: str, name: str
) -> None:
    name_in_english(morning, "lina", "Li Na")
    rotation.set_state(morning.reception, staff_id("lina"), State.ON)
    language.use(code)
    window = open_window()
    sign_in(window, "周敏")
    settle()
    panel = page(window).rotation
    assert name in [one.text() for one in panel.people]
    assert any(name in words and words != name for words in labels(panel))


def test_a_closed_day_names_who_closed_and_signed_it(
    look: Theme, open_window: OpenWindow, morning: Showroom
) -> None:
    name_in_english(morning, "zhoumin", "Zhou Min")
    close_day(morning)
    sign(morning.reception, Place.RECEPTION)
    language.use(language.ENGLISH)
    window = open_window()
    sign_in(window, "周敏")
    settle()
    assert page(window).paper.closing.text() == "Closed 18:05 Zhou Min"
    page(window).closing.open()
    settle()
    shown = " ".join(labels(page(window).closing.panel))
    assert "Zhou Min closed it" in shown
    assert "周敏" not in shown


def test_two_of_one_name_keep_it(look: Theme) -> None:
    language.use(language.ENGLISH)
    one = Option("1", "李娜", "Li Na")
    assert names.of({"staff": (one,)}) == {"李娜": "Li Na"}
    assert names.of({"staff": (one, replace(one, code="2", english="Lina Li"))}) == {}
    assert names.shown({}, "李娜") == "李娜"


def test_the_day_is_the_day(morning: Showroom) -> None:
    book = rotation.book(morning.reception, THURSDAY)
    assert names.in_book({}, book) == book
