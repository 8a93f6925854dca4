"""How an order stands in its panel: each step in word, icon and colour; what is left out, what offered."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from showroom.forms import choices
from showroom.forms.field import Option
from showroom.forms.sale import OrderContent, Sale, StepRow
from showroom.ui.look.tags import Status
from showroom.ui.order_panel import OrderPanel
from tests.journeys.at_the_window import labels
from tests.people import THURSDAY

LISTS = {**choices.FIXED, "car_model": (Option("1", "朗逸"),), "colour": (Option("white", "白"),)}
STEP = StepRow(1, 1, "plate", None, None, None, "", "")
ORDER = OrderContent(
    order=1, revision=1, ordered_on=THURSDAY, model=1, colour="white", equipment="", price=118_900_00,
    deposit=5_000_00, payment_method="full", expected_delivery=None, by="陈涛", cancelled_on=None,
    cancel_reason="", deposit_returned=False, delivered_on=None, why_us="", suggestions="", note="", plate="",
    vin="", steps=(STEP,),
)  # fmt: skip


@pytest.fixture
def panel(look: object, qtbot: QtBot) -> OrderPanel:
    page = QWidget()
    page.resize(1200, 800)
    qtbot.addWidget(page)
    page.show()
    return OrderPanel(page)


def shows(panel: OrderPanel, order: OrderContent, *earlier: OrderContent, may: bool = True) -> list[str]:
    """The order comes into view; all its words."""
    read = Sale(1, (), (), (), order, earlier, may_write=may, card_open=order.open)
    panel.show_order(read, "P26-00001", LISTS, THURSDAY)
    panel.open_panel()
    return labels(panel)


def standing(panel: OrderPanel, **step: Any) -> tuple[str, str, str]:
    shows(panel, replace(ORDER, steps=(replace(STEP, **step),)))
    (status,) = panel._body.findChildren(Status)
    return status._words


@pytest.mark.parametrize(
    ("step", "words"),
    [
        ({"due_on": THURSDAY - timedelta(1)}, ("3月4日 逾期", "overdue", "red")),
        ({"due_on": THURSDAY}, ("3月5日 今天", "today", "amber")),
        ({"due_on": THURSDAY + timedelta(3)}, ("3月8日 到期", "calendar", "amber")),
        ({"due_on": THURSDAY - timedelta(9), "done_on": THURSDAY}, ("3月5日 完成", "done", "jade")),
    ],
)
def test_how_a_step_stands(panel: OrderPanel, step: dict[str, Any], words: tuple[str, str, str]) -> None:
    assert standing(panel, **step) == words
    assert panel.steps[0].accessibleDescription() == words[0], "heard with the tick"


def test_what_is_later_is_a_day_alone(panel: OrderPanel) -> None:
    words = shows(panel, replace(ORDER, steps=(replace(STEP, due_on=THURSDAY + timedelta(4)), STEP)))
    assert "3月9日" in words
    assert not panel._body.findChildren(Status)


def test_the_steps_of_a_cancelled_order_wait_for_nobody(panel: OrderPanel) -> None:
    late = replace(STEP, due_on=THURSDAY - timedelta(5))
    order = replace(
        ORDER, steps=(late,), cancelled_on=THURSDAY, cancel_reason="贷款未批", deposit_returned=True
    )
    words = shows(panel, order)
    assert not panel._body.findChildren(Status)
    assert {"贷款未批", "是"} <= set(words)
    assert not panel.steps[0].isEnabled()
    assert not panel._foot.isVisible()


def test_what_is_not_known_is_left_out(panel: OrderPanel) -> None:
    words = shows(panel, ORDER)
    assert {"118,900 元", "5,000 元", "113,900 元", "全款"} <= set(words)
    assert not {"车架号", "配置", "退订原因", "订金已退"} & set(words)


def test_a_payment_names_its_amount_and_a_note_stands_below(panel: OrderPanel) -> None:
    words = shows(
        panel, replace(ORDER, steps=(replace(STEP, kind="payment", amount=20_000_00, note="尾款"),))
    )
    assert panel.steps[0].accessibleName() == "付款　20,000 元"
    assert "尾款" in words


def test_an_order_before_is_a_line_below(panel: OrderPanel) -> None:
    before = replace(ORDER, cancelled_on=THURSDAY, cancel_reason="家里不同意")
    assert any("家里不同意" in words for words in shows(panel, ORDER, before))
    assert not any("家里不同意" in words for words in shows(panel, ORDER))


def test_who_may_not_write_is_offered_nothing(panel: OrderPanel) -> None:
    shows(panel, ORDER, may=False)
    assert not panel.steps[0].isEnabled()
    assert not panel._foot.isVisible()
    shows(panel, ORDER)
    assert panel.steps[0].isEnabled()
    assert panel._foot.isVisible()
