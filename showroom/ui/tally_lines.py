"""The columns and lines of the traffic tally on screen, as the paper has them (forms 2.1b)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import Final

from showroom.forms.traffic_tally import TallyRowOfMonth, TrafficTallyDay, TrafficTallyMonth
from showroom.language import _
from showroom.rules.level import LOG_LEVELS, Level
from showroom.rules.tally import Tally, slot_of, slot_words
from showroom.ui.look.tokens import DAILY_ROW, LOG_ROW, TIGHT

# The paper has no column for N, the unrated.
LEVELS: Final = tuple(level for level in LOG_LEVELS if level is not Level.UNRATED)
SLOT_ROW: Final = LOG_ROW + TIGHT
NONE: Final = "–"
# The width in mm from which a head of two words stands on one line.
ROOM_FOR_TWO_WORDS: Final = 19
_SATURDAY: Final = 5
_SUNDAY: Final = 6


@dataclass(frozen=True)
class TallyColumn:
    """A column: its share of the width in mm of the paper; columns of one group have a head in common."""

    head: str
    width: float
    group: str = ""

    @property
    def lines(self) -> list[str]:
        """The head, on two lines where the column is a narrow one."""
        return two_lines(self.head) if self.width < ROOM_FOR_TWO_WORDS else [self.head]


@dataclass(frozen=True)
class TallyCell:
    """A figure or a word, or a count in 正; a `faint` one is zero or not of this month."""

    text: str = ""
    marks: int = 0
    strong: bool = False
    faint: bool = False
    ink: bool = False


@dataclass(frozen=True)
class TallyLine:
    """A line of the table. `opens` is the day whose log lies behind it; `now` is where we are."""

    cells: tuple[TallyCell, ...]
    opens: date | None = None
    weekend: bool = False
    ends_week: bool = False
    now: bool = False
    total: bool = False


@dataclass(frozen=True)
class TallyTableContent:
    """Everything the table shows, and how high its lines are."""

    columns: tuple[TallyColumn, ...]
    lines: tuple[TallyLine, ...]
    row_height: int

    @property
    def body(self) -> int:
        """How many lines there are above the totals."""
        return len(self.lines) - 1


def two_lines(words: str) -> list[str]:
    """Several words on two lines, as even as they come; one word as it is."""
    breaks = [place for place, sign in enumerate(words) if sign == " "]
    if not breaks:
        return [words]
    middle = min(breaks, key=lambda place: abs(2 * place - len(words)))
    return [words[:middle], words[middle + 1 :]]


def of_day(tally: TrafficTallyDay, now: time | None = None) -> TallyTableContent:
    """Eleven slots with their 正, and the totals; `now` is given on the day itself."""
    here = None if now is None else slot_of(now)
    lines = [
        TallyLine(_slot(slot_words(place) or _("Other times"), slot), tally.day, now=place == here)
        for place, slot in enumerate(tally.slots)
    ]
    return TallyTableContent(_columns_of_day(), (*lines, _total_of_day(tally.totals)), SLOT_ROW)


def _columns_of_day() -> tuple[TallyColumn, ...]:
    groups = (_("Walk-in · first"), _("Walk-in · repeat"), _("Calls"), _("Visits not to buy"))
    pairs = [
        column
        for group in groups
        for column in (TallyColumn(_("Tally marks"), 27.5, group), TallyColumn(_("Count"), 9, group))
    ]
    return (TallyColumn(_("Time slot"), 19), *pairs, TallyColumn(_("Total"), 15))


def _parts(tally: Tally) -> tuple[int, ...]:
    return tally.first, tally.repeat, tally.calls, tally.other_visits


def _slot(words: str, slot: Tally) -> tuple[TallyCell, ...]:
    """A slot in which nothing was is left empty, as the pen leaves it."""
    pairs = [
        cell
        for number in _parts(slot)
        for cell in (TallyCell(marks=number), TallyCell(str(number) if number else ""))
    ]
    return (TallyCell(words), *pairs, TallyCell(str(slot.all) if slot.all else "", strong=True))


def _total_of_day(totals: Tally) -> TallyLine:
    pairs = [cell for number in _parts(totals) for cell in (TallyCell(), _bold(number))]
    return TallyLine((TallyCell(_("Total"), strong=True), *pairs, _bold(totals.all)), total=True)


def _bold(figure: int | None) -> TallyCell:
    return TallyCell("" if figure is None else str(figure), strong=True)


def of_month(tally: TrafficTallyMonth, today: date) -> TallyTableContent:
    """Thirty-one days, and the totals."""
    lines = [_day(row, today) for row in tally.rows]
    total = TallyLine(
        (TallyCell(_("Total"), strong=True), TallyCell(), *map(_bold, _figures(tally.totals))), total=True
    )
    return TallyTableContent(_columns_of_month(), (*lines, total), DAILY_ROW)


def _columns_of_month() -> tuple[TallyColumn, ...]:
    def columns(width: float, heads: Iterable[str], group: str = "") -> tuple[TallyColumn, ...]:
        return tuple(TallyColumn(head, width, group) for head in heads)

    came, called = _("Came to the showroom"), _("Calls")
    return (
        TallyColumn(_("Day"), 9),
        TallyColumn(_("Weekday"), 10),
        *columns(12, (_("First"), _("Be-back"), _("Not to buy")), came),
        *columns(12, (called, _("Effective")), called),
        *columns(12, (_("Filed"), _("Test drives"), _("Orders"), _("Cards opened"))),
        TallyColumn(_("Card rate %"), 13),
        *columns(8, LEVELS, _("By level")),
    )


def _figures(tally: Tally) -> tuple[int | None, ...]:
    """The figures of a day or of the month in the order of their columns."""
    return (*tally.counts, tally.card_rate, *tally.levels[: len(LEVELS)])


def _day(row: TallyRowOfMonth, today: date) -> TallyLine:
    """A day; one that is still to come, or that this month does not have, opens nothing."""
    if row.day is None:
        return TallyLine((TallyCell(NONE, faint=True), *[TallyCell()] * (1 + len(_figures(Tally())))))
    weekday = row.day.weekday()
    short = _("Mo Tu We Th Fr Sa Su").split()[weekday]
    figures = _figures(row.tally) if row.tally else (None,) * len(_figures(Tally()))
    return TallyLine(
        (
            TallyCell(str(row.number), strong=row.day == today, ink=row.day == today),
            TallyCell(short, strong=weekday >= _SATURDAY),
            *(TallyCell("" if one is None else str(one), faint=not one) for one in figures),
        ),
        opens=row.day if row.day <= today else None,
        now=row.day == today,
        weekend=weekday >= _SATURDAY,
        ends_week=weekday == _SUNDAY,
    )
