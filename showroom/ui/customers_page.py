"""客户: the register of customers, newest first, with a filter; beside it when each one came."""

from __future__ import annotations

from array import array
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from showroom.errors import ShowroomError
from showroom.forms.field import Lists
from showroom.language import _
from showroom.rules.duties import Duty
from showroom.services import customers, lists
from showroom.services.customers import CustomerVisit
from showroom.services.desk import Desk
from showroom.ui import customer_columns, names, room
from showroom.ui.ask import Ask
from showroom.ui.card_walk import NEW, Walk
from showroom.ui.customer_visits import CustomerVisits
from showroom.ui.filter_line import FilterLine
from showroom.ui.list_paper import ListPaper
from showroom.ui.long_list import LongListModel, Read
from showroom.ui.long_table import LongTable
from showroom.ui.look import theme
from showroom.ui.look.labels import Role, Text
from showroom.ui.look.tokens import CLOSE, GUTTER, MARGIN, SIDE_COLUMN, SNUG
from showroom.ui.page import Page
from showroom.ui.page_head import PageHead
from showroom.ui.same_person import SamePerson
from showroom.ui.side_column import SideColumn, SideSection

_FILTER: Final = 300
_NARROW_NO_BREAK_SPACE: Final = "\u202f"


class _Register(NamedTuple):
    """What one reading brings: for which filter, everybody on file, those it finds, the kept lists."""

    typed: str
    everybody: array[int]
    found: array[int]
    lists: Lists


class CustomersPage(Page):
    """Reads ids, then the rows in view; the filter asks the index anew at every key."""

    SHOWS = frozenset({"customer", "phone", "prospect", "traffic_entry", "staff", "two_people"})

    def __init__(self, desk: Desk, ask: Ask, duties: frozenset[Duty], parent: QWidget | None = None) -> None:
        super().__init__(desk, ask, parent)
        self._everybody: array[int] = array("q")
        self._lists: Lists = {}
        self._may_open = Duty.READ_TRAFFIC_LOG in duties
        self._reads_cards = Duty.READ_CARD in duties
        # Whom to choose as soon as the list is there, after the pages were made anew.
        self._wanted = 0
        columns = customer_columns.columns(desk.clock.today(), lambda: names.of(self._lists))
        self.model = LongListModel(columns, ask, self._reader(""), self)
        self.table = LongTable(self.model, _("Customers"))
        self.paper = ListPaper(_("Customers"), self.table)
        self.filter = FilterLine(_("Filter by name, pinyin or number"))
        self.count = Text("", Role.HINT)
        self.count.setContentsMargins(SNUG, 0, 0, 0)
        self.head = PageHead()
        self.visits = CustomerVisits(may_open=self._may_open)
        self._may_merge = Duty.MERGE_CUSTOMERS in duties
        self.same = SamePerson(self)
        self.side = SideColumn(self)
        self._build()
        self._connect()
        self.visits.show_nobody()

    def _build(self) -> None:
        self.filter.setPlaceholderText(_("Name, pinyin, last four digits, #tag (Ctrl+F)"))
        self.filter.setFixedWidth(theme.current().widened(_FILTER))
        self.head.add(self.filter)
        self.head.add(self.count)
        self.side.add(self.visits)
        section = SideSection(_("Same person as"), _("Same"))
        section.body.addWidget(self.same)
        section.set_wanted(self._may_merge)
        self.side.add(section)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.paper, 1)
        row.addWidget(self.side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(row, 1)

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._filter)
        self.filter.entered.connect(self.table.begin)
        self.filter.cleared.connect(self.table.begin)
        self.table.typed.connect(self._type_into_filter)
        self.table.moved.connect(self._show_current)
        self.table.opened.connect(self._open_card if self._reads_cards else self._to_visits)
        self.table.aside.connect(self._to_visits)
        self.table.copied.connect(self._tell_copied)
        self.model.arrived.connect(self._say_name)
        self.model.refused.connect(self.refused)
        self.paper.empty_pressed.connect(self._fill_emptiness)
        self.visits.left.connect(self.table.setFocus)
        self.visits.opened.connect(self.day_wanted)

    # -- reading ------------------------------------------------------------------------------------

    def _reader(self, typed: str) -> Read:
        desk = self.desk
        return lambda ids: customers.page(desk, ids, typed)

    def refresh(self) -> None:
        """Read who is on file anew; the place in the list is kept."""
        desk, typed = self.desk, self.filter.text()

        def read() -> _Register:
            everybody = customers.ids(desk)
            found = customers.ids(desk, typed) if _filters(typed) else everybody
            return _Register(typed, everybody, found, lists.current())

        self.ask(self, read, self._show)

    def _show(self, register: _Register) -> None:
        self._everybody, self._lists = register.everybody, register.lists
        if register.typed == self.filter.text():
            self._show_ids(register.typed, register.found)
        else:
            self._filter(self.filter.text())

    def _filter(self, typed: str) -> None:
        """Another filter; an answer that comes after the next key is not shown."""
        if not self._lists:
            # The first reading is still under way, and takes the filter along.
            return
        if not _filters(typed):
            self._show_ids(typed, self._everybody)
            return
        desk = self.desk

        def found(ids: array[int]) -> None:
            if typed == self.filter.text():
                self._show_ids(typed, ids)

        self.ask(self, lambda: customers.ids(desk, typed), found)

    def _show_ids(self, typed: str, ids: array[int]) -> None:
        self.model.show_ids(ids, self._reader(typed))
        filtered = _filters(typed)
        whole = _grouped(len(self._everybody))
        self.count.setText(f"{_grouped(len(ids))} / {whole}" if filtered else whole)
        why, way_out = _("Nobody is on file yet"), _("Open the traffic log") if self._may_open else ""
        if filtered:
            why, way_out = _("No customer matches the filter"), _("Clear the filter")
        self.paper.tell_empty((why, way_out), bool(way_out))
        self.paper.empty.setVisible(not ids)
        if self._wanted:
            self.table.go_to_row(max(0, self.model.row_of(self._wanted)))
            self._wanted = 0
        elif self.table.hasFocus():
            self.table.begin()
        self.tell_status()

    def _fill_emptiness(self) -> None:
        if _filters(self.filter.text()):
            self.filter.clear()
            self.table.begin()
        else:
            self.day_wanted.emit(None)

    # -- the chosen customer ------------------------------------------------------------------------

    def _show_current(self) -> None:
        """When the customer of the current row came."""
        customer = self.table.current
        if self._may_merge:
            self.same.show_customer(customer)
        if not customer:
            self.visits.show_nobody()
            return
        desk, today = self.desk, self.desk.clock.today()

        def shown(visits: tuple[CustomerVisit, ...]) -> None:
            if customer == self.table.current:
                self.visits.show_visits(visits, self._lists, today)
                self._say_name()

        self.ask(self, lambda: customers.visits(desk, customer), shown, self._visits_refused)

    def _say_name(self) -> None:
        """The row is often read after its visits are."""
        line = self.model.record(self.table.currentIndex().row()) if self.table.current else None
        self.visits.say_name(line.name if line is not None else "")

    def _visits_refused(self, error: ShowroomError) -> None:
        self.visits.show_nobody()
        self.refused.emit(error)

    def _open_card(self) -> None:
        """Enter: the card of this customer, walking through the list as it is filtered now."""
        if self.table.current:
            row = self.table.currentIndex().row()
            self.card_wanted.emit(0, Walk(self.model.ids, row, of_customers=True))

    def write_new(self) -> None:
        """Ctrl+N: a card for somebody new."""
        self.card_wanted.emit(0, NEW)

    def _to_visits(self) -> None:
        """Alt+Right: the keyboard goes to the rows beside the list."""
        if self.table.current:
            self.side.bring(self.visits)
            self.visits.take_focus()

    def _tell_copied(self, words: str, rows: int) -> None:
        if rows > 1:
            self.said.emit(_("{count} rows are copied, for Excel", count=rows))
        else:
            self.said.emit(_("Copied: {words}", words=words))

    # -- keys ---------------------------------------------------------------------------------------

    def begin(self) -> None:
        """The keyboard is on the list; whoever types goes into the filter."""
        self.table.begin()

    def filter_list(self) -> None:
        """Ctrl+F: into the filter."""
        self.filter.setFocus()
        self.filter.selectAll()

    def _type_into_filter(self, event: QEvent) -> None:
        self.filter.setFocus()
        self.filter.end(False)
        QCoreApplication.sendEvent(self.filter, event)

    def turn(self, by: int) -> None:
        """A screenful up or down."""
        self.table.turn(by)

    def where(self) -> Any:
        """The filter, and who is chosen."""
        return self.filter.text(), self.table.current

    def go_back_to(self, place: Any) -> None:
        """The same filter, the same customer."""
        typed, self._wanted = place
        self.filter.setText(typed)

    def tell_status(self) -> None:
        """How many there are, and the keys."""
        left = _("{count} customers on file", count=_grouped(len(self._everybody)))
        keys = _("Enter card    Alt+→ visits and calls    Ctrl+F filter    Ctrl+C copy    PageUp PageDown")
        self.status.emit(left, keys)

    # -- places -------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a small screen the column yields, and the margins give what they have."""
        super().resizeEvent(event)
        narrow, low = room.is_narrow(self), room.is_low(self)
        gutter, margin = (CLOSE if narrow else GUTTER), SNUG if low else CLOSE if narrow else MARGIN
        column = theme.current().widened(SIDE_COLUMN) + GUTTER
        fits = self.table.least + 2 * (gutter + margin) + column <= self.width()
        self.side.set_narrow(narrow or not fits)
        self.paper.lay(gutter, margin)
        self.paper.title.setVisible(not low)


def _filters(typed: str) -> bool:
    """Whether this is enough to find anybody by; until then everybody is shown."""
    wanted = customers.sought(typed)
    return bool(wanted.name or wanted.digits or wanted.tags)


def _grouped(count: int) -> str:
    return f"{count:,}".replace(",", _NARROW_NO_BREAK_SPACE)
