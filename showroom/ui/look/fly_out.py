"""A panel that floats at the right over a page while somebody looks into it; nothing else is blocked."""

from __future__ import annotations

from typing import Final

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from showroom.ui.look import theme
from showroom.ui.look.buttons import Button
from showroom.ui.look.faces import Kind
from showroom.ui.look.labels import Role, Text, literal
from showroom.ui.look.shadow import paint_float
from showroom.ui.look.sheet import FLOAT_ROOM
from showroom.ui.look.tokens import (
    CLOSE,
    CONTROL,
    FLY_OUT,
    GAP,
    GUTTER,
    PAGE_HEAD,
    PANEL_RADIUS,
    SNUG,
    Size,
)

_SCROLL_STEP: Final = 40
_LEAST_HEIGHT: Final = 160
# Keys that turn the page behind, unless a panel is read.
_READING_KEYS: Final = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


def shortened(words: str, room: int) -> str:
    """A small text cut with an ellipsis where it is wider than `room` pixels at text size 100 %."""
    look = theme.current()
    metrics = QFontMetricsF(look.font(Size.SMALL))
    return metrics.elidedText(words, Qt.TextElideMode.ElideRight, room * look.text_percent / 100)


class FlyOut(QWidget):
    """Tab goes round inside, arrows scroll, Enter presses; Esc, or the pen going elsewhere, closes it."""

    def __init__(self, page: QWidget, close_tip: str) -> None:
        super().__init__(page)
        self._page = page
        self._came_from: QWidget | None = None
        # Which widget the key that is down was meant for.
        self._meant_for: QWidget | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.title, self.note = Text("", Role.SECTION), Text("", Role.LABEL)
        self._close_button = Button(kind=Kind.QUIET, icon="close", tip=close_tip)
        self._close_button.clicked.connect(self.close_panel)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        head = QHBoxLayout()
        head.setSpacing(SNUG)
        head.addWidget(self.title)
        head.addWidget(self.note)
        head.addStretch(1)
        head.addWidget(self._close_button)
        self._column = QVBoxLayout(self)
        self.setContentsMargins(FLOAT_ROOM)
        self._column.setContentsMargins(GAP, SNUG, SNUG, CLOSE)
        self._column.setSpacing(SNUG)
        self._column.addLayout(head)
        self._column.addWidget(self._scroll, 1)
        page.installEventFilter(self)
        theme.current().changed.connect(self.update)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)
        self.hide()

    # -- opening ------------------------------------------------------------------------------------

    def show_title(self, title: str, note: str) -> None:
        """What the panel is about; a note that is too long ends with an ellipsis."""
        self.title.setText(title)
        self.note.setText(shortened(note, FLY_OUT // 2))
        self.note.setToolTip(literal(note))

    def put_under_head(self, widget: QWidget) -> None:
        """A line that does not scroll."""
        self._column.insertWidget(1, widget)

    def put_at_foot(self, widget: QWidget) -> None:
        """A line below what scrolls."""
        self._column.addWidget(widget)

    def fill(self, content: QWidget) -> None:
        """What the panel shows from now on; the content before goes."""
        if self.isVisible() and self.isAncestorOf(QApplication.focusWidget() or self):
            # The focus must not fall out of the panel with the content.
            self.setFocus()
        content.setObjectName("contents")
        before = self._scroll.takeWidget()
        self._scroll.setWidget(content)
        if before is not None:
            # Later: what fills the panel anew is often a key that one of its own fields is still handling.
            before.hide()
            before.deleteLater()
        if self.isVisible():
            self._place()

    def open_panel(self) -> None:
        """Come into view with the focus inside; closing gives it back."""
        self.setAccessibleName(self.title.text())
        if not self.isVisible():
            self._came_from = QApplication.focusWidget()
        self.show()
        self._place()
        self.raise_()
        first = self.first_stop()
        first.setFocus(Qt.FocusReason.PopupFocusReason)

    def first_stop(self) -> QWidget:
        """Where the focus goes first: the panel itself, to be read and scrolled."""
        return self

    def close_panel(self) -> None:
        """Go, and give the focus back; where it is gone already, the focus stays where it is."""
        if self.isHidden():
            return
        before, self._came_from = self._came_from, None
        # Before hiding: Qt would look for the next focus in the panel that goes.
        # It may be gone meanwhile: a list is made anew with each reading.
        there = before is not None and shiboken6.isValid(before) and before.isVisible()
        target = before if before is not None and there else self._page
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is None or not self.isVisible() or now.window() is not self.window():
            return
        if now is not self and not self.isAncestorOf(now):
            self._came_from = None
            self.hide()
        else:
            self._bring(now)

    def _bring(self, widget: QWidget) -> None:
        """Scroll to what is in hand, with the words below it."""
        content = self._scroll.widget()
        if content is None or not content.isAncestorOf(widget):
            return
        # By its whole rectangle: Qt would be content with the cursor in view.
        half = widget.height() // 2
        room = max(0, self._scroll.viewport().height() // 2 - half)
        below = min(2 * theme.current().grown(CONTROL), room)
        self._scroll.ensureVisible(0, widget.mapTo(content, widget.rect().center()).y(), 0, half + below)

    # -- keys ---------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """PageUp and PageDown turn what is read here, not the day behind.

        Every key comes here before it is pressed: which widget it was meant for is known only now.
        """
        if event.type() == QEvent.Type.ShortcutOverride:
            self._meant_for = QApplication.focusWidget()
        reads = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if reads and isinstance(event, QKeyEvent) and event.key() in _READING_KEYS:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes, Enter presses the button in hand, the others scroll."""
        bar = self._scroll.verticalScrollBar()
        focus = QApplication.focusWidget()
        # A field that took its Enter may have handed the focus on: the button there was not pressed.
        in_hand = focus if focus is self._meant_for else None
        match event.key():
            case Qt.Key.Key_Escape:
                self.close_panel()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if isinstance(in_hand, QAbstractButton):
                in_hand.click()
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                bar.setValue(bar.value() + (1 if event.key() == Qt.Key.Key_Down else -1) * _SCROLL_STEP)
            case Qt.Key.Key_PageUp | Qt.Key.Key_PageDown:
                sign = 1 if event.key() == Qt.Key.Key_PageDown else -1
                bar.setValue(bar.value() + sign * bar.pageStep())
            case Qt.Key.Key_Home | Qt.Key.Key_End:
                bar.setValue(bar.minimum() if event.key() == Qt.Key.Key_Home else bar.maximum())
            case _:
                super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Round and round inside, the way out is Esc."""
        stops = self._stops()
        focus = QApplication.focusWidget()
        here = stops.index(focus) if focus in stops else (-1 if forward else 0)
        stops[(here + (1 if forward else -1)) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _stops(self) -> list[QWidget]:
        found = [
            one
            for one in self.findChildren(QWidget)
            if one is not self._close_button
            and one.isVisible()
            and one.isEnabled()
            and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        return [*found, self._close_button]

    # -- place --------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the right of the page."""
        if watched is self._page and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        """As high as what it shows, as far as the page has room."""
        page = self._page
        width = min(FLY_OUT * theme.current().text_percent // 100, page.width() - 2 * GUTTER)
        top = theme.current().grown(PAGE_HEAD) + SNUG
        room = page.height() - top - GUTTER
        content = self._scroll.widget()
        needed = _LEAST_HEIGHT
        if content is not None:
            inside = width - GAP - SNUG
            # Words have their sizes from the style sheet only when they are polished.
            for words in content.findChildren(QWidget):
                words.ensurePolished()
            layout = content.layout()
            if layout is not None:
                layout.activate()
            wraps = content.hasHeightForWidth()
            wanted = content.heightForWidth(inside) if wraps else content.sizeHint().height()
            needed = max(_LEAST_HEIGHT, wanted + self._around())
        place = QRect(page.width() - GUTTER - width, top, width, min(needed, room))
        self.setGeometry(place.marginsAdded(FLOAT_ROOM))

    def refit(self) -> None:
        """What the panel shows became longer or shorter: so high is it, with what is in hand in view."""
        if not self.isVisible():
            return
        self._place()
        focus = QApplication.focusWidget()
        if focus is not None:
            self._bring(focus)

    def _around(self) -> int:
        """The height of all that is not content: head, further lines, margins."""
        margins = self._column.contentsMargins()
        lines = [theme.current().grown(CONTROL)]
        for index in range(1, self._column.count()):
            item = self._column.itemAt(index)
            if item is not None and item.widget() is not self._scroll:
                lines.append(item.sizeHint().height())
        spacing = self._column.spacing() * len(lines)
        return sum(lines) + spacing + margins.top() + margins.bottom() + 2

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Shadow, quiet edge, paper."""
        tokens = theme.current().tokens
        room = FLOAT_ROOM
        rect = QRectF(self.rect()).adjusted(room.left(), room.top(), -room.right(), -room.bottom())
        painter = QPainter(self)
        paint_float(painter, rect, tokens.paper, tokens.line, tokens.float_shadow, PANEL_RADIUS)
        painter.end()
