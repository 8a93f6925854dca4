"""展厅日报, the showroom's day on one page (SD): figures, cards, consultants, customers near a deal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO, Final

from showroom.forms.showroom_day import ConsultantLine, ShowroomDay
from showroom.language import chinese, mark
from showroom.sheets import bands, pdf, qr
from showroom.sheets.frame import Frame, HeadField, head_field
from showroom.sheets.notes import Notes
from showroom.sheets.page import HAIR, PORTRAIT, Area, Page
from showroom.sheets.showroom_day_parts import (
    CONSULTANTS,
    ROWS_APART,
    draw_cards,
    draw_consultants,
    draw_customers,
    draw_figures,
    draw_rates,
)
from showroom.sheets.stamp import Printed, Stamp

EDITION: Final = "2025-11"
# Where the sections stand, in mm (sheets.md 2.3b).
FIGURES: Final = 28.2
CARDS: Final = 111.0
PEOPLE: Final = 158.8
CUSTOMERS: Final = 229.6
FOOT: Final = 268.8
FOOT_END: Final = 281.5
_DECISIONS: Final = 96.0
_BOX: Final = 42.0
_NOTES_DAY: Final = 56.0
_ROLES: Final = (mark("Showroom supervisor"), mark("Sales manager"))


def draw(day: ShowroomDay, target: BinaryIO, *, blank: bool = False, stamp: Stamp) -> Printed:
    """Write the sheet of a day as a PDF to `target`, which stays untouched when drawing fails (Q9).

    Raises `Unavailable` where a font cannot be read, and what `target` raises.
    """
    pages = compose(day, blank=blank, stamp=stamp)
    pdf.write(pages, target, f"{_title()} {'' if blank else day.day}".strip(), stamp.printed_at)
    return Printed(len(pages), pdf.missing(pages))


def compose(day: ShowroomDay, *, blank: bool = False, stamp: Stamp) -> list[Page]:
    """The page as marks; more consultants than it holds stand on further ones; notes pages last."""
    sheet = _Sheet(day, blank, Notes())
    frame = sheet.frame(stamp)
    pages = sheet.pages(frame)
    if not blank:
        pages += sheet.notes.pages(frame, replace(frame.heads[0], width=_NOTES_DAY))
    frame.close(pages)
    return pages


def _title() -> str:
    return chinese("Showroom day, on paper")


@dataclass(frozen=True)
class _Sheet:
    """One day that is being drawn."""

    day: ShowroomDay
    blank: bool
    notes: Notes

    def frame(self, stamp: Stamp) -> Frame:
        day, blank = self.day, self.blank
        return Frame(
            paper=PORTRAIT,
            kind=qr.Kind.SD,
            edition=EDITION,
            title=_title(),
            dealer=day.dealer,
            dealer_short=day.dealer_short,
            foot=stamp.foot(blank),
            number=qr.edition_number(EDITION) if blank else qr.day_number(day.day),
            heads=self._head_fields(),
        )

    def _head_fields(self) -> tuple[HeadField, ...]:
        day = self.day
        weekday = chinese("Monday Tuesday Wednesday Thursday Friday Saturday Sunday").split()[
            day.day.weekday()
        ]
        fields = (
            (chinese("Date"), 56, f"{day.day} {weekday}"),
            (chinese("Weather"), 34, day.weather),
            (chinese("Consultants there, on paper"), 34, chinese("{count} persons", count=day.there)),
            (chinese("Compiled by, on paper"), 38, day.compiled_by),
        )
        return tuple(
            head_field(label, mm, "" if self.blank else value, self.notes.at(label, value))
            for label, mm, value in fields
        )

    def pages(self, frame: Frame) -> list[Page]:
        """The first page with everything; consultants beyond its seven rows have pages of their own."""
        page, day = frame.open_page(), self.day
        people: Sequence[ConsultantLine] = () if self.blank else day.consultants
        shown = None if self.blank else day
        draw_figures(page, FIGURES, shown)
        draw_rates(page, FIGURES, shown)
        draw_cards(page, CARDS, shown)
        apart = len(people) > CONSULTANTS
        total = None if self.blank else day.everybody
        draw_consultants(page, PEOPLE, () if apart else people, total, self.notes, apart=apart)
        draw_customers(page, CUSTOMERS, shown, self.notes)
        self._foot(page)
        pages = [page]
        if apart:
            pages += self._people_apart(frame, people)
        return pages

    def _people_apart(self, frame: Frame, people: Sequence[ConsultantLine]) -> list[Page]:
        """All consultants in tables of as many rows as a page holds; the total under the last."""
        pages = []
        for start in range(0, len(people), ROWS_APART):
            page = frame.open_page()
            last = start + ROWS_APART >= len(people)
            draw_consultants(
                page,
                FIGURES,
                people[start : start + ROWS_APART],
                self.day.everybody if last else None,
                self.notes,
                rows=ROWS_APART,
            )
            pages.append(page)
        return pages

    def _foot(self, page: Page) -> None:
        """主管指示/夕会决定 for the pen, and two signatures."""
        left = page.paper.left
        page.word(left + 1.0, FOOT + 2.35, chinese("Instructions, evening decisions, on paper"), 7, bold=True)
        page.down(left + _DECISIONS, FOOT + 1.0, FOOT_END - 1.0)
        for place, role in enumerate(_ROLES):
            box = Area(left + _DECISIONS + place * _BOX, FOOT, _BOX, FOOT_END - FOOT)
            bands.signature(page, box, chinese(role), None, at_the_edge=place == len(_ROLES) - 1)
        page.across(FOOT_END, HAIR)
