"""The manager reads the month, asks a number for its rows, sets targets, and takes it all to Excel."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook

from showroom.services import targets
from showroom.ui.card_lines import CardLine
from showroom.ui.customer_card_page import CustomerCardPage
from showroom.ui.figures_page import FiguresPage
from showroom.ui.look.buttons import _Segment
from showroom.ui.window import Window
from tests.journeys.at_the_window import press, settle, shell, sign_in, tab_to
from tests.people import THURSDAY, Showroom, register_walk_in


def test_a_month_end_by_keyboard(morning: Showroom, window: Window, pdf: Path) -> None:
    register_walk_in(morning.reception, "李强", "13911110001", received_by="陈涛", level="H")
    sign_in(window, "刘建国")
    shell(window).show_page("figures")
    settle()
    page = shell(window).page
    assert isinstance(page, FiguresPage)

    # The first number is the parties of the month; a card opened in it is opened from its row.
    here = page.model.told(page.table.currentIndex())
    assert here is not None
    assert (here.value.figure.key, here.value.value) == ("parties", 2)
    press("Return")
    assert [one.words.name for one in page.rows.lines] == ["李强", "王丽"]
    tab_to(_Segment, "来店来电", most=60)
    press("Right")
    assert page.section == "cards"
    page.begin()
    press("Return")
    tab_to(CardLine, "李强", most=60)
    press("Return")
    assert isinstance(shell(window).page, CustomerCardPage)
    press("Esc")
    assert shell(window).page is page

    page.begin()
    tab_to(_Segment, "建卡与漏斗", most=60)
    press(*["Right"] * 8)
    assert page.section == "targets"
    page.begin()
    press("4", "0", "Return")
    assert targets.of_month(morning.manager, THURSDAY).of(None)["parties"].value == 40

    tab_to(_Segment, "目标", most=60)
    press(*["Left"] * 9)
    assert page.model.table.lines[1].cells[-1].cell.text.split() == ["2", "÷", "40", "5", "%"]

    press("Ctrl+E")
    settle()
    sheet = load_workbook(pdf.with_suffix(".xlsx")).active
    assert sheet is not None
    values = {row[0]: row[1] for row in sheet.iter_rows(values_only=True) if row[0]}
    assert values["来店批次"] == 2
