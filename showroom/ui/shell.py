"""The frame around the pages of one signed-in person: side bar, top bar, status line, toast."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from showroom.errors import ShowroomError
from showroom.language import _
from showroom.remembered import Remembered
from showroom.rules.duties import Duty, Role
from showroom.services import changes, drafts
from showroom.services.desk import Changed, Desk
from showroom.ui import present
from showroom.ui.ask import Ask
from showroom.ui.log_pencil import FORM
from showroom.ui.look import theme
from showroom.ui.look.labels import Hairline, Text
from showroom.ui.look.labels import Role as TextRole
from showroom.ui.look.toast import Toast
from showroom.ui.look.tokens import GUTTER, STATUS_BAR, Size
from showroom.ui.phone_strip import ChipLine
from showroom.ui.print_preview import ChoosePath, PrintPreview, ask_path
from showroom.ui.side_bar import SideBar
from showroom.ui.top_bar import TopBar
from showroom.ui.traffic_log_page import TrafficLogPage
from showroom.ui.words import role_word

LOOK_FOR_CHANGES_MS = 1000
FULL_WIDTH = 1280


class Shell(QWidget):
    """Pages hear of changes here, whoever made them."""

    lock_wanted = Signal()
    language_chosen = Signal(str)
    scheme_chosen = Signal(str)
    _changed_here = Signal(object)

    def __init__(
        self,
        desk: Desk,
        ask: Ask,
        remembered: Remembered,
        roles: frozenset[Role],
        duties: frozenset[Duty],
        choose_path: ChoosePath = ask_path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.desk, self.ask, self._remembered = desk, ask, remembered
        self._sequence = -1
        self._untidy = False
        role = role_word(next(role for role in Role if role in roles)) if roles else ""
        self.top = TopBar(desk.name, role)
        self.side = SideBar()
        if Duty.READ_TRAFFIC_LOG in duties:
            self.side.add("traffic_log", _("Traffic log"), "door")
        self.side.say_where(desk.desk)
        self.chips = ChipLine()
        self.log = TrafficLogPage(desk, ask, self.top.strip, self.chips)
        self.preview = PrintPreview(desk, ask, remembered, choose_path)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.log)
        self.pages.addWidget(self.preview)
        self._may_log = Duty.READ_TRAFFIC_LOG in duties
        self.left, self.right = Text("", TextRole.LABEL), Text("", TextRole.LABEL)
        self._build()
        if not self._may_log:
            self._show_nothing_yours()
        self.toast = Toast(self)
        self._connect()
        self._bind_keys()
        self.log.show_extended(remembered.get("extended", False))

    def _build(self) -> None:
        chips = QHBoxLayout()
        chips.setContentsMargins(GUTTER, 0, GUTTER, 0)
        chips.addWidget(self.chips)
        status = QWidget(self)
        status.setFixedHeight(theme.current().grown(STATUS_BAR, Size.SMALL))
        line = QHBoxLayout(status)
        line.setContentsMargins(GUTTER, 0, GUTTER, 0)
        line.addWidget(self.left)
        line.addStretch(1)
        line.addWidget(self.right)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addLayout(chips)
        column.addWidget(self.pages, 1)
        column.addWidget(Hairline())
        column.addWidget(status)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.side)
        row.addLayout(column, 1)

    def _show_nothing_yours(self) -> None:
        """An empty state says which of three it is: here, not permitted, and who can."""
        words = _(
            "Your role does not use the traffic log. The reception, the sales consultants and the "
            "showroom manager keep it; pages for your work come with the next versions."
        )
        told = Text(words, TextRole.PRINT, wrap=True)
        told.setAlignment(Qt.AlignmentFlag.AlignCenter)
        told.setContentsMargins(GUTTER * 6, 0, GUTTER * 6, 0)
        self.pages.addWidget(told)
        self.pages.setCurrentWidget(told)
        self.top.strip.setEnabled(False)
        self.chips.hide()

    def _connect(self) -> None:
        self.desk.listeners.append(self._changed_here.emit)
        self._changed_here.connect(self._announce)
        self.ask.failed.connect(self._failed)
        self.log.print_wanted.connect(self.show_preview)
        self.log.said.connect(self.toast.say)
        self.log.status.connect(self._show_status)
        self.log.extended_chosen.connect(lambda on: self._remembered.keep(extended=on))
        self.preview.closed.connect(self.show_log)
        self.preview.said.connect(self.toast.say)
        self.preview.failed.connect(self._failed)
        self.top.lock_pressed.connect(self.lock_wanted)
        self.top.language_chosen.connect(self.language_chosen)
        self.top.scheme_chosen.connect(self.scheme_chosen)
        self.side.chosen.connect(lambda _key: self.show_log())
        self._watch = QTimer(self, interval=LOOK_FOR_CHANGES_MS)
        self._watch.timeout.connect(self._look_for_changes)
        if self._may_log:
            self._watch.start()
        self._show_time()

    def _bind_keys(self) -> None:
        QShortcut(QKeySequence("Ctrl+L"), self).activated.connect(self.lock_wanted.emit)
        if not self._may_log:
            return
        for keys, act in (
            ("F2", self._to_strip),
            ("Ctrl+1", self.show_log),
            ("Ctrl+P", self._print),
            ("Ctrl+Shift+P", self._print_at_once),
            ("Ctrl+S", self.log.writing.register),
            ("Ctrl+Return", self.log.writing.register),
            ("Ctrl+N", self._new_row),
            ("F5", self.log.refresh),
            ("PgUp", lambda: self._turn(-1)),
            ("PgDown", lambda: self._turn(1)),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    # -- pages --------------------------------------------------------------------------------------

    def show_log(self) -> None:
        """Back to the traffic log."""
        self.chips.show()
        self.pages.setCurrentWidget(self.log)
        self.log.tell_status()
        self.top.strip.setFocus()

    def show_preview(self, day: date, extended: bool) -> None:
        """The preview takes the place of the page; the chips have nothing to say there."""
        self.log.table.finish_editing()
        self.chips.hide()
        self.pages.setCurrentWidget(self.preview)
        self.preview.open_day(day, extended)
        self.preview.setFocus()
        self._show_status(_("A4 landscape 297 × 210 mm    fonts embedded"), _("Esc back    Ctrl+P print"))

    def _to_strip(self) -> None:
        self.show_log()
        self.top.strip.setFocus()
        self.top.strip.selectAll()

    def _new_row(self) -> None:
        self.show_log()
        self.log.table.write_on(self.log.model.pencil_row)

    def _print(self) -> None:
        if self.pages.currentWidget() is self.preview:
            self.preview.print_now()
        else:
            self.show_preview(self.log.day, self.log.extended)

    def _print_at_once(self) -> None:
        self.show_preview(self.log.day, self.log.extended)
        self.preview.print_now()

    def _turn(self, by: int) -> None:
        if self.pages.currentWidget() is self.preview:
            self.preview.well.turn(by)
        else:
            self.log.turn(by)

    # -- what happens -------------------------------------------------------------------------------

    def _announce(self, change: Changed) -> None:
        self.log.changed(change)

    def _look_for_changes(self) -> None:
        """Other windows, commands, other desks; asked once a second."""
        self._show_time()
        sequence = self._sequence
        if sequence < 0:
            self.ask(self, changes.last_sequence, self._begin_at)
        else:
            self.ask(self, lambda: changes.since(sequence), self._heard, lambda _error: None)

    def _begin_at(self, sequence: int) -> None:
        self._sequence = sequence

    def _heard(self, news: tuple[int, Changed]) -> None:
        self._sequence, change = news
        if change.tables:
            self._untidy = True
            self._announce(change)
        elif self._untidy:
            # A second without news is an idle moment: the log moves into the file now, not during a save.
            self._untidy = False
            self.ask(self, self.desk.store.tidy, lambda _none: None)

    def _show_time(self) -> None:
        self.top.show_time(self.desk.clock.local())

    def _show_status(self, left: str, right: str) -> None:
        self.left.setText(left)
        self.right.setText(right)

    def _failed(self, error: ShowroomError) -> None:
        present.tell(self, error)

    def begin(self) -> None:
        """Put the pen on the strip and what was not registered back."""
        self.top.strip.setFocus()
        desk = self.desk
        self.ask(
            self,
            lambda: (desk.may(Duty.REGISTER_VISIT), drafts.found(desk, FORM)),
            lambda answer: self.log.writing.take_up_draft(answer[1]) if answer[0] else None,
        )

    def leave(self) -> None:
        """Before this person goes: the draft is kept, nobody listens any more.

        Raises Unavailable when the disk refuses the draft; everything goes on as before then.
        """
        if self._may_log:
            self.log.writing.keep_draft_now()
        self._watch.stop()
        self.desk.listeners.clear()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Below 1280 the side bar shrinks to icons."""
        super().resizeEvent(event)
        self.side.narrow(self.width() < FULL_WIDTH)
