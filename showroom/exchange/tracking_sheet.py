"""The tracking sheet of a consultant, or of everybody, as an Excel table: what each cell holds, apart."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from showroom.exchange.exporting import built
from showroom.exchange.workbook import Column, Table, Value, head_line
from showroom.forms import tracking_sheet as form
from showroom.forms import tracking_words as words
from showroom.forms.tracking_sheet import TrackingRow, TrackingSheet
from showroom.forms.tracking_words import SCREEN
from showroom.language import _, either
from showroom.rules.duties import Duty
from showroom.services import tracking_sheet
from showroom.services.desk import Desk
from showroom.services.sheet_owners import Consultant

# Widths in mm of what the paper writes into one cell of a contact, and of the consultant's name.
_ORDINAL: Final = 12.0
_DAY: Final = 20.0
_WAY: Final = 16.0
_LEVEL: Final = 10.0
_CONSULTANT: Final = 20.0


def export_tracking_sheet(
    desk: Desk,
    consultants: Sequence[Consultant],
    first: date,
    last: date,
    *,
    only: Collection[int] | None = None,
) -> bytes:
    """The sheets of these consultants as one table, phones masked as this person sees them.

    `only` names the cards that are shown. Raises Denied, Refused.
    """
    sheets = tracking_sheet.sheets(desk, consultants, first, last)
    if only is not None:
        wanted = set(only)
        sheets = tuple(
            replace(one, rows=tuple(row for row in one.rows if row.prospect in wanted)) for one in sheets
        )
    export = tracking_sheet.record(desk, Duty.EXPORT_TRACKING_SHEET, sheets)
    return built(desk, table_of(sheets), export)


def table_of(sheets: Sequence[TrackingSheet]) -> Table:
    """All cards one below the other, each with its consultant; the sheets are at least one, of one period."""
    sheet = sheets[0]
    rows = [row for one in sheets for row in one.rows]
    parts = (
        (_("Consultant"), sheet.consultant_name if len(sheets) == 1 else ""),
        (_("Period"), f"{sheet.first} – {sheet.last}"),
        (_("On hand"), str(sum(one.on_hand for one in sheets))),
    )
    return Table(
        f"{_('Tracking sheet')} {sheet.first:%Y-%m}",
        _("Prospect Tracking Sheet"),
        head_line(either(sheet.dealer, sheet.dealer_english), parts),
        _columns(),
        tuple(_row(row, sheet) for row in rows),
    )


def _columns() -> tuple[Column, ...]:
    of_contacts = (
        Column(f"{_(field.label)}\n{head}", width)
        for field in form.CONTACTS
        for head, width in (
            (_("No."), _ORDINAL),
            (_("Date"), _DAY),
            (_("Method"), _WAY),
            (_("What was said"), field.width),
            (_("Level"), _LEVEL),
        )
    )
    before = form.FIELDS[: form.FIELDS.index(form.FIRST)]
    return (
        Column(_("Consultant"), _CONSULTANT),
        *(Column(_(field.label), field.width) for field in before),
        *of_contacts,
        Column(_(form.REMARK.label), form.REMARK.width),
    )


def _row(row: TrackingRow, sheet: TrackingSheet) -> tuple[Value, ...]:
    contacts: list[Value] = []
    for place in range(len(form.CONTACTS)):
        if place < len(row.contacts):
            one = row.contacts[place]
            way, said = words.way(one, sheet.lists, SCREEN), words.said(one, SCREEN)
            contacts += [one.ordinal, one.day, way, said, one.level_after]
        else:
            contacts += [None] * 5
    return (
        row.owner_name,
        row.number,
        row.name,
        "/".join(row.phones),
        words.source(row, sheet.lists, SCREEN),
        words.model(row, sheet.lists, SCREEN),
        row.level,
        *contacts,
        words.remark(row, sheet.lists, SCREEN),
    )
