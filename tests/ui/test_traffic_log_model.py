"""The rows of the log as a Qt model: sound by Qt's own tester, true to the day it shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from showroom.forms.traffic_log import Place
from showroom.ui import traffic_log_columns as columns
from showroom.ui.cells import Cell, CellRole
from showroom.ui.form_table import FormTable
from showroom.ui.log_paper import LogPaper
from showroom.ui.traffic_log_columns import Column
from showroom.ui.traffic_log_model import TrafficLogModel
from tests.people import (
    THURSDAY,
    Showroom,
    close_day,
    correct,
    log_of,
    register_call,
    register_complete_walk_in,
    register_walk_in,
    remove,
    sign,
)

EDITABLE = Qt.ItemFlag.ItemIsEditable


@pytest.fixture
def log(showroom: Showroom, qtbot: QtBot) -> Iterator[TrafficLogModel]:
    """Three rows: one who came, one who called, one who left nothing; watched by Qt's tester."""
    register_walk_in(showroom.reception, "王丽", "13812345678", sex="女", level="A", received_by="陈涛")
    register_call(showroom.reception, "贺军", "13900880456")
    register_walk_in(showroom.reception, head_count="3")
    model = TrafficLogModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.show_day(log_of(showroom.reception))
    yield model
    tester.deleteLater()


def index(model: TrafficLogModel, row: int, column: Column) -> QModelIndex:
    return model.index(row, model.columns.index(column))


def cell(model: TrafficLogModel, row: int, column: Column) -> Cell:
    found: Cell = index(model, row, column).data(CellRole.CELL)
    return found


def steps() -> list[Callable[[TrafficLogModel, Showroom], Any]]:
    def another_day(model: TrafficLogModel, showroom: Showroom) -> None:
        model.show_day(log_of(showroom.reception, THURSDAY - timedelta(days=1)))

    def more_rows(model: TrafficLogModel, showroom: Showroom) -> None:
        for number in range(13):
            register_walk_in(showroom.reception, f"客人{number}")
        model.show_day(log_of(showroom.reception))

    def one_row_more(model: TrafficLogModel, showroom: Showroom) -> None:
        register_walk_in(showroom.reception, "冯军")
        model.show_day(log_of(showroom.reception))

    def corrected(model: TrafficLogModel, showroom: Showroom) -> None:
        correct(showroom.reception, model.entries[0].entry, note="改")
        model.show_day(log_of(showroom.reception))

    return [
        another_day,
        more_rows,
        one_row_more,
        corrected,
        lambda model, _showroom: model.show_columns(columns.EXTENDED),
        lambda model, _showroom: model.show_columns(columns.TEN),
        lambda model, _showroom: model.show_pencil({"arrived": "10:38"}),
        lambda model, _showroom: model.mark_wrong(model.entries[0].entry, "time", "9点", "…"),
        lambda model, _showroom: model.forget_wrong(model.entries[0].entry, "time"),
    ]


def test_it_is_sound(log: TrafficLogModel, showroom: Showroom, qtmodeltester: Any) -> None:
    qtmodeltester.check(log)
    for step in steps():
        step(log, showroom)
        log.show_day(log_of(showroom.reception))
        qtmodeltester.check(log)


def test_an_empty_model_is_sound(qtbot: QtBot, qtmodeltester: Any) -> None:
    model = TrafficLogModel()
    qtmodeltester.check(model)
    assert model.rowCount() == 14
    assert model.index(0, 0).data() is None


def test_it_has_whole_pages_with_room_to_write(log: TrafficLogModel, showroom: Showroom) -> None:
    assert log.rowCount() == 14
    for number in range(10):
        register_walk_in(showroom.reception, f"客人{number}")
    log.show_day(log_of(showroom.reception))
    assert (len(log.entries), log.rowCount()) == (13, 14)
    register_walk_in(showroom.reception, "最后一位")
    log.show_day(log_of(showroom.reception))
    assert (len(log.entries), log.rowCount()) == (14, 28)


def test_heads_are_the_papers(log: TrafficLogModel) -> None:
    across = Qt.Orientation.Horizontal
    heads = [log.headerData(place, across) for place in range(log.columnCount())]
    assert heads[0] == "序号"
    assert all(heads)
    assert log.headerData(0, Qt.Orientation.Vertical) is None
    assert log.headerData(0, across, Qt.ItemDataRole.ToolTipRole) is None


def test_what_a_row_shows(log: TrafficLogModel) -> None:
    assert [cell(log, 0, one).text for one in (columns.GUEST, columns.PHONE, columns.LEVEL)] == [
        "王丽 女",
        "138 1234 5678",
        "A",
    ]
    assert cell(log, 0, columns.LEVEL).badge == "A"
    assert cell(log, 1, columns.TIME).text == "08:30 来电"
    assert cell(log, 2, columns.PHONE).text == "未留"
    assert cell(log, 5, columns.GUEST) == Cell()
    assert cell(log, 5, columns.NUMBER).text == "6"


def test_what_a_screen_reader_hears_is_what_is_read(log: TrafficLogModel) -> None:
    for place in range(log.columnCount()):
        here = log.index(0, place)
        assert here.data(Qt.ItemDataRole.AccessibleTextRole) == here.data()


def test_where_may_be_written(log: TrafficLogModel) -> None:
    for column in log.columns:
        for row in (0, 3):
            assert bool(log.flags(index(log, row, column)) & EDITABLE) == bool(column.fields)
        assert not log.flags(index(log, 4, column)) & EDITABLE
    log.may_write = False
    assert not any(log.flags(log.index(row, 2)) & EDITABLE for row in range(5))
    assert log.flags(QModelIndex()) == Qt.ItemFlag.NoItemFlags


def test_a_masked_number_is_not_written_over(log: TrafficLogModel, showroom: Showroom) -> None:
    log.show_day(log_of(showroom.other_consultant))
    assert cell(log, 0, columns.PHONE).text == "138****5678"
    assert not log.flags(index(log, 0, columns.PHONE)) & EDITABLE
    assert log.flags(index(log, 0, columns.NOTE_AND_MODEL)) & EDITABLE
    assert "1234" not in str(index(log, 0, columns.PHONE).data(Qt.ItemDataRole.EditRole))


def test_writing_asks_and_changes_nothing_by_itself(log: TrafficLogModel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(log.correct) as asked:
        assert log.setData(index(log, 0, columns.HEADS), "4")
    assert asked.args == [0, None, columns.HEADS, "4"]
    assert cell(log, 0, columns.HEADS).text == "1"
    with qtbot.waitSignal(log.pencilled) as asked:
        assert log.setData(index(log, 3, columns.GUEST), "张伟 男")
    assert asked.args == [{"guest_name": "张伟", "sex": "男"}]


def test_writing_what_stands_there_asks_nothing(log: TrafficLogModel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(log.correct):
        for column in (one for one in log.columns if one.fields):
            here = index(log, 0, column)
            assert not log.setData(here, here.data(Qt.ItemDataRole.EditRole))
    assert not log.setData(index(log, 0, columns.HEADS), "4", Qt.ItemDataRole.DisplayRole)


def test_columns_without_fields_have_nothing_to_edit(log: TrafficLogModel) -> None:
    log.show_columns(columns.EXTENDED)
    for column in (columns.NUMBER, columns.FILED):
        assert log.data(index(log, 0, column), Qt.ItemDataRole.EditRole) in ("", None)


def test_lists_offer_only_what_is_in_use(log: TrafficLogModel) -> None:
    assert "陈涛" in index(log, 0, columns.RECEIVED).data(CellRole.OFFERS)
    assert index(log, 0, columns.GUEST).data(CellRole.OFFERS) == []
    assert index(log, 0, columns.LEVEL).data(CellRole.RECORD) == log.entries[0].entry
    assert index(log, 4, columns.LEVEL).data(CellRole.RECORD) is None


def test_a_refused_text_stays_in_its_own_row_when_rows_come(log: TrafficLogModel, showroom: Showroom) -> None:
    log.mark_wrong(log.entries[2].entry, columns.TIME.key, "9点", "为什么")
    register_walk_in(showroom.reception, "后来的人")
    log.show_day(log_of(showroom.reception))
    assert (cell(log, 2, columns.TIME).text, cell(log, 2, columns.TIME).invalid) == ("9点", True)
    assert index(log, 2, columns.TIME).data(Qt.ItemDataRole.ToolTipRole) == "为什么"
    assert not cell(log, 3, columns.TIME).invalid


def test_it_stands_in_a_view(log: TrafficLogModel) -> None:
    assert isinstance(log, QAbstractItemModel)
    assert log.rowCount(log.index(0, 0)) == 0
    assert log.columnCount(log.index(0, 0)) == 0


# -- a closed day --------------------------------------------------------------------------------------


@pytest.fixture
def mended(showroom: Showroom) -> TrafficLogModel:
    """A closed day: row 1 was corrected by row 3, row 2 struck out, row 4 came late."""
    desk = showroom.reception
    wrong = register_complete_walk_in(desk, "王丽", "13812345678", sex="女")
    twice = register_complete_walk_in(desk, "李强", "13900001111")
    close_day(showroom)
    correct(desk, wrong, head_count="3")
    remove(desk, twice, "登记重复")
    register_complete_walk_in(desk, "冯军", left="23:30", no_file_reason="不愿留")
    model = TrafficLogModel()
    model.show_day(log_of(desk))
    return model


def test_what_counts_no_more_is_faint_and_struck(mended: TrafficLogModel) -> None:
    for row, void in enumerate((True, True, False, False)):
        for column in (columns.TIME, columns.GUEST, columns.LEVEL, columns.ASSIGNED):
            shown = cell(mended, row, column)
            assert shown.struck is void
            assert not void or {run.tone for run in shown.runs} <= {"t3"}
    assert cell(mended, 0, columns.LEVEL).text == "B"
    assert (cell(mended, 0, columns.LEVEL).badge, cell(mended, 2, columns.LEVEL).badge) == ("", "B")


def test_the_number_and_the_tip_say_what_the_row_is(mended: TrafficLogModel) -> None:
    assert [cell(mended, row, columns.NUMBER).under for row in range(5)] == [
        "见3",
        "作废",
        "更正",
        "补记",
        "",
    ]
    tips = [index(mended, row, columns.GUEST).data(Qt.ItemDataRole.ToolTipRole) for row in range(4)]
    assert tips == ["已更正，见第 3 行", "作废：登记重复", "更正第 1 行", "日结后补记"]
    assert cell(mended, 2, columns.NOTE_AND_MODEL).text == "更正第 1 行"
    assert cell(mended, 1, columns.NOTE_AND_MODEL).text == "作废：登记重复"


def test_nothing_is_written_on_a_void_row(mended: TrafficLogModel) -> None:
    for column in mended.columns:
        assert not mended.flags(index(mended, 0, column)) & EDITABLE
        assert not mended.flags(index(mended, 1, column)) & EDITABLE
    assert mended.flags(index(mended, 2, columns.HEADS)) & EDITABLE


def test_the_sheet_says_who_closed_and_signed(mended: TrafficLogModel, showroom: Showroom) -> None:
    paper = LogPaper(FormTable(mended))
    sign(showroom.reception, Place.RECEPTION)
    paper.show_day(log_of(showroom.reception))
    assert paper.closing.text() == "已日结 18:05 周敏"
    assert [line.accessibleName() for line in paper.signatures] == [
        "前台人员 周敏 电子签 03-05 18:05", "展厅主管", "销售经理",
    ]  # fmt: skip
    paper.show_day(log_of(showroom.reception, THURSDAY - timedelta(days=1)))
    assert paper.closing.text() == ""
    assert paper.signatures[0].accessibleName() == "前台人员"
