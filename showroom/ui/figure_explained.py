"""Beside the figures: what the number in hand counts or divides, of which days, and the rows behind it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from showroom.forms import day_words, figure_sources
from showroom.forms.figure_counts import Count
from showroom.forms.figure_rates import Rate
from showroom.forms.figures import FIGURE, FigureRow
from showroom.language import _
from showroom.ui import figure_words
from showroom.ui.card_lines import CardLine, CardWords
from showroom.ui.figure_lines import Told
from showroom.ui.look.buttons import Button, Segments
from showroom.ui.look.faces import Kind
from showroom.ui.look.labels import Role, Text
from showroom.ui.look.tokens import SNUG, TIGHT
from showroom.ui.side_column import SideSection

# So many rows are added to the list at once.
AT_ONCE = 40


class ExplainedSection(SideSection):
    """The definition of the number in hand, with its division."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("The figure in hand"), _("Sum"), parent)
        self._made = QWidget(self)
        self.body.addWidget(self._made)

    def show_told(self, told: Told) -> None:
        """Say what it is."""
        figure = told.value.figure
        division, result = figure_words.in_full(told.value)
        if isinstance(figure, Rate):
            over, under = FIGURE[figure.over], FIGURE[figure.under]
            said = [
                Text(_(figure.label), Role.STRONG, wrap=True),
                Text(f"{division} = {result}", Role.NUMBER),
                *_of(_("Above"), over, told.value.numerator),
                *_of(_("Below"), under, told.value.denominator or 0),
            ]
        else:
            said = [
                Text(_(figure.label), Role.STRONG, wrap=True),
                Text(result, Role.NUMBER),
                Text(_(figure.says), wrap=True),
            ]
        of = " · ".join(part for part in (figure_words.days(told.period), told.consultant_name) if part)
        said.append(Text(of, Role.LABEL, wrap=True))
        said.append(
            Text(_("Source: {source}", source=figure_sources.said(figure.source)), Role.LABEL, wrap=True)
        )
        self._replace(said)
        self.tell("", on_rail=result)

    def show_sentence(self, sentence: str) -> None:
        """Nothing in hand, or nothing to be asked: only a sentence."""
        self._replace([Text(sentence, Role.LABEL, wrap=True)])
        self.tell("")

    def _replace(self, said: Sequence[QWidget]) -> None:
        fresh = QWidget(self)
        column = QVBoxLayout(fresh)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TIGHT)
        for widget in said:
            column.addWidget(widget)
        before, self._made = self._made, fresh
        self.body.replaceWidget(before, fresh)
        fresh.show()
        before.hide()
        before.deleteLater()


def _of(word: str, figure: Count | Rate, count: int) -> list[Text]:
    """One side of a division: the figure with its number, then what it counts."""
    head = Text(f"{word}: {_(figure.label)}, {figure_words.number(count)}", Role.BODY, wrap=True)
    says = figure.says if isinstance(figure, Count) else ""
    return [head, Text(_(says), Role.LABEL, wrap=True)] if says else [head]


class RowsSection(SideSection):
    """The rows behind the number; a press opens the card, or the log of the day."""

    # A `FigureRow` was pressed; another side of a division is wanted, by the key of its count.
    pressed = Signal(object)
    side_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Rows behind it"), _("Rows"), parent)
        self.sides = Segments()
        self.sides.hide()
        self.sides.chosen.connect(self.side_chosen)
        self._list = QWidget(self)
        self._column = QVBoxLayout(self._list)
        self.more = Button("", Kind.QUIET)
        self.more.clicked.connect(self._show_more)
        self.more.hide()
        for widget in (self.sides, self._list, self.more):
            self.body.addWidget(widget)
        self.body.setSpacing(SNUG)
        self._rows: Sequence[FigureRow] = ()
        self._shown = 0
        self.set_wanted(False)

    @property
    def lines(self) -> list[CardLine]:
        """Every row in view."""
        return self._list.findChildren(CardLine)

    def ask_for(self, told: Told) -> str:
        """Offer both sides of a division; the key of the count whose rows are wanted first."""
        figure = told.value.figure
        self.show_nothing()
        if isinstance(figure, Count):
            return figure.key
        self.sides.set_choices(((figure.over, _("Above")), (figure.under, _("Below"))))
        self.sides.show()
        return figure.over

    def show_nothing(self) -> None:
        """No number is opened."""
        self.sides.hide()
        self._fill(())
        self.set_wanted(False)

    def show_rows(self, rows: Sequence[FigureRow]) -> None:
        """The rows, the newest first."""
        self._fill(tuple(reversed(rows)))
        self.tell(figure_words.number(len(rows)), "" if rows else _("none"))
        self.set_wanted(True)

    def _fill(self, rows: Sequence[FigureRow]) -> None:
        fresh = QWidget(self)
        self._column = QVBoxLayout(fresh)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        before, self._list = self._list, fresh
        self.body.replaceWidget(before, fresh)
        fresh.show()
        before.hide()
        before.deleteLater()
        self._rows, self._shown = rows, 0
        self._show_more()

    def _show_more(self) -> None:
        """Some more of them; the keyboard goes to the first new one."""
        stood_here = self.more.hasFocus()
        fresh = self._rows[self._shown : self._shown + AT_ONCE]
        added = [self._line(row) for row in fresh]
        for line in added:
            self._column.addWidget(line)
        self._shown += len(fresh)
        left = len(self._rows) - self._shown
        self.more.setText(_("Show more ({count} left)", count=figure_words.number(left)))
        self.more.setAccessibleName(self.more.text())
        self.more.updateGeometry()
        if stood_here and added:
            added[0].setFocus()
        self.more.setVisible(left > 0)

    def _line(self, row: FigureRow) -> CardLine:
        when = day_words.month_day(row.day)
        if row.amount != 1:
            when = f"{when}  {row.amount:+d}"
        about = [row.consultant_name] if row.consultant_name else []
        if row.number:
            about.insert(0, _("line {number}", number=row.number))
        name = row.name or _("nobody on file")
        line = CardLine(CardWords(row.prospect or 0, name, " ".join(about), when), self._list)
        line.setEnabled(bool(row.prospect) or opens_log(row))
        line.clicked.connect(lambda: self.pressed.emit(row))
        return line


def opens_log(row: FigureRow) -> bool:
    """Whether a row is one of the traffic log."""
    return row.table == "traffic_entry"
