"""The paper of the dashboard: one sheet cut by hairlines, every number of which can be asked about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import QPointF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from showroom.forms.dashboard import COUNTS, RATES, Dashboard
from showroom.forms.figures import Book
from showroom.forms.plot import Part
from showroom.language import _
from showroom.ui import dashboard_lines as lines
from showroom.ui import figure_words, names
from showroom.ui.card_lines import CardLine
from showroom.ui.figure_lines import FigureTable
from showroom.ui.figures_table import FiguresModel, FiguresTable
from showroom.ui.key_figure import KeyFigure
from showroom.ui.look import pixels, theme
from showroom.ui.look.buttons import Button
from showroom.ui.look.faces import Kind
from showroom.ui.look.labels import Role, Text, in_menu
from showroom.ui.look.tokens import CLOSE, GAP, GUTTER, MARGIN, SNUG, TIGHT
from showroom.ui.plot import PlotView
from showroom.ui.request_lines import RequestLines

_ROW: Final = 30
_WORD: Final = 44
# Two panels have room beside each other from here on, at 100 %.
_TWO_ABREAST: Final = 780
_AT_LEAST: Final = 300


class Panel(QWidget):
    """One part of the paper: a head, and what it holds."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.body = QVBoxLayout(self)
        # A plot keeps so much room at both sides for the ring of its focus; all else is indented by it.
        self.body.setContentsMargins(MARGIN - TIGHT, GAP, MARGIN - TIGHT, GAP)
        self.body.setSpacing(SNUG)
        self.title, self.about, self.note = (
            Text(title, Role.SECTION),
            Text("", Role.LABEL),
            Text("", Role.LABEL),
        )
        if title:
            head = QHBoxLayout()
            head.setContentsMargins(TIGHT, 0, TIGHT, 0)
            head.setSpacing(SNUG)
            head.addWidget(self.title)
            head.addWidget(self.about)
            head.addStretch(1)
            self.body.addLayout(head)

    def hold(self, widget: QWidget) -> None:
        """Below the others, in line with the words of a plot."""
        row = QHBoxLayout()
        row.setContentsMargins(TIGHT, 0, TIGHT, 0)
        row.addWidget(widget)
        self.body.addLayout(row)


class Losses(QWidget):
    """Under the funnel: how many were lost and why, each a press away from its rows."""

    # A `forms.plot.Part`, and its words.
    opened = Signal(object, str)
    # The `Told` of the share of clear reasons.
    clear_opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, TIGHT, 0, 0)
        self._row.setSpacing(TIGHT)
        self._row.addStretch(1)
        # What has no room is hidden: the buttons ask for none.
        self._row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        self.setMinimumWidth(1)
        self.buttons: list[Button] = []

    def show_losses(self, board: Dashboard) -> None:
        """Other days."""
        for button in self.buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []
        lost = _("Lost {count}", count=figure_words.number(board.book["lost"].numerator))
        whole = Part("lost", board.period.first, board.period.last)
        for words, part in ((lost, whole), *lines.losses_of(board)):
            self._add(words, partial(self.opened.emit, part, words))
        clear = lines.clear_of(board)
        if clear.value.denominator:
            division, result = figure_words.in_full(clear.value)
            words = _("Clear {division} = {share}", division=division, share=result)
            self._add(words, lambda: self.clear_opened.emit(clear))
        self.fit()

    def _add(self, words: str, press: Callable[[], object]) -> None:
        button = Button(in_menu(words), Kind.QUIET, parent=self)
        button.setAccessibleName(words)
        button.clicked.connect(lambda _on=False: press())
        self._row.insertWidget(len(self.buttons), button)
        self.buttons.append(button)

    def fit(self) -> None:
        """What has no room stands in the figures; the first and the last stay longest."""
        spare = self.width()
        for place in (0, len(self.buttons) - 1, *range(1, len(self.buttons) - 1)):
            if 0 <= place < len(self.buttons):
                spare -= self.buttons[place].sizeHint().width() + TIGHT
                self.buttons[place].setVisible(spare >= 0 or place == 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width."""
        super().resizeEvent(event)
        self.fit()


class DashboardBoard(QWidget):
    """Key figures above, then funnel and levels, consultants and what waits."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.figures = tuple(KeyFigure(self) for _place in (*COUNTS, *RATES))
        self.funnel, self.losses, self.levels = PlotView(), Losses(), PlotView()
        self.cards = FiguresModel(self)
        self.cards_table = FiguresTable(
            self.cards, _("Cards on hand"), row=_ROW, least_word=_WORD, whole=True, bare=True
        )
        self.team = FiguresModel(self)
        self.team_table = FiguresTable(
            self.team, _("Consultants"), row=_ROW, least_word=_WORD, whole=True, bare=True
        )
        self.requests = RequestLines(_("Waits for my decision"), _("Decide"))
        self.reports = Button("", Kind.QUIET, icon="daily-report")
        self.nothing = Text(_("Nothing waits for a decision."), Role.LABEL, wrap=True)
        self._board: Dashboard | None = None
        self._before: Book | None = None
        self._late: Mapping[int | None, int] | None = None
        self._abreast = (0, 0)
        self._build()

    def _build(self) -> None:
        self._top = Panel()
        self._numbers = QGridLayout()
        self._numbers.setSpacing(GUTTER)
        self._top.body.addLayout(self._numbers)
        self._funnel, self._cards = Panel(), Panel()
        self._team, self._waiting = Panel(_("Consultants")), Panel()
        self.verdict = Text("", Role.DONE, wrap=True)
        self._funnel.body.addWidget(self.funnel)
        self._funnel.body.addWidget(self.losses)
        self._cards.body.addWidget(self.levels)
        self._cards.hold(self.cards_table)
        self._cards.hold(self.verdict)
        self._team.hold(self.team_table)
        for widget in (self.requests, self.nothing, self.reports):
            self._waiting.hold(widget)
        for panel in self._panels:
            panel.body.addStretch(1)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(1)
        self._lay()

    @property
    def _panels(self) -> tuple[Panel, ...]:
        return self._funnel, self._cards, self._team, self._waiting

    # -- what it shows ------------------------------------------------------------------------------

    def show_board(self, board: Dashboard) -> None:
        """Other numbers."""
        self._board = board
        by_name = names.of(board.lists)
        self._show_figures()
        self.funnel.show_plot(board.funnel)
        self.losses.show_losses(board)
        self.levels.show_plot(board.levels)
        words, closes = lines.verdict(board)
        self.verdict.setText(words)
        self.verdict.set_role(Role.DONE if closes else Role.ERROR)
        _show(self.cards, lines.cards_of(board))
        self._show_team()
        self._team.about.setText(figure_words.days(board.period))
        today = board.period.last
        self.requests.show_requests(
            board.requests, (lines.waiting_words(one, today, by_name) for one in board.requests)
        )
        self.requests.setVisible(bool(board.requests))
        self.nothing.setVisible(not board.requests)
        self.reports.setText(_("{count} daily reports wait for your words", count=board.reports))
        self.reports.setAccessibleName(self.reports.text())
        self.reports.setVisible(bool(board.reports))

    def show_before(self, before: Book) -> None:
        """The numbers of the days it is compared with."""
        self._before = before
        self._show_figures()

    def _show_figures(self) -> None:
        board, before = self._board, self._before
        if board is None:
            return
        if before is not None and (before.first, before.last) != (board.compared.first, board.compared.last):
            before = None
        for widget, (said, told) in zip(self.figures, lines.figures_of(board, before), strict=True):
            widget.show_figure(said, told)
        self._lay()

    def show_late(self, late: Mapping[int | None, int]) -> None:
        """How many cards of each consultant are late."""
        self._late = late
        self._show_team()

    def _show_team(self) -> None:
        if self._board is not None:
            by_name = names.of(self._board.lists)
            _show(self.team, lines.team_of(self._board, self._late, by_name))

    @property
    def lines(self) -> list[CardLine]:
        """The requests in view."""
        return self.requests.lines

    def begin(self) -> None:
        """The keyboard is on the first number."""
        self.figures[0].setFocus()

    # -- where it stands ----------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many abreast as have room."""
        super().resizeEvent(event)
        self._lay()

    def _lay(self) -> None:
        look = theme.current()
        two = 2 if self.width() >= look.widened(_TWO_ABREAST) else 1
        needed = max(one.needed for one in self.figures) + GUTTER
        five = len(self.figures) if self.width() >= len(self.figures) * needed + 2 * MARGIN else 3
        if (two, five) == self._abreast:
            return
        self._abreast = two, five
        for place, widget in enumerate(self.figures):
            self._numbers.addWidget(widget, place // five, place % five)
        for column in range(len(self.figures)):
            self._numbers.setColumnStretch(column, 1 if column < five else 0)
        self._grid.addWidget(self._top, 0, 0, 1, two)
        for place, panel in enumerate(self._panels):
            self._grid.addWidget(panel, 1 + place // two, place % two)
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < two else 0)
            self._grid.setColumnMinimumWidth(column, _AT_LEAST if column < two else 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A hairline over each row, and between two panels."""
        tokens = theme.current().tokens
        painter = QPainter(self)
        for panel in self._panels:
            place = panel.geometry()
            pixels.rule(painter, QPointF(0, place.top()), QPointF(self.width(), place.top()), tokens.line)
            if place.left() > CLOSE:
                ends = QPointF(place.left(), place.top()), QPointF(place.left(), place.bottom())
                pixels.rule(painter, *ends, tokens.line)
        painter.end()


def _show(model: FiguresModel, table: FigureTable) -> None:
    """The same table is not laid out again: what is in hand stays there."""
    if table != model.table:
        model.show_table(table)
