"""The page of prospects: the tracking sheet filtered, walked through, turned, arranged, kept as views."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from showroom.forms import tracking_sheet as form
from showroom.services import follow_up
from showroom.ui import page_goals
from showroom.ui.customer_card_page import CustomerCardPage
from showroom.ui.long_work import LongWork
from showroom.ui.print_preview import PrintJob
from showroom.ui.prospect_bar import PROSPECTS
from showroom.ui.prospects_page import ProspectsPage
from showroom.ui.window import Window
from tests.journeys.at_the_window import click, commit, hear, labels, press, settle, shell, status, toast
from tests.journeys.conftest import OpenWindow
from tests.people import (
    CONSULTANT,
    MANAGER,
    PASSWORD,
    RECEPTIONIST,
    THURSDAY,
    Showroom,
    acts,
    register_walk_in,
    staff_id,
)
from tests.sheets.reading import texts_of

LOST = "打印：战败客户分析表"
SCREEN = {field.key: place for place, field in enumerate(form.FIELDS)}


@pytest.fixture
def cards(morning: Showroom) -> Showroom:
    """Beside 王丽: 单雄信 at H with four more contacts, 周凯 at B; 赵敏 is 李娜's."""
    for name, phone, who, level, model in (
        ("单雄信", "13700007777", "陈涛", "H", "途观L"),
        ("周凯", "13700008888", "陈涛", "B", "朗逸"),
        ("赵敏", "13700009999", "李娜", "H", "帕萨特"),
    ):
        register_walk_in(
            morning.reception,
            name,
            phone,
            received_by=who,
            level=level,
            model_of_interest=model,
            source="互联网",
        )
    for minute in range(4):
        morning.on(THURSDAY, 10, 40 + minute)
        follow_up.log(morning.consultant, 2, {"said": f"第{minute + 2}次说的话"})
    return morning


def opens(window: Window, user: str = CONSULTANT) -> ProspectsPage:
    window.sign_in(user, PASSWORD)
    shell(window).show_page(PROSPECTS)
    settle()
    return page(window)


def page(window: Window) -> ProspectsPage:
    found = shell(window).page
    assert isinstance(found, ProspectsPage)
    return found


def names(found: ProspectsPage) -> list[str]:
    return [row.name for row in found.model.rows]


def cell(found: ProspectsPage, row: int, key: str) -> str:
    return str(found.model.index(row, SCREEN[key]).data())


def count(found: ProspectsPage) -> str:
    return found.line.count.text().replace("\u202f", " ")


def words(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if action.text()]


def chips(found: ProspectsPage) -> list[str]:
    return [chip.accessibleName() for chip in found.line.chips]


# --- what stands on it -------------------------------------------------------------------------------------


def test_a_consultants_own_cards_by_number(window: Window, cards: Showroom) -> None:
    found = opens(window)
    assert names(found) == ["王丽", "单雄信", "周凯"]
    assert (cell(found, 1, "number"), cell(found, 1, "model")) == ("P26-00002", "途观L")
    assert cell(found, 1, "phones") == "137 0000 7777"
    assert cell(found, 1, "first") == "03-05 电话  第 3 次  +2 H 第3次说的话"
    assert cell(found, 1, "third") == "03-05 电话  第 5 次 H 第5次说的话"
    assert cell(found, 0, "second") == ""
    assert not found.bar.consultant.isVisible(), "there is nobody to choose among"
    assert status(window)[0] == "第 1 位，共 3 位"
    assert "陈涛" in found.paper.consultant.accessibleName()


def test_the_manager_sees_everybodys_and_chooses_one(window: Window, cards: Showroom) -> None:
    found = opens(window, MANAGER)
    assert names(found) == ["王丽", "单雄信", "周凯", "赵敏"]
    assert cell(found, 3, "number") == "P26-00004 李娜"
    menu = found.bar.people_menu()
    assert words(menu) == ["全员", "陈涛", "李娜"]
    menu.actions()[-1].trigger()
    settle()
    assert names(found) == ["赵敏"]
    assert cell(found, 0, "number") == "P26-00004"
    assert found.bar.consultant.text() == "李娜"


def test_a_contact_logged_elsewhere_appears_and_the_place_is_kept(window: Window, cards: Showroom) -> None:
    found = opens(window)
    press("Down", "Down")
    follow_up.log(shell(window).desk, 3, {"said": "刚刚说的话"})
    settle()
    assert (found.table.current, cell(found, 2, "second")) == (3, "03-05 电话  第 2 次 B 刚刚说的话")


def test_page_keys_turn_the_months(window: Window, cards: Showroom) -> None:
    found = opens(window)
    press("PgUp")
    assert found.bar.month.text() == "2026年2月"
    assert names(found) == []
    assert "本表暂无潜客" in labels(found.paper)
    press("PgDown", "PgDown")
    assert found.bar.month.text() == "2026年3月"
    assert names(found) == ["王丽", "单雄信", "周凯"]


# --- conditions --------------------------------------------------------------------------------------------


def test_typing_on_the_sheet_filters_it(window: Window, cards: Showroom) -> None:
    found = opens(window)
    press("s", "x", "x")
    assert (names(found), count(found)) == (["单雄信"], "1 / 3")
    press("Escape")
    assert (found.line.filter.text(), count(found)) == ("", "3")
    press("Escape")
    assert found.table.hasFocus()
    press("Ctrl+F")
    commit("周")
    settle()
    press("Down")
    assert (names(found), found.table.hasFocus()) == (["周凯"], True)


def test_conditions_are_offered_with_their_counts_and_stand_as_chips(window: Window, cards: Showroom) -> None:
    found = opens(window)
    menu = found.conditions.menu()
    levels = next(action for action in menu.actions() if action.text() == "意向级别").menu()
    assert isinstance(levels, QMenu)
    assert words(levels) == ["H    1", "A    1", "B    1"]
    levels.actions()[0].trigger()
    levels.actions()[1].trigger()
    assert names(found) == ["王丽", "单雄信"]
    assert chips(found) == ["去掉：意向级别 H、A"]
    assert count(found) == "2 / 3"
    levels.actions()[1].trigger()
    assert names(found) == ["单雄信"]
    found.line.chips[0].setFocus()
    press("Space")
    assert (chips(found), count(found)) == ([], "3")
    assert found.table.hasFocus()


def test_a_condition_is_counted_among_what_the_others_leave(window: Window, cards: Showroom) -> None:
    found = opens(window)
    found.line.filter.setText("王丽")
    levels = next(one for one in found.conditions.menu().actions() if one.text() == "意向级别").menu()
    assert isinstance(levels, QMenu)
    assert words(levels) == ["A    1"]


def test_an_empty_sheet_says_what_each_condition_would_bring(window: Window, cards: Showroom) -> None:
    found = opens(window)
    for key, code in (("level", "H"), ("source", "showroom")):
        found.conditions.want(key, code)
    settle()
    assert found.paper.empty.isVisible()
    said = labels(found.paper)
    assert "没有同时符合这些条件的潜客" in said
    assert "去掉“来源渠道 S 来店来电”有 1 位" in said
    click(found.paper.way_out)
    assert (names(found), chips(found)) == (["单雄信"], ["去掉：意向级别 H"])
    found.conditions.want("source", "showroom")
    click(found.paper.clear)
    assert (len(names(found)), chips(found)) == (3, [])


def test_from_an_empty_sheet_the_keyboard_leads_back(window: Window, cards: Showroom) -> None:
    found = opens(window)
    press("x", "y", "z", "x")
    assert found.paper.empty.isVisible()
    press("Down")
    assert found.table.hasFocus()
    press("Return")
    assert (len(names(found)), found.line.filter.text()) == (3, "")
    for key, code in (("level", "H"), ("source", "showroom")):
        found.conditions.want(key, code)
    found.table.setFocus()
    for _tab in range(12):
        if found.paper.clear.hasFocus():
            break
        press("Tab")
    press("Space")
    assert (len(names(found)), chips(found)) == (3, [])


# --- views -------------------------------------------------------------------------------------------------


def test_conditions_are_kept_as_a_view_named_and_given_up(open_window: OpenWindow, cards: Showroom) -> None:
    window = open_window(cards)
    found = opens(window)
    found.conditions.want("level", "H")
    found.views.keep()
    settle()
    hear("重点")
    press("Return")
    assert "重点" in toast(window)
    assert found.view_button.text() == "重点"
    found.conditions.clear()
    assert found.view_button.text() == "视图"
    found.views.menu().actions()[0].trigger()
    settle()
    assert (names(found), found.view_button.text()) == (["单雄信"], "重点")
    found.views.rename(found.views.views[0])
    settle()
    press("Ctrl+A")
    hear("H 级")
    press("Return")
    assert [view.name for view in found.views.views] == ["H 级"]
    found.views.remove(found.views.views[0])
    settle()
    assert (list(found.views.views), found.view_button.text()) == ([], "视图")


def test_a_managers_view_remembers_whose_sheet_it_was(window: Window, cards: Showroom) -> None:
    found = opens(window, MANAGER)
    found.show_consultant(found._people[1].staff)
    settle()
    kept = found._as_view()
    found.show_consultant(None)
    settle()
    found.apply(kept)
    settle()
    assert names(found) == ["赵敏"]


# --- the card in hand --------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["Return", "Ctrl+O"])
def test_enter_opens_the_card_and_it_walks_through_what_is_shown(
    window: Window, cards: Showroom, key: str
) -> None:
    found = opens(window)
    found.conditions.want("level", "H")
    found.conditions.want("level", "B")
    press("Down", key)
    card = shell(window).page
    assert isinstance(card, CustomerCardPage)
    assert (card.card.prospect if card.card else 0, card.walk.words) == (3, "2 / 2")
    press("Alt+Up")
    assert card.card is not None
    assert card.card.prospect == 2
    press("Escape")
    assert names(page(window)) == ["单雄信", "周凯"]


def test_f4_logs_a_contact_on_the_card(window: Window, cards: Showroom) -> None:
    opens(window)
    press("Down", "F4")
    card = shell(window).page
    assert isinstance(card, CustomerCardPage)
    assert card.acts.logging
    hear("约好周六")
    press("Ctrl+Return")
    settle()
    press("Escape")
    shell(window).show_page(PROSPECTS)
    settle()
    assert cell(page(window), 1, "third").endswith("约好周六")


def test_copying_a_cell_or_rows(window: Window, cards: Showroom) -> None:
    found = opens(window)
    press("Right", "Ctrl+C")
    assert QGuiApplication.clipboard().text() == "王丽"
    press("Shift+Down", "Ctrl+C")
    first, second = QGuiApplication.clipboard().text().split("\n")
    assert (first.split("\t")[1], second.split("\t")[1]) == ("王丽", "单雄信")
    assert len(first.split("\t")) == len(form.FIELDS)
    assert "2" in toast(window)
    assert found.table.current


# --- columns -----------------------------------------------------------------------------------------------


def test_columns_stay_as_wide_and_where_somebody_put_them(open_window: OpenWindow, cards: Showroom) -> None:
    window = open_window(cards)
    found = opens(window)
    press("Right")
    before = found.table.columnWidth(1)
    press("Alt+Shift+Right", "Alt+Shift+Right", "Ctrl+Shift+Right")
    assert found.table.columnWidth(1) == before + 24
    assert found.table.horizontalHeader().visualIndex(1) == 2
    window.close()
    again = opens(open_window(cards))
    assert again.table.columnWidth(1) == before + 24
    assert again.table.horizontalHeader().visualIndex(1) == 2
    again.table.as_on_paper()
    assert again.table.horizontalHeader().visualIndex(1) == 1
    assert again.table.columnWidth(1) == before


@pytest.mark.parametrize(
    "kept", [{"order": "x", "widths": 3}, {"order": ["gone"], "widths": [["name", "x"], 1]}, {}]
)
def test_what_was_remembered_wrongly_is_as_on_paper(window: Window, cards: Showroom, kept: Any) -> None:
    found = opens(window)
    found.table.arrange(kept)
    assert [found.table.horizontalHeader().visualIndex(place) for place in range(10)] == list(range(10))


# --- out of the house --------------------------------------------------------------------------------------


def test_print_and_excel_take_what_is_shown(window: Window, cards: Showroom) -> None:
    found = opens(window)
    found.conditions.want("level", "H")
    press("Ctrl+P")
    preview = shell(window).preview
    assert preview.isVisible()
    assert preview.well.pages == 1
    press("Escape")
    assert page(window) is found
    assert found._shown()[2] == [2]
    found.conditions.clear()
    assert found._shown()[2] is None


def test_what_was_not_read_yet_is_printed_once_it_is(window: Window, cards: Showroom) -> None:
    window.sign_in(MANAGER, PASSWORD)
    sheet = shell(window).pages_by_key()[PROSPECTS]
    wanted: list[PrintJob] = []
    sheet.print_wanted.connect(lambda job, _now: wanted.append(job))
    sheet.print_sheet()
    assert wanted == [], "as the go-to box asks, before the page was ever in view"
    sheet.refresh()
    settle()
    (job,) = wanted
    told = "".join(texts_of(job.preview("", False).content))
    assert ("陈涛" in told, "李娜" in told) == (True, True)


def test_the_lost_analysis_of_the_month_is_printed_from_the_head(window: Window, cards: Showroom) -> None:
    found = opens(window, MANAGER)
    press("PgUp")
    (act,) = (one for one in found.bar.menu().actions() if one.text() == LOST)
    act.trigger()
    settle()
    preview = shell(window).preview
    assert (preview.isVisible(), preview.title.text()) == (True, "战败客户分析表　2026年2月")
    assert preview.well.pages == 1
    press("Escape")
    found.show_consultant(staff_id(CONSULTANT))
    settle()
    wanted: list[PrintJob] = []
    found.print_wanted.connect(lambda job, _now: wanted.append(job))
    found.print_lost()
    settle()
    assert wanted[0].file_name == "战败客户分析表 2026-02 陈涛"


@pytest.mark.parametrize(("user", "offered"), [(MANAGER, True), (CONSULTANT, False)])
def test_the_go_to_box_offers_it_to_who_may_print_it(
    window: Window, cards: Showroom, user: str, offered: bool
) -> None:
    window.sign_in(user, PASSWORD)
    settle()
    goals = {goal.word: goal for goal in page_goals.goals(shell(window), defaultdict(lambda: settle))}
    assert (LOST in goals) is offered
    shell(window).show_page(PROSPECTS)
    settle()
    assert (LOST in words(page(window).bar.menu())) is offered
    if offered:
        goals[LOST].go()
        settle()
        assert shell(window).preview.title.text() == "战败客户分析表　2026年3月"


def test_who_only_looks_is_offered_nothing_else(window: Window, cards: Showroom) -> None:
    found = opens(window, RECEPTIONIST)
    assert names(found) == ["王丽", "单雄信", "周凯", "赵敏"]
    assert cell(found, 1, "phones") == "137****7777"
    for button in (found.view_button, found.bar.excel, found.bar.print):
        assert not button.isVisible()
    press("PgUp", "PgDown")
    window.resize(window.width() - 40, window.height())
    settle()
    withheld = (found.view_button, found.bar.excel, found.bar.print)
    assert [button for button in withheld if button.isVisible()] == [], "nor once the head is shared anew"
    assert not {button.text() for button in withheld} & set(words(found.bar.menu()))
    press("Ctrl+P", "Ctrl+E")
    assert page(window) is found


def test_on_a_small_screen_the_rows_stay(open_window: OpenWindow, cards: Showroom) -> None:
    found = opens(open_window(cards, size=(853, 480)))
    assert not found.paper.title.isVisible()
    assert found.table.viewport().height() >= 3 * 47


def test_all_cards_of_the_list_are_looked_at_and_printed_together(
    window: Window, cards: Showroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = opens(window)
    assert "打印本表的客户卡" in words(found.bar.menu())
    found.print_cards()
    settle()
    preview = shell(window).preview
    assert preview.title.text() == "3 张客户卡"
    assert preview.well.pages == 6
    before = acts()
    saved: list[bytes] = []
    monkeypatch.setattr(preview, "_write", lambda _path, sheet: saved.append(sheet.content))
    monkeypatch.setattr(preview, "_choose_path", lambda *_asked: "cards.pdf")
    click(preview.save)
    settle()
    assert len(saved) == 1
    assert acts() == before + 1


def test_cards_whose_print_is_cancelled_leave_nothing_behind(
    window: Window, cards: Showroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = opens(window)
    before = acts()
    found.print_cards()
    settle()
    preview = shell(window).preview
    monkeypatch.setattr(LongWork, "begin", LongWork.stop)
    monkeypatch.setattr(preview, "_choose_path", lambda *_asked: "cards.pdf")
    monkeypatch.setattr(preview, "_write", lambda *_told: pytest.fail("nothing was drawn"))
    click(preview.save)
    settle()
    assert acts() == before
    assert toast(window).startswith("已取消")
