"""A row of a sealed day is struck out: the sealed sheet stays, the next one tells it, the figures follow."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QTableView

from showroom.models.customer import Customer
from showroom.models.daily_report import Adjustment, DailyReport
from showroom.models.follow_up import FollowUp
from showroom.models.prospect import Prospect
from showroom.services import daily_report_seal
from showroom.services.check import findings
from showroom.sheets.daily_report_printing import bytes_of
from showroom.ui.daily_report_model import COURSE
from showroom.ui.daily_report_page import DailyReportPage
from showroom.ui.figures_page import FiguresPage
from showroom.ui.places import DAILY_REPORT, FIGURES, TRAFFIC_LOG
from showroom.ui.window import Window
from tests.journeys.at_the_card import card_page
from tests.journeys.at_the_reports import (
    archived,
    beside_the_report,
    cell,
    goes_to_row,
    names,
    preview,
    report_page,
    turns_to,
)
from tests.journeys.at_the_window import (
    answering,
    comes_in,
    hear,
    labels,
    page,
    press,
    row,
    shell,
    sign_in_at_the_log,
    status,
    tab_to,
    table,
)
from tests.journeys.conftest import OpenWindow
from tests.people import CONSULTANT, THURSDAY, Showroom, close_day, register_complete_walk_in, staff_id
from tests.reports import reviews, says, submits
from tests.sheets.reading import joined, texts_of

FRIDAY = THURSDAY + timedelta(1)
STAYS, GOES = "李强", "周凯"


def sealed_evening(showroom: Showroom, day: date) -> None:
    """陈涛 hands in, 刘建国 reads and seals."""
    showroom.on(day, 19)
    submits(showroom.consultant, day)
    reviews(showroom.manager, day=day)
    daily_report_seal.seal(showroom.manager, staff_id(CONSULTANT), day, bytes_of)


def card_of(name: str) -> int:
    return int(Prospect.get(Prospect.customer == Customer.get(Customer.name == name)).id)


@pytest.fixture
def sealed(morning: Showroom) -> Showroom:
    """Thursday is closed and sealed; the row of 周凯 is a mistake nobody saw."""
    register_complete_walk_in(morning.reception, STAYS, "13911110001", level="A")
    register_complete_walk_in(morning.reception, GOES, "13700008888", level="B")
    morning.on(THURSDAY, 16)
    says(morning.consultant, card_of(STAYS), said="周六来试驾")
    close_day(morning)
    sealed_evening(morning, THURSDAY)
    return morning.on(FRIDAY, 9)


def reports_of(window: Window, day: date) -> DailyReportPage:
    """The daily report of 陈涛, by the keys that turn days."""
    turns_to(window, DAILY_REPORT)
    found = report_page(window)
    while found.day != day:
        press("PgUp" if found.day > day else "PgDown")
    assert found.whose == staff_id(CONSULTANT)
    return found


def strikes_out(window: Window, guest: str) -> None:
    """On the log of the day before, for a reason."""
    press("PgUp", "Ctrl+N")
    for _step in range(len(page(window).model.entries) + 1):
        if row(window, table(window).currentIndex().row() + 1)["guest"] == guest:
            break
        press("Up")
    press("Home")
    asked = answering("登记重复")
    press("Del")
    assert asked


def parties(window: Window) -> str:
    """来店批次 of the month on the figures page."""
    turns_to(window, FIGURES)
    found = shell(window).page
    assert isinstance(found, FiguresPage)
    return next(
        one.cells[1].cell.text for one in found.model.table.lines if one.cells[0].cell.text == "来店批次"
    )


def test_the_sealed_sheet_stays_and_the_next_one_tells(
    open_window: OpenWindow, sealed: Showroom, pdf: Path
) -> None:
    (file,) = archived(sealed.store)
    whole, content = file.read_bytes(), DailyReport.get().content
    window = open_window(sealed)
    sign_in_at_the_log(window, "刘建国")
    assert parties(window) == "3"
    turns_to(window, TRAFFIC_LOG)
    strikes_out(window, GOES)

    # The sealed sheet is what it was, on the screen, in the store and in the archive.
    reports_of(window, THURSDAY)
    assert {STAYS, GOES} <= set(names(window))
    assert "已封存" in status(window)[0]
    press("Ctrl+P")
    assert preview(window).isVisible()
    press("Ctrl+P", "Esc")
    assert pdf.read_bytes() == file.read_bytes() == whole
    assert DailyReport.get().content == content

    # The next one tells it; what was corrected is no row of its own.
    reports_of(window, FRIDAY)
    told = beside_the_report(window)
    assert f"3月5日 {GOES}" in told
    assert "3月5日 来店批次：原 2，现 1" in told
    assert GOES not in names(window)
    assert parties(window) == "2", "王丽 and the one who stays"

    # Sealed itself, it says so on paper; it is told once.
    window.close()
    sealed_evening(sealed, FRIDAY)
    sheet, notes = texts_of(archived(sealed.store)[-1].read_bytes())
    assert GOES not in joined(sheet)
    assert "更正03-05已封日报" in joined(notes)
    assert GOES in joined(notes)
    assert {one.of_id for one in Adjustment.select()} == {DailyReport.get(DailyReport.day == THURSDAY).id}
    sealed.on(FRIDAY + timedelta(1), 9)
    window = open_window(sealed)
    sign_in_at_the_log(window, "刘建国")
    found = reports_of(window, FRIDAY + timedelta(1))
    assert not found.telling.isVisible()
    assert GOES not in "\n".join(labels(found.side))
    assert findings(sealed.store) == []


def corrects_the_contact(window: Window, words: str) -> None:
    """From the row of the sealed sheet to the card, over to its record, and other words."""
    goes_to_row(window, STAYS)
    press("Ctrl+O")
    card = card_page(window)
    press("Ctrl+Tab")
    tab_to(QTableView, card.paper.back.record.accessibleName(), most=60)
    for _step in range(card.paper.back.record.model().rowCount()):
        index = card.paper.back.record.currentIndex()
        if index.siblingAtColumn(4).data() == "周六来试驾":
            break
        press("Down")
    press("Return")
    assert card.acts.contact.isVisible()
    card.acts.contact.form.editors["said"].take_pen()
    press("Ctrl+A")
    hear(words)
    press("Ctrl+Return")
    assert FollowUp.get().said == words
    press("Esc")


def test_a_contact_is_corrected_by_the_consultant_and_told_on_his_next_one(
    open_window: OpenWindow, sealed: Showroom
) -> None:
    window = open_window(sealed)
    comes_in(window, "陈涛")
    reports_of(window, THURSDAY)
    corrects_the_contact(window, "周日来试驾")

    reports_of(window, THURSDAY)
    assert "周六来试驾" in cell(window, STAYS, COURSE), "what was sealed stays"
    assert not report_page(window).telling.isVisible()
    reports_of(window, FRIDAY)
    told = [line for line in beside_the_report(window).splitlines() if line.startswith("3月5日")]
    assert len(told) == 1, "no figure is another"
    assert "周六来试驾" in told[0]
    assert "周日来试驾" in told[0]
    assert findings(sealed.store) == []


def test_the_control_nothing_corrected_nothing_told(open_window: OpenWindow, sealed: Showroom) -> None:
    window = open_window(sealed)
    sign_in_at_the_log(window, "刘建国")
    assert not reports_of(window, FRIDAY).telling.isVisible()
