"""The ten columns of the tracking sheet on paper, and how each cell is drawn (sheets.md 2.2)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from showroom.forms import tracking_sheet as form
from showroom.forms import tracking_words as words
from showroom.forms.field import Field, Lists
from showroom.forms.tracking_sheet import TrackedContact, TrackingRow
from showroom.forms.tracking_words import PAPER
from showroom.language import chinese
from showroom.sheets import ladders
from showroom.sheets.frame import LABEL_SIZE
from showroom.sheets.ladders import Note
from showroom.sheets.notes import Notes
from showroom.sheets.page import Align, Area, Page
from showroom.sheets.text import width

# Heights and places in a cell of a contact, in mm.
LINE: Final = 4.2
WAY: Final = 11.5
BAR: Final = 34.0
LEVEL: Final = 38.5
SLASH: Final = 6.5
WORDS: Final = 7.6
# The middles of the number and of "另有 +n 次" below it.
NUMBER_DOWN: Final = 3.9
MORE_DOWN: Final = 8.3


@dataclass(frozen=True)
class Line:
    """One row that is being drawn; `row` is None where it is left for the pen."""

    page: Page
    lists: Lists
    notes: Notes
    row: TrackingRow | None

    def note(self, field: Field, text: str) -> Note:
        number = self.row.number if self.row else ""
        return self.notes.at(f"{number} {chinese(field.label)}", text)


Cell = Callable[[Line, TrackingRow, Area], None]


def _number(line: Line, row: TrackingRow, area: Area) -> None:
    more = words.more(row, PAPER)
    fitted = ladders.figure(row.number, area.room, largest=8)
    if not more:
        line.page.lines(area, fitted)
        return
    line.page.word(area.x + area.pad, area.y + NUMBER_DOWN, row.number, fitted.size)
    line.page.word(area.x + area.pad, area.y + MORE_DOWN, more, LABEL_SIZE)


def _name(line: Line, row: TrackingRow, area: Area) -> None:
    if row.name:
        note = line.note(form.NAME, row.name)
        line.page.lines(area, ladders.person(row.name, area.room, area.height, note))


def _phones(line: Line, row: TrackingRow, area: Area) -> None:
    if row.phones:
        note = line.note(form.PHONE, "\n".join(row.phones))
        line.page.lines(area, ladders.phones(row.phones, area.room, area.height, note))


def _source(line: Line, row: TrackingRow, area: Area) -> None:
    text = words.source(row, line.lists, PAPER)
    if text:
        note = line.note(form.SOURCE, text)
        line.page.lines(area, ladders.words(text, area.room, area.height, note))


def _model(line: Line, row: TrackingRow, area: Area) -> None:
    text = words.model(row, line.lists, PAPER)
    if text:
        line.page.lines(area, ladders.prose(text, area.room, area.height, line.note(form.MODEL, text)))


def _level(line: Line, row: TrackingRow, area: Area) -> None:
    if row.level:
        line.page.lines(area, ladders.level(row.level, 12), Align.CENTRE)


def _remark(line: Line, row: TrackingRow, area: Area) -> None:
    text = words.remark(row, line.lists, PAPER)
    if text:
        line.page.lines(area, ladders.remark(text, area.room, area.height, line.note(form.REMARK, text)))


def _bar(page: Page, area: Area) -> None:
    """The short upright before the level."""
    page.down(area.x + BAR, area.y + 0.8, area.y + LINE)


def empty_contact(page: Page, area: Area) -> None:
    """Where the pen writes the day and the level after the contact."""
    middle = area.y + LINE / 2 + 0.2
    page.word(area.x + SLASH, middle, "/", 8, align=Align.CENTRE)
    _bar(page, area)
    page.word(area.x + BAR + 0.6, middle, chinese("level, one sign"), LABEL_SIZE)


def _contact(line: Line, contact: TrackedContact, field: Field, area: Area) -> None:
    page, middle = line.page, area.y + LINE / 2 + 0.3
    page.word(area.x + area.pad, middle, f"{contact.day:%m-%d}", 8, bold=True)
    ordinal = words.ordinal(contact, PAPER)
    end = area.x + BAR - 0.8
    page.word(end, middle, ordinal, LABEL_SIZE, align=Align.RIGHT)
    room = BAR - 0.8 - width(ordinal, LABEL_SIZE) - 1.0 - WAY
    way = ladders.figure(words.way(contact, line.lists, PAPER), room, largest=8)
    page.word(area.x + WAY, middle, way.lines[0], way.size)
    _bar(page, area)
    page.word(area.x + LEVEL, middle, contact.level_after, 10, bold=True, align=Align.CENTRE)
    text = words.said(contact, PAPER)
    if text:
        below = Area(area.x, area.y + LINE, area.width, WORDS)
        line.page.lines(below, ladders.said(text, below.room, WORDS, line.note(field, text)))


def contacts(line: Line, areas: tuple[Area, ...]) -> None:
    """The three cells, the oldest left; those without a contact are left for the pen."""
    made = line.row.contacts if line.row else ()
    for place, (field, area) in enumerate(zip(form.CONTACTS, areas, strict=True)):
        if place < len(made):
            _contact(line, made[place], field, area)
        else:
            empty_contact(line.page, area)


# The cells beside those of the contacts.
CELLS: Final[dict[str, Cell]] = {
    form.NUMBER.key: _number,
    form.NAME.key: _name,
    form.PHONE.key: _phones,
    form.SOURCE.key: _source,
    form.MODEL.key: _model,
    form.LEVEL.key: _level,
    form.REMARK.key: _remark,
}
