"""The page of the level grid: walked through by the keyboard, told cell by cell, turned, printed, copied."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from showroom.forms.level_grid import Star
from showroom.services import follow_up
from showroom.ui.cells import Cell, CellRole
from showroom.ui.customer_card_page import CustomerCardPage
from showroom.ui.level_grid_model import DAYS_FROM, FIRST, LEFT, NAME, PHONE
from showroom.ui.level_grid_page import LevelGridPage
from showroom.ui.prospect_bar import LEVEL_GRID, PROSPECTS
from showroom.ui.prospects_page import ProspectsPage
from showroom.ui.window import Window
from tests.journeys.at_the_window import LEFT as LEFT_BUTTON
from tests.journeys.at_the_window import labels, press, settle, shell, status
from tests.journeys.conftest import WEDNESDAY
from tests.people import (
    CLERK,
    CONSULTANT,
    MANAGER,
    PASSWORD,
    RECEPTIONIST,
    THURSDAY,
    Showroom,
    register_walk_in,
)

FACT = ("model_chosen",)


@pytest.fixture
def cards(morning: Showroom) -> Showroom:
    """Beside 王丽: 单雄信 came on Wednesday at H and was called today, 周凯 came today; 赵敏 is 李娜's."""
    for day, name, phone, who, level in (
        (WEDNESDAY, "单雄信", "13700007777", "陈涛", "H"),
        (THURSDAY, "周凯", "13700008888", "陈涛", "B"),
        (THURSDAY, "赵敏", "13700009999", "李娜", "A"),
    ):
        morning.on(day, 9, 30)
        register_walk_in(morning.reception, name, phone, received_by=who, level=level)
    morning.on(THURSDAY, 10, 40)
    follow_up.log(morning.consultant, 2, {"said": "周六带太太来", "level": "A", "reason": "要再比比"})
    return morning


def opens(window: Window, user: str = CONSULTANT) -> LevelGridPage:
    window.sign_in(user, PASSWORD)
    shell(window).show_page(LEVEL_GRID)
    settle()
    return page(window)


def page(window: Window) -> LevelGridPage:
    found = shell(window).page
    assert isinstance(found, LevelGridPage)
    return found


def names(found: LevelGridPage) -> list[str]:
    return [row.name for row in found.model.grid.rows]


def cell(found: LevelGridPage, row: int, column: int) -> Cell:
    told: Cell = found.model.index(row, column).data(CellRole.CELL)
    return told


def day(number: int) -> int:
    """The column of a day."""
    return DAYS_FROM + number - 1


def row_of(found: LevelGridPage, name: str) -> int:
    return names(found).index(name)


def said(found: LevelGridPage, row: int, column: int) -> str:
    return str(found.model.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole))


def words(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if action.text()]


# --- what stands on it -------------------------------------------------------------------------------------


def test_grid_is_the_paper_with_its_twenty_rows(window: Window, cards: Showroom) -> None:
    found = opens(window)
    assert set(names(found)) == {"王丽", "单雄信", "周凯"}
    assert found.model.rowCount() == 20
    assert found.model.columnCount() == len(LEFT) + 31 + 1
    row = row_of(found, "单雄信")
    assert cell(found, row, FIRST).badge == "H"
    assert cell(found, row, day(4)).badge == "H"
    assert found.model.day_cell(row, day(4)).first, "boxed: the first level of the month"
    assert cell(found, row, day(5)).badge == "A"
    assert found.model.day_cell(row, day(12)).star is Star.AHEAD
    assert cell(found, row, PHONE).text == "137 0000 7777"
    assert cell(found, 19, NAME).text == ""


def test_totals_and_head_tell_the_month(window: Window, cards: Showroom) -> None:
    found = opens(window)
    assert found.paper.totals.accessibleName().startswith("截至3月5日, O 0, H 0, A 2, B 1, C 0")
    told = [blank.accessibleName() for blank in found.paper.blanks]
    assert "销售顾问 陈涛" in told
    assert "月份 2026年3月" in told
    assert found.paper.empty.isHidden()


def test_weekend_lies_on_the_ground_of_the_head_and_today_on_tint(window: Window, cards: Showroom) -> None:
    found = opens(window)
    assert [number for number in range(1, 32) if found.model.is_weekend(day(number))][:4] == [1, 7, 8, 14]
    assert found.model.day(day(5)) == found.model.today == THURSDAY


# --- by the keyboard ---------------------------------------------------------------------------------------


def test_arrow_keys_walk_and_the_status_line_tells_each_day(window: Window, cards: Showroom) -> None:
    found = opens(window)
    found.table.begin()
    assert found.table.currentIndex().column() == day(5), "the pen lies on today"
    found.table.setCurrentIndex(found.model.index(row_of(found, "单雄信"), day(5)))
    assert status(window)[0] == "单雄信　3月5日 周四　之后为 A 级　10:40 电话 陈涛 周六带太太来"
    press("Left")
    assert "本月首次定级：H" in status(window)[0] or "本月首次定级 H" in status(window)[0]
    for _step in range(8):
        press("Right")
    assert "计划跟进" in status(window)[0]
    here = found.table.currentIndex()
    assert said(found, here.row(), here.column()) == status(window)[0], "as those who listen hear it"
    found.table.setCurrentIndex(found.model.index(here.row(), NAME))
    assert "P26-00002" in status(window)[0]


@pytest.mark.parametrize("key", ["Return", "Ctrl+O"])
def test_enter_opens_the_card_and_walks_through_the_grid(window: Window, cards: Showroom, key: str) -> None:
    found = opens(window)
    found.table.begin()
    found.table.setCurrentIndex(found.model.index(row_of(found, "周凯"), day(5)))
    among = names(found)
    press(key)
    card = shell(window).page
    assert isinstance(card, CustomerCardPage)
    assert "P26-00003" in " ".join(labels(card))
    assert f"{among.index('周凯') + 1} / {len(among)}" in " ".join(labels(card))
    press("Esc")
    assert isinstance(shell(window).page, LevelGridPage)


def test_blank_row_opens_nothing(window: Window, cards: Showroom) -> None:
    found = opens(window)
    found.table.open_row(10)
    settle()
    assert isinstance(shell(window).page, LevelGridPage)


def test_double_click_opens_the_card(window: Window, cards: Showroom) -> None:
    found = opens(window)
    place = found.table.visualRect(found.model.index(0, NAME)).center()
    QTest.mouseClick(found.table.viewport(), LEFT_BUTTON, pos=place)
    QTest.mouseDClick(found.table.viewport(), LEFT_BUTTON, pos=place)
    settle()
    assert isinstance(shell(window).page, CustomerCardPage)


def test_page_keys_turn_the_months(window: Window, cards: Showroom) -> None:
    found = opens(window)
    found.table.begin()
    press("PgUp")
    assert (found.month, names(found)) == (date(2026, 2, 1), [])
    assert found.paper.empty.text() == "陈涛本月没有信息卡。"
    press("PgDown", "PgDown")
    assert found.month == date(2026, 3, 1), "nothing lies after today's month"
    assert len(names(found)) == 3


def test_what_is_done_elsewhere_appears_and_the_pen_stays(window: Window, cards: Showroom) -> None:
    found = opens(window)
    found.table.begin()
    here = found.model.index(row_of(found, "周凯"), day(5))
    found.table.setCurrentIndex(here)
    entered = {"said": "定了", "level": "H", "criteria": FACT}
    follow_up.log(shell(window).desk, 3, entered)
    settle()
    assert cell(found, row_of(found, "周凯"), day(5)).badge == "H"
    assert found.table.currentIndex().column() == day(5)
    assert "定了" in status(window)[0]


# --- whose ------------------------------------------------------------------------------------------------


def test_manager_chooses_whose_grid_it_is(window: Window, cards: Showroom) -> None:
    found = opens(window, MANAGER)
    assert "赵敏" not in names(found)
    menu = found.bar.people_menu()
    assert words(menu) == ["陈涛", "李娜"], "a grid is one consultant's"
    menu.actions()[-1].trigger()
    settle()
    assert names(found) == ["赵敏"]
    assert found.bar.consultant.text() == "李娜"


def test_in_english_colleagues_have_their_english_names(window: Window, cards: Showroom) -> None:
    window._use_language("en")
    found = opens(window, MANAGER)
    assert found.bar.consultant.text() == "Chen Tao"
    assert "Consultant Chen Tao" in [blank.accessibleName() for blank in found.paper.blanks]


def test_consultant_has_nobody_to_choose_among(window: Window, cards: Showroom) -> None:
    assert not opens(window).bar.consultant.isVisible()


def test_who_only_reads_is_offered_neither_print_nor_copy_nor_a_new_card(
    window: Window, cards: Showroom
) -> None:
    for user in (RECEPTIONIST, CLERK):
        found = opens(window, user)
        buttons = (found.bar.excel, found.bar.print, found.bar.new)
        assert [button.isVisible() for button in buttons] == [False] * 3
        assert cell(found, row_of(found, "周凯"), PHONE).text == "137****8888"
        press("Ctrl+P")
        assert isinstance(shell(window).page, LevelGridPage)
        window.show_entry()
        settle()


def test_segments_lead_to_the_tracking_sheet_and_back(window: Window, cards: Showroom) -> None:
    found = opens(window)
    found.bar.sheet_chosen.emit(PROSPECTS)
    settle()
    assert isinstance(shell(window).page, ProspectsPage)
    shell(window).page.bar.sheet_chosen.emit(LEVEL_GRID)
    settle()
    assert isinstance(shell(window).page, LevelGridPage)


# --- paper and file ---------------------------------------------------------------------------------------


def test_grid_in_view_is_printed_and_copied(window: Window, cards: Showroom) -> None:
    found = opens(window)
    jobs: list[object] = []
    found.print_wanted.connect(lambda job, _at_once: jobs.append(job))
    found.copy_wanted.connect(jobs.append)
    found.print_sheet()
    found.copy_to_excel()
    printed, copied = jobs
    assert printed.title == "月份意向客户级别状况表　2026年3月"  # type: ignore[attr-defined]
    assert printed.preview("", False).pages == 1  # type: ignore[attr-defined]
    assert printed.draw("", True).pages == 1  # type: ignore[attr-defined]
    assert copied.file_name == "级别状况表 2026-03 陈涛"  # type: ignore[attr-defined]
    assert copied.build().startswith(b"PK")  # type: ignore[attr-defined]


# --- little room ------------------------------------------------------------------------------------------


def test_columns_yield_and_heads_and_names_stay_in_view(window: Window, cards: Showroom) -> None:
    for number in range(25):
        register_walk_in(
            cards.reception, f"客人{number}", f"1390000{number:04d}", received_by="陈涛", level="C"
        )
    found = opens(window)
    window.resize(1440, 900)
    settle()
    assert not any(found.table.isColumnHidden(place) for place in range(len(LEFT)))
    window.resize(840, 470)
    settle()
    assert [place for place in range(len(LEFT)) if found.table.isColumnHidden(place)] == [
        place for place, column in enumerate(LEFT) if column.yields
    ]
    columns, head = found.stuck
    assert (columns.isVisible(), head.isVisible()) == (False, False)
    found._scroll.verticalScrollBar().setValue(200)
    found._scroll.horizontalScrollBar().setValue(30)
    settle()
    assert (columns.isVisible(), head.isVisible()) == (True, True)
    assert head.y() == 0
    assert columns.x() == 0
    place = columns.rect().topLeft() + found.table.visualRect(found.model.index(12, NAME)).center()
    place.setY(place.y() + found.table.horizontalHeader().height())
    place.setX(10)
    QTest.mouseClick(columns, LEFT_BUTTON, pos=place)
    assert found.table.currentIndex().row() == 12


def test_pen_beyond_the_view_is_brought_into_it(window: Window, cards: Showroom) -> None:
    window.resize(840, 470)
    found = opens(window)
    found.table.begin()
    found.table.setCurrentIndex(found.model.index(2, found.model.result))
    settle()
    bar = found._scroll.horizontalScrollBar()
    assert bar.value() == bar.maximum() > 0
