"""晨会单, the morning sheet of a consultant (MS): whom to reach today, what else is on, what is left over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import BinaryIO, Final

from showroom.forms.morning_sheet import ROWS_A_PAGE, SMALL_ROWS, MorningSheet, ToReach
from showroom.forms.tracking_words import PAPER
from showroom.language import chinese, mark
from showroom.sheets import bands, ladders, pdf, qr, shapes
from showroom.sheets.frame import Frame, HeadField, head_field
from showroom.sheets.notes import Notes
from showroom.sheets.page import HAIR, PORTRAIT, Align, Area, Page
from showroom.sheets.part_table import CAPTION, PartTable, caption
from showroom.sheets.stamp import Printed, Stamp
from showroom.sheets.table import Column

EDITION: Final = "2025-11"
# Where the sections stand, and their rows, in mm (sheets.md 2.3c).
VISITS: Final = 28.2
BELOW: Final = 213.0
HEADS: Final = 7.0
ROW: Final = 9.5
SMALL_ROW: Final = 7.0
_SMALL_HEADS: Final = 6.0
_SECOND: Final = 92.0
_FOOT: Final = 266.2
_FOOT_END: Final = 281.5
_BOX: Final = 60.0
_NOTES_DAY: Final = 56.0
_AIMS_BELOW: Final = 7.5
_AIMS_SIZE: Final = 9
_AIMS: Final = {
    "parties": mark("Parties, an aim of the day"),
    "filed": mark("Filed, an aim of the day"),
    "drives": mark("Drives, an aim of the day"),
    "orders": mark("Orders, an aim of the day"),
}
_ROLES: Final = (
    mark("Consultant, on paper"),
    mark("Showroom supervisor"),
    mark("Aims of the day, on paper"),
)


def draw(sheets: Sequence[MorningSheet], target: BinaryIO, *, blank: bool = False, stamp: Stamp) -> Printed:
    """Write the sheets as one PDF to `target`, each on new pages (Q9).

    Raises `Unavailable` where a font cannot be read, and what `target` raises.
    """
    shown = sheets[:1] if blank else sheets
    pages = [page for one in shown for page in compose(one, blank=blank, stamp=stamp)]
    days = sorted({str(one.day) for one in shown if not blank})
    pdf.write(pages, target, " ".join((_title(), *days)), stamp.printed_at)
    return Printed(len(pages), pdf.missing(pages))


def compose(sheet: MorningSheet, *, blank: bool = False, stamp: Stamp) -> list[Page]:
    """All pages of one sheet as marks; rows that overflow open page 2, notes pages come last."""
    drawn = _Sheet(sheet, blank, Notes())
    frame = drawn.frame(stamp)
    pages = drawn.pages(frame)
    if not blank:
        pages += drawn.notes.pages(frame, replace(frame.heads[0], width=_NOTES_DAY))
    frame.close(pages)
    return pages


def _title() -> str:
    return chinese("Morning sheet, on paper")


@dataclass(frozen=True)
class _Sheet:
    """One sheet that is being drawn."""

    sheet: MorningSheet
    blank: bool
    notes: Notes

    def frame(self, stamp: Stamp) -> Frame:
        sheet, blank = self.sheet, self.blank
        return Frame(
            paper=PORTRAIT,
            kind=qr.Kind.MS,
            edition=EDITION,
            title=_title(),
            dealer=sheet.dealer,
            dealer_short=sheet.dealer_short,
            foot=stamp.foot(blank),
            number=qr.edition_number(EDITION) if blank else qr.day_number(sheet.day),
            staff=0 if blank else sheet.consultant,
            heads=self._head_fields(),
        )

    def _head_fields(self) -> tuple[HeadField, ...]:
        sheet = self.sheet
        weekdays = chinese("Monday Tuesday Wednesday Thursday Friday Saturday Sunday").split()
        fields = (
            (chinese("Date"), 56, f"{sheet.day} {weekdays[sheet.day.weekday()]}"),
            (chinese("Consultant, on paper"), 42, sheet.consultant_name),
            (chinese("On duty, on paper"), 38, sheet.duty),
            (chinese("To visit, narrow"), 26, str(len(sheet.rows))),
        )
        return tuple(
            head_field(label, mm, "" if self.blank else value, self.notes.at(label, value))
            for label, mm, value in fields
        )

    def pages(self, frame: Frame) -> list[Page]:
        """As many as the longest of the three tables needs; the signatures stand on the last."""
        rows = () if self.blank else self.sheet.rows
        to_do = () if self.blank else self.sheet.to_do
        left = () if self.blank else self.sheet.left_over
        count = max(1, -(-len(rows) // ROWS_A_PAGE), *(-(-len(one) // SMALL_ROWS) for one in (to_do, left)))
        pages = []
        for number in range(count):
            page, small = frame.open_page(), slice(number * SMALL_ROWS, (number + 1) * SMALL_ROWS)
            first = number * ROWS_A_PAGE
            self._visits(page, rows[first : first + ROWS_A_PAGE], first)
            self._small(
                page,
                page.paper.left,
                chinese("Two: today"),
                (
                    (mark("Time, on paper"), 15),
                    (mark("What, on paper"), 15),
                    (mark("Customer or matter, on paper"), 49),
                ),
                [(f"{one.at:%H:%M}" if one.at else "", one.kind, one.words) for one in to_do[small]],
            )
            self._small(
                page,
                page.paper.left + _SECOND,
                chinese("Three: left over and told"),
                ((mark("Matter, on paper"), 64), (mark("By when, on paper"), 15)),
                [(one.words, f"{one.due_on:%m-%d}" if one.due_on else "") for one in left[small]],
            )
            if number == count - 1:
                self._signatures(page)
            else:
                bands.to_next_page(page, (_FOOT + _FOOT_END) / 2)
            pages.append(page)
        return pages

    def _visits(self, page: Page, rows: Sequence[ToReach], first: int) -> None:
        caption(page, page.paper.left, VISITS, chinese("One: to visit today"), chinese("In due order"))
        columns = (
            Column(chinese("No., on the sheet"), 7, Align.CENTRE),
            Column(chinese("Level, one sign"), 8, Align.CENTRE),
            Column(chinese("Customer, narrow"), 28),
            Column(chinese("Phone"), 25),
            Column(chinese("Model"), 22),
            Column(chinese("Due, on paper"), 24),
            Column(chinese("Said last, on paper"), 44),
            Column(chinese("Done, on paper"), 9, Align.CENTRE),
            Column(chinese("Level now, on two lines"), 13, Align.CENTRE),
        )
        drawn = PartTable(page, columns, page.paper.left, VISITS + CAPTION, HEADS, ROW, ROWS_A_PAGE)
        drawn.rule()
        for place in range(ROWS_A_PAGE):
            cells = list(drawn.cells(place))
            number = str(first + place + 1)
            page.lines(cells[0], ladders.figure(number, cells[0].room), Align.CENTRE)
            _box(page, cells[7])
            if place < len(rows):
                self._row(page, cells, rows[place], first + place + 1)

    def _row(self, page: Page, cells: Sequence[Area], one: ToReach, number: int) -> None:
        row = one.row
        models = self.sheet.lists.get("car_model", ())
        model = "" if row.model is None else PAPER.word(models, row.model)
        _no, level, name, phone, car, due, said, _done, _now = cells

        def note(text: str) -> ladders.Note:
            place = chinese("No. {number} {field}", number=number, field=chinese("Customer, narrow"))
            return self.notes.at(place, text)

        page.lines(level, ladders.level(row.level_before, 10.5), Align.CENTRE)
        page.lines(name, ladders.person(row.name, name.room, ROW, note(row.name)))
        if row.phones:
            page.lines(phone, ladders.phones(row.phones[:1], phone.room, ROW, note(row.phones[0])))
        page.lines(car, ladders.words(model, car.room, ROW, note(model)))
        lines = due_lines(one, self.sheet.day)
        page.lines(due, ladders.Fitted(lines, 7.5))
        if one.said:
            page.lines(said, ladders.prose(one.said, said.room, ROW, note(one.said)))

    def _small(
        self,
        page: Page,
        left: float,
        title: str,
        columns: Sequence[tuple[str, float]],
        rows: Sequence[tuple[str, ...]],
    ) -> None:
        """One of the two tables below: words, and a box to tick in every row."""
        caption(page, left, BELOW, title)
        heads = [Column(chinese(head), wide) for head, wide in columns]
        heads.append(Column(chinese("Done, on paper"), 9, Align.CENTRE))
        drawn = PartTable(page, heads, left, BELOW + CAPTION, _SMALL_HEADS, SMALL_ROW, SMALL_ROWS)
        drawn.rule()
        for place in range(SMALL_ROWS):
            *cells, done = drawn.cells(place)
            _box(page, done)
            for cell, text in zip(cells, rows[place] if place < len(rows) else (), strict=False):
                if text:
                    page.lines(cell, ladders.said(text, cell.room, SMALL_ROW, self.notes.at(title, text)))

    def _signatures(self, page: Page) -> None:
        for place, role in enumerate(_ROLES):
            box = Area(page.paper.left + place * _BOX, _FOOT, _BOX, _FOOT_END - _FOOT)
            if place < len(_ROLES) - 1:
                bands.signature(page, box, chinese(role), None)
            else:
                page.word(box.x + 1.0, box.y + 2.35, chinese(role), 6.5)
                if not self.blank:
                    page.word(box.x + 1.0, box.y + _AIMS_BELOW, self._aims(), _AIMS_SIZE)
        page.across(_FOOT_END, HAIR)

    def _aims(self) -> str:
        """来店 4　留档 3　试驾 2　订单 1."""
        return "　".join(f"{chinese(_AIMS[key])} {count}" for key, count in self.sheet.aims)


def due_lines(one: ToReach, day: date) -> tuple[str, ...]:
    """逾期 2 日, and below it the sum 11-06+15=11-21."""
    on, due = one.row.due_on, one.due
    if on is None:
        return ()
    late = (day - on).days
    words = f"{on:%m-%d}"
    if due is not None and due.days and due.moved_from is None:
        words = f"{due.since:%m-%d}+{due.days}={on:%m-%d}"
    elif due is not None and due.agreed:
        words = chinese("agreed {day}, on paper", day=words)
    return (chinese("{count} days late, on paper", count=late), words) if late > 0 else (words,)


def _box(page: Page, cell: Area) -> None:
    shapes.check_box(page, cell.centre, cell.middle, chosen=False)
