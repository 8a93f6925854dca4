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
    transform = painter.deviceTransform()
    if transform.isRotating():
        return rect
    back, _ = transform.inverted()
    device = transform.mapRect(rect)
    left, top = _nearest(device.left()), _nearest(device.top())
    whole = QRectF(left, top, _nearest(device.right()) - left, _nearest(device.bottom()) - top)
    return back.mapRect(whole)


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
    metrics = QFontMetricsF(painter.font())
    middle = rect.center().y() + metrics.capHeight() / 2
    transform = painter.deviceTransform()
    if transform.isRotating():
        return middle
    back, _ = transform.inverted()
    device = transform.map(QPointF(0, middle))
    return back.map(QPointF(device.x(), _nearest(device.y()))).y()


def write(
    painter: QPainter,
    rect: QRectF,
    text: str,
    colour: str,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> float:
    """One line of text in the middle of the height; too long is cut with an ellipsis. Returns its width."""
    metrics = QFontMetricsF(painter.font())
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width() + 1)
    width = metrics.horizontalAdvance(shown)
    x = rect.left()
    if align & Qt.AlignmentFlag.AlignHCenter:
        x += (rect.width() - width) / 2
    elif align & Qt.AlignmentFlag.AlignRight:
        x += rect.width() - width
    painter.setPen(QColor(colour))
    painter.drawText(QPointF(x, baseline(painter, rect)), shown)
    return width
