"""What stands round the body of every page: title zone, head fields, corner code, foot line (sheets.md 1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from showroom.forms.tracking_words import PAPER, Voice
from showroom.language import mark
from showroom.sheets import ladders, qr
from showroom.sheets.ladders import Fitted
from showroom.sheets.page import HAIR, HEAVY, LANDSCAPE, Align, Area, Page, Paper
from showroom.sheets.text import width

CODE_TOP: Final = 9.5
TITLE_BASELINE: Final = 16.4
TITLE_RULE: Final = 19.5
BODY: Final = 27.5
FOOT_BASELINE: Final = 3.0
FOOT_SIZE: Final = 6.5
LABEL_SIZE: Final = 6.5
# Between a label and its value; a head field's dividers stop short of the rules above and below.
AFTER_LABEL: Final = 1.6
DIVIDER: Final = (20.8, 26.2)
DEALER_SIZES: Final = (8.5, 8, 7.5, 7)


@dataclass(frozen=True)
class HeadField:
    """One field of the head row: its label, width in mm and fitted value (None where it is empty)."""

    label: str
    width: float
    value: Fitted | None = None


def head_field(
    label: str, width_mm: float, value: str, note: ladders.Note, ladder: ladders.Ladder = ladders.words
) -> HeadField:
    """A head field whose value is fitted into what its label leaves, by ladder S where none is named."""
    room = width_mm - width(label, LABEL_SIZE) - AFTER_LABEL - 2.0
    return HeadField(label, width_mm, ladder(value, room, BODY - TITLE_RULE, note) if value else None)


@dataclass(frozen=True)
class Frame:
    """All that is the same on every page of one sheet. `number` and `staff` go into the corner code."""

    paper: Paper
    kind: qr.Kind
    edition: str
    title: str
    dealer: str
    dealer_short: str
    foot: str
    number: int
    staff: int = 0
    variant: str = ""
    heads: Sequence[HeadField] = ()
    voice: Voice = PAPER

    def with_variant(self, variant: str, heads: Sequence[HeadField]) -> Frame:
        """The same sheet for its notes pages."""
        return replace(self, variant=" · ".join(filter(None, (self.variant, variant))), heads=heads)

    def open_page(self) -> Page:
        """A new page with title zone and head fields."""
        page = Page(self.paper)
        self._title(page)
        x = self.paper.left
        for field in self.heads:
            if x > self.paper.left:
                page.down(x, *DIVIDER)
            _head_value(page, Area(x, TITLE_RULE, field.width, BODY - TITLE_RULE), field)
            x += field.width
        return page

    def _title(self, page: Page) -> None:
        end = page.text(self.paper.left, TITLE_BASELINE, self.title, 16, bold=True)
        if self.variant:
            end = page.text(end + 4, TITLE_BASELINE, self.variant, 8.5)
        right = self.paper.live_right - 19
        name, size = self._dealer(right - end - 4)
        page.text(right, TITLE_BASELINE, name, size, align=Align.RIGHT)
        page.across(TITLE_RULE, HEAVY, end=self.paper.live_right - 18)

    def _dealer(self, room: float) -> tuple[str, float]:
        """The dealer's name and its size: the full name, then the short one; on portrait only the short one.

        Whatever is left over is set smaller still: a firm's name is never cut.
        """
        short = self.dealer_short or self.dealer
        names = (self.dealer, short) if self.paper is LANDSCAPE else (short,)
        for name in names:
            for size in DEALER_SIZES:
                if width(name, size) <= room:
                    return name, size
        return short, DEALER_SIZES[-1] * room / width(short, DEALER_SIZES[-1])

    def close(self, pages: Sequence[Page]) -> None:
        """Foot line and corner code of every page, once their number is known; notes pages are counted."""
        for number, page in enumerate(pages, 1):
            self.close_page(page, number, len(pages))

    def close_page(self, page: Page, number: int, of: int) -> None:
        """The same of one page, where a sheet has sides of two kinds."""
        self._foot(page, number, of)
        code = qr.Code(self.kind, self.number, self.staff, number)
        qr.draw(page, code, self.paper.live_right - qr.SIDE, CODE_TOP)

    def _foot(self, page: Page, number: int, of: int) -> None:
        paper = self.paper
        page.across(paper.foot, HAIR)
        baseline = paper.foot + FOOT_BASELINE
        left = self.voice.say(
            mark("Form {code} · edition {edition}"), code=self.kind.name, edition=self.edition
        )
        right = self.voice.say(mark("Page {number} of {of}"), number=number, of=of)
        page.text(paper.left, baseline, left, FOOT_SIZE)
        page.text(paper.live_right, baseline, right, FOOT_SIZE, align=Align.RIGHT)
        centre = (paper.left + paper.live_right) / 2
        beside = max(width(left, FOOT_SIZE), width(right, FOOT_SIZE)) + 2
        size = min(FOOT_SIZE, FOOT_SIZE * (paper.live_width - 2 * beside) / width(self.foot, FOOT_SIZE))
        page.text(centre, baseline, self.foot, size, align=Align.CENTRE)


def _head_value(page: Page, area: Area, field: HeadField) -> None:
    end = page.word(area.x + 1.0, area.middle, field.label, LABEL_SIZE)
    if field.value:
        # `lines` adds the padding that the gap after the label already holds.
        page.lines(area.part(end + AFTER_LABEL - 1.0 - area.x, area.right - end), field.value)
