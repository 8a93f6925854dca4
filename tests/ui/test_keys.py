"""One table of keys: what is bound stands on the card and in the help, what stands there is bound."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from showroom import keys
from showroom.language import _
from showroom.rules.daily_report import ReportState
from showroom.rules.rotation import State
from showroom.ui.customer_card_page import CustomerCardPage
from showroom.ui.customers_page import CustomersPage
from showroom.ui.daily_report_page import DailyReportPage
from showroom.ui.duty_plan_model import DutyPlanModel
from showroom.ui.duty_plan_page import DutyPlanPage
from showroom.ui.handover_page import HandoverPage
from showroom.ui.places import CUSTOMERS, DAILY_REPORT, DUTY_PLAN, HANDOVER
from showroom.ui.settings.page import SettingsPage
from showroom.ui.today_page import TodayPage
from showroom.ui.traffic_log_page import TrafficLogPage
from showroom.ui.window import Window
from tests.journeys.at_the_window import (
    answering,
    hear,
    labels,
    model,
    open_cell,
    page,
    press,
    rows,
    settle,
    shell,
    sign_in,
    table,
)
from tests.people import CONSULTANT, MANAGER, PASSWORD, THURSDAY, Showroom, register_walk_in
from tests.ui.settings.at_the_settings import first_cells, go_to, listed, open_settings, state_of

# Owned by input methods (screens: Keys).
OWNED = ("Ctrl+Space", "Shift+Space", "Ctrl+.", "Ctrl+Shift+F")


@pytest.fixture
def log(window: Window, morning: Showroom) -> Window:
    register_walk_in(morning.reception, "沈女士", "13911112222")
    sign_in(window, "周敏")
    return window


def bound(window: Window) -> set[str]:
    """The shortcuts of the frame; those of one page are pressed below."""
    named = QKeySequence.SequenceFormat.PortableText
    frame = shell(window)
    return {one.key().toString(named) for one in frame.findChildren(QShortcut) if one.parent() is frame}


def on_the_card() -> set[str]:
    found = {one for key in keys.shortcuts() if key.verb != "page" for one in key.keys}
    return {QKeySequence(one).toString(QKeySequence.SequenceFormat.PortableText) for one in found}


def test_every_key_on_the_card_is_bound_and_every_bound_one_is_on_it(log: Window) -> None:
    pages = {f"Ctrl+{number}" for number in range(1, keys.PAGE_KEYS + 1)}
    assert bound(log) - pages == on_the_card() - pages
    assert "Ctrl+1" in bound(log)


@pytest.mark.parametrize("who", ["周敏", "刘建国"])
def test_no_key_is_bound_twice(log: Window, who: str) -> None:
    """On no page: those of the others, which are out of sight, answer nothing."""
    press("Ctrl+L")
    sign_in(log, who)
    frame = shell(log)
    of_pages = {key: set(one.findChildren(QShortcut)) for key, one in frame._by_key.items()}
    of_frame = set(frame.findChildren(QShortcut)).difference(*of_pages.values())
    for key, own in of_pages.items():
        shortcuts = [one.key().toString() for one in of_frame | own]
        assert sorted(shortcuts) == sorted(set(shortcuts)), key
    assert "Ctrl+K" in {one.key().toString() for one in of_frame}


def test_what_input_methods_own_is_left_to_them(log: Window) -> None:
    assert not bound(log) & set(OWNED)


# Each key that is answered where the pen is, and what is seen of it.


def choose(log: Window) -> bool:
    hear("139111")
    press("Down")
    return page(log).panel._index == 0


def register(log: Window) -> bool:
    hear("王女士 2人")
    press("Return")
    return rows(log)[-1]["guest"].startswith("王女士")


def close(log: Window) -> bool:
    hear("139111")
    press("Esc")
    return not page(log).panel.isVisible()


def next_blank(log: Window) -> bool:
    press("Ctrl+N")
    before = table(log).currentIndex().column()
    press("Tab")
    after_tab = table(log).currentIndex().column()
    press("Return")
    return before < after_tab < table(log).currentIndex().column()


def blank_before(log: Window) -> bool:
    press("Ctrl+N", "Tab")
    before = table(log).currentIndex().column()
    press("Shift+Tab")
    return table(log).currentIndex().column() < before


def leave_the_blank(log: Window) -> bool:
    before = rows(log)
    open_cell(log, 1, "guest")
    hear("X")
    press("Esc")
    return rows(log) == before


def leave_the_preview(log: Window) -> bool:
    press("Ctrl+P", "Esc")
    return shell(log).pages.currentWidget() is page(log)


def on_the_number(log: Window) -> None:
    table(log).setCurrentIndex(table(log).model().index(0, 0))
    table(log).setFocus()


def row_menu(log: Window) -> bool:
    on_the_number(log)
    press("Shift+F10")
    menu = QApplication.activePopupWidget()
    found = menu is not None
    if menu is not None:
        menu.close()
    return found


def row_card(log: Window) -> bool:
    wanted: list[int] = []
    page(log).card_wanted.connect(lambda card, _among: wanted.append(card))
    on_the_number(log)
    press("Ctrl+O")
    return wanted == [model(log).entries[0].card]


def row_details(log: Window) -> bool:
    on_the_number(log)
    press("Ctrl+I")
    return page(log).visits.panel.isVisible()


def row_history(log: Window) -> bool:
    on_the_number(log)
    press("Ctrl+H")
    return page(log).rows.history.isVisible()


def row_leave(log: Window) -> bool:
    on_the_number(log)
    press("F7")
    return rows(log)[0]["time"].endswith("10:38")


def row_off(log: Window) -> bool:
    on_the_number(log)
    answering("登记重复")
    press("Del")
    return rows(log) == []


def settings_of_a_manager(log: Window) -> SettingsPage:
    press("Ctrl+L")
    # A locked window lies in wait until its event loop has run; its keys would be answered twice.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    found = open_settings(log, "刘建国")
    go_to(found, "来店目的")
    return found


def entry_order(log: Window) -> bool:
    found = settings_of_a_manager(log)
    first, second, *_rest = first_cells(found)
    press("Down", "Alt+Up")
    moved = first_cells(found)[:2] == [second, first]
    press("Alt+Down")
    return moved and first_cells(found)[:2] == [first, second]


def entry_off(log: Window) -> bool:
    found = settings_of_a_manager(log)
    press("Del")
    return state_of(found, first_cells(found)[0]) == "已停用"


def entry_leave(log: Window) -> bool:
    found = settings_of_a_manager(log)
    press("Ctrl+N", "Esc")
    return listed(found).panel.title.text() == first_cells(found)[0]


def on_the_plan(log: Window) -> DutyPlanModel:
    shell(log).show_page(DUTY_PLAN)
    settle()
    page = shell(log).page
    assert isinstance(page, DutyPlanPage)
    return page.model


def plan_round(log: Window) -> bool:
    plan = on_the_plan(log)
    press("Space", "Space")
    return plan.planned(0, THURSDAY.day) is State.OFF


def plan_write(log: Window) -> bool:
    plan = on_the_plan(log)
    press("1", "2", "3")
    written = [plan.planned(0, THURSDAY.day + more) for more in range(3)]
    return written == [State.ON, State.OFF, State.LEAVE]


def plan_clear(log: Window) -> bool:
    plan = on_the_plan(log)
    press("Space", "Del")
    return plan.planned(0, THURSDAY.day) is None


def on_the_customers(log: Window) -> CustomersPage:
    for number in range(3):
        register_walk_in(shell(log).desk, f"客人{number}", f"1390000000{number}")
    shell(log).show_page(CUSTOMERS)
    settle()
    found = shell(log).page
    assert isinstance(found, CustomersPage)
    return found


def list_open(log: Window) -> bool:
    found = on_the_customers(log)
    press("Return")
    card = shell(log).page
    press("Esc")
    back = shell(log).page is found
    press("Ctrl+O")
    return back and isinstance(card, CustomerCardPage) and shell(log).page is card


def card_walk(log: Window) -> bool:
    on_the_customers(log)
    press("Return")
    card = shell(log).page
    assert isinstance(card, CustomerCardPage)
    press("Alt+Down")
    there = card.bar.place.text().startswith("2 /")
    press("Alt+Up")
    return there and card.bar.place.text().startswith("1 /")


def card_log(log: Window) -> bool:
    log.sign_in(CONSULTANT, PASSWORD)
    on_the_customers(log)
    press("End", "Return")
    card = shell(log).page
    assert isinstance(card, CustomerCardPage)
    press("F4")
    there = card.acts.logging
    press("Esc")
    return there and not card.acts.logging and shell(log).page is card


def card_back(log: Window) -> bool:
    found = on_the_customers(log)
    press("Return", "Alt+Left")
    back = shell(log).page is found
    press("Return", "Esc")
    return back and shell(log).page is found


def list_aside(log: Window) -> bool:
    found = on_the_customers(log)
    press("Alt+Right")
    there = found.visits.lines[0].hasFocus()
    press("Return")
    return there and isinstance(shell(log).page, TrafficLogPage)


def list_ends(log: Window) -> bool:
    found = on_the_customers(log)
    press("End")
    last = found.table.currentIndex().row() == found.model.rowCount() - 1 > 0
    press("Home")
    return last and found.table.currentIndex().row() == 0


def list_copy(log: Window) -> bool:
    on_the_customers(log)
    press("Ctrl+C")
    return QApplication.clipboard().text() == "客人2"


def on_today(log: Window) -> TodayPage:
    """陈涛 at his page of today, where 林悦 is due."""
    showroom = Showroom(log._store, log._clock)  # type: ignore[arg-type]
    showroom.on(THURSDAY - timedelta(days=7), 9)
    register_walk_in(showroom.reception, "林悦", "13800138047", received_by="陈涛", level="A")
    showroom.on(THURSDAY, 10, 38)
    log.sign_in(CONSULTANT, PASSWORD)
    settle()
    found = shell(log).page
    assert isinstance(found, TodayPage)
    return found


def work_log(log: Window) -> bool:
    found = on_today(log)
    press("F4")
    return found.list.open_card is not None and found.logger.form.said.hasFocus()


def work_unreached(log: Window) -> bool:
    found = on_today(log)
    press("F4", "F9")
    return not found.logger.form.reached and found.logger.form.unreached.isChecked()


def work_fold(log: Window) -> bool:
    found = on_today(log)
    press("F4", "Escape")
    return found.list.open_card is None and found.list.hasFocus()


def work_card(log: Window) -> bool:
    found = on_today(log)
    wanted: list[int] = []
    found.card_wanted.connect(lambda card, _cards: wanted.append(card))
    press("Ctrl+O")
    return len(wanted) == 1


def work_call(log: Window) -> bool:
    found = on_today(log)
    found._dial = lambda _number: True
    press("Ctrl+D")
    return QApplication.clipboard().text() == "13800138047"


def on_the_report(log: Window, user: str = CONSULTANT) -> DailyReportPage:
    """The daily report of 陈涛, where 林悦 came today."""
    showroom = Showroom(log._store, log._clock)  # type: ignore[arg-type]
    register_walk_in(showroom.reception, "林悦", "13800138047", received_by="陈涛", level="A")
    press("Ctrl+L")
    log.sign_in(user, PASSWORD)
    settle()
    shell(log).show_page(DAILY_REPORT)
    settle()
    found = shell(log).page
    assert isinstance(found, DailyReportPage)
    found.begin()
    return found


def report_write(log: Window) -> bool:
    found = on_the_report(log)
    press("Return")
    return found.table.is_writing


def report_done(log: Window) -> bool:
    found = on_the_report(log)
    press("Ctrl+Return")
    return found.report is not None and found.report.state is ReportState.SUBMITTED


def report_key_in(log: Window) -> bool:
    found = on_the_report(log)
    press("Alt+K")
    return found.keyed.isVisible() and found.keyed.entry.hasFocus()


def report_walk(log: Window) -> bool:
    found = on_the_report(log, MANAGER)
    first = found.whose
    press("Alt+Down")
    other = found.whose
    press("Alt+Up")
    return other != first == found.whose


def on_the_handover(log: Window) -> HandoverPage:
    """刘建国 at what 陈涛 could hand over: one card, which 李娜 would receive."""
    showroom = Showroom(log._store, log._clock)  # type: ignore[arg-type]
    register_walk_in(showroom.reception, "林悦", "13800138047", received_by="陈涛", level="A")
    # Who was there goes first, as people do: nobody listens for scanned codes twice.
    press("Ctrl+L")
    log.sign_in(MANAGER, PASSWORD)
    settle()
    shell(log).show_page(HANDOVER)
    settle()
    found = shell(log).page
    assert isinstance(found, HandoverPage)
    return found


def hand_give(log: Window) -> bool:
    found = on_the_handover(log)
    card = found.table.current
    found.split.clear()
    press("1")
    return found.split.get(card) == found.preview.receivers[0].staff  # type: ignore[union-attr]


def hand_keep(log: Window) -> bool:
    found = on_the_handover(log)
    card = found.table.current
    press("0")
    return card not in found.split


IN_PLACE: dict[str, Callable[[Window], bool]] = {
    "strip_choose": choose,
    "strip_enter": register,
    "strip_close": close,
    "sheet_next": next_blank,
    "sheet_back": blank_before,
    "sheet_close": leave_the_blank,
    "row_menu": row_menu,
    "row_card": row_card,
    "row_details": row_details,
    "row_history": row_history,
    "row_leave": row_leave,
    "row_off": row_off,
    "plan_round": plan_round,
    "plan_write": plan_write,
    "plan_clear": plan_clear,
    "list_open": list_open,
    "list_aside": list_aside,
    "card_walk": card_walk,
    "card_back": card_back,
    "card_log": card_log,
    "list_ends": list_ends,
    "list_copy": list_copy,
    "work_log": work_log,
    "work_unreached": work_unreached,
    "work_fold": work_fold,
    "work_card": work_card,
    "work_call": work_call,
    "hand_give": hand_give,
    "hand_keep": hand_keep,
    "report_write": report_write,
    "report_key_in": report_key_in,
    "report_done": report_done,
    "report_walk": report_walk,
    "preview_close": leave_the_preview,
    "entry_order": entry_order,
    "entry_off": entry_off,
    "entry_leave": entry_leave,
}


def test_every_key_answered_in_its_place_is_pressed_here() -> None:
    found = {key.verb for group in keys.GROUPS if not group.anywhere for key in group.keys}
    assert found == set(IN_PLACE)


@pytest.mark.parametrize("verb", IN_PLACE)
def test_the_key_does_what_the_card_says(log: Window, verb: str) -> None:
    assert IN_PLACE[verb](log)


def test_keys_are_spelled_as_on_the_keyboard() -> None:
    spelled = {key.verb: keys.spelled(key) for key in keys.shortcuts()}
    assert spelled["accept"] == ("Ctrl S", "Ctrl Enter")
    assert spelled["larger"] == ("Ctrl +",)
    assert spelled["smaller"] == ("Ctrl -",)
    assert spelled["before"] == ("PageUp",)


# -- help ---------------------------------------------------------------------------------------------


def test_f1_tells_what_the_page_is_and_gives_the_pen_back(log: Window) -> None:
    press("F1")
    told = labels(shell(log).help)
    assert shell(log).help.title.text() == "来店登记"
    assert "操作步骤" in told
    assert _(keys.WRITING.title) in told
    press("Esc")
    assert not shell(log).help.isVisible()
    assert shell(log).top.strip.hasFocus()
    press("F1", "F1")
    assert not shell(log).help.isVisible()


def test_the_preview_has_its_own_help(log: Window) -> None:
    press("Ctrl+P", "F1")
    assert shell(log).help.title.text() == "打印预览"


def test_the_menu_of_the_person_opens_the_help(log: Window) -> None:
    actions = shell(log).top.menu().actions()
    next(action for action in actions if "F1" in action.text()).trigger()
    assert shell(log).help.isVisible()


def test_the_quick_card_and_the_key_card_are_printed_from_the_help(log: Window) -> None:
    press("F1")
    shell(log).help.card.click()
    preview = shell(log).preview
    assert shell(log).pages.currentWidget() is preview
    assert "速查卡" in preview.title.text()
    assert [preview.layouts.itemText(place) for place in range(preview.layouts.count())] == [
        "我的一天",
        "全部按键",
    ]
    shown = preview.well.grab().toImage()
    preview.layouts.setCurrentIndex(1)
    settle()
    assert preview.well.grab().toImage() != shown, "every key is another page than one's own day"
    press("Esc")
    assert shell(log).pages.currentWidget() is page(log)
