"""Keying in the plan at the window: said back while it is typed, saved, skipped, left and mended."""

from __future__ import annotations

from datetime import date

import pytest

from showroom.models.follow_up import FollowUp
from showroom.services import drafts, keyed_lines
from showroom.services.daily_report_entry import record_print_of
from showroom.services.desk import new_token
from showroom.services.drafts import Draft
from showroom.ui.keyed_left import form_of
from showroom.ui.keyed_lines import KeyedLines
from showroom.ui.window import Window
from tests.journeys.at_the_window import hear, labels, press, settle, shell, toast
from tests.people import CONSULTANT, MANAGER, Showroom, register_walk_in, staff_id
from tests.reports import report_of
from tests.ui.test_daily_report_page import opens, page

DUE = date(2026, 3, 20)
GUESTS = ("王丽", "李强", "赵敏")


@pytest.fixture
def plan(morning: Showroom) -> Showroom:
    """Three cards at B are due; the plan was printed in the morning."""
    for number, name in enumerate(GUESTS):
        register_walk_in(morning.reception, name, f"1381234567{number}", received_by="陈涛", level="B")
    morning.on(DUE, 8, 30)
    record_print_of(morning.consultant, [report_of(morning.consultant, DUE)])
    morning.on(DUE, 18)
    return morning


def opens_the_plan(window: Window) -> KeyedLines:
    found = opens(window)
    press("Alt+K")
    settle()
    assert found.keyed.isVisible()
    assert found.keyed.entry.hasFocus()
    return found.keyed


def keys(typed: str) -> None:
    hear(typed)
    press("Return")
    settle()


def said() -> list[str]:
    rows = FollowUp.select().where(FollowUp.removed_at.is_null()).order_by(FollowUp.id)
    return [row.said for row in rows]


def state(panel: KeyedLines, number: int) -> str:
    return panel.rows[number].words()


def test_the_rows_are_those_of_the_paper(window: Window, plan: Showroom) -> None:
    panel = opens_the_plan(window)
    assert [(number, row.row.name) for number, row in panel.rows.items()] == [
        (1, "王丽"),
        (2, "王丽"),
        (3, "李强"),
        (4, "赵敏"),
    ]
    assert "3月20日" in labels(panel)


def test_a_line_is_said_back_while_it_is_typed(window: Window, plan: Showroom) -> None:
    panel = opens_the_plan(window)
    hear("3 c 5 已约周六")
    assert "李强" in panel.echo.text()
    assert "B → C" in panel.echo.text()
    assert not said()


def test_enter_saves_and_goes_on(window: Window, plan: Showroom) -> None:
    panel = opens_the_plan(window)
    keys("2 = 5 已约周六")
    keys("1 * 1")
    assert said() == ["已约周六", ""]
    assert "✓" in state(panel, 2)
    assert "无人接听" in state(panel, 1)
    assert panel.entry.text() == ""
    assert panel.entry.hasFocus()
    assert "已录 2 · 跳过 0 · 未录 2" in panel.note.text()


def test_a_dash_skips_the_next_row(window: Window, plan: Showroom) -> None:
    panel = opens_the_plan(window)
    keys("-")
    assert "已跳过" in state(panel, 1)
    assert panel.entry.placeholderText().startswith("2")
    assert not said()


def test_what_is_not_understood_stays_and_is_mended(window: Window, plan: Showroom) -> None:
    panel = opens_the_plan(window)
    keys("1 H 5 已约周六")
    assert "依据" in state(panel, 1)
    assert panel.rows[1].left.text() == "1 H 5 已约周六"
    press("Up")
    assert panel.entry.text() == "1 H 5 已约周六"
    panel.entry.clear()
    keys("1 = 5 已约周六")
    assert said() == ["已约周六"]
    assert panel.rows[1].left.text() == ""


def test_a_row_that_is_not_there_stays_where_it_is_written(window: Window, plan: Showroom) -> None:
    panel = opens_the_plan(window)
    keys("9 再打")
    assert panel.entry.text() == "9 再打"
    assert "没有第 9 行" in panel.echo.text()
    panel.entry.clear()
    keys("3 再打")
    assert said() == ["再打"]


def test_a_line_is_taken_back_by_the_verb(window: Window, plan: Showroom) -> None:
    panel = opens_the_plan(window)
    keys("1 再打")
    assert "第 1 行" in toast(window)
    press("Ctrl+Z")
    settle()
    assert not said()
    assert "✓" not in state(panel, 1)


def test_what_is_left_outlives_the_window(window: Window, plan: Showroom) -> None:
    panel = opens_the_plan(window)
    keys("1 战败 别家")
    keys("2 -")
    hear("3 H 没写")
    page(window).leave()
    press("Esc")
    assert not panel.isVisible()
    panel.report = None
    press("Alt+K")
    settle()
    assert panel.rows[1].left.text() == "1 战败 别家"
    assert "战败不是级别" in state(panel, 1)
    assert "已跳过" in state(panel, 2)
    assert panel.entry.text() == "3 H 没写"


@pytest.mark.parametrize("was_saved", [True, False])
def test_a_line_on_its_way_when_the_program_died(window: Window, plan: Showroom, was_saved: bool) -> None:
    """What was saved in that moment is done; what was not is left, to be sent again."""
    report = report_of(plan.consultant, DUE)
    token = new_token()
    drafts.keep(plan.consultant, form_of(report), {"2": "2 -"}, sent=Draft({"3": "3 再打"}, token=token))
    card = report.rows[2].prospect
    assert card is not None
    if was_saved:
        keyed_lines.key_in(plan.consultant, staff_id(CONSULTANT), DUE, card, "3 再打", token=token)
    panel = opens_the_plan(window)
    assert "已跳过" in state(panel, 2)
    assert ("✓" in state(panel, 3)) == was_saved
    assert panel.rows[3].left.text() == ("" if was_saved else "3 再打")
    press("Up")
    press("Return")
    settle()
    assert said() == ["再打"]


def test_esc_forgets_nothing(window: Window, plan: Showroom) -> None:
    panel = opens_the_plan(window)
    keys("1 战败 别家")
    hear("3 再")
    press("Esc", "Alt+K")
    settle()
    assert panel.entry.text() == "3 再"
    assert "战败不是级别" in state(panel, 1)


def test_the_same_row_twice_is_saved_once(window: Window, plan: Showroom) -> None:
    panel = opens_the_plan(window)
    keys("3 再打")
    keys("3 再打")
    assert said() == ["再打"]
    assert "已经录过" in state(panel, 3)


def test_what_another_desk_saved_stays_with_the_reason(window: Window, plan: Showroom) -> None:
    panel = opens_the_plan(window)
    card = panel.rows[3].row.prospect
    assert card is not None
    keyed_lines.key_in(plan.manager, staff_id(CONSULTANT), DUE, card, "3 我打过了")
    keys("3 再打")
    assert said() == ["我打过了"]
    assert panel.rows[3].left.text() == "3 再打"
    assert "已经录过" in state(panel, 3)


def test_a_manager_reads_under_whose_name_it_is_logged(window: Window, plan: Showroom) -> None:
    found = opens(window, MANAGER)
    found.show_person(staff_id(CONSULTANT))
    settle()
    press("Alt+K")
    settle()
    assert found.keyed.whose.isVisible()
    assert "陈涛" in found.keyed.whose.text()
    keys("3 经理回访")
    assert said() == ["经理回访"]
    assert "刘建国：经理回访" in state(found.keyed, 3)


def test_another_person_in_view_closes_it(window: Window, plan: Showroom) -> None:
    panel = opens_the_plan(window)
    page(window).turn(-1)
    settle()
    assert not panel.isVisible()
    assert shell(window).page is page(window)
