"""The key card: every key of the program on one A4, to lie beside the keyboard (screens: Keys)."""

from __future__ import annotations

from typing import BinaryIO, Final

from showroom import keys
from showroom.language import _
from showroom.sheets import qr
from showroom.sheets.page import HAIR, MEDIUM, PORTRAIT, Align, Area, Outline, Page, Rule
from showroom.sheets.single_page import SinglePage
from showroom.sheets.stamp import Printed, Stamp
from showroom.sheets.text import MM, PITCH, break_lines, width

EDITION: Final = "202611"
TOP: Final = 30.0
ROW: Final = 7.6  # at most: with more keys rows draw together
HEAD: Final = 6.4
BETWEEN: Final = 1.8
CAP: Final = 5.4
CAP_SIZE: Final = 8.0
ACT_SIZE: Final = 9.5
TITLE_SIZE: Final = 10.0
# The card has two columns; the act of a key begins here, further right where its keys are long.
GAP: Final = 6.0
ACTS_AT: Final = 30.0
# Points for each mm of a row, where rows are low: words stay clear of the rules.
FIT: Final = 2.6
# So much smaller are words of which two lines stand in a row.
HALF: Final = 0.42

Groups = tuple[keys.Group, ...]


def draw(target: BinaryIO, *, dealer: str, dealer_short: str, stamp: Stamp) -> Printed:
    """Write the card as PDF: one page, nothing personal on it, so no export number."""
    title = _("Key card")
    return SinglePage(qr.Kind.KC, EDITION, title, dealer, dealer_short, stamp).write(target, _groups)


def _groups(page: Page) -> None:
    """Every group of keys in two columns, rows drawn together where they are many."""
    columns = _halves(keys.GROUPS)
    row = min(ROW, *(row_of(groups, PORTRAIT.body_end - TOP) for groups in columns if groups))
    wide = (page.paper.live_right - page.paper.left - GAP) / 2
    for number, groups in enumerate(columns):
        x, y = page.paper.left + number * (wide + GAP), TOP
        for group in groups:
            y = draw_group(page, group, Area(x, y, wide, row)) + BETWEEN


def row_of(groups: Groups, high: float) -> float:
    """How high the rows of a column of these groups may be that is so high, in mm."""
    room = high - len(groups) * (HEAD + BETWEEN)
    return room / sum(len(group.keys) for group in groups)


def _halves(groups: Groups) -> tuple[Groups, Groups]:
    """The groups in their order, parted where the rows of both columns can be highest."""
    ends = range(1, len(groups))
    high = PORTRAIT.body_end - TOP

    def lowest(end: int) -> float:
        return min(row_of(groups[:end], high), row_of(groups[end:], high))

    end = max(ends, key=lowest, default=len(groups))
    return groups[:end], groups[end:]


def draw_group(page: Page, group: keys.Group, first: Area) -> float:
    """A title at the top of an area and its keys, each in a row of its height, ruled; gives the end."""
    right, row = first.x + first.width, first.height
    page.word(first.x, first.y + HEAD / 2, _(group.title), TITLE_SIZE, bold=True)
    y = first.y + HEAD
    page.add(Rule(first.x, y, right, y, MEDIUM))
    for key in group.keys:
        x = first.x + 1.0
        for number, name in enumerate(keys.spelled(key)):
            if number:
                between = "…" if key.verb in keys.FIRST_TO_LAST else "/"
                x = page.word(x + 1.2, y + row / 2, between, _cap_size(row)) + 1.2
            x = _cap(page, Area(x, y, 0, row), name)
        start = max(first.x + ACTS_AT, x + 2.0)
        _act(page, Area(start, y, right - start - 0.5, row), _(key.act))
        y += row
        page.add(Rule(first.x, y, right, y, HAIR))
    return y


def _act(page: Page, row: Area, words: str) -> None:
    """What a key does: in two lines where they can be larger than one."""
    size = min(ACT_SIZE, row.height * FIT, row.width / width(words, 1.0))
    halved = min(ACT_SIZE, row.height * FIT * HALF)
    lines = [words]
    if halved > size and len(two := break_lines(words, halved, row.width)) == 2:
        lines, size = two, halved
    pitch = PITCH * size / MM
    for place, line in enumerate(lines):
        page.word(row.x, row.middle + (place - (len(lines) - 1) / 2) * pitch, line, size)


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
