"""The card's B side on the screen: its record row by row, how it ended, correcting a contact, printing."""

from __future__ import annotations

import pytest

from showroom.models.follow_up import FollowUp
from showroom.models.lost_request import LostRequest
from showroom.models.prospect import Prospect
from showroom.rules.duties import Duty
from showroom.services import follow_up
from showroom.ui.card_paper import BACK, FRONT
from showroom.ui.customer_card_page import CustomerCardPage
from tests.journeys.at_the_card import card_page, opens_card
from tests.journeys.at_the_window import press, settle, shell, toast
from tests.journeys.conftest import OpenWindow
from tests.people import CONSULTANT, RECEPTIONIST, THURSDAY, Showroom, staff_id


@pytest.fixture
def card(morning: Showroom) -> int:
    """王丽's card with her visit of yesterday and a call of today that raised it."""
    made = int(Prospect.select().get().id)
    follow_up.log(
        morning.consultant,
        made,
        {"method": "phone", "said": "周六来试驾", "level": "H", "criteria": ("model_chosen",)},
    )
    return made


@pytest.fixture
def page(open_window: OpenWindow, card: int) -> CustomerCardPage:
    window = open_window()
    opens_card(window, card)
    page = card_page(window)
    press("Ctrl+Tab")
    return page


def line(page: CustomerCardPage, row: int) -> list[str]:
    model = page.paper.back.record.record
    return [str(model.data(model.index(row, column)) or "") for column in range(model.columnCount())]


def test_ctrl_tab_turns_the_card_over_and_back(page: CustomerCardPage) -> None:
    assert page.paper.side == page.bar.sides.current() == BACK
    assert page.paper.back.isVisible()
    assert not page.form.isVisible()
    press("Ctrl+Tab")
    assert page.paper.side == page.bar.sides.current() == FRONT
    assert page.form.isVisible()


def test_the_record_tells_visits_and_calls_with_a_change_of_level(page: CustomerCardPage) -> None:
    assert line(page, 0)[:3] == ["1", "3月4日 15:10", "来店"]
    assert line(page, 1)[2:6] == ["电话", "促进成交", "周六来试驾", "A → H"]
    assert page.paper.back.record.record.rowCount() == 20
    assert line(page, 2) == [""] * 10


def test_enter_opens_a_contact_to_be_corrected(page: CustomerCardPage) -> None:
    table = page.paper.back.record
    table.setFocus()
    table.setCurrentIndex(table.model().index(1, 0))
    press("Return")
    panel = page.acts.contact
    assert panel.isVisible()
    panel.form.write({"said": "周日来试驾"})
    panel.accept()
    settle()
    assert FollowUp.get().said == "周日来试驾"
    assert line(page, 1)[4] == "周日来试驾"


def test_a_visit_is_corrected_on_the_log(page: CustomerCardPage, open_window: OpenWindow) -> None:
    table = page.paper.back.record
    table.setFocus()
    table.setCurrentIndex(table.model().index(0, 0))
    said: list[str] = []
    page.said.connect(said.append)
    press("Return")
    assert not page.acts.contact.isVisible()
    assert "来店登记" in said[0]


def test_how_a_card_ended_is_told_below(page: CustomerCardPage, card: int, morning: Showroom) -> None:
    with morning.consultant.work(Duty.ASK_LOST) as work:
        work.add(
            LostRequest, prospect=card, kind="lost", asked_by=staff_id(CONSULTANT), asked_on=THURSDAY,
            asked_at=morning.clock.now(), reason="competitor_price", bought="轩逸", price_gap=500_000,
            state="pending",
        )  # fmt: skip
    page.refresh()
    cells = {key: cell.text() for key, cell in page.paper.back.cells.items()}
    assert "陈涛" in cells["asked"]
    assert cells["kind"] == "战败"
    assert "竞品价格优惠" in cells["reason"]
    assert cells["bought"] == "轩逸；高 5,000 元"
    assert "待审核" in cells["decision"]


def test_ctrl_p_shows_both_sides(page: CustomerCardPage) -> None:
    wanted: list[object] = []
    page.print_wanted.connect(lambda job, _at_once: wanted.append(job))
    press("Ctrl+P")
    (job,) = wanted
    assert job.preview("card", False).pages == 2  # type: ignore[attr-defined]
    assert job.preview("card", True).pages == 2  # type: ignore[attr-defined]


def test_who_may_not_print_is_offered_no_printing(open_window: OpenWindow, card: int) -> None:
    window = open_window()
    page = opens_card(window, card, RECEPTIONIST)
    assert not page.bar.print.isVisible()
    wanted: list[object] = []
    page.print_wanted.connect(lambda job, _at_once: wanted.append(job))
    page.print_sheet()
    assert wanted == []
    assert shell(window).page is page
    assert toast(window) == ""
