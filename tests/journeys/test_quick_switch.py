"""Two receptionists share a desk: half a guest, a lock, the other one by PIN, and back to the words."""

from __future__ import annotations

import pytest

from showroom.language import _
from showroom.rules import pins
from showroom.rules.duties import Role
from showroom.services import own_secrets, staff
from showroom.services.sign_in import sign_in as sign_in_at
from showroom.services.staff import NewStaff
from showroom.ui.window import Window
from tests.journeys.at_the_window import (
    click,
    hear,
    labels,
    page,
    press,
    row,
    settle,
    shell,
    sign_in,
    sign_in_page,
)
from tests.journeys.conftest import OpenWindow
from tests.people import PASSWORD, RECEPTIONIST, THURSDAY, Showroom, log_of

ZHOU, MA = "周敏", "马兰"
PIN, OTHER_PIN = "4071", "290581"


@pytest.fixture
def desk(open_window: OpenWindow, morning: Showroom) -> Window:
    """Both gave their password at this desk this morning, and have a PIN."""
    staff.add(morning.administrator, NewStaff("malan", MA, PASSWORD, (Role.RECEPTIONIST,)))
    window = open_window()
    for user, pin in ((RECEPTIONIST, PIN), ("malan", OTHER_PIN)):
        here = sign_in_at(morning.store, morning.clock, user, PASSWORD, window.desk_name)
        own_secrets.set_pin(here, pin, PASSWORD)
    window.show_entry()
    return window


def pick(window: Window, name: str) -> None:
    """Click one's own tile, unless one is expected already."""
    page = sign_in_page(window)
    if page.chosen.accessibleName() != name:
        click(next(tile for tile in page._tiles if tile.colleague and tile.colleague.name == name))


def switch(window: Window, name: str, pin: str) -> None:
    """One's tile, the PIN, Enter."""
    pick(window, name)
    hear(pin)
    press("Return")


def is_asked(window: Window) -> str:
    """What the sign-in page asks of whoever is chosen."""
    chosen = sign_in_page(window).chosen
    return " ".join(field.accessibleName() for field in chosen._fields() if field.isVisible())


def test_two_receptionists_share_a_desk(desk: Window, morning: Showroom) -> None:
    switch(desk, ZHOU, PIN)
    hear("张伟 13911112222")
    press("Ctrl+L")
    assert not any("张伟" in words for words in labels(desk))
    switch(desk, MA, OTHER_PIN)
    assert shell(desk).desk.name == MA
    assert shell(desk).top.strip.text() == ""
    hear("何军 13911113333")
    press("Return")
    press("Ctrl+L")
    switch(desk, ZHOU, PIN)
    assert shell(desk).top.strip.text() == "张伟 13911112222"
    press("Return")
    registered = log_of(morning.manager).rows
    assert [one.guest_name for one in registered] == ["何军", "张伟"]
    assert row(desk, 2)["guest"] == "张伟"
    assert page(desk).day == THURSDAY


def test_full_width_digits_are_digits(desk: Window) -> None:
    """The input method was on."""
    switch(desk, ZHOU, "４０７１")
    assert shell(desk).desk.name == ZHOU


def test_who_has_no_pin_is_asked_for_the_password(desk: Window) -> None:
    pick(desk, ZHOU)
    assert is_asked(desk) == "PIN"
    pick(desk, "陈涛")
    assert is_asked(desk) == _("Password")
    sign_in(desk, "陈涛")
    assert shell(desk).desk.name == "陈涛"


def test_the_password_serves_as_well(desk: Window) -> None:
    pick(desk, ZHOU)
    click(sign_in_page(desk).chosen.by_password)
    assert is_asked(desk) == _("Password")
    hear(PASSWORD)
    press("Return")
    assert shell(desk).desk.name == ZHOU


def test_a_wrong_pin_is_typed_anew(desk: Window) -> None:
    switch(desk, ZHOU, "9999")
    assert sign_in_page(desk).problem.text().startswith("PIN 码不正确")
    assert is_asked(desk) == "PIN"
    hear(PIN)
    press("Return")
    assert shell(desk).desk.name == ZHOU


def test_after_three_wrong_ones_the_password_is_asked(desk: Window) -> None:
    pick(desk, ZHOU)
    for _try in range(pins.TRIES):
        assert is_asked(desk) == "PIN"
        hear("9999")
        press("Return")
    assert is_asked(desk) == _("Password")
    assert "3 次" in sign_in_page(desk).problem.text()
    hear(PASSWORD)
    press("Return")
    assert shell(desk).desk.name == ZHOU


def test_a_pin_from_yesterday_does_not_serve(desk: Window, morning: Showroom) -> None:
    morning.clock.put(THURSDAY, 22, 39)
    hear(PIN)
    press("Return")
    assert is_asked(desk) == _("Password")
    desk.show_entry()
    settle()
    pick(desk, MA)
    assert is_asked(desk) == _("Password")
