"""The recovery code on paper: one sheet for the safe, the only place where the code is kept (R4)."""

from __future__ import annotations

from typing import BinaryIO, Final

from showroom.language import _
from showroom.sheets import qr
from showroom.sheets.page import HAIR, HEAVY, PORTRAIT, Align, Area, Outline, Page
from showroom.sheets.single_page import SinglePage
from showroom.sheets.stamp import Printed, Stamp
from showroom.sheets.text import MM, PITCH, break_lines

EDITION: Final = "202611"
BOX: Final = Area(PORTRAIT.left, 34.0, PORTRAIT.live_width, 30.0)
CODE_SIZE: Final = 26.0
WORD_SIZE: Final = 10.5
LABEL_SIZE: Final = 9.0
TOLD_TOP: Final = 74.0
BETWEEN: Final = 3.0
BLANK_TOP: Final = 116.0
BLANK_WIDTH: Final = 52.0


def draw(target: BinaryIO, *, code: str, dealer: str, dealer_short: str, stamp: Stamp) -> Printed:
    """Write the sheet as PDF: one page. The corner code says what sheet it is, never the code itself."""

    def fill(page: Page) -> None:
        page.add(Outline(BOX.x, BOX.y, BOX.width, BOX.height, HEAVY))
        page.word(BOX.centre, BOX.middle, code, CODE_SIZE, bold=True, align=Align.CENTRE)
        _tell(page)
        _blanks(page)

    title = _("Recovery code")
    return SinglePage(qr.Kind.RC, EDITION, title, dealer, dealer_short, stamp).write(target, fill)


def _tell(page: Page) -> None:
    """What it is for, how it is used, where it lies."""
    told = (
        _("If nobody knows an administrator's password any more, this code sets a new one."),
        _("Choose “Forgot the password?” where you sign in, and type the code with your user name."),
        _("It helps once. Then the program shows a new one: print that, and destroy this sheet."),
        _("Keep this sheet in the safe, not beside the computer. Whoever has it can sign in."),
    )
    pitch, y = PITCH * WORD_SIZE / MM, TOLD_TOP
    for number, sentence in enumerate(told, 1):
        for line in break_lines(f"{number}. {sentence}", WORD_SIZE, page.paper.live_width):
            page.word(page.paper.left, y, line, WORD_SIZE)
            y += pitch
        y += BETWEEN


def _blanks(page: Page) -> None:
    """Who put it away and when, by hand."""
    x = page.paper.left
    for label in (_("Put away by"), _("Put away on"), _("Kept at")):
        page.word(x, BLANK_TOP, label, LABEL_SIZE)
        page.add(Outline(x, BLANK_TOP + 4.0, BLANK_WIDTH, 12.0, HAIR))
        x += BLANK_WIDTH + 12.0
