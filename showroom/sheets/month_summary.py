"""月度总结, the month on two pages for the meeting at its end (MY)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO, Final

from showroom.forms.month_summary import MonthOf, MonthSummary
from showroom.language import chinese, mark
from showroom.sheets import bands, pdf, qr
from showroom.sheets.frame import Frame, HeadField, head_field
from showroom.sheets.month_summary_parts import (
    CONSULTANTS,
    draw_cards,
    draw_conclusions,
    draw_consultants,
    draw_figures,
    draw_funnel,
    draw_lost,
    draw_rates,
    draw_sources,
)
from showroom.sheets.notes import Notes
from showroom.sheets.page import HAIR, PORTRAIT, Area, Page
from showroom.sheets.showroom_day import FIGURES, FOOT, FOOT_END
from showroom.sheets.showroom_day_parts import ROWS_APART
from showroom.sheets.stamp import Printed, Stamp

EDITION: Final = "2025-11"
# Where the sections stand, in mm; the cards follow the funnel.
FUNNEL: Final = 112.4
_APART: Final = 3.0
BESIDE: Final = 107.2
CONCLUSIONS: Final = 191.0
_BOX: Final = 90.0
_NOTES_MONTH: Final = 56.0
_ROLES: Final = (mark("Showroom manager, on paper"), mark("Sales manager"))


def draw(summary: MonthSummary, target: BinaryIO, *, blank: bool = False, stamp: Stamp) -> Printed:
    """Write the summary as a PDF to `target`, which stays untouched when drawing fails (Q9).

    Raises `Unavailable` where a font cannot be read, and what `target` raises.
    """
    pages = compose(summary, blank=blank, stamp=stamp)
    title = f"{_title()} {'' if blank else f'{summary.month:%Y-%m}'}".strip()
    pdf.write(pages, target, title, stamp.printed_at)
    return Printed(len(pages), pdf.missing(pages))


def compose(summary: MonthSummary, *, blank: bool = False, stamp: Stamp) -> list[Page]:
    """Two pages as marks; more consultants than the second holds stand on further ones; notes pages last."""
    sheet = _Sheet(summary, blank, Notes())
    frame = sheet.frame(stamp)
    pages = sheet.pages(frame)
    if not blank:
        pages += sheet.notes.pages(frame, replace(frame.heads[0], width=_NOTES_MONTH))
    frame.close(pages)
    return pages


def _title() -> str:
    return chinese("Month summary, on paper")


@dataclass(frozen=True)
class _Sheet:
    """One month that is being drawn."""

    summary: MonthSummary
    blank: bool
    notes: Notes

    def frame(self, stamp: Stamp) -> Frame:
        summary, blank = self.summary, self.blank
        return Frame(
            paper=PORTRAIT,
            kind=qr.Kind.MY,
            edition=EDITION,
            title=_title(),
            dealer=summary.dealer,
            dealer_short=summary.dealer_short,
            foot=stamp.foot(blank, personal=False),
            number=qr.edition_number(EDITION) if blank else qr.day_number(summary.month),
            heads=self._head_fields(),
        )

    def _head_fields(self) -> tuple[HeadField, ...]:
        summary = self.summary
        days = mark("{first} to {last}") if summary.over else mark("{first} to {last}, month not over")
        month = chinese("{year} month {month}", year=summary.month.year, month=summary.month.month)
        fields = (
            (chinese("Month"), 42, month),
            (
                chinese("Days covered, on paper"),
                80,
                chinese(days, first=summary.month, last=summary.last),
            ),
            (chinese("Compiled by, on paper"), 40, summary.compiled_by),
        )
        return tuple(
            head_field(label, mm, "" if self.blank else value, self.notes.at(label, value))
            for label, mm, value in fields
        )

    def pages(self, frame: Frame) -> list[Page]:
        """Numbers on the first page; people, sources, the lost and the conclusions on the second."""
        shown = None if self.blank else self.summary
        first, second = frame.open_page(), frame.open_page()
        draw_figures(first, FIGURES, shown)
        draw_rates(first, FIGURES, shown)
        draw_cards(first, draw_funnel(first, FUNNEL, shown) + _APART, shown)
        people: Sequence[MonthOf] = shown.consultants if shown else ()
        apart = len(people) > CONSULTANTS
        draw_consultants(
            second,
            FIGURES,
            () if apart else people,
            shown.everybody if shown else None,
            self.notes,
            hint=chinese("Consultants stand on page {page}", page=3) if apart else "",
        )
        draw_sources(second, BESIDE, shown, self.notes)
        draw_lost(second, BESIDE, shown)
        draw_conclusions(second, CONCLUSIONS)
        self._foot(second)
        return [first, second, *(self._people_apart(frame, people) if apart else ())]

    def _people_apart(self, frame: Frame, people: Sequence[MonthOf]) -> list[Page]:
        """All consultants in tables of as many rows as a page holds; the total under the last."""
        pages = []
        for start in range(0, len(people), ROWS_APART):
            page = frame.open_page()
            draw_consultants(
                page,
                FIGURES,
                people[start : start + ROWS_APART],
                self.summary.everybody if start + ROWS_APART >= len(people) else None,
                self.notes,
                rows=ROWS_APART,
            )
            pages.append(page)
        return pages

    def _foot(self, page: Page) -> None:
        for place, role in enumerate(_ROLES):
            box = Area(page.paper.left + place * _BOX, FOOT, _BOX, FOOT_END - FOOT)
            bands.signature(page, box, chinese(role), None, at_the_edge=place == len(_ROLES) - 1)
        page.across(FOOT_END, HAIR)
