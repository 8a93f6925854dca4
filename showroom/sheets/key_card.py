"""The key card: every key of the program on one A4, to lie beside the keyboard (screens: Keys)."""

from __future__ import annotations

from typing import BinaryIO, Final

from showroom import keys
from showroom.language import chinese
from showroom.sheets import qr
from showroom.sheets.page import HAIR, MEDIUM, PORTRAIT, Align, Area, Outline, Page
from showroom.sheets.single_page import SinglePage
from showroom.sheets.stamp import Printed, Stamp
from showroom.sheets.text import width

EDITION: Final = "202611"
TOP: Final = 30.0
ROW: Final = 7.6  # at most: with more keys rows draw together
HEAD: Final = 6.4
BETWEEN: Final = 1.8
CAP: Final = 5.4
CAP_SIZE: Final = 8.0
ACT_SIZE: Final = 9.5
TITLE_SIZE: Final = 10.0
KEYS_AT: Final = 58.0
# Points for each mm of a row, where rows are low: words stay clear of the rules.
FIT: Final = 2.6


def draw(target: BinaryIO, *, dealer: str, dealer_short: str, stamp: Stamp) -> Printed:
    """Write the card as PDF: one page, nothing personal on it, so no export number."""
    title = chinese("Key card")
    return SinglePage(qr.Kind.KC, EDITION, title, dealer, dealer_short, stamp).write(target, _groups)


def _groups(page: Page) -> None:
    """Every group of keys, rows drawn together where they are many."""
    room = PORTRAIT.body_end - TOP - len(keys.GROUPS) * (HEAD + BETWEEN)
    row = min(ROW, room / sum(len(group.keys) for group in keys.GROUPS))
    y = TOP
    for group in keys.GROUPS:
        y = _group(page, group, y, row) + BETWEEN


def _group(page: Page, group: keys.Group, top: float, row: float) -> float:
    """A title and its keys, ruled; gives the end."""
    paper = page.paper
    act_size = min(ACT_SIZE, row * FIT)
    page.word(paper.left, top + HEAD / 2, chinese(group.title), TITLE_SIZE, bold=True)
    y = top + HEAD
    page.across(y, MEDIUM)
    for key in group.keys:
        x = paper.left + 1.0
        for number, name in enumerate(keys.spelled(key)):
            if number:
                x = page.word(x + 1.2, y + row / 2, "/" if key.verb != "page" else "…", _cap_size(row)) + 1.2
            x = _cap(page, Area(x, y, 0, row), name)
        page.word(paper.left + KEYS_AT, y + row / 2, chinese(key.act), act_size)
        y += row
        page.across(y, HAIR)
    return y


def _cap(page: Page, row: Area, name: str) -> float:
    """A key as on the keyboard, at the left of a row; gives its right end."""
    x, middle, high = row.x, row.middle, min(CAP, row.height * 0.8)
    size = _cap_size(row.height)
    for number, part in enumerate(name.split(" ")):
        if number:
            x = page.word(x + 0.8, middle, "+", size) + 0.8
        wide = max(CAP, width(part, size) + 3.0)
        page.add(Outline(x, middle - high / 2, wide, high, HAIR))
        page.word(x + wide / 2, middle, part, size, align=Align.CENTRE)
        x += wide
    return x


def _cap_size(row: float) -> float:
    """Points of what stands on the keys of a row this high, in mm."""
    return min(CAP_SIZE, row * FIT * 0.9)
