"""What leaves the page of the prospects on paper or as a file: sheets, cards, who was lost, Excel."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from showroom.rules.duties import Duty
from showroom.services import sheet_owners
from showroom.services.sheet_owners import Consultant
from showroom.ui import card_printing, lost_printing, tracking_printing
from showroom.ui.page import Page


class Shown(NamedTuple):
    """Whose sheets are shown, of when, and which cards where conditions leave some out."""

    consultants: tuple[Consultant, ...]
    period: tuple[date, date]
    only: list[int] | None


class ProspectPapers:
    """Gives the page's signals what is wanted; nothing happens for whoever may not have it."""

    def __init__(self, page: Page, duties: frozenset[Duty]) -> None:
        self._page, self._duties = page, duties

    def print_sheet(self, shown: Shown, *, at_once: bool) -> None:
        """The tracking sheets that are shown."""
        if Duty.PRINT_TRACKING_SHEET in self._duties:
            self._page.print_wanted.emit(tracking_printing.job(self._page.desk, *shown), at_once)

    def copy_to_excel(self, shown: Shown) -> None:
        """The same as a file."""
        if Duty.EXPORT_TRACKING_SHEET in self._duties:
            self._page.copy_wanted.emit(tracking_printing.copy(self._page.desk, *shown))

    def print_cards(self, cards: Sequence[int]) -> None:
        """Both sides of each of these cards."""
        if cards:
            self._page.print_wanted.emit(card_printing.job_of_list(self._page.desk, cards), False)

    @property
    def has_lost_analysis(self) -> bool:
        """Whether this person may print who was lost."""
        return Duty.PRINT_LOST_LIST in self._duties

    def print_lost(self, staff: int | None, day: date) -> None:
        """Who was lost in the month of a day: of a consultant, None for the showroom."""
        self.ask_whose(staff, partial(self._preview_lost, day))

    def _preview_lost(self, day: date, whose: Consultant | None) -> None:
        self._page.print_wanted.emit(lost_printing.job(self._page.desk, day.replace(day=1), whose), False)

    def ask_whose(self, staff: int | None, then: Callable[[Consultant | None], None]) -> None:
        """Who that is, for sheets of people who may have gone; None for everybody. Refused is told."""
        page = self._page
        page.ask(page, lambda: sheet_owners.whose(page.desk, staff), then, page.refused.emit)
