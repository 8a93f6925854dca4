"""A consultant who lives on paper: the plan is printed, written on by hand, scanned back and keyed in."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from showroom import language
from showroom.models.follow_up import FollowUp
from showroom.rules.daily_report import ReportState
from showroom.sheets import qr
from showroom.sheets.qr import Code, Kind
from showroom.ui.daily_report_page import DailyReportPage
from showroom.ui.window import Window
from tests.journeys.at_the_window import comes_in, hear, press, scan, settle, shell, toast
from tests.journeys.conftest import OpenWindow
from tests.people import CONSULTANT, THURSDAY, Showroom, acts, last_act, register_walk_in, staff_id
from tests.sheets.reading import joined, texts_of

# Level B comes due fifteen days later; 王丽 of the morning is due, too, and stands first.
DUE = THURSDAY + timedelta(15)
GUESTS = ("李强", "张伟", "赵敏", "孙浩", "周凯", "吴婷", "郑爽", "冯军", "陈静", "刘洋")


@pytest.fixture
def due(morning: Showroom) -> Showroom:
    """Eleven cards are due in the morning of the day."""
    for number, name in enumerate(GUESTS):
        register_walk_in(morning.reception, name, f"1391111000{number}", received_by="陈涛", level="B")
    return morning.on(DUE, 8, 40)


def report_page(window: Window) -> DailyReportPage:
    found = shell(window).page
    assert isinstance(found, DailyReportPage)
    return found


def prints_the_plan(window: Window, pdf: Path) -> None:
    """In the morning, by the keyboard: Ctrl+P, then what saves the sheet as a file."""
    press("Ctrl+6", "Ctrl+P")
    settle()
    shell(window).preview.save.setFocus()
    press("Space")
    settle()
    assert last_act().duty == "print_daily_report"
    press("Escape")
    assert pdf.exists()


def keys(*lines: str) -> None:
    for line in lines:
        hear(line)
        press("Return")
        settle()


@pytest.mark.parametrize("code", [language.CHINESE, language.ENGLISH])
def test_from_the_morning_print_to_handing_in(
    open_window: OpenWindow, due: Showroom, pdf: Path, code: str
) -> None:
    language.use(code)
    window = open_window(due)
    comes_in(window, "陈涛")
    prints_the_plan(window, pdf)
    (text,) = (joined(one) for one in texts_of(pdf.read_bytes()))
    plan = report_page(window).report
    assert plan is not None
    assert plan.planned_at is not None, "the plan stands from the print on"
    printed = [row.name for row in plan.rows]
    assert len(printed) == 11
    assert all(name in text for name in printed)

    # In the evening the paper lies at the desk; its code opens the sheet, wherever one is.
    press("Ctrl+1")
    due.on(DUE, 18, 10)
    scan(Code(Kind.DR, qr.day_number(DUE), staff=staff_id(CONSULTANT)).digits())
    settle()
    page = report_page(window)
    assert (page.day, page.whose) == (DUE, staff_id(CONSULTANT))
    press("Alt+K")
    settle()
    panel = page.keyed
    assert [row.row.name for row in panel.rows.values()] == printed

    before = acts()
    keys("2 = 5 已约周六", "3 B +3 再打", "4 * 1", "5 C 30 推迟到五月", "６　７　全角也行")
    # Seven rises without a fact; 30 is on nobody's plan; eight was not called.
    keys("7 H 2 已约周日", "8 -", "9 v 3 上门送资料", "30 不在纸上")
    assert panel.entry.text() == "30 不在纸上", "which has no row to stay by"
    press("Ctrl+A")
    keys("10 周六 看车")
    assert panel.rows[7].left.text() == "7 H 2 已约周日"
    press("Up")
    assert panel.entry.text() == "7 H 2 已约周日"
    press("Ctrl+A")
    keys("7 = 2 已约周日")
    keys("11 没接")
    assert acts() == before + 9, "one act for each line that was saved"
    assert not panel.left.typed.keys() - {8}
    press("Escape")
    assert not panel.isVisible()

    report = page.report
    assert report is not None
    said = {row.number: row.said for row in report.rows}
    assert said[2] == "已约周六"
    assert said[6] == "全角也行"
    assert said[10] == "看车"
    assert [row.number for row in report.rows if row.tried_in_vain] == [4, 11]
    assert [row.number for row in report.rows if row.by_visit] == [9]
    assert [row.number for row in report.rows if not row.said and not row.tried_in_vain] == [1, 8]
    agreed = FollowUp.get(FollowUp.said == "看车").agreed_on
    assert agreed == date(2026, 3, 21), "the Saturday that follows the Friday"
    press("Ctrl+Return")
    settle()
    assert page.report is not None
    assert page.report.state is ReportState.SUBMITTED
    assert toast(window)
