"""The bin of the traffic log: rows that were taken off, who did it, when and why, and the way back."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from showroom.forms import day_words
from showroom.language import _
from showroom.services.traffic_log_bin import Removed
from showroom.ui.history_panel import when
from showroom.ui.look import theme
from showroom.ui.look.buttons import Button, Segments
from showroom.ui.look.fly_out import FlyOut
from showroom.ui.look.labels import Hairline, Role, Text
from showroom.ui.look.tokens import CLOSE, FLY_OUT, GUTTER, SNUG, TIGHT, Size, Weight

# What the words of a row have beside its button.
_WORDS_PX: Final = FLY_OUT - 8 * GUTTER
DAYS: Final = (7, 30, 365)
USUAL_DAYS: Final = 30


class BinPanel(FlyOut):
    """Arrows and Tab go through the rows, Enter puts one back."""

    days_chosen = Signal(int)
    # A `Removed`.
    wanted_back = Signal(object)

    def __init__(self, page: QWidget) -> None:
        super().__init__(page, _("Close (Esc)"))
        self.show_title(_("Bin"), "")
        self._buttons: list[Button] = []
        self.spans = Segments(tuple((str(days), _("{days} days", days=days)) for days in DAYS))
        self.spans.choose(str(USUAL_DAYS))
        self.spans.chosen.connect(lambda key: self.days_chosen.emit(int(key)))
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, SNUG, 0)
        row.addWidget(self.spans)
        row.addStretch(1)
        self.put_under_head(line)

    @property
    def days(self) -> int:
        """How far back is looked."""
        return int(self.spans.current())

    def show_rows(self, rows: tuple[Removed, ...], today: date) -> None:
        """These, the newest first; the focus stays at its place in the list."""
        focus = QApplication.focusWidget()
        place = self._buttons.index(focus) if isinstance(focus, Button) and focus in self._buttons else -1
        self.show_title(_("Bin"), str(len(rows)) if rows else "")
        self._buttons = []
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, SNUG, 0)
        column.setSpacing(0)
        for row in rows:
            column.addWidget(Hairline(on_paper=True))
            column.addWidget(self._row(row, today))
        if not rows:
            column.addWidget(Text(self._empty(), Role.LABEL, wrap=True))
        column.addStretch(1)
        self.fill(content)
        if place >= 0:
            self.first_stop(place).setFocus()

    def _empty(self) -> str:
        return _(
            "Nothing was taken off the log in the last {days} days. What is taken off lies here and can be "
            "put back.",
            days=self.days,
        )

    def _row(self, row: Removed, today: date) -> QWidget:
        name = row.guest or _("no name")
        block = QWidget()
        line = QHBoxLayout(block)
        line.setContentsMargins(0, SNUG, TIGHT, SNUG)
        line.setSpacing(CLOSE)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addLayout(_guest(name, "　".join(row.phones)))
        stood = _("{day}, row {number}", day=day_words.short(row.day), number=row.number)
        words.addWidget(Text(f"{stood}　{row.arrived:%H:%M}", Role.LABEL, wrap=True))
        words.addWidget(Text(f"{row.deed.who}　{when(row.deed.at, today)}", Role.LABEL, wrap=True))
        words.addWidget(Text(_why(row), Role.PRINT, wrap=True))
        line.addLayout(words, 1)
        button = Button(_("Put back"))
        button.setAccessibleName(_("Put {name} back, row {number}", name=name, number=row.number))
        button.clicked.connect(lambda: self.wanted_back.emit(row))
        self._buttons.append(button)
        line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return block

    def first_stop(self, place: int = 0) -> QWidget:
        """The row at this place, the last one, or the panel where there is none."""
        return self._buttons[min(place, len(self._buttons) - 1)] if self._buttons else self


def _guest(name: str, phones: str) -> QHBoxLayout | QVBoxLayout:
    """The name and the numbers, on one line where they have room."""
    look = theme.current()
    wide = QFontMetricsF(look.font(Size.BODY, Weight.MEDIUM)).horizontalAdvance(f"{name}　{phones}")
    fits = wide < _WORDS_PX * look.text_percent / 100
    words = [Text(name, Role.STRONG, wrap=not fits)]
    if phones:
        words.append(Text(phones, Role.PRINT, wrap=not fits))
    line: QHBoxLayout | QVBoxLayout = QHBoxLayout() if fits else QVBoxLayout()
    line.setSpacing(SNUG if fits else 2)
    for one in words:
        line.addWidget(one)
    if fits:
        line.addStretch(1)
    return line


def _why(row: Removed) -> str:
    """The reason that was given; what went by an undo says so."""
    words = (row.deed.of or row.deed).reason or str(row.deed)
    return words[:1].upper() + words[1:]
