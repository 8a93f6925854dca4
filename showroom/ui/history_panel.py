"""The history of a row: a time line, the newest on top, with each field before and after."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from showroom.forms import day_words
from showroom.forms.traffic_log import TrafficLogRow
from showroom.language import _
from showroom.services.deeds import Deed
from showroom.services.history import Change, FieldChange
from showroom.ui.look import pixels, theme
from showroom.ui.look.fly_out import FlyOut, shortened
from showroom.ui.look.labels import Role, Text, literal
from showroom.ui.look.tokens import CLOSE, FLY_OUT, GAP, GUTTER, SNUG, TIGHT, Size

_DOT = 9
# What a field's words have, beside the marker and the labels.
_VALUES_PX = FLY_OUT - 8 * GUTTER


class HistoryPanel(FlyOut):
    """Shows what was done to one row; empty cells are said as a dash."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page, _("Close (Esc)"))
        self.entry = 0

    def show_history(self, row: TrafficLogRow, changes: tuple[Change, ...], today: date) -> None:
        """The changes as `history_of` gives them, oldest first."""
        self.entry = row.entry
        self.show_title(_("History of row {number}", number=row.number), row.guest_name)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, TIGHT, SNUG, 0)
        column.setSpacing(0)
        labels = _labels_width(changes)
        for change in reversed(changes):
            column.addWidget(_Moment(change, today, labels, last=change is changes[0]))
        if not changes:
            column.addWidget(Text(_("Nothing is known of this row's past."), Role.LABEL, wrap=True))
        column.addStretch(1)
        self.fill(content)


class _Moment(QWidget):
    """One act: when and who on top, what, and under it the fields."""

    def __init__(self, change: Change, today: date, labels: int, *, last: bool) -> None:
        super().__init__()
        self._last = last
        deed = change.deed
        column = QVBoxLayout(self)
        column.setContentsMargins(GUTTER, 0, 0, CLOSE if last else GAP)
        column.setSpacing(2)
        head = QHBoxLayout()
        moment = Text(when(deed.at, today), Role.LABEL)
        self._first_line = moment.sizeHint().height()
        head.addWidget(moment)
        head.addStretch(1)
        who = "　".join(word for word in (deed.who, deed.desk) if word)
        by = Text(shortened(who, FLY_OUT // 2 - GAP), Role.LABEL)
        by.setToolTip(literal(who))
        head.addWidget(by)
        column.addLayout(head)
        column.addWidget(Text(_sentence(deed), Role.STRONG, wrap=True))
        if deed.reason:
            column.addWidget(Text(_("Reason: {reason}", reason=deed.reason), Role.PRINT, wrap=True))
        if change.fields:
            column.addSpacing(TIGHT)
            column.addLayout(_fields(change.fields, labels))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A dot beside the first line, and the line of time down to the next."""
        tokens = theme.current().tokens
        painter = QPainter(self)
        middle = QPointF(_DOT / 2 + 1, self._first_line / 2)
        if not self._last:
            start = middle + QPointF(0, _DOT / 2 + TIGHT)
            pixels.rule(painter, start, QPointF(middle.x(), self.height() + 1), tokens.line)
        dot = QRectF(0, 0, _DOT, _DOT)
        dot.moveCenter(middle)
        pixels.box(painter, dot, _DOT / 2, tokens.paper, tokens.fline)
        painter.end()


def when(at: datetime, today: date) -> str:
    """The day with its weekday and the minute; the year where it is another."""
    day = day_words.short(at.date()) if at.year == today.year else day_words.full(at.date())
    return f"{day} {at:%H:%M}"


def _sentence(deed: Deed) -> str:
    """What was done; the guest stands in the head of the panel."""
    words = str(_nameless(deed))
    return words[:1].upper() + words[1:]


def _nameless(deed: Deed) -> Deed:
    return replace(deed, guest="", of=_nameless(deed.of) if deed.of else None)


def _labels_width(changes: tuple[Change, ...]) -> int:
    """One column for the labels of all acts."""
    metrics = QFontMetricsF(theme.current().font(Size.SMALL))
    labels = {_(field.label) for change in changes for field in change.fields}
    return ceil(max(map(metrics.horizontalAdvance, labels), default=0))


def _fields(changes: tuple[FieldChange, ...], labels: int) -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(CLOSE)
    grid.setVerticalSpacing(TIGHT)
    grid.setColumnMinimumWidth(0, labels)
    grid.setColumnStretch(1, 1)
    for line, change in enumerate(changes):
        grid.addWidget(Text(_(change.label), Role.LABEL), line, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(_words(change), line, 1)
    return grid


def _words(change: FieldChange) -> QVBoxLayout | QHBoxLayout:
    """Before → after on one line where there is room; print for what was, ink for what is."""
    after = change.after or "—"
    if not change.before:
        alone = QHBoxLayout()
        alone.addWidget(Text(after, wrap=True), 1)
        return alone
    both = f"{change.before} → {after}"
    look = theme.current()
    room = _VALUES_PX * look.text_percent / 100
    fits = QFontMetricsF(look.font(Size.BODY)).horizontalAdvance(both) < room
    line = QHBoxLayout()
    line.setSpacing(SNUG)
    line.addWidget(Text("→", Role.PRINT), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(Text(after, wrap=not fits), 1)
    if fits:
        line.insertWidget(0, Text(change.before, Role.PRINT))
        return line
    stacked = QVBoxLayout()
    stacked.setSpacing(2)
    stacked.addWidget(Text(change.before, Role.PRINT, wrap=True))
    stacked.addLayout(line)
    return stacked
