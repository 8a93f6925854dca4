"""The copies of a store as a list: when, why, how much is in each, so that one can be chosen (H1, D10)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, tzinfo
from typing import Final

from PySide6.QtWidgets import QWidget

from showroom.forms import day_words
from showroom.language import _, mark
from showroom.models.copies import Copy, Reason
from showroom.ui.look import theme
from showroom.ui.look.tokens import CARD_ROW, Size
from showroom.ui.settings.entry_table import EntryTable
from showroom.ui.settings.kept import Line

_ROWS_AT_MOST: Final = 6
_SLACK: Final = 2
REASONS: Final[Mapping[Reason, str]] = {
    Reason.CLOSED_DAY: mark("the day was closed"),
    Reason.WORK: mark("during work"),
    Reason.MIGRATION: mark("before an update"),
    Reason.BY_HAND: mark("by hand"),
    Reason.BEFORE_RESTORE: mark("before a copy came back"),
}


def moment(at: datetime | None, zone: tzinfo | None) -> str:
    """2026-03-05 周四 18:05; a dash where nothing is known."""
    if at is None:
        return "–"
    here = at.astimezone(zone)
    return f"{here:%Y-%m-%d} {day_words.short_weekdays()[here.weekday()]} {here:%H:%M}"


def figure(count: int) -> str:
    """How many, in groups of three."""
    return f"{count:,}"


class CopyList(EntryTable):
    """Newest first; Enter asks for the one that is marked."""

    def __init__(self, zone: tzinfo | None, parent: QWidget | None = None) -> None:
        super().__init__(_("Copies of this data"), 1, parent)
        self._zone = zone
        self._copies: tuple[Copy, ...] = ()

    def show_copies(self, copies: tuple[Copy, ...]) -> None:
        """Other copies; the newest is marked."""
        self._copies = copies
        heads = (_("Made"), _("Why"), _("Customers"), _("Visits"), _("Last entry"))
        lines = tuple(self._line(str(place), copy) for place, copy in enumerate(copies))
        self.show_lines(heads, lines, "0")
        self.fit()

    def _line(self, key: str, copy: Copy) -> Line:
        return Line(
            key,
            (
                moment(copy.taken, self._zone),
                _(REASONS[copy.reason]),
                figure(copy.rows.get("customer", 0)),
                figure(copy.rows.get("traffic_entry", 0)),
                moment(copy.last_act_at, self._zone),
            ),
        )

    def marked(self) -> Copy | None:
        """The copy that is marked."""
        row = self.currentIndex().row()
        return self._copies[row] if 0 <= row < len(self._copies) else None

    def fit(self) -> None:
        """As high as its lines, up to a few; more are scrolled."""
        super().fit()
        look = theme.current()
        rows = min(_ROWS_AT_MOST, max(1, len(self.entries.lines)))
        self.setMinimumHeight(0)
        self.setFixedHeight(look.grown(CARD_ROW, Size.SMALL) + rows * look.row(CARD_ROW) + _SLACK)
