"""A consultant goes through his sheet on a Thursday, by the keyboard alone, and takes it to the meeting."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from showroom.services import follow_up
from showroom.ui.customer_card_page import CustomerCardPage
from showroom.ui.prospects_page import ProspectsPage
from showroom.ui.window import Window
from tests.journeys.at_the_window import (
    click,
    comes_in,
    hear,
    press,
    settle,
    shell,
    status,
    toast,
)
from tests.journeys.conftest import OpenWindow
from tests.people import THURSDAY, Showroom, acts, last_act, register_walk_in
from tests.sheets.reading import joined, texts_of


@pytest.fixture
def week(morning: Showroom) -> Showroom:
    """陈涛 has 王丽, two who are overdue, and 周凯 who was called this morning."""
    for days, name, phone, level in (
        (12, "李强", "13911110001", "A"),
        (9, "张伟", "13911110002", "H"),
        (0, "周凯", "13911110003", "B"),
    ):
        morning.on(THURSDAY - timedelta(days=days), 9)
        register_walk_in(morning.reception, name, phone, received_by="陈涛", level=level)
    follow_up.log(morning.consultant, 4, {"said": "下周再联系"})
    return morning.on(THURSDAY, 10, 38)


def sheet(window: Window) -> ProspectsPage:
    page = shell(window).page
    assert isinstance(page, ProspectsPage)
    return page


def names(window: Window) -> list[str]:
    return [row.name for row in sheet(window).model.rows]


def test_through_the_sheet_by_the_keyboard(open_window: OpenWindow, week: Showroom, pdf: Path) -> None:
    window = open_window(week)
    comes_in(window, "陈涛")
    press("Ctrl+4")
    assert names(window) == ["王丽", "李强", "张伟", "周凯"]

    # Who is overdue? A condition, then a view of it.
    page = sheet(window)
    page.line.add.setFocus()
    assert page._sheet is not None
    assert page._sheet.overdue == 2
    page.conditions.want("state", "overdue")
    settle()
    assert names(window) == ["李强", "张伟"]
    page.views.keep()
    settle()
    hear("逾期")
    press("Return")
    assert "逾期" in toast(window)

    # The first of them is called from here: F4 leads to the card, which walks on through these two.
    page.table.begin()
    press("Home", "F4")
    card = shell(window).page
    assert isinstance(card, CustomerCardPage)
    assert card.acts.logging
    hear("约好周六看车")
    press("Ctrl+Return")
    settle()
    assert last_act().duty == "log_follow_up"
    assert card.walk.words == "1 / 2"
    press("Escape")
    if shell(window).page is card:
        press("Escape")
    assert names(window) == ["张伟"], "one is left"

    # Everything again, found by typing, and away with what was typed.
    sheet(window).conditions.clear()
    press("l", "q")
    assert names(window) == ["李强"]
    third = sheet(window).model.rows[0].contacts[-1]
    assert (third.ordinal, third.said) == (2, "约好周六看车")
    press("Escape", "Escape")
    assert len(names(window)) == 4
    assert "4" in status(window)[0]

    # To the meeting on paper: what is shown, as an act.
    press("Ctrl+P")
    before = acts()
    click(shell(window).preview.save)
    settle()
    assert (acts(), last_act().duty) == (before + 1, "print_tracking_sheet")
    (text,) = (joined(one) for one in texts_of(pdf.read_bytes()))
    assert "约好周六看车" in text
    assert "在册4位，其中逾期1位" in text
