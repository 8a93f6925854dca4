"""The columns of the traffic log, ten (TL) or seventeen (TX), and how each cell is drawn (sheets.md 2.1)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import time
from typing import Final

from showroom.forms import traffic_log as form
from showroom.forms import traffic_log_marks as marks
from showroom.forms.field import Field
from showroom.forms.traffic_log import TrafficLogDay, TrafficLogRow
from showroom.language import chinese, mark
from showroom.rules import phones
from showroom.rules.level import CIRCLED_LEVELS
from showroom.rules.traffic import TrafficType, Visit
from showroom.sheets import ladders, shapes
from showroom.sheets.ladders import Note
from showroom.sheets.notes import Notes
from showroom.sheets.page import MEDIUM, Align, Area, Page, Rule
from showroom.sheets.text import width

SEX_CELL: Final = 4.5
LETTER_STEP: Final = 6.6
DASH: Final = "–"
# From the middle of the small word under a number to the rule below.
UNDER_NUMBER: Final = 2.3

_TRAFFIC_SIGNS: Final = {
    TrafficType.WALK_IN: mark("Walk-in, one sign"),
    TrafficType.INVITED_VISIT: mark("Walk-in, one sign"),
    TrafficType.CALL_IN: mark("Call-in, one sign"),
    TrafficType.OUTSIDE_PROSPECTING: mark("Outside, one sign"),
    TrafficType.COLD_VISIT: mark("Cold visit, one sign"),
    TrafficType.OTHER: mark("Other, one sign"),
}
_VISIT_SIGNS: Final = {Visit.FIRST: mark("First, one sign"), Visit.REPEAT: mark("Repeat, one sign")}
_ADDRESSES: Final = {"male": mark("(Mr)"), "female": mark("(Ms)")}
_MASKED_MOBILE = re.compile(r"(1[\d*]{2})([\d*]{4})([\d*]{4})")


@dataclass(frozen=True)
class Line:
    """One row that is being drawn; `row` is None where it is left for the pen."""

    page: Page
    day: TrafficLogDay
    notes: Notes
    number: int
    row: TrafficLogRow | None

    def word(self, field: Field, value: object) -> str:
        """The word of a code in Chinese, whatever the screen speaks; an unknown code is printed itself."""
        options = self.day.lists.get(field.options, ())
        words = (option.chinese or option.english for option in options if option.code == str(value))
        return next(words, "" if value is None else str(value))

    def note(self, field: Field, text: str) -> Note:
        place = chinese("No. {number} {field}", number=self.number, field=chinese(field.label))
        return self.notes.at(place, text)


Cell = Callable[[Line, Area], None]


@dataclass(frozen=True)
class LogColumn:
    """A column: message id of its head, width in mm, where its text stands, and how a cell is drawn."""

    head: str
    width: float
    cell: Cell
    align: Align = Align.LEFT


def _plain(
    field: Field,
    ladder: ladders.Ladder,
    words: Callable[[Line, TrafficLogRow], str] | None = None,
) -> Cell:
    """A cell that shows the word of one field, or `words` made of several, by a ladder."""

    def cell(line: Line, area: Area) -> None:
        text = _word_of(line, line.row, field, words) if line.row else ""
        if text:
            line.page.lines(area, ladder(text, area.room, area.height, line.note(field, text)))

    return cell


def _number(line: Line, area: Area) -> None:
    word = marks.under_number(line.row, line.day.rows, chinese) if line.row else ""
    high = area.height * 0.6 if word else area.height
    figure = Area(area.x, area.y, area.width, high)
    line.page.lines(figure, ladders.figure(str(line.number), area.room, largest=8), Align.CENTRE)
    line.page.word(area.centre, area.bottom - UNDER_NUMBER, word, 6, align=Align.CENTRE)


def strike(line: Line, area: Area) -> None:
    """A line through what counts no more, from behind the number to the end of the row."""
    if line.row and line.row.void:
        line.page.add(Rule(area.x, area.middle, area.right, area.middle, MEDIUM))


def _clock(moment: time | None) -> str:
    return f"{moment:%H:%M}" if moment else ""


def _times(line: Line, area: Area) -> None:
    """Arrival and leaving about a pre-printed dash."""
    page, row = line.page, line.row
    aside = width(DASH, 9) / 2 + 0.4
    page.word(area.centre - aside, area.middle, _clock(row.arrived) if row else "", 9, align=Align.RIGHT)
    page.word(area.centre, area.middle, DASH, 9, align=Align.CENTRE)
    page.word(area.centre + aside, area.middle, _clock(row.left) if row else "", 9)


def _stacked_times(line: Line, area: Area) -> None:
    if line.row:
        for text, down in ((_clock(line.row.arrived), -2.15), (_clock(line.row.left) or DASH, 2.15)):
            line.page.word(area.centre, area.middle + down, text, 8.5, align=Align.CENTRE)


def _sign(line: Line, area: Area, text: str) -> None:
    line.page.word(area.centre, area.middle, text, 9, align=Align.CENTRE)


def _traffic_type(line: Line, area: Area) -> None:
    if line.row:
        _sign(line, area, chinese(_TRAFFIC_SIGNS[line.row.traffic_type]))


def _visit(line: Line, area: Area) -> None:
    if line.row:
        _sign(line, area, chinese(_VISIT_SIGNS[line.row.visit]) if line.row.visit else DASH)


def _guest(line: Line, area: Area) -> None:
    """The name, a lone surname with its form of address; seven-point words where there is none."""
    if line.row is None:
        return
    name = line.row.guest_name
    if not name.strip():
        line.page.word(area.x + area.pad, area.middle, chinese("(no name left)"), 7)
        return
    if len(name) == 1:
        name += chinese(_ADDRESSES.get(line.row.sex, ""))
    note = line.note(form.GUEST, name)
    line.page.lines(area, ladders.person(name, area.room, area.height, note))


def _guest_and_sex(line: Line, area: Area) -> None:
    """The sex stands at the right, so a lone surname needs no form of address."""
    sex = line.word(form.SEX, line.row.sex) if line.row else ""
    name = line.row.guest_name if line.row else ""
    if not sex or not name.strip():
        _guest(line, area)
    else:
        rest = area.part(0, area.width - SEX_CELL)
        fitted = ladders.person(name, rest.room, area.height, line.note(form.GUEST, name))
        line.page.lines(rest, fitted)
    line.page.word(area.right - area.pad, area.middle, sex, 7, align=Align.RIGHT)


def _grouped(number: str) -> str:
    """As staff read it; a masked mobile is grouped like a full one, so both take the same width."""
    masked = _MASKED_MOBILE.fullmatch(number)
    return " ".join(masked.groups()) if masked else phones.show(number)


def _phones(line: Line, area: Area) -> None:
    numbers = [_grouped(number) for number in line.row.phones] if line.row else []
    if numbers:
        note = line.note(form.PHONE, "\n".join(numbers))
        line.page.lines(area, ladders.phones(numbers, area.room, area.height, note))


def _head_count(line: Line, area: Area) -> None:
    if line.row:
        line.page.lines(area, ladders.figure(str(line.row.head_count), area.room), Align.CENTRE)


def _model_and_colour(line: Line, area: Area) -> None:
    if line.row:
        model = line.word(form.MODEL, line.row.model_of_interest)
        text = " ".join(filter(None, (model, line.word(form.COLOUR, line.row.colour))))
        if text:
            note = line.note(form.MODEL, text)
            line.page.lines(area, ladders.prose(text, area.room, area.height, note))


def _letters(line: Line, area: Area) -> None:
    """Pre-printed letters, one ringed; any other level stands alone."""
    level = line.row.level if line.row else ""
    if level and level not in CIRCLED_LEVELS:
        line.page.lines(area, ladders.level(level, 11), Align.CENTRE)
    else:
        shapes.letters(line.page, area.centre, area.middle, LETTER_STEP, tuple(CIRCLED_LEVELS), level)


def _level(field: Field) -> Cell:
    def cell(line: Line, area: Area) -> None:
        level = getattr(line.row, field.key) if line.row else ""
        line.page.lines(area, ladders.level(level, 11), Align.CENTRE)

    return cell


def _test_drive(line: Line, area: Area) -> None:
    shapes.check_box(line.page, area.centre, area.middle, bool(line.row and line.row.test_drive))


def _filed(line: Line, area: Area) -> None:
    shapes.check_box(line.page, area.centre, area.middle, bool(line.row and line.row.has_phone))


def _word_of(
    line: Line, row: TrafficLogRow, field: Field, words: Callable[[Line, TrafficLogRow], str] | None
) -> str:
    return words(line, row) if words else line.word(field, getattr(row, field.key))


def _model_before_note(line: Line, row: TrafficLogRow) -> str:
    model = " ".join(part for part in (line.word(form.MODEL, row.model_of_interest), row.colour) if part)
    return "，".join(part for part in (marks.before_note(row, chinese), model, row.note) if part)


def _note(_line: Line, row: TrafficLogRow) -> str:
    return "，".join(part for part in (marks.before_note(row, chinese), row.note) if part)


def _note_and_consultant(consultant_width: float, *, with_model: bool = False) -> Cell:
    """The note at the left; behind a short upright the consultant, under a label while the name is short.

    Ten columns have none for the model: there it stands before the note, as staff write it by hand.
    """
    note_cell = _plain(form.NOTE, ladders.prose, _model_before_note if with_model else _note)

    def cell(line: Line, area: Area) -> None:
        left = area.part(0, area.width - consultant_width)
        right = area.part(left.width, consultant_width)
        note_cell(line, left)
        line.page.down(right.x, area.y + 1.3, area.bottom - 1.1)
        name = line.word(form.ASSIGNED, line.row.assigned) if line.row else ""
        if name and width(name, 8.5) > right.room:
            note = line.note(form.ASSIGNED, name)
            line.page.lines(right, ladders.person(name, right.room, right.height, note))
        else:
            line.page.word(right.x + right.pad, area.y + 2.0, chinese("Assigned, short"), 6)
            line.page.word(right.x + right.pad, area.y + 5.9, name, 8.5)

    return cell


TEN: Final = (
    LogColumn(mark("No."), 9, _number, Align.CENTRE),
    LogColumn(mark("Time"), 25, _times, Align.CENTRE),
    LogColumn(form.GUEST.label, 32, _guest),
    LogColumn(form.PHONE.label, 31, _phones),
    LogColumn(form.AREA.label, 22, _plain(form.AREA, ladders.prose)),
    LogColumn(form.PURPOSE.label, 21, _plain(form.PURPOSE, ladders.prose)),
    LogColumn(form.HEAD_COUNT.label, 10, _head_count, Align.CENTRE),
    LogColumn(form.RECEIVED_BY.label, 18, _plain(form.RECEIVED_BY, ladders.person)),
    LogColumn(mark("Level, circled"), 28, _letters, Align.CENTRE),
    LogColumn(mark("Note / assigned consultant"), 76, _note_and_consultant(19, with_model=True)),
)

SEVENTEEN: Final = (
    LogColumn(mark("No., narrow"), 7, _number, Align.CENTRE),
    LogColumn(mark("Time, narrow"), 13, _stacked_times, Align.CENTRE),
    LogColumn(mark("Walk-in or call-in, narrow"), 8, _traffic_type, Align.CENTRE),
    LogColumn(mark("First or repeat, narrow"), 8, _visit, Align.CENTRE),
    LogColumn(mark("Customer (sex)"), 28, _guest_and_sex),
    LogColumn(form.PHONE.label, 27, _phones),
    LogColumn(form.AREA.label, 16, _plain(form.AREA, ladders.prose)),
    LogColumn(form.PURPOSE.label, 14, _plain(form.PURPOSE, ladders.prose)),
    LogColumn(mark("Party, narrow"), 7, _head_count, Align.CENTRE),
    LogColumn(form.RECEIVED_BY.label, 14, _plain(form.RECEIVED_BY, ladders.person)),
    LogColumn(mark("Model of interest (colour)"), 23, _model_and_colour),
    LogColumn(form.SOURCE.label, 14, _plain(form.SOURCE, ladders.prose)),
    LogColumn(mark("Level, narrow"), 10, _level(form.LEVEL), Align.CENTRE),
    LogColumn(mark("Second confirmation, narrow"), 9, _level(form.LEVEL_RECONFIRMED), Align.CENTRE),
    LogColumn(mark("Test drive, narrow"), 8, _test_drive, Align.CENTRE),
    LogColumn(mark("File kept, narrow"), 7, _filed, Align.CENTRE),
    LogColumn(mark("Note / assigned consultant"), 59, _note_and_consultant(16)),
)
