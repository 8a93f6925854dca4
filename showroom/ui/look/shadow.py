"""Soft shadows as cached nine-patches: computed once for each blur, stretched for every sheet and panel."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import lru_cache
from math import erf, sqrt
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from showroom.ui.look.pixels import box, scale, snapped
from showroom.ui.look.tokens import PANEL_RADIUS, PAPER_RADIUS, Tokens


@dataclass(frozen=True, slots=True)
class Cast:
    """How far a shadow falls and how soft it is, in logical pixels."""

    offset: int
    blur: int


SHEET_CAST: Final = Cast(6, 20)
FLOAT_CAST: Final = Cast(12, 36)


def _profile(blur: float, length: int) -> list[float]:
    """Strength across a soft edge: 0 outside, 1 inside, a Gaussian between."""
    sigma = blur / 2
    return [0.5 * (1 + erf((i + 0.5 - blur) / (sigma * sqrt(2)))) for i in range(length)]


@lru_cache(maxsize=32)
def _patch(blur: float, colour: str) -> QImage:
    """A shadow of the smallest rectangle whose middle row and column can be stretched."""
    corner = round(2 * blur)
    half = _profile(blur, corner)
    alpha = QColor(colour).alpha()
    rows = []
    for strength in half:
        left = [(round(alpha * strength * across) << 24).to_bytes(4, sys.byteorder) for across in half]
        rows.append(b"".join([*left, left[-1], *reversed(left)]))
    pixels = b"".join([*rows, rows[-1], *reversed(rows)])
    side = 2 * corner + 1
    return QImage(pixels, side, side, QImage.Format.Format_ARGB32_Premultiplied).copy()


def paint_shadow(painter: QPainter, rect: QRectF, cast: Cast, colour: str) -> None:
    """Lay the shadow of `rect` under it."""
    per = scale(painter)
    patch = _patch(round(cast.blur * per, 3), colour)
    corner = (patch.width() - 1) // 2
    area = snapped(
        painter, rect.translated(0, cast.offset).adjusted(-cast.blur, -cast.blur, cast.blur, cast.blur)
    )
    reach = min(corner / per, area.width() / 2, area.height() / 2)
    xs = (area.left(), area.left() + reach, area.right() - reach, area.right())
    ys = (area.top(), area.top() + reach, area.bottom() - reach, area.bottom())
    cut = reach * per
    cuts = (0.0, cut, patch.width() - cut, float(patch.width()))
    for row in range(3):
        for column in range(3):
            target = QRectF(QPointF(xs[column], ys[row]), QPointF(xs[column + 1], ys[row + 1]))
            source = QRectF(QPointF(cuts[column], cuts[row]), QPointF(cuts[column + 1], cuts[row + 1]))
            painter.drawImage(target, patch, source)


def paint_paper(painter: QPainter, rect: QRectF, tokens: Tokens, radius: float = PAPER_RADIUS) -> None:
    """A sheet on the desk: soft shadow and faint edge by day, one edge by night."""
    if tokens.sheet_shadow:
        paint_shadow(painter, rect, SHEET_CAST, tokens.sheet_shadow)
        box(painter, rect.adjusted(-1, -1, 1, 1), radius + 1, tokens.sheet_edge)
        box(painter, rect, radius, tokens.paper)
    else:
        box(painter, rect, radius, tokens.paper, tokens.sheet_edge)


def paint_float(
    painter: QPainter, rect: QRectF, ground: str, edge: str, shadow: str, radius: float = PANEL_RADIUS
) -> None:
    """A panel above the page: menus, matches, toast, dialog."""
    paint_shadow(painter, rect, FLOAT_CAST, shadow)
    box(painter, rect, radius, ground, edge)
