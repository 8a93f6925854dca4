"""客户交接: the cards of somebody who leaves or is away, who receives which, what was handed over before."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from showroom.errors import Refused
from showroom.forms.field import Lists
from showroom.forms.handover import Handed, Preview, Receiver
from showroom.language import _, mark
from showroom.rules import handover as rule
from showroom.rules.handover import HandoverKind
from showroom.services import handover_cards, handover_lists, lists
from showroom.services.desk import Desk
from showroom.sheets import qr
from showroom.sheets.qr import Code
from showroom.ui import handover_columns, handover_printing, names, room
from showroom.ui.ask import Ask
from showroom.ui.handover_columns import Line
from showroom.ui.handover_deeds import HandoverDeeds, count_words, split_words
from showroom.ui.handover_side import NUMBERED, HandedSection, ReceiversSection
from showroom.ui.list_paper import ListPaper
from showroom.ui.long_list import LongListModel
from showroom.ui.long_table import LongTable
from showroom.ui.look import theme
from showroom.ui.look.buttons import Button
from showroom.ui.look.faces import Kind
from showroom.ui.look.labels import Role, Text, in_menu
from showroom.ui.look.tokens import CLOSE, GUTTER, MARGIN, SIDE_COLUMN_CARD, SNUG
from showroom.ui.page import Page
from showroom.ui.page_head import PageHead
from showroom.ui.side_column import SideColumn

_NOBODY_CHOSEN: Final = mark("No card has a receiver yet. Choose who receives which card.")
_NONE_OF_THAT_DAY: Final = mark("No handover of that day is on file. Nothing was opened.")
_KEEPS: Final = frozenset({Qt.Key.Key_0, Qt.Key.Key_Delete, Qt.Key.Key_Backspace})


class _Read(NamedTuple):
    """What one reading brings: who has cards, those of the chosen one, the handovers before."""

    givers: tuple[Receiver, ...]
    preview: Preview | None
    handed: tuple[Handed, ...]
    lists: Lists


class HandoverPage(Page):
    """Who gives, how the cards are split, then one deed; nothing is written before it."""

    SHOWS = frozenset(
        {"prospect", "handover", "handover_card", "follow_up", "staff", "staff_role", "quote", "sales_order"}
    )

    SHEETS = frozenset({qr.Kind.HO})

    def __init__(self, desk: Desk, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__(desk, ask, parent)
        self.giver: int | None = None
        self.preview: Preview | None = None
        self.split: dict[int, int] = {}
        self._givers: tuple[Receiver, ...] = ()
        self._lists: Lists = {}
        self._handed: tuple[Handed, ...] = ()
        self.model = LongListModel(handover_columns.columns(lambda: self._lists), ask, self._lines, self)
        self.table = LongTable(self.model, _("Cards to hand over"))
        self.paper = ListPaper(_("Customer handover"), self.table)
        self.head, self.side = PageHead(), SideColumn(self, SIDE_COLUMN_CARD)
        self.who = Button(icon="chevron-down", tip=_("Whose cards change hands"))
        self.count = Text("", Role.HINT)
        self.count.setContentsMargins(SNUG, 0, 0, 0)
        self.give = Button(_("Receiver"), tip=_("Who receives the chosen cards (1 to 9; 0 stays)"))
        self.cover = Button(_("Cover for a time…"))
        self.hand = Button(_("Hand over…"), Kind.PRIMARY, keys="Ctrl S")
        self.among = ReceiversSection()
        self.covers = HandedSection(_("Covers"), _("Covers"), _("End now"))
        self.earlier = HandedSection(_("Handed over before"), _("Before"), _("Take back…"))
        self.deeds = HandoverDeeds(self)
        self.menu = QMenu(self)
        self._build()
        self._connect()

    def _build(self) -> None:
        for widget in (self.who, self.count):
            self.head.add(widget)
        for tool in (self.give, self.cover, self.hand):
            self.head.add_tool(tool)
        self.head.yield_first(self.give, self.cover)
        for section in (self.among, self.covers, self.earlier):
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
        self.who.clicked.connect(self.choose_giver)
        self.give.clicked.connect(self.choose_receiver)
        self.hand.clicked.connect(self.accept)
        self.cover.clicked.connect(self.begin_cover)
        self.among.chosen.connect(self._split_anew)
        self.covers.pressed.connect(self.deeds.end)
        self.earlier.pressed.connect(self.deeds.take_back)
        self.table.typed.connect(self._typed)
        self.table.opened.connect(self._open_card)
        self.model.refused.connect(self.refused)

    # -- reading ------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read who has cards, those of the chosen one, and the handovers before."""
        desk, wanted = self.desk, self.giver

        def read() -> _Read:
            givers = handover_cards.givers(desk)
            giver = wanted if wanted is not None or not givers else givers[0].staff
            preview = handover_cards.preview(desk, giver) if giver is not None else None
            return _Read(givers, preview, handover_lists.handovers(desk), lists.current())

        self.ask(self, read, partial(self._show, wanted))

    def _show(self, wanted: int | None, read: _Read) -> None:
        if wanted != self.giver:
            return
        before = self.preview
        self._givers, self.preview, self._handed, self._lists = read
        by_name, today = names.of(read.lists), self.desk.clock.today()
        covers = tuple(one for one in read.handed if one.runs(today) or one.comes(today))
        earlier = tuple(one for one in read.handed if one.kind is not HandoverKind.COVER)
        self.covers.show_handed(covers, by_name, can=True)
        self.earlier.show_handed(earlier, by_name, can=False)
        self._show_giver(before)
        self.tell_status()

    def _show_giver(self, before: Preview | None) -> None:
        preview = self.preview
        name = names.shown(names.of(self._lists), preview.giver_name) if preview is not None else "–"
        left = _("{name} (left)", name=name)
        self.who.setText(name if preview is None or preview.active else left)
        self.who.setEnabled(bool(self._givers))
        self.count.setText(count_words(list(preview.cards)) if preview is not None else "")
        self.paper.tell_empty((_("Nobody has open cards here"), ""), offers=False)
        self.head.share()
        if preview is None:
            self._show_lines()
            return
        self.giver = preview.giver
        self.among.show_receivers(preview, names.of(self._lists))
        if before is None or before.giver != preview.giver:
            self._split_anew()
            return
        # The same giver as it is now: what was chosen stays where it still can be.
        here, may = {card.prospect for card in preview.cards}, {one.staff for one in preview.receivers}
        fresh = self._proposed(preview)
        known = {card.prospect for card in before.cards}
        self.split = {
            card: self.split[card] if card in known else fresh[card]
            for card in here
            if (self.split.get(card) in may if card in known else card in fresh)
        }
        self._show_lines()

    def _proposed(self, preview: Preview) -> dict[int, int]:
        """The cards split among those who take part; nobody, where nobody does."""
        receivers = self.among.ticked
        if not receivers:
            return {}
        held = {one.staff: one.cards for one in preview.receivers}
        return rule.split([card.to_give for card in preview.cards], receivers, self.among.way, held)

    def _split_anew(self) -> None:
        if self.preview is not None:
            self.split = self._proposed(self.preview)
            self._show_lines()

    def _show_lines(self) -> None:
        cards = self.preview.cards if self.preview is not None else ()
        self.model.show_ids(array("q", [card.prospect for card in cards]))
        self.paper.empty.setVisible(not cards)
        if self.preview is not None:
            self.among.show_split(self.preview, self.split)
        for button in (self.hand, self.cover):
            button.setEnabled(bool(self.split))
        self.give.setEnabled(bool(cards))

    def _lines(self, ids: Sequence[int]) -> Mapping[int, Line]:
        preview, split = self.preview, self.split
        if preview is None:
            return {}
        by_name = names.of(self._lists)
        who = {one.staff: names.shown(by_name, one.name) for one in preview.receivers}
        wanted = set(ids)
        return {
            card.prospect: Line(card, who.get(split.get(card.prospect, 0), ""))
            for card in preview.cards
            if card.prospect in wanted
        }

    # -- who gives, who receives --------------------------------------------------------------------

    def choose_giver(self) -> None:
        """A menu of everybody with open cards, who left among them."""
        by_name = names.of(self._lists)
        entries = [(f"{names.shown(by_name, one.name)}\t{one.cards}", one.staff) for one in self._givers]
        self._menu(self.who, entries, self.show_giver)

    def show_giver(self, giver: int) -> None:
        """Somebody else's cards."""
        self.giver, self.preview = giver, None
        self.refresh()

    def choose_receiver(self) -> None:
        """A menu of who can receive the chosen cards."""
        if self.preview is None:
            return
        by_name = names.of(self._lists)
        entries = [(names.shown(by_name, one.name), one.staff) for one in self.preview.receivers]
        self._menu(self.give, [*entries, (_("stays"), 0)], self.give_chosen)

    def _menu(self, button: Button, entries: Sequence[tuple[str, int]], do: Any) -> None:
        self.menu.clear()
        for words, who in entries:
            self.menu.addAction(in_menu(words)).triggered.connect(lambda _on=False, who=who: do(who))
        self.menu.popup(button.mapToGlobal(QPoint(0, button.height())))
        if self.menu.actions():
            self.menu.setActiveAction(self.menu.actions()[0])

    def give_chosen(self, receiver: int) -> None:
        """The chosen cards go to somebody, or stay (0); the next card is the current one."""
        rows = sorted({one.row() for one in self.table.selectionModel().selectedRows()})
        rows = rows or [self.table.currentIndex().row()]
        cards = [self.model.ids[row] for row in rows if 0 <= row < len(self.model.ids)]
        for card in cards:
            if receiver:
                self.split[card] = receiver
            else:
                self.split.pop(card, None)
        self._show_lines()
        if cards:
            self.table.go_to_row(rows[-1] + 1)

    def _typed(self, event: object) -> None:
        """1 to 9 give the chosen cards to that receiver, 0 leaves them."""
        if not isinstance(event, QKeyEvent) or self.preview is None:
            return
        number = event.text()
        if number == "0":
            self.give_chosen(0)
        elif number.isdecimal() and int(number) <= min(NUMBERED, len(self.preview.receivers)):
            self.give_chosen(self.preview.receivers[int(number) - 1].staff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What the table leaves: Del keeps the chosen cards where they are."""
        if event.key() in _KEEPS and self.table.hasFocus():
            self.give_chosen(0)
        else:
            super().keyPressEvent(event)

    # -- doing it -----------------------------------------------------------------------------------

    def accept(self) -> None:
        """Ctrl+S: hand over what has a receiver; in the open panel, what is asked there."""
        if self.deeds.panel.isVisible():
            self.deeds.panel.accept()
            return
        preview = self._ready()
        if preview is not None:
            self.deeds.hand_over(preview, dict(self.split), split_words(preview, self.split))

    def begin_cover(self) -> None:
        """Let the receivers keep the cards for a time."""
        preview = self._ready()
        if preview is not None:
            self.deeds.cover(preview, dict(self.split), split_words(preview, self.split))

    def _ready(self) -> Preview | None:
        if self.preview is not None and self.split:
            return self.preview
        self.refused.emit(Refused("E-HANDOVER-CARDS", _NOBODY_CHOSEN))
        return None

    # -- keys and places ----------------------------------------------------------------------------

    def _open_card(self) -> None:
        """Enter: the card, walking through those of the giver."""
        if self.table.current:
            self.card_wanted.emit(self.table.current, tuple(self.model.ids))

    def print_sheet(self, *, at_once: bool = False) -> None:
        """Ctrl+P: the list of the last handover of whoever gives, else of the last one."""
        listed = [one for one in self._handed if one.kind is not HandoverKind.REVERSE]
        own = [one for one in listed if one.giver == self.giver]
        wanted = [one.handover for one in (own or listed)[:1]]
        self.print_wanted.emit(handover_printing.job(self.desk, wanted), at_once)

    def show_sheet(self, code: Code, day: date) -> None:
        """A handover list was scanned: that of the day and of who gave, as it stands now."""
        desk, giver = self.desk, code.staff or None

        def found(wanted: tuple[int, ...]) -> None:
            if wanted:
                self.print_wanted.emit(handover_printing.job(desk, wanted), False)
            else:
                self.refused.emit(Refused("E-NO-HANDOVER", _NONE_OF_THAT_DAY))

        self.ask(self, lambda: handover_lists.of_day(desk, day, giver), found, self.refused.emit)

    def begin(self) -> None:
        """The keyboard is on the cards, or on who gives where there are none."""
        if self.model.ids:
            self.table.begin()
        else:
            self.who.setFocus()

    def turn(self, by: int) -> None:
        """A screenful up or down."""
        self.table.turn(by)

    def where(self) -> Any:
        """Whose cards."""
        return self.giver

    def go_back_to(self, place: Any) -> None:
        """The same person's cards."""
        self.giver = place

    def tell_status(self) -> None:
        """How many go, and the keys."""
        cards = len(self.preview.cards) if self.preview is not None else 0
        left = _("{given} of {cards} cards have a receiver", given=len(self.split), cards=cards)
        keys = _("1–9 receiver    0 stays    Enter card    Ctrl+S hand over    Ctrl+P list")
        self.status.emit(left, keys)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a small screen the column yields, and the margins give what they have."""
        super().resizeEvent(event)
        narrow, low = room.is_narrow(self), room.is_low(self)
        gutter, margin = (CLOSE if narrow else GUTTER), SNUG if low else CLOSE if narrow else MARGIN
        column = theme.current().widened(SIDE_COLUMN_CARD) + GUTTER
        fits = self.table.least + 2 * (gutter + margin) + column <= self.width()
        self.side.set_narrow(narrow or not fits)
        self.paper.lay(gutter, margin)
        self.paper.title.setVisible(not low)
