"""Small marks painted by delegates and widgets: 正 tally, triangle, chip, key cap, seal, avatar, bar."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from showroom.ui.look import pixels, theme
from showroom.ui.look.icons import paint_icon
from showroom.ui.look.tokens import CHIP_RADIUS, KEY_CAP, STATUS_CHIP, TIGHT, Size, Tokens, Weight

# The strokes of 正 in writing order, on a field of 16 × 16: level, upright, short level, short upright, foot.
_TALLY_STROKES: Final = (
    ((1.0, 2.0), (15.0, 2.0)),
    ((8.0, 2.0), (8.0, 14.0)),
    ((8.0, 8.0), (13.5, 8.0)),
    ((3.5, 7.0), (3.5, 14.0)),
    ((0.5, 14.0), (15.5, 14.0)),
)
TALLY_FIELD: Final = 16
_TALLY_PITCH: Final = 20
_SMALL_FIELD: Final = 14
TRIANGLE: Final = 8
SEAL: Final = QSizeF(36, 34)
_SEAL_TILT: Final = -3.0
_CHIP_ICON: Final = 14
_CHIP_INSET: Final = 6
_CENTRE: Final = Qt.AlignmentFlag.AlignHCenter

VERDICTS: Final = ("red", "amber", "jade", "ink")


def verdict_colours(tokens: Tokens, verdict: str) -> tuple[str, str]:
    """Text and ground of a verdict: red, amber, jade or ink."""
    return {
        "red": (tokens.red, tokens.red_ground),
        "amber": (tokens.amber, tokens.amber_ground),
        "jade": (tokens.jade, tokens.jade_ground),
        "ink": (tokens.ink, tokens.tint),
    }[verdict]


def paint_tally(painter: QPainter, rect: QRectF, strokes: int) -> None:
    """One 正 of 0 to 5 strokes in the middle of `rect`; the strokes still missing are faint."""
    tokens = theme.current().tokens
    side = min(rect.width(), rect.height(), TALLY_FIELD)
    field = QRectF(0, 0, side, side)
    field.moveCenter(rect.center())
    field = pixels.snapped(painter, field)
    unit = side / TALLY_FIELD
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    order = sorted(range(5), key=lambda number: number < strokes)
    for number in order:
        (x1, y1), (x2, y2) = _TALLY_STROKES[number]
        written = number < strokes
        half = (1.0 if written else 0.5) * unit
        stroke = QRectF(QPointF(x1 * unit, y1 * unit), QPointF(x2 * unit, y2 * unit))
        stroke = stroke.adjusted(-half, 0, half, 0) if x1 == x2 else stroke.adjusted(0, -half, 0, half)
        area = pixels.snapped(painter, stroke.translated(field.topLeft()))
        painter.fillRect(area, QColor(tokens.t1 if written else tokens.line))
    painter.restore()


def tallies_width(count: int) -> int:
    """Room for as many 正 as the count needs; at least one."""
    return _signs(count) * _TALLY_PITCH - _TALLY_PITCH + TALLY_FIELD


def paint_tallies(painter: QPainter, rect: QRectF, count: int) -> None:
    """As many 正 as the count needs, ending at the right."""
    left = rect.right() - tallies_width(count)
    for sign in range(_signs(count)):
        field = QRectF(left + sign * _TALLY_PITCH, rect.top(), TALLY_FIELD, rect.height())
        paint_tally(painter, field, min(5, count - sign * 5))


def paint_slot(painter: QPainter, rect: QRectF, count: int) -> None:
    """As many 正 as fit beginning at the left, on two lines where one is too short.

    What does not fit there either is not drawn: the figure beside it says it alone, as on the paper.
    """
    signs, room = _signs(count), rect.width() + _TALLY_PITCH - TALLY_FIELD
    lines = 1 if signs * _TALLY_PITCH <= room else 2
    side = TALLY_FIELD if lines == 1 else min(_SMALL_FIELD, rect.height() / 2 - 1)
    pitch = side + _TALLY_PITCH - TALLY_FIELD
    a_line = int((rect.width() + _TALLY_PITCH - TALLY_FIELD) // pitch)
    if signs > lines * a_line:
        return
    top = rect.center().y() - (lines * side + lines - 1) / 2
    for sign in range(signs):
        down, along = divmod(sign, a_line)
        field = QRectF(rect.left() + along * pitch, top + down * (side + 1), side, side)
        paint_tally(painter, field, min(5, count - sign * 5))


def _signs(count: int) -> int:
    return max(1, -(-count // 5))


def paint_triangle(painter: QPainter, rect: QRectF, side: float = TRIANGLE) -> None:
    """The mark of a corrected or edited value, in the top right corner."""
    corner = pixels.snapped(painter, rect).topRight()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.current().tokens.ink))
    painter.drawPolygon(QPolygonF([corner - QPointF(side, 0), corner, corner + QPointF(0, side)]))
    painter.restore()


def chip_width(text: str) -> float:
    """Room a status chip needs."""
    metrics = QFontMetricsF(theme.current().font(Size.SMALL))
    return 2 * _CHIP_INSET + _CHIP_ICON + TIGHT + metrics.horizontalAdvance(text)


def paint_chip(painter: QPainter, place: QRectF, text: str, icon: str, verdict: str) -> None:
    """A status: icon, word and ground, at the left of `place`."""
    look = theme.current()
    colour, ground = verdict_colours(look.tokens, verdict)
    height = look.grown(STATUS_CHIP, Size.SMALL)
    rect = QRectF(place.left(), 0, min(chip_width(text), place.width()), height)
    rect.moveTop(place.center().y() - height / 2)
    rect = pixels.snapped(painter, rect)
    painter.save()
    pixels.box(painter, rect, CHIP_RADIUS, ground)
    paint_icon(painter, QRectF(rect.left() + _CHIP_INSET, rect.top(), _CHIP_ICON, height), icon, colour)
    painter.setFont(look.font(Size.SMALL))
    words = rect.adjusted(_CHIP_INSET + _CHIP_ICON + TIGHT, 0, -_CHIP_INSET, 0)
    pixels.write(painter, words, text, colour)
    painter.restore()


def key_cap_size(keys: str) -> QSizeF:
    """Room a key cap needs."""
    look = theme.current()
    metrics = QFontMetricsF(look.font(Size.KEY, Weight.MEDIUM))
    return QSizeF(metrics.horizontalAdvance(keys) + 12, look.grown(KEY_CAP, Size.KEY))


def paint_key_cap(painter: QPainter, rect: QRectF, keys: str, on_fill: bool = False) -> None:
    """A key as on the keyboard; on a filled button only its outline."""
    look = theme.current()
    tokens = look.tokens
    painter.save()
    if on_fill:
        pixels.box(painter, rect, CHIP_RADIUS, edge=tokens.fill_cap)
    else:
        pixels.box(painter, rect, CHIP_RADIUS, tokens.head, tokens.line)
    painter.setFont(look.font(Size.KEY, Weight.MEDIUM))
    pixels.write(painter, rect, keys, tokens.fill_text if on_fill else tokens.t2, _CENTRE)
    painter.restore()


def paint_seal(painter: QPainter, centre: QPointF, word: str, day: str) -> None:
    """The red seal of a sealed sheet, tilted by three degrees."""
    look = theme.current()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(centre)
    painter.rotate(_SEAL_TILT)
    rect = QRectF(-SEAL.width() / 2, -SEAL.height() / 2, SEAL.width(), SEAL.height())
    painter.setPen(QPen(QColor(look.tokens.red), 2))
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 2, 2)
    font = look.font(Size.KEY, Weight.BOLD)
    font.setPixelSize(Size.KEY)
    painter.setFont(font)
    half = rect.height() / 2
    pixels.write(painter, rect.adjusted(0, 3, 0, -half + 1), word, look.tokens.red, _CENTRE)
    pixels.write(painter, rect.adjusted(0, half - 1, 0, -3), day, look.tokens.red, _CENTRE)
    painter.restore()


def paint_avatar(painter: QPainter, rect: QRectF, name: str, selected: bool = False) -> None:
    """A circle with the first character of a name."""
    look = theme.current()
    tokens = look.tokens
    side = min(rect.width(), rect.height())
    circle = QRectF(0, 0, side, side)
    circle.moveCenter(rect.center())
    painter.save()
    pixels.box(painter, circle, side / 2, tokens.fill if selected else tokens.tint2)
    font = look.font(Size.BODY, Weight.MEDIUM)
    font.setPixelSize(max(Size.KEY, round(side * 0.43)))
    painter.setFont(font)
    pixels.write(painter, circle, name[:1], tokens.fill_text if selected else tokens.ink, _CENTRE)
    painter.restore()


def paint_progress(painter: QPainter, rect: QRectF, part: float) -> None:
    """A quiet bar of 4 px, filled to `part` of 1."""
    tokens = theme.current().tokens
    bar = QRectF(rect.left(), rect.center().y() - 2, rect.width(), 4)
    pixels.box(painter, bar, 2, tokens.line)
    if part > 0:
        bar.setWidth(max(4.0, bar.width() * min(part, 1.0)))
        pixels.box(painter, bar, 2, tokens.fill)
