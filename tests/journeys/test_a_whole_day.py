"""A whole day at the desk: duty, lunch, absences, guests who leave, closing, late rows, opening again."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QMenu, QPushButton
from pytestqt.qtbot import QtBot

from showroom.forms.traffic_log import Place
from showroom.rules.rotation import State
from showroom.rules.traffic import Void
from showroom.services import rotation, traffic_day
from showroom.services.traffic_day import Part
from showroom.ui.closing import Closing
from showroom.ui.rotation_panel import PersonLine, RotationPanel
from showroom.ui.sign_in_page import SignInPage
from showroom.ui.window import Window
from tests.journeys.at_the_window import (
    answering,
    begin_to_sign_in,
    click,
    hear,
    labels,
    page,
    pen,
    press,
    row,
    rows,
    segment,
    settle,
    shell,
    sign_in,
    sign_in_at_the_log,
    toast,
)
from tests.journeys.conftest import OpenWindow
from tests.people import (
    CONSULTANT,
    OTHER_CONSULTANT,
    THURSDAY,
    Showroom,
    correct,
    log_of,
    register_walk_in,
    staff_id,
)


@pytest.fixture
def desk(window: Window, morning: Showroom) -> Window:
    """Zhou Min is at the desk; the order of the day begins with Li Na."""
    rotation.set_order(morning.manager, (staff_id(OTHER_CONSULTANT), staff_id(CONSULTANT)))
    sign_in(window, "周敏")
    return window


def panel(window: Window) -> RotationPanel:
    return page(window).rotation


def closing(window: Window) -> Closing:
    return page(window).closing


def people(window: Window) -> list[str]:
    """The rotation as it reads, in its order."""
    return [one.accessibleName() for one in panel(window).people]


def person(window: Window, name: str) -> PersonLine:
    return next(one for one in panel(window).people if one.line.name == name)


def say(window: Window, name: str, *words: str) -> None:
    """Choose something in the menu of a person."""
    menu: QMenu = panel(window).menu(person(window, name).line)
    for place, word in enumerate(words):
        action = next(one for one in menu.actions() if one.text() == word)
        if place + 1 < len(words):
            menu = action.menu()  # type: ignore[assignment]
        else:
            action.trigger()
    settle()


def register(window: Window, line: str) -> None:
    press("F2")
    hear(line)
    press("Return")


def everybody_is_here(window: Window) -> None:
    buttons = panel(window).findChildren(QPushButton)
    click(next(one for one in buttons if one.text() == "全员到岗" and one.isVisible()))


def test_in_the_morning_one_press_says_who_is_there(desk: Window) -> None:
    assert "还没有人登记今天谁当班。登记后才开始轮值。" in labels(panel(desk))
    assert people(desk) == ["李娜　未登记　首次 0 批", "陈涛　未登记　首次 0 批"]
    everybody_is_here(desk)
    assert people(desk) == ["李娜　下一位　首次 0 批", "陈涛　首次 0 批"]
    assert any("今天的次序里李娜排在陈涛前面" in words for words in labels(panel(desk)))
    assert pen() is panel(desk).people[0], "not on a guest, whom Enter would register"


def test_a_first_visit_goes_to_whoever_is_next(desk: Window) -> None:
    everybody_is_here(desk)
    press("F2")
    hear("沈女士 2人")
    assert (row(desk, 1)["received_by"], row(desk, 1)["assigned"]) == ("李娜", "李娜"), "proposed in pencil"
    press("Return")
    assert (row(desk, 1)["received_by"], row(desk, 1)["assigned"]) == ("李娜", "李娜")
    assert "李娜接待" in toast(desk)
    assert people(desk) == ["陈涛　下一位　首次 0 批", "李娜　接待中　首次 1 批"]


def test_a_named_consultant_is_not_proposed_away(desk: Window) -> None:
    everybody_is_here(desk)
    register(desk, "沈女士 陈涛")
    assert row(desk, 1)["received_by"] == "陈涛"


def test_lunch_until_a_time_and_back(desk: Window, morning: Showroom) -> None:
    everybody_is_here(desk)
    say(desk, "李娜", "午休", "到 11:20")
    assert "李娜　午休到 11:20　首次 0 批" in people(desk)
    assert people(desk)[0] == "陈涛　下一位　首次 0 批"
    morning.on(THURSDAY, 11, 40)
    press("F5")
    assert "李娜　午休原到 11:20，回来了吗？　首次 0 批" in people(desk)
    say(desk, "李娜", "当班")
    assert people(desk)[0] == "李娜　下一位　首次 0 批"
    press("Ctrl+Z")
    assert people(desk)[0] == "陈涛　下一位　首次 0 批", "what was said can be taken back"


def test_a_turn_is_passed_for_a_reason(desk: Window) -> None:
    everybody_is_here(desk)
    answering("陪客户上牌")
    say(desk, "李娜", "跳过这一轮…")
    assert "李娜　跳过：陪客户上牌　首次 0 批" in people(desk)
    say(desk, "李娜", "回到原位")
    assert people(desk)[0] == "李娜　下一位　首次 0 批"


def test_whose_consultant_is_away_is_told_who_stands_in(desk: Window, morning: Showroom) -> None:
    morning.on(date(2026, 3, 4))
    register_walk_in(morning.reception, "王丽", "13812345678", received_by="陈涛", left="10:00")
    morning.on(THURSDAY, 10, 38)
    press("F5")
    everybody_is_here(desk)
    say(desk, "陈涛", "轮休")
    press("F2")
    hear("13812345678")
    assert any(
        "陈涛不在，李娜代接" in chip.accessibleName()
        for chip in shell(desk).chips.children()
        if hasattr(chip, "accessibleName")
    )
    press("Return")
    assert (row(desk, 1)["received_by"], row(desk, 1)["assigned"]) == ("李娜", "陈涛")


def test_a_consultant_says_it_of_himself_only(window: Window, morning: Showroom) -> None:
    rotation.all_here(morning.reception)
    sign_in_at_the_log(window, "陈涛")
    assert person(window, "陈涛").isEnabled()
    assert not person(window, "李娜").isEnabled()
    say(window, "陈涛", "午休", "时间未定")
    assert "陈涛　午休　首次 0 批" in people(window)


def test_guests_leave_by_one_key(desk: Window, morning: Showroom) -> None:
    register(desk, "沈女士 2人")
    register(desk, "王先生")
    morning.on(THURSDAY, 11, 5)
    press("F6")
    assert "沈女士现在离店" in pen().accessibleName()
    press("Return")
    assert row(desk, 1)["time"] == "10:38–11:05"
    assert "沈女士 11:05 离店" in toast(desk)
    assert len(page(desk).now.guests) == 1
    press("Return")
    assert page(desk).now.guests == []
    press("Ctrl+Z")
    assert len(page(desk).now.guests) == 1


def test_the_weather_is_one_key(desk: Window) -> None:
    menu = page(desk).day_desk.weather_menu()
    next(one for one in menu.actions() if one.text() == "多云").trigger()
    assert page(desk).paper.weather.accessibleName() == "天气 多云"
    answering("小雨 9℃")
    menu = page(desk).day_desk.weather_menu()
    next(one for one in menu.actions() if one.text() == "其他…").trigger()
    assert page(desk).paper.weather.accessibleName() == "天气 小雨 9℃"


def test_the_day_is_closed_when_nothing_is_missing(desk: Window, morning: Showroom) -> None:
    """Without a mouse: every gap is filled where it is named."""
    everybody_is_here(desk)
    register(desk, "沈女士 13911112222 2人")
    register(desk, "3人")
    morning.on(THURSDAY, 18, 0)
    press("F8")
    told = labels(closing(desk).panel)
    assert "还有 2 行没填完" in " ".join(told)
    assert {"离店时间", "未留档原因"} <= set(told)
    hear("1730")
    press("Return")
    levels = closing(desk).panel.editors[0].levels
    assert levels.current() == "", "no level looks chosen that nobody gave"
    hear("b")
    assert row(desk, 1)["time"] == "10:38–17:30"
    press("Return")
    assert row(desk, 2)["time"] == "10:38–18:00", "an empty field takes the time it proposes"
    hear("不愿留电话")
    press("Return")
    assert any("没有缺项" in words for words in labels(closing(desk).panel))
    press("Return")
    assert log_of(morning.reception).closed
    press("Return")
    signed = log_of(morning.reception).signatures[0]
    assert signed is not None
    assert signed.name == "周敏"


def test_enter_on_a_time_fills_nothing_else(open_window: OpenWindow, morning: Showroom, qtbot: QtBot) -> None:
    """While the time is being saved the focus stands on the level below it."""
    register_walk_in(morning.reception, "沈女士", "13911112222")
    desk = open_window(inline=False)
    qtbot.waitUntil(lambda: isinstance(desk.centralWidget(), SignInPage))
    begin_to_sign_in(desk, "周敏")
    qtbot.waitUntil(lambda: desk.shell is not None and len(rows(desk)) > 0)
    press("F8")
    qtbot.waitUntil(lambda: [one.part for one in closing(desk).panel.editors] == [Part.LEFT, Part.LEVEL])
    press("Return")
    qtbot.waitUntil(lambda: "–" in row(desk, 1)["time"] and "在店" not in row(desk, 1)["time"])
    qtbot.waitUntil(lambda: [one.part for one in closing(desk).panel.editors] == [Part.LEVEL])
    assert log_of(morning.reception).rows[0].level == ""
    assert closing(desk).panel.isVisible()
    press("Return")
    settle()
    assert log_of(morning.reception).rows[0].level == "", "nobody is rated by a bare Enter"
    assert "请按级别字母，或在级别上按空格。" in labels(closing(desk).panel)
    before = closing(desk).panel.editors[0]
    register_walk_in(morning.reception, "郑先生", "13911113333")
    qtbot.waitUntil(lambda: len(closing(desk).panel.editors) > 1)
    assert closing(desk).panel.editors[0] is not before
    assert "请按级别字母，或在级别上按空格。" in labels(closing(desk).panel), (
        "it stands when the day is read anew"
    )
    hear("h")
    qtbot.waitUntil(lambda: log_of(morning.reception).rows[0].level == "H")


def test_a_wrong_word_stays_beside_its_sentence(desk: Window) -> None:
    register(desk, "沈女士 13911112222 B")
    press("F8")
    hear("25点")
    press("Return")
    editor = closing(desk).panel.editors[0]
    assert editor.input is not None
    assert editor.input.text() == "25点"
    assert any("不是时间" in words or "25点" in words for words in labels(editor))
    assert pen() is editor.input


def test_a_wrong_word_keeps_its_sentence_when_somebody_else_saves(desk: Window, morning: Showroom) -> None:
    """The panel is made anew then: the words, the sentence and the mark come with it."""
    register(desk, "沈女士 13911112222 B")
    press("F8")
    hear("25点")
    press("Return")
    refused = closing(desk).panel.editors[0]
    said = refused.told
    assert said is not None
    register_walk_in(morning.reception, "郑先生", "13911113333")
    shell(desk).news.watch.timeout.emit()
    again = closing(desk).panel.editors[0]
    assert again is not refused
    assert again.told == said
    assert again.input is not None
    assert again.input.text() == "25点"
    assert again.input.property("invalid") is True
    assert pen() is again.input
    again.input.clear()
    assert again.told is None, "nothing is said of a field that was emptied"


def test_after_closing_late_rows_follow_and_the_manager_opens_again(desk: Window, morning: Showroom) -> None:
    register(desk, "沈女士 13911112222 B 陈涛")
    morning.on(THURSDAY, 18, 0)
    press("F6")
    press("Return")
    traffic_day.close(morning.reception, THURSDAY)
    morning.on(THURSDAY, 18, 5)
    page(desk).refresh()
    register(desk, "王先生 陈涛")
    assert [one.adjustment for one in log_of(morning.reception).rows] == [False, True]
    assert not closing(desk).panel.may_reopen
    press("Ctrl+L")
    sign_in_at_the_log(desk, "刘建国")
    press("F8")
    answering("漏登")
    click(segment(closing(desk).panel, "重新打开…"))
    assert not log_of(morning.reception).closed


def test_a_correction_after_closing_follows_as_a_row(desk: Window, morning: Showroom) -> None:
    register(desk, "沈女士 13911112222 B 陈涛")
    morning.on(THURSDAY, 18, 0)
    press("F6")
    press("Return")
    traffic_day.close(morning.reception, THURSDAY)
    traffic_day.sign(morning.reception, THURSDAY, Place.RECEPTION)
    page(desk).refresh()
    entry = log_of(morning.reception).rows[0]
    correct(morning.reception, entry.entry, entry.revision, head_count="4")
    page(desk).refresh()
    assert [one.void for one in log_of(morning.reception).rows] == [Void.CORRECTED, None]
    assert len(rows(desk)) == 2


def test_two_receptionists_share_the_morning(desk: Window, morning: Showroom) -> None:
    """What the other says at her desk is in view here a second later."""
    everybody_is_here(desk)
    rotation.set_state(morning.manager, staff_id(OTHER_CONSULTANT), State.HOME)
    shell(desk).news.watch.timeout.emit()
    shell(desk).news.watch.timeout.emit()
    page(desk).refresh()
    assert "李娜　已离店　首次 0 批" in people(desk)
    register(desk, "沈女士")
    assert row(desk, 1)["received_by"] == "陈涛"
