"""营业日报表, a consultant's report of a day on paper (DR): twenty rows a page, the panel by the first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import BinaryIO, Final

from showroom.forms.daily_report import ACTIVITIES, ROWS_A_PAGE, Adjusted, DailyReport, ReportRow
from showroom.forms.figures import FIGURE
from showroom.forms.traffic_log import Signature
from showroom.language import chinese, mark
from showroom.rules.daily_report import ReportState
from showroom.sheets import bands, ladders, pdf, qr, table
from showroom.sheets import daily_report_cells as cells
from showroom.sheets.daily_report_legend import legend
from showroom.sheets.daily_report_panel import WIDTH as PANEL
from showroom.sheets.daily_report_panel import PanelDrawing
from showroom.sheets.frame import BODY, LABEL_SIZE, Frame, HeadField, head_field
from showroom.sheets.notes import Notes
from showroom.sheets.page import GUIDE, HAIR, LANDSCAPE, MEDIUM, Align, Area, Page, Rule
from showroom.sheets.stamp import Printed, Stamp

EDITION: Final = "2025-11"
# Heights and widths in mm (sheets.md 2.3).
HEADS: Final = sum(cells.STOREYS)
ROW: Final = 7.0
GUIDE_EVERY: Final = 5
TOTALS: Final = 6.5
SIGNATURES: Final = 7.2
GAP: Final = 3.0
NOTES_DAY: Final = 66.0
_HINT_LINES: Final = (2.1, 5.2)

_ROWS_TOP: Final = BODY + HEADS
_ROWS_END: Final = _ROWS_TOP + ROWS_A_PAGE * ROW
_BANDS: Final = _ROWS_END + TOTALS
_ROLES: Final = (
    mark("Consultant, on paper"),
    mark("Showroom supervisor"),
    mark("Sales manager"),
)

Progress = Callable[[int], None]


def draw(reports: Sequence[DailyReport], target: BinaryIO, *, blank: bool = False, stamp: Stamp) -> Printed:
    """Write the reports as one PDF to `target`, which stays untouched when drawing fails (Q9).

    Each begins on a new page and counts its own; `blank` prints one empty page without anything of anybody.
    Raises `Unavailable` where a font cannot be read, and what `target` raises.
    """
    shown = reports[:1] if blank else reports
    pages = [page for report in shown for page in compose(report, blank=blank, stamp=stamp)]
    days = sorted({str(report.day) for report in shown if not blank})
    pdf.write(pages, target, " ".join((_title(), *days)), stamp.printed_at)
    return Printed(len(pages), pdf.missing(pages))


def compose(report: DailyReport, *, blank: bool = False, stamp: Stamp) -> list[Page]:
    """All pages of one report as marks, notes pages last."""
    drawn = _Sheet(report, blank, Notes())
    frame = drawn.frame(stamp)
    pages = drawn.pages(frame)
    pages += drawn.notes.pages(frame, replace(frame.heads[0], width=NOTES_DAY))
    frame.close(pages)
    return pages


def _title() -> str:
    return chinese("Daily report, on paper")


@dataclass(frozen=True)
class _Sheet:
    """One report that is being drawn."""

    report: DailyReport
    blank: bool
    notes: Notes

    def frame(self, stamp: Stamp) -> Frame:
        """What stands around the body; the corner code names the day and whose it is."""
        report, blank = self.report, self.blank
        return Frame(
            paper=LANDSCAPE,
            kind=qr.Kind.DR,
            edition=EDITION,
            title=_title(),
            dealer=report.dealer,
            dealer_short=report.dealer_short,
            foot=stamp.foot(blank),
            number=qr.edition_number(EDITION) if blank else qr.day_number(report.day),
            staff=0 if blank else report.consultant,
            heads=self._head_fields(),
        )

    def _head_fields(self) -> tuple[HeadField, ...]:
        report = self.report
        fields = (
            (chinese("Date"), 66, _day(report)),
            (chinese("Consultant, on paper"), 46, report.consultant_name),
            (chinese("Team, on paper"), 40, report.team),
            (chinese("Weather"), 40, report.weather),
            (chinese("Handed in, on paper"), 36, _handed_in(report)),
        )
        return tuple(
            head_field(label, mm, "" if self.blank else value, self.notes.at(label, value))
            for label, mm, value in fields
        )

    def pages(self, frame: Frame) -> list[Page]:
        """The sheet without its notes: at least one page; empty rows fill the last, totals stand on it."""
        rows = () if self.blank else self.report.rows
        starts = range(0, len(rows) or 1, ROWS_A_PAGE)
        pages = []
        for start in starts:
            page = frame.open_page()
            self._table(page, rows[start : start + ROWS_A_PAGE], start + 1)
            if start == 0:
                self._panel(page)
            if start == starts[-1]:
                self._totals(page)
                self._signatures(page)
            else:
                middle = _ROWS_END + (TOTALS + SIGNATURES) / 2
                bands.to_next_page(page, middle, page.paper.left + cells.TABLE)
            legend(page, _BANDS + SIGNATURES, self.report.lists, self.notes)
            pages.append(page)
        return pages

    # -- the rows ----------------------------------------------------------------------------------------

    def _table(self, page: Page, rows: Sequence[ReportRow], first: int) -> None:
        """Heads and twenty rows; numbers run on over the pages."""
        left = page.paper.left
        right = left + cells.TABLE
        cells.heads(page, left, BODY)
        cells.uprights(page, left, BODY, _ROWS_END)
        for place in range(1, ROWS_A_PAGE):
            y = _ROWS_TOP + place * ROW
            page.add(Rule(left, y, right, y, HAIR if place % GUIDE_EVERY else GUIDE))
        page.add(Rule(left, _ROWS_END, right, _ROWS_END, MEDIUM))
        columns = cells.columns()
        for place in range(ROWS_A_PAGE):
            areas = [area for _, area in table.cells(columns, left, _ROWS_TOP + place * ROW, ROW)]
            cells.number(page, areas[0], first + place)
            if place < len(rows):
                cells.draw_row(cells.Line(page, self.report.lists, self.notes, rows[place]), areas[1:])

    # -- what stands below -------------------------------------------------------------------------------

    def _totals(self, page: Page) -> None:
        """合计 of each column that is ticked, how many levels rose and fell, who was not visited."""
        left = page.paper.left
        totals = self.report.totals
        ticks = [totals.activities.get(one, 0) for one in ACTIVITIES]
        figures = iter((*ticks, totals.by_phone, totals.by_visit))
        page.add(Rule(left, _BANDS, left + cells.TABLE, _BANDS, HAIR))
        columns = list(zip(cells.COLUMNS, _below(left), strict=True))
        page.word(columns[0][1].x + 1.0, columns[0][1].middle, chinese("Total"), 8.5, bold=True)
        for column, area in columns:
            if column.ticks is not None:
                page.down(area.x, area.y, area.bottom)
                figure = "" if self.blank else str(next(figures))
                fitted = ladders.figure(figure, area.room, largest=10, bold=True)
                page.lines(area, fitted, Align.CENTRE)
        levels = next(area for column, area in columns if column is cells.LEVELS[0])
        both = Area(levels.x, levels.y, cells.widths(cells.LEVELS), levels.height)
        page.down(both.x, both.y, both.bottom)
        rises, falls = ("", "") if self.blank else (str(totals.rises), str(totals.falls))
        changes = chinese("up {rises} down {falls}", rises=rises, falls=falls)
        page.lines(both, ladders.figure(changes, both.room, largest=6.5), Align.CENTRE)
        last = columns[-1][1]
        page.down(last.x, last.y, last.bottom)
        page.lines(last, ladders.Fitted((self._not_visited(),), 7.5))

    def _not_visited(self) -> str:
        missed = self.report.totals.not_visited
        if self.blank:
            return chinese("Not visited, on paper")
        if not missed:
            return chinese("Not visited: {count}", count=0)
        return chinese("Not visited: {count}, carried to tomorrow", count=missed)

    def _signatures(self, page: Page) -> None:
        """The consultant signed by handing in, the supervisor by his instruction, the sealer by the seal."""
        report, wide = self.report, cells.TABLE / len(_ROLES)
        signed = (None, None, None) if self.blank else _signed(report)
        for place, (role, signature) in enumerate(zip(_ROLES, signed, strict=True)):
            box = Area(page.paper.left + place * wide, _BANDS, wide, SIGNATURES)
            bands.signature(page, box, chinese(role), signature)

    def _panel(self, page: Page) -> None:
        left = page.paper.left + cells.TABLE + GAP
        PanelDrawing(page, self.report, self.blank, self.notes, left, BODY).draw()
        hints = (chinese("All columns are to be filled in"), self._second_hint())
        for words, down in zip(hints, _HINT_LINES, strict=True):
            room = Area(left, _BANDS, PANEL, SIGNATURES).room
            fitted = ladders.figure(words, room, largest=LABEL_SIZE)
            page.word(left + 1.0, _BANDS + down, fitted.lines[0], fitted.size)

    def _second_hint(self) -> str:
        """Where the figures come from; of what was found on sealed reports, where it is told in full."""
        if self.blank:
            return chinese("Prior day and month to date come from the program")
        found = self.report.adjustments
        if not found:
            return chinese("Below a rate is what was divided by what, this month to date")
        marks = []
        for one in found:
            place = chinese("Corrected: sealed report of {day}", day=f"{one.day:%m-%d}")
            marks.append(self.notes.at(place, _adjusted(one))())
        return chinese("Corrections of sealed reports: {count}", count=len(found)) + marks[0]


def _below(left: float) -> list[Area]:
    """The cells of the totals, each under its column."""
    return [area for _, area in table.cells(cells.columns(), left, _ROWS_END, TOTALS)][1:]


def _day(report: DailyReport) -> str:
    """2025 年 11 月 22 日 星期六."""
    day = report.day
    weekdays = chinese("Monday Tuesday Wednesday Thursday Friday Saturday Sunday").split()
    return chinese(
        "{year} year {month} month {day} day {weekday}",
        year=day.year,
        month=day.month,
        day=day.day,
        weekday=weekdays[day.weekday()],
    )


def _handed_in(report: DailyReport) -> str:
    """When it was handed in; with the day, where that was a later one."""
    at = report.submitted_at
    if at is None or report.state is ReportState.DRAFT:
        return ""
    clock = f"{at:%H:%M}" if at.date() == report.day else f"{at:%m-%d %H:%M}"
    return chinese("{at}, late", at=clock) if report.late else clock


def _signed(report: DailyReport) -> tuple[Signature | None, Signature | None, Signature | None]:
    """Who handed it in, who wrote the instruction, who sealed it; one sent back is signed by nobody."""
    if report.state is ReportState.DRAFT:
        return None, None, None
    return (
        _signature(report.submitted_by, report.submitted_at),
        _signature(report.reviewed_by, report.reviewed_at),
        _signature(report.sealed_by, report.sealed_at),
    )


def _signature(name: str, at: datetime | None) -> Signature | None:
    return None if at is None else Signature(name, at)


def _adjusted(one: Adjusted) -> str:
    """What stood on the sealed sheet, and what it is now."""
    figure = FIGURE.get(one.what)
    what = chinese(figure.label) if figure else ""
    whose = " ".join(filter(None, (one.name, what)))
    return chinese("{what}: {before} → {after}", what=whose, before=one.before or "–", after=one.after or "–")
