"""月份意向客户级别状况表 on paper (LG): twenty customers and the days of one month (sheets.md 2.2b)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO, Final

from showroom.forms.level_grid import COUNTED, DAYS, ROWS_A_PAGE, GridCell, GridRow, LevelGrid
from showroom.forms.level_grid_words import remark_of, source_sign
from showroom.forms.tracking_words import PAPER
from showroom.language import chinese
from showroom.rules.level import Level
from showroom.rules.level_grid import Joined
from showroom.sheets import bands, ladders, pdf, qr, shapes, table
from showroom.sheets.frame import BODY, LABEL_SIZE, Frame, HeadField, head_field
from showroom.sheets.ladders import Fitted, Note
from showroom.sheets.notes import Notes
from showroom.sheets.page import GUIDE, HAIR, LANDSCAPE, Align, Area, Page, Rule
from showroom.sheets.stamp import Printed, Stamp
from showroom.sheets.table import Column
from showroom.sheets.text import break_lines, flat, width

EDITION: Final = "2025-11"
# Heights and widths in mm (sheets.md 2.2b).
HEADS: Final = 10.5
DAY_LINE: Final = 5.4
ROW: Final = 7.0
FOOT: Final = 12.5
DAY: Final = 4.6
CAPTION: Final = 17.0
TOTAL: Final = 13.0
MANAGER: Final = 40.0
NOTES_MONTH: Final = 60.0
# Rows between two guides; on a blank form days, too.
GUIDE_EVERY: Final = 5
_SATURDAY: Final = 5
_SUNDAY: Final = 6
_ROWS_TOP = BODY + HEADS
_ROWS_END = _ROWS_TOP + ROWS_A_PAGE * ROW


def draw(grids: Sequence[LevelGrid], target: BinaryIO, *, blank: bool = False, stamp: Stamp) -> Printed:
    """Write grids as one PDF, each on new pages; `target` stays untouched when drawing fails (Q9).

    Raises `Unavailable` where a font cannot be read, and what `target` raises.
    """
    pages = [page for grid in grids for page in compose(grid, blank=blank, stamp=stamp)]
    months = "" if blank else " ".join(sorted({f"{grid.first:%Y-%m}" for grid in grids}))
    pdf.write(pages, target, f"{_title()} {months}".strip(), stamp.printed_at)
    return Printed(len(pages), pdf.missing(pages))


def compose(grid: LevelGrid, *, blank: bool = False, stamp: Stamp) -> list[Page]:
    """The pages of one grid as marks, notes pages last."""
    sheet = _Grid(grid, blank, Notes())
    frame = sheet.frame(stamp)
    pages = sheet.pages(frame)
    if not blank:
        pages += sheet.notes.pages(frame, replace(frame.heads[0], width=NOTES_MONTH))
    frame.close(pages)
    return pages


def _title() -> str:
    return chinese("Monthly Level Grid")


def _columns() -> tuple[Column, ...]:
    """The columns at the left of the days, the days, those at their right."""
    centre = Align.CENTRE
    return (
        Column(chinese("No., narrow"), 6, centre),
        Column(chinese("Card number"), 15),
        Column(chinese("Customer name"), 22),
        Column(chinese("Phone"), 22),
        Column(chinese("Source, narrow"), 5, centre),
        Column(chinese("Model of interest"), 19),
        Column(chinese("Colour, narrow"), 6, centre),
        Column(chinese("First level, narrow"), 7.4, centre),
        *(Column("", DAY, centre) for _day in range(DAYS)),
        Column(chinese("Result, narrow"), 8, centre),
        Column(chinese("Remark"), 19),
    )


_FIRST_DAY: Final = 8


@dataclass(frozen=True)
class _Grid:
    """One grid that is being drawn."""

    grid: LevelGrid
    blank: bool
    notes: Notes

    def frame(self, stamp: Stamp) -> Frame:
        """What stands around the table; the corner code names the month and whose it is."""
        grid, blank = self.grid, self.blank
        return Frame(
            paper=LANDSCAPE,
            kind=qr.Kind.LG,
            edition=EDITION,
            title=_title(),
            dealer=grid.dealer,
            dealer_short=grid.dealer_short,
            foot=stamp.foot(blank),
            number=qr.edition_number(EDITION) if blank else qr.day_number(grid.first),
            staff=0 if blank else grid.consultant,
            heads=self._head_fields(),
        )

    def _head_fields(self) -> tuple[HeadField, ...]:
        grid = self.grid
        first = grid.first
        fields = (
            (chinese("Month"), 50, chinese("{year} month {month}", year=first.year, month=first.month)),
            (chinese("Consultant"), 50, grid.consultant_name),
            (chinese("Carried over"), 36, str(grid.joined(Joined.CARRIED))),
            (chinese("New this month"), 36, self._new()),
            (chinese("Counted up to"), 44, f"{grid.until:%m-%d}" if grid.until else ""),
            (chinese("Showroom"), 38, grid.dealer_short or grid.dealer),
        )
        return tuple(
            head_field(label, mm, "" if self.blank else value, self.notes.at(label, value))
            for label, mm, value in fields
        )

    def _new(self) -> str:
        """How many are new, and how many came onto the sheet in another way."""
        returned, received = self.grid.joined(Joined.RETURNED), self.grid.joined(Joined.RECEIVED)
        others = (
            (chinese("returned {count}", count=returned), returned),
            (chinese("received {count}", count=received), received),
        )
        return "，".join((str(self.grid.joined(Joined.NEW)), *(words for words, count in others if count)))

    def pages(self, frame: Frame) -> list[Page]:
        """At least one page; empty rows fill the last, totals stand on it."""
        rows = () if self.blank else self.grid.rows
        starts = range(0, len(rows) or 1, ROWS_A_PAGE)
        pages = []
        for start in starts:
            page = frame.open_page()
            self._table(page)
            for place in range(ROWS_A_PAGE):
                row = rows[start + place] if start + place < len(rows) else None
                self._row(page, place, start + place + 1, row)
            self._foot(page, last=start == starts[-1])
            pages.append(page)
        return pages

    def _table(self, page: Page) -> None:
        paper, columns = page.paper, _columns()
        table.heads(page, columns, Area(paper.left, BODY, paper.live_width, HEADS))
        table.uprights(page, columns, Area(paper.left, BODY, paper.live_width, _ROWS_END - BODY))
        table.rows(page, _ROWS_TOP, ROW, ROWS_A_PAGE)
        for place in range(GUIDE_EVERY, ROWS_A_PAGE, GUIDE_EVERY):
            page.across(_ROWS_TOP + place * ROW, GUIDE)
        left = paper.left + sum(column.width for column in columns[:_FIRST_DAY])
        page.add(Rule(left, BODY + DAY_LINE, left + DAYS * DAY, BODY + DAY_LINE, HAIR))
        for number in range(1, DAYS + 1):
            self._day_head(page, left + (number - 1) * DAY, number)

    def _day_head(self, page: Page, x: float, number: int) -> None:
        """Day and weekday, and the guide behind a Sunday; on a blank form behind each fifth day."""
        day = None if self.blank else self.grid.day(number)
        middle = x + DAY / 2
        page.word(middle, BODY + DAY_LINE / 2, str(number), 7.5, bold=True, align=Align.CENTRE)
        if day is not None:
            sign = chinese("Mo Tu We Th Fr Sa Su").split()[day.weekday()]
            down = BODY + (DAY_LINE + HEADS) / 2
            page.word(middle, down, sign, 7, bold=day.weekday() >= _SATURDAY, align=Align.CENTRE)
        ends = number % GUIDE_EVERY == 0 if self.blank else day is not None and day.weekday() == _SUNDAY
        if ends and number < DAYS:
            page.down(x + DAY, BODY, _ROWS_END, GUIDE)

    def _row(self, page: Page, place: int, number: int, row: GridRow | None) -> None:
        paper, y = page.paper, _ROWS_TOP + place * ROW
        cells = list(table.cells(_columns(), paper.left, y, ROW))
        fitted = self._fitted(number, row, cells)
        for column, area in cells:
            text = next(fitted)
            if isinstance(text, Fitted):
                page.lines(area, text, column.align)
            elif text is not None:
                _day_cell(page, area, text)

    def _fitted(
        self, number: int, row: GridRow | None, cells: Sequence[tuple[Column, Area]]
    ) -> Iterator[Fitted | GridCell | None]:
        """What stands in each cell of a row, from left to right."""
        yield _sized(str(number), 7, cells[0][1].room)
        if row is None:
            yield from [None] * (len(cells) - 1)
            return
        lists, rooms = self.grid.lists, [area.room for _column, area in cells]
        model = PAPER.word(lists.get("car_model", ()), row.model)
        colour = PAPER.word(lists.get("colour", ()), row.colour)
        if not _fits(colour, rooms[6]):
            model, colour = f"{model} {colour}".strip(), ""
        remark = remark_of(row, lists, PAPER)
        yield _sized(row.card, 7.5, rooms[1])
        yield ladders.person(row.name, rooms[2], ROW, self._note(number, cells[2], row.name))
        yield ladders.phones(
            [row.phone] if row.phone else (), rooms[3], ROW, self._note(number, cells[3], row.phone)
        )
        yield _sized(source_sign(lists, row.source), 8, rooms[4])
        yield ladders.words(model, rooms[5], ROW, self._note(number, cells[5], model))
        yield ladders.small(colour, rooms[6], ROW, self._note(number, cells[6], colour))
        yield ladders.level(row.entry.level, 10)
        yield from row.cells
        yield ladders.level(row.result, 10)
        yield ladders.small(remark, rooms[-1], ROW, self._note(number, cells[-1], remark))

    def _note(self, number: int, cell: tuple[Column, Area], text: str) -> Note:
        head = cell[0].head.replace("\n", "")
        return self.notes.at(chinese("No. {number} {field}", number=number, field=head), text)

    def _foot(self, page: Page, *, last: bool) -> None:
        """Totals, how to read the form, the signature; before the last page where it goes on."""
        paper = page.paper
        area = Area(paper.left, _ROWS_END, paper.live_width, FOOT)
        if not last:
            bands.to_next_page(page, area.middle)
            return
        self._totals(page, area)
        legend = area.part(CAPTION + (len(COUNTED) + 1) * TOTAL, 0)
        lines = (chinese("How to read stars, letters and boxes"), chinese("What an empty star means"))
        for number, text in enumerate(lines):
            page.word(legend.x + 1.0, area.y + 2.35 + number * 3.25, text, LABEL_SIZE)
        box = area.part(area.width - MANAGER, MANAGER)
        page.down(box.x, box.y + 1.0, box.bottom - 1.0)
        bands.signature(page, box, chinese("Showroom manager, on paper"), None, at_the_edge=True)

    def _totals(self, page: Page, area: Area) -> None:
        page.word(area.x + 1.0, area.y + 2.35, chinese("Levels at month's end"), LABEL_SIZE)
        totals, below = self.grid.totals, area.bottom - 3.4
        page.word(area.x + 1.0, below, Level.UNRATED, LABEL_SIZE, bold=False)
        unrated = totals.get(Level.UNRATED, 0)
        shown = [(_total_label(level), totals.get(level, 0)) for level in COUNTED]
        figures = [(str(unrated), area.x + CAPTION)]
        x = area.x + CAPTION
        for label, figure in (*shown, (chinese("Total"), self.grid.total)):
            page.down(x, area.y + 1.0, area.bottom - 1.0)
            bold = len(label) == 1
            page.word(x + 1.0, area.y + 2.35, label, 7 if bold else LABEL_SIZE, bold=bold)
            x += TOTAL
            figures.append((str(figure), x))
        page.down(x, area.y + 1.0, area.bottom - 1.0)
        for total, right in () if self.blank else figures:
            page.word(right - bands.FROM_RULE, below, total, 10, bold=True, align=Align.RIGHT)


def _total_label(level: str) -> str:
    words = {
        Level.DELIVERED: chinese("D delivered"),
        Level.LOST: chinese("F1 lost"),
        Level.DORMANT: chinese("F2 dormant"),
    }
    return next((word for of, word in words.items() if of == level), level)


def _sized(text: str, size: float, room: float) -> Fitted:
    """A code in its own size; smaller where it is too long."""
    return Fitted((text,), size) if width(text, size) <= room else ladders.figure(text, room, largest=size)


def _fits(colour: str, room: float) -> bool:
    """Whether a colour fits its narrow column; no note could be pointed to from there."""
    size, lines = ladders.SMALL[-1]
    broken = break_lines(flat(colour), size, room)
    return len(broken) <= lines and all(width(line, size) <= room for line in broken)


def _day_cell(page: Page, area: Area, cell: GridCell) -> None:
    """A letter, boxed where it is the first of the month, or the star of a planned contact."""
    if cell.level:
        size = 7.5 if len(cell.level) > 1 else 9.5
        page.lines(area, ladders.level(cell.level, size), Align.CENTRE)
        if cell.first:
            shapes.letter_box(page, area.centre, area.middle)
    elif cell.star is not None:
        shapes.star(page, area.centre, area.middle)
