"""The traffic log page: the day's sheet as on paper, written on from the strip or straight into its cells."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QPoint, QRect, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QInputDialog,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from showroom.errors import Invalid, ShowroomError
from showroom.forms import traffic_log as form
from showroom.forms.field import read_field, show
from showroom.forms.traffic_log import TrafficLogDay
from showroom.language import _
from showroom.rules.duties import Duty
from showroom.services import customer, drafts, traffic_log, traffic_log_day
from showroom.services.desk import Desk, new_token
from showroom.services.drafts import Draft
from showroom.services.traffic_log import Registered, fuller_name
from showroom.ui import traffic_log_columns as columns
from showroom.ui.ask import Ask
from showroom.ui.form_table import FormTable
from showroom.ui.log_head import DayBar
from showroom.ui.log_paper import LogPaper
from showroom.ui.look.tokens import GUTTER, SIDE_COLUMN, SNUG
from showroom.ui.match_panel import Act, MatchPanel, Offer
from showroom.ui.page import Page
from showroom.ui.pencil import Pencil
from showroom.ui.phone_strip import ChipLine, PhoneStrip
from showroom.ui.showroom_now import ShowroomNow
from showroom.ui.traffic_log_columns import Column
from showroom.ui.traffic_log_model import TrafficLogModel

FORM = "traffic_log"
DRAFT_AFTER_MS = 400
MINUTE_MS = 30_000


class TrafficLogPage(Page):
    """Reads a day, keeps the pencil row, registers and corrects."""

    SHOWS = frozenset({"traffic_entry", "customer", "phone", "prospect", "staff", "setting"})

    print_wanted = Signal(object, bool)
    said = Signal(str)
    status = Signal(str, str)
    extended_chosen = Signal(bool)

    def __init__(
        self,
        desk: Desk,
        ask: Ask,
        strip: PhoneStrip,
        chips: ChipLine,
        reason: Callable[[QWidget, str, str], str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, ask, parent)
        self.strip, self.chips = strip, chips
        self._reason = reason or ask_reason
        self.day = desk.clock.today()
        self.model = TrafficLogModel(self)
        self.table = FormTable(self.model)
        self.paper = LogPaper(self.table)
        self.panel = MatchPanel()
        self.now = ShowroomNow()
        self.bar = DayBar(self.day)
        self._lookup = 0
        self._build()
        self._connect()

    def _build(self) -> None:
        side = QWidget(self)
        side.setFixedWidth(SIDE_COLUMN + GUTTER)
        beside = QVBoxLayout(side)
        beside.setContentsMargins(0, SNUG, GUTTER, 0)
        beside.setSpacing(0)
        # The panel floats, so that its shadow may fall on the paper; its place in the column is kept free.
        self._panel_place = QWidget(side)
        beside.addWidget(self._panel_place)
        beside.addWidget(self.now)
        beside.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidget(self.paper)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll, self._side = scroll, side
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(scroll, 1)
        row.addWidget(side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addLayout(row, 1)
        self.panel.setParent(self)

    def _connect(self) -> None:
        self.strip.typed.connect(self._line_typed)
        self.strip.entered.connect(self._line_entered)
        self.strip.moved.connect(self.panel.move_choice)
        self.strip.closed.connect(self._close_matches)
        self.panel.chosen.connect(self._take_offer)
        self.model.correct.connect(self._correct)
        self.model.pencilled.connect(self._cells_typed)
        self.table.registered.connect(self.register)
        self.paper.register_pressed.connect(self.register)
        self.bar.day_chosen.connect(self.show_day)
        self.bar.layout_chosen.connect(self._show_layout)
        self.bar.print_pressed.connect(lambda: self.print_wanted.emit(self.day, self.extended))
        self._draft_timer = QTimer(self, singleShot=True, interval=DRAFT_AFTER_MS)
        self._draft_timer.timeout.connect(self._keep_draft)
        self._minute = QTimer(self, interval=MINUTE_MS)
        self._minute.timeout.connect(self._minute_passed)
        self._minute.start()

    @property
    def pencil(self) -> Pencil:
        """The row that is being written."""
        return self.model.pencil

    @property
    def extended(self) -> bool:
        """Whether all seventeen columns are shown."""
        return self.model.columns is columns.EXTENDED

    # -- reading ------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the day anew."""
        wanted = self.day
        self.ask(self, lambda: _read(self.desk, wanted), self._show)

    def _show(self, read: tuple[TrafficLogDay, bool]) -> None:
        day, may_write = read
        if day.day != self.day:
            return
        here = self.table.currentIndex()
        same = self.model.day is not None and self.model.day.day == day.day
        place = (here.row(), here.column()) if same else (-1, -1)
        self.model.may_write = may_write
        self.model.show_day(day)
        self.paper.show_day(day, self.desk.clock.today())
        self.now.setVisible(day.day == self.desk.clock.today())
        self.now.show_day(day, self.desk.clock.local().time())
        self.pencil.write_line(self.pencil.line, day.lists)
        self._show_pencil()
        if place[0] >= 0:
            self.table.setCurrentIndex(self.model.index(*place))
        self._tell_status()

    def show_day(self, day: date) -> None:
        """Turn to another day; today is the last."""
        self.day = min(day, self.desk.clock.today())
        self.bar.show_day(self.day, self.desk.clock.today())
        self.refresh()

    def turn(self, days: int) -> None:
        """PageUp and PageDown."""
        self.show_day(self.day + timedelta(days=days))

    def _show_layout(self, extended: bool) -> None:
        self.model.show_columns(columns.EXTENDED if extended else columns.TEN)
        # Seventeen columns need the whole width; matches still open over them.
        self._side.setVisible(not extended)
        self.extended_chosen.emit(extended)

    def show_extended(self, extended: bool) -> None:
        """The layout that was chosen last on this computer."""
        self.bar.choose_layout(extended)
        self._show_layout(extended)

    def _minute_passed(self) -> None:
        if self.model.day is not None and self.isVisible():
            self.now.show_day(self.model.day, self.desk.clock.local().time())
            self._show_pencil()

    def _tell_status(self) -> None:
        rows = len(self.model.entries)
        if not rows:
            left = (
                _("Nobody is registered yet")
                if self.day == self.desk.clock.today()
                else _("No rows on this day")
            )
        elif self.pencil.empty:
            left = _("{rows} rows", rows=rows)
        else:
            left = _("{rows} rows, the next waits to be registered", rows=rows)
        if self.pencil.empty:
            right = _("F2 write a party    Tab next blank    Ctrl+P print")
        else:
            right = _("Enter register    ↓ choose a match    Esc close, nothing typed is lost")
        self.status.emit(left, right)

    # -- the pencil row -----------------------------------------------------------------------------

    def _line_typed(self, line: str) -> None:
        self.pencil.line = line
        # Typed before the first page of the day was read: it is looked at as soon as the lists are there.
        if self.model.lists:
            self.pencil.write_line(line, self.model.lists)
            self._pencil_changed()

    def _cells_typed(self, texts: dict[str, str]) -> None:
        self.pencil.write_cells(texts, self.model.lists)
        self._pencil_changed()

    def _pencil_changed(self) -> None:
        self._draft_timer.start()
        self._look_up()
        self._show_pencil()
        self._tell_status()

    def _look_up(self) -> None:
        """Ask who this may be; only the answer to the newest question counts."""
        self._lookup += 1
        mine, texts = self._lookup, self.pencil.texts
        phone, name = texts.get("phone", ""), texts.get("guest_name", "")
        if not (phone or name):
            self._show_matches(mine, ())
            return
        self.ask(self, lambda: customer.matches(self.desk, phone, name), partial(self._show_matches, mine))

    def _show_matches(self, question: int, matches: tuple[customer.Match, ...]) -> None:
        if question == self._lookup:
            self.pencil.matches = matches
            self.panel.show_matches(matches, self.model.lists)
            self._place_panel()
            self._show_pencil()

    def _place_panel(self) -> None:
        """Over the top of the side column, its frame in line with what stands there."""
        height = self.panel.needed
        self._panel_place.setFixedHeight(height + GUTTER if self.panel.isVisible() else 0)
        right = self.width() - GUTTER
        self.panel.put(QRect(right - SIDE_COLUMN, self._scroll.y() + SNUG, SIDE_COLUMN, height))

    def _close_matches(self) -> None:
        if self.panel.isVisible():
            self.panel.hide()
            self._place_panel()
        else:
            self.table.write_on(self.model.pencil_row)

    def _proposed(self) -> dict[str, str]:
        """What the program proposes where nothing was typed; blue grey until it is registered."""
        clock = self.desk.clock.local()
        if self.pencil.empty:
            return {"arrived": clock.strftime("%H:%M")} if self.day == clock.date() else {}
        lists = self.model.lists
        proposed = {
            "arrived": clock.strftime("%H:%M"),
            "head_count": "1",
            "purpose": show(form.PURPOSE, "look_at_cars", lists),
        }
        if self.desk.staff is not None:
            proposed["received_by"] = show(form.RECEIVED_BY, self.desk.staff, lists)
        match = self.pencil.exact
        if match is not None:
            proposed |= {
                "guest_name": match.name,
                "sex": show(form.SEX, match.sex, lists),
                "level": show(form.LEVEL, match.level, lists) if match.level != "N" else "",
                "assigned": match.owner_name,
            }
        return proposed

    def _show_pencil(self) -> None:
        if not self.model.lists:
            return
        proposed = self._proposed()
        self.model.show_pencil(proposed)
        self.paper.mark_row(self.model.pencil_row if not self.pencil.empty else -1)
        if self.pencil.line.strip():
            self.chips.show_pencil(self.pencil)
        else:
            self.chips.show_example()

    # -- registering --------------------------------------------------------------------------------

    def _line_entered(self) -> None:
        offer = self.panel.offer
        if offer is not None and offer.act is not Act.REPEAT:
            self._take_offer(offer)
        else:
            self.register()

    def _take_offer(self, offer: Offer) -> None:
        if offer.act is Act.SOMEBODY_ELSE:
            reason = self._reason(
                self,
                _("Somebody else with the same number"),
                _("Why do they share {phone}? (a family, a firm, …)", phone=offer.match.phone),
            )
            if reason:
                self.register(another_person=reason)
        elif offer.act is Act.TAKE:
            self.register(known=offer.match.customer)
        else:
            self.register()

    def register(self, *, known: int | None = None, another_person: str = "") -> None:
        """Put the pencil row on the log; a refusal keeps every typed character."""
        self.strip.finish_composition()
        self.finish_editing()
        pencil, day = self.pencil, self.day
        if pencil.empty:
            return
        try:
            values = pencil.values(self.model.lists)
        except Invalid as invalid:
            self._refused(invalid)
            return
        self.ask(
            self,
            lambda: traffic_log.register_visit(
                self.desk, values, day=day, token=pencil.token, known=known, another_person=another_person
            ),
            partial(self._registered, pencil),
            self._refused,
        )

    def finish_editing(self) -> None:
        """Take what stands in an open cell editor, composition included."""
        editor = self.table.focusWidget() if self.table.state() == FormTable.State.EditingState else None
        if isinstance(editor, QWidget) and editor is not self.table:
            QGuiApplication.inputMethod().commit()
            self.table.commitData(editor)
            self.table.closeEditor(editor, self.table.delegate.EndEditHint.NoHint)

    def _registered(self, pencil: Pencil, done: Registered) -> None:
        if pencil is self.pencil:
            self._forget_pencil()
        if not done.repeated:
            self.said.emit(_("Registered {name} as row {number}", name=_who(pencil), number=done.number))

    def _forget_pencil(self) -> None:
        self.model.pencil = Pencil()
        self.strip.blockSignals(True)
        self.strip.clear()
        self.strip.blockSignals(False)
        self._lookup += 1
        self.panel.show_matches((), self.model.lists)
        self._place_panel()
        self._keep_draft()
        self._show_pencil()
        self._tell_status()

    def _refused(self, error: ShowroomError) -> None:
        """Say why; everything typed stays where it is."""
        self.chips.show_problem(error.sentence())
        if isinstance(error, Invalid):
            self.pencil.problems = {one.field: one.sentence() for one in error.problems}
            self.model.show_pencil(self._proposed())
        self.status.emit(error.sentence(), error.code)

    # -- correcting ---------------------------------------------------------------------------------

    def _correct(self, row: int, column: Column, typed: str) -> None:
        """A registered cell was written over: read it, ask why where a reason is due, save."""
        entry = self.model.entries[row]
        texts = columns.entered(column, typed, self.model.lists)
        fields = {field.key: field for field in column.fields}
        try:
            values = {key: read_field(fields[key], text, self.model.lists) for key, text in texts.items()}
        except Invalid as invalid:
            self._not_corrected(entry.entry, column, typed, invalid)
            return
        reason = ""
        if values.get(form.VISIT.key):
            reason = self._reason(self, _("First or repeat"), _("Why is this visit counted differently?"))
            if not reason:
                return
        token = new_token()
        self.ask(
            self,
            lambda: traffic_log.correct_visit(
                self.desk, entry.entry, entry.revision, values, reason=reason, token=token
            ),
            lambda _revision: self._corrected(entry.entry, column),
            partial(self._not_corrected, entry.entry, column, typed),
        )

    def _corrected(self, entry: int, column: Column) -> None:
        self.model.forget_wrong(entry, column.key)
        self.said.emit(_("Corrected; the old value stays in the history"))
        self.refresh()

    def _not_corrected(self, entry: int, column: Column, typed: str, error: ShowroomError) -> None:
        self.model.mark_wrong(entry, column.key, typed, error.sentence())
        self.status.emit(error.sentence(), error.code)

    # -- drafts -------------------------------------------------------------------------------------

    def _keep_draft(self) -> None:
        self._draft_timer.stop()
        desk, written, line = self.desk, dict(self.pencil.written), self.pencil.line
        self.ask(self, lambda: drafts.keep(desk, FORM, written, line), lambda _none: None)

    def keep_draft_now(self) -> None:
        """Before the window closes or the desk is locked."""
        drafts.keep(self.desk, FORM, dict(self.pencil.written), self.pencil.line)

    def take_up_draft(self, draft: Draft) -> None:
        """Put back what was typed before the program ended; nothing is saved by that (A4)."""
        if draft.empty:
            return
        self.pencil.written = dict(draft.texts)
        self.strip.setText(draft.line)
        self._pencil_changed()
        self.said.emit(_("What you had not registered at {time} is back", time=draft.time))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the pencil row in view."""
        super().resizeEvent(event)
        self._place_panel()
        if not self.pencil.empty:
            place = self.table.mapTo(
                self.paper, QPoint(0, self.table.row_rect(self.model.pencil_row).bottom())
            )
            self._scroll.ensureVisible(0, place.y())


def _read(desk: Desk, day: date) -> tuple[TrafficLogDay, bool]:
    return traffic_log_day.day(desk, day), desk.may(Duty.REGISTER_VISIT)


def _who(pencil: Pencil) -> str:
    match = pencil.exact
    typed = pencil.texts.get("guest_name", "")
    return (fuller_name(typed, match.name) if match else typed) or _("a guest without a name")


def ask_reason(parent: QWidget, title: str, question: str) -> str:
    """A short reason in the person's own words; "" when they think better of it."""
    dialog = QInputDialog(parent)
    dialog.setWindowTitle(title)
    dialog.setLabelText(question)
    dialog.setOkButtonText(_("OK"))
    dialog.setCancelButtonText(_("Cancel"))
    return dialog.textValue().strip() if dialog.exec() else ""
