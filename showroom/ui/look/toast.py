"""The quiet message at the bottom of the window, with one verb that takes the act back."""

from __future__ import annotations

from math import ceil
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, QTimer, QVariantAnimation, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QEnterEvent,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from showroom.ui.look import pixels, theme
from showroom.ui.look.shadow import paint_float
from showroom.ui.look.sheet import FLOAT_ROOM
from showroom.ui.look.tokens import (
    CLOSE,
    FADE_MS,
    GUTTER,
    SNUG,
    STATUS_BAR,
    STRIP,
    TOAST_SECONDS,
    Size,
    Weight,
)

_TICK_MS: Final = 250
_INSET: Final = 14
# A long refusal goes on in further lines instead of being cut.
_WIDEST_LINE: Final = 640
_WRAPPED: Final = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter
_SEPARATOR: Final = 0.2  # opacity of the line before the verb


class _Verb(QPushButton):
    """The verb and the seconds that are left, on the toast's own ground."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Underlined under the pointer."""
        look = theme.current()
        font = look.font(Size.BODY, Weight.MEDIUM)
        font.setUnderline(self.underMouse())
        toast = self.parentWidget()
        painter = QPainter(self)
        painter.setOpacity(toast.opacity() if isinstance(toast, Toast) else 1.0)
        painter.setFont(font)
        pixels.write(painter, QRectF(self.rect()), self.text(), look.tokens.desk)
        painter.end()


class Toast(QFrame):
    """One for each window, as a child of it, so that no input method ever loses its place."""

    acted = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._message, self._verb_word, self._left_ms = "", "", 0
        self._verb = _Verb(self)
        self._verb.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._verb.clicked.connect(self._act)
        self._clock = QTimer(self)
        self._clock.setInterval(_TICK_MS)
        self._clock.timeout.connect(self._tick)
        self._fade = QVariantAnimation(self)
        self._fade.setDuration(FADE_MS)
        self._fade.valueChanged.connect(self._faded)
        self._fade.finished.connect(self._settle)
        self._opacity = 0.0
        theme.current().changed.connect(self._place)
        window.installEventFilter(self)
        self.hide()

    def say(self, message: str, verb: str = "", seconds: int = TOAST_SECONDS) -> None:
        """Show a message; `acted` tells when its verb is pressed. A newer message replaces an older one."""
        self._message, self._verb_word, self._left_ms = message, verb, seconds * 1000
        self.setAccessibleName(message)
        self._verb.setVisible(bool(verb))
        self._verb.setAccessibleName(verb)
        self._count()
        self._place()
        self.show()
        self.raise_()
        self._clock.start()
        self._fade_to(1.0)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, message))

    def dismiss(self) -> None:
        """Let it go before its time."""
        self._clock.stop()
        self._fade_to(0.0)

    def opacity(self) -> float:
        """How much of it is there."""
        return self._opacity

    def sizeHint(self) -> QSize:
        """Message, line, verb, and the shadow around."""
        words, beside = self._words_size(), self._beside()
        room = FLOAT_ROOM
        height = max(theme.current().grown(STRIP), words.height() + 2 * SNUG)
        return QSize(words.width() + beside + room.left() + room.right(), height + room.top() + room.bottom())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, message and the line before the verb."""
        look = theme.current()
        body = self._body()
        painter = QPainter(self)
        painter.setOpacity(self._opacity)
        paint_float(painter, body, look.tokens.t1, "", look.tokens.float_shadow)
        painter.setFont(look.font(Size.BODY))
        words = body.adjusted(_INSET, 0, -_INSET, 0)
        if self._verb_word:
            words.setRight(self._verb.x() - 2 * _INSET)
            painter.setOpacity(self._opacity * _SEPARATOR)
            line = QPointF(self._verb.x() - _INSET, body.center().y())
            pixels.rule(painter, line - QPointF(0, 9), line + QPointF(0, 9), look.tokens.desk)
            painter.setOpacity(self._opacity)
        if words.width() < QFontMetricsF(painter.font()).horizontalAdvance(self._message) - 1:
            painter.setPen(QColor(look.tokens.desk))
            painter.drawText(words, _WRAPPED, self._message)
        else:
            pixels.write(painter, words, self._message, look.tokens.desk)
        painter.end()

    def enterEvent(self, _event: QEnterEvent) -> None:
        """Whoever reads it keeps it."""
        self._clock.stop()

    def leaveEvent(self, _event: QEvent) -> None:
        """Time goes on."""
        if self._left_ms > 0:
            self._clock.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the bottom centre of the window."""
        # Also before the window is shown: a message may come while it is being laid out.
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show) and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def _body(self) -> QRectF:
        room = FLOAT_ROOM
        return QRectF(self.rect()).adjusted(room.left(), room.top(), -room.right(), -room.bottom())

    def _words_size(self) -> QSize:
        """What the message needs: one line, or several where the window or the eye has no room for it."""
        metrics = QFontMetricsF(theme.current().font(Size.BODY))
        room = self._window.width() - self._beside() - 2 * GUTTER
        widest = max(1, min(_WIDEST_LINE, room))
        if metrics.horizontalAdvance(self._message) <= widest:
            return QSize(ceil(metrics.horizontalAdvance(self._message)), ceil(metrics.height()))
        area = metrics.boundingRect(QRectF(0, 0, widest, 10_000), _WRAPPED, self._message)
        return QSize(ceil(area.width()), ceil(area.height()))

    def _beside(self) -> int:
        """The width of all that is no message."""
        return ceil(2 * _INSET + (2 * _INSET + self._verb_width() if self._verb_word else 0))

    def _verb_width(self) -> float:
        font = theme.current().font(Size.BODY, Weight.MEDIUM)
        return QFontMetricsF(font).horizontalAdvance(f"{self._verb_word} 0")

    def _place(self) -> None:
        window = self._window
        self.resize(self.sizeHint().boundedTo(window.size()))
        below = window.height() - STATUS_BAR - CLOSE - self.height() + FLOAT_ROOM.bottom()
        self.move((window.width() - self.width()) // 2, below)
        body = self._body().toRect()
        width = ceil(self._verb_width())
        self._verb.setGeometry(body.right() + 1 - _INSET - width, body.top(), width, body.height())
        self.update()

    def _count(self) -> None:
        self._verb.setText(f"{self._verb_word} {ceil(self._left_ms / 1000)}")

    def _tick(self) -> None:
        self._left_ms -= _TICK_MS
        if self._left_ms <= 0:
            self.dismiss()
        else:
            self._count()

    def _act(self) -> None:
        self.dismiss()
        self.acted.emit()

    def _fade_to(self, goal: float) -> None:
        self._fade.stop()
        if not theme.current().motion:
            self._faded(goal)
            self._settle()
            return
        self._fade.setStartValue(self._opacity)
        self._fade.setEndValue(goal)
        self._fade.start()

    def _faded(self, value: float) -> None:
        self._opacity = value
        self.update()
        self._verb.update()

    def _settle(self) -> None:
        if self._opacity == 0.0:
            self.hide()
