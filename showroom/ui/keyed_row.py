"""One row of the plan that is keyed in: as on the paper, what became of it, and why a line stays."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from showroom.forms import day_words
from showroom.forms.daily_report import ReportRow
from showroom.forms.keyed_lines import is_done
from showroom.language import _
from showroom.ui.look import theme
from showroom.ui.look.buttons import Button
from showroom.ui.look.faces import Kind
from showroom.ui.look.labels import Hairline, Role, Text
from showroom.ui.look.tokens import SNUG, TIGHT

_NUMBER_PX: Final = 22
_NAME_PX: Final = 84
_LEVEL_PX: Final = 16
_DUE_PX: Final = 58


class KeyedRow(QWidget):
    """Number, name, level and due day as printed; beside them done, skipped or open; below, what stays."""

    # The card is wanted: what a line cannot say is done there.
    opened = Signal(object)

    def __init__(self, row: ReportRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = row
        self.state = Text("", Role.LABEL, wrap=True)
        self.left = Text("", Role.BODY, wrap=True)
        self.reason = Text("", Role.ERROR, wrap=True)
        self.card = Button(_("Open card"), Kind.QUIET)
        self.card.setAccessibleName(_("Open the card of row {row}", row=row.number))
        self.card.clicked.connect(lambda: self.opened.emit(self.row))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, SNUG, 0)
        column.setSpacing(TIGHT)
        column.addWidget(Hairline(on_paper=True))
        column.addLayout(self._printed())
        self._below = QWidget()
        below = QHBoxLayout(self._below)
        below.setContentsMargins(theme.current().grown(_NUMBER_PX) + SNUG, 0, 0, TIGHT)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.left)
        words.addWidget(self.reason)
        below.addLayout(words, 1)
        below.addWidget(self.card, 0, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self._below)
        self.show_row(row, "", "", skipped=False)

    def _printed(self) -> QHBoxLayout:
        row = self.row
        line = QHBoxLayout()
        line.setSpacing(SNUG)
        number = Text(str(row.number), Role.NUMBER)
        number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        due = day_words.month_day(row.due_on) if row.due_on else ""
        cells = (
            (number, _NUMBER_PX),
            (Text(row.name or _("no name"), Role.STRONG, wrap=True), _NAME_PX),
            (Text(row.level_before, Role.PRINT), _LEVEL_PX),
            (Text(due, Role.LABEL), _DUE_PX),
        )
        for words, wide in cells:
            words.setFixedWidth(theme.current().grown(wide))
            line.addWidget(words, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.state, 1, Qt.AlignmentFlag.AlignTop)
        return line

    def show_row(self, row: ReportRow, typed: str, reason: str, *, skipped: bool) -> None:
        """What became of it by now; `typed` stays because of `reason`."""
        self.row = row
        done = is_done(row)
        if done:
            said = row.said or (_("nobody answered") if row.tried_in_vain else "")
            after = f"{row.level_after}　" if row.level_after not in ("", row.level_before) else ""
            self.state.setText(f"✓ {after}{said}".rstrip())
        else:
            self.state.setText(_("skipped") if skipped else "")
        self.state.set_role(Role.DONE if done else Role.LABEL)
        stays = bool(typed) and not skipped
        self.left.setText(typed if stays else "")
        self.reason.setText(reason if stays else "")
        self._below.setVisible(stays)
        self.setAccessibleName(self.words())

    def words(self) -> str:
        """The row for those who listen to it."""
        row = self.row
        parts = (str(row.number), row.name, row.level_before, self.state.text(), self.left.text())
        return " ".join(filter(None, (*parts, self.reason.text())))
