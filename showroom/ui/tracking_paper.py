"""The tracking sheet's paper on screen: title, head line, the table, signature lines, why it is empty."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from showroom.forms import day_words
from showroom.forms.choices import ROLES
from showroom.forms.tracking_sheet import ROWS_A_PAGE, TrackingSheet
from showroom.language import _, either
from showroom.rules.duties import Role as Duties
from showroom.ui import names
from showroom.ui.list_paper import ListPaper
from showroom.ui.look.buttons import Button
from showroom.ui.look.faces import Kind
from showroom.ui.look.labels import Role, Text
from showroom.ui.look.tokens import SNUG, WIDE
from showroom.ui.paper import Blank, Signature
from showroom.ui.tracking_table import TrackingTable

_SIGNING = (Duties.SALES_CONSULTANT, Duties.SHOWROOM_MANAGER)


class TrackingPaper(ListPaper):
    """As printed; a small screen keeps the table and gives the rest away."""

    clear_pressed = Signal()

    def __init__(self, table: TrackingTable, parent: QWidget | None = None) -> None:
        super().__init__(_("Prospect Tracking Sheet"), table, parent)
        self.dealer = Blank(_("Dealer"))
        self.consultant = Blank(_("Consultant"))
        self.period = Blank(_("Period"))
        self.pages = Text("", Role.LABEL)
        self.signatures = tuple(Signature(option.label) for option in ROLES if option.code in _SIGNING)
        self._hint = Text("", Role.LABEL)
        self.clear = Button(_("Clear all conditions"), Kind.QUIET)
        self.clear.clicked.connect(self.clear_pressed)
        self._lay_out()

    def _lay_out(self) -> None:
        column = self.layout()
        head, foot = QHBoxLayout(), QHBoxLayout()
        for place, blank in enumerate((self.dealer, self.consultant, self.period, self.pages)):
            if place:
                head.addStretch(1)
            head.addWidget(blank)
        foot.setSpacing(WIDE + SNUG)
        for line in self.signatures:
            foot.addWidget(line, 0, Qt.AlignmentFlag.AlignBottom)
        foot.addStretch(1)
        inside = self.empty.layout()
        if isinstance(column, QBoxLayout) and isinstance(inside, QVBoxLayout):
            column.insertLayout(1, head)
            column.addLayout(foot)
            inside.insertWidget(2, self._hint, 0, Qt.AlignmentFlag.AlignHCenter)
            inside.insertWidget(4, self.clear, 0, Qt.AlignmentFlag.AlignHCenter)

    def show_sheet(self, sheet: TrackingSheet, shown: int) -> None:
        """What stands around the table."""
        self.dealer.write(either(sheet.dealer, sheet.dealer_english or sheet.dealer))
        known = names.of(sheet.lists)
        whose = names.shown(known, sheet.consultant_name) if sheet.consultant else _("Everybody")
        self.consultant.write(whose)
        self.period.write(f"{day_words.with_year(sheet.first)} – {day_words.month_day(sheet.last)}")
        self.pages.setText(_("Pages on paper: {count}", count=max(1, -(-shown // ROWS_A_PAGE))))

    def say_empty(self, why: str, hint: str, way_out: str, *, may_clear: bool) -> None:
        """Why there is nothing, what would bring something, and the buttons that do it."""
        self.tell_empty((why, way_out), bool(way_out))
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self.clear.setVisible(may_clear)

    def yield_room(self, *, low: bool) -> None:
        """On a low screen the rows are what is looked at."""
        for part in (self.title, self.dealer, self.consultant, self.period, self.pages, *self.signatures):
            part.setVisible(not low)
