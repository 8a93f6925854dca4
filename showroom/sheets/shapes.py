"""What the sheets draw instead of signs a font may lack: boxes, ticks, rings, stars (sheets.md 1, Shapes)."""

from __future__ import annotations

from math import cos, radians, sin
from typing import Final

from showroom.sheets.page import Align, Area, Outline, Page, Ring, Solid, Stroke

BOX: Final = 2.8
BOX_WEIGHT: Final = 0.6
TICK_WEIGHT: Final = 1.3
# How high a tick without a box is.
FREE_TICK: Final = 3.2
RING: Final = 2.55
RING_WEIGHT: Final = 1.0
STAR: Final = 1.05
STAR_WEIGHT: Final = 0.8
STAR_RAYS: Final = 6
LETTER_BOX: Final = (3.6, 4.4)
LETTER_BOX_WEIGHT: Final = 0.7
ARROW: Final = (2.0, 1.8)
TALLY: Final = 5.0
TALLY_PITCH: Final = 6.5
TALLY_INDENT: Final = 1.2
TALLY_A_LINE: Final = 4
TALLY_AT_MOST: Final = 40
TALLY_WEIGHT: Final = 1.2

# The tick in a box of side 1: its long stroke leaves the box at the top right.
_TICK = ((0.2, 0.5), (0.43, 0.8), (1.02, 0.02))


# 正 in a square of side 1, in the order in which it is written.
_TALLY = (
    ((0.05, 0.05), (0.95, 0.05)),
    ((0.5, 0.05), (0.5, 0.95)),
    ((0.5, 0.47), (0.92, 0.47)),
    ((0.18, 0.47), (0.18, 0.95)),
    ((0.0, 0.95), (1.0, 0.95)),
)


def tally_marks(page: Page, area: Area, number: int) -> None:
    """正, five strokes each, four to a line, on two lines at most: above forty the figure says it alone."""
    if number > TALLY_AT_MOST:
        return
    signs = -(-number // len(_TALLY))
    high = TALLY + (TALLY_PITCH if signs > TALLY_A_LINE else 0)
    for stroke in range(number):
        sign, part = divmod(stroke, len(_TALLY))
        down, along = divmod(sign, TALLY_A_LINE)
        x = area.x + TALLY_INDENT + along * TALLY_PITCH
        y = area.middle - high / 2 + down * TALLY_PITCH
        points = tuple((x + TALLY * dx, y + TALLY * dy) for dx, dy in _TALLY[part])
        page.add(Stroke(points, TALLY_WEIGHT))


def check_box(page: Page, x: float, y: float, chosen: bool) -> None:
    """A check box about a centre in mm, ticked where chosen."""
    left, top = x - BOX / 2, y - BOX / 2
    page.add(Outline(left, top, BOX, BOX, BOX_WEIGHT))
    if chosen:
        page.add(Stroke(tuple((left + BOX * dx, top + BOX * dy) for dx, dy in _TICK), TICK_WEIGHT))


def tick(page: Page, x: float, y: float) -> None:
    """A tick without a box, about a centre in mm."""
    xs, ys = zip(*_TICK, strict=True)
    scale = FREE_TICK / (max(ys) - min(ys))
    left, top = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    page.add(
        Stroke(tuple((x + scale * (dx - left), y + scale * (dy - top)) for dx, dy in _TICK), TICK_WEIGHT)
    )


def star(page: Page, x: float, y: float) -> None:
    """A planned contact: a star of six rays about a centre in mm."""
    for ray in range(STAR_RAYS // 2):
        turn = radians(90 + ray * 360 / STAR_RAYS)
        dx, dy = STAR * cos(turn), STAR * sin(turn)
        page.add(Stroke(((x - dx, y - dy), (x + dx, y + dy)), STAR_WEIGHT))


def letter_box(page: Page, x: float, y: float) -> None:
    """The box round the first level of a month, about a centre in mm."""
    wide, high = LETTER_BOX
    page.add(Outline(x - wide / 2, y - high / 2, wide, high, LETTER_BOX_WEIGHT))


def letters(page: Page, x: float, y: float, step: float, codes: tuple[str, ...], chosen: str = "") -> None:
    """Pre-printed letters `step` mm apart about a centre; the chosen one bold in a ring."""
    first = x - (len(codes) - 1) / 2 * step
    for number, code in enumerate(codes):
        at = first + number * step
        if code == chosen:
            page.add(Ring(at, y, RING, RING_WEIGHT))
            page.word(at, y, code, 11, bold=True, align=Align.CENTRE)
        else:
            page.word(at, y, code, 8, align=Align.CENTRE)


def arrow(page: Page, x: float, y: float, *, up: bool) -> None:
    """A solid triangle about a centre: certainty rose or fell."""
    half, high = ARROW[0] / 2, ARROW[1] / 2 * (1 if up else -1)
    page.add(Solid(((x - half, y + high), (x + half, y + high), (x, y - high))))
