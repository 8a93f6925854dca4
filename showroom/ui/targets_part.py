"""The targets on the figures page: written cell by cell, last month's as a proposal, each with who set it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHBoxLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from showroom.errors import ShowroomError
from showroom.forms import day_words
from showroom.forms.figures import FIGURE
from showroom.language import _
from showroom.services import sheet_owners, targets
from showroom.services.desk import Desk, new_token
from showroom.ui.ask import Ask
from showroom.ui.cells import Index, is_enter
from showroom.ui.figure_words import number
from showroom.ui.log_paper import Framed
from showroom.ui.look import pixels, theme
from showroom.ui.look.buttons import Button
from showroom.ui.look.labels import Role, Text
from showroom.ui.look.tokens import LOG_ROW, SNUG, Size, Weight
from showroom.ui.plain_list import make_plain
from showroom.ui.targets_model import TargetsModel, TargetsOfMonth

_LEAST_NUMBER = 56


class TargetsTable(QTableView):
    """A digit or Enter opens a cell, Enter in it goes on to the next, Del takes a target away."""

    moved = Signal()

    def __init__(self, model: TargetsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._targets = model
        self.setModel(model)
        make_plain(self, _("Targets"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.DoubleClicked)
        model.modelReset.connect(self.fit)
        theme.current().changed.connect(self.fit)
        self.fit()

    def begin(self) -> None:
        """The keyboard is on the first target, or where it was."""
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self._targets.index(0, 1))
        self.setFocus()

    def fit(self) -> None:
        """Rows as high as their text, columns as wide as theirs."""
        look = theme.current()
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(look.row(LOG_ROW))
        self.horizontalHeader().setFixedHeight(look.grown(LOG_ROW, Size.SMALL))
        self._share()

    def updateGeometries(self) -> None:
        """Share the width anew."""
        super().updateGeometries()
        self._share()

    def _share(self) -> None:
        look = theme.current()
        heads = QFontMetricsF(look.font(Size.SMALL, Weight.MEDIUM))
        body = QFontMetricsF(look.font(Size.BODY, Weight.MEDIUM))
        names = (self._targets.name(row) for row in range(self._targets.rowCount()))
        widths = [round(max(map(body.horizontalAdvance, names), default=0)) + 2 * SNUG + 2]
        for column in range(1, self._targets.columnCount()):
            head = heads.horizontalAdvance(str(self._targets.headerData(column, Qt.Orientation.Horizontal)))
            widths.append(round(max(head, look.widened(_LEAST_NUMBER))) + 2 * SNUG + 2)
        spare = max(0, self.viewport().width() - sum(widths))
        more = spare // len(widths)
        for column, width in enumerate(widths):
            wide = width + more + (spare - more * len(widths) if column == 0 else 0)
            if self.columnWidth(column) != wide:
                self.setColumnWidth(column, wide)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Another target is in hand."""
        super().currentChanged(current, previous)
        self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Del clears."""
        here = self.currentIndex()
        if self.state() == QTableView.State.EditingState:
            super().keyPressEvent(event)
        elif is_enter(event) and not event.modifiers():
            self.edit(here)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and here.isValid():
            self._targets.setData(here, "")
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Enter goes on to the next target: to the right, then to the next line."""
        hints = QAbstractItemDelegate.EndEditHint
        super().closeEditor(editor, hints.NoHint if hint == hints.SubmitModelCache else hint)
        if hint == hints.SubmitModelCache:
            here, last = self.currentIndex(), self._targets.columnCount() - 1
            row, column = (here.row(), here.column() + 1) if here.column() < last else (here.row() + 1, 1)
            following = self._targets.index(row, column)
            if self._targets.wish(following) is not None:
                self.setCurrentIndex(following)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cells, then the rules over them in one go."""
        super().paintEvent(event)
        tokens = theme.current().tokens
        painter = QPainter(self.viewport())
        width = min(self.viewport().width(), self.horizontalHeader().length())
        rows = self._targets.rowCount()
        for row in range(rows):
            y = self.rowViewportPosition(row) + self.rowHeight(row)
            colour = tokens.frame if row == rows - 2 else tokens.rule
            pixels.rule(painter, QPointF(0, y), QPointF(width, y), colour)
        for column in range(self._targets.columnCount() - 1):
            x = self.columnViewportPosition(column) + self.columnWidth(column)
            bottom = self.rowViewportPosition(rows - 1) + self.rowHeight(rows - 1)
            pixels.rule(painter, QPointF(x, 0), QPointF(x, bottom), tokens.rule)
        painter.end()


class TargetsPart(QWidget):
    """Reads and writes the targets of a month."""

    done = Signal(str, str)
    refused = Signal(object)

    def __init__(self, desk: Desk, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._ask = desk, ask
        self.month = desk.clock.today().replace(day=1)
        self.model = TargetsModel(self)
        self.table = TargetsTable(self.model)
        self.title = Text("", Role.SECTION)
        self.propose = Button(_("Propose last month's"))
        self.take = Button(_("Keep what is in pencil"), keys="Ctrl S")
        self.set_by = Text("", Role.LABEL, wrap=True)
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.propose)
        head.addWidget(self.take)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SNUG)
        column.addLayout(head)
        column.addWidget(Framed(self.table), 1)
        column.addWidget(self.set_by)
        self.propose.clicked.connect(self._propose)
        self.take.clicked.connect(self.accept)
        self.table.moved.connect(self._tell)
        self.model.written.connect(self._write)
        self.model.refused.connect(lambda _sentence: self._tell())
        self._tell()

    # -- reading ------------------------------------------------------------------------------------

    def show_month(self, month: date) -> None:
        """The targets of a month, read anew."""
        if month != self.month:
            self.month = month
            self.model.forget()
        desk = self._desk
        self._ask(self, lambda: _read(desk, month), self._show)

    def _show(self, read: TargetsOfMonth) -> None:
        if read.month != self.month:
            return
        had_pencil = bool(self.model.proposed)
        self.model.show_month(read)
        if had_pencil and self.model.can_propose:
            self.model.propose()
        if not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, 1))
        self._tell()

    def _tell(self) -> None:
        """The month, what the buttons can do now, and who set the target in hand."""
        self.title.setText(day_words.month(self.month))
        self.propose.setVisible(self.model.can_propose and not self.model.proposed)
        self.take.setVisible(bool(self.model.proposed))
        wish = self.model.wish(self.table.currentIndex())
        if wish is None:
            self.set_by.setText("")
            return
        refusal, aim = self.model.refusal(wish), self.model.aim(wish)
        self.set_by.set_role(Role.ERROR if refusal else Role.LABEL)
        if refusal:
            self.set_by.setText(refusal)
            return
        what = f"{self.model.name(self.table.currentIndex().row())} · {_(FIGURE[wish[1]].label)}"
        said = _("no target")
        if aim is not None:
            at = aim.set_at.astimezone(self._desk.clock.local().tzinfo)
            said = _(
                "{value}, set by {name}, {day} {time}",
                value=number(aim.value),
                name=aim.set_by,
                day=day_words.month_day(at.date()),
                time=f"{at:%H:%M}",
            )
        elif wish in self.model.proposed:
            said = _("{value} in pencil, last month's", value=number(self.model.proposed[wish]))
        self.set_by.setText(f"{what}: {said}")

    # -- writing ------------------------------------------------------------------------------------

    def begin(self) -> None:
        """The keyboard is on the targets."""
        self.table.begin()

    def _propose(self) -> None:
        self.model.propose()
        self._tell()
        self.table.begin()

    def accept(self) -> None:
        """What lies there in pencil becomes ink: one act for each person."""
        by_person: dict[int | None, dict[str, int | None]] = {}
        for (staff, key), value in self.model.proposed.items():
            by_person.setdefault(staff, {})[key] = value
        for staff, values in by_person.items():
            self._keep(staff, values)
        self.model.forget_proposal()
        self._tell()

    def _write(self, staff: int | None, key: str, value: int | None) -> None:
        self._keep(staff, {key: value})

    def _keep(self, staff: int | None, values: Mapping[str, int | None]) -> None:
        desk, month, token = self._desk, self.month, new_token()
        words = _("Targets of {month} are set.", month=day_words.month(month))
        self._ask(
            self,
            lambda: targets.set(desk, values, month, staff, token=token),
            lambda _nothing: self.done.emit(words, token),
            self._not_kept,
        )

    def _not_kept(self, error: ShowroomError) -> None:
        self.refused.emit(error)
        self.show_month(self.month)


def _read(desk: Desk, month: date) -> TargetsOfMonth:
    with desk.reading():
        before = (month - timedelta(days=1)).replace(day=1)
        return TargetsOfMonth(
            month,
            sheet_owners.consultants(desk),
            targets.of_month(desk, month).aims,
            targets.of_month(desk, before).aims,
        )
