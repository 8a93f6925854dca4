"""The bands under a table: totals and signatures (sheets.md 1, Signature band)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final, Protocol

from showroom.language import chinese
from showroom.sheets.frame import LABEL_SIZE
from showroom.sheets.page import HAIR, Align, Area, Page
from showroom.sheets.text import width

# Figures and dates keep this far from the rule at their right.
FROM_RULE: Final = 1.5
NAME_SIZE: Final = 9.0
_ROLE_DOWN: Final = 2.35
_BASELINE_UP: Final = 2.05
# In a band lower than this the role stands on the line of the signature.
_LOW: Final = 9.0
_LOW_BASELINE_UP: Final = 2.4
_AFTER_ROLE: Final = 1.6


class Signed(Protocol):
    """A signature given on screen: who, and when in showroom time."""

    @property
    def name(self) -> str: ...
    @property
    def at(self) -> datetime: ...


def totals(
    page: Page, area: Area, caption: str, figures: Sequence[tuple[str, str]], first: float, each: float
) -> None:
    """A caption `first` mm wide, then label and figure in cells of `each` mm; a hairline closes the band."""
    page.word(area.x + 1.0, area.middle, caption, 8.5, bold=True)
    x = area.x + first
    for label, figure in figures:
        page.down(x, area.y + 1.2, area.bottom - 1.2)
        page.word(x + 1.0, area.middle, label, LABEL_SIZE)
        page.word(x + each - FROM_RULE, area.middle, figure, 10, bold=True, align=Align.RIGHT)
        x += each
    page.down(x, area.y + 1.2, area.bottom - 1.2)
    page.across(area.bottom, HAIR)


def to_next_page(page: Page, middle: float, right: float | None = None) -> None:
    """In the place of totals and signatures, where the sheet goes on; the table ends at `right`."""
    text = chinese("Continued on the next page")
    end = page.paper.live_right if right is None else right
    page.word(end - 1.0, middle, text, 8.5, bold=True, align=Align.RIGHT)


def signature(page: Page, area: Area, role: str, signed: Signed | None, *, at_the_edge: bool = False) -> None:
    """One box: role at the top left; signed on screen, or "月 日" for the pen; an upright at its right.

    In a low band the role stands left of the name. A box `at_the_edge` of the page has no upright: sheets are
    open at both sides.
    """
    low = area.height < _LOW
    baseline = area.bottom - (_LOW_BASELINE_UP if low else _BASELINE_UP)
    name_at = area.x + 1.0
    if low:
        name_at = page.text(name_at, baseline, role, LABEL_SIZE) + _AFTER_ROLE
    else:
        page.word(name_at, area.y + _ROLE_DOWN, role, LABEL_SIZE)
    right = area.right - FROM_RULE
    if signed is None:
        month, day = chinese("month, day").split()
        page.text(right, baseline, day, LABEL_SIZE, align=Align.RIGHT)
        page.text(right - width(day, LABEL_SIZE) - 2.7, baseline, month, LABEL_SIZE, align=Align.RIGHT)
    else:
        text = chinese("signed on screen {at}", at=f"{signed.at:%m-%d %H:%M}")
        room = right - width(text, LABEL_SIZE) - 1.0 - name_at
        page.text(name_at, baseline, signed.name, _name_size(signed.name, room))
        page.text(right, baseline, text, LABEL_SIZE, align=Align.RIGHT)
    if not at_the_edge:
        page.down(area.right, area.y + 1.0, area.bottom - 1.0)


def _name_size(name: str, room: float) -> float:
    """9 points, less where the name would run into the time of its signing."""
    return min(NAME_SIZE, NAME_SIZE * room / max(width(name, NAME_SIZE), 0.1))
