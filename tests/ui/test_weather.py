"""The weather beside the clock: one word, in the language of the screen, today's whatever day is in view."""

from __future__ import annotations

from datetime import timedelta

import pytest

from showroom import language
from showroom.services import traffic_day
from showroom.ui import weather
from showroom.ui.look.theme import Theme
from showroom.ui.window import Window
from tests.journeys.at_the_window import labels, page, settle, shell, sign_in
from tests.people import THURSDAY, Showroom


@pytest.mark.parametrize(
    ("written", "chinese", "english"),
    [
        ("多云 12℃", "多云", "cloudy"),
        ("晴转多云 12℃", "晴转多云", "晴转多云"),
        ("", "", ""),
        ("   ", "", ""),
        ("很长很长很长很长很长的天气", "很长很长很长很长很长…", "很长很长很长很长很长…"),
    ],
)
def test_one_word_is_short(look: Theme, written: str, chinese: str, english: str) -> None:
    assert weather.short(written) == chinese
    language.use(language.ENGLISH)
    assert weather.short(written) == english


def test_it_stands_beside_the_clock_as_soon_as_it_is_written(window: Window, morning: Showroom) -> None:
    sign_in(window, "周敏")
    assert "10:38" in labels(shell(window).top)
    menu = page(window).day_desk.weather_menu()
    next(one for one in menu.actions() if one.text() == "多云").trigger()
    settle()
    assert "10:38 多云" in labels(shell(window).top)


def test_it_is_of_today_whatever_day_is_in_view(window: Window, morning: Showroom) -> None:
    traffic_day.set_weather(morning.reception, THURSDAY, "晴 20℃")
    traffic_day.set_weather(morning.reception, THURSDAY - timedelta(days=1), "雪")
    morning.on(THURSDAY, 23, 58)
    sign_in(window, "周敏")
    shell(window).show_log(THURSDAY - timedelta(days=1))
    settle()
    assert page(window).paper.weather.accessibleName() == "天气 雪"
    assert "23:58 晴" in labels(shell(window).top)
    morning.on(THURSDAY + timedelta(days=1), 0, 1)
    shell(window).news.looked.emit()
    settle()
    assert "00:01" in labels(shell(window).top)
