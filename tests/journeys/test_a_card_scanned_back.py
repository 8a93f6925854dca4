"""A printed sheet is scanned by a keyboard scanner: it opens, and nothing is left where its digits fell."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from showroom.models.rotation import Attendance
from showroom.models.traffic_log import TrafficEntry
from showroom.rules.periods import between
from showroom.services import customer_merge, quote
from showroom.services.sheet_owners import Consultant, choice, consultants
from showroom.sheets import qr
from showroom.sheets.card_printing import print_customer_card, print_quote
from showroom.sheets.evening_sheet_printing import print_evening_sheet
from showroom.sheets.handover_printing import print_handover_lists
from showroom.sheets.level_grid_printing import print_level_grids
from showroom.sheets.lost_analysis_printing import print_lost_analysis
from showroom.sheets.month_summary_printing import print_month_summary
from showroom.sheets.morning_sheet_printing import print_morning_sheets
from showroom.sheets.page import Page as PaperPage
from showroom.sheets.qr import Code, Kind
from showroom.sheets.showroom_day_printing import print_showroom_day
from showroom.sheets.tracking_sheet_printing import print_tracking_sheets
from showroom.ui.card_paper import BACK, FRONT
from showroom.ui.customer_card_page import CustomerCardPage
from showroom.ui.dashboard_page import DashboardPage
from showroom.ui.duty_plan_page import DutyPlanPage
from showroom.ui.go_to import GoTo
from showroom.ui.handover_page import HandoverPage
from showroom.ui.level_grid_page import LevelGridPage
from showroom.ui.places import CUSTOMERS, DUTY_PLAN
from showroom.ui.prospects_page import ProspectsPage
from showroom.ui.traffic_tally_page import TrafficTallyPage
from showroom.ui.window import Window
from tests.handovers import hands_over, opens_cards
from tests.journeys.at_the_window import (
    comes_in,
    commit,
    compose,
    hear,
    open_cell,
    page,
    press,
    scan,
    settle,
    shell,
    sign_in,
    toast,
    when_a_dialog_opens,
)
from tests.journeys.conftest import WEDNESDAY
from tests.lost import approves, asks_lost
from tests.people import CONSULTANT, OTHER_CONSULTANT, THURSDAY, Showroom, register_walk_in, staff_id
from tests.services.test_customer_merge import OTHER, opens

CARD = Code(Kind.CA, 1).digits()


@pytest.fixture
def at_the_log(window: Window) -> Window:
    sign_in(window, "周敏")
    return window


def shown_card(window: Window) -> int | None:
    """The card in view; None on another page."""
    here = shell(window).page
    return here.card.prospect if isinstance(here, CustomerCardPage) and here.card is not None else None


# -- wherever the keyboard is -------------------------------------------------------------------------


def test_from_the_strip_which_keeps_what_was_typed(at_the_log: Window) -> None:
    strip = shell(at_the_log).top.strip
    strip.setFocus()
    hear("李强 朗逸")
    scan(CARD)
    assert shown_card(at_the_log) == 1
    assert strip.text() == "李强 朗逸"
    assert TrafficEntry.select().count() == 1, "nobody was registered by the Enter of the scanner"


def test_from_a_cell_of_the_log(at_the_log: Window, morning: Showroom) -> None:
    register_walk_in(morning.reception, "赵敏", note="再来")
    page(at_the_log).refresh()
    settle()
    open_cell(at_the_log, 1, "note_and_model")
    scan(CARD)
    assert shown_card(at_the_log) == 1
    assert TrafficEntry.get(TrafficEntry.guest_name == "赵敏").note == "再来"


@pytest.mark.parametrize("end", ["Return", "Enter", "Tab"])
def test_from_the_list_of_customers_with_any_end(window: Window, end: str) -> None:
    comes_in(window, "陈涛")
    shell(window).show_page(CUSTOMERS)
    settle()
    register = shell(window).page
    scan(CARD, end)
    assert shown_card(window) == 1
    assert register is not None
    assert register.filter.text() == ""  # type: ignore[attr-defined]


def test_digits_that_are_commands_command_nothing(at_the_log: Window) -> None:
    shell(at_the_log).show_page(DUTY_PLAN)
    settle()
    assert isinstance(shell(at_the_log).page, DutyPlanPage)
    before = Attendance.select().count()
    scan(CARD)
    assert shown_card(at_the_log) == 1
    assert Attendance.select().count() == before


def test_a_digit_alone_is_a_command_still(at_the_log: Window) -> None:
    """The control: what is no code goes on."""
    shell(at_the_log).show_page(DUTY_PLAN)
    settle()
    before = Attendance.select().count()
    press("1")
    assert Attendance.select().count() == before + 1


def test_while_an_input_method_is_on(at_the_log: Window) -> None:
    strip = shell(at_the_log).top.strip
    strip.setFocus()
    hear("李强")
    commit(CARD)
    settle()
    assert shown_card(at_the_log) == 1
    assert strip.text() == "李强"


def test_digit_by_digit_and_full_width_through_an_input_method(at_the_log: Window) -> None:
    strip = shell(at_the_log).top.strip
    strip.setFocus()
    compose("li")
    commit("李")
    for digit in CARD:
        commit(chr(ord(digit) + 0xFEE0))
    settle()
    assert shown_card(at_the_log) == 1
    assert strip.text() == "李"


def test_over_the_go_to_box_which_gives_way(at_the_log: Window) -> None:
    def scans(dialog: QWidget) -> None:
        assert isinstance(dialog, GoTo)
        scan(CARD)

    when_a_dialog_opens(scans)
    press("Ctrl+K")
    settle()
    assert QApplication.activeModalWidget() is None
    assert shown_card(at_the_log) == 1


def test_typed_by_hand_in_the_go_to_box(at_the_log: Window) -> None:
    def types(dialog: QWidget) -> None:
        assert isinstance(dialog, GoTo)
        hear(CARD)
        press("Return")

    when_a_dialog_opens(types)
    press("Ctrl+K")
    settle()
    assert shown_card(at_the_log) == 1


def test_slow_digits_are_a_hand_and_stay_where_they_are(at_the_log: Window) -> None:
    """The control: without the haste of a scanner nothing is taken out."""
    strip = shell(at_the_log).top.strip
    strip.setFocus()
    shell(at_the_log).opening.scanner.gap = -1
    for digit in CARD:
        QTest.keyClick(at_the_log.windowHandle(), digit)
    settle()
    assert strip.text() == CARD
    assert shown_card(at_the_log) is None


# -- what is scanned ----------------------------------------------------------------------------------


def test_the_log_of_a_day_and_the_tally_of_a_month(at_the_log: Window) -> None:
    scan(Code(Kind.TX, qr.day_number(WEDNESDAY)).digits())
    assert page(at_the_log).day == WEDNESDAY
    scan(Code(Kind.TM, 20260201, page=2).digits())
    tally = shell(at_the_log).page
    assert isinstance(tally, TrafficTallyPage)
    assert (tally.kind, tally.day) == ("month", date(2026, 2, 1))
    scan(Code(Kind.TT, qr.day_number(THURSDAY)).digits())
    assert (tally.kind, tally.day) == ("day", THURSDAY)


def test_a_card_that_was_made_one_leads_to_the_other_and_says_so(window: Window, morning: Showroom) -> None:
    other, card = opens(morning.consultant, "王丽", OTHER)
    customer_merge.merge(morning.consultant, 1, other, {}, one_wish={card: 1})
    comes_in(window, "陈涛")
    scan(Code(Kind.CB, card).digits())
    assert shown_card(window) == 1
    assert toast(window) == "P26-00002 号卡已并入 P26-00001，现已打开。"


def test_a_slip_of_the_scanner_is_said_and_taken_out(at_the_log: Window) -> None:
    strip = shell(at_the_log).top.strip
    strip.setFocus()
    hear("李强")
    scan(CARD[:-1] + str((int(CARD[-1]) + 1) % 10))
    assert "校验码不符" in toast(at_the_log)
    assert strip.text() == "李强"
    assert shown_card(at_the_log) is None
    assert TrafficEntry.select().count() == 1


def test_the_number_of_an_id_is_no_sheet(at_the_log: Window) -> None:
    strip = shell(at_the_log).top.strip
    strip.setFocus()
    scan("110101199003074719", "Home")
    assert strip.text() == "110101199003074719"
    assert not toast(at_the_log)


def test_blank_forms_unknown_cards_and_sheets_of_others(window: Window, morning: Showroom) -> None:
    comes_in(window, "陈涛")
    scan(Code(Kind.CA, qr.edition_number("2025-11")).digits())
    assert "空白表" in toast(window)
    scan(Code(Kind.CA, 4711).digits())
    assert "不在档" in toast(window) or "没有" in toast(window)
    scan(Code(Kind.KC, qr.day_number(THURSDAY)).digits())
    assert "没有这张表的页面" in toast(window)
    register_walk_in(morning.reception, "赵敏", "13700001111", received_by="李娜", level="A")
    scan(Code(Kind.CA, 2).digits())
    assert "李娜" in toast(window)


# -- sheets as they come from the printer -------------------------------------------------------------

MARCH = date(2026, 3, 1), date(2026, 3, 31)
Printed = Callable[[Callable[[], object]], list[str]]


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> Printed:
    """Print something; the digits of the codes that were drawn, page by page."""
    drawn: list[str] = []
    draw = qr.draw

    def keep(paper: PaperPage, code: Code, x: float, y: float) -> None:
        drawn.append(code.digits())
        draw(paper, code, x, y)

    def now(act: Callable[[], object]) -> list[str]:
        drawn.clear()
        act()
        assert drawn
        return list(drawn)

    monkeypatch.setattr(qr, "draw", keep)
    return now


@pytest.fixture
def many(morning: Showroom) -> Showroom:
    """陈涛 has 21 cards: two pages of the tracking sheet, two of the grid; 李娜 has one."""
    opens_cards(morning, "B" * 20)
    opens_cards(morning, "A", by="李娜")
    return morning


def chentao(showroom: Showroom) -> tuple[Consultant, ...]:
    return consultants(showroom.manager, CONSULTANT)


def previewed(window: Window) -> str:
    """The title of the preview in view, "" where there is none."""
    preview = shell(window).preview
    return preview.title.text() if preview.isVisible() else ""


def test_the_second_page_of_the_tracking_sheet_opens_at_its_first_card(
    window: Window, many: Showroom, printed: Printed
) -> None:
    first, second = printed(lambda: print_tracking_sheets(many.manager, chentao(many), *MARCH))
    comes_in(window, "刘建国")
    scan(second)
    sheet = shell(window).page
    assert isinstance(sheet, ProspectsPage)
    assert (sheet.consultant, sheet.table.currentIndex().row()) == (staff_id(CONSULTANT), 12)
    sheet.conditions.want("level", "A")
    scan(first)
    assert (sheet.conditions.wanted, sheet.table.currentIndex().row()) == ({}, 0)
    scan(second)
    assert sheet.table.currentIndex().row() == 12


def test_the_level_grid_of_a_month_gone_by_and_its_second_page(
    window: Window, many: Showroom, printed: Printed
) -> None:
    _first, second = printed(lambda: print_level_grids(many.manager, chentao(many), MARCH[0]))
    many.on(THURSDAY + timedelta(days=40), 10, 0)
    comes_in(window, "刘建国")
    scan(second)
    grid = shell(window).page
    assert isinstance(grid, LevelGridPage)
    assert grid.whose is not None
    assert (grid.whose.staff, grid.month) == (staff_id(CONSULTANT), MARCH[0])
    assert grid.table.currentIndex().row() == 20


def test_the_handover_list_of_a_day_and_of_who_gave(window: Window, many: Showroom, printed: Printed) -> None:
    listed = hands_over(many.manager, [1, 2])
    (digits,) = printed(lambda: print_handover_lists(many.manager, (listed.handover,)))
    many.on(THURSDAY + timedelta(days=3), 10, 0)
    comes_in(window, "刘建国")
    scan(digits)
    assert isinstance(shell(window).page, HandoverPage)
    assert previewed(window) == "客户交接清单"
    press("Escape")
    scan(Code(Kind.HO, qr.day_number(WEDNESDAY), staff_id(CONSULTANT)).digits())
    assert (previewed(window), "没有客户交接记录" in toast(window)) == ("", True)
    scan(Code(Kind.HO, qr.day_number(THURSDAY), staff_id(OTHER_CONSULTANT)).digits())
    assert previewed(window) == "", "he gave nothing that day"


def test_the_lost_analysis_is_previewed_as_it_stands_now(
    window: Window, morning: Showroom, printed: Printed
) -> None:
    approves(morning.manager, asks_lost(morning.consultant, 1))
    (digits,) = printed(lambda: print_lost_analysis(morning.manager, MARCH[0]))
    comes_in(window, "刘建国")
    scan(digits)
    assert isinstance(shell(window).page, ProspectsPage)
    assert previewed(window) == "战败客户分析表　2026年3月"


def test_a_consultant_opens_his_own_sheets_and_nobody_elses(
    window: Window, many: Showroom, printed: Printed
) -> None:
    own = printed(lambda: print_tracking_sheets(many.manager, chentao(many), *MARCH))[1]
    hers = consultants(many.manager, OTHER_CONSULTANT)
    others = [
        *printed(lambda: print_tracking_sheets(many.manager, hers, *MARCH)),
        *printed(lambda: print_level_grids(many.manager, hers, MARCH[0])),
    ]
    lost = printed(lambda: print_lost_analysis(many.manager, MARCH[0]))[0]
    comes_in(window, "陈涛")
    scan(own)
    sheet = shell(window).page
    assert isinstance(sheet, ProspectsPage)
    for digits in others:
        scan(digits)
        assert "同事的表" in toast(window)
        assert sheet.consultant == staff_id(CONSULTANT)
    scan(lost)
    assert ("没有这张表的页面" in toast(window), previewed(window)) == (True, "")


def test_the_sheets_of_the_meetings_are_previewed_as_they_stand_now(
    window: Window, many: Showroom, printed: Printed
) -> None:
    (morning_sheet,) = printed(lambda: print_morning_sheets(many.manager, chentao(many), THURSDAY))
    evening_sheet = printed(lambda: print_evening_sheet(many.manager, choice(many.manager), THURSDAY))[0]
    many.on(THURSDAY + timedelta(days=1), 8, 30)
    comes_in(window, "刘建国")
    scan(morning_sheet)
    assert previewed(window) == "晨会单　2026年3月5日　星期四"
    assert shell(window).preview.back.accessibleName() == "今日"
    press("Escape")
    scan(evening_sheet)
    assert previewed(window) == "夕会单　2026年3月5日　星期四"


def test_the_page_of_the_showroom_stands_at_the_day_or_the_month_of_its_sheet(
    window: Window, many: Showroom, printed: Printed
) -> None:
    day = printed(lambda: print_showroom_day(many.manager, WEDNESDAY))[0]
    month = printed(lambda: print_month_summary(many.manager, MARCH[0]))[0]
    comes_in(window, "刘建国")
    scan(day)
    page_of_it = shell(window).page
    assert isinstance(page_of_it, DashboardPage)
    assert page_of_it.period == between(WEDNESDAY, WEDNESDAY)
    scan(month)
    assert (page_of_it.period.first, page_of_it.period.last) == MARCH


def test_a_consultant_opens_his_own_morning_sheet_and_nobody_elses(
    window: Window, many: Showroom, printed: Printed
) -> None:
    (own,) = printed(lambda: print_morning_sheets(many.manager, chentao(many), THURSDAY))
    (hers,) = printed(
        lambda: print_morning_sheets(many.manager, consultants(many.manager, OTHER_CONSULTANT), THURSDAY)
    )
    (showrooms,) = printed(lambda: print_showroom_day(many.manager, THURSDAY))
    comes_in(window, "陈涛")
    scan(hers)
    assert ("同事的表" in toast(window), previewed(window)) == (True, "")
    scan(showrooms)
    assert ("没有这张表的页面" in toast(window), previewed(window)) == (True, "")
    scan(own)
    assert previewed(window) == "晨会单　2026年3月5日　星期四"


def test_a_card_comes_with_the_side_that_was_scanned(
    window: Window, morning: Showroom, printed: Printed
) -> None:
    quote.add(morning.consultant, 1, {"price": 118_900_00, "included": "含保险"})
    front, back = printed(lambda: print_customer_card(morning.consultant, 1))
    (price,) = printed(lambda: print_quote(morning.consultant, 1))
    comes_in(window, "陈涛")
    for digits, side in ((back, BACK), (front, FRONT), (back, BACK), (price, BACK)):
        scan(digits)
        card = shell(window).page
        assert isinstance(card, CustomerCardPage)
        assert (shown_card(window), card.paper.side) == (1, side)
