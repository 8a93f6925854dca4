"""展厅来电（店）客户登记记录表, the traffic log on paper: ten columns (TL) or seventeen (TX)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO, Final

from showroom.forms.traffic_log import ROWS_A_PAGE, TrafficLogDay, TrafficLogRow
from showroom.language import chinese, mark
from showroom.rules.traffic import TrafficTotals
from showroom.sheets import bands, ladders, pdf, qr, table
from showroom.sheets.frame import BODY, LABEL_SIZE, Frame, HeadField, head_field
from showroom.sheets.notes import Notes
from showroom.sheets.page import LANDSCAPE, Align, Area, Page
from showroom.sheets.stamp import Printed, Stamp
from showroom.sheets.table import Column
from showroom.sheets.traffic_log_cells import SEVENTEEN, TEN, Line, LogColumn, strike

EDITION: Final = "2025-11"
# Heights in mm, and the widths of the boxes under the table (sheets.md 2.1).
HEADS: Final = 9.5
ROW: Final = 9.5
TOTALS: Final = 8.0
SIGNATURES: Final = 12.0
BOX: Final = 68.0
CAPTION: Final = 14.0
FIGURE: Final = 27.0
NOTES_DATE: Final = 60.0

_ROWS_TOP = BODY + HEADS
_ROWS_END = _ROWS_TOP + ROWS_A_PAGE * ROW
_ROLES = (mark("Reception staff"), mark("Showroom supervisor"), mark("Sales manager"))


def draw(
    day: TrafficLogDay, target: BinaryIO, *, extended: bool = False, blank: bool = False, stamp: Stamp
) -> Printed:
    """Write the day's log as a PDF to `target`, which stays untouched when drawing fails (Q9).

    `extended` prints seventeen columns; `blank` one empty page without anything of the day.
    Raises `Unavailable` where a font cannot be read, and what `target` raises.
    """
    pages = compose(day, extended=extended, blank=blank, stamp=stamp)
    pdf.write(pages, target, f"{_title()} {'' if blank else day.day}".strip(), stamp.printed_at)
    return Printed(len(pages), pdf.missing(pages))


def compose(day: TrafficLogDay, *, extended: bool = False, blank: bool = False, stamp: Stamp) -> list[Page]:
    """All pages of the day as marks, notes pages last."""
    log = _Log(day, SEVENTEEN if extended else TEN, blank, Notes())
    frame = log.frame(stamp)
    pages = log.pages(frame)
    if not blank:
        pages += log.notes.pages(frame, replace(frame.heads[0], width=NOTES_DATE))
    frame.close(pages)
    return pages


def _title() -> str:
    return chinese("Traffic log sheet")


def _figures(totals: TrafficTotals) -> tuple[tuple[str, int], ...]:
    return (
        (chinese("Total: parties"), totals.parties),
        (chinese("Total: calls"), totals.calls),
        (chinese("Total: first visits"), totals.first),
        (chinese("Total: repeat visits"), totals.repeat),
        (chinese("Total: filed"), totals.filed),
        (chinese("Total: test drives"), totals.test_drives),
        (chinese("Total: not filed"), totals.not_filed),
        (chinese("Total: heads"), totals.heads),
    )


@dataclass(frozen=True)
class _Log:
    """One traffic log that is being drawn."""

    day: TrafficLogDay
    columns: Sequence[LogColumn]
    blank: bool
    notes: Notes

    @property
    def extended(self) -> bool:
        return self.columns is SEVENTEEN

    def frame(self, stamp: Stamp) -> Frame:
        day = self.day
        return Frame(
            paper=LANDSCAPE,
            kind=qr.Kind.TX if self.extended else qr.Kind.TL,
            edition=EDITION,
            title=_title(),
            variant=chinese("Extended, 17 columns") if self.extended else "",
            dealer=day.dealer,
            dealer_short=day.dealer_short,
            foot=stamp.foot(self.blank),
            number=qr.edition_number(EDITION) if self.blank else qr.day_number(day.day),
            heads=self._head_fields(),
        )

    def _head_fields(self) -> tuple[HeadField, ...]:
        day = self.day
        weekdays = chinese("Monday Tuesday Wednesday Thursday Friday Saturday Sunday").split()
        fields = (
            (chinese("Day of the log"), 52, f"{day.day} {weekdays[day.day.weekday()]}", ladders.words),
            (chinese("Weather"), 34, day.weather, ladders.words),
            (chinese("Front desk"), 46, "、".join(day.receptionists), ladders.person),
            (chinese("Compiled by"), 38, day.compiled_by, ladders.words),
            (chinese("Business hours"), 44, day.business_hours, ladders.words),
            (chinese("On duty"), 40, "、".join(day.on_duty), ladders.person),
        )
        return tuple(
            head_field(label, width, "" if self.blank else value, self.notes.at(label, value), ladder)
            for label, width, value, ladder in fields
        )

    def pages(self, frame: Frame) -> list[Page]:
        """The sheet without its notes: at least one page; empty rows fill the last."""
        rows = () if self.blank else self.day.rows
        starts = range(0, len(rows) or 1, ROWS_A_PAGE)
        pages = []
        for start in starts:
            page = frame.open_page()
            following = self._table(page, rows[start : start + ROWS_A_PAGE], start + 1)
            if start == starts[-1]:
                self._foot(page, following)
            else:
                bands.to_next_page(page, _ROWS_END + TOTALS / 2)
            pages.append(page)
        return pages

    def _table(self, page: Page, rows: Sequence[TrafficLogRow], number: int) -> int:
        """Heads and fourteen rows; gives the number after the last one. Rows keep the numbers of the day."""
        paper = page.paper
        columns = [Column(chinese(column.head), column.width, column.align) for column in self.columns]
        table.heads(page, columns, Area(paper.left, BODY, paper.live_width, HEADS))
        table.uprights(page, columns, Area(paper.left, BODY, paper.live_width, _ROWS_END - BODY))
        table.rows(page, _ROWS_TOP, ROW, ROWS_A_PAGE)
        for position in range(ROWS_A_PAGE):
            row = rows[position] if position < len(rows) else None
            number = row.number if row else number
            line = Line(page, self.day, self.notes, number, row)
            areas = tuple(table.cells(columns, paper.left, _ROWS_TOP + position * ROW, ROW))
            for column, (_, area) in zip(self.columns, areas, strict=True):
                column.cell(line, area)
            first = areas[0][1]
            strike(line, Area(first.right, first.y, paper.live_right - first.right, ROW))
            number += 1
        return number

    def _foot(self, page: Page, following: int) -> None:
        """Totals, signatures and how to fill in the form."""
        paper = page.paper
        area = Area(paper.left, _ROWS_END, paper.live_width, TOTALS)
        totals = _figures(self.day.totals)
        figures = [(label, "" if self.blank else str(figure)) for label, figure in totals]
        bands.totals(page, area, chinese("Total"), figures, CAPTION, FIGURE)
        remark = chinese("Register guests without name or phone too")
        page.word(area.right - 1.0, area.middle, remark, LABEL_SIZE, align=Align.RIGHT)
        x = area.x
        for role, signed in zip(_ROLES, self.day.signatures, strict=True):
            box = Area(x, area.bottom, BOX, SIGNATURES)
            bands.signature(page, box, chinese(role), None if self.blank else signed)
            x += BOX
        self._legend(page, Area(x, area.bottom, BOX, SIGNATURES), following)

    def _legend(self, page: Page, area: Area, following: int) -> None:
        if self.extended:
            lines = (chinese("How to fill in times and level"), chinese("The signs of type and visit"))
        else:
            next_page = chinese("No room? Go on with another page from number {number}.", number=following)
            lines = (chinese("How to fill in times and circle the level"), next_page)
        page.word(area.x + 1.0, area.y + 2.35, chinese("How to fill in"), 7, bold=True)
        for number, text in enumerate(lines, 1):
            page.word(area.x + 1.0, area.y + 2.35 + number * 3.25, text, LABEL_SIZE)
