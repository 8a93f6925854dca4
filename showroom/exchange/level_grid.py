"""The level grid of one consultant, or of everybody, as an Excel table: one letter or star in each day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from showroom.exchange.exporting import built
from showroom.exchange.workbook import Column, Table, Value, head_line
from showroom.forms.level_grid import COUNTED, DAYS, GridCell, GridRow, LevelGrid
from showroom.forms.level_grid_words import remark_of
from showroom.forms.tracking_words import SCREEN
from showroom.language import _, either
from showroom.rules.level import Level
from showroom.rules.level_grid import Joined
from showroom.services import level_grid
from showroom.services.desk import Desk
from showroom.services.sheet_owners import Consultant

# Widths in mm.
_WORDS: Final = 20.0
_PHONE: Final = 26.0
_LETTER: Final = 8.0
_DAY: Final = 5.0
_STAR: Final = "*"


def export_level_grid(desk: Desk, whose: Sequence[Consultant], month: date) -> bytes:
    """The grids of these consultants as one table, phones masked as this person sees them.

    Raises Denied, Refused.
    """
    grids = level_grid.grids(desk, whose, month)
    return built(desk, table_of(grids), level_grid.record_export(desk, grids))


def table_of(grids: Sequence[LevelGrid]) -> Table:
    """All customers one below the other, each with its consultant; the grids are of one month."""
    grid = grids[0]
    days = [number for number in range(1, DAYS + 1) if grid.day(number) is not None]
    parts = (
        (_("Month"), f"{grid.first:%Y-%m}"),
        (_("Consultant"), grid.consultant_name if len(grids) == 1 else ""),
        (_("Carried over"), str(sum(one.joined(Joined.CARRIED) for one in grids))),
        (_("New this month"), str(sum(one.joined(Joined.NEW) for one in grids))),
        (_("Counted up to"), grid.until.isoformat() if grid.until else ""),
    )
    counted = (*COUNTED, Level.UNRATED)
    return Table(
        f"{_('Level grid')} {grid.first:%Y-%m}",
        _("Monthly Level Grid"),
        head_line(either(grid.dealer, grid.dealer_english), parts),
        _columns(days),
        tuple(_row(one, row, len(days)) for one in grids for row in one.rows),
        foot=(
            *((str(level), sum(one.totals.get(level, 0) for one in grids)) for level in counted),
            (_("Total"), sum(one.total for one in grids)),
        ),
    )


def _columns(days: Sequence[int]) -> tuple[Column, ...]:
    return (
        Column(_("Consultant"), _WORDS),
        Column(_("Card number"), _WORDS),
        Column(_("Customer name"), _WORDS),
        Column(_("Phone"), _PHONE),
        Column(_("Source"), _WORDS),
        Column(_("Model of interest"), _WORDS),
        Column(_("Colour"), _LETTER),
        Column(_("First level"), _LETTER),
        *(Column(str(number), _DAY) for number in days),
        Column(_("Month-end result"), _LETTER),
        Column(_("Remark"), _WORDS),
    )


def _row(grid: LevelGrid, row: GridRow, days: int) -> tuple[Value, ...]:
    lists = grid.lists
    return (
        grid.consultant_name,
        row.card,
        row.name,
        row.phone,
        SCREEN.word(lists.get("source", ()), row.source),
        SCREEN.word(lists.get("car_model", ()), row.model),
        SCREEN.word(lists.get("colour", ()), row.colour),
        row.entry.level,
        *(_day(cell) for cell in row.cells[:days]),
        row.result,
        remark_of(row, lists, SCREEN),
    )


def _day(cell: GridCell) -> str:
    return cell.level or (_STAR if cell.star is not None else "")
