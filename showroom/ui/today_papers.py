"""The sheets of the meetings from the work of today: of whose day is in view, and those that were scanned."""

from __future__ import annotations

from datetime import date
from typing import Final

from showroom.language import _, mark
from showroom.services import sheet_owners
from showroom.services.desk import Desk
from showroom.sheets.qr import Code, Kind
from showroom.ui import meeting_printing
from showroom.ui.page import Page
from showroom.ui.print_preview import PrintJob

_MAKES: Final = {Kind.MS: meeting_printing.morning, Kind.ES: meeting_printing.evening}
WORDS: Final = {Kind.MS: mark("Morning sheet"), Kind.ES: mark("Evening sheet")}
SHEETS: Final = frozenset(_MAKES)


def job(desk: Desk, kind: Kind, day: date, staff: int = 0) -> PrintJob:
    """晨会单 or 夕会单 of a day, of somebody or of everybody among whom this person may choose (0)."""
    return _MAKES[kind](desk, day, staff, _("Work of today"))


def show_scanned(page: Page, code: Code, day: date) -> None:
    """A sheet of a meeting is no page: it is previewed as it stands now. A colleague's stays closed."""
    desk = page.desk

    def may_be_read() -> None:
        if code.staff:
            sheet_owners.whose(desk, code.staff)

    def show(_none: None) -> None:
        page.print_wanted.emit(job(desk, code.kind, day, code.staff), False)

    page.ask(page, may_be_read, show, page.refused.emit)
