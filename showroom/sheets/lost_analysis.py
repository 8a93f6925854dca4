"""战败客户分析表, the lost analysis of a month on paper (LA): whom we lost and what we make of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO, Final

from showroom.forms.lost_analysis import ROWS_A_PAGE, Loss, LostAnalysis
from showroom.language import chinese, mark
from showroom.sheets import bands, pdf, qr, table
from showroom.sheets.frame import BODY, LABEL_SIZE, Frame, HeadField, head_field
from showroom.sheets.lost_analysis_cells import COLUMNS, Line, number
from showroom.sheets.notes import Notes
from showroom.sheets.page import GUIDE, HAIR, LANDSCAPE, MEDIUM, Align, Area, Page
from showroom.sheets.stamp import Printed, Stamp
from showroom.sheets.table import Column

EDITION: Final = "2025-11"
# Heights in mm, and the widths of the boxes under the table (sheets.md 2.6).
HEADS: Final = 9.5
ROW: Final = 9.0
GUIDE_AFTER: Final = 5
REASONS: Final = 10.5
CAPTION: Final = 15.0
FIGURE: Final = 14.5
SIGNATURES: Final = 11.0
BOX: Final = 68.0
NUMBER: Final = 6.0
NOTES_MONTH: Final = 60.0
# Of the band of reasons: the middle of its labels and of its figures from its top.
_LABEL_DOWN: Final = 2.35
_FIGURE_DOWN: Final = 7.3
_FROM_RULE: Final = 1.5

_ROWS_TOP: Final = BODY + HEADS
_ROWS_END: Final = _ROWS_TOP + ROWS_A_PAGE * ROW
# The groups of the band: whoever cannot be reached told as little as whoever gave no reason.
GROUPS: Final = (
    (mark("Same brand, on paper"), ("same_brand_elsewhere",)),
    (mark("Competitor, on paper"), ("competitor",)),
    (mark("Plan cancelled, on paper"), ("plan_cancelled",)),
    (mark("Out of contact or unclear, on paper"), ("no_contact", "unclear", "")),
    (mark("Service, on paper"), ("service",)),
    (mark("Price, on paper"), ("price",)),
)
_ROLES: Final = (
    mark("Compiled by, on paper"),
    mark("Showroom manager, on paper"),
    mark("Sales manager"),
    mark("General manager, on paper"),
)


def draw(analysis: LostAnalysis, target: BinaryIO, *, blank: bool = False, stamp: Stamp) -> Printed:
    """Write the analysis of a month as a PDF to `target`, which stays untouched when drawing fails (Q9).

    `blank` is one empty page. Raises `Unavailable` where a font cannot be read, and what `target` raises.
    """
    pages = compose(analysis, blank=blank, stamp=stamp)
    title = f"{_title()} {'' if blank else f'{analysis.month:%Y-%m}'}".strip()
    pdf.write(pages, target, title, stamp.printed_at)
    return Printed(len(pages), pdf.missing(pages))


def compose(analysis: LostAnalysis, *, blank: bool = False, stamp: Stamp) -> list[Page]:
    """All pages as marks, notes pages last."""
    sheet = _Sheet(analysis, blank, Notes())
    frame = sheet.frame(stamp)
    pages = sheet.pages(frame)
    if not blank:
        pages += sheet.notes.pages(frame, replace(frame.heads[0], width=NOTES_MONTH))
    frame.close(pages)
    return pages


def _title() -> str:
    return chinese("Lost analysis sheet")


def _columns() -> tuple[Column, ...]:
    first = Column(chinese("No., narrow"), NUMBER, Align.CENTRE)
    return (first, *(Column(chinese(one.head), one.width, one.align) for one in COLUMNS))


@dataclass(frozen=True)
class _Sheet:
    """One analysis that is being drawn."""

    analysis: LostAnalysis
    blank: bool
    notes: Notes

    def frame(self, stamp: Stamp) -> Frame:
        analysis, blank = self.analysis, self.blank
        return Frame(
            paper=LANDSCAPE,
            kind=qr.Kind.LA,
            edition=EDITION,
            title=_title(),
            variant="" if blank else analysis.consultant,
            dealer=analysis.dealer,
            dealer_short=analysis.dealer_short,
            foot=stamp.foot(blank),
            number=qr.edition_number(EDITION) if blank else qr.day_number(analysis.month),
            staff=0 if blank else analysis.staff,
            heads=self._head_fields(),
        )

    def _head_fields(self) -> tuple[HeadField, ...]:
        analysis, losses = self.analysis, self.analysis.losses
        month = chinese("{year} month {month}", year=analysis.month.year, month=analysis.month.month)
        if analysis.half:
            days = chinese("days {first} to {last}", first=losses.first.day, last=losses.last.day)
            month = f"{month} {days}"
        fields = (
            (chinese("Month"), 50, month),
            (chinese("Showroom"), 44, analysis.dealer_short or analysis.dealer),
            (chinese("Lost, on paper"), 34, chinese("{count} customers", count=len(losses.rows))),
            (chinese("Rate of losses"), 34, share(losses.rate)),
            (chinese("Share of clear reasons"), 44, share(losses.clear_rate)),
            (chinese("Compiled by, on paper"), 40, analysis.compiled_by),
        )
        return tuple(
            head_field(label, mm, "" if self.blank else value, self.notes.at(label, value))
            for label, mm, value in fields
        )

    def pages(self, frame: Frame) -> list[Page]:
        """At least one page; empty rows fill the last, reasons and signatures stand on it."""
        rows = () if self.blank else self.analysis.losses.rows
        starts = range(0, len(rows) or 1, ROWS_A_PAGE)
        pages = []
        for start in starts:
            page = frame.open_page()
            self._table(page, rows[start : start + ROWS_A_PAGE], start + 1)
            if start == starts[-1]:
                self._reasons(page)
                self._signatures(page)
            else:
                bands.to_next_page(page, _ROWS_END + REASONS / 2)
            pages.append(page)
        return pages

    def _table(self, page: Page, rows: Sequence[Loss], first: int) -> None:
        """Heads and fifteen rows; numbers run on over the pages."""
        paper, columns = page.paper, _columns()
        table.heads(page, columns, Area(paper.left, BODY, paper.live_width, HEADS))
        table.uprights(page, columns, Area(paper.left, BODY, paper.live_width, _ROWS_END - BODY))
        for place in range(1, ROWS_A_PAGE):
            page.across(_ROWS_TOP + place * ROW, HAIR if place % GUIDE_AFTER else GUIDE)
        page.across(_ROWS_END, MEDIUM)
        for place in range(ROWS_A_PAGE):
            loss = rows[place] if place < len(rows) else None
            line = Line(page, self.analysis, self.notes, first + place, loss)
            cells = [cell for _, cell in table.cells(columns, paper.left, _ROWS_TOP + place * ROW, ROW)]
            number(line, cells[0])
            for column, cell in zip(COLUMNS, cells[1:], strict=True):
                column.draw(line, cell)

    def _reasons(self, page: Page) -> None:
        """How many were lost for reasons of each group, and room for what the month taught."""
        counts = self.analysis.losses.by_group()
        figures = [(chinese(label), sum(counts.get(one, 0) for one in groups)) for label, groups in GROUPS]
        figures.append((chinese("Total"), len(self.analysis.losses.rows)))
        band = Area(page.paper.left, _ROWS_END, page.paper.live_width, REASONS)
        page.word(band.x + 1.0, band.y + _LABEL_DOWN, chinese("By reason"), 7, bold=True)
        x = band.x + CAPTION
        for label, count in figures:
            page.down(x, band.y + 1.0, band.bottom - 1.0)
            page.word(x + 1.0, band.y + _LABEL_DOWN, label, LABEL_SIZE)
            text = "" if self.blank else str(count)
            right = x + FIGURE - _FROM_RULE
            page.word(right, band.y + _FIGURE_DOWN, text, 10, bold=True, align=Align.RIGHT)
            x += FIGURE
        page.down(x, band.y + 1.0, band.bottom - 1.0)
        page.word(x + 1.0, band.y + _LABEL_DOWN, chinese("What the month taught"), 7, bold=True)
        page.across(band.bottom, HAIR)

    def _signatures(self, page: Page) -> None:
        for place, role in enumerate(_ROLES):
            box = Area(page.paper.left + place * BOX, _ROWS_END + REASONS, BOX, SIGNATURES)
            bands.signature(page, box, chinese(role), None, at_the_edge=place == len(_ROLES) - 1)


def share(rate: float | None) -> str:
    return "" if rate is None else f"{rate * 100:.0f} %"
