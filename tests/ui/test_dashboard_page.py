"""The dashboard: numbers open their rows and explain themselves, requests are decided in place."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QWidget

from showroom import language
from showroom.language import _
from showroom.rules.periods import Span, holding
from showroom.services import targets
from showroom.ui.dashboard_page import DashboardPage
from showroom.ui.window import Window
from tests.journeys.at_the_window import labels, press, segment, settle, shell, sign_in, status
from tests.journeys.conftest import WEDNESDAY, OpenWindow
from tests.lost import approves, asks_lost
from tests.people import THURSDAY, Showroom, register_walk_in, staff_id
from tests.sales import card_of_wang_li

MANAGER = "刘建国"


@pytest.fixture
def busy(morning: Showroom) -> Showroom:
    """Wednesday 王丽; Thursday two more first visits, of which one left a number; a target of parties."""
    register_walk_in(morning.reception, "李强", "13911110001", received_by="陈涛", level="H")
    register_walk_in(morning.reception, "", received_by="陈涛")
    targets.set(morning.manager, {"parties": 12}, THURSDAY)
    return morning


def open_board(window: Window, who: str = MANAGER) -> DashboardPage:
    sign_in(window, who)
    shell(window).show_page("dashboard")
    settle()
    page = shell(window).page
    assert isinstance(page, DashboardPage)
    return page


def right_press(widget: QWidget, at: QPoint | None = None) -> None:
    place = at or widget.rect().center()
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, widget.mapToGlobal(place))
    QApplication.sendEvent(widget, asked)
    settle()


def behind(page: DashboardPage) -> list[str]:
    """The names of the rows at the right."""
    return [one.words.name for one in page.numbers.rows.lines]


def test_the_numbers_of_the_month_stand_beside_target_and_time(busy: Showroom, window: Window) -> None:
    page = open_board(window)
    said = [one.accessibleName() for one in page.board.figures]
    assert said[0] == "来店批次 3, 目标 12，达成 25 %"
    assert said[3].startswith("首次来店留档率 66.7%, 2 ÷ 3")
    assert page.board.figures[0].words.part == 0.25
    assert page.board.figures[0].words.elapsed == pytest.approx(5 / 31)
    assert "16%" in page.bar.elapsed.text().replace(" ", "")


def test_what_it_is_compared_with_comes_behind_and_belongs_to_its_days(
    busy: Showroom, window: Window
) -> None:
    page = open_board(window)
    page.show_period(holding(Span.DAY, THURSDAY))
    assert page.board.figures[0].words.note == "上期 1", "yesterday it was one"
    held = []
    page.read_before = lambda: held.append("asked")  # type: ignore[method-assign]
    page.refresh()
    assert page.board.figures[0].words.note == "上期 1", "what stood there stays while it is read anew"
    page.show_period(holding(Span.DAY, WEDNESDAY))
    assert page.board.figures[0].words.note == "", "what was read was of other days"
    assert page.board.figures[3].words.note == "1 ÷ 1"
    assert held == ["asked", "asked"]


def test_a_number_opens_its_rows_and_esc_gives_the_room_back(busy: Showroom, window: Window) -> None:
    page = open_board(window)
    assert not page.side.isVisible()
    page.begin()
    press("Return")
    settle()
    assert behind(page) == ["未建档", "李强", "王丽"]
    assert page.side.isVisible()
    opened: list[object] = []
    page.card_wanted.connect(lambda card, _among: opened.append(card))
    page.day_wanted.connect(opened.append)
    page.numbers.rows.lines[0].click()
    page.numbers.rows.lines[1].click()
    assert opened == [THURSDAY, THURSDAY], "rows of the log open their day"
    page.board.levels.begin()
    press("Return")
    settle()
    page.numbers.rows.lines[0].click()
    assert opened[-1] == page.numbers.rows.lines[0].words.prospect
    press("Escape")
    assert not page.side.isVisible()


def test_a_right_press_only_tells_what_a_number_is(busy: Showroom, window: Window) -> None:
    page = open_board(window)
    right_press(page.board.figures[3])
    assert "2 ÷ 3 = 66.7 %" in labels(page.numbers.explained)
    assert behind(page) == []
    right_press(
        page.board.funnel.viewport(),
        page.board.funnel.visualRect(page.board.funnel.model().index(0, 0)).center(),
    )
    assert any("来店" in one for one in labels(page.numbers.explained))


def test_a_bar_of_the_funnel_opens_its_rows(busy: Showroom, window: Window) -> None:
    page = open_board(window)
    page.board.funnel.begin()
    press("Down", "Return")
    settle()
    assert behind(page) == ["未建档", "李强", "王丽"], "three first visits"
    page.board.levels.begin()
    press("Return")
    settle()
    assert behind(page) == ["李强"], "the only H"


def test_the_cards_add_up_and_each_number_tells_which_they_are(busy: Showroom, window: Window) -> None:
    page = open_board(window)
    heads = list(page.board.cards.table.heads)
    lines = {
        line.cells[0].cell.badge or line.cells[0].cell.text: line for line in page.board.cards.table.lines
    }
    new, now = heads.index("新增"), heads.index("本日")
    assert lines["H"].cells[new].cell.text == "+1"
    assert lines["合计"].cells[now].cell.text == "2"
    assert "相符" in page.board.verdict.text()
    page.board.cards_table.cards_opened.emit(lines["合计"].cells[now].cards)
    settle()
    assert sorted(behind(page)) == ["李强", "王丽"]
    right_press(
        page.board.cards_table.viewport(),
        page.board.cards_table.visualRect(page.board.cards.index(0, new)).center(),
    )
    assert behind(page) == []
    assert any("新增" in one for one in labels(page.numbers.explained))


def test_consultants_stand_beside_each_other_with_what_is_late(busy: Showroom, window: Window) -> None:
    busy.clock.put(date(2026, 3, 30), 9, 0)
    page = open_board(window)
    line = next(one for one in page.board.team.table.lines if one.cells[0].cell.text == "陈涛")
    assert [cell.cell.text.split()[-1] for cell in line.cells[1:4]] == ["3", "2", "0"]
    assert line.cells[-1].cell.text == "2"
    page.board.team_table.cards_opened.emit(line.cells[-1].cards)
    settle()
    assert sorted(behind(page)) == ["李强", "王丽"]
    page.board.team_table.opened.emit(line.cells[1].told)
    settle()
    assert len(behind(page)) == 3


def test_other_days_are_chosen_and_turned(busy: Showroom, window: Window) -> None:
    page = open_board(window)
    segment(page.bar, "今天").click()
    settle()
    assert page.period.span is Span.DAY
    assert page.board.figures[0].words.number == "2"
    page.turn(-1)
    settle()
    assert (page.period.first, page.board.figures[0].words.number) == (WEDNESDAY, "1")
    segment(page.bar, "自选").click()
    settle()
    page.bar.end_chosen.emit(THURSDAY, False)
    settle()
    assert (page.period.first, page.period.last) == (WEDNESDAY, THURSDAY)
    assert page.board.figures[0].words.number == "3"
    page.turn(1)
    assert page.period.first == WEDNESDAY, "days to come have no figures"


def test_a_request_is_decided_here_and_leaves(busy: Showroom, window: Window) -> None:
    asks_lost(busy.consultant, card_of_wang_li(busy), analysis="买了别家")
    page = open_board(window)
    (line,) = page.board.lines
    assert "王丽" in line.words.text
    assert "买了别家" in line.words.text
    line.click()
    settle()
    assert page.lost.panel.isVisible()
    press("Ctrl+Return")
    settle()
    assert page.board.lines == []
    assert page.board.nothing.isVisible()
    press("Ctrl+Z")
    settle()
    assert len(page.board.lines) == 1


def test_what_others_do_is_there_at_once(busy: Showroom, window: Window) -> None:
    page = open_board(window)
    shell(window).news.watch.timeout.emit()
    register_walk_in(busy.reception, "赵敏", "13700002222", received_by="李娜", level="A")
    shell(window).news.watch.timeout.emit()
    settle()
    assert page.board.figures[0].words.number == "4"


def test_reasons_of_losses_open_the_cards_that_were_lost(busy: Showroom, window: Window) -> None:
    request = asks_lost(busy.consultant, card_of_wang_li(busy))
    approves(busy.manager, request)
    page = open_board(window)
    assert page.board.losses.buttons[0].text() == "战败 1"
    for button in page.board.losses.buttons[:2]:
        button.click()
        settle()
        assert behind(page) == ["王丽"]


def test_it_speaks_english_and_says_what_it_was_counted_from(busy: Showroom, open_window: OpenWindow) -> None:
    language.use(language.ENGLISH)
    window = open_window()
    page = open_board(window)
    assert page.board.figures[0].words.label == "Showroom parties"
    assert "3 parties and calls" in status(window)[0]
    assert next(line.cells[0].cell.text for line in page.board.team.table.lines) == "Chen Tao"


def test_consultants_have_no_such_page(busy: Showroom, window: Window) -> None:
    sign_in(window, "陈涛")
    assert "dashboard" not in [place.key for place in shell(window).in_bar()]
    assert staff_id("chentao")
    assert _("Analysis") == "分析"


def test_beside_the_rows_the_panels_stand_below_each_other_and_nothing_is_cut(
    busy: Showroom, open_window: OpenWindow
) -> None:
    language.use(language.ENGLISH)
    approves(busy.manager, asks_lost(busy.consultant, card_of_wang_li(busy)))
    window = open_window()
    window.resize(1066, 720)
    page = open_board(window)
    page.board.figures[0].click()
    settle()
    seen = page.board.parentWidget()
    assert page.side.isVisible()
    assert page.board.width() <= seen.width(), "nothing lies beyond the right edge"
    assert page.board.levels.mapTo(page.board, QPoint(0, 0)).y() > page.board.funnel.geometry().bottom()
