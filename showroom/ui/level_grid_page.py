"""The level grid page: the sheet of one consultant and month, as on paper; Enter opens a card."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from showroom.exchange.level_grid import export_level_grid
from showroom.forms import day_words
from showroom.forms.level_grid import ROWS_A_PAGE, LevelGrid
from showroom.language import _
from showroom.rules.duties import Duty
from showroom.services import level_grid, sheet_owners
from showroom.services.desk import Desk
from showroom.services.sheet_owners import Consultant
from showroom.sheets import qr
from showroom.sheets.level_grid_printing import preview_level_grids, print_level_grids
from showroom.sheets.qr import Code
from showroom.ui import names, room
from showroom.ui.ask import Ask
from showroom.ui.card_walk import NEW
from showroom.ui.level_grid_edges import StuckColumns, StuckHead
from showroom.ui.level_grid_model import LevelGridModel
from showroom.ui.level_grid_paper import LevelGridPaper
from showroom.ui.level_grid_table import LevelGridTable
from showroom.ui.page import Page
from showroom.ui.print_preview import PrintJob
from showroom.ui.prospect_bar import LEVEL_GRID, ProspectBar, month_after
from showroom.ui.saving import CopyJob


class LevelGridPage(Page):
    """Reads the grid of a consultant and month; the cell under the pen is told on the status line."""

    SHOWS = frozenset(
        {
            "prospect",
            "card_move",
            "follow_up",
            "traffic_entry",
            "customer",
            "phone",
            "lost_request",
            "staff",
            "staff_role",
            "setting",
            "level_rule_set",
            "calendar_day",
        }
    )

    SHEETS = frozenset({qr.Kind.LG})

    def __init__(self, desk: Desk, ask: Ask, duties: frozenset[Duty], parent: QWidget | None = None) -> None:
        super().__init__(desk, ask, parent)
        self._duties = duties
        today = desk.clock.today()
        self.month = today.replace(day=1)
        self.people: tuple[Consultant, ...] = ()
        self.whose: Consultant | None = None
        # The row a scanned sheet begins with, until its grid is read.
        self._wanted: int | None = None
        self.model = LevelGridModel(LevelGrid(self.month, None, 0, "", ""), today, self)
        self.table = LevelGridTable(self.model)
        self.table.setAccessibleName(_("Level grid"))
        self.paper = LevelGridPaper(self.table)
        self.bar = ProspectBar(LEVEL_GRID, everybody=False)
        self._build()
        self._connect()
        self._allow()
        self.bar.show_month(self.month, today)

    def _build(self) -> None:
        self._scroll = QScrollArea(self)
        self._scroll.setWidget(self.paper)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.stuck = StuckColumns(self.table, self._scroll), StuckHead(self.table, self._scroll)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self._scroll, 1)

    def _allow(self) -> None:
        """What this person may not do is not offered."""
        tools = (
            (Duty.EXPORT_LEVEL_GRID, self.bar.excel),
            (Duty.PRINT_LEVEL_GRID, self.bar.print),
            (Duty.OPEN_CARD, self.bar.new),
        )
        self.bar.leave_out(*(button for duty, button in tools if duty not in self._duties))

    def _connect(self) -> None:
        self.bar.sheet_chosen.connect(self.page_wanted)
        self.bar.consultant_chosen.connect(self._choose)
        self.bar.month_chosen.connect(self.show_month)
        self.bar.turned.connect(self.turn)
        self.bar.excel_pressed.connect(self.copy_to_excel)
        self.bar.print_pressed.connect(self.print_sheet)
        self.bar.new_pressed.connect(self.write_new)
        self.table.opened.connect(self._open)
        self.table.moved.connect(self._go_to_pen)
        shortcut = QShortcut(QKeySequence("Ctrl+O"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda: self._open(self.table.currentIndex().row()))

    # -- reading ------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the grid anew."""
        desk, month, whose = self.desk, self.month, self.whose
        self.ask(self, lambda: (month, whose, *_read(desk, whose, month)), self._show)

    def _show(self, read: tuple[date, Consultant | None, tuple[Consultant, ...], LevelGrid | None]) -> None:
        month, whose, people, grid = read
        if (month, whose) != (self.month, self.whose):
            return
        self.people = people
        if grid is not None:
            self.whose = Consultant(grid.consultant, grid.consultant_name)
            self.model.show_grid(grid, self.desk.clock.today())
            self.paper.show_grid(grid)
            if self._wanted is not None:
                self.table.go_to_row(self._wanted)
                self._wanted = None
        known = names.of(grid.lists) if grid is not None else {}
        self.bar.show_people(
            [(one.staff, names.shown(known, one.name)) for one in people],
            self.whose.staff if self.whose else None,
        )
        if self.table.hasFocus():
            self.table.begin()
        self.tell_status()

    def show_month(self, day: date) -> None:
        """Turn to the month of a day; today's is the last."""
        today = self.desk.clock.today()
        self.month = min(day, today).replace(day=1)
        self.bar.show_month(self.month, today)
        self.refresh()

    def turn(self, by: int) -> None:
        """The month before or after."""
        self.show_month(month_after(self.month, by))

    def _choose(self, staff: int) -> None:
        """Another consultant's grid."""
        self.whose = next((one for one in self.people if one.staff == staff), self.whose)
        self.refresh()

    def show_sheet(self, code: Code, day: date) -> None:
        """The grid of a scanned sheet: its month, whose it is, the first row of its page."""
        desk, staff = self.desk, code.staff or self.desk.staff

        def found(whose: Consultant | None) -> None:
            self.whose, self._wanted = whose or self.whose, (code.page - 1) * ROWS_A_PAGE
            self.show_month(day)

        self.ask(self, lambda: sheet_owners.whose(desk, staff), found, self.refused.emit)

    # -- what can be done ---------------------------------------------------------------------------

    def _open(self, row: int) -> None:
        """The card of a row, walking through the cards of the grid."""
        record = self.model.row(row)
        if record is not None:
            self.card_wanted.emit(record.prospect, tuple(one.prospect for one in self.model.grid.rows))

    def write_new(self) -> None:
        """Ctrl+N: a card for somebody new."""
        if Duty.OPEN_CARD in self._duties:
            self.card_wanted.emit(0, NEW)

    def print_sheet(self, *, at_once: bool = False) -> None:
        """The grid in view."""
        if self.whose is not None and Duty.PRINT_LEVEL_GRID in self._duties:
            self.print_wanted.emit(_job(self.desk, self.whose, self.month), at_once)

    def copy_to_excel(self) -> None:
        """The grid in view."""
        if self.whose is not None and Duty.EXPORT_LEVEL_GRID in self._duties:
            desk, whose, month = self.desk, self.whose, self.month
            self.copy_wanted.emit(
                CopyJob(_file_name(whose, month), lambda: export_level_grid(desk, (whose,), month))
            )

    # -- keys ---------------------------------------------------------------------------------------

    def begin(self) -> None:
        """The arrow keys walk over the days."""
        self.bar.show_month(self.month, self.desk.clock.today())
        self.table.begin()
        self.tell_status()

    def where(self) -> Any:
        """Whose month is in view."""
        return self.whose, self.month

    def go_back_to(self, place: Any) -> None:
        """To the grid that was in view."""
        self.whose, month = place
        self.show_month(month)

    def _go_to_pen(self) -> None:
        """The cell under the pen is in view, and told."""
        here = self.table.currentIndex()
        if here.isValid():
            rect = self.table.visualRect(here)
            corner = self.table.viewport().mapTo(self.paper, rect.center())
            self._scroll.ensureVisible(corner.x(), corner.y(), 2 * rect.width(), 2 * rect.height())
        self.tell_status()

    def tell_status(self) -> None:
        """What the cell says, and what the keys do."""
        here = self.table.currentIndex()
        words = self.model.words(here.row(), here.column()) if here.isValid() else ""
        if not words:
            words = _("{count} customers on the grid", count=len(self.model.grid.rows))
        self.status.emit(words, _("Enter card    PageUp PageDown turn    Ctrl+P print    Ctrl+E Excel"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a small screen the margins give what they have."""
        super().resizeEvent(event)
        self.paper.share(narrow=room.is_narrow(self))


def _read(
    desk: Desk, whose: Consultant | None, month: date
) -> tuple[tuple[Consultant, ...], LevelGrid | None]:
    """Among whom may be chosen, and the grid of one: one's own first."""
    people = sheet_owners.choice(desk)
    own = next((one for one in people if one.staff == desk.staff), next(iter(people), None))
    chosen = whose or own
    return people, level_grid.of(desk, chosen, month) if chosen is not None else None


def _job(desk: Desk, whose: Consultant, month: date) -> PrintJob:
    """The grid for the preview."""
    return PrintJob(
        sheet="level_grid",
        back=_("Level grid"),
        title=f"{_('Monthly Level Grid')}　{day_words.month(month)}",
        file_name=_file_name(whose, month),
        preview=lambda _layout, blank: preview_level_grids(desk, (whose,), month, blank=blank),
        draw=lambda _layout, blank: print_level_grids(desk, (whose,), month, blank=blank),
    )


def _file_name(whose: Consultant, month: date) -> str:
    return f"{_('Level grid')} {month:%Y-%m} {whose.name}"
