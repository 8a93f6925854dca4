"""The page of the daily report: the day writes itself, words are added, it is handed in, signed, sealed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from showroom import language
from showroom.rules.daily_report import ReportState
from showroom.rules.duties import Role, duties_of
from showroom.services import follow_up
from showroom.ui.cells import CellRole
from showroom.ui.daily_report_deeds import ask_to_seal
from showroom.ui.daily_report_model import AFTER, BEFORE, COURSE, NAME
from showroom.ui.daily_report_page import DailyReportPage
from showroom.ui.look.buttons import Button
from showroom.ui.places import DAILY_REPORT, place_of
from showroom.ui.window import Window
from tests.journeys.at_the_window import (
    click,
    focus_window,
    hear,
    labels,
    press,
    settle,
    shell,
    status,
    toast,
    when_a_dialog_opens,
)
from tests.people import CONSULTANT, MANAGER, OTHER_CONSULTANT, PASSWORD, THURSDAY, Showroom, register_walk_in
from tests.reports import submits
from tests.sales import card_of_wang_li


@pytest.fixture
def evening(morning: Showroom) -> Showroom:
    """周凯 came today at B; 王丽 was called and is nearer to a deal than before."""
    register_walk_in(morning.reception, "周凯", "13700008888", received_by="陈涛", level="B")
    card = card_of_wang_li(morning)
    follow_up.log(
        morning.consultant,
        card,
        {"said": "约周六上午看车", "level": "H", "criteria": ("model_chosen",)},
    )
    morning.on(THURSDAY, 18, 5)
    return morning


def opens(window: Window, user: str = CONSULTANT) -> DailyReportPage:
    window.sign_in(user, PASSWORD)
    shell(window).show_page(DAILY_REPORT)
    settle()
    focus_window()
    return page(window)


def page(window: Window) -> DailyReportPage:
    found = shell(window).page
    assert isinstance(found, DailyReportPage)
    return found


def state(found: DailyReportPage) -> ReportState:
    assert found.report is not None
    return found.report.state


def line(found: DailyReportPage, name: str) -> int:
    assert found.report is not None
    return [row.name for row in found.report.rows].index(name)


def text(found: DailyReportPage, name: str, column: int) -> str:
    return str(found.model.index(line(found, name), column).data(CellRole.CELL).text)


def test_the_day_writes_itself(window: Window, evening: Showroom) -> None:
    found = opens(window)
    assert text(found, "王丽", BEFORE) == "A"
    assert text(found, "王丽", AFTER) == "H"
    assert "约周六上午看车" in text(found, "王丽", COURSE)
    assert text(found, "周凯", BEFORE) == "", "a new card has no level of before"
    assert found.model.rowCount() == 20
    assert not found.model.flags(found.model.index(10, NAME)) & Qt.ItemFlag.ItemIsSelectable


def test_only_a_change_of_level_takes_ink(window: Window, evening: Showroom) -> None:
    found = opens(window)
    changed = found.model.index(line(found, "王丽"), AFTER).data(CellRole.CELL)
    before = found.model.index(line(found, "王丽"), BEFORE).data(CellRole.CELL)
    assert (changed.runs[0].tone, before.runs[0].tone) == ("ink", "t1")


def test_words_are_typed_on_a_row_and_stand_behind_what_was_logged(window: Window, evening: Showroom) -> None:
    found = opens(window)
    found.table.go_to_row(line(found, "王丽"))
    found.table.setFocus()
    press("Return")
    hear("太太也要来")
    press("Return")
    settle()
    assert text(found, "王丽", COURSE).endswith("太太也要来")
    assert "王丽" in text(found, "王丽", NAME)


def test_typed_words_can_be_taken_back(window: Window, evening: Showroom) -> None:
    found = opens(window)
    found.table.go_to_row(line(found, "王丽"))
    found.table.setFocus()
    press("Return")
    hear("太太也要来")
    press("Return")
    settle()
    press("Ctrl+Z")
    settle()
    assert "太太" not in text(found, "王丽", COURSE)


def test_handed_in_nothing_can_be_written_any_more(window: Window, evening: Showroom) -> None:
    found = opens(window)
    press("Ctrl+Return")
    settle()
    assert state(found) is ReportState.SUBMITTED
    assert toast(window)
    found.table.go_to_row(0)
    press("Return")
    assert not found.table.is_writing
    assert not found.bar.submit.isVisibleTo(found)


def test_the_manager_signs_and_seals(window: Window, evening: Showroom) -> None:
    submits(evening.consultant)
    found = opens(window, MANAGER)
    assert state(found) is ReportState.SUBMITTED, "what waits comes first"
    click(found.paper.instruction)
    hear("周六我在场")
    press("Ctrl+Return")
    settle()
    assert state(found) is ReportState.SEALED
    assert found.report is not None
    assert found.report.instruction == "周六我在场"
    assert found.paper.instruction.isReadOnly()
    assert not found.bar.seal.isVisibleTo(found)
    assert "封存" in status(window)[0]


def test_a_report_with_rows_that_have_no_result_is_sealed_only_when_it_is_said_again(
    window: Window, evening: Showroom
) -> None:
    submits(evening.consultant)
    found = opens(window, MANAGER)
    assert found.report is not None
    rows = tuple(replace(row, planned=True, level_after="", said="", words="") for row in found.report.rows)
    assert all(row.no_result for row in rows)
    found.report = replace(found.report, rows=rows)
    asked: list[int] = []
    answers = [False, True]

    def says(_parent: QWidget, left: int) -> bool:
        asked.append(left)
        return answers.pop(0)

    found.deeds.sure = says
    press("Ctrl+Return")
    settle()
    assert state(found) is ReportState.SUBMITTED, "thought better of it"
    press("Ctrl+Return")
    settle()
    assert state(found) is ReportState.SEALED
    assert asked == [len(rows)] * 2


def test_the_question_before_sealing_waits_for_a_second_thought(window: Window, evening: Showroom) -> None:
    when_a_dialog_opens(lambda _dialog: press("Return"))
    assert not ask_to_seal(window, 3), "Enter is safe"

    def seals(dialog: QWidget) -> None:
        click(next(one for one in dialog.findChildren(Button) if one.text() == "封存"))

    when_a_dialog_opens(seals)
    assert ask_to_seal(window, 3)


def test_a_call_in_vain_is_a_result(window: Window, evening: Showroom) -> None:
    found = opens(window)
    assert found.report is not None
    row = replace(found.report.rows[0], planned=True, level_after="", said="", words="")
    assert replace(row, tried_in_vain=False).no_result
    tried = replace(row, tried_in_vain=True)
    assert (tried.not_visited, tried.no_result) == (True, False)


def test_a_report_is_sent_back_with_words(window: Window, evening: Showroom) -> None:
    submits(evening.consultant)
    found = opens(window, MANAGER)
    click(found.bar.back)
    hear("周凯的经过写得太短")
    press("Ctrl+Return")
    settle()
    assert state(found) is ReportState.DRAFT
    assert any("太短" in words for words in labels(found.side))


def test_words_in_the_box_of_instructions_are_kept_when_another_day_comes(
    window: Window, evening: Showroom
) -> None:
    submits(evening.consultant)
    found = opens(window, MANAGER)
    click(found.paper.instruction)
    hear("明早谈")
    found.turn(-1)
    settle()
    found.turn(1)
    settle()
    found.show_person(evening.consultant.staff or 0)
    settle()
    assert found.paper.instruction.toPlainText() == "明早谈"


def test_a_number_beside_the_sheet_tells_what_it_is_made_of(window: Window, evening: Showroom) -> None:
    found = opens(window)
    found.month.table.go_to(0, 2)
    found.month.table.setFocus()
    press("Return")
    settle()
    assert found.numbers.rows.lines
    assert found.numbers.explained.wanted


def test_a_row_opens_its_card(window: Window, evening: Showroom) -> None:
    found = opens(window)
    found.table.setCurrentIndex(found.model.index(line(found, "王丽"), NAME))
    found.table.setFocus()
    press("Return")
    settle()
    assert shell(window).page is not found


def test_a_day_without_reports_says_so(window: Window, evening: Showroom) -> None:
    found = opens(window)
    found.turn(-1)
    settle()
    assert found.report is not None
    assert found.day < THURSDAY


@pytest.mark.parametrize(
    ("role", "sees"), [(Role.CUSTOMER_SERVICE_CLERK, False), (Role.SALES_CONSULTANT, True)]
)
def test_who_writes_and_reviews_reports_has_the_page(role: Role, sees: bool) -> None:
    assert place_of(DAILY_REPORT).seen_by(duties_of((role,))) is sees


def test_the_pen_stays_in_the_table_when_another_day_comes_or_words_are_kept(
    window: Window, evening: Showroom
) -> None:
    found = opens(window)
    press("PgUp", "PgDown")
    assert found.table.hasFocus()
    found.table.go_to_row(line(found, "王丽"))
    press("Return")
    hear("太太也要来")
    press("Return")
    assert found.table.hasFocus()
    press("Down", "Return")
    assert found.table.is_writing, "the next row is written on without a way back to the table"


def test_in_english_colleagues_have_their_english_names_everywhere(window: Window, evening: Showroom) -> None:
    language.use("en")
    submits(evening.consultant)
    found = opens(window, MANAGER)
    assert found.bar.consultant.text().startswith("Chen Tao")
    assert [one.consultant_name for one in found.people] == ["Chen Tao", "Li Na"]
    press("Ctrl+Return")
    assert toast(window) == "The report of Chen Tao is sealed"


def test_a_report_of_the_next_morning_was_late(window: Window, evening: Showroom) -> None:
    submits(evening.consultant)
    evening.on(THURSDAY + timedelta(1), 9)
    register_walk_in(evening.reception, "赵敏", "13700008889", received_by="李娜", level="B", day=THURSDAY)
    submits(evening.other_consultant, user=OTHER_CONSULTANT)
    found = opens(window, MANAGER)
    found.turn(-1)
    settle()
    told = labels(found.waiting)
    assert any("陈涛　已提交 18:05\n李娜　已提交 09:00（迟交）" in one for one in told), told


def test_the_figures_beside_it_are_in_view_whole_in_english_too(window: Window, evening: Showroom) -> None:
    window._use_language("en")
    table = opens(window).month.table
    widths = [table.columnWidth(column) for column in range(table.model().columnCount())]
    assert sum(widths) <= table.viewport().width()
    assert widths[1:] == table._least()[1:], "each as wide as its head and numbers"


def test_a_changed_level_is_heard_not_only_seen(window: Window, evening: Showroom) -> None:
    found = opens(window)
    told = {
        str(found.model.index(row, AFTER).data(Qt.ItemDataRole.AccessibleTextRole))
        for row in range(found.model.rowCount())
    }
    assert any("，原为" in one for one in told), told
