"""Fluent icons in any colour: rendered from the shipped drawings and kept by name, colour, size and ratio."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from showroom.language import resources
from showroom.ui.look.pixels import scale, snapped

# Drawn for 16 and 20 px.
BOTH: Final = (
    "add",
    "calendar",
    "car",
    "check",
    "chevron-down",
    "chevron-left",
    "chevron-right",
    "close",
    "contact-card",
    "daily-report",
    "done",
    "door",
    "edit",
    "error",
    "excel",
    "eye",
    "eye-off",
    "filter",
    "heart",
    "history",
    "info",
    "lock",
    "more",
    "overdue",
    "pdf",
    "people",
    "person",
    "person-swap",
    "phone",
    "print",
    "redo",
    "search",
    "settings",
    "tally",
    "today",
    "undo",
    "warning",
    "zoom-in",
    "zoom-out",
)
ONLY_20: Final = ("enter", "figures", "funnel", "sign-out")
# The side bar marks the page in view by a filled drawing, 20 px.
FILLED: Final = (
    "calendar",
    "car",
    "contact-card",
    "daily-report",
    "done",
    "door",
    "figures",
    "funnel",
    "heart",
    "people",
    "person",
    "settings",
    "tally",
    "today",
)
_RATIOS: Final = (1.0, 1.25, 1.5, 2.0, 3.0)


def file_name(name: str, size: int = 20, filled: bool = False) -> str:
    """The drawing that fits that size best."""
    drawn = 16 if size <= 16 and name in BOTH and not filled else 20
    return f"{name}-{drawn}{'-filled' if filled else ''}.svg"


@lru_cache(maxsize=256)
def _source(file: str) -> bytes:
    return (resources() / "icons" / file).read_bytes()


@lru_cache(maxsize=1024)
def image(name: str, colour: str, size: int = 20, ratio: float = 1.0, filled: bool = False) -> QImage:
    """The icon as an image of `size` logical pixels at that pixel ratio."""
    source = _source(file_name(name, size, filled)).replace(b"<svg ", f'<svg fill="{colour}" '.encode(), 1)
    side = round(size * ratio)
    made = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    made.fill(0)
    painter = QPainter(made)
    QSvgRenderer(QByteArray(source)).render(painter, QRectF(0, 0, side, side))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def paint_icon(painter: QPainter, rect: QRectF, name: str, colour: str, filled: bool = False) -> None:
    """Draw the icon in the middle of the rectangle, as large as its shorter side."""
    size = int(min(rect.width(), rect.height()))
    square = QRectF(0, 0, size, size)
    square.moveCenter(rect.center())
    drawn = image(name, colour, size, round(scale(painter), 4), filled)
    painter.drawImage(snapped(painter, square).topLeft(), drawn)


def icon(name: str, colour: str, size: int = 20, filled: bool = False) -> QIcon:
    """The icon for Qt's own widgets (menus, actions), sharp at every usual pixel ratio."""
    made = QIcon()
    for ratio in _RATIOS:
        made.addPixmap(QPixmap.fromImage(image(name, colour, size, ratio, filled)))
    return made
