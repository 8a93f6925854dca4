"""The figures of a period, a day, a consultant, and the rows behind each: one definition for all (forms 2.7).

For a consultant count: rows of the log of the guests he received, or who were meant for him where nobody
did; cards, their steps, drives, orders and appointments of whose card it was in the evening of that day;
requests of whose it was when they were made; contacts of who made them. A correction counts on the day of its
row, a void row never.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from showroom.forms.figure_counts import COUNTS
from showroom.forms.figures import Book, FigureRow, Panel, Part
from showroom.models.base import Compiled, filled_slots, some_slots
from showroom.models.customer import Customer
from showroom.models.staff import Staff
from showroom.rules.duties import Duty
from showroom.services import exports, figures_care, figures_panel, figures_parts, figures_targets
from showroom.services.check_cards import misplaced
from showroom.services.desk import Desk
from showroom.services.figure_facts import Fact
from showroom.services.figures_parts import By
from showroom.services.figures_reading import add, read, read_facts, whose

_STOCKS: Final = frozenset(one.key for one in COUNTS if one.stock)
_DAY: Final = timedelta(1)
_NAMES_AT_ONCE: Final = 500

_staff = Compiled(lambda: Staff.select(Staff.id, Staff.name))
_customers = Compiled(
    lambda: Customer.select(Customer.id, Customer.name).where(Customer.id.in_(some_slots(_NAMES_AT_ONCE)))
)


def of_period(desk: Desk, first: date, last: date, consultant: int | None = None) -> Book:
    """Every figure of the days from `first` to `last`, in a fixed number of statements.

    Of one consultant, or of everybody for who sees the team; a consultant's are always his own. Raises
    Denied.
    """
    owner = whose(desk, consultant)
    with desk.reading():
        return replace(read(owner, first, last).book(), unreconciled=_unreconciled(owner))


def _unreconciled(owner: int | None) -> tuple[FigureRow, ...]:
    """The cards that stand elsewhere than their steps led: no sum with them can be relied upon."""
    found = {card: told for card, told in misplaced().items() if owner in (None, told[2])}
    if not found:
        return ()
    names, people = _names(customer for _day, customer, _his in found.values()), dict(_staff.rows())
    return tuple(
        FigureRow("prospect", card, day, 1, his, people.get(his or 0, ""), customer, names[customer], card)
        for card, (day, customer, his) in sorted(found.items())
    )


def by_day(desk: Desk, first: date, last: date, consultant: int | None = None) -> Mapping[date, Book]:
    """The figures of each day of a period; what is a stock of the whole period is in none of them.

    Raises Denied.
    """
    owner = whose(desk, consultant)
    with desk.reading():
        found = read_facts(owner, first, last)
    days: defaultdict[date, list[Fact]] = defaultdict(list)
    for one in found:
        days[one.day].append(one)
    all_days = (first + _DAY * place for place in range((last - first).days + 1))
    return {day: Book(day, day, owner, _but_stocks(add(days[day]))) for day in all_days}


def _but_stocks(counts: Mapping[str, int]) -> dict[str, int]:
    return {key: count for key, count in counts.items() if key not in _STOCKS}


def by_consultant(desk: Desk, first: date, last: date) -> Mapping[int | None, Book]:
    """The figures of each consultant, of whoever sees the team all, else one's own; None is nobody's.

    Raises Denied.
    """
    owner = whose(desk, None)
    with desk.reading():
        found = read(owner, first, last)
        # Each is measured by his own target; nobody's is that of the showroom.
        aims = figures_targets.facts(first, last) if owner is None else ()
        his_aims = tuple(one for one in aims if one.whose is not None)
    parts: defaultdict[int | None, list[Fact]] = defaultdict(list)
    for one in (*found.facts, *his_aims):
        parts[one.whose].append(one)
    return {his: Book(first, last, his, add(some)) for his, some in parts.items()}


def rows(
    desk: Desk,
    key: str,
    first: date,
    last: date,
    consultant: int | None = None,
    among: Callable[[Fact], bool] = lambda _fact: True,
    *,
    base: bool = True,
) -> tuple[FigureRow, ...]:
    """The rows behind a count, or `among` them, the oldest first: they add up to it.

    Without `base` what is read of all times is left out (figures_reading.read_facts). Raises Denied.
    """
    owner = whose(desk, consultant)
    with desk.reading():
        facts: Iterable[Fact] = (
            figures_care.each_customer(last)
            if key in figures_care.OF_CUSTOMERS
            else read_facts(owner, first, last, base=base)
        )
        found = [one for one in facts if key in one.counts and owner in (None, one.whose) and among(one)]
        names = _names(one.customer for one in found)
        people = dict(_staff.rows())
    found.sort(key=lambda one: (one.day, one.number, one.row))
    return tuple(_row(one, key, names, people) for one in found)


def parts(desk: Desk, by: str, first: date, last: date, consultant: int | None = None) -> tuple[Part, ...]:
    """Each source, campaign, area or model (`figures_parts.By`) that counts, those with most parties first.

    Raises Denied.
    """
    owner = whose(desk, consultant)
    with desk.reading():
        return figures_parts.read(owner, By(by), first, last)


def panel(desk: Desk, day: date, consultant: int | None = None) -> Panel:
    """The panel of a daily report, of one consultant or, for who sees the team, of everybody.

    A fixed number of statements. Raises Denied.
    """
    owner = whose(desk, consultant)
    with desk.reading():
        return figures_panel.read(owner, day)


def record_export(
    desk: Desk, first: date, last: date, consultant: int | None, *, rows: int, token: str | None = None
) -> str:
    """Record that figures of these days were copied to Excel with so many rows; the export number.

    Raises Denied.
    """
    with desk.work(Duty.EXPORT_FIGURES, token) as work:
        if work.repeated is not None:
            return str(work.repeated["export"])
        facts = {"last": str(last), "consultant": consultant, "rows": rows}
        return exports.record(work, desk.clock, "figures", exports.day_number(first), **facts)


def _row(one: Fact, key: str, names: Mapping[int, str], people: Mapping[int, str]) -> FigureRow:
    return FigureRow(
        one.table,
        one.row,
        one.day,
        one.counts[key],
        one.whose,
        people.get(one.whose, "") if one.whose is not None else "",
        one.customer,
        names.get(one.customer, "") if one.customer is not None else one.name,
        one.prospect,
        one.number,
    )


def _names(customers: Iterable[int | None]) -> dict[int, str]:
    wanted = sorted({one for one in customers if one is not None})
    found: dict[int, str] = {}
    for place in range(0, len(wanted), _NAMES_AT_ONCE):
        some = wanted[place : place + _NAMES_AT_ONCE]
        found.update(_customers.rows(**filled_slots(some, _NAMES_AT_ONCE)))
    return found
