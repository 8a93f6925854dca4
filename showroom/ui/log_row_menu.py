"""What can be done with a whole row of the log: one list of acts, for the menu and for the keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from showroom.forms.traffic_log import TrafficLogRow
from showroom.language import _
from showroom.ui.form_table import FormTable
from showroom.ui.traffic_log_model import TrafficLogModel


@dataclass(frozen=True)
class RowAction:
    """One act: its word (a message id), its keys, what it does, when it can be done.

    `on_number`: the key counts only on the number of the row, where nothing is written. `before` is what the
    key does where no row is meant; True when that was it.
    """

    word: str
    act: Callable[[TrafficLogRow], None]
    keys: str = ""
    possible: Callable[[TrafficLogRow], bool] = lambda _row: True
    on_number: bool = False
    before: Callable[[], bool] = lambda: False


class LogRowMenu(QObject):
    """Opens by right click, the menu key and Shift+F10; acts on the row in hand."""

    none_chosen = Signal()

    def __init__(self, table: FormTable, model: TrafficLogModel, page: QWidget) -> None:
        super().__init__(page)
        self._table, self._model, self._page = table, model, page
        self._actions: list[RowAction] = []
        self._open: QMenu | None = None
        table.installEventFilter(self)
        table.viewport().installEventFilter(self)

    def add(self, action: RowAction, *, first: bool = False) -> None:
        """One more act, at the end of the menu or on top."""
        self._actions.insert(0 if first else len(self._actions), action)
        if action.keys and not action.on_number:
            shortcut = QShortcut(QKeySequence(action.keys), self._page)
            shortcut.activated.connect(lambda: self._do(action))

    @property
    def row(self) -> TrafficLogRow | None:
        """The registered row the pen lies on."""
        here = self._table.currentIndex().row()
        return self._model.entries[here] if 0 <= here < len(self._model.entries) else None

    def _do(self, action: RowAction) -> None:
        row = self.row
        if action.before():
            return
        if row is None:
            self.none_chosen.emit()
        elif action.possible(row):
            action.act(row)

    def menu(self) -> QMenu | None:
        """The menu of the row in hand; None where nothing is registered."""
        row = self.row
        if row is None:
            return None
        menu = QMenu(self._page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in self._actions:
            word = _(action.word)
            entry = menu.addAction(f"{word}\t{action.keys}" if action.keys else word)
            entry.setEnabled(action.possible(row))
            entry.triggered.connect(lambda _on, action=action: action.act(row))
        return menu

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The ways to the menu, and the keys that count on the number of a row."""
        if isinstance(event, QContextMenuEvent):
            if event.reason() == QContextMenuEvent.Reason.Mouse:
                self._table.setCurrentIndex(self._table.indexAt(event.pos()))
            self._open_menu()
            return True
        if watched is self._table and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._pressed(event)
        return super().eventFilter(watched, event)

    def _pressed(self, event: QKeyEvent) -> bool:
        pressed = QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)
        if pressed in ("Menu", "Shift+F10"):
            self._open_menu()
            return True
        here = self._table.currentIndex()
        if not here.isValid() or self._model.columns[here.column()].fields or self.row is None:
            return False
        action = next((one for one in self._actions if one.on_number and one.keys == pressed), None)
        if action is None:
            return False
        self._do(action)
        return True

    def _open_menu(self) -> None:
        """Under the cell in hand; not blocking, so that an answer of the store may come meanwhile."""
        menu = self.menu()
        if menu is None:
            return
        cell = self._table.visualRect(self._table.currentIndex())
        menu.popup(self._table.viewport().mapToGlobal(cell.bottomLeft() + QPoint(0, 1)))
