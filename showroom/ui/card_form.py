"""The A side of the card on paper: head line, framed and ruled cells, criteria, what was driven and sold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QWidget

from showroom.errors import Invalid
from showroom.forms import card_words
from showroom.forms import customer as customer_form
from showroom.forms import field as forms
from showroom.forms import prospect as form
from showroom.forms.customer_card import CustomerCard
from showroom.forms.field import Field, Lists
from showroom.language import _
from showroom.rules.consent import NOT_YET, SENSITIVE
from showroom.rules.criteria import proposed_level
from showroom.ui import card_layout
from showroom.ui.card_editors import CriteriaEditor, cell_editor
from showroom.ui.card_head import HeadLine
from showroom.ui.card_sales import SaleCells, read_cell
from showroom.ui.editors import Editor, Today
from showroom.ui.field_form import FieldForm
from showroom.ui.look import pixels, theme
from showroom.ui.look.buttons import Button
from showroom.ui.look.faces import Kind
from showroom.ui.look.fields import Field as Input
from showroom.ui.look.labels import Role, Text, literal
from showroom.ui.look.tokens import CARD_ROW, CLOSE, SNUG, Size
from showroom.ui.look.wrapping import wrapped

PAIRS: Final = 3
_LABEL, _LABEL_AT_MOST = 76, 140
_BY_KEY: Final = {one.key: one for one in (*customer_form.FIELDS, *form.FIELDS)}
FIELDS: Final[tuple[Field, ...]] = (*(_BY_KEY[key] for key in card_layout.in_order()), form.CRITERIA)
# How long the whole number of an ID is shown.
SHOWN_MS: Final = 30_000


class CardForm(FieldForm):
    """A form of fields laid out as the sheet is; what is wrong is told to whoever stands beside it."""

    judge_wanted = Signal()
    # A value that is masked is to be seen whole: the key of its field.
    reveal_wanted = Signal(str)
    # Something is to be put into the blocks below: a deed of `ui.sale_part`.
    sale_wanted = Signal(str)
    # A row of them is to be corrected: the deed, the id of the row.
    correct_wanted = Signal(str, int)

    def __init__(self, today: Today, parent: QWidget | None = None) -> None:
        super().__init__(today, parent)
        self.said: dict[str, tuple[str, Role]] = {}
        self.card: CustomerCard | None = None
        # What stood in a cell before somebody saw the whole of it.
        self._masked: dict[str, str] = {}
        self._hiding = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._hiding.timeout.connect(self.hide_again)
        self._grid.setHorizontalSpacing(0)
        self._grid.setVerticalSpacing(0)
        for pair in range(PAIRS):
            self._grid.setColumnStretch(2 * pair, 0)
            self._grid.setColumnStretch(2 * pair + 1, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.edited.connect(self._mark_edited)

    # -- laying out ---------------------------------------------------------------------------------

    def show_card(self, card: CustomerCard) -> None:
        """What stands on the card now, every field as it is stored."""
        self.card = card
        self._masked.clear()
        self.open(FIELDS, card.values, card.lists, read_only=not card.may_keep)
        self._show_around(card)

    def compare_card(self, card: CustomerCard) -> dict[str, str]:
        """Take note of what stands in the store now; what is written here stays (`FieldForm.compare`)."""
        self.card = card
        theirs = self.compare(card.values)
        self._show_around(card)
        self._mark_edited()
        return theirs

    def _show_around(self, card: CustomerCard) -> None:
        for key in card.masked:
            self.editors[key].set_read_only(True)
        self._say_not_asked(card)
        self._show_eye(card)
        self.head.show_card(card)
        self.judged.setText(card_words.judged(card))
        self.judge.setVisible(card.may_keep and card.due is not None)
        self.sales.show_card(card)
        for key, button in self.deeds.items():
            button.setVisible(
                (card.may_keep and card.due is not None) or (key == "order" and bool(card.orders))
            )
        self._read[card_layout.FAMILY].setText(_family(card))
        self._read[card_layout.REFERRER].setText(card.file.referrer_name)
        self._mark_edited()

    def _say_not_asked(self, card: CustomerCard) -> None:
        """A sensitive fact that is not asked now is not written, and says why (T3)."""
        for key in SENSITIVE:
            why = "" if card.values[key] else card.file.not_asked.get(key, "")
            widget = self.editors[key].widget
            self.editors[key].set_read_only(bool(why) or key in card.masked or not card.may_keep)
            widget.setToolTip(_(why) if why else "")
            widget.setAccessibleDescription(_(why) if why else "")
            if isinstance(widget, Input):
                short = _("after the order") if why == NOT_YET else _("after consent") if why else ""
                widget.setPlaceholderText(short)

    def _show_eye(self, card: CustomerCard) -> None:
        """At the number of the ID, for who may see the whole of it."""
        key = customer_form.ID_NUMBER.key
        widget = self.editors[key].widget
        if not isinstance(widget, Input):
            return
        if key in card.masked and card.file.may_reveal:
            if not widget.has_eye:
                widget.show_eye(_("See the whole number")).triggered.connect(
                    lambda: self.reveal_wanted.emit(key)
                )
        else:
            widget.hide_eye()

    def editor_of(self, field: Field, lists: Lists) -> Editor:
        return cell_editor(field, lists, self._today)

    def lay_out(self) -> None:
        """Row by row; the order of the pen is that of the fields."""
        self._label_cells: list[tuple[int, int]] = []
        self._label = self._label_width()
        self._read = {key: read_cell(word) for key, word in self._read_words().items()}
        self.head = HeadLine({key: self.editors[key] for key in card_layout.HEAD})
        self._grid.addWidget(self.head, 0, 0, 1, 2 * PAIRS)
        row = self._section(1, Text(_("Who it is"), Role.STRONG))
        row = self._cells(row, card_layout.CUSTOMER)
        row = self._section(row, Text(_("Need"), Role.STRONG))
        row = self._cells(row, card_layout.NEED)
        self.judged = Text("", Role.LABEL)
        self.judge = Button(_("Judge the level"), Kind.QUIET)
        self.judge.clicked.connect(self.judge_wanted)
        row = self._section(row, Text(_("Certainty"), Role.STRONG), self.judged, self.judge)
        self._grid.addWidget(self.editors[form.CRITERIA.key].widget, row, 0, 1, 2 * PAIRS)
        self.sales = SaleCells()
        for deed, cell in self.sales.to_correct().items():
            cell.opened.connect(partial(self.correct_wanted.emit, deed))
        self.deeds = {key: self._deed(key, word) for key, word in self._sale_words().items()}
        row = self._section(
            row + 1,
            Text(_("Test drives, quotes"), Role.STRONG),
            *(self.deeds[key] for key in ("drive", "quote", "trade_in")),
        )
        row = self._rows_of(row, self.sales.before_order())
        row = self._section(row, Text(_("Order"), Role.STRONG), self.deeds["order"])
        self._past = self._rows_of(row, self.sales.order())
        self._widen_labels()

    @staticmethod
    def _sale_words() -> dict[str, str]:
        return {
            "drive": _("Test drive"),
            "quote": _("Quote"),
            "trade_in": _("Valuation"),
            "order": _("Order and steps"),
        }

    def _deed(self, key: str, word: str) -> Button:
        button = Button(word, Kind.QUIET, icon="" if key == "order" else "add")
        button.clicked.connect(lambda: self.sale_wanted.emit(key))
        return button

    def _section(self, row: int, *parts: QWidget) -> int:
        line = QWidget()
        box = QHBoxLayout(line)
        box.setContentsMargins(SNUG, 0, SNUG, 0)
        box.setSpacing(CLOSE)
        for place, part in enumerate(parts):
            if place == 1:
                box.addStretch(1)
            box.addWidget(part)
        if len(parts) == 1:
            box.addStretch(1)
        self._grid.addWidget(line, row, 0, 1, 2 * PAIRS)
        self._grid.setRowMinimumHeight(row, theme.current().row(CARD_ROW) - SNUG // 2)
        return row + 1

    def _cells(self, row: int, rows: Iterable[card_layout.Row]) -> int:
        return self._rows_of(row, ([self._cell(key, pairs) for key, pairs in one] for one in rows))

    def _cell(self, key: str, pairs: int) -> tuple[str, QWidget, int]:
        if key in self._read:
            return self._read_words()[key], self._read[key], pairs
        return _(self.editors[key].field.label), self.editors[key].widget, pairs

    @staticmethod
    def _read_words() -> dict[str, str]:
        return {
            card_layout.FAMILY: _("Family"),
            card_layout.REFERRER: _(customer_form.REFERRER.label),
        }

    def _rows_of(self, row: int, rows: Iterable[list[tuple[str, QWidget, int]]]) -> int:
        for cells in rows:
            pair = 0
            for word, widget, pairs in cells:
                self._put(row, pair, word, widget, pairs)
                pair += pairs
            self._grid.setRowMinimumHeight(row, theme.current().row(CARD_ROW))
            row += 1
        return row

    def _put(self, row: int, pair: int, word: str, widget: QWidget, pairs: int) -> None:
        # Parted here: a label that wraps by itself would give its row a height that nobody can ask for.
        font = theme.current().font(Size.SMALL)
        lines = wrapped(word, font, self._label - SNUG - SNUG // 2 - 2, 2)
        label = Text("\n".join(lines), Role.LABEL)
        label.setContentsMargins(SNUG, 2, SNUG // 2, 2)
        label.setFixedWidth(self._label)
        self._grid.addWidget(label, row, 2 * pair, Qt.AlignmentFlag.AlignVCenter)
        if isinstance(widget, QCheckBox):
            cell = QHBoxLayout()
            cell.setContentsMargins(SNUG + 2, 0, 0, 0)
            cell.addWidget(widget)
            self._grid.addLayout(cell, row, 2 * pair + 1, 1, 2 * pairs - 1)
        else:
            self._grid.addWidget(widget, row, 2 * pair + 1, 1, 2 * pairs - 1)
        self._label_cells.append((row, 2 * pair))

    def _label_width(self) -> int:
        """The narrowest in which every label of the form fits on two lines."""
        font = theme.current().font(Size.SMALL)
        metrics = QFontMetricsF(font)
        words = [_(one.label) for one in FIELDS[:-1]] + [*self._read_words().values()]
        for width in range(_LABEL, _LABEL_AT_MOST, 4):
            room = theme.current().widened(width) - SNUG - SNUG // 2 - 2
            lines = [wrapped(word, font, room, 3) for word in words]
            if all(len(one) <= 2 and metrics.horizontalAdvance(one[-1]) <= room for one in lines):
                return theme.current().widened(width)
        return theme.current().widened(_LABEL_AT_MOST)

    def _widen_labels(self) -> None:
        for pair in range(PAIRS):
            self._grid.setColumnMinimumWidth(2 * pair, self._label)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Grounds of the labels, hairlines between the cells, the frame around them."""
        if not self.editors:
            return
        tokens = theme.current().tokens
        painter = QPainter(self)
        self.head.paint_lines(painter)
        first, last = self._grid.cellRect(1, 0), self._grid.cellRect(self._past - 1, 2 * PAIRS - 1)
        frame = QRectF(first.topLeft(), last.bottomRight() + QPointF(1, 1).toPoint())
        for row, column in self._label_cells:
            painter.fillRect(self._grid.cellRect(row, column), QColor(tokens.head))
        for row in range(2, self._past):
            top = self._grid.cellRect(row, 0).top()
            pixels.rule(painter, QPointF(frame.left(), top), QPointF(frame.right(), top), tokens.rule)
        for row, column in self._label_cells:
            cell = QRectF(self._grid.cellRect(row, column))
            for x in (cell.left(), cell.right()):
                if x > frame.left():
                    pixels.rule(painter, QPointF(x, cell.top()), QPointF(x, cell.bottom()), tokens.rule)
        facts = self.editors[form.CRITERIA.key].widget.geometry()
        for pair in range(1, PAIRS):
            x = facts.left() + facts.width() * pair / PAIRS
            pixels.rule(painter, QPointF(x, facts.top()), QPointF(x, facts.bottom()), tokens.rule)
        pixels.box(painter, frame, 0, edge=tokens.frame)
        painter.end()

    # -- writing ------------------------------------------------------------------------------------

    def changed_values(self) -> dict[str, Any] | None:
        """The values of what was written; None where some cannot be taken, which is then said."""
        for editor in self.editors.values():
            editor.settle()
        fields = tuple(self.editors[key].field for key in self.changed_keys)
        try:
            return forms.read(fields, self.texts(), self._lists)
        except Invalid as invalid:
            self.refuse(invalid)
            return None

    def take_back(self) -> None:
        """Every field as it is stored."""
        for key, editor in self.editors.items():
            editor.show_text(self._shown[key])
        self.say_nothing()
        self.edited.emit()

    def take_saved(self, texts: Mapping[str, str]) -> None:
        """These texts are stored now; what was written since is not."""
        self._shown |= texts

    def shown_texts(self) -> dict[str, str]:
        """What stood in the fields when the card was read."""
        return dict(self._shown)

    def show_unmasked(self, key: str, text: str) -> None:
        """A value that was masked, for whoever asked to see it; it can be written until it hides again."""
        editor = self.editors[key]
        self._masked[key] = editor.text()
        self._hiding.start()
        if isinstance(editor.widget, Input):
            editor.widget.hide_eye()
        editor.show_text(text)
        self._shown[key] = text
        editor.set_read_only(self.card is None or not self.card.may_keep)

    def hide_again(self) -> None:
        """What was shown whole is masked after half a minute (T4); what is being written there stays."""
        for key, masked in self._masked.items():
            editor = self.editors[key]
            if self.card is not None and editor.text() == self._shown[key] and key in self.card.masked:
                editor.show_text(masked)
                self._shown[key] = masked
                editor.set_read_only(True)
                self._show_eye(self.card)
        self._masked.clear()

    @property
    def ticked(self) -> tuple[str, ...]:
        """The codes of the facts that are ticked now."""
        editor = self.editors[form.CRITERIA.key]
        return editor.chosen if isinstance(editor, CriteriaEditor) else ()

    @property
    def facts(self) -> str:
        """The same in words."""
        return self.editors[form.CRITERIA.key].text()

    @property
    def proposed(self) -> str:
        """The level they speak for."""
        levels = {option.code: option.category for option in self._lists["criterion"]}
        return proposed_level(self.ticked, levels) or ""

    def _mark_edited(self) -> None:
        changed = set(self.changed_keys)
        for key, editor in self.editors.items():
            if isinstance(editor.widget, Input):
                editor.widget.set_edited(key in changed)

    def say_beside(self, key: str, sentence: str, role: Role = Role.ERROR) -> None:
        """The cells leave no room for words: they stand beside the form, the cell is marked."""
        if sentence:
            self.said[key] = (sentence, role)
        else:
            self.said.pop(key, None)
        self.editors[key].set_invalid(sentence if role is Role.ERROR else "")
        self.editors[key].widget.setToolTip(literal(sentence))
        self.told.emit()

    def sentences(self) -> dict[str, str]:
        return {key: sentence for key, (sentence, _role) in self.said.items()}


def _family(card: CustomerCard) -> str:
    """配偶、女儿 小雨."""
    relations = card.lists["family_relation"]
    words = {option.code: option.label for option in relations}
    members = (f"{words.get(one.relation, one.relation)} {one.name}".strip() for one in card.file.family)
    return "、".join(members)
