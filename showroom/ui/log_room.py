"""Who has how much room on the page of the log: the sheet, the column beside it or its rail, the matches."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtWidgets import QScrollArea, QWidget

from showroom.language import _
from showroom.ui.form_table import FormTable
from showroom.ui.log_paper import LogPaper
from showroom.ui.look import theme
from showroom.ui.look.tokens import GUTTER, SIDE_COLUMN, SNUG, TIGHT
from showroom.ui.match_panel import MatchPanel
from showroom.ui.room import is_narrow
from showroom.ui.side_column import SideColumn

# Room for the bar where a day has more rows than the screen.
SCROLL_BAR = 10


class LogRoom(QObject):
    """Shares the width of the page, and keeps the matches over the top of the side column."""

    def __init__(
        self, page: QWidget, scroll: QScrollArea, paper: LogPaper, side: SideColumn, panel: MatchPanel
    ) -> None:
        super().__init__(page)
        self._page, self._scroll, self._paper, self._side, self._panel = page, scroll, paper, side, panel
        side.matches_pressed.connect(self.toggle_matches)

    def share(self, *, extended: bool) -> None:
        """Seventeen columns, or a small screen, leave the side column no more than a rail."""
        self._paper.share_room()
        column = theme.current().widened(SIDE_COLUMN) + GUTTER
        fits = self._page.width() >= self._paper.needed() + SCROLL_BAR + column
        self._side.set_narrow(extended or is_narrow(self._page) or not fits)
        self.place_matches()

    def place_matches(self) -> None:
        """Over the top of the side column, its frame in line with what stands there; else beside the rail."""
        height, shown = self._panel.needed, self._panel.isVisible()
        self._side.keep_free(height + GUTTER if shown else 0)
        self._side.tell_matches(_("Matches"), self._panel.count, open_=shown)
        wide = theme.current().widened(SIDE_COLUMN)
        right = self._side.width() + TIGHT if self._side.narrow else GUTTER
        top = self._scroll.y() + (0 if self._side.narrow else SNUG)
        self._panel.put(QRect(self._page.width() - right - wide, top, wide, height))

    def toggle_matches(self) -> None:
        """The rail shows them, and sends them away."""
        self._panel.setVisible(not self._panel.isVisible())
        self.place_matches()

    def keep_in_view(self, table: FormTable, row: int) -> None:
        """Scroll to a row of the sheet where it is out of view."""
        bottom = table.row_rect(row).bottom()
        self._scroll.ensureVisible(0, table.mapTo(self._paper, QPoint(0, bottom)).y())
