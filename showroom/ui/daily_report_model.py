"""The rows of a daily report for its table: prospects and owners, then blanks to the end of the page."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QObject, Qt, Signal

from showroom.forms.daily_report import ROWS_A_PAGE, DailyReport, ReportRow
from showroom.forms.level_grid_words import source_sign
from showroom.forms.tracking_words import SCREEN
from showroom.language import _, either, mark
from showroom.sheets.daily_report_cells import COLUMNS
from showroom.ui.cells import Cell, CellRole, Index, Run
from showroom.ui.look.labels import literal

# The columns in the order of the paper; the number of the row stands before them.
NUMBER, NAME, MODEL, PHONE, AREA, SOURCE = range(6)
BEFORE: Final = len(COLUMNS) - 4
AFTER, BY_PHONE, BY_VISIT, COURSE = range(BEFORE + 1, BEFORE + 5)
TICK: Final = "√"
# The heads on screen, where both languages have to find room over a tick.
HEADS: Final = (
    mark("No."),
    mark("Customer name"),
    mark("Model"),
    mark("Phone"),
    mark("Area"),
    mark("Source"),
    mark("New\nones"),
    mark("Ad-\nvance"),
    mark("After-\nsales"),
    mark("Paper-\nwork"),
    mark("Up-\nkeep"),
    mark("Was"),
    mark("Is now"),
    mark("By\nphone"),
    mark("By\nvisit"),
    mark("Course of the contact"),
)


class DailyReportModel(QAbstractTableModel):
    """Whole pages of twenty rows; the consultant's own words are written into the last column."""

    # Somebody has written words on a row.
    written = Signal(object, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.report: DailyReport | None = None
        self.may_write = False

    def show_report(self, report: DailyReport, *, may_write: bool) -> None:
        """The sheet as read; the same rows leave an open pen where it lies."""
        same = self.report is not None and _keys(self.report) == _keys(report)
        if not same:
            self.beginResetModel()
        self.report, self.may_write = report, may_write
        if same:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, COURSE))
        else:
            self.endResetModel()

    def row(self, place: int) -> ReportRow | None:
        """The row at a place, None of a blank one."""
        rows = self.report.rows if self.report is not None else ()
        return rows[place] if 0 <= place < len(rows) else None

    def rowCount(self, parent: Index | None = None) -> int:
        """Whole pages."""
        if parent is not None and parent.isValid():
            return 0
        return (self.report.pages if self.report is not None else 1) * ROWS_A_PAGE

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(COLUMNS) + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The head of a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(HEADS[section])
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Blanks are paper; only the course can be written on."""
        if self.row(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        if self.may_write and index.column() == COURSE:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Words for a row: the page saves them."""
        row = self.row(index.row())
        if row is None or role != Qt.ItemDataRole.EditRole or str(value).strip() == row.words:
            return False
        self.written.emit(row, str(value).strip())
        return True

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Cells for the delegate, plain text for everybody else."""
        row = self.row(index.row())
        if row is None:
            blank = Cell((Run(str(index.row() + 1), "t3"),), centred=True) if not index.column() else Cell()
            return blank if role == CellRole.CELL else None
        if role == Qt.ItemDataRole.EditRole:
            return row.words
        if role == CellRole.RECORD:
            return row
        if role == Qt.ItemDataRole.ToolTipRole:
            return literal(self._tip(row, index.column()))
        cell = self._cell(row, index.column())
        if role == CellRole.CELL:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            head = str(self.headerData(index.column(), Qt.Orientation.Horizontal)).replace("\n", "")
            return f"{head} {cell.text}{_changed_from(row, index.column())}".strip()
        return None

    @staticmethod
    def _tip(row: ReportRow, column: int) -> str:
        if column != COURSE:
            return ""
        told = _("Instruction: {words}", words=row.instruction) if row.instruction else ""
        return "\n".join(filter(None, (course(row), told)))

    def _cell(self, row: ReportRow, column: int) -> Cell:
        if column == COURSE:
            return _course_cell(row)
        if column in (BEFORE, AFTER):
            return _level_cell(row, column)
        ticks = COLUMNS[column - 1].ticks if column else None
        if ticks is not None:
            return Cell((Run(TICK),), centred=True) if ticks(row) else Cell()
        if column == NAME:
            return Cell((Run(row.name, medium=True),))
        text = self._text(row, column)
        return Cell((Run(text),) if text else (), centred=column in (NUMBER, SOURCE))

    def _text(self, row: ReportRow, column: int) -> str:
        lists = self.report.lists if self.report is not None else {}
        if column == MODEL:
            return "" if row.model is None else SCREEN.word(lists.get("car_model", ()), row.model)
        texts = {
            NUMBER: str(row.number),
            PHONE: next(iter(row.phones), ""),
            AREA: row.area,
            SOURCE: source_sign(lists, row.source) if row.source else "",
        }
        return texts.get(column, "")


def course(row: ReportRow) -> str:
    """What was logged and what the consultant adds, in the language of the screen."""
    tried = _("nobody was reached") if row.tried_in_vain else ""
    return either("；", "; ").join(filter(None, (tried, row.said, row.words)))


def _course_cell(row: ReportRow) -> Cell:
    runs: list[Run] = []
    text = course(row)
    if text:
        runs.append(Run(text))
    elif row.no_result:
        runs.append(Run(_("no result yet"), "amber"))
    if row.instruction:
        runs.append(Run(f"　{_('Instruction: {words}', words=row.instruction)}", "ink"))
    return Cell(tuple(runs))


def _changed_from(row: ReportRow, column: int) -> str:
    """What ink tells the eye: from which level the card went to the one that stands there."""
    if column != AFTER or not row.level_before or row.level_after in ("", row.level_before):
        return ""
    return _(", was {level}", level=row.level_before)


def _level_cell(row: ReportRow, column: int) -> Cell:
    """A bare letter; only a change takes ink."""
    letter = row.level_before if column == BEFORE else row.level_after
    changed = column == AFTER and row.level_after != row.level_before
    return Cell((Run(letter, "ink" if changed else "t1", changed),) if letter else (), centred=True)


def _keys(report: DailyReport) -> tuple[object, ...]:
    return (report.consultant, report.day, *(row.key for row in report.rows))
