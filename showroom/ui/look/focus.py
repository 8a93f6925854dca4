"""The ring around a focused button: two pixels of ink, one pixel outside."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFocusFrame,
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QWidget,
)

from showroom.ui.look import pixels, theme
from showroom.ui.look.tokens import CONTROL_RADIUS

_OUTSIDE: Final = 3


class _RingStyle(QProxyStyle):
    """Style of the focus frame alone, so that no other widget pays for the look-ups."""

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        """How far the ring reaches outside its button."""
        margins = (QStyle.PixelMetric.PM_FocusFrameHMargin, QStyle.PixelMetric.PM_FocusFrameVMargin)
        return _OUTSIDE if metric in margins else super().pixelMetric(metric, option, widget)

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returned: QStyleHintReturn | None = None,
    ) -> int:
        """Above all siblings, and no mask: its square corners would bite into the round ones of the ring."""
        if hint == QStyle.StyleHint.SH_FocusFrame_AboveWidget:
            return 1
        if hint == QStyle.StyleHint.SH_FocusFrame_Mask:
            return 0
        return super().styleHint(hint, option, widget, returned)

    def drawControl(
        self,
        element: QStyle.ControlElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """The ring itself."""
        if element == QStyle.ControlElement.CE_FocusFrame:
            rect = QRectF(option.rect)
            ink = theme.current().tokens.ink
            pixels.box(painter, rect, CONTROL_RADIUS + _OUTSIDE, edge=ink, width=2)
        else:
            super().drawControl(element, option, painter, widget)


class FocusRing(QObject):
    """Moves one ring to whichever button the keyboard has reached; a click draws none."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._style = _RingStyle("Fusion")
        self._style.setParent(self)
        self._frame: QFocusFrame | None = None
        app.focusChanged.connect(self._moved)

    def _moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._frame is not None:
            self._frame.destroyed.disconnect(self._forget)
            # At once: until it is deleted it would follow a button that may move to another parent.
            self._frame.setWidget(None)  # type: ignore[arg-type]
            self._frame.deleteLater()
            self._frame = None
        clicked = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        if isinstance(new, QAbstractButton) and not clicked:
            self._frame = QFocusFrame(new.parentWidget())
            self._frame.destroyed.connect(self._forget)
            self._frame.setStyle(self._style)
            self._frame.setWidget(new)

    def _forget(self) -> None:
        self._frame = None
