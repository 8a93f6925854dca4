"""What the sheets draw instead of signs a font may lack: boxes, ticks, rings (sheets.md 1, Shapes)."""

from __future__ import annotations

from typing import Final

from showroom.sheets.page import Align, Outline, Page, Ring, Stroke

BOX: Final = 2.8
BOX_WEIGHT: Final = 0.6
TICK_WEIGHT: Final = 1.3
RING: Final = 2.55
RING_WEIGHT: Final = 1.0

# The tick in a box of side 1: its long stroke leaves the box at the top right.
_TICK = ((0.2, 0.5), (0.43, 0.8), (1.02, 0.02))


def check_box(page: Page, x: float, y: float, chosen: bool) -> None:
    """A check box about a centre in mm, ticked where chosen."""
    left, top = x - BOX / 2, y - BOX / 2
    page.add(Outline(left, top, BOX, BOX, BOX_WEIGHT))
    if chosen:
        page.add(Stroke(tuple((left + BOX * dx, top + BOX * dy) for dx, dy in _TICK), TICK_WEIGHT))


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
