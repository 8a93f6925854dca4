"""The details of a visit: everything is there, what is changed is saved, what is refused stays typed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit

from showroom import language
from showroom.forms import traffic_log as form
from showroom.ui.visit_panel import VisitPanel
from showroom.ui.window import Window
from tests.journeys.at_the_window import (
    LEFT,
    answering,
    click,
    go_to,
    hear,
    labels,
    page,
    pen,
    point_of,
    press,
    press_the_verb,
    row,
    settle,
    shell,
    sign_in,
    sign_in_at_the_log,
    status,
    table,
    toast,
)
from tests.journeys.conftest import WEDNESDAY, OpenWindow
from tests.people import (
    OTHER_CONSULTANT,
    THURSDAY,
    Showroom,
    close_day,
    correct,
    log_of,
    register_complete_walk_in,
    register_walk_in,
    row_of,
)


@pytest.fixture
def desk(window: Window, morning: Showroom) -> Window:
    """周敏 at the desk; 李强 and a guest without a name are on the log."""
    register_walk_in(
        morning.reception, "李强", "13711112222", arrived="0912", left="1003", level="A", area="滨江"
    )
    register_walk_in(morning.reception, arrived="0940")
    sign_in(window, "周敏")
    return window


def panel(window: Window) -> VisitPanel:
    return page(window).visits.panel


def open_details(window: Window, number: int = 1) -> VisitPanel:
    go_to(window, number, "number")
    press("Ctrl+I")
    assert panel(window).isVisible()
    return panel(window)


def write(window: Window, field: form.Field, text: str) -> None:
    """Go to a blank of the panel and write over what stands there."""
    blank = panel(window).blanks[field.key]
    blank.pen.setFocus()
    settle()
    if isinstance(blank.pen, QCheckBox):
        press("Space")
        return
    assert isinstance(blank.pen, QLineEdit | QPlainTextEdit)
    blank.pen.selectAll()
    press("Del")
    hear(text)


def shown(window: Window, field: form.Field) -> str:
    return panel(window).blanks[field.key].text


def said(window: Window, field: form.Field) -> str:
    return panel(window).blanks[field.key].problem.text()


def test_everything_of_the_visit_is_there(desk: Window) -> None:
    details = open_details(desk)
    assert set(details.blanks) == {one.key for one in (*form.FIELDS, form.VISIT)}
    wanted = {form.ARRIVED: "09:12", form.LEFT: "10:03", form.VISIT: "首次", form.PHONE: "137 1111 2222"}
    assert {field: shown(desk, field) for field in wanted} == wanted
    assert "离店时间（停留 51 分钟）" in labels(details)
    assert details.title.text() == "第 1 行 来访详情"


@pytest.mark.parametrize("way", ["keys", "double click", "menu"])
def test_three_ways_open_it(desk: Window, way: str) -> None:
    go_to(desk, 2, "number")
    if way == "keys":
        press("Ctrl+I")
    elif way == "double click":
        QTest.mouseDClick(table(desk).viewport(), LEFT, pos=point_of(desk, 2, "number"))
    else:
        menu = page(desk).rows.menu.menu()
        assert menu is not None
        next(one for one in menu.actions() if "来访详情" in one.text()).trigger()
    settle()
    assert panel(desk).isVisible()
    assert shown(desk, form.ARRIVED) == "09:40"
    press("Esc")
    assert not panel(desk).isVisible()


def test_what_was_changed_is_saved_and_nothing_else(desk: Window, morning: Showroom) -> None:
    before = log_of(morning.reception).rows[0]
    open_details(desk)
    assert not panel(desk).save.isEnabled()
    write(desk, form.GREETED, "√")
    write(desk, form.SOURCE, "互联网")
    write(desk, form.NOTE, "带家人，周六再来")
    press("Ctrl+S")
    assert not panel(desk).isVisible()
    assert toast(desk).startswith("已更正第 1 行")
    after = row_of(morning.reception, before.entry)
    changed = {key for key in vars(before) if getattr(before, key) != getattr(after, key)}
    assert changed <= {"revision", "source", "greeted", "note", "corrections"}
    assert (after.greeted, after.note) == (True, "带家人，周六再来")
    press_the_verb(desk)
    assert row_of(morning.reception, before.entry).note == ""


def test_enter_goes_on_and_ctrl_enter_saves(desk: Window) -> None:
    open_details(desk)
    press("Return")
    assert pen() is panel(desk).blanks[form.LEFT.key].pen
    hear("1")
    press("Ctrl+Return")
    assert "不是" in said(desk, form.LEFT)


def test_a_refused_text_stays_with_the_reason_beside_it(desk: Window, morning: Showroom) -> None:
    open_details(desk)
    write(desk, form.LEFT, "8点")
    write(desk, form.HEAD_COUNT, "四五")
    press("Ctrl+S")
    assert panel(desk).isVisible()
    assert (shown(desk, form.LEFT), shown(desk, form.HEAD_COUNT)) == ("8点", "四五")
    assert "8点" in said(desk, form.LEFT)
    assert "四五" in said(desk, form.HEAD_COUNT)
    assert pen() is panel(desk).blanks[form.LEFT.key].pen, "the pen lies on the first that is wrong"
    write(desk, form.LEFT, "1010")
    assert said(desk, form.LEFT) == "", "what is being mended is not accused"
    write(desk, form.HEAD_COUNT, "4")
    press("Ctrl+S")
    assert log_of(morning.reception).rows[0].head_count == 4


def test_first_or_repeat_is_changed_for_a_reason_only(desk: Window, morning: Showroom) -> None:
    open_details(desk)
    write(desk, form.VISIT, "再次")
    answering(None)
    press("Ctrl+S")
    assert (shown(desk, form.VISIT), row(desk, 1)["number"]) == ("再次", "1")
    assert log_of(morning.reception).totals.repeat == 0
    if not panel(desk).isVisible():
        open_details(desk)
    asked = answering("去年来过，换了号码")
    press("Ctrl+S")
    assert len(asked) == 1
    assert log_of(morning.reception).totals.repeat == 1


def test_typed_words_stay_when_the_panel_closes(desk: Window) -> None:
    open_details(desk)
    write(desk, form.NOTE, "还没写完")
    press("Esc")
    open_details(desk)
    assert shown(desk, form.NOTE) == "还没写完"
    click(panel(desk).back)
    assert shown(desk, form.NOTE) == ""
    assert not panel(desk).save.isEnabled()


def test_what_another_desk_wrote_is_told_with_both_values(desk: Window, morning: Showroom) -> None:
    entry = log_of(morning.reception).rows[0].entry
    open_details(desk)
    write(desk, form.AREA, "西湖")
    correct(morning.manager, entry, area="下沙")
    press("Ctrl+S")
    assert "下沙" in said(desk, form.AREA)
    assert "西湖" in said(desk, form.AREA)
    assert shown(desk, form.AREA) == "西湖"
    press("Ctrl+S")
    assert row_of(morning.reception, entry).area == "西湖", "the second time it is a decision"


def test_what_another_desk_changed_elsewhere_comes_into_view(desk: Window, morning: Showroom) -> None:
    entry = log_of(morning.reception).rows[0].entry
    open_details(desk)
    write(desk, form.AREA, "西湖")
    correct(morning.reception, entry, level="H")
    page(desk).refresh()
    settle()
    assert (shown(desk, form.LEVEL), shown(desk, form.AREA)) == ("H", "西湖")


# -- the call back -------------------------------------------------------------------------------------


def test_the_call_back_is_shown_as_its_sum(desk: Window) -> None:
    assert "回访时限：09:12 + 24 小时 = 3月6日 09:12" in labels(open_details(desk))
    press("Esc")
    assert not [one for one in labels(open_details(desk, 2)) if "回访" in one], "nobody can be called"


def test_an_overdue_call_back_says_so_and_a_made_one_what_it_changed(desk: Window, morning: Showroom) -> None:
    # The clock jumps over a night: whoever looks in that second would find nobody at the desk, and lock it.
    shell(desk).news.watch.stop()
    morning.on(THURSDAY + timedelta(days=1), 9, 13)
    page(desk).show_day(THURSDAY)
    settle()
    details = open_details(desk)
    assert "回访已超时：09:12 + 24 小时 = 3月6日 09:12" in labels(details)
    assert details.callback.property("role") == "error"
    write(desk, form.LEVEL_RECONFIRMED, "H")
    press("Ctrl+S")
    assert "已回访：确度 A → H" in labels(open_details(desk))


# -- what is only to be read ---------------------------------------------------------------------------


def test_a_void_row_is_only_read(desk: Window, morning: Showroom) -> None:
    morning.on(WEDNESDAY, 16, 0)
    entry = register_complete_walk_in(morning.reception, "贺军", "13900880456")
    wang = log_of(morning.reception, WEDNESDAY).rows[0]
    correct(morning.reception, wang.entry, wang.revision, left="16:30")
    close_day(morning, WEDNESDAY)
    correct(morning.reception, entry, head_count="2")
    morning.on(THURSDAY, 11)
    page(desk).show_day(WEDNESDAY)
    settle()
    details = open_details(desk, 2)
    assert "已更正，见第 3 行" in labels(details)
    assert all(not isinstance(one.pen, QLineEdit) or one.pen.isReadOnly() for one in details.blanks.values())
    press("Ctrl+S")
    assert toast(desk) == ""


def test_a_masked_number_stays_masked(open_window: OpenWindow, morning: Showroom) -> None:
    register_walk_in(morning.reception, "王丽", "13812345678", received_by="陈涛", assigned="陈涛")
    window = open_window()
    sign_in_at_the_log(window, "李娜")
    assert morning.desk(OTHER_CONSULTANT).name == "李娜"
    details = open_details(window)
    assert shown(window, form.PHONE) == "138****5678"
    pen_of = details.blanks[form.PHONE.key].pen
    assert isinstance(pen_of, QLineEdit)
    assert pen_of.isReadOnly()


def test_the_list_of_a_blank_opens_on_arrow_down(desk: Window) -> None:
    open_details(desk)
    panel(desk).blanks[form.PURPOSE.key].pen.setFocus()
    QTest.keyClick(pen(), Qt.Key.Key_Down)
    blank = panel(desk).blanks[form.PURPOSE.key].pen
    assert isinstance(blank, QLineEdit)
    assert blank.completer().popup().isVisible()
    blank.completer().popup().hide()


def test_it_speaks_english(open_window: OpenWindow, morning: Showroom) -> None:
    register_walk_in(morning.reception, "李强", "13711112222", arrived="0912")
    language.use(language.ENGLISH)
    window = open_window()
    sign_in(window, "周敏")
    details = open_details(window)
    assert details.title.text() == "Visit, row 1"
    assert "Call back until 09:12 + 24 h = 6 Mar 09:12" in labels(details)
    assert status(window)[0]
