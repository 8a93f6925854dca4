"""夕会单, the sheet of the evening meeting (ES): what is open, each customer who moved, tomorrow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, BinaryIO, Final

from showroom.forms.evening_sheet import (
    KINDS,
    MOVED_ROWS,
    OPEN_ROWS,
    TOMORROW_ROWS,
    EveningSheet,
    Moved,
    OpenThing,
    Tomorrow,
)
from showroom.language import chinese, mark
from showroom.sheets import bands, ladders, pdf, qr, shapes
from showroom.sheets.frame import Frame, HeadField, head_field
from showroom.sheets.notes import Notes
from showroom.sheets.page import HAIR, PORTRAIT, Align, Area, Page
from showroom.sheets.part_table import CAPTION, PartTable, caption, figure
from showroom.sheets.stamp import Printed, Stamp
from showroom.sheets.table import Column

_Part = tuple[Callable[..., None], float, float, int, Sequence[Any]]

EDITION: Final = "2025-11"
# Where the sections stand, and their rows, in mm (sheets.md 2.3c).
OPEN: Final = 28.2
MOVED: Final = 116.0
TOMORROW: Final = 205.6
HEADS: Final = 6.5
OPEN_ROW: Final = 7.5
MOVED_ROW: Final = 8.5
TOMORROW_ROW: Final = 7.0
_FOOT: Final = 260.0
_FOOT_END: Final = 281.5
_WORDS: Final = 96.0
_BOX: Final = 42.0
_NOTES_DAY: Final = 56.0
_ROLES: Final = (mark("Showroom supervisor"), mark("Sales manager"))


def draw(sheet: EveningSheet, target: BinaryIO, *, blank: bool = False, stamp: Stamp) -> Printed:
    """Write the sheet as a PDF to `target`, which stays untouched when drawing fails (Q9).

    Raises `Unavailable` where a font cannot be read, and what `target` raises.
    """
    pages = compose(sheet, blank=blank, stamp=stamp)
    pdf.write(pages, target, f"{_title()} {'' if blank else sheet.day}".strip(), stamp.printed_at)
    return Printed(len(pages), pdf.missing(pages))


def compose(sheet: EveningSheet, *, blank: bool = False, stamp: Stamp) -> list[Page]:
    """The pages as marks; what has no room on the first stands on those behind it, notes pages come last."""
    drawn = _Sheet(sheet, blank, Notes())
    frame = drawn.frame(stamp)
    pages = drawn.pages(frame)
    if not blank:
        pages += drawn.notes.pages(frame, replace(frame.heads[0], width=_NOTES_DAY))
    frame.close(pages)
    return pages


def _title() -> str:
    return chinese("Evening sheet, on paper")


@dataclass(frozen=True)
class _Sheet:
    """One sheet that is being drawn."""

    sheet: EveningSheet
    blank: bool
    notes: Notes

    def frame(self, stamp: Stamp) -> Frame:
        sheet, blank = self.sheet, self.blank
        return Frame(
            paper=PORTRAIT,
            kind=qr.Kind.ES,
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
            (chinese("Range, on paper"), 42, sheet.range_words),
            (chinese("Led by, on paper"), 38, sheet.led_by),
            (chinese("Not done, on paper"), 26, chinese("{count} things", count=len(sheet.open))),
        )
        return tuple(
            head_field(label, mm, "" if self.blank else value, self.notes.at(label, value))
            for label, mm, value in fields
        )

    def pages(self, frame: Frame) -> list[Page]:
        """All three tables and the signatures on the first; what has no room there follows, part by part."""
        page, sheet = frame.open_page(), self.sheet
        parts: tuple[_Part, ...] = (
            (self._open, OPEN, OPEN_ROW, OPEN_ROWS, sheet.open),
            (self._moved, MOVED, MOVED_ROW, MOVED_ROWS, sheet.moved),
            (self._tomorrow, TOMORROW, TOMORROW_ROW, TOMORROW_ROWS, sheet.tomorrow),
        )
        for table, top, _row, room, rows in parts:
            table(
                page, top, () if self.blank else rows[:room], 0, room, 0 if self.blank else len(rows) - room
            )
        self._foot(page)
        pages = [page]
        for table, _top, row, first, rows in parts:
            room = int((_FOOT_END - OPEN - CAPTION - HEADS) / row)
            for place in range(first, 0 if self.blank else len(rows), room):
                page = frame.open_page()
                table(page, OPEN, rows[place : place + room], place, room, len(rows) - place - room)
                pages.append(page)
        return pages

    # -- the tables ---------------------------------------------------------------------------------

    def _open(
        self, page: Page, top: float, rows: Sequence[OpenThing], first: int, room: int, more: int
    ) -> None:
        hint = _more(more) or chinese("To be mended before closing")
        caption(page, page.paper.left, top, chinese("One: not done today"), hint)
        columns = (
            Column(chinese("No., on the sheet"), 7, Align.CENTRE),
            Column(chinese("Kind of thing, on paper"), 24),
            Column(chinese("Which row or customer, on paper"), 49),
            Column(chinese("What is missing, on paper"), 42),
            Column(chinese("Consultant, narrow"), 20),
            Column(chinese("What is done, on paper"), 29),
            Column(chinese("Done, on paper"), 9, Align.CENTRE),
        )
        drawn = PartTable(page, columns, page.paper.left, top + CAPTION, HEADS, OPEN_ROW, room)
        drawn.rule()
        for place in range(room):
            number, kind, about, lacks, consultant, _hand, done = drawn.cells(place)
            said = str(first + place + 1)
            page.lines(number, ladders.figure(said, number.room), Align.CENTRE)
            shapes.check_box(page, done.centre, done.middle, chosen=False)
            if place < len(rows):
                one = rows[place]
                words = chinese(KINDS[one.kind])
                page.lines(
                    kind, ladders.words(words, kind.room, OPEN_ROW, self._note(first + place + 1, words))
                )
                page.lines(
                    about,
                    ladders.said(one.about, about.room, OPEN_ROW, self._note(first + place + 1, one.about)),
                )
                page.lines(
                    lacks,
                    ladders.said(one.lacks, lacks.room, OPEN_ROW, self._note(first + place + 1, one.lacks)),
                )
                self._person(page, consultant, one.consultant, OPEN_ROW)

    def _moved(self, page: Page, top: float, rows: Sequence[Moved], first: int, room: int, more: int) -> None:
        hint = _more(more) or chinese("Rises, falls, deals, losses")
        caption(page, page.paper.left, top, chinese("Two: customers one by one"), hint)
        columns = (
            Column(chinese("Customer, narrow"), 32),
            Column(chinese("Level before, narrow"), 9, Align.CENTRE),
            Column(chinese("Level after, narrow"), 9, Align.CENTRE),
            Column(chinese("Consultant, narrow"), 18),
            Column(chinese("What happened, on paper"), 64),
            Column(chinese("Manager's words, on paper"), 48),
        )
        drawn = PartTable(page, columns, page.paper.left, top + CAPTION, HEADS, MOVED_ROW, room)
        drawn.rule()
        for place, one in enumerate(rows):
            name, before, after, consultant, said, review = drawn.cells(place)
            self._person(page, name, one.name, MOVED_ROW)
            for cell, level in ((before, one.before), (after, one.after)):
                page.lines(cell, ladders.level(level, 10.5), Align.CENTRE)
            self._person(page, consultant, one.consultant, MOVED_ROW)
            for cell, text in ((said, one.said), (review, one.review)):
                if text:
                    page.lines(
                        cell, ladders.said(text, cell.room, MOVED_ROW, self._note(first + place + 1, text))
                    )

    def _tomorrow(
        self, page: Page, top: float, rows: Sequence[Tomorrow], first: int, room: int, more: int
    ) -> None:
        caption(page, page.paper.left, top, chinese("Three: tomorrow"), _more(more))
        columns = (
            Column(chinese("Consultant, narrow"), 22),
            Column(chinese("To visit, narrow"), 12, Align.RIGHT),
            Column(chinese("Of them late, narrow"), 16, Align.RIGHT),
            Column(chinese("Expected here, narrow"), 14, Align.RIGHT),
            Column(chinese("Deliveries"), 12, Align.RIGHT),
            Column(chinese("Key customers and appointments, on paper"), 104),
        )
        drawn = PartTable(page, columns, page.paper.left, top + CAPTION, HEADS, TOMORROW_ROW, room)
        drawn.rule()
        for place, one in enumerate(rows):
            name, *cells, words = drawn.cells(place)
            self._person(page, name, one.consultant, TOMORROW_ROW)
            for cell, count in zip(cells, (one.due, one.late, one.expected, one.deliveries), strict=True):
                figure(page, cell, str(count))
            if one.words:
                note = self._note(first + place + 1, one.words)
                page.lines(words, ladders.said(one.words, words.room, TOMORROW_ROW, note))

    def _person(self, page: Page, cell: Area, name: str, row: float) -> None:
        if name:
            note = self.notes.at(chinese("Customer, narrow"), name)
            page.lines(cell, ladders.person(name, cell.room, row, note))

    def _note(self, number: int, text: str) -> ladders.Note:
        """Under which row's number a text stands on the notes pages that has no room in its cell."""
        field = chinese("Customer, narrow")
        return self.notes.at(chinese("No. {number} {field}", number=number, field=field), text)

    def _foot(self, page: Page) -> None:
        """主管指示 for the pen, and two signatures."""
        left = page.paper.left
        page.word(left + 1.0, _FOOT + 2.35, chinese("Instructions, on paper"), 6.5)
        page.down(left + _WORDS, _FOOT + 1.0, _FOOT_END - 1.0)
        for place, role in enumerate(_ROLES):
            box = Area(left + _WORDS + place * _BOX, _FOOT, _BOX, _FOOT_END - _FOOT)
            bands.signature(page, box, chinese(role), None, at_the_edge=place == len(_ROLES) - 1)
        page.across(_FOOT_END, HAIR)


def _more(count: int) -> str:
    """That a table goes on: 另 56 项见后页."""
    return chinese("{count} more on the pages behind", count=count) if count > 0 else ""
