"""A list as long as the store: it reads what comes into view, a page at a time, and never more."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from showroom.errors import ShowroomError, Unavailable
from showroom.ui.cells import Cell, CellRole, Run
from showroom.ui.long_list import PAGE, ListColumn, LongListModel
from showroom.ui.long_table import COPIED_AT_MOST, LongTable
from showroom.ui.look.theme import Theme

MILLION = 1_000_000
COLUMNS = (
    ListColumn("Customer", 90, lambda row: Cell((Run(row[0]),)), share=1),
    ListColumn("Level", 60, lambda row: Cell(badge=row[1], centred=True)),
)


class Asked(QObject):
    """Stands for the worker: the answers wait until the test lets them come."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting: list[tuple[Callable[[], Any], Callable[[Any], None], Callable[[Any], None]]] = []
        self.at_once = False

    def __call__(
        self,
        _owner: QWidget,
        job: Callable[[], Any],
        then: Callable[[Any], None],
        failed: Callable[[Any], None],
    ) -> None:
        self.waiting.append((job, then, failed))
        if self.at_once:
            self.answer()

    def answer(self) -> None:
        job, then, failed = self.waiting.pop(0)
        try:
            found = job()
        except ShowroomError as error:
            failed(error)
        else:
            then(found)


class Shelf:
    """What the store would have: a row for every id, and what was read of it."""

    def __init__(self) -> None:
        self.read: list[list[int]] = []
        self.gone: set[int] = set()
        self.broken = False
        self.level = "A"

    def __call__(self, ids: Sequence[int]) -> Mapping[int, tuple[str, str]]:
        if self.broken:
            raise Unavailable("E-TEST", "broken")
        self.read.append(list(ids))
        return {one: (f"name {one}", self.level) for one in ids if one not in self.gone}


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def asked() -> Asked:
    return Asked()


@pytest.fixture
def model(look: Theme, qtbot: QtBot, asked: Asked, shelf: Shelf) -> LongListModel:
    owner = QWidget()
    qtbot.addWidget(owner)
    return LongListModel(COLUMNS, asked, shelf, owner)  # type: ignore[arg-type]


@pytest.fixture
def table(model: LongListModel, asked: Asked, qtbot: QtBot) -> LongTable:
    asked.at_once = True
    widget = LongTable(model, "Customers")
    widget.resize(400, 400)
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    widget.activateWindow()
    return widget


def newest_first(count: int) -> array[int]:
    return array("q", range(count, 0, -1))


def words(model: LongListModel, row: int) -> list[str]:
    return [str(model.index(row, column).data()) for column in range(len(COLUMNS))]


def test_rows_are_read_when_they_come_into_view_with_their_neighbours(
    model: LongListModel, asked: Asked, shelf: Shelf
) -> None:
    model.show_ids(newest_first(MILLION))
    assert (model.rowCount(), shelf.read) == (MILLION, [])
    assert words(model, 70) == ["", ""], "not read yet"
    model.bring(70, 90)
    assert words(model, 70) == ["", ""], "the window does not wait"
    asked.answer()
    assert words(model, 70) == [f"name {MILLION - 70}", "A"]
    (page,) = shelf.read
    assert page == list(range(MILLION - PAGE, MILLION - 2 * PAGE, -1))
    model.bring(65, 100)
    assert not asked.waiting, "scrolling on finds them there"


def test_what_was_scrolled_past_is_never_asked_for(model: LongListModel, asked: Asked, shelf: Shelf) -> None:
    model.show_ids(newest_first(MILLION))
    for first in range(0, 500_000, 1000):
        model.bring(first, first + 20)
    assert len(asked.waiting) == 1
    asked.answer()
    model.bring(900_000, 900_020)
    asked.answer()
    assert len(shelf.read) == 2
    assert words(model, 900_010)[0] == f"name {MILLION - 900_010}"


def test_two_pages_in_view_come_one_after_the_other(model: LongListModel, asked: Asked, shelf: Shelf) -> None:
    model.show_ids(newest_first(MILLION))
    for _repaint in range(3):
        model.bring(PAGE - 5, PAGE + 5)
        if asked.waiting:
            asked.answer()
    assert [len(page) for page in shelf.read] == [PAGE, PAGE]
    assert words(model, PAGE - 5)[0]
    assert words(model, PAGE + 5)[0]


def test_only_so_many_rows_are_kept(model: LongListModel, asked: Asked) -> None:
    asked.at_once = True
    model.show_ids(newest_first(MILLION))
    for first in range(0, 100 * PAGE, PAGE):
        model.bring(first, first + 10)
    held = sum(model.record(row) is not None for row in range(100 * PAGE))
    assert PAGE <= held < 50 * PAGE


def test_an_answer_for_other_ids_is_not_taken(model: LongListModel, asked: Asked, shelf: Shelf) -> None:
    model.show_ids(newest_first(100))
    model.bring(0, 10)
    model.show_ids(array("q", [3, 2, 1]))
    model.bring(0, 2)
    shelf.level = "B"
    asked.answer()
    assert words(model, 0) == ["", ""], "the answer to the first question"
    asked.answer()
    assert words(model, 0) == ["name 3", "B"]


def test_read_anew_the_old_rows_stand_until_the_new_ones_come(
    model: LongListModel, asked: Asked, shelf: Shelf
) -> None:
    model.show_ids(newest_first(10))
    model.bring(0, 9)
    asked.answer()
    shelf.level, shelf.gone = "H", {9}
    model.show_ids(newest_first(10))
    assert words(model, 0) == ["name 10", "A"]
    model.bring(0, 9)
    asked.answer()
    assert words(model, 0) == ["name 10", "H"]
    assert words(model, 1) == ["", ""], "gone from the store"


def test_after_a_refusal_a_repaint_does_not_ask_again(
    model: LongListModel, asked: Asked, shelf: Shelf, qtbot: QtBot
) -> None:
    shelf.broken = True
    model.show_ids(newest_first(10))
    model.bring(0, 9)
    with qtbot.waitSignal(model.refused):
        asked.answer()
    model.bring(0, 9)
    assert not asked.waiting
    shelf.broken = False
    model.show_ids(newest_first(10))
    model.bring(0, 9)
    asked.answer()
    assert words(model, 0)[0] == "name 10"


def test_it_is_a_model_as_qt_wants_it(model: LongListModel, asked: Asked) -> None:
    asked.at_once = True
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.show_ids(newest_first(5))
    model.bring(0, 4)
    model.show_ids(array("q"))
    assert tester.model() is model


def test_cells_and_heads_say_what_they_are(model: LongListModel, asked: Asked) -> None:
    asked.at_once = True
    model.show_ids(newest_first(5))
    model.bring(0, 4)
    index = model.index(0, 1)
    assert index.data(CellRole.CELL) == Cell(badge="A", centred=True)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).endswith(" A")


# --- the table -------------------------------------------------------------------------------------------


def test_the_table_reads_only_what_is_painted(table: LongTable, model: LongListModel, shelf: Shelf) -> None:
    model.show_ids(newest_first(MILLION))
    table.repaint()
    assert len(shelf.read) == 1
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_End)
    table.repaint()
    assert table.current == 1
    assert len(shelf.read) == 2
    assert words(model, MILLION - 1)[0] == "name 1"
    QTest.keyClick(table, Qt.Key.Key_Home)
    assert table.current == MILLION


def test_the_columns_share_what_the_scroll_bar_leaves(
    table: LongTable, model: LongListModel, look: Theme
) -> None:
    for count in (3, 400, 3):
        model.show_ids(newest_first(count))
        table.updateGeometries()
        assert table.verticalScrollBar().isVisible() is (count == 400)
        widths = sum(table.columnWidth(place) for place in range(len(COLUMNS)))
        assert widths == table.viewport().width(), count


def test_a_screenful_up_and_down(table: LongTable, model: LongListModel) -> None:
    model.show_ids(newest_first(1000))
    table.begin()
    table.turn(1)
    down = table.currentIndex().row()
    assert 5 < down < 20
    table.turn(-1)
    assert table.currentIndex().row() == 0
    table.turn(-1)
    assert table.currentIndex().row() == 0


def test_the_place_is_kept_by_who_stands_there(table: LongTable, model: LongListModel) -> None:
    model.show_ids(newest_first(100))
    table.go_to_row(40)
    assert table.current == 60
    model.show_ids(array("q", [101, *newest_first(100)]))
    assert (table.current, table.currentIndex().row()) == (60, 41)
    model.show_ids(array("q", [101, 7]))
    assert table.current == 0
    model.show_ids(newest_first(100))
    assert table.current == 60, "as soon as the filter lets them be seen again"


def test_copy_takes_the_cell_or_the_chosen_rows(table: LongTable, model: LongListModel, qtbot: QtBot) -> None:
    model.show_ids(newest_first(1000))
    table.repaint()
    table.begin()
    with qtbot.waitSignal(table.copied) as told:
        QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert told.args == ["name 1000", 1]
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "name 1000\tA\nname 999\tA"
    table.selectAll()
    with qtbot.waitSignal(table.copied) as told:
        table.copy()
    assert told.args[1] == COPIED_AT_MOST


def test_letters_and_input_methods_go_into_the_filter(
    table: LongTable, model: LongListModel, qtbot: QtBot
) -> None:
    model.show_ids(newest_first(10))
    table.begin()
    with qtbot.waitSignal(table.typed):
        QTest.keyClick(table, Qt.Key.Key_W)
    assert table.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    with qtbot.assertNotEmitted(table.typed):
        QTest.keyClick(table, Qt.Key.Key_Down)
