"""F1 before anybody is signed in: the help of the page that asks who is there, or founds the showroom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from showroom.ui.help_panel import HelpPanel


class EntryHelp(QObject):
    """Lays the help of `key` in `page_help.ENTRY` over a page, and takes it away again."""

    def __init__(self, page: QWidget, title: str, key: str) -> None:
        super().__init__(page)
        self._page, self._title, self._key = page, title, key
        self.panel: HelpPanel | None = None
        QShortcut(QKeySequence("F1"), page).activated.connect(self.turn)

    def turn(self) -> None:
        """Show it, or close it."""
        # Made when it is asked for: this page is what the start of the program waits for.
        from showroom.ui.help_panel import HelpPanel
        from showroom.ui.page_help import ENTRY

        if self.panel is None:
            self.panel = HelpPanel(self._page)
            self.panel.card.hide()
            self.panel.practise.hide()
        if self.panel.isVisible():
            self.panel.close_help()
        else:
            self.panel.open_help(self._title, ENTRY[self._key])
