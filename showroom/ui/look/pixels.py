"""Keeps edges on device pixels and text optically centred, at any scale of the screen."""

from __future__ import annotations

from math import floor

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen


def scale(painter: QPainter) -> float:
    """Device pixels to one logical pixel."""
    return painter.deviceTransform().m11() or 1.0


def hair(painter: QPainter, width: float = 1.0) -> float:
    """A line width in logical pixels that is a whole number of device pixels."""
    per = scale(painter)
    return max(1, floor(width * per + 0.3)) / per


def snapped(painter: QPainter, rect: QRectF) -> QRectF:
    """The rectangle with its edges moved to device pixels."""
    to_device = painter.deviceTransform()
    if to_device.isRotating():
        return rect
    # Plain arithmetic: this runs some hundred times a key press, and inverting a transform takes longer.
    across, down, dx, dy = to_device.m11(), to_device.m22(), to_device.dx(), to_device.dy()
    left, top = _nearest(rect.left() * across + dx), _nearest(rect.top() * down + dy)
    right, bottom = _nearest(rect.right() * across + dx), _nearest(rect.bottom() * down + dy)
    return QRectF((left - dx) / across, (top - dy) / down, (right - left) / across, (bottom - top) / down)


def _nearest(value: float) -> int:
    """Halves always go up: round() would make some one-pixel strokes vanish and others double."""
    return floor(value + 0.5)


def box(
    painter: QPainter,
    rect: QRectF,
    radius: float,
    fill: str = "",
    edge: str = "",
    width: float = 1.0,
) -> None:
    """A rounded box; fill and edge are optional, the edge lies inside the rectangle."""
    rect = snapped(painter, rect)
    outer = QPainterPath()
    outer.addRoundedRect(rect, radius, radius)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if edge:
        line = hair(painter, width)
        inside = rect.adjusted(line, line, -line, -line)
        inner = QPainterPath()
        inner.addRoundedRect(inside, max(0.0, radius - line), max(0.0, radius - line))
        # Filling edge and inside from one outline leaves no light seam at the corners.
        painter.fillPath(outer if fill else outer.subtracted(inner), QColor(edge))
        outer = inner
    if fill:
        painter.fillPath(outer, QColor(fill))
    painter.restore()


def dashed(painter: QPainter, path: QPainterPath, colour: str, dash: float) -> None:
    """A thin dashed outline."""
    pen = QPen(QColor(colour), hair(painter))
    pen.setDashPattern([dash, dash])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.strokePath(path, pen)
    painter.restore()


def rule(painter: QPainter, start: QPointF, end: QPointF, colour: str) -> None:
    """A straight rule, upright or level, exactly one device pixel thick."""
    area = snapped(painter, QRectF(start, end).normalized())
    one = 1 / scale(painter)
    area.setWidth(max(area.width(), one))
    area.setHeight(max(area.height(), one))
    painter.fillRect(area, QColor(colour))


def baseline(painter: QPainter, rect: QRectF) -> float:
    """Where text of the painter's font stands so that capitals are centred; its line box hangs too low."""
    return _stand(painter, rect, QFontMetricsF(painter.font()))


def _stand(painter: QPainter, rect: QRectF, metrics: QFontMetricsF) -> float:
    middle = rect.center().y() + metrics.capHeight() / 2
    to_device = painter.deviceTransform()
    if to_device.isRotating():
        return middle
    down, dy = to_device.m22(), to_device.dy()
    return (_nearest(middle * down + dy) - dy) / down


def write(
    painter: QPainter,
    rect: QRectF,
    text: str,
    colour: str,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> float:
    """One line of text in the middle of the height; too long is cut with an ellipsis. Returns its width."""
    metrics = QFontMetricsF(painter.font())
    width = metrics.horizontalAdvance(text)
    if width > rect.width() + 1:
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width() + 1)
        width = metrics.horizontalAdvance(text)
    x = rect.left()
    if align & Qt.AlignmentFlag.AlignHCenter:
        x += (rect.width() - width) / 2
    elif align & Qt.AlignmentFlag.AlignRight:
        x += rect.width() - width
    painter.setPen(QColor(colour))
    painter.drawText(QPointF(x, _stand(painter, rect, metrics)), text)
    return width
