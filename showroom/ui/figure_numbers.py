"""A number that is asked about: its definition, and the rows behind it, which open card or log."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from showroom.forms.figures import FigureRow
from showroom.services import figures
from showroom.ui.figure_explained import ExplainedSection, RowsSection, opens_log
from showroom.ui.figure_lines import CardsTold, Told
from showroom.ui.page import Page
from showroom.ui.side_column import SideColumn

Read = Callable[[], tuple[FigureRow, ...]]


class FigureNumbers(QObject):
    """Two sections for the side of a page, and what happens in them."""

    def __init__(self, page: Page, side: SideColumn) -> None:
        super().__init__(page)
        self._page, self._side = page, side
        self.explained, self.rows = ExplainedSection(), RowsSection()
        # The number in hand, or the words of what is none of the book.
        self.told: Told | str | None = None
        self.rows.pressed.connect(self._open_row)
        self.rows.side_chosen.connect(self._read_figure)
        self.tell_nothing()

    def tell_nothing(self) -> None:
        """No number is in hand: another sheet, other days."""
        self.told = None
        self.explained.set_wanted(False)
        self.rows.show_nothing()

    def explain(self, told: Told) -> None:
        """What a number counts or divides."""
        self.told = told
        self.rows.show_nothing()
        self.explained.set_wanted(True)
        self.explained.show_told(told)

    def open(self, told: Told) -> None:
        """The same, and its rows."""
        self.explain(told)
        self._read_figure(self.rows.ask_for(told))

    def open_cards(self, cards: CardsTold) -> None:
        """A number of cards that is no figure of the book."""
        desk = self._page.desk
        self.open_rows(cards.sentence, lambda: cards.read(desk))

    def open_rows(self, words: str, read: Read) -> None:
        """What was asked about in words, and its rows."""
        self.say(words)
        self._read(read)

    def say(self, words: str) -> None:
        """What was asked about in words alone."""
        self.told = words
        self.rows.show_nothing()
        self.explained.set_wanted(True)
        self.explained.show_sentence(words)

    def _read_figure(self, key: str) -> None:
        told, desk = self.told, self._page.desk
        if isinstance(told, Told):
            first, last, whose = told.period.first, told.period.last, told.consultant
            self._read(lambda: figures.rows(desk, key, first, last, whose))

    def _read(self, read: Read) -> None:
        told, page = self.told, self._page

        def show(rows: tuple[FigureRow, ...]) -> None:
            if told == self.told:
                self.rows.show_rows(rows)
                self._side.bring(self.rows)

        page.ask(page, read, show)

    def _open_row(self, row: FigureRow) -> None:
        if row.prospect:
            cards = tuple(dict.fromkeys(one.words.prospect for one in self.rows.lines if one.words.prospect))
            self._side.close_fly_out()
            self._page.card_wanted.emit(row.prospect, cards)
        elif opens_log(row):
            self._side.close_fly_out()
            self._page.day_wanted.emit(row.day)
