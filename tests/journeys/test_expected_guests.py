"""Who is expected, at the front desk: his row in one key, who did not come and why, the card from the log."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest

from showroom.models.follow_up import Appointment
from showroom.models.prospect import Prospect
from showroom.services import appointment
from showroom.ui.expected_guests import ExpectedGuest
from showroom.ui.window import Window
from tests.journeys.at_the_window import (
    answering,
    chips,
    choose_from_menu,
    go_to,
    hear,
    labels,
    page,
    pass_a_minute,
    pen,
    press,
    rows,
    shell,
    sign_in,
    status,
    tip,
    toast,
    verb,
)
from tests.journeys.conftest import OpenWindow
from tests.people import THURSDAY, Showroom, register_walk_in

WEDNESDAY = THURSDAY - timedelta(days=1)


def card_of(name: str) -> int:
    return next(int(one.id) for one in Prospect.select() if one.customer.name == name)


def expects(showroom: Showroom, name: str, at: time, day: date = THURSDAY) -> int:
    """The manager has fixed a visit."""
    values: dict[str, Any] = {"kind": "visit", "day": day, "time": at}
    return appointment.make(showroom.manager, card_of(name), values).appointment


@pytest.fixture
def desk(window: Window, morning: Showroom) -> Window:
    """周敏 at the desk; 王丽 is expected at eleven, 赵敏 was at ten, 李强 yesterday."""
    morning.on(WEDNESDAY, 9)
    register_walk_in(morning.reception, "赵敏", "13700001111", received_by="李娜")
    register_walk_in(morning.reception, "李强", "13711112222", received_by="李娜")
    expects(morning, "王丽", time(11))
    expects(morning, "赵敏", time(10))
    expects(morning, "李强", time(16), WEDNESDAY)
    morning.on(THURSDAY, 10, 38)
    sign_in(window, "周敏")
    return window


def listed(window: Window) -> list[str]:
    """The section as it reads, a line for each guest."""
    return [" ".join(filter(None, labels(one))) for one in page(window).expected.guests]


def guest(window: Window, name: str) -> ExpectedGuest:
    return next(one for one in page(window).expected.guests if one.one.name == name)


def state_of(name: str) -> tuple[str, str]:
    found = Appointment.get(Appointment.prospect == card_of(name))
    return found.state, found.no_show_reason


def test_the_section_says_who_is_expected_when_and_whose_guest(desk: Window) -> None:
    assert listed(desk) == [
        "10:00 赵敏 已过时间 李娜的客户",
        "11:00 王丽 陈涛的客户",
        "3月4日 李强 未到店 李娜的客户",
    ]
    assert "1 位已过时间" in labels(page(desk).expected)


def test_a_minute_later_somebody_is_late(desk: Window, morning: Showroom) -> None:
    morning.on(THURSDAY, 11, 1)
    pass_a_minute(desk)
    assert listed(desk)[1] == "11:00 王丽 已过时间 陈涛的客户"


def test_who_arrives_is_registered_without_typing_and_ticked(desk: Window) -> None:
    press("Shift+F6", "Down")
    assert pen() is guest(desk, "王丽").button
    press("Return")
    assert shell(desk).top.strip.text() == "王丽 13812345678 邀约"
    assert chips(desk)[0] == "王丽·A 级·陈涛的客户"
    press("Return")
    assert rows(desk)[0]["guest"].startswith("王丽")
    assert listed(desk)[1] == "11:00 王丽 已到店 陈涛的客户"
    assert state_of("王丽") == ("arrived", "")
    press("Ctrl+Z")
    assert state_of("王丽") == ("expected", "")


def test_another_consultants_guest_whose_number_is_masked_is_registered_too(
    window: Window, morning: Showroom
) -> None:
    expects(morning, "王丽", time(11))
    sign_in(window, "李娜")
    shell(window).show_log()
    press("Shift+F6", "Return", "Return")
    assert state_of("王丽") == ("arrived", "")
    assert len({one.customer_id for one in Prospect.select()}) == 1, "no second file"


def test_why_somebody_did_not_come_is_asked_from_the_row(desk: Window) -> None:
    press("Shift+F6", "Down", "Down")
    assert pen() is guest(desk, "李强").button
    press("Return")
    choose_from_menu("临时有事")
    assert state_of("李强") == ("not_come", "临时有事")
    assert [one.one.name for one in page(desk).expected.guests] == ["赵敏", "王丽"]
    assert "李强未到店" in toast(desk)
    assert verb(desk)


def test_a_reason_in_words_of_ones_own(desk: Window) -> None:
    asked = answering("孩子发烧")
    page(desk).expected.menu_of(guest(desk, "赵敏")).popup(desk.pos())
    choose_from_menu("其他…")
    assert len(asked) == 1
    assert state_of("赵敏") == ("not_come", "孩子发烧")
    assert listed(desk)[0] == "10:00 赵敏 未到店 李娜的客户"


def test_ticked_by_hand_he_has_come_without_a_row(desk: Window) -> None:
    page(desk).expected.menu_of(guest(desk, "赵敏")).popup(desk.pos())
    choose_from_menu("已到店，不另登记")
    assert state_of("赵敏") == ("arrived", "")
    assert not page(desk).model.entries


def test_on_a_small_screen_the_section_flies_out(open_window: OpenWindow, morning: Showroom) -> None:
    expects(morning, "王丽", time(11))
    window = open_window(size=(1100, 720))
    sign_in(window, "周敏")
    assert page(window).side.narrow
    press("Shift+F6")
    assert pen() is guest(window, "王丽").button
    press("Return", "Return")
    assert state_of("王丽") == ("arrived", "")


def test_without_anybody_expected_there_is_no_section(window: Window) -> None:
    sign_in(window, "周敏")
    assert not page(window).expected.isVisible()


# -- the card from the log ----------------------------------------------------------------------------


def wanted(window: Window) -> list[tuple[int, tuple[int, ...]]]:
    """The cards that are asked for from now on."""
    found: list[tuple[int, tuple[int, ...]]] = []
    page(window).card_wanted.connect(lambda card, among: found.append((card, tuple(among))))
    return found


def test_the_row_in_hand_opens_the_card_and_one_walks_through_the_day(
    window: Window, morning: Showroom
) -> None:
    for name, phone in (("赵敏", "13700001111"), ("", ""), ("李强", "13711112222")):
        register_walk_in(morning.reception, name, phone, received_by="李娜")
    sign_in(window, "周敏")
    cards = wanted(window)
    go_to(window, 3, "guest")
    assert "已建卡，归李娜" in tip(window, 3, "number")
    press("Ctrl+O")
    assert cards == [(card_of("李强"), (card_of("赵敏"), card_of("李强")))]


def test_on_the_strip_it_is_the_card_of_the_match(desk: Window) -> None:
    cards = wanted(desk)
    press("F2")
    hear("13812345678")
    press("Ctrl+O")
    assert cards == [(card_of("王丽"), ())]
    assert shell(desk).top.strip.text() == "13812345678", "what was typed is still there"


def test_a_guest_without_a_card_gets_it_in_one_key(window: Window, morning: Showroom) -> None:
    register_walk_in(morning.reception, "赵敏", "13700001111", received_by="李娜", purpose="维修保养")
    sign_in(window, "李娜")
    shell(window).show_log()
    cards = wanted(window)
    go_to(window, 1, "guest")
    press("Ctrl+O")
    assert cards == [(card_of("赵敏"), ())]


def test_the_reception_is_told_who_opens_it(window: Window, morning: Showroom) -> None:
    register_walk_in(morning.reception, "赵敏", "13700001111", received_by="李娜", purpose="维修保养")
    sign_in(window, "周敏")
    go_to(window, 1, "guest")
    press("Ctrl+O")
    assert "销售顾问建卡" in toast(window)
    assert status(window)[1] == "E-NO-CARD"


def test_a_second_wish_is_registered_with_its_reason(desk: Window) -> None:
    press("F2")
    hear("王女士 13812345678 李娜")
    asked = answering("给儿子买车")
    press("Down", "Down", "Down", "Return")
    assert len(asked) == 1
    second = Prospect.select().order_by(Prospect.id.desc()).get()
    assert (second.customer.name, second.another_reason) == ("王丽", "给儿子买车")


def test_another_consultant_named_by_hand_is_told_whose_card_it_stays(desk: Window) -> None:
    press("F2")
    hear("13812345678 指定李娜")
    press("Return")
    assert "客户卡仍归陈涛" in toast(desk)
