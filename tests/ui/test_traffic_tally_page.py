"""The traffic tally page: the sheet of a day and of a month, what it means, and the log behind every line."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCalendarWidget
from pytestqt.qtbot import QtBot

from showroom import language
from showroom.ui.cells import CellRole
from showroom.ui.look.theme import Theme
from showroom.ui.tally_lines import TallyCell
from showroom.ui.tally_paper import FigureBand
from showroom.ui.traffic_log_page import TrafficLogPage
from showroom.ui.traffic_tally_page import TrafficTallyPage
from showroom.ui.window import Window
from tests.exchange.reading import values
from tests.journeys.at_the_window import (
    LEFT,
    click,
    labels,
    press,
    segment,
    settle,
    shell,
    sign_in,
    status,
    toast,
)
from tests.journeys.conftest import WEDNESDAY, OpenWindow
from tests.people import (
    THURSDAY,
    Showroom,
    acts,
    last_act,
    register_call,
    register_guest_who_leaves_nothing,
    register_walk_in,
)
from tests.sheets.reading import joined, texts_of


@pytest.fixture
def busy(morning: Showroom) -> Showroom:
    """Thursday so far: seven at ten o'clock, one be-back, a call and somebody for service at nine."""
    desk = morning.reception
    register_walk_in(desk, "王丽", "13812345678", arrived="0910", level="A")
    register_call(desk, "赵先生", "13711112222", arrived="0920")
    register_walk_in(desk, "孙女士", "13711113333", arrived="0930", purpose="维修保养")
    for number in range(7):
        register_walk_in(desk, f"客人{number}", f"1390000000{number}" if number < 5 else "", arrived="1005")
    return morning


def open_tally(window: Window) -> TrafficTallyPage:
    sign_in(window, "周敏")
    press("Ctrl+2")
    return tally(window)


def tally(window: Window) -> TrafficTallyPage:
    page = shell(window).page
    assert isinstance(page, TrafficTallyPage)
    return page


def line(page: TrafficTallyPage, row: int) -> list[str]:
    """A line of the sheet as it is read."""
    model = page.table.model()
    return [str(model.index(row, column).data() or "") for column in range(model.columnCount())]


def marks(page: TrafficTallyPage, row: int, column: int) -> int:
    cell: TallyCell = page.table.model().index(row, column).data(CellRole.CELL)
    return cell.marks


def figures(band: FigureBand) -> str:
    return band.accessibleName()


def click_line(page: TrafficTallyPage, row: int) -> None:
    place = page.table.visualRect(page.table.model().index(row, 0)).center()
    QTest.mouseClick(page.table.viewport(), LEFT, pos=place)
    settle()


# -- the day ------------------------------------------------------------------------------------------


def test_the_day_as_on_paper(busy: Showroom, window: Window) -> None:
    page = open_tally(window)
    assert line(page, 0) == ["09–10", "", "", "1", "1", "1", "1", "1", "1", "3"]
    assert line(page, 1) == ["10–11", "7", "7", "", "", "", "", "", "", "7"]
    assert marks(page, 1, 1) == 7
    assert line(page, 10)[0] == "其他时段"
    assert line(page, 11) == ["合计", "", "7", "", "1", "", "1", "", "1", "10"]
    assert "留档率 71 %" in figures(page.paper.figures)
    assert figures(page.paper.foot).startswith("O 0, H 0, A 1")
    assert page.paper.variant.text() == "日表"
    assert "2026年3月5日" in page.paper.blanks[0].accessibleName()
    assert status(window)[0] == "共计 10 笔"


def test_every_rate_shows_its_division(busy: Showroom, window: Window) -> None:
    said = labels(open_tally(window).side)
    assert {"7 首次 + 1 再次", "8 来店 + 1 来电 + 1 非购车"} <= set(said)
    assert {"5 ÷ 7 首次", "71 %", "0 ÷ 8 批", "0 %"} <= set(said)
    assert {"10–11", "7 ÷ 10", "70 %"} <= set(said), "the busiest slot"


def test_a_day_is_compared_with_its_weekday(busy: Showroom, window: Window) -> None:
    desk = busy.on(THURSDAY - timedelta(weeks=1), 11).reception
    for _party in range(3):
        register_guest_who_leaves_nothing(desk)
    busy.on(THURSDAY, 10, 38)
    page = open_tally(window)
    assert {"前 1 次", "3.0", "今天到现在"} <= set(labels(page.side))
    assert not any("比往常" in said for said in labels(page.side)), "a day that is not over is not judged"
    busy.on(THURSDAY + timedelta(days=1), 9)
    page.refresh()
    settle()
    assert "来店比往常多 5.0 批。" in labels(page.side)
    press("PgUp")
    assert "前八周没有可比的星期三。" in labels(page.side)


def test_what_another_desk_writes_stands_here_at_once(window: Window, morning: Showroom) -> None:
    page = open_tally(window)
    look = shell(window).news.watch.timeout.emit
    look()
    assert line(page, 11)[-1] == "0"
    register_call(morning.consultant, "李强", "13711112222")
    look()
    settle()
    assert line(page, 11)[-1] == "1"
    assert not page.paper.empty.isVisible()


def test_more_signs_than_there_is_room_for_are_left_to_the_figure(
    morning: Showroom, open_window: OpenWindow
) -> None:
    for _party in range(41):
        register_guest_who_leaves_nothing(morning.reception)
    window = open_window(size=(840, 470))
    page = open_tally(window)
    assert line(page, 1)[1:3] == ["41", "41"]
    assert not page.grab().isNull()


# -- the month ----------------------------------------------------------------------------------------


def test_the_month_as_on_paper(busy: Showroom, window: Window) -> None:
    page = open_tally(window)
    click(segment(page.bar, "月表"))
    assert line(page, 3)[:9] == ["4", "三", "1", "0", "0", "0", "0", "1", "0"]
    assert line(page, 4)[:9] == ["5", "四", "7", "1", "1", "1", "1", "7", "0"]
    assert line(page, 5)[2:] == [""] * 15, "a day still to come is empty"
    assert line(page, 31)[:4] == ["合计", "", "8", "1"]
    assert "周四 8.0" in figures(page.paper.foot)
    assert not page.paper.figures.isVisible()
    assert page.bar.date.text() == "2026年3月"
    assert {"3月5日 周四", "8 ÷ 9", "89 %"} <= set(labels(page.side)), "the busiest day"


def test_a_month_has_thirty_one_lines_though_it_has_no_such_days(window: Window) -> None:
    page = open_tally(window)
    click(segment(page.bar, "月表"))
    press("PgUp")
    assert page.bar.date.text() == "2026年2月"
    assert line(page, 27)[:2] == ["28", "六"]
    assert line(page, 28)[:2] == ["–", ""]
    assert page.table.model().rowCount() == 32


def test_months_and_days_turn_and_stop_at_today(window: Window) -> None:
    page = open_tally(window)
    assert not page.bar.after.isEnabled()
    press("PgUp")
    assert page.day == WEDNESDAY
    press("PgDown", "PgDown")
    assert page.day == THURSDAY
    click(segment(page.bar, "月表"))
    assert not page.bar.after.isEnabled()
    press("PgUp", "PgUp")
    assert page.bar.date.text() == "2026年1月"
    click(page.bar.after)
    assert page.bar.date.text() == "2026年2月"
    click(page.bar.today)
    assert page.day == THURSDAY
    press("PgDown")
    assert page.day == THURSDAY


def test_the_calendar_jumps(window: Window) -> None:
    page = open_tally(window)
    last: list[object] = []

    def pick() -> None:
        menu = QApplication.activePopupWidget()
        assert menu is not None
        calendar = menu.findChild(QCalendarWidget)
        assert calendar is not None
        last.append(calendar.maximumDate().toPython())
        calendar.clicked.emit(calendar.selectedDate().addDays(-30))

    QTimer.singleShot(0, pick)
    page.bar.date.click()
    assert last == [THURSDAY]
    assert page.day == THURSDAY - timedelta(days=30)


def test_day_or_month_is_remembered(open_window: OpenWindow) -> None:
    first = open_window()
    click(segment(open_tally(first).bar, "月表"))
    first.close()
    assert open_tally(open_window()).kind == "month"


# -- the log behind it --------------------------------------------------------------------------------


def test_a_click_on_a_slot_opens_the_log_of_that_day(window: Window) -> None:
    page = open_tally(window)
    press("PgUp")
    click_line(page, 6)
    log = shell(window).page
    assert isinstance(log, TrafficLogPage)
    assert log.day == WEDNESDAY
    assert log.model.entries[0].guest_name == "王丽"


def test_enter_on_a_day_opens_its_log(window: Window) -> None:
    page = open_tally(window)
    click(segment(page.bar, "月表"))
    page.table.begin()
    assert page.table.currentIndex().row() == THURSDAY.day - 1, "the pen lies on today"
    press("Up", "Return")
    assert isinstance(shell(window).page, TrafficLogPage)
    assert shell(window).log.day == WEDNESDAY


def test_days_to_come_and_totals_open_nothing(window: Window) -> None:
    page = open_tally(window)
    click(segment(page.bar, "月表"))
    for row in (THURSDAY.day, 31):
        click_line(page, row)
        press("Return")
        assert shell(window).page is page


def test_f2_leads_back_to_the_strip(window: Window) -> None:
    open_tally(window)
    press("F2")
    assert isinstance(shell(window).page, TrafficLogPage)


# -- nothing there ------------------------------------------------------------------------------------


def test_an_empty_day_says_why_and_leads_to_the_log(window: Window) -> None:
    page = open_tally(window)
    assert "还没有登记" in page.paper.empty.why.text()
    press("PgUp", "PgUp")
    assert page.paper.empty.why.text() == "这一天没有登记"
    assert line(page, 0)[0] == "09–10", "the blank form stays"
    click(page.paper.empty.button)
    assert isinstance(shell(window).page, TrafficLogPage)
    assert shell(window).log.day == THURSDAY - timedelta(days=2)


def test_a_day_with_rows_says_nothing(busy: Showroom, window: Window) -> None:
    assert not open_tally(window).paper.empty.isVisible()


# -- who sees it --------------------------------------------------------------------------------------


def test_who_does_not_read_the_log_has_no_tally(window: Window) -> None:
    sign_in(window, "何洁")
    press("Ctrl+2")
    assert not isinstance(shell(window).page, TrafficTallyPage)


# -- paper and files ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "variant"), [("日表", "日表"), ("月表", "月表")])
def test_the_sheet_in_view_is_printed(
    busy: Showroom, window: Window, pdf: Path, kind: str, variant: str
) -> None:
    page = open_tally(window)
    click(segment(page.bar, kind))
    click(page.bar.print)
    preview = shell(window).preview
    assert preview.isVisible()
    assert "210 × 297" in status(window)[0], "the sheet stands upright"
    click(preview.save)
    (text,) = [joined(words) for words in texts_of(pdf.read_bytes())]
    assert "展厅客流量统计表" in text
    assert variant in text
    press("Esc")
    assert shell(window).page is page


@pytest.mark.parametrize("month", [False, True])
def test_the_sheet_in_view_is_copied(busy: Showroom, window: Window, pdf: Path, month: bool) -> None:
    page = open_tally(window)
    if month:
        click(segment(page.bar, "月表"))
    press("Ctrl+E")
    path = pdf.with_suffix(".xlsx")
    rows = values(path.read_bytes())
    total = next(row for row in rows if row and row[0] == "合计")
    assert total[-1 if not month else 2] == (10 if not month else 8)
    assert toast(window) == f"已保存：{path}"
    assert last_act().duty == "export_traffic_tally"


def test_who_changes_his_mind_copies_nothing(busy: Showroom, window: Window, pdf: Path) -> None:
    page = open_tally(window)
    shell(window).copies._choose_path = lambda _parent, _proposed: ""
    before = acts()
    click(page.bar.excel)
    assert acts() == before
    assert toast(window) == ""


# -- both languages, every size -----------------------------------------------------------------------


def test_in_english(busy: Showroom, look: Theme, open_window: OpenWindow) -> None:
    language.use(language.ENGLISH)
    look.apply()
    window = open_window()
    page = open_tally(window)
    assert page.paper.title.text() == "Traffic tally sheet"
    assert page.table.model().headerData(1, page.table.horizontalHeader().orientation()).startswith("Walk-in")
    assert "5 ÷ 7 first visits" in labels(page.side)


@pytest.mark.parametrize("percent", [100, 150])
@pytest.mark.parametrize(("size", "beside"), [((2200, 900), True), ((840, 470), False)])
def test_the_column_goes_below_the_sheet_where_there_is_no_room(
    busy: Showroom,
    look: Theme,
    open_window: OpenWindow,
    qtbot: QtBot,
    percent: int,
    size: tuple[int, int],
    beside: bool,
) -> None:
    look.set_text(percent)
    try:
        window = open_window(size=size)
        page = open_tally(window)
        for kind in ("日表", "月表"):
            click(segment(page.bar, kind))
            frame = page.table.parentWidget()
            assert frame is not None
            qtbot.waitUntil(lambda frame=frame: frame.height() == page.table.height() + 2)
            assert (page.side.y() == page.paper.y()) is beside
            assert (page.side.y() >= page.paper.height()) is not beside
        assert page._scroll.horizontalScrollBar().maximum() == 0 or percent > 100
    finally:
        look.set_text(100)


def test_a_screen_reader_hears_the_line_the_group_and_the_figure(busy: Showroom, window: Window) -> None:
    model = open_tally(window).table.model()
    said = model.index(1, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "10–11 来店·首次 正字 7"


def test_the_day_of_the_month_is_kept_between_the_sheets(window: Window) -> None:
    page = open_tally(window)
    page.show_day(date(2026, 2, 11))
    click(segment(page.bar, "月表"))
    click(segment(page.bar, "日表"))
    assert page.day == date(2026, 2, 11)
