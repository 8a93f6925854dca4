"""Where the store and its copies lie, when it was last copied, and a copy at once."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from showroom.errors import ShowroomError
from showroom.language import _
from showroom.services import copies
from showroom.services.copies import State
from showroom.services.desk import Desk
from showroom.ui.ask import Ask
from showroom.ui.keeping_copies import Standing
from showroom.ui.look.buttons import Button
from showroom.ui.look.labels import Role, Text, foldable
from showroom.ui.look.tokens import CLOSE


class CopiesPart(QWidget):
    """Part of the showroom's section of the settings."""

    said = Signal(str)

    def __init__(self, desk: Desk, ask: Ask) -> None:
        super().__init__()
        self._desk, self._ask = desk, ask
        self.folder = Button(_("Choose a folder…"))
        self.copy_now = Button(_("Copy now"))
        self.store = Text(_("The store lies in {path}", path=desk.store.path), Role.LABEL, wrap=True)
        self.store.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.copied = Text("", Role.LABEL, wrap=True)
        self.copy_now.clicked.connect(self._copy)
        verbs = QHBoxLayout()
        verbs.setSpacing(CLOSE)
        verbs.addWidget(self.folder)
        verbs.addWidget(self.copy_now)
        verbs.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(CLOSE)
        column.addWidget(Text(_("Store and copies"), Role.SECTION))
        column.addWidget(self.store)
        column.addWidget(
            Text(_("Copies lie beside the store unless a folder is chosen."), Role.LABEL, wrap=True)
        )
        column.addWidget(self.copied)
        column.addLayout(verbs)

    def refresh(self) -> None:
        """Read how the copies stand."""
        store = self._desk.store
        self._ask(self, lambda: copies.state(store), self._show)

    def _show(self, state: State) -> None:
        _words, whole = Standing(state).said(self._desk.clock.local())
        self.copied.setText(foldable(whole) or _("There is no copy of this data yet."))
        self.copy_now.setEnabled(True)

    def _copy(self) -> None:
        desk = self._desk
        self.copy_now.setEnabled(False)
        self._ask(self, lambda: copies.take_now(desk.store, desk.clock), self._copied, self._refused)

    def _copied(self, state: State) -> None:
        self._show(state)
        self.said.emit(_("Copied and checked"))

    def _refused(self, error: ShowroomError) -> None:
        self.copy_now.setEnabled(True)
        self.copied.setText(foldable(error.sentence()))
