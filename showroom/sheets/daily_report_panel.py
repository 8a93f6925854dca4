"""The panel beside the rows of the daily report: figures, rates, on hand, the instruction (sheets.md 2.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from showroom.forms.daily_report import DailyReport
from showroom.forms.figures import Panel, PanelLine, Value
from showroom.language import chinese, mark
from showroom.sheets import bands, ladders, table
from showroom.sheets.frame import LABEL_SIZE
from showroom.sheets.ladders import Note, Steps
from showroom.sheets.notes import Notes
from showroom.sheets.page import HAIR, MEDIUM, Align, Area, Page, Rule
from showroom.sheets.table import Column
from showroom.sheets.text import height, width

# Millimetres (sheets.md 2.3).
WIDTH: Final = 60.0
HEADS: Final = 6.5
LINE: Final = 7.0
LINES: Final = 10
BLOCK: Final = 12.5
CAPTION: Final = 13.0
RATES_CAPTION: Final = 11.0
INSTRUCTION: Final = 19.5
# In a block: the middles of its names, of its figures, and of what a rate is divided by.
_NAME_DOWN: Final = 2.4
_FIGURE_DOWN: Final = 8.2
_RATE_DOWN: Final = 6.4
_DIVISION_DOWN: Final = 10.4
_DIVISION_SIZE: Final = 6.5
# Five lines of 7.5 take the rest; fewer leave some air below the caption.
_INSTRUCTION_CAPTION: Final = 4.3
_INSTRUCTION_AIR: Final = 0.8
_COLUMN_WIDTHS: Final = (8.5, 8.5, 9.5, 8.5, 12.0)
_INSTRUCTION: Final[Steps] = ((8.5, 4), (7.5, 5))
_LEVELS: Final = ("H", "A", "B", "C")

# The ten rows and the five rates by the keys of the figures, in the words of the sheet.
FIGURE_WORDS: Final = {
    "parties": mark("Total: parties"),
    "calls": mark("Total: calls"),
    "first": mark("Total: first visits"),
    "repeat": mark("Total: repeat visits"),
    "filed": mark("Filed"),
    "drives": mark("Test drives"),
    "orders": mark("Orders"),
    "deliveries": mark("Deliveries"),
    "lost": mark("Lost, on paper"),
    "dormant": mark("Dormant, in a box"),
}
_RATES: Final = {
    "filed_rate": mark("Capture rate"),
    "drive_rate": mark("Test drive rate"),
    "repeat_rate": mark("Be-back rate, narrow"),
    "closing_rate": mark("Closing rate, narrow"),
    "lost_rate": mark("Rate of losses"),
}


@dataclass(frozen=True)
class PanelDrawing:
    """The panel of a report on its first page, from `left` and `top`; empty where it is left for the pen."""

    page: Page
    report: DailyReport
    blank: bool
    notes: Notes
    left: float
    top: float

    @property
    def panel(self) -> Panel | None:
        """The figures; None where they are left for the pen."""
        return None if self.blank else self.report.panel

    def draw(self) -> None:
        """All of it, from the heads to the line that explains it."""
        y = self._figures()
        blocks = (
            self._rates,
            self._on_hand,
            self._owners,
            self._won,
            self._visited,
        )
        for number, block in enumerate(blocks):
            if number:
                self._across(y)
            block(Area(self.left, y, WIDTH, BLOCK))
            y += BLOCK
        self._across(y, MEDIUM)
        self._instruction(Area(self.left, y, WIDTH, INSTRUCTION))
        self._across(y + INSTRUCTION)

    def _across(self, y: float, weight: float = HAIR) -> None:
        self.page.add(Rule(self.left, y, self.left + WIDTH, y, weight))

    # -- the ten rows ------------------------------------------------------------------------------------

    def _figures(self) -> float:
        """The month before the day, the day, month to date, target, attainment; where they end."""
        columns = _columns()
        x = self.left
        for column in columns:
            cell = Area(x, self.top, column.width, HEADS)
            self.page.lines(cell, table.fitted_head(column.head, cell.room), column.align)
            x += column.width
        end = self.top + HEADS + LINES * LINE
        for column_end in _ends(self.left, [column.width for column in columns]):
            self.page.down(column_end, self.top, end)
        self._across(self.top, MEDIUM)
        self._across(self.top + HEADS, MEDIUM)
        lines = {line.key: line for line in self.panel.lines} if self.panel else {}
        for number, (key, words) in enumerate(FIGURE_WORDS.items()):
            y = self.top + HEADS + number * LINE
            if number:
                self._across(y)
            self._line(y, chinese(words), lines.get(key))
        self._across(end, MEDIUM)
        return end

    def _line(self, y: float, words: str, line: PanelLine | None) -> None:
        self.page.word(self.left + 1.0, y + LINE / 2, words, 7.5)
        if line is None:
            return
        target = "" if line.target is None else str(line.target)
        figures = (str(line.before), str(line.on_day), str(line.to_date), target, _share(line.attainment))
        x = self.left + CAPTION
        for place, (text, wide) in enumerate(zip(figures, _COLUMN_WIDTHS, strict=True)):
            today = place == 1
            fitted = ladders.figure(text, wide - bands.FROM_RULE - 0.4, bold=today)
            self.page.word(
                x + wide - bands.FROM_RULE, y + LINE / 2, text, fitted.size, bold=today, align=Align.RIGHT
            )
            x += wide

    # -- the blocks --------------------------------------------------------------------------------------

    def _rates(self, area: Area) -> None:
        """Five rates of the month to date, each with what was divided by what."""
        rates = {_stem(one): one for one in self.panel.rates} if self.panel else {}
        cells = self._block(area, RATES_CAPTION, mark("Rates of the month, on two lines"), len(_RATES))
        for (key, words), cell in zip(_RATES.items(), cells, strict=True):
            self._named(cell, chinese(words))
            rate = rates.get(key)
            if rate is not None:
                self._figure(cell, _per_cent(rate), _RATE_DOWN)
                division = f"{rate.numerator}/{rate.denominator or 0}"
                room = cell.width - 0.8
                size = min(_DIVISION_SIZE, _DIVISION_SIZE * room / width(division, _DIVISION_SIZE))
                self.page.word(cell.centre, cell.y + _DIVISION_DOWN, division, size, align=Align.CENTRE)

    def _on_hand(self, area: Area) -> None:
        """H A B C at the end of the day, and all of them."""
        cells = self._block(area, CAPTION, mark("Prospects at the day's end, on two lines"), len(_LEVELS) + 1)
        for level, cell in zip(_LEVELS, cells, strict=False):
            self.page.word(cell.centre, cell.y + _NAME_DOWN, level, 9, bold=True, align=Align.CENTRE)
        self._named(cells[-1], chinese("Total"))
        if self.panel:
            counts = [self.panel.on_hand.get(level, 0) for level in _LEVELS]
            self._figures_of(cells, (*counts, sum(counts)))

    def _owners(self, area: Area) -> None:
        """保有客户: sold by us, by others."""
        panel = self.panel
        self._sum(
            area,
            mark("Owners at the day's end, on two lines"),
            (mark("Sold by us"), mark("Sold by others")),
            (panel.owners_own, panel.owners_other) if panel else (),
        )

    def _won(self, area: Area) -> None:
        """促进成交: deals of the month from those carried over, and from new ones."""
        panel = self.panel
        self._sum(
            area,
            mark("Deals won, on paper"),
            (mark("Left from last month"), mark("New this month")),
            (panel.won_carried, panel.won_new) if panel else (),
        )

    def _visited(self, area: Area) -> None:
        """访问客户: reached on the day, and in the month."""
        panel = self.panel
        cells = self._block(area, CAPTION, mark("Customers visited, on paper"), 2)
        self._named(cells[0], chinese("Total of the day"))
        self._named(cells[1], chinese("Month to date, on paper"))
        if panel:
            self._figures_of(cells, (panel.visited_day, panel.visited_month))

    def _sum(self, area: Area, caption: str, names: tuple[str, str], figures: tuple[int, ...]) -> None:
        """Two figures and their sum."""
        cells = self._block(area, CAPTION, caption, 3)
        for name, cell in zip((*names, mark("Total")), cells, strict=True):
            self._named(cell, chinese(name))
        if figures:
            self._figures_of(cells, (*figures, sum(figures)))

    def _block(self, area: Area, caption: float, words: str, cells: int) -> list[Area]:
        """The caption at the left, and the cells beside it with the uprights before them."""
        lines = tuple(chinese(words).split("\n"))
        self.page.lines(area.part(0, caption), ladders.Fitted(lines, LABEL_SIZE))
        each = (area.width - caption) / cells
        found = [area.part(caption + place * each, each) for place in range(cells)]
        for cell in found:
            self.page.down(cell.x, cell.y, cell.bottom)
        return found

    def _named(self, cell: Area, name: str) -> None:
        self.page.word(cell.centre, cell.y + _NAME_DOWN, name, LABEL_SIZE, align=Align.CENTRE)

    def _figures_of(self, cells: Sequence[Area], figures: Sequence[int]) -> None:
        for cell, figure in zip(cells, figures, strict=True):
            self._figure(cell, str(figure), _FIGURE_DOWN)

    def _figure(self, cell: Area, text: str, down: float) -> None:
        fitted = ladders.figure(text, cell.room)
        self.page.word(cell.centre, cell.y + down, text, fitted.size, align=Align.CENTRE)

    # -- the manager's word ------------------------------------------------------------------------------

    def _instruction(self, area: Area) -> None:
        """主管指示事项: of the sheet, then of its rows by their numbers."""
        caption = chinese("Manager's instructions, on paper")
        self.page.word(area.x + 1.0, area.y + _NAME_DOWN, caption, 7, bold=True)
        text = "" if self.blank else instructions(self.report)
        if text:
            room = Area(area.x, area.y + _INSTRUCTION_CAPTION, area.width, area.height - _INSTRUCTION_CAPTION)
            note: Note = self.notes.at(caption, text)
            fitted = ladders.in_steps(text, _INSTRUCTION, room.room, room.height, note)
            high = height(len(fitted.lines), fitted.size)
            air = min(_INSTRUCTION_AIR, room.height - high)
            self.page.lines(Area(room.x, room.y + air, room.width, high), fitted)


def instructions(report: DailyReport) -> str:
    """What the manager told on the sheet, then about single rows."""
    of_rows = (
        chinese("Of no. {number}: {words}", number=row.number, words=row.instruction)
        for row in report.rows
        if row.instruction
    )
    return "\n".join(filter(None, (report.instruction, *of_rows)))


def _columns() -> tuple[Column, ...]:
    heads = (
        mark("Prior day, narrow"),
        mark("This day, narrow"),
        mark("To date, narrow"),
        mark("Target, narrow"),
        mark("Attainment, narrow"),
    )
    return (
        Column(chinese("Item, narrow"), CAPTION),
        *(
            Column(chinese(head), wide, Align.CENTRE)
            for head, wide in zip(heads, _COLUMN_WIDTHS, strict=True)
        ),
    )


def _ends(left: float, widths: Sequence[float]) -> list[float]:
    """Where each column but the last ends."""
    ends = []
    for wide in widths[:-1]:
        left += wide
        ends.append(left)
    return ends


def _stem(rate: Value) -> str:
    """Which of the five it is, whatever the shop divides by: "drive_rate" of "drive_rate.of_filed"."""
    return rate.figure.key.partition(".")[0]


def _per_cent(rate: Value) -> str:
    return "–" if rate.value is None else f"{rate.value * 100:.0f}"


def _share(attainment: float | None) -> str:
    return "" if attainment is None else f"{attainment * 100:.0f} %"
