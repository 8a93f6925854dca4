"""级别状况表: the grid of one consultant and month, read in a fixed number of statements (forms 2.2b)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from showroom.errors import Denied, Refused
from showroom.forms.level_grid import DAYS, GridCell, GridRow, LevelGrid, Star
from showroom.language import mark
from showroom.rules.calendar import days_of_month
from showroom.rules.duties import Duty
from showroom.rules.level_grid import Entry, HisCard, Joined, Left
from showroom.rules.planned_days import Clocked, Planned
from showroom.rules.prospect_numbers import number_of
from showroom.rules.roll_forward import counted_level, standing_on
from showroom.services import exports, level_clock, level_grid_reading, lists, privacy, roll_forward, settings
from showroom.services.desk import Desk
from showroom.services.level_grid_reading import Reading
from showroom.services.sheet_owners import Consultant, record_print

SUBJECT: Final = "level_grid"
_DAY: Final = timedelta(1)
_ORDER: Final = {how: place for place, how in enumerate(Joined)}


@dataclass(frozen=True)
class _OnSheet:
    """One card of a grid, and how it came onto it."""

    card: int
    his: HisCard
    entry: Entry

    @property
    def order(self) -> tuple[bool, date, int, int]:
        """Carried over by number, then as they came: the rows stay while the month goes on."""
        carried = self.entry.how is Joined.CARRIED
        return (not carried, date.min if carried else self.entry.day, _ORDER[self.entry.how], self.card)


@dataclass(frozen=True)
class _Sheet:
    """What every row of a grid asks; `until` is the last day that can be told."""

    days: tuple[date, ...]
    today: date
    until: date
    terms: level_clock.Terms
    reading: Reading
    eyes: privacy.Eyes

    def row(self, number: int, one: _OnSheet) -> GridRow:
        """One customer."""
        fact, life = self.reading.facts[one.card], one.his.life
        clocked = self.reading.clocked(one.card, life)
        planned = clocked.planned(self.today, self.terms.rules_on, self.terms.is_workday)
        stars = dict(self._stars(one.his, planned))
        gone = one.his.exit(self.until)
        return GridRow(
            number=number,
            prospect=one.card,
            card=number_of(one.card, life.opened_on),
            name=fact.name,
            phone=self.eyes.phone(self.reading.phones.get(fact.customer, ""), fact.owner),
            source=fact.source,
            model=fact.model,
            colour=fact.colour,
            entry=one.entry,
            cells=self._cells(one, clocked, stars),
            exit=gone,
            result=self.letter(one.his) if gone or self.today > self.days[-1] else "",
            overdue=self._is_overdue(one.his, planned),
            reason=self.reading.reasons.get(one.card, "") if gone and gone.letter else "",
            wake_on=fact.wake_on if gone and gone.how is Left.DORMANT else None,
        )

    def _is_overdue(self, his: HisCard, planned: Planned) -> bool:
        """Whether a card he still has waits for its contact; told while its month is the one in hand."""
        late = planned.due_on is not None and planned.due_on < self.today
        return late and self.until == self.today and his.exit(self.today) is None

    def _stars(self, his: HisCard, planned: Planned) -> Iterator[tuple[date, Star]]:
        """The planned contacts of the month: in vain, or ahead."""
        for day in planned.missed.intersection(self.days):
            if his.is_his(standing_on(his.life, day - _DAY)):
                yield day, Star.OVERDUE if day == planned.due_on else Star.MISSED
        gone = his.exit(self.today)
        waits = gone is None or gone.how is Left.DORMANT
        if waits and planned.due_on in self.days and planned.due_on >= self.today:
            yield planned.due_on, Star.AHEAD

    def _cells(self, one: _OnSheet, clocked: Clocked, stars: Mapping[date, Star]) -> tuple[GridCell, ...]:
        reached = {contact.day for contact in clocked.heard if contact.reached}
        letters = dict(one.his.letters(reached, self.days[0], self.until))
        begins = one.entry.day if one.entry.how in (Joined.NEW, Joined.RETURNED) else None
        cells = [
            GridCell(
                letters.get(day, ""),
                first=day == begins and day in letters,
                star=None if day in letters else stars.get(day),
                contacts=self.reading.told.on(one.card, day) if one.his.was_his_on(day) else (),
            )
            for day in self.days
        ]
        return (*cells, *(GridCell(),) * (DAYS - len(cells)))

    def letter(self, his: HisCard) -> str:
        """What a card counts as on the last day: its level, or its end; "" where it went on elsewhere."""
        gone = his.exit(self.until)
        if gone is not None:
            return gone.letter
        standing = standing_on(his.life, self.until)
        return counted_level(standing.level) if standing else ""


def of(desk: Desk, consultant: Consultant, month: date) -> LevelGrid:
    """The grid of a consultant for the month of a day: cards open at its start, new, returned, received ones.

    A fixed number of statements. Raises Denied for a colleague's where only one's own may be read.
    """
    _refuse_others(desk, consultant.staff)
    days, today = days_of_month(month.year, month.month), desk.clock.today()
    with desk.reading():
        facts, known = settings.facts(), lists.current()
        found = _on_sheet(consultant.staff, days[0], days[-1])
        sheet = _Sheet(
            days,
            today,
            min(days[-1], max(today, days[0] - _DAY)),
            level_clock.terms(facts),
            level_grid_reading.read([one.card for one in found]),
            privacy.eyes_of(desk),
        )
    return LevelGrid(
        first=days[0],
        until=sheet.until if today >= days[0] else None,
        consultant=consultant.staff,
        consultant_name=consultant.name,
        dealer=facts.dealer,
        dealer_short=facts.dealer_short,
        dealer_english=facts.dealer_english,
        rows=tuple(sheet.row(number, one) for number, one in enumerate(found, 1)),
        totals=Counter(filter(None, (sheet.letter(one.his) for one in found))),
        lists=known,
    )


def grids(desk: Desk, whose: Sequence[Consultant], month: date) -> tuple[LevelGrid, ...]:
    """The grids of several consultants for the month of a day. Raises Denied, Refused where there is none."""
    if not whose:
        raise Refused(
            "E-NO-CONSULTANT", mark("Nobody is a consultant yet. Add people in the settings first.")
        )
    return tuple(of(desk, one, month) for one in whose)


def empty(desk: Desk) -> LevelGrid:
    """The grid of nobody, for the blank form. Raises Denied."""
    desk.require(Duty.READ_CARD)
    with desk.reading():
        facts = settings.facts()
    first = desk.clock.today().replace(day=1)
    return LevelGrid(first, None, 0, "", facts.dealer, facts.dealer_short, facts.dealer_english)


def _on_sheet(owner: int, first: date, last: date) -> list[_OnSheet]:
    """The cards of the sheet in the order of its rows."""
    found = []
    for card, life in roll_forward.lives_of(owner, first):
        his = HisCard(life, owner)
        entry = his.entry(first, last)
        if entry is not None:
            found.append(_OnSheet(card, his, entry))
    return sorted(found, key=lambda one: one.order)


def record_print_of(desk: Desk, grids: Collection[LevelGrid], *, blank: bool) -> str:
    """Record that grids were printed; the export number for their foot. Raises Denied."""
    months = sorted({exports.month_number(grid.first) for grid in grids})
    staff = [] if blank else sorted(grid.consultant for grid in grids)
    return record_print(desk, Duty.PRINT_LEVEL_GRID, SUBJECT, months, staff=staff, blank=blank)


def record_export(desk: Desk, grids: Collection[LevelGrid]) -> str:
    """Record that grids were copied to Excel; the number of the copy. Raises Denied."""
    months = sorted({exports.month_number(grid.first) for grid in grids})
    staff = sorted(grid.consultant for grid in grids)
    return record_print(desk, Duty.EXPORT_LEVEL_GRID, SUBJECT, months, staff=staff)


def _refuse_others(desk: Desk, owner: int) -> None:
    desk.require(Duty.READ_CARD)
    if owner != desk.staff and not desk.may(Duty.READ_ANY_CARD):
        desk.deny(
            Denied(
                "E-GRID-OTHERS",
                mark("This is a colleague's level grid. Ask the showroom manager."),
                duty=str(Duty.READ_ANY_CARD),
            )
        )
