"""Closing the log and sealing the reports as one flow: what waits, sealed by the keyboard, nobody held up."""

from __future__ import annotations

from showroom.models.daily_report import DailyReport
from showroom.rules.roll_forward import RollForward, Term
from showroom.ui.closing import Closing
from showroom.ui.evening_reports import sum_words
from showroom.ui.look.buttons import Button
from tests.journeys.at_the_window import labels, page, press, sign_in_at_the_log, tab_to
from tests.journeys.conftest import OpenWindow
from tests.people import THURSDAY, Showroom, register_walk_in
from tests.reports import reviews, submits


def evening(morning: Showroom) -> None:
    """陈涛 wrote up 李强 and handed in; the others did not."""
    morning.on(THURSDAY, 9)
    register_walk_in(morning.manager, "李强", "13911110001", received_by="陈涛", level="A")
    morning.on(THURSDAY, 19)
    submits(morning.consultant)


def told(closing: Closing) -> str:
    return "\n".join(labels(closing.panel))


def test_the_ready_ones_are_sealed_by_the_keyboard(open_window: OpenWindow, morning: Showroom) -> None:
    evening(morning)
    reviews(morning.manager)
    window = open_window(morning)
    sign_in_at_the_log(window, "刘建国")
    press("F8")
    closing = page(window).closing
    assert "可封存：陈涛" in told(closing)
    assert "未提交：" in told(closing)
    assert "卡片数对得上：" in told(closing)
    tab_to(Button, "封存 1 份", most=60)
    press("Space")
    assert DailyReport.get().state == "sealed"
    assert "可封存" not in told(closing)
    assert closing.panel.isVisible()


def test_what_waits_for_review_is_named_and_not_sealed(open_window: OpenWindow, morning: Showroom) -> None:
    evening(morning)
    window = open_window(morning)
    sign_in_at_the_log(window, "刘建国")
    press("F8")
    closing = page(window).closing
    assert "待审阅：陈涛" in told(closing)
    assert not any(
        one.text().startswith("封存") for one in closing.panel.findChildren(Button) if one.isVisible()
    )


def test_the_reception_closes_without_them(open_window: OpenWindow, morning: Showroom) -> None:
    """The control: reports are the manager's."""
    evening(morning)
    window = open_window(morning)
    sign_in_at_the_log(window, "周敏")
    press("F8")
    assert "当天日报" not in told(page(window).closing)


def test_a_sum_that_does_not_close_names_its_levels() -> None:
    cards = RollForward()
    cards.counts["A", Term.OPENING] = 3
    cards.counts["A", Term.NEW] = 2
    cards.counts["A", Term.CLOSING] = 5
    assert "3 + 2 − 0 = 5" in sum_words(cards)
    cards.counts["A", Term.CLOSING] = 4
    assert "A +1" in sum_words(cards)
