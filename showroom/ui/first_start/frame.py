"""The frame around a screen of the first start: title and place, the screen on paper, Back, Skip and Next."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from showroom import language
from showroom.language import _
from showroom.ui.first_start.answers import ASKED, FACTS
from showroom.ui.first_start.screen import Entry, Screen
from showroom.ui.look import theme
from showroom.ui.look.buttons import Button, Segments
from showroom.ui.look.faces import Kind
from showroom.ui.look.labels import Role, Text
from showroom.ui.look.sheet import Sheet
from showroom.ui.look.tokens import CLOSE, GAP, GUTTER, MARGIN, SNUG, WIDE

SKIP_KEYS = "Alt+S"
# As wide as the screens grow; a small window has smaller margins.
WIDEST = 880
ROOMY_HEIGHT = 640


class _Well(QScrollArea):
    """Holds the screen; tells it how wide it may be, so that nothing goes out of view at the right."""

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self._screen = screen
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setWidget(screen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The screen is laid out before it is measured."""
        self._screen.lay(self.viewport().width())
        super().resizeEvent(event)


class Frame(QWidget):
    """One screen in view. The keyboard reaches the screen first, then the buttons, then the languages."""

    def __init__(self, screen: Screen, step: int) -> None:
        super().__init__()
        self.view = screen
        self.well = _Well(screen)
        # A new row or a sentence beside a field moves everything below it.
        self.well.verticalScrollBar().rangeChanged.connect(self.show_pen)
        self._problem = Text("", Role.ERROR, wrap=True)
        self._problem.hide()
        last = step == ASKED[-1]
        self.next = Button(
            _("Begin") if step not in ASKED else _("Finish") if last else _("Next"),
            Kind.PRIMARY,
            keys=screen.next_keys,
        )
        self.skip = Button(_(screen.skip_word), keys=SKIP_KEYS)
        self.back = Button(_("Back"), Kind.QUIET, icon="chevron-left", keys="Esc")
        self.demo = Button(_("Look around with demo data"), icon="eye")
        self.languages = Segments(language.NAMES.items())
        self.languages.choose(language.current())
        self._build(step)
        # Only now: whoever has no parent yet and is made visible is a window of its own.
        self.skip.setVisible(step in ASKED)
        self.back.setVisible(step in ASKED and step != FACTS)
        self.demo.setVisible(step == FACTS)

    def _build(self, step: int) -> None:
        self._column = QVBoxLayout()
        self._column.setSpacing(SNUG)
        self._column.addLayout(self._head(step))
        intro = Text(_(self.view.intro), Role.PRINT, wrap=True)
        self._column.addWidget(intro)
        self._sheet = Sheet(self)
        inside = QVBoxLayout(self._sheet)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.well)
        self._column.addWidget(self._sheet, 1)
        self._column.addWidget(self._problem)
        self._column.addLayout(self._foot())
        self._outer = QHBoxLayout(self)
        self._outer.addStretch(1)
        self._outer.addLayout(self._column, 1000)
        self._outer.addStretch(1)
        QWidget.setTabOrder(self.demo, self.back)
        for one, following in ((self.back, self.skip), (self.skip, self.next)):
            QWidget.setTabOrder(one, following)

    def _head(self, step: int) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(Text(_(self.view.title), Role.TITLE))
        if step in ASKED:
            row.addWidget(Text(f"{step + 1} / {len(ASKED)}", Role.PRINT))
        row.addStretch(1)
        row.addWidget(self.languages)
        return row

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(CLOSE)
        row.addWidget(self.back)
        row.addWidget(self.demo)
        row.addStretch(1)
        row.addWidget(self.skip)
        row.addWidget(self.next)
        return row

    def lay(self, width: int, height: int) -> None:
        """Margins for a window of this size."""
        roomy = height >= ROOMY_HEIGHT
        beside = max(GUTTER, (width - theme.current().widened(WIDEST)) // 2)
        above = WIDE * 2 if roomy else GAP
        self._outer.setContentsMargins(beside, above, beside, above if roomy else CLOSE)
        self._sheet.lay(0, MARGIN if roomy else GAP)

    def say(self, sentence: str) -> None:
        """What stands in the way of the whole screen; "" when nothing does."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def problem(self) -> str:
        """What was said so."""
        return self._problem.text()

    def show_pen(self) -> None:
        """Scroll so far that the pen is in view."""
        pen = self.focusWidget()
        if pen is not None and self.view.isAncestorOf(pen):
            # With the label over a field, and with what is wrong below it.
            entry = pen.parentWidget()
            self.well.ensureWidgetVisible(entry if isinstance(entry, Entry) else pen, 0, GAP)
