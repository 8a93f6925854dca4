"""潜客: the tracking sheet of a consultant or of everybody, filtered, walked through, printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from showroom.errors import Refused
from showroom.forms.tracking_filters import Conditions
from showroom.forms.tracking_sheet import ROWS_A_PAGE, TrackingRow, TrackingSheet
from showroom.language import _
from showroom.remembered import Remembered
from showroom.rules.duties import Duty
from showroom.services import saved_views, sheet_owners, tracking_sheet, traffic_tally
from showroom.services.desk import Desk
from showroom.services.saved_views import View
from showroom.services.sheet_owners import Consultant
from showroom.sheets import qr
from showroom.sheets.qr import Code
from showroom.ui import names, room
from showroom.ui.ask import Ask
from showroom.ui.card_walk import NEW, Walk
from showroom.ui.condition_line import ConditionLine
from showroom.ui.look.buttons import Button
from showroom.ui.look.tokens import CLOSE, GUTTER, MARGIN, SNUG
from showroom.ui.page import NO_PAGE, Page
from showroom.ui.prospect_bar import PROSPECTS, ProspectBar, month_after
from showroom.ui.prospect_papers import ProspectPapers, Shown
from showroom.ui.sheet_conditions import SheetConditions
from showroom.ui.tracking_model import TrackingModel
from showroom.ui.tracking_paper import TrackingPaper
from showroom.ui.tracking_table import TrackingTable
from showroom.ui.view_menu import ViewMenu

# The condition under which a view remembers whose sheet it is.
_WHOSE: Final = "consultant"
_EVERYBODY: Final = "everybody"


@dataclass(frozen=True)
class _Read:
    """What one reading brings."""

    sheet: TrackingSheet
    people: tuple[Consultant, ...]
    views: tuple[View, ...]


class ProspectsPage(Page):
    """Reads the sheet whole; conditions only choose among what was read."""

    SHOWS = frozenset(
        {
            "prospect",
            "card_move",
            "follow_up",
            "traffic_entry",
            "customer",
            "phone",
            "lost_request",
            "sales_order",
            "saved_view",
            "staff",
            "setting",
            "reference_item",
            "car_model",
        }
    )

    SHEETS = frozenset({qr.Kind.PT, qr.Kind.LA})

    def __init__(
        self,
        desk: Desk,
        ask: Ask,
        duties: frozenset[Duty],
        remembered: Remembered,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, ask, parent)
        self._duties, self._remembered = duties, remembered
        self.papers = ProspectPapers(self, duties)
        self.day = desk.clock.today()
        self.consultant: int | None = None if Duty.READ_ANY_CARD in duties else desk.staff
        self._people: tuple[Consultant, ...] = ()
        # Who may see everybody's and has cards himself begins with his own, once it is known.
        self._began = False
        self._sheet: TrackingSheet | None = None
        # What follows once the sheet that is wanted has been read: where the pen goes, what is printed.
        self._then: Callable[[], object] | None = None
        self.model = TrackingModel(self)
        self.table = TrackingTable(self.model)
        self.paper = TrackingPaper(self.table)
        self.bar = ProspectBar(PROSPECTS)
        self.line = ConditionLine(_("Name, number, phone, model (Ctrl+F)"))
        self.conditions = SheetConditions(self, self.line)
        self.view_button = Button(_("Views"))
        self.views = ViewMenu(self, PROSPECTS, self.view_button, self._as_view)
        self._build()
        self._connect()
        self._allow()
        self.table.arrange(remembered.get(self._columns_key, {}))

    @property
    def _columns_key(self) -> str:
        return f"tracking columns {self.desk.staff}"

    def _build(self) -> None:
        self.bar.add(self.view_button)
        self.bar.yield_first(self.view_button)
        self.bar.add_seldom(_("Columns as on paper"), self.table.as_on_paper)
        for sheet, act in self.also_prints():
            self.bar.add_seldom(_("Print: {page}", page=sheet), act)
        if Duty.PRINT_CUSTOMER_CARD in self._duties:
            self.bar.add_seldom(_("Print the cards of this list"), self.print_cards)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.line)
        column.addWidget(self.paper, 1)

    def _connect(self) -> None:
        self.bar.sheet_chosen.connect(self.page_wanted)
        self.bar.consultant_chosen.connect(self.show_consultant)
        self.bar.month_chosen.connect(self.show_month)
        self.bar.turned.connect(self.turn)
        self.bar.excel_pressed.connect(self.copy_to_excel)
        self.bar.print_pressed.connect(self.print_sheet)
        self.bar.new_pressed.connect(self.write_new)
        self.conditions.changed.connect(self._choose_rows)
        self.conditions.taken_away.connect(self.table.begin)
        self.line.filter.entered.connect(self.table.begin)
        self.line.filter.cleared.connect(self.table.begin)
        self.table.opened.connect(self.open_card)
        self.table.log_wanted.connect(partial(self.open_card, log=True))
        self.table.typed.connect(self._type_into_filter)
        self.table.moved.connect(self.tell_status)
        self.table.copied.connect(self._tell_copied)
        self.table.arranged.connect(self._keep_columns)
        self.paper.empty_pressed.connect(self._fill_emptiness)
        self.paper.clear_pressed.connect(self.conditions.clear)
        self.views.chosen.connect(self.apply)
        self.views.said.connect(self.said)
        self.views.refused.connect(self.refused)

    def _allow(self) -> None:
        needed = (
            (self.view_button, Duty.KEEP_VIEWS),
            (self.bar.excel, Duty.EXPORT_TRACKING_SHEET),
            (self.bar.print, Duty.PRINT_TRACKING_SHEET),
            (self.bar.new, Duty.OPEN_CARD),
        )
        self.bar.leave_out(*(button for button, duty in needed if duty not in self._duties))

    # -- reading ------------------------------------------------------------------------------------

    @property
    def period(self) -> tuple[date, date]:
        """The month in view."""
        return traffic_tally.days_of(self.day.year, self.day.month)

    def refresh(self) -> None:
        """Read the sheet anew; who is chosen and the conditions stay."""
        desk, period, began = self.desk, self.period, self._began
        wanted, keeps_views = self.consultant, Duty.KEEP_VIEWS in self._duties

        def read() -> _Read:
            people = sheet_owners.choice(desk)
            own = any(one.staff == desk.staff for one in people)
            whose = desk.staff if own and not began else wanted
            views = saved_views.views(desk, PROSPECTS) if keeps_views else ()
            return _Read(tracking_sheet.of(desk, whose, *period), people, views)

        self.ask(self, read, self._show)

    def _show(self, read: _Read) -> None:
        sheet = read.sheet
        if not self._began:
            self._began, self.consultant = True, sheet.consultant
        if (sheet.consultant, sheet.first) != (self.consultant, self.period[0]):
            return
        self._sheet, self._people = sheet, read.people
        self.conditions.read(sheet.rows, sheet.lists)
        known = names.of(sheet.lists)
        people = [(one.staff, names.shown(known, one.name)) for one in read.people]
        self.bar.show_people(people, self.consultant)
        self.bar.show_month(self.day, self.desk.clock.today())
        self.views.show_views(read.views)
        self._choose_rows()

    def _choose_rows(self) -> None:
        """The cards that meet the conditions."""
        sheet = self._sheet
        if sheet is None:
            return
        rows = self.conditions.meeting()
        self.model.show(sheet, rows)
        self.paper.show_sheet(sheet, len(rows))
        self._say_why_empty(sheet, rows)
        self.views.tell_conditions()
        then, self._then = self._then, None
        if then is not None:
            then()
        if not self.table.current:
            self.table.go_to_row(0)
        self.tell_status()

    def _say_why_empty(self, sheet: TrackingSheet, rows: Sequence[TrackingRow]) -> None:
        self.paper.empty.setVisible(not rows)
        if not sheet.rows:
            way_out = _("New card") if Duty.OPEN_CARD in self._duties else ""
            self.paper.say_empty(_("No card stands on this sheet"), "", way_out, may_clear=False)
        elif not rows:
            self.paper.say_empty(*self.conditions.why_empty(), may_clear=len(self.conditions.wanted) > 1)

    # -- whose, of which month ----------------------------------------------------------------------

    def show_consultant(self, staff: int | None) -> None:
        """The sheet of somebody, or everybody's."""
        self.consultant, self._began = staff, True
        self.refresh()

    def show_month(self, day: date) -> None:
        """The month of a day; this one is the last."""
        self.day = min(day, self.desk.clock.today())
        self.bar.show_month(self.day, self.desk.clock.today())
        self.refresh()

    def turn(self, by: int) -> None:
        """The month before or after."""
        self.show_month(month_after(self.day, by))

    # -- views --------------------------------------------------------------------------------------

    def apply(self, kept: Conditions) -> None:
        """The conditions of a view, and whose sheet it was."""
        whose = kept.get(_WHOSE, ())
        self.conditions.put(kept)
        if whose and Duty.READ_ANY_CARD in self._duties and whose != self._whose():
            self.show_consultant(int(whose[0]) if whose[0].isdecimal() else None)
        else:
            self._choose_rows()
        self.table.begin()

    def _as_view(self) -> dict[str, tuple[str, ...]]:
        """The conditions as a view keeps them."""
        whose = {_WHOSE: self._whose()} if Duty.READ_ANY_CARD in self._duties else {}
        return self.conditions.wanted | whose

    def _whose(self) -> tuple[str, ...]:
        return (str(self.consultant) if self.consultant is not None else _EVERYBODY,)

    def _fill_emptiness(self) -> None:
        if self._sheet is None or not self._sheet.rows:
            self.write_new()
        else:
            self.conditions.take_away_the_hindrance()

    # -- the card in hand ---------------------------------------------------------------------------

    def open_card(self, *, log: bool = False) -> None:
        """Enter, Ctrl+O: the card, walking through the sheet as it is filtered; F4 logs a contact on it.

        Where no card meets the conditions, Enter takes away the one that hinders most.
        """
        card = self.table.current
        if card:
            ids = self.model.ids
            self.card_wanted.emit(card, Walk(ids, ids.index(card), logs=log))
        elif not log:
            self.conditions.take_away_the_hindrance()

    def write_new(self) -> None:
        """Ctrl+N: a card for somebody new."""
        if Duty.OPEN_CARD in self._duties:
            self.card_wanted.emit(0, NEW)

    def _tell_copied(self, words: str, rows: int) -> None:
        if rows > 1:
            self.said.emit(_("{count} rows are copied, for Excel", count=rows))
        else:
            self.said.emit(_("Copied: {words}", words=words))

    def _keep_columns(self) -> None:
        self._remembered.keep(**{self._columns_key: self.table.arrangement()})

    # -- out of the house ---------------------------------------------------------------------------

    def _shown(self) -> Shown:
        whose = tuple(one for one in self._people if self.consultant in (None, one.staff))
        if self.consultant is not None and not whose:
            name = self._sheet.consultant_name if self._sheet else ""
            whose = (Consultant(self.consultant, name),)
        return Shown(whose, self.period, self.model.ids if self.conditions.wanted else None)

    def print_sheet(self, *, at_once: bool = False) -> None:
        """What is shown, as soon as it is."""
        if self._sheet is None:
            self._then = partial(self.print_sheet, at_once=at_once)
        else:
            self.papers.print_sheet(self._shown(), at_once=at_once)

    def copy_to_excel(self) -> None:
        """The same as a file."""
        if self._sheet is None:
            self._then = self.copy_to_excel
        else:
            self.papers.copy_to_excel(self._shown())

    def print_cards(self) -> None:
        """Both sides of every card that is shown."""
        self.papers.print_cards(self.model.ids)

    def also_prints(self) -> Sequence[tuple[str, Callable[[], object]]]:
        """The analysis of who was lost in the month."""
        return ((_("Lost analysis sheet"), self.print_lost),) if self.papers.has_lost_analysis else ()

    def print_lost(self) -> None:
        """Who was lost in the month in view: of the consultant in view, else of the showroom."""
        self.papers.print_lost(self.consultant, self.day)

    def show_sheet(self, code: Code, day: date) -> None:
        """A scanned sheet: its month, whose it is, the first card of its page.

        The lost analysis is no page; it is previewed as it stands now.
        """
        if code.kind is qr.Kind.PT:
            everybody = Duty.READ_ANY_CARD in self._duties
            staff = code.staff or (None if everybody else self.desk.staff)
            self.papers.ask_whose(staff, partial(self._show_scanned, day, (code.page - 1) * ROWS_A_PAGE))
        elif self.papers.has_lost_analysis:
            self.papers.print_lost(code.staff or None, day)
        else:
            self.refused.emit(Refused("E-NO-PAGE", NO_PAGE))

    def _show_scanned(self, day: date, row: int, whose: Consultant | None) -> None:
        self.consultant, self._began = whose.staff if whose is not None else None, True
        self.conditions.put({})
        self._then = partial(self.table.go_to_row, row)
        self.show_month(day)

    # -- keys ---------------------------------------------------------------------------------------

    def begin(self) -> None:
        """The keyboard is on the sheet; whoever types goes into the filter."""
        self.table.begin()

    def filter_list(self) -> None:
        """Ctrl+F: into the filter."""
        self.line.filter.setFocus()
        self.line.filter.selectAll()

    def _type_into_filter(self, event: QEvent) -> None:
        self.line.filter.setFocus()
        self.line.filter.end(False)
        QCoreApplication.sendEvent(self.line.filter, event)

    def where(self) -> Any:
        """Whose sheet, of which month, the conditions, the card."""
        return self.consultant, self.day, dict(self.conditions.wanted), self.table.current

    def go_back_to(self, place: Any) -> None:
        """The same."""
        self.consultant, day, wanted, card = place
        self._then = partial(self.table.go_to_card, card)
        self._began = True
        self.conditions.put(wanted)
        self.show_month(day)

    def tell_status(self) -> None:
        """Which rows are in view, and the keys."""
        rows = len(self.model.rows)
        here = self.table.currentIndex().row() + 1 if self.table.current else 0
        left = _("Card {here} of {count}", here=here, count=rows) if here else _("{count} in all", count=rows)
        keys = _("Enter card    F4 follow-up    Ctrl+F filter    Ctrl+C copy    PageUp PageDown month")
        self.status.emit(left, keys)

    # -- places -------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a small screen the margins give what they have, on a low one the heads too."""
        super().resizeEvent(event)
        narrow, low = room.is_narrow(self), room.is_low(self)
        margin = SNUG if low else CLOSE if narrow else MARGIN
        self.paper.lay(CLOSE if narrow else GUTTER, margin)
        self.paper.yield_room(low=low)
