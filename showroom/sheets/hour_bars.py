"""客流时段: how many parties came in each hour, as black bars with their numbers (sheets.md 2.3b)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from showroom.language import chinese
from showroom.rules.tally import FIRST_HOUR, OTHER_TIMES, SLOTS
from showroom.sheets.frame import LABEL_SIZE
from showroom.sheets.page import HAIR, Align, Area, Blocks, Page, Rule

# Millimetres: a bar, the highest one, the caption above and the hours below the line.
BAR: Final = 4.8
CAPTION: Final = 5.0
NUMBERS: Final = 3.2
HOURS: Final = 4.0


def draw(page: Page, area: Area, parties: Sequence[int]) -> None:
    """One bar for each slot of the tally; without `parties` the line alone, for the pen."""
    page.word(area.x, area.y + CAPTION / 2, chinese("Parties by hour, on paper"), 7, bold=True)
    foot = area.bottom - HOURS
    page.add(Rule(area.x, foot, area.right, foot, HAIR))
    each = area.width / SLOTS
    highest = max((*parties, 1))
    room = foot - area.y - CAPTION - NUMBERS
    blocks = []
    for slot in range(SLOTS):
        centre = area.x + (slot + 0.5) * each
        hour = chinese("Other times, narrow") if slot == OTHER_TIMES else str(FIRST_HOUR + slot)
        page.word(centre, foot + HOURS / 2, hour, LABEL_SIZE, align=Align.CENTRE)
        count = parties[slot] if slot < len(parties) else 0
        if count:
            high = room * count / highest
            blocks.append((centre - BAR / 2, foot - high, BAR, high))
            page.word(centre, foot - high - NUMBERS / 2, str(count), LABEL_SIZE, align=Align.CENTRE)
    if blocks:
        page.add(Blocks(tuple(blocks)))
