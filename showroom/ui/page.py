"""What every page is: it declares the tables it shows and reads again when one of them changed."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from showroom.services.desk import Changed, Desk
from showroom.ui.ask import Ask


class Page(QWidget):
    """Reads at once when it is in view, else when it is next shown."""

    SHOWS: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, desk: Desk, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.ask = ask
        self._stale = True

    def changed(self, change: Changed) -> None:
        """Tables changed: ours?"""
        if self.SHOWS & change.tables:
            self._stale = True
            if self.isVisible():
                self._read()

    def showEvent(self, event: QShowEvent) -> None:
        """Coming into view."""
        super().showEvent(event)
        if self._stale:
            self._read()

    def _read(self) -> None:
        self._stale = False
        self.refresh()

    def refresh(self) -> None:
        """Read what is shown anew."""
        raise NotImplementedError
