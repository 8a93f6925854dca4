"""The card's sheet on the desk: it scrolls as one page; without a card it says why there is none."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from showroom.forms.customer_card import CustomerCard
from showroom.language import _
from showroom.ui.card_back import CardBack
from showroom.ui.card_form import CardForm
from showroom.ui.card_head import TitleLine
from showroom.ui.look.buttons import Button
from showroom.ui.look.labels import Role, Text
from showroom.ui.look.sheet import Sheet
from showroom.ui.look.tokens import CLOSE, GUTTER, MARGIN, SNUG, WIDE

_STEP = 40
FRONT, BACK = "a", "b"


def sides() -> tuple[tuple[str, str], ...]:
    """Both sides of the card by key and word."""
    return (FRONT, _("A side")), (BACK, _("B side"))


class CardPaper(QScrollArea):
    """Arrows scroll while the pen is on no field; a field that gets the pen comes into view."""

    def __init__(self, form: CardForm, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = form
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Customer Information Card"))
        inside = QWidget()
        inside.setObjectName("contents")
        outer = QVBoxLayout(inside)
        outer.setContentsMargins(0, 0, 0, 0)
        self.sheet = Sheet(inside)
        column = QVBoxLayout(self.sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.title = TitleLine()
        self._why = Text("", Role.STRONG, wrap=True)
        self._why.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.way_out = Button(keys="Ctrl N")
        column.addWidget(self.title)
        self.back = CardBack()
        self.side = FRONT
        column.addWidget(form)
        column.addWidget(self.back)
        column.addWidget(self._why)
        column.addWidget(self.way_out, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addWidget(self.sheet)
        outer.addStretch(1)
        self.setWidget(inside)

    def show_card(self, card: CustomerCard, today: date) -> None:
        """The sheet of a card."""
        self.title.show_card(card)
        self.back.show_card(card, today)
        self.title.show()
        self.lay_side()
        self._why.hide()
        self.way_out.hide()

    def show_side(self, side: str) -> None:
        """Turn the card over: its front, or its back with the contact record."""
        if side != self.side:
            self.side = side
            self.verticalScrollBar().setValue(0)
        self.lay_side()

    def lay_side(self) -> None:
        """The side that lies on top is in view, the other is not."""
        self.form.setVisible(self.side == FRONT)
        self.back.setVisible(self.side == BACK)
        self.title.show_side(dict(sides())[self.side])

    def show_nothing(self, why: str, way_out: str) -> None:
        """Why there is no card, and the way to one."""
        self.title.hide()
        self.form.hide()
        self.back.hide()
        self._why.setText(why)
        self._why.setContentsMargins(0, WIDE, 0, CLOSE)
        self._why.show()
        self.way_out.setText(way_out)
        self.way_out.setAccessibleName(way_out)
        self.way_out.setVisible(bool(way_out))

    def bring(self, key: str) -> None:
        """The pen on a field, and the field in view."""
        editor = self.form.editors.get(key)
        if editor is not None:
            editor.take_pen()
            self.ensureWidgetVisible(editor.widget, SNUG, WIDE)

    def turn(self, by: int) -> None:
        """A screenful up or down."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + by * bar.pageStep())

    def widest(self) -> int:
        """What the form needs with the margins of a roomy page, in pixels."""
        bar = self.verticalScrollBar().sizeHint().width()
        return self.form.minimumSizeHint().width() + 2 * (GUTTER + MARGIN) + bar

    def lay(self, *, narrow: bool, low: bool) -> None:
        """Less room around and inside on a small screen."""
        self.sheet.lay(CLOSE if narrow else GUTTER, SNUG if low else CLOSE if narrow else MARGIN)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever came by Tab sees where the pen is; a press on the paper needs no ring."""
        super().focusInEvent(event)
        self.sheet.show_pen(
            event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        )

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The pen is elsewhere."""
        super().focusOutEvent(event)
        self.sheet.show_pen(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows scroll; everything else is the page's."""
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if by and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + by * _STEP)
        else:
            event.ignore()
