"""What people do with daily reports: turn to them, read a row, write on it, look at the paper."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from showroom.keys import PAGE_KEYS
from showroom.language import _
from showroom.models.daily_report import DailyReport
from showroom.models.store import Store
from showroom.services import report_archive
from showroom.ui.cells import CellRole
from showroom.ui.daily_report_model import COURSE
from showroom.ui.daily_report_page import DailyReportPage
from showroom.ui.places import DAILY_REPORT, PLACES, place_of
from showroom.ui.print_preview import PrintPreview
from showroom.ui.window import Window
from tests.journeys.at_the_window import LEFT, click, focus_window, goes_to, labels, press, settle, shell

CHINESE = re.compile("[\u4e00-\u9fff]+")


def turns_to(window: Window, key: str) -> None:
    """By the number of the page in the side bar, or by its word where it has none."""
    number = [place.key for place in shell(window).in_bar()].index(key) + 1
    if number <= PAGE_KEYS:
        press(f"Ctrl+{number}")
    else:
        goes_to(_(place_of(key).word))
    settle()


def clicks_on(window: Window, key: str) -> None:
    """By its entry in the side bar."""
    word = _(next(place.word for place in PLACES if place.key == key))
    entries = shell(window).side.findChildren(QAbstractButton)
    click(next(one for one in entries if one.accessibleName().startswith(word)))
    focus_window()


def report_page(window: Window) -> DailyReportPage:
    found = shell(window).page
    assert isinstance(found, DailyReportPage), type(found)
    return found


def turns_to_reports(window: Window) -> DailyReportPage:
    """By the keyboard."""
    turns_to(window, DAILY_REPORT)
    return report_page(window)


def names(window: Window) -> list[str]:
    """Who stands on the sheet, from above."""
    model = report_page(window).model
    found = (model.row(place) for place in range(model.rowCount()))
    return [row.name for row in found if row is not None]


def cell(window: Window, name: str, column: int) -> str:
    """What is painted in a cell of somebody's row."""
    return str(report_page(window).model.index(names(window).index(name), column).data(CellRole.CELL).text)


def goes_to_row(window: Window, name: str) -> None:
    """By the arrow keys, from wherever the pen lies in the table."""
    table, wanted = report_page(window).table, names(window).index(name)
    assert table.hasFocus(), "the pen is not in the table"
    for _step in range(60):
        here = table.currentIndex().row()
        if here == wanted:
            return
        press("Down" if here < wanted else "Up")
    raise AssertionError(f"the arrow keys do not reach {name}")


def clicks_into_course(window: Window, name: str) -> None:
    """Double-click where the words of a row stand."""
    table = report_page(window).table
    place = table.visualRect(table.model().index(names(window).index(name), COURSE)).center()
    QTest.mouseClick(table.viewport(), LEFT, pos=place)
    QTest.mouseDClick(table.viewport(), LEFT, pos=place)
    assert table.is_writing, f"the row of {name} is not written on"


def beside_the_report(window: Window) -> str:
    """Every word beside the sheet."""
    return "\n".join(labels(report_page(window).side))


def preview(window: Window) -> PrintPreview:
    found = shell(window).preview
    assert found.isVisible()
    return found


def archived(store: Store) -> list[Path]:
    """The files of the archive."""
    folder = report_archive.folder_of(store)
    return sorted(folder.iterdir()) if folder.exists() else []


def states() -> list[str]:
    """How the reports in the store stand, in the order in which they were begun."""
    return [one.state for one in DailyReport.select().order_by(DailyReport.id)]


def chinese_in_view(window: Window, apart_from: set[str]) -> set[str]:
    """Every run of Chinese signs that is shown, in a tip or read out, but names."""
    said: set[str] = set()
    for one in window.findChildren(QWidget):
        if one.isVisible():
            for words in (one.accessibleName(), one.toolTip(), str(getattr(one, "text", str)())):
                said |= set(CHINESE.findall(words))
    model = report_page(window).model
    for row in range(len(names(window))):
        for column in range(model.columnCount()):
            said |= set(CHINESE.findall(str(model.index(row, column).data(Qt.ItemDataRole.DisplayRole))))
    for column in range(model.columnCount()):
        said |= set(CHINESE.findall(str(model.headerData(column, Qt.Orientation.Horizontal))))
    return said - apart_from
