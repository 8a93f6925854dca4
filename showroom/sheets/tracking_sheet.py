"""潜在客户跟踪表, the tracking sheet on paper (PT): twelve cards a page, one consultant after another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO, Final

from showroom.forms import tracking_sheet as form
from showroom.forms.tracking_sheet import ROWS_A_PAGE, TrackingRow, TrackingSheet
from showroom.language import chinese, mark
from showroom.sheets import bands, ladders, pdf, qr, table
from showroom.sheets import tracking_sheet_cells as cells
from showroom.sheets.frame import BODY, LABEL_SIZE, Frame, HeadField, head_field
from showroom.sheets.notes import Notes
from showroom.sheets.page import LANDSCAPE, Align, Area, Page
from showroom.sheets.stamp import Printed, Stamp
from showroom.sheets.table import Column, Group

EDITION: Final = "2025-11"
# Heights in mm, and the widths of the boxes under the table (sheets.md 2.2).
HEADS: Final = 10.5
GROUP_LINE: Final = 4.8
ROW: Final = 12.0
SIGNATURES: Final = 11.5
BOX: Final = 62.0
NOTES_WHOSE: Final = 54.0
LEGEND_WORDS: Final = 9.0

_ROWS_TOP = BODY + HEADS
_ROWS_END = _ROWS_TOP + ROWS_A_PAGE * ROW
_ROLES = (mark("Consultant, on paper"), mark("Showroom manager, on paper"))
_CENTRED = (form.LEVEL.key,)


def draw(sheets: Sequence[TrackingSheet], target: BinaryIO, *, blank: bool = False, stamp: Stamp) -> Printed:
    """Write the sheets as one PDF to `target`, which stays untouched when drawing fails (Q9).

    Each begins on a new page and counts its own; `blank` prints one empty page without anything of a card.
    Raises `Unavailable` where a font cannot be read, and what `target` raises.
    """
    shown = sheets[:1] if blank else sheets
    pages = [page for sheet in shown for page in compose(sheet, blank=blank, stamp=stamp)]
    months = {f"{sheet.first:%Y-%m}" for sheet in shown if not blank}
    pdf.write(pages, target, " ".join((_title(), *sorted(months))), stamp.printed_at)
    return Printed(len(pages), pdf.missing(pages))


def compose(sheet: TrackingSheet, *, blank: bool = False, stamp: Stamp) -> list[Page]:
    """All pages of one sheet as marks, notes pages last."""
    drawn = _Sheet(sheet, blank, Notes())
    frame = drawn.frame(stamp)
    pages = drawn.pages(frame)
    if not blank:
        pages += drawn.notes.pages(frame, replace(frame.heads[0], width=NOTES_WHOSE))
    frame.close(pages)
    return pages


def _title() -> str:
    return chinese("Prospect tracking sheet")


def _groups() -> tuple[Group, ...]:
    columns = {
        field.key: Column(
            chinese(field.label), field.width, Align.CENTRE if field.key in _CENTRED else Align.LEFT
        )
        for field in form.FIELDS
    }
    columns[form.LEVEL.key] = replace(columns[form.LEVEL.key], head=chinese("Level of intent, on two lines"))
    followed = tuple(columns[field.key] for field in form.CONTACTS)
    before, after = form.FIELDS[: form.FIELDS.index(form.FIRST)], (form.REMARK,)
    return (
        *(Group("", (columns[field.key],)) for field in before),
        Group(chinese("Follow-ups, on paper"), followed),
        *(Group("", (columns[field.key],)) for field in after),
    )


@dataclass(frozen=True)
class _Sheet:
    """One tracking sheet that is being drawn."""

    sheet: TrackingSheet
    blank: bool
    notes: Notes

    def frame(self, stamp: Stamp) -> Frame:
        sheet = self.sheet
        return Frame(
            paper=LANDSCAPE,
            kind=qr.Kind.PT,
            edition=EDITION,
            title=_title(),
            dealer=sheet.dealer,
            dealer_short=sheet.dealer_short,
            foot=stamp.foot(self.blank),
            number=qr.edition_number(EDITION) if self.blank else qr.day_number(sheet.first),
            staff=0 if self.blank else sheet.consultant or 0,
            heads=self._head_fields(),
        )

    def _head_fields(self) -> tuple[HeadField, ...]:
        sheet = self.sheet
        period = chinese("{first} to {last}", first=sheet.first, last=f"{sheet.last:%m-%d}")
        fields = (
            (chinese("Consultant, on paper"), 54, sheet.consultant_name),
            (chinese("Period"), 60, period),
            (chinese("Showroom, on paper"), 46, sheet.dealer_short),
            (chinese("On hand"), 54, self._counts()),
            (chinese("Order of rows"), 40, chinese("by number")),
        )
        return tuple(
            head_field(label, width, "" if self.blank else value, self.notes.at(label, value), ladders.words)
            for label, width, value in fields
        )

    def _counts(self) -> str:
        sheet = self.sheet
        if sheet.overdue:
            return chinese("{count} cards, {overdue} overdue", count=sheet.on_hand, overdue=sheet.overdue)
        return chinese("{count} cards", count=sheet.on_hand)

    def pages(self, frame: Frame) -> list[Page]:
        """The sheet without its notes: at least one page; empty rows fill the last."""
        rows = () if self.blank else self.sheet.rows
        starts = range(0, len(rows) or 1, ROWS_A_PAGE)
        pages = []
        for start in starts:
            page = frame.open_page()
            self._table(page, rows[start : start + ROWS_A_PAGE])
            if start == starts[-1]:
                _foot(page)
            else:
                bands.to_next_page(page, _ROWS_END + SIGNATURES / 2)
            pages.append(page)
        return pages

    def _table(self, page: Page, rows: Sequence[TrackingRow]) -> None:
        paper, groups = page.paper, _groups()
        heads = Area(paper.left, BODY, paper.live_width, HEADS)
        table.grouped_heads(page, groups, heads, GROUP_LINE)
        body = Area(paper.left, BODY, paper.live_width, _ROWS_END - BODY)
        table.grouped_uprights(page, groups, body, GROUP_LINE, _ROWS_END)
        table.rows(page, _ROWS_TOP, ROW, ROWS_A_PAGE)
        columns = [column for group in groups for column in group.columns]
        for place in range(ROWS_A_PAGE):
            row = rows[place] if place < len(rows) else None
            line = cells.Line(page, self.sheet.lists, self.notes, row)
            areas = [area for _, area in table.cells(columns, paper.left, _ROWS_TOP + place * ROW, ROW)]
            _draw_row(line, dict(zip((field.key for field in form.FIELDS), areas, strict=True)))


def _draw_row(line: cells.Line, areas: dict[str, Area]) -> None:
    if line.row is not None:
        for key, cell in cells.CELLS.items():
            cell(line, line.row, areas[key])
    cells.contacts(line, tuple(areas[field.key] for field in form.CONTACTS))


def _foot(page: Page) -> None:
    """Two signatures, and what the letters mean."""
    x, y = page.paper.left, _ROWS_END
    for role in _ROLES:
        bands.signature(page, Area(x, y, BOX, SIGNATURES), chinese(role), None)
        x += BOX
    legend = (
        (chinese("Legend: source"), chinese("The letters of the sources")),
        (chinese("Legend: level"), chinese("The letters of the levels")),
        (chinese("Legend: follow-up"), chinese("How the three cells are filled in")),
    )
    for number, (word, text) in enumerate(legend):
        middle = y + 2.35 + number * 3.45
        page.word(x + 1.0, middle, word, 7, bold=True)
        page.word(x + LEGEND_WORDS, middle, text, LABEL_SIZE)
