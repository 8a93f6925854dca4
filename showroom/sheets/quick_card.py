"""The quick card of a role (QC): its day at the left, the keys it needs at the right, on one A4."""

from __future__ import annotations

from functools import partial
from typing import BinaryIO, Final

from showroom.forms.choices import ROLES
from showroom.forms.quick_card import CARDS, Part
from showroom.forms.tracking_words import SCREEN
from showroom.language import _
from showroom.rules.duties import Role
from showroom.sheets import qr
from showroom.sheets.key_card import BETWEEN, HEAD, ROW, TITLE_SIZE, TOP, draw_group, row_of
from showroom.sheets.page import HAIR, MEDIUM, PORTRAIT, Area, Page, Rule
from showroom.sheets.single_page import SinglePage
from showroom.sheets.stamp import Printed, Stamp
from showroom.sheets.text import break_lines

EDITION: Final = "202611"
# The day has this much of the width, in mm; the keys the rest.
DAY: Final = 82.0
GAP: Final = 8.0
LINE: Final = 4.8
LINE_SIZE: Final = 9.5
PADDING: Final = 1.5
NUMBER: Final = 6.0
APART: Final = 5.0


def draw(target: BinaryIO, role: Role, *, dealer: str, dealer_short: str, stamp: Stamp) -> Printed:
    """Write the card of a role as PDF: one page, nothing personal on it, so no export number."""
    title = f"{_('Quick card')}　{SCREEN.word(ROLES, role)}"
    return SinglePage(qr.Kind.QC, EDITION, title, dealer, dealer_short, stamp).write(
        target, partial(_fill, role=role)
    )


def _fill(page: Page, role: Role) -> None:
    card, left = CARDS[role], page.paper.left
    y = TOP
    for part in card.parts:
        y = _part(page, part, left, y) + APART
    x, wide = left + DAY + GAP, page.paper.live_right - left - DAY - GAP
    row, y = min(ROW, row_of(card.groups, PORTRAIT.body_end - TOP)), TOP
    for group in card.groups:
        y = draw_group(page, group, Area(x, y, wide, row)) + BETWEEN


def _part(page: Page, part: Part, x: float, y: float) -> float:
    """The word of a part of the day over its numbered sentences; gives the end."""
    page.word(x, y + HEAD / 2, _(part.word), TITLE_SIZE, bold=True)
    y += HEAD
    page.add(Rule(x, y, x + DAY, y, MEDIUM))
    for number, sentence in enumerate(part.lines, 1):
        lines = break_lines(_(sentence), LINE_SIZE, DAY - NUMBER)
        page.word(x + 0.5, y + PADDING + LINE / 2, str(number), LINE_SIZE, bold=True)
        for place, line in enumerate(lines):
            page.word(x + NUMBER, y + PADDING + (place + 0.5) * LINE, line, LINE_SIZE)
        y += 2 * PADDING + len(lines) * LINE
        page.add(Rule(x, y, x + DAY, y, HAIR))
    return y
