"""The sheet of the level grid on screen: title, head line, table, levels at the end, how to read it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from showroom.forms import day_words
from showroom.forms.level_grid import COUNTED, LevelGrid, Star
from showroom.language import _, either
from showroom.rules.level import Level
from showroom.rules.level_grid import Joined
from showroom.ui import names
from showroom.ui.level_grid_table import LevelGridTable, paint_star
from showroom.ui.log_paper import Framed
from showroom.ui.look import pixels, theme
from showroom.ui.look.badges import paint_badge
from showroom.ui.look.labels import Role, Text
from showroom.ui.look.painted import Painted
from showroom.ui.look.sheet import Sheet
from showroom.ui.look.tokens import BADGE_IN_GRID, CLOSE, GAP, MARGIN, SNUG, TIGHT, WIDE, Size, Weight
from showroom.ui.paper import Blank, Signature

# Of the ends those that happened, of the levels all.
_ALWAYS: Final = (Level.ORDERED, Level.H, Level.A, Level.B, Level.C)


class LevelTotals(Painted):
    """Badges with figures: how many cards stand at each level."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._word = ""
        self._figures: tuple[tuple[str, int], ...] = ()

    def show_totals(self, word: str, totals: Mapping[str, int]) -> None:
        """Other figures."""
        levels = (*COUNTED[:5], Level.UNRATED, *COUNTED[5:])
        self._word = word
        self._figures = tuple(
            (one, totals.get(one, 0)) for one in levels if one in _ALWAYS or totals.get(one)
        )
        self.setAccessibleName(", ".join((word, *(f"{level} {count}" for level, count in self._figures))))
        self.refresh()

    def wanted(self) -> QSize:
        """The word, then badge and figure of each."""
        look = theme.current()
        word = QFontMetricsF(look.font(Size.SMALL)).horizontalAdvance(self._word)
        return QSize(round(word + CLOSE + len(self._figures) * self._each()), look.grown(WIDE - TIGHT))

    def _each(self) -> float:
        look = theme.current()
        figure = QFontMetricsF(look.font(Size.BODY, Weight.MEDIUM)).horizontalAdvance("000")
        return BADGE_IN_GRID * look.text_percent / 100 + SNUG + figure + SNUG

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        """From left to right."""
        look = theme.current()
        painter.setFont(look.font(Size.SMALL))
        x = rect.left() + pixels.write(painter, rect, self._word, look.tokens.t2) + CLOSE
        side = BADGE_IN_GRID * look.text_percent / 100
        painter.setFont(look.font(Size.BODY, Weight.MEDIUM))
        for level, count in self._figures:
            paint_badge(painter, QRectF(x, rect.top(), side, rect.height()), level, BADGE_IN_GRID)
            figure = QRectF(x + side + SNUG, rect.top(), self._each() - side - SNUG, rect.height())
            pixels.write(painter, figure, str(count), look.tokens.t1)
            x += self._each()


class StarLegend(Painted):
    """What a star and a red star mean."""

    def __init__(self, star: Star, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._star, self._words = star, words
        self.setAccessibleName(words)

    def wanted(self) -> QSize:
        """The star, then the words."""
        look = theme.current()
        words = QFontMetricsF(look.font(Size.SMALL)).horizontalAdvance(self._words)
        return QSize(round(look.widened(GAP) + words) + 1, look.grown(WIDE - TIGHT, Size.SMALL))

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        """One line."""
        look = theme.current()
        wide = look.widened(GAP)
        paint_star(painter, QRectF(rect.left(), rect.top(), wide - TIGHT, rect.height()), self._star)
        painter.setFont(look.font(Size.SMALL))
        pixels.write(painter, rect.adjusted(wide, 0, 0, 0), self._words, look.tokens.t2)


class LevelGridPaper(Sheet):
    """Lays the table on paper with what stands over and under it."""

    def __init__(self, table: LevelGridTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = table
        self.title = Text(_("Monthly Level Grid"), Role.TITLE)
        self.title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.blanks = [
            Blank(_(label))
            for label in (_("Dealer"), _("Consultant"), _("Month"), _("Carried over"), _("New this month"))
        ]
        self.totals = LevelTotals()
        self.empty = Text("", Role.HINT)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.legend = Text(
            _("The letter is the level after the contact; what is open goes on next month."), Role.LABEL
        )
        self._below = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SNUG)
        head = QHBoxLayout()
        for place, blank in enumerate(self.blanks):
            if place:
                head.addStretch(1)
            head.addWidget(blank)
        stars = QHBoxLayout()
        stars.setSpacing(GAP)
        stars.addWidget(StarLegend(Star.AHEAD, _("planned contact")))
        stars.addWidget(StarLegend(Star.OVERDUE, _("planned and overdue")))
        stars.addWidget(self.legend, 1)
        self._below.addWidget(self.totals)
        self._below.addStretch(1)
        self._below.addLayout(stars)
        signatures = QHBoxLayout()
        signatures.setSpacing(WIDE + SNUG)
        for role in (_("Consultant"), _("Showroom Manager")):
            signatures.addWidget(Signature(role))
        signatures.addStretch(1)
        for part in (self.title, head, Framed(self.table), self.empty, self._below, signatures):
            column.addWidget(part) if isinstance(part, QWidget) else column.addLayout(part)
        self.legend.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def show_grid(self, grid: LevelGrid) -> None:
        """What stands over and under the table."""
        whose = names.shown(names.of(grid.lists), grid.consultant_name)
        values = (
            either(grid.dealer_short or grid.dealer, grid.dealer_english),
            whose,
            day_words.month(grid.first),
            str(grid.joined(Joined.CARRIED)),
            _joined(grid),
        )
        for blank, value in zip(self.blanks, values, strict=True):
            blank.write(value)
        until = day_words.month_day(grid.until) if grid.until else ""
        self.totals.show_totals(_("Until {day}", day=until) if until else "", grid.totals)
        self.empty.setText("" if grid.rows else _("{name} has no cards in this month.", name=whose))
        self.empty.setVisible(not grid.rows)

    def share(self, *, narrow: bool) -> None:
        """Less room: smaller margins, the legend below the totals."""
        self.lay(CLOSE if narrow else 20, CLOSE if narrow else MARGIN)
        self.legend.setWordWrap(narrow)
        self._below.setDirection(
            QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        )


def _joined(grid: LevelGrid) -> str:
    """How many are new, and how many came onto the sheet in another way."""
    returned, received = grid.joined(Joined.RETURNED), grid.joined(Joined.RECEIVED)
    more = (
        (returned, _("returned {count}", count=returned)),
        (received, _("received {count}", count=received)),
    )
    return either("，", ", ").join((str(grid.joined(Joined.NEW)), *(words for count, words in more if count)))
